// SPDX-License-Identifier: EUPL-1.2
//! To whom, what will be said, the contact, the appointment.

use kernel::{Date, DisclosureId, ExchangeId, Instant, OrientationId, PersonId, PractitionerId, Refusal};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{Action, InCase};
use register::{apart, cases, directory};
use secrecy::Origin;

use super::super::course::Course;
use super::super::model::{Companion, Destination, Means, StepKind};
use super::super::rules::Telling;
use super::super::words::Words;
use super::super::{events, rules};
use super::{around, course, destination, open_for, refused, step};
use crate::exchange::{self, Kind, NewExchange, Writing};
use crate::sharing::{self, Begun, Channel, Disclosure, NewPiece, Stand};

/// To whom one turns: a service, and somebody there where one knows them.
pub async fn choose_recipient(
    cx: &Cx,
    id: OrientationId,
    on: Date,
    to: &Destination,
    who: Option<PractitionerId>,
) -> Result<(), Problem> {
    let mut deed = open_for(cx, id, StepKind::RecipientChosen, on).await?;
    destination(cx, &mut deed.tx, to).await?;
    let mut new = step(cx, id, StepKind::RecipientChosen, on)?;
    let (institution, name) = to.parts();
    new.to_institution = institution;
    name.trim().clone_into(&mut new.to_name);
    if let Some(who) = who {
        let there = directory::appointed_on(&mut deed.tx, &[who], cx.today()).await?;
        if institution.is_none_or(|at| !there.contains(&(who, at))) {
            return Err(refused(cx, Refusal::new("recipient-not-there")));
        }
        new.to_practitioner = Some(who);
    }
    deed.take(cx, events::ORIENTATION_RECIPIENT_CHOSEN, new, &[]).await
}

/// What was agreed with the person.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// The day.
    pub on: Date,
    /// With whom.
    pub with: Vec<PersonId>,
    /// What will be said.
    pub said: String,
    /// What will not.
    pub unsaid: String,
}

/// What will be said, and what will not, is agreed with the person.
pub async fn agree_content(cx: &Cx, id: OrientationId, agreed: &Agreed) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&agreed.said, &agreed.unsaid]).await?;
    let mut deed = open_for(cx, id, StepKind::ContentAgreed, agreed.on).await?;
    if agreed.said.trim().is_empty() {
        return Err(refused(cx, Refusal::new("nothing-to-say")));
    }
    let child = cases::facts(&mut deed.tx, deed.grant.subject(), cx.now).await?.case.child;
    let known = around(&mut deed.tx, &deed.grant, child).await?;
    match () {
        () if agreed.with.is_empty() => return Err(refused(cx, Refusal::new("agreed-with-nobody"))),
        () if agreed.with.iter().any(|who| !known.contains(who)) => {
            return Err(refused(cx, Refusal::new("person-not-around-child")));
        }
        () => {}
    }
    let mut new = step(cx, id, StepKind::ContentAgreed, agreed.on)?;
    agreed.said.trim().clone_into(&mut new.words);
    agreed.unsaid.trim().clone_into(&mut new.others);
    deed.take(cx, events::ORIENTATION_CONTENT_AGREED, new, &agreed.with).await
}

/// How a worker means to tell what was agreed.
#[derive(Clone, Debug)]
pub enum Tell {
    /// By word of mouth: a decision by these rules.
    Decision(String),
    /// In writing: an exchange, which takes its decision with it.
    Exchange,
}

/// What was begun.
#[derive(Clone, Copy, Debug)]
pub enum Prepared {
    /// A decision.
    Decision(DisclosureId),
    /// An exchange.
    Exchange(ExchangeId),
}

