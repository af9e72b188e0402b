// SPDX-License-Identifier: EUPL-1.2
//! Which nodes a formula reads, told by the form alone: its paths are followed through the definitions, not through
//! answers. Each node that is read comes with its anchor: the lowest node above the reader and it, through which the
//! path goes. Below the same anchor they belong together; a reference to the same turn has its anchor inside the turn,
//! a sum over all turns has it outside.

use std::collections::HashSet;

use super::{Def, Shape, TOP, Unit};
use crate::xpath::{Axis, Call, Expr, ExprId, Kind, NodeTest, Path, Start, Step};

/// A node that a formula reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Read {
    pub def: u32,
    pub anchor: u32,
    pub what: What,
    /// Whether only some turns are read, as by a condition on the path.
    pub chosen: bool,
}

/// What of a node is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum What {
    /// Its value.
    Value,
    /// Its value, as a part of the text of a group around it.
    Within,
    /// How many turns it has and in which order.
    Turns,
}

/// What the formula of a unit of a node reads.
pub(super) struct Reads {
    pub def: u32,
    pub unit: Unit,
    pub reads: Vec<Read>,
}

/// What every formula reads.
pub(super) fn all(defs: &[Def]) -> Vec<Reads> {
    let mut all = Vec::new();
    for (at, def) in (0u32..).zip(defs) {
        for unit in Unit::ALL {
            // Choices that depend on nothing are known beforehand.
            if unit == Unit::Offered && def.fixed_choices.is_some() {
                continue;
            }
            if let Some(expr) = def.formulas.of(unit) {
                all.push(Reads { def: at, unit, reads: of(defs, at, expr) });
            }
        }
    }
    all
}

fn of(defs: &[Def], def: u32, expr: &Expr) -> Vec<Read> {
    let start = vec![Reach { def, anchor: def, chosen: false }];
    let mut follower = Follower { defs, expr, start: start.clone(), reads: Vec::new(), seen: HashSet::new() };
    let result = follower.follow(expr.root(), &start);
    follower.value(&result);
    follower.reads
}

/// Where a path may lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Reach {
    def: u32,
    anchor: u32,
    chosen: bool,
}

struct Follower<'a> {
    defs: &'a [Def],
    expr: &'a Expr,
    start: Vec<Reach>,
    reads: Vec<Read>,
    seen: HashSet<Read>,
}

