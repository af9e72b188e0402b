// SPDX-License-Identifier: EUPL-1.2
//! The return channel: by receipt code, or by the account of whoever sent a report as a professional.

use kernel::ReporterId;
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply, redirect, with_cookie};
use platform::problem::Problem;
use register::directory;

use crate::concerns::actions::{self, ComesBack};
use crate::concerns::{views, words::Words};

/// The cookie that holds the code while one reads: half an hour, gone with the quick exit.
const COOKIE: &str = "return";
const OPEN: i64 = 1_800;

fn held(cx: &Cx) -> Option<String> {
    cx.request.cookies.get(COOKIE).filter(|c| !c.is_empty()).cloned()
}

/// The conversation when a code is held, else the question for it.
pub(super) async fn code(cx: Cx) -> Result<Reply, Problem> {
    let Some(code) = held(&cx) else { return Ok(views::channel::code(&cx, &FieldErrors::default())) };
    let Some((sent, messages)) = actions::sent_one(&cx, ComesBack::Code(&code)).await? else {
        return Ok(views::channel::code(&cx, &FieldErrors::default()));
    };
    let mut conn = cx.read().await?;
    let service = directory::institution_name(&mut conn, sent.institution).await?;
    Ok(views::channel::conversation(&cx, &sent, &messages, &service))
}

/// Opens the channel with a code.
pub(super) async fn enter(cx: Cx) -> Result<Reply, Problem> {
    let typed = cx.form().line("receipt");
    match actions::open_channel(&cx, &typed).await? {
        Some(_) => {
            let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
            Ok(with_cookie(&cx.app, redirect("/report/return"), COOKIE, &plain, OPEN))
        }
        None => {
            let mut errors = FieldErrors::default();
            errors.add("receipt", "unknown", Words(cx.lang).channel_unknown());
            Ok(views::channel::code(&cx, &errors))
        }
    }
}

/// Writes to the service.
pub(super) async fn write(cx: Cx) -> Result<Reply, Problem> {
    let code = held(&cx).ok_or(Problem::Forged)?;
    actions::write_back(&cx, ComesBack::Code(&code), &cx.form().text("words")).await?;
    Ok(redirect("/report/return?done=written"))
}

/// Asks what became of it.
pub(super) async fn ask(cx: Cx) -> Result<Reply, Problem> {
    let code = held(&cx).ok_or(Problem::Forged)?;
    actions::ask_outcome(&cx, ComesBack::Code(&code), &cx.form().text("words")).await?;
    Ok(redirect("/report/return?done=asked"))
}

/// Leaves the channel.
pub(super) async fn close(cx: Cx) -> Result<Reply, Problem> {
    Ok(with_cookie(&cx.app, redirect("/report/return"), COOKIE, "", 0))
}

/// What whoever is signed in sent.
pub(super) async fn sent_list(cx: Cx) -> Result<Reply, Problem> {
    let sent = actions::sent_by_actor(&cx, 100).await?;
    let mut conn = cx.read().await?;
    let names = directory::institution_names(&mut conn, sent.iter().map(|s| s.institution)).await?;
    Ok(views::channel::sent_list(&cx, &sent, &names))
}

/// One of them, with what was answered.
pub(super) async fn sent(cx: Cx) -> Result<Reply, Problem> {
    sent_page(&cx, &Form::default(), &FieldErrors::default()).await
}

/// As [`sent`], with the form for a file as it was filled in.
pub(super) async fn sent_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let which: ReporterId = cx.id("id")?;
    let (sent, messages) =
        actions::sent_one(cx, ComesBack::Account(which)).await?.ok_or(Problem::NotFound)?;
    let mut conn = cx.read().await?;
    let service = directory::institution_name(&mut conn, sent.institution).await?;
    Ok(views::channel::sent(cx, &sent, &messages, &service, form, errors))
}

/// Writes to the service that received it.
pub(super) async fn sent_message(cx: Cx) -> Result<Reply, Problem> {
    let which: ReporterId = cx.id("id")?;
    actions::write_back(&cx, ComesBack::Account(which), &cx.form().text("words")).await?;
    Ok(redirect(format!("/reports/sent/{which}?done=written")))
}

/// Asks what became of it.
pub(super) async fn sent_outcome(cx: Cx) -> Result<Reply, Problem> {
    let which: ReporterId = cx.id("id")?;
    actions::ask_outcome(&cx, ComesBack::Account(which), &cx.form().text("words")).await?;
    Ok(redirect(format!("/reports/sent/{which}?done=asked")))
}
