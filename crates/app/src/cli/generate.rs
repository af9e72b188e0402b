// SPDX-License-Identifier: EUPL-1.2
//! `maillage generate`.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kernel::Date;
use kernel::instant::Zone;
use platform::clock::{Chance, Clock, Stopwatch};
use platform::config::Config;
use register::accounts;

use super::{say, say_error};
use crate::generate::{self, Into, Order, PASSWORD, SECRET};
use crate::start::{self, Migrates};

#[derive(clap::Args)]
pub(super) struct Args {
    /// How many cases.
    #[arg(long)]
    cases: i64,
    /// Which of the possible regions: the same number gives the same region.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day on which the region is looked at, as 2026-09-15; today when not said.
    #[arg(long)]
    on: Option<String>,
    /// Adds to a database that holds synthetic regions already. Never to one in use.
    #[arg(long)]
    add: bool,
}

pub(super) async fn run(args: Args, mut config: Config) -> Result<(), String> {
    if !(1..=20_000_000).contains(&args.cases) {
        return Err("--cases must be from 1 to 20000000".to_owned());
    }
    let (clock, chance) = (Clock::System, Chance::seeded(args.seed));
    let zone = Zone::named(&config.zone).unwrap_or_else(Zone::utc);
    let (today, now) = match &args.on {
        None => (clock.now().local_date(&zone), clock.now()),
        Some(text) => {
            let day: Date =
                text.parse().map_err(|_| format!("--on: « {text} » is not a day such as 2026-09-15"))?;
            (day, kernel::Instant::from_local(day, 12, 0, &zone).ok_or("--on: no such day")?)
        }
    };
    config.demo = true;
    let watch = Stopwatch::start();
    let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| e.to_string())?;
    let db = start::database(&config, &clock, &chance, Migrates::Yes).await.map_err(|e| e.to_string())?;
    let app = start::application(db.clone(), clock, chance, config, rulebook, None);
    let quiet = start::quiet(&app, None);
    let hash = accounts::password_hash(&quiet, PASSWORD);
    let hash = hash.await.map_err(|p| format!("the password cannot be hashed ({})", p.code()))?;
    let bar = bar(args.cases);
    let order = Order { cases: args.cases, seed: args.seed, today, now, zone };
    let place = if args.add { Into::Synthetic } else { Into::Empty };
    let done =
        generate::generate(&db, &order, place, &hash, |cases| bar.set_position(cases.unsigned_abs())).await;
    bar.finish_and_clear();
    let rows = done.map_err(|e| e.to_string())?;
    db.close().await;
    let seconds = watch.elapsed().as_secs_f64();
    say(&format!(
        "{} cases ({rows} rows) in {seconds:.1} s: {:.0} cases a second.",
        args.cases,
        args.cases as f64 / seconds.max(0.001)
    ));
    say_error(&format!(
        "practitioners sign in as {} and following, password « {PASSWORD} », authenticator secret {}",
        generate::email(1),
        accounts::base32(SECRET)
    ));
    Ok(())
}

/// Progress on the error stream, so that the output stays one line.
fn bar(cases: i64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(cases.unsigned_abs()), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} cases, {per_sec}, {eta} left");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}
