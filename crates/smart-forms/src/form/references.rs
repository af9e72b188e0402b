// SPDX-License-Identifier: EUPL-1.2
//! Every cell in which a question can be named: it must be named well, exist, and be the only one of its name.

use super::names;
use super::survey::Survey;
use crate::book::Sheet;
use crate::words::{Code, Problem};

/// Looks at every sheet, also at rows that are left out, as a reference in them is as likely a slip.
pub(super) fn check(survey: &Survey<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut look = |sheet: Option<&Sheet>, name: &str, looked_at: &dyn Fn(usize, &str) -> bool| {
        let Some(sheet) = sheet else {
            return;
        };
        for (row, cells) in &sheet.rows {
            for (at, value) in cells.iter().enumerate() {
                let heading = sheet.headings.get(at).map_or("", String::as_str);
                if !value.contains("${") || heading.is_empty() || !looked_at(at, heading) {
                    continue;
                }
                let wrong = |code| Problem::new(code).sheet(name).row(*row).column(at + 1, heading);
                match names::refs(value) {
                    Err(_) => problems.push(wrong(Code::RefSyntax).with("value", value)),
                    Ok(refs) => {
                        for found in refs {
                            match survey.names.get(found.name) {
                                None => problems.push(wrong(Code::RefUnknown).with("name", found.name)),
                                Some(1) => {}
                                Some(_) => problems.push(wrong(Code::RefTwice).with("name", found.name)),
                            }
                        }
                    }
                }
            }
        }
    };
    look(survey.book.sheet("settings"), "settings", &|_, _| true);
    look(survey.book.sheet("entities"), "entities", &|_, heading| {
        !matches!(heading, "list name" | "list_name" | "repeat")
    });
    let own = |at: usize, title: &str| {
        let found = survey.table.headings.iter().find(|h| h.column == at + 1 || h.title == title);
        found.is_none_or(|h| !matches!(h.keys[0].as_str(), "type" | "name" | "trigger"))
    };
    look(survey.book.sheet("survey"), "survey", &own);
    let labels = |at: usize, title: &str| {
        let found = survey.lists.table.headings.iter().find(|h| h.column == at + 1 || h.title == title);
        found.is_some_and(|h| h.keys[0] == "label")
    };
    look(survey.book.sheet("choices"), "choices", &labels);
    problems
}
