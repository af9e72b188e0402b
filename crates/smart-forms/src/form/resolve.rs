// SPDX-License-Identifier: EUPL-1.2
//! What each `${name}` stands for: a path. Inside a repeated group a question means the one of the same turn, so the path is
//! seen from where it is written; elsewhere it begins at the root.

use std::collections::HashMap;

use super::model::{Choices, Default, Expression, External, Form, Kind, Node, Piece, Source, Text};
use super::question::is_hidden;
use super::survey::Brought;
use super::vocabulary::Control;
use super::{Report, names};
use crate::words::{Code, Problem};

/// The tree of names, to find the way from one node to another.
struct Tree {
    nodes: Vec<Place>,
    /// By name; nothing when several nodes have it.
    by_name: HashMap<String, Option<usize>>,
    files: Vec<String>,
}

struct Place {
    parent: Option<usize>,
    group: bool,
    repeat: bool,
    path: String,
}

/// Why a reference leads nowhere.
enum Lost {
    Unknown(String),
    Several(String),
    File(String),
}

/// How a formula is written in.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// In a filter the steps begin at the question, not at the choice.
    current: bool,
    /// A list of answers is seen from outside the repeated group that holds them.
    from_outside: bool,
}

/// Gives every node its path and every formula and text its paths.
pub(super) fn resolve(
    form: &mut Form,
    brought: &[Brought],
    elsewhere: Vec<(String, Problem)>,
    report: &mut Report,
) {
    let mut tree = Tree { nodes: Vec::new(), by_name: HashMap::new(), files: Vec::new() };
    tree.files.extend(brought.iter().map(|b| b.name.clone()));
    tree.plant(&mut form.root, None);
    let mut work =
        Work { tree: &tree, problems: Vec::new(), last_saved: false, row: 0, here: None, quiet: false };
    let mut at = 0;
    work.node(&mut form.root, &mut at);
    work.here = None;
    for list in &mut form.lists {
        for choice in &mut list.choices {
            work.row = 0;
            work.text(&mut choice.label);
            for (_, text) in &mut choice.media {
                work.text(text);
            }
        }
    }
    for (name, place) in elsewhere {
        if let Err(lost) = tree.find(&name) {
            work.lost(lost);
            if let Some(problem) = work.problems.last_mut() {
                *problem =
                    Problem { code: problem.code, params: std::mem::take(&mut problem.params), ..place };
            }
        }
    }
    let (last_saved, problems) = (work.last_saved, work.problems);
    // What a cell names badly was told with the cell.
    for problem in problems {
        let told = report.errors.iter().any(|e| e.params == problem.params && e.code == problem.code);
        if !told {
            report.errors.push(problem);
        }
    }
    if last_saved {
        form.externals
            .push(External { id: "__last-saved".to_owned(), source: "jr://instance/last-saved".to_owned() });
    }
}

impl Tree {
    fn plant(&mut self, node: &mut Node, parent: Option<usize>) {
        let above = parent.map_or("", |p| self.nodes[p].path.as_str());
        node.path = format!("{above}/{}", node.name);
        let at = self.nodes.len();
        self.nodes.push(Place {
            parent,
            group: parent.is_some() && node.question().is_none(),
            repeat: matches!(node.kind, Kind::Repeat(_)),
            path: node.path.clone(),
        });
        self.by_name.entry(node.name.clone()).and_modify(|n| *n = None).or_insert(Some(at));
        for child in &mut node.children {
            self.plant(child, Some(at));
        }
    }

    fn find(&self, name: &str) -> Result<usize, Lost> {
        match self.by_name.get(name) {
            Some(Some(at)) => Ok(*at),
            Some(None) => Err(Lost::Several(name.to_owned())),
            None if self.files.iter().any(|f| f == name) => Err(Lost::File(name.to_owned())),
            None => Err(Lost::Unknown(name.to_owned())),
        }
    }

