// SPDX-License-Identifier: EUPL-1.2
//! The rule about where SQL may stand.

use super::project::{File, Project};
use super::{Finding, Rule, tables};

/// SQL stands in the store of a slice.
pub const SQL_PLACES: Rule = Rule {
    name: "sql-places",
    reason: "a query asks for a grant or a scope, and that is verified in one kind of place: the `store.rs` of a \
             slice, the one file of a slice that has no other, and the database folder of the platform",
    find: sql_places,
};

fn sql_places(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    let owners = tables::owners(project);
    // `-- owner: platform::session` makes crates/platform/src/session.rs a store.
    let owns_tables = |file: &File| tables::place(&file.path).is_some_and(|place| owners.contains(&place));
    for file in project.working_rust_files().filter(|file| !may_hold_sql(file) && !owns_tables(file)) {
        let rust = file.rust();
        for (line, text) in rust.strings.iter().filter(|(line, _)| !rust.is_test(*line)) {
            if let Some(verb) = statement(text) {
                let what = format!("a {verb} statement outside `store.rs`: move it into the slice's store");
                findings.push(Finding::new(&file.path, *line, what));
            }
        }
    }
    findings
}

/// Stores, migrations, the database folder of the platform; and the tools that fill or measure a database in bulk.
fn may_hold_sql(file: &File) -> bool {
    let pieces: Vec<&str> = file.path.split('/').map(|piece| piece.trim_end_matches(".rs")).collect();
    let is_store =
        |piece: &&str| *piece == "store" || piece.starts_with("store_") || piece.ends_with("_store");
    let is_named = |piece: &&str| matches!(*piece, "migrations" | "bench" | "generate");
    file.path.starts_with("crates/platform/src/db")
        || pieces.iter().any(|piece| is_store(piece) || is_named(piece))
}

/// The verb with which this text would begin, were it SQL; `None` when it is not.
fn statement(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let has = |word: &str| text.split_whitespace().skip(1).any(|other| other == word);
    let second = text.split_whitespace().nth(1).unwrap_or_default();
    let begins = |verb: &str| text.split_whitespace().next() == Some(verb);
    if begins("SELECT") && !second.is_empty() {
        return Some("SELECT");
    }
    if begins("INSERT") && (second == "INTO" || second == "OR") {
        return Some("INSERT");
    }
    if begins("UPDATE") && has("SET") {
        return Some("UPDATE");
    }
    if begins("DELETE") && second == "FROM" {
        return Some("DELETE");
    }
    (begins("WITH") && has("AS")).then_some("WITH")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_stands_in_stores() {
        let good = Project::of(&[
            ("migrations/0001_start.sql", "-- owner: platform::session\nCREATE TABLE sessions (id INT);\n"),
            ("crates/platform/src/session.rs", "q(\"SELECT id FROM sessions\");\n"),
            ("crates/a/src/cases/store.rs", "const Q: &str = \"SELECT id FROM cases\";\n"),
            ("crates/platform/src/db/dialect.rs", "q(\"UPDATE x SET y = 1\")\n"),
            ("crates/app/src/generate.rs", "q(\"INSERT INTO cases VALUES (1)\")\n"),
            (
                "crates/a/src/cases/pages.rs",
                "p(\"SELECT\"); p(\"Select a case FROM the list\"); // SELECT a\n",
            ),
            ("crates/a/src/cases/rules.rs", "#[cfg(test)]\nmod tests { fn f() { q(\"SELECT 1\") } }\n"),
        ]);
        assert_eq!(sql_places(&good), []);
        let bad = Project::of(&[(
            "crates/a/src/cases/actions.rs",
            "q(\"SELECT id FROM cases\");\nq(r#\"  DELETE FROM cases\"#);\nq(\"WITH a AS (SELECT 1) SELECT 2\");\n\
             q(\"UPDATE cases \\\n   SET a = 1\");\nq(\"INSERT INTO cases (id) VALUES ($1)\");\n",
        )]);
        let lines: Vec<usize> = sql_places(&bad).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 6]);
    }
}
