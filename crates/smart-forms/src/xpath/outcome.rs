// SPDX-License-Identifier: EUPL-1.2
//! One expression, one document, one answer: for the command line and for whoever compares this evaluator with
//! another.

use jiff::Zoned;
use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};

use super::xml::{Document, Node};
use super::{Environment, NodeKind, Tree, Value, evaluate, parse};

/// What an expression gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A number; also one that is none.
    Number(f64),
    /// A text; days and moments are texts here.
    Text(String),
    /// Yes or no.
    Boolean(bool),
    /// The texts of the nodes that were found.
    Nodes(Vec<String>),
    /// No value.
    Error {
        /// A short name of what is wrong, that stays the same.
        code: &'static str,
        /// The same in a sentence.
        message: String,
    },
}

impl Outcome {
    /// `{"type": …, "value": …}`. What JSON cannot write as a number is the text `NaN`, `Infinity` or `-Infinity`.
    pub fn json(&self) -> Json {
        match self {
            Self::Number(number) => json!({ "type": "number", "value": json_number(*number) }),
            Self::Text(text) => json!({ "type": "string", "value": text }),
            Self::Boolean(yes) => json!({ "type": "boolean", "value": yes }),
            Self::Nodes(texts) => json!({ "type": "nodeset", "value": texts }),
            Self::Error { code, message } => {
                json!({ "type": "error", "value": format!("{code}: {message}") })
            }
        }
    }
}

fn json_number(number: f64) -> Json {
    if number.is_nan() {
        json!("NaN")
    } else if number.is_infinite() {
        json!(if number > 0.0 { "Infinity" } else { "-Infinity" })
    } else if number.fract() == 0.0 && number.abs() < 9e15 {
        json!(number as i64)
    } else {
        json!(number)
    }
}

/// Evaluates an expression over the text of a document, at the first node that another expression finds; without
/// these, over an empty document and at its top. Other instances and texts of a form are looked for in the document
/// when the environment does not know them.
pub fn evaluate_text(
    expr: &str,
    xml: Option<&str>,
    context: Option<&str>,
    environment: &dyn Environment<Node>,
) -> Outcome {
    let document = match Document::parse(xml.unwrap_or("<root/>")) {
        Ok(document) => document,
        Err(error) => return Outcome::Error { code: "xml", message: error.to_string() },
    };
    let environment = WithDocument { environment, document: &document };
    let mut node = document.root();
    if let Some(context) = context.filter(|context| !context.trim().is_empty()) {
        let found = match value(context, &document, node, &environment) {
            Ok(Value::Nodes(nodes)) => nodes.first().copied(),
            Ok(_) => None,
            Err(error) => return error,
        };
        match found {
            Some(found) => node = found,
            None => return Outcome::Error { code: "context", message: "there is no such node".to_owned() },
        }
    }
    match value(expr, &document, node, &environment) {
        Err(error) => error,
        Ok(Value::Number(number)) => Outcome::Number(number),
        Ok(Value::Text(text)) => Outcome::Text(text),
        Ok(Value::Boolean(yes)) => Outcome::Boolean(yes),
        Ok(Value::Moment(moment)) if moment.counted => Outcome::Number(moment.days()),
        Ok(Value::Moment(moment)) => Outcome::Text(moment.text()),
        Ok(Value::Nodes(nodes)) => {
            Outcome::Nodes(nodes.into_iter().map(|node| document.text(node).to_owned()).collect())
        }
    }
}

fn value(
    expr: &str,
    document: &Document,
    node: Node,
    environment: &dyn Environment<Node>,
) -> Result<Value<Node>, Outcome> {
    let expr = parse(expr)
        .map_err(|error| Outcome::Error { code: error.fault.code(), message: error.to_string() })?;
    evaluate(&expr, document, node, environment)
        .map_err(|error| Outcome::Error { code: error.fault.code(), message: error.to_string() })
}

struct WithDocument<'a> {
    environment: &'a dyn Environment<Node>,
    document: &'a Document,
}

impl WithDocument<'_> {
    fn children(&self, node: Node, name: &str) -> Vec<Node> {
        let all =
            std::iter::successors(self.document.first_child(node), |node| self.document.next_sibling(*node));
        all.filter(|node| {
            self.document.kind(*node) == NodeKind::Element && self.document.name(*node).local == name
        })
        .collect()
    }
}

impl Environment<Node> for WithDocument<'_> {
    fn now(&self) -> Option<Zoned> {
        self.environment.now()
    }

    fn zone(&self) -> TimeZone {
        self.environment.zone()
    }

    fn random(&self) -> Option<f64> {
        self.environment.random()
    }

    fn uuid(&self) -> Option<String> {
        self.environment.uuid()
    }

    fn instance(&self, id: &str) -> Option<Node> {
        let is_it = |node: &Node| {
            self.document.name(*node).local == "instance" && self.document.attribute(*node, "id") == Some(id)
        };
        self.environment.instance(id).or_else(|| self.document.elements().find(is_it))
    }

    fn itext(&self, id: &str) -> Option<String> {
        if let Some(text) = self.environment.itext(id) {
            return Some(text);
        }
        let itext = self.document.elements().find(|node| self.document.name(*node).local == "itext")?;
        let translations = self.children(itext, "translation");
        let usual = translations.iter().find(|node| self.document.attribute(**node, "default").is_some());
        let translation = usual.or(translations.first())?;
        let texts = self.children(*translation, "text");
        let text = texts.iter().find(|node| self.document.attribute(**node, "id") == Some(id))?;
        // A value of a certain form (an image, a short one) is not what is said.
        let values = self.children(*text, "value");
        let value = values.iter().find(|node| self.document.attribute(**node, "form").is_none())?;
        Some(self.document.text(*value).to_owned())
    }

    fn choice_name(&self, choice: &str, question: &str) -> Option<String> {
        self.environment.choice_name(choice, question)
    }

    fn property(&self, name: &str) -> Option<String> {
        self.environment.property(name)
    }

    fn version(&self) -> Option<String> {
        self.environment.version()
    }

    fn namespace(&self, prefix: &str) -> Option<String> {
        self.environment.namespace(prefix)
    }

    fn month(&self, month: i8) -> String {
        self.environment.month(month)
    }

    fn weekday(&self, day: i8) -> String {
        self.environment.weekday(day)
    }
}
