// SPDX-License-Identifier: EUPL-1.2
//! The list of institutions, with filters kept in the address.

use kernel::{FunctionKind, Ground, InstitutionId, SubjectKind};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply, attachment};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column, Page};
use rulebook::Rulebook;
use uuid::Uuid;

use super::super::model::{Listed, Search, Territory, TerritoryId};
use super::super::{events, import, store, type_name};
use super::words;
use crate::ledger;

const A_PAGE: usize = 50;

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let rulebook = crate::rulebook(&cx)?;
    let search = asked(&cx, rulebook);
    let after = place(cx.query("after"));
    let mut conn = cx.read().await?;
    let territories = store::territories(&mut conn).await?;
    let mut found = store::search(&mut conn, &search, after.as_ref(), A_PAGE as i64 + 1).await?;
    drop(conn);
    let more = found.len() > A_PAGE;
    found.truncate(A_PAGE);
    let next = found.last().filter(|_| more).map(|l| format!("{}~{}", l.folded, l.id));
    let may_record = cx.actor.as_ref().is_some_and(|a| a.holds(FunctionKind::Administrator));
    let body = html! {
        (super::done(&cx))
        div.mg-split {
            h1.govuk-heading-l { (w.directory_title()) }
            @if cx.actor.is_some() {
                p {
                    a.govuk-link href="/institutions/export" { (w.directory_export()) }
                    @if may_record {
                        " · " a.govuk-link href="/institutions/import" { (w.directory_import()) }
                        " · " a.govuk-link href="/institutions/new" { (w.directory_new()) }
                    }
                }
            }
        }
        p.mg-lead { (w.directory_lead()) }
        div.mg-filtered {
            (filters(&cx, rulebook, &territories))
            div.mg-filtered__results {
                @if found.is_empty() {
                    (ui::empty(w.directory_none(), w.directory_none_text(), Some((w.directory_all(), "/institutions"))))
                } @else { (table(&cx, &found)) (ui::paging(&cx, next.as_deref())) }
            }
        }
    };
    Ok(Page::new(w.directory_title()).show(&cx, body))
}

/// Where the next page begins: the folded name and the id of the last line.
fn place(text: &str) -> Option<(String, InstitutionId)> {
    let (folded, id) = text.rsplit_once('~')?;
    Some((folded.to_owned(), id.parse().ok()?))
}

fn asked(cx: &Cx, rulebook: &Rulebook) -> Search {
    let pairs = |wanted: &dyn Fn(&rulebook::ServiceType) -> bool| -> Vec<(String, String)> {
        let types = rulebook.packs().flat_map(|p| p.service_types().iter().map(move |t| (p, t)));
        types.filter(|(_, t)| wanted(t)).map(|(p, t)| (p.code.clone(), t.code.clone())).collect()
    };
    let sector = cx.query("sector");
    let types = match cx.query("type").split_once(':') {
        Some((pack, code)) => vec![(pack.to_owned(), code.to_owned())],
        None if !sector.is_empty() => pairs(&|t| t.sector == sector),
        None => Vec::new(),
    };
    Search {
        words: cx.query("q").chars().take(100).collect(),
        types,
        territory: Uuid::parse_str(cx.query("territory")).ok().map(TerritoryId),
        receiving_on: (!cx.query("receives").is_empty()).then(|| cx.today()),
    }
}

fn filters(cx: &Cx, rulebook: &Rulebook, territories: &[Territory]) -> Markup {
    let w = words(cx);
    let form = Form::from_fields(cx.request.query.clone());
    let none = FieldErrors::default();
    let mut sectors: Vec<Choice> = Vec::new();
    for sector in rulebook.packs().flat_map(|p| p.sectors()) {
        if !sectors.iter().any(|s| s.code == sector.code) {
            sectors.push(Choice::new(&sector.code, sector.name.get(cx.lang)));
        }
    }
    ui::filters(
        cx,
        html! {
            (ui::text_input(cx, &form, &none, "q", w.name(), None))
            (ui::filter_select(cx, &form, "sector", w.sector(), &sectors))
            (ui::filter_select(cx, &form, "type", w.service_type(), &super::type_choices(cx, rulebook)))
            (ui::filter_select(cx, &form, "territory", w.territory(), &territory_choices(territories)))
            (ui::checkbox(&form, "receives", w.receives_reports()))
        },
    )
}

/// Territories as choices, each under the one it lies in.
pub(super) fn territory_choices(territories: &[Territory]) -> Vec<Choice> {
    fn add(choices: &mut Vec<Choice>, all: &[Territory], parent: Option<TerritoryId>, depth: usize) {
        for t in all.iter().filter(|t| t.parent == parent) {
            choices.push(Choice::new(t.id.to_string(), format!("{}{}", "\u{2003}".repeat(depth), t.name)));
            // Territories lie within one another a few times at most; a circle in the data must not hang a page.
            if depth < 6 {
                add(choices, all, Some(t.id), depth + 1);
            }
        }
    }
    let mut choices = Vec::new();
    add(&mut choices, territories, None, 0);
    choices
}

fn table(cx: &Cx, found: &[Listed]) -> Markup {
    let w = words(cx);
    let columns =
        [w.name(), w.service_type(), w.territory(), w.phone()].map(|label| Column { label, sort: None });
    let rows = html! {
        @for line in found {
            tr {
                th scope="row" {
                    a href=(format!("/institutions/{}", line.id)) { (line.name) }
                    @if line.closed_on.is_some_and(|d| d < cx.today()) { " " (ui::tag("warn", w.closed())) }
                    @if line.receives_reports { span.mg-table__second { (w.receives_reports()) } }
                }
                td data-label=(w.service_type()) { (type_name(cx, &line.pack, &line.service_type)) }
                td data-label=(w.territory()) { (line.territory.as_deref().unwrap_or("")) }
                td.mg-nowrap data-label=(w.phone()) { (line.phone) }
            }
        }
    };
    ui::table(w.directory_title(), &columns, rows)
}

pub(super) async fn export(cx: Cx) -> Result<Reply, Problem> {
    let here = SubjectKind::INSTITUTION.of(cx.actor()?.institution);
    ledger::witness_reading(&cx, events::DIRECTORY_EXPORTED, here, Ground::Function).await?;
    let mut conn = cx.read().await?;
    let csv = import::export(&mut conn, cx.lang).await?;
    Ok(attachment("text/csv; charset=utf-8", &format!("{}.csv", words(&cx).directory_file()), csv))
}
