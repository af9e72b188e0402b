// SPDX-License-Identifier: EUPL-1.2
//! Where somebody can be reached: shown, noted, corrected, ended. What is kept secret is masked on all of these; whoever corrects
//! it need not see it.

use kernel::{CaseId, Instant, PersonId};
use maud::{Markup, html};
use platform::db::StoreError;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::{Conflict, ConflictField, Problem};
use platform::ui::{self, Choice, Column};
use uuid::Uuid;

use super::super::{actions, frame::CaseFrame, rules};
use super::people::{enter_people, ids_of, person_of};
use super::{back, deed, family, filled, words};
use crate::access::Action;
use crate::people::{self, Contact, ContactChange, NewContact, Person, Shown};

const KINDS: [&str; 3] = ["address", "phone", "email"];

/// The contact that a page is about.
pub(super) fn contact_id(cx: &Cx) -> Result<Uuid, Problem> {
    cx.request.params.get("contact").and_then(|id| Uuid::parse_str(id).ok()).ok_or(Problem::NotFound)
}

/// The value, or the mark that stands for it.
pub(super) fn shown(cx: &Cx, contact: &Contact) -> Markup {
    match contact.outside() {
        Shown::Value(value) => html! { (value) },
        Shown::Masked => html! { span.mg-masked { (words(cx).contact_masked()) } },
    }
}

/// Where somebody can be reached today.
pub(super) fn list(
    cx: &Cx,
    f: &CaseFrame,
    person: &Person,
    all: &[(PersonId, Contact)],
    writes: bool,
) -> Markup {
    let w = words(cx);
    let theirs = all.iter().filter(|(id, c)| *id == person.id && c.ended_reason.is_none());
    html! {
        @for (_, contact) in theirs {
            @let url = format!("{}/people/{}/contacts/{}", f.url(), person.id, contact.id.simple());
            @let whose = format!(" – {} – {}", w.contact_kind(&contact.kind), family::named(cx, person));
            div.govuk-body {
                (w.contact_kind(&contact.kind)) " " (shown(cx, contact))
                @if let Some(from) = contact.from_date { span.mg-table__second { (w.since(ui::partial_date(cx, from))) } }
                @if !contact.protected_from.is_empty() {
                    span.mg-table__second { (w.contact_protected_from(&contact.protected_from)) }
                } @else if contact.is_masked() {
                    span.mg-table__second { (w.contact_same_as_secret()) }
                }
                @if !contact.source.is_empty() { span.mg-source { (contact.source) } }
                div.mg-no-print {
                    @if contact.is_masked() && f.may(Action::Reveal) {
                        div { (reveal_button(cx, f, &format!("{url}/reveal"), &whose)) }
                    }
                    @if writes {
                        a.govuk-link href=(url) { (w.contact_correct()) span.govuk-visually-hidden { (whose) } }
                        " · "
                        a.govuk-link href=(format!("{url}/end")) { (w.contact_end()) span.govuk-visually-hidden { (whose) } }
                    }
                }
            }
        }
    }
}

/// The way to what is kept secret: at once for whoever works with the family, by a page that asks why for others.
pub(super) fn reveal_button(cx: &Cx, f: &CaseFrame, url: &str, whose: &str) -> Markup {
    let w = words(cx);
    html! {
        @if rules::says_why_to_reveal(f.capacity()) {
            a.govuk-link href=(url) { (w.reveal()) span.govuk-visually-hidden { (whose) } }
        } @else {
            form method="post" action=(url) {
                (ui::form_key(cx))
                button.mg-linkbutton type="submit" { (w.reveal()) span.govuk-visually-hidden { (whose) } }
            }
        }
    }
}

