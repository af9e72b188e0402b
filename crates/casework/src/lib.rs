// SPDX-License-Identifier: EUPL-1.2
//! The professional's work on a child's situation, from the first worry on.
//!
//! Slices: `concerns` (somebody is worried; a service triages, evaluates, decides, answers), `journal` (what is noted
//! while a case is followed: notes in layers, contacts and visits).

pub mod concerns;

pub mod journal;

use platform::http::Routes;

/// All routes of this area.
pub fn routes() -> Routes {
    [concerns::routes(), journal::routes()].concat()
}
