// SPDX-License-Identifier: EUPL-1.2
//! What every engine must do alike. One suite: it runs on the engine that `MAILLAGE_TEST_DATABASE` names, or on the
//! embedded one.

mod migrating;
mod reading;
mod writing;

use std::sync::Arc;

use kernel::event::By;
use kernel::stored::Value;
use kernel::{Event, EventKind, Ground, Id, Instant, InstitutionId, Subject, SubjectKind};
use uuid::Uuid;

use super::*;
use crate::args;
use crate::testing::TestDb;

const NOW: Instant = Instant(1_789_430_400_000_000);

/// A table with a column of every type.
const PROBE: &str = "CREATE TABLE probe (
  id UUID NOT NULL PRIMARY KEY,
  body TEXT,
  amount BIGINT,
  flag BOOLEAN,
  bytes BLOB
);
CREATE TABLE told (
  place BIGINT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL
);
CREATE UNIQUE INDEX probe_bodies ON probe (body) WHERE amount > 0;
";

/// A journal that writes what it is told into a table.
struct Told;

impl Journal for Told {
    fn write<'a>(
        &'a self,
        conn: &'a mut Conn,
        _: Instant,
        events: &'a [Event],
    ) -> Boxed<'a, Result<(), StoreError>> {
        Box::pin(async move {
            for event in events {
                let sql = "INSERT INTO told (place, kind) SELECT COALESCE(MAX(place), 0) + 1, $1 FROM told";
                conn.run(sql, args![event.kind.0]).await?;
            }
            Ok(())
        })
    }
}

async fn probe() -> TestDb {
    let db = TestDb::new().await;
    let mut tx = db.begin(NOW).await.unwrap();
    tx.batch(&dialect::ddl(db.engine())(PROBE)).await.unwrap();
    tx.commit_technical(Technical::Migrated).await.unwrap();
    db
}

async fn probe_with_journal() -> TestDb {
    probe().await.with_journal(Arc::new(Told))
}

/// Adds rows in one transaction.
async fn fill(db: &Db, rows: impl IntoIterator<Item = (Uuid, &str, i64)>) {
    let mut tx = db.begin(NOW).await.unwrap();
    for (id, body, amount) in rows {
        tx.run("INSERT INTO probe (id, body, amount) VALUES ($1, $2, $3)", args![id, body, amount])
            .await
            .unwrap();
    }
    tx.commit_technical(Technical::Synthetic).await.unwrap();
}

async fn count(db: &Db) -> i64 {
    db.read().await.unwrap().value("SELECT COUNT(*) FROM probe", args![]).await.unwrap().unwrap()
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn event(kind: &'static str, subject: Uuid) -> Event {
    let institution = InstitutionId::from_uuid(id(1));
    let subject = Subject { kind: SubjectKind::CASE, id: subject };
    Event::new(institution, EventKind(kind), subject, By::System, Ground::Administration)
}
