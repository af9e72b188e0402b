// SPDX-License-Identifier: EUPL-1.2
//! The directory: the rules as tables, and its pages through the router.

mod people;

use kernel::{
    AppointmentId, Date, FunctionId, FunctionKind, InstitutionId, PractitionerId, Refusal, SecrecyStatus,
};
use rulebook::Rulebook;
use uuid::Uuid;

use super::model::{FormerName, Held, InstitutionFields, NewTerritory, PractitionerFields, Search, Secrecy};
use super::rules::{self, Asked};
use super::{NewAppointment, store, store_people};
use crate::testing::{Person, TestApp, run};

fn d(text: &str) -> Date {
    text.parse().unwrap()
}

fn held(n: u128, kind: FunctionKind, from: &str, until: Option<&str>) -> Held {
    Held {
        id: AppointmentId(Uuid::from_u128(n)),
        practitioner: PractitionerId(Uuid::from_u128(1)),
        institution: InstitutionId(Uuid::from_u128(9)),
        function: FunctionId(Uuid::from_u128(n + 100)),
        kind,
        from_on: d(from),
        until_on: until.map(d),
    }
}

#[test]
fn an_institution_says_only_what_its_type_can_do() {
    let rulebook = Rulebook::shipped().unwrap();
    let of = |service_type: &str, receives_reports| InstitutionFields {
        pack: "be-fwb".into(),
        service_type: service_type.into(),
        name: "Un service".into(),
        receives_reports,
        ..InstitutionFields::default()
    };
    let check = |f: &InstitutionFields| rules::institution(f, rulebook.pack(&f.pack)).map_err(|r| r.code);
    assert_eq!(check(&of("saj", true)), Ok(()));
    assert_eq!(check(&of("host", true)), Err("type-receives-no-reports"));
    assert_eq!(check(&of("host", false)), Ok(()));
    assert_eq!(check(&of("crip", false)), Err("unknown-type"), "a type of another country");
    assert_eq!(
        check(&InstitutionFields { pack: "be-bruxelles".into(), ..of("saj", false) }),
        Err("unknown-pack")
    );
    assert_eq!(check(&InstitutionFields { name: " ".into(), ..of("saj", false) }), Err("name-missing"));
    let closed = InstitutionFields {
        opened_on: Some(d("2020-01-01")),
        closed_on: Some(d("2019-01-01")),
        ..of("saj", false)
    };
    assert_eq!(check(&closed), Err("closed-before-opened"));
}

#[test]
fn appointments_have_dates_and_a_person_has_seven_functions_at_most() {
    let asked = |kind, from: &str, until: Option<&str>| Asked {
        practitioner: PractitionerId(Uuid::from_u128(1)),
        institution: InstitutionId(Uuid::from_u128(9)),
        kind,
        from_on: d(from),
        until_on: until.map(d),
    };
    use FunctionKind::{Caseworker, Supervisor};
    let past = [held(1, Caseworker, "2014-04-01", Some("2026-06-30"))];
    let check = |a: &Asked, h: &[Held]| rules::appointment(None, a, h).map_err(|r| r.code);
    assert_eq!(check(&asked(Caseworker, "2026-07-01", None), &past), Ok(()));
    assert_eq!(check(&asked(Caseworker, "2026-06-30", None), &past), Err("holds-it-already"));
    assert_eq!(check(&asked(Supervisor, "2020-01-01", None), &past), Ok(()));
    assert_eq!(
        check(&asked(Supervisor, "2020-01-02", Some("2020-01-01")), &past),
        Err("ends-before-it-begins")
    );
    let elsewhere = |n| Held {
        institution: InstitutionId(Uuid::from_u128(n)),
        ..held(n, Caseworker, "2020-01-01", None)
    };
    let seven: Vec<Held> = (20..27).map(elsewhere).collect();
    assert_eq!(check(&asked(Caseworker, "2026-01-01", None), &seven), Err("too-many-functions"));
    assert_eq!(
        check(&asked(Caseworker, "2019-01-01", Some("2019-12-31")), &seven),
        Ok(()),
        "before all of them"
    );
}

#[test]
fn the_last_administrator_stays_until_there_is_another() {
    use FunctionKind::{Administrator, Caseworker};
    let end = |h: &Held, on: &str, all: &[Held]| rules::ending(h, d(on), all).map_err(|r| r.code);
    let (one, two) = (held(1, Administrator, "2020-01-01", None), held(2, Administrator, "2026-09-16", None));
    assert_eq!(end(&one, "2026-09-15", std::slice::from_ref(&one)), Err("last-administrator"));
    assert_eq!(end(&one, "2026-09-15", &[one.clone(), two.clone()]), Ok(()));
    assert_eq!(end(&one, "2026-09-14", &[one.clone(), two]), Err("last-administrator"), "not a day without");
    let worker = held(3, Caseworker, "2026-05-18", Some("2026-12-31"));
    assert_eq!(end(&worker, "2026-09-15", &[]), Ok(()));
    assert_eq!(end(&worker, "2026-05-17", &[]), Ok(()), "taken back as if it had never been");
    assert_eq!(end(&worker, "2026-05-16", &[]), Err("ends-before-it-begins"));
    assert_eq!(end(&worker, "2027-01-01", &[]), Err("ended-already"));
}

