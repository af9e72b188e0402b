// SPDX-License-Identifier: EUPL-1.2
//! Passwords, hashed slowly on purpose, off the threads that answer requests.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use platform::http::Cx;
use platform::problem::Problem;
use tokio::sync::Semaphore;

/// Argon2id, 32 MiB, three rounds, one lane: above what OWASP asks (19 MiB, two rounds), about a tenth of a second on the
/// machines this runs on. A hash tells its own parameters: they can be raised here without locking anybody out.
const MEMORY_KIB: u32 = 32 * 1024;
const ROUNDS: u32 = 3;
const LANES: u32 = 1;

/// So many at once: a storm of sign-ins waits in line and takes neither the memory nor the processors of everybody else.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What an unknown address is compared with, so that the answer takes as long as for a known one. Of no password.
const NOBODYS: &str =
    "$argon2id$v=19$m=32768,t=3,p=1$bWFpbGxhZ2Utbm9ib2R5$M2xTZ0l0Q0lGd3VqS1ZyU2Z6bE5vYm9keXNIYXNoMDA";

fn hasher() -> Result<Argon2<'static>, Problem> {
    let params =
        Params::new(MEMORY_KIB, ROUNDS, LANES, None).map_err(|_| Problem::fault("Argon2 parameters"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a password, to be stored.
pub async fn hash(cx: &Cx, password: &str) -> Result<String, Problem> {
    let salt: [u8; 16] = cx.random()?;
    let password = password.to_owned();
    slowly(move || {
        let hash = hasher()?.hash_password_with_salt(password.as_bytes(), &salt);
        Ok(hash.map_err(|_| Problem::fault("Argon2 failed"))?.to_string())
    })
    .await
}

/// Whether a password is the one of a hash. Without a hash it takes as long, and is not.
pub(super) async fn is_right(password: &str, hash: Option<&str>) -> Result<Result<(), Wrong>, Problem> {
    let hash_text = hash.unwrap_or(NOBODYS).to_owned();
    let known = hash.map(drop).ok_or(Wrong);
    let password = password.to_owned();
    let right = slowly(move || {
        let parsed =
            PasswordHash::new(&hash_text).map_err(|_| Problem::fault("a password hash is unreadable"))?;
        Ok(hasher()?.verify_password(password.as_bytes(), &parsed).map_err(|_| Wrong))
    })
    .await?;
    Ok(known.and(right))
}

/// It is not the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrong;

async fn slowly<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let _turn = AT_ONCE.acquire().await.map_err(|_| Problem::fault("hashing has ended"))?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Problem::fault("hashing panicked"))?
}
