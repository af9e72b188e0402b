// SPDX-License-Identifier: EUPL-1.2
//! The charts of a question.

use super::stacked::MOST;
use super::{About, Bar, HeatRow, Stack, bars, heat, set, stacked};
use crate::model::{Cell, Kind, Over, Population, Question, RowKind, Standing};
use crate::sheet::{heading, label};
use crate::words::Words;

/// The shares of a question over all: bars. None where there is nothing to draw.
pub fn overall(question: &Question, id: &str, words: &Words<'_>) -> Option<String> {
    drawable(question).then(|| column(question, 0, id, &question.label, words))
}

/// The shares in each group of a dimension: bars that are each a whole where one choice of few is made, and silence is a
/// part; a table of shades for a long list; else small charts side by side. None where there is nothing to draw.
pub fn by_group(question: &Question, dimension: usize, id: &str, words: &Words<'_>) -> Option<String> {
    let columns: Vec<usize> = (0..question.columns.len())
        .filter(|at| match &question.columns[*at].over {
            Over::All => false,
            Over::Group { dimension: of, .. } | Over::Rest { dimension: of, .. } => *of == dimension,
        })
        .collect();
    if !drawable(question) || columns.is_empty() {
        return None;
    }
    // One part for silence, and one for what is not shown.
    if question.kind == Kind::One && question.rows.len() + 2 <= MOST {
        return Some(whole(question, &columns, id, words));
    }
    let columns: Vec<usize> = columns.into_iter().filter(|at| question.columns[*at].shown).collect();
    if question.rows.len() > LONG {
        return Some(shades(question, &columns, id, words));
    }
    let charts = columns.into_iter().map(|at| {
        let title = heading(&question.columns[at], words);
        format!(
            "<div class=\"mg-chart-set__one\"><p class=\"mg-chart-set__name\">{}</p>{}</div>",
            super::escaped(&title),
            column(question, at, &format!("{id}-{at}"), &title, words)
        )
    });
    Some(set(&charts.collect::<Vec<String>>()))
}

/// Longer lists are drawn as a table when groups are compared.
const LONG: usize = 8;

fn shades(question: &Question, columns: &[usize], id: &str, words: &Words<'_>) -> String {
    let heads = columns.iter().map(|at| {
        let base =
            question.base(*at).count().map_or_else(|| words.hidden.to_owned(), |base| base.to_string());
        format!("{} ({base})", heading(&question.columns[*at], words))
    });
    let rows = (0..question.rows.len()).map(|row| {
        let cells = columns.iter().map(|at| match question.share(row, *at) {
            Some(share) => (Some(share), (words.percent)(share)),
            None => (None, words.hidden.to_owned()),
        });
        HeatRow { label: label(question, row, words), cells: cells.collect() }
    });
    let description = format!("{} – {}", words.base, over(question, words));
    let about = About { id, title: &question.label, description: &description };
    heat(&about, &heads.collect::<Vec<String>>(), &rows.collect::<Vec<HeatRow>>())
}

fn over<'a>(question: &Question, words: &Words<'a>) -> &'a str {
    if question.kind == Kind::Many { words.asked } else { words.answered }
}

fn drawable(question: &Question) -> bool {
    question.standing == Standing::Shown && !question.rows.is_empty()
}

fn based(question: &Question, column: usize, words: &Words<'_>) -> String {
    let what = over(question, words);
    let base = question.base(column).count().map_or_else(|| words.hidden.to_owned(), |base| base.to_string());
    format!("{} – {what}{}{base}", words.base, words.colon)
}

fn column(question: &Question, at: usize, id: &str, title: &str, words: &Words<'_>) -> String {
    let all = question.rows.iter().enumerate().map(|(row, cells)| {
        let share = question.share(row, at);
        let said = match (cells.cells[at], share) {
            (Cell::Count(count), Some(share)) => format!("{count} ({})", (words.percent)(share)),
            (Cell::Count(count), None) => count.to_string(),
            (Cell::Hidden, _) => words.hidden.to_owned(),
        };
        let named = label(question, row, words);
        let indented = cells.kind == RowKind::Choice && !cells.heading.is_empty();
        let before = row.checked_sub(1).map_or("", |before| question.rows[before].heading.as_str());
        let begins = indented && cells.heading != before;
        Bar {
            heading: if begins { cells.heading.clone() } else { String::new() },
            label: if indented { format!("· {named}") } else { named },
            share,
            said,
        }
    });
    let description = based(question, at, words);
    let about = About { id, title, description: &description };
    bars(&about, &all.collect::<Vec<Bar>>())
}

