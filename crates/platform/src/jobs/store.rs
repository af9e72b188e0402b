// SPDX-License-Identifier: EUPL-1.2
//! The jobs table.

use kernel::{Instant, JobId};
use serde_json::Value as Json;

use super::{JobKind, MOST_TRIES};
use crate::db::{Conn, Rows, Sql, StoreError, Tx};
use crate::{args, from_row};

/// How far behind a count looks: beyond this it says « at least ».
const COUNTED: i64 = 10_000;

/// Asks for a job, to be run at `run_at` or soon after. The same id twice is one job, so that asking may be repeated.
pub async fn enqueue(
    tx: &mut Tx,
    id: JobId,
    kind: JobKind,
    payload: &Json,
    run_at: Instant,
) -> Result<(), StoreError> {
    let now = tx.now();
    enqueue_in(tx, id, kind, payload, now, run_at).await
}

/// As [`enqueue`], for whoever writes inside somebody else's transaction: the ledger, which asks for reactions.
pub async fn enqueue_in(
    conn: &mut Conn,
    id: JobId,
    kind: JobKind,
    payload: &Json,
    asked_at: Instant,
    run_at: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO jobs (id, kind, payload, asked_at, run_at, tries) VALUES ($1, $2, $3, $4, $5, 0)
         ON CONFLICT (id) DO NOTHING",
        args![id, kind.0, payload.to_string(), asked_at, run_at],
    )
    .await
    .map(drop)
}

/// As [`enqueue`], many jobs of one kind at once, none of which was asked for before.
pub async fn enqueue_all(
    tx: &mut Tx,
    kind: JobKind,
    all: &[(JobId, String)],
    run_at: Instant,
) -> Result<(), StoreError> {
    let now = tx.now();
    let mut rows = Rows::new("jobs", &["id", "kind", "payload", "asked_at", "run_at", "tries"]);
    for (id, payload) in all {
        rows.push(args![*id, kind.0, payload, now, run_at, 0]);
    }
    tx.fill(&rows).await.map(drop)
}

/// A job that was taken.
pub(super) struct Taken {
    pub(super) id: JobId,
    pub(super) kind: String,
    pub(super) payload: String,
    pub(super) asked_at: Instant,
    pub(super) tries: i64,
}

from_row!(Taken { id, kind, payload, asked_at, tries });

fn due<'a>(sql: &'a mut Sql, kinds: &[&'static str], now: Instant) -> &'a mut Sql {
    sql.push("done_at IS NULL AND given_up_at IS NULL AND run_at <= $ AND kind IN ", args![now]);
    sql.list(kinds.iter().copied())
}

/// Whether there is anything to take: a look that costs those who write nothing.
pub(super) async fn is_due(
    conn: &mut Conn,
    kinds: &[&'static str],
    now: Instant,
) -> Result<bool, StoreError> {
    let mut sql = Sql::new("SELECT tries FROM jobs WHERE ", args![]);
    due(&mut sql, kinds, now).push(" LIMIT 1", args![]);
    Ok(!conn.all_of::<(i64,)>(sql).await?.is_empty())
}

/// Whether a job was ended at this try.
pub(super) async fn is_done(conn: &mut Conn, id: JobId, tries: i64) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) FROM jobs WHERE id = $1 AND tries = $2 AND done_at IS NOT NULL";
    Ok(conn.value(sql, args![id, tries]).await? == Some(1i64))
}

