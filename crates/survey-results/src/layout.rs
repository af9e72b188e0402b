// SPDX-License-Identifier: EUPL-1.2
//! What a form asks, in its order: the questions that have results, the repeated groups, and who depends on whom.

use std::collections::HashMap;

use smart_forms::form::{Control, Form, Kind as NodeKind, Node, Question as Asked, Source};
use smart_forms::xpath;

use crate::input::{Dimension, Named, Plan};
use crate::model::Kind;

/// A question that has results.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) path: String,
    pub(crate) label: String,
    /// The labels of the groups around it, from the outermost.
    pub(crate) section: Vec<String>,
    pub(crate) kind: Kind,
    /// The repeated group in which it is asked.
    pub(crate) repeat: Option<usize>,
    pub(crate) choices: Vec<Choice>,
    /// Whether it is asked only of some: it, or a group around it, has a condition.
    pub(crate) conditional: bool,
    /// The questions on which that depends.
    pub(crate) depends: Vec<usize>,
    /// The table of which it is a line.
    pub(crate) matrix: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) named: Named,
    /// What it stands under in a long list.
    pub(crate) heading: String,
}

/// A repeated group.
#[derive(Clone, Debug)]
pub(crate) struct Repeat {
    pub(crate) path: String,
    pub(crate) label: String,
    pub(crate) section: Vec<String>,
    /// What its turns may be about.
    pub(crate) kinds: Option<Dimension>,
    pub(crate) questions: Vec<usize>,
}

/// A group of lines that share their choices.
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    pub(crate) label: String,
    pub(crate) section: Vec<String>,
    pub(crate) questions: Vec<usize>,
}

/// What stands at a path of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Question(usize),
    Repeat(usize),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) questions: Vec<Question>,
    pub(crate) repeats: Vec<Repeat>,
    pub(crate) matrices: Vec<Matrix>,
    pub(crate) places: HashMap<String, Place>,
}

/// What is known on the way down.
#[derive(Clone, Default)]
struct Way {
    section: Vec<String>,
    repeat: Option<usize>,
    conditional: bool,
    /// Paths that conditions name.
    named: Vec<String>,
    matrix: Option<usize>,
}

impl Layout {
    pub(crate) fn of(form: &Form, plan: &Plan) -> Self {
        let mut layout = Self::default();
        let mut named = Vec::new();
        for node in &form.root.children {
            layout.add(form, plan, node, &Way::default(), &mut named);
        }
        for (at, paths) in named.into_iter().enumerate() {
            let depends = paths.iter().filter_map(|path| match layout.places.get(path) {
                Some(Place::Question(other)) if *other != at => Some(*other),
                _ => None,
            });
            layout.questions[at].depends = depends.collect();
        }
        layout.matrices.retain(|matrix| matrix.questions.len() > 1);
        let matrices = layout.matrices.clone();
        for question in &mut layout.questions {
            question.matrix = None;
        }
        for (at, matrix) in matrices.iter().enumerate() {
            for question in &matrix.questions {
                layout.questions[*question].matrix = Some(at);
            }
        }
        layout
    }

    fn add(&mut self, form: &Form, plan: &Plan, node: &Node, way: &Way, named: &mut Vec<Vec<String>>) {
        let mut way = way.clone();
        if let Some(condition) = &node.bind.relevant {
            way.conditional = true;
            way.named.extend(paths_in(&condition.xpath, &node.path));
        }
        let label = said(node, plan);
        match &node.kind {
            NodeKind::Question(asked) => self.ask(form, plan, node, asked, way, named),
            NodeKind::Group => {
                let mut label = label;
                if node.children.iter().any(|child| appears(child, "list-nolabel")) {
                    // The name of a table stands in a note that was made of it.
                    let note =
                        node.children.iter().find(|child| child.question().is_some_and(|q| q.word == "note"));
                    if let (true, Some(note)) = (label.is_empty(), note) {
                        label = said(note, plan);
                    }
                    way.matrix = Some(self.matrices.len());
                    let section = way.section.clone();
                    self.matrices.push(Matrix { label: label.clone(), section, questions: Vec::new() });
                }
                if !label.is_empty() {
                    way.section.push(label);
                }
                node.children.iter().for_each(|child| self.add(form, plan, child, &way, named));
            }
            NodeKind::Repeat(_) => {
                let kinds = plan.entry_kinds.iter().find(|kinds| kinds.repeat == node.path);
                let at = self.repeats.len();
                self.repeats.push(Repeat {
                    path: node.path.clone(),
                    label: label.clone(),
                    section: way.section.clone(),
                    kinds: kinds.map(|kinds| kinds.kinds.clone()),
                    questions: Vec::new(),
                });
                self.places.insert(node.path.clone(), Place::Repeat(at));
                way.repeat = Some(at);
                if !label.is_empty() {
                    way.section.push(label);
                }
                node.children.iter().for_each(|child| self.add(form, plan, child, &way, named));
            }
        }
    }

