// SPDX-License-Identifier: EUPL-1.2
//! A log as a file of JSON lines, which anybody can verify without the database it comes from.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, BufRead, Read as _, Write};

use serde::{Deserialize, Serialize};

use crate::entry::{Entry, Hash, Head, StreamId};
use crate::merkle::Inclusion;
use crate::note::{Checkpoint, NoteError, PublicKey, RootCheckpoint};
use crate::text::{base64, unbase64};
use crate::verify::{Fault, Options, Verifier};

/// The longest line that is read, in bytes.
pub const MOST_LINE_BYTES: u64 = 64 << 20;
/// How many problems with lines are kept; the others are counted.
const MOST_PROBLEMS: usize = 1_000;

/// One line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// An entry.
    Entry(Entry),
    /// A signed [`Checkpoint`] of one stream.
    Checkpoint(String),
    /// A signed [`RootCheckpoint`] of many streams.
    Root(String),
    /// A head under the last root before it.
    Head(Head, Inclusion),
}

impl Line {
    /// Reads a line; `None` when it is not one.
    #[must_use]
    pub fn parse(line: &[u8]) -> Option<Self> {
        // The most frequent first; the fields differ, so at most one fits.
        if let Ok(line) = serde_json::from_slice::<EntryLine<'_>>(line) {
            return Some(Self::Entry(Entry {
                stream: StreamId::from_hex(&line.stream)?,
                seq: line.seq,
                prev: Hash::from_hex(&line.prev)?,
                hash: Hash::from_hex(&line.hash)?,
                payload: unbase64(&line.payload)?,
            }));
        }
        match serde_json::from_slice::<OtherLine>(line).ok()? {
            OtherLine::Checkpoint { checkpoint } => Some(Self::Checkpoint(checkpoint)),
            OtherLine::Root { root } => Some(Self::Root(root)),
            OtherLine::Head { head, size, hash, index, path } => {
                let head = Head { stream: StreamId::from_hex(&head)?, size, hash: Hash::from_hex(&hash)? };
                let path = path.iter().map(|hash| Hash::from_hex(hash)).collect::<Option<Vec<_>>>()?;
                Some(Self::Head(head, Inclusion { index, path }))
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine<'l> {
    #[serde(borrow)]
    stream: Cow<'l, str>,
    seq: u64,
    #[serde(borrow)]
    prev: Cow<'l, str>,
    #[serde(borrow)]
    hash: Cow<'l, str>,
    #[serde(borrow)]
    payload: Cow<'l, str>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum OtherLine {
    Checkpoint { checkpoint: String },
    Root { root: String },
    Head { head: String, size: u64, hash: String, index: u64, path: Vec<String> },
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

/// Writes an entry.
///
/// # Errors
/// Those of `out`.
pub fn write_entry<P: AsRef<[u8]>>(out: &mut impl Write, entry: &Entry<P>) -> io::Result<()> {
    let line = EntryLine {
        stream: entry.stream.to_string().into(),
        seq: entry.seq,
        prev: entry.prev.to_string().into(),
        hash: entry.hash.to_string().into(),
        payload: base64(entry.payload.as_ref()).into(),
    };
    write_line(out, &line)
}

/// Writes the signed checkpoint of a stream; before its entries.
///
/// # Errors
/// Those of `out`.
pub fn write_checkpoint(out: &mut impl Write, note: &str) -> io::Result<()> {
    write_line(out, &OtherLine::Checkpoint { checkpoint: note.to_owned() })
}

/// Writes the signed checkpoint of many streams; before their heads.
///
/// # Errors
/// Those of `out`.
pub fn write_root(out: &mut impl Write, note: &str) -> io::Result<()> {
    write_line(out, &OtherLine::Root { root: note.to_owned() })
}

/// Writes a head with the proof that it is under the root; before the entries of its stream.
///
/// # Errors
/// Those of `out`.
pub fn write_head(out: &mut impl Write, head: &Head, inclusion: &Inclusion) -> io::Result<()> {
    let line = OtherLine::Head {
        head: head.stream.to_string(),
        size: head.size,
        hash: head.hash.to_string(),
        index: inclusion.index,
        path: inclusion.path.iter().map(ToString::to_string).collect(),
    };
    write_line(out, &line)
}

/// Reads the lines of a file one by one, with their numbers from 1. A line that is not one, or longer than
/// [`MOST_LINE_BYTES`], is `None`.
pub struct Reader<R> {
    input: R,
    buffer: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Reader<R> {
    /// A reader of `input`.
    pub fn new(input: R) -> Self {
        Self { input, buffer: Vec::new(), number: 0 }
    }

    fn read(&mut self) -> io::Result<Option<(u64, Option<Line>)>> {
        self.buffer.clear();
        let read = self.input.by_ref().take(MOST_LINE_BYTES).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        let whole = self.buffer.last() == Some(&b'\n');
        if !whole && read as u64 == MOST_LINE_BYTES {
            self.input.skip_until(b'\n')?;
            return Ok(Some((self.number, None)));
        }
        Ok(Some((self.number, Line::parse(&self.buffer))))
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = io::Result<(u64, Option<Line>)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// Something wrong with a line, apart from the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not a line of such a file.
    Unreadable,
    /// A checkpoint that cannot be trusted.
    Note(NoteError),
    /// A checkpoint of a log of another name.
    OtherOrigin,
    /// A head that is not under the root before it.
    NotUnderRoot,
    /// A checkpoint or a head after entries of its stream.
    Late,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("cannot be read"),
            Self::Note(error) => write!(f, "checkpoint refused: {error}"),
            Self::OtherOrigin => f.write_str("checkpoint of another log"),
            Self::NotUnderRoot => f.write_str("head that is not under the signed root"),
            Self::Late => f.write_str("checkpoint that comes after the entries it is about"),
        }
    }
}

/// What was found about one stream of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamReport {
    /// How many entries were read.
    pub entries: u64,
    /// Its head, or its faults.
    pub result: Result<Head, Vec<Fault>>,
    /// Up to which entry a signature vouches for it; the entries after it are chained, but not signed for.
    pub signed: Option<u64>,
}

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// How many lines were read.
    pub lines: u64,
    /// Each stream of which there was an entry or a checkpoint.
    pub streams: BTreeMap<StreamId, StreamReport>,
    /// The names of the logs whose checkpoints were accepted.
    pub origins: BTreeSet<String>,
    /// The first problems with lines, each with the number of its line.
    pub problems: Vec<(u64, Problem)>,
    /// How many more there were.
    pub more_problems: u64,
}

impl FileReport {
    /// Whether nothing at all is wrong. Says nothing about entries that no signature covers.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty() && self.streams.values().all(|stream| stream.result.is_ok())
    }

