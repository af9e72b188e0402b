// SPDX-License-Identifier: EUPL-1.2
//! Reading a log through once, in the order it is stored. The judgement is strict and simple: either every entry
//! is exactly where it must be, or the log is at fault. What is odd is kept aside, and explained at the end.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnose;
use crate::entry::{Entry, Hash, Head, StreamId, entry_hash};

/// What the verifier is told besides the entries.
#[derive(Clone, Debug)]
pub struct Options {
    /// The sequence of the first entry that will be given: 1 unless only the end of a stream is verified.
    pub expected_first: u64,
    /// Heads known from elsewhere, for example from signed checkpoints. They find what a chain alone cannot: an end
    /// that was cut off, a history rewritten from some entry to the last. Those of other streams are ignored.
    pub known: Vec<Head>,
}

impl Default for Options {
    fn default() -> Self {
        Self { expected_first: 1, known: Vec::new() }
    }
}

/// What happened to an entry, or to several that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something in the entry is no longer what was recorded.
    Changed,
    /// The entry is not there.
    Missing,
    /// The entry was never part of the chain.
    Inserted,
    /// The entry stands in the place of another.
    Swapped {
        /// The sequence of that other entry.
        with: u64,
    },
    /// The entry is there once more.
    Duplicate,
    /// The entry belongs to another stream, or says so.
    WrongStream,
    /// The end of the stream is cut off: a known head reaches further.
    Truncated,
    /// There are two histories: either both are here, or the one here is not the one of a known head.
    Forked {
        /// The last entry at which the two histories are known to agree; 0 when none is.
        since: u64,
    },
    /// From here on there are too many faults to tell them apart; the rest was not examined.
    TooMany,
}

/// A fault of a log, and the entries it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The sequence of the first entry concerned.
    pub seq: u64,
    /// The sequence of the last entry concerned: the same for a single entry.
    pub through: u64,
    /// What happened.
    pub kind: Kind,
}

impl Fault {
    pub(crate) fn one(seq: u64, kind: Kind) -> Self {
        Self { seq, through: seq, kind }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.seq == self.through {
            write!(f, "entry {} ", self.seq)?;
        } else {
            write!(f, "entries {} to {} ", self.seq, self.through)?;
        }
        match self.kind {
            Kind::Changed => f.write_str("changed"),
            Kind::Missing => f.write_str("missing"),
            Kind::Inserted => f.write_str("inserted"),
            Kind::Swapped { with } => write!(f, "swapped with entry {with}"),
            Kind::Duplicate => f.write_str("duplicated"),
            Kind::WrongStream => f.write_str("of another stream"),
            Kind::Truncated => f.write_str("cut off the end"),
            Kind::Forked { since: 0 } => f.write_str("of another history, from the beginning"),
            Kind::Forked { since } => write!(f, "of another history, since entry {since}"),
            Kind::TooMany => f.write_str("onwards not examined: too many faults"),
        }
    }
}

/// Verifies a stream from its entries in the order they are stored.
///
/// # Errors
/// Every fault, in the order of the sequences. One row that was changed, removed, inserted, swapped or duplicated
/// gives one fault, which names it, however many entries follow.
pub fn verify<P: AsRef<[u8]>>(
    stream: StreamId,
    entries: impl IntoIterator<Item = Entry<P>>,
    options: Options,
) -> Result<Head, Vec<Fault>> {
    let mut verifier = Verifier::new(stream, options);
    for entry in entries {
        verifier.push(&entry);
    }
    verifier.finish()
}

/// Entries chained to each other without a fault.
pub(crate) struct Run {
    pub(crate) first: u64,
    pub(crate) first_prev: Hash,
    pub(crate) last: u64,
    pub(crate) last_hash: Hash,
    /// The mark of each hash, to recognise entries seen before. Eight bytes an entry.
    pub(crate) marks: Vec<u64>,
    /// The sequences of known heads met here, and whether the hash was the same.
    pub(crate) known: Vec<(u64, bool)>,
}

impl Run {
    pub(crate) fn mark_at(&self, seq: u64) -> Option<u64> {
        let at = seq.checked_sub(self.first)?;
        self.marks.get(usize::try_from(at).ok()?).copied()
    }
}

/// An entry that does not carry its own hash.
pub(crate) struct Broken {
    pub(crate) seq: u64,
    pub(crate) prev: Hash,
    pub(crate) hash: Hash,
    /// Kept for the first ones only.
    pub(crate) payload: Option<Vec<u8>>,
    pub(crate) foreign: bool,
}

/// Entries that would be right under other numbers: those from `first` to `last` say `claimed` and so on.
#[derive(Clone)]
pub(crate) struct Renumbered {
    pub(crate) first: u64,
    pub(crate) last: u64,
    pub(crate) claimed: u64,
}

/// Entries of one run that are stored one after the other.
pub(crate) struct Stretch {
    pub(crate) first: u64,
    pub(crate) len: u64,
    pub(crate) run: usize,
}

