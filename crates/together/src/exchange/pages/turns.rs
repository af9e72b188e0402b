// SPDX-License-Identifier: EUPL-1.2
//! What happens to a thread: acknowledged, given to somebody, sent on, taken back, closed.

use ::register::access::Action;
use ::register::directory;
use kernel::{ExchangeId, FunctionKind, InstitutionId, PractitionerId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::actions;
use super::super::model::TurnKind;
use super::super::rules;
use super::{Names, TEXT, open, page, paragraphs, url, words};

pub(super) async fn acknowledge(cx: Cx) -> Result<Reply, Problem> {
    let id: ExchangeId = cx.id("id")?;
    actions::acknowledge(&cx, id).await?;
    Ok(redirect(format!("/exchanges/{id}?done=acknowledged")))
}

pub(super) async fn remind(cx: Cx) -> Result<Reply, Problem> {
    let id: ExchangeId = cx.id("id")?;
    actions::remind(&cx, id).await?;
    Ok(redirect(format!("/exchanges/{id}?done=reminded")))
}

pub(super) async fn confirm(cx: Cx) -> Result<Reply, Problem> {
    let id: ExchangeId = cx.id("id")?;
    actions::confirm(&cx, id).await?;
    Ok(redirect(format!("/exchanges/{id}?done=confirmed")))
}

// ── To whom in the house ─────────────────────────────────────────────────────

pub(super) async fn assign_form(cx: Cx) -> Result<Reply, Problem> {
    assign_page(&cx, cx.form(), &FieldErrors::default()).await
}

/// Says with whom it is and since when, and nothing of what it is about: whoever hands on need not know.
async fn assign_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open(cx, Action::Assign).await?;
    rules::taking_turn(&opened.thread, opened.side, TurnKind::Assigned)
        .map_err(|r| actions::refused(cx, r))?;
    let here = cx.actor()?.institution;
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&opened.thread)).await?;
    let staff = directory::practitioners_of(&mut opened.conn, here, None, cx.today()).await?;
    let mut people: Vec<Choice> = Vec::new();
    for one in staff.iter().filter(|c| c.kind != FunctionKind::Administrator) {
        let choice = Choice::new(one.id.to_string(), one.name()).hint(one.title.clone());
        if people.iter().all(|p| p.code != choice.code) {
            people.push(choice);
        }
    }
    let t = &opened.thread;
    let e = &t.exchange;
    let back = match opened.leave.capacity() {
        kernel::Capacity::Supervisor => "/exchanges/to-assign".to_owned(),
        _ => url(t),
    };
    let body = html! {
        p.mg-lead { (w.assign_lead()) }
        (ui::facts(vec![
            (w.reference(), html! { (t.reference()) }),
            (w.kind(), html! { (super::kind_name(&w, e.kind)) }),
            (w.from(), html! { (names.institution(e.institution)) }),
            (w.in_charge(), html! { (t.in_charge(here).map_or("", |who| names.practitioner(who))) }),
            (w.answer_by(), html! { @if let Some(day) = e.answer_by { (ui::date(cx, day)) } }),
        ]))
        @if e.nominal { (ui::warning(cx, w.assign_warning())) }
        form method="post" action=(format!("{}/assignment", url(t))) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "who", w.assign_who(), None, &people))
            (ui::submit(w.assign_submit(), Some((w.cancel(), &back))))
        }
    };
    Ok(page(cx, t, w.assign_title(), errors, body))
}

pub(super) async fn assign(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: ExchangeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let who: Option<PractitionerId> = input.required_choice("who", |c| c.parse().ok(), w.assign_missing());
    let Some(who) = who else { return assign_page(&cx, cx.form(), &input.errors).await };
    actions::assign(&cx, id, who).await?;
    // A supervision that handed it on does not read it.
    Ok(redirect("/exchanges?which=received&done=assigned"))
}

// ── Somebody else is the right one ───────────────────────────────────────────

