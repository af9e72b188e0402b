// SPDX-License-Identifier: EUPL-1.2
//! Conditions as FHIR says them: single answers compared with fixed values, all of them or any of them.
//!
//! In FHIR a comparison with an answer that is not there does not hold. In a form it does when it says « not equal »: such a
//! one becomes « there is none, or it is another ».

use serde_json::{Map, Value as Json, json};

use super::said::valued;
use crate::form::{Expression, Form, Node};
use crate::instance::typed::Sort;
use crate::xpath::{self, Axis, BinaryOp, Expr, ExprId, Kind, NodeTest, Path, Start};

/// A comparison with an answer.
struct When {
    question: String,
    operator: &'static str,
    answer: Json,
}

/// A condition: all of its comparisons, or any of them.
pub(super) struct Said {
    whens: Vec<When>,
    any: bool,
}

impl Said {
    fn one(question: &Node, operator: &'static str, kind: &str, answer: Json) -> Said {
        let when = When { question: question.path.clone(), operator, answer: valued("answer", kind, answer) };
        Said { whens: vec![when], any: false }
    }

    fn exists(question: &Node, there: bool) -> Said {
        Said::one(question, "exists", "Boolean", json!(there))
    }

    /// Whether it can stand among others that are joined so.
    fn joins(&self, any: bool) -> bool {
        self.whens.len() == 1 || self.any == any
    }

    pub(super) fn write(self, item: &mut Map<String, Json>) {
        if self.whens.is_empty() {
            return;
        }
        if self.whens.len() > 1 {
            item.insert("enableBehavior".to_owned(), json!(if self.any { "any" } else { "all" }));
        }
        let whens = self.whens.into_iter().map(|When { question, operator, mut answer }| {
            answer["question"] = json!(question);
            answer["operator"] = json!(operator);
            answer
        });
        item.insert("enableWhen".to_owned(), whens.collect());
    }
}

/// The condition, if FHIR can say it.
pub(super) fn translated(form: &Form, node: &Node, condition: &Expression) -> Option<Said> {
    if super::fixed(condition) == Some(true) {
        return Some(Said { whens: Vec::new(), any: false });
    }
    let expr = xpath::parse(&condition.xpath).ok()?;
    Reader { form, node, expr: &expr }.read(expr.root())
}

struct Reader<'a> {
    form: &'a Form,
    /// Whose condition it is.
    node: &'a Node,
    expr: &'a Expr,
}

