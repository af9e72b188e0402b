// SPDX-License-Identifier: EUPL-1.2
//! The rules of secrecy of a pack: one folder each under `secrecy/`, with those that are common to all packs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use kernel::{Date, Lang, SecrecyStatus};
use secrecy::{Day, Duty, File, RuleSet};

use crate::error::{PackError, Place};
use crate::pack::Pack;

/// What a rule set is made of.
const PAGE: &str = "rule-set.toml";
const RULES: &str = "rules.cedar";

/// A day of the calendar, as rules of secrecy know it.
pub fn day(date: Date) -> Day {
    let number = |n: i8| u8::try_from(n).unwrap_or(0);
    let day = u16::try_from(date.year())
        .ok()
        .and_then(|year| Day::new(year, number(date.month()), number(date.day())));
    // A date before our era, or after the year 9999: no rule set is in force on it.
    day.unwrap_or(Day::FIRST)
}

/// A practitioner's secrecy status, as rules of secrecy know it; nobody has said, when there is none.
pub fn duty(status: Option<SecrecyStatus>) -> Duty {
    match status {
        Some(SecrecyStatus::Bound) => Duty::Bound,
        Some(SecrecyStatus::DiscretionOnly) => Duty::Discretion,
        Some(SecrecyStatus::Judicial) => Duty::Judicial,
        None => Duty::Unknown,
    }
}

impl Pack {
    /// Every rule set of secrecy, of all dates: those of the pack, then those common to all packs, by folder.
    pub fn rule_sets(&self) -> &[RuleSet] {
        &self.rule_sets.read().0
    }

    /// The rule sets in force on a day.
    pub fn rule_sets_on(&self, on: Date) -> impl Iterator<Item = &RuleSet> {
        self.rule_sets().iter().filter(move |set| set.holds_on(day(on)))
    }

    /// The rule set of this code in force on a day: it decides.
    pub fn rule_set(&self, code: &str, on: Date) -> Option<&RuleSet> {
        self.rule_sets_on(on).find(|set| set.code() == code)
    }

    /// A rule set by code and edition, to read an earlier decision again.
    pub fn rule_set_edition(&self, code: &str, edition: &str) -> Option<&RuleSet> {
        self.rule_sets().iter().find(|set| set.code() == code && set.edition() == edition)
    }
}

/// The files of rule sets, and the rule sets once they were asked for. What does not hold together permits nothing, and
/// stops [`crate::Rulebook::load`].
#[derive(Clone, Debug, Default)]
pub(crate) struct RuleSets {
    /// By folder, in order: path and text of each file.
    folders: Arc<Vec<(String, BTreeMap<String, String>)>>,
    /// What recipients can be in this pack: codes of service types.
    roles: Arc<BTreeSet<String>>,
    read: Arc<OnceLock<(Vec<RuleSet>, Vec<PackError>)>>,
}

impl RuleSets {
    /// Those below the given folders of packs.
    pub(crate) fn found(
        files: &BTreeMap<String, String>,
        packs: &[&str],
        roles: BTreeSet<String>,
    ) -> RuleSets {
        let mut folders = Vec::new();
        for pack in packs {
            let below = format!("{pack}/secrecy/");
            let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
            for (path, text) in files.iter().filter(|(path, _)| path.starts_with(&below)) {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                found.entry(folder.to_owned()).or_default().insert(path.clone(), text.clone());
            }
            folders.extend(found);
        }
        RuleSets { folders: Arc::new(folders), roles: Arc::new(roles), read: Arc::default() }
    }

    /// What is wrong with them.
    pub(crate) fn faults(&self) -> Vec<PackError> {
        self.read().1.clone()
    }

    fn read(&self) -> &(Vec<RuleSet>, Vec<PackError>) {
        self.read.get_or_init(|| {
            let mut sets: Vec<(Place, RuleSet)> = Vec::new();
            let mut faults = Vec::new();
            for (folder, files) in self.folders.iter() {
                match read_folder(folder, files) {
                    Ok(set) => sets.push((Place::new(&format!("{folder}/{PAGE}"), 0), set)),
                    Err(found) => faults.extend(found),
                }
            }
            self.compare(&sets, &mut faults);
            let sets =
                if faults.is_empty() { sets.into_iter().map(|(_, set)| set).collect() } else { Vec::new() };
            (sets, faults)
        })
    }

    /// Two editions in force on one day, and addressees that nobody can be.
    fn compare(&self, sets: &[(Place, RuleSet)], faults: &mut Vec<PackError>) {
        for (index, (place, set)) in sets.iter().enumerate() {
            for (_, other) in sets.iter().take(index).filter(|(_, other)| other.code() == set.code()) {
                let (from, to) = set.validity();
                let (other_from, other_to) = other.validity();
                let before =
                    |to: Option<Day>, from: Option<Day>| to.zip(from).is_some_and(|(to, from)| to < from);
                if !before(to, other_from) && !before(other_to, from) {
                    faults.push(place.error(format!("two editions of « {} » hold on one day", set.code())));
                }
                if other.edition() == set.edition() {
                    let reason =
                        format!("the edition {} of « {} » is there twice", set.edition(), set.code());
                    faults.push(place.error(reason));
                }
            }
            for addressee in set.addressees() {
                for role in addressee.roles().iter().filter(|role| !self.roles.contains(*role)) {
                    let reason =
                        format!("addressee « {} »: unknown service type « {role} »", addressee.code());
                    faults.push(place.error(reason));
                }
            }
        }
    }
}

fn read_folder(folder: &str, files: &BTreeMap<String, String>) -> Result<RuleSet, Vec<PackError>> {
    let mut faults = Vec::new();
    for path in
        files.keys().filter(|path| ![PAGE, RULES].iter().any(|name| path.ends_with(&format!("/{name}"))))
    {
        faults.push(
            Place::new(path, 0).error("a rule set is made of rule-set.toml and rules.cedar".to_owned()),
        );
    }
    let paths = [PAGE, RULES].map(|name| format!("{folder}/{name}"));
    let texts = paths.each_ref().map(|path| files.get(path));
    for (path, text) in paths.iter().zip(texts) {
        if text.is_none() {
            faults.push(Place::new(path, 0).error("this file of a rule set is missing".to_owned()));
        }
    }
    let ([page, rules], [Some(page_text), Some(rules_text)]) = (&paths, texts) else { return Err(faults) };
    if !faults.is_empty() {
        return Err(faults);
    }
    let languages = Lang::ALL.map(Lang::code);
    let loaded = RuleSet::load(
        File { path: page, text: page_text },
        File { path: rules, text: rules_text },
        &languages,
    );
    loaded.map_err(|found| {
        let error = |f: secrecy::Fault| PackError { file: f.path, line: f.line, reason: f.reason };
        found.into_iter().map(error).collect()
    })
}
