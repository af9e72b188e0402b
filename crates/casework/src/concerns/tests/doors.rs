// SPDX-License-Identifier: EUPL-1.2
//! The three doors, through the router.

use register::testing::run;

use super::world::{World, follow};
use crate::concerns::{actions, receipt};

/// What a person types in the public form, step by step.
fn steps(w: &World) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    vec![
        ("place", vec![]),
        ("service", vec![("institution", w.saj.to_string())]),
        (
            "facts",
            vec![
                ("observed", "Une petite fille seule <b>sur</b> le palier.".into()),
                ("occurred", "2026-09-14".into()),
            ],
        ),
        (
            "children",
            vec![
                ("child-1-given", "Lou".into()),
                ("child-1-age", "2".into()),
                ("home", "un bébé\nun garçon d’environ six ans".into()),
            ],
        ),
        ("holders", vec![]),
        ("danger", vec![("danger_now", "no".into()), ("safety", "La mère est rentrée.".into())]),
        ("you", vec![("known", "no".into())]),
    ]
}

#[test]
fn anyone_reports_step_by_step_and_comes_back_with_a_code() {
    run(async {
        let w = World::new().await;
        let browser = w.t.browser();
        let start = browser.get("/report").await;
        assert_eq!(start.status, 200);
        assert!(start.has("tel:112") && start.has("Quitter vite"), "whom to call, how to leave");
        assert_eq!(start.header("cache-control"), "no-store");
        for (step, fields) in steps(&w) {
            let path = format!("/report/step/{step}");
            let page = browser.get(&path).await;
            assert_eq!(page.status, 200, "{step}: {}", page.location);
            assert!(page.has("Quitter vite"), "{step}");
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let sent = browser.post(&path, &fields).await;
            assert_eq!(sent.status, 303, "{step}: {}", sent.body);
        }
        let check = browser.get("/report/check").await;
        assert!(check.has("Une petite fille seule &lt;b&gt;sur&lt;/b&gt; le palier."), "escaped, and whole");
        assert!(check.has("un garçon d’environ six ans") && check.has("SAJ de Valmourne"));
        let sent = browser.post("/report/send", &[("_key", "0197a3f0c0de70008000000000000001")]).await;
        assert_eq!(sent.location, "/report/receipt");
        let receipt = browser.get("/report/receipt").await;
        let code = code_in(&receipt.body);
        // A second click, and a third: one report, the same code.
        for _ in 0..2 {
            let again = browser.post("/report/send", &[("_key", "0197a3f0c0de70008000000000000001")]).await;
            assert_eq!(again.location, "/report/receipt");
        }
        assert_eq!(code_in(&browser.get("/report/receipt").await.body), code);
        let intake = w.browser(&w.intake).await;
        let list = intake.get("/reports").await;
        assert!(
            list.has("Lou") && list.has("<strong>1</strong>") || list.has("1 signalement"),
            "{}",
            list.body
        );
        // Another browser sees nothing; after half an hour, neither does this one.
        assert!(!w.t.browser().get("/report/receipt").await.has(&code));
        w.t.pass(31 * kernel::Instant::MINUTE);
        assert!(!browser.get("/report/receipt").await.has(&code));
        comes_back(&w, &code).await;
    });
}

fn code_in(body: &str) -> String {
    let start = body.find("mg-code\">").expect("a code is shown") + 9;
    body[start..start + 19].to_owned()
}

async fn comes_back(w: &World, code: &str) {
    let browser = w.t.browser();
    let wrong = browser.post("/report/return", &[("receipt", "K7RM-42PD-9XQ3-TT6A")]).await;
    assert_eq!(wrong.status, 422);
    let typed = code.to_lowercase().replace('-', " ");
    let open = browser.post("/report/return", &[("receipt", &typed)]).await;
    let page = follow(&browser, &open).await;
    assert!(page.has("SAJ de Valmourne"));
    assert!(!page.has("palier"), "what was written is not shown again on that screen");
    let said = browser.post("/report/return/message", &[("words", "C’était la porte de gauche.")]).await;
    assert_eq!(said.status, 303);
    assert_eq!(browser.post("/report/return/outcome", &[]).await.status, 303);
    // The service reads, answers, and the answer waits behind the code.
    let intake = w.browser(&w.intake).await;
    let list = intake.get("/reports").await;
    let at = list.body.find("/messages\"").expect("a message waits");
    let start = list.body[..at].rfind("/reports/").unwrap();
    let path = list.body[start..at + 9].to_owned();
    assert!(intake.get(&path).await.has("porte de gauche"));
    assert_eq!(intake.post(&path, &[("words", "Merci. À quel étage ?")]).await.status, 303);
    assert!(browser.get("/report/return").await.has("À quel étage"));
    let closed = browser.post("/report/return/closure", &[]).await;
    assert!(!follow(&browser, &closed).await.has("À quel étage"));
}

