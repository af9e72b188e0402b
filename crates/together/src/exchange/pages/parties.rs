// SPDX-License-Identifier: EUPL-1.2
//! To whom an exchange is addressed: first the institution, then a person, or the contact point that a person holds.

use ::register::access::Action;
use ::register::directory;
use kernel::{ExchangeId, FunctionKind, InstitutionId, PractitionerId};
use maud::html;
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui;

use super::super::actions;
use super::super::rules;
use super::{Names, page, url, words};

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    parties_page(&cx).await
}

/// First the institution, found by name; then the person, or the contact point that a person holds.
async fn parties_page(cx: &Cx) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = super::open(cx, Action::Write).await?;
    rules::drafting(&opened.thread).map_err(|r| actions::refused(cx, r))?;
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&opened.thread)).await?;
    let asked = Form::from_fields(cx.request.query.clone());
    let q = asked.line("q");
    let chosen: Option<InstitutionId> = cx.query("institution").parse().ok();
    let here = cx.actor()?.institution;
    let found = match (q.is_empty(), chosen) {
        (false, None) => {
            let search = directory::Search { words: q.clone(), ..directory::Search::default() };
            directory::search(&mut opened.conn, &search, None, 20).await?
        }
        _ => Vec::new(),
    };
    let mut workers: Vec<directory::Colleague> = Vec::new();
    let (mut points, mut service) = (Vec::new(), String::new());
    if let Some(id) = chosen {
        service = directory::institution_name(&mut opened.conn, id).await?;
        points = directory::contact_points(&mut opened.conn, id).await?;
        for one in directory::practitioners_of(&mut opened.conn, id, None, cx.today()).await? {
            if one.kind != FunctionKind::Administrator && workers.iter().all(|w| w.id != one.id) {
                workers.push(one);
            }
        }
    }
    let url = url(&opened.thread);
    let choose = |who: PractitionerId, at: InstitutionId, contact: &str, name: &str| {
        html! {
            form method="post" action=(format!("{url}/parties")) {
                (ui::form_key(cx))
                (ui::hidden("who", who)) (ui::hidden("institution", at)) (ui::hidden("contact", contact))
                button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" {
                    (w.choose()) span.govuk-visually-hidden { " " (name) }
                }
            }
        }
    };
    let body = html! {
        p.mg-lead { (w.parties_lead()) }
        @if !opened.thread.parties.is_empty() {
            ul.mg-people {
                @for p in &opened.thread.parties {
                    li.mg-people__item {
                        span.mg-people__name { (names.practitioner(p.practitioner)) ", " (names.institution(p.institution)) }
                        form method="post" action=(format!("{url}/parties/{}/removal", p.practitioner)) {
                            (ui::form_key(cx))
                            button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" {
                                (w.remove()) span.govuk-visually-hidden { " " (names.practitioner(p.practitioner)) }
                            }
                        }
                    }
                }
            }
        }
        @if rules::addressing(&opened.thread).is_ok() {
            form method="get" action=(format!("{url}/parties")) {
                (ui::text_input(cx, &asked, &FieldErrors::default(), "q", w.parties_search(), Some(w.parties_search_hint())))
                (ui::submit(w.search(), None))
            }
        } @else { p.govuk-body { (w.parties_complete()) } }
        @if chosen.is_none() && !q.is_empty() {
            @let others: Vec<_> = found.iter().filter(|i| i.id != here && i.closed_on.is_none_or(|day| day >= cx.today())).collect();
            @if others.is_empty() { (ui::empty(w.parties_none(), w.parties_none_text(), None)) }
            ul.mg-people {
                @for one in others {
                    li.mg-people__item {
                        span.mg-people__name {
                            a href=(ui::with_query(&format!("{url}/parties"), [("institution", one.id.to_string().as_str())])) { (one.name) }
                        }
                        span.mg-people__role { (directory::type_name(cx, &one.pack, &one.service_type)) @if let Some(t) = &one.territory { " – " (t) } }
                    }
                }
            }
        }
        @if let Some(institution) = chosen {
            h2.govuk-heading-m { (service) }
            @if !points.is_empty() {
                h3.govuk-heading-s { (w.contact_points()) }
                ul.mg-people {
                    @for point in &points {
                        li.mg-people__item {
                            span.mg-people__name { (point.label) @if !point.hours.is_empty() { " (" (point.hours) ")" } }
                            @match point.practitioner.filter(|who| workers.iter().any(|w| w.id == *who)) {
                                Some(who) => {
                                    span.mg-people__role { (workers.iter().find(|w| w.id == who).map(directory::Colleague::name).unwrap_or_default()) }
                                    (choose(who, institution, &point.label, &point.label))
                                }
                                // A mailbox reads nothing and answers for nothing.
                                None => span.mg-people__role { (w.contact_point_of_nobody()) },
                            }
                        }
                    }
                }
            }
            h3.govuk-heading-s { (w.people_there()) }
            @if workers.is_empty() { (ui::empty(w.staff_none(), w.staff_none_text(), None)) }
            ul.mg-people {
                @for one in &workers {
                    li.mg-people__item {
                        span.mg-people__name { (one.name()) @if !one.title.is_empty() { ", " (one.title) } }
                        (choose(one.id, institution, "", &one.name()))
                    }
                }
            }
        }
        p { a.govuk-link href=(url) { (w.back()) } }
    };
    Ok(page(cx, &opened.thread, w.step_parties(), &FieldErrors::default(), body))
}

pub(super) async fn add(cx: Cx) -> Result<Reply, Problem> {
    let id: ExchangeId = cx.id("id")?;
    let who: Option<PractitionerId> = cx.form().raw("who").parse().ok();
    let institution: Option<InstitutionId> = cx.form().raw("institution").parse().ok();
    let (Some(who), Some(institution)) = (who, institution) else { return parties_page(&cx).await };
    let contact = cx.form().line("contact");
    let contact: String = contact.chars().take(200).collect();
    actions::add_party(&cx, id, who, institution, &contact).await?;
    Ok(redirect(format!("/exchanges/{id}?done=party")))
}

pub(super) async fn remove(cx: Cx) -> Result<Reply, Problem> {
    let id: ExchangeId = cx.id("id")?;
    actions::remove_party(&cx, id, cx.id("who")?).await?;
    Ok(redirect(format!("/exchanges/{id}/parties")))
}
