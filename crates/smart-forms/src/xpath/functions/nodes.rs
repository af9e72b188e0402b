// SPDX-License-Identifier: EUPL-1.2
//! Functions about nodes: how many, which one, what they are called.

use std::collections::HashSet;

use super::{Done, Function, Given};
use crate::xpath::eval::Run;
use crate::xpath::value::words;
use crate::xpath::{EvalFault, NodeKind, NodeName, Tree, Value};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

pub(super) fn call<T: Tree>(
    run: &mut Run<'_, T>,
    function: Function,
    given: &Given<'_, T::Node>,
) -> Done<Value<T::Node>> {
    Ok(match function {
        Function::Last => Value::Number(given.focus.size as f64),
        Function::Position if given.len() == 0 => Value::Number(given.focus.position as f64),
        Function::Position => Value::Number(position(run, given)?),
        Function::Count => Value::Number(given.nodes(run, 0)?.len() as f64),
        Function::CountNonEmpty => {
            let mut count = 0.0;
            for node in given.nodes(run, 0)? {
                if !run.text_of_node(node)?.is_empty() {
                    count += 1.0;
                }
            }
            Value::Number(count)
        }
        Function::Current => Value::Nodes(vec![run.start]),
        Function::Instance => {
            let id = given.text(run, 0)?;
            Value::Nodes(run.environment.instance(&id).into_iter().collect())
        }
        Function::Pulldata => pulldata(run, given)?,
        Function::Id => Value::Nodes(with_id(run, given)?),
        Function::Lang => Value::Boolean(lang(run, given)?),
        _ => {
            let node = match given.len() {
                0 => Some(given.focus.node),
                _ => given.nodes(run, 0)?.first().copied(),
            };
            let text =
                node.map(|node| (run.tree.kind(node), run.tree.name(node))).map(
                    |(kind, name)| match function {
                        Function::LocalName => name.local.to_owned(),
                        Function::NamespaceUri
                            if kind == NodeKind::Element || kind == NodeKind::Attribute =>
                        {
                            name.namespace.to_owned()
                        }
                        Function::NamespaceUri => String::new(),
                        _ => written(name),
                    },
                );
            Value::Text(text.unwrap_or_default())
        }
    })
}

fn written(name: NodeName<'_>) -> String {
    if name.prefix.is_empty() { name.local.to_owned() } else { format!("{}:{}", name.prefix, name.local) }
}

/// Which one a node is among those of its name that stand beside it without another between: the number of a turn of
/// a repeat.
fn position<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<f64> {
    let nodes = given.nodes(run, 0)?;
    let node = match nodes.as_slice() {
        [] => return Ok(f64::NAN),
        [node] => *node,
        _ => return Err(EvalFault::SeveralNodes),
    };
    match run.tree.kind(node) {
        NodeKind::Element => {}
        // Of its name, there is one.
        NodeKind::Attribute => return Ok(1.0),
        _ => return Err(EvalFault::Argument("position")),
    }
    // From the first beside it to the node, so that trees need not know how to go backwards.
    let name = run.tree.name(node);
    let mut count = 0.0;
    let first = run.tree.parent(node).and_then(|parent| run.tree.first_child(parent));
    let mut at = first.or(Some(node));
    while let Some(sibling) = at {
        run.work(1)?;
        if run.tree.kind(sibling) == NodeKind::Element {
            count = if run.tree.name(sibling) == name { count + 1.0 } else { 0.0 };
        }
        if sibling == node {
            break;
        }
        at = run.tree.next_sibling(sibling);
    }
    Ok(count)
}

/// The value of a column of a list, where another column has a value.
fn pulldata<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<Value<T::Node>> {
    let (list, wanted) = (given.text(run, 0)?, given.text(run, 1)?);
    let (column, value) = (given.text(run, 2)?, given.text(run, 3)?);
    let Some(instance) = run.environment.instance(&list) else {
        return Err(EvalFault::Unavailable("pulldata"));
    };
    let children = |node, name: &str| {
        let all = std::iter::successors(run.tree.first_child(node), |node| run.tree.next_sibling(*node));
        all.filter(|node| run.tree.kind(*node) == NodeKind::Element && run.tree.name(*node).local == name)
            .collect::<Vec<_>>()
    };
    for root in children(instance, "root") {
        for item in children(root, "item") {
            run.work(4)?;
            for cell in children(item, &column) {
                if run.text_of_node(cell)? == value {
                    let found = children(item, &wanted).first().copied();
                    return Ok(Value::Text(found.map_or(Ok(String::new()), |node| run.text_of_node(node))?));
                }
            }
        }
    }
    Ok(Value::Text(String::new()))
}

fn with_id<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<Vec<T::Node>> {
    let mut wanted = HashSet::new();
    for text in given.texts(run, 0)? {
        wanted.extend(words(&text).map(str::to_owned));
    }
    let mut found = Vec::new();
    let mut known = HashSet::new();
    let tree = run.tree;
    run.every_below(run.root, |node| {
        if tree.kind(node) != NodeKind::Element {
            return;
        }
        let is_id = |attribute: &T::Node| {
            let name = tree.name(*attribute);
            name.local == "id" && (name.namespace.is_empty() || name.namespace == XML)
        };
        if let Some(attribute) = tree.attributes(node).into_iter().find(is_id) {
            let mut id = String::new();
            tree.add_text(attribute, &mut id);
            // The first one has it.
            if wanted.contains(&id) && known.insert(id) {
                found.push(node);
            }
        }
    })?;
    Ok(found)
}

fn lang<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<bool> {
    let wanted = given.text(run, 0)?.to_lowercase();
    if wanted.is_empty() {
        return Ok(false);
    }
    let mut at = Some(given.focus.node);
    while let Some(node) = at {
        run.work(1)?;
        let attributes =
            if run.tree.kind(node) == NodeKind::Element { run.tree.attributes(node) } else { Vec::new() };
        for attribute in attributes {
            let name = run.tree.name(attribute);
            if name.local == "lang" && name.namespace == XML {
                let found = run.text_of_node(attribute)?.to_lowercase();
                let rest = found.strip_prefix(&wanted);
                return Ok(rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-')));
            }
        }
        at = run.tree.parent(node);
    }
    Ok(false)
}
