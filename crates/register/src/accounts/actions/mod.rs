// SPDX-License-Identifier: EUPL-1.2
//! What is done with accounts, one function a verb.

mod invite;
mod keep;
mod own;
mod sign_in;

pub use invite::{Delivery, Invitation, Opening, Renewal, invite, open_account};
pub(super) use invite::{begin_second_factor, confirm_second_factor, invitation_of, may_set_up, take_up};
pub use keep::{close_account, end_all_sessions, reopen_account};
pub use own::set_language;
pub(super) use own::{
    change_password, end_other_sessions, end_session, renew_recovery_codes, renew_second_factor, sign_out,
};
pub(super) use sign_in::{choose_institution, give_code, give_password, give_recovery_code};

use kernel::event::By;
use kernel::{AccountId, Event, EventKind, Ground, InstitutionId, PractitionerId, SessionId, SubjectKind};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use platform::session::{self, NewSession};
use platform::{secrets, throttle};
use sha2::{Digest, Sha256};

use super::model::Account;

/// A password was given, the code not yet: so long may that last, in microseconds.
const HALF: i64 = 15 * kernel::Instant::MINUTE;
/// How many recovery codes.
const RECOVERY_CODES: usize = 10;

/// What somebody does with their own account, before or after they are fully signed in.
fn own_event(at: InstitutionId, by: PractitionerId, account: AccountId, kind: EventKind) -> Event {
    Event::new(at, kind, SubjectKind::ACCOUNT.of(account), By::Practitioner(by, None), Ground::Own)
}

/// The key under which tries are counted.
async fn counting_key(cx: &Cx) -> Result<[u8; 32], Problem> {
    Ok(secrets::get(&cx.app.db, &cx.app.chance, cx.now, "throttle").await?)
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

/// Guesses of the code of one account.
fn code_guesses(key: &[u8; 32], account: AccountId) -> throttle::Subject {
    throttle::Subject::other(key, "code", account.0.as_bytes(), throttle::ACCOUNT)
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
