// SPDX-License-Identifier: EUPL-1.2
//! Reading a form: every field checked, every error kept with its field, nothing thrown away at the first.

use kernel::{Date, PartialDate};

use crate::http::Form;

/// What is wrong with what was typed: field, code, and words for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field, also the id of its input on the page.
    pub field: String,
    /// Stable code: `required`, `too-long`, `not-a-date`, `not-a-choice`…
    pub code: &'static str,
    /// The message, in the reader's language.
    pub message: String,
}

/// All errors of a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds one.
    pub fn add(&mut self, field: impl Into<String>, code: &'static str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.into(), code, message: message.into() });
    }

    /// The message of a field's first error.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|e| e.field == field).map(|e| e.message.as_str())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }

    /// The codes, for tests and stories: `observed:required`.
    pub fn codes(&self) -> Vec<String> {
        self.0.iter().map(|e| format!("{}:{}", e.field, e.code)).collect()
    }
}

/// Reads fields one after the other and gathers what is wrong.
pub struct Input<'a> {
    form: &'a Form,
    words: crate::ui::words::Words,
    /// What is wrong so far.
    pub errors: FieldErrors,
}

impl<'a> Input<'a> {
    /// Begins.
    pub fn new(form: &'a Form, lang: kernel::Lang) -> Input<'a> {
        Input { form, words: crate::ui::words::Words(lang), errors: FieldErrors::default() }
    }

    /// The form being read.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// A text of several lines, at most `max` characters; empty when nothing was typed.
    pub fn text(&mut self, field: &str, max: usize) -> String {
        let text = self.form.text(field);
        self.limit(field, text, max)
    }

    /// A text of one line, at most `max` characters; empty when nothing was typed.
    pub fn line(&mut self, field: &str, max: usize) -> String {
        let text = self.form.line(field);
        self.limit(field, text, max)
    }

    fn limit(&mut self, field: &str, text: String, max: usize) -> String {
        let length = text.chars().count();
        if length > max {
            let over = i64::try_from(length - max).unwrap_or(i64::MAX);
            self.errors.add(field, "too-long", self.words.field_too_long(over, max as i64));
        }
        text
    }

    /// A text of several lines that must be there; `missing` says so in the words of the field.
    pub fn required_text(&mut self, field: &str, max: usize, missing: &str) -> String {
        let text = self.text(field, max);
        if text.is_empty() {
            self.errors.add(field, "required", missing);
        }
        text
    }

    /// A text of one line that must be there.
    pub fn required_line(&mut self, field: &str, max: usize, missing: &str) -> String {
        let text = self.line(field, max);
        if text.is_empty() {
            self.errors.add(field, "required", missing);
        }
        text
    }

    /// A choice among codes; `None` when nothing was chosen. Something else than the offered codes is an error.
    pub fn choice<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let code = self.form.raw(field).trim();
        if code.is_empty() {
            return None;
        }
        let found = parse(code);
        if found.is_none() {
            self.errors.add(field, "not-a-choice", self.words.field_not_a_choice());
        }
        found
    }

    /// A choice that must be made.
    pub fn required_choice<T>(
        &mut self,
        field: &str,
        parse: impl Fn(&str) -> Option<T>,
        missing: &str,
    ) -> Option<T> {
        if self.form.raw(field).trim().is_empty() {
            self.errors.add(field, "required", missing);
            return None;
        }
        self.choice(field, parse)
    }

    /// A date in three boxes (`field-day`, `field-month`, `field-year`), perhaps partial; or in one (`field`, as EDTF).
    /// `None` when nothing was typed.
    pub fn partial_date(&mut self, field: &str) -> Option<PartialDate> {
        let one = self.form.line(field);
        if !one.is_empty() {
            return self.kept_date(field, one.parse().ok());
        }
        let part = |suffix: &str| self.form.line(&format!("{field}-{suffix}"));
        let (day, month, year) = (part("day"), part("month"), part("year"));
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return None;
        }
        let number = |text: &str| -> Result<Option<i16>, ()> {
            if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| ()) }
        };
        let estimated = !self.form.raw(&format!("{field}-estimated")).is_empty();
        let date = match (number(&year), number(&month), number(&day)) {
            (Ok(Some(y)), Ok(m), Ok(d)) => {
                let small = |n: Option<i16>| n.map_or(Ok(None), |n| i8::try_from(n).map(Some));
                match (small(m), small(d)) {
                    (Ok(m), Ok(d)) => PartialDate::new(y, m, d, estimated),
                    _ => None,
                }
            }
            _ => None,
        };
        self.kept_date(field, date)
    }

    fn kept_date(&mut self, field: &str, date: Option<PartialDate>) -> Option<PartialDate> {
        if date.is_none() {
            self.errors.add(field, "not-a-date", self.words.field_not_a_date());
        }
        date
    }

    /// A full date. `None` when nothing was typed.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        let had = self.errors.of(field).is_some();
        let date = self.partial_date(field)?;
        let full = date.full();
        if full.is_none() && !had {
            self.errors.add(field, "not-a-full-date", self.words.field_not_a_full_date());
        }
        full
    }

    /// A full date that must be there.
    pub fn required_date(&mut self, field: &str, missing: &str) -> Option<Date> {
        let date = self.date(field);
        if date.is_none() && self.errors.of(field).is_none() {
            self.errors.add(field, "required", missing);
        }
        date
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, field: &str) -> bool {
        !self.form.raw(field).is_empty()
    }

    /// The version of the thing as it was shown.
    pub fn version(&self) -> i64 {
        self.form.raw("version").trim().parse().unwrap_or(0)
    }
}