impl<'a> Reader<'a> {
    fn read(&self, id: ExprId) -> Option<Said> {
        match self.expr.kind(id)? {
            Kind::Chain { first, rest } => match rest.as_slice() {
                [(operator @ (BinaryOp::And | BinaryOp::Or), _), ..] => {
                    let parts = std::iter::once(*first).chain(rest.iter().map(|(_, id)| *id));
                    self.joined(parts, *operator == BinaryOp::Or)
                }
                [(operator, right)] => self.compared(*first, *operator, *right),
                _ => None,
            },
            Kind::Call(call) if call.name.prefix.is_none() => {
                match (call.name.local.as_str(), call.args.as_slice()) {
                    ("selected", [question, choice]) => {
                        let question = self.question(*question)?;
                        let several = matches!(Sort::of(question), Sort::One | Sort::Several);
                        let Some(Kind::Text(choice)) = self.expr.kind(*choice) else { return None };
                        several.then(|| Said::one(question, "=", "Coding", json!({ "code": choice })))
                    }
                    ("not", [inner]) => self.denied(*inner),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn joined(&self, parts: impl Iterator<Item = ExprId>, any: bool) -> Option<Said> {
        let mut all = Said { whens: Vec::new(), any };
        for part in parts {
            let said = self.read(part).filter(|said| said.joins(any))?;
            all.whens.extend(said.whens);
        }
        Some(all)
    }

    /// What does not hold: one answer that is another, or is not there.
    fn denied(&self, id: ExprId) -> Option<Said> {
        match self.expr.kind(id)? {
            Kind::Chain { first, rest } => match rest.as_slice() {
                [(BinaryOp::Equal, right)] => self.compared(*first, BinaryOp::NotEqual, *right),
                [(BinaryOp::NotEqual, right)] => self.compared(*first, BinaryOp::Equal, *right),
                _ => None,
            },
            Kind::Call(call) if call.name.local == "selected" && call.name.prefix.is_none() => {
                let [question, choice] = call.args.as_slice() else { return None };
                self.compared(*question, BinaryOp::NotEqual, *choice)
            }
            _ => None,
        }
    }

    fn compared(&self, left: ExprId, operator: BinaryOp, right: ExprId) -> Option<Said> {
        let (question, operator, value) = match self.question(left) {
            Some(question) => (question, operator, right),
            None => (self.question(right)?, turned(operator)?, left),
        };
        let sort = Sort::of(question);
        let value = constant(self.expr, value)?;
        if let Constant::Text("") = value {
            return match operator {
                BinaryOp::Equal => Some(Said::exists(question, false)),
                BinaryOp::NotEqual => Some(Said::exists(question, true)),
                _ => None,
            };
        }
        let (kind, answer) = value.as_answer(sort)?;
        let sign = match operator {
            BinaryOp::Equal | BinaryOp::NotEqual if sort == Sort::Several => return None,
            BinaryOp::Equal => "=",
            BinaryOp::NotEqual => {
                let mut said = Said::exists(question, false);
                said.whens.extend(Said::one(question, "!=", kind, answer).whens);
                return Some(Said { any: true, ..said });
            }
            // What has no order is compared as a number, and is none. Texts of days are none, either.
            _ if !matches!(sort, Sort::Integer | Sort::Decimal) && !value.is_date() => return None,
            BinaryOp::Less => "<",
            BinaryOp::LessOrEqual => "<=",
            BinaryOp::Greater => ">",
            BinaryOp::GreaterOrEqual => ">=",
            _ => return None,
        };
        Some(Said::one(question, sign, kind, answer))
    }

    /// The one question that a path means, seen from the node: FHIR looks for the nearest answer, as `${name}` does.
    fn question(&self, id: ExprId) -> Option<&'a Node> {
        let Kind::Path(path) = self.expr.kind(id)? else { return None };
        let (target, anchor) = self.target(path)?;
        let question = self.form.root.walk().find(|node| node.path == target && node.question().is_some())?;
        let above = self.form.root.walk().filter(|node| node.is_repeat());
        let mut repeats = above.filter(|repeat| is_below(&target, &repeat.path));
        repeats.all(|repeat| anchor == repeat.path || is_below(&anchor, &repeat.path)).then_some(question)
    }

    /// Where a path leads, and the lowest node above which it does not climb.
    fn target(&self, path: &Path) -> Option<(String, String)> {
        let mut at: Vec<&str> = match path.start {
            Start::Root => Vec::new(),
            Start::Context => self.node.path.split('/').skip(1).collect(),
            Start::Value(id) => match self.expr.kind(id)? {
                Kind::Call(call) if call.name.local == "current" => {
                    self.node.path.split('/').skip(1).collect()
                }
                _ => return None,
            },
        };
        let mut lowest = at.len();
        for step in &path.steps {
            match (step.axis, &step.test, step.predicates.is_empty()) {
                (Axis::Child, NodeTest::Name(name), true) => at.push(&name.local),
                (Axis::Parent, NodeTest::Node, true) => {
                    at.pop()?;
                    lowest = lowest.min(at.len());
                }
                (Axis::SelfAxis, NodeTest::Node, true) => {}
                _ => return None,
            }
        }
        let joined = |parts: &[&str]| format!("/{}", parts.join("/"));
        Some((joined(&at), joined(&at[..lowest.min(at.len())])))
    }
}

/// Whether a path leads to something inside another.
fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
}

/// The same comparison from the other side.
fn turned(operator: BinaryOp) -> Option<BinaryOp> {
    Some(match operator {
        BinaryOp::Equal | BinaryOp::NotEqual => operator,
        BinaryOp::Less => BinaryOp::Greater,
        BinaryOp::LessOrEqual => BinaryOp::GreaterOrEqual,
        BinaryOp::Greater => BinaryOp::Less,
        BinaryOp::GreaterOrEqual => BinaryOp::LessOrEqual,
        _ => return None,
    })
}

/// A value that hangs on nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Constant<'a> {
    Number(f64),
    Text(&'a str),
    Date(&'a str),
}

/// A number, a text, or a day.
pub(super) fn constant(expr: &Expr, id: ExprId) -> Option<Constant<'_>> {
    Some(match expr.kind(id)? {
        Kind::Number(number) => Constant::Number(*number),
        Kind::Negate { times, operand } => match expr.kind(*operand)? {
            Kind::Number(number) => Constant::Number(if times % 2 == 1 { -number } else { *number }),
            _ => return None,
        },
        Kind::Text(text) => Constant::Text(text),
        Kind::Call(call) if call.name.local == "date" => match call.args.as_slice() {
            [day] => match expr.kind(*day)? {
                Kind::Text(day) => Constant::Date(day),
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    })
}

impl Constant<'_> {
    fn is_date(&self) -> bool {
        matches!(self, Constant::Date(_))
    }

    /// As the answer to a question of a kind: the name of its type in FHIR, and the value.
    pub(super) fn as_answer(&self, sort: Sort) -> Option<(&'static str, Json)> {
        match self {
            Constant::Number(number) if matches!(sort, Sort::Integer | Sort::Decimal) => {
                value(sort, &number.to_string())
            }
            // A choice may be called by a number.
            Constant::Number(number) if matches!(sort, Sort::One | Sort::Several) => {
                value(sort, &number.to_string())
            }
            Constant::Text(text) => value(sort, text),
            Constant::Date(day) if sort == Sort::Date => value(sort, day),
            _ => None,
        }
    }
}

/// A text as the answer to a question of a kind: the name of its type in FHIR, and the value.
pub(super) fn value(sort: Sort, text: &str) -> Option<(&'static str, Json)> {
    Some(match sort {
        Sort::Integer => ("Integer", json!(text.parse::<i32>().ok()?)),
        Sort::Decimal => ("Decimal", json!(text.parse::<f64>().ok().filter(|number| number.is_finite())?)),
        Sort::One | Sort::Several => ("Coding", json!({ "code": text })),
        Sort::Text => ("String", json!(text)),
        Sort::Date => ("Date", json!(text.parse::<jiff::civil::Date>().ok()?.to_string())),
        Sort::Acknowledged if text == "OK" => ("Boolean", json!(true)),
        _ => return None,
    })
}
