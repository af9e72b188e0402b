// SPDX-License-Identifier: EUPL-1.2
//! What a decision is about, as facts. References only: no name and no content belongs here.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::day::Day;

/// An enum whose values have codes, the same in the rules, in what is kept and in explanations.
macro_rules! coded {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$inner])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            /// All values; a rule knows no other.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The code in rules and records.
            pub const fn code(self) -> &'static str { match self { $($name::$variant => $code),+ } }

            /// Reads a code.
            pub fn parse(code: &str) -> Option<$name> { match code { $($code => Some($name::$variant),)+ _ => None } }
        }
    };
}

coded! {
    /// By which duty of silence a person is bound, on the day of the decision. The person's own, not their employer's.
    Duty {
        /// Professional secrecy, under penal law.
        Bound = "bound",
        /// A duty of discretion only (teachers, hosts).
        Discretion = "discretion",
        /// Secrecy of an inquiry or of a court (police, prosecutors, judges): never a partner of shared secrecy.
        Judicial = "judicial",
        /// No duty at all.
        None = "none",
        /// Nobody has said.
        Unknown = "unknown",
    }
}

coded! {
    /// An answer to a question of a rule set. A question that is not in [`Answers`] is unanswered.
    Answer {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Asked, and nobody knows.
        Unknown = "unknown",
        /// Whoever was asked does not want to answer.
        Refused = "refused",
        /// The question makes no sense here.
        NotApplicable = "not_applicable",
        /// Nobody has answered yet.
        Unanswered = "unanswered",
    }
}

coded! {
    /// Where a piece of information comes from.
    Origin {
        /// Seen or done by the discloser's own service.
        OwnWork = "own_work",
        /// Confided by the user, or by somebody close.
        Confided = "confided",
        /// Received from another service under shared secrecy.
        Received = "received",
        /// Said in a consultation with a closed list of participants.
        Consultation = "consultation",
        /// Taken from a judicial record.
        Judicial = "judicial",
        /// The discloser's own notes.
        OwnNotes = "own_notes",
    }
}

coded! {
    /// Whether somebody's consent is put forward as that on which the disclosure rests.
    Consent {
        /// It is not.
        NotInvoked = "not_invoked",
        /// It is; a rule set may say that it adds nothing ([`crate::RuleSet::consent_note`]).
        Invoked = "invoked",
        /// It is, and the disclosure would go against the child's interest.
        AgainstChild = "against_child",
    }
}

/// Answers by the code of their question.
pub type Answers = BTreeMap<String, Answer>;

/// Everything a decision is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The day of the decision: the rule set in force on it decides, and secrecy statuses are of it.
    pub on: Day,
    /// The day on which the information was, or will be, passed on, if it is known.
    pub executed_on: Option<Day>,
    /// Who would tell.
    pub discloser: Discloser,
    /// Who would learn it.
    pub recipients: Vec<Recipient>,
    /// What they would learn, piece by piece.
    pub items: Vec<Item>,
    /// Answers about one recipient and one piece: whether they need it, above all. Pairs that are not here have no answer.
    pub pairs: Vec<PairAnswers>,
    /// To what end, by a code of the rule set ([`crate::RuleSet::purposes`]); any other counts as « other ».
    pub purpose: String,
    /// Whether the decision would also cover what is not known yet: « all partners, for a year ».
    pub open_ended: bool,
    /// Whether a consent is put forward as its base.
    pub consent: Consent,
    /// Each person who must be told before, and whether they were. Empty: nobody was told.
    pub information: Vec<Information>,
    /// The consultation in which it would be said, if there is one.
    pub consultation: Option<Consultation>,
    /// Answers about the decision as a whole.
    pub answers: Answers,
}

/// Who would tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discloser {
    /// Their reference.
    pub id: String,
    /// As what they act, by a code of the caller; kept with the record, read by no rule.
    pub capacity: String,
    /// Their duty of silence on the day.
    pub duty: Duty,
}

/// Somebody who would learn it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Their reference, once in the facts.
    pub id: String,
    /// Whether this is one person, by name; not a team, a service or a shared mailbox.
    pub named: bool,
    /// What they are, by a code of the caller (a type of service, a function); rule sets say which codes are addressees.
    pub role: String,
    /// Their duty of silence on the day.
    pub duty: Duty,
    /// Answers about this recipient.
    pub answers: Answers,
}

/// One piece of information, by reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its reference, once in the facts.
    pub id: String,
    /// Whether it is one piece that was looked at; not « the file » or « everything ».
    pub single: bool,
    /// Its class of sensitivity, by a code of the caller; a class that the rule set does not name is « other ».
    pub class: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Answers about this piece.
    pub answers: Answers,
}

/// Answers about one recipient and one piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairAnswers {
    /// Reference of the recipient.
    pub recipient: String,
    /// Reference of the piece.
    pub item: String,
    /// The answers.
    pub answers: Answers,
}

/// Somebody who must be told before, that something will be passed on and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Information {
    /// Their reference.
    pub person: String,
    /// Whether they were told.
    pub told: Told,
}

/// Whether somebody was told before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// They were. It counts for the recipients it names, and only if `on` is not after the decision nor after the
    /// disclosure: one cannot be told beforehand afterwards.
    On {
        /// When.
        on: Day,
        /// How (a conversation, a letter), by a code of the caller.
        how: String,
        /// In which language.
        language: String,
        /// The recipients whose names they were given, by reference.
        recipients: BTreeSet<String>,
    },
    /// They were not, or will not be.
    NotTold {
        /// Why, by a code of the rule set ([`crate::RuleSet::grounds`]).
        ground: Option<String>,
        /// Whether a second person has looked at that reason.
        reviewed: bool,
    },
    /// Nobody has said.
    Unanswered,
}

/// A consultation whose participants were fixed before it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    /// The closed list, by reference.
    pub participants: BTreeSet<String>,
}
