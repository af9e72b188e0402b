// SPDX-License-Identifier: EUPL-1.2
//! Functions about repeats and their order, and about answers that stay.

use sha2::{Digest, Sha256};

use super::{Done, Function, Given};
use crate::xpath::eval::Run;
use crate::xpath::{EvalFault, Tree, Value};

pub(super) fn call<T: Tree>(
    run: &mut Run<'_, T>,
    function: Function,
    given: &Given<'_, T::Node>,
) -> Done<Value<T::Node>> {
    match function {
        Function::Once => {
            let there = run.text_of_node(given.focus.node)?;
            if there.is_empty() { Ok(Value::Text(given.text(run, 0)?)) } else { Ok(Value::Text(there)) }
        }
        // It is there to name what a value depends on; it is its first argument.
        Function::Depend => {
            let value = given.value(run, 0)?;
            for index in 1..given.len() {
                given.value(run, index)?;
            }
            Ok(value)
        }
        Function::Randomize => randomize(run, given),
        _ => indexed_repeat(run, given),
    }
}

/// What is asked for, in one turn of each repeat that is named.
fn indexed_repeat<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<Value<T::Node>> {
    if given.len().is_multiple_of(2) {
        return Err(EvalFault::TooFewArguments("indexed-repeat".to_owned()));
    }
    let mut turns = Vec::new();
    for index in (1..given.len()).step_by(2) {
        let nodes = given.nodes(run, index)?;
        let position = given.number(run, index + 1)?;
        let Some(first) = nodes.first() else { return Ok(Value::Nodes(Vec::new())) };
        let depth = std::iter::successors(Some(*first), |node| run.tree.parent(*node)).count();
        turns.push((depth, nodes, position));
    }
    // The outer repeat decides first, in whatever order they are named.
    turns.sort_by_key(|(depth, _, _)| *depth);
    let mut chosen = None;
    for (_, mut nodes, position) in turns {
        if let Some(outer) = chosen {
            nodes = inside(run, outer, nodes)?;
        }
        let index = position - 1.0;
        let found =
            if index >= 0.0 && index.fract() == 0.0 { nodes.get(index as usize).copied() } else { None };
        let Some(node) = found else { return Ok(Value::Nodes(Vec::new())) };
        chosen = Some(node);
    }
    let targets = given.nodes(run, 0)?;
    match chosen {
        Some(outer) => Ok(Value::Nodes(inside(run, outer, targets)?)),
        None => Ok(Value::Nodes(targets)),
    }
}

fn inside<T: Tree>(run: &Run<'_, T>, outer: T::Node, nodes: Vec<T::Node>) -> Done<Vec<T::Node>> {
    let mut kept = Vec::new();
    for node in nodes {
        let mut at = Some(node);
        while let Some(here) = at {
            run.work(1)?;
            if here == outer {
                kept.push(node);
                break;
            }
            at = run.tree.parent(here);
        }
    }
    Ok(kept)
}

const MODULUS: i64 = 2_147_483_647;

/// Shuffles. With a seed, always alike: Park and Miller's minimal generator and Fisher and Yates' shuffle from the
/// inside out, as every program for these forms does it.
fn randomize<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<Value<T::Node>> {
    let nodes = given.nodes(run, 0)?;
    let mut state = match given.len() {
        2 => {
            let seed = given.value(run, 1)?;
            Some(first_state(run, &seed)?)
        }
        _ => None,
    };
    run.work(nodes.len())?;
    let mut shuffled: Vec<T::Node> = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.into_iter().enumerate() {
        let chance = match &mut state {
            None => run.environment.random().ok_or(EvalFault::Unavailable("randomize"))?,
            Some(state) => {
                *state = *state * 16_807 % MODULUS;
                (*state - 1) as f64 / (MODULUS - 1) as f64
            }
        };
        let place = ((chance * (index + 1) as f64) as usize).min(index);
        shuffled.push(node);
        shuffled.swap(place, index);
    }
    Ok(Value::Nodes(shuffled))
}

/// A seed that is no number is a text, of which the digest is the seed.
fn first_state<T: Tree>(run: &Run<'_, T>, seed: &Value<T::Node>) -> Done<i64> {
    let number = run.number_of(seed)?;
    let whole = if number.is_nan() {
        let text = run.text_of(seed)?;
        if text.is_empty() {
            0
        } else {
            let digest = Sha256::digest(&text);
            digest.iter().take(8).fold(0_i64, |all, byte| (all << 8) | i64::from(*byte))
        }
    } else {
        // Larger ones end at the largest there is.
        number as i64
    };
    let state = whole % MODULUS;
    Ok(if state <= 0 { state + MODULUS - 1 } else { state })
}
