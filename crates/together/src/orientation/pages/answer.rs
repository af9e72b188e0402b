// SPDX-License-Identifier: EUPL-1.2
//! The proposal and the answer. Nobody has to justify a refusal.

use ::register::access::Action;
use kernel::OrientationId;
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::actions::{self, Accepted, Given};
use super::super::model::{Destination, StepKind};
use super::{At, DAY, TEXT, day_field, day_of, done_with, open, told_in, words};

pub(super) async fn proposal_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    proposal_page(&cx, &form, &FieldErrors::default()).await
}

async fn proposal_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::Proposed)?;
    let url = opened.url();
    let again = opened.course.now().proposed.is_some();
    let body = html! {
        p.mg-lead { (if again { w.proposal_again_lead() } else { w.proposal_lead() }) }
        form method="post" action=(format!("{url}/proposal")) novalidate {
            (ui::form_key(cx))
            (day_field(cx, form, errors, w.proposed_on(), None))
            (ui::textarea(cx, form, errors, "words", w.proposal_words(), Some(w.proposal_words_hint()), 4))
            (ui::textarea(cx, form, errors, "own-words", w.own_words(), Some(w.own_words_hint()), 3))
            (ui::submit(w.proposal_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_proposal(), errors, body))
}

pub(super) async fn propose(cx: Cx) -> Result<Reply, Problem> {
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let given = given(&cx, &mut input);
    let (Some(given), true) = (given, input.errors.is_empty()) else {
        return proposal_page(&cx, cx.form(), &input.errors).await;
    };
    match actions::propose(&cx, id, &given).await {
        Ok(()) => Ok(done_with(id, "proposed")),
        Err(problem) => {
            told_in(problem, &DAY, &mut input.errors)?;
            proposal_page(&cx, cx.form(), &input.errors).await
        }
    }
}

/// The day, the words, the person's own.
pub(super) fn given(cx: &Cx, input: &mut Input<'_>) -> Option<Given> {
    let on = day_of(cx, input);
    let words = input.text("words", TEXT);
    let own_words = input.text("own-words", TEXT);
    Some(Given { on: on?, words, own_words })
}

pub(super) async fn answer_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    answer_page(&cx, &form, &FieldErrors::default()).await
}

async fn answer_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::Accepted)?;
    let url = opened.url();
    let answers =
        [Choice::new("yes", w.answer_yes()), Choice::new("no", w.answer_no()).hint(w.answer_no_hint())];
    let mut places: Vec<Choice> = opened
        .course
        .choices
        .iter()
        .map(|c| {
            let name = c.to_institution.map_or(c.to_name.as_str(), |id| opened.names.institution(id));
            Choice::new(c.id.to_string(), name)
        })
        .collect();
    places.push(Choice::new("later", w.answer_to_later()));
    let body = html! {
        p.mg-lead { (w.answer_lead()) }
        form method="post" action=(format!("{url}/answer")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "answer", w.answer(), None, &answers))
            (ui::textarea(cx, form, errors, "own-words", w.own_words(), Some(w.answer_words_hint()), 3))
            @if places.len() > 1 { (ui::radios(cx, form, errors, "to", w.answer_to(), Some(w.answer_to_hint()), &places)) }
            (day_field(cx, form, errors, w.answered_on(), None))
            (ui::submit(w.answer_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_answer(), errors, body))
}

pub(super) async fn answer(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let opened = open(&cx, Action::Write).await?;
    let choices = opened.course.choices.clone();
    drop(opened);
    let mut input = Input::new(cx.form(), cx.lang);
    let known = |code: &str| ["yes", "no"].into_iter().find(|known| *known == code);
    let said = input.required_choice("answer", known, w.answer_missing());
    let on = day_of(&cx, &mut input);
    let own_words = input.text("own-words", TEXT);
    let place = |code: &str| match code {
        "later" => Some(None),
        other => choices.iter().find(|c| c.id.to_string() == other).map(|c| Some(c.destination())),
    };
    let to: Option<Destination> = input.choice("to", place).flatten();
    let (Some(said), Some(on), true) = (said, on, input.errors.is_empty()) else {
        return answer_page(&cx, cx.form(), &input.errors).await;
    };
    let answered = match said {
        "yes" => actions::accept(&cx, id, &Accepted { on, own_words, to }).await.map(|()| "accepted"),
        _ => {
            let given = Given { on, words: String::new(), own_words };
            actions::refuse(&cx, id, &given).await.map(|()| "refused")
        }
    };
    const AT: At = &[DAY[0], DAY[1], ("destination-closed", "to")];
    match answered {
        Ok(done) => Ok(done_with(id, done)),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            answer_page(&cx, cx.form(), &input.errors).await
        }
    }
}

pub(super) async fn refusal_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    refusal_page(&cx, &form, &FieldErrors::default()).await
}

async fn refusal_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::Refused)?;
    let url = opened.url();
    let told = opened.course.now().contact.is_some();
    let body = html! {
        p.mg-lead { (w.refusal_lead()) }
        @if told { (ui::warning(cx, w.refusal_warning())) }
        form method="post" action=(format!("{url}/refusal")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "own-words", w.own_words(), Some(w.answer_words_hint()), 3))
            (ui::textarea(cx, form, errors, "words", w.refusal_words(), Some(w.refusal_words_hint()), 3))
            (day_field(cx, form, errors, w.answered_on(), None))
            (ui::submit(w.refusal_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_refusal(), errors, body))
}

pub(super) async fn refuse(cx: Cx) -> Result<Reply, Problem> {
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let given = given(&cx, &mut input);
    let (Some(given), true) = (given, input.errors.is_empty()) else {
        return refusal_page(&cx, cx.form(), &input.errors).await;
    };
    match actions::refuse(&cx, id, &given).await {
        Ok(()) => Ok(done_with(id, "refused")),
        Err(problem) => {
            told_in(problem, &DAY, &mut input.errors)?;
            refusal_page(&cx, cx.form(), &input.errors).await
        }
    }
}