#[test]
fn secrecy_is_the_persons_own_and_nothing_known_means_discretion() {
    let status = |status, from: &str, until: Option<&str>| Secrecy {
        status,
        from_on: d(from),
        until_on: until.map(d),
        evidence: String::new(),
    };
    let history = [
        status(SecrecyStatus::DiscretionOnly, "2010-01-01", Some("2018-08-31")),
        status(SecrecyStatus::Bound, "2018-09-01", None),
    ];
    for (day, expected) in [
        ("2009-12-31", SecrecyStatus::DiscretionOnly),
        ("2018-08-31", SecrecyStatus::DiscretionOnly),
        ("2018-09-01", SecrecyStatus::Bound),
        ("2026-09-15", SecrecyStatus::Bound),
    ] {
        assert_eq!(rules::secrecy_on(&history, d(day)), expected, "{day}");
    }
    let me = PractitionerId(Uuid::from_u128(1));
    assert_eq!(rules::secrecy(None, me, " "), Err(Refusal::new("evidence-missing")));
}

#[test]
fn names_are_found_by_the_beginning_of_any_word_and_by_what_they_were() {
    run(async {
        let t = TestApp::new().await;
        let cx = t.system();
        let division = NewTerritory {
            pack: "be-fwb".into(),
            code: "valmourne-division".into(),
            level: "division".into(),
            name: "Division de Valmourne".into(),
            ..NewTerritory::default()
        };
        let division = super::record_territory(&cx, division).await.unwrap();
        let commune = NewTerritory {
            pack: "be-fwb".into(),
            code: "ormelle".into(),
            level: "commune".into(),
            name: "Ormelle".into(),
            parent: Some(division),
            ..NewTerritory::default()
        };
        let ormelle = super::record_territory(&cx, commune).await.unwrap();
        let new = |service_type: &str, name: &str, territory| InstitutionFields {
            pack: "be-fwb".into(),
            service_type: service_type.into(),
            name: name.into(),
            territory: Some(territory),
            receives_reports: service_type == "saj",
            ..InstitutionFields::default()
        };
        let saj = super::record_institution(&cx, new("saj", "SAJ de Valmourne", division)).await.unwrap();
        let pse = super::record_institution(&cx, new("pse", "PSE Mourne-Santé", division)).await.unwrap();
        let school =
            super::record_institution(&cx, new("school", "École des Tilleuls", ormelle)).await.unwrap();
        let former = FormerName {
            name: "IMS Mourne".into(),
            service_type: Some("IMS".into()),
            from_on: None,
            until_on: Some(d("2002-08-31")),
        };
        super::add_alias(&cx, pse, former).await.unwrap();

        let mut conn = cx.read().await.unwrap();
        let mut find = async |search: Search| {
            let found = store::search(&mut conn, &search, None, 50).await.unwrap();
            found.into_iter().map(|l| l.id).collect::<Vec<_>>()
        };
        let words = |w: &str| Search { words: w.into(), ..Search::default() };
        assert_eq!(find(words("valm saj")).await, [saj]);
        assert_eq!(find(words("SANTE")).await, [pse]);
        assert_eq!(find(words("ims")).await, [pse], "by a former name");
        assert_eq!(find(words("%")).await.len(), 3, "a sign is no word, and no pattern either");
        assert_eq!(find(words("inconnu")).await, []);
        let types = vec![("be-fwb".to_owned(), "school".to_owned())];
        assert_eq!(find(Search { types, ..Search::default() }).await, [school]);
        assert_eq!(find(Search { territory: Some(ormelle), ..Search::default() }).await, [school]);
        assert_eq!(
            find(Search { territory: Some(division), ..Search::default() }).await.len(),
            3,
            "and what lies within"
        );
        assert_eq!(find(Search { receiving_on: Some(cx.today()), ..Search::default() }).await, [saj]);
        let receiving = store::receiving(&mut conn, Some(ormelle), cx.today()).await.unwrap();
        assert_eq!(
            receiving.iter().map(|r| r.id).collect::<Vec<_>>(),
            [saj],
            "the division serves its communes"
        );

        // Page by page, nothing twice and nothing lost.
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let page = store::search(&mut conn, &Search::default(), after.as_ref(), 1).await.unwrap();
            let Some(line) = page.into_iter().next() else { break };
            seen.push(line.id);
            after = Some((line.folded, line.id));
        }
        assert_eq!(seen, [school, pse, saj]);
    });
}

