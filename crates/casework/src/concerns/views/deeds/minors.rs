// SPDX-License-Identifier: EUPL-1.2
//! Forms about the minors of the home.

use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use register::cases::Followed;
use register::people::{self, Found};

use super::super::fields::{self, Typed, form};
use super::super::{minor_name, words};
use super::frame;
use crate::concerns::model::MinorId;
use crate::concerns::pages::Opened;

/// Who may already be known by that name.
fn looked(cx: &Cx, found: &Found, typed: &Form) -> Markup {
    let w = words(cx);
    let text = format!("{} {}", typed.line("child-1-given"), typed.line("child-1-family"));
    html! {
        section.mg-panel id="known-children" {
            h2.mg-panel__title { (w.look_title()) }
            p.govuk-body { (w.look_text()) }
            (ui::hidden("child-1-searched", kernel::name::fold(&text)))
            (people::results(cx, found))
            @if !found.readable.is_empty() {
                fieldset.govuk-fieldset {
                    legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (w.look_which()) }
                    div.govuk-radios {
                        @for (i, hit) in found.readable.iter().enumerate() {
                            @let id = format!("known-{i}");
                            div.govuk-radios__item {
                                input.govuk-radios__input id=(id) name="child-1-person" type="radio" value=(hit.person.id);
                                label.govuk-label.govuk-radios__label for=(id) {
                                    (w.look_same(hit.person.name())) " – " (people::birth_line(cx, &hit.person))
                                }
                            }
                        }
                        div.govuk-radios__item {
                            input.govuk-radios__input id="known-new" name="child-1-person" type="radio" value="" checked;
                            label.govuk-label.govuk-radios__label for="known-new" { (w.look_new()) }
                        }
                    }
                }
            }
        }
    }
}

pub(in crate::concerns) fn adding(
    cx: &Cx,
    o: &Opened,
    found: Option<&Found>,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let mut mentions: Vec<Choice> = o
        .concern
        .minors
        .iter()
        .filter(|m| m.is_unsettled())
        .map(|m| Choice::new(m.id.to_string(), w.minor_is_mention(minor_name(cx, m, o.person(m.id)))))
        .collect();
    mentions.push(Choice::new("", w.minor_is_another()));
    frame(
        cx,
        o,
        w.minor_add(),
        errors,
        html! {
            p.mg-lead { (w.minor_add_lead()) }
            (form(cx, &format!("{}/minors", o.url()), html! {
                @if let Some(found) = found { (looked(cx, found, typed)) }
                @if mentions.len() > 1 { (ui::radios(cx, typed, errors, "mention", w.minor_which_mention(), None, &mentions)) }
                (fields::child(cx, Typed { form: typed, errors }, 1))
                (ui::text_input(cx, typed, errors, "why", w.minor_why(), Some(w.minor_why_hint())))
                (ui::submit(w.minor_add(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

pub(in crate::concerns) fn identity(
    cx: &Cx,
    o: &Opened,
    minor: MinorId,
    found: Option<&Found>,
    typed: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let known = o.concern.minor(minor).ok_or(Problem::NotFound)?;
    Ok(frame(
        cx,
        o,
        w.minor_identify(),
        errors,
        html! {
            p.mg-lead { (w.minor_described(minor_name(cx, known, o.person(minor)))) }
            (form(cx, &format!("{}/minors/{minor}/identity", o.url()), html! {
                @if let Some(found) = found { (looked(cx, found, typed)) }
                (fields::child(cx, Typed { form: typed, errors }, 1))
                (ui::submit(w.save(), Some((w.cancel(), &o.url()))))
            }))
        },
    ))
}

pub(in crate::concerns) fn setting_aside(
    cx: &Cx,
    o: &Opened,
    minor: MinorId,
    typed: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let known = o.concern.minor(minor).ok_or(Problem::NotFound)?;
    Ok(frame(
        cx,
        o,
        w.minor_set_aside_deed(),
        errors,
        html! {
            p.mg-lead { (w.minor_described(minor_name(cx, known, o.person(minor)))) }
            (form(cx, &format!("{}/minors/{minor}/set-aside", o.url()), html! {
                (ui::textarea(cx, typed, errors, "reason", w.minor_set_aside_reason(), Some(w.minor_set_aside_hint()), 3))
                (ui::submit(w.save(), Some((w.cancel(), &o.url()))))
            }))
        },
    ))
}

/// A child of the report has an open case here: the report is linked to it, by those who may write there.
pub(in crate::concerns) fn linking(cx: &Cx, o: &Opened, minor: MinorId, there: &Followed) -> Reply {
    let w = words(cx);
    let body = html! {
        p.mg-lead {
            (w.link_case_there())
            @if let Some(reference) = &there.reference { " " a.govuk-link href=(format!("/cases/{}", there.id)) { (reference) } }
        }
        @if there.may {
            p.govuk-body { (w.link_case_text()) }
            (form(cx, &format!("{}/minors/{minor}/case", o.url()), html! {
                (ui::hidden("case", there.id))
                (ui::submit(w.link_case_submit(), Some((w.cancel(), &o.url()))))
            }))
        } @else {
            p.govuk-body { (w.link_case_ask()) @if !there.route.is_empty() { " " (there.route) } }
            p.govuk-body { a.govuk-link href=(o.url()) { (w.link_case_back()) } }
        }
    };
    super::frame_of(cx, o, minor, w.link_case_title(), &FieldErrors::default(), body)
}
