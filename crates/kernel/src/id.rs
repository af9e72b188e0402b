// SPDX-License-Identifier: EUPL-1.2
//! Identifiers: UUIDv7 newtypes, so that a person's id can never be passed where a case's is meant.
//!
//! New values come from the context (`cx.new_id()`), never from here: there is no randomness in this crate.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::stored::{FromValue, ToValue, Unreadable, Value};

/// What all identifiers have in common, for generic code such as a storage layer.
pub trait Id: Copy + Send + Sync + 'static {
    /// Wraps a raw UUID. Only for storage and for reading a path.
    fn from_uuid(raw: Uuid) -> Self;
    /// The raw UUID.
    fn uuid(self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl Id for $name {
            fn from_uuid(raw: Uuid) -> Self { Self(raw) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl ToValue for $name {
            fn to_value(&self) -> Value { Value::Uuid(self.0) }
        }
        impl FromValue for $name {
            fn from_value(value: Value) -> Result<Self, Unreadable> { Uuid::from_value(value).map(Self) }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.simple().fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.simple())
            }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> { Uuid::parse_str(s).map(Self) }
        }
    )*};
}

ids! {
    /// An institution or service: legal or functional unit with a type, aliases and dates.
    InstitutionId;
    /// A function inside an institution (its intake desk, its supervision…), held by practitioners through appointments.
    FunctionId;
    /// A practitioner: a person who acts for institutions, with a secrecy status of their own.
    PractitionerId;
    /// The appointment of a practitioner to a function, with dates.
    AppointmentId;
    /// An account with which a practitioner signs in.
    AccountId;
    /// A session: one browser in which an account is signed in.
    SessionId;
    /// A person known to the register: child, parent, carer…
    PersonId;
    /// A dated relationship between two persons.
    RelationshipId;
    /// A concern report.
    ReportId;
    /// One reporter's contribution to a concern report.
    ReporterId;
    /// The evaluation of one minor's situation after a concern report.
    EvaluationId;
    /// A case: the file of one child in one institution.
    CaseId;
    /// An episode of a case: the unit in which durations are counted.
    EpisodeId;
    /// A seat in the circle of a case or of a report.
    SeatId;
    /// A proposed transfer of a case or report to another institution.
    TransferId;
    /// An entry of a case's timeline.
    EntryId;
    /// A note in one of the layers of a case.
    NoteId;
    /// A file attached to something that can be read through a grant.
    AttachmentId;
    /// A draft kept on the server from the first keystroke.
    DraftId;
    /// A decision to tell something to somebody, or not to.
    DisclosureId;
    /// A piece of information that such a decision is about.
    PieceId;
    /// An objection to what was told, or was not.
    ObjectionId;
    /// An opinion that a body of appeal or of ethics is asked for.
    OpinionId;
    /// What one institution asks of another or tells it, with the answers.
    ExchangeId;
    /// Somebody is oriented towards another service, and accompanied on the way.
    OrientationId;
    /// A consultation of named participants, with a record of its own.
    ConsultationId;
    /// A text in the record of a consultation.
    MinuteId;
    /// An attempt to protect somebody before speaking to an authority.
    AttemptId;
    /// A letter that tells the child or the family what would be, or was, told of them.
    LetterId;
    /// A practice that a service describes for the bank.
    PracticeId;
    /// A background job.
    JobId;
}

/// Holders of seats: a practitioner, or a function held by whoever is appointed to it.
///
/// Both are UUIDs drawn from the same space, so a seat names its holder by one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A named practitioner.
    Practitioner(PractitionerId),
    /// A function: whoever holds it today.
    Function(FunctionId),
}

impl ToValue for Holder {
    fn to_value(&self) -> Value {
        Value::Uuid(self.uuid())
    }
}

impl Holder {
    /// The raw id, as stored in the seat.
    pub fn uuid(self) -> Uuid {
        match self {
            Holder::Practitioner(p) => p.0,
            Holder::Function(f) => f.0,
        }
    }
}
