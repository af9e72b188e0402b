// SPDX-License-Identifier: EUPL-1.2
//! Signing in and out.

use std::collections::BTreeMap;

use kernel::InstitutionId;
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply, redirect, with_session, without_session};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};
use uuid::Uuid;

use super::super::{actions, identity, known, rules};
use super::{beside, own_account, secret_input, words};

/// An address of the way in, with where to go afterwards.
fn step(path: &str, to: &str) -> String {
    let to = rules::onward(to);
    ui::with_query(path, (to != "/").then_some(("to", to)))
}

fn to(cx: &Cx) -> String {
    let sent = cx.form().raw("to");
    rules::onward(if sent.is_empty() { cx.query("to") } else { sent }).to_owned()
}

fn whole(cx: &Cx) -> bool {
    cx.session.as_ref().is_some_and(|s| s.second_factor_at.is_some())
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    if cx.actor.is_some() {
        return Ok(redirect(to(&cx)));
    }
    if whole(&cx) {
        return Ok(redirect(step("/sign-in/institution", &to(&cx))));
    }
    Ok(page(&cx, "", &FieldErrors::default()))
}

fn page(cx: &Cx, email: &str, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let done = words(cx).by_key(&format!("done-{}", cx.query("done")));
    let body = html! {
        @if let Some(text) = done { (ui::success(cx, text)) }
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.sign_in()) }
        form method="post" action="/sign-in" novalidate {
            (ui::form_key(cx))
            (ui::hidden("to", to(cx)))
            (ui::field(cx, "email", w.email(), None, errors, |described| html! {
                input.govuk-input.govuk-input--error[errors.of("email").is_some()] #email name="email" type="email"
                    value=(email) autocomplete="username" spellcheck="false" autocapitalize="none" aria-describedby=[described];
            }))
            (secret_input(cx, errors, "password", w.password(), None, "current-password"))
            (ui::submit(w.sign_in_continue(), None))
        }
        (ui::details(w.forgotten(), html! { p.govuk-body { (w.forgotten_text()) } }))
    };
    Page::new(w.sign_in()).narrow().bare().errors(errors).show(cx, body)
}

pub(super) async fn give_password(cx: Cx) -> Result<Reply, Problem> {
    let email = cx.form().line("email");
    match actions::give_password(&cx, &email, cx.form().raw("password")).await {
        Ok(begun) => {
            let path = match begun.account.totp_confirmed_at {
                Some(_) => "/sign-in/code",
                None => "/account/second-factor",
            };
            Ok(with_session(&cx.app, redirect(step(path, &to(&cx))), &begun.token))
        }
        Err(problem) => Ok(page(&cx, &email, &beside(problem, "email")?)),
    }
}

/// A page on the way in: what is asked, and how to begin again.
fn on_the_way(cx: &Cx, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (title) }
        (body)
        form method="post" action="/sign-out" {
            (ui::form_key(cx))
            button.mg-linkbutton type="submit" { (w.sign_in_again()) }
        }
    };
    Page::new(title).narrow().bare().errors(errors).show(cx, body)
}

pub(super) async fn code_form(cx: Cx) -> Result<Reply, Problem> {
    if whole(&cx) {
        return Ok(redirect(to(&cx)));
    }
    Ok(code_page(&cx, &FieldErrors::default()))
}

fn code_page(cx: &Cx, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let recovery = step("/sign-in/recovery", &to(cx));
    on_the_way(
        cx,
        w.code_title(),
        errors,
        html! {
            form method="post" action="/sign-in/code" novalidate {
                (ui::form_key(cx))
                (ui::hidden("to", to(cx)))
                (secret_input(cx, errors, "code", w.code(), Some(w.code_hint()), "one-time-code"))
                (ui::submit(w.sign_in(), None))
            }
            p.govuk-body { a.govuk-link href=(recovery) { (w.code_lost()) } }
        },
    )
}

pub(super) async fn give_code(cx: Cx) -> Result<Reply, Problem> {
    if whole(&cx) {
        return Ok(redirect(to(&cx)));
    }
    let account = own_account(&cx).await?;
    match actions::give_code(&cx, &account, cx.form().raw("code")).await {
        Ok(signed_in) => {
            known::remember(
                &cx,
                &account.email,
                arrived(&cx, &signed_in.token, signed_in.must_choose.is_some()),
            )
            .await
        }
        Err(problem) => Ok(code_page(&cx, &beside(problem, "code")?)),
    }
}

