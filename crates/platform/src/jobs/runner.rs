// SPDX-License-Identifier: EUPL-1.2
//! Takes jobs and carries them out. Several copies may run against one database.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel::{Instant, JobId};
use serde_json::Value as Json;
use tokio::sync::{Notify, watch};
use tokio::task::{JoinHandle, JoinSet};

use super::store::{self, Taken};
use super::{Handler, JobCx, JobError, JobKind, MOST_TRIES, pause_after};
use crate::clock::{Chance, Clock};
use crate::db::{Boxed, Db, StoreError, Technical};

/// Carries out jobs.
pub struct Runner {
    shared: Arc<Shared>,
    poll: Duration,
    at_once: usize,
    grace: Duration,
}

struct Shared {
    db: Db,
    clock: Clock,
    chance: Chance,
    handlers: BTreeMap<&'static str, Handler>,
    lease: Duration,
    nudge: Arc<Notify>,
    unfinished: Mutex<Vec<(JobId, i64)>>,
}

/// A runner at work.
pub struct Running {
    stop: watch::Sender<bool>,
    nudge: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Running {
    /// Wakes the runner: a job that is due was just committed. Without it, the next look finds it.
    pub fn nudge(&self) {
        self.nudge.notify_one();
    }

    /// What wakes the runner, for whoever cannot hold the runner itself.
    pub fn nudger(&self) -> Arc<Notify> {
        self.nudge.clone()
    }

    /// Takes no more jobs, waits a while for those that run, and gives the rest back.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

impl Runner {
    /// A runner without handlers.
    pub fn new(db: Db, clock: Clock, chance: Chance) -> Runner {
        let shared = Shared {
            db,
            clock,
            chance,
            handlers: BTreeMap::new(),
            lease: Duration::from_secs(60),
            nudge: Arc::new(Notify::new()),
            unfinished: Mutex::default(),
        };
        Runner {
            shared: Arc::new(shared),
            poll: Duration::from_secs(2),
            at_once: 4,
            grace: Duration::from_secs(20),
        }
    }

    fn change(mut self, change: impl FnOnce(&mut Shared)) -> Runner {
        // Nobody else holds it before the start.
        if let Some(shared) = Arc::get_mut(&mut self.shared) {
            change(shared);
        }
        self
    }

    /// Says who carries out the jobs of a kind.
    pub fn on<F, O>(self, kind: JobKind, handler: F) -> Runner
    where
        F: Fn(JobCx, Json) -> O + Send + Sync + 'static,
        O: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        let handler: Handler =
            Box::new(move |cx, payload| -> Boxed<'static, _> { Box::pin(handler(cx, payload)) });
        self.change(|shared| drop(shared.handlers.insert(kind.0, handler)))
    }

    /// How often to look for jobs (2 s), how long a job may be silent before another copy takes it (60 s), and how long
    /// to wait for running jobs when stopping (20 s). Real time, whatever the application's clock says.
    pub fn with_times(mut self, poll: Duration, lease: Duration, grace: Duration) -> Runner {
        (self.poll, self.grace) = (poll, grace);
        self.change(|shared| shared.lease = lease)
    }

    /// How long to wait for running jobs when stopping.
    pub fn giving_up_after(mut self, grace: Duration) -> Runner {
        self.grace = grace;
        self
    }

    /// Starts.
    pub fn start(self) -> Running {
        let (stop, stopped) = watch::channel(false);
        let nudge = self.shared.nudge.clone();
        Running { stop, nudge, task: tokio::spawn(self.work(stopped)) }
    }

    /// Runs what is due now, and what that makes due now, until nothing is left; how many jobs were run. For stories and
    /// tests, where time stands still.
    pub async fn run_due(&self) -> Result<usize, StoreError> {
        let mut count = 0;
        loop {
            let jobs = self.shared.take(16).await?;
            if jobs.is_empty() {
                return Ok(count);
            }
            for job in jobs {
                carry_out(self.shared.clone(), job).await;
                count += 1;
            }
        }
    }

    async fn work(self, mut stopped: watch::Receiver<bool>) {
        let mut running = JoinSet::new();
        while !*stopped.borrow() {
            let room = self.at_once - running.len();
            let taken = if room == 0 { Ok(Vec::new()) } else { self.shared.take(room).await };
            let found = match taken {
                Ok(jobs) => {
                    let found = jobs.len();
                    for job in jobs {
                        running.spawn(carry_out(self.shared.clone(), job));
                    }
                    found
                }
                Err(e) => {
                    tracing::warn!(error = %e, "jobs cannot be taken");
                    0
                }
            };
            if found == room && room > 0 {
                continue;
            }
            tokio::select! {
                _ = stopped.changed() => {}
                Some(_) = running.join_next(), if !running.is_empty() => {}
                () = self.shared.nudge.notified(), if room > 0 => {}
                () = tokio::time::sleep(self.poll), if room > 0 => {}
            }
        }
        let rest = async { while running.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(self.grace, rest).await;
        running.shutdown().await;
        if let Err(e) = self.shared.give_back().await {
            // The lease does it.
            tracing::warn!(error = %e, "unfinished jobs were not given back");
        }
    }
}

impl Shared {
    fn lease_ends(&self) -> Instant {
        self.clock.now().plus(i64::try_from(self.lease.as_micros()).unwrap_or(i64::MAX))
    }

    async fn give_back(&self) -> Result<(), StoreError> {
        let unfinished = std::mem::take(&mut *self.unfinished.lock().unwrap_or_else(PoisonError::into_inner));
        if unfinished.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.begin(self.clock.now()).await?;
        for (id, tries) in unfinished {
            store::give_back(&mut tx, id, tries).await?;
        }
        tx.commit_technical(Technical::Job).await
    }

    async fn take(&self, limit: usize) -> Result<Vec<Taken>, StoreError> {
        let kinds: Vec<&'static str> = self.handlers.keys().copied().collect();
        let now = self.clock.now();
        // The writer is only asked for when something is due.
        if !store::is_due(&mut *self.db.read().await?, &kinds, now).await? {
            return Ok(Vec::new());
        }
        let mut tx = self.db.begin(now).await?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let jobs = store::take(&mut tx, &kinds, limit, self.lease_ends()).await?;
        tx.commit_technical(Technical::Job).await?;
        Ok(jobs)
    }
}

/// Notes a job that was dropped half-way: this copy is stopping, and gives it back.
struct Held {
    shared: Arc<Shared>,
    job: Taken,
    is_over: bool,
}

impl Drop for Held {
    fn drop(&mut self) {
        if !self.is_over {
            let mut unfinished = self.shared.unfinished.lock().unwrap_or_else(PoisonError::into_inner);
            unfinished.push((self.job.id, self.job.tries));
        }
    }
}

async fn carry_out(shared: Arc<Shared>, job: Taken) {
    let mut held = Held { shared: shared.clone(), job, is_over: false };
    let result = tokio::select! {
        result = attempt(&shared, &held.job) => Some(result),
        () = keep_alive(&shared, &held.job) => None,
    };
    held.is_over = true;
    let Some(result) = result else {
        tracing::warn!(job = %held.job.id, kind = held.job.kind, "another copy took the job over");
        return;
    };
    if let Err(e) = settle(&shared, &held.job, result).await {
        // The lease brings it back.
        tracing::warn!(job = %held.job.id, kind = held.job.kind, error = %e, "the end of a job was not noted");
    }
}

async fn attempt(shared: &Arc<Shared>, job: &Taken) -> Result<(), JobError> {
    let handler = shared.handlers.get(job.kind.as_str()).ok_or(JobError::Later("no-handler"))?;
    let payload = serde_json::from_str(&job.payload).map_err(|_| JobError::Never("unreadable"))?;
    let cx = JobCx {
        db: shared.db.clone(),
        clock: shared.clock.clone(),
        chance: shared.chance.clone(),
        job: job.id,
        tries: job.tries,
        asked_at: job.asked_at,
    };
    // In a task of its own, so that a panic is a failure like any other; ended with us if we are.
    let mut task = JoinSet::new();
    task.spawn(handler(cx, payload));
    match task.join_next().await {
        Some(Ok(result)) => result,
        _ => Err(JobError::Later("panicked")),
    }
}

/// Renews the lease while the job runs; ends only when the job was lost to another copy.
async fn keep_alive(shared: &Shared, job: &Taken) {
    loop {
        tokio::time::sleep(shared.lease / 3).await;
        let renewed = async {
            let mut tx = shared.db.begin(shared.clock.now()).await?;
            let ours = store::extend(&mut tx, job.id, job.tries, shared.lease_ends()).await?;
            tx.commit_technical(Technical::Job).await?;
            Ok::<bool, StoreError>(ours)
        };
        match renewed.await {
            Ok(true) => {}
            Ok(false) if is_done(shared, job).await => std::future::pending().await,
            Ok(false) => return,
            Err(e) => tracing::warn!(job = %job.id, kind = job.kind, error = %e, "a job could not be kept"),
        }
    }
}

/// Whether the job was ended by its own handler, which may still have something to tidy up.
async fn is_done(shared: &Shared, job: &Taken) -> bool {
    match shared.db.read().await {
        Ok(mut conn) => matches!(store::is_done(&mut conn, job.id, job.tries).await, Ok(true)),
        Err(_) => false,
    }
}

async fn settle(shared: &Shared, job: &Taken, result: Result<(), JobError>) -> Result<(), StoreError> {
    let now = shared.clock.now();
    let mut tx = shared.db.begin(now).await?;
    match result {
        // Perhaps the handler ended it in its own transaction already.
        Ok(()) => match store::finish(&mut tx, job.id, job.tries).await {
            Ok(()) | Err(StoreError::Changed) => {}
            Err(e) => return Err(e),
        },
        Err(JobError::Later(code)) if job.tries < MOST_TRIES => {
            tracing::info!(job = %job.id, kind = job.kind, code, tries = job.tries, "a job will be tried again");
            store::put_back(&mut tx, job.id, job.tries, code, now.plus(pause_after(job.tries))).await?;
        }
        Err(failure) => {
            let code = failure.code();
            tracing::error!(job = %job.id, kind = job.kind, code, tries = job.tries, "a job was given up");
            store::give_up(&mut tx, job.id, job.tries, code).await?;
        }
    }
    tx.commit_technical(Technical::Job).await
}
