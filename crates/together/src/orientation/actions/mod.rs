// SPDX-License-Identifier: EUPL-1.2
//! What is done on the way: one function a verb. Pages and stories call the same.

mod after;
mod beginning;
mod way;

pub use after::{HandingOver, Met, end, feedback, follow_up, hand_over, record_outcome, take_back};
pub use beginning::{Accepted, Beginning, accept, add_choice, begin, propose, refuse, remove_choice};
pub use way::{
    Agreed, Appointment, Contacted, Prepared, Tell, agree_content, choose_recipient, make_contact,
    prepare_telling, set_appointment,
};

pub(super) use beginning::around;
pub(super) use way::telling_of;

use kernel::{CaseId, Date, Event, EventKind, Layer, OrientationId, PersonId, PractitionerId, Refusal};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, InCase};
use register::cases::{self, Entry};
use register::directory;
use serde_json::json;

use super::course::Course;
use super::model::{Destination, ORIENTATION, Step, StepKind};
use super::words::Words;
use super::{rules, store};

/// A rule's refusal in the words of this slice.
pub(super) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}.way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}

/// What was said of something that happened on a day.
#[derive(Clone, Debug)]
pub struct Given {
    /// The day.
    pub on: Date,
    /// How, or why.
    pub words: String,
    /// What the person said, in their own words.
    pub own_words: String,
}

/// An orientation, for somebody who may do this in its case.
pub async fn course(
    cx: &Cx,
    conn: &mut Conn,
    action: Action,
    id: OrientationId,
) -> Result<(InCase, Course), Problem> {
    let case = store::case_of(conn, id).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(conn, case).await?;
    let grant = access::require(cx, conn, action, home).await?;
    let course = read(conn, &grant, id).await?;
    Ok((grant, course))
}

async fn read(conn: &mut Conn, grant: &InCase, id: OrientationId) -> Result<Course, Problem> {
    let all = cases::with_merged(conn, grant).await?;
    store::course(conn, grant, &all, id).await?.ok_or(Problem::NotFound)
}

/// Something that is being done: the transaction, the leave, and what is known so far.
struct Deed {
    tx: Tx,
    grant: InCase,
    course: Course,
    lead: Option<PractitionerId>,
}

