// SPDX-License-Identifier: EUPL-1.2
//! What must be hard to do by accident: a case taken by whoever sits nowhere in it, one whose lead has gone, a second case for
//! one child, an end that hides a danger, an address that stands in other words.

use kernel::{CaseId, FunctionKind, Instant, PractitionerId};
use platform::args;

use super::world::{SECRET, World, child, new_case};
use crate::cases::{self, Closing, ListFilter, ListState};
use crate::people::{self, NewPerson};
use crate::testing::{Person, run};
use crate::{access, directory};

impl World {
    /// The last day of somebody's appointments was yesterday.
    async fn leaves(&self, who: &Person) {
        let cx = self.t.system();
        let mut conn = cx.read().await.unwrap();
        let held = directory::appointments_of(&mut conn, who.practitioner).await.unwrap();
        drop(conn);
        for one in held {
            directory::end_appointment(&cx, one.id, cx.today()).await.unwrap();
        }
        self.t.pass(2 * Instant::DAY);
    }

    /// What the derived table says of who leads, and what seats and episodes say: the same.
    async fn leads_agree(&self, after: &str) {
        let cx = self.t.system();
        let mut conn = cx.read().await.unwrap();
        let sql = "SELECT COUNT(*) FROM cases c LEFT JOIN case_leads l ON l.case_id = c.id
            WHERE (CASE WHEN c.merged_into IS NULL
                AND EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = c.id AND e.closed_on IS NULL) THEN 1 ELSE 0 END)
              <> (CASE WHEN l.case_id IS NULL THEN 0 ELSE 1 END)
            OR (l.case_id IS NOT NULL AND (l.institution_id <> c.institution_id
              OR (l.lead_id IS NULL AND EXISTS (SELECT 1 FROM seats s
                WHERE s.subject_id = c.id AND s.capacity = 'lead' AND s.held_until > $1))
              OR (l.lead_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seats s
                WHERE s.subject_id = c.id AND s.capacity = 'lead' AND s.held_until > $1 AND s.holder_id = l.lead_id))))";
        let wrong: Option<i64> = conn.value(sql, args![cx.now]).await.unwrap();
        assert_eq!(wrong, Some(0), "after {after}");
    }

    pub(super) async fn closed(&self, case: CaseId) {
        let closing = Closing {
            reason: "goals_met".into(),
            explanation: "les objectifs sont atteints".into(),
            child_view: "« je suis contente »".into(),
            partners_told: "l’école".into(),
            retention: "dix ans".into(),
            ..Closing::default()
        };
        cases::propose_closure(&self.t.acting(&self.hanae).await, case, &closing).await.unwrap();
        cases::approve_closure(&self.t.acting(&self.bruno).await, case).await.unwrap();
    }
}

#[test]
fn the_direction_does_not_hand_a_case_to_itself() {
    run(async {
        let w = World::new().await;
        let saj = w.t.acting(&w.hanae).await.actor().unwrap().institution;
        let chief = w.t.person(saj, "Odile", "Renard", &[FunctionKind::Direction]).await;
        let fields = |to: PractitionerId| {
            vec![
                ("from".to_owned(), w.claire.practitioner.to_string()),
                ("to".to_owned(), to.to_string()),
                ("reason".to_owned(), "départ de Claire".to_owned()),
            ]
        };
        for go in ["check", "do"] {
            let mut all = fields(chief.practitioner);
            all.push(("go".into(), go.into()));
            let all: Vec<(&str, &str)> = all.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let tried = w.post(&chief, "/hand-overs", &all).await;
            assert!(
                tried.status == 422 && tried.has("vous les remettre à vous-même"),
                "{go}: {}",
                tried.body
            );
        }
        assert_eq!(w.get(&chief, "circle").await.status, 404);
        assert_eq!(w.get(&w.claire, "circle").await.status, 200, "nothing moved");
        // Whoever supervises sits there, and may lead: said aloud, in the timeline and in the ledger.
        let hanae = w.t.acting(&w.hanae).await;
        let (from, to) = (w.claire.practitioner, w.hanae.practitioner);
        assert_eq!(cases::hand_over(&hanae, from, to, "départ de Claire").await.unwrap().0, 1);
        let mut conn = hanae.read().await.unwrap();
        let grant = access::require(&hanae, &mut conn, access::Action::Read, w.case).await.unwrap();
        let all = cases::timeline(&mut conn, &grant, &cases::TimelineFilter::default(), 50).await.unwrap();
        assert!(all.iter().any(|e| e.kind == "case_taken_over"));
        let told: Option<i64> = conn
            .value(
                "SELECT COUNT(*) FROM ledger WHERE kind = 'cases_handed_over' AND detail LIKE '%\"by_themselves\":true%'",
                args![],
            )
            .await
            .unwrap();
        assert_eq!(told, Some(1));
        drop(conn);
        // The direction hands over to somebody of the team.
        let chief = w.t.acting(&chief).await;
        let done = cases::hand_over(&chief, to, w.idriss.practitioner, "répartition").await.unwrap();
        assert_eq!(done.0, 1);
    });
}

