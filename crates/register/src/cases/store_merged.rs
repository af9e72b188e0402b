// SPDX-License-Identifier: EUPL-1.2
//! Cases that speak for others, in SQL: which were merged into which, and what a merge took.

use std::collections::HashMap;

use kernel::{CaseId, Instant, SeatId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::model::Merge;
use crate::access::InCase;
use crate::people;

/// How many merges are followed from a duplicate to the case people work in.
const MERGES: usize = 8;

/// What is kept secret of the people of a case and of those merged into it: to be masked in words that repeat it.
pub async fn secrets_of(conn: &mut Conn, grant: &InCase) -> Result<people::Secrets, StoreError> {
    let cases: Vec<Uuid> = with_merged(conn, grant).await?.into_iter().map(|c| c.0).collect();
    people::secrets_through(conn, &cases).await
}

/// As [`secrets_of`], for words of a case that are shown to somebody who holds no seat in it.
// trusts its caller: what comes back is never shown, only looked for in words to mask it there
pub async fn secrets_in(conn: &mut Conn, case: CaseId) -> Result<people::Secrets, StoreError> {
    let home = home_of(conn, case).await?;
    let mut cases = vec![case.0, home.0];
    cases.extend(taken_over_by(conn, home).await?.into_iter().map(|c| c.0));
    people::secrets_through(conn, &cases).await
}

/// Merges that were not undone of all cases that a case speaks for: those merged into it, and those merged into these.
pub async fn merged_cases(conn: &mut Conn, grant: &InCase) -> Result<Vec<Merge>, StoreError> {
    merged_into(conn, grant.subject()).await
}

pub(super) async fn merged_into(conn: &mut Conn, case: CaseId) -> Result<Vec<Merge>, StoreError> {
    conn.all(
        "SELECT m.id, m.into_id, m.duplicate_id, m.reason, m.merged_at,
           EXISTS (SELECT 1 FROM transfers t WHERE t.subject_id = $1 AND t.accepted AND t.decided_at >= m.merged_at)
         FROM cases c JOIN case_merges m ON m.duplicate_id = c.id AND m.undone_at IS NULL
         WHERE c.merged_into = $1 ORDER BY m.merged_at, m.id LIMIT 200",
        args![case],
    )
    .await
}

/// The case of a grant and those merged into it: what was written in any of them is read together.
pub async fn with_merged(conn: &mut Conn, grant: &InCase) -> Result<Vec<CaseId>, StoreError> {
    let mut cases = vec![grant.subject()];
    cases.extend(taken_over_by(conn, grant.subject()).await?);
    Ok(cases)
}

/// The cases that one speaks for, however many merges led there.
pub(super) async fn taken_over_by(conn: &mut Conn, case: CaseId) -> Result<Vec<CaseId>, StoreError> {
    let rows: Vec<(CaseId,)> =
        conn.all("SELECT id FROM cases WHERE merged_into = $1 ORDER BY id LIMIT 200", args![case]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The cases that were merged into one, and those merged into these: by which merge, whatever it was merged into since.
pub(super) async fn came_through(conn: &mut Conn, case: CaseId) -> Result<Vec<CaseId>, StoreError> {
    let (mut found, mut last) = (Vec::new(), vec![case]);
    for _ in 0..MERGES {
        if last.is_empty() {
            break;
        }
        let mut sql =
            Sql::new("SELECT duplicate_id FROM case_merges WHERE undone_at IS NULL AND into_id IN ", args![]);
        sql.list(&last).push(" ORDER BY duplicate_id LIMIT 200", args![]);
        let rows: Vec<(CaseId,)> = conn.all_of(sql).await?;
        last = rows.into_iter().map(|(id,)| id).filter(|id| !found.contains(id)).collect();
        found.extend(last.iter().copied());
    }
    Ok(found)
}

/// What a merge took from its duplicate: each seat with the end it had.
pub(super) async fn seats_taken(
    conn: &mut Conn,
    merge: Uuid,
) -> Result<HashMap<SeatId, Instant>, StoreError> {
    let rows: Vec<(SeatId, Instant)> = conn
        .all("SELECT seat_id, held_until FROM case_merge_seats WHERE merge_id = $1 LIMIT 500", args![merge])
        .await?;
    Ok(rows.into_iter().collect())
}

/// What a merge took from its duplicate: each clock with whoever had to act.
pub(super) async fn clocks_taken(conn: &mut Conn, merge: Uuid) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    conn.all(
        "SELECT deadline_id, owner_id FROM case_merge_clocks WHERE merge_id = $1 LIMIT 500",
        args![merge],
    )
    .await
}

/// Where people work today on what was written in a case: the case itself, or the one that took it over. Whether the
/// reader may know of it is asked afterwards, by a grant.
// trusts its caller: the reader is asked for a grant on what comes back
pub async fn home_of(conn: &mut Conn, case: CaseId) -> Result<CaseId, StoreError> {
    let mut home = case;
    for _ in 0..MERGES {
        let into: Option<(Option<CaseId>,)> =
            conn.maybe("SELECT merged_into FROM cases WHERE id = $1", args![home]).await?;
        match into {
            Some((Some(into),)) => home = into,
            _ => break,
        }
    }
    Ok(home)
}
