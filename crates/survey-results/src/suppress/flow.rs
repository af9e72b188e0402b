// SPDX-License-Identifier: EUPL-1.2
//! How far a hidden cell could move while every known total and every shown cell stays as it is.
//!
//! Rows and columns are the two sides of a network; each cell that may move is a pipe between its row and its column. A cell
//! can grow by as much as can flow back from its column to its row through the other pipes, and shrink by as much as can
//! flow the other way. In such a network whole numbers stay whole, so that what is found is exactly what is possible.

use std::collections::VecDeque;

/// A table of which every total is known; `values` are what is true, row by row.
#[derive(Clone, Copy)]
pub(super) struct Net<'a> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) values: &'a [u64],
}

/// A way through the network: cells, and whether each grows by it.
type Way = Vec<(usize, bool)>;

impl Net<'_> {
    /// By how much a cell could be more and less than it is, counted no further than `enough` in all.
    pub(super) fn room(&self, cell: usize, open: &[bool], enough: u64) -> u64 {
        let mut state = self.values.to_vec();
        let up = self.most(&mut state, cell, open, true, enough);
        if up >= enough {
            return up;
        }
        let mut state = self.values.to_vec();
        let most = (enough - up).min(self.values[cell]);
        up + self.most(&mut state, cell, open, false, most)
    }

    /// The cells of the cheapest way by which a cell would get more room, if they may all move; with its price.
    pub(super) fn widen(
        &self,
        cell: usize,
        open: &[bool],
        enough: u64,
        price: &[u64],
    ) -> Option<(u64, Vec<usize>)> {
        let mut best: Option<(u64, Vec<usize>)> = None;
        for grows in [true, false] {
            let mut state = self.values.to_vec();
            let limit = if grows { enough } else { self.values[cell] };
            if self.most(&mut state, cell, open, grows, limit) >= limit {
                continue;
            }
            if let Some((cost, way)) = self.cheapest(&state, cell, open, grows, price)
                && best.as_ref().is_none_or(|(least, _)| cost < *least)
            {
                best = Some((cost, way));
            }
        }
        best
    }

    /// From where to where something must flow for a cell to grow, or to shrink. Columns come after rows.
    fn ends(&self, cell: usize, grows: bool) -> (usize, usize) {
        let (row, column) = (cell / self.columns, self.rows + cell % self.columns);
        if grows { (column, row) } else { (row, column) }
    }

    /// Pushes as much as possible, up to `limit`; `state` is what the cells become.
    fn most(&self, state: &mut [u64], cell: usize, open: &[bool], grows: bool, limit: u64) -> u64 {
        let mut pushed = 0;
        while pushed < limit {
            let Some((way, room)) = self.any(state, cell, open, grows) else { break };
            let step = room.min(limit - pushed);
            for (at, more) in way {
                if more { state[at] += step } else { state[at] -= step }
            }
            pushed += step;
        }
        pushed
    }

    /// Some way, the shortest, with how much can flow through it.
    fn any(&self, state: &[u64], cell: usize, open: &[bool], grows: bool) -> Option<(Way, u64)> {
        let (from, to) = self.ends(cell, grows);
        let mut before: Vec<Option<(usize, usize)>> = vec![None; self.rows + self.columns];
        let mut waiting = VecDeque::from([from]);
        while let Some(node) = waiting.pop_front() {
            for (next, at, more) in self.pipes(node) {
                let passes = at != cell && open[at] && (more || state[at] > 0);
                if passes && next != from && before[next].is_none() {
                    before[next] = Some((node, at));
                    if next == to {
                        return Some(self.back(&before, from, to, state));
                    }
                    waiting.push_back(next);
                }
            }
        }
        None
    }

    fn back(&self, before: &[Option<(usize, usize)>], from: usize, to: usize, state: &[u64]) -> (Way, u64) {
        let (mut way, mut room, mut node) = (Vec::new(), u64::MAX, to);
        while node != from {
            let Some((previous, at)) = before[node] else { break };
            let more = previous < self.rows;
            if !more {
                room = room.min(state[at]);
            }
            way.push((at, more));
            node = previous;
        }
        (way, room)
    }

    /// What a node leads to: the other node, the cell between them, and whether that cell grows on the way.
    fn pipes(&self, node: usize) -> impl Iterator<Item = (usize, usize, bool)> + use<'_> {
        let row = node < self.rows;
        let others = if row { self.columns } else { self.rows };
        (0..others).map(move |other| {
            if row {
                (self.rows + other, node * self.columns + other, true)
            } else {
                (other, other * self.columns + node - self.rows, false)
            }
        })
    }

    fn cheapest(
        &self,
        state: &[u64],
        cell: usize,
        open: &[bool],
        grows: bool,
        price: &[u64],
    ) -> Option<(u64, Vec<usize>)> {
        let (from, to) = self.ends(cell, grows);
        let nodes = self.rows + self.columns;
        let mut cost: Vec<Option<u64>> = vec![None; nodes];
        let mut done = vec![false; nodes];
        let mut before: Vec<Option<(usize, usize)>> = vec![None; nodes];
        cost[from] = Some(0);
        loop {
            let near = (0..nodes).filter(|n| !done[*n]).filter_map(|n| Some((cost[n]?, n))).min();
            let (spent, node) = near?;
            if node == to {
                break;
            }
            done[node] = true;
            for (next, at, more) in self.pipes(node) {
                if at == cell || done[next] || !(more || state[at] > 0) {
                    continue;
                }
                let sum = spent + 1 + if open[at] { 0 } else { price[at] };
                if cost[next].is_none_or(|known| sum < known) {
                    cost[next] = Some(sum);
                    before[next] = Some((node, at));
                }
            }
        }
        let (way, _) = self.back(&before, from, to, state);
        Some((cost[to]?, way.into_iter().map(|(at, _)| at).collect()))
    }
}
