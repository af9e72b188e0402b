// SPDX-License-Identifier: EUPL-1.2
//! The sheet `choices`: lists, told apart by the column `list_name`.

use std::collections::HashSet;

use super::Report;
use super::headings::{Line, Table, table};
use super::model::{Choice, List, Text};
use super::rows::{media_of, text_of};
use super::settings::Settings;
use super::vocabulary::{CHOICES, EXTERNAL};
use crate::book::Book;
use crate::words::{Code, Problem};

/// The lists of a form, and where they were read.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) lists: Vec<List>,
    pub(super) external: Vec<String>,
    pub(super) external_sheet: bool,
    pub(super) table: Table,
}

impl Lists {
    pub(super) fn get(&self, name: &str) -> Option<&List> {
        self.lists.iter().find(|l| l.name == name)
    }

    pub(super) fn read(book: &Book, settings: &Settings, language: &str, report: &mut Report) -> Lists {
        let mut lists = Lists::default();
        if let Some(sheet) = book.sheet("external_choices").filter(|s| !s.rows.is_empty()) {
            let table = table(&EXTERNAL, sheet, false);
            report.errors.extend(table.problems);
            lists.external_sheet = true;
            for line in &table.lines {
                if let Some(name) = line.one("list name")
                    && !lists.external.iter().any(|l| l == name)
                {
                    lists.external.push(name.to_owned());
                }
            }
        }
        let Some(sheet) = book.sheet("choices").filter(|s| !s.rows.is_empty()) else {
            return lists;
        };
        let mut table = table(&CHOICES, sheet, false);
        report.errors.append(&mut table.problems);
        if table.heading("name").is_none() {
            report
                .errors
                .push(Problem::new(Code::MissingHeading).sheet("choices").row(1).with("heading", "name"));
        }
        // A heading with spaces is a remark of the author, and left out: each column becomes an element of the list.
        let left_out: Vec<&str> = table
            .headings
            .iter()
            .map(|h| h.keys[0].as_str())
            .filter(|k| *k != "list name" && k.contains(' '))
            .collect();
        for heading in table.headings.iter().filter(|h| left_out.contains(&h.keys[0].as_str())) {
            let problem = Problem::new(Code::HeadingWithSpace).sheet("choices").row(1);
            report
                .warnings
                .push(problem.column(heading.column, &heading.title).with("heading", &heading.title));
        }
        let duplicates = settings.yes("allow_choice_duplicates");
        let mut seen: HashSet<(String, String)> = HashSet::new();
        let named = table.heading("name").is_some();
        for line in &table.lines {
            let Some(list) = line.one("list name") else {
                continue;
            };
            let at = lists.lists.iter().position(|l| l.name == list).unwrap_or_else(|| {
                lists.lists.push(List { name: list.to_owned(), choices: Vec::new() });
                lists.lists.len() - 1
            });
            let Some(name) = line.one("name") else {
                if named {
                    report
                        .errors
                        .push(table.lacking(line, Code::ChoiceWithoutName, "name").with("list", list));
                }
                continue;
            };
            if !line.has("label") {
                report
                    .warnings
                    .push(table.lacking(line, Code::ChoiceWithoutLabel, "label").with("list", list));
            }
            if !duplicates && !seen.insert((list.to_owned(), name.to_owned())) {
                let problem = line.problem_in(Code::DuplicateChoice, &["name"]);
                report.errors.push(problem.with("list", list).with("name", name));
            }
            lists.lists[at].choices.push(choice(line, name, language, &left_out, report));
        }
        lists.table = table;
        lists
    }
}

fn choice(line: &Line, name: &str, language: &str, left_out: &[&str], report: &mut Report) -> Choice {
    let mut columns: Vec<(String, String)> = Vec::new();
    for cell in &line.cells {
        let key = cell.heading.keys[0].as_str();
        let parts = cell.heading.keys.len();
        let code = match key {
            "media" if parts == 1 => Some(Code::HeadingNeedsPart),
            "name" | "list name" if parts > 1 => Some(Code::HeadingParts),
            "label" if parts > 2 => Some(Code::HeadingParts),
            _ => None,
        };
        if let Some(code) = code {
            let title = &cell.heading.title;
            let problem = Problem::new(code).sheet("choices").row(1).column(cell.heading.column, title);
            report.errors.push(problem.with("heading", title));
        }
        if matches!(key, "name" | "label" | "media" | "list name" | "sms_option") || left_out.contains(&key) {
            continue;
        }
        if cell.heading.keys.len() > 1 {
            // Each other column is one element of the list: it has no languages.
            let problem = Problem::new(Code::HeadingNotSplit).sheet("choices").row(1);
            let title = &cell.heading.title;
            report.errors.push(problem.column(cell.heading.column, title).with("heading", title));
            continue;
        }
        columns.push((key.to_owned(), cell.value.clone()));
    }
    let label: Text = text_of(line, &["label"], language);
    Choice { name: name.to_owned(), label, media: media_of(line, language), columns, row: Some(line.row) }
}
