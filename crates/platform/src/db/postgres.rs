// SPDX-License-Identifier: EUPL-1.2
//! PostgreSQL.

mod tls;

use std::error::Error;
use std::str::FromStr;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts};
use kernel::stored::Value;
use tokio_postgres::Config;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

use super::bulk::Rows;
use super::sqlite::NOT_WHOLE;
use super::{Row, StoreError};
use tls::{Tls, wish};

/// Connections for reading and for writing, per copy of the server. Two pools: the readers' sessions are read-only.
const READERS: usize = 12;
const WRITERS: usize = 8;

/// What every session asks of the planner. Statements are made so that one plan is right for all values: planning again for
/// each value would cost more than most of them. Pages come from memory or from a disk without a moving arm, and a question
/// of some milliseconds is not worth compiling. What the address of the database says in `options` counts more.
const SESSION: &str = "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c jit=off";

/// How long to wait for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) struct Pg {
    readers: Pool,
    writers: Pool,
}

impl Pg {
    pub(super) async fn open(url: &str) -> Result<Pg, StoreError> {
        let wish = wish(url).map_err(StoreError::Engine)?;
        let tls = Tls::of(&wish).map_err(StoreError::Engine)?;
        let mut config = Config::from_str(&wish.rest)?;
        config.application_name("maillage").ssl_mode(wish.asked.mode());
        let options = format!("{SESSION} {}", config.get_options().unwrap_or(""));
        config.options(options.trim());
        let writers = pool(config.clone(), tls.clone(), WRITERS)?;
        config.options(format!("{} -c default_transaction_read_only=on", options.trim()));
        let readers = pool(config, tls, READERS)?;
        // Speak to the server once now, so that a wrong URL is told at start and not at the first page.
        let client = writers.get().await.map_err(|e| match tls::told(&e, wish.asked) {
            Some(what) => StoreError::Engine(what),
            None => e.into(),
        })?;
        let version: i32 =
            client.query_one("SELECT current_setting('server_version_num')::int4", &[]).await?.get(0);
        if version < 150_000 {
            return Err(StoreError::Engine(format!(
                "PostgreSQL 15 or later is needed; this server is {version}"
            )));
        }
        drop(client);
        Ok(Pg { readers, writers })
    }

    pub(super) async fn reader(&self) -> Result<Object, StoreError> {
        Ok(self.readers.get().await?)
    }

    pub(super) async fn writer(&self) -> Result<Object, StoreError> {
        Ok(self.writers.get().await?)
    }
}

fn pool(config: Config, tls: Tls, size: usize) -> Result<Pool, StoreError> {
    let manager =
        Manager::from_config(config, tls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    // Waiting has an end: a page that says « try again » is better than one that never comes.
    Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .timeouts(Timeouts { wait: Some(PATIENCE), create: Some(PATIENCE), recycle: Some(PATIENCE) })
        .build()
        .map_err(|e| StoreError::Engine(e.to_string()))
}

#[derive(Debug)]
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (self.0, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(n), &Type::INT8) => n.to_sql(ty, out),
            (Value::Int(n), &Type::INT4) => i32::try_from(*n)?.to_sql(ty, out),
            (Value::Int(n), &Type::INT2) => i16::try_from(*n)?.to_sql(ty, out),
            (Value::Int(n), &Type::BOOL) => (*n != 0).to_sql(ty, out),
            (Value::Bool(b), &Type::BOOL) => b.to_sql(ty, out),
            (Value::Bool(b), &Type::INT8) => i64::from(*b).to_sql(ty, out),
            (Value::Text(t), &Type::TEXT | &Type::VARCHAR | &Type::NAME) => t.to_sql(ty, out),
            (Value::Bytes(b), &Type::BYTEA) => b.to_sql(ty, out),
            (Value::Uuid(u), &Type::BYTEA) => u.as_bytes().as_slice().to_sql(ty, out),
            (Value::Uuid(u), &Type::UUID) => {
                out.extend_from_slice(u.as_bytes());
                Ok(IsNull::No)
            }
            (Value::Bytes(b), &Type::UUID) if b.len() == 16 => {
                out.extend_from_slice(b);
                Ok(IsNull::No)
            }
            // The bytes of one type read as another would be a silent wrong value.
            (_, other) => Err(format!("a value does not fit a parameter of type {other}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

struct Raw([u8; 16]);

impl<'a> FromSql<'a> for Raw {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Raw(raw.try_into()?))
    }
    fn accepts(ty: &Type) -> bool {
        *ty == Type::UUID
    }
}

fn values(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let mut out = Vec::with_capacity(row.len());
    for (i, column) in row.columns().iter().enumerate() {
        let value = match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(i)?.map(Value::Int),
            Type::INT4 => row.try_get::<_, Option<i32>>(i)?.map(|n| Value::Int(n.into())),
            Type::INT2 => row.try_get::<_, Option<i16>>(i)?.map(|n| Value::Int(n.into())),
            Type::BOOL => row.try_get::<_, Option<bool>>(i)?.map(Value::Bool),
            Type::UUID => row.try_get::<_, Option<Raw>>(i)?.map(|r| Value::Uuid(uuid::Uuid::from_bytes(r.0))),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(i)?.map(Value::Bytes),
            Type::TEXT | Type::VARCHAR | Type::NAME => row.try_get::<_, Option<String>>(i)?.map(Value::Text),
            Type::NUMERIC | Type::FLOAT8 | Type::FLOAT4 => return Err(StoreError::Engine(NOT_WHOLE.into())),
            ref other => return Err(StoreError::Engine(format!("column of unforeseen type {other}"))),
        };
        out.push(value.unwrap_or(Value::Null));
    }
    Ok(Row::new(out))
}

pub(super) async fn all(client: &Object, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
    let statement = client.prepare_cached(sql).await?;
    let bound: Vec<Bound<'_>> = args.iter().map(Bound).collect();
    let params: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|b| b as &(dyn ToSql + Sync)).collect();
    client.query(&statement, &params).await?.iter().map(values).collect()
}

pub(super) async fn run(client: &Object, sql: &str, args: &[Value]) -> Result<u64, StoreError> {
    let statement = client.prepare_cached(sql).await?;
    let bound: Vec<Bound<'_>> = args.iter().map(Bound).collect();
    let params: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|b| b as &(dyn ToSql + Sync)).collect();
    Ok(client.execute(&statement, &params).await?)
}

pub(super) async fn batch(client: &Object, sql: &str) -> Result<(), StoreError> {
    Ok(client.batch_execute(sql).await?)
}

/// Writes many rows through COPY in its binary form.
pub(super) async fn fill(client: &Object, rows: &Rows) -> Result<u64, StoreError> {
    let (table, columns) = (rows.table(), rows.columns());
    // The server knows the types; asking for no row tells them.
    let asked = client.prepare_cached(&format!("SELECT {columns} FROM {table} LIMIT 0")).await?;
    let types: Vec<Type> = asked.columns().iter().map(|c| c.type_().clone()).collect();
    let sink = client.copy_in(&format!("COPY {table} ({columns}) FROM STDIN BINARY")).await?;
    let mut writer = std::pin::pin!(BinaryCopyInWriter::new(sink, &types));
    for row in rows.rows() {
        let row: Vec<Bound<'_>> = row.iter().map(Bound).collect();
        writer.as_mut().write_raw(row).await?;
    }
    Ok(writer.finish().await?)
}
