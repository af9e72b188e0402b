// SPDX-License-Identifier: EUPL-1.2
//! The inventory of good practices, a long questionnaire: what it gives, and how long it takes.

use std::time::Instant;

use survey_results::{Cell, Coding, EntryKinds, Kind, Plan, Results, RowKind, audit, tabulate};

use crate::world::{Chance, Drawn, Habit, One, dimension, document, inventory, plan, respondents};

const COLLABORATIONS: &str = "/data/section_5/collaborations";

pub fn campaign(size: usize, threshold: u64) -> (Vec<One>, Plan) {
    over(size, threshold, &["a", "a", "b", "c"])
}

fn over(size: usize, threshold: u64, territories: &[&str]) -> (Vec<One>, Plan) {
    let form = Drawn::from(inventory());
    let mut chance = Chance(1785);
    let mut plan = plan(threshold);
    plan.dimensions[0].groups.push(survey_results::Named::new("em", "Équipes mobiles et médiation scolaire"));
    let kinds = [
        ("p02", "PSE"),
        ("p03", "CPMS"),
        ("p07", "SAJ"),
        ("p09", "AMO"),
        ("p13", "CPAS"),
        ("p15", "Santé mentale"),
    ];
    plan.entry_kinds = vec![EntryKinds {
        repeat: COLLABORATIONS.into(),
        kinds: dimension("partner", "Type de partenaire", &kinds),
    }];
    let sectors = ["ens", "ens", "ens", "ens", "cpms", "cpms", "int", "em"];
    let habit = Habit { silent: 0.12, ticks: 0.35, entries: 5 };
    let ones = (0..size)
        .map(|id| {
            let groups = [
                sectors[chance.below(8) as usize],
                territories[chance.below(territories.len() as u64) as usize],
            ];
            let sent = (chance.part() < 0.7).then(|| document(&form, &mut chance, habit));
            let mut one = One::new(id, &groups, sent);
            one.started = chance.part() < 0.3;
            one.flags.late = chance.part() < 0.15;
            one.flags.paper = chance.part() < 0.1;
            let coding =
                |turn: usize, code: &str| Coding { repeat: COLLABORATIONS.into(), turn, code: code.into() };
            one.codings = (1..7).map(|turn| coding(turn, kinds[chance.below(6) as usize].0)).collect();
            one
        })
        .collect();
    (ones, plan)
}

pub fn results(size: usize, threshold: u64) -> Results {
    let (ones, plan) = campaign(size, threshold);
    tabulate(&inventory(), &respondents(&ones), &plan)
}

#[test]
fn it_has_its_questions_grids_and_table() {
    let results = results(60, 1);
    let questions = &results.population.questions;
    let yes_no = questions.iter().filter(|question| question.kind == Kind::One).count();
    assert_eq!(yes_no, 19);
    let grids: Vec<_> = questions.iter().filter(|q| q.kind == Kind::Many && q.repeat.is_none()).collect();
    assert_eq!(grids.len(), 6);
    for grid in grids {
        let choices = grid.rows.iter().filter(|row| row.kind == RowKind::Choice);
        let any: Vec<&str> = grid
            .rows
            .iter()
            .filter(|row| row.kind == RowKind::AnyUnder)
            .map(|row| row.heading.as_str())
            .collect();
        assert_eq!(choices.count(), 20);
        assert_eq!(any.len(), 4, "a sector of one partner needs no sum: {any:?}");
        assert_eq!(any[0], "Secteur de l’enseignement");
    }
    let matrix = &results.population.matrices;
    assert_eq!((matrix.len(), matrix[0].questions.len()), (1, 5));
    assert_eq!(questions[matrix[0].questions[0]].rows.len(), 3, "the type, by word, in writing");
    assert_eq!(
        results.population.repeats.len(),
        9,
        "four practices, each with its contacts, and the partners"
    );
    assert_eq!(results.other_versions, 0);
}

#[test]
fn it_gives_nothing_away() {
    for size in [12, 30, 120] {
        let results = results(size, 5);
        assert_eq!(audit::exposed(&results), Ok(Vec::new()), "{size} institutions");
    }
}

#[test]
fn nothing_is_hidden_in_a_question_without_small_cells() {
    let results = results(4_000, 5);
    for question in results.population.questions.iter().filter(|q| q.kind == Kind::One) {
        assert!(!question.hides(), "{}", question.path);
        assert!(question.rows[0].cells.iter().all(|cell| matches!(cell, Cell::Count(5..))));
    }
}

/// `cargo test --release -p survey-results --test it -- --ignored --nocapture how_long` prints JSON.
#[test]
#[ignore = "measures"]
fn how_long_it_takes() {
    let form = inventory();
    for (size, threshold) in [(21, 5), (200, 5), (1_000, 5), (10_000, 1), (10_000, 5)] {
        let (ones, plan) = campaign(size, threshold);
        let respondents = respondents(&ones);
        let mut times: Vec<f64> = (0..5)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(tabulate(&form, &respondents, &plan));
                start.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("{{\"respondents\":{size},\"threshold\":{threshold},\"milliseconds\":{:.1}}}", times[2]);
    }
    // Sixty territories of some fifteen institutions each: hardly a table without small cells.
    let names: Vec<String> = (0..60).map(|at| format!("t{at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (ones, plan) = over(1_300, 5, &names);
    let start = Instant::now();
    let results = tabulate(&form, &respondents(&ones), &plan);
    println!("{{\"territories\":60,\"milliseconds\":{:.0}}}", start.elapsed().as_secs_f64() * 1000.0);
    let start = Instant::now();
    let exposed = audit::exposed(&results).unwrap().len();
    println!(
        "{{\"audit\":60,\"milliseconds\":{:.0},\"exposed\":{exposed}}}",
        start.elapsed().as_secs_f64() * 1000.0
    );
}
