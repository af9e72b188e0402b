// SPDX-License-Identifier: EUPL-1.2
//! The case file through the router: what each seat opens, gaps and late recordings, the log of openings.

use kernel::{CaseId, FunctionKind, Instant, InstitutionId, Layer, SubjectKind};
use platform::http::Cx;
use register::cases::{self, Around, Entry, NewCase, TransferProposal};
use register::people::{self, NewContact, NewPerson};
use register::testing::{Page, Person, TestApp, run};

const SECRET: &str = "Rue des Tanneurs 14";

struct World {
    t: TestApp,
    there: InstitutionId,
    claire: Person,
    idriss: Person,
    hanae: Person,
    noor: Person,
    case: CaseId,
}

impl World {
    async fn new() -> World {
        let t = TestApp::with([register::routes(), super::routes()].concat(), |app| app).await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let there = t.institution("saj", "SAJ de Tilvoie").await;
        let claire = t.person(saj, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let idriss = t.person(saj, "Idriss", "Wautelet", &[FunctionKind::Caseworker]).await;
        let hanae = t.person(saj, "Hanae", "Bel", &[FunctionKind::Supervisor]).await;
        let noor = t.person(there, "Noor", "Aerts", &[FunctionKind::Supervisor]).await;
        let cx = t.acting(&claire).await;
        let mut tx = cx.begin().await.unwrap();
        let new = NewPerson {
            given: "Lina".into(),
            family: "Vandorpe".into(),
            birth: Some("2019-03-03".parse().unwrap()),
            ..NewPerson::default()
        };
        let lina = people::record(&cx, &mut tx, saj, &new).await.unwrap();
        let about = SubjectKind::PERSON.of(lina);
        let event = cx.event(people::events::PERSON_RECORDED, about, None, kernel::Ground::Function).unwrap();
        tx.commit(event).await.unwrap();
        let new = NewCase {
            child: lina,
            opened_on: "2026-06-29".parse().unwrap(),
            reason: "aide demandée par la mère".into(),
            frame: "consented".into(),
            frame_source: "accord du 29 juin".into(),
            information: String::new(),
        };
        let case = cases::open(&cx, &new).await.unwrap();
        cases::assign(&t.acting(&hanae).await, case, claire.practitioner).await.unwrap();
        let mother = NewPerson { given: "Sofia".into(), family: "Marin".into(), ..NewPerson::default() };
        let around = Around { kind: "parent".into(), source: "acte vu".into(), ..Around::default() };
        let mother = cases::relate_new(&cx, case, &mother, &around).await.unwrap();
        let secret = NewContact {
            kind: "address".into(),
            value: SECRET.into(),
            secret: true,
            protected_from: "le père".into(),
            ..NewContact::default()
        };
        cases::note_contact(&cx, case, mother, &secret).await.unwrap();
        World { t, there, claire, idriss, hanae, noor, case }
    }

    async fn get(&self, who: &Person, pane: &str) -> Page {
        self.t.sign_in(who).await.get(&format!("/cases/{}{pane}", self.case)).await
    }

    async fn publish(&self, cx: &Cx, layer: Layer, kind: &str, on: &str, summary: &str) {
        let mut tx = cx.begin().await.unwrap();
        let entry = Entry::now(cx, self.case, layer, kind, summary).on(cx, on.parse().unwrap());
        cases::publish(cx, &mut tx, &entry).await.unwrap();
        let about = SubjectKind::CASE.of(self.case);
        let event = cx.event(cases::events::CASE_RESUMED, about, None, kernel::Ground::Assignment).unwrap();
        tx.commit(event).await.unwrap();
    }
}

fn title(page: &Page) -> &str {
    page.body.split("<title>").nth(1).and_then(|t| t.split("</title>").next()).unwrap_or("")
}

#[test]
fn the_overview_says_where_the_case_stands_and_what_can_be_done() {
    run(async {
        let w = World::new().await;
        let page = w.get(&w.claire, "?done=assigned").await;
        for text in [
            "Lina Vandorpe",
            "7 ans",
            "aide consentie",
            "Claire Noirhomme",
            "Sofia Marin",
            "parent",
            "Ouverture du dossier",
            "Le dossier est confié.",
            "Proposer la clôture",
            "Suspendre",
            "ouvert le 29\u{a0}juin 2026",
        ] {
            assert!(page.has(text), "{text}: {}", page.body);
        }
        assert!(!page.has("Confier le dossier") && !page.has("Réunir un double"), "not for the lead");
        assert!(!page.has("Tanneurs"));
        assert!(!title(&page).contains("Lina") && title(&page).contains("2026-0001"), "{}", title(&page));
        assert!(!w.get(&w.claire, "?done=nonsense").await.has("govuk-notification-banner"));
        let page = w.get(&w.hanae, "").await;
        assert!(page.has("Confier le dossier") && page.has("Réunir un double"), "{}", page.body);
        for stranger in [&w.idriss, &w.noor] {
            for pane in ["", "/timeline", "/access-log"] {
                assert_eq!(w.get(stranger, pane).await.status, 404, "{pane}");
            }
        }
    });
}

#[test]
fn the_receiver_of_a_transfer_sees_the_minimum_and_answers() {
    run(async {
        let w = World::new().await;
        let proposal = TransferProposal {
            to: w.there,
            reason: "la famille a déménagé".into(),
            minimum: "vit à Tilvoie".into(),
        };
        cases::propose_transfer(&w.t.acting(&w.claire).await, w.case, &proposal).await.unwrap();
        let page = w.get(&w.noor, "").await;
        for text in [
            "Un transfert attend votre réponse",
            "Lina Vandorpe",
            "vit à Tilvoie",
            "la famille a déménagé",
            "Accepter",
        ] {
            assert!(page.has(text), "{text}: {}", page.body);
        }
        for text in [
            "Sofia",
            "Tanneurs",
            "aide consentie",
            "aide demandée par la mère",
            "Idriss",
            "/timeline",
            "/people",
        ] {
            assert!(!page.has(text), "{text}: {}", page.body);
        }
        for pane in ["/timeline", "/access-log", "/people", "/circle"] {
            assert_eq!(w.get(&w.noor, pane).await.status, 404, "{pane}");
        }
        let sender = w.get(&w.claire, "").await;
        assert!(sender.has("Un transfert est proposé à SAJ de Tilvoie"), "{}", sender.body);
    });
}

#[test]
fn the_timeline_shows_silences_late_recordings_and_only_open_layers() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        w.publish(&cx, Layer::Institution, "frame_changed", "2026-08-03", "accord revu").await;
        w.publish(&cx, Layer::Reporter, "frame_changed", "2026-08-04", "qui a signalé").await;
        let page = w.get(&w.claire, "/timeline").await;
        assert!(page.has("accord revu") && !page.has("qui a signalé"), "{}", page.body);
        assert!(page.has("Rien n’est inscrit pendant 35 jours"), "{}", page.body);
        assert!(page.has("inscrit le 15\u{a0}septembre 2026"), "{}", page.body);
        assert!(page.has("Août") || page.has("août 2026"), "{}", page.body);
        // Only the whole says that it is the whole.
        assert!(w.get(&w.claire, "/timeline?print=1").await.has("Tout est sur cette page"));
        let late = i64::MAX - 1;
        let rest = w.get(&w.claire, &format!("/timeline?print=1&after={late}-{}", uuid::Uuid::nil())).await;
        assert!(rest.has("<p>Cette page suit la précédente"), "{}", rest.body);
        assert!(!rest.has("Tout est sur cette page"), "{}", rest.body);
        let filtered = w.get(&w.claire, "/timeline?kind=frame_changed").await;
        assert!(
            filtered.has("accord revu") && !filtered.has("<h3 class=\"mg-timeline__title\">Ouverture"),
            "{}",
            filtered.body
        );
        assert!(!filtered.has("Rien n’est inscrit pendant"), "a silence of a filter says nothing");
        let period = w.get(&w.claire, "/timeline?from-day=1&from-month=9&from-year=2026").await;
        assert!(!period.has("accord revu") && period.has("Personne référente désignée"), "{}", period.body);
        let nobody = w.get(&w.claire, &format!("/timeline?author={}", w.noor.practitioner)).await;
        assert!(nobody.has("Aucun événement ne répond"), "{}", nobody.body);
        assert!(
            w.get(&w.claire, "/timeline?from-day=40&from-year=2026").await.status == 200,
            "a bad date narrows nothing"
        );
    });
}

