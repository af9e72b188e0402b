// SPDX-License-Identifier: EUPL-1.2
//! The whole product, tested from outside: one binary, on whichever engine `MAILLAGE_TEST_DATABASE` names.

mod demo;
mod generated;
mod kill;
mod walk;
