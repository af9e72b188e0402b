// SPDX-License-Identifier: EUPL-1.2
//! Triage: five outcomes, by two persons where possible, with the shared scales.

use kernel::{Date, InstitutionId, PractitionerId, ReportId, codes};
use rulebook::Pack;

use super::{No, is_live, levels, no};
use crate::concerns::model::{Concern, Levels};

/// What comes of a triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Not a matter of child protection.
    NotConcern,
    /// Advice was given, nothing further under a name.
    AdviceOnly,
    /// Redirected to the competent service.
    Redirected,
    /// Immediate danger: act without waiting.
    ImmediateDanger,
    /// Upheld: to be evaluated.
    Qualified,
}

codes!(Outcome {
    NotConcern = "not_concern",
    AdviceOnly = "advice_only",
    Redirected = "redirected",
    ImmediateDanger = "immediate_danger",
    Qualified = "qualified",
});

impl Outcome {
    /// Whether an evaluation follows.
    pub fn is_evaluated(self) -> bool {
        matches!(self, Outcome::ImmediateDanger | Outcome::Qualified)
    }
}

/// A triage that is proposed.
#[derive(Clone, Debug)]
pub struct NewTriage {
    /// What comes of it.
    pub outcome: Outcome,
    /// The levels.
    pub levels: Levels,
    /// What explains levels that rarely go together.
    pub explanation: String,
    /// Why.
    pub reason: String,
    /// With whom.
    pub second: Option<PractitionerId>,
    /// Why alone.
    pub alone_reason: String,
    /// To whom it is redirected.
    pub redirected_to: Option<InstitutionId>,
    /// Earlier reports that this one repeats.
    pub repeats: Vec<ReportId>,
    /// Whether it is counted as repeating earlier ones.
    pub repetitive: bool,
    /// The triage that was in force when this one was written, as the form showed it.
    pub instead_of: Option<uuid::Uuid>,
}

/// What is known besides.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// Who triages.
    pub by: PractitionerId,
    /// Whether the second person holds a function in this institution today.
    pub second_works_here: bool,
    /// Today.
    pub today: Date,
}

/// From this level on, a danger is there now.
const DANGER: u8 = 2;
/// The level of urgency that means: right now.
const RIGHT_NOW: u8 = 3;

/// Whether a triage may be recorded.
pub fn check<'p>(concern: &Concern, new: &NewTriage, around: Around, pack: &'p Pack) -> Result<(), No<'p>> {
    is_live(concern)?;
    if concern.triage().map(|t| t.id) != new.instead_of {
        return no("triaged-meanwhile");
    }
    // While children are evaluated nothing else is analysed anew; but new danger is said at once, at whichever moment.
    let evaluating = !concern.evaluations.is_empty() && concern.evaluated().next().is_some();
    if evaluating && new.outcome != Outcome::ImmediateDanger {
        return no("evaluation-has-begun");
    }
    if !concern.decisions.is_empty() && !new.outcome.is_evaluated() {
        return no("decided-already");
    }
    if new.reason.trim().is_empty() {
        return no("triage-without-reason");
    }
    match new.second {
        Some(second) if second == around.by => return no("second-is-oneself"),
        Some(_) if !around.second_works_here => return no("second-works-elsewhere"),
        Some(_) => {}
        None if new.alone_reason.trim().is_empty() => return no("alone-without-reason"),
        None => {}
    }
    if new.outcome.is_evaluated() && !new.levels.are_complete() {
        return no("levels-missing");
    }
    levels(pack, new.levels, &new.explanation)?;
    let (danger, urgency) = (new.levels.danger.unwrap_or(0), new.levels.urgency.unwrap_or(0));
    match new.outcome {
        Outcome::NotConcern | Outcome::AdviceOnly if danger >= DANGER => no("danger-but-nothing-follows"),
        Outcome::ImmediateDanger if danger < DANGER || urgency < DANGER => no("immediate-but-levels-low"),
        // What cannot wait a night is not sent to wait for an evaluation.
        Outcome::Qualified if urgency >= RIGHT_NOW => no("right-now-but-waiting"),
        Outcome::Redirected if new.redirected_to.is_none() => no("redirected-nowhere"),
        Outcome::Redirected if new.redirected_to == Some(concern.report.institution) => {
            no("redirected-to-oneself")
        }
        _ => Ok(()),
    }
}
