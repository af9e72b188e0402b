// SPDX-License-Identifier: EUPL-1.2
//! Results as plain tables of cells, for whoever writes a file of them.

use crate::model::{Cell, Column, Kind, Over, Question, Repeat, Response, RowKind, Standing};
use crate::words::Words;

/// What stands in a cell of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A count.
    Count(u64),
    /// A share, from 0 to 1.
    Share(f64),
    /// A number that somebody gave.
    Number(f64),
    /// Something that is not shown; the words that say so. It is a text in a file, never an empty cell and never 0.
    Hidden(String),
}

/// A table. The first row holds the headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What it is about.
    pub title: String,
    /// The rows, all of the same length.
    pub rows: Vec<Vec<Value>>,
    /// What must be read with it.
    pub notes: Vec<String>,
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn count(cell: Cell, words: &Words<'_>) -> Value {
    cell.count().map_or_else(|| Value::Hidden(words.hidden.to_owned()), Value::Count)
}

/// What a column is called.
pub(crate) fn heading(column: &Column, words: &Words<'_>) -> String {
    match column.over {
        Over::All => words.all.to_owned(),
        Over::Group { .. } => column.label.clone(),
        Over::Rest { .. } => words.rest.to_owned(),
    }
}

fn line(label: &str, cells: impl Iterator<Item = Value>) -> Vec<Value> {
    std::iter::once(text(label)).chain(cells).collect()
}

/// Who was asked and who answered, by column.
pub fn response_sheet(response: &Response, title: &str, words: &Words<'_>) -> Sheet {
    let columns = response.columns.iter().map(|column| text(&heading(column, words)));
    let cells = |cells: &[Cell]| -> Vec<Value> { cells.iter().map(|cell| count(*cell, words)).collect() };
    let mut rows = vec![
        line("", columns),
        line(words.invited, cells(&response.invited).into_iter()),
        line(words.counted, cells(&response.counted).into_iter()),
    ];
    let rate = |at| match (response.invited[at], response.rate(at)) {
        (Cell::Count(0), _) => Value::Empty,
        (_, rate) => rate.map_or_else(|| Value::Hidden(words.hidden.to_owned()), Value::Share),
    };
    rows.push(line(words.rate, (0..response.columns.len()).map(rate)));
    rows.push(line(words.late, cells(&response.late).into_iter()));
    rows.push(line(words.paper, cells(&response.paper).into_iter()));
    if let Some(process) = &response.process {
        for (label, counts) in [
            (words.waiting, &process.waiting),
            (words.started, &process.started),
            (words.silent_invited, &process.silent),
            (words.set_aside, &process.set_aside),
        ] {
            rows.push(line(label, counts.iter().map(|count| Value::Count(*count))));
        }
    }
    Sheet { title: title.to_owned(), rows, notes: Vec::new() }
}

/// A question: for each column its counts and their shares, then the bases and why answers are missing.
pub fn question_sheet(question: &Question, words: &Words<'_>) -> Sheet {
    let shares = matches!(question.kind, Kind::One | Kind::Many);
    let mut head = vec![Value::Empty];
    for column in &question.columns {
        let heading = heading(column, words);
        head.push(text(&heading));
        if shares {
            head.push(Value::Text(format!("{heading}, {}", words.share)));
        }
    }
    let mut rows = vec![head];
    for (at, row) in question.rows.iter().enumerate() {
        let mut cells = vec![text(&label(question, at, words))];
        for (column, cell) in row.cells.iter().enumerate() {
            cells.push(count(*cell, words));
            cells.push(match (question.share(at, column), question.base(column)) {
                (Some(share), _) => Value::Share(share),
                (None, Cell::Count(0)) => Value::Empty,
                (None, _) => Value::Hidden(words.hidden.to_owned()),
            });
        }
        rows.push(cells);
    }
    if question.kind == Kind::Number {
        rows.extend(figures(question, words));
    }
    let width = question.columns.len();
    let wide = |label: &str, cell: &dyn Fn(usize) -> Value| {
        let mut cells = vec![text(label)];
        for column in 0..width {
            cells.push(cell(column));
            if shares {
                cells.push(Value::Empty);
            }
        }
        cells
    };
    let bases = &question.bases;
    let base = |what: &str| format!("{} – {what}", words.base);
    let units = match question.unit {
        crate::model::Unit::Respondents => words.respondents,
        crate::model::Unit::Entries => words.entries,
    };
    rows.push(wide(&base(words.answered), &|at| count(bases.answered[at], words)));
    rows.push(wide(&base(words.asked), &|at| count(bases.asked(at), words)));
    rows.push(wide(&base(units), &|at| count(bases.units[at], words)));
    rows.push(wide(words.silent, &|at| count(bases.silent[at], words)));
    rows.push(wide(words.not_put, &|at| count(bases.not_put[at], words)));
    let missing = &question.missing;
    for (label, cell) in [
        (words.unanswered, missing.unanswered),
        (words.declined, missing.declined),
        (words.unknown, missing.unknown),
        (words.not_relevant, missing.not_relevant),
        (words.not_asked, missing.not_asked),
    ] {
        rows.push(wide(label, &|at| if at == 0 { count(cell, words) } else { Value::Empty }));
    }
    let mut notes = Vec::new();
    match question.standing {
        Standing::Shown => {}
        Standing::TooFew => notes.push(words.too_few.to_owned()),
        Standing::Depends => notes.push(words.depends.to_owned()),
    }
    if question.kind == Kind::Many {
        notes.push(words.several.to_owned());
    }
    Sheet { title: question.label.clone(), rows, notes }
}

/// What a row of a question is called.
pub(crate) fn label(question: &Question, row: usize, words: &Words<'_>) -> String {
    let Some(row) = question.rows.get(row) else { return String::new() };
    match row.kind {
        RowKind::AnyUnder => format!("{} – {}", row.heading, words.at_least_one),
        _ if row.label.is_empty() => row.code.clone(),
        _ => row.label.clone(),
    }
}

fn figures(question: &Question, words: &Words<'_>) -> Vec<Vec<Value>> {
    let told =
        |value: Option<f64>| value.map_or_else(|| Value::Hidden(words.hidden.to_owned()), Value::Number);
    let all = &question.figures;
    vec![
        line(words.median, all.iter().map(|figures| told(figures.median))),
        line(words.lower_quartile, all.iter().map(|figures| told(figures.quartiles.map(|q| q.0)))),
        line(words.upper_quartile, all.iter().map(|figures| told(figures.quartiles.map(|q| q.1)))),
        line(words.least, all.iter().map(|figures| told(figures.least))),
        line(words.most, all.iter().map(|figures| told(figures.most))),
    ]
}

/// How many respondents gave how many entries.
pub fn repeat_sheet(repeat: &Repeat, words: &Words<'_>) -> Sheet {
    let columns = repeat.columns.iter().map(|column| text(&heading(column, words)));
    let mut rows = vec![line("", columns)];
    for row in &repeat.rows {
        let label = match row.code.as_str() {
            "0" => words.none,
            "1+" => words.one_or_more,
            code => code,
        };
        rows.push(line(label, row.cells.iter().map(|cell| count(*cell, words))));
    }
    let base = format!("{} – {}", words.base, words.respondents);
    rows.push(line(&base, repeat.respondents.iter().map(|cell| count(*cell, words))));
    let only = |at: usize| if at == 0 { count(repeat.entries, words) } else { Value::Empty };
    rows.push(line(words.entries, (0..repeat.columns.len()).map(only)));
    Sheet { title: repeat.label.clone(), rows, notes: Vec::new() }
}
