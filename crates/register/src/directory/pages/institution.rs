// SPDX-License-Identifier: EUPL-1.2
//! The page of an institution: what it does, how, and what it does not do.

use std::collections::BTreeMap;

use kernel::{FunctionKind, InstitutionId};
use maud::{Markup, html};
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Page};

use super::super::model::{Colleague, ContactPoint, FormerName, Institution, NewContactPoint};
use super::super::rules::{self, Kept};
use super::super::{actions, store, store_people, type_name};
use super::{paragraphs, period, words};

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: InstitutionId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let institution = store::institution(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let contacts = store::contact_points(&mut conn, id).await?;
    let former = store::former_names(&mut conn, id).await?;
    let holders: Vec<_> = contacts.iter().filter_map(|c| c.practitioner).collect();
    let (people, names) = if cx.actor.is_some() {
        let people = store_people::practitioners_of(&mut conn, id, None, cx.today()).await?;
        (people, store_people::practitioner_names(&mut conn, holders).await?)
    } else {
        Default::default()
    };
    let territory = match institution.fields.territory {
        Some(t) => store::territory(&mut conn, t).await?.map(|t| t.name).unwrap_or_default(),
        None => String::new(),
    };
    let may_amend = may_amend(&cx, &mut conn, id).await?;
    drop(conn);
    let f = &institution.fields;
    let body = html! {
        (super::done(&cx))
        div.mg-split {
            h1.govuk-heading-l { (f.name) }
            @if may_amend {
                a.govuk-button.govuk-button--secondary href=(format!("/institutions/{id}/edit")) { (w.amend()) }
            }
        }
        @if let Some(closed) = f.closed_on.filter(|d| *d < cx.today()) {
            (ui::warning(&cx, &w.closed_since(ui::date(&cx, closed))))
        }
        p.mg-lead { (type_name(&cx, &f.pack, &f.service_type)) @if !territory.is_empty() { " – " (territory) } }
        div.mg-case {
            div.mg-case__main {
                (ui::panel(w.what_it_does(), None, html! {
                    (paragraphs(&role(&cx, &institution)))
                    @if f.receives_reports { p.govuk-body { (ui::tag("brand", w.receives_reports())) } }
                    @if !f.functioning.is_empty() { h3.govuk-heading-s { (w.functioning()) } (paragraphs(&f.functioning)) }
                    @if !f.specificities.is_empty() {
                        h3.govuk-heading-s { (w.specificities()) } (paragraphs(&f.specificities))
                    }
                }))
                (ui::panel(w.limits(), None, html! {
                    @if f.limits.is_empty() { p.govuk-body.mg-soft { (w.limits_unsaid()) } } @else { (paragraphs(&f.limits)) }
                }))
                @if cx.actor.is_some() { (ui::panel(w.people(), None, staff(&cx, &people))) }
            }
            aside.mg-case__aside aria-label=(w.to_reach()) {
                (ui::panel(w.to_reach(), None, reaching(&cx, &institution, &contacts, &names, may_amend)))
                (ui::panel(w.history(), None, past(&cx, &institution, &former, may_amend)))
            }
        }
    };
    let page =
        Page::new(&f.name).crumb(w.directory_title(), Some("/institutions".into())).crumb(&f.name, None);
    Ok(page.show(&cx, body))
}

/// Whether the reader keeps this page.
pub(super) async fn may_amend(cx: &Cx, conn: &mut Conn, id: InstitutionId) -> Result<bool, Problem> {
    let Some(actor) = cx.actor.as_deref() else { return Ok(false) };
    if !actor.holds(FunctionKind::Administrator) && !actor.holds(FunctionKind::Direction) {
        return Ok(false);
    }
    let keepers = store_people::appointments_to(conn, id, FunctionKind::Administrator, cx.today()).await?;
    let kept =
        if keepers.iter().any(|k| k.is_in_force_on(cx.today())) { Kept::ByItself } else { Kept::ByNobody };
    Ok(rules::keeping(Some(actor), id, kept).is_ok())
}

/// The mission of its type, in a sentence of the pack.
fn role(cx: &Cx, institution: &Institution) -> String {
    let pack = crate::rulebook(cx).ok().and_then(|r| r.pack(&institution.fields.pack));
    let found = pack.and_then(|p| p.service_type(&institution.fields.service_type));
    found.map(|t| t.role.get(cx.lang).to_owned()).unwrap_or_default()
}

