// SPDX-License-Identifier: EUPL-1.2
//! Tests of the expression language: tables of an expression and what it gives.

mod coercions;
mod dates;
mod functions;
mod more_functions;
mod paths;
mod syntax;
mod traces;
mod xml;

use std::cell::Cell;

use jiff::Zoned;

use super::xml::Node;
use super::{Environment, Outcome, evaluate_text};

/// A morning in Brussels, and chance that is none.
struct Morning {
    draws: Cell<u32>,
}

impl Environment<Node> for Morning {
    fn now(&self) -> Option<Zoned> {
        "2026-11-30T08:15:30.25+01:00[Europe/Brussels]".parse().ok()
    }

    fn random(&self) -> Option<f64> {
        let draw = self.draws.get();
        self.draws.set(draw + 1);
        Some(f64::from(draw % 16) / 16.0)
    }

    fn uuid(&self) -> Option<String> {
        Some("0193f1a0-0000-7000-8000-000000000001".to_owned())
    }

    fn choice_name(&self, choice: &str, question: &str) -> Option<String> {
        (question == "/trip/means").then(|| format!("by {choice}"))
    }

    fn property(&self, name: &str) -> Option<String> {
        (name == "deviceid").then(|| "desk:7".to_owned())
    }

    fn version(&self) -> Option<String> {
        Some("2026113001".to_owned())
    }
}

fn at(xml: &str, context: &str, expr: &str) -> Outcome {
    evaluate_text(expr, Some(xml), Some(context), &Morning { draws: Cell::new(0) })
}

fn alone(expr: &str) -> Outcome {
    at("<nothing/>", "", expr)
}

/// `=` on outcomes, with a number that is none equal to itself.
fn same(a: &Outcome, b: &Outcome) -> bool {
    match (a, b) {
        (Outcome::Number(a), Outcome::Number(b)) => a == b || (a.is_nan() && b.is_nan()),
        _ => a == b,
    }
}

fn number(number: f64) -> Outcome {
    Outcome::Number(number)
}

fn text(text: &str) -> Outcome {
    Outcome::Text(text.to_owned())
}

fn yes() -> Outcome {
    Outcome::Boolean(true)
}

fn no() -> Outcome {
    Outcome::Boolean(false)
}

fn nodes(texts: &[&str]) -> Outcome {
    Outcome::Nodes(texts.iter().map(|text| (*text).to_owned()).collect())
}

/// The code of an error, or nothing.
fn code(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Error { code, .. } => code,
        _ => "",
    }
}

#[track_caller]
fn all(xml: &str, context: &str, table: &[(&str, Outcome)]) {
    for (expr, expected) in table {
        let found = at(xml, context, expr);
        assert!(same(&found, expected), "{expr} gave {found:?} and not {expected:?}");
    }
}

#[track_caller]
fn all_alone(table: &[(&str, Outcome)]) {
    all("<nothing/>", "", table);
}
