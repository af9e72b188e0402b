// SPDX-License-Identifier: EUPL-1.2
//! A clock has passed its day: those whom the pack names are told that something waits, once.

use std::sync::Arc;

use kernel::{Capacity, CaseId, ExchangeId, FunctionKind, PractitionerId, ReportId, SubjectKind};
use platform::db::{Conn, StoreError};
use platform::http::{App, Cx};
use platform::jobs::{JobCx, JobError};
use platform::problem::Problem;
use register::access::{self, Seat};
use register::deadlines::{self, Deadline};
use register::{accounts, directory};
use rulebook::Rulebook;
use serde_json::Value;
use together::exchange;

use super::{addresses_of, tell};

/// Tells whoever must know that a deadline has passed, when it is still open.
pub(super) async fn escalate(cx: JobCx, payload: Value, app: &Arc<App>) -> Result<(), JobError> {
    let later = |_| JobError::Later("storage");
    let id = match payload["deadline"].as_str() {
        Some(text) => uuid::Uuid::parse_str(text).map_err(|_| JobError::Never("deadline-unreadable"))?,
        // Asked for afterwards, of a clock that was started by an earlier version: the job bears its id.
        None => cx.job.0,
    };
    silence(&cx, id, app).await?;
    let mut tx = cx.db.begin(cx.clock.now()).await.map_err(later)?;
    let passed = deadlines::one(&mut tx, id).await.map_err(later)?.filter(Deadline::is_open);
    if let Some(deadline) = passed {
        let rulebook = app.shelf::<Rulebook>().map_err(|_| JobError::Later("packs"))?;
        let to = deadlines::term_of(rulebook, &deadline).map(|t| t.escalates_to.clone()).unwrap_or_default();
        let told = those(&mut tx, &deadline, &to, cx.clock.now()).await.map_err(later)?;
        tell(&cx, &mut tx, told, &app.config.public_url).await?;
    }
    cx.finish(&mut tx).await.map_err(later)?;
    tx.commit_technical(platform::db::Technical::Job).await.map_err(later)
}

/// Where the clock was that of a silence which counts as an answer, the answer is written: a deed of nobody, with its event,
/// which is told by its own reaction.
async fn silence(cx: &JobCx, id: uuid::Uuid, app: &Arc<App>) -> Result<(), JobError> {
    let mut conn = cx.db.read().await.map_err(|_| JobError::Later("storage"))?;
    let found = deadlines::one(&mut conn, id).await.map_err(|_| JobError::Later("storage"))?;
    drop(conn);
    let Some(deadline) = found.filter(|d| d.is_open() && d.term == exchange::SILENCE) else { return Ok(()) };
    let cx = Cx::quiet(app.clone(), None, directory::zone_of(app, &deadline.pack));
    match exchange::keep_silence(&cx, ExchangeId(deadline.subject)).await {
        Ok(()) => Ok(()),
        Err(Problem::Store(e)) => Err(e.into()),
        Err(_) => Err(JobError::Later("silence")),
    }
}

/// The accounts of those named in the list « escalation »: through their seats on what the deadline is about, so that nobody is
/// called to what they may not open; the direction through its function, since it answers for the institution.
async fn those(
    conn: &mut Conn,
    deadline: &Deadline,
    to: &[String],
    now: kernel::Instant,
) -> Result<Vec<accounts::Address>, StoreError> {
    let mut seats: Vec<Seat> = Vec::new();
    let mut people: Vec<PractitionerId> = Vec::new();
    for code in to {
        match code.as_str() {
            // Whoever must act is the one who leads, as a rule; a function is told through its own code.
            "lead" => {
                seats.extend(held(conn, deadline, Capacity::Lead, now).await?);
                people.push(PractitionerId(deadline.owner));
            }
            "intake" => seats.extend(held(conn, deadline, Capacity::Intake, now).await?),
            // The direction sits there too, through its own function, and is told when the pack names it.
            "supervisor" => {
                let direction =
                    directory::function(conn, deadline.institution, FunctionKind::Direction).await?;
                let held = held(conn, deadline, Capacity::Supervisor, now).await?;
                seats.extend(held.into_iter().filter(|s| s.holder_id != direction.0));
            }
            "direction" => {
                let today = now.local_date(&kernel::instant::Zone::utc());
                let function =
                    directory::function(conn, deadline.institution, FunctionKind::Direction).await?;
                let holders = directory::holders_of_functions(conn, vec![function], today).await?;
                people.extend(holders.into_iter().map(|c| c.id));
            }
            _ => {}
        }
    }
    let mut told = addresses_of(conn, seats, now).await?;
    people.sort();
    people.dedup();
    for account in accounts::addresses(conn, &people).await? {
        if told.iter().all(|t| t.email != account.email) {
            told.push(account);
        }
    }
    Ok(told)
}

/// The seats in that capacity on what the deadline is about, in the institution whose term it is.
async fn held(
    conn: &mut Conn,
    deadline: &Deadline,
    capacity: Capacity,
    now: kernel::Instant,
) -> Result<Vec<Seat>, StoreError> {
    let case = deadline
        .case
        .or_else(|| (deadline.subject_kind == SubjectKind::CASE.0).then_some(CaseId(deadline.subject)));
    let seats = match case {
        Some(case) => access::holders_of(conn, case, capacity, now).await?,
        None if deadline.subject_kind == SubjectKind::EXCHANGE.0 => {
            access::holders_of(conn, ExchangeId(deadline.subject), capacity, now).await?
        }
        None => access::holders_of(conn, ReportId(deadline.subject), capacity, now).await?,
    };
    Ok(seats.into_iter().filter(|s| s.institution == deadline.institution).collect())
}
