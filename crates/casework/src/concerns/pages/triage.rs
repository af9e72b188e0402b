// SPDX-License-Identifier: EUPL-1.2
//! Pages of the intake desk: acknowledgement, triage, written confirmation, archive.

use kernel::{InstitutionId, PractitionerId, ReportId};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use register::access::Action;
use register::directory;

use super::{Opened, done, errors_of, open, pack, read, told};
use crate::concerns::actions;
use crate::concerns::rules::triage::{NewTriage, Outcome};
use crate::concerns::store;
use crate::concerns::views::deeds;
use crate::concerns::words::Words;

async fn ready(cx: &Cx) -> Result<Opened, Problem> {
    let mut conn = cx.read().await?;
    open(cx, &mut conn, Action::Triage).await
}

/// The form that acknowledges receipt.
pub(super) async fn acknowledgement(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    Ok(deeds::acknowledgement(&cx, &o, &Form::default(), &FieldErrors::default()))
}

/// Acknowledges receipt.
pub(super) async fn acknowledge(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let words = input.text("words", 5_000);
    let mut errors = errors_of(&mut input);
    if errors.is_empty() {
        match actions::acknowledge(&cx, id, &words).await {
            Ok(()) => return Ok(done(id, "acknowledged")),
            Err(problem) => errors = told(problem, |_| "words")?,
        }
    }
    Ok(deeds::acknowledgement(&cx, &ready(&cx).await?, cx.form(), &errors))
}

/// The form that notes a written confirmation.
pub(super) async fn confirmation(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    let form = Form::from_fields(vec![("on".into(), cx.today().to_string())]);
    Ok(deeds::confirmation(&cx, &o, &form, &FieldErrors::default()))
}

/// Notes a written confirmation.
pub(super) async fn confirm(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let on = input.required_date("on", Words(cx.lang).date_missing());
    let mut errors = errors_of(&mut input);
    if let (Some(on), true) = (on, errors.is_empty()) {
        match actions::confirm_in_writing(&cx, id, on).await {
            Ok(()) => return Ok(done(id, "confirmed")),
            Err(problem) => errors = told(problem, |_| "on")?,
        }
    }
    Ok(deeds::confirmation(&cx, &ready(&cx).await?, cx.form(), &errors))
}

async fn colleagues(cx: &Cx, o: &Opened) -> Result<Vec<directory::Colleague>, Problem> {
    let mut conn = cx.read().await?;
    let mut all =
        directory::practitioners_of(&mut conn, o.concern.report.institution, None, cx.today()).await?;
    let me = cx.actor()?.practitioner;
    all.retain(|c| c.kind != kernel::FunctionKind::Administrator && c.id != me);
    all.dedup_by_key(|c| c.id);
    Ok(all)
}

async fn triage_page(cx: &Cx, as_what: Action, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let o = {
        let mut conn = cx.read().await?;
        open(cx, &mut conn, as_what).await?
    };
    let colleagues = colleagues(cx, &o).await?;
    let mut conn = cx.read().await?;
    let services = directory::receiving(&mut conn, None, cx.today()).await?;
    let path = if as_what == Action::Evaluate { "danger" } else { "triage" };
    Ok(deeds::triage(cx, &o, path, &colleagues, &services, pack(cx)?, form, errors))
}

/// The form of a triage.
pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    triage_page(&cx, Action::Triage, &Form::default(), &FieldErrors::default()).await
}

/// The form by which somebody who evaluates says that there is immediate danger now.
pub(super) async fn alarm(cx: Cx) -> Result<Reply, Problem> {
    triage_page(&cx, Action::Evaluate, &Form::default(), &FieldErrors::default()).await
}

/// Records a triage.
pub(super) async fn triage(cx: Cx) -> Result<Reply, Problem> {
    record(cx, Action::Triage).await
}

/// Says that there is immediate danger now.
pub(super) async fn raise(cx: Cx) -> Result<Reply, Problem> {
    record(cx, Action::Evaluate).await
}