#[test]
fn a_new_name_keeps_the_old_one_and_two_people_lose_no_word() {
    run(async {
        let t = TestApp::new().await;
        let sase = t.institution("sase", "SAIE Le Fil").await;
        let boss = t.person(sase, "Amina", "Bakari", &[FunctionKind::Administrator]).await;
        let browser = t.sign_in(&boss).await;
        let path = format!("/institutions/{sase}/edit");
        let form = |name: &'static str, limits: &'static str, version: &'static str| {
            [("name", name), ("type", "be-fwb:sase"), ("limits", limits), ("version", version)]
        };
        assert!(browser.get(&path).await.has("value=\"SAIE Le Fil\""));
        let page = browser.post(&path, &form("SASE Le Fil", "Pas d’urgence.", "1")).await;
        assert_eq!((page.status, page.location), (303, format!("/institutions/{sase}?done=amended")));
        let page = t.browser().get(&format!("/institutions/{sase}")).await;
        assert!(
            page.has("SASE Le Fil") && page.has("SAIE Le Fil") && page.has("Pas d’urgence."),
            "{}",
            page.body
        );

        // Somebody who still saw the first version.
        let page = browser.post(&path, &form("SASE Le Fil", "Pas d’hébergement.", "1")).await;
        assert_eq!(page.status, 409);
        assert!(
            page.has("Pas d’urgence.") && page.has("Pas d’hébergement.") && page.has("value=\"2\""),
            "{}",
            page.body
        );
        // The page of the conflict sends words, not codes: they are understood.
        let fields = [
            ("name", "SASE Le Fil"),
            ("type", "Service d’accompagnement socio-éducatif"),
            ("receives_reports", "non"),
            ("limits", "Ni urgence, ni hébergement."),
            ("version", "2"),
        ];
        let again = browser.post(&path, &fields).await;
        assert_eq!(again.status, 303, "{}", again.body);
    });
}

#[test]
fn each_keeps_its_own_page() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let spj = t.institution("spj", "SPJ de Valmourne").await;
        let orphan = t.institution("amo", "AMO Passe-Rives").await;
        let boss = t.person(saj, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let other = t.person(spj, "Martine", "Leroy", &[FunctionKind::Administrator]).await;
        let worker = t.person(saj, "Nour", "Haddad", &[FunctionKind::Caseworker]).await;
        let status = async |who: &Person, path: String| t.sign_in(who).await.get(&path).await.status;
        assert_eq!(status(&boss, format!("/institutions/{saj}/edit")).await, 200);
        assert_eq!(status(&other, format!("/institutions/{saj}/edit")).await, 404);
        assert_eq!(status(&worker, format!("/institutions/{saj}/edit")).await, 404);
        assert_eq!(status(&other, format!("/institutions/{orphan}/edit")).await, 200, "nobody keeps it yet");
        let cx = t.acting(&other).await;
        assert_eq!(super::verify_institution(&cx, saj).await.unwrap_err().code(), "kept-by-another");

        // The public sees what a service does and where it receives, not who works there.
        let page = t.browser().get(&format!("/institutions/{saj}")).await;
        assert_eq!(page.status, 200);
        assert!(!page.has("Haddad"));
        assert!(t.sign_in(&other).await.get(&format!("/institutions/{saj}")).await.has("Nour Haddad"));
        assert_eq!(t.browser().get("/institutions/pas-un-id").await.status, 404);
    });
}

#[test]
fn an_address_that_shelters_is_for_professionals() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let boss = t.person(saj, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let fields = InstitutionFields {
            pack: "be-fwb".into(),
            service_type: "sru".into(),
            name: "SRU Le Gué".into(),
            address: "Rue du Refuge 3".into(),
            ..InstitutionFields::default()
        };
        let sru = super::record_institution(&t.system(), fields).await.unwrap();
        assert!(!t.browser().get(&format!("/institutions/{sru}")).await.has("Rue du Refuge"));
        assert!(t.sign_in(&boss).await.get(&format!("/institutions/{sru}")).await.has("Rue du Refuge"));
    });
}

