// SPDX-License-Identifier: EUPL-1.2
//! Joining reports about the same facts, and transferring one to the service that is competent.

use kernel::{Date, InstitutionId};
use rulebook::{Pack, list};

use super::{No, chosen, is_live, no};
use crate::concerns::model::Concern;

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

/// Whether a transfer may be proposed. `receives` says whether the other service receives reports.
pub fn propose<'p>(concern: &Concern, to: InstitutionId, receives: bool, reason: &str) -> Result<(), No<'p>> {
    is_live(concern)?;
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
