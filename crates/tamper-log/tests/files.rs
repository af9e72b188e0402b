// SPDX-License-Identifier: EUPL-1.2
//! A file that left the house, verified with nothing but a public key.

use std::io::BufReader;

use tamper_log::file::{self, FileReport, Line, Problem, Reader};
use tamper_log::{Checkpoint, Entry, Head, Heads, Kind, NoteError, RootCheckpoint, SigningKey, StreamId};

const ORIGIN: &str = "example.org/log";

fn key() -> SigningKey {
    SigningKey::from_seed([3; 32])
}

fn stream(n: u8, size: u64) -> Vec<Entry> {
    let mut head = Head::empty(StreamId([n; 16]));
    let mut log = Vec::new();
    for event in 0..size {
        let entry = head.append(format!("event {event} of {n} — \u{e9}\u{0}").into_bytes());
        head = entry.head();
        log.push(entry);
    }
    log
}

#[allow(clippy::unwrap_used)]
fn exported(log: &[Entry]) -> Vec<u8> {
    let head = log.last().unwrap().head();
    let mut out = Vec::new();
    let note = Checkpoint { origin: ORIGIN.to_owned(), head }.sign(&key()).unwrap();
    file::write_checkpoint(&mut out, &note).unwrap();
    for entry in log {
        file::write_entry(&mut out, entry).unwrap();
    }
    out
}

#[allow(clippy::unwrap_used)]
fn verified(bytes: &[u8]) -> FileReport {
    file::verify_file(BufReader::with_capacity(100, bytes), &key().public(), Some(ORIGIN)).unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    let log = stream(1, 5);
    let bytes = exported(&log);
    let lines: Vec<_> = Reader::new(&bytes[..]).map(|line| line.unwrap().1.unwrap()).collect();
    assert!(matches!(&lines[0], Line::Checkpoint(_)));
    assert_eq!(lines[1..], log.into_iter().map(Line::Entry).collect::<Vec<_>>());
}

#[test]
fn an_honest_file_is_proven() {
    let log = stream(1, 100);
    let report = verified(&exported(&log));
    assert!(report.is_sound() && report.is_proven());
    assert_eq!((report.lines, report.streams.len()), (101, 1));
    let stream = &report.streams[&StreamId([1; 16])];
    assert_eq!((stream.entries, stream.signed, &stream.result), (100, Some(100), &Ok(log[99].head())));

    // Entries added since the checkpoint are sound, and not yet signed for.
    let mut bytes = exported(&log[..90]);
    for entry in &log[90..] {
        file::write_entry(&mut bytes, entry).unwrap();
    }
    let report = verified(&bytes);
    assert!(report.is_sound() && !report.is_proven());
}

#[test]
fn one_signature_covers_all_institutions() {
    let logs: Vec<_> = (1..=7).map(|n| stream(n, u64::from(n) * 3)).collect();
    let heads: Heads = logs.iter().map(|log| log.last().unwrap().head()).collect();
    let root = RootCheckpoint::of(ORIGIN, &heads);
    assert_eq!((root.streams, root.entries), (7, 84));
    let note = root.sign(&key()).unwrap();

    // One institution takes its own log away, with the proof that the signature covers it.
    let (head, inclusion) = heads.prove(StreamId([5; 16])).unwrap();
    let mut bytes = Vec::new();
    file::write_root(&mut bytes, &note).unwrap();
    file::write_head(&mut bytes, &head, &inclusion).unwrap();
    for entry in &logs[4] {
        file::write_entry(&mut bytes, entry).unwrap();
    }
    let report = verified(&bytes);
    assert!(report.is_proven(), "{report:?}");

    // All of them in one file, each entry after another institution's.
    let mut bytes = Vec::new();
    file::write_root(&mut bytes, &note).unwrap();
    for n in 1..=7 {
        let (head, inclusion) = heads.prove(StreamId([n; 16])).unwrap();
        file::write_head(&mut bytes, &head, &inclusion).unwrap();
    }
    for seq in 0..21 {
        for entry in logs.iter().filter_map(|log| log.get(seq)) {
            file::write_entry(&mut bytes, entry).unwrap();
        }
    }
    assert!(verified(&bytes).is_proven());

    // A head that is not the signed one.
    let mut bytes = Vec::new();
    file::write_root(&mut bytes, &note).unwrap();
    file::write_head(&mut bytes, &Head { size: head.size - 1, ..head }, &inclusion).unwrap();
    assert_eq!(verified(&bytes).problems, [(2, Problem::NotUnderRoot)]);
}

