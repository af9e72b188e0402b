// SPDX-License-Identifier: EUPL-1.2
//! The circle of a case: lead, co-workers, hand-over.

use kernel::{
    Capacity, CaseId, FunctionKind, Ground, Holder, Instant, Layer, Layers, PractitionerId, Refusal, SeatId,
    SecrecyStatus, SubjectKind,
};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::{Circumstances, Moment, term};
use serde_json::json;

use super::super::model::CaseState;
use super::super::{events, rules, store, store_write};
use super::{Entry, event, publish, refused};
use crate::access::{self, Action, NewSeat, Seat};
use crate::{deadlines, directory};

/// Who works with cases in an institution today: everybody but those who only keep its accounts.
async fn workers(
    cx: &Cx,
    tx: &mut Tx,
    institution: kernel::InstitutionId,
) -> Result<Vec<PractitionerId>, Problem> {
    let colleagues = directory::practitioners_of(tx, institution, None, cx.today()).await?;
    Ok(colleagues.into_iter().filter(|c| c.kind != FunctionKind::Administrator).map(|c| c.id).collect())
}

/// Whoever gets a seat in a case must be bound by professional secrecy today, in person: their institution's default does
/// not count.
async fn bound(cx: &Cx, tx: &mut Tx, who: PractitionerId) -> Result<(), Problem> {
    let statuses = directory::secrecy_of(tx, who).await?;
    match directory::secrecy_on(&statuses, cx.today()) {
        SecrecyStatus::Bound => Ok(()),
        _ => Err(refused(cx, Refusal::new("not-bound"))),
    }
}

/// Names the lead of a case. The one before, if any, leaves the seat.
pub async fn assign(cx: &Cx, case: CaseId, to: PractitionerId) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Assign, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let institution = facts.case.institution;
    let here = workers(cx, &mut tx, institution).await?;
    rules::assigning(&facts.standing, &here, to).map_err(|r| refused(cx, r))?;
    bound(cx, &mut tx, to).await?;
    seat_lead(cx, &mut tx, &facts, to, Ground::Assignment).await?;
    let name = directory::practitioner_name(&mut tx, to).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "case_assigned", &name)).await?;
    let detail = json!({ "lead": to.to_string() });
    tx.commit(event(cx, &grant, events::CASE_ASSIGNED)?.with_detail(detail.to_string())).await?;
    Ok(())
}

async fn seat_lead(
    cx: &Cx,
    tx: &mut Tx,
    facts: &store::Facts,
    to: PractitionerId,
    ground: Ground,
) -> Result<(), Problem> {
    let case = facts.case.id;
    let institution = facts.case.institution;
    let mut before = Vec::new();
    for seat in access::holders_of(tx, case, Capacity::Lead, cx.now).await? {
        access::close_seat(cx, tx, case, seat.id, "other lead").await?;
        before.extend(seat.practitioner());
    }
    // Whoever opened the case kept it in sight until somebody leads it.
    for seat in access::holders_of(tx, case, Capacity::Intake, cx.now).await? {
        access::close_seat(cx, tx, case, seat.id, "lead named").await?;
    }
    let lead = Holder::Practitioner(to);
    access::open_seat(cx, tx, case, &NewSeat::usual(lead, institution, Capacity::Lead, ground)).await?;
    store_write::settle_lead(tx, case, cx.now).await?;
    let first = before.is_empty();
    deadlines::done(tx, case.0, "assignment", None, cx.today()).await?;
    deadlines::give_to_lead(tx, case.0, &before, lead, cx.now).await?;
    if !first {
        return Ok(());
    }
    let pack = cx.actor()?.pack.clone();
    for term in [term::FIRST_CONTACT, term::ASSESSMENT] {
        deadlines::start(
            cx,
            tx,
            &deadlines::NewDeadline {
                institution,
                pack: &pack,
                kind: SubjectKind::CASE,
                subject: case.0,
                case: Some(case),
                about: None,
                term,
                started: Moment::day(cx.today()),
                circumstances: Circumstances::default(),
                owner: lead,
            },
        )
        .await?;
    }
    Ok(())
}