    /// Whether nothing is wrong, there is at least one stream, and every entry is covered by a signature.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        let covered = |stream: &StreamReport| match stream.result {
            Ok(head) => head.size <= stream.signed.unwrap_or(0),
            Err(_) => false,
        };
        self.is_sound() && !self.streams.is_empty() && self.streams.values().all(covered)
    }

    fn problem(&mut self, line: u64, problem: Problem) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push((line, problem));
        } else {
            self.more_problems += 1;
        }
    }
}

/// Verifies a file with nothing but the public key. With `origin`, checkpoints of any other name are refused.
///
/// # Errors
/// Those of `input`. Whatever the file holds is told in the report.
pub fn verify_file(input: impl BufRead, key: &PublicKey, origin: Option<&str>) -> io::Result<FileReport> {
    let mut report = FileReport::default();
    let mut streams: BTreeMap<StreamId, Open> = BTreeMap::new();
    let mut root: Option<RootCheckpoint> = None;
    for line in Reader::new(input) {
        let (number, line) = line?;
        report.lines = number;
        match line {
            None => report.problem(number, Problem::Unreadable),
            Some(Line::Entry(entry)) => {
                let stream = streams.entry(entry.stream).or_insert_with(|| Open::new(entry.stream));
                stream.entries += 1;
                stream.verifier.push(&entry);
            }
            Some(Line::Checkpoint(note)) => match Checkpoint::open(&note, key) {
                Err(error) => report.problem(number, Problem::Note(error)),
                Ok(checkpoint) if origin.is_some_and(|origin| origin != checkpoint.origin) => {
                    report.problem(number, Problem::OtherOrigin);
                }
                Ok(checkpoint) => {
                    report.origins.insert(checkpoint.origin);
                    know(&mut streams, checkpoint.head, number, &mut report);
                }
            },
            Some(Line::Root(note)) => match RootCheckpoint::open(&note, key) {
                Err(error) => report.problem(number, Problem::Note(error)),
                Ok(checkpoint) if origin.is_some_and(|origin| origin != checkpoint.origin) => {
                    report.problem(number, Problem::OtherOrigin);
                }
                Ok(checkpoint) => {
                    report.origins.insert(checkpoint.origin.clone());
                    root = Some(checkpoint);
                }
            },
            Some(Line::Head(head, inclusion)) => match &root {
                Some(root) if inclusion.proves(&head, root.streams, &root.root) => {
                    know(&mut streams, head, number, &mut report);
                }
                _ => report.problem(number, Problem::NotUnderRoot),
            },
        }
    }
    for (id, stream) in streams {
        let Open { verifier, entries, signed } = stream;
        report.streams.insert(id, StreamReport { entries, result: verifier.finish(), signed });
    }
    Ok(report)
}

struct Open {
    verifier: Verifier,
    entries: u64,
    signed: Option<u64>,
}

impl Open {
    fn new(stream: StreamId) -> Self {
        Self { verifier: Verifier::new(stream, Options::default()), entries: 0, signed: None }
    }
}

fn know(streams: &mut BTreeMap<StreamId, Open>, head: Head, number: u64, report: &mut FileReport) {
    let stream = streams.entry(head.stream).or_insert_with(|| Open::new(head.stream));
    if stream.entries > 0 {
        report.problem(number, Problem::Late);
        return;
    }
    stream.verifier.know(head);
    stream.signed = stream.signed.max(Some(head.size));
}
