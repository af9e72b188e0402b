// SPDX-License-Identifier: EUPL-1.2
//! Transfers: the sender answers for the case until the receiver accepts. Before that the receiver sees the minimum.

use kernel::{
    Capacity, CaseId, Event, FunctionKind, Ground, Holder, InstitutionId, Layer, Layers, Refusal,
    SubjectKind, TransferId,
};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::{Circumstances, Moment, term};
use serde_json::json;

use super::super::{events, rules, store, store_write};
use super::frame::end_hold;
use super::merge::take_over;
use super::open::with_route;
use super::{Entry, event, publish, refused};
use crate::access::{self, Action, InCase, NewSeat};
use crate::people::Going;
use crate::{deadlines, directory, people};

/// A transfer to be proposed.
#[derive(Clone, Debug)]
pub struct TransferProposal {
    /// To which institution.
    pub to: InstitutionId,
    /// Why.
    pub reason: String,
    /// What the receiver may know before accepting.
    pub minimum: String,
}

/// Proposes to transfer a case.
pub async fn propose_transfer(
    cx: &Cx,
    case: CaseId,
    proposal: &TransferProposal,
) -> Result<TransferId, Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Steer, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let receiver = directory::institution(&mut tx, proposal.to).await?.ok_or(Problem::NotFound)?;
    let leads = crate::rulebook(cx)?
        .pack(&receiver.fields.pack)
        .and_then(|p| p.service_type(&receiver.fields.service_type))
        .filter(|t| t.leads_cases || t.receives_concerns)
        .map(drop);
    rules::proposing_transfer(&facts.standing, facts.case.institution, proposal.to, leads)
        .map_err(|r| refused(cx, r))?;
    if proposal.reason.is_empty() {
        return Err(refused(cx, Refusal::new("transfer-without-reason")));
    }
    let id: TransferId = cx.new_id()?;
    store_write::insert_transfer(
        &mut tx,
        id,
        case,
        facts.case.institution,
        proposal,
        grant.practitioner(),
        cx.now,
    )
    .await?;
    for kind in [FunctionKind::Intake, FunctionKind::Supervisor] {
        let holder = Holder::Function(directory::function(&mut tx, proposal.to, kind).await?);
        let seat = NewSeat {
            layers: Layers::of(&[Layer::Identity]),
            ..NewSeat::usual(holder, proposal.to, Capacity::TransferCandidate, Ground::Transfer)
        };
        access::open_seat(cx, &mut tx, case, &seat).await?;
    }
    let supervision = directory::function(&mut tx, proposal.to, FunctionKind::Supervisor).await?;
    deadlines::start(
        cx,
        &mut tx,
        &deadlines::NewDeadline {
            institution: proposal.to,
            pack: &receiver.fields.pack,
            kind: SubjectKind::CASE,
            subject: case.0,
            case: Some(case),
            about: Some(id.0),
            term: term::TRANSFER_ANSWER,
            started: Moment::day(cx.today()),
            circumstances: Circumstances::default(),
            owner: Holder::Function(supervision),
        },
    )
    .await?;
    let summary = format!("{} : {}", receiver.fields.name, proposal.reason);
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "transfer_proposed", &summary)).await?;
    let detail = json!({ "to": proposal.to.to_string() });
    tx.commit(
        event(cx, &grant, events::TRANSFER_PROPOSED)?
            .because(&*proposal.reason)
            .with_detail(detail.to_string()),
    )
    .await?;
    Ok(id)
}

/// The event in the other institution's chain: both ledgers tell of a transfer.
fn there(event: &Event, institution: InstitutionId) -> Event {
    Event { institution, ..event.clone() }
}

/// Accepts a transfer: from now on the receiver answers for the case; the sender's seats end.
pub async fn accept_transfer(cx: &Cx, case: CaseId) -> Result<(), Problem> {
    let (tx, grant) = access::begin(cx, Action::AnswerTransfer, case).await?;
    accept(cx, tx, grant, None).await
}

/// Accepts a transfer of a child whom the receiver follows already, by somebody who answers for the case it has: that one
/// takes over what arrives, in the same deed, so that the child never has two.
pub async fn accept_transfer_into(cx: &Cx, case: CaseId, into: CaseId) -> Result<(), Problem> {
    let (tx, grant, kept) =
        access::begin_both(cx, (Action::AnswerTransfer, case), (Action::Approve, into)).await?;
    accept(cx, tx, grant, Some(kept)).await
}

