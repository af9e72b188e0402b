// SPDX-License-Identifier: EUPL-1.2
//! Cases: the file of one child in one institution, its episodes, legal frames, circle, and what is published about it.
//!
//! Invariants: the state is derived from facts · durations are counted by episode, never by case · an institution has one
//! open case a child · the sender of a transfer answers for the case until it is accepted · who proposes a closure does
//! not approve it · a merge loses no word and can be undone for a time · areas publish into the timeline, they never
//! read each other.

mod actions;
mod awaited;
mod followed;
mod frame;
mod model;
mod pages;
pub mod rules;
mod store;
mod store_list;
mod store_merged;
mod store_named;
mod store_reports;
mod store_write;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_cases.rs"));
}

pub use actions::{
    Around, Closing, Entry, NewCase, OPENERS, TRANSFERRED, TransferProposal, WITHDRAWN, accept_transfer,
    accept_transfer_into, add_to_circle, amend_person, approve_closure, assign, attend, choose_event,
    correct_contact, end_attention, end_contact, end_relationship, hand_over, hold, leave_circle,
    link_report, merge, note_contact, note_name, open, open_emergency, open_for_new_child, open_from_report,
    propose_closure, propose_transfer, publish, refuse_closure, reject_transfer, relate_known, relate_new,
    reopen, resume, reveal_attention, reveal_contact, review_emergency, review_hold, set_frame, unmerge,
    withdraw_event, withdraw_transfer,
};
pub use awaited::Awaited;
pub use followed::{Followed, followed};
pub use frame::{CaseFrame, child_age, child_name, done, frame, legal_line, reopening_until, word};
pub use model::{
    AttentionNote, Case, CaseState, ChosenEvent, Closure, Episode, Frame, Hold, Linked, Listed, Merge, Signs,
    TimelineEntry, Transfer,
};
pub use pages::{Candidate, candidate, read_retention, retention_fields, state_tag};
pub use store::{
    Facts, TimelineFilter, attention_of, chronology_of, closures_of, entry, episodes_of, facts, frames_of,
    hold_of, home_of, identity_of, linked_cases, merged_cases, news_count, news_of, open_of_child,
    open_of_children, secrets_in, secrets_of, timeline, timeline_choices, timeline_with_merges, transfers_of,
    transfers_waiting, transfers_withdrawn, with_merged,
};
pub use store_list::{ListFilter, ListState, count_list, list};
pub use store_named::{Called, ClosureWaiting, called, closures_waiting};
pub use store_reports::{CaseOfReport, of_report, reports_of};

use platform::http::Routes;

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// A case was opened.
    pub const CASE_OPENED: EventKind = EventKind("case_opened");
    /// A lead was named.
    pub const CASE_ASSIGNED: EventKind = EventKind("case_assigned");
    /// Somebody joined the circle.
    pub const CIRCLE_JOINED: EventKind = EventKind("circle_joined");
    /// Somebody left the circle.
    pub const CIRCLE_LEFT: EventKind = EventKind("circle_left");
    /// The legal frame changed.
    pub const FRAME_CHANGED: EventKind = EventKind("frame_changed");
    /// An attention note was written.
    pub const ATTENTION_NOTED: EventKind = EventKind("attention_noted");
    /// An attention note ended.
    pub const ATTENTION_ENDED: EventKind = EventKind("attention_ended");
    /// The case was put on hold.
    pub const CASE_PUT_ON_HOLD: EventKind = EventKind("case_put_on_hold");
    /// Work on the case resumed.
    pub const CASE_RESUMED: EventKind = EventKind("case_resumed");
    /// Somebody said why the wait goes on.
    pub const HOLD_REVIEWED: EventKind = EventKind("hold_reviewed");
    /// A significant event was chosen for the chronology.
    pub const EVENT_CHOSEN: EventKind = EventKind("event_chosen");
    /// A chosen event was withdrawn from the chronology.
    pub const EVENT_WITHDRAWN: EventKind = EventKind("event_withdrawn");
    /// All cases of somebody were handed over.
    pub const CASES_HANDED_OVER: EventKind = EventKind("cases_handed_over");
    /// A transfer was proposed.
    pub const TRANSFER_PROPOSED: EventKind = EventKind("transfer_proposed");
    /// A transfer was accepted.
    pub const TRANSFER_ACCEPTED: EventKind = EventKind("transfer_accepted");
    /// A transfer was rejected.
    pub const TRANSFER_REJECTED: EventKind = EventKind("transfer_rejected");
    /// A transfer was taken back by its sender before it was answered.
    pub const TRANSFER_WITHDRAWN: EventKind = EventKind("transfer_withdrawn");
    /// A closure was proposed.
    pub const CLOSURE_PROPOSED: EventKind = EventKind("closure_proposed");
    /// A closure was refused.
    pub const CLOSURE_REFUSED: EventKind = EventKind("closure_refused");
    /// The case was closed.
    pub const CASE_CLOSED: EventKind = EventKind("case_closed");
    /// The case was reopened.
    pub const CASE_REOPENED: EventKind = EventKind("case_reopened");
    /// A new case of the same child follows a closed one.
    pub const CASE_CONTINUED: EventKind = EventKind("case_continued");
    /// A duplicate was merged.
    pub const CASES_MERGED: EventKind = EventKind("cases_merged");
    /// A merge was undone.
    pub const CASES_UNMERGED: EventKind = EventKind("cases_unmerged");
    /// What the case says of the people around the child was amended.
    pub const CASE_PEOPLE_AMENDED: EventKind = EventKind("case_people_amended");
    /// Somebody had something written out that is kept secret: an address, or what is noted about one.
    pub const SECRET_REVEALED: EventKind = EventKind("secret_revealed");
    /// A later report was linked to the open case of its child.
    pub const REPORT_LINKED: EventKind = EventKind("report_linked");
    /// Somebody took a list of their cases out of the product.
    pub const CASES_EXPORTED: EventKind = EventKind("cases_exported");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        CASE_OPENED,
        CASE_ASSIGNED,
        CIRCLE_JOINED,
        CIRCLE_LEFT,
        FRAME_CHANGED,
        ATTENTION_NOTED,
        ATTENTION_ENDED,
        CASE_PUT_ON_HOLD,
        CASE_RESUMED,
        HOLD_REVIEWED,
        EVENT_CHOSEN,
        EVENT_WITHDRAWN,
        CASES_HANDED_OVER,
        TRANSFER_PROPOSED,
        TRANSFER_ACCEPTED,
        TRANSFER_REJECTED,
        TRANSFER_WITHDRAWN,
        CLOSURE_PROPOSED,
        CLOSURE_REFUSED,
        CASE_CLOSED,
        CASE_REOPENED,
        CASE_CONTINUED,
        CASES_MERGED,
        CASES_UNMERGED,
        CASE_PEOPLE_AMENDED,
        SECRET_REVEALED,
        REPORT_LINKED,
        CASES_EXPORTED,
    ];
}

/// What the timeline calls an entry that this slice published; nothing for entries of other slices.
pub fn entry_title(lang: kernel::Lang, kind: &str) -> Option<&'static str> {
    words::Words(lang).by_key(&format!("entry-{}", kind.replace('_', "-")))
}

/// What the access log calls an event of a case; nothing for events of other slices.
pub fn event_title(lang: kernel::Lang, kind: &str) -> Option<&'static str> {
    words::Words(lang).by_key(&format!("event-{}", kind.replace('_', "-")))
}

/// The routes of this slice.
pub fn routes() -> Routes {
    pages::routes()
}
