// SPDX-License-Identifier: EUPL-1.2
//! What is done with attachments: one function a verb.

use kernel::{AttachmentId, CaseId, EventKind, InstitutionId, PractitionerId, Refusal, Subject, SubjectKind};
use platform::db::{Conn, Tx};
use platform::files::{self, FileError, Limits, Stored};
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;

use super::model::{ATTACHMENT, Attachment, NewAttachment};
use super::words::Words;
use super::{events, rules, store};
use crate::access::{self, Action, InCase};
use crate::cases::{self, Entry};
use crate::ledger;

/// How many merges are followed from a duplicate to the case people work in.
const MERGES: usize = 8;

/// A refusal in the words of this slice.
pub(super) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}.way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}

/// Stores a file and hangs it from something, in the caller's transaction. The caller has shown a grant on the parent that
/// opens the layer, and ends the transaction with its own event.
pub async fn put(
    cx: &Cx,
    tx: &mut Tx,
    parent: Subject,
    new: &NewAttachment<'_>,
    by: Option<PractitionerId>,
    institution: InstitutionId,
) -> Result<(AttachmentId, String), Problem> {
    let id: AttachmentId = cx.new_id()?;
    let limits = Limits { bytes: cx.app.config.upload_limit_bytes };
    let stored = files::put(tx, id, new.name, new.bytes, limits).await.map_err(|e| match e {
        FileError::Refused(refusal) => refused(cx, refusal),
        FileError::Store(e) => e.into(),
    })?;
    let label = rules::label(new.label, &stored.name);
    let row = store::Row { id, parent, layer: new.layer, label: &label, by, institution };
    store::insert(tx, &row, cx.now).await?;
    Ok((id, label))
}

/// Attaches a file to a case.
pub async fn attach(cx: &Cx, case: CaseId, new: &NewAttachment<'_>) -> Result<AttachmentId, Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    let facts = cases::facts(&mut tx, case, cx.now).await?;
    rules::attaching(&facts.standing, grant.layers(), new.layer).map_err(|r| refused(cx, r))?;
    let (by, institution) = (grant.practitioner(), cx.actor()?.institution);
    let (id, label) = put(cx, &mut tx, SubjectKind::CASE.of(case), new, Some(by), institution).await?;
    let entry = Entry::now(cx, case, new.layer, "file_attached", &label).about(ATTACHMENT.of(id));
    cases::publish(cx, &mut tx, &entry).await?;
    let detail = json!({ "layer": new.layer.code(), "bytes": new.bytes.len() });
    tx.commit(event(cx, &grant, events::FILE_ATTACHED, id)?.with_detail(detail.to_string())).await?;
    Ok(id)
}

/// Withdraws a file: it stays in the list with the reason, and nobody opens it any more.
pub async fn withdraw(cx: &Cx, id: AttachmentId, reason: &str) -> Result<CaseId, Problem> {
    let mut conn = cx.read().await?;
    let (grant, _) = found(cx, &mut conn, id, Action::Write).await?;
    drop(conn);
    let (mut tx, grant) = access::begin(cx, Action::Write, grant.subject()).await?;
    let attachment = store::find(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    rules::withdrawing(&attachment, reason).map_err(|r| refused(cx, r))?;
    store::withdraw(&mut tx, id, grant.practitioner(), reason, cx.now).await?;
    let entry = Entry::now(cx, grant.subject(), attachment.layer, "file_withdrawn", &attachment.label);
    cases::publish(cx, &mut tx, &entry.about(ATTACHMENT.of(id))).await?;
    tx.commit(event(cx, &grant, events::FILE_WITHDRAWN, id)?.because(reason)).await?;
    Ok(grant.subject())
}

fn event(cx: &Cx, grant: &InCase, kind: EventKind, id: AttachmentId) -> Result<kernel::Event, Problem> {
    Ok(cx.event(kind, ATTACHMENT.of(id), Some(grant.capacity()), grant.ground())?.in_case(grant.subject()))
}

/// An attachment through the grant of what it hangs from and through its layer. For all others there is none.
pub(super) async fn found(
    cx: &Cx,
    conn: &mut Conn,
    id: AttachmentId,
    action: Action,
) -> Result<(InCase, Attachment), Problem> {
    cx.actor()?;
    let attachment = store::find(conn, id).await?.ok_or(Problem::NotFound)?;
    if attachment.parent_kind != SubjectKind::CASE.0 {
        return Err(Problem::NotFound);
    }
    let home = home_of(cx, conn, CaseId(attachment.parent)).await?;
    let grant = access::require(cx, conn, action, home).await?;
    if !grant.opens(attachment.layer) {
        ledger::witness_refusal(cx, ATTACHMENT.of(id)).await?;
        return Err(Problem::NotFound);
    }
    Ok((grant, attachment))
}

/// A file with its content, for somebody who may open it. The opening is on disk, in the access log of the case, before the
/// content is read.
pub(super) async fn opened(cx: &Cx, id: AttachmentId) -> Result<(Stored, Vec<u8>), Problem> {
    let mut conn = cx.read().await?;
    let (grant, attachment) = found(cx, &mut conn, id, Action::Read).await?;
    if !rules::opens(&attachment, grant.layers()) {
        return Err(Problem::NotFound);
    }
    let opening = event(cx, &grant, events::FILE_OPENED, id)?;
    match cx.app.shelf::<ledger::Openings>() {
        Ok(openings) => openings.witness(cx.now, opening).await?,
        Err(_) => cx.begin_technical().await?.commit(opening).await?,
    }
    files::read(&mut conn, attachment.file).await?.ok_or(Problem::NotFound)
}

/// The case of the grant and those merged into it.
pub(super) async fn with_merged(conn: &mut Conn, grant: &InCase) -> Result<Vec<CaseId>, Problem> {
    let merged = cases::merged_cases(conn, grant).await?;
    Ok(std::iter::once(grant.subject()).chain(merged.into_iter().map(|m| m.duplicate)).collect())
}

async fn home_of(cx: &Cx, conn: &mut Conn, case: CaseId) -> Result<CaseId, Problem> {
    let mut home = case;
    for _ in 0..MERGES {
        match cases::facts(conn, home, cx.now).await?.case.merged_into {
            Some(into) => home = into,
            None => break,
        }
    }
    Ok(home)
}
