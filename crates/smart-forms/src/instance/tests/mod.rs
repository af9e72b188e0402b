// SPDX-License-Identifier: EUPL-1.2
//! Forms filled in, step by step, as a person would.

mod any;
mod choices;
mod circles;
mod depends;
mod drafts;
mod explains;
mod hides;
mod oracle;
mod repeats;
mod speed;
mod wrong;

use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Zoned;

use super::*;
use crate::book::{self, Format};
use crate::form;
use crate::words::Lang;

/// A form of which the rows of the survey are told, with some lists.
pub(crate) fn form(headings: &str, rows: &[&str]) -> Form {
    let lists = "| choices | |\n| | list_name | name | label | province |\n\
         | | ouinon | oui | Oui | |\n| | ouinon | non | Non | |\n\
         | | province | liege | Liège | |\n| | province | namur | Namur | |\n\
         | | commune | huy | Huy | liege |\n| | commune | seraing | Seraing | liege |\n\
         | | commune | dinant | Dinant | namur |\n";
    form_with(headings, rows, lists)
}

/// With other sheets.
pub(crate) fn form_with(headings: &str, rows: &[&str], more: &str) -> Form {
    let mut text = format!("| survey | |\n| | {} |\n", headings.replace(',', " |"));
    for row in rows {
        text.push_str(&format!("| | {row} |\n"));
    }
    text.push_str(more);
    let report = form::check(&book::read_as(text.as_bytes(), Format::Markdown).unwrap());
    let told: Vec<String> = report.errors.iter().map(|p| p.message(Lang::En)).collect();
    report.form.unwrap_or_else(|| panic!("{told:?}\n{text}"))
}

/// A world in which time stands still and chance counts: 1, 2, 3 …
#[derive(Debug, Default)]
pub(crate) struct Still {
    drawn: AtomicU32,
}

impl Environment<At> for Still {
    fn now(&self) -> Option<Zoned> {
        "2026-11-30T09:15:00[Europe/Brussels]".parse().ok()
    }

    fn random(&self) -> Option<f64> {
        Some(f64::from(self.drawn.fetch_add(1, Ordering::Relaxed) + 1) / 1000.0)
    }

    fn uuid(&self) -> Option<String> {
        Some(format!("{:08}", self.drawn.fetch_add(1, Ordering::Relaxed) + 1))
    }

    fn property(&self, name: &str) -> Option<String> {
        (name == "username").then(|| "lucie".to_owned())
    }
}

pub(crate) fn begin(form: &Form) -> Instance {
    Instance::new(form, Still::default()).unwrap_or_else(|problems| {
        let told: Vec<String> = problems.iter().map(|p| p.message(Lang::En)).collect();
        panic!("{told:?}")
    })
}

pub(crate) fn value(instance: &Instance, path: &str) -> String {
    instance.node(path).unwrap_or_else(|refusal| panic!("{}", refusal.message(Lang::En))).value
}

pub(crate) fn answer(instance: &mut Instance, answers: &[(&str, &str)]) {
    for (path, typed) in answers {
        let done = instance.set(path, typed);
        assert!(done.is_ok(), "{path}: {done:?}");
    }
}

pub(crate) fn is_asked(instance: &Instance, path: &str) -> bool {
    instance.node(path).unwrap().relevant
}

fn state(instance: &Instance, path: &str) -> AnswerState {
    instance.node(path).unwrap().answer_state.unwrap()
}

/// The same answers with everything worked out anew.
fn anew(instance: &Instance) -> Vec<NodeState> {
    let mut again = instance.clone();
    again.recalculate();
    again.state()
}
