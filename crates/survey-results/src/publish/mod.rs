// SPDX-License-Identifier: EUPL-1.2
//! From what was counted to what may be shown.

mod base;
mod choices;
mod groups;
mod question;
#[cfg(test)]
mod tests;

use groups::{Groups, Shown, columns, levels, lines, small};
use question::Frame;

use crate::layout::{self, Layout};
use crate::model::{
    Cell, Column, Kind, Matrix, Over, Population, Process, Question, Repeat, Response, Row, RowKind,
    Standing, Unit,
};
use crate::tally::{Columns, Count, MANY_ENTRIES, Tally, Turns};

/// Everything that may be shown of one population.
pub(crate) fn publish(layout: &Layout, tally: &Tally, threshold: u64) -> Population {
    let mut found: Vec<Option<Question>> = vec![None; layout.questions.len()];
    let own: Vec<usize> = (0..found.len()).filter(|at| layout.questions[*at].repeat.is_none()).collect();
    let few = small(tally.counted[0], threshold);
    let (shown, invited) = settle(
        layout,
        tally,
        &own,
        &mut found,
        |demoted| {
            let levels = levels(tally, threshold, demoted);
            let frame = Frame {
                columns: &tally.columns,
                units: &tally.counted,
                own: &[],
                unit: Unit::Respondents,
                repeat: None,
                threshold,
            };
            (levels.counted, levels.invited, frame)
        },
        few,
    );
    let mut repeats = Vec::new();
    for (at, known) in layout.repeats.iter().enumerate() {
        let turns = &tally.repeats[at];
        let gave = Gave::of(tally, turns, &shown, threshold);
        let few = few || small(turns.entries[0], threshold);
        let (own, _) = settle(
            layout,
            tally,
            &known.questions,
            &mut found,
            |demoted| {
                let own = entries_shown(tally, turns, &shown, &gave.some, demoted, threshold);
                let frame = Frame {
                    columns: &turns.columns,
                    units: &turns.entries,
                    own: &[],
                    unit: Unit::Entries,
                    repeat: Some(&known.path),
                    threshold,
                };
                (own, Vec::new(), frame)
            },
            few,
        );
        let result = repeat(known, tally, turns, &gave, &shown, &own, threshold);
        repeats.push(result);
    }
    Population {
        response: response(tally, &shown, &invited, threshold),
        questions: found.into_iter().flatten().collect(),
        repeats,
        matrices: layout
            .matrices
            .iter()
            .map(|matrix| Matrix {
                label: matrix.label.clone(),
                section: matrix.section.clone(),
                questions: matrix.questions.clone(),
            })
            .collect(),
    }
}

/// Decides questions over one kind of unit. A group of which a question would show too much is not shown at all, and
/// everything is decided anew.
fn settle<'a>(
    layout: &Layout,
    tally: &Tally,
    questions: &[usize],
    found: &mut [Option<Question>],
    mut frame: impl FnMut(&Groups) -> (Shown, Shown, Frame<'a>),
    few: bool,
) -> (Shown, Shown) {
    let mut demoted = Groups::new();
    'again: loop {
        let (own, invited, like) = frame(&demoted);
        let frame = Frame { own: &own, ..like };
        for at in questions {
            let (known, asked) = (&layout.questions[*at], &tally.questions[*at]);
            if few {
                found[*at] = Some(question::nothing(&frame, known, asked, Standing::TooFew));
                continue;
            }
            let Some(withheld) = depending(&known.depends, found, &own) else {
                found[*at] = Some(question::nothing(&frame, known, asked, Standing::Depends));
                continue;
            };
            match question::question(&frame, known, asked, &withheld) {
                Ok(result) => found[*at] = Some(result),
                Err(groups) => {
                    let before = demoted.len();
                    demoted.extend(&groups);
                    if demoted.len() == before {
                        // No group by itself can be told of; then no group of the dimension is.
                        for (dimension, _) in groups {
                            demoted.extend((0..own[dimension].len()).map(|group| (dimension, group)));
                        }
                    }
                    if demoted.len() == before {
                        found[*at] = Some(question::nothing(&frame, known, asked, Standing::TooFew));
                        continue;
                    }
                    continue 'again;
                }
            }
        }
        return (own, invited);
    }
}

