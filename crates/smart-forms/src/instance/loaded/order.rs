// SPDX-License-Identifier: EUPL-1.2
//! In which order things are worked out: each after what it reads. A circle of questions that wait for one another is
//! told with the questions in it.

use std::collections::{BTreeSet, HashSet};

use super::reads::{Read, Reads, What};
use super::{Def, Reader, Shape, TOP, Unit};
use crate::instance::problem::LoadProblem;

const UNITS: usize = Unit::ALL.len();

/// Who waits for whom. What is soft is followed where it can be, and is no circle: how many turns a group has may
/// depend on answers in it, and a turn may look at the one before it.
struct Graph {
    after: Vec<Vec<(usize, bool)>>,
    there: Vec<bool>,
}

impl Graph {
    fn edge(&mut self, from: usize, to: usize, soft: bool) {
        if self.there[from] && self.there[to] && (from != to || !soft) {
            self.after[from].push((to, soft));
        }
    }
}

fn index(def: u32, unit: Unit) -> usize {
    def as usize * UNITS + unit as usize
}

/// Gives every unit its rank, and every node its readers.
pub(super) fn order(defs: &mut [Def], reads: &[Reads]) -> Result<Vec<(u32, Unit)>, Vec<LoadProblem>> {
    let graph = graph(defs, reads);
    let circles = circles(defs, &graph);
    if !circles.is_empty() {
        return Err(circles);
    }
    let units = ranks(defs, &graph);
    for Reads { def, unit, reads } in reads {
        let Some(rank) = defs[*def as usize].rank(*unit) else { continue };
        for read in reads {
            let reader = Reader { def: *def, rank, anchor: read.anchor };
            let found = &mut defs[read.def as usize];
            match (read.what, unit) {
                // What it is set to is not worked out anew when what it reads changes.
                (_, Unit::Trigger) => {}
                (What::Turns, _) => found.turn_readers.push(reader),
                (What::Value | What::Within, _) => found.readers.push(reader),
            }
        }
    }
    set_off(defs);
    for def in defs {
        for readers in [&mut def.readers, &mut def.turn_readers, &mut def.sets_off] {
            readers.sort_unstable();
            readers.dedup();
        }
    }
    Ok(units)
}

fn graph(defs: &[Def], reads: &[Reads]) -> Graph {
    let mut there = vec![false; defs.len() * UNITS];
    for (at, def) in (0u32..).zip(defs) {
        there[index(at, Unit::Relevant)] = true;
        there[index(at, Unit::Value)] = def.shape == Shape::Leaf;
        for unit in Unit::ALL {
            if def.formulas.of(unit).is_some() && !(unit == Unit::Offered && def.fixed_choices.is_some()) {
                there[index(at, unit)] = true;
            }
        }
    }
    let mut graph = Graph { after: vec![Vec::new(); there.len()], there };
    for (at, def) in (0u32..).zip(defs) {
        graph.edge(index(at, Unit::Own), index(at, Unit::Relevant), false);
        if def.parent != TOP {
            graph.edge(index(def.parent, Unit::Relevant), index(at, Unit::Relevant), false);
        }
        graph.edge(index(at, Unit::Relevant), index(at, Unit::Calculate), false);
        for unit in [Unit::Relevant, Unit::Calculate, Unit::Offered] {
            graph.edge(index(at, unit), index(at, Unit::Value), false);
        }
        graph.edge(index(at, Unit::Trigger), index(at, Unit::Value), true);
        for unit in [Unit::Required, Unit::Readonly, Unit::Constraint] {
            graph.edge(index(at, Unit::Value), index(at, unit), false);
        }
        // A new turn begins with conditions that are worked out after the number of turns.
        let mut above = def.parent;
        while let Some(around) = defs.get(above as usize) {
            graph.edge(index(above, Unit::Count), index(at, Unit::Relevant), true);
            above = around.parent;
        }
        for name in &def.node.triggers {
            for (source, _) in (0u32..).zip(defs).filter(|(_, d)| d.node.name == *name) {
                graph.edge(index(source, Unit::Value), index(at, Unit::Trigger), true);
            }
        }
    }
    for Reads { def, unit, reads } in reads {
        let reader = index(*def, *unit);
        for read in reads {
            match read.what {
                What::Turns => graph.edge(index(read.def, Unit::Count), reader, true),
                What::Value | What::Within => {
                    let soft = read.what == What::Within
                        || *unit == Unit::Trigger
                        || (read.chosen && crosses_own_repeat(defs, *def, read));
                    graph.edge(index(read.def, Unit::Value), reader, soft);
                }
            }
        }
    }
    graph
}

/// Whether a reader looks from its turn into others of the same group.
fn crosses_own_repeat(defs: &[Def], reader: u32, read: &Read) -> bool {
    let mut at = read.def;
    while at != read.anchor
        && let Some(found) = defs.get(at as usize)
    {
        if found.shape == Shape::Repeat && is_within(defs, reader, at) {
            return true;
        }
        at = found.parent;
    }
    false
}

