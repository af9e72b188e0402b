// SPDX-License-Identifier: EUPL-1.2
//! Who answered a question, who was silent, and to whom it was not put.

use super::groups::{Groups, Line, Shown, lines, small};
use crate::model::Cell;
use crate::suppress::{Duty, Grid};
use crate::tally::{ANSWERED, Asked, Columns, Count, DECLINED, NOT_ASKED, NOT_RELEVANT, UNANSWERED, UNKNOWN};

/// By column: who answered, who was silent, to whom it was not put.
pub(super) struct Split {
    pub(super) answered: Vec<Count>,
    pub(super) silent: Vec<Count>,
    pub(super) not_put: Vec<Count>,
}

impl Split {
    pub(super) fn of(asked: &Asked) -> Self {
        let sum = |outcomes: &[usize]| -> Vec<Count> {
            let width = asked.outcomes[ANSWERED].len();
            let at = |column: usize| {
                let mut sum = Count::default();
                for outcome in outcomes {
                    let one = asked.outcomes[*outcome][column];
                    sum.units += one.units;
                    sum.people += one.people;
                }
                sum
            };
            (0..width).map(at).collect()
        };
        Self {
            answered: asked.outcomes[ANSWERED].clone(),
            silent: sum(&[UNANSWERED, DECLINED, UNKNOWN]),
            not_put: sum(&[NOT_RELEVANT, NOT_ASKED]),
        }
    }
}

/// What may be shown of it.
#[derive(Clone, Debug)]
pub(super) enum Base {
    /// For each dimension, the groups that show how many answered; and how many were silent and not asked, for every
    /// column of the tally.
    Shown { groups: Shown, silent: Vec<Cell>, not_put: Vec<Cell> },
    /// So few answered that nothing is.
    TooFew,
}

/// Decides it. `own` are the groups that are shown by themselves at all; `withheld` those of them that are not to be shown
/// here. What was said is guarded; that somebody was silent is not. That a question was not put to somebody is guarded
/// where an answer decides it (`conditional`).
///
/// # Errors
/// The groups of which too much could be worked out.
pub(super) fn base(
    columns: &Columns,
    split: &Split,
    own: &[Vec<bool>],
    withheld: &Groups,
    conditional: bool,
    threshold: u64,
) -> Result<Base, Groups> {
    let (answered, silent, not_put) = (split.answered[0], split.silent[0], split.not_put[0]);
    if small(answered, threshold) {
        return Ok(Base::TooFew);
    }
    let apart = conditional && small(not_put, threshold);
    if apart && (answered.units == 0 || silent.units + not_put.units < threshold + 2 || silent.units == 0) {
        return Ok(Base::TooFew);
    }
    let shown = |count: &Count| if apart { Cell::Hidden } else { Cell::Count(count.units) };
    let mut found: Shown = Vec::new();
    let mut cells =
        [split.silent.iter().map(shown).collect(), split.not_put.iter().map(shown).collect::<Vec<Cell>>()];
    let mut lost = Groups::new();
    for (dimension, own) in own.iter().enumerate() {
        let lines = lines(own);
        let mut grid = Grid { rows: lines.len(), columns: 3, values: Vec::new(), duties: Vec::new() };
        for line in &lines {
            let of = |counts: &[Count]| line.count(columns, dimension, counts);
            let (answered, mut silent, mut not_put) =
                (of(&split.answered), of(&split.silent), of(&split.not_put));
            if apart {
                silent.units += not_put.units;
                not_put = Count::default();
            }
            let out = match line {
                Line::Group(group) => withheld.contains(&(dimension, *group)),
                Line::Rest(_) => false,
            };
            let duty = |guarded: bool| if guarded || out { Duty::Guarded } else { Duty::Free };
            grid.values.extend([answered.units, silent.units, not_put.units]);
            let put = if apart { Duty::Unprinted } else { duty(conditional && small(not_put, threshold)) };
            grid.duties.extend([duty(small(answered, threshold)), duty(false), put]);
        }
        let hidden = match grid.hide(threshold) {
            Ok(hidden) => hidden,
            Err(rows) => {
                let groups = rows.iter().flat_map(|row| lines[*row].groups());
                lost.extend(groups.map(|group| (dimension, *group)));
                continue;
            }
        };
        let mut flags = vec![false; own.len()];
        for (line, hidden) in lines.iter().zip(hidden.chunks(3)) {
            for group in line.groups() {
                let alone = matches!(line, Line::Group(_));
                flags[*group] = alone && !hidden[0];
                for (cells, hidden) in cells.iter_mut().zip(&hidden[1..]) {
                    if *hidden || !flags[*group] {
                        cells[columns.at(dimension, *group)] = Cell::Hidden;
                    }
                }
            }
        }
        found.push(flags);
    }
    if !lost.is_empty() {
        return Err(lost);
    }
    let [silent, not_put] = cells;
    Ok(Base::Shown { groups: found, silent, not_put })
}