/// What was noted before, and what ended: closed, beneath the rest.
pub(super) fn past(
    cx: &Cx,
    people: &[&Person],
    contacts: &[(PersonId, Contact)],
    formers: &[(PersonId, Contact, Instant)],
) -> Markup {
    let w = words(cx);
    let ended: Vec<_> = contacts.iter().filter(|(_, c)| c.ended_reason.is_some()).collect();
    if ended.is_empty() && formers.is_empty() {
        return html! {};
    }
    let whose = |id: &PersonId| people.iter().find(|p| p.id == *id).map(|p| family::named(cx, p));
    let headings = [w.people_who(), w.contacts(), w.people_source(), w.contact_what_became()]
        .map(|label| Column { label, sort: None });
    let row = |id: &PersonId, contact: &Contact, became: Markup| {
        html! {
            tr {
                th scope="row" { (whose(id).unwrap_or_default()) }
                td data-label=(w.contacts()) {
                    (w.contact_kind(&contact.kind)) " " (shown(cx, contact))
                    @if let Some(from) = contact.from_date { span.mg-table__second { (w.since(ui::partial_date(cx, from))) } }
                }
                td data-label=(w.people_source()) { (contact.source) }
                td data-label=(w.contact_what_became()) { (became) }
            }
        }
    };
    let rows = html! {
        @for (id, contact) in &ended {
            (row(id, contact, html! {
                @match contact.until_date {
                    Some(until) => (w.contact_ended_on(ui::partial_date(cx, until))),
                    None => (w.contact_by_mistake()),
                }
                @if let Some(reason) = &contact.ended_reason { span.mg-table__second { (reason) } }
            }))
        }
        @for (id, contact, at) in formers {
            (row(id, contact, html! { (w.contact_corrected_on(ui::date(cx, at.local_date(&cx.zone)))) }))
        }
    };
    ui::details(w.contacts_past(), ui::table(w.contacts_past(), &headings, rows))
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, _, f, child) = enter_people(cx, Action::Write).await?;
    let person = person_of(cx, &mut conn, &child).await?;
    drop(conn);
    let kinds: Vec<Choice> = KINDS.iter().map(|k| Choice::new(*k, w.contact_kind(k))).collect();
    let people = format!("{}/people", f.url());
    let content = html! {
        p.mg-lead { (w.contact_add_lead(family::named(cx, &person))) }
        form method="post" action=(format!("{people}/{}/contacts", person.id)) novalidate autocomplete="off" {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "kind", w.contact_kind_label(), None, &kinds))
            (ui::textarea(cx, form, errors, "value", w.contact_value(), None, 2))
            (fields(cx, form, errors))
            (ui::submit(w.save(), Some((w.cancel(), &people))))
        }
    };
    Ok(deed(cx, &f, w.contact_add(), errors, content))
}

/// What is asked beside the address itself.
fn fields(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    html! {
        (ui::text_input(cx, form, errors, "source", w.people_source(), Some(w.contact_source_hint())))
        (ui::date_input(cx, form, errors, "from_date", w.contact_from(), Some(w.contact_from_hint()), Some(())))
        (ui::checkbox(form, "secret", w.contact_secret_box()))
        (ui::text_input(cx, form, errors, "protected_from", w.contact_from_whom(), Some(w.contact_from_whom_hint())))
    }
}

/// Whether it must be kept from somebody, and from whom. Whom it must be kept from was written: it is secret, ticked or not.
/// Forgetting a box must not open an address.
fn protection(cx: &Cx, input: &mut Input<'_>) -> (bool, String) {
    let from = input.line("protected_from", 300);
    let secret = input.ticked("secret") || !from.is_empty();
    if secret && from.is_empty() {
        input.errors.add("protected_from", "required", words(cx).contact_from_whom_missing());
    }
    (secret, from)
}

pub(super) async fn note(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (case, person): (CaseId, PersonId) = (cx.id("id")?, cx.id("person")?);
    let mut input = Input::new(cx.form(), cx.lang);
    let one_of = |code: &str| KINDS.iter().find(|k| **k == code).map(|k| (*k).to_owned());
    let kind = input.required_choice("kind", one_of, w.contact_kind_missing()).unwrap_or_default();
    let value = input.required_text("value", 500, w.contact_value_missing());
    let source = input.required_line("source", 300, w.people_source_missing());
    let from_date = input.partial_date("from_date");
    let (secret, protected_from) = protection(&cx, &mut input);
    if !input.errors.is_empty() {
        return page(&cx, cx.form(), &input.errors).await;
    }
    let contact = NewContact { kind, value, secret, protected_from, source, from_date };
    actions::note_contact(&cx, case, person, &contact).await?;
    Ok(back(case, "people", "contact-noted"))
}

