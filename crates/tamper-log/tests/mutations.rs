// SPDX-License-Identifier: EUPL-1.2
//! One thing is done to a log of a thousand entries: it is always found, and exactly the right entry is named.

use proptest::prelude::*;
use tamper_log::{Entry, Fault, Hash, Head, Kind, Options, StreamId, entry_hash, verify};

const STREAM: StreamId = StreamId(*b"an institution 1");
const OTHER: StreamId = StreamId(*b"an institution 2");
const SIZE: u64 = 1_000;

fn log_of(stream: StreamId, size: u64) -> Vec<Entry> {
    let mut head = Head::empty(stream);
    let mut log = Vec::new();
    for n in 0..size {
        let payload = format!("{{\"event\":{n},\"text\":\"{}\"}}", "x".repeat((n % 40) as usize));
        let entry = head.append(payload.into_bytes());
        head = entry.head();
        log.push(entry);
    }
    log
}

fn log() -> Vec<Entry> {
    log_of(STREAM, SIZE)
}

fn faults(log: &[Entry]) -> Vec<Fault> {
    verify(STREAM, log.iter().cloned(), Options::default()).err().unwrap_or_default()
}

fn faults_knowing(log: &[Entry], known: &[Head]) -> Vec<Fault> {
    let options = Options { known: known.to_vec(), ..Options::default() };
    verify(STREAM, log.iter().cloned(), options).err().unwrap_or_default()
}

fn one(seq: u64, kind: Kind) -> Vec<Fault> {
    vec![Fault { seq, through: seq, kind }]
}

fn range(seq: u64, through: u64, kind: Kind) -> Vec<Fault> {
    vec![Fault { seq, through, kind }]
}

/// Gives an entry the hash of its content.
fn rehash(entry: &mut Entry) {
    entry.hash = entry_hash(entry.stream, entry.seq, &entry.prev, &entry.payload);
}

/// Places to try: both ends, and some between.
fn places() -> Vec<usize> {
    let mut places: Vec<usize> = (0..SIZE as usize).step_by(37).collect();
    places.extend([1, 2, 498, 499, 500, 996, 997, 998, 999]);
    places
}

fn flip(log: &mut [Entry], at: usize, field: &str, byte: usize, bit: u8) {
    let entry = &mut log[at];
    match field {
        "stream" => entry.stream.0[byte % 16] ^= bit,
        "seq" => {
            let mut bytes = entry.seq.to_be_bytes();
            bytes[byte % 8] ^= bit;
            entry.seq = u64::from_be_bytes(bytes);
        }
        "prev" => entry.prev.0[byte % 32] ^= bit,
        "hash" => entry.hash.0[byte % 32] ^= bit,
        _ => {
            let len = entry.payload.len();
            entry.payload[byte % len] ^= bit;
        }
    }
}

const FIELDS: [&str; 5] = ["stream", "seq", "prev", "hash", "payload"];

#[test]
fn an_honest_log_has_no_fault() {
    let log = log();
    let head = log[999].head();
    assert_eq!(verify(STREAM, log.clone(), Options::default()), Ok(head));
    let known = vec![log[0].head(), log[499].head(), head, Head::empty(STREAM)];
    assert_eq!(verify(STREAM, log.clone(), Options { known, ..Options::default() }), Ok(head));
    let end = Options { expected_first: 501, known: vec![log[499].head()] };
    assert_eq!(verify(STREAM, log[500..].iter().cloned(), end), Ok(head));
    let empty: [Entry; 0] = [];
    assert_eq!(verify(STREAM, empty, Options::default()), Ok(Head::empty(STREAM)));
}

#[test]
fn a_flipped_bit_anywhere_is_one_fault() {
    let honest = log();
    for at in places() {
        for field in FIELDS {
            for byte in [0, 7, 31] {
                for bit in [1, 128] {
                    let mut log = honest.clone();
                    flip(&mut log, at, field, byte, bit);
                    let kind = if field == "stream" { Kind::WrongStream } else { Kind::Changed };
                    assert_eq!(faults(&log), one(at as u64 + 1, kind), "{field} {byte} {bit}");
                    // The same when the rows are read in the order of their numbers.
                    log.sort_by_key(|entry| entry.seq);
                    assert_eq!(faults(&log), one(at as u64 + 1, kind), "{field} {byte} {bit}, sorted");
                }
            }
        }
    }
}

