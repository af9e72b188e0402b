// SPDX-License-Identifier: EUPL-1.2
//! The test vectors of the README, which were computed by another implementation (Python's hashlib, and its
//! cryptography package for the signature). They never change: a log of today must verify in twenty years.

use sha2::{Digest, Sha256};
use tamper_log::{
    Checkpoint, Entry, Hash, Head, Heads, PublicKey, RootCheckpoint, SigningKey, StreamId, file,
    salted_digest,
};

const STREAM: StreamId = StreamId([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
const SEED: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const PUBLIC: &str = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";

fn entries() -> Vec<Entry> {
    let first = Head::empty(STREAM).append(b"hello".to_vec());
    let second = first.head().append(Vec::new());
    let third = second.head().append("é".repeat(100).into_bytes());
    vec![first, second, third]
}

#[test]
fn entries_are_chained_as_written_down() {
    // The first one by hand, in any shell with Python:
    // python3 -c 'import hashlib; f=[b"tamper-log/entry",b"\x01",bytes(range(16)),(1).to_bytes(8,"big"),bytes(32),
    // b"hello"]; print(hashlib.sha256(b"".join(len(x).to_bytes(8,"big")+x for x in f)).hexdigest())'
    let hashes: Vec<_> = entries().iter().map(|entry| entry.hash.to_string()).collect();
    assert_eq!(
        hashes,
        [
            "8aa0769a8e192ba7037b794a709bbbbe87262eab643be5ebcf2019c6e0ff2572",
            "02d757d82938d6c1d215ea8060177321b2685e2e78936761a9a34f6816d42034",
            "7c417ffa7cfa27b8ca1a7a623f79b415fc09eeab19fd5b13d45bd1049ee49693",
        ]
    );
}

#[test]
fn contents_are_digested_as_written_down() {
    assert_eq!(
        salted_digest(STREAM.0, b"content").to_string(),
        "b8497436a56f62950fe9f5f2873bdbaff7e962d807740e525bba542ad1a40355"
    );
}

#[test]
fn heads_are_gathered_as_written_down() {
    let head = |n: u8| Head {
        stream: StreamId([n; 16]),
        size: u64::from(n),
        hash: Hash(Sha256::digest([n]).into()),
    };
    let heads: Heads = [1, 2, 3].map(head).into_iter().collect();
    assert_eq!(heads.root().to_string(), "5c27c1c897d3a64513f64197e6603542eefc9aa685bcc045b626367960447f4b");
    let (_, proof) = heads.prove(StreamId([3; 16])).unwrap();
    let path: Vec<_> = proof.path.iter().map(ToString::to_string).collect();
    assert_eq!(path, ["248e3f069f60970c81ec37beb1f3e40e1b8ed4a068d55ee44e3b3e6efb63745a"]);
}

#[test]
fn checkpoints_are_signed_as_written_down() {
    let key = SigningKey::from_seed_hex(SEED).unwrap();
    assert_eq!(key.public().to_string(), PUBLIC);
    let checkpoint = Checkpoint { origin: "example.org/log".to_owned(), head: entries()[2].head() };
    let note = "example.org/log\n\
        stream 000102030405060708090a0b0c0d0e0f\n\
        3\n\
        fEF/+nz6J7jKGnpiP3m0FfwJ7qsZ/VsT1FvRBJ7klpM=\n\
        \n\
        — example.org/log mK8CO6Ey1QYiny03lL3TRPNzVzVUXZ7tLWZAwwnuiJNGtNXlrjpOLo5PWftzqjcwYOibBMuUih18eyDnd0FE6xZ8PQo=\n";
    assert_eq!(checkpoint.sign(&key).as_deref(), Ok(note));
    assert_eq!(Checkpoint::open(note, &PublicKey::from_base64(PUBLIC).unwrap()), Ok(checkpoint));
}

#[test]
fn lines_are_written_as_written_down() {
    let mut out = Vec::new();
    file::write_entry(&mut out, &entries()[0]).unwrap();
    let heads: Heads = [entries()[2].head()].into_iter().collect();
    let (head, inclusion) = heads.prove(STREAM).unwrap();
    file::write_head(&mut out, &head, &inclusion).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "{\"stream\":\"000102030405060708090a0b0c0d0e0f\",\"seq\":1,\
         \"prev\":\"0000000000000000000000000000000000000000000000000000000000000000\",\
         \"hash\":\"8aa0769a8e192ba7037b794a709bbbbe87262eab643be5ebcf2019c6e0ff2572\",\"payload\":\"aGVsbG8=\"}\n\
         {\"head\":\"000102030405060708090a0b0c0d0e0f\",\"size\":3,\
         \"hash\":\"7c417ffa7cfa27b8ca1a7a623f79b415fc09eeab19fd5b13d45bd1049ee49693\",\"index\":0,\"path\":[]}\n"
    );
    assert_eq!(RootCheckpoint::of("x", &heads).entries, 3);
}
