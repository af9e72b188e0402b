// SPDX-License-Identifier: EUPL-1.2
//! What is done with notes and contacts: one function a verb. Pages, commands and stories call the same.

mod contacts;
mod notes;

pub use contacts::{around, contact, record_contact};
pub use notes::{correct_note, note, write_note};

use kernel::{CaseId, Layer, Refusal};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::InCase;
use register::cases;

/// How many merges are followed from a duplicate to the case people work in.
const MERGES: usize = 8;

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

/// The case of the grant and those merged into it, whose notes and contacts are read with its own.
pub(super) async fn with_merged(conn: &mut Conn, grant: &InCase) -> Result<Vec<CaseId>, Problem> {
    let merged = cases::merged_cases(conn, grant).await?;
    Ok(std::iter::once(grant.subject()).chain(merged.into_iter().map(|m| m.duplicate)).collect())
}

/// Where people work today on what was written in a case: the case itself, or the one that took it over.
pub(super) async fn home_of(cx: &Cx, conn: &mut Conn, case: CaseId) -> Result<CaseId, Problem> {
    let mut home = case;
    for _ in 0..MERGES {
        match cases::facts(conn, home, cx.now).await?.case.merged_into {
            Some(into) => home = into,
            None => break,
        }
    }
    Ok(home)
}
