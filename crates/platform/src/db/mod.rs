// SPDX-License-Identifier: EUPL-1.2
//! The database: the only room that knows there are two engines.
//!
//! Statements are one text with `$1` parameters for both engines. Reads go through [`Db::read`], whose connections cannot
//! write. Writes go through [`Db::begin`], whose [`Tx`] has no bare `commit`: it ends with the [`Event`] it leaves in the
//! ledger, or with a named [`Technical`] reason for the few writes that are nobody's act (a draft kept, a session touched).
//!
//! Writing one text for two engines: texts compare by code point and `LIKE` minds case on both; say `NULLS FIRST` or `NULLS
//! LAST` where an ordered column may be null; say `ESCAPE '\'` after a `LIKE` with escapes; sums and averages come back as
//! whole numbers only (`CAST(sum(x) AS BIGINT)`); after a statement has failed, the transaction is over on both.

mod bulk;
mod conn;
pub mod copies;
mod dialect;
mod error;
mod migrations;
mod postgres;
mod row;
mod sql;
mod sqlite;
mod tx;

#[cfg(test)]
mod tests;

use std::fmt;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};

pub use bulk::Rows;
pub use conn::{Conn, Reader, Snapshot};
pub use error::StoreError;
pub(crate) use migrations::fingerprint;
pub use migrations::{MIGRATIONS, Migrated, Migration};
pub use row::{FromRow, Row};
pub use sql::{Sql, SqlText};
pub use tx::{Technical, Tx};

use conn::Link;
use kernel::{Event, Instant};

/// A future that can be named in a trait object.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Which engine holds the data. Only for the operator's eyes (logs, bench output, backups), never for a branch in a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded engine: one file.
    Sqlite,
    /// PostgreSQL 15 or later, by URL.
    Postgres,
}

impl Engine {
    /// `sqlite` or `postgres`.
    pub const fn code(self) -> &'static str {
        match self {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        }
    }
}

/// Where the data lie. Printed without the password.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A file of the embedded engine.
    File(PathBuf),
    /// A PostgreSQL URL.
    Url(String),
}

impl Address {
    /// Reads `postgres://…`, `sqlite:PATH` or a plain path.
    pub fn parse(text: &str) -> Address {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Address::Url(text.to_owned())
        } else {
            Address::File(PathBuf::from(text.strip_prefix("sqlite:").unwrap_or(text)))
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::File(path) => path.display().fmt(f),
            Address::Url(url) => f.write_str(&without_password(url)),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

/// A URL without the password and the options, which may hold one too.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    // A password may hold an @ that was not escaped: the last one before the path counts.
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (who, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let who = who.split(':').next().filter(|user| !user.is_empty()).map(|user| format!("{user}@"));
    let query = if query.is_empty() { "" } else { "?…" };
    format!("{scheme}://{}{host}/{path}{query}", who.unwrap_or_default())
}

/// Writes events into the ledger, inside the transaction that they tell of. Given once at start by the ledger itself.
pub trait Journal: Send + Sync {
    /// Appends the events, in order, recorded at `now`.
    fn write<'a>(
        &'a self,
        conn: &'a mut Conn,
        now: Instant,
        events: &'a [Event],
    ) -> Boxed<'a, Result<(), StoreError>>;
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    engine: EngineDb,
    journal: OnceLock<Arc<dyn Journal>>,
}

enum EngineDb {
    Sqlite(sqlite::Sqlite),
    Pg(postgres::Pg),
}

impl Db {
    /// Opens the database, creating the embedded file when it does not exist. Does not migrate.
    pub async fn open(address: &Address) -> Result<Db, StoreError> {
        let engine = match address {
            Address::File(path) => EngineDb::Sqlite(sqlite::Sqlite::open(path)?),
            Address::Url(url) => EngineDb::Pg(postgres::Pg::open(url).await?),
        };
        Ok(Db(Arc::new(Inner { engine, journal: OnceLock::new() })))
    }

    /// Gives the ledger, once. A database without it refuses to commit an event.
    pub fn with_journal(self, journal: Arc<dyn Journal>) -> Db {
        let _ = self.0.journal.set(journal);
        self
    }

    /// The engine behind.
    pub fn engine(&self) -> Engine {
        match self.0.engine {
            EngineDb::Sqlite(_) => Engine::Sqlite,
            EngineDb::Pg(_) => Engine::Postgres,
        }
    }

    /// A connection that can only read.
    pub async fn read(&self) -> Result<Reader, StoreError> {
        match &self.0.engine {
            EngineDb::Sqlite(db) => db.reader().await.map(Reader::sqlite),
            EngineDb::Pg(db) => db.reader().await.map(Reader::pg),
        }
    }

    /// A connection that can only read, and that sees the database of one instant.
    pub async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        Snapshot::of(self.read().await?).await
    }

    /// Begins to write. On the embedded engine there is one writer at a time; waiting is fair.
    pub async fn begin(&self, now: Instant) -> Result<Tx, StoreError> {
        let link = match &self.0.engine {
            EngineDb::Sqlite(db) => Link::SqliteWriter(db.writer().await?),
            EngineDb::Pg(db) => Link::PgWriter(db.writer().await?),
        };
        Tx::begin(Conn::new(link), self.0.journal.get().cloned(), now).await
    }

    /// Applies the migrations that are missing; refuses a database whose applied migrations are not ours.
    pub async fn migrate(&self, now: Instant) -> Result<Migrated, StoreError> {
        migrations::migrate(self, now).await
    }

    /// Whether the schema is exactly the one this program was built for.
    pub async fn is_current(&self) -> Result<bool, StoreError> {
        migrations::is_current(self).await
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> Result<(), StoreError> {
        let mut conn = self.read().await?;
        conn.value::<i64>("SELECT CAST(1 AS BIGINT)", Vec::new()).await.map(drop)
    }

    /// Closes the embedded engine's files cleanly (checkpoint). Nothing to do on PostgreSQL.
    pub async fn close(&self) {
        if let EngineDb::Sqlite(db) = &self.0.engine {
            db.checkpoint().await;
        }
    }
}

/// Values for the parameters of a statement, in order: `args![id, name, on]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::kernel::stored::ToValue::to_value(&$value)),*]
    };
}

/// Reads a struct from a row, its fields in the order of the columns: `from_row!(Case { id, reference, opened_at });`
#[macro_export]
macro_rules! from_row {
    ($ty:ident { $($field:ident),* $(,)? }) => {
        impl $crate::db::FromRow for $ty {
            fn from_row(row: &mut $crate::db::Row) -> Result<Self, $crate::db::StoreError> {
                $(let $field = row.take()?;)*
                Ok($ty { $($field),* })
            }
        }
    };
}
