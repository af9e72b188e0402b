// SPDX-License-Identifier: EUPL-1.2
//! Maillage, put together: the command line, the router, the pages composed of several slices, what happens when.
//!
//! A library only so that the integration tests can start it; `main.rs` is the program.

pub mod bench;
pub mod casefile;
pub mod cli;
pub mod demo;
pub mod desk;
pub mod front;
pub mod generate;
pub mod reactions;
pub mod start;

use platform::http::Routes;

/// Every route of the product, in one table: what is served, printed by `maillage routes`, and walked by the tests.
pub fn routes() -> Routes {
    [
        front::routes(),
        desk::routes(),
        register::routes(),
        casefile::routes(),
        casework::routes(),
        together::routes(),
        resource_centre::routes(),
    ]
    .concat()
}
