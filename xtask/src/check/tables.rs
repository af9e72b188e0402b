// SPDX-License-Identifier: EUPL-1.2
//! The rule about whose tables are whose, read from the migrations: the comment `-- owner: register::cases` says it
//! for the tables and views created below it, down to the next such comment.

use super::project::{File, Project};
use super::{Finding, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// A slice touches its own tables only.
pub const TABLE_OWNERS: Rule = Rule {
    name: "table-owners",
    reason: "a table that only its slice reads and writes can be changed by changing that slice; others ask the \
             slice, or read a view that it publishes",
    find: table_owners,
};

struct Owned {
    owner: String,
    is_view: bool,
}

fn table_owners(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    let tables = tables(project, &mut findings);
    for file in project.working_rust_files() {
        let Some(place) = place(&file.path) else { continue };
        let rust = file.rust();
        for (start, text) in rust.strings.iter().filter(|(line, _)| !rust.is_test(*line)) {
            for (offset, verb, name) in tables_named(text) {
                let Some(table) = tables.get(&name) else { continue };
                let published = table.is_view && matches!(verb, "FROM" | "JOIN");
                if !published && !is_within(&place, &table.owner) {
                    let what = format!(
                        "`{verb} {name}` in {place}: {name} belongs to {}, ask it there",
                        table.owner
                    );
                    findings.push(Finding::new(&file.path, start + offset, what));
                }
            }
        }
    }
    findings
}

/// Every table and view that the migrations create, with its owner; one without an owner is a finding.
fn tables(project: &Project, findings: &mut Vec<Finding>) -> BTreeMap<String, Owned> {
    let mut tables = BTreeMap::new();
    for file in project.files.iter().filter(|file| is_migration(file)) {
        let mut owner: Option<String> = None;
        for (index, line) in file.text.lines().enumerate() {
            if let Some(named) = named_owner(line) {
                owner = Some(named.to_owned());
            }
            let Some((name, is_view)) = created(line) else { continue };
            match &owner {
                Some(owner) => {
                    tables.insert(name, Owned { owner: owner.clone(), is_view });
                }
                None => {
                    let what =
                        format!("`{name}` has no owner: write `-- owner: crate::slice` on a line above it");
                    findings.push(Finding::new(&file.path, index + 1, what));
                }
            }
        }
    }
    tables
}

/// The owners that the migrations name.
pub fn owners(project: &Project) -> BTreeSet<String> {
    let lines = project.files.iter().filter(|file| is_migration(file)).flat_map(|file| file.text.lines());
    lines.filter_map(named_owner).map(str::to_owned).collect()
}

fn named_owner(line: &str) -> Option<&str> {
    line.trim().strip_prefix("-- owner:").map(str::trim)
}

fn is_migration(file: &File) -> bool {
    file.extension() == "sql" && file.path.split('/').any(|piece| piece == "migrations")
}

/// The name that a line of SQL creates, and whether it is a view.
fn created(line: &str) -> Option<(String, bool)> {
    let mut words = line.split(|c: char| c.is_whitespace() || c == '(').filter(|word| !word.is_empty());
    if !words.next()?.eq_ignore_ascii_case("CREATE") {
        return None;
    }
    let passed_over = ["TEMP", "TEMPORARY", "UNLOGGED", "VIRTUAL", "MATERIALIZED", "OR", "REPLACE"];
    let kind = words.find(|word| !passed_over.iter().any(|other| word.eq_ignore_ascii_case(other)))?;
    let is_view = kind.eq_ignore_ascii_case("VIEW");
    if !is_view && !kind.eq_ignore_ascii_case("TABLE") {
        return None;
    }
    let name =
        words.find(|word| !["IF", "NOT", "EXISTS"].iter().any(|other| word.eq_ignore_ascii_case(other)))?;
    Some((bare(name), is_view))
}

fn bare(name: &str) -> String {
    name.trim_matches(|c: char| !c.is_alphanumeric() && c != '_').to_ascii_lowercase()
}

/// The tables that a text of SQL names: the lines from its start, the word before the name, the name.
fn tables_named(text: &str) -> Vec<(usize, &'static str, String)> {
    let mut named = Vec::new();
    let mut before: Option<&'static str> = None;
    for (offset, line) in text.lines().enumerate() {
        for word in line.split([' ', '\t', '(']).filter(|word| !word.is_empty()) {
            match before.take() {
                Some(verb) if word == "ONLY" => before = Some(verb),
                Some(verb) => named.push((offset, verb, bare(word))),
                None => before = ["FROM", "JOIN", "INTO", "UPDATE"].into_iter().find(|verb| *verb == word),
            }
        }
    }
    named
}

/// `crates/register/src/cases/store.rs` stands in `register::cases::store`. The platform's database folder, and
/// the tools that fill or measure a database in bulk, stand outside this rule.
pub fn place(path: &str) -> Option<String> {
    let (folder, inside) = path.strip_prefix("crates/")?.split_once("/src/")?;
    let inside = inside.strip_suffix(".rs")?;
    let pieces: Vec<&str> = std::iter::once(folder).chain(inside.split('/')).collect();
    let outside = path.starts_with("crates/platform/src/db")
        || pieces.iter().any(|piece| matches!(*piece, "bench" | "generate"));
    (!outside).then(|| pieces.join("::"))
}

fn is_within(place: &str, owner: &str) -> bool {
    place == owner || place.strip_prefix(owner).is_some_and(|rest| rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIGRATION: &str = "-- owner: register::cases\nCREATE TABLE cases (\n  id uuid\n);\n\
                             CREATE INDEX cases_by_date ON cases (opened_on);\n\
                             CREATE VIEW case_counts AS SELECT 1;\n\
                             -- owner: casework::concerns\nCREATE TABLE IF NOT EXISTS concerns(\n  id uuid\n);\n";

    #[test]
    fn a_slice_touches_its_own_tables_and_the_views_that_others_publish() {
        let good = Project::of(&[
            ("migrations/0001_start.sql", MIGRATION),
            ("crates/register/src/cases/store.rs", "q(\"SELECT a FROM cases c JOIN cases d ON 1 = 1\");\n"),
            (
                "crates/casework/src/concerns/store.rs",
                "q(\"INSERT INTO concerns(id)\"); q(\"x FROM case_counts\");\n",
            ),
            ("crates/app/src/bench/mod.rs", "q(\"SELECT a FROM cases\");\n"),
        ]);
        assert_eq!(table_owners(&good), []);
    }

    #[test]
    fn another_slices_table_is_out_of_reach() {
        let bad = Project::of(&[
            ("migrations/0001_start.sql", MIGRATION),
            (
                "crates/casework/src/concerns/store.rs",
                "fn f() {\nq(\"SELECT a\n FROM concerns\n JOIN cases ON 1\");\n}\n",
            ),
            (
                "crates/register/src/people/store.rs",
                "q(\"UPDATE cases SET a = 1\"); q(\"DELETE FROM case_counts\");\n",
            ),
        ]);
        let found = table_owners(&bad);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].line, found[1].line), (4, 1));
        assert!(found[0].what.contains("belongs to register::cases"));
    }

    #[test]
    fn every_table_has_an_owner() {
        let bad = Project::of(&[("migrations/0001_start.sql", "CREATE TABLE \"lost\" (id int);\n")]);
        assert_eq!(table_owners(&bad).len(), 1);
    }
}
