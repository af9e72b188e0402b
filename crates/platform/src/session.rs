// SPDX-License-Identifier: EUPL-1.2
//! Sessions: one browser in which an account is signed in. The cookie holds a random token; the database only its digest.

use kernel::{AccountId, Instant, InstitutionId, SessionId};
use sha2::{Digest, Sha256};

use crate::db::{Conn, StoreError};
use crate::{args, from_row};

/// A session in force.
#[derive(Clone, Debug)]
pub struct Session {
    /// Which one.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// The institution they act for, once chosen.
    pub institution: Option<InstitutionId>,
    /// What every form of this session sends along, so that no other site can send one.
    pub csrf: String,
    /// When the second factor was given; until then the session opens nothing but its own completion.
    pub second_factor_at: Option<Instant>,
    /// The browser's own name.
    pub agent: String,
    /// When it began.
    pub started_at: Instant,
    /// When it was last used, to the minute.
    pub seen_at: Instant,
    /// When it ends whatever happens.
    pub ends_at: Instant,
}

from_row!(Session { id, account, institution, csrf, second_factor_at, agent, started_at, seen_at, ends_at });

/// A session that is being made: what the browser is given, and what is stored of it.
pub struct NewSession {
    /// The account.
    pub account: AccountId,
    /// The institution they act for, when there is only one.
    pub institution: Option<InstitutionId>,
    /// The browser's own name.
    pub agent: String,
    /// How long it lasts at most, in microseconds.
    pub lasts: i64,
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Starts a session and returns the token for the cookie. `random` feeds token and form key.
pub async fn start(
    conn: &mut Conn,
    id: SessionId,
    new: &NewSession,
    random: [u8; 48],
    now: Instant,
) -> Result<String, StoreError> {
    let token = hex(&random[..32]);
    let csrf = hex(&random[32..]);
    let agent: String = new.agent.chars().take(200).collect();
    conn.run(
        "INSERT INTO sessions (id, token_digest, account_id, institution_id, csrf, agent, started_at, seen_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        args![id, digest(&token), new.account, new.institution, csrf, agent, now, now.plus(new.lasts)],
    )
    .await?;
    Ok(token)
}

/// The session of a token, unless it ended or lay idle longer than `idle` microseconds.
pub async fn by_token(
    conn: &mut Conn,
    token: &str,
    now: Instant,
    idle: i64,
) -> Result<Option<Session>, StoreError> {
    conn.maybe(
        "SELECT id, account_id, institution_id, csrf, second_factor_at, agent, started_at, seen_at, ends_at
         FROM sessions WHERE token_digest = $1 AND ends_at > $2 AND seen_at > $3",
        args![digest(token), now, now.plus(-idle)],
    )
    .await
}

/// Gives a session a new token and form key: after the second factor, so that a token known before opens nothing.
pub async fn rotate(
    conn: &mut Conn,
    id: SessionId,
    random: [u8; 48],
    now: Instant,
) -> Result<String, StoreError> {
    let token = hex(&random[..32]);
    conn.change(
        "UPDATE sessions SET token_digest = $2, csrf = $3, second_factor_at = $4, seen_at = $4 WHERE id = $1",
        args![id, digest(&token), hex(&random[32..]), now],
    )
    .await?;
    Ok(token)
}

/// Notes that a session is in use.
pub async fn touch(conn: &mut Conn, id: SessionId, now: Instant) -> Result<(), StoreError> {
    conn.run("UPDATE sessions SET seen_at = $2 WHERE id = $1", args![id, now]).await.map(drop)
}

/// Chooses the institution a session acts for.
pub async fn act_for(conn: &mut Conn, id: SessionId, institution: InstitutionId) -> Result<(), StoreError> {
    conn.run("UPDATE sessions SET institution_id = $2 WHERE id = $1", args![id, institution]).await.map(drop)
}

/// The sessions of an account that are still open, the last used first: neither ended nor idle longer than `idle`
/// microseconds.
pub async fn open_of(
    conn: &mut Conn,
    account: AccountId,
    now: Instant,
    idle: i64,
) -> Result<Vec<Session>, StoreError> {
    conn.all(
        "SELECT id, account_id, institution_id, csrf, second_factor_at, agent, started_at, seen_at, ends_at
         FROM sessions WHERE account_id = $1 AND ends_at > $2 AND seen_at > $3 ORDER BY seen_at DESC LIMIT 50",
        args![account, now, now.plus(-idle)],
    )
    .await
}

/// Ends one session of an account; nothing happens when it is not theirs.
pub async fn end(conn: &mut Conn, account: AccountId, id: SessionId) -> Result<u64, StoreError> {
    conn.run("DELETE FROM sessions WHERE id = $1 AND account_id = $2", args![id, account]).await
}

/// Ends all sessions of an account, except perhaps one.
pub async fn end_all(
    conn: &mut Conn,
    account: AccountId,
    except: Option<SessionId>,
) -> Result<u64, StoreError> {
    match except {
        Some(id) => {
            conn.run("DELETE FROM sessions WHERE account_id = $1 AND id <> $2", args![account, id]).await
        }
        None => conn.run("DELETE FROM sessions WHERE account_id = $1", args![account]).await,
    }
}

/// Forgets sessions that ended.
pub async fn sweep(conn: &mut Conn, now: Instant) -> Result<u64, StoreError> {
    conn.run("DELETE FROM sessions WHERE ends_at <= $1", args![now]).await
}
