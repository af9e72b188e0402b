// SPDX-License-Identifier: EUPL-1.2
//! What tests stand on, here and in every crate above: real engines, no mocks.
//!
//! Public rather than behind a feature: with a feature, the whole chain of crates would be compiled twice, once for the
//! program and once for its tests. Nothing of it is linked into the program but the question
//! whether a test watches.

// A test that cannot set itself up has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod db;
mod mail;
pub mod statements;

pub use db::{ADDRESS_VARIABLE, TestDb};
pub use mail::MailCatcher;

use std::future::Future;

/// Runs an asynchronous test to its end. With the embedded engine on a runtime with two threads: a commit blocks one. With a server on
/// the thread of the test: each question to it would be handed from thread to thread twice.
pub fn run<F: Future>(test: F) -> F::Output {
    let mut runtime = match std::env::var_os(ADDRESS_VARIABLE) {
        Some(_) => tokio::runtime::Builder::new_current_thread(),
        None => tokio::runtime::Builder::new_multi_thread(),
    };
    runtime.worker_threads(2).enable_all().build().expect("a runtime").block_on(test)
}
