// SPDX-License-Identifier: EUPL-1.2
//! The register of an institution: for whoever answers for it, with no name of a family and no word of what was said.

use kernel::FunctionKind;
use register::testing::run;

use super::super::{self as sharing, Finding};
use super::world::World;

const CSV: &str = "/disclosures/register/table.csv";

#[test]
fn whoever_answers_for_a_service_takes_its_decisions_without_a_name_and_without_a_word() {
    run(async {
        let w = World::new().await;
        let (told, _) = w.composed(&w.lejeune).await;
        w.decide(told).await.unwrap();
        w.tell(told).await.unwrap();
        let (refused, _) = w.composed(&w.teacher).await;
        w.decide(refused).await.unwrap();
        let cx = w.claire().await;
        let objection = sharing::object(&cx, w.case, Some(told), w.mother, cx.today(), "Je ne savais pas.")
            .await
            .unwrap();
        let hanae = w.t.acting(&w.hanae).await;
        sharing::find(&hanae, objection, Finding::Overturned, "La mère n’a pas compris.").await.unwrap();

        let head = w.t.person(w.claire.institution, "Odile", "Marchal", &[FunctionKind::Direction]).await;
        let head = w.t.sign_in(&head).await;
        let table = head.get(CSV).await;
        assert_eq!((table.status, table.header("content-type")), (200, "text/csv; charset=utf-8"));
        let lines: Vec<&str> = table.body.lines().collect();
        assert_eq!(lines.len(), 3, "a heading and two decisions: {}", table.body);
        let day = cx.today().to_string();
        for said in
            [day.as_str(), "circulaire 1785", "Permis en partie", "PSE Mourne-Santé", "Par écrit, ici"]
        {
            assert!(lines[1].contains(said), "« {said} » in {}", lines[1]);
        }
        assert!(
            lines[1].contains("La décision n’était pas fondée") && lines[2].contains("Refusé"),
            "{}",
            table.body
        );
        for kept in [
            "Lina",
            "Maes",
            "Sandrine",
            "courbe",
            "bilan",
            "poids",
            "croissance",
            "savais",
            "Lejeune",
            "compris",
        ] {
            assert!(!table.body.contains(kept), "« {kept} » is in {}", table.body);
        }
        let book = head.get("/disclosures/register/table.xlsx").await;
        assert!(book.status == 200 && book.bytes.starts_with(b"PK"), "a workbook");
        assert!(book.header("content-disposition").contains("partages-2026-01-01"), "{:?}", book.headers);

        // The period stands in the address, and is a year at most.
        let before = format!("{CSV}?from=2025-01-01&until=2025-12-31");
        assert_eq!(head.get(&before).await.body.lines().count(), 1);
        assert!(
            head.get("/disclosures/register?from=2025-01-01&until=2025-12-31").await.has("Aucune décision")
        );
        let long = head.get("/disclosures/register?from=2020-01-01&until=2026-01-01").await;
        assert!(long.status == 422 && long.has("Un an au plus"), "{}", long.body);
        assert_eq!(head.get(&format!("{CSV}?from=2020-01-01&until=2026-01-01")).await.status, 422);

        // Of another service nothing; and to nobody who does not answer for one.
        let other = w.t.person(w.lejeune.institution, "Luc", "Piron", &[FunctionKind::Direction]).await;
        assert_eq!(w.t.sign_in(&other).await.get(CSV).await.body.lines().count(), 1);
        for who in [&w.claire, &w.hanae, &w.lejeune] {
            let browser = w.t.sign_in(who).await;
            for path in ["/disclosures/register", CSV, "/disclosures/register/table.xlsx"] {
                let page = browser.get(path).await;
                assert!(page.status == 403 || page.status == 404, "{path}: {}", page.status);
            }
        }
    });
}
