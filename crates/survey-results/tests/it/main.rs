// SPDX-License-Identifier: EUPL-1.2
//! Results of campaigns, as somebody who reads them sees them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests speak by failing, and measure"
)]

mod attack;
mod gaps;
mod grid;
mod inventory;
mod page;
mod world;
