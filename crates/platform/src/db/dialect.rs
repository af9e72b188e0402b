// SPDX-License-Identifier: EUPL-1.2
//! The real differences between the engines, each a function with a name.

use super::Engine;

/// How migrations are rewritten for an engine.
pub(super) fn ddl(engine: Engine) -> fn(&str) -> String {
    match engine {
        Engine::Sqlite => ddl_for_sqlite,
        Engine::Postgres => ddl_for_postgres,
    }
}

/// Rewrites a migration written in our common types for the embedded engine: strict tables, and `-- clustered` tables
/// (small rows that are always looked up by their key) without a row id.
pub(super) fn ddl_for_sqlite(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in only(text, "sqlite") {
        if line.trim_start().starts_with("--") {
            continue;
        }
        let line = words(line, &[("UUID", "BLOB"), ("BIGINT", "INTEGER"), ("BOOLEAN", "INTEGER")]);
        match line.trim_end() {
            ");" => out.push_str(") STRICT;"),
            "); -- clustered" => out.push_str(") STRICT, WITHOUT ROWID;"),
            other => out.push_str(other),
        }
        out.push('\n');
    }
    out
}

/// Rewrites a migration for PostgreSQL: texts compare by code point as they do in the embedded engine, whatever the
/// locale the cluster was made with.
pub(super) fn ddl_for_postgres(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in only(text, "postgres") {
        if line.trim_start().starts_with("--") {
            continue;
        }
        out.push_str(&words(line, &[("TEXT", "TEXT COLLATE \"C\""), ("BLOB", "BYTEA")]));
        out.push('\n');
    }
    out
}

/// The text with `-- only: other` … `-- end` blocks of the other engine left out.
fn only<'a>(text: &'a str, engine: &'a str) -> impl Iterator<Item = &'a str> {
    let mut skipping = false;
    text.lines().filter(move |line| {
        if let Some(wanted) = line.trim().strip_prefix("-- only: ") {
            skipping = wanted != engine;
            return false;
        }
        if line.trim() == "-- end" {
            skipping = false;
            return false;
        }
        !skipping
    })
}

/// Replaces whole words.
fn words(line: &str, replacements: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while !rest.is_empty() {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        if end == 0 {
            let next = rest.find(is_word).unwrap_or(rest.len());
            out.push_str(&rest[..next]);
            rest = &rest[next..];
            continue;
        }
        let word = &rest[..end];
        out.push_str(replacements.iter().find(|(from, _)| *from == word).map_or(word, |(_, to)| to));
        rest = &rest[end..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "-- owner: x\nCREATE TABLE t (\n  id UUID PRIMARY KEY,\n  text_kind TEXT NOT NULL,\n  body BLOB\n); -- clustered\n-- only: postgres\nCREATE INDEX g;\n-- end\n";

    #[test]
    fn one_text_serves_both_engines() {
        assert_eq!(
            ddl_for_sqlite(TEXT),
            "CREATE TABLE t (\n  id BLOB PRIMARY KEY,\n  text_kind TEXT NOT NULL,\n  body BLOB\n) STRICT, WITHOUT ROWID;\n"
        );
        assert_eq!(
            ddl_for_postgres(TEXT),
            "CREATE TABLE t (\n  id UUID PRIMARY KEY,\n  text_kind TEXT COLLATE \"C\" NOT NULL,\n  body BYTEA\n); -- clustered\nCREATE INDEX g;\n"
        );
    }
}
