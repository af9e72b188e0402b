// SPDX-License-Identifier: EUPL-1.2
//! People of a house: what is written over stays readable, who is new is seen, one administrator stays; and traces that
//! the directory leaves.

use kernel::{FunctionKind, Instant, SecrecyStatus};

use super::d;
use crate::directory::{self, PractitionerFields, store_keeping};
use crate::testing::{Person, TestApp, run};

#[test]
fn what_was_known_of_somebodys_secrecy_stays_readable() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let boss = t.person(saj, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let nour = t.person(saj, "Nour", "Haddad", &[FunctionKind::Caseworker]).await;
        let cx = t.acting(&boss).await;
        let set = async |status, from: &str, evidence: &str| {
            directory::set_secrecy(&cx, nour.practitioner, status, d(from), evidence).await.unwrap();
        };
        // Three statuses: one from tomorrow on replaces nothing; one dated back writes over both.
        set(SecrecyStatus::DiscretionOnly, "2026-09-20", "convention").await;
        let replaced = async || {
            let mut conn = t.app.db.read().await.unwrap();
            store_keeping::replaced(&mut conn, nour.practitioner).await.unwrap()
        };
        assert_eq!(replaced().await, [], "what ends the day before was not written over");
        set(SecrecyStatus::Judicial, "2026-03-01", "erreur de saisie").await;
        let kept = replaced().await;
        assert_eq!(kept.len(), 2);
        assert_eq!((kept[0].was.from_on, kept[0].was.evidence.as_str()), (d("2026-09-20"), "convention"));
        assert_eq!((kept[1].was.from_on, kept[1].was.until_on), (d("2026-01-01"), Some(d("2026-09-19"))));
        assert_eq!((kept[1].was.status, kept[1].was.evidence.as_str()), (SecrecyStatus::Bound, "test"));
        assert!(kept.iter().all(|r| r.by == "Dominique Charlier" && r.institution == "SAJ de Valmourne"));
        let page = t.sign_in(&boss).await.get(&format!("/practitioners/{}", nour.practitioner)).await;
        assert!(
            page.has("Ce qui était inscrit avant")
                && page.has("convention")
                && page.has("par Dominique Charlier"),
            "{}",
            page.body
        );
    });
}

#[test]
fn somebody_new_is_told_to_the_house_and_shown_to_it() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let boss = t.person(saj, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let head = t.person(saj, "Ana", "Silva", &[FunctionKind::Direction]).await;
        let chief = t.person(saj, "Karim", "Benali", &[FunctionKind::Supervisor]).await;
        t.pass(31 * Instant::DAY);
        let office = t.sign_in(&boss).await;
        assert!(!office.get("/practitioners").await.has("Nouvelles personnes"), "nobody is new any more");
        let cx = t.acting(&boss).await;
        let fields = PractitionerFields {
            given: "Inventée".into(),
            family: "Personne".into(),
            email: "i.personne@saj.example".into(),
            ..PractitionerFields::default()
        };
        let span = (cx.today(), None);
        let bound = (SecrecyStatus::Bound, "contrat");
        directory::welcome(&cx, saj, fields, bound, &[FunctionKind::Caseworker], span).await.unwrap();
        let mut conn = t.app.db.read().await.unwrap();
        let sent: Vec<(String,)> = conn
            .all("SELECT payload FROM jobs WHERE kind = 'send-mail' LIMIT 20", platform::args![])
            .await
            .unwrap();
        drop(conn);
        assert_eq!(sent.len(), 2);
        for who in [&head, &chief] {
            assert!(sent.iter().any(|(mail,)| mail.contains(&who.email)), "{}", who.email);
        }
        assert!(sent.iter().all(|(mail,)| !mail.contains("Invent")), "nobody is named in a message");
        for who in [&head, &chief, &boss] {
            let page = t.sign_in(who).await.get("/practitioners").await;
            assert!(page.status == 200 && page.has("Nouvelles personnes") && page.has("Inventée Personne"));
            let leads = page.has("href=\"/practitioners/");
            assert_eq!(leads, who.email != chief.email, "a supervisor sees the list and keeps no page");
        }
    });
}

#[test]
fn two_who_end_each_others_administration_at_once_leave_one() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let one = t.person(saj, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
        let two = t.person(saj, "Martine", "Leroy", &[FunctionKind::Administrator]).await;
        let held = async |who: &Person| {
            let mut conn = t.app.db.read().await.unwrap();
            directory::appointments_of(&mut conn, who.practitioner).await.unwrap().remove(0).id
        };
        let (first, second) = (held(&one).await, held(&two).await);
        let (a, b) = (t.acting(&one).await, t.acting(&two).await);
        let last = d("2026-09-30");
        let (x, y) = tokio::join!(
            directory::end_appointment(&a, second, last),
            directory::end_appointment(&b, first, last)
        );
        let refused: Vec<String> =
            [x, y].into_iter().filter_map(Result::err).map(|p| p.code().to_owned()).collect();
        assert_eq!(refused, ["last-administrator"]);
    });
}

#[test]
fn a_former_type_is_written_as_it_was_called_then() {
    run(async {
        let t = TestApp::new().await;
        let sase = t.institution("sase", "SASE Le Fil").await;
        let boss = t.person(sase, "Amina", "Bakari", &[FunctionKind::Administrator]).await;
        let browser = t.sign_in(&boss).await;
        let fields = [("name", "Le Fil"), ("former_type", "SAIE"), ("until_on", "2018-12-31")];
        let page = browser.post(&format!("/institutions/{sase}/former-names"), &fields).await;
        assert_eq!(page.status, 303, "{}", page.body);
        assert!(t.browser().get(&format!("/institutions/{sase}")).await.has("Le Fil (SAIE)"));
    });
}

#[test]
fn whoever_takes_the_directory_away_as_a_list_leaves_a_line() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let nour = t.person(saj, "Nour", "Haddad", &[FunctionKind::Caseworker]).await;
        assert_eq!(t.sign_in(&nour).await.get("/institutions/export").await.status, 200);
        let mut conn = t.app.db.read().await.unwrap();
        let sql = "SELECT count(*) FROM ledger WHERE kind = 'directory_exported' AND practitioner_id = $1";
        let lines: Option<i64> = conn.value(sql, platform::args![nour.practitioner]).await.unwrap();
        assert_eq!(lines, Some(1));
    });
}
