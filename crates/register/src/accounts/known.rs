// SPDX-License-Identifier: EUPL-1.2
//! Browsers in which somebody has signed in before, code and all. Their failures are counted by themselves: whoever guesses
//! from elsewhere, however often, keeps nobody from signing in at their own desk.
//!
//! The cookie holds a random number and a digest of it with the address, under a key of the installation: it names nobody,
//! opens nothing, and saves neither the password nor the code. Nothing of it is stored here.

use platform::http::{Cx, Reply, with_cookie};
use platform::problem::Problem;
use platform::throttle::{self, Subject};

use super::actions::counting_key;

/// A browser is known for so long after somebody last signed in, in seconds.
const LASTS: i64 = 31_536_000;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Colleagues who share a computer are each known by a cookie of their own.
fn name(key: &[u8; 32], email: &str) -> String {
    format!("known-{}", hex(&throttle::known(key, "known-name", email.as_bytes())[..6]))
}

fn value(key: &[u8; 32], email: &str, number: &str) -> String {
    let proof = throttle::known(key, "known-proof", format!("{number}\0{email}").as_bytes());
    format!("{number}.{}", hex(&proof))
}

/// The number of this browser, when it is known for the account of an address.
fn number<'a>(cx: &'a Cx, key: &[u8; 32], email: &str) -> Option<&'a str> {
    let kept = cx.request.cookies.get(&name(key, email))?;
    let (number, _) = kept.split_once('.')?;
    // Compared by digests: how long it takes tells nothing of where the first difference is.
    let digest = |text: &str| throttle::known(key, "known-compared", text.as_bytes());
    (digest(kept) == digest(&value(key, email, number))).then_some(number)
}

/// What the tries for an account are counted as, from this browser, when it is known.
pub(super) fn subject(cx: &Cx, key: &[u8; 32], kind: &'static str, email: &str) -> Option<Subject> {
    let number = number(cx, key, email)?;
    Some(Subject::other(key, kind, format!("{number}\0{email}").as_bytes(), throttle::ACCOUNT))
}

/// Makes this browser known for an account: somebody has just signed in, code and all.
pub(super) async fn remember(cx: &Cx, email: &str, reply: Reply) -> Result<Reply, Problem> {
    let key = counting_key(cx).await?;
    let number = match number(cx, &key, email) {
        Some(number) => number.to_owned(),
        None => hex(&cx.random::<16>()?),
    };
    Ok(with_cookie(&cx.app, reply, &name(&key, email), &value(&key, email, &number), LASTS))
}
