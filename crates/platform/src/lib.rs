// SPDX-License-Identifier: EUPL-1.2
//! The IO spine: everything that touches the world, so that the rest need not.

pub mod clock;
pub mod config;
pub mod db;
pub mod drafts;
pub mod files;
pub mod form;
pub mod http;
pub mod jobs;
pub mod log;
pub mod mail;
pub mod metrics;
pub mod problem;
pub mod secrets;
pub mod session;
pub mod table;
pub mod testing;
pub mod throttle;
pub mod ui;

#[doc(hidden)]
pub use kernel;
