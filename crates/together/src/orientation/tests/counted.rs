// SPDX-License-Identifier: EUPL-1.2
//! What became of orientations, for those who answer for the institution: numbers with what they rest on.

use kernel::Instant;
use register::testing::run;

use super::super::{self as orientation, Means, Outcome};
use super::deeds::{agreed, appointment, contact, met, proposed};
use crate::sharing::tests::world::World;

#[test]
fn shares_say_on_how_many_they_rest() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        // One attended, one that waits, one under way, one refused before it was accepted.
        let attended = agreed(&w, &cx).await;
        orientation::make_contact(&cx, attended, &contact(&cx, Means::ByUser, false)).await.unwrap();
        let day = cx.today().plus_days(1);
        orientation::set_appointment(&cx, attended, &appointment(&cx, day, 10)).await.unwrap();
        let waits = agreed(&w, &cx).await;
        orientation::make_contact(&cx, waits, &contact(&cx, Means::ByUser, false)).await.unwrap();
        orientation::record_outcome(&cx, waits, &met(&cx, Outcome::WaitingList)).await.unwrap();
        agreed(&w, &cx).await;
        let refused = proposed(&w, &cx, w.case).await;
        orientation::refuse(&cx, refused, &super::deeds::given(&cx, "")).await.unwrap();
        w.t.pass(2 * Instant::DAY);
        let cx = w.claire().await;
        orientation::record_outcome(&cx, attended, &met(&cx, Outcome::Attended)).await.unwrap();
        let hanae = w.t.sign_in(&w.hanae).await;
        let page = hanae.get("/orientations/outcomes").await;
        assert!(page.has("PSE Mourne-Santé"), "{}", page.body);
        assert!(page.has("1 sur 3 (33\u{a0}%)") && page.has("1 sur 1 (100\u{a0}%)"), "{}", page.body);
        for name in ["Lina", "Sandrine", "Maes"] {
            assert!(!page.has(name), "numbers only");
        }
        let csv = hanae.get("/orientations/outcomes.csv").await;
        assert!(csv.body.contains("PSE Mourne-Santé;3;1;0;0;0;0;1;1;1"), "{}", csv.body);
        let before = hanae.get("/orientations/outcomes?from=2019-01-01&until=2019-12-31").await;
        assert!(before.has("Aucune orientation acceptée dans cette période"));
        // Whoever does not answer for the institution reads no such table.
        for who in [&w.claire, &w.lejeune] {
            let them = w.t.sign_in(who).await;
            assert_eq!(them.get("/orientations/outcomes").await.status, 404);
            assert_eq!(them.get("/orientations/outcomes.csv").await.status, 404);
        }
    });
}
