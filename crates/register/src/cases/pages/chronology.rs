// SPDX-License-Identifier: EUPL-1.2
//! The chronology: significant events, chosen by a worker, the oldest first; what a judge or the child will read.

use kernel::{CaseId, EntryId, Layer, PartialDate, PractitionerId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Column};
use uuid::Uuid;

use super::super::{actions, store};
use super::{back, deed, enter, filled, paragraphs, words};
use crate::access::Action;
use crate::directory;

/// The longest text of a field.
const TEXT: usize = 5_000;

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (mut conn, grant, f) = enter(&cx, Action::Read, "chronology").await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let mut events = store::chronology_of(&mut conn, &grant).await?;
    let secrets = store::secrets_of(&mut conn, &grant).await?;
    for event in &mut events {
        event.event = secrets.mask(&event.event);
        event.meaning = secrets.mask(&event.meaning);
    }
    let by: Vec<PractitionerId> = events.iter().map(|e| e.chosen_by).collect();
    let names =
        if by.is_empty() { Default::default() } else { directory::practitioner_names(&mut conn, by).await? };
    drop(conn);
    let writes = f.may(Action::Write) && f.state().is_at_work();
    let url = format!("{}/chronology", f.url());
    let headings =
        [w.chrono_when(), w.chrono_event(), w.chrono_meaning(), w.chrono_source(), w.chrono_chosen()]
            .map(|label| Column { label, sort: None });
    let rows = html! {
        @for event in &events {
            tr {
                th.mg-nowrap scope="row" { (ui::partial_date(&cx, event.occurred)) }
                td.mg-cell-wide data-label=(w.chrono_event()) { (paragraphs(&event.event)) }
                td.mg-cell-wide data-label=(w.chrono_meaning()) { (paragraphs(&event.meaning)) }
                td.mg-cell-wide data-label=(w.chrono_source()) { (event.source) }
                td data-label=(w.chrono_chosen()) {
                    (names.get(&event.chosen_by).map_or("", String::as_str))
                    span.mg-table__second { (ui::date(&cx, event.recorded_at.local_date(&cx.zone))) }
                    @if writes {
                        form.mg-no-print method="post" action=(format!("{url}/{}/withdrawal", event.id.simple())) {
                            (ui::form_key(&cx))
                            button.mg-linkbutton type="submit" {
                                (w.chrono_withdraw())
                                span.govuk-visually-hidden { " – " (ui::partial_date(&cx, event.occurred)) }
                            }
                        }
                    }
                }
            }
        }
    };
    let content = html! {
        div.mg-split {
            h2.govuk-heading-l { (w.chrono_title()) }
            @if writes { a.govuk-button.govuk-button--secondary href=(format!("{url}/new")) { (w.chrono_add()) } }
        }
        p.mg-lead { (w.chrono_lead()) span.mg-no-print { " " (w.chrono_prints()) } }
        @if events.is_empty() { (ui::empty(w.chrono_none(), w.chrono_none_text(), None)) }
        @else { (ui::table(w.chrono_title(), &headings, rows)) }
    };
    Ok(f.show(&cx, w.chrono_title(), content))
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (mut conn, grant, _) = enter(&cx, Action::Write, "chronology").await?;
    let chosen: Option<EntryId> = cx.query("entry").parse().ok();
    let form = match chosen {
        Some(id) => {
            let entry = store::entry(&mut conn, &grant, id).await?.ok_or(Problem::NotFound)?;
            let on = PartialDate::exact(entry.occurred_at.local_date(&cx.zone));
            let source = match entry.author {
                Some(author) => w.chrono_source_file(directory::practitioner_name(&mut conn, author).await?),
                None => String::new(),
            };
            // A secret that a colleague repeated is neither shown here nor kept as the dots that stand for it.
            let secrets = store::secrets_of(&mut conn, &grant).await?;
            let summary =
                if secrets.mask(&entry.summary) == entry.summary { entry.summary } else { String::new() };
            filled([
                ("entry", id.to_string()),
                ("occurred", on.to_string()),
                ("event", summary),
                ("source", source),
            ])
        }
        None => Form::default(),
    };
    drop(conn);
    page(&cx, &form, &FieldErrors::default()).await
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (_, grant, f) = enter(cx, Action::Write, "chronology").await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let url = format!("{}/chronology", f.url());
    let content = html! {
        p.mg-lead { (w.chrono_add_lead()) }
        form method="post" action=(url) novalidate {
            (ui::form_key(cx))
            @if !form.raw("entry").is_empty() { (ui::hidden("entry", form.raw("entry"))) }
            (ui::date_input(cx, form, errors, "occurred", w.chrono_when(), Some(w.birth_hint()), Some(())))
            (ui::textarea(cx, form, errors, "event", w.chrono_event(), Some(w.chrono_event_hint()), 4))
            (ui::textarea(cx, form, errors, "meaning", w.chrono_meaning(), Some(w.chrono_meaning_hint()), 4))
            (ui::text_input(cx, form, errors, "source", w.chrono_source(), Some(w.chrono_source_hint())))
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(deed(cx, &f, w.chrono_add(), errors, content))
}

pub(super) async fn choose(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let occurred = input.partial_date("occurred");
    if occurred.is_none() && input.errors.of("occurred").is_none() {
        input.errors.add("occurred", "required", w.chrono_when_missing());
    }
    if occurred.is_some_and(|o| o.earliest() > cx.today()) {
        input.errors.add("occurred", "in-future", w.date_in_future());
    }
    let what = input.required_text("event", TEXT, w.chrono_event_missing());
    let meaning = input.text("meaning", TEXT);
    let source = input.required_line("source", 300, w.chrono_source_missing());
    let (Some(occurred), true) = (occurred, input.errors.is_empty()) else {
        return page(&cx, cx.form(), &input.errors).await;
    };
    let entry: Option<EntryId> = match cx.form().raw("entry").parse().ok() {
        Some(id) => {
            // Only an entry that the reader may read can be pointed at.
            let (mut conn, grant, _) = enter(&cx, Action::Write, "chronology").await?;
            Some(store::entry(&mut conn, &grant, id).await?.ok_or(Problem::NotFound)?.id)
        }
        None => None,
    };
    actions::choose_event(&cx, case, entry, occurred, &what, &meaning, &source).await?;
    Ok(back(case, "chronology", "event-chosen"))
}

pub(super) async fn withdraw(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    let event =
        cx.request.params.get("event").and_then(|e| Uuid::parse_str(e).ok()).ok_or(Problem::NotFound)?;
    actions::withdraw_event(&cx, case, event).await?;
    Ok(back(case, "chronology", "event-withdrawn"))
}
