// SPDX-License-Identifier: EUPL-1.2
//! A table of which every total is known, and the cells of it that are not shown.

use super::flow::Net;

/// What is asked of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// It is shown, unless it must hide another.
    Free,
    /// It must not be shown, nor be worked out.
    Guarded,
    /// It is never shown, and nothing is lost if it is worked out.
    Unprinted,
}

/// A table of which every total is known.
#[derive(Clone, Debug)]
pub struct Grid {
    /// How many rows.
    pub rows: usize,
    /// How many columns.
    pub columns: usize,
    /// How many units, row by row.
    pub values: Vec<u64>,
    /// What is asked of each cell, row by row.
    pub duties: Vec<Duty>,
}

/// Hiding one cell more costs as much as its size, and this besides: rather one large cell than many small ones.
const PRICE: u64 = 10_000;
/// A cell without a unit hides others badly: it can only grow.
const EMPTY_PRICE: u64 = 3 * PRICE;

impl Grid {
    /// Which cells are hidden, row by row (those that are never shown among them), so that of every other hidden cell at
    /// least `least` + 1 whole numbers remain possible to somebody who knows every total, every shown cell, and that no
    /// cell is less than nothing.
    ///
    /// Nothing is hidden needlessly: no hidden cell could be shown by itself. That no smaller set of cells would do is not
    /// promised.
    ///
    /// # Errors
    /// The rows of cells that cannot be hidden well, even if the whole table is.
    pub fn hide(&self, least: u64) -> Result<Vec<bool>, Vec<usize>> {
        let net = Net { rows: self.rows, columns: self.columns, values: &self.values };
        let mut open: Vec<bool> = self.duties.iter().map(|duty| *duty != Duty::Free).collect();
        let price: Vec<u64> =
            self.values.iter().map(|value| if *value == 0 { EMPTY_PRICE } else { PRICE + value }).collect();
        let shown_once = |at: usize| self.duties[at] != Duty::Unprinted;
        let mut lost: Vec<usize> = Vec::new();
        loop {
            let mut quiet = true;
            for cell in (0..self.values.len()).filter(|at| shown_once(*at)) {
                while open[cell] && net.room(cell, &open, least) < least {
                    let Some((_, way)) = net.widen(cell, &open, least, &price) else {
                        lost.push(cell / self.columns);
                        break;
                    };
                    quiet = false;
                    for at in way {
                        open[at] = true;
                    }
                }
            }
            if !lost.is_empty() {
                lost.dedup();
                return Err(lost);
            }
            if quiet {
                break;
            }
        }
        self.show_again(&net, &mut open, least);
        Ok(open)
    }

    /// Shows again what turned out not to be needed, the largest first.
    fn show_again(&self, net: &Net<'_>, open: &mut [bool], least: u64) {
        let mut helpers: Vec<usize> =
            (0..open.len()).filter(|at| open[*at] && self.duties[*at] == Duty::Free).collect();
        helpers.sort_by_key(|at| (std::cmp::Reverse(self.values[*at]), *at));
        for at in helpers {
            open[at] = false;
            let holds = (0..open.len())
                .filter(|cell| open[*cell] && self.duties[*cell] != Duty::Unprinted)
                .all(|cell| net.room(cell, open, least) >= least);
            open[at] = !holds;
        }
    }
}
