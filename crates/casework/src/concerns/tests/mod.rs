// SPDX-License-Identifier: EUPL-1.2
//! Tests of concern reports: the rules as tables, then the doors, the journeys, and who may see what.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod aside;
mod deciding;
mod doors;
mod files;
mod journeys;
mod keeping;
mod receiving;
mod seen;
mod standing;
mod together;
mod transfers;
mod triaging;
mod world;
