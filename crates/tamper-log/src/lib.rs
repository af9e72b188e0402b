// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod diagnose;
mod entry;
mod text;
mod verify;

pub use entry::{Entry, Hash, Head, StreamId, VERSION, entry_hash, salted_digest};
pub use verify::{Fault, Kind, Options, Verifier, verify};
