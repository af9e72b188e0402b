// SPDX-License-Identifier: EUPL-1.2
//! The people of a case: the child, those around the child, and where they can be reached.
//!
//! A secret address is masked here too: it is written out by a deed, see `reveal`.

use kernel::{CaseId, Layer, PersonId};
use maud::{Markup, html};
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column};
use rulebook::list;

use super::super::actions;
use super::super::frame::{self, CaseFrame};
use super::{back, contacts, deed, enter, family, words};
use crate::access::{Action, InCase};
use crate::people::{self, Contact, Name, Person, Relationship};

/// Enters a page of the people of a case: the institution's file must be open.
pub(super) async fn enter_people(
    cx: &Cx,
    action: Action,
) -> Result<(platform::db::Reader, InCase, CaseFrame, Person), Problem> {
    let (conn, grant, f) = enter(cx, action, "people").await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let child = f.child.clone().ok_or(Problem::NotFound)?;
    Ok((conn, grant, f, child))
}

/// The child or somebody around the child: nobody else is spoken of here, nor somebody who was around the child once.
pub(super) async fn person_of(cx: &Cx, conn: &mut Conn, child: &Person) -> Result<Person, Problem> {
    let id: PersonId = cx.id("person")?;
    if id == child.id {
        return Ok(child.clone());
    }
    let around = people::around(conn, child.id).await?;
    let of_the_case = around.into_iter().find(|(r, p)| p.id == id && r.ended_reason.is_none());
    of_the_case.map(|(_, person)| person).ok_or(Problem::NotFound)
}

/// What somebody is to the child, in words; from the child's side when it is the child who is something to them.
pub(super) fn role(cx: &Cx, child: PersonId, link: &Relationship) -> String {
    let kind = frame::word(cx, list::RELATIONSHIP, &link.kind);
    if link.person == child && !people::is_mutual(&link.kind) {
        words(cx).child_is_to_them(kind)
    } else {
        kind
    }
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (mut conn, _, f, child) = enter_people(&cx, Action::Read).await?;
    let around = people::around(&mut conn, child.id).await?;
    let names = people::names_of(&mut conn, child.id).await?;
    // Read of all, so that what reads the same as anybody's secret address is masked; shown of those who are or were related
    // to the child, not of those who were by mistake.
    let (mut contacts, mut formers) =
        people::contacts_and_formers_of(&mut conn, &ids_of(&child, &around)).await?;
    drop(conn);
    let related =
        |id: PersonId| id == child.id || around.iter().any(|(link, p)| p.id == id && !link.was_a_mistake());
    contacts.retain(|(id, _)| related(*id));
    formers.retain(|(id, _, _)| related(*id));
    let writes = f.may(Action::Write) && f.state().is_at_work();
    let (now, past): (Vec<_>, Vec<_>) = around.iter().partition(|(r, _)| r.ended_reason.is_none());
    let content = html! {
        div.mg-split {
            h2.govuk-heading-l { (w.people_title()) }
            @if writes { a.govuk-button.govuk-button--secondary href=(format!("{}/people/new", f.url())) { (w.people_add()) } }
        }
        (child_panel(&cx, &f, &child, &names, &contacts, writes))
        (family::sketch(&cx, &child, &around, |link| role(&cx, child.id, link)))
        @if now.is_empty() { (ui::empty(w.people_none(), w.people_none_text(), None)) }
        @else { (table(&cx, &f, &child, &now, &contacts, writes)) }
        @if !past.is_empty() {
            (ui::details(w.people_past(), table(&cx, &f, &child, &past, &[], false)))
        }
        (contacts::past(&cx, &everybody(&child, &around), &contacts, &formers))
    };
    Ok(f.show(&cx, w.people_title(), content))
}

/// The ids of the child and of all around.
pub(super) fn ids_of(child: &Person, around: &[(Relationship, Person)]) -> Vec<PersonId> {
    everybody(child, around).iter().map(|p| p.id).collect()
}

/// The child and all around, each once.
fn everybody<'a>(child: &'a Person, around: &'a [(Relationship, Person)]) -> Vec<&'a Person> {
    let mut out = vec![child];
    for (_, person) in around {
        if !out.iter().any(|p| p.id == person.id) {
            out.push(person);
        }
    }
    out
}

fn child_panel(
    cx: &Cx,
    f: &CaseFrame,
    child: &Person,
    names: &[Name],
    contacts: &[(PersonId, Contact)],
    writes: bool,
) -> Markup {
    let w = words(cx);
    let url = format!("{}/people/{}", f.url(), child.id);
    ui::panel(
        w.people_child(),
        None,
        html! {
            (ui::facts(vec![
                (w.name(), html! { (frame::child_name(cx, child)) }),
                (w.birth(), html! { (people::birth_line(cx, child)) }),
                (w.sex_label(), html! { (w.sex(child.sex.code())) }),
                (w.languages(), html! { (child.languages) }),
                (w.interpreter(), html! { (child.interpreter) }),
                (w.died_on(), html! { @if let Some(on) = child.died_on { (ui::date(cx, on)) } }),
                (w.other_names(), html! {
                    @for name in names {
                        p.govuk-body {
                            (name.given) " " (name.family) " – " (w.name_kind(&name.kind))
                            @if !name.source.is_empty() { span.mg-source { (name.source) } }
                        }
                    }
                }),
                (w.contacts(), contacts::list(cx, f, child, contacts, writes)),
            ]))
            @if writes {
                p.mg-no-print {
                    a.govuk-link href=(format!("{url}/edit")) { (w.amend()) } " · "
                    a.govuk-link href=(format!("{url}/names")) { (w.name_add()) } " · "
                    a.govuk-link href=(format!("{url}/contacts")) { (w.contact_add()) }
                }
            }
        },
    )
}

