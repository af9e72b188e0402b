// SPDX-License-Identifier: EUPL-1.2
//! What was replayed, what waits for a capability that does not exist yet, and what does not hold.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::story::{Step, Story};

/// What came of a replay.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Steps done.
    pub done: usize,
    /// Steps refused, as their story says they must be.
    pub refused: usize,
    /// Expectations that hold.
    pub held: usize,
    /// Steps that wait, by verb: where they are.
    pub waiting: BTreeMap<String, Vec<String>>,
    /// Expectations that wait, by kind: how many.
    pub unseen: BTreeMap<String, usize>,
    /// What does not hold, with file and line.
    pub failures: Vec<String>,
}

impl Report {
    pub(super) fn pending(&mut self, verb: &str, story: &Story, step: &Step, refused: bool) {
        self.waiting.entry(verb.to_owned()).or_default().push(format!("{} {}", story.id, step.label));
        if refused {
            self.pending_expectation("refused");
        }
    }

    pub(super) fn pending_expectation(&mut self, kind: &str) {
        *self.unseen.entry(kind.to_owned()).or_default() += 1;
    }

    pub(super) fn fails(&mut self, story: &Story, line: usize, what: String) {
        self.failures.push(format!("{}:{line}: {what}", story.file));
    }

    /// How many steps wait.
    pub fn waiting_steps(&self) -> usize {
        self.waiting.values().map(Vec::len).sum()
    }

    /// In a few lines, for whoever starts the demo.
    pub fn short(&self) -> String {
        let mut out = format!(
            "{} steps replayed, {} refused as they must be; {} steps of {} kinds wait for capabilities to come (--pending names them).",
            self.done,
            self.refused,
            self.waiting_steps(),
            self.waiting.len()
        );
        for failure in &self.failures {
            let _ = write!(out, "\n{failure}");
        }
        out
    }

    /// Everything that waits, by name: `docs/generated/demo-pending.txt`.
    pub fn pending_list(&self) -> String {
        let mut out = String::from(
            "Steps of the demo stories that wait for a capability, by verb, and expectations that cannot be looked at yet, by kind.\n\nSteps\n",
        );
        for (verb, steps) in &self.waiting {
            let _ = writeln!(out, "{verb:<32} {:>3}  {}", steps.len(), steps.join(", "));
        }
        out.push_str("\nExpectations\n");
        for (kind, n) in &self.unseen {
            let _ = writeln!(out, "{kind:<32} {n:>3}");
        }
        out
    }
}
