// SPDX-License-Identifier: EUPL-1.2
//! From what was counted to what may be shown.

mod base;
mod choices;
mod entries;
mod groups;
mod question;
#[cfg(test)]
mod tests;

use entries::Gave;
use groups::{Groups, Shown, columns, levels, small};
use question::Frame;

use crate::layout::Layout;
use crate::model::{
    Cell, Column, Kind, Matrix, Over, Population, Process, Question, Response, Standing, Unit,
};
use crate::tally::{Columns, Count, Tally};

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
                untold: few,
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
        let decide = |demoted: &Groups| gave.groups(tally, turns, &shown, demoted, threshold);
        let untold = few || small(turns.entries[0], threshold) || decide(&Groups::new()).is_none();
        let none = || turns.columns.dimensions.iter().map(|known| vec![false; known.groups.len()]).collect();
        let (own, _) = settle(
            layout,
            tally,
            &known.questions,
            &mut found,
            |demoted| {
                let frame = Frame {
                    columns: &turns.columns,
                    units: &turns.entries,
                    own: &[],
                    unit: Unit::Entries,
                    repeat: Some(&known.path),
                    untold,
                    threshold,
                };
                (decide(demoted).filter(|_| !untold).unwrap_or_else(none), Vec::new(), frame)
            },
            untold,
        );
        // Where no number of entries is told, none can be worked out from who gave how many.
        let own = (!untold).then_some(own);
        let result = gave.repeat(known, tally, turns, &shown, own, threshold);
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
