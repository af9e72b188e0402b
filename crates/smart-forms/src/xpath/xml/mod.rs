// SPDX-License-Identifier: EUPL-1.2
//! A small XML document that expressions can be evaluated over: elements, attributes, texts, comments, processing
//! instructions and namespaces, as XPath 1.0 sees them.

mod read;

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;

use quick_xml::events::BytesRef;

use super::{NodeKind, NodeName, Tree};

/// The longest document that is read, in bytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The character that a reference stands for: by its number, or one of the five names. No other name is looked up, so that a
/// document brings no words of elsewhere.
pub(crate) fn referred(reference: &BytesRef<'_>) -> Option<char> {
    if let Some(c) = reference.resolve_char_ref().ok()? {
        return Some(c);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XFORMS: &str = "http://www.w3.org/2002/xforms";
const NONE: u32 = u32::MAX;

/// A document.
#[derive(Debug)]
pub struct Document {
    entries: Vec<Entry>,
    names: Vec<Written>,
    /// All text, in order: that of an element is a piece of it.
    content: String,
    /// The values of attributes and the like.
    values: String,
    /// The namespaces that an element declares: prefix and address.
    declared: HashMap<u32, Vec<(String, String)>>,
}

#[derive(Debug)]
struct Entry {
    kind: NodeKind,
    name: u32,
    parent: u32,
    first: u32,
    last: u32,
    next: u32,
    previous: u32,
    /// A piece of `content` or of `values`.
    text: (u32, u32),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Written {
    namespace: String,
    prefix: String,
    local: String,
}

/// A node of a [`Document`]. Their order is that of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    entry: u32,
    /// 0 for the node itself, else which of the namespaces in force at it, from 1.
    namespace: u32,
}

impl Node {
    fn of(entry: u32) -> Option<Self> {
        (entry != NONE).then_some(Self { entry, namespace: 0 })
    }
}

/// Why a text is not read as a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlError {
    /// Why.
    pub fault: XmlFault,
    /// Where, in bytes.
    pub position: usize,
}

/// Why a text is not read as a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum XmlFault {
    /// Longer than [`MAX_BYTES`].
    TooLong,
    /// It is not well-formed.
    Malformed,
    /// It declares entities or the like, which could make something large, or read files, out of little.
    Declarations,
    /// An entity other than the five of XML.
    Entity,
    /// A prefix that is declared nowhere.
    Prefix,
    /// There is no element, or more than one outermost element.
    Outermost,
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.fault {
            XmlFault::TooLong => "it is too long",
            XmlFault::Malformed => "it is not well-formed",
            XmlFault::Declarations => "declarations in the document type are refused",
            XmlFault::Entity => "there are only the five entities of XML",
            XmlFault::Prefix => "a prefix is declared nowhere",
            XmlFault::Outermost => "there must be one outermost element",
        };
        write!(f, "this is no XML that can be read: {why} (at byte {})", self.position)
    }
}

impl std::error::Error for XmlError {}

impl Document {
    /// Reads a document.
    pub fn parse(text: &str) -> Result<Self, XmlError> {
        read::read(text)
    }

    /// The invisible top.
    pub fn root(&self) -> Node {
        Node { entry: 0, namespace: 0 }
    }

    /// The text of a node.
    pub fn text(&self, node: Node) -> &str {
        if node.namespace > 0 {
            return self
                .in_force(node.entry)
                .get(node.namespace as usize - 1)
                .map_or("", |(_, address)| *address);
        }
        let Some(entry) = self.entry(node) else { return "" };
        let all = match entry.kind {
            NodeKind::Root | NodeKind::Element | NodeKind::Text => &self.content,
            _ => &self.values,
        };
        all.get(entry.text.0 as usize..entry.text.1 as usize).unwrap_or("")
    }

    /// All elements, in order.
    pub fn elements(&self) -> impl Iterator<Item = Node> {
        (0u32..).zip(&self.entries).filter_map(|(index, entry)| match entry.kind {
            NodeKind::Element => Node::of(index),
            _ => None,
        })
    }

    /// The value of an attribute without a namespace.
    pub fn attribute(&self, element: Node, name: &str) -> Option<&str> {
        let found = self.attributes(element).into_iter().find(|node| {
            let written = self.name(*node);
            written.local == name && written.namespace.is_empty()
        })?;
        Some(self.text(found))
    }

