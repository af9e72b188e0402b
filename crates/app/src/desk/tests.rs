// SPDX-License-Identifier: EUPL-1.2
//! Every count leads to exactly what it counts, for each kind of person; whoever keeps accounts sees no case.

use kernel::{CaseId, FunctionKind, Instant, SubjectKind};
use platform::http::Cx;
use register::cases::{self, NewCase};
use register::directory;
use register::people::{self, NewPerson};
use register::testing::{Browser, Page, Person, TestApp, run};

use super::nav;

struct World {
    t: TestApp,
    claire: Person,
    samir: Person,
    hanae: Person,
    luc: Person,
    noor: Person,
    lina: CaseId,
    /// Waits for a lead.
    tom: CaseId,
}

async fn open(cx: &Cx, given: &str) -> CaseId {
    let mut tx = cx.begin().await.unwrap();
    let institution = cx.actor().unwrap().institution;
    let new = NewPerson { given: given.into(), family: "Maes".into(), ..NewPerson::default() };
    let child = people::record(cx, &mut tx, institution, &new).await.unwrap();
    let about = SubjectKind::PERSON.of(child);
    tx.commit(cx.event(people::events::PERSON_RECORDED, about, None, kernel::Ground::Function).unwrap())
        .await
        .unwrap();
    let new = NewCase {
        child,
        opened_on: cx.today(),
        reason: "aide demandée".into(),
        frame: "consented".into(),
        frame_source: "accord oral".into(),
        information: String::new(),
    };
    cases::open(cx, &new).await.unwrap()
}

