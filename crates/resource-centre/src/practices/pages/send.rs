// SPDX-License-Identifier: EUPL-1.2
//! Sending a practice to the bank, after having looked for anybody who could be recognised; and the agreement of the direction.

use kernel::PracticeId;
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::actions::{self, Sending};
use super::super::card::Card;
use super::super::rules::{self, Leave};
use super::super::steps::State;
use super::{At, TEXT, choices, done_with, open, told_in, word, words};

/// What in its texts could point at somebody, under which heading.
pub(super) fn traces(cx: &Cx, card: &Card) -> Markup {
    let w = words(cx);
    let found = actions::traces(card);
    html! {
        @if found.is_empty() { p.govuk-body { (w.traces_none()) } }
        @else {
            p.govuk-body { (w.traces_lead()) }
            (ui::facts(found.iter().map(|(heading, traces)| (word(&w, "heading", heading.code()), html! {
                ul.govuk-list {
                    @for trace in traces { li { strong { (trace.words) } " – " (word(&w, "trace", trace.kind.code())) } }
                }
            })).collect()))
        }
    }
}

pub(super) async fn submission_form(cx: Cx) -> Result<Reply, Problem> {
    submission_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn submission_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, |s| s.ours).await?;
    opened.allows(cx, rules::writing(&opened.card, cx.today()))?;
    let missing = rules::missing(&opened.card);
    let url = opened.url();
    let leaves = choices(&w, "leave", Leave::ALL.iter().map(|l| l.code()));
    let yes = [Choice::new("yes", w.unrecognisable_yes())];
    let ready = missing.is_empty() && !opened.card.contacts.is_empty();
    let body = html! {
        p.mg-lead { (w.submit_lead()) }
        @if !ready {
            (ui::warning(cx, w.submit_missing()))
            ul.govuk-list.govuk-list--bullet {
                @for heading in &missing { li { (word(&w, "heading", heading.code())) } }
                @if opened.card.contacts.is_empty() { li { (w.contacts()) } }
            }
            p { a.govuk-button href=(url) { (w.submit_complete()) } }
        } @else {
            h2.govuk-heading-m { (w.traces_title()) }
            (traces(cx, &opened.card))
            form method="post" action=(format!("{url}/submission")) novalidate {
                (ui::form_key(cx))
                (ui::radios(cx, form, errors, "leave", w.leave(), Some(w.leave_hint()), &leaves))
                (ui::checkboxes(cx, form, errors, "unrecognisable", w.unrecognisable(), Some(w.unrecognisable_hint()), &yes))
                (ui::submit(w.submit_send(), Some((w.cancel(), &url))))
            }
        }
    };
    Ok(opened.form(cx, w.submit_title(), errors, body))
}

pub(super) async fn submit(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let leave = input.required_choice("leave", Leave::parse, w.leave_needed());
    let unrecognisable = cx.form().all("unrecognisable").contains(&"yes");
    let Some(leave) = leave else {
        return submission_page(&cx, cx.form(), &input.errors).await;
    };
    const AT: At = &[("without-leave", "leave"), ("somebody-recognisable", "unrecognisable")];
    match actions::submit(&cx, id, Sending { unrecognisable, leave }).await {
        Ok(()) => Ok(done_with(id, "submitted")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            submission_page(&cx, cx.form(), &input.errors).await
        }
    }
}

pub(super) async fn agreement_form(cx: Cx) -> Result<Reply, Problem> {
    agreement_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn agreement_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, |s| s.directs).await?;
    opened.allows(cx, rules::agreeing(&opened.card, cx.today()))?;
    let url = opened.url();
    let answers = choices(&w, "agreement", ["yes", "no"]);
    let body = html! {
        p.mg-lead { (w.agreement_lead()) }
        @if opened.card.is_agreed() { div.govuk-inset-text { p.govuk-body { (w.agreement_given()) } } }
        @if opened.state(cx) != State::Rated { p.govuk-body { (w.agreement_early()) } }
        form method="post" action=(format!("{url}/agreement")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "agreement", w.agreement(), None, &answers))
            (ui::textarea(cx, form, errors, "words", w.agreement_words(), Some(w.agreement_words_hint()), 3))
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.agreement_title(), errors, body))
}

pub(super) async fn agree(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let known = |code: &str| ["yes", "no"].into_iter().find(|known| *known == code);
    let said = input.required_choice("agreement", known, w.agreement_missing());
    let why = input.text("words", TEXT);
    let (Some(said), true) = (said, input.errors.is_empty()) else {
        return agreement_page(&cx, cx.form(), &input.errors).await;
    };
    let done = match said {
        "yes" => actions::agree(&cx, id).await.map(|()| "agreed"),
        _ => actions::withhold(&cx, id, &why).await.map(|()| "withheld"),
    };
    match done {
        Ok(done) => Ok(done_with(id, done)),
        Err(problem) => {
            told_in(problem, &[("agreed-already", "agreement")], &mut input.errors)?;
            agreement_page(&cx, cx.form(), &input.errors).await
        }
    }
}
