// SPDX-License-Identifier: EUPL-1.2
//! Files of a case that are handed to somebody outside it, by a decision that another slice takes and keeps.

use kernel::{AttachmentId, CaseId, Layer};
use platform::db::Conn;
use platform::files::{self, Stored};
use platform::problem::Problem;
use uuid::Uuid;

use super::actions::Held;
use super::model::Attachment;
use super::store;
use crate::access::InCase;

/// As many files as a case is looked through for.
const MOST: i64 = 200;

/// The files of a case, and of those merged into it, that can be handed to somebody outside: those of the institution's own
/// layer, not withdrawn; the newest first.
pub async fn documents_of(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
) -> Result<Vec<Attachment>, Problem> {
    if !grant.opens(Layer::Institution) {
        return Ok(Vec::new());
    }
    let parents: Vec<Uuid> = cases.iter().map(|case| case.0).collect();
    let mut found = store::list(conn, &Held::Case(grant.clone()), &parents, None, MOST).await?;
    found.retain(|file| file.layer == Layer::Institution && file.withdrawn_at.is_none());
    Ok(found)
}

/// A file with its content, for somebody to whom it was handed; nothing once it was withdrawn. The caller has shown by which
/// decision, and has written down that it is opened.
pub async fn document(conn: &mut Conn, id: AttachmentId) -> Result<Option<(Stored, Vec<u8>)>, Problem> {
    let Some(found) = store::find(conn, id).await? else { return Ok(None) };
    if found.withdrawn_at.is_some() || found.layer != Layer::Institution {
        return Ok(None);
    }
    Ok(files::read(conn, found.file).await?)
}
