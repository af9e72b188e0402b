// SPDX-License-Identifier: EUPL-1.2
//! One institution keeps an account (decision 14): an appointment elsewhere, today, to come or dated back, gives no power
//! over it; and how another comes to keep it, openly.

use kernel::{AppointmentId, Date, FunctionId, FunctionKind, Instant, InstitutionId, Lang, PractitionerId};
use platform::args;
use uuid::Uuid;

use super::{password, worker};
use crate::directory::{self, Held, Keeper, KeptAccount, PractitionerFields};
use crate::testing::{Browser, PASS_PHRASE, Person, TestApp, run};

const TODAY: &str = "2026-09-15";

fn d(day: &str) -> Date {
    day.parse().unwrap()
}

fn at(n: u128) -> InstitutionId {
    InstitutionId(Uuid::from_u128(n))
}

/// An appointment in an institution: recorded on a day, from one day to another.
fn span(n: u128, recorded: &str, from: &str, until: Option<&str>) -> Held {
    let millis = u64::try_from(i64::from(d(recorded).0) * 86_400_000).unwrap();
    let mut tail = [0u8; 10];
    tail[9] = u8::try_from(n).unwrap();
    Held {
        id: AppointmentId(uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()),
        practitioner: PractitionerId(Uuid::from_u128(9)),
        institution: at(n),
        function: FunctionId(Uuid::from_u128(n)),
        kind: FunctionKind::Caseworker,
        from_on: d(from),
        until_on: until.map(d),
    }
}

fn kept(keeper: u128) -> KeptAccount {
    KeptAccount { keeper: Some(at(keeper)), email: "n@saj.example".into(), lang: Lang::Fr, closed_at: None }
}

#[test]
fn who_keeps_an_account_is_decided_by_who_made_it_and_by_who_employs() {
    use Keeper::{Is, MayBecome, Nobody};
    let own = || span(1, "2024-01-01", "2024-01-01", None);
    let table: Vec<(&str, Vec<Held>, Keeper)> = vec![
        ("who made it and employs", vec![own()], Is(at(1))),
        ("another appoints today", vec![own(), span(2, TODAY, TODAY, None)], Is(at(1))),
        ("another appoints for later", vec![own(), span(2, TODAY, "2027-01-01", None)], Is(at(1))),
        ("another dates back", vec![own(), span(2, TODAY, "2010-01-01", None)], Is(at(1))),
        (
            "the last day is worked",
            vec![span(1, "2024-01-01", "2024-01-01", Some(TODAY)), span(2, "2024-02-01", "2024-02-01", None)],
            Is(at(1)),
        ),
        (
            "they went to another",
            vec![
                span(1, "2024-01-01", "2024-01-01", Some("2026-06-30")),
                span(2, "2026-07-01", "2026-07-01", None),
            ],
            MayBecome(at(2)),
        ),
        (
            "and to a third after that: the second was there first",
            vec![
                span(1, "2024-01-01", "2024-01-01", Some("2026-06-30")),
                span(3, "2026-08-01", "2020-01-01", None),
                span(2, "2026-07-01", "2026-07-01", None),
            ],
            MayBecome(at(2)),
        ),
        (
            "a former employer appoints again to get hold of the account",
            vec![
                span(1, "2024-01-01", "2024-01-01", Some("2026-06-30")),
                span(2, "2026-07-01", "2026-07-01", None),
                span(1, TODAY, TODAY, None),
            ],
            MayBecome(at(2)),
        ),
        (
            "dated back over the gap, it is the same",
            vec![
                span(1, "2024-01-01", "2024-01-01", Some("2026-06-30")),
                span(2, "2026-07-01", "2026-07-01", None),
                span(1, TODAY, "2026-07-01", None),
            ],
            MayBecome(at(2)),
        ),
        (
            "another function in the same house leaves no gap",
            vec![
                span(1, "2024-01-01", "2024-01-01", Some("2026-06-30")),
                span(2, "2025-01-01", "2025-01-01", None),
                span(1, "2026-06-20", "2026-07-01", None),
            ],
            Is(at(1)),
        ),
        (
            "a newcomer who is expected, and whom another appoints meanwhile",
            vec![span(1, "2026-09-01", "2026-10-01", None), span(2, TODAY, TODAY, None)],
            Is(at(1)),
        ),
        (
            "nobody employs them: it stays where it was, whoever expects them",
            vec![span(1, "2024-01-01", "2024-01-01", Some("2026-06-30")), span(2, TODAY, "2026-10-01", None)],
            Is(at(1)),
        ),
        (
            "an appointment that was taken back keeps nothing",
            vec![span(1, "2026-09-01", "2026-10-01", Some("2026-09-30")), span(2, TODAY, TODAY, None)],
            MayBecome(at(2)),
        ),
    ];
    for (what, held, expected) in table {
        assert_eq!(directory::keeper(Some(&kept(1)), &held, d(TODAY)), expected, "{what}");
    }
    let nobodys = KeptAccount { keeper: None, ..kept(1) };
    assert_eq!(directory::keeper(Some(&nobodys), &[], d(TODAY)), Nobody);
    assert_eq!(directory::keeper(Some(&nobodys), &[own()], d(TODAY)), MayBecome(at(1)));
}

