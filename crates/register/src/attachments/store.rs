// SPDX-License-Identifier: EUPL-1.2
//! Attachments in SQL. What is found by its id alone goes to nobody before a grant on its parent was shown.

use kernel::{AttachmentId, Instant, InstitutionId, Layer, PractitionerId, ReportId, Subject, SubjectKind};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::actions::Held;
use super::model::Attachment;
use super::rules;

const COLUMNS: &str =
    "SELECT a.id, a.parent_kind, a.parent_id, a.layer, a.file_id, a.label, a.added_by, a.institution_id,
    a.recorded_at, a.withdrawn_at, w.withdrawn_by, w.reason
    FROM attachments a LEFT JOIN attachment_withdrawals w ON w.attachment_id = a.id WHERE ";

/// An attachment, to find out from what it hangs.
pub(super) async fn find(conn: &mut Conn, id: AttachmentId) -> Result<Option<Attachment>, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("a.id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}

/// What hangs from the subject of a grant (and from the cases merged into it), in the layers of the grant, the newest first;
/// withdrawn ones too.
pub(super) async fn list(
    conn: &mut Conn,
    held: &Held,
    parents: &[Uuid],
    before: Option<(Instant, Uuid)>,
    limit: i64,
) -> Result<Vec<Attachment>, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    hanging(&mut sql, held, parents);
    if let Some((at, id)) = before {
        sql.push(" AND (a.recorded_at, a.id) < ($, $)", args![at, id]);
    }
    sql.push(" ORDER BY a.recorded_at DESC, a.id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

fn hanging(sql: &mut Sql, held: &Held, parents: &[Uuid]) {
    let kind = held.subject().kind;
    sql.push("a.parent_id IN ", args![]).list(parents).push(" AND a.parent_kind = $", args![kind.0]);
    let layers = rules::layers_of(kind).iter().filter(|l| held.layers().has(**l));
    sql.push(" AND a.layer IN ", args![]).list(layers.map(|l: &Layer| l.code().to_owned()));
}

/// How many of them can be opened.
pub(super) async fn count(conn: &mut Conn, held: &Held) -> Result<i64, StoreError> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM attachments a WHERE a.withdrawn_at IS NULL AND ", args![]);
    hanging(&mut sql, held, &[held.subject().id]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// What came with a report, sent by whoever reported, without showing who that is.
pub(super) async fn came_with(conn: &mut Conn, report: ReportId) -> Result<Vec<Attachment>, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push(
        "a.parent_id = $ AND a.parent_kind = $ AND a.layer = $ AND a.added_by IS NULL AND a.withdrawn_at IS NULL
         ORDER BY a.recorded_at, a.id LIMIT 100",
        args![report, SubjectKind::REPORT.0, Layer::Institution],
    );
    conn.all_of(sql).await
}

/// Who attaches what to what.
pub(super) struct Row<'a> {
    pub id: AttachmentId,
    pub file: AttachmentId,
    pub parent: Subject,
    pub layer: Layer,
    pub label: &'a str,
    pub by: Option<PractitionerId>,
    pub institution: InstitutionId,
}

pub(super) async fn insert(conn: &mut Conn, row: &Row<'_>, now: Instant) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO attachments (id, parent_kind, parent_id, layer, file_id, label, added_by, institution_id, recorded_at)
         VALUES ($1, $2, $3, $4, $9, $5, $6, $7, $8)",
        args![row.id, row.parent.kind.0, row.parent.id, row.layer, row.label, row.by, row.institution, now, row.file],
    )
    .await
    .map(drop)
}

pub(super) async fn withdraw(
    conn: &mut Conn,
    id: AttachmentId,
    by: PractitionerId,
    reason: &str,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE attachments SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL",
        args![id, now],
    )
    .await?;
    conn.run(
        "INSERT INTO attachment_withdrawals (attachment_id, reason, withdrawn_by, withdrawn_at) VALUES ($1, $2, $3, $4)",
        args![id, reason, by, now],
    )
    .await
    .map(drop)
}
