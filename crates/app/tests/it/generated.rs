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
        ("register::apart", register::apart::events::ALL),
        ("register::people", register::people::events::ALL),
        ("register::cases", register::cases::events::ALL),
        ("register::attachments", register::attachments::events::ALL),
        ("casework::concerns", casework::concerns::events::ALL),
        ("casework::journal", casework::journal::events::ALL),
        ("together::sharing", together::sharing::events::ALL),
        ("together::exchange", together::exchange::events::ALL),
        ("together::orientation", together::orientation::events::ALL),
        ("together::consultations", together::consultations::events::ALL),
        ("together::danger", together::danger::events::ALL),
        ("resource-centre::practices", resource_centre::practices::events::ALL),
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

/// For a lawyer who reviews: every condition of every rule set, in French, with the rule itself and what it rests on.
#[test]
fn the_rules_of_secrecy() {
    let book = rulebook::Rulebook::shipped().unwrap();
    let mut seen = BTreeSet::new();
    let mut out = String::from(
        "The rules of secrecy, as the program applies them: a disclosure is permitted when every condition of one rule set\n\
         is met, for one recipient and one piece of information. Written from packs/*/secrecy; nothing here is legal advice.\n",
    );
    for set in book.packs().flat_map(|pack| pack.rule_sets()) {
        if seen.insert((set.code(), set.edition())) {
            write_rule_set(set, &mut out);
        }
    }
    paper("secrecy-rules.txt", &out);
}

fn write_rule_set(set: &secrecy::RuleSet, out: &mut String) {
    let span = |(from, to): (Option<secrecy::Day>, Option<secrecy::Day>)| match (from, to) {
        (None, None) => String::new(),
        (from, to) => {
            let day = |day: Option<secrecy::Day>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
            format!(", {} to {}", day(from), day(to))
        }
    };
    let certainty = set.certainty().code();
    let heading = format!(
        "{}  {} ({}, {certainty}{})",
        set.code(),
        set.title("fr"),
        set.kind().code(),
        span(set.validity())
    );
    out.push_str(&format!("\n\n{heading}\n{}\n{}\n", "=".repeat(heading.chars().count()), set.summary("fr")));
    for condition in set.conditions() {
        out.push_str(&format!(
            "\n{}  ({})\n  {}\n",
            condition.id(),
            condition.certainty().code(),
            condition.says("fr")
        ));
        let rule = condition.text().split_once("unless").map_or("", |(_, rule)| rule).trim_end_matches(';');
        out.push_str(&format!("  rule: {}\n", rule.split_whitespace().collect::<Vec<_>>().join(" ")));
        for law in condition.laws() {
            for number in law.numbers() {
                let certainty = number.certainty().code();
                out.push_str(&format!(
                    "  law:  {} ({certainty}{})\n",
                    number.cite("fr"),
                    span(number.validity())
                ));
            }
        }
        out.push_str(&format!("  else: {}\n", condition.remedy("fr")));
        for alternative in condition.alternatives() {
            out.push_str(&format!("    or: {}\n", alternative.words("fr")));
        }
    }
    if !set.grounds().is_empty() {
        out.push_str("\nGrounds for not telling somebody before\n");
        for ground in set.grounds() {
            out.push_str(&format!("  {}: {}\n", ground.code(), ground.words("fr")));
        }
    }
    out.push_str("\nTo keep in mind\n");
    for note in set.notes("fr").chain(set.consent_note("fr")) {
        out.push_str(&format!("  - {note}\n"));
    }
    out.push_str("\nQuestions (asked of; the answer that is needed)\n");
    for question in set.questions() {
        let asked = match question.asked() {
            secrecy::Asked::Decision => "once",
            secrecy::Asked::Recipient => "each recipient",
            secrecy::Asked::Item => "each piece",
            secrecy::Asked::Pair => "each recipient with each piece",
        };
        let wanted = set.wanted(question.code()).code();
        out.push_str(&format!("  {}: {} ({asked}; {wanted})\n", question.code(), question.ask("fr")));
    }
}
