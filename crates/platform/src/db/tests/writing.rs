// SPDX-License-Identifier: EUPL-1.2
//! Transactions, conflicts, replays, queues.

use std::time::Duration;

use super::*;
use crate::testing::run;

const INSERT: &str = "INSERT INTO probe (id, body, amount) VALUES ($1, $2, $3)";

#[test]
fn readers_cannot_write() {
    run(async {
        let db = probe().await;
        let mut conn = db.read().await.unwrap();
        let result = conn.run(INSERT, args![id(1), "un", 1i64]).await;
        assert!(matches!(result, Err(StoreError::Full(_))), "{result:?}");
        // A failure of one read says nothing about the next.
        assert_eq!(conn.value::<i64>("SELECT COUNT(*) FROM probe", args![]).await.unwrap(), Some(0));
    });
}

#[test]
fn a_transaction_that_is_dropped_leaves_nothing() {
    run(async {
        let db = probe().await;
        let mut tx = db.begin(NOW).await.unwrap();
        tx.run(INSERT, args![id(1), "un", 1i64]).await.unwrap();
        drop(tx);
        assert_eq!(count(&db).await, 0);
        // The writer is free again at once.
        fill(&db, [(id(1), "un", 1)]).await;
        assert_eq!(count(&db).await, 1);
    });
}

#[test]
fn a_request_whose_client_went_away_leaves_nothing() {
    run(async {
        let db = probe().await;
        let writing = async {
            let mut tx = db.begin(NOW).await.unwrap();
            tx.run(INSERT, args![id(1), "un", 1i64]).await.unwrap();
            tokio::time::sleep(Duration::from_secs(60)).await;
            tx.commit_technical(Technical::Synthetic).await.unwrap();
        };
        assert!(tokio::time::timeout(Duration::from_millis(200), writing).await.is_err());
        // Going away at any point of beginning must not hand an open transaction to the next.
        for micros in (0..2_000).step_by(100) {
            let _ = tokio::time::timeout(Duration::from_micros(micros), db.begin(NOW)).await;
        }
        assert_eq!(count(&db).await, 0);
        fill(&db, [(id(1), "un", 1)]).await;
        assert_eq!(count(&db).await, 1);
    });
}

#[test]
fn after_a_failed_statement_nothing_of_the_transaction_is_kept() {
    run(async {
        let db = probe().await;
        let mut tx = db.begin(NOW).await.unwrap();
        tx.run(INSERT, args![id(1), "un", 1i64]).await.unwrap();
        let twice = tx.run(INSERT, args![id(2), "un", 2i64]).await;
        assert!(matches!(twice, Err(StoreError::Unique(_))), "{twice:?}");
        let next = tx.run(INSERT, args![id(3), "trois", 3i64]).await;
        assert!(matches!(next, Err(StoreError::Engine(_))), "{next:?}");
        let end = tx.commit_technical(Technical::Synthetic).await;
        assert!(end.is_err(), "an acknowledged commit that kept nothing");
        assert_eq!(count(&db).await, 0);
    });
}

#[test]
fn error_texts_hold_no_values() {
    run(async {
        let db = probe().await;
        fill(&db, [(id(1), "Léonie", 1)]).await;
        let mut tx = db.begin(NOW).await.unwrap();
        let twice = tx.run(INSERT, args![id(2), "Léonie", 2i64]).await.unwrap_err();
        assert!(!format!("{twice} {twice:?}").contains("onie"), "{twice:?}");
    });
}

#[test]
fn a_text_with_a_nul_is_refused_everywhere_alike() {
    run(async {
        let db = probe().await;
        let mut tx = db.begin(NOW).await.unwrap();
        let result = tx.run(INSERT, args![id(1), "a\0b", 1i64]).await;
        assert!(matches!(result, Err(StoreError::Engine(_))), "{result:?}");
        // It never reached the engine, so the transaction is whole.
        tx.run("INSERT INTO probe (id, bytes) VALUES ($1, $2)", args![id(1), b"a\0b"]).await.unwrap();
        let back: Vec<u8> = tx.value("SELECT bytes FROM probe", args![]).await.unwrap().unwrap();
        assert_eq!(back, b"a\0b");
    });
}

#[test]
fn an_event_needs_a_ledger() {
    run(async {
        let db = probe().await;
        let mut tx = db.begin(NOW).await.unwrap();
        tx.run(INSERT, args![id(1), "un", 1i64]).await.unwrap();
        let result = tx.commit(event("opened", id(1))).await;
        assert!(matches!(result, Err(StoreError::Engine(_))), "{result:?}");
        assert_eq!(count(&db).await, 0, "no write without its event");
    });
}

