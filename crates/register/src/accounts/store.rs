// SPDX-License-Identifier: EUPL-1.2
//! Accounts in the database. Only this slice reads them; secrets are stored as digests, except that of the second factor,
//! which must be computed with.

use kernel::{AccountId, Date, Instant, InstitutionId, Lang, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};

use super::model::{Account, AskedRenewal, Behind, HeldHere};

const ACCOUNT: &str =
    "SELECT id, practitioner_id, keeper_id, email, password_hash, totp_secret, totp_pending, totp_confirmed_at,
  totp_last_step, lang, created_at, closed_at FROM accounts";

pub(super) async fn account(conn: &mut Conn, id: AccountId) -> Result<Option<Account>, StoreError> {
    let mut sql = Sql::new(ACCOUNT, args![]);
    sql.push(" WHERE id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}

pub(super) async fn account_by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>, StoreError> {
    let mut sql = Sql::new(ACCOUNT, args![]);
    sql.push(" WHERE email = $", args![email]);
    Ok(conn.all_of(sql).await?.pop())
}

pub(super) async fn account_of(conn: &mut Conn, of: PractitionerId) -> Result<Option<Account>, StoreError> {
    let mut sql = Sql::new(ACCOUNT, args![]);
    sql.push(" WHERE practitioner_id = $", args![of]);
    Ok(conn.all_of(sql).await?.pop())
}

/// The functions held on these days, whichever of them is today in the territory: decided in `rules`.
pub(super) async fn held(
    conn: &mut Conn,
    account: AccountId,
    first: Date,
    last: Date,
) -> Result<Vec<HeldHere>, StoreError> {
    conn.all(
        "SELECT h.institution_id, h.function_id, h.kind, h.institution_name, h.pack, h.from_on, h.until_on
         FROM accounts a JOIN appointments_held h ON h.practitioner_id = a.practitioner_id
         WHERE a.id = $1 AND a.closed_at IS NULL AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on >= $2)
         LIMIT 100",
        args![account, first, last],
    )
    .await
}

/// As [`held`], for somebody who may have no account.
pub(super) async fn held_by(
    conn: &mut Conn,
    practitioner: PractitionerId,
    first: Date,
    last: Date,
) -> Result<Vec<HeldHere>, StoreError> {
    conn.all(
        "SELECT h.institution_id, h.function_id, h.kind, h.institution_name, h.pack, h.from_on, h.until_on
         FROM appointments_held h
         WHERE h.practitioner_id = $1 AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on >= $2) LIMIT 100",
        args![practitioner, first, last],
    )
    .await
}

/// Who is behind an account, and by what secrecy they are bound on a day.
pub(super) async fn behind(
    conn: &mut Conn,
    account: AccountId,
    day: Date,
) -> Result<Option<Behind>, StoreError> {
    conn.maybe(
        "SELECT a.practitioner_id, a.lang, n.given, n.family,
           (SELECT s.status FROM secrecy_held s WHERE s.practitioner_id = a.practitioner_id AND s.from_on <= $2
              AND (s.until_on IS NULL OR s.until_on >= $2) ORDER BY s.from_on DESC LIMIT 1)
         FROM accounts a JOIN practitioner_names n ON n.id = a.practitioner_id
         WHERE a.id = $1 AND a.closed_at IS NULL",
        args![account, day],
    )
    .await
}

/// An account to be made.
pub(super) struct New<'a> {
    pub id: AccountId,
    pub of: PractitionerId,
    pub keeper: InstitutionId,
    pub email: &'a str,
    pub lang: Lang,
}

pub(super) async fn insert(conn: &mut Conn, new: &New<'_>, now: Instant) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO accounts (id, practitioner_id, keeper_id, email, lang, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, 1)",
        args![new.id, new.of, new.keeper, new.email, new.lang, now],
    )
    .await
    .map(drop)
}

pub(super) async fn set_keeper(
    conn: &mut Conn,
    id: AccountId,
    keeper: InstitutionId,
) -> Result<(), StoreError> {
    conn.change("UPDATE accounts SET keeper_id = $2, version = version + 1 WHERE id = $1", args![id, keeper])
        .await
}

