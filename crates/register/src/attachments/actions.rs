// SPDX-License-Identifier: EUPL-1.2
//! What is done with attachments: one function a verb.

use kernel::{
    AttachmentId, CaseId, Event, EventKind, InstitutionId, Layers, PractitionerId, Refusal, ReportId,
    Subject, SubjectKind,
};
use platform::db::{Conn, Tx};
use platform::files::{self, FileError, Limits, Stored};
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;

use super::model::{ATTACHMENT, Attachment, NewAttachment};
use super::words::Words;
use super::{events, rules, store};
use crate::access::{self, Action, InCase, InReport};
use crate::cases::{self, Entry};
use crate::ledger;

/// The grant on what a file hangs from.
pub(super) enum Held {
    /// From a case.
    Case(InCase),
    /// From a concern report.
    Report(InReport),
}

impl Held {
    /// What the files hang from.
    pub(super) fn subject(&self) -> Subject {
        match self {
            Held::Case(grant) => SubjectKind::CASE.of(grant.subject()),
            Held::Report(grant) => SubjectKind::REPORT.of(grant.subject()),
        }
    }

    /// The layers that are open.
    pub(super) fn layers(&self) -> Layers {
        match self {
            Held::Case(grant) => grant.layers(),
            Held::Report(grant) => grant.layers(),
        }
    }

    /// An event about one of the files. What happens to a file of a report is told in the report's own access log.
    fn event(&self, cx: &Cx, kind: EventKind, id: AttachmentId) -> Result<Event, Problem> {
        match self {
            Held::Case(g) => {
                let event = cx.event(kind, ATTACHMENT.of(id), Some(g.capacity()), g.ground())?;
                Ok(event.in_case(g.subject()))
            }
            Held::Report(g) => {
                let event = cx.event(kind, self.subject(), Some(g.capacity()), g.ground())?;
                Ok(event.with_detail(json!({ "attachment": id.to_string() }).to_string()))
            }
        }
    }
}

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
    let row = store::Row { id, file: id, parent, layer: new.layer, label: &label, by, institution };
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
    let event = Held::Case(grant).event(cx, events::FILE_ATTACHED, id)?;
    tx.commit(event.with_detail(detail.to_string())).await?;
    Ok(id)
}

/// Withdraws a file: it stays in the list with the reason, and nobody opens it any more. Returns what it hangs from.
pub async fn withdraw(cx: &Cx, id: AttachmentId, reason: &str) -> Result<Subject, Problem> {
    let (held, _) = {
        let mut conn = cx.read().await?;
        found(cx, &mut conn, id, Action::Write).await?
    };
    let (mut tx, held) = match held {
        Held::Case(grant) => {
            let (tx, grant) = access::begin(cx, Action::Write, grant.subject()).await?;
            (tx, Held::Case(grant))
        }
        Held::Report(grant) => {
            let (tx, grant) = access::begin(cx, Action::Write, grant.subject()).await?;
            (tx, Held::Report(grant))
        }
    };
    let attachment = store::find(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    rules::withdrawing(&attachment, reason).map_err(|r| refused(cx, r))?;
    store::withdraw(&mut tx, id, cx.actor()?.practitioner, reason, cx.now).await?;
    if let Held::Case(grant) = &held {
        let entry = Entry::now(cx, grant.subject(), attachment.layer, "file_withdrawn", &attachment.label);
        cases::publish(cx, &mut tx, &entry.about(ATTACHMENT.of(id))).await?;
    }
    tx.commit(held.event(cx, events::FILE_WITHDRAWN, id)?.because(reason)).await?;
    Ok(held.subject())
}

/// What came with a report and does not show who reported goes along to the service that takes it over, in the caller's
/// transaction. What the first service added stays with it.
pub async fn hand_on(
    cx: &Cx,
    tx: &mut Tx,
    from: ReportId,
    to: ReportId,
    institution: InstitutionId,
) -> Result<(), Problem> {
    for attachment in store::came_with(tx, from).await? {
        let row = store::Row {
            id: cx.new_id()?,
            file: attachment.file,
            parent: SubjectKind::REPORT.of(to),
            layer: attachment.layer,
            label: &attachment.label,
            by: None,
            institution,
        };
        store::insert(tx, &row, cx.now).await?;
    }
    Ok(())
}

/// An attachment through the grant of what it hangs from and through its layer. For all others there is none.
pub(super) async fn found(
    cx: &Cx,
    conn: &mut Conn,
    id: AttachmentId,
    action: Action,
) -> Result<(Held, Attachment), Problem> {
    cx.actor()?;
    let attachment = store::find(conn, id).await?.ok_or(Problem::NotFound)?;
    let held = match attachment.parent_kind.as_str() {
        kind if kind == SubjectKind::CASE.0 => {
            let home = cases::home_of(conn, CaseId(attachment.parent)).await?;
            Held::Case(access::require(cx, conn, action, home).await?)
        }
        kind if kind == SubjectKind::REPORT.0 => {
            Held::Report(access::require(cx, conn, action, ReportId(attachment.parent)).await?)
        }
        _ => return Err(Problem::NotFound),
    };
    if !held.layers().has(attachment.layer) {
        ledger::witness_refusal(cx, ATTACHMENT.of(id)).await?;
        return Err(Problem::NotFound);
    }
    Ok((held, attachment))
}

/// A file with its content, for somebody who may open it. The opening is on disk, in the access log of what it hangs from,
/// before the content is read.
pub(super) async fn opened(cx: &Cx, id: AttachmentId) -> Result<(Stored, Vec<u8>), Problem> {
    let mut conn = cx.read().await?;
    let (held, attachment) = found(cx, &mut conn, id, Action::Read).await?;
    if !rules::opens(&attachment, held.layers()) {
        return Err(Problem::NotFound);
    }
    let opening = held.event(cx, events::FILE_OPENED, id)?;
    match (&held, cx.app.shelf::<ledger::Openings>()) {
        (Held::Case(_), Ok(openings)) => openings.witness(cx.now, opening).await?,
        // Openings of one thing soon after one another count as one; two files of a report are two.
        _ => cx.begin_technical().await?.commit(opening).await?,
    }
    files::read(&mut conn, attachment.file).await?.ok_or(Problem::NotFound)
}
