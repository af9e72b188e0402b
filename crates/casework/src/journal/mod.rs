// SPDX-License-Identifier: EUPL-1.2
//! The journal of a case: notes in layers, contacts and visits.
//!
//! Invariants: a note of one's own is read by its author alone, and no list, count, timeline or access log tells others that
//! there is one · what was observed, heard and thought are three things · no word is overwritten: a correction is a new
//! version, the former is kept and shown · an attempt is never counted as a contact · the day of the fact and the day of
//! its recording are apart, and a late recording is shown as such.

mod actions;
mod model;
mod pages;
pub mod rules;
mod store;
mod views;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_journal.rs"));
}

pub use actions::{contact, correct_note, note, record_contact, write_note};
pub use model::{
    CONTACT, ChildSeen, Contact, Correction, Former, HELD, NOTE, NewContact, NewNote, Note, NoteLayer,
    Recorded, Texts,
};
pub use pages::routes;

use kernel::{CaseId, Id, Lang, NoteId};
use platform::drafts::Summary;

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// A note was written into the institution's file.
    pub const NOTE_WRITTEN: EventKind = EventKind("note_written");
    /// A note of the institution's file was corrected.
    pub const NOTE_CORRECTED: EventKind = EventKind("note_corrected");
    /// Somebody wrote or corrected a note of their own. Says nothing of the case.
    pub const OWN_NOTE_KEPT: EventKind = EventKind("own_note_kept");
    /// A contact or a visit was recorded, held or attempted.
    pub const CONTACT_RECORDED: EventKind = EventKind("contact_recorded");

    /// All of them.
    pub const ALL: &[EventKind] = &[NOTE_WRITTEN, NOTE_CORRECTED, OWN_NOTE_KEPT, CONTACT_RECORDED];
}

/// The form of a new note; its draft is about the case.
pub const FORM_NOTE: &str = "note";
/// The form of a correction; its draft is about the note.
pub const FORM_CORRECTION: &str = "note-correction";
/// The form of a new contact; its draft is about the case.
pub const FORM_CONTACT: &str = "contact";

/// What a draft of this slice is called and where one goes on writing it; nothing for drafts of other slices.
pub fn draft_page(lang: Lang, draft: &Summary) -> Option<(&'static str, String)> {
    let w = words::Words(lang);
    let about = draft.about?;
    match draft.form.as_str() {
        FORM_NOTE => Some((w.draft_note(), format!("/cases/{}/notes/new", CaseId::from_uuid(about)))),
        FORM_CORRECTION => {
            Some((w.draft_correction(), format!("/notes/{}/correction", NoteId::from_uuid(about))))
        }
        FORM_CONTACT => {
            Some((w.draft_contact(), format!("/cases/{}/contacts/new", CaseId::from_uuid(about))))
        }
        _ => None,
    }
}

/// What the timeline calls an entry that this slice published; nothing for entries of other slices.
pub fn entry_title(lang: Lang, kind: &str) -> Option<&'static str> {
    words::Words(lang).by_key(&format!("entry-{}", kind.replace('_', "-")))
}
