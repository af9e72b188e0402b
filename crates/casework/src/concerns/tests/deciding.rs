// SPDX-License-Identifier: EUPL-1.2
//! Evaluating, deciding, answering, joining, archiving, as tables.

use super::standing::{
    COLLEAGUE, ELSEWHERE, HERE, ME, TODAY, child, concluded, d, decided, evaluating, impossible, met, minor,
    pack, received, triaged, visited,
};
use crate::concerns::model::{
    Answer, Concern, DecisionOutcome as D, Levels, Medium, NewConclusion, NewDecision, NewVisit, Place,
    Referral, Transfer, Triage, View,
};
use crate::concerns::rules::answer::{Duty, archive, ask, feedback};
use crate::concerns::rules::triage::Outcome;
use crate::concerns::rules::{No, decide, evaluate, hand_on};
use kernel::{Instant, ReportId, TransferId};
use uuid::Uuid;

fn code(result: Result<(), No<'_>>) -> &'static str {
    result.map_or_else(|no| no.code(), |()| "yes")
}

fn viewed(mut c: Concern) -> Concern {
    c.views.push(View {
        id: Uuid::from_u128(1),
        minor: minor(1),
        medium: Medium::Words,
        words: "Je veux que maman me réveille.".into(),
        told_by: String::new(),
        audience: String::new(),
        interpreter: String::new(),
        on: d("2026-09-11"),
        by: ME,
        recorded_at: Instant(3),
    });
    c
}

fn conclusion(outcome: D, levels: Levels) -> NewConclusion {
    NewConclusion {
        minor: minor(1),
        outcome,
        levels,
        explanation: String::new(),
        reason: "ce qui a été vu".into(),
        no_visit_reason: String::new(),
        no_view_reason: String::new(),
    }
}

#[test]
fn a_conclusion_needs_the_child_met_a_visit_and_their_view_or_the_reason() {
    let help = || conclusion(D::SupportByAgreement, Levels::of(2, 2, 1));
    let whole = || viewed(visited(met(evaluating(), true), false));
    let says = |c: &Concern, new: &NewConclusion| code(evaluate::conclude(c, new, pack(), d(TODAY)));
    assert_eq!(says(&whole(), &help()), "yes");
    assert_eq!(says(&viewed(visited(evaluating(), false)), &help()), "meeting-not-noted");
    // Not met, with the reason: help or justice may follow, « no danger » never.
    let away = viewed(visited(met(evaluating(), false), false));
    assert_eq!(says(&away, &help()), "yes");
    assert_eq!(says(&away, &conclusion(D::Closed, Levels::of(0, 0, 0))), "child-not-met");
    assert_eq!(says(&away, &conclusion(D::SupportByAgreement, Levels::of(0, 0, 0))), "child-not-met");
    // A visit that found nobody is none.
    let empty = viewed(visited(met(evaluating(), true), true));
    assert_eq!(says(&empty, &help()), "no-visit-without-reason");
    assert_eq!(says(&empty, &NewConclusion { no_visit_reason: "refused".into(), ..help() }), "yes");
    let silent = visited(met(evaluating(), true), false);
    assert_eq!(says(&silent, &help()), "no-view-without-reason");
    assert_eq!(says(&silent, &NewConclusion { no_view_reason: "too_young".into(), ..help() }), "yes");
    assert_eq!(says(&whole(), &conclusion(D::Closed, Levels::of(1, 1, 1))), "danger-but-closed");
    assert_eq!(says(&whole(), &conclusion(D::Closed, Levels::of(0, 0, 0))), "yes");
    assert_eq!(says(&whole(), &conclusion(D::SupportByAgreement, Levels::default())), "levels-missing");
    assert_eq!(says(&concluded(D::Closed, Levels::of(0, 0, 0)), &help()), "evaluation-ended");
    assert_eq!(says(&triaged(Outcome::Qualified), &help()), "no-evaluation");
}

#[test]
fn a_visit_says_when_where_and_for_whom() {
    let visit = || NewVisit {
        minors: vec![minor(1)],
        on: d("2026-09-14"),
        at: None,
        place: "au domicile".into(),
        present: String::new(),
        seen_alone: vec![],
        notes: String::new(),
        interpreter: String::new(),
        found_nobody: false,
    };
    let says = |new: NewVisit| code(evaluate::visit(&evaluating(), &new, d(TODAY)));
    assert_eq!(says(visit()), "yes");
    assert_eq!(says(NewVisit { minors: vec![], ..visit() }), "visit-to-nobody");
    assert_eq!(says(NewVisit { minors: vec![minor(7)], ..visit() }), "no-evaluation");
    assert_eq!(says(NewVisit { on: d("2026-09-16"), ..visit() }), "in-the-future");
    assert_eq!(says(NewVisit { place: " ".into(), ..visit() }), "visit-without-place");
    assert_eq!(
        says(NewVisit { seen_alone: vec![minor(1)], found_nobody: true, ..visit() }),
        "nobody-but-seen-alone"
    );
}

#[test]
fn who_evaluates_works_here_and_after_a_triage_that_asks_for_it() {
    let here = [ME, COLLEAGUE];
    let says = |c: &Concern, lead| code(evaluate::assign(c, lead, &[COLLEAGUE], &here));
    assert_eq!(says(&triaged(Outcome::Qualified), ME), "yes");
    assert_eq!(says(&triaged(Outcome::ImmediateDanger), ME), "yes");
    assert_eq!(says(&triaged(Outcome::AdviceOnly), ME), "not-to-be-evaluated");
    assert_eq!(says(&received(), ME), "not-to-be-evaluated");
    assert_eq!(
        says(&triaged(Outcome::Qualified), kernel::PractitionerId(Uuid::from_u128(9))),
        "evaluator-works-elsewhere"
    );
    assert_eq!(says(&impossible(), ME), "evaluations-ended");
}

fn taken_over(mut c: Concern) -> Concern {
    c.transfers.push(Transfer {
        id: TransferId(Uuid::from_u128(1)),
        from: HERE,
        to: ELSEWHERE,
        reason: "déménagement".into(),
        minimum: String::new(),
        proposed_by: ME,
        proposed_at: Instant(3),
        answered_at: Some(Instant(4)),
        accepted: Some(true),
        refusal: String::new(),
        explanation: String::new(),
        new_report: None,
        withdrawal: None,
    });
    c
}

#[test]
fn what_may_be_decided_and_when() {
    let new = |outcome, closure: &str| NewDecision {
        outcome,
        minors: vec![],
        reason: "pourquoi".into(),
        closure_reason: closure.into(),
        referral: (outcome == D::JudicialReferral).then(|| Referral {
            authority: "parquet de Valmourne".into(),
            on: d(TODAY),
            copied_on: None,
        }),
    };
    let mut sibling = concluded(D::SupportByAgreement, Levels::of(1, 1, 1));
    sibling.minors.push(child(2, Place::Added));
    let mut mention = concluded(D::SupportByAgreement, Levels::of(1, 1, 1));
    mention.minors.push(child(2, Place::Mentioned));
    let table = [
        // Immediate danger waits for nothing.
        (triaged(Outcome::ImmediateDanger), new(D::JudicialReferral, ""), "yes"),
        (evaluating(), new(D::JudicialReferral, ""), "yes"),
        (evaluating(), new(D::SupportByAgreement, ""), "evaluations-open"),
        (received(), new(D::JudicialReferral, ""), "not-to-be-evaluated"),
        (triaged(Outcome::AdviceOnly), new(D::Closed, ""), "not-to-be-evaluated"),
        (concluded(D::SupportByAgreement, Levels::of(2, 2, 1)), new(D::SupportByAgreement, ""), "yes"),
        (concluded(D::SupportByAgreement, Levels::of(2, 2, 1)), new(D::Closed, ""), "danger-but-closed"),
        (concluded(D::Closed, Levels::of(0, 0, 0)), new(D::Closed, ""), "yes"),
        // A brother nobody evaluated, a baby nobody settled.
        (sibling, new(D::SupportByAgreement, ""), "evaluations-open"),
        (mention, new(D::SupportByAgreement, ""), "minors-unsettled"),
        // Impossible to evaluate goes to justice, not into a drawer.
        (impossible(), new(D::Closed, ""), "impossible-goes-to-justice"),
        (impossible(), new(D::JudicialReferral, ""), "yes"),
        // Gone elsewhere: closed for that reason, and for no other.
        (taken_over(impossible()), new(D::Closed, "moved_away"), "yes"),
        (taken_over(impossible()), new(D::Closed, ""), "taken-over-closes-only"),
        (taken_over(impossible()), new(D::Closed, "goals_met"), "taken-over-closes-only"),
        (taken_over(impossible()), new(D::SupportByAgreement, ""), "taken-over-closes-only"),
    ];
    for (concern, decision, expected) in table {
        assert_eq!(
            code(decide::check(&concern, &decision, pack(), d(TODAY))),
            expected,
            "{:?}",
            decision.outcome
        );
    }
}

#[test]
fn what_may_be_said_to_whom() {
    let duty = |is_professional, is_involved| {
        Some(Duty { is_professional, is_involved, has_channel: true, has_contact: false })
    };
    let (professional, neighbour) = (duty(true, false), duty(false, false));
    let (father, nobody) = (duty(false, true), Some(Duty { has_channel: false, ..father_of() }));
    let says = |c: &Concern, to, kind, words: &str| {
        let names = ["Laura Crespin".to_owned()];
        code(feedback(c, to, kind, words, &names, &["Zoé".to_owned()]))
    };
    let c = triaged(Outcome::Qualified);
    let words = "Votre inquiétude a été prise en compte.";
    let table = [
        (professional, "professional", "yes"),
        (professional, "minimal", "yes"),
        (professional, "limited", "yes"),
        (neighbour, "professional", "feedback-too-full"),
        (neighbour, "minimal", "yes"),
        (father, "minimal", "feedback-too-full"),
        (father, "limited", "yes"),
        (nobody, "limited", "nobody-to-answer"),
        (None, "limited", "nobody-to-answer"),
        (professional, "everything", "no-such-feedback"),
    ];
    for (to, kind, expected) in table {
        assert_eq!(says(&c, to, kind, words), expected, "{to:?} {kind}");
    }
    assert_eq!(says(&c, father, "limited", "Mme Crespin l’avait déjà dit."), "feedback-names-a-reporter");
    assert_eq!(says(&c, neighbour, "minimal", "ZOE va bien."), "feedback-names-a-child");
    assert_eq!(says(&c, professional, "professional", "Un mot d’encouragement à Zoé suffit."), "yes");
    assert_eq!(says(&received(), professional, "professional", words), "feedback-before-triage");
    assert_eq!(says(&received(), professional, "limited", words), "yes");
    // The file of a report that was put away is closed; the duty to answer is not.
    let mut archived = decided(concluded(D::SupportByAgreement, Levels::of(1, 1, 1)), D::SupportByAgreement);
    archived.report.archived_at = Some(Instant(20));
    assert_eq!(says(&archived, neighbour, "minimal", words), "yes");
    assert!(archived.has_outcome() && !received().has_outcome() && !evaluating().has_outcome());
    assert_eq!(ask(true).unwrap_err().code, "asked-already");
    assert!(ask(false).is_ok());
}

fn father_of() -> Duty {
    Duty { is_professional: false, is_involved: true, has_channel: true, has_contact: false }
}

#[test]
fn reports_are_joined_to_the_first_once_each_was_read() {
    let mut later = triaged(Outcome::Qualified);
    later.report.id = ReportId(Uuid::from_u128(51));
    later.report.first_received_on = d("2026-09-10");
    let first = triaged(Outcome::Qualified);
    let says = |a: &Concern, b: &Concern| code(hand_on::merge(a, b, "mêmes faits"));
    assert_eq!(says(&later, &first), "yes");
    assert_eq!(says(&first, &later), "join-into-the-first");
    assert_eq!(says(&first, &first), "joined-to-itself");
    assert_eq!(says(&Concern { triages: vec![], ..later.clone() }, &first), "triage-first");
    assert_eq!(says(&later, &triaged(Outcome::AdviceOnly)), "joined-to-nothing");
    let mut begun = evaluating();
    begun.report.id = later.report.id;
    begun.report.first_received_on = later.report.first_received_on;
    assert_eq!(says(&begun, &first), "has-its-own-evaluation");
    assert_eq!(says(&later, &evaluating()), "yes", "also while the first is being evaluated");
    let mut elsewhere = later.clone();
    elsewhere.report.institution = ELSEWHERE;
    assert_eq!(says(&elsewhere, &first), "joined-across-services");
    assert_eq!(says(&taken_over(later), &first), "taken-over");
}

#[test]
fn a_report_is_put_away_when_everybody_has_their_answer() {
    let says = |c: &Concern| archive(c).map_or_else(|r| r.code, |()| "yes");
    assert_eq!(says(&received()), "not-ended");
    assert_eq!(says(&evaluating()), "not-ended");
    assert_eq!(says(&triaged(Outcome::AdviceOnly)), "yes");
    let mut mention = decided(concluded(D::SupportByAgreement, Levels::of(1, 1, 1)), D::SupportByAgreement);
    mention.minors.push(child(2, Place::Mentioned));
    assert_eq!(says(&mention), "minors-unsettled");
    let mut owed = decided(concluded(D::SupportByAgreement, Levels::of(1, 1, 1)), D::SupportByAgreement);
    assert_eq!(says(&owed), "yes");
    owed.owes_feedback = true;
    assert_eq!(says(&owed), "feedback-owed");
    let early = Answer {
        kind: "limited".into(),
        content: "bien reçu".into(),
        how: "return_channel".into(),
        on: d(TODAY),
        by: ME,
        recorded_at: Instant(4),
        tells_outcome: false,
    };
    owed.answers.push(early);
    assert_eq!(says(&owed), "feedback-owed", "what was said before the decision told nothing of it");
    owed.answers.push(Answer {
        kind: "professional".into(),
        content: "merci".into(),
        how: "return_channel".into(),
        on: d(TODAY),
        by: ME,
        recorded_at: Instant(9),
        tells_outcome: true,
    });
    assert_eq!(says(&owed), "yes");
}

#[test]
fn a_referral_says_to_whom_it_went_and_when() {
    let sent = Referral { authority: "parquet".into(), on: d(TODAY), copied_on: None };
    let new = |referral: Option<Referral>| NewDecision {
        outcome: D::JudicialReferral,
        minors: vec![],
        reason: "danger".into(),
        closure_reason: String::new(),
        referral,
    };
    let copied = Referral { copied_on: Some(d(TODAY)), ..sent.clone() };
    let table = [
        (pack(), None, "referral-without-addressee"),
        (pack(), Some(Referral { authority: " ".into(), ..sent.clone() }), "referral-without-addressee"),
        (pack(), Some(Referral { on: d("2026-09-16"), ..sent.clone() }), "in-the-future"),
        (pack(), Some(sent.clone()), "yes"),
        // Where the law asks for a copy to somebody, its day is noted too.
        (france(), Some(sent.clone()), "referral-without-copy"),
        (france(), Some(copied), "yes"),
    ];
    for (pack, referral, expected) in table {
        let decision = new(referral);
        let said = code(decide::check(&triaged(Outcome::ImmediateDanger), &decision, pack, d(TODAY)));
        assert_eq!(said, expected, "{decision:?}");
    }
}

fn france() -> &'static rulebook::Pack {
    static BOOK: std::sync::OnceLock<rulebook::Rulebook> = std::sync::OnceLock::new();
    BOOK.get_or_init(|| rulebook::Rulebook::shipped().unwrap()).pack("fr").unwrap()
}

