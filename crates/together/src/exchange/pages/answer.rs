// SPDX-License-Identifier: EUPL-1.2
//! What is said in a thread: an answer, a refusal, a minute, how something done together goes on. Each is one short form.

use ::register::access::Action;
use kernel::{ExchangeId, PractitionerId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::actions::{self, Answer, Outcome, Said};
use super::super::model::{Kind, Reason, Side, TurnKind};
use super::super::rules::{self, Cover};
use super::super::words::Words;
use super::compose::until_of;
use super::{
    Opened, TEXT, channels, filled, moment_fields, moment_of, nominal_choices, nominal_of, open, page,
    thread, url, without_account, words,
};
use crate::sharing::{self, Channel};

/// The longest waiting list that is believed, in weeks.
const MOST_WEEKS: i64 = 260;

/// A thread in which this can be done now; else the reason why not.
async fn open_for(cx: &Cx, turn: TurnKind) -> Result<Opened, Problem> {
    let opened = open(cx, Action::Write).await?;
    rules::taking_turn(&opened.thread, opened.side, turn).map_err(|r| actions::refused(cx, r))?;
    Ok(opened)
}

/// How the decision stands by which something of somebody may be said next, and the way to it. Until when it is read is asked
/// where there is something to read.
async fn content(cx: &Cx, opened: &mut Opened, form: &Form, errors: &FieldErrors) -> Result<Markup, Problem> {
    let w = words(cx);
    let decision = actions::content_of(cx, &mut opened.conn, &opened.thread).await?;
    let held = actions::covers(&opened.thread, opened.side, decision.as_ref(), cx.today());
    let url = url(&opened.thread);
    let (text, link) = match (held, &decision) {
        (Cover::None, _) | (_, None) => (w.cover_none_text(), (w.content_begin(), format!("{url}/content"))),
        (Cover::Prepared, Some(d)) => {
            (w.cover_prepared_text(), (w.content_open(), format!("/disclosures/{}", d.id)))
        }
        (Cover::Refused, Some(_)) => (w.cover_refused_text(), (w.deed_decline(), format!("{url}/decline"))),
        (Cover::Permits, Some(d)) => {
            (w.cover_permits_text(), (w.content_open(), format!("/disclosures/{}", d.id)))
        }
        (Cover::PermitsOthers, Some(d)) => {
            (w.cover_permits_others_text(), (w.content_open(), format!("/disclosures/{}", d.id)))
        }
    };
    Ok(html! {
        div.govuk-inset-text { p { (text) } p { a.govuk-link href=(link.1) { (link.0) } } }
        @if held == Cover::Permits { (ui::date_input(cx, form, errors, "until", w.until(), Some(w.until_hint()), None)) }
    })
}

fn said_fields(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    label: &str,
    hint: &str,
    content: &Markup,
) -> Markup {
    let w = words(cx);
    html! {
        (ui::textarea(cx, form, errors, "words", label, Some(hint), 6))
        (ui::radios(cx, form, errors, "nominal", w.nominal(), Some(w.nominal_hint()), &nominal_choices(&w)))
        (content)
    }
}

// ── Answering ────────────────────────────────────────────────────────────────

fn outcomes(w: &Words) -> [Choice; 2] {
    [
        Choice::new(Outcome::Full.code(), w.outcome_full()),
        Choice::new(Outcome::Part.code(), w.outcome_part()).hint(w.outcome_part_hint()),
    ]
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let form = filled([("channel".to_owned(), Channel::Written.code().to_owned())]);
    answer_page(&cx, &form, &FieldErrors::default()).await
}

async fn answer_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open_for(cx, TurnKind::Answered).await?;
    let content = content(cx, &mut opened, form, errors).await?;
    let ids = actions::decisions(&opened.thread);
    let told = sharing::open_to_reader(cx, &mut opened.conn, &ids).await?;
    let t = &opened.thread;
    let url = url(t);
    let body = html! {
        (thread::question(cx, t, &told))
        form method="post" action=(format!("{url}/answer")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "outcome", w.outcome(), None, &outcomes(&w)))
            (ui::radios(cx, form, errors, "channel", w.channel(), None, &channels(&w)))
            (ui::details(w.said_oral_details(), moment_fields(cx, form, errors)))
            @if t.exchange.kind == Kind::InterventionRequest {
                (ui::number_input(cx, form, errors, "weeks", w.weeks(), Some(w.weeks_hint())))
            }
            (said_fields(cx, form, errors, w.answer_words(), w.answer_words_hint(), &content))
            (ui::submit(w.answer_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, t, w.answer_title(), errors, body))
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    drop(open_for(&cx, TurnKind::Answered).await?);
    let mut input = Input::new(cx.form(), cx.lang);
    let outcome = input.required_choice("outcome", Outcome::parse, w.outcome_missing());
    let channel = input.required_choice("channel", Channel::parse, w.channel_missing());
    let occurred_at = if channel == Some(Channel::Oral) { moment_of(&cx, &mut input) } else { None };
    let said = input.required_text("words", TEXT, w.refused_no_words());
    let nominal = nominal_of(&mut input, &w);
    let weeks = weeks_of(&cx, &mut input);
    let until_on = until_of(&cx, &mut input);
    let (Some(outcome), Some(channel), Some(nominal), true) =
        (outcome, channel, nominal, input.errors.is_empty())
    else {
        return answer_page(&cx, cx.form(), &input.errors).await;
    };
    let id: ExchangeId = cx.id("id")?;
    let answer = Answer { outcome, channel, occurred_at, words: said, nominal, until_on, weeks };
    actions::answer(&cx, id, &answer).await?;
    Ok(redirect(format!("/exchanges/{id}?done=answered")))
}

