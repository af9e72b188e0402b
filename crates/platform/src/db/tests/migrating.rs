// SPDX-License-Identifier: EUPL-1.2
//! Migrations: from nothing, twice, together, and over a database that is not ours.

use super::super::copies;
use super::*;
use crate::testing::run;

#[test]
fn migrating_twice_does_nothing_the_second_time() {
    run(async {
        let db = TestDb::blank().await;
        assert!(!db.is_current().await.unwrap());
        let first = db.migrate(NOW).await.unwrap();
        assert_eq!(first.applied.len(), MIGRATIONS.len());
        assert!(db.is_current().await.unwrap());
        assert_eq!(db.migrate(NOW).await.unwrap().applied, [""; 0]);
    });
}

#[test]
fn two_copies_starting_together_migrate_once() {
    run(async {
        let db = TestDb::blank().await;
        let (one, two) = (db.db(), db.opened_again().await);
        let one = tokio::spawn(async move { one.migrate(NOW).await });
        let two = tokio::spawn(async move { two.migrate(NOW).await });
        let (one, two) = (one.await.unwrap().unwrap(), two.await.unwrap().unwrap());
        assert_eq!(one.applied.len() + two.applied.len(), MIGRATIONS.len());
    });
}

#[test]
fn a_migration_that_was_edited_after_it_landed_is_refused() {
    run(async {
        let db = TestDb::new().await;
        let mut tx = db.begin(NOW).await.unwrap();
        tx.run("UPDATE migrations SET digest = $1 WHERE name = $2", args![[0u8; 32], MIGRATIONS[0].name])
            .await
            .unwrap();
        tx.commit_technical(Technical::Migrated).await.unwrap();
        assert_refused(&db, "another text").await;
    });
}

#[test]
fn a_database_of_a_newer_program_is_refused() {
    run(async {
        let db = TestDb::new().await;
        let mut tx = db.begin(NOW).await.unwrap();
        let sql = "INSERT INTO migrations (name, digest, applied_at) VALUES ($1, $2, $3)";
        tx.run(sql, args!["9999_later", [0u8; 32], NOW]).await.unwrap();
        tx.commit_technical(Technical::Migrated).await.unwrap();
        assert_refused(&db, "newer version").await;
    });
}

async fn assert_refused(db: &Db, why: &str) {
    for refused in [db.migrate(NOW).await.map(|_| ()), db.is_current().await.map(|_| ())] {
        match refused {
            Err(StoreError::Engine(text)) => assert!(text.contains(why), "{text}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_embedded_file_is_copied_while_it_is_written() {
    run(async {
        let db = probe().await;
        let Some(folder) = db.folder() else { return };
        fill(&db, [(id(1), "un", 1)]).await;
        let mut tx = db.begin(NOW).await.unwrap();
        tx.run("DELETE FROM probe", args![]).await.unwrap();
        let copy = folder.join("copy.sqlite");
        copies::make(db.address(), &copy).unwrap();
        tx.commit_technical(Technical::Synthetic).await.unwrap();
        assert_eq!(
            count(&Db::open(&Address::File(copy)).await.unwrap()).await,
            1,
            "what was committed, nothing else"
        );
        assert_eq!(count(&db).await, 0);
        db.close().await;
    });
}
