// SPDX-License-Identifier: EUPL-1.2
//! Deadlines: the terms that run, which rule they come from, when they fall, who must act.
//!
//! Invariants: a clock starts with the fact, not with its recording · the rule in force on the day of the fact counts ·
//! what was not done by its day is late, also while still open, also when the matter ended without it · a clock remembers which
//! wording of its term started it, and screens say what that rests on · whoever must act is a holder: a person or a function.

mod store;
mod views;

/// Words about deadlines. Generated from `words/*.ftl`.
#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_deadlines.rs"));
}

#[cfg(test)]
mod tests;

use kernel::{CaseId, Date, Holder, Instant, InstitutionId, PractitionerId, SubjectKind};
use platform::db::{Conn, StoreError, Tx};
use platform::http::Cx;
use platform::jobs::{self, JobKind};
use platform::problem::Problem;
use rulebook::{Circumstances, Due, Moment, Rulebook, Term};
use uuid::Uuid;

pub use store::{
    Deadline, Filter, count_open, count_open_in, next_of, of_subject, open, open_in, open_of,
    overdue_by_owner,
};
pub use views::{rule, stand};

/// A clock to be started.
pub struct NewDeadline<'a> {
    /// Whose term.
    pub institution: InstitutionId,
    /// The pack of that institution.
    pub pack: &'a str,
    /// What it is about: a report, a case, an evaluation…
    pub kind: SubjectKind,
    /// Which one: what the reader's seat must be on.
    pub subject: Uuid,
    /// The case, when there is one.
    pub case: Option<CaseId>,
    /// The part of the subject it is about (one minor, one reporter), when the same term runs several times.
    pub about: Option<Uuid>,
    /// Which term of the pack.
    pub term: &'a str,
    /// The fact that starts the clock.
    pub started: Moment,
    /// In which circumstances.
    pub circumstances: Circumstances<'a>,
    /// Who must act.
    pub owner: Holder,
}

/// A clock has passed its day: asked for when it is started, for the morning after. Whoever carries it out looks whether it is
/// still open, and tells those whom the pack names.
pub const PASSED: JobKind = JobKind("deadline-passed");
/// The hour of the morning at which that is told, in the zone of whoever started the clock.
const TOLD_AT: u8 = 6;

/// Starts a clock. `None` when the pack has no such term for that day and those circumstances.
pub async fn start(cx: &Cx, tx: &mut Tx, new: &NewDeadline<'_>) -> Result<Option<Due>, Problem> {
    start_by(cx, tx, new, None).await
}

/// Starts a clock that ends on a day which was agreed, whatever the usual length of the term. `None` when the pack has no such
/// term for the day on which it was agreed.
pub async fn start_until(
    cx: &Cx,
    tx: &mut Tx,
    new: &NewDeadline<'_>,
    on: Date,
) -> Result<Option<Due>, Problem> {
    start_by(cx, tx, new, Some(on)).await
}

async fn start_by(
    cx: &Cx,
    tx: &mut Tx,
    new: &NewDeadline<'_>,
    agreed: Option<Date>,
) -> Result<Option<Due>, Problem> {
    let rulebook = crate::rulebook(cx)?;
    let Some(pack) = rulebook.pack(new.pack) else { return Ok(None) };
    let Some(term) = pack.term(new.term, new.started.on, &new.circumstances) else { return Ok(None) };
    let mut due = term.due(new.started, &pack.calendar);
    if let Some(on) = agreed {
        let remind_from = on.plus_days(-i32::from(term.remind_days));
        due = Due { on, at: None, remind_from, moved_from: None, unsettled: false };
    }
    let id: kernel::JobId = cx.new_id()?;
    store::insert(tx, id.0, new, &term.when.wording(), &due).await?;
    let morning = Instant::from_local(due.on.plus_days(1), TOLD_AT, 0, &cx.zone);
    let payload = serde_json::json!({ "deadline": id.0.to_string() });
    jobs::enqueue_in(tx, cx.new_id()?, PASSED, &payload, cx.now, morning.unwrap_or(cx.now)).await?;
    Ok(Some(due))
}

