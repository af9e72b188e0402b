// SPDX-License-Identifier: EUPL-1.2
//! What an answer must satisfy, as FHIR says it: the least, the most, and how long a text may be.

use serde_json::{Map, Value as Json, json};

use super::said::valued;
use super::when::{Constant, constant, value};
use crate::form::{Control, Expression, Node};
use crate::instance::typed::Sort;
use crate::xpath::{self, Axis, BinaryOp, Expr, ExprId, Kind, NodeTest, Start};

const MIN: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
const MAX: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
const STEP: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue";

/// A limit.
pub(super) enum Limit {
    /// An extension with a value of the kind of the question.
    Value(&'static str, (&'static str, Json)),
    /// The most characters.
    Length(u32),
}

impl Limit {
    /// Writes it; an extension is given back.
    pub(super) fn write(self, sort: Sort, item: &mut Map<String, Json>) -> Option<Json> {
        match self {
            // Only whole numbers have steps.
            Limit::Value(STEP, _) if sort != Sort::Integer => None,
            Limit::Value(url, (kind, value)) => {
                let mut extension = valued("value", kind, value);
                extension["url"] = json!(url);
                Some(extension)
            }
            Limit::Length(most) => {
                item.insert("maxLength".to_owned(), json!(most));
                None
            }
        }
    }
}

/// The ends and the steps of a scale.
pub(super) fn of_scale(node: &Node) -> Vec<Limit> {
    let Some(question) = node.question().filter(|question| question.control == Control::Range) else {
        return Vec::new();
    };
    let sort = Sort::of(node);
    let limit = |name: &str, url| {
        let (_, written) = question.parameters.iter().find(|(known, _)| known == name)?;
        Some(Limit::Value(url, value(sort, written)?))
    };
    [limit("start", MIN), limit("end", MAX), limit("step", STEP)].into_iter().flatten().collect()
}

/// The limits, if FHIR can say them all.
pub(super) fn translated(constraint: &Expression, sort: Sort) -> Option<Vec<Limit>> {
    if super::fixed(constraint) == Some(true) {
        return Some(Vec::new());
    }
    let expr = xpath::parse(&constraint.xpath).ok()?;
    let mut limits = Vec::new();
    read(&expr, expr.root(), sort, &mut limits)?;
    Some(limits)
}

fn read(expr: &Expr, id: ExprId, sort: Sort, limits: &mut Vec<Limit>) -> Option<()> {
    let Kind::Chain { first, rest } = expr.kind(id)? else { return None };
    match rest.as_slice() {
        [(BinaryOp::And, _), ..] => {
            for part in std::iter::once(first).chain(rest.iter().map(|(_, id)| id)) {
                read(expr, *part, sort, limits)?;
            }
        }
        [(operator, right)] => limits.push(limit(expr, *first, *operator, *right, sort)?),
        _ => return None,
    }
    Some(())
}

fn limit(expr: &Expr, left: ExprId, operator: BinaryOp, right: ExprId, sort: Sort) -> Option<Limit> {
    let value = constant(expr, right)?;
    if let (Kind::Call(call), Constant::Number(most)) = (expr.kind(left)?, value) {
        let [of] = call.args.as_slice() else { return None };
        let is_length = call.name.local == "string-length" && is_itself(expr, *of) && sort == Sort::Text;
        let most = match operator {
            BinaryOp::LessOrEqual => most,
            BinaryOp::Less => most - 1.0,
            _ => return None,
        };
        let fits = is_length && most.fract() == 0.0 && (1.0..1e6).contains(&most);
        return fits.then_some(Limit::Length(most as u32));
    }
    if !is_itself(expr, left) || !matches!(sort, Sort::Integer | Sort::Decimal | Sort::Date) {
        return None;
    }
    // Days are compared as days only where they are said to be some.
    if sort == Sort::Date && !matches!(value, Constant::Date(_)) {
        return None;
    }
    let beside = |by: f64| match value {
        Constant::Number(number) if sort == Sort::Integer && number.fract() == 0.0 => {
            Constant::Number(number + by).as_answer(sort)
        }
        _ => None,
    };
    Some(match operator {
        BinaryOp::GreaterOrEqual => Limit::Value(MIN, value.as_answer(sort)?),
        BinaryOp::LessOrEqual => Limit::Value(MAX, value.as_answer(sort)?),
        BinaryOp::Greater => Limit::Value(MIN, beside(1.0)?),
        BinaryOp::Less => Limit::Value(MAX, beside(-1.0)?),
        _ => return None,
    })
}

/// `.`
fn is_itself(expr: &Expr, id: ExprId) -> bool {
    let Some(Kind::Path(path)) = expr.kind(id) else { return false };
    let [step] = path.steps.as_slice() else { return false };
    path.start == Start::Context
        && step.axis == Axis::SelfAxis
        && step.test == NodeTest::Node
        && step.predicates.is_empty()
}
