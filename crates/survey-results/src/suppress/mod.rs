// SPDX-License-Identifier: EUPL-1.2
//! Which cells of a table are not shown, so that nobody can work out a small one.
//!
//! Two steps are enough for every table of this crate. [`parts`] hides parts of a total that everybody knows.
//! [`Grid::hide`] hides cells of a table of which every total, of rows and of columns, is known. Whatever has a total that
//! is not shown is not shown itself, and is merged with the other things of which this is so: their sum could be worked out
//! by anybody, and is therefore treated as a row or a column like the others.

mod flow;
mod grid;

pub use grid::{Duty, Grid};

/// Which parts of a known total are hidden, so that of each hidden one at least `least` + 1 values remain possible, even to
/// somebody who knows that no part without a unit is ever hidden here.
///
/// `guarded` are the parts that must be hidden. Others are hidden with them, the smallest first, where it takes more.
/// Where even that does not do, everything is hidden, parts without a unit included.
pub fn parts(values: &[u64], guarded: &[bool], least: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> =
        values.iter().zip(guarded).map(|(value, guarded)| *guarded && *value > 0).collect();
    if !hidden.contains(&true) {
        return hidden;
    }
    let mut others: Vec<usize> = (0..values.len()).filter(|at| !hidden[*at] && values[*at] > 0).collect();
    others.sort_by_key(|at| std::cmp::Reverse((values[*at], *at)));
    loop {
        let sum: u64 =
            values.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(value, _)| value).sum();
        let count = hidden.iter().filter(|hidden| **hidden).count() as u64;
        if count > 1 && sum >= least + count {
            return hidden;
        }
        match others.pop() {
            Some(at) => hidden[at] = true,
            None => return vec![true; values.len()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    fn hidden(values: &[u64]) -> Vec<usize> {
        let guarded: Vec<bool> = values.iter().map(|value| *value < 5).collect();
        let hidden = parts(values, &guarded, 5);
        (0..values.len()).filter(|at| hidden[*at]).collect()
    }

    #[test]
    fn nothing_is_hidden_where_nothing_is_small() {
        assert_eq!(hidden(&[7, 12, 0, 5]), [0; 0]);
    }

    #[test]
    fn a_small_part_takes_the_smallest_other_with_it() {
        assert_eq!(hidden(&[3, 40, 9, 0]), [0, 2]);
    }

    #[test]
    fn small_ones_hide_one_another_only_where_their_sum_leaves_room() {
        assert_eq!(hidden(&[4, 4, 40]), [0, 1], "each may be 1 to 7");
        assert_eq!(hidden(&[2, 4, 40]), [0, 1, 2], "each would be 1 to 5");
    }

    #[test]
    fn where_it_does_not_do_everything_is_hidden() {
        assert_eq!(hidden(&[4, 1]), [0, 1]);
        assert_eq!(hidden(&[4, 1, 0]), [0, 1, 2]);
    }
}