#[test]
fn every_flipped_bit_of_a_file_is_found() {
    let bytes = exported(&stream(1, 12));
    for at in (0..bytes.len()).step_by(11) {
        let mut changed = bytes.clone();
        changed[at] ^= [1, 2, 32][at % 3];
        assert!(!verified(&changed).is_proven(), "byte {at}");
    }
    for cut in (0..bytes.len() - 1).step_by(37) {
        assert!(!verified(&bytes[..cut]).is_proven(), "cut at {cut}");
    }
}

#[test]
fn problems_and_faults_are_named() {
    let log = stream(1, 20);
    let bytes = exported(&log);
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let faults = |bytes: &[u8]| {
        let report = verified(bytes);
        let faults = report.streams.values().filter_map(|stream| stream.result.clone().err()).flatten();
        (report.problems.clone(), faults.map(|fault| (fault.seq, fault.kind)).collect::<Vec<_>>())
    };
    let without_7 = [&lines[..7], &lines[8..]].concat().concat();
    assert_eq!(faults(&without_7), (vec![], vec![(7, Kind::Missing)]));

    let unreadable_7 = [&lines[..7], &[&b"{\"stream\":\n"[..]], &lines[8..]].concat().concat();
    assert_eq!(faults(&unreadable_7), (vec![(8, Problem::Unreadable)], vec![(7, Kind::Missing)]));

    assert_eq!(faults(&lines[..15].concat()), (vec![], vec![(15, Kind::Truncated)]));
    assert_eq!(faults(lines[0]), (vec![], vec![(1, Kind::Truncated)]));

    let late = [&lines[1..], &lines[..1]].concat().concat();
    assert_eq!(faults(&late), (vec![(21, Problem::Late)], vec![]));

    let other =
        Checkpoint { origin: "example.net/log".to_owned(), head: log[19].head() }.sign(&key()).unwrap();
    let mut out = Vec::new();
    file::write_checkpoint(&mut out, &other).unwrap();
    assert_eq!(verified(&out).problems, [(1, Problem::OtherOrigin)]);

    let stranger = SigningKey::from_seed([4; 32]).public();
    let report = file::verify_file(&bytes[..], &stranger, None).unwrap();
    assert_eq!(report.problems, [(1, Problem::Note(NoteError::Unsigned))]);
    assert!(!report.is_proven());
}

#[test]
fn strange_files_do_no_harm() {
    let strange: [&[u8]; 8] = [
        b"",
        b"\n\n\n",
        b"null\n[]\n{}\n1e999\n",
        b"\xff\xfe\x00\n",
        b"{\"checkpoint\":1}\n{\"root\":\"\\n\\n\"}\n",
        b"{\"head\":\"\",\"size\":-1,\"hash\":\"\",\"index\":0,\"path\":[]}",
        b"{\"stream\":\"00\",\"seq\":1,\"prev\":\"\",\"hash\":\"\",\"payload\":\"\"}\n",
        b"{\"stream\":\"00000000000000000000000000000000\",\"seq\":1,\"prev\":\"\",\"hash\":\"\",\"payload\":\"\",\"more\":0}",
    ];
    for bytes in strange {
        let report = verified(bytes);
        assert!(report.streams.is_empty());
        assert_eq!(report.problems.is_empty(), bytes.is_empty());
    }
    let nested = [b"[".repeat(100_000), b"\n".to_vec()].concat();
    assert_eq!(verified(&nested).problems, [(1, Problem::Unreadable)]);
    let many = verified(&b"?\n".repeat(5_000));
    assert_eq!((many.problems.len(), many.more_problems), (1_000, 4_000));
}