/// The contact that a page is about, with the frame and whose it is. One that ended is no longer there to be changed.
async fn enter_contact(cx: &Cx) -> Result<(CaseFrame, Person, Contact), Problem> {
    let (mut conn, _, f, child) = enter_people(cx, Action::Write).await?;
    let person = person_of(cx, &mut conn, &child).await?;
    let id = contact_id(cx)?;
    // Read among those of all: what reads the same as somebody's secret address is masked too.
    let around = people::around(&mut conn, child.id).await?;
    let all = people::contacts_of(&mut conn, &ids_of(&child, &around)).await?;
    let found =
        all.into_iter().find(|(whose, c)| *whose == person.id && c.id == id && c.ended_reason.is_none());
    let (_, contact) = found.ok_or(Problem::NotFound)?;
    Ok((f, person, contact))
}

/// What a field is filled with: nothing where it is masked.
fn readable(contact: &Contact) -> String {
    match contact.outside() {
        Shown::Value(value) => value.to_owned(),
        Shown::Masked => String::new(),
    }
}

pub(super) async fn edit_form(cx: Cx) -> Result<Reply, Problem> {
    let (f, person, contact) = enter_contact(&cx).await?;
    let form = filled([
        ("version", contact.version.to_string()),
        ("value", readable(&contact)),
        ("source", contact.source.clone()),
        ("from_date", contact.from_date.map(|d| d.to_string()).unwrap_or_default()),
        ("secret", if contact.secret { "1".to_owned() } else { String::new() }),
        ("protected_from", contact.protected_from.clone()),
    ]);
    Ok(edit_page(&cx, &f, &person, &contact, &form, &FieldErrors::default()))
}

fn edit_page(
    cx: &Cx,
    f: &CaseFrame,
    person: &Person,
    contact: &Contact,
    form: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let url = format!("{}/people/{}/contacts/{}", f.url(), person.id, contact.id.simple());
    let keeps = contact.is_masked().then_some(w.contact_value_masked_hint());
    let change = Change {
        title: w.contact_correct_title(),
        before: html! {
            p.govuk-body { (w.contact_correct_lead()) " " a.govuk-link href=(format!("{url}/end")) { (w.contact_end_instead()) } }
        },
        fields: html! {
            (ui::textarea(cx, form, errors, "value", w.contact_value(), keeps, 2))
            (fields(cx, form, errors))
        },
        submit: w.save(),
        url,
    };
    change_page(cx, f, person, contact, change, form, errors)
}

/// What differs between the ways of changing a contact.
struct Change<'a> {
    title: &'a str,
    before: Markup,
    fields: Markup,
    submit: &'a str,
    url: String,
}

/// A change of a contact, as it was shown at the version that travels along.
fn change_page(
    cx: &Cx,
    f: &CaseFrame,
    person: &Person,
    contact: &Contact,
    change: Change<'_>,
    form: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let content = html! {
        p.mg-lead { (w.contact_of(w.contact_kind(&contact.kind), family::named(cx, person))) }
        (change.before)
        form method="post" action=(change.url) novalidate autocomplete="off" {
            (ui::form_key(cx))
            (ui::hidden("version", form.raw("version")))
            (change.fields)
            (ui::submit(change.submit, Some((w.cancel(), &format!("{}/people", f.url())))))
        }
    };
    deed(cx, f, change.title, errors, content)
}

pub(super) async fn correct(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (case, person): (CaseId, PersonId) = (cx.id("id")?, cx.id("person")?);
    let id = contact_id(&cx)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let value = input.text("value", 500);
    let source = input.required_line("source", 300, w.people_source_missing());
    let from_date = input.partial_date("from_date");
    let (secret, protected_from) = protection(&cx, &mut input);
    if value.is_empty() || !input.errors.is_empty() {
        let (f, person, contact) = enter_contact(&cx).await?;
        // What is masked is kept as it is when nothing is typed over it.
        if value.is_empty() && !contact.is_masked() {
            input.errors.add("value", "required", w.contact_value_missing());
        }
        if !input.errors.is_empty() {
            return Ok(edit_page(&cx, &f, &person, &contact, cx.form(), &input.errors));
        }
    }
    let change = ContactChange {
        value: Some(value).filter(|v| !v.is_empty()),
        secret,
        protected_from,
        source,
        from_date,
    };
    match actions::correct_contact(&cx, case, person, id, &change, input.version()).await {
        Ok(()) => Ok(back(case, "people", "contact-corrected")),
        Err(Problem::Store(StoreError::Changed)) => Err(conflict(&cx, change).await?),
        Err(Problem::Refused(refused)) if refused.code == "secret-lifted-blind" => {
            let (f, person, contact) = enter_contact(&cx).await?;
            input.errors.add("value", refused.code, &refused.why);
            Ok(edit_page(&cx, &f, &person, &contact, cx.form(), &input.errors))
        }
        Err(other) => Err(other),
    }
}

