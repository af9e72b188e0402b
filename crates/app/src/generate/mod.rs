// SPDX-License-Identifier: EUPL-1.2
//! A synthetic region, for measuring: people, institutions, cases and their ledger, all invented, and the same every time
//! for the same order. Written in bulk past the actions of the slices, into a database that nobody works with.
//!
//! What it is shaped after: one practitioner for a thousand cases, twenty in an institution; most cases closed, so many
//! open for each who leads; eight years of opening; siblings with a case each; names as in the region, common ones often.

mod dice;
mod life;
mod names;
mod region;
mod tables;
mod texts;

#[cfg(test)]
mod tests;

use kernel::instant::Zone;
use kernel::{Date, Instant};
use platform::args;
use platform::db::{Db, StoreError, Technical};
use register::ledger::Chains;
use tokio::sync::mpsc;

pub(crate) use dice::Dice;
use life::{Batch, Lives};
use tables::Tables;

/// The pack of the region.
const PACK: &str = "be-fwb";
/// Cases at work for each who leads.
const OPEN_EACH: i64 = 80;
/// Years of opening.
const YEARS: i32 = 8;
/// Cases drawn at once, some more when the last family is large.
const BATCH: i64 = 4_000;
/// Cases written in one transaction: the more, the less often a page that many cases touch is written again.
const TOGETHER: i64 = 20_000;

/// The password of every synthetic account. Known to anybody who reads this.
pub const PASSWORD: &str = "mesurer sans deviner 2026";
/// The secret of the second factor of every synthetic account.
pub const SECRET: &[u8; 20] = b"maillage-synthetique";

/// The address with which the synthetic practitioner of a number signs in, from 1.
pub fn email(number: i64) -> String {
    format!("praticien-{number:05}@region.exemple")
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Order {
    /// How many cases.
    pub cases: i64,
    /// Which of the possible regions.
    pub seed: u64,
    /// The day on which it is looked at: what is overdue, what is at work.
    pub today: Date,
    /// Nothing is recorded after this moment.
    pub now: Instant,
    /// Where days begin and end.
    pub zone: Zone,
}

impl Order {
    fn began(&self) -> Date {
        self.today.plus_days(-365 * YEARS)
    }

    /// The day on which the case of a number was opened: evenly over the years.
    fn day_of(&self, number: i64) -> Date {
        let days = i64::from(365 * YEARS) * number / self.cases.max(1);
        self.began().plus_days(i32::try_from(days).unwrap_or(0))
    }
}

/// What a region is put beside: numbers go on after those that are there.
#[derive(Clone, Copy, Debug, Default)]
struct Beside {
    institutions: i64,
    practitioners: i64,
}

/// Where a region may be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Into {
    /// An empty database only.
    Empty,
    /// Also beside other synthetic regions; never into a register in use, whose people would be joined by accounts with a
    /// known password.
    Synthetic,
}

/// Draws a region into a database and tells, as it goes, how many cases are written. Returns the rows written.
pub async fn generate(
    db: &Db,
    order: &Order,
    place: Into,
    password_hash: &str,
    mut written: impl FnMut(i64),
) -> Result<u64, GenerateError> {
    let mut conn = db.read().await?;
    let beside = what_is_there(&mut conn, place).await?;
    let chains = Chains::load(&mut conn).await?;
    drop(conn);
    db.make_room().await?;
    let mut dice = Dice::new(order.seed ^ (beside.practitioners as u64).rotate_left(32));
    let mut tables = Tables::new();
    let houses = region::draw(order, &beside, &mut dice, &mut tables, password_hash);
    let lives = Lives::new(order.clone(), dice, houses, tables, chains);
    // One thread draws while another writes.
    let (send, mut receive) = mpsc::channel::<Batch>(1);
    let drawing = std::thread::spawn(move || {
        let mut lives = Some(lives);
        while let Some(current) = lives.take() {
            let (batch, rest) = current.next(BATCH);
            if send.blocking_send(batch).is_err() {
                return;
            }
            lives = rest;
        }
    });
    let (mut cases, mut rows, mut committed) = (0, 0, 0);
    let mut tx = db.begin(order.now).await?;
    while let Some(batch) = receive.recv().await {
        if cases - committed >= TOGETHER {
            tx.commit_technical(Technical::Synthetic).await?;
            tx = db.begin(order.now).await?;
            committed = cases;
        }
        for table in batch.tables.all() {
            rows += tx.fill(table).await?;
        }
        rows += tx.fill(&batch.ledger).await?;
        if let Some(chains) = &batch.chains {
            chains.write_heads(&mut tx).await?;
        }
        cases += batch.cases;
        written(cases);
    }
    drawing.join().map_err(|_| GenerateError::Drawing)?;
    tx.commit_technical(Technical::Synthetic).await?;
    db.settle().await?;
    Ok(rows)
}

async fn what_is_there(conn: &mut platform::db::Conn, place: Into) -> Result<Beside, GenerateError> {
    let (institutions, practitioners, real, people): (i64, i64, i64, i64) = conn
        .one(
            "SELECT (SELECT COUNT(*) FROM institutions), (SELECT COUNT(*) FROM practitioners),
               (SELECT COUNT(*) FROM practitioners WHERE code NOT LIKE 'syn-%'),
               (SELECT COUNT(*) FROM (SELECT id FROM persons LIMIT 1) AS p)",
            args![],
        )
        .await?;
    let empty = institutions + practitioners + people == 0;
    match place {
        _ if empty => Ok(Beside::default()),
        Into::Synthetic if real == 0 => Ok(Beside { institutions, practitioners }),
        Into::Synthetic => Err(GenerateError::InUse),
        Into::Empty => Err(GenerateError::NotEmpty),
    }
}

/// Why a region was not drawn.
#[derive(Debug)]
pub enum GenerateError {
    /// The database holds something.
    NotEmpty,
    /// The database holds people who are not synthetic.
    InUse,
    /// The thread that draws has failed.
    Drawing,
    /// Storage failed.
    Store(StoreError),
}

impl std::fmt::Display for GenerateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            GenerateError::NotEmpty => {
                f.write_str("the database is not empty: choose another, or add a synthetic region with --add")
            }
            GenerateError::InUse => {
                f.write_str("the database is in use by real people: synthetic accounts have a known password")
            }
            GenerateError::Drawing => f.write_str("drawing the region failed"),
            GenerateError::Store(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for GenerateError {}

impl From<StoreError> for GenerateError {
    fn from(e: StoreError) -> GenerateError {
        GenerateError::Store(e)
    }
}
