// SPDX-License-Identifier: EUPL-1.2
//! Emergency access: an ordinary seat with a reason, a short end and a review by somebody else. It is loud.

use kernel::{
    Capacity, CaseId, FunctionKind, Ground, Holder, Instant, InstitutionId, PractitionerId, Refusal, SeatId,
    SecrecyStatus, SubjectKind,
};
use platform::db::{Conn, StoreError, Tx};
use platform::from_row;
use platform::http::Cx;
use platform::problem::Problem;
use uuid::Uuid;

use super::{NewSeat, events, open_seat, store};

/// How long an emergency access lasts where the pack does not say.
pub const LASTS: i64 = 4 * Instant::HOUR;

/// An emergency access that waits for its review.
#[derive(Clone, Debug)]
pub struct EmergencyReview {
    /// The seat.
    pub seat: SeatId,
    /// The case.
    pub case: CaseId,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it ended or will end.
    pub ends_at: Instant,
    /// Who opened it.
    pub practitioner: PractitionerId,
    /// Why.
    pub reason: Option<String>,
}

from_row!(EmergencyReview { seat, case, opened_at, ends_at, practitioner, reason });

/// Whether somebody may open a case in an emergency: bound by secrecy, working with children or answering calls.
///
/// The review comes after; the door itself is narrow only for those who could never justify it.
pub fn may_open_emergency(cx: &Cx) -> Result<(), Refusal> {
    let Some(actor) = &cx.actor else { return Err(Refusal::new("emergency-not-signed-in")) };
    if actor.secrecy != SecrecyStatus::Bound {
        return Err(Refusal::new("emergency-not-bound"));
    }
    let works =
        [FunctionKind::Intake, FunctionKind::Caseworker, FunctionKind::Supervisor, FunctionKind::Direction];
    if works.iter().any(|k| actor.holds(*k)) { Ok(()) } else { Err(Refusal::new("emergency-no-function")) }
}

/// Opens the case to whoever acts, until a moment. `owner` is the institution that keeps the case and reviews the access.
pub async fn open_emergency(
    cx: &Cx,
    tx: &mut Tx,
    case: CaseId,
    owner: InstitutionId,
    until: Instant,
    reason: &str,
) -> Result<Result<(SeatId, kernel::Event), Refusal>, Problem> {
    if let Err(refusal) = may_open_emergency(cx) {
        return Ok(Err(refusal));
    }
    if reason.chars().count() < 10 {
        return Ok(Err(Refusal::new("emergency-without-reason")));
    }
    let actor = cx.actor()?;
    let seat = NewSeat {
        reason: Some(reason.to_owned()),
        until: Some(until),
        ..NewSeat::usual(
            Holder::Practitioner(actor.practitioner),
            actor.institution,
            Capacity::Emergency,
            Ground::Emergency,
        )
    };
    // One access at a time: it ends with its hours, and is not made longer by asking twice.
    if store::held(tx, case.0, &seat, cx.now).await?.is_some() {
        return Ok(Err(Refusal::new("emergency-already-open")));
    }
    let seat = open_seat(cx, tx, case, &seat).await?;
    store::insert_review(tx, seat, case.0, owner, cx.now).await?;
    let event = cx
        .event(
            events::EMERGENCY_ACCESS_OPENED,
            SubjectKind::CASE.of(case),
            Some(Capacity::Emergency),
            Ground::Emergency,
        )?
        .because(reason);
    Ok(Ok((seat, event)))
}

/// Emergency accesses to an institution's cases that wait for review. For its supervisors and its direction.
pub async fn reviews_due(
    conn: &mut Conn,
    institution: InstitutionId,
    limit: i64,
) -> Result<Vec<EmergencyReview>, StoreError> {
    store::reviews_due(conn, institution, limit).await
}

/// Reviews an emergency access. By a supervisor or the direction of the institution that keeps the case, never by whoever
/// opened it.
pub async fn review_emergency(
    cx: &Cx,
    tx: &mut Tx,
    seat: SeatId,
    justified: bool,
    finding: &str,
) -> Result<Result<kernel::Event, Refusal>, Problem> {
    let actor = cx.actor()?;
    let found: Option<(Uuid, InstitutionId, Uuid, Option<Instant>)> = store::review(tx, seat).await?;
    let Some((case, owner, holder, reviewed_at)) = found else { return Err(Problem::NotFound) };
    let answers = actor.holds(FunctionKind::Supervisor) || actor.holds(FunctionKind::Direction);
    if actor.institution != owner || !answers {
        return Err(Problem::NotFound);
    }
    if holder == actor.practitioner.0 {
        return Ok(Err(Refusal::new("emergency-own-review")));
    }
    if reviewed_at.is_some() {
        return Ok(Err(Refusal::new("emergency-already-reviewed")));
    }
    if finding.is_empty() {
        return Ok(Err(Refusal::new("emergency-without-finding")));
    }
    store::set_review(tx, seat, cx.now, actor.practitioner, justified, finding).await?;
    let case = CaseId(case);
    let event = cx
        .event(
            events::EMERGENCY_ACCESS_REVIEWED,
            SubjectKind::CASE.of(case),
            Some(Capacity::Supervisor),
            Ground::Function,
        )?
        .because(finding)
        .with_detail(serde_json::json!({ "justified": justified }).to_string());
    Ok(Ok(event))
}
