// SPDX-License-Identifier: EUPL-1.2
//! The campaigns of one's institution, and those that ask it something.

use kernel::{FunctionKind, Instant};
use maud::{Markup, html};
use platform::http::{Cx, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Page};
use uuid::Uuid;

use super::super::model::Role;
use super::super::{actions, store};
use super::{state_tag, survey_id, words};

/// Campaigns on a page.
const PAGE: i64 = 50;
/// How long results that were given back stand among what concerns an institution.
const GIVEN_BACK: i64 = 365 * Instant::DAY;

fn after(cx: &Cx) -> Option<(Instant, Uuid)> {
    let (at, id) = cx.query("after").split_once('_')?;
    Some((Instant(at.parse().ok()?), Uuid::parse_str(id).ok()?))
}

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let actor = cx.actor()?;
    let manages = actor.holds(FunctionKind::Direction);
    let mut conn = cx.read().await?;
    let since = cx.now.plus(-GIVEN_BACK);
    let asked = store::asked_of(&mut conn, actor.institution, since, PAGE).await?;
    let mut own = match manages {
        true => store::list(&mut conn, actor.institution, after(&cx), PAGE + 1).await?,
        false => Vec::new(),
    };
    drop(conn);
    let more = own.len() as i64 > PAGE;
    own.truncate(PAGE as usize);
    let next = own.last().filter(|_| more).map(|s| format!("{}_{}", s.created_at.0, s.id));
    let body = html! {
        div.mg-split {
            h1.govuk-heading-l { (w.list_title()) }
            @if manages { a.govuk-button.mg-no-print href="/surveys/new" { (w.list_new()) } }
        }
        p.mg-lead { (w.list_lead()) }
        h2.govuk-heading-m { (w.list_asked()) }
        @if asked.is_empty() { (ui::empty(w.list_asked_none(), w.list_asked_none_text(), None)) }
        @else {
            ul.govuk-list {
                @for one in &asked { li.mg-panel { (line(&cx, one)) } }
            }
        }
        @if manages {
            h2.govuk-heading-m { (w.list_own()) }
            @if own.is_empty() { (ui::empty(w.list_own_none(), w.list_own_none_text(), Some((w.list_new(), "/surveys/new")))) }
            @else {
                (ui::table(w.list_own(), &[
                    ui::Column { label: w.about_title(), sort: None },
                    ui::Column { label: w.about_number(), sort: None },
                    ui::Column { label: w.list_state(), sort: None },
                    ui::Column { label: w.list_since(), sort: None },
                ], html! {
                    @for s in &own {
                        tr {
                            th scope="row" { a href=(format!("/surveys/{}", s.id)) { (s.about.title) } }
                            td data-label=(w.about_number()) { (s.about.number) }
                            td data-label=(w.list_state()) { (state_tag(&cx, s.state())) }
                            td data-label=(w.list_since()) { (ui::date(&cx, s.opened_at.unwrap_or(s.created_at).local_date(&cx.zone))) }
                        }
                    }
                }))
                (ui::paging(&cx, next.as_deref()))
            }
        }
    };
    Ok(Page::new(w.list_title()).show(&cx, body))
}

/// A campaign as it concerns one's institution: to be answered, answered, only told, or with its results.
fn line(cx: &Cx, one: &store::Asked) -> Markup {
    let w = words(cx);
    let waits = one.sent_at.is_none() && one.reported_at.is_none();
    html! {
        p.govuk-heading-s { (one.title) }
        @if one.role == Role::Informed { p.govuk-body { (w.list_informed()) } }
        @else if let Some(at) = one.sent_at { p.govuk-body { (w.fill_sent(ui::date_time(cx, at))) } }
        @else if let (Some(due), true) = (one.due_on, waits) { p.govuk-body { (w.list_due(ui::date(cx, due))) } }
        @if one.reported_at.is_some() { p.govuk-body { a.govuk-link href=(format!("/surveys/{}/findings", one.survey)) { (w.findings()) } } }
        @else if one.role != Role::Informed {
            form method="post" action=(format!("/surveys/{}/answering", one.survey)) {
                (ui::form_key(cx))
                @if waits { (ui::submit(w.list_answer(), None)) }
                @else { button.govuk-button.govuk-button--secondary type="submit" { (w.answers()) } }
            }
        }
    }
}

/// To one's own questionnaire, also where nobody asked.
pub(super) async fn answer(cx: Cx) -> Result<Reply, Problem> {
    let respondent = actions::start(&cx, survey_id(&cx)?).await?;
    Ok(redirect(format!("/questionnaire/{}", actions::token_of(&cx, respondent).await?)))
}
