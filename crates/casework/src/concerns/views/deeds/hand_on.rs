// SPDX-License-Identifier: EUPL-1.2
//! Forms that join a report to another, or propose it to another service.

use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice};
use register::directory::Receiving;

use super::super::fields::form;
use super::super::{minor_age, minor_name, words};
use super::frame;
use crate::concerns::model::{Minor, MinorId};
use crate::concerns::pages::Opened;

/// First which report, then who is who.
pub(in crate::concerns) fn joining(
    cx: &Cx,
    o: &Opened,
    into: Option<&Opened>,
    likely: &[(MinorId, Option<MinorId>)],
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let url = format!("{}/joining", o.url());
    frame(
        cx,
        o,
        w.join_title(),
        errors,
        html! {
            p.mg-lead { (w.join_lead()) }
            @match into {
                None => form method="get" action=(url) novalidate {
                    (ui::text_input(cx, typed, errors, "into", w.join_into(), Some(w.join_into_hint())))
                    (ui::submit(w.go_on(), Some((w.cancel(), &o.url()))))
                },
                Some(into) => (form(cx, &url, html! {
                    (ui::hidden("into", &into.concern.report.reference))
                    p.govuk-body { (w.join_kept(&into.concern.report.reference, ui::date(cx, into.concern.report.received_on))) }
                    @for m in o.concern.minors.iter().filter(|m| m.same_as.is_none() && m.set_aside.is_none()) {
                        (same(cx, o, into, m, likely, typed))
                    }
                    (ui::textarea(cx, typed, errors, "reason", w.join_reason(), None, 3))
                    (ui::submit(w.join_title(), Some((w.cancel(), &o.url()))))
                })),
            }
        },
    )
}

/// Who one minor of the joined report is, among those of the kept one.
fn same(
    cx: &Cx,
    o: &Opened,
    into: &Opened,
    minor: &Minor,
    likely: &[(MinorId, Option<MinorId>)],
    typed: &Form,
) -> Markup {
    let w = words(cx);
    let name = format!("same-{}", minor.id);
    let label = |o: &Opened, m: &Minor| {
        let age = minor_age(cx, o.person(m.id));
        let name = minor_name(cx, m, o.person(m.id));
        if age.is_empty() { name } else { format!("{name}, {age}") }
    };
    let mut all: Vec<Choice> = into
        .concern
        .minors
        .iter()
        .filter(|m| m.same_as.is_none() && m.set_aside.is_none())
        .map(|m| Choice::new(m.id.0.simple().to_string(), w.join_same(label(into, m))))
        .collect();
    all.push(Choice::new("new", w.join_new()).hint(w.join_new_hint()));
    all.push(Choice::new("unsaid", w.join_unsaid()).hint(w.join_unsaid_hint()));
    let guess = likely.iter().find(|(m, _)| *m == minor.id).and_then(|(_, s)| *s);
    let chosen = match (typed.raw(&name), guess, minor.person) {
        ("", Some(other), _) => other.0.simple().to_string(),
        ("", None, Some(_)) => "new".to_owned(),
        ("", None, None) => "unsaid".to_owned(),
        (said, ..) => said.to_owned(),
    };
    let form = Form::from_fields(vec![(name.clone(), chosen)]);
    ui::radios(cx, &form, &FieldErrors::default(), &name, &w.join_who(label(o, minor)), None, &all)
}

/// To which service, why, and what it sees before it answers.
pub(in crate::concerns) fn proposing(
    cx: &Cx,
    o: &Opened,
    services: &[Receiving],
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let all: Vec<Choice> = services
        .iter()
        .map(|s| {
            let choice = Choice::new(s.id.to_string(), s.name.clone());
            match &s.territory_name {
                Some(name) => choice.hint(name.clone()),
                None => choice,
            }
        })
        .collect();
    frame(
        cx,
        o,
        w.transfer_title(),
        errors,
        html! {
            p.mg-lead { (w.transfer_lead()) }
            (form(cx, &format!("{}/transfer", o.url()), html! {
                (ui::radios(cx, typed, errors, "to", w.transfer_to(), None, &all))
                (ui::textarea(cx, typed, errors, "reason", w.transfer_reason(), Some(w.transfer_reason_hint()), 2))
                (ui::textarea(cx, typed, errors, "minimum", w.transfer_minimum(), Some(w.transfer_minimum_hint()), 2))
                (ui::submit(w.transfer_submit(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

/// Why a proposal is taken back.
pub(in crate::concerns) fn withdrawing(cx: &Cx, o: &Opened, typed: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let Some(waiting) = o.concern.proposed_transfer() else {
        let body = html! { p.govuk-body { (w.withdraw_nothing()) } };
        return frame(cx, o, w.withdraw_title(), errors, body);
    };
    frame(
        cx,
        o,
        w.withdraw_title(),
        errors,
        html! {
            p.mg-lead { (w.withdraw_lead(o.institution(waiting.to))) }
            (form(cx, &format!("{}/withdrawal", o.url()), html! {
                (ui::hidden("transfer", waiting.id.0.simple()))
                (ui::textarea(cx, typed, errors, "reason", w.withdraw_reason(), Some(w.withdraw_reason_hint()), 2))
                (ui::submit(w.withdraw_title(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}
