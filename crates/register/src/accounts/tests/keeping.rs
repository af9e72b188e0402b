// SPDX-License-Identifier: EUPL-1.2
//! Invitations, telephones, sessions: one's own, and those of the people of one's institution.

use kernel::{FunctionKind, Instant, InstitutionId};

use super::{A_STEP, password, unbase32, worker};
use crate::accounts::{Delivery, Invitation, Renewal, invite as make_invitation, second_factor};
use crate::testing::{PASS_PHRASE, TestApp, run};

#[test]
fn an_invitation_leads_to_a_password_and_a_telephone_once() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let boss = t.person(saj, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let cx = t.acting(&boss).await;
        let fields = crate::directory::PractitionerFields {
            given: "Élif".into(),
            family: "Yıldız".into(),
            email: "Elif.Yildiz@saj.example".into(),
            languages: "nl,tr".into(),
            ..Default::default()
        };
        let bound = (kernel::SecrecyStatus::Bound, "diplôme");
        let span = (cx.today(), None);
        let who = crate::directory::welcome(&cx, saj, fields, bound, &[FunctionKind::Caseworker], span)
            .await
            .unwrap();

        let office = t.sign_in(&boss).await;
        let base = format!("/practitioners/{who}");
        assert!(office.get(&format!("{base}/account")).await.has("Pas encore de compte"));
        let page = office.post(&format!("{base}/invitation"), &[("delivery", "shown")]).await;
        assert_eq!(page.status, 200);
        let token = page.body.split("/invitation/").nth(1).unwrap()[..64].to_owned();

        let browser = t.browser();
        let page = browser.get(&format!("/invitation/{token}")).await;
        assert_eq!((page.status, page.location.as_str()), (303, "/invitation"));
        assert!(!page.body.contains(&token));
        let page = browser.get("/invitation").await;
        assert!(page.has("elif.yildiz@saj.example"), "{}", page.body);
        let choose = |p: &'static str, q: &'static str| {
            let browser = &browser;
            async move { browser.post("/invitation", &[("password", p), ("password_again", q)]).await }
        };
        assert_eq!(choose("court", "court").await.status, 422);
        assert_eq!(choose(PASS_PHRASE, "autre").await.status, 422);
        let page = choose("yildiz sous le tilleul", "yildiz sous le tilleul").await;
        assert!(page.has("contient votre nom"), "{}", page.body);
        let page = choose(PASS_PHRASE, PASS_PHRASE).await;
        assert_eq!((page.status, page.location.as_str()), (303, "/account/second-factor"));
        assert_eq!(browser.cookie("invitation"), "");
        assert!(browser.get("/account").await.location.starts_with("/sign-in"), "not without a telephone");

        let page = browser.get("/account/second-factor").await;
        assert!(page.has("<svg") && page.has("viewBox"));
        let shown = page.body.split("mg-code\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "");
        let secret = unbase32(&shown);
        assert_eq!(browser.post("/account/second-factor", &[("code", "123456")]).await.status, 422);
        let code = second_factor::code_at(&secret, t.app.clock.outside());
        let page = browser.post("/account/second-factor", &[("code", &code)]).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert_eq!(page.body.matches("mg-code").count(), 10);
        let recovery = page.body.split("mg-code\">").nth(3).unwrap()[..14].to_owned();
        assert_eq!(browser.get("/account").await.status, 200);

        // The link is spent, for everybody.
        let second = t.browser();
        second.get(&format!("/invitation/{token}")).await;
        assert!(second.get("/invitation").await.has("ne mène plus nulle part"));

        // Without the telephone: a recovery code, once.
        for (again, status) in [(1, 303), (2, 422)] {
            let lost = t.browser();
            lost.post("/sign-in", &[("email", "elif.yildiz@saj.example"), ("password", PASS_PHRASE)]).await;
            let page = lost.post("/sign-in/recovery", &[("code", &recovery.to_lowercase())]).await;
            assert_eq!(page.status, status, "time {again}");
        }
    });
}

