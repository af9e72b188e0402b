// SPDX-License-Identifier: EUPL-1.2
//! What is done with notes and contacts: one function a verb. Pages, commands and stories call the same.

mod contacts;
mod notes;

pub use contacts::{around, contact, record_contact};
pub use notes::{correct_note, note, write_note};

use kernel::{Layer, Refusal};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::InCase;

/// A rule's refusal in the words of this slice.
pub(super) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = super::words::Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}.way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}

/// The file itself: what is not opened to somebody looks as if it did not exist.
pub(super) fn opens_file(grant: &InCase) -> Result<(), Problem> {
    if grant.opens(Layer::Institution) { Ok(()) } else { Err(Problem::NotFound) }
}
