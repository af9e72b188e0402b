// SPDX-License-Identifier: EUPL-1.2
//! When something happens in one room, what another does about it: one match to read.
//!
//! Fed by the ledger, in the transaction of the event; carried out once by whichever copy comes first; safe to run twice.
//! What people receive says that something waits, never what.

mod escalate;
mod hand_over;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use casework::concerns;
use kernel::{
    Capacity, CaseId, ConsultationId, DisclosureId, EventKind, ExchangeId, InstitutionId, ReportId,
};
use platform::db::{Conn, Tx};
use platform::http::App;
use platform::jobs::{JobCx, JobError, Runner};
use platform::mail::{self, Mail, Notice, NoticeWords};
use register::access::{self, Seat, Subject};
use register::{accounts, cases, deadlines, directory, ledger};
use resource_centre::practices;
use serde_json::Value;
use together::{consultations, exchange, orientation, sharing};

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_reactions.rs"));
}

/// The events that somebody reacts to.
pub const REACTS_TO: &[EventKind] = &[
    concerns::events::REPORT_RECEIVED,
    concerns::events::CONCERN_TRIAGED,
    concerns::events::REPORTS_MERGED,
    concerns::events::REPORT_TRANSFER_PROPOSED,
    concerns::events::REPORT_TRANSFER_WITHDRAWN,
    concerns::events::EVALUATION_STARTED,
    concerns::events::EVALUATORS_CHANGED,
    concerns::events::MESSAGE_RECEIVED,
    concerns::events::FEEDBACK_REQUESTED,
    access::events::EMERGENCY_ACCESS_OPENED,
    cases::events::CASE_ASSIGNED,
    cases::events::CASES_HANDED_OVER,
    cases::events::CLOSURE_PROPOSED,
    cases::events::TRANSFER_PROPOSED,
    cases::events::TRANSFER_WITHDRAWN,
    cases::events::TRANSFER_ACCEPTED,
    cases::events::TRANSFER_REJECTED,
    cases::events::CASES_MERGED,
    cases::events::CASES_UNMERGED,
    sharing::events::DISCLOSURE_MADE,
    consultations::events::CONSULTATION_DECIDED,
    consultations::events::MINUTES_WRITTEN,
    exchange::events::EXCHANGE_SENT,
    exchange::events::EXCHANGE_ASSIGNED,
    exchange::events::EXCHANGE_ANSWERED,
    exchange::events::EXCHANGE_DECLINED,
    exchange::events::EXCHANGE_REDIRECTED,
    exchange::events::EXCHANGE_WITHDRAWN,
    exchange::events::EXCHANGE_REMINDED,
    exchange::events::EXCHANGE_FOLLOWED,
    exchange::events::EXCHANGE_CLOSED,
    exchange::events::EXCHANGE_ANSWERED_BY_LINK,
    exchange::events::EXCHANGE_SILENT,
    exchange::events::SILENCE_PROPOSED,
    exchange::events::SILENCE_AGREED,
    exchange::events::SILENCE_ENDED,
    practices::events::PRACTICE_SUBMITTED,
    practices::events::PRACTICE_REVIEWERS_NAMED,
    practices::events::PRACTICE_REVIEWER_STEPPED_BACK,
    practices::events::PRACTICE_RETURNED,
    practices::events::PRACTICE_RATED,
    practices::events::PRACTICE_AGREED,
    practices::events::PRACTICE_HARM_REPORTED,
];

/// What two institutions agree on about silence is told to those who answer for the other one.
const TOLD_TO_THE_OTHER: &[EventKind] =
    &[exchange::events::SILENCE_PROPOSED, exchange::events::SILENCE_AGREED, exchange::events::SILENCE_ENDED];

/// What one side of an exchange does is told to those who work it on the others.
const TOLD_TO_OTHERS: &[EventKind] = &[
    exchange::events::EXCHANGE_SENT,
    exchange::events::EXCHANGE_ANSWERED,
    exchange::events::EXCHANGE_DECLINED,
    exchange::events::EXCHANGE_REDIRECTED,
    exchange::events::EXCHANGE_WITHDRAWN,
    exchange::events::EXCHANGE_REMINDED,
    exchange::events::EXCHANGE_FOLLOWED,
    exchange::events::EXCHANGE_CLOSED,
];