    fn ask(
        &mut self,
        form: &Form,
        plan: &Plan,
        node: &Node,
        asked: &Asked,
        way: Way,
        named: &mut Vec<Vec<String>>,
    ) {
        // What is only shown, what is reckoned, and the head of a table, which asks nothing.
        let hidden = matches!(asked.control, Control::None | Control::Action);
        if asked.word == "note" || hidden || appears(node, "label") {
            return;
        }
        let kind = match asked.control {
            Control::SelectOne => Kind::One,
            Control::SelectMany | Control::Rank => Kind::Many,
            _ if matches!(node.bind.data_type.as_str(), "int" | "decimal") => Kind::Number,
            _ => Kind::Text,
        };
        let at = self.questions.len();
        if let Some(repeat) = way.repeat {
            self.repeats[repeat].questions.push(at);
        }
        if let (Some(matrix), true) = (way.matrix, appears(node, "list-nolabel")) {
            self.matrices[matrix].questions.push(at);
        }
        self.places.insert(node.path.clone(), Place::Question(at));
        named.push(way.named);
        self.questions.push(Question {
            path: node.path.clone(),
            label: said(node, plan),
            section: way.section,
            kind,
            repeat: way.repeat,
            choices: if matches!(kind, Kind::One | Kind::Many) {
                choices(form, plan, asked)
            } else {
                Vec::new()
            },
            conditional: way.conditional,
            depends: Vec::new(),
            matrix: None,
        });
    }
}

fn appears(node: &Node, how: &str) -> bool {
    node.appearance.split_whitespace().any(|word| word == how)
}

fn said(node: &Node, plan: &Plan) -> String {
    node.label.get(&plan.language).map(|wording| wording.written.clone()).unwrap_or_default()
}

fn choices(form: &Form, plan: &Plan, asked: &Asked) -> Vec<Choice> {
    let Some(Source::List(list)) = asked.choices.as_ref().map(|choices| &choices.source) else {
        return Vec::new();
    };
    let list = form.lists.iter().find(|known| known.name == *list);
    let choices = list.map(|list| list.choices.as_slice()).unwrap_or_default();
    let heading = |choice: &smart_forms::form::Choice| {
        let column = choice.columns.iter().find(|(name, _)| *name == plan.heading_column);
        column.filter(|_| !plan.heading_column.is_empty()).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let label = |choice: &smart_forms::form::Choice| {
        let wording = choice.label.get(&plan.language);
        wording.map_or_else(|| choice.name.clone(), |wording| wording.written.clone())
    };
    choices
        .iter()
        .map(|choice| Choice { named: Named::new(&choice.name, label(choice)), heading: heading(choice) })
        .collect()
}

/// The questions that a condition names, as paths from the root.
fn paths_in(condition: &str, at: &str) -> Vec<String> {
    let Ok(read) = xpath::parse(condition) else { return Vec::new() };
    let found = read.paths().map(|(_, span)| absolute(span.of(read.text()), at));
    found.collect()
}

/// A path as it is written, from the root; conditions in brackets say which turn, and are left out.
fn absolute(written: &str, at: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in written.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.strip_prefix("current()/").unwrap_or(&plain);
    let mut steps: Vec<&str> = if plain.starts_with('/') {
        Vec::new()
    } else {
        at.split('/').filter(|step| !step.is_empty()).collect()
    };
    for step in plain.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    format!("/{}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn paths_of_conditions() {
        assert_eq!(absolute(" /data/a/b ", "/data/x"), "/data/a/b");
        assert_eq!(absolute("../a", "/data/g/x"), "/data/g/a");
        assert_eq!(absolute("current()/../../a", "/data/g/x"), "/data/a");
        assert_eq!(absolute("/data/r[position() = 1]/a", "/data/x"), "/data/r/a");
    }
}