    fn entry(&self, node: Node) -> Option<&Entry> {
        self.entries.get(node.entry as usize)
    }

    fn link(&self, node: Node, link: impl Fn(&Entry) -> u32) -> Option<Node> {
        if node.namespace > 0 {
            return None;
        }
        Node::of(link(self.entry(node)?))
    }

    /// The namespaces in force at an element: the default one first, then those declared nearest. That of `xml`,
    /// which always is in force, is not told.
    fn in_force(&self, element: u32) -> Vec<(&str, &str)> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        let mut at = element;
        while let Some(entry) = self.entries.get(at as usize) {
            for (prefix, address) in self.declared.get(&at).into_iter().flatten() {
                if !found.iter().any(|(known, _)| known == prefix) {
                    found.push((prefix, address));
                }
            }
            at = entry.parent;
        }
        // A default that was taken back is none.
        found.retain(|(_, address)| !address.is_empty());
        found.sort_by_key(|(prefix, _)| !prefix.is_empty());
        found
    }
}

impl Tree for Document {
    type Node = Node;

    fn kind(&self, node: Node) -> NodeKind {
        if node.namespace > 0 {
            return NodeKind::Namespace;
        }
        self.entry(node).map_or(NodeKind::Root, |entry| entry.kind)
    }

    fn parent(&self, node: Node) -> Option<Node> {
        if node.namespace > 0 {
            return Node::of(node.entry);
        }
        self.link(node, |entry| entry.parent)
    }

    fn first_child(&self, node: Node) -> Option<Node> {
        self.link(node, |entry| entry.first)
    }

    fn last_child(&self, node: Node) -> Option<Node> {
        self.link(node, |entry| entry.last)
    }

    fn next_sibling(&self, node: Node) -> Option<Node> {
        self.link(node, |entry| entry.next)
    }

    fn previous_sibling(&self, node: Node) -> Option<Node> {
        self.link(node, |entry| entry.previous)
    }

    fn name(&self, node: Node) -> NodeName<'_> {
        if node.namespace > 0 {
            let in_force = self.in_force(node.entry);
            let local = in_force.get(node.namespace as usize - 1).map_or("", |(prefix, _)| *prefix);
            return NodeName { local, ..NodeName::default() };
        }
        match self.entry(node).and_then(|entry| self.names.get(entry.name as usize)) {
            Some(name) => NodeName { namespace: &name.namespace, prefix: &name.prefix, local: &name.local },
            None => NodeName::default(),
        }
    }

    fn add_text(&self, node: Node, text: &mut String) {
        text.push_str(self.text(node));
    }

    fn attributes(&self, node: Node) -> Vec<Node> {
        if node.namespace > 0 || self.kind(node) != NodeKind::Element {
            return Vec::new();
        }
        // They follow their element.
        let after = (node.entry + 1..).zip(self.entries.iter().skip(node.entry as usize + 1));
        after
            .take_while(|(_, entry)| entry.kind == NodeKind::Attribute)
            .filter_map(|(index, _)| Node::of(index))
            .collect()
    }

    fn namespaces(&self, node: Node) -> Vec<Node> {
        if node.namespace > 0 || self.kind(node) != NodeKind::Element {
            return Vec::new();
        }
        let count = u32::try_from(self.in_force(node.entry).len()).unwrap_or(0);
        (1..=count).map(|namespace| Node { entry: node.entry, namespace }).collect()
    }

    fn compare(&self, a: Node, b: Node) -> Ordering {
        a.cmp(&b)
    }

    fn is_unprefixed(&self, namespace: &str) -> bool {
        namespace.is_empty() || namespace == XFORMS
    }

    fn namespace_of_prefix(&self, node: Node, prefix: &str) -> Option<&str> {
        let near = self.in_force(node.entry).into_iter().find(|(known, _)| *known == prefix);
        if let Some((_, address)) = near {
            return Some(address);
        }
        // From the top one does not see what is declared below: the first declaration there is.
        let mut all: Vec<(&u32, &Vec<(String, String)>)> = self.declared.iter().collect();
        all.sort_by_key(|(element, _)| **element);
        let mut pairs = all.into_iter().flat_map(|(_, pairs)| pairs);
        pairs.find(|(known, _)| known == prefix).map(|(_, address)| address.as_str())
    }
}