#[test]
fn a_lead_who_left_the_service_leads_no_more() {
    run(async {
        let w = World::new().await;
        assert!(!w.get(&w.hanae, "/cases?state=unassigned").await.has("Lina Vandorpe"));
        w.leaves(&w.claire).await;
        let list = w.get(&w.hanae, "/cases?state=unassigned").await;
        assert!(
            list.has("Lina Vandorpe") && list.has("Claire Noirhomme, qui a quitté le service"),
            "{}",
            list.body
        );
        let bar = w.get(&w.hanae, "circle").await;
        assert!(bar.has("Claire Noirhomme, qui a quitté le service"), "{}", bar.body);
        let page = w.get(&w.hanae, "assignment").await;
        assert!(page.has("a quitté le service et reste la personne référente de 1 dossier"), "{}", page.body);
        let cx = w.t.acting(&w.hanae).await;
        let mut conn = cx.read().await.unwrap();
        let facts = cases::facts(&mut conn, w.case, cx.now).await.unwrap();
        assert_eq!(cases::rules::state(&facts.standing), cases::CaseState::Unassigned);
        let clocks = async |conn: &mut platform::db::Conn| {
            crate::deadlines::of_subject(conn, w.case.0).await.unwrap().len()
        };
        let before = clocks(&mut conn).await;
        drop(conn);
        // Whoever follows takes over what was to be done; nothing begins anew.
        cases::assign(&cx, w.case, w.idriss.practitioner).await.unwrap();
        assert!(!w.get(&w.hanae, "/cases?state=unassigned").await.has("Lina Vandorpe"));
        let mut conn = cx.read().await.unwrap();
        assert_eq!(clocks(&mut conn).await, before);
    });
}

#[test]
fn the_cases_that_nobody_leads_are_known_after_every_deed() {
    run(async {
        let w = World::new().await;
        w.leads_agree("an assignment").await;
        let cx = w.t.acting(&w.hanae).await;
        let twin = child(&cx, "Line", "Van Dorpe").await;
        let twin = cases::open(&cx, &new_case(&cx, twin)).await.unwrap();
        w.leads_agree("an opening").await;
        let listed = async || {
            let cx = w.t.acting(&w.hanae).await;
            let mut conn = cx.read().await.unwrap();
            let scope = access::scope(&cx, kernel::SubjectKind::CASE, access::Action::Read).unwrap();
            let filter = ListFilter { state: ListState::Unassigned, ..ListFilter::default() };
            let lines = cases::list(&mut conn, &scope, &filter, 50).await.unwrap();
            assert_eq!(cases::count_list(&mut conn, &scope, &filter, 50).await.unwrap(), lines.len() as i64);
            lines.into_iter().map(|l| l.id).collect::<Vec<_>>()
        };
        assert_eq!(listed().await, [twin]);
        cases::merge(&cx, w.case, twin, "même acte").await.unwrap();
        w.leads_agree("a merge").await;
        assert!(listed().await.is_empty());
        w.t.pass(Instant::HOUR);
        let cx = w.t.acting(&w.hanae).await;
        cases::unmerge(&cx, w.case, twin, "des cousines").await.unwrap();
        w.leads_agree("its undoing").await;
        assert_eq!(listed().await, [twin]);
        cases::hand_over(&cx, w.claire.practitioner, w.idriss.practitioner, "départ").await.unwrap();
        w.leads_agree("a hand-over").await;
        w.closed(w.case).await;
        w.leads_agree("a closure").await;
        cases::reopen(&w.t.acting(&w.hanae).await, w.case, "la mère le demande").await.unwrap();
        w.leads_agree("a reopening").await;
        assert_eq!(listed().await.len(), 2);
        w.goes(w.case).await;
        w.leads_agree("a transfer").await;
        assert_eq!(listed().await, [twin]);
    });
}

