// SPDX-License-Identifier: EUPL-1.2
//! The development commands of Maillage, run as `cargo xtask <command>`.
//!
//! They are a Rust program rather than a set of scripts so that they are compiled, linted and tested like the
//! rest, and so that a contributor needs nothing but cargo to find out what else is needed.
#![allow(clippy::print_stdout, reason = "this is a command line tool: what it prints is what it is for")]

mod check;
mod postgres;
mod run;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  test [--only PART,…] [--engine sqlite|postgres|both] [--no-install]
      Everything that the continuous integration runs, in parts, each of them timed.
      Parts: tools, build, check, tests, proofs, forms, tests-postgres, browser.
      --only        only these parts
      --engine      the engines on which the tests run (both, if not said)
      --no-install  install nothing: say what is missing and stop there

  check [--only STEP,…] [--explain]
      The rules of the house. Steps: tidy, licences, format, lints, docs.
      --explain     list the tidy rules with their reasons, and check nothing

  postgres [--fast] -- <command> [arguments]
      Start a private PostgreSQL, run the command with its address in MAILLAGE_TEST_DATABASE, stop it again.
      --fast        do not wait for the disk (for tests only)

  help
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = arguments.collect();
    let outcome = match command.as_str() {
        "test" => test::command(&rest),
        "check" => check::command(&rest),
        "postgres" => postgres::command(&rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(format!("there is no command « {other} »\n\n{HELP}")),
    };
    outcome.unwrap_or_else(|message| {
        eprintln!("xtask: {message}");
        ExitCode::from(2)
    })
}