impl World {
    async fn new() -> World {
        let t = TestApp::with(crate::routes(), crate::start::with_numbers).await;
        let saj = t.institution("saj", "SAJ d’Ormelle").await;
        let amo = t.institution("amo", "AMO du Quai").await;
        let claire = t.person(saj, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let samir = t.person(saj, "Samir", "Belkacem", &[FunctionKind::Caseworker]).await;
        let hanae = t.person(saj, "Hanae", "Verbeke", &[FunctionKind::Supervisor]).await;
        let luc = t.person(saj, "Luc", "Adam", &[FunctionKind::Administrator]).await;
        let noor = t.person(amo, "Noor", "Peeters", &[FunctionKind::Caseworker]).await;
        let cx = t.acting(&claire).await;
        let (lina, tom) = (open(&cx, "Lina").await, open(&cx, "Tom").await);
        cases::assign(&t.acting(&hanae).await, lina, claire.practitioner).await.unwrap();
        World { t, claire, samir, hanae, luc, noor, lina, tom }
    }
}

/// The tiles of a page: count, address.
fn tiles(page: &Page) -> Vec<(i64, String)> {
    let mut out = Vec::new();
    for tile in page.body.split("<a class=\"mg-tile").skip(1) {
        let href =
            tile.split("href=\"").nth(1).and_then(|t| t.split('"').next()).unwrap().replace("&amp;", "&");
        let count = tile.split("mg-tile__count\">").nth(1).and_then(|t| t.split('<').next()).unwrap();
        out.push((count.trim_end_matches('+').parse().unwrap(), href));
    }
    out
}

/// How many lines the list behind a tile shows.
fn lines(page: &Page) -> i64 {
    let table = page.body.split("<tbody>").nth(1).and_then(|t| t.split("</tbody>").next()).unwrap_or("");
    let rows = if page.body.contains("id=\"team\"") && !page.body.contains("mg-deadline") {
        0
    } else {
        table.matches("<tr").count()
    };
    let items = page.body.matches("<li class=\"mg-people__item").count()
        + page.body.matches("<li class=\"mg-timeline__item").count();
    (rows + items) as i64
}

async fn every_count_is_its_list(browser: &Browser) -> Vec<(i64, String)> {
    let desk = browser.get("/desk").await;
    assert_eq!(desk.status, 200);
    let tiles = tiles(&desk);
    for (count, href) in &tiles {
        let list = browser.get(href).await;
        assert_eq!(list.status, 200, "{href}");
        assert_eq!(lines(&list), *count, "{href}");
    }
    tiles
}

#[test]
fn a_worker_sees_what_is_theirs_and_each_count_is_its_list() {
    run(async {
        let w = World::new().await;
        // Three weeks later the first contact is overdue.
        w.t.pass(21 * Instant::DAY);
        let claire = w.t.sign_in(&w.claire).await;
        let tiles = every_count_is_its_list(&claire).await;
        assert!(tiles.contains(&(1, "/desk/deadlines?when=overdue".to_owned())), "{tiles:?}");
        let desk = claire.get("/desk").await;
        assert!(desk.has("Bonjour Claire.") && desk.has("Une échéance est dépassée."), "{}", desk.body);
        assert!(desk.has("Lina") && !desk.has("Tom"));
        assert!(!desk.body.contains("/desk/to-assign") && !desk.body.contains("team=1"));
        // Nobody's case is in a colleague's day, nor in another service's.
        for other in [&w.samir, &w.noor] {
            let browser = w.t.sign_in(other).await;
            let tiles = every_count_is_its_list(&browser).await;
            assert!(tiles.iter().all(|(count, _)| *count == 0), "{tiles:?}");
            let desk = browser.get("/desk").await;
            assert!(desk.has("Rien ne presse aujourd’hui.") && !desk.has("Lina"));
            assert_eq!(browser.get("/desk/to-assign").await.status, 404);
        }
    });
}

#[test]
fn a_supervisor_sees_what_waits_for_a_lead_and_how_the_team_stands() {
    run(async {
        let w = World::new().await;
        w.t.pass(21 * Instant::DAY);
        let hanae = w.t.sign_in(&w.hanae).await;
        let tiles = every_count_is_its_list(&hanae).await;
        assert!(tiles.contains(&(1, "/desk/to-assign".to_owned())), "{tiles:?}");
        // Claire's first contact and the assignment of Tom's case.
        assert!(tiles.contains(&(2, "/desk/deadlines?when=overdue&team=1".to_owned())), "{tiles:?}");
        let list = hanae.get("/desk/to-assign").await;
        assert!(list.has("Tom") && list.body.contains(&format!("/cases/{}/assignment", w.tom)));
        assert!(!list.body.contains(&format!("/cases/{}/assignment", w.lina)));
        let team = hanae.get("/desk/deadlines?when=overdue&team=1").await;
        assert!(team.has("Claire Noirhomme"), "the list of a team says who must act");
        let desk = hanae.get("/desk").await;
        assert!(desk.has("Claire Noirhomme") && desk.has("Samir Belkacem") && !desk.has("Noor Peeters"));
        // Her own deadline is what the desk speaks of first.
        assert!(!desk.has("Rien ne presse"), "{}", desk.body);
        // Once hers is done, what the team let pass is still told.
        cases::assign(&w.t.acting(&w.hanae).await, w.tom, w.samir.practitioner).await.unwrap();
        let calm = hanae.get("/desk").await;
        assert!(
            calm.has("Rien ne presse pour vous aujourd’hui")
                && calm.has("une échéance est dépassée dans l’équipe."),
            "{}",
            calm.body
        );
        // The address of a filter that is not theirs shows one's own: no other way in.
        let claire = w.t.sign_in(&w.claire).await;
        let own = claire.get("/desk/deadlines?when=overdue&team=1").await;
        assert_eq!((own.status, own.has("Tom")), (200, false));
    });
}

#[test]
fn the_cases_of_somebody_who_left_wait_for_a_lead() {
    run(async {
        let w = World::new().await;
        cases::assign(&w.t.acting(&w.hanae).await, w.tom, w.samir.practitioner).await.unwrap();
        let cx = w.t.acting(&w.luc).await;
        let mut conn = cx.read().await.unwrap();
        let held = directory::appointments_of(&mut conn, w.claire.practitioner).await.unwrap();
        drop(conn);
        directory::end_appointment(&cx, held[0].id, cx.today()).await.unwrap();
        w.t.pass(2 * Instant::DAY);
        let hanae = w.t.sign_in(&w.hanae).await;
        let tiles = every_count_is_its_list(&hanae).await;
        assert!(tiles.contains(&(1, "/desk/to-assign".to_owned())), "{tiles:?}");
        let list = hanae.get("/desk/to-assign").await;
        assert!(list.has("Claire Noirhomme a quitté le service le"), "{}", list.body);
        assert!(list.body.contains(&format!("/cases/{}/assignment", w.lina)));
        assert!(!list.body.contains(&format!("/cases/{}/assignment", w.tom)));
    });
}

#[test]
fn whoever_keeps_accounts_sees_no_case_and_no_count_of_cases() {
    run(async {
        let w = World::new().await;
        let luc = w.t.sign_in(&w.luc).await;
        let tiles = every_count_is_its_list(&luc).await;
        assert_eq!(tiles, [(0, "/desk/drafts".to_owned())]);
        let desk = luc.get("/desk").await;
        assert!(desk.has("Comptes et nominations") && !desk.has("Lina") && !desk.body.contains("/cases"));
        for path in ["/desk/deadlines", "/desk/news", "/desk/waiting", "/desk/to-assign"] {
            assert_eq!(luc.get(path).await.status, 404, "{path}");
        }
        let hrefs = |cx: &Cx| nav(cx).into_iter().map(|item| item.href).collect::<Vec<_>>();
        assert_eq!(
            hrefs(&w.t.acting(&w.luc).await),
            ["/desk", "/institutions", "/practices", "/practitioners"]
        );
        assert_eq!(
            hrefs(&w.t.acting(&w.claire).await),
            ["/desk", "/reports", "/cases", "/exchanges", "/institutions", "/practices"]
        );
        assert!(hrefs(&w.t.system()).is_empty());
    });
}

#[test]
fn news_are_what_others_wrote_and_go_after_a_week() {
    run(async {
        let w = World::new().await;
        let claire = w.t.sign_in(&w.claire).await;
        // Hanae named Claire: news for Claire. What Claire wrote herself is none.
        let page = claire.get("/desk/news").await;
        assert_eq!(lines(&page), 1, "{}", page.body);
        assert!(page.has("Hanae Verbeke") && page.has("Lina"));
        w.t.pass(8 * Instant::DAY);
        let claire = w.t.sign_in(&w.claire).await;
        let page = claire.get("/desk/news").await;
        assert_eq!(lines(&page), 0);
        assert!(page.has("Rien de nouveau depuis sept jours"));
    });
}

#[test]
fn news_repeat_no_address_that_is_kept_secret() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.hanae).await;
        let mut conn = cx.read().await.unwrap();
        let child = cases::facts(&mut conn, w.lina, cx.now).await.unwrap().case.child;
        drop(conn);
        let secret = people::NewContact {
            kind: "address".into(),
            value: "Rue des Merles 12".into(),
            secret: true,
            protected_from: "le père".into(),
            source: "dit par la mère".into(),
            ..people::NewContact::default()
        };
        cases::note_contact(&cx, w.lina, child, &secret).await.unwrap();
        cases::hold(&cx, w.lina, "chez la tante, rue des merles 12, jusqu’à l’audience").await.unwrap();
        let page = w.t.sign_in(&w.claire).await.get("/desk/news").await;
        assert!(page.has("chez la tante") && page.has("jusqu’à l’audience"), "{}", page.body);
        assert!(!page.body.to_lowercase().contains("merles"), "{}", page.body);
    });
}