pub(super) fn is_within(defs: &[Def], def: u32, above: u32) -> bool {
    let mut at = def;
    while let Some(found) = defs.get(at as usize) {
        if at == above {
            return true;
        }
        at = found.parent;
    }
    above == TOP
}

/// The circles of those that must wait for one another.
fn circles(defs: &[Def], graph: &Graph) -> Vec<LoadProblem> {
    let count = graph.after.len();
    let mut waits = vec![0u32; count];
    for after in &graph.after {
        for (to, _) in after.iter().filter(|(_, soft)| !soft) {
            waits[*to] += 1;
        }
    }
    let mut ready: Vec<usize> = (0..count).filter(|at| waits[*at] == 0).collect();
    let mut done = vec![false; count];
    while let Some(at) = ready.pop() {
        done[at] = true;
        for (to, _) in graph.after[at].iter().filter(|(_, soft)| !soft) {
            waits[*to] -= 1;
            if waits[*to] == 0 {
                ready.push(*to);
            }
        }
    }
    if done.iter().all(|done| *done) {
        return Vec::new();
    }
    // Those left stand in a circle or after one. Walking backwards among them ends in a circle.
    let mut before: Vec<Option<usize>> = vec![None; count];
    for (from, after) in graph.after.iter().enumerate().filter(|(from, _)| !done[*from]) {
        for (to, _) in after.iter().filter(|(to, soft)| !soft && !done[*to]) {
            before[*to].get_or_insert(from);
        }
    }
    let mut seen = HashSet::new();
    let mut told = Vec::new();
    for start in (0..count).filter(|at| !done[*at]) {
        let mut line = Vec::new();
        let mut at = start;
        while seen.insert(at) {
            line.push(at);
            let Some(previous) = before[at] else { break };
            at = previous;
        }
        if let Some(begin) = line.iter().position(|here| *here == at) {
            let mut names: Vec<(String, String)> = Vec::new();
            for here in line[begin..].iter().rev() {
                let node = &defs[here / UNITS].node;
                let said = node.label.wordings.first().map_or("", |wording| wording.written.as_str());
                let question = (node.path.clone(), said.to_owned());
                if !names.contains(&question) {
                    names.push(question);
                }
            }
            told.push(LoadProblem::Circle { questions: names });
        }
    }
    told
}

/// The order: each unit after those it waits for, also the soft ones where that is possible.
fn ranks(defs: &mut [Def], graph: &Graph) -> Vec<(u32, Unit)> {
    let count = graph.after.len();
    let (mut hard, mut soft) = (vec![0u32; count], vec![0u32; count]);
    for after in &graph.after {
        for (to, is_soft) in after {
            if *is_soft { soft[*to] += 1 } else { hard[*to] += 1 }
        }
    }
    let there = |at: &usize| graph.there[*at];
    let mut ready: BTreeSet<usize> =
        (0..count).filter(there).filter(|at| hard[*at] == 0 && soft[*at] == 0).collect();
    let mut nearly: BTreeSet<usize> =
        (0..count).filter(there).filter(|at| hard[*at] == 0 && soft[*at] > 0).collect();
    let mut done = vec![false; count];
    let mut units = Vec::new();
    while let Some(at) = ready.pop_first().or_else(|| nearly.pop_first()) {
        done[at] = true;
        let (def, unit) = (at / UNITS, Unit::ALL[at % UNITS]);
        let rank = u32::try_from(units.len()).unwrap_or(u32::MAX);
        defs[def].ranks[unit as usize] = Some(rank);
        units.push((u32::try_from(def).unwrap_or(TOP), unit));
        for (to, is_soft) in &graph.after[at] {
            if *is_soft {
                soft[*to] -= 1
            } else {
                hard[*to] -= 1
            }
            if hard[*to] == 0 && !done[*to] {
                if soft[*to] == 0 {
                    nearly.remove(to);
                    ready.insert(*to);
                } else {
                    nearly.insert(*to);
                }
            }
        }
    }
    units
}

/// Who is set off by whom: in the same turns as far as both stand in them.
fn set_off(defs: &mut [Def]) {
    let mut found = Vec::new();
    for (at, def) in (0u32..).zip(&*defs) {
        let Some(rank) = def.rank(Unit::Trigger) else { continue };
        for name in &def.node.triggers {
            for (source, _) in (0u32..).zip(&*defs).filter(|(_, d)| d.node.name == *name) {
                let mut anchor = def.parent;
                while !is_within(defs, source, anchor) {
                    anchor = defs[anchor as usize].parent;
                }
                found.push((source, Reader { def: at, rank, anchor }));
            }
        }
    }
    for (source, reader) in found {
        defs[source as usize].sets_off.push(reader);
    }
}
