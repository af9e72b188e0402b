// SPDX-License-Identifier: EUPL-1.2
//! What people do with their own account once they are signed in.

use kernel::{Event, Lang, SessionId};
use platform::db::Technical;
use platform::http::Cx;
use platform::problem::Problem;
use platform::session;
use platform::throttle;

use super::super::model::{Account, ShownOnce};
use super::super::{events, passwords, refused, rules, store};
use super::take_up::draw_pending;
use super::{ask, counting_key, draw_recovery_codes, own_deed, own_event, password_guesses, tell_owner};
use crate::directory;

fn event(cx: &Cx, kind: kernel::EventKind) -> Result<Event, Problem> {
    let actor = cx.actor()?;
    Ok(own_event(actor.institution, actor.practitioner, actor.account, kind))
}

/// Whoever changes a lock shows the key first: a browser left open is not its owner. Tries are counted.
async fn confirm_password(cx: &Cx, account: &Account, password: &str) -> Result<(), Problem> {
    let key = counting_key(cx).await?;
    let counted = ask(cx, password_guesses(cx, &key, &account.email)).await?;
    let right = passwords::is_right(password, account.password_hash.as_deref()).await?;
    right.map_err(|_| refused(cx, kernel::Refusal::new("password-wrong")))?;
    let mut tx = cx.begin_technical().await?;
    throttle::succeeded(&mut tx, &counted).await?;
    Ok(tx.commit_technical(Technical::Throttle).await?)
}

async fn own_account(cx: &Cx) -> Result<Account, Problem> {
    let mut conn = cx.read().await?;
    store::account(&mut conn, cx.actor()?.account).await?.ok_or(Problem::SignIn)
}

/// Changes one's password. All other sessions end, and this one goes on under a new token, which is returned: whoever has
/// come to know the old one is out.
pub(in super::super) async fn change_password(cx: &Cx, old: &str, new: &str) -> Result<String, Problem> {
    let account = own_account(cx).await?;
    let person = {
        let mut conn = cx.read().await?;
        directory::practitioner(&mut conn, account.practitioner).await?.ok_or(Problem::NotFound)?
    };
    let names = [person.fields.given.as_str(), person.fields.family.as_str()];
    rules::password(new, &names, &account.email).map_err(|r| refused(cx, r))?;
    confirm_password(cx, &account, old).await?;
    let hash = passwords::hash(cx, new).await?;
    let mut tx = cx.begin().await?;
    store::set_password(&mut tx, account.id, &hash).await?;
    let here = cx.session.as_ref().ok_or(Problem::SignIn)?.id;
    session::end_all(&mut tx, account.id, Some(here)).await?;
    let token = session::rotate(&mut tx, here, cx.random()?, cx.now).await?;
    tell_owner(cx, &mut tx, &account, |w| w.mail_changed_text()).await?;
    let at = cx.actor()?.institution;
    let event = own_deed(cx, &mut tx, at, &account, events::PASSWORD_CHANGED).await?;
    tx.commit(event).await?;
    Ok(token)
}

/// Draws new recovery codes, shown once; those before serve no more.
pub(in super::super) async fn renew_recovery_codes(
    cx: &Cx,
    password: &str,
) -> Result<ShownOnce<Vec<String>>, Problem> {
    let account = own_account(cx).await?;
    confirm_password(cx, &account, password).await?;
    let (codes, digests) = draw_recovery_codes(cx, account.id)?;
    let mut tx = cx.begin().await?;
    store::put_recovery_codes(&mut tx, account.id, &digests).await?;
    tell_owner(cx, &mut tx, &account, |w| w.mail_changed_text()).await?;
    let at = cx.actor()?.institution;
    let event = own_deed(cx, &mut tx, at, &account, events::RECOVERY_CODES_RENEWED).await?;
    tx.commit(event).await?;
    Ok(ShownOnce::new(codes))
}

/// Draws a new secret for another telephone; the one in use serves until the new one is confirmed.
pub(in super::super) async fn renew_second_factor(cx: &Cx, password: &str) -> Result<(), Problem> {
    let account = own_account(cx).await?;
    confirm_password(cx, &account, password).await?;
    let mut tx = cx.begin_technical().await?;
    draw_pending(cx, &mut tx, &account).await?;
    Ok(tx.commit_technical(Technical::Session).await?)
}

/// Ends one of one's own sessions.
pub(in super::super) async fn end_session(cx: &Cx, id: SessionId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    if session::end(&mut tx, cx.actor()?.account, id).await? == 0 {
        return Err(Problem::NotFound);
    }
    Ok(tx.commit(event(cx, events::SESSIONS_ENDED)?).await?)
}

/// Ends all of one's own sessions but this one.
pub(in super::super) async fn end_other_sessions(cx: &Cx) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    session::end_all(&mut tx, cx.actor()?.account, cx.session.as_ref().map(|s| s.id)).await?;
    Ok(tx.commit(event(cx, events::SESSIONS_ENDED)?).await?)
}

/// Chooses the language of one's account.
pub async fn set_language(cx: &Cx, lang: Lang) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    store::set_lang(&mut tx, cx.actor()?.account, lang).await?;
    Ok(tx.commit(event(cx, events::LANGUAGE_CHOSEN)?).await?)
}

/// Ends the present session, whole or half.
pub(in super::super) async fn sign_out(cx: &Cx) -> Result<(), Problem> {
    let Some(here) = &cx.session else { return Ok(()) };
    let mut tx = cx.begin_technical().await?;
    session::end(&mut tx, here.account, here.id).await?;
    match cx.actor {
        Some(_) => Ok(tx.commit(event(cx, events::SIGNED_OUT)?).await?),
        None => Ok(tx.commit_technical(Technical::Session).await?),
    }
}
