// SPDX-License-Identifier: EUPL-1.2
//! Where one could turn to, and to whom one turns: an institution of the directory, found by name, or one written by hand.

use ::register::access::Action;
use ::register::directory;
use kernel::{FunctionKind, InstitutionId, OrientationId, PractitionerId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::actions;
use super::super::model::{Destination, StepKind};
use super::super::rules;
use super::{At, DAY, LINE, Opened, day_field, day_of, done, done_with, open, told_in, words};

/// Institutions of a search, at most.
const FOUND: i64 = 20;

/// Those at work today whose names hold the words, one's own left out.
async fn found(cx: &Cx, opened: &mut Opened, q: &str) -> Result<Vec<Choice>, Problem> {
    if q.is_empty() {
        return Ok(Vec::new());
    }
    let search = directory::Search { words: q.to_owned(), ..directory::Search::default() };
    let all = directory::search(&mut opened.conn, &search, None, FOUND).await?;
    let here = cx.actor()?.institution;
    let offered = all.into_iter().filter(|i| i.id != here && i.closed_on.is_none_or(|day| day >= cx.today()));
    Ok(offered
        .map(|i| {
            let kind = directory::type_name(cx, &i.pack, &i.service_type);
            let hint = match &i.territory {
                Some(territory) => format!("{kind} – {territory}"),
                None => kind,
            };
            Choice::new(i.id.to_string(), i.name.clone()).hint(hint)
        })
        .collect())
}

fn search_field(cx: &Cx, here: &str, q: &Form) -> Markup {
    let w = words(cx);
    html! {
        form.mg-no-print method="get" action=(here) {
            (ui::text_input(cx, q, &FieldErrors::default(), "q", w.search_name(), Some(w.search_name_hint())))
            div.govuk-button-group { button.govuk-button.govuk-button--secondary type="submit" { (w.search()) } }
        }
    }
}

/// A service that the directory does not know: folded away, unless there is something to put right in it.
fn by_hand(cx: &Cx, errors: &FieldErrors, form: Markup) -> Markup {
    html! {
        details.govuk-details.mg-no-print open[errors.of("name").is_some()] {
            summary.govuk-details__summary { span.govuk-details__summary-text { (words(cx).by_hand_open()) } }
            div.govuk-details__text { (form) }
        }
    }
}

// ── Where one could turn to ──────────────────────────────────────────────────

pub(super) async fn choices_form(cx: Cx) -> Result<Reply, Problem> {
    choices_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn choices_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open(cx, Action::Write).await?;
    rules::choosing(&opened.course).map_err(|r| actions::refused(cx, r))?;
    let url = opened.url();
    let here = format!("{url}/choices");
    let asked = Form::from_fields(cx.request.query.clone());
    let q = asked.line("q");
    let found = found(cx, &mut opened, &q).await?;
    let action = ui::with_query(&here, [("q", q.as_str())].into_iter().filter(|(_, q)| !q.is_empty()));
    let none = opened.course.choices.is_empty();
    let body = html! {
        (done(cx))
        p.mg-lead { (w.choices_lead()) }
        @if !none {
            h3.govuk-heading-s { (w.choices()) }
            ul.mg-people {
                @for choice in &opened.course.choices {
                    @let name = choice.to_institution.map_or(choice.to_name.as_str(), |id| opened.names.institution(id));
                    li.mg-people__item {
                        span.mg-people__name { (name) }
                        @if choice.to_institution.is_none() { span.mg-people__role { (w.not_in_directory()) } }
                        form method="post" action=(format!("{here}/{}/removal", choice.id)) {
                            (ui::form_key(cx))
                            button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" {
                                (w.remove()) span.govuk-visually-hidden { " " (name) }
                            }
                        }
                    }
                }
            }
        }
        (search_field(cx, &here, &asked))
        @if !q.is_empty() {
            @if found.is_empty() { (ui::empty(w.found_none(), w.found_none_text(), None)) }
            @else {
                form method="post" action=(action) novalidate {
                    (ui::form_key(cx))
                    (ui::radios(cx, form, errors, "to", w.choices_which(), None, &found))
                    (ui::submit(w.choices_add(), None))
                }
            }
        }
        (by_hand(cx, errors, html! {
            form method="post" action=(here) novalidate {
                (ui::form_key(cx))
                (ui::text_input(cx, form, errors, "name", w.by_hand(), Some(w.by_hand_hint())))
                (ui::submit(w.choices_add(), None))
            }
        }))
        p { a.govuk-button.govuk-button--secondary[none] href=(url) { (if none { w.choices_later() } else { w.choices_done() }) } }
    };
    Ok(opened.form(cx, w.choices_title(), errors, body))
}

pub(super) async fn add_choice(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let to = if cx.form().has("name") {
        Some(Destination::Named(input.required_line("name", LINE, w.by_hand_missing())))
    } else {
        let known = |c: &str| c.parse().ok().map(Destination::Known);
        input.required_choice("to", known, w.recipient_missing())
    };
    let (Some(to), true) = (to, input.errors.is_empty()) else {
        return choices_page(&cx, cx.form(), &input.errors).await;
    };
    const AT: At = &[("destination-is-here", "to"), ("destination-closed", "to")];
    match actions::add_choice(&cx, id, &to).await {
        Ok(()) => Ok(redirect(format!("/orientations/{id}/choices?done=choice-added"))),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            choices_page(&cx, cx.form(), &input.errors).await
        }
    }
}

