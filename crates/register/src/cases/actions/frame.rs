// SPDX-License-Identifier: EUPL-1.2
//! Legal frame, attention notes, holds.

use kernel::{CaseId, Date, Holder, Layer, PractitionerId, Refusal, SubjectKind};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::{Circumstances, Moment, list, term};
use serde_json::json;
use uuid::Uuid;

use super::super::model::{AttentionNote, Frame, SECRET_ADDRESS};
use super::super::{events, rules, store, store_write};
use super::{Entry, event, publish, refused};
use crate::access::{self, Action};
use crate::apart;
use crate::deadlines;

fn known(cx: &Cx, list: &str, code: &str) -> Result<(), Problem> {
    let pack = &cx.actor()?.pack;
    let found = crate::rulebook(cx)?.pack(pack).and_then(|p| p.entry(list, code)).is_some();
    if found { Ok(()) } else { Err(refused(cx, Refusal::new("unknown-code"))) }
}

/// Changes the legal frame: consented, imposed, judicial… from a day on.
pub async fn set_frame(cx: &Cx, case: CaseId, frame: &Frame) -> Result<(), Problem> {
    known(cx, list::FRAME, &frame.frame)?;
    let (mut tx, grant) = access::begin(cx, Action::Steer, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    rules::work(&facts.standing).map_err(|r| refused(cx, r))?;
    if frame.until_on.is_some_and(|end| end < frame.from_on) {
        return Err(refused(cx, Refusal::new("frame-ends-before-it-begins")));
    }
    store_write::insert_frame(&mut tx, cx.new_id::<CaseId>()?.0, case, frame, cx.now).await?;
    let entry =
        Entry::now(cx, case, Layer::Institution, "frame_changed", &frame.source).on(cx, frame.from_on);
    publish(cx, &mut tx, &entry).await?;
    let detail = json!({
        "frame": frame.frame, "from": frame.from_on.to_string(), "until": frame.until_on.map(|d| d.to_string()),
    });
    Ok(tx.commit(event(cx, &grant, events::FRAME_CHANGED)?.with_detail(detail.to_string())).await?)
}

/// Notes something to know before anything else.
pub async fn attend(cx: &Cx, case: CaseId, kind: &str, text: &str, from_on: Date) -> Result<Uuid, Problem> {
    known(cx, list::ATTENTION, kind)?;
    apart::refuse_copies(cx, &[text]).await?;
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    rules::work(&facts.standing).map_err(|r| refused(cx, r))?;
    let id = cx.new_id::<CaseId>()?.0;
    store_write::insert_attention(&mut tx, id, case, kind, text, from_on, grant.practitioner()).await?;
    // What is written about a secret address stays where it was written: the timeline tells what it is about only.
    let about = super::super::frame::word(cx, list::ATTENTION, kind);
    let told = if kind == SECRET_ADDRESS { about.as_str() } else { text };
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "attention_noted", told)).await?;
    tx.commit(event(cx, &grant, events::ATTENTION_NOTED)?).await?;
    Ok(id)
}

/// Ends an attention note.
pub async fn end_attention(cx: &Cx, case: CaseId, note: Uuid) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    store_write::end_attention(&mut tx, note, case, cx.today()).await?;
    Ok(tx.commit(event(cx, &grant, events::ATTENTION_ENDED)?).await?)
}

/// Has the text of an attention note written out that tells of an address kept secret. The event is on disk first.
pub async fn reveal_attention(
    cx: &Cx,
    case: CaseId,
    note: Uuid,
    reason: &str,
) -> Result<AttentionNote, Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Reveal, case).await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let notes = store::attention_of(&mut tx, &grant, cx.today()).await?;
    let note = notes.into_iter().find(|n| n.id == note).ok_or(Problem::NotFound)?;
    rules::revealing(grant.capacity(), reason).map_err(|r| refused(cx, r))?;
    let detail = json!({ "attention": note.id.simple().to_string() });
    let mut event = event(cx, &grant, events::SECRET_REVEALED)?.with_detail(detail.to_string());
    if !reason.is_empty() {
        event = event.because(reason);
    }
    tx.commit(event).await?;
    Ok(note)
}

/// Puts a case on hold, for a reason; a term reminds that it must end.
pub async fn hold(cx: &Cx, case: CaseId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Steer, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    rules::holding(&facts.standing, reason).map_err(|r| refused(cx, r))?;
    store_write::insert_hold(&mut tx, cx.new_id::<CaseId>()?.0, case, cx.today(), reason).await?;
    remind(cx, &mut tx, &facts, grant.practitioner()).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "case_put_on_hold", reason)).await?;
    Ok(tx.commit(event(cx, &grant, events::CASE_PUT_ON_HOLD)?.because(reason)).await?)
}

/// Starts the clock that asks for work to resume, or for the reason why it does not.
async fn remind(cx: &Cx, tx: &mut Tx, facts: &store::Facts, by: PractitionerId) -> Result<(), Problem> {
    let case = facts.case.id;
    deadlines::start(
        cx,
        tx,
        &deadlines::NewDeadline {
            institution: facts.case.institution,
            pack: &cx.actor()?.pack.clone(),
            kind: SubjectKind::CASE,
            subject: case.0,
            case: Some(case),
            about: None,
            term: term::ON_HOLD,
            started: Moment::day(cx.today()),
            circumstances: Circumstances::default(),
            owner: Holder::Practitioner(facts.standing.lead.unwrap_or(by)),
        },
    )
    .await
    .map(drop)
}

/// Says why the wait goes on. The hold lasts; its reminder starts again.
pub async fn review_hold(cx: &Cx, case: CaseId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Steer, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    rules::reviewing_hold(&facts.standing, reason).map_err(|r| refused(cx, r))?;
    let (id, by) = (cx.new_id::<CaseId>()?.0, grant.practitioner());
    store_write::insert_hold_review(&mut tx, id, case, cx.today(), reason, by, cx.now).await?;
    deadlines::done(&mut tx, case.0, term::ON_HOLD, None, cx.today()).await?;
    remind(cx, &mut tx, &facts, by).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "hold_reviewed", reason)).await?;
    Ok(tx.commit(event(cx, &grant, events::HOLD_REVIEWED)?.because(reason)).await?)
}

/// A case that is closed or goes elsewhere waits no longer: whoever takes it up again begins anew.
pub(super) async fn end_hold(cx: &Cx, tx: &mut Tx, facts: &store::Facts) -> Result<(), Problem> {
    if facts.standing.on_hold.is_some() {
        store_write::end_hold(tx, facts.case.id, cx.today()).await?;
    }
    Ok(())
}

/// Resumes work.
pub async fn resume(cx: &Cx, case: CaseId) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Steer, case).await?;
    if store::open_hold(&mut tx, case).await?.is_none() {
        return Err(refused(cx, Refusal::new("not-on-hold")));
    }
    store_write::end_hold(&mut tx, case, cx.today()).await?;
    deadlines::done(&mut tx, case.0, term::ON_HOLD, None, cx.today()).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "case_resumed", "")).await?;
    Ok(tx.commit(event(cx, &grant, events::CASE_RESUMED)?).await?)
}