#[test]
fn a_new_invitation_keeps_the_second_factor_and_needs_a_reason() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let boss = t.person(nour.institution, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let cx = t.acting(&boss).await;
        let invite = |renewal, reason: &'static str| {
            let cx = &cx;
            let who = nour.practitioner;
            async move { make_invitation(cx, who, Delivery::Shown, renewal, reason).await }
        };
        assert_eq!(invite(Renewal::Password, " ").await.unwrap_err().code(), "reason-missing");
        let first = invite(Renewal::Password, "mot de passe oublié").await.unwrap();
        let second = invite(Renewal::Password, "lien égaré").await.unwrap();
        let path = |i: &Invitation| i.path.as_ref().unwrap().show().clone();
        let new = "une autre phrase bien longue";
        let take_up = |path: String| {
            let browser = t.browser();
            async move {
                browser.get(&path).await;
                browser.post("/invitation", &[("password", new), ("password_again", new)]).await
            }
        };
        let old = t.sign_in(&nour).await;
        assert_eq!(old.get("/account").await.status, 200);
        assert!(take_up(path(&first)).await.has("ne mène plus nulle part"), "replaced by the second");
        assert_eq!(take_up(path(&second)).await.location, "/sign-in/code", "the telephone is still asked");
        assert_eq!(old.get("/account").await.status, 303, "earlier sessions have ended");

        let alone = invite(Renewal::SecondFactorToo, "téléphone perdu").await.unwrap_err();
        assert_eq!(alone.code(), "needs-two", "nobody alone takes a telephone away");

        // Seven days, not more.
        let late = invite(Renewal::Password, "encore").await.unwrap();
        t.pass(7 * Instant::DAY);
        assert!(take_up(path(&late)).await.has("ne mène plus nulle part"));
    });
}

#[test]
fn administrators_keep_the_accounts_of_their_own_institution_only_and_not_their_own() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let spj = t.institution("spj", "SPJ de Valmourne").await;
        let boss = t.person(spj, "Martine", "Leroy", &[FunctionKind::Administrator]).await;
        let browser = t.sign_in(&boss).await;
        for path in ["account", "invitation", "account/closure", "account/reopening", "account/sessions/end"]
        {
            let path = format!("/practitioners/{}/{path}", nour.practitioner);
            let page = if path.ends_with("/account") {
                browser.get(&path).await
            } else {
                browser.post(&path, &[]).await
            };
            assert_eq!(page.status, 404, "{path}");
        }
        let own = format!("/practitioners/{}/account/closure", boss.practitioner);
        assert_eq!(browser.post(&own, &[("reason", "essai")]).await.status, 422);
        let hers = t.sign_in(&nour).await;
        assert_eq!(hers.get(&format!("/practitioners/{}/account", nour.practitioner)).await.status, 404);
    });
}

#[test]
fn one_sees_and_ends_ones_own_sessions_and_nobody_elses() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let karim = t.person(nour.institution, "Karim", "Benali", &[FunctionKind::Supervisor]).await;
        let (here, there) = (t.sign_in(&nour).await, t.sign_in(&nour).await);
        let his = t.sign_in(&karim).await;
        let page = here.get("/account").await;
        let ends: Vec<&str> =
            page.body.match_indices("/account/sessions/").map(|(at, _)| &page.body[at..]).collect();
        let ends: Vec<&str> =
            ends.iter().map(|s| s.split('"').next().unwrap()).filter(|s| s.ends_with("/end")).collect();
        assert_eq!(ends.len(), 1, "one may end the other session, not this one by mistake");
        assert_eq!(his.post(ends[0], &[]).await.status, 404);
        assert_eq!(there.get("/account").await.status, 200);
        assert_eq!(here.post(ends[0], &[]).await.status, 303);
        assert_eq!(there.get("/account").await.status, 303);

        // A new password ends all others, and is asked for the old one first.
        let other = t.sign_in(&nour).await;
        let new = "six cerises pour un merle";
        let change = |now: &'static str| [("password_now", now), ("password", new), ("password_again", new)];
        assert_eq!(here.post("/account/password", &change("faux faux faux")).await.status, 422);
        assert_eq!(here.post("/account/password", &change(PASS_PHRASE)).await.status, 303);
        assert_eq!(here.get("/account").await.status, 200);
        assert_eq!(other.get("/account").await.status, 303);
        assert_eq!(password(&t.browser(), &nour, new).await.status, 303);

        let page = here.post("/account/language", &[("lang", "nl")]).await;
        assert_eq!(page.status, 303);
        assert!(here.get("/account").await.has("Mijn account"));
        let page = here.post("/account/recovery-codes", &[("password_now", new)]).await;
        assert_eq!(page.body.matches("mg-code").count(), 10);
    });
}

