// SPDX-License-Identifier: EUPL-1.2
//! What may be done when, on which day, and when a worker may speak for somebody. Pure: facts in, a refusal or nothing out.

use std::collections::BTreeMap;

use kernel::{Date, Instant, InstitutionId, PersonId, Refusal};

use super::course::Course;
use super::model::{Delegation, Means, State, StepKind};

/// The farthest day, in days, for which anything is planned: a slip in the year is caught.
pub const FARTHEST_DAYS: i32 = 730;
/// The longest wait, in weeks, that anybody announces.
pub const LONGEST_WEEKS: i64 = 260;

fn no(code: &'static str) -> Result<(), Refusal> {
    Err(Refusal::new(code))
}

/// Beginning: for a reason, with at least one of those around the child.
pub fn beginning(reason: &str, users: &[PersonId], around: &[PersonId]) -> Result<(), Refusal> {
    if reason.trim().is_empty() {
        return no("no-need");
    }
    if users.is_empty() {
        return no("no-user");
    }
    if users.iter().any(|who| !around.contains(who)) { no("person-not-around-child") } else { Ok(()) }
}

/// Whether a step may follow what already happened. The order is that of the work: proposed before it is answered, answered before
/// anybody is contacted, agreed before anybody speaks for somebody.
pub fn taking(course: &Course, kind: StepKind) -> Result<(), Refusal> {
    use StepKind as K;
    let (now, state) = (course.now(), course.state());
    let not_over = || match state {
        State::Refused => no("refused-already"),
        State::Ended | State::Returned => no("orientation-over"),
        _ => Ok(()),
    };
    let accepted = || match (state, now.accepted) {
        (State::Considered, _) => no("not-proposed"),
        (State::Proposed, _) => no("not-answered"),
        _ => not_over(),
    };
    match kind {
        K::Considered => no("begun-already"),
        K::Proposed => match state {
            State::Considered | State::Proposed | State::RecipientRefused => Ok(()),
            _ if state.is_over() => Ok(()),
            _ => no("accepted-already"),
        },
        K::Accepted => match state {
            State::Considered => no("not-proposed"),
            State::Proposed => Ok(()),
            State::Refused => no("refused-propose-again"),
            State::Ended | State::Returned => no("orientation-over"),
            _ => no("accepted-already"),
        },
        K::Refused => match state {
            State::Considered => no("not-proposed"),
            State::HandedOver | State::Feedback => no("handed-over-already"),
            _ => not_over(),
        },
        K::RecipientChosen => {
            accepted()?;
            if now.attended.is_some() && state != State::RecipientRefused {
                no("attended-already")
            } else {
                Ok(())
            }
        }
        K::ContentAgreed => {
            accepted()?;
            if now.recipient.is_none() { no("no-recipient") } else { Ok(()) }
        }
        K::TellingPrepared => {
            accepted()?;
            if now.content.is_none() { no("no-content") } else { Ok(()) }
        }
        K::ContactMade => {
            accepted()?;
            if now.recipient.is_none() { no("no-recipient") } else { Ok(()) }
        }
        K::AppointmentSet => {
            accepted()?;
            match () {
                () if now.handed_over.is_some() => no("handed-over-already"),
                () if state == State::Attended => no("attended-already"),
                () if now.contact.is_none() => no("no-contact"),
                () => Ok(()),
            }
        }
        K::Attended | K::NoShow => {
            accepted()?;
            match () {
                () if now.handed_over.is_some() => no("handed-over-already"),
                () if now.appointment.is_none() => no("no-appointment"),
                () => Ok(()),
            }
        }
        K::RecipientRefused | K::WaitingList => {
            accepted()?;
            match () {
                () if now.handed_over.is_some() => no("handed-over-already"),
                () if now.contact.is_none() => no("no-contact"),
                () => Ok(()),
            }
        }
        K::HandedOver => {
            accepted()?;
            match state {
                State::Attended | State::HandedOver | State::Feedback => Ok(()),
                _ => no("not-attended"),
            }
        }
        K::FollowedUp => {
            not_over()?;
            if now.handed_over.is_none() { no("not-handed-over") } else { Ok(()) }
        }
        // How it went is heard late, too: after the end.
        K::Feedback => {
            if now.contact.is_none() {
                no("no-contact")
            } else {
                Ok(())
            }
        }
        K::Ended => not_over(),
        K::Returned => {
            not_over()?;
            if now.handed_over.is_none() { no("not-handed-over") } else { Ok(()) }
        }
    }
}

