// SPDX-License-Identifier: EUPL-1.2
//! Merging duplicates without losing a word, and undoing it.

use kernel::{Capacity, CaseId, Event, Ground, Holder, Layer, PractitionerId, Refusal, SubjectKind};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::term;
use serde_json::json;

use super::super::{events, rules, store, store_write};
use super::{Entry, event, publish, refused};
use crate::access::{self, Action, InCase, NewSeat, Seat};
use crate::{deadlines, people};

const MERGED: &str = "merged";

/// Merges a duplicate into a case: its timeline is read there, its workers work along, searches find the one.
pub async fn merge(cx: &Cx, into: CaseId, duplicate: CaseId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant, other) =
        access::begin_both(cx, (Action::Approve, into), (Action::Approve, duplicate)).await?;
    let done = take_over(cx, &mut tx, &grant, &other, reason).await?;
    Ok(tx.commit(done).await?)
}

/// One case takes another over, in a transaction that holds both. The event by which it is committed.
pub(super) async fn take_over(
    cx: &Cx,
    tx: &mut Tx,
    grant: &InCase,
    other: &InCase,
    reason: &str,
) -> Result<Event, Problem> {
    let (into, duplicate) = (grant.subject(), other.subject());
    let kept = store::facts(tx, into, cx.now).await?;
    let gone = store::facts(tx, duplicate, cx.now).await?;
    let (a, b) = (&kept.case, &gone.case);
    rules::merging((into, a.institution, &kept.standing), (duplicate, b.institution, &gone.standing))
        .map_err(|r| refused(cx, r))?;
    if reason.is_empty() {
        return Err(refused(cx, Refusal::new("merge-without-reason")));
    }
    store_write::set_merged(tx, duplicate, Some(into)).await?;
    let merge = cx.new_id::<CaseId>()?.0;
    store_write::insert_merge(tx, merge, into, duplicate, reason, grant.practitioner(), cx.now).await?;
    if a.child != b.child {
        people::merge(cx, tx, b.child, a.child).await?;
    }
    for seat in access::circle_of(tx, other).await? {
        if seat.is_held(cx.now) {
            store_write::remember_seat(tx, merge, seat.id, seat.held_until).await?;
        }
        let works = matches!(seat.capacity, Capacity::Lead | Capacity::CoWorker);
        if let (true, true, Some(who)) = (seat.is_held(cx.now), works, seat.practitioner())
            && kept.standing.lead != Some(who)
        {
            let along = NewSeat {
                reason: Some(reason.to_owned()),
                until: seat.end(),
                ..NewSeat::usual(Holder::Practitioner(who), a.institution, Capacity::CoWorker, Ground::CoWork)
            };
            access::open_seat(cx, tx, into, &along).await?;
        }
    }
    for clock in deadlines::of_subject(tx, duplicate.0).await? {
        if clock.is_open() {
            store_write::remember_clock(tx, merge, clock.id, clock.owner).await?;
        }
    }
    if kept.standing.lead.is_some() {
        // It is given to somebody: whoever leads the case that took it over.
        deadlines::drop_open(tx, duplicate.0, Some("assignment"), cx.today()).await?;
    }
    if kept.standing.on_hold.is_none() {
        // Nobody could end it: the case that took it over does not wait.
        deadlines::drop_open(tx, duplicate.0, Some(term::ON_HOLD), cx.today()).await?;
    }
    deadlines::give_to_case(tx, duplicate, into).await?;
    access::close_all_of(cx, tx, duplicate, MERGED).await?;
    store_write::settle_lead(tx, duplicate, cx.now).await?;
    let summary = format!("{} : {reason}", b.reference);
    publish(cx, tx, &Entry::now(cx, into, Layer::Institution, "cases_merged", &summary)).await?;
    let detail = json!({ "duplicate": duplicate.to_string() });
    let done = event(cx, grant, events::CASES_MERGED)?.because(reason).with_detail(detail.to_string());
    tx.note(Event { subject: SubjectKind::CASE.of(duplicate), case: Some(duplicate), ..done.clone() });
    Ok(done)
}

/// Undoes a merge while it is fresh: the duplicate is a case again, with the seats and the clocks it had, and speaks for
/// those that had been merged into it.
pub async fn unmerge(cx: &Cx, into: CaseId, duplicate: CaseId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Approve, into).await?;
    let merges = store::merged_into(&mut tx, into).await?;
    let merge = merges.iter().find(|m| m.duplicate == duplicate).ok_or(Problem::NotFound)?;
    rules::unmerging(merge, into, cx.now).map_err(|r| refused(cx, r))?;
    let kept = store::facts(&mut tx, into, cx.now).await?;
    let gone = store::facts(&mut tx, duplicate, cx.now).await?;
    rules::separating((kept.case.child, &kept.standing), (gone.case.child, &gone.standing))
        .map_err(|r| refused(cx, r))?;
    let came_along = store::came_through(&mut tx, duplicate).await?;
    let mut records = Vec::new();
    for case in &came_along {
        records.push(store::facts(&mut tx, *case, cx.now).await?.case.child);
    }
    store_write::set_merged(&mut tx, duplicate, None).await?;
    for case in &came_along {
        store_write::set_merged(&mut tx, *case, Some(duplicate)).await?;
    }
    store_write::undo_merge(&mut tx, merge.id, grant.practitioner(), cx.now).await?;
    if kept.case.child != gone.case.child {
        records.retain(|record| *record != gone.case.child);
        records.sort_unstable();
        records.dedup();
        people::unmerge(cx, &mut tx, gone.case.child, &records).await?;
    }
    // Those who came along with the duplicate leave with it.
    for seat in access::circle_of(&mut tx, &grant).await? {
        let came_along = seat.capacity == Capacity::CoWorker && seat.held_from == merge.merged_at;
        if came_along && seat.is_held(cx.now) && seat.reason.as_deref() == Some(merge.reason.as_str()) {
            access::close_seat(cx, &mut tx, into, seat.id, reason).await?;
        }
    }
    for (clock, owner) in store::clocks_taken(&mut tx, merge.id).await? {
        deadlines::give_back(&mut tx, clock, duplicate, owner).await?;
    }
    let ends = store::seats_taken(&mut tx, merge.id).await?;
    let ended: Vec<Seat> = access::seats_ended_by(&mut tx, duplicate, MERGED, merge.merged_at).await?;
    for seat in ended {
        let until = ends.get(&seat.id).copied().unwrap_or(access::OPEN_END);
        let Some(until) = rules::giving_back(seat.capacity, until, cx.now) else { continue };
        let holder = match seat.practitioner() {
            Some(who) => Holder::Practitioner(PractitionerId(who.0)),
            None => Holder::Function(kernel::FunctionId(seat.holder_id)),
        };
        let again = NewSeat {
            layers: seat.layers,
            reason: seat.reason,
            until: (until != access::OPEN_END).then_some(until),
            ..NewSeat::usual(holder, seat.institution, seat.capacity, seat.ground)
        };
        access::open_seat(cx, &mut tx, duplicate, &again).await?;
    }
    store_write::settle_lead(&mut tx, duplicate, cx.now).await?;
    let summary = format!("{} : {reason}", gone.case.reference);
    publish(cx, &mut tx, &Entry::now(cx, into, Layer::Institution, "cases_unmerged", &summary)).await?;
    let detail = json!({ "duplicate": duplicate.to_string() });
    Ok(tx
        .commit(event(cx, &grant, events::CASES_UNMERGED)?.because(reason).with_detail(detail.to_string()))
        .await?)
}
