// SPDX-License-Identifier: EUPL-1.2
//! Taking up an invitation. The link holds a secret: it is exchanged for a cookie at once, so that it stays in no history
//! beyond the first page and leaks to no other.

use maud::html;
use platform::form::FieldErrors;
use platform::http::{Cx, Reply, redirect, with_cookie, with_session};
use platform::problem::Problem;
use platform::ui::{self, Page};

use super::super::model::Standing;
use super::super::{actions, rules};
use super::{beside, secret_input, words};

const COOKIE: &str = "invitation";
const AN_HOUR: i64 = 3_600;

pub(super) async fn receive(cx: Cx) -> Result<Reply, Problem> {
    let token = cx.request.params.get("token").cloned().unwrap_or_default();
    // Only what our tokens are made of may become a cookie.
    let is_token = token.len() == 64 && token.bytes().all(|b| b.is_ascii_hexdigit());
    let token = if is_token { token } else { String::new() };
    Ok(with_cookie(&cx.app, redirect("/invitation"), COOKIE, &token, AN_HOUR))
}

fn token(cx: &Cx) -> String {
    cx.request.cookies.get(COOKIE).cloned().unwrap_or_default()
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    match actions::invitation_of(&cx, &token(&cx)).await? {
        Some(invited) => Ok(page(&cx, invited.email(), &FieldErrors::default())),
        None => Ok(gone(&cx)),
    }
}

fn gone(cx: &Cx) -> Reply {
    let w = words(cx);
    let body = html! {
        h1.govuk-heading-l { (w.invitation_gone()) }
        p.govuk-body { (w.invitation_gone_text()) }
        p.govuk-body { a.govuk-link href="/sign-in" { (w.sign_in()) } }
    };
    Page::new(w.invitation_gone()).narrow().bare().show(cx, body)
}

fn page(cx: &Cx, email: &str, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.invitation_title()) }
        p.mg-lead { (w.invitation_lead()) }
        form method="post" action="/invitation" novalidate {
            (ui::form_key(cx))
            // For the browser's own keeper of passwords.
            (ui::field(cx, "email", w.email(), None, errors, |described| html! {
                input.govuk-input #email type="email" value=(email) autocomplete="username" readonly aria-describedby=[described];
            }))
            (new_password(cx, errors))
            (ui::submit(w.invitation_save(), None))
        }
    };
    Page::new(w.invitation_title()).narrow().bare().errors(errors).show(cx, body)
}

/// The two fields in which a password is chosen.
pub(super) fn new_password(cx: &Cx, errors: &FieldErrors) -> maud::Markup {
    let w = words(cx);
    let hint = w.password_hint(rules::SHORTEST_PASSWORD.to_string());
    html! {
        (secret_input(cx, errors, "password", w.password_new(), Some(&hint), "new-password"))
        (secret_input(cx, errors, "password_again", w.password_again(), None, "new-password"))
    }
}

/// The password that was chosen, when both fields agree.
pub(super) fn chosen(cx: &Cx) -> Result<String, FieldErrors> {
    let (first, second) = (cx.form().raw("password"), cx.form().raw("password_again"));
    if first == second {
        return Ok(first.to_owned());
    }
    let mut errors = FieldErrors::default();
    errors.add("password_again", "passwords-differ", words(cx).passwords_differ());
    Err(errors)
}

pub(super) async fn take_up(cx: Cx) -> Result<Reply, Problem> {
    let token = token(&cx);
    let Some(invited) = actions::invitation_of(&cx, &token).await? else { return Ok(gone(&cx)) };
    let password = match chosen(&cx) {
        Ok(password) => password,
        Err(errors) => return Ok(page(&cx, invited.email(), &errors)),
    };
    match actions::take_up(&cx, &token, &password).await {
        Ok((session, standing)) => {
            let next = if standing == Standing::Open { "/sign-in/code" } else { "/account/second-factor" };
            let reply = with_cookie(&cx.app, redirect(next), COOKIE, "", 0);
            Ok(with_session(&cx.app, reply, &session))
        }
        Err(problem) => Ok(page(&cx, invited.email(), &beside(problem, "password")?)),
    }
}
