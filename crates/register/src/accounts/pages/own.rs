// SPDX-License-Identifier: EUPL-1.2
//! « Mon compte »: sessions, password, recovery codes, language.

use kernel::{Lang, SessionId};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply, redirect, with_cookie, with_session};
use platform::problem::Problem;
use platform::session::{self, Session};
use platform::ui::{self, Choice, Column, Page};

use super::super::{actions, identity, store};
use super::invitation::{chosen, new_password};
use super::{beside, own_account, secret_input, words};
use crate::directory;

/// A choice of language lasts a year in this browser.
const A_YEAR: i64 = 31_536_000;

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let actor = cx.actor()?;
    let account = own_account(&cx).await?;
    let mut conn = cx.read().await?;
    let sessions = session::open_of(
        &mut conn,
        account.id,
        cx.now,
        cx.app.config.session_idle_minutes * kernel::Instant::MINUTE,
    )
    .await?;
    let left = store::recovery_codes_left(&mut conn, account.id).await?;
    let held = identity::held_today(&cx.app, &mut conn, account.id, cx.now).await?;
    let kept = match account.keeper {
        Some(at) => directory::institution_name(&mut conn, at).await?,
        None => String::new(),
    };
    drop(conn);
    let several = held.iter().any(|h| h.institution != actor.institution);
    let functions: Vec<String> =
        actor.appointments.iter().map(|a| directory::function_name(cx.lang, a.kind)).collect();
    let done = w.by_key(&format!("done-{}", cx.query("done")));
    let body = html! {
        @if let Some(text) = done { (ui::success(&cx, text)) }
        h1.govuk-heading-l { (w.own_title()) }
        (ui::panel(w.own_who(), None, html! {
            (ui::facts(vec![
                (w.own_name(), html! { (actor.name) }),
                (w.email(), html! { (account.email) }),
                (w.own_institution(), html! {
                    (actor.institution_name)
                    @if several { " – " a.govuk-link href="/sign-in/institution?to=/account" { (w.own_institution_change()) } }
                }),
                (w.own_functions(), html! { (functions.join(", ")) }),
                (w.own_kept_by(), html! { (kept) }),
            ]))
        }))
        (ui::panel(w.own_security(), None, html! {
            ul.govuk-list {
                li { a.govuk-link href="/account/password" { (w.own_password_change()) } }
                li { a.govuk-link href="/account/second-factor/renewal" { (w.own_factor_change()) } }
                li { a.govuk-link href="/account/recovery-codes" { (w.own_codes_renew()) } " – " (w.own_codes_left(left)) }
            }
        }))
        (ui::panel(w.own_sessions(), None, sessions_table(&cx, &sessions)))
        (ui::panel(w.own_language(), None, language(&cx)))
    };
    Ok(Page::new(w.own_title()).show(&cx, body))
}

fn sessions_table(cx: &Cx, sessions: &[Session]) -> Markup {
    let w = words(cx);
    let here = cx.session.as_ref().map(|s| s.id);
    let headings = [w.session_browser(), w.session_started(), w.session_seen(), w.session_end()]
        .map(|label| Column { label, sort: None });
    let rows = html! {
        @for s in sessions {
            tr {
                th scope="row" {
                    (browser(cx, &s.agent))
                    @if Some(s.id) == here { " " (ui::tag("brand", w.session_this())) }
                    @if s.second_factor_at.is_none() { " " (ui::tag("warn", w.session_half())) }
                }
                td data-label=(w.session_started()) { (ui::date_time(cx, s.started_at)) }
                td data-label=(w.session_seen()) { (ui::date_time(cx, s.seen_at)) }
                td data-label=(w.session_end()) {
                    @if Some(s.id) != here {
                        form method="post" action=(format!("/account/sessions/{}/end", s.id)) {
                            (ui::form_key(cx))
                            button.mg-linkbutton type="submit" {
                                (w.session_end()) span.govuk-visually-hidden { " " (browser(cx, &s.agent)) }
                            }
                        }
                    }
                }
            }
        }
    };
    html! {
        p.govuk-body { (w.own_sessions_text()) }
        (ui::table(w.own_sessions(), &headings, rows))
        @if sessions.len() > 1 {
            form method="post" action="/account/sessions/end-others" {
                (ui::form_key(cx))
                button.govuk-button.govuk-button--secondary type="submit" { (w.session_end_others()) }
            }
        }
    }
}

/// A browser and a machine in two words, from what the browser says of itself.
fn browser(cx: &Cx, agent: &str) -> String {
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, n)| *n);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let machine = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, machine) {
        (Some(browser), Some(machine)) => format!("{browser}, {machine}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => words(cx).session_unknown().to_owned(),
    }
}

