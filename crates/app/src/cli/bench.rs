// SPDX-License-Identifier: EUPL-1.2
//! `maillage bench screens` and `maillage bench secrecy`.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use kernel::instant::Zone;
use platform::clock::{Chance, Clock, Stopwatch};
use platform::config::Config;
use platform::db::{Address, Engine};
use platform::http::{self, App};
use platform::log;
use register::ledger::Openings;
use serde_json::json;
use tokio::net::TcpListener;

use super::{block_on, say, say_error};
use crate::bench::{self, Plan, Region, Report};
use crate::start::{self, Migrates};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Measures screens through HTTP on loopback, signed in, over a database that `maillage generate` has filled.
    ///
    /// Screen after screen: an open load at the given rate on that screen alone (latencies count from the moment a request
    /// was to be sent), after a fifth of it to warm up; then a closed load, whose rate is the peak. Server and load share
    /// this machine.
    Screens(ScreenArgs),
    /// Measures decisions of secrecy with ten pieces of information and five recipients, under every rule set in turn.
    ///
    /// Needs no database: the rule sets of the packs, and facts drawn from a seed. In the text, also the slowest first
    /// decision under a rule set, which asks everything of Cedar; later ones remember.
    Secrecy(SecrecyArgs),
}

#[derive(clap::Args)]
struct SecrecyArgs {
    /// How many decisions.
    #[arg(long, default_value_t = 10_000)]
    decisions: usize,
    /// As JSON, in one line.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct ScreenArgs {
    /// Requests a second on each screen, one screen at a time; a tenth of it where something is written.
    #[arg(long, default_value_t = 300.0)]
    rate: f64,
    /// Seconds of the open load on each screen; the closed load takes half of it.
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// How many practitioners are signed in.
    #[arg(long, default_value_t = 50)]
    sessions: usize,
    /// Connections of the closed load.
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// Only these screens (desk, case, timeline, search, cases, deadlines, write), separated by commas.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// A server that runs already over the same database, as host:port, instead of one in this process.
    #[arg(long)]
    url: Option<String>,
    /// As JSON, in one line.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: Args, config: Config) -> ExitCode {
    log::start(platform::config::LogLevel::Warn, config.log_format);
    match args.what {
        What::Screens(args) => block_on(screens(args, config)),
        What::Secrecy(args) => block_on(async move { secrecy(&args, &config) }),
    }
}

fn secrecy(args: &SecrecyArgs, config: &Config) -> Result<(), String> {
    if args.decisions == 0 || args.decisions > 10_000_000 {
        return Err("--decisions must be from 1 to 10000000".to_owned());
    }
    let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| e.to_string())?;
    let measured = bench::secrecy::measure(&rulebook, args.decisions)?;
    let tenth = |us: f64| (us * 10.0).round() / 10.0;
    if args.json {
        let us = json!({ "p50": tenth(measured.p50), "p99": tenth(measured.p99) });
        say(&json!({ "decision_us": us, "decisions": measured.decisions }).to_string());
    } else {
        let [permitted, in_part, refused] = measured.outcomes;
        say(&format!(
            "{} decisions with ten pieces of information and five recipients: half took at most {:.0} µs, 99 % at most \
             {:.0} µs; the slowest first one {:.0} µs.",
            measured.decisions, measured.p50, measured.p99, measured.first
        ));
        say(&format!("{permitted} permitted, {in_part} permitted in part, {refused} refused."));
    }
    Ok(())
}

/// A server in this process.
struct Served {
    app: Arc<App>,
    address: String,
    start_ms: f64,
    stop: tokio::sync::oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<std::io::Result<()>>,
}

