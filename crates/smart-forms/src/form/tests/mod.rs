// SPDX-License-Identifier: EUPL-1.2
mod accepted;
mod any;
mod paths;
mod refused;
mod written;

use super::*;
use crate::book::{Format, read_as};
use crate::words::Lang;

/// A form of which only the rows of the survey are told, with two lists: `ouinon` and `echelle`.
pub(super) fn form(headings: &str, rows: &[&str]) -> String {
    let mut text = format!("| survey | |\n| | {} |\n", headings.replace(',', " |"));
    for row in rows {
        text.push_str(&format!("| | {row} |\n"));
    }
    text.push_str(
        "| choices | |\n| | list_name | name | label |\n| | ouinon | oui | Oui |\n| | ouinon | non | Non |\n\
         | | echelle | 1 | Jamais |\n| | echelle | 5 | Toujours |\n",
    );
    text
}

pub(super) fn report(text: &str) -> Report {
    check(&read_as(text.as_bytes(), Format::Markdown).unwrap())
}

/// The form, which must be accepted.
pub(super) fn built(text: &str) -> Form {
    let report = report(text);
    let told: Vec<String> = report.errors.iter().map(|p| p.message(Lang::En)).collect();
    report.form.unwrap_or_else(|| panic!("{told:?}\n{text}"))
}

/// The node of a name.
pub(super) fn node<'a>(form: &'a Form, name: &str) -> &'a Node {
    form.root.walk().find(|n| n.name == name).unwrap()
}
