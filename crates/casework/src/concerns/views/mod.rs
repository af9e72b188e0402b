// SPDX-License-Identifier: EUPL-1.2
//! How concern reports are shown and written.

pub(super) mod attachments;
pub(super) mod candidate;
pub(super) mod channel;
pub(super) mod deeds;
pub(super) mod evaluation;
pub(super) mod fields;
pub(super) mod list;
pub(super) mod public;
pub(super) mod report;
pub(super) mod send;
pub(super) mod tasks;
pub(super) mod timeline;

use kernel::{FunctionKind, Lang};
use maud::{Markup, html};
use platform::http::Cx;
use platform::ui::{self, Choice};
use register::people::Person;
use rulebook::Pack;

use super::model::{Concern, Levels, Minor, State};
use super::words::Words;

/// The words of this slice in the reader's language.
pub(super) fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

/// The entries of a list that may be chosen today.
pub(super) fn choices(cx: &Cx, pack: &Pack, list: &str) -> Vec<Choice> {
    let Some(found) = pack.list(list) else { return Vec::new() };
    found
        .on(cx.today())
        .map(|e| {
            let choice = Choice::new(e.code.clone(), e.in_lang(cx.lang));
            match &e.explanation {
                Some(text) => choice.hint(text.get(cx.lang)),
                None => choice,
            }
        })
        .collect()
}

/// A text as it was typed, lines kept.
pub(super) fn as_typed(text: &str) -> Markup {
    html! { p.mg-note__text { (text) } }
}

/// The three levels, each as a shape and in words.
pub(super) fn levels(cx: &Cx, pack: &Pack, levels: Levels) -> Markup {
    let w = words(cx);
    let scales = [
        (&pack.scales.danger, levels.danger),
        (&pack.scales.gravity, levels.gravity),
        (&pack.scales.urgency, levels.urgency),
    ];
    if scales.iter().all(|(_, level)| level.is_none()) {
        return html! { span.mg-unknown { (w.levels_none()) } };
    }
    html! {
        div.mg-scales {
            @for (scale, level) in scales {
                @match level.and_then(|l| scale.level(l).map(|found| (l, found))) {
                    Some((value, found)) => {
                        span class=(format!("mg-scale mg-scale--{}", value + 1)) {
                            span.mg-scale__pips {}
                            span {
                                span.mg-scale__name { (w.level_name(scale.name.get(cx.lang))) }
                                " " span.mg-scale__word { (scale.letter) (value) " – " (found.name.get(cx.lang)) }
                            }
                        }
                    }
                    None => span.mg-unknown { (w.level_unrated(scale.name.get(cx.lang))) },
                }
            }
        }
    }
}

/// The levels in one short line: `D2 G2 U1`.
pub(super) fn short_levels(levels: Levels) -> String {
    let one = |letter: &str, level: Option<u8>| level.map(|l| format!("{letter}{l}"));
    [one("D", levels.danger), one("G", levels.gravity), one("U", levels.urgency)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a minor is called, as far as anybody knows.
pub(super) fn minor_name(cx: &Cx, minor: &Minor, person: Option<&Person>) -> String {
    let w = words(cx);
    let name = person.map(Person::name).unwrap_or_default();
    if !name.is_empty() {
        return name;
    }
    if minor.is_unborn {
        return w.minor_unborn().to_owned();
    }
    if !minor.description.is_empty() {
        return minor.description.chars().take(80).collect();
    }
    w.minor_unnamed().to_owned()
}

/// The age of a minor in a few words; the empty text when nobody knows.
pub(super) fn minor_age(cx: &Cx, person: Option<&Person>) -> String {
    match person.map(|p| (p.birth, p.expected_on)) {
        Some((Some(birth), _)) => ui::age(cx, birth, cx.today()),
        Some((None, Some(on))) => words(cx).minor_expected(ui::date(cx, on)),
        _ => String::new(),
    }
}

/// Where a report stands, as a mark.
pub(super) fn state_mark(cx: &Cx, state: State) -> Markup {
    let tone = match state {
        State::Received | State::ToAssign | State::Evaluated => "warn",
        State::UnderEvaluation => "brand",
        State::Decided | State::FeedbackGiven => "ok",
        _ => "",
    };
    ui::tag(tone, &words(cx).state(state.code()))
}

/// Whether immediate danger was reported and nobody triaged yet, or was found at triage.
pub(super) fn is_immediate(concern: &Concern) -> bool {
    match concern.triage() {
        Some(t) => t.outcome == super::rules::triage::Outcome::ImmediateDanger,
        None => concern.report.danger_now == super::model::Told::Yes,
    }
}

/// Emergency numbers, each a link.
pub(super) fn numbers(numbers: &[String]) -> Markup {
    html! {
        @for (i, number) in numbers.iter().enumerate() {
            @if i > 0 { " · " }
            a href=(format!("tel:{number}")) { strong { (number) } }
        }
    }
}

/// What a function is called in the pack, for lists of colleagues.
pub(super) fn function_name(pack: &Pack, kind: FunctionKind, lang: Lang) -> String {
    pack.word(rulebook::list::FUNCTION_KIND, kind.code(), lang).to_owned()
}
