// SPDX-License-Identifier: EUPL-1.2
//! `maillage demo`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use platform::clock::{Chance, Clock};
use platform::config::{Config, LogLevel};
use platform::db::{Address, Db};
use platform::log;
use register::{directory, ledger};

use super::{block_on, say, serve};
use crate::demo::{self, Checking};
use crate::start::{self, Migrates};

/// What tells a folder of the demo from that of a register in use.
const MARK: &str = "demo-world.txt";
/// The folder of the demo when none is named.
const FOLDER: &str = "maillage-demo";

#[derive(clap::Args)]
pub(super) struct Args {
    /// Address to listen on; port 0 takes any free one.
    #[arg(long)]
    listen: Option<String>,
    /// Writes the accounts as JSON into this file before the address is printed.
    #[arg(long, value_name = "FILE")]
    json_accounts: Option<PathBuf>,
    /// Says which steps of the stories wait for capabilities to come, and serves nothing.
    #[arg(long)]
    pending: bool,
    /// Serves also where other machines can reach it, although everybody knows the password of its accounts.
    #[arg(long)]
    open_to_others: bool,
}

impl Args {
    pub(super) fn add_to(&self, flags: &mut BTreeMap<String, String>) {
        if let Some(listen) = &self.listen {
            flags.insert("listen".to_owned(), listen.clone());
        }
        // Never the folder that a register in use has by default.
        if !flags.contains_key("data_folder") && !flags.contains_key("database") {
            flags.insert("data_folder".to_owned(), FOLDER.to_owned());
        }
    }
}

pub(super) fn run(args: Args, mut config: Config) -> ExitCode {
    // The stories leave a hundred messages to be sent: a line for each would push the accounts out of the window.
    let level = if config.log_level == LogLevel::Info { LogLevel::Warn } else { config.log_level };
    log::start(level, config.log_format);
    config.demo = true;
    block_on(async move {
        if !args.pending {
            may_listen(&config, args.open_to_others.then_some(OpenToOthers))?;
        }
        if let Address::File(file) = &config.database {
            clear(&config.data_folder, file)?;
        }
        let chance = demo::chance();
        let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| e.to_string())?;
        let db = start::database(&config, &demo::clock(), &chance, Migrates::Yes)
            .await
            .map_err(|e| e.to_string())?;
        is_empty(&db).await?;
        let made = demo::make(db.clone(), chance, &config, rulebook.clone(), Checking::StepsAlone).await;
        let made = made.map_err(|e| e.to_string())?;
        if args.pending {
            say(&made.report.pending_list());
            db.close().await;
            return Ok(());
        }
        if let Some(file) = &args.json_accounts {
            let text = format!("{:#}\n", demo::as_json(&made.accounts));
            fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))?;
        }
        say(&demo::as_text(&made.accounts));
        say(&made.report.short());
        let openings = ledger::Openings::start(db.clone());
        let clock = Clock::starting_at(made.ends_at);
        // The stories are drawn by lot the same way every time; sessions and codes must not be.
        let app = start::application(db, clock, Chance::System, config, rulebook, Some(openings));
        serve::serve(app).await
    })
}

/// That whoever starts the demo knows that others will sign in to it.
struct OpenToOthers;

/// The accounts of the demo have a password that everybody knows: it listens to this machine alone, unless whoever starts it
/// says otherwise.
fn may_listen(config: &Config, said: Option<OpenToOthers>) -> Result<(), String> {
    if config.is_reachable_from_outside() && said.is_none() {
        return Err(format!(
            "on {} other machines could reach the demo, and everybody knows the password of its accounts. If that is what \
             you want, and its world is the invented one, say --open-to-others",
            config.listen
        ));
    }
    Ok(())
}

/// Makes the folder of the demo anew. A folder with a database that the demo did not make is left as it is.
fn clear(folder: &Path, file: &Path) -> Result<(), String> {
    let told = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mark = file.with_file_name(MARK);
    if file.exists() && !mark.exists() {
        return Err(format!(
            "{} holds a register in use: the demo never touches one. Name another folder with --data.",
            file.display()
        ));
    }
    for name in [file.to_owned(), with_ending(file, "-wal"), with_ending(file, "-shm")] {
        if name.exists() {
            fs::remove_file(&name).map_err(told)?;
        }
    }
    for inside in ["files", "outbox"] {
        let inside = folder.join(inside);
        if mark.exists() && inside.exists() {
            fs::remove_dir_all(&inside).map_err(told)?;
        }
    }
    if let Some(home) = file.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(home).map_err(told)?;
    }
    fs::write(&mark, "An invented world, made anew by every start of `maillage demo`.\n").map_err(told)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A database on a server must be empty: the demo never removes anything there.
async fn is_empty(db: &Db) -> Result<(), String> {
    let mut conn = db.read().await.map_err(|e| e.to_string())?;
    let found = directory::institutions_after(&mut conn, None, 1).await.map_err(|e| e.to_string())?;
    match found.first() {
        None => Ok(()),
        Some(_) => Err("this database is not empty: the demo needs one of its own".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_listens_to_others_only_when_told_to() {
        let config = |listen: &str| {
            let flags = BTreeMap::from([("listen".to_owned(), listen.to_owned())]);
            let sources = platform::config::Sources { flags, ..Default::default() };
            Config::load(&sources).unwrap()
        };
        for listen in ["127.0.0.1:0", "[::1]:8080"] {
            assert!(may_listen(&config(listen), None).is_ok(), "{listen}");
        }
        for listen in ["0.0.0.0:8080", "192.0.2.7:80", "[::]:8080"] {
            let why = may_listen(&config(listen), None).unwrap_err();
            assert!(why.contains("--open-to-others"), "{why}");
            assert!(may_listen(&config(listen), Some(OpenToOthers)).is_ok(), "{listen}");
        }
    }

    #[test]
    fn a_register_in_use_is_left_alone_and_a_demo_is_made_anew() {
        let folder = std::env::temp_dir().join(format!("maillage-demo-test-{}", std::process::id()));
        let file = folder.join("maillage.sqlite");
        fs::create_dir_all(&folder).unwrap();
        fs::write(&file, "a register").unwrap();
        assert!(clear(&folder, &file).unwrap_err().contains("in use"));
        assert_eq!(fs::read_to_string(&file).unwrap(), "a register");
        fs::write(folder.join(MARK), "").unwrap();
        clear(&folder, &file).unwrap();
        assert!(!file.exists() && folder.join(MARK).exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
