// SPDX-License-Identifier: EUPL-1.2
//! Writing down an objection, and reviewing one.

use ::register::access::{self, Action};
use ::register::cases;
use ::register::people;
use kernel::{CaseId, DisclosureId, ObjectionId, PersonId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::model::Finding;
use super::super::{actions, masking, store};
use super::{TEXT, filled, open_case, paragraphs, words};

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let form = filled([
        ("about".to_owned(), cx.query("about").to_owned()),
        ("on".to_owned(), cx.today().to_string()),
    ]);
    form_page(&cx, &form, &FieldErrors::default()).await
}

/// Those who can object: the child, and those around it.
async fn family(
    cx: &Cx,
    conn: &mut platform::db::Conn,
    child: PersonId,
) -> Result<Vec<(PersonId, String)>, Problem> {
    let mut out = vec![(child, cases::child_name(cx, &people::person(conn, child).await?))];
    for (link, person) in people::around(conn, child).await? {
        if link.ended_reason.is_none() && !out.iter().any(|(id, _)| *id == person.id) {
            out.push((person.id, cases::child_name(cx, &person)));
        }
    }
    Ok(out)
}

async fn form_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, grant, frame) = open_case(cx, Action::Write, "disclosures").await?;
    let who = family(cx, &mut conn, frame.facts.case.child).await?;
    let all = cases::with_merged(&mut conn, &grant).await?;
    let mut told = store::of_cases(&mut conn, &grant, &all, None, 50).await?;
    let secrets = cases::secrets_of(&mut conn, &grant).await?;
    told.iter_mut().for_each(|d| masking::disclosure(d, &secrets));
    drop(conn);
    let people: Vec<Choice> =
        who.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
    let decisions: Vec<Choice> = told
        .iter()
        .filter(|d| d.decided.is_some())
        .map(|d| {
            Choice::new(
                d.id.to_string(),
                format!(
                    "{} – {}",
                    ui::date_time(cx, d.drafted_at),
                    d.composition.why.chars().take(80).collect::<String>()
                ),
            )
        })
        .collect();
    let back = format!("{}/disclosures", frame.url());
    let body = html! {
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (w.objection_title()) }
        p.mg-lead { (w.objection_lead()) }
        form method="post" action=(format!("{}/objections/new", frame.url())) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "person", w.objection_person(), None, &people))
            (ui::date_input(cx, form, errors, "on", w.objection_on(), None, None))
            (ui::textarea(cx, form, errors, "words", w.objection_words(), Some(w.objection_words_hint()), 4))
            @if !decisions.is_empty() { (ui::select(cx, form, errors, "about", w.objection_about(), Some(w.objection_about_hint()), &decisions)) }
            (ui::submit(w.objection_submit(), Some((w.cancel(), &back))))
        }
    };
    Ok(frame.page(cx, w.objection_title()).narrow().errors(errors).show(cx, body))
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let (mut conn, _, frame) = open_case(&cx, Action::Write, "disclosures").await?;
    let who = family(&cx, &mut conn, frame.facts.case.child).await?;
    drop(conn);
    let mut input = Input::new(cx.form(), cx.lang);
    let known = |code: &str| who.iter().map(|(id, _)| *id).find(|id| id.to_string() == code);
    let person = input.required_choice("person", known, w.objection_person_missing());
    let on = input.required_date("on", w.objection_on_missing());
    if on.is_some_and(|on| on > cx.today()) {
        input.errors.add("on", "in-future", w.refused_date_in_future());
    }
    let said = input.required_text("words", TEXT, w.refused_objection_without_words());
    let about: Option<DisclosureId> = input.choice("about", |c| c.parse().ok());
    let (Some(person), Some(on), true) = (person, on, input.errors.is_empty()) else {
        return form_page(&cx, cx.form(), &input.errors).await;
    };
    actions::object(&cx, case, about, person, on, &said).await?;
    Ok(redirect(format!("/cases/{case}/disclosures?done=objection")))
}

pub(super) async fn review_form(cx: Cx) -> Result<Reply, Problem> {
    review_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn review_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let id: ObjectionId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let case = store::case_of_objection(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(&mut conn, case).await?;
    let grant = access::require(cx, &mut conn, Action::Read, home).await?;
    actions::opens_file(&grant)?;
    if !actions::may_review(cx, &mut conn, home).await? {
        return Err(actions::refused(cx, kernel::Refusal::new("review-by-supervision")));
    }
    let frame = cases::frame(cx, &mut conn, &grant, &format!("/cases/{home}/disclosures")).await?;
    let all = cases::with_merged(&mut conn, &grant).await?;
    let found = store::objections(&mut conn, &grant, &all).await?;
    let mut objection = found.into_iter().find(|o| o.id == id).ok_or(Problem::NotFound)?;
    masking::objection(&mut objection, &cases::secrets_of(&mut conn, &grant).await?);
    let person = cases::child_name(cx, &people::person(&mut conn, objection.person).await?);
    drop(conn);
    let findings = [
        Choice::new(Finding::Upheld.code(), w.finding_upheld()).hint(w.finding_upheld_hint()),
        Choice::new(Finding::Overturned.code(), w.finding_overturned()).hint(w.finding_overturned_hint()),
    ];
    let back = format!("/cases/{home}/disclosures");
    let body = html! {
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (w.review_title()) }
        (ui::facts(vec![
            (w.objection_person(), html! { (person) }),
            (w.objection_on(), html! { (ui::date(cx, objection.said_on)) }),
            (w.objection_words(), paragraphs(&objection.words)),
        ]))
        @if let Some(about) = objection.disclosure { p { a.govuk-link href=(format!("/disclosures/{about}")) { (w.objection_see()) } } }
        @if objection.found_at.is_none() {
            form method="post" action=(format!("/objections/{id}/review")) novalidate {
                (ui::form_key(cx))
                (ui::radios(cx, form, errors, "finding", w.finding(), None, &findings))
                (ui::textarea(cx, form, errors, "reason", w.reason(), Some(w.finding_reason_hint()), 4))
                (ui::submit(w.review_submit(), Some((w.cancel(), &back))))
            }
        } @else { p { a.govuk-link href=(back) { (w.cancel()) } } }
    };
    Ok(frame.page(cx, w.review_title()).narrow().errors(errors).show(cx, body))
}

pub(super) async fn review(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: ObjectionId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let finding = input.required_choice("finding", Finding::parse, w.finding_missing());
    let reason = input.required_text("reason", TEXT, w.refused_finding_without_reason());
    let (Some(finding), true) = (finding, input.errors.is_empty()) else {
        return review_page(&cx, cx.form(), &input.errors).await;
    };
    actions::find(&cx, id, finding, &reason).await?;
    let mut conn = cx.read().await?;
    let case = store::case_of_objection(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(&mut conn, case).await?;
    Ok(redirect(format!("/cases/{home}/disclosures?done=finding")))
}
