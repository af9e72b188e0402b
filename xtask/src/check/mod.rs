// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask check`: format, lints, documentation, licences, and the tidy rules of the house.
//!
//! A tidy rule is a small function from the files of the project to findings. It has a name, a reason that a
//! newcomer can agree with, and a test that shows a good and a bad example.

mod layers;
mod licences;
mod names;
mod packages;
mod project;
mod purity;
mod rust_text;
mod shape;
mod slices;
mod spdx;
mod sql;
mod tables;
mod words;

use crate::run::{self, Outcome};
use project::Project;
use std::path::Path;
use std::process::ExitCode;

/// Something that a rule found.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, from the top folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what to do about it.
    pub what: String,
}

impl Finding {
    /// A finding in this file.
    pub fn new(file: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding { file: file.to_owned(), line, what: what.into() }
    }
}

/// A rule of the house.
pub struct Rule {
    pub name: &'static str,
    pub reason: &'static str,
    pub find: fn(&Project) -> Vec<Finding>,
}

const RULES: [Rule; 21] = [
    words::LICENCE_HEADER,
    words::OWN_WORDS,
    words::DANGLING_PAGES,
    words::TRADE_NAMES,
    shape::FILE_LENGTH,
    shape::NO_UNWRAP,
    shape::CONTEXT_ONLY,
    layers::LAYERS,
    layers::INHERITED_SETTINGS,
    slices::SLICE_ORDER,
    slices::ASKS_FOR_A_GRANT,
    slices::EVENTS_HAPPEN,
    purity::PURE_RULES,
    purity::NO_STORED_STATUS,
    names::ENGINE_NAMES,
    names::NO_COUNTRY,
    sql::SQL_PLACES,
    tables::TABLE_OWNERS,
    packages::CARGO_LOCK,
    packages::EXACT_NPM,
    packages::NO_LOCK_ADDRESSES,
];

/// One step of the check.
type Step = (&'static str, fn(&Path) -> Outcome<bool>);

const STEPS: [Step; 5] =
    [("tidy", tidy), ("licences", licences::step), ("format", format), ("lints", lints), ("docs", docs)];

/// `cargo xtask check [--only STEP,…] [--explain]`
pub fn command(arguments: &[String]) -> Outcome<ExitCode> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let names: Vec<&str> = match words.as_slice() {
        [] => STEPS.iter().map(|(name, _)| *name).collect(),
        ["--explain"] => {
            explain();
            return Ok(ExitCode::SUCCESS);
        }
        ["--only", names] => names.split(',').collect(),
        _ => return Err("usage: cargo xtask check [--only STEP,…] [--explain]".to_owned()),
    };
    let failed = steps(&run::root()?, &names)?;
    if failed.is_empty() {
        println!("\nEverything is in order.");
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nNot in order: {}", failed.join(", "));
    Ok(ExitCode::FAILURE)
}

/// Every step; the names of those that found something.
pub fn all(root: &Path) -> Outcome<Vec<&'static str>> {
    steps(root, &STEPS.map(|(name, _)| name))
}

fn steps(root: &Path, names: &[&str]) -> Outcome<Vec<&'static str>> {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|(known, _)| known != *name)) {
        let known = STEPS.map(|(name, _)| name).join(", ");
        return Err(format!("there is no step « {unknown} »: {known}"));
    }
    let mut failed = Vec::new();
    for (name, step) in STEPS.into_iter().filter(|(name, _)| names.contains(name)) {
        let start = run::now();
        println!("\n-- {name}");
        let fine = step(root).unwrap_or_else(|message| {
            println!("{message}");
            false
        });
        println!(
            "-- {name}: {} ({})",
            if fine { "fine" } else { "NOT FINE" },
            run::duration(start.elapsed())
        );
        if !fine {
            failed.push(name);
        }
    }
    Ok(failed)
}

fn explain() {
    for rule in RULES {
        println!("{}\n    {}\n", rule.name, rule.reason);
    }
}

fn tidy(root: &Path) -> Outcome<bool> {
    let project = Project::read(root)?;
    let mut total = 0;
    for rule in RULES {
        let findings = (rule.find)(&project);
        total += findings.len();
        print_findings(rule.name, rule.reason, &findings);
    }
    println!("{} files, {} rules, {total} findings", project.files.len(), RULES.len());
    Ok(total == 0)
}

/// Prints findings as `file:line  what`, under the rule and its reason.
pub fn print_findings(name: &str, reason: &str, findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    println!("\n{name}: {reason}");
    for finding in findings {
        println!("  {}:{}  {}", finding.file, finding.line, finding.what);
    }
}

fn format(root: &Path) -> Outcome<bool> {
    let words = ["fmt", "--all", "--", "--check", "--files-with-diff"];
    let fine = run::watched(run::cargo(root).args(words))?.0.success();
    if !fine {
        println!("These files are not in the common format: `cargo fmt --all` mends them.");
    }
    Ok(fine)
}

fn lints(root: &Path) -> Outcome<bool> {
    let words =
        ["clippy", "--workspace", "--all-targets", "--locked", "--keep-going", "--", "-D", "warnings"];
    Ok(run::watched(run::cargo(root).args(words))?.0.success())
}

fn docs(root: &Path) -> Outcome<bool> {
    let mut command = run::cargo(root);
    command.args(["doc", "--no-deps", "--workspace", "--locked", "--keep-going"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    Ok(run::watched(&mut command)?.0.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_a_reason() {
        for (index, rule) in RULES.iter().enumerate() {
            assert!(RULES.iter().skip(index + 1).all(|other| other.name != rule.name), "{}", rule.name);
            assert!(rule.reason.len() > 40, "{} owes its reader a reason", rule.name);
        }
    }

    #[test]
    fn an_empty_project_breaks_only_the_rule_of_the_lock_file() {
        let project = Project::of(&[]);
        let broken: Vec<&str> =
            RULES.iter().filter(|rule| !(rule.find)(&project).is_empty()).map(|rule| rule.name).collect();
        assert_eq!(broken, ["cargo-lock"]);
    }
}
