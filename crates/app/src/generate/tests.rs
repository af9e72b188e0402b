// SPDX-License-Identifier: EUPL-1.2
//! A region is the same every time, its ledger is sound, and it is never put among real people.

use kernel::{Date, Instant};
use platform::args;
use platform::db::{Db, Technical};
use platform::testing::{TestDb, run};

use super::*;

fn order(cases: i64, seed: u64) -> Order {
    let today = Date::from_ymd(2026, 9, 15).unwrap();
    let now = Instant::from_local(today, 12, 0, &Zone::utc()).unwrap();
    Order { cases, seed, today, now, zone: Zone::utc() }
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    db.read().await.unwrap().value(sql, args![]).await.unwrap().unwrap()
}

/// The heads of the chains: two regions that differ in one event differ here.
async fn heads(db: &Db) -> Vec<(uuid::Uuid, i64, Vec<u8>)> {
    let sql = "SELECT institution_id, seq, hash FROM ledger_heads ORDER BY institution_id";
    db.read().await.unwrap().all(sql, args![]).await.unwrap()
}

#[test]
fn a_region_is_sound_and_the_same_every_time() {
    run(async {
        let (one, two) = (TestDb::new().await, TestDb::new().await);
        for db in [&one, &two] {
            generate(db, &order(900, 7), Into::Empty, "hash", |_| {}).await.unwrap();
        }
        assert_eq!(count(&one, "SELECT COUNT(*) FROM cases").await, 900);
        assert_eq!(heads(&one).await, heads(&two).await);
        let report = register::ledger::verify(&one).await.unwrap();
        assert_eq!(report.faults, vec![]);
        assert!((3_500..7_000).contains(&report.entries), "{} entries", report.entries);
        assert_eq!(count(&one, "SELECT COUNT(*) FROM practitioners").await, 20);
        // Every case has its episode but those that wait for a lead, and every open one has somebody who answers for it.
        let led =
            "SELECT COUNT(*) FROM cases c WHERE NOT EXISTS (SELECT 1 FROM seats s WHERE s.subject_id = c.id)";
        assert_eq!(count(&one, led).await, 0);
        let unknown = "SELECT COUNT(*) FROM cases c WHERE NOT EXISTS (SELECT 1 FROM person_links l WHERE l.subject_id = c.id)";
        assert_eq!(count(&one, unknown).await, 0);
    });
}

#[test]
fn it_is_put_beside_its_like_and_never_among_real_people() {
    run(async {
        let db = TestDb::new().await;
        generate(&db, &order(60, 1), Into::Empty, "hash", |_| {}).await.unwrap();
        let again = generate(&db, &order(60, 1), Into::Empty, "hash", |_| {}).await;
        assert!(matches!(again, Err(GenerateError::NotEmpty)));
        generate(&db, &order(60, 1), Into::Synthetic, "hash", |_| {}).await.unwrap();
        assert_eq!(count(&db, "SELECT COUNT(*) FROM cases").await, 120);
        assert_eq!(register::ledger::verify(&db).await.unwrap().faults, vec![]);
        let mut tx = db.begin(Instant(0)).await.unwrap();
        tx.run("UPDATE practitioners SET code = 'claire' WHERE code = 'syn-00001'", args![]).await.unwrap();
        tx.commit_technical(Technical::Synthetic).await.unwrap();
        let among = generate(&db, &order(60, 1), Into::Synthetic, "hash", |_| {}).await;
        assert!(matches!(among, Err(GenerateError::InUse)));
    });
}
