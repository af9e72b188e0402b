// SPDX-License-Identifier: EUPL-1.2
//! What happened to a log that is at fault: the most plausible history is laid out in order (the spine), and each
//! odd thing is told as the smallest event that explains it. That a log is at fault is not decided here.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::{Hash, entry_hash};
use crate::verify::{Broken, Fault, Kind, MOST_PAYLOADS, Renumbered, Seen};

/// A part of a run that stands or falls as one.
#[derive(Clone, Debug)]
struct Piece {
    run: usize,
    first: u64,
    last: u64,
    prev_mark: u64,
    last_mark: u64,
    /// How many known heads confirm it.
    confirmed: u64,
}

impl Piece {
    fn len(&self) -> u64 {
        self.last - self.first + 1
    }
}

/// Entries that the spine does not have, in their inclusive range, and the odd entry found for each.
struct Gaps {
    /// In order.
    ranges: Vec<(u64, u64)>,
    filled: BTreeSet<u64>,
}

impl Gaps {
    fn holds(&self, seq: u64) -> bool {
        let at = self.ranges.partition_point(|(_, to)| *to < seq);
        self.ranges.get(at).is_some_and(|(from, _)| *from <= seq) && !self.filled.contains(&seq)
    }

    /// Every open place, when they are few.
    fn few(&self) -> Vec<u64> {
        const FEW: u64 = 256;
        let total: u64 =
            self.ranges.iter().map(|(from, to)| (to - from).saturating_add(1)).fold(0, u64::saturating_add);
        if total > FEW {
            return Vec::new();
        }
        self.ranges.iter().flat_map(|(from, to)| *from..=*to).filter(|seq| self.holds(*seq)).collect()
    }

    fn open_ranges(&self) -> Vec<(u64, u64)> {
        let mut open = Vec::new();
        for (from, to) in &self.ranges {
            let mut start = *from;
            for seq in self.filled.range(*from..=*to) {
                if *seq > start {
                    open.push((start, seq - 1));
                }
                start = seq.saturating_add(1);
            }
            if start <= *to {
                open.push((start, *to));
            }
        }
        open
    }
}

/// All faults of what was seen, in the order of the sequences; never none.
pub(crate) fn faults(seen: Seen) -> Vec<Fault> {
    let mut faults = seen.faults.clone();
    let (spine, strays) = choose(pieces(&seen));
    let first_odd = seen.first_odd.unwrap_or(seen.expected_first);

    let mut end = spine.last().map_or(seen.expected_first - 1, |piece| piece.last);
    let furthest = seen.known.last_key_value().map_or(0, |(size, _)| *size);
    let mut gaps = Gaps { ranges: inner_gaps(&seen, &spine), filled: BTreeSet::new() };
    // Beyond the spine: what a known head vouches for, and what broken entries may plausibly have been.
    let tail = end.saturating_add(seen.broken.len() as u64).max(furthest);
    if tail > end {
        gaps.ranges.push((end + 1, tail));
    }

    explain_broken(&seen, &spine, &mut gaps, &mut faults);
    if let Some(filled) = gaps.filled.last() {
        end = end.max(*filled);
    }
    for (from, to) in gaps.open_ranges() {
        if from <= end {
            faults.push(Fault { seq: from, through: to, kind: Kind::Missing });
        } else if from <= furthest {
            faults.push(Fault { seq: from, through: to.min(furthest), kind: Kind::Truncated });
        }
    }
    blame_junctions(&seen, &spine, &mut faults);
    explain_strays(&spine, &strays, &mut faults);
    explain_order(&seen, &spine, &mut faults);
    compare_known(&seen, &spine, &mut faults);

    faults.sort_unstable();
    faults.dedup();
    if faults.is_empty() {
        // Something was odd, or we would not be here.
        faults.push(Fault::one(first_odd, Kind::Changed));
    }
    faults
}

/// The runs, cut wherever another begins, so that of two histories of the same entries one can be chosen.
fn pieces(seen: &Seen) -> Vec<Piece> {
    let cuts: BTreeSet<u64> = seen.runs.iter().map(|run| run.first).collect();
    let most = seen.runs.len().saturating_mul(8) + 1024;
    let mut pieces = Vec::new();
    for (index, run) in seen.runs.iter().enumerate() {
        let mut first = run.first;
        let mut prev_mark = run.first_prev.mark();
        let inside = (run.first < run.last && pieces.len() < most).then(|| run.first + 1..=run.last);
        let ends =
            inside.into_iter().flat_map(|inside| cuts.range(inside)).map(|cut| cut - 1).chain([run.last]);
        for last in ends {
            let last_mark = run.mark_at(last).unwrap_or(0);
            let from = run.known.partition_point(|(seq, _)| *seq < first);
            let met = run.known.iter().skip(from).take_while(|(seq, _)| *seq <= last);
            let confirmed = met.filter(|(_, agrees)| *agrees).count() as u64;
            pieces.push(Piece { run: index, first, last, prev_mark, last_mark, confirmed });
            first = last.saturating_add(1);
            prev_mark = last_mark;
        }
    }
    pieces
}