#[test]
fn before_there_is_an_account_the_line_is_kept_by_who_recorded_the_person_first() {
    let table: Vec<(&str, Vec<Held>, Keeper)> = vec![
        ("nothing held", vec![], Keeper::Nobody),
        ("left", vec![span(1, "2024-01-01", "2024-01-01", Some("2026-06-30"))], Keeper::Nobody),
        ("expected", vec![span(1, TODAY, "2026-10-01", None)], Keeper::Is(at(1))),
        (
            "two employ",
            vec![span(2, TODAY, "2010-01-01", None), span(1, "2026-01-01", "2026-01-01", None)],
            Keeper::Is(at(1)),
        ),
        (
            "one expects, another appoints at once: neither lets them in under a name of its own",
            vec![span(1, "2026-09-01", "2026-10-01", None), span(2, TODAY, TODAY, None)],
            Keeper::Nobody,
        ),
    ];
    for (what, held, expected) in table {
        assert_eq!(directory::keeper(None, &held, d(TODAY)), expected, "{what}");
    }
}

/// A service with somebody in it, and the whole of another that wants to become them.
struct Two {
    t: TestApp,
    nour: Person,
    boss: Person,
    other: InstitutionId,
    attackers: Vec<Person>,
}

async fn two() -> Two {
    let t = TestApp::new().await;
    let nour = worker(&t).await;
    let boss = t.person(nour.institution, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
    let other = t.institution("amo", "AMO Passe-Rives").await;
    t.pass(Instant::MINUTE);
    let admin = t.person(other, "Martine", "Leroy", &[FunctionKind::Administrator]).await;
    let chief = t.person(other, "Karim", "Benali", &[FunctionKind::Direction]).await;
    Two { t, nour, boss, other, attackers: vec![admin, chief] }
}

impl Two {
    async fn appoint(&self, by: &Browser, who: PractitionerId, from_on: &str) -> u16 {
        let fields = [("function", "caseworker"), ("from_on", from_on)];
        by.post(&format!("/practitioners/{who}/appointments"), &fields).await.status
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let mut conn = self.t.app.db.read().await.unwrap();
        conn.value(sql, args![]).await.unwrap().unwrap()
    }

    async fn lines(&self, at: InstitutionId, kind: &str) -> i64 {
        let mut conn = self.t.app.db.read().await.unwrap();
        let sql = "SELECT count(*) FROM ledger WHERE institution_id = $1 AND kind = $2";
        conn.value(sql, args![at, kind]).await.unwrap().unwrap()
    }

    /// To whom messages wait to be sent that say a thing, and the links in them.
    async fn told(&self, what: &str) -> Vec<(String, String)> {
        let mut conn = self.t.app.db.read().await.unwrap();
        let all: Vec<(String,)> =
            conn.all("SELECT payload FROM jobs WHERE kind = 'send-mail' LIMIT 200", args![]).await.unwrap();
        let all = all.into_iter().map(|(p,)| serde_json::from_str::<serde_json::Value>(&p).unwrap());
        all.filter(|m| m["text"].as_str().unwrap().contains(what))
            .map(|m| (m["to"].as_str().unwrap().to_owned(), m["text"].as_str().unwrap().to_owned()))
            .collect()
    }

    /// Every deed by which somebody could become the person, tried one after the other.
    async fn try_everything(&self, who: PractitionerId, when: &str) {
        let base = format!("/practitioners/{who}");
        let line = [
            ("version", "1"),
            ("given", "Nour"),
            ("family", "Haddad"),
            ("email", "piege@amo.example"),
            ("secrecy", "discretion"),
            ("evidence", "inventé"),
            ("from_on", "2026-01-01"),
            ("delivery", "shown"),
            ("invite_reason", "essai"),
            ("reason", "essai"),
            ("renewal_reason", "essai"),
        ];
        for attacker in &self.attackers {
            let browser = self.t.sign_in(attacker).await;
            for path in ["/edit", "/secrecy", "/account", "/account/renewal"] {
                assert_eq!(browser.get(&format!("{base}{path}")).await.status, 404, "{when}: GET {path}");
            }
            for path in [
                "/edit",
                "/secrecy",
                "/invitation",
                "/account/closure",
                "/account/reopening",
                "/account/keeping",
                "/account/renewal",
                "/account/renewal/confirmation",
                "/account/renewal/refusal",
                "/account/sessions/end",
            ] {
                let page = browser.post(&format!("{base}{path}"), &line).await;
                assert_eq!(page.status, 404, "{when}: POST {path}");
            }
            let cx = self.t.acting(attacker).await;
            let fields = PractitionerFields {
                family: "Haddad".into(),
                email: "p@amo.example".into(),
                ..Default::default()
            };
            let amended = directory::amend_practitioner(&cx, who, 1, fields).await.unwrap_err();
            assert_eq!(amended.code(), "kept-elsewhere", "{when}");
            let status = kernel::SecrecyStatus::DiscretionOnly;
            let bound =
                directory::set_secrecy(&cx, who, status, d("2026-01-01"), "inventé").await.unwrap_err();
            assert_eq!(bound.code(), "kept-elsewhere", "{when}");
        }
    }
}

#[test]
fn whoever_appoints_somebody_of_another_house_gets_no_hold_on_their_account() {
    run(async {
        let w = two().await;
        let who = w.nour.practitioner;
        let hers = w.t.sign_in(&w.nour).await;
        w.try_everything(who, "before").await;
        let tries = [("to come", "2027-01-01", "caseworker"), ("dated back", "2010-01-01", "intake")];
        for (when, from_on, function) in tries {
            let office = w.t.sign_in(&w.attackers[0]).await;
            let fields = [("function", function), ("from_on", from_on)];
            let page = office.post(&format!("/practitioners/{who}/appointments"), &fields).await;
            assert_eq!(page.status, 303, "{when}: appointing stays possible: {}", page.body);
            w.try_everything(who, when).await;
        }
        assert_eq!(hers.get("/account").await.status, 200, "her session goes on");
        let told = w.told("Une autre institution vous compte").await;
        assert!(told.iter().all(|(to, _)| *to == w.nour.email) && !told.is_empty(), "she is told: {told:?}");
        assert_eq!(w.lines(w.nour.institution, "practitioner_appointed_elsewhere").await, 2);
        assert_eq!(w.lines(w.other, "practitioner_appointed").await, 4, "two of their own, two of hers");
        assert_eq!(w.count("SELECT count(*) FROM invitations").await, 0);
        // They can still let go what they gave.
        let office = w.t.sign_in(&w.attackers[0]).await;
        let page = office.get(&format!("/practitioners/{who}")).await;
        assert!(page.has("tenus par SAJ de Valmourne") && !page.has(&format!("{who}/edit")), "{}", page.body);
    });
}

#[test]
fn somebody_without_an_account_is_let_in_by_their_own_house_only() {
    run(async {
        let w = two().await;
        let cx = w.t.acting(&w.boss).await;
        let fields = PractitionerFields {
            given: "Ana".into(),
            family: "Silva".into(),
            email: "ana.silva@saj.example".into(),
            ..Default::default()
        };
        for (n, from) in [TODAY, "2026-10-01"].into_iter().enumerate() {
            let bound = (kernel::SecrecyStatus::Bound, "diplôme");
            let email = format!("{n}.{}", fields.email);
            let fields = PractitionerFields { email, ..fields.clone() };
            let kinds = [FunctionKind::Caseworker];
            let who = directory::welcome(&cx, w.nour.institution, fields, bound, &kinds, (d(from), None))
                .await
                .unwrap();
            w.t.pass(Instant::MINUTE);
            let office = w.t.sign_in(&w.attackers[0]).await;
            assert_eq!(w.appoint(&office, who, "2026-09-01").await, 303);
            w.try_everything(who, from).await;
        }
    });
}

#[test]
fn an_account_passes_to_the_next_employer_by_an_open_deed() {
    run(async {
        let w = two().await;
        let who = w.nour.practitioner;
        let (ours, theirs) = (w.t.sign_in(&w.boss).await, w.t.sign_in(&w.attackers[0]).await);
        assert_eq!(w.appoint(&theirs, who, TODAY).await, 303);
        let keeping = format!("/practitioners/{who}/account/keeping");
        let account = format!("/practitioners/{who}/account");
        assert_eq!(theirs.post(&keeping, &[]).await.status, 404, "while the first employs her");
        let says = async |who: &str| w.t.sign_in(&w.nour).await.get("/account").await.has(who);
        assert!(says("SAJ de Valmourne</dd>").await, "she sees who keeps her account");

        let held = {
            let mut conn = w.t.app.db.read().await.unwrap();
            directory::appointments_of(&mut conn, who).await.unwrap()
        };
        let first = held.iter().find(|h| h.institution == w.nour.institution).unwrap();
        let invite = format!("/practitioners/{who}/invitation");
        let page =
            ours.post(&invite, &[("delivery", "shown"), ("invite_reason", "juste avant le départ")]).await;
        let link = page.body.split("/invitation/").nth(1).unwrap()[..64].to_owned();
        directory::end_appointment(&w.t.system(), first.id, d("2026-09-14")).await.unwrap();
        let late = w.t.browser();
        late.get(&format!("/invitation/{link}")).await;
        assert!(
            late.get("/invitation").await.has("ne mène plus nulle part"),
            "a link kept back by the former keeper"
        );
        for deed in ["invitation", "account/closure", "account/sessions/end", "account/renewal", "edit"] {
            let fields =
                [("delivery", "shown"), ("invite_reason", "a"), ("reason", "a"), ("renewal_reason", "a")];
            let page = ours.post(&format!("/practitioners/{who}/{deed}"), &fields).await;
            assert_eq!(page.status, 404, "a former employer: {deed}");
        }
        let fields = [("delivery", "shown"), ("invite_reason", "a")];
        assert_eq!(theirs.post(&invite, &fields).await.status, 404, "not before the deed");
        assert_eq!(ours.post(&keeping, &[]).await.status, 404);
        let page = theirs.get(&account).await;
        assert!(page.has("Reprendre la tenue") && !page.has("/invitation"), "{}", page.body);
        let page = theirs.post(&keeping, &[]).await;
        assert_eq!(page.status, 303, "{}", page.body);
        assert!(theirs.get(&page.location).await.has("tenu par votre institution"));
        let told = w.told("désormais tenu par une autre institution").await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].0, w.nour.email);
        for at in [w.nour.institution, w.other] {
            assert_eq!(w.lines(at, "account_taken_over").await, 1);
        }
        assert_eq!(theirs.get(&format!("/practitioners/{who}/edit")).await.status, 200);
        // She comes back to the first: it does not get the account back by that.
        w.t.pass(Instant::MINUTE);
        assert_eq!(w.appoint(&ours, who, TODAY).await, 303);
        assert_eq!(ours.get(&account).await.status, 404);
        let hers = w.t.sign_in(&w.nour).await;
        let page = hers.post("/account/recovery-codes", &[("password_now", PASS_PHRASE)]).await;
        assert_eq!(page.status, 200);
        for at in [w.nour.institution, w.other] {
            assert_eq!(w.lines(at, "recovery_codes_renewed").await, 1, "what changes a lock is read in both");
        }
        // And what the second does about it, the first reads in its own ledger.
        assert_eq!(theirs.post(&format!("{account}/sessions/end"), &[]).await.status, 303);
        assert_eq!(w.lines(w.nour.institution, "sessions_ended").await, 1);
    });
}

