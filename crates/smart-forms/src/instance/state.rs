// SPDX-License-Identifier: EUPL-1.2
//! How a form being filled in stands: what is asked, what is answered, what is wrong, what can be chosen.

use serde_json::{Value as Json, json};

use super::cells::{Cell, Gap};
use super::loaded::{Shape, Unit};
use super::{Instance, Refusal, problem};
use crate::xpath::EvalError;

/// What is known about the answer to a question. Only the first has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerState {
    /// There is an answer.
    Answered,
    /// It was put to somebody and left empty.
    Unanswered,
    /// Other answers make it pointless.
    NotRelevant,
    /// Whoever was asked does not want to say.
    Declined,
    /// Whoever was asked does not know.
    Unknown,
    /// Nobody was asked yet.
    NotAsked,
}

impl AnswerState {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Answered, Self::Unanswered, Self::NotRelevant, Self::Declined, Self::Unknown, Self::NotAsked];

    /// A short name that stays the same.
    pub fn code(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Unanswered => "unanswered",
            Self::NotRelevant => "not-relevant",
            Self::Declined => "declined",
            Self::Unknown => "unknown",
            Self::NotAsked => "not-asked",
        }
    }

    /// By its short name.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How a node stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeState {
    /// `/data/enfant[2]/nom`.
    pub path: String,
    /// Whether it is asked, given the other answers.
    pub relevant: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it cannot be changed.
    pub readonly: bool,
    /// The answer, as an XForm would hold it; empty for none, and while it is not asked.
    pub value: String,
    /// Whether nothing is wrong with it.
    pub valid: bool,
    /// What is wrong with it, for whoever fills in the form.
    pub message: Option<String>,
    /// What is known about the answer; nothing for groups.
    pub answer_state: Option<AnswerState>,
}

impl NodeState {
    /// The same as JSON; a group has no value and no answer.
    pub fn json(&self) -> Json {
        let answer = self.answer_state.map(AnswerState::code);
        json!({
            "path": self.path,
            "relevant": self.relevant,
            "required": self.required,
            "readonly": self.readonly,
            "value": answer.map(|_| self.value.as_str()),
            "valid": self.valid,
            "message": self.message,
            "answer_state": answer,
        })
    }
}

/// A choice that a question offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// What is kept when it is chosen.
    pub name: String,
    /// What it is called in the language in use.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A formula that gave no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The node.
    pub path: String,
    /// The formula.
    pub formula: String,
    /// Why.
    pub error: EvalError,
}

impl Instance {
    /// Every node, each before those in it.
    pub fn state(&self) -> Vec<NodeState> {
        let cells = self.cells.walk(self.root).into_iter();
        cells.filter(|at| !self.cells.get(*at).range).map(|at| self.state_of(at)).collect()
    }

    /// One node.
    pub fn node(&self, path: &str) -> Result<NodeState, Refusal> {
        self.find(path).map(|cell| self.state_of(cell))
    }

    /// Whether everything that is asked is in order.
    pub fn is_valid(&self) -> bool {
        self.cells.walk(self.root).into_iter().all(|at| self.wrong_with(at).is_none())
    }

    /// How many turns a repeated group has.
    pub fn turns(&self, path: &str) -> Result<usize, Refusal> {
        let lost = || Refusal::NoSuchNode(path.to_owned());
        let (parent, name) = path.rsplit_once('/').ok_or_else(lost)?;
        let parent = self.find(parent)?;
        let cell = self.cells.get(parent);
        let child = self.loaded.def(cell.def).child(&self.loaded.defs, name).ok_or_else(lost)?;
        let kid = *cell.kids.get(self.loaded.def(child).slot).ok_or_else(lost)?;
        let found = self.cells.get(kid);
        if found.range { Ok(found.kids.len()) } else { Err(Refusal::NotRepeated(path.to_owned())) }
    }

    /// What a question or a group asks, in the language in use, values of other answers filled in.
    pub fn label(&self, path: &str) -> Result<String, Refusal> {
        let cell = self.find(path)?;
        Ok(self.label_of(cell))
    }

    /// The word of help of a question.
    pub fn hint(&self, path: &str) -> Result<String, Refusal> {
        let cell = self.find(path)?;
        Ok(self.said(&self.loaded.def(self.cells.get(cell).def).node.hint, cell))
    }