/// Takes jobs that are due and of a kind this copy knows, until `lease_ends`. Those that were taken too often and never
/// came back (whoever runs them dies) are given up on the way.
pub(super) async fn take(
    tx: &mut Tx,
    kinds: &[&'static str],
    limit: i64,
    lease_ends: Instant,
) -> Result<Vec<Taken>, StoreError> {
    let now = tx.now();
    let mut sql = Sql::new("SELECT id, kind, payload, asked_at, tries FROM jobs WHERE ", args![]);
    due(&mut sql, kinds, now).push(" ORDER BY run_at LIMIT $", args![limit]);
    let (text, args) = sql.done();
    let mut taken: Vec<Taken> = tx.take_free(text, args).await?;
    for job in &mut taken {
        job.tries += 1;
        let sql = "UPDATE jobs SET tries = $2, run_at = $3 WHERE id = $1";
        tx.run(sql, args![job.id, job.tries, lease_ends]).await?;
    }
    let (lost, taken): (Vec<Taken>, Vec<Taken>) = taken.into_iter().partition(|job| job.tries > MOST_TRIES);
    for job in lost {
        give_up(tx, job.id, job.tries, "never-came-back").await?;
    }
    Ok(taken)
}

/// Keeps a job that takes long; false when another copy has taken it over.
pub(super) async fn extend(
    tx: &mut Tx,
    id: JobId,
    tries: i64,
    lease_ends: Instant,
) -> Result<bool, StoreError> {
    let sql = "UPDATE jobs SET run_at = $3 WHERE id = $1 AND tries = $2 AND done_at IS NULL";
    Ok(tx.run(sql, args![id, tries, lease_ends]).await? == 1)
}

/// Ends a job. What it was about is no longer needed.
pub(super) async fn finish(tx: &mut Tx, id: JobId, tries: i64) -> Result<(), StoreError> {
    let now = tx.now();
    let sql = "UPDATE jobs SET done_at = $3, payload = 'null', failure = NULL
               WHERE id = $1 AND tries = $2 AND done_at IS NULL";
    tx.change(sql, args![id, tries, now]).await
}

/// Puts a job back, to be tried again.
pub(super) async fn put_back(
    tx: &mut Tx,
    id: JobId,
    tries: i64,
    failure: &'static str,
    run_at: Instant,
) -> Result<(), StoreError> {
    let sql = "UPDATE jobs SET run_at = $3, failure = $4 WHERE id = $1 AND tries = $2 AND done_at IS NULL";
    tx.run(sql, args![id, tries, run_at, failure]).await.map(drop)
}

/// Gives a job back untried: this copy is stopping.
pub(super) async fn give_back(tx: &mut Tx, id: JobId, tries: i64) -> Result<(), StoreError> {
    let now = tx.now();
    let sql =
        "UPDATE jobs SET run_at = $3, tries = tries - 1 WHERE id = $1 AND tries = $2 AND done_at IS NULL";
    tx.run(sql, args![id, tries, now]).await.map(drop)
}

/// Gives a job up.
pub(super) async fn give_up(
    tx: &mut Tx,
    id: JobId,
    tries: i64,
    failure: &'static str,
) -> Result<(), StoreError> {
    let now = tx.now();
    let sql =
        "UPDATE jobs SET given_up_at = $3, failure = $4 WHERE id = $1 AND tries = $2 AND done_at IS NULL";
    tx.run(sql, args![id, tries, now, failure]).await.map(drop)
}

/// A job that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// Which one.
    pub id: JobId,
    /// Of what kind.
    pub kind: String,
    /// After how many tries.
    pub tries: i64,
    /// Why, as a code.
    pub failure: String,
    /// When.
    pub at: Instant,
}

from_row!(GivenUp { id, kind, tries, failure, at });

/// Jobs that were given up, the newest first: for the operator.
pub async fn given_up(conn: &mut Conn, limit: i64) -> Result<Vec<GivenUp>, StoreError> {
    conn.all(
        "SELECT id, kind, tries, failure, given_up_at FROM jobs WHERE given_up_at IS NOT NULL
         ORDER BY given_up_at DESC LIMIT $1",
        args![limit],
    )
    .await
}

/// Lets a job that was given up be tried again, from now on; false when there is none of this id.
pub async fn try_again(tx: &mut Tx, id: JobId) -> Result<bool, StoreError> {
    let now = tx.now();
    let sql = "UPDATE jobs SET given_up_at = NULL, tries = 0, run_at = $2 WHERE id = $1 AND given_up_at IS NOT NULL";
    Ok(tx.run(sql, args![id, now]).await? == 1)
}

/// How the queue stands: for health and metrics. Counts stop at ten thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Jobs that could run now.
    pub due: i64,
    /// For how long the oldest of them has been waiting, in microseconds.
    pub oldest: i64,
    /// Jobs given up.
    pub given_up: i64,
}

/// How the queue stands at `now`.
pub async fn waiting(conn: &mut Conn, now: Instant) -> Result<Waiting, StoreError> {
    let (due, first): (i64, Option<Instant>) = conn
        .one(
            "SELECT COUNT(*), MIN(run_at) FROM (SELECT run_at FROM jobs
             WHERE done_at IS NULL AND given_up_at IS NULL AND run_at <= $1 ORDER BY run_at LIMIT $2) AS due",
            args![now, COUNTED],
        )
        .await?;
    let given_up =
        "SELECT COUNT(*) FROM (SELECT id FROM jobs WHERE given_up_at IS NOT NULL LIMIT $1) AS lost";
    let given_up = conn.value(given_up, args![COUNTED]).await?.unwrap_or(0);
    Ok(Waiting { due, oldest: first.map_or(0, |at| now.since(at)), given_up })
}

/// Forgets jobs that were done before `before`; how many.
pub async fn sweep(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    tx.run("DELETE FROM jobs WHERE done_at < $1", args![before]).await
}
