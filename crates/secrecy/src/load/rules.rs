// SPDX-License-Identifier: EUPL-1.2
//! `rules.cedar`: one broad permit, and each condition as an annotated `forbid … unless`.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use cedar_policy::{Effect, Policy, PolicyId, PolicySet, Schema, ValidationMode, Validator};
use miette::Diagnostic;

use super::page::Page;
use super::{Fault, File};
use crate::lint;
use crate::rule_set::{Asked, Condition, Declared, Read};
use crate::words::{Certainty, Words};

/// Reads the rules against what the page declares.
pub(super) fn read(
    file: File<'_>,
    page: &Page,
    languages: &[&str],
    faults: &mut Vec<Fault>,
) -> Vec<Condition> {
    let policies = match PolicySet::from_str(file.text) {
        Ok(policies) => policies,
        Err(errors) => {
            for error in errors.iter() {
                let offset =
                    error.labels().and_then(|mut labels| labels.next()).map_or(0, |label| label.offset());
                faults.push(file.fault_at(offset, error.to_string()));
            }
            return Vec::new();
        }
    };
    let mut rules = Rules { file, page, languages, faults, known: page.declarations().reads() };
    rules.validate(&policies);
    let mut all: Vec<&Policy> = policies.policies().collect();
    all.sort_by_key(|policy| number(policy.id()));
    let (permits, forbids): (Vec<&Policy>, Vec<&Policy>) =
        all.into_iter().partition(|policy| policy.effect() == Effect::Permit);
    if policies.templates().next().is_some() {
        rules.refuse(0, "a rule with a slot (?principal) is no rule of secrecy".to_owned());
    }
    let permit = rules.permit(&permits);
    let Some(permit) = permit else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let conditions: Vec<Condition> =
        forbids.into_iter().filter_map(|policy| rules.condition(policy, permit, &mut seen)).collect();
    if conditions.is_empty() {
        rules.refuse(0, "there is no condition: everything would be permitted".to_owned());
    }
    conditions
}

/// `policy7` is the seventh in the file, counted from 0.
fn number(id: &PolicyId) -> usize {
    let name: &str = id.as_ref();
    name.trim_start_matches("policy").parse().unwrap_or(usize::MAX)
}

struct Rules<'a> {
    file: File<'a>,
    page: &'a Page,
    languages: &'a [&'a str],
    faults: &'a mut Vec<Fault>,
    known: Vec<Read>,
}

