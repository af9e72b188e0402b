// SPDX-License-Identifier: EUPL-1.2
//! The register: who acts, which people and cases there are, who may do what, and what was done.
//!
//! The slices stand in an order and use only earlier ones: ledger, directory, accounts, access, apart, deadlines, people,
//! cases, attachments. `drafts` uses none of them.

pub mod ledger;

pub mod directory;

pub mod accounts;

pub mod access;

pub mod apart;

pub mod deadlines;

pub mod people;

pub mod cases;

pub mod attachments;

pub mod testing;

pub mod drafts;

use platform::http::{Cx, Routes};
use platform::problem::Problem;
use rulebook::Rulebook;

/// The packs in force.
pub fn rulebook(cx: &Cx) -> Result<&Rulebook, Problem> {
    cx.app.shelf::<Rulebook>()
}

/// All routes of the register.
pub fn routes() -> Routes {
    [
        directory::routes(),
        accounts::routes(),
        people::routes(),
        cases::routes(),
        attachments::routes(),
        drafts::routes(),
    ]
    .concat()
}
