// SPDX-License-Identifier: EUPL-1.2
//! Merging duplicates without losing a word, and undoing it.

use kernel::{Capacity, CaseId, Ground, Holder, Layer, PractitionerId, Refusal, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;

use super::super::{events, rules, store, store_write};
use super::{Entry, event, publish, refused};
use crate::access::{self, Action, NewSeat, Seat};
use crate::people;

const MERGED: &str = "merged";

/// Merges a duplicate into a case: its timeline is read there, its workers work along, searches find the one.
pub async fn merge(cx: &Cx, into: CaseId, duplicate: CaseId, reason: &str) -> Result<(), Problem> {
    let mut conn = cx.read().await?;
    access::require(cx, &mut conn, Action::Approve, duplicate).await?;
    drop(conn);
    let (mut tx, grant) = access::begin(cx, Action::Approve, into).await?;
    let other = access::may(cx, &mut tx, Action::Approve, duplicate).await?.ok_or(Problem::NotFound)?;
    let kept = store::facts(&mut tx, into, cx.now).await?;
    let gone = store::facts(&mut tx, duplicate, cx.now).await?;
    let (a, b) = (&kept.case, &gone.case);
    rules::merging((into, a.institution, &kept.standing), (duplicate, b.institution, &gone.standing))
        .map_err(|r| refused(cx, r))?;
    if reason.is_empty() {
        return Err(refused(cx, Refusal::new("merge-without-reason")));
    }
    store_write::set_merged(&mut tx, duplicate, Some(into)).await?;
    store_write::insert_merge(
        &mut tx,
        cx.new_id::<CaseId>()?.0,
        into,
        duplicate,
        reason,
        grant.practitioner(),
        cx.now,
    )
    .await?;
    if a.child != b.child {
        people::merge(cx, &mut tx, b.child, a.child).await?;
    }
    for seat in access::circle_of(&mut tx, &other).await? {
        let works = matches!(seat.capacity, Capacity::Lead | Capacity::CoWorker);
        if let (true, true, Some(who)) = (seat.is_held(cx.now), works, seat.practitioner())
            && kept.standing.lead != Some(who)
        {
            let along = NewSeat {
                reason: Some(reason.to_owned()),
                ..NewSeat::usual(Holder::Practitioner(who), a.institution, Capacity::CoWorker, Ground::CoWork)
            };
            access::open_seat(cx, &mut tx, into, &along).await?;
        }
    }
    crate::deadlines::give_to_case(&mut tx, duplicate, into).await?;
    access::close_all_of(cx, &mut tx, duplicate, MERGED).await?;
    let summary = format!("{} : {reason}", b.reference);
    publish(cx, &mut tx, &Entry::now(cx, into, Layer::Institution, "cases_merged", &summary)).await?;
    let detail = json!({ "duplicate": duplicate.to_string() });
    let done = event(cx, &grant, events::CASES_MERGED)?.because(reason).with_detail(detail.to_string());
    tx.note(kernel::Event {
        subject: SubjectKind::CASE.of(duplicate),
        case: Some(duplicate),
        ..done.clone()
    });
    Ok(tx.commit(done).await?)
}

/// Undoes a merge while it is fresh: the duplicate is a case again, with the seats it had.
pub async fn unmerge(cx: &Cx, into: CaseId, duplicate: CaseId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Approve, into).await?;
    let merges = store::merged_into(&mut tx, into).await?;
    let merge = merges.iter().find(|m| m.duplicate == duplicate).ok_or(Problem::NotFound)?;
    rules::unmerging(merge.merged_at, cx.now).map_err(|r| refused(cx, r))?;
    let kept = store::facts(&mut tx, into, cx.now).await?;
    let gone = store::facts(&mut tx, duplicate, cx.now).await?;
    store_write::set_merged(&mut tx, duplicate, None).await?;
    store_write::undo_merge(&mut tx, merge.id, grant.practitioner(), cx.now).await?;
    if kept.case.child != gone.case.child {
        people::unmerge(cx, &mut tx, gone.case.child).await?;
    }
    // Those who came along with the duplicate leave with it.
    for seat in access::circle_of(&mut tx, &grant).await? {
        let came_along = seat.capacity == Capacity::CoWorker && seat.held_from == merge.merged_at;
        if came_along && seat.is_held(cx.now) && seat.reason.as_deref() == Some(merge.reason.as_str()) {
            access::close_seat(cx, &mut tx, into, seat.id, reason).await?;
        }
    }
    let ended: Vec<Seat> = access::seats_ended_by(&mut tx, duplicate, MERGED, merge.merged_at).await?;
    for seat in ended {
        let holder = match seat.practitioner() {
            Some(who) => Holder::Practitioner(PractitionerId(who.0)),
            None => Holder::Function(kernel::FunctionId(seat.holder_id)),
        };
        let again = NewSeat {
            layers: seat.layers,
            reason: seat.reason,
            ..NewSeat::usual(holder, seat.institution, seat.capacity, seat.ground)
        };
        access::open_seat(cx, &mut tx, duplicate, &again).await?;
    }
    let summary = format!("{} : {reason}", gone.case.reference);
    publish(cx, &mut tx, &Entry::now(cx, into, Layer::Institution, "cases_unmerged", &summary)).await?;
    let detail = json!({ "duplicate": duplicate.to_string() });
    Ok(tx
        .commit(event(cx, &grant, events::CASES_UNMERGED)?.because(reason).with_detail(detail.to_string()))
        .await?)
}
