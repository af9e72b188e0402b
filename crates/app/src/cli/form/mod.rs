// SPDX-License-Identifier: EUPL-1.2
//! `maillage form`: forms that are written in a spreadsheet, for those who write them and for checks of many at once.
//!
//! With `--batch`, each line of the input is a case in JSON and is answered by a line in JSON, in order and as it comes: what
//! cannot be read is answered too.

mod answers;
mod check;
mod fhir;
mod fill;
mod print;
mod xpath;

use std::io::{BufRead, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use platform::clock::{Chance, Clock};
use platform::config::Config;
use serde_json::Value;
use smart_forms::xpath::Environment;

use super::say_error;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Tells whether a workbook is a form, and everything that is wrong with it by sheet, row and column.
    Check(check::CheckArgs),
    /// Writes the form of a workbook as an XForm.
    Xform(check::XformArgs),
    /// Fills in a form by steps and tells how every question stands after the last.
    Fill(fill::FillArgs),
    /// Writes documents of answers as tables for statistics, with their book of codes.
    Answers(answers::Args),
    /// Writes the form of a workbook as a FHIR R4 Questionnaire, or tells by row what FHIR cannot say.
    Fhir(fhir::Args),
    /// Prints a form on paper, as PDF.
    Print(print::Args),
    /// Measures a form: making it ready, and what follows from one answer.
    Bench(fill::BenchArgs),
    /// Evaluates an expression, as forms use them.
    Xpath(xpath::Args),
}

pub(super) fn run(args: &Args, config: &Config) -> ExitCode {
    match &args.what {
        What::Check(args) => check::check(args),
        What::Xform(args) => check::xform(args),
        What::Fill(args) => fill::fill(args, config),
        What::Answers(args) => answers::run(args, config),
        What::Fhir(args) => fhir::run(args),
        What::Print(args) => print::run(args, config),
        What::Bench(args) => fill::bench(args, config),
        What::Xpath(args) => xpath::run(args, config),
    }
}

/// The machine's clock and chance, in the zone of `TZ` or else of the settings.
struct World {
    zone: TimeZone,
}

impl World {
    fn of(config: &Config) -> World {
        let named =
            std::env::var("TZ").ok().and_then(|name| TimeZone::get(name.trim_start_matches(':')).ok());
        World { zone: named.or_else(|| TimeZone::get(&config.zone).ok()).unwrap_or(TimeZone::UTC) }
    }
}

impl<N> Environment<N> for World {
    fn now(&self) -> Option<Zoned> {
        let now = Timestamp::from_microsecond(Clock::System.now().0).ok()?;
        Some(now.to_zoned(self.zone.clone()))
    }

    fn zone(&self) -> TimeZone {
        self.zone.clone()
    }

    fn random(&self) -> Option<f64> {
        // As many bits as a fraction holds.
        let bits = u64::from_be_bytes(Chance::System.bytes()?) >> 11;
        Some(bits as f64 / (1_u64 << 53) as f64)
    }

    fn uuid(&self) -> Option<String> {
        Chance::System.uuid().map(|id| id.to_string())
    }
}

/// The longest line of a batch, in bytes: a case that is longer is answered by an error.
const LINE: u64 = 64 * 1024 * 1024;

/// Answers each line of the input; an empty one is none.
fn batch(answer: impl Fn(&Value) -> Value, fault: impl Fn(&str) -> Value) -> ExitCode {
    let mut input = std::io::stdin().lock();
    let mut out = std::io::stdout().lock();
    loop {
        let mut line = Vec::new();
        match std::io::Read::take(&mut input, LINE).read_until(b'\n', &mut line) {
            Ok(0) => return ExitCode::SUCCESS,
            Ok(_) => {}
            Err(why) => {
                say_error(&why.to_string());
                return ExitCode::FAILURE;
            }
        }
        let is_cut = line.len() as u64 == LINE && line.last() != Some(&b'\n');
        if is_cut && let Err(why) = skip_line(&mut input) {
            say_error(&why.to_string());
            return ExitCode::FAILURE;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answered = match serde_json::from_slice::<Value>(&line) {
            _ if is_cut => fault("the line is too long"),
            Ok(case) => answer(&case),
            Err(why) => fault(&format!("the line is no JSON: {why}")),
        };
        // Whoever reads answers as they come must not wait for a full buffer.
        if writeln!(out, "{answered}").and_then(|()| out.flush()).is_err() {
            return ExitCode::FAILURE;
        }
    }
}

/// Reads on to the end of a line, without keeping it.
fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let mut rest = Vec::new();
        let read = std::io::Read::take(&mut *input, LINE).read_until(b'\n', &mut rest)?;
        if read == 0 || rest.last() == Some(&b'\n') {
            return Ok(());
        }
    }
}
