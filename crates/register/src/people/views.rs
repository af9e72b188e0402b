// SPDX-License-Identifier: EUPL-1.2
//! How people are shown.

use kernel::{Subject, SubjectKind};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui;

use super::search::{Found, silent_types};
use super::words::Words;

pub(super) fn search(cx: &Cx, asked: &Form, errors: &FieldErrors, found: Option<&Found>) -> Reply {
    let w = Words(cx.lang);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.search_title()) }
        form method="get" action="/search" role="search" aria-label=(w.search_title()) novalidate {
            (ui::text_input(cx, asked, errors, "q", w.search_name(), Some(w.search_name_hint())))
            (ui::date_input(cx, asked, errors, "birth", w.search_birth(), Some(w.search_birth_hint()), None))
            (ui::submit(w.search_submit(), None))
        }
        @if let Some(found) = found { (results(cx, found)) }
        (ui::details(w.search_who(), html! { p.govuk-body { (w.search_who_text()) } }))
    };
    ui::Page::new(w.search_title()).errors(errors).narrow().show(cx, body)
}

/// What a search found. Also shown where a person is about to be recorded.
pub fn results(cx: &Cx, found: &Found) -> Markup {
    let w = Words(cx.lang);
    html! {
        section aria-live="polite" {
            @if found.too_little {
                (ui::empty(w.search_too_little(), w.search_too_little_text(), None))
            } @else if found.readable.is_empty() && found.elsewhere.is_empty() {
                (ui::empty(w.search_none(), w.search_none_text(), None))
            }
            @if !found.readable.is_empty() {
                h2.govuk-heading-m { (w.search_yours()) }
                ul.mg-people {
                    @for hit in &found.readable {
                        li.mg-people__item.mg-people__item--lead {
                            span.mg-people__name {
                                @if hit.person.name().is_empty() { (w.person_unnamed()) } @else { (hit.person.name()) }
                            }
                            span.mg-people__role { (birth_line(cx, &hit.person)) }
                            span.mg-people__until {
                                @for (i, subject) in hit.through.iter().enumerate() {
                                    @if i > 0 { " · " }
                                    @let label = through_label(w, *subject, found.numbers.get(&subject.id));
                                    @match cx.app.page_of(*subject) {
                                        Some(href) => a href=(href) { (label) },
                                        None => (label),
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if !found.elsewhere.is_empty() {
                h2.govuk-heading-m { (w.search_elsewhere()) }
                p.govuk-body { (w.search_elsewhere_text()) }
                ul.mg-people {
                    @for known in &found.elsewhere {
                        li.mg-people__item.mg-people__item--guest {
                            span.mg-people__name { (known.name) }
                            span.mg-people__role { (w.search_known(known.people)) " " (w.search_ask(&known.route)) }
                            @if let [case] = known.cases[..] {
                                span.mg-people__until { a href=(format!("/cases/{case}/emergency-access")) { (w.search_emergency()) } }
                            }
                        }
                    }
                }
            }
            @if found.too_wide { p.govuk-body { (w.search_too_wide()) } }
            @let silent = silent_types(cx);
            @if !found.too_little && !silent.is_empty() { p.mg-soft { (w.search_silent(silent.join(", "))) } }
        }
    }
}

/// What the link to a case or report says: which one it leads to.
fn through_label(w: Words, subject: Subject, number: Option<&String>) -> String {
    match (subject.kind == SubjectKind::CASE, number) {
        (true, Some(number)) => w.search_case_numbered(number),
        (false, Some(number)) => w.search_report_numbered(number),
        (true, None) => w.search_case().to_owned(),
        (false, None) => w.search_report().to_owned(),
    }
}

/// Birth and age in one line.
pub fn birth_line(cx: &Cx, person: &super::Person) -> String {
    let w = Words(cx.lang);
    match (person.birth, person.expected_on) {
        (Some(birth), _) => w.person_born(ui::age(cx, birth, cx.today()), ui::partial_date(cx, birth)),
        (None, Some(on)) => w.person_expected(ui::date(cx, on)),
        _ => w.person_birth_unknown().to_owned(),
    }
}
