// SPDX-License-Identifier: EUPL-1.2
//! Which tables there are for a form, and the columns of each.

use super::{BEFORE, BEFORE_A_TURN, Table};
use crate::form::{Choices, Control, Form, List, Node, Source};

/// A table to be filled: the form, or a repeated group.
pub(super) struct Plan<'a> {
    /// What it is called: `data`, `data/menage/enfant`.
    pub(super) name: String,
    /// The last part of its path.
    pub(super) last: String,
    pub(super) columns: Vec<Column<'a>>,
    /// The repeated groups directly below: their paths, and their places among the plans.
    pub(super) repeats: Vec<(&'a str, usize)>,
    is_form: bool,
}

/// A column of answers.
pub(super) struct Column<'a> {
    pub(super) asked: Asked<'a>,
    pub(super) part: Part<'a>,
}

/// A question, and what its path is called in its table.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) node: &'a Node,
    pub(super) list: Option<&'a List>,
    /// How many signs of its path stand before its name in the table.
    skip: usize,
}

/// What of a question stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// The answer.
    Value,
    /// Whether a choice was made.
    Choice(&'a str),
    /// Why there is an answer or none.
    State,
}

impl Asked<'_> {
    fn control(&self) -> Control {
        self.node.question().map_or(Control::None, |question| question.control)
    }

    pub(super) fn takes_several(&self) -> bool {
        matches!(self.control(), Control::SelectMany | Control::Rank)
    }

    pub(super) fn is_ranked(&self) -> bool {
        self.control() == Control::Rank
    }

    /// Whether somebody is asked, so that there may be no answer for several reasons.
    pub(super) fn is_of_somebody(&self) -> bool {
        !matches!(self.control(), Control::None | Control::Action)
    }
}

impl Column<'_> {
    pub(super) fn heading(&self) -> String {
        let path = &self.asked.node.path[self.asked.skip..];
        match self.part {
            Part::Value => path.to_owned(),
            Part::Choice(name) => format!("{path}/{name}"),
            Part::State => format!("{path} (state)"),
        }
    }
}

impl<'a> Plan<'a> {
    /// The table of the form, then those of its repeated groups.
    pub(super) fn all(form: &'a Form) -> Vec<Plan<'a>> {
        let mut plans = Vec::new();
        Plan::add(form, &form.root, true, &mut plans);
        plans
    }

    fn add(form: &'a Form, top: &'a Node, is_form: bool, plans: &mut Vec<Plan<'a>>) -> usize {
        let at = plans.len();
        plans.push(Plan {
            name: top.path.trim_start_matches('/').to_owned(),
            last: top.name.clone(),
            columns: Vec::new(),
            repeats: Vec::new(),
            is_form,
        });
        let (mut columns, mut repeats) = (Vec::new(), Vec::new());
        let skip = top.path.len() + 1;
        let mut waiting: Vec<&Node> = top.children.iter().rev().collect();
        while let Some(node) = waiting.pop() {
            if node.is_repeat() {
                repeats.push((node.path.as_str(), Plan::add(form, node, false, plans)));
            } else if node.question().is_some() {
                columns.extend(columns_of(form, node, skip));
            } else {
                waiting.extend(node.children.iter().rev());
            }
        }
        plans[at].columns = columns;
        plans[at].repeats = repeats;
        at
    }

    pub(super) fn empty_table(&self) -> Table {
        let before = if self.is_form { &BEFORE[..] } else { &BEFORE_A_TURN[..] };
        let before = before.iter().map(|heading| (*heading).to_owned());
        let headings = before.chain(self.columns.iter().map(Column::heading)).collect();
        Table { name: self.name.clone(), headings, rows: Vec::new() }
    }
}

fn columns_of<'a>(form: &'a Form, node: &'a Node, skip: usize) -> Vec<Column<'a>> {
    let Some(question) = node.question() else { return Vec::new() };
    if question.word == "note" {
        return Vec::new();
    }
    let list = match &question.choices {
        Some(Choices { source: Source::List(name), .. }) => form.lists.iter().find(|list| list.name == *name),
        _ => None,
    };
    let asked = Asked { node, list, skip };
    let mut parts = vec![Part::Value];
    if asked.takes_several() {
        let mut names: Vec<&str> =
            list.into_iter().flat_map(|list| &list.choices).map(|c| c.name.as_str()).collect();
        // A name may stand twice in a list where the settings let it.
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(*name));
        parts.extend(names.into_iter().map(Part::Choice));
    }
    if asked.is_of_somebody() {
        parts.push(Part::State);
    }
    parts.into_iter().map(|part| Column { asked, part }).collect()
}
