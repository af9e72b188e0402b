// SPDX-License-Identifier: EUPL-1.2
//! Accounts: the rules as tables, and the way in through the pages, with everything that must not open it.

use kernel::instant::Zone;
use kernel::{Date, FunctionId, FunctionKind, InstitutionId, Instant};
use uuid::Uuid;

use super::model::HeldHere;
use super::{Delivery, Renewal, rules, second_factor};
use crate::testing::{Browser, PASS_PHRASE, Person, TestApp, run};

const A_STEP: i64 = 30 * Instant::SECOND;

#[test]
fn passwords_are_long_and_not_the_first_ones_tried() {
    let check = |p: &str| rules::password(p, &["Nour", "Van den Haddad"], "nour.haddad@saj.example").map_err(|r| r.code);
    let cases = [
        ("quatre saisons sous le tilleul", Ok(())),
        ("correcthorsebattery", Ok(())),
        ("court", Err("password-short")),
        ("onzelettres", Err("password-short")),
        ("Motdepasse1234", Err("password-common")),
        ("mot de passe 123", Err("password-common")),
        ("aaaaaaaaaaaaaaaa", Err("password-common")),
        ("ababababababab", Err("password-common")),
        ("J’aime Nour depuis 2012", Err("password-personal")),
        ("mme-HADDÂD-au-saj", Err("password-personal")),
        // « Van » and « den » stand in honest sentences.
        ("den vandaag gekozen zin", Ok(())),
    ];
    for (password, expected) in cases {
        assert_eq!(check(password), expected, "{password}");
    }
    assert_eq!(check(&"ab cde".repeat(40)), Err("password-long"));
}

#[test]
fn a_code_serves_once() {
    let code = |step, last| rules::code_step(step, last).map_err(|r| r.code);
    assert_eq!(code(10, None), Ok(10));
    assert_eq!(code(10, Some(9)), Ok(10));
    assert_eq!(code(10, Some(10)), Err("code-used"));
    assert_eq!(code(9, Some(10)), Err("code-used"));
}

#[test]
fn codes_are_those_of_the_standard() {
    // RFC 6238, appendix B: SHA-1, the last six of eight digits.
    let secret = b"12345678901234567890";
    for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
        let at = Instant(seconds * Instant::SECOND);
        assert_eq!(second_factor::code_at(secret, at), code);
        assert_eq!(second_factor::step_of(secret, code, at), Some(seconds / 30));
        assert_eq!(second_factor::step_of(secret, code, at.plus(A_STEP)), Some(seconds / 30), "one step late");
        assert_eq!(second_factor::step_of(secret, code, at.plus(3 * A_STEP)), None, "too late");
    }
    for typed in ["", "28708", "2870820", "abcdef", "２８７０８２"] {
        assert_eq!(second_factor::step_of(secret, typed, Instant(59 * Instant::SECOND)), None, "{typed}");
    }
    assert_eq!(second_factor::base32(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

#[test]
fn a_recovery_code_is_read_as_people_write_it() {
    let code = rules::recovery_code([7; 24]);
    assert_eq!(code.len(), 14);
    assert_eq!(rules::plain_code(&format!(" {} ", code.to_lowercase().replace('-', " "))), code.replace('-', ""));
}

fn held(at: u128, from: &str, until: Option<&str>) -> HeldHere {
    HeldHere {
        institution: InstitutionId(Uuid::from_u128(at)),
        function: FunctionId(Uuid::from_u128(at + 100)),
        kind: FunctionKind::Caseworker,
        institution_name: String::new(),
        pack: "be-fwb".into(),
        from_on: from.parse().unwrap(),
        until_on: until.map(|d| d.parse().unwrap()),
    }
}

#[test]
fn the_last_day_is_the_territorys() {
    let brussels = |_: &str| Zone::named("Europe/Brussels").unwrap();
    let at = |text: &str| Instant::parse_rfc3339(text).unwrap();
    let leaver = || vec![held(1, "2014-04-01", Some("2026-06-30"))];
    // Midnight in Brussels is two hours before midnight in Greenwich.
    assert_eq!(rules::in_force(leaver(), at("2026-06-30T21:59:00Z"), brussels).len(), 1);
    assert_eq!(rules::in_force(leaver(), at("2026-06-30T22:00:00Z"), brussels).len(), 0);
    let newcomer = || vec![held(1, "2026-07-01", None)];
    assert_eq!(rules::in_force(newcomer(), at("2026-06-30T21:59:00Z"), brussels).len(), 0);
    assert_eq!(rules::in_force(newcomer(), at("2026-06-30T22:00:00Z"), brussels).len(), 1);
}

#[test]
fn one_institution_needs_no_choice_and_a_lost_choice_is_no_choice() {
    let (one, two) = (InstitutionId(Uuid::from_u128(1)), InstitutionId(Uuid::from_u128(2)));
    let here = || held(1, "2026-01-01", None);
    let there = || held(2, "2026-01-01", None);
    assert_eq!(rules::acting_for(None, &[]), None);
    assert_eq!(rules::acting_for(None, &[here(), here()]), Some(one));
    assert_eq!(rules::acting_for(None, &[here(), there()]), None);
    assert_eq!(rules::acting_for(Some(two), &[here(), there()]), Some(two));
    assert_eq!(rules::acting_for(Some(two), &[here()]), Some(one));
}

#[test]
fn one_goes_on_to_our_pages_only() {
    for (to, expected) in [
        ("/cases/1", "/cases/1"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/sign-in?to=/", "/"),
        ("", "/"),
    ] {
        assert_eq!(rules::onward(to), expected, "{to}");
    }
}

#[test]
fn hashes_are_verified_and_nobodys_is_nobodys() {
    run(async {
        let t = TestApp::new().await;
        let cx = t.system();
        let hash = super::passwords::hash(&cx, PASS_PHRASE).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=32768,t=3,p=1$"), "{hash}");
        assert!(super::passwords::is_right(PASS_PHRASE, Some(&hash)).await.unwrap().is_ok());
        assert!(super::passwords::is_right("autre chose", Some(&hash)).await.unwrap().is_err());
        assert!(super::passwords::is_right(PASS_PHRASE, None).await.unwrap().is_err());
    });
}

async fn worker(t: &TestApp) -> Person {
    let saj = t.institution("saj", "SAJ de Valmourne").await;
    t.person(saj, "Nour", "Haddad", &[FunctionKind::Caseworker]).await
}

async fn password(browser: &Browser, person: &Person, password: &str) -> crate::testing::Page {
    browser.post("/sign-in", &[("email", &person.email), ("password", password)]).await
}

#[test]
fn password_then_code_then_in_with_another_cookie_each_time() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let browser = t.browser();
        let form = browser.get("/sign-in?to=/account").await;
        assert!(form.has("autocomplete=\"username\"") && form.has("autocomplete=\"current-password\""));
        assert_eq!(form.header("cache-control"), "no-store");

        let page = browser.post("/sign-in", &[("email", " NOUR.haddad".into()), ("password", PASS_PHRASE)]).await;
        assert_eq!(page.status, 422, "half an address is none");
        let upper = nour.email.to_uppercase();
        let page = browser.post("/sign-in", &[("email", &upper), ("password", PASS_PHRASE), ("to", "/account")]).await;
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
        super::close_account(&cx, closed.practitioner, "parti").await.unwrap();

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
            let said = page.body.split("govuk-error-message").nth(1).map(|s| s.split("</p>").next().unwrap().to_owned());
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
        assert_eq!(password(&browser, &nour, PASS_PHRASE).await.status, 429, "not even the right one, for a while");
        assert_eq!(password(&browser, &colleague, PASS_PHRASE).await.status, 303, "the service goes on");
        t.pass(15 * Instant::MINUTE);
        assert_eq!(password(&browser, &nour, PASS_PHRASE).await.status, 303, "nobody is shut out for ever");

        // Codes are guessed no faster.
        let half = t.browser();
        password(&half, &colleague, PASS_PHRASE).await;
        let mut waits = 0;
        for n in 0..8 {
            waits += i32::from(half.post("/sign-in/code", &[("code", &format!("00000{n}"))]).await.status == 429);
        }
        assert!(waits >= 2);
    });
}

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
        let who = crate::directory::welcome(&cx, saj, fields, bound, &[FunctionKind::Caseworker], span).await.unwrap();

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