#[test]
fn a_case_that_can_be_reopened_is_not_opened_again() {
    run(async {
        let w = World::new().await;
        w.closed(w.case).await;
        let cx = w.t.acting(&w.idriss).await;
        // Idriss may not read the closed case; he learns that it is there, and whom to ask.
        let refused = cases::open(&cx, &new_case(&cx, w.lina)).await.unwrap_err();
        assert_eq!(refused.code(), "case-can-be-reopened");
        w.t.pass(400 * Instant::DAY);
        let cx = w.t.acting(&w.idriss).await;
        cases::open(&cx, &new_case(&cx, w.lina)).await.unwrap();
    });
}

#[test]
fn whoever_follows_a_child_reads_the_case_before_for_a_reason_and_a_time() {
    run(async {
        let w = World::new().await;
        w.closed(w.case).await;
        w.t.pass(400 * Instant::DAY);
        let cx = w.t.acting(&w.hanae).await;
        let until = Some(cx.now.plus(30 * Instant::DAY));
        let refused = cases::add_to_circle(&cx, w.case, w.idriss.practitioner, "relire", until).await;
        assert_eq!(refused.unwrap_err().code(), "case-closed", "no case follows it yet");
        let new = cases::open(&cx, &new_case(&cx, w.lina)).await.unwrap();
        cases::assign(&cx, new, w.idriss.practitioner).await.unwrap();
        assert_eq!(w.get(&w.idriss, "people").await.status, 404);
        let page = w.get(&w.hanae, "circle").await;
        assert!(
            page.has("vous pouvez l’ouvrir en lecture") || page.has("Vous pouvez l’ouvrir en lecture"),
            "{}",
            page.body
        );
        for (who, reason, until, expected) in [
            (&w.claire, "relire", until, "reads-back-without-following"),
            (&w.idriss, "", until, "reads-back-without-reason"),
            (&w.idriss, "relire", None, "reads-back-without-end"),
        ] {
            let tried = cases::add_to_circle(&cx, w.case, who.practitioner, reason, until).await;
            assert_eq!(tried.unwrap_err().code(), expected);
        }
        let why = "comprendre ce qui a été tenté";
        cases::add_to_circle(&cx, w.case, w.idriss.practitioner, why, until).await.unwrap();
        assert_eq!(w.get(&w.idriss, "people").await.status, 200);
        assert_eq!(w.get(&w.idriss, "attention").await.status, 404, "reading, no more");
        w.t.pass(31 * Instant::DAY);
        assert_eq!(w.get(&w.idriss, "people").await.status, 404);
    });
}

#[test]
fn a_child_of_a_name_that_is_followed_is_not_recorded_anew_without_a_word() {
    run(async {
        let w = World::new().await;
        let fields = |birth: &'static str| {
            vec![
                ("go", "open"),
                ("searched", "1"),
                ("given", "lina"),
                ("family", "VANDORPE"),
                ("birth-year", birth),
                ("opened_on", "2026-09-14"),
                ("reason", "aide demandée"),
                ("frame", "consented"),
                ("information", "les parents le savent"),
            ]
        };
        // Idriss reads nothing of Lina: to him she is known elsewhere.
        let asked = w.post(&w.idriss, "/cases/new", &fields("2019")).await;
        assert!(
            asked.status == 422
                && asked.has("Pourquoi il s’agit d’un autre enfant")
                && asked.has("les parents le savent"),
            "{}",
            asked.body
        );
        let why = [&fields("2019")[..], &[("despite", "une cousine, acte de naissance vu")]].concat();
        assert_eq!(w.post(&w.idriss, "/cases/new", &why).await.status, 303);
        // A child born in another year is another child.
        assert_eq!(w.post(&w.idriss, "/cases/new", &fields("2012")).await.status, 303);
        let mut conn = w.t.app.db.read().await.unwrap();
        let told: Option<i64> = conn
            .value(
                "SELECT COUNT(*) FROM ledger WHERE kind = 'case_opened' AND reason LIKE 'une cousine%'",
                args![],
            )
            .await
            .unwrap();
        assert_eq!(told, Some(1));
    });
}