/// Adds a colleague of the institution to the circle, to work along; in a closed case, to read it again while they follow the
/// child in the one after it.
pub async fn add_to_circle(
    cx: &Cx,
    case: CaseId,
    who: PractitionerId,
    reason: &str,
    until: Option<Instant>,
) -> Result<SeatId, Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Invite, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let is_closed = rules::state(&facts.standing) == CaseState::Closed;
    let following = following(&mut tx, &facts, cx.now).await?;
    // Of a closed case nothing is opened but for reading, to those who follow the child since.
    let reads_until = match is_closed && !following.is_empty() {
        true => Some(rules::reading_back(who, &following, reason, until).map_err(|r| refused(cx, r))?),
        false => None,
    };
    if reads_until.is_none() {
        rules::work(&facts.standing).map_err(|r| refused(cx, r))?;
    }
    let here = workers(cx, &mut tx, facts.case.institution).await?;
    // Of two reasons the one that no appointment would mend comes first: a teacher is told things, never given the file.
    bound(cx, &mut tx, who).await?;
    if !here.contains(&who) {
        return Err(refused(cx, Refusal::new("lead-does-not-work-here")));
    }
    let (capacity, layers) = match reads_until {
        Some(_) => (Capacity::Guest, Layers::of(&[Layer::Identity, Layer::Institution])),
        None => (Capacity::CoWorker, Layers::usual(Capacity::CoWorker)),
    };
    let seat = NewSeat {
        layers,
        reason: (!reason.is_empty()).then(|| reason.to_owned()),
        until,
        ..NewSeat::usual(Holder::Practitioner(who), facts.case.institution, capacity, Ground::CoWork)
    };
    let seat = access::open_seat(cx, &mut tx, case, &seat).await?;
    let name = directory::practitioner_name(&mut tx, who).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "circle_joined", &name)).await?;
    tx.commit(event(cx, &grant, events::CIRCLE_JOINED)?).await?;
    Ok(seat)
}

/// Who works today in the case that follows a closed one; nobody while a case is at work.
pub(in super::super) async fn following(
    conn: &mut platform::db::Conn,
    facts: &store::Facts,
    now: Instant,
) -> Result<Vec<PractitionerId>, Problem> {
    if rules::state(&facts.standing) != CaseState::Closed {
        return Ok(Vec::new());
    }
    let (_, after) = store::linked_cases(conn, &facts.case).await?;
    let Some(after) = after else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for capacity in [Capacity::Lead, Capacity::CoWorker] {
        out.extend(
            access::holders_of(conn, after.id, capacity, now).await?.iter().filter_map(Seat::practitioner),
        );
    }
    Ok(out)
}

/// Ends a seat in the circle: one's own, or a co-worker's when one may invite. The lead leaves by an assignment only.
pub async fn leave_circle(cx: &Cx, case: CaseId, seat: SeatId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Read, case).await?;
    let circle = access::circle_of(&mut tx, &grant).await?;
    let found = circle.iter().find(|s| s.id == seat && s.is_held(cx.now)).ok_or(Problem::NotFound)?;
    let own = found.practitioner() == Some(grant.practitioner());
    let may_remove = access::may(cx, &mut tx, Action::Invite, case).await?.is_some();
    match found.capacity {
        Capacity::CoWorker | Capacity::Guest if own || may_remove => {}
        Capacity::Emergency | Capacity::Intake if own => {}
        Capacity::Lead => return Err(refused(cx, Refusal::new("lead-leaves-by-assignment"))),
        _ => return Err(Problem::NotFound),
    }
    access::close_seat(cx, &mut tx, case, seat, reason).await?;
    let lead = access::holders_of(&mut tx, case, Capacity::Lead, cx.now).await?;
    if let (Some(leaver), Some(lead)) = (found.practitioner(), lead.iter().find_map(Seat::practitioner))
        && leaver != lead
    {
        let (from, to) = (Holder::Practitioner(leaver), Holder::Practitioner(lead));
        deadlines::pass_on(&mut tx, case.0, from, to).await?;
    }
    tx.commit(event(cx, &grant, events::CIRCLE_LEFT)?.because(reason)).await?;
    Ok(())
}

/// How many cases a hand-over moves in one transaction.
const HAND_OVER: i64 = 500;

