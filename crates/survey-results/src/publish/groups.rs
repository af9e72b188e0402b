// SPDX-License-Identifier: EUPL-1.2
//! Which groups are shown by themselves, and the rows that a table has then.

use std::collections::BTreeSet;

use crate::model::{Column, Over};
use crate::suppress::{Duty, Grid, parts};
use crate::tally::{Columns, Count, Tally};

/// For each dimension, which of its groups are shown by themselves.
pub(super) type Shown = Vec<Vec<bool>>;
/// Groups, each of a dimension.
pub(super) type Groups = BTreeSet<(usize, usize)>;

/// A row of a table with known totals: a group that is shown, or the others together.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Group(usize),
    Rest(Vec<usize>),
}

impl Line {
    pub(super) fn groups(&self) -> &[usize] {
        match self {
            Self::Group(group) => std::slice::from_ref(group),
            Self::Rest(groups) => groups,
        }
    }

    pub(super) fn count(&self, columns: &Columns, dimension: usize, counts: &[Count]) -> Count {
        let counts = self.groups().iter().map(|group| counts[columns.at(dimension, *group)]);
        merged(counts, dimension >= columns.overlap_from)
    }
}

/// Several counts as one. Where one respondent may be in several of them (`overlap`), it is safe to say too few respondents.
pub(super) fn merged(counts: impl Iterator<Item = Count>, overlap: bool) -> Count {
    let mut sum = Count::default();
    for count in counts {
        sum.units += count.units;
        sum.people = if overlap { sum.people.max(count.people) } else { sum.people + count.people };
    }
    sum
}

/// Whether a count must not be shown.
pub(super) fn small(count: Count, threshold: u64) -> bool {
    count.units > 0 && count.people < threshold
}

/// The rows of a dimension.
pub(super) fn lines(shown: &[bool]) -> Vec<Line> {
    let (own, rest): (Vec<usize>, Vec<usize>) = (0..shown.len()).partition(|group| shown[*group]);
    let rest = (!rest.is_empty()).then_some(Line::Rest(rest));
    own.into_iter().map(Line::Group).chain(rest).collect()
}

/// The columns of a table: all, then for each dimension its groups and those that are not shown, together.
pub(super) fn columns(columns: &Columns, shown: &[Vec<bool>], units: &[Count]) -> Vec<Column> {
    let mut all = vec![Column { over: Over::All, label: String::new(), shown: true }];
    for (dimension, known) in columns.dimensions.iter().enumerate() {
        let flags = &shown[dimension];
        all.extend(known.groups.iter().enumerate().map(|(group, named)| Column {
            over: Over::Group { dimension, group },
            label: named.label.clone(),
            shown: flags[group],
        }));
        let apart: Vec<usize> = (0..flags.len()).filter(|group| !flags[*group]).collect();
        let some_shown = (0..flags.len()).any(|g| flags[g] && units[columns.at(dimension, g)].units > 0);
        if !apart.is_empty() && some_shown {
            let over = Over::Rest { dimension, groups: apart };
            all.push(Column { over, label: String::new(), shown: true });
        }
    }
    all
}

/// Who was asked and who answered: which groups show how many were asked, and which how many answered.
pub(super) struct Levels {
    pub(super) invited: Shown,
    pub(super) counted: Shown,
}

/// Decides it. `demoted` are groups that show nothing, because something else would show too much of them.
pub(super) fn levels(tally: &Tally, threshold: u64, demoted: &Groups) -> Levels {
    let columns = &tally.columns;
    let mut found = Levels { invited: Vec::new(), counted: Vec::new() };
    for (dimension, known) in columns.dimensions.iter().enumerate() {
        let groups = 0..known.groups.len();
        let mut hidden: BTreeSet<usize> = BTreeSet::new();
        loop {
            let invited = groups.clone().map(|group| tally.invited[columns.at(dimension, group)]);
            let invited: Vec<Count> = invited.collect();
            let values: Vec<u64> = invited.iter().map(|count| count.units).collect();
            let guarded: Vec<bool> = groups
                .clone()
                .map(|group| small(invited[group], threshold) || hidden.contains(&group))
                .collect();
            let apart = parts(&values, &guarded, threshold);
            let shown: Vec<bool> = apart.iter().map(|apart| !apart).collect();
            let lines = lines(&shown);
            let counts = |of: &[Count]| -> Vec<Count> {
                lines.iter().map(|l| l.count(columns, dimension, of)).collect()
            };
            let (asked, counted) = (counts(&tally.invited), counts(&tally.counted));
            let out = |line: &Line| line.groups().iter().any(|group| demoted.contains(&(dimension, *group)));
            let duties = lines.iter().zip(&counted).map(|(line, count)| {
                let own = matches!(line, Line::Group(_)) && out(line) && count.units > 0;
                if small(*count, threshold) || own { Duty::Guarded } else { Duty::Free }
            });
            match against_rest(&counted, &asked, duties.collect(), threshold) {
                Ok(apart) => {
                    let mut counted = vec![false; known.groups.len()];
                    for (line, apart) in lines.iter().zip(apart) {
                        if let Line::Group(group) = line {
                            counted[*group] = !apart;
                        }
                    }
                    found.invited.push(shown);
                    found.counted.push(counted);
                    break;
                }
                Err(rows) => {
                    let before = hidden.len();
                    hidden.extend(rows.iter().flat_map(|row| lines[*row].groups()));
                    if hidden.len() == before {
                        found.invited.push(vec![false; known.groups.len()]);
                        found.counted.push(vec![false; known.groups.len()]);
                        break;
                    }
                }
            }
        }
    }
    found
}

/// Hides counts, each of a known whole, whose sum is known, and of which the rest is never shown.
pub(super) fn against_rest(
    counts: &[Count],
    wholes: &[Count],
    duties: Vec<Duty>,
    threshold: u64,
) -> Result<Vec<bool>, Vec<usize>> {
    if !duties.contains(&Duty::Guarded) {
        return Ok(vec![false; counts.len()]);
    }
    let values =
        counts.iter().zip(wholes).flat_map(|(count, whole)| [count.units, whole.units - count.units]);
    let duties = duties.into_iter().flat_map(|duty| [duty, Duty::Unprinted]);
    let grid = Grid { rows: counts.len(), columns: 2, values: values.collect(), duties: duties.collect() };
    let hidden = grid.hide(threshold)?;
    Ok(hidden.chunks(2).map(|row| row[0]).collect())
}
