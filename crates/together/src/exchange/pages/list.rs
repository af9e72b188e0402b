// SPDX-License-Identifier: EUPL-1.2
//! Exchanges as lists: what waits for my answer, what I received and sent, those of a case, those that nobody deals with.

use ::register::access::{self, Action};
use ::register::cases;
use kernel::{CaseId, Instant, Layer, SubjectKind};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column, Page};
use uuid::Uuid;

use super::super::model::{Kind, Side, Thread};
use super::super::store::{self, Which};
use super::{ANSWERABLE, Names, channel_name, done, kind_name, state_tag, url, words};
use crate::sharing;

/// Lines of a page.
const PAGE: i64 = 25;

/// Where a page of a list goes on: the moment and the id of its last line.
fn after(cx: &Cx) -> Option<(Instant, Uuid)> {
    let (at, id) = cx.query("after").split_once('_')?;
    Some((Instant(at.parse().ok()?), Uuid::parse_str(id).ok()?))
}

fn next_of(found: &mut Vec<Thread>) -> Option<String> {
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    found.last().filter(|_| more).map(|t| {
        let e = &t.exchange;
        format!("{}_{}", e.last_at.0, e.id.0.simple())
    })
}

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let which = Which::parse(cx.query("which")).unwrap_or(Which::ToAnswer);
    let kind = Kind::parse(cx.query("kind"));
    let mut conn = cx.read().await?;
    let scope = access::scope(&cx, SubjectKind::EXCHANGE, Action::Read)?;
    let mut found = store::list(&mut conn, &scope, which, kind, after(&cx), PAGE + 1).await?;
    let next = next_of(&mut found);
    let names = Names::of(&mut conn, &found).await?;
    drop(conn);
    let asked = Form::from_fields(cx.request.query.clone());
    let tabs: Vec<(String, String)> = Which::ALL
        .iter()
        .map(|one| {
            let label = w.by_key(&format!("which-{}", one.code())).unwrap_or_default().to_owned();
            (label, format!("/exchanges?which={}", one.code()))
        })
        .collect();
    let kinds: Vec<Choice> = Kind::ALL.iter().map(|k| Choice::new(k.code(), kind_name(&w, *k))).collect();
    let (none, text) = match which {
        Which::ToAnswer => (w.none_to_answer(), w.none_to_answer_text()),
        _ => (w.none(), w.none_text()),
    };
    let answers_for = ANSWERABLE.iter().any(|f| cx.actor().is_ok_and(|a| a.holds(*f)));
    let body = html! {
        (done(&cx))
        div.mg-split {
            h1.govuk-heading-l { (w.exchanges()) }
            a.govuk-button.mg-no-print href="/exchanges/new" { (w.new_exchange()) }
        }
        (sharing::rooms(&cx, "/exchanges"))
        (ui::tabs(w.exchanges(), &tabs, &format!("/exchanges?which={}", which.code())))
        div.mg-filtered {
            (ui::filters_of(&cx, &[("which", which.code())], ui::filter_select(&cx, &asked, "kind", w.kind(), &kinds)))
            div.mg-filtered__results {
                @if found.is_empty() { (ui::empty(none, text, Some((w.new_exchange(), "/exchanges/new")))) }
                @else {
                    (table(&cx, &found, &names))
                    (ui::paging(&cx, next.as_deref()))
                }
            }
        }
        @if answers_for {
            p.mg-no-print {
                a.govuk-link href="/exchanges/to-assign" { (w.to_assign()) } " – "
                a.govuk-link href="/exchanges/matrix" { (w.matrix_title()) }
            }
        }
    };
    Ok(Page::new(w.exchanges()).show(&cx, body))
}

