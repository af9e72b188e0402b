// SPDX-License-Identifier: EUPL-1.2
//! A connection, whichever engine is behind. Store functions take `&mut Conn`.

use std::ops::{Deref, DerefMut};

use kernel::stored::{FromValue, Value};

use super::sqlite::{SqliteReader, SqliteWriter};
use super::{FromRow, Row, Sql, SqlText, StoreError, postgres, sqlite};
use crate::testing::statements;

/// A connection.
pub struct Conn {
    link: Link,
    /// A statement of the running transaction failed. PostgreSQL then refuses everything and turns COMMIT into a silent
    /// ROLLBACK; the embedded engine would go on with half of the work. Here both refuse, loudly.
    failed: bool,
}

/// The way to an engine.
pub(super) enum Link {
    /// Embedded, reading.
    SqliteReader(SqliteReader),
    /// Embedded, writing.
    SqliteWriter(SqliteWriter),
    /// PostgreSQL, reading.
    PgReader(deadpool_postgres::Object),
    /// PostgreSQL, writing.
    PgWriter(deadpool_postgres::Object),
}

impl Conn {
    pub(super) fn new(link: Link) -> Conn {
        Conn { link, failed: false }
    }

    pub(super) fn link(&self) -> &Link {
        &self.link
    }

    pub(super) fn into_link(self) -> Link {
        self.link
    }

    /// Refuses what no engine should be sent: statements after a failure, and the one character that PostgreSQL cannot
    /// keep in a text (`kernel::text::clean` removes it from what people type).
    pub(super) fn may_go_on(&self, args: &[Value]) -> Result<(), StoreError> {
        if self.failed {
            return Err(StoreError::Engine(
                "a statement of this transaction has failed: begin it anew".into(),
            ));
        }
        if args.iter().any(|v| matches!(v, Value::Text(t) if t.contains('\0'))) {
            return Err(StoreError::Engine("a text with a NUL character cannot be stored".into()));
        }
        Ok(())
    }

    pub(super) fn noted<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        let writing = matches!(self.link, Link::SqliteWriter(_) | Link::PgWriter(_));
        self.failed |= writing && result.is_err();
        result
    }

    async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.may_go_on(args)?;
        statements::note(sql, args);
        let result = match &self.link {
            Link::SqliteReader(c) => c.conn().and_then(|c| sqlite::all(c, sql, args)),
            Link::SqliteWriter(c) => sqlite::all(c, sql, args),
            Link::PgReader(c) | Link::PgWriter(c) => postgres::all(c, sql, args).await,
        };
        self.noted(result)
    }

    /// All rows. The statement bounds their number itself (`LIMIT`): there is no unbounded list in this house.
    pub async fn all<T: FromRow>(
        &mut self,
        sql: impl Into<SqlText>,
        args: Vec<Value>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.rows(sql.into().as_str(), &args).await?;
        rows.into_iter().map(|mut row| T::from_row(&mut row)).collect()
    }

    /// All rows of a statement put together with [`Sql`].
    pub async fn all_of<T: FromRow>(&mut self, sql: Sql) -> Result<Vec<T>, StoreError> {
        let (text, args) = sql.done();
        self.all(text, args).await
    }

    /// The first row, if any.
    pub async fn maybe<T: FromRow>(
        &mut self,
        sql: impl Into<SqlText>,
        args: Vec<Value>,
    ) -> Result<Option<T>, StoreError> {
        let mut rows = self.rows(sql.into().as_str(), &args).await?;
        if rows.is_empty() { Ok(None) } else { T::from_row(&mut rows.swap_remove(0)).map(Some) }
    }

    /// The first row; [`StoreError::Missing`] when there is none.
    pub async fn one<T: FromRow>(
        &mut self,
        sql: impl Into<SqlText>,
        args: Vec<Value>,
    ) -> Result<T, StoreError> {
        self.maybe(sql, args).await?.ok_or(StoreError::Missing)
    }

    /// The first column of the first row, if any.
    pub async fn value<T: FromValue>(
        &mut self,
        sql: impl Into<SqlText>,
        args: Vec<Value>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.maybe::<(T,)>(sql, args).await?.map(|(v,)| v))
    }

    /// As [`Conn::maybe`], holding the row until the end of the transaction, so that nobody else changes it meanwhile.
    pub async fn hold<T: FromRow>(
        &mut self,
        sql: impl Into<SqlText>,
        args: Vec<Value>,
    ) -> Result<Option<T>, StoreError> {
        let sql = sql.into();
        match self.link {
            // The embedded engine has one writer: it already holds everything.
            Link::SqliteReader(_) | Link::SqliteWriter(_) => self.maybe(sql, args).await,
            Link::PgReader(_) | Link::PgWriter(_) => {
                self.maybe(SqlText::Built(format!("{} FOR UPDATE", sql.as_str())), args).await
            }
        }
    }

    /// As [`Conn::all`], taking only rows that no other transaction holds, and holding them: for queues.
    pub async fn take_free<T: FromRow>(
        &mut self,
        sql: impl Into<SqlText>,
        args: Vec<Value>,
    ) -> Result<Vec<T>, StoreError> {
        let sql = sql.into();
        match self.link {
            Link::SqliteReader(_) | Link::SqliteWriter(_) => self.all(sql, args).await,
            Link::PgReader(_) | Link::PgWriter(_) => {
                self.all(SqlText::Built(format!("{} FOR UPDATE SKIP LOCKED", sql.as_str())), args).await
            }
        }
    }

    /// Changes rows; how many.
    pub async fn run(&mut self, sql: impl Into<SqlText>, args: Vec<Value>) -> Result<u64, StoreError> {
        let sql = sql.into();
        self.may_go_on(&args)?;
        let result = match &self.link {
            Link::SqliteReader(c) => c.conn().and_then(|c| sqlite::run(c, sql.as_str(), &args)),
            Link::SqliteWriter(c) => sqlite::run(c, sql.as_str(), &args),
            Link::PgReader(c) | Link::PgWriter(c) => postgres::run(c, sql.as_str(), &args).await,
        };
        self.noted(result)
    }

    /// Changes exactly one row at the version that was read; [`StoreError::Changed`] when somebody was there before.
    pub async fn change(&mut self, sql: impl Into<SqlText>, args: Vec<Value>) -> Result<(), StoreError> {
        match self.run(sql, args).await? {
            1 => Ok(()),
            _ => Err(StoreError::Changed),
        }
    }

    pub(super) async fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.may_go_on(&[])?;
        let result = match &self.link {
            Link::SqliteReader(c) => c.conn().and_then(|c| sqlite::batch(c, sql)),
            Link::SqliteWriter(c) => sqlite::batch(c, sql),
            Link::PgReader(c) | Link::PgWriter(c) => postgres::batch(c, sql).await,
        };
        self.noted(result)
    }

    /// How the engine would carry out a statement if it held a country's data: for the tests that guard query plans.
    pub async fn plan(&mut self, sql: &str, args: Vec<Value>) -> Result<String, StoreError> {
        let (text, column) = match self.link {
            Link::PgReader(_) | Link::PgWriter(_) => {
                // A test has few rows, which are read fastest from first to last: not so a million.
                self.batch("SET enable_seqscan = off").await?;
                (format!("EXPLAIN {sql}"), 0)
            }
            _ => (format!("EXPLAIN QUERY PLAN {sql}"), 3),
        };
        let rows = self.rows(&text, &args).await?;
        if column == 0 {
            self.batch("RESET enable_seqscan").await?;
        }
        let mut lines = Vec::new();
        for mut row in rows {
            for _ in 0..column {
                let _: Value = row.take::<Raw>()?.0;
            }
            lines.push(row.take::<String>()?);
        }
        Ok(lines.join("\n"))
    }
}

