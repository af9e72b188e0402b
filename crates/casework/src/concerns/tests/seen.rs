// SPDX-License-Identifier: EUPL-1.2
//! Who may see what: every page as every kind of person, and the reporter nowhere but in their own layer.

use kernel::{FunctionKind, SubjectKind};
use register::testing::{Person, run};

use super::world::{WHO, World, follow};
use crate::concerns::{actions, pages};

/// Pages of one report, with a minor where one is asked for.
fn paths(report: &str, minor: &str) -> Vec<(String, &'static str)> {
    let routes = pages::routes();
    routes
        .iter()
        .filter(|r| r.path.starts_with("/reports/{id}") && r.method == platform::http::Method::Get)
        .map(|r| (r.path.replace("{id}", report).replace("{minor}", minor), r.action))
        .collect()
}

#[test]
fn every_page_as_every_kind_of_person() {
    run(async {
        let w = World::new().await;
        let told = w.evaluating(&[("Lina", "Maes", "2019-03-03")]).await;
        let (report, minor) = (told.report.to_string(), told.children[0].0.to_string());
        let ex = w.t.person(w.saj, "Jean", "Parti", &[FunctionKind::Intake]).await;
        leave(&w, &ex).await;
        // Who, and what their seat allows; `None`: nothing at all.
        let desk = ["read", "read-access-log", "triage", "write", "assign", "decide"];
        let evaluator = ["read", "read-access-log", "write", "evaluate"];
        let table: Vec<(&str, Option<&Person>, &[&str])> = vec![
            ("intake", Some(&w.intake), &desk),
            ("supervisor", Some(&w.supervisor), &desk),
            ("direction", Some(&w.director), &desk),
            ("evaluator", Some(&w.evaluator), &evaluator),
            ("colleague", Some(&w.colleague), &[]),
            ("administrator", Some(&w.administrator), &[]),
            ("another service", Some(&w.elsewhere), &[]),
            ("a teacher", Some(&w.teacher), &[]),
            ("gone", Some(&ex), &[]),
            ("anonymous", None, &[]),
        ];
        for (who, person, allowed) in table {
            let browser = match person {
                Some(person) => w.browser(person).await,
                None => w.t.browser(),
            };
            for (path, action) in paths(&report, &minor) {
                let page = browser.get(&path).await;
                // The conversation is of the reporter's layer: only the intake's seat opens it.
                let apart = path.ends_with("/messages") && who != "intake";
                let may = allowed.contains(&action) && !apart;
                match (may, who) {
                    // The way to the case of a child leads on, to the opening of cases.
                    (true, _) if path.ends_with("/case") => assert_eq!(page.status, 303, "{who}: {path}"),
                    (true, _) => assert_eq!(page.status, 200, "{who}: {path}"),
                    (false, "anonymous" | "gone") => assert_eq!(page.status, 303, "{who}: {path}"),
                    (false, _) => assert_eq!(page.status, 404, "{who}: {path}"),
                }
                let knows = who == "intake" && may;
                if !knows {
                    assert!(
                        !page.has(WHO) && !page.has("000 00 90 21"),
                        "{who} learns the reporter from {path}"
                    );
                }
                if !may {
                    assert!(!page.has("Lina") && !page.has("pleurs"), "{who}: {path}");
                }
            }
            for path in ["/reports", "/reports/export", "/reports/sent"] {
                let page = browser.get(path).await;
                assert!(!page.has(WHO) && !page.has("000 00 90 21"), "{who}: {path}");
                if allowed.is_empty() {
                    assert!(!page.has("Lina") && !page.has("S-2026-0001"), "{who}: {path}");
                }
            }
        }
        // Deeds are shut as well, and nothing was done.
        for outsider in [&w.colleague, &w.administrator, &w.elsewhere] {
            let browser = w.browser(outsider).await;
            for deed in ["triage", "archive", "decision", "feedback", "evaluators", "acknowledgement"] {
                let page = browser.post(&format!("/reports/{report}/{deed}"), &[("reason", "x")]).await;
                assert_eq!(page.status, 404, "{deed}");
            }
        }
    });
}

async fn leave(w: &World, who: &Person) {
    let cx = w.t.system();
    let mut conn = cx.read().await.unwrap();
    let held = register::directory::appointments_of(&mut conn, who.practitioner).await.unwrap();
    drop(conn);
    for one in held {
        register::directory::end_appointment(&cx, one.id, cx.today().plus_days(-1)).await.unwrap();
    }
}

