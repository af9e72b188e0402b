// SPDX-License-Identifier: EUPL-1.2
//! Evaluations: one for each minor of the home, with the child met, a visit and the child's view, or the reason.

use kernel::{Date, PractitionerId};
use rulebook::{Pack, list};

use super::{No, chosen, is_live, levels, no};
use crate::concerns::model::{
    Concern, DecisionOutcome, Evaluation, MinorId, NewConclusion, NewMeeting, NewView, NewVisit,
};

/// Whether evaluators may be named: after a triage that asks for an evaluation, and among those who work here.
pub fn assign<'p>(
    concern: &Concern,
    lead: PractitionerId,
    team: &[PractitionerId],
    work_here: &[PractitionerId],
) -> Result<(), No<'p>> {
    is_live(concern)?;
    if !concern.triage().is_some_and(|t| t.outcome.is_evaluated()) {
        return no("not-to-be-evaluated");
    }
    if concern.evaluated().next().is_none() {
        return no("nobody-to-evaluate");
    }
    if !work_here.contains(&lead) || team.iter().any(|p| !work_here.contains(p)) {
        return no("evaluator-works-elsewhere");
    }
    let done = !concern.evaluations.is_empty() && concern.evaluations.iter().all(|e| !e.is_open());
    if done { no("evaluations-ended") } else { Ok(()) }
}

/// Who evaluates when somebody takes the place of somebody who leaves: the lead and the others. Nothing when they do not evaluate.
pub fn replacing(
    concern: &Concern,
    from: PractitionerId,
    to: PractitionerId,
) -> Option<(PractitionerId, Vec<PractitionerId>)> {
    let instead = |who: PractitionerId| if who == from { to } else { who };
    let now: Vec<_> = concern.evaluators.iter().filter(|e| e.until_on.is_none()).collect();
    if !now.iter().any(|e| e.practitioner == from) {
        return None;
    }
    let lead = instead(now.iter().find(|e| e.is_lead)?.practitioner);
    let mut team: Vec<_> = now.iter().map(|e| instead(e.practitioner)).filter(|who| *who != lead).collect();
    team.sort_unstable();
    team.dedup();
    Some((lead, team))
}

fn open<'p>(concern: &Concern, minor: MinorId) -> Result<&Evaluation, No<'p>> {
    is_live(concern)?;
    match concern.evaluation(minor) {
        None => no("no-evaluation"),
        Some(e) if !e.is_open() => no("evaluation-ended"),
        Some(e) => Ok(e),
    }
}

/// Whether a visit may be noted.
pub fn visit<'p>(concern: &Concern, new: &NewVisit, today: Date) -> Result<(), No<'p>> {
    if new.minors.is_empty() {
        return no("visit-to-nobody");
    }
    for minor in &new.minors {
        open(concern, *minor)?;
    }
    if new.on > today {
        return no("in-the-future");
    }
    if new.place.trim().is_empty() {
        return no("visit-without-place");
    }
    if new.seen_alone.iter().any(|m| !new.minors.contains(m)) {
        return no("seen-alone-not-visited");
    }
    if new.found_nobody && !new.seen_alone.is_empty() {
        return no("nobody-but-seen-alone");
    }
    Ok(())
}

/// Whether it may be noted that a child was met, or why not.
pub fn meeting<'p>(concern: &Concern, new: &NewMeeting, pack: &Pack, today: Date) -> Result<(), No<'p>> {
    open(concern, new.minor)?;
    if new.on > today {
        return no("in-the-future");
    }
    match &new.not_met {
        // Where the law asks for the agreement of the holders of authority, it is noted, or why it was not asked.
        None if new.alone
            && pack.seen_alone.is_some()
            && new.agreed_by.trim().is_empty()
            && new.not_agreed_reason.trim().is_empty() =>
        {
            no("alone-without-agreement")
        }
        None => Ok(()),
        Some(reason) if chosen(pack, list::CHILD_NOT_MET_REASON, reason, today) => Ok(()),
        Some(_) => no("not-met-without-reason"),
    }
}

/// Whether a child's view may be noted.
pub fn view<'p>(concern: &Concern, new: &NewView, today: Date) -> Result<(), No<'p>> {
    open(concern, new.minor)?;
    if new.on > today {
        return no("in-the-future");
    }
    if new.words.trim().is_empty() { no("view-without-words") } else { Ok(()) }
}

/// Whether the child was met, whatever was noted before or after.
pub fn was_met(concern: &Concern, minor: MinorId) -> bool {
    concern.meetings.iter().any(|m| m.minor == minor && m.met)
}

/// Whether somebody visited and found somebody.
pub fn was_visited(concern: &Concern, minor: MinorId) -> bool {
    concern.visits.iter().any(|v| !v.found_nobody && v.minors.iter().any(|(m, _)| *m == minor))
}

/// What is still missing before an evaluation can be concluded, for the page that prepares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Neither met nor a reason why not.
    pub meeting: bool,
    /// No visit yet: a reason will be asked.
    pub visit: bool,
    /// No view yet: a reason will be asked.
    pub view: bool,
}

/// What is still missing for a minor.
pub fn missing(concern: &Concern, minor: MinorId) -> Missing {
    Missing {
        meeting: !concern.meetings.iter().any(|m| m.minor == minor),
        visit: !was_visited(concern, minor),
        view: !concern.views.iter().any(|v| v.minor == minor),
    }
}

/// Whether an evaluation may be concluded.
pub fn conclude<'p>(
    concern: &Concern,
    new: &NewConclusion,
    pack: &'p Pack,
    today: Date,
) -> Result<(), No<'p>> {
    open(concern, new.minor)?;
    if !new.levels.are_complete() {
        return no("levels-missing");
    }
    levels(pack, new.levels, &new.explanation)?;
    if new.reason.trim().is_empty() {
        return no("conclusion-without-reason");
    }
    let missing = missing(concern, new.minor);
    if missing.meeting {
        return no("meeting-not-noted");
    }
    // « No danger » is never said of a child whom nobody has seen: not knowing is not an answer.
    let nothing_found = new.levels.danger == Some(0) || new.outcome == DecisionOutcome::Closed;
    if !was_met(concern, new.minor) && nothing_found {
        return no("child-not-met");
    }
    if missing.visit && !chosen(pack, list::NO_VISIT_REASON, &new.no_visit_reason, today) {
        return no("no-visit-without-reason");
    }
    if missing.view && !chosen(pack, list::NO_VIEW_REASON, &new.no_view_reason, today) {
        return no("no-view-without-reason");
    }
    if new.outcome == DecisionOutcome::Closed && new.levels.danger.is_some_and(|d| d >= 1) {
        return no("danger-but-closed");
    }
    Ok(())
}

/// Whether an evaluation may be given up as impossible.
pub fn impossible<'p>(
    concern: &Concern,
    minor: MinorId,
    reason: &str,
    explanation: &str,
    pack: &Pack,
    today: Date,
) -> Result<(), No<'p>> {
    open(concern, minor)?;
    if !chosen(pack, list::IMPOSSIBLE_REASON, reason, today) {
        return no("impossible-without-reason");
    }
    if explanation.trim().is_empty() { no("impossible-without-explanation") } else { Ok(()) }
}