/// Somebody else was faster: both versions, field by field. What is kept secret stays masked here too: an empty field keeps it.
async fn conflict(cx: &Cx, mine: ContactChange) -> Result<Problem, Problem> {
    let w = words(cx);
    let (f, person, now) = enter_contact(cx).await?;
    let field = |name: &'static str, label: &str, theirs: String, mine: String| ConflictField {
        name,
        label: label.to_owned(),
        theirs,
        mine,
    };
    let day = |date: Option<kernel::PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
    let mine_value = mine.value.unwrap_or_default();
    let theirs = match now.is_masked() {
        true if mine_value.is_empty() => String::new(),
        true => w.contact_masked().to_owned(),
        false => readable(&now),
    };
    let fields = vec![
        field("value", w.contact_value(), theirs, mine_value),
        field("source", w.people_source(), now.source.clone(), mine.source),
        field("from_date", w.contact_from(), day(now.from_date), day(mine.from_date)),
        field("protected_from", w.contact_from_whom(), now.protected_from.clone(), mine.protected_from),
    ];
    Ok(Problem::Conflict(Box::new(Conflict {
        resend_to: format!("{}/people/{}/contacts/{}", f.url(), person.id, now.id.simple()),
        version: now.version,
        fields,
    })))
}

pub(super) async fn end_form(cx: Cx) -> Result<Reply, Problem> {
    let (f, person, contact) = enter_contact(&cx).await?;
    let form = filled([("version", contact.version.to_string())]);
    Ok(end_page(&cx, &f, &person, &contact, &form, &FieldErrors::default()))
}

fn end_page(
    cx: &Cx,
    f: &CaseFrame,
    person: &Person,
    contact: &Contact,
    form: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let url = format!("{}/people/{}/contacts/{}/end", f.url(), person.id, contact.id.simple());
    let change = Change {
        title: w.contact_end_title(),
        before: html! { div.govuk-inset-text { (shown(cx, contact)) } },
        fields: html! {
            (ui::date_input(cx, form, errors, "until_date", w.contact_until(), Some(w.contact_until_hint()), Some(())))
            (ui::textarea(cx, form, errors, "reason", w.reason(), Some(w.contact_end_reason_hint()), 2))
        },
        submit: w.contact_end_submit(),
        url,
    };
    change_page(cx, f, person, contact, change, form, errors)
}

pub(super) async fn end(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (case, person): (CaseId, PersonId) = (cx.id("id")?, cx.id("person")?);
    let id = contact_id(&cx)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let until = input.partial_date("until_date");
    let reason = input.required_text("reason", 1_000, w.reason_missing());
    if input.errors.is_empty() {
        match actions::end_contact(&cx, case, person, id, until, &reason, input.version()).await {
            Ok(()) => return Ok(back(case, "people", "contact-ended")),
            // Somebody corrected it meanwhile: what would end now is read first, and nothing typed is lost.
            Err(Problem::Store(StoreError::Changed)) => {
                input.errors.add("reason", "changed", w.contact_changed_meanwhile());
            }
            Err(other) => return Err(other),
        }
    }
    let (f, person, contact) = enter_contact(&cx).await?;
    let day = ["until_date-day", "until_date-month", "until_date-year", "until_date-estimated"];
    let mut fields = vec![
        ("version".to_owned(), contact.version.to_string()),
        ("reason".to_owned(), cx.form().raw("reason").to_owned()),
    ];
    fields.extend(day.iter().map(|name| ((*name).to_owned(), cx.form().raw(name).to_owned())));
    Ok(end_page(&cx, &f, &person, &contact, &Form::from_fields(fields), &input.errors))
}
