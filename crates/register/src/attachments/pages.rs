// SPDX-License-Identifier: EUPL-1.2
//! Pages of attachments.

use std::collections::HashMap;

use kernel::{AttachmentId, CaseId, Instant, Layer, Subject, SubjectKind};
use maud::Markup;
use platform::db::{Conn, StoreError};
use platform::files::{self, Stored};
use platform::form::{FieldErrors, Input};
use platform::http::{self, Cx, Form, Reply, Route, Routes, Who, redirect};
use platform::problem::Problem;
use uuid::Uuid;

use super::actions::Held;
use super::model::{Attachment, NewAttachment};
use super::views::{self, Pane};
use super::words::Words;
use super::{actions, rules, store};
use crate::access::{self, Action, InReport};
use crate::{cases, directory};

/// How many attachments a page holds.
const PAGE: i64 = 25;

/// The routes of this slice.
pub fn routes() -> Routes {
    use Route as R;
    vec![
        R::get("/cases/{id}/attachments", Who::Seat, "read", "case", list),
        R::post("/cases/{id}/attachments", Who::Seat, "write", "case", attach).with_uploads(),
        R::get("/attachments/{id}", Who::Seat, "read", "attachment", download),
        R::get("/attachments/{id}/preview", Who::Seat, "read", "attachment", preview),
        R::get("/attachments/{id}/withdrawal", Who::Seat, "write", "attachment", withdrawal),
        R::post("/attachments/{id}/withdrawal", Who::Seat, "write", "attachment", withdraw),
    ]
}

async fn list(cx: Cx) -> Result<Reply, Problem> {
    show(&cx, &Form::default(), &FieldErrors::default()).await
}

fn before(cx: &Cx) -> Option<(Instant, Uuid)> {
    let (at, id) = cx.query("after").split_once('_')?;
    Some((Instant(at.parse().ok()?), Uuid::parse_str(id).ok()?))
}

async fn show(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let grant = access::require(cx, &mut conn, Action::Read, case).await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let frame = cases::frame(cx, &mut conn, &grant, &format!("/cases/{case}/attachments")).await?;
    let all: Vec<Uuid> = cases::with_merged(&mut conn, &grant).await?.into_iter().map(|c| c.0).collect();
    let layers = rules::LAYERS.iter().copied().filter(|l| grant.opens(*l)).collect();
    let mut pane = pane(cx, &mut conn, &Held::Case(grant), &all).await?;
    pane.may_write = frame.may(Action::Write);
    pane.may_attach = pane.may_write && cases::rules::work(&frame.facts.standing).is_ok();
    pane.layers = layers;
    Ok(views::pane(cx, &frame, &pane, form, errors))
}

/// A page of what hangs from something.
async fn pane(cx: &Cx, conn: &mut Conn, held: &Held, parents: &[Uuid]) -> Result<Pane, Problem> {
    let mut attachments = store::list(conn, held, parents, before(cx), PAGE + 1).await?;
    let more = attachments.len() as i64 > PAGE;
    attachments.truncate(PAGE as usize);
    let next = attachments.last().filter(|_| more).map(|a| format!("{}_{}", a.recorded_at.0, a.id));
    let who: Vec<_> = attachments.iter().flat_map(|a| [a.added_by, a.withdrawn_by]).flatten().collect();
    Ok(Pane {
        files: stored(conn, &attachments).await?,
        names: directory::practitioner_names(conn, who).await?,
        attachments,
        next,
        may_write: false,
        may_attach: false,
        layers: Vec::new(),
    })
}

/// What hangs from a report, as far as the grant opens it: a table, or that there is nothing.
pub async fn of_report(
    cx: &Cx,
    conn: &mut Conn,
    grant: &InReport,
    may_withdraw: bool,
) -> Result<Markup, Problem> {
    let mut pane = pane(cx, conn, &Held::Report(grant.clone()), &[grant.subject().0]).await?;
    pane.may_write = may_withdraw;
    Ok(views::table(cx, &pane, Words(cx.lang).none_text_report()))
}

/// How many files of a report the grant opens.
pub async fn count_of_report(conn: &mut Conn, grant: &InReport) -> Result<i64, Problem> {
    Ok(store::count(conn, &Held::Report(grant.clone())).await?)
}

async fn stored(conn: &mut Conn, of: &[Attachment]) -> Result<HashMap<AttachmentId, Stored>, Problem> {
    let ids: Vec<_> = of.iter().map(|a| a.file).collect();
    let found = files::find_all(conn, &ids).await?;
    let found: HashMap<_, _> = found.into_iter().map(|file| (file.id, file)).collect();
    Ok(of.iter().filter_map(|a| Some((a.id, found.get(&a.file)?.clone()))).collect())
}

