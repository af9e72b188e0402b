// SPDX-License-Identifier: EUPL-1.2
//! The door for somebody without an account: made and shut by whoever asked, opened with a link and a code.

use ::register::access::Action;
use kernel::{DisclosureId, ExchangeId, PieceId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, attachment, redirect, with_cookie};
use platform::problem::Problem;
use platform::ui::{self, Page};
use secrecy::{Decision, Outcome};

use super::super::actions::{self, Door, REMEMBERED, Said};
use super::super::model::{Side, Thread};
use super::answer::{said_form, said_of};
use super::{Names, open, outside, page, url, without_account, words};
use crate::sharing::{self, Composition, Documents};

/// The cookie that remembers, for an hour, that the code was given.
const COOKIE: &str = "answer";

// ── For whoever asked ────────────────────────────────────────────────────────

pub(super) async fn link_page(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut opened = open(&cx, Action::Write).await?;
    let t = opened.thread.clone();
    let outside = without_account(&mut opened.conn, &t).await?;
    if opened.side != Side::From || outside.is_empty() || t.exchange.sent_at.is_none() {
        return Err(Problem::NotFound);
    }
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&t)).await?;
    drop(opened);
    let made = actions::open_link(&cx, &t).await?;
    let url = url(&t);
    let body = html! {
        p.mg-lead { (w.link_lead()) }
        @if let Some(made) = &made {
            (ui::facts(vec![
                (w.link_for(), html! { (names.practitioner(made.practitioner)) }),
                (w.link_address(), html! { code { (cx.app.config.public_url.trim_end_matches('/')) "/answer/" (made.token) } }),
                (w.link_code(), html! { strong { (made.code) } }),
                (w.link_until(), html! { (ui::date_time(&cx, made.until)) }),
                (w.link_opened(), html! { @match made.opened_at { Some(at) => (ui::date_time(&cx, at)), None => (w.link_not_opened()) } }),
            ]))
            (ui::warning(&cx, w.link_apart()))
            form method="post" action=(format!("{url}/link/shutting")) {
                (ui::form_key(&cx))
                button.govuk-button.govuk-button--secondary type="submit" { (w.link_shut()) }
            }
        } @else {
            form method="post" action=(format!("{url}/link")) {
                (ui::form_key(&cx))
                (ui::submit(w.link_make(), Some((w.cancel(), &url))))
            }
        }
        h2.govuk-heading-m { (w.paper_title()) }
        p.govuk-body { (w.paper_text()) " " a.govuk-link href=(format!("{url}/recorded-answer")) { (w.deed_record()) } }
        p { a.govuk-link href=(url) { (w.back()) } }
    };
    Ok(page(&cx, &t, w.link_title(), &FieldErrors::default(), body))
}

pub(super) async fn make(cx: Cx) -> Result<Reply, Problem> {
    let mut opened = open(&cx, Action::Write).await?;
    let outside = without_account(&mut opened.conn, &opened.thread).await?;
    drop(opened);
    let id: ExchangeId = cx.id("id")?;
    let who = outside.first().copied().ok_or(Problem::NotFound)?;
    actions::make_link(&cx, id, who).await?;
    Ok(redirect(format!("/exchanges/{id}/link?done=link")))
}

pub(super) async fn shut(cx: Cx) -> Result<Reply, Problem> {
    let id: ExchangeId = cx.id("id")?;
    actions::revoke_links(&cx, id).await?;
    Ok(redirect(format!("/exchanges/{id}/link?done=link-shut")))
}

// ── For whoever comes through it ─────────────────────────────────────────────

fn token(cx: &Cx) -> String {
    cx.request.params.get("token").cloned().unwrap_or_default()
}

fn kept(cx: &Cx) -> String {
    cx.request.cookies.get(COOKIE).cloned().unwrap_or_default()
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    match actions::enter(&cx, &token(&cx), None, &kept(&cx)).await? {
        Some(door) => behind(&cx, &door, cx.form(), &FieldErrors::default(), None).await,
        None => Ok(code_page(&cx, cx.form(), &FieldErrors::default())),
    }
}

/// Says nothing of what is behind: neither of whom nor by whom.
fn code_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.door_title()) }
        p.mg-lead { (w.door_lead()) }
        form method="post" action=(format!("/answer/{}", token(cx))) novalidate {
            (ui::form_key(cx))
            (ui::text_input(cx, form, errors, "code", w.door_code(), Some(w.door_code_hint())))
            (ui::submit(w.door_submit(), None))
        }
    };
    Page::new(w.door_title()).narrow().errors(errors).show(cx, body)
}

