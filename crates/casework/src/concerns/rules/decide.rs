// SPDX-License-Identifier: EUPL-1.2
//! The decision: after every evaluation has ended, except a referral to the judicial authority, which may not wait.

use kernel::Date;
use rulebook::{Pack, list};

use super::{No, chosen, no};
use crate::concerns::model::{Concern, DecisionOutcome, Evaluation, MinorId, NewDecision};

/// The minors a decision is about.
pub fn minors(concern: &Concern, new: &NewDecision) -> Vec<MinorId> {
    if new.minors.is_empty() { concern.evaluated().map(|m| m.id).collect() } else { new.minors.clone() }
}

/// Whether a decision may be taken.
pub fn check<'p>(concern: &Concern, new: &NewDecision, pack: &Pack, today: Date) -> Result<(), No<'p>> {
    if concern.report.archived_at.is_some() {
        return no("archived");
    }
    if concern.report.merged_into.is_some() {
        return no("joined-to-another");
    }
    if !concern.triage().is_some_and(|t| t.outcome.is_evaluated()) {
        return no("not-to-be-evaluated");
    }
    if new.reason.trim().is_empty() {
        return no("decision-without-reason");
    }
    let about = minors(concern, new);
    if about.is_empty() || about.iter().any(|m| !concern.minor(*m).is_some_and(|m| m.is_evaluated())) {
        return no("decision-about-nobody");
    }
    let gone = concern.taken_over().is_some();
    if gone {
        // The other service goes on with the children; here the report is closed because they left, and for nothing else.
        let closes = new.outcome == DecisionOutcome::Closed;
        return if closes && closure_reason(new, pack, today) {
            Ok(())
        } else {
            no("taken-over-closes-only")
        };
    }
    if new.outcome == DecisionOutcome::JudicialReferral {
        return referral(new, pack, today);
    }
    let evaluations: Vec<Option<&Evaluation>> = about.iter().map(|m| concern.evaluation(*m)).collect();
    if evaluations.iter().any(|e| e.is_none_or(Evaluation::is_open)) {
        return no("evaluations-open");
    }
    if concern.minors.iter().any(|m| m.is_unsettled()) {
        return no("minors-unsettled");
    }
    let evaluations: Vec<&Evaluation> = evaluations.into_iter().flatten().collect();
    // An evaluation that could not be done goes to the judicial authority (FR: CASF L226-4, D226-2-6), never into a drawer.
    if evaluations.iter().any(|e| e.impossible.is_some()) {
        return no("impossible-goes-to-justice");
    }
    let in_danger =
        |e: &&Evaluation| e.conclusion.as_ref().is_some_and(|c| c.levels.danger.is_some_and(|d| d >= 1));
    if new.outcome == DecisionOutcome::Closed && evaluations.iter().any(in_danger) {
        return no("danger-but-closed");
    }
    if !new.closure_reason.is_empty() && !chosen(pack, list::CLOSURE_REASON, &new.closure_reason, today) {
        return no("no-such-closure-reason");
    }
    Ok(())
}

/// A referral says to whom it went and when; where the law asks for a copy to somebody, when that left. It waits for nothing
/// else: it concerns the minors it names, and what is found about them and the others is decided on later.
fn referral<'p>(new: &NewDecision, pack: &Pack, today: Date) -> Result<(), No<'p>> {
    let Some(sent) = new.referral.as_ref().filter(|r| !r.authority.trim().is_empty()) else {
        return no("referral-without-addressee");
    };
    if sent.on > today || sent.copied_on.is_some_and(|on| on > today) {
        return no("in-the-future");
    }
    let asks = pack.judicial_referral.as_ref().is_some_and(|r| r.copy_to.is_some());
    if asks && sent.copied_on.is_none() { no("referral-without-copy") } else { Ok(()) }
}

/// The children are gone from here: moved away, or transferred.
fn closure_reason(new: &NewDecision, pack: &Pack, today: Date) -> bool {
    let group = pack.entry(list::CLOSURE_REASON, &new.closure_reason).and_then(|e| e.group.as_deref());
    chosen(pack, list::CLOSURE_REASON, &new.closure_reason, today) && group == Some("moved")
}
