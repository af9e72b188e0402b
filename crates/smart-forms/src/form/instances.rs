// SPDX-License-Identifier: EUPL-1.2
//! What a form looks up: its own lists, and documents that come beside it. One name means one of them.

use std::collections::{HashMap, HashSet};

use super::Report;
use super::model::{Default, External, Form, Kind, Node, Source};
use super::question::is_hidden;
use super::survey::Brought;
use super::vocabulary::extension;
use crate::words::{Code, Problem};

/// Looks at the whole tree once it is built.
pub(super) fn check(form: &mut Form, brought: &[Brought], report: &mut Report) {
    same_names(&form.root, report);
    same_repeats(&form.root, report);
    let mut externals: Vec<External> = Vec::new();
    let mut seen: HashMap<String, Option<String>> = HashMap::new();
    let mut names = HashSet::new();
    for file in brought {
        if !names.insert(&file.name) {
            report.errors.push(file.problem.clone());
        }
    }
    let files = brought.iter().map(|b| {
        let folder = if b.extension == "csv" { "file-csv" } else { "file" };
        (b.name.clone(), format!("jr://{folder}/{}.{}", b.name, b.extension), b.problem.row.unwrap_or(0))
    });
    for (id, source, row) in files.chain(form.root.walk().flat_map(of_node)) {
        match seen.get(&id) {
            Some(Some(other)) if *other == source => {}
            Some(_) => {
                report
                    .errors
                    .push(Problem::new(Code::InstanceConflict).sheet("survey").row(row).with("name", &id));
            }
            None => {
                seen.insert(id.clone(), Some(source.clone()));
                externals.push(External { id, source });
            }
        }
    }
    let searched = searched(&form.root, report);
    for list in form.lists.iter().filter(|l| !searched.contains(&l.name)) {
        if seen.contains_key(&list.name) {
            let row = list.choices.first().and_then(|c| c.row).unwrap_or(1);
            let problem = Problem::new(Code::InstanceConflict).sheet("choices").row(row);
            report.errors.push(problem.with("name", &list.name));
        }
    }
    form.externals.splice(0..0, externals);
    triggers(&form.root, report);
}

/// Names among siblings; those of rows were told with their rows.
fn same_names(root: &Node, report: &mut Report) {
    for group in root.walk().filter(|n| n.question().is_none()) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for child in group.children.iter().filter(|c| !c.name.is_empty()) {
            if let Some(other) = seen.insert(&child.name, child.row) {
                let told = report.errors.iter().any(|e| {
                    matches!(e.code, Code::DuplicateName | Code::ReservedMeta | Code::BadName)
                        && e.row.is_some_and(|r| r == child.row || r == other)
                });
                if !told {
                    let problem = Problem::new(Code::DuplicateMade).sheet("survey").row(child.row.max(other));
                    report.errors.push(problem.with("name", &child.name));
                }
            }
        }
    }
}

/// Repeated groups inside loops are made several times.
fn same_repeats(root: &Node, report: &mut Report) {
    let mut seen = HashSet::new();
    for node in root.walk().filter(|n| matches!(n.kind, Kind::Repeat(_)) && !n.name.is_empty()) {
        let told = report.errors.iter().any(|e| e.code == Code::DuplicateRepeat && e.row == Some(node.row));
        if !seen.insert(&node.name) && !told {
            let problem = Problem::new(Code::DuplicateRepeat).sheet("survey").row(node.row);
            report.errors.push(problem.with("name", &node.name));
        }
    }
}

/// The documents that a node looks up, with their addresses.
fn of_node(node: &Node) -> Vec<(String, String, usize)> {
    let mut found = Vec::new();
    let bind = &node.bind;
    let mut formulas: Vec<&str> =
        [&bind.calculate, &bind.constraint, &bind.readonly, &bind.required, &bind.relevant]
            .into_iter()
            .flatten()
            .map(|f| f.written.as_str())
            .collect();
    if let Some(choices) = node.question().and_then(|q| q.choices.as_ref()) {
        formulas.extend(choices.filter.as_ref().map(|f| f.written.as_str()));
        if let Source::File { name, id, .. } = &choices.source {
            let folder = match extension(name).1 {
                ".csv" => "file-csv",
                _ => "file",
            };
            found.push((id.clone(), format!("jr://{folder}/{name}"), node.row));
        }
    }
    if node.question().is_some() {
        match &node.default {
            Some(Default::Fixed(written)) => formulas.push(written),
            Some(Default::Reckoned(formula)) => formulas.push(&formula.written),
            None => {}
        }
    }
    for formula in formulas {
        for id in pulled(formula) {
            found.push((id.clone(), format!("jr://file-csv/{id}.csv"), node.row));
        }
    }
    found
}

/// The first arguments of `pulldata(…)`.
pub(super) fn pulled(formula: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !formula.contains("pulldata(") {
        return found;
    }
    let mut rest = formula;
    while let Some((_, after)) = rest.split_once("pulldata") {
        rest = after;
        if let Some((argument, _)) = after.trim_start().strip_prefix('(').and_then(|a| a.split_once(',')) {
            found.push(argument.replace(['\'', '"'], "").trim().to_owned());
        }
    }
    found
}

/// Lists that are looked up by `search()`; those cannot be shared with questions that offer all of them.
fn searched(root: &Node, report: &mut Report) -> HashSet<String> {
    let lists = |wanted: bool| {
        root.walk().filter_map(move |node| {
            let choices = node.question()?.choices.as_ref()?;
            match &choices.source {
                Source::List(list) if choices.searched == wanted => Some((list.clone(), node)),
                _ => None,
            }
        })
    };
    let mut found = HashSet::new();
    for (list, node) in lists(true) {
        let others: Vec<String> =
            lists(false).filter(|(l, _)| *l == list).map(|(_, n)| n.name.clone()).collect();
        if !others.is_empty() {
            let problem = Problem::new(Code::SearchShared).sheet("survey").row(node.row);
            report.errors.push(problem.with("list", &list).with("other", &others.join(", ")));
        }
        found.insert(list);
    }
    found
}

/// What sets off something must be seen by somebody, and what it sets must be one node.
fn triggers(root: &Node, report: &mut Report) {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for node in root.walk() {
        *count.entry(&node.name).or_default() += 1;
    }
    for set in root.walk().filter(|n| !n.triggers.is_empty() && n.question().is_some()) {
        let place = set.question().is_some_and(|q| q.word == "background-geopoint");
        for name in &set.triggers {
            let hidden = root.walk().any(|n| n.name == *name && n.question().is_some() && is_hidden(n));
            if hidden && !place {
                let problem = Problem::new(Code::TriggerHidden).sheet("survey").row(set.row);
                report.errors.push(problem.with("name", name));
            }
        }
        if count.get(set.name.as_str()).is_some_and(|n| *n > 1) {
            let problem = Problem::new(Code::RefTwice).sheet("survey").row(set.row);
            report.errors.push(problem.with("name", &set.name));
        }
    }
}
