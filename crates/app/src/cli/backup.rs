// SPDX-License-Identifier: EUPL-1.2
//! `maillage backup`, `maillage restore`: a copy is worth what its check is worth.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::{Address, Db, copies};
use register::ledger::{self, Report};
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

/// What is not finished yet: gone again, unless it gets its name.
struct Unfinished(PathBuf);

impl Unfinished {
    /// Puts it in its place, on disk.
    fn becomes(self, name: &Path) -> Result<(), String> {
        sync(&self.0)?;
        fs::rename(&self.0, name).map_err(|e| format!("{}: {e}", name.display()))?;
        sync_folder(name);
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        copies::remove(&self.0);
    }
}

pub(super) async fn backup(args: BackupArgs, config: Config) -> Result<(), String> {
    let clock = Clock::System;
    let db =
        start::database(&config, &clock, &Chance::System, Migrates::No).await.map_err(|e| e.to_string())?;
    private_folder(&args.to).map_err(|e| format!("{}: {e}", args.to.display()))?;
    let (engine, ending) = match &config.database {
        Address::File(_) => ("sqlite", "sqlite"),
        Address::Url(_) => ("postgres", "dump"),
    };
    let stamp: String = clock.now().rfc3339().chars().filter(|c| c.is_ascii_digit()).take(14).collect();
    let copy = args.to.join(format!("maillage-{stamp}.{ending}"));
    if copy.exists() {
        return Err(format!("{} exists already: one copy a second", copy.display()));
    }
    // Made under another name first: a copy that carries its final name is whole.
    let made = copy.with_extension("unfinished");
    if made.exists() {
        return Err(format!("{} exists already: somebody else is making it", made.display()));
    }
    let made = Unfinished(made);
    let report = match &config.database {
        Address::File(_) => {
            copies::make(&config.database, &made.0).map_err(|e| e.to_string())?;
            copies::check(&config.database, &made.0).map_err(|e| e.to_string())?;
            // The copy itself is opened and its ledger read through.
            let report = ledger_of(&Address::File(made.0.clone())).await?;
            copies::close(&made.0).map_err(|e| e.to_string())?;
            report
        }
        Address::Url(_) => {
            // The archive is read whole; its ledger is read in the database, as it was at the instant of the copy.
            let mut instant = db.snapshot().await.map_err(|e| e.to_string())?;
            copies::make_of(&mut instant, &config.database, &made.0).await.map_err(|e| e.to_string())?;
            copies::check(&config.database, &made.0).map_err(|e| e.to_string())?;
            ledger::verify_snapshot(&mut instant).await.map_err(|e| e.to_string())?
        }
    };
    let (entries, digest) = (report.entries, digest_of(&made.0)?);
    let size = fs::metadata(&made.0).map_err(|e| e.to_string())?.len();
    let paper = json!({
        "product": "maillage", "version": env!("CARGO_PKG_VERSION"), "engine": engine, "made_at": clock.now().rfc3339(),
        "bytes": size, "sha256": digest, "ledger_entries": entries, "ledger_faults": report.faults.len(),
        "ledger_erased": report.erased,
    });
    // The paper first: where the copy is, its paper is too.
    let written = Unfinished(copy.with_extension("unfinished-paper"));
    fs::write(&written.0, format!("{paper:#}\n")).map_err(|e| format!("{}: {e}", written.0.display()))?;
    written.becomes(&paper_of(&copy))?;
    made.becomes(&copy).inspect_err(|_| drop(fs::remove_file(paper_of(&copy))))?;
    say(&format!("{}: {size} bytes, {entries} ledger entries, sha256 {digest}", copy.display()));
    // A fault is no reason to be without copies from now on; it is one to tell the operator each time.
    match report.faults.first() {
        None => Ok(()),
        Some(fault) => Err(format!(
            "the copy is made, and the ledger in it is not sound ({} faults; run `maillage ledger verify`): {}",
            report.faults.len(),
            fault.what
        )),
    }
}

