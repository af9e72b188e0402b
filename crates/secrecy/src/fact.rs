// SPDX-License-Identifier: EUPL-1.2
//! The facts that a rule can read: a closed list, each with a finite number of values.

use serde::{Deserialize, Serialize};

use crate::decision::Way;
use crate::rule_set::Asked;

/// A fact that a rule can read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The discloser's duty of silence: a code of [`crate::Duty`].
    DiscloserDuty,
    /// Whether the discloser is on the closed list of the consultation.
    DiscloserParticipant,
    /// The purpose: a code of the rule set, or `other`.
    Purpose,
    /// Whether the decision would also cover what is not known yet.
    OpenEnded,
    /// Whether consent is put forward: a code of [`crate::Consent`].
    Consent,
    /// Whether there is exactly one recipient.
    OneRecipient,
    /// Whether the recipient is one person, by name.
    Named,
    /// The recipient's duty of silence: a code of [`crate::Duty`].
    RecipientDuty,
    /// What the recipient is among the addressees of the rule set: a code, or `other`.
    Addressee,
    /// Whether the recipient is on the closed list of the consultation.
    Participant,
    /// Whether each person who must be told was told before, of this recipient: `before`, or why not (`late`,
    /// `not_of_this_recipient`, `not_told`, `unanswered`).
    Told,
    /// The one ground that holds for everybody who was not told before: a code of the rule set, `none` or `several`.
    Ground,
    /// Whether a second person has looked at every ground.
    GroundReviewed,
    /// Whether the piece is a single one.
    Single,
    /// The class of sensitivity of the piece: a code of the rule set, or `other`.
    Class,
    /// Where the piece comes from: a code of [`crate::Origin`].
    Origin,
    /// The answer to a question of the rule set: a code of [`crate::Answer`].
    Answer(String),
}

impl Fact {
    /// Where it stands in the rules, apart from answers: variable and attribute.
    pub(crate) const PLACES: [(Fact, &'static str, &'static str); 16] = [
        (Fact::DiscloserDuty, "context", "discloser_duty"),
        (Fact::DiscloserParticipant, "context", "discloser_participant"),
        (Fact::Purpose, "context", "purpose"),
        (Fact::OpenEnded, "context", "open_ended"),
        (Fact::Consent, "context", "consent"),
        (Fact::OneRecipient, "context", "one_recipient"),
        (Fact::Named, "principal", "named"),
        (Fact::RecipientDuty, "principal", "duty"),
        (Fact::Addressee, "principal", "addressee"),
        (Fact::Participant, "principal", "participant"),
        (Fact::Told, "principal", "told"),
        (Fact::Ground, "principal", "ground"),
        (Fact::GroundReviewed, "principal", "ground_reviewed"),
        (Fact::Single, "resource", "single"),
        (Fact::Class, "resource", "class"),
        (Fact::Origin, "resource", "origin"),
    ];

    /// Its code, to find words for it: `recipient_duty`; of an answer, the code of the question.
    pub fn code(&self) -> &str {
        match self {
            Fact::DiscloserDuty => "discloser_duty",
            Fact::DiscloserParticipant => "discloser_participant",
            Fact::Purpose => "purpose",
            Fact::OpenEnded => "open_ended",
            Fact::Consent => "consent",
            Fact::OneRecipient => "one_recipient",
            Fact::Named => "named",
            Fact::RecipientDuty => "recipient_duty",
            Fact::Addressee => "addressee",
            Fact::Participant => "participant",
            Fact::Told => "told",
            Fact::Ground => "ground",
            Fact::GroundReviewed => "ground_reviewed",
            Fact::Single => "single",
            Fact::Class => "class",
            Fact::Origin => "origin",
            Fact::Answer(question) => question,
        }
    }

    /// By what it can honestly become another.
    pub fn way(&self) -> Way {
        match self {
            Fact::Answer(_) => Way::Answering,
            Fact::Named | Fact::Told | Fact::Ground | Fact::GroundReviewed => Way::Doing,
            Fact::OneRecipient | Fact::OpenEnded | Fact::Consent | Fact::Single => Way::Doing,
            Fact::DiscloserDuty | Fact::Purpose | Fact::RecipientDuty | Fact::Addressee => {
                Way::ChoosingOtherwise
            }
            Fact::DiscloserParticipant | Fact::Participant | Fact::Class | Fact::Origin => {
                Way::ChoosingOtherwise
            }
        }
    }

    /// Whether it makes sense to ask « and if it were otherwise? ». What a piece of information is, where it comes from
    /// and to what end it is wanted are what they are.
    pub(crate) fn can_be_turned(&self) -> bool {
        !matches!(self, Fact::Purpose | Fact::Class | Fact::Origin)
    }

    /// What a fact of the closed list is about.
    pub(crate) fn asked_of(variable: &str) -> Asked {
        match variable {
            "principal" => Asked::Recipient,
            "resource" => Asked::Item,
            _ => Asked::Decision,
        }
    }
}
