// SPDX-License-Identifier: EUPL-1.2
//! Who opened the case, when, in which capacity and why; and what was done to it. Read from the ledger.

use std::collections::HashMap;

use kernel::{Instant, InstitutionId, PractitionerId};
use maud::{Markup, html};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column};
use register::access::{Action, events as access_events};
use register::cases;
use register::directory;
use register::ledger::{self, Entry, events as ledger_events};
use rulebook::list;

use super::{enter, words};

/// Lines of a page.
const PAGE: usize = 50;

/// The kinds that are openings, or attempts.
const OPENINGS: &[&str] = &[
    ledger_events::RECORD_OPENED.0,
    ledger_events::OPENING_REFUSED.0,
    cases::events::SECRET_REVEALED.0,
    access_events::EMERGENCY_ACCESS_OPENED.0,
    access_events::EMERGENCY_ACCESS_REVIEWED.0,
];

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (mut conn, grant, frame) = enter(&cx, Action::ReadAccessLog, "access-log").await?;
    let what = if cx.query("what") == "all" { "all" } else { "openings" };
    let before = cx
        .query("after")
        .split_once('-')
        .and_then(|(at, seq)| Some((Instant(at.parse().ok()?), seq.parse().ok()?)));
    let kinds = if what == "all" { &[][..] } else { OPENINGS };
    let mut entries = ledger::of_case(&mut conn, grant.subject(), kinds, before, PAGE as i64 + 1).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let who: Vec<PractitionerId> = entries.iter().filter_map(|e| e.practitioner).collect();
    let names =
        if who.is_empty() { HashMap::new() } else { directory::practitioner_names(&mut conn, who).await? };
    let places = directory::institution_names(&mut conn, entries.iter().map(|e| e.institution)).await?;
    drop(conn);
    let next = entries.last().filter(|_| more).map(|e| format!("{}-{}", e.recorded_at.0, e.seq));
    let form = Form::from_fields(vec![("what".into(), what.into())]);
    let choices = [Choice::new("openings", w.log_openings()), Choice::new("all", w.log_all())];
    let content = html! {
        h2.govuk-heading-m { (w.log_title()) }
        p.mg-lead { (w.log_lead()) }
        div.mg-filtered {
            (ui::filters(&cx, ui::small_radios(&cx, &form, "what", w.log_show(), &choices)))
            div.mg-filtered__results {
                @if entries.is_empty() { (ui::empty(w.log_none(), "", None)) }
                @else {
                    (table(&cx, &entries, &names, &places))
                    (ui::paging(&cx, next.as_deref()))
                }
            }
        }
    };
    Ok(frame.show(&cx, w.log_title(), content))
}

fn table(
    cx: &Cx,
    entries: &[Entry],
    names: &HashMap<PractitionerId, String>,
    places: &HashMap<InstitutionId, String>,
) -> Markup {
    let w = words(cx);
    let headings =
        [w.log_when(), w.log_who(), w.log_what(), w.log_why()].map(|label| Column { label, sort: None });
    let rows = html! {
        @for entry in entries {
            tr {
                td.mg-nowrap data-label=(w.log_when()) { (ui::date_time(cx, entry.recorded_at)) }
                th scope="row" {
                    @match entry.practitioner.and_then(|p| names.get(&p)) {
                        Some(name) => (name),
                        None if entry.actor_kind == "public" => (w.log_public()),
                        None => (w.log_system()),
                    }
                    span.mg-table__second { (places.get(&entry.institution).map_or("", String::as_str)) }
                }
                td data-label=(w.log_what()) {
                    (what(cx, &entry.kind))
                    @if let Some(capacity) = &entry.capacity {
                        span.mg-table__second { (cases::words::Words(cx.lang).capacity(capacity)) }
                    }
                }
                td data-label=(w.log_why()) {
                    (cases::word(cx, list::GROUND, &entry.ground))
                    @if let Some(reason) = &entry.reason { span.mg-table__second { (reason) } }
                }
            }
        }
    };
    ui::table(w.log_title(), &headings, rows)
}

/// What an event is called. Those of the areas are named here: areas do not know the ledger's page.
fn what(cx: &Cx, kind: &str) -> &'static str {
    let own = words(cx).by_key(&format!("event-{}", kind.replace('_', "-")));
    cases::event_title(cx.lang, kind).or(own).unwrap_or(cases::words::Words(cx.lang).event_other())
}
