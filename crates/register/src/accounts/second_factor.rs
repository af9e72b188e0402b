// SPDX-License-Identifier: EUPL-1.2
//! The second factor: codes of an authenticator application (RFC 6238: SHA-1, six digits, thirty seconds).

use kernel::Instant;
use maud::{Markup, html};
use totp_rs::{Builder, Secret, Totp};

/// Seconds in a step.
pub const STEP_SECONDS: i64 = 30;
/// Bytes of a secret: 160 bits, as RFC 4226 recommends.
pub const SECRET_BYTES: usize = 20;

fn totp(secret: &[u8]) -> Totp {
    Builder::new()
        .with_secret(Secret::from(secret))
        .with_skew(1)
        .with_issuer(Some("Maillage"))
        // What the application shows: not the person's address, which may be read over their shoulder.
        .with_account_name("Maillage")
        .build_noncompliant()
}

/// The step to which a code belongs, now or one step around it; `None` when it is not a code of this secret.
pub(super) fn step_of(secret: &[u8], code: &str, at: Instant) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = u64::try_from(at.0 / Instant::SECOND).ok()?;
    totp(secret).check(&digits, seconds).and_then(|step| i64::try_from(step).ok())
}

/// The code at a moment: for tests, stories and the demo, which prints it.
pub fn code_at(secret: &[u8], at: Instant) -> String {
    let seconds = u64::try_from(at.0 / Instant::SECOND).unwrap_or(0);
    totp(secret).generate(seconds).to_string()
}

/// The secret as people type it: base32, in groups of four.
pub fn readable(secret: &[u8]) -> String {
    let text = base32(secret);
    let groups: Vec<String> =
        text.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    groups.join(" ")
}

/// The secret in base32.
pub fn base32(secret: &[u8]) -> String {
    Secret::from(secret).to_base32()
}

/// The address that authenticator applications understand.
fn uri(secret: &[u8]) -> String {
    format!("otpauth://totp/Maillage?secret={}&issuer=Maillage", base32(secret))
}

/// The square to be scanned, drawn as one path. `label` says what it is to those who do not see it.
pub(super) fn square(secret: &[u8], label: &str) -> Markup {
    let Ok(code) = qrcode::QrCode::new(uri(secret)) else { return html! {} };
    let width = code.width();
    // Four modules of quiet around, or cameras do not find it.
    let (quiet, mut path) = (4, String::new());
    for (i, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", i % width + quiet, i / width + quiet));
        }
    }
    let side = width + 2 * quiet;
    html! {
        svg role="img" aria-label=(label) width="240" height="240" viewBox=(format!("0 0 {side} {side}"))
            shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}