#[test]
fn a_draft_is_kept_corrected_resumed_and_thrown_away() {
    run(async {
        let w = World::new().await;
        let browser = w.t.browser();
        // Without a service nothing else is asked.
        assert_eq!(browser.get("/report/step/facts").await.location, "/report/step/place");
        for (step, fields) in steps(&w).into_iter().take(3) {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            browser.post(&format!("/report/step/{step}"), &fields).await;
        }
        assert!(browser.get("/report/step/facts").await.has("seule"), "it is there when one comes back");
        assert!(browser.get("/report").await.has("Reprendre où vous en étiez"));
        // What is wrong is told beside its field, and kept all the same.
        let adult = [("child-1-given", "Marc"), ("child-1-birth-year", "1980")];
        let wrong = browser.post("/report/step/children", &adult).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.has("majeure") && wrong.has("href=\"#child-1-birth\""));
        assert!(browser.get("/report/step/children").await.has("Marc"));
        // A child is added and taken out without scripts.
        let more = [("child-1-given", "Lou"), ("child-1-age", "2"), ("then", "add")];
        assert_eq!(
            browser.post("/report/step/children", &more).await.location,
            "/report/step/children?add=1"
        );
        let two = [("child-1-given", "Lou"), ("child-2-given", "Tom"), ("then", "remove-1")];
        browser.post("/report/step/children", &two).await;
        let left = browser.get("/report/step/children").await;
        assert!(left.has("value=\"Tom\"") && !left.has("value=\"Lou\""));
        // The script keeps too.
        let kept = browser.post("/report/draft/danger", &[("safety", "Chez la voisine.")]).await;
        assert_eq!(kept.status, 204);
        assert!(browser.get("/report/step/danger").await.has("Chez la voisine."));
        // Another browser has its own; thrown away is gone.
        assert!(!w.t.browser().get("/report/step/service").await.has("Tom"));
        let gone = browser.post("/report/discard", &[]).await;
        assert_eq!(gone.location, "/report?done=discarded");
        assert!(!browser.get("/report").await.has("Reprendre où vous en étiez"));
    });
}

#[test]
fn hostile_input_is_refused_and_nothing_is_lost() {
    run(async {
        let w = World::new().await;
        let browser = w.t.browser();
        browser.post("/report/step/service", &[("institution", &w.saj.to_string())]).await;
        let large = "x".repeat(10 * 1024 * 1024);
        assert_eq!(browser.post("/report/step/facts", &[("observed", &large)]).await.status, 413);
        let long = "x".repeat(300 * 1024);
        assert_eq!(browser.post("/report/step/facts", &[("observed", &long)]).await.status, 413);
        assert_eq!(browser.post("/report/step/nothing", &[]).await.status, 404);
        // Ids of others, ids of nothing.
        let forged = browser.post("/report/step/service", &[("institution", &w.school.to_string())]).await;
        assert_eq!(forged.status, 422, "a school receives no reports");
        browser.post("/report/step/service", &[("institution", &w.saj.to_string())]).await;
        let odd = [("observed", "a\u{202E}b\u{7}c"), ("occurred", "zéro")];
        assert_eq!(browser.post("/report/step/facts", &odd).await.status, 422);
        // Guessing codes is slowed down.
        let guesser = w.t.browser();
        let mut slowed = false;
        for n in 0..80 {
            let guess = format!("K7RM-42PD-9XQ3-TT{:02}", n % 100);
            slowed |= guesser.post("/report/return", &[("receipt", &guess)]).await.status == 429;
        }
        assert!(slowed);
    });
}

