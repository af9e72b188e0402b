// SPDX-License-Identifier: EUPL-1.2
//! Functions about choices: several answers to one question are kept as words between blanks.

use super::{Done, Function, Given, texts};
use crate::xpath::eval::Run;
use crate::xpath::value::words;
use crate::xpath::{EvalFault, Tree, Value};

pub(super) fn call<T: Tree>(
    run: &mut Run<'_, T>,
    function: Function,
    given: &Given<'_, T::Node>,
) -> Done<Value<T::Node>> {
    Ok(match function {
        Function::Selected => {
            let (list, choice) = (given.text(run, 0)?, given.text(run, 1)?);
            let choice = choice.trim();
            // Asked for no choice at all, an empty list has it.
            let found = if choice.is_empty() {
                texts::is_empty(&list)
            } else {
                words(&list).any(|word| word == choice)
            };
            Value::Boolean(found)
        }
        Function::SelectedAt => {
            let list = given.text(run, 0)?;
            let index = given.number(run, 1)?.trunc();
            let found = if index >= 0.0 { words(&list).nth(index as usize) } else { None };
            Value::Text(found.unwrap_or("").to_owned())
        }
        Function::CountSelected => Value::Number(words(&given.text(run, 0)?).count() as f64),
        Function::ChoiceName => {
            let (choice, question) = (given.text(run, 0)?, given.text(run, 1)?);
            let name = run.environment.choice_name(&choice, &question);
            Value::Text(name.ok_or(EvalFault::Unavailable("jr:choice-name"))?)
        }
        Function::Itext => {
            let id = given.text(run, 0)?;
            Value::Text(run.environment.itext(&id).unwrap_or_default())
        }
        Function::Checklist => {
            let mut held = 0.0;
            for value in given.each(run, 2)? {
                if holds(run, &value)? {
                    held += 1.0;
                }
            }
            within(run, given, held)?
        }
        _ => weighted(run, given)?,
    })
}

/// A node holds when something is written in it.
fn holds<T: Tree>(run: &Run<'_, T>, value: &Value<T::Node>) -> Done<bool> {
    match value {
        Value::Nodes(_) => Ok(!texts::is_empty(&run.text_of(value)?)),
        _ => run.boolean_of(value),
    }
}

/// Between the least and the most; -1 stands for no bound, as does a most that is no number.
fn within<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>, held: f64) -> Done<Value<T::Node>> {
    let (least, most) = (given.number(run, 0)?, given.number(run, 1)?);
    Ok(Value::Boolean((least < 0.0 || held >= least) && !(most >= 0.0 && held > most)))
}

/// Pairs of a condition and what it weighs; either may be several nodes, in the same order.
fn weighted<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<Value<T::Node>> {
    if !given.len().is_multiple_of(2) {
        return Err(EvalFault::TooFewArguments("weighted-checklist".to_owned()));
    }
    let mut held = 0.0;
    for index in (2..given.len()).step_by(2) {
        let (values, weights) = (given.value(run, index)?, given.value(run, index + 1)?);
        let (values, weights) = (run.each(values), run.each(weights));
        run.work(weights.len())?;
        for (value, weight) in values.iter().zip(&weights) {
            if holds(run, value)? {
                held += run.number_of(weight)?;
            }
        }
    }
    within(run, given, held)
}
