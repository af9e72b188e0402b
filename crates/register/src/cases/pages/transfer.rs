// SPDX-License-Identifier: EUPL-1.2
//! Proposing a transfer and answering one. The sender answers for the case until the receiver accepts.

use kernel::{CaseId, InstitutionId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui;
use rulebook::list;

use super::super::frame::CaseFrame;
use super::super::{Followed, actions, followed, rules};
use super::legal::explanation;
use super::transfer_views::{Candidate, candidate};
use super::{after, choices, deed, enter, offered, reason, withdrawal, words};
use crate::access::Action;
use crate::{directory, people};

/// The longest text of a field.
const TEXT: usize = 10_000;

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let chosen: Option<InstitutionId> = cx.query("to").parse().ok();
    match chosen {
        Some(to) => details(&cx, to, &Form::default(), &FieldErrors::default(), Step::Write).await,
        None => search(&cx).await,
    }
}

/// First the receiver: services that lead cases, found by name. A name of a service is no personal data.
async fn search(cx: &Cx) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, grant, f) = enter(cx, Action::Steer, "transfer").await?;
    if let Some(transfer) = &f.facts.standing.transfer {
        return withdrawal::waiting(cx, &mut conn, &f, transfer).await;
    }
    let past = withdrawal::past(cx, &mut conn, &grant).await?;
    let asked = Form::from_fields(cx.request.query.clone());
    let q = asked.line("q");
    let found = if q.is_empty() {
        Vec::new()
    } else {
        let types = crate::rulebook(cx)?
            .packs()
            .flat_map(|p| p.service_types_on(cx.today()).map(move |t| (p, t)))
            .filter(|(_, t)| t.leads_cases || t.receives_concerns)
            .map(|(p, t)| (p.code.clone(), t.code.clone()))
            .collect();
        let search = directory::Search { words: q.clone(), types, ..directory::Search::default() };
        directory::search(&mut conn, &search, None, 20).await?
    };
    drop(conn);
    let url = format!("{}/transfer", f.url());
    let content = html! {
        p.mg-lead { (w.transfer_lead()) }
        form method="get" action=(url) {
            (ui::text_input(cx, &asked, &FieldErrors::default(), "q", w.transfer_search(), Some(w.transfer_search_hint())))
            (ui::submit(w.search(), Some((w.cancel(), &f.url()))))
        }
        @if !q.is_empty() {
            @let others: Vec<_> =
                found.iter().filter(|i| i.id != f.facts.case.institution && i.closed_on.is_none_or(|d| d >= cx.today())).collect();
            @if others.is_empty() { (ui::empty(w.transfer_none_found(), w.transfer_none_found_text(), None)) }
            @else {
                ul.mg-people {
                    @for one in others {
                        li.mg-people__item {
                            span.mg-people__name {
                                a href=(ui::with_query(&url, [("to", one.id.to_string().as_str())])) { (one.name) }
                            }
                            span.mg-people__role {
                                (directory::type_name(cx, &one.pack, &one.service_type))
                                @if let Some(territory) = &one.territory { " – " (territory) }
                            }
                        }
                    }
                }
            }
        }
        (past)
    };
    Ok(deed(cx, &f, w.transfer_title(), &FieldErrors::default(), content))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Write,
    Check,
}

async fn details(
    cx: &Cx,
    to: InstitutionId,
    form: &Form,
    errors: &FieldErrors,
    step: Step,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, _, f) = enter(cx, Action::Steer, "transfer").await?;
    if let Some(transfer) = &f.facts.standing.transfer {
        return withdrawal::waiting(cx, &mut conn, &f, transfer).await;
    }
    let receiver = directory::institution(&mut conn, to).await?.ok_or(Problem::NotFound)?;
    let from = directory::institution_name(&mut conn, f.facts.case.institution).await?;
    drop(conn);
    let child = f.child.as_ref().ok_or(Problem::NotFound)?;
    let url = format!("{}/transfer", f.url());
    let content = html! {
        p.mg-lead { (w.transfer_to(&receiver.fields.name)) " " a.govuk-link href=(url) { (w.transfer_other()) } }
        @if !receiver.fields.limits.is_empty() {
            div.govuk-inset-text { p.govuk-body { strong { (w.transfer_limits()) } } (super::paragraphs(&receiver.fields.limits)) }
        }
        @if step == Step::Check {
            h3.govuk-heading-m { (w.transfer_preview()) }
            p.govuk-body { (w.transfer_preview_text()) }
            (candidate(cx, &Candidate {
                reference: f.reference(),
                child,
                from: &from,
                reason: &form.text("reason"),
                minimum: &form.text("minimum"),
                proposed_at: cx.now,
            }))
            p.govuk-body { (w.transfer_until_then()) }
            form method="post" action=(url) {
                (ui::form_key(cx))
                @for name in ["to", "reason", "minimum"] { (ui::hidden(name, form.raw(name))) }
                div.govuk-button-group {
                    button.govuk-button type="submit" name="go" value="propose" { (w.transfer_submit()) }
                    button.govuk-button.govuk-button--secondary type="submit" name="go" value="write" { (w.transfer_amend()) }
                    a.govuk-link href=(f.url()) { (w.cancel()) }
                }
            }
        } @else {
            form method="post" action=(url) novalidate {
                (ui::form_key(cx))
                (ui::hidden("to", to))
                (ui::textarea(cx, form, errors, "reason", w.transfer_reason(), Some(w.transfer_reason_hint()), 4))
                (ui::textarea(cx, form, errors, "minimum", w.transfer_minimum(), Some(w.transfer_minimum_hint()), 6))
                div.govuk-button-group {
                    button.govuk-button type="submit" name="go" value="check" { (w.transfer_check()) }
                    a.govuk-link href=(f.url()) { (w.cancel()) }
                }
            }
        }
    };
    Ok(deed(cx, &f, w.transfer_title(), errors, content))
}

