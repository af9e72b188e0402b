// SPDX-License-Identifier: EUPL-1.2
//! Thinking of it, proposing it, and the answer.

use kernel::{CaseId, DraftId, Layer, OrientationId, PersonId};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, InCase};
use register::{apart, cases, drafts, people};
use uuid::Uuid;

use super::super::course::Course;
use super::super::model::{Choice, Destination, Orientation, StepKind};
use super::super::{events, rules, store};
use super::{Deed, Given, destination, open, open_for, refused, step, told};
use kernel::Date;

/// What an orientation begins with.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// What it would be good for.
    pub reason: String,
    /// What the person says of it, in their own words; may be empty.
    pub own_words: String,
    /// Who would be oriented: the child, those around.
    pub users: Vec<PersonId>,
    /// The draft it comes from, which goes with it.
    pub draft: Option<DraftId>,
}

/// The people who can be oriented: the child, those known through the case, those related to the child. Not those who were by
/// mistake.
pub async fn around(conn: &mut Conn, grant: &InCase, child: PersonId) -> Result<Vec<PersonId>, Problem> {
    let mut out = vec![child];
    let linked = people::linked_to(conn, grant.subject().0).await?.into_iter().map(|(person, _)| person);
    let told = people::told(conn, child).await?;
    let (mistaken, related): (Vec<_>, Vec<_>) = told.iter().partition(|(link, _)| link.was_a_mistake());
    let related: Vec<PersonId> = related.into_iter().map(|(_, person)| person.id).collect();
    let never = |id: &PersonId| !related.contains(id) && mistaken.iter().any(|(_, person)| person.id == *id);
    for person in linked.filter(|id| !never(id)).chain(related.iter().copied()) {
        if !out.contains(&person) {
            out.push(person);
        }
    }
    Ok(out)
}

/// Begins: somebody thinks of orienting a person. Nothing is proposed yet.
pub async fn begin(cx: &Cx, case: CaseId, beginning: &Beginning) -> Result<OrientationId, Problem> {
    apart::refuse_copies(cx, &[&beginning.reason, &beginning.own_words]).await?;
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let facts = cases::facts(&mut tx, case, cx.now).await?;
    cases::rules::work(&facts.standing).map_err(|r| refused(cx, r))?;
    let around = around(&mut tx, &grant, facts.case.child).await?;
    rules::beginning(&beginning.reason, &beginning.users, &around).map_err(|r| refused(cx, r))?;
    let actor = cx.actor()?;
    let id: OrientationId = cx.new_id()?;
    store::insert(&mut tx, id, case, actor.institution, actor.practitioner, cx.now).await?;
    let orientation = Orientation {
        id,
        case,
        institution: actor.institution,
        begun_by: actor.practitioner,
        recorded_at: cx.now,
        version: 1,
        appointment_at: None,
        follow_up_on: None,
        waits_since: None,
        settled_at: None,
        last_at: cx.now,
        worked_in: case,
    };
    let course = Course { orientation, steps: Vec::new(), people: Vec::new(), choices: Vec::new() };
    let mut deed = Deed { tx, grant, course, lead: facts.standing.lead };
    let mut new = step(cx, id, StepKind::Considered, cx.today())?;
    beginning.reason.trim().clone_into(&mut new.words);
    beginning.own_words.trim().clone_into(&mut new.own_words);
    drafts::sent(cx, &mut deed.tx, beginning.draft).await?;
    deed.take(cx, events::ORIENTATION_CONSIDERED, new, &beginning.users).await?;
    Ok(id)
}

/// Adds a service that can be proposed; one that is there already is there once.
pub async fn add_choice(cx: &Cx, id: OrientationId, to: &Destination) -> Result<(), Problem> {
    let mut deed = open(cx, id).await?;
    rules::choosing(&deed.course).map_err(|r| refused(cx, r))?;
    destination(cx, &mut deed.tx, to).await?;
    if deed.course.choices.iter().any(|c| c.destination() == *to) {
        return Ok(());
    }
    let (to_institution, to_name) = to.parts();
    let choice = Choice {
        orientation: id,
        id: cx.new_id::<OrientationId>()?.0,
        to_institution,
        to_name: to_name.trim().to_owned(),
    };
    store::add_choice(&mut deed.tx, &choice).await?;
    let event = deed.event(cx, events::ORIENTATION_CHOICES_CHANGED)?;
    deed.tx.commit(event).await.map_err(Problem::from)
}

/// Takes one out again.
pub async fn remove_choice(cx: &Cx, id: OrientationId, choice: Uuid) -> Result<(), Problem> {
    let mut deed = open(cx, id).await?;
    rules::choosing(&deed.course).map_err(|r| refused(cx, r))?;
    store::remove_choice(&mut deed.tx, id, choice).await?;
    let event = deed.event(cx, events::ORIENTATION_CHOICES_CHANGED)?;
    deed.tx.commit(event).await.map_err(Problem::from)
}

/// It was proposed to the person: how, and what they said first.
pub async fn propose(cx: &Cx, id: OrientationId, given: &Given) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&given.words, &given.own_words]).await?;
    let deed = open_for(cx, id, StepKind::Proposed, given.on).await?;
    let new = told(cx, id, StepKind::Proposed, given)?;
    deed.take(cx, events::ORIENTATION_PROPOSED, new, &[]).await
}

/// The answer yes.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The day.
    pub on: Date,
    /// In the person's own words; may be empty.
    pub own_words: String,
    /// To whom they want to turn, of what was proposed, where they said so.
    pub to: Option<Destination>,
}

/// The person accepts, and may say to whom they want to turn.
pub async fn accept(cx: &Cx, id: OrientationId, accepted: &Accepted) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&accepted.own_words]).await?;
    let mut deed = open_for(cx, id, StepKind::Accepted, accepted.on).await?;
    let mut new = step(cx, id, StepKind::Accepted, accepted.on)?;
    accepted.own_words.trim().clone_into(&mut new.own_words);
    deed.add(cx, new.clone(), &[]).await?;
    deed.publish(cx, &new).await?;
    if let Some(to) = &accepted.to {
        destination(cx, &mut deed.tx, to).await?;
        let mut chosen = step(cx, id, StepKind::RecipientChosen, accepted.on)?;
        let (institution, name) = to.parts();
        chosen.to_institution = institution;
        name.trim().clone_into(&mut chosen.to_name);
        deed.add(cx, chosen, &[]).await?;
    }
    deed.done(cx, events::ORIENTATION_ACCEPTED, &new).await
}

/// The person refuses, or does not want it any more. No reason is asked.
pub async fn refuse(cx: &Cx, id: OrientationId, given: &Given) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&given.words, &given.own_words]).await?;
    let deed = open_for(cx, id, StepKind::Refused, given.on).await?;
    let new = told(cx, id, StepKind::Refused, given)?;
    deed.take(cx, events::ORIENTATION_REFUSED, new, &[]).await
}
