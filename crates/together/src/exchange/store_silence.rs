// SPDX-License-Identifier: EUPL-1.2
//! Clauses of silence, in SQL.

use kernel::{Date, ExchangeId, Instant, InstitutionId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::model::Kind;
use super::silence::Clause;

const CLAUSE: &str =
    "SELECT c.id, c.asking_id, c.asked_id, c.kind, c.days, c.meaning, c.protocol, c.signed_on, c.until_on,
    c.proposed_by, c.proposed_at, c.agreed_by, c.agreed_at, c.ended_by, c.ended_at FROM silence_clauses c ";
/// As many clauses as two institutions show of one another: those that ended long ago are in the ledger.
const BETWEEN: i64 = 20;

/// A clause.
// trusts its caller: acts for one of the two institutions, or shows an exchange that it binds to whoever reads that
pub(super) async fn clause(conn: &mut Conn, id: Uuid) -> Result<Option<Clause>, StoreError> {
    let mut sql = Sql::new(CLAUSE, args![]);
    sql.push("WHERE c.id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}

/// What two institutions agreed on or proposed to one another, in both directions, the newest first.
// trusts its caller: holds a function that answers for one of the two
pub(super) async fn between(
    conn: &mut Conn,
    one: InstitutionId,
    other: InstitutionId,
) -> Result<Vec<Clause>, StoreError> {
    let mut sql = Sql::new(CLAUSE, args![]);
    sql.push("WHERE ((c.asking_id = $ AND c.asked_id = $)", args![one, other]);
    sql.push(" OR (c.asking_id = $ AND c.asked_id = $))", args![other, one]);
    sql.push(" ORDER BY c.proposed_at DESC, c.id DESC LIMIT $", args![BETWEEN]);
    conn.all_of(sql).await
}

/// Of those proposed to an institution, what it has not agreed to yet, the oldest first, up to a limit.
// trusts its caller: holds a function that answers for the institution
pub(super) async fn proposed_to(
    conn: &mut Conn,
    asked: InstitutionId,
    today: Date,
    limit: i64,
) -> Result<Vec<Clause>, StoreError> {
    let mut sql = Sql::new(CLAUSE, args![]);
    sql.push("WHERE c.asked_id = $ AND c.agreed_at IS NULL AND c.ended_at IS NULL", args![asked]);
    sql.push(" AND (c.until_on IS NULL OR c.until_on >= $)", args![today]);
    sql.push(" ORDER BY c.proposed_at, c.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// The clause of two institutions for a kind of request that nobody ended: one at most. Its protocol may have run out.
// trusts its caller: holds the exchange with the grant to write, or a function that answers for the institution that asks
pub(super) async fn live(
    conn: &mut Conn,
    asking: InstitutionId,
    asked: InstitutionId,
    kind: Kind,
) -> Result<Option<Clause>, StoreError> {
    let mut sql = Sql::new(CLAUSE, args![]);
    sql.push("WHERE c.asking_id = $ AND c.asked_id = $ AND c.kind = $", args![asking, asked, kind]);
    sql.push(" AND c.ended_at IS NULL LIMIT 1", args![]);
    Ok(conn.all_of(sql).await?.pop())
}

// trusts its caller: holds a function that answers for the institution that proposes
pub(super) async fn insert(conn: &mut Conn, new: &Clause) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO silence_clauses (id, asking_id, asked_id, kind, days, meaning, protocol, signed_on, until_on, proposed_by,
           proposed_at, agreed_by, agreed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            new.id, new.asking, new.asked, new.kind, new.days, new.meaning, new.protocol.trim(), new.signed_on,
            new.until_on, new.proposed_by, new.proposed_at, new.agreed_by, new.agreed_at
        ],
    )
    .await
    .map(drop)
}

/// It is agreed to, once.
// trusts its caller: holds a function that answers for the institution that is asked
pub(super) async fn agree(
    conn: &mut Conn,
    id: Uuid,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE silence_clauses SET agreed_by = $2, agreed_at = $3 WHERE id = $1 AND agreed_at IS NULL AND ended_at IS NULL",
        args![id, by, now],
    )
    .await
}

/// It counts for nothing that is sent from now on.
// trusts its caller: holds a function that answers for one of the two institutions
pub(super) async fn end(
    conn: &mut Conn,
    id: Uuid,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE silence_clauses SET ended_by = $2, ended_at = $3 WHERE id = $1 AND ended_at IS NULL",
        args![id, by, now],
    )
    .await
}

/// By which clause silence will count for an exchange, and until when it can be broken.
// trusts its caller: sends the exchange
pub(super) async fn bind(
    conn: &mut Conn,
    exchange: ExchangeId,
    clause: Uuid,
    silent_on: Date,
) -> Result<(), StoreError> {
    conn.run(
        "UPDATE exchanges SET silence_clause = $2, silent_on = $3 WHERE id = $1",
        args![exchange, clause, silent_on],
    )
    .await
    .map(drop)
}
