// SPDX-License-Identifier: EUPL-1.2
//! What can go wrong with stored data.

use std::fmt;

/// A failure of storage. Its texts name tables and statements, never values: they go to logs.
#[derive(Debug)]
pub enum StoreError {
    /// There is no such row (or none that the asker may see).
    Missing,
    /// Somebody else changed the row since it was read.
    Changed,
    /// A uniqueness rule was broken: the constraint's name (PostgreSQL) or its columns (SQLite).
    Unique(String),
    /// The same POST was already carried out; here is what it was about.
    Replayed(Replayed),
    /// A stored value cannot be read as its type.
    Unreadable(kernel::stored::Unreadable),
    /// The disk is full or cannot be written.
    Full(String),
    /// The engine is too busy or out of reach; trying again may help.
    Unavailable(String),
    /// Anything else the engine says.
    Engine(String),
}

/// What an earlier identical POST was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// The kind of thing.
    pub kind: String,
    /// Which one.
    pub id: uuid::Uuid,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Missing => f.write_str("no such row"),
            StoreError::Changed => f.write_str("the row was changed by somebody else"),
            StoreError::Unique(what) => write!(f, "already exists: {what}"),
            StoreError::Replayed(_) => f.write_str("the same request was already carried out"),
            StoreError::Unreadable(what) => what.fmt(f),
            StoreError::Full(what) => write!(f, "storage is full or read-only: {what}"),
            StoreError::Unavailable(what) => write!(f, "storage is not available: {what}"),
            StoreError::Engine(what) => write!(f, "storage failed: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<kernel::stored::Unreadable> for StoreError {
    fn from(e: kernel::stored::Unreadable) -> Self {
        StoreError::Unreadable(e)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        let Some(code) = e.sqlite_error() else { return StoreError::Engine(e.to_string()) };
        let text = e.to_string();
        match code.code {
            C::ConstraintViolation
                if matches!(
                    code.extended_code,
                    rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                ) =>
            {
                StoreError::Unique(text)
            }
            C::DiskFull | C::ReadOnly | C::SystemIoFailure => StoreError::Full(text),
            C::DatabaseBusy | C::DatabaseLocked | C::CannotOpen => StoreError::Unavailable(text),
            _ => StoreError::Engine(text),
        }
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(e: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState as S;
        let Some(db) = e.as_db_error() else {
            let broken = std::error::Error::source(&e).is_some_and(|source| source.is::<std::io::Error>());
            return if e.is_closed() || broken {
                StoreError::Unavailable(e.to_string())
            } else {
                StoreError::Engine(e.to_string())
            };
        };
        let code = db.code();
        // The detail line of PostgreSQL quotes values: it is left out.
        let text = format!("{} ({})", db.message(), db.constraint().unwrap_or(code.code()));
        if *code == S::UNIQUE_VIOLATION {
            StoreError::Unique(text)
        } else if *code == S::DISK_FULL || *code == S::READ_ONLY_SQL_TRANSACTION {
            StoreError::Full(text)
        } else if *code == S::T_R_SERIALIZATION_FAILURE
            || *code == S::T_R_DEADLOCK_DETECTED
            || *code == S::ADMIN_SHUTDOWN
            || *code == S::CRASH_SHUTDOWN
            || *code == S::QUERY_CANCELED
            || *code == S::LOCK_NOT_AVAILABLE
            || *code == S::CANNOT_CONNECT_NOW
            || *code == S::TOO_MANY_CONNECTIONS
        {
            StoreError::Unavailable(text)
        } else {
            StoreError::Engine(text)
        }
    }
}

impl From<deadpool_postgres::PoolError> for StoreError {
    fn from(e: deadpool_postgres::PoolError) -> Self {
        StoreError::Unavailable(e.to_string())
    }
}
