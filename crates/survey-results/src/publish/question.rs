// SPDX-License-Identifier: EUPL-1.2
//! One question, as it may be shown.

use super::base::{Base, Split, base};
use super::choices;
use super::groups::{Groups, Shown, columns};
use crate::layout;
use crate::model::{Bases, Cell, Column, Figures, Kind, Missing, Over, Question, Standing, Unit};
use crate::tally::{Asked, Columns, Count, DECLINED, NOT_ASKED, NOT_RELEVANT, UNANSWERED, UNKNOWN};

/// What is the same for all questions over one kind of unit.
pub(super) struct Frame<'a> {
    pub(super) columns: &'a Columns,
    pub(super) units: &'a [Count],
    pub(super) own: &'a [Vec<bool>],
    pub(super) unit: Unit,
    pub(super) repeat: Option<&'a str>,
    /// Not even how many units there are is told.
    pub(super) untold: bool,
    pub(super) threshold: u64,
}

/// A question as it may be shown. `withheld` are groups that are not to be shown, because one could work out from them what
/// is hidden elsewhere.
///
/// # Errors
/// The groups of which too much could be worked out, as long as how many they are is told.
pub(super) fn question(
    frame: &Frame<'_>,
    known: &layout::Question,
    asked: &Asked,
    withheld: &Groups,
) -> Result<Question, Groups> {
    let split = Split::of(asked);
    let decide = |withheld: &Groups| {
        base(frame.columns, &split, frame.own, withheld, known.conditional, frame.threshold)
    };
    let first = match decide(withheld) {
        Ok(first) => first,
        Err(_) if !withheld.is_empty() => return Ok(nothing(frame, known, asked, Standing::Depends)),
        Err(groups) => return Err(groups),
    };
    let Base::Shown { mut groups, mut silent, mut not_put } = first else {
        return Ok(nothing(frame, known, asked, Standing::TooFew));
    };
    let entries = frame.unit == Unit::Entries;
    let cells = match known.kind {
        Kind::One => Some(choices::one(frame.columns, asked, &groups, entries, frame.threshold)),
        Kind::Many => {
            let (mut out, mut gone) = (withheld.clone(), vec![false; asked.choices.len()]);
            loop {
                match choices::many(frame.columns, asked, &groups, &gone, frame.threshold) {
                    Ok(cells) => break Some(cells),
                    Err((choice, lost)) => {
                        // Rather a group that is not shown than a choice that is not; where that is no way, the choice.
                        let more: Groups = out.union(&lost).copied().collect();
                        match decide(&more) {
                            Ok(Base::Shown { groups: g, silent: s, not_put: n })
                                if more.len() > out.len() =>
                            {
                                (groups, silent, not_put, out) = (g, s, n, more);
                            }
                            _ => gone[choice] = true,
                        }
                    }
                }
            }
        }
        Kind::Number | Kind::Text => None,
    };
    let table = columns(frame.columns, &groups, &split.answered);
    let rows =
        cells.map(|cells| choices::rows(frame.columns, asked, &cells, &table, &groups)).unwrap_or_default();
    let gap = |cells: &[Cell], counts: &[Count], column: &Column| {
        gap(frame.columns, cells, counts, &groups, column)
    };
    let bases = Bases {
        units: table.iter().map(|column| units(frame, column)).collect(),
        answered: table.iter().map(|c| choices::plain(frame.columns, &split.answered, c, &groups)).collect(),
        silent: table.iter().map(|column| gap(&silent, &split.silent, column)).collect(),
        not_put: table.iter().map(|column| gap(&not_put, &split.not_put, column)).collect(),
    };
    let figures = table.iter().filter(|_| known.kind == Kind::Number);
    let figures = figures.map(|column| figures_of(frame, asked, column, &groups)).collect();
    let missing = missing(asked, bases.not_put[0], known.conditional, frame.threshold);
    Ok(Question { bases, rows, figures, missing, columns: table, ..bare(frame, known, Standing::Shown) })
}

fn bare(frame: &Frame<'_>, known: &layout::Question, standing: Standing) -> Question {
    let none = Cell::Hidden;
    Question {
        path: known.path.clone(),
        label: known.label.clone(),
        section: known.section.clone(),
        kind: known.kind,
        unit: frame.unit,
        repeat: frame.repeat.map(str::to_owned),
        standing,
        columns: Vec::new(),
        bases: Bases::default(),
        missing: Missing {
            unanswered: none,
            declined: none,
            unknown: none,
            not_relevant: none,
            not_asked: none,
        },
        rows: Vec::new(),
        figures: Vec::new(),
    }
}

