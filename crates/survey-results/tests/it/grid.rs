// SPDX-License-Identifier: EUPL-1.2
//! Hiding in one table with known totals, held against bounds that were worked out in another way, and against every table
//! that is possible.

use proptest::prelude::*;
use survey_results::bounds::Told;
use survey_results::suppress::{Duty, Grid, parts};

const LEAST: u64 = 5;

fn grid(rows: usize, columns: usize, values: &[u64]) -> Grid {
    let duties =
        values.iter().map(|value| if (1..LEAST).contains(value) { Duty::Guarded } else { Duty::Free });
    Grid { rows, columns, values: values.to_vec(), duties: duties.collect() }
}

/// What somebody knows who sees every total and every cell that is shown.
fn told(grid: &Grid, hidden: &[bool]) -> (Told, Vec<usize>) {
    let mut told = Told::default();
    let cells: Vec<usize> = grid.values.iter().map(|_| told.unknown()).collect();
    for row in 0..grid.rows {
        let line: Vec<usize> = (0..grid.columns).map(|column| row * grid.columns + column).collect();
        told.sum(&line, line.iter().map(|at| grid.values[*at]).sum());
    }
    for column in 0..grid.columns {
        let line: Vec<usize> = (0..grid.rows).map(|row| row * grid.columns + column).collect();
        told.sum(&line, line.iter().map(|at| grid.values[*at]).sum());
    }
    for at in cells.iter().filter(|at| !hidden[**at]) {
        told.sum(&[*at], grid.values[*at]);
    }
    (told, cells)
}

fn width(grid: &Grid, hidden: &[bool], cell: usize) -> f64 {
    let (told, cells) = told(grid, hidden);
    let (least, most) = told.bounds().unwrap().of(cells[cell]);
    most.unwrap() - least
}

/// Totals that are not small, as they are everywhere in this crate: of rows, of columns, and of what is not in them.
fn fit(grid: &Grid) -> bool {
    let row = |row: usize| grid.values[row * grid.columns..][..grid.columns].iter().sum::<u64>();
    let column =
        |column: usize| (0..grid.rows).map(|row| grid.values[row * grid.columns + column]).sum::<u64>();
    (0..grid.rows).map(row).chain((0..grid.columns).map(column)).all(|total| total == 0 || total >= LEAST)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_cell_can_be_worked_out(
        (rows, columns, values) in (1..6_usize, 1..5_usize)
            .prop_flat_map(|(r, c)| (Just(r), Just(c), prop::collection::vec(prop_oneof![0..8_u64, 0..60_u64], r * c)))
    ) {
        let grid = grid(rows, columns, &values);
        match grid.hide(LEAST) {
            Ok(hidden) => {
                for cell in 0..values.len() {
                    prop_assert!(hidden[cell] || grid.duties[cell] == Duty::Free);
                    if hidden[cell] {
                        prop_assert!(width(&grid, &hidden, cell) >= LEAST as f64 - 1e-6, "{cell} of {hidden:?}");
                    }
                }
            }
            Err(lost) => {
                prop_assert!(!fit(&grid), "where totals are not small it is always possible");
                // It is true that it was not possible: with everything hidden some cell of these rows is still confined.
                let all = vec![true; values.len()];
                let row_of = |cell: &usize| lost.contains(&(cell / columns));
                prop_assert!((0..values.len()).filter(row_of).any(|cell| width(&grid, &all, cell) < LEAST as f64));
            }
        }
    }

    #[test]
    fn no_hidden_cell_could_be_shown_by_itself(
        (rows, columns, values) in (2..5_usize, 2..4_usize)
            .prop_flat_map(|(r, c)| (Just(r), Just(c), prop::collection::vec(prop_oneof![0..8_u64, 0..60_u64], r * c)))
    ) {
        let grid = grid(rows, columns, &values);
        if let Ok(hidden) = grid.hide(LEAST) {
            for cell in (0..values.len()).filter(|cell| hidden[*cell] && grid.duties[*cell] == Duty::Free) {
                let mut fewer = hidden.clone();
                fewer[cell] = false;
                let exposed = (0..values.len()).any(|at| fewer[at] && width(&grid, &fewer, at) < LEAST as f64 - 1e-6);
                prop_assert!(exposed, "{cell} of {hidden:?} is hidden for nothing");
            }
        }
    }

    #[test]
    fn parts_of_a_known_total_leave_room(values in prop::collection::vec(prop_oneof![0..8_u64, 0..60_u64], 1..9)) {
        let guarded: Vec<bool> = values.iter().map(|value| *value < LEAST).collect();
        let hidden = parts(&values, &guarded, LEAST);
        let sum: u64 = (0..values.len()).filter(|at| hidden[*at]).map(|at| values[at]).sum();
        let some: u64 = values.iter().zip(&hidden).filter(|(value, hidden)| **hidden && **value > 0).count() as u64;
        let all = hidden.iter().all(|hidden| *hidden);
        for at in 0..values.len() {
            prop_assert!(hidden[at] || values[at] == 0 || values[at] >= LEAST);
            // From one to what the others, with one each, leave; or nothing is known but the total.
            prop_assert!(!hidden[at] || all || sum - (some - 1) > LEAST, "{values:?} {hidden:?}");
        }
    }
}