fn unbase32(text: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = text.chars().map(|c| format!("{:05b}", letters.find(c).unwrap())).collect();
    bits.as_bytes().chunks_exact(8).map(|c| u8::from_str_radix(std::str::from_utf8(c).unwrap(), 2).unwrap()).collect()
}

#[test]
fn a_new_invitation_keeps_the_second_factor_unless_it_is_said_and_why() {
    run(async {
        let t = TestApp::new().await;
        let nour = worker(&t).await;
        let boss = t.person(nour.institution, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let cx = t.acting(&boss).await;
        let invite = |renewal, reason: &'static str| {
            let cx = &cx;
            let who = nour.practitioner;
            async move { super::invite(cx, who, Delivery::Shown, renewal, reason).await }
        };
        assert_eq!(invite(Renewal::Password, " ").await.unwrap_err().code(), "reason-missing");
        let first = invite(Renewal::Password, "mot de passe oublié").await.unwrap();
        let second = invite(Renewal::Password, "lien égaré").await.unwrap();
        let path = |i: &super::Invitation| i.path.as_ref().unwrap().show().clone();
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

        let third = invite(Renewal::SecondFactorToo, "téléphone perdu").await.unwrap();
        assert_eq!(take_up(path(&third)).await.location, "/account/second-factor");

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
        for path in ["account", "invitation", "account/closure", "account/reopening", "account/sessions/end"] {
            let path = format!("/practitioners/{}/{path}", nour.practitioner);
            let page = if path.ends_with("/account") { browser.get(&path).await } else { browser.post(&path, &[]).await };
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
        let ends: Vec<&str> = page.body.match_indices("/account/sessions/").map(|(at, _)| &page.body[at..]).collect();
        let ends: Vec<&str> = ends.iter().map(|s| s.split('"').next().unwrap()).filter(|s| s.ends_with("/end")).collect();
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
        assert_eq!(thief.post("/sign-in/code", &[("code", &t.code(&nour))]).await.status, 422, "the old one is out");
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
        assert!(browser.get("/account").await.location.starts_with("/sign-in"), "nothing opens before the choice");
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