impl Follower<'_> {
    fn follow(&mut self, id: ExprId, from: &[Reach]) -> Vec<Reach> {
        let expr = self.expr;
        match expr.kind(id) {
            None | Some(Kind::Number(_) | Kind::Text(_) | Kind::Variable(_)) => Vec::new(),
            Some(Kind::Negate { operand, .. }) => {
                self.read(*operand, from);
                Vec::new()
            }
            Some(Kind::Chain { first, rest }) => {
                self.read(*first, from);
                for (_, operand) in rest {
                    self.read(*operand, from);
                }
                Vec::new()
            }
            Some(Kind::Union(parts)) => parts.iter().flat_map(|part| self.follow(*part, from)).collect(),
            Some(Kind::Call(call)) => self.call(call, from),
            Some(Kind::Filter { base, predicates }) => {
                let mut nodes = self.follow(*base, from);
                for predicate in predicates {
                    self.read(*predicate, &nodes);
                }
                choose(&mut nodes);
                nodes
            }
            Some(Kind::Path(path)) => self.path(path, from),
        }
    }

    fn read(&mut self, id: ExprId, from: &[Reach]) {
        let nodes = self.follow(id, from);
        self.value(&nodes);
    }

    fn call(&mut self, call: &Call, from: &[Reach]) -> Vec<Reach> {
        let mut args = call.args.iter().copied();
        match call.name.local.as_str() {
            "current" => return self.start.clone(),
            "count" | "position" => {
                for arg in args {
                    let nodes = self.follow(arg, from);
                    self.turns(&nodes);
                }
                return Vec::new();
            }
            "randomize" => {
                let nodes = args.next().map(|arg| self.follow(arg, from)).unwrap_or_default();
                for arg in args {
                    self.read(arg, from);
                }
                return nodes;
            }
            "indexed-repeat" => {
                let mut nodes = args.next().map(|arg| self.follow(arg, from)).unwrap_or_default();
                for (index, arg) in args.enumerate() {
                    if index % 2 == 0 {
                        let repeats = self.follow(arg, from);
                        self.turns(&repeats);
                    } else {
                        self.read(arg, from);
                    }
                }
                choose(&mut nodes);
                return nodes;
            }
            _ => {}
        }
        for arg in args {
            self.read(arg, from);
        }
        Vec::new()
    }

    fn path(&mut self, path: &Path, from: &[Reach]) -> Vec<Reach> {
        let mut nodes = match path.start {
            Start::Root => vec![Reach { def: TOP, anchor: TOP, chosen: false }],
            Start::Context => from.to_vec(),
            Start::Value(id) => self.follow(id, from),
        };
        for step in &path.steps {
            nodes = self.step(step, &nodes);
            for predicate in &step.predicates {
                self.read(*predicate, &nodes);
            }
            if !step.predicates.is_empty() {
                choose(&mut nodes);
            }
        }
        nodes
    }

    fn step(&self, step: &Step, from: &[Reach]) -> Vec<Reach> {
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        let mut add = |reach: Reach| {
            if seen.insert(reach) {
                found.push(reach);
            }
        };
        for &reach in from {
            let text = matches!(step.test, NodeTest::Text);
            match step.axis {
                // The text of an answer is its value.
                Axis::Child | Axis::SelfAxis if text => add(reach),
                Axis::SelfAxis => self.take(step, reach, &mut add),
                Axis::Child => self.children(step, reach, &mut add),
                Axis::Parent => {
                    if let Some(parent) = self.parent(reach) {
                        self.take(step, parent, &mut add);
                    }
                }
                Axis::Ancestor | Axis::AncestorOrSelf => {
                    let own = (step.axis == Axis::AncestorOrSelf).then_some(reach);
                    let mut at = own.or_else(|| self.parent(reach));
                    while let Some(here) = at {
                        self.take(step, here, &mut add);
                        at = self.parent(here);
                    }
                }
                Axis::Descendant | Axis::DescendantOrSelf => {
                    if step.axis == Axis::DescendantOrSelf {
                        self.take(step, reach, &mut add);
                    }
                    self.below(step, reach, &mut add);
                }
                Axis::FollowingSibling | Axis::PrecedingSibling => {
                    if let Some(parent) = self.parent(reach) {
                        self.children(step, parent, &mut add);
                    }
                }
                Axis::Following | Axis::Preceding => {
                    self.below(step, Reach { def: TOP, anchor: TOP, ..reach }, &mut add);
                }
                Axis::Attribute | Axis::Namespace => {}
            }
        }
        found
    }

    fn take(&self, step: &Step, reach: Reach, add: &mut impl FnMut(Reach)) {
        let fits = match &step.test {
            NodeTest::Node => true,
            NodeTest::Any | NodeTest::Namespace(_) => reach.def != TOP,
            NodeTest::Name(name) => {
                self.defs.get(reach.def as usize).is_some_and(|def| def.node.name == name.local)
            }
            NodeTest::Text | NodeTest::Comment | NodeTest::ProcessingInstruction(_) => false,
        };
        if fits {
            add(reach);
        }
    }

    fn children(&self, step: &Step, reach: Reach, add: &mut impl FnMut(Reach)) {
        let Some(def) = self.defs.get(reach.def as usize) else {
            self.take(step, Reach { def: 0, ..reach }, add);
            return;
        };
        match &step.test {
            NodeTest::Name(name) => {
                if let Some(child) = def.child(self.defs, &name.local) {
                    add(Reach { def: child, ..reach });
                }
            }
            _ => {
                for child in &def.children {
                    self.take(step, Reach { def: *child, ..reach }, add);
                }
            }
        }
    }

    fn below(&self, step: &Step, reach: Reach, add: &mut impl FnMut(Reach)) {
        for def in below(self.defs, reach.def) {
            self.take(step, Reach { def, ..reach }, add);
        }
    }

    /// One step up. Above its anchor the anchor goes with it.
    fn parent(&self, reach: Reach) -> Option<Reach> {
        let parent = self.defs.get(reach.def as usize)?.parent;
        let anchor = if reach.def == reach.anchor { parent } else { reach.anchor };
        Some(Reach { def: parent, anchor, ..reach })
    }

    fn add(&mut self, read: Read) {
        if self.seen.insert(read) {
            self.reads.push(read);
        }
    }

    /// The values of nodes are read.
    fn value(&mut self, nodes: &[Reach]) {
        for &Reach { def, anchor, chosen } in nodes {
            self.turns_between(def, anchor);
            let defs = self.defs;
            match defs.get(def as usize) {
                Some(found) if found.shape == Shape::Leaf => {
                    self.add(Read { def, anchor, what: What::Value, chosen });
                }
                _ => {
                    for leaf in below(defs, def).filter(|at| defs[*at as usize].shape == Shape::Leaf) {
                        self.turns_between(leaf, anchor);
                        self.add(Read { def: leaf, anchor, what: What::Within, chosen });
                    }
                }
            }
        }
    }

    /// Which nodes there are is read, not what they hold.
    fn turns(&mut self, nodes: &[Reach]) {
        for &Reach { def, anchor, .. } in nodes {
            self.turns_between(def, anchor);
            if def == anchor && self.defs.get(def as usize).is_some_and(|def| def.shape == Shape::Repeat) {
                self.add(Read { def, anchor, what: What::Turns, chosen: false });
            }
        }
    }

    fn turns_between(&mut self, def: u32, anchor: u32) {
        let mut at = def;
        while at != anchor
            && let Some(found) = self.defs.get(at as usize)
        {
            if found.shape == Shape::Repeat {
                self.add(Read { def: at, anchor, what: What::Turns, chosen: false });
            }
            at = found.parent;
        }
    }
}

fn choose(nodes: &mut [Reach]) {
    for node in nodes {
        node.chosen = true;
    }
}

/// Every definition below one: they follow it.
fn below(defs: &[Def], def: u32) -> impl Iterator<Item = u32> {
    let (first, depth) = match defs.get(def as usize) {
        Some(found) => (def as usize + 1, found.depth),
        None => (0, 0),
    };
    let count = defs.iter().skip(first).take_while(|found| found.depth > depth).count();
    (first..first + count).filter_map(|at| u32::try_from(at).ok())
}
