// SPDX-License-Identifier: EUPL-1.2

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kernel::{Id, Instant, JobId};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::*;
use crate::args;
use crate::clock::{Chance, Clock};
use crate::db::{Db, Technical};
use crate::testing::{TestDb, run};

const T: Instant = Instant(1_789_430_400_000_000);
const KIND: JobKind = JobKind("probe");

fn id(n: u128) -> JobId {
    JobId::from_uuid(Uuid::from_u128(n))
}

async fn ask(db: &Db, n: u128, payload: Json, run_at: Instant) {
    let mut tx = db.begin(T).await.unwrap();
    enqueue(&mut tx, id(n), KIND, &payload, run_at).await.unwrap();
    tx.commit_technical(Technical::Job).await.unwrap();
}

fn runner(db: &Db, clock: &Clock) -> Runner {
    Runner::new(db.clone(), clock.clone(), Chance::seeded(1))
}

/// Counts how often each payload was run.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<Json>>>);

impl Seen {
    fn on(&self, runner: Runner, result: Result<(), JobError>) -> Runner {
        let seen = self.clone();
        runner.on(KIND, move |_, payload| {
            seen.0.lock().unwrap().push(payload);
            async move { result }
        })
    }
    fn all(&self) -> Vec<Json> {
        self.0.lock().unwrap().clone()
    }
}

#[test]
fn a_job_of_a_transaction_that_was_undone_never_was() {
    run(async {
        let db = TestDb::new().await;
        let clock = Clock::manual(T);
        let seen = Seen::default();
        let runner = seen.on(runner(&db, &clock), Ok(()));
        let mut tx = db.begin(T).await.unwrap();
        enqueue(&mut tx, id(1), KIND, &json!(1), T).await.unwrap();
        drop(tx);
        assert_eq!(runner.run_due().await.unwrap(), 0);
        ask(&db, 2, json!({"case": "x"}), T).await;
        ask(&db, 2, json!("the same id again"), T).await;
        ask(&db, 3, json!(3), T.plus(Instant::HOUR)).await;
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(seen.all(), [json!({"case": "x"})]);
        clock.set(T.plus(Instant::HOUR));
        assert_eq!(runner.run_due().await.unwrap(), 1);
        let mut tx = db.begin(T).await.unwrap();
        assert_eq!(sweep(&mut tx, T.plus(1)).await.unwrap(), 1);
        assert_eq!(waiting(&mut tx, T.plus(Instant::DAY)).await.unwrap(), Waiting::default());
    });
}

#[test]
fn a_failing_job_is_tried_again_then_given_up_and_can_be_revived() {
    run(async {
        let db = TestDb::new().await;
        let clock = Clock::manual(T);
        let seen = Seen::default();
        let failing = seen.on(runner(&db, &clock), Err(JobError::Later("no-answer")));
        ask(&db, 1, json!(1), T).await;
        for tries in 1..=MOST_TRIES {
            assert_eq!(failing.run_due().await.unwrap(), 1, "try {tries}");
            assert_eq!(failing.run_due().await.unwrap(), 0, "not at once");
            clock.set(clock.now().plus(pause_after(tries)));
        }
        assert_eq!(failing.run_due().await.unwrap(), 0);
        assert!(clock.now().since(T) < 36 * Instant::HOUR);
        let lost = given_up(&mut db.read().await.unwrap(), 9).await.unwrap();
        assert_eq!((lost.len(), lost[0].failure.as_str(), lost[0].tries), (1, "no-answer", MOST_TRIES));
        assert_eq!(waiting(&mut db.read().await.unwrap(), clock.now()).await.unwrap().given_up, 1);

        let mut tx = db.begin(clock.now()).await.unwrap();
        assert!(try_again(&mut tx, id(1)).await.unwrap());
        assert!(!try_again(&mut tx, id(1)).await.unwrap());
        tx.commit_technical(Technical::Job).await.unwrap();
        assert_eq!(Seen::default().on(runner(&db, &clock), Ok(())).run_due().await.unwrap(), 1);
        assert_eq!(given_up(&mut db.read().await.unwrap(), 9).await.unwrap(), []);
    });
}