#[test]
fn a_professional_sends_and_sees_what_is_theirs_only() {
    run(async {
        let w = World::new().await;
        let teacher = w.browser(&w.teacher).await;
        let fields = [
            ("institution", w.saj.to_string()),
            ("observed", "Elle s’endort en classe.".to_owned()),
            ("child-1-given", "Lina".to_owned()),
            ("child-1-family", "Maes".to_owned()),
            ("child-1-birth-year", "2019".to_owned()),
            ("danger_now", "no".to_owned()),
            ("danger", "1".to_owned()),
            ("gravity", "2".to_owned()),
            ("urgency", "1".to_owned()),
            ("capacity", "school".to_owned()),
            ("relation", "followed".to_owned()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let missing = teacher.post("/reports/new", &fields[1..]).await;
        assert_eq!(missing.status, 422);
        assert!(missing.has("Elle s’endort en classe."), "nothing typed is lost");
        let sent = teacher.post("/reports/new", &fields).await;
        let own = follow(&teacher, &sent).await;
        assert!(own.has("SAJ de Valmourne") && own.has("Pas encore"));
        let report = w.last_report().await;
        // She holds no seat on it, and the service's ledger does not know her.
        assert_eq!(teacher.get(&format!("/reports/{report}")).await.status, 404);
        let intake = w.cx(&w.intake).await;
        actions::acknowledge(&intake, report, "Merci, nous lisons cela aujourd’hui.").await.unwrap();
        w.triaged(report, crate::concerns::Outcome::AdviceOnly, crate::concerns::Levels::of(1, 2, 1)).await;
        actions::feedback(&intake, report, "professional", "Une suite a été donnée.", "").await.unwrap();
        let own = teacher.get(sent.location.split('?').next().unwrap()).await;
        assert!(own.has("nous lisons cela") && own.has("Une suite a été donnée."));
        // Nobody else opens it by its address.
        let other = w.browser(&w.elsewhere).await;
        assert_eq!(other.get(sent.location.split('?').next().unwrap()).await.status, 404);
        assert!(w.clock(report, "feedback").await.unwrap().done_on.is_some());
    });
}

#[test]
fn what_is_told_by_phone_is_typed_by_the_service_after_a_look_at_who_is_known() {
    run(async {
        let w = World::new().await;
        let before = w.phoned(&[("Anne-Léa", "D’Hondt", "2018-03-03")]).await;
        let intake = w.browser(&w.intake).await;
        let page = intake.get("/reports/take").await;
        assert_eq!(page.status, 200);
        let fields = [
            ("received_how", "phone"),
            ("received_on", "2026-09-12"),
            ("observed", "Le club l’a vue arriver sans chaussures."),
            ("child-1-given", "anne lea"),
            ("child-1-family", "dhondt"),
            ("danger_now", "unknown"),
            ("known", "yes"),
            ("name", "Didier Warzée"),
            ("capacity", "leisure"),
        ];
        let with = |more: &[(&'static str, String)]| -> Vec<(String, String)> {
            let own = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
            own.chain(more.iter().map(|(n, v)| ((*n).to_owned(), v.clone()))).collect()
        };
        let spelled = [("child-1-family", "d'hondt")];
        let first: Vec<(&str, &str)> =
            fields.iter().copied().filter(|(n, _)| *n != "child-1-family").chain(spelled).collect();
        let looked = intake.post("/reports/take", &first).await;
        assert_eq!(looked.status, 422, "found in another spelling: look first");
        assert!(looked.has("Anne-Léa D’Hondt") && looked.has("child-1-searched"));
        let person = before.children[0].1.unwrap();
        let chosen = with(&[("child-1-person", person.to_string())]);
        let chosen: Vec<(&str, &str)> = chosen.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let taken = intake.post("/reports/take", &chosen).await;
        let report = follow(&intake, &taken).await;
        assert!(report.has("S-2026-0002") && report.has("Didier Warzée") && report.has("mg-code"));
        let id = taken.location.trim_start_matches("/reports/").split('?').next().unwrap().parse().unwrap();
        let concern = w.concern(&w.intake, id).await;
        assert_eq!(concern.minors[0].person, Some(person), "one child, one person");
        // The clock runs from the day it was told; an oral report of a professional is to be confirmed in writing.
        assert_eq!(w.clock(id, "triage").await.unwrap().started_on.to_string(), "2026-09-12");
        assert!(w.clock(id, "oral_confirmation").await.is_some());
        assert!(w.clock(before.report, "oral_confirmation").await.is_none(), "not of a neighbour");
        // Somebody else's person is not chosen by an id.
        let forged = with(&[("child-1-person", uuid::Uuid::from_u128(9).to_string())]);
        let forged: Vec<(&str, &str)> = forged.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(intake.post("/reports/take", &forged).await.status, 404);
    });
}

#[test]
fn the_code_of_a_phone_call_opens_the_same_channel() {
    run(async {
        let w = World::new().await;
        let told = w.phoned(&[("Lou", "Combes", "2023")]).await;
        let code = told.code.unwrap();
        let cx = w.t.system();
        assert_eq!(receipt::code(&receipt::key(&cx).await.unwrap(), told.reporter), code);
        let browser = w.t.browser();
        let open = browser.post("/report/return", &[("receipt", &code)]).await;
        assert!(follow(&browser, &open).await.has("SAJ de Valmourne"));
    });
}
