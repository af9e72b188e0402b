// SPDX-License-Identifier: EUPL-1.2
//! The evaluation of each minor, and the decision that follows.

use kernel::{Date, EvaluationId, Instant, PractitionerId, codes};
use platform::db::{FromRow, Row, StoreError};
use uuid::Uuid;

use super::{Levels, MinorId};

/// What follows an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionOutcome {
    /// Neither danger nor risk of danger was found.
    Closed,
    /// Help that the family agrees to.
    SupportByAgreement,
    /// A plan for the child is opened.
    ChildPlanOpened,
    /// The judicial authority is seized.
    JudicialReferral,
}

codes!(DecisionOutcome {
    Closed = "closed",
    SupportByAgreement = "support_by_agreement",
    ChildPlanOpened = "child_plan_opened",
    JudicialReferral = "judicial_referral",
});

/// How a child said what they think.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// In words, written down as said.
    Words,
    /// In a drawing.
    Drawing,
    /// In play.
    Play,
    /// In signs or with a device.
    Signed,
    /// In writing.
    Written,
    /// Without words: observed.
    Observation,
}

codes!(Medium {
    Words = "words",
    Drawing = "drawing",
    Play = "play",
    Signed = "signed",
    Written = "written",
    Observation = "observation",
});

/// How an evaluation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// What is proposed.
    pub outcome: DecisionOutcome,
    /// The levels.
    pub levels: Levels,
    /// What explains levels that rarely go together.
    pub explanation: String,
    /// Why there was no visit.
    pub no_visit_reason: String,
    /// Why the child's view is missing.
    pub no_view_reason: String,
}

/// The evaluation of one minor's situation.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Which one.
    pub id: EvaluationId,
    /// Of whom.
    pub minor: MinorId,
    /// When it began.
    pub started_on: Date,
    /// When it ended, concluded or impossible.
    pub ended_on: Option<Date>,
    /// The moment it was said to have ended.
    pub ended_at: Option<Instant>,
    /// By whom it was ended.
    pub ended_by: Option<PractitionerId>,
    /// The conclusion, when there is one.
    pub conclusion: Option<Conclusion>,
    /// Why it could not be done: a code of `impossible_reason`.
    pub impossible: Option<String>,
    /// What led to the conclusion, or what was tried.
    pub reason: String,
}

impl Evaluation {
    /// Whether it still runs.
    pub fn is_open(&self) -> bool {
        self.ended_on.is_none()
    }
}

impl FromRow for Evaluation {
    fn from_row(row: &mut Row) -> Result<Evaluation, StoreError> {
        let (id, minor, started_on, ended_on, ended_at, ended_by) =
            (row.take()?, row.take()?, row.take()?, row.take()?, row.take()?, row.take()?);
        let outcome: Option<DecisionOutcome> = row.take()?;
        let levels = Levels::take(row)?;
        let (explanation, reason, no_visit_reason, no_view_reason) =
            (row.take()?, row.take()?, row.take()?, row.take()?);
        let impossible: Option<String> = row.take()?;
        let conclusion = outcome.map(|outcome| Conclusion {
            outcome,
            levels,
            explanation,
            no_visit_reason,
            no_view_reason,
        });
        Ok(Evaluation { id, minor, started_on, ended_on, ended_at, ended_by, conclusion, impossible, reason })
    }
}

/// Somebody of the evaluation team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluator {
    /// Who.
    pub practitioner: PractitionerId,
    /// Whether they answer for the evaluation.
    pub is_lead: bool,
    /// Since when.
    pub from_on: Date,
    /// Until when.
    pub until_on: Option<Date>,
}

platform::from_row!(Evaluator { practitioner, is_lead, from_on, until_on });

/// A visit at home, or where the child lives.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Which one.
    pub id: Uuid,
    /// When.
    pub on: Date,
    /// At what time.
    pub at: Option<Instant>,
    /// Where.
    pub place: String,
    /// Who was there.
    pub present: String,
    /// What was seen and said.
    pub notes: String,
    /// Interpreter.
    pub interpreter: String,
    /// Nobody was found.
    pub found_nobody: bool,
    /// Who noted it.
    pub by: PractitionerId,
    /// When it was noted.
    pub recorded_at: Instant,
    /// The minors it concerned, and whether each was seen alone.
    pub minors: Vec<(MinorId, bool)>,
}

impl FromRow for Visit {
    fn from_row(row: &mut Row) -> Result<Visit, StoreError> {
        Ok(Visit {
            id: row.take()?,
            on: row.take()?,
            at: row.take()?,
            place: row.take()?,
            present: row.take()?,
            notes: row.take()?,
            interpreter: row.take()?,
            found_nobody: row.take()?,
            by: row.take()?,
            recorded_at: row.take()?,
            minors: Vec::new(),
        })
    }
}

/// That a child was met, or why not.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Whom.
    pub minor: MinorId,
    /// Met, or not.
    pub met: bool,
    /// On which day.
    pub on: Date,
    /// Without their parents.
    pub alone: bool,
    /// Where.
    pub place: String,
    /// Who agreed that the child be seen alone.
    pub agreed_by: String,
    /// Why not met: a code of `child_not_met_reason`.
    pub reason: String,
    /// Who noted it.
    pub by: PractitionerId,
    /// When it was noted.
    pub recorded_at: Instant,
    /// Why the child was seen alone without that agreement, in words.
    pub not_agreed_reason: Option<String>,
}

