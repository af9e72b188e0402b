// SPDX-License-Identifier: EUPL-1.2
//! Preparing a consultation: what it rests on and fixes, who takes part, the questions of the law, and the answer.

use kernel::{ConsultationId, InstitutionId, PractitionerId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use register::access::Action;
use secrecy::{Answer, Answers, Asked, Outcome, Question};

use super::super::actions::{self, Answered};
use super::super::model::{Basis, Consultation, Frame};
use super::super::rules;
use super::{LINE, Names, Opened, TEXT, open, page, show, url, words};
use crate::sharing::{self, Choosing};

/// How long, in days, its record can be read unless another day is chosen.
const USUAL_DAYS: i32 = 365;

// ── What it rests on, and fixes ──────────────────────────────────────────────

pub(super) async fn new_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("until", cx.today().plus_days(USUAL_DAYS).to_string())]);
    Ok(basis_page(&cx, None, &form, &FieldErrors::default()))
}

pub(super) async fn prepare(cx: Cx) -> Result<Reply, Problem> {
    match read_frame(&cx) {
        Ok(frame) => {
            let id = actions::prepare(&cx, &frame).await?;
            Ok(redirect(format!("/consultations/{id}")))
        }
        Err(errors) => Ok(basis_page(&cx, None, cx.form(), &errors)),
    }
}

pub(super) async fn basis_form(cx: Cx) -> Result<Reply, Problem> {
    let Opened { c, .. } = open(&cx, Action::Steer).await?;
    rules::composing(&c).map_err(|r| actions::refused(&cx, r))?;
    let f = c.composition.frame.clone();
    let form = ui::filled([
        ("basis", f.basis.code().to_owned()),
        ("source", f.source),
        ("authorised", f.authorised_on.map(|d| d.to_string()).unwrap_or_default()),
        ("reasons", f.reasons),
        ("about", f.about),
        ("purpose", f.purpose),
        ("modalities", f.modalities),
        ("until", f.until_on.to_string()),
    ]);
    Ok(basis_page(&cx, Some(&c), &form, &FieldErrors::default()))
}

pub(super) async fn basis(cx: Cx) -> Result<Reply, Problem> {
    let Opened { c, conn, .. } = open(&cx, Action::Steer).await?;
    drop(conn);
    match read_frame(&cx) {
        Ok(frame) => {
            actions::refix(&cx, c.id, &frame).await?;
            Ok(redirect(format!("{}?done=kept", url(&c))))
        }
        Err(errors) => Ok(basis_page(&cx, Some(&c), cx.form(), &errors)),
    }
}

fn basis_page(cx: &Cx, of: Option<&Consultation>, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let choices = [
        Choice::new(Basis::Law.code(), w.basis_law()).hint(w.basis_law_hint()),
        Choice::new(Basis::Authorisation.code(), w.basis_authorisation()).hint(w.basis_authorisation_hint()),
    ];
    let back = of.map(url).unwrap_or_else(|| "/consultations".to_owned());
    let action = of.map(|c| format!("{}/basis", url(c))).unwrap_or_else(|| "/consultations/new".to_owned());
    let body = html! {
        p.mg-lead { (w.basis_lead()) }
        form method="post" action=(action) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "basis", w.basis_question(), None, &choices))
            (ui::text_input(cx, form, errors, "source", w.source(), Some(w.source_hint())))
            h2.govuk-heading-s { (w.if_authorised()) }
            (ui::date_input(cx, form, errors, "authorised", w.authorised_on(), None, None))
            (ui::textarea(cx, form, errors, "reasons", w.reasons(), Some(w.reasons_hint()), 3))
            h2.govuk-heading-s { (w.what_it_fixes()) }
            (ui::text_input(cx, form, errors, "about", w.about_question(), Some(w.about_hint())))
            (ui::textarea(cx, form, errors, "purpose", w.purpose(), Some(w.purpose_hint()), 3))
            (ui::textarea(cx, form, errors, "modalities", w.modalities(), Some(w.modalities_hint()), 3))
            (ui::date_input(cx, form, errors, "until", w.until(), Some(w.until_hint()), None))
            (ui::submit(if of.is_some() { w.save() } else { w.go_on() }, Some((w.cancel(), &back))))
        }
    };
    page(cx, of, if of.is_some() { w.step_basis() } else { w.prepare() }, errors, body)
}

