// SPDX-License-Identifier: EUPL-1.2
//! What an expression walks through: an XML document, the answers of a form, anything that is a tree.

use std::cmp::Ordering;
use std::fmt::Debug;
use std::hash::Hash;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// The invisible top, above the outermost element.
    Root,
    /// An element: a question, a group, a repeat.
    Element,
    /// An attribute of an element.
    Attribute,
    /// A namespace that is in force at an element.
    Namespace,
    /// Text.
    Text,
    /// A comment.
    Comment,
    /// A processing instruction; its target is its local name.
    ProcessingInstruction,
}

/// The name of a node, with its namespace; empty where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct NodeName<'a> {
    /// The address of the namespace.
    pub namespace: &'a str,
    /// The prefix with which it was written.
    pub prefix: &'a str,
    /// The name proper.
    pub local: &'a str,
}

/// A tree, or several: nodes of different trees may be told of at once, as those of a form and of its lists of
/// choices are. A node is a small number that means something to its tree only.
pub trait Tree {
    /// A node. Two are equal when they are the same node.
    type Node: Copy + Eq + Hash + Debug;

    /// What it is.
    fn kind(&self, node: Self::Node) -> NodeKind;

    /// The node above it; for an attribute, its element.
    fn parent(&self, node: Self::Node) -> Option<Self::Node>;

    /// The first below it. Attributes and namespaces are not below an element.
    fn first_child(&self, node: Self::Node) -> Option<Self::Node>;

    /// The next beside it.
    fn next_sibling(&self, node: Self::Node) -> Option<Self::Node>;

    /// The name of an element, an attribute, a namespace (its prefix) or a processing instruction.
    fn name(&self, node: Self::Node) -> NodeName<'_>;

    /// Adds the value of a node to a text: the value of an attribute, the text of a text node; for an element or the
    /// root, all the text within.
    fn add_text(&self, node: Self::Node, text: &mut String);

    /// The attributes of an element, in order.
    fn attributes(&self, node: Self::Node) -> Vec<Self::Node>;

    /// The namespaces in force at an element.
    fn namespaces(&self, node: Self::Node) -> Vec<Self::Node> {
        let _ = node;
        Vec::new()
    }

    /// The last below it.
    fn last_child(&self, node: Self::Node) -> Option<Self::Node> {
        let mut last = self.first_child(node)?;
        while let Some(next) = self.next_sibling(last) {
            last = next;
        }
        Some(last)
    }

    /// The elements directly below it that have a name without a prefix, where the tree finds them without walking
    /// over all that are below.
    fn children_named(&self, node: Self::Node, name: &str) -> Option<Vec<Self::Node>> {
        let _ = (node, name);
        None
    }

    /// The one before it, beside it.
    fn previous_sibling(&self, node: Self::Node) -> Option<Self::Node> {
        if matches!(self.kind(node), NodeKind::Attribute | NodeKind::Namespace) {
            return None;
        }
        let mut at = self.first_child(self.parent(node)?)?;
        let mut previous = None;
        while at != node {
            previous = Some(at);
            at = self.next_sibling(at)?;
        }
        previous
    }

    /// Which of two nodes comes first in the document. An element comes before its namespaces, those before its
    /// attributes, those before what is in it.
    fn compare(&self, a: Self::Node, b: Self::Node) -> Ordering {
        if a == b {
            return Ordering::Equal;
        }
        let (above_a, above_b) = (line(self, a), line(self, b));
        let mut pairs = above_a.iter().rev().zip(above_b.iter().rev());
        let mut top = None;
        match pairs.find(|(a, b)| {
            let differs = a != b;
            if !differs {
                top = Some(**a);
            }
            differs
        }) {
            // One is above the other.
            None => above_a.len().cmp(&above_b.len()),
            Some((&a, &b)) => among(self, top, a, b),
        }
    }

    /// Whether a name without a prefix means elements of this namespace, too. In XPath alone it means only those of
    /// none.
    fn is_unprefixed(&self, namespace: &str) -> bool {
        namespace.is_empty()
    }

    /// The address of a namespace by a prefix that is declared where a node stands.
    fn namespace_of_prefix(&self, node: Self::Node, prefix: &str) -> Option<&str> {
        let _ = (node, prefix);
        None
    }
}

/// A node and all above it, the top last.
fn line<T: Tree + ?Sized>(tree: &T, node: T::Node) -> Vec<T::Node> {
    std::iter::successors(Some(node), |node| tree.parent(*node)).collect()
}

/// The order of two different nodes below the same one; those of two trees are told apart, but in no order that
/// means anything.
fn among<T: Tree + ?Sized>(tree: &T, parent: Option<T::Node>, a: T::Node, b: T::Node) -> Ordering {
    let rank = |node| match tree.kind(node) {
        NodeKind::Namespace => 0,
        NodeKind::Attribute => 1,
        _ => 2,
    };
    let (rank_a, rank_b) = (rank(a), rank(b));
    if rank_a != rank_b {
        return rank_a.cmp(&rank_b);
    }
    let Some(parent) = parent else { return Ordering::Less };
    let first_of = |nodes: Vec<T::Node>| nodes.into_iter().find(|node| *node == a || *node == b);
    let first = match rank_a {
        0 => first_of(tree.namespaces(parent)),
        1 => first_of(tree.attributes(parent)),
        _ => {
            let mut children =
                std::iter::successors(tree.first_child(parent), |node| tree.next_sibling(*node));
            children.find(|node| *node == a || *node == b)
        }
    };
    if first == Some(a) { Ordering::Less } else { Ordering::Greater }
}
