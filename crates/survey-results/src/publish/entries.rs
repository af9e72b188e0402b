// SPDX-License-Identifier: EUPL-1.2
//! Entries of a repeated group: who gave how many, and which groups show how many there are.

use super::choices;
use super::groups::{self, Groups, Line, Shown, columns, lines, small};
use crate::layout;
use crate::model::{Cell, Column, Over, Repeat, Row, RowKind};
use crate::tally::{Columns, Count, MANY_ENTRIES, Tally, Turns};

/// Who gave any entry.
pub(super) struct Gave {
    table: Vec<Column>,
    cells: choices::Cells,
}

impl Gave {
    pub(super) fn of(tally: &Tally, turns: &Turns, shown: &[Vec<bool>], threshold: u64) -> Self {
        let over = &tally.columns;
        let any = |column: usize| groups::merged(turns.given[1..].iter().map(|counts| counts[column]), false);
        let any: Vec<Count> = (0..over.width()).map(any).collect();
        let cells = choices::alone(over, &tally.counted, &any, shown, threshold);
        Self { table: columns(over, shown, &tally.counted), cells }
    }

    /// How many gave any, in a column of the respondents, where it is told.
    fn some(&self, over: &Columns, column: &Column) -> Cell {
        self.cells.cell(0, over, column)
    }

    /// How many in a line gave any and therefore one at least, where it is told.
    fn least(&self, over: &Columns, dimension: usize, line: &Line) -> u64 {
        let same = |column: &&Column| match (&column.over, line) {
            (Over::Group { dimension: of, group }, Line::Group(wanted)) => {
                *of == dimension && group == wanted
            }
            (Over::Rest { dimension: of, .. }, Line::Rest(_)) => *of == dimension,
            _ => false,
        };
        let column = self.table.iter().find(same);
        column.and_then(|column| self.some(over, column).count()).unwrap_or(0)
    }

    /// Which groups show how many entries they gave. Nothing where how many entries a group has that is too small could be
    /// worked out, because each of those who gave any gave one at least.
    pub(super) fn groups(
        &self,
        tally: &Tally,
        turns: &Turns,
        own: &[Vec<bool>],
        demoted: &Groups,
        threshold: u64,
    ) -> Option<Shown> {
        let over = &turns.columns;
        let mut found = Shown::new();
        for (dimension, known) in over.dimensions.iter().enumerate() {
            let all = vec![true; known.groups.len()];
            let lines = lines(own.get(dimension).unwrap_or(&all));
            let (mut room, mut few, mut guarded) = (Vec::new(), Vec::new(), Vec::new());
            for line in &lines {
                let count = line.count(over, dimension, &turns.entries);
                room.push(count.units.saturating_sub(self.least(&tally.columns, dimension, line)));
                few.push(small(count, threshold));
                let out = match line {
                    Line::Group(group) => count.units > 0 && demoted.contains(&(dimension, *group)),
                    Line::Rest(_) => false,
                };
                guarded.push(small(count, threshold) || out);
            }
            // Where a group cannot be hidden well that only a question asks to hide, it stays, and the question goes.
            let apart = spread(&room, guarded, threshold).or_else(|| spread(&room, few, threshold))?;
            let mut flags = vec![false; known.groups.len()];
            for (line, apart) in lines.iter().zip(apart) {
                if let Line::Group(group) = line {
                    flags[*group] = !apart;
                }
            }
            found.push(flags);
        }
        Some(found)
    }

    /// How many respondents gave how many entries. `own` are the groups that show how many entries there are; nothing where
    /// not even all together do.
    pub(super) fn repeat(
        &self,
        known: &layout::Repeat,
        tally: &Tally,
        turns: &Turns,
        shown: &[Vec<bool>],
        own: Option<Shown>,
        threshold: u64,
    ) -> Repeat {
        let (over, table) = (&tally.columns, &self.table);
        let few = small(tally.counted[0], threshold);
        let respondents = table.iter().map(|column| match column.over {
            Over::All if few => Cell::Hidden,
            _ => choices::plain(over, &tally.counted, column, shown),
        });
        let respondents: Vec<Cell> = respondents.collect();
        let row = |code: String, cells: Vec<Cell>| Row {
            code,
            label: String::new(),
            heading: String::new(),
            kind: RowKind::Entries,
            cells,
        };
        let rows = if self.one_by_one(over, turns, shown, own.as_ref(), threshold) {
            let rows = turns.given.iter().enumerate().map(|(number, counts)| {
                let cells = table.iter().map(|column| choices::plain(over, counts, column, shown));
                let more = if number == MANY_ENTRIES { "+" } else { "" };
                row(format!("{number}{more}"), cells.collect())
            });
            rows.collect()
        } else {
            let some: Vec<Cell> = table.iter().map(|column| self.some(over, column)).collect();
            let none = respondents.iter().zip(&some).map(|(whole, some)| match (whole, some) {
                (Cell::Count(whole), Cell::Count(some)) => Cell::Count(whole - some),
                _ => Cell::Hidden,
            });
            vec![row("0".to_owned(), none.collect()), row("1+".to_owned(), some)]
        };
        let told = own.is_some() && self.some(over, &table[0]) != Cell::Hidden;
        Repeat {
            path: known.path.clone(),
            label: known.label.clone(),
            section: known.section.clone(),
            columns: table.clone(),
            respondents,
            rows,
            entries: if told { Cell::Count(turns.entries[0].units) } else { Cell::Hidden },
        }
    }

    /// Whether numbers are told one by one: none is small, and none gives away how many entries a group has that does not
    /// show it.
    fn one_by_one(
        &self,
        over: &Columns,
        turns: &Turns,
        shown: &[Vec<bool>],
        own: Option<&Shown>,
        threshold: u64,
    ) -> bool {
        let Some(own) = own else { return false };
        let told =
            |(shown, own): (&Vec<bool>, &Vec<bool>)| shown.iter().zip(own).all(|(shown, own)| *own || !shown);
        let line = |counts: &[Count], column: &Column| match &column.over {
            Over::All => counts[0],
            Over::Group { dimension, group } => counts[over.at(*dimension, *group)],
            Over::Rest { dimension, groups } => Line::Rest(groups.clone()).count(over, *dimension, counts),
        };
        let none_small = turns.given.iter().all(|counts| {
            let mut visible = self.table.iter().filter(|column| column.shown);
            visible.all(|column| !small(line(counts, column), threshold))
        });
        none_small && shown.iter().zip(own).all(told)
    }
}

/// Which counts are hidden whose sum is known, and of each of which a least is known: `room` is what they are more than that.
/// Nothing where they would not hide one another.
fn spread(room: &[u64], mut hidden: Vec<bool>, threshold: u64) -> Option<Vec<bool>> {
    if !hidden.contains(&true) {
        return Some(hidden);
    }
    let mut others: Vec<usize> = (0..room.len()).filter(|at| !hidden[*at] && room[*at] > 0).collect();
    others.sort_by_key(|at| std::cmp::Reverse((room[*at], *at)));
    loop {
        let count = hidden.iter().filter(|hidden| **hidden).count() as u64;
        let sum: u64 = room.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(room, _)| room).sum();
        if count > 1 && sum >= threshold + count {
            return Some(hidden);
        }
        hidden[others.pop()?] = true;
    }
}