#[test]
fn who_reported_is_in_no_ledger_of_the_service_and_in_no_notice() {
    run(async {
        let w = World::new().await;
        let teacher = w.browser(&w.teacher).await;
        let saj = w.saj.to_string();
        let fields = [
            ("institution", saj.as_str()),
            ("observed", "Elle s’endort."),
            ("child-1-given", "Lina"),
            ("capacity", "school"),
            ("danger_now", "no"),
        ];
        follow(&teacher, &teacher.post("/reports/new", &fields).await).await;
        w.phoned(&[("Tom", "Autre", "2020")]).await;
        let mut conn = w.t.app.db.read().await.unwrap();
        let rows: Vec<(Option<kernel::PractitionerId>, Option<String>, Option<String>)> = conn
            .all(
                "SELECT practitioner_id, reason, detail FROM ledger WHERE institution_id = $1 LIMIT 500",
                platform::args![w.saj],
            )
            .await
            .unwrap();
        assert!(rows.len() > 8);
        for (who, reason, detail) in rows {
            assert_ne!(who, Some(w.teacher.practitioner));
            let text = format!("{} {}", reason.unwrap_or_default(), detail.unwrap_or_default());
            assert!(!text.contains("Crespin") && !text.contains("Barrat"), "{text}");
            assert!(!text.contains(&w.teacher.practitioner.to_string()), "{text}");
        }
        // Her own institution knows that she sent something, not what nor about whom.
        let own: Vec<(String, Option<String>)> = conn
            .all(
                "SELECT kind, detail FROM ledger WHERE institution_id = $1 AND practitioner_id = $2 LIMIT 50",
                platform::args![w.school, w.teacher.practitioner],
            )
            .await
            .unwrap();
        assert!(own.contains(&("concern_sent".to_owned(), None)), "{own:?}");
        let seats: Option<i64> = conn
            .value("SELECT COUNT(*) FROM seats WHERE opened_by = $1", platform::args![w.teacher.practitioner])
            .await
            .unwrap();
        assert_eq!(seats, Some(0), "nor do the seats know who opened them");
    });
}

#[test]
fn openings_and_refusals_are_written_down() {
    run(async {
        let w = World::new().await;
        let told = w.phoned(&[("Lina", "Maes", "2019")]).await;
        let path = format!("/reports/{}", told.report);
        assert_eq!(w.browser(&w.supervisor).await.get(&path).await.status, 200);
        assert_eq!(w.browser(&w.colleague).await.get(&path).await.status, 404);
        let mut conn = w.t.app.db.read().await.unwrap();
        let entries = register::ledger::of_subject(&mut conn, told.report.0, 100).await.unwrap();
        let of = |kind: &str| {
            entries.iter().filter(|e| e.kind == kind).filter_map(|e| e.practitioner).collect::<Vec<_>>()
        };
        assert_eq!(of("record_opened"), [w.supervisor.practitioner]);
        assert_eq!(of("opening_refused"), [w.colleague.practitioner]);
        let log = w.browser(&w.intake).await.get(&format!("{path}/access")).await;
        assert!(log.has("Anne Wouters") && log.has("Samir Yildiz") && log.has("Ouverture refusée"));
    });
}

#[test]
fn what_is_typed_is_shown_never_executed() {
    run(async {
        let w = World::new().await;
        let script = "<script>alert(1)</script>";
        let told = w.phoned(&[(script, script, "2019")]).await;
        let cx = w.cx(&w.intake).await;
        let mut triage = w.triage(crate::concerns::Outcome::Qualified, crate::concerns::Levels::of(2, 2, 1));
        triage.reason = format!("=1+1 {script}");
        actions::triage(&cx, told.report, &triage).await.unwrap();
        let browser = w.browser(&w.intake).await;
        for path in [
            format!("/reports/{}", told.report),
            "/reports".into(),
            format!("/reports/{}/triage", told.report),
        ] {
            let page = browser.get(&path).await;
            assert!(!page.has("<script>alert"), "{path}");
            assert!(page.header("content-security-policy").contains("script-src 'self'"), "{path}");
        }
        let csv = browser.get("/reports/export").await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        assert!(
            csv.has("S-2026-0001") && !csv.has("script") && !csv.has("=1+1"),
            "no name and no text leaves"
        );
        let page = browser.get(&format!("/reports/{}", told.report)).await;
        let title = page.body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        assert!(title.contains("S-2026-0001") && !title.contains("alert"), "a neutral title: {title}");
    });
}

#[test]
fn a_deed_sent_twice_is_done_once_and_a_refused_one_keeps_what_was_typed() {
    run(async {
        let w = World::new().await;
        let told = w.phoned(&[("Lina", "Maes", "2019")]).await;
        let browser = w.browser(&w.intake).await;
        let path = format!("/reports/{}/triage", told.report);
        let second = w.second.practitioner.to_string();
        let contradictory = [
            ("outcome", "qualified"),
            ("danger", "0"),
            ("gravity", "0"),
            ("urgency", "3"),
            ("reason", "Le père demande d’agir."),
            ("second", second.as_str()),
        ];
        let refused = browser.post(&path, &contradictory).await;
        assert_eq!(refused.status, 422);
        assert!(refused.has("Le père demande d’agir.") && refused.has("ne peuvent pas être vrais ensemble"));
        let mut right = contradictory.to_vec();
        right[1] = ("danger", "1");
        right[2] = ("gravity", "1");
        right[3] = ("urgency", "1");
        right.push(("_key", "0197a3f0c0de70008000000000000003"));
        let once = browser.post(&path, &right).await;
        let twice = browser.post(&path, &right).await;
        assert_eq!(once.status, 303);
        assert_eq!(twice.location, format!("/reports/{}", told.report));
        assert_eq!(w.concern(&w.intake, told.report).await.triages.len(), 1);
        assert_eq!(
            w.t.app.page_of(SubjectKind::REPORT.of(told.report)),
            Some(format!("/reports/{}", told.report)),
        );
    });
}
