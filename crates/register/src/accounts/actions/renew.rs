// SPDX-License-Identifier: EUPL-1.2
//! Somebody lost their telephone and their recovery codes. Whoever keeps accounts could, alone, put their own telephone in
//! its place and read what that person reads: therefore one asks, another confirms, the person is told both times, and
//! the link goes to the person.

use kernel::{FunctionKind, Instant, InstitutionId, PractitionerId, Refusal};
use platform::db::Tx;
use platform::http::Cx;
use platform::mail::{self, Mail, Notice, NoticeWords};
use platform::problem::Problem;

use super::super::model::{AskedRenewal, Standing};
use super::super::store_addresses::addresses;
use super::super::words::Words;
use super::super::{Delivery, Invitation, events, refused, rules, store};
use super::invite::{deed, put, staffed};
use super::{changed, tell_owner};
use crate::directory;

/// What was asked can be confirmed for so long, in microseconds.
const WAITS: i64 = 7 * Instant::DAY;
/// Those who may confirm: they know the person, and see whether it is really their telephone that was lost.
pub(in super::super) const CONFIRMERS: &[FunctionKind] =
    &[FunctionKind::Administrator, FunctionKind::Direction, FunctionKind::Supervisor];
/// So many of them are told at most.
const TOLD: usize = 30;

/// Asks that somebody may link another telephone. Nothing changes yet; those who may confirm it are told.
pub async fn ask_renewal(cx: &Cx, practitioner: PractitionerId, reason: &str) -> Result<(), Problem> {
    let actor = cx.actor()?;
    let mut tx = cx.begin().await?;
    let (at, _) = staffed(cx, &mut tx, practitioner).await?;
    let account = store::account_of(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    if account.standing() != Standing::Open {
        // Without a second factor an ordinary invitation is enough.
        return Err(refused(cx, Refusal::new("renewal-needless")));
    }
    if reason.trim().is_empty() {
        return Err(refused(cx, Refusal::new("reason-missing")));
    }
    if waits(cx, store::renewal(&mut tx, account.id).await?).is_some() {
        return Err(refused(cx, Refusal::new("renewal-asked")));
    }
    let asked = AskedRenewal {
        asked_by: Some(actor.practitioner),
        asked_at: cx.now,
        ends_at: cx.now.plus(WAITS),
        reason: reason.trim().to_owned(),
        invitation: None,
    };
    store::put_renewal(&mut tx, account.id, &asked).await?;
    tell_owner(cx, &mut tx, &account, |w| w.mail_renewal_asked_text()).await?;
    tell_confirmers(cx, &mut tx, at, [actor.practitioner, practitioner]).await?;
    let event = deed(cx, &mut tx, at, practitioner, events::RENEWAL_ASKED).await?;
    Ok(tx.commit(event.because(reason.trim())).await?)
}

/// Of what was asked for an account, what can still be confirmed.
pub(in super::super) fn waits(cx: &Cx, asked: Option<AskedRenewal>) -> Option<AskedRenewal> {
    asked.filter(|asked| asked.ends_at > cx.now && asked.invitation.is_none())
}

/// Confirms what somebody else asked: an invitation leaves, for the person, with which they choose a password and link
/// another telephone. Until they use it, everything is as it was.
pub async fn confirm_renewal(cx: &Cx, practitioner: PractitionerId) -> Result<Invitation, Problem> {
    let by = cx.actor()?.practitioner;
    let mut tx = cx.begin().await?;
    let (at, _) = staffed(cx, &mut tx, practitioner).await?;
    let account = store::account_of(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    let gone = || refused(cx, Refusal::new("renewal-gone"));
    let asked = store::renewal(&mut tx, account.id).await?.ok_or_else(gone)?;
    rules::confirming(&asked, by, cx.now).map_err(|r| refused(cx, r))?;
    if account.standing() != Standing::Open {
        return Err(gone());
    }
    // To the address by which they sign in: one that was written on their page since is somebody's word only.
    let (id, invitation) = put(cx, &mut tx, &account, None, Delivery::Shown).await?;
    store::confirm_renewal(&mut tx, account.id, by, id).await.map_err(|e| changed(e, gone))?;
    let event = deed(cx, &mut tx, at, practitioner, events::RENEWAL_CONFIRMED).await?;
    tx.commit(event).await?;
    Ok(invitation)
}

/// Refuses what was asked, or takes it back.
pub async fn decline_renewal(cx: &Cx, practitioner: PractitionerId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let (at, _) = staffed(cx, &mut tx, practitioner).await?;
    let account = store::account_of(&mut tx, practitioner).await?.ok_or(Problem::NotFound)?;
    if waits(cx, store::renewal(&mut tx, account.id).await?).is_none() {
        return Err(refused(cx, Refusal::new("renewal-gone")));
    }
    store::forget_renewal(&mut tx, account.id).await?;
    let event = deed(cx, &mut tx, at, practitioner, events::RENEWAL_DECLINED).await?;
    Ok(tx.commit(event).await?)
}

async fn tell_confirmers(
    cx: &Cx,
    tx: &mut Tx,
    at: InstitutionId,
    except: [PractitionerId; 2],
) -> Result<(), Problem> {
    let about = except[1];
    let mut people = Vec::new();
    for &kind in CONFIRMERS {
        let here = directory::practitioners_of(tx, at, kind, cx.today()).await?;
        people.extend(here.into_iter().map(|c| c.id).filter(|id| !except.contains(id)));
    }
    people.sort();
    people.dedup();
    people.truncate(TOLD);
    for account in addresses(tx, &people).await? {
        let w = Words(account.lang);
        let words = NoticeWords {
            subject: w.mail_confirm_subject(),
            text: w.mail_confirm_text(),
            closing: w.mail_closing(),
        };
        let path = format!("/practitioners/{about}/account/renewal");
        let notice = Notice { kind: "renewal-asked", path };
        let Ok(mail) = Mail::notice(&account.email, account.lang, words, &notice, &cx.app.config.public_url)
        else {
            continue;
        };
        mail::enqueue(tx, cx.new_id()?, &mail).await?;
    }
    Ok(())
}
