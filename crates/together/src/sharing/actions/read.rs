// SPDX-License-Identifier: EUPL-1.2
//! What was told, for those to whom it was.

use kernel::{
    AttachmentId, Capacity, DisclosureId, Event, Ground, PieceId, PractitionerId, Refusal, SecrecyStatus,
    SubjectKind,
};
use platform::db::Conn;
use platform::files::Stored;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action};
use register::{attachments, directory, ledger};
use secrecy::Kind;
use serde_json::json;

use super::super::model::{Disclosure, Stand};
use super::super::{events, masking, store};
use super::{refused, rule_set};

/// Shared secrecy holds between those who are bound: whoever is no longer, reads no longer.
pub fn still_reads(cx: &Cx, d: &Disclosure) -> Result<bool, Problem> {
    let is_shared = rule_set(cx, d)?.kind() == Kind::Shared;
    Ok(!is_shared || cx.actor()?.secrecy == SecrecyStatus::Bound)
}

/// Of some decisions, those by which whoever asks reads something now. Each leaves its trace, as if it were opened on its own.
pub(crate) async fn open_to_reader(
    cx: &Cx,
    conn: &mut Conn,
    ids: &[DisclosureId],
) -> Result<Vec<Disclosure>, Problem> {
    let grants = access::may_each(cx, conn, Action::Read, ids).await?;
    let guest: Vec<_> = grants.into_iter().filter(|g| g.capacity() == Capacity::Guest).collect();
    let ids: Vec<DisclosureId> = guest.iter().map(access::Grant::subject).collect();
    let mut found = store::told_of(conn, &ids).await?;
    found.retain(|d| still_reads(cx, d).unwrap_or(false));
    masking::for_readers(conn, &mut found).await?;
    for grant in guest.iter().filter(|g| found.iter().any(|d| d.id == g.subject())) {
        let about = SubjectKind::DISCLOSURE.of(grant.subject());
        ledger::witness(cx, about, grant.capacity(), grant.ground()).await?;
    }
    Ok(found)
}

/// Of some decisions, those by which somebody reads something now, whoever wants to know: for a link and its code, and to tell
/// whether a silence can count.
pub(crate) async fn read_by(
    cx: &Cx,
    conn: &mut Conn,
    ids: &[DisclosureId],
    who: PractitionerId,
) -> Result<Vec<Disclosure>, Problem> {
    let mut found = store::told_of(conn, ids).await?;
    let status = directory::secrecy_on_day(conn, &[who], cx.today()).await?.get(&who).copied();
    let is_bound = status == Some(SecrecyStatus::Bound);
    found.retain(|d| {
        let shared = rule_set(cx, d).map_or(true, |rules| rules.kind() == Kind::Shared);
        d.stand(cx.today()) == Stand::Told && !d.open_to(who).is_empty() && (is_bound || !shared)
    });
    masking::for_readers(conn, &mut found).await?;
    Ok(found)
}

/// The document that goes with a piece, for whoever was told that piece and still reads it. That it was opened is on disk before
/// its content is read.
pub async fn open_document(cx: &Cx, id: DisclosureId, piece: PieceId) -> Result<(Stored, Vec<u8>), Problem> {
    let mut conn = cx.read().await?;
    let grant = access::require(cx, &mut conn, Action::Read, id).await?;
    if grant.capacity() != Capacity::Guest {
        return Err(Problem::NotFound);
    }
    let found = store::received(&mut conn, &grant).await?.ok_or(Problem::NotFound)?;
    if !still_reads(cx, &found)? {
        ledger::witness_refusal(cx, SubjectKind::DISCLOSURE.of(id)).await?;
        return Err(Problem::NotFound);
    }
    let file = document_of(&found, grant.practitioner(), piece)?;
    let about = SubjectKind::DISCLOSURE.of(id);
    let event = cx.event(events::DOCUMENT_OPENED, about, Some(grant.capacity()), grant.ground())?;
    content(cx, &mut conn, event, piece, file).await
}

/// The same for somebody without an account, of what a link and its code opened to them just now.
pub(crate) async fn open_document_by_link(
    cx: &Cx,
    conn: &mut Conn,
    opened: &Disclosure,
    who: PractitionerId,
    piece: PieceId,
) -> Result<(Stored, Vec<u8>), Problem> {
    let file = document_of(opened, who, piece)?;
    let about = SubjectKind::DISCLOSURE.of(opened.id);
    let event = cx.event_without_actor(opened.institution, events::DOCUMENT_OPENED, about, Ground::Public);
    let event = match opened.case {
        Some(case) => event.in_case(case),
        None => event,
    };
    content(cx, conn, event, piece, file).await
}

fn document_of(d: &Disclosure, who: PractitionerId, piece: PieceId) -> Result<AttachmentId, Problem> {
    let open = d.open_to(who).into_iter().find(|p| p.id == piece);
    open.and_then(|p| p.file).ok_or(Problem::NotFound)
}

async fn content(
    cx: &Cx,
    conn: &mut Conn,
    event: Event,
    piece: PieceId,
    file: AttachmentId,
) -> Result<(Stored, Vec<u8>), Problem> {
    let detail = json!({ "piece": piece.to_string(), "attachment": file.to_string() });
    cx.begin_technical().await?.commit(event.with_detail(detail.to_string())).await?;
    let found = attachments::document(conn, file).await?;
    found.ok_or_else(|| refused(cx, Refusal::new("document-withdrawn")))
}
