// SPDX-License-Identifier: EUPL-1.2
//! The forms of a pack: one file each under `forms/`, in the table notation of XLSForm. They are given as they are written:
//! whoever fills forms in reads them. That each can be filled in is verified by [`crate::Rulebook::load`].

use std::collections::BTreeMap;
use std::sync::Arc;

use smart_forms::book::{self, Format};
use smart_forms::form;
use smart_forms::instance::Loaded;
use smart_forms::words::{Lang, Problem};

use crate::error::{PackError, Place};
use crate::pack::Pack;

impl Pack {
    /// The names of the forms that come with the pack.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.names()
    }

    /// A form as it is written, in the table notation of XLSForm.
    pub fn form(&self, name: &str) -> Option<&str> {
        self.forms.get(name)
    }
}

/// Forms by name, as they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    /// The folder in which they are, with the sign that parts it from their names.
    below: String,
    texts: Arc<BTreeMap<String, String>>,
}

impl Forms {
    /// Those below the folder of a pack.
    pub(crate) fn found(files: &BTreeMap<String, String>, pack: &str) -> Forms {
        let below = format!("{pack}/forms/");
        let named = files.iter().filter_map(|(path, text)| {
            let name = path.strip_prefix(&below)?.strip_suffix(".md")?;
            Some((name.to_owned(), text.clone()))
        });
        Forms { texts: Arc::new(named.collect()), below }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Why some of them cannot be filled in, by file, row and column.
    pub(crate) fn faults(&self) -> Vec<PackError> {
        let told = |name: &str, why: String| Place::new(&format!("{}{name}.md", self.below), 0).error(why);
        let all = self.texts.iter();
        all.flat_map(|(name, text)| wrong_with(text).into_iter().map(move |why| told(name, why))).collect()
    }
}

fn wrong_with(text: &str) -> Vec<String> {
    let report = match book::read_as(text.as_bytes(), Format::Markdown) {
        Ok(book) => form::check(&book),
        Err(problem) => return vec![told(&problem)],
    };
    let Some(form) = report.form else { return report.errors.iter().map(told).collect() };
    let prevented = report.warnings.iter().filter(|problem| problem.code.prevents_filling());
    let prevented: Vec<String> = prevented.map(told).collect();
    match Loaded::new(&form) {
        Ok(_) => prevented,
        Err(problems) if prevented.is_empty() => {
            problems.iter().map(|problem| problem.message(Lang::En)).collect()
        }
        Err(_) => prevented,
    }
}

/// Where it stands in the workbook, and what it is.
fn told(problem: &Problem) -> String {
    let mut place = Vec::new();
    if !problem.sheet.is_empty() {
        place.push(format!("sheet {}", problem.sheet));
    }
    place.extend(problem.row.map(|row| format!("row {row}")));
    place.extend(problem.column_letters().map(|column| format!("column {column}")));
    let message = problem.message(Lang::En);
    if place.is_empty() { message } else { format!("{}: {message}", place.join(", ")) }
}
