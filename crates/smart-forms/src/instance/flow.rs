// SPDX-License-Identifier: EUPL-1.2
//! What follows from a change: only what depends on it is worked out anew, each after what it reads. What is set off
//! against that order, such as a turn that looks at the one before it, waits for another sweep; sweeps are bounded.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::loaded::{Reader, Shape, Unit};
use super::{Instance, MAX_NODES, MAX_REPEATS};

/// How often what waits for another sweep is looked at again. A chain that goes against the order one turn a sweep is
/// followed that far.
pub(super) const MAX_SWEEPS: usize = 512;

/// How many formulas are evaluated after one change at the most.
pub(super) const MAX_EVALUATIONS: usize = 2_000_000;

/// What is still to be worked out.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    now: BTreeSet<(u32, u32)>,
    next: BTreeSet<(u32, u32)>,
    at: Option<(u32, u32)>,
    /// Who was set off since the change: nobody twice.
    fired: HashSet<(u32, u32)>,
    /// Turns that were made on the way: their first answers are reckoned at the end.
    pub born: Vec<u32>,
    /// How many turns that did not count for a while were given back.
    pub given_back: usize,
    /// How many formulas were evaluated.
    pub evaluated: usize,
}

impl Flow {
    fn add(&mut self, rank: u32, cell: u32) {
        let key = (rank, cell);
        match self.at {
            Some(at) if key <= at => self.next.insert(key),
            _ => self.now.insert(key),
        };
    }
}

impl Instance {
    pub(super) fn due(&mut self, def: u32, unit: Unit, cell: u32) {
        if let Some(rank) = self.loaded.def(def).rank(unit) {
            self.flow.add(rank, cell);
        }
    }

    /// Everything about a cell and all in it.
    pub(super) fn all_due(&mut self, top: u32) {
        let loaded = Arc::clone(&self.loaded);
        for cell in self.cells.walk(top) {
            let found = self.cells.get(cell);
            let (def, range) = (found.def, found.range);
            for unit in Unit::ALL {
                let fits = match unit {
                    Unit::Trigger | Unit::Value => false,
                    Unit::Count => range,
                    Unit::Own | Unit::Relevant => true,
                    _ => !range,
                };
                if fits && let Some(rank) = loaded.def(def).rank(unit) {
                    self.flow.add(rank, cell);
                }
            }
        }
    }

    /// Works out what is due, and what follows.
    pub(super) fn run(&mut self) {
        let loaded = Arc::clone(&self.loaded);
        let enough = self.flow.evaluated.saturating_add(MAX_EVALUATIONS);
        for _ in 0..MAX_SWEEPS {
            while self.flow.evaluated < enough
                && let Some((rank, cell)) = self.flow.now.pop_first()
            {
                self.flow.at = Some((rank, cell));
                if let Some((def, unit)) = loaded.units.get(rank as usize)
                    && self.cells.get(cell).def == *def
                {
                    self.work_out(*def, *unit, cell, rank);
                }
            }
            self.flow.at = None;
            if self.flow.next.is_empty() {
                break;
            }
            self.flow.now = std::mem::take(&mut self.flow.next);
        }
        self.flow.now.clear();
        self.flow.next.clear();
        self.flow.fired.clear();
    }

