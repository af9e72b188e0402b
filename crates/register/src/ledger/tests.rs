// SPDX-License-Identifier: EUPL-1.2
//! One changed, removed, swapped or inserted row is found and named, on whichever engine the tests run.

use std::sync::Arc;

use kernel::event::By;
use kernel::{
    Capacity, Event, EventKind, Ground, Instant, InstitutionId, PractitionerId, Subject, SubjectKind,
};
use platform::args;
use platform::clock::Chance;
use platform::db::{Db, StoreError, Technical};
use platform::testing::{TestDb, run};
use uuid::Uuid;

use super::{Keeper, Openings, verify};

const A: InstitutionId = InstitutionId(Uuid::from_u128(0xA));
const B: InstitutionId = InstitutionId(Uuid::from_u128(0xB));
const WHO: PractitionerId = PractitionerId(Uuid::from_u128(7));

async fn database() -> TestDb {
    TestDb::new().await.with_journal(Arc::new(Keeper::new(Chance::seeded(1))))
}

fn event(at: InstitutionId, n: u128) -> Event {
    let subject = Subject { kind: SubjectKind::CASE, id: Uuid::from_u128(n) };
    Event::new(at, EventKind("case_opened"), subject, By::Practitioner(WHO, None), Ground::Function)
        .because(format!("raison {n}"))
        .with_detail(format!("{{\"n\":{n}}}"))
}

async fn fill(db: &Db, entries: u128) {
    for n in 1..=entries {
        let mut tx = db.begin(Instant(n as i64)).await.unwrap();
        tx.note(event(B, 100 + n));
        tx.commit(event(A, n)).await.unwrap();
    }
}

/// Does something to the ledger behind its back, then says what the verification found in chain A.
async fn after(db: &Db, sql: &'static str) -> Vec<String> {
    let mut tx = db.begin(Instant(0)).await.unwrap();
    tx.run(sql, args![A]).await.unwrap();
    tx.commit_technical(Technical::Synthetic).await.unwrap();
    let report = verify(db).await.unwrap();
    assert!(report.faults.iter().all(|f| f.institution == A), "{:?}", report.faults);
    report.faults.into_iter().map(|f| f.what).collect()
}

#[test]
fn an_untouched_ledger_is_sound() {
    run(async {
        let db = database().await;
        fill(&db, 25).await;
        let report = verify(&db).await.unwrap();
        assert_eq!((report.chains, report.entries, report.faults.len()), (2, 50, 0));
    });
}

#[test]
fn every_kind_of_tampering_is_named() {
    let table: [(&str, &str); 6] = [
        ("UPDATE ledger SET ground = 'own' WHERE institution_id = $1 AND seq = 7", "entry 7 changed"),
        ("UPDATE ledger SET recorded_at = 1 WHERE institution_id = $1 AND seq = 25", "entry 25 changed"),
        ("DELETE FROM ledger WHERE institution_id = $1 AND seq = 9", "entry 9 missing"),
        (
            "UPDATE ledger SET reason = 'autre' WHERE institution_id = $1 AND seq = 4",
            "the reason or detail of entry 4 is not the one recorded",
        ),
        (
            "UPDATE ledger SET seq = CASE seq WHEN 12 THEN -12 ELSE seq END WHERE institution_id = $1 AND seq = 12",
            "12",
        ),
        ("DELETE FROM ledger WHERE institution_id = $1 AND seq > 23", "cut off"),
    ];
    for (sql, expected) in table {
        run(async {
            let db = database().await;
            fill(&db, 25).await;
            let found = after(&db, sql).await;
            assert!(found.iter().any(|what| what.contains(expected)), "{sql}: {found:?}");
            assert!(found.len() <= 2, "one tampering does not make a flood: {found:?}");
        });
    }
}

#[test]
fn two_entries_exchanged_are_named() {
    run(async {
        let db = database().await;
        fill(&db, 10).await;
        after(&db, "UPDATE ledger SET seq = 1000 WHERE institution_id = $1 AND seq = 3").await;
        after(&db, "UPDATE ledger SET seq = 3 WHERE institution_id = $1 AND seq = 6").await;
        let found = after(&db, "UPDATE ledger SET seq = 6 WHERE institution_id = $1 AND seq = 1000").await;
        assert_eq!(found, ["entry 3 swapped with entry 6"]);
    });
}

#[test]
fn an_inserted_entry_is_named() {
    run(async {
        let db = database().await;
        fill(&db, 10).await;
        let found = after(
            &db,
            "INSERT INTO ledger (institution_id, seq, recorded_at, kind, subject_kind, subject_id, actor_kind, ground, salt,
               digest, prev_hash, hash)
             SELECT institution_id, 11, recorded_at, kind, subject_kind, subject_id, actor_kind, ground, salt, digest,
               prev_hash, hash
             FROM ledger WHERE institution_id = $1 AND seq = 10",
        )
        .await;
        assert!(found.iter().any(|what| what.contains("11") || what.contains("10")), "{found:?}");
    });
}

