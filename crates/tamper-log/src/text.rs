// SPDX-License-Identifier: EUPL-1.2
//! Bytes as text: hexadecimal and base64 (RFC 4648 §4, padded), read strictly so that a value has one spelling.

use base64ct::{Base64, Encoding};

/// Lowercase hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(DIGITS[usize::from(digit)]));
        }
    }
    out
}

/// Exactly `N` bytes from lowercase hexadecimal.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let text = text.as_bytes();
    if text.len() != N * 2 {
        return None;
    }
    let mut out = [0; N];
    for (byte, pair) in out.iter_mut().zip(text.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(out)
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

pub(crate) fn unbase64(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

/// Exactly `N` bytes from base64.
pub(crate) fn unbase64_exact<const N: usize>(text: &str) -> Option<[u8; N]> {
    unbase64(text)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_spelling_is_read() {
        assert_eq!(hex(&[0x00, 0xaf]), "00af");
        assert_eq!(unhex::<2>("00af"), Some([0x00, 0xaf]));
        for wrong in ["00AF", "00a", "00af0", "00ag", "00a\u{e9}", ""] {
            assert_eq!(unhex::<2>(wrong), None, "{wrong}");
        }
        assert_eq!(unbase64("AQI="), Some(vec![1, 2]));
        for wrong in ["AQI", "AQJ=", "AQI=\n", "A-I="] {
            assert_eq!(unbase64(wrong), None, "{wrong}");
        }
    }
}