pub(super) async fn propose(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let to: InstitutionId = cx.form().raw("to").parse().map_err(|_| Problem::NotFound)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let why = input.required_text("reason", TEXT, w.transfer_reason_missing());
    let minimum = input.required_text("minimum", TEXT, w.transfer_minimum_missing());
    let step = match (input.errors.is_empty(), cx.form().raw("go")) {
        (true, "propose") => {
            let proposal = actions::TransferProposal { to, reason: why, minimum };
            actions::propose_transfer(&cx, case, &proposal).await?;
            return after(&cx, case, "transfer-proposed").await;
        }
        (true, "check") => Step::Check,
        _ => Step::Write,
    };
    details(&cx, to, cx.form(), &input.errors, step).await
}

/// What waits for the reader's answer, in full.
async fn answering(cx: &Cx, pane: &str) -> Result<(CaseFrame, Markup), Problem> {
    let (mut conn, _, f) = enter(cx, Action::AnswerTransfer, pane).await?;
    let here = cx.actor()?.institution;
    let transfer = rules::answering_transfer(&f.facts.standing, here).map_err(|r| actions::refused(cx, r))?;
    let from = directory::institution_name(&mut conn, transfer.from).await?;
    drop(conn);
    let child = f.child.as_ref().ok_or(Problem::NotFound)?;
    let seen = candidate(
        cx,
        &Candidate {
            reference: f.reference(),
            child,
            from: &from,
            reason: &transfer.reason,
            minimum: &transfer.minimum,
            proposed_at: transfer.proposed_at,
        },
    );
    Ok((f, seen))
}

/// The case in which the receiver follows the child already.
async fn followed_there(cx: &Cx, f: &CaseFrame) -> Result<Option<Followed>, Problem> {
    let mut conn = cx.read().await?;
    match people::known_in(&mut conn, f.facts.case.child, cx.actor()?.institution).await? {
        Some(known) => followed(cx, &mut conn, known, Action::Approve).await,
        None => Ok(None),
    }
}

pub(super) async fn acceptance_form(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (f, seen) = answering(&cx, "transfer/acceptance").await?;
    let followed = followed_there(&cx, &f).await?;
    let content = html! {
        (seen)
        @if let Some(one) = &followed {
            div.govuk-inset-text {
                p.govuk-body {
                    strong { (w.transfer_followed()) }
                    @if let Some(reference) = &one.reference { " " a.govuk-link href=(format!("/cases/{}", one.id)) { (reference) } }
                }
                @if one.may { p.govuk-body { (w.transfer_followed_merges()) } }
                @else { p.govuk-body { (w.transfer_followed_ask()) " " (one.route) } }
            }
        }
        @if followed.as_ref().is_none_or(|one| one.may) {
            (ui::warning(&cx, w.transfer_acceptance_warning()))
            form method="post" action=(format!("{}/transfer/acceptance", f.url())) {
                (ui::form_key(&cx))
                @if let Some(one) = &followed {
                    (ui::hidden("into", one.id))
                    (ui::submit(w.transfer_accept_into(), Some((w.cancel(), &f.url()))))
                } @else { (ui::submit(w.transfer_accept(), Some((w.cancel(), &f.url())))) }
            }
        }
    };
    Ok(deed(&cx, &f, w.transfer_acceptance_title(), &FieldErrors::default(), content))
}

pub(super) async fn accept(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    match cx.form().raw("into").parse::<CaseId>() {
        Ok(into) => {
            actions::accept_transfer_into(&cx, case, into).await?;
            after(&cx, into, "transfer-accepted-into").await
        }
        Err(_) => {
            actions::accept_transfer(&cx, case).await?;
            after(&cx, case, "transfer-accepted").await
        }
    }
}

pub(super) async fn rejection_form(cx: Cx) -> Result<Reply, Problem> {
    rejection_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn rejection_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (f, seen) = answering(cx, "transfer/rejection").await?;
    let reasons = choices(cx, list::TRANSFER_REFUSAL)?;
    let content = html! {
        (seen)
        p.govuk-body { (w.transfer_rejection_text()) }
        form method="post" action=(format!("{}/transfer/rejection", f.url())) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "reason", w.reason(), None, &reasons))
            (explanation(cx, form, errors))
            (ui::submit(w.transfer_reject(), Some((w.cancel(), &f.url()))))
        }
    };
    Ok(deed(cx, &f, w.transfer_rejection_title(), errors, content))
}

pub(super) async fn reject(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let reasons = choices(&cx, list::TRANSFER_REFUSAL)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let code = input.required_choice("reason", offered(&reasons), w.reason_missing());
    let text = input.text("explanation", TEXT);
    if !input.errors.is_empty() {
        return rejection_page(&cx, cx.form(), &input.errors).await;
    }
    actions::reject_transfer(&cx, case, &reason(&reasons, code.as_deref(), &text)).await?;
    after(&cx, case, "transfer-rejected").await
}
