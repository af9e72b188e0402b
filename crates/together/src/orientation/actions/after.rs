// SPDX-License-Identifier: EUPL-1.2
//! What became of the appointment, the hand-over, what follows, and the end.

use kernel::{Date, Holder, OrientationId, Refusal, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;
use register::apart;
use register::deadlines::{self, NewDeadline};
use rulebook::{Circumstances, Moment};

use super::super::model::{Companion, Delegation, Outcome, StepKind, Voice};
use super::super::{events, rules};
use super::{Deed, Given, open, open_for, refused, step, told};

/// The term that reminds of the day on which contact is taken up again.
const FOLLOW_UP: &str = "orientation_follow_up";

/// What became of the appointment, or of the request for one.
#[derive(Clone, Debug)]
pub struct Met {
    /// What.
    pub outcome: Outcome,
    /// The day of an answer of the other service; an appointment has its own.
    pub on: Date,
    /// How it went, or why not.
    pub words: String,
    /// What the person said of it, in their own words.
    pub own_words: String,
    /// Who went along; nothing where it is not known.
    pub companion: Option<Companion>,
    /// Their name, where it is neither whoever orients nor nobody.
    pub companion_name: String,
    /// How many weeks one waits, where they said so.
    pub weeks: Option<i64>,
}

/// Notes what became of it. Said again, the later one counts.
pub async fn record_outcome(cx: &Cx, id: OrientationId, met: &Met) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&met.words, &met.own_words, &met.companion_name]).await?;
    let kind = met.outcome.step();
    let deed = open(cx, id).await?;
    rules::taking(&deed.course, kind).map_err(|r| refused(cx, r))?;
    let on = match met.outcome {
        Outcome::Attended | Outcome::NoShow => {
            let at = deed.course.now().appointment.and_then(|s| s.at);
            rules::met(at, cx.now).map_err(|r| refused(cx, r))?.local_date(&cx.zone)
        }
        Outcome::RecipientRefused | Outcome::WaitingList => met.on,
    };
    rules::happened(&deed.course, kind, on, cx.today()).map_err(|r| refused(cx, r))?;
    if met.outcome == Outcome::RecipientRefused && met.words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("refusal-without-reason")));
    }
    if met.weeks.is_some_and(|weeks| !(0..=rules::LONGEST_WEEKS).contains(&weeks)) {
        return Err(refused(cx, Refusal::new("weeks-too-many")));
    }
    if met.companion == Some(Companion::Other) && met.companion_name.trim().is_empty() {
        return Err(refused(cx, Refusal::new("companion-without-name")));
    }
    let mut new = step(cx, id, kind, on)?;
    met.words.trim().clone_into(&mut new.words);
    met.own_words.trim().clone_into(&mut new.own_words);
    if met.outcome == Outcome::Attended {
        met.companion.map_or("", Companion::code).clone_into(&mut new.companion);
        if met.companion == Some(Companion::Other) {
            met.companion_name.trim().clone_into(&mut new.others);
        }
    }
    new.weeks = met.weeks.filter(|_| met.outcome == Outcome::WaitingList);
    deed.take(cx, events::ORIENTATION_OUTCOME_NOTED, new, &[]).await
}

/// How the role of helper passes.
#[derive(Clone, Debug)]
pub struct HandingOver {
    /// The day.
    pub on: Date,
    /// For a time, or for good.
    pub delegation: Delegation,
    /// Until when, where that is known.
    pub until_on: Option<Date>,
    /// When contact is taken up again.
    pub follow_up_on: Option<Date>,
    /// What was agreed: who does what from now on, whom to call.
    pub words: String,
}

