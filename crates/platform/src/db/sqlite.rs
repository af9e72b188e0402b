// SPDX-License-Identifier: EUPL-1.2
//! The embedded engine. Statements run on the calling thread: a look-up takes a few microseconds, less than handing it
//! to another thread would. Only the commit, which waits for the disk, tells the runtime that it blocks.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel::stored::Value;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, ToSql};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use super::bulk::Rows;
use super::{Row, StoreError};

/// How many readers may be at work at once beyond the cores: one may be waiting for the disk. A statement holds a core while it
/// runs; more readers would share the same memory out among more caches, each of which finds less.
const READERS_BEYOND_CORES: usize = 1;

/// How long somebody waits for a reader. Nobody holds two at once; should code ever do so, it fails instead of standing still.
const PATIENCE: Duration = Duration::from_secs(30);

/// Kilobytes of pages that a connection keeps. The one that was given back last is taken first: where few are at work at
/// once, few fill up.
const CACHE: i64 = 24_576;

/// How many compiled statements a connection keeps.
const STATEMENTS: usize = 512;

/// Said when a statement gives a fraction. Money, counts and averages are whole numbers here.
pub(super) const NOT_WHOLE: &str = "a column is not a whole number: write CAST(… AS BIGINT)";

pub(super) struct Sqlite {
    path: PathBuf,
    writer: Arc<AsyncMutex<Connection>>,
    readers: Arc<Readers>,
}

struct Readers {
    idle: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
}

/// A reader, given back when dropped.
pub struct SqliteReader {
    conn: Option<Connection>,
    home: Arc<Readers>,
    _permit: OwnedSemaphorePermit,
}

/// The one writer, held until dropped.
pub type SqliteWriter = OwnedMutexGuard<Connection>;

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Sqlite, StoreError> {
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| StoreError::Full(e.to_string()))?;
        }
        let writer = Connection::open(path)?;
        prepare(&writer)?;
        // WAL lets readers go on while one writes; FULL waits for the disk at every commit: with less, a power cut
        // loses writes that were already acknowledged.
        writer.pragma_update(None, "journal_mode", "wal")?;
        writer.pragma_update(None, "synchronous", "full")?;
        writer.pragma_update(None, "secure_delete", "on")?;
        Ok(Sqlite {
            path: path.to_owned(),
            writer: Arc::new(AsyncMutex::new(writer)),
            readers: Arc::new(Readers {
                idle: Mutex::new(Vec::new()),
                permits: Arc::new(Semaphore::new(cores() + READERS_BEYOND_CORES)),
            }),
        })
    }

    pub(super) async fn reader(&self) -> Result<SqliteReader, StoreError> {
        let permit = tokio::time::timeout(PATIENCE, self.readers.permits.clone().acquire_owned()).await;
        let permit = permit.map_err(|_| StoreError::Unavailable("all readers are busy".into()))?;
        let permit = permit.map_err(|_| StoreError::Unavailable("closing".into()))?;
        let idle = self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let conn = Connection::open_with_flags(&self.path, flags)?;
                prepare(&conn)?;
                conn.pragma_update(None, "query_only", "on")?;
                conn
            }
        };
        Ok(SqliteReader { conn: Some(conn), home: self.readers.clone(), _permit: permit })
    }

    /// Room for filling: 256 MB of pages, and no folding of the log in the middle of it.
    pub(super) async fn make_room(&self) -> Result<(), StoreError> {
        Ok(self.writer.lock().await.pragma_update(None, "cache_size", -262_144)?)
    }

    pub(super) async fn writer(&self) -> Result<SqliteWriter, StoreError> {
        Ok(self.writer.clone().lock_owned().await)
    }

    pub(super) async fn checkpoint(&self) {
        let writer = self.writer.lock().await;
        let _ = writer.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

fn prepare(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.pragma_update(None, "foreign_keys", "on")?;
    conn.pragma_update(None, "trusted_schema", "off")?;
    conn.pragma_update(None, "cache_size", -CACHE)?;
    conn.pragma_update(None, "mmap_size", 0)?;
    conn.pragma_update(None, "temp_store", "memory")?;
    // A plan does not depend on the values asked for: otherwise, once the tables are analysed, statements are compiled anew
    // for each new value, which costs more than running them.
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // A page asks some thirty questions, all pages a few hundred: with the usual sixteen kept, each would be compiled anew.
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // As PostgreSQL: LIKE minds case (and can then use an index).
    conn.pragma_update(None, "case_sensitive_like", "on")?;
    Ok(())
}

impl Drop for SqliteReader {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.home.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        }
    }
}

