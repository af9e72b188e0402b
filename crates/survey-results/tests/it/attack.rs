// SPDX-License-Identifier: EUPL-1.2
//! Campaigns by chance, small ones above all, and somebody who tries to work out what is hidden.

use survey_results::{Cell, EntryKinds, Kind, Over, Question, Results, Row, Standing, audit, tabulate};

use crate::world::{Chance, Drawn, Habit, One, dimension, document, plan, read, respondents};

const TABLE: &str = "
| survey |                         |          |             |                  |
|        | type                    | name     | label       | relevant         |
|        | select_one oui_non      | a        | A ?         |                  |
|        | select_one quatre       | b        | B ?         |                  |
|        | select_multiple cinq    | c        | C ?         |                  |
|        | select_one oui_non      | d        | D ?         | ${a}='oui'       |
|        | integer                 | n        | N ?         |                  |
|        | begin_repeat            | r        | R           |                  |
|        | select_multiple cinq    | rc       | RC ?        |                  |
|        | select_one oui_non      | ra       | RA ?        |                  |
|        | end_repeat              |          |             |                  |
| choices |           |      |       |         |
|         | list_name | name | label | secteur |
|         | oui_non   | oui  | OUI   |         |
|         | oui_non   | non  | NON   |         |
|         | quatre    | q1   | Q1    |         |
|         | quatre    | q2   | Q2    |         |
|         | quatre    | q3   | Q3    |         |
|         | quatre    | q4   | Q4    |         |
|         | cinq      | c1   | C1    | Un      |
|         | cinq      | c2   | C2    | Un      |
|         | cinq      | c3   | C3    | Deux    |
|         | cinq      | c4   | C4    | Deux    |
|         | cinq      | c5   | C5    |         |
";

/// A campaign: how many are asked, how uneven the groups are and how people answer is drawn.
fn campaign(seed: u64, most: u64) -> Results {
    counted(seed, most, 5)
}

fn counted(seed: u64, most: u64, threshold: u64) -> Results {
    let form = Drawn::from(read(TABLE));
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let size = 1 + chance.below(most);
    let habit = Habit { silent: chance.part() * 0.4, ticks: chance.part(), entries: chance.below(4) };
    let answering = 0.3 + chance.part() * 0.7;
    let skew = 1 + chance.below(4);
    let draw = |chance: &mut Chance, codes: &[&'static str]| {
        let at = (0..skew).map(|_| chance.below(codes.len() as u64)).min().unwrap_or(0);
        codes[at as usize]
    };
    let ones: Vec<One> = (0..size as usize)
        .map(|id| {
            let groups =
                [draw(&mut chance, &["ens", "cpms", "int"]), draw(&mut chance, &["a", "b", "c", "d", ""])];
            let sent = (chance.part() < answering).then(|| document(&form, &mut chance, habit));
            let mut one = One::new(id, &groups, sent);
            one.flags.late = chance.part() < 0.2;
            one.flags.paper = chance.part() < 0.2;
            one.flags.out_of_population = chance.part() < 0.1;
            one.codings = (1..5)
                .map(|turn| survey_results::Coding {
                    repeat: "/data/r".into(),
                    turn,
                    code: draw(&mut chance, &["p1", "p2", "p3"]).into(),
                })
                .collect();
            one
        })
        .collect();
    let mut plan = plan(threshold);
    let kinds = dimension("partner", "Partenaire", &[("p1", "P1"), ("p2", "P2"), ("p3", "P3")]);
    plan.entry_kinds = vec![EntryKinds { repeat: "/data/r".into(), kinds }];
    tabulate(&form.form, &respondents(&ones), &plan)
}

fn resists(seeds: std::ops::Range<u64>, most: u64) {
    let mut lost = Vec::new();
    for seed in seeds {
        let results = campaign(seed, most);
        let exposed = audit::exposed(&results);
        if exposed != Ok(Vec::new()) {
            lost.push((seed, exposed));
        }
        for population in [&results.population, &results.outside] {
            for question in &population.questions {
                let small = question.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.count());
                assert_eq!(
                    small.filter(|count| (1..5).contains(count)).count(),
                    0,
                    "{} in {seed}",
                    question.path
                );
            }
        }
    }
    assert!(
        lost.is_empty(),
        "{} campaigns of {most} at most give something away: {:#?}",
        lost.len(),
        lost.iter().take(6).collect::<Vec<_>>()
    );
}

