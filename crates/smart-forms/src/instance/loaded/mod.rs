// SPDX-License-Identifier: EUPL-1.2
//! A form made ready to be filled in: its nodes in a flat list, its formulas read, who depends on whom, and the order
//! in which things are worked out. Made once for a form, shared by everybody who fills it in.

mod lists;
mod order;
mod reads;

use std::collections::HashMap;
use std::sync::Arc;

pub(super) use lists::Lists;

use super::problem::LoadProblem;
use super::typed::Sort;
use crate::answers::versions::{self, Identity};
use crate::form::{Control, Default as Beginning, Expression, Form, Kind, Node, Piece, Source, Text};
use crate::xpath::xml::Document;
use crate::xpath::{self, Expr};

/// Above the outermost node.
pub(super) const TOP: u32 = u32::MAX;

/// What is worked out about a node, and kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    /// How many turns a repeated group has.
    Count,
    /// What its own condition says.
    Own,
    /// Whether it is asked: its own condition, and those of all groups around it.
    Relevant,
    /// Which choices are offered.
    Offered,
    /// What it is reckoned from.
    Calculate,
    /// What it becomes when another answer changes.
    Trigger,
    /// Its value as others see it. It follows from the others and is only there for the order.
    Value,
    /// Whether it must be answered.
    Required,
    /// Whether it cannot be changed.
    Readonly,
    /// Whether its answer satisfies its condition.
    Constraint,
}

impl Unit {
    pub const ALL: [Self; 10] = [
        Self::Count,
        Self::Own,
        Self::Relevant,
        Self::Offered,
        Self::Calculate,
        Self::Trigger,
        Self::Value,
        Self::Required,
        Self::Readonly,
        Self::Constraint,
    ];
}

/// What a node is in the document of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Group,
    Repeat,
    Leaf,
}

/// Somebody who reads a node: what must be worked out anew when it changes, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Reader {
    /// The definition of the one who reads.
    pub def: u32,
    /// The rank of what is worked out.
    pub rank: u32,
    /// The nearest node above both: only readers below the same one are concerned.
    pub anchor: u32,
}

/// A node of the form.
#[derive(Debug)]
pub(super) struct Def {
    /// The node, without its children.
    pub node: Node,
    pub shape: Shape,
    pub sort: Sort,
    pub parent: u32,
    /// Which one it is among its siblings.
    pub slot: usize,
    pub depth: u32,
    pub children: Vec<u32>,
    /// For groups with many children.
    pub by_name: HashMap<String, u32>,
    pub formulas: Formulas,
    /// The rank of each unit; none for a unit that this node does not have.
    pub ranks: [Option<u32>; Unit::ALL.len()],
    /// Who reads its value.
    pub readers: Vec<Reader>,
    /// Who is set off by its value.
    pub sets_off: Vec<Reader>,
    /// Who reads how many turns it has, or in which order they stand.
    pub turn_readers: Vec<Reader>,
    /// The values that can be chosen, where this does not depend on other answers.
    pub fixed_choices: Option<Arc<Vec<String>>>,
}

impl Def {
    pub fn rank(&self, unit: Unit) -> Option<u32> {
        self.ranks[unit as usize]
    }

    pub fn child(&self, defs: &[Def], name: &str) -> Option<u32> {
        if self.by_name.is_empty() {
            return self.children.iter().copied().find(|child| defs[*child as usize].node.name == name);
        }
        self.by_name.get(name).copied()
    }

    /// Whether it holds a value of the form itself rather than an answer.
    pub fn is_hidden(&self) -> bool {
        self.node.question().is_some_and(|q| matches!(q.control, Control::None | Control::Action))
    }

    /// Whether it only tells something.
    pub fn is_note(&self) -> bool {
        self.node.question().is_some_and(|q| q.word == "note")
    }
}

/// The formulas of a node, read.
#[derive(Debug, Default)]
pub(super) struct Formulas {
    pub own: Option<Expr>,
    pub required: Option<Expr>,
    pub readonly: Option<Expr>,
    pub constraint: Option<Expr>,
    pub calculate: Option<Expr>,
    pub trigger: Option<Expr>,
    pub count: Option<Expr>,
    pub offered: Option<Expr>,
    pub default: Option<Expr>,
}

