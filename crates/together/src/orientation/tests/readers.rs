// SPDX-License-Identifier: EUPL-1.2
//! Who reads it: those who sit in the case, and nobody else; what is kept secret is masked.

use kernel::Instant;
use register::access::Action;
use register::cases;
use register::people::NewContact;
use register::testing::run;

use super::super::{self as orientation, Beginning, Destination};
use super::deeds::{agreed, content, course, proposed};
use crate::sharing::tests::world::{World, code};

#[test]
fn it_is_read_through_the_case_and_in_no_other_way() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        let page = format!("/orientations/{id}");
        let sheet = format!("{page}/sheet");
        for who in [&w.claire, &w.hanae] {
            let them = w.t.sign_in(who).await;
            assert_eq!(them.get(&page).await.status, 200);
            assert!(them.get(&sheet).await.has("Le signalement de l’école"));
            assert!(them.get(&format!("/cases/{}/orientations", w.case)).await.has(&id.to_string()));
            assert!(them.get("/orientations?which=open").await.has(&id.to_string()));
        }
        for who in [&w.lejeune, &w.colleague, &w.teacher, &w.police] {
            let them = w.t.sign_in(who).await;
            for path in [&page, &sheet, &format!("{page}/content"), &format!("{page}/contact")] {
                assert_eq!(them.get(path).await.status, 404, "{path}");
            }
            assert_eq!(them.get(&format!("/cases/{}/orientations", w.case)).await.status, 404);
            assert!(!them.get("/orientations?which=open").await.has(&id.to_string()));
            let posted = them.post(&format!("{page}/refusal"), &[("on", "2026-03-01")]).await;
            assert_eq!(posted.status, 404);
        }
    });
}

#[test]
fn the_timeline_says_that_it_happened_and_not_what_was_said() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        let mut conn = cx.read().await.unwrap();
        let grant = register::access::require(&cx, &mut conn, Action::Read, w.case).await.unwrap();
        let filter = cases::TimelineFilter::default();
        let entries = cases::timeline(&mut conn, &grant, &filter, 100).await.unwrap();
        let about: Vec<_> = entries.iter().filter(|e| e.subject == id.0).collect();
        let kinds: Vec<&str> = about.iter().map(|e| e.kind.as_str()).collect();
        for kind in ["orientation_proposed", "orientation_accepted", "orientation_content_agreed"] {
            assert!(kinds.contains(&kind), "{kinds:?}");
            assert!(orientation::entry_title(kernel::Lang::Fr, kind).is_some());
        }
        for said in ["séparation", "signalement", "essayer"] {
            assert!(about.iter().all(|e| !e.summary.contains(said)), "{said}");
        }
    });
}

#[test]
fn an_address_that_is_kept_secret_is_masked_wherever_it_was_written() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        let mut said = content(&w, &cx);
        said.said = "Vit rue des Merles 12 chez sa tante.".into();
        said.unsaid = "Pas la rue des Merles 12.".into();
        orientation::agree_content(&cx, id, &said).await.unwrap();
        let secret = NewContact {
            kind: "address".into(),
            value: "Rue des Merles 12".into(),
            secret: true,
            protected_from: "le père".into(),
            source: "dit par la mère".into(),
            ..NewContact::default()
        };
        cases::note_contact(&cx, w.case, w.lina, &secret).await.unwrap();
        let browser = w.t.sign_in(&w.claire).await;
        for path in ["", "/sheet", "/content", "/contact", "/telling"] {
            let page = browser.get(&format!("/orientations/{id}{path}")).await;
            assert_eq!(page.status, 200);
            assert!(!page.body.to_lowercase().contains("merles"), "{path}");
        }
    });
}

#[test]
fn it_is_listed_in_the_case_into_which_its_own_was_merged() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        // The same child, recorded and opened twice.
        let mut tx = cx.begin().await.unwrap();
        let twice = register::people::NewPerson { given: "Lina".into(), ..Default::default() };
        let lina = register::people::record(&cx, &mut tx, w.claire.institution, &twice).await.unwrap();
        let about = kernel::SubjectKind::PERSON.of(lina);
        let kind = register::people::events::PERSON_RECORDED;
        tx.commit(cx.event(kind, about, None, kernel::Ground::Function).unwrap()).await.unwrap();
        let new = cases::NewCase {
            child: lina,
            opened_on: cx.today(),
            reason: "aide demandée".into(),
            frame: "consented".into(),
            frame_source: "accord oral".into(),
            information: String::new(),
        };
        let duplicate = cases::open(&cx, &new).await.unwrap();
        let beginning =
            Beginning { reason: "Parler.".into(), own_words: String::new(), users: vec![lina], draft: None };
        let id = orientation::begin(&cx, duplicate, &beginning).await.unwrap();
        let hanae = w.t.acting(&w.hanae).await;
        cases::merge(&hanae, w.case, duplicate, "la même enfant").await.unwrap();
        let settle = |case| {
            let cx = hanae.clone();
            async move {
                let mut tx = cx.begin().await.unwrap();
                orientation::settle(&mut tx, case).await.unwrap();
                tx.commit_technical(platform::db::Technical::Job).await.unwrap();
            }
        };
        settle(duplicate).await;
        let claire = w.t.sign_in(&w.claire).await;
        let list = claire.get("/orientations?which=open").await;
        assert!(list.has(&id.to_string()) && list.has(&format!("/cases/{}/orientations", w.case)));
        assert!(claire.get(&format!("/cases/{}/orientations", w.case)).await.has(&id.to_string()));
        assert_eq!(claire.get(&format!("/orientations/{id}")).await.status, 200);
        cases::unmerge(&hanae, w.case, duplicate, "une homonyme").await.unwrap();
        settle(w.case).await;
        assert!(!claire.get(&format!("/cases/{}/orientations", w.case)).await.has(&id.to_string()));
        assert_eq!(course(&cx, id).await.orientation.worked_in, duplicate);
    });
}

#[test]
fn people_and_places_must_be_known() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let stranger = kernel::PersonId(w.police.practitioner.0);
        let beginning = Beginning {
            reason: "Parler.".into(),
            own_words: String::new(),
            users: vec![stranger],
            draft: None,
        };
        assert_eq!(code(orientation::begin(&cx, w.case, &beginning).await), "person-not-around-child");
        let id = proposed(&w, &cx, w.case).await;
        for (to, expected) in [
            (Destination::Known(w.claire.institution), "destination-is-here"),
            (Destination::Named(" ".into()), "no-destination"),
            (Destination::Known(kernel::InstitutionId(w.case.0)), "not-found"),
        ] {
            assert_eq!(code(orientation::add_choice(&cx, id, &to).await), expected);
        }
        let accepted = orientation::Accepted { on: cx.today(), own_words: String::new(), to: None };
        orientation::accept(&cx, id, &accepted).await.unwrap();
        let there = Destination::Known(w.lejeune.institution);
        let teacher = Some(w.teacher.practitioner);
        let chosen = orientation::choose_recipient(&cx, id, cx.today(), &there, teacher).await;
        assert_eq!(code(chosen), "recipient-not-there");
        w.t.pass(Instant::DAY);
    });
}