    /// The groups around a node, nearest first, each with its distance.
    fn around(&self, at: usize) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut next = self.nodes[at].parent;
        let mut distance = 1;
        while let Some(parent) = next {
            found.push((parent, distance));
            next = self.nodes[parent].parent;
            distance += 1;
        }
        found
    }

    fn nearest_repeat(&self, at: usize) -> Option<usize> {
        self.around(at).into_iter().map(|(n, _)| n).find(|n| self.nodes[*n].repeat)
    }

    /// The steps from `from` to `to` when both stand in the same repeated group.
    fn steps(&self, from: usize, to: usize, from_outside: bool) -> Option<(usize, String)> {
        let (mine, theirs) = (self.around(from), self.around(to));
        let shared: Vec<(usize, usize)> =
            mine.iter().filter(|(n, _)| theirs.iter().any(|(t, _)| t == n)).copied().collect();
        let (repeat, to_repeat) = *shared.iter().find(|(n, _)| self.nodes[*n].repeat)?;
        if from_outside && self.nearest_repeat(to) == Some(repeat) {
            let alone = self.nearest_repeat(repeat).is_none();
            if alone || self.nearest_repeat(from) != Some(repeat) {
                let above = self.nodes[repeat].parent?;
                return Some((to_repeat + 1, self.below(above, to)));
            }
        }
        let (group, distance) = *shared.iter().find(|(n, _)| self.nodes[*n].group)?;
        Some((distance, self.below(group, to)))
    }

    fn below(&self, above: usize, to: usize) -> String {
        self.nodes[to].path[self.nodes[above].path.len()..].to_owned()
    }

    /// The path of a name, seen from a node.
    fn path(
        &self,
        found: &names::Ref<'_>,
        here: Option<usize>,
        absolute: bool,
        seen: Seen,
    ) -> Result<String, Lost> {
        let to = self.find(found.name)?;
        if found.last_saved {
            return Ok(format!("instance('__last-saved'){}", self.nodes[to].path));
        }
        if let Some(from) = here
            && !absolute
            && let Some((steps, below)) = self.steps(from, to, seen.from_outside)
        {
            let up = vec![".."; steps].join("/");
            return Ok(format!("{}{up}{below}", if seen.current { "current()/" } else { "" }));
        }
        Ok(self.nodes[to].path.clone())
    }
}

struct Work<'a> {
    tree: &'a Tree,
    problems: Vec<Problem>,
    last_saved: bool,
    row: usize,
    here: Option<usize>,
    /// References that lead nowhere are left as they are.
    quiet: bool,
}

