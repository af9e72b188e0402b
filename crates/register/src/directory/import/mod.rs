// SPDX-License-Identifier: EUPL-1.2
//! Taking over a list of institutions, from a CSV or XLSX file: the pages and `maillage import institutions FILE` call the
//! same functions.
//!
//! Invariants: what will happen to every row is shown before it happens · every error is told at once, by row and column ·
//! a list is taken over whole or not at all · a file that is not what it says, or that swells when it is opened, is refused
//! in clear words · a cell that looks like a formula is text, here and in the export.

mod columns;
mod export;
mod plan;
mod sheet;
#[cfg(test)]
mod tests;

pub use columns::{Column, template};
pub use export::export;
pub(super) use plan::read_yes;
pub use plan::{Fate, Plan, PlannedRow, Wrong};
pub use sheet::{LARGEST_BYTES, MOST_ROWS, Sheet, Unreadable};

use kernel::SubjectKind;
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;

use super::actions::{amend_in, event_at, record_in};
use super::{INSTALLATION, events, store, words};

/// Reads a file, off the threads that answer requests.
pub async fn read(bytes: Vec<u8>) -> Result<Result<Sheet, Unreadable>, Problem> {
    let read = tokio::task::spawn_blocking(move || sheet::read(&bytes)).await;
    read.map_err(|_| Problem::fault("reading a list of institutions panicked"))
}

/// Why a file cannot be read, in the reader's words.
pub fn words_for(cx: &Cx, why: Unreadable) -> String {
    let w = words::Words(cx.lang);
    match why {
        Unreadable::TooLarge => w.import_too_large((LARGEST_BYTES / (1024 * 1024)).to_string()),
        Unreadable::TooManyRows => w.import_too_many_rows(MOST_ROWS.to_string()),
        other => w.by_key(&format!("import-{}", other.code())).unwrap_or_default().to_owned(),
    }
}

/// Looks at a list: what would happen to every row. Writes nothing.
pub async fn look(cx: &Cx, conn: &mut Conn, sheet: &Sheet) -> Result<Plan, Problem> {
    plan::plan(cx, conn, sheet).await
}

/// What became of a list.
#[derive(Debug)]
pub enum Taken {
    /// It was taken over: so many institutions are new, so many were changed.
    Over {
        /// Entered the directory.
        recorded: usize,
        /// Changed.
        amended: usize,
        /// Were as the list says already.
        unchanged: usize,
    },
    /// Something is wrong: nothing was taken over. The plan says what, by row and column.
    Refused(Plan),
}

/// Takes a list over, whole or not at all, in one transaction.
pub async fn take_over(cx: &Cx, sheet: &Sheet) -> Result<Taken, Problem> {
    let mut tx = cx.begin().await?;
    // Looked at again inside the transaction: between the preview and now, somebody may have changed something.
    let plan = look(cx, &mut tx, sheet).await?;
    if plan.is_wrong() {
        return Ok(Taken::Refused(plan));
    }
    let (mut recorded, mut amended, mut unchanged) = (0, 0, 0);
    // Codes that the list gives come before those that are made from names: a made one then takes another.
    let mut rows = plan.rows;
    rows.sort_by_key(|row| matches!(&row.fate, Fate::New { fields, .. } if fields.code.is_empty()));
    for row in rows {
        let (id, extras) = match row.fate {
            Fate::New { fields, extras } => {
                let (id, event) = record_in(cx, &mut tx, *fields).await?;
                tx.note(event);
                recorded += 1;
                (id, extras)
            }
            Fate::Changed { before, fields, extras, .. } => {
                if let Some(event) = amend_in(cx, &mut tx, &before, *fields).await? {
                    tx.note(event);
                }
                amended += 1;
                (before.id, extras)
            }
            Fate::Unchanged | Fate::Wrong(_) => {
                unchanged += 1;
                continue;
            }
        };
        if let Some(former) = &extras.former {
            store::put_alias(&mut tx, id, former).await?;
            tx.note(event_at(cx, id, events::ALIAS_ADDED, SubjectKind::INSTITUTION.of(id))?);
        }
        if let Some(point) = &extras.contact {
            store::insert_contact_point(&mut tx, cx.new_id()?, id, point).await?;
            tx.note(event_at(cx, id, events::CONTACT_POINT_ADDED, SubjectKind::INSTITUTION.of(id))?);
        }
    }
    let at = cx.actor.as_ref().map_or(INSTALLATION, |a| a.institution);
    let counts = json!({"recorded": recorded, "amended": amended, "unchanged": unchanged});
    let event = event_at(cx, at, events::DIRECTORY_IMPORTED, SubjectKind::INSTITUTION.of(at))?;
    tx.commit(event.with_detail(counts.to_string())).await?;
    Ok(Taken::Over { recorded, amended, unchanged })
}
