// SPDX-License-Identifier: EUPL-1.2
//! The page of a practitioner, for those who keep their institution: secrecy, appointments, and the end of them.

use kernel::{AppointmentId, FunctionKind, PractitionerId, SecrecyStatus};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column, Page};

use super::super::model::{Held, Keeper, Practitioner, Replaced, Secrecy};
use super::super::rules::{keeping_person, secrecy_on};
use super::super::{NewAppointment, actions, store, store_keeping, store_people};
use super::people::{person_fields, read_person};
use super::{period, secrecy_choices, words};

/// Titles stand in histories: the page of a person is not named after them.
fn page(cx: &Cx, title: &str, of: &Practitioner) -> Page {
    let w = words(cx);
    Page::new(title)
        .crumb(w.staff_title(), Some("/practitioners".into()))
        .crumb(of.name(), Some(format!("/practitioners/{}", of.id)))
}

async fn found(cx: &Cx) -> Result<Practitioner, Problem> {
    let id: PractitionerId = cx.id("id")?;
    let mut conn = cx.read().await?;
    store_people::practitioner(&mut conn, id).await?.ok_or(Problem::NotFound)
}

/// Somebody whose line is kept here: others' are kept by others.
async fn ours(cx: &Cx) -> Result<Practitioner, Problem> {
    let person = found(cx).await?;
    let keeper = {
        let mut conn = cx.read().await?;
        actions::keeper_of(&mut conn, person.id, cx.today()).await?
    };
    keeping_person(cx.actor.as_deref(), keeper).map_err(|_| Problem::NotFound)?;
    Ok(person)
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let person = found(&cx).await?;
    let here = cx.actor()?.institution;
    let mut conn = cx.read().await?;
    let held = store_people::appointments_of(&mut conn, person.id).await?;
    let statuses = store_people::secrecy_of(&mut conn, person.id).await?;
    let replaced = store_keeping::replaced(&mut conn, person.id).await?;
    let keeper = actions::keeper_of(&mut conn, person.id, cx.today()).await?;
    let kept_by = if let Keeper::Is(at) = keeper { Some(at) } else { None };
    let named = held.iter().map(|h| h.institution).chain(kept_by);
    let places = store::institution_names(&mut conn, named).await?;
    drop(conn);
    // Whoever keeps the line changes it; whoever employs the person reads it; others see where they work.
    let kept = kept_by == Some(here);
    let employs = |h: &Held| h.institution == here && h.until_on.is_none_or(|last| last >= cx.today());
    let reads = kept || held.iter().any(employs);
    let base = format!("/practitioners/{}", person.id);
    let f = &person.fields;
    let held: Vec<&Held> =
        held.iter().filter(|h| reads || h.institution == here || h.is_in_force_on(cx.today())).collect();
    let body = html! {
        (super::done(&cx))
        div.mg-split {
            h1.govuk-heading-l { (person.name()) }
            @if kept { a.govuk-button.govuk-button--secondary href=(format!("{base}/edit")) { (w.amend()) } }
        }
        @if !f.title.is_empty() { p.mg-lead { (f.title) } }
        @if !kept { (kept_elsewhere(&cx, keeper, &places, reads, &base)) }
        (ui::panel(w.appointments(), Some((w.appoint(), &format!("{base}/appointments/new"))), html! {
            (appointments(&cx, &held, &places, &base))
        }))
        @if reads {
            @let change = format!("{base}/secrecy");
            (ui::panel(w.secrecy_legend(), kept.then_some((w.secrecy_change(), &change)), secrecy(&cx, &statuses, &replaced)))
            (ui::panel(w.person_details(), None, ui::facts(vec![
                (w.work_email(), html! { (f.email) }),
                (w.work_phone(), html! { (f.phone) }),
                (w.languages(), html! { (f.languages) }),
            ])))
        }
        @if kept {
            (ui::panel(w.person_account(), None, html! {
                p.govuk-body { a.govuk-link href=(format!("{base}/account")) { (w.person_account_open()) } }
            }))
        }
    };
    let title = w.person_title();
    Ok(Page::new(title)
        .crumb(w.staff_title(), Some("/practitioners".into()))
        .crumb(person.name(), None)
        .show(&cx, body))
}

