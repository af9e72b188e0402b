// SPDX-License-Identifier: EUPL-1.2
//! Migrations: one numbered list for both engines, forward only, never edited after they landed.

use kernel::Instant;
use sha2::{Digest, Sha256};

use super::{Db, Engine, StoreError, Technical, dialect};
use crate::args;

/// One migration.
pub struct Migration {
    /// `0001_foundation`.
    pub name: &'static str,
    /// Its text, in the types common to both engines.
    pub text: &'static str,
}

/// All migrations, in order.
pub const MIGRATIONS: &[Migration] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// What a migration run did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// Names of those that were applied now.
    pub applied: Vec<&'static str>,
}

impl Migration {
    fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.text.as_bytes()).into()
    }
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (
  name TEXT NOT NULL PRIMARY KEY,
  digest BLOB NOT NULL,
  applied_at BIGINT NOT NULL
);
";

/// A number of our own for PostgreSQL's advisory lock, so that two copies starting together migrate once.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7245566)";

pub(super) async fn migrate(db: &Db, now: Instant) -> Result<Migrated, StoreError> {
    let rewrite = dialect::ddl(db.engine());
    let mut applied = Vec::new();
    let mut tx = db.begin(now).await?;
    if db.engine() == Engine::Postgres {
        tx.batch(LOCK).await?;
    }
    tx.batch(&rewrite(TABLE)).await?;
    let known: Vec<(String, [u8; 32])> =
        tx.all("SELECT name, digest FROM migrations ORDER BY name LIMIT 10000", args![]).await?;
    refuse_strangers(&known)?;
    for migration in MIGRATIONS {
        if known.iter().any(|(name, _)| name == migration.name) {
            continue;
        }
        tx.batch(&rewrite(migration.text))
            .await
            .map_err(|e| StoreError::Engine(format!("migration {}: {e}", migration.name)))?;
        tx.run(
            "INSERT INTO migrations (name, digest, applied_at) VALUES ($1, $2, $3)",
            args![migration.name, migration.digest(), now],
        )
        .await?;
        applied.push(migration.name);
    }
    tx.commit_technical(Technical::Migrated).await?;
    Ok(Migrated { applied })
}

/// Names the schema that the migrations make on an engine, in hexadecimal: tests keep a template by it.
pub(crate) fn fingerprint(engine: Engine) -> String {
    let mut digest = Sha256::new();
    for migration in MIGRATIONS {
        digest.update(migration.text);
        digest.update(dialect::ddl(engine)(migration.text));
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) async fn is_current(db: &Db) -> Result<bool, StoreError> {
    let mut conn = db.read().await?;
    let known = conn
        .all::<(String, [u8; 32])>("SELECT name, digest FROM migrations ORDER BY name LIMIT 10000", args![])
        .await;
    match known {
        Ok(known) => {
            refuse_strangers(&known)?;
            Ok(known.len() == MIGRATIONS.len())
        }
        Err(StoreError::Engine(_)) => Ok(false),
        Err(e) => Err(e),
    }
}

/// A migration that was applied must be one of ours, unchanged: else this program would work on a schema it does not know.
fn refuse_strangers(known: &[(String, [u8; 32])]) -> Result<(), StoreError> {
    for (name, digest) in known {
        match MIGRATIONS.iter().find(|m| m.name == name) {
            Some(m) if m.digest() == *digest => {}
            Some(_) => {
                return Err(StoreError::Engine(format!("migration {name} was applied with another text")));
            }
            None => {
                return Err(StoreError::Engine(format!(
                    "migration {name} comes from a newer version of the program"
                )));
            }
        }
    }
    Ok(())
}
