// SPDX-License-Identifier: EUPL-1.2
//! Who reads what: before it is published, those whose business it is; after, anybody, and of people nothing but what they agreed to.

use register::testing::{Browser, run};

use super::super::{self as practices, Finding, HarmTold, Level, SaidAs};
use super::world::World;

async fn status(browser: &Browser, path: String) -> u16 {
    browser.get(&path).await.status
}

#[test]
fn what_is_not_published_is_seen_by_those_whose_business_it_is() {
    run(async {
        let w = World::new().await;
        let id = w.in_review().await;
        let page = format!("/practices/{id}");
        for (who, sees) in [
            (&w.yassin, 200),
            (&w.helene, 200),
            (&w.hugues, 200),
            (&w.chiara, 200),
            (&w.elodie, 200),
            (&w.nour, 404),
            (&w.salif, 404),
        ] {
            let b = w.t.sign_in(who).await;
            assert_eq!(status(&b, page.clone()).await, sees, "{}", who.email);
        }
        assert_eq!(status(&w.t.browser(), page.clone()).await, 404);
        let list = w.t.browser().get("/practices").await;
        assert!(list.has("La banque est encore vide") && !list.has("Une page d’information"));
        // A title is a word of it, too.
        let b = w.t.sign_in(&w.yassin).await;
        assert!(!b.get(&page).await.body.contains("<title>Une page"));
        // Deeds of others look as if there were nothing.
        for (who, path) in [
            (&w.salif, "about"),
            (&w.chiara, "about"),
            (&w.yassin, "screening"),
            (&w.yassin, "readers"),
            (&w.yassin, "agreement"),
            (&w.yassin, "review"),
            (&w.hugues, "review"),
            (&w.hugues, "about"),
            (&w.chiara, "publication"),
            (&w.salif, "withdrawal"),
            (&w.salif, "re-review"),
        ] {
            let b = w.t.sign_in(who).await;
            assert_eq!(status(&b, format!("{page}/{path}")).await, 404, "{} {path}", who.email);
            // What is missing in a form is told before anything is looked up: nothing of the practice is in it.
            let sent = b.post(&format!("{page}/{path}"), &[("words", "x"), ("title", "x")]).await;
            assert!(sent.status == 404, "{} {path}: {}", who.email, sent.status);
        }
    });
}

#[test]
fn neither_reads_the_other_before_both_have_answered() {
    run(async {
        let w = World::new().await;
        let id = w.in_review().await;
        let page = format!("/practices/{id}");
        w.answers(&w.chiara, id, Finding::Rate, Some(Level::E2)).await.unwrap();
        let words = format!("Lu par {}", w.chiara.email);
        for who in [&w.elodie, &w.yassin, &w.helene, &w.hugues] {
            let b = w.t.sign_in(who).await;
            assert!(!b.get(&page).await.has(&words), "{} reads it too early", who.email);
        }
        let b = w.t.sign_in(&w.chiara).await;
        assert!(b.get(&page).await.has(&words), "one’s own stays readable");
        w.answers(&w.elodie, id, Finding::Return, None).await.unwrap();
        for who in [&w.elodie, &w.yassin, &w.hugues, &w.chiara] {
            let b = w.t.sign_in(who).await;
            assert!(b.get(&page).await.has(&words), "{}", who.email);
        }
        // Who reads is not told to whom they read.
        let b = w.t.sign_in(&w.yassin).await;
        assert!(!b.get(&page).await.has("Chiara"));
    });
}

#[test]
fn of_a_reference_person_nothing_is_published_but_what_they_agreed_to() {
    run(async {
        let w = World::new().await;
        let id = w.published().await;
        let page = format!("/practices/{id}");
        let public = w.t.browser().get(&page).await;
        assert!(public.has("Hélène Jacquet") && public.has("000 11 22 33") && public.has("directrice"));
        assert!(!public.has("Rue des Écoles 3") && !public.has("helene@cpms.example"));
        // Not even to those who are signed in elsewhere.
        let b = w.t.sign_in(&w.salif).await;
        assert!(!b.get(&page).await.has("helene@cpms.example"));
        let own = w.t.sign_in(&w.yassin).await;
        assert!(own.get(&page).await.has("helene@cpms.example"));
        // Nor in the table.
        let csv = w.t.browser().get("/practices/table.csv").await;
        assert!(csv.body.contains("Hélène Jacquet") && !csv.body.contains("helene@cpms.example"));
        assert!(!csv.body.contains("Rue des Écoles 3"));
        // What was withdrawn stays, with why, for anybody.
        practices::withdraw(&w.cx(&w.helene).await, id, false, "Nous ne la menons plus.").await.unwrap();
        let gone = w.t.browser().get(&page).await;
        assert!(gone.status == 200 && gone.has("Nous ne la menons plus.") && gone.has("Retirée le"));
        assert!(!w.t.browser().get("/practices").await.has("Une page d’information"));
        assert!(w.t.browser().get("/practices?stands=withdrawn").await.has("Une page d’information"));
    });
}

#[test]
fn what_readers_say_is_read_by_its_service_and_the_editors() {
    run(async {
        let w = World::new().await;
        let id = w.published().await;
        let page = format!("/practices/{id}");
        let told =
            HarmTold { said_as: SaidAs::YoungPerson, words: "On m’a fait attendre deux heures.".into() };
        let harm = practices::report_harm(&w.t.system(), id, &told).await.unwrap();
        for (who, sees) in [(&w.yassin, true), (&w.hugues, true), (&w.chiara, false), (&w.salif, false)] {
            let b = w.t.sign_in(who).await;
            assert_eq!(b.get(&page).await.has("fait attendre"), sees, "{}", who.email);
        }
        assert!(!w.t.browser().get(&page).await.has("fait attendre"));
        let answer = format!("{page}/harms/{}", harm.simple());
        let own = w.t.sign_in(&w.yassin).await;
        assert_eq!(own.get(&answer).await.status, 404, "its service does not answer for the bank");
        let editor = w.t.sign_in(&w.hugues).await;
        assert_eq!(editor.get(&answer).await.status, 200);
    });
}