#[test]
fn an_end_that_could_hide_a_danger_says_what_its_reason_asks() {
    run(async {
        let w = World::new().await;
        let form = w.get(&w.claire, "closure").await;
        // What a reason asks is announced beside it; its fields come with it.
        assert!(
            form.has("À écrire aussi\u{a0}: les recherches faites") && !form.has("ask-searches"),
            "{}",
            form.body
        );
        let words = |reason: &'static str| {
            vec![
                ("reason", reason),
                ("explanation", "partis sans laisser d’adresse"),
                ("child_view", "inconnu : l’enfant n’a pas été revue"),
                ("partners_told", "l’école"),
                ("retention_rule", "other"),
                ("retention", "dix ans"),
            ]
        };
        let silent = w.post(&w.claire, "closure", &words("untraceable")).await;
        assert!(
            silent.status == 422
                && silent.has("Écrivez\u{a0}: Les recherches faites")
                && silent.has("Ce que l’on sait du danger")
                && silent.has("ask-whom_told"),
            "{}",
            silent.body
        );
        let withdrawn = w.post(&w.claire, "closure", &words("agreement_withdrawn")).await;
        assert!(withdrawn.status == 422 && withdrawn.has("Comment l’absence de danger a été évaluée"));
        let told = [
            ("ask-searches", "deux visites, la commune, l’école"),
            ("ask-danger_left", "on ignore où dort l’enfant"),
            ("ask-whom_told", "le parquet, le 12 septembre"),
        ];
        let done = w.post(&w.claire, "closure", &[&words("untraceable")[..], &told].concat()).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let read = w.get(&w.bruno, "closure").await;
        assert!(read.has("on ignore où dort l’enfant") && read.has("Les recherches faites"), "{}", read.body);
        let mut conn = w.t.app.db.read().await.unwrap();
        let code: Option<String> = conn
            .value("SELECT retention_code FROM closures WHERE case_id = $1", args![w.case])
            .await
            .unwrap();
        assert_eq!(code.as_deref(), Some("other"));
    });
}

#[test]
fn an_emergency_access_is_not_made_longer_by_asking_twice() {
    run(async {
        let w = World::new().await;
        let why = "Lina est introuvable depuis midi";
        cases::open_emergency(&w.t.acting(&w.noor).await, w.case, why).await.unwrap();
        w.t.pass(3 * Instant::HOUR);
        let again = cases::open_emergency(&w.t.acting(&w.noor).await, w.case, why).await.unwrap_err();
        assert_eq!(again.code(), "emergency-already-open");
        w.t.pass(Instant::HOUR);
        assert_eq!(w.get(&w.noor, "people").await.status, 404);
        cases::open_emergency(&w.t.acting(&w.noor).await, w.case, why).await.unwrap();
        assert_eq!(w.get(&w.noor, "people").await.status, 200);
    });
}

#[test]
fn a_search_compares_days_of_birth_before_it_is_cut() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let institution = cx.actor().unwrap().institution;
        let mut tx = cx.begin().await.unwrap();
        for i in 0..40 {
            let month = 4 + i % 8;
            let new = NewPerson {
                given: "Emma".into(),
                family: "Peeters".into(),
                birth: Some(format!("2015-{month:02}-11").parse().unwrap()),
                ..NewPerson::default()
            };
            people::record(&cx, &mut tx, institution, &new).await.unwrap();
        }
        let wanted = NewPerson {
            given: "Emma".into(),
            family: "Peeters-Zaoui".into(),
            birth: Some("2015-02-20".parse().unwrap()),
            ..NewPerson::default()
        };
        let wanted = people::record(&cx, &mut tx, institution, &wanted).await.unwrap();
        let case = kernel::SubjectKind::CASE.of(w.case);
        people::link(&cx, &mut tx, wanted, case, "around", institution).await.unwrap();
        let about = kernel::SubjectKind::PERSON.of(wanted);
        let event = cx.event(people::events::PERSON_RECORDED, about, None, kernel::Ground::Function).unwrap();
        tx.commit(event).await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let query = people::Query { text: "emma peeters".into(), birth: Some("2015-02-20".parse().unwrap()) };
        let found = people::search(&cx, &mut conn, &query).await.unwrap();
        assert_eq!(found.readable.iter().map(|m| m.person.id).collect::<Vec<_>>(), [wanted]);
        assert!(!found.too_wide, "all of them were compared");
        let query = people::Query { text: "emma peeters".into(), birth: None };
        assert!(people::search(&cx, &mut conn, &query).await.unwrap().too_wide);
    });
}

#[test]
fn a_secret_address_is_masked_in_other_words() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let text = format!("vue {} avec sa mère", SECRET.to_uppercase());
        cases::attend(&cx, w.case, "visit_in_pairs", &text, cx.today()).await.unwrap();
        cases::choose_event(&cx, w.case, None, "2025".parse().unwrap(), &text, "", "la mère").await.unwrap();
        for pane in ["circle", "chronology"] {
            let page = w.get(&w.claire, pane).await;
            assert!(
                page.has("avec sa mère") && !page.body.to_lowercase().contains("tanneurs"),
                "{}",
                page.body
            );
        }
    });
}
