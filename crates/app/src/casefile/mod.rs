// SPDX-License-Identifier: EUPL-1.2
//! The case file: one page composed of every slice's panel, the timeline, and who opened the case.
//!
//! Invariants: each pane asks for its own grant and is built in the frame of `register::cases`, which leaves the trace of
//! the opening · what a seat does not open is not fetched · titles carry the number of the case, never a name.

mod access_log;
mod overview;
mod panels;
mod timeline;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_casefile.rs"));
}

use kernel::{CaseId, SubjectKind};
use platform::db::Reader;
use platform::http::{Cx, Route, Routes, Who};
use platform::problem::Problem;
use register::access::{self, Action, InCase};
use register::cases::{self, CaseFrame, TimelineEntry};

/// The routes of the case file.
pub fn routes() -> Routes {
    use Route as R;
    vec![
        R::get("/cases/{id}", Who::Seat, "read", "case", overview::show).shows(SubjectKind::CASE),
        R::get("/cases/{id}/timeline", Who::Seat, "read", "case", timeline::show),
        R::get("/cases/{id}/access-log", Who::Seat, "read-access-log", "case", access_log::show),
    ]
}

fn words(cx: &Cx) -> words::Words {
    words::Words(cx.lang)
}

/// What every pane begins with. `pane` is empty for the overview.
async fn enter(cx: &Cx, action: Action, pane: &str) -> Result<(Reader, InCase, CaseFrame), Problem> {
    let case: CaseId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let grant = access::require(cx, &mut conn, action, case).await?;
    let here = if pane.is_empty() { format!("/cases/{case}") } else { format!("/cases/{case}/{pane}") };
    let frame = cases::frame(cx, &mut conn, &grant, &here).await?;
    Ok((conn, grant, frame))
}

/// What an entry is called, by whichever slice published it.
fn entry_title(cx: &Cx, kind: &str) -> &'static str {
    cases::entry_title(cx.lang, kind)
        .or_else(|| casework::journal::entry_title(cx.lang, kind))
        .or_else(|| together::sharing::entry_title(cx.lang, kind))
        .or_else(|| together::exchange::entry_title(cx.lang, kind))
        .or_else(|| together::orientation::entry_title(cx.lang, kind))
        .or_else(|| words(cx).by_key(&format!("entry-{}", kind.replace('_', "-"))))
        .unwrap_or(words(cx).entry_other())
}

/// The page of the record behind an entry, when it is read through the same seat as the case.
fn entry_page(cx: &Cx, entry: &TimelineEntry) -> Option<String> {
    let kinds = [
        casework::journal::NOTE,
        casework::journal::CONTACT,
        SubjectKind::DISCLOSURE,
        SubjectKind::EXCHANGE,
        together::orientation::ORIENTATION,
    ];
    let kind = kinds.into_iter().find(|k| k.0 == entry.subject_kind)?;
    cx.app.page_of(kernel::Subject { kind, id: entry.subject })
}
