// SPDX-License-Identifier: EUPL-1.2
//! What an administrator does with the accounts of their institution: close, open again, end sessions.

use kernel::{PractitionerId, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;
use platform::session;

use super::super::{events, refused, store};
use super::invite::{event_of, staffed};

/// Closes an account, with a reason: its sessions end and it opens nothing until somebody opens it again.
pub async fn close_account(cx: &Cx, practitioner: PractitionerId, reason: &str) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let (at, _) = staffed(cx, &mut tx, practitioner).await?;
    if reason.trim().is_empty() {
        return Err(refused(cx, kernel::Refusal::new("reason-missing")));
    }
    let account = store::account_of(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    store::set_closed(&mut tx, account.id, Some(cx.now)).await?;
    store::withdraw_invitations(&mut tx, account.id).await?;
    store::forget_renewal(&mut tx, account.id).await?;
    session::end_all(&mut tx, account.id, None).await?;
    let event = event_of(cx, at, events::ACCOUNT_CLOSED, SubjectKind::PRACTITIONER.of(practitioner))?;
    Ok(tx.commit(event.because(reason.trim())).await?)
}

/// Opens a closed account again: password and second factor are what they were.
pub async fn reopen_account(cx: &Cx, practitioner: PractitionerId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let (at, _) = staffed(cx, &mut tx, practitioner).await?;
    let account = store::account_of(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    store::set_closed(&mut tx, account.id, None).await?;
    let event = event_of(cx, at, events::ACCOUNT_REOPENED, SubjectKind::PRACTITIONER.of(practitioner))?;
    Ok(tx.commit(event).await?)
}

/// Ends all sessions of somebody: a lost computer.
pub async fn end_all_sessions(cx: &Cx, practitioner: PractitionerId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let (at, _) = staffed(cx, &mut tx, practitioner).await?;
    let account = store::account_of(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    session::end_all(&mut tx, account.id, None).await?;
    let event = event_of(cx, at, events::SESSIONS_ENDED, SubjectKind::PRACTITIONER.of(practitioner))?;
    Ok(tx.commit(event).await?)
}
