// SPDX-License-Identifier: EUPL-1.2
//! Rules about what decides and what is kept: decisions do no input or output, and what facts give is not stored.

use super::project::{File, Project};
use super::{Finding, Rule};

/// Decisions are functions of what they are given.
pub const PURE_RULES: Rule = Rule {
    name: "pure-rules",
    reason: "`rules.rs` decides from what it is given, so that a practitioner can read its tables and a test needs \
             neither a database nor a clock; what reads and writes stands in actions and stores",
    find: pure_rules,
};

/// What facts give is derived, never stored beside them.
pub const NO_STORED_STATUS: Rule = Rule {
    name: "no-stored-status",
    reason: "a column that says what other columns give is wrong one day: the state is derived where it is asked. A \
             fact that only sounds like a state says so: `-- a fact: <why it cannot be derived>`",
    find: no_stored_status,
};

/// Words that only something with a world around it needs.
const WORLD: [&str; 8] = ["async", "Cx", "Conn", "Tx", "Db", "Reader", "tokio", "sqlx"];

/// Doors to the world in the standard library.
const DOORS: [&str; 5] = ["std::fs", "std::net", "std::env", "std::process", ".await"];

/// What of the platform is pure: the kinds of files that can be kept, and how a row becomes a value.
const PURE_OF_PLATFORM: [&str; 2] = ["platform::files::Mime", "platform::from_row!"];

fn pure_rules(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in project.working_rust_files().filter(|file| decides(file)) {
        for (line, code) in file.rust().lines() {
            let words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
            let of_world = WORLD.iter().find(|name| words.clone().any(|word| word == **name)).copied();
            let door = DOORS.iter().find(|door| code.contains(**door)).copied();
            let platform = code.match_indices("platform::").find(|(at, _)| {
                !PURE_OF_PLATFORM.iter().any(|pure| code[*at..].starts_with(pure)) && starts_a_path(code, *at)
            });
            if let Some(what) = of_world.or(door).or(platform.map(|_| "platform::")) {
                let what = format!(
                    "`{what}` in rules: give the rule what it needs, and read or write in the action"
                );
                findings.push(Finding::new(&file.path, line, what));
            }
        }
    }
    findings
}

/// `rules.rs`, or a file of the folder `rules`, of a slice.
fn decides(file: &File) -> bool {
    file.path.starts_with("crates/")
        && file.path.split('/').any(|piece| piece == "rules" || piece == "rules.rs")
}

fn starts_a_path(code: &str, at: usize) -> bool {
    !code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
}

/// Names that tell of a state.
const STATES: [&str; 5] = ["status", "state", "stage", "phase", "standing"];
/// Questions whose answer lies in dates and decisions.
const QUESTIONS: [&str; 5] = ["is_open", "is_closed", "is_overdue", "is_late", "is_active"];
/// By what secrecy somebody is bound is the fact itself: no other column gives it.
const FACTS: [(&str, &str); 1] = [("secrecy_statuses", "status")];

fn no_stored_status(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    let of_migrations = |file: &&File| file.extension() == "sql" && file.path.starts_with("migrations/");
    for file in project.files.iter().filter(of_migrations) {
        let (mut table, mut above) = (String::new(), "");
        for (index, line) in file.text.lines().enumerate() {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty());
            let upper: Vec<String> = words.clone().take(2).map(str::to_ascii_uppercase).collect();
            if upper.last().is_some_and(|w| w == "TABLE") {
                let passed = ["IF", "NOT", "EXISTS", "ONLY"];
                let named =
                    words.clone().skip(2).find(|w| !passed.contains(&w.to_ascii_uppercase().as_str()));
                table = named.unwrap_or_default().to_owned();
            }
            let column = match line.to_ascii_uppercase().find("ADD COLUMN ") {
                Some(at) => line[at + "ADD COLUMN ".len()..].split_whitespace().next(),
                None if line.trim_start().starts_with("--") => None,
                None => words.next(),
            };
            let column = column.unwrap_or_default();
            let tells = STATES.contains(&column) || QUESTIONS.contains(&column);
            let is_fact = FACTS.contains(&(table.as_str(), column))
                || [line, above]
                    .iter()
                    .any(|l| l.split_once("-- a fact:").is_some_and(|(_, why)| why.trim().len() >= 10));
            if tells && !is_fact {
                let what =
                    format!("`{table}.{column}`: derive it, or say on the line above `-- a fact: <why>`");
                findings.push(Finding::new(&file.path, index + 1, what));
            }
            above = line;
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_decide_from_what_they_are_given() {
        let good = Project::of(&[
            (
                "crates/register/src/attachments/rules.rs",
                "use platform::files::Mime;\nplatform::from_row!(Duty { a });\n/// Cx\nfn may(today: Date) {}\n\
                 #[cfg(test)]\nmod tests { async fn f(cx: &Cx) {} }\n",
            ),
            ("crates/register/src/cases/actions/open.rs", "pub async fn open(cx: &Cx) {}\n"),
        ]);
        assert_eq!(pure_rules(&good), []);
        let bad = Project::of(&[(
            "crates/casework/src/concerns/rules/triage.rs",
            "use platform::http::App;\nfn a(cx: &Cx) {}\nlet b = std::env::var(\"x\");\nfn c(t: &mut Tx) {}\n\
             async fn d() {}\nd().await;\n",
        )]);
        let lines: Vec<usize> = pure_rules(&bad).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_state_is_derived() {
        let good = "CREATE TABLE secrecy_statuses (\n  status TEXT NOT NULL,\n);\n-- the state of things\n\
                    CREATE TABLE calls (\n  -- a fact: what the telephone company said of the call\n  state TEXT,\n\
                    \x20 closed_on DATE,\n  is_unborn BOOLEAN\n);\nCREATE VIEW held AS SELECT status FROM secrecy_statuses;\n";
        assert_eq!(no_stored_status(&Project::of(&[("migrations/0001_a.sql", good)])), []);
        let bad = "CREATE TABLE cases (\n  id UUID,\n  status TEXT,\n  is_open BOOLEAN\n);\n\
                   ALTER TABLE cases ADD COLUMN phase TEXT;\n-- a fact:\nALTER TABLE cases ADD COLUMN stage TEXT;\n";
        let found = no_stored_status(&Project::of(&[("migrations/0001_a.sql", bad)]));
        let lines: Vec<usize> = found.iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [3, 4, 6, 8]);
        assert!(found[0].what.starts_with("`cases.status`"));
    }
}
