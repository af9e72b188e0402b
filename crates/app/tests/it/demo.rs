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
        assert_eq!(made.accounts.iter().filter(|a| a.journey.is_some()).count(), 8);
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
