// SPDX-License-Identifier: EUPL-1.2
//! Pages of attachments.

use std::collections::HashMap;

use kernel::{AttachmentId, CaseId, Instant, Layer};
use platform::db::{Conn, StoreError};
use platform::files::{self, Stored};
use platform::form::{FieldErrors, Input};
use platform::http::{self, Cx, Form, Reply, Route, Routes, Who, redirect};
use platform::problem::Problem;
use uuid::Uuid;

use super::model::NewAttachment;
use super::views::{self, Pane};
use super::words::Words;
use super::{actions, rules, store};
use crate::access::{self, Action};
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
    let all = actions::with_merged(&mut conn, &grant).await?;
    let mut found = store::list(&mut conn, &grant, &all, before(cx), PAGE + 1).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|a| format!("{}_{}", a.recorded_at.0, a.id));
    let who: Vec<_> = found.iter().flat_map(|a| [a.added_by, a.withdrawn_by]).flatten().collect();
    let names = directory::practitioner_names(&mut conn, who).await?;
    let files = stored(&mut conn, &found).await?;
    let may_write = frame.may(Action::Write);
    let pane = Pane {
        attachments: &found,
        files: &files,
        names: &names,
        next: next.as_deref(),
        may_write,
        may_attach: may_write && cases::rules::work(&frame.facts.standing).is_ok(),
        layers: rules::LAYERS.iter().copied().filter(|l| grant.opens(*l)).collect(),
    };
    Ok(views::pane(cx, &frame, &pane, form, errors))
}

async fn stored(conn: &mut Conn, of: &[super::Attachment]) -> Result<HashMap<AttachmentId, Stored>, Problem> {
    let mut out = HashMap::new();
    for attachment in of {
        if let Some(file) = files::find(conn, attachment.file).await? {
            out.insert(attachment.id, file);
        }
    }
    Ok(out)
}

async fn attach(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    let w = Words(cx.lang);
    let mut input = Input::new(cx.form(), cx.lang);
    let label = input.line("label", rules::LABEL);
    let layer = input.choice("layer", Layer::parse).unwrap_or(Layer::Institution);
    let mut sent = cx.form().files("file");
    let (first, second) = (sent.next(), sent.next());
    match (first, second) {
        (None, _) => input.errors.add("file", "required", w.file_missing()),
        (_, Some(_)) => input.errors.add("file", "several", w.file_several()),
        _ => {}
    }
    let (Some(upload), true) = (first, input.errors.is_empty()) else {
        // Who may not write here learns nothing from what is wrong with their form.
        access::require(&cx, &mut *cx.read().await?, Action::Write, case).await?;
        return show(&cx, cx.form(), &input.errors).await;
    };
    let new = NewAttachment { label: &label, layer, name: &upload.name, bytes: &upload.bytes };
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

async fn withdrawal_page(cx: &Cx, errors: &FieldErrors) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let (grant, attachment) = actions::found(cx, &mut conn, cx.id("id")?, Action::Write).await?;
    let here = format!("/cases/{}/attachments", grant.subject());
    let frame = cases::frame(cx, &mut conn, &grant, &here).await?;
    Ok(views::withdrawal(cx, &frame, &attachment, cx.form(), errors))
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
    let case = match actions::withdraw(&cx, cx.id("id")?, &reason).await {
        Err(Problem::Store(StoreError::Replayed(_))) => {
            let mut conn = cx.read().await?;
            actions::found(&cx, &mut conn, cx.id("id")?, Action::Write).await?.0.subject()
        }
        done => done?,
    };
    Ok(redirect(format!("/cases/{case}/attachments?done=withdrawn")))
}