#[test]
fn the_old_address_serves_until_the_new_one_has_been_confirmed() {
    run(async {
        let w = two().await;
        let who = w.nour.practitioner;
        let office = w.t.sign_in(&w.boss).await;
        let new = "nour.haddad@nouveau.example";
        let line = [("version", "1"), ("given", "Nour"), ("family", "Haddad"), ("email", new)];
        assert_eq!(office.post(&format!("/practitioners/{who}/edit"), &line).await.status, 303);
        let signs_in = async |email: &str| {
            let fields = [("email", email), ("password", PASS_PHRASE)];
            w.t.browser().post("/sign-in", &fields).await.status == 303
        };
        assert!(signs_in(&w.nour.email).await && !signs_in(new).await, "a changed page moves nothing");

        let fields = [("delivery", "shown"), ("invite_reason", "nouvelle adresse")];
        let page = office.post(&format!("/practitioners/{who}/invitation"), &fields).await;
        assert_eq!(page.status, 303, "no link to another address is shown: {}", page.body);
        assert!(signs_in(&w.nour.email).await && !signs_in(new).await);
        let old = w.told("à une autre adresse").await;
        assert_eq!(old.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), [w.nour.email.as_str()]);
        let sent = w.told("/invitation/").await;
        assert_eq!(sent[0].0, new, "the link goes to the new address");
        let link = sent[0].1.split("/invitation/").nth(1).unwrap()[..64].to_owned();
        assert!(office.get(&format!("/practitioners/{who}/account")).await.has(new));

        let hers = w.t.browser();
        hers.get(&format!("/invitation/{link}")).await;
        assert!(hers.get("/invitation").await.has(new));
        let phrase = "une autre phrase bien longue";
        let page = hers.post("/invitation", &[("password", phrase), ("password_again", phrase)]).await;
        assert_eq!(page.location, "/sign-in/code", "the telephone is still asked");
        let moved = Person { email: new.into(), ..w.nour.clone() };
        assert_eq!(password(&w.t.browser(), &moved, phrase).await.status, 303);
        assert_eq!(password(&w.t.browser(), &w.nour, phrase).await.status, 422);
        let mut told: Vec<String> =
            w.told("viennent d’être changés").await.into_iter().map(|(to, _)| to).collect();
        told.sort();
        assert_eq!(told, [w.nour.email.clone(), new.to_owned()], "both addresses are told");
    });
}
