// SPDX-License-Identifier: EUPL-1.2
//! The record of a consultation: that it was held, its minutes, and the word of a participant about themselves.

use kernel::PractitionerId;
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use register::access::Action;

use super::super::actions::{self, Word};
use super::super::model::Stand;
use super::{Names, Opened, TEXT, open, page, url, words};

// ── That it was held ─────────────────────────────────────────────────────────

pub(super) async fn session_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    session_page(&cx, &form, &FieldErrors::default()).await
}

async fn session_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let Opened { mut conn, c, .. } = open(cx, Action::Steer).await?;
    if c.stand() != Stand::Open {
        return Err(Problem::NotFound);
    }
    let names = Names::of(&mut conn, std::slice::from_ref(&c)).await?;
    drop(conn);
    let who: Vec<Choice> = c
        .composition
        .participants
        .iter()
        .map(|p| {
            let name = names.practitioner(p.practitioner);
            Choice::new(p.practitioner.to_string(), format!("{name}, {}", names.institution(p.institution)))
        })
        .collect();
    let url = url(&c);
    let body = html! {
        p.mg-lead { (w.session_lead()) }
        form method="post" action=(format!("{url}/session")) novalidate {
            (ui::form_key(cx))
            (ui::date_input(cx, form, errors, "on", w.held_on(), None, None))
            (ui::checkboxes(cx, form, errors, "attended", w.were_there(), Some(w.were_there_hint()), &who))
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, Some(&c), w.deed_hold(), errors, body))
}

pub(super) async fn session(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let Opened { c, conn, .. } = open(&cx, Action::Steer).await?;
    drop(conn);
    let mut input = Input::new(cx.form(), cx.lang);
    let on = input.required_date("on", w.held_on_missing());
    if on.is_some_and(|on| on > cx.today()) {
        input.errors.add("on", "in-future", w.refused_held_in_future());
    }
    let attended: Vec<PractitionerId> =
        cx.form().all("attended").iter().filter_map(|id| id.parse().ok()).collect();
    if attended.is_empty() {
        input.errors.add("attended", "required", w.refused_nobody_attended());
    }
    let (Some(on), true) = (on, input.errors.is_empty()) else {
        return session_page(&cx, cx.form(), &input.errors).await;
    };
    actions::hold(&cx, c.id, on, &attended).await?;
    Ok(redirect(format!("{}?done=held", url(&c))))
}

// ── Minutes ──────────────────────────────────────────────────────────────────

pub(super) async fn minutes_form(cx: Cx) -> Result<Reply, Problem> {
    minutes_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn minutes_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let Opened { c, .. } = open(cx, Action::Steer).await?;
    if c.stand() != Stand::Held {
        return Err(Problem::NotFound);
    }
    let url = url(&c);
    let body = html! {
        p.mg-lead { (w.minutes_lead()) }
        form method="post" action=(format!("{url}/minutes")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "text", w.minutes(), Some(w.minutes_hint()), 12))
            (ui::submit(w.minutes_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, Some(&c), w.deed_minute(), errors, body))
}

pub(super) async fn minutes(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let Opened { c, conn, .. } = open(&cx, Action::Steer).await?;
    drop(conn);
    let mut input = Input::new(cx.form(), cx.lang);
    let text = input.required_text("text", TEXT, w.refused_minutes_without_words());
    if !input.errors.is_empty() {
        return minutes_page(&cx, cx.form(), &input.errors).await;
    }
    actions::minute(&cx, c.id, &text).await?;
    Ok(redirect(format!("{}?done=minutes", url(&c))))
}

// ── One's own word ───────────────────────────────────────────────────────────

pub(super) async fn word_form(cx: Cx) -> Result<Reply, Problem> {
    word_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn word_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let Opened { c, grant, .. } = open(cx, Action::Write).await?;
    if !c.is_open() {
        return Err(Problem::NotFound);
    }
    let was_there = c.held.as_ref().is_some_and(|h| h.attended.contains(&grant.practitioner()));
    let url = url(&c);
    let body = html! {
        p.mg-lead { (w.word_lead()) }
        form method="post" action=(format!("{url}/word")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "text", w.word(), Some(w.word_hint()), 5))
            @if was_there { (ui::checkbox(form, "silent", w.kept_silent())) }
            (ui::submit(w.word_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, Some(&c), w.deed_word(), errors, body))
}

pub(super) async fn word(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let Opened { c, conn, .. } = open(&cx, Action::Write).await?;
    drop(conn);
    let mut input = Input::new(cx.form(), cx.lang);
    let text = input.text("text", TEXT);
    let kept_silent = input.ticked("silent");
    if text.is_empty() && !kept_silent {
        input.errors.add("text", "required", w.refused_word_without_words());
    }
    if !input.errors.is_empty() {
        return word_page(&cx, cx.form(), &input.errors).await;
    }
    actions::say(&cx, c.id, Word { kept_silent, text: &text }).await?;
    Ok(redirect(format!("{}?done=word", url(&c))))
}
