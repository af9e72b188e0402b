// SPDX-License-Identifier: EUPL-1.2
//! Pages of the decision and of the answer to whoever reported.

use kernel::{Id, Layer, ReportId};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use register::access::Action;
use uuid::Uuid;

use super::{done, errors_of, open, pack, told};
use crate::concerns::model::{DecisionOutcome, MinorId, NewDecision, Referral};
use crate::concerns::views::deeds;
use crate::concerns::words::Words;
use crate::concerns::{actions, store};

async fn decision_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let o = open(cx, &mut conn, Action::Decide).await?;
    Ok(deeds::decision(cx, &o, pack(cx)?, form, errors))
}

/// The form of a decision.
pub(super) async fn deciding(cx: Cx) -> Result<Reply, Problem> {
    let today = cx.today().to_string();
    let asked = Form::from_fields(vec![
        ("outcome".into(), cx.query("outcome").to_owned()),
        ("referred_on".into(), today),
    ]);
    decision_page(&cx, &asked, &FieldErrors::default()).await
}

/// Decides.
pub(super) async fn decide(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let w = Words(cx.lang);
    let mut input = Input::new(cx.form(), cx.lang);
    let outcome = input.required_choice("outcome", DecisionOutcome::parse, w.decision_missing());
    let reason = input.required_text("reason", 50_000, w.reason_missing());
    let closure_reason = input.line("closure_reason", 100);
    let minors: Vec<MinorId> = cx
        .form()
        .all("minors")
        .into_iter()
        .filter_map(|m| Uuid::parse_str(m).ok())
        .map(MinorId::from_uuid)
        .collect();
    let referral = match outcome {
        Some(DecisionOutcome::JudicialReferral) => {
            let authority = input.required_line("authority", 300, w.refused_referral_without_addressee());
            let on = input.required_date("referred_on", w.date_missing());
            let copied_on = input.date("copied_on");
            on.map(|on| Referral { authority, on, copied_on })
        }
        _ => None,
    };
    let mut errors = errors_of(&mut input);
    if minors.is_empty() {
        errors.add("minors", "required", w.decision_minors_missing());
    }
    if let (Some(outcome), true) = (outcome, errors.is_empty()) {
        // The reason of a closure belongs to a closure: chosen and then left behind, it is not kept.
        let closure_reason = if outcome == DecisionOutcome::Closed { closure_reason } else { String::new() };
        let new = NewDecision { outcome, minors, reason, closure_reason, referral };
        match actions::decide(&cx, id, &new).await {
            Ok(()) => return Ok(done(id, "decided")),
            Err(problem) => {
                errors = told(problem, |code| match code {
                    "decision-about-nobody" => "minors",
                    "referral-without-addressee" => "authority",
                    "referral-without-copy" => "copied_on",
                    "in-the-future" => "referred_on",
                    "no-such-closure-reason" | "taken-over-closes-only" => "closure_reason",
                    _ => "outcome",
                })?
            }
        }
    }
    decision_page(&cx, cx.form(), &errors).await
}

async fn answer_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let o = open(cx, &mut conn, Action::Write).await?;
    let duty = store::duty(&mut conn, &o.grant).await?;
    Ok(deeds::feedback(cx, &o, duty, pack(cx)?, form, errors))
}

/// The form that answers whoever reported.
pub(super) async fn answering(cx: Cx) -> Result<Reply, Problem> {
    answer_page(&cx, &Form::default(), &FieldErrors::default()).await
}

/// Answers whoever reported.
pub(super) async fn feedback(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let w = Words(cx.lang);
    let mut input = Input::new(cx.form(), cx.lang);
    let kind = input.required_choice("kind", |c| Some(c.to_owned()), w.feedback_kind_missing());
    let content = input.required_text("content", 5_000, w.refused_feedback_without_words());
    let how = input.line("how", 100);
    let mut errors = errors_of(&mut input);
    if let (Some(kind), true) = (kind, errors.is_empty()) {
        match actions::feedback(&cx, id, &kind, &content, &how).await {
            Ok(()) => return Ok(done(id, "answered")),
            Err(problem) => {
                errors = told(problem, |code| match code {
                    "feedback-too-full" | "no-such-feedback" => "kind",
                    _ => "content",
                })?
            }
        }
    }
    answer_page(&cx, cx.form(), &errors).await
}

async fn request_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let o = open(cx, &mut conn, Action::Write).await?;
    Ok(deeds::request(cx, &o, pack(cx)?, form, errors))
}

/// The form that notes a request.
pub(super) async fn requesting(cx: Cx) -> Result<Reply, Problem> {
    let form = Form::from_fields(vec![("on".into(), cx.today().to_string())]);
    request_page(&cx, &form, &FieldErrors::default()).await
}

/// Notes that whoever reported asked what became of it.
pub(super) async fn note_request(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let on = input.required_date("on", Words(cx.lang).date_missing());
    let how = input.line("how", 100);
    let said = input.text("words", 5_000);
    let mut errors = errors_of(&mut input);
    if let (Some(on), true) = (on, errors.is_empty()) {
        match actions::note_request(&cx, id, on, &how, &said).await {
            Ok(()) => return Ok(done(id, "request-noted")),
            Err(problem) => errors = told(problem, |_| "on")?,
        }
    }
    request_page(&cx, cx.form(), &errors).await
}

/// The conversation with whoever reported.
pub(super) async fn messages(cx: Cx) -> Result<Reply, Problem> {
    message_page(&cx, &Form::default(), &FieldErrors::default()).await
}

async fn message_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let o = open(cx, &mut conn, Action::Triage).await?;
    if !o.grant.opens(Layer::Reporter) {
        return Err(Problem::NotFound);
    }
    let messages = store::messages(&mut conn, &o.grant).await?;
    let duty = store::duty(&mut conn, &o.grant).await?;
    Ok(deeds::messages(cx, &o, &messages, duty, form, errors))
}

/// Writes to whoever reported.
pub(super) async fn reply(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    match actions::reply(&cx, id, &cx.form().text("words")).await {
        Ok(()) => Ok(redirect(format!("/reports/{id}/messages?done=sent"))),
        Err(problem) => {
            let errors = told(problem, |_| "words")?;
            message_page(&cx, cx.form(), &errors).await
        }
    }
}

/// Says that the messages were read.
pub(super) async fn read_messages(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    actions::read_messages(&cx, id).await?;
    Ok(redirect(format!("/reports/{id}/messages")))
}