/// The pieces that together tell the longest history, known heads first, without telling an entry twice; and the
/// others. Of equals, the one stored first is kept.
fn choose(mut pieces: Vec<Piece>) -> (Vec<Piece>, Vec<Piece>) {
    pieces.sort_by_key(|piece| (piece.last, piece.run));
    // best[i]: of the first i pieces, the weight, and whether the last of them is taken.
    let mut best: Vec<((u64, u64), bool)> = vec![((0, 0), false)];
    let before = |piece: &Piece| pieces.partition_point(|other| other.last < piece.first);
    for piece in &pieces {
        let (with, _) = best.get(before(piece)).copied().unwrap_or_default();
        let with = (with.0 + piece.confirmed, with.1.saturating_add(piece.len()));
        let (without, _) = best.last().copied().unwrap_or_default();
        best.push(if with > without { (with, true) } else { (without, false) });
    }
    let mut taken = BTreeSet::new();
    let mut left = pieces.len();
    while left > 0 {
        let index = left - 1;
        left = match (best.get(left), pieces.get(index)) {
            (Some((_, true)), Some(piece)) => {
                taken.insert(index);
                before(piece)
            }
            _ => index,
        };
    }
    let mut spine = Vec::new();
    let mut strays = Vec::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        if taken.contains(&index) { spine.push(piece) } else { strays.push(piece) }
    }
    drop_far_end(&mut spine, &mut strays);
    (spine, strays)
}

/// A single last entry beyond a wide gap, unconfirmed, is rather one too many than proof of all that is missing.
fn drop_far_end(spine: &mut Vec<Piece>, strays: &mut Vec<Piece>) {
    if let [.., before, last] = spine.as_slice()
        && last.len() == 1
        && last.confirmed == 0
        && last.first - before.last > before.last
        && let Some(last) = spine.pop()
    {
        strays.push(last);
    }
}

fn inner_gaps(seen: &Seen, spine: &[Piece]) -> Vec<(u64, u64)> {
    let mut gaps = Vec::new();
    let mut next = seen.expected_first;
    for piece in spine {
        if piece.first > next {
            gaps.push((next, piece.first - 1));
        }
        next = piece.last.saturating_add(1);
    }
    gaps
}

/// Finds where the entries that do not carry their own hash come from.
fn explain_broken(seen: &Seen, spine: &[Piece], gaps: &mut Gaps, faults: &mut Vec<Fault>) {
    let mut explained = vec![false; seen.broken.len()];
    explain_pairs(seen, gaps, faults, &mut explained);
    let few = gaps.few();
    let mut renumbered = seen.renumbered.clone();
    for (broken, explained) in seen.broken.iter().zip(&mut explained) {
        let Some(payload) = &broken.payload else { continue };
        if *explained || broken.foreign {
            continue;
        }
        // Only its number was changed, and under the right one it fills a gap.
        let right = few.iter().find(|seq| {
            gaps.holds(**seq) && entry_hash(seen.stream, **seq, &broken.prev, payload) == broken.hash
        });
        if let Some(seq) = right {
            gaps.filled.insert(*seq);
            renumbered.push(Renumbered { first: *seq, last: *seq, claimed: broken.seq });
            *explained = true;
        }
    }
    explain_numbers(&renumbered, faults);
    // Of several that claim one place, the one that the neighbours know is taken first.
    let before: BTreeMap<u64, u64> = spine.iter().map(|piece| (piece.last, piece.last_mark)).collect();
    let after: BTreeMap<u64, u64> = spine.iter().map(|piece| (piece.first, piece.prev_mark)).collect();
    let familiar = |broken: &Broken| {
        let from = broken.seq.checked_sub(1).and_then(|seq| before.get(&seq)) == Some(&broken.prev.mark());
        let to = broken.seq.checked_add(1).and_then(|seq| after.get(&seq)) == Some(&broken.hash.mark());
        u8::from(from) + u8::from(to)
    };
    let mut rest: Vec<&Broken> = seen
        .broken
        .iter()
        .zip(&explained)
        .filter(|(_, explained)| !**explained)
        .map(|(broken, _)| broken)
        .collect();
    rest.sort_by_key(|broken| (broken.seq, broken.foreign, std::cmp::Reverse(familiar(broken))));
    for broken in rest {
        let fills = gaps.holds(broken.seq);
        if fills {
            gaps.filled.insert(broken.seq);
        }
        let kind = match (broken.foreign, fills) {
            (true, _) => Kind::WrongStream,
            (false, true) => Kind::Changed,
            (false, false) => Kind::Inserted,
        };
        faults.push(Fault::one(broken.seq, kind));
    }
}

