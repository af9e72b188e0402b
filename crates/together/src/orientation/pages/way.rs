// SPDX-License-Identifier: EUPL-1.2
//! What will be said, by which decision a worker may say it, the contact, the appointment.

use ::register::access::Action;
use ::register::directory;
use kernel::{Date, OrientationId, PersonId, PractitionerId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::actions::{self, Agreed, Appointment, Contacted, Prepared, Tell};
use super::super::model::{Companion, Means, StepKind};
use super::super::rules::Telling;
use super::{
    At, DAY, LINE, Opened, TEXT, companions, day_field, day_of, done_with, hour_of, open, told_in, words,
};
use crate::sharing;

// ── What will be said ────────────────────────────────────────────────────────

pub(super) async fn content_form(cx: Cx) -> Result<Reply, Problem> {
    let opened = open(&cx, Action::Write).await?;
    let mut fields = vec![("on".to_owned(), cx.today().to_string())];
    // What was agreed before is where one goes on from; with whom is asked anew.
    if let Some(before) = opened.course.now().content {
        fields.push(("said".to_owned(), before.words.clone()));
        fields.push(("unsaid".to_owned(), before.others.clone()));
    }
    content_page(&cx, opened, &Form::from_fields(fields), &FieldErrors::default()).await
}

async fn content_page(
    cx: &Cx,
    mut opened: Opened,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    opened.may_take(cx, StepKind::ContentAgreed)?;
    let url = opened.url();
    let people = opened.around(cx).await?;
    let body = html! {
        p.mg-lead { (w.content_lead(opened.names.recipient(&opened.course))) }
        form method="post" action=(format!("{url}/content")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "said", w.content_said(), Some(w.content_said_hint()), 5))
            (ui::textarea(cx, form, errors, "unsaid", w.content_unsaid(), Some(w.content_unsaid_hint()), 3))
            (ui::checkboxes(cx, form, errors, "with", w.content_with(), None, &people))
            (day_field(cx, form, errors, w.agreed_on(), None))
            (ui::submit(w.content_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_content(), errors, body))
}

pub(super) async fn agree(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let said = input.required_text("said", TEXT, w.refused_nothing_to_say());
    let unsaid = input.text("unsaid", TEXT);
    let with: Vec<PersonId> = cx.form().all("with").iter().filter_map(|id| id.parse().ok()).collect();
    if with.is_empty() {
        input.errors.add("with", "agreed-with-nobody", w.refused_agreed_with_nobody());
    }
    let on = day_of(&cx, &mut input);
    let (Some(on), true) = (on, input.errors.is_empty()) else {
        return content_page(&cx, open(&cx, Action::Write).await?, cx.form(), &input.errors).await;
    };
    const AT: At = &[DAY[0], DAY[1], ("person-not-around-child", "with")];
    match actions::agree_content(&cx, id, &Agreed { on, with, said, unsaid }).await {
        Ok(()) => Ok(done_with(id, "content")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            content_page(&cx, open(&cx, Action::Write).await?, cx.form(), &input.errors).await
        }
    }
}

// ── By which decision a worker may say it ────────────────────────────────────

/// Where the decision stands, in words, with the way to it.
fn telling_words(cx: &Cx, telling: Telling, decision: Option<kernel::DisclosureId>) -> Markup {
    let w = words(cx);
    let text = match telling {
        Telling::Nothing | Telling::None => w.telling_none().to_owned(),
        Telling::Prepared => w.telling_prepared().to_owned(),
        Telling::Refused => w.telling_refused().to_owned(),
        Telling::Permitted => w.telling_permitted().to_owned(),
        Telling::Others => w.telling_others().to_owned(),
        Telling::Told(day) => w.telling_told(ui::date(cx, day)),
    };
    html! {
        p.govuk-body {
            (text) " "
            @if let Some(id) = decision { a.govuk-link href=(format!("/disclosures/{id}")) { (w.telling_open()) } }
        }
    }
}

pub(super) async fn telling_form(cx: Cx) -> Result<Reply, Problem> {
    telling_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn telling_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::TellingPrepared)?;
    let (telling, decision) =
        actions::telling_of(cx, &mut opened.conn, &opened.grant, &opened.course).await?;
    let url = opened.url();
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let lang = cx.lang.code();
    let ways = [
        Choice::new("decision", w.telling_by_voice()).hint(w.telling_by_voice_hint()),
        Choice::new("exchange", w.telling_in_writing()).hint(w.telling_in_writing_hint()),
    ];
    let rules: Vec<Choice> = sharing::rules_offered(pack, cx.today())
        .iter()
        // Those by which one authority is told of a danger are no way to orient somebody.
        .filter(|r| matches!(r.kind(), secrecy::Kind::Shared | secrecy::Kind::Mandated))
        .map(|r| Choice::new(r.code(), r.title(lang)).hint(r.summary(lang)))
        .collect();
    let known = sharing::words::Words(cx.lang);
    let now = opened.course.now();
    let named = now.recipient.is_some_and(|r| r.to_practitioner.is_some());
    let exchange = now.telling.and_then(|s| s.exchange);
    let body = html! {
        p.mg-lead { (w.telling_lead()) }
        ul.govuk-list.govuk-list--bullet {
            li { (w.telling_rule_user()) }
            li { (w.telling_rule_help()) }
            li { (w.telling_rule_worker()) }
        }
        (telling_words(cx, telling, decision))
        @if let Some(id) = exchange { p { a.govuk-link href=(format!("/exchanges/{id}")) { (w.telling_exchange()) } } }
        @if !named {
            (ui::warning(cx, w.refused_recipient_without_name()))
            p { a.govuk-button href=(format!("{url}/recipient")) { (w.deed_recipient()) } }
        } @else {
            h3.govuk-heading-s { (w.content_said()) }
            (ui::paragraphs(now.content.map_or("", |c| c.words.as_str())))
            form method="post" action=(format!("{url}/telling")) novalidate {
                (ui::form_key(cx))
                (ui::radios(cx, form, errors, "way", w.telling_way(), None, &ways))
                (ui::radios(cx, form, errors, "rule-set", known.rule_set(), Some(w.telling_rules_hint()), &rules))
                p.govuk-body-s { (known.no_legal_advice()) }
                (ui::submit(w.telling_submit(), Some((w.cancel(), &url))))
            }
        }
    };
    Ok(opened.form(cx, w.deed_telling(), errors, body))
}

