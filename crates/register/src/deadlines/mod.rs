// SPDX-License-Identifier: EUPL-1.2
//! Deadlines: the terms that run, which rule they come from, when they fall, who must act.
//!
//! Invariants: a clock starts with the fact, not with its recording · the rule in force on the day of the fact counts ·
//! what was not done by its day is late, also while still open · whoever must act is a holder: a person or a function.

mod store;

use kernel::{CaseId, Date, Holder, Instant, InstitutionId, PractitionerId, SubjectKind};
use platform::db::{Conn, StoreError, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::{Circumstances, Due, Moment};
use uuid::Uuid;

pub use store::{
    Deadline, Filter, count_open, count_open_in, next_of, of_subject, open, open_in, overdue_by_owner,
};

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

/// Starts a clock. `None` when the pack has no such term for that day and those circumstances.
pub async fn start(cx: &Cx, tx: &mut Tx, new: &NewDeadline<'_>) -> Result<Option<Due>, Problem> {
    let rulebook = crate::rulebook(cx)?;
    let Some(pack) = rulebook.pack(new.pack) else { return Ok(None) };
    let Some(term) = pack.term(new.term, new.started.on, &new.circumstances) else { return Ok(None) };
    let due = term.due(new.started, &pack.calendar);
    let id: kernel::JobId = cx.new_id()?;
    store::insert(tx, id.0, new, &due).await?;
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

/// The clock no longer runs: the report was merged, the case went elsewhere. Neither kept nor missed.
pub async fn drop_open(tx: &mut Conn, subject: Uuid, term: Option<&str>) -> Result<(), StoreError> {
    store::drop_open(tx, subject, term).await
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

/// A clock that another case had taken over runs on its own case again, for whoever had to act; what was done is done.
pub async fn give_back(tx: &mut Conn, clock: Uuid, to: CaseId, owner: Uuid) -> Result<(), StoreError> {
    store::give_back(tx, clock, to, owner).await
}

/// What a term asks for, in the reader's words; its id when the pack does not know it any more.
pub fn term_name(cx: &Cx, deadline: &Deadline) -> String {
    let pack = crate::rulebook(cx).ok().and_then(|r| r.pack(&deadline.pack));
    let term = pack.and_then(|p| p.terms().iter().find(|t| t.id == deadline.term));
    term.map_or_else(|| deadline.term.clone(), |t| t.name.get(cx.lang).to_owned())
}
