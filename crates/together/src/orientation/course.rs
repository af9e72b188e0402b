// SPDX-License-Identifier: EUPL-1.2
//! What the steps of an orientation say together: what holds now, and where it stands.

use kernel::{Date, Instant, PersonId};
use uuid::Uuid;

use super::model::{Choice, Orientation, State, Step, StepKind};

/// An orientation with all that is known of it.
#[derive(Clone, Debug)]
pub struct Course {
    /// Which one.
    pub orientation: Orientation,
    /// What happened, in the order in which it was written down.
    pub steps: Vec<Step>,
    /// Whom the steps name.
    pub people: Vec<(Uuid, PersonId)>,
    /// What can be proposed.
    pub choices: Vec<Choice>,
}

/// What holds now, of all that was written down since it was last proposed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Now<'a> {
    /// That it was proposed.
    pub proposed: Option<&'a Step>,
    /// The answer yes.
    pub accepted: Option<&'a Step>,
    /// The answer no.
    pub refused: Option<&'a Step>,
    /// To whom.
    pub recipient: Option<&'a Step>,
    /// What will be said.
    pub content: Option<&'a Step>,
    /// The decision about it.
    pub telling: Option<&'a Step>,
    /// The contact.
    pub contact: Option<&'a Step>,
    /// The appointment that counts.
    pub appointment: Option<&'a Step>,
    /// What became of the appointment, or of the request for one.
    pub outcome: Option<&'a Step>,
    /// That the person went to a first appointment.
    pub attended: Option<&'a Step>,
    /// That the role passed.
    pub handed_over: Option<&'a Step>,
    /// That contact was taken up again, last.
    pub followed_up: Option<&'a Step>,
    /// How it went, as it was last said.
    pub feedback: Option<&'a Step>,
    /// That nothing more is to come.
    pub over: Option<&'a Step>,
    /// Whether an appointment was missed before.
    pub missed: bool,
}

impl Course {
    /// What holds now.
    pub fn now(&self) -> Now<'_> {
        use StepKind as K;
        let mut now = Now::default();
        for step in &self.steps {
            match step.kind {
                K::Considered => {}
                K::Proposed => now = Now { proposed: Some(step), ..Now::default() },
                K::Accepted => now.accepted = Some(step),
                K::Refused => now.refused = Some(step),
                K::RecipientChosen => {
                    // What was agreed was agreed for those who would hear it.
                    let same = now.recipient.is_some_and(|r| r.is_to_same_place(step));
                    let before = now;
                    now.recipient = Some(step);
                    if !same {
                        now.content = None;
                        now.contact = None;
                        now.appointment = None;
                        now.outcome = None;
                        now.attended = None;
                    }
                    if !same || before.recipient.and_then(|r| r.to_practitioner) != step.to_practitioner {
                        now.telling = None;
                    }
                }
                K::ContentAgreed => (now.content, now.telling) = (Some(step), None),
                K::TellingPrepared => now.telling = Some(step),
                K::ContactMade => now.contact = Some(step),
                K::AppointmentSet => (now.appointment, now.outcome) = (Some(step), None),
                K::Attended => (now.outcome, now.attended) = (Some(step), Some(step)),
                K::NoShow => {
                    now.outcome = Some(step);
                    now.attended = None;
                    now.missed = true;
                }
                K::RecipientRefused | K::WaitingList => now.outcome = Some(step),
                K::HandedOver => now.handed_over = Some(step),
                K::FollowedUp => now.followed_up = Some(step),
                K::Feedback => now.feedback = Some(step),
                K::Ended | K::Returned => now.over = Some(step),
            }
        }
        now
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        let now = self.now();
        match now.over.map(|s| s.kind) {
            Some(StepKind::Returned) => return State::Returned,
            Some(_) => return State::Ended,
            None => {}
        }
        if now.refused.is_some() {
            return State::Refused;
        }
        if now.handed_over.is_some() {
            return if now.feedback.is_some() { State::Feedback } else { State::HandedOver };
        }
        if let Some(outcome) = now.outcome {
            return match outcome.kind {
                StepKind::Attended => State::Attended,
                StepKind::NoShow => State::NoShow,
                StepKind::WaitingList => State::WaitingList,
                _ => State::RecipientRefused,
            };
        }
        let reached = [
            (now.appointment, State::AppointmentSet),
            (now.contact, State::ContactMade),
            (now.content, State::ContentAgreed),
            (now.recipient, State::RecipientChosen),
            (now.accepted, State::Accepted),
            (now.proposed, State::Proposed),
        ];
        reached.into_iter().find(|(step, _)| step.is_some()).map_or(State::Considered, |(_, state)| state)
    }

    /// Why it was thought of.
    pub fn reason(&self) -> &str {
        self.steps.iter().find(|s| s.kind == StepKind::Considered).map_or("", |s| s.words.as_str())
    }

    /// Who is oriented.
    pub fn users(&self) -> Vec<PersonId> {
        let first = self.steps.iter().find(|s| s.kind == StepKind::Considered);
        first.map(|step| self.named_in(step)).unwrap_or_default()
    }

    /// Whom a step names.
    pub fn named_in(&self, step: &Step) -> Vec<PersonId> {
        self.people.iter().filter(|(of, _)| *of == step.id).map(|(_, who)| *who).collect()
    }

    /// The moments kept for lists, as they follow from the steps.
    pub fn kept(&self) -> Kept {
        let (now, state) = (self.now(), self.state());
        let is_open = !state.is_over();
        let follows = now.followed_up.or(now.handed_over).filter(|_| now.handed_over.is_some());
        // A hand-over written down after a follow-up says the day anew.
        let follows = match (follows, now.handed_over) {
            (Some(f), Some(h)) if h.seq > f.seq => Some(h),
            _ => follows,
        };
        let at = now.appointment.filter(|_| is_open && now.outcome.is_none()).and_then(|s| s.at);
        let waiting = now.outcome.filter(|_| state == State::WaitingList);
        let ends = now.over.or(now.refused).filter(|_| !is_open);
        Kept {
            appointment_at: at,
            follow_up_on: follows.filter(|_| is_open).and_then(|s| s.follow_up_on),
            waits_since: waiting.map(|s| s.occurred_on),
            settled_at: ends.map(|s| s.recorded_at),
        }
    }
}

/// Moments of steps that lists are made by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// As in [`Orientation`].
    pub appointment_at: Option<Instant>,
    /// As in [`Orientation`].
    pub follow_up_on: Option<Date>,
    /// As in [`Orientation`].
    pub waits_since: Option<Date>,
    /// As in [`Orientation`].
    pub settled_at: Option<Instant>,
}
