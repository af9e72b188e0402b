// SPDX-License-Identifier: EUPL-1.2
//! The files of a report: a list with who and when, and a form to add one. They are opened at `/attachments/{id}`, through
//! a grant on the report.

use kernel::{Layer, ReportId, ReporterId};
use platform::db::StoreError;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use register::access::{self, Action};
use register::attachments;

use super::channel::sent_page;
use super::{errors_of, open, told};
use crate::concerns::actions::{self, ComesBack};
use crate::concerns::{rules, views, words::Words};

/// What hangs from the report, as far as the reader's seat opens it.
pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    show(&cx, &Form::default(), &FieldErrors::default()).await
}

async fn show(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let o = open(cx, &mut conn, Action::Read).await?;
    let may_write = access::may(cx, &mut conn, Action::Write, o.grant.subject()).await?.is_some();
    let files = attachments::of_report(cx, &mut conn, &o.grant, may_write).await?;
    let page = views::attachments::Page {
        files,
        may_attach: may_write && rules::is_live(&o.concern).is_ok(),
        asks_whether_shown: o.grant.opens(Layer::Reporter),
    };
    Ok(views::attachments::list(cx, &o, &page, form, errors))
}

/// In which layer a file goes: whether it shows who reported is asked of those who can know, and never guessed.
fn layer(input: &mut Input<'_>, missing: &str) -> Layer {
    let shown = input.required_choice(
        "shows_reporter",
        |code| match code {
            "yes" => Some(Layer::Reporter),
            "no" => Some(Layer::Institution),
            _ => None,
        },
        missing,
    );
    shown.unwrap_or(Layer::Reporter)
}

fn field_of(code: &str) -> &'static str {
    if code.starts_with("file-") { "file" } else { "label" }
}

/// Adds one.
pub(super) async fn attach(cx: Cx) -> Result<Reply, Problem> {
    let report: ReportId = cx.id("id")?;
    let grant = access::require(&cx, &mut *cx.read().await?, Action::Write, report).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let sent = attachments::sent(&cx, &mut input);
    let layer = if grant.opens(Layer::Reporter) {
        layer(&mut input, Words(cx.lang).shows_reporter_missing())
    } else {
        Layer::Institution
    };
    let mut errors = errors_of(&mut input);
    if let (Some(sent), true) = (sent, errors.is_empty()) {
        match actions::attach(&cx, report, &sent.in_layer(layer)).await {
            Ok(_) | Err(Problem::Store(StoreError::Replayed(_))) => {
                return Ok(redirect(format!("/reports/{report}/attachments?done=attached")));
            }
            Err(problem) => errors = told(problem, field_of)?,
        }
    }
    show(&cx, cx.form(), &errors).await
}

/// Sends one after what oneself reported as a professional.
pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let which: ReporterId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let sent = attachments::sent(&cx, &mut input);
    let layer = layer(&mut input, Words(cx.lang).shows_you_missing());
    let mut errors = errors_of(&mut input);
    if let (Some(sent), true) = (sent, errors.is_empty()) {
        match actions::attach_to_sent(&cx, ComesBack::Account(which), &sent.in_layer(layer)).await {
            Ok(()) | Err(Problem::Store(StoreError::Replayed(_))) => {
                return Ok(redirect(format!("/reports/sent/{which}?done=attached")));
            }
            Err(problem) => errors = told(problem, field_of)?,
        }
    }
    sent_page(&cx, cx.form(), &errors).await
}
