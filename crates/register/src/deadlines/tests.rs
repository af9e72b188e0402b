// SPDX-License-Identifier: EUPL-1.2
//! Which term a deadline runs by, and what becomes of it when the matter ends.

use kernel::{FunctionKind, Holder, SubjectKind};
use platform::testing::run;
use rulebook::{Basis, Circumstances, Moment, Rulebook, term};
use uuid::Uuid;

use super::{Deadline, NewDeadline, drop_open, of_subject, start, term_of};
use crate::testing::TestApp;

fn evaluation(due_on: &str, wording: Option<&str>) -> Deadline {
    Deadline {
        id: Uuid::from_u128(1),
        institution: kernel::InstitutionId(Uuid::from_u128(4)),
        subject_kind: SubjectKind::REPORT.0.to_owned(),
        subject: Uuid::from_u128(2),
        case: None,
        about: None,
        term: term::EVALUATION.to_owned(),
        pack: "fr".to_owned(),
        started_on: "2026-04-07".parse().unwrap(),
        due_on: due_on.parse().unwrap(),
        owner: Uuid::from_u128(3),
        done_on: None,
        dropped: false,
        ended_on: None,
        wording: wording.map(str::to_owned),
    }
}

#[test]
fn what_a_term_rests_on_is_that_of_the_wording_that_started_it() {
    let book = Rulebook::shipped().unwrap();
    // Three months are law; the month of a child under two is a choice of the service, and is said to be one.
    let table = [
        ("2026-07-07", Some(""), Basis::Law),
        ("2026-05-07", Some("child_under_years=2"), Basis::Local),
        ("2026-07-07", None, Basis::Law),
        ("2026-05-07", None, Basis::Local),
    ];
    for (due, wording, basis) in table {
        let deadline = evaluation(due, wording);
        assert_eq!(term_of(&book, &deadline).unwrap().basis, basis, "{due} {wording:?}");
    }
    let unknown = Deadline { term: "no-such-term".into(), ..evaluation("2026-07-07", Some("")) };
    assert!(term_of(&book, &unknown).is_none());
}

#[test]
fn what_is_late_when_the_matter_ends_stays_missed_and_is_nothing_to_do() {
    run(async {
        let t = TestApp::with(crate::routes(), |app| app).await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let who = t.person(saj, "Anne", "Wouters", &[FunctionKind::Supervisor]).await;
        let cx = t.acting(&who).await;
        let subject = Uuid::from_u128(77);
        let mut tx = cx.begin_technical().await.unwrap();
        for (term, days) in [(term::TRIAGE, -30), (term::EVALUATION, -3)] {
            let new = NewDeadline {
                institution: saj,
                pack: "be-fwb",
                kind: SubjectKind::REPORT,
                subject,
                case: None,
                about: None,
                term,
                started: Moment::day(cx.today().plus_days(days)),
                circumstances: Circumstances { child_age_years: Some(1), ..Circumstances::default() },
                owner: Holder::Practitioner(who.practitioner),
            };
            start(&cx, &mut tx, &new).await.unwrap().unwrap();
        }
        drop_open(&mut tx, subject, None, cx.today()).await.unwrap();
        let all = of_subject(&mut tx, subject).await.unwrap();
        let of = |term: &str| all.iter().find(|d| d.term == term).unwrap();
        let (late, running) = (of(term::TRIAGE), of(term::EVALUATION));
        assert!(!late.dropped && late.done_on.is_none() && late.ended_on == Some(cx.today()));
        assert!(running.dropped && running.ended_on.is_none());
        assert!(all.iter().all(|d| !d.is_open()), "nothing of it is left to do");
        assert_eq!(running.wording.as_deref(), Some("child_under_years=2"));
        // A second end changes nothing.
        drop_open(&mut tx, subject, None, cx.today().plus_days(400)).await.unwrap();
        assert_eq!(of_subject(&mut tx, subject).await.unwrap().iter().filter(|d| d.dropped).count(), 1);
        tx.commit_technical(platform::db::Technical::Session).await.unwrap();
    });
}
