// SPDX-License-Identifier: EUPL-1.2
//! What a child who is set aside leaves behind: the clocks of the others, and the end of the report.

use kernel::{Instant, ReportId};
use register::deadlines::Deadline;
use register::testing::run;

use super::world::{World, child};
use crate::concerns::actions;
use crate::concerns::model::{
    DecisionOutcome, Door, Levels, MinorId, NewDecision, NewMinor, NewReport, Receipt, Referral, State, Who,
};
use crate::concerns::rules::minors::Mention;
use crate::concerns::rules::triage::Outcome;
use crate::concerns::store::{self, ReportFilter};

async fn given_up(w: &World, report: ReportId, minor: MinorId) {
    let cx = w.cx(&w.evaluator).await;
    actions::give_up(&cx, report, minor, "moved", "Personne à l’adresse.").await.unwrap();
}

async fn set_aside(w: &World, report: ReportId, minor: MinorId) {
    let cx = w.cx(&w.intake).await;
    actions::set_aside(&cx, report, minor, "Majeure depuis mars.").await.unwrap();
}

async fn referred(w: &World, report: ReportId, minors: &[MinorId]) {
    let cx = w.cx(&w.director).await;
    let new = NewDecision {
        outcome: DecisionOutcome::JudicialReferral,
        minors: minors.to_vec(),
        reason: "Danger grave.".into(),
        closure_reason: String::new(),
        referral: Some(Referral { authority: "parquet".into(), on: cx.today(), copied_on: None }),
    };
    actions::decide(&cx, report, &new).await.unwrap();
}

/// The clocks of the decision that were ever started and were not replaced.
async fn decision(w: &World, report: ReportId) -> Vec<Deadline> {
    w.clocks(report).await.into_iter().filter(|d| d.term == "decision").collect()
}

/// One child who is evaluated, and somebody in the home whom nobody named.
async fn with_mention(w: &World) -> (Receipt, MinorId) {
    let cx = w.cx(&w.intake).await;
    let mut new = NewReport::to(w.saj, Door::Phone, cx.today(), cx.now);
    new.observed = "Des cris.".into();
    new.children = vec![child("Lina", "Maes", "2018")];
    new.home = vec![NewMinor { who: Who::Described, description: "un bébé".into(), ..NewMinor::default() }];
    let told = actions::receive(&cx, &new).await.unwrap();
    w.triaged(told.report, Outcome::Qualified, Levels::of(2, 2, 1)).await;
    let lead = w.cx(&w.supervisor).await;
    actions::assign(&lead, told.report, w.evaluator.practitioner, &[]).await.unwrap();
    let mention = told.home[0].0;
    (told, mention)
}

#[test]
fn the_decision_is_awaited_also_when_the_last_evaluation_ends_by_setting_a_child_aside() {
    run(async {
        let w = World::new().await;
        let told = w.evaluating(&[("Lina", "Maes", "2018"), ("Jo", "Maes", "2009")]).await;
        let (lina, jo) = (told.children[0].0, told.children[1].0);
        given_up(&w, told.report, lina).await;
        assert!(decision(&w, told.report).await.is_empty(), "the other evaluation still runs");
        w.t.pass(2 * Instant::DAY);
        set_aside(&w, told.report, jo).await;
        assert_eq!(w.concern(&w.intake, told.report).await.state(), State::Evaluated);
        let clocks = decision(&w, told.report).await;
        let today = w.cx(&w.intake).await.today();
        assert!(clocks.len() == 1 && clocks[0].is_open() && clocks[0].started_on == today, "{clocks:?}");
        // A child who was added by mistake and set aside again gives no more time.
        w.t.pass(Instant::DAY);
        let cx = w.cx(&w.intake).await;
        let tom = child("Tom", "Maes", "2020");
        let (tom, _) = actions::add_minor(&cx, told.report, &tom, "?", Mention::Another).await.unwrap();
        set_aside(&w, told.report, tom).await;
        let clocks = decision(&w, told.report).await;
        assert!(clocks.len() == 1 && clocks[0].is_open() && clocks[0].started_on == today, "{clocks:?}");
    });
}