/// Begins what a worker needs who speaks for the person: a decision, or an exchange with one, about what was agreed and for whoever
/// was chosen. By the same rules and on the same pages as any other.
pub async fn prepare_telling(cx: &Cx, id: OrientationId, tell: &Tell) -> Result<Prepared, Problem> {
    let mut conn = cx.read().await?;
    let (grant, known) = course(cx, &mut conn, Action::Write, id).await?;
    let secrets = cases::secrets_of(&mut conn, &grant).await?;
    drop(conn);
    rules::taking(&known, StepKind::TellingPrepared).map_err(|r| refused(cx, r))?;
    let now = known.now();
    let to = now.recipient.and_then(|r| Some((r.to_practitioner?, r.to_institution?)));
    let Some((who, at)) = to else { return Err(refused(cx, Refusal::new("recipient-without-name"))) };
    let said = secrets.mask(now.content.map_or("", |c| c.words.as_str()));
    let title = Words(cx.lang).piece_title().to_owned();
    match tell {
        Tell::Decision(rule_set) => {
            let mut deed = open_for(cx, id, StepKind::TellingPrepared, cx.today()).await?;
            let piece = NewPiece {
                title,
                words: said,
                entry: None,
                file: None,
                class: String::new(),
                origin: Origin::OwnWork,
            };
            let begun = Begun {
                rule_set,
                purpose: "",
                why: known.reason(),
                exchange: None,
                recipients: vec![(who, at)],
                pieces: vec![piece],
            };
            let (decision, event) = sharing::prepare(cx, &mut deed.tx, Some(&deed.grant), begun).await?;
            deed.tx.note(event);
            let mut new = step(cx, id, StepKind::TellingPrepared, cx.today())?;
            new.disclosure = Some(decision);
            deed.take(cx, events::ORIENTATION_TELLING_PREPARED, new, &[]).await?;
            Ok(Prepared::Decision(decision))
        }
        Tell::Exchange => {
            let case = Some(grant.subject());
            let new = NewExchange { kind: Kind::InterventionRequest, case, continues: None };
            let written = exchange::open_exchange(cx, &new).await?;
            exchange::add_party(cx, written, who, at, "").await?;
            let writing = Writing {
                channel: Channel::Written,
                words: said,
                nominal: true,
                answer_by: None,
                confirmation: false,
                rhythm: String::new(),
            };
            exchange::write(cx, written, &writing).await?;
            let deed = open_for(cx, id, StepKind::TellingPrepared, cx.today()).await?;
            let mut new = step(cx, id, StepKind::TellingPrepared, cx.today())?;
            new.exchange = Some(written);
            deed.take(cx, events::ORIENTATION_TELLING_PREPARED, new, &[]).await?;
            Ok(Prepared::Exchange(written))
        }
    }
}

/// What is known of the decision by which a worker may speak for the person, and which one it is: the one begun here, that of the
/// exchange begun here, or one of the case that was told to whoever was chosen and still holds.
pub async fn telling_of(
    cx: &Cx,
    conn: &mut Conn,
    grant: &InCase,
    course: &Course,
) -> Result<(Telling, Option<DisclosureId>), Problem> {
    let now = course.now();
    let Some(to) = now.recipient else { return Ok((Telling::None, None)) };
    let begun: Option<Disclosure> = match now.telling {
        Some(step) if step.disclosure.is_some() => match step.disclosure {
            Some(id) => Some(sharing::disclosure(cx, conn, Action::Read, id).await?.1),
            None => None,
        },
        Some(step) => match step.exchange {
            Some(id) => {
                let here = course.orientation.institution;
                sharing::of_exchange(conn, id, here).await?.into_iter().next()
            }
            None => None,
        },
        None => None,
    };
    let hears = |d: &Disclosure| match (to.to_practitioner, to.to_institution) {
        (Some(who), _) => !d.open_to(who).is_empty(),
        (None, Some(at)) => d.open_recipients().any(|r| r.institution == at),
        (None, None) => false,
    };
    let told_on = |d: &Disclosure| d.executed.as_ref().map(|e| e.at.local_date(&cx.zone));
    if let Some(d) = &begun {
        let telling = match d.stand(cx.today()) {
            Stand::Prepared => Telling::Prepared,
            Stand::Refused => Telling::Refused,
            Stand::Permitted | Stand::Told | Stand::Ended if !hears(d) => Telling::Others,
            Stand::Permitted => Telling::Permitted,
            Stand::Told | Stand::Ended => told_on(d).map_or(Telling::Permitted, Telling::Told),
            Stand::Withdrawn => Telling::None,
        };
        if telling != Telling::None {
            return Ok((telling, Some(d.id)));
        }
    }
    let all = cases::with_merged(conn, grant).await?;
    let told = sharing::told_from(conn, grant, &all, cx.today()).await?;
    let holds = told.iter().find(|d| hears(d)).and_then(|d| Some((Telling::Told(told_on(d)?), Some(d.id))));
    Ok(holds.unwrap_or((Telling::None, None)))
}

