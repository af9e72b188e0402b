// SPDX-License-Identifier: EUPL-1.2
//! The demo world: invented services, people and stories (`demo/`), replayed through the same actions as the pages use,
//! with the clock set to each step's day. The largest test of the product, and what people are shown.
//!
//! Invariants: nothing is written past an action · what a story expects to be refused is refused · what waits for a
//! capability to come is named, never skipped in silence · the same program makes the same world twice.

mod accounts;
mod expect;
mod eyes;
mod known;
mod load;
mod references;
mod replay;
mod report;
mod story;
mod verbs;
mod world;

pub use accounts::{Account, PASSWORD, as_json, as_text};
pub use replay::Checking;
pub use report::Report;

use std::fmt;
use std::sync::Arc;

use kernel::instant::Zone;
use kernel::{Date, Instant};
use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::Db;
use platform::http::App;
use rulebook::Rulebook;

use known::{Halt, Known};

/// The zone in which the stories tell the time. Both territories share it.
pub const ZONE: &str = "Europe/Brussels";

/// The seed of the world.
const SEED: u64 = 20_260_915;
/// The seed of the second factors.
const SECRETS: u64 = 20_260_916;

/// A demo world that was made.
#[derive(Debug)]
pub struct Made {
    /// The accounts, those to show first at the beginning.
    pub accounts: Vec<Account>,
    /// What was replayed and what waits.
    pub report: Report,
    /// When the stories stop: the clock of the demo goes on from here.
    pub ends_at: Instant,
}

/// Why no demo world could be made.
#[derive(Debug)]
pub struct CannotMake(pub Vec<String>);

impl fmt::Display for CannotMake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the demo world cannot be made:")?;
        self.0.iter().try_for_each(|why| write!(f, "\n  {why}"))
    }
}

impl From<Halt> for CannotMake {
    fn from(halt: Halt) -> CannotMake {
        CannotMake(vec![match halt {
            Halt::Problem(problem) => format!("{} ({problem:?})", problem.code()),
            Halt::Wrong(what) => what,
        }])
    }
}

/// When the stories stop: 15 September 2026, nine in the morning.
fn ends_at(zone: &Zone) -> Result<Instant, Halt> {
    at(zone, (2026, 9, 15), 9)
}

fn at(zone: &Zone, (year, month, day): (i16, i8, i8), hour: u8) -> Result<Instant, Halt> {
    let at = Date::from_ymd(year, month, day).and_then(|day| Instant::from_local(day, hour, 0, zone));
    at.map_or_else(|| Halt::wrong("no such day"), Ok)
}

/// Where chance comes from while the world is made: the same every time.
pub fn chance() -> Chance {
    Chance::seeded(SEED)
}

/// A clock that stands before the first story.
pub fn clock() -> Clock {
    let zone = Zone::named(ZONE).unwrap_or_else(Zone::utc);
    Clock::manual(at(&zone, (2025, 1, 6), 8).unwrap_or(Instant(0)))
}

/// Makes the demo world in an empty database. `chance` is the one that the database keeps its ledger with.
pub async fn make(
    db: Db,
    chance: Chance,
    config: &Config,
    rulebook: Rulebook,
    checking: Checking,
) -> Result<Made, CannotMake> {
    let app = crate::start::application(db, clock(), chance, config.clone(), rulebook, None);
    made(&app, None, checking).await
}

/// As [`make`], but only as far as the evening of a day: the world as it stood then, with what was still waiting. Ids are
/// those of the whole world.
pub async fn make_until(
    db: Db,
    chance: Chance,
    config: &Config,
    rulebook: Rulebook,
    last: Date,
) -> Result<Made, CannotMake> {
    let app = crate::start::application(db, clock(), chance, config.clone(), rulebook, None);
    made(&app, Some(last), Checking::StepsAlone).await
}

async fn made(app: &Arc<App>, last: Option<Date>, checking: Checking) -> Result<Made, CannotMake> {
    let zone =
        Zone::named(ZONE).ok_or_else(|| CannotMake(vec!["the zone of the stories is not known".into()]))?;
    let mut world = load::shipped().map_err(CannotMake)?;
    if let Some(last) = last {
        world.stories.iter_mut().for_each(|story| story.steps.retain(|step| step.on.day <= last));
    }
    Ok(build(app, &world, &zone, last, checking).await?)
}

async fn build(
    app: &Arc<App>,
    world: &load::World,
    zone: &Zone,
    last: Option<Date>,
    checking: Checking,
) -> Result<Made, Halt> {
    let mut known = Known::default();
    world::record(app, world, &mut known).await?;
    let accounts = world::open_accounts(app, world, &known).await?;
    let ends_at = match last {
        None => ends_at(zone)?,
        Some(day) => match Instant::from_local(day, 20, 0, zone) {
            Some(evening) => evening,
            None => return Halt::wrong("no such evening"),
        },
    };
    let report = replay::replay(app, world, &mut known, zone, (checking, ends_at)).await?;
    Ok(Made { accounts, report, ends_at })
}
