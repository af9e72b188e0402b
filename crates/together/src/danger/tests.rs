// SPDX-License-Identifier: EUPL-1.2
//! One authority is told, and nobody else; what the rule refuses is sent to nobody.

use kernel::{Date, FunctionKind, SecrecyStatus};
use platform::http::Cx;
use platform::problem::Problem;
use register::directory;
use register::testing::{Person, TestApp, run};
use secrecy::{Answer, Answers, Origin};

use super::{Attempt, Came, Notice, attempt_protection, notify};

struct World {
    t: TestApp,
    /// Psychologist, bound by secrecy, with no case of the child.
    victor: Person,
    /// Supervises Victor.
    amina: Person,
    /// Of the prosecutor’s office.
    etienne: Person,
    /// Of the youth service.
    nkulu: Person,
}

impl World {
    async fn new() -> World {
        let t = TestApp::with([register::routes(), crate::routes()].concat(), |app| app).await;
        let care = t.institution("ssm", "SSM Le Méandre").await;
        let office = t.institution("parquet", "Parquet de la Mourne").await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let victor = t.person(care, "Victor", "Lambert", &[FunctionKind::Caseworker]).await;
        let amina = t.person(care, "Amina", "Zerrouki", &[FunctionKind::Supervisor]).await;
        let etienne = t.person(office, "Étienne", "Delhaye", &[FunctionKind::Caseworker]).await;
        let nkulu = t.person(saj, "Grâce", "Nkulu", &[FunctionKind::Intake]).await;
        let start = Date::from_ymd(2026, 1, 1).unwrap();
        directory::set_secrecy(&t.system(), etienne.practitioner, SecrecyStatus::Judicial, start, "test")
            .await
            .unwrap();
        World { t, victor, amina, etienne, nkulu }
    }

    async fn victor(&self) -> Cx {
        self.t.acting(&self.victor).await
    }
}

const LIMBS: [&str; 5] =
    ["listed_offence", "vulnerable_victim", "imminent_danger", "other_victims", "cannot_protect"];