#[test]
fn a_proposal_taken_back_is_told_for_a_week_without_a_word_of_the_child() {
    run(async {
        let w = World::new().await;
        let amo = w.noor.institution;
        let ada = w.t.person(amo, "Ada", "Lowe", &[FunctionKind::Supervisor]).await;
        let claire = w.t.acting(&w.claire).await;
        let proposal = cases::TransferProposal {
            to: amo,
            reason: "a déménagé".into(),
            minimum: "vit près du quai".into(),
        };
        cases::propose_transfer(&claire, w.lina, &proposal).await.unwrap();
        let browser = w.t.sign_in(&ada).await;
        let path = "/desk/waiting?what=cases";
        assert_eq!(lines(&browser.get(path).await), 1);
        w.t.pass(Instant::DAY);
        let claire = w.t.acting(&w.claire).await;
        cases::withdraw_transfer(&claire, w.lina, "le déménagement n’a pas eu lieu").await.unwrap();
        let browser = w.t.sign_in(&ada).await;
        assert!(tiles(&browser.get("/desk").await).contains(&(0, path.to_owned())));
        let page = browser.get(path).await;
        assert_eq!(lines(&page), 0);
        assert!(page.has("SAJ d’Ormelle a retiré") && page.has("n’a pas eu lieu"), "{}", page.body);
        assert!(!page.has("Lina") && !page.has("2026-0001"), "{}", page.body);
        // The sender has nothing to read there.
        let hanae = w.t.sign_in(&w.hanae).await;
        assert!(!hanae.get(path).await.has("a retiré"));
        w.t.pass(8 * Instant::DAY);
        assert!(!w.t.sign_in(&ada).await.get(path).await.has("a retiré"));
    });
}

