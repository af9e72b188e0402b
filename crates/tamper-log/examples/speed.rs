// SPDX-License-Identifier: EUPL-1.2
//! How fast a million entries are chained, verified, written to a file and verified from it:
//! `cargo run --release -p tamper-log --example speed`.
#![allow(clippy::print_stdout, clippy::disallowed_methods)] // A measurement reads the clock and prints.

use std::time::Instant;

use tamper_log::{Checkpoint, Head, Options, SigningKey, StreamId, file, verify};

const ENTRIES: u64 = 1_000_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let stream = StreamId(*b"a single stream!");
    let start = Instant::now();
    let mut head = Head::empty(stream);
    let mut log = Vec::new();
    for n in 0..ENTRIES {
        let entry =
            head.append(format!("{{\"action\":\"case.opened\",\"n\":{n},\"by\":\"someone\"}}").into_bytes());
        head = entry.head();
        log.push(entry);
    }
    told("chained", start);

    let start = Instant::now();
    let entries = log.iter().map(|e| tamper_log::Entry {
        stream: e.stream,
        seq: e.seq,
        prev: e.prev,
        hash: e.hash,
        payload: &e.payload,
    });
    let verified = verify(stream, entries, Options { known: vec![head], ..Options::default() });
    told("verified", start);
    println!("          {}", if verified == Ok(head) { "sound" } else { "at fault" });

    let key = SigningKey::from_seed([1; 32]);
    let start = Instant::now();
    let mut bytes = Vec::new();
    let note = Checkpoint { origin: "example.org/speed".to_owned(), head }.sign(&key)?;
    file::write_checkpoint(&mut bytes, &note)?;
    for entry in &log {
        file::write_entry(&mut bytes, entry)?;
    }
    told("written", start);
    println!("          {} MB", bytes.len() / 1_000_000);

    let start = Instant::now();
    let report = file::verify_file(&bytes[..], &key.public(), None)?;
    told("verified from the file", start);
    println!("          {}", if report.is_proven() { "proven" } else { "not proven" });
    Ok(())
}

fn told(what: &str, start: Instant) {
    let elapsed = start.elapsed().as_secs_f64();
    println!("{elapsed:7.3} s  {what} ({:.0} entries a second)", ENTRIES as f64 / elapsed);
}
