// SPDX-License-Identifier: EUPL-1.2
//! How the opening of a case is shown.

use kernel::{Date, PersonId};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};
use rulebook::list;

use super::super::words as cases_words;
use super::new::{Before, Known};
use super::{choices, frame, words};
use crate::people::{self, Found, Sex};

fn page(cx: &Cx, errors: &FieldErrors) -> Page {
    let w = words(cx);
    let crumbs = cases_words::Words(cx.lang).frame_cases();
    Page::new(w.new_title())
        .narrow()
        .errors(errors)
        .crumb(crumbs, Some("/cases".into()))
        .crumb(w.new_title(), None)
}

pub(super) fn search(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    found: Option<(&Found, &[PersonId])>,
) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.new_title()) }
        p.mg-lead { (w.new_lead()) }
        form method="post" action="/cases/new" novalidate {
            (ui::form_key(cx))
            (ui::hidden("go", "search"))
            (names(cx, form, errors))
            (ui::submit(w.new_search(), Some((w.cancel(), "/cases"))))
        }
        @if let Some((found, candidates)) = found { (results(cx, form, found, candidates)) }
    };
    page(cx, errors).show(cx, body)
}

fn names(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    html! {
        (ui::text_input(cx, form, errors, "given", w.given(), None))
        (ui::text_input(cx, form, errors, "family", w.family(), Some(w.family_hint())))
        (ui::date_input(cx, form, errors, "birth", w.birth(), Some(w.birth_hint()), Some(())))
    }
}

fn results(cx: &Cx, form: &Form, found: &Found, candidates: &[PersonId]) -> Markup {
    let w = words(cx);
    html! {
        (people::results(cx, found))
        @for hit in found.readable.iter().filter(|m| candidates.contains(&m.person.id)) {
            p.govuk-body {
                a.govuk-link href=(format!("/cases/new?person={}", hit.person.id)) {
                    (w.new_for_known(frame::child_name(cx, &hit.person)))
                }
            }
        }
        @if !found.too_little {
            h2.govuk-heading-m { (w.new_nobody()) }
            p.govuk-body { (w.new_nobody_text()) }
            form method="post" action="/cases/new" novalidate {
                (ui::form_key(cx))
                (ui::hidden("go", "child"))
                @for name in ["given", "family", "birth-day", "birth-month", "birth-year"] {
                    (ui::hidden(name, form.raw(name)))
                }
                button.govuk-button.govuk-button--secondary type="submit" { (w.new_record_child()) }
            }
        }
    }
}

/// The ways in which the sex is written in papers.
pub(super) fn sexes(cx: &Cx) -> Vec<Choice> {
    Sex::ALL.iter().map(|s| Choice::new(s.code(), words(cx).sex(s.code()))).collect()
}

/// The fields of a person who is being recorded.
pub(super) fn person_fields(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    html! {
        (names(cx, form, errors))
        (ui::radios(cx, form, errors, "sex", w.sex_label(), Some(w.sex_hint()), &sexes(cx)))
        (ui::text_input(cx, form, errors, "languages", w.languages(), None))
        (ui::text_input(cx, form, errors, "interpreter", w.interpreter(), Some(w.interpreter_hint())))
    }
}

/// Until when the closed case is reopened, and no other begun.
fn reopens_until(cx: &Cx, before: &Before) -> Option<Date> {
    frame::reopening_until(cx, &before.facts).filter(|end| cx.today() <= *end)
}

/// That the new case follows a closed one; and, while that one can still be reopened, that this would be the better way.
fn follows(cx: &Cx, before: &Before) -> Markup {
    let w = words(cx);
    let facts = &before.facts;
    let url = format!("/cases/{}", facts.case.id);
    let until = reopens_until(cx, before);
    html! {
        p.govuk-body { (w.new_follows()) " " a.govuk-link href=(url) { (facts.case.reference) } "." }
        @if let Some(until) = until {
            p.govuk-body {
                (w.new_reopen_rather(ui::date(cx, until)))
                @if before.reopens { " " a.govuk-link href=(format!("{url}/reopening")) { (w.reopen_submit()) } }
            }
        }
    }
}

pub(super) fn opening(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    known: Option<&Known>,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let frames = choices(cx, list::FRAME)?;
    // What would be refused is not filled in first.
    let is_reopened = known.and_then(|k| k.before.as_ref()).and_then(|b| reopens_until(cx, b)).is_some();
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.new_title()) }
        form method="post" action="/cases/new" novalidate {
            (ui::form_key(cx))
            (ui::hidden("go", "open"))
            h2.govuk-heading-m { (w.new_child()) }
            @match known {
                Some(Known { child, before }) => {
                    (ui::hidden("person", child.id))
                    @if form.has("report") { (ui::hidden("report", form.raw("report"))) }
                    div.govuk-inset-text {
                        p.govuk-body { strong { (frame::child_name(cx, child)) } }
                        p.govuk-body { (people::birth_line(cx, child)) }
                        @if let Some(before) = before { (follows(cx, before)) }
                    }
                }
                None => {
                    (ui::hidden("searched", "1"))
                    (person_fields(cx, form, errors))
                    @if form.has("despite") || errors.iter().any(|e| e.field == "despite") {
                        (ui::textarea(cx, form, errors, "despite", w.new_despite(), Some(w.new_despite_hint()), 3))
                    }
                    (ui::details(w.new_unborn(), html! {
                        (ui::date_input(cx, form, errors, "expected_on", w.expected_on(), Some(w.expected_on_hint()), None))
                    }))
                }
            }
            @if !is_reopened {
                h2.govuk-heading-m { (w.new_case()) }
                (ui::date_input(cx, form, errors, "opened_on", w.opened_on(), Some(w.opened_on_hint()), None))
                (ui::textarea(cx, form, errors, "reason", w.new_reason(), Some(w.new_reason_hint()), 4))
                (ui::radios(cx, form, errors, "frame", w.legal_frame(), Some(w.legal_frame_hint()), &frames))
                (ui::text_input(cx, form, errors, "frame_source", w.legal_source(), Some(w.legal_source_hint())))
                (ui::textarea(cx, form, errors, "information", w.new_information(), Some(w.new_information_hint()), 4))
                (ui::submit(w.new_submit(), Some((w.cancel(), "/cases"))))
            }
        }
    };
    Ok(page(cx, errors).show(cx, body))
}
