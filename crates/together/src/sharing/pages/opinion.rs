// SPDX-License-Identifier: EUPL-1.2
//! Asking somebody outside for an opinion about what an objection raises, and writing down what was answered.

use ::register::access::{self, Action};
use ::register::cases::{self, CaseFrame};
use kernel::{CaseId, ObjectionId, OpinionId};
use maud::{Markup, html};
use platform::db::Reader;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use rulebook::Certainty;

use super::super::model::{Objection, Opinion};
use super::super::{actions, masking, store, store_follow};
use super::{TEXT, filled, paragraphs, words};

/// An objection of a case that is written in, in its frame.
async fn open(cx: &Cx, case: CaseId) -> Result<(Reader, CaseFrame, Vec<Objection>, Vec<Opinion>), Problem> {
    let mut conn = cx.read().await?;
    let home = cases::home_of(&mut conn, case).await?;
    let grant = access::require(cx, &mut conn, Action::Write, home).await?;
    actions::opens_file(&grant)?;
    let frame = cases::frame(cx, &mut conn, &grant, &format!("/cases/{home}/disclosures")).await?;
    let all = cases::with_merged(&mut conn, &grant).await?;
    let mut objections = store::objections(&mut conn, &grant, &all).await?;
    let secrets = cases::secrets_of(&mut conn, &grant).await?;
    objections.iter_mut().for_each(|o| masking::objection(o, &secrets));
    let ids: Vec<ObjectionId> = objections.iter().map(|o| o.id).collect();
    let mut opinions = store_follow::opinions(&mut conn, &grant, &ids).await?;
    opinions.iter_mut().for_each(|o| masking::opinion(o, &secrets));
    Ok((conn, frame, objections, opinions))
}

async fn case_of(cx: &Cx) -> Result<(ObjectionId, CaseId), Problem> {
    let id: ObjectionId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let case = store::case_of_objection(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    Ok((id, case))
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let form = filled([("on".to_owned(), cx.today().to_string())]);
    form_page(&cx, &form, &FieldErrors::default()).await
}

async fn form_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (id, case) = case_of(cx).await?;
    let (_, frame, objections, _) = open(cx, case).await?;
    let objection = objections.iter().find(|o| o.id == id).ok_or(Problem::NotFound)?;
    let bodies: Vec<Choice> = actions::bodies(cx)?
        .into_iter()
        .map(|body| {
            let mut says = body.says.get(cx.lang).to_owned();
            if body.footing.certainty != Certainty::Known {
                says = format!("{says} {}", w.opinion_body_uncertain());
            }
            Choice::new(body.code.clone(), body.name.get(cx.lang).to_owned()).hint(says)
        })
        .collect();
    let back = format!("{}/disclosures", frame.url());
    let body = html! {
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (w.opinion_title()) }
        p.mg-lead { (w.opinion_lead()) }
        (ui::facts(vec![(w.objection_words(), paragraphs(&objection.words))]))
        form method="post" action=(format!("/objections/{id}/opinion")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "body", w.opinion_body(), None, &bodies))
            (ui::textarea(cx, form, errors, "question", w.opinion_question(), Some(w.opinion_question_hint()), 5))
            (ui::date_input(cx, form, errors, "on", w.opinion_on(), None, None))
            (ui::submit(w.opinion_submit(), Some((w.cancel(), &back))))
        }
    };
    Ok(frame.page(cx, w.opinion_title()).narrow().errors(errors).show(cx, body))
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (id, case) = case_of(&cx).await?;
    // First whether this is theirs at all.
    let (conn, frame, ..) = open(&cx, case).await?;
    drop(conn);
    let known: Vec<String> = actions::bodies(&cx)?.into_iter().map(|b| b.code.clone()).collect();
    let mut input = Input::new(cx.form(), cx.lang);
    let body = input.required_choice(
        "body",
        |code| known.iter().find(|k| *k == code).cloned(),
        w.opinion_body_missing(),
    );
    let question = input.required_text("question", TEXT, w.refused_opinion_without_question());
    let on = input.required_date("on", w.opinion_on_missing());
    let (Some(body), Some(on), true) = (body, on, input.errors.is_empty()) else {
        return form_page(&cx, cx.form(), &input.errors).await;
    };
    match actions::ask_opinion(&cx, id, &body, &question, on).await {
        Ok(_) => Ok(redirect(format!("{}/disclosures?done=opinion", frame.url()))),
        Err(Problem::Refused(refused)) => {
            let field = if refused.code == "opinion-names-somebody" { "question" } else { "on" };
            input.errors.add(field, refused.code, refused.why);
            form_page(&cx, cx.form(), &input.errors).await
        }
        Err(other) => Err(other),
    }
}