fn read_frame(cx: &Cx) -> Result<Frame, FieldErrors> {
    let w = words(cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let basis = input.required_choice("basis", Basis::parse, w.basis_missing());
    let source = input.required_line("source", LINE, w.refused_basis_without_source());
    let authorised_on = input.date("authorised");
    let reasons = input.text("reasons", TEXT);
    if basis == Some(Basis::Authorisation) {
        if authorised_on.is_none() && input.errors.of("authorised").is_none() {
            input.errors.add("authorised", "required", w.authorised_missing());
        }
        if reasons.is_empty() {
            input.errors.add("reasons", "required", w.reasons_missing());
        }
    }
    if authorised_on.is_some_and(|on| on > cx.today()) {
        input.errors.add("authorised", "in-future", w.refused_authorised_in_future());
    }
    let about = input.required_line("about", LINE, w.refused_about_nobody());
    let purpose = input.required_text("purpose", TEXT, w.refused_without_purpose());
    let modalities = input.required_text("modalities", TEXT, w.refused_without_modalities());
    let until_on = input.required_date("until", w.until_missing());
    if until_on.is_some_and(|day| day < cx.today()) {
        input.errors.add("until", "in-past", w.refused_until_in_past());
    }
    if until_on.is_some_and(|day| day.days_since(cx.today()) > rules::LONGEST_DAYS) {
        input.errors.add("until", "too-far", w.refused_until_too_far());
    }
    match (basis, until_on, input.errors.is_empty()) {
        (Some(basis), Some(until_on), true) => {
            // What a text of law does not have is not kept beside it.
            let is_authorised = basis == Basis::Authorisation;
            let authorised_on = authorised_on.filter(|_| is_authorised);
            let reasons = if is_authorised { reasons } else { String::new() };
            Ok(Frame { basis, source, authorised_on, reasons, about, purpose, modalities, until_on })
        }
        _ => Err(input.errors),
    }
}

// ── Who takes part ───────────────────────────────────────────────────────────

pub(super) async fn participants_form(cx: Cx) -> Result<Reply, Problem> {
    participants_page(&cx).await
}

async fn participants_page(cx: &Cx) -> Result<Reply, Problem> {
    let w = words(cx);
    let Opened { mut conn, c, .. } = open(cx, Action::Steer).await?;
    rules::composing(&c).map_err(|r| actions::refused(cx, r))?;
    let names = Names::of(&mut conn, std::slice::from_ref(&c)).await?;
    let url = url(&c);
    let here = format!("{url}/participants");
    let choosing = Choosing {
        page: &here,
        send_to: &here,
        but: None,
        places: c.composition.participants.iter().map(|p| p.institution).collect(),
        types: Vec::new(),
    };
    let chooser = sharing::choose(cx, &mut conn, choosing).await?;
    drop(conn);
    let body = html! {
        p.mg-lead { (w.participants_lead()) }
        ul.mg-people {
            @for p in &c.composition.participants {
                @let name = names.practitioner(p.practitioner);
                li.mg-people__item {
                    span.mg-people__name { (name) ", " (names.institution(p.institution)) }
                    span.mg-people__role { (p.as_what) @if p.practitioner == c.convened_by { " – " (w.convenes()) } }
                    @if p.practitioner != c.convened_by {
                        form method="post" action=(format!("{here}/{}/removal", p.practitioner)) {
                            (ui::form_key(cx))
                            button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" { (w.remove()) span.govuk-visually-hidden { " " (name) } }
                        }
                    }
                }
            }
        }
        h2.govuk-heading-m { (w.participants_add()) }
        (chooser)
        p { a.govuk-link href=(url) { (w.back()) } }
    };
    Ok(page(cx, Some(&c), w.step_participants(), &FieldErrors::default(), body))
}

pub(super) async fn name_participant(cx: Cx) -> Result<Reply, Problem> {
    let id: ConsultationId = cx.id("id")?;
    let who: Option<PractitionerId> = cx.form().raw("who").parse().ok();
    let institution: Option<InstitutionId> = cx.form().raw("institution").parse().ok();
    let (Some(who), Some(institution)) = (who, institution) else { return participants_page(&cx).await };
    actions::name_participant(&cx, id, who, institution).await?;
    Ok(redirect(format!("/consultations/{id}/participants?done=participant")))
}

pub(super) async fn remove_participant(cx: Cx) -> Result<Reply, Problem> {
    let id: ConsultationId = cx.id("id")?;
    actions::remove_participant(&cx, id, cx.id("who")?).await?;
    Ok(redirect(format!("/consultations/{id}/participants")))
}

// ── The questions of the law ─────────────────────────────────────────────────

pub(super) async fn questions_form(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let Opened { mut conn, c, .. } = open(&cx, Action::Steer).await?;
    rules::composing(&c).map_err(|r| actions::refused(&cx, r))?;
    let rules = actions::rule_set(&cx, &c)?;
    let names = Names::of(&mut conn, std::slice::from_ref(&c)).await?;
    drop(conn);
    let form = as_kept(&c);
    let of = |asked: Asked| rules.questions().iter().filter(move |q| q.asked() == asked);
    let url = url(&c);
    let ask = |question: &Question, name: String, about: Option<&str>| -> Markup {
        sharing::question(&cx, &form, question, &name, about)
    };
    let body = html! {
        p.mg-lead { (w.questions_lead()) }
        form method="post" action=(format!("{url}/questions")) novalidate {
            (ui::form_key(&cx))
            @for question in of(Asked::Decision) { (ask(question, format!("q-{}", question.code()), None)) }
            @for p in c.composition.participants.iter().filter(|p| p.practitioner != c.convened_by) {
                @let name = names.practitioner(p.practitioner);
                @for question in of(Asked::Recipient) { (ask(question, format!("r-{}-{}", p.practitioner, question.code()), Some(name))) }
                @for question in of(Asked::Pair) { (ask(question, format!("n-{}-{}", p.practitioner, question.code()), Some(name))) }
            }
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(&cx, Some(&c), w.step_questions(), &FieldErrors::default(), body))
}

/// The answers that were kept, as fields.
fn as_kept(c: &Consultation) -> Form {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut add = |before: &str, answers: &Answers| {
        fields.extend(answers.iter().map(|(code, a)| (format!("{before}-{code}"), a.code().to_owned())));
    };
    add("q", &c.composition.answers);
    for p in &c.composition.participants {
        add(&format!("r-{}", p.practitioner), &p.answers);
        add(&format!("n-{}", p.practitioner), &p.needs);
    }
    ui::filled(fields)
}

pub(super) async fn questions(cx: Cx) -> Result<Reply, Problem> {
    let Opened { conn, c, .. } = open(&cx, Action::Steer).await?;
    drop(conn);
    let rules = actions::rule_set(&cx, &c)?;
    let form = cx.form();
    let read = |before: &str, asked: Asked| -> Answers {
        let given = |q: &Question| {
            let answer = Answer::parse(form.raw(&format!("{before}-{}", q.code())))?;
            Some((q.code().to_owned(), answer))
        };
        rules.questions().iter().filter(|q| q.asked() == asked).filter_map(given).collect()
    };
    let each = |letter: &str, asked: Asked| -> Vec<(PractitionerId, Answers)> {
        let one = |p: &super::super::Participant| {
            (p.practitioner, read(&format!("{letter}-{}", p.practitioner), asked))
        };
        c.composition.participants.iter().map(one).collect()
    };
    let answered = Answered {
        whole: read("q", Asked::Decision),
        participants: each("r", Asked::Recipient),
        needs: each("n", Asked::Pair),
    };
    actions::answer(&cx, c.id, answered).await?;
    Ok(redirect(format!("{}?done=kept", url(&c))))
}

// ── Opening ──────────────────────────────────────────────────────────────────

pub(super) async fn opening_form(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let Opened { mut conn, c, .. } = open(&cx, Action::Steer).await?;
    rules::deciding(&c, cx.today()).map_err(|r| actions::refused(&cx, r))?;
    let rules = actions::rule_set(&cx, &c)?;
    let names = Names::of(&mut conn, std::slice::from_ref(&c)).await?;
    let answer = actions::assess(&cx, &mut conn, &c).await?.1;
    drop(conn);
    let url = url(&c);
    let is_permitted = answer.outcome == Outcome::Permitted;
    let body = html! {
        h2.govuk-heading-m { (w.answer_so_far()) }
        (show::outcome(&cx, &c, answer.outcome))
        (sharing::reasons(&cx, rules, &answer, &show::shown(&cx, &c, &names)))
        form method="post" action=(format!("{url}/opening")) novalidate {
            (ui::form_key(&cx))
            @if is_permitted { p.govuk-body { (w.opening_text()) } } @else { (ui::warning(&cx, w.opening_refused_text())) }
            (ui::submit(if is_permitted { w.opening_submit() } else { w.opening_refused_submit() }, Some((w.cancel(), &url))))
        }
    };
    Ok(page(&cx, Some(&c), w.deed_open(), &FieldErrors::default(), body))
}

pub(super) async fn opening(cx: Cx) -> Result<Reply, Problem> {
    let id: ConsultationId = cx.id("id")?;
    let done = match actions::open_to_participants(&cx, id).await? {
        Outcome::Permitted => "opened",
        _ => "refused",
    };
    Ok(redirect(format!("/consultations/{id}?done={done}")))
}
