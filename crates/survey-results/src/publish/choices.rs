// SPDX-License-Identifier: EUPL-1.2
//! What was chosen: by how many, over all and in each group.

use super::groups::{Groups, Line, against_rest, lines, merged, small};
use crate::model::{Cell, Column, Over, Row, RowKind};
use crate::suppress::{Duty, Grid, parts};
use crate::tally::{ANSWERED, Asked, CHOICES, Columns, Count};

/// One line a choice, one cell a column of the tally; and one cell for each dimension: those of its groups together that are
/// not shown by themselves.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    own: Vec<Vec<Cell>>,
    rest: Vec<Vec<Cell>>,
}

impl Cells {
    fn hidden(choices: usize, columns: &Columns) -> Self {
        let line = |width| vec![vec![Cell::Hidden; width]; choices];
        Self { own: line(columns.width()), rest: line(columns.dimensions.len()) }
    }

    fn set(&mut self, choice: usize, columns: &Columns, dimension: usize, line: &Line, cell: Cell) {
        match line {
            Line::Group(group) => self.own[choice][columns.at(dimension, *group)] = cell,
            Line::Rest(_) => self.rest[choice][dimension] = cell,
        }
    }

    /// The cell of a choice in a column of the table.
    pub(super) fn cell(&self, choice: usize, columns: &Columns, column: &Column) -> Cell {
        match &column.over {
            Over::All => self.own[choice][0],
            Over::Group { dimension, group } => self.own[choice][columns.at(*dimension, *group)],
            Over::Rest { dimension, .. } => self.rest[choice][*dimension],
        }
    }
}

/// Where one choice is made: the choices add up to those who answered.
pub(super) fn one(
    columns: &Columns,
    asked: &Asked,
    groups: &[Vec<bool>],
    entries: bool,
    threshold: u64,
) -> Cells {
    let chosen = &asked.outcomes[CHOICES..];
    let mut cells = Cells::hidden(chosen.len(), columns);
    let values: Vec<u64> = chosen.iter().map(|counts| counts[0].units).collect();
    let guarded: Vec<bool> = chosen.iter().map(|counts| small(counts[0], threshold)).collect();
    let apart = parts(&values, &guarded, threshold);
    let (gone, kept): (Vec<usize>, Vec<usize>) = (0..chosen.len()).partition(|choice| apart[*choice]);
    let nothing = Cells::hidden(chosen.len(), columns);
    for choice in &kept {
        cells.own[*choice][0] = Cell::Count(values[*choice]);
    }
    let width = kept.len() + usize::from(!gone.is_empty());
    if kept.is_empty() {
        return cells;
    }
    for (dimension, groups) in groups.iter().enumerate() {
        let lines = lines(groups);
        let mut grid = Grid { rows: lines.len(), columns: width, values: Vec::new(), duties: Vec::new() };
        for line in &lines {
            let of = |choice: &usize| line.count(columns, dimension, &chosen[*choice]);
            let together = (!gone.is_empty()).then(|| merged(gone.iter().map(of), entries));
            for count in kept.iter().map(of).chain(together) {
                grid.values.push(count.units);
                grid.duties.push(if small(count, threshold) { Duty::Guarded } else { Duty::Free });
            }
        }
        let Ok(hidden) = grid.hide(threshold) else { return nothing };
        for (row, line) in lines.iter().enumerate() {
            for (at, choice) in kept.iter().enumerate() {
                let place = row * width + at;
                if !hidden[place] {
                    cells.set(*choice, columns, dimension, line, Cell::Count(grid.values[place]));
                }
            }
        }
    }
    cells
}

/// Where several choices may be made: each stands against those who answered and did not choose it, who are never told. A box
/// that is not ticked is no answer, and is not guarded.
///
/// # Errors
/// The choice that would show too much, and of which groups; none where it is not a matter of groups.
pub(super) fn many(
    columns: &Columns,
    asked: &Asked,
    groups: &[Vec<bool>],
    withheld: &[bool],
    threshold: u64,
) -> Result<Cells, (usize, Groups)> {
    let chosen = &asked.outcomes[CHOICES..];
    let mut cells = Cells::hidden(chosen.len(), columns);
    for (choice, counts) in chosen.iter().enumerate() {
        if withheld[choice] || small(counts[0], threshold) {
            continue;
        }
        single(columns, &asked.outcomes[ANSWERED], counts, groups, threshold, &mut cells, choice)
            .map_err(|lost| (choice, lost))?;
    }
    Ok(cells)
}

