// SPDX-License-Identifier: EUPL-1.2
//! Shared secrecy as the circular sums it up.

use secrecy::{About, Answer, Consent, Duty, Fact, Facts, Obstacle, Origin, Outcome, RuleSet, State, Way};

use crate::world::{alternatives, day, facts, item, needs, recipient, rule_set, state, told, unmet, yes};

fn circulaire() -> RuleSet {
    rule_set("be-fwb/be-circulaire")
}

/// The story of Lina: the centre of the school tells the adviser and school health, and the mother was told.
fn lina() -> Facts {
    let mut facts = facts("2025-10-09");
    facts.recipients = vec![recipient("adviser", "saj", Duty::Bound), recipient("nurse", "pse", Duty::Bound)];
    facts.items = vec![item("growth_curve")];
    facts.pairs =
        vec![needs("adviser", "growth_curve", Answer::Yes), needs("nurse", "growth_curve", Answer::Yes)];
    facts.information = vec![told("mother", "2025-10-06", &["adviser", "nurse"])];
    facts.answers = yes(&["discreet", "bond"]);
    facts.answers.insert("repressive".to_owned(), Answer::No);
    facts
}

#[test]
fn permitted_when_every_condition_is_met_and_every_one_is_named() {
    let set = circulaire();
    let decision = set.decide(&lina());
    assert_eq!(decision.outcome, Outcome::Permitted);
    assert_eq!(unmet(&decision), Vec::<&str>::new());
    assert!(decision.changes.is_empty() && decision.obstacles.is_empty());
    // What it rests on: every condition of the rule set.
    for condition in set.conditions() {
        assert!(decision.findings.iter().any(|f| f.condition == condition.id() && f.state == State::Met));
    }
}

#[test]
fn the_answer_that_a_question_needs_is_known() {
    let set = circulaire();
    let wanted: Vec<_> = set.questions().iter().map(|q| (q.code(), set.wanted(q.code()))).collect();
    assert!(wanted.contains(&("repressive", Answer::No)) && wanted.contains(&("bond", Answer::Yes)));
    assert_eq!(wanted.iter().filter(|(_, answer)| *answer == Answer::No).count(), 1);
    assert_eq!(rule_set("be-fwb/be-458bis").wanted("other_victims"), Answer::Yes);
}

#[test]
fn only_what_is_indispensable_passes() {
    let mut facts = lina();
    facts.items = vec![item("growth_curve"), item("mothers_debts"), item("drawing")];
    facts.pairs.push(needs("nurse", "mothers_debts", Answer::No));
    // The rest has no answer.
    let decision = circulaire().decide(&facts);
    assert_eq!(decision.outcome, Outcome::PermittedInPart);
    assert!(decision.permits("nurse", "growth_curve") && decision.permits("adviser", "growth_curve"));
    assert_eq!(decision.permitted().count(), 2);
    let unmet: Vec<_> = decision.unmet().collect();
    assert_eq!(unmet.len(), 4, "once for each pair that fails");
    let debts = About::Pair { recipient: "nurse".to_owned(), item: "mothers_debts".to_owned() };
    assert_eq!(unmet.iter().find(|f| f.about == debts).unwrap().state, State::NotMet);
    let drawing = About::Pair { recipient: "nurse".to_owned(), item: "drawing".to_owned() };
    assert_eq!(unmet.iter().find(|f| f.about == drawing).unwrap().state, State::Open);
}

#[test]
fn a_teacher_is_refused_with_an_alternative_and_the_others_are_not() {
    let set = circulaire();
    let mut facts = lina();
    facts.recipients.push(recipient("teacher", "school", Duty::Discretion));
    facts.pairs.push(needs("teacher", "growth_curve", Answer::Yes));
    facts.information = vec![told("mother", "2025-10-06", &["adviser", "nurse", "teacher"])];
    let decision = set.decide(&facts);
    assert_eq!(decision.outcome, Outcome::PermittedInPart);
    assert!(!decision.permits("teacher", "growth_curve") && decision.permits("nurse", "growth_curve"));
    assert_eq!(unmet(&decision), ["C1_recipient"]);
    let ways = alternatives(&set, &decision);
    for way in ["user_tells", "general_feedback", "anonymous_advice"] {
        assert!(ways.contains(way), "{way}");
    }
    let change = decision.changes.iter().find(|change| change.fact == Fact::RecipientDuty).unwrap();
    assert_eq!((change.way, change.is_enough()), (Way::ChoosingOtherwise, true), "somebody bound, instead");
}

