// SPDX-License-Identifier: EUPL-1.2
//! Evaluations: one for each minor, with the child met, a visit and the child's view, or the reason.

use casework::concerns::{self, Levels, Medium, MinorId, NewConclusion, NewMeeting, NewView, NewVisit};
use kernel::Date;
use serde::Deserialize;

use super::report::{explained, outcome};
use super::told::language;
use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;
use crate::demo::story::When;

/// `evaluation.start`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Start {
    report: String,
    lead: String,
    team: Vec<String>,
}

impl Start {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.report(&self.report)?;
        let lead = here.practitioner(&self.lead)?;
        let team: Vec<_> = self.team.iter().map(|id| here.practitioner(id)).collect::<Result<_, _>>()?;
        concerns::assign(&here.cx, report, lead, &team).await?;
        Ok(Made::Evaluation(report))
    }
}

/// `evaluation.visit`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Visit {
    evaluation: String,
    children: Vec<String>,
    occurred: When,
    place: String,
    present: Vec<String>,
    seen_alone: Vec<String>,
    notes: String,
    #[serde(default)]
    attempted_only: bool,
    interpreter: Option<String>,
}

impl Visit {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.evaluation(&self.evaluation)?;
        let present: Vec<String> =
            self.present.iter().map(|id| here.name_of(id)).collect::<Result<_, _>>()?;
        // Of those who were there, the visit serves the evaluations that are still open.
        let concern = here.concern(report).await?;
        let minors = |ids: &[String]| {
            let all = ids.iter().map(|id| here.minor(report, id)).collect::<Result<Vec<_>, _>>()?;
            let open = |m: &MinorId| concern.evaluation(*m).is_none_or(|e| e.is_open());
            Ok::<_, Halt>(all.into_iter().filter(open).collect::<Vec<_>>())
        };
        let new = NewVisit {
            minors: minors(&self.children)?,
            on: self.occurred.day,
            at: self.occurred.at(&here.cx.zone),
            place: self.place.clone(),
            present: present.join(", "),
            seen_alone: minors(&self.seen_alone)?,
            notes: self.notes.clone(),
            interpreter: self.interpreter.as_deref().map(language).unwrap_or_default().to_owned(),
            found_nobody: self.attempted_only,
        };
        concerns::note_visit(&here.cx, report, &new).await?;
        Ok(Made::Nothing)
    }
}

/// `evaluation.child_met`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ChildMet {
    evaluation: String,
    child: String,
    occurred: Date,
    alone: bool,
    place: String,
    #[serde(default)]
    holders_agreed: Vec<String>,
    #[serde(default)]
    not_agreed_because: String,
}

impl ChildMet {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.evaluation(&self.evaluation)?;
        let agreed: Vec<String> =
            self.holders_agreed.iter().map(|id| here.name_of(id)).collect::<Result<_, _>>()?;
        let new = NewMeeting {
            minor: here.minor(report, &self.child)?,
            on: self.occurred,
            not_met: None,
            alone: self.alone,
            place: self.place.clone(),
            agreed_by: agreed.join(", "),
            not_agreed_reason: self.not_agreed_because.clone(),
        };
        concerns::note_meeting(&here.cx, report, &new).await?;
        Ok(Made::Nothing)
    }
}

/// `evaluation.child_not_met`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ChildNotMet {
    evaluation: String,
    child: String,
    reason: String,
}

impl ChildNotMet {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.evaluation(&self.evaluation)?;
        let new = NewMeeting {
            minor: here.minor(report, &self.child)?,
            on: here.step.on.day,
            not_met: Some(self.reason.clone()),
            alone: false,
            place: String::new(),
            agreed_by: String::new(),
            not_agreed_reason: String::new(),
        };
        concerns::note_meeting(&here.cx, report, &new).await?;
        Ok(Made::Nothing)
    }
}

/// `evaluation.child_view`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ChildView {
    evaluation: String,
    child: String,
    medium: String,
    words: String,
    reported_by: Option<String>,
    #[serde(default)]
    refused: bool,
    interpreter: Option<String>,
    audience: String,
}

impl ChildView {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        if self.refused {
            return Halt::wrong("a child who chose not to speak is told in words, not by a box");
        }
        let report = here.evaluation(&self.evaluation)?;
        let medium =
            if self.medium == "letter" { Some(Medium::Written) } else { Medium::parse(&self.medium) };
        let Some(medium) = medium else {
            return Halt::wrong(format!("`{}` is no way to speak", self.medium));
        };
        let told_by = self.reported_by.as_deref().and_then(|id| here.world.practitioner(id));
        let new = NewView {
            minor: here.minor(report, &self.child)?,
            on: here.step.on.day,
            medium,
            words: self.words.clone(),
            told_by: told_by.map(|p| format!("{} {}, {}", p.given, p.family, p.title)).unwrap_or_default(),
            audience: self.audience.clone(),
            interpreter: self.interpreter.as_deref().map(language).unwrap_or_default().to_owned(),
        };
        concerns::note_view(&here.cx, report, &new).await?;
        Ok(Made::Nothing)
    }
}

/// `evaluation.conclude`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Conclude {
    evaluation: String,
    child: String,
    danger: u8,
    gravity: u8,
    urgency: u8,
    conclusion: String,
    reason: String,
    #[serde(default)]
    no_visit_reason: String,
}

impl Conclude {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.evaluation(&self.evaluation)?;
        let levels = Levels::of(self.danger, self.gravity, self.urgency);
        let new = NewConclusion {
            minor: here.minor(report, &self.child)?,
            outcome: outcome(&self.conclusion)?,
            levels,
            explanation: explained(here, levels, &self.reason)?,
            reason: self.reason.clone(),
            no_visit_reason: self.no_visit_reason.clone(),
            no_view_reason: String::new(),
        };
        concerns::conclude(&here.cx, report, &new).await?;
        Ok(Made::Nothing)
    }
}

/// `evaluation.impossible`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Impossible {
    evaluation: String,
    child: String,
    reason: String,
    explanation: String,
}

impl Impossible {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.evaluation(&self.evaluation)?;
        let minor = here.minor(report, &self.child)?;
        concerns::give_up(&here.cx, report, minor, &self.reason, &self.explanation).await?;
        Ok(Made::Nothing)
    }
}