    /// What a question offers at present, in order.
    pub fn choices(&self, path: &str) -> Result<Vec<Offered>, Refusal> {
        Ok(self.offered_at(self.find(path)?))
    }

    /// What was typed and could not be read as an answer, if it is so.
    pub fn typed(&self, path: &str) -> Result<Option<String>, Refusal> {
        let cell = self.find(path)?;
        Ok(self.cells.get(cell).misread.as_ref().map(|misread| misread.typed.clone()))
    }

    /// The answer as it is kept in the draft, also while it does not count.
    pub fn kept(&self, path: &str) -> Result<String, Refusal> {
        let cell = self.find(path)?;
        Ok(self.cells.get(cell).value.clone())
    }

    /// Formulas that gave no value where they were last evaluated. A condition without a value hides nothing and
    /// forbids nothing; a value without a value is empty.
    pub fn faults(&self) -> Vec<Fault> {
        let mut all: Vec<Fault> = Vec::new();
        for ((cell, rank), error) in &self.faults {
            let Some((def, unit)) = self.loaded.units.get(*rank as usize) else { continue };
            let formula = self.loaded.formula(*def, *unit).map_or("", |expr| expr.text());
            all.push(Fault { path: self.path_of(*cell), formula: formula.to_owned(), error: error.clone() });
        }
        all.sort_by(|a, b| (&a.path, &a.formula).cmp(&(&b.path, &b.formula)));
        all
    }

    pub(super) fn label_of(&self, cell: u32) -> String {
        self.said(&self.loaded.def(self.cells.get(cell).def).node.label, cell)
    }

    pub(super) fn offered_at(&self, cell: u32) -> Vec<Offered> {
        let found = self.cells.get(cell);
        let nodes = self.offered_nodes(cell).unwrap_or_default();
        let choices = nodes.into_iter().filter_map(|node| self.choice_of(found.def, node, cell));
        choices
            .map(|(name, label)| {
                let chosen = found.effective().split_whitespace().any(|word| word == name);
                Offered { name, label, chosen }
            })
            .collect()
    }

    pub(super) fn offered_names(&self, cell: u32) -> Result<Vec<String>, EvalError> {
        let def = self.cells.get(cell).def;
        let nodes = self.offered_nodes(cell)?;
        let mut names: Vec<String> =
            nodes.into_iter().filter_map(|node| Some(self.choice_of(def, node, cell)?.0)).collect();
        names.sort_unstable();
        names.dedup();
        Ok(names)
    }

    pub(super) fn answer_state(&self, cell: &Cell) -> Option<AnswerState> {
        if self.loaded.def(cell.def).shape != Shape::Leaf {
            return None;
        }
        Some(match cell.gap {
            _ if !cell.relevant => AnswerState::NotRelevant,
            _ if !cell.effective().is_empty() => AnswerState::Answered,
            Some(Gap::Declined) => AnswerState::Declined,
            Some(Gap::Unknown) => AnswerState::Unknown,
            None if cell.shown => AnswerState::Unanswered,
            None => AnswerState::NotAsked,
        })
    }

    fn state_of(&self, at: u32) -> NodeState {
        let cell = self.cells.get(at);
        let message = self.wrong_with(at);
        NodeState {
            path: self.path_of(at),
            relevant: cell.relevant,
            required: cell.required,
            readonly: self.is_readonly(at),
            value: cell.effective().to_owned(),
            valid: message.is_none(),
            message,
            answer_state: self.answer_state(cell),
        }
    }

    /// What is wrong with an answer. Only what is asked can be wrong; a condition is about answers, `required` about
    /// their absence.
    fn wrong_with(&self, at: u32) -> Option<String> {
        let cell = self.cells.get(at);
        let def = self.loaded.def(cell.def);
        if !cell.relevant || def.shape != Shape::Leaf {
            return None;
        }
        if let Some(misread) = &cell.misread {
            return Some(misread.message(self.lang()));
        }
        let empty = cell.effective().is_empty();
        let (text, usual) = if !empty && !cell.satisfied {
            (&def.node.bind.constraint_message, problem::constraint(self.lang()))
        } else if empty && cell.required && cell.gap.is_none() && def.rank(Unit::Required).is_some() {
            (&def.node.bind.required_message, problem::required(self.lang()))
        } else {
            return None;
        };
        let said = self.said(text, at);
        Some(if said.is_empty() { usual } else { said })
    }
}