pub(super) async fn set_email(conn: &mut Conn, id: AccountId, email: &str) -> Result<(), StoreError> {
    conn.change("UPDATE accounts SET email = $2, version = version + 1 WHERE id = $1", args![id, email]).await
}

pub(super) async fn set_password(conn: &mut Conn, id: AccountId, hash: &str) -> Result<(), StoreError> {
    conn.change(
        "UPDATE accounts SET password_hash = $2, version = version + 1 WHERE id = $1",
        args![id, hash],
    )
    .await
}

pub(super) async fn set_pending(conn: &mut Conn, id: AccountId, secret: &[u8]) -> Result<(), StoreError> {
    conn.change(
        "UPDATE accounts SET totp_pending = $2, version = version + 1 WHERE id = $1",
        args![id, secret],
    )
    .await
}

/// Makes the waiting secret the one that counts; [`StoreError::Changed`] when it is not waiting any more.
pub(super) async fn confirm_pending(
    conn: &mut Conn,
    id: AccountId,
    secret: &[u8],
    step: i64,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE accounts SET totp_secret = $2, totp_pending = NULL, totp_confirmed_at = $4, totp_last_step = $3,
           version = version + 1 WHERE id = $1 AND totp_pending = $2",
        args![id, secret, step, now],
    )
    .await
}

pub(super) async fn forget_second_factor(conn: &mut Conn, id: AccountId) -> Result<(), StoreError> {
    conn.change(
        "UPDATE accounts SET totp_secret = NULL, totp_pending = NULL, totp_confirmed_at = NULL,
           version = version + 1 WHERE id = $1",
        args![id],
    )
    .await?;
    conn.run("DELETE FROM recovery_codes WHERE account_id = $1", args![id]).await.map(drop)
}

/// Notes the step of an accepted code; how many rows that changed: none when it, or a later one, was used already.
pub(super) async fn use_step(conn: &mut Conn, id: AccountId, step: i64) -> Result<u64, StoreError> {
    conn.run(
        "UPDATE accounts SET totp_last_step = $2 WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)",
        args![id, step],
    )
    .await
}

pub(super) async fn set_lang(conn: &mut Conn, id: AccountId, lang: Lang) -> Result<(), StoreError> {
    conn.change("UPDATE accounts SET lang = $2 WHERE id = $1", args![id, lang]).await
}

pub(super) async fn set_closed(
    conn: &mut Conn,
    id: AccountId,
    at: Option<Instant>,
) -> Result<(), StoreError> {
    conn.change("UPDATE accounts SET closed_at = $2, version = version + 1 WHERE id = $1", args![id, at])
        .await
}

pub(super) async fn put_recovery_codes(
    conn: &mut Conn,
    id: AccountId,
    digests: &[[u8; 32]],
) -> Result<(), StoreError> {
    conn.run("DELETE FROM recovery_codes WHERE account_id = $1", args![id]).await?;
    for digest in digests {
        conn.run("INSERT INTO recovery_codes (account_id, digest) VALUES ($1, $2)", args![id, digest])
            .await?;
    }
    Ok(())
}

pub(super) async fn use_recovery_code(
    conn: &mut Conn,
    id: AccountId,
    digest: [u8; 32],
    now: Instant,
) -> Result<u64, StoreError> {
    conn.run(
        "UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND digest = $2 AND used_at IS NULL",
        args![id, digest, now],
    )
    .await
}

pub(super) async fn recovery_codes_left(conn: &mut Conn, id: AccountId) -> Result<i64, StoreError> {
    let left = conn
        .value("SELECT count(*) FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL", args![id])
        .await?;
    Ok(left.unwrap_or(0))
}

/// A link to be kept: which, for which account, by whom it was made, until when it leads somewhere.
pub(super) struct NewInvitation<'a> {
    pub id: uuid::Uuid,
    pub account: AccountId,
    pub digest: [u8; 32],
    pub by: Option<PractitionerId>,
    pub ends_at: Instant,
    /// The address to which it leads, when that is another than the account's.
    pub email: Option<&'a str>,
}

/// Writes an invitation; those before it that were not taken up lead nowhere any more.
pub(super) async fn put_invitation(conn: &mut Conn, new: &NewInvitation<'_>) -> Result<(), StoreError> {
    withdraw_invitations(conn, new.account).await?;
    conn.run(
        "INSERT INTO invitations (id, account_id, digest, invited_by, ends_at, email)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![new.id, new.account, new.digest, new.by, new.ends_at, new.email],
    )
    .await
    .map(drop)
}

