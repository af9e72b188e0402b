// SPDX-License-Identifier: EUPL-1.2
//! The IO spine: everything that touches the world, so that the rest need not.

pub mod clock;
pub mod db;
pub mod testing;

#[doc(hidden)]
pub use kernel;
