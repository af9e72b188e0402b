// SPDX-License-Identifier: EUPL-1.2
//! The languages of a form, and what is not said in all of them.

use std::collections::BTreeSet;

use super::Report;
use super::choices::Lists;
use super::headings::Table;
use super::model::{Form, Language, UNNAMED};
use crate::words::{Code, Problem};

const KINDS: [&str; 4] = ["image", "big-image", "audio", "video"];

/// The columns that have languages: which columns, and in which languages each stands.
fn columns(table: &Table, survey: bool) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for heading in &table.headings {
        let keys: Vec<&str> = heading.keys.iter().map(String::as_str).collect();
        let keys = match keys.as_slice() {
            ["media" | "bind", rest @ ..] if !rest.is_empty() => rest,
            keys => keys,
        };
        let name = match keys[0] {
            "label" => "label",
            "hint" if survey => "hint",
            "guidance_hint" if survey => "guidance_hint",
            "jr:constraintMsg" if survey => "constraint_message",
            "jr:requiredMsg" if survey => "required_message",
            kind if KINDS.contains(&kind) => kind,
            _ => continue,
        };
        match keys {
            [_] => found.push((name, UNNAMED)),
            [_, language] => found.push((name, language)),
            _ => {}
        }
    }
    found
}

pub(super) fn check(form: &mut Form, survey: &Table, lists: &Lists, or_other: bool, report: &mut Report) {
    let mut several = false;
    let mut names: Vec<String> = Vec::new();
    for (sheet, table) in [("survey", survey), ("choices", &lists.table)] {
        let found = columns(table, sheet == "survey");
        let languages: BTreeSet<&str> = found.iter().map(|(_, l)| *l).collect();
        let all: BTreeSet<&str> = found.iter().map(|(c, _)| *c).collect();
        let plain = languages.is_empty() || (languages.len() == 1 && languages.contains(UNNAMED));
        several |= !plain;
        for (_, language) in &found {
            let language = if *language == UNNAMED { form.default_language.as_str() } else { language };
            if !names.iter().any(|n| n == language) {
                names.push(language.to_owned());
            }
        }
        if plain {
            continue;
        }
        for language in languages {
            let missing: Vec<&str> =
                all.iter().filter(|c| !found.contains(&(**c, language))).copied().collect();
            if !missing.is_empty() {
                let problem = Problem::new(Code::MissingTranslation).sheet(sheet).row(1);
                report.warnings.push(problem.with("language", language).with("columns", &missing.join(", ")));
            }
        }
    }
    if names.is_empty() {
        names.push(form.default_language.clone());
    }
    form.languages = names.iter().map(|n| Language::named(n)).collect();
    for language in form.languages.iter().filter(|l| l.code.is_none() && l.name != UNNAMED && several) {
        report.warnings.push(Problem::new(Code::LanguageCode).with("language", &language.name));
    }
    if or_other && several {
        report.warnings.push(Problem::new(Code::OrOtherLanguages).sheet("survey"));
    }
}