#[test]
fn small_campaigns_give_nothing_away() {
    resists(0..120, 40);
}

#[test]
fn middling_campaigns_give_nothing_away() {
    resists(1_000..1_040, 150);
}

#[test]
fn larger_campaigns_give_nothing_away_and_tell_much() {
    let (mut shown, mut all) = (0, 0);
    for seed in 2_000..2_030 {
        let results = campaign(seed, 800);
        assert_eq!(audit::exposed(&results), Ok(Vec::new()), "campaign {seed}");
        for question in &results.population.questions {
            let cells = question.rows.iter().flat_map(|row| &row.cells);
            all += cells.clone().count();
            shown += cells.filter(|cell| **cell != Cell::Hidden).count();
        }
    }
    println!("{shown} of {all} cells are shown");
    assert!(shown * 10 > all * 6);
}

/// What a cell of a table is, where everything is told.
fn truth(all: &Question, row: &Row, over: &Over) -> Option<u64> {
    let row = all.rows.iter().find(|known| (&known.code, &known.heading) == (&row.code, &row.heading))?;
    let column = all.columns.iter().position(|column| column.over == *over)?;
    row.cells[column].count()
}

#[test]
fn what_is_shown_is_true() {
    for seed in 0..60 {
        let (public, all) = (counted(seed, 150, 5), counted(seed, 150, 1));
        for (question, all) in public.population.questions.iter().zip(&all.population.questions) {
            for row in &question.rows {
                for (cell, column) in row.cells.iter().zip(&question.columns) {
                    if let (Cell::Count(shown), Over::All | Over::Group { .. }) = (cell, &column.over) {
                        assert_eq!(
                            Some(*shown),
                            truth(all, row, &column.over),
                            "{} in {seed}",
                            question.path
                        );
                    }
                }
            }
        }
    }
}

/// The attack finds what a careless hand would give away: one cell of a question more, large enough by itself.
#[test]
fn the_attack_has_teeth() {
    let (mut given, mut found) = (0, 0);
    for seed in 0..40 {
        let (public, all) = (counted(seed, 150, 5), counted(seed, 150, 1));
        for (at, (question, all)) in
            public.population.questions.iter().zip(&all.population.questions).enumerate()
        {
            let shown = question.standing == Standing::Shown && question.kind == Kind::One;
            for (line, row) in question.rows.iter().enumerate().filter(|_| shown) {
                let hidden = |at: &usize| row.cells[*at] == Cell::Hidden && question.columns[*at].shown;
                let Some(column) = (1..row.cells.len()).find(hidden) else { continue };
                let known = truth(all, row, &question.columns[column].over);
                let (Some(known @ 5..), Cell::Count(_)) = (known, row.cells[0]) else { continue };
                let mut careless = public.clone();
                careless.population.questions[at].rows[line].cells[column] = Cell::Count(known);
                given += 1;
                found += usize::from(audit::exposed(&careless).unwrap() != Vec::new());
            }
        }
    }
    println!("{found} of {given} slips are found");
    assert!(given > 20 && found == given);
}

/// Thousands of campaigns, for whoever changes the hiding: `cargo test --release -p survey-results --test it -- --ignored
/// --nocapture thousands`.
#[test]
#[ignore = "takes minutes"]
fn thousands_of_campaigns_give_nothing_away() {
    resists(10_000..13_000, 60);
    resists(20_000..21_000, 200);
}

#[test]
fn a_few_answers_show_nothing() {
    for seed in 0..40 {
        let results = campaign(seed, 4);
        let shown = results.population.questions.iter().filter(|question| {
            question.standing == Standing::Shown && question.bases.answered[0].count().unwrap_or(0) > 0
        });
        assert_eq!(shown.count(), 0);
    }
}
