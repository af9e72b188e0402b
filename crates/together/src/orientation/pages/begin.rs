// SPDX-License-Identifier: EUPL-1.2
//! Beginning: for whom, and what it would be good for.

use ::register::access::Action;
use ::register::{cases, drafts};
use kernel::{CaseId, PersonId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui;

use super::super::FORM;
use super::super::actions::{self, Beginning};
use super::{TEXT, around, in_case, told_in, words};

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    begin_page(&cx, None, &FieldErrors::default()).await
}

async fn begin_page(cx: &Cx, typed: Option<&Form>, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, grant, frame) = in_case(cx, Action::Write).await?;
    cases::rules::work(&frame.facts.standing).map_err(|r| actions::refused(cx, r))?;
    let case = grant.subject();
    let people = around(cx, &mut conn, &grant, frame.facts.case.child).await?;
    let draft = match typed {
        None => drafts::resume(cx, &mut conn, FORM, Some(case.0)).await?,
        Some(_) => None,
    };
    let kept = draft.as_ref().map(|d| Form::from_fields(d.fields.clone()));
    let empty = Form::default();
    let form = typed.or(kept.as_ref()).unwrap_or(&empty);
    let action = format!("{}/orientations", frame.url());
    let here = format!("{action}/new");
    let body = html! {
        (frame.tabs(cx))
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (w.begin_title()) }
        p.mg-lead { (w.begin_lead()) }
        (super::show::definition(cx))
        (drafts::notice(cx, draft.as_ref(), &here))
        (drafts::writing(cx, &action, &here, FORM, Some(case.0), html! {
            (ui::checkboxes(cx, form, errors, "users", w.users(), Some(w.users_hint()), &people))
            (ui::textarea(cx, form, errors, "reason", w.reason(), Some(w.reason_hint()), 4))
            (ui::textarea(cx, form, errors, "own-words", w.own_words(), Some(w.own_words_hint()), 3))
            (ui::submit(w.go_on(), Some((w.cancel(), &action))))
        }))
    };
    Ok(frame.page(cx, w.begin_title()).narrow().errors(errors).show(cx, body))
}

pub(super) async fn begin(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let users: Vec<PersonId> = cx.form().all("users").iter().filter_map(|id| id.parse().ok()).collect();
    if users.is_empty() {
        input.errors.add("users", "no-user", w.refused_no_user());
    }
    let reason = input.required_text("reason", TEXT, w.refused_no_need());
    let own_words = input.text("own-words", TEXT);
    if !input.errors.is_empty() {
        return begin_page(&cx, Some(cx.form()), &input.errors).await;
    }
    let draft = Some(drafts::id_of(&cx, FORM, Some(case.0))?);
    let beginning = Beginning { reason, own_words, users, draft };
    match actions::begin(&cx, case, &beginning).await {
        Ok(id) => Ok(redirect(format!("/orientations/{id}/choices?done=begun"))),
        Err(problem) => {
            told_in(problem, &[("person-not-around-child", "users")], &mut input.errors)?;
            begin_page(&cx, Some(cx.form()), &input.errors).await
        }
    }
}