async fn record(cx: Cx, as_what: Action) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let w = Words(cx.lang);
    let mut input = Input::new(cx.form(), cx.lang);
    let outcome = input.required_choice("outcome", Outcome::parse, w.outcome_missing());
    let levels = read::levels(&mut input);
    if outcome.is_some_and(Outcome::is_evaluated) {
        read::need_levels(&cx, &mut input, levels, pack(&cx)?);
    }
    let explanation = input.text("explanation", 5_000);
    let reason = input.required_text("reason", 20_000, w.reason_missing());
    let second: Option<PractitionerId> = input.choice("second", |code| code.parse().ok());
    let alone_reason = input.text("alone_reason", 2_000);
    if second.is_none() && alone_reason.is_empty() && input.errors.of("second").is_none() {
        input.errors.add("alone_reason", "required", w.refused_alone_without_reason());
    }
    let redirected_to: Option<InstitutionId> = input.choice("redirected_to", |code| code.parse().ok());
    let instead_of = input.choice("instead_of", |code| uuid::Uuid::parse_str(code).ok());
    let references = input.line("repeats", 500);
    let mut errors = errors_of(&mut input);
    let repeats = repeated(&cx, &references, &mut errors).await?;
    if let (Some(outcome), true) = (outcome, errors.is_empty()) {
        let new = NewTriage {
            outcome,
            levels,
            explanation,
            reason,
            second,
            alone_reason,
            redirected_to,
            repetitive: !repeats.is_empty(),
            repeats,
            instead_of,
        };
        let recorded = match as_what {
            Action::Evaluate => actions::raise_danger(&cx, id, &new).await,
            _ => actions::triage(&cx, id, &new).await,
        };
        match recorded {
            Ok(()) if as_what == Action::Evaluate => return Ok(done(id, "danger-said")),
            Ok(()) => return Ok(done(id, "triaged")),
            Err(problem) => errors = told(problem, field_of)?,
        }
    }
    triage_page(&cx, as_what, cx.form(), &errors).await
}

/// The field that a refusal is about.
fn field_of(code: &str) -> &'static str {
    match code {
        "second-is-oneself" | "second-works-elsewhere" => "second",
        "alone-without-reason" => "alone_reason",
        "redirected-nowhere" | "redirected-to-oneself" => "redirected_to",
        "levels-unexplained" => "explanation",
        "levels-missing" | "levels-contradict" | "no-danger-but-immediate" | "no-such-level" => "danger",
        _ => "outcome",
    }
}

/// The reports named by their numbers, those of one's own institution only.
async fn repeated(cx: &Cx, references: &str, errors: &mut FieldErrors) -> Result<Vec<ReportId>, Problem> {
    let at = cx.actor()?.institution;
    let mut conn = cx.read().await?;
    let mut out = Vec::new();
    for reference in references.split([',', ' ', ';']).filter(|r| !r.is_empty()).take(20) {
        match store::by_reference(&mut conn, at, reference).await? {
            Some(id) => out.push(id),
            None => errors.add("repeats", "unknown", Words(cx.lang).reference_unknown()),
        }
    }
    Ok(out)
}

/// The page that asks before a report is put away.
pub(super) async fn archiving(cx: Cx) -> Result<Reply, Problem> {
    archiving_page(&cx, &Form::default(), &FieldErrors::default()).await
}

async fn archiving_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let o = ready(cx).await?;
    deeds::archiving(cx, &o, form, errors)
}

/// Puts a report away.
pub(super) async fn archive(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let retention = register::cases::read_retention(&cx, &mut input)?;
    let mut errors = errors_of(&mut input);
    if errors.is_empty() {
        match actions::archive(&cx, id, &retention).await {
            Ok(()) => return Ok(done(id, "archived")),
            Err(problem) => errors = told(problem, |_| "main")?,
        }
    }
    archiving_page(&cx, cx.form(), &errors).await
}