fn weeks_of(cx: &Cx, input: &mut Input<'_>) -> Option<i64> {
    let typed = input.line("weeks", 10);
    if typed.is_empty() {
        return None;
    }
    let weeks = typed.parse().ok().filter(|w| (0..=MOST_WEEKS).contains(w));
    if weeks.is_none() {
        input.errors.add("weeks", "unreadable", words(cx).weeks_unreadable());
    }
    weeks
}

// ── Declining ────────────────────────────────────────────────────────────────

fn reasons(w: &Words) -> Vec<Choice> {
    let name = |r: &Reason, hint: &str| {
        let key = format!("reason-{}{hint}", r.code().replace('_', "-"));
        w.by_key(&key).unwrap_or_default()
    };
    Reason::ALL.iter().map(|r| Choice::new(r.code(), name(r, "")).hint(name(r, ".hint"))).collect()
}

pub(super) async fn decline_form(cx: Cx) -> Result<Reply, Problem> {
    decline_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn decline_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open_for(cx, TurnKind::Declined).await?;
    let url = url(&opened.thread);
    let body = html! {
        p.mg-lead { (w.decline_lead()) }
        form method="post" action=(format!("{url}/decline")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "reason", w.reason(), None, &reasons(&w)))
            (ui::textarea(cx, form, errors, "words", w.decline_words(), Some(w.decline_words_hint()), 4))
            (ui::submit(w.decline_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, &opened.thread, w.decline_title(), errors, body))
}

pub(super) async fn decline(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    drop(open_for(&cx, TurnKind::Declined).await?);
    let mut input = Input::new(cx.form(), cx.lang);
    let reason = input.required_choice("reason", Reason::parse, w.reason_missing());
    let said = input.required_text("words", TEXT, w.refused_no_words());
    let (Some(reason), true) = (reason, input.errors.is_empty()) else {
        return decline_page(&cx, cx.form(), &input.errors).await;
    };
    let id: ExchangeId = cx.id("id")?;
    actions::decline(&cx, id, reason, &said, None).await?;
    Ok(redirect(format!("/exchanges/{id}?done=declined")))
}

// ── Minutes, and what is done together ───────────────────────────────────────

