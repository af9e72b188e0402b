// SPDX-License-Identifier: EUPL-1.2
//! Counts and durations by route, for the operator. No personal data: routes are counted by their pattern, never by address.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::http::Route;
use crate::jobs::Waiting;

/// Upper bounds of the duration classes, in milliseconds.
const CLASSES_MS: [u64; 9] = [1, 2, 5, 10, 20, 50, 100, 500, 2_000];

#[derive(Default)]
struct Counter {
    count: u64,
    total_us: u64,
    classes: [u64; CLASSES_MS.len()],
}

type Key = (&'static str, &'static str, u16);

static COUNTERS: Mutex<BTreeMap<Key, Counter>> = Mutex::new(BTreeMap::new());

/// Counts one answered request.
pub(crate) fn count(route: &Route, status: u16, took: Duration) {
    let mut counters = COUNTERS.lock().unwrap_or_else(PoisonError::into_inner);
    let counter = counters.entry((route.method.code(), route.path, status)).or_default();
    counter.count += 1;
    counter.total_us += u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    for (class, bound) in counter.classes.iter_mut().zip(CLASSES_MS) {
        if ms < bound {
            *class += 1;
        }
    }
}

/// All counters in the text format of Prometheus.
pub fn text() -> String {
    let counters = COUNTERS.lock().unwrap_or_else(PoisonError::into_inner);
    let mut out = String::from("# TYPE maillage_request_seconds histogram\n");
    for ((method, path, status), counter) in counters.iter() {
        let labels = format!("method=\"{method}\",route=\"{path}\",status=\"{status}\"");
        for (class, bound) in counter.classes.iter().zip(CLASSES_MS) {
            let seconds = format!("{}.{:03}", bound / 1_000, bound % 1_000);
            let _ = writeln!(out, "maillage_request_seconds_bucket{{{labels},le=\"{seconds}\"}} {class}");
        }
        let count = counter.count;
        let _ = writeln!(out, "maillage_request_seconds_bucket{{{labels},le=\"+Inf\"}} {count}");
        let (seconds, rest) = (counter.total_us / 1_000_000, counter.total_us % 1_000_000);
        let _ = writeln!(out, "maillage_request_seconds_sum{{{labels}}} {seconds}.{rest:06}");
        let _ = writeln!(out, "maillage_request_seconds_count{{{labels}}} {count}");
    }
    out
}

/// How the queue of jobs stands, in the same format: what waits, for how long the oldest has, and what was given up.
pub fn queue(waiting: &Waiting) -> String {
    let (seconds, rest) = (waiting.oldest / 1_000_000, waiting.oldest % 1_000_000);
    format!(
        "# TYPE maillage_jobs_due gauge\nmaillage_jobs_due {}\n\
         # TYPE maillage_jobs_oldest_seconds gauge\nmaillage_jobs_oldest_seconds {seconds}.{rest:06}\n\
         # TYPE maillage_jobs_given_up gauge\nmaillage_jobs_given_up {}\n",
        waiting.due, waiting.given_up
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queue_is_told_in_whole_numbers_and_seconds() {
        let text = queue(&Waiting { due: 3, oldest: 61_500_000, given_up: 2 });
        for line in
            ["maillage_jobs_due 3", "maillage_jobs_oldest_seconds 61.500000", "maillage_jobs_given_up 2"]
        {
            assert!(text.lines().any(|l| l == line), "{text}");
        }
    }
}
