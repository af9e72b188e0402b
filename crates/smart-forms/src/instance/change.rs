// SPDX-License-Identifier: EUPL-1.2
//! What somebody who fills in a form does: answer, decline, not know, empty, add a turn, remove one.

use super::cells::Gap;
use super::loaded::{Def, Shape, TOP};
use super::typed::{self, Misread, Sort, Unreadable};
use super::{Instance, MAX_NODES, MAX_REPEATS, Refusal};
use crate::form::Control;
use crate::xpath;

impl Instance {
    /// Answers a question with what was typed. What cannot be read is kept beside the answer, which is then empty.
    pub fn set(&mut self, path: &str, typed: &str) -> Result<(), Refusal> {
        let cell = self.question(path)?;
        self.cells.get_mut(cell).shown = true;
        match self.read(cell, typed) {
            Ok(value) => {
                let found = self.cells.get_mut(cell);
                found.gap = None;
                found.misread = None;
                self.keep(cell, value);
                self.settle();
                Ok(())
            }
            Err(misread) => {
                let found = self.cells.get_mut(cell);
                found.gap = None;
                self.keep(cell, String::new());
                self.cells.get_mut(cell).misread = Some(misread.clone());
                self.settle();
                Err(Refusal::Misread(misread))
            }
        }
    }

    /// Whoever was asked does not want to say.
    pub fn decline(&mut self, path: &str) -> Result<(), Refusal> {
        self.leave(path, Some(Gap::Declined))
    }

    /// Whoever was asked does not know.
    pub fn unknown(&mut self, path: &str) -> Result<(), Refusal> {
        self.leave(path, Some(Gap::Unknown))
    }

    /// Takes an answer back: the question was asked and is left empty.
    pub fn clear(&mut self, path: &str) -> Result<(), Refusal> {
        self.leave(path, None)
    }

    fn leave(&mut self, path: &str, gap: Option<Gap>) -> Result<(), Refusal> {
        let cell = self.question(path)?;
        self.keep(cell, String::new());
        let found = self.cells.get_mut(cell);
        found.shown = true;
        found.misread = None;
        found.gap = gap;
        self.settle();
        Ok(())
    }

    /// A question, or everything in a group that is asked at present, was put to somebody.
    pub fn asked(&mut self, path: &str) -> Result<(), Refusal> {
        let top = self.find(path)?;
        for cell in self.cells.walk(top) {
            let found = self.cells.get_mut(cell);
            found.shown |= found.relevant;
        }
        Ok(())
    }

    /// Adds a turn to a repeated group; gives its path.
    pub fn add(&mut self, path: &str) -> Result<String, Refusal> {
        let range = self.range(path)?;
        if self.cells.get(range).kids.len() >= MAX_REPEATS || self.cells.len() >= MAX_NODES {
            return Err(Refusal::TooMany(path.to_owned()));
        }
        let loaded = std::sync::Arc::clone(&self.loaded);
        let turn = self.cells.plant_turn(&loaded, range, false);
        let at = self.cells.get(turn).turn as usize;
        self.preload(turn);
        self.recount_all(turn);
        self.all_due(turn);
        self.turns_changed(range, at);
        self.flow.born.push(turn);
        self.settle();
        Ok(self.path_of(turn))
    }

    /// Removes a turn of a repeated group, counted from 1, with its answers.
    pub fn remove(&mut self, path: &str, turn: usize) -> Result<(), Refusal> {
        let range = self.range(path)?;
        let kids = &mut self.cells.get_mut(range).kids;
        let Some(at) = turn.checked_sub(1).filter(|at| *at < kids.len()) else {
            return Err(Refusal::NoSuchTurn(path.to_owned(), turn));
        };
        let removed = kids.remove(at);
        let later: Vec<u32> = kids.get(at..).unwrap_or_default().to_vec();
        for turn in later {
            self.cells.get_mut(turn).turn -= 1;
        }
        let gone: std::collections::HashSet<u32> = self.cells.walk(removed).into_iter().collect();
        self.faults.retain(|(cell, _), _| !gone.contains(cell));
        self.cells.uproot(removed);
        self.turns_changed(range, at);
        self.settle();
        Ok(())
    }

    /// Fills in what is filled in at the end, such as the hour at which one finished. To be called before submission.
    pub fn finish(&mut self) {
        for cell in self.cells.walk(self.root) {
            if self.preload_of(cell).is_some_and(|(what, which)| what == "timestamp" && which == "end")
                && let Some(now) = self.plain("now()", cell)
            {
                self.keep(cell, now);
            }
        }
        self.settle();
    }

