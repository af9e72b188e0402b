// SPDX-License-Identifier: EUPL-1.2
//! The other rule sets: notice to an authority, consultation, necessity, mandated report.

use std::collections::BTreeSet;

use secrecy::{Answer, Consultation, Duty, Facts, Kind, Origin, Outcome, RuleSet, State};

use crate::world::{
    alternatives, facts, folders, item, needs, not_told, recipient, rule_set, state, told, unmet, yes,
};

type Spoil = dyn Fn(&mut Facts);

/// Each change alone refuses, and names these conditions.
fn each_alone(set: &RuleSet, good: &Facts, cases: &[(&[&str], &Spoil)]) {
    assert_eq!(unmet(&set.decide(good)), Vec::<&str>::new());
    assert_eq!(set.decide(good).outcome, Outcome::Permitted);
    for (conditions, change) in cases {
        let mut facts = good.clone();
        change(&mut facts);
        let decision = set.decide(&facts);
        assert_eq!((decision.outcome, unmet(&decision)), (Outcome::Refused, conditions.to_vec()));
    }
}

fn answer(facts: &mut Facts, code: &str, answer: Answer) {
    facts.answers.insert(code.to_owned(), answer);
}

/// The story of Sarah: a psychologist learns of sexual acts from an adult patient.
fn sarah() -> Facts {
    let mut facts = facts("2025-11-25");
    facts.recipients = vec![recipient("magistrate", "parquet", Duty::Judicial)];
    facts.items = vec![item("acts")];
    facts.pairs = vec![needs("magistrate", "acts", Answer::Yes)];
    facts.answers = yes(&["listed_offence", "vulnerable_victim", "imminent_danger", "cannot_protect"]);
    answer(&mut facts, "other_victims", Answer::No);
    facts
}

#[test]
fn notice_goes_to_the_prosecutor_and_nobody_else() {
    let set = rule_set("be-fwb/be-458bis");
    assert_eq!(set.kind(), Kind::Authority);
    each_alone(
        &set,
        &sarah(),
        &[
            (&["prosecutor_only"], &|f| f.recipients[0].role = "police_fj".to_owned()),
            (&["prosecutor_only"], &|f| f.recipients[0].role = "tj".to_owned()),
            (&["holder"], &|f| f.discloser.duty = Duty::Discretion),
            (&["listed_offence"], &|f| answer(f, "listed_offence", Answer::Unknown)),
            (&["vulnerable_victim"], &|f| answer(f, "vulnerable_victim", Answer::No)),
            (&["limbs_answered"], &|f| answer(f, "other_victims", Answer::Unanswered)),
            (&["limbs_answered"], &|f| answer(f, "other_victims", Answer::Unknown)),
            (&["danger"], &|f| answer(f, "imminent_danger", Answer::No)),
            (&["cannot_protect"], &|f| answer(f, "cannot_protect", Answer::No)),
            (&["necessary"], &|f| f.pairs.clear()),
            (&["closed_consultation"], &|f| f.items[0].origin = Origin::Consultation),
        ],
    );
    let mut facts = sarah();
    facts.recipients.push(recipient("copy", "saj", Duty::Bound));
    facts.pairs.push(needs("copy", "acts", Answer::Yes));
    let decision = set.decide(&facts);
    assert_eq!(
        (decision.outcome, unmet(&decision)),
        (Outcome::Refused, vec!["prosecutor_only", "one_addressee"])
    );
}

#[test]
fn the_police_who_ask_for_notes_are_referred_to_the_magistrate() {
    let set = rule_set("be-fwb/be-458bis");
    let mut facts = sarah();
    facts.recipients = vec![recipient("magistrate", "police_fj", Duty::Judicial)];
    let decision = set.decide(&facts);
    assert_eq!(decision.outcome, Outcome::Refused);
    assert!(alternatives(&set, &decision).contains("to_the_magistrate"));
}

/// The consultation about Sarah and Issa.
fn consultation() -> Facts {
    let mut facts = facts("2026-02-12");
    facts.recipients =
        vec![recipient("police", "police_fj", Duty::Judicial), recipient("spj", "spj", Duty::Bound)];
    for participant in &mut facts.recipients {
        participant.answers = yes(&["knows_secrecy"]);
    }
    facts.items = vec![item("risk")];
    facts.pairs = vec![needs("police", "risk", Answer::Yes), needs("spj", "risk", Answer::Yes)];
    let participants = ["me", "police", "spj", "sos"].map(str::to_owned);
    facts.consultation = Some(Consultation { participants: BTreeSet::from(participants) });
    facts.answers =
        yes(&["basis", "exclusive_purpose", "participants_fixed", "purpose_fixed", "modalities_fixed"]);
    facts
}