impl Work<'_> {
    fn node(&mut self, node: &mut Node, at: &mut usize) {
        self.here = Some(*at);
        self.row = node.row;
        *at += 1;
        // What nobody is shown may name what it likes; a text with languages stands at the head all the same.
        let seen = node
            .question()
            .is_none_or(|q| !is_hidden(node) && !matches!(q.control, Control::None | Control::Action));
        let said_apart = [node.label.translated || !node.media.is_empty(), node.hint.translated, true];
        for (text, apart) in [&mut node.label, &mut node.hint, &mut node.guidance].into_iter().zip(said_apart)
        {
            self.quiet = !seen && !apart;
            self.text(text);
        }
        self.quiet = false;
        for (_, text) in &mut node.media {
            self.text(text);
        }
        let is_question = node.question().is_some();
        let bind = &mut node.bind;
        self.text(&mut bind.constraint_message);
        self.text(&mut bind.required_message);
        let formulas = [
            &mut bind.relevant,
            &mut bind.required,
            &mut bind.readonly,
            &mut bind.constraint,
            &mut bind.calculate,
        ];
        for formula in formulas.into_iter().flatten() {
            self.formula(formula, Seen::default());
        }
        let attributes = bind.others.iter_mut().chain(&mut node.control).chain(&mut node.attributes);
        for (_, formula) in attributes {
            self.formula(formula, Seen::default());
        }
        if let Some(Default::Reckoned(formula)) = &mut node.default
            && is_question
        {
            self.formula(formula, Seen::default());
        }
        self.quiet = !seen;
        if let Some(appearance) = self.paths(&node.appearance, Seen::default()) {
            node.appearance = appearance;
        }
        match &mut node.kind {
            Kind::Repeat(Some(count)) => self.formula(count, Seen::default()),
            Kind::Question(question) => {
                if let Some(choices) = &mut question.choices {
                    self.choices(choices);
                }
            }
            Kind::Repeat(None) | Kind::Group => {}
        }
        self.quiet = false;
        for child in &mut node.children {
            self.node(child, at);
        }
    }

    fn choices(&mut self, choices: &mut Choices) {
        let mut from_outside = false;
        let mut answers = None;
        if let Source::Answers { nodes, name } = &mut choices.source {
            from_outside = true;
            if let Some(path) = self.paths(name, Seen { current: false, from_outside }) {
                let (above, last) = path.rsplit_once('/').unwrap_or(("", path.as_str()));
                let (above, last) = (above.to_owned(), last.to_owned());
                answers = Some((above.clone(), last.clone()));
                *nodes = above;
                *name = last;
            }
        }
        if let Some(filter) = &mut choices.filter {
            self.formula(filter, Seen { current: true, from_outside });
            if let Some((above, _)) = &answers {
                // The filter of a list of answers looks at each of them.
                filter.xpath =
                    filter.xpath.replace(&format!("current()/{above}"), ".").replace(above.as_str(), ".");
            }
        }
        if let Some(Some(seed)) = &mut choices.random {
            self.formula(seed, Seen::default());
        }
    }

    fn formula(&mut self, formula: &mut Expression, seen: Seen) {
        if let Some(xpath) = self.paths(&formula.written, seen) {
            formula.xpath = xpath;
        }
    }

    /// The text with its references replaced; nothing when one leads nowhere, which is told.
    fn paths(&mut self, written: &str, seen: Seen) -> Option<String> {
        let Ok(found) = names::refs(written) else {
            return None;
        };
        let mut out = String::with_capacity(written.len() + 32);
        let mut from = 0;
        for reference in &found {
            out.push_str(&written[from..reference.from]);
            from = reference.to;
            self.last_saved |= reference.last_saved;
            let inside = Seen { current: seen.current || in_list(written, reference.from), ..seen };
            let absolute = numbered(written, reference.from);
            match self.tree.path(reference, self.here, absolute, inside) {
                Ok(path) => {
                    // « not${a} » and « ${a}div 2 » are two words.
                    if out.ends_with(char::is_alphanumeric) {
                        out.push(' ');
                    }
                    out.push_str(&path);
                    if written[from..]
                        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
                    {
                        out.push(' ');
                    }
                }
                Err(lost) => {
                    self.lost(lost);
                    return None;
                }
            }
        }
        out.push_str(&written[from..]);
        Some(out)
    }

    fn lost(&mut self, lost: Lost) {
        if self.quiet {
            return;
        }
        let (code, name) = match lost {
            Lost::Unknown(name) => (Code::RefUnknown, name),
            Lost::Several(name) => (Code::RefTwice, name),
            Lost::File(name) => (Code::RefNotAnswer, name),
        };
        let problem = Problem::new(code).sheet("survey").with("name", &name);
        self.problems.push(if self.row > 0 { problem.row(self.row) } else { problem });
    }

    fn text(&mut self, text: &mut Text) {
        for wording in &mut text.wordings {
            wording.pieces = self.pieces(&wording.written);
        }
    }

    /// Words and values in turn. Besides `${name}`, a look-up `instance('list')/root/item[…]/label` is a value.
    fn pieces(&mut self, written: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = written;
        while !rest.is_empty() {
            let reference = names::refs(rest).ok().and_then(|r| r.into_iter().next());
            let look_up = rest.find("instance(");
            let (from, to) = match (&reference, look_up) {
                (Some(r), None) => (r.from, r.to),
                (Some(r), Some(at)) if r.from < at => (r.from, r.to),
                (_, Some(at)) => (at, at + look_up_length(&rest[at..])),
                (None, None) => break,
            };
            words.push_str(&rest[..from]);
            let value = &rest[from..to];
            if let Some(xpath) = self.paths(value, Seen::default()) {
                if !words.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                }
                pieces.push(Piece::Value(xpath));
            } else {
                words.push_str(value);
            }
            rest = &rest[to..];
        }
        words.push_str(rest);
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces
    }
}

/// Where a look-up ends: at the first space outside brackets and quotes.
fn look_up_length(text: &str) -> usize {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, c) if c.is_whitespace() && depth == 0 => return at,
            (None, _) => {}
        }
    }
    text.len()
}

/// Whether a place in a formula stands inside the brackets of a look-up in a list.
fn in_list(formula: &str, at: usize) -> bool {
    let before = &formula[..at];
    before.contains("instance(") && before.matches('[').count() > before.matches(']').count()
}

/// Whether a place stands where `indexed-repeat` wants the whole path: its first argument, its groups.
fn numbered(formula: &str, at: usize) -> bool {
    const CALL: &str = "indexed-repeat(";
    let mut calls: Vec<Option<usize>> = Vec::new();
    let before = &formula[..at];
    for (i, c) in before.char_indices() {
        match c {
            '(' => calls.push(before[..=i].ends_with(CALL).then_some(0)),
            ')' => {
                calls.pop();
            }
            ',' => {
                if let Some(Some(argument)) = calls.last_mut() {
                    *argument += 1;
                }
            }
            _ => {}
        }
    }
    calls.iter().rev().find_map(|c| *c).is_some_and(|argument| argument == 0 || argument % 2 == 1)
}
