// SPDX-License-Identifier: EUPL-1.2
//! Pages of the evaluation: who does it, visits, meetings, the child's view, the end.

use kernel::{Id, Instant, PractitionerId, ReportId};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use register::access::Action;
use register::{access, directory};
use uuid::Uuid;

use super::{Opened, done, errors_of, open, pack, read, told};
use crate::concerns::actions;
use crate::concerns::model::{
    DecisionOutcome, Medium, MinorId, NewConclusion, NewMeeting, NewView, NewVisit,
};
use crate::concerns::rules::evaluate;
use crate::concerns::views::{deeds, evaluation};
use crate::concerns::words::Words;

async fn ready(cx: &Cx) -> Result<Opened, Problem> {
    let mut conn = cx.read().await?;
    open(cx, &mut conn, Action::Evaluate).await
}

fn minor(cx: &Cx, o: &Opened) -> Result<MinorId, Problem> {
    let id: MinorId = cx.id("minor")?;
    o.concern.minor(id).map(|m| m.id).ok_or(Problem::NotFound)
}

async fn team_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let o = open(cx, &mut conn, Action::Assign).await?;
    let at = o.concern.report.institution;
    let mut all = directory::practitioners_of(&mut conn, at, None, cx.today()).await?;
    all.retain(|c| c.kind != kernel::FunctionKind::Administrator);
    all.dedup_by_key(|c| c.id);
    let load = access::workload(&mut conn, at, cx.now).await?;
    Ok(deeds::evaluators(cx, &o, &all, &load, pack(cx)?, form, errors))
}

/// The form that names who evaluates, with the workload in view.
pub(super) async fn evaluators(cx: Cx) -> Result<Reply, Problem> {
    team_page(&cx, &Form::default(), &FieldErrors::default()).await
}

/// Names who evaluates.
pub(super) async fn assign(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let lead: Option<PractitionerId> =
        input.required_choice("lead", |c| c.parse().ok(), Words(cx.lang).lead_missing());
    let team: Vec<PractitionerId> =
        cx.form().all("team").into_iter().filter_map(|c| c.parse().ok()).collect();
    let mut errors = errors_of(&mut input);
    if let (Some(lead), true) = (lead, errors.is_empty()) {
        match actions::assign(&cx, id, lead, &team).await {
            Ok(_) => return Ok(done(id, "assigned")),
            Err(problem) => errors = told(problem, |_| "lead")?,
        }
    }
    team_page(&cx, cx.form(), &errors).await
}

/// The form of a visit.
pub(super) async fn visiting(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    let asked = vec![("minors".into(), cx.query("minor").to_owned()), ("on".into(), cx.today().to_string())];
    Ok(evaluation::visit(&cx, &o, &Form::from_fields(asked), &FieldErrors::default()))
}

fn minors_of(form: &Form, field: &str) -> Vec<MinorId> {
    form.all(field).into_iter().filter_map(|id| Uuid::parse_str(id).ok()).map(MinorId::from_uuid).collect()
}

/// Notes a visit.
pub(super) async fn visit(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let w = Words(cx.lang);
    let mut input = Input::new(cx.form(), cx.lang);
    let on = input.required_date("on", w.date_missing());
    let new = NewVisit {
        minors: minors_of(cx.form(), "minors"),
        on: on.unwrap_or(cx.today()),
        at: on.and_then(|on| at(&cx, on)),
        place: input.line("place", 300),
        present: input.text("present", 1_000),
        seen_alone: minors_of(cx.form(), "alone"),
        notes: input.text("notes", 100_000),
        interpreter: input.line("interpreter", 300),
        found_nobody: input.ticked("found_nobody"),
    };
    if new.minors.is_empty() {
        input.errors.add("minors", "required", w.refused_visit_to_nobody());
    }
    if new.place.is_empty() {
        input.errors.add("place", "required", w.refused_visit_without_place());
    }
    let mut errors = errors_of(&mut input);
    if errors.is_empty() {
        match actions::note_visit(&cx, id, &new).await {
            Ok(()) => return Ok(done(id, "visit-noted")),
            Err(problem) => errors = told(problem, field_of_visit)?,
        }
    }
    Ok(evaluation::visit(&cx, &ready(&cx).await?, cx.form(), &errors))
}

fn field_of_visit(code: &str) -> &'static str {
    match code {
        "in-the-future" => "on",
        "visit-without-place" => "place",
        "seen-alone-not-visited" | "nobody-but-seen-alone" => "alone",
        _ => "minors",
    }
}

/// The hour of a visit, when it is told: `14:30`, `14 h 30`, `14h`.
fn at(cx: &Cx, on: kernel::Date) -> Option<Instant> {
    let typed = cx.form().line("hour").to_lowercase().replace(['h', '.'], ":").replace(' ', "");
    let (hour, minute) = typed.split_once(':').unwrap_or((&typed, ""));
    let minute = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    Instant::from_local(on, hour.parse().ok()?, minute, &cx.zone)
}

/// The form that says whether the child was met.
pub(super) async fn meeting(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    let form = Form::from_fields(vec![("on".into(), cx.today().to_string())]);
    Ok(evaluation::meeting(&cx, &o, minor(&cx, &o)?, pack(&cx)?, &form, &FieldErrors::default()))
}

