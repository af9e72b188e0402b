// SPDX-License-Identifier: EUPL-1.2
//! What was told to the reader: exactly the pieces that were opened to them, until the day set, and no way on from there.

use ::register::access::{self, Action};
use ::register::{directory, ledger};
use kernel::{Capacity, DisclosureId, SubjectKind};
use maud::html;
use platform::http::{self, Cx, Reply};
use platform::problem::Problem;
use platform::ui::{self, Page};

use super::super::model::Disclosure;
use super::super::{actions, masking, store};
use super::{Names, paragraphs, words};

/// As many as are shown on a page: what was told ends, the list stays short.
const MOST: i64 = 100;

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut conn = cx.read().await?;
    let scope = access::scope(&cx, SubjectKind::DISCLOSURE, Action::Read)?.only(&[Capacity::Guest]);
    let found = store::list_received(&mut conn, &scope, MOST).await?;
    // A list never shows more than the page would.
    let found: Vec<Disclosure> =
        found.into_iter().filter(|d| actions::still_reads(&cx, d).unwrap_or(false)).collect();
    let names = directory::institution_names(&mut conn, found.iter().map(|d| d.institution)).await?;
    let people = directory::practitioner_names(
        &mut conn,
        found.iter().filter_map(|d| d.executed.as_ref()).map(|x| x.by),
    )
    .await?;
    drop(conn);
    let body = html! {
        h1.govuk-heading-l { (w.received_title()) }
        (super::rooms(&cx, "/received"))
        p.mg-lead { (w.received_lead()) }
        (super::for_direction(&cx)?)
        @if found.is_empty() { (ui::empty(w.received_none(), w.received_none_text(), None)) }
        @else {
            (ui::table(w.received_title(), &[
                ui::Column { label: w.received_from(), sort: None },
                ui::Column { label: w.received_on(), sort: None },
                ui::Column { label: w.readable_until(), sort: None },
            ], html! {
                @for d in &found {
                    @if let Some(told) = &d.executed {
                        tr {
                            th scope="row" {
                                a href=(format!("/received/{}", d.id)) {
                                    (people.get(&told.by).map_or("", String::as_str)) ", " (names.get(&d.institution).map_or("", String::as_str))
                                }
                            }
                            td data-label=(w.received_on()) { (ui::date_time(&cx, told.at)) }
                            td data-label=(w.readable_until()) { (ui::date(&cx, told.until_on)) }
                        }
                    }
                }
            }))
        }
    };
    Ok(Page::new(w.received_title()).show(&cx, body))
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: DisclosureId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let grant = access::require(&cx, &mut conn, Action::Read, id).await?;
    // Whoever prepared it has its own page.
    if grant.capacity() != Capacity::Guest {
        return Err(Problem::NotFound);
    }
    let mut d = store::received(&mut conn, &grant).await?.ok_or(Problem::NotFound)?;
    // What has become a secret since it was told is read here no more.
    masking::for_readers(&mut conn, std::slice::from_mut(&mut d)).await?;
    let rules = actions::rule_set(&cx, &d)?;
    let me = grant.practitioner();
    if !actions::still_reads(&cx, &d)? {
        ledger::witness_refusal(&cx, SubjectKind::DISCLOSURE.of(id)).await?;
        return Err(Problem::NotFound);
    }
    ledger::witness(&cx, SubjectKind::DISCLOSURE.of(id), grant.capacity(), grant.ground()).await?;
    let names = Names::of(&cx, &mut conn, std::slice::from_ref(&d)).await?;
    drop(conn);
    let child = d.composition.child().map_or("", |child| names.person(child));
    let told = d.executed.as_ref().ok_or(Problem::NotFound)?;
    let lang = cx.lang.code();
    let body = html! {
        h1.govuk-heading-l { (w.received_one_title()) }
        (ui::facts(vec![
            (w.received_about(), html! { (child) }),
            (w.received_from(), html! { (names.practitioner(told.by)) ", " (names.institution(d.institution)) }),
            (w.received_on(), html! { (ui::date_time(&cx, told.at)) }),
            (w.why(), paragraphs(&d.composition.why)),
            (w.rule(), html! { (rules.title(lang)) }),
            (w.readable_until(), html! { (ui::date(&cx, told.until_on)) }),
        ]))
        (super::pieces(&cx, &d, me, super::Documents::Received))
        (ui::warning(&cx, w.onward_ban()))
        p.mg-no-print { a.govuk-link href="/received" { (w.received_back()) } }
    };
    Ok(Page::new(w.received_one_title())
        .crumb(w.received_title(), Some("/received".into()))
        .narrow()
        .show(&cx, body))
}

/// The document of a piece: never shown inside a page, always kept by the reader's own means.
pub(super) async fn document(cx: Cx) -> Result<Reply, Problem> {
    let (file, bytes) = actions::open_document(&cx, cx.id("id")?, cx.id("piece")?).await?;
    Ok(http::attachment(file.mime.code(), &file.name, bytes))
}