pub(super) async fn minute_form(cx: Cx) -> Result<Reply, Problem> {
    minute_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn minute_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open_for(cx, TurnKind::Minuted).await?;
    let content = content(cx, &mut opened, form, errors).await?;
    let url = url(&opened.thread);
    let body = html! {
        p.mg-lead { (w.minute_lead()) }
        form method="post" action=(format!("{url}/minute")) novalidate {
            (ui::form_key(cx))
            (moment_fields(cx, form, errors))
            (said_fields(cx, form, errors, w.minute_words(), w.minute_words_hint(), &content))
            (ui::submit(w.minute_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, &opened.thread, w.minute_title(), errors, body))
}

pub(super) async fn minute(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    drop(open_for(&cx, TurnKind::Minuted).await?);
    let mut input = Input::new(cx.form(), cx.lang);
    let at = moment_of(&cx, &mut input);
    let said = input.required_text("words", TEXT, w.refused_no_words());
    let nominal = nominal_of(&mut input, &w);
    let until_on = until_of(&cx, &mut input);
    let (Some(at), Some(nominal), true) = (at, nominal, input.errors.is_empty()) else {
        return minute_page(&cx, cx.form(), &input.errors).await;
    };
    let id: ExchangeId = cx.id("id")?;
    actions::minute(&cx, id, at, &said, nominal, until_on).await?;
    Ok(redirect(format!("/exchanges/{id}?done=minuted")))
}

pub(super) async fn follow_form(cx: Cx) -> Result<Reply, Problem> {
    follow_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn follow_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open_for(cx, TurnKind::Followed).await?;
    let content = content(cx, &mut opened, form, errors).await?;
    let url = url(&opened.thread);
    let body = html! {
        p.mg-lead { (w.follow_lead()) }
        form method="post" action=(format!("{url}/follow-up")) novalidate {
            (ui::form_key(cx))
            (said_fields(cx, form, errors, w.follow_words(), w.follow_words_hint(), &content))
            (ui::submit(w.follow_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, &opened.thread, w.follow_title(), errors, body))
}

pub(super) async fn follow(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    drop(open_for(&cx, TurnKind::Followed).await?);
    let mut input = Input::new(cx.form(), cx.lang);
    let said = input.required_text("words", TEXT, w.refused_no_words());
    let nominal = nominal_of(&mut input, &w);
    let until_on = until_of(&cx, &mut input);
    let (Some(nominal), true) = (nominal, input.errors.is_empty()) else {
        return follow_page(&cx, cx.form(), &input.errors).await;
    };
    let id: ExchangeId = cx.id("id")?;
    actions::follow(&cx, id, &said, nominal, until_on).await?;
    Ok(redirect(format!("/exchanges/{id}?done=followed")))
}

// ── An answer on paper ───────────────────────────────────────────────────────

/// What an answer of somebody without an account can be: an answer, or a refusal with its reason.
fn said_choices(w: &Words) -> Vec<Choice> {
    let refusal = |r: &Reason| {
        let key = format!("said-{}", r.code().replace('_', "-"));
        Choice::new(r.code(), w.by_key(&key).unwrap_or_default())
    };
    outcomes(w).into_iter().chain(Reason::ALL.iter().map(refusal)).collect()
}

/// The answer of a form whose `outcome` is an outcome or a reason.
pub(super) fn said_of(input: &mut Input<'_>, w: &Words) -> Option<Said> {
    let code = input.required_choice("outcome", |c| Some(c.to_owned()), w.outcome_missing());
    let words = input.required_text("words", TEXT, w.refused_no_words());
    let code = code.filter(|_| !words.is_empty())?;
    if let Some(outcome) = Outcome::parse(&code) {
        return Some(Said::Answer(outcome, words));
    }
    let reason = Reason::parse(&code);
    if reason.is_none() {
        input.errors.add("outcome", "required", w.outcome_missing());
    }
    reason.map(|reason| Said::Decline(reason, words))
}

/// The fields of such a form, with their labels: for whoever answers, or for whoever writes down what was answered.
pub(super) fn said_form(cx: &Cx, form: &Form, errors: &FieldErrors, outcome: &str, said: &str) -> Markup {
    html! {
        (ui::radios(cx, form, errors, "outcome", outcome, None, &said_choices(&words(cx))))
        (ui::textarea(cx, form, errors, "words", said, None, 6))
    }
}

async fn open_recorded(cx: &Cx) -> Result<(Opened, Vec<PractitionerId>), Problem> {
    let mut opened = open(cx, Action::Write).await?;
    rules::taking_turn(&opened.thread, Side::To, TurnKind::Answered).map_err(|r| actions::refused(cx, r))?;
    let outside = without_account(&mut opened.conn, &opened.thread).await?;
    if opened.side != Side::From || outside.is_empty() {
        return Err(Problem::NotFound);
    }
    Ok((opened, outside))
}

pub(super) async fn recorded_form(cx: Cx) -> Result<Reply, Problem> {
    recorded_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn recorded_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (opened, _) = open_recorded(cx).await?;
    let url = url(&opened.thread);
    let body = html! {
        p.mg-lead { (w.recorded_lead()) }
        form method="post" action=(format!("{url}/recorded-answer")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "channel", w.channel(), None, &channels(&w)))
            (moment_fields(cx, form, errors))
            (said_form(cx, form, errors, w.recorded_outcome(), w.recorded_words()))
            (ui::submit(w.recorded_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, &opened.thread, w.recorded_title(), errors, body))
}

pub(super) async fn recorded(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (opened, outside) = open_recorded(&cx).await?;
    let id = opened.thread.exchange.id;
    drop(opened);
    let mut input = Input::new(cx.form(), cx.lang);
    let channel = input.required_choice("channel", Channel::parse, w.channel_missing());
    let at = moment_of(&cx, &mut input);
    let said = said_of(&mut input, &w);
    let (Some(channel), Some(at), Some(said), true) = (channel, at, said, input.errors.is_empty()) else {
        return recorded_page(&cx, cx.form(), &input.errors).await;
    };
    let who = outside.first().copied().ok_or(Problem::NotFound)?;
    actions::recorded_answer(&cx, id, who, channel, at, &said).await?;
    Ok(redirect(format!("/exchanges/{id}?done=recorded")))
}
