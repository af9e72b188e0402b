// SPDX-License-Identifier: EUPL-1.2
//! The receipt code: sixteen letters and digits by which somebody without an account comes back to what they reported.
//!
//! Derived from the reporter's id under a key of this installation, so that a second click shows the same code; only its
//! digest is stored. Eighty bits: nobody finds one by trying.

use hmac::{Hmac, KeyInit, Mac};
use kernel::{Id, ReporterId};
use platform::http::Cx;
use platform::problem::Problem;
use sha2::{Digest, Sha256};

/// Letters and digits that cannot be taken for one another, read aloud or written by hand (no I, L, O, U).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The key. Never inside a transaction: where no server has read it at start, it may have to be drawn and written.
pub(super) async fn key(cx: &Cx) -> Result<[u8; 32], Problem> {
    Ok(cx.app.key(platform::secrets::RECEIPT).await?)
}

/// The code of somebody's part in a report: `K7RM-42PD-9XQ3-TT6A`.
pub(super) fn code(key: &[u8; 32], reporter: ReporterId) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    mac.update(b"receipt\0");
    mac.update(reporter.uuid().as_bytes());
    let bytes = mac.finalize().into_bytes();
    let mut out = String::with_capacity(19);
    let mut bits: u32 = 0;
    let mut held = 0;
    for byte in bytes.iter().take(10) {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            if out.len() % 5 == 4 {
                out.push('-');
            }
            out.push(char::from(ALPHABET[((bits >> held) & 31) as usize]));
        }
    }
    out
}

/// The digest of a code as somebody typed it: spaces, dashes, small letters and look-alikes do not matter. `None` for
/// what cannot be a code.
pub(super) fn digest(typed: &str) -> Option<[u8; 32]> {
    let plain: String = typed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    if plain.len() != 16 || !plain.bytes().all(|b| ALPHABET.contains(&b)) {
        return None;
    }
    Some(Sha256::new().chain_update(b"receipt\0").chain_update(plain).finalize().into())
}

/// The digest of the token of a browser.
pub(super) fn browser(token: &str) -> [u8; 32] {
    Sha256::new().chain_update(b"browser\0").chain_update(token).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_code_is_the_same_for_one_reporter_and_read_however_it_is_typed() {
        let one = code(&[7; 32], ReporterId(Uuid::from_u128(1)));
        assert_eq!(one, code(&[7; 32], ReporterId(Uuid::from_u128(1))));
        assert_ne!(one, code(&[7; 32], ReporterId(Uuid::from_u128(2))));
        assert_ne!(one, code(&[8; 32], ReporterId(Uuid::from_u128(1))));
        assert_eq!(one.len(), 19);
        let typed = one.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(digest(&one), digest(&typed));
        for wrong in ["", "K7RM", "K7RM-42PD-9XQ3-TT6", "K7RM-42PD-9XQ3-TT6é", "UUUU-42PD-9XQ3-TT6A"] {
            assert_eq!(digest(wrong), None, "{wrong}");
        }
    }
}