/// Entries whose number alone is wrong. Two that carry each other's were swapped.
fn explain_numbers(renumbered: &[Renumbered], faults: &mut Vec<Fault>) {
    let single = |entry: &&Renumbered| entry.first == entry.last;
    let all: BTreeSet<(u64, u64)> = renumbered.iter().filter(single).map(|e| (e.first, e.claimed)).collect();
    for entry in renumbered {
        if !all.contains(&(entry.claimed, entry.first)) {
            faults.push(Fault { seq: entry.first, through: entry.last, kind: Kind::Changed });
        } else if entry.first < entry.claimed {
            faults.push(Fault::one(entry.first, Kind::Swapped { with: entry.claimed }));
        }
    }
}

/// Two entries that exchanged some of what they hold: payloads, hashes, previous hashes, or their numbers.
fn explain_pairs(seen: &Seen, gaps: &mut Gaps, faults: &mut Vec<Fault>, explained: &mut [bool]) {
    let ours = || {
        let all = seen.broken.iter().enumerate().take(MOST_PAYLOADS);
        all.filter_map(|(index, broken)| {
            let payload = broken.payload.as_ref().filter(|_| !broken.foreign && gaps_hold(seen, broken))?;
            Some((index, broken, payload.as_slice()))
        })
    };
    let pairs: Vec<_> = ours().flat_map(|a| ours().filter(move |b| b.0 > a.0).map(move |b| (a, b))).collect();
    for ((i, a, pa), (j, b, pb)) in pairs {
        let open = gaps.holds(a.seq) && gaps.holds(b.seq) && a.seq != b.seq;
        let free = !explained.get(i).copied().unwrap_or(true) && !explained.get(j).copied().unwrap_or(true);
        if open && free && exchanged(seen, (a, pa), (b, pb)) {
            for index in [i, j] {
                if let Some(explained) = explained.get_mut(index) {
                    *explained = true;
                }
            }
            gaps.filled.extend([a.seq, b.seq]);
            faults.push(Fault::one(a.seq.min(b.seq), Kind::Swapped { with: a.seq.max(b.seq) }));
        }
    }
}

/// Whether a broken entry may be part of this history at all.
fn gaps_hold(seen: &Seen, broken: &Broken) -> bool {
    broken.seq >= seen.expected_first
}

fn exchanged(seen: &Seen, (a, pa): (&Broken, &[u8]), (b, pb): (&Broken, &[u8])) -> bool {
    // One bit says whether a field was exchanged; the numbers stay, which covers the exchange of the numbers alone.
    (1..8_u8).any(|swap| {
        let pick = |bit: u8, own: Hash, other: Hash| if swap & bit == 0 { own } else { other };
        let payloads = if swap & 4 == 0 { (pa, pb) } else { (pb, pa) };
        entry_hash(seen.stream, a.seq, &pick(1, a.prev, b.prev), payloads.0) == pick(2, a.hash, b.hash)
            && entry_hash(seen.stream, b.seq, &pick(1, b.prev, a.prev), payloads.1) == pick(2, b.hash, a.hash)
    })
}

/// Pieces that follow each other in number but not by hash: one of the two entries was written again, hash included.
fn blame_junctions(seen: &Seen, spine: &[Piece], faults: &mut Vec<Fault>) {
    let known = |seq: u64| seen.known.get(&seq).map(Hash::mark);
    let anchor = match seen.expected_first - 1 {
        0 => Some(Hash::ZERO.mark()),
        before => known(before),
    };
    if let (Some(anchor), Some(first)) = (anchor, spine.first())
        && first.first == seen.expected_first
        && first.prev_mark != anchor
    {
        faults.push(Fault::one(first.first, Kind::Changed));
    }
    let mut blamed = None;
    for (index, pair) in spine.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        if left.last.checked_add(1) != Some(right.first) || left.last_mark == right.prev_mark {
            continue;
        }
        if left.len() == 1 && blamed == Some(left.first) {
            continue;
        }
        // A single entry that neither neighbour knows, or one after an entry that is known to be right.
        let lonely = right.len() == 1
            && spine.get(index + 2).is_some_and(|next| {
                right.last.checked_add(1) == Some(next.first) && right.last_mark != next.prev_mark
            });
        let left_is_right = known(left.last) == Some(left.last_mark);
        let seq = if lonely || left_is_right { right.first } else { left.last };
        blamed = Some(seq);
        faults.push(Fault::one(seq, Kind::Changed));
    }
}