/// One file as a form sent it, with what it is.
pub struct Sent<'a> {
    label: String,
    name: &'a str,
    bytes: &'a [u8],
}

impl Sent<'_> {
    /// To be attached in a layer.
    pub fn in_layer(&self, layer: Layer) -> NewAttachment<'_> {
        NewAttachment { label: &self.label, layer, name: self.name, bytes: self.bytes }
    }
}

/// The one file of a form; what is missing is told beside the field. See [`file_field`](super::file_field).
pub fn sent<'a>(cx: &'a Cx, input: &mut Input<'_>) -> Option<Sent<'a>> {
    let w = Words(cx.lang);
    let label = input.line("label", rules::LABEL);
    let mut files = cx.form().files("file");
    match (files.next(), files.next()) {
        (None, _) => input.errors.add("file", "required", w.file_missing()),
        (_, Some(_)) => input.errors.add("file", "several", w.file_several()),
        (Some(file), None) => return Some(Sent { label, name: &file.name, bytes: &file.bytes }),
    }
    None
}

async fn attach(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let sent = sent(&cx, &mut input);
    let layer = input.choice("layer", Layer::parse).unwrap_or(Layer::Institution);
    let (Some(sent), true) = (sent, input.errors.is_empty()) else {
        // Who may not write here learns nothing from what is wrong with their form.
        access::require(&cx, &mut *cx.read().await?, Action::Write, case).await?;
        return show(&cx, cx.form(), &input.errors).await;
    };
    let new = sent.in_layer(layer);
    match actions::attach(&cx, case, &new).await {
        Ok(_) | Err(Problem::Store(StoreError::Replayed(_))) => {
            Ok(redirect(format!("/cases/{case}/attachments?done=attached")))
        }
        Err(Problem::Refused(refused)) if refused.code.starts_with("file-") => {
            let text = [Some(refused.why), refused.way].into_iter().flatten().collect::<Vec<_>>().join(" ");
            input.errors.add("file", refused.code, text);
            show(&cx, cx.form(), &input.errors).await
        }
        Err(other) => Err(other),
    }
}

async fn download(cx: Cx) -> Result<Reply, Problem> {
    let (file, bytes) = actions::opened(&cx, cx.id("id")?).await?;
    Ok(http::attachment(file.mime.code(), &file.name, bytes))
}

async fn preview(cx: Cx) -> Result<Reply, Problem> {
    let (file, bytes) = actions::opened(&cx, cx.id("id")?).await?;
    if !rules::is_previewable(file.mime) {
        return Err(Problem::NotFound);
    }
    Ok(http::inline(file.mime.code(), &file.name, bytes))
}

/// The page that lists the files of something.
fn list_of(cx: &Cx, subject: Subject) -> String {
    let page = if subject.kind == SubjectKind::CASE {
        format!("/cases/{}", subject.id.simple())
    } else {
        cx.app.page_of(subject).unwrap_or_default()
    };
    format!("{page}/attachments")
}

async fn withdrawal_page(cx: &Cx, errors: &FieldErrors) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let (held, attachment) = actions::found(cx, &mut conn, cx.id("id")?, Action::Write).await?;
    let list = list_of(cx, held.subject());
    let Held::Case(grant) = held else {
        return Ok(views::withdrawal_from_report(cx, &list, &attachment, cx.form(), errors));
    };
    let frame = cases::frame(cx, &mut conn, &grant, &list).await?;
    Ok(views::withdrawal(cx, &frame, &list, &attachment, cx.form(), errors))
}

async fn withdrawal(cx: Cx) -> Result<Reply, Problem> {
    withdrawal_page(&cx, &FieldErrors::default()).await
}

async fn withdraw(cx: Cx) -> Result<Reply, Problem> {
    let mut input = Input::new(cx.form(), cx.lang);
    let reason = input.required_text("reason", 2_000, Words(cx.lang).withdrawal_reason_missing());
    if !input.errors.is_empty() {
        return withdrawal_page(&cx, &input.errors).await;
    }
    let subject = match actions::withdraw(&cx, cx.id("id")?, &reason).await {
        Err(Problem::Store(StoreError::Replayed(_))) => {
            let mut conn = cx.read().await?;
            actions::found(&cx, &mut conn, cx.id("id")?, Action::Write).await?.0.subject()
        }
        done => done?,
    };
    Ok(redirect(format!("{}?done=withdrawn", list_of(&cx, subject))))
}