#[test]
fn events_are_written_in_the_order_they_happened() {
    run(async {
        let db = probe_with_journal().await;
        let mut tx = db.begin(NOW).await.unwrap();
        assert_eq!(tx.now(), NOW);
        tx.note(event("first", id(1)));
        tx.note(event("second", id(1)));
        tx.commit(event("last", id(1))).await.unwrap();
        let mut conn = db.read().await.unwrap();
        let told: Vec<(String,)> =
            conn.all("SELECT kind FROM told ORDER BY place LIMIT 9", args![]).await.unwrap();
        assert_eq!(told.into_iter().map(|r| r.0).collect::<Vec<_>>(), ["first", "second", "last"]);
    });
}

async fn submit(db: Db, key: Uuid, subject: Uuid) -> Result<(), StoreError> {
    let mut tx = db.begin(NOW).await?;
    tx.once(key).await?;
    tx.run(INSERT, args![subject, subject.simple().to_string(), 1i64]).await?;
    tokio::time::sleep(Duration::from_millis(50)).await;
    tx.commit(event("opened", subject)).await
}

#[test]
fn the_same_request_twice_happens_once() {
    run(async {
        let db = probe_with_journal().await;
        submit(db.db(), id(7), id(1)).await.unwrap();
        match submit(db.db(), id(7), id(2)).await {
            Err(StoreError::Replayed(before)) => {
                assert_eq!((before.kind.as_str(), before.id), ("case", id(1)))
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(count(&db).await, 1);
        // One that failed leaves its key free.
        let mut tx = db.begin(NOW).await.unwrap();
        tx.once(id(8)).await.unwrap();
        drop(tx);
        submit(db.db(), id(8), id(3)).await.unwrap();
    });
}

#[test]
fn the_same_request_at_the_same_time_happens_once() {
    run(async {
        let db = probe_with_journal().await;
        let tries: Vec<_> = (1..=6).map(|n| tokio::spawn(submit(db.db(), id(7), id(n)))).collect();
        let (mut done, mut replayed) = (0, 0);
        for one in tries {
            match one.await.unwrap() {
                Ok(()) => done += 1,
                Err(StoreError::Replayed(_)) => replayed += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((done, replayed, count(&db).await), (1, 5, 1));
    });
}

#[test]
fn the_second_to_save_the_same_version_is_told() {
    run(async {
        let db = probe().await;
        fill(&db, [(id(1), "un", 1)]).await;
        let save = "UPDATE probe SET body = $1, amount = amount + 1 WHERE id = $2 AND amount = $3";
        let mut tx = db.begin(NOW).await.unwrap();
        tx.change(save, args!["mine", id(1), 1i64]).await.unwrap();
        tx.commit_technical(Technical::Synthetic).await.unwrap();
        let mut tx = db.begin(NOW).await.unwrap();
        let late = tx.change(save, args!["theirs", id(1), 1i64]).await;
        assert!(matches!(late, Err(StoreError::Changed)), "{late:?}");
    });
}

#[test]
fn several_may_write_at_once_and_nothing_is_lost() {
    run(async {
        let db = probe().await;
        fill(&db, [(id(1), "un", 0)]).await;
        let again = db.opened_again().await;
        let writers: Vec<_> = (0..8)
            .map(|n| {
                let db = if n % 2 == 0 { db.db() } else { again.clone() };
                tokio::spawn(async move {
                    for _ in 0..10 {
                        let mut tx = db.begin(NOW).await.unwrap();
                        let held =
                            tx.hold("SELECT amount FROM probe WHERE id = $1", args![id(1)]).await.unwrap();
                        let (amount,): (i64,) = held.unwrap();
                        tx.run("UPDATE probe SET amount = $1 WHERE id = $2", args![amount + 1, id(1)])
                            .await
                            .unwrap();
                        tx.commit_technical(Technical::Synthetic).await.unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        let mut conn = db.read().await.unwrap();
        assert_eq!(conn.value::<i64>("SELECT amount FROM probe", args![]).await.unwrap(), Some(80));
    });
}

#[test]
fn readers_go_on_while_somebody_writes() {
    run(async {
        let db = probe().await;
        fill(&db, [(id(1), "un", 1)]).await;
        let mut tx = db.begin(NOW).await.unwrap();
        tx.run("DELETE FROM probe", args![]).await.unwrap();
        assert_eq!(count(&db).await, 1, "not yet committed");
        tx.commit_technical(Technical::Synthetic).await.unwrap();
        assert_eq!(count(&db).await, 0);
    });
}

#[test]
fn in_a_snapshot_time_stands_still() {
    run(async {
        let db = probe().await;
        fill(&db, [(id(1), "un", 1)]).await;
        let mut snapshot = db.snapshot().await.unwrap();
        let sql = "SELECT COUNT(*) FROM probe";
        assert_eq!(snapshot.value(sql, args![]).await.unwrap(), Some(1i64));
        fill(&db, [(id(2), "deux", 2)]).await;
        assert_eq!(snapshot.value(sql, args![]).await.unwrap(), Some(1i64), "still the same instant");
        assert!(snapshot.run("DELETE FROM probe", args![]).await.is_err(), "it cannot write");
        drop(snapshot);
        // The connection behind it went back to its pool in a state to be used again, or not at all.
        for _ in 0..20 {
            assert_eq!(count(&db).await, 2);
        }
    });
}

#[test]
fn a_queue_gives_each_entry_to_one_taker() {
    run(async {
        let db = probe().await;
        let words: Vec<String> = (0..40).map(|n| format!("w{n}")).collect();
        fill(&db, words.iter().enumerate().map(|(n, w)| (id(n as u128), w.as_str(), 0))).await;
        let takers: Vec<_> = (0..4)
            .map(|_| {
                let db = db.db();
                tokio::spawn(async move {
                    let mut mine = 0;
                    loop {
                        let mut tx = db.begin(NOW).await.unwrap();
                        let sql = "SELECT id FROM probe WHERE amount = 0 ORDER BY id LIMIT 3";
                        let taken: Vec<(Uuid,)> = tx.take_free(sql, args![]).await.unwrap();
                        if taken.is_empty() {
                            return mine;
                        }
                        for (id,) in &taken {
                            tx.run("UPDATE probe SET amount = amount + 1 WHERE id = $1", args![id])
                                .await
                                .unwrap();
                        }
                        tokio::time::sleep(Duration::from_millis(2)).await;
                        mine += taken.len();
                        tx.commit_technical(Technical::Job).await.unwrap();
                    }
                })
            })
            .collect();
        let mut total = 0;
        for taker in takers {
            total += taker.await.unwrap();
        }
        assert_eq!(total, 40);
        let mut conn = db.read().await.unwrap();
        let most: Option<i64> = conn.value("SELECT MAX(amount) FROM probe", args![]).await.unwrap();
        assert_eq!(most, Some(1), "nothing was taken twice");
    });
}

#[test]
fn more_readers_than_connections_wait_their_turn() {
    run(async {
        let db = probe().await;
        let readers: Vec<_> = (0..64)
            .map(|_| {
                let db = db.db();
                tokio::spawn(async move {
                    let mut conn = db.read().await.unwrap();
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    conn.value::<i64>("SELECT COUNT(*) FROM probe", args![]).await.unwrap()
                })
            })
            .collect();
        for reader in readers {
            assert_eq!(reader.await.unwrap(), Some(0));
        }
    });
}

#[test]
fn many_rows_at_once_are_the_same_rows() {
    run(async {
        let db = probe().await;
        let mut rows = Rows::new("probe", &["id", "body", "amount", "flag", "bytes"]);
        for n in 0..1_000u32 {
            let body = (n % 7 != 0).then(|| format!("é {n}"));
            rows.push(args![id(n.into()), body, i64::from(n) - 5_000, n % 2 == 0, vec![0u8, 255]]);
        }
        db.make_room().await.unwrap();
        let mut tx = db.begin(NOW).await.unwrap();
        assert_eq!(tx.fill(&rows).await.unwrap(), 1_000);
        assert_eq!(tx.fill(&rows.emptied()).await.unwrap(), 0);
        tx.commit_technical(Technical::Synthetic).await.unwrap();
        db.settle().await.unwrap();
        let found: (Option<String>, i64, bool, Vec<u8>) = db
            .read()
            .await
            .unwrap()
            .one("SELECT body, amount, flag, bytes FROM probe WHERE id = $1", args![id(999)])
            .await
            .unwrap();
        assert_eq!(found, (Some("é 999".to_owned()), -4_001, false, vec![0, 255]));
        let mut narrow = Rows::new("probe", &["id", "body"]);
        narrow.push(args![id(5_000)]);
        let mut tx = db.begin(NOW).await.unwrap();
        assert!(tx.fill(&narrow).await.is_err(), "a row of another width is refused");
    });
}
