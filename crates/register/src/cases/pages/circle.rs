// SPDX-License-Identifier: EUPL-1.2
//! Who is in the circle, who joins and leaves it, who leads.

use std::collections::HashMap;

use kernel::{Capacity, CaseId, FunctionId, Instant, InstitutionId, Layer, PractitionerId, SeatId};
use maud::{Markup, html};
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column};
use rulebook::list;

use super::super::{actions, frame, words as cases_words};
use super::{after, back, colleagues, deed, enter, offered, words};
use crate::access::{self, Action, Seat};
use crate::directory::{self, Colleague};

/// Names for the seats of a circle, each kind in one question.
struct Named {
    people: HashMap<PractitionerId, String>,
    functions: Vec<Colleague>,
    institutions: HashMap<InstitutionId, String>,
}

async fn named(cx: &Cx, conn: &mut Conn, seats: &[Seat]) -> Result<Named, Problem> {
    let people: Vec<PractitionerId> = seats.iter().filter_map(Seat::practitioner).collect();
    let functions: Vec<FunctionId> =
        seats.iter().filter(|s| s.practitioner().is_none()).map(|s| FunctionId(s.holder_id)).collect();
    let institutions: Vec<InstitutionId> = seats.iter().map(|s| s.institution).collect();
    Ok(Named {
        people: if people.is_empty() {
            HashMap::new()
        } else {
            directory::practitioner_names(conn, people).await?
        },
        functions: if functions.is_empty() {
            Vec::new()
        } else {
            directory::holders_of_functions(conn, functions, cx.today()).await?
        },
        institutions: directory::institution_names(conn, institutions).await?,
    })
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, grant, f) = enter(cx, Action::Read, "circle").await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let named = named(cx, &mut conn, &f.circle).await?;
    let following = actions::following(&mut conn, &f.facts, cx.now).await?;
    let invites = f.may(Action::Invite) && (f.state().is_at_work() || !following.is_empty());
    let mut team =
        if invites { colleagues(cx, &mut conn, f.facts.case.institution).await? } else { Vec::new() };
    // A closed case is opened again to those only who follow the child since.
    team.retain(|c| f.state().is_at_work() || following.contains(&c.id));
    drop(conn);
    let (now, past): (Vec<&Seat>, Vec<&Seat>) = f.circle.iter().partition(|s| s.is_held(cx.now));
    let content = html! {
        div.mg-split {
            h2.govuk-heading-l { (w.circle_title()) }
            @if f.may(Action::Assign) && f.state().is_at_work() {
                a.govuk-button.govuk-button--secondary href=(format!("{}/assignment", f.url())) {
                    @if f.facts.standing.lead.is_some() { (w.assign_other()) } @else { (w.assign_title()) }
                }
            }
        }
        p.mg-lead { (w.circle_lead()) }
        (table(cx, &f, &now, &named))
        @if invites { (add_form(cx, &f, &team, form, errors)) }
        @if !past.is_empty() { (ui::details(w.circle_past(), table(cx, &f, &past, &named))) }
    };
    Ok(f.show_form(cx, w.circle_title(), errors, content))
}

fn table(cx: &Cx, f: &frame::CaseFrame, seats: &[&Seat], named: &Named) -> Markup {
    let w = words(cx);
    let c = cases_words::Words(cx.lang);
    let me = cx.actor.as_ref().map(|a| a.practitioner);
    let headings = [
        w.circle_who(),
        w.circle_capacity(),
        w.circle_why(),
        w.circle_reads(),
        w.circle_dates(),
        w.actions(),
    ]
    .map(|label| Column { label, sort: None });
    let rows = html! {
        @for seat in seats {
            @let held = seat.is_held(cx.now);
            @let own = seat.practitioner().is_some() && seat.practitioner() == me;
            tr {
                th scope="row" {
                    (holder(cx, seat, named))
                    span.mg-table__second { (named.institutions.get(&seat.institution).map_or("", String::as_str)) }
                }
                td data-label=(w.circle_capacity()) { (c.capacity(seat.capacity.code())) }
                td data-label=(w.circle_why()) {
                    (frame::word(cx, list::GROUND, seat.ground.code()))
                    @if let Some(reason) = &seat.reason { span.mg-table__second { (reason) } }
                }
                td data-label=(w.circle_reads()) {
                    @for layer in Layer::ALL.iter().filter(|l| seat.layers.has(**l) && **l != Layer::Identity) {
                        (ui::layer_mark(*layer, &frame::word(cx, list::LAYER, layer.code()))) " "
                    }
                    @if !Layer::ALL.iter().any(|l| seat.layers.has(*l) && *l != Layer::Identity) { (w.circle_identity_only()) }
                }
                td data-label=(w.circle_dates()) {
                    (w.since(ui::date(cx, seat.held_from.local_date(&cx.zone))))
                    @if let Some(end) = seat.end() { span.mg-table__second { (w.until(ui::date_time(cx, end))) } }
                }
                td data-label=(w.actions()) {
                    @let may_end = match seat.capacity {
                        Capacity::CoWorker | Capacity::Guest => own || f.may(Action::Invite),
                        Capacity::Emergency | Capacity::Intake => own,
                        _ => false,
                    };
                    @if held && may_end {
                        a.govuk-link href=(format!("{}/circle/{}/end", f.url(), seat.id)) {
                            @if own { (w.circle_leave()) } @else { (w.circle_end()) }
                            span.govuk-visually-hidden { " – " (holder(cx, seat, named)) }
                        }
                    }
                }
            }
        }
    };
    ui::table(w.circle_title(), &headings, rows)
}

