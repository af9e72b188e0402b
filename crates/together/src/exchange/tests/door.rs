// SPDX-License-Identifier: EUPL-1.2
//! The door of those without an account: a link and a code, both or nothing.

use kernel::{Instant, SecrecyStatus};
use register::accounts;
use register::directory;
use register::testing::{Person, run};
use secrecy::Answer;

use super::super::{self as exchange, Said};
use super::deeds::{asked, decided, piece, send};
use crate::sharing::Channel;
use crate::sharing::tests::world::{World, code};

/// A request to somebody without an account, and the link that was made for them.
async fn outside(w: &World) -> (kernel::ExchangeId, Person) {
    let there = w.t.institution("pse", "PSE de l’Escale").await;
    let poncin = w.t.person(there, "Luc", "Poncin", &[kernel::FunctionKind::Caseworker]).await;
    accounts::close_account(&w.t.system(), poncin.practitioner, "n’en veut pas").await.unwrap();
    let cx = w.claire().await;
    let id = asked(&cx, None, &poncin, "Recevez-vous avec un interprète ?", false).await;
    send(&cx, id).await.unwrap();
    (id, poncin)
}

#[test]
fn a_link_and_its_code_open_one_exchange_once() {
    run(async {
        let w = World::new().await;
        let (id, poncin) = outside(&w).await;
        let cx = w.claire().await;
        assert_eq!(
            code(exchange::make_link(&w.t.acting(&w.lejeune).await, id, poncin.practitioner).await),
            "not-found"
        );
        let made = exchange::make_link(&cx, id, poncin.practitioner).await.unwrap();
        let claire = w.t.sign_in(&w.claire).await;
        let page = claire.get(&format!("/exchanges/{id}/link")).await;
        assert!(page.has(&made.token) && page.has(&made.code), "whoever made it can look it up once more");
        let door = format!("/answer/{}", made.token);
        let poncin = w.t.browser();
        let page = poncin.get(&door).await;
        assert_eq!(page.status, 200);
        assert!(!page.has("interprète") && !page.has("Noirhomme"), "the link alone says nothing");
        let wrong = poncin.post(&door, &[("code", "0000 0000")]).await;
        assert!(wrong.status == 422 || wrong.has("bon code"), "{}", wrong.status);
        assert_eq!(poncin.post(&door, &[("code", &made.code)]).await.status, 303);
        let page = poncin.get(&door).await;
        assert!(page.has("Recevez-vous avec un interprète ?"));
        // Somebody else with the same link stands before the code again.
        assert!(!w.t.browser().get(&door).await.has("interprète"));
        let words = [("outcome", "full"), ("words", "")];
        assert_eq!(poncin.post(&format!("{door}/reply"), &words).await.status, 422);
        let words = [("outcome", "full"), ("words", "Oui, le jeudi.")];
        let unsaid = poncin.post(&format!("{door}/reply"), &words).await;
        assert_eq!(unsaid.status, 422, "whether it speaks of somebody is said, not guessed");
        assert!(unsaid.has("Oui, le jeudi."));
        let words = [("outcome", "full"), ("words", "Oui, le jeudi."), ("nominal", "no")];
        let done = poncin.post(&format!("{door}/reply"), &words).await;
        assert_eq!((done.status, done.header("location")), (303, "/answered"));
        assert!(poncin.get("/answered").await.has("enregistrée"));
        assert!(claire.get(&format!("/exchanges/{id}")).await.has("Oui, le jeudi."));
        assert_eq!(poncin.get(&door).await.status, 404, "one use");
    });
}