pub(super) async fn remove_choice(cx: Cx) -> Result<Reply, Problem> {
    let id: OrientationId = cx.id("id")?;
    let choice: kernel::EntryId = cx.id("choice")?;
    actions::remove_choice(&cx, id, choice.0).await?;
    Ok(redirect(format!("/orientations/{id}/choices?done=choice-removed")))
}

// ── To whom one turns ────────────────────────────────────────────────────────

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    recipient_page(&cx, &form, &FieldErrors::default()).await
}

/// First the institution; then, where it is in the directory, somebody there.
async fn recipient_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::RecipientChosen)?;
    let here = format!("{}/recipient", opened.url());
    let chosen: Option<InstitutionId> = cx.query("institution").parse().ok();
    let body = match chosen {
        Some(at) => somebody(cx, &mut opened, &here, at, form, errors).await?,
        None => somewhere(cx, &mut opened, &here, form, errors).await?,
    };
    Ok(opened.form(cx, w.deed_recipient(), errors, body))
}

async fn somewhere(
    cx: &Cx,
    opened: &mut Opened,
    here: &str,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Markup, Problem> {
    let w = words(cx);
    let asked = Form::from_fields(cx.request.query.clone());
    let q = asked.line("q");
    let found = found(cx, opened, &q).await?;
    let link = |id: &str| ui::with_query(here, [("institution", id)]);
    Ok(html! {
        p.mg-lead { (w.recipient_lead()) }
        @if !opened.course.choices.is_empty() {
            div.mg-section {
            h3.govuk-heading-s { (w.choices()) }
            ul.mg-people {
                @for choice in &opened.course.choices {
                    li.mg-people__item {
                        @match choice.to_institution {
                            Some(id) => span.mg-people__name { a.govuk-link href=(link(&id.to_string())) { (opened.names.institution(id)) } },
                            None => {
                                span.mg-people__name { (choice.to_name) }
                                span.mg-people__role { (w.not_in_directory()) }
                                form method="post" action=(here) {
                                    (ui::form_key(cx))
                                    (ui::hidden("name", &choice.to_name)) (ui::hidden("on", cx.today()))
                                    button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" {
                                        (w.choose()) span.govuk-visually-hidden { " " (choice.to_name) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            }
        }
        h3.govuk-heading-s { (w.elsewhere()) }
        (search_field(cx, here, &asked))
        @if !q.is_empty() {
            @if found.is_empty() { (ui::empty(w.found_none(), w.found_none_text(), None)) }
            ul.mg-people {
                @for one in &found {
                    li.mg-people__item {
                        span.mg-people__name { a.govuk-link href=(link(&one.code)) { (one.label) } }
                        @if let Some(hint) = &one.hint { span.mg-people__role { (hint) } }
                    }
                }
            }
        }
        (by_hand(cx, errors, html! {
            form method="post" action=(here) novalidate {
                (ui::form_key(cx))
                (ui::text_input(cx, form, errors, "name", w.by_hand(), Some(w.by_hand_hint())))
                (day_field(cx, form, errors, w.chosen_on(), None))
                (ui::submit(w.recipient_submit(), None))
            }
        }))
    })
}

async fn somebody(
    cx: &Cx,
    opened: &mut Opened,
    here: &str,
    at: InstitutionId,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Markup, Problem> {
    let w = words(cx);
    let name = directory::institution_name(&mut opened.conn, at).await?;
    let mut people = vec![Choice::new("nobody", w.recipient_nobody()).hint(w.recipient_nobody_hint())];
    for one in directory::practitioners_of(&mut opened.conn, at, None, cx.today()).await? {
        let choice = Choice::new(one.id.to_string(), one.name()).hint(one.title.clone());
        if one.kind != FunctionKind::Administrator && people.iter().all(|p| p.code != choice.code) {
            people.push(choice);
        }
    }
    let at = at.to_string();
    Ok(html! {
        p.mg-lead { (w.recipient_whom_lead()) }
        h3.govuk-heading-m { (name) }
        p { a.govuk-link href=(here) { (w.recipient_other()) } }
        form method="post" action=(ui::with_query(here, [("institution", at.as_str())])) novalidate {
            (ui::form_key(cx))
            (ui::hidden("institution", &at))
            (ui::radios(cx, form, errors, "who", w.recipient_whom(), None, &people))
            (day_field(cx, form, errors, w.chosen_on(), None))
            (ui::submit(w.recipient_submit(), Some((w.cancel(), &opened.url()))))
        }
    })
}

pub(super) async fn choose(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let (to, who): (Option<Destination>, Option<PractitionerId>) = match cx.form().has("name") {
        true => (Some(Destination::Named(input.required_line("name", LINE, w.by_hand_missing()))), None),
        false => {
            let to = cx.form().raw("institution").parse().ok().map(Destination::Known);
            let known = |c: &str| match c {
                "nobody" => Some(None),
                other => other.parse().ok().map(Some),
            };
            (to, input.required_choice("who", known, w.recipient_whom_missing()).flatten())
        }
    };
    let on = day_of(&cx, &mut input);
    let (Some(to), Some(on), true) = (to, on, input.errors.is_empty()) else {
        return recipient_page(&cx, cx.form(), &input.errors).await;
    };
    const AT: At = &[
        DAY[0],
        DAY[1],
        ("recipient-not-there", "who"),
        ("destination-is-here", "who"),
        ("destination-closed", "who"),
    ];
    match actions::choose_recipient(&cx, id, on, &to, who).await {
        Ok(()) => Ok(done_with(id, "recipient")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            recipient_page(&cx, cx.form(), &input.errors).await
        }
    }
}
