// SPDX-License-Identifier: EUPL-1.2
//! An expression, read: a flat list of parts that refer to one another by number, so that neither walking nor
//! dropping a long one needs a deep stack.

use super::Span;
use super::functions::Signature;

/// An expression that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    text: String,
    pub(crate) nodes: Vec<(Kind, Span)>,
}

/// The number of a part within its expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExprId(pub(crate) u32);

/// What a part of an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A number.
    Number(f64),
    /// A quoted text, without its quotes.
    Text(String),
    /// `$name`. Forms have no variables: evaluating one is an error.
    Variable(Name),
    /// As many minus signs as `times` before a value.
    Negate {
        /// How many signs.
        times: u32,
        /// The value.
        operand: ExprId,
    },
    /// Operators of one precedence, from left to right: `first op a op b …`.
    Chain {
        /// The value on the left.
        first: ExprId,
        /// Each operator with the value on its right; never empty.
        rest: Vec<(BinaryOp, ExprId)>,
    },
    /// `a | b | …`: two or more.
    Union(Vec<ExprId>),
    /// A call of a function.
    Call(Call),
    /// A value with conditions: `(…)[…]`.
    Filter {
        /// The value.
        base: ExprId,
        /// Its conditions; never empty.
        predicates: Vec<ExprId>,
    },
    /// A path through a tree.
    Path(Path),
}

/// A call of a function.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its name, with its prefix: `jr:choice-name`.
    pub name: Name,
    /// What it is given.
    pub args: Vec<ExprId>,
    pub(crate) signature: Option<&'static Signature>,
}

impl PartialEq for Call {
    fn eq(&self, other: &Self) -> bool {
        // The function follows from the name.
        self.name == other.name && self.args == other.args
    }
}

/// A path: where it starts, and its steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where it starts.
    pub start: Start,
    /// Its steps; none for `/` alone. `//` is a step of its own, along [`Axis::DescendantOrSelf`].
    pub steps: Vec<Step>,
}

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// At the root of the tree: `/a`.
    Root,
    /// Where one stands: `a`, `../a`.
    Context,
    /// At the nodes of a value: `instance('x')/root`, `current()/..`.
    Value(ExprId),
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// In which direction.
    pub axis: Axis,
    /// Which nodes.
    pub test: NodeTest,
    /// Under which conditions, one after the other.
    pub predicates: Vec<ExprId>,
    /// Where it stands in the text.
    pub span: Span,
}

/// A name, perhaps with a prefix.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// What stands before the colon.
    pub prefix: Option<String>,
    /// The name proper.
    pub local: String,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.prefix {
            Some(prefix) => write!(f, "{prefix}:{}", self.local),
            None => f.write_str(&self.local),
        }
    }
}

/// Which nodes a step lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeTest {
    /// `*`: every element, or every attribute.
    Any,
    /// `prefix:*`: those of a namespace.
    Namespace(String),
    /// Those of a name.
    Name(Name),
    /// `node()`: whatever it is.
    Node,
    /// `text()`.
    Text,
    /// `comment()`.
    Comment,
    /// `processing-instruction()`, perhaps those of one name.
    ProcessingInstruction(Option<String>),
}

/// The direction of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named as XPath names them")]
pub enum Axis {
    Ancestor,
    AncestorOrSelf,
    Attribute,
    Child,
    Descendant,
    DescendantOrSelf,
    Following,
    FollowingSibling,
    Namespace,
    Parent,
    Preceding,
    PrecedingSibling,
    SelfAxis,
}