    /// Works out what is due, and the first answers of turns that were made on the way.
    pub(super) fn settle(&mut self) {
        loop {
            self.run();
            let born = std::mem::take(&mut self.flow.born);
            if born.is_empty() {
                return;
            }
            for turn in born {
                self.first_answers(turn);
                self.grown(turn);
            }
        }
    }

    /// From now on, what changes in a turn or a form sets others off.
    pub(super) fn grown(&mut self, top: u32) {
        for cell in self.cells.walk(top) {
            self.cells.get_mut(cell).fresh = false;
        }
    }

    /// Default answers that are reckoned.
    pub(super) fn first_answers(&mut self, top: u32) {
        let loaded = std::sync::Arc::clone(&self.loaded);
        for cell in self.cells.walk(top) {
            let Some(found) = self.cells.try_get(cell) else { continue };
            let Some(expr) = &loaded.def(found.def).formulas.default else { continue };
            if found.relevant
                && let Ok(value) = self.evaluate_text(expr, cell)
            {
                self.flow.evaluated += 1;
                self.keep(cell, value);
                self.run();
            }
        }
    }

    fn preload_of(&self, cell: u32) -> Option<&(String, String)> {
        self.loaded.def(self.cells.get(cell).def).node.bind.preload.as_ref()
    }

    /// What the device fills in when the form is opened.
    pub(super) fn preload(&mut self, top: u32) {
        for cell in self.cells.walk(top) {
            let Some((what, which)) = self.preload_of(cell) else { continue };
            let value = match (what.as_str(), which.as_str()) {
                ("timestamp", "start") => self.plain("now()", cell),
                ("date", _) => self.plain("today()", cell),
                ("property", which) => self.world.property(which),
                ("uid", _) => self.world.uuid().map(|uuid| format!("uuid:{uuid}")),
                _ => None,
            };
            if let Some(value) = value {
                self.cells.get_mut(cell).value = value;
            }
        }
    }

    fn plain(&self, formula: &str, cell: u32) -> Option<String> {
        let expr = xpath::parse(formula).ok()?;
        self.evaluate_text(&expr, cell).ok()
    }

    /// Reads what was typed as an answer to the question of a cell.
    pub(super) fn read(&self, cell: u32, typed: &str) -> Result<String, Misread> {
        let def = self.cells.get(cell).def;
        let found = self.loaded.def(def);
        let wrong = |fault| Misread { typed: typed.to_owned(), fault };
        let value = match found.sort {
            Sort::One | Sort::Several | Sort::Ranked => return self.choose(cell, typed),
            sort => typed::read(sort, typed)?,
        };
        if let Some(question) = found.node.question()
            && question.control == Control::Range
            && !value.is_empty()
        {
            let parameter = |name: &str| {
                let found = question.parameters.iter().find(|(known, _)| known == name);
                found.and_then(|(_, value)| value.parse::<f64>().ok())
            };
            if !typed::number::on_scale(&value, parameter("start"), parameter("end"), parameter("step")) {
                return Err(wrong(Unreadable::OffScale));
            }
        }
        Ok(value)
    }

    /// Reads choices by their name or, where that is none, by what they are called.
    fn choose(&self, cell: u32, typed: &str) -> Result<String, Misread> {
        let wrong = |fault| Misread { typed: typed.to_owned(), fault };
        let (def, sort) = {
            let def = self.cells.get(cell).def;
            (def, self.loaded.def(def).sort)
        };
        let text = typed.trim();
        if text.is_empty() {
            return Ok(String::new());
        }
        let offered = self.offered_at(cell);
        let named = |word: &str| {
            let by_name = offered.iter().position(|choice| choice.name == word);
            by_name.or_else(|| {
                let word = word.trim().to_lowercase();
                let mut same = offered.iter().enumerate().filter(|(_, c)| c.label.to_lowercase() == word);
                let first = same.next();
                first.filter(|_| same.next().is_none()).map(|(at, _)| at)
            })
        };
        let missing = |word: &str| {
            let known = self.choice_label(def, cell, word).is_some();
            wrong(if known { Unreadable::NotOffered } else { Unreadable::NoSuchChoice })
        };
        let mut chosen: Vec<usize> = Vec::new();
        if let Some(at) = named(text) {
            chosen.push(at);
        } else if sort == Sort::One {
            return Err(missing(text));
        } else {
            let by_names: Option<Vec<usize>> = text.split_whitespace().map(named).collect();
            let parts = || text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
            match by_names.or_else(|| parts().map(named).collect()) {
                Some(found) => chosen = found,
                None => {
                    let lost = text.split_whitespace().find(|word| named(word).is_none());
                    return Err(missing(lost.unwrap_or(text)));
                }
            }
        }
        let mut seen = std::collections::HashSet::new();
        chosen.retain(|at| seen.insert(*at));
        if sort == Sort::Several {
            chosen.sort_unstable();
        }
        Ok(chosen.into_iter().map(|at| offered[at].name.as_str()).collect::<Vec<_>>().join(" "))
    }

