// SPDX-License-Identifier: EUPL-1.2
//! What the editors of the bank do: screening, naming readers, publishing, looking again, withdrawing.

use ::register::directory;
use kernel::{InstitutionId, PracticeId, PractitionerId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::model::Level;
use super::super::rules::{self, Again, Candidate};
use super::super::steps::State;
use super::super::{actions, store_people};
use super::{At, Names, Opened, TEXT, choices, done_with, level_name, open, told_in, words};

/// Opens one as an editor who did not write it.
async fn edited(cx: &Cx) -> Result<Opened, Problem> {
    let opened = open(cx, |s| s.edits).await?;
    actions::handles(cx, &opened.card)?;
    Ok(opened)
}

// ── Screening ────────────────────────────────────────────────────────────────

pub(super) async fn screening_form(cx: Cx) -> Result<Reply, Problem> {
    screening_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn screening_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = edited(cx).await?;
    opened.allows(cx, rules::screening(&opened.card, cx.today()))?;
    let url = opened.url();
    let findings = choices(&w, "screened", ["clear", "back"]);
    let body = html! {
        p.mg-lead { (w.screening_lead()) }
        h2.govuk-heading-m { (w.traces_title()) }
        (super::send::traces(cx, &opened.card))
        p { a.govuk-link href=(url) { (w.read_whole()) } }
        form method="post" action=(format!("{url}/screening")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "screened", w.screened(), None, &findings))
            (ui::textarea(cx, form, errors, "words", w.screening_words(), Some(w.screening_words_hint()), 4))
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.screening_title(), errors, body))
}

pub(super) async fn screen(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let known = |code: &str| ["clear", "back"].into_iter().find(|known| *known == code);
    let found = input.required_choice("screened", known, w.screened_missing());
    let why = input.text("words", TEXT);
    let (Some(found), true) = (found, input.errors.is_empty()) else {
        return screening_page(&cx, cx.form(), &input.errors).await;
    };
    let done = match found {
        "clear" => actions::screen(&cx, id).await.map(|()| "screened"),
        _ => actions::return_screened(&cx, id, &why).await.map(|()| "returned"),
    };
    match done {
        Ok(done) => Ok(done_with(id, done)),
        Err(problem) => {
            told_in(problem, &[("no-words", "words")], &mut input.errors)?;
            screening_page(&cx, cx.form(), &input.errors).await
        }
    }
}

// ── Readers ──────────────────────────────────────────────────────────────────

/// A reader as the form sends them: who, and for which institution.
fn reader_code(who: PractitionerId, at: InstitutionId) -> String {
    format!("{who}~{at}")
}

fn reader_of(code: &str) -> Option<(PractitionerId, InstitutionId)> {
    let (who, at) = code.split_once('~')?;
    Some((who.parse().ok()?, at.parse().ok()?))
}

