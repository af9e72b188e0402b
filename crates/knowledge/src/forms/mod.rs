// SPDX-License-Identifier: EUPL-1.2
//! Forms that people fill in: kept as they were written, shown a page at a time, answered into a draft.
//!
//! Invariants: a form and its version are one content for ever: the same pair with another content is refused · a draft finishes on the
//! version on which it was begun · nothing that was typed is lost, also what cannot be read as an answer · what is not answered is
//! never read as an answer.

mod keeping;
pub mod printing;
mod reading;
mod showing;
mod store;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_forms.rs"));
}

pub use keeping::{Library, NotAForm, Ready, World, keep, read_form, ready};
pub use reading::{Deed, take};
pub use showing::{Page, answers, field_name, page_of, pages, show, summary, title};

use kernel::SubjectKind;

/// A version of a form, as events name it.
pub const FORM: SubjectKind = SubjectKind("form");
