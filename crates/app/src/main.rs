// SPDX-License-Identifier: EUPL-1.2
//! The program `maillage`.

use std::process::ExitCode;

/// A page is made of some thousands of small texts: the system’s allocator took a tenth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    maillage::cli::run()
}