#[test]
fn what_cannot_work_is_not_tried_again_and_a_panic_is_a_failure() {
    run(async {
        let db = TestDb::new().await;
        let clock = Clock::manual(T);
        ask(&db, 1, json!("never"), T).await;
        ask(&db, 2, json!("panic"), T).await;
        let handler = |_, payload: Json| async move {
            assert_eq!(payload, json!("never"), "a fault in a handler");
            Err(JobError::Never("gone"))
        };
        let runner = runner(&db, &clock).on(KIND, handler);
        assert_eq!(runner.run_due().await.unwrap(), 2);
        let mut conn = db.read().await.unwrap();
        let lost = given_up(&mut conn, 9).await.unwrap();
        assert_eq!(lost.iter().map(|j| (j.id, j.failure.as_str())).collect::<Vec<_>>(), [(id(1), "gone")]);
        let failure: Option<String> =
            conn.value("SELECT failure FROM jobs WHERE id = $1", args![id(2)]).await.unwrap();
        assert_eq!(failure.as_deref(), Some("panicked"));
    });
}

#[test]
fn jobs_of_an_unknown_kind_wait_for_a_copy_that_knows_them() {
    run(async {
        let db = TestDb::new().await;
        let clock = Clock::manual(T);
        ask(&db, 1, json!(1), T).await;
        let old = runner(&db, &clock).on(JobKind("other"), |_, _| async { Ok(()) });
        assert_eq!(old.run_due().await.unwrap(), 0);
        assert_eq!(Seen::default().on(runner(&db, &clock), Ok(())).run_due().await.unwrap(), 1);
    });
}

#[test]
fn two_copies_run_each_job_once() {
    run(async {
        let db = TestDb::new().await;
        let seen = Seen::default();
        let times = (Duration::from_millis(20), Duration::from_secs(60), Duration::from_secs(5));
        let start = |db: Db| {
            seen.on(runner(&db, &Clock::System), Ok(())).with_times(times.0, times.1, times.2).start()
        };
        let copies = [start(db.db()), start(db.opened_again().await)];
        for n in 0..60 {
            ask(&db, n, json!(n as i64), T).await;
            copies[0].nudge();
        }
        wait_until(|| seen.all().len() >= 60).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        for copy in copies {
            copy.stop().await;
        }
        let mut numbers: Vec<i64> = seen.all().iter().map(|n| n.as_i64().unwrap()).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..60).collect::<Vec<_>>());
    });
}

async fn wait_until(is_true: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if is_true() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it never came");
}

#[test]
fn a_copy_that_died_gives_its_job_back_after_the_lease_and_cannot_end_it_any_more() {
    run(async {
        let db = TestDb::new().await;
        let clock = Clock::manual(T);
        ask(&db, 1, json!(1), T).await;
        // A copy takes the job and is never heard of again.
        let mut tx = db.begin(T).await.unwrap();
        let dead = store::take(&mut tx, &["probe"], 9, T.plus(Instant::MINUTE)).await.unwrap();
        tx.commit_technical(Technical::Job).await.unwrap();
        assert_eq!(dead[0].tries, 1);
        let seen = Seen::default();
        let runner = seen.on(runner(&db, &clock), Ok(()));
        assert_eq!(runner.run_due().await.unwrap(), 0, "the lease runs");
        clock.set(T.plus(Instant::MINUTE));
        assert_eq!(runner.run_due().await.unwrap(), 1);
        // Should it wake up after all, its own work is undone.
        let mut tx = db.begin(clock.now()).await.unwrap();
        assert!(matches!(store::finish(&mut tx, id(1), 1).await, Err(StoreError::Changed)));
    });
}

