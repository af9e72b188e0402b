// SPDX-License-Identifier: EUPL-1.2
//! Measuring decisions of secrecy: every rule set of every pack in turn, with facts drawn from a seed, as large as an
//! exchange between several services gets. Nothing is stored and no server runs.

use std::collections::BTreeSet;

use platform::clock::Stopwatch;
use rulebook::Rulebook;
use secrecy::{
    Answer, Answers, Asked, Consent, Consultation, Day, Discloser, Duty, Facts, Information, Item, Origin,
    Outcome, PairAnswers, Recipient, RuleSet, Told,
};

use crate::generate::Dice;

const RECIPIENTS: usize = 5;
const ITEMS: usize = 10;

/// What was measured.
pub struct Measured {
    /// How many decisions.
    pub decisions: usize,
    /// Microseconds of a decision: half took no longer.
    pub p50: f64,
    /// Microseconds of a decision: ninety-nine of a hundred took no longer.
    pub p99: f64,
    /// Microseconds of the slowest among the first decision of each rule set, which asks Cedar everything.
    pub first: f64,
    /// How many were permitted, permitted in part, refused.
    pub outcomes: [usize; 3],
}

/// Decides so many times.
///
/// # Errors
/// The packs have no rule set.
pub fn measure(rulebook: &Rulebook, decisions: usize) -> Result<Measured, String> {
    let sets: Vec<&RuleSet> = rulebook.packs().flat_map(|pack| pack.rule_sets()).collect();
    if sets.is_empty() || decisions == 0 {
        return Err("there is nothing to decide".to_owned());
    }
    let day = Day::new(2026, 9, 15).unwrap_or(Day::FIRST);
    let mut dice = Dice::new(1);
    let mut times = Vec::with_capacity(decisions);
    let mut outcomes = [0; 3];
    let mut first = 0.0_f64;
    for (number, set) in (0..decisions).zip(sets.iter().cycle()) {
        let facts = draw(set, day, &mut dice);
        let watch = Stopwatch::start();
        let decision = set.decide(&facts);
        let us = watch.elapsed().as_secs_f64() * 1_000_000.0;
        times.push(us);
        if number < sets.len() {
            first = first.max(us);
        }
        outcomes[match decision.outcome {
            Outcome::Permitted => 0,
            Outcome::PermittedInPart => 1,
            Outcome::Refused => 2,
        }] += 1;
    }
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get(((times.len() - 1) as f64 * share).round() as usize).copied().unwrap_or(0.0);
    Ok(Measured { decisions, p50: at(0.5), p99: at(0.99), first, outcomes })
}

/// Facts of which most are as they should be: decisions of all three outcomes, and refusals with several reasons.
fn draw(set: &RuleSet, day: Day, dice: &mut Dice) -> Facts {
    // One decision in three is all in order; in the others something is wrong here and there.
    let wrong = *dice.one(&[0, 30, 120]);
    let role = set.addressees().first().and_then(|addressee| addressee.roles().first());
    let role = role.cloned().unwrap_or_default();
    let recipients: Vec<Recipient> = (0..RECIPIENTS)
        .map(|n| Recipient {
            id: format!("recipient-{n}"),
            named: !dice.happens(wrong),
            role: role.clone(),
            duty: if dice.happens(wrong) { Duty::Discretion } else { Duty::Bound },
            answers: answers(set, Asked::Recipient, wrong, dice),
        })
        .collect();
    let items: Vec<Item> = (0..ITEMS)
        .map(|n| Item {
            id: format!("item-{n}"),
            single: !dice.happens(wrong),
            class: "ordinary".to_owned(),
            origin: if dice.happens(wrong) { Origin::Consultation } else { Origin::OwnWork },
            answers: answers(set, Asked::Item, wrong, dice),
        })
        .collect();
    let both = recipients.iter().flat_map(|recipient| items.iter().map(move |item| (recipient, item)));
    let pairs = both.map(|(recipient, item)| PairAnswers {
        recipient: recipient.id.clone(),
        item: item.id.clone(),
        answers: answers(set, Asked::Pair, wrong, dice),
    });
    let pairs = pairs.collect();
    let everybody: BTreeSet<String> = recipients.iter().map(|recipient| recipient.id.clone()).collect();
    let (how, language) = ("conversation".to_owned(), "fr".to_owned());
    let told = Told::On { on: day, how, language, recipients: everybody.clone() };
    let people = 1 + dice.below(3);
    let information = (0..people).map(|n| Information {
        person: format!("person-{n}"),
        told: if dice.happens(wrong) { Told::Unanswered } else { told.clone() },
    });
    let information = information.collect();
    let participants = everybody.into_iter().chain(["me".to_owned()]).collect();
    Facts {
        on: day,
        executed_on: None,
        discloser: Discloser { id: "me".to_owned(), capacity: "lead".to_owned(), duty: Duty::Bound },
        recipients,
        items,
        pairs,
        purpose: set.purposes().first().map(|purpose| purpose.code().to_owned()).unwrap_or_default(),
        open_ended: dice.happens(wrong / 4),
        consent: Consent::NotInvoked,
        information,
        consultation: Some(Consultation { participants }),
        answers: answers(set, Asked::Decision, wrong / 4, dice),
    }
}

/// Answers as the conditions want them, apart from those that go wrong.
fn answers(set: &RuleSet, asked: Asked, wrong: usize, dice: &mut Dice) -> Answers {
    let questions = set.questions().iter().filter(|question| question.asked() == asked);
    let answer = |code: &str, dice: &mut Dice| match dice.happens(wrong) {
        true => *dice.one(Answer::ALL),
        false => set.wanted(code),
    };
    questions.map(|question| (question.code().to_owned(), answer(question.code(), dice))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_measured_is_decided_in_all_three_ways() {
        let measured = measure(&Rulebook::shipped().unwrap(), 120).unwrap();
        assert_eq!(measured.outcomes.iter().sum::<usize>(), 120);
        assert!(measured.outcomes.iter().all(|&count| count > 5), "{:?}", measured.outcomes);
        assert!(measured.p50 > 0.0 && measured.p50 <= measured.p99);
    }
}
