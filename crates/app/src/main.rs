// SPDX-License-Identifier: EUPL-1.2
//! The program `maillage`.

use std::process::ExitCode;

fn main() -> ExitCode {
    maillage::cli::run()
}