/// Who keeps this line, when it is not the reader's institution, and how it can become so.
fn kept_elsewhere(
    cx: &Cx,
    keeper: Keeper,
    places: &std::collections::HashMap<kernel::InstitutionId, String>,
    reads: bool,
    base: &str,
) -> Markup {
    let w = words(cx);
    let here = cx.actor.as_ref().map(|a| a.institution);
    html! {
        div.govuk-inset-text {
            @match keeper {
                Keeper::Is(at) => {
                    @let name = places.get(&at).map(String::as_str).unwrap_or("");
                    @if reads { p.govuk-body { (w.person_kept_by(name)) } }
                    @else { p.govuk-body { (w.person_elsewhere()) } }
                }
                Keeper::MayBecome(at) if Some(at) == here => {
                    p.govuk-body { (w.person_unkept_yours()) }
                    p.govuk-body { a.govuk-link href=(format!("{base}/account")) { (w.person_unkept_open()) } }
                }
                Keeper::MayBecome(_) | Keeper::Nobody => p.govuk-body { (w.person_unkept()) },
            }
        }
    }
}

fn appointments(
    cx: &Cx,
    held: &[&Held],
    places: &std::collections::HashMap<kernel::InstitutionId, String>,
    base: &str,
) -> Markup {
    let w = words(cx);
    let here = cx.actor.as_ref().map(|a| a.institution);
    let headings =
        [w.function(), w.institution(), w.dates(), w.actions()].map(|label| Column { label, sort: None });
    let rows = html! {
        @for h in held {
            tr {
                th scope="row" {
                    (w.function_name(h.kind.code()))
                    @if !h.is_in_force_on(cx.today()) { " " (ui::tag("", if h.from_on > cx.today() { w.to_come() } else { w.ended() })) }
                }
                td data-label=(w.institution()) { (places.get(&h.institution).map(String::as_str).unwrap_or("")) }
                td data-label=(w.dates()) { (period(cx, Some(h.from_on), h.until_on)) }
                td data-label=(w.actions()) {
                    @if Some(h.institution) == here && h.until_on.is_none_or(|d| d >= cx.today()) {
                        a.govuk-link href=(format!("{base}/appointments/{}/end", h.id)) {
                            (w.end_it()) span.govuk-visually-hidden { " – " (w.function_name(h.kind.code())) }
                        }
                    }
                }
            }
        }
    };
    html! {
        @if held.is_empty() { p.govuk-body.mg-soft { (w.appointments_none()) } }
        @else { (ui::table(w.appointments(), &headings, rows)) }
    }
}

fn secrecy(cx: &Cx, statuses: &[Secrecy], replaced: &[Replaced]) -> Markup {
    let w = words(cx);
    let now = secrecy_on(statuses, cx.today());
    let line = |s: &Secrecy| {
        html! { (w.secrecy_name(s.status.code())) ", " (period(cx, Some(s.from_on), s.until_on)) " – " (s.evidence) }
    };
    html! {
        p.govuk-body { strong { (w.secrecy_name(now.code())) } " – " (w.secrecy_means(now.code())) }
        @if statuses.is_empty() { p.govuk-body.mg-soft { (w.secrecy_unknown()) } }
        ul.govuk-list { @for s in statuses { li { (line(s)) } } }
        @if !replaced.is_empty() {
            (ui::details(w.secrecy_replaced(), html! {
                ul.govuk-list {
                    @for r in replaced {
                        @let who = if r.by.is_empty() { w.secrecy_replaced_by_operator() } else { r.by.as_str() };
                        li {
                            (line(&r.was)) br;
                            span.mg-soft { (w.secrecy_replaced_at(ui::date_time(cx, r.at), who)) @if !r.institution.is_empty() { " (" (r.institution) ")" } }
                        }
                    }
                }
            }))
        }
    }
}

