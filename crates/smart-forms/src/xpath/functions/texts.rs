// SPDX-License-Identifier: EUPL-1.2
//! Functions about texts. A text is counted in characters, not in bytes.

use super::{Done, Function, Given, pattern};
use crate::xpath::eval::Run;
use crate::xpath::value::{is_blank, round, words};
use crate::xpath::{EvalFault, MAX_TEXT, Tree, Value};

/// The longest identifier that `uuid(…)` draws.
const LONGEST_UUID: f64 = 10_000.0;

pub(super) fn call<T: Tree>(
    run: &mut Run<'_, T>,
    function: Function,
    given: &Given<'_, T::Node>,
) -> Done<Value<T::Node>> {
    let text = match function {
        Function::Contains | Function::StartsWith | Function::EndsWith => {
            let (text, part) = (given.text(run, 0)?, given.text(run, 1)?);
            return Ok(Value::Boolean(match function {
                Function::Contains => text.contains(&part),
                Function::StartsWith => text.starts_with(&part),
                _ => text.ends_with(&part),
            }));
        }
        Function::Regex => {
            let (text, pattern) = (given.text(run, 0)?, given.text(run, 1)?);
            run.work(text.len().saturating_add(pattern.len()))?;
            return Ok(Value::Boolean(pattern::matches(&text, &pattern)?));
        }
        Function::StringLength => {
            return Ok(Value::Number(given.text_or_here(run)?.chars().count() as f64));
        }
        Function::String => given.text_or_here(run)?,
        Function::NormalizeSpace => words(&given.text_or_here(run)?).collect::<Vec<_>>().join(" "),
        Function::Concat => given.texts(run, 0)?.concat(),
        Function::Join => {
            let between = given.text(run, 0)?;
            let texts = given.texts(run, 1)?;
            let length = between.len().saturating_mul(texts.len());
            // Before it is made: a few texts between many make a very long one.
            if length > MAX_TEXT {
                return Err(EvalFault::TooLong);
            }
            texts.join(&between)
        }
        Function::Coalesce => {
            let first = given.text(run, 0)?;
            if first.is_empty() { given.text(run, 1)? } else { first }
        }
        Function::Substring => substring(run, given)?,
        Function::Substr => substr(run, given)?,
        Function::SubstringBefore => {
            let (text, part) = (given.text(run, 0)?, given.text(run, 1)?);
            text.split_once(&part).map_or("", |(before, _)| before).to_owned()
        }
        Function::SubstringAfter => {
            let (text, part) = (given.text(run, 0)?, given.text(run, 1)?);
            text.split_once(&part).map_or("", |(_, after)| after).to_owned()
        }
        Function::Translate => translate(run, given)?,
        Function::Uuid => uuid(run, given)?,
        Function::Version => run.environment.version().ok_or(EvalFault::Unavailable("version"))?,
        _ => {
            let name = given.text(run, 0)?;
            run.environment.property(&name).ok_or(EvalFault::Unavailable("property"))?
        }
    };
    Ok(Value::Text(run.made(text)?))
}

/// From a position on, counted from 1, perhaps so many characters: XPath 1.0, section 4.2, with its rounding.
fn substring<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<String> {
    let text = given.text(run, 0)?;
    let half_up = |number: f64| (number + 0.5).floor();
    let start = half_up(given.number(run, 1)?);
    let end = match given.len() {
        3 => start + half_up(given.number(run, 2)?),
        _ => f64::INFINITY,
    };
    let inside = |index: usize| {
        let position = (index + 1) as f64;
        position >= start && position < end
    };
    Ok(text.chars().enumerate().filter(|(index, _)| inside(*index)).map(|(_, c)| c).collect())
}

/// From one position to another, counted from 0, or from the end when negative.
fn substr<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<String> {
    let text = given.text(run, 0)?;
    let length = text.chars().count();
    let place = |number: f64| {
        let from_front = if number < 0.0 { number + length as f64 } else { number };
        from_front.clamp(0.0, length as f64) as usize
    };
    let start = given.number(run, 1)?.trunc();
    let end = if given.len() == 3 { given.number(run, 2)?.trunc() } else { length as f64 };
    if start.is_nan() || end.is_nan() {
        return Ok(String::new());
    }
    let (start, end) = (place(start), place(end));
    Ok(text.chars().skip(start).take(end.saturating_sub(start)).collect())
}

fn translate<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<String> {
    let (text, from, to) = (given.text(run, 0)?, given.text(run, 1)?, given.text(run, 2)?);
    let mut table = std::collections::HashMap::new();
    let mut to = to.chars();
    for c in from.chars() {
        let other = to.next();
        table.entry(c).or_insert(other);
    }
    Ok(text.chars().filter_map(|c| table.get(&c).copied().unwrap_or(Some(c))).collect())
}

fn uuid<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<String> {
    if given.len() == 0 {
        return run.environment.uuid().ok_or(EvalFault::Unavailable("uuid"));
    }
    let length = round(given.number(run, 0)?.trunc(), 0.0);
    if length.is_nan() {
        return Err(EvalFault::Argument("uuid"));
    }
    if length > LONGEST_UUID {
        return Err(EvalFault::TooLong);
    }
    let mut text = String::new();
    for _ in 0..length.max(0.0) as usize {
        let chance = run.environment.random().ok_or(EvalFault::Unavailable("uuid"))?;
        text.push(char::from_digit((chance * 16.0) as u32 & 15, 16).unwrap_or('0'));
    }
    Ok(text)
}

/// Whether a text is nothing but blanks.
pub(super) fn is_empty(text: &str) -> bool {
    text.chars().all(is_blank)
}
