// SPDX-License-Identifier: EUPL-1.2
//! What may be done to a case. Pure: facts in, a refusal or nothing out.

use kernel::{Capacity, CaseId, Date, Instant, InstitutionId, PersonId, PractitionerId, Refusal};

use super::model::{CaseState, Closure, Episode, Merge, Signs, Transfer};

/// How long a merge can be undone.
pub const UNMERGE_WITHIN: i64 = 30 * Instant::DAY;

/// What a case's state is derived from.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The case that took it over.
    pub merged_into: Option<CaseId>,
    /// Its last episode.
    pub episode: Option<Episode>,
    /// A closure that waits.
    pub closure: Option<Closure>,
    /// A transfer that waits.
    pub transfer: Option<Transfer>,
    /// Who leads it now. Somebody whose appointment there has ended does not.
    pub lead: Option<PractitionerId>,
    /// Who holds the seat of its lead and has left the service, with the last day of their appointment.
    pub lead_gone: Option<(PractitionerId, Date)>,
    /// Whether it is on hold.
    pub on_hold: Option<Date>,
}

/// Where a case stands.
pub fn state(standing: &Standing) -> CaseState {
    CaseState::of(&Signs {
        merged: standing.merged_into.is_some(),
        open: standing.episode.as_ref().is_some_and(|e| e.closed_on.is_none()),
        leaving: standing.transfer.is_some(),
        closing: standing.closure.is_some(),
        led: standing.lead.is_some(),
        on_hold: standing.on_hold.is_some(),
    })
}

/// Whoever sits in the seat of a lead leads, or has left: their appointment in that institution has ended. Nothing is said of
/// somebody of whom no appointment is known.
pub fn still_leading(
    seated: Option<PractitionerId>,
    last_day: Option<Date>,
    today: Date,
) -> (Option<PractitionerId>, Option<(PractitionerId, Date)>) {
    match (seated, last_day) {
        (Some(who), Some(last)) if last < today => (None, Some((who, last))),
        _ => (seated, None),
    }
}

fn open(standing: &Standing) -> Result<(), Refusal> {
    match state(standing) {
        CaseState::Merged => Err(Refusal::new("case-merged")),
        CaseState::Closed => Err(Refusal::new("case-closed")),
        _ => Ok(()),
    }
}

/// Work on the case: notes, frame, circle. A closed or merged case takes none.
pub fn work(standing: &Standing) -> Result<(), Refusal> {
    open(standing)
}

/// Reading a closed case again: those who follow the child in the case after it, until a day, for a reason. Whoever answers
/// for the closed case opens it; nobody writes in it.
pub fn reading_back(
    who: PractitionerId,
    following: &[PractitionerId],
    reason: &str,
    until: Option<Instant>,
) -> Result<Instant, Refusal> {
    if !following.contains(&who) {
        return Err(Refusal::new("reads-back-without-following"));
    }
    if reason.trim().is_empty() {
        return Err(Refusal::new("reads-back-without-reason"));
    }
    until.ok_or(Refusal::new("reads-back-without-end"))
}

/// Opening a case for a child: one open case a child and institution. As long as the last one may be reopened, it is
/// reopened: the same case, a new episode.
pub fn opening(
    open_already: &[CaseId],
    reopens_until: Option<Date>,
    opened_on: Date,
    today: Date,
) -> Result<(), Refusal> {
    if !open_already.is_empty() {
        return Err(Refusal::new("child-has-open-case"));
    }
    if reopens_until.is_some_and(|end| today <= end) {
        return Err(Refusal::new("case-can-be-reopened"));
    }
    if opened_on > today { Err(Refusal::new("date-in-future")) } else { Ok(()) }
}

/// Linking a later report: to the open case of a child who is in it, once.
pub fn linking(case: CaseId, open: &[CaseId], already: Option<()>) -> Result<(), Refusal> {
    if !open.contains(&case) {
        return Err(Refusal::new("report-needs-open-case"));
    }
    match already {
        Some(()) => Err(Refusal::new("report-already-linked")),
        None => Ok(()),
    }
}

/// Recording a child anew and opening a case: not without a word when the institution already has, or just had, a case of
/// a child of that name who may have been born that day.
pub fn recording_anew(alike: usize, despite: &str) -> Result<(), Refusal> {
    if alike > 0 && despite.trim().is_empty() { Err(Refusal::new("child-may-be-known")) } else { Ok(()) }
}

