// SPDX-License-Identifier: EUPL-1.2
//! What the headings of a sheet mean: capital letters and spaces do not count, several words mean one column, and what
//! follows `::` is a language or a part (`label::Français (fr)`, `bind::relevant`).

use std::collections::HashMap;
use std::sync::Arc;

use crate::book::Sheet;
use crate::words::{Code, Problem};

/// What a sheet knows of headings.
pub(super) struct Known {
    /// The name of the sheet in the language.
    pub(super) sheet: &'static str,
    /// The column that a word means, in parts.
    pub(super) meaning: fn(&str) -> Option<&'static [&'static str]>,
    /// Words that are columns as they stand.
    pub(super) columns: &'static [&'static str],
    /// Those that a misspelt heading may mean.
    pub(super) worth_naming: &'static [&'static str],
}

impl Known {
    /// Whether a word is a column of the sheet.
    fn knows(&self, word: &str) -> bool {
        self.columns.contains(&word) || (self.meaning)(word).is_some()
    }
}

/// A heading, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) keys: Vec<String>,
    pub(super) title: String,
    /// As a person counts, from 1.
    pub(super) column: usize,
}

/// A cell that holds something.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) heading: Arc<Heading>,
    pub(super) value: String,
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) sheet: &'static str,
    pub(super) row: usize,
    pub(super) cells: Vec<Cell>,
}

/// A sheet whose headings are understood.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) headings: Vec<Arc<Heading>>,
    pub(super) lines: Vec<Line>,
    pub(super) problems: Vec<Problem>,
}

impl Line {
    /// The cell of a column without parts.
    pub(super) fn cell(&self, key: &str) -> Option<&Cell> {
        self.cells.iter().rfind(|c| matches!(c.heading.keys.as_slice(), [k] if k == key))
    }

    /// Its value.
    pub(super) fn one(&self, key: &str) -> Option<&str> {
        self.cell(key).map(|c| c.value.as_str())
    }

    /// The value of a part of a column, such as `bind` `relevant`.
    pub(super) fn part(&self, key: &str, part: &str) -> Option<&str> {
        self.cells
            .iter()
            .rfind(|c| matches!(c.heading.keys.as_slice(), [k, p] if k == key && p == part))
            .map(|c| c.value.as_str())
    }

    /// Whether the column holds anything, in any language or part.
    pub(super) fn has(&self, key: &str) -> bool {
        self.under(key).next().is_some()
    }

    /// Every cell of a column and of its parts.
    pub(super) fn under<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Cell> {
        self.cells.iter().filter(move |c| c.heading.keys.first().is_some_and(|k| k == key))
    }

    /// A problem on this row.
    pub(super) fn problem(&self, code: Code) -> Problem {
        Problem::new(code).sheet(self.sheet).row(self.row)
    }

    /// A problem in a column of this row, whose heading begins with the given keys.
    pub(super) fn problem_in(&self, code: Code, keys: &[&str]) -> Problem {
        let found = self.cells.iter().find(|c| {
            c.heading.keys.len() >= keys.len() && c.heading.keys.iter().zip(keys).all(|(a, b)| a == b)
        });
        let problem = self.problem(code);
        match found {
            Some(cell) => problem.column(cell.heading.column, &cell.heading.title),
            None => problem,
        }
    }
}

impl Table {
    /// The place of a column of which a row has no cell.
    pub(super) fn heading(&self, key: &str) -> Option<&Arc<Heading>> {
        self.headings.iter().find(|h| h.keys.first().is_some_and(|k| k == key))
    }

    /// Points at the column, where a row lacks a value.
    pub(super) fn lacking(&self, line: &Line, code: Code, key: &str) -> Problem {
        match self.heading(key) {
            Some(heading) => line.problem(code).column(heading.column, &heading.title),
            None => line.problem(code),
        }
    }
}

/// Words joined by `_`, in small letters.
pub(super) fn snake(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// Whether a column holds what people read: it stays as it was written, quotes and apostrophes too.
fn is_read(known: &Known, keys: &[String]) -> bool {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["label" | "hint" | "guidance_hint" | "form_title" | "title", ..]
        | ["bind", "jr:constraintMsg" | "jr:requiredMsg", ..] => true,
        // The author's own columns of choices: headings, notes. Where a formula reads them they are made plain.
        [own, ..] => known.sheet == "choices" && !known.knows(own),
        [] => false,
    }
}

/// The curly quotes that word processors put are ordinary ones in a formula.
pub(crate) fn straight(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            c => c,
        })
        .collect()
}

