// SPDX-License-Identifier: EUPL-1.2
//! A report with everything that happened to it, and where that leaves it.

use kernel::{Date, Instant, InstitutionId, PractitionerId, ReportId, TransferId, codes};
use platform::db::{FromRow, Row, StoreError};

use super::{
    AuthorityHolder, Decision, DecisionOutcome, Evaluation, Evaluator, Levels, Meeting, Minor, MinorId,
    Report, View, Visit,
};
use crate::concerns::rules::triage::Outcome;

/// Where a report stands. Derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Received, not triaged.
    Received,
    /// Not a matter of child protection.
    NotConcern,
    /// Advice was given, nothing further under a name.
    AdviceOnly,
    /// Redirected to the competent service.
    Redirected,
    /// To be evaluated; nobody was given it yet.
    ToAssign,
    /// At least one evaluation runs.
    UnderEvaluation,
    /// Every evaluation has ended; a decision is due.
    Evaluated,
    /// Decided for every minor.
    Decided,
    /// Decided, and whoever reported was answered.
    FeedbackGiven,
    /// Joined to another report.
    Joined,
    /// Taken over by another service.
    Transferred,
    /// Put away.
    Archived,
}

codes!(State {
    Received = "received",
    NotConcern = "not_concern",
    AdviceOnly = "advice_only",
    Redirected = "redirected",
    ToAssign = "to_assign",
    UnderEvaluation = "under_evaluation",
    Evaluated = "evaluated",
    Decided = "decided",
    FeedbackGiven = "feedback_given",
    Joined = "joined",
    Transferred = "transferred",
    Archived = "archived",
});

/// A triage.
#[derive(Clone, Debug)]
pub struct Triage {
    /// Which one.
    pub id: uuid::Uuid,
    /// What came of it.
    pub outcome: Outcome,
    /// The levels.
    pub levels: Levels,
    /// What explains levels that rarely go together.
    pub explanation: String,
    /// Why.
    pub reason: String,
    /// To whom it was redirected.
    pub redirected_to: Option<InstitutionId>,
    /// Counted as repeating earlier reports.
    pub repetitive: bool,
    /// Who did it.
    pub by: PractitionerId,
    /// With whom.
    pub second: Option<PractitionerId>,
    /// Why alone.
    pub alone_reason: String,
    /// When.
    pub on: Date,
    /// When it was recorded.
    pub recorded_at: Instant,
}

impl FromRow for Triage {
    fn from_row(row: &mut Row) -> Result<Triage, StoreError> {
        Ok(Triage {
            id: row.take()?,
            outcome: row.take()?,
            levels: Levels::take(row)?,
            explanation: row.take()?,
            reason: row.take()?,
            redirected_to: row.take()?,
            repetitive: row.take()?,
            by: row.take()?,
            second: row.take()?,
            alone_reason: row.take()?,
            on: row.take()?,
            recorded_at: row.take()?,
        })
    }
}

/// A proposed transfer.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Which one.
    pub id: TransferId,
    /// From whom.
    pub from: InstitutionId,
    /// To whom.
    pub to: InstitutionId,
    /// Why.
    pub reason: String,
    /// The minimal set that the other service sees before it answers, in words.
    pub minimum: String,
    /// Who proposed it.
    pub proposed_by: PractitionerId,
    /// When.
    pub proposed_at: Instant,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// How.
    pub accepted: Option<bool>,
    /// Why not: a code of `transfer_refusal`.
    pub refusal: String,
    /// What the other service adds.
    pub explanation: String,
    /// The report that the other service opened.
    pub new_report: Option<ReportId>,
    /// Why the sender took the proposal back before it was answered.
    pub withdrawal: Option<String>,
}

platform::from_row!(Transfer {
    id,
    from,
    to,
    reason,
    minimum,
    proposed_by,
    proposed_at,
    answered_at,
    accepted,
    refusal,
    explanation,
    new_report,
    withdrawal
});

