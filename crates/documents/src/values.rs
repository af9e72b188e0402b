// SPDX-License-Identifier: EUPL-1.2
//! What a document is about: JSON, made into values that a template reads and never runs.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use typst::foundations::{Array, Dict, Str, Value};
use unicode_normalization::UnicodeNormalization;

/// The most text one document is made of, in bytes, names of fields included.
const TEXT: usize = 1_000_000;
/// The most values.
const VALUES: usize = 50_000;
/// How deep they may be nested.
const DEPTH: usize = 16;

/// Stands for a character that no typeface has, in order of preference.
const MARKS: [char; 3] = ['\u{FFFD}', '\u{25A1}', '?'];

/// Turns JSON into values, within limits, in characters that can be printed.
pub(crate) struct Reader<'a> {
    can_print: &'a dyn Fn(char) -> bool,
    mark: char,
    text: usize,
    values: usize,
    /// How many characters no typeface had.
    pub(crate) replaced: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(can_print: &'a dyn Fn(char) -> bool) -> Reader<'a> {
        let mark = MARKS.into_iter().find(|&c| can_print(c)).unwrap_or('?');
        Reader { can_print, mark, text: 0, values: 0, replaced: 0 }
    }

    /// The fields of the inputs.
    pub(crate) fn fields(&mut self, inputs: &Json) -> Result<Dict, String> {
        match self.value(inputs, 0)? {
            Value::Dict(fields) => Ok(fields),
            _ => Err("the inputs of a document are an object with fields".to_owned()),
        }
    }

    fn value(&mut self, json: &Json, depth: usize) -> Result<Value, String> {
        self.values += 1;
        if self.values > VALUES {
            return Err(format!("the inputs hold more than {VALUES} values"));
        }
        if depth > DEPTH {
            return Err(format!("the inputs are nested more than {DEPTH} times"));
        }
        Ok(match json {
            Json::Null => Value::None,
            Json::Bool(yes) => Value::Bool(*yes),
            Json::Number(number) => match number.as_i64() {
                Some(whole) => Value::Int(whole),
                None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Json::String(text) => Value::Str(self.text(text)?),
            Json::Array(items) => Value::Array(
                items.iter().map(|item| self.value(item, depth + 1)).collect::<Result<Array, String>>()?,
            ),
            Json::Object(fields) => {
                let mut dict = Dict::new();
                for (name, value) in fields {
                    self.weigh(name)?;
                    dict.insert(Str::from(name.as_str()), self.value(value, depth + 1)?);
                }
                Value::Dict(dict)
            }
        })
    }

    fn weigh(&mut self, text: &str) -> Result<(), String> {
        self.text = self.text.saturating_add(text.len());
        if self.text > TEXT {
            return Err(format!("the inputs hold more than {TEXT} bytes of text"));
        }
        Ok(())
    }

    /// The text in composed characters; what steers a terminal, the direction of writing or nothing at all is left out;
    /// what no typeface has is replaced by a mark, because the norm forbids a document that shows nothing for something.
    fn text(&mut self, text: &str) -> Result<Str, String> {
        self.weigh(text)?;
        let mut printed = String::with_capacity(text.len());
        let mut previous = None;
        for c in text.nfc() {
            match c {
                '\r' => printed.push('\n'),
                '\n' if previous == Some('\r') => {}
                '\n' => printed.push('\n'),
                '\t' => printed.push(' '),
                c if is_unseen(c) => {}
                c if (self.can_print)(c) && !is_private(c) => printed.push(c),
                c if c.is_whitespace() => printed.push('\u{A0}'),
                _ => {
                    self.replaced += 1;
                    printed.push(self.mark);
                }
            }
            previous = Some(c);
        }
        Ok(Str::from(printed))
    }
}

/// Control characters, marks of direction, joiners, soft hyphens, variation selectors, tags.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c, '\u{E0000}'..='\u{E0FFF}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Every text of the inputs that may not stand in a message, the longest first.
pub(crate) fn texts(inputs: &Json) -> Vec<&str> {
    let mut found = BTreeSet::new();
    let mut left = vec![inputs];
    while let Some(json) = left.pop() {
        match json {
            Json::String(text) if text.trim().chars().count() > 2 => {
                found.insert(text.trim());
            }
            Json::Array(items) => left.extend(items),
            Json::Object(fields) => left.extend(fields.values()),
            _ => {}
        }
    }
    let mut found: Vec<&str> = found.into_iter().collect();
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    found
}
