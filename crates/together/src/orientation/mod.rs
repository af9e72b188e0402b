// SPDX-License-Identifier: EUPL-1.2
//! Assisted referral, « orientation assistée »: somebody is oriented towards another service, helped to get in touch with it,
//! accompanied to the first appointment where they wish it, and the role of helper passes for a time at least.
//!
//! Invariants: it is proposed, never imposed: a refusal ends it, asks for no reason and may be followed by another proposal · what
//! will be said and what will not is agreed with the person before anybody says it · whoever speaks for them tells by a decision of
//! `sharing`, or names nobody; whoever speaks for themselves needs none · the other service reads nothing here · where it stands
//! follows from its steps; a step is put right by a later one · a hand-over for a time has a day on which contact is taken up
//! again.

mod actions;
mod course;
mod model;
mod pages;
pub mod rules;
mod store;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_orientation.rs"));
}

pub use actions::{
    Accepted, Agreed, Appointment, Beginning, Contacted, Given, HandingOver, Met, Prepared, Tell, accept,
    add_choice, agree_content, begin, choose_recipient, course, end, feedback, follow_up, hand_over,
    make_contact, prepare_telling, propose, record_outcome, refuse, remove_choice, set_appointment,
    take_back,
};
pub use course::{Course, Now};
pub use model::{
    Companion, Delegation, Destination, Means, ORIENTATION, Orientation, Outcome, State, Step, StepKind,
    Voice, reference,
};
pub use pages::routes;
pub use store::{Which, count_to_follow, settle};

use kernel::{CaseId, Id, Lang};
use platform::drafts::Summary;

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// Somebody thinks of orienting a person towards another service.
    pub const ORIENTATION_CONSIDERED: EventKind = EventKind("orientation_considered");
    /// A service that could be proposed was added, or taken out.
    pub const ORIENTATION_CHOICES_CHANGED: EventKind = EventKind("orientation_choices_changed");
    /// It was proposed to the person.
    pub const ORIENTATION_PROPOSED: EventKind = EventKind("orientation_proposed");
    /// The person accepted.
    pub const ORIENTATION_ACCEPTED: EventKind = EventKind("orientation_accepted");
    /// The person refused.
    pub const ORIENTATION_REFUSED: EventKind = EventKind("orientation_refused");
    /// The person chose, with whoever helps, to whom to turn.
    pub const ORIENTATION_RECIPIENT_CHOSEN: EventKind = EventKind("orientation_recipient_chosen");
    /// What will be said, and what will not, was agreed with the person.
    pub const ORIENTATION_CONTENT_AGREED: EventKind = EventKind("orientation_content_agreed");
    /// A decision, or an exchange with one, was begun about what was agreed.
    pub const ORIENTATION_TELLING_PREPARED: EventKind = EventKind("orientation_telling_prepared");
    /// The other service was contacted.
    pub const ORIENTATION_CONTACT_MADE: EventKind = EventKind("orientation_contact_made");
    /// A first appointment was set.
    pub const ORIENTATION_APPOINTMENT_SET: EventKind = EventKind("orientation_appointment_set");
    /// What became of the appointment, or of the request for one, was noted.
    pub const ORIENTATION_OUTCOME_NOTED: EventKind = EventKind("orientation_outcome_noted");
    /// The role of helper passed.
    pub const ORIENTATION_HANDED_OVER: EventKind = EventKind("orientation_handed_over");
    /// Contact was taken up again.
    pub const ORIENTATION_FOLLOWED_UP: EventKind = EventKind("orientation_followed_up");
    /// The person, or the other service, said how it went.
    pub const ORIENTATION_FEEDBACK_NOTED: EventKind = EventKind("orientation_feedback_noted");
    /// Nothing more is to come.
    pub const ORIENTATION_ENDED: EventKind = EventKind("orientation_ended");
    /// Whoever had handed over took the role back.
    pub const ORIENTATION_RETURNED: EventKind = EventKind("orientation_returned");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        ORIENTATION_CONSIDERED,
        ORIENTATION_CHOICES_CHANGED,
        ORIENTATION_PROPOSED,
        ORIENTATION_ACCEPTED,
        ORIENTATION_REFUSED,
        ORIENTATION_RECIPIENT_CHOSEN,
        ORIENTATION_CONTENT_AGREED,
        ORIENTATION_TELLING_PREPARED,
        ORIENTATION_CONTACT_MADE,
        ORIENTATION_APPOINTMENT_SET,
        ORIENTATION_OUTCOME_NOTED,
        ORIENTATION_HANDED_OVER,
        ORIENTATION_FOLLOWED_UP,
        ORIENTATION_FEEDBACK_NOTED,
        ORIENTATION_ENDED,
        ORIENTATION_RETURNED,
    ];
}

/// The form with which one begins; its draft is about the case.
pub const FORM: &str = "orientation";

/// What a draft of this slice is called and where one goes on writing it; nothing for drafts of other slices.
pub fn draft_page(lang: Lang, draft: &Summary) -> Option<(&'static str, String)> {
    let case = CaseId::from_uuid(draft.about?);
    (draft.form == FORM).then(|| (words::Words(lang).draft(), format!("/cases/{case}/orientations/new")))
}

/// What the timeline calls an entry that this slice published; nothing for entries of other slices.
pub fn entry_title(lang: Lang, kind: &str) -> Option<&'static str> {
    words::Words(lang).by_key(&format!("entry-{}", kind.replace('_', "-")))
}