/// Whether what can be proposed may still be changed: as long as nothing was chosen.
pub fn choosing(course: &Course) -> Result<(), Refusal> {
    match course.state() {
        State::Considered | State::Proposed | State::Accepted | State::RecipientRefused | State::Refused => {
            Ok(())
        }
        State::Ended | State::Returned => no("orientation-over"),
        _ => no("recipient-chosen-already"),
    }
}

/// The steps that may follow, in the order of the work.
pub fn possible(course: &Course) -> Vec<StepKind> {
    StepKind::ALL.iter().copied().filter(|kind| taking(course, *kind).is_ok()).collect()
}

/// The one thing that comes next; nothing when it is over.
pub fn next(course: &Course) -> Option<StepKind> {
    use StepKind as K;
    let now = course.now();
    Some(match course.state() {
        State::Considered => K::Proposed,
        State::Proposed => K::Accepted,
        State::Accepted => K::RecipientChosen,
        State::RecipientChosen => K::ContentAgreed,
        State::ContentAgreed => K::ContactMade,
        State::ContactMade | State::NoShow | State::WaitingList => K::AppointmentSet,
        State::AppointmentSet => K::Attended,
        State::RecipientRefused => K::RecipientChosen,
        State::Attended => K::HandedOver,
        State::HandedOver => K::FollowedUp,
        State::Feedback if now.followed_up.is_none() => K::FollowedUp,
        State::Feedback => K::Ended,
        State::Refused | State::Ended | State::Returned => return None,
    })
}

/// The day of something that happened: not to come, and not before what it rests on.
pub fn happened(course: &Course, kind: StepKind, on: Date, today: Date) -> Result<(), Refusal> {
    if on > today {
        return no("day-to-come");
    }
    let now = course.now();
    use StepKind as K;
    let before = match kind {
        K::Considered | K::Proposed => None,
        K::Accepted => now.proposed,
        K::Refused => now.accepted.or(now.proposed),
        K::RecipientChosen => now.accepted,
        K::ContentAgreed => now.recipient,
        K::TellingPrepared => now.content,
        K::ContactMade => now.recipient,
        K::AppointmentSet | K::RecipientRefused | K::WaitingList | K::Feedback => now.contact,
        K::Attended | K::NoShow => now.appointment,
        K::HandedOver => now.attended,
        K::FollowedUp | K::Returned => now.handed_over,
        K::Ended => now.proposed,
    };
    if before.is_some_and(|step| on < step.occurred_on) { no("day-before-step") } else { Ok(()) }
}

/// What is planned: not before the day on which it was agreed, and not farther than anybody plans.
pub fn planned(on: Date, agreed_on: Date) -> Result<(), Refusal> {
    match () {
        () if on < agreed_on => no("planned-in-past"),
        () if on.days_since(agreed_on) > FARTHEST_DAYS => no("planned-too-far"),
        () => Ok(()),
    }
}

/// Something can be said of an appointment once its moment has come.
pub fn met(at: Option<Instant>, now: Instant) -> Result<Instant, Refusal> {
    match at {
        None => Err(Refusal::new("no-appointment")),
        Some(at) if at > now => Err(Refusal::new("appointment-to-come")),
        Some(at) => Ok(at),
    }
}

/// A hand-over for a time has a day on which contact is taken up again; it may end on a day, too.
pub fn handing_over(
    delegation: Delegation,
    on: Date,
    until_on: Option<Date>,
    follow_up_on: Option<Date>,
) -> Result<(), Refusal> {
    if delegation == Delegation::Temporary && follow_up_on.is_none() {
        return no("no-follow-up");
    }
    if delegation == Delegation::Definitive && until_on.is_some() {
        return no("definitive-with-end");
    }
    follow_up_on.map_or(Ok(()), |day| following(day, on))?;
    match until_on {
        Some(until) if until <= on => no("end-not-after"),
        Some(until) if until.days_since(on) > FARTHEST_DAYS => no("planned-too-far"),
        _ => Ok(()),
    }
}

/// The day on which contact is taken up again comes after the day on which that was agreed.
pub fn following(day: Date, agreed_on: Date) -> Result<(), Refusal> {
    match () {
        () if day <= agreed_on => no("follow-up-not-after"),
        () if day.days_since(agreed_on) > FARTHEST_DAYS => no("planned-too-far"),
        () => Ok(()),
    }
}

