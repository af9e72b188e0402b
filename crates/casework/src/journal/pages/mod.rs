// SPDX-License-Identifier: EUPL-1.2
//! Pages of the journal. Each is opened through a grant on the case, and witnessed before it is shown.

mod contacts;
mod notes;

use kernel::{CaseId, Date, Layer};
use platform::db::Conn;
use platform::http::{Cx, Route, Routes, Who};
use platform::problem::Problem;
use register::access::{self, Action, InCase};
use register::cases::{self, CaseFrame};
use uuid::Uuid;

use super::model::{CONTACT, NOTE};

/// How many notes or contacts a page holds.
const PAGE: i64 = 25;
/// How many a print holds.
const PRINT: i64 = 1_000;

/// The routes of this slice.
pub fn routes() -> Routes {
    use Route as R;
    vec![
        R::get("/cases/{id}/notes", Who::Seat, "read", "case", notes::list),
        R::get("/cases/{id}/notes/new", Who::Seat, "write", "case", notes::new),
        R::post("/cases/{id}/notes", Who::Seat, "write", "case", notes::write),
        R::get("/notes/{id}", Who::Seat, "read", "note", notes::show).shows(NOTE),
        R::get("/notes/{id}/correction", Who::Seat, "write", "note", notes::correction),
        R::post("/notes/{id}/correction", Who::Seat, "write", "note", notes::correct),
        R::get("/cases/{id}/contacts", Who::Seat, "read", "case", contacts::list),
        R::get("/cases/{id}/contacts/new", Who::Seat, "write", "case", contacts::new),
        R::post("/cases/{id}/contacts", Who::Seat, "write", "case", contacts::record),
        R::get("/contacts/{id}", Who::Seat, "read", "contact", contacts::show).shows(CONTACT),
    ]
}

/// A case that was opened to be read or written in.
struct Opened {
    grant: InCase,
    frame: CaseFrame,
    /// Whether more may be written: a seat allows it and the case is open.
    may_write: bool,
}

/// Opens the case of the address. Whoever does not read the institution's file finds nothing here.
async fn open(cx: &Cx, conn: &mut Conn, action: Action, pane: &str) -> Result<Opened, Problem> {
    let case: CaseId = cx.id("id")?;
    let grant = access::require(cx, conn, action, case).await?;
    opened(cx, conn, grant, pane).await
}

/// The case behind something that was found through a grant.
async fn opened(cx: &Cx, conn: &mut Conn, grant: InCase, pane: &str) -> Result<Opened, Problem> {
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let here = format!("/cases/{}/{pane}", grant.subject());
    let frame = cases::frame(cx, conn, &grant, &here).await?;
    let may_write = frame.may(Action::Write) && cases::rules::work(&frame.facts.standing).is_ok();
    Ok(Opened { grant, frame, may_write })
}

/// Where a page of a list goes on: the day and the id of its last line.
fn after(cx: &Cx) -> Option<(Date, Uuid)> {
    let (on, id) = cx.query("after").split_once('_')?;
    Some((on.parse().ok()?, Uuid::parse_str(id).ok()?))
}

/// As [`after`], for the next page.
fn cursor(on: Date, id: Uuid) -> String {
    format!("{on}_{}", id.simple())
}

/// Whether the whole list is wanted, on paper.
fn is_print(cx: &Cx) -> bool {
    !cx.query("print").is_empty()
}
