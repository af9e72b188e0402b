// SPDX-License-Identifier: EUPL-1.2
//! A form being filled in: the answers, what follows from them, and what may be done next.
//!
//! A form is made ready once ([`Loaded`]) and filled in as often as one likes ([`Instance`]). One change works out anew
//! only what depends on it.
//!
//! - What is not asked counts as empty for formulas. Its answer is kept in the draft, given back when it is asked
//!   again, and left out of what is submitted. The same holds for a choice that is not offered any more, and for turns
//!   of a repeated group beyond the number that a formula gives.
//! - No answer is not one thing: a question may not be relevant, not have been asked yet, have been left empty, have
//!   been declined, or not be known ([`AnswerState`]). Declining and not knowing satisfy `required`: it was asked, and
//!   that is what was said.
//! - What cannot be read as an answer is kept beside the answer, which is empty until it is typed again.
//! - `default` values stand from the beginning; those that are reckoned are reckoned once, when the form is opened or
//!   the turn is added, as are those that the device fills in. `calculate` is reckoned when what it reads changes, and
//!   while it is asked only; what a `trigger` sets, when the trigger changes. Nothing is reckoned by looking at it.
//! - A draft is saved and taken up again as it stood ([`Instance::save`], [`Instance::resume`]), on the version of the
//!   form on which it was begun.
//!
//! ```
//! use smart_forms::{book, form, instance::Instance, xpath::Nothing};
//!
//! let table = "
//! | survey |         |        |                |           |            |
//! |        | type    | name   | label          | relevant  | constraint |
//! |        | integer | age    | Quel âge ?     |           | . < 25     |
//! |        | text    | ecole  | Quelle école ? | ${age} < 18 |          |
//! ";
//! let form = form::check(&book::read(table.as_bytes()).unwrap()).form.unwrap();
//! let mut instance = Instance::new(&form, Nothing).unwrap();
//! instance.set("/data/age", "12").unwrap();
//! instance.set("/data/ecole", "Sainte-Marie").unwrap();
//! instance.set("/data/age", "20").unwrap();
//! assert!(!instance.node("/data/ecole").unwrap().relevant);
//! instance.set("/data/age", "17").unwrap();
//! assert_eq!(instance.node("/data/ecole").unwrap().value, "Sainte-Marie");
//! ```

mod cells;
mod change;
mod draft;
mod evaluate;
mod explain;
mod flow;
mod loaded;
mod problem;
mod state;
mod steps;
mod submission;
mod tree;
pub mod typed;
mod xml;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::HashMap;
use std::sync::Arc;

pub use cells::Gap;
pub use draft::NoDraft;
pub use explain::{Explained, Part, Rule};
pub use loaded::Loaded;
pub use problem::{LoadProblem, Refusal};
pub use state::{AnswerState, Fault, NodeState, Offered};
pub use steps::{NoStep, Step};
pub use tree::At;

use crate::form::Form;
use crate::words::Lang;
use crate::xpath::{Environment, EvalError};

/// How many turns a repeated group may have.
pub const MAX_REPEATS: usize = 1_000;
/// How many nodes the answers to a form may have, in all turns together.
pub const MAX_NODES: usize = 200_000;

/// What is asked of the world: the moment, chance, the device. See [`Environment`].
pub type World = Arc<dyn Environment<At> + Send + Sync>;

/// A form being filled in.
#[derive(Clone)]
pub struct Instance {
    loaded: Arc<Loaded>,
    world: World,
    cells: cells::Cells,
    root: u32,
    flow: flow::Flow,
    /// Formulas that gave no value, by cell and rank.
    faults: HashMap<(u32, u32), EvalError>,
    language: String,
    /// Whether a draft is being taken up again.
    resuming: bool,
}

impl std::fmt::Debug for Instance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Instance").field("form", &self.loaded.identity).finish_non_exhaustive()
    }
}

impl Instance {
    /// Begins to fill in a form.
    pub fn new(
        form: &Form,
        world: impl Environment<At> + Send + Sync + 'static,
    ) -> Result<Self, Vec<LoadProblem>> {
        Ok(Self::begin(Arc::new(Loaded::new(form)?), Arc::new(world)))
    }

    /// Begins to fill in a form that was made ready.
    pub fn begin(loaded: Arc<Loaded>, world: World) -> Self {
        let mut instance = Self::bare(loaded, world);
        let root = instance.root;
        instance.preload(root);
        instance.recount_all(root);
        instance.all_due(root);
        instance.flow.born.push(root);
        instance.settle();
        instance
    }

    fn bare(loaded: Arc<Loaded>, world: World) -> Self {
        let mut cells = cells::Cells::default();
        let root = cells.plant(&loaded, 0, loaded::TOP, true);
        let language = loaded.language.clone();
        Self {
            loaded,
            world,
            cells,
            root,
            flow: flow::Flow::default(),
            faults: HashMap::new(),
            language,
            resuming: false,
        }
    }

    /// The form.
    pub fn loaded(&self) -> &Arc<Loaded> {
        &self.loaded
    }

    /// The language in which questions are shown, by its name in the form.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Shows questions in another language, by its name in the form or its code. Whether the form has it.
    pub fn speak(&mut self, language: &str) -> bool {
        let all = &self.loaded.form.languages;
        let found =
            all.iter().find(|known| known.name == language || known.code.as_deref() == Some(language));
        match found.map(|known| known.name.clone()) {
            Some(name) => {
                self.language = name;
                true
            }
            None => false,
        }
    }

    /// The language in which people are told what is wrong with an answer.
    pub fn lang(&self) -> Lang {
        let known = self.loaded.form.languages.iter().find(|known| known.name == self.language);
        problem::lang_of(&self.language, known.and_then(|known| known.code.as_deref()))
    }

    /// How many formulas have been evaluated so far.
    pub fn evaluated(&self) -> usize {
        self.flow.evaluated
    }

    /// Works everything out anew from the answers. It changes nothing, unless the clock or chance do.
    pub fn recalculate(&mut self) {
        self.all_due(self.root);
        self.settle();
    }
}