/// What is known of the decision by which something would be told to those one turns to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Nothing was said by which anybody could be recognised.
    Nothing,
    /// There is no decision.
    None,
    /// It is not taken yet.
    Prepared,
    /// It says no.
    Refused,
    /// It permits it; nobody said yet that it was told.
    Permitted,
    /// It permits it to others than those one turns to.
    Others,
    /// It was told, on that day.
    Told(Date),
}

/// How somebody may get in touch with the other service. Whoever speaks for themselves needs nothing. With somebody beside them it
/// is agreed before what will be said; who speaks for them in their absence names nobody, or tells by a decision.
pub fn contacting(course: &Course, means: Means, telling: Telling, on: Date) -> Result<(), Refusal> {
    let agreed = course.now().content;
    if means == Means::ByUser {
        return Ok(());
    }
    let Some(agreed) = agreed else { return no("no-content") };
    if on < agreed.occurred_on {
        return no("contact-before-agreement");
    }
    if means == Means::WithHelp {
        return Ok(());
    }
    match telling {
        Telling::Nothing => Ok(()),
        Telling::None => no("no-decision"),
        Telling::Prepared => no("decision-not-taken"),
        Telling::Refused => no("decision-refuses"),
        Telling::Permitted => no("decision-not-told"),
        Telling::Others => no("decision-for-others"),
        Telling::Told(day) if on < day => no("contact-before-decision"),
        Telling::Told(_) => Ok(()),
    }
}

/// What became of the orientations that were accepted, towards one service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Accepted by the person.
    pub accepted: u32,
    /// Of those, a first appointment attended.
    pub attended: u32,
    /// Of those attended, after another that was missed.
    pub after_missed: u32,
    /// An appointment missed, and no other since.
    pub missed: u32,
    /// The other service said no.
    pub refused: u32,
    /// The person, or the worker, ended it before.
    pub stopped: u32,
    /// Waiting for a place.
    pub waiting: u32,
    /// Under way.
    pub open: u32,
}

impl Tally {
    /// Those of which one knows whether they led to a first appointment.
    pub fn known(&self) -> u32 {
        self.accepted - self.waiting - self.open
    }

    /// Attended of accepted, in hundredths; nothing where nothing was accepted.
    pub fn of_accepted(&self) -> Option<u32> {
        share(self.attended, self.accepted)
    }

    /// Attended of those of which it is known, in hundredths.
    pub fn of_known(&self) -> Option<u32> {
        share(self.attended, self.known())
    }

    /// Adds one.
    pub fn add(&mut self, course: &Course) {
        let now = course.now();
        self.accepted += 1;
        match course.state() {
            _ if now.attended.is_some() => {
                self.attended += 1;
                self.after_missed += u32::from(now.missed);
            }
            State::NoShow => self.missed += 1,
            State::RecipientRefused => self.refused += 1,
            State::WaitingList => self.waiting += 1,
            state if state.is_over() => self.stopped += 1,
            _ => self.open += 1,
        }
    }

    /// Both together.
    pub fn and(self, other: &Tally) -> Tally {
        Tally {
            accepted: self.accepted + other.accepted,
            attended: self.attended + other.attended,
            after_missed: self.after_missed + other.after_missed,
            missed: self.missed + other.missed,
            refused: self.refused + other.refused,
            stopped: self.stopped + other.stopped,
            waiting: self.waiting + other.waiting,
            open: self.open + other.open,
        }
    }
}

/// Rounded to the nearest hundredth.
fn share(part: u32, whole: u32) -> Option<u32> {
    (part * 100 + whole / 2).checked_div(whole)
}

/// Towards which service: in the directory, by hand, or not chosen yet.
pub type Towards = (Option<InstitutionId>, String);

/// First appointments attended, of the orientations accepted by the person (indicator 26), towards each service. Each orientation
/// counts once, by what became of the acceptance that counts now.
pub fn tallies(courses: &[Course]) -> BTreeMap<Towards, Tally> {
    let mut out = BTreeMap::new();
    for course in courses {
        let to = course.now().recipient.map(|r| (r.to_institution, r.to_name.clone())).unwrap_or_default();
        let tally: &mut Tally = out.entry(to).or_default();
        tally.add(course);
    }
    out
}
