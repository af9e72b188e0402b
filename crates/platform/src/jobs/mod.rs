// SPDX-License-Identifier: EUPL-1.2
//! Jobs: work that follows a transaction, asked for inside it. If the transaction is undone, the job never was.
//!
//! A job runs at least once. Its handler ends the job *inside* its own transaction ([`JobCx::finish`]), and then what it
//! does to the data happens exactly once, even if a copy of the server is killed in the middle and another takes over.
//! What a handler does outside (a message sent) may in that rare case happen twice.
//!
//! Payloads hold ids, not words; failures are codes of the source, never texts of a person.

mod runner;
mod store;

#[cfg(test)]
mod tests;

use std::fmt;

use kernel::{Instant, JobId};
use serde_json::Value as Json;

use crate::clock::{Chance, Clock};
use crate::db::{Boxed, Db, StoreError, Tx};

pub use runner::{Runner, Running};
pub use store::{GivenUp, Waiting, enqueue, enqueue_all, enqueue_in, given_up, sweep, try_again, waiting};

/// What kind of job: a text of the source, such as `send-mail`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JobKind(pub &'static str);

/// What carries out the jobs of a kind.
pub type Handler = Box<dyn Fn(JobCx, Json) -> Boxed<'static, Result<(), JobError>> + Send + Sync>;

/// The context of a job.
#[derive(Clone)]
pub struct JobCx {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Where chance comes from.
    pub chance: Chance,
    /// Which job.
    pub job: JobId,
    /// The how-manieth try, from 1.
    pub tries: i64,
    /// When the job was asked for.
    pub asked_at: Instant,
}

impl JobCx {
    /// Ends the job inside the transaction that carries it out. [`StoreError::Changed`] when another copy has taken the
    /// job over meanwhile: then undo everything by returning the error.
    pub async fn finish(&self, tx: &mut Tx) -> Result<(), StoreError> {
        store::finish(tx, self.job, self.tries).await
    }
}

/// Why a job failed. A code of the source, so that no personal word can get into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobError {
    /// It may go better later.
    Later(&'static str),
    /// It will never work: what it was about is gone, or was wrong.
    Never(&'static str),
}

impl JobError {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            JobError::Later(code) | JobError::Never(code) => code,
        }
    }
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for JobError {}

impl From<StoreError> for JobError {
    fn from(e: StoreError) -> Self {
        match e {
            StoreError::Missing => JobError::Never("missing"),
            StoreError::Changed => JobError::Later("changed"),
            StoreError::Unavailable(_) => JobError::Later("storage-unavailable"),
            StoreError::Full(_) => JobError::Later("storage-full"),
            StoreError::Replayed(_) => JobError::Later("replayed"),
            StoreError::Unreadable(_) | StoreError::Unique(_) | StoreError::Engine(_) => {
                JobError::Later("storage")
            }
        }
    }
}

/// After so many tries a job is given up, and waits for the operator.
pub const MOST_TRIES: i64 = 10;

/// How long to wait after the how-manieth failed try, in microseconds: from ten seconds to six hours, a day in all.
pub fn pause_after(tries: i64) -> i64 {
    match tries {
        ..=1 => 10 * Instant::SECOND,
        2 => Instant::MINUTE,
        3 => 5 * Instant::MINUTE,
        4 => 15 * Instant::MINUTE,
        5 => Instant::HOUR,
        6 => 3 * Instant::HOUR,
        7.. => 6 * Instant::HOUR,
    }
}