    fn work_out(&mut self, def: u32, unit: Unit, cell: u32, rank: u32) {
        let loaded = Arc::clone(&self.loaded);
        if unit == Unit::Relevant {
            self.inherit(def, cell);
            return;
        }
        let Some(expr) = loaded.formula(def, unit) else { return };
        if unit == Unit::Calculate && self.resuming {
            // What was kept had been reckoned already; the clock and chance are not asked again.
            return;
        }
        if unit == Unit::Calculate && !self.cells.get(cell).relevant {
            // It is reckoned once it is asked: until then it keeps what it was.
            self.cells.get_mut(cell).stale = true;
            return;
        }
        if unit == Unit::Constraint {
            let found = self.cells.get(cell);
            if !found.relevant || found.effective().is_empty() {
                self.cells.get_mut(cell).satisfied = true;
                self.faults.remove(&(cell, rank));
                return;
            }
        }
        if unit == Unit::Trigger && !self.flow.fired.insert((rank, cell)) {
            return;
        }
        self.flow.evaluated += 1;
        let fault = match unit {
            Unit::Count => match self.evaluate_number(expr, cell) {
                Ok(count) => {
                    self.count(cell, count);
                    None
                }
                Err(fault) => Some(fault),
            },
            Unit::Offered => match self.offered_names(cell) {
                Ok(names) => {
                    self.offer(cell, names);
                    None
                }
                Err(fault) => Some(fault),
            },
            Unit::Calculate | Unit::Trigger => match self.evaluate_text(expr, cell) {
                Ok(value) => {
                    self.cells.get_mut(cell).stale = false;
                    self.keep(cell, value);
                    None
                }
                Err(fault) => {
                    self.keep(cell, String::new());
                    Some(fault)
                }
            },
            _ => {
                // A condition that cannot be worked out hides nothing and forbids nothing.
                let (yes, fault) = match self.evaluate_boolean(expr, cell) {
                    Ok(yes) => (yes, None),
                    Err(fault) => (matches!(unit, Unit::Own | Unit::Constraint), Some(fault)),
                };
                let found = self.cells.get_mut(cell);
                match unit {
                    Unit::Own if found.own != yes => {
                        found.own = yes;
                        self.due(def, Unit::Relevant, cell);
                    }
                    Unit::Required => found.required = yes,
                    Unit::Readonly => found.readonly = yes,
                    Unit::Constraint => found.satisfied = yes,
                    _ => {}
                }
                fault
            }
        };
        match fault {
            Some(fault) => self.faults.insert((cell, rank), fault),
            None if self.faults.is_empty() => None,
            None => self.faults.remove(&(cell, rank)),
        };
    }

    /// Whether a cell is asked: by its own condition, and when what it stands in is asked.
    fn inherit(&mut self, def: u32, cell: u32) {
        let found = self.cells.get(cell);
        let around = self.cells.try_get(found.parent).is_none_or(|parent| parent.relevant);
        let relevant = found.own && around;
        if found.relevant == relevant {
            return;
        }
        let kids = if found.range { Vec::new() } else { found.kids.clone() };
        let before = found.effective().to_owned();
        let stale = found.stale;
        self.cells.get_mut(cell).relevant = relevant;
        if self.loaded.def(def).shape == Shape::Leaf {
            if relevant && stale {
                self.due(def, Unit::Calculate, cell);
            }
            self.after(cell, &before);
            return;
        }
        for kid in kids {
            let kid_cell = self.cells.get(kid);
            let (def, turns) =
                (kid_cell.def, if kid_cell.range { kid_cell.kids.clone() } else { Vec::new() });
            self.due(def, Unit::Relevant, kid);
            for turn in turns {
                self.due(def, Unit::Relevant, turn);
            }
        }
    }

    /// Keeps a value, and sets off what follows.
    pub(super) fn keep(&mut self, cell: u32, value: String) {
        let found = self.cells.get_mut(cell);
        if !value.is_empty() {
            found.gap = None;
            found.misread = None;
        }
        if found.value == value {
            return;
        }
        let before = found.effective().to_owned();
        found.value = value;
        self.recount(cell);
        self.after(cell, &before);
    }

    /// Of choices, only those that are offered count.
    fn recount(&mut self, cell: u32) {
        let found = self.cells.get_mut(cell);
        let Some(offered) = &found.offered else { return };
        let all = found.value.split_whitespace().all(|word| offered.iter().any(|name| name == word));
        found.counted = if all {
            None
        } else {
            let kept = found.value.split_whitespace().filter(|word| offered.iter().any(|name| name == *word));
            Some(kept.collect::<Vec<_>>().join(" "))
        };
    }

