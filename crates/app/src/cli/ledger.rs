// SPDX-License-Identifier: EUPL-1.2
//! `maillage ledger verify`.

use platform::clock::{Chance, Clock};
use platform::config::Config;
use register::ledger;
use serde_json::json;

use super::say;
use crate::start::{self, Migrates};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Verifies every chain and names every fault; fails when there is one.
    Verify {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(args: Args, config: Config) -> Result<(), String> {
    let What::Verify { json: as_json } = args.what;
    let db = start::database(&config, &Clock::System, &Chance::System, Migrates::No)
        .await
        .map_err(|e| e.to_string())?;
    let report = ledger::verify(&db).await.map_err(|e| e.to_string())?;
    if as_json {
        let faults: Vec<_> = report
            .faults
            .iter()
            .map(|f| json!({ "institution": f.institution.to_string(), "seq": f.seq, "what": f.what }))
            .collect();
        say(&json!({
            "sound": report.faults.is_empty(), "chains": report.chains, "entries": report.entries,
            "erased": report.erased, "faults": faults,
        })
        .to_string());
    } else {
        say(&format!("{} chains, {} entries read.", report.chains, report.entries));
        if report.erased > 0 {
            say(&format!("The texts of {} entries were erased, and an entry tells of each.", report.erased));
        }
        for fault in &report.faults {
            say(&format!("chain {}: {}", fault.institution, fault.what));
        }
    }
    match report.faults.len() {
        0 => Ok(()),
        n => Err(format!("the ledger is not sound: {n} fault(s)")),
    }
}