impl SqliteReader {
    pub(super) fn conn(&self) -> Result<&Connection, StoreError> {
        self.conn.as_ref().ok_or_else(|| StoreError::Unavailable("closed".into()))
    }
}

struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Bool(b) => ValueRef::Integer(i64::from(*b)),
            Value::Text(t) => ValueRef::Text(t.as_bytes()),
            Value::Bytes(b) => ValueRef::Blob(b),
            Value::Uuid(u) => ValueRef::Blob(u.as_bytes()),
        }))
    }
}

/// Binds by number: in SQLite `$2` is a *name*, given the next free index wherever it first appears. As PostgreSQL does,
/// it refuses a statement that does not use every value.
fn bind(statement: &mut CachedStatement<'_>, args: &[Value]) -> Result<(), StoreError> {
    if statement.parameter_count() != args.len() {
        let (asked, given) = (statement.parameter_count(), args.len());
        return Err(StoreError::Engine(format!(
            "the statement has {asked} parameters, {given} values were given"
        )));
    }
    for index in 1..=statement.parameter_count() {
        let number = statement.parameter_name(index).and_then(|name| name[1..].parse::<usize>().ok());
        let value = number.and_then(|n| args.get(n.wrapping_sub(1)));
        let value = value.ok_or_else(|| StoreError::Engine("a parameter without a value".into()))?;
        statement.raw_bind_parameter(index, Bound(value))?;
    }
    Ok(())
}

pub(super) fn all(conn: &Connection, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let mut values = Vec::with_capacity(columns);
        for column in 0..columns {
            values.push(match row.get_ref(column)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(n) => Value::Int(n),
                ValueRef::Real(_) => return Err(StoreError::Engine(NOT_WHOLE.into())),
                ValueRef::Text(t) => Value::Text(String::from_utf8_lossy(t).into_owned()),
                ValueRef::Blob(b) => match b.try_into() {
                    Ok(id) => Value::Uuid(uuid::Uuid::from_bytes(id)),
                    Err(_) => Value::Bytes(b.to_vec()),
                },
            });
        }
        out.push(Row::new(values));
    }
    Ok(out)
}

pub(super) fn run(conn: &Connection, sql: &str, args: &[Value]) -> Result<u64, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    Ok(statement.raw_execute()? as u64)
}

/// Writes many rows through one statement.
pub(super) fn fill(conn: &Connection, rows: &Rows) -> Result<u64, StoreError> {
    let columns = rows.columns();
    let marks = vec!["?"; columns.split(',').count()].join(", ");
    let mut statement =
        conn.prepare_cached(&format!("INSERT INTO {} ({columns}) VALUES ({marks})", rows.table()))?;
    let mut written = 0;
    for row in rows.rows() {
        for (i, value) in row.iter().enumerate() {
            statement.raw_bind_parameter(i + 1, Bound(value))?;
        }
        statement.raw_execute()?;
        written += 1;
    }
    Ok(written)
}

/// Runs a whole text of statements: migrations, BEGIN, ROLLBACK.
pub(super) fn batch(conn: &Connection, sql: &str) -> Result<(), StoreError> {
    Ok(conn.execute_batch(sql)?)
}

/// COMMIT waits for the disk: the runtime is told, so that other requests go on meanwhile.
pub(super) fn commit(conn: &Connection) -> Result<(), StoreError> {
    let commit = || conn.execute_batch("COMMIT").map_err(StoreError::from);
    match tokio::runtime::Handle::try_current().map(|h| h.runtime_flavor()) {
        Ok(tokio::runtime::RuntimeFlavor::MultiThread) => tokio::task::block_in_place(commit),
        _ => commit(),
    }
}