/// One thing that some of a known number said.
fn single(
    columns: &Columns,
    wholes: &[Count],
    counts: &[Count],
    groups: &[Vec<bool>],
    threshold: u64,
    cells: &mut Cells,
    choice: usize,
) -> Result<(), Groups> {
    for (dimension, groups) in groups.iter().enumerate() {
        let lines = lines(groups);
        let of = |counts: &[Count]| -> Vec<Count> {
            lines.iter().map(|l| l.count(columns, dimension, counts)).collect()
        };
        let (wholes, counts) = (of(wholes), of(counts));
        let duties =
            counts.iter().map(|count| if small(*count, threshold) { Duty::Guarded } else { Duty::Free });
        let hidden =
            against_rest(&counts, &wholes, duties.collect(), threshold).map_err(|rows| -> Groups {
                let alone = rows.iter().map(|row| &lines[*row]).filter(|line| matches!(line, Line::Group(_)));
                alone.flat_map(Line::groups).map(|group| (dimension, *group)).collect()
            })?;
        for ((line, count), hidden) in lines.iter().zip(&counts).zip(hidden) {
            if !hidden {
                cells.set(choice, columns, dimension, line, Cell::Count(count.units));
            }
        }
    }
    cells.own[choice][0] = Cell::Count(counts[0].units);
    Ok(())
}

/// One thing that some of a known number said, or nothing of it.
pub(super) fn alone(
    columns: &Columns,
    wholes: &[Count],
    counts: &[Count],
    groups: &[Vec<bool>],
    threshold: u64,
) -> Cells {
    let mut cells = Cells::hidden(1, columns);
    let told = !small(counts[0], threshold)
        && single(columns, wholes, counts, groups, threshold, &mut cells, 0).is_ok();
    if told { cells } else { Cells::hidden(1, columns) }
}

/// The rows of a question, with those that say who chose something under a heading.
pub(super) fn rows(
    columns: &Columns,
    asked: &Asked,
    cells: &Cells,
    table: &[Column],
    groups: &[Vec<bool>],
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, choice) in asked.choices.iter().enumerate() {
        let first = !choice.heading.is_empty() && rows.iter().all(|row| row.heading != choice.heading);
        let under = asked.any_under.iter().find(|(heading, _)| first && *heading == choice.heading);
        if let Some((heading, counts)) = under {
            let members = (0..asked.choices.len()).filter(|at| asked.choices[*at].heading == *heading);
            let open = |member: usize| {
                let visible = table.iter().filter(|column| column.shown);
                visible.into_iter().all(|column| cells.cell(member, columns, column) != Cell::Hidden)
            };
            if members.clone().count() > 1 && members.clone().all(open) {
                rows.push(Row {
                    code: String::new(),
                    label: String::new(),
                    heading: heading.clone(),
                    kind: RowKind::AnyUnder,
                    cells: table.iter().map(|column| plain(columns, counts, column, groups)).collect(),
                });
            }
        }
        rows.push(Row {
            code: choice.named.code.clone(),
            label: choice.named.label.clone(),
            heading: choice.heading.clone(),
            kind: RowKind::Choice,
            cells: table.iter().map(|column| cells.cell(at, columns, column)).collect(),
        });
    }
    rows
}

/// A count as it is, where the column is shown.
pub(super) fn plain(columns: &Columns, counts: &[Count], column: &Column, groups: &[Vec<bool>]) -> Cell {
    match &column.over {
        Over::All => Cell::Count(counts[0].units),
        Over::Group { dimension, group } if groups[*dimension][*group] => {
            Cell::Count(counts[columns.at(*dimension, *group)].units)
        }
        Over::Group { .. } => Cell::Hidden,
        Over::Rest { dimension, groups } => {
            Cell::Count(groups.iter().map(|group| counts[columns.at(*dimension, *group)].units).sum())
        }
    }
}