/// The role of helper passes, for a time at least. Said again, the later one counts, and its day replaces the one before.
pub async fn hand_over(cx: &Cx, id: OrientationId, handing: &HandingOver) -> Result<(), Problem> {
    let h = handing;
    apart::refuse_copies(cx, &[&h.words]).await?;
    let mut deed = open_for(cx, id, StepKind::HandedOver, h.on).await?;
    rules::handing_over(h.delegation, h.on, h.until_on, h.follow_up_on).map_err(|r| refused(cx, r))?;
    let mut new = step(cx, id, StepKind::HandedOver, h.on)?;
    h.delegation.code().clone_into(&mut new.code);
    (new.until_on, new.follow_up_on) = (h.until_on, h.follow_up_on);
    h.words.trim().clone_into(&mut new.words);
    let case = deed.case();
    deadlines::replace(&mut deed.tx, case.0, FOLLOW_UP, Some(id.0)).await?;
    deed.remind(cx, h.on, h.follow_up_on).await?;
    deed.take(cx, events::ORIENTATION_HANDED_OVER, new, &[]).await
}

impl Deed {
    /// Starts the clock of the day on which contact is taken up again, for whoever leads the case.
    async fn remind(&mut self, cx: &Cx, started: Date, on: Option<Date>) -> Result<(), Problem> {
        let Some(on) = on else { return Ok(()) };
        let actor = cx.actor()?;
        let clock = NewDeadline {
            institution: actor.institution,
            pack: &actor.pack,
            kind: SubjectKind::CASE,
            subject: self.grant.subject().0,
            case: Some(self.grant.subject()),
            about: Some(self.course.orientation.id.0),
            term: FOLLOW_UP,
            started: Moment::day(started),
            circumstances: Circumstances::default(),
            owner: Holder::Practitioner(self.lead.unwrap_or(actor.practitioner)),
        };
        deadlines::start_until(cx, &mut self.tx, &clock, on).await.map(drop)
    }
}

/// Contact was taken up again: how it goes, and when the next time is, if there is one.
pub async fn follow_up(
    cx: &Cx,
    id: OrientationId,
    given: &Given,
    next_on: Option<Date>,
) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&given.words, &given.own_words]).await?;
    let mut deed = open_for(cx, id, StepKind::FollowedUp, given.on).await?;
    if given.words.trim().is_empty() && given.own_words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-words")));
    }
    if let Some(day) = next_on {
        rules::following(day, given.on).map_err(|r| refused(cx, r))?;
    }
    let mut new = told(cx, id, StepKind::FollowedUp, given)?;
    new.follow_up_on = next_on;
    let case = deed.case();
    deadlines::done(&mut deed.tx, case.0, FOLLOW_UP, Some(id.0), given.on).await?;
    deed.remind(cx, given.on, next_on).await?;
    deed.take(cx, events::ORIENTATION_FOLLOWED_UP, new, &[]).await
}

/// The person, or the other service, says how it went.
pub async fn feedback(cx: &Cx, id: OrientationId, from: Voice, given: &Given) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&given.words, &given.own_words]).await?;
    let deed = open_for(cx, id, StepKind::Feedback, given.on).await?;
    if given.words.trim().is_empty() && given.own_words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-words")));
    }
    let mut new = told(cx, id, StepKind::Feedback, given)?;
    from.code().clone_into(&mut new.code);
    deed.take(cx, events::ORIENTATION_FEEDBACK_NOTED, new, &[]).await
}

/// Nothing more is to come.
pub async fn end(cx: &Cx, id: OrientationId, given: &Given) -> Result<(), Problem> {
    settle(cx, id, StepKind::Ended, given).await
}

/// The role is taken back: whoever had handed over helps again.
pub async fn take_back(cx: &Cx, id: OrientationId, given: &Given) -> Result<(), Problem> {
    settle(cx, id, StepKind::Returned, given).await
}

async fn settle(cx: &Cx, id: OrientationId, kind: StepKind, given: &Given) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&given.words, &given.own_words]).await?;
    let mut deed = open_for(cx, id, kind, given.on).await?;
    if given.words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-words")));
    }
    let new = told(cx, id, kind, given)?;
    let case = deed.case();
    deadlines::drop_about(&mut deed.tx, case.0, FOLLOW_UP, id.0, cx.today()).await?;
    let event = match kind {
        StepKind::Returned => events::ORIENTATION_RETURNED,
        _ => events::ORIENTATION_ENDED,
    };
    deed.take(cx, event, new, &[]).await
}
