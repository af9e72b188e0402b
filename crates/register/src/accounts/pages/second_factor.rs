// SPDX-License-Identifier: EUPL-1.2
//! Setting up the second factor.

use maud::html;
use platform::form::FieldErrors;
use platform::http::{Cx, Reply, redirect, with_session};
use platform::problem::Problem;
use platform::ui::{self, Page};

use super::super::model::Account;
use super::super::{actions, known, second_factor};
use super::{beside, own_account, secret_input, words};

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let account = own_account(&cx).await?;
    if actions::may_set_up(&cx, &account).is_err() {
        return Ok(redirect("/sign-in/code"));
    }
    if account.totp_confirmed_at.is_some() && account.totp_pending.is_none() {
        // Nothing waits: a new one is asked for on purpose, with the password.
        return Ok(redirect("/account/second-factor/renewal"));
    }
    actions::begin_second_factor(&cx, &account).await?;
    let account = own_account(&cx).await?;
    Ok(page(&cx, &account, &FieldErrors::default()))
}

fn page(cx: &Cx, account: &Account, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let secret = account.totp_pending.as_deref().unwrap_or_default();
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.factor_title()) }
        p.mg-lead { (w.factor_lead()) }
        ol.govuk-list.govuk-list--number {
            li { (w.factor_install()) }
            li { (w.factor_scan()) }
            li { (w.factor_type()) }
        }
        (second_factor::square(secret, w.factor_square()))
        (ui::details(w.factor_by_hand(), html! {
            p.govuk-body { (w.factor_by_hand_text()) }
            p.govuk-body { span.mg-code { (second_factor::readable(secret)) } }
        }))
        form method="post" action="/account/second-factor" novalidate {
            (ui::form_key(cx))
            (secret_input(cx, errors, "code", w.code(), Some(w.code_hint()), "one-time-code"))
            (ui::submit(w.factor_confirm(), None))
        }
    };
    Page::new(w.factor_title()).narrow().bare().errors(errors).show(cx, body)
}

pub(super) async fn confirm(cx: Cx) -> Result<Reply, Problem> {
    let account = own_account(&cx).await?;
    if actions::may_set_up(&cx, &account).is_err() {
        return Ok(redirect("/sign-in/code"));
    }
    match actions::confirm_second_factor(&cx, &account, cx.form().raw("code")).await {
        Ok((token, codes)) => {
            let body = super::recovery_codes(&cx, codes.show(), "/");
            let page = Page::new(words(&cx).codes_title()).narrow().bare().show(&cx, body);
            known::remember(&cx, &account.email, with_session(&cx.app, page, &token)).await
        }
        Err(problem) => Ok(page(&cx, &account, &beside(problem, "code")?)),
    }
}
