// SPDX-License-Identifier: EUPL-1.2
//! A concern report and the facts that follow it. Where it stands is derived from them, never stored.

mod channel;
mod evaluation;
mod facts;
mod received;

pub use channel::{Message, Reporter, Sent};
#[cfg(test)]
pub use evaluation::Conclusion;
pub use evaluation::{
    Decision, DecisionOutcome, Evaluation, Evaluator, Medium, Meeting, NewConclusion, NewDecision,
    NewMeeting, NewView, NewVisit, Referral, View, Visit,
};
pub use facts::{Answer, Concern, Joined, Request, Standing, State, Transfer, Triage};
pub use received::{Door, Levels, NewHolder, NewMinor, NewReport, NewReporter, Receipt, Report, Told, Who};

use kernel::stored::{FromValue, ToValue, Unreadable, Value};
use kernel::{Date, Id, PersonId, codes};
use platform::db::{FromRow, Row, StoreError};
use uuid::Uuid;

/// One minor of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MinorId(pub Uuid);

impl Id for MinorId {
    fn from_uuid(raw: Uuid) -> Self {
        MinorId(raw)
    }
    fn uuid(self) -> Uuid {
        self.0
    }
}

impl ToValue for MinorId {
    fn to_value(&self) -> Value {
        Value::Uuid(self.0)
    }
}

impl FromValue for MinorId {
    fn from_value(value: Value) -> Result<Self, Unreadable> {
        Uuid::from_value(value).map(MinorId)
    }
}

impl std::fmt::Display for MinorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.simple().fmt(f)
    }
}

/// How a minor came into a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Reported: the worry is about them.
    Named,
    /// Only mentioned as living in the home: to be added to the evaluation, or set aside with a reason.
    Mentioned,
    /// Added by the service: a brother or sister in the home, a second twin.
    Added,
}

codes!(Place { Named = "named", Mentioned = "mentioned", Added = "added" });

/// A minor of the home.
#[derive(Clone, Debug)]
pub struct Minor {
    /// Which one.
    pub id: MinorId,
    /// How they came into the report.
    pub place: Place,
    /// Who it is, once known.
    pub person: Option<PersonId>,
    /// How they were described.
    pub description: String,
    /// Not born yet when reported.
    pub is_unborn: bool,
    /// Nobody knows how many children are meant (a pregnancy, « les petits »).
    pub number_unknown: bool,
    /// Why the service added them.
    pub why: String,
    /// The minor of this report that turned out to be the same child.
    pub same_as: Option<MinorId>,
    /// Why a mentioned minor is not evaluated.
    pub set_aside: Option<String>,
}

impl FromRow for Minor {
    fn from_row(row: &mut Row) -> Result<Minor, StoreError> {
        Ok(Minor {
            id: row.take()?,
            place: row.take()?,
            person: row.take()?,
            description: row.take()?,
            is_unborn: row.take()?,
            number_unknown: row.take()?,
            why: row.take()?,
            same_as: row.take()?,
            set_aside: row.take()?,
        })
    }
}

impl Minor {
    /// Whether this minor has an evaluation of their own when the report is evaluated.
    pub fn is_evaluated(&self) -> bool {
        self.place != Place::Mentioned && self.same_as.is_none() && self.set_aside.is_none()
    }

    /// Mentioned, and nobody has said yet who it is.
    pub fn is_unsettled(&self) -> bool {
        self.place == Place::Mentioned && self.same_as.is_none() && self.set_aside.is_none()
    }
}

/// A holder of parental authority, as the report says.
#[derive(Clone, Debug)]
pub struct AuthorityHolder {
    /// Who, in words.
    pub who: String,
    /// Whether they were told of the report.
    pub told: Told,
    /// When.
    pub told_on: Option<Date>,
    /// Why not: a code of the list `not_told_reason`.
    pub not_told_reason: String,
    /// What there is to add.
    pub note: String,
}

platform::from_row!(AuthorityHolder { who, told, told_on, not_told_reason, note });
