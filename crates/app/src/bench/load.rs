// SPDX-License-Identifier: EUPL-1.2
//! Load. Open: requests leave at their appointed times whether or not the ones before were answered, and a latency counts
//! from the appointed time, so that a server that falls behind cannot hide it. Closed: everybody asks again at once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use platform::clock::{Chance, Stopwatch};
use tokio::sync::{Mutex, mpsc};
use tokio::task::LocalSet;

use super::client::{Cookies, Want, Wire};
use super::people::Person;
use super::screens::{Material, Screen};

/// Connections of the open load: as many requests may be under way at once.
const CONNECTIONS: usize = 64;

/// What came of some requests.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    /// Latencies of those that succeeded, in microseconds, the shortest first.
    pub(super) micros: Vec<u32>,
    /// How many failed, by what came instead.
    pub(super) errors: BTreeMap<String, u64>,
    /// Bytes of all bodies.
    pub(super) bytes: usize,
    /// From the first request to the last answer.
    pub(super) lasted: Duration,
    /// Processor time that the rest of this process took meanwhile: the server, when it runs here.
    pub(super) server: Option<Duration>,
}

impl Outcome {
    /// A latency that so many in a thousand do not exceed, in milliseconds.
    pub(super) fn quantile_ms(&self, per_thousand: usize) -> f64 {
        let n = self.micros.len();
        if n == 0 {
            return 0.0;
        }
        let rank = (n * per_thousand).div_ceil(1_000).clamp(1, n);
        f64::from(self.micros[rank - 1]) / 1_000.0
    }

    /// Requests that succeeded, a second.
    pub(super) fn rate(&self) -> f64 {
        self.micros.len() as f64 / self.lasted.as_secs_f64().max(1e-9)
    }

    /// Microseconds of processor time of the server for one request, in the mean: unlike latencies it hardly depends on what
    /// else the machine does.
    pub(super) fn server_us(&self) -> Option<f64> {
        let requests = self.micros.len() as u64 + self.failed();
        Some(self.server?.as_secs_f64() * 1e6 / requests.max(1) as f64)
    }

    /// How many failed.
    pub(super) fn failed(&self) -> u64 {
        self.errors.values().sum()
    }

    fn note(&mut self, result: Result<(u16, usize), String>, expected: u16, took: Duration) {
        match result {
            Ok((status, bytes)) if status == expected => {
                self.micros.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
                self.bytes += bytes;
            }
            Ok((status, _)) => *self.errors.entry(status.to_string()).or_default() += 1,
            Err(why) => *self.errors.entry(why).or_default() += 1,
        }
    }
}

/// Whoever asks over one connection, as one person after the other.
struct Asking {
    wire: Wire,
    screen: Screen,
    material: Arc<Material>,
    able: Arc<Vec<Person>>,
    chance: Chance,
}

impl Asking {
    async fn ask(&mut self, number: usize) -> Result<(u16, usize), String> {
        let person = &self.able[number % self.able.len()];
        let key = self.chance.uuid().ok_or("no randomness")?.simple().to_string();
        let ask = self.screen.ask(&self.material, person, number / self.able.len(), &key);
        let mut cookies: Cookies = person.cookies.clone();
        let answer = self.wire.ask(&ask, &mut cookies, Want::Compressed).await?;
        Ok((answer.status, answer.bytes))
    }
}

fn asking(
    address: &str,
    screen: Screen,
    material: &Arc<Material>,
) -> Result<impl Fn() -> Asking + use<>, String> {
    let able: Vec<Person> = material.people.iter().filter(|p| screen.can(p)).cloned().collect();
    if able.is_empty() {
        return Err(format!("nobody who signed in can be asked for the screen {}", screen.code()));
    }
    let (able, address, material) = (Arc::new(able), address.to_owned(), material.clone());
    Ok(move || Asking {
        wire: Wire::to(&address),
        screen,
        material: material.clone(),
        able: able.clone(),
        chance: Chance::System,
    })
}