/// Who holds a seat: a person by name, a function with those who hold it today.
fn holder(cx: &Cx, seat: &Seat, named: &Named) -> String {
    if let Some(who) = seat.practitioner() {
        return named.people.get(&who).cloned().unwrap_or_default();
    }
    let holders: Vec<&Colleague> =
        named.functions.iter().filter(|c| c.function.0 == seat.holder_id).collect();
    match holders.first() {
        Some(first) => {
            let names: Vec<String> = holders.iter().map(|h| h.name()).collect();
            words(cx).function_held(directory::function_name(cx.lang, first.kind), names.join(", "))
        }
        None => words(cx).function_vacant().to_owned(),
    }
}

fn add_form(cx: &Cx, f: &frame::CaseFrame, team: &[Colleague], form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    let sits =
        |id: PractitionerId| f.circle.iter().any(|s| s.is_held(cx.now) && s.practitioner() == Some(id));
    let choices: Vec<Choice> =
        team.iter().filter(|c| !sits(c.id)).map(|c| Choice::new(c.id.to_string(), c.name())).collect();
    html! {
        section.mg-section.mg-reading.mg-no-print {
            h3.govuk-heading-m { (w.circle_add()) }
            @if !f.state().is_at_work() { p.govuk-body { (w.circle_add_back()) } }
            @if choices.is_empty() { p.govuk-body.mg-soft { (w.circle_nobody_to_add()) } }
            @else {
                form method="post" action=(format!("{}/circle", f.url())) novalidate {
                    (ui::form_key(cx))
                    (ui::select(cx, form, errors, "who", w.circle_add_who(), None, &choices))
                    (ui::textarea(cx, form, errors, "reason", w.circle_add_reason(), Some(w.circle_add_reason_hint()), 3))
                    (ui::date_input(cx, form, errors, "until", w.circle_add_until(), Some(w.circle_add_until_hint()), None))
                    (ui::submit(w.circle_add_submit(), None))
                }
            }
        }
    }
}

pub(super) async fn add(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let who: Option<PractitionerId> =
        input.required_choice("who", |c| c.parse().ok(), w.circle_add_who_missing());
    let reason = input.required_text("reason", 2_000, w.circle_add_reason_missing());
    let until = input.date("until");
    if until.is_some_and(|d| d < cx.today()) {
        input.errors.add("until", "in-past", w.date_in_past());
    }
    let (Some(who), true) = (who, input.errors.is_empty()) else {
        return page(&cx, cx.form(), &input.errors).await;
    };
    // Until the end of that day: midnight of the next.
    let until = until.and_then(|day| Instant::from_local(day.plus_days(1), 0, 0, &cx.zone));
    actions::add_to_circle(&cx, case, who, &reason, until).await?;
    Ok(back(case, "circle", "circle-joined"))
}

async fn seat_of(cx: &Cx) -> Result<(SeatId, frame::CaseFrame, String), Problem> {
    let id: SeatId = cx.id("seat")?;
    let (mut conn, _, f) = enter(cx, Action::Read, "circle").await?;
    let seat = f.circle.iter().find(|s| s.id == id && s.is_held(cx.now)).ok_or(Problem::NotFound)?;
    let named = named(cx, &mut conn, std::slice::from_ref(seat)).await?;
    let name = holder(cx, seat, &named);
    Ok((id, f, name))
}

pub(super) async fn end_form(cx: Cx) -> Result<Reply, Problem> {
    end_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn end_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (id, f, name) = seat_of(cx).await?;
    let circle = format!("{}/circle", f.url());
    let content = html! {
        p.mg-lead { (w.circle_end_text(name)) }
        form method="post" action=(format!("{circle}/{id}/end")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "reason", w.reason(), None, 3))
            (ui::submit(w.circle_end_submit(), Some((w.cancel(), &circle))))
        }
    };
    Ok(deed(cx, &f, w.circle_end_title(), errors, content))
}

