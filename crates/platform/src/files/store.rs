// SPDX-License-Identifier: EUPL-1.2
//! Files in SQL, in parts.

use kernel::AttachmentId;

use super::Stored;
use crate::args;
use crate::db::{Conn, Sql, StoreError, Tx};

pub(super) async fn insert<'a>(
    tx: &mut Tx,
    stored: &Stored,
    parts: impl Iterator<Item = &'a [u8]>,
) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO files (id, name, mime, size_bytes, sha256, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![stored.id, stored.name, stored.mime, stored.size_bytes, stored.sha256, stored.recorded_at],
    )
    .await?;
    for (part, content) in (0i64..).zip(parts) {
        let sql = "INSERT INTO file_parts (file_id, part, bytes) VALUES ($1, $2, $3)";
        tx.run(sql, args![stored.id, part, content]).await?;
    }
    Ok(())
}

/// A file without its content, if there is one.
pub async fn find(conn: &mut Conn, id: AttachmentId) -> Result<Option<Stored>, StoreError> {
    let sql = "SELECT id, name, mime, size_bytes, sha256, recorded_at FROM files WHERE id = $1";
    conn.maybe(sql, args![id]).await
}

/// Files without their content, in no order; of one that is not there, nothing.
pub async fn find_all(conn: &mut Conn, ids: &[AttachmentId]) -> Result<Vec<Stored>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql =
        Sql::new("SELECT id, name, mime, size_bytes, sha256, recorded_at FROM files WHERE id IN ", args![]);
    sql.list(ids);
    conn.all_of(sql).await
}

/// One part of a file, from 0, for sending large ones without holding them whole. Nothing is verified.
pub async fn read_part(conn: &mut Conn, id: AttachmentId, part: i64) -> Result<Option<Vec<u8>>, StoreError> {
    conn.value("SELECT bytes FROM file_parts WHERE file_id = $1 AND part = $2", args![id, part]).await
}

/// Takes a file away, for good.
pub async fn remove(tx: &mut Tx, id: AttachmentId) -> Result<(), StoreError> {
    tx.run("DELETE FROM file_parts WHERE file_id = $1", args![id]).await?;
    tx.run("DELETE FROM files WHERE id = $1", args![id]).await.map(drop)
}
