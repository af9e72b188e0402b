// SPDX-License-Identifier: EUPL-1.2
//! What is said to the author of a form, in each language, in one place.
//!
//! Code that finds something wrong makes a [`Problem`]: what it is ([`Code`]), where it stands in the spreadsheet, and the
//! values that the sentence names. The sentences are in `fr.rs` and `en.rs`; somebody who is no programmer reads them.

mod code;
mod en;
mod fr;

pub use code::Code;

/// What a state of an answer means, by its short name. See [`AnswerState`](crate::instance::AnswerState).
pub(crate) fn state(code: &str, lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => fr::state(code),
        Lang::En => en::state(code),
    }
}

/// A language in which problems are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

/// Something that the author of a form should know, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub code: Code,
    /// The sheet, as the form calls it (`survey`); empty when it is about the whole workbook.
    pub sheet: String,
    /// The row as a person counts it: the headings are row 1.
    pub row: Option<usize>,
    /// The column as a person counts it, from 1.
    pub column: Option<usize>,
    /// The heading of the column, as it is written.
    pub heading: String,
    /// The values that the sentence names.
    pub params: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem of the whole workbook.
    pub fn new(code: Code) -> Problem {
        Problem {
            code,
            sheet: String::new(),
            row: None,
            column: None,
            heading: String::new(),
            params: Vec::new(),
        }
    }

    /// On a sheet.
    pub fn sheet(mut self, sheet: &str) -> Problem {
        sheet.clone_into(&mut self.sheet);
        self
    }

    /// On a row.
    pub fn row(mut self, row: usize) -> Problem {
        self.row = Some(row);
        self
    }

    /// In a column.
    pub fn column(mut self, column: usize, heading: &str) -> Problem {
        self.column = Some(column);
        heading.clone_into(&mut self.heading);
        self
    }

    /// Naming a value. Long ones are cut: a message is read, not searched.
    pub fn with(mut self, name: &'static str, value: &str) -> Problem {
        const LONGEST: usize = 120;
        let cut = match value.char_indices().nth(LONGEST) {
            Some((at, _)) => format!("{}…", &value[..at]),
            None => value.to_owned(),
        };
        self.params.push((name, cut));
        self
    }

    /// The sentence, without the place.
    pub fn message(&self, lang: Lang) -> String {
        let pattern = match lang {
            Lang::Fr => fr::text(self.code),
            Lang::En => en::text(self.code),
        };
        let mut out = String::with_capacity(pattern.len() + 32);
        let mut rest = pattern;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            if let Some(after) = from.strip_prefix("{{") {
                out.push('{');
                rest = after;
            } else if let Some(after) = from.strip_prefix("}}") {
                out.push('}');
                rest = after;
            } else if let Some((name, after)) = from[1..].split_once('}') {
                let value = self.params.iter().find(|(n, _)| *n == name);
                out.push_str(value.map_or("", |(_, value)| value));
                rest = after;
            } else {
                rest = &from[1..];
            }
        }
        out.push_str(rest);
        out
    }

    /// The column as a spreadsheet names it: `A`, `B`, … `AA`.
    pub fn column_letters(&self) -> Option<String> {
        let mut left = self.column?;
        let mut letters = Vec::new();
        while left > 0 {
            left -= 1;
            letters.push(b'A' + u8::try_from(left % 26).unwrap_or(0));
            left /= 26;
        }
        letters.reverse();
        String::from_utf8(letters).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_its_values_and_columns_have_letters() {
        let problem = Problem::new(Code::UnknownType).with("type", "txt").column(28, "type");
        for lang in [Lang::Fr, Lang::En] {
            let said = problem.message(lang);
            assert!(said.contains("txt") && !said.contains('{'), "{said}");
        }
        assert_eq!(problem.column_letters().unwrap(), "AB");
    }

    #[test]
    fn every_value_named_in_one_language_is_named_in_the_other() {
        let names = |text: &str| {
            let mut found: Vec<String> = text
                .replace("{{", "")
                .split('{')
                .skip(1)
                .filter_map(|p| p.split_once('}'))
                .map(|(n, _)| n.to_owned())
                .collect();
            found.sort();
            found.dedup();
            found
        };
        for code in Code::ALL {
            assert_eq!(names(fr::text(*code)), names(en::text(*code)), "{code:?}");
        }
    }

    #[test]
    fn french_signs_have_their_space() {
        for code in Code::ALL {
            let text: Vec<char> = fr::text(*code).chars().collect();
            for (i, c) in text.iter().enumerate() {
                if matches!(c, ':' | ';' | '?' | '!' | '»') && i > 0 && text[i - 1] == ' ' {
                    panic!("{code:?}: an ordinary space before {c}");
                }
            }
        }
    }
}
