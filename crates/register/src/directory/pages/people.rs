// SPDX-License-Identifier: EUPL-1.2
//! The people of an institution, for those who keep it; and somebody new among them.

use std::collections::{BTreeMap, HashSet};

use kernel::{AppointmentId, Date, FunctionKind, Instant, PractitionerId, SecrecyStatus};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Column, Page};

use super::super::model::{Colleague, PractitionerFields};
use super::super::{actions, store, store_keeping, store_people};
use super::{function_choices, period, secrecy_choices, words};

const LINE: usize = 250;
/// Somebody counts as new for so many days after their first appointment was recorded.
const NEW_DAYS: i64 = 30;

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let actor = cx.actor()?;
    let (staff, recorded) = {
        let mut conn = cx.read().await?;
        let staff = store_people::staff_of(&mut conn, actor.institution).await?;
        (staff, store_keeping::in_order_of_recording(&mut conn, actor.institution).await?)
    };
    let new_here = new_here(&recorded, cx.now);
    let today = cx.today();
    let mut people: BTreeMap<(String, String), Vec<&Colleague>> = BTreeMap::new();
    for line in &staff {
        people
            .entry((kernel::name::fold(&format!("{} {}", line.family, line.given)), line.id.to_string()))
            .or_default()
            .push(line);
    }
    let here = |lines: &[&Colleague]| lines.iter().any(|l| l.until_on.is_none_or(|d| d >= today));
    let (present, gone): (Vec<_>, Vec<_>) = people.values().partition(|lines| here(lines));
    let keeps = actor.holds(FunctionKind::Administrator) || actor.holds(FunctionKind::Direction);
    let body = html! {
        (super::done(&cx))
        div.mg-split {
            h1.govuk-heading-l { (w.staff_title()) }
            @if keeps { a.govuk-button href="/practitioners/new" { (w.staff_new()) } }
        }
        p.mg-lead { (w.staff_lead(&actor.institution_name)) }
        (newcomers(&cx, &new_here, &people))
        (table(&cx, w.staff_title(), &present))
        @if !gone.is_empty() { (ui::details(w.staff_gone(), table(&cx, w.staff_gone(), &gone))) }
    };
    Ok(Page::new(w.staff_title()).show(&cx, body))
}

/// Of the appointments of an institution, in the order of their recording, the people of whom the first one was recorded
/// not long ago, and when.
fn new_here(recorded: &[(AppointmentId, PractitionerId)], now: Instant) -> Vec<(PractitionerId, Instant)> {
    let mut seen = HashSet::new();
    let first = recorded.iter().filter(|(_, who)| seen.insert(*who));
    let when = |id: AppointmentId| {
        let (seconds, _) = id.0.get_timestamp()?.to_unix();
        i64::try_from(seconds).ok().map(|s| Instant(s.saturating_mul(Instant::SECOND)))
    };
    let all = first.filter_map(|(id, who)| Some((*who, when(*id)?)));
    let mut new: Vec<_> = all.filter(|(_, at)| now.since(*at) < NEW_DAYS * Instant::DAY).collect();
    new.reverse();
    new
}

/// Those who are new: whoever directs or supervises looks whether they know them.
fn newcomers(
    cx: &Cx,
    new: &[(PractitionerId, Instant)],
    people: &BTreeMap<(String, String), Vec<&Colleague>>,
) -> Markup {
    let w = words(cx);
    let lines = |who: PractitionerId| people.values().find(|lines| lines.iter().any(|l| l.id == who));
    html! {
        @if !new.is_empty() {
            (ui::panel(w.staff_new_here(), None, html! {
                p.govuk-body { (w.staff_new_here_text(NEW_DAYS.to_string())) }
                ul.govuk-list {
                    @for (who, at) in new {
                        @if let Some(lines) = lines(*who) {
                            li {
                                (name(cx, lines)) " – "
                                @for (i, line) in lines.iter().enumerate() { @if i > 0 { ", " } (w.function_name(line.kind.code())) }
                                span.mg-table__second { (w.staff_recorded_at(ui::date_time(cx, *at))) }
                            }
                        }
                    }
                }
            }))
        }
    }
}

/// The name of somebody, leading to their page for those who may open it.
fn name(cx: &Cx, lines: &[&Colleague]) -> Markup {
    let keepers = [FunctionKind::Administrator, FunctionKind::Direction];
    let keeps = cx.actor.as_ref().is_some_and(|actor| keepers.iter().any(|k| actor.holds(*k)));
    html! {
        @if let Some(first) = lines.first() {
            @if keeps { a href=(format!("/practitioners/{}", first.id)) { (first.name()) } } @else { (first.name()) }
        }
    }
}

fn table(cx: &Cx, caption: &str, people: &[&Vec<&Colleague>]) -> Markup {
    let w = words(cx);
    let headings = [w.staff_name(), w.job_title(), w.functions()].map(|label| Column { label, sort: None });
    let rows = html! {
        @for lines in people {
            @if let Some(first) = lines.first() {
                tr {
                    th scope="row" { (name(cx, lines)) }
                    td data-label=(w.job_title()) { (first.title) }
                    td data-label=(w.functions()) {
                        @for line in lines.iter() {
                            (w.function_name(line.kind.code()))
                            span.mg-table__second { (period(cx, Some(line.from_on), line.until_on)) }
                        }
                    }
                }
            }
        }
    };
    ui::table(caption, &headings, rows)
}

