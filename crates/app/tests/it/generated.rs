// SPDX-License-Identifier: EUPL-1.2
//! Papers written by the program, for people to read and review: when they change, the change is seen.
//!
//! `UPDATE_GENERATED=1 cargo test -p maillage` writes them anew.

use std::collections::BTreeSet;
use std::path::PathBuf;

use kernel::EventKind;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/generated")
}

/// Compares a paper with the committed one, or writes it.
pub fn paper(name: &str, text: &str) {
    let path = folder().join(name);
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::write(&path, text).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "docs/generated/{name} is not what the program says now: run UPDATE_GENERATED=1 cargo test -p maillage and read the change"
    );
}

#[test]
fn the_table_of_routes() {
    paper("routes.txt", &maillage::cli::table_of_routes());
}

#[test]
fn who_may_do_what() {
    paper("access-matrix.txt", &register::access::matrix());
}

fn all_events() -> Vec<(&'static str, &'static [EventKind])> {
    vec![
        ("register::ledger", register::ledger::events::ALL),
        ("register::directory", register::directory::events::ALL),
        ("register::accounts", register::accounts::events::ALL),
        ("register::access", register::access::events::ALL),
        ("register::people", register::people::events::ALL),
        ("register::cases", register::cases::events::ALL),
        ("register::attachments", register::attachments::events::ALL),
        ("casework::concerns", casework::concerns::events::ALL),
        ("casework::journal", casework::journal::events::ALL),
    ]
}

#[test]
fn what_the_ledger_can_tell() {
    let mut out = String::from("What can stand in the ledger, by the slice that says it.\n");
    let mut seen = BTreeSet::new();
    for (slice, events) in all_events() {
        out.push_str(&format!("\n{slice}\n"));
        for event in events {
            assert!(seen.insert(event.0), "{} is declared twice", event.0);
            out.push_str(&format!("  {}\n", event.0));
        }
    }
    paper("ledger-events.txt", &out);
}

#[test]
fn the_schema_by_owner() {
    let mut out = String::from("Tables, by the slice that alone writes them.\n\n");
    let mut owner = "";
    for migration in platform::db::MIGRATIONS {
        for line in migration.text.lines() {
            if let Some(name) = line.strip_prefix("-- owner: ") {
                owner = name;
            }
            if let Some(table) = line.strip_prefix("CREATE TABLE ") {
                out.push_str(&format!("{:<24} {owner}\n", table.trim_end_matches(" (")));
            }
        }
    }
    paper("schema.txt", &out);
}

#[test]
fn no_two_routes_are_one() {
    let mut seen = BTreeSet::new();
    for route in maillage::routes() {
        assert!(
            seen.insert((route.method.code(), route.path)),
            "{} {} twice",
            route.method.code(),
            route.path
        );
    }
}
