// SPDX-License-Identifier: EUPL-1.2
//! Files that people attach: looked at before they are believed, kept in the database, read back whole or not at all.
//!
//! What a browser or a name says a file is counts for nothing: the content decides ([`sniff`]). What could run somewhere is
//! refused. Who may read a file is decided by whoever owns it, before calling here: a file has no owner of its own.

mod name;
mod sniff;
mod store;
mod zip;

#[cfg(test)]
mod tests;

pub use store::{find, find_all, read_part, remove};

use std::fmt;

use kernel::{AttachmentId, Instant, Refusal};
use sha2::{Digest, Sha256};

use crate::db::{Conn, StoreError, Tx};
use crate::from_row;

pub use name::clean_name;
pub use sniff::{Mime, sniff};

/// Files are stored and sent in parts of so many bytes.
pub const PART: usize = 256 * 1024;

/// What is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, in bytes.
    pub bytes: usize,
}

impl Default for Limits {
    /// Twenty megabytes.
    fn default() -> Limits {
        Limits { bytes: 20 * 1024 * 1024 }
    }
}

/// A stored file, without its content.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored {
    /// Which one.
    pub id: AttachmentId,
    /// Its name, cleaned; it may say something about somebody.
    pub name: String,
    /// What it is.
    pub mime: Mime,
    /// Its size.
    pub size_bytes: i64,
    /// Its digest (SHA-256).
    pub sha256: [u8; 32],
    /// When it was stored.
    pub recorded_at: Instant,
}

from_row!(Stored { id, name, mime, size_bytes, sha256, recorded_at });

impl Stored {
    /// In how many parts it lies.
    pub fn parts(&self) -> i64 {
        (self.size_bytes + PART as i64 - 1) / PART as i64
    }
}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stored({:?}, {}, {} bytes)", self.id, self.mime.code(), self.size_bytes)
    }
}

/// Why a file was not stored.
#[derive(Debug)]
pub enum FileError {
    /// It is not accepted; the code says why.
    Refused(Refusal),
    /// Storage failed.
    Store(StoreError),
}

impl From<StoreError> for FileError {
    fn from(e: StoreError) -> Self {
        FileError::Store(e)
    }
}

impl From<Refusal> for FileError {
    fn from(refusal: Refusal) -> Self {
        FileError::Refused(refusal)
    }
}

/// There is nothing in it.
pub const EMPTY: Refusal = Refusal::new("file-empty");
/// It is larger than the limit.
pub const TOO_LARGE: Refusal = Refusal::new("file-too-large");
/// It could run on somebody's machine: a program, a script, an office document with macros.
pub const PROGRAM: Refusal = Refusal::new("file-program");
/// It is a web page or a drawing that may hold scripts.
pub const WEB_PAGE: Refusal = Refusal::new("file-web-page");
/// It is an archive: nobody sees what is in it.
pub const ARCHIVE: Refusal = Refusal::new("file-archive");
/// It is a text in an old encoding; saved again as UTF-8 it is accepted.
pub const ENCODING: Refusal = Refusal::new("file-encoding");
/// It is broken: cut off, or not what its beginning says.
pub const BROKEN: Refusal = Refusal::new("file-broken");
/// It is something else that is not on the list.
pub const NOT_LISTED: Refusal = Refusal::new("file-not-listed");

/// All refusals: for the words that go with them.
pub const REFUSALS: &[Refusal] =
    &[EMPTY, TOO_LARGE, PROGRAM, WEB_PAGE, ARCHIVE, ENCODING, BROKEN, NOT_LISTED];

/// Stores a file in the transaction of what it belongs to.
pub async fn put(
    tx: &mut Tx,
    id: AttachmentId,
    name: &str,
    bytes: &[u8],
    limits: Limits,
) -> Result<Stored, FileError> {
    if bytes.len() > limits.bytes {
        return Err(TOO_LARGE.into());
    }
    let mime = sniff(name, bytes)?;
    let stored = Stored {
        id,
        name: clean_name(name, mime),
        mime,
        size_bytes: i64::try_from(bytes.len()).map_err(|_| TOO_LARGE)?,
        sha256: Sha256::digest(bytes).into(),
        recorded_at: tx.now(),
    };
    store::insert(tx, &stored, bytes.chunks(PART)).await?;
    Ok(stored)
}

/// A file with its content, of which the digest was verified: what comes back is what was stored.
pub async fn read(conn: &mut Conn, id: AttachmentId) -> Result<Option<(Stored, Vec<u8>)>, StoreError> {
    let Some(stored) = find(conn, id).await? else { return Ok(None) };
    let mut bytes = Vec::with_capacity(usize::try_from(stored.size_bytes).unwrap_or(0));
    for part in 0..stored.parts() {
        bytes.extend(read_part(conn, id, part).await?.ok_or_else(damaged)?);
    }
    if Sha256::digest(&bytes).as_slice() == stored.sha256 {
        Ok(Some((stored, bytes)))
    } else {
        Err(damaged())
    }
}

fn damaged() -> StoreError {
    StoreError::Engine("a stored file is damaged: its digest is another".into())
}
