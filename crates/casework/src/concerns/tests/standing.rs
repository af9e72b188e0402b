// SPDX-License-Identifier: EUPL-1.2
//! A report made of facts, for the rules; and where facts leave a report.

use kernel::{Date, EvaluationId, Instant, InstitutionId, PractitionerId, ReportId};
use rulebook::{Pack, Rulebook};
use std::sync::OnceLock;
use uuid::Uuid;

use crate::concerns::model::{
    Concern, Conclusion, Decision, DecisionOutcome, Door, Evaluation, Levels, Meeting, Minor, MinorId, Place,
    Report, Standing, State, Told, Triage, Visit,
};
use crate::concerns::rules::triage::Outcome;

pub const TODAY: &str = "2026-09-15";
pub const ME: PractitionerId = PractitionerId(Uuid::from_u128(1));
pub const COLLEAGUE: PractitionerId = PractitionerId(Uuid::from_u128(2));
pub const HERE: InstitutionId = InstitutionId(Uuid::from_u128(10));
pub const ELSEWHERE: InstitutionId = InstitutionId(Uuid::from_u128(11));

pub fn d(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn pack() -> &'static Pack {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(|| Rulebook::shipped().unwrap()).pack("be-fwb").unwrap()
}

pub fn minor(n: u128) -> MinorId {
    MinorId(Uuid::from_u128(100 + n))
}

pub fn child(n: u128, place: Place) -> Minor {
    Minor {
        id: minor(n),
        place,
        person: None,
        description: String::new(),
        is_unborn: false,
        number_unknown: false,
        why: String::new(),
        same_as: None,
        set_aside: None,
    }
}

/// A report received a week ago about one child.
pub fn received() -> Concern {
    let report = Report {
        id: ReportId(Uuid::from_u128(50)),
        institution: HERE,
        reference: "S-2026-0001".into(),
        door: Door::Phone,
        received_how: "phone".into(),
        received_on: d("2026-09-08"),
        received_at: None,
        first_received_on: d("2026-09-08"),
        occurred: None,
        observed: "Des bleus aux bras.".into(),
        heard: String::new(),
        thought: String::new(),
        about: vec![],
        danger_now: Told::Unknown,
        safety: String::new(),
        address: String::new(),
        levels: Levels::default(),
        language: String::new(),
        interpreter: String::new(),
        direct_referral: false,
        came_by: None,
        recorded_by: None,
        recorded_at: Instant(1),
        acknowledged_on: None,
        confirmed_on: None,
        merged_into: None,
        archived_at: None,
        retention: None,
    };
    Concern {
        report,
        minors: vec![child(1, Place::Named)],
        holders: vec![],
        triages: vec![],
        evaluations: vec![],
        evaluators: vec![],
        visits: vec![],
        meetings: vec![],
        views: vec![],
        decisions: vec![],
        answers: vec![],
        requests: vec![],
        transfers: vec![],
        joined: vec![],
        repeats: vec![],
        repeated_by: vec![],
        owes_feedback: false,
    }
}

pub fn triaged(outcome: Outcome) -> Concern {
    let mut c = received();
    c.triages.push(Triage {
        id: Uuid::from_u128(60),
        outcome,
        levels: Levels::of(2, 2, 2),
        explanation: String::new(),
        reason: "pourquoi".into(),
        redirected_to: None,
        repetitive: false,
        by: ME,
        second: Some(COLLEAGUE),
        alone_reason: String::new(),
        on: d("2026-09-09"),
        recorded_at: Instant(2),
    });
    c
}

pub fn evaluating() -> Concern {
    let mut c = triaged(Outcome::Qualified);
    c.evaluations.push(Evaluation {
        id: EvaluationId(Uuid::from_u128(70)),
        minor: minor(1),
        started_on: d("2026-09-10"),
        ended_on: None,
        ended_at: None,
        ended_by: None,
        conclusion: None,
        impossible: None,
        reason: String::new(),
    });
    c
}

pub fn met(mut c: Concern, met: bool) -> Concern {
    c.meetings.push(Meeting {
        minor: minor(1),
        met,
        on: d("2026-09-11"),
        alone: true,
        place: String::new(),
        agreed_by: String::new(),
        reason: if met { String::new() } else { "moved".into() },
        by: ME,
        recorded_at: Instant(3),
        not_agreed_reason: None,
    });
    c
}

