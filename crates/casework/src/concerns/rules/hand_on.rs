// SPDX-License-Identifier: EUPL-1.2
//! Joining reports about the same facts, and transferring one to the service that is competent.

use kernel::{Date, InstitutionId, TransferId};
use rulebook::{Pack, list};

use super::triage::Outcome;
use super::{No, chosen, is_live, no};
use crate::concerns::model::{Concern, Evaluation, Levels};

/// Whether a report may be joined to another.
pub fn merge<'p>(duplicate: &Concern, into: &Concern, reason: &str) -> Result<(), No<'p>> {
    is_live(duplicate)?;
    is_live(into)?;
    if duplicate.report.id == into.report.id {
        return no("joined-to-itself");
    }
    if duplicate.report.institution != into.report.institution {
        return no("joined-across-services");
    }
    // Each report is read and rated by itself before it disappears behind another.
    if duplicate.triage().is_none() || into.triage().is_none() {
        return no("triage-first");
    }
    // Terms run from the first report: the one that is kept is the oldest.
    if duplicate.report.first_received_on < into.report.first_received_on {
        return no("join-into-the-first");
    }
    if !duplicate.evaluations.is_empty() || !duplicate.decisions.is_empty() {
        return no("has-its-own-evaluation");
    }
    if duplicate.proposed_transfer().is_some() {
        return no("transfer-waits");
    }
    if !into.triage().is_some_and(|t| t.outcome.is_evaluated())
        && duplicate.triage().is_some_and(|t| t.outcome.is_evaluated())
    {
        return no("joined-to-nothing");
    }
    if reason.trim().is_empty() { no("join-without-reason") } else { Ok(()) }
}

/// The triage of a joined report that counts for the kept one too: when it says more danger, what was found there does not
/// disappear behind the other. Each level is the higher of the two.
pub fn raised(duplicate: &Concern, kept: &Concern) -> Option<(Outcome, Levels)> {
    let (theirs, ours) = (duplicate.triage()?, kept.triage()?);
    if !ours.outcome.is_evaluated() || !theirs.outcome.is_evaluated() {
        return None;
    }
    let levels = Levels {
        danger: theirs.levels.danger.max(ours.levels.danger),
        gravity: theirs.levels.gravity.max(ours.levels.gravity),
        urgency: theirs.levels.urgency.max(ours.levels.urgency),
    };
    let immediate = [theirs.outcome, ours.outcome].contains(&Outcome::ImmediateDanger);
    let outcome = if immediate { Outcome::ImmediateDanger } else { Outcome::Qualified };
    (outcome != ours.outcome || levels != ours.levels).then_some((outcome, levels))
}

/// Whether a transfer may be proposed. `receives` says whether the other service receives reports.
pub fn propose<'p>(
    concern: &Concern,
    to: InstitutionId,
    receives: bool,
    reason: &str,
    pack: &Pack,
) -> Result<(), No<'p>> {
    is_live(concern)?;
    // Where the law sends what cannot be evaluated to the judicial authority, that comes before anything ends it here.
    let first = pack.judicial_referral.as_ref().is_some_and(|r| r.impossible_first);
    let unsent = |e: &Evaluation| e.impossible.is_some() && !concern.is_referred(e.minor);
    if first && concern.evaluations.iter().any(unsent) {
        return no("impossible-goes-to-justice-first");
    }
    if to == concern.report.institution {
        return no("transfer-to-oneself");
    }
    if !receives {
        return no("receives-no-reports");
    }
    if concern.proposed_transfer().is_some() {
        return no("transfer-waits");
    }
    if reason.trim().is_empty() { no("transfer-without-reason") } else { Ok(()) }
}

/// Whether the sender may take a proposed transfer back: until it is answered, with the reason.
pub fn withdraw<'p>(concern: &Concern, transfer: TransferId, reason: &str) -> Result<(), No<'p>> {
    if concern.proposed_transfer().is_none_or(|t| t.id != transfer) {
        return no("transfer-answered");
    }
    if reason.trim().is_empty() { no("withdrawal-without-reason") } else { Ok(()) }
}

/// Whether the proposed transfer may be answered by an institution.
pub fn answer<'p>(
    waiting: Option<InstitutionId>,
    by: InstitutionId,
    refusal: Option<&str>,
    pack: &Pack,
    today: Date,
) -> Result<(), No<'p>> {
    match waiting {
        None => return no("transfer-answered"),
        Some(to) if to != by => return no("transfer-to-another"),
        Some(_) => {}
    }
    match refusal {
        Some(code) if !chosen(pack, list::TRANSFER_REFUSAL, code, today) => no("refusal-without-reason"),
        _ => Ok(()),
    }
}
