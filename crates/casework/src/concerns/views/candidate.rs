// SPDX-License-Identifier: EUPL-1.2
//! What a service sees of a report that is proposed to it, and who opened a report.

use std::collections::HashMap;

use kernel::{PractitionerId, ReportId};
use maud::html;
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Page};
use register::ledger::Entry;
use register::people::Person;
use rulebook::{Pack, list};

use super::fields::form;
use super::{choices, minor_age, minor_name, words};
use crate::concerns::model::{Minor, MinorId};
use crate::concerns::pages::Opened;
use crate::concerns::store::Minimum;

/// What a service sees of a report that is proposed to it.
#[allow(clippy::too_many_arguments)] // Each is one of the few things that may be seen.
pub(in crate::concerns) fn candidate(
    cx: &Cx,
    report: ReportId,
    minimum: &Minimum,
    minors: &[Minor],
    people: &[(MinorId, Person)],
    sender: &str,
    pack: &Pack,
) -> Reply {
    let w = words(cx);
    let none = FieldErrors::default();
    let blank = Form::default();
    let base = format!("/reports/{report}/transfer/{}", minimum.transfer.id);
    let body = html! {
        h1.govuk-heading-l { (w.candidate_title()) }
        p.mg-lead { (w.candidate_lead(sender)) }
        (ui::facts(vec![
            (w.minors_title(), html! {
                @for m in minors.iter().filter(|m| m.same_as.is_none() && m.set_aside.is_none()) {
                    @let person = people.iter().find(|(id, _)| *id == m.id).map(|(_, p)| p);
                    p.govuk-body { @if person.is_some() || m.is_unborn { (minor_name(cx, m, person)) " – " (minor_age(cx, person)) } @else { (w.minor_unnamed()) } }
                }
            }),
            (w.bar_received(), html! { (ui::date(cx, minimum.first_received_on)) }),
            (w.language(), html! { (minimum.language) }),
            (w.interpreter(), html! { (minimum.interpreter) }),
            (w.transfer_reason(), html! { (minimum.transfer.reason) }),
            (w.transfer_minimum(), html! { (minimum.transfer.minimum) }),
        ]))
        (form(cx, &format!("{base}/acceptance"), html! {
            p.govuk-body { (w.candidate_accept_text()) }
            button.govuk-button type="submit" { (w.candidate_accept()) }
        }))
        h2.govuk-heading-m { (w.candidate_refuse()) }
        (form(cx, &format!("{base}/refusal"), html! {
            (ui::select(cx, &blank, &none, "reason", w.candidate_refuse_reason(), None, &choices(cx, pack, list::TRANSFER_REFUSAL)))
            (ui::textarea(cx, &blank, &none, "explanation", w.candidate_refuse_text(), None, 3))
            button.govuk-button.govuk-button--secondary type="submit" { (w.candidate_refuse()) }
        }))
    };
    Page::new(w.candidate_title()).narrow().crumb(w.list_title(), Some("/reports".into())).show(cx, body)
}

/// Who opened the report, when, and why.
pub(in crate::concerns) fn access_log(
    cx: &Cx,
    o: &Opened,
    entries: &[Entry],
    names: &HashMap<PractitionerId, String>,
    pack: &Pack,
) -> Reply {
    let w = words(cx);
    let columns = [
        ui::Column { label: w.access_when(), sort: None },
        ui::Column { label: w.access_who(), sort: None },
        ui::Column { label: w.access_what(), sort: None },
        ui::Column { label: w.access_ground(), sort: None },
    ];
    let rows = html! {
        @for e in entries {
            tr {
                td.mg-nowrap data-label=(w.access_when()) { (ui::date_time(cx, e.recorded_at)) }
                td data-label=(w.access_who()) {
                    @match e.practitioner.and_then(|p| names.get(&p)) {
                        Some(name) => (name),
                        None => (w.access_nobody()),
                    }
                    @if let Some(capacity) = &e.capacity { span.mg-table__second { (pack.word(list::CAPACITY, capacity, cx.lang)) } }
                }
                td data-label=(w.access_what()) { (w.by_key(&format!("event-kind-{}", e.kind.replace('_', "-"))).unwrap_or(&e.kind)) }
                td data-label=(w.access_ground()) { (pack.word(list::GROUND, &e.ground, cx.lang)) }
            }
        }
    };
    let body = html! {
        h1.govuk-heading-l { (w.access_title()) }
        p.govuk-body { (w.access_text()) }
        (ui::table(w.access_title(), &columns, rows))
    };
    Page::new(w.access_title())
        .crumb(w.list_title(), Some("/reports".into()))
        .crumb(o.concern.report.reference.clone(), Some(o.url()))
        .crumb(w.access_title(), None)
        .show(cx, body)
}
