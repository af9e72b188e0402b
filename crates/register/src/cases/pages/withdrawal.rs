// SPDX-License-Identifier: EUPL-1.2
//! The proposal that waits, as its sender sees it; taking it back; and what became of earlier ones.

use kernel::CaseId;
use maud::{Markup, html};
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Column};

use super::super::frame::CaseFrame;
use super::super::model::Transfer;
use super::super::{actions, rules, store};
use super::{after, deed, enter, paragraphs, words};
use crate::access::{Action, InCase};
use crate::{deadlines, directory};

/// The longest reason.
const TEXT: usize = 2_000;

/// What waits for the other service's answer, in full, with the day by which it should come.
async fn proposal(cx: &Cx, conn: &mut Conn, transfer: &Transfer) -> Result<Markup, Problem> {
    let w = words(cx);
    let to = directory::institution_name(conn, transfer.to).await?;
    let by = directory::practitioner_name(conn, transfer.proposed_by).await?;
    let clocks = deadlines::of_subject(conn, transfer.case.0).await?;
    let answer = clocks.iter().find(|d| d.about == Some(transfer.id.0) && d.is_open());
    Ok(html! {
        section.mg-panel aria-label=(w.transfer_minimum_set()) {
            (ui::facts(vec![
                (w.transfer_to_whom(), html! { (to) }),
                (w.transfer_from(), html! { (by) ", " (ui::date_time(cx, transfer.proposed_at)) }),
                (w.transfer_answer_due(), html! {
                    @if let Some(answer) = answer { (ui::deadline(cx, ui::Deadline::Open(answer.due_on))) }
                }),
                (w.transfer_reason(), paragraphs(&transfer.reason)),
                (w.transfer_minimum(), paragraphs(&transfer.minimum)),
            ]))
        }
    })
}

/// The page of a transfer while a proposal waits: what was proposed, and the way back.
pub(super) async fn waiting(
    cx: &Cx,
    conn: &mut Conn,
    f: &CaseFrame,
    transfer: &Transfer,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let seen = proposal(cx, conn, transfer).await?;
    let content = html! {
        p.mg-lead { (w.transfer_waiting_lead()) }
        (seen)
        div.govuk-button-group {
            a.govuk-button.govuk-button--secondary href=(format!("{}/transfer/withdrawal", f.url())) { (w.transfer_withdraw()) }
            a.govuk-link href=(f.url()) { (w.cancel()) }
        }
    };
    Ok(deed(cx, f, w.transfer_waiting_title(), &FieldErrors::default(), content))
}

/// What became of earlier proposals; nothing when there were none.
pub(super) async fn past(cx: &Cx, conn: &mut Conn, grant: &InCase) -> Result<Markup, Problem> {
    let w = words(cx);
    let all = store::transfers_of(conn, grant).await?;
    if all.is_empty() {
        return Ok(html! {});
    }
    let names = directory::institution_names(conn, all.iter().map(|t| t.to)).await?;
    let headings = [w.transfer_to_whom(), w.transfer_proposed_on(), w.transfer_outcome()]
        .map(|label| Column { label, sort: None });
    let rows = html! {
        @for one in all.iter().filter(|t| t.decided_at.is_some()) {
            @let on = one.decided_at.map(|at| ui::date(cx, at.local_date(&cx.zone))).unwrap_or_default();
            tr {
                th scope="row" { (names.get(&one.to).map_or("", String::as_str)) }
                td data-label=(w.transfer_proposed_on()) { (ui::date(cx, one.proposed_at.local_date(&cx.zone))) }
                td data-label=(w.transfer_outcome()) {
                    @match (one.accepted, &one.withdrawal) {
                        (Some(true), _) => (w.transfer_past_accepted(on)),
                        (_, Some(why)) => { (w.transfer_past_withdrawn(on)) span.mg-table__second { (why) } }
                        _ => {
                            (w.transfer_past_rejected(on))
                            span.mg-table__second { (one.refusal.as_deref().unwrap_or("")) }
                        }
                    }
                }
            }
        }
    };
    Ok(ui::details(w.transfer_past(), ui::table(w.transfer_past(), &headings, rows)))
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, _, f) = enter(cx, Action::Steer, "transfer/withdrawal").await?;
    let here = cx.actor()?.institution;
    let transfer =
        rules::withdrawing_transfer(&f.facts.standing, here).map_err(|r| actions::refused(cx, r))?;
    let to = directory::institution_name(&mut conn, transfer.to).await?;
    let seen = proposal(cx, &mut conn, transfer).await?;
    drop(conn);
    let url = format!("{}/transfer", f.url());
    let content = html! {
        p.mg-lead { (w.transfer_withdrawal_lead(to)) }
        (seen)
        form method="post" action=(format!("{url}/withdrawal")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "reason", w.transfer_withdrawal_reason(), Some(w.transfer_withdrawal_reason_hint()), 3))
            p.govuk-body { (w.transfer_withdrawal_again()) }
            (ui::submit(w.transfer_withdraw(), Some((w.cancel(), &f.url()))))
        }
    };
    Ok(deed(cx, &f, w.transfer_withdrawal_title(), errors, content))
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let why = input.required_text("reason", TEXT, w.transfer_withdrawal_reason_missing());
    if !input.errors.is_empty() {
        return page(&cx, cx.form(), &input.errors).await;
    }
    actions::withdraw_transfer(&cx, case, &why).await?;
    after(&cx, case, "transfer-withdrawn").await
}