async fn accept(cx: &Cx, mut tx: Tx, grant: InCase, into: Option<InCase>) -> Result<(), Problem> {
    let case = grant.subject();
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let here = cx.actor()?.institution;
    let transfer = rules::answering_transfer(&facts.standing, here).map_err(|r| refused(cx, r))?.clone();
    store_write::decide_transfer(&mut tx, transfer.id, grant.practitioner(), cx.now, None).await?;
    deadlines::done(&mut tx, case.0, term::TRANSFER_ANSWER, Some(transfer.id.0), cx.today()).await?;
    deadlines::drop_open(&mut tx, case.0, None, cx.today()).await?;
    access::close_all_of(cx, &mut tx, case, TRANSFERRED).await?;
    end_hold(cx, &mut tx, &facts).await?;
    store_write::move_case(&mut tx, case, transfer.from, here).await?;
    let mut subjects = vec![case.0];
    subjects.extend(store::taken_over_by(&mut tx, case).await?.into_iter().map(|c| c.0));
    let going = Going { subjects: &subjects, child: facts.case.child, from: transfer.from, to: here };
    let child = people::go_along(cx, &mut tx, &going).await?;
    if child != facts.case.child {
        store_write::set_child(&mut tx, case, child).await?;
    }
    people::hold(&mut tx, child).await?;
    let mut already = store::open_of_child(&mut tx, child, here).await?;
    already.retain(|other| *other != case);
    if let Err(refusal) = rules::accepting(&already, into.as_ref().map(InCase::subject)) {
        return Err(with_route(cx, &mut tx, here, refusal).await?);
    }
    let supervision = Holder::Function(directory::function(&mut tx, here, FunctionKind::Supervisor).await?);
    access::open_seat(
        cx,
        &mut tx,
        case,
        &NewSeat::usual(supervision, here, Capacity::Supervisor, Ground::Transfer),
    )
    .await?;
    store_write::settle_lead(&mut tx, case, cx.now).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "transfer_accepted", "")).await?;
    let done = event(cx, &grant, events::TRANSFER_ACCEPTED)?;
    tx.note(there(&done, transfer.from));
    if let Some(kept) = into {
        tx.note(done);
        let arrived = access::may(cx, &mut tx, Action::Approve, case).await?.ok_or(Problem::NotFound)?;
        let merged = take_over(cx, &mut tx, &kept, &arrived, &transfer.reason).await?;
        return Ok(tx.commit(merged).await?);
    }
    let pack = cx.actor()?.pack.clone();
    deadlines::start(
        cx,
        &mut tx,
        &deadlines::NewDeadline {
            institution: here,
            pack: &pack,
            kind: SubjectKind::CASE,
            subject: case.0,
            case: Some(case),
            about: None,
            term: "assignment",
            started: Moment::day(cx.today()),
            circumstances: Circumstances::default(),
            owner: supervision,
        },
    )
    .await?;
    Ok(tx.commit(done).await?)
}

/// Rejects a transfer, with a reason; nothing changes for the sender.
pub async fn reject_transfer(cx: &Cx, case: CaseId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::AnswerTransfer, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let here = cx.actor()?.institution;
    let transfer = rules::answering_transfer(&facts.standing, here).map_err(|r| refused(cx, r))?.clone();
    if reason.is_empty() {
        return Err(refused(cx, Refusal::new("refusal-without-reason")));
    }
    store_write::decide_transfer(&mut tx, transfer.id, grant.practitioner(), cx.now, Some(reason)).await?;
    deadlines::done(&mut tx, case.0, term::TRANSFER_ANSWER, Some(transfer.id.0), cx.today()).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "transfer_rejected", reason)).await?;
    access::close_seats_of_institution(cx, &mut tx, case, here, "transfer rejected").await?;
    let done = event(cx, &grant, events::TRANSFER_REJECTED)?.because(reason);
    tx.note(there(&done, transfer.from));
    Ok(tx.commit(done).await?)
}

/// Why the seats of a sender ended: by it they are found again, to be told.
pub const TRANSFERRED: &str = "transferred";

/// Why the seats of a receiver ended: by it they are found again, to be told.
pub const WITHDRAWN: &str = "transfer withdrawn";

/// Takes a proposal back before it is answered, with a reason that the receiver reads. Nothing changes for the sender, who
/// may propose again at once; what the receiver was shown is closed to it, and its term neither kept nor missed.
pub async fn withdraw_transfer(cx: &Cx, case: CaseId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Steer, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let here = cx.actor()?.institution;
    let transfer = rules::withdrawing_transfer(&facts.standing, here).map_err(|r| refused(cx, r))?.clone();
    if reason.is_empty() {
        return Err(refused(cx, Refusal::new("withdrawal-without-reason")));
    }
    store_write::withdraw_transfer(&mut tx, transfer.id, grant.practitioner(), cx.now, reason).await?;
    deadlines::drop_open(&mut tx, case.0, Some(term::TRANSFER_ANSWER), cx.today()).await?;
    access::close_seats_of_institution(cx, &mut tx, case, transfer.to, WITHDRAWN).await?;
    let receiver = directory::institution_name(&mut tx, transfer.to).await?;
    let summary = format!("{receiver} : {reason}");
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "transfer_withdrawn", &summary)).await?;
    let detail = json!({ "to": transfer.to.to_string() });
    let done = event(cx, &grant, events::TRANSFER_WITHDRAWN)?.because(reason).with_detail(detail.to_string());
    tx.note(there(&done, transfer.to));
    Ok(tx.commit(done).await?)
}
