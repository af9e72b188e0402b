// SPDX-License-Identifier: EUPL-1.2
//! An expectation that cannot fail says nothing: each is told wrongly here, over the whole demo world, and must be noticed.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;

use platform::config::Config;
use platform::testing::{TestDb, run};
use register::ledger::Keeper;
use rulebook::Rulebook;

use super::{Check, Reads, same_refusal};
use crate::demo::known::Known;
use crate::demo::report::Report;
use crate::demo::story::{After, Expect};
use crate::demo::{Checking, ZONE, chance, clock, ends_at, load, replay, world};

/// Wrong sayings: the story, after which step, and what is said.
const WRONG: &[(&str, &str, &str)] = &[
    // One report about the twins, not two; two cases, not one; four answers owed, not three.
    ("C02", "end", "kind = 'count'\nwhat = 'reports'\nequals = 2"),
    ("C02", "end", "kind = 'count'\nwhat = 'cases'\nequals = 1"),
    ("C12", "end", "kind = 'count'\nwhat = 'feedback_duties'\nequals = 3"),
    // Who received a report reads who reported, on its page.
    (
        "C12",
        "end",
        "kind = 'reporter_hidden'\nreport = 'report-ecole'\nfrom = ['p-saj-nkulu']\nin = ['list']",
    ),
    // What may be read is not masked: on the page of the case, in the list, in the table to take along.
    ("C11", "end", "kind = 'masked'\nwords = ['Maëlle']\nfrom = ['p-saj-peeters']\nin = ['case_page']"),
    ("C11", "end", "kind = 'masked'\nwords = ['Maëlle']\nfrom = ['p-saj-peeters']\nin = ['list']"),
    ("C11", "end", "kind = 'masked'\nwords = ['Maëlle']\nfrom = ['p-saj-peeters']\nin = ['csv']"),
    ("C11", "end", "kind = 'masked'\nwords = ['Maëlle']\nfrom = ['p-saj-peeters']\nin = ['pdf']"),
    // The father was told something, as somebody who reported.
    ("C12", "end", "kind = 'masked'\nwords = ['votre message']\nfrom = ['gregory']\nin = ['feedback']"),
    ("C02", "end", "kind = 'absent_from'\nobject = 'case-youri'\nwords = ['Youri']\nin = ['export']"),
    // A colleague who is told nothing at all is not told the minimal set.
    (
        "C09",
        "transfert-2",
        "kind = 'hidden_from'\nobject = 'report'\nwho = ['p-saj-haddad']\nhow = 'minimal_set'",
    ),
    (
        "C09",
        "transfert-2",
        "kind = 'shown_to'\nobject = 'report'\nwho = ['p-saj-haddad']\nwords = ['motif en une phrase']",
    ),
    ("C09", "end", "kind = 'rule_set'\nof = 'case-adam'\nis = 'fr'"),
    // Known elsewhere is somebody else of the name.
    (
        "C01",
        "end",
        "kind = 'search_finds'\nwho = 'p-spj-fontaine'\ntext = 'goffin maelle'\nperson = 'lina'\nresult = 'existence_only'",
    ),
];

fn expect(after: &str, told: &str) -> Expect {
    let written: toml::Table = told.parse().unwrap();
    let kind = written["kind"].as_str().unwrap().to_owned();
    let check: Check = toml::Value::Table(written.clone()).try_into().unwrap();
    let after = if after == "end" { After::End } else { After::Step(after.to_owned()) };
    Expect { line: 0, after, kind, check, written }
}

#[test]
fn what_is_told_wrongly_is_noticed() {
    run(async {
        let test = TestDb::new().await;
        let db = test.db().with_journal(Arc::new(Keeper::new(chance())));
        let app = crate::start::application(
            db,
            clock(),
            chance(),
            Config::default(),
            Rulebook::shipped().unwrap(),
            None,
        );
        let zone = kernel::instant::Zone::named(ZONE).unwrap();
        let mut told = load::shipped().unwrap();
        let mut line = 10_000;
        for (story, after, wrong) in WRONG {
            let story = told.stories.iter_mut().find(|s| s.id == *story).unwrap();
            line += 1;
            story.expects.push(Expect { line, ..expect(after, wrong) });
        }
        let mut known = Known::default();
        world::record(&app, &told, &mut known).await.unwrap();
        let report: Report =
            replay::replay(&app, &told, &mut known, &zone, (Checking::Everything, ends_at(&zone).unwrap()))
                .await
                .unwrap();
        let unnoticed: Vec<&str> = (10_001..=line)
            .zip(WRONG)
            .filter(|(n, _)| !report.failures.iter().any(|f| f.contains(&format!(":{n}:"))))
            .map(|(_, (_, _, wrong))| *wrong)
            .collect();
        assert!(unnoticed.is_empty(), "held, though wrong:\n{}", unnoticed.join("\n\n"));
        assert_eq!(report.failures.len(), WRONG.len(), "{:#?}", report.failures);
    });
}

#[test]
fn not_found_is_the_refusal_of_a_capacity_only_for_who_reads_the_case() {
    assert!(same_refusal("lead_cannot_approve", "closure-by-lead", Reads::Otherwise));
    assert!(same_refusal("lead_cannot_approve", "not-found", Reads::AsLead));
    assert!(!same_refusal("lead_cannot_approve", "not-found", Reads::Otherwise));
    assert!(!same_refusal("child_not_met", "not-found", Reads::AsLead));
    assert!(same_refusal("child_not_met", "child-not-met", Reads::Otherwise));
}