pub(super) async fn end(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (case, seat): (CaseId, SeatId) = (cx.id("id")?, cx.id("seat")?);
    let mut input = Input::new(cx.form(), cx.lang);
    let reason = input.required_text("reason", 2_000, w.reason_missing());
    if !input.errors.is_empty() {
        return end_page(&cx, cx.form(), &input.errors).await;
    }
    actions::leave_circle(&cx, case, seat, &reason).await?;
    after(&cx, case, "circle-left").await
}

pub(super) async fn assignment(cx: Cx) -> Result<Reply, Problem> {
    assignment_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn assignment_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, _, f) = enter(cx, Action::Assign, "assignment").await?;
    let institution = f.facts.case.institution;
    let team = colleagues(cx, &mut conn, institution).await?;
    let load: HashMap<PractitionerId, i64> =
        access::workload(&mut conn, institution, cx.now).await?.into_iter().collect();
    // Who has left and still sits in the seat of a lead: their cases wait for somebody.
    let gone: Vec<PractitionerId> =
        load.keys().copied().filter(|id| !team.iter().any(|one| one.id == *id)).collect();
    let mut left: Vec<(String, i64)> = if gone.is_empty() {
        Vec::new()
    } else {
        let names = directory::practitioner_names(&mut conn, gone).await?;
        names.into_iter().map(|(id, name)| (name, load.get(&id).copied().unwrap_or(0))).collect()
    };
    left.sort();
    drop(conn);
    let most = load.values().copied().max().unwrap_or(0).max(1);
    let headings = [w.assign_who(), w.assign_load()].map(|label| Column { label, sort: None });
    let rows = html! {
        @for (i, one) in team.iter().enumerate() {
            @let leads = load.get(&one.id).copied().unwrap_or(0);
            @let now = f.facts.standing.lead == Some(one.id);
            // The first box carries the field's own id: the error summary leads to it.
            @let id = if i == 0 { "to".to_owned() } else { format!("to-{i}") };
            tr {
                th scope="row" {
                    div.govuk-radios.govuk-radios--small {
                        div.govuk-radios__item {
                            input.govuk-radios__input id=(id) name="to" type="radio" value=(one.id)
                                checked[form.raw("to") == one.id.to_string()] disabled[now];
                            label.govuk-label.govuk-radios__label for=(id) {
                                (one.name()) @if now { " (" (w.assign_now()) ")" }
                                @if !one.title.is_empty() { span.mg-table__second { (one.title) } }
                            }
                        }
                    }
                }
                td data-label=(w.assign_load()) {
                    a href=(ui::with_query("/cases", [("lead", one.id.to_string().as_str())])) { (w.assign_leads(leads)) }
                    span.mg-table__second { (load_bar(leads, most)) }
                }
            }
        }
    };
    let content = html! {
        p.mg-lead { (w.assign_lead()) }
        form method="post" action=(format!("{}/assignment", f.url())) novalidate {
            (ui::form_key(cx))
            div.govuk-form-group.govuk-form-group--error[errors.of("to").is_some()] {
                @if let Some(error) = errors.of("to") { p.govuk-error-message #to-error { (error) } }
                @if team.is_empty() { p.govuk-body { (w.assign_nobody()) } }
                @else { (ui::table(w.assign_title(), &headings, rows)) }
            }
            @for (name, cases) in &left { p.govuk-body.mg-soft { (w.assign_gone(*cases, name)) } }
            (ui::submit(w.assign_submit(), Some((w.cancel(), &f.url()))))
        }
    };
    Ok(deed(cx, &f, w.assign_title(), errors, content))
}

/// A bar beside the number it shows: the number says it all, the bar only helps to compare.
fn load_bar(leads: i64, most: i64) -> Markup {
    let width = 160 * leads / most;
    html! {
        svg width="164" height="10" viewBox="0 0 164 10" aria-hidden="true" focusable="false" {
            rect x="1" y="1" width="162" height="8" fill="none" stroke="currentColor" stroke-opacity="0.35" {}
            rect x="2" y="2" width=(width) height="6" fill="currentColor" {}
        }
    }
}

pub(super) async fn assign(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let team: Vec<Choice> = {
        let mut conn = cx.read().await?;
        let institution = cx.actor()?.institution;
        colleagues(&cx, &mut conn, institution)
            .await?
            .iter()
            .map(|c| Choice::new(c.id.to_string(), c.name()))
            .collect()
    };
    let mut input = Input::new(cx.form(), cx.lang);
    let to = input.required_choice("to", offered(&team), w.assign_missing());
    let Some(to) = to.and_then(|c| c.parse().ok()) else {
        return assignment_page(&cx, cx.form(), &input.errors).await;
    };
    actions::assign(&cx, case, to).await?;
    after(&cx, case, "assigned").await
}
