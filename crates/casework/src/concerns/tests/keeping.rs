// SPDX-License-Identifier: EUPL-1.2
//! By which rule an archived report is kept: chosen from the pack or said in words, through the page.

use register::testing::run;

use super::world::World;
use crate::concerns::model::{Levels, State};
use crate::concerns::rules::triage::Outcome;

#[test]
fn whoever_archives_names_the_rule_of_the_pack_or_another_one() {
    run(async {
        let w = World::new().await;
        let nour = w.browser(&w.intake).await;
        let rule = "Aucune durée légale trouvée";
        let own = "dix ans, accord du 3 mars 2026";
        // What is chosen, what is typed; how the report is then kept, or the field beside which something is told.
        let table = [
            ("", "", Err("retention_rule")),
            ("other", " ", Err("retention")),
            ("ase_ninety_years", "", Err("retention_rule")),
            ("none_found", "", Ok(rule)),
            ("none_found", own, Ok(own)),
            ("other", own, Ok(own)),
            ("", own, Ok(own)),
        ];
        for (n, (chosen, typed, expected)) in table.into_iter().enumerate() {
            let report = w.phoned(&[("Lina", "Maes", "2018")]).await.report;
            w.triaged(report, Outcome::NotConcern, Levels::of(0, 0, 0)).await;
            let page = nour.get(&format!("/reports/{report}/archive")).await;
            assert!(page.has(rule) && page.has("value=\"none_found\" checked"), "one rule is chosen at once");
            assert!(page.has("Aucun texte trouvé") && !page.has("quatre-vingt-dix ans"), "one’s own country");
            let fields = [("retention_rule", chosen), ("retention", typed)];
            let sent = nour.post(&format!("/reports/{report}/archive"), &fields).await;
            let state = w.concern(&w.intake, report).await.state();
            match expected {
                Ok(words) => {
                    assert_eq!((sent.status, state), (303, State::Archived), "{n}: {}", sent.body);
                    let page = nour.get(&format!("/reports/{report}")).await;
                    assert!(page.has("Conservation") && page.has(words), "{n}");
                    assert_eq!(page.has(rule), chosen == "none_found", "{n}");
                }
                Err(field) => {
                    assert!(sent.status == 422 && state != State::Archived, "{n}");
                    assert!(sent.has(&format!("href=\"#{field}\"")), "{n}: {}", sent.body);
                }
            }
        }
    });
}