/// Without the space around it, and with one space where there are several.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

/// Takes a heading apart. The flag says whether it is written as the language writes it.
fn taken_apart(known: &Known, heading: &str, double: bool) -> (Vec<String>, bool) {
    if known.columns.contains(&heading) && (known.meaning)(heading).is_none() {
        return (vec![heading.to_owned()], true);
    }
    let plain = snake(heading);
    if known.columns.contains(&plain.as_str()) && (known.meaning)(&plain).is_none() {
        let same = plain == heading;
        return (vec![plain], same);
    }
    let mut parts: Vec<String> = if double || heading.contains("::") {
        heading.split("::").map(|p| p.trim().to_owned()).collect()
    } else {
        // A single colon is also what parts a prefix from its name: `jr:count` is one word.
        let mut parts: Vec<String> = heading.split(':').map(|p| p.trim().to_owned()).collect();
        if let Some(at) = parts.iter().position(|p| p == "jr")
            && at + 1 < parts.len()
        {
            let name = parts.remove(at + 1);
            parts[at] = format!("jr:{name}");
        }
        parts
    };
    let first = snake(&parts[0]);
    if let Some(meant) = (known.meaning)(&first) {
        let same = meant.len() == 1 && meant[0] == heading;
        parts.splice(0..1, meant.iter().map(|m| (*m).to_owned()));
        return (parts, same);
    }
    if known.columns.contains(&first.as_str()) {
        let same = first == heading;
        parts[0] = first;
        return (parts, same);
    }
    (parts, true)
}

/// Columns that are the author's own and look like one of the language, misspelt: what stands in them would count for
/// nothing, and nobody would know.
pub(super) fn misspelt(known: &Known, table: &Table) -> Vec<Problem> {
    /// Words of four letters have many neighbours.
    const LONG: usize = 5;
    let mut found = Vec::new();
    for heading in &table.headings {
        let word = heading.keys.first().map(|key| snake(key)).unwrap_or_default();
        if known.knows(&word) || word.contains(':') {
            continue;
        }
        let near = |wanted: &&&str| {
            let most = if wanted.chars().count() < LONG { 1 } else { 2 };
            !table.headings.iter().any(|other| other.title == ***wanted)
                && super::distance(&word, wanted) <= most
        };
        if let Some(similar) = known.worth_naming.iter().find(near) {
            let problem = Problem::new(Code::UnknownColumn).sheet(known.sheet).row(1);
            let problem = problem.column(heading.column, &heading.title).with("heading", &heading.title);
            found.push(problem.with("similar", similar));
        }
    }
    found
}

/// Understands the headings of a sheet and gathers its rows.
pub(super) fn table(known: &Known, sheet: &Sheet, collapse: bool) -> Table {
    let mut table = Table::default();
    let double = sheet.headings.iter().any(|h| h.contains("::"));
    let mut seen: HashMap<Vec<String>, String> = HashMap::new();
    let mut by_title: HashMap<&str, Arc<Heading>> = HashMap::new();
    let mut columns: Vec<Option<Arc<Heading>>> = Vec::with_capacity(sheet.headings.len());
    for (at, title) in sheet.headings.iter().enumerate() {
        if title.is_empty() {
            columns.push(None);
            continue;
        }
        if let Some(heading) = by_title.get(title.as_str()) {
            columns.push(Some(Arc::clone(heading)));
            continue;
        }
        let (keys, same) = taken_apart(known, title, double);
        if let Some(other) = seen.get(&keys)
            && !same
        {
            let problem = Problem::new(Code::SameHeading).sheet(known.sheet).row(1).column(at + 1, title);
            table.problems.push(problem.with("other", other).with("heading", title));
        }
        seen.insert(keys.clone(), title.clone());
        let heading = Arc::new(Heading { keys, title: title.clone(), column: at + 1 });
        by_title.insert(title, Arc::clone(&heading));
        table.headings.push(Arc::clone(&heading));
        columns.push(Some(heading));
    }
    for (row, cells) in &sheet.rows {
        let mut line = Line { sheet: known.sheet, row: *row, cells: Vec::new() };
        for (heading, value) in columns.iter().zip(cells) {
            if let (Some(heading), false) = (heading, value.is_empty()) {
                let value = if is_read(known, &heading.keys) { value.clone() } else { straight(value) };
                let value = if collapse { tidy(&value) } else { value };
                line.cells.push(Cell { heading: Arc::clone(heading), value });
            }
        }
        table.lines.push(line);
    }
    table
}
