// SPDX-License-Identifier: EUPL-1.2
//! Writing and correcting notes.

use kernel::{CaseId, Event, Ground, Layer, NoteId};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::{Conflict, ConflictField, Problem};
use register::access::{self, Action, InCase};
use register::apart;
use register::cases::{self, Entry};
use register::drafts;
use serde_json::json;

use super::super::model::{Correction, NOTE, NewNote, Note, NoteLayer, Recorded};
use super::super::words::Words;
use super::super::{events, rules, store};
use super::{opens_file, refused};

/// Writes a note. One of the institution's file is published in the timeline; one's own is told to nobody.
pub async fn write_note(cx: &Cx, case: CaseId, new: &NewNote) -> Result<Recorded<NoteId>, Problem> {
    apart::refuse_copies(cx, &new.texts.all()).await?;
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    opens_file(&grant)?;
    let facts = cases::facts(&mut tx, case, cx.now).await?;
    rules::writing(&facts.standing, new, cx.today()).map_err(|r| refused(cx, r))?;
    let id: NoteId = cx.new_id()?;
    store::insert_note(&mut tx, id, &grant, cx.actor()?.institution, new, cx.now).await?;
    let entry = match new.layer {
        NoteLayer::Own => None,
        NoteLayer::Institution => {
            let summary = rules::summary(&new.texts);
            let entry = Entry::now(cx, case, Layer::Institution, "note_written", &summary)
                .about(NOTE.of(id))
                .on(cx, new.occurred_on);
            Some(cases::publish(cx, &mut tx, &entry).await?)
        }
    };
    drafts::sent(cx, &mut tx, new.draft).await?;
    let event = match new.layer {
        NoteLayer::Own => own(cx, &grant, id)?,
        NoteLayer::Institution => in_file(cx, &grant, events::NOTE_WRITTEN, id)?,
    };
    tx.commit(event.with_detail(json!({ "layer": new.layer.code(), "version": 1 }).to_string())).await?;
    Ok(Recorded { id, entry })
}

/// Corrects a note: the former version is kept and shown. When somebody else corrected it meanwhile, both texts come back.
pub async fn correct_note(cx: &Cx, id: NoteId, correction: &Correction) -> Result<Recorded<NoteId>, Problem> {
    apart::refuse_copies(cx, &correction.texts.all()).await?;
    let mut conn = cx.read().await?;
    let case =
        store::case_of_note(&mut conn, id, cx.actor()?.practitioner).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(&mut conn, case).await?;
    drop(conn);
    let (mut tx, grant) = access::begin(cx, Action::Write, home).await?;
    let all = cases::with_merged(&mut tx, &grant).await?;
    let before = store::note(&mut tx, &grant, &all, id).await?.ok_or(Problem::NotFound)?;
    let facts = cases::facts(&mut tx, home, cx.now).await?;
    if before.version != correction.version {
        return Err(conflict(cx, &before, correction));
    }
    rules::correcting(&facts.standing, &before, correction, grant.practitioner(), cx.today())
        .map_err(|r| refused(cx, r))?;
    store::correct(&mut tx, &before, correction, grant.practitioner(), cx.now).await?;
    let entry = publish_correction(cx, &mut tx, home, &before, correction).await?;
    drafts::sent(cx, &mut tx, correction.draft).await?;
    let event = match before.layer {
        NoteLayer::Own => own(cx, &grant, id)?,
        NoteLayer::Institution => in_file(cx, &grant, events::NOTE_CORRECTED, id)?,
    };
    let event =
        event.with_detail(json!({ "layer": before.layer.code(), "version": before.version + 1 }).to_string());
    tx.commit(if correction.reason.is_empty() { event } else { event.because(&correction.reason) }).await?;
    Ok(Recorded { id, entry })
}

async fn publish_correction(
    cx: &Cx,
    tx: &mut Tx,
    home: CaseId,
    before: &Note,
    correction: &Correction,
) -> Result<Option<kernel::EntryId>, Problem> {
    if before.layer == NoteLayer::Own {
        return Ok(None);
    }
    let summary = rules::summary(&correction.texts);
    let entry =
        Entry::now(cx, home, Layer::Institution, "note_corrected", &summary).about(NOTE.of(before.id));
    Ok(Some(cases::publish(cx, tx, &entry).await?))
}

/// A note with its former versions, for somebody who may read it; for all others there is no such note.
pub async fn note(
    cx: &Cx,
    conn: &mut Conn,
    id: NoteId,
) -> Result<(InCase, Note, Vec<super::super::Former>), Problem> {
    let case = store::case_of_note(conn, id, cx.actor()?.practitioner).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(conn, case).await?;
    let grant = access::require(cx, conn, Action::Read, home).await?;
    let all = cases::with_merged(conn, &grant).await?;
    let note = store::note(conn, &grant, &all, id).await?.ok_or(Problem::NotFound)?;
    let former = store::former(conn, &note).await?;
    Ok((grant, note, former))
}

fn in_file(cx: &Cx, grant: &InCase, kind: kernel::EventKind, id: NoteId) -> Result<Event, Problem> {
    Ok(cx.event(kind, NOTE.of(id), Some(grant.capacity()), grant.ground())?.in_case(grant.subject()))
}

/// The trace of a note of one's own says that something was written, not where: the access log of a case, which others
/// read, does not tell that somebody keeps notes for themselves.
fn own(cx: &Cx, _grant: &InCase, id: NoteId) -> Result<Event, Problem> {
    cx.event(events::OWN_NOTE_KEPT, NOTE.of(id), None, Ground::Own)
}

fn conflict(cx: &Cx, stored: &Note, mine: &Correction) -> Problem {
    let w = Words(cx.lang);
    let field = |name, label: &str, theirs: &str, mine: &str| ConflictField {
        name,
        label: label.to_owned(),
        theirs: theirs.to_owned(),
        mine: mine.to_owned(),
    };
    let texts = &mine.texts;
    let mut fields = vec![
        field("occurred", w.note_occurred(), &stored.occurred_on.to_string(), &mine.occurred_on.to_string()),
        field("observed", w.note_observed(), &stored.observed, &texts.observed),
        field("heard", w.note_heard(), &stored.heard, &texts.heard),
        field("thought", w.note_thought(), &stored.thought, &texts.thought),
    ];
    if !mine.reason.is_empty() {
        fields.push(field("reason", w.correction_reason(), &mine.reason, &mine.reason));
    }
    let resend_to = format!("/notes/{}/correction", stored.id);
    Problem::Conflict(Box::new(Conflict { resend_to, version: stored.version, fields }))
}
