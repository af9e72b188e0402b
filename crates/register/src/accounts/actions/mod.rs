// SPDX-License-Identifier: EUPL-1.2
//! What is done with accounts, one function a verb.

mod invite;
mod keep;
mod own;
mod renew;
mod sign_in;
mod take_up;

pub(super) use invite::delivery;
pub use invite::{Delivery, Invitation, Opening, Renewal, invite, open_account};
pub use keep::{close_account, end_all_sessions, reopen_account, take_over_account};
pub use own::set_language;
pub(super) use own::{
    change_password, end_other_sessions, end_session, renew_recovery_codes, renew_second_factor, sign_out,
};
pub(super) use renew::{CONFIRMERS, waits};
pub use renew::{ask_renewal, confirm_renewal, decline_renewal};
pub(super) use sign_in::{choose_institution, give_code, give_password, give_recovery_code};
pub(super) use take_up::{begin_second_factor, confirm_second_factor, invitation_of, may_set_up, take_up};

use kernel::event::By;
use kernel::{AccountId, Event, EventKind, Ground, InstitutionId, PractitionerId, SessionId, SubjectKind};
use platform::db::{StoreError, Tx};
use platform::http::Cx;
use platform::mail::{self, Mail, Notice, NoticeWords};
use platform::problem::Problem;
use platform::session::{self, NewSession};
use platform::{secrets, throttle};
use sha2::{Digest, Sha256};

use super::known;
use super::model::Account;
use super::words::Words;
use crate::directory;

/// A password was given, the code not yet: so long may that last, in microseconds.
const HALF: i64 = 15 * kernel::Instant::MINUTE;
/// How many recovery codes.
const RECOVERY_CODES: usize = 10;

/// What somebody does with their own account, before or after they are fully signed in.
fn own_event(at: InstitutionId, by: PractitionerId, account: AccountId, kind: EventKind) -> Event {
    Event::new(at, kind, SubjectKind::ACCOUNT.of(account), By::Practitioner(by, None), Ground::Own)
}

/// As [`own_event`], for what changes a lock: also in the ledger of every other institution that employs the person today,
/// since what they read there is behind it.
async fn own_deed(
    cx: &Cx,
    tx: &mut Tx,
    at: InstitutionId,
    account: &Account,
    kind: EventKind,
) -> Result<Event, Problem> {
    let held = directory::appointments_of(tx, account.practitioner).await?;
    for other in directory::concerned(None, &held, cx.today(), at) {
        tx.note(own_event(other, account.practitioner, account.id, kind));
    }
    Ok(own_event(at, account.practitioner, account.id, kind))
}

/// Why a change did not happen: somebody was there before, which is told as it is for the reader; or storage failed, which
/// is never told as the reader's own doing.
pub(super) fn changed(error: StoreError, gone: impl FnOnce() -> Problem) -> Problem {
    match error {
        StoreError::Changed => gone(),
        other => other.into(),
    }
}

/// The key under which tries are counted.
pub(super) async fn counting_key(cx: &Cx) -> Result<[u8; 32], Problem> {
    Ok(cx.app.key(secrets::THROTTLE).await?)
}

/// Asks for a try; the try is counted before anything is compared. Returns what to take back when it succeeds.
async fn ask(cx: &Cx, subjects: Vec<throttle::Subject>) -> Result<Vec<throttle::Subject>, Problem> {
    let mut tx = cx.begin_technical().await?;
    match throttle::ask(&mut tx, &subjects).await? {
        throttle::Answer::Free => {
            tx.commit_technical(platform::db::Technical::Throttle).await?;
            Ok(subjects)
        }
        throttle::Answer::Wait { until } => {
            let wait = until.since(cx.now).max(0);
            Err(Problem::Wait(wait / kernel::Instant::SECOND + 1))
        }
    }
}

/// Guesses of the password of an address: those of a browser that is known for it by themselves.
fn password_guesses(cx: &Cx, key: &[u8; 32], email: &str) -> Vec<throttle::Subject> {
    match known::subject(cx, key, "known-password", email) {
        Some(browser) => vec![browser],
        None => {
            vec![throttle::Subject::account(key, email), throttle::Subject::address(key, &cx.request.client)]
        }
    }
}

/// Guesses of the code of one account, likewise.
fn code_guesses(cx: &Cx, key: &[u8; 32], account: &Account) -> Vec<throttle::Subject> {
    let elsewhere = || throttle::Subject::other(key, "code", account.id.0.as_bytes(), throttle::ACCOUNT);
    vec![known::subject(cx, key, "known-code", &account.email).unwrap_or_else(elsewhere)]
}

/// Tells the owner of an account by e-mail that something was done to it.
async fn tell_owner(
    cx: &Cx,
    tx: &mut Tx,
    account: &Account,
    text: fn(&Words) -> &'static str,
) -> Result<(), Problem> {
    let w = Words(account.lang);
    let words = NoticeWords { subject: w.mail_renewed_subject(), text: text(&w), closing: w.mail_closing() };
    let notice = Notice { kind: "account-changed", path: "/sign-in".into() };
    // An address that cannot be one reaches nobody: no reason to keep people from their own account.
    if let Ok(mail) = Mail::notice(&account.email, account.lang, words, &notice, &cx.app.config.public_url) {
        mail::enqueue(tx, cx.new_id()?, &mail).await?;
    }
    Ok(())
}

/// Starts a session in which only the password was given.
async fn start_half(cx: &Cx, tx: &mut Tx, account: AccountId) -> Result<String, Problem> {
    start(cx, tx, account, None, HALF).await.map(|(_, token)| token)
}

async fn start(
    cx: &Cx,
    tx: &mut Tx,
    account: AccountId,
    institution: Option<InstitutionId>,
    lasts: i64,
) -> Result<(SessionId, String), Problem> {
    let id: SessionId = cx.new_id()?;
    let new = NewSession { account, institution, agent: cx.request.agent.clone(), lasts };
    let token = session::start(tx, id, &new, cx.random()?, cx.now).await?;
    Ok((id, token))
}

/// Makes a half session a whole one: a new session with a new token, so that one known before opens nothing.
async fn make_whole(
    cx: &Cx,
    tx: &mut Tx,
    account: &Account,
    institution: Option<InstitutionId>,
) -> Result<String, Problem> {
    if let Some(half) = &cx.session {
        session::end(tx, half.account, half.id).await?;
    }
    let lasts = cx.app.config.session_hours * kernel::Instant::HOUR;
    let (id, _) = start(cx, tx, account.id, institution, lasts).await?;
    Ok(session::rotate(tx, id, cx.random()?, cx.now).await?)
}

/// The digest of something random that was given to a person.
fn digest(of: AccountId, text: &str) -> [u8; 32] {
    Sha256::new().chain_update(of.0.as_bytes()).chain_update(text.as_bytes()).finalize().into()
}

/// Draws recovery codes: what to show, and what to keep.
fn draw_recovery_codes(cx: &Cx, of: AccountId) -> Result<(Vec<String>, Vec<[u8; 32]>), Problem> {
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        codes.push(super::rules::recovery_code(cx.random()?));
    }
    let digests = codes.iter().map(|c| digest(of, &super::rules::plain_code(c))).collect();
    Ok((codes, digests))
}
