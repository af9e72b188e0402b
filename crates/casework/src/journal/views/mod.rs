// SPDX-License-Identifier: EUPL-1.2
//! How notes and contacts are shown.

mod contacts;
mod notes;

pub(super) use contacts::{Around, ContactList, contact_form, contact_page, contacts, known};
pub(super) use notes::{NoteList, correction_form, note_form, note_page, notes};

use std::collections::HashMap;

use kernel::{Date, Instant, PractitionerId};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply};
use platform::ui;
use register::cases::CaseFrame;

use super::rules;
use super::words::Words;

/// Names of those who wrote.
pub(super) type Names = HashMap<PractitionerId, String>;

fn name(names: &Names, id: PractitionerId) -> &str {
    names.get(&id).map_or("", String::as_str)
}

/// That something was written down on a later day than it happened.
fn late(cx: &Cx, occurred_on: Date, recorded_at: Instant) -> Markup {
    let recorded_on = recorded_at.local_date(&cx.zone);
    html! {
        @if let Some(days) = rules::late_days(occurred_on, recorded_on) {
            span.mg-timeline__late { (Words(cx.lang).note_late(days.into())) }
        }
    }
}

/// A text as it was typed.
fn as_typed(text: &str) -> Markup {
    html! { p.mg-note__text { (text) } }
}

/// The same list, otherwise filtered: each filter a link, the present one said in bold.
fn filter_links(cx: &Cx, label: &str, name: &str, choices: &[(&str, &str)]) -> Markup {
    let now = cx.query(name);
    html! {
        nav.mg-no-print aria-label=(label) {
            p {
                (Words(cx.lang).filter_show(label)) " "
                @for (i, (code, text)) in choices.iter().enumerate() {
                    @if i > 0 { " · " }
                    @if now == *code { strong aria-current="true" { (text) } }
                    @else { a href=(ui::with_query(&cx.request.path, [(name, *code)])) { (text) } }
                }
            }
        }
    }
}

/// The way to the whole list on paper, under a list of which a page shows a part; and how far a print reaches. What is on
/// paper says itself that it is a part: whoever holds it has no link to go on.
fn whole_on_paper(cx: &Cx, shown: usize, next: Option<&str>) -> Markup {
    let w = Words(cx.lang);
    let kept = cx.request.query.iter().filter(|(n, _)| n != "after" && n != "lang" && n != "done");
    let whole =
        ui::with_query(&cx.request.path, kept.map(|(n, v)| (n.as_str(), v.as_str())).chain([("print", "1")]));
    html! {
        @if cx.query("print").is_empty() {
            @if next.is_some() { p.mg-no-print { a.govuk-link href=(whole) { (w.print_all()) } } }
        } @else {
            @match (cx.query("after").is_empty(), next.is_some()) {
                (true, false) => p.mg-no-print { (w.print_ready()) },
                (true, true) => p { (w.print_newest(shown as i64)) },
                (false, true) => p { (w.print_middle()) },
                (false, false) => p { (w.print_end()) },
            }
        }
    }
}

/// A form in the frame of the case; with errors when it comes back.
fn form_page(cx: &Cx, frame: &CaseFrame, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
    let body = html! {
        (frame.tabs(cx))
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (title) }
        (body)
    };
    frame.page(cx, title).errors(errors).show(cx, body)
}
