// SPDX-License-Identifier: EUPL-1.2
//! What counts as a copy: so many words in a row, whatever their accents, capitals and punctuation. Pure.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

/// So many words in a row are an extract. Fewer are what anybody would write: the name of a service alone may have nine.
pub const IN_A_ROW: usize = 10;
/// A text shorter than that is an extract when it is taken whole; below this, it is nobody's.
pub const LEAST: usize = 5;

/// The mark of some words in a row. It gives no words back.
pub type Mark = [u8; 8];

fn mark(key: &[u8; 32], words: &[&str]) -> Mark {
    let digest = Sha256::new().chain_update(key).chain_update(words.join(" ")).finalize();
    let mut out = [0; 8];
    out.copy_from_slice(&digest[..8]);
    out
}

/// The marks of a text that stays where it is.
pub fn marks_of(key: &[u8; 32], text: &str) -> Vec<Mark> {
    let folded = kernel::name::fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    if words.len() < LEAST {
        return Vec::new();
    }
    words.windows(words.len().min(IN_A_ROW)).map(|row| mark(key, row)).collect()
}

/// The marks of everything that a text could have been copied from.
pub fn marks_in(key: &[u8; 32], text: &str) -> Vec<Mark> {
    let folded = kernel::name::fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    (LEAST..=IN_A_ROW).flat_map(|n| words.windows(n).map(|row| mark(key, row)).collect::<Vec<_>>()).collect()
}

/// Whether one of these marks, one after the other, is among others.
pub fn is_among(marks: &[u8], written: &HashSet<Mark>) -> bool {
    marks.chunks_exact(8).any(|m| <Mark>::try_from(m).is_ok_and(|m| written.contains(&m)))
}
