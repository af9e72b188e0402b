// SPDX-License-Identifier: EUPL-1.2
//! A sheet for the person: the appointment, what will be said, whom to call. On paper, in plain words.

use ::register::access::Action;
use ::register::directory;
use kernel::FunctionKind;
use maud::html;
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui;

use super::super::model::{Companion, Means, Step};
use super::super::words::Words;
use super::{Names, open, words};

/// Who goes along, by name.
fn companion<'a>(w: &Words, step: &'a Step, names: &'a Names) -> &'a str {
    match Companion::parse(&step.companion) {
        None => "",
        Some(Companion::Nobody) => w.sheet_alone(),
        Some(Companion::Worker) => names.practitioner(step.by),
        Some(Companion::Other) => &step.others,
    }
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut opened = open(&cx, Action::Read).await?;
    let now = opened.course.now();
    let service = match now.recipient.and_then(|r| r.to_institution) {
        Some(id) => directory::institution(&mut opened.conn, id).await?,
        None => None,
    };
    let actor = cx.actor()?;
    let ours = directory::institution(&mut opened.conn, actor.institution).await?;
    let phone = ours.as_ref().map(|i| i.fields.phone.clone()).unwrap_or_default();
    let works = actor.appointments.iter().any(|a| a.kind != FunctionKind::Administrator);
    let place = now.recipient.map_or("", |r| opened.names.place(r));
    let body = html! {
        (opened.frame.tabs(&cx))
        p.mg-no-print { a.govuk-back-link href=(opened.url()) { (w.back()) } }
        h2.govuk-heading-l { (w.sheet_title()) }
        p.govuk-body.mg-no-print { (w.sheet_how()) }
        section.mg-panel {
            @if let Some(step) = now.appointment {
                @let companion = companion(&w, step, &opened.names);
                h3.govuk-heading-m { (w.sheet_appointment()) }
                div.mg-section { (ui::facts(vec![
                    (w.sheet_when(), html! { @if let Some(at) = step.at { strong { (ui::date_time(&cx, at)) } } }),
                    (w.sheet_where(), html! {
                        @if !place.is_empty() { (place) br; }
                        @if !step.place.is_empty() { (step.place) }
                        @else if let Some(service) = &service { (service.fields.address) }
                    }),
                    (w.sheet_with(), html! {
                        @match step.to_practitioner { Some(who) => (opened.names.practitioner(who)), None => (step.to_name) }
                    }),
                    (w.sheet_companion(), html! { (companion) }),
                    (w.sheet_call_them(), html! { @if let Some(service) = &service { (service.fields.phone) } }),
                ])) }
            } @else { p.govuk-body { (w.sheet_no_appointment(place)) } }
            @if let Some(step) = now.content {
                h3.govuk-heading-m { (w.sheet_said()) }
                (ui::paragraphs(&step.words))
                @if !step.others.is_empty() {
                    h3.govuk-heading-m { (w.sheet_unsaid()) }
                    (ui::paragraphs(&step.others))
                }
            }
            h3.govuk-heading-m { (w.sheet_yours()) }
            p.govuk-body { (w.sheet_free()) }
            @if now.contact.is_some_and(|s| Means::parse(&s.code) == Some(Means::ByWorker)) { p.govuk-body { (w.sheet_told()) } }
            @if works {
                p.govuk-body { @if phone.is_empty() { (w.sheet_ask_us(&actor.name)) } @else { (w.sheet_call_us(&actor.name, &phone)) } }
            }
        }
    };
    Ok(opened.frame.page(&cx, w.sheet_title()).narrow().show(&cx, body))
}