/// How the other service was contacted.
#[derive(Clone, Debug)]
pub struct Contacted {
    /// The day.
    pub on: Date,
    /// By whom.
    pub means: Means,
    /// Whether a worker who spoke for the person said anything by which they can be recognised.
    pub nominal: bool,
    /// How it went.
    pub words: String,
}

/// The other service was contacted. Whoever spoke for the person did so by a decision, or named nobody.
pub async fn make_contact(cx: &Cx, id: OrientationId, contacted: &Contacted) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&contacted.words]).await?;
    let mut deed = open_for(cx, id, StepKind::ContactMade, contacted.on).await?;
    let spoke = contacted.means == Means::ByWorker && contacted.nominal;
    let (telling, decision) = match spoke {
        true => telling_of(cx, &mut deed.tx, &deed.grant, &deed.course).await?,
        false => (Telling::Nothing, None),
    };
    rules::contacting(&deed.course, contacted.means, telling, contacted.on).map_err(|r| refused(cx, r))?;
    let mut new = step(cx, id, StepKind::ContactMade, contacted.on)?;
    contacted.means.code().clone_into(&mut new.code);
    contacted.words.trim().clone_into(&mut new.words);
    new.disclosure = decision;
    deed.take(cx, events::ORIENTATION_CONTACT_MADE, new, &[]).await
}

/// A first appointment.
#[derive(Clone, Debug)]
pub struct Appointment {
    /// The day on which it was agreed.
    pub agreed_on: Date,
    /// When it is.
    pub at: Instant,
    /// Where.
    pub place: String,
    /// With whom, where they are in the directory.
    pub with: Option<PractitionerId>,
    /// With whom, where they are not.
    pub with_name: String,
    /// Who goes along; nothing where it was not settled.
    pub companion: Option<Companion>,
    /// Their name, where it is neither whoever orients nor nobody.
    pub companion_name: String,
}

/// A first appointment was set, or another after one that was missed.
pub async fn set_appointment(cx: &Cx, id: OrientationId, appointment: &Appointment) -> Result<(), Problem> {
    let a = appointment;
    apart::refuse_copies(cx, &[&a.place, &a.with_name, &a.companion_name]).await?;
    let mut deed = open_for(cx, id, StepKind::AppointmentSet, a.agreed_on).await?;
    rules::planned(a.at.local_date(&cx.zone), a.agreed_on).map_err(|r| refused(cx, r))?;
    if a.companion == Some(Companion::Other) && a.companion_name.trim().is_empty() {
        return Err(refused(cx, Refusal::new("companion-without-name")));
    }
    if let Some(who) = a.with {
        let at = deed.course.now().recipient.and_then(|r| r.to_institution);
        let there = directory::appointed_on(&mut deed.tx, &[who], cx.today()).await?;
        if at.is_none_or(|at| !there.contains(&(who, at))) {
            return Err(refused(cx, Refusal::new("recipient-not-there")));
        }
    }
    let mut new = step(cx, id, StepKind::AppointmentSet, a.agreed_on)?;
    new.at = Some(a.at);
    a.place.trim().clone_into(&mut new.place);
    new.to_practitioner = a.with;
    a.with_name.trim().clone_into(&mut new.to_name);
    a.companion.map_or("", Companion::code).clone_into(&mut new.companion);
    if a.companion == Some(Companion::Other) {
        a.companion_name.trim().clone_into(&mut new.others);
    }
    deed.take(cx, events::ORIENTATION_APPOINTMENT_SET, new, &[]).await
}
