// SPDX-License-Identifier: EUPL-1.2
//! A connection, whichever engine is behind. Store functions take `&mut Conn`.

use std::ops::{Deref, DerefMut};

use kernel::stored::{FromValue, Value};

use super::sqlite::{SqliteReader, SqliteWriter};
use super::{FromRow, Row, Sql, SqlText, StoreError, postgres, sqlite};

/// A connection.
pub enum Conn {
    /// Embedded, reading.
    SqliteReader(SqliteReader),
    /// Embedded, writing.
    SqliteWriter(SqliteWriter),
    /// PostgreSQL.
    Pg(deadpool_postgres::Object),
}

impl Conn {
    async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        match self {
            Conn::SqliteReader(c) => sqlite::all(c.conn()?, sql, args),
            Conn::SqliteWriter(c) => sqlite::all(c, sql, args),
            Conn::Pg(c) => postgres::all(c, sql, args).await,
        }
    }

    /// All rows. The statement bounds their number itself (`LIMIT`): there is no unbounded list in this house.
    pub async fn all<T: FromRow>(&mut self, sql: impl Into<SqlText>, args: Vec<Value>) -> Result<Vec<T>, StoreError> {
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
    pub async fn one<T: FromRow>(&mut self, sql: impl Into<SqlText>, args: Vec<Value>) -> Result<T, StoreError> {
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
        match self {
            // The embedded engine has one writer: it already holds everything.
            Conn::SqliteReader(_) | Conn::SqliteWriter(_) => self.maybe(sql, args).await,
            Conn::Pg(_) => self.maybe(SqlText::Built(format!("{} FOR UPDATE", sql.as_str())), args).await,
        }
    }

    /// As [`Conn::all`], taking only rows that no other transaction holds, and holding them: for queues.
    pub async fn take_free<T: FromRow>(
        &mut self,
        sql: impl Into<SqlText>,
        args: Vec<Value>,
    ) -> Result<Vec<T>, StoreError> {
        let sql = sql.into();
        match self {
            Conn::SqliteReader(_) | Conn::SqliteWriter(_) => self.all(sql, args).await,
            Conn::Pg(_) => {
                self.all(SqlText::Built(format!("{} FOR UPDATE SKIP LOCKED", sql.as_str())), args).await
            }
        }
    }

    /// Changes rows; how many.
    pub async fn run(&mut self, sql: impl Into<SqlText>, args: Vec<Value>) -> Result<u64, StoreError> {
        let sql = sql.into();
        match self {
            Conn::SqliteReader(c) => sqlite::run(c.conn()?, sql.as_str(), &args),
            Conn::SqliteWriter(c) => sqlite::run(c, sql.as_str(), &args),
            Conn::Pg(c) => postgres::run(c, sql.as_str(), &args).await,
        }
    }

    /// Changes exactly one row at the version that was read; [`StoreError::Changed`] when somebody was there before.
    pub async fn change(&mut self, sql: impl Into<SqlText>, args: Vec<Value>) -> Result<(), StoreError> {
        match self.run(sql, args).await? {
            1 => Ok(()),
            _ => Err(StoreError::Changed),
        }
    }

    pub(super) async fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Conn::SqliteReader(c) => sqlite::batch(c.conn()?, sql),
            Conn::SqliteWriter(c) => sqlite::batch(c, sql),
            Conn::Pg(c) => postgres::batch(c, sql).await,
        }
    }

    /// How the engine would carry out a statement: for the tests that guard query plans.
    pub async fn plan(&mut self, sql: &str, args: Vec<Value>) -> Result<String, StoreError> {
        let (text, column) = match self {
            Conn::Pg(_) => (format!("EXPLAIN {sql}"), 0),
            _ => (format!("EXPLAIN QUERY PLAN {sql}"), 3),
        };
        let rows = self.rows(&text, &args).await?;
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
        Reader(Conn::SqliteReader(reader))
    }
    pub(super) fn pg(client: deadpool_postgres::Object) -> Reader {
        Reader(Conn::Pg(client))
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
