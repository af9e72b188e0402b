// SPDX-License-Identifier: EUPL-1.2
//! A row of the sheet `survey` as a node of the form, before anything is decided about its type.

use super::headings::Line;
use super::model::{Bind, Expression, Node, Text, Wording};
use super::vocabulary::{self, as_formula};

/// The texts of a column, one a language. A text that names no language is in the language of the form.
pub(super) fn text_of(line: &Line, keys: &[&str], language: &str) -> Text {
    let mut text = Text::default();
    let mut plain = None;
    for cell in &line.cells {
        let cell_keys = &cell.heading.keys;
        if cell_keys.len() < keys.len() || !cell_keys.iter().zip(keys).all(|(a, b)| a == b) {
            continue;
        }
        match cell_keys.get(keys.len()) {
            None => plain = Some(cell.value.clone()),
            Some(named) => {
                text.translated = true;
                put(&mut text, named, &cell.value);
            }
        }
    }
    if let Some(plain) = plain
        && !text.wordings.iter().any(|w| w.language == language)
    {
        put(&mut text, language, &plain);
    }
    text
}

fn put(text: &mut Text, language: &str, written: &str) {
    text.wordings.retain(|w| w.language != language);
    text.wordings.push(Wording {
        language: language.to_owned(),
        written: written.to_owned(),
        pieces: Vec::new(),
    });
}

/// Pictures and sounds by kind.
pub(super) fn media_of(line: &Line, language: &str) -> Vec<(String, Text)> {
    let mut media: Vec<(String, Text)> = Vec::new();
    for cell in line.under("media") {
        let Some(kind) = cell.heading.keys.get(1) else {
            continue;
        };
        if !media.iter().any(|(k, _)| k == kind) {
            media.push((kind.clone(), text_of(line, &["media", kind], language)));
        }
    }
    media
}

/// The columns that a node keeps under their own name or that are used elsewhere.
const USED: [&str; 15] = [
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "media",
    "bind",
    "control",
    "instance",
    "default",
    "trigger",
    "parameters",
    "choice_filter",
    "disabled",
    "intent",
];

/// A row as a node.
pub(super) fn node_of(line: &Line, name: &str, language: &str) -> Node {
    let mut node = Node {
        name: name.to_owned(),
        row: line.row,
        label: text_of(line, &["label"], language),
        hint: text_of(line, &["hint"], language),
        guidance: text_of(line, &["guidance_hint"], language),
        media: media_of(line, language),
        bind: bind_of(line, language),
        ..Node::default()
    };
    for cell in &line.cells {
        let keys: Vec<&str> = cell.heading.keys.iter().map(String::as_str).collect();
        match keys.as_slice() {
            ["control", "appearance"] => node.appearance.clone_from(&cell.value),
            ["control", "jr:count"] if vocabulary::begin(line.one("type").unwrap_or_default()).is_some() => {}
            ["control", name, ..] => node.control.push(((*name).to_owned(), Expression::plain(&cell.value))),
            ["intent"] => node.control.push(("intent".to_owned(), Expression::plain(&cell.value))),
            ["instance", name, ..] => {
                node.attributes.push(((*name).to_owned(), Expression::plain(&cell.value)));
            }
            [first, ..] if !USED.contains(first) => node.columns.push((keys.join("::"), cell.value.clone())),
            _ => {}
        }
    }
    if node.appearance == "label" && node.label.is_empty() {
        // Such a question shows the names of the columns; it may have nothing to say itself.
        node.label = Text::plain(language, " ");
    }
    node
}

fn bind_of(line: &Line, language: &str) -> Bind {
    let mut bind = Bind::default();
    for cell in line.under("bind") {
        let Some(attribute) = cell.heading.keys.get(1) else {
            continue;
        };
        let formula = || Some(Expression::plain(as_formula(&cell.value)));
        match attribute.as_str() {
            "type" => bind.data_type.clone_from(&cell.value),
            "relevant" => bind.relevant = formula(),
            "required" => bind.required = formula(),
            "readonly" => bind.readonly = formula(),
            "constraint" => bind.constraint = formula(),
            "calculate" => bind.calculate = formula(),
            "jr:constraintMsg" => {
                bind.constraint_message = text_of(line, &["bind", "jr:constraintMsg"], language);
            }
            "jr:requiredMsg" => bind.required_message = text_of(line, &["bind", "jr:requiredMsg"], language),
            other => bind.others.push((other.to_owned(), Expression::plain(&cell.value))),
        }
    }
    bind
}
