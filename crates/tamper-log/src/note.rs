// SPDX-License-Identifier: EUPL-1.2
//! Checkpoints: short signed texts that say how far a log had come. Given away, they hold the log to its word.

use std::fmt;

use ed25519_dalek::{Signature, Signer as _};
use sha2::{Digest, Sha256};

use crate::entry::{Hash, Head, StreamId};
use crate::merkle::Heads;
use crate::text::{base64, hex, unbase64_exact, unhex};

/// The algorithm byte of Ed25519 in key ids (C2SP signed-note).
const ED25519: u8 = 1;

/// Why a key or a note cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// The text is not a seed (64 lowercase hexadecimal digits) or not a public key (44 characters of base64).
    Key,
    /// The name of the log is empty, or holds a space, a control character or a `+`.
    Origin,
    /// The text is not a checkpoint of this kind.
    Format,
    /// No signature is of this key and this name.
    Unsigned,
    /// The signature does not fit the text.
    Forged,
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key => "not a key: expected a seed of 64 hexadecimal digits or a public key in base64",
            Self::Origin => "not a name for a log: it is empty or has a space, a control character or a +",
            Self::Format => "not a checkpoint",
            Self::Unsigned => "no signature by this key",
            Self::Forged => "the signature does not fit the text",
        })
    }
}

impl std::error::Error for NoteError {}

/// The secret key with which checkpoints are signed.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(of {})", self.public())
    }
}

impl SigningKey {
    /// The key of a seed of 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// Reads the content of a key file: the seed in lowercase hexadecimal, white space around it ignored.
    ///
    /// # Errors
    /// [`NoteError::Key`].
    pub fn from_seed_hex(text: &str) -> Result<Self, NoteError> {
        unhex(text.trim()).map(Self::from_seed).ok_or(NoteError::Key)
    }

    /// The content of a key file. Secret.
    #[must_use]
    pub fn seed_hex(&self) -> String {
        hex(self.0.as_bytes()) + "\n"
    }

    /// The key that verifies what this one signs.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }
}

/// The key with which anybody verifies checkpoints. Shown as base64, which is also the content of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey(ed25519_dalek::VerifyingKey);

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64(self.0.as_bytes()))
    }
}

impl PublicKey {
    /// Reads the content of a key file: 32 bytes in base64, white space around it ignored.
    ///
    /// # Errors
    /// [`NoteError::Key`], also for the few keys that would accept signatures nobody made.
    pub fn from_base64(text: &str) -> Result<Self, NoteError> {
        let bytes = unbase64_exact(text.trim()).ok_or(NoteError::Key)?;
        match ed25519_dalek::VerifyingKey::from_bytes(&bytes) {
            Ok(key) if !key.is_weak() => Ok(Self(key)),
            _ => Err(NoteError::Key),
        }
    }

    /// Tells the keys of one name apart (C2SP signed-note): the beginning of a hash, no more.
    fn id(&self, name: &str) -> [u8; 4] {
        let mut sha = Sha256::new();
        sha.update(name.as_bytes());
        sha.update([b'\n', ED25519]);
        sha.update(self.0.as_bytes());
        let [a, b, c, d, ..]: [u8; 32] = sha.finalize().into();
        [a, b, c, d]
    }
}

/// A signed statement about one stream: four lines (name of the log, `stream` and its id, size, hash in base64), an
/// empty line, and a signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log, unique in the world, such as `maillage.example.org/ledger`.
    pub origin: String,
    /// How far the stream had come.
    pub head: Head,
}

impl Checkpoint {
    /// The signed note.
    ///
    /// # Errors
    /// [`NoteError::Origin`].
    pub fn sign(&self, key: &SigningKey) -> Result<String, NoteError> {
        let Head { stream, size, hash } = self.head;
        sign(&self.origin, &format!("stream {stream}\n{size}\n{}\n", base64(&hash.0)), key)
    }

