// SPDX-License-Identifier: EUPL-1.2
//! The demo world: every story replayed through the actions that the pages call, and everything it expects looked at.

use std::sync::Arc;

use maillage::demo::{self, Checking};
use platform::config::Config;
use platform::testing::{TestDb, run};
use register::ledger::{self, Keeper};
use rulebook::Rulebook;

use crate::generated::paper;

#[allow(clippy::unwrap_used, clippy::panic)] // A test that cannot set itself up stops.
async fn made(test: &TestDb, checking: Checking) -> demo::Made {
    let chance = demo::chance();
    let db = test.db().with_journal(Arc::new(Keeper::new(chance.clone())));
    let rulebook = Rulebook::shipped().unwrap();
    demo::make(db, chance, &Config::default(), rulebook, checking).await.unwrap_or_else(|why| panic!("{why}"))
}

#[test]
fn every_story_goes_as_it_is_told() {
    run(async {
        let test = TestDb::new().await;
        let made = made(&test, Checking::Everything).await;
        let report = &made.report;
        assert!(
            report.failures.is_empty(),
            "{} failures:\n{}",
            report.failures.len(),
            report.failures.join("\n")
        );
        assert!(report.done > 300 && report.held > 80, "{}", report.short());
        let verified = ledger::verify(&test.db()).await.unwrap();
        assert!(verified.faults.is_empty(), "{:?}", verified.faults);
        assert!(verified.entries > 1_000);
        paper("demo-pending.txt", &report.pending_list());
    });
}

#[test]
fn the_accounts_are_those_to_show_and_everybody_elses() {
    run(async {
        let test = TestDb::new().await;
        let made = made(&test, Checking::StepsAlone).await;
        assert!(made.report.failures.is_empty(), "{}", made.report.failures.join("\n"));
        assert!(made.accounts.len() > 80);
        assert_eq!(made.accounts.iter().filter(|a| a.journey.is_some()).count(), 9);
        let json = demo::as_json(&made.accounts);
        let first = &json[0];
        for key in ["email", "password", "totp_secret", "practitioner", "institution", "functions", "journey"]
        {
            assert!(!first[key].is_null(), "{key}");
        }
        // The same program makes the same secrets: whoever took up an account finds it again after a restart.
        assert_eq!(first["totp_secret"].as_str().map(str::len), Some(32));
    });
}

/// A brother who has a case of his own, or was named in a report, is the same person beside his sister. Each institution keeps
/// its own record; a report that names a child anew keeps what it was told, until somebody says who it is.
#[test]
fn one_child_is_one_person_across_the_cases_of_an_institution() {
    run(async {
        let test = TestDb::new().await;
        let made = made(&test, Checking::StepsAlone).await;
        assert!(made.report.failures.is_empty(), "{}", made.report.failures.join("\n"));
        let mut conn = test.db().read().await.unwrap();
        let twice: Vec<(String, String, i64)> = conn
            .all(
                "SELECT p.given, p.family, COUNT(*) FROM persons p WHERE p.given <> '' AND p.merged_into IS NULL
                   AND EXISTS (SELECT 1 FROM person_links l WHERE l.person_id = p.id AND l.subject_kind = 'case')
                 GROUP BY p.institution_id, p.given, p.family HAVING COUNT(*) > 1 LIMIT 100",
                platform::args![],
            )
            .await
            .unwrap();
        assert!(twice.is_empty(), "recorded twice: {twice:?}");
    });
}
