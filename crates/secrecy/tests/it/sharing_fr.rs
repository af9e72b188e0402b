// SPDX-License-Identifier: EUPL-1.2
//! Sharing in the protection of children, in France.

use secrecy::{Answer, Duty, Fact, Facts, Outcome, RuleSet, State};

use crate::world::{facts, item, needs, not_told, recipient, rule_set, state, told, unmet, yes};

fn sharing() -> RuleSet {
    rule_set("fr/fr-l226-2-2")
}

/// The story of Inès and Tom: a synthesis between the centre, the home and the department.
fn synthesis() -> Facts {
    let mut facts = facts("2026-07-08");
    facts.recipients = vec![recipient("centre", "cmpp", Duty::Bound)];
    facts.items = vec![item("calls")];
    facts.pairs = vec![needs("centre", "calls", Answer::Yes)];
    facts.purpose = "implement".to_owned();
    facts.information =
        vec![told("father", "2026-07-01", &["centre"]), told("ines", "2026-07-02", &["centre"])];
    facts.answers = yes(&["discloser_contributes", "everyone_listed"]);
    facts.answers.insert("repressive".to_owned(), Answer::No);
    facts
}

#[test]
fn permitted_between_those_who_protect_the_same_child() {
    let decision = sharing().decide(&synthesis());
    assert_eq!((decision.outcome, unmet(&decision)), (Outcome::Permitted, vec![]));
}

#[test]
fn somebody_may_be_left_untold_for_the_child_only_and_after_a_second_look() {
    let set = sharing();
    for (ground, reviewed, expected) in [
        (Some("child_interest"), true, &[][..]),
        (Some("child_interest"), false, &["ground_reviewed"][..]),
        (Some("no_time"), true, &["informed"][..]),
        (None, true, &["informed"][..]),
        (None, false, &["informed", "ground_reviewed"][..]),
    ] {
        let mut facts = synthesis();
        facts.information[0] = not_told("father", ground, reviewed);
        assert_eq!(unmet(&set.decide(&facts)), expected, "{ground:?} {reviewed}");
    }
}

#[test]
fn a_ground_for_one_does_not_excuse_the_other() {
    let set = sharing();
    let mut facts = synthesis();
    facts.information =
        vec![not_told("father", Some("child_interest"), true), told("ines", "2026-07-09", &["centre"])];
    assert_eq!(unmet(&set.decide(&facts)), ["informed", "ground_reviewed"]);
    facts.information[1] = told("ines", "2026-07-02", &["somebody_else"]);
    assert_eq!(unmet(&set.decide(&facts)), ["informed", "ground_reviewed"]);
}

#[test]
fn each_condition_stands_alone() {
    let set = sharing();
    type Spoil = dyn Fn(&mut Facts);
    let cases: [(&str, &Spoil); 9] = [
        ("bound_discloser", &|f| f.discloser.duty = Duty::Discretion),
        ("bound_recipient", &|f| f.recipients[0].duty = Duty::None),
        ("discloser_contributes", &|f| f.answers.extend([("discloser_contributes".to_owned(), Answer::No)])),
        ("recipient_contributes", &|f| f.recipients[0].answers.clear()),
        ("purpose", &|f| f.purpose = "statistics".to_owned()),
        ("not_repressive", &|f| f.answers.extend([("repressive".to_owned(), Answer::Yes)])),
        ("necessary", &|f| f.pairs.clear()),
        ("everyone_listed", &|f| f.answers.extend([("everyone_listed".to_owned(), Answer::NotApplicable)])),
        ("named", &|f| f.recipients[0].named = false),
    ];
    for (condition, change) in cases {
        let mut facts = synthesis();
        change(&mut facts);
        let decision = set.decide(&facts);
        assert_eq!((decision.outcome, unmet(&decision)), (Outcome::Refused, vec![condition]));
    }
}

#[test]
fn what_would_change_it_is_tried_one_fact_at_a_time() {
    let set = sharing();
    let mut facts = synthesis();
    facts.information.clear();
    let decision = set.decide(&facts);
    assert_eq!(unmet(&decision), ["informed", "ground_reviewed"]);
    assert_eq!(state(&decision, "informed"), State::Open);
    let enough: Vec<_> = decision.changes.iter().map(|c| (&c.fact, c.to.as_str(), c.is_enough())).collect();
    assert_eq!(
        enough,
        [
            (&Fact::Told, "before", true),
            (&Fact::Ground, "child_interest", false),
            (&Fact::GroundReviewed, "true", false)
        ]
    );
}
