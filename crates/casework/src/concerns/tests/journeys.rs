// SPDX-License-Identifier: EUPL-1.2
//! From the first worry to the answer, with the traps on the way.

use kernel::{EvaluationId, Instant};
use register::testing::run;

use super::world::{World, child};
use crate::concerns::model::{
    DecisionOutcome, Door, Levels, Medium, MinorId, NewConclusion, NewDecision, NewMeeting, NewMinor,
    NewReport, NewView, NewVisit, Place, Receipt, Referral, State, Who,
};
use crate::concerns::rules::minors::Mention;
use crate::concerns::rules::triage::{NewTriage, Outcome};
use crate::concerns::store::{self, ReportFilter};
use crate::concerns::{actions, minors_for_case};

async fn concluded(w: &World, report: kernel::ReportId, minors: &[MinorId], levels: Levels) {
    let cx = w.cx(&w.evaluator).await;
    let visit = NewVisit {
        minors: minors.to_vec(),
        on: cx.today(),
        at: Some(cx.now),
        place: "rue du Four".into(),
        present: "la mère".into(),
        seen_alone: vec![minors[0]],
        notes: "Appartement chauffé, encombré.".into(),
        interpreter: String::new(),
        found_nobody: false,
    };
    actions::note_visit(&cx, report, &visit).await.unwrap();
    for &minor in minors {
        let meeting = NewMeeting {
            minor,
            on: cx.today(),
            not_met: None,
            alone: true,
            place: String::new(),
            agreed_by: String::new(),
            not_agreed_reason: String::new(),
        };
        actions::note_meeting(&cx, report, &meeting).await.unwrap();
        let view = NewView {
            minor,
            on: cx.today(),
            medium: Medium::Play,
            words: "« Vroum. »".into(),
            told_by: String::new(),
            audience: String::new(),
            interpreter: String::new(),
        };
        actions::note_view(&cx, report, &view).await.unwrap();
        let conclusion = NewConclusion {
            minor,
            outcome: DecisionOutcome::SupportByAgreement,
            levels,
            explanation: String::new(),
            reason: "Parents qui coopèrent.".into(),
            no_visit_reason: String::new(),
            no_view_reason: String::new(),
        };
        actions::conclude(&cx, report, &conclusion).await.unwrap();
    }
}

#[test]
fn the_baby_nobody_named_has_her_own_evaluation_and_a_shorter_term() {
    run(async {
        let w = World::new().await;
        let cx = w.cx(&w.intake).await;
        let told = w.phoned(&[("Jules", "Pastor", "2020-10-12")]).await;
        w.triaged(told.report, Outcome::Qualified, Levels::of(2, 2, 1)).await;
        let baby = child("Léonie", "Pastor", "2025-05-27");
        let (leonie, _) =
            actions::add_minor(&cx, told.report, &baby, "sœur", Mention::NotSaid).await.unwrap();
        let due = |id: MinorId, clocks: &[register::deadlines::Deadline]| {
            clocks
                .iter()
                .find(|d| d.term == "evaluation" && d.about == Some(id.0))
                .unwrap()
                .due_on
                .to_string()
        };
        let clocks = w.clocks(told.report).await;
        assert_eq!(due(told.children[0].0, &clocks), "2026-11-15", "two months, locally");
        assert_eq!(due(leonie, &clocks), "2026-10-15", "one month under two years");
        let lead = w.cx(&w.supervisor).await;
        let opened: Vec<(MinorId, EvaluationId)> =
            actions::assign(&lead, told.report, w.evaluator.practitioner, &[]).await.unwrap();
        assert_eq!(opened.len(), 2, "one evaluation for each");
        // The clocks went to whoever answers for it, and kept their days.
        let clocks = w.clocks(told.report).await;
        assert_eq!(due(leonie, &clocks), "2026-10-15");
        let evaluation = clocks.iter().filter(|d| d.term == "evaluation");
        assert!(
            evaluation.clone().count() == 2
                && evaluation.clone().all(|d| d.owner == w.evaluator.practitioner.0)
        );
        concluded(&w, told.report, &[told.children[0].0, leonie], Levels::of(2, 2, 1)).await;
        let director = w.cx(&w.director).await;
        let decision = NewDecision {
            outcome: DecisionOutcome::SupportByAgreement,
            minors: vec![],
            reason: "Aide à domicile, avec l’accord des parents.".into(),
            closure_reason: String::new(),
            referral: None,
        };
        actions::decide(&director, told.report, &decision).await.unwrap();
        let concern = w.concern(&w.intake, told.report).await;
        assert_eq!(concern.state(), State::Decided);
        let mut conn = cx.read().await.unwrap();
        let grant = register::access::require(&cx, &mut conn, register::access::Action::Read, told.report)
            .await
            .unwrap();
        assert_eq!(minors_for_case(&mut conn, &grant).await.unwrap().len(), 2);
        drop(conn);
        actions::feedback(&cx, told.report, "minimal", "Votre inquiétude a été prise en compte.", "")
            .await
            .unwrap();
        assert_eq!(w.concern(&w.intake, told.report).await.state(), State::FeedbackGiven);
        actions::archive(&cx, told.report, "dix ans").await.unwrap();
        assert_eq!(w.concern(&w.intake, told.report).await.state(), State::Archived);
        let again =
            actions::add_minor(&cx, told.report, &child("X", "Y", "2020"), "?", Mention::Another).await;
        assert_eq!(again.unwrap_err().code(), "archived");
    });
}