#[test]
fn what_could_not_be_evaluated_is_told_to_the_authority_before_it_leaves_where_the_law_says_so() {
    let says = |c: &Concern, pack| code(hand_on::propose(c, ELSEWHERE, true, "partis", pack));
    assert_eq!(says(&impossible(), france()), "impossible-goes-to-justice-first");
    assert_eq!(says(&impossible(), pack()), "yes");
    assert_eq!(says(&decided(impossible(), D::JudicialReferral), france()), "yes");
    assert_eq!(says(&evaluating(), france()), "yes");
}

#[test]
fn the_danger_that_a_joined_report_tells_does_not_disappear() {
    let said = |outcome, levels| {
        let mut c = triaged(outcome);
        c.triages[0].levels = levels;
        c
    };
    let calm = said(Outcome::Qualified, Levels::of(2, 1, 1));
    let grave = said(Outcome::ImmediateDanger, Levels::of(3, 3, 3));
    assert_eq!(hand_on::raised(&grave, &calm), Some((Outcome::ImmediateDanger, Levels::of(3, 3, 3))));
    assert_eq!(hand_on::raised(&calm, &grave), None, "less danger changes nothing");
    let graver = said(Outcome::Qualified, Levels::of(1, 3, 2));
    assert_eq!(hand_on::raised(&graver, &calm), Some((Outcome::Qualified, Levels::of(2, 3, 2))));
    // The duty lives until somebody decides, also after an earlier decision.
    let mut kept = decided(calm, D::SupportByAgreement);
    assert!(!kept.awaits_referral());
    kept.triages.push(Triage { recorded_at: Instant(7), ..grave.triages[0].clone() });
    assert!(kept.awaits_referral());
    kept.decisions.push(crate::concerns::model::Decision {
        outcome: D::JudicialReferral,
        recorded_at: Instant(8),
        ..kept.decisions[0].clone()
    });
    assert!(!kept.awaits_referral());
}