#[test]
fn a_consultation_is_for_those_on_its_closed_list() {
    let set = rule_set("be-fwb/be-458ter");
    each_alone(
        &set,
        &consultation(),
        &[
            (&["basis"], &|f| answer(f, "basis", Answer::No)),
            (&["exclusive_purpose"], &|f| answer(f, "exclusive_purpose", Answer::Unknown)),
            (&["participants_fixed"], &|f| answer(f, "participants_fixed", Answer::No)),
            (&["purpose_fixed"], &|f| answer(f, "purpose_fixed", Answer::Refused)),
            (&["modalities_fixed"], &|f| answer(f, "modalities_fixed", Answer::No)),
            (&["participant", "discloser_participant"], &|f| f.consultation = None),
            (&["discloser_participant"], &|f| f.discloser.id = "visitor".to_owned()),
            (&["closed_consultation"], &|f| f.items[0].origin = Origin::Consultation),
        ],
    );
    let mut facts = consultation();
    facts.recipients[0].id = "late_comer".to_owned();
    facts.pairs[0].recipient = "late_comer".to_owned();
    let decision = set.decide(&facts);
    assert_eq!((decision.outcome, unmet(&decision)), (Outcome::PermittedInPart, vec!["participant"]));
    assert!(decision.permits("spj", "risk") && !decision.permits("late_comer", "risk"));
}

#[test]
fn what_was_said_in_a_consultation_goes_nowhere_under_any_rule_set() {
    for folder in folders() {
        let set = rule_set(&folder);
        let reads = set.conditions().iter().filter(|c| c.reads().any(|fact| *fact == secrecy::Fact::Origin));
        assert!(reads.count() > 0, "{folder}");
        let mut facts = facts("2026-03-02");
        facts.recipients = vec![recipient("r", "saj", Duty::Bound)];
        facts.items = vec![item("extract")];
        facts.items[0].origin = Origin::Consultation;
        let decision = set.decide(&facts);
        assert!(unmet(&decision).contains(&"closed_consultation"), "{folder}");
        assert_eq!(decision.outcome, Outcome::Refused);
    }
}

#[test]
fn necessity_asks_four_things_and_somebody_who_can_act() {
    let mut good = facts("2026-03-02");
    good.recipients = vec![recipient("emergency", "hospital", Duty::Bound)];
    good.recipients[0].answers = yes(&["able_to_avert"]);
    good.items = vec![item("threat")];
    good.pairs = vec![needs("emergency", "threat", Answer::Yes)];
    good.pairs[0].answers = yes(&["proportionate"]);
    good.answers = yes(&["grave_danger", "superior_value", "no_other_way"]);
    each_alone(
        &rule_set("be-fwb/be-necessity"),
        &good,
        &[
            (&["grave_danger"], &|f| answer(f, "grave_danger", Answer::Unknown)),
            (&["superior_value"], &|f| answer(f, "superior_value", Answer::No)),
            (&["no_other_way"], &|f| answer(f, "no_other_way", Answer::No)),
            (&["able_to_avert"], &|f| f.recipients[0].answers.clear()),
            (&["proportionate"], &|f| f.pairs.clear()),
            (&["bounded"], &|f| f.open_ended = true),
        ],
    );
}

#[test]
fn ill_treatment_is_told_to_an_authority_and_signs_are_enough_for_those_who_care() {
    let mut good = facts("2026-03-10");
    good.recipients = vec![recipient("prosecutor", "parquet_mineurs", Duty::Judicial)];
    good.items = vec![item("injuries")];
    good.pairs = vec![needs("prosecutor", "injuries", Answer::Yes)];
    good.answers = yes(&["victim_protected", "health_professional", "signs_noted"]);
    let set = rule_set("fr/fr-226-14");
    each_alone(
        &set,
        &good,
        &[
            (&["ill_treatment"], &|f| f.recipients[0].role = "hospital".to_owned()),
            (&["authority", "ill_treatment"], &|f| f.recipients[0].role = "school".to_owned()),
            (&["ill_treatment"], &|f| answer(f, "health_professional", Answer::No)),
            (&["protected_victim"], &|f| answer(f, "victim_protected", Answer::No)),
        ],
    );
    answer(&mut good, "ill_treatment", Answer::Yes);
    good.recipients[0].role = "hospital".to_owned();
    assert_eq!(set.decide(&good).outcome, Outcome::Permitted, "anybody who knows, to any authority");
}

