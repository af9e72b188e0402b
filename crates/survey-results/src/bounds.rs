// SPDX-License-Identifier: EUPL-1.2
//! What somebody can work out: between which bounds a number lies that was not published, given sums that were.
//!
//! It knows nothing of how cells were hidden, and is what tests hold the hiding against. The bounds are those of linear
//! programming over numbers that are not below nothing. For tables with totals their ends are whole numbers; where they are
//! not, whole numbers may be confined a little more.

use std::collections::{BTreeMap, BTreeSet};

/// Sums of unknown numbers, each not below nothing, that somebody was told.
#[derive(Clone, Debug, Default)]
pub struct Told {
    unknown: usize,
    sums: Vec<(Vec<(usize, f64)>, f64)>,
}

/// What was told cannot all be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction;

impl std::fmt::Display for Contradiction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the sums that were told contradict one another")
    }
}

impl std::error::Error for Contradiction {}

impl Told {
    /// One more unknown number.
    pub fn unknown(&mut self) -> usize {
        self.unknown += 1;
        self.unknown - 1
    }

    /// These together are so many.
    pub fn sum(&mut self, parts: &[usize], total: u64) {
        self.sums.push((parts.iter().map(|at| (*at, 1.0)).collect(), total as f64));
    }

    /// The parts together are as many as the whole.
    pub fn adds_up(&mut self, parts: &[usize], whole: usize) {
        let terms = parts.iter().map(|at| (*at, 1.0)).chain([(whole, -1.0)]);
        self.sums.push((terms.collect(), 0.0));
    }

    /// Works out what follows at once, and makes the rest ready for questions.
    ///
    /// # Errors
    /// When the sums contradict one another.
    pub fn bounds(&self) -> Result<Bounds, Contradiction> {
        let mut known: Vec<Option<f64>> = vec![None; self.unknown];
        let mut rest: Vec<(BTreeMap<usize, f64>, f64)> = Vec::new();
        for (terms, sum) in &self.sums {
            let mut row = BTreeMap::new();
            for (at, factor) in terms {
                *row.entry(*at).or_insert(0.0) += factor;
            }
            rest.push((row, *sum));
        }
        let mut quiet = false;
        while !quiet {
            quiet = true;
            for (row, sum) in &mut rest {
                row.retain(|at, factor| match known[*at] {
                    Some(value) => {
                        *sum -= *factor * value;
                        false
                    }
                    None => *factor != 0.0,
                });
                let positive = row.values().all(|factor| *factor > 0.0);
                if row.is_empty() && sum.abs() > SMALL || positive && *sum < -SMALL {
                    return Err(Contradiction);
                }
                if row.len() == 1 || (positive && sum.abs() <= SMALL && !row.is_empty()) {
                    for (at, factor) in row.iter() {
                        known[*at] = Some(*sum / factor);
                        quiet = false;
                    }
                    if row.len() > 1 {
                        *sum = 0.0;
                    }
                }
            }
            rest.retain(|(row, _)| !row.is_empty());
        }
        if known.iter().flatten().any(|value| *value < -SMALL) {
            return Err(Contradiction);
        }
        Ok(Bounds { known, pieces: pieces(rest)? })
    }
}

/// Rows that share no unknown number are worked out apart.
fn pieces(mut rest: Vec<(BTreeMap<usize, f64>, f64)>) -> Result<Vec<Tableau>, Contradiction> {
    let mut found = Vec::new();
    while let Some(first) = rest.pop() {
        let mut members: BTreeSet<usize> = first.0.keys().copied().collect();
        let mut rows = vec![first];
        loop {
            let (near, far): (Vec<_>, Vec<_>) =
                rest.into_iter().partition(|(row, _)| row.keys().any(|at| members.contains(at)));
            rest = far;
            if near.is_empty() {
                break;
            }
            members.extend(near.iter().flat_map(|(row, _)| row.keys().copied()));
            rows.extend(near);
        }
        found.push(Tableau::feasible(&rows, members.into_iter().collect())?);
    }
    Ok(found)
}

const SMALL: f64 = 1e-7;

/// What can be asked about unknown numbers.
#[derive(Clone, Debug)]
pub struct Bounds {
    known: Vec<Option<f64>>,
    pieces: Vec<Tableau>,
}

impl Bounds {
    /// The least and the most that a number can be; no most where there is none.
    pub fn of(&mut self, at: usize) -> (f64, Option<f64>) {
        if let Some(Some(value)) = self.known.get(at) {
            return (*value, Some(*value));
        }
        let piece =
            self.pieces.iter_mut().find_map(|piece| Some((piece.names.binary_search(&at).ok()?, piece)));
        match piece {
            Some((column, piece)) => (piece.extreme(column, 1.0).unwrap_or(0.0), piece.extreme(column, -1.0)),
            None => (0.0, None),
        }
    }
}

/// The simplex method, on a dense table: the last column is what the rows add up to.
#[derive(Clone, Debug)]
struct Tableau {
    names: Vec<usize>,
    rows: Vec<Vec<f64>>,
    basis: Vec<usize>,
}