#[test]
fn an_answer_that_speaks_of_somebody_is_decided_by_the_rule_and_read_by_whoever_asked() {
    run(async {
        let w = World::new().await;
        let (id, poncin) = outside(&w).await;
        let cx = w.claire().await;
        let made = exchange::make_link(&cx, id, poncin.practitioner).await.unwrap();
        let door = format!("/answer/{}", made.token);
        let outside = w.t.browser();
        outside.post(&door, &[("code", &made.code)]).await;
        let reply = format!("{door}/reply");
        let said = "Lina vient le jeudi avec sa tante.";
        let answers = [
            ("outcome", "full"),
            ("words", said),
            ("nominal", "yes"),
            ("q-discreet", "yes"),
            ("q-bond", "yes"),
            ("q-repressive", "no"),
            ("r-takes_part", "yes"),
            ("n-necessary", "yes"),
            ("child", "Lina Maes"),
        ];
        let with = |more: &[(&'static str, &'static str)]| [&answers, more].concat();
        let told = [
            ("child-told", "yes"),
            ("child-on-day", "2"),
            ("child-on-month", "1"),
            ("child-on-year", "2026"),
            ("child-how", "de vive voix"),
            ("child-language", "français"),
        ];
        // Who knew is said of everybody who is named, and a day that has not come told nobody.
        for more in [
            vec![],
            vec![("child-told", "yes")],
            [&told[..3], &[("child-on-year", "2199")], &told[4..]].concat(),
        ] {
            let page = outside.post(&reply, &with(&more)).await;
            assert_eq!(page.status, 422);
            assert!(page.has(said), "nothing is lost");
        }
        let untold = outside.post(&reply, &with(&[("child-told", "no")])).await;
        assert_eq!(untold.status, 422);
        assert!(untold.has("n’est pas partie") && untold.has(said), "{}", untold.body);
        let claire = w.t.sign_in(&w.claire).await;
        assert!(!claire.get(&format!("/exchanges/{id}")).await.has(said), "nothing left");
        assert_eq!(outside.post(&reply, &with(&told)).await.status, 303);
        assert!(claire.get(&format!("/exchanges/{id}")).await.has(said));
        assert_eq!(outside.get(&door).await.status, 404, "one use");
        // Their head sees that it was answered, and not what was said of whom.
        let head = w.t.sign_in(&w.hanae).await.get(&format!("/exchanges/{id}")).await;
        assert!(!head.has(said), "{}", head.status);
        let mut conn = cx.read().await.unwrap();
        let kept = crate::sharing::of_exchange(&mut conn, id, poncin.institution).await.unwrap();
        let kept = kept.first().unwrap();
        assert!(kept.executed.is_some() && kept.decided.as_ref().unwrap().by == poncin.practitioner);
    });
}

#[test]
fn whoever_is_not_bound_by_secrecy_says_nothing_of_anybody_through_a_link() {
    run(async {
        let w = World::new().await;
        let (id, poncin) = outside(&w).await;
        let cx = w.claire().await;
        let start = kernel::Date::from_ymd(2026, 1, 1).unwrap();
        directory::set_secrecy(
            &w.t.system(),
            poncin.practitioner,
            SecrecyStatus::DiscretionOnly,
            start,
            "test",
        )
        .await
        .unwrap();
        let made = exchange::make_link(&cx, id, poncin.practitioner).await.unwrap();
        let door = format!("/answer/{}", made.token);
        let outside = w.t.browser();
        outside.post(&door, &[("code", &made.code)]).await;
        let page = outside
            .post(
                &format!("{door}/reply"),
                &[
                    ("outcome", "full"),
                    ("words", "Elle vient."),
                    ("nominal", "yes"),
                    ("q-discreet", "yes"),
                    ("q-bond", "yes"),
                    ("q-repressive", "no"),
                    ("r-takes_part", "yes"),
                    ("n-necessary", "yes"),
                    ("child", "Lina"),
                    ("child-told", "yes"),
                    ("child-on-day", "2"),
                    ("child-on-month", "1"),
                    ("child-on-year", "2026"),
                    ("child-how", "de vive voix"),
                    ("child-language", "français"),
                ],
            )
            .await;
        assert_eq!(page.status, 422);
        // To decline tells nothing of anybody: nothing more is asked.
        let decline = [("outcome", "secrecy"), ("words", "Je ne peux pas le dire.")];
        assert_eq!(outside.post(&format!("{door}/reply"), &decline).await.status, 303);
    });
}

