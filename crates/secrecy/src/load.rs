// SPDX-License-Identifier: EUPL-1.2
//! Reads a rule set, and refuses what does not hold together: file, line, reason.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, RwLock};

use crate::cedar;
use crate::rule_set::{Inner, RuleSet};

mod page;
mod rules;

/// A file that was read by the caller.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its path, for faults.
    pub path: &'a str,
    /// What is in it.
    pub text: &'a str,
}

impl File<'_> {
    /// A fault at a byte of the text.
    fn fault_at(&self, offset: usize, reason: impl Into<String>) -> Fault {
        let before = self.text.get(..offset.min(self.text.len())).unwrap_or_default();
        self.fault(before.matches('\n').count() + 1, reason)
    }

    /// A fault on a line; 0 for the file as a whole.
    fn fault(&self, line: usize, reason: impl Into<String>) -> Fault {
        Fault { path: self.path.to_owned(), line, reason: reason.into() }
    }
}

/// Why a rule set cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Path of the file, as it was given.
    pub path: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong, in one English sentence without a full stop.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.reason)
    }
}

impl std::error::Error for Fault {}

impl RuleSet {
    /// Reads a rule set: `rule-set.toml` and `rules.cedar`. Every word must be there in each of the `languages`, and in
    /// no other.
    ///
    /// # Errors
    /// What is wrong, each with file, line and reason, sorted. What cannot be read hides what comes after it.
    pub fn load(page: File<'_>, rules: File<'_>, languages: &[&str]) -> Result<RuleSet, Vec<Fault>> {
        let mut faults = Vec::new();
        let Some(page) = page::read(page, languages, &mut faults) else {
            return Err(faults);
        };
        let conditions = cedar::with_room(|| rules::read(rules, &page, languages, &mut faults));
        page.refuse_unused(&conditions, &mut faults);
        if !faults.is_empty() {
            faults.sort();
            faults.dedup();
            return Err(faults);
        }
        let remembered = conditions.iter().map(|_| HashMap::new()).collect();
        let schema = page.declarations().schema();
        Ok(RuleSet(Arc::new(Inner {
            code: page.code,
            edition: page.edition,
            kind: page.kind,
            certainty: page.certainty,
            second_look: page.second_look,
            title: page.title,
            summary: page.summary,
            family: page.family,
            valid_from: page.valid_from,
            valid_to: page.valid_to,
            consent_note: page.consent_note,
            notes: page.notes,
            questions: page.questions,
            addressees: page.addressees,
            purposes: page.purposes,
            classes: page.classes,
            grounds: page.grounds,
            conditions,
            schema,
            rules: rules.text.to_owned(),
            remembered: RwLock::new(remembered),
        })))
    }
}