#[test]
fn an_entry_written_again_with_its_hash_is_named() {
    let honest = log();
    for at in places() {
        let mut log = honest.clone();
        log[at].payload.push(b'!');
        rehash(&mut log[at]);
        let seq = at as u64 + 1;
        if seq < SIZE {
            assert_eq!(faults(&log), one(seq, Kind::Changed));
        }
        // The last entry has no witness but a known head.
        assert_eq!(faults_knowing(&log, &[honest[999].head()]).len(), 1);
        if seq == SIZE {
            assert_eq!(
                faults_knowing(&log, &[honest[899].head(), honest[999].head()]),
                one(SIZE, Kind::Forked { since: 900 })
            );
            assert_eq!(
                faults_knowing(&log, &[honest[998].head(), honest[999].head()]),
                one(SIZE, Kind::Changed)
            );
        }

        let mut log = honest.clone();
        log[at].prev.0[0] ^= 1;
        rehash(&mut log[at]);
        let known = [honest[at.saturating_sub(1)].head()];
        assert_eq!(faults_knowing(&log, &known), one(seq, Kind::Changed), "previous hash of {seq}");
    }
}

#[test]
fn a_deleted_entry_is_named() {
    let honest = log();
    for at in places() {
        let mut log = honest.clone();
        log.remove(at);
        let seq = at as u64 + 1;
        if seq < SIZE {
            assert_eq!(faults(&log), one(seq, Kind::Missing));
            assert_eq!(
                faults_knowing(&log, &[honest[at].head(), honest[999].head()]),
                one(seq, Kind::Missing)
            );
        } else {
            assert_eq!(faults_knowing(&log, &[honest[at].head()]), one(seq, Kind::Truncated));
        }
    }
    let mut log = honest;
    log.drain(100..250);
    assert_eq!(faults(&log), range(101, 250, Kind::Missing));
}

#[test]
fn a_deleted_entry_is_named_even_when_the_others_are_renumbered() {
    let honest = log();
    for at in [0, 1, 500, 997] {
        let mut log = honest.clone();
        log.remove(at);
        for entry in &mut log[at..] {
            entry.seq -= 1;
        }
        let seq = at as u64 + 1;
        assert_eq!(
            faults(&log),
            [
                Fault { seq, through: seq, kind: Kind::Missing },
                Fault { seq: seq + 1, through: SIZE, kind: Kind::Changed },
            ]
        );
    }
}

#[test]
fn an_inserted_entry_is_named() {
    let honest = log();
    let foreign = log_of(OTHER, SIZE);
    for at in places() {
        let seq = at as u64 + 1;
        let before = at.checked_sub(1).map_or(Head::empty(STREAM), |before| honest[before].head());

        // As good as a true one, at its right place.
        let mut log = honest.clone();
        log.insert(at, before.append(b"never happened".to_vec()));
        let expected = if seq == SIZE { Kind::Forked { since: seq - 1 } } else { Kind::Inserted };
        assert_eq!(faults(&log), one(seq, expected));
        assert_eq!(faults_knowing(&log, &[honest[999].head()]).len(), 1);

        // The same after the true one.
        let mut log = honest.clone();
        log.insert(at + 1, before.append(b"never happened".to_vec()));
        assert_eq!(faults(&log), one(seq, expected));

        // With a hash of its own only.
        let mut log = honest.clone();
        log.insert(at, Head { hash: Hash([9; 32]), ..before }.append(b"never happened".to_vec()));
        assert_eq!(faults(&log), one(seq, expected));

        // With no right hash at all.
        let mut log = honest.clone();
        let mut entry = before.append(b"never happened".to_vec());
        entry.hash.0[5] ^= 4;
        log.insert(at, entry);
        assert_eq!(faults(&log), one(seq, Kind::Inserted));

        // From another stream.
        let mut log = honest.clone();
        log.insert(at, foreign[at].clone());
        assert_eq!(faults(&log), one(seq, Kind::WrongStream));

        // From another stream, instead of the true one.
        let mut log = honest.clone();
        log[at] = foreign[at].clone();
        assert_eq!(faults(&log), one(seq, Kind::WrongStream));
    }
}