#[test]
fn a_session_that_lay_idle_too_long_is_neither_listed_nor_counted() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let boss = t.person(nour.institution, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let ends = |page: &crate::testing::Page| page.body.matches("/account/sessions/").count();
        let forgotten = t.sign_in(&nour).await;
        let here = t.sign_in(&nour).await;
        let both = ends(&here.get("/account").await);
        t.pass(31 * Instant::MINUTE);
        assert_eq!(forgotten.get("/account").await.status, 303, "it opens nothing any more");
        let here = t.sign_in(&nour).await;
        assert!(ends(&here.get("/account").await) < both, "and it is not shown as if it did");
        let account = format!("/practitioners/{}/account", nour.practitioner);
        let page = t.sign_in(&boss).await.get(&account).await;
        assert!(page.has("<dd class=\"govuk-summary-list__value\">1</dd>"), "{}", page.body);
    });
}

#[test]
fn the_operator_finds_an_account_by_either_address() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let cx = t.system();
        let fields = crate::directory::PractitionerFields {
            given: "Nour".into(),
            family: "Haddad".into(),
            email: "Nour@nouveau.example".into(),
            ..Default::default()
        };
        crate::directory::amend_practitioner(&cx, nour.practitioner, 1, fields).await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let found = crate::accounts::found_by_address;
        for typed in
            [nour.email.clone(), format!(" {} ", nour.email.to_uppercase()), "NOUR@nouveau.example".into()]
        {
            assert_eq!(found(&mut conn, &typed).await.unwrap(), [nour.practitioner], "{typed}");
        }
        assert_eq!(found(&mut conn, "personne@saj.example").await.unwrap(), []);
    });
}

#[test]
fn a_second_telephone_is_linked_only_by_whoever_holds_the_first() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let here = t.sign_in(&nour).await;
        let page = here.post("/account/second-factor/renewal", &[("password_now", PASS_PHRASE)]).await;
        assert_eq!(page.location, "/account/second-factor");
        // Somebody with the password alone must not see the waiting secret.
        let thief = t.browser();
        password(&thief, &nour, PASS_PHRASE).await;
        let page = thief.get("/account/second-factor").await;
        assert_eq!((page.status, page.location.as_str()), (303, "/sign-in/code"));
        let page = here.get("/account/second-factor").await;
        let shown = page.body.split("mg-code\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "");
        let code = second_factor::code_at(&unbase32(&shown), t.app.clock.outside());
        assert_eq!(thief.post("/account/second-factor", &[("code", &code)]).await.location, "/sign-in/code");
        assert_eq!(here.post("/account/second-factor", &[("code", &code)]).await.status, 200);
        t.pass(A_STEP);
        password(&thief, &nour, PASS_PHRASE).await;
        assert_eq!(
            thief.post("/sign-in/code", &[("code", &t.code(&nour))]).await.status,
            422,
            "the old one is out"
        );
    });
}

#[test]
fn whoever_works_in_two_places_chooses_and_sees_one_at_a_time() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let amo = t.institution("amo", "AMO Passe-Rives").await;
        t.appoint(&nour, amo, FunctionKind::Supervisor).await;
        let browser = t.browser();
        password(&browser, &nour, PASS_PHRASE).await;
        let page = browser.post("/sign-in/code", &[("code", &t.code(&nour))]).await;
        assert_eq!(page.location, "/sign-in/institution");
        assert!(
            browser.get("/account").await.location.starts_with("/sign-in"),
            "nothing opens before the choice"
        );
        let page = browser.get("/sign-in/institution").await;
        assert!(page.has("AMO Passe-Rives") && page.has("SAJ de Valmourne"));
        assert_eq!(browser.post("/sign-in/institution", &[]).await.status, 422);
        let stranger = t.institution("spj", "SPJ de Valmourne").await;
        let choose = |id: InstitutionId| id.to_string();
        let page = browser.post("/sign-in/institution", &[("institution", &choose(stranger))]).await;
        assert_eq!(page.status, 404);
        browser.post("/sign-in/institution", &[("institution", &choose(amo))]).await;
        let page = browser.get("/account").await;
        assert!(page.has("<div class=\"mg-header__service\">AMO Passe-Rives</div>"), "{}", page.body);
        let cx = t.acting_at(&nour, amo).await;
        assert_eq!(cx.actor().unwrap().appointments.len(), 1);
    });
}
