// SPDX-License-Identifier: EUPL-1.2
//! What is done to cases: one function a verb. Pages, commands, jobs and stories call the same.

mod circle;
mod closure;
mod contacts;
mod emergency;
mod entries;
mod frame;
mod merge;
mod open;
mod people;
mod transfer;

#[cfg(test)]
pub(super) use circle::hand_over_some;
pub use circle::{add_to_circle, assign, hand_over, leave_circle};
pub(super) use circle::{following, receives};
pub use closure::{Closing, approve_closure, propose_closure, refuse_closure, reopen};
pub use contacts::{correct_contact, end_contact, note_contact, reveal_contact};
pub use emergency::{open_emergency, review_emergency};
pub use entries::{Entry, choose_event, publish, withdraw_event};
pub use frame::{attend, end_attention, hold, resume, reveal_attention, review_hold, set_frame};
pub use merge::{merge, unmerge};
pub use open::{NewCase, OPENERS, link_report, open, open_for_new_child, open_from_report};
pub use people::{Around, amend_person, end_relationship, note_name, relate_known, relate_new};
pub use transfer::{
    TRANSFERRED, TransferProposal, WITHDRAWN, accept_transfer, accept_transfer_into, propose_transfer,
    reject_transfer, withdraw_transfer,
};

use kernel::{Event, EventKind, Refusal, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;

use crate::access::InCase;

/// The event of a deed done under a grant.
fn event(cx: &Cx, grant: &InCase, kind: EventKind) -> Result<Event, Problem> {
    cx.event(kind, SubjectKind::CASE.of(grant.subject()), Some(grant.capacity()), grant.ground())
}

/// A rule's refusal in the words of this slice.
pub(super) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = super::words::Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}.way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}