pub(super) async fn edit(cx: Cx) -> Result<Reply, Problem> {
    let person = ours(&cx).await?;
    let f = &person.fields;
    let fields = [
        ("version", person.version.to_string()),
        ("given", f.given.clone()),
        ("family", f.family.clone()),
        ("title", f.title.clone()),
        ("email", f.email.clone()),
        ("phone", f.phone.clone()),
        ("languages", f.languages.clone()),
    ];
    let form = Form::from_fields(fields.into_iter().map(|(n, v)| (n.to_owned(), v)).collect());
    Ok(edit_page(&cx, &person, &form, &FieldErrors::default()))
}

fn edit_page(cx: &Cx, person: &Practitioner, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let base = format!("/practitioners/{}", person.id);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.person_details()) }
        form method="post" action=(format!("{base}/edit")) {
            (ui::form_key(cx))
            (ui::hidden("version", form.raw("version")))
            (person_fields(cx, form, errors))
            (ui::submit(w.save(), Some((w.cancel(), &base))))
        }
    };
    page(cx, w.person_details(), person).narrow().errors(errors).show(cx, body)
}

pub(super) async fn amend(cx: Cx) -> Result<Reply, Problem> {
    let person = ours(&cx).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let fields = read_person(&cx, &mut input);
    if !input.errors.is_empty() {
        return Ok(edit_page(&cx, &person, cx.form(), &input.errors));
    }
    actions::amend_practitioner(&cx, person.id, input.version(), fields).await?;
    Ok(redirect(format!("/practitioners/{}?done=amended", person.id)))
}

pub(super) async fn secrecy_form(cx: Cx) -> Result<Reply, Problem> {
    let person = ours(&cx).await?;
    let form = Form::from_fields(vec![("from_on".into(), cx.today().to_string())]);
    Ok(secrecy_page(&cx, &person, &form, &FieldErrors::default()))
}

fn secrecy_page(cx: &Cx, person: &Practitioner, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let base = format!("/practitioners/{}", person.id);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.secrecy_change()) }
        p.mg-lead { (person.name()) }
        form method="post" action=(format!("{base}/secrecy")) {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "secrecy", w.secrecy_legend(), Some(w.secrecy_hint()), &secrecy_choices(cx)))
            (ui::text_input(cx, form, errors, "evidence", w.evidence(), Some(w.evidence_hint())))
            (ui::date_input(cx, form, errors, "from_on", w.secrecy_from(), None, None))
            (ui::submit(w.save(), Some((w.cancel(), &base))))
        }
    };
    page(cx, w.secrecy_change(), person).narrow().errors(errors).show(cx, body)
}

pub(super) async fn set_secrecy(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let person = ours(&cx).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let status = input.required_choice("secrecy", SecrecyStatus::parse, w.secrecy_needed());
    let evidence = input.required_line("evidence", 250, w.evidence_needed());
    let from_on = input.required_date("from_on", w.first_day_needed());
    match (status, from_on) {
        (Some(status), Some(from_on)) if input.errors.is_empty() => {
            actions::set_secrecy(&cx, person.id, status, from_on, &evidence).await?;
            Ok(redirect(format!("/practitioners/{}?done=amended", person.id)))
        }
        _ => Ok(secrecy_page(&cx, &person, cx.form(), &input.errors)),
    }
}

pub(super) async fn appointment_form(cx: Cx) -> Result<Reply, Problem> {
    let person = found(&cx).await?;
    let form = Form::from_fields(vec![("from_on".into(), cx.today().to_string())]);
    Ok(appointment_page(&cx, &person, &form, &FieldErrors::default()))
}

