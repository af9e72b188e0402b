// SPDX-License-Identifier: EUPL-1.2
//! Reads TOML so that every refusal names its line. All that is wrong is collected, not only the first.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use kernel::Date;
use toml::de::{DeTable, DeValue};

use crate::error::{PackError, Place};

/// The refusals met while reading.
#[derive(Default)]
pub(crate) struct Problems(RefCell<Vec<PackError>>);

impl Problems {
    pub(crate) fn add(&self, error: PackError) {
        self.0.borrow_mut().push(error);
    }

    pub(crate) fn take(self) -> Vec<PackError> {
        self.0.into_inner()
    }
}

/// One file: its name and where its lines begin.
pub(crate) struct Source {
    file: Arc<str>,
    line_starts: Vec<usize>,
}

impl Source {
    pub(crate) fn new(file: &str, text: &str) -> Source {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Source { file: Arc::from(file), line_starts: starts.collect() }
    }

    fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }

    pub(crate) fn place(&self, offset: usize) -> Place {
        Place { file: Arc::clone(&self.file), line: self.line(offset) }
    }
}

/// Parses a file and hands its top table over; a file that is not TOML is refused with its line.
pub(crate) fn with_file(file: &str, text: &str, problems: &Problems, read: impl FnOnce(&Table<'_>)) {
    let source = Source::new(file, text);
    match DeTable::parse(text) {
        Ok(table) => {
            let top = Table::new(&source, table.get_ref(), 0, problems);
            read(&top);
            top.finish();
        }
        Err(error) => {
            let place = source.place(error.span().map_or(0, |span| span.start));
            problems.add(place.error(format!("this is not TOML: {}", error.message().replace('\n', " "))));
        }
    }
}

/// A table being read. Keys nobody asked for are refused by [`Table::finish`]: a slip of the keyboard in a
/// key must not silently become a missing rule.
pub(crate) struct Table<'a> {
    source: &'a Source,
    table: &'a DeTable<'a>,
    offset: usize,
    asked: RefCell<BTreeSet<&'static str>>,
    problems: &'a Problems,
}

