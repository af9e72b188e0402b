// SPDX-License-Identifier: EUPL-1.2
//! From an expression and a place in a tree to a value, within a bound of work.

mod axes;
mod compare;
mod path;

use std::cell::Cell;

use jiff::tz::TimeZone;

use super::functions;
use super::value::{number_to_boolean, number_to_text, text_to_number};
use super::{
    BinaryOp, Environment, EvalError, EvalFault, Expr, ExprId, Kind, MAX_TEXT, MAX_WORK, Trace, Tree, Value,
    moment,
};

/// Where in a tree an expression is evaluated.
#[derive(Clone, Copy)]
pub(super) struct Focus<N> {
    /// The node it is about.
    pub node: N,
    /// Which one of several it is, from 1.
    pub position: usize,
    /// How many those are.
    pub size: usize,
}

impl<N> Focus<N> {
    /// At a node that stands alone.
    pub fn at(node: N) -> Self {
        Self { node, position: 1, size: 1 }
    }
}

/// Evaluates an expression at a node. Paths that begin with `/` begin at the top of the tree of this node, also in
/// conditions about the nodes of another instance.
pub fn evaluate<T: Tree>(
    expr: &Expr,
    tree: &T,
    node: T::Node,
    environment: &dyn Environment<T::Node>,
) -> Evaluated<T::Node> {
    Run::new(expr, tree, node, environment).whole()
}

/// A value, or why there is none.
pub type Evaluated<N> = Result<Value<N>, EvalError>;

/// As [`evaluate`], with the value of every part on the way.
pub fn evaluate_traced<T: Tree>(
    expr: &Expr,
    tree: &T,
    node: T::Node,
    environment: &dyn Environment<T::Node>,
) -> (Evaluated<T::Node>, Trace<T::Node>) {
    let mut run = Run::new(expr, tree, node, environment);
    run.trace = Some(Trace::default());
    let value = run.whole();
    (value, run.trace.unwrap_or_default())
}

pub(super) type Done<V> = Result<V, EvalFault>;

/// One evaluation.
pub(super) struct Run<'a, T: Tree> {
    pub expr: &'a Expr,
    pub tree: &'a T,
    pub environment: &'a dyn Environment<T::Node>,
    /// The top of the tree of the node it began at.
    pub root: T::Node,
    /// The node it began at.
    pub start: T::Node,
    pub zone: TimeZone,
    work: Cell<u64>,
    /// The part that is being evaluated: where a fault is.
    part: ExprId,
    trace: Option<Trace<T::Node>>,
    /// In how many conditions it is; their values are not kept.
    conditions: usize,
}

impl<'a, T: Tree> Run<'a, T> {
    fn new(expr: &'a Expr, tree: &'a T, start: T::Node, environment: &'a dyn Environment<T::Node>) -> Self {
        let root = std::iter::successors(Some(start), |node| tree.parent(*node)).last().unwrap_or(start);
        Self {
            expr,
            tree,
            environment,
            root,
            start,
            zone: environment.zone(),
            work: Cell::new(MAX_WORK),
            part: expr.root(),
            trace: None,
            conditions: 0,
        }
    }

    fn whole(&mut self) -> Evaluated<T::Node> {
        let focus = Focus::at(self.start);
        self.value(self.expr.root(), focus)
            .map_err(|fault| EvalError { fault, span: self.expr.span(self.part) })
    }

    /// Takes from what may still be done.
    pub fn work(&self, amount: usize) -> Done<()> {
        let amount = u64::try_from(amount).unwrap_or(u64::MAX);
        let left = self.work.get().checked_sub(amount).ok_or(EvalFault::TooMuchWork)?;
        self.work.set(left);
        Ok(())
    }

    /// A text that was made: it must not be too long, and long ones are work.
    pub fn made(&self, text: String) -> Done<String> {
        if text.len() > MAX_TEXT {
            return Err(EvalFault::TooLong);
        }
        self.work(text.len() / 8)?;
        Ok(text)
    }

    pub fn value(&mut self, id: ExprId, focus: Focus<T::Node>) -> Done<Value<T::Node>> {
        self.work(1)?;
        let expr = self.expr;
        let Some(kind) = expr.kind(id) else { return Err(EvalFault::NotNodes) };
        let before = std::mem::replace(&mut self.part, id);
        let value = match kind {
            Kind::Number(number) => return self.back(before, Value::Number(*number)),
            Kind::Text(text) => return self.back(before, Value::Text(text.clone())),
            Kind::Variable(name) => return Err(EvalFault::Variable(name.to_string())),
            Kind::Negate { times, operand } => self.negate(*times, *operand, focus)?,
            Kind::Chain { first, rest } => self.chain(*first, rest, focus)?,
            Kind::Union(parts) => self.union(parts, focus)?,
            Kind::Call(call) => functions::call(self, call, focus)?,
            Kind::Filter { base, predicates } => self.filter(*base, predicates, focus)?,
            Kind::Path(path) => Value::Nodes(self.path(path, focus)?),
        };
        if self.conditions == 0
            && let Some(trace) = &mut self.trace
        {
            trace.add(id, expr.span(id), &value);
        }
        self.back(before, value)
    }

