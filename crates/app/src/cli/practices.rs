// SPDX-License-Identifier: EUPL-1.2
//! `maillage practices`: which institutions keep the practice bank. Their direction and their supervision edit it.

use platform::clock::{Chance, Clock};
use platform::config::Config;
use register::directory;

use super::say;
use crate::start::{self, Migrates};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Entrusts an institution with the bank.
    Entrust {
        /// Its code in the directory.
        code: String,
    },
}

pub(super) async fn run(args: Args, config: Config) -> Result<(), String> {
    let (clock, chance) = (Clock::System, Chance::System);
    let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| e.to_string())?;
    let db = start::database(&config, &clock, &chance, Migrates::No).await.map_err(|e| e.to_string())?;
    let app = start::application(db, clock, chance, config, rulebook, None);
    let cx = start::quiet(&app, None);
    let What::Entrust { code } = args.what;
    let told = |problem: platform::problem::Problem| problem.code().to_owned();
    let mut conn = cx.read().await.map_err(told)?;
    let found = directory::institution_by_code(&mut conn, &code).await.map_err(|e| e.to_string())?;
    drop(conn);
    let Some(institution) = found else {
        return Err(format!("no institution has the code « {code} »: look in the directory"));
    };
    resource_centre::practices::entrust(&cx, institution.id).await.map_err(told)?;
    say(&format!(
        "{} keeps the practice bank: its direction and its supervision edit it.",
        institution.fields.name
    ));
    Ok(())
}
