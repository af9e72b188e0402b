// SPDX-License-Identifier: EUPL-1.2
//! What is kept secret, written out: a deed with an event of its own, each time. The page is an answer to a form, has no address
//! to come back to, and is masked on paper.

use kernel::{CaseId, Layer, PersonId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui;
use rulebook::list;
use uuid::Uuid;

use super::super::frame::{self, CaseFrame};
use super::super::{actions, rules};
use super::contacts::contact_id;
use super::people::{enter_people, person_of};
use super::{deed, enter, family, paragraphs, words};
use crate::access::Action;
use crate::people;

/// Before it is shown: what it is about, who may not have it, and, for those who seldom need it, why.
fn ask(cx: &Cx, f: &CaseFrame, what: &Markup, back: &str, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let content = html! {
        (what)
        p.govuk-body { (w.reveal_text()) }
        form method="post" action=(cx.request.path) novalidate autocomplete="off" {
            (ui::form_key(cx))
            @if rules::says_why_to_reveal(f.capacity()) {
                (ui::textarea(cx, cx.form(), errors, "reason", w.reveal_reason(), Some(w.reveal_reason_hint()), 2))
            }
            (ui::submit(w.reveal_submit(), Some((w.cancel(), back))))
        }
    };
    deed(cx, f, w.reveal_title(), errors, content)
}

/// Written out, for the eyes of whoever asked.
fn written_out(cx: &Cx, f: &CaseFrame, what: &Markup, value: &Markup, back: &str) -> Reply {
    let w = words(cx);
    let content = html! {
        (what)
        div.govuk-inset-text {
            div.mg-no-print { (value) }
            span.mg-print-only.mg-masked { (w.contact_masked()) }
        }
        p.govuk-body { (w.revealed_text()) }
        p.govuk-body { a.govuk-link href=(back) { (w.reveal_back()) } }
    };
    deed(cx, f, w.reveal_title(), &FieldErrors::default(), content)
}

/// The reason, when one must be given: errors otherwise.
fn reason(cx: &Cx, f: &CaseFrame) -> (String, FieldErrors) {
    let mut input = Input::new(cx.form(), cx.lang);
    let reason = match rules::says_why_to_reveal(f.capacity()) {
        true => input.required_text("reason", 500, words(cx).reveal_reason_missing()),
        false => input.text("reason", 500),
    };
    (reason, std::mem::take(&mut input.errors))
}

async fn enter_contact(cx: &Cx) -> Result<(CaseFrame, Markup, String), Problem> {
    let (mut conn, _, f, child) = enter_people(cx, Action::Reveal).await?;
    let person = person_of(cx, &mut conn, &child).await?;
    let contact = people::contact(&mut conn, person.id, contact_id(cx)?).await?;
    let w = words(cx);
    let what = html! {
        p.mg-lead { (w.contact_of(w.contact_kind(&contact.kind), family::named(cx, &person))) }
        @if !contact.protected_from.is_empty() {
            p.govuk-body { strong { (w.contact_protected_from(&contact.protected_from)) } }
        }
    };
    let back = format!("{}/people", f.url());
    Ok((f, what, back))
}

pub(super) async fn contact_form(cx: Cx) -> Result<Reply, Problem> {
    let (f, what, back) = enter_contact(&cx).await?;
    Ok(ask(&cx, &f, &what, &back, &FieldErrors::default()))
}

pub(super) async fn contact(cx: Cx) -> Result<Reply, Problem> {
    let (case, person): (CaseId, PersonId) = (cx.id("id")?, cx.id("person")?);
    let (f, what, back) = enter_contact(&cx).await?;
    let (reason, errors) = reason(&cx, &f);
    if !errors.is_empty() {
        return Ok(ask(&cx, &f, &what, &back, &errors));
    }
    let (_, value) = actions::reveal_contact(&cx, case, person, contact_id(&cx)?, &reason).await?;
    Ok(written_out(&cx, &f, &what, &paragraphs(&value), &back))
}

async fn enter_attention(cx: &Cx) -> Result<(CaseFrame, Markup, String, Uuid), Problem> {
    let (_, grant, f) = enter(cx, Action::Reveal, "attention").await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let note = cx.request.params.get("note").and_then(|n| Uuid::parse_str(n).ok());
    let note = f.attention.iter().find(|n| Some(n.id) == note && n.is_masked()).ok_or(Problem::NotFound)?;
    let what = html! { p.mg-lead { (frame::word(cx, list::ATTENTION, &note.kind)) } };
    let (back, id) = (format!("{}/attention", f.url()), note.id);
    Ok((f, what, back, id))
}

pub(super) async fn attention_form(cx: Cx) -> Result<Reply, Problem> {
    let (f, what, back, _) = enter_attention(&cx).await?;
    Ok(ask(&cx, &f, &what, &back, &FieldErrors::default()))
}

pub(super) async fn attention(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    let (f, what, back, note) = enter_attention(&cx).await?;
    let (reason, errors) = reason(&cx, &f);
    if !errors.is_empty() {
        return Ok(ask(&cx, &f, &what, &back, &errors));
    }
    let note = actions::reveal_attention(&cx, case, note, &reason).await?;
    Ok(written_out(&cx, &f, &what, &paragraphs(&note.text), &back))
}