fn notice(to: &Person, but: &[(&str, Answer)]) -> Notice {
    let answer = |code: &str| but.iter().find(|(c, _)| *c == code).map_or(Answer::Yes, |(_, a)| *a);
    let of = |codes: &[&str]| codes.iter().map(|c| ((*c).to_owned(), answer(c))).collect::<Answers>();
    Notice {
        rule_set: "be_458bis".into(),
        to: (to.practitioner, to.institution),
        about: "Sarah M., 9 ans".into(),
        words: "Ce qui m’a été confié jeudi.".into(),
        tried: "Parlé avec la mère lundi : elle ne croit pas.".into(),
        origin: Origin::Confided,
        whole: of(&LIMBS),
        addressee: Answers::new(),
        pair: of(&["necessary"]),
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    result.unwrap_err().code().to_owned()
}

#[test]
fn one_authority_is_told_at_once_and_nobody_else_not_even_the_supervision() {
    run(async {
        let w = World::new().await;
        let id = notify(&w.victor().await, &notice(&w.etienne, &[])).await.unwrap();
        let etienne = w.t.sign_in(&w.etienne).await;
        let page = etienne.get(&format!("/received/{id}")).await;
        assert!(page.has("Ce qui m’a été confié jeudi.") && page.has("elle ne croit pas"), "{}", page.body);
        let victor = w.t.sign_in(&w.victor).await;
        assert_eq!(victor.get(&format!("/disclosures/{id}")).await.status, 200, "kept, with its reasons");
        for who in [&w.amina, &w.nkulu] {
            let browser = w.t.sign_in(who).await;
            assert_eq!(browser.get(&format!("/disclosures/{id}")).await.status, 404);
            assert_eq!(browser.get(&format!("/received/{id}")).await.status, 404);
        }
    });
}

#[test]
fn every_limb_that_is_not_affirmed_sends_it_to_nobody() {
    run(async {
        let w = World::new().await;
        let cx = w.victor().await;
        for (limb, answer) in [
            ("listed_offence", Answer::No),
            ("listed_offence", Answer::Unknown),
            ("vulnerable_victim", Answer::No),
            ("cannot_protect", Answer::No),
            ("necessary", Answer::No),
        ] {
            assert_eq!(code(notify(&cx, &notice(&w.etienne, &[(limb, answer)])).await), "notice-refused");
        }
        // Either danger is enough; neither is not.
        let neither = [("imminent_danger", Answer::No), ("other_victims", Answer::No)];
        assert_eq!(code(notify(&cx, &notice(&w.etienne, &neither)).await), "notice-refused");
        notify(&cx, &notice(&w.etienne, &neither[..1])).await.unwrap();
        let bare = Notice { tried: " ".into(), ..notice(&w.etienne, &[]) };
        assert_eq!(code(notify(&cx, &bare).await), "notice-without-words");
        let said = Notice { origin: Origin::Consultation, ..notice(&w.etienne, &[]) };
        assert_eq!(code(notify(&cx, &said).await), "notice-refused");
    });
}

#[test]
fn another_service_is_no_addressee_not_in_copy_either() {
    run(async {
        let w = World::new().await;
        let cx = w.victor().await;
        assert_eq!(code(notify(&cx, &notice(&w.nkulu, &[])).await), "addressee-not-allowed");
        let nowhere = Notice { to: (w.etienne.practitioner, w.nkulu.institution), ..notice(&w.etienne, &[]) };
        assert_eq!(code(notify(&cx, &nowhere).await), "addressee-not-there");
        let shared = Notice { rule_set: "be_circulaire".into(), ..notice(&w.etienne, &[]) };
        assert_eq!(code(notify(&cx, &shared).await), "not-found", "shared secrecy is no fast route");
    });
}

#[test]
fn what_was_tried_is_kept_with_its_day_for_whoever_tried() {
    run(async {
        let w = World::new().await;
        let cx = w.victor().await;
        let tried = Attempt {
            occurred_on: cx.today().plus_days(-1),
            with_whom: "La mère".into(),
            came: Came::Failed,
            notes: "Elle ne veut pas que son compagnon parte.".into(),
        };
        attempt_protection(&cx, &tried).await.unwrap();
        let later = Attempt { occurred_on: cx.today().plus_days(1), ..tried.clone() };
        assert_eq!(code(attempt_protection(&cx, &later).await), "attempted-in-future");
        let bare = Attempt { notes: " ".into(), ..tried };
        assert_eq!(code(attempt_protection(&cx, &bare).await), "attempt-without-words");
        let page = w.t.sign_in(&w.victor).await.get("/danger?rule=be_458bis").await;
        assert!(page.has("Elle ne veut pas que son compagnon parte."), "recalled when it is needed");
        assert!(!w.t.sign_in(&w.amina).await.get("/danger").await.has("compagnon"));
    });
}

#[test]
fn the_page_says_what_is_missing_keeps_what_was_typed_and_sends_once_it_is_permitted() {
    run(async {
        let w = World::new().await;
        let victor = w.t.sign_in(&w.victor).await;
        assert!(victor.get("/danger").await.has("/danger?rule=be_458bis"));
        let to = format!("{}:{}", w.etienne.practitioner, w.etienne.institution);
        let mut fields = vec![
            ("rule", "be_458bis"),
            ("about", "Sarah M., 9 ans"),
            ("words", "Confié jeudi."),
            ("origin", "confided"),
            ("tried", "La mère, lundi."),
            ("to", to.as_str()),
            ("n-necessary", "yes"),
            ("q-listed_offence", "yes"),
            ("q-vulnerable_victim", "yes"),
            ("q-imminent_danger", "yes"),
            ("q-other_victims", "no"),
        ];
        let at = "/danger";
        assert_eq!(victor.post(at, &fields[..4]).await.status, 422);
        let refused = victor.post(at, &fields).await;
        assert!(refused.has("rien n’est envoyé") && refused.has("Confié jeudi."), "{}", refused.body);
        assert!(!w.t.sign_in(&w.etienne).await.get("/received").await.has("Victor"));
        fields.push(("q-cannot_protect", "yes"));
        let sent = victor.post(at, &fields).await;
        assert!(sent.header("location").ends_with("?done=told"), "{}", sent.body);
        assert!(w.t.sign_in(&w.etienne).await.get("/received").await.has("Victor"));
        for hostile in ["/danger?rule=x", "/danger?rule=be_circulaire", "/danger?rule=%00"] {
            assert_eq!(victor.get(hostile).await.status, 404, "{hostile}");
        }
    });
}
