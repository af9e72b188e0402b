// SPDX-License-Identifier: EUPL-1.2
//! What may be wrong with the text of an expression.

use std::fmt;

/// Where a part of an expression stands in its text: bytes, the end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        // Longer texts are refused before anything is read.
        Self { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
    }

    /// The text at this place; nothing when it is the place of another text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    pub(crate) fn to(self, end: Self) -> Self {
        Self { start: self.start, end: end.end }
    }
}

/// A text that is no expression: what is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub fault: SyntaxFault,
    /// Where: at the word or sign that could not be understood.
    pub span: Span,
}

/// What is wrong with a text that is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SyntaxFault {
    /// There is nothing but blanks.
    Empty,
    /// Longer than [`MAX_LENGTH`](super::MAX_LENGTH).
    TooLong,
    /// Nested deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
    TooDeep,
    /// More parts than [`MAX_NODES`](super::MAX_NODES).
    TooManyParts,
    /// A character that the language does not know at this place.
    Character(char),
    /// A text in quotes that does not end.
    OpenQuote,
    /// The text ends where something is still expected.
    UnexpectedEnd,
    /// A word or sign that cannot stand here.
    Unexpected(String),
    /// Two values with no operator between them; the second.
    NoOperator(String),
    /// A bracket that is never closed; it stands at the place of the error.
    OpenBracket(char),
    /// What stands before `::` is no axis.
    Axis(String),
}

impl SyntaxFault {
    /// A short name that stays the same, for tables of messages.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::TooDeep => "too-deep",
            Self::TooManyParts => "too-many-parts",
            Self::Character(_) => "character",
            Self::OpenQuote => "open-quote",
            Self::UnexpectedEnd => "unexpected-end",
            Self::Unexpected(_) => "unexpected",
            Self::NoOperator(_) => "no-operator",
            Self::OpenBracket(_) => "open-bracket",
            Self::Axis(_) => "axis",
        }
    }
}

impl fmt::Display for SyntaxFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the expression is empty"),
            Self::TooLong => write!(f, "the expression is longer than {} bytes", super::MAX_LENGTH),
            Self::TooDeep => write!(f, "the expression is nested deeper than {} levels", super::MAX_DEPTH),
            Self::TooManyParts => write!(f, "the expression has more than {} parts", super::MAX_NODES),
            Self::Character(found) => write!(f, "the character “{found}” cannot stand here"),
            Self::OpenQuote => f.write_str("a quoted text does not end"),
            Self::UnexpectedEnd => f.write_str("the expression stops too early"),
            Self::Unexpected(found) => write!(f, "“{found}” cannot stand here"),
            Self::NoOperator(found) => write!(f, "an operator is missing before “{found}”"),
            Self::OpenBracket(found) => write!(f, "the bracket “{found}” is never closed"),
            Self::Axis(found) => write!(f, "“{found}” is no axis"),
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.fault, self.span.start)
    }
}

impl std::error::Error for SyntaxError {}

/// Why an expression gives no value, and at which part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvalError {
    /// Why.
    pub fault: EvalFault,
    /// The part of the expression.
    pub span: Span,
}

/// Why an expression gives no value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EvalFault {
    /// There is no function of this name.
    UnknownFunction(String),
    /// A function is given less than it needs.
    TooFewArguments(String),
    /// A function is given more than it takes.
    TooManyArguments(String),
    /// Forms have no variables.
    Variable(String),
    /// Nodes are needed here, and this is a number, a text or a yes or no.
    NotNodes,
    /// One node is needed here, and there are several.
    SeveralNodes,
    /// What a function needs is not known here: the time, chance, the names of choices.
    Unavailable(&'static str),
    /// A function cannot do anything with what it is given.
    Argument(&'static str),
    /// A pattern that `regex()` does not understand.
    Pattern,
    /// More work than is allowed; see [`MAX_WORK`](super::MAX_WORK).
    TooMuchWork,
    /// A text longer than is allowed; see [`MAX_TEXT`](super::MAX_TEXT).
    TooLong,
}

impl EvalFault {
    /// A short name that stays the same, for tables of messages.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownFunction(_) => "unknown-function",
            Self::TooFewArguments(_) => "too-few-arguments",
            Self::TooManyArguments(_) => "too-many-arguments",
            Self::Variable(_) => "variable",
            Self::NotNodes => "not-nodes",
            Self::SeveralNodes => "several-nodes",
            Self::Unavailable(_) => "unavailable",
            Self::Argument(_) => "argument",
            Self::Pattern => "pattern",
            Self::TooMuchWork => "too-much-work",
            Self::TooLong => "too-long",
        }
    }
}

impl fmt::Display for EvalFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownFunction(name) => write!(f, "there is no function “{name}”"),
            Self::TooFewArguments(name) => write!(f, "“{name}” is given less than it needs"),
            Self::TooManyArguments(name) => write!(f, "“{name}” is given more than it takes"),
            Self::Variable(name) => write!(f, "there is no variable “{name}”"),
            Self::NotNodes => f.write_str("questions or other nodes are needed here"),
            Self::SeveralNodes => f.write_str("one node is needed here, and there are several"),
            Self::Unavailable(name) => write!(f, "what “{name}” needs is not known here"),
            Self::Argument(name) => write!(f, "“{name}” can do nothing with what it is given"),
            Self::Pattern => f.write_str("the pattern cannot be understood"),
            Self::TooMuchWork => f.write_str("the expression asks for too much work"),
            Self::TooLong => f.write_str("a text grows too long"),
        }
    }
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.fault, self.span.start)
    }
}

impl std::error::Error for EvalError {}
