// SPDX-License-Identifier: EUPL-1.2
//! Marks in SQL.

use kernel::MinuteId;
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use crate::access::{Grant, Subject};

pub(super) async fn insert<S: Subject>(
    conn: &mut Conn,
    grant: &Grant<S>,
    id: MinuteId,
    marks: &[u8],
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO apart_texts (subject_id, id, marks) VALUES ($1, $2, $3)",
        args![grant.subject().uuid(), id, marks.to_vec()],
    )
    .await
    .map(drop)
}

/// The marks of some records.
// trusts its caller: no words can be read from marks; the records are those on which whoever asks sits or sat
pub(super) async fn marks(conn: &mut Conn, of: &[Uuid]) -> Result<Vec<(Uuid, Vec<u8>)>, StoreError> {
    let mut sql = Sql::new("SELECT subject_id, marks FROM apart_texts WHERE subject_id IN ", args![]);
    sql.list(of).push(" ORDER BY subject_id, id LIMIT 5000", args![]);
    conn.all_of(sql).await
}
