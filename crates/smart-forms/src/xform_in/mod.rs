// SPDX-License-Identifier: EUPL-1.2
//! An XForm, the document that ODK tools fill in, as a form.
//!
//! What stands in the document of answers becomes the tree; its bindings and its controls are found by their paths.

mod dom;
mod lists;
mod read;
mod shown;

#[cfg(test)]
mod tests;

use crate::book::MOST_BYTES;
use crate::form::Form;
use crate::words::{Code, Problem};

/// Elements stand inside one another at most so deep.
pub const DEEPEST_ELEMENT: usize = 128;
/// The most elements.
pub const MOST_ELEMENTS: usize = 500_000;

/// Reads an XForm.
pub fn read(xml: &str) -> Result<Form, Problem> {
    if xml.len() > MOST_BYTES {
        return Err(Problem::new(Code::TooLarge).with("limit", &(MOST_BYTES / 1024 / 1024).to_string()));
    }
    read::form(&dom::parse(xml)?)
}
