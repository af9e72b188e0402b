// SPDX-License-Identifier: EUPL-1.2
//! Kinds of answers: how what people type is read, and how an answer is kept.
//!
//! An answer is kept as the text that an XForm would hold: `2026-11-30`, `12.5`, `oui non`. What people type is read
//! generously where it can mean one thing only, and refused with a reason where it could mean two.

mod day;
pub(super) mod number;
mod place;
mod words;

use crate::form::{Control, Kind, Node};

pub use words::{Misread, Unreadable};

/// The kind of the answers to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sort {
    /// No answer: a group, or what is only shown.
    Nothing,
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A day.
    Date,
    /// A day, a month, a year or a season: `2019`, `2019-06`, `été 2019`. A text in forms, see [`PARTIAL_DATE`].
    PartialDate,
    /// A time of day.
    Time,
    /// A day and a time.
    DateTime,
    /// A place.
    Geopoint,
    /// A line of places.
    Geotrace,
    /// An area.
    Geoshape,
    /// One choice.
    One,
    /// Several choices.
    Several,
    /// Choices in an order.
    Ranked,
    /// The name of a file.
    File,
    /// « Read and understood ».
    Acknowledged,
}

impl Sort {
    /// The kind of the answers to a node of a form.
    pub fn of(node: &Node) -> Self {
        let Kind::Question(question) = &node.kind else { return Self::Nothing };
        match question.control {
            Control::SelectOne => return Self::One,
            Control::SelectMany => return Self::Several,
            Control::Rank => return Self::Ranked,
            Control::Upload => return Self::File,
            Control::Trigger if !matches!(node.bind.data_type.as_str(), "geopoint") => {
                return Self::Acknowledged;
            }
            _ => {}
        }
        match node.bind.data_type.as_str() {
            "int" | "integer" | "long" => Self::Integer,
            "decimal" | "double" | "float" => Self::Decimal,
            "date" => Self::Date,
            "time" => Self::Time,
            "dateTime" => Self::DateTime,
            "geopoint" => Self::Geopoint,
            "geotrace" => Self::Geotrace,
            "geoshape" => Self::Geoshape,
            "binary" => Self::File,
            _ if node.bind.others.iter().any(|(name, kind)| is_partial_date(name, &kind.written)) => {
                Self::PartialDate
            }
            _ => Self::Text,
        }
    }
}

/// What stands under `bind::pp:kind` of a question of the type `text` that takes days of which only a part is known. The
/// prefix is the author's: tools that do not know it take the answer as words.
pub const PARTIAL_DATE: &str = "partial-date";

fn is_partial_date(column: &str, kind: &str) -> bool {
    column.rsplit_once(':').is_some_and(|(_, name)| name == "kind") && kind == PARTIAL_DATE
}

/// Reads what somebody typed as an answer of a kind that needs no list of choices. Blank is no answer: an empty text.
pub fn read(sort: Sort, typed: &str) -> Result<String, Misread> {
    let trimmed = typed.trim();
    if trimmed.is_empty() {
        return Ok(String::new());
    }
    let read = match sort {
        Sort::Nothing => Ok(String::new()),
        Sort::Text => Ok(clean(typed)),
        Sort::Integer => number::integer(trimmed),
        Sort::Decimal => number::decimal(trimmed),
        Sort::Date => day::date(trimmed),
        Sort::PartialDate => day::partial(trimmed),
        Sort::Time => day::time(trimmed),
        Sort::DateTime => day::moment(trimmed),
        Sort::Geopoint => place::point(trimmed),
        Sort::Geotrace => place::line(trimmed),
        Sort::Geoshape => place::area(trimmed),
        Sort::One | Sort::File => Ok(clean(trimmed)),
        Sort::Several | Sort::Ranked => Ok(trimmed.split_whitespace().collect::<Vec<_>>().join(" ")),
        Sort::Acknowledged => acknowledged(trimmed),
    };
    read.map_err(|fault| Misread { typed: typed.to_owned(), fault })
}

/// What no document may hold is left out.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect()
}

fn acknowledged(text: &str) -> Result<String, Unreadable> {
    match text.to_lowercase().as_str() {
        "ok" | "oui" | "ja" | "yes" | "true" | "vrai" | "on" | "1" | "x" => Ok("OK".to_owned()),
        "non" | "nee" | "no" | "false" | "faux" | "off" | "0" => Ok(String::new()),
        _ => Err(Unreadable::YesOrNo),
    }
}

#[cfg(test)]
mod tests;
