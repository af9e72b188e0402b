// SPDX-License-Identifier: EUPL-1.2
//! Taking an invitation up: the password, the other address that it confirms, and the telephone.

use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use platform::session;

use super::super::model::{Account, ShownOnce, Standing};
use super::super::{events, identity, passwords, refused, rules, second_factor, store};
use super::invite::{address_is_free, token_digest};
use super::{
    ask, changed, code_guesses, counting_key, draw_recovery_codes, make_whole, own_deed, start_half,
    tell_owner,
};
use crate::directory::{self, Keeper};

/// The account that the invitation of a token opens, while it leads somewhere.
pub(in super::super) async fn invitation_of(cx: &Cx, token: &str) -> Result<Option<Invited>, Problem> {
    let mut conn = cx.read().await?;
    let Some((id, confirms, by)) = store::invitation(&mut conn, token_digest(token), cx.now).await? else {
        return Ok(None);
    };
    let account = store::account(&mut conn, id).await?;
    // A link that the former keeper made leads nowhere once others employ the person: it has no say any more.
    if let Some(account) = account.as_ref().filter(|_| by.is_some())
        && matches!(
            directory::keeper_of(&mut conn, account.practitioner, cx.today()).await?,
            Keeper::MayBecome(_)
        )
    {
        return Ok(None);
    }
    Ok(account.map(|account| Invited { confirms: confirms.filter(|e| *e != account.email), account }))
}

/// What an invitation leads to.
pub(in super::super) struct Invited {
    /// The account that it opens.
    pub account: Account,
    /// The other address that becomes the account's when it is taken up.
    pub confirms: Option<String>,
}

impl Invited {
    /// The address by which the person will sign in.
    pub fn email(&self) -> &str {
        self.confirms.as_deref().unwrap_or(&self.account.email)
    }
}

/// Takes an invitation up: the password is chosen, all earlier sessions end, and a half session begins in which the code is
/// given or the second factor set up. Returns the token of that session, and where the account stands now.
pub(in super::super) async fn take_up(
    cx: &Cx,
    token: &str,
    password: &str,
) -> Result<(String, Standing), Problem> {
    let invitation_gone = || refused(cx, kernel::Refusal::new("invitation-gone"));
    let invited = invitation_of(cx, token).await?.ok_or_else(invitation_gone)?;
    let Invited { account, confirms } = invited;
    let (names, at) = {
        let mut conn = cx.read().await?;
        let person =
            directory::practitioner(&mut conn, account.practitioner).await?.ok_or(Problem::NotFound)?;
        let held = identity::held_today(&cx.app, &mut conn, account.id, cx.now).await?;
        let at = held.first().map_or(directory::INSTALLATION, |h| h.institution);
        ([person.fields.given, person.fields.family], at)
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    rules::password(password, &names, confirms.as_deref().unwrap_or(&account.email))
        .map_err(|r| refused(cx, r))?;
    let hash = passwords::hash(cx, password).await?;
    let mut tx = cx.begin().await?;
    store::use_invitation(&mut tx, token_digest(token), cx.now)
        .await
        .map_err(|e| changed(e, invitation_gone))?;
    store::set_password(&mut tx, account.id, &hash).await?;
    session::end_all(&mut tx, account.id, None).await?;
    let renewal = store::renewal(&mut tx, account.id).await?.and_then(|asked| asked.invitation);
    let renews = renewal.is_some() && renewal == store::invitation_id(&mut tx, token_digest(token)).await?;
    if renews {
        // Only now: until the link is used, the old telephone serves, and a password alone never opens anything.
        store::forget_second_factor(&mut tx, account.id).await?;
        store::forget_renewal(&mut tx, account.id).await?;
    }
    let standing =
        if renews || account.totp_confirmed_at.is_none() { Standing::Begun } else { Standing::Open };
    if standing == Standing::Begun {
        draw_pending(cx, &mut tx, &account).await?;
    }
    tell_owner(cx, &mut tx, &account, |w| w.mail_changed_text()).await?;
    if let Some(email) = confirms {
        address_is_free(cx, &mut tx, &email).await?;
        store::set_email(&mut tx, account.id, &email).await?;
        tell_owner(cx, &mut tx, &Account { email, ..account.clone() }, |w| w.mail_changed_text()).await?;
    }
    let session = start_half(cx, &mut tx, account.id).await?;
    let event = own_deed(cx, &mut tx, at, &account, events::INVITATION_TAKEN_UP).await?;
    tx.commit(event).await?;
    Ok((session, standing))
}

pub(super) async fn draw_pending(cx: &Cx, tx: &mut Tx, account: &Account) -> Result<(), Problem> {
    let secret: [u8; second_factor::SECRET_BYTES] = cx.random()?;
    Ok(store::set_pending(tx, account.id, &secret).await?)
}

/// Begins to set up a second factor when none waits: for accounts whose second factor was taken away.
pub(in super::super) async fn begin_second_factor(cx: &Cx, account: &Account) -> Result<(), Problem> {
    if account.totp_pending.is_some() {
        return Ok(());
    }
    let mut tx = cx.begin_technical().await?;
    draw_pending(cx, &mut tx, account).await?;
    Ok(tx.commit_technical(platform::db::Technical::Session).await?)
}

/// Whoever has a second factor gives its code before they set up another: a password alone never replaces it.
pub(in super::super) fn may_set_up(cx: &Cx, account: &Account) -> Result<(), Problem> {
    let whole = cx.session.as_ref().is_some_and(|s| s.second_factor_at.is_some());
    if account.totp_confirmed_at.is_none() || whole { Ok(()) } else { Err(Problem::SignIn) }
}

/// Confirms the second factor by its first code. Gives the token of a whole session and the recovery codes, shown once.
pub(in super::super) async fn confirm_second_factor(
    cx: &Cx,
    account: &Account,
    code: &str,
) -> Result<(String, ShownOnce<Vec<String>>), Problem> {
    let wrong = || refused(cx, kernel::Refusal::new("code-wrong"));
    may_set_up(cx, account)?;
    let secret = account.totp_pending.as_deref().ok_or_else(wrong)?;
    let key = counting_key(cx).await?;
    let counted = ask(cx, code_guesses(cx, &key, account)).await?;
    let step = second_factor::step_of(secret, code, cx.app.clock.outside()).ok_or_else(wrong)?;
    let held = {
        let mut conn = cx.read().await?;
        identity::held_today(&cx.app, &mut conn, account.id, cx.now).await?
    };
    let institution = rules::acting_for(cx.session.as_ref().and_then(|s| s.institution), &held);
    let at = institution.or(held.first().map(|h| h.institution)).unwrap_or(directory::INSTALLATION);
    let (codes, digests) = draw_recovery_codes(cx, account.id)?;
    let mut tx = cx.begin_technical().await?;
    store::confirm_pending(&mut tx, account.id, secret, step, cx.now).await?;
    store::put_recovery_codes(&mut tx, account.id, &digests).await?;
    platform::throttle::succeeded(&mut tx, &counted).await?;
    session::end_all(&mut tx, account.id, cx.session.as_ref().map(|s| s.id)).await?;
    let token = make_whole(cx, &mut tx, account, institution).await?;
    store::forget_renewal(&mut tx, account.id).await?;
    tell_owner(cx, &mut tx, account, |w| w.mail_changed_text()).await?;
    let event = own_deed(cx, &mut tx, at, account, events::SECOND_FACTOR_CONFIRMED).await?;
    tx.commit(event).await?;
    Ok((token, ShownOnce::new(codes)))
}
