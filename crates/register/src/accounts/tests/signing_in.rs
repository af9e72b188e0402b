// SPDX-License-Identifier: EUPL-1.2
//! Signing in, through the pages.

use kernel::{Date, FunctionKind, Instant};

use super::{A_STEP, password, worker};
use crate::accounts::close_account;
use crate::testing::{PASS_PHRASE, TestApp, run};

#[test]
fn password_then_code_then_in_with_another_cookie_each_time() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let browser = t.browser();
        let form = browser.get("/sign-in?to=/account").await;
        assert!(form.has("autocomplete=\"username\"") && form.has("autocomplete=\"current-password\""));
        assert_eq!(form.header("cache-control"), "no-store");

        let page = browser.post("/sign-in", &[("email", " NOUR.haddad"), ("password", PASS_PHRASE)]).await;
        assert_eq!(page.status, 422, "half an address is none");
        let upper = nour.email.to_uppercase();
        let page = browser
            .post("/sign-in", &[("email", &upper), ("password", PASS_PHRASE), ("to", "/account")])
            .await;
        assert_eq!((page.status, page.location.as_str()), (303, "/sign-in/code?to=%2Faccount"));
        let half = browser.cookie("maillage");
        assert_eq!(half.len(), 64);

        // A password alone opens nothing.
        assert!(browser.get("/account").await.location.starts_with("/sign-in?to="));
        let page = browser.post("/sign-in/code", &[("code", "000000")]).await;
        assert_eq!(page.status, 422);
        let page = browser.post("/sign-in/code", &[("code", &t.code(&nour)), ("to", "/account")]).await;
        assert_eq!((page.status, page.location.as_str()), (303, "/account"));
        assert_ne!(browser.cookie("maillage"), half, "the token changes with what it opens");
        let page = browser.get("/account").await;
        assert_eq!(page.status, 200);
        assert!(page.has("Nour Haddad") && page.has("SAJ de Valmourne"));

        // The old token opens nothing at all.
        let thief = t.browser();
        thief.keep_cookie("maillage", &half);
        assert!(thief.get("/account").await.location.starts_with("/sign-in"));

        // The same code again, in another browser: used.
        let other = t.browser();
        password(&other, &nour, PASS_PHRASE).await;
        let page = other.post("/sign-in/code", &[("code", &t.code(&nour))]).await;
        assert_eq!(page.status, 422);
        assert!(page.has("Ce code a déjà servi"), "{}", page.body);
        t.pass(A_STEP);
        assert_eq!(other.post("/sign-in/code", &[("code", &t.code(&nour))]).await.status, 303);

        // Out.
        let page = browser.post("/sign-out", &[]).await;
        assert_eq!((page.status, page.location.as_str()), (303, "/sign-in?done=signed-out"));
        assert!(page.header("clear-site-data").contains("storage"));
        assert_eq!(browser.cookie("maillage"), "");
        assert!(browser.get("/account").await.location.starts_with("/sign-in"));
        assert_eq!(other.get("/account").await.status, 200, "the other browser stays");
    });
}

#[test]
fn every_wrong_way_in_gets_the_same_answer() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let saj = nour.institution;
        let leaver = t.person(saj, "Sylvain", "Delcourt", &[FunctionKind::Caseworker]).await;
        let closed = t.person(saj, "Ana", "Silva", &[FunctionKind::Caseworker]).await;
        let cx = t.system();
        let held = {
            let mut conn = cx.read().await.unwrap();
            crate::directory::appointments_of(&mut conn, leaver.practitioner).await.unwrap()
        };
        crate::directory::end_appointment(&cx, held[0].id, "2026-06-30".parse().unwrap()).await.unwrap();
        close_account(&cx, closed.practitioner, "parti").await.unwrap();

        let mut answers = Vec::new();
        for (email, password) in [
            ("personne@nulle-part.example", PASS_PHRASE),
            (nour.email.as_str(), "autre chose que cela"),
            (leaver.email.as_str(), PASS_PHRASE),
            (closed.email.as_str(), PASS_PHRASE),
            ("", ""),
        ] {
            let page = t.browser().post("/sign-in", &[("email", email), ("password", password)]).await;
            assert_eq!(page.status, 422, "{email}");
            assert!(!page.has(password) || password.is_empty(), "a password never comes back");
            let said = page
                .body
                .split("govuk-error-message")
                .nth(1)
                .map(|s| s.split("</p>").next().unwrap().to_owned());
            answers.push(said.unwrap());
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
    });
}

#[test]
fn the_day_after_the_last_one_an_open_session_opens_nothing() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let browser = t.sign_in(&nour).await;
        let cx = t.system();
        let held = {
            let mut conn = cx.read().await.unwrap();
            crate::directory::appointments_of(&mut conn, nour.practitioner).await.unwrap()
        };
        let today: Date = cx.today();
        crate::directory::end_appointment(&cx, held[0].id, today).await.unwrap();
        assert_eq!(browser.get("/account").await.status, 200, "the last day is worked");
        // A quarter to midnight, then five past: the session itself is neither old nor idle.
        t.pass(15 * Instant::HOUR + 45 * Instant::MINUTE);
        let late = t.sign_in(&nour).await;
        assert_eq!(late.get("/account").await.status, 200);
        t.pass(20 * Instant::MINUTE);
        let page = late.get("/account").await;
        assert_eq!((page.status, page.location.starts_with("/sign-in")), (303, true));
    });
}

#[test]
fn guessing_is_slowed_down_but_shuts_nobody_out() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let colleague = t.person(nour.institution, "Karim", "Benali", &[FunctionKind::Supervisor]).await;
        let browser = t.browser();
        let mut waits = 0;
        for _ in 0..8 {
            waits += i32::from(password(&browser, &nour, "ce n’est pas celui-ci").await.status == 429);
        }
        assert!(waits >= 2, "eight wrong passwords in one second are not all answered");
        assert_eq!(
            password(&browser, &nour, PASS_PHRASE).await.status,
            429,
            "not even the right one, for a while"
        );
        assert_eq!(password(&browser, &colleague, PASS_PHRASE).await.status, 303, "the service goes on");
        t.pass(15 * Instant::MINUTE);
        assert_eq!(password(&browser, &nour, PASS_PHRASE).await.status, 303, "nobody is shut out for ever");

        // Codes are guessed no faster.
        let half = t.browser();
        password(&half, &colleague, PASS_PHRASE).await;
        let mut waits = 0;
        for n in 0..8 {
            waits +=
                i32::from(half.post("/sign-in/code", &[("code", &format!("00000{n}"))]).await.status == 429);
        }
        assert!(waits >= 2);
    });
}
