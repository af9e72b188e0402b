// SPDX-License-Identifier: EUPL-1.2
//! The expression language of ODK XForms: XPath 1.0, its types and its coercions, with the functions that forms need.
//!
//! [`parse`] reads an expression; [`check`] says which of its functions do not exist; [`evaluate`] gives its value at
//! a node of a [`Tree`], such as an [`xml::Document`]. What an expression asks of the world, it asks of an
//! [`Environment`]. Reading and evaluating always come to an end: with a value or with a typed error.
//!
//! ```
//! use smart_forms::xpath::{self, Nothing, Value, xml::Document};
//!
//! let answers = Document::parse("<data><age>7</age><age>12</age></data>")?;
//! let expr = xpath::parse("count(/data/age[. >= 12]) = 1")?;
//! assert!(xpath::check(&expr).is_empty());
//! assert_eq!(xpath::evaluate(&expr, &answers, answers.root(), &Nothing)?, Value::Boolean(true));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Where ODK says more than XPath 1.0, or otherwise:
//! - a text that is a day or a moment (`2026-11-30`, `2026-11-30T08:15:00.000+01:00`) is, as a number, the days since
//!   the beginning of 1970, with their fraction;
//! - a number that is none is the empty text; no number is written with an exponent; a text may be read with one;
//! - `round()` rounds half away from zero;
//! - names without a prefix also mean elements of the namespace of XForms.

mod ast;
mod environment;
mod error;
mod eval;
mod functions;
mod lexer;
mod moment;
mod outcome;
mod parser;
mod trace;
mod tree;
pub(crate) mod value;
pub mod xml;

#[cfg(test)]
mod tests;

pub use ast::{Axis, BinaryOp, Call, Expr, ExprId, Kind, Name, NodeTest, Path, Start, Step};
pub use environment::{Environment, Nothing};
pub use error::{EvalError, EvalFault, Span, SyntaxError, SyntaxFault};
pub use eval::{Evaluated, evaluate, evaluate_traced};
pub use functions::check;
pub use moment::Moment;
pub use outcome::{Outcome, evaluate_text};
pub use parser::parse;
pub use trace::{Trace, Traced};
pub use tree::{NodeKind, NodeName, Tree};
pub use value::Value;

/// The longest expression that is read, in bytes. A cell of a workbook holds 32,767 characters; references to
/// questions grow when they become paths.
pub const MAX_LENGTH: usize = 256 * 1024;
/// How deep an expression may be nested: brackets in brackets, calls in calls, predicates in predicates. A run of the
/// same operator (`a or b or c …`) is one level, however long it is.
pub const MAX_DEPTH: usize = 160;
/// How many parts an expression may have: values, operators, calls, paths and their steps.
pub const MAX_NODES: usize = 65_536;
/// How much work one evaluation may be: about one for every part that is evaluated and every node that is looked at,
/// and one for every 8 bytes of text that are made. It is less than a second.
pub const MAX_WORK: u64 = 20_000_000;
/// The longest text that a function makes or a node holds, in bytes.
pub const MAX_TEXT: usize = 8 * 1024 * 1024;
/// How many parts a [`Trace`] keeps.
pub const MAX_TRACE: usize = 10_000;