#[test]
fn immediate_danger_goes_on_at_once_and_the_evaluation_still_runs() {
    run(async {
        let w = World::new().await;
        let told = w.phoned(&[("Sarah", "M.", "2016"), ("Issa", "M.", "2021")]).await;
        w.triaged(told.report, Outcome::ImmediateDanger, Levels::of(3, 3, 3)).await;
        let director = w.cx(&w.director).await;
        let refer = NewDecision {
            outcome: DecisionOutcome::JudicialReferral,
            minors: vec![],
            reason: "Danger grave, le parquet est prévenu.".into(),
            closure_reason: String::new(),
            referral: Some(Referral { authority: "parquet".into(), on: director.today(), copied_on: None }),
        };
        actions::decide(&director, told.report, &refer).await.unwrap();
        assert_eq!(w.concern(&w.intake, told.report).await.state(), State::ToAssign);
        let lead = w.cx(&w.supervisor).await;
        actions::assign(&lead, told.report, w.evaluator.practitioner, &[w.colleague.practitioner])
            .await
            .unwrap();
        assert_eq!(w.concern(&w.evaluator, told.report).await.state(), State::UnderEvaluation);
        let too_soon = NewDecision { outcome: DecisionOutcome::SupportByAgreement, ..refer };
        assert_eq!(
            actions::decide(&director, told.report, &too_soon).await.unwrap_err().code(),
            "evaluations-open"
        );
    });
}

#[test]
fn four_reports_make_one_evaluation_and_four_people_to_answer() {
    run(async {
        let w = World::new().await;
        let first = w.evaluating(&[("Robin", "Thiry", "2018"), ("Zoé", "Thiry", "2014-05")]).await;
        w.t.pass(Instant::DAY);
        let cx_later = w.cx(&w.intake).await;
        let second = w.phoned(&[("Zoe", "Thiry", "2014")]).await;
        w.triaged(second.report, Outcome::Qualified, Levels::of(1, 2, 1)).await;
        let same = actions::likely_same(&cx_later, second.report, first.report).await.unwrap();
        assert_eq!(
            same,
            [(second.children[0].0, Some(first.children[1].0))],
            "another spelling, the same child"
        );
        actions::merge(&cx_later, second.report, first.report, &[], "Même famille.").await.unwrap();
        // The third names nobody; the fourth repeats and knows of another child.
        let mut third = described(&w).await;
        w.triaged(third.report, Outcome::Qualified, Levels::of(1, 1, 1)).await;
        actions::merge(&cx_later, third.report, first.report, &[], "Mêmes faits.").await.unwrap();
        third = w.phoned(&[("Robin", "Thiry", "2018"), ("Malo", "Thiry", "2022")]).await;
        let repeated = NewTriage {
            repeats: vec![first.report, second.report],
            repetitive: true,
            ..w.triage(Outcome::Qualified, Levels::of(1, 1, 0))
        };
        actions::triage(&cx_later, third.report, &repeated).await.unwrap();
        actions::merge(&cx_later, third.report, first.report, &[], "Source gardée à part.").await.unwrap();
        let kept = w.concern(&w.intake, first.report).await;
        assert_eq!(kept.joined.len(), 3);
        assert_eq!(kept.reports_counted(), 4, "counted, never hidden");
        let names: Vec<Place> = kept.evaluated().map(|m| m.place).collect();
        assert_eq!(
            names,
            [Place::Named, Place::Named, Place::Added],
            "Malo is evaluated too; a description opens nothing"
        );
        assert_eq!(kept.evaluations.len(), 3);
        for joined in [&second, &third] {
            let own = w.concern(&w.intake, joined.report).await;
            assert_eq!(own.state(), State::Joined);
            assert!(w.clock(joined.report, "evaluation").await.is_none(), "one clock, on the first");
        }
        // Each is answered by themselves.
        actions::feedback(&cx_later, second.report, "minimal", "Votre appel a été entendu.", "phone")
            .await
            .unwrap();
        assert!(w.concern(&w.intake, first.report).await.answers.is_empty());
        let early = actions::merge(&cx_later, first.report, third.report, &[], "à l’envers").await;
        assert_eq!(early.unwrap_err().code(), "joined-to-another");
    });
}

/// A report about somebody nobody can name.
async fn described(w: &World) -> Receipt {
    let cx = w.cx(&w.intake).await;
    let mut new = NewReport::to(w.saj, Door::Phone, cx.today(), cx.now);
    new.observed = "Des cris.".into();
    let description = "Un petit garçon et un bébé, rue du Four".into();
    new.children = vec![NewMinor { who: Who::Described, description, number_unknown: true }];
    actions::receive(&cx, &new).await.unwrap()
}