    /// Reads a signed note and verifies its signature. Whether its name is the expected one is the caller's to see.
    ///
    /// # Errors
    /// Those of [`NoteError`] that concern notes.
    pub fn open(note: &str, key: &PublicKey) -> Result<Self, NoteError> {
        let (origin, [stream, size, hash]) = open(note, key)?;
        let stream = stream.strip_prefix("stream ").and_then(StreamId::from_hex).ok_or(NoteError::Format)?;
        let head = Head { stream, size: number(size)?, hash: hash_of(hash)? };
        Ok(Self { origin: origin.to_owned(), head })
    }
}

/// A signed statement about many streams at once: as a [`Checkpoint`], with `streams` and how many on the second
/// line, the total number of entries on the third, and the root of the [`Heads`] on the fourth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootCheckpoint {
    /// The name of the log.
    pub origin: String,
    /// How many streams the root is over.
    pub streams: u64,
    /// How many entries they had together.
    pub entries: u64,
    /// The root of their heads.
    pub root: Hash,
}

impl RootCheckpoint {
    /// The statement about these heads.
    #[must_use]
    pub fn of(origin: &str, heads: &Heads) -> Self {
        let entries = heads.iter().fold(0_u64, |sum, head| sum.saturating_add(head.size));
        Self { origin: origin.to_owned(), streams: heads.len(), entries, root: heads.root() }
    }

    /// The signed note.
    ///
    /// # Errors
    /// [`NoteError::Origin`].
    pub fn sign(&self, key: &SigningKey) -> Result<String, NoteError> {
        let body = format!("streams {}\n{}\n{}\n", self.streams, self.entries, base64(&self.root.0));
        sign(&self.origin, &body, key)
    }

    /// Reads a signed note and verifies its signature. Whether its name is the expected one is the caller's to see.
    ///
    /// # Errors
    /// Those of [`NoteError`] that concern notes.
    pub fn open(note: &str, key: &PublicKey) -> Result<Self, NoteError> {
        let (origin, [streams, entries, root]) = open(note, key)?;
        let streams = number(streams.strip_prefix("streams ").ok_or(NoteError::Format)?)?;
        Ok(Self { origin: origin.to_owned(), streams, entries: number(entries)?, root: hash_of(root)? })
    }
}

fn sign(origin: &str, body: &str, key: &SigningKey) -> Result<String, NoteError> {
    if !is_origin(origin) {
        return Err(NoteError::Origin);
    }
    let text = format!("{origin}\n{body}");
    let mut signature = key.public().id(origin).to_vec();
    signature.extend(key.0.sign(text.as_bytes()).to_bytes());
    Ok(format!("{text}\n— {origin} {}\n", base64(&signature)))
}

/// The name and the three other lines of a note whose signature fits.
fn open<'n>(note: &'n str, key: &PublicKey) -> Result<(&'n str, [&'n str; 3]), NoteError> {
    let (text, signatures) = note.split_once("\n\n").ok_or(NoteError::Format)?;
    let (Some(text), Some(signatures)) = (note.get(..=text.len()), signatures.strip_suffix('\n')) else {
        return Err(NoteError::Format);
    };
    let mut lines = text.lines();
    let (Some(origin), Some(a), Some(b), Some(c), None) =
        (lines.next(), lines.next(), lines.next(), lines.next(), lines.next())
    else {
        return Err(NoteError::Format);
    };
    if !is_origin(origin) || text.contains('\r') {
        return Err(NoteError::Format);
    }
    let id = key.id(origin);
    let mut found = Err(NoteError::Unsigned);
    for line in signatures.split('\n') {
        let signature =
            line.strip_prefix("— ").and_then(|line| line.split_once(' ')).ok_or(NoteError::Format)?;
        // Others may sign too: witnesses, or the next key.
        let (name, signature) = signature;
        let Some((signed_by, signature)) = unbase64_exact::<68>(signature).as_ref().and_then(|s| {
            let (id, signature) = s.split_first_chunk::<4>()?;
            Some((*id, Signature::from_slice(signature).ok()?))
        }) else {
            continue;
        };
        if name == origin && signed_by == id && found != Ok(()) {
            found = key.0.verify_strict(text.as_bytes(), &signature).map_err(|_| NoteError::Forged);
        }
    }
    found.map(|()| (origin, [a, b, c]))
}

