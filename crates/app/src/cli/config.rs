// SPDX-License-Identifier: EUPL-1.2
//! `maillage config check`.

use std::process::ExitCode;

use platform::config::{Config, Severity, Sources};

use super::{say, say_error};
use crate::start;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Says every setting, where it comes from, and what is wrong or risky.
    Check,
}

pub(super) fn run(args: &Args, sources: &Sources) -> ExitCode {
    let What::Check = args.what;
    let config = match Config::load(sources) {
        Ok(config) => config,
        Err(findings) => {
            findings.iter().for_each(|f| say_error(&f.to_string()));
            return ExitCode::from(2);
        }
    };
    for shown in config.shown() {
        say(&format!("{:<24} {:<40} {}", shown.key, shown.value, shown.origin));
    }
    let findings = config.check();
    findings.iter().for_each(|f| say(&f.to_string()));
    if let Err(e) = start::packs(config.packs_folder.as_deref()) {
        say_error(&e.to_string());
        return ExitCode::from(2);
    }
    let wrong = findings.iter().any(|f| f.severity == Severity::Error);
    if wrong { ExitCode::from(2) } else { ExitCode::SUCCESS }
}