impl Axis {
    /// The axis of a name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ancestor" => Self::Ancestor,
            "ancestor-or-self" => Self::AncestorOrSelf,
            "attribute" => Self::Attribute,
            "child" => Self::Child,
            "descendant" => Self::Descendant,
            "descendant-or-self" => Self::DescendantOrSelf,
            "following" => Self::Following,
            "following-sibling" => Self::FollowingSibling,
            "namespace" => Self::Namespace,
            "parent" => Self::Parent,
            "preceding" => Self::Preceding,
            "preceding-sibling" => Self::PrecedingSibling,
            "self" => Self::SelfAxis,
            _ => return None,
        })
    }

    /// Whether positions count backwards from where one stands.
    pub fn is_reverse(self) -> bool {
        matches!(
            self,
            Self::Ancestor | Self::AncestorOrSelf | Self::Parent | Self::Preceding | Self::PrecedingSibling
        )
    }
}

/// An operator between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they are what they are called")]
pub enum BinaryOp {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Multiply,
    Divide,
    Modulo,
}

impl BinaryOp {
    /// How tightly it binds, from 0 (`or`) to 5 (`*`).
    pub fn precedence(self) -> u8 {
        match self {
            Self::Or => 0,
            Self::And => 1,
            Self::Equal | Self::NotEqual => 2,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 3,
            Self::Plus | Self::Minus => 4,
            Self::Multiply | Self::Divide | Self::Modulo => 5,
        }
    }

    /// As it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Multiply => "*",
            Self::Divide => "div",
            Self::Modulo => "mod",
        }
    }
}

impl Expr {
    /// The last part is the whole: parts are listed after those they are made of.
    pub(crate) fn new(text: String, nodes: Vec<(Kind, Span)>) -> Self {
        Self { text, nodes }
    }

    /// The text that was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part that is the whole expression.
    pub fn root(&self) -> ExprId {
        ExprId(u32::try_from(self.nodes.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// What a part is. The parts of another expression are not known here.
    pub fn kind(&self, id: ExprId) -> Option<&Kind> {
        self.nodes.get(id.0 as usize).map(|(kind, _)| kind)
    }

    /// Where a part stands in the text.
    pub fn span(&self, id: ExprId) -> Span {
        self.nodes.get(id.0 as usize).map(|(_, span)| *span).unwrap_or_default()
    }

    /// Every part, those a part is made of before it.
    pub fn parts(&self) -> impl Iterator<Item = (ExprId, &Kind, Span)> {
        (0u32..).zip(&self.nodes).map(|(id, (kind, span))| (ExprId(id), kind, *span))
    }

    /// Every call of a function, with its place.
    pub fn calls(&self) -> impl Iterator<Item = (&Call, Span)> {
        self.parts().filter_map(|(_, kind, span)| match kind {
            Kind::Call(call) => Some((call, span)),
            _ => None,
        })
    }

    /// Every path, with its place; those in the conditions of another come before it.
    pub fn paths(&self) -> impl Iterator<Item = (&Path, Span)> {
        self.parts().filter_map(|(_, kind, span)| match kind {
            Kind::Path(path) => Some((path, span)),
            _ => None,
        })
    }

    /// The parts that a part is directly made of, conditions included.
    pub fn children(&self, id: ExprId) -> Vec<ExprId> {
        match self.kind(id) {
            None | Some(Kind::Number(_) | Kind::Text(_) | Kind::Variable(_)) => Vec::new(),
            Some(Kind::Negate { operand, .. }) => vec![*operand],
            Some(Kind::Chain { first, rest }) => {
                std::iter::once(*first).chain(rest.iter().map(|(_, id)| *id)).collect()
            }
            Some(Kind::Union(parts)) => parts.clone(),
            Some(Kind::Call(call)) => call.args.clone(),
            Some(Kind::Filter { base, predicates }) => {
                std::iter::once(*base).chain(predicates.iter().copied()).collect()
            }
            Some(Kind::Path(path)) => {
                let start = match path.start {
                    Start::Value(id) => Some(id),
                    Start::Root | Start::Context => None,
                };
                start
                    .into_iter()
                    .chain(path.steps.iter().flat_map(|step| step.predicates.iter().copied()))
                    .collect()
            }
        }
    }
}