/// The groups in which something is hidden of the questions that decide who is asked; nothing where it is hidden over all.
fn depending(depends: &[usize], found: &[Option<Question>], own: &[Vec<bool>]) -> Option<Groups> {
    let mut groups = Groups::new();
    for question in depends.iter().filter_map(|at| found[*at].as_ref()) {
        if question.unit == Unit::Entries || matches!(question.kind, Kind::Number | Kind::Text) {
            continue;
        }
        if question.standing != Standing::Shown
            || question.rows.iter().any(|row| row.cells[0] == Cell::Hidden)
        {
            return None;
        }
        for (column, at) in question.columns.iter().zip(0..) {
            let hidden = question.rows.iter().any(|row| row.cells[at] == Cell::Hidden);
            if let (Over::Group { dimension, group }, true) = (&column.over, hidden)
                && own[*dimension][*group]
            {
                groups.insert((*dimension, *group));
            }
        }
    }
    Some(groups)
}

/// Which groups show how many entries they gave. `some` tells for each column how many gave any, where that is shown: each
/// of them gave one at least.
fn entries_shown(
    tally: &Tally,
    turns: &Turns,
    own: &[Vec<bool>],
    some: &[Cell],
    demoted: &Groups,
    threshold: u64,
) -> Shown {
    let mut found = Shown::new();
    for (dimension, known) in turns.columns.dimensions.iter().enumerate() {
        let of_respondents = dimension < tally.columns.dimensions.len();
        let visible: Vec<bool> =
            if of_respondents { own[dimension].clone() } else { vec![true; known.groups.len()] };
        let lines = lines(&visible);
        let counts: Vec<Count> =
            lines.iter().map(|line| line.count(&turns.columns, dimension, &turns.entries)).collect();
        let given = |line: &groups::Line| match line {
            groups::Line::Group(group) if of_respondents => some[tally.columns.at(dimension, *group)].count(),
            _ => None,
        };
        let room: Vec<u64> = lines
            .iter()
            .zip(&counts)
            .map(|(l, count)| count.units - given(l).unwrap_or(0).min(count.units))
            .collect();
        let few: Vec<bool> = counts.iter().map(|count| small(*count, threshold)).collect();
        let out = |line: &groups::Line| match line {
            groups::Line::Group(group) => demoted.contains(&(dimension, *group)),
            groups::Line::Rest(_) => false,
        };
        let guarded = lines
            .iter()
            .zip(&counts)
            .zip(&few)
            .map(|((line, count), few)| *few || out(line) && count.units > 0);
        // Where a group cannot be hidden well that only a question asks to hide, it stays, and the question goes.
        let apart = spread(&room, guarded.collect(), threshold).or_else(|| spread(&room, few, threshold));
        let apart = apart.unwrap_or_else(|| vec![true; lines.len()]);
        let mut flags = vec![false; known.groups.len()];
        for (line, apart) in lines.iter().zip(apart) {
            if let groups::Line::Group(group) = line {
                flags[*group] = !apart;
            }
        }
        found.push(flags);
    }
    found
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

/// Who gave any entry.
struct Gave {
    all: choices::Cells,
    table: Vec<Column>,
    /// For each column of the respondents, where it is shown.
    some: Vec<Cell>,
}

impl Gave {
    fn of(tally: &Tally, turns: &Turns, shown: &[Vec<bool>], threshold: u64) -> Self {
        let over = &tally.columns;
        let table = columns(over, shown, &tally.counted);
        let any = |column: usize| groups::merged(turns.given[1..].iter().map(|counts| counts[column]), false);
        let any: Vec<Count> = (0..over.width()).map(any).collect();
        let all = choices::alone(over, &tally.counted, &any, shown, threshold);
        let mut some = vec![Cell::Hidden; over.width()];
        for column in &table {
            if let Over::Group { dimension, group } = column.over {
                some[over.at(dimension, group)] = all.cell(0, over, column);
            }
        }
        Self { all, table, some }
    }
}

/// How many respondents gave how many entries. `own` are the groups that show how many entries there are.
fn repeat(
    known: &layout::Repeat,
    tally: &Tally,
    turns: &Turns,
    gave: &Gave,
    shown: &[Vec<bool>],
    own: &[Vec<bool>],
    threshold: u64,
) -> Repeat {
    let (over, table) = (&tally.columns, &gave.table);
    let line = |counts: &[Count], column: &Column| match &column.over {
        Over::All => counts[0],
        Over::Group { dimension, group } => counts[over.at(*dimension, *group)],
        Over::Rest { dimension, groups } => {
            groups::Line::Rest(groups.clone()).count(over, *dimension, counts)
        }
    };
    let row = |code: String, cells: Vec<Cell>| Row {
        code,
        label: String::new(),
        heading: String::new(),
        kind: RowKind::Entries,
        cells,
    };
    let few = small(tally.counted[0], threshold);
    let respondents: Vec<Cell> = table
        .iter()
        .map(|column| match column.over {
            Over::All if few => Cell::Hidden,
            _ => choices::plain(over, &tally.counted, column, shown),
        })
        .collect();
    // Told one number at a time, they would give away how many entries there are in a group that does not show it.
    let told_anyway =
        shown.iter().zip(own).all(|(shown, own)| shown.iter().zip(own).all(|(shown, own)| *own || !shown));
    let none_small = turns.given.iter().all(|counts| {
        let mut visible = table.iter().filter(|column| column.shown);
        visible.all(|column| !small(line(counts, column), threshold))
    });
    let rows = if told_anyway && none_small {
        let plus = |number: usize| if number == MANY_ENTRIES { "+" } else { "" };
        let rows = turns.given.iter().enumerate().map(|(number, counts)| {
            let cells = table.iter().map(|column| choices::plain(over, counts, column, shown));
            row(format!("{number}{}", plus(number)), cells.collect())
        });
        rows.collect()
    } else {
        let some: Vec<Cell> = table.iter().map(|column| gave.all.cell(0, over, column)).collect();
        let none = respondents.iter().zip(&some).map(|(whole, some)| match (whole, some) {
            (Cell::Count(whole), Cell::Count(some)) => Cell::Count(whole - some),
            _ => Cell::Hidden,
        });
        vec![row("0".to_owned(), none.collect()), row("1+".to_owned(), some)]
    };
    let untold =
        few || gave.all.cell(0, over, &table[0]) == Cell::Hidden || small(turns.entries[0], threshold);
    Repeat {
        path: known.path.clone(),
        label: known.label.clone(),
        section: known.section.clone(),
        columns: table.clone(),
        respondents,
        rows,
        entries: if untold { Cell::Hidden } else { Cell::Count(turns.entries[0].units) },
    }
}

fn response(tally: &Tally, counted: &[Vec<bool>], invited: &[Vec<bool>], threshold: u64) -> Response {
    let over: &Columns = &tally.columns;
    let table = columns(over, counted, &tally.counted);
    let few = small(tally.counted[0], threshold);
    let cells = |counts: &[Count], own: &[Vec<bool>]| -> Vec<Cell> {
        let cell = |column: &Column| match (&column.over, few) {
            (Over::All, true) => Cell::Hidden,
            _ => choices::plain(over, counts, column, own),
        };
        table.iter().map(cell).collect()
    };
    let part = |counts: &[Count]| -> Vec<Cell> {
        let cells = choices::alone(over, &tally.counted, counts, counted, threshold);
        table.iter().map(|column| if few { Cell::Hidden } else { cells.cell(0, over, column) }).collect()
    };
    let asked = table.iter().map(|column| match &column.over {
        Over::All if small(tally.invited[0], threshold) => Cell::Hidden,
        _ => choices::plain(over, &tally.invited, column, invited),
    });
    let plain = |counts: &[Count]| -> Vec<u64> {
        let count = |column: &Column| match choices::plain(over, counts, column, counted) {
            Cell::Count(count) => count,
            Cell::Hidden => 0,
        };
        table.iter().map(count).collect()
    };
    Response {
        invited: asked.collect(),
        counted: cells(&tally.counted, counted),
        late: part(&tally.late),
        paper: part(&tally.paper),
        process: (threshold <= 1).then(|| Process {
            waiting: plain(&tally.waiting),
            started: plain(&tally.started),
            silent: plain(&tally.silent),
            set_aside: plain(&tally.set_aside),
        }),
        columns: table,
    }
}