#[test]
fn a_child_is_named_once_is_a_child_and_may_be_set_aside() {
    use crate::concerns::rules::minors::{identify, set_aside};
    let lina = kernel::PersonId(Uuid::from_u128(500));
    let mut c = evaluating();
    c.minors[0].person = Some(lina);
    c.minors.push(child(2, Place::Added));
    let says = |who, birth: &str| code(identify(&c, minor(2), who, birth.parse().ok(), pack(), d(TODAY)));
    assert_eq!(says(None, "2020"), "yes");
    assert_eq!(says(Some(lina), "2020"), "already-in-report");
    assert_eq!(says(None, "2001-02-03"), "adult");
    assert_eq!(says(None, "2027-01-01"), "born-in-the-future");
    assert_eq!(code(identify(&c, minor(1), None, None, pack(), d(TODAY))), "identified-already");
    let aside = |c: &Concern, n, why| code(set_aside(c, minor(n), why));
    assert_eq!(aside(&c, 1, "majeure depuis mars"), "yes", "also one who was named");
    assert_eq!(aside(&c, 1, " "), "set-aside-without-reason");
    assert_eq!(aside(&c, 9, "personne"), "not-there-any-more");
    assert_eq!(aside(&concluded(D::Closed, Levels::of(0, 0, 0)), 1, "majeure"), "evaluation-ended");
}