/// What was answered to whoever reported.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What kind: a code of `feedback_content`.
    pub kind: String,
    /// The words.
    pub content: String,
    /// How: `return_channel`, or a code of `received_how`.
    pub how: String,
    /// When.
    pub on: Date,
    /// By whom.
    pub by: PractitionerId,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Whether the outcome was known by then. What is said before only tells that the report arrived.
    pub tells_outcome: bool,
}

platform::from_row!(Answer { kind, content, how, on, by, recorded_at, tells_outcome });

/// That whoever reported asked what became of it.
#[derive(Clone, Debug)]
pub struct Request {
    /// When.
    pub on: Date,
    /// How.
    pub how: String,
    /// In their words. Read through the layer of the reporter.
    pub words: String,
    /// When it was recorded.
    pub recorded_at: Instant,
}

platform::from_row!(Request { on, how, words, recorded_at });

/// A report joined to this one.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The report.
    pub report: Report,
    /// Why it was joined.
    pub reason: String,
    /// When.
    pub on: Date,
    /// By whom.
    pub by: PractitionerId,
    /// When that was recorded.
    pub recorded_at: Instant,
    /// Whether whoever reported is owed an answer that was not given.
    pub owes_answer: bool,
}

/// A report with everything that happened to it. Nothing in it tells who reported.
#[derive(Clone, Debug)]
pub struct Concern {
    /// As it was received.
    pub report: Report,
    /// The minors of the home.
    pub minors: Vec<Minor>,
    /// Holders of parental authority.
    pub holders: Vec<AuthorityHolder>,
    /// Triages, the first one first.
    pub triages: Vec<Triage>,
    /// Evaluations.
    pub evaluations: Vec<Evaluation>,
    /// Who evaluates, and who did.
    pub evaluators: Vec<Evaluator>,
    /// Visits.
    pub visits: Vec<Visit>,
    /// Meetings, and why there were none.
    pub meetings: Vec<Meeting>,
    /// What the children say.
    pub views: Vec<View>,
    /// Decisions, the first one first.
    pub decisions: Vec<Decision>,
    /// Answers to whoever reported.
    pub answers: Vec<Answer>,
    /// Times that whoever reported asked.
    pub requests: Vec<Request>,
    /// Proposed transfers.
    pub transfers: Vec<Transfer>,
    /// Reports joined to this one.
    pub joined: Vec<Joined>,
    /// Earlier reports that this one repeats, by number.
    pub repeats: Vec<(ReportId, String)>,
    /// Later reports that repeat this one, by number.
    pub repeated_by: Vec<(ReportId, String)>,
    /// Whether whoever reported did so as part of their work: then an answer is owed without asking.
    pub owes_feedback: bool,
}

impl Concern {
    /// Masks what is kept secret of the family and repeated where a place is told: for the page that is read, not for forms.
    pub fn hide(&mut self, secrets: &register::people::Secrets) {
        self.report.address = secrets.mask(&self.report.address);
        let visits = self.visits.iter_mut().map(|v| &mut v.place);
        for place in visits.chain(self.meetings.iter_mut().map(|m| &mut m.place)) {
            *place = secrets.mask(place);
        }
    }

    /// The triage that counts.
    pub fn triage(&self) -> Option<&Triage> {
        self.triages.last()
    }

    /// The levels that count today: of the triage, else as reported.
    pub fn levels(&self) -> Levels {
        self.triage().map_or(self.report.levels, |t| t.levels)
    }

    /// The minors who have, or will have, an evaluation of their own.
    pub fn evaluated(&self) -> impl Iterator<Item = &Minor> {
        self.minors.iter().filter(|m| m.is_evaluated())
    }

    /// A minor of this report.
    pub fn minor(&self, id: MinorId) -> Option<&Minor> {
        self.minors.iter().find(|m| m.id == id)
    }

    /// The evaluation of a minor.
    pub fn evaluation(&self, minor: MinorId) -> Option<&Evaluation> {
        self.evaluations.iter().find(|e| e.minor == minor)
    }

    /// Who answers for the evaluation today.
    pub fn lead(&self) -> Option<PractitionerId> {
        self.evaluators.iter().find(|e| e.is_lead && e.until_on.is_none()).map(|e| e.practitioner)
    }

