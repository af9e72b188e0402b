// SPDX-License-Identifier: EUPL-1.2
//! Triage, as a table.

use uuid::Uuid;

use super::standing::{COLLEAGUE, ELSEWHERE, HERE, ME, TODAY, d, evaluating, pack, received, triaged};
use crate::concerns::model::Levels;
use crate::concerns::rules::No;
use crate::concerns::rules::triage::{Around, NewTriage, Outcome, check};

fn proposed(outcome: Outcome, levels: Levels) -> NewTriage {
    NewTriage {
        outcome,
        levels,
        explanation: String::new(),
        reason: "des faits précis".into(),
        second: Some(COLLEAGUE),
        alone_reason: String::new(),
        redirected_to: None,
        repeats: vec![],
        repetitive: false,
        instead_of: None,
    }
}

fn around() -> Around {
    Around { by: ME, second_works_here: true, today: d(TODAY) }
}

fn code(result: Result<(), No<'_>>) -> &'static str {
    result.map_or_else(|no| no.code(), |()| "yes")
}

#[test]
fn levels_and_outcomes_that_may_stand_together() {
    use Outcome as O;
    // outcome, danger, gravity, urgency → answer
    let table = [
        (O::Qualified, (2, 2, 1), "yes"),
        (O::Qualified, (1, 2, 1), "yes"),
        (O::Qualified, (3, 3, 2), "yes"),
        (O::Qualified, (3, 3, 3), "right-now-but-waiting"),
        (O::ImmediateDanger, (3, 3, 3), "yes"),
        (O::ImmediateDanger, (1, 1, 1), "immediate-but-levels-low"),
        (O::NotConcern, (0, 0, 0), "yes"),
        (O::NotConcern, (2, 2, 1), "danger-but-nothing-follows"),
        (O::AdviceOnly, (1, 1, 0), "yes"),
        (O::AdviceOnly, (3, 3, 2), "danger-but-nothing-follows"),
        (O::Redirected, (1, 1, 1), "redirected-nowhere"),
        // « No danger » with « right now »: refused by the pack, whatever the outcome.
        (O::Qualified, (0, 0, 3), "no-danger-but-immediate"),
        (O::Qualified, (3, 3, 0), "levels-contradict"),
        (O::Qualified, (2, 0, 1), "levels-contradict"),
        // Possible but rare: a sentence is owed.
        (O::Qualified, (0, 2, 1), "levels-unexplained"),
        (O::Qualified, (4, 2, 1), "no-such-level"),
    ];
    for (outcome, (danger, gravity, urgency), expected) in table {
        let new = proposed(outcome, Levels::of(danger, gravity, urgency));
        assert_eq!(
            code(check(&received(), &new, around(), pack())),
            expected,
            "{outcome:?} D{danger} G{gravity} U{urgency}"
        );
    }
    let explained = NewTriage {
        explanation: "La grand-mère l’héberge.".into(),
        ..proposed(O::Qualified, Levels::of(0, 2, 1))
    };
    assert_eq!(code(check(&received(), &explained, around(), pack())), "yes");
}

#[test]
fn two_persons_or_a_reason() {
    let usual = || proposed(Outcome::Qualified, Levels::of(2, 2, 1));
    let alone = NewTriage { second: None, ..usual() };
    let because = NewTriage { second: None, alone_reason: "garde du dimanche".into(), ..usual() };
    let oneself = NewTriage { second: Some(ME), ..usual() };
    let elsewhere = Around { second_works_here: false, ..around() };
    assert_eq!(code(check(&received(), &alone, around(), pack())), "alone-without-reason");
    assert_eq!(code(check(&received(), &because, around(), pack())), "yes");
    assert_eq!(code(check(&received(), &oneself, around(), pack())), "second-is-oneself");
    assert_eq!(code(check(&received(), &usual(), elsewhere, pack())), "second-works-elsewhere");
}

#[test]
fn what_a_triage_needs_and_when_it_may_be_done_again() {
    let usual = || proposed(Outcome::Qualified, Levels::of(2, 2, 1));
    let silent = NewTriage { reason: "  ".into(), ..usual() };
    let unrated = NewTriage { levels: Levels { urgency: None, ..Levels::of(2, 2, 1) }, ..usual() };
    let advice = NewTriage { levels: Levels::default(), ..proposed(Outcome::AdviceOnly, Levels::default()) };
    assert_eq!(code(check(&received(), &silent, around(), pack())), "triage-without-reason");
    assert_eq!(code(check(&received(), &unrated, around(), pack())), "levels-missing");
    assert_eq!(code(check(&received(), &advice, around(), pack())), "yes");
    // Somebody triaged meanwhile; with their triage in sight it may be done again, until the evaluation begins.
    let before = triaged(Outcome::AdviceOnly);
    assert_eq!(code(check(&before, &usual(), around(), pack())), "triaged-meanwhile");
    let again = NewTriage { instead_of: Some(Uuid::from_u128(60)), ..usual() };
    assert_eq!(code(check(&before, &again, around(), pack())), "yes");
    assert_eq!(code(check(&evaluating(), &again, around(), pack())), "evaluation-has-begun");
    // New danger waits for no evaluation to end.
    let danger = NewTriage {
        instead_of: Some(Uuid::from_u128(60)),
        ..proposed(Outcome::ImmediateDanger, Levels::of(3, 3, 3))
    };
    assert_eq!(code(check(&evaluating(), &danger, around(), pack())), "yes");
    let home = NewTriage { redirected_to: Some(HERE), ..proposed(Outcome::Redirected, Levels::of(1, 1, 1)) };
    let away = NewTriage { redirected_to: Some(ELSEWHERE), ..home.clone() };
    assert_eq!(code(check(&received(), &home, around(), pack())), "redirected-to-oneself");
    assert_eq!(code(check(&received(), &away, around(), pack())), "yes");
}