/// Every table of whole numbers with the same totals and the same shown cells.
fn possible(grid: &Grid, hidden: &[bool]) -> Vec<(u64, u64)> {
    let mut ranges = vec![(u64::MAX, 0); grid.values.len()];
    let mut table = grid.values.clone();
    let rows: Vec<u64> = grid.values.chunks(grid.columns).map(|row| row.iter().sum()).collect();
    let columns: Vec<u64> =
        (0..grid.columns).map(|c| (0..grid.rows).map(|r| grid.values[r * grid.columns + c]).sum()).collect();
    fill(grid, hidden, 0, &mut table, &rows, &columns, &mut ranges);
    ranges
}

fn fill(
    grid: &Grid,
    hidden: &[bool],
    at: usize,
    table: &mut [u64],
    rows: &[u64],
    columns: &[u64],
    ranges: &mut [(u64, u64)],
) {
    if at == table.len() {
        let sums = (0..grid.columns)
            .all(|c| (0..grid.rows).map(|r| table[r * grid.columns + c]).sum::<u64>() == columns[c]);
        if sums {
            for (range, value) in ranges.iter_mut().zip(table.iter()) {
                *range = (range.0.min(*value), range.1.max(*value));
            }
        }
        return;
    }
    let (row, column) = (at / grid.columns, at % grid.columns);
    let used: u64 = table[row * grid.columns..at].iter().sum();
    let left = rows[row].saturating_sub(used);
    let above: u64 = (0..row).map(|r| table[r * grid.columns + column]).sum();
    let last = column + 1 == grid.columns;
    for value in 0..=left.min(columns[column].saturating_sub(above)) {
        let fits = (hidden[at] || value == grid.values[at]) && (!last || value == left);
        if fits {
            let before = std::mem::replace(&mut table[at], value);
            fill(grid, hidden, at + 1, table, rows, columns, ranges);
            table[at] = before;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_to_be_possible_is_possible(values in prop::collection::vec(0..9_u64, 9)) {
        let grid = grid(3, 3, &values);
        if let Ok(hidden) = grid.hide(LEAST) {
            for (cell, (least, most)) in possible(&grid, &hidden).into_iter().enumerate() {
                prop_assert!(!hidden[cell] || most - least >= LEAST, "{cell}: {least} to {most}");
                let known = width(&grid, &hidden, cell);
                prop_assert!((known - (most - least) as f64).abs() < 1e-6, "bounds of linear programming are those of whole numbers");
            }
        }
    }
}

#[test]
fn a_table_without_small_cells_is_shown_whole() {
    let grid = grid(3, 2, &[7, 12, 0, 5, 30, 9]);
    assert_eq!(grid.hide(LEAST), Ok(vec![false; 6]));
}

#[test]
fn one_small_cell_takes_three_others_and_no_more() {
    // The cheapest four corners: in the column and in the row of the small one.
    let grid = grid(3, 3, &[3, 40, 20, 50, 60, 70, 8, 30, 11]);
    let hidden = grid.hide(LEAST).unwrap();
    let found: Vec<usize> = (0..9).filter(|at| hidden[*at]).collect();
    assert_eq!(found, [0, 2, 6, 8]);
}

#[test]
fn small_cells_that_hide_one_another_take_nothing_with_them() {
    let grid = grid(2, 3, &[3, 4, 50, 4, 3, 60]);
    let hidden = grid.hide(LEAST).unwrap();
    assert_eq!(hidden, [true, true, false, true, true, false]);
}
