// SPDX-License-Identifier: EUPL-1.2
//! The sheet `settings`: its first row counts.

use super::headings::{self, Line, table};
use super::vocabulary::{SETTINGS, is_media, yes_no};
use super::{Report, misspelt, names};
use crate::book::Book;
use crate::words::{Code, Problem};

/// What the settings say.
#[derive(Debug, Default)]
pub(super) struct Settings {
    line: Option<Line>,
}

impl Settings {
    pub(super) fn read(book: &Book, report: &mut Report) -> Settings {
        let Some(sheet) = book.sheet("settings").filter(|s| !s.rows.is_empty()) else {
            if book.sheet("settings").is_none() {
                report.warnings.extend(misspelt(book, "settings"));
            }
            return Settings::default();
        };
        let mut sheet = sheet.clone();
        // One counts where both are given.
        if let (Some(at), true) = (
            sheet.headings.iter().position(|h| h == "id_string"),
            sheet.headings.iter().any(|h| h == "form_id"),
        ) {
            report
                .warnings
                .push(Problem::new(Code::TwoFormIds).sheet("settings").row(1).column(at + 1, "id_string"));
            sheet.headings[at].clear();
        }
        let table = table(&SETTINGS, &sheet, false);
        report.warnings.extend(headings::misspelt(&SETTINGS, &table));
        report.errors.extend(table.problems);
        let line = table.lines.into_iter().next();
        let settings = Settings { line };
        if let (Some(line), Some(name)) = (&settings.line, settings.get("name"))
            && !names::is_name(name)
        {
            report.errors.push(line.problem_in(Code::BadName, &["name"]).with("name", name));
        }
        if settings.yes("omit_instanceID")
            && settings.get("public_key").is_some()
            && let Some(line) = &settings.line
        {
            report.errors.push(line.problem_in(Code::EncryptedWithoutId, &["omit_instanceID"]));
        }
        for (key, code) in [("flat", Code::FlatForm), ("add_none_option", Code::NoneOption)] {
            if settings.get(key).is_some()
                && let Some(line) = &settings.line
            {
                report.warnings.push(line.problem_in(code, &[key]));
            }
        }
        for key in ["type", "children", "bind", "entity_version"] {
            // What such a column says of a node, in a part of it, is left unread here.
            let alone = key == "bind";
            if let Some(line) = &settings.line
                && (if alone { line.one(key).is_some() } else { line.has(key) })
            {
                report.errors.push(line.problem_in(Code::UnknownSetting, &[key]).with("heading", key));
            }
        }
        for cell in settings.line.iter().flat_map(|line| line.under("media")) {
            if let (Some(line), [_, kind, ..]) = (&settings.line, cell.heading.keys.as_slice())
                && !is_media(kind)
            {
                report.errors.push(line.problem_in(Code::MediaType, &["media", kind]).with("media", kind));
            }
        }
        if let Some(line) = &settings.line
            && line.one("attribute").is_some()
        {
            report
                .errors
                .push(line.problem_in(Code::HeadingNeedsPart, &["attribute"]).with("heading", "attribute"));
        }
        settings
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.line.as_ref()?.one(key)
    }

    pub(super) fn yes(&self, key: &str) -> bool {
        self.get(key).and_then(yes_no).unwrap_or(false)
    }

    /// Spaces in cells are collapsed unless the settings say no.
    pub(super) fn collapse(&self) -> bool {
        self.get("clean_text_values").and_then(yes_no).unwrap_or(true)
    }

    /// Everything, as written, parts of a column joined by `::`.
    pub(super) fn all(&self) -> Vec<(String, String)> {
        let cells = self.line.iter().flat_map(|l| &l.cells);
        cells.map(|c| (c.heading.keys.join("::"), c.value.clone())).collect()
    }

    /// `prefix="address"` pairs.
    pub(super) fn namespaces(&self) -> Vec<(String, String)> {
        let words = self.get("namespaces").unwrap_or_default().split_whitespace();
        words
            .filter_map(|w| w.split_once('='))
            .filter(|(prefix, address)| !prefix.is_empty() && !address.contains('='))
            .map(|(prefix, address)| (prefix.to_owned(), address.replace(['"', '\''], "")))
            .collect()
    }
}