/// Naming a lead: somebody who works there today.
pub fn assigning(
    standing: &Standing,
    works_there: &[PractitionerId],
    to: PractitionerId,
) -> Result<(), Refusal> {
    open(standing)?;
    if !works_there.contains(&to) {
        return Err(Refusal::new("lead-does-not-work-here"));
    }
    if standing.lead == Some(to) { Err(Refusal::new("already-lead")) } else { Ok(()) }
}

/// Handing over cases: to a colleague. Whoever hands them over receives none in which they hold no seat: a function is no
/// way into a file.
pub fn handing_over(by: PractitionerId, to: PractitionerId, sits_there: Option<()>) -> Result<(), Refusal> {
    if by != to || sits_there.is_some() { Ok(()) } else { Err(Refusal::new("hand-over-to-oneself")) }
}

/// Putting on hold: once, with a reason.
pub fn holding(standing: &Standing, reason: &str) -> Result<(), Refusal> {
    open(standing)?;
    if standing.on_hold.is_some() {
        return Err(Refusal::new("already-on-hold"));
    }
    if reason.is_empty() { Err(Refusal::new("hold-without-reason")) } else { Ok(()) }
}

/// Saying why a wait goes on.
pub fn reviewing_hold(standing: &Standing, reason: &str) -> Result<(), Refusal> {
    open(standing)?;
    if standing.on_hold.is_none() {
        return Err(Refusal::new("not-on-hold"));
    }
    if reason.is_empty() { Err(Refusal::new("hold-without-reason")) } else { Ok(()) }
}

/// What a closure proposal says.
#[derive(Clone, Copy, Debug)]
pub struct ClosureWords<'a> {
    /// The child's view, or why it is not known.
    pub child_view: &'a str,
    /// Why, in words.
    pub explanation: &'a str,
    /// What partners are told.
    pub partners_told: &'a str,
    /// The retention rule.
    pub retention: &'a str,
}

/// Proposing a closure. The child's view, what partners are told and the retention rule belong to it.
pub fn proposing_closure(standing: &Standing, words: &ClosureWords<'_>) -> Result<(), Refusal> {
    open(standing)?;
    if standing.closure.is_some() {
        return Err(Refusal::new("closure-already-proposed"));
    }
    if standing.transfer.is_some() {
        return Err(Refusal::new("transfer-waits"));
    }
    let missing = [
        (words.child_view, "closure-without-child-view"),
        (words.explanation, "closure-without-explanation"),
        (words.partners_told, "closure-without-partners"),
        (words.retention, "closure-without-retention"),
    ];
    match missing.into_iter().find(|(text, _)| text.is_empty()) {
        Some((_, code)) => Err(Refusal::new(code)),
        None => Ok(()),
    }
}

/// What the reason of a closure asks to be said is said: that the family cannot be found does not mean that there is no
/// danger, nor does an agreement withdrawn. What is asked stands in the pack.
pub fn closure_says(asks: &[String], said: &[(String, String)]) -> Result<(), Refusal> {
    let is_said = |ask: &String| said.iter().any(|(code, words)| code == ask && !words.trim().is_empty());
    if asks.iter().all(is_said) { Ok(()) } else { Err(Refusal::new("closure-without-statement")) }
}

/// Deciding about a closure: somebody else than whoever proposed it, and than the lead.
pub fn deciding_closure(standing: &Standing, by: PractitionerId) -> Result<&Closure, Refusal> {
    let closure = standing.closure.as_ref().ok_or(Refusal::new("no-closure-proposed"))?;
    if closure.proposed_by == by {
        return Err(Refusal::new("closure-own-proposal"));
    }
    if standing.lead == Some(by) {
        return Err(Refusal::new("closure-by-lead"));
    }
    Ok(closure)
}

/// Reopening: a closed case, within the window that began at its closure, of a child who has no other open case.
pub fn reopening(
    standing: &Standing,
    open_already: &[CaseId],
    window_ends: Option<Date>,
    today: Date,
) -> Result<(), Refusal> {
    match state(standing) {
        CaseState::Closed => {}
        CaseState::Merged => return Err(Refusal::new("case-merged")),
        _ => return Err(Refusal::new("case-not-closed")),
    }
    if !open_already.is_empty() {
        return Err(Refusal::new("child-has-open-case"));
    }
    match window_ends {
        Some(end) if today > end => Err(Refusal::new("reopening-too-late")),
        _ => Ok(()),
    }
}

/// Proposing a transfer: to another institution that leads cases.
pub fn proposing_transfer(
    standing: &Standing,
    from: InstitutionId,
    to: InstitutionId,
    may_lead: Option<()>,
) -> Result<(), Refusal> {
    open(standing)?;
    if from == to {
        return Err(Refusal::new("transfer-to-oneself"));
    }
    if standing.transfer.is_some() {
        return Err(Refusal::new("transfer-waits"));
    }
    if standing.closure.is_some() {
        return Err(Refusal::new("closure-already-proposed"));
    }
    may_lead.ok_or(Refusal::new("receiver-leads-no-case"))
}

