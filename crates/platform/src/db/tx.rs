// SPDX-License-Identifier: EUPL-1.2
//! Transactions that cannot end without saying what they were.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use kernel::{Event, Instant};
use uuid::Uuid;

use super::conn::Link;
use super::error::Replayed;
use super::{Conn, Journal, StoreError, postgres, sqlite};
use crate::args;

/// Why something was written that is nobody's act, and therefore leaves no ledger event. Closed on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Technical {
    /// The schema was brought up to date.
    Migrated,
    /// A draft was kept or thrown away: nothing has been said yet.
    Draft,
    /// A session was touched, rotated or swept.
    Session,
    /// A sign-in was counted for throttling.
    Throttle,
    /// A job was taken, finished or put back.
    Job,
    /// A key of this installation was drawn.
    Secret,
    /// Synthetic data for measuring, never in a register in use.
    Synthetic,
}

/// A transaction. Dropped without a commit, it leaves nothing behind.
pub struct Tx {
    conn: Option<Conn>,
    journal: Option<Arc<dyn Journal>>,
    now: Instant,
    events: Vec<Event>,
    key: Option<Uuid>,
}

impl Tx {
    pub(super) async fn begin(
        conn: Conn,
        journal: Option<Arc<dyn Journal>>,
        now: Instant,
    ) -> Result<Tx, StoreError> {
        let begin = match conn.link() {
            Link::PgReader(_) | Link::PgWriter(_) => "BEGIN",
            // Take the write lock at once: a transaction that reads first and writes later could find itself refused.
            Link::SqliteReader(_) | Link::SqliteWriter(_) => "BEGIN IMMEDIATE",
        };
        // First the transaction, then BEGIN: if the caller goes away while waiting for the server, dropping the
        // transaction keeps a connection with an open transaction out of the pool.
        let mut tx = Tx { conn: Some(conn), journal, now, events: Vec::new(), key: None };
        tx.batch(begin).await?;
        Ok(tx)
    }

    /// When this transaction was begun, by the context's clock: what `recorded_at` columns take.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// Makes the transaction happen once for this idempotency key: a repetition ends in [`StoreError::Replayed`].
    pub async fn once(&mut self, key: Uuid) -> Result<(), StoreError> {
        // A conflict waits for the other transaction's end on PostgreSQL, and cannot happen at once on SQLite.
        let now = self.now;
        let fresh = self
            .run(
                "INSERT INTO requests (key, recorded_at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
                args![key, now],
            )
            .await?;
        if fresh == 0 {
            let before: (Option<String>, Option<Uuid>) =
                self.one("SELECT subject_kind, subject_id FROM requests WHERE key = $1", args![key]).await?;
            return Err(match before {
                (Some(kind), Some(id)) => StoreError::Replayed(Replayed { kind, id }),
                _ => StoreError::Unavailable("the same request is being carried out".into()),
            });
        }
        self.key = Some(key);
        Ok(())
    }

    /// Forgets the keys of requests older than a moment: nobody repeats a form after days.
    pub async fn forget_requests(&mut self, before: Instant) -> Result<u64, StoreError> {
        self.run("DELETE FROM requests WHERE recorded_at < $1", args![before]).await
    }

    /// Notes an event besides the one that [`Tx::commit`] ends with.
    pub fn note(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Ends the transaction with what happened. What is acknowledged after this survives a power cut.
    pub async fn commit(mut self, event: Event) -> Result<(), StoreError> {
        let journal = self.journal.clone();
        let journal =
            journal.ok_or_else(|| StoreError::Engine("no ledger was given to the database".into()))?;
        if let Some(key) = self.key {
            let (kind, id) = (event.subject.kind.0, event.subject.id);
            self.run(
                "UPDATE requests SET subject_kind = $2, subject_id = $3 WHERE key = $1",
                args![key, kind, id],
            )
            .await?;
        }
        let mut events = std::mem::take(&mut self.events);
        events.push(event);
        let now = self.now;
        journal.write(&mut self, now, &events).await?;
        self.end().await
    }

    /// Ends a transaction that is nobody's act.
    pub async fn commit_technical(self, _why: Technical) -> Result<(), StoreError> {
        debug_assert!(self.events.is_empty(), "an event was noted: commit with an event");
        self.end().await
    }

    async fn end(mut self) -> Result<(), StoreError> {
        let Some(conn) = &self.conn else {
            return Err(StoreError::Engine("the transaction has ended".into()));
        };
        conn.may_go_on(&[])?;
        let result = match conn.link() {
            Link::SqliteWriter(c) => sqlite::commit(c),
            Link::PgWriter(c) => postgres::batch(c, "COMMIT").await,
            _ => Err(StoreError::Engine("a reader cannot commit".into())),
        };
        if result.is_ok() {
            self.conn = None;
        }
        result
    }
}

impl Deref for Tx {
    type Target = Conn;
    #[allow(clippy::expect_used)] // `conn` is only taken by `end` and `drop`, which consume the transaction.
    fn deref(&self) -> &Conn {
        self.conn.as_ref().expect("a transaction has its connection until it ends")
    }
}

impl DerefMut for Tx {
    #[allow(clippy::expect_used)] // As above.
    fn deref_mut(&mut self) -> &mut Conn {
        self.conn.as_mut().expect("a transaction has its connection until it ends")
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        match self.conn.take().map(Conn::into_link) {
            Some(Link::SqliteWriter(conn)) => {
                let _ = sqlite::batch(&conn, "ROLLBACK");
            }
            // A connection in an unfinished transaction never goes back to the pool: the server rolls back when it closes.
            Some(Link::PgWriter(client)) => drop(deadpool_postgres::Object::take(client)),
            _ => {}
        }
    }
}