struct Raw(Value);
impl FromValue for Raw {
    fn from_value(value: Value) -> Result<Self, kernel::stored::Unreadable> {
        Ok(Raw(value))
    }
}

/// A connection that can only read.
pub struct Reader(Conn);

impl Reader {
    pub(super) fn sqlite(reader: SqliteReader) -> Reader {
        Reader(Conn::new(Link::SqliteReader(reader)))
    }
    pub(super) fn pg(client: deadpool_postgres::Object) -> Reader {
        Reader(Conn::new(Link::PgReader(client)))
    }
}

impl Deref for Reader {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// A connection for which time stands still: every look sees the database of one instant, whatever others write
/// meanwhile. For what is read through in many steps: verifying the ledger, making a copy.
pub struct Snapshot(Option<Reader>);

impl Snapshot {
    pub(super) async fn of(reader: Reader) -> Result<Snapshot, StoreError> {
        let begin = match reader.link() {
            // Somebody reads for minutes between two statements here; a server that ends idle transactions must wait.
            Link::PgReader(_) | Link::PgWriter(_) => {
                "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0"
            }
            Link::SqliteReader(_) | Link::SqliteWriter(_) => "BEGIN",
        };
        // First the snapshot, then BEGIN, as for a transaction that writes.
        let mut snapshot = Snapshot(Some(reader));
        snapshot.batch(begin).await?;
        Ok(snapshot)
    }

    /// The name by which a program beside ours sees the same instant. Only PostgreSQL knows such names.
    pub(super) async fn name(&mut self) -> Result<Option<String>, StoreError> {
        match self.link() {
            Link::PgReader(_) | Link::PgWriter(_) => {
                self.value("SELECT pg_export_snapshot()", Vec::new()).await
            }
            Link::SqliteReader(_) | Link::SqliteWriter(_) => Ok(None),
        }
    }
}

impl Deref for Snapshot {
    type Target = Conn;
    #[allow(clippy::expect_used)] // Only `drop` takes the reader.
    fn deref(&self) -> &Conn {
        self.0.as_ref().expect("a snapshot has its reader until it ends")
    }
}

impl DerefMut for Snapshot {
    #[allow(clippy::expect_used)] // As above.
    fn deref_mut(&mut self) -> &mut Conn {
        self.0.as_mut().expect("a snapshot has its reader until it ends")
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        match self.0.take().map(|reader| reader.0.into_link()) {
            Some(Link::SqliteReader(reader)) => {
                let _ = reader.conn().map(|conn| sqlite::batch(conn, "ROLLBACK"));
            }
            // A connection in a transaction never goes back to the pool.
            Some(Link::PgReader(client)) => drop(deadpool_postgres::Object::take(client)),
            _ => {}
        }
    }
}
