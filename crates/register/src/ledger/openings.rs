// SPDX-License-Identifier: EUPL-1.2
//! Openings: entries that reading leaves. Many people read at once; their entries go to disk together, and no page is
//! shown before its own is there.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::event::By;
use kernel::{Capacity, Event, EventKind, Ground, Instant, InstitutionId, PractitionerId};
use platform::db::{Db, StoreError};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// Openings of one record by one person, in the same capacity and on the same ground, within this time are one opening.
const SAME: i64 = 15 * Instant::MINUTE;
/// How many openings go to disk together at most.
const BATCH: usize = 256;
/// How many recent openings are remembered; beyond, an opening may be written twice, never too few times.
const REMEMBERED: usize = 100_000;

/// What makes two openings the same. Whoever acts for another institution, or comes in by another way, opens anew: it is
/// another line, perhaps in another chain.
type Key = (InstitutionId, Option<PractitionerId>, Option<Capacity>, Ground, Uuid, EventKind);
type Waiting = (Instant, Event, oneshot::Sender<Result<(), StoreError>>);

/// The writer of openings. One a process, on the application's shelf.
pub struct Openings {
    send: mpsc::Sender<Waiting>,
    recent: Arc<Mutex<HashMap<Key, Instant>>>,
}

impl Openings {
    /// Starts the writer; it ends with the runtime.
    pub fn start(db: Db) -> Openings {
        let (send, mut receive) = mpsc::channel::<Waiting>(4 * BATCH);
        tokio::spawn(async move {
            let mut batch = Vec::with_capacity(BATCH);
            while receive.recv_many(&mut batch, BATCH).await > 0 {
                let mut events = Vec::with_capacity(batch.len());
                let mut told = Vec::with_capacity(batch.len());
                let mut now = Instant(i64::MIN);
                for (at, event, tell) in batch.drain(..) {
                    now = Instant(now.0.max(at.0));
                    events.push(event);
                    told.push(tell);
                }
                let result = write(&db, now, events).await;
                for tell in told {
                    let _ = tell.send(result.as_ref().map(|_| ()).map_err(again));
                }
            }
        });
        Openings { send, recent: Arc::default() }
    }

    /// Returns once the opening is on disk.
    pub async fn witness(&self, now: Instant, event: Event) -> Result<(), StoreError> {
        let (by, capacity) = match event.by {
            By::Practitioner(id, capacity) => (Some(id), capacity),
            _ => (None, None),
        };
        let key = (event.institution, by, capacity, event.ground, event.subject.id, event.kind);
        if self.is_recent(key, now) {
            return Ok(());
        }
        self.witness_each(now, event).await?;
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() >= REMEMBERED {
            recent.retain(|_, at| now.since(*at) < SAME);
        }
        if recent.len() < REMEMBERED {
            recent.insert(key, now);
        }
        Ok(())
    }

    /// As [`Openings::witness`], every time: fifty searches in a quarter of an hour are fifty.
    pub async fn witness_each(&self, now: Instant, event: Event) -> Result<(), StoreError> {
        let (tell, told) = oneshot::channel();
        let gone = || StoreError::Unavailable("the writer of openings has stopped".into());
        self.send.send((now, event, tell)).await.map_err(|_| gone())?;
        told.await.map_err(|_| gone())?
    }

    /// Witnesses without waiting: for refusals, whose answer must not take longer when there was something to refuse.
    pub fn witness_later(&self, now: Instant, event: Event) {
        let (tell, _) = oneshot::channel();
        if self.send.try_send((now, event, tell)).is_err() {
            tracing::warn!("a refusal could not be witnessed: too many at once");
        }
    }

    fn is_recent(&self, key: Key, now: Instant) -> bool {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.get(&key).is_some_and(|at| (0..SAME).contains(&now.since(*at)))
    }
}

async fn write(db: &Db, now: Instant, mut events: Vec<Event>) -> Result<(), StoreError> {
    let Some(last) = events.pop() else { return Ok(()) };
    let mut tx = db.begin(now).await?;
    for event in events {
        tx.note(event);
    }
    tx.commit(last).await
}

/// The same failure for everyone who waited.
fn again(e: &StoreError) -> StoreError {
    match e {
        StoreError::Full(what) => StoreError::Full(what.clone()),
        other => StoreError::Unavailable(other.to_string()),
    }
}