    /// The cell at a path whose question may be answered.
    fn question(&self, path: &str) -> Result<u32, Refusal> {
        let cell = self.find(path)?;
        let def = self.loaded.def(self.cells.get(cell).def);
        if def.shape != Shape::Leaf {
            return Err(Refusal::NotAQuestion(path.to_owned()));
        }
        if self.is_readonly(cell) || def.is_note() || is_worked_out(def) {
            return Err(Refusal::Readonly(path.to_owned()));
        }
        Ok(cell)
    }

    /// Whether it, or a group around it, cannot be changed.
    pub(super) fn is_readonly(&self, cell: u32) -> bool {
        let mut at = cell;
        while let Some(found) = self.cells.try_get(at) {
            if found.readonly {
                return true;
            }
            at = found.parent;
        }
        false
    }

    /// The cell that holds the turns of the repeated group at a path, where turns can be added.
    fn range(&self, path: &str) -> Result<u32, Refusal> {
        let steps = steps(path).ok_or_else(|| Refusal::NoSuchNode(path.to_owned()))?;
        let mut at = TOP;
        for (name, turn) in &steps {
            at = self.step(at, name, *turn, true).ok_or_else(|| Refusal::NoSuchNode(path.to_owned()))?;
        }
        let found = self.cells.get(at);
        let range = if found.range { Some(at) } else { self.cells.range_of(&self.loaded, at) };
        let range = range.ok_or_else(|| Refusal::NotRepeated(path.to_owned()))?;
        if self.loaded.def(self.cells.get(range).def).formulas.count.is_some() {
            return Err(Refusal::Counted(path.to_owned()));
        }
        Ok(range)
    }

    /// The cell at a path such as `/data/enfant[2]/nom`. A repeated group without a number means its first turn.
    pub(super) fn find(&self, path: &str) -> Result<u32, Refusal> {
        let lost = || Refusal::NoSuchNode(path.to_owned());
        let mut at = TOP;
        for (name, turn) in steps(path).ok_or_else(lost)? {
            at = self.step(at, name, turn, false).ok_or_else(lost)?;
        }
        Ok(at)
    }

    fn step(&self, from: u32, name: &str, turn: Option<usize>, ranges: bool) -> Option<u32> {
        if from == TOP {
            let named = self.loaded.def(0).node.name == name;
            return (named && turn.is_none_or(|turn| turn == 1)).then_some(self.root);
        }
        // The last step before this one was a repeated group without a number: its first turn.
        let from = if self.cells.get(from).range { *self.cells.get(from).kids.first()? } else { from };
        let cell = self.cells.get(from);
        let child = self.loaded.def(cell.def).child(&self.loaded.defs, name)?;
        let kid = *cell.kids.get(self.loaded.def(child).slot)?;
        if !self.cells.get(kid).range {
            return turn.is_none_or(|turn| turn == 1).then_some(kid);
        }
        match turn {
            None if ranges => Some(kid),
            turn => self.cells.get(kid).kids.get(turn.unwrap_or(1).checked_sub(1)?).copied(),
        }
    }

    /// The path of a cell: turns of repeated groups have their number.
    pub(super) fn path_of(&self, cell: u32) -> String {
        let mut steps = Vec::new();
        let mut at = cell;
        while let Some(found) = self.cells.try_get(at) {
            let def = self.loaded.def(found.def);
            steps.push(match def.shape {
                Shape::Repeat if !found.range => format!("/{}[{}]", def.node.name, found.turn + 1),
                _ => format!("/{}", def.node.name),
            });
            at = found.parent;
        }
        steps.reverse();
        steps.concat()
    }
}

/// Whether nobody is asked, and a formula gives the value.
fn is_worked_out(def: &Def) -> bool {
    def.is_hidden() && (def.formulas.calculate.is_some() || def.formulas.trigger.is_some())
}

/// The steps of a path, each with the number of its turn.
fn steps(path: &str) -> Option<Vec<(&str, Option<usize>)>> {
    let path = path.trim().strip_prefix('/')?;
    path.split('/')
        .map(|step| match step.strip_suffix(']') {
            None => Some((step, None)),
            Some(step) => {
                let (name, turn) = step.split_once('[')?;
                Some((name, Some(turn.trim().parse().ok()?)))
            }
        })
        .collect()
}
