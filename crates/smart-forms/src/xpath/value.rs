// SPDX-License-Identifier: EUPL-1.2
//! What an expression gives, and how one kind of value becomes another.

use super::Moment;

/// What an expression gives, over a tree whose nodes are `N`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<N> {
    /// A number; also one that is none.
    Number(f64),
    /// A text.
    Text(String),
    /// Yes or no.
    Boolean(bool),
    /// A moment: a number of days in sums and comparisons, a text everywhere else.
    Moment(Moment),
    /// Nodes, none twice, in the order of the document unless `randomize()` shuffled them.
    Nodes(Vec<N>),
}

/// A number as a text: the fewest digits that are this number and no other, never with an exponent. What is no number
/// leaves a question empty and is the empty text.
pub(crate) fn number_to_text(number: f64) -> String {
    if number.is_nan() {
        String::new()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() }
    } else if number == 0.0 {
        // Neither of the two zeros shows a sign.
        "0".to_owned()
    } else {
        format!("{number}")
    }
}

/// A text as a number: blanks around it do not count; what is no number is not one.
pub(crate) fn text_to_number(text: &str) -> f64 {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits == "Infinity" {
        return if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    // Rust reads « inf » and « nan », too, and forms do not.
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return f64::NAN;
    }
    text.parse().unwrap_or(f64::NAN)
}

pub(crate) fn number_to_boolean(number: f64) -> bool {
    number != 0.0 && !number.is_nan()
}

/// Rounds half away from zero, as forms do everywhere; XPath alone would round half upwards.
pub(crate) fn round(number: f64, digits: f64) -> f64 {
    if !digits.is_finite() {
        return if digits.is_nan() { f64::NAN } else { number };
    }
    let digits = digits.trunc();
    if digits == 0.0 {
        return number.round();
    }
    let factor = 10f64.powi(digits.abs().min(400.0) as i32);
    if digits < 0.0 {
        return if factor.is_finite() { (number / factor).round() * factor } else { 0.0 };
    }
    let rounded = (number * factor).round() / factor;
    // More digits than a number has leave it as it is.
    if rounded.is_finite() { rounded } else { number }
}

/// Blanks of XML.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// The words of a text between its blanks, as answers to several choices are kept.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_blank).filter(|word| !word.is_empty())
}
