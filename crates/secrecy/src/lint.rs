// SPDX-License-Identifier: EUPL-1.2
//! What the rules may look like. Fewer ways of saying things than Cedar has, so that a lawyer can read every rule, and a
//! missing answer can never be what lets something pass.

use serde_json::Value;

use crate::fact::Fact;
use crate::rule_set::{Read, ValueKind};

/// What a condition depends on.
pub(crate) struct Reading {
    /// The facts, each once.
    pub(crate) reads: Vec<Read>,
    /// The facts whose value « no » can meet it.
    pub(crate) wants_no: Vec<Fact>,
}

/// Reads a condition: which facts it depends on. `policy` is Cedar's own JSON form of a rule.
///
/// # Errors
/// Why the rule may not look like that.
pub(crate) fn condition(policy: &Value, known: &[Read]) -> Result<Reading, String> {
    scope(policy)?;
    let conditions = policy["conditions"].as_array().map_or(&[][..], Vec::as_slice);
    let [only] = conditions else {
        return Err("a condition is one « forbid … unless { … } », with exactly one « unless »".to_owned());
    };
    if only["kind"] != "unless" {
        return Err("a condition says « unless », what must be so; not « when »".to_owned());
    }
    let mut walk = Walk { known, reads: Vec::new(), wants: Vec::new() };
    walk.expression(&only["body"], false)?;
    if walk.reads.is_empty() {
        return Err("this condition reads no fact".to_owned());
    }
    let only_no = |fact: &Fact| walk.wants.iter().all(|(wanted, value)| wanted != fact || value == "no");
    let facts = walk.wants.iter().map(|(fact, _)| fact);
    let wants_no = facts.filter(|fact| only_no(fact)).cloned().collect();
    Ok(Reading { reads: walk.reads, wants_no })
}

/// The one permit: as broad as can be, so that only conditions decide.
///
/// # Errors
/// Why it is not.
pub(crate) fn permit(policy: &Value) -> Result<(), String> {
    scope(policy)?;
    match policy["conditions"].as_array().is_none_or(Vec::is_empty) {
        true => Ok(()),
        false => {
            Err("the permit has no condition of its own: each condition is a « forbid … unless »".to_owned())
        }
    }
}

fn scope(policy: &Value) -> Result<(), String> {
    for (part, kind) in [("principal", "Recipient"), ("resource", "Item")] {
        let scope = &policy[part];
        let broad = scope["op"] == "All"
            || (scope["op"] == "is" && scope["entity_type"] == kind && scope["in"].is_null());
        if !broad {
            return Err(format!("{part} must stand for every {kind}: « {part} » or « {part} is {kind} »"));
        }
    }
    let action = &policy["action"];
    let receives = action["op"] == "==" && action["entity"]["id"] == "receive";
    match action["op"] == "All" || receives {
        true => Ok(()),
        false => Err("the action is « action » or « action == Action::\"receive\" »".to_owned()),
    }
}

struct Walk<'a> {
    known: &'a [Read],
    reads: Vec<Read>,
    /// Answers, and what they are compared with.
    wants: Vec<(Fact, String)>,
}

impl Walk<'_> {
    /// Walks through what is true or false.
    fn expression(&mut self, expression: &Value, negated: bool) -> Result<(), String> {
        let Some((name, inner)) = single(expression) else {
            return Err(not_allowed("this"));
        };
        match name {
            "&&" | "||" => {
                self.expression(&inner["left"], negated)?;
                self.expression(&inner["right"], negated)
            }
            "!" => self.expression(&inner["arg"], true),
            "==" | "!=" => self.compare(&inner["left"], &inner["right"], negated || name == "!="),
            "contains" => {
                let Some(set) = inner["left"]["Set"].as_array() else {
                    return Err("« contains » is asked of a list written out".to_owned());
                };
                set.iter().try_for_each(|member| self.compare(&inner["right"], member, negated))
            }
            "." => {
                let read = self.path(expression)?;
                match read.kind {
                    ValueKind::Flag => {
                        self.note(read);
                        Ok(())
                    }
                    ValueKind::Member(_) => Err(not_allowed("a fact that is not compared")),
                }
            }
            other => Err(not_allowed(other)),
        }
    }

    /// A fact on one side, a value on the other.
    fn compare(&mut self, left: &Value, right: &Value, negated: bool) -> Result<(), String> {
        let read = self.path(left)?;
        let value = &right["Value"];
        let entity = value["__entity"]["id"].as_str();
        match (read.kind, entity) {
            (ValueKind::Member("Answer"), Some(wanted @ ("yes" | "no"))) if !negated => {
                self.wants.push((read.fact.clone(), wanted.to_owned()));
            }
            (ValueKind::Member("Answer"), _) => {
                return Err(
                    "an answer is compared with « == », to « yes » or « no »: what is unanswered, unknown, \
                            refused or not applicable never satisfies"
                        .to_owned(),
                );
            }
            (ValueKind::Member(_), Some(_)) => {}
            (ValueKind::Flag, None) if value.is_boolean() => {}
            _ => return Err("a fact is compared with a value written out, the fact first".to_owned()),
        }
        self.note(read);
        Ok(())
    }

    fn path(&self, expression: &Value) -> Result<Read, String> {
        let mut path = Vec::new();
        let mut at = expression;
        while let Some((".", inner)) = single(at) {
            path.insert(0, inner["attr"].as_str().unwrap_or_default().to_owned());
            at = &inner["left"];
        }
        if let Some(variable) = at["Var"].as_str() {
            path.insert(0, variable.to_owned());
            if let Some(read) = self.known.iter().find(|read| read.path == path) {
                return Ok(read.clone());
            }
        }
        match path.is_empty() {
            true => Err("a fact is compared with a value written out, the fact first".to_owned()),
            false => Err(format!("there is no fact « {} »", path.join("."))),
        }
    }

    fn note(&mut self, read: Read) {
        if !self.reads.iter().any(|known| known.fact == read.fact) {
            self.reads.push(read);
        }
    }
}

/// The one key of an expression, and what is in it.
fn single(expression: &Value) -> Option<(&str, &Value)> {
    let object = expression.as_object().filter(|object| object.len() == 1)?;
    object.iter().next().map(|(name, inner)| (name.as_str(), inner))
}

fn not_allowed(what: &str) -> String {
    format!("« {what} » is not for rules of secrecy: only ==, !=, &&, ||, !, contains and facts are")
}