#[test]
fn a_duplicated_entry_is_named() {
    let honest = log();
    for at in places() {
        for to in [at + 1, 1_000, 0, 300] {
            let mut log = honest.clone();
            log.insert(to, honest[at].clone());
            let expected = if to > at {
                one(at as u64 + 1, Kind::Duplicate)
            } else {
                continue;
            };
            assert_eq!(faults(&log), expected, "{at} copied to {to}");
        }
    }
    let twice = [log(), log()].concat();
    assert_eq!(faults(&twice), range(1, SIZE, Kind::Duplicate));
}

#[test]
fn swapped_entries_are_named() {
    let honest = log();
    let pairs =
        [(0, 1), (0, 999), (1, 2), (4, 9), (300, 301), (300, 302), (300, 700), (997, 998), (998, 999)];
    for (i, j) in pairs {
        let expected = one(i as u64 + 1, Kind::Swapped { with: j as u64 + 1 });

        // The rows change places.
        let mut log = honest.clone();
        log.swap(i, j);
        assert_eq!(faults(&log), expected, "rows {i} {j}");

        // They exchange what they hold, in every combination.
        for fields in 1..16 {
            let mut log = honest.clone();
            let (left, right) = log.split_at_mut(j);
            let (a, b) = (&mut left[i], &mut right[0]);
            if fields & 1 != 0 {
                std::mem::swap(&mut a.seq, &mut b.seq);
            }
            if fields & 2 != 0 {
                std::mem::swap(&mut a.prev, &mut b.prev);
            }
            if fields & 4 != 0 {
                std::mem::swap(&mut a.hash, &mut b.hash);
            }
            if fields & 8 != 0 {
                std::mem::swap(&mut a.payload, &mut b.payload);
            }
            log.sort_by_key(|entry| entry.seq);
            if fields == 15 {
                assert_eq!(faults(&log), [], "both rows whole: sorted, nothing has changed");
            } else {
                assert_eq!(faults(&log), expected, "fields {fields} of {i} {j}");
            }
        }
    }
}

#[test]
fn a_moved_entry_is_named() {
    let mut log = log();
    let entry = log.remove(99);
    log.insert(599, entry);
    let found = faults(&log);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].seq, found[0].through), (100, 100));
    assert!(matches!(found[0].kind, Kind::Swapped { .. }));
}

#[test]
fn a_cut_end_is_named() {
    let honest = log();
    for at in places() {
        let known = [honest[999].head()];
        assert_eq!(faults_knowing(&honest[..at], &known), range(at as u64 + 1, SIZE, Kind::Truncated));
        // Without a known head, nobody can tell.
        assert_eq!(faults(&honest[..at]), []);
    }
}

#[test]
fn a_fork_is_named() {
    let honest = log();
    for at in places() {
        let mut fork = honest[..at].to_vec();
        let mut head = at.checked_sub(1).map_or(Head::empty(STREAM), |before| honest[before].head());
        for n in at..1_000 {
            let entry = head.append(format!("another history {n}").into_bytes());
            head = entry.head();
            fork.push(entry);
        }
        // A chain that was written anew is without fault in itself.
        assert_eq!(faults(&fork), []);
        // Known heads tell between which two the histories parted.
        let known: Vec<Head> = honest.iter().skip(99).step_by(100).map(Entry::head).collect();
        let next = (at as u64 / 100 + 1) * 100;
        assert_eq!(faults_knowing(&fork, &known), one(next, Kind::Forked { since: next - 100 }));
        // With a copy of every head, the very entry.
        let known: Vec<Head> = honest.iter().map(Entry::head).collect();
        let seq = at as u64 + 1;
        let kind = if seq == SIZE { Kind::Changed } else { Kind::Forked { since: seq - 1 } };
        assert_eq!(faults_knowing(&fork, &known), one(seq, kind));

        // Both histories in one log.
        if seq < SIZE - 1 {
            let side = [&honest[..], &fork[at..at + 2]].concat();
            assert_eq!(faults(&side), range(seq, seq + 1, Kind::Forked { since: seq - 1 }));
            let mut side = side;
            side.sort_by_key(|entry| entry.seq);
            assert_eq!(faults(&side), range(seq, seq + 1, Kind::Forked { since: seq - 1 }));
        }
    }
}

#[test]
fn several_faults_are_each_named() {
    let mut log = log();
    log[10].payload[0] ^= 1;
    log[11].hash.0[0] ^= 1;
    log.swap(500, 700);
    log.insert(901, log[900].clone());
    log.remove(300);
    assert_eq!(
        faults(&log).iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "entry 11 changed",
            "entry 12 changed",
            "entry 301 missing",
            "entry 501 swapped with entry 701",
            "entry 901 duplicated",
        ]
    );
}