impl Formulas {
    fn of(&self, unit: Unit) -> Option<&Expr> {
        match unit {
            Unit::Count => self.count.as_ref(),
            Unit::Own => self.own.as_ref(),
            Unit::Offered => self.offered.as_ref(),
            Unit::Calculate => self.calculate.as_ref(),
            Unit::Trigger => self.trigger.as_ref(),
            Unit::Required => self.required.as_ref(),
            Unit::Readonly => self.readonly.as_ref(),
            Unit::Constraint => self.constraint.as_ref(),
            Unit::Relevant | Unit::Value => None,
        }
    }
}

/// A form made ready to be filled in.
#[derive(Debug)]
pub struct Loaded {
    /// The form, without its nodes.
    pub(super) form: Form,
    /// The language that is shown first.
    pub(super) language: String,
    pub(super) identity: Identity,
    pub(super) defs: Vec<Def>,
    pub(super) by_path: HashMap<String, u32>,
    /// By rank: the node and what is worked out about it.
    pub(super) units: Vec<(u32, Unit)>,
    pub(super) lists: Lists,
    /// The formulas in texts, by what is written.
    pub(super) in_texts: HashMap<String, Expr>,
}

impl Loaded {
    /// Makes a form ready, or tells every formula that cannot be read and every circle of questions that wait for one
    /// another.
    pub fn new(form: &Form) -> Result<Self, Vec<LoadProblem>> {
        Self::with_documents(form, Vec::new())
    }

    /// The same, with the documents that do not travel with the form: what formulas call each, and its content.
    pub fn with_documents(form: &Form, documents: Vec<(String, Document)>) -> Result<Self, Vec<LoadProblem>> {
        let mut form = form.clone();
        let identity = versions::identify(&form);
        let language = form.first_language().to_owned();
        let mut work = Work { defs: Vec::new(), problems: Vec::new(), in_texts: HashMap::new() };
        let root = std::mem::take(&mut form.root);
        work.plant(root, TOP, 0, 1);
        for choice in form.lists.iter().flat_map(|list| &list.choices) {
            work.text(&choice.label, "");
        }
        for at in 0..work.defs.len() {
            work.formulas(at);
        }
        let Work { mut defs, mut problems, in_texts } = work;
        let lists = Lists::new(&form.lists, &form.default_language, documents);
        for def in &mut defs {
            def.fixed_choices = fixed_choices(def, &form);
        }
        let by_path: HashMap<String, u32> =
            (0u32..).zip(&defs).map(|(at, def)| (def.node.path.clone(), at)).collect();
        let reads = reads::all(&defs);
        let units = match order::order(&mut defs, &reads) {
            Ok(units) => units,
            Err(circles) => {
                problems.extend(circles);
                Vec::new()
            }
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self { form, language, identity, defs, by_path, units, lists, in_texts })
    }

    /// Which form it is: its id, its version and the digest of its content.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// How many nodes it has.
    pub fn len(&self) -> usize {
        self.defs.len()
    }

    /// Whether it has none; a form always has its root.
    pub fn is_empty(&self) -> bool {
        self.defs.is_empty()
    }

    pub(super) fn def(&self, at: u32) -> &Def {
        &self.defs[at as usize]
    }
}

/// Choices of a list of the form without conditions.
fn fixed_choices(def: &Def, form: &Form) -> Option<Arc<Vec<String>>> {
    let choices = def.node.question()?.choices.as_ref()?;
    let Source::List(name) = &choices.source else { return None };
    if choices.filter.is_some() {
        return None;
    }
    let list = form.lists.iter().find(|list| list.name == *name)?;
    Some(Arc::new(list.choices.iter().map(|choice| choice.name.clone()).collect()))
}

struct Work {
    defs: Vec<Def>,
    problems: Vec<LoadProblem>,
    in_texts: HashMap<String, Expr>,
}