fn table(
    cx: &Cx,
    f: &CaseFrame,
    child: &Person,
    around: &[&(Relationship, Person)],
    contacts: &[(PersonId, Contact)],
    writes: bool,
) -> Markup {
    let w = words(cx);
    let headings = [w.people_who(), w.people_link(), w.people_source(), w.contacts(), w.actions()]
        .map(|label| Column { label, sort: None });
    let rows = html! {
        @for (person, links) in by_person(around) {
            @let url = format!("{}/people/{}", f.url(), person.id);
            tr {
                th scope="row" {
                    (family::named(cx, person))
                    span.mg-table__second {
                        (people::birth_line(cx, person))
                        @if let Some(on) = person.died_on { " – " (w.people_died(ui::date(cx, on))) }
                    }
                    @if !person.languages.is_empty() { span.mg-table__second { (w.languages_line(&person.languages)) } }
                    @if !person.interpreter.is_empty() { span.mg-table__second { (w.interpreter_line(&person.interpreter)) } }
                }
                td data-label=(w.people_link()) {
                    @for link in &links {
                        div {
                            (role(cx, child.id, link))
                            @if link.alleged { " " span.mg-alleged { (w.alleged_mark()) } }
                            @if let Some(from) = link.from_date { span.mg-table__second { (w.since(ui::partial_date(cx, from))) } }
                            @if let Some(until) = link.until_date { span.mg-table__second { (w.until(ui::partial_date(cx, until))) } }
                            @if let Some(reason) = &link.ended_reason { span.mg-table__second { (reason) } }
                        }
                    }
                }
                td data-label=(w.people_source()) { @for source in sources(&links) { div { (source) } } }
                td data-label=(w.contacts()) { (contacts::list(cx, f, person, contacts, writes)) }
                td data-label=(w.actions()) {
                    @if writes {
                        a.govuk-link href=(format!("{url}/edit")) {
                            (w.amend()) span.govuk-visually-hidden { " – " (family::named(cx, person)) }
                        }
                        span.mg-table__second { a.govuk-link href=(format!("{url}/contacts")) {
                            (w.contact_add()) span.govuk-visually-hidden { " – " (family::named(cx, person)) }
                        } }
                        @for link in &links {
                            span.mg-table__second { a.govuk-link href=(format!("{}/relationships/{}/end", f.url(), link.id)) {
                                @if links.len() > 1 { (w.relation_end_one(role(cx, child.id, link))) } @else { (w.relation_end()) }
                                span.govuk-visually-hidden { " – " (family::named(cx, person)) }
                            } }
                        }
                    }
                }
            }
        }
    };
    ui::table(w.people_title(), &headings, rows)
}

/// Somebody who is several things to the child stands once, with all of them.
fn by_person<'a>(around: &[&'a (Relationship, Person)]) -> Vec<(&'a Person, Vec<&'a Relationship>)> {
    let mut out: Vec<(&Person, Vec<&Relationship>)> = Vec::new();
    for (link, person) in around.iter().map(|pair| (&pair.0, &pair.1)) {
        match out.iter_mut().find(|(p, _)| p.id == person.id) {
            Some((_, links)) => links.push(link),
            None => out.push((person, vec![link])),
        }
    }
    out
}

/// Who says so, each once.
fn sources<'a>(links: &[&'a Relationship]) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for source in links.iter().flat_map(|link| link.source.lines()) {
        if !out.contains(&source) {
            out.push(source);
        }
    }
    out
}

pub(super) async fn name_form(cx: Cx) -> Result<Reply, Problem> {
    name_page(&cx, cx.form(), &FieldErrors::default()).await
}

const NAME_KINDS: [&str; 4] = ["spelling", "called", "birth", "former"];

async fn name_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, _, f, child) = enter_people(cx, Action::Write).await?;
    let person = person_of(cx, &mut conn, &child).await?;
    drop(conn);
    let kinds: Vec<Choice> = NAME_KINDS.iter().map(|k| Choice::new(*k, w.name_kind(k))).collect();
    let people = format!("{}/people", f.url());
    let content = html! {
        p.mg-lead { (w.name_add_lead(family::named(cx, &person))) }
        form method="post" action=(format!("{people}/{}/names", person.id)) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "kind", w.name_kind_label(), None, &kinds))
            (ui::text_input(cx, form, errors, "given", w.given(), None))
            (ui::text_input(cx, form, errors, "family", w.family(), None))
            (ui::text_input(cx, form, errors, "source", w.people_source(), Some(w.people_source_hint())))
            (ui::submit(w.save(), Some((w.cancel(), &people))))
        }
    };
    Ok(deed(cx, &f, w.name_add(), errors, content))
}

pub(super) async fn note_name(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (case, person): (CaseId, PersonId) = (cx.id("id")?, cx.id("person")?);
    let mut input = Input::new(cx.form(), cx.lang);
    let one_of = |code: &str| NAME_KINDS.iter().find(|k| **k == code).map(|k| (*k).to_owned());
    let name = Name {
        kind: input.required_choice("kind", one_of, w.name_kind_missing()).unwrap_or_default(),
        given: input.line("given", 120),
        family: input.line("family", 120),
        source: input.line("source", 300),
    };
    if name.given.is_empty() && name.family.is_empty() {
        input.errors.add("given", "required", w.new_name_missing());
    }
    if !input.errors.is_empty() {
        return name_page(&cx, cx.form(), &input.errors).await;
    }
    actions::note_name(&cx, case, person, &name).await?;
    Ok(back(case, "people", "name-noted"))
}
