// SPDX-License-Identifier: EUPL-1.2
//! Disclosures: may this be told to them, by which rule, and what the family was told of it.
//!
//! Invariants: a disclosure is one decision about named recipients and named pieces of information; the rules decide, nobody
//! ticks a box · what the rules were asked and what they answered is kept and changes no more · nothing is visible to
//! others before it was told; then each recipient reads exactly what was opened to them, through a seat on the disclosure
//! with an end, never through one on the case · what is refused is refused with its reasons and with what can be done
//! instead · a reason for not telling the family is looked at by a second person · where a rule set or an institution wants it,
//! nothing is permitted before somebody with no hand in it agreed to it as it stands; a grave danger waits for nobody · taking
//! back and an overturned decision work at once; what was read cannot be unread, and that is said.

mod actions;
mod facts;
mod letter;
mod look;
mod masking;
mod model;
mod pages;
mod printing;
pub mod rules;
mod store;
mod store_follow;
mod store_letters;
mod store_look;
mod store_register;

#[cfg(test)]
pub(crate) mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_sharing.rs"));
}

pub use actions::{
    Answered, Begun, Leave, NewPiece, Verdict, add_family, add_piece, add_recipient, answer, answer_opinion,
    ask_look, ask_opinion, assess, decide, disclosure, find, inform, look, object, open_alone,
    open_disclosure, remove_piece, remove_recipient, review_ground, set_purpose, tell, unmet_of, want_looks,
    withdraw,
};
pub use actions::{Handed, NewLetter, OBJECTION_REVIEW, decide_instead, deliver, letters_of, write_letter};
pub(crate) use actions::{
    held, names_around, open_document_by_link, open_to_reader, prepare, read_by, tell_in,
};
pub use facts::{Known, facts};
pub use letter::{Announced, Delivered, Difference, Letter, Way, letter_language};
pub use look::{Given, Look, View, Wanted};
pub use model::{
    Channel, Composition, Decided, Disclosure, Executed, Finding, Informed, Need, OBJECTION, Objection,
    Opinion, Piece, Recipient, Stand, Told, Withdrawn,
};
pub use pages::routes;
pub(crate) use pages::{Documents, origin, origins, pieces, rooms, rules_offered, short};
pub(crate) use store::told_from;
pub use store::{count_told, of_exchange};
pub use store_follow::{grounds_waiting, waiting_to_be_told};
pub use store_look::{looked_at, looks_waiting};

// What a consultation and a notice of danger are prepared, decided and explained with, too.
pub(crate) use actions::{Outsider, end_of, foresee, tell_at_once, tell_from_outside};
pub(crate) use pages::{Choosing, Shown, choose, duty, question, reasons, text_of_law};

use kernel::Lang;

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// Somebody began to decide whether something may be told.
    pub const DISCLOSURE_PREPARED: EventKind = EventKind("disclosure_prepared");
    /// What would be told, to whom or why was changed.
    pub const DISCLOSURE_COMPOSED: EventKind = EventKind("disclosure_composed");
    /// It was noted whether somebody of the family was told before.
    pub const FAMILY_INFORMED: EventKind = EventKind("family_informed");
    /// A second person looked at the reason for not telling somebody.
    pub const GROUND_REVIEWED: EventKind = EventKind("ground_reviewed");
    /// A second person was asked to look before something is decided.
    pub const SECOND_LOOK_ASKED: EventKind = EventKind("second_look_asked");
    /// They looked, and said what they make of it.
    pub const SECOND_LOOK_GIVEN: EventKind = EventKind("second_look_given");
    /// An institution said by which rule sets it wants a second look.
    pub const SECOND_LOOKS_WANTED: EventKind = EventKind("second_looks_wanted");
    /// The rules decided.
    pub const DISCLOSURE_DECIDED: EventKind = EventKind("disclosure_decided");
    /// What was permitted was told.
    pub const DISCLOSURE_MADE: EventKind = EventKind("disclosure_made");
    /// A disclosure was taken back.
    pub const DISCLOSURE_WITHDRAWN: EventKind = EventKind("disclosure_withdrawn");
    /// Somebody objected.
    pub const OBJECTION_RECORDED: EventKind = EventKind("objection_recorded");
    /// An objection was reviewed.
    pub const OBJECTION_REVIEWED: EventKind = EventKind("objection_reviewed");
    /// A body of appeal or of ethics was asked for its opinion.
    pub const OPINION_ASKED: EventKind = EventKind("opinion_asked");
    /// What it answered was written down.
    pub const OPINION_RECORDED: EventKind = EventKind("opinion_recorded");

    /// A document that was told with a piece was opened by whoever was told it.
    pub const DOCUMENT_OPENED: EventKind = EventKind("told_document_opened");

    /// A letter of information to the child or the family was written.
    pub const LETTER_WRITTEN: EventKind = EventKind("information_letter_written");
    /// Such a letter was opened again.
    pub const LETTER_OPENED: EventKind = EventKind("information_letter_opened");
    /// It was noted that such a letter reached the person.
    pub const LETTER_DELIVERED: EventKind = EventKind("information_letter_delivered");

    /// The register of an institution was taken out as a table, without a name of a family or a word of what was said.
    pub const DISCLOSURES_EXPORTED: EventKind = EventKind("disclosures_exported");
    /// The list of who was told what was printed.
    pub const DISCLOSURES_PRINTED: EventKind = EventKind("disclosures_printed");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        DISCLOSURE_PREPARED,
        DISCLOSURE_COMPOSED,
        FAMILY_INFORMED,
        GROUND_REVIEWED,
        SECOND_LOOK_ASKED,
        SECOND_LOOK_GIVEN,
        SECOND_LOOKS_WANTED,
        DISCLOSURE_DECIDED,
        DISCLOSURE_MADE,
        DISCLOSURE_WITHDRAWN,
        OBJECTION_RECORDED,
        OBJECTION_REVIEWED,
        OPINION_ASKED,
        OPINION_RECORDED,
        DOCUMENT_OPENED,
        LETTER_WRITTEN,
        LETTER_OPENED,
        LETTER_DELIVERED,
        DISCLOSURES_EXPORTED,
        DISCLOSURES_PRINTED,
    ];
}

/// What the timeline calls an entry that this slice published; nothing for entries of other slices.
pub fn entry_title(lang: Lang, kind: &str) -> Option<&'static str> {
    words::Words(lang).by_key(&format!("entry-{}", kind.replace('_', "-")))
}
