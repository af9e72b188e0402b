// SPDX-License-Identifier: EUPL-1.2
//! One condition, asked of Cedar: the broad permit and one `forbid`, with the facts it reads and nothing else.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, Request,
    RestrictedExpression,
};

use crate::rule_set::{Condition, Read, ValueKind};

/// Stack that Cedar always finds. It gives up with an error where less than a tenth of it is left, and an error refuses: a
/// disclosure that is permitted would be refused because a page was called from deep down.
const ROOM: usize = 1024 * 1024;

/// Runs something of Cedar with room enough, on another stack if there is none here.
pub(crate) fn with_room<T>(work: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(ROOM, 2 * ROOM, work)
}

/// Whether the condition is met; `None` when anything went wrong, which refuses.
pub(crate) fn met(condition: &Condition, values: &[u8]) -> Option<bool> {
    with_room(|| evaluated(condition, values))
}

fn evaluated(condition: &Condition, values: &[u8]) -> Option<bool> {
    let mut given: HashMap<&str, Record> =
        ["principal", "resource", "context"].map(|variable| (variable, Record::default())).into();
    for (read, &value) in condition.reads.iter().zip(values) {
        let expression = expression(read, value)?;
        match read.path.as_slice() {
            [variable, name] => given.get_mut(variable.as_str())?.own.push((name.clone(), expression)),
            [variable, record, name] => {
                let records = &mut given.get_mut(variable.as_str())?.records;
                records.entry(record.clone()).or_default().push((name.clone(), expression));
            }
            _ => return None,
        }
    }
    let [principal, resource, action] =
        [uid("Recipient", "recipient")?, uid("Item", "item")?, uid("Action", "receive")?];
    let entity =
        |uid: &EntityUid, record: Record| Entity::new(uid.clone(), record.pairs()?, HashSet::new()).ok();
    let entities =
        [entity(&principal, given.remove("principal")?)?, entity(&resource, given.remove("resource")?)?];
    let entities = Entities::from_entities(entities, None).ok()?;
    let context = Context::from_pairs(given.remove("context")?.pairs()?).ok()?;
    let request = Request::new(principal, action, resource, context, None).ok()?;
    let response = Authorizer::new().is_authorized(&request, &condition.policies, &entities);
    let failed = response.diagnostics().errors().next().is_some();
    (!failed).then(|| response.decision() == Decision::Allow)
}

/// Attributes, and records of attributes.
#[derive(Default)]
struct Record {
    own: Vec<(String, RestrictedExpression)>,
    records: HashMap<String, Vec<(String, RestrictedExpression)>>,
}

impl Record {
    fn pairs(self) -> Option<HashMap<String, RestrictedExpression>> {
        let mut pairs: HashMap<String, RestrictedExpression> = self.own.into_iter().collect();
        for (name, fields) in self.records {
            pairs.insert(name, RestrictedExpression::new_record(fields).ok()?);
        }
        Some(pairs)
    }
}

fn expression(read: &Read, value: u8) -> Option<RestrictedExpression> {
    let code = read.values.get(usize::from(value))?;
    Some(match read.kind {
        ValueKind::Flag => RestrictedExpression::new_bool(code == "true"),
        ValueKind::Member(kind) => RestrictedExpression::new_entity_uid(uid(kind, code)?),
    })
}

fn uid(kind: &str, id: &str) -> Option<EntityUid> {
    Some(EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind).ok()?, EntityId::new(id)))
}