/// Answering a transfer: the receiver, once.
pub fn answering_transfer(standing: &Standing, by: InstitutionId) -> Result<&Transfer, Refusal> {
    let transfer = standing.transfer.as_ref().ok_or(Refusal::new("no-transfer-waits"))?;
    if transfer.to == by { Ok(transfer) } else { Err(Refusal::new("transfer-not-yours")) }
}

/// Taking a proposal back: the sender, as long as nobody answered.
pub fn withdrawing_transfer(standing: &Standing, by: InstitutionId) -> Result<&Transfer, Refusal> {
    let transfer = standing.transfer.as_ref().ok_or(Refusal::new("no-transfer-to-withdraw"))?;
    if transfer.from == by { Ok(transfer) } else { Err(Refusal::new("transfer-not-yours-to-withdraw")) }
}

/// Merging a duplicate: two open or closed cases of one institution.
pub fn merging(
    into: (CaseId, InstitutionId, &Standing),
    duplicate: (CaseId, InstitutionId, &Standing),
) -> Result<(), Refusal> {
    if into.0 == duplicate.0 {
        return Err(Refusal::new("merge-with-itself"));
    }
    if into.1 != duplicate.1 {
        return Err(Refusal::new("merge-across-institutions"));
    }
    if into.2.merged_into.is_some() || duplicate.2.merged_into.is_some() {
        return Err(Refusal::new("case-merged"));
    }
    if duplicate.2.transfer.is_some() {
        return Err(Refusal::new("transfer-waits"));
    }
    // What is at work would end without what a closure asks for: the child's view, a retention rule, a second person.
    if state(duplicate.2).is_at_work() && !state(into.2).is_at_work() {
        return Err(Refusal::new("merge-open-into-closed"));
    }
    Ok(())
}

/// Undoing a merge: while it is fresh, the last one first, and where it was made.
pub fn unmerging(merge: &Merge, case: CaseId, now: Instant) -> Result<(), Refusal> {
    if merge.gone_since {
        return Err(Refusal::new("unmerge-elsewhere"));
    }
    if merge.into != case {
        return Err(Refusal::new("unmerge-last-first"));
    }
    if now.since(merge.merged_at) > UNMERGE_WITHIN { Err(Refusal::new("unmerge-too-late")) } else { Ok(()) }
}

/// Separating two cases again: never into two open ones of one child. A transfer brought the second to a service that had its
/// own: they were of one child when they were merged.
pub fn separating(one: (PersonId, &Standing), other: (PersonId, &Standing)) -> Result<(), Refusal> {
    let runs = |s: &Standing| s.episode.as_ref().is_some_and(|e| e.closed_on.is_none());
    if one.0 == other.0 && runs(one.1) && runs(other.1) {
        return Err(Refusal::new("unmerge-one-child"));
    }
    Ok(())
}

/// Accepting a transfer: of a child whom the receiver follows already, only into the case it has.
pub fn accepting(open_already: &[CaseId], into: Option<CaseId>) -> Result<(), Refusal> {
    match (open_already, into) {
        ([], None) => Ok(()),
        ([case, ..], Some(into)) if *case == into => Ok(()),
        ([], Some(_)) => Err(Refusal::new("transfer-into-nothing")),
        _ => Err(Refusal::new("transfer-of-followed-child")),
    }
}

/// The end with which a seat that a merge took is given back; nothing when it is not. An emergency access ends with its
/// hours whatever happens: who still needs it opens it again, with its reason and its review.
pub fn giving_back(capacity: Capacity, until: Instant, now: Instant) -> Option<Instant> {
    (capacity != Capacity::Emergency && until > now).then_some(until)
}

/// Whether somebody must say why before an address kept secret is written out for them. Whoever works with the family needs
/// it to go there, and whoever opened the case in an emergency has said why; a supervisor needs it seldom, and says what for.
pub fn says_why_to_reveal(capacity: Capacity) -> bool {
    !matches!(capacity, Capacity::Lead | Capacity::CoWorker | Capacity::Emergency)
}

/// Having an address written out that is kept secret. Where it may be done at all is a matter of the seat.
pub fn revealing(capacity: Capacity, reason: &str) -> Result<(), Refusal> {
    if says_why_to_reveal(capacity) && reason.trim().is_empty() {
        return Err(Refusal::new("reveal-without-reason"));
    }
    Ok(())
}