pub(super) async fn readers_form(cx: Cx) -> Result<Reply, Problem> {
    readers_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn readers_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = edited(cx).await?;
    let there = opened.card.readings().len();
    match opened.state(cx) {
        State::Screened => {}
        State::InReview if there < rules::REVIEWERS => {}
        _ => return Err(actions::refused(cx, kernel::Refusal::new("not-screened"))),
    }
    let trained = store_people::trained(&mut opened.conn, cx.today()).await?;
    let ids: Vec<PractitionerId> = trained.iter().map(|t| t.who).collect();
    let appointed = match ids.is_empty() {
        true => Default::default(),
        false => directory::appointed_on(&mut opened.conn, &ids, cx.today()).await?,
    };
    let people = directory::practitioner_names(&mut opened.conn, ids).await?;
    let at = directory::institution_names(&mut opened.conn, trained.iter().map(|t| t.institution)).await?;
    let (mut offered, mut tied) = (Vec::new(), Vec::new());
    for t in &trained {
        let works_at: Vec<InstitutionId> =
            appointed.iter().filter(|(who, _)| *who == t.who).map(|(_, at)| *at).collect();
        let reader =
            Candidate { who: t.who, institution: t.institution, trained: works_at.contains(&t.institution) };
        let name = people.get(&t.who).cloned().unwrap_or_default();
        let place = at.get(&t.institution).cloned().unwrap_or_default();
        let is_there = opened.card.readings().iter().any(|r| r.reviewer == t.who);
        match rules::may_read(&opened.card, &reader, &works_at) {
            Ok(()) if is_there => {}
            Ok(()) => offered.push(Choice::new(reader_code(t.who, t.institution), name).hint(place)),
            Err(refusal) => {
                let why = w.by_key(&format!("refused-{}", refusal.code)).unwrap_or_default();
                tied.push((format!("{name}, {place}"), why));
            }
        }
    }
    let url = opened.url();
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&opened.card)).await?;
    let body = html! {
        p.mg-lead { (w.readers_lead()) }
        @for reading in opened.card.readings() {
            p.govuk-body { (w.reads_already(names.practitioner(reading.reviewer))) }
        }
        @if offered.is_empty() {
            (ui::empty(w.readers_none(), w.readers_none_text(), Some((w.trained_title(), "/practices/reviewers"))))
        } @else {
            form method="post" action=(format!("{url}/readers")) novalidate {
                (ui::form_key(cx))
                (ui::checkboxes(cx, form, errors, "readers", w.readers(), Some(w.readers_hint()), &offered))
                (ui::submit(w.readers_name(), Some((w.cancel(), &url))))
            }
        }
        @if !tied.is_empty() {
            (ui::details(w.readers_tied(), html! {
                ul.govuk-list.govuk-list--bullet { @for (name, why) in &tied { li { (name) " – " (why) } } }
            }))
        }
        p.mg-no-print { a.govuk-link href="/practices/reviewers" { (w.trained_title()) } }
    };
    Ok(opened.form(cx, w.readers_title(), errors, body))
}

pub(super) async fn name_readers(cx: Cx) -> Result<Reply, Problem> {
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let named: Vec<_> = cx.form().all("readers").iter().filter_map(|code| reader_of(code)).collect();
    const AT: At = &[
        ("two-readers", "readers"),
        ("readers-of-one-institution", "readers"),
        ("not-trained", "readers"),
        ("own-institution", "readers"),
        ("partner-institution", "readers"),
        ("stepped-back-before", "readers"),
    ];
    match actions::name_reviewers(&cx, id, &named).await {
        Ok(()) => Ok(done_with(id, "readers")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            readers_page(&cx, cx.form(), &input.errors).await
        }
    }
}

// ── Publishing ───────────────────────────────────────────────────────────────

