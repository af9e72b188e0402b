// SPDX-License-Identifier: EUPL-1.2
//! What a form is, and how a workbook becomes one.
//!
//! [`check`] reads a workbook, tells everything that is wrong with it (not only the first thing), each with its sheet, row
//! and column, and gives the [`Form`] when nothing is. What it refuses and accepts is what the reference converter of the
//! language refuses and accepts; what cannot be used here although it is accepted is told as a warning.

mod choices;
mod dynamic;
mod entities;
mod finish;
mod formulas;
mod headings;
mod instances;
mod loops;
mod model;
mod names;
mod params;
mod question;
mod range;
mod references;
mod resolve;
mod rows;
mod select;
mod settings;
mod survey;
mod translations;
mod vocabulary;
pub mod xform;

#[cfg(test)]
mod tests;

pub use model::{
    Bind, Choice, Choices, Control, Default, Expression, External, Form, Kind, Language, List, Node, Piece,
    Question, Source, Text, UNNAMED, Walk, Wording,
};

pub(crate) use headings::straight;

use crate::book::Book;
use crate::words::{Code, Problem};

/// Groups stand inside one another at most so deep.
pub const DEEPEST: usize = 64;

/// What was found in a workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Whether it is a form.
    pub accepted: bool,
    /// The form, when it is one.
    pub form: Option<Form>,
    /// Why it is none: every reason, in the order of sheets and rows.
    pub errors: Vec<Problem>,
    /// What its author should know all the same.
    pub warnings: Vec<Problem>,
}

/// Verifies a workbook. The document of answers is called `data`, unless the settings name it.
pub fn check(book: &Book) -> Report {
    check_named(book, "data")
}

/// The same, with another name for the document of answers.
pub fn check_named(book: &Book, name: &str) -> Report {
    let mut report = Report { errors: book.problems.clone(), ..Report::default() };
    let form = survey::build(book, name, &mut report);
    report.errors.sort_by_key(|p| (sheet_order(&p.sheet), p.row, p.column));
    report.errors.dedup();
    report.warnings.sort_by_key(|p| (sheet_order(&p.sheet), p.row, p.column));
    report.warnings.dedup();
    report.accepted = report.errors.is_empty() && form.is_some();
    report.form = form.filter(|_| report.accepted);
    report
}

fn sheet_order(sheet: &str) -> usize {
    crate::book::MEANT.iter().position(|s| *s == sheet).map_or(0, |at| at + 1)
}

/// A sheet that is missing, and one whose name looks like its.
fn misspelt(book: &Book, wanted: &str) -> Option<Problem> {
    let similar = similar_sheet(book, wanted)?;
    Some(Problem::new(Code::SheetMisspelt).with("wanted", wanted).with("similar", &similar))
}

fn similar_sheet(book: &Book, wanted: &str) -> Option<String> {
    let similar = book.sheets.iter().find(|s| {
        !s.name.starts_with('_')
            && !crate::book::MEANT.contains(&s.name.as_str())
            && distance(&s.name.to_lowercase(), wanted) <= 2
    })?;
    Some(similar.name.clone())
}

/// How many letters must be put in, left out or changed to make one word of another.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}
