// SPDX-License-Identifier: EUPL-1.2
//! What happens to a practice: its steps and where it stands, who read it, what readers say of harm.

use kernel::{Date, Instant, InstitutionId, PracticeId, PractitionerId};
use platform::from_row;
use uuid::Uuid;

use super::model::Level;

/// One thing that happened to a practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Its institution sent it to the bank.
    Submitted,
    /// The editors found no personal data in it.
    Screened,
    /// Two reviewers were named, or another in the place of one who stepped back.
    ReviewersNamed,
    /// It goes back to its institution, with words.
    Returned,
    /// Both reviewers gave it a level: the lower one counts.
    Rated,
    /// The direction of its institution agrees that it is published.
    Agreed,
    /// The direction does not, or not any more.
    Withheld,
    /// It is published.
    Published,
    /// Looked at again: it stays as it is.
    Confirmed,
    /// Looked at again: its level is lower.
    Downgraded,
    /// It is not recommended any more; it stays readable, with why.
    Withdrawn,
}

kernel::codes!(StepKind {
    Submitted = "submitted",
    Screened = "screened",
    ReviewersNamed = "reviewers_named",
    Returned = "returned",
    Rated = "rated",
    Agreed = "agreed",
    Withheld = "withheld",
    Published = "published",
    Confirmed = "confirmed",
    Downgraded = "downgraded",
    Withdrawn = "withdrawn",
});

/// What happened, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place in the order, from 1.
    pub seq: i64,
    /// What.
    pub kind: StepKind,
    /// When it was written down.
    pub recorded_at: Instant,
    /// On which day.
    pub on: Date,
    /// By whom; nobody where it follows from what both reviewers said.
    pub by: Option<PractitionerId>,
    /// For which institution.
    pub institution: InstitutionId,
    /// The level that it gives.
    pub level: Option<Level>,
    /// Whether it flags the practice as harmful or contradicted (X).
    pub harmful: bool,
    /// Why.
    pub words: String,
}

from_row!(Step { seq, kind, recorded_at, on, by, institution, level, harmful, words });

/// Where a practice stands (domain §4(i)). Never kept: it follows from its steps and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Being written; seen by its institution alone.
    Draft,
    /// Sent to the bank.
    Submitted,
    /// Without personal data.
    Screened,
    /// Two reviewers read it.
    InReview,
    /// Back at its institution, with words.
    Returned,
    /// It has a level.
    Rated,
    /// Published.
    Published,
    /// Published, and to be looked at again.
    ReReviewDue,
    /// Published, looked at again and confirmed.
    Confirmed,
    /// Published, looked at again and rated lower.
    Downgraded,
    /// Not recommended any more.
    Withdrawn,
}

kernel::codes!(State {
    Draft = "draft",
    Submitted = "submitted",
    Screened = "screened",
    InReview = "in_review",
    Returned = "returned",
    Rated = "rated",
    Published = "published",
    ReReviewDue = "re_review_due",
    Confirmed = "confirmed",
    Downgraded = "downgraded",
    Withdrawn = "withdrawn",
});

impl State {
    /// Whether its institution may change what is said.
    pub fn is_being_written(self) -> bool {
        matches!(self, State::Draft | State::Returned)
    }

    /// Whether anybody may read it.
    pub fn is_public(self) -> bool {
        self.is_recommended() || self == State::Withdrawn
    }

    /// Whether it stands in the bank as something to do.
    pub fn is_recommended(self) -> bool {
        matches!(self, State::Published | State::ReReviewDue | State::Confirmed | State::Downgraded)
    }
}

/// What a reviewer finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finding {
    /// A level.
    Rate,
    /// Back to its institution, with words.
    Return,
    /// Harmful, or contradicted by what is known (X).
    Harmful,
}

kernel::codes!(Finding { Rate = "rate", Return = "return", Harmful = "harmful" });

/// One reading of a practice by a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Which one.
    pub id: Uuid,
    /// In which round: each sending begins one.
    pub round: i64,
    /// Who reads.
    pub reviewer: PractitionerId,
    /// For which institution.
    pub institution: InstitutionId,
    /// When they were named.
    pub named_at: Instant,
    /// When they declared that nothing ties them to it.
    pub declared_at: Option<Instant>,
    /// When they stepped back.
    pub recused_at: Option<Instant>,
    /// When they answered.
    pub answered_at: Option<Instant>,
    /// What they find.
    pub finding: Option<Finding>,
    /// The level they give.
    pub level: Option<Level>,
    /// The source on which they rest it.
    pub source: Option<Uuid>,
    /// What they say: published with the practice, without their name.
    pub words: String,
}

from_row!(Review {
    id,
    round,
    reviewer,
    institution,
    named_at,
    declared_at,
    recused_at,
    answered_at,
    finding,
    level,
    source,
    words
});

/// Who says that a practice does harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidAs {
    /// Somebody who works with children or families.
    Professional,
    /// A young person.
    YoungPerson,
    /// A parent, somebody of the family.
    Family,
    /// Somebody else, or they do not say.
    Other,
}

kernel::codes!(SaidAs {
    Professional = "professional",
    YoungPerson = "young_person",
    Family = "family",
    Other = "other",
});

/// What a reader says of harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Harm {
    /// Which one.
    pub id: Uuid,
    /// Of which practice.
    pub practice: PracticeId,
    /// When.
    pub recorded_at: Instant,
    /// As what they speak.
    pub said_as: SaidAs,
    /// What they say.
    pub words: String,
    /// When the editors answered.
    pub answered_at: Option<Instant>,
    /// What the editors answered.
    pub answer: String,
}

from_row!(Harm { id, practice, recorded_at, said_as, words, answered_at, answer });