pub(super) async fn enter(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    // First whether there is such a link at all: a form is filled in for nobody.
    actions::enter(&cx, &token(&cx), None, "").await?;
    let code = input.required_line("code", 40, w.door_code_missing());
    if !input.errors.is_empty() {
        return Ok(code_page(&cx, cx.form(), &input.errors));
    }
    match actions::enter(&cx, &token(&cx), Some(&code), "").await {
        Ok(Some(door)) => {
            let here = redirect(format!("/answer/{}", token(&cx)));
            Ok(with_cookie(&cx.app, here, COOKIE, &door.pass, REMEMBERED))
        }
        Ok(None) => Err(Problem::NotFound),
        Err(Problem::Refused { .. }) => {
            input.errors.add("code", "wrong", w.refused_wrong_code());
            Ok(code_page(&cx, cx.form(), &input.errors))
        }
        Err(other) => Err(other),
    }
}

async fn behind(
    cx: &Cx,
    door: &Door,
    form: &Form,
    errors: &FieldErrors,
    answered: Option<&(Decision, Composition)>,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let t: &Thread = &door.thread;
    let mut conn = cx.read().await?;
    let names = Names::of(&mut conn, std::slice::from_ref(t)).await?;
    let ids: Vec<DisclosureId> = actions::decisions(t);
    let told = sharing::read_by(cx, &mut conn, &ids, door.link.practitioner).await?;
    let rules = actions::rules_outside(cx, &mut conn, &door.link).await?.map(|(_, rules)| rules);
    drop(conn);
    let e = &t.exchange;
    let here = format!("/answer/{}", token(cx));
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.behind_title()) }
        @if let (Some(rules), Some((decision, composition))) = (rules, answered) {
            (outside::refused(cx, rules, decision, composition, names.practitioner(e.drafted_by)))
        }
        (ui::facts(vec![
            (w.reference(), html! { (t.reference()) }),
            (w.from(), html! { (names.practitioner(e.drafted_by)) ", " (names.institution(e.institution)) }),
            (w.to(), html! { (names.practitioner(door.link.practitioner)) ", " (names.institution(door.link.institution)) }),
            (w.answer_by(), html! { @if let Some(day) = e.answer_by { (ui::date(cx, day)) } }),
        ]))
        (super::thread::question(cx, t, &told))
        @for d in &told { (sharing::pieces(cx, d, door.link.practitioner, Documents::Behind(&here))) }
        @if !told.is_empty() { (ui::warning(cx, sharing::words::Words(cx.lang).onward_ban())) }
        @if t.waits() {
            h2.govuk-heading-m { (w.answer_title()) }
            p.govuk-body { (w.behind_secrecy()) }
            form method="post" action=(format!("/answer/{}/reply", token(cx))) novalidate {
                (ui::form_key(cx))
                (said_form(cx, form, errors, w.outcome(), w.answer_words()))
                (outside::form(cx, rules, form, errors, names.practitioner(e.drafted_by)))
                (ui::submit(w.answer_submit(), None))
            }
        }
    };
    Ok(Page::new(w.behind_title()).narrow().errors(errors).show(cx, body))
}

/// The document of a piece that was told with the exchange.
pub(super) async fn document(cx: Cx) -> Result<Reply, Problem> {
    let (which, piece): (DisclosureId, PieceId) = (cx.id("which")?, cx.id("piece")?);
    let door = actions::enter(&cx, &token(&cx), None, &kept(&cx)).await?.ok_or(Problem::NotFound)?;
    let who = door.link.practitioner;
    if !actions::decisions(&door.thread).contains(&which) {
        return Err(Problem::NotFound);
    }
    let mut conn = cx.read().await?;
    let told = sharing::read_by(&cx, &mut conn, &[which], who).await?;
    let told = told.first().ok_or(Problem::NotFound)?;
    let (file, bytes) = sharing::open_document_by_link(&cx, &mut conn, told, who, piece).await?;
    Ok(attachment(file.mime.code(), &file.name, bytes))
}

pub(super) async fn reply(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let door = actions::inside(&cx, &token(&cx), &kept(&cx)).await?;
    let said = said_of(&mut input, &w);
    let spoken = match &said {
        // To decline tells nothing of anybody.
        Some(Said::Decline(..)) => None,
        _ => outside::read(&cx, &door, &mut input).await?,
    };
    let (Some(said), true) = (said, input.errors.is_empty()) else {
        return behind(&cx, &door, cx.form(), &input.errors, None).await;
    };
    if let (Said::Answer(_, told), Some(spoken)) = (&said, &spoken) {
        let foreseen = actions::foresee_outside(&cx, (&door.thread, &door.link), told, spoken).await?;
        if foreseen.0.outcome != Outcome::Permitted {
            input.errors.add("nominal", "refused", w.outside_refused());
            return behind(&cx, &door, cx.form(), &input.errors, Some(&foreseen)).await;
        }
    }
    actions::answer_by_link(&cx, &token(&cx), &kept(&cx), &said, spoken.as_ref()).await?;
    Ok(with_cookie(&cx.app, redirect("/answered"), COOKIE, "", 0))
}

/// What follows an answer: the link is shut, and nothing of what was said stands here.
pub(super) async fn answered(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let body = html! {
        h1.govuk-heading-l { (w.replied_title()) }
        p.mg-lead { (w.replied_text()) }
    };
    Ok(Page::new(w.replied_title()).narrow().show(&cx, body))
}