pub(super) async fn new(cx: Cx) -> Result<Reply, Problem> {
    let today = cx.today().to_string();
    let secrecy = default_secrecy(&cx).await?.map(SecrecyStatus::code).unwrap_or_default().to_owned();
    let fields = vec![("from_on".to_owned(), today), ("secrecy".to_owned(), secrecy)];
    Ok(page(&cx, &Form::from_fields(fields), &FieldErrors::default(), None))
}

/// What the institution's type usually implies: proposed, never imposed.
async fn default_secrecy(cx: &Cx) -> Result<Option<SecrecyStatus>, Problem> {
    let institution = {
        let mut conn = cx.read().await?;
        store::institution(&mut conn, cx.actor()?.institution).await?.ok_or(Problem::NotFound)?
    };
    let pack = crate::rulebook(cx)?.pack(&institution.fields.pack);
    let service_type = pack.and_then(|p| p.service_type(&institution.fields.service_type));
    Ok(service_type.and_then(|t| t.secrecy.status()))
}

fn page(cx: &Cx, form: &Form, errors: &FieldErrors, known: Option<PractitionerId>) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.staff_new()) }
        p.mg-lead { (w.staff_new_lead()) }
        @if let Some(id) = known {
            div.govuk-inset-text {
                p.govuk-body { (w.known_already_text()) }
                p.govuk-body { a.govuk-link href=(format!("/practitioners/{id}")) { (w.known_already_open()) } }
            }
        }
        form method="post" action="/practitioners" {
            (ui::form_key(cx))
            (person_fields(cx, form, errors))
            (ui::radios(cx, form, errors, "secrecy", w.secrecy_legend(), Some(w.secrecy_hint()), &secrecy_choices(cx)))
            (ui::text_input(cx, form, errors, "evidence", w.evidence(), Some(w.evidence_hint())))
            (ui::checkboxes(cx, form, errors, "functions", w.functions(), Some(w.functions_hint()), &function_choices(cx)))
            (ui::date_input(cx, form, errors, "from_on", w.first_day(), None, None))
            (ui::date_input(cx, form, errors, "until_on", w.last_day(), Some(w.last_day_hint()), None))
            (ui::submit(w.staff_save(), Some((w.cancel(), "/practitioners"))))
        }
    };
    let page = Page::new(w.staff_new()).narrow().errors(errors);
    page.crumb(w.staff_title(), Some("/practitioners".into())).show(cx, body)
}

pub(super) fn person_fields(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    html! {
        (ui::text_input(cx, form, errors, "given", w.given_name(), None))
        (ui::text_input(cx, form, errors, "family", w.family_name(), None))
        (ui::text_input(cx, form, errors, "title", w.job_title(), Some(w.job_title_hint())))
        (ui::text_input(cx, form, errors, "email", w.work_email(), Some(w.work_email_hint())))
        (ui::text_input(cx, form, errors, "phone", w.work_phone(), None))
        (ui::text_input(cx, form, errors, "languages", w.languages(), Some(w.languages_hint())))
    }
}

pub(super) fn read_person(cx: &Cx, input: &mut Input<'_>) -> PractitionerFields {
    let w = words(cx);
    let fields = PractitionerFields {
        code: String::new(),
        given: input.required_line("given", LINE, w.given_name_needed()),
        family: input.required_line("family", LINE, w.family_name_needed()),
        title: input.line("title", LINE),
        email: input.required_line("email", LINE, w.work_email_needed()).to_lowercase(),
        phone: input.line("phone", LINE),
        languages: input.line("languages", LINE),
    };
    let plausible = |e: &str| {
        e.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.') && !b.contains('@'))
    };
    if !fields.email.is_empty() && (!plausible(&fields.email) || fields.email.contains(' ')) {
        input.errors.add("email", "not-an-address", w.work_email_wrong());
    }
    fields
}

pub(super) async fn record(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let fields = read_person(&cx, &mut input);
    let status = input.required_choice("secrecy", SecrecyStatus::parse, w.secrecy_needed());
    let evidence = input.required_line("evidence", LINE, w.evidence_needed());
    let kinds: Vec<FunctionKind> =
        cx.form().all("functions").into_iter().filter_map(FunctionKind::parse).collect();
    if kinds.is_empty() {
        input.errors.add("functions", "required", w.functions_needed());
    }
    let from_on = input.required_date("from_on", w.first_day_needed());
    let until_on = input.date("until_on");
    if let (Some(from), Some(until)) = (from_on, until_on)
        && until < from
    {
        input.errors.add("until_on", "ends-before-it-begins", w.refused_ends_before_it_begins());
    }
    let known = {
        let mut conn = cx.read().await?;
        store_people::practitioner_by_email(&mut conn, &fields.email).await?.map(|p| p.id)
    };
    if known.is_some() && !fields.email.is_empty() {
        input.errors.add("email", "known-already", w.refused_known_already());
    }
    match (status, from_on) {
        (Some(status), Some(from_on)) if input.errors.is_empty() => {
            let here = cx.actor()?.institution;
            let span: (Date, Option<Date>) = (from_on, until_on);
            let id = actions::welcome(&cx, here, fields, (status, &evidence), &kinds, span).await?;
            Ok(redirect(format!("/practitioners/{id}?done=welcomed")))
        }
        _ => Ok(page(&cx, cx.form(), &input.errors, known)),
    }
}