#[test]
fn a_text_that_is_gone_is_a_fault_unless_an_entry_tells_of_its_erasure() {
    run(async {
        let db = database().await;
        fill(&db, 5).await;
        let report = verify(&db).await.unwrap();
        assert_eq!((report.erased, report.faults.len()), (0, 0), "an entry without texts has lost none");
        let gone = "UPDATE ledger SET reason = NULL, detail = NULL WHERE institution_id = $1 AND seq = 2";
        let found = after(&db, gone).await;
        assert!(found.len() == 1 && found[0].contains("entry 2 is gone"), "{found:?}");

        // An erasure by law is told in the same chain, by a text that is itself the one recorded.
        let told = |at: InstitutionId, seq: u64| {
            let erased = Event { kind: super::events::TEXT_ERASED, ..event(at, 60) };
            erased.because("droit à l’effacement").with_detail(format!("{{\"seq\":{seq}}}"))
        };
        for elsewhere in [told(B, 2), told(A, 3)] {
            db.begin(Instant(9)).await.unwrap().commit(elsewhere).await.unwrap();
            assert_eq!(verify(&db).await.unwrap().faults.len(), 1, "of another chain, of another entry");
        }
        db.begin(Instant(9)).await.unwrap().commit(told(A, 2)).await.unwrap();
        let report = verify(&db).await.unwrap();
        assert_eq!((report.erased, report.faults), (1, vec![]));
    });
}

#[test]
fn what_is_not_committed_leaves_no_entry() {
    run(async {
        let db = database().await;
        fill(&db, 2).await;
        let mut tx = db.begin(Instant(9)).await.unwrap();
        tx.note(event(A, 50));
        drop(tx);
        let report = verify(&db).await.unwrap();
        assert_eq!((report.entries, report.faults.len()), (4, 0));
    });
}

#[test]
fn openings_are_on_disk_before_they_are_acknowledged_and_fold_within_a_quarter_of_an_hour() {
    run(async {
        let db = database().await;
        let openings = Openings::start((*db).clone());
        let minute = Instant::MINUTE;
        for (at, subject) in [(0, 1), (5 * minute, 1), (6 * minute, 2), (16 * minute, 1)] {
            openings.witness(Instant(at), event(A, subject)).await.unwrap();
        }
        let report = verify(&db).await.unwrap();
        assert_eq!((report.entries, report.faults.len()), (3, 0));
        // For another institution, in another capacity, on another ground: not the same opening.
        let mut other = [event(B, 1), event(A, 1), event(A, 1)];
        other[1].by = By::Practitioner(WHO, Some(Capacity::Supervisor));
        other[2].ground = Ground::Emergency;
        for event in other {
            openings.witness(Instant(16 * minute), event).await.unwrap();
        }
        assert_eq!(verify(&db).await.unwrap().entries, 6);
        // Searches are counted one by one.
        for _ in 0..3 {
            openings.witness_each(Instant(17 * minute), event(A, 3)).await.unwrap();
        }
        assert_eq!(verify(&db).await.unwrap().entries, 9);
    });
}

#[test]
fn many_writers_make_one_chain() {
    run(async {
        let db = database().await;
        let tasks: Vec<_> = (0..8u128)
            .map(|t| {
                let db: Db = (*db).clone();
                tokio::spawn(async move {
                    for n in 0..10 {
                        let mut tx = db.begin(Instant(1)).await?;
                        tx.note(event(if t % 2 == 0 { A } else { B }, n));
                        tx.commit(event(if t % 2 == 0 { B } else { A }, n)).await?;
                    }
                    Ok::<(), StoreError>(())
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let report = verify(&db).await.unwrap();
        assert_eq!((report.entries, report.faults.len()), (160, 0));
    });
}

#[test]
fn entries_written_in_bulk_stand_in_the_same_chain() {
    run(async {
        let db = database().await;
        fill(&db, 3).await;
        let mut tx = db.begin(Instant(10)).await.unwrap();
        let mut chains = super::Chains::load(&mut tx).await.unwrap();
        for n in 4..=500 {
            chains.append(Instant(n as i64), &event(A, n), Uuid::from_u128(n));
        }
        let rows = chains.take_rows();
        assert_eq!((rows.len(), chains.take_rows().len()), (497, 0));
        tx.fill(&rows).await.unwrap();
        chains.write_heads(&mut tx).await.unwrap();
        tx.commit_technical(Technical::Synthetic).await.unwrap();
        // And what is written the usual way goes on after them.
        fill(&db, 2).await;
        let report = verify(&db).await.unwrap();
        assert_eq!((report.entries, report.faults), (507, vec![]));
    });
}
