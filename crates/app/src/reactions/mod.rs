// SPDX-License-Identifier: EUPL-1.2
//! When something happens in one room, what another does about it: one match to read.
//!
//! Fed by the ledger, in the transaction of the event; carried out once by whichever copy comes first; safe to run twice.
//! What people receive says that something waits, never what.

use kernel::{Capacity, CaseId, EventKind, InstitutionId, ReportId};
use platform::config::Config;
use platform::db::Conn;
use platform::jobs::{JobCx, JobError, Runner};
use platform::mail::{self, Mail, Notice, NoticeWords};
use register::access::{self, Seat, Subject};
use register::{accounts, cases, directory, ledger};
use serde_json::Value;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_reactions.rs"));
}

/// The events that somebody reacts to.
pub const REACTS_TO: &[EventKind] = &[
    casework::concerns::events::REPORT_RECEIVED,
    access::events::EMERGENCY_ACCESS_OPENED,
    cases::events::CASE_ASSIGNED,
    cases::events::CLOSURE_PROPOSED,
    cases::events::TRANSFER_PROPOSED,
    cases::events::TRANSFER_WITHDRAWN,
    cases::events::TRANSFER_ACCEPTED,
    cases::events::TRANSFER_REJECTED,
];

/// That a proposal was taken back is told for so long, should the messages be late; the desk shows it as long.
const TOLD_WITHIN: i64 = 7 * kernel::Instant::DAY;

/// Lets a runner carry out reactions.
pub fn carried_out_by(runner: Runner, config: &Config) -> Runner {
    let public_url = config.public_url.clone();
    runner.on(ledger::REACTION, move |cx, payload| {
        let public_url = public_url.clone();
        async move { react(cx, payload, &public_url).await }
    })
}

async fn react(cx: JobCx, payload: Value, public_url: &str) -> Result<(), JobError> {
    let institution = payload["institution"].as_str().and_then(|s| s.parse::<InstitutionId>().ok());
    let (Some(institution), Some(seq)) = (institution, payload["seq"].as_i64()) else {
        return Err(JobError::Never("reaction-unreadable"));
    };
    let later = |_| JobError::Later("storage");
    let mut tx = cx.db.begin(cx.clock.now()).await.map_err(later)?;
    let Some((kind, subject, case)) = ledger::entry(&mut tx, institution, seq).await.map_err(later)? else {
        return Err(JobError::Never("reaction-without-entry"));
    };
    let now = cx.clock.now();
    use Capacity as C;
    let told = match (kind.as_str(), case) {
        (k, _) if k == casework::concerns::events::REPORT_RECEIVED.0 => {
            those(&mut tx, ReportId(subject), &[C::Intake], now).await
        }
        (k, Some(case)) if k == access::events::EMERGENCY_ACCESS_OPENED.0 => {
            those(&mut tx, case, &[C::Lead, C::Supervisor], now).await
        }
        (k, Some(case)) if k == cases::events::CASE_ASSIGNED.0 => those(&mut tx, case, &[C::Lead], now).await,
        (k, Some(case)) if k == cases::events::CLOSURE_PROPOSED.0 => {
            those(&mut tx, case, &[C::Supervisor], now).await
        }
        (k, Some(case)) if k == cases::events::TRANSFER_PROPOSED.0 => {
            those(&mut tx, case, &[C::TransferCandidate], now).await
        }
        // Told in both ledgers; in that of the receiver, to those whose seats ended with the proposal.
        (k, Some(case)) if k == cases::events::TRANSFER_WITHDRAWN.0 => {
            those_who_were_asked(&mut tx, case, institution, now).await
        }
        // The answer is told in both ledgers, and sent from that of the sender to those who asked: whoever followed the case
        // until it went, or follows it still.
        (k, Some(case)) if k == cases::events::TRANSFER_ACCEPTED.0 => {
            those_who_let_it_go(&mut tx, case, institution, now).await
        }
        (k, Some(case)) if k == cases::events::TRANSFER_REJECTED.0 => {
            match cases::facts(&mut tx, case, now).await.map_err(later)?.case.institution == institution {
                true => those(&mut tx, case, &[C::Lead, C::Supervisor], now).await,
                false => Ok(Vec::new()),
            }
        }
        _ => Ok(Vec::new()),
    };
    for account in told.map_err(later)? {
        let words = words::Words(account.lang);
        let words = NoticeWords {
            subject: words.notice_subject(),
            text: words.notice_text(),
            closing: words.notice_closing(),
        };
        let notice = Notice { kind: "something-waits", path: "/desk".to_owned() };
        let Ok(mail) = Mail::notice(&account.email, account.lang, words, &notice, public_url) else {
            continue;
        };
        let id = cx.chance.id(now).ok_or(JobError::Later("no-randomness"))?;
        mail::enqueue(&mut tx, id, &mail).await.map_err(later)?;
    }
    cx.finish(&mut tx).await.map_err(later)?;
    tx.commit_technical(platform::db::Technical::Job).await.map_err(later)
}

/// The accounts of those who hold these capacities now, in person or through a function.
async fn those<S: Subject>(
    conn: &mut Conn,
    subject: S,
    capacities: &[Capacity],
    now: kernel::Instant,
) -> Result<Vec<accounts::Address>, platform::db::StoreError> {
    let mut seats = Vec::new();
    for capacity in capacities {
        seats.extend(access::holders_of(conn, subject, *capacity, now).await?);
    }
    addresses_of(conn, seats, now).await
}

/// The accounts of those in an institution whose answer is no longer asked for.
async fn those_who_were_asked(
    conn: &mut Conn,
    case: CaseId,
    institution: InstitutionId,
    now: kernel::Instant,
) -> Result<Vec<accounts::Address>, platform::db::StoreError> {
    let since = now.plus(-TOLD_WITHIN);
    let ended = access::seats_ended_by(conn, case, cases::WITHDRAWN, since).await?;
    let asked = ended.into_iter().filter(|s| s.institution == institution).collect();
    addresses_of(conn, asked, now).await
}

/// The accounts of those in an institution who followed a case until another one accepted it. Nobody of the one that did.
async fn those_who_let_it_go(
    conn: &mut Conn,
    case: CaseId,
    institution: InstitutionId,
    now: kernel::Instant,
) -> Result<Vec<accounts::Address>, platform::db::StoreError> {
    if cases::facts(conn, case, now).await?.case.institution == institution {
        return Ok(Vec::new());
    }
    let ended = access::seats_ended_by(conn, case, cases::TRANSFERRED, now.plus(-TOLD_WITHIN)).await?;
    let follows = |s: &Seat| matches!(s.capacity, Capacity::Lead | Capacity::Supervisor);
    let told = ended.into_iter().filter(|s| s.institution == institution && follows(s)).collect();
    addresses_of(conn, told, now).await
}

async fn addresses_of(
    conn: &mut Conn,
    seats: Vec<Seat>,
    now: kernel::Instant,
) -> Result<Vec<accounts::Address>, platform::db::StoreError> {
    let mut people = Vec::new();
    let mut functions = Vec::new();
    for seat in seats {
        match seat.practitioner() {
            Some(who) => people.push(who),
            None => functions.push(kernel::FunctionId(seat.holder_id)),
        }
    }
    // A day on either side of the zone matters little for a notice; the page itself checks who may read.
    let today = now.local_date(&kernel::instant::Zone::utc());
    if !functions.is_empty() {
        people
            .extend(directory::holders_of_functions(conn, functions, today).await?.into_iter().map(|c| c.id));
    }
    people.sort();
    people.dedup();
    accounts::addresses(conn, &people).await
}