#[test]
fn the_load_of_a_team_is_shown_against_a_mark_that_says_what_it_rests_on() {
    run(async {
        let w = World::new().await;
        let desk = w.t.sign_in(&w.hanae).await.get("/desk").await;
        assert!(desk.has("à partir de 25 dossiers suivis") && desk.has("connu du métier"), "{}", desk.body);
        assert!(desk.has("high=\"25\"") && !desk.has("charge à regarder"), "{}", desk.body);
        for i in 0..24 {
            let case = open(&w.t.acting(&w.hanae).await, &format!("Enfant{i}")).await;
            cases::assign(&w.t.acting(&w.hanae).await, case, w.claire.practitioner).await.unwrap();
        }
        let desk = w.t.sign_in(&w.hanae).await.get("/desk").await;
        assert_eq!(desk.body.matches("charge à regarder").count(), 1, "{}", desk.body);
    });
}

#[test]
fn reports_are_counted_where_they_stand_and_each_count_is_its_list() {
    run(async {
        use casework::concerns::{self, Door, Levels, NewMinor, NewReport, NewTriage, Outcome, Told};
        let w = World::new().await;
        let nour = w.t.person(w.hanae.institution, "Nour", "Nkulu", &[FunctionKind::Intake]).await;
        let cx = w.t.acting(&nour).await;
        let mut new = NewReport::to(nour.institution, Door::Phone, cx.today(), cx.now);
        new.observed = "Des pleurs le soir.".into();
        new.danger_now = Told::Yes;
        new.children = vec![NewMinor { description: "un garçon".into(), ..NewMinor::default() }];
        let report = concerns::receive(&cx, &new).await.unwrap().report;
        concerns::receive(&cx, &NewReport { danger_now: Told::No, ..new }).await.unwrap();
        let tiles = every_count_is_its_list(&w.t.sign_in(&nour).await).await;
        assert!(tiles.contains(&(1, "/reports?danger=1".to_owned())), "{tiles:?}");
        let waiting = w.t.sign_in(&nour).await.get("/desk/waiting?what=triage").await;
        assert_eq!((lines(&waiting), waiting.body.matches("en danger maintenant").count()), (2, 1));
        let triage = NewTriage {
            outcome: Outcome::Qualified,
            levels: Levels::of(2, 2, 1),
            explanation: String::new(),
            reason: "Faits précis.".into(),
            second: Some(w.hanae.practitioner),
            alone_reason: String::new(),
            redirected_to: None,
            repeats: vec![],
            repetitive: false,
            instead_of: None,
        };
        concerns::triage(&cx, report, &triage).await.unwrap();
        concerns::note_request(&cx, report, cx.today(), "phone", "").await.unwrap();
        let tiles = every_count_is_its_list(&w.t.sign_in(&w.hanae).await).await;
        for expected in
            [(0, "/reports?danger=1"), (1, "/reports?state=to_assign"), (0, "/reports?state=evaluated")]
        {
            assert!(tiles.contains(&(expected.0, expected.1.to_owned())), "{expected:?} {tiles:?}");
        }
        let tiles = every_count_is_its_list(&w.t.sign_in(&nour).await).await;
        assert!(tiles.contains(&(1, "/desk/deadlines?term=answers".to_owned())), "{tiles:?}");
        // What a member of the team let pass, and how many cases they lead, lead to exactly that.
        w.t.pass(21 * Instant::DAY);
        let hanae = w.t.sign_in(&w.hanae).await;
        let desk = hanae.get("/desk").await;
        let overdue = format!("/desk/deadlines?when=overdue&amp;team=1&amp;owner={}", w.claire.practitioner);
        assert!(desk.body.contains(&overdue), "{}", desk.body);
        let list = hanae.get(&overdue.replace("&amp;", "&")).await;
        assert!(lines(&list) == 1 && list.has("Lina") && !list.has("Tom"), "{}", list.body);
        let led = hanae.get(&format!("/cases?lead={}", w.claire.practitioner)).await;
        assert!(led.has("Lina") && !led.has("Tom"));
    });
}