pub(super) async fn tell(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let known = |code: &str| ["decision", "exchange"].into_iter().find(|known| *known == code);
    let way = input.required_choice("way", known, w.telling_way_missing());
    let tell = match way {
        Some("decision") => {
            let pack = directory::pack(&cx, &cx.actor()?.pack)?;
            let one = |code: &str| pack.rule_set(code, cx.today()).map(|r| r.code().to_owned());
            let missing = sharing::words::Words(cx.lang).rule_set_missing();
            input.required_choice("rule-set", one, missing).map(Tell::Decision)
        }
        Some(_) => Some(Tell::Exchange),
        None => None,
    };
    let (Some(tell), true) = (tell, input.errors.is_empty()) else {
        return telling_page(&cx, cx.form(), &input.errors).await;
    };
    Ok(match actions::prepare_telling(&cx, id, &tell).await? {
        Prepared::Decision(decision) => redirect(format!("/disclosures/{decision}")),
        Prepared::Exchange(exchange) => redirect(format!("/exchanges/{exchange}")),
    })
}

// ── The contact ──────────────────────────────────────────────────────────────

pub(super) async fn contact_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    contact_page(&cx, &form, &FieldErrors::default()).await
}

async fn contact_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::ContactMade)?;
    let (telling, decision) =
        actions::telling_of(cx, &mut opened.conn, &opened.grant, &opened.course).await?;
    let url = opened.url();
    let means: Vec<Choice> = Means::ALL
        .iter()
        .map(|m| {
            let key = format!("means-{}", m.code().replace('_', "-"));
            Choice::new(m.code(), w.by_key(&key).unwrap_or_default())
                .hint(w.by_key(&format!("{key}.hint")).unwrap_or_default())
        })
        .collect();
    let spoke = [
        Choice::new("no", w.nominal_no()).hint(w.nominal_no_hint()),
        Choice::new("yes", w.nominal_yes()).hint(w.nominal_yes_hint()),
    ];
    let agreed = opened.course.now().content;
    let body = html! {
        p.mg-lead { (w.contact_lead()) }
        @match agreed {
            Some(step) => (super::show::agreement(cx, step)),
            None => (ui::warning(cx, w.contact_without_agreement())),
        }
        form method="post" action=(format!("{url}/contact")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "means", w.means(), None, &means))
            (ui::radios(cx, form, errors, "nominal", w.nominal(), Some(w.nominal_hint()), &spoke))
            @if agreed.is_some() {
                (telling_words(cx, telling, decision))
                @if !matches!(telling, Telling::Told(_)) {
                    p { a.govuk-link href=(format!("{url}/telling")) { (w.deed_telling()) } }
                }
            }
            (ui::textarea(cx, form, errors, "words", w.contact_words(), Some(w.contact_words_hint()), 3))
            (day_field(cx, form, errors, w.contacted_on(), None))
            (ui::submit(w.contact_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_contact(), errors, body))
}