/// What was to be done was done on a day. Of the open clocks of that term on the subject; only the one about `about` if given.
pub async fn done(
    tx: &mut Conn,
    subject: Uuid,
    term: &str,
    about: Option<Uuid>,
    on: Date,
) -> Result<(), StoreError> {
    store::done(tx, subject, term, about, on).await
}

/// The matter ends: the report was merged, the case closed or went elsewhere. What still ran is neither kept nor missed; what
/// had passed its day by then is nothing to do any more, and stays missed.
pub async fn drop_open(
    tx: &mut Conn,
    subject: Uuid,
    term: Option<&str>,
    today: Date,
) -> Result<(), StoreError> {
    store::drop_open(tx, subject, term, None, today).await
}

/// What one of the clocks of a term is about ends, and the rest of the matter goes on: a child of several is set aside. As in
/// [`drop_open`], what had passed its day stays missed.
pub async fn drop_about(
    tx: &mut Conn,
    subject: Uuid,
    term: &str,
    about: Uuid,
    today: Date,
) -> Result<(), StoreError> {
    store::drop_open(tx, subject, Some(term), Some(about), today).await
}

/// The clock is about to be started again, for somebody else or by another wording: the new one counts in its place, late or
/// not. Only the one about `about`, if given.
pub async fn replace(
    tx: &mut Conn,
    subject: Uuid,
    term: &str,
    about: Option<Uuid>,
) -> Result<(), StoreError> {
    store::replace(tx, subject, term, about).await
}

/// One clock, for what is done about it later; nothing when it is gone.
pub async fn one(conn: &mut Conn, id: Uuid) -> Result<Option<Deadline>, StoreError> {
    store::one(conn, id).await
}

/// Another lead must act: on what those who led before held, and on what nobody of the circle holds any more. What a
/// colleague, the supervision or another service has to do stays theirs.
pub async fn give_to_lead(
    tx: &mut Conn,
    subject: Uuid,
    before: &[PractitionerId],
    lead: Holder,
    now: Instant,
) -> Result<(), StoreError> {
    store::give_to_lead(tx, subject, before, lead, now).await
}

/// What one holder had to do is another's: somebody leaves the circle.
pub async fn pass_on(tx: &mut Conn, subject: Uuid, from: Holder, to: Holder) -> Result<(), StoreError> {
    store::pass_on(tx, subject, from, to).await
}

/// What is open on one case runs on another: a duplicate was merged.
pub async fn give_to_case(tx: &mut Conn, from: CaseId, into: CaseId) -> Result<(), StoreError> {
    store::give_to_case(tx, from, into).await
}

/// The term by which a deadline runs: the wording that started it, on the day it was started. Of the oldest ones the wording
/// was not kept: then it is the one of that length.
pub fn term_of<'a>(rulebook: &'a Rulebook, deadline: &Deadline) -> Option<&'a Term> {
    let pack = rulebook.pack(&deadline.pack)?;
    let in_force =
        || pack.terms().iter().filter(|t| t.id == deadline.term && t.validity.holds_on(deadline.started_on));
    let kept = deadline.wording.as_deref();
    let by_length = |t: &&Term| t.due(deadline.started_on, &pack.calendar).on == deadline.due_on;
    let found = match kept {
        Some(wording) => in_force().find(|t| t.when.wording() == wording),
        None => in_force().find(by_length),
    };
    found
        .or_else(|| pack.term(&deadline.term, deadline.started_on, &Circumstances::default()))
        .or_else(|| in_force().next())
        .or_else(|| pack.terms().iter().find(|t| t.id == deadline.term))
}

/// A clock that another case had taken over runs on its own case again, for whoever had to act; what was done is done.
pub async fn give_back(tx: &mut Conn, clock: Uuid, to: CaseId, owner: Uuid) -> Result<(), StoreError> {
    store::give_back(tx, clock, to, owner).await
}

/// What a term asks for, in the reader's words; its id when the pack does not know it any more.
pub fn term_name(cx: &Cx, deadline: &Deadline) -> String {
    let rulebook = crate::rulebook(cx).ok();
    let term = rulebook.and_then(|r| term_of(r, deadline));
    term.map_or_else(|| deadline.term.clone(), |t| t.name.get(cx.lang).to_owned())
}