#[test]
fn no_decision_is_awaited_about_nobody_or_once_everybody_was_decided_on() {
    run(async {
        let w = World::new().await;
        // Nobody was evaluated: there is nothing to decide on.
        let told = w.evaluating(&[("Jo", "Maes", "2009")]).await;
        set_aside(&w, told.report, told.children[0].0).await;
        assert!(decision(&w, told.report).await.is_empty());
        // The one who stays was decided on before the other was set aside.
        let told = w.evaluating(&[("Lina", "Maes", "2018"), ("Jo", "Maes", "2009")]).await;
        given_up(&w, told.report, told.children[0].0).await;
        referred(&w, told.report, &[told.children[0].0]).await;
        set_aside(&w, told.report, told.children[1].0).await;
        assert_eq!(w.concern(&w.intake, told.report).await.state(), State::Decided);
        assert!(decision(&w, told.report).await.is_empty());
        // A mention was all that was left to settle.
        let (told, mention) = with_mention(&w).await;
        given_up(&w, told.report, told.children[0].0).await;
        referred(&w, told.report, &[told.children[0].0]).await;
        assert!(decision(&w, told.report).await[0].is_open(), "somebody is not settled");
        set_aside(&w, told.report, mention).await;
        assert_eq!(w.concern(&w.intake, told.report).await.state(), State::Decided);
        assert!(decision(&w, told.report).await.iter().all(|d| d.done_on.is_some()));
    });
}

#[test]
fn an_evaluation_that_was_late_stays_missed_when_its_child_is_set_aside() {
    run(async {
        let w = World::new().await;
        let told = w.evaluating(&[("Lina", "Maes", "2018"), ("Noé", "Maes", "2026-02-01")]).await;
        let (lina, noe) = (told.children[0].0, told.children[1].0);
        // One month under two years, two months otherwise: one is late, the other is not.
        w.t.pass(40 * Instant::DAY);
        set_aside(&w, told.report, noe).await;
        let of = |all: &[Deadline], minor: MinorId| {
            all.iter().find(|d| d.term == "evaluation" && d.about == Some(minor.0)).cloned()
        };
        let clocks = w.clocks(told.report).await;
        let late = of(&clocks, noe).unwrap();
        let today = w.cx(&w.intake).await.today();
        assert!(late.ended_on == Some(today) && late.done_on.is_none() && !late.is_open(), "{late:?}");
        assert!(of(&clocks, lina).unwrap().is_open(), "the other goes on");
        set_aside(&w, told.report, lina).await;
        assert!(of(&w.clocks(told.report).await, lina).is_none(), "what still had time is not missed");
    });
}

#[test]
fn a_report_whose_only_child_was_referred_and_set_aside_can_be_ended() {
    run(async {
        let w = World::new().await;
        // Referred before anybody evaluates; or while somebody does.
        let before = w.phoned(&[("Jo", "Maes", "2009")]).await;
        w.triaged(before.report, Outcome::ImmediateDanger, Levels::of(3, 3, 3)).await;
        let during = w.evaluating(&[("Jo", "Thiry", "2009")]).await;
        // Nothing was decided about this one: it is to be analysed anew.
        let undecided = w.evaluating(&[("Jo", "Saïdi", "2009")]).await;
        for told in [&before, &during] {
            referred(&w, told.report, &[]).await;
        }
        let others = w.phoned(&[("Jo", "Nys", "2009")]).await;
        w.triaged(others.report, Outcome::Qualified, Levels::of(2, 2, 1)).await;
        for told in [&before, &during, &undecided, &others] {
            set_aside(&w, told.report, told.children[0].0).await;
        }
        let expected = [
            (before.report, State::Decided),
            (during.report, State::Decided),
            (undecided.report, State::Evaluated),
            (others.report, State::ToAssign),
        ];
        let cx = w.cx(&w.intake).await;
        let scope =
            register::access::scope(&cx, kernel::SubjectKind::REPORT, register::access::Action::Write)
                .unwrap();
        let mut conn = cx.read().await.unwrap();
        for (report, state) in expected {
            assert_eq!(w.concern(&w.intake, report).await.state(), state);
            for &listed in State::ALL {
                let filter = ReportFilter { state: Some(listed), ..ReportFilter::default() };
                let lines = store::list(&mut conn, w.saj, &scope, &filter, 10).await.unwrap();
                let line = lines.iter().find(|l| l.id == report);
                assert_eq!(line.is_some(), listed == state, "{state:?} in the list of {listed:?}");
                assert!(line.is_none_or(|l| l.standing.state() == state));
            }
        }
        drop(conn);
        let desk = w.browser(&w.supervisor).await;
        let page = desk.get(&format!("/reports/{}", before.report)).await;
        assert!(!page.body.contains("/evaluators"), "nobody is left to evaluate: {}", page.body);
        for told in [&before, &during] {
            assert!(w.concern(&w.intake, told.report).await.has_outcome());
            actions::archive(&cx, told.report, "dix ans").await.unwrap();
        }
        let early = actions::archive(&cx, undecided.report, "dix ans").await;
        assert_eq!(early.unwrap_err().code(), "not-ended");
    });
}