impl Tableau {
    fn feasible(told: &[(BTreeMap<usize, f64>, f64)], names: Vec<usize>) -> Result<Self, Contradiction> {
        let (count, made) = (names.len(), told.len());
        let mut rows = vec![vec![0.0; count + made + 1]; made];
        for (line, (row, (terms, sum))) in rows.iter_mut().zip(told).enumerate() {
            let sign = if *sum < 0.0 { -1.0 } else { 1.0 };
            for (at, factor) in terms {
                if let Ok(column) = names.binary_search(at) {
                    row[column] = sign * factor;
                }
            }
            row[count + line] = 1.0;
            row[count + made] = sign * sum;
        }
        let mut table = Self { names, rows, basis: (count..count + made).collect() };
        let costs: Vec<f64> = (0..count + made).map(|at| f64::from(u8::from(at >= count))).collect();
        let left = table.least(&costs).unwrap_or(f64::INFINITY);
        if left > 1e-5 {
            return Err(Contradiction);
        }
        // What was put in for the start leaves; a row that cannot lose it says what others say already.
        for line in 0..made {
            if table.basis[line] >= count
                && let Some(column) = (0..count).find(|column| table.rows[line][*column].abs() > SMALL)
            {
                table.pivot(line, column);
            }
        }
        let kept: Vec<usize> = (0..made).filter(|line| table.basis[*line] < count).collect();
        table.rows = kept
            .iter()
            .map(|line| {
                let row = &table.rows[*line];
                row[..count].iter().copied().chain([row[count + made]]).collect()
            })
            .collect();
        table.basis = kept.iter().map(|line| table.basis[*line]).collect();
        Ok(table)
    }

    /// The least a number can be for `sign` 1, the most for −1; nothing where there is no bound.
    fn extreme(&mut self, column: usize, sign: f64) -> Option<f64> {
        let mut costs = vec![0.0; self.names.len()];
        costs[column] = sign;
        self.least(&costs).map(|value| value * sign)
    }

    fn least(&mut self, costs: &[f64]) -> Option<f64> {
        let last = costs.len();
        let mut price: Vec<f64> = costs.iter().copied().chain([0.0]).collect();
        for (row, base) in self.rows.iter().zip(&self.basis) {
            let cost = costs[*base];
            if cost != 0.0 {
                price.iter_mut().zip(row).for_each(|(price, value)| *price -= cost * value);
            }
        }
        let mut turns = 0_usize;
        loop {
            turns += 1;
            let wanted = price[..last].iter().enumerate().filter(|(_, price)| **price < -SMALL);
            // The steepest way first; after a while the first one, which cannot go round in circles.
            let column = if turns < 4 * last {
                wanted.min_by(|a, b| a.1.total_cmp(b.1)).map(|(at, _)| at)
            } else {
                wanted.map(|(at, _)| at).next()
            };
            let Some(column) = column else { return Some(-price[last]) };
            let mut leaving: Option<(f64, usize)> = None;
            for (line, row) in self.rows.iter().enumerate() {
                if row[column] > SMALL {
                    let ratio = row[last] / row[column];
                    let better = leaving.is_none_or(|(least, known)| {
                        ratio < least - SMALL || ratio < least + SMALL && self.basis[line] < self.basis[known]
                    });
                    if better {
                        leaving = Some((ratio, line));
                    }
                }
            }
            let (_, line) = leaving?;
            self.pivot(line, column);
            let step = price[column];
            price.iter_mut().zip(&self.rows[line]).for_each(|(price, value)| *price -= step * value);
        }
    }

    fn pivot(&mut self, line: usize, column: usize) {
        let by = self.rows[line][column];
        self.rows[line].iter_mut().for_each(|value| *value /= by);
        let chosen = self.rows[line].clone();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let step = row[column];
            if at != line && step != 0.0 {
                row.iter_mut().zip(&chosen).for_each(|(value, part)| *value -= step * part);
            }
        }
        self.basis[line] = column;
    }
}

#[cfg(test)]
mod tests {
    use super::Told;

    #[test]
    fn a_table_with_totals() {
        // 3 7 | 10
        // 4 6 | 10
        // 7 13 | 20
        let mut told = Told::default();
        let cells: Vec<usize> = (0..4).map(|_| told.unknown()).collect();
        told.sum(&cells[..2], 10);
        told.sum(&cells[2..], 10);
        told.sum(&[cells[0], cells[2]], 7);
        told.sum(&[cells[1], cells[3]], 13);
        let mut bounds = told.bounds().unwrap();
        assert_eq!(bounds.of(cells[0]), (0.0, Some(7.0)));
        assert_eq!(bounds.of(cells[1]), (3.0, Some(10.0)));
        told.sum(&[cells[3]], 6);
        assert_eq!(told.bounds().unwrap().of(cells[0]), (3.0, Some(3.0)));
    }

    #[test]
    fn what_has_no_bound_has_none_and_what_contradicts_itself_is_told() {
        let mut told = Told::default();
        let (a, b, whole) = (told.unknown(), told.unknown(), told.unknown());
        told.adds_up(&[a, b], whole);
        let mut bounds = told.bounds().unwrap();
        assert_eq!(bounds.of(whole), (0.0, None));
        told.sum(&[whole], 4);
        assert_eq!(told.bounds().unwrap().of(a), (0.0, Some(4.0)));
        told.sum(&[a], 5);
        assert!(told.bounds().is_err());
    }
}
