// SPDX-License-Identifier: EUPL-1.2
//! Time and chance, given by the context so that tests and replays can give their own.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use kernel::{Id, Instant};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The clock of an application.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// The machine's clock, moved by so many microseconds: the demo world lives on its own day and goes on ticking.
    Shifted(Arc<AtomicI64>),
    /// A clock that only moves by hand.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at an instant until moved.
    pub fn manual(at: Instant) -> Clock {
        Clock::Manual(Arc::new(AtomicI64::new(at.0)))
    }

    /// A ticking clock that reads `at` now.
    pub fn starting_at(at: Instant) -> Clock {
        Clock::Shifted(Arc::new(AtomicI64::new(at.since(wall()))))
    }

    /// Now.
    pub fn now(&self) -> Instant {
        match self {
            Clock::System => wall(),
            Clock::Shifted(by) => wall().plus(by.load(Ordering::Relaxed)),
            Clock::Manual(at) => Instant(at.load(Ordering::Relaxed)),
        }
    }

    /// The time outside, for what other machines compute too (one-time codes): the machine's clock, except in tests.
    pub fn outside(&self) -> Instant {
        match self {
            Clock::Manual(_) => self.now(),
            _ => wall(),
        }
    }

    /// Moves a clock that can be moved; the machine's own stays.
    pub fn set(&self, to: Instant) {
        match self {
            Clock::System => {}
            Clock::Shifted(by) => by.store(to.since(wall()), Ordering::Relaxed),
            Clock::Manual(at) => at.store(to.0, Ordering::Relaxed),
        }
    }
}

#[allow(clippy::disallowed_methods)] // This is where the clock comes from.
fn wall() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// Measures how long something took.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts.
    #[allow(clippy::disallowed_methods)] // This is where measuring comes from.
    pub fn start() -> Stopwatch {
        Stopwatch(std::time::Instant::now())
    }

    /// Time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Where chance comes from.
#[derive(Clone)]
pub enum Chance {
    /// The operating system.
    System,
    /// A seed: the same world every time, for demo, tests and synthetic data. Never for a register in use.
    Seeded(Arc<Mutex<Seeded>>),
}

/// A deterministic stream of bytes: SHA-256 over seed and counter.
pub struct Seeded {
    seed: [u8; 32],
    counter: u64,
}

impl Chance {
    /// A deterministic source.
    pub fn seeded(seed: u64) -> Chance {
        let seed = Sha256::digest(seed.to_be_bytes()).into();
        Chance::Seeded(Arc::new(Mutex::new(Seeded { seed, counter: 0 })))
    }

    /// Random bytes. `None` when the operating system cannot give any, which must stop whatever needed them.
    pub fn bytes<const N: usize>(&self) -> Option<[u8; N]> {
        let mut out = [0; N];
        match self {
            Chance::System => getrandom::fill(&mut out).ok()?,
            Chance::Seeded(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                for chunk in out.chunks_mut(32) {
                    stream.counter += 1;
                    let block =
                        Sha256::new().chain_update(stream.seed).chain_update(stream.counter.to_be_bytes());
                    chunk.copy_from_slice(&block.finalize()[..chunk.len()]);
                }
            }
        }
        Some(out)
    }

    /// A new id, ordered by time (UUIDv7).
    pub fn id<T: Id>(&self, now: Instant) -> Option<T> {
        let random = self.bytes::<10>()?;
        let millis = u64::try_from(now.0 / 1_000).unwrap_or(0);
        Some(T::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()))
    }

    /// A new random id that tells nothing of its time: idempotency keys, drafts of the public.
    pub fn uuid(&self) -> Option<Uuid> {
        Some(uuid::Builder::from_random_bytes(self.bytes()?).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::CaseId;

    #[test]
    fn a_seed_gives_the_same_world_twice() {
        let (a, b) = (Chance::seeded(1), Chance::seeded(1));
        let now = Instant(1_789_430_400_000_000);
        let first: CaseId = a.id(now).unwrap();
        assert_eq!(Some(first), b.id(now));
        assert_ne!(Some(first), b.id(now));
        assert_ne!(a.bytes::<40>(), Chance::seeded(2).bytes::<40>());
        let later: CaseId = a.id(now.plus(2_000)).unwrap();
        assert!(first < later, "ids are ordered by time");
    }
}