/// Opens an orientation to be changed, in a case in which one may work. Two deeds follow each other.
async fn open(cx: &Cx, id: OrientationId) -> Result<Deed, Problem> {
    let mut conn = cx.read().await?;
    let case = store::case_of(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(&mut conn, case).await?;
    drop(conn);
    let (mut tx, grant) = access::begin(cx, Action::Write, home).await?;
    let course = read(&mut tx, &grant, id).await?;
    let facts = cases::facts(&mut tx, home, cx.now).await?;
    cases::rules::work(&facts.standing).map_err(|r| refused(cx, r))?;
    Ok(Deed { tx, grant, course, lead: facts.standing.lead })
}

/// Opens it for a step that may follow, on a day that fits.
async fn open_for(cx: &Cx, id: OrientationId, kind: StepKind, on: Date) -> Result<Deed, Problem> {
    let deed = open(cx, id).await?;
    rules::taking(&deed.course, kind).map_err(|r| refused(cx, r))?;
    rules::happened(&deed.course, kind, on, cx.today()).map_err(|r| refused(cx, r))?;
    Ok(deed)
}

/// A step of whoever acts, to be completed.
fn step(cx: &Cx, id: OrientationId, kind: StepKind, on: Date) -> Result<Step, Problem> {
    Ok(Step {
        id: cx.new_id::<OrientationId>()?.0,
        orientation: id,
        seq: 0,
        kind,
        occurred_on: on,
        recorded_at: cx.now,
        by: cx.actor()?.practitioner,
        code: String::new(),
        words: String::new(),
        own_words: String::new(),
        others: String::new(),
        to_institution: None,
        to_name: String::new(),
        to_practitioner: None,
        at: None,
        place: String::new(),
        companion: String::new(),
        weeks: None,
        until_on: None,
        follow_up_on: None,
        disclosure: None,
        exchange: None,
    })
}

/// As [`step`], with what was said.
fn told(cx: &Cx, id: OrientationId, kind: StepKind, given: &Given) -> Result<Step, Problem> {
    let mut new = step(cx, id, kind, given.on)?;
    given.words.trim().clone_into(&mut new.words);
    given.own_words.trim().clone_into(&mut new.own_words);
    Ok(new)
}

impl Deed {
    /// Writes a step down, with the moments that lists are made by.
    async fn add(&mut self, cx: &Cx, new: Step, people: &[PersonId]) -> Result<(), Problem> {
        let before = self.course.orientation.clone();
        let seq = self.course.steps.last().map_or(0, |last| last.seq) + 1;
        let new = Step { seq, ..new };
        self.course.people.extend(people.iter().map(|who| (new.id, *who)));
        self.course.steps.push(new.clone());
        let kept = self.course.kept();
        store::add_step(&mut self.tx, &before, cx.actor()?.institution, &new, people, &kept).await?;
        let orientation = &mut self.course.orientation;
        orientation.version += 1;
        orientation.last_at = new.recorded_at;
        (orientation.appointment_at, orientation.follow_up_on) = (kept.appointment_at, kept.follow_up_on);
        (orientation.waits_since, orientation.settled_at) = (kept.waits_since, kept.settled_at);
        Ok(())
    }

    /// What the timeline of the case is told of a step: that it happened and with which service, never what was said.
    async fn publish(&mut self, cx: &Cx, new: &Step) -> Result<(), Problem> {
        let Some(kind) = entry(new.kind) else { return Ok(()) };
        let to = match self.course.now().recipient.map(|r| (r.to_institution, r.to_name.clone())) {
            Some((Some(id), _)) => directory::institution_name(&mut self.tx, id).await?,
            Some((None, name)) => name,
            None => String::new(),
        };
        let number = super::model::reference(self.course.orientation.id);
        let mut summary = if to.is_empty() { number } else { format!("{to} ({number})") };
        if let Some(at) = new.at.filter(|_| new.kind == StepKind::AppointmentSet) {
            summary = format!("{} – {summary}", platform::ui::date_time(cx, at));
        }
        let entry = Entry::now(cx, self.grant.subject(), Layer::Institution, kind, &summary)
            .about(ORIENTATION.of(self.course.orientation.id))
            .on(cx, new.occurred_on);
        cases::publish(cx, &mut self.tx, &entry).await.map(drop)
    }

    /// Ends the deed with what happened.
    async fn done(self, cx: &Cx, kind: EventKind, new: &Step) -> Result<(), Problem> {
        let event = self.event(cx, kind)?.with_detail(
            json!({
                "step": new.kind.code(), "code": new.code, "on": new.occurred_on.to_string(),
                "disclosure": new.disclosure.map(|d| d.to_string()),
                "exchange": new.exchange.map(|e| e.to_string()),
            })
            .to_string(),
        );
        self.tx.commit(event).await.map_err(Problem::from)
    }

    fn event(&self, cx: &Cx, kind: EventKind) -> Result<Event, Problem> {
        let about = ORIENTATION.of(self.course.orientation.id);
        let event = cx.event(kind, about, Some(self.grant.capacity()), self.grant.ground())?;
        Ok(event.in_case(self.grant.subject()))
    }

    /// Writes a step down, tells the timeline, and ends.
    async fn take(mut self, cx: &Cx, kind: EventKind, new: Step, people: &[PersonId]) -> Result<(), Problem> {
        self.add(cx, new.clone(), people).await?;
        self.publish(cx, &new).await?;
        self.done(cx, kind, &new).await
    }

    fn case(&self) -> CaseId {
        self.grant.subject()
    }
}

/// What the timeline calls a step; nothing for those that concern whoever works on it alone.
fn entry(kind: StepKind) -> Option<&'static str> {
    use StepKind as K;
    Some(match kind {
        K::Considered | K::TellingPrepared => return None,
        K::Proposed => "orientation_proposed",
        K::Accepted => "orientation_accepted",
        K::Refused => "orientation_refused",
        K::RecipientChosen => "orientation_recipient_chosen",
        K::ContentAgreed => "orientation_content_agreed",
        K::ContactMade => "orientation_contact_made",
        K::AppointmentSet => "orientation_appointment_set",
        K::Attended => "orientation_attended",
        K::NoShow => "orientation_no_show",
        K::RecipientRefused => "orientation_recipient_refused",
        K::WaitingList => "orientation_waiting_list",
        K::HandedOver => "orientation_handed_over",
        K::FollowedUp => "orientation_followed_up",
        K::Feedback => "orientation_feedback",
        K::Ended => "orientation_ended",
        K::Returned => "orientation_returned",
    })
}

/// Where one could turn to: an institution at work today that is not one's own, or a name.
async fn destination(cx: &Cx, conn: &mut Conn, to: &Destination) -> Result<(), Problem> {
    match to {
        Destination::Named(name) if name.trim().is_empty() => {
            Err(refused(cx, Refusal::new("no-destination")))
        }
        Destination::Named(_) => Ok(()),
        Destination::Known(id) if *id == cx.actor()?.institution => {
            Err(refused(cx, Refusal::new("destination-is-here")))
        }
        Destination::Known(id) => {
            let found = directory::institution(conn, *id).await?.ok_or(Problem::NotFound)?;
            match found.is_open_on(cx.today()) {
                true => Ok(()),
                false => Err(refused(cx, Refusal::new("destination-closed"))),
            }
        }
    }
}
