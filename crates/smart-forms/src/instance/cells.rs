// SPDX-License-Identifier: EUPL-1.2
//! The answers: one cell for each node of the document, in a flat list. A repeated group has a cell of its own that
//! holds its turns, so that something can be said of it when there is none; expressions do not see that cell.

use std::sync::Arc;

use super::loaded::{Def, Loaded, Shape, TOP};
use super::typed::Misread;

/// Why a question that is asked has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// Whoever was asked does not want to say.
    Declined,
    /// Whoever was asked does not know.
    Unknown,
}

/// A node of the answers.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub def: u32,
    /// The cell above it in the document; [`TOP`] for the outermost.
    pub parent: u32,
    /// Which turn of its repeated group it is, from 0.
    pub turn: u32,
    /// Whether it is the cell that holds the turns.
    pub range: bool,
    /// Those in it: one for each child of its definition, or one for each turn.
    pub kids: Vec<u32>,
    /// Turns that are not counted at present.
    pub parked: Vec<u32>,
    /// Whether it stood in the form when it was opened, rather than in a turn that was added.
    pub first: bool,
    pub own: bool,
    pub relevant: bool,
    pub required: bool,
    pub readonly: bool,
    pub satisfied: bool,
    /// Whether it was put to somebody.
    pub shown: bool,
    /// Whether it was just made: what happens to it sets nothing off yet.
    pub fresh: bool,
    /// Whether it must be reckoned anew once it is asked.
    pub stale: bool,
    /// The answer as it is kept, also while it does not count.
    pub value: String,
    /// Of choices, those that are offered at present.
    pub counted: Option<String>,
    pub offered: Option<Arc<Vec<String>>>,
    pub gap: Option<Gap>,
    pub misread: Option<Misread>,
}

impl Cell {
    fn new(def: u32, parent: u32, turn: u32, range: bool) -> Self {
        Self {
            def,
            parent,
            turn,
            range,
            kids: Vec::new(),
            parked: Vec::new(),
            first: false,
            own: true,
            relevant: true,
            required: false,
            readonly: false,
            satisfied: true,
            shown: false,
            fresh: true,
            stale: false,
            value: String::new(),
            counted: None,
            offered: None,
            gap: None,
            misread: None,
        }
    }

    /// Its value as others see it: nothing when it is not asked.
    pub fn effective(&self) -> &str {
        if self.relevant { self.counted.as_deref().unwrap_or(&self.value) } else { "" }
    }
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    all: Vec<Cell>,
    /// Places of cells that were removed.
    free: Vec<u32>,
}

impl Cells {
    pub fn get(&self, at: u32) -> &Cell {
        &self.all[at as usize]
    }

    pub fn get_mut(&mut self, at: u32) -> &mut Cell {
        &mut self.all[at as usize]
    }

    pub fn try_get(&self, at: u32) -> Option<&Cell> {
        self.all.get(at as usize)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len() - self.free.len()
    }

    fn add(&mut self, cell: Cell) -> u32 {
        if let Some(at) = self.free.pop() {
            self.all[at as usize] = cell;
            return at;
        }
        let at = u32::try_from(self.all.len()).unwrap_or(TOP);
        self.all.push(cell);
        at
    }

    /// Makes the cell of a node with all that is in it. As in the documents of ODK tools, groups that are repeated as
    /// often as one likes have one turn when the form is opened, and none in a turn that is added.
    pub fn plant(&mut self, loaded: &Loaded, def: u32, parent: u32, first: bool) -> u32 {
        let node = loaded.def(def);
        if node.shape != Shape::Repeat {
            return self.plant_one(loaded, def, parent, 0, first);
        }
        let range = self.add(Cell { first, ..Cell::new(def, parent, 0, true) });
        if node.formulas.count.is_none() && first {
            self.plant_turn(loaded, range, true);
        }
        range
    }

    /// Adds a turn at the end; the first turns of a form are those that stood in it when it was opened.
    pub fn plant_turn(&mut self, loaded: &Loaded, range: u32, first: bool) -> u32 {
        let (def, parent, turn) = {
            let cell = self.get(range);
            (cell.def, cell.parent, u32::try_from(cell.kids.len()).unwrap_or(TOP))
        };
        let turn = self.plant_one(loaded, def, parent, turn, first);
        self.get_mut(range).kids.push(turn);
        turn
    }

    fn plant_one(&mut self, loaded: &Loaded, def: u32, parent: u32, turn: u32, first: bool) -> u32 {
        let at = self.add(Cell::new(def, parent, turn, false));
        let node = loaded.def(def);
        if let Some(crate::form::Default::Fixed(value)) = &node.node.default
            && node.shape == Shape::Leaf
        {
            self.get_mut(at).value.clone_from(value);
        }
        self.get_mut(at).offered.clone_from(&node.fixed_choices);
        let kids = node.children.iter().map(|child| self.plant(loaded, *child, at, first)).collect();
        self.get_mut(at).kids = kids;
        at
    }

    /// Forgets a cell and all in it.
    pub fn uproot(&mut self, at: u32) {
        let mut waiting = vec![at];
        while let Some(at) = waiting.pop() {
            let cell = self.get_mut(at);
            waiting.append(&mut cell.kids);
            waiting.append(&mut cell.parked);
            *cell = Cell::new(cell.def, TOP, 0, false);
            self.free.push(at);
        }
    }

    /// The cell that holds the turns, of one of them.
    pub fn range_of(&self, loaded: &Loaded, turn: u32) -> Option<u32> {
        let cell = self.get(turn);
        if cell.range || loaded.def(cell.def).shape != Shape::Repeat {
            return None;
        }
        self.try_get(cell.parent)?.kids.get(loaded.def(cell.def).slot).copied()
    }

    /// The cell of a definition that stands above a cell, or the cell itself; the outermost for the top.
    pub fn above(&self, at: u32, def: u32) -> Option<u32> {
        let mut at = at;
        loop {
            let cell = self.get(at);
            if cell.def == def && !cell.range {
                return Some(at);
            }
            match self.try_get(cell.parent) {
                Some(_) => at = cell.parent,
                None => return (def == TOP).then_some(at),
            }
        }
    }

    /// The cells of a definition below a cell, or the cell itself. With `ranges`, also those that hold its turns.
    pub fn below(&self, defs: &[Def], at: u32, def: u32, ranges: bool, visit: &mut impl FnMut(u32)) {
        let mut line = Vec::new();
        let top = self.get(at).def;
        let mut up = def;
        while up != top {
            line.push(up);
            match defs.get(up as usize) {
                Some(found) => up = found.parent,
                None => return,
            }
        }
        line.reverse();
        self.along(defs, at, &line, ranges, visit);
    }

    fn along(&self, defs: &[Def], at: u32, line: &[u32], ranges: bool, visit: &mut impl FnMut(u32)) {
        let Some((next, rest)) = line.split_first() else {
            visit(at);
            return;
        };
        let Some(kid) = self.get(at).kids.get(defs[*next as usize].slot).copied() else { return };
        let cell = self.get(kid);
        if !cell.range {
            self.along(defs, kid, rest, ranges, visit);
            return;
        }
        if rest.is_empty() && ranges {
            visit(kid);
        }
        for turn in &cell.kids {
            self.along(defs, *turn, rest, ranges, visit);
        }
    }

    /// A cell and all in it that counts at present, those around before those within.
    pub fn walk(&self, at: u32) -> Vec<u32> {
        let mut found = Vec::new();
        let mut waiting = vec![at];
        while let Some(at) = waiting.pop() {
            found.push(at);
            waiting.extend(self.get(at).kids.iter().rev());
        }
        found
    }
}
