// SPDX-License-Identifier: EUPL-1.2
//! Events: what every write leaves in the ledger.

use uuid::Uuid;

use crate::{Capacity, CaseId, Ground, Id, InstitutionId, PractitionerId};

/// The name of something that happened, in the past tense: `case_opened`. Each slice declares its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventKind(pub &'static str);

/// The kind of thing an event or a seat is about: `case`, `report`, `institution`…
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SubjectKind(pub &'static str);

/// One thing: its kind and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// What kind of thing.
    pub kind: SubjectKind,
    /// Which one.
    pub id: Uuid,
}

impl SubjectKind {
    /// A concern report.
    pub const REPORT: SubjectKind = SubjectKind("report");
    /// A case.
    pub const CASE: SubjectKind = SubjectKind("case");
    /// A person.
    pub const PERSON: SubjectKind = SubjectKind("person");
    /// An institution.
    pub const INSTITUTION: SubjectKind = SubjectKind("institution");
    /// A practitioner.
    pub const PRACTITIONER: SubjectKind = SubjectKind("practitioner");
    /// A decision to tell something to somebody.
    pub const DISCLOSURE: SubjectKind = SubjectKind("disclosure");
    /// What one institution asks of another or tells it.
    pub const EXCHANGE: SubjectKind = SubjectKind("exchange");
    /// A consultation of named participants.
    pub const CONSULTATION: SubjectKind = SubjectKind("consultation");
    /// An account.
    pub const ACCOUNT: SubjectKind = SubjectKind("account");

    /// One thing of this kind.
    pub fn of(self, id: impl Id) -> Subject {
        Subject { kind: self, id: id.uuid() }
    }
}

/// By whom something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A practitioner, in a capacity.
    Practitioner(PractitionerId, Option<Capacity>),
    /// A member of the public, without an account.
    Public,
    /// The system itself: a job, a command of the operator.
    System,
}

/// One thing that happened, as the ledger keeps it.
///
/// `reason` and `detail` may hold personal words: they are stored beside the chain, which only carries their salted digest,
/// so that they can be erased without breaking it.
#[derive(Clone, Debug)]
pub struct Event {
    /// Whose ledger: the institution that acted or received.
    pub institution: InstitutionId,
    /// What happened.
    pub kind: EventKind,
    /// To what.
    pub subject: Subject,
    /// In which case, when there is one: what the access log of a case is read by.
    pub case: Option<CaseId>,
    /// By whom.
    pub by: By,
    /// On what ground.
    pub ground: Ground,
    /// Why, in the person's words, where a reason was asked.
    pub reason: Option<String>,
    /// What changed, in short machine-readable form (JSON), of which the digest enters the chain.
    pub detail: Option<String>,
    /// When it happened, when that differs from when it was recorded (microseconds UTC).
    pub occurred: Option<crate::Instant>,
}

impl Event {
    /// An event with the parts that every event has; the rest is added with the `with_` functions.
    pub fn new(
        institution: InstitutionId,
        kind: EventKind,
        subject: Subject,
        by: By,
        ground: Ground,
    ) -> Event {
        let case = (subject.kind == SubjectKind::CASE).then_some(CaseId(subject.id));
        Event { institution, kind, subject, case, by, ground, reason: None, detail: None, occurred: None }
    }

    /// In which case it happened.
    pub fn in_case(mut self, case: CaseId) -> Event {
        self.case = Some(case);
        self
    }

    /// Why.
    pub fn because(mut self, reason: impl Into<String>) -> Event {
        self.reason = Some(reason.into());
        self
    }

    /// What changed.
    pub fn with_detail(mut self, detail: impl Into<String>) -> Event {
        self.detail = Some(detail.into());
        self
    }

    /// When it happened, when that is not now.
    pub fn occurred_at(mut self, at: crate::Instant) -> Event {
        self.occurred = Some(at);
        self
    }
}
