// SPDX-License-Identifier: EUPL-1.2
//! Cases and what hangs from them. States are derived.

use kernel::{
    CaseId, Date, EntryId, EpisodeId, Instant, InstitutionId, Layer, PartialDate, PersonId, PractitionerId,
    TransferId,
};
use platform::from_row;
use uuid::Uuid;

/// A case: the file of one child in one institution.
#[derive(Clone, Debug)]
pub struct Case {
    /// Which one.
    pub id: CaseId,
    /// The institution that answers for it.
    pub institution: InstitutionId,
    /// The number people say: `SAJ-VALMOURNE-2026-0012`.
    pub reference: String,
    /// The child.
    pub child: PersonId,
    /// When the first episode began.
    pub opened_on: Date,
    /// The case that took this one over.
    pub merged_into: Option<CaseId>,
    /// The closed case of the child that this one follows.
    pub continues: Option<CaseId>,
    /// Version.
    pub version: i64,
}

from_row!(Case { id, institution, reference, child, opened_on, merged_into, continues, version });

/// An episode: from opening (or reopening) to closure.
#[derive(Clone, Debug)]
pub struct Episode {
    /// Which one.
    pub id: EpisodeId,
    /// Its number, from 1.
    pub number: i64,
    /// Its first day.
    pub opened_on: Date,
    /// Why it began.
    pub opening_reason: String,
    /// Its last day.
    pub closed_on: Option<Date>,
    /// Why it ended: a code of the pack's list `closure_reason`.
    pub closing_reason: Option<String>,
}

from_row!(Episode { id, number, opened_on, opening_reason, closed_on, closing_reason });

/// A legal frame, from a day to a day.
#[derive(Clone, Debug)]
pub struct Frame {
    /// A code of the pack's list `frame`.
    pub frame: String,
    /// First day.
    pub from_on: Date,
    /// Last day, when known.
    pub until_on: Option<Date>,
    /// On what it rests: an agreement, a judgment.
    pub source: String,
}

from_row!(Frame { frame, from_on, until_on, source });

/// Something to know before anything else.
#[derive(Clone, Debug)]
pub struct AttentionNote {
    /// Which one.
    pub id: Uuid,
    /// A code of the pack's list `attention`.
    pub kind: String,
    /// In words.
    pub text: String,
    /// Since when.
    pub from_on: Date,
    /// Until when.
    pub until_on: Option<Date>,
}

from_row!(AttentionNote { id, kind, text, from_on, until_on });

/// The kind of attention note that tells of an address kept secret. Every pack has it.
pub const SECRET_ADDRESS: &str = "secret_address";

impl AttentionNote {
    /// Whether its text is masked: what is written about a secret address is shown by a deed only.
    pub fn is_masked(&self) -> bool {
        self.kind == SECRET_ADDRESS
    }
}

/// A hold.
#[derive(Clone, Debug)]
pub struct Hold {
    /// Since when.
    pub from_on: Date,
    /// Until when, once ended.
    pub until_on: Option<Date>,
    /// Why.
    pub reason: String,
}

from_row!(Hold { from_on, until_on, reason });

/// A proposed closure and what became of it.
#[derive(Clone, Debug)]
pub struct Closure {
    /// Which one.
    pub id: Uuid,
    /// The episode it would end.
    pub episode: EpisodeId,
    /// A code of the pack's list `closure_reason`.
    pub reason: String,
    /// In words.
    pub explanation: String,
    /// What the child thinks of it, or why that is not known.
    pub child_view: String,
    /// What partners are told.
    pub partners_told: String,
    /// The retention rule that applies from now on, in words.
    pub retention: String,
    /// Its code, when one of the pack was chosen.
    pub retention_code: Option<String>,
    /// By whom it was proposed.
    pub proposed_by: PractitionerId,
    /// When.
    pub proposed_at: Instant,
    /// By whom it was decided.
    pub decided_by: Option<PractitionerId>,
    /// When.
    pub decided_at: Option<Instant>,
    /// How.
    pub approved: Option<bool>,
    /// Why not.
    pub refusal: Option<String>,
}

from_row!(Closure {
    id,
    episode,
    reason,
    explanation,
    child_view,
    partners_told,
    retention,
    retention_code,
    proposed_by,
    proposed_at,
    decided_by,
    decided_at,
    approved,
    refusal
});

/// A proposed transfer and what became of it.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Which one.
    pub id: TransferId,
    /// The case.
    pub case: CaseId,
    /// From which institution.
    pub from: InstitutionId,
    /// To which.
    pub to: InstitutionId,
    /// Why.
    pub reason: String,
    /// What the receiver may know before accepting.
    pub minimum: String,
    /// By whom.
    pub proposed_by: PractitionerId,
    /// When.
    pub proposed_at: Instant,
    /// When it was answered.
    pub decided_at: Option<Instant>,
    /// How: nothing when it was taken back.
    pub accepted: Option<bool>,
    /// Why not.
    pub refusal: Option<String>,
    /// Why the sender took it back, before it was answered.
    pub withdrawal: Option<String>,
}

from_row!(Transfer {
    id,
    case,
    from,
    to,
    reason,
    minimum,
    proposed_by,
    proposed_at,
    decided_at,
    accepted,
    refusal,
    withdrawal
});

/// A case before or after another of the same child.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Which one.
    pub id: CaseId,
    /// Its number: shown to those only who may read it.
    pub reference: String,
    /// When it was opened.
    pub opened_on: Date,
}

