// SPDX-License-Identifier: EUPL-1.2
//! Those who were trained to review: kept by the editors of the bank.

use ::register::directory;
use kernel::{FunctionKind, InstitutionId, PractitionerId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column, Page};

use super::super::{actions, store_people};
use super::{At, LINE, done, told_in, words};

/// Institutions of a search, at most.
const FOUND: i64 = 20;

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut conn = cx.read().await?;
    if !actions::edits(cx, &mut conn).await? {
        return Err(Problem::NotFound);
    }
    let trained = store_people::trained(&mut conn, cx.today()).await?;
    let people = directory::practitioner_names(&mut conn, trained.iter().map(|t| t.who)).await?;
    let at = directory::institution_names(&mut conn, trained.iter().map(|t| t.institution)).await?;
    // First the service, then somebody there.
    let asked = Form::from_fields(cx.request.query.clone());
    let q = asked.line("q");
    let institution: Option<InstitutionId> = asked.raw("institution").parse().ok();
    let found = match (q.is_empty(), institution) {
        (false, None) => {
            let search = directory::Search { words: q.clone(), ..directory::Search::default() };
            directory::search(&mut conn, &search, None, FOUND).await?
        }
        _ => Vec::new(),
    };
    let mut there: Vec<Choice> = Vec::new();
    let mut place = String::new();
    if let Some(id) = institution {
        place = directory::institution_name(&mut conn, id).await?;
        for one in directory::practitioners_of(&mut conn, id, None, cx.today()).await? {
            let choice = Choice::new(one.id.to_string(), one.name()).hint(one.title.clone());
            if one.kind != FunctionKind::Administrator && there.iter().all(|c| c.code != choice.code) {
                there.push(choice);
            }
        }
    }
    drop(conn);
    let columns = [w.reviewer(), w.institution(), w.training(), w.trained_end()];
    let columns: Vec<Column<'_>> = columns.into_iter().map(|label| Column { label, sort: None }).collect();
    let here = "/practices/reviewers";
    let action = institution.map(|id| format!("{here}?institution={id}"));
    let body = html! {
        (done(cx))
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.trained_title()) }
        p.mg-lead { (w.trained_lead()) }
        @if trained.is_empty() { (ui::empty(w.trained_none(), w.trained_none_text(), None)) }
        @else {
            (ui::table(w.trained_title(), &columns, html! {
                @for t in &trained {
                    @let name = people.get(&t.who).map_or("", String::as_str);
                    tr {
                        th scope="row" { (name) }
                        td data-label=(w.institution()) { (at.get(&t.institution).map_or("", String::as_str)) }
                        td data-label=(w.training()) { (t.training) " (" (ui::date(cx, t.on)) ")" }
                        td data-label=(w.trained_end()) {
                            form method="post" action=(format!("{here}/{}/{}/end", t.who, t.institution)) {
                                (ui::form_key(cx))
                                button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" {
                                    (w.remove()) span.govuk-visually-hidden { " " (name) }
                                }
                            }
                        }
                    }
                }
            }))
        }
        h2.govuk-heading-m { (w.trained_add_title()) }
        @match &action {
            Some(action) => {
                p.govuk-body { strong { (place) } " " a.govuk-link href=(here) { (w.other_service()) } }
                @if there.is_empty() { (ui::empty(w.nobody_there(), "", None)) }
                @else {
                    form method="post" action=(action) novalidate {
                        (ui::form_key(cx))
                        (ui::radios(cx, form, errors, "who", w.reviewer(), None, &there))
                        (ui::text_input(cx, form, errors, "training", w.training(), Some(w.training_hint())))
                        (ui::date_input(cx, form, errors, "on", w.trained_on(), None, None))
                        (ui::submit(w.trained_add(), Some((w.cancel(), here))))
                    }
                }
            }
            None => {
                form.mg-no-print method="get" action=(here) {
                    (ui::text_input(cx, &asked, &FieldErrors::default(), "q", w.partner_search(), Some(w.partner_search_hint())))
                    div.govuk-button-group { button.govuk-button.govuk-button--secondary type="submit" { (w.search()) } }
                }
                @if !q.is_empty() && found.is_empty() { (ui::empty(w.partner_none(), w.partner_none_text(), None)) }
                ul.govuk-list {
                    @for i in &found {
                        li { a.govuk-link href=(format!("{here}?institution={}", i.id)) { (i.name) } " – " (directory::type_name(cx, &i.pack, &i.service_type)) }
                    }
                }
            }
        }
        p.mg-no-print { a.govuk-link href="/practices/work?which=editors" { (w.work_title()) } }
    };
    let page = Page::new(w.trained_title()).errors(errors).crumb(w.bank(), Some("/practices".into()));
    Ok(page.show(cx, body))
}

pub(super) async fn train(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let institution: InstitutionId = cx.query("institution").parse().map_err(|_| Problem::NotFound)?;
    let who = input.required_choice("who", |c| c.parse::<PractitionerId>().ok(), w.reviewer_missing());
    let training = input.required_line("training", LINE, w.refused_no_training());
    let on = input.required_date("on", w.trained_on_missing());
    let (Some(who), Some(on), true) = (who, on, input.errors.is_empty()) else {
        return page(&cx, cx.form(), &input.errors).await;
    };
    const AT: At = &[("day-to-come", "on"), ("no-training", "training"), ("not-there", "who")];
    match actions::train(&cx, who, institution, on, &training).await {
        Ok(()) => Ok(redirect("/practices/reviewers?done=trained")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            page(&cx, cx.form(), &input.errors).await
        }
    }
}

pub(super) async fn end(cx: Cx) -> Result<Reply, Problem> {
    actions::end_reviewer(&cx, cx.id("reviewer")?, cx.id("institution")?).await?;
    Ok(redirect("/practices/reviewers?done=reviewer-ended"))
}