    fn back(&mut self, before: ExprId, value: Value<T::Node>) -> Done<Value<T::Node>> {
        self.part = before;
        Ok(value)
    }

    fn negate(&mut self, times: u32, operand: ExprId, focus: Focus<T::Node>) -> Done<Value<T::Node>> {
        let number = self.number(operand, focus)?;
        Ok(Value::Number(if times.is_multiple_of(2) { number } else { -number }))
    }

    fn chain(
        &mut self,
        first: ExprId,
        rest: &[(BinaryOp, ExprId)],
        focus: Focus<T::Node>,
    ) -> Done<Value<T::Node>> {
        let mut left = self.value(first, focus)?;
        for (operator, right) in rest {
            left = match operator {
                BinaryOp::Or | BinaryOp::And => {
                    let enough = *operator == BinaryOp::Or;
                    if self.boolean_of(&left)? == enough {
                        return Ok(Value::Boolean(enough));
                    }
                    Value::Boolean(self.boolean(*right, focus)?)
                }
                BinaryOp::Equal
                | BinaryOp::NotEqual
                | BinaryOp::Less
                | BinaryOp::LessOrEqual
                | BinaryOp::Greater
                | BinaryOp::GreaterOrEqual => {
                    let right = self.value(*right, focus)?;
                    Value::Boolean(self.compare(*operator, &left, &right)?)
                }
                BinaryOp::Plus
                | BinaryOp::Minus
                | BinaryOp::Multiply
                | BinaryOp::Divide
                | BinaryOp::Modulo => {
                    let left = self.number_of(&left)?;
                    let right = self.number(*right, focus)?;
                    Value::Number(match operator {
                        BinaryOp::Plus => left + right,
                        BinaryOp::Minus => left - right,
                        BinaryOp::Multiply => left * right,
                        BinaryOp::Divide => left / right,
                        _ => left % right,
                    })
                }
            };
        }
        Ok(left)
    }

    pub fn number(&mut self, id: ExprId, focus: Focus<T::Node>) -> Done<f64> {
        let value = self.value(id, focus)?;
        self.number_of(&value)
    }

    pub fn text(&mut self, id: ExprId, focus: Focus<T::Node>) -> Done<String> {
        let value = self.value(id, focus)?;
        self.text_of(&value)
    }

    pub fn boolean(&mut self, id: ExprId, focus: Focus<T::Node>) -> Done<bool> {
        let value = self.value(id, focus)?;
        self.boolean_of(&value)
    }

    pub fn nodes(&mut self, id: ExprId, focus: Focus<T::Node>) -> Done<Vec<T::Node>> {
        match self.value(id, focus)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(EvalFault::NotNodes),
        }
    }

    pub fn number_of(&self, value: &Value<T::Node>) -> Done<f64> {
        Ok(match value {
            Value::Number(number) => *number,
            Value::Boolean(true) => 1.0,
            Value::Boolean(false) => 0.0,
            Value::Moment(moment) => moment.days(),
            Value::Text(text) => self.number_of_text(text),
            Value::Nodes(nodes) => match nodes.first() {
                None => f64::NAN,
                Some(node) => self.number_of_text(&self.text_of_node(*node)?),
            },
        })
    }

    /// A text as a number; a day or a moment is its number of days since the beginning of 1970.
    pub fn number_of_text(&self, text: &str) -> f64 {
        let text = text.trim();
        match moment::from_text(text, &self.zone) {
            Some(at) => moment::days(&at),
            None => text_to_number(text),
        }
    }

    pub fn text_of(&self, value: &Value<T::Node>) -> Done<String> {
        Ok(match value {
            Value::Number(number) => number_to_text(*number),
            Value::Boolean(yes) => yes.to_string(),
            Value::Moment(moment) => moment.text(),
            Value::Text(text) => text.clone(),
            Value::Nodes(nodes) => match nodes.first() {
                None => String::new(),
                Some(node) => self.text_of_node(*node)?,
            },
        })
    }

    pub fn text_of_node(&self, node: T::Node) -> Done<String> {
        let mut text = String::new();
        self.tree.add_text(node, &mut text);
        self.made(text)
    }

    pub fn boolean_of(&self, value: &Value<T::Node>) -> Done<bool> {
        Ok(match value {
            Value::Number(number) => number_to_boolean(*number),
            Value::Boolean(yes) => *yes,
            Value::Moment(moment) => moment.at.is_some(),
            Value::Text(text) => !text.is_empty(),
            Value::Nodes(nodes) => !nodes.is_empty(),
        })
    }

    /// Each value for itself: every node of nodes, or the one value.
    pub fn each(&self, value: Value<T::Node>) -> Vec<Value<T::Node>> {
        match value {
            Value::Nodes(nodes) => nodes.into_iter().map(|node| Value::Nodes(vec![node])).collect(),
            value => vec![value],
        }
    }
}
