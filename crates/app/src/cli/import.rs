// SPDX-License-Identifier: EUPL-1.2
//! `maillage import`.

use std::path::PathBuf;

use platform::clock::{Chance, Clock};
use platform::config::Config;
use register::directory::import::{Fate, Plan, Taken, look, read, take_over, words_for};

use super::say;
use crate::start::{self, Migrates};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// A list of institutions (CSV or XLSX), taken over whole or not at all.
    Institutions {
        /// The file.
        file: PathBuf,
        /// Only says what would happen to every row.
        #[arg(long)]
        preview: bool,
    },
}

pub(super) async fn run(args: Args, config: Config) -> Result<(), String> {
    let What::Institutions { file, preview } = args.what;
    let (clock, chance) = (Clock::System, Chance::System);
    let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| e.to_string())?;
    let db = start::database(&config, &clock, &chance, Migrates::No).await.map_err(|e| e.to_string())?;
    let app = start::application(db, clock, chance, config, rulebook, None);
    let cx = start::quiet(&app, None);
    let bytes = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let said = |p: platform::problem::Problem| p.code().to_owned();
    let sheet = read(bytes).await.map_err(said)?.map_err(|why| words_for(&cx, why))?;
    let mut conn = app.db.read().await.map_err(|e| e.to_string())?;
    let plan = look(&cx, &mut conn, &sheet).await.map_err(said)?;
    drop(conn);
    tell(&plan);
    if plan.is_wrong() {
        return Err("nothing was taken over: the list has errors".to_owned());
    }
    if preview {
        return Ok(());
    }
    match take_over(&cx, &sheet).await.map_err(said)? {
        Taken::Over { recorded, amended, unchanged } => {
            say(&format!("{recorded} new, {amended} changed, {unchanged} as they were."));
            Ok(())
        }
        Taken::Refused(plan) => {
            tell(&plan);
            Err("nothing was taken over: the directory changed meanwhile".to_owned())
        }
    }
}

fn tell(plan: &Plan) {
    if let Some(wrong) = &plan.headings_wrong {
        say(wrong);
    }
    for row in &plan.rows {
        let line = row.line;
        match &row.fate {
            Fate::New { .. } => say(&format!("{line}: {} — new", row.name)),
            Fate::Changed { columns, .. } => {
                let columns: Vec<&str> = columns.iter().map(|c| c.heading(kernel::Lang::Fr)).collect();
                say(&format!("{line}: {} — {}", row.name, columns.join(", ")));
            }
            Fate::Unchanged => {}
            Fate::Wrong(cells) => {
                for cell in cells {
                    say(&format!("{line}: {}: {}", cell.column.heading(kernel::Lang::Fr), cell.message));
                }
            }
        }
    }
}