impl Work {
    /// Lists a node and all below, each before what is in it. Forms are not nested deeper than 64.
    fn plant(&mut self, mut node: Node, parent: u32, slot: usize, depth: u32) -> u32 {
        let at = u32::try_from(self.defs.len()).unwrap_or(TOP);
        let children = std::mem::take(&mut node.children);
        let shape = match node.kind {
            Kind::Group => Shape::Group,
            Kind::Repeat(_) => Shape::Repeat,
            Kind::Question(_) => Shape::Leaf,
        };
        let sort = Sort::of(&node);
        self.defs.push(Def {
            node,
            shape,
            sort,
            parent,
            slot,
            depth,
            children: Vec::new(),
            by_name: HashMap::new(),
            formulas: Formulas::default(),
            ranks: [None; Unit::ALL.len()],
            readers: Vec::new(),
            sets_off: Vec::new(),
            turn_readers: Vec::new(),
            fixed_choices: None,
        });
        let mut planted = Vec::with_capacity(children.len());
        for (slot, child) in children.into_iter().enumerate() {
            planted.push(self.plant(child, at, slot, depth + 1));
        }
        if planted.len() > 8 {
            let names = planted.iter().rev().map(|c| (self.defs[*c as usize].node.name.clone(), *c));
            self.defs[at as usize].by_name = names.collect();
        }
        self.defs[at as usize].children = planted;
        at
    }

    fn formulas(&mut self, at: usize) {
        let node = self.defs[at].node.clone();
        let mut read = |formula: &Option<Expression>, what: &'static str| {
            let formula = formula.as_ref()?;
            self.read(&formula.xpath, &node.path, what)
        };
        let bind = &node.bind;
        let mut formulas = Formulas {
            own: read(&bind.relevant, "relevant"),
            required: read(&bind.required, "required"),
            readonly: read(&bind.readonly, "readonly"),
            constraint: read(&bind.constraint, "constraint"),
            ..Formulas::default()
        };
        let calculate = read(&bind.calculate, "calculate");
        if node.triggers.is_empty() {
            formulas.calculate = calculate;
        } else {
            // What a trigger sets without a formula is emptied.
            formulas.trigger = calculate.or_else(|| xpath::parse("''").ok());
        }
        if let Kind::Repeat(count) = &node.kind {
            formulas.count = read(count, "repeat_count");
        }
        if let Some(Beginning::Reckoned(formula)) = &node.default
            && node.question().is_some()
        {
            formulas.default = read(&Some(formula.clone()), "default");
        }
        if let Some(offered) = offered(&node) {
            formulas.offered = self.read(&offered, &node.path, "choice_filter");
        }
        self.defs[at].formulas = formulas;
        for text in [
            &node.label,
            &node.hint,
            &node.guidance,
            &node.bind.constraint_message,
            &node.bind.required_message,
        ] {
            self.text(text, &node.path);
        }
    }

    fn read(&mut self, formula: &str, path: &str, what: &'static str) -> Option<Expr> {
        match xpath::parse(formula) {
            Ok(expr) => {
                for (fault, _) in xpath::check(&expr) {
                    self.problems.push(LoadProblem::formula(path, what, formula, fault.to_string()));
                }
                Some(expr)
            }
            Err(error) => {
                self.problems.push(LoadProblem::formula(path, what, formula, error.to_string()));
                None
            }
        }
    }

    fn text(&mut self, text: &Text, path: &str) {
        for piece in text.wordings.iter().flat_map(|wording| &wording.pieces) {
            if let Piece::Value(formula) = piece
                && !self.in_texts.contains_key(formula)
                && let Some(expr) = self.read(formula, path, "label")
            {
                self.in_texts.insert(formula.clone(), expr);
            }
        }
    }
}

/// The nodes that a question offers, as an expression.
fn offered(node: &Node) -> Option<String> {
    let choices = node.question()?.choices.as_ref()?;
    let nodes = match &choices.source {
        Source::List(name) | Source::External(name) => format!("instance('{name}')/root/item"),
        Source::File { id, .. } => format!("instance('{id}')/root/item"),
        Source::Answers { nodes, .. } => nodes.clone(),
    };
    let nodes = match (&choices.filter, &choices.source) {
        (Some(filter), _) if !filter.xpath.trim().is_empty() => format!("{nodes}[{}]", filter.xpath),
        (_, Source::Answers { name, .. }) => format!("{nodes}[./{name} != '']"),
        _ => nodes,
    };
    Some(match &choices.random {
        None => nodes,
        Some(None) => format!("randomize({nodes})"),
        Some(Some(seed)) => format!("randomize({nodes}, {})", seed.xpath),
    })
}