platform::from_row!(Meeting {
    minor,
    met,
    on,
    alone,
    place,
    agreed_by,
    reason,
    by,
    recorded_at,
    not_agreed_reason
});

/// What a child says.
#[derive(Clone, Debug)]
pub struct View {
    /// Which one.
    pub id: Uuid,
    /// Whose.
    pub minor: MinorId,
    /// How it was said.
    pub medium: Medium,
    /// The words, or what was observed.
    pub words: String,
    /// Who told it, when the child did not say it to us; empty when it is verbatim.
    pub told_by: String,
    /// To whom the child wants it to be told.
    pub audience: String,
    /// Interpreter.
    pub interpreter: String,
    /// When.
    pub on: Date,
    /// Who noted it.
    pub by: PractitionerId,
    /// When it was noted.
    pub recorded_at: Instant,
}

platform::from_row!(View { id, minor, medium, words, told_by, audience, interpreter, on, by, recorded_at });

/// A decision.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Which one.
    pub id: Uuid,
    /// What.
    pub outcome: DecisionOutcome,
    /// Why.
    pub reason: String,
    /// The reason of a closure: a code of `closure_reason`.
    pub closure_reason: String,
    /// When.
    pub on: Date,
    /// By whom.
    pub by: PractitionerId,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// For a referral: to which authority.
    pub authority: Option<String>,
    /// For a referral: on which day it left.
    pub referred_on: Option<Date>,
    /// For a referral: when the copy left that the law of the place asks for.
    pub copied_on: Option<Date>,
    /// For whom.
    pub minors: Vec<MinorId>,
}

impl FromRow for Decision {
    fn from_row(row: &mut Row) -> Result<Decision, StoreError> {
        Ok(Decision {
            id: row.take()?,
            outcome: row.take()?,
            reason: row.take()?,
            closure_reason: row.take()?,
            on: row.take()?,
            by: row.take()?,
            recorded_at: row.take()?,
            authority: row.take()?,
            referred_on: row.take()?,
            copied_on: row.take()?,
            minors: Vec::new(),
        })
    }
}

/// A visit to be noted.
#[derive(Clone, Debug)]
pub struct NewVisit {
    /// The minors it concerns.
    pub minors: Vec<MinorId>,
    /// On which day.
    pub on: Date,
    /// At what time.
    pub at: Option<Instant>,
    /// Where.
    pub place: String,
    /// Who was there.
    pub present: String,
    /// The minors who were seen without their parents.
    pub seen_alone: Vec<MinorId>,
    /// What was seen and said.
    pub notes: String,
    /// Interpreter.
    pub interpreter: String,
    /// Nobody was found.
    pub found_nobody: bool,
}

/// That a child was met, or why not.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    /// Whom.
    pub minor: MinorId,
    /// On which day.
    pub on: Date,
    /// Met, or why not: a code of `child_not_met_reason`.
    pub not_met: Option<String>,
    /// Without their parents.
    pub alone: bool,
    /// Where.
    pub place: String,
    /// Who agreed that the child be seen alone.
    pub agreed_by: String,
    /// Why the child was seen alone without the agreement that the law of the place asks for.
    pub not_agreed_reason: String,
}

/// What a child says, to be noted.
#[derive(Clone, Debug)]
pub struct NewView {
    /// Whose.
    pub minor: MinorId,
    /// On which day.
    pub on: Date,
    /// How.
    pub medium: Medium,
    /// The words.
    pub words: String,
    /// Who told it, when it is not the child's own words to us.
    pub told_by: String,
    /// To whom it may be told.
    pub audience: String,
    /// Interpreter.
    pub interpreter: String,
}

/// The conclusion of one minor's evaluation.
#[derive(Clone, Debug)]
pub struct NewConclusion {
    /// Of whom.
    pub minor: MinorId,
    /// What is proposed.
    pub outcome: DecisionOutcome,
    /// The levels.
    pub levels: Levels,
    /// What explains levels that rarely go together.
    pub explanation: String,
    /// What leads to it.
    pub reason: String,
    /// Why there was no visit: a code of `no_visit_reason`.
    pub no_visit_reason: String,
    /// Why the child's view is missing: a code of `no_view_reason`.
    pub no_view_reason: String,
}

/// A decision to be taken.
#[derive(Clone, Debug)]
pub struct NewDecision {
    /// What.
    pub outcome: DecisionOutcome,
    /// For whom; empty means all minors who are evaluated.
    pub minors: Vec<MinorId>,
    /// Why.
    pub reason: String,
    /// For a closure, its reason: a code of `closure_reason`; empty where it is that no danger was found.
    pub closure_reason: String,
    /// For a referral to the judicial authority: to whom and when.
    pub referral: Option<Referral>,
}

/// To whom a referral was sent, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// The authority, in words: « procureure de la République de Brennac ».
    pub authority: String,
    /// On which day it left.
    pub on: Date,
    /// On which day the copy left that the law of the place asks for.
    pub copied_on: Option<Date>,
}
