// SPDX-License-Identifier: EUPL-1.2
//! `maillage backup`, `maillage restore`: a copy is worth what its check is worth.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::{Address, Db, copies};
use register::ledger;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::say;
use crate::start::{self, Migrates};

#[derive(clap::Args)]
pub(super) struct BackupArgs {
    /// Where the copy goes: a folder, made when it does not exist.
    #[arg(long, default_value = "backups")]
    to: PathBuf,
}

#[derive(clap::Args)]
pub(super) struct RestoreArgs {
    /// The copy, as `maillage backup` made it.
    copy: PathBuf,
}

/// The paper that goes with a copy: what it is, and the digest by which it is recognised.
fn paper_of(copy: &Path) -> PathBuf {
    copy.with_extension("json")
}

pub(super) async fn backup(args: BackupArgs, config: Config) -> Result<(), String> {
    let clock = Clock::System;
    let db =
        start::database(&config, &clock, &Chance::System, Migrates::No).await.map_err(|e| e.to_string())?;
    fs::create_dir_all(&args.to).map_err(|e| format!("{}: {e}", args.to.display()))?;
    let (engine, ending) = match &config.database {
        Address::File(_) => ("sqlite", "sqlite"),
        Address::Url(_) => ("postgres", "dump"),
    };
    let stamp: String = clock.now().rfc3339().chars().filter(|c| c.is_ascii_digit()).take(14).collect();
    let copy = args.to.join(format!("maillage-{stamp}.{ending}"));
    // Made under another name first: a copy that carries its final name is whole.
    let unfinished = copy.with_extension("unfinished");
    let _ = fs::remove_file(&unfinished);
    copies::make(&config.database, &unfinished).map_err(|e| e.to_string())?;
    copies::check(&config.database, &unfinished).map_err(|e| e.to_string())?;
    let entries = match &config.database {
        // The copy itself is opened and its ledger read through.
        Address::File(_) => verified(&Address::File(unfinished.clone())).await?,
        // The archive was read whole; the ledger is read where it lies.
        Address::Url(_) => sound(&db).await?,
    };
    let digest = digest_of(&unfinished)?;
    let size = fs::metadata(&unfinished).map_err(|e| e.to_string())?.len();
    fs::rename(&unfinished, &copy).map_err(|e| e.to_string())?;
    let paper = json!({
        "product": "maillage", "version": env!("CARGO_PKG_VERSION"), "engine": engine, "made_at": clock.now().rfc3339(),
        "bytes": size, "sha256": digest, "ledger_entries": entries,
    });
    fs::write(paper_of(&copy), format!("{paper:#}\n")).map_err(|e| e.to_string())?;
    sync(&copy)?;
    say(&format!("{}: {size} bytes, {entries} ledger entries, sha256 {digest}", copy.display()));
    Ok(())
}

pub(super) async fn restore(args: RestoreArgs, config: Config) -> Result<(), String> {
    let paper = paper_of(&args.copy);
    let text = fs::read_to_string(&paper).map_err(|e| format!("{}: {e}", paper.display()))?;
    let paper: Value = serde_json::from_str(&text).map_err(|e| format!("{}: {e}", paper.display()))?;
    let engine = match &config.database {
        Address::File(_) => "sqlite",
        Address::Url(_) => "postgres",
    };
    if paper["engine"] != engine {
        return Err(format!("this copy is of {}, the database is {engine}", paper["engine"]));
    }
    if paper["sha256"].as_str() != Some(&digest_of(&args.copy)?) {
        return Err("the copy is not the one that was made: its digest differs".to_owned());
    }
    copies::check(&config.database, &args.copy).map_err(|e| e.to_string())?;
    copies::put_back(&args.copy, &config.database).map_err(|e| e.to_string())?;
    let entries = verified(&config.database).await?;
    if paper["ledger_entries"].as_u64() > Some(entries) {
        return Err(format!(
            "restored, but the ledger holds {entries} entries instead of {}",
            paper["ledger_entries"]
        ));
    }
    say(&format!("Restored and verified: {entries} ledger entries."));
    Ok(())
}

async fn verified(address: &Address) -> Result<u64, String> {
    let db = Db::open(address).await.map_err(|e| e.to_string())?;
    let entries = sound(&db).await;
    db.close().await;
    entries
}

async fn sound(db: &Db) -> Result<u64, String> {
    let report = ledger::verify(db).await.map_err(|e| e.to_string())?;
    match report.faults.first() {
        None => Ok(report.entries),
        Some(fault) => Err(format!("the ledger is not sound: {}", fault.what)),
    }
}

fn digest_of(path: &Path) -> Result<String, String> {
    let mut file = fs::File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut digest = Sha256::new();
    let mut part = vec![0; 1024 * 1024];
    loop {
        let read = file.read(&mut part).map_err(|e| e.to_string())?;
        if read == 0 {
            break;
        }
        digest.update(&part[..read]);
    }
    Ok(digest.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

/// On disk, with its name.
fn sync(path: &Path) -> Result<(), String> {
    fs::File::open(path).and_then(|f| f.sync_all()).map_err(|e| e.to_string())?;
    if let Some(folder) = path.parent()
        && let Ok(folder) = fs::File::open(folder)
    {
        let _ = folder.sync_all();
    }
    Ok(())
}
