// SPDX-License-Identifier: EUPL-1.2
//! `maillage jobs`: how the queue stands, what was given up, and another try. Kinds, codes and times: nothing of what a job
//! is about.

use kernel::{Id, Instant, JobId};
use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::{Db, Technical};
use platform::jobs;
use serde_json::json;
use uuid::Uuid;

use super::say;
use crate::start::{self, Migrates};

/// So many jobs that were given up are listed.
const LISTED: i64 = 1_000;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Says how many jobs wait, for how long, and which were given up, with the code of the reason.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Lets jobs that were given up be tried again, from now on.
    Retry {
        /// Which ones, as `jobs list` names them.
        #[arg(required_unless_present = "all")]
        ids: Vec<Uuid>,
        /// All that were given up.
        #[arg(long, conflicts_with = "ids")]
        all: bool,
    },
}

pub(super) async fn run(args: Args, config: Config) -> Result<(), String> {
    let clock = Clock::System;
    let db =
        start::database(&config, &clock, &Chance::System, Migrates::No).await.map_err(|e| e.to_string())?;
    match args.what {
        What::List { json: true } => say(&listed(&db, clock.now()).await?.to_string()),
        What::List { json: false } => say(&in_words(&listed(&db, clock.now()).await?)),
        What::Retry { ids, all } => {
            let ids: Vec<JobId> = if all {
                let mut conn = db.read().await.map_err(|e| e.to_string())?;
                let found = jobs::given_up(&mut conn, LISTED).await.map_err(|e| e.to_string())?;
                found.into_iter().map(|job| job.id).collect()
            } else {
                ids.into_iter().map(JobId::from_uuid).collect()
            };
            let again = retry(&db, &ids, clock.now()).await?;
            say(&format!("{again} of {} jobs will be tried again.", ids.len()));
            if again < ids.len() {
                return Err("the others are not among those that were given up".to_owned());
            }
        }
    }
    Ok(())
}

async fn listed(db: &Db, now: Instant) -> Result<serde_json::Value, String> {
    let mut conn = db.read().await.map_err(|e| e.to_string())?;
    let waiting = jobs::waiting(&mut conn, now).await.map_err(|e| e.to_string())?;
    let given_up = jobs::given_up(&mut conn, LISTED).await.map_err(|e| e.to_string())?;
    let given_up: Vec<_> = given_up
        .iter()
        .map(|job| {
            json!({"id": job.id.to_string(), "kind": job.kind, "tries": job.tries, "failure": job.failure,
                   "at": job.at.rfc3339()})
        })
        .collect();
    Ok(json!({"due": waiting.due, "oldest_seconds": waiting.oldest / Instant::SECOND, "given_up": given_up}))
}

fn in_words(listed: &serde_json::Value) -> String {
    let mut out = format!("{} due, the oldest for {} seconds.", listed["due"], listed["oldest_seconds"]);
    let given_up = listed["given_up"].as_array().map(Vec::as_slice).unwrap_or_default();
    out.push_str(&format!(" {} given up.", given_up.len()));
    for job in given_up {
        let text = |name: &str| job[name].as_str().unwrap_or("").to_owned();
        out.push_str(&format!(
            "\n{}  {:<12} {:<20} after {} tries, {}",
            text("id"),
            text("kind"),
            text("failure"),
            job["tries"],
            text("at")
        ));
    }
    out
}

async fn retry(db: &Db, ids: &[JobId], now: Instant) -> Result<usize, String> {
    let mut tx = db.begin(now).await.map_err(|e| e.to_string())?;
    let mut again = 0;
    for id in ids {
        again += usize::from(jobs::try_again(&mut tx, *id).await.map_err(|e| e.to_string())?);
    }
    tx.commit_technical(Technical::Job).await.map_err(|e| e.to_string())?;
    Ok(again)
}

#[cfg(test)]
mod tests {
    use platform::jobs::{JobError, JobKind, Runner};
    use platform::testing::{TestDb, run};

    use super::*;

    #[test]
    fn what_was_given_up_is_listed_without_its_content_and_can_be_tried_again() {
        run(async {
            let db = TestDb::new().await;
            let (clock, chance) = (Clock::starting_at(Instant(1_789_430_400_000_000)), Chance::seeded(7));
            let mut tx = db.begin(clock.now()).await.unwrap();
            let id: JobId = chance.id(clock.now()).unwrap();
            let payload = json!({"to": "nour@saj.example"});
            jobs::enqueue(&mut tx, id, JobKind("send-mail"), &payload, clock.now()).await.unwrap();
            tx.commit_technical(Technical::Job).await.unwrap();
            assert_eq!(listed(&db, clock.now()).await.unwrap()["due"], 1);
            let runner = Runner::new((*db).clone(), clock.clone(), chance)
                .on(JobKind("send-mail"), |_, _| async { Err(JobError::Never("mail-refused")) });
            runner.run_due().await.unwrap();
            let told = in_words(&listed(&db, clock.now()).await.unwrap());
            assert!(told.contains(&id.to_string()) && told.contains("mail-refused"), "{told}");
            assert!(!told.contains("nour"), "{told}");
            let stranger = JobId::from_uuid(Uuid::from_u128(1));
            assert_eq!(retry(&db, &[stranger, id], clock.now()).await.unwrap(), 1);
            assert_eq!(retry(&db, &[id], clock.now()).await.unwrap(), 0, "it is not given up any more");
            let listed = listed(&db, clock.now()).await.unwrap();
            assert_eq!((listed["due"].as_i64(), listed["given_up"].as_array().unwrap().len()), (Some(1), 0));
        });
    }
}