fn is_origin(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

/// A decimal number in its only spelling.
fn number(text: &str) -> Result<u64, NoteError> {
    match text.parse::<u64>() {
        Ok(number) if number.to_string() == text => Ok(number),
        _ => Err(NoteError::Format),
    }
}

fn hash_of(text: &str) -> Result<Hash, NoteError> {
    unbase64_exact(text).map(Hash).ok_or(NoteError::Format)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_seed([7; 32])
    }

    fn checkpoint() -> Checkpoint {
        let head = Head { stream: StreamId([1; 16]), size: 42, hash: Hash([2; 32]) };
        Checkpoint { origin: "example.org/log".to_owned(), head }
    }

    #[test]
    fn what_is_signed_is_read_back() {
        let note = checkpoint().sign(&key()).unwrap();
        assert_eq!(Checkpoint::open(&note, &key().public()), Ok(checkpoint()));
        assert_eq!(RootCheckpoint::open(&note, &key().public()), Err(NoteError::Format));

        let heads: Heads = [checkpoint().head].into_iter().collect();
        let root = RootCheckpoint::of("example.org/log", &heads);
        let note = root.sign(&key()).unwrap();
        assert_eq!(RootCheckpoint::open(&note, &key().public()), Ok(root));
        assert_eq!(Checkpoint::open(&note, &key().public()), Err(NoteError::Format));
    }

    #[test]
    fn a_note_changed_in_any_byte_is_refused() {
        let note = checkpoint().sign(&key()).unwrap();
        let public = key().public();
        for at in 0..note.len() {
            let mut bytes = note.clone().into_bytes();
            bytes[at] ^= [1, 2, 32][at % 3];
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            assert!(Checkpoint::open(&changed, &public).is_err(), "byte {at}: {changed}");
        }
        for cut in 0..note.len() {
            if let Some(cut) = note.get(..cut) {
                assert!(Checkpoint::open(cut, &public).is_err());
            }
        }
        assert!(Checkpoint::open(&note.replace('\n', "\r\n"), &key().public()).is_err());
    }

    #[test]
    fn others_may_sign_too_but_not_instead() {
        let note = checkpoint().sign(&key()).unwrap();
        let other = SigningKey::from_seed([8; 32]);
        assert_eq!(Checkpoint::open(&note, &other.public()), Err(NoteError::Unsigned));
        let theirs = checkpoint().sign(&other).unwrap();
        let both = note.clone() + theirs.lines().last().unwrap() + "\n";
        for key in [key().public(), other.public()] {
            assert_eq!(Checkpoint::open(&both, &key), Ok(checkpoint()));
        }
    }

    #[test]
    fn keys_are_files() {
        let secret = key();
        assert_eq!(secret.seed_hex(), "07".repeat(32) + "\n");
        assert_eq!(SigningKey::from_seed_hex(&secret.seed_hex()).unwrap().public(), secret.public());
        let public = secret.public().to_string();
        assert_eq!(PublicKey::from_base64(&format!(" {public}\n")), Ok(secret.public()));
        assert!(!format!("{secret:?}").contains("0707"));
        assert_eq!(SigningKey::from_seed_hex("07").err(), Some(NoteError::Key));
        // The neutral element: it would accept a signature that fits every text.
        let weak = base64(&[&[1_u8][..], &[0; 31]].concat());
        for wrong in ["", "AQI=", &weak] {
            assert_eq!(PublicKey::from_base64(wrong), Err(NoteError::Key));
        }
    }

    #[test]
    fn a_name_is_one_word() {
        for origin in ["", "a b", "a\nb", "a+b", "a\u{a0}b"] {
            let wrong = Checkpoint { origin: origin.to_owned(), ..checkpoint() };
            assert_eq!(wrong.sign(&key()), Err(NoteError::Origin));
        }
    }
}
