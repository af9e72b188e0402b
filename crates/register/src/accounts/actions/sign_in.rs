// SPDX-License-Identifier: EUPL-1.2
//! Signing in: the password, then the code, then perhaps the choice of an institution.

use kernel::InstitutionId;
use platform::db::Technical;
use platform::http::Cx;
use platform::problem::Problem;
use platform::session;
use platform::throttle;

use super::super::model::{Account, HeldHere, Standing};
use super::super::{events, identity, passwords, refused, rules, second_factor, store};
use super::{
    ask, code_guesses, counting_key, digest, make_whole, own_event, password_guesses, start_half, tell_owner,
};

/// What a password led to.
pub(in super::super) struct Begun {
    /// The token of the half session.
    pub token: String,
    /// The account.
    pub account: Account,
}

/// Gives address and password. Anything that does not fit is one and the same answer, in the same time: an unknown
/// address, a wrong password, a closed account, an appointment that has ended.
pub(in super::super) async fn give_password(cx: &Cx, email: &str, password: &str) -> Result<Begun, Problem> {
    let email = email.trim().to_lowercase();
    let key = counting_key(cx).await?;
    let counted = ask(cx, password_guesses(cx, &key, &email)).await?;
    let (account, held) = {
        let mut conn = cx.read().await?;
        let account = store::account_by_email(&mut conn, &email).await?;
        let held = match &account {
            Some(account) => identity::held_today(&cx.app, &mut conn, account.id, cx.now).await?,
            None => Vec::new(),
        };
        (account, held)
    };
    let hash = account.as_ref().and_then(|a| a.password_hash.as_deref());
    let password: String = password.chars().take(rules::LONGEST_PASSWORD + 1).collect();
    let right = passwords::is_right(&password, hash).await?;
    let usable = |a: &Account| matches!(a.standing(), Standing::Open | Standing::Begun);
    let account = match (right, account) {
        (Ok(()), Some(account)) if usable(&account) && !held.is_empty() => account,
        _ => return Err(refused(cx, kernel::Refusal::new("sign-in"))),
    };
    let mut tx = cx.begin_technical().await?;
    throttle::succeeded(&mut tx, &counted).await?;
    let token = start_half(cx, &mut tx, account.id).await?;
    tx.commit_technical(Technical::Session).await?;
    Ok(Begun { token, account })
}

/// What the code led to.
pub(in super::super) struct SignedIn {
    /// The token of the whole session.
    pub token: String,
    /// Whether an institution must still be chosen.
    pub must_choose: Option<MustChoose>,
}

/// They hold functions in several institutions and must say for which one they act.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct MustChoose;

/// Gives the code of the second factor.
pub(in super::super) async fn give_code(cx: &Cx, account: &Account, code: &str) -> Result<SignedIn, Problem> {
    let wrong = || refused(cx, kernel::Refusal::new("code-wrong"));
    let secret = account.totp_secret.as_deref().ok_or_else(wrong)?;
    let key = counting_key(cx).await?;
    let counted = ask(cx, code_guesses(cx, &key, account)).await?;
    let step = second_factor::step_of(secret, code, cx.app.clock.outside()).ok_or_else(wrong)?;
    let step = rules::code_step(step, account.totp_last_step).map_err(|r| refused(cx, r))?;
    let held = held(cx, account).await?;
    let mut tx = cx.begin_technical().await?;
    // Two browsers with the same code at once: the second finds it used.
    if store::use_step(&mut tx, account.id, step).await? == 0 {
        return Err(refused(cx, kernel::Refusal::new("code-used")));
    }
    throttle::succeeded(&mut tx, &counted).await?;
    finish(cx, tx, account, &held, events::SIGNED_IN).await
}

/// Gives a recovery code instead: each serves once.
pub(in super::super) async fn give_recovery_code(
    cx: &Cx,
    account: &Account,
    code: &str,
) -> Result<SignedIn, Problem> {
    let key = counting_key(cx).await?;
    let counted = ask(cx, code_guesses(cx, &key, account)).await?;
    let held = held(cx, account).await?;
    let mut tx = cx.begin_technical().await?;
    let of = digest(account.id, &rules::plain_code(code));
    if store::use_recovery_code(&mut tx, account.id, of, cx.now).await? == 0 {
        return Err(refused(cx, kernel::Refusal::new("recovery-code-wrong")));
    }
    throttle::succeeded(&mut tx, &counted).await?;
    tell_owner(cx, &mut tx, account, |w| w.mail_changed_text()).await?;
    finish(cx, tx, account, &held, events::RECOVERY_CODE_USED).await
}

async fn held(cx: &Cx, account: &Account) -> Result<Vec<HeldHere>, Problem> {
    let mut conn = cx.read().await?;
    let held = identity::held_today(&cx.app, &mut conn, account.id, cx.now).await?;
    if held.is_empty() { Err(refused(cx, kernel::Refusal::new("sign-in"))) } else { Ok(held) }
}

async fn finish(
    cx: &Cx,
    mut tx: platform::db::Tx,
    account: &Account,
    held: &[HeldHere],
    kind: kernel::EventKind,
) -> Result<SignedIn, Problem> {
    let institution = rules::acting_for(None, held);
    let at = institution.or(held.first().map(|h| h.institution)).unwrap_or(crate::directory::INSTALLATION);
    let token = make_whole(cx, &mut tx, account, institution).await?;
    store::forget_waiting(&mut tx, account.id).await?;
    tx.commit(own_event(at, account.practitioner, account.id, kind)).await?;
    Ok(SignedIn { token, must_choose: institution.is_none().then_some(MustChoose) })
}

/// Chooses the institution that this session acts for, among those in which something is held today.
pub(in super::super) async fn choose_institution(
    cx: &Cx,
    account: &Account,
    institution: InstitutionId,
) -> Result<(), Problem> {
    let session = cx.session.as_ref().filter(|s| s.second_factor_at.is_some()).ok_or(Problem::SignIn)?;
    let held = held(cx, account).await?;
    if !held.iter().any(|h| h.institution == institution) {
        return Err(Problem::NotFound);
    }
    let mut tx = cx.begin_technical().await?;
    session::act_for(&mut tx, session.id, institution).await?;
    tx.commit(own_event(institution, account.practitioner, account.id, events::INSTITUTION_CHOSEN)).await?;
    Ok(())
}
