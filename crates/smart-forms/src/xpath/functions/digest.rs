// SPDX-License-Identifier: EUPL-1.2
//! Functions that work on bytes: digests, base 64, what somebody signed.

use base64ct::{Base64, Base64Unpadded, Encoding};
use ed25519_dalek::{Signature, Verifier, VerifyingKey};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::{Done, Function, Given};
use crate::xpath::eval::Run;
use crate::xpath::{EvalFault, Tree, Value};

pub(super) fn call<T: Tree>(
    run: &mut Run<'_, T>,
    function: Function,
    given: &Given<'_, T::Node>,
) -> Done<Value<T::Node>> {
    let text = match function {
        Function::Digest => digest(run, given)?,
        Function::Base64Decode => {
            // What is not base 64 has no content.
            decoded(&given.text(run, 0)?).map(|bytes| as_text(&bytes)).unwrap_or_default()
        }
        _ => {
            let (message, key) = (given.text(run, 0)?, given.text(run, 1)?);
            signed(&message, &key).unwrap_or_default()
        }
    };
    Ok(Value::Text(run.made(text)?))
}

fn digest<T: Tree>(run: &mut Run<'_, T>, given: &Given<'_, T::Node>) -> Done<String> {
    let text = given.text(run, 0)?;
    let algorithm = given.text(run, 1)?.to_ascii_uppercase();
    let encoding =
        if given.len() == 3 { given.text(run, 2)?.to_ascii_lowercase() } else { "base64".to_owned() };
    run.work(text.len())?;
    let bytes: Vec<u8> = match algorithm.as_str() {
        "MD5" => Md5::digest(&text).to_vec(),
        "SHA-1" => Sha1::digest(&text).to_vec(),
        "SHA-256" => Sha256::digest(&text).to_vec(),
        "SHA-384" => Sha384::digest(&text).to_vec(),
        "SHA-512" => Sha512::digest(&text).to_vec(),
        _ => return Err(EvalFault::Argument("digest")),
    };
    match encoding.as_str() {
        "hex" => Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        "base64" => Ok(Base64::encode_string(&bytes)),
        _ => Err(EvalFault::Argument("digest")),
    }
}

/// Blanks between and signs at the end that fill up do not count.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let text: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    Base64Unpadded::decode_vec(text.trim_end_matches('=')).ok()
}

fn as_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The content of a signed message (Ed25519: the signature, then the content), or nothing if the signature is not
/// that of the key.
fn signed(message: &str, key: &str) -> Option<String> {
    let message = decoded(message)?;
    let (signature, content) = message.split_at_checked(64)?;
    let key = VerifyingKey::from_bytes(&<[u8; 32]>::try_from(decoded(key)?).ok()?).ok()?;
    key.verify(content, &Signature::from_slice(signature).ok()?).ok()?;
    Some(as_text(content))
}
