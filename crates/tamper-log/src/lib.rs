// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod diagnose;
mod entry;
pub mod file;
mod merkle;
mod note;
mod text;
mod verify;

pub use entry::{Entry, Hash, Head, StreamId, VERSION, entry_hash, salted_digest};
pub use merkle::{Heads, Inclusion};
pub use note::{Checkpoint, NoteError, PublicKey, RootCheckpoint, SigningKey};
pub use verify::{Fault, Kind, Options, Verifier, verify};
