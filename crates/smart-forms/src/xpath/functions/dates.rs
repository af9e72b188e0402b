// SPDX-License-Identifier: EUPL-1.2
//! Functions about days and hours.

use jiff::Zoned;

use super::{Done, Function, Given};
use crate::xpath::eval::Run;
use crate::xpath::{EvalFault, Moment, Tree, Value, moment};

pub(super) fn call<T: Tree>(
    run: &mut Run<'_, T>,
    function: Function,
    given: &Given<'_, T::Node>,
) -> Done<Value<T::Node>> {
    Ok(match function {
        Function::Now => {
            let now = run.environment.now().ok_or(EvalFault::Unavailable("now"))?;
            Value::Moment(Moment::of(Some(now)))
        }
        Function::Today => {
            let now = run.environment.now().ok_or(EvalFault::Unavailable("today"))?;
            Value::Moment(Moment::of(now.start_of_day().ok()))
        }
        Function::Date => {
            let value = given.value(run, 0)?;
            match &value {
                Value::Boolean(_) => Value::Text(String::new()),
                Value::Text(_) | Value::Nodes(_) if run.text_of(&value)?.is_empty() => {
                    Value::Text(String::new())
                }
                _ => Value::Moment(Moment::of(moment_of(run, &value)?)),
            }
        }
        Function::DecimalDateTime => match given.value(run, 0)? {
            Value::Boolean(_) => return Err(EvalFault::Argument("decimal-date-time")),
            Value::Number(number) => Value::Number(number),
            value => Value::Number(moment_of(run, &value)?.as_ref().map_or(f64::NAN, moment::days)),
        },
        Function::DecimalTime => {
            let text = given.text(run, 0)?;
            Value::Number(moment::fraction_of_day(&text, &run.zone).unwrap_or(f64::NAN))
        }
        _ => {
            let value = given.value(run, 0)?;
            let format = given.text(run, 1)?;
            let text = match moment_of(run, &value)? {
                Some(at) => formatted(run, &at, &format),
                None => String::new(),
            };
            Value::Text(run.made(text)?)
        }
    })
}

/// The moment that a value means: a text by its shape, a number as days since the beginning of 1970.
fn moment_of<T: Tree>(run: &Run<'_, T>, value: &Value<T::Node>) -> Done<Option<Zoned>> {
    Ok(match value {
        Value::Boolean(_) => None,
        Value::Moment(moment) => moment.at.clone(),
        Value::Number(days) => moment::from_days(*days, &run.zone),
        Value::Text(_) | Value::Nodes(_) => {
            let text = run.text_of(value)?;
            moment::padded(text.trim()).and_then(|text| moment::from_text(&text, &run.zone))
        }
    })
}

fn formatted<T: Tree>(run: &Run<'_, T>, at: &Zoned, format: &str) -> String {
    let mut text = String::new();
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        if sign != '%' {
            text.push(sign);
            continue;
        }
        let part = match signs.next() {
            None => "%".to_owned(),
            Some('%') => "%".to_owned(),
            Some('Y') => format!("{:04}", at.year()),
            Some('y') => format!("{:02}", at.year().rem_euclid(100)),
            Some('m') => format!("{:02}", at.month()),
            Some('n') => at.month().to_string(),
            Some('b') => run.environment.month(at.month()),
            Some('d') => format!("{:02}", at.day()),
            Some('e') => at.day().to_string(),
            Some('a') => run.environment.weekday(at.weekday().to_monday_one_offset()),
            Some('H') => format!("{:02}", at.hour()),
            Some('h') => at.hour().to_string(),
            Some('M') => format!("{:02}", at.minute()),
            Some('S') => format!("{:02}", at.second()),
            Some('3') => format!("{:03}", at.millisecond()),
            // What means nothing stays as it is.
            Some(other) => format!("%{other}"),
        };
        text.push_str(&part);
    }
    text
}