/// The account that an invitation opens; the address that it confirms, when that is another than the account's; and who
/// made it, unless the operator's command did.
pub(super) async fn invitation(
    conn: &mut Conn,
    digest: [u8; 32],
    now: Instant,
) -> Result<Option<(AccountId, Option<String>, Option<PractitionerId>)>, StoreError> {
    conn.maybe(
        "SELECT i.account_id, i.email, i.invited_by FROM invitations i JOIN accounts a ON a.id = i.account_id
         WHERE i.digest = $1 AND i.used_at IS NULL AND i.ends_at > $2 AND a.closed_at IS NULL",
        args![digest, now],
    )
    .await
}

/// When the invitation of an account that waits ends, and the other address that it would confirm.
pub(super) async fn invited_until(
    conn: &mut Conn,
    account: AccountId,
    now: Instant,
) -> Result<Option<(Instant, Option<String>)>, StoreError> {
    conn.maybe(
        "SELECT ends_at, email FROM invitations WHERE account_id = $1 AND used_at IS NULL AND ends_at > $2
         ORDER BY ends_at DESC LIMIT 1",
        args![account, now],
    )
    .await
}

/// Takes an invitation up: once, whoever is first.
pub(super) async fn use_invitation(
    conn: &mut Conn,
    digest: [u8; 32],
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE invitations SET used_at = $2 WHERE digest = $1 AND used_at IS NULL AND ends_at > $2",
        args![digest, now],
    )
    .await
}

/// The invitation of a digest.
pub(super) async fn invitation_id(
    conn: &mut Conn,
    digest: [u8; 32],
) -> Result<Option<uuid::Uuid>, StoreError> {
    conn.value("SELECT id FROM invitations WHERE digest = $1", args![digest]).await
}

/// Writes that a renewal is asked for, over what was asked before.
pub(super) async fn put_renewal(
    conn: &mut Conn,
    account: AccountId,
    asked: &AskedRenewal,
) -> Result<(), StoreError> {
    forget_renewal(conn, account).await?;
    conn.run(
        "INSERT INTO second_factor_renewals (account_id, asked_by, asked_at, ends_at, reason, invitation_id)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![account, asked.asked_by, asked.asked_at, asked.ends_at, asked.reason, asked.invitation],
    )
    .await
    .map(drop)
}

pub(super) async fn renewal(conn: &mut Conn, account: AccountId) -> Result<Option<AskedRenewal>, StoreError> {
    conn.maybe(
        "SELECT asked_by, asked_at, ends_at, reason, invitation_id FROM second_factor_renewals WHERE account_id = $1",
        args![account],
    )
    .await
}

/// Ties a renewal to the invitation that carries it: once, whoever confirms first.
pub(super) async fn confirm_renewal(
    conn: &mut Conn,
    account: AccountId,
    by: PractitionerId,
    invitation: uuid::Uuid,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE second_factor_renewals SET confirmed_by = $2, invitation_id = $3
         WHERE account_id = $1 AND invitation_id IS NULL",
        args![account, by, invitation],
    )
    .await
}

pub(super) async fn forget_renewal(conn: &mut Conn, account: AccountId) -> Result<(), StoreError> {
    conn.run("DELETE FROM second_factor_renewals WHERE account_id = $1", args![account]).await.map(drop)
}

/// Forgets what waited to replace a second factor that has just served: a secret shown and never confirmed, a renewal
/// that is not needed.
pub(super) async fn forget_waiting(conn: &mut Conn, id: AccountId) -> Result<(), StoreError> {
    conn.run(
        "UPDATE accounts SET totp_pending = NULL, version = version + 1 WHERE id = $1 AND totp_pending IS NOT NULL",
        args![id],
    )
    .await?;
    forget_renewal(conn, id).await
}

/// Takes back the invitations of an account.
pub(super) async fn withdraw_invitations(conn: &mut Conn, account: AccountId) -> Result<(), StoreError> {
    conn.run("DELETE FROM invitations WHERE account_id = $1 AND used_at IS NULL", args![account])
        .await
        .map(drop)
}
