// SPDX-License-Identifier: EUPL-1.2
//! What readers say of harm, without an account if they wish, and what the editors answer.

use kernel::{EntryId, PracticeId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui;

use super::super::actions::{self, HarmTold};
use super::super::steps::SaidAs;
use super::super::{rules, store_people};
use super::{At, TEXT, choices, done_with, open, told_in, word, words};

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, |_| true).await?;
    // What is not published has no readers.
    if !opened.state(cx).is_public() {
        return Err(Problem::NotFound);
    }
    let url = opened.url();
    let as_what = choices(&w, "said-as", SaidAs::ALL.iter().map(|s| s.code()));
    let body = html! {
        p.mg-lead { (w.harm_form_lead()) }
        div.govuk-inset-text { p.govuk-body { (w.harm_urgent()) " " a.govuk-link href="/report" { (w.harm_urgent_link()) } } }
        form method="post" action=(format!("{url}/harms")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "words", w.harm_words(), Some(w.harm_words_hint()), 6))
            (ui::radios(cx, form, errors, "said-as", w.said_as(), Some(w.said_as_hint()), &as_what))
            (ui::submit(w.harm_send(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.harm_title(), errors, body))
}

pub(super) async fn report(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let said = input.required_text("words", TEXT, w.harm_words_missing());
    let said_as = input.choice("said-as", SaidAs::parse).unwrap_or(SaidAs::Other);
    if !input.errors.is_empty() {
        return page(&cx, cx.form(), &input.errors).await;
    }
    let opened = open(&cx, |_| true).await?;
    if !opened.state(&cx).is_public() {
        return Err(Problem::NotFound);
    }
    drop(opened);
    if cx.actor.is_none() {
        actions::slow_down(&cx).await?;
    }
    actions::report_harm(&cx, id, &HarmTold { said_as, words: said }).await?;
    Ok(done_with(id, "harm"))
}

pub(super) async fn answer_form(cx: Cx) -> Result<Reply, Problem> {
    answer_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn answer_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open(cx, |s| s.edits).await?;
    let id: EntryId = cx.id("harm")?;
    actions::handles(cx, &opened.card)?;
    let harms = store_people::harms(&mut opened.conn, opened.card.practice.id).await?;
    let harm = harms.iter().find(|h| h.id == id.0).ok_or(Problem::NotFound)?;
    let url = opened.url();
    let recommended = rules::withdrawing(&opened.card, "x", cx.today()).is_ok();
    let body = html! {
        section.mg-panel {
            p.govuk-body-s { (ui::date_time(cx, harm.recorded_at)) " · " (word(&w, "said-as", harm.said_as.code())) }
            (ui::paragraphs(&harm.words))
        }
        @if harm.answered_at.is_some() {
            div.govuk-inset-text { p.govuk-body { strong { (w.harm_answer()) } } (ui::paragraphs(&harm.answer)) }
        } @else {
            p.mg-lead { (w.harm_answer_lead()) }
            @if recommended { p { a.govuk-link href=(format!("{url}/withdrawal")) { (w.withdrawal_title()) } } }
            form method="post" action=(format!("{url}/harms/{}", harm.id.simple())) novalidate {
                (ui::form_key(cx))
                (ui::textarea(cx, form, errors, "words", w.harm_answer(), Some(w.harm_answer_hint()), 5))
                (ui::submit(w.save(), Some((w.cancel(), &url))))
            }
        }
    };
    Ok(opened.form(cx, w.harm_answer_title(), errors, body))
}

pub(super) async fn answer(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let harm: EntryId = cx.id("harm")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let said = input.required_text("words", TEXT, w.harm_answer_missing());
    if !input.errors.is_empty() {
        return answer_page(&cx, cx.form(), &input.errors).await;
    }
    const AT: At = &[("no-words", "words")];
    match actions::answer_harm(&cx, id, harm.0, &said).await {
        Ok(()) => Ok(done_with(id, "harm-answered")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            answer_page(&cx, cx.form(), &input.errors).await
        }
    }
}
