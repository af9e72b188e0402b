// SPDX-License-Identifier: EUPL-1.2
//! Whether every formula can be understood. The reference converter does not look at them; a form with one that cannot be
//! understood is accepted, but its author is told, and nobody could fill it in.

use std::collections::HashMap;

use super::Report;
use super::headings::{Line, Table};
use super::model::{Default, Expression, Form, Kind, Piece};
use crate::words::{Code, Problem};
use crate::xpath::{self, EvalFault, SyntaxFault};

pub(super) fn check(form: &Form, table: &Table, report: &mut Report) {
    let lines: HashMap<usize, &Line> = table.lines.iter().map(|l| (l.row, l)).collect();
    for node in form.root.walk() {
        let line = lines.get(&node.row);
        let mut look = |formula: &str, keys: &[&str]| {
            for problem in wrong(formula) {
                let place = match line {
                    Some(line) => line.problem_in(problem.code, keys),
                    // The name that the form gives to a filled-in copy is the only formula that stands elsewhere.
                    None => Problem::new(problem.code).sheet("settings").row(2),
                };
                report.warnings.push(Problem { params: problem.params, ..place });
            }
        };
        let bind = &node.bind;
        for (key, formula) in [
            ("relevant", &bind.relevant),
            ("required", &bind.required),
            ("readonly", &bind.readonly),
            ("constraint", &bind.constraint),
            ("calculate", &bind.calculate),
        ] {
            if let Some(formula) = formula {
                look(&formula.xpath, &["bind", key]);
            }
        }
        if let Some(Default::Reckoned(Expression { xpath, .. })) = &node.default {
            look(xpath, &["default"]);
        }
        match &node.kind {
            Kind::Repeat(Some(count)) => look(&count.xpath, &["control", "jr:count"]),
            Kind::Question(question) => {
                if let Some(filter) = question.choices.as_ref().and_then(|c| c.filter.as_ref()) {
                    look(&filter.xpath, &["choice_filter"]);
                }
            }
            Kind::Repeat(None) | Kind::Group => {}
        }
        for (key, text) in [("label", &node.label), ("hint", &node.hint), ("guidance_hint", &node.guidance)] {
            for piece in text.wordings.iter().flat_map(|w| &w.pieces) {
                if let Piece::Value(xpath) = piece {
                    look(xpath, &[key]);
                }
            }
        }
    }
}

/// What is wrong with a formula.
fn wrong(formula: &str) -> Vec<Problem> {
    let expr = match xpath::parse(formula) {
        Ok(expr) => expr,
        Err(error) => {
            let (code, found) = match error.fault {
                SyntaxFault::OpenQuote => (Code::FormulaQuote, String::new()),
                SyntaxFault::Empty | SyntaxFault::UnexpectedEnd => (Code::FormulaEnds, String::new()),
                SyntaxFault::TooLong | SyntaxFault::TooDeep | SyntaxFault::TooManyParts => {
                    (Code::FormulaLong, String::new())
                }
                SyntaxFault::NoOperator(found) => (Code::FormulaOperator, found),
                SyntaxFault::OpenBracket(found) => (Code::FormulaBracket, found.to_string()),
                SyntaxFault::Character(found) => (Code::FormulaSign, found.to_string()),
                SyntaxFault::Unexpected(found) | SyntaxFault::Axis(found) => (Code::FormulaSign, found),
            };
            return vec![Problem::new(code).with("found", &found)];
        }
    };
    let calls = xpath::check(&expr).into_iter().filter_map(|(fault, _)| match fault {
        EvalFault::UnknownFunction(name) => Some(Problem::new(Code::UnknownFunction).with("name", &name)),
        EvalFault::TooFewArguments(name) | EvalFault::TooManyArguments(name) => {
            Some(Problem::new(Code::FunctionArguments).with("name", &name))
        }
        _ => None,
    });
    let files = super::instances::pulled(formula).into_iter();
    calls
        .chain(files.map(|file| Problem::new(Code::NeedsFile).with("file", &format!("{file}.csv"))))
        .collect()
}