fn staff(cx: &Cx, people: &[Colleague]) -> Markup {
    let w = words(cx);
    let mut by_person: BTreeMap<(String, String), (&Colleague, Vec<String>)> = BTreeMap::new();
    for person in people {
        let key = (kernel::name::fold(&person.family), person.id.to_string());
        let function = w.function_name(person.kind.code());
        by_person.entry(key).or_insert_with(|| (person, Vec::new())).1.push(function);
    }
    html! {
        @if by_person.is_empty() { p.govuk-body.mg-soft { (w.people_none()) } }
        ul.mg-people {
            @for (person, functions) in by_person.values() {
                li.mg-people__item {
                    span.mg-people__name { (person.name()) }
                    span.mg-people__role { (person.title) @if !person.title.is_empty() { " – " } (functions.join(", ")) }
                }
            }
        }
    }
}

fn reaching(
    cx: &Cx,
    institution: &Institution,
    contacts: &[ContactPoint],
    names: &std::collections::HashMap<kernel::PractitionerId, String>,
    may_amend: bool,
) -> Markup {
    let w = words(cx);
    let (f, id) = (&institution.fields, institution.id);
    let address = match rules::shows_address(f, cx.actor.as_deref()) {
        Ok(()) => html! { (f.address) },
        Err(_) if f.address.is_empty() => html! {},
        Err(_) => html! { span.mg-soft { (w.address_for_professionals()) } },
    };
    html! {
        (ui::facts(vec![
            (w.phone(), html! { (f.phone) }),
            (w.email(), html! { @if !f.email.is_empty() { a.govuk-link href=(format!("mailto:{}", f.email)) { (f.email) } } }),
            (w.address(), address),
        ]))
        @for point in contacts {
            div."govuk-!-margin-top-4" {
                h3.govuk-heading-s { (point.label) }
                @if let Some(name) = point.practitioner.and_then(|p| names.get(&p)) { p.govuk-body { (name) } }
                @for line in [&point.phone, &point.email, &point.hours] {
                    @if !line.is_empty() { p.govuk-body { (line) } }
                }
                @if may_amend {
                    form method="post" action=(format!("/institutions/{id}/contact-points/{}/removal", point.id)) {
                        (ui::form_key(cx))
                        button.mg-linkbutton type="submit" {
                            (w.remove()) span.govuk-visually-hidden { " " (point.label) }
                        }
                    }
                }
            }
        }
        @if may_amend {
            p { a.govuk-link href=(format!("/institutions/{id}/contact-points/new")) { (w.contact_add()) } }
        }
    }
}

fn past(cx: &Cx, institution: &Institution, former: &[FormerName], may_amend: bool) -> Markup {
    let w = words(cx);
    let (f, id) = (&institution.fields, institution.id);
    html! {
        @if !former.is_empty() {
            h3.govuk-heading-s { (w.former_names()) }
            ul.govuk-list {
                @for name in former {
                    li {
                        (name.name)
                        @if let Some(t) = &name.service_type { " (" (type_name(cx, &f.pack, t)) ")" }
                        @let when = period(cx, name.from_on, name.until_on);
                        @if !when.is_empty() { span.mg-soft { " – " (when) } }
                    }
                }
            }
        }
        (ui::facts(vec![
            (w.opened_on(), html! { @if let Some(d) = f.opened_on { (ui::date(cx, d)) } }),
            (w.closed_on(), html! { @if let Some(d) = f.closed_on { (ui::date(cx, d)) } }),
            (w.verified_on(), match f.verified_on {
                Some(d) => html! { (ui::date(cx, d)) },
                None => html! { span.mg-soft { (w.never_verified()) } },
            }),
        ]))
        @if may_amend {
            form."govuk-!-margin-top-4" method="post" action=(format!("/institutions/{id}/verification")) {
                (ui::form_key(cx))
                button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" { (w.verify()) }
            }
            p { a.govuk-link href=(format!("/institutions/{id}/former-names/new")) { (w.former_name_add()) } }
        }
    }
}

pub(super) async fn verify(cx: Cx) -> Result<Reply, Problem> {
    let id: InstitutionId = cx.id("id")?;
    actions::verify_institution(&cx, id).await?;
    Ok(redirect(format!("/institutions/{id}?done=verified")))
}

