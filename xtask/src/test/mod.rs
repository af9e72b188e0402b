// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask test`: everything that the continuous integration runs, in parts, each of them timed.

mod counts;
mod forms;
mod parts;
mod tools;

use crate::run::{self, Outcome};
use counts::Counts;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// What a full run may take on two cores. A run over it says so: build time is a feature.
const BUDGET: Duration = Duration::from_secs(40 * 60);

/// One part of the run, in the order in which they go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Tools,
    Build,
    Check,
    Tests,
    Proofs,
    Forms,
    TestsPostgres,
    Browser,
}

impl Part {
    const ALL: [Part; 8] = [
        Part::Tools,
        Part::Build,
        Part::Check,
        Part::Tests,
        Part::Proofs,
        Part::Forms,
        Part::TestsPostgres,
        Part::Browser,
    ];

    fn name(self) -> &'static str {
        match self {
            Part::Tools => "tools",
            Part::Build => "build",
            Part::Check => "check",
            Part::Tests => "tests",
            Part::Proofs => "proofs",
            Part::Forms => "forms",
            Part::TestsPostgres => "tests-postgres",
            Part::Browser => "browser",
        }
    }

    /// A part that has no meaning when the product did not build.
    fn needs_the_build(self) -> bool {
        matches!(self, Part::Tests | Part::Proofs | Part::Forms | Part::TestsPostgres | Part::Browser)
    }
}

/// How a part ended.
enum End {
    /// It was done; the counts, where tests ran.
    Passed(Option<Counts>),
    /// What could be done was done; what could not, and why.
    Partly(String, Option<Counts>),
    /// It was done and something is wrong.
    Failed(String, Option<Counts>),
    /// Its subject does not exist yet, or was not asked for.
    Skipped(String),
}

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    parts: Vec<Part>,
    may_install: bool,
}