#[test]
fn a_report_of_concern_goes_to_the_collecting_unit_and_parents_are_informed_first() {
    let mut good = facts("2026-02-03");
    good.recipients = vec![recipient("unit", "crip", Duty::Bound)];
    good.recipients[0].named = false;
    good.items = vec![item("worry")];
    good.pairs = vec![needs("unit", "worry", Answer::Yes)];
    good.information = vec![told("parents", "2026-02-02", &["unit"])];
    good.answers = yes(&["discloser_contributes", "worrying", "everyone_listed"]);
    let set = rule_set("fr/fr-l226-2-1");
    each_alone(
        &set,
        &good,
        &[
            (&["addressee"], &|f| f.recipients[0].role = "parquet_mineurs".to_owned()),
            (&["informed"], &|f| f.information = vec![not_told("parents", Some("no_time"), true)]),
            (&["worrying"], &|f| answer(f, "worrying", Answer::No)),
            (&["discloser_contributes"], &|f| answer(f, "discloser_contributes", Answer::No)),
        ],
    );
    good.information = vec![not_told("parents", Some("child_interest"), false)];
    assert_eq!(set.decide(&good).outcome, Outcome::Permitted, "the report does not wait for a second look");
}

#[test]
fn a_referral_needs_one_of_four_reasons_and_a_copy() {
    let mut good = facts("2026-03-10");
    good.recipients = vec![recipient("prosecutor", "parquet_mineurs", Duty::Judicial)];
    good.items = vec![item("danger")];
    good.pairs = vec![needs("prosecutor", "danger", Answer::Yes)];
    good.answers = yes(&["in_danger", "cannot_assess", "department_knows"]);
    let set = rule_set("fr/fr-l226-4");
    each_alone(
        &set,
        &good,
        &[
            (&["why_the_court"], &|f| answer(f, "cannot_assess", Answer::No)),
            (&["department_knows"], &|f| answer(f, "department_knows", Answer::No)),
            (&["prosecutor_only"], &|f| f.recipients[0].role = "police".to_owned()),
            (&["in_danger"], &|f| answer(f, "in_danger", Answer::Unknown)),
        ],
    );
    for reason in ["earlier_help_failed", "help_refused", "grave_immediate"] {
        let mut facts = good.clone();
        answer(&mut facts, "cannot_assess", Answer::No);
        answer(&mut facts, reason, Answer::Yes);
        assert_eq!(set.decide(&facts).outcome, Outcome::Permitted, "{reason}");
    }
}

#[test]
fn a_mandated_report_keeps_within_the_mandate() {
    let mut good = facts("2026-06-17");
    good.recipients = vec![recipient("judge", "tj", Duty::Judicial)];
    good.recipients[0].answers = yes(&["gave_the_mandate"]);
    good.items = vec![item("hours_done"), item("grandmother_ill")];
    good.items[0].answers = yes(&["within_mandate"]);
    good.items[1].answers.insert("within_mandate".to_owned(), Answer::No);
    good.answers = yes(&["mandate_in_force"]);
    let set = rule_set("common/mandated-report");
    let decision = set.decide(&good);
    assert_eq!((decision.outcome, unmet(&decision)), (Outcome::PermittedInPart, vec!["within_mandate"]));
    assert!(decision.permits("judge", "hours_done"));
    good.items.pop();
    each_alone(
        &set,
        &good,
        &[
            (&["mandate_in_force"], &|f| answer(f, "mandate_in_force", Answer::No)),
            (&["gave_the_mandate"], &|f| f.recipients[0].answers.clear()),
            (&["not_own_notes"], &|f| f.items[0].origin = Origin::OwnNotes),
        ],
    );
    answer(&mut good, "mandate_in_force", Answer::Unknown);
    assert_eq!(state(&set.decide(&good), "mandate_in_force"), State::Open);
}
