// SPDX-License-Identifier: EUPL-1.2
//! A draft, as it is kept between two sittings: everything that was typed, also what does not count at present.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::cells::Gap;
use super::loaded::Shape;
use super::typed::{Misread, Unreadable};
use super::{Instance, Loaded, MAX_NODES, MAX_REPEATS, World};
use crate::answers::Identity;

/// Why a draft cannot be taken up again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoDraft {
    /// It is no draft.
    Malformed(&'static str),
    /// It was begun on another form or another version. Drafts finish on the version on which they were begun.
    AnotherForm(Identity),
}

impl std::fmt::Display for NoDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(what) => write!(f, "this is no draft of a form: {what}"),
            Self::AnotherForm(Identity { id, version, .. }) => {
                write!(f, "this draft was begun on version “{version}” of the form “{id}”")
            }
        }
    }
}

impl std::error::Error for NoDraft {}

impl Instance {
    /// Everything that must be kept to go on later.
    pub fn save(&self) -> Json {
        let identity = &self.loaded.identity;
        json!({
            "form": { "id": identity.id, "version": identity.version, "hash": identity.hash },
            "language": self.language,
            "answers": self.saved(self.root),
        })
    }

    /// A group as an object, a repeated group as a list of its turns, a question as its answer: a text, or an object
    /// where there is more to say. Forms are not nested deeper than 64.
    fn saved(&self, at: u32) -> Json {
        let cell = self.cells.get(at);
        let def = self.loaded.def(cell.def);
        if cell.range {
            let turns: Vec<Json> = cell.kids.iter().map(|turn| self.saved(*turn)).collect();
            if cell.parked.is_empty() {
                return Json::Array(turns);
            }
            // The last is the next to come back.
            let parked: Vec<Json> = cell.parked.iter().map(|turn| self.saved(*turn)).collect();
            return json!({ "turns": turns, "parked": parked });
        }
        if def.shape != Shape::Leaf {
            let kids = cell.kids.iter().map(|kid| {
                let name = self.loaded.def(self.cells.get(*kid).def).node.name.clone();
                (name, self.saved(*kid))
            });
            return Json::Object(kids.filter(|(_, saved)| !saved.is_null()).collect::<Map<_, _>>());
        }
        let mut more = Map::new();
        if cell.shown {
            more.insert("shown".to_owned(), json!(true));
        }
        if cell.stale {
            more.insert("stale".to_owned(), json!(true));
        }
        if let Some(gap) = cell.gap {
            more.insert("gap".to_owned(), json!(if gap == Gap::Declined { "declined" } else { "unknown" }));
        }
        if let Some(misread) = &cell.misread {
            more.insert("typed".to_owned(), json!(misread.typed));
            if misread.fault == Unreadable::NotOffered {
                more.insert("excluded".to_owned(), json!(true));
            }
        }
        match (more.is_empty(), cell.value.is_empty()) {
            (true, true) => Json::Null,
            (true, false) => json!(cell.value),
            (false, empty) => {
                if !empty {
                    more.insert("value".to_owned(), json!(cell.value));
                }
                Json::Object(more)
            }
        }
    }

    /// Takes a draft up again. Nothing is reckoned anew that the clock or chance could change.
    pub fn resume(loaded: Arc<Loaded>, world: World, draft: &Json) -> Result<Self, NoDraft> {
        let text = |json: &Json, name: &str| {
            let found = json.get(name).and_then(Json::as_str);
            found.map(str::to_owned).ok_or(NoDraft::Malformed("something is missing"))
        };
        let form = draft.get("form").ok_or(NoDraft::Malformed("it does not tell its form"))?;
        let identity =
            Identity { id: text(form, "id")?, version: text(form, "version")?, hash: text(form, "hash")? };
        if identity != loaded.identity {
            return Err(NoDraft::AnotherForm(identity));
        }
        let mut instance = Self::bare(loaded, world);
        let root = instance.root;
        instance.restore(root, draft.get("answers").unwrap_or(&Json::Null))?;
        let language = text(draft, "language")?;
        instance.speak(&language);
        instance.resuming = true;
        instance.recount_all(root);
        instance.all_due(root);
        instance.run();
        instance.flow.born.clear();
        instance.resuming = false;
        instance.read_again(root);
        instance.grown(root);
        Ok(instance)
    }