#[test]
fn a_list_of_youngsters_with_their_problems_is_refused_for_each_of_its_faults() {
    let set = circulaire();
    let mut facts = facts("2026-03-02");
    facts.recipients = vec![recipient("square", "pssp", Duty::Unknown)];
    facts.recipients[0].answers.insert("takes_part".to_owned(), Answer::No);
    facts.items = vec![item("list")];
    facts.items[0].single = false;
    facts.pairs = vec![needs("square", "list", Answer::No)];
    facts.answers = yes(&["discreet", "repressive"]);
    let decision = set.decide(&facts);
    assert_eq!(decision.outcome, Outcome::Refused);
    for condition in ["C0", "C1_recipient", "C2", "C2_single", "C4", "C5", "C6"] {
        assert!(unmet(&decision).contains(&condition), "{condition}");
    }
    assert_eq!(state(&decision, "C1_recipient"), State::Open, "nobody has said by what they are bound");
    assert_eq!(state(&decision, "C6"), State::NotMet);
    assert!(alternatives(&set, &decision).contains("group_facts"));
    assert!(decision.changes.iter().all(|change| !change.is_enough()), "no single change is enough");
}

#[test]
fn only_an_answer_that_affirms_satisfies() {
    for answer in Answer::ALL {
        let mut facts = lina();
        facts.answers.insert("discreet".to_owned(), *answer);
        let decision = circulaire().decide(&facts);
        let expected = match answer {
            Answer::Yes => State::Met,
            Answer::Unknown | Answer::Unanswered => State::Open,
            Answer::No | Answer::Refused | Answer::NotApplicable => State::NotMet,
        };
        assert_eq!(state(&decision, "C3"), expected, "{answer:?}");
        assert_eq!(decision.outcome == Outcome::Permitted, *answer == Answer::Yes, "{answer:?}");
    }
    let mut facts = lina();
    facts.answers.remove("repressive");
    assert_eq!(state(&circulaire().decide(&facts), "C6"), State::Open, "silence is not « no »");
}

#[test]
fn whoever_is_concerned_is_told_before_and_of_whom() {
    let set = circulaire();
    let told_late = |executed: Option<&str>, on: &str| {
        let mut facts = lina();
        facts.executed_on = executed.map(day);
        facts.information = vec![told("mother", on, &["adviser", "nurse"])];
        set.decide(&facts).outcome
    };
    assert_eq!(told_late(None, "2025-10-09"), Outcome::Permitted, "the same day, before");
    assert_eq!(told_late(None, "2025-10-10"), Outcome::Refused, "a promise to tell is not yet told");
    assert_eq!(told_late(Some("2025-10-08"), "2025-10-09"), Outcome::Refused, "told after it was passed on");
    assert_eq!(told_late(Some("2025-10-12"), "2025-10-09"), Outcome::Permitted);

    let mut facts = lina();
    facts.information = vec![told("mother", "2025-10-06", &["adviser"])];
    let decision = set.decide(&facts);
    assert!(decision.permits("adviser", "growth_curve") && !decision.permits("nurse", "growth_curve"));
    let used = &decision.unmet().next().unwrap().used[0];
    assert_eq!(
        (used.value.as_str(), used.untold.as_slice()),
        ("not_of_this_recipient", &["mother".to_owned()][..])
    );
    assert_eq!(decision.unmet().count(), 1);
    let tell = decision.changes.iter().find(|change| change.fact == Fact::Told).unwrap();
    assert_eq!(tell.way, Way::Doing);
    assert_eq!(tell.opens, [("nurse".to_owned(), "growth_curve".to_owned())]);

    let mut facts = lina();
    facts.information.clear();
    assert_eq!(set.decide(&facts).outcome, Outcome::Refused, "nobody was told");
}

#[test]
fn this_text_knows_no_ground_for_not_telling() {
    let mut facts = lina();
    facts.information = vec![crate::world::not_told("mother", Some("child_interest"), true)];
    let set = circulaire();
    assert!(set.grounds().is_empty());
    let decision = set.decide(&facts);
    assert_eq!((decision.outcome, unmet(&decision)), (Outcome::Refused, vec!["C5"]));
}

#[test]
fn police_and_prosecutors_are_never_on_such_a_thread() {
    for role in ["police_fj", "parquet", "tj"] {
        let mut facts = lina();
        facts.recipients = vec![recipient("nurse", role, Duty::Judicial)];
        facts.pairs.remove(0);
        let decision = circulaire().decide(&facts);
        assert_eq!(decision.outcome, Outcome::Refused);
        assert_eq!(unmet(&decision), ["C1_recipient", "C1_not_judicial"]);
    }
}

#[test]
fn a_team_the_whole_file_and_a_leave_for_a_year_are_refused() {
    let mut facts = lina();
    facts.recipients[0].named = false;
    facts.items[0].single = false;
    facts.open_ended = true;
    let decision = circulaire().decide(&facts);
    assert_eq!(decision.outcome, Outcome::Refused);
    assert_eq!(unmet(&decision), ["C1_named", "C2_single", "C3_bounded"]);
    let changes: Vec<_> = decision.changes.iter().map(|change| (&change.fact, change.way)).collect();
    assert_eq!(
        changes,
        [(&Fact::Named, Way::Doing), (&Fact::Single, Way::Doing), (&Fact::OpenEnded, Way::Doing)]
    );
}

