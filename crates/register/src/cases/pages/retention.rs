// SPDX-License-Identifier: EUPL-1.2
//! The rule by which what is over is kept: chosen from the pack, with its source, or said in words. Nothing is deleted by it.

use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use rulebook::{Certainty, Entry, Pack, list};

use super::{directory, words};

/// The entry that asks for words.
const OTHER: &str = "other";
/// The longest text.
const LONGEST: usize = 2_000;

fn pack(cx: &Cx) -> Result<&Pack, Problem> {
    directory::pack(cx, &cx.actor()?.pack)
}

/// The rules that may be chosen today; the one that asks for words comes last.
fn rules<'a>(cx: &Cx, pack: &'a Pack) -> Vec<&'a Entry> {
    let mut all: Vec<&Entry> =
        pack.list(list::RETENTION_RULE).map(|l| l.on(cx.today()).collect()).unwrap_or_default();
    all.sort_by_key(|e| e.code == OTHER);
    all
}

fn label(cx: &Cx, pack: &Pack, entry: &Entry) -> String {
    let mut chars = entry.in_lang(cx.lang).chars();
    let label: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    match &entry.footing {
        Some(footing) if footing.certainty == Certainty::Uncertain => {
            format!("{label} ({})", pack.word(list::CERTAINTY, Certainty::Uncertain.code(), cx.lang))
        }
        _ => label,
    }
}

/// The fields: a rule, and words for another one or to be more precise. Where a country has a single rule, it is chosen.
pub fn retention_fields(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Markup, Problem> {
    let w = words(cx);
    let pack = pack(cx)?;
    let rules = rules(cx, pack);
    let choices: Vec<Choice> =
        rules.iter().map(|e| Choice::new(e.code.clone(), label(cx, pack, e))).collect();
    let single = match (form.has("retention_rule"), choices.as_slice()) {
        (false, [only, other]) if other.code == OTHER => only.code.clone(),
        _ => form.raw("retention_rule").to_owned(),
    };
    let chosen = Form::from_fields(vec![("retention_rule".into(), single)]);
    Ok(html! {
        (ui::radios(cx, &chosen, errors, "retention_rule", w.closure_retention(), Some(w.closure_retention_hint()), &choices))
        (ui::details(w.retention_sources(), html! {
            @for rule in rules.iter().filter(|e| e.code != OTHER) {
                p.govuk-body {
                    strong { (label(cx, pack, rule)) }
                    @if let Some(text) = &rule.explanation { br; (text.get(cx.lang)) }
                    @if let Some(footing) = &rule.footing {
                        br; (footing.source.get(cx.lang)) " – " (pack.word(list::CERTAINTY, footing.certainty.code(), cx.lang))
                    }
                }
            }
        }))
        (ui::textarea(cx, form, errors, "retention", w.retention_words(), Some(w.retention_words_hint()), 2))
    })
}

/// A rule as it is kept: its code, by which the pack finds it again, and words that stay readable when the pack changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// The code of the pack's rule, when one was chosen.
    pub code: Option<String>,
    /// In words.
    pub words: String,
}

/// The rule in words; what is missing is told beside its field.
pub fn read_retention(cx: &Cx, input: &mut Input<'_>) -> Result<String, Problem> {
    Ok(read_retention_rule(cx, input)?.words)
}

/// The rule as it is kept; what is missing is told beside its field.
pub fn read_retention_rule(cx: &Cx, input: &mut Input<'_>) -> Result<Retention, Problem> {
    let w = words(cx);
    let pack = pack(cx)?;
    let rules = rules(cx, pack);
    let text = input.text("retention", LONGEST);
    let code = input.choice("retention_rule", |code| rules.iter().find(|e| e.code == code).map(|e| &e.code));
    let rule = rules.iter().find(|e| Some(&e.code) == code && e.code != OTHER);
    let kept = |rule: &Entry, words| Ok(Retention { code: Some(rule.code.clone()), words });
    match (rule, code, text.is_empty()) {
        (Some(rule), _, true) => return kept(rule, label(cx, pack, rule)),
        (Some(rule), _, false) => return kept(rule, format!("{}. {text}", label(cx, pack, rule))),
        (None, Some(_), true) => input.errors.add("retention", "required", w.closure_retention_missing()),
        (None, None, true) => input.errors.add("retention_rule", "required", w.closure_retention_missing()),
        (None, _, false) => {}
    }
    Ok(Retention { code: code.cloned(), words: text })
}
