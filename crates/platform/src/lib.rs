// SPDX-License-Identifier: EUPL-1.2
//! The IO spine: everything that touches the world, so that the rest need not.

pub mod clock;
pub mod db;
pub mod config;
pub mod form;
pub mod http;
pub mod metrics;
pub mod problem;
pub mod session;
pub mod ui;
pub mod secrets;
pub mod throttle;
pub mod drafts;
pub mod jobs;
pub mod log;
pub mod mail;
pub mod files;
pub mod testing;

#[doc(hidden)]
pub use kernel;