/// All that was seen, for [`diagnose`].
pub(crate) struct Seen {
    pub(crate) stream: StreamId,
    pub(crate) expected_first: u64,
    pub(crate) known: BTreeMap<u64, Hash>,
    pub(crate) runs: Vec<Run>,
    pub(crate) broken: Vec<Broken>,
    pub(crate) stretches: Vec<Stretch>,
    pub(crate) renumbered: Vec<Renumbered>,
    /// Faults that were plain at once.
    pub(crate) faults: Vec<Fault>,
    /// The sequence of the first entry that was not simply the next one.
    pub(crate) first_odd: Option<u64>,
}

/// How many runs and broken entries are kept: a log with more has no story left to tell.
const MOST_ODDITIES: usize = 100_000;
/// How many broken entries keep their payload, to find out where they come from.
pub(crate) const MOST_PAYLOADS: usize = 64;
/// How many bytes of payloads are kept in all: they are hashed over and over to find out, hundreds of times each.
const MOST_PAYLOAD_BYTES: usize = 4 << 20;
/// How far back an entry looks for the run it continues.
const MOST_TIPS: usize = 64;

/// Verifies a stream entry by entry, for those who read from a database or a file. Needs eight bytes of memory an
/// entry.
pub struct Verifier {
    seen: Seen,
    by_first: BTreeMap<u64, Vec<usize>>,
    current: usize,
    /// How many bytes of payloads may still be kept.
    payload_room: usize,
    full: bool,
}

impl Verifier {
    /// A verifier of one stream.
    #[must_use]
    pub fn new(stream: StreamId, options: Options) -> Self {
        let mut verifier = Self {
            seen: Seen {
                stream,
                expected_first: options.expected_first.max(1),
                known: BTreeMap::new(),
                runs: Vec::new(),
                broken: Vec::new(),
                stretches: Vec::new(),
                renumbered: Vec::new(),
                faults: Vec::new(),
                first_odd: None,
            },
            by_first: BTreeMap::new(),
            current: 0,
            payload_room: MOST_PAYLOAD_BYTES,
            full: false,
        };
        for head in options.known {
            verifier.know(head);
        }
        verifier
    }

    /// Adds a head known from elsewhere; before the entry it is about is pushed. Of two heads that disagree about
    /// one entry, at least one is not of this history, which is a fault whatever the entries say.
    pub fn know(&mut self, head: Head) {
        if head.stream != self.seen.stream {
            return;
        }
        let since = head.size.saturating_sub(1);
        let contradicted = if head.size == 0 {
            head.hash != Hash::ZERO
        } else {
            self.seen.known.insert(head.size, head.hash).is_some_and(|other| other != head.hash)
        };
        if contradicted {
            self.odd(head.size);
            self.fault(head.size, Kind::Forked { since });
        }
    }

    /// Takes the next stored entry.
    pub fn push<P: AsRef<[u8]>>(&mut self, entry: &Entry<P>) {
        if self.full {
            return;
        }
        let payload = entry.payload.as_ref();
        let ours = entry.stream == self.seen.stream;
        if entry_hash(self.seen.stream, entry.seq, &entry.prev, payload) == entry.hash {
            if !ours {
                // Right but for the name of its stream.
                self.odd(entry.seq);
                self.fault(entry.seq, Kind::WrongStream);
            }
            self.place(entry.seq, &entry.prev, &entry.hash);
            return;
        }
        self.odd(entry.seq);
        if ours && let Some(seq) = self.number_by_hash(entry.seq, &entry.prev, &entry.hash, payload) {
            self.renumber(seq, entry.seq);
            self.place(seq, &entry.prev, &entry.hash);
            return;
        }
        let keep = self.seen.broken.len() < MOST_PAYLOADS && payload.len() <= self.payload_room;
        if keep {
            self.payload_room -= payload.len();
        }
        self.seen.broken.push(Broken {
            seq: entry.seq,
            prev: entry.prev,
            hash: entry.hash,
            payload: keep.then(|| payload.to_vec()),
            foreign: !ours,
        });
        self.check_room(entry.seq);
    }

    /// The head of the stream, when there is no fault.
    ///
    /// # Errors
    /// Every fault, in the order of the sequences.
    pub fn finish(self) -> Result<Head, Vec<Fault>> {
        let seen = self.seen;
        let before = seen.expected_first - 1;
        let furthest = seen.known.last_key_value().map_or(0, |(size, _)| *size);
        if seen.first_odd.is_none() && seen.faults.is_empty() {
            match seen.runs.as_slice() {
                [] if furthest <= before => {
                    let hash = seen.known.get(&before).copied().unwrap_or(Hash::ZERO);
                    return Ok(Head { stream: seen.stream, size: before, hash });
                }
                [run] if furthest <= run.last => {
                    return Ok(Head { stream: seen.stream, size: run.last, hash: run.last_hash });
                }
                _ => {}
            }
        }
        Err(diagnose::faults(seen))
    }

    fn odd(&mut self, seq: u64) {
        self.seen.first_odd.get_or_insert(seq);
    }

    /// Notes a fault; one that continues the last one only makes it longer.
    fn fault(&mut self, seq: u64, kind: Kind) {
        if let Some(last) = self.seen.faults.last_mut()
            && last.kind == kind
            && last.through.checked_add(1) == Some(seq)
        {
            last.through = seq;
            return;
        }
        self.seen.faults.push(Fault::one(seq, kind));
        self.check_room(seq);
    }

