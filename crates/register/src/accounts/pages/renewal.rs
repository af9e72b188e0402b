// SPDX-License-Identifier: EUPL-1.2
//! One person asked that a colleague may link another telephone; another looks whether it is true, and confirms or refuses.

use kernel::FunctionKind;
use maud::html;
use platform::http::{Cx, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Page};

use super::super::{actions, store};
use super::kept::{left, ours};
use super::words;
use crate::directory;

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (person, account) = ours(&cx).await?;
    let account = account.ok_or(Problem::NotFound)?;
    let mut conn = cx.read().await?;
    let asked = actions::waits(&cx, store::renewal(&mut conn, account.id).await?);
    let by = match asked.as_ref().and_then(|asked| asked.asked_by) {
        Some(by) => directory::practitioner_name(&mut conn, by).await?,
        None => String::new(),
    };
    drop(conn);
    let me = cx.actor()?.practitioner;
    let base = format!("/practitioners/{}/account", person.id);
    let body = html! {
        h1.govuk-heading-l { (w.renewal_title()) }
        p.mg-lead { (person.name()) }
        @if let Some(asked) = &asked {
            (ui::facts(vec![
                (w.renewal_by(), html! { (by) }),
                (w.renewal_at(), html! { (ui::date_time(&cx, asked.asked_at)) }),
                (w.renewal_until(), html! { (ui::date_time(&cx, asked.ends_at)) }),
                (w.reason(), html! { (asked.reason) }),
                (w.email(), html! { (account.email) }),
            ]))
            @if account.email != person.fields.email.to_lowercase() {
                (ui::warning(&cx, &w.renewal_other_address(&person.fields.email)))
            }
            @if asked.asked_by == Some(me) { p.govuk-body { (w.renewal_yours()) } }
            @else if person.id == me { p.govuk-body { (w.renewal_about_you()) } }
            @else {
                (ui::warning(&cx, w.renewal_check()))
                form method="post" action=(format!("{base}/renewal/confirmation")) {
                    (ui::form_key(&cx))
                    (ui::submit(w.renewal_confirm(), None))
                }
            }
            @if person.id != me {
                form method="post" action=(format!("{base}/renewal/refusal")) {
                    (ui::form_key(&cx))
                    button.govuk-button.govuk-button--secondary type="submit" {
                        @if asked.asked_by == Some(me) { (w.renewal_withdraw()) } @else { (w.renewal_refuse()) }
                    }
                }
            }
        } @else {
            p.govuk-body { (w.renewal_none()) }
        }
    };
    Ok(Page::new(w.renewal_title()).narrow().show(&cx, body))
}

pub(super) async fn confirm(cx: Cx) -> Result<Reply, Problem> {
    let (person, _) = ours(&cx).await?;
    let invitation = actions::confirm_renewal(&cx, person.id).await?;
    if invitation.path.is_none() && !keeps_accounts(&cx) {
        return Ok(done(&cx, words(&cx).done_renewal_confirmed()));
    }
    Ok(left(&cx, &person, &invitation, "renewal-confirmed"))
}

pub(super) async fn decline(cx: Cx) -> Result<Reply, Problem> {
    let (person, _) = ours(&cx).await?;
    actions::decline_renewal(&cx, person.id).await?;
    if keeps_accounts(&cx) {
        return Ok(redirect(format!("/practitioners/{}/account?done=renewal-declined", person.id)));
    }
    Ok(done(&cx, words(&cx).done_renewal_declined()))
}

/// A supervisor confirms, and has no business on the page of the account.
pub(super) fn keeps_accounts(cx: &Cx) -> bool {
    let keepers = [FunctionKind::Administrator, FunctionKind::Direction];
    cx.actor.as_ref().is_some_and(|actor| keepers.iter().any(|k| actor.holds(*k)))
}

fn done(cx: &Cx, text: &str) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::success(cx, text))
        h1.govuk-heading-l { (w.renewal_title()) }
        p.govuk-body { a.govuk-link href="/" { (w.link_done()) } }
    };
    Page::new(w.renewal_title()).narrow().show(cx, body)
}
