// SPDX-License-Identifier: EUPL-1.2
//! Cases that rest, go elsewhere, end, begin again, become one.

use kernel::{Date, PersonId};
use register::cases::{self, Closing, TransferProposal};
use register::people;
use rulebook::list;
use serde::Deserialize;

use super::case::{begun, reason_in_words};
use super::told::{day, lower};
use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;

/// The rule of retention that a closure is proposed with when the story names none at its approval, and that an archived
/// report is kept by.
pub(super) const RETENTION: &str =
    "Durée à fixer par le service\u{a0}: aucune règle n’a été trouvée dans les textes.";

/// `case.hold`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Hold {
    case: String,
    reason: String,
    #[serde(default)]
    explanation: String,
    until: Date,
}

impl Hold {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let reason = reason_in_words(here, list::HOLD_REASON, &self.reason, &self.explanation)?;
        cases::hold(&here.cx, case, &format!("{reason} (jusqu’au {})", day(self.until))).await?;
        Ok(Made::Nothing)
    }
}

/// `case.resume`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Resume {
    case: String,
    #[serde(rename = "reason")]
    _reason: String,
}

impl Resume {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        cases::resume(&here.cx, here.case(&self.case)?).await?;
        Ok(Made::Nothing)
    }
}

/// `case.hand_over`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct HandOver {
    from: String,
    to: String,
    reason: String,
}

impl HandOver {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (from, to) = (here.practitioner(&self.from)?, here.practitioner(&self.to)?);
        cases::hand_over(&here.cx, from, to, &self.reason).await?;
        Ok(Made::Nothing)
    }
}

/// `case.transfer_propose`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ProposeTransfer {
    case: String,
    to: String,
    reason: String,
}

impl ProposeTransfer {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let proposal = TransferProposal {
            to: here.institution(&self.to)?,
            reason: self.reason.clone(),
            minimum:
                "Identité et âge de l’enfant, cadre légal et sa date de fin, nom de la personne référente."
                    .into(),
        };
        cases::propose_transfer(&here.cx, case, &proposal).await?;
        Ok(Made::CaseTransfer(case))
    }
}

/// `case.transfer_accept`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AcceptTransfer {
    transfer: String,
}

impl AcceptTransfer {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case_transfer(&self.transfer)?;
        let from = here.case_institution(case).await?;
        cases::accept_transfer(&here.cx, case).await?;
        // Records went along, or the receiver has its own.
        let to = here.case_institution(case).await?;
        let known: Vec<(String, PersonId)> = here
            .known
            .around
            .iter()
            .filter(|((c, _), _)| *c == case)
            .map(|((_, who), id)| (who.clone(), *id))
            .collect();
        let story = here.story.id.clone();
        for (who, before) in known {
            let mut conn = here.cx.read().await?;
            let id = people::known_as(&mut conn, case.0, before).await?;
            drop(conn);
            here.known.around.insert((case, who.clone()), id);
            if id == before {
                here.known.people.remove(&(story.clone(), who.clone(), from));
            }
            here.known.people.insert((story.clone(), who, to), id);
        }
        Ok(Made::Nothing)
    }
}

/// `case.transfer_reject`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct RejectTransfer {
    transfer: String,
    reason: String,
    #[serde(default)]
    explanation: String,
}

impl RejectTransfer {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case_transfer(&self.transfer)?;
        let reason = here.word(list::TRANSFER_REFUSAL, &self.reason)?;
        cases::reject_transfer(&here.cx, case, &format!("{reason}. {}", self.explanation)).await?;
        Ok(Made::Nothing)
    }
}

/// `case.propose_closure`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ProposeClosure {
    case: String,
    reason: String,
    explanation: String,
    child_view: Option<String>,
    child_view_missing_reason: Option<String>,
    partners_told: String,
}

impl ProposeClosure {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let child_view = match (&self.child_view, &self.child_view_missing_reason) {
            (Some(view), _) => view.clone(),
            (None, Some(code)) => {
                format!("Non recueillie\u{a0}: {}", lower(&here.word(list::NO_VIEW_REASON, code)?))
            }
            (None, None) => String::new(),
        };
        // The rule of retention belongs to the proposal here; the story tells it at the approval.
        let label = &self.case;
        let approval = here.story.steps.iter().find(|s| {
            s.name == "case.approve_closure"
                && s.written.get("case").and_then(toml::Value::as_str) == Some(label)
        });
        let told = approval.and_then(|s| s.written.get("retention")).and_then(toml::Value::as_str);
        let closing = Closing {
            reason: self.reason.clone(),
            explanation: self.explanation.clone(),
            child_view,
            partners_told: self.partners_told.clone(),
            retention: told.unwrap_or(RETENTION).to_owned(),
            ..Closing::default()
        };
        cases::propose_closure(&here.cx, case, &closing).await?;
        Ok(Made::Nothing)
    }
}

/// `case.approve_closure`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ApproveClosure {
    case: String,
    #[serde(rename = "retention")]
    _retention: String,
}

impl ApproveClosure {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        cases::approve_closure(&here.cx, here.case(&self.case)?).await?;
        Ok(Made::Nothing)
    }
}

/// `case.refuse_closure`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct RefuseClosure {
    case: String,
    reason: String,
}

impl RefuseClosure {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        cases::refuse_closure(&here.cx, here.case(&self.case)?, &self.reason).await?;
        Ok(Made::Nothing)
    }
}

/// `case.reopen`: two deeds of the register, reopening and naming who takes it up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Reopen {
    case: String,
    reason: String,
    explanation: String,
    lead: String,
}

impl Reopen {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let reason = reason_in_words(here, list::REOPENING_REASON, &self.reason, &self.explanation)?;
        cases::reopen(&here.cx, case, &reason).await?;
        cases::assign(&here.cx, case, here.practitioner(&self.lead)?).await?;
        begun(here, case, &self.lead).await?;
        Ok(Made::Nothing)
    }
}

/// `case.merge`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Merge {
    into: String,
    duplicate: String,
    reason: String,
}

impl Merge {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (into, duplicate) = (here.case(&self.into)?, here.case(&self.duplicate)?);
        cases::merge(&here.cx, into, duplicate, &self.reason).await?;
        Ok(Made::Merge { into, duplicate })
    }
}

/// `case.unmerge`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Unmerge {
    merge: String,
    reason: String,
}

impl Unmerge {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Made::Merge { into, duplicate } = *here.made(&self.merge)? else {
            return Halt::wrong(format!("`{}` is no merge", self.merge));
        };
        cases::unmerge(&here.cx, into, duplicate, &self.reason).await?;
        Ok(Made::Nothing)
    }
}