#[test]
fn a_proposal_is_taken_back_until_it_is_answered() {
    let mut c = taken_over(evaluating());
    let id = c.transfers[0].id;
    assert_eq!(code(hand_on::withdraw(&c, id, "erreur")), "transfer-answered");
    c.transfers[0].answered_at = None;
    c.transfers[0].accepted = None;
    assert_eq!(code(hand_on::withdraw(&c, id, "erreur")), "yes");
    assert_eq!(code(hand_on::withdraw(&c, id, " ")), "withdrawal-without-reason");
}

#[test]
fn a_child_seen_alone_where_agreement_is_asked_says_who_gave_it_or_why_not() {
    use crate::concerns::model::NewMeeting;
    let meeting = |agreed: &str, why: &str| NewMeeting {
        minor: minor(1),
        on: d(TODAY),
        not_met: None,
        alone: true,
        place: String::new(),
        agreed_by: agreed.into(),
        not_agreed_reason: why.into(),
    };
    let says = |new: NewMeeting, pack| code(evaluate::meeting(&evaluating(), &new, pack, d(TODAY)));
    assert_eq!(says(meeting("", ""), pack()), "yes");
    assert_eq!(says(meeting("", ""), france()), "alone-without-agreement");
    assert_eq!(says(meeting("la mère", ""), france()), "yes");
    assert_eq!(says(meeting("", "cela l’aurait mis en danger"), france()), "yes");
    assert_eq!(says(NewMeeting { alone: false, ..meeting("", "") }, france()), "yes");
}
