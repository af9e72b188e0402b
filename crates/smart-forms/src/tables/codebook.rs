// SPDX-License-Identifier: EUPL-1.2
//! What stands in the tables of answers: every column with its question in every language, every choice, every state.

use super::columns::{Column, Part, Plan};
use super::{Cell, OTHER_VERSION, Table};
use crate::form::{Expression, Form, Text};
use crate::instance::AnswerState;
use crate::words::{Lang, state};

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// A text in each language of the form, empty where it is not said. A form that names no language has one column.
fn in_each(form: &Form, said: &Text) -> Vec<Cell> {
    let of = |language: &str| said.wordings.iter().find(|wording| wording.language == language);
    languages(form)
        .iter()
        .map(|language| of(language).map_or(Cell::Empty, |found| text(&found.written)))
        .collect()
}

fn languages(form: &Form) -> Vec<&str> {
    let mut all: Vec<&str> = form.languages.iter().map(|language| language.name.as_str()).collect();
    if !all.contains(&form.default_language.as_str()) {
        all.insert(0, &form.default_language);
    }
    all
}

fn headings(form: &Form, before: &[&str], of_texts: &[&str], after: &[&str]) -> Vec<String> {
    let texts = of_texts
        .iter()
        .flat_map(|text| languages(form).into_iter().map(move |lang| format!("{text}::{lang}")));
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    own(before).into_iter().chain(texts).chain(own(after)).collect()
}

/// `codebook`, `choices` and `states`.
pub(super) fn tables(form: &Form, plans: &[Plan<'_>]) -> Vec<Table> {
    vec![columns(form, plans), choices(form), states()]
}

fn columns(form: &Form, plans: &[Plan<'_>]) -> Table {
    // The author’s own columns of bindings: purpose, sensitivity, retention.
    let mut own: Vec<&str> = form
        .root
        .walk()
        .flat_map(|node| node.bind.others.iter().map(|(name, _)| name.as_str()))
        .filter(|name| name.contains(':') && !name.starts_with("jr:"))
        .collect();
    own.sort_unstable();
    own.dedup();
    let mut after = vec!["choices", "relevant", "required", "constraint", "calculation"];
    after.extend(own.iter().copied());
    let before = ["table", "column", "path", "type", "kind", "choice"];
    let headings = headings(form, &before, &["label", "hint"], &after);
    let mut rows = Vec::new();
    for plan in plans {
        for column in &plan.columns {
            rows.push(row(form, plan, column, &own));
        }
    }
    Table { name: "codebook".to_owned(), headings, rows }
}

fn row(form: &Form, plan: &Plan<'_>, column: &Column<'_>, own: &[&str]) -> Vec<Cell> {
    let node = column.asked.node;
    let question = node.question();
    let (kind, choice) = match column.part {
        Part::Value => ("value", ""),
        Part::Choice(name) => ("choice", name),
        Part::State => ("state", ""),
    };
    let mut row = vec![
        text(&plan.name),
        text(&column.heading()),
        text(&node.path),
        text(question.map_or("", |question| &question.word)),
        text(kind),
        text(choice),
    ];
    let chosen = column.asked.list.and_then(|list| list.choices.iter().find(|known| known.name == choice));
    row.extend(in_each(
        form,
        chosen.filter(|_| kind == "choice").map_or(&node.label, |choice| &choice.label),
    ));
    row.extend(in_each(form, &node.hint));
    row.push(text(column.asked.list.map_or("", |list| &list.name)));
    let bind = &node.bind;
    let formulas = [&bind.relevant, &bind.required, &bind.constraint, &bind.calculate];
    row.extend(
        formulas.map(|found| text(found.as_ref().map_or("", |formula: &Expression| &formula.written))),
    );
    row.extend(own.iter().map(|name| {
        let found = bind.others.iter().find(|(known, _)| known == name);
        text(found.map_or("", |(_, formula)| &formula.written))
    }));
    row
}

fn choices(form: &Form) -> Table {
    let mut own: Vec<&str> = Vec::new();
    for (name, _) in form.lists.iter().flat_map(|list| &list.choices).flat_map(|choice| &choice.columns) {
        if !own.contains(&name.as_str()) {
            own.push(name);
        }
    }
    let headings = headings(form, &["list", "choice"], &["label"], &own);
    let mut rows = Vec::new();
    for list in &form.lists {
        for choice in &list.choices {
            let mut row = vec![text(&list.name), text(&choice.name)];
            row.extend(in_each(form, &choice.label));
            row.extend(own.iter().map(|name| {
                let found = choice.columns.iter().find(|(known, _)| known == name);
                text(found.map_or("", |(_, value)| value))
            }));
            rows.push(row);
        }
    }
    Table { name: "choices".to_owned(), headings, rows }
}

fn states() -> Table {
    let codes = AnswerState::ALL.into_iter().map(AnswerState::code).chain([OTHER_VERSION]);
    let rows = codes.map(|code| vec![text(code), text(state(code, Lang::Fr)), text(state(code, Lang::En))]);
    let headings = ["state", "fr", "en"].map(str::to_owned).to_vec();
    Table { name: "states".to_owned(), headings, rows: rows.collect() }
}
