// SPDX-License-Identifier: EUPL-1.2
//! The thirteen directions in which a step may go. No walk is recursive.

use super::path::Test;
use super::{Done, Run};
use crate::xpath::{Axis, NodeKind, Tree};

impl<T: Tree> Run<'_, T> {
    /// Adds the nodes in a direction that pass a test: the nearest first.
    pub(super) fn walk(
        &self,
        axis: Axis,
        node: T::Node,
        test: &Test<'_>,
        found: &mut Vec<T::Node>,
    ) -> Done<()> {
        let tree = self.tree;
        match axis {
            Axis::SelfAxis => self.take(Some(node), |_| None, test, found),
            Axis::Parent => self.take(tree.parent(node), |_| None, test, found),
            Axis::Child => {
                if let Test::Plain(NodeKind::Element, name) = test
                    && let Some(mut named) = tree.children_named(node, name)
                {
                    self.work(named.len() + 1)?;
                    found.append(&mut named);
                    return Ok(());
                }
                self.take(tree.first_child(node), |node| tree.next_sibling(node), test, found)
            }
            Axis::Ancestor => self.take(tree.parent(node), |node| tree.parent(node), test, found),
            Axis::AncestorOrSelf => self.take(Some(node), |node| tree.parent(node), test, found),
            Axis::FollowingSibling => match self.beside(node) {
                Some(node) => self.take(tree.next_sibling(node), |node| tree.next_sibling(node), test, found),
                None => Ok(()),
            },
            Axis::PrecedingSibling => match self.beside(node) {
                Some(node) => {
                    self.take(tree.previous_sibling(node), |node| tree.previous_sibling(node), test, found)
                }
                None => Ok(()),
            },
            Axis::Descendant => self.below(node, test, found),
            Axis::DescendantOrSelf => {
                self.take(Some(node), |_| None, test, found)?;
                self.below(node, test, found)
            }
            Axis::Attribute | Axis::Namespace => {
                if tree.kind(node) != NodeKind::Element {
                    return Ok(());
                }
                let nodes =
                    if axis == Axis::Attribute { tree.attributes(node) } else { tree.namespaces(node) };
                self.work(nodes.len())?;
                found.extend(nodes.into_iter().filter(|node| self.passes(test, *node)));
                Ok(())
            }
            Axis::Following => self.following(node, test, found),
            Axis::Preceding => self.preceding(node, test, found),
        }
    }

    fn take(
        &self,
        first: Option<T::Node>,
        next: impl Fn(T::Node) -> Option<T::Node>,
        test: &Test<'_>,
        found: &mut Vec<T::Node>,
    ) -> Done<()> {
        let mut at = first;
        while let Some(node) = at {
            self.work(1)?;
            if self.passes(test, node) {
                found.push(node);
            }
            at = next(node);
        }
        Ok(())
    }

    /// Attributes and namespaces have nobody beside them.
    fn beside(&self, node: T::Node) -> Option<T::Node> {
        (!matches!(self.tree.kind(node), NodeKind::Attribute | NodeKind::Namespace)).then_some(node)
    }

    /// All that is below a node, in the order of the document.
    pub(in crate::xpath) fn every_below(&self, top: T::Node, mut visit: impl FnMut(T::Node)) -> Done<()> {
        let tree = self.tree;
        let mut at = tree.first_child(top);
        while let Some(node) = at {
            self.work(1)?;
            visit(node);
            at = tree.first_child(node);
            let mut up = node;
            while at.is_none() && up != top {
                at = tree.next_sibling(up);
                if at.is_none() {
                    match tree.parent(up) {
                        Some(parent) => up = parent,
                        None => return Ok(()),
                    }
                }
            }
        }
        Ok(())
    }

    fn below(&self, top: T::Node, test: &Test<'_>, found: &mut Vec<T::Node>) -> Done<()> {
        if matches!(self.tree.kind(top), NodeKind::Attribute | NodeKind::Namespace) {
            return Ok(());
        }
        self.every_below(top, |node| {
            if self.passes(test, node) {
                found.push(node);
            }
        })
    }

    fn following(&self, node: T::Node, test: &Test<'_>, found: &mut Vec<T::Node>) -> Done<()> {
        let tree = self.tree;
        let mut up = node;
        if self.beside(node).is_none() {
            // What is in its element comes after an attribute.
            let Some(element) = tree.parent(node) else { return Ok(()) };
            self.below(element, test, found)?;
            up = element;
        }
        loop {
            let mut at = tree.next_sibling(up);
            while let Some(node) = at {
                self.walk(Axis::DescendantOrSelf, node, test, found)?;
                at = tree.next_sibling(node);
            }
            match tree.parent(up) {
                Some(parent) => up = parent,
                None => return Ok(()),
            }
        }
    }

    fn preceding(&self, node: T::Node, test: &Test<'_>, found: &mut Vec<T::Node>) -> Done<()> {
        let tree = self.tree;
        let mut up = match self.beside(node) {
            Some(node) => node,
            None => match tree.parent(node) {
                Some(element) => element,
                None => return Ok(()),
            },
        };
        loop {
            let mut at = tree.previous_sibling(up);
            while let Some(node) = at {
                let begin = found.len();
                self.walk(Axis::DescendantOrSelf, node, test, found)?;
                if let Some(new) = found.get_mut(begin..) {
                    new.reverse();
                }
                at = tree.previous_sibling(node);
            }
            match tree.parent(up) {
                Some(parent) => up = parent,
                None => return Ok(()),
            }
        }
    }
}