fn arrived(cx: &Cx, token: &str, must_choose: bool) -> Reply {
    let onward = if must_choose { step("/sign-in/institution", &to(cx)) } else { to(cx) };
    with_session(&cx.app, redirect(onward), token)
}

pub(super) async fn recovery_form(cx: Cx) -> Result<Reply, Problem> {
    if whole(&cx) {
        return Ok(redirect(to(&cx)));
    }
    Ok(recovery_page(&cx, &FieldErrors::default()))
}

fn recovery_page(cx: &Cx, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    on_the_way(
        cx,
        w.recovery_title(),
        errors,
        html! {
            form method="post" action="/sign-in/recovery" novalidate {
                (ui::form_key(cx))
                (ui::hidden("to", to(cx)))
                (ui::field(cx, "code", w.recovery_code(), Some(w.recovery_hint()), errors, |described| html! {
                    input.govuk-input.govuk-input--width-20.govuk-input--error[errors.of("code").is_some()] #code name="code"
                        type="text" autocomplete="off" spellcheck="false" autocapitalize="characters" aria-describedby=[described];
                }))
                (ui::submit(w.sign_in(), None))
            }
            p.govuk-body { (w.recovery_none_left()) }
        },
    )
}

pub(super) async fn give_recovery_code(cx: Cx) -> Result<Reply, Problem> {
    if whole(&cx) {
        return Ok(redirect(to(&cx)));
    }
    let account = own_account(&cx).await?;
    match actions::give_recovery_code(&cx, &account, cx.form().raw("code")).await {
        Ok(signed_in) => {
            known::remember(
                &cx,
                &account.email,
                arrived(&cx, &signed_in.token, signed_in.must_choose.is_some()),
            )
            .await
        }
        Err(problem) => Ok(recovery_page(&cx, &beside(problem, "code")?)),
    }
}

/// The institutions in which something is held today, by name, with the functions held there.
async fn choices(cx: &Cx) -> Result<Vec<Choice>, Problem> {
    let account = own_account(cx).await?;
    let mut conn = cx.read().await?;
    let held = identity::held_today(&cx.app, &mut conn, account.id, cx.now).await?;
    let mut places: BTreeMap<(String, InstitutionId), Vec<String>> = BTreeMap::new();
    for h in held {
        let function = crate::directory::function_name(cx.lang, h.kind);
        places.entry((h.institution_name, h.institution)).or_default().push(function);
    }
    let choice = |((name, id), functions): ((String, InstitutionId), Vec<String>)| {
        Choice::new(id.to_string(), name).hint(functions.join(", "))
    };
    Ok(places.into_iter().map(choice).collect())
}

pub(super) async fn institution_form(cx: Cx) -> Result<Reply, Problem> {
    if !whole(&cx) {
        return Ok(redirect(step("/sign-in/code", &to(&cx))));
    }
    let choices = choices(&cx).await?;
    Ok(institution_page(&cx, &choices, &FieldErrors::default()))
}

fn institution_page(cx: &Cx, choices: &[Choice], errors: &FieldErrors) -> Reply {
    let w = words(cx);
    on_the_way(
        cx,
        w.choose_title(),
        errors,
        html! {
            @if choices.is_empty() { p.govuk-body { (w.choose_nothing()) } }
            @else {
                form method="post" action="/sign-in/institution" {
                    (ui::form_key(cx))
                    (ui::hidden("to", to(cx)))
                    (ui::radios(cx, cx.form(), errors, "institution", w.choose_legend(), Some(w.choose_hint()), choices))
                    (ui::submit(w.sign_in_continue(), None))
                }
            }
        },
    )
}

pub(super) async fn choose_institution(cx: Cx) -> Result<Reply, Problem> {
    if !whole(&cx) {
        // Where somebody works is not told to whoever has their password only.
        return Ok(redirect(step("/sign-in/code", &to(&cx))));
    }
    let account = own_account(&cx).await?;
    let Ok(chosen) = Uuid::parse_str(cx.form().raw("institution")) else {
        let mut errors = FieldErrors::default();
        errors.add("institution", "required", words(&cx).choose_needed());
        return Ok(institution_page(&cx, &choices(&cx).await?, &errors));
    };
    actions::choose_institution(&cx, &account, InstitutionId(chosen)).await?;
    Ok(redirect(to(&cx)))
}

pub(super) async fn sign_out(cx: Cx) -> Result<Reply, Problem> {
    actions::sign_out(&cx).await?;
    Ok(without_session(&cx.app, redirect("/sign-in?done=signed-out")))
}