    pub(super) fn recount_all(&mut self, top: u32) {
        for cell in self.cells.walk(top) {
            self.recount(cell);
        }
    }

    fn offer(&mut self, cell: u32, names: Vec<String>) {
        let found = self.cells.get_mut(cell);
        if found.offered.as_deref().is_some_and(|offered| *offered == names) {
            return;
        }
        let before = found.effective().to_owned();
        found.offered = Some(Arc::new(names));
        self.recount(cell);
        self.after(cell, &before);
    }

    /// Those who read a value that may have changed.
    fn after(&mut self, cell: u32, before: &str) {
        let found = self.cells.get(cell);
        if found.effective() == before {
            return;
        }
        let (def, fresh) = (found.def, found.fresh);
        let loaded = Arc::clone(&self.loaded);
        self.due(def, Unit::Constraint, cell);
        for reader in &loaded.def(def).readers {
            self.reach(cell, *reader);
        }
        if !fresh {
            for reader in &loaded.def(def).sets_off {
                self.reach(cell, *reader);
            }
        }
    }

    /// The cells of a reader that belong to a cell that changed.
    fn reach(&mut self, cell: u32, reader: Reader) {
        let Some(anchor) = self.cells.above(cell, reader.anchor) else { return };
        let loaded = Arc::clone(&self.loaded);
        let unit = loaded.units.get(reader.rank as usize).map(|(_, unit)| *unit);
        let ranges = unit == Some(Unit::Own) || unit == Some(Unit::Count);
        let (cells, flow) = (&self.cells, &mut self.flow);
        cells.below(&loaded.defs, anchor, reader.def, ranges, &mut |found| {
            if unit != Some(Unit::Count) || cells.get(found).range {
                flow.add(reader.rank, found);
            }
        });
    }

    /// Those who read how many turns there are or in which order, from one of them on.
    pub(super) fn turns_changed(&mut self, range: u32, from: usize) {
        let loaded = Arc::clone(&self.loaded);
        let found = self.cells.get(range);
        let (def, parent) = (found.def, found.parent);
        let later: Vec<u32> = found.kids.get(from..).unwrap_or_default().to_vec();
        for reader in &loaded.def(def).turn_readers {
            if reader.anchor == def {
                for turn in &later {
                    self.reach(*turn, *reader);
                }
            } else if self.cells.try_get(parent).is_some() {
                self.reach(parent, *reader);
            }
        }
    }

    /// As many turns as a formula says; what is no number leaves them as they are.
    fn count(&mut self, range: u32, count: f64) {
        if count.is_nan() {
            return;
        }
        let wanted = count.clamp(0.0, MAX_REPEATS as f64) as usize;
        let loaded = Arc::clone(&self.loaded);
        let before = self.cells.get(range).kids.len();
        while self.cells.get(range).kids.len() > wanted {
            let found = self.cells.get_mut(range);
            let last = found.kids.pop();
            found.parked.extend(last);
        }
        while self.cells.get(range).kids.len() < wanted {
            if let Some(turn) = self.cells.get_mut(range).parked.pop() {
                let at = u32::try_from(self.cells.get(range).kids.len()).unwrap_or(u32::MAX);
                self.cells.get_mut(turn).turn = at;
                self.cells.get_mut(range).kids.push(turn);
                self.all_due(turn);
                self.flow.given_back += 1;
            } else if self.cells.len() < MAX_NODES {
                let found = self.cells.get(range);
                let first = found.first && found.kids.is_empty();
                let turn = self.cells.plant_turn(&loaded, range, first);
                self.preload(turn);
                self.recount_all(turn);
                self.all_due(turn);
                self.flow.born.push(turn);
            } else {
                break;
            }
        }
        let after = self.cells.get(range).kids.len();
        if after != before {
            self.turns_changed(range, before.min(after));
        }
    }
}