    /// The transfer that the other service accepted.
    pub fn taken_over(&self) -> Option<&Transfer> {
        self.transfers.iter().find(|t| t.accepted == Some(true))
    }

    /// The transfer that waits for an answer.
    pub fn proposed_transfer(&self) -> Option<&Transfer> {
        self.transfers.iter().find(|t| t.answered_at.is_none())
    }

    /// Whether it was decided what follows for a minor. A referral to the judicial authority that did not wait for the end of
    /// their evaluation decides nothing else: what the evaluation finds is still to be decided on.
    pub fn is_decided_for(&self, minor: MinorId) -> bool {
        let ended = |d: &Decision| {
            let evaluation = self.evaluation(minor).filter(|e| !e.is_open());
            evaluation.is_some_and(|e| e.ended_at.is_none_or(|at| at <= d.recorded_at))
        };
        self.decisions.iter().any(|d| {
            d.minors.contains(&minor) && (d.outcome != DecisionOutcome::JudicialReferral || ended(d))
        })
    }

    /// Whether a minor was referred to the judicial authority, at whichever moment.
    pub fn is_referred(&self, minor: MinorId) -> bool {
        let referral = |d: &&Decision| d.outcome == DecisionOutcome::JudicialReferral;
        self.decisions.iter().filter(referral).any(|d| d.minors.contains(&minor))
    }

    /// Whether immediate danger was found, and nobody has decided anything since.
    pub fn awaits_referral(&self) -> bool {
        let Some(found) = self.triage().filter(|t| t.outcome == Outcome::ImmediateDanger) else {
            return false;
        };
        !self.decisions.iter().any(|d| d.recorded_at >= found.recorded_at)
    }

    /// Whether there is a child of the home whom nobody decided on: their evaluation, a mention that nobody settled, or
    /// nobody left to evaluate at all and nothing decided either. What was decided before the last child was set aside ends
    /// the report.
    pub fn has_undecided(&self) -> bool {
        (self.decisions.is_empty() && self.evaluated().next().is_none())
            || self.evaluated().any(|m| !self.is_decided_for(m.id))
            || self.minors.iter().any(Minor::is_unsettled)
    }

    /// Whether what the evaluations found waits for a decision: none of them runs any more, a child of the home has one that
    /// ended, and somebody is left to decide on.
    pub fn awaits_decision(&self) -> bool {
        !self.evaluations.iter().any(Evaluation::is_open)
            && self.evaluated().any(|m| self.evaluation(m.id).is_some())
            && self.has_undecided()
    }

    /// Whether nothing that was found so far waits for a decision: whoever is left to decide on is still being evaluated.
    pub fn awaits_evaluations_only(&self) -> bool {
        let runs = |minor| self.evaluation(minor).is_some_and(Evaluation::is_open);
        self.evaluations.iter().any(Evaluation::is_open)
            && self.evaluated().all(|m| runs(m.id) || self.is_decided_for(m.id))
    }

    /// Whether it is known what became of it, so that whoever reported can be told.
    pub fn has_outcome(&self) -> bool {
        let ends = self.triage().is_some_and(|t| !t.outcome.is_evaluated());
        let decided = !self.evaluations.iter().any(Evaluation::is_open) && !self.has_undecided();
        ends || decided || self.taken_over().is_some() || self.report.archived_at.is_some()
    }

    /// When whoever reported was last told the outcome.
    fn told_at(&self) -> Option<Instant> {
        self.answers.iter().filter(|a| a.tells_outcome).map(|a| a.recorded_at).max()
    }

    /// Whether somebody asked what became of it and was not told since.
    pub fn is_asked(&self) -> bool {
        let told = self.told_at();
        self.requests.iter().any(|r| told.is_none_or(|at| at < r.recorded_at))
    }

    /// Whether an answer is owed and was not given: to a professional, or to whoever asked since the last answer. Only an
    /// answer given once the outcome was known counts.
    pub fn owes_answer(&self) -> bool {
        (self.owes_feedback && self.told_at().is_none()) || self.is_asked()
    }

