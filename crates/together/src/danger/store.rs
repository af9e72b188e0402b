// SPDX-License-Identifier: EUPL-1.2
//! What was tried, in SQL.

use kernel::{Actor, AttemptId, Date, Instant};
use platform::args;
use platform::db::{Conn, StoreError};

use super::actions::{Attempt, Came};

pub(super) async fn insert(
    conn: &mut Conn,
    actor: &Actor,
    id: AttemptId,
    new: &Attempt,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO protection_attempts (practitioner_id, id, institution_id, occurred_on, with_whom, came, notes, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            actor.practitioner, id, actor.institution, new.occurred_on, new.with_whom, new.came, new.notes, now
        ],
    )
    .await
    .map(drop)
}

/// What whoever acts tried since a day, for the institution for which they act.
pub(super) async fn mine(
    conn: &mut Conn,
    actor: &Actor,
    since: Date,
) -> Result<Vec<(Date, String, Came, String)>, StoreError> {
    conn.all(
        "SELECT occurred_on, with_whom, came, notes FROM protection_attempts
         WHERE practitioner_id = $1 AND institution_id = $2 AND occurred_on >= $3 ORDER BY id DESC LIMIT 20",
        args![actor.practitioner, actor.institution, since],
    )
    .await
}
