// SPDX-License-Identifier: EUPL-1.2
//! What one's institution says it practises with others: the matrix of the inventory of good practices, as it is declared.

use ::register::{access, directory};
use kernel::InstitutionId;
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Column, Page};

use super::super::model::Kind;
use super::super::store_declared;
use super::{ANSWERABLE, actions, channel_name, kind_name, silence, words};
use crate::sharing::Channel;

/// As many services as a search shows.
const FOUND: i64 = 20;

/// With whom: those of whom something was said, and any other by a word of its name.
pub(super) async fn choose(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let known = crate::sharing::words::Words(cx.lang);
    let institution = access::require_function(&cx, ANSWERABLE)?;
    let asked = Form::from_fields(cx.request.query.clone());
    let q = asked.line("q");
    let mut conn = cx.read().await?;
    let declared = store_declared::declared(&mut conn, institution).await?;
    let mut partners: Vec<InstitutionId> = declared.iter().map(|d| d.partner).collect();
    partners.dedup();
    let names = directory::institution_names(&mut conn, partners.iter().copied()).await?;
    let mut found = Vec::new();
    if !q.is_empty() {
        let search = directory::Search { words: q.clone(), ..directory::Search::default() };
        found = directory::search(&mut conn, &search, None, FOUND).await?;
        found.retain(|i| i.id != institution && i.closed_on.is_none_or(|day| day >= cx.today()));
    }
    let to_agree = silence::to_agree(&cx, &mut conn).await?;
    drop(conn);
    let to = |id: InstitutionId| format!("/exchanges/declared/{id}");
    let body = html! {
        h1.govuk-heading-l { (w.declared_title()) }
        p.mg-lead { (w.declared_lead()) }
        (to_agree)
        @if partners.is_empty() { (ui::empty(w.declared_none(), w.declared_none_text(), None)) }
        @else {
            ul.mg-people {
                @for partner in &partners {
                    li.mg-people__item {
                        span.mg-people__name { a href=(to(*partner)) { (names.get(partner).map_or("", String::as_str)) } }
                        @if let Some(one) = declared.iter().find(|d| d.partner == *partner) {
                            span.mg-people__until { (w.declared_on(ui::date(&cx, one.on))) }
                        }
                    }
                }
            }
        }
        section.mg-section {
            h2.govuk-heading-m { (w.declared_add()) }
            form method="get" action="/exchanges/declared" {
                (ui::text_input(&cx, &asked, &FieldErrors::default(), "q", known.recipients_search(), None))
                (ui::submit(known.search(), None))
            }
        }
        @if !q.is_empty() && found.is_empty() { (ui::empty(known.recipients_none(), known.recipients_none_text(), None)) }
        ul.mg-people {
            @for one in &found {
                li.mg-people__item {
                    span.mg-people__name { a href=(to(one.id)) { (one.name) } }
                    span.mg-people__role { (directory::type_name(&cx, &one.pack, &one.service_type)) }
                }
            }
        }
        p { a.govuk-link href="/exchanges/matrix" { (w.matrix_title()) } }
    };
    let page = Page::new(w.declared_title()).crumb(w.exchanges(), Some("/exchanges".into()));
    Ok(page.crumb(w.matrix_title(), Some("/exchanges/matrix".into())).narrow().show(&cx, body))
}

fn field(kind: Kind, channel: Channel) -> String {
    format!("{}-{}", kind.code(), channel.code())
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let institution = access::require_function(&cx, ANSWERABLE)?;
    let partner: InstitutionId = cx.id("partner")?;
    let mut conn = cx.read().await?;
    let there = directory::institution(&mut conn, partner).await?.ok_or(Problem::NotFound)?;
    let declared = store_declared::declared(&mut conn, institution).await?;
    let silences = silence::with_partner(&cx, &mut conn, institution, partner).await?;
    drop(conn);
    let is_said = |kind, channel| {
        declared.iter().any(|d| d.partner == partner && d.kind == kind && d.channel == channel)
    };
    let heads = [w.kind(), channel_name(&w, Channel::Written), channel_name(&w, Channel::Oral)];
    let columns = heads.map(|label| Column { label, sort: None });
    let body = html! {
        (super::done(&cx))
        h1.govuk-heading-l { (w.declared_with(&there.fields.name)) }
        p.mg-lead { (w.declared_form_lead()) }
        form method="post" action=(format!("/exchanges/declared/{partner}")) {
            (ui::form_key(&cx))
            (ui::table(w.declared_title(), &columns, html! {
                @for kind in Kind::ALL {
                    tr {
                        th scope="row" { (kind_name(&w, *kind)) }
                        @for channel in [Channel::Written, Channel::Oral] {
                            @let name = field(*kind, channel);
                            td data-label=(channel_name(&w, channel)) {
                                div.govuk-checkboxes.govuk-checkboxes--small {
                                    div.govuk-checkboxes__item {
                                        input.govuk-checkboxes__input type="checkbox" id=(name) name=(name) value="1" checked[is_said(*kind, channel)];
                                        label.govuk-label.govuk-checkboxes__label for=(name) {
                                            span.govuk-visually-hidden { (kind_name(&w, *kind)) ", " (channel_name(&w, channel)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }))
            (ui::submit(w.declared_submit(), Some((w.cancel(), "/exchanges/declared"))))
        }
        (silences)
    };
    let page = Page::new(w.declared_title()).crumb(w.exchanges(), Some("/exchanges".into()));
    Ok(page.crumb(w.declared_title(), Some("/exchanges/declared".into())).narrow().show(&cx, body))
}

pub(super) async fn declare(cx: Cx) -> Result<Reply, Problem> {
    let partner: InstitutionId = cx.id("partner")?;
    let input = Input::new(cx.form(), cx.lang);
    let mut practised = Vec::new();
    for kind in Kind::ALL {
        for channel in [Channel::Written, Channel::Oral] {
            if input.ticked(&field(*kind, channel)) {
                practised.push((*kind, channel));
            }
        }
    }
    actions::declare(&cx, partner, &practised).await?;
    Ok(redirect("/exchanges/matrix?done=declared"))
}
