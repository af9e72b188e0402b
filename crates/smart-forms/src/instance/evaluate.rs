// SPDX-License-Identifier: EUPL-1.2
//! What a formula gives at a cell of the answers, and what it may ask of the form around it.

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::loaded::{Loaded, Unit};
use super::tree::{At, Place};
use super::typed::number::number_to_text;
use super::{Instance, World};
use crate::form::{Piece, Source, Text};
use crate::xpath::{self, Environment, EvalError, Expr, NodeKind, Tree, Value};

/// The world around a formula at a cell.
pub(super) struct Around<'a> {
    pub instance: &'a Instance,
    pub cell: u32,
}

impl Around<'_> {
    fn world(&self) -> &World {
        &self.instance.world
    }

    /// The question that a path written in a text means: `/data/commune`, ` ../commune `.
    fn question(&self, path: &str) -> Option<u32> {
        let loaded = &self.instance.loaded;
        let path = path.trim();
        if let Some(found) = loaded.by_path.get(path) {
            return Some(*found);
        }
        let mut at = self.instance.cells.get(self.cell).def;
        for step in path.split('/') {
            at = match step.trim() {
                "" | "." | "current()" => at,
                ".." => loaded.defs.get(at as usize)?.parent,
                name => loaded.defs.get(at as usize)?.child(&loaded.defs, name)?,
            };
        }
        loaded.defs.get(at as usize).map(|_| at)
    }
}

impl Environment<At> for Around<'_> {
    fn now(&self) -> Option<Zoned> {
        self.world().now()
    }

    fn zone(&self) -> TimeZone {
        self.world().zone()
    }

    fn random(&self) -> Option<f64> {
        self.world().random()
    }

    fn uuid(&self) -> Option<String> {
        self.world().uuid()
    }

    fn instance(&self, id: &str) -> Option<At> {
        let (at, top) = self.instance.loaded.lists.named(id)?;
        Some(At(Place::Beside(at, top)))
    }

    fn itext(&self, id: &str) -> Option<String> {
        let loaded = &self.instance.loaded;
        if let Some((list, choice)) = loaded.lists.text(id) {
            let label = &loaded.form.lists.get(list)?.choices.get(choice)?.label;
            return Some(self.instance.said(label, self.cell));
        }
        // `/data/question:label`
        let (path, which) = id.rsplit_once(':')?;
        let node = &loaded.def(*loaded.by_path.get(path)?).node;
        let text = if which == "hint" { &node.hint } else { &node.label };
        Some(self.instance.said(text, self.cell))
    }

    fn choice_name(&self, choice: &str, question: &str) -> Option<String> {
        let def = self.question(question)?;
        Some(self.instance.choice_label(def, self.cell, choice).unwrap_or_default())
    }

    fn property(&self, name: &str) -> Option<String> {
        self.world().property(name)
    }

    fn version(&self) -> Option<String> {
        Some(self.instance.loaded.form.version.clone())
    }

    fn month(&self, month: i8) -> String {
        self.world().month(month)
    }

    fn weekday(&self, day: i8) -> String {
        self.world().weekday(day)
    }
}

impl Instance {
    pub(super) fn evaluate(&self, expr: &Expr, cell: u32) -> Result<Value<At>, EvalError> {
        xpath::evaluate(expr, self, At(Place::Cell(cell)), &Around { instance: self, cell })
    }

    pub(super) fn text_of(&self, value: &Value<At>) -> String {
        match value {
            Value::Number(number) => number_to_text(*number),
            Value::Boolean(yes) => yes.to_string(),
            Value::Moment(moment) => moment.text(),
            Value::Text(text) => text.clone(),
            Value::Nodes(nodes) => {
                let mut text = String::new();
                if let Some(node) = nodes.first() {
                    self.add_text(*node, &mut text);
                }
                text
            }
        }
    }

    fn number_of(&self, value: &Value<At>) -> f64 {
        match value {
            Value::Number(number) => *number,
            Value::Boolean(yes) => f64::from(u8::from(*yes)),
            other => self.text_of(other).trim().parse().unwrap_or(f64::NAN),
        }
    }

    pub(super) fn evaluate_text(&self, expr: &Expr, cell: u32) -> Result<String, EvalError> {
        self.evaluate(expr, cell).map(|value| self.text_of(&value))
    }

    pub(super) fn evaluate_number(&self, expr: &Expr, cell: u32) -> Result<f64, EvalError> {
        self.evaluate(expr, cell).map(|value| self.number_of(&value))
    }

    pub(super) fn evaluate_boolean(&self, expr: &Expr, cell: u32) -> Result<bool, EvalError> {
        self.evaluate(expr, cell).map(|value| is_true(&value))
    }