    /// Notes an entry whose number alone is wrong; one that continues the last only makes it longer.
    fn renumber(&mut self, seq: u64, claimed: u64) {
        match self.seen.renumbered.last_mut() {
            Some(last)
                if last.last.checked_add(1) == Some(seq)
                    && last.first.wrapping_sub(last.claimed) == seq.wrapping_sub(claimed) =>
            {
                last.last = seq;
            }
            _ => self.seen.renumbered.push(Renumbered { first: seq, last: seq, claimed }),
        }
        self.check_room(seq);
    }

    fn check_room(&mut self, seq: u64) {
        let seen = &mut self.seen;
        if !self.full
            && seen.runs.len() + seen.broken.len() + seen.renumbered.len() + seen.faults.len() > MOST_ODDITIES
        {
            self.full = true;
            seen.faults.push(Fault { seq, through: u64::MAX, kind: Kind::TooMany });
        }
    }

    /// The sequence under which an entry was recorded, if only its number is wrong and its place is about right:
    /// the next one, or the one after a single missing entry.
    fn number_by_hash(&self, claimed: u64, prev: &Hash, hash: &Hash, payload: &[u8]) -> Option<u64> {
        let last = self.seen.runs.get(self.current).map_or(self.seen.expected_first - 1, |run| run.last);
        [1, 2]
            .into_iter()
            .filter_map(|step| last.checked_add(step))
            .find(|seq| *seq != claimed && entry_hash(self.seen.stream, *seq, prev, payload) == *hash)
    }

    /// Puts an entry that carries its own hash where its hashes say.
    fn place(&mut self, seq: u64, prev: &Hash, hash: &Hash) {
        if let Some(run) = self.seen.runs.get(self.current)
            && continues(run, seq, prev)
        {
            let new_stretch = self.seen.stretches.last().is_none_or(|stretch| stretch.run != self.current);
            self.extend(self.current, seq, hash, new_stretch);
            return;
        }
        if seq < self.seen.expected_first {
            self.odd(seq);
            self.fault(seq, Kind::Inserted);
            return;
        }
        let is_start = self.seen.runs.is_empty()
            && seq == self.seen.expected_first
            && self.anchor().is_none_or(|anchor| anchor == *prev);
        if !is_start {
            self.odd(seq);
            let from = self.seen.runs.len().saturating_sub(MOST_TIPS);
            let tips = self.seen.runs.iter().enumerate().skip(from);
            if let Some((index, _)) = tips.rev().find(|(_, run)| continues(run, seq, prev)) {
                self.current = index;
                self.extend(index, seq, hash, true);
                return;
            }
            if self.was_seen(seq, hash) {
                self.fault(seq, Kind::Duplicate);
                return;
            }
        }
        let index = self.seen.runs.len();
        self.by_first.entry(seq).or_default().push(index);
        self.seen.runs.push(Run {
            first: seq,
            first_prev: *prev,
            last: seq,
            last_hash: *hash,
            marks: vec![hash.mark()],
            known: Vec::new(),
        });
        self.current = index;
        self.seen.stretches.push(Stretch { first: seq, len: 1, run: index });
        self.compare(index, seq, hash);
        self.check_room(seq);
    }

    fn extend(&mut self, index: usize, seq: u64, hash: &Hash, new_stretch: bool) {
        if let Some(run) = self.seen.runs.get_mut(index) {
            run.last = seq;
            run.last_hash = *hash;
            run.marks.push(hash.mark());
        }
        match self.seen.stretches.last_mut() {
            Some(stretch) if !new_stretch => stretch.len += 1,
            _ => self.seen.stretches.push(Stretch { first: seq, len: 1, run: index }),
        }
        self.compare(index, seq, hash);
    }

    /// Compares an entry with the known head of its size, if there is one.
    fn compare(&mut self, index: usize, seq: u64, hash: &Hash) {
        let Some(known) = self.seen.known.get(&seq) else { return };
        let agrees = known == hash;
        if !agrees {
            self.odd(seq);
        }
        if let Some(run) = self.seen.runs.get_mut(index) {
            run.known.push((seq, agrees));
        }
    }

    /// The hash before the first expected entry, when it is known.
    fn anchor(&self) -> Option<Hash> {
        match self.seen.expected_first - 1 {
            0 => Some(Hash::ZERO),
            before => self.seen.known.get(&before).copied(),
        }
    }

    /// Whether the same entry was placed before. Looks at some runs only: this names a fault, it does not find it.
    fn was_seen(&self, seq: u64, hash: &Hash) -> bool {
        let near = self.by_first.range(..=seq).rev().take(MOST_TIPS).flat_map(|(_, runs)| runs);
        near.take(MOST_TIPS)
            .any(|run| self.seen.runs.get(*run).and_then(|run| run.mark_at(seq)) == Some(hash.mark()))
    }
}

fn continues(run: &Run, seq: u64, prev: &Hash) -> bool {
    run.last.checked_add(1) == Some(seq) && run.last_hash == *prev
}