from_row!(Linked { id, reference, opened_on });

/// A merge that was not undone.
#[derive(Clone, Debug)]
pub struct Merge {
    /// Which one.
    pub id: Uuid,
    /// The case that took the other over then; it may itself have been taken over since.
    pub into: CaseId,
    /// The case that was taken over.
    pub duplicate: CaseId,
    /// Why.
    pub reason: String,
    /// When.
    pub merged_at: Instant,
    /// Whether the case went to another institution since.
    pub gone_since: bool,
}

from_row!(Merge { id, into, duplicate, reason, merged_at, gone_since });

/// Where a case stands. Derived, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseState {
    /// Taken over by another case.
    Merged,
    /// Its last episode has ended.
    Closed,
    /// A transfer waits for an answer; the sender answers for it meanwhile.
    TransferProposed,
    /// A closure waits for approval.
    ClosureProposed,
    /// Nobody leads it.
    Unassigned,
    /// Work is suspended, for a reason.
    OnHold,
    /// Somebody leads it.
    InProgress,
}

kernel::codes!(CaseState {
    Merged = "merged",
    Closed = "closed",
    TransferProposed = "transfer_proposed",
    ClosureProposed = "closure_proposed",
    Unassigned = "unassigned",
    OnHold = "on_hold",
    InProgress = "in_progress",
});

/// What the state of a case is derived from, as signs.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // Six independent facts, and nothing else.
pub struct Signs {
    /// Taken over by another case.
    pub merged: bool,
    /// Its last episode has not ended.
    pub open: bool,
    /// A transfer waits.
    pub leaving: bool,
    /// A closure waits.
    pub closing: bool,
    /// Somebody leads it.
    pub led: bool,
    /// Work is suspended.
    pub on_hold: bool,
}

impl CaseState {
    /// Whether work goes on in it.
    pub fn is_at_work(self) -> bool {
        !matches!(self, CaseState::Merged | CaseState::Closed)
    }

    /// Derived, in the order in which one fact hides the next.
    pub fn of(signs: &Signs) -> CaseState {
        match signs {
            Signs { merged: true, .. } => CaseState::Merged,
            Signs { open: false, .. } => CaseState::Closed,
            Signs { leaving: true, .. } => CaseState::TransferProposed,
            Signs { closing: true, .. } => CaseState::ClosureProposed,
            Signs { led: false, .. } => CaseState::Unassigned,
            Signs { on_hold: true, .. } => CaseState::OnHold,
            _ => CaseState::InProgress,
        }
    }
}

/// A line of a list of cases.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which one.
    pub id: CaseId,
    /// Its number.
    pub reference: String,
    /// The child.
    pub child: PersonId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Birth.
    pub birth: Option<PartialDate>,
    /// Expected birth.
    pub expected_on: Option<Date>,
    /// When the reader's seat began: what the list is ordered by.
    pub since: Instant,
    /// In which capacity the reader sits there.
    pub capacity: kernel::Capacity,
    /// The layers that this seat opens: without the identity, no name is shown.
    pub layers: kernel::Layers,
    /// The day on which its last episode ended, if it has.
    pub closed_on: Option<Date>,
    /// Who leads it. Somebody whose appointment there has ended does not.
    pub lead: Option<PractitionerId>,
    /// Who holds the seat of its lead and has left the service, with the last day of their appointment.
    pub lead_gone: Option<(PractitionerId, Date)>,
    /// Whether a transfer waits for an answer.
    pub transfer_waits: bool,
    /// Whether a closure waits for a decision.
    pub closure_waits: bool,
    /// Whether it is on hold.
    pub on_hold: bool,
}

impl Listed {
    /// Where the case stands. Merged cases are in no list.
    pub fn state(&self) -> CaseState {
        CaseState::of(&Signs {
            merged: false,
            open: self.closed_on.is_none(),
            leaving: self.transfer_waits,
            closing: self.closure_waits,
            led: self.lead.is_some(),
            on_hold: self.on_hold,
        })
    }
}

/// An entry of the timeline, as published.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// Which one.
    pub id: EntryId,
    /// In which case (a merged one, perhaps).
    pub case: CaseId,
    /// In which layer.
    pub layer: Layer,
    /// What it is: a code the publishing slice has words for.
    pub kind: String,
    /// When it happened.
    pub occurred_at: Instant,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub author: Option<PractitionerId>,
    /// Of which institution.
    pub institution: InstitutionId,
    /// The kind of the record behind.
    pub subject_kind: String,
    /// The record behind.
    pub subject: Uuid,
    /// In a sentence; read through the layer.
    pub summary: String,
}

from_row!(TimelineEntry {
    id,
    case,
    layer,
    kind,
    occurred_at,
    recorded_at,
    author,
    institution,
    subject_kind,
    subject,
    summary
});

/// A significant event, chosen for the chronology.
#[derive(Clone, Debug)]
pub struct ChosenEvent {
    /// Which one.
    pub id: Uuid,
    /// The entry it was chosen from, if any.
    pub entry: Option<EntryId>,
    /// When it happened, perhaps in part.
    pub occurred: PartialDate,
    /// What happened.
    pub event: String,
    /// What it meant for the child, and what was done.
    pub meaning: String,
    /// Where it is known from.
    pub source: String,
    /// Who chose it.
    pub chosen_by: PractitionerId,
    /// When.
    pub recorded_at: Instant,
}

from_row!(ChosenEvent { id, entry, occurred, event, meaning, source, chosen_by, recorded_at });