    /// How many reports there are about this family, this one included, as far as they were joined or counted.
    pub fn reports_counted(&self) -> usize {
        let mut ids: Vec<ReportId> = self.joined.iter().map(|j| j.report.id).collect();
        ids.extend(self.repeats.iter().chain(&self.repeated_by).map(|(id, _)| *id));
        ids.push(self.report.id);
        ids.sort();
        ids.dedup();
        ids.len()
    }

    /// Everybody of the services whose name its pages show.
    pub fn practitioners(&self) -> Vec<PractitionerId> {
        let mut out: Vec<PractitionerId> =
            self.triages.iter().flat_map(|t| [Some(t.by), t.second]).flatten().collect();
        out.extend(self.evaluators.iter().map(|e| e.practitioner));
        out.extend(self.evaluations.iter().filter_map(|e| e.ended_by));
        out.extend(self.visits.iter().map(|v| v.by));
        out.extend(self.meetings.iter().map(|m| m.by));
        out.extend(self.views.iter().map(|v| v.by));
        out.extend(self.decisions.iter().map(|d| d.by));
        out.extend(self.answers.iter().map(|a| a.by));
        out.extend(self.joined.iter().map(|j| j.by));
        out.extend(self.transfers.iter().map(|t| t.proposed_by));
        out.extend(self.report.recorded_by);
        out.sort();
        out.dedup();
        out
    }

    /// Every institution whose name its pages show.
    pub fn institutions(&self) -> Vec<InstitutionId> {
        let mut out = vec![self.report.institution];
        out.extend(self.transfers.iter().flat_map(|t| [t.from, t.to]));
        out.extend(self.triages.iter().filter_map(|t| t.redirected_to));
        out.sort();
        out.dedup();
        out
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        Standing {
            is_archived: self.report.archived_at.is_some(),
            is_joined: self.report.merged_into.is_some(),
            is_taken_over: self.taken_over().is_some(),
            outcome: self.triage().map(|t| t.outcome),
            has_evaluation: !self.evaluations.is_empty(),
            has_open_evaluation: self.evaluations.iter().any(Evaluation::is_open),
            has_undecided: self.has_undecided(),
            has_answer: self.told_at().is_some(),
            owes_answer: self.owes_answer(),
        }
        .state()
    }
}

/// The few facts from which it follows where a report stands. Lists read them for many reports at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Put away.
    pub is_archived: bool,
    /// Joined to another.
    pub is_joined: bool,
    /// Taken over by another service.
    pub is_taken_over: bool,
    /// Outcome of the triage that counts.
    pub outcome: Option<Outcome>,
    /// Evaluations were begun.
    pub has_evaluation: bool,
    /// One of them runs.
    pub has_open_evaluation: bool,
    /// For a child of the home there is no decision.
    pub has_undecided: bool,
    /// Whoever reported was told the outcome.
    pub has_answer: bool,
    /// An answer is owed.
    pub owes_answer: bool,
}

impl Standing {
    /// Where a report stands.
    pub fn state(self) -> State {
        if self.is_archived {
            return State::Archived;
        }
        if self.is_joined {
            return State::Joined;
        }
        if self.is_taken_over {
            return State::Transferred;
        }
        match self.outcome {
            None => return State::Received,
            Some(Outcome::NotConcern) => return State::NotConcern,
            Some(Outcome::AdviceOnly) => return State::AdviceOnly,
            Some(Outcome::Redirected) => return State::Redirected,
            Some(Outcome::ImmediateDanger | Outcome::Qualified) => {}
        }
        match self {
            Standing { has_evaluation: false, has_undecided: true, .. } => State::ToAssign,
            Standing { has_open_evaluation: true, .. } => State::UnderEvaluation,
            Standing { has_undecided: true, .. } => State::Evaluated,
            Standing { has_answer: true, owes_answer: false, .. } => State::FeedbackGiven,
            _ => State::Decided,
        }
    }
}