/// The institution whose page is being kept, or nothing at all for those who do not keep it.
async fn kept(cx: &Cx) -> Result<Institution, Problem> {
    let id: InstitutionId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let institution = store::institution(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    if may_amend(cx, &mut conn, id).await? { Ok(institution) } else { Err(Problem::NotFound) }
}

pub(super) async fn new_former_name(cx: Cx) -> Result<Reply, Problem> {
    let institution = kept(&cx).await?;
    Ok(former_name_page(&cx, &institution, &Form::default(), &FieldErrors::default()))
}

fn former_name_page(cx: &Cx, institution: &Institution, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let here = format!("/institutions/{}", institution.id);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.former_name_add()) }
        p.mg-lead { (w.former_name_lead()) }
        form method="post" action=(format!("{here}/former-names")) {
            (ui::form_key(cx))
            (ui::text_input(cx, form, errors, "name", w.former_name(), None))
            (ui::text_input(cx, form, errors, "former_type", w.former_type(), Some(w.former_type_hint())))
            (ui::date_input(cx, form, errors, "from_on", w.in_use_from(), None, None))
            (ui::date_input(cx, form, errors, "until_on", w.in_use_until(), None, None))
            (ui::submit(w.save(), Some((w.cancel(), &here))))
        }
    };
    let page = Page::new(w.former_name_add()).narrow().errors(errors);
    page.crumb(w.directory_title(), Some("/institutions".into()))
        .crumb(&institution.fields.name, Some(here))
        .show(cx, body)
}

pub(super) async fn add_former_name(cx: Cx) -> Result<Reply, Problem> {
    let institution = kept(&cx).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let former = FormerName {
        name: input.required_line("name", 250, words(&cx).name_needed()),
        service_type: Some(input.line("former_type", 250)).filter(|t| !t.is_empty()),
        from_on: input.date("from_on"),
        until_on: input.date("until_on"),
    };
    if !input.errors.is_empty() {
        return Ok(former_name_page(&cx, &institution, cx.form(), &input.errors));
    }
    actions::add_alias(&cx, institution.id, former).await?;
    Ok(redirect(format!("/institutions/{}?done=amended", institution.id)))
}

pub(super) async fn new_contact(cx: Cx) -> Result<Reply, Problem> {
    let institution = kept(&cx).await?;
    Ok(contact_page(&cx, &institution, &Form::default(), &FieldErrors::default()))
}

fn contact_page(cx: &Cx, institution: &Institution, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let here = format!("/institutions/{}", institution.id);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.contact_add()) }
        form method="post" action=(format!("{here}/contact-points")) {
            (ui::form_key(cx))
            (ui::text_input(cx, form, errors, "label", w.contact_label(), Some(w.contact_label_hint())))
            (ui::text_input(cx, form, errors, "phone", w.phone(), None))
            (ui::text_input(cx, form, errors, "email", w.email(), None))
            (ui::text_input(cx, form, errors, "hours", w.contact_hours(), Some(w.contact_hours_hint())))
            (ui::submit(w.save(), Some((w.cancel(), &here))))
        }
    };
    let page = Page::new(w.contact_add()).narrow().errors(errors);
    page.crumb(w.directory_title(), Some("/institutions".into()))
        .crumb(&institution.fields.name, Some(here))
        .show(cx, body)
}

pub(super) async fn add_contact(cx: Cx) -> Result<Reply, Problem> {
    let institution = kept(&cx).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let new = NewContactPoint {
        label: input.required_line("label", 250, words(&cx).contact_label_needed()),
        practitioner: None,
        phone: input.line("phone", 250),
        email: input.line("email", 250),
        hours: input.line("hours", 250),
    };
    if !input.errors.is_empty() {
        return Ok(contact_page(&cx, &institution, cx.form(), &input.errors));
    }
    actions::add_contact_point(&cx, institution.id, new).await?;
    Ok(redirect(format!("/institutions/{}?done=amended", institution.id)))
}

pub(super) async fn remove_contact(cx: Cx) -> Result<Reply, Problem> {
    let id: InstitutionId = cx.id("id")?;
    actions::remove_contact_point(&cx, id, cx.id("point")?).await?;
    Ok(redirect(format!("/institutions/{id}?done=amended")))
}
