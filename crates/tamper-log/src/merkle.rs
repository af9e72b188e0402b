// SPDX-License-Identifier: EUPL-1.2
//! One hash for the heads of many streams (the Merkle tree of RFC 6962 §2.1), and short proofs that one is in it.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::entry::{Hash, Head, StreamId};

const HEAD_DOMAIN: &[u8; 15] = b"tamper-log/head";

/// The heads of many streams at one moment, one for each stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads(BTreeMap<StreamId, Head>);

impl FromIterator<Head> for Heads {
    /// Of several heads of one stream, the last given is kept.
    fn from_iter<I: IntoIterator<Item = Head>>(heads: I) -> Self {
        Self(heads.into_iter().map(|head| (head.stream, head)).collect())
    }
}

impl Heads {
    /// The heads in the order of the tree: by stream.
    pub fn iter(&self) -> impl Iterator<Item = &Head> {
        self.0.values()
    }

    /// How many streams there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// Whether there is no stream.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The root of the tree over all heads; the hash of nothing when there is none.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut level: Vec<Hash> = self.iter().map(leaf_hash).collect();
        while level.len() > 1 {
            level = next_level(&level);
        }
        level.first().copied().unwrap_or_else(|| Hash(Sha256::digest([]).into()))
    }

    /// The head of a stream with the proof that it is in the tree, if the stream is there.
    #[must_use]
    pub fn prove(&self, stream: StreamId) -> Option<(Head, Inclusion)> {
        let head = *self.0.get(&stream)?;
        let mut at = self.0.range(..stream).count();
        let index = at as u64;
        let mut path = Vec::new();
        let mut level: Vec<Hash> = self.iter().map(leaf_hash).collect();
        while level.len() > 1 {
            // The last of an odd number has no sibling and goes up as it is.
            path.extend(level.get(at ^ 1));
            level = next_level(&level);
            at /= 2;
        }
        Some((head, Inclusion { index, path }))
    }
}

/// Proof that a head is under a root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// The place of the head among the heads sorted by stream, from 0.
    pub index: u64,
    /// The sibling hashes from the leaf to the root.
    pub path: Vec<Hash>,
}

impl Inclusion {
    /// Whether the root of a tree of so many streams holds this head (RFC 9162 §2.1.3.2).
    #[must_use]
    pub fn proves(&self, head: &Head, streams: u64, root: &Hash) -> bool {
        if self.index >= streams {
            return false;
        }
        let (mut at, mut last) = (self.index, streams - 1);
        let mut hash = leaf_hash(head);
        for sibling in &self.path {
            if last == 0 {
                return false;
            }
            if at & 1 == 1 || at == last {
                hash = node_hash(sibling, &hash);
                while at & 1 == 0 && at != 0 {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node_hash(&hash, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        last == 0 && hash == *root
    }
}

fn next_level(level: &[Hash]) -> Vec<Hash> {
    let parents = level.chunks(2).map(|pair| match pair {
        [left, right] => node_hash(left, right),
        _ => pair.first().copied().unwrap_or(Hash::ZERO),
    });
    parents.collect()
}

/// SHA-256 over a zero byte and the head: the text `tamper-log/head`, the stream, the size (8 bytes, big-endian) and
/// the hash, each preceded by its length in bytes as a 64-bit big-endian number.
fn leaf_hash(head: &Head) -> Hash {
    let mut sha = Sha256::new();
    sha.update([0]);
    for field in [HEAD_DOMAIN.as_slice(), &head.stream.0, &head.size.to_be_bytes(), &head.hash.0] {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field);
    }
    Hash(sha.finalize().into())
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut sha = Sha256::new();
    sha.update([1]);
    sha.update(left.0);
    sha.update(right.0);
    Hash(sha.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(count: u8) -> Heads {
        // Not given in order.
        (0..count)
            .rev()
            .map(|n| Head { stream: StreamId([n; 16]), size: u64::from(n) + 1, hash: Hash([n ^ 0x55; 32]) })
            .collect()
    }

    /// The definition of RFC 6962 §2.1, word for word: split at the largest power of two below the size.
    fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Hash(Sha256::digest([]).into()),
            [leaf] => *leaf,
            _ => {
                let mut split = 1;
                while split * 2 < leaves.len() {
                    split *= 2;
                }
                node_hash(&by_definition(&leaves[..split]), &by_definition(&leaves[split..]))
            }
        }
    }

    #[test]
    fn the_root_is_that_of_the_rfc() {
        for count in 0..70 {
            let heads = heads(count);
            let leaves: Vec<_> = heads.iter().map(leaf_hash).collect();
            assert_eq!(heads.root(), by_definition(&leaves), "{count} streams");
        }
    }

    #[test]
    fn each_head_has_a_proof_that_fits_nothing_else() {
        for count in 1..40 {
            let heads = heads(count);
            let root = heads.root();
            let streams = heads.len();
            for n in 0..count {
                let (head, proof) = heads.prove(StreamId([n; 16])).unwrap();
                assert!(proof.proves(&head, streams, &root));
                assert!(!proof.proves(&Head { size: head.size + 1, ..head }, streams, &root));
                assert!(!proof.proves(&Head { hash: Hash::ZERO, ..head }, streams, &root));
                assert!(!proof.proves(&head, streams, &Hash::ZERO));
                assert!(!Inclusion { index: streams, ..proof.clone() }.proves(&head, streams, &root));
                let mut longer = proof.clone();
                longer.path.push(Hash::ZERO);
                assert!(!longer.proves(&head, streams, &root));
                if let Some((_, shorter)) = proof.path.split_last() {
                    let shorter = Inclusion { index: proof.index, path: shorter.to_vec() };
                    assert!(!shorter.proves(&head, streams, &root));
                    assert!(
                        !Inclusion { index: proof.index ^ 1, ..proof.clone() }.proves(&head, streams, &root)
                    );
                }
            }
            assert_eq!(heads.prove(StreamId([200; 16])), None);
        }
    }
}