    /// A text in the language in use, its values filled in.
    pub(super) fn said(&self, text: &Text, cell: u32) -> String {
        let language = if text.wordings.iter().any(|w| w.language == self.language) {
            &self.language
        } else {
            &self.loaded.form.default_language
        };
        let Some(wording) = text.get(language) else { return String::new() };
        if wording.pieces.is_empty() {
            return wording.written.clone();
        }
        let mut said = String::new();
        for piece in &wording.pieces {
            match piece {
                Piece::Words(words) => said.push_str(words),
                Piece::Value(formula) => {
                    let value = self.loaded.in_texts.get(formula).map(|expr| self.evaluate_text(expr, cell));
                    if let Some(Ok(value)) = value {
                        said.push_str(&value);
                    }
                }
            }
        }
        said
    }

    /// The nodes that a question offers.
    pub(super) fn offered_nodes(&self, cell: u32) -> Result<Vec<At>, EvalError> {
        let def = self.loaded.def(self.cells.get(cell).def);
        let Some(expr) = &def.formulas.offered else { return Ok(Vec::new()) };
        match self.evaluate(expr, cell)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Ok(Vec::new()),
        }
    }

    /// What is kept when a node that a question offers is chosen, and what it is called.
    pub(super) fn choice_of(&self, def: u32, node: At, cell: u32) -> Option<(String, String)> {
        let source = &self.loaded.def(def).node.question()?.choices.as_ref()?.source;
        match (node.0, source) {
            (Place::Beside(at, item), _) => {
                let lists = &self.loaded.lists;
                if let Some((list, choice)) = lists.choice(at, item) {
                    let choice = self.loaded.form.lists.get(list)?.choices.get(choice)?;
                    return Some((choice.name.clone(), self.said(&choice.label, cell)));
                }
                let (value, label) = match source {
                    Source::File { value, label, .. } => (value.as_str(), label.as_str()),
                    _ => ("name", "label"),
                };
                let value = lists.cell(at, item, value)?.to_owned();
                let label = lists.cell(at, item, label).map_or_else(|| value.clone(), str::to_owned);
                Some((value, label))
            }
            (_, Source::Answers { name, .. }) => {
                let mut children =
                    std::iter::successors(self.first_child(node), |child| self.next_sibling(*child));
                let found = children.find(|child| {
                    self.kind(*child) == NodeKind::Element && self.name(*child).local == *name
                })?;
                let value = self.text_of(&Value::Nodes(vec![found]));
                (!value.is_empty()).then(|| (value.clone(), value))
            }
            _ => None,
        }
    }

    /// What a choice of a question is called.
    pub(super) fn choice_label(&self, def: u32, cell: u32, choice: &str) -> Option<String> {
        let source = &self.loaded.def(def).node.question()?.choices.as_ref()?.source;
        match source {
            Source::List(name) | Source::External(name)
                if self.loaded.form.lists.iter().any(|list| list.name == *name) =>
            {
                let list = self.loaded.form.lists.iter().find(|list| list.name == *name)?;
                let found = list.choices.iter().find(|known| known.name == choice)?;
                Some(self.said(&found.label, cell))
            }
            Source::Answers { .. } => Some(choice.to_owned()),
            Source::List(id) | Source::External(id) | Source::File { id, .. } => {
                let (document, top) = self.loaded.lists.named(id)?;
                let top = At(Place::Beside(document, top));
                let items = self.children_of(top).into_iter().flat_map(|root| self.children_of(root));
                items
                    .filter_map(|item| self.choice_of(def, item, cell))
                    .find(|(name, _)| name == choice)
                    .map(|(_, l)| l)
            }
        }
    }

    fn children_of(&self, node: At) -> Vec<At> {
        let all = std::iter::successors(self.first_child(node), |child| self.next_sibling(*child));
        all.filter(|child| self.kind(*child) == NodeKind::Element).collect()
    }
}

pub(super) fn is_true(value: &Value<At>) -> bool {
    match value {
        Value::Number(number) => *number != 0.0 && !number.is_nan(),
        Value::Boolean(yes) => *yes,
        Value::Moment(moment) => moment.at.is_some(),
        Value::Text(text) => !text.is_empty(),
        Value::Nodes(nodes) => !nodes.is_empty(),
    }
}

impl Loaded {
    /// The formula of a unit of a node.
    pub(super) fn formula(&self, def: u32, unit: Unit) -> Option<&Expr> {
        let formulas = &self.def(def).formulas;
        match unit {
            Unit::Count => formulas.count.as_ref(),
            Unit::Own => formulas.own.as_ref(),
            Unit::Offered => formulas.offered.as_ref(),
            Unit::Calculate => formulas.calculate.as_ref(),
            Unit::Trigger => formulas.trigger.as_ref(),
            Unit::Required => formulas.required.as_ref(),
            Unit::Readonly => formulas.readonly.as_ref(),
            Unit::Constraint => formulas.constraint.as_ref(),
            Unit::Relevant | Unit::Value => None,
        }
    }
}
