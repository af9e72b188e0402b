// SPDX-License-Identifier: EUPL-1.2
//! What the steps of a practice say together: where it stands, and what lists are made by.

use kernel::{Date, Instant, InstitutionId, PractitionerId};
use uuid::Uuid;

use super::model::{Contact, Level, Practice, Source, Texts};
use super::steps::{Finding, Review, State, Step, StepKind};

/// A practice with all that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which one.
    pub practice: Practice,
    /// What is said of it.
    pub texts: Texts,
    /// Sectors that it concerns.
    pub sectors: Vec<String>,
    /// The services it is done with.
    pub partners: Vec<InstitutionId>,
    /// What results rest on.
    pub sources: Vec<Source>,
    /// Whom one may turn to.
    pub contacts: Vec<Contact>,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// Who read it.
    pub reviews: Vec<Review>,
}

impl Card {
    /// The last step of one of these kinds.
    pub fn last(&self, kinds: &[StepKind]) -> Option<&Step> {
        self.steps.iter().rev().find(|s| kinds.contains(&s.kind))
    }

    /// How often it was sent: the round in which it is, from 1; 0 while it was not.
    pub fn round(&self) -> i64 {
        self.steps.iter().filter(|s| s.kind == StepKind::Submitted).count() as i64
    }

    /// Where it stands on a day.
    pub fn state(&self, today: Date) -> State {
        use StepKind as K;
        // What the direction agrees to moves nothing by itself.
        let moves = self.steps.iter().rev().find(|s| !matches!(s.kind, K::Agreed | K::Withheld));
        let Some(step) = moves else { return State::Draft };
        let due = self.practice.re_review_on.is_some_and(|day| day <= today);
        match step.kind {
            K::Submitted => State::Submitted,
            K::Screened => State::Screened,
            K::ReviewersNamed => State::InReview,
            K::Returned => State::Returned,
            K::Rated => State::Rated,
            K::Withdrawn => State::Withdrawn,
            _ if due => State::ReReviewDue,
            K::Confirmed => State::Confirmed,
            K::Downgraded => State::Downgraded,
            K::Published | K::Agreed | K::Withheld => State::Published,
        }
    }

    /// Whether it is flagged as harmful or contradicted (X).
    pub fn is_harmful(&self) -> bool {
        use StepKind as K;
        let last =
            self.last(&[K::Submitted, K::Returned, K::Rated, K::Withdrawn, K::Confirmed, K::Downgraded]);
        last.is_some_and(|s| s.harmful)
    }

    /// The level it has now.
    pub fn level(&self) -> Option<Level> {
        let step = self.last(&[StepKind::Rated, StepKind::Confirmed, StepKind::Downgraded]);
        step.and_then(|s| s.level)
    }

    /// Whether its direction agrees, of what was last sent.
    pub fn is_agreed(&self) -> bool {
        use StepKind as K;
        self.last(&[K::Submitted, K::Agreed, K::Withheld]).is_some_and(|s| s.kind == K::Agreed)
    }

    /// The readings of the round in which it is, without those who stepped back.
    pub fn readings(&self) -> Vec<&Review> {
        let round = self.round();
        self.reviews.iter().filter(|r| r.round == round && r.recused_at.is_none()).collect()
    }

    /// The reading that somebody is asked for, for an institution, in the round in which it is.
    pub fn reading_of(&self, who: PractitionerId, at: InstitutionId) -> Option<&Review> {
        self.readings().into_iter().find(|r| r.reviewer == who && r.institution == at)
    }

    /// Whether both have answered: before, nobody reads what the other said.
    pub fn is_read(&self) -> bool {
        let readings = self.readings();
        readings.len() >= super::rules::REVIEWERS && readings.iter().all(|r| r.answered_at.is_some())
    }

    /// A source.
    pub fn source(&self, id: Uuid) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }

    /// What both readings come to: back when one of them says so, else the lower of the two levels.
    pub fn outcome(&self) -> Option<Outcome> {
        if !self.is_read() {
            return None;
        }
        let readings = self.readings();
        let found = |what: Finding| readings.iter().any(|r| r.finding == Some(what));
        if found(Finding::Harmful) || found(Finding::Return) {
            return Some(Outcome::Returned { harmful: found(Finding::Harmful) });
        }
        readings.iter().filter_map(|r| r.level).min().map(Outcome::Rated)
    }

    /// The moments kept for lists, as they follow from the steps and readings.
    pub fn kept(&self, today: Date) -> Kept {
        use StepKind as K;
        let state = self.state(today);
        let since = |kinds: &[K]| self.last(kinds).map(|s| s.recorded_at);
        let editor = match state {
            State::Submitted | State::Screened => since(&[K::Submitted, K::Screened]),
            State::InReview if self.readings().len() < super::rules::REVIEWERS => {
                self.reviews.iter().filter_map(|r| r.recused_at).max()
            }
            State::Rated if self.is_agreed() => since(&[K::Rated, K::Agreed]),
            _ => None,
        };
        let review = if state == State::InReview { since(&[K::ReviewersNamed]) } else { None };
        let withdrawn = self.last(&[K::Withdrawn]).filter(|_| state == State::Withdrawn).map(|s| s.on);
        let published = self.steps.iter().find(|s| s.kind == K::Published).map(|s| s.on);
        let again = self.practice.re_review_on.filter(|_| state != State::Withdrawn);
        Kept {
            level: self.level(),
            editor_since: editor,
            review_since: review,
            published_on: published,
            re_review_on: again,
            withdrawn_on: withdrawn,
        }
    }
}

/// What two readings come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Back to its institution.
    Returned {
        /// Somebody finds it harmful.
        harmful: bool,
    },
    /// This level.
    Rated(Level),
}

/// Moments of steps that lists are made by, as in [`Practice`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The level now.
    pub level: Option<Level>,
    /// Since when the editors have something to do.
    pub editor_since: Option<Instant>,
    /// Since when it is read.
    pub review_since: Option<Instant>,
    /// When it was first published.
    pub published_on: Option<Date>,
    /// When it is to be looked at again.
    pub re_review_on: Option<Date>,
    /// When it was withdrawn.
    pub withdrawn_on: Option<Date>,
}
