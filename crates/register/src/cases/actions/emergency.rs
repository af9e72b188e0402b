// SPDX-License-Identifier: EUPL-1.2
//! Emergency access to a case, and its review.

use kernel::{CaseId, FunctionKind, Holder, Layer, SeatId, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::{Circumstances, Moment, term};

use super::super::store;
use super::{Entry, publish, refused};
use crate::{access, deadlines, directory};

/// Opens a case in an emergency. Loud: it stands in the timeline, in both ledgers, and its review has a term.
pub async fn open_emergency(cx: &Cx, case: CaseId, reason: &str) -> Result<SeatId, Problem> {
    let mut tx = cx.begin().await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let owner = facts.case.institution;
    let home = directory::institution(&mut tx, owner).await?.ok_or(Problem::NotFound)?;
    let ends = crate::rulebook(cx)?.pack(&home.fields.pack).and_then(|pack| {
        let term = pack.term(term::EMERGENCY_ACCESS, cx.today(), &Circumstances::default())?;
        term.due(Moment::instant(cx.now, &pack.calendar), &pack.calendar).at
    });
    let until = ends.unwrap_or(cx.now.plus(access::EMERGENCY_LASTS));
    let opened = access::open_emergency(cx, &mut tx, case, owner, until, reason).await?;
    let (seat, event) = opened.map_err(|r| refused(cx, r))?;
    let supervision = directory::function(&mut tx, owner, FunctionKind::Supervisor).await?;
    deadlines::start(
        cx,
        &mut tx,
        &deadlines::NewDeadline {
            institution: owner,
            pack: &home.fields.pack,
            kind: SubjectKind::CASE,
            subject: case.0,
            case: Some(case),
            about: Some(seat.0),
            term: term::EMERGENCY_ACCESS_REVIEW,
            started: Moment::day(cx.today()),
            circumstances: Circumstances::default(),
            owner: Holder::Function(supervision),
        },
    )
    .await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "emergency_access_opened", reason))
        .await?;
    if owner != cx.actor()?.institution {
        tx.note(kernel::Event { institution: owner, ..event.clone() });
    }
    tx.commit(event).await?;
    Ok(seat)
}

/// Reviews an emergency access: justified or not, and what was found.
pub async fn review_emergency(cx: &Cx, seat: SeatId, justified: bool, finding: &str) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let reviewed = access::review_emergency(cx, &mut tx, seat, justified, finding).await?;
    let event = reviewed.map_err(|r| refused(cx, r))?;
    let case = event.case.ok_or(Problem::NotFound)?;
    deadlines::done(&mut tx, case.0, term::EMERGENCY_ACCESS_REVIEW, Some(seat.0), cx.today()).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "emergency_access_reviewed", finding))
        .await?;
    Ok(tx.commit(event).await?)
}
