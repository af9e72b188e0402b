// SPDX-License-Identifier: EUPL-1.2
//! Attachments: files that hang from something which is read through a grant: a case, a concern report.
//!
//! Invariants: a file is opened through the grant of what it hangs from and through its own layer, never by its address
//! alone · every opening leaves its trace before a byte is sent · what a file is, its content says · a file is withdrawn
//! with a reason, never deleted by hand · no name of a file or of a person stands in an address · what shows who reported
//! lies in the layer of the reporter · somebody without an account sends no file.

mod actions;
mod documents;
mod model;
mod pages;
mod rules;
mod store;
mod views;

#[cfg(test)]
mod tests;

/// Words of attachments. Generated from `words/*.ftl`.
#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_attachments.rs"));
}

pub use actions::{attach, hand_on, put, withdraw};
pub use documents::{document, documents_of};
pub use model::{ATTACHMENT, Attachment, NewAttachment};
pub use pages::{Sent, count_of_report, of_report, routes, sent};
pub use views::file_field;

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// A file was attached.
    pub const FILE_ATTACHED: EventKind = EventKind("file_attached");
    /// A file was opened: downloaded or looked at.
    pub const FILE_OPENED: EventKind = EventKind("file_opened");
    /// A file was withdrawn.
    pub const FILE_WITHDRAWN: EventKind = EventKind("file_withdrawn");

    /// All of them.
    pub const ALL: &[EventKind] = &[FILE_ATTACHED, FILE_OPENED, FILE_WITHDRAWN];
}

/// What the timeline calls an entry that this slice published; nothing for entries of other slices.
pub fn entry_title(lang: kernel::Lang, kind: &str) -> Option<&'static str> {
    words::Words(lang).by_key(&format!("entry-{}", kind.replace('_', "-")))
}