/// A question of which nothing is shown but what it is.
pub(super) fn nothing(
    frame: &Frame<'_>,
    known: &layout::Question,
    asked: &Asked,
    standing: Standing,
) -> Question {
    let groups: Shown = frame.own.iter().map(|own| vec![false; own.len()]).collect();
    let table = columns(frame.columns, &groups, &asked.outcomes[0]);
    let hidden = vec![Cell::Hidden; table.len()];
    let mut question = bare(frame, known, standing);
    question.bases = Bases {
        units: table.iter().map(|column| units(frame, column)).collect(),
        answered: hidden.clone(),
        silent: hidden.clone(),
        not_put: hidden.clone(),
    };
    question.rows = asked
        .choices
        .iter()
        .map(|choice| crate::model::Row {
            code: choice.named.code.clone(),
            label: choice.named.label.clone(),
            heading: choice.heading.clone(),
            kind: crate::model::RowKind::Choice,
            cells: hidden.clone(),
        })
        .collect();
    question.figures = vec![Figures::default(); if known.kind == Kind::Number { table.len() } else { 0 }];
    question.columns = table;
    question
}

/// How many there are in a column, where that is told.
fn units(frame: &Frame<'_>, column: &Column) -> Cell {
    match column.over {
        _ if frame.untold => Cell::Hidden,
        _ => choices::plain(frame.columns, frame.units, column, frame.own),
    }
}

/// How many were silent, or not asked, in a column. For groups together it is the difference that is told, where there is one.
fn gap(columns: &Columns, cells: &[Cell], counts: &[Count], groups: &[Vec<bool>], column: &Column) -> Cell {
    match &column.over {
        Over::All => cells[0],
        Over::Group { dimension, group } => cells[columns.at(*dimension, *group)],
        Over::Rest { dimension, groups: rest } => {
            let shown = (0..groups[*dimension].len()).filter(|group| groups[*dimension][*group]);
            let all_told =
                shown.map(|group| cells[columns.at(*dimension, group)]).all(|cell| cell != Cell::Hidden);
            match cells[0] {
                Cell::Count(_) if all_told => {
                    Cell::Count(rest.iter().map(|group| counts[columns.at(*dimension, *group)].units).sum())
                }
                _ => Cell::Hidden,
            }
        }
    }
}

fn missing(asked: &Asked, not_put: Cell, conditional: bool, threshold: u64) -> Missing {
    let of = |outcome: usize| asked.outcomes[outcome][0];
    let told = |outcome: usize| Cell::Count(of(outcome).units);
    let whole = not_put != Cell::Hidden;
    let few =
        conditional && [NOT_RELEVANT, NOT_ASKED].iter().any(|o| super::groups::small(of(*o), threshold));
    let put = |outcome: usize| if whole && !few { told(outcome) } else { Cell::Hidden };
    let silent = |outcome: usize| if whole { told(outcome) } else { Cell::Hidden };
    Missing {
        unanswered: silent(UNANSWERED),
        declined: silent(DECLINED),
        unknown: silent(UNKNOWN),
        not_relevant: put(NOT_RELEVANT),
        not_asked: put(NOT_ASKED),
    }
}

fn figures_of(frame: &Frame<'_>, asked: &Asked, column: &Column, groups: &[Vec<bool>]) -> Figures {
    let at = match column.over {
        Over::All => 0,
        Over::Group { dimension, group } if groups[dimension][group] => frame.columns.at(dimension, group),
        _ => return Figures::default(),
    };
    figures(&asked.numbers[at], frame.threshold)
}

/// What numbers say, as far as enough of them stand behind it.
pub(super) fn figures(numbers: &[f64], threshold: u64) -> Figures {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (Some(least), Some(most)) = (sorted.first().copied(), sorted.last().copied()) else {
        return Figures::default();
    };
    // Between two numbers, in proportion to where the place falls.
    let at = |part: f64| {
        let place = part * (sorted.len() - 1) as f64;
        let (below, above) = (place.floor() as usize, place.ceil() as usize);
        sorted[below] + (sorted[above] - sorted[below]) * (place - place.floor())
    };
    let enough = |times: u64| sorted.len() as u64 >= (times * threshold).max(1) || threshold <= 1;
    let shared = |number: f64| {
        let same = sorted.iter().filter(|other| **other == number).count() as u64;
        (same >= threshold || threshold <= 1).then_some(number)
    };
    Figures {
        median: enough(2).then(|| at(0.5)),
        quartiles: enough(4).then(|| (at(0.25), at(0.75))),
        least: shared(least),
        most: shared(most),
    }
}
