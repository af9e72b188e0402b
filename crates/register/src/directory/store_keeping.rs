// SPDX-License-Identifier: EUPL-1.2
//! Who keeps whose account, where notices reach people, who is new, secrecy statuses that were written over, and what lies within a
//! territory.

use kernel::{AppointmentId, Date, Instant, InstitutionId, Lang, PractitionerId, SecrecyStatus};
use platform::db::{Conn, Sql, StoreError};
use platform::{args, from_row};
use uuid::Uuid;

use super::model::{KeptAccount, Replaced, Secrecy, TerritoryId};

/// The account of somebody, as far as others must know of it.
pub(super) async fn kept_account(
    conn: &mut Conn,
    of: PractitionerId,
) -> Result<Option<KeptAccount>, StoreError> {
    conn.maybe(
        "SELECT keeper_id, email, lang, closed_at FROM accounts_kept WHERE practitioner_id = $1",
        args![of],
    )
    .await
}

/// Where notices reach those of these people who have an open account, and in which language.
pub(super) async fn reached(
    conn: &mut Conn,
    people: &[PractitionerId],
) -> Result<Vec<(String, Lang)>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT email, lang FROM accounts_kept WHERE closed_at IS NULL AND practitioner_id IN ",
        args![],
    );
    sql.list(people).push(" ORDER BY email LIMIT 100", args![]);
    conn.all_of(sql).await
}

/// A secrecy status that is written over, and by whom.
pub(super) struct WrittenOver<'a> {
    pub of: PractitionerId,
    pub status: &'a Secrecy,
    pub at: Instant,
    pub by: Option<PractitionerId>,
    pub institution: InstitutionId,
}

pub(super) async fn keep_replaced(
    conn: &mut Conn,
    id: Uuid,
    over: &WrittenOver<'_>,
) -> Result<(), StoreError> {
    let s = over.status;
    conn.run(
        "INSERT INTO secrecy_replaced (id, practitioner_id, from_on, until_on, status, evidence, replaced_at,
           replaced_by, institution_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![id, over.of, s.from_on, s.until_on, s.status, s.evidence, over.at, over.by, over.institution],
    )
    .await
    .map(drop)
}

/// Secrecy statuses that were written over, the last one first.
pub(super) async fn replaced(conn: &mut Conn, of: PractitionerId) -> Result<Vec<Replaced>, StoreError> {
    conn.all(
        "SELECT r.status, r.from_on, r.until_on, r.evidence, r.replaced_at, p.given, p.family, i.name
         FROM secrecy_replaced r LEFT JOIN practitioners p ON p.id = r.replaced_by
           LEFT JOIN institutions i ON i.id = r.institution_id
         WHERE r.practitioner_id = $1 ORDER BY r.replaced_at DESC, r.from_on DESC LIMIT 100",
        args![of],
    )
    .await
}

/// The appointments of an institution, in the order in which they were recorded: who came when.
pub(super) async fn in_order_of_recording(
    conn: &mut Conn,
    institution: InstitutionId,
) -> Result<Vec<(AppointmentId, PractitionerId)>, StoreError> {
    conn.all(
        "SELECT id, practitioner_id FROM appointments WHERE institution_id = $1 ORDER BY id LIMIT 5000",
        args![institution],
    )
    .await
}

/// Takes away the statuses that begin on that day or later, and ends the day before those that reach it.
pub(super) async fn clear_from(conn: &mut Conn, of: PractitionerId, from_on: Date) -> Result<(), StoreError> {
    conn.run("DELETE FROM secrecy_statuses WHERE practitioner_id = $1 AND from_on >= $2", args![of, from_on])
        .await?;
    conn.run(
        "UPDATE secrecy_statuses SET until_on = $3
         WHERE practitioner_id = $1 AND from_on < $2 AND (until_on IS NULL OR until_on >= $2)",
        args![of, from_on, from_on.plus_days(-1)],
    )
    .await
    .map(drop)
}

pub(super) async fn insert_secrecy(
    conn: &mut Conn,
    of: PractitionerId,
    status: SecrecyStatus,
    from_on: Date,
    evidence: &str,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO secrecy_statuses (practitioner_id, from_on, until_on, status, evidence)
         VALUES ($1, $2, NULL, $3, $4)",
        args![of, from_on, status, evidence],
    )
    .await
    .map(drop)
}

from_row!(KeptAccount { keeper, email, lang, closed_at });

/// A territory and all those within it.
pub async fn territories_within(conn: &mut Conn, id: TerritoryId) -> Result<Vec<TerritoryId>, StoreError> {
    let found: Vec<(TerritoryId,)> = conn
        .all(
            "WITH RECURSIVE within(id) AS (
               SELECT id FROM territories WHERE id = $1
               UNION SELECT c.id FROM territories c JOIN within w ON c.parent_id = w.id) SELECT id FROM within LIMIT 5000",
            args![id],
        )
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
