// SPDX-License-Identifier: EUPL-1.2
//! What an administrator does with the accounts that their institution keeps: close, open again, end sessions; and how an
//! account comes to be kept by another institution.

use kernel::{Date, Event, InstitutionId, PractitionerId};
use platform::http::Cx;
use platform::problem::Problem;
use platform::session;

use super::super::{events, refused, rules, store};
use super::invite::{deed, staffed};
use super::tell_owner;
use crate::directory;

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
    let event = deed(cx, &mut tx, at, practitioner, events::ACCOUNT_CLOSED).await?;
    Ok(tx.commit(event.because(reason.trim())).await?)
}

/// Opens a closed account again: password and second factor are what they were.
pub async fn reopen_account(cx: &Cx, practitioner: PractitionerId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let (at, _) = staffed(cx, &mut tx, practitioner).await?;
    let account = store::account_of(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    store::set_closed(&mut tx, account.id, None).await?;
    let event = deed(cx, &mut tx, at, practitioner, events::ACCOUNT_REOPENED).await?;
    Ok(tx.commit(event).await?)
}

/// Ends all sessions of somebody: a lost computer.
pub async fn end_all_sessions(cx: &Cx, practitioner: PractitionerId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let (at, _) = staffed(cx, &mut tx, practitioner).await?;
    let account = store::account_of(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    session::end_all(&mut tx, account.id, None).await?;
    let event = deed(cx, &mut tx, at, practitioner, events::SESSIONS_ENDED).await?;
    Ok(tx.commit(event).await?)
}

/// Takes the keeping of an account over, for the first institution that employs the person now, once the one that kept it
/// does not any more. The person is told where they are reached today; links that the former keeper made lead nowhere.
pub async fn take_over_account(cx: &Cx, practitioner: PractitionerId) -> Result<(), Problem> {
    let actor = cx.actor()?;
    if actor.practitioner == practitioner {
        return Err(refused(cx, kernel::Refusal::new("own-account")));
    }
    let mut tx = cx.begin().await?;
    directory::hold_practitioner(&mut tx, practitioner).await?;
    let keeper = directory::keeper_of(&mut tx, practitioner, cx.today()).await?;
    rules::taking_over(keeper, actor.institution).map_err(|_| Problem::NotFound)?;
    let account = store::account_of(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    store::set_keeper(&mut tx, account.id, actor.institution).await?;
    store::withdraw_invitations(&mut tx, account.id).await?;
    store::forget_renewal(&mut tx, account.id).await?;
    tell_owner(cx, &mut tx, &account, |w| w.mail_taken_over_text()).await?;
    let event = deed(cx, &mut tx, actor.institution, practitioner, events::ACCOUNT_TAKEN_OVER).await?;
    let held = directory::appointments_of(&mut tx, practitioner).await?;
    // In the chain of the former keeper too, which no longer employs the person.
    if let Some(former) = account.keeper.filter(|former| !works_at(&held, *former, cx.today())) {
        tx.note(Event { institution: former, ..event.clone() });
    }
    let from = account.keeper.map(|i| i.to_string());
    let detail = serde_json::json!({"from": from, "to": actor.institution.to_string()});
    Ok(tx.commit(event.with_detail(detail.to_string())).await?)
}

fn works_at(held: &[directory::Held], institution: InstitutionId, today: Date) -> bool {
    held.iter().any(|h| h.institution == institution && h.is_in_force_on(today))
}
