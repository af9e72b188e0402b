// SPDX-License-Identifier: EUPL-1.2
//! How a value came about: the value of every part of an expression that was looked at, for screens that explain.

use super::{ExprId, MAX_TRACE, Span, Value};

/// The values of the parts of an expression, in the order in which they were found. What was not looked at, such as
/// the other branch of an `if`, is not in it, nor are the conditions on the nodes of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace<N> {
    /// The parts.
    pub parts: Vec<Traced<N>>,
    /// Whether there were more than [`MAX_TRACE`].
    pub cut: bool,
}

/// A part of an expression with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced<N> {
    /// The part.
    pub part: ExprId,
    /// Where it stands in the text.
    pub span: Span,
    /// Its value.
    pub value: Value<N>,
}

impl<N> Default for Trace<N> {
    fn default() -> Self {
        Self { parts: Vec::new(), cut: false }
    }
}

impl<N: Clone> Trace<N> {
    pub(crate) fn add(&mut self, part: ExprId, span: Span, value: &Value<N>) {
        if self.parts.len() < MAX_TRACE {
            self.parts.push(Traced { part, span, value: value.clone() });
        } else {
            self.cut = true;
        }
    }
}
