// SPDX-License-Identifier: EUPL-1.2
//! Many rows at once: where one deed concerns thousands, and for synthetic data. COPY on PostgreSQL, one prepared INSERT on the
//! embedded engine.

use kernel::stored::Value;

use super::conn::Link;
use super::{Db, EngineDb, StoreError, Tx, postgres, sqlite};

/// Rows for one table, waiting to be written. Table and columns are texts of the source.
pub struct Rows {
    table: &'static str,
    columns: &'static [&'static str],
    values: Vec<Value>,
}

impl Rows {
    /// Rows for a table, each with these columns in this order.
    pub fn new(table: &'static str, columns: &'static [&'static str]) -> Rows {
        Rows { table, columns, values: Vec::new() }
    }

    /// Adds a row: a value for every column. A row of another width is refused when the rows are written.
    pub fn push(&mut self, row: impl IntoIterator<Item = Value>) {
        self.values.extend(row);
    }

    /// How many rows wait.
    pub fn len(&self) -> usize {
        self.values.len() / self.columns.len().max(1)
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The same table without the rows.
    pub fn emptied(&self) -> Rows {
        Rows::new(self.table, self.columns)
    }

    pub(super) fn columns(&self) -> String {
        self.columns.join(", ")
    }

    pub(super) fn table(&self) -> &'static str {
        self.table
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[Value]> {
        self.values.chunks_exact(self.columns.len().max(1))
    }

    fn check(&self) -> Result<(), StoreError> {
        let width = self.columns.len();
        if width == 0 || !self.values.len().is_multiple_of(width) {
            return Err(StoreError::Engine(format!("a row for {} has not {width} values", self.table)));
        }
        Ok(())
    }
}

impl Tx {
    /// Writes all these rows; how many.
    pub async fn fill(&mut self, rows: &Rows) -> Result<u64, StoreError> {
        if rows.is_empty() {
            return Ok(0);
        }
        rows.check()?;
        self.may_go_on(&rows.values)?;
        let result = match self.link() {
            Link::SqliteWriter(c) => sqlite::fill(c, rows),
            Link::PgWriter(c) => postgres::fill(c, rows).await,
            Link::SqliteReader(_) | Link::PgReader(_) => {
                Err(StoreError::Engine("a reader cannot write".into()))
            }
        };
        self.noted(result)
    }
}

impl Db {
    /// Before filling: gives the embedded engine's writer room in memory, so that it does not write the same page twice in
    /// one transaction. Kept until the database is closed.
    pub async fn make_room(&self) -> Result<(), StoreError> {
        match &self.0.engine {
            EngineDb::Sqlite(db) => db.make_room().await,
            EngineDb::Pg(_) => Ok(()),
        }
    }

    /// After filling: what an engine in use does by itself in the course of days. The embedded engine folds its log into the
    /// file; PostgreSQL learns how the values are spread.
    pub async fn settle(&self) -> Result<(), StoreError> {
        match &self.0.engine {
            EngineDb::Sqlite(db) => {
                db.checkpoint().await;
                Ok(())
            }
            EngineDb::Pg(db) => postgres::batch(&db.writer().await?, "VACUUM (ANALYZE)").await,
        }
    }
}
