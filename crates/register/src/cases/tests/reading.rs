// SPDX-License-Identifier: EUPL-1.2
//! Who sees what: the list, the panes, the address that must not be known.

use kernel::{FunctionKind, SubjectKind};

use crate::access::{self, Action};
use crate::cases::{self, ListFilter};
use crate::testing::run;

use super::world::{SECRET, World, child, new_case, title};

/// Every pane and form of a case that can be asked for by address.
const PANES: &[&str] = &[
    "assignment",
    "circle",
    "frame",
    "attention",
    "hold",
    "resumption",
    "transfer",
    "closure",
    "merge",
    "chronology",
    "chronology/new",
    "people",
    "people/new",
];

#[test]
fn only_the_circle_reads_and_titles_carry_no_name() {
    run(async {
        let w = World::new().await;
        let own = ["circle", "people", "chronology", "closure", "hold", "transfer"];
        for pane in PANES {
            for stranger in [&w.idriss, &w.luc, &w.noor] {
                assert_eq!(w.get(stranger, pane).await.status, 404, "{pane} for {}", stranger.email);
            }
            let page = w.get(&w.hanae, pane).await;
            assert_eq!(page.status, 200, "{pane}: {}", page.body);
            for name in ["Lina", "Vandorpe", "Sofia", "Marin"] {
                assert!(!title(&page).contains(name), "{pane}: {}", title(&page));
            }
            assert!(page.has("Lina Vandorpe"), "{pane} shows the identity bar");
        }
        for pane in own {
            assert_eq!(w.get(&w.claire, pane).await.status, 200, "{pane}");
        }
        // The lead neither assigns, nor merges, nor reopens.
        for pane in ["assignment", "merge", "reopening"] {
            assert_eq!(w.get(&w.claire, pane).await.status, 404, "{pane}");
        }
    });
}

#[test]
fn a_secret_address_stands_on_no_page() {
    run(async {
        let w = World::new().await;
        let people = w.get(&w.claire, "people").await;
        assert!(
            people.has("tenu secret") && people.has("Ne jamais donner à\u{a0}: le père"),
            "{}",
            people.body
        );
        let forms = [
            format!("people/{}/edit", w.mother),
            format!("people/{}/names", w.mother),
            format!("people/{}/contacts", w.mother),
            "/cases".to_owned(),
            "/cases?state=all".to_owned(),
            "/cases/export.csv".to_owned(),
        ];
        for pane in PANES.iter().map(|p| (*p).to_owned()).chain(forms) {
            for who in [&w.claire, &w.hanae] {
                let page = w.get(who, &pane).await;
                assert!(!page.has("Tanneurs"), "{pane} for {}", who.email);
            }
        }
    });
}

#[test]
fn a_list_holds_what_a_seat_opens_and_nothing_twice() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let tom = child(&cx, "Tom", "=HYPERLINK(1)").await;
        let other = cases::open(&cx, &new_case(&cx, tom)).await.unwrap();
        let list = w.get(&w.claire, "/cases").await;
        assert!(list.has("Lina Vandorpe") && list.has("2 dossiers"), "{}", list.body);
        assert!(list.has("HYPERLINK"), "she keeps what she opened in sight until a lead is named");
        let team = w.get(&w.hanae, "/cases").await;
        assert!(
            team.has("Lina Vandorpe") && team.has("HYPERLINK") && team.has("2 dossiers"),
            "{}",
            team.body
        );
        let to_assign = w.get(&w.hanae, "/cases?state=unassigned").await;
        assert!(to_assign.has("HYPERLINK") && !to_assign.has("Lina Vandorpe"));
        let led = w.get(&w.hanae, &format!("/cases?lead={}", w.claire.practitioner)).await;
        assert!(led.has("Lina Vandorpe") && !led.has("HYPERLINK"));
        assert!(w.get(&w.hanae, "/cases?who=mine").await.has("Aucun dossier ne répond à ces filtres"));
        assert!(w.get(&w.idriss, "/cases").await.has("Aucun dossier ouvert ne vous est confié"));
        assert_eq!(w.get(&w.luc, "/cases").await.status, 404);
        // Whoever sits twice, by function and by name, sees the case once.
        cases::assign(&w.t.acting(&w.hanae).await, other, w.bruno.practitioner).await.unwrap();
        let list = w.get(&w.claire, "/cases").await;
        assert!(list.has("1 dossier<") && !list.has("HYPERLINK"), "now somebody leads it: {}", list.body);
        let twice = w.get(&w.bruno, "/cases").await;
        assert!(twice.has("2 dossiers"), "{}", twice.body);
        let csv = w.get(&w.bruno, "/cases/export.csv").await;
        assert!(csv.header("content-disposition").contains("dossiers-2026-09-15.csv"));
        assert!(csv.has("'=HYPERLINK(1)") && !csv.has(";=HYPERLINK"), "{}", csv.body);
        assert_eq!(csv.body.lines().count(), 3, "{}", csv.body);
    });
}

#[test]
fn the_children_of_a_long_list_come_page_by_page() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        for i in 0..27 {
            w.t.pass(1_000_000);
            let cx = w.t.acting(&w.claire).await;
            let one = child(&cx, &format!("Enfant{i:02}"), "Suite").await;
            cases::open(&cx, &new_case(&cx, one)).await.unwrap();
        }
        drop(cx);
        let first = w.get(&w.hanae, "/cases").await;
        assert!(
            first.has("28 dossiers") && first.has("Enfant26") && !first.has("Enfant00"),
            "{}",
            first.body
        );
        let next = first.body.split("rel=\"next\"").next().and_then(|b| b.rsplit("href=\"").next()).unwrap();
        let next = next.split('"').next().unwrap().replace("&amp;", "&");
        let second = w.get(&w.hanae, &next).await;
        assert!(
            second.has("Enfant00") && second.has("Lina Vandorpe") && !second.has("Enfant26"),
            "{}",
            second.body
        );
    });
}