/// `cargo xtask test [--only PART,…] [--engine sqlite|postgres|both] [--no-install]`
pub fn command(arguments: &[String]) -> Outcome<ExitCode> {
    let wish = understand(arguments)?;
    let root = run::root()?;
    let start = run::now();
    let mut rows: Vec<(Part, Duration, End)> = Vec::new();
    for part in wish.parts.iter().copied() {
        println!("\n== {} ==", part.name());
        let begin = run::now();
        let unbuilt =
            rows.iter().any(|(done, _, end)| *done == Part::Build && matches!(end, End::Failed(..)));
        let end = if unbuilt && part.needs_the_build() {
            End::Skipped("not run: the build failed".to_owned())
        } else {
            one(part, &root, &wish).unwrap_or_else(|message| End::Failed(message, None))
        };
        match &end {
            End::Passed(_) => {}
            End::Partly(reason, _) => println!("{} done in part: {reason}", part.name()),
            End::Failed(message, _) => println!("{} failed: {message}", part.name()),
            End::Skipped(reason) => println!("{} skipped: {reason}", part.name()),
        }
        rows.push((part, begin.elapsed(), end));
    }
    print!("{}", table(&rows, start.elapsed()));
    let failed = rows.iter().any(|(_, _, end)| matches!(end, End::Failed(..)));
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn one(part: Part, root: &Path, wish: &Wish) -> Outcome<End> {
    match part {
        Part::Tools => tools::part(wish.may_install),
        Part::Build => parts::build(root),
        Part::Check => parts::check(root),
        Part::Tests => parts::tests(root),
        Part::Proofs => parts::proofs(root),
        Part::Forms => forms::part(root, wish.may_install),
        Part::TestsPostgres => parts::tests_postgres(root),
        Part::Browser => parts::browser(root),
    }
}

fn understand(arguments: &[String]) -> Outcome<Wish> {
    let mut parts = Part::ALL.to_vec();
    let mut engines = [true, true];
    let mut may_install = true;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let (option, glued) = match word.split_once('=') {
            Some((option, value)) => (option, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        let mut value = || {
            let value = glued.clone().or_else(|| words.next().cloned());
            value.ok_or_else(|| format!("{option} needs a value"))
        };
        match option {
            "--only" => {
                let names = value()?;
                parts = names.split(',').map(part_named).collect::<Outcome<_>>()?;
            }
            "--engine" => {
                engines = match value()?.as_str() {
                    "sqlite" => [true, false],
                    "postgres" => [false, true],
                    "both" => [true, true],
                    other => {
                        return Err(format!("there is no engine « {other} »: sqlite, postgres or both"));
                    }
                };
            }
            "--no-install" => may_install = false,
            other => return Err(format!("there is no option « {other} »; see `cargo xtask help`")),
        }
    }
    let [embedded, postgres] = engines;
    // The order is the one of the house, whatever the order of the wish.
    let chosen = Part::ALL.into_iter().filter(|part| parts.contains(part)).filter(|part| match part {
        Part::Tests => embedded,
        Part::TestsPostgres => postgres,
        _ => true,
    });
    Ok(Wish { parts: chosen.collect(), may_install })
}

fn part_named(name: &str) -> Outcome<Part> {
    let found = Part::ALL.into_iter().find(|part| part.name() == name.trim());
    let names = || Part::ALL.map(Part::name).join(", ");
    found.ok_or_else(|| format!("there is no part « {name} »: {}", names()))
}

/// The table of times, then the one line that machines read.
fn table(rows: &[(Part, Duration, End)], total: Duration) -> String {
    let mut out = String::from("\npart            result     time          tests\n");
    let mut sum = Counts::default();
    let mut failed = Vec::new();
    for (part, time, end) in rows {
        let (word, counts) = match end {
            End::Passed(counts) => ("passed", *counts),
            End::Partly(_, counts) => ("in part", *counts),
            End::Failed(_, counts) => ("FAILED", *counts),
            End::Skipped(_) => ("skipped", None),
        };
        if matches!(end, End::Failed(..)) {
            failed.push(part.name());
        }
        sum = sum.and(counts.unwrap_or_default());
        let told = match (end, counts) {
            (End::Skipped(reason), _) => reason.clone(),
            (End::Partly(reason, _), Some(counts)) => {
                format!("{} passed, {} failed; {reason}", counts.passed, counts.failed)
            }
            (_, Some(counts)) => format!("{} passed, {} failed", counts.passed, counts.failed),
            (_, None) => String::new(),
        };
        let row = format!("{:<15} {word:<10} {:<13} {told}", part.name(), run::duration(*time));
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out.push_str(&format!("total{:<22}{}\n\n", "", run::duration(total)));
    if total > BUDGET {
        out.push_str(&format!(
            "This run took more than the {} that it may take on two cores.\n",
            run::duration(BUDGET)
        ));
    }
    if !failed.is_empty() {
        out.push_str(&format!("Parts that failed: {}\n", failed.join(", ")));
    }
    out.push_str(&format!("{} passed, {} failed\n", sum.passed, sum.failed));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(words: &str) -> Outcome<Wish> {
        understand(&words.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn everything_is_run_when_nothing_is_said() {
        assert_eq!(wish("").unwrap(), Wish { parts: Part::ALL.to_vec(), may_install: true });
    }

    #[test]
    fn parts_and_engines_can_be_chosen() {
        let asked = wish("--only tests,build --no-install").unwrap();
        assert_eq!(asked, Wish { parts: vec![Part::Build, Part::Tests], may_install: false });
        assert!(!wish("--engine sqlite").unwrap().parts.contains(&Part::TestsPostgres));
        assert!(!wish("--engine=postgres").unwrap().parts.contains(&Part::Tests));
        assert!(wish("--only everything").is_err());
        assert!(wish("--engine oracle").is_err());
        assert!(wish("--only").is_err());
    }

    #[test]
    fn the_last_line_is_the_sum_and_nothing_else() {
        let rows = [
            (Part::Build, Duration::from_secs(61), End::Passed(None)),
            (Part::Tests, Duration::from_secs(2), End::Passed(Some(Counts { passed: 5, failed: 0 }))),
            (
                Part::Browser,
                Duration::from_secs(3),
                End::Failed(String::new(), Some(Counts { passed: 1, failed: 2 })),
            ),
            (
                Part::Forms,
                Duration::from_secs(4),
                End::Partly("no java".into(), Some(Counts { passed: 2, failed: 0 })),
            ),
            (Part::TestsPostgres, Duration::ZERO, End::Skipped("not here yet".into())),
        ];
        let text = table(&rows, Duration::from_secs(66));
        assert!(text.contains("build           passed     1 min 01 s"));
        assert!(text.contains("Parts that failed: browser"));
        assert!(text.contains("forms           in part    4.0 s         2 passed, 0 failed; no java"));
        assert_eq!(text.lines().last(), Some("8 passed, 2 failed"));
    }
}