#[test]
fn five_wrong_codes_shut_it_and_so_does_time() {
    run(async {
        let w = World::new().await;
        let (id, poncin) = outside(&w).await;
        let cx = w.claire().await;
        let made = exchange::make_link(&cx, id, poncin.practitioner).await.unwrap();
        let door = format!("/answer/{}", made.token);
        let thief = w.t.browser();
        for _ in 0..5 {
            thief.post(&door, &[("code", "1111 1111")]).await;
        }
        assert_eq!(thief.get(&door).await.status, 404);
        assert_eq!(
            w.t.browser().post(&door, &[("code", &made.code)]).await.status,
            404,
            "not with the right one"
        );
        let second = exchange::make_link(&cx, id, poncin.practitioner).await.unwrap();
        assert_ne!(second.code, made.code);
        let door = format!("/answer/{}", second.token);
        assert_eq!(w.t.browser().get(&door).await.status, 200);
        exchange::revoke_links(&cx, id).await.unwrap();
        assert_eq!(w.t.browser().get(&door).await.status, 404, "shut by whoever made it");
        let third = exchange::make_link(&cx, id, poncin.practitioner).await.unwrap();
        let door = format!("/answer/{}", third.token);
        w.t.pass(15 * Instant::DAY);
        assert_eq!(w.t.browser().get(&door).await.status, 404, "after fifteen days");
        // A link that nobody made.
        let made_up = format!("/answer/{}", "0".repeat(64));
        assert_eq!(w.t.browser().get(&made_up).await.status, 404);
    });
}

#[test]
fn on_paper_it_leaves_the_same_record() {
    run(async {
        let w = World::new().await;
        let (id, poncin) = outside(&w).await;
        let cx = w.claire().await;
        let said = Said::Answer(exchange::Outcome::Part, "Le jeudi seulement.".into());
        let tomorrow = cx.now.plus(Instant::DAY);
        let who = poncin.practitioner;
        let early = exchange::recorded_answer(&cx, id, who, Channel::Written, tomorrow, &said).await;
        assert_eq!(code(early), "moment-in-future");
        exchange::recorded_answer(&cx, id, who, Channel::Written, cx.now, &said).await.unwrap();
        let page = w.t.sign_in(&w.claire).await.get(&format!("/exchanges/{id}")).await;
        assert!(page.has("Le jeudi seulement.") && page.has("Poncin"));
        // Who has an account answers in their own name.
        let id = asked(&cx, None, &w.lejeune, "Et vous ?", false).await;
        send(&cx, id).await.unwrap();
        let who = w.lejeune.practitioner;
        let in_their_place = exchange::recorded_answer(&cx, id, who, Channel::Oral, cx.now, &said).await;
        assert_eq!(code(in_their_place), "party-has-account");
        assert_eq!(code(exchange::make_link(&cx, id, who).await), "party-has-account");
    });
}

#[test]
fn what_concerns_a_child_is_read_through_it_as_long_as_the_reader_is_bound() {
    run(async {
        let w = World::new().await;
        let (_, poncin) = outside(&w).await;
        let cx = w.claire().await;
        let id = asked(&cx, Some(w.case), &poncin, "La connaissez-vous ?", true).await;
        let who = Some(piece("De qui il s’agit", "Lina, sept ans."));
        let d = exchange::begin_content(&cx, id, "be_circulaire", None, "Savoir.", who).await.unwrap();
        decided(&cx, d, &poncin, Answer::Yes).await;
        send(&cx, id).await.unwrap();
        let made = exchange::make_link(&cx, id, poncin.practitioner).await.unwrap();
        let browser = w.t.browser();
        let door = format!("/answer/{}", made.token);
        browser.post(&door, &[("code", &made.code)]).await;
        assert!(browser.get(&door).await.has("Lina, sept ans."));
        let system = w.t.system();
        let status = SecrecyStatus::DiscretionOnly;
        directory::set_secrecy(&system, poncin.practitioner, status, system.today(), "test").await.unwrap();
        let page = browser.get(&door).await;
        assert!(page.status == 200 && page.has("n’est plus, ouvert pour vous"), "bound no longer");
        assert!(!page.has("La connaissez-vous") && !page.has("Lina"), "as on the page of the thread");
    });
}
