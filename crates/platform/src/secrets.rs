// SPDX-License-Identifier: EUPL-1.2
//! Keys of this installation, drawn when first needed and shared by all its copies. [`App::key`](crate::http::App::key)
//! keeps them while the program runs.

use kernel::Instant;

use crate::args;
use crate::clock::Chance;
use crate::db::{Db, StoreError, Technical};

/// The key under which failed tries are counted, and browsers known.
pub const THROTTLE: &str = "throttle";
/// The key of which receipt codes are made.
pub const RECEIPT: &str = "receipt";
/// The key of which links for people without an account are made, and the codes that go with them.
pub const DOOR: &str = "door";
/// All of them.
pub const ALL: &[&str] = &[THROTTLE, RECEIPT, DOOR];

const READ: &str = "SELECT value FROM secrets WHERE name = $1";

/// The key of this name, always the same for one database. Copies that start together agree on one.
///
/// Never while a write is under way: the first time, it is drawn and written.
pub async fn get(db: &Db, chance: &Chance, now: Instant, name: &'static str) -> Result<[u8; 32], StoreError> {
    if let Some(known) = db.read().await?.value(READ, args![name]).await? {
        return Ok(known);
    }
    let fresh: [u8; 32] =
        chance.bytes().ok_or_else(|| StoreError::Unavailable("the system gives no randomness".into()))?;
    let mut tx = db.begin(now).await?;
    // Whoever comes second waits for the first and then reads what the first wrote.
    let insert = "INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    tx.run(insert, args![name, fresh]).await?;
    let (key,) = tx.one(READ, args![name]).await?;
    tx.commit_technical(Technical::Secret).await?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDb, run};

    #[test]
    fn copies_that_start_together_agree() {
        run(async {
            let db = TestDb::new().await;
            let ask =
                |db: Db, name| tokio::spawn(async move { get(&db, &Chance::System, Instant(0), name).await });
            let other = db.opened_again().await;
            let keys: Vec<_> =
                (0..8).map(|n| ask(if n % 2 == 0 { db.db() } else { other.clone() }, "a")).collect();
            let mut seen = Vec::new();
            for key in keys {
                seen.push(key.await.unwrap().unwrap());
            }
            seen.dedup();
            assert_eq!(seen.len(), 1);
            assert_ne!(ask(db.db(), "b").await.unwrap().unwrap(), seen[0]);
            assert_eq!(ask(db.db(), "a").await.unwrap().unwrap(), seen[0]);
        });
    }
}