/// Notes that the child was met, or why not.
pub(super) async fn meet(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let w = Words(cx.lang);
    let o = ready(&cx).await?;
    let minor = minor(&cx, &o)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let met =
        input.required_choice("met", |c| (c == "yes" || c == "no").then(|| c == "yes"), w.met_missing());
    let on = input.required_date("on", w.date_missing());
    let new = NewMeeting {
        minor,
        on: on.unwrap_or(cx.today()),
        not_met: (met == Some(false)).then(|| input.line("reason", 100)),
        alone: met == Some(true) && input.ticked("alone"),
        place: input.line("place", 300),
        agreed_by: input.line("agreed_by", 300),
        not_agreed_reason: input.line("not_agreed_reason", 500),
    };
    let mut errors = errors_of(&mut input);
    if errors.is_empty() {
        match actions::note_meeting(&cx, id, &new).await {
            Ok(()) => return Ok(done(id, if new.not_met.is_none() { "met" } else { "not-met" })),
            Err(problem) => {
                errors = told(problem, |code| match code {
                    "in-the-future" => "on",
                    "alone-without-agreement" => "agreed_by",
                    _ => "reason",
                })?
            }
        }
    }
    Ok(evaluation::meeting(&cx, &o, minor, pack(&cx)?, cx.form(), &errors))
}

/// The form of the child's view.
pub(super) async fn viewing(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    let form = Form::from_fields(vec![("on".into(), cx.today().to_string())]);
    Ok(evaluation::view(&cx, &o, minor(&cx, &o)?, &form, &FieldErrors::default()))
}

/// Notes the child's view.
pub(super) async fn view(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let w = Words(cx.lang);
    let o = ready(&cx).await?;
    let minor = minor(&cx, &o)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let medium = input.required_choice("medium", Medium::parse, w.medium_missing());
    let on = input.required_date("on", w.date_missing());
    let said = input.required_text("words", 50_000, w.refused_view_without_words());
    let told_by = input.line("told_by", 300);
    let audience = input.line("audience", 300);
    let interpreter = input.line("interpreter", 300);
    let mut errors = errors_of(&mut input);
    if let (Some(medium), Some(on), true) = (medium, on, errors.is_empty()) {
        let new = NewView { minor, on, medium, words: said, told_by, audience, interpreter };
        match actions::note_view(&cx, id, &new).await {
            Ok(()) => return Ok(done(id, "view-noted")),
            Err(problem) => {
                errors = told(problem, |code| if code == "in-the-future" { "on" } else { "words" })?
            }
        }
    }
    Ok(evaluation::view(&cx, &o, minor, cx.form(), &errors))
}

/// The form of a conclusion.
pub(super) async fn concluding(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    Ok(evaluation::conclusion(
        &cx,
        &o,
        minor(&cx, &o)?,
        pack(&cx)?,
        &Form::default(),
        &FieldErrors::default(),
    ))
}

/// Concludes an evaluation.
pub(super) async fn conclude(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let w = Words(cx.lang);
    let o = ready(&cx).await?;
    let minor = minor(&cx, &o)?;
    let mut input = Input::new(cx.form(), cx.lang);
    // All that is missing is told at once, in the order of the page.
    let missing = evaluate::missing(&o.concern, minor);
    if missing.meeting {
        let way = w.refused_meeting_not_noted_way();
        input.errors.add("gathered", "required", format!("{} {way}", w.refused_meeting_not_noted()));
    }
    let levels = read::levels(&mut input);
    read::need_levels(&cx, &mut input, levels, pack(&cx)?);
    let explanation = input.text("explanation", 5_000);
    let mut why_not = |field: &str, is_missing: bool, told: &str| {
        let reason = input.line(field, 100);
        if is_missing && reason.is_empty() {
            input.errors.add(field, "required", told);
        }
        reason
    };
    let no_visit_reason = why_not("no_visit_reason", missing.visit, w.refused_no_visit_without_reason());
    let no_view_reason = why_not("no_view_reason", missing.view, w.refused_no_view_without_reason());
    let outcome = input.required_choice("outcome", DecisionOutcome::parse, w.conclusion_missing());
    let reason = input.required_text("reason", 50_000, w.reason_missing());
    let mut errors = errors_of(&mut input);
    if let (Some(outcome), true) = (outcome, errors.is_empty()) {
        let new =
            NewConclusion { minor, outcome, levels, explanation, reason, no_visit_reason, no_view_reason };
        match actions::conclude(&cx, id, &new).await {
            Ok(()) => return Ok(done(id, "concluded")),
            Err(problem) => errors = told(problem, field_of_conclusion)?,
        }
    }
    Ok(evaluation::conclusion(&cx, &o, minor, pack(&cx)?, cx.form(), &errors))
}

fn field_of_conclusion(code: &str) -> &'static str {
    match code {
        "no-visit-without-reason" => "no_visit_reason",
        "no-view-without-reason" => "no_view_reason",
        "levels-unexplained" => "explanation",
        "meeting-not-noted" => "gathered",
        "levels-missing"
        | "levels-contradict"
        | "no-danger-but-immediate"
        | "no-such-level"
        | "child-not-met" => "danger",
        _ => "outcome",
    }
}

/// The form that says an evaluation cannot be done.
pub(super) async fn giving_up(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    Ok(evaluation::impossible(
        &cx,
        &o,
        minor(&cx, &o)?,
        pack(&cx)?,
        &Form::default(),
        &FieldErrors::default(),
    ))
}

/// Says that an evaluation cannot be done.
pub(super) async fn give_up(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let w = Words(cx.lang);
    let o = ready(&cx).await?;
    let minor = minor(&cx, &o)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let reason = input.required_line("reason", 100, w.reason_missing());
    let explanation = input.required_text("explanation", 20_000, w.explanation_missing());
    let mut errors = errors_of(&mut input);
    if errors.is_empty() {
        match actions::give_up(&cx, id, minor, &reason, &explanation).await {
            Ok(()) => return Ok(done(id, "impossible")),
            Err(problem) => errors = told(problem, |_| "reason")?,
        }
    }
    Ok(evaluation::impossible(&cx, &o, minor, pack(&cx)?, cx.form(), &errors))
}