impl Rules<'_> {
    fn refuse(&mut self, line: usize, reason: String) {
        self.faults.push(self.file.fault(line, reason));
    }

    /// Where a rule begins: the line of its `@id`. The seventh rule has the seventh, unless one has none.
    fn line_of(&self, policy: &Policy) -> usize {
        let said = format!("@id({:?})", policy.annotation("id").unwrap_or_default());
        let lines =
            || self.file.text.lines().zip(1..).filter(|(line, _)| line.trim_start().starts_with("@id("));
        let by_number =
            lines().nth(number(policy.id())).filter(|(line, _)| line.trim_start().starts_with(&said));
        let found = by_number.or_else(|| lines().find(|(line, _)| line.trim_start().starts_with(&said)));
        found.map_or(0, |(_, line)| line)
    }

    /// Strict validation: every attribute exists, every comparison makes sense.
    fn validate(&mut self, policies: &PolicySet) {
        let schema = match Schema::from_cedarschema_str(&self.page.declarations().schema()) {
            Ok((schema, _)) => schema,
            Err(error) => {
                self.refuse(0, format!("its declarations make no schema: {error}"));
                return;
            }
        };
        let result = Validator::new(schema).validate(policies, ValidationMode::Strict);
        let said = result.validation_errors().map(|e| (e.policy_id().clone(), e.to_string()));
        let warned = result.validation_warnings().map(|w| (w.policy_id().clone(), w.to_string()));
        for (id, reason) in said.chain(warned).collect::<Vec<_>>() {
            let line = policies.policy(&id).map_or(0, |policy| self.line_of(policy));
            self.refuse(line, reason);
        }
    }

    fn permit<'p>(&mut self, permits: &[&'p Policy]) -> Option<&'p Policy> {
        let [permit] = permits else {
            self.refuse(0, format!("one permit was expected, there are {}", permits.len()));
            return None;
        };
        let json = permit.to_json().unwrap_or_default();
        if let Err(reason) = lint::permit(&json) {
            let line = self.line_of(permit);
            self.refuse(line, reason);
        }
        Some(permit)
    }

    fn condition(
        &mut self,
        policy: &Policy,
        permit: &Policy,
        seen: &mut BTreeSet<String>,
    ) -> Option<Condition> {
        let line = self.line_of(policy);
        let notes: BTreeMap<&str, &str> = policy.annotations().collect();
        let id = notes.get("id").copied().unwrap_or_default().to_owned();
        if id.is_empty() {
            self.refuse(line, "a condition has no @id".to_owned());
        } else if !seen.insert(id.clone()) {
            self.refuse(line, format!("the condition « {id} » is there twice"));
        }
        self.refuse_unknown(&notes, line);
        let says = self.words(&notes, "", &id, line);
        let remedy = self.words(&notes, "remedy_", &id, line);
        let certainty = notes.get("certainty").and_then(|code| Certainty::parse(code));
        if certainty.is_none() {
            self.refuse(line, format!("{id}: @certainty is verified, known or uncertain"));
        }
        let law_codes = codes(&notes, "law");
        if law_codes.is_empty() {
            self.refuse(line, format!("{id}: @law says what it rests on"));
        }
        let mut laws = Vec::new();
        for code in &law_codes {
            match self.page.laws.iter().find(|(known, _)| known == code) {
                Some((_, law)) => laws.push(law.clone()),
                None => self.refuse(line, format!("{id}: there is no law « {code} »")),
            }
        }
        let mut alternatives: Vec<Declared> = Vec::new();
        for code in codes(&notes, "alternative") {
            match self.page.alternatives.iter().find(|known| known.code == code) {
                Some(alternative) => alternatives.push(alternative.clone()),
                None => self.refuse(line, format!("{id}: there is no alternative « {code} »")),
            }
        }
        let json = policy.to_json().unwrap_or_default();
        let lint::Reading { reads, wants_no } = match lint::condition(&json, &self.known) {
            Ok(reading) => reading,
            Err(reason) => {
                self.refuse(line, format!("{id}: {reason}"));
                return None;
            }
        };
        let policies = PolicySet::from_policies([permit.clone(), policy.clone()]);
        let Ok(policies) = policies else {
            self.refuse(line, format!("{id}: it cannot stand beside the permit"));
            return None;
        };
        let asked = asked(&reads);
        let text = without_annotations(&policy.to_string());
        let certainty = certainty?;
        Some(Condition {
            id,
            says,
            remedy,
            laws,
            law_codes,
            certainty,
            alternatives,
            asked,
            reads,
            wants_no,
            text,
            policies,
        })
    }

    fn refuse_unknown(&mut self, notes: &BTreeMap<&str, &str>, line: usize) {
        for name in notes.keys() {
            let lang = name.strip_prefix("remedy_").unwrap_or(name);
            if !["id", "law", "certainty", "alternative"].contains(name) && !self.languages.contains(&lang) {
                self.refuse(line, format!("unknown annotation @{name}"));
            }
        }
    }

    fn words(&mut self, notes: &BTreeMap<&str, &str>, before: &str, id: &str, line: usize) -> Words {
        let mut words = BTreeMap::new();
        for lang in self.languages {
            match notes.get(format!("{before}{lang}").as_str()).map(|text| text.trim()) {
                Some(text) if !text.is_empty() => {
                    words.insert((*lang).to_owned(), text.to_owned());
                }
                _ => self.refuse(line, format!("{id}: @{before}{lang} is missing")),
            }
        }
        Words(words)
    }
}

fn codes(notes: &BTreeMap<&str, &str>, name: &str) -> Vec<String> {
    let list = notes.get(name).copied().unwrap_or_default();
    list.split(',').map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

/// The least that says what a condition depends on.
fn asked(reads: &[Read]) -> Asked {
    let any = |asked: Asked| reads.iter().any(|read| read.asked == asked);
    match (any(Asked::Recipient), any(Asked::Item)) {
        _ if any(Asked::Pair) => Asked::Pair,
        (true, true) => Asked::Pair,
        (true, false) => Asked::Recipient,
        (false, true) => Asked::Item,
        (false, false) => Asked::Decision,
    }
}

fn without_annotations(policy: &str) -> String {
    policy
        .find("forbid")
        .and_then(|_| {
            let mut lines = policy.lines().skip_while(|line| !line.trim_start().starts_with("forbid"));
            let first = lines.next()?;
            Some(lines.fold(first.to_owned(), |text, line| text + "\n" + line))
        })
        .unwrap_or_else(|| policy.to_owned())
}