#[test]
fn the_log_tells_who_opened_and_who_tried() {
    run(async {
        let w = World::new().await;
        w.get(&w.hanae, "").await;
        w.get(&w.idriss, "").await;
        w.t.pass(Instant::MINUTE);
        let log = w.get(&w.claire, "/access-log").await;
        assert!(log.has("Hanae Bel") && log.has("A ouvert le dossier"), "{}", log.body);
        assert!(
            log.has("Idriss Wautelet") && log.has("A demandé ce dossier sans y avoir accès"),
            "{}",
            log.body
        );
        assert!(!log.has("A créé le dossier"));
        let all = w.get(&w.claire, "/access-log?what=all").await;
        assert!(all.has("A créé le dossier") && all.has("A désigné la personne référente"), "{}", all.body);
        assert!(!all.has("Tanneurs"));
    });
}

#[test]
fn a_case_that_follows_another_says_so_on_both_and_tells_no_number_to_whom_it_is_shut() {
    run(async {
        let w = World::new().await;
        let bruno = w.t.person(w.hanae.institution, "Bruno", "Dassy", &[FunctionKind::Supervisor]).await;
        let closing = cases::Closing {
            reason: "goals_met".into(),
            explanation: "les objectifs sont atteints".into(),
            child_view: "« je suis contente »".into(),
            partners_told: "l’école".into(),
            retention: "dix ans".into(),
            ..cases::Closing::default()
        };
        cases::propose_closure(&w.t.acting(&w.claire).await, w.case, &closing).await.unwrap();
        cases::approve_closure(&w.t.acting(&bruno).await, w.case).await.unwrap();
        let soon = w.get(&w.hanae, "").await;
        assert!(soon.has("Rouvrir le dossier") && !soon.has("qui fera suite à celui-ci"), "{}", soon.body);
        w.t.pass(400 * Instant::DAY);
        let late = w.get(&w.hanae, "").await;
        assert!(!late.has("Rouvrir le dossier") && late.has("qui fera suite à celui-ci"), "{}", late.body);
        let cx = w.t.acting(&w.hanae).await;
        let mut conn = cx.read().await.unwrap();
        let old = cases::facts(&mut conn, w.case, cx.now).await.unwrap().case;
        drop(conn);
        let new = NewCase {
            child: old.child,
            opened_on: cx.today(),
            reason: "nouvelle demande".into(),
            frame: "consented".into(),
            frame_source: "accord".into(),
            information: String::new(),
        };
        let new = cases::open(&cx, &new).await.unwrap();
        cases::assign(&cx, new, w.idriss.practitioner).await.unwrap();
        let of_new = |who| async move { w_get(who, new).await };
        let seen = of_new((&w, &w.hanae)).await;
        assert!(seen.has("Fait suite au dossier") && seen.has(&old.reference), "{}", seen.body);
        assert!(seen.has(&format!("href=\"/cases/{}\"", w.case)));
        let shut = of_new((&w, &w.idriss)).await;
        assert!(shut.has("que votre place n’ouvre pas") && !shut.has(&old.reference), "{}", shut.body);
        let before = w.get(&w.hanae, "").await;
        assert!(
            before.has("Un nouveau dossier y fait suite") && !before.has("Rouvrir le dossier"),
            "{}",
            before.body
        );
        assert!(before.has("Un nouveau dossier fait suite à celui-ci"), "the timeline tells it too");
    });
}