pub fn visited(mut c: Concern, found_nobody: bool) -> Concern {
    c.visits.push(Visit {
        id: Uuid::from_u128(80),
        on: d("2026-09-11"),
        at: None,
        place: "au domicile".into(),
        present: String::new(),
        notes: String::new(),
        interpreter: String::new(),
        found_nobody,
        by: ME,
        recorded_at: Instant(3),
        minors: vec![(minor(1), false)],
    });
    c
}

pub fn concluded(outcome: DecisionOutcome, levels: Levels) -> Concern {
    let mut c = evaluating();
    let e = &mut c.evaluations[0];
    e.ended_on = Some(d("2026-09-12"));
    e.conclusion = Some(Conclusion {
        outcome,
        levels,
        explanation: String::new(),
        no_visit_reason: String::new(),
        no_view_reason: String::new(),
    });
    c
}

pub fn impossible() -> Concern {
    let mut c = evaluating();
    c.evaluations[0].ended_on = Some(d("2026-09-12"));
    c.evaluations[0].impossible = Some("moved".into());
    c
}

pub fn decided(mut c: Concern, outcome: DecisionOutcome) -> Concern {
    c.decisions.push(Decision {
        id: Uuid::from_u128(90),
        outcome,
        reason: "pourquoi".into(),
        closure_reason: String::new(),
        on: d("2026-09-13"),
        by: ME,
        recorded_at: Instant(5),
        authority: None,
        referred_on: None,
        copied_on: None,
        minors: vec![minor(1)],
    });
    c
}

#[test]
fn where_a_report_stands_follows_from_its_facts() {
    let mut merged = triaged(Outcome::Qualified);
    merged.report.merged_into = Some(ReportId(Uuid::from_u128(51)));
    let mut archived = triaged(Outcome::NotConcern);
    archived.report.archived_at = Some(Instant(9));
    let all = concluded(DecisionOutcome::SupportByAgreement, Levels::of(1, 1, 1));
    // Referred at once, evaluated afterwards: nobody has decided yet on what the evaluation found.
    let mut found = decided(all.clone(), DecisionOutcome::JudicialReferral);
    found.evaluations[0].ended_at = Some(Instant(9));
    let mut referred_again = found.clone();
    referred_again.decisions[0].recorded_at = Instant(10);
    // A brother who was only mentioned, and whom nobody settled.
    let mut forgotten = decided(all.clone(), DecisionOutcome::SupportByAgreement);
    forgotten.minors.push(child(2, Place::Mentioned));
    let table = [
        (found, State::Evaluated),
        (referred_again, State::Decided),
        (forgotten, State::Evaluated),
        (received(), State::Received),
        (triaged(Outcome::NotConcern), State::NotConcern),
        (triaged(Outcome::AdviceOnly), State::AdviceOnly),
        (triaged(Outcome::Redirected), State::Redirected),
        (triaged(Outcome::Qualified), State::ToAssign),
        (triaged(Outcome::ImmediateDanger), State::ToAssign),
        // Referred at once: the evaluation is still to be assigned.
        (decided(triaged(Outcome::ImmediateDanger), DecisionOutcome::JudicialReferral), State::ToAssign),
        (evaluating(), State::UnderEvaluation),
        (decided(evaluating(), DecisionOutcome::JudicialReferral), State::UnderEvaluation),
        (all.clone(), State::Evaluated),
        (impossible(), State::Evaluated),
        (decided(all, DecisionOutcome::SupportByAgreement), State::Decided),
        (merged, State::Joined),
        (archived, State::Archived),
    ];
    for (concern, expected) in table {
        assert_eq!(concern.state(), expected);
    }
}

#[test]
fn an_answer_that_is_owed_keeps_a_report_from_being_answered() {
    let done = Standing {
        is_archived: false,
        is_joined: false,
        is_taken_over: false,
        outcome: Some(Outcome::Qualified),
        has_evaluation: true,
        has_open_evaluation: false,
        has_undecided: false,
        has_answer: true,
        owes_answer: false,
    };
    assert_eq!(done.state(), State::FeedbackGiven);
    assert_eq!(Standing { owes_answer: true, ..done }.state(), State::Decided);
    assert_eq!(Standing { has_answer: false, ..done }.state(), State::Decided);
}
