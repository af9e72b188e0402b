// SPDX-License-Identifier: EUPL-1.2
//! Lists of choices, and documents that come beside a form, as expressions look them up.

use std::collections::HashMap;

use crate::form::{List, Text, straight};
use crate::xpath::xml::{Document, Node};
use crate::xpath::{NodeKind, Tree};

/// The documents beside the document of answers.
#[derive(Debug, Default)]
pub(in crate::instance) struct Lists {
    documents: Vec<Document>,
    by_id: HashMap<String, u32>,
    /// The choice that an item of a list stands for.
    items: HashMap<(u32, Node), (usize, usize)>,
    /// Texts by the name that an XForm gives them: the list and the choice.
    texts: HashMap<String, (usize, usize)>,
}

impl Lists {
    pub fn new(lists: &[List], language: &str, given: Vec<(String, Document)>) -> Self {
        let mut all = Self::default();
        for (id, document) in given {
            all.add(id, document);
        }
        for (at, list) in lists.iter().enumerate() {
            if all.by_id.contains_key(&list.name) {
                continue;
            }
            let Ok(document) = Document::parse(&written(list, language)) else { continue };
            let root = document.first_child(document.root());
            let mut item = root.and_then(|root| document.first_child(root));
            let id = all.add(list.name.clone(), document);
            for choice in 0..list.choices.len() {
                let Some(node) = item else { break };
                all.items.insert((id, node), (at, choice));
                all.texts.insert(format!("{}-{choice}", list.name), (at, choice));
                item = all.documents[id as usize].next_sibling(node);
            }
        }
        all
    }

    fn add(&mut self, id: String, document: Document) -> u32 {
        let at = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        self.documents.push(document);
        self.by_id.entry(id).or_insert(at);
        at
    }

    pub fn document(&self, at: u32) -> Option<&Document> {
        self.documents.get(at as usize)
    }

    /// The top of a document.
    pub fn named(&self, id: &str) -> Option<(u32, Node)> {
        let at = *self.by_id.get(id)?;
        Some((at, self.documents.get(at as usize)?.root()))
    }

    /// The list and the choice that a node stands for.
    pub fn choice(&self, document: u32, node: Node) -> Option<(usize, usize)> {
        self.items.get(&(document, node)).copied()
    }

    pub fn text(&self, id: &str) -> Option<(usize, usize)> {
        self.texts.get(id).copied()
    }

    /// The text of a child of a node of a document.
    pub fn cell(&self, document: u32, item: Node, name: &str) -> Option<&str> {
        let document = self.document(document)?;
        let mut all = std::iter::successors(document.first_child(item), |node| document.next_sibling(*node));
        let found =
            all.find(|node| document.kind(*node) == NodeKind::Element && document.name(*node).local == name)?;
        Some(document.text(found))
    }
}

/// A list as an XForm writes it.
fn written(list: &List, language: &str) -> String {
    let mut xml = String::from("<root>");
    let apart = list.apart();
    for (at, choice) in list.choices.iter().enumerate() {
        xml.push_str("<item>");
        if apart {
            leaf(&mut xml, "itextId", &format!("{}-{at}", list.name));
        }
        leaf(&mut xml, "name", &choice.name);
        if let Some(label) = plain(&choice.label, language) {
            leaf(&mut xml, "label", label);
        }
        for (name, value) in &choice.columns {
            if is_name(name) && !matches!(name.as_str(), "name" | "label" | "itextId") {
                leaf(&mut xml, name, &straight(value));
            }
        }
        xml.push_str("</item>");
    }
    xml.push_str("</root>");
    xml
}

fn plain<'a>(text: &'a Text, language: &str) -> Option<&'a str> {
    text.get(language).map(|wording| wording.written.as_str())
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn leaf(xml: &mut String, name: &str, text: &str) {
    xml.push('<');
    xml.push_str(name);
    xml.push('>');
    super::super::xml::escape(xml, text);
    xml.push_str("</");
    xml.push_str(name);
    xml.push('>');
}
