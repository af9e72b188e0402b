// SPDX-License-Identifier: EUPL-1.2
//! Chance that is the same every time for the same seed: a synthetic region is a function of its order.

use kernel::Instant;
use uuid::Uuid;

/// A stream of numbers (SplitMix64): fast, even, and of no use for anything secret.
pub(crate) struct Dice(u64);

impl Dice {
    /// A stream for a seed.
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to just under 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number from 0 to `n - 1`; 0 when there is nothing to choose from.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(usize::try_from(high - low + 1).unwrap_or(1)) as i64
    }

    /// Whether something happens that happens so many times in a thousand.
    pub(crate) fn happens(&mut self, per_thousand: usize) -> bool {
        self.below(1_000) < per_thousand
    }

    /// One of these, all alike.
    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// A rank from 0 to `n - 1`, the first ones far more often than the last: names, causes, sizes.
    pub(super) fn rank(&mut self, n: usize) -> usize {
        let u = self.unit();
        (u * u * n as f64) as usize
    }

    /// An id recorded at a moment (UUIDv7).
    pub(super) fn id(&mut self, at: Instant) -> Uuid {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.next().to_be_bytes());
        random[8..].copy_from_slice(&self.next().to_be_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(at.0 / 1_000).unwrap_or(0), &random)
            .into_uuid()
    }

    /// A random id that tells nothing of its time.
    pub(super) fn salt(&mut self) -> Uuid {
        let mut random = [0; 16];
        random[..8].copy_from_slice(&self.next().to_be_bytes());
        random[8..].copy_from_slice(&self.next().to_be_bytes());
        uuid::Builder::from_random_bytes(random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_stream() {
        let draw = |seed| {
            let mut dice = Dice::new(seed);
            (0..50).map(|_| dice.next()).collect::<Vec<_>>()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn ranks_and_bounds_hold() {
        let mut dice = Dice::new(3);
        let mut first = 0;
        for _ in 0..10_000 {
            assert!(dice.below(7) < 7);
            assert!((-3..=3).contains(&dice.between(-3, 3)));
            first += usize::from(dice.rank(100) == 0);
        }
        assert!((800..1_300).contains(&first), "one in ten has the first of a hundred ranks: {first}");
        assert!(dice.id(Instant(2_000_000)) < dice.id(Instant(5_000_000)));
    }
}
