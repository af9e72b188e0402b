// SPDX-License-Identifier: EUPL-1.2
//! The command line. People and machines rely on it: names, flags and JSON keep their meaning.

mod backup;
mod bench;
mod config;
mod demo;
mod form;
mod generate;
mod import;
mod jobs;
mod ledger;
mod letters;
mod practices;
mod routes;
mod serve;
mod user;

use std::collections::BTreeMap;
use std::future::Future;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use platform::config::{Config, Severity, Sources};

/// Case management for child protection, for the whole network around a child.
#[derive(Parser)]
#[command(name = "maillage", version, arg_required_else_help = true)]
struct Args {
    /// Settings file (TOML); ./maillage.toml when there is one.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// Database: postgres://… or a file of the embedded engine.
    #[arg(long, global = true)]
    database: Option<String>,
    /// Folder for the embedded database and what belongs to it.
    #[arg(long = "data", global = true)]
    data_folder: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the product.
    Serve(serve::Args),
    /// Makes a fresh demo world by replaying its stories, then serves it.
    Demo(demo::Args),
    /// Brings the schema of the database up to date.
    Migrate,
    /// Accounts: founds a first institution, invites, closes.
    User(user::Args),
    /// Imports from files.
    Import(import::Args),
    /// A consistent, verified copy while others go on working.
    Backup(backup::BackupArgs),
    /// Puts a copy back into an empty place.
    Restore(backup::RestoreArgs),
    /// The ledger.
    Ledger(ledger::Args),
    /// Prints every letter of the packs from its invented example, and tells which cannot be.
    Letters(letters::Args),
    /// The jobs that wait, and those that were given up.
    Jobs(jobs::Args),
    /// Every route: method, path, action, subject, who may.
    Routes(routes::Args),
    /// The practice bank: which institutions keep it.
    Practices(practices::Args),
    /// Forms that are written in a spreadsheet.
    Form(form::Args),
    /// The settings.
    Config(config::Args),
    /// Draws a synthetic region into an empty database, for measuring.
    Generate(generate::Args),
    /// Measures the product.
    Bench(bench::Args),
}

/// Runs the program.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let mut flags = BTreeMap::new();
    if let Some(database) = &args.database {
        flags.insert("database".to_owned(), database.clone());
    }
    if let Some(folder) = &args.data_folder {
        flags.insert("data_folder".to_owned(), folder.display().to_string());
    }
    if let Command::Serve(serve) = &args.command {
        serve.add_to(&mut flags);
    }
    if let Command::Demo(demo) = &args.command {
        demo.add_to(&mut flags);
    }
    let sources = Sources::of_process(args.config.clone(), flags);
    if let Command::Config(config) = &args.command {
        return config::run(config, &sources);
    }
    let config = match Config::load(&sources) {
        Ok(config) => config,
        Err(findings) => {
            for finding in findings.iter().filter(|f| f.severity == Severity::Error) {
                say_error(&finding.to_string());
            }
            return ExitCode::from(2);
        }
    };
    match args.command {
        Command::Serve(args) => serve::run(args, config),
        Command::Demo(args) => demo::run(args, config),
        Command::Migrate => block_on(serve::migrate(config)),
        Command::User(args) => block_on(user::run(args, config)),
        Command::Import(args) => block_on(import::run(args, config)),
        Command::Backup(args) => block_on(backup::backup(args, config)),
        Command::Restore(args) => block_on(backup::restore(args, config)),
        Command::Ledger(args) => block_on(ledger::run(args, config)),
        Command::Letters(args) => letters::run(&args, &config),
        Command::Jobs(args) => block_on(jobs::run(args, config)),
        Command::Routes(args) => routes::run(&args),
        Command::Practices(args) => block_on(practices::run(args, config)),
        Command::Form(args) => form::run(&args, &config),
        Command::Config(_) => ExitCode::SUCCESS,
        Command::Generate(args) => block_on(generate::run(args, config)),
        Command::Bench(args) => bench::run(args, config),
    }
}

/// The table of routes as people read it.
pub fn table_of_routes() -> String {
    routes::table(&crate::routes())
}

/// Runs a command to its end. More workers than cores: the embedded engine reads on the worker itself, and one that
/// waits for the disk must not keep the others waiting.
fn block_on(work: impl Future<Output = Result<(), String>>) -> ExitCode {
    let workers = std::thread::available_parallelism().map_or(2, |n| n.get()).saturating_mul(4).max(8);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build();
    match runtime.map_err(|e| e.to_string()).and_then(|r| r.block_on(work)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            say_error(&why);
            ExitCode::FAILURE
        }
    }
}

/// Writes a line for people or machines to read. Whoever stops reading ends the program without a word; a line that cannot be
/// written, to a full disk for instance, is an error and not a shorter answer.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    if let Err(why) = writeln!(out, "{text}").and_then(|()| out.flush()) {
        if why.kind() != std::io::ErrorKind::BrokenPipe {
            say_error(&why.to_string());
        }
        std::process::exit(1);
    }
}

/// Tells what went wrong.
#[allow(clippy::print_stderr)] // The one place where commands complain.
fn say_error(text: &str) {
    eprintln!("maillage: {text}");
}