#[test]
fn a_job_that_kills_whoever_runs_it_is_given_up() {
    run(async {
        let db = TestDb::new().await;
        ask(&db, 1, json!(1), T).await;
        let mut now = T;
        for tries in 1..=MOST_TRIES + 1 {
            let mut tx = db.begin(now).await.unwrap();
            let taken = store::take(&mut tx, &["probe"], 9, now.plus(1)).await.unwrap();
            assert_eq!(taken.len(), usize::from(tries <= MOST_TRIES));
            tx.commit_technical(Technical::Job).await.unwrap();
            now = now.plus(1);
        }
        let lost = given_up(&mut db.read().await.unwrap(), 9).await.unwrap();
        assert_eq!(lost[0].failure, "never-came-back");
    });
}

#[test]
fn a_long_job_keeps_its_lease() {
    run(async {
        let db = TestDb::new().await;
        let times = Duration::from_millis(10);
        let lease = Duration::from_millis(900);
        let count = Arc::new(AtomicUsize::new(0));
        let slow = |db: Db| {
            let count = count.clone();
            let handler = move |cx: JobCx, _| {
                count.fetch_add(1, Ordering::SeqCst);
                async move {
                    tokio::time::sleep(Duration::from_millis(2_000)).await;
                    let mut tx = cx.db.begin(cx.clock.now()).await?;
                    cx.finish(&mut tx).await?;
                    Ok(tx.commit_technical(Technical::Job).await?)
                }
            };
            runner(&db, &Clock::System)
                .on(KIND, handler)
                .with_times(times, lease, Duration::from_secs(5))
                .start()
        };
        let copies = [slow(db.db()), slow(db.opened_again().await)];
        ask(&db, 1, json!(1), T).await;
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        for copy in copies {
            copy.stop().await;
        }
        assert_eq!(count.load(Ordering::SeqCst), 1);
        let done: Option<i64> = db
            .read()
            .await
            .unwrap()
            .value("SELECT tries FROM jobs WHERE done_at IS NOT NULL", args![])
            .await
            .unwrap();
        assert_eq!(done, Some(1));
    });
}

#[test]
fn stopping_waits_for_what_runs_and_gives_the_rest_back() {
    run(async {
        let db = TestDb::new().await;
        let started = Arc::new(AtomicUsize::new(0));
        let count = started.clone();
        let handler = move |_, payload: Json| {
            count.fetch_add(1, Ordering::SeqCst);
            let long = payload == json!("long");
            async move {
                tokio::time::sleep(Duration::from_millis(if long { 60_000 } else { 150 })).await;
                Ok(())
            }
        };
        ask(&db, 1, json!("short"), T).await;
        ask(&db, 2, json!("long"), T).await;
        let (poll, lease, grace) =
            (Duration::from_millis(10), Duration::from_secs(60), Duration::from_millis(500));
        let running = runner(&db, &Clock::System).on(KIND, handler).with_times(poll, lease, grace).start();
        wait_until(|| started.load(Ordering::SeqCst) == 2).await;
        running.stop().await;
        let mut conn = db.read().await.unwrap();
        let rows: Vec<(JobId, i64, bool)> = conn
            .all("SELECT id, tries, done_at IS NOT NULL FROM jobs ORDER BY id LIMIT 9", args![])
            .await
            .unwrap();
        assert_eq!(rows, [(id(1), 1, true), (id(2), 0, false)]);
        let due = waiting(&mut conn, Clock::System.now()).await.unwrap().due;
        assert_eq!(due, 1, "at once, not after the lease");
    });
}

#[test]
fn the_payload_goes_when_the_job_is_done() {
    run(async {
        let db = TestDb::new().await;
        ask(&db, 1, json!({"account": "x"}), T).await;
        Seen::default().on(runner(&db, &Clock::manual(T)), Ok(())).run_due().await.unwrap();
        let left: Option<String> =
            db.read().await.unwrap().value("SELECT payload FROM jobs", args![]).await.unwrap();
        assert_eq!(left.as_deref(), Some("null"));
    });
}
