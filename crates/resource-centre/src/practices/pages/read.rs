// SPDX-License-Identifier: EUPL-1.2
//! What a reader declares, and what they answer: alone, with the source on which they rest a level.

use ::register::drafts;
use kernel::PracticeId;
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use uuid::Uuid;

use super::super::actions;
use super::super::model::Level;
use super::super::rules::Answer;
use super::super::steps::{Finding, Review};
use super::{
    At, Names, Opened, TEXT, choices, done_with, level_name, levels_explained, open, told_in, word, words,
};

/// Opens one that whoever acts is asked to read, with their reading, while it is to be answered.
async fn opened(cx: &Cx) -> Result<(Opened, Review), Problem> {
    let opened = open(cx, |s| s.reads).await?;
    let actor = cx.actor()?;
    let mine =
        opened.card.reading_of(actor.practitioner, actor.institution).cloned().ok_or(Problem::NotFound)?;
    if mine.answered_at.is_some() {
        return Err(actions::refused(cx, kernel::Refusal::new("answered-already")));
    }
    Ok((opened, mine))
}

pub(super) async fn interest_form(cx: Cx) -> Result<Reply, Problem> {
    interest_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn interest_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut opened, _) = opened(cx).await?;
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&opened.card)).await?;
    let url = opened.url();
    let partners: Vec<&str> = opened.card.partners.iter().map(|id| names.institution(*id)).collect();
    let answers = choices(&w, "interest", ["none", "some"]);
    let body = html! {
        p.mg-lead { (w.interest_lead()) }
        (ui::facts(vec![
            (w.institution(), html! { (names.institution(opened.card.practice.institution)) }),
            (w.partners(), html! { (partners.join(", ")) }),
        ]))
        form method="post" action=(format!("{url}/interest")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "interest", w.interest(), None, &answers))
            (ui::textarea(cx, form, errors, "words", w.interest_words(), Some(w.interest_words_hint()), 3))
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.interest_title(), errors, body))
}

pub(super) async fn declare(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let known = |code: &str| ["none", "some"].into_iter().find(|known| *known == code);
    let said = input.required_choice("interest", known, w.interest_missing());
    let why = input.text("words", TEXT);
    let (Some(said), true) = (said, input.errors.is_empty()) else {
        return interest_page(&cx, cx.form(), &input.errors).await;
    };
    if said == "none" {
        actions::declare(&cx, id).await?;
        return Ok(redirect(format!("/practices/{id}/review")));
    }
    match actions::step_back(&cx, id, &why).await {
        // It is none of theirs any more: not its page, but what else waits for them.
        Ok(()) => Ok(redirect("/practices/work?which=reading&done=stepped-back")),
        Err(problem) => {
            told_in(problem, &[("no-words", "words")], &mut input.errors)?;
            interest_page(&cx, cx.form(), &input.errors).await
        }
    }
}

/// The name under which the draft of a reading is kept.
const FORM: &str = "practice-review";

pub(super) async fn review_form(cx: Cx) -> Result<Reply, Problem> {
    review_page(&cx, None, &FieldErrors::default()).await
}

async fn review_page(cx: &Cx, typed: Option<&Form>, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut opened, mine) = opened(cx).await?;
    if mine.declared_at.is_none() {
        return Ok(redirect(format!("{}/interest", opened.url())));
    }
    let id = opened.card.practice.id;
    let draft = match typed {
        None => drafts::resume(cx, &mut opened.conn, FORM, Some(id.0)).await?,
        Some(_) => None,
    };
    let kept = draft.as_ref().map(|d| Form::from_fields(d.fields.clone()));
    let empty = Form::default();
    let form = typed.or(kept.as_ref()).unwrap_or(&empty);
    let url = opened.url();
    let here = format!("{url}/review");
    let findings = choices(&w, "finding", Finding::ALL.iter().map(|f| f.code()));
    let levels: Vec<Choice> = Level::ALL.iter().map(|l| Choice::new(l.code(), level_name(&w, *l))).collect();
    let sources: Vec<Choice> = opened
        .card
        .sources
        .iter()
        .map(|s| {
            let kind = word(&w, "source", s.kind.code());
            Choice::new(s.id.simple().to_string(), s.citation.clone())
                .hint(w.source_carries(kind, s.kind.ceiling().code()))
        })
        .collect();
    let body = html! {
        p.mg-lead { (w.review_lead()) }
        p { a.govuk-link href=(url) { (w.read_whole()) } }
        (levels_explained(cx))
        (drafts::notice(cx, draft.as_ref(), &here))
        (drafts::writing(cx, &here, &here, FORM, Some(id.0), html! {
            (ui::radios(cx, form, errors, "finding", w.finding(), None, &findings))
            (ui::radios(cx, form, errors, "level", w.level(), Some(w.review_level_hint()), &levels))
            @if sources.is_empty() { div.govuk-inset-text { p.govuk-body { (w.review_no_source()) } } }
            @else { (ui::radios(cx, form, errors, "source", w.review_source(), Some(w.review_source_hint()), &sources)) }
            (ui::textarea(cx, form, errors, "words", w.review_words(), Some(w.review_words_hint()), 8))
            (ui::submit(w.review_send(), Some((w.cancel(), &url))))
        }))
    };
    Ok(opened.form(cx, w.review_title(), errors, body))
}

pub(super) async fn answer(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let finding = input.required_choice("finding", Finding::parse, w.finding_missing());
    let level = match finding {
        Some(Finding::Rate) => input.required_choice("level", Level::parse, w.refused_no_level()),
        _ => None,
    };
    let source = input.choice("source", |c| Uuid::parse_str(c).ok());
    let said = input.required_text("words", TEXT, w.review_words_missing());
    let (Some(finding), true) = (finding, input.errors.is_empty()) else {
        return review_page(&cx, Some(cx.form()), &input.errors).await;
    };
    const AT: At = &[
        ("no-level", "level"),
        ("level-without-source", "level"),
        ("opinion-above-ceiling", "level"),
        ("level-above-source", "level"),
        ("no-words", "words"),
    ];
    let answer = Answer { finding, level, source, words: said };
    let draft = Some(drafts::id_of(&cx, FORM, Some(id.0))?);
    match actions::answer(&cx, id, &answer, draft).await {
        Ok(()) => Ok(done_with(id, "reviewed")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            review_page(&cx, Some(cx.form()), &input.errors).await
        }
    }
}
