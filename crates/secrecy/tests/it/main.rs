// SPDX-License-Identifier: EUPL-1.2
//! The rule sets of the packs, as a practitioner would try them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests speak by failing")]

mod chance;
mod circulaire;
mod others;
mod property;
mod reading;
mod sharing_fr;
mod slips;
mod world;