fn appointment_page(cx: &Cx, person: &Practitioner, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let base = format!("/practitioners/{}", person.id);
    let here = cx.actor.as_ref().map(|a| a.institution_name.clone()).unwrap_or_default();
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.appoint()) }
        p.mg-lead { (w.appoint_lead(&here, person.name())) }
        form method="post" action=(format!("{base}/appointments")) {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "function", w.function(), None, &super::function_choices(cx)))
            (ui::date_input(cx, form, errors, "from_on", w.first_day(), None, None))
            (ui::date_input(cx, form, errors, "until_on", w.last_day(), Some(w.last_day_hint()), None))
            (ui::submit(w.appoint(), Some((w.cancel(), &base))))
        }
    };
    page(cx, w.appoint(), person).narrow().errors(errors).show(cx, body)
}

pub(super) async fn appoint(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let person = found(&cx).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let kind = input.required_choice("function", FunctionKind::parse, w.function_needed());
    let from_on = input.required_date("from_on", w.first_day_needed());
    let until_on = input.date("until_on");
    match (kind, from_on) {
        (Some(kind), Some(from_on)) if input.errors.is_empty() => {
            let institution = cx.actor()?.institution;
            let new = NewAppointment { practitioner: person.id, institution, kind, from_on, until_on };
            actions::appoint(&cx, new).await?;
            Ok(redirect(format!("/practitioners/{}?done=appointed", person.id)))
        }
        _ => Ok(appointment_page(&cx, &person, cx.form(), &input.errors)),
    }
}

/// An appointment of this person in the reader's institution.
async fn held(cx: &Cx) -> Result<(Practitioner, Held), Problem> {
    let person = found(cx).await?;
    let id: AppointmentId = cx.id("appointment")?;
    let mut conn = cx.read().await?;
    let held = store_people::appointment(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let theirs = held.practitioner == person.id && held.institution == cx.actor()?.institution;
    if theirs { Ok((person, held)) } else { Err(Problem::NotFound) }
}

pub(super) async fn end_form(cx: Cx) -> Result<Reply, Problem> {
    let (person, held) = held(&cx).await?;
    let last = held.until_on.unwrap_or(cx.today());
    let form = Form::from_fields(vec![("last_day".into(), last.to_string())]);
    Ok(end_page(&cx, &person, &held, &form, &FieldErrors::default()))
}

fn end_page(cx: &Cx, person: &Practitioner, held: &Held, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let base = format!("/practitioners/{}", person.id);
    let choices = [
        Choice::new("on", w.end_on_a_day()).hint(w.end_on_a_day_hint()),
        Choice::new("now", w.end_now()).hint(w.end_now_hint()),
    ];
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.end_title()) }
        p.mg-lead { (person.name()) " – " (w.function_name(held.kind.code())) ", " (period(cx, Some(held.from_on), held.until_on)) }
        p.govuk-body { (w.end_text()) }
        form method="post" action=(format!("{base}/appointments/{}/end", held.id)) {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "when", w.end_when(), None, &choices))
            (ui::date_input(cx, form, errors, "last_day", w.last_day(), None, None))
            (ui::submit(w.end_it(), Some((w.cancel(), &base))))
        }
    };
    page(cx, w.end_title(), person).narrow().errors(errors).show(cx, body)
}

pub(super) async fn end_appointment(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (person, appointment) = held(&cx).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let last_day = match cx.form().raw("when") {
        // Yesterday was the last day: from this moment on nothing is left.
        "now" => Some(cx.today().plus_days(-1)),
        "on" => input.required_date("last_day", w.last_day_needed()),
        _ => {
            input.errors.add("when", "required", w.end_when_needed());
            None
        }
    };
    match last_day {
        Some(day) if input.errors.is_empty() => {
            let day = day.max(appointment.from_on.plus_days(-1));
            actions::end_appointment(&cx, appointment.id, day).await?;
            Ok(redirect(format!("/practitioners/{}?done=ended", person.id)))
        }
        _ => Ok(end_page(&cx, &person, &appointment, cx.form(), &input.errors)),
    }
}