async fn screens(args: ScreenArgs, config: Config) -> Result<(), String> {
    if !(args.rate > 0.0 && args.rate <= 20_000.0 && args.seconds > 0.0 && args.seconds <= 600.0) {
        return Err("--rate must be above 0 and at most 20000, --seconds above 0 and at most 600".to_owned());
    }
    if args.sessions == 0 || args.connections == 0 || args.sessions > 1_000 || args.connections > 1_000 {
        return Err("--sessions and --connections must be from 1 to 1000".to_owned());
    }
    let plan = Plan {
        rate: args.rate,
        seconds: args.seconds,
        sessions: args.sessions,
        connections: args.connections,
        only: args.only.clone(),
    };
    let zone = Zone::named(&config.zone).unwrap_or_else(Zone::utc);
    let served = match &args.url {
        None => Some(serve(config.clone()).await?),
        Some(_) => None,
    };
    let (db, address) = match (&served, &args.url) {
        (Some(served), _) => (served.app.db.clone(), served.address.clone()),
        (None, url) => {
            let db = start::database(&config, &Clock::System, &Chance::System, Migrates::No)
                .await
                .map_err(|e| e.to_string())?;
            let url = url.as_deref().unwrap_or_default();
            (db, url.trim_start_matches("http://").trim_end_matches('/').to_owned())
        }
    };
    let region = bench::look(&db, plan.sessions).await?;
    let cases = region.cases;
    let quiet = args.json;
    let report = load(address, region, plan, zone, quiet).await?;
    let decision = match &served {
        Some(served) => bench::decision_us(&served.app, &report.cases).await?,
        None => None,
    };
    let (rss, highest) = if served.is_some() { bench::memory_mb() } else { (None, None) };
    let share =
        decision.zip(report.page_us).map(|(decision, page)| (decision / page * 10_000.0).round() / 10_000.0);
    let failures = bench::failures(&report.measured);
    let start_ms = served.as_ref().map(|s| (s.start_ms * 10.0).round() / 10.0);
    if args.json {
        say(&json!({
            "cases": cases,
            "engine": db.engine().code(),
            "rate": args.rate,
            "screens": bench::as_json(&report.measured),
            "rss_mb": rss,
            "start_ms": start_ms,
            "rss_highest_mb": highest,
            "authorisation_us": decision.map(|us| (us * 10.0).round() / 10.0),
            "authorisation_share": share,
            "errors": failures,
        })
        .to_string());
    } else {
        let engine = match db.engine() {
            Engine::Sqlite => "the embedded engine",
            Engine::Postgres => "PostgreSQL",
        };
        say(&format!("{cases} cases on {engine}, {failures} failed requests."));
        if let (Some(rss), Some(highest), Some(start)) = (rss, highest, start_ms) {
            say(&format!("Memory {rss} MB, {highest} MB at its highest; started in {start} ms."));
        }
        if let (Some(us), Some(share)) = (decision, share) {
            say(&format!(
                "Deciding whether a case may be read: {us:.0} µs, {:.1} % of its page.",
                share * 100.0
            ));
        }
    }
    if let Some(served) = served {
        let _ = served.stop.send(());
        let _ = served.ended.await;
    }
    db.close().await;
    if failures == 0 { Ok(()) } else { Err(format!("{failures} requests failed")) }
}

/// Starts the server as `maillage serve` does, on a free port of loopback, and waits for its first answer.
async fn serve(mut config: Config) -> Result<Served, String> {
    let watch = Stopwatch::start();
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|e| e.to_string())?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    // Over plain HTTP, whatever address people use in the end: cookies must come back.
    config.public_url = format!("http://{address}");
    config.listen = address;
    let (clock, chance) = (Clock::System, Chance::System);
    let migrates = match config.database {
        Address::File(_) => Migrates::Yes,
        Address::Url(_) => Migrates::No,
    };
    let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| e.to_string())?;
    let db = start::database(&config, &clock, &chance, migrates).await.map_err(|e| e.to_string())?;
    let openings = Openings::start(db.clone());
    let app = start::application(db, clock, chance, config, rulebook, Some(openings));
    let router = http::router(app.clone(), crate::routes());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let asked = async {
        let _ = stopped.await;
    };
    let ended = tokio::spawn(http::serve(listener, router, asked, Duration::from_secs(20)));
    bench::first_answer(&address.to_string()).await?;
    let start_ms = watch.elapsed().as_secs_f64() * 1_000.0;
    Ok(Served { app, address: address.to_string(), start_ms, stop, ended })
}

/// The load, on a thread and a runtime of its own: it must not wait for the server's.
async fn load(
    address: String,
    region: Region,
    plan: Plan,
    zone: Zone,
    quiet: bool,
) -> Result<Report, String> {
    let tell = move |text: &str| {
        if quiet {
            say_error(text);
        } else {
            say(text);
        }
    };
    let running = tokio::task::spawn_blocking(move || {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
        runtime.block_on(bench::screens(&address, region, &plan, &zone, tell))
    });
    running.await.map_err(|_| "the load ended by itself".to_owned())?
}