#[test]
fn what_was_said_in_a_consultation_stays_there_and_what_another_service_shared_is_theirs() {
    for (origin, condition) in
        [(Origin::Consultation, "closed_consultation"), (Origin::Received, "C4_onward")]
    {
        let mut facts = lina();
        facts.items[0].origin = origin;
        let decision = circulaire().decide(&facts);
        assert_eq!((decision.outcome, unmet(&decision)), (Outcome::Refused, vec![condition]));
        assert!(decision.changes.is_empty(), "where it comes from is not turned");
    }
}

#[test]
fn who_reported_is_told_to_nobody() {
    for folder in ["be-fwb/be-circulaire", "fr/fr-l226-2-2", "be-fwb/be-458ter", "common/mandated-report"] {
        let mut facts = lina();
        facts.items[0].class = "reporter".to_owned();
        assert!(unmet(&rule_set(folder).decide(&facts)).contains(&"reporter"), "{folder}");
    }
}

#[test]
fn a_consent_adds_nothing_and_never_goes_against_the_child() {
    let set = circulaire();
    assert!(set.consent_note("fr").is_some());
    let mut facts = lina();
    facts.consent = Consent::Invoked;
    assert_eq!(set.decide(&facts).outcome, Outcome::Permitted, "ignored, with a word");
    facts.information.clear();
    assert_eq!(unmet(&set.decide(&facts)), ["C5"], "it replaces no condition");
    let mut facts = lina();
    facts.consent = Consent::AgainstChild;
    let decision = set.decide(&facts);
    assert_eq!((decision.outcome, unmet(&decision)), (Outcome::Refused, vec!["consent_is_no_base"]));
}

#[test]
fn what_does_not_hold_together_is_refused() {
    let set = circulaire();
    let obstacles = |change: &dyn Fn(&mut Facts)| {
        let mut facts = lina();
        change(&mut facts);
        let decision = set.decide(&facts);
        assert_eq!(decision.outcome, Outcome::Refused);
        assert!(decision.pairs.iter().all(|pair| !pair.permitted) && decision.changes.is_empty());
        decision.obstacles
    };
    assert_eq!(obstacles(&|f| f.on = day("2007-03-06")), [Obstacle::NotInForce]);
    assert_eq!(obstacles(&|f| f.items.clear())[0], Obstacle::NoItem);
    assert_eq!(obstacles(&|f| f.recipients.clear())[0], Obstacle::NoRecipient);
    let twice = [Obstacle::Twice("nurse".to_owned())];
    assert_eq!(obstacles(&|f| f.recipients[0].id = "nurse".to_owned())[..1], twice);
    let stranger = [Obstacle::Stranger("somebody".to_owned())];
    assert_eq!(obstacles(&|f| f.pairs.push(needs("somebody", "growth_curve", Answer::Yes))), stranger);
}

#[test]
fn a_law_is_cited_under_the_numbers_of_the_day() {
    let set = circulaire();
    let law = &set.condition("C1_recipient").unwrap().laws()[0];
    let certainties = |on: &str| law.numbers_on(day(on)).map(|n| n.certainty().code()).collect::<Vec<_>>();
    assert_eq!(certainties("2026-04-07"), ["verified"]);
    assert_eq!(
        certainties("2026-04-08"),
        ["uncertain", "uncertain"],
        "the former number and the new one, neither sure"
    );
}

/// The head of a school asks what is the matter with a boy; he tells it himself, and is accompanied.
#[test]
fn a_head_of_school_is_refused_and_the_young_person_may_tell() {
    let set = circulaire();
    let mut facts = lina();
    facts.on = day("2026-03-04");
    facts.recipients = vec![recipient("head", "school", Duty::Discretion)];
    facts.pairs = vec![needs("head", "growth_curve", Answer::Unanswered)];
    facts.information = vec![told("matteo", "2026-03-04", &["head"])];
    let decision = set.decide(&facts);
    assert_eq!((decision.outcome, unmet(&decision)), (Outcome::Refused, vec!["C1_recipient", "C2"]));
    assert!(alternatives(&set, &decision).contains("user_tells"));
}

#[test]
fn a_decision_can_be_kept_and_read_again() {
    let mut facts = lina();
    facts.information.clear();
    let kept = serde_json::to_string(&circulaire().decide(&facts)).unwrap();
    let read: secrecy::Decision = serde_json::from_str(&kept).unwrap();
    assert_eq!(read, circulaire().decide(&facts));
    let facts_again: Facts = serde_json::from_str(&serde_json::to_string(&facts).unwrap()).unwrap();
    assert_eq!(facts_again, facts);
}

#[test]
fn a_decision_is_the_same_wherever_it_is_asked_for() {
    let (set, facts) = (circulaire(), lina());
    let here = set.decide(&facts);
    // Asked from deep down, with less room than Cedar wants; of a set that remembers nothing yet.
    let deep = std::thread::Builder::new().stack_size(112 * 1024);
    let there = deep.spawn({
        let (set, facts) = (circulaire(), facts.clone());
        move || set.decide(&facts)
    });
    assert_eq!(there.unwrap().join().unwrap(), here);
    assert_eq!(here.outcome, Outcome::Permitted);
}