/// Entries that are chained, but beside the spine.
fn explain_strays(spine: &[Piece], strays: &[Piece], faults: &mut Vec<Fault>) {
    let end = spine.last().map_or(0, |piece| piece.last);
    let mut strays: Vec<&Piece> = strays.iter().collect();
    strays.sort_by_key(|piece| (piece.run, piece.first));
    // The pieces of one run are one story.
    for run in strays.chunk_by(|a, b| a.run == b.run && a.last.checked_add(1) == Some(b.first)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        // A single one is an insertion, unless it is as good an end of the stream as the other.
        let kind = if first.first == last.last && last.last != end {
            Kind::Inserted
        } else {
            Kind::Forked { since: first.first.saturating_sub(1) }
        };
        faults.push(Fault { seq: first.first, through: last.last, kind });
    }
}

/// Entries that are right, and stored in the place of others.
fn explain_order(seen: &Seen, spine: &[Piece], faults: &mut Vec<Fault>) {
    let mut in_spine: BTreeMap<usize, Vec<(u64, u64)>> = BTreeMap::new();
    for piece in spine {
        in_spine.entry(piece.run).or_default().push((piece.first, piece.last));
    }
    let mut stored: Vec<(u64, u64)> = Vec::new();
    for stretch in &seen.stretches {
        let to = stretch.first.saturating_add(stretch.len - 1);
        let Some(pieces) = in_spine.get(&stretch.run) else { continue };
        let at = pieces.partition_point(|(_, last)| *last < stretch.first);
        for (first, last) in pieces.iter().skip(at).take_while(|(first, _)| *first <= to) {
            let (from, to) = (stretch.first.max(*first), to.min(*last));
            stored.push((from, to - from + 1));
        }
    }
    let mut sorted = stored.clone();
    sorted.sort_unstable();
    if stored == sorted {
        return;
    }
    // Where both orders differ: (found, expected, how many).
    let mut differing: Vec<(u64, u64, u64)> = Vec::new();
    let (mut found, mut expected) = (stored.into_iter(), sorted.into_iter());
    let (mut f, mut e) = (found.next(), expected.next());
    while let (Some((found_first, found_len)), Some((expected_first, expected_len))) = (f, e) {
        let len = found_len.min(expected_len);
        if found_first != expected_first {
            match differing.last_mut() {
                Some((x, y, n)) if *x + *n == found_first && *y + *n == expected_first => *n += len,
                _ => differing.push((found_first, expected_first, len)),
            }
        }
        f = if found_len > len { Some((found_first + len, found_len - len)) } else { found.next() };
        e = if expected_len > len {
            Some((expected_first + len, expected_len - len))
        } else {
            expected.next()
        };
    }
    let mut unpaired = Vec::new();
    let all: BTreeSet<(u64, u64, u64)> = differing.iter().copied().collect();
    for (found, expected, len) in &differing {
        if all.contains(&(*expected, *found, *len)) {
            if expected < found {
                for step in 0..(*len).min(MOST_PAYLOADS as u64) {
                    faults.push(Fault::one(expected + step, Kind::Swapped { with: found + step }));
                }
            }
        } else {
            unpaired.push((*found, *expected, *len));
        }
    }
    // Entries moved elsewhere push the ones between by as many places as they are; the shortest are the moved ones.
    let shortest = unpaired.iter().map(|(_, _, len)| *len).min().unwrap_or(0);
    for (found, expected, len) in unpaired {
        if len == shortest || found.abs_diff(expected) != shortest {
            faults.push(Fault {
                seq: found,
                through: found + (len - 1),
                kind: Kind::Swapped { with: expected },
            });
        }
    }
}

/// Known heads that the spine contradicts.
fn compare_known(seen: &Seen, spine: &[Piece], faults: &mut Vec<Fault>) {
    let end = spine.last().map_or(0, |piece| piece.last);
    // Where both histories certainly agree: at their common beginning, if they have one.
    let mut since = (seen.expected_first == 1).then_some(0);
    let mut before_agreed = true;
    for (seq, known) in seen.known.range(seen.expected_first..) {
        let at = spine.partition_point(|piece| piece.last < *seq);
        let Some(piece) = spine.get(at).filter(|piece| piece.first <= *seq) else { continue };
        let agrees = seen.runs.get(piece.run).and_then(|run| run.mark_at(*seq)) == Some(known.mark())
            && !seen.runs.get(piece.run).is_some_and(|run| run.known.contains(&(*seq, false)));
        if agrees {
            since = Some(*seq);
        } else if before_agreed
            && !faults.iter().any(|fault| fault.seq == *seq && fault.kind == Kind::Changed)
        {
            // The last one, straight after an agreement: it is that one.
            let alone = end == *seq && since == Some(*seq - 1);
            let kind = if alone { Kind::Changed } else { Kind::Forked { since: since.unwrap_or(0) } };
            faults.push(Fault::one(*seq, kind));
        }
        before_agreed = agrees;
    }
}