/// What waits for whoever receives reports.
const WAITS_AT_INTAKE: &[EventKind] = &[
    concerns::events::REPORT_RECEIVED,
    concerns::events::MESSAGE_RECEIVED,
    concerns::events::FEEDBACK_REQUESTED,
];

/// That a proposal was taken back is told for so long, should the messages be late; the desk shows it as long.
const TOLD_WITHIN: i64 = 7 * kernel::Instant::DAY;

/// Lets a runner carry out reactions.
pub fn carried_out_by(runner: Runner, app: &Arc<App>) -> Runner {
    let reacting = app.clone();
    let escalating = app.clone();
    let runner = runner.on(ledger::REACTION, move |cx, payload| {
        let app = reacting.clone();
        async move { react(cx, payload, &app).await }
    });
    runner.on(deadlines::PASSED, move |cx, payload| {
        let app = escalating.clone();
        async move { escalate::escalate(cx, payload, &app).await }
    })
}

async fn react(cx: JobCx, payload: Value, app: &Arc<App>) -> Result<(), JobError> {
    let institution = payload["institution"].as_str().and_then(|s| s.parse::<InstitutionId>().ok());
    let (Some(institution), Some(seq)) = (institution, payload["seq"].as_i64()) else {
        return Err(JobError::Never("reaction-unreadable"));
    };
    let later = |_| JobError::Later("storage");
    let mut conn = cx.db.read().await.map_err(later)?;
    let Some((kind, subject, case)) = ledger::entry(&mut conn, institution, seq).await.map_err(later)? else {
        return Err(JobError::Never("reaction-without-entry"));
    };
    drop(conn);
    if kind == cases::events::CASES_HANDED_OVER.0 {
        // Deeds of their own, each with its event: what is told of them follows from those.
        hand_over::evaluations(app, institution, seq).await?;
    }
    let mut tx = cx.db.begin(cx.clock.now()).await.map_err(later)?;
    let now = cx.clock.now();
    use Capacity as C;
    let told = match (kind.as_str(), case) {
        (k, _) if WAITS_AT_INTAKE.iter().any(|e| e.0 == k) => {
            those(&mut tx, ReportId(subject), &[C::Intake], now).await
        }
        // Danger that is there now is told to those who decide; any other triage to nobody.
        (k, _) if k == concerns::events::CONCERN_TRIAGED.0 || k == concerns::events::REPORTS_MERGED.0 => {
            match concerns::awaits_referral(&mut tx, ReportId(subject)).await {
                Ok(true) => those(&mut tx, ReportId(subject), &[C::Supervisor], now).await,
                Ok(false) => Ok(Vec::new()),
                Err(e) => Err(e),
            }
        }
        (k, _)
            if k == concerns::events::EVALUATION_STARTED.0 || k == concerns::events::EVALUATORS_CHANGED.0 =>
        {
            those(&mut tx, ReportId(subject), &[C::Evaluator], now).await
        }
        // Noted in both ledgers; told from that of the service that is asked.
        (k, _) if k == concerns::events::REPORT_TRANSFER_PROPOSED.0 => {
            let asked = access::holders_of(&mut tx, ReportId(subject), C::TransferCandidate, now).await;
            let asked =
                asked.map(|seats| seats.into_iter().filter(|s| s.institution == institution).collect());
            match asked {
                Ok(seats) => addresses_of(&mut tx, seats, now).await,
                Err(e) => Err(e),
            }
        }
        (k, _) if k == concerns::events::REPORT_TRANSFER_WITHDRAWN.0 => {
            those_who_were_asked(&mut tx, ReportId(subject), concerns::WITHDRAWN, institution, now).await
        }
        (k, Some(case)) if k == access::events::EMERGENCY_ACCESS_OPENED.0 => {
            those(&mut tx, case, &[C::Lead, C::Supervisor], now).await
        }
        (k, _) if k == sharing::events::DISCLOSURE_MADE.0 => {
            those(&mut tx, DisclosureId(subject), &[C::Guest], now).await
        }
        (k, _) if TOLD_TO_OTHERS.iter().any(|e| e.0 == k) => {
            work_it(&mut tx, ExchangeId(subject), |at| at != institution, now).await
        }
        // Given to a colleague, or answered by somebody without an account: told at home.
        (k, _)
            if k == exchange::events::EXCHANGE_ASSIGNED.0
                || k == exchange::events::EXCHANGE_ANSWERED_BY_LINK.0 =>
        {
            work_it(&mut tx, ExchangeId(subject), |at| at == institution, now).await
        }
        // Nobody spoke: told to both sides.
        (k, _) if k == exchange::events::EXCHANGE_SILENT.0 => {
            work_it(&mut tx, ExchangeId(subject), |_| true, now).await
        }
        (k, _) if TOLD_TO_THE_OTHER.iter().any(|e| e.0 == k) => {
            answer_for(&mut tx, InstitutionId(subject), now).await
        }
        // One that was refused has no participant who could be told.
        (k, _)
            if k == consultations::events::CONSULTATION_DECIDED.0
                || k == consultations::events::MINUTES_WRITTEN.0 =>
        {
            those(&mut tx, ConsultationId(subject), &[C::Participant], now).await
        }
        (k, _) if practices::TOLD.iter().any(|e| e.0 == k) => {
            those_of_practice(&mut tx, kernel::PracticeId(subject), k, now).await
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
            those_who_were_asked(&mut tx, case, cases::WITHDRAWN, institution, now).await
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
        // Nobody is told; what is worked in the case that is left is listed there.
        (k, Some(case)) if k == cases::events::CASES_MERGED.0 || k == cases::events::CASES_UNMERGED.0 => {
            orientation::settle(&mut tx, case).await.map(|()| Vec::new())
        }
        _ => Ok(Vec::new()),
    };
    tell(&cx, &mut tx, told.map_err(later)?, &app.config.public_url).await?;
    cx.finish(&mut tx).await.map_err(later)?;
    tx.commit_technical(platform::db::Technical::Job).await.map_err(later)
}

/// Tells people that something waits, and never what.
async fn tell(
    cx: &JobCx,
    tx: &mut Tx,
    told: Vec<accounts::Address>,
    public_url: &str,
) -> Result<(), JobError> {
    let later = |_| JobError::Later("storage");
    let now = cx.clock.now();
    for account in told {
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
        mail::enqueue(tx, id, &mail).await.map_err(later)?;
    }
    Ok(())
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

/// The accounts of those who work an exchange in some of the institutions.
async fn work_it(
    conn: &mut Conn,
    exchange: ExchangeId,
    at: impl Fn(InstitutionId) -> bool,
    now: kernel::Instant,
) -> Result<Vec<accounts::Address>, platform::db::StoreError> {
    let seats = access::holders_of(conn, exchange, Capacity::Lead, now).await?;
    addresses_of(conn, seats.into_iter().filter(|s| at(s.institution)).collect(), now).await
}

/// The accounts of those who answer for what an institution agrees to.
async fn answer_for(
    conn: &mut Conn,
    institution: InstitutionId,
    now: kernel::Instant,
) -> Result<Vec<accounts::Address>, platform::db::StoreError> {
    let mut functions = Vec::new();
    for kind in exchange::ANSWERABLE {
        functions.push(directory::function(conn, institution, *kind).await?);
    }
    let today = now.local_date(&kernel::instant::Zone::utc());
    let holders = directory::holders_of_functions(conn, functions, today).await?;
    let people: Vec<_> = holders.into_iter().map(|c| c.id).collect();
    accounts::addresses(conn, &people).await
}

/// The accounts of those for whom something waits after something happened to a practice.
async fn those_of_practice(
    conn: &mut Conn,
    practice: kernel::PracticeId,
    kind: &str,
    now: kernel::Instant,
) -> Result<Vec<accounts::Address>, platform::db::StoreError> {
    let today = now.local_date(&kernel::instant::Zone::utc());
    let practices::Awaited { mut people, functions } =
        practices::awaited(conn, practice, kind, today).await?;
    if !functions.is_empty() {
        let holders = directory::holders_of_functions(conn, functions, today).await?;
        people.extend(holders.into_iter().map(|c| c.id));
    }
    people.sort();
    people.dedup();
    accounts::addresses(conn, &people).await
}

/// The accounts of those in an institution whose answer is no longer asked for.
async fn those_who_were_asked<S: Subject>(
    conn: &mut Conn,
    subject: S,
    why: &'static str,
    institution: InstitutionId,
    now: kernel::Instant,
) -> Result<Vec<accounts::Address>, platform::db::StoreError> {
    let since = now.plus(-TOLD_WITHIN);
    let ended = access::seats_ended_by(conn, subject, why, since).await?;
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
