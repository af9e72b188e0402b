// SPDX-License-Identifier: EUPL-1.2
//! One respondent of a campaign: its link, its days, what it sent, and whether it counts.

use knowledge::forms;
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};
use smart_forms::answers::Document;

use super::super::actions::{self, Filled};
use super::super::model::{Answers, Role, SetAside, Source, State};
use super::follow::standing;
use super::{TEXT, done, survey_id, who, words};

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled::<&str>([]);
    respondent_page(&cx, &form, &FieldErrors::default()).await
}

async fn respondent_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let found = actions::open_own(cx, survey_id(cx)?, who(cx)?).await?;
    let versions = actions::versions(cx, found.survey.id, found.respondent.id).await?;
    let described = actions::practices_of(cx, found.survey.id, found.respondent.id).await?;
    let Filled { survey, respondent: r, answers, sent, .. } = &found;
    let url = format!("/surveys/{}/respondents/{}", survey.id, r.id.simple());
    let is_open = survey.state() == State::Open && r.role != Role::Informed;
    let link = match is_open {
        true => Some(actions::token_of(cx, r.id).await?),
        false => None,
    };
    let sent = sent.as_ref();
    let shown = sent.or(answers.as_ref());
    let moment = |at: kernel::Instant| html! { (ui::date_time(cx, at)) };
    let body = html! {
        (done(cx))
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (r.name) }
        p { (standing(cx, r, shown)) }
        (ui::facts(vec![
            (w.territory(), html! { (r.territory) }),
            (w.number(), html! { (r.number) }),
            (w.received_on(), html! { @if let Some(on) = r.received_on { (ui::date(cx, on)) } }),
            (w.due(), html! { @if let Some(on) = r.due_on { (ui::date(cx, on)) } }),
            (w.opened_at(), html! { @if let Some(at) = r.opened_at { (moment(at)) } }),
            (w.reminded_at(), html! { @if let Some(at) = r.reminded_at { (moment(at)) } }),
            (w.sent_at(), html! { @if let Some(at) = sent.and_then(|a| a.submitted_at) { (moment(at)) } }),
            (w.link(), html! { @if let Some(link) = &link { code { (cx.app.config.public_url.trim_end_matches('/')) "/questionnaire/" (link) } p.govuk-body-s { (w.link_text()) } } }),
            (w.aside_why(), ui::paragraphs(&r.set_aside_reason)),
        ]))
        @if is_open && sent.is_none() {
            p.mg-no-print { a.govuk-button.govuk-button--secondary href=(format!("{url}/pages/1")) { (w.key_paper()) } " " (w.key_paper_text()) }
        }
        @if let Some(document) = sent.and_then(|a| a.document.as_ref()) {
            h2.govuk-heading-m { (w.answers()) }
            @match Document::read(document) {
                Ok(read) => @for item in &read.items {
                    @if let Some(text) = &item.text { h3.govuk-heading-s { (text) } }
                    (forms::answers(cx, if item.items.is_empty() { std::slice::from_ref(item) } else { &item.items }))
                },
                Err(_) => p.govuk-body { (w.answers_unreadable()) },
            }
        }
        @if !described.is_empty() {
            h2.govuk-heading-m { (w.described()) }
            p.govuk-body { (w.described_text()) }
            @for one in &described {
                section.mg-panel {
                    (ui::paragraphs(&one.words))
                    @if one.card.is_some() { p { (ui::tag("ok", w.described_drafted())) } }
                    @else if r.institution.is_some() {
                        form.mg-no-print method="post" action=(format!("{url}/practices")) {
                            (ui::form_key(cx))
                            (ui::hidden("reference", &one.reference))
                            button.govuk-button.govuk-button--secondary type="submit" { (w.described_draft()) }
                        }
                    }
                }
            }
        }
        (history(cx, &versions, &url, survey.reported_at.is_none()))
        @if survey.reported_at.is_none() { (deeds(cx, &found, &url, form, errors)) }
    };
    let page = Page::new(w.respondent_title()).crumb(w.list_title(), Some("/surveys".into()));
    let page = page.crumb(&survey.about.title, Some(format!("/surveys/{}", survey.id)));
    Ok(page.narrow().errors(errors).show(cx, body))
}

/// What was sent, corrected and typed a second time.
fn history(cx: &Cx, versions: &[Answers], url: &str, may_change: bool) -> Markup {
    let w = words(cx);
    let sent: Vec<&Answers> =
        versions.iter().filter(|a| a.submitted_at.is_some() && a.second_of.is_none()).collect();
    let second = versions.iter().rfind(|a| a.second_of.is_some());
    let from_paper = may_change && sent.last().is_some_and(|a| a.source == Source::Paper);
    let correcting = may_change && versions.iter().any(|a| a.corrects.is_some() && a.submitted_at.is_none());
    html! {
        @if sent.len() > 1 {
            h2.govuk-heading-m { (w.versions()) }
            ul.govuk-list.govuk-list--bullet {
                @for one in &sent {
                    li { @if let Some(at) = one.submitted_at { (ui::date_time(cx, at)) } @if !one.reason.is_empty() { " – " (one.reason) } }
                }
            }
        }
        div.mg-no-print {
            @if correcting { p { a.govuk-button.govuk-button--secondary href=(format!("{url}/pages/1")) { (w.correct_go_on()) } } }
            @if from_paper {
                @match second {
                    None => p { a.govuk-link href=(format!("{url}/second/pages/1")) { (w.second_begin()) } " " (w.second_text()) },
                    Some(one) if one.submitted_at.is_none() => p { a.govuk-link href=(format!("{url}/second/pages/1")) { (w.second_go_on()) } },
                    Some(_) => p { a.govuk-link href=(format!("{url}/differences")) { (w.compare_title()) } },
                }
            }
        }
    }
}