pub(super) async fn restore(args: RestoreArgs, config: Config) -> Result<(), String> {
    refuse_taken(&config.database).await?;
    let paper = read_paper(&args.copy)?;
    let engine = match &config.database {
        Address::File(_) => "sqlite",
        Address::Url(_) => "postgres",
    };
    let of = paper["engine"].as_str().unwrap_or("unknown");
    if of != engine {
        return Err(format!("this copy is of {of}, the database is {engine}"));
    }
    if paper["sha256"].as_str() != Some(&digest_of(&args.copy)?) {
        return Err(format!(
            "{} is not the copy that was made: its digest differs from the one on its paper. Nothing was restored",
            args.copy.display()
        ));
    }
    copies::check(&config.database, &args.copy).map_err(|e| format!("{e}. Nothing was restored"))?;
    let report = match &config.database {
        Address::File(path) => {
            // Under another name until it is verified: a database that carries its name is whole.
            let address = Address::File(path.with_extension("unfinished"));
            refuse_taken(&address).await?;
            let place = Unfinished(path.with_extension("unfinished"));
            copies::put_back(&args.copy, &address).map_err(|e| format!("{e}. Nothing was restored"))?;
            let report = verified(&address, &paper).await?;
            copies::close(&place.0).map_err(|e| e.to_string())?;
            place.becomes(path)?;
            report
        }
        address @ Address::Url(_) => {
            copies::put_back(&args.copy, address).map_err(|e| format!("{e}. Nothing was restored"))?;
            verified(address, &paper).await?
        }
    };
    match report.faults.len() {
        0 => say(&format!("Restored and verified: {} ledger entries.", report.entries)),
        n => say(&format!("Restored with the {n} fault(s) that the ledger had: {} entries.", report.entries)),
    }
    Ok(())
}

async fn refuse_taken(place: &Address) -> Result<(), String> {
    match copies::taken(place).await.map_err(|e| e.to_string())? {
        None => Ok(()),
        Some(what) => Err(format!("a copy is only put back into an empty place: {what}")),
    }
}

fn read_paper(copy: &Path) -> Result<Value, String> {
    let paper = paper_of(copy);
    let beside = |e: String| format!("{}, the paper that belongs to the copy: {e}", paper.display());
    let text = fs::read_to_string(&paper).map_err(|e| beside(e.to_string()))?;
    serde_json::from_str(&text).map_err(|e| beside(e.to_string()))
}

/// Reads the ledger of what was restored: it must be what the paper says.
async fn verified(address: &Address, paper: &Value) -> Result<Report, String> {
    let report = ledger_of(address).await?;
    let (entries, faults) = (paper["ledger_entries"].as_u64(), paper["ledger_faults"].as_u64().unwrap_or(0));
    // Copies of before this was counted say nothing of it.
    let erased = paper["ledger_erased"].as_u64().unwrap_or(report.erased);
    if erased != report.erased {
        return Err(format!(
            "in what was restored the texts of {} ledger entries are erased, its paper says {erased}",
            report.erased
        ));
    }
    if entries != Some(report.entries) || faults != report.faults.len() as u64 {
        return Err(format!(
            "what was restored holds {} ledger entries with {} faults, its paper says {} with {faults}",
            report.entries,
            report.faults.len(),
            paper["ledger_entries"],
        ));
    }
    Ok(report)
}

async fn ledger_of(address: &Address) -> Result<Report, String> {
    let db = Db::open(address).await.map_err(|e| e.to_string())?;
    let report = ledger::verify(&db).await.map_err(|e| e.to_string());
    db.close().await;
    report
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

fn sync(path: &Path) -> Result<(), String> {
    fs::File::open(path).and_then(|f| f.sync_all()).map_err(|e| format!("{}: {e}", path.display()))
}

/// A name is on disk when its folder is.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = fs::File::open(folder).and_then(|f| f.sync_all());
}

/// A folder for copies; made so that nobody else can look into it.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
