// SPDX-License-Identifier: EUPL-1.2
//! The answers as expressions see them: a tree, beside it the lists of choices.

use std::cmp::Ordering;

use super::loaded::{Shape, TOP};
use super::{Instance, cells::Cell};
use crate::xpath::{NodeKind, NodeName, Tree, xml};

/// A node that an expression may meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct At(pub(super) Place);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Above the outermost node.
    Top,
    /// A question, a group or a turn.
    Cell(u32),
    /// The text of an answer.
    Text(u32),
    /// A node of a document beside the answers.
    Beside(u32, xml::Node),
}

impl Instance {
    /// The first of what stands at a place among the children of a cell, or after it.
    fn first_from(&self, parent: &Cell, mut slot: usize) -> Option<u32> {
        while let Some(kid) = parent.kids.get(slot) {
            let cell = self.cells.get(*kid);
            if !cell.range {
                return Some(*kid);
            }
            if let Some(turn) = cell.kids.first() {
                return Some(*turn);
            }
            slot += 1;
        }
        None
    }

    /// Where a cell stands: the places of all above it and its own.
    fn line(&self, at: u32, text: bool) -> Vec<(usize, u32)> {
        let mut line = if text { vec![(0, 0)] } else { Vec::new() };
        let mut at = at;
        while let Some(cell) = self.cells.try_get(at) {
            line.push((self.loaded.def(cell.def).slot, cell.turn));
            at = cell.parent;
        }
        line.reverse();
        line
    }

    fn is_leaf(&self, cell: &Cell) -> bool {
        self.loaded.def(cell.def).shape == Shape::Leaf
    }
}

impl Tree for Instance {
    type Node = At;

    fn kind(&self, node: At) -> NodeKind {
        match node.0 {
            Place::Top => NodeKind::Root,
            Place::Cell(_) => NodeKind::Element,
            Place::Text(_) => NodeKind::Text,
            Place::Beside(at, node) => {
                self.loaded.lists.document(at).map_or(NodeKind::Root, |document| document.kind(node))
            }
        }
    }

    fn parent(&self, node: At) -> Option<At> {
        Some(At(match node.0 {
            Place::Top => return None,
            Place::Text(cell) => Place::Cell(cell),
            Place::Cell(cell) => match self.cells.get(cell).parent {
                TOP => Place::Top,
                parent => Place::Cell(parent),
            },
            Place::Beside(at, node) => Place::Beside(at, self.loaded.lists.document(at)?.parent(node)?),
        }))
    }

    fn first_child(&self, node: At) -> Option<At> {
        Some(At(match node.0 {
            Place::Top => Place::Cell(self.root),
            Place::Text(_) => return None,
            Place::Cell(at) => {
                let cell = self.cells.get(at);
                if cell.range {
                    return None;
                }
                if self.is_leaf(cell) {
                    return (!cell.effective().is_empty()).then_some(At(Place::Text(at)));
                }
                Place::Cell(self.first_from(cell, 0)?)
            }
            Place::Beside(at, node) => Place::Beside(at, self.loaded.lists.document(at)?.first_child(node)?),
        }))
    }

    fn next_sibling(&self, node: At) -> Option<At> {
        Some(At(match node.0 {
            Place::Top | Place::Text(_) => return None,
            Place::Cell(at) => {
                let cell = self.cells.get(at);
                let parent = self.cells.try_get(cell.parent)?;
                let slot = self.loaded.def(cell.def).slot;
                let next_turn = parent.kids.get(slot).and_then(|range| {
                    let range = self.cells.get(*range);
                    if range.range && !cell.range { range.kids.get(cell.turn as usize + 1) } else { None }
                });
                match next_turn {
                    Some(turn) => Place::Cell(*turn),
                    None => Place::Cell(self.first_from(parent, slot + 1)?),
                }
            }
            Place::Beside(at, node) => Place::Beside(at, self.loaded.lists.document(at)?.next_sibling(node)?),
        }))
    }

    fn children_named(&self, node: At, name: &str) -> Option<Vec<At>> {
        let at = match node.0 {
            Place::Cell(at) => at,
            Place::Top | Place::Text(_) | Place::Beside(..) => return None,
        };
        let cell = self.cells.get(at);
        let found = self.loaded.def(cell.def).child(&self.loaded.defs, name);
        let slot = found.map(|def| self.loaded.def(def).slot);
        let Some(kid) = slot.and_then(|slot| cell.kids.get(slot)).filter(|_| !cell.range) else {
            return Some(Vec::new());
        };
        let kid_cell = self.cells.get(*kid);
        if kid_cell.range {
            return Some(kid_cell.kids.iter().map(|turn| At(Place::Cell(*turn))).collect());
        }
        Some(vec![At(Place::Cell(*kid))])
    }

    fn name(&self, node: At) -> NodeName<'_> {
        match node.0 {
            Place::Top | Place::Text(_) => NodeName::default(),
            Place::Cell(at) => {
                let local = self.loaded.def(self.cells.get(at).def).node.name.as_str();
                NodeName { local, ..NodeName::default() }
            }
            Place::Beside(at, node) => {
                self.loaded.lists.document(at).map_or(NodeName::default(), |document| document.name(node))
            }
        }
    }

    fn add_text(&self, node: At, text: &mut String) {
        match node.0 {
            Place::Top => self.add_text(At(Place::Cell(self.root)), text),
            Place::Text(at) => text.push_str(self.cells.get(at).effective()),
            Place::Cell(at) => {
                let cell = self.cells.get(at);
                if self.is_leaf(cell) {
                    text.push_str(cell.effective());
                } else if !cell.range {
                    for at in self.cells.walk(at) {
                        text.push_str(self.cells.get(at).effective());
                    }
                }
            }
            Place::Beside(at, node) => {
                if let Some(document) = self.loaded.lists.document(at) {
                    document.add_text(node, text);
                }
            }
        }
    }

    fn attributes(&self, node: At) -> Vec<At> {
        match node.0 {
            Place::Beside(at, node) => {
                let found = self.loaded.lists.document(at).map(|document| document.attributes(node));
                found.unwrap_or_default().into_iter().map(|node| At(Place::Beside(at, node))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn compare(&self, a: At, b: At) -> Ordering {
        let rank = |at: At| match at.0 {
            Place::Top => 0,
            Place::Cell(_) | Place::Text(_) => 1,
            Place::Beside(document, _) => 2 + u64::from(document),
        };
        match (a.0, b.0) {
            (Place::Beside(at, x), Place::Beside(other, y)) if at == other => {
                self.loaded.lists.document(at).map_or(Ordering::Equal, |document| document.compare(x, y))
            }
            (Place::Cell(x) | Place::Text(x), Place::Cell(y) | Place::Text(y)) => {
                let text = |at: At| matches!(at.0, Place::Text(_));
                self.line(x, text(a)).cmp(&self.line(y, text(b)))
            }
            _ => rank(a).cmp(&rank(b)),
        }
    }

    fn is_unprefixed(&self, namespace: &str) -> bool {
        namespace.is_empty() || namespace == "http://www.w3.org/2002/xforms"
    }

    fn namespace_of_prefix(&self, _: At, prefix: &str) -> Option<&str> {
        let found = self.loaded.form.namespaces.iter().find(|(known, _)| known == prefix);
        found.map(|(_, address)| address.as_str())
    }
}