#[test]
fn nobody_says_no_danger_of_a_child_nobody_met() {
    run(async {
        let w = World::new().await;
        let told = w.evaluating(&[("Adam", "S.", "2017")]).await;
        let adam = told.children[0].0;
        let cx = w.cx(&w.evaluator).await;
        let absent = NewMeeting {
            minor: adam,
            on: cx.today(),
            not_met: Some("moved".into()),
            alone: false,
            place: String::new(),
            agreed_by: String::new(),
            not_agreed_reason: String::new(),
        };
        actions::note_meeting(&cx, told.report, &absent).await.unwrap();
        let well = NewConclusion {
            minor: adam,
            outcome: DecisionOutcome::Closed,
            levels: Levels::of(0, 0, 0),
            explanation: String::new(),
            reason: "La famille est partie.".into(),
            no_visit_reason: "untraceable".into(),
            no_view_reason: "not_met".into(),
        };
        assert_eq!(actions::conclude(&cx, told.report, &well).await.unwrap_err().code(), "child-not-met");
        actions::give_up(&cx, told.report, adam, "moved", "Visite sans personne, appels sans réponse.")
            .await
            .unwrap();
        let director = w.cx(&w.director).await;
        let close = NewDecision {
            outcome: DecisionOutcome::Closed,
            minors: vec![],
            reason: "Partis.".into(),
            closure_reason: String::new(),
            referral: None,
        };
        let refused = actions::decide(&director, told.report, &close).await.unwrap_err();
        assert_eq!(refused.code(), "impossible-goes-to-justice");
        let page = w.browser(&w.evaluator).await.get(&format!("/reports/{}", told.report)).await;
        for words in ["aucun danger", "Aucun danger", "sans danger"] {
            assert!(!page.has(words), "{words}");
        }
    });
}

#[test]
fn lists_and_pages_agree_about_where_a_report_stands() {
    run(async {
        let w = World::new().await;
        let cx = w.cx(&w.intake).await;
        let received = w.phoned(&[("A", "Un", "2019")]).await.report;
        let evaluated = w.evaluating(&[("B", "Deux", "2019")]).await;
        concluded(&w, evaluated.report, &[evaluated.children[0].0], Levels::of(1, 1, 1)).await;
        let running = w.evaluating(&[("C", "Trois", "2019")]).await.report;
        let mut ended = Vec::new();
        for (n, outcome) in
            [Outcome::NotConcern, Outcome::AdviceOnly, Outcome::Redirected, Outcome::Qualified]
                .into_iter()
                .enumerate()
        {
            let report = w.phoned(&[("D", &format!("Quatre{n}"), "2019")]).await.report;
            w.triaged(report, outcome, Levels::of(1, 1, 1)).await;
            ended.push(report);
        }
        let archived = w.phoned(&[("E", "Cinq", "2019")]).await.report;
        w.triaged(archived, Outcome::NotConcern, Levels::of(0, 0, 0)).await;
        actions::archive(&cx, archived, "dix ans").await.unwrap();
        actions::merge(&cx, ended[3], running, &[], "Mêmes faits.").await.unwrap();
        let all: Vec<_> = [received, evaluated.report, running, archived].into_iter().chain(ended).collect();
        let scope =
            register::access::scope(&cx, kernel::SubjectKind::REPORT, register::access::Action::Write)
                .unwrap();
        let mut conn = cx.read().await.unwrap();
        for &state in State::ALL {
            let filter = ReportFilter { state: Some(state), ..ReportFilter::default() };
            let lines = store::list(&mut conn, w.saj, &scope, &filter, 100).await.unwrap();
            let count = store::count(&mut conn, w.saj, &scope, &filter, 100).await.unwrap();
            assert_eq!(lines.len() as i64, count, "{state:?}");
            for line in &lines {
                assert_eq!(line.standing.state(), state, "{}", line.reference);
                assert_eq!(w.concern(&w.intake, line.id).await.state(), state, "{}", line.reference);
            }
        }
        let whole = store::list(&mut conn, w.saj, &scope, &ReportFilter::default(), 100).await.unwrap();
        assert_eq!(whole.len(), all.len());
        // Page by page, forwards, nothing twice.
        let mut after = None;
        let mut seen = Vec::new();
        loop {
            let filter = ReportFilter { after, oldest_first: true, ..ReportFilter::default() };
            let page = store::list(&mut conn, w.saj, &scope, &filter, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some((last.received_on, last.id));
            seen.extend(page.into_iter().map(|l| l.id));
        }
        assert_eq!(seen.len(), all.len());
        assert_eq!(store::count_to_triage(&mut conn, &scope, 100).await.unwrap(), 1);
        let mine = ReportFilter { mine: true, ..ReportFilter::default() };
        let evaluator = w.cx(&w.evaluator).await;
        let theirs =
            register::access::scope(&evaluator, kernel::SubjectKind::REPORT, register::access::Action::Write)
                .unwrap();
        assert_eq!(store::count(&mut conn, w.saj, &theirs, &mine, 100).await.unwrap(), 2);
    });
}