pub(super) async fn redirect_form(cx: Cx) -> Result<Reply, Problem> {
    redirect_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn redirect_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open(cx, Action::Write).await?;
    rules::taking_turn(&opened.thread, opened.side, TurnKind::Redirected)
        .map_err(|r| actions::refused(cx, r))?;
    let asked = Form::from_fields(cx.request.query.clone());
    let q = asked.line("q");
    let found = match q.is_empty() {
        true => Vec::new(),
        false => {
            let search = directory::Search { words: q.clone(), ..directory::Search::default() };
            directory::search(&mut opened.conn, &search, None, 20).await?
        }
    };
    let parties = |id: InstitutionId| opened.thread.side(id).is_some();
    let choices: Vec<Choice> = found
        .iter()
        .filter(|i| !parties(i.id) && i.closed_on.is_none_or(|day| day >= cx.today()))
        .map(|i| {
            Choice::new(i.id.to_string(), i.name.clone()).hint(directory::type_name(
                cx,
                &i.pack,
                &i.service_type,
            ))
        })
        .collect();
    let url = url(&opened.thread);
    let here = format!("{url}/redirection");
    let action = ui::with_query(&here, [("q", q.as_str())]);
    let body = html! {
        p.mg-lead { (w.redirect_lead()) }
        form method="get" action=(here) {
            (ui::text_input(cx, &asked, &FieldErrors::default(), "q", w.parties_search(), Some(w.parties_search_hint())))
            (ui::submit(w.search(), None))
        }
        @if !q.is_empty() {
            @if choices.is_empty() { (ui::empty(w.parties_none(), w.parties_none_text(), None)) }
            @else {
                form method="post" action=(action) novalidate {
                    (ui::form_key(cx))
                    (ui::radios(cx, form, errors, "to", w.redirect_to(), None, &choices))
                    (ui::textarea(cx, form, errors, "words", w.redirect_words(), Some(w.decline_words_hint()), 3))
                    (ui::submit(w.redirect_submit(), Some((w.cancel(), &url))))
                }
            }
        }
    };
    Ok(page(cx, &opened.thread, w.redirect_title(), errors, body))
}

pub(super) async fn redirect_to(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let to: Option<InstitutionId> = input.required_choice("to", |c| c.parse().ok(), w.redirect_missing());
    let said = input.required_text("words", TEXT, w.refused_no_words());
    let (Some(to), true) = (to, input.errors.is_empty()) else {
        return redirect_page(&cx, cx.form(), &input.errors).await;
    };
    let id: ExchangeId = cx.id("id")?;
    actions::redirect(&cx, id, to, &said).await?;
    Ok(redirect(format!("/exchanges/{id}?done=redirected")))
}

// ── The end ──────────────────────────────────────────────────────────────────

pub(super) async fn withdraw_form(cx: Cx) -> Result<Reply, Problem> {
    withdraw_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn withdraw_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, Action::Write).await?;
    let t = &opened.thread;
    rules::taking_turn(t, opened.side, TurnKind::Withdrawn).map_err(|r| actions::refused(cx, r))?;
    let url = url(t);
    let body = html! {
        p.mg-lead { (w.withdraw_lead()) }
        @if t.exchange.nominal { (ui::warning(cx, w.withdraw_warning())) }
        (paragraphs(&t.exchange.words))
        form method="post" action=(format!("{url}/withdrawal")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "words", w.withdraw_why(), None, 3))
            (ui::submit(w.withdraw_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, t, w.deed_withdraw(), errors, body))
}

pub(super) async fn withdraw(cx: Cx) -> Result<Reply, Problem> {
    let id: ExchangeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let why = input.required_text("words", TEXT, words(&cx).refused_no_words());
    if !input.errors.is_empty() {
        return withdraw_page(&cx, cx.form(), &input.errors).await;
    }
    actions::withdraw(&cx, id, &why).await?;
    Ok(redirect(format!("/exchanges/{id}?done=withdrawn")))
}

pub(super) async fn close_form(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let opened = open(&cx, Action::Write).await?;
    let t = &opened.thread;
    rules::taking_turn(t, opened.side, TurnKind::Closed).map_err(|r| actions::refused(&cx, r))?;
    let url = url(t);
    let body = html! {
        p.mg-lead { (w.close_lead()) }
        form method="post" action=(format!("{url}/closure")) novalidate {
            (ui::form_key(&cx))
            (ui::textarea(&cx, cx.form(), &FieldErrors::default(), "words", w.close_words(), Some(w.close_words_hint()), 3))
            (ui::submit(w.close_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(&cx, t, w.deed_close(), &FieldErrors::default(), body))
}

pub(super) async fn close(cx: Cx) -> Result<Reply, Problem> {
    let id: ExchangeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let said = input.text("words", TEXT);
    actions::close(&cx, id, &said).await?;
    Ok(redirect(format!("/exchanges/{id}?done=closed")))
}