pub(super) async fn answer_form(cx: Cx) -> Result<Reply, Problem> {
    let form = filled([("on".to_owned(), cx.today().to_string())]);
    answer_page(&cx, &form, &FieldErrors::default()).await
}

async fn opened(cx: &Cx) -> Result<(CaseFrame, Opinion), Problem> {
    let id: OpinionId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let case = store_follow::case_of_opinion(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    drop(conn);
    let (_, frame, _, opinions) = open(cx, case).await?;
    let opinion = opinions.into_iter().find(|o| o.id == id).ok_or(Problem::NotFound)?;
    Ok((frame, opinion))
}

async fn answer_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (frame, opinion) = opened(cx).await?;
    let back = format!("{}/disclosures", frame.url());
    let body = html! {
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (w.opinion_answer_title()) }
        (ui::facts(vec![
            (w.opinion_asked_of(), html! { (name_of(cx, &opinion.body)) }),
            (w.opinion_on(), html! { (ui::date(cx, opinion.asked_on)) }),
            (w.opinion_question(), paragraphs(&opinion.question)),
        ]))
        @if opinion.answered_on.is_none() {
            form method="post" action=(format!("/opinions/{}/answer", opinion.id)) novalidate {
                (ui::form_key(cx))
                (ui::date_input(cx, form, errors, "on", w.opinion_answered_on(), None, None))
                (ui::textarea(cx, form, errors, "answer", w.opinion_answer(), Some(w.opinion_answer_hint()), 6))
                (ui::submit(w.objection_submit(), Some((w.cancel(), &back))))
            }
        } @else { p { a.govuk-link href=(back) { (w.cancel()) } } }
    };
    Ok(frame.page(cx, w.opinion_answer_title()).narrow().errors(errors).show(cx, body))
}

pub(super) async fn answer(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (frame, opinion) = opened(&cx).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let on = input.required_date("on", w.opinion_on_missing());
    let said = input.required_text("answer", TEXT, w.refused_opinion_without_answer());
    let (Some(on), true) = (on, input.errors.is_empty()) else {
        return answer_page(&cx, cx.form(), &input.errors).await;
    };
    match actions::answer_opinion(&cx, opinion.id, on, &said).await {
        Ok(()) => Ok(redirect(format!("{}/disclosures?done=opinion-answer", frame.url()))),
        Err(Problem::Refused(refused)) if refused.code != "opinion-answered" => {
            input.errors.add("on", refused.code, refused.why);
            answer_page(&cx, cx.form(), &input.errors).await
        }
        Err(other) => Err(other),
    }
}

fn name_of(cx: &Cx, code: &str) -> String {
    let pack = cx.actor().ok().and_then(|actor| ::register::directory::pack(cx, &actor.pack).ok());
    let body = pack.and_then(|pack| pack.appeal().iter().find(|body| body.code == code));
    body.map_or(code.to_owned(), |body| body.name.get(cx.lang).to_owned())
}

/// What was asked about an objection, below it; and what came back.
pub(super) fn below(cx: &Cx, objection: &Objection, opinions: &[Opinion], writes: bool) -> Markup {
    let w = words(cx);
    let of_this = || opinions.iter().filter(|o| o.objection == objection.id);
    html! {
        @for opinion in of_this() {
            div.mg-note__foot {
                p.govuk-body { strong { (w.opinion_asked(name_of(cx, &opinion.body), ui::date(cx, opinion.asked_on))) } }
                (paragraphs(&opinion.question))
                @match (opinion.answered_on, &opinion.answer) {
                    (Some(on), Some(answer)) => {
                        p.govuk-body { strong { (w.opinion_came(ui::date(cx, on))) } }
                        (paragraphs(answer))
                    }
                    _ => p.govuk-body {
                        (w.opinion_waits())
                        @if writes { " " a.govuk-link.mg-no-print href=(format!("/opinions/{}/answer", opinion.id)) { (w.opinion_answer_title()) } }
                    },
                }
            }
        }
        @if writes {
            p.mg-note__foot.mg-no-print { a.govuk-link href=(format!("/objections/{}/opinion", objection.id)) { (w.opinion_title()) } }
        }
    }
}