#[test]
fn people_come_and_go_through_the_pages() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let spj = t.institution("spj", "SPJ de Valmourne").await;
        let boss = t.person(saj, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let other = t.person(spj, "Martine", "Leroy", &[FunctionKind::Administrator]).await;
        let office = t.sign_in(&boss).await;
        let page = office.get("/practitioners/new").await;
        assert!(page.has("value=\"bound\" checked"), "what the type implies is proposed: {}", page.body);
        let fields = [
            ("given", "Emmanuel"),
            ("family", "Okito"),
            ("email", "Emmanuel.Okito@saj.example"),
            ("secrecy", "bound"),
            ("evidence", "contrat"),
            ("functions", "caseworker"),
            ("functions", "intake"),
            ("from_on-day", "18"),
            ("from_on-month", "5"),
            ("from_on-year", "2026"),
        ];
        assert_eq!(office.post("/practitioners", &fields[..3]).await.status, 422);
        let page = office.post("/practitioners", &fields).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let person = page.location.split('?').next().unwrap().to_owned();
        let page = office.get(&page.location).await;
        assert!(
            page.has("Emmanuel Okito") && page.has("contrat") && page.has("18\u{a0}mai 2026"),
            "{}",
            page.body
        );
        assert!(page.has("<title>Fiche d’une personne – Maillage</title>"), "no name in a title");

        // Known already: appointed, not recorded again.
        let next_door = t.sign_in(&other).await;
        let page = next_door.post("/practitioners", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.has(&format!("href=\"{person}\"")), "{}", page.body);
        let today = [("function", "caseworker"), ("from_on", "2026-09-15")];
        assert_eq!(next_door.post(&format!("{person}/appointments"), &today).await.status, 303);
        assert_eq!(
            next_door.post(&format!("{person}/appointments"), &today).await.status,
            422,
            "holds it already"
        );

        // The end: only where the appointment is.
        let page = office.get(&person).await;
        let ends: Vec<String> = page
            .body
            .match_indices(&format!("{person}/appointments/"))
            .map(|(at, _)| page.body[at..].split('"').next().unwrap().to_owned())
            .filter(|p| p.ends_with("/end"))
            .collect();
        assert_eq!(ends.len(), 2, "those of this institution: {ends:?}");
        assert_eq!(next_door.post(&ends[0], &[("when", "now")]).await.status, 404);
        assert_eq!(office.post(&ends[0], &[]).await.status, 422);
        assert_eq!(office.post(&ends[0], &[("when", "now")]).await.status, 303);
        let id: PractitionerId = person.rsplit('/').next().unwrap().parse().unwrap();
        let (actor, _) = t.actor(id, saj).await.unwrap();
        assert_eq!(actor.appointments.len(), 1, "one of the two functions is gone at this very moment");

        // Nobody changes what they hold themselves.
        let cx = t.acting(&boss).await;
        let me = NewAppointment {
            practitioner: boss.practitioner,
            institution: saj,
            kind: FunctionKind::Caseworker,
            from_on: cx.today(),
            until_on: None,
        };
        assert_eq!(super::appoint(&cx, me).await.unwrap_err().code(), "own-appointment");
        let theirs = NewAppointment { institution: spj, practitioner: id, ..me };
        assert_eq!(super::appoint(&cx, theirs).await.unwrap_err().code(), "staff-of-another");
    });
}

#[test]
fn a_fresh_installation_is_founded_by_its_operator_only() {
    run(async {
        let t = TestApp::new().await;
        let institution = InstitutionFields {
            pack: "be-fwb".into(),
            service_type: "saj".into(),
            name: "SAJ de Valmourne".into(),
            ..InstitutionFields::default()
        };
        let who = PractitionerFields {
            given: "Dominique".into(),
            family: "Charlier".into(),
            email: "d.charlier@saj.example".into(),
            ..PractitionerFields::default()
        };
        let status = SecrecyStatus::DiscretionOnly;
        let founded = super::found(&t.system(), institution.clone(), who.clone(), status).await.unwrap();
        let (actor, _) = t.actor(founded.administrator, founded.institution).await.unwrap();
        assert!(actor.holds(FunctionKind::Administrator) && actor.appointments.len() == 1);
        assert_eq!(actor.secrecy, status);
        let cx = t.system().acting_as(actor);
        assert_eq!(super::found(&cx, institution, who, status).await.unwrap_err().code(), "not-found");

        let mut conn = cx.read().await.unwrap();
        assert_eq!(
            store::functions_of(&mut conn, founded.institution).await.unwrap().len(),
            FunctionKind::ALL.len()
        );
        let intake = store::function(&mut conn, founded.institution, FunctionKind::Intake).await.unwrap();
        assert!(
            store_people::holders_of_functions(&mut conn, [intake], cx.today()).await.unwrap().is_empty()
        );
        let names = store_people::practitioner_names(&mut conn, [founded.administrator]).await.unwrap();
        assert_eq!(names[&founded.administrator], "Dominique Charlier");
    });
}