#[test]
fn a_search_tells_of_others_what_their_kind_of_service_tells() {
    run(async {
        let w = World::new().await;
        let noor = w.t.sign_in(&w.noor).await;
        let found = noor.get("/search?q=vandorpe+lina").await;
        assert!(found.has("SAJ de Valmourne") && found.has("y est connue"), "{}", found.body);
        assert!(found.has("AMO") && found.has("ne répondent pas à cette recherche"), "{}", found.body);
        // A young person who came to an AMO by herself is not told of to anybody outside it.
        let amo = w.t.institution("amo", "AMO Passe-Rives").await;
        let lead = w.t.person(amo, "Bertrand", "Sohier", &[FunctionKind::Caseworker]).await;
        let colleague = w.t.person(amo, "Mina", "Haas", &[FunctionKind::Caseworker]).await;
        let supervisor = w.t.person(amo, "Rose", "Petit", &[FunctionKind::Supervisor]).await;
        let cx = w.t.acting(&lead).await;
        let young = child(&cx, "Mattéo", "Quinet").await;
        let case = cases::open(&cx, &new_case(&cx, young)).await.unwrap();
        cases::assign(&w.t.acting(&supervisor).await, case, lead.practitioner).await.unwrap();
        for who in [&w.claire, &w.hanae, &w.noor] {
            let page = w.get(who, "/search?q=quinet+matteo").await;
            assert!(
                !page.has("Passe-Rives") && page.has("Personne de ce nom"),
                "{}: {}",
                who.email,
                page.body
            );
            assert!(page.has("ne répondent pas à cette recherche"), "and it says so: {}", page.body);
        }
        let inside = w.get(&colleague, "/search?q=quinet+matteo").await;
        assert!(inside.has("AMO Passe-Rives"), "within the service one finds one’s way: {}", inside.body);
        assert!(w.get(&lead, "/search?q=quinet").await.has("Mattéo Quinet"));
    });
}

#[test]
fn nothing_of_one_service_is_taken_into_another() {
    run(async {
        let w = World::new().await;
        // The lead is appointed elsewhere as well, and acts for the other service: what they hold here stays here.
        w.t.appoint(&w.claire, w.noor.institution, FunctionKind::Caseworker).await;
        let here = w.t.acting(&w.claire).await;
        let elsewhere = w.t.acting_at(&w.claire, w.noor.institution).await;
        for (cx, reads) in [(&here, true), (&elsewhere, false)] {
            let mut conn = cx.read().await.unwrap();
            let granted = access::may(cx, &mut conn, Action::Read, w.case).await.unwrap();
            assert_eq!(granted.is_some(), reads);
            let scope = access::scope(cx, SubjectKind::CASE, Action::Read).unwrap();
            let listed = cases::list(&mut conn, &scope, &ListFilter::default(), 10).await.unwrap();
            assert_eq!(listed.iter().any(|l| l.id == w.case), reads);
            let counted = cases::count_list(&mut conn, &scope, &ListFilter::default(), 10).await.unwrap();
            assert_eq!(counted > 0, reads);
        }
    });
}

#[test]
fn an_entry_that_repeats_a_secret_fills_no_field_of_the_chronology() {
    run(async {
        let w = World::new().await;
        let claire = w.t.acting(&w.claire).await;
        let repeated = format!("elle attend une place, {SECRET}");
        cases::hold(&claire, w.case, &repeated).await.unwrap();
        cases::resume(&claire, w.case).await.unwrap();
        cases::hold(&claire, w.case, "elle attend une place en crèche").await.unwrap();
        let mut conn = w.t.app.db.read().await.unwrap();
        let grant = access::require(&claire, &mut conn, Action::Read, w.case).await.unwrap();
        let all = cases::timeline(&mut conn, &grant, &cases::TimelineFilter::default(), 50).await.unwrap();
        drop(conn);
        let held: Vec<_> = all.iter().filter(|e| e.kind == "case_put_on_hold").collect();
        assert_eq!(held.len(), 2);
        for entry in held {
            let page = w.get(&w.claire, &format!("chronology/new?entry={}", entry.id)).await;
            let (_, field) = page.body.split_once("name=\"event\"").unwrap();
            let typed = field.split_once('>').unwrap().1.split_once("</textarea>").unwrap().0.trim();
            let expected = if entry.summary.contains(SECRET) { "" } else { entry.summary.as_str() };
            assert_eq!(typed, expected, "neither the secret nor the dots that stand for it");
            assert!(!page.has(SECRET), "{}", page.body);
        }
    });
}

#[test]
fn many_cases_at_once_open_as_each_of_them_alone() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.idriss).await;
        let other = child(&cx, "Tom", "Vandorpe").await;
        let other = cases::open(&cx, &new_case(&cx, other)).await.unwrap();
        for who in [&w.claire, &w.idriss, &w.hanae, &w.luc, &w.noor] {
            let cx = w.t.acting(who).await;
            let mut conn = cx.read().await.unwrap();
            for &action in Action::ALL {
                let mut alone = Vec::new();
                for case in [other, w.case] {
                    alone.extend(access::may(&cx, &mut conn, action, case).await.unwrap());
                }
                let together = access::may_each(&cx, &mut conn, action, &[other, w.case]).await.unwrap();
                assert_eq!(format!("{together:?}"), format!("{alone:?}"), "{} {action:?}", who.email);
            }
            assert!(
                access::may_each::<kernel::CaseId>(&cx, &mut conn, Action::Read, &[])
                    .await
                    .unwrap()
                    .is_empty()
            );
        }
    });
}