pub(super) async fn publication_form(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let opened = edited(&cx).await?;
    opened.allows(&cx, rules::publishing(&opened.card, cx.today()))?;
    let url = opened.url();
    let level = opened.card.level().map(|l| level_name(&w, l)).unwrap_or_default();
    let body = html! {
        p.mg-lead { (w.publication_lead()) }
        (ui::facts(vec![
            (w.level(), html! { (level) }),
            (w.agreement(), html! { (w.agreement_given()) }),
            (w.contacts(), html! { (w.publication_contacts()) }),
        ]))
        p { a.govuk-link href=(url) { (w.read_whole()) } }
        form method="post" action=(format!("{url}/publication")) novalidate {
            (ui::form_key(&cx))
            (ui::submit(w.publication_send(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(&cx, w.publication_title(), &FieldErrors::default(), body))
}

pub(super) async fn publish(cx: Cx) -> Result<Reply, Problem> {
    let id: PracticeId = cx.id("id")?;
    actions::publish(&cx, id).await?;
    Ok(done_with(id, "published"))
}

// ── Looking again ────────────────────────────────────────────────────────────

pub(super) async fn again_form(cx: Cx) -> Result<Reply, Problem> {
    again_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn again_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = edited(cx).await?;
    if !opened.state(cx).is_recommended() {
        return Err(actions::refused(cx, kernel::Refusal::new("not-published")));
    }
    let harms = store_people::harms(&mut opened.conn, opened.card.practice.id).await?;
    let url = opened.url();
    let now = opened.card.level();
    let lower: Vec<Choice> = Level::ALL
        .iter()
        .filter(|l| now.is_some_and(|now| **l < now))
        .map(|l| Choice::new(l.code(), level_name(&w, *l)))
        .collect();
    let findings = choices(
        &w,
        "again",
        if lower.is_empty() {
            &["confirmed", "withdrawn"][..]
        } else {
            &["confirmed", "downgraded", "withdrawn"]
        }
        .iter()
        .copied(),
    );
    let body = html! {
        p.mg-lead { (w.again_lead()) }
        (ui::facts(vec![
            (w.level(), html! { @if let Some(l) = now { (level_name(&w, l)) } }),
            (w.column_again(), html! { @if let Some(day) = opened.card.practice.re_review_on { (ui::date(cx, day)) } }),
            (w.harms_told(), html! { (harms.len()) }),
        ]))
        form method="post" action=(format!("{url}/re-review")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "again", w.again(), None, &findings))
            @if !lower.is_empty() { (ui::radios(cx, form, errors, "level", w.again_level(), Some(w.again_level_hint()), &lower)) }
            (ui::textarea(cx, form, errors, "reason", w.reason(), Some(w.reason_hint()), 4))
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.again_title(), errors, body))
}

pub(super) async fn look_again(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let known =
        |code: &str| ["confirmed", "downgraded", "withdrawn"].into_iter().find(|known| *known == code);
    let found = input.required_choice("again", known, w.again_missing());
    let level = match found {
        Some("downgraded") => input.required_choice("level", Level::parse, w.again_level_missing()),
        _ => None,
    };
    let reason = input.required_text("reason", TEXT, w.refused_no_reason());
    let (Some(found), true) = (found, input.errors.is_empty()) else {
        return again_page(&cx, cx.form(), &input.errors).await;
    };
    let again = level.map_or(Again::Confirmed, Again::Downgraded);
    let done = match (found, again) {
        ("withdrawn", _) => actions::withdraw(&cx, id, false, &reason).await,
        (_, Again::Downgraded(level)) => actions::downgrade(&cx, id, level, &reason).await,
        (_, Again::Confirmed) => actions::confirm(&cx, id, &reason).await,
    };
    match done {
        Ok(()) => Ok(done_with(id, found)),
        Err(problem) => {
            told_in(problem, &[("not-lower", "level"), ("no-reason", "reason")], &mut input.errors)?;
            again_page(&cx, cx.form(), &input.errors).await
        }
    }
}

// ── Withdrawing ──────────────────────────────────────────────────────────────

pub(super) async fn withdrawal_form(cx: Cx) -> Result<Reply, Problem> {
    withdrawal_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn withdrawal_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, |s| s.edits || s.directs).await?;
    if !opened.standing.directs {
        actions::handles(cx, &opened.card)?;
    }
    match opened.state(cx) {
        state if state.is_recommended() => {}
        State::Withdrawn => return Err(actions::refused(cx, kernel::Refusal::new("withdrawn-already"))),
        _ => return Err(actions::refused(cx, kernel::Refusal::new("not-published"))),
    }
    let url = opened.url();
    let flags = choices(&w, "flag", ["no", "x"]);
    let body = html! {
        p.mg-lead { (w.withdrawal_lead()) }
        form method="post" action=(format!("{url}/withdrawal")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "flag", w.flag(), None, &flags))
            (ui::textarea(cx, form, errors, "reason", w.reason(), Some(w.withdrawal_reason_hint()), 5))
            (ui::submit(w.withdrawal_send(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.withdrawal_title(), errors, body))
}

pub(super) async fn withdraw(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let known = |code: &str| ["no", "x"].into_iter().find(|known| *known == code);
    let flag = input.required_choice("flag", known, w.flag_missing());
    let reason = input.required_text("reason", TEXT, w.refused_no_reason());
    let (Some(flag), true) = (flag, input.errors.is_empty()) else {
        return withdrawal_page(&cx, cx.form(), &input.errors).await;
    };
    match actions::withdraw(&cx, id, flag == "x", &reason).await {
        Ok(()) => Ok(done_with(id, "withdrawn")),
        Err(problem) => {
            told_in(problem, &[("no-reason", "reason")], &mut input.errors)?;
            withdrawal_page(&cx, cx.form(), &input.errors).await
        }
    }
}
