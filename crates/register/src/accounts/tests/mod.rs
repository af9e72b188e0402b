// SPDX-License-Identifier: EUPL-1.2
//! Accounts: the rules as tables. The way in through the pages, with everything that must not open it, is beside.

mod doors;
mod keeper;
mod keeping;
mod signing_in;
mod two;

use kernel::instant::Zone;
use kernel::{FunctionId, FunctionKind, Instant, InstitutionId};
use platform::db::StoreError;
use platform::problem::Problem;
use uuid::Uuid;

use super::model::HeldHere;
use super::{rules, second_factor};
use crate::testing::{Browser, PASS_PHRASE, Person, TestApp, run};

const A_STEP: i64 = 30 * Instant::SECOND;

#[test]
fn a_database_out_of_reach_is_not_told_as_an_invitation_that_is_gone() {
    let told = |error| super::actions::changed(error, || Problem::NotFound).code().to_owned();
    assert_eq!(told(StoreError::Changed), "not-found", "somebody was there before");
    assert_eq!(told(StoreError::Full("disk".into())), "storage-full");
    assert_ne!(told(StoreError::Unavailable("away".into())), "not-found");
}

#[test]
fn passwords_are_long_and_not_the_first_ones_tried() {
    let check = |p: &str| {
        rules::password(p, &["Nour", "Van den Haddad"], "nour.haddad@saj.example").map_err(|r| r.code)
    };
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
        assert_eq!(
            second_factor::step_of(secret, code, at.plus(A_STEP)),
            Some(seconds / 30),
            "one step late"
        );
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
    assert_eq!(
        rules::plain_code(&format!(" {} ", code.to_lowercase().replace('-', " "))),
        code.replace('-', "")
    );
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

fn unbase32(text: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = text.chars().map(|c| format!("{:05b}", letters.find(c).unwrap())).collect();
    bits.as_bytes()
        .chunks_exact(8)
        .map(|c| u8::from_str_radix(std::str::from_utf8(c).unwrap(), 2).unwrap())
        .collect()
}
