// SPDX-License-Identifier: EUPL-1.2
//! Functions about numbers.

use super::{Done, Function, Given};
use crate::xpath::eval::Run;
use crate::xpath::value::round;
use crate::xpath::{EvalFault, Moment, Tree, Value, moment};

pub(super) fn call<T: Tree>(
    run: &mut Run<'_, T>,
    function: Function,
    given: &Given<'_, T::Node>,
) -> Done<Value<T::Node>> {
    let number = match function {
        Function::Pi => std::f64::consts::PI,
        Function::Random => run.environment.random().ok_or(EvalFault::Unavailable("random"))?,
        Function::Number => return number(run, given),
        Function::Sum => {
            let mut sum = 0.0;
            for value in given.each(run, 0)? {
                sum += run.number_of(&value)?;
            }
            sum
        }
        Function::Max | Function::Min => {
            let mut best: Option<f64> = None;
            for value in given.each(run, 0)? {
                let number = run.number_of(&value)?;
                best = Some(match best {
                    // One that is no number makes all of it none.
                    Some(best) if best.is_nan() || number.is_nan() => f64::NAN,
                    Some(best) if function == Function::Max => best.max(number),
                    Some(best) => best.min(number),
                    None => number,
                });
            }
            best.unwrap_or(f64::NAN)
        }
        Function::Round => {
            let digits = if given.len() == 2 { given.number(run, 1)? } else { 0.0 };
            round(given.number(run, 0)?, digits)
        }
        Function::Atan2 => given.number(run, 0)?.atan2(given.number(run, 1)?),
        Function::Pow => power(given.number(run, 0)?, given.number(run, 1)?),
        _ => {
            let number = given.number(run, 0)?;
            match function {
                Function::Abs => number.abs(),
                Function::Acos => number.acos(),
                Function::Asin => number.asin(),
                Function::Atan => number.atan(),
                Function::Ceiling => number.ceil(),
                Function::Cos => number.cos(),
                Function::Exp => number.exp(),
                Function::Exp10 => power(10.0, number),
                Function::Floor => number.floor(),
                Function::Int => number.trunc(),
                Function::Log => number.ln(),
                Function::Log10 => number.log10(),
                Function::Sin => number.sin(),
                Function::Sqrt => number.sqrt(),
                Function::Tan => number.tan(),
                _ => return Err(EvalFault::UnknownFunction(format!("{function:?}"))),
            }
        }
    };
    Ok(Value::Number(number))
}

/// What is no number makes no power, not even with 0.
fn power(base: f64, exponent: f64) -> f64 {
    let undecided = base.abs() == 1.0 && exponent.is_infinite();
    if undecided || base.is_nan() || exponent.is_nan() { f64::NAN } else { base.powf(exponent) }
}

/// A text that tells of a moment becomes a number that, written out again, is the number of whole days.
fn number<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<Value<T::Node>> {
    let value = if given.len() == 0 { Value::Nodes(vec![given.focus.node]) } else { given.value(run, 0)? };
    match &value {
        Value::Text(_) | Value::Nodes(_) => {
            let text = run.text_of(&value)?;
            match moment::from_text(text.trim(), &run.zone) {
                Some(at) => Ok(Value::Moment(Moment { at: Some(at), counted: true })),
                None => Ok(Value::Number(run.number_of_text(&text))),
            }
        }
        _ => Ok(Value::Number(run.number_of(&value)?)),
    }
}
