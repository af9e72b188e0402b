// SPDX-License-Identifier: EUPL-1.2
//! The whole product, tested from outside: one binary, on whichever engine `MAILLAGE_TEST_DATABASE` names.

// A test that cannot set itself up stops; the writer that will be killed speaks to its parent on standard output.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
#![allow(clippy::disallowed_methods)]

#[cfg(unix)]
mod backup;
#[cfg(unix)]
mod copies;
mod demo;
mod forms;
mod generated;
mod hostile;
#[cfg(unix)]
mod house;
mod kill;
mod kill_exchange;
mod plans;
mod secret_address;
mod walk;