fn whole(question: &Question, columns: &[usize], id: &str, words: &Words<'_>) -> String {
    let mut legend: Vec<String> = (0..question.rows.len()).map(|row| label(question, row, words)).collect();
    legend.push(words.silent.to_owned());
    let mut hides = false;
    let stacks: Vec<Stack> = columns
        .iter()
        .filter(|at| question.columns[**at].shown)
        .map(|at| {
            let mut said = Vec::new();
            let asked = question.bases.asked(*at).count().filter(|asked| *asked > 0);
            let mut cells: Vec<Cell> = question.rows.iter().map(|row| row.cells[*at]).collect();
            cells.push(question.bases.silent[*at]);
            let mut shares = Vec::new();
            for (cell, name) in cells.iter().zip(&legend) {
                let told = cell.count().map_or_else(|| words.hidden.to_owned(), |count| count.to_string());
                said.push(format!("{name}{}{told}", words.colon));
                if let Some(asked) = asked {
                    shares.push(cell.count().unwrap_or(0) as f64 / asked as f64);
                }
            }
            if asked.is_some() && cells.contains(&Cell::Hidden) {
                hides = true;
                shares.resize(cells.len(), 0.0);
                shares.push((1.0 - shares.iter().sum::<f64>()).max(0.0));
            }
            Stack { label: heading(&question.columns[*at], words), shares, said: said.join(" · ") }
        })
        .collect();
    if hides {
        legend.push(words.hidden.to_owned());
    }
    let description = format!("{} – {}", words.base, words.asked);
    stacked(&About { id, title: &question.label, description: &description }, &legend, &stacks, words.percent)
}

/// A table of the form, in one column of its questions, such as one type of partner: how often each choice was ticked in
/// each line. `dimension` and `group` say which column; none for all. None where nothing of it is shown.
pub fn matrix(
    population: &Population,
    matrix: usize,
    of: Option<(usize, usize)>,
    id: &str,
    words: &Words<'_>,
) -> Option<String> {
    let matrix = population.matrices.get(matrix)?;
    let lines: Vec<&Question> =
        matrix.questions.iter().filter_map(|at| population.questions.get(*at)).collect();
    let wanted = |over: &Over| match (over, of) {
        (Over::All, None) => true,
        (Over::Group { dimension, group }, Some(of)) => (*dimension, *group) == of,
        _ => false,
    };
    let first = lines.first()?;
    let place = |question: &Question| question.columns.iter().position(|column| wanted(&column.over));
    let heads: Vec<String> = (0..first.rows.len()).map(|row| label(first, row, words)).collect();
    let counts: Vec<Vec<Cell>> = lines
        .iter()
        .map(|line| {
            let at = place(line);
            let cell = |row: &crate::model::Row| {
                at.and_then(|at| row.cells.get(at).copied()).unwrap_or(Cell::Hidden)
            };
            line.rows.iter().map(cell).collect()
        })
        .collect();
    if counts.iter().flatten().all(|cell| *cell == Cell::Hidden) {
        return None;
    }
    let rows: Vec<HeatRow> = lines
        .iter()
        .zip(&counts)
        .map(|(line, counts)| {
            // The darker, the greater the share of all entries: tables of several groups can be compared.
            let whole =
                place(line).and_then(|at| line.bases.units.get(at)?.count()).unwrap_or(0).max(1) as f64;
            let cell = |cell: &Cell| match cell {
                Cell::Count(count) => (Some(*count as f64 / whole), count.to_string()),
                Cell::Hidden => (None, words.hidden.to_owned()),
            };
            HeatRow { label: line.label.clone(), cells: counts.iter().map(cell).collect() }
        })
        .collect();
    let name = place(first).map(|at| heading(&first.columns[at], words)).unwrap_or_default();
    let base = place(first).and_then(|at| first.bases.units.get(at)?.count());
    let base = base.map_or_else(|| words.hidden.to_owned(), |base| base.to_string());
    let description = format!("{} – {}{}{base}", words.base, words.entries, words.colon);
    Some(heat(&About { id, title: &name, description: &description }, &heads, &rows))
}
