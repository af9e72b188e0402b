// SPDX-License-Identifier: EUPL-1.2
//! What is relevant, with its texts as shown, for the document of answers.

use super::Instance;
use super::loaded::Shape;
use super::typed::Sort;
use crate::answers::{Answer, Item, missing, typed};

impl Instance {
    /// The code of the language in use, or its name where the form gives no code.
    pub fn language_code(&self) -> &str {
        let known = self.loaded.form.languages.iter().find(|known| known.name == self.language);
        known.and_then(|known| known.code.as_deref()).unwrap_or(&self.language)
    }

    /// Everything that is relevant.
    pub(crate) fn items(&self) -> Vec<Item> {
        self.items_in(self.root)
    }

    fn items_in(&self, at: u32) -> Vec<Item> {
        self.cells.get(at).kids.iter().flat_map(|kid| self.items_of(*kid)).collect()
    }

    fn items_of(&self, at: u32) -> Vec<Item> {
        let cell = self.cells.get(at);
        if cell.range {
            return cell.kids.iter().flat_map(|turn| self.items_of(*turn)).collect();
        }
        if !cell.relevant {
            return Vec::new();
        }
        let def = self.loaded.def(cell.def);
        let label = self.label_of(at);
        let mut item = Item {
            path: def.node.path.clone(),
            text: (!label.is_empty()).then_some(label),
            ..Item::default()
        };
        if def.shape != Shape::Leaf {
            item.items = self.items_in(at);
            return vec![item];
        }
        let value = cell.effective();
        // What is only shown, and what the form keeps for itself, was asked of nobody.
        if value.is_empty() {
            if !def.is_note() && !def.is_hidden() {
                item.missing = self.answer_state(cell).and_then(missing);
            } else if item.text.is_none() {
                return Vec::new();
            }
            return vec![item];
        }
        item.answers = match def.sort {
            Sort::One | Sort::Several | Sort::Ranked => value
                .split_whitespace()
                .map(|code| {
                    let label = self.choice_label(cell.def, at, code);
                    Answer::Choice { code: code.to_owned(), label: label.unwrap_or_else(|| code.to_owned()) }
                })
                .collect(),
            sort => vec![typed(sort, value)],
        };
        vec![item]
    }
}