/// An open load: `count` requests, `rate` a second, the first of which has this number.
pub(super) async fn open(
    address: &str,
    screen: Screen,
    material: &Arc<Material>,
    rate: f64,
    count: usize,
    first: usize,
) -> Result<Outcome, String> {
    let new = asking(address, screen, material)?;
    let (send, receive) = mpsc::unbounded_channel::<(usize, Duration)>();
    let receive = Arc::new(Mutex::new(receive));
    let (watch, before) = (Stopwatch::start(), processor_time());
    // A thread that sleeps keeps time to a tenth of a millisecond; the runtime's timer only to a whole one.
    let pacing = std::thread::spawn(move || {
        for n in 0..count {
            let at = Duration::from_secs_f64(n as f64 / rate);
            if let Some(left) = at.checked_sub(watch.elapsed()) {
                std::thread::sleep(left);
            }
            if send.send((first + n, at)).is_err() {
                return;
            }
        }
    });
    let outcome = Rc::new(RefCell::new(Outcome::default()));
    let local = LocalSet::new();
    for _ in 0..CONNECTIONS.min(count) {
        let (mut asking, receive, outcome) = (new(), receive.clone(), outcome.clone());
        local.spawn_local(async move {
            loop {
                let next = receive.lock().await.recv().await;
                let Some((number, at)) = next else { return };
                let result = asking.ask(number).await;
                let took = watch.elapsed().saturating_sub(at);
                outcome.borrow_mut().note(result, screen.expected(), took);
            }
        });
    }
    local.await;
    let _ = pacing.join();
    Ok(finished(&outcome, watch, before))
}

/// A closed load: so many connections ask again and again for a time.
pub(super) async fn closed(
    address: &str,
    screen: Screen,
    material: &Arc<Material>,
    connections: usize,
    lasts: Duration,
    first: usize,
) -> Result<Outcome, String> {
    let new = asking(address, screen, material)?;
    let (watch, before) = (Stopwatch::start(), processor_time());
    let outcome = Rc::new(RefCell::new(Outcome::default()));
    let next = Rc::new(std::cell::Cell::new(first));
    let local = LocalSet::new();
    for _ in 0..connections {
        let (mut asking, outcome, next) = (new(), outcome.clone(), next.clone());
        local.spawn_local(async move {
            while watch.elapsed() < lasts {
                let number = next.get();
                next.set(number + 1);
                let begun = watch.elapsed();
                let result = asking.ask(number).await;
                let failed = result.is_err();
                outcome.borrow_mut().note(result, screen.expected(), watch.elapsed() - begun);
                if failed {
                    // A server that is gone must not be asked a million times.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        });
    }
    local.await;
    Ok(finished(&outcome, watch, before))
}

/// Processor time of this process without the present thread, on which the load runs; `None` where the system does not tell.
fn processor_time() -> Option<Duration> {
    /// Hundredths of a second are what this file counts in, on every Linux of today.
    const TICK: Duration = Duration::from_millis(10);
    let spent = |path: &str| -> Option<Duration> {
        let line = std::fs::read_to_string(path).ok()?;
        // The name of the program, which may hold anything, stands in parentheses; what counts comes after.
        let mut fields = line.rsplit_once(')')?.1.split_whitespace().skip(11);
        let (user, system): (u32, u32) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        Some(TICK * user.saturating_add(system))
    };
    Some(spent("/proc/self/stat")?.saturating_sub(spent("/proc/thread-self/stat")?))
}

fn finished(outcome: &RefCell<Outcome>, watch: Stopwatch, before: Option<Duration>) -> Outcome {
    let mut outcome = outcome.take();
    outcome.lasted = watch.elapsed();
    outcome.server = before.zip(processor_time()).map(|(before, after)| after.saturating_sub(before));
    outcome.micros.sort_unstable();
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_requests_and_failures_are_counted_apart() {
        let mut outcome = Outcome::default();
        for micros in 1..=1_000 {
            outcome.note(Ok((200, 10)), 200, Duration::from_micros(micros * 10));
        }
        outcome.note(Ok((500, 10)), 200, Duration::ZERO);
        outcome.note(Err("closed".into()), 200, Duration::ZERO);
        outcome.micros.sort_unstable();
        assert_eq!(outcome.quantile_ms(500), 5.0);
        assert_eq!(outcome.quantile_ms(990), 9.9);
        assert_eq!((outcome.failed(), outcome.bytes), (2, 10_000));
        assert_eq!(Outcome::default().quantile_ms(990), 0.0);
    }
}