/// A line says with whom, of what kind and since when; never what it is about.
fn table(cx: &Cx, found: &[Thread], names: &Names) -> Markup {
    let w = words(cx);
    let here = cx.actor().map(|a| a.institution).ok();
    let columns = [w.column_exchange(), w.column_with(), w.column_last(), w.column_due(), w.column_state()];
    let columns: Vec<Column<'_>> = columns.into_iter().map(|label| Column { label, sort: None }).collect();
    ui::table(
        w.exchanges(),
        &columns,
        html! {
            @for t in found {
                @let side = here.and_then(|here| t.side(here));
                tr.mg-table__row--overdue[t.is_overdue(cx.today())] {
                    th scope="row" {
                        // Of the service that had the case before, one reads with whom and when: the thread is theirs.
                        @if side.is_some() { a href=(url(t)) { (kind_name(&w, t.exchange.kind)) } }
                        @else { (kind_name(&w, t.exchange.kind)) }
                        br; span.govuk-body-s { (t.reference()) ", " (channel_name(&w, t.exchange.channel)) }
                    }
                    td data-label=(w.column_with()) {
                        @match side {
                            Some(Side::To) => { (names.practitioner(t.exchange.drafted_by)) ", " (names.institution(t.exchange.institution)) }
                            _ => { (names.parties(t)) }
                        }
                    }
                    td data-label=(w.column_last()) { (ui::date(cx, t.exchange.last_at.local_date(&cx.zone))) }
                    td data-label=(w.column_due()) {
                        @if let Some(day) = t.exchange.answer_by.filter(|_| t.waits()) { (ui::date(cx, day)) }
                    }
                    td data-label=(w.column_state()) { (state_tag(cx, t)) }
                }
            }
        },
    )
}

/// What waits in the institution, for whoever hands it on: with whom it is and since when, not what is said.
pub(super) async fn to_assign(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut conn = cx.read().await?;
    let scope = access::scope(&cx, SubjectKind::EXCHANGE, Action::Assign)?;
    let mut found = store::list(&mut conn, &scope, Which::ToAnswer, None, after(&cx), PAGE + 1).await?;
    let next = next_of(&mut found);
    let names = Names::of(&mut conn, &found).await?;
    drop(conn);
    let here = cx.actor()?.institution;
    let columns = [w.column_exchange(), w.column_with(), w.in_charge(), w.column_due(), w.column_state()];
    let columns: Vec<Column<'_>> = columns.into_iter().map(|label| Column { label, sort: None }).collect();
    let body = html! {
        (done(&cx))
        h1.govuk-heading-l { (w.to_assign()) }
        p.mg-lead { (w.to_assign_lead()) }
        @if found.is_empty() { (ui::empty(w.none_to_answer(), w.none_to_assign_text(), None)) }
        @else {
            (ui::table(w.to_assign(), &columns, html! {
                @for t in &found {
                    tr.mg-table__row--overdue[t.is_overdue(cx.today())] {
                        th scope="row" {
                            a href=(format!("{}/assignment", url(t))) { (kind_name(&w, t.exchange.kind)) }
                            br; span.govuk-body-s { (t.reference()) }
                        }
                        td data-label=(w.column_with()) { (names.institution(t.exchange.institution)) }
                        td data-label=(w.in_charge()) { (t.in_charge(here).map_or("", |who| names.practitioner(who))) }
                        td data-label=(w.column_due()) { @if let Some(day) = t.exchange.answer_by { (ui::date(&cx, day)) } }
                        td data-label=(w.column_state()) { (state_tag(&cx, t)) }
                    }
                }
            }))
            (ui::paging(&cx, next.as_deref()))
        }
    };
    Ok(Page::new(w.to_assign()).crumb(w.exchanges(), Some("/exchanges".into())).show(&cx, body))
}

/// The exchanges begun in a case.
pub(super) async fn of_case(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let grant = access::require(&cx, &mut conn, Action::Read, case).await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let frame = cases::frame(&cx, &mut conn, &grant, &format!("/cases/{case}/exchanges")).await?;
    let all = cases::with_merged(&mut conn, &grant).await?;
    let mut found = store::of_cases(&mut conn, &grant, &all, after(&cx), PAGE + 1).await?;
    let next = next_of(&mut found);
    let names = Names::of(&mut conn, &found).await?;
    drop(conn);
    let writes = frame.may(Action::Write) && frame.state().is_at_work();
    let new = format!("{}/exchanges/new", frame.url());
    let body = html! {
        (done(&cx))
        div.mg-split {
            h2.govuk-heading-l { (w.exchanges()) }
            @if writes { a.govuk-button.mg-no-print href=(new) { (w.new_exchange()) } }
        }
        @if found.is_empty() { (ui::empty(w.none(), w.none_in_case_text(), writes.then_some((w.new_exchange(), new.as_str())))) }
        @else {
            (table(&cx, &found, &names))
            (ui::paging(&cx, next.as_deref()))
        }
    };
    Ok(frame.show_form(&cx, w.exchanges(), &FieldErrors::default(), body))
}
