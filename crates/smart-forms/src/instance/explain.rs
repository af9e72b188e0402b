// SPDX-License-Identifier: EUPL-1.2
//! Why a node stands as it does: each formula about it with the values of its parts, and the questions they come from.

use super::evaluate::Around;
use super::loaded::{Shape, Unit};
use super::tree::{At, Place};
use super::{Instance, Refusal};
use crate::xpath::{self, Kind, Value};

/// What a formula decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Whether it is asked.
    Relevant,
    /// Whether it must be answered.
    Required,
    /// Whether it cannot be changed.
    Readonly,
    /// Whether its answer is in order.
    Constraint,
    /// What its value is.
    Calculate,
    /// How often it is asked.
    Count,
}

/// A formula, what it gave, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What it decides.
    pub rule: Rule,
    /// About which node: the one that was asked about, or a group around it.
    pub path: String,
    /// The formula as its author wrote it.
    pub written: String,
    /// The formula with its paths.
    pub formula: String,
    /// What it gave, as a text; `true` and `false` for conditions. Why there is nothing, where it gave nothing.
    pub value: Result<String, String>,
    /// Its parts, in the order in which they were looked at.
    pub parts: Vec<Part>,
}

/// A part of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub formula: String,
    /// Its value, as a text.
    pub value: String,
    /// What is asked by the questions that it names: their paths and their labels.
    pub questions: Vec<(String, String)>,
}

impl Instance {
    /// Why a node is asked or not, and stands as it does. What is asked depends on the groups around it, too; their
    /// conditions come first.
    pub fn explain(&self, path: &str) -> Result<Vec<Explained>, Refusal> {
        let cell = self.find(path)?;
        let mut around = Vec::new();
        let mut at = self.cells.get(cell).parent;
        while let Some(found) = self.cells.try_get(at) {
            around.push(at);
            at = found.parent;
        }
        let mut all = Vec::new();
        for group in around.into_iter().rev() {
            all.extend(self.explained(group, Rule::Relevant));
        }
        for rule in
            [Rule::Relevant, Rule::Required, Rule::Readonly, Rule::Constraint, Rule::Calculate, Rule::Count]
        {
            all.extend(self.explained(cell, rule));
        }
        Ok(all)
    }

    fn explained(&self, cell: u32, rule: Rule) -> Option<Explained> {
        let def = self.cells.get(cell).def;
        let node = &self.loaded.def(def).node;
        let bind = &node.bind;
        let triggered = !node.triggers.is_empty();
        let (unit, written) = match rule {
            Rule::Relevant => (Unit::Own, &bind.relevant),
            Rule::Required => (Unit::Required, &bind.required),
            Rule::Readonly => (Unit::Readonly, &bind.readonly),
            Rule::Constraint => (Unit::Constraint, &bind.constraint),
            Rule::Calculate => (if triggered { Unit::Trigger } else { Unit::Calculate }, &bind.calculate),
            Rule::Count => (
                Unit::Count,
                match &node.kind {
                    crate::form::Kind::Repeat(count) => count,
                    _ => &None,
                },
            ),
        };
        let expr = self.loaded.formula(def, unit)?;
        let written = written.as_ref()?.written.clone();
        let at = match rule {
            Rule::Count => self.cells.range_of(&self.loaded, cell).unwrap_or(cell),
            _ => cell,
        };
        let around = Around { instance: self, cell: at };
        let (value, trace) = xpath::evaluate_traced(expr, self, At(Place::Cell(at)), &around);
        let is_condition =
            matches!(rule, Rule::Relevant | Rule::Required | Rule::Readonly | Rule::Constraint);
        let value = match value {
            Ok(value) if is_condition => Ok(super::evaluate::is_true(&value).to_string()),
            Ok(value) => Ok(self.text_of(&value)),
            Err(error) => Err(error.fault.to_string()),
        };
        let parts = trace.parts.iter().map(|part| {
            let is_path = matches!(expr.kind(part.part), Some(Kind::Path(_)));
            let mut questions = Vec::new();
            if let Value::Nodes(nodes) = &part.value
                && is_path
            {
                for node in nodes {
                    if let Place::Cell(at) = node.0
                        && self.loaded.def(self.cells.get(at).def).shape == Shape::Leaf
                    {
                        questions.push((self.path_of(at), self.label_of(at)));
                    }
                }
            }
            let value = match &part.value {
                Value::Nodes(nodes) => {
                    let texts: Vec<String> =
                        nodes.iter().map(|node| self.text_of(&Value::Nodes(vec![*node]))).collect();
                    texts.join(", ")
                }
                value => self.text_of(value),
            };
            Part { formula: part.span.of(expr.text()).to_owned(), value, questions }
        });
        let parts = parts.collect();
        Some(Explained {
            rule,
            path: self.path_of(cell),
            written,
            formula: expr.text().to_owned(),
            value,
            parts,
        })
    }
}
