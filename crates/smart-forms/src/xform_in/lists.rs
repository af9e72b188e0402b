// SPDX-License-Identifier: EUPL-1.2
//! Lists of choices: documents beside the document of answers, and those that stand in a control.

use super::dom::Element;
use super::read::list_at;
use super::shown::{Shown, Texts};
use crate::form::{Choice, List, Text};

pub(super) fn read(instances: &[&Element], shown: &Shown<'_>, texts: &Texts, language: &str) -> Vec<List> {
    let mut lists = Vec::new();
    for instance in instances {
        let (Some(id), Some(root)) = (instance.attribute("id"), instance.elements().next()) else {
            continue;
        };
        let (value, label) = match shown.columns.get(id) {
            Some((value, label)) => (value.as_str(), label.as_str()),
            // Nobody asks for this list by its columns: those of the language, or of texts that stand at the head.
            None if root.elements().any(|item| item.child("itextId").is_some()) => {
                ("name", "jr:itext(itextId)")
            }
            None => ("name", "label"),
        };
        let list = list_at(&mut lists, id);
        for item in root.elements() {
            list.choices.push(choice(item, value, label, texts, language));
        }
    }
    for (name, items) in &shown.items {
        let list = list_at(&mut lists, name);
        for (value, said) in items {
            list.choices.push(Choice {
                name: value.clone(),
                label: said.text.clone(),
                media: said.media.clone(),
                columns: Vec::new(),
                row: None,
            });
        }
    }
    lists
}

fn choice(item: &Element, value: &str, label: &str, texts: &Texts, language: &str) -> Choice {
    let column = |name: &str| match name.strip_prefix('@') {
        Some(name) => item.attribute(name).map(str::to_owned),
        None => item.child(name.rsplit(':').next().unwrap_or(name)).map(Element::text),
    };
    let mut choice = Choice { name: column(value).unwrap_or_default(), ..Choice::default() };
    // `jr:itext(itextId)` names the column that holds the id of the text.
    match label.trim().strip_prefix("jr:itext(").and_then(|l| l.strip_suffix(')')) {
        Some(id) => {
            let said = texts.get(&column(id.trim()).unwrap_or_default());
            choice.label = said.text;
            choice.media = said.media;
        }
        None => {
            if let Some(label) = column(label) {
                choice.label = Text::plain(language, &label);
            }
        }
    }
    for child in item.elements() {
        if !matches!(child.local(), "name" | "label" | "itextId") {
            choice.columns.push((child.local().to_owned(), child.text()));
        }
    }
    choice
}