#[test]
fn ten_thousand_changed_entries_are_ten_thousand_faults_and_quickly() {
    let mut log = log_of(STREAM, 20_000);
    for entry in log.iter_mut().step_by(2) {
        entry.payload[0] ^= 1;
    }
    let found = faults(&log);
    assert_eq!(found.len(), 10_000);
    assert!(found.iter().all(|fault| fault.kind == Kind::Changed && fault.seq % 2 == 1));
}

#[test]
fn numbers_out_of_this_world_are_no_danger() {
    let honest = log();
    for seq in [0, SIZE + 1, SIZE + 2, u64::MAX - 1, u64::MAX] {
        for prev in [Hash::ZERO, honest[999].hash] {
            let mut entry = Entry { stream: STREAM, seq, prev, hash: Hash::ZERO, payload: b"?".to_vec() };
            for rehashed in [false, true] {
                if rehashed {
                    rehash(&mut entry);
                }
                for at in [0, 500, 1_000] {
                    let mut log = honest.clone();
                    log.insert(at, entry.clone());
                    let appended = rehashed && seq == SIZE + 1 && prev == honest[999].hash && at == 1_000;
                    assert_eq!(faults(&log).is_empty(), appended, "{seq} at {at}");
                }
                assert!(!faults(std::slice::from_ref(&entry)).is_empty());
            }
        }
    }
    let full = Head { stream: STREAM, size: u64::MAX, hash: Hash::ZERO };
    assert_eq!(full.append(b"x").seq, u64::MAX);
    assert!(!faults_knowing(&honest, &[full]).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_flipped_bit_is_found_and_named(at in 0..1_000_usize, field in 0..5_usize, byte in 0..64_usize, bit in 0..8_u8) {
        let mut log = log();
        flip(&mut log, at, FIELDS[field], byte, 1 << bit);
        let kind = if field == 0 { Kind::WrongStream } else { Kind::Changed };
        prop_assert_eq!(faults(&log), one(at as u64 + 1, kind));
    }

    #[test]
    fn any_swap_is_found_and_named(i in 0..1_000_usize, j in 0..1_000_usize) {
        let mut log = log();
        log.swap(i, j);
        let expected = if i == j { vec![] } else { one(i.min(j) as u64 + 1, Kind::Swapped { with: i.max(j) as u64 + 1 }) };
        prop_assert_eq!(faults(&log), expected);
    }

    /// Whatever is done, a log passes only if it is the honest one: the whole of it, in order.
    #[test]
    fn no_mixture_of_changes_passes(changes in prop::collection::vec((0..6_u8, 0..60_usize, 0..60_usize, 0..8_u8), 1..8)) {
        let honest = log_of(STREAM, 60);
        let foreign = log_of(OTHER, 60);
        let mut log = honest.clone();
        for (what, a, b, bit) in changes {
            if log.is_empty() {
                continue;
            }
            let (a, b) = (a % log.len(), b % log.len());
            match what {
                0 => { log.remove(a); }
                1 => log.swap(a, b),
                2 => { let copy = log[a].clone(); log.insert(b, copy); }
                3 => flip(&mut log, a, FIELDS[b % 5], b, 1 << bit),
                4 => { log[a].payload.push(bit); rehash(&mut log[a]); }
                _ => log.insert(b, foreign[a % 60].clone()),
            }
        }
        let options = Options { known: vec![honest[59].head()], ..Options::default() };
        let result = verify(STREAM, log.iter().cloned(), options);
        prop_assert_eq!(result.is_ok(), log == honest);
        if let Err(faults) = result {
            prop_assert!(!faults.is_empty());
            // Told in order, and none twice.
            prop_assert!(faults.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    /// Payloads of any bytes, any length.
    #[test]
    fn every_chain_verifies(payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..50)) {
        let mut head = Head::empty(STREAM);
        let mut log = Vec::new();
        for payload in payloads {
            let entry = head.append(payload);
            prop_assert!(entry.is_intact());
            head = entry.head();
            log.push(entry);
        }
        prop_assert_eq!(verify(STREAM, log, Options { known: vec![head], ..Options::default() }), Ok(head));
    }
}
