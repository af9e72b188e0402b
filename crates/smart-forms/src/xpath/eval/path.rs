// SPDX-License-Identifier: EUPL-1.2
//! Paths: step by step, each step from every node that the one before found.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Done, Focus, Run};
use crate::xpath::{Axis, ExprId, NodeKind, NodeTest, Path, Start, Step, Tree, Value};

impl<T: Tree> Run<'_, T> {
    pub(super) fn path(&mut self, path: &Path, focus: Focus<T::Node>) -> Done<Vec<T::Node>> {
        let mut nodes = match path.start {
            Start::Root => vec![self.root],
            Start::Context => vec![focus.node],
            Start::Value(id) => self.nodes(id, focus)?,
        };
        // Whether some of them may stand below others.
        let mut nested = nodes.len() > 1;
        let mut steps = path.steps.iter().peekable();
        while let Some(step) = steps.next() {
            let mut axis = step.axis;
            let mut step = step;
            if is_anywhere_below(step)
                && let Some(&next) = steps.peek()
                && next.axis == Axis::Child
                && next.predicates.is_empty()
            {
                // `//name` without conditions is what is anywhere below, found in one walk.
                axis = Axis::Descendant;
                step = next;
                steps.next();
            }
            nodes = self.step(step, axis, &nodes, nested)?;
            nested = match axis {
                Axis::SelfAxis
                | Axis::Attribute
                | Axis::Namespace
                | Axis::Child
                | Axis::FollowingSibling
                | Axis::PrecedingSibling => nested,
                _ => true,
            };
            if nodes.is_empty() {
                break;
            }
        }
        Ok(nodes)
    }

    fn step(&mut self, step: &Step, axis: Axis, from: &[T::Node], nested: bool) -> Done<Vec<T::Node>> {
        let test = self.test(&step.test, axis);
        let mut all = Vec::new();
        for node in from {
            let mut found = Vec::new();
            self.walk(axis, *node, &test, &mut found)?;
            for predicate in &step.predicates {
                found = self.kept(*predicate, found)?;
            }
            if axis.is_reverse() {
                found.reverse();
            }
            all.append(&mut found);
        }
        let simple = matches!(axis, Axis::SelfAxis | Axis::Attribute | Axis::Namespace)
            || (axis == Axis::Child && !nested);
        if from.len() > 1 && !simple {
            self.order(&mut all)?;
        }
        Ok(all)
    }

    /// The nodes for which a condition holds, or those at the position that it gives.
    fn kept(&mut self, predicate: ExprId, nodes: Vec<T::Node>) -> Done<Vec<T::Node>> {
        let size = nodes.len();
        let mut kept = Vec::new();
        self.conditions += 1;
        for (index, node) in nodes.into_iter().enumerate() {
            let focus = Focus { node, position: index + 1, size };
            let keep = match self.value(predicate, focus)? {
                Value::Number(number) => number == (index + 1) as f64,
                value => self.boolean_of(&value)?,
            };
            if keep {
                kept.push(node);
            }
        }
        self.conditions -= 1;
        Ok(kept)
    }

    pub(super) fn filter(
        &mut self,
        base: ExprId,
        predicates: &[ExprId],
        focus: Focus<T::Node>,
    ) -> Done<Value<T::Node>> {
        let mut nodes = self.nodes(base, focus)?;
        for predicate in predicates {
            nodes = self.kept(*predicate, nodes)?;
        }
        Ok(Value::Nodes(nodes))
    }

    pub(super) fn union(&mut self, parts: &[ExprId], focus: Focus<T::Node>) -> Done<Value<T::Node>> {
        let mut all = Vec::new();
        for part in parts {
            all.append(&mut self.nodes(*part, focus)?);
        }
        self.order(&mut all)?;
        Ok(Value::Nodes(all))
    }

    /// Each node once, in the order of the document.
    pub(in crate::xpath) fn order(&self, nodes: &mut Vec<T::Node>) -> Done<()> {
        self.work(nodes.len() * 4)?;
        let mut seen = HashSet::new();
        nodes.retain(|node| seen.insert(*node));
        nodes.sort_by(|a, b| self.tree.compare(*a, *b));
        Ok(())
    }

    fn test<'s>(&self, test: &'s NodeTest, axis: Axis) -> Test<'s> {
        let principal = match axis {
            Axis::Attribute => NodeKind::Attribute,
            Axis::Namespace => NodeKind::Namespace,
            _ => NodeKind::Element,
        };
        match test {
            NodeTest::Node => Test::Every,
            NodeTest::Any => Test::Kind(principal),
            NodeTest::Text => Test::Kind(NodeKind::Text),
            NodeTest::Comment => Test::Kind(NodeKind::Comment),
            NodeTest::ProcessingInstruction(None) => Test::Kind(NodeKind::ProcessingInstruction),
            NodeTest::ProcessingInstruction(Some(target)) => Test::Target(target),
            NodeTest::Name(name) => match &name.prefix {
                None => Test::Plain(principal, &name.local),
                Some(prefix) => Test::Qualified(principal, self.namespace(prefix), prefix, Some(&name.local)),
            },
            NodeTest::Namespace(prefix) => Test::Qualified(principal, self.namespace(prefix), prefix, None),
        }
    }

    /// What a prefix stands for: as the caller says, as the tree declares it, or as everybody uses it.
    pub(in crate::xpath) fn namespace(&self, prefix: &str) -> Option<Cow<'static, str>> {
        if let Some(address) = self.environment.namespace(prefix) {
            return Some(Cow::Owned(address));
        }
        if let Some(address) = self.tree.namespace_of_prefix(self.start, prefix) {
            return Some(Cow::Owned(address.to_owned()));
        }
        let known = match prefix {
            "xml" => "http://www.w3.org/XML/1998/namespace",
            "h" | "html" | "xhtml" => "http://www.w3.org/1999/xhtml",
            "xf" | "xforms" => "http://www.w3.org/2002/xforms",
            "jr" | "javarosa" => "http://openrosa.org/javarosa",
            "odk" => "http://www.opendatakit.org/xforms",
            "orx" => "http://openrosa.org/xforms",
            "mathml" => "http://www.w3.org/1998/Math/MathML",
            _ => return None,
        };
        Some(Cow::Borrowed(known))
    }

    pub(super) fn passes(&self, test: &Test<'_>, node: T::Node) -> bool {
        match test {
            Test::Every => true,
            Test::Kind(kind) => self.tree.kind(node) == *kind,
            Test::Target(target) => {
                self.tree.kind(node) == NodeKind::ProcessingInstruction
                    && self.tree.name(node).local == *target
            }
            Test::Plain(kind, local) => {
                if self.tree.kind(node) != *kind {
                    return false;
                }
                let name = self.tree.name(node);
                name.local == *local
                    && (name.namespace.is_empty()
                        || (*kind == NodeKind::Element && self.tree.is_unprefixed(name.namespace)))
            }
            Test::Qualified(kind, namespace, prefix, local) => {
                if self.tree.kind(node) != *kind {
                    return false;
                }
                let name = self.tree.name(node);
                // A prefix that nobody declares still means those who carry it.
                let same = match namespace {
                    Some(address) => name.namespace == address.as_ref(),
                    None => name.prefix == *prefix,
                };
                same && local.is_none_or(|local| name.local == local)
            }
        }
    }
}

/// A test with its namespace found.
pub(super) enum Test<'s> {
    Every,
    Kind(NodeKind),
    Target(&'s str),
    Plain(NodeKind, &'s str),
    Qualified(NodeKind, Option<Cow<'static, str>>, &'s str, Option<&'s str>),
}

fn is_anywhere_below(step: &Step) -> bool {
    step.axis == Axis::DescendantOrSelf && step.test == NodeTest::Node && step.predicates.is_empty()
}
