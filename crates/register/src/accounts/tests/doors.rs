// SPDX-License-Identifier: EUPL-1.2
//! What keeps others out of a session, and nobody out of their own.

use kernel::{FunctionKind, Instant};

use super::{A_STEP, password, worker};
use crate::testing::{PASS_PHRASE, TestApp, run};

#[test]
fn whoever_guesses_all_day_keeps_nobody_from_their_own_desk() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let desk = t.browser();
        password(&desk, &nour, PASS_PHRASE).await;
        desk.post("/sign-in/code", &[("code", &t.code(&nour))]).await;
        assert_eq!(desk.get("/account").await.status, 200);
        desk.post("/sign-out", &[]).await;

        // Somebody elsewhere tries again at the end of every wait, and is always the first.
        let elsewhere = t.browser();
        for _ in 0..60 {
            password(&elsewhere, &nour, "ce n’est pas celui-ci").await;
            t.pass(20 * Instant::SECOND);
        }
        assert_eq!(
            password(&t.browser(), &nour, PASS_PHRASE).await.status,
            429,
            "a browser that nobody knows waits"
        );
        let known: Vec<(String, String)> =
            desk.cookies().into_iter().filter(|(name, _)| name.starts_with("known-")).collect();
        assert_eq!(known.len(), 1);
        let (name, value) = &known[0];
        assert!(!value.contains(&nour.email) && !name.contains("nour"), "{name}={value}");
        let forged = t.browser();
        forged.keep_cookie(name, &value.replace(char::is_numeric, "0"));
        assert_eq!(password(&forged, &nour, PASS_PHRASE).await.status, 429);
        assert_eq!(password(&desk, &nour, PASS_PHRASE).await.status, 303, "hers does not");
        t.pass(A_STEP);
        assert_eq!(desk.post("/sign-in/code", &[("code", &t.code(&nour))]).await.status, 303);

        // Known for her alone, and slowed down like any other when it guesses.
        let karim = t.person(nour.institution, "Karim", "Benali", &[FunctionKind::Supervisor]).await;
        let other = t.browser();
        other.keep_cookie(name, value);
        let mut waits = 0;
        for _ in 0..8 {
            waits += i32::from(password(&other, &nour, "ni celui-là").await.status == 429);
        }
        assert!(waits >= 2, "a stolen cookie guesses no faster");
        assert_eq!(password(&other, &karim, PASS_PHRASE).await.status, 303);
    });
}

#[test]
fn a_password_alone_does_not_tell_where_somebody_works() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let amo = t.institution("amo", "AMO Passe-Rives").await;
        t.appoint(&nour, amo, FunctionKind::Caseworker).await;
        let half = t.browser();
        password(&half, &nour, PASS_PHRASE).await;
        for page in [half.get("/sign-in/institution").await, half.post("/sign-in/institution", &[]).await] {
            assert_eq!((page.status, page.location.as_str()), (303, "/sign-in/code"));
            assert!(!page.has("Passe-Rives"));
        }
    });
}

#[test]
fn a_new_password_shuts_out_whoever_had_the_cookie() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let hers = t.sign_in(&nour).await;
        let thief = t.browser();
        thief.keep_cookie("maillage", &hers.cookie("maillage"));
        assert_eq!(thief.get("/account").await.status, 200);
        let new = "six cerises pour un merle";
        let fields = [("password_now", PASS_PHRASE), ("password", new), ("password_again", new)];
        assert_eq!(hers.post("/account/password", &fields).await.status, 303);
        assert_eq!(hers.get("/account").await.status, 200);
        assert_eq!(thief.get("/account").await.status, 303);
    });
}

#[test]
fn a_secret_that_was_shown_and_never_confirmed_does_not_wait_for_ever() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let one = t.sign_in(&nour).await;
        let page = one.post("/account/second-factor/renewal", &[("password_now", PASS_PHRASE)]).await;
        assert_eq!(page.location, "/account/second-factor");
        assert!(one.get("/account/second-factor").await.has("<svg"));
        let next = t.browser();
        password(&next, &nour, PASS_PHRASE).await;
        next.post("/sign-in/code", &[("code", &t.code(&nour))]).await;
        let page = next.get("/account/second-factor").await;
        assert_eq!(page.location, "/account/second-factor/renewal", "the password is asked first again");
    });
}

#[test]
fn a_form_from_another_site_does_nothing_and_is_not_shown_back() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let browser = t.sign_in(&nour).await;
        browser.claim("Origin: https://evil.example");
        let page = browser.post("/account/language", &[("lang", "nl"), ("note", "cliquez ici")]).await;
        assert_eq!(page.status, 403);
        assert!(!page.has("cliquez ici") && !page.has("<button class=\"govuk-button\""), "{}", page.body);
        browser.claim("");
        // What somebody wrote while their session ended is theirs, and is shown: all of it, also that an address is secret.
        let late = t.browser();
        let fields = [
            ("note", "vu le 3, à rappeler demain matin au plus tôt, c’est vraiment urgent"),
            ("secret", "yes"),
            ("password_now", PASS_PHRASE),
            ("code", "123456"),
        ];
        let page = late.post("/account/language", &fields).await;
        assert!(page.status == 403 && page.has("vu le 3"), "{}", page.body);
        assert!(page.has("name=\"secret\" value=\"yes\""), "{}", page.body);
        assert!(!page.has(PASS_PHRASE) && !page.has("123456"));
    });
}

#[test]
fn a_wait_says_how_long() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let mut last = password(&t.browser(), &nour, "non").await;
        while last.status != 429 {
            last = password(&t.browser(), &nour, "non").await;
        }
        assert!(last.header("retry-after").parse::<u32>().is_ok_and(|s| (1..=900).contains(&s)));
    });
}