async fn w_get((w, who): (&World, &Person), case: CaseId) -> Page {
    w.t.sign_in(who).await.get(&format!("/cases/{case}")).await
}

#[test]
fn merged_cases_are_named_by_their_numbers_and_what_both_said_is_said_once() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.hanae).await;
        let mut tx = cx.begin().await.unwrap();
        let institution = w.hanae.institution;
        let new = NewPerson { given: "Line".into(), family: "Vandorpe".into(), ..NewPerson::default() };
        let line = people::record(&cx, &mut tx, institution, &new).await.unwrap();
        let about = SubjectKind::PERSON.of(line);
        let event = cx.event(people::events::PERSON_RECORDED, about, None, kernel::Ground::Function).unwrap();
        tx.commit(event).await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let lina = cases::facts(&mut conn, w.case, cx.now).await.unwrap().case.child;
        let mother = people::around(&mut conn, lina).await.unwrap()[0].1.id;
        drop(conn);
        let new = NewCase {
            child: line,
            opened_on: cx.today(),
            reason: "aide demandée par l’école".into(),
            frame: "consented".into(),
            frame_source: "accord oral".into(),
            information: String::new(),
        };
        let twin = cases::open(&cx, &new).await.unwrap();
        let around =
            Around { kind: "parent".into(), source: "dit par l’école".into(), ..Around::default() };
        cases::relate_known(&cx, twin, mother, &around).await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let number = cases::called(&mut conn, &[twin]).await.unwrap().remove(&twin).unwrap().reference;
        drop(conn);
        let hanae = w.t.sign_in(&w.hanae).await;
        let merge = format!("/cases/{}/merge", w.case);
        let compared = hanae.post(&merge, &[("reference", number.as_str())]).await;
        assert!(compared.has("Le nom ou la naissance diffèrent"), "{}", compared.body);
        cases::merge(&cx, w.case, twin, "même acte de naissance").await.unwrap();
        let page = w.get(&w.hanae, "").await;
        assert!(
            page.has(&format!("{number}, le")) && page.has(&format!(">Séparer {number}</a>")),
            "{}",
            page.body
        );
        let sofia = page.body.split("mg-people__name\">Sofia Marin").nth(1).unwrap();
        let role = sofia.split("mg-people__until").next().unwrap();
        assert!(role.contains("mg-people__role") && !role.contains(", "), "{role}");
        let undoing = w.get(&w.hanae, &format!("/merge/{twin}/undoing")).await;
        assert!(undoing.has(&number) && undoing.has("même acte de naissance"), "{}", undoing.body);
    });
}
