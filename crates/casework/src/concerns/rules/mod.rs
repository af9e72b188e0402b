// SPDX-License-Identifier: EUPL-1.2
//! Pure decisions about concern reports: what is known + what is asked + today → yes, or a refusal with its reason.
//!
//! Sources: requirements on concern reports; FR: CASF L226-2-1, L226-3, L226-4, L226-5, D226-2-3 to D226-2-7; BE (FWB):
//! Code of 18 January 2018. What differs between countries (terms, scales, words) is in the packs, not here.

pub mod answer;
pub mod decide;
pub mod evaluate;
pub mod hand_on;
pub mod minors;
pub mod receive;
pub mod triage;

use kernel::{Date, Layer, Layers, Refusal};
use rulebook::{Contradiction, Pack};

use super::model::{Concern, Levels};

/// Why not.
#[derive(Clone, Copy, Debug)]
pub enum No<'p> {
    /// A rule of this slice.
    Rule(Refusal),
    /// Levels that cannot be true together, in the words of the pack.
    Contradiction(&'p Contradiction),
    /// Levels that rarely go together and were not explained, in the words of the pack.
    Unexplained(&'p Contradiction),
}

impl No<'_> {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            No::Rule(refusal) => refusal.code,
            No::Contradiction(c) if c.id == "no_danger_but_immediate" => "no-danger-but-immediate",
            No::Contradiction(_) => "levels-contradict",
            No::Unexplained(_) => "levels-unexplained",
        }
    }
}

impl From<Refusal> for No<'_> {
    fn from(refusal: Refusal) -> Self {
        No::Rule(refusal)
    }
}

pub(super) fn no<'p, T>(code: &'static str) -> Result<T, No<'p>> {
    Err(No::Rule(Refusal::new(code)))
}

/// Whether levels may stand together, and whether a sentence explains those that rarely do.
pub fn levels<'p>(pack: &'p Pack, levels: Levels, explanation: &str) -> Result<(), No<'p>> {
    pack.check_scales(levels.danger, levels.gravity, levels.urgency).map_err(No::Contradiction)?;
    let known = |scale: &rulebook::Scale, level: Option<u8>| level.is_none_or(|l| scale.level(l).is_some());
    let scales = &pack.scales;
    if !(known(&scales.danger, levels.danger)
        && known(&scales.gravity, levels.gravity)
        && known(&scales.urgency, levels.urgency))
    {
        return no("no-such-level");
    }
    match scales.questions(levels.danger, levels.gravity, levels.urgency).next() {
        Some(question) if explanation.trim().is_empty() => Err(No::Unexplained(question)),
        _ => Ok(()),
    }
}

/// Nothing more is done to a report that was put away, joined to another or taken over.
pub fn is_live<'p>(concern: &Concern) -> Result<(), No<'p>> {
    if concern.report.archived_at.is_some() {
        return no("archived");
    }
    if concern.report.merged_into.is_some() {
        return no("joined-to-another");
    }
    if concern.taken_over().is_some() {
        return no("taken-over");
    }
    Ok(())
}

/// A file goes where the report itself lies, or where who reported lies, if one's seat opens that.
pub fn attaching<'p>(layer: Layer, opened: Layers) -> Result<(), No<'p>> {
    if matches!(layer, Layer::Institution | Layer::Reporter) && opened.has(layer) {
        Ok(())
    } else {
        no("layer-not-open")
    }
}

/// A code of a list that may be chosen today.
pub(super) fn chosen(pack: &Pack, list: &str, code: &str, today: Date) -> bool {
    pack.list(list).is_some_and(|l| l.on(today).any(|e| e.code == code))
}