#[test]
fn a_closure_waits_for_those_who_may_decide_it_and_not_for_whoever_leads_the_case() {
    run(async {
        let w = World::new().await;
        let saj = w.hanae.institution;
        let ada = w.t.person(saj, "Ada", "Lowe", &[FunctionKind::Supervisor]).await;
        let bea = w.t.person(saj, "Béa", "Roose", &[FunctionKind::Supervisor]).await;
        cases::assign(&w.t.acting(&ada).await, w.tom, w.hanae.practitioner).await.unwrap();
        let closing = cases::Closing {
            reason: "goals_met".into(),
            explanation: "Tout va mieux.".into(),
            child_view: "« Je suis content. »".into(),
            partners_told: "L’école est prévenue.".into(),
            retention: "dix ans".into(),
            retention_code: None,
            statements: Vec::new(),
        };
        cases::propose_closure(&w.t.acting(&ada).await, w.tom, &closing).await.unwrap();
        for (who, expected) in [(&w.hanae, 0), (&ada, 0), (&bea, 1)] {
            let browser = w.t.sign_in(who).await;
            let counted = tiles(&browser.get("/desk").await);
            let path = "/desk/waiting?what=closures";
            assert!(counted.contains(&(expected, path.to_owned())), "{counted:?}");
            assert_eq!(lines(&browser.get(path).await), expected);
        }
    });
}

#[test]
fn nothing_personal_stands_in_titles_or_addresses() {
    run(async {
        let w = World::new().await;
        let hanae = w.t.sign_in(&w.hanae).await;
        for path in [
            "/desk",
            "/desk/deadlines",
            "/desk/to-assign",
            "/desk/news",
            "/desk/waiting?what=closures",
            "/desk/drafts",
        ] {
            for lang in ["fr", "nl", "en"] {
                let page = hanae.get(&ui_path(path, lang)).await;
                assert_eq!(page.status, 200, "{path} {lang}");
                let title =
                    page.body.split("<title>").nth(1).and_then(|t| t.split("</title>").next()).unwrap();
                assert!(!title.contains("Lina") && !title.contains("Tom"), "{title}");
            }
        }
    });
}

fn ui_path(path: &str, lang: &str) -> String {
    let sign = if path.contains('?') { '&' } else { '?' };
    format!("{path}{sign}lang={lang}")
}

#[test]
fn each_link_of_a_search_says_which_case_or_report_it_opens() {
    run(async {
        use casework::concerns::{self, Door, NewMinor, NewReport, Who};
        let w = World::new().await;
        let mut conn = w.t.acting(&w.hanae).await.read().await.unwrap();
        let number = cases::called(&mut conn, &[w.lina]).await.unwrap().remove(&w.lina).unwrap().reference;
        drop(conn);
        let cx = w.t.acting(&w.hanae).await;
        let lina = NewPerson { given: "Lina".into(), family: "Maes".into(), ..NewPerson::default() };
        let mut new = NewReport::to(w.hanae.institution, Door::Phone, cx.today(), cx.now);
        new.observed = "Des pleurs le soir.".into();
        new.children = vec![NewMinor { who: Who::New(Box::new(lina)), ..NewMinor::default() }];
        let receipt = concerns::receive(&cx, &new).await.unwrap();
        let page = w.t.sign_in(&w.hanae).await.get("/search?q=lina+maes").await;
        assert!(page.has(&format!(">Dossier {number}</a>")), "{}", page.body);
        assert!(page.has(&format!(">Signalement {}</a>", receipt.reference)), "{}", page.body);
        assert!(!page.has("Ouvrir le dossier") && !page.has("Ouvrir le signalement"));
        // Whoever does not read them learns no number either.
        let page = w.t.sign_in(&w.noor).await.get("/search?q=lina+maes").await;
        assert!(!page.has(&number) && !page.has(&receipt.reference), "{}", page.body);
    });
}

#[test]
fn a_filter_says_that_its_first_choice_shows_everything() {
    run(async {
        let w = World::new().await;
        let hanae = w.t.sign_in(&w.hanae).await;
        for path in ["/reports", "/cases", "/institutions", &format!("/cases/{}/timeline", w.lina)] {
            let page = hanae.get(path).await;
            assert!(page.has("<option value=\"\">Tout afficher</option>"), "{path}: {}", page.body);
            assert!(!page.has("<option value=\"\">Choisissez</option>"), "{path}");
        }
    });
}