pub(super) async fn contact(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let means = input.required_choice("means", Means::parse, w.means_missing());
    let known = |code: &str| ["yes", "no"].into_iter().find(|known| *known == code);
    let nominal = match means {
        Some(Means::ByWorker) => input.required_choice("nominal", known, w.nominal_missing()) == Some("yes"),
        _ => false,
    };
    let said = input.text("words", TEXT);
    let on = day_of(&cx, &mut input);
    let (Some(means), Some(on), true) = (means, on, input.errors.is_empty()) else {
        return contact_page(&cx, cx.form(), &input.errors).await;
    };
    const AT: At = &[
        DAY[0],
        DAY[1],
        ("no-content", "means"),
        ("contact-before-agreement", "on"),
        ("no-decision", "nominal"),
        ("decision-not-taken", "nominal"),
        ("decision-refuses", "nominal"),
        ("decision-not-told", "nominal"),
        ("decision-for-others", "nominal"),
        ("contact-before-decision", "on"),
    ];
    match actions::make_contact(&cx, id, &Contacted { on, means, nominal, words: said }).await {
        Ok(()) => Ok(done_with(id, "contact")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            contact_page(&cx, cx.form(), &input.errors).await
        }
    }
}

// ── The appointment ──────────────────────────────────────────────────────────

pub(super) async fn appointment_form(cx: Cx) -> Result<Reply, Problem> {
    let opened = open(&cx, Action::Write).await?;
    let who = opened.course.now().recipient.and_then(|r| r.to_practitioner);
    let fields = [
        ("on", cx.today().to_string()),
        ("with", who.map_or_else(|| "other".to_owned(), |who| who.to_string())),
    ];
    appointment_page(&cx, opened, &ui::filled(fields), &FieldErrors::default()).await
}

async fn appointment_page(
    cx: &Cx,
    mut opened: Opened,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    opened.may_take(cx, StepKind::AppointmentSet)?;
    let url = opened.url();
    let at = opened.course.now().recipient.and_then(|r| r.to_institution);
    let mut people: Vec<Choice> = Vec::new();
    if let Some(at) = at {
        for one in directory::practitioners_of(&mut opened.conn, at, None, cx.today()).await? {
            let choice = Choice::new(one.id.to_string(), one.name());
            if one.kind != kernel::FunctionKind::Administrator && people.iter().all(|p| p.code != choice.code)
            {
                people.push(choice);
            }
        }
    }
    people.push(Choice::new("other", w.appointment_with_other()));
    let body = html! {
        p.mg-lead { (w.appointment_lead()) }
        form method="post" action=(format!("{url}/appointment")) novalidate {
            (ui::form_key(cx))
            (ui::date_input(cx, form, errors, "day", w.appointment_day(), None, None))
            (ui::text_input(cx, form, errors, "hour", w.appointment_hour(), Some(w.appointment_hour_hint())))
            (ui::text_input(cx, form, errors, "place", w.appointment_place(), Some(w.appointment_place_hint())))
            @if people.len() > 1 { (ui::radios(cx, form, errors, "with", w.appointment_with(), None, &people)) }
            (ui::text_input(cx, form, errors, "with-name", w.appointment_with_name(), Some(w.appointment_with_name_hint())))
            (ui::radios(cx, form, errors, "companion", w.companion(), Some(w.companion_hint()), &companions(cx)))
            (ui::text_input(cx, form, errors, "companion-name", w.companion_name(), None))
            (day_field(cx, form, errors, w.appointment_given_on(), Some(w.appointment_given_on_hint())))
            (ui::submit(w.appointment_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_appointment(), errors, body))
}

pub(super) async fn set_appointment(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let day: Option<Date> = input.required_date("day", w.appointment_day_missing());
    let at = hour_of(&cx, &mut input, day);
    let place = input.line("place", LINE);
    let who = |c: &str| match c {
        "other" => Some(None),
        other => other.parse().ok().map(Some),
    };
    let with: Option<PractitionerId> = input.choice("with", who).flatten();
    let with_name = input.line("with-name", LINE);
    let companion = input.required_choice("companion", Companion::parse, w.companion_missing());
    let companion_name = input.line("companion-name", LINE);
    let agreed_on = day_of(&cx, &mut input);
    let (Some(at), Some(agreed_on), true) = (at, agreed_on, input.errors.is_empty()) else {
        return appointment_page(&cx, open(&cx, Action::Write).await?, cx.form(), &input.errors).await;
    };
    let with_name = if with.is_some() { String::new() } else { with_name };
    let appointment = Appointment { agreed_on, at, place, with, with_name, companion, companion_name };
    const AT: At = &[
        DAY[0],
        DAY[1],
        ("planned-in-past", "day"),
        ("planned-too-far", "day"),
        ("companion-without-name", "companion-name"),
        ("recipient-not-there", "with"),
    ];
    match actions::set_appointment(&cx, id, &appointment).await {
        Ok(()) => Ok(done_with(id, "appointment")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            appointment_page(&cx, open(&cx, Action::Write).await?, cx.form(), &input.errors).await
        }
    }
}