impl<'a> Table<'a> {
    fn new(source: &'a Source, table: &'a DeTable<'a>, offset: usize, problems: &'a Problems) -> Table<'a> {
        Table { source, table, offset, asked: RefCell::default(), problems }
    }

    /// Where the table begins.
    pub(crate) fn place(&self) -> Place {
        self.source.place(self.offset)
    }

    fn find(&self, key: &'static str) -> Option<(usize, &'a DeValue<'a>)> {
        self.asked.borrow_mut().insert(key);
        let (name, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        Some((name.span().start, value.get_ref()))
    }

    /// Refuses the value of a key, at its line (or at the table's, when the key is not there).
    pub(crate) fn refuse(&self, key: &'static str, reason: String) {
        let offset = self.find(key).map_or(self.offset, |(offset, _)| offset);
        self.problems.add(self.source.place(offset).error(reason));
    }

    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.find(key).is_some()
    }

    fn wrong(&self, key: &'static str, expected: &str) {
        self.refuse(key, format!("{key} must be {expected}"));
    }

    /// A text that must be there and not be empty.
    pub(crate) fn text(&self, key: &'static str) -> String {
        if !self.has(key) {
            self.refuse(
                key,
                match key {
                    "fr" | "nl" | "en" => format!("the translation {key} is missing"),
                    _ => format!("{key} is missing"),
                },
            );
        }
        self.text_if_any(key).unwrap_or_default()
    }

    pub(crate) fn text_if_any(&self, key: &'static str) -> Option<String> {
        match self.find(key)?.1 {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => {
                self.wrong(key, "a text that is not empty");
                None
            }
        }
    }

    /// One of the given codes, which must be there.
    pub(crate) fn choice(&self, key: &'static str, allowed: &[&str]) -> Option<String> {
        let code = self.text(key);
        if code.is_empty() {
            return None;
        }
        self.checked_choice(key, code, allowed)
    }

    pub(crate) fn choice_if_any(&self, key: &'static str, allowed: &[&str]) -> Option<String> {
        self.text_if_any(key).and_then(|code| self.checked_choice(key, code, allowed))
    }

    fn checked_choice(&self, key: &'static str, code: String, allowed: &[&str]) -> Option<String> {
        if allowed.contains(&code.as_str()) {
            return Some(code);
        }
        self.refuse(key, format!("{key} « {code} » is not one of: {}", allowed.join(", ")));
        None
    }

    /// A whole number from 0.
    pub(crate) fn number_if_any(&self, key: &'static str) -> Option<u16> {
        let number = self.signed_if_any(key)?;
        number.try_into().inspect_err(|_| self.wrong(key, "a whole number from 0 to 65535")).ok()
    }

    /// A whole number, which may be negative.
    pub(crate) fn signed_if_any(&self, key: &'static str) -> Option<i32> {
        let number = match self.find(key)?.1 {
            DeValue::Integer(n) => i32::from_str_radix(n.as_str(), n.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(key, "a whole number");
        }
        number
    }

    pub(crate) fn number(&self, key: &'static str) -> u16 {
        if !self.has(key) {
            self.refuse(key, format!("{key} is missing"));
        }
        self.number_if_any(key).unwrap_or(0)
    }

    /// True or false; false when absent.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        match self.find(key).map(|(_, value)| value) {
            None => false,
            Some(DeValue::Boolean(flag)) => *flag,
            Some(_) => {
                self.wrong(key, "true or false");
                false
            }
        }
    }

    /// A calendar date written without quotes: `valid_from = 2019-01-01`.
    pub(crate) fn date(&self, key: &'static str) -> Option<Date> {
        let date = match self.find(key)?.1 {
            DeValue::Datetime(dt) if dt.time.is_none() && dt.offset.is_none() => dt.date.and_then(|d| {
                Date::from_ymd(d.year.try_into().ok()?, d.month.try_into().ok()?, d.day.try_into().ok()?)
            }),
            _ => None,
        };
        if date.is_none() {
            self.wrong(key, "a date without quotes, such as 2019-01-01");
        }
        date
    }

    /// A list of texts; empty when absent.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<String> {
        let Some((_, value)) = self.find(key) else { return Vec::new() };
        let texts = value.as_array().and_then(|all| {
            all.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        });
        texts.unwrap_or_else(|| {
            self.wrong(key, "a list of texts");
            Vec::new()
        })
    }

    pub(crate) fn table_if_any(&self, key: &'static str) -> Option<Table<'a>> {
        let (offset, value) = self.find(key)?;
        match value {
            DeValue::Table(table) => Some(Table::new(self.source, table, offset, self.problems)),
            _ => {
                self.wrong(key, "a table");
                None
            }
        }
    }

    /// A table that must be there.
    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'a>> {
        if !self.has(key) {
            self.refuse(key, format!("{key} is missing"));
        }
        self.table_if_any(key)
    }

    /// `[[key]]` blocks, in the order of the file.
    pub(crate) fn blocks(&self, key: &'static str) -> Vec<Table<'a>> {
        let Some((_, value)) = self.find(key) else { return Vec::new() };
        let blocks = value.as_array().and_then(|all| {
            all.iter()
                .map(|item| {
                    let offset = item.span().start;
                    let table = item.get_ref().as_table()?;
                    Some(Table::new(self.source, table, offset, self.problems))
                })
                .collect::<Option<Vec<_>>>()
        });
        blocks.unwrap_or_else(|| {
            self.wrong(key, "a series of [[…]] blocks");
            Vec::new()
        })
    }

    /// `[key.name]` tables, in the order of the file, with their names.
    pub(crate) fn named(&self, key: &'static str) -> Vec<(String, Table<'a>)> {
        self.table_if_any(key).map(|table| table.all_named()).unwrap_or_default()
    }

    /// Every key as a named table, in the order of the file.
    pub(crate) fn all_named(&self) -> Vec<(String, Table<'a>)> {
        let mut all = Vec::new();
        for (name, value) in self.table.iter() {
            let offset = name.span().start;
            match value.get_ref() {
                DeValue::Table(table) => {
                    if !is_code(name.get_ref()) {
                        let reason = format!("the code « {} » may only hold a–z, 0–9 and _", name.get_ref());
                        self.problems.add(self.source.place(offset).error(reason));
                    }
                    all.push((
                        name.get_ref().to_string(),
                        Table::new(self.source, table, offset, self.problems),
                    ));
                }
                _ => self
                    .problems
                    .add(self.source.place(offset).error(format!("{} must be a table", name.get_ref()))),
            }
        }
        all.sort_by_key(|(_, table)| table.offset);
        all
    }

    /// Refuses the keys nobody asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for (name, _) in self.table.iter() {
            if !asked.contains(name.get_ref().as_ref()) {
                let place = self.source.place(name.span().start);
                self.problems.add(place.error(format!("unknown key « {} »", name.get_ref())));
            }
        }
    }
}

/// Codes are what the program and the database keep: plain lower-case words.
pub(crate) fn is_code(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// The folder around a folder; nothing above the first.
pub(crate) fn parent(folder: &str) -> &str {
    folder.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The name of a folder, without those around it.
pub(crate) fn last(folder: &str) -> &str {
    folder.rsplit_once('/').map_or(folder, |(_, last)| last)
}