fn language(cx: &Cx) -> Markup {
    let w = words(cx);
    let form = Form::from_fields(vec![("lang".into(), cx.lang.code().into())]);
    let choices: Vec<Choice> = Lang::ALL.iter().map(|l| Choice::new(l.code(), l.own_name())).collect();
    html! {
        form method="post" action="/account/language" {
            (ui::form_key(cx))
            (ui::radios(cx, &form, &FieldErrors::default(), "lang", w.own_language_legend(), None, &choices))
            (ui::submit(w.save(), None))
        }
    }
}

pub(super) async fn choose_language(cx: Cx) -> Result<Reply, Problem> {
    let lang = Lang::parse(cx.form().raw("lang")).ok_or(Problem::Unreadable)?;
    actions::set_language(&cx, lang).await?;
    Ok(with_cookie(&cx.app, redirect("/account?done=language"), "lang", lang.code(), A_YEAR))
}

pub(super) async fn end_one(cx: Cx) -> Result<Reply, Problem> {
    let id: SessionId = cx.id("id")?;
    actions::end_session(&cx, id).await?;
    Ok(redirect("/account?done=session-ended"))
}

pub(super) async fn end_others(cx: Cx) -> Result<Reply, Problem> {
    actions::end_other_sessions(&cx).await?;
    Ok(redirect("/account?done=sessions-ended"))
}

/// A page on which one shows one's password before something changes.
fn with_password(
    cx: &Cx,
    title: &str,
    lead: &str,
    action: &str,
    button: &str,
    errors: &FieldErrors,
    more: Markup,
) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (title) }
        p.mg-lead { (lead) }
        form method="post" action=(action) novalidate {
            (ui::form_key(cx))
            (secret_input(cx, errors, "password_now", w.password_now(), None, "current-password"))
            (more)
            (ui::submit(button, Some((w.cancel(), "/account"))))
        }
    };
    Page::new(title).narrow().errors(errors).crumb(w.own_title(), Some("/account".into())).show(cx, body)
}

pub(super) async fn password_form(cx: Cx) -> Result<Reply, Problem> {
    Ok(password_page(&cx, &FieldErrors::default()))
}

fn password_page(cx: &Cx, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let title = w.own_password_change();
    with_password(
        cx,
        title,
        w.own_password_lead(),
        "/account/password",
        w.save(),
        errors,
        new_password(cx, errors),
    )
}

pub(super) async fn change_password(cx: Cx) -> Result<Reply, Problem> {
    let new = match chosen(&cx) {
        Ok(password) => password,
        Err(errors) => return Ok(password_page(&cx, &errors)),
    };
    match actions::change_password(&cx, cx.form().raw("password_now"), &new).await {
        Ok(token) => Ok(with_session(&cx.app, redirect("/account?done=password"), &token)),
        Err(problem) if problem.code() == "password-wrong" => {
            Ok(password_page(&cx, &beside(problem, "password_now")?))
        }
        Err(problem) => Ok(password_page(&cx, &beside(problem, "password")?)),
    }
}

pub(super) async fn recovery_form(cx: Cx) -> Result<Reply, Problem> {
    Ok(recovery_page(&cx, &FieldErrors::default()))
}

fn recovery_page(cx: &Cx, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let title = w.own_codes_renew();
    with_password(
        cx,
        title,
        w.own_codes_lead(),
        "/account/recovery-codes",
        w.own_codes_draw(),
        errors,
        html! {},
    )
}

pub(super) async fn renew_recovery_codes(cx: Cx) -> Result<Reply, Problem> {
    match actions::renew_recovery_codes(&cx, cx.form().raw("password_now")).await {
        Ok(codes) => {
            let body = super::recovery_codes(&cx, codes.show(), "/account");
            Ok(Page::new(words(&cx).codes_title()).narrow().show(&cx, body))
        }
        Err(problem) => Ok(recovery_page(&cx, &beside(problem, "password_now")?)),
    }
}

pub(super) async fn renewal_form(cx: Cx) -> Result<Reply, Problem> {
    Ok(renewal_page(&cx, &FieldErrors::default()))
}

fn renewal_page(cx: &Cx, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let (title, action) = (w.own_factor_change(), "/account/second-factor/renewal");
    with_password(cx, title, w.own_factor_lead(), action, w.sign_in_continue(), errors, html! {})
}

pub(super) async fn renew_second_factor(cx: Cx) -> Result<Reply, Problem> {
    match actions::renew_second_factor(&cx, cx.form().raw("password_now")).await {
        Ok(()) => Ok(redirect("/account/second-factor")),
        Err(problem) => Ok(renewal_page(&cx, &beside(problem, "password_now")?)),
    }
}
