// SPDX-License-Identifier: EUPL-1.2
//! The timeline: everything that was published about the case, the newest first, with its gaps and its late recordings.

use std::collections::HashMap;

use kernel::{Date, Instant, Layer, PractitionerId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use register::access::Action;
use register::cases::{self, CaseFrame, TimelineEntry, TimelineFilter};
use register::directory;
use uuid::Uuid;

use super::{enter, entry_title, panels, words};

/// Entries of a page.
const PAGE: usize = 30;
/// Entries of a print.
const PRINT: usize = 1_000;
/// A silence longer than this many days is shown.
const GAP: i32 = 30;

struct Asked {
    form: Form,
    errors: FieldErrors,
    filter: TimelineFilter,
    /// Whether some entries are left out: then a silence says nothing.
    picks: bool,
}

fn asked(cx: &Cx) -> Asked {
    let form = Form::from_fields(cx.request.query.clone());
    let mut input = Input::new(&form, cx.lang);
    let (from, until) = (input.date("from"), input.date("until"));
    let errors = std::mem::take(&mut input.errors);
    let start = |day: Date| Instant::from_local(day, 0, 0, &cx.zone);
    let kinds: Vec<String> =
        form.all("kind").into_iter().filter(|k| !k.is_empty()).map(str::to_owned).collect();
    let author: Option<PractitionerId> = form.raw("author").parse().ok();
    let before = cx
        .query("after")
        .split_once('-')
        .and_then(|(at, id)| Some((Instant(at.parse().ok()?), Uuid::parse_str(id).ok()?)));
    let picks = !kinds.is_empty() || author.is_some();
    let filter = TimelineFilter {
        kinds,
        author,
        from: from.and_then(start),
        until: until.and_then(|day| start(day.plus_days(1))),
        before,
    };
    Asked { form, errors, filter, picks }
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (mut conn, grant, frame) = enter(&cx, Action::Read, "timeline").await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let asked = asked(&cx);
    let is_print = !cx.query("print").is_empty();
    let page = if is_print { PRINT } else { PAGE };
    let mut entries = cases::timeline(&mut conn, &grant, &asked.filter, page as i64 + 1).await?;
    hide(&cases::secrets_of(&mut conn, &grant).await?, &mut entries);
    let choices = cases::timeline_choices(&mut conn, &grant).await?;
    let chosen = cases::chronology_of(&mut conn, &grant).await?;
    let mut authors: Vec<PractitionerId> = choices.iter().filter_map(|(_, a)| *a).collect();
    authors.sort();
    authors.dedup();
    let names = if authors.is_empty() {
        HashMap::new()
    } else {
        directory::practitioner_names(&mut conn, authors).await?
    };
    drop(conn);
    // The first entry of the next page tells whether a silence stands between the pages.
    let beyond = if entries.len() > page { entries.pop() } else { None };
    let next = entries.last().filter(|_| beyond.is_some()).map(|e| format!("{}-{}", e.occurred_at.0, e.id));
    let significant: Vec<_> = chosen.iter().filter_map(|c| c.entry).collect();
    let content = html! {
        h2.govuk-heading-m.govuk-visually-hidden { (w.timeline_title()) }
        div.mg-filtered {
            (filters(&cx, &asked, &choices, &names))
            div.mg-filtered__results {
                (ui::error_summary(&cx, &asked.errors))
                @if entries.is_empty() {
                    @if asked.picks || asked.filter.from.is_some() || asked.filter.until.is_some() {
                        (ui::empty(w.timeline_none_filtered(), "", Some((w.timeline_all(), &format!("{}/timeline", frame.url())))))
                    } @else { (ui::empty(w.last_none(), "", None)) }
                } @else {
                    p.mg-soft { (w.timeline_order()) }
                    ol.mg-timeline { (items(&cx, &frame, &asked, &entries, beyond.as_ref(), &names, &significant)) }
                    (ui::paging(&cx, next.as_deref()))
                    @if is_print { (how_far(&cx, entries.len(), next.is_some())) }
                    @else if next.is_some() { p.mg-no-print { a.govuk-link href=(on_paper(&cx)) { (w.timeline_print()) } } }
                }
            }
        }
    };
    Ok(frame.show(&cx, w.timeline_title(), content))
}

/// Masks what is kept secret of the family and repeated in an entry.
pub(super) fn hide(secrets: &register::people::Secrets, entries: &mut [TimelineEntry]) {
    for entry in entries {
        entry.summary = secrets.mask(&entry.summary);
    }
}

/// How far a print reaches. What is on paper says itself that it is a part: whoever holds it has no link to go on.
fn how_far(cx: &Cx, shown: usize, more: bool) -> Markup {
    let w = words(cx);
    html! {
        @match (cx.query("after").is_empty(), more) {
            (true, false) => p.mg-no-print { (w.timeline_printed()) },
            (true, true) => p { (w.timeline_printed_newest(shown as i64)) },
            (false, true) => p { (w.timeline_printed_middle()) },
            (false, false) => p { (w.timeline_printed_end()) },
        }
    }
}

/// The same choice of entries, all on one page.
fn on_paper(cx: &Cx) -> String {
    let kept = cx.request.query.iter().filter(|(n, _)| n != "after" && n != "lang" && n != "done");
    ui::with_query(&cx.request.path, kept.map(|(n, v)| (n.as_str(), v.as_str())).chain([("print", "1")]))
}

fn filters(
    cx: &Cx,
    asked: &Asked,
    choices: &[(String, Option<PractitionerId>)],
    names: &HashMap<PractitionerId, String>,
) -> Markup {
    let w = words(cx);
    let mut kinds: Vec<Choice> = Vec::new();
    for (kind, _) in choices {
        if !kinds.iter().any(|c| c.code == *kind) {
            kinds.push(Choice::new(kind.clone(), entry_title(cx, kind)));
        }
    }
    kinds.sort_by(|a, b| a.label.cmp(&b.label));
    let mut authors: Vec<Choice> =
        names.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
    authors.sort_by(|a, b| a.label.cmp(&b.label));
    ui::filters(
        cx,
        html! {
            (ui::filter_select(cx, &asked.form, "kind", w.filter_kind(), &kinds))
            (ui::filter_select(cx, &asked.form, "author", w.filter_author(), &authors))
            (day_input(asked, "from", w.filter_from()))
            (day_input(asked, "until", w.filter_until()))
        },
    )
}

/// A day of a filter, in the browser's own way: beside a list three boxes would take more room than the list.
fn day_input(asked: &Asked, name: &str, label: &str) -> Markup {
    html! {
        div.govuk-form-group {
            label.govuk-label for=(name) { (label) }
            input.govuk-input id=(name) name=(name) type="date" value=(asked.form.raw(name));
        }
    }
}

#[allow(clippy::too_many_arguments)] // One list, one caller.
fn items(
    cx: &Cx,
    frame: &CaseFrame,
    asked: &Asked,
    entries: &[TimelineEntry],
    beyond: Option<&TimelineEntry>,
    names: &HashMap<PractitionerId, String>,
    significant: &[kernel::EntryId],
) -> Markup {
    let w = words(cx);
    let day = |entry: &TimelineEntry| entry.occurred_at.local_date(&cx.zone);
    let chooses = frame.may(Action::Write) && frame.state().is_at_work();
    let silence = |from: Date, to: Date| {
        let days = to.days_since(from);
        html! { @if !asked.picks && days > GAP { li.mg-timeline__gap { (w.gap(days.into())) } } }
    };
    let newest_page = asked.filter.before.is_none() && asked.filter.until.is_none();
    html! {
        @if let Some(first) = entries.first() {
            @if newest_page && frame.state().is_at_work() { (silence(day(first), cx.today())) }
        }
        @for (i, entry) in entries.iter().enumerate() {
            @let on = day(entry);
            @let new_month = i == 0 || {
                let before = day(&entries[i - 1]);
                (before.year(), before.month()) != (on.year(), on.month())
            };
            @if new_month { li.mg-timeline__period { (ui::month(cx, on)) } }
            @let chosen = significant.contains(&entry.id);
            (panels::item(cx, entry, names, chosen, html! {
                @if chooses && !chosen {
                    span.mg-no-print { " · " a.govuk-link href=(format!("{}/chronology/new?entry={}", frame.url(), entry.id)) {
                        (w.choose()) span.govuk-visually-hidden { " – " (entry_title(cx, &entry.kind)) ", " (ui::date(cx, on)) }
                    } }
                }
            }))
            @if let Some(older) = entries.get(i + 1).or(beyond.filter(|_| i + 1 == entries.len())) { (silence(day(older), on)) }
        }
    }
}