/// Hands all of somebody's cases in the institution over to somebody else: a leaver's. Returns how many, and whether some
/// may be left: seats that only end here, or that cannot change hands, are not among those that moved.
pub async fn hand_over(
    cx: &Cx,
    from: PractitionerId,
    to: PractitionerId,
    reason: &str,
) -> Result<(i64, bool), Problem> {
    hand_over_some(cx, from, to, reason, HAND_OVER).await
}

/// Whether somebody may receive a case from whoever acts: asked before anything is shown, and again when it is done.
pub(in super::super) async fn receives(
    cx: &Cx,
    conn: &mut platform::db::Conn,
    to: PractitionerId,
    case: CaseId,
) -> Result<(), Problem> {
    let by = cx.actor()?.practitioner;
    let sits_there = match by == to {
        true => access::may(cx, conn, Action::Assign, case).await?.map(drop),
        false => None,
    };
    rules::handing_over(by, to, sits_there).map_err(|r| refused(cx, r))
}

/// As [`hand_over`], at most so many seats at once.
pub(in super::super) async fn hand_over_some(
    cx: &Cx,
    from: PractitionerId,
    to: PractitionerId,
    reason: &str,
    at_once: i64,
) -> Result<(i64, bool), Problem> {
    let institution = access::require_function(cx, &[FunctionKind::Supervisor, FunctionKind::Direction])?;
    let mut moved = 0;
    let mut tx = cx.begin().await?;
    let here = workers(cx, &mut tx, institution).await?;
    if !here.contains(&to) || from == to {
        return Err(refused(cx, Refusal::new("lead-does-not-work-here")));
    }
    bound(cx, &mut tx, to).await?;
    let actor = cx.actor()?.clone();
    let capacity = actor.holds(FunctionKind::Supervisor).then_some(Capacity::Supervisor);
    let seats =
        access::seats_of_holder(&mut tx, from, institution, SubjectKind::CASE, cx.now, at_once).await?;
    access::hold_all(&mut tx, seats.iter().map(|(_, case, _)| *case).collect()).await?;
    let name = directory::practitioner_name(&mut tx, to).await?;
    let more = seats.len() as i64 >= at_once;
    for (seat, subject, held) in seats {
        let case = CaseId(subject);
        let facts = store::facts(&mut tx, case, cx.now).await?;
        if rules::work(&facts.standing).is_err() {
            continue;
        }
        if matches!(held, Capacity::Lead | Capacity::CoWorker) {
            receives(cx, &mut tx, to, case).await?;
        }
        match held {
            Capacity::Lead => {
                seat_lead(cx, &mut tx, &facts, to, Ground::HandOver).await?;
                // Whoever takes a case themselves is not passed over in silence.
                let kind = if to == actor.practitioner { "case_taken_over" } else { "case_assigned" };
                publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, kind, &name)).await?;
            }
            Capacity::CoWorker => {
                access::close_seat(cx, &mut tx, case, seat, reason).await?;
                let seat = NewSeat::usual(
                    Holder::Practitioner(to),
                    institution,
                    Capacity::CoWorker,
                    Ground::HandOver,
                );
                access::open_seat(cx, &mut tx, case, &seat).await?;
                let (from, to) = (Holder::Practitioner(from), Holder::Practitioner(to));
                deadlines::pass_on(&mut tx, case.0, from, to).await?;
            }
            // What they opened waits for a lead: the supervision has it, nobody else needs to read it meanwhile.
            Capacity::Intake => {
                access::close_seat(cx, &mut tx, case, seat, reason).await?;
                continue;
            }
            _ => continue,
        }
        tx.note(
            cx.event(events::CASE_ASSIGNED, SubjectKind::CASE.of(case), capacity, Ground::HandOver)?
                .because(reason)
                .with_detail(
                    json!({ "to": to.to_string(), "by_themselves": to == actor.practitioner }).to_string(),
                ),
        );
        moved += 1;
    }
    let detail = json!({
        "from": from.to_string(), "to": to.to_string(), "cases": moved, "by_themselves": to == actor.practitioner,
    });
    let event = cx
        .event(events::CASES_HANDED_OVER, SubjectKind::PRACTITIONER.of(from), capacity, Ground::HandOver)?
        .because(reason)
        .with_detail(detail.to_string());
    tx.commit(event).await?;
    Ok((moved, more))
}
