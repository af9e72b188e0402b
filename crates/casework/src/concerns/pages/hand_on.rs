// SPDX-License-Identifier: EUPL-1.2
//! Pages that join a report to another, or propose it to another service.

use kernel::{Id, InstitutionId, ReportId, TransferId};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use register::access::{self, Action};
use register::directory::{self, TerritoryId};
use uuid::Uuid;

use super::{Opened, done, errors_of, open, opened, told};
use crate::concerns::model::MinorId;
use crate::concerns::views::deeds;
use crate::concerns::words::Words;
use crate::concerns::{actions, store};

async fn ready(cx: &Cx) -> Result<Opened, Problem> {
    let mut conn = cx.read().await?;
    open(cx, &mut conn, Action::Triage).await
}

/// Which report it is joined to, by its number; then who is who.
pub(super) async fn joining(cx: Cx) -> Result<Reply, Problem> {
    let asked = Form::from_fields(cx.request.query.clone());
    join_page(&cx, &asked, &FieldErrors::default()).await
}

async fn join_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let o = ready(cx).await?;
    let reference = form.line("into");
    if reference.is_empty() {
        return Ok(deeds::joining(cx, &o, None, &[], form, errors));
    }
    let Some(into) = target(cx, &o, &reference).await? else {
        let mut errors = errors.clone();
        errors.add("into", "unknown", Words(cx.lang).reference_unknown());
        return Ok(deeds::joining(cx, &o, None, &[], form, &errors));
    };
    let likely = actions::likely_same(cx, o.concern.report.id, into.concern.report.id).await?;
    Ok(deeds::joining(cx, &o, Some(&into), &likely, form, errors))
}

/// A report of the same service that one may triage too.
async fn target(cx: &Cx, o: &Opened, reference: &str) -> Result<Option<Opened>, Problem> {
    let mut conn = cx.read().await?;
    let Some(id) = store::by_reference(&mut conn, o.concern.report.institution, reference).await? else {
        return Ok(None);
    };
    match access::may(cx, &mut conn, Action::Triage, id).await? {
        Some(grant) => Ok(Some(opened(cx, &mut conn, grant).await?)),
        None => Ok(None),
    }
}

/// Joins them.
pub(super) async fn join(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let o = ready(&cx).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let reference = input.line("into", 40);
    let reason = input.required_text("reason", 5_000, Words(cx.lang).reason_missing());
    let mut errors = errors_of(&mut input);
    let into = target(&cx, &o, &reference).await?;
    if let (Some(into), true) = (&into, errors.is_empty()) {
        let mut same = Vec::new();
        for minor in &o.concern.minors {
            let said = cx.form().raw(&format!("same-{}", minor.id));
            match (said, Uuid::parse_str(said)) {
                (_, Ok(other)) => same.push((minor.id, Some(MinorId::from_uuid(other)))),
                ("new", _) => same.push((minor.id, None)),
                _ => {}
            }
        }
        let kept = into.concern.report.id;
        match actions::merge(&cx, id, kept, &same, &reason).await {
            Ok(()) => return Ok(done(kept, "joined")),
            Err(problem) => errors = told(problem, |_| "reason")?,
        }
    }
    join_page(&cx, cx.form(), &errors).await
}

async fn transfer_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let o = ready(cx).await?;
    let mut conn = cx.read().await?;
    let mut services = directory::receiving(&mut conn, None, cx.today()).await?;
    services.retain(|s| s.id != o.concern.report.institution);
    Ok(deeds::proposing(cx, &o, &services, form, errors))
}

/// The form that proposes a transfer.
pub(super) async fn proposing(cx: Cx) -> Result<Reply, Problem> {
    transfer_page(&cx, &Form::default(), &FieldErrors::default()).await
}

/// Proposes a transfer.
pub(super) async fn propose(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let w = Words(cx.lang);
    let mut input = Input::new(cx.form(), cx.lang);
    let to: Option<InstitutionId> =
        input.required_choice("to", |c| c.parse().ok(), w.public_service_missing());
    let reason = input.required_text("reason", 1_000, w.reason_missing());
    let minimum = input.text("minimum", 1_000);
    let territory: Option<TerritoryId> =
        Uuid::parse_str(cx.form().raw("territory")).ok().map(TerritoryId::from_uuid);
    let mut errors = errors_of(&mut input);
    if let (Some(to), true) = (to, errors.is_empty()) {
        match actions::propose_transfer(&cx, id, to, territory, &reason, &minimum).await {
            Ok(_) => return Ok(done(id, "transfer-proposed")),
            Err(problem) => errors = told(problem, |_| "to")?,
        }
    }
    transfer_page(&cx, cx.form(), &errors).await
}

/// The page that asks why a proposal is taken back.
pub(super) async fn withdrawing(cx: Cx) -> Result<Reply, Problem> {
    withdrawal_page(&cx, &Form::default(), &FieldErrors::default()).await
}

async fn withdrawal_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let o = ready(cx).await?;
    Ok(deeds::withdrawing(cx, &o, form, errors))
}

/// Takes a proposal back.
pub(super) async fn withdraw(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let reason = input.required_text("reason", 1_000, Words(cx.lang).reason_missing());
    let transfer = Uuid::parse_str(cx.form().raw("transfer")).map_err(|_| Problem::NotFound)?;
    let mut errors = errors_of(&mut input);
    if errors.is_empty() {
        match actions::withdraw_transfer(&cx, id, TransferId::from_uuid(transfer), &reason).await {
            Ok(()) => return Ok(done(id, "transfer-withdrawn")),
            Err(problem) => errors = told(problem, |_| "reason")?,
        }
    }
    withdrawal_page(&cx, cx.form(), &errors).await
}

/// Accepts a transfer: one goes on with the report that was opened.
pub(super) async fn accept(cx: Cx) -> Result<Reply, Problem> {
    let transfer: TransferId = cx.id("transfer")?;
    let new = actions::accept_transfer(&cx, transfer).await?;
    Ok(done(new, "transfer-accepted"))
}

/// Refuses a transfer.
pub(super) async fn refuse(cx: Cx) -> Result<Reply, Problem> {
    let transfer: TransferId = cx.id("transfer")?;
    let form = cx.form();
    actions::refuse_transfer(&cx, transfer, &form.line("reason"), &form.text("explanation")).await?;
    Ok(redirect("/reports?done=transfer-refused"))
}