fn deeds(cx: &Cx, found: &Filled, url: &str, form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    let Filled { survey, respondent: r, answers, sent, .. } = found;
    let to_validate = sent.as_ref().is_some_and(|a| a.validated_at.is_none());
    let to_correct = answers.as_ref().is_some_and(|a| a.submitted_at.is_some());
    let reasons = [
        Choice::new(SetAside::Duplicate.code(), w.aside_duplicate()),
        Choice::new(SetAside::NotAsked.code(), w.aside_not_asked()),
    ];
    html! {
        div.mg-no-print {
            @if to_validate {
                form method="post" action=(format!("{url}/validation")) {
                    (ui::form_key(cx))
                    p.govuk-body { (w.validate_text()) }
                    (ui::submit(w.validate(), None))
                }
            }
            @if to_correct {
                (folded(w.correct_title(), errors, &["why"], html! {
                    form method="post" action=(format!("{url}/correction")) novalidate {
                        (ui::form_key(cx))
                        (ui::textarea(cx, form, errors, "why", w.correct_why(), Some(w.correct_hint()), 2))
                        (ui::submit(w.correct_submit(), None))
                    }
                }))
            }
            @if survey.state() != State::Designed && r.role != Role::Informed {
                (folded(w.received_title(), errors, &["on"], html! {
                    form method="post" action=(format!("{url}/receipt")) novalidate {
                        (ui::form_key(cx))
                        (ui::date_input(cx, form, errors, "on", w.received_on(), Some(w.received_hint()), None))
                        (ui::submit(w.save(), None))
                    }
                }))
            }
            @if r.set_aside.is_some() {
                form method="post" action=(format!("{url}/return")) {
                    (ui::form_key(cx))
                    (ui::submit(w.aside_take_back(), None))
                }
            } @else if r.role != Role::Informed {
                (folded(w.aside_title(), errors, &["as", "reason"], html! {
                    form method="post" action=(format!("{url}/setting-aside")) novalidate {
                        (ui::form_key(cx))
                        (ui::radios(cx, form, errors, "as", w.aside_as(), None, &reasons))
                        (ui::textarea(cx, form, errors, "reason", w.aside_why(), Some(w.aside_hint()), 3))
                        (ui::submit(w.aside_submit(), None))
                    }
                }))
            }
        }
    }
}

/// A form that is seldom needed: folded, unless something in it is wrong.
fn folded(summary: &str, errors: &FieldErrors, fields: &[&str], body: Markup) -> Markup {
    let wrong = fields.iter().any(|field| errors.of(field).is_some());
    html! {
        details.govuk-details open[wrong] {
            summary.govuk-details__summary { span.govuk-details__summary-text { (summary) } }
            div.govuk-details__text { (body) }
        }
    }
}

fn back(cx: &Cx, code: &str) -> Result<Reply, Problem> {
    Ok(redirect(format!("/surveys/{}/respondents/{}?done={code}", survey_id(cx)?, who(cx)?.simple())))
}

pub(super) async fn validate(cx: Cx) -> Result<Reply, Problem> {
    actions::validate(&cx, survey_id(&cx)?, who(&cx)?).await?;
    back(&cx, "validated")
}

pub(super) async fn receive(cx: Cx) -> Result<Reply, Problem> {
    let mut input = Input::new(cx.form(), cx.lang);
    let on = input.required_date("on", words(&cx).received_missing());
    let (Some(on), true) = (on, input.errors.is_empty()) else {
        return respondent_page(&cx, cx.form(), &input.errors).await;
    };
    match actions::receive(&cx, survey_id(&cx)?, who(&cx)?, on).await {
        Ok(()) => back(&cx, "received"),
        Err(Problem::Refused(refused)) => {
            input.errors.add("on", refused.code, refused.why);
            respondent_page(&cx, cx.form(), &input.errors).await
        }
        Err(other) => Err(other),
    }
}

pub(super) async fn set_aside(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let why = input.required_choice("as", SetAside::parse, w.aside_missing());
    let reason = input.required_text("reason", TEXT, w.refused_set_aside_without_reason());
    let (Some(why), true) = (why, input.errors.is_empty()) else {
        return respondent_page(&cx, cx.form(), &input.errors).await;
    };
    actions::set_aside(&cx, survey_id(&cx)?, who(&cx)?, why, &reason).await?;
    back(&cx, "aside")
}

pub(super) async fn take_back(cx: Cx) -> Result<Reply, Problem> {
    actions::take_back(&cx, survey_id(&cx)?, who(&cx)?).await?;
    back(&cx, "taken-back")
}

pub(super) async fn correct(cx: Cx) -> Result<Reply, Problem> {
    let mut input = Input::new(cx.form(), cx.lang);
    let why = input.required_text("why", TEXT, words(&cx).refused_correction_without_reason());
    if !input.errors.is_empty() {
        return respondent_page(&cx, cx.form(), &input.errors).await;
    }
    let (survey, which) = (survey_id(&cx)?, who(&cx)?);
    actions::correct(&cx, survey, which, &why).await?;
    Ok(redirect(format!("/surveys/{survey}/respondents/{}/pages/1", which.simple())))
}

pub(super) async fn draft_practice(cx: Cx) -> Result<Reply, Problem> {
    actions::draft_practice(&cx, survey_id(&cx)?, who(&cx)?, cx.form().raw("reference")).await?;
    back(&cx, "drafted")
}