    fn restore(&mut self, at: u32, saved: &Json) -> Result<(), NoDraft> {
        let loaded = Arc::clone(&self.loaded);
        let cell = self.cells.get(at);
        let (range, kids) = (cell.range, cell.kids.clone());
        let shape = loaded.def(cell.def).shape;
        if range {
            let (turns, parked) = match saved {
                Json::Null => (&[][..], &[][..]),
                Json::Array(turns) => (turns.as_slice(), &[][..]),
                Json::Object(both) => {
                    let part = |name: &str| both.get(name).and_then(Json::as_array);
                    let (Some(turns), Some(parked)) = (part("turns"), part("parked")) else {
                        return Err(NoDraft::Malformed("a repeated group has no turns"));
                    };
                    (turns.as_slice(), parked.as_slice())
                }
                _ => return Err(NoDraft::Malformed("a repeated group is no list")),
            };
            let count = turns.len() + parked.len();
            if count > 2 * MAX_REPEATS {
                return Err(NoDraft::Malformed("a group is repeated too often"));
            }
            for turn in kids.iter().skip(count) {
                self.cells.uproot(*turn);
            }
            self.cells.get_mut(at).kids.truncate(count);
            while self.cells.get(at).kids.len() < count {
                if self.cells.len() >= MAX_NODES {
                    return Err(NoDraft::Malformed("it is too large"));
                }
                self.cells.plant_turn(&loaded, at, false);
            }
            let mut kids = self.cells.get(at).kids.clone();
            for (turn, saved) in kids.iter().zip(turns.iter().chain(parked)) {
                self.restore(*turn, saved)?;
            }
            let found = self.cells.get_mut(at);
            found.parked = kids.split_off(turns.len());
            found.kids = kids;
            return Ok(());
        }
        if shape != Shape::Leaf {
            let Json::Object(saved) = saved else {
                return Err(NoDraft::Malformed("a group is no object"));
            };
            for kid in kids {
                let name = &loaded.def(self.cells.get(kid).def).node.name;
                self.restore(kid, saved.get(name).unwrap_or(&Json::Null))?;
            }
            return Ok(());
        }
        let found = self.cells.get_mut(at);
        found.value.clear();
        match saved {
            Json::Null => {}
            Json::String(value) => found.value.clone_from(value),
            Json::Object(more) => {
                let told = |name: &str| more.get(name).and_then(Json::as_bool).unwrap_or_default();
                let text = |name: &str| more.get(name).and_then(Json::as_str);
                found.value = text("value").unwrap_or_default().to_owned();
                found.shown = told("shown");
                found.stale = told("stale");
                found.gap = match text("gap") {
                    Some("declined") => Some(Gap::Declined),
                    Some("unknown") => Some(Gap::Unknown),
                    _ => None,
                };
                // Why it cannot be read is found out once the other answers stand; a choice may be offered again by then.
                let fault = if told("excluded") { Unreadable::NotOffered } else { Unreadable::NoSuchChoice };
                found.misread = text("typed").map(|typed| Misread { typed: typed.to_owned(), fault });
            }
            _ => return Err(NoDraft::Malformed("an answer is no text")),
        }
        Ok(())
    }

    fn read_again(&mut self, top: u32) {
        for cell in self.cells.walk(top) {
            let Some(typed) = self.cells.get(cell).misread.as_ref().map(|misread| misread.typed.clone())
            else {
                continue;
            };
            // What can be read by now, such as a choice that is offered again, is not answered by itself.
            if let Err(misread) = self.read(cell, &typed) {
                self.cells.get_mut(cell).misread = Some(misread);
            }
        }
    }
}
