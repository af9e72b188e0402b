// SPDX-License-Identifier: EUPL-1.2
//! Concern reports: received, triaged, joined, transferred, decided, answered.

use casework::concerns::{
    self, DecisionOutcome, Door, Levels, Mention, MinorId, NewDecision, NewMinor, NewReport, NewTriage,
    Outcome, Referral, Who,
};
use kernel::{Date, PartialDate, PersonId, ReportId};
use register::people::{self, NewPerson};
use serde::Deserialize;

use super::closing::RETENTION;
use super::person::as_first_known;
use super::told::{Child, Holder, Reporter, language};
use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;

/// The word that goes with an acknowledgement, where the reporter can be written to.
const THANKS: &str =
    "Votre message est bien arrivé au service. Il sera lu au plus tard le prochain jour ouvrable.";

/// `report.submit`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Submit {
    door: String,
    channel: String,
    to: String,
    received: Date,
    occurred: Option<PartialDate>,
    reporter: Reporter,
    observed: String,
    heard: String,
    interpreted: String,
    child: Vec<Child>,
    #[serde(default)]
    others_in_home: Vec<Child>,
    holders: Vec<Holder>,
    danger: Option<u8>,
    gravity: Option<u8>,
    urgency: Option<u8>,
    immediate_safety: String,
    language: String,
    interpreter: Option<String>,
    #[serde(default)]
    copy_of_direct_referral: bool,
}

impl Submit {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Some(door) = Door::parse(&self.door) else {
            return Halt::wrong(format!("`{}` is no door", self.door));
        };
        let institution = here.institution(&self.to)?;
        let mut new = NewReport::to(institution, door, self.received, here.cx.now);
        if self.received != here.step.on.day {
            new.received_at = None;
        }
        new.received_how.clone_from(&self.channel);
        new.occurred = self.occurred;
        new.observed.clone_from(&self.observed);
        new.heard.clone_from(&self.heard);
        new.thought.clone_from(&self.interpreted);
        new.levels = Levels { danger: self.danger, gravity: self.gravity, urgency: self.urgency };
        new.safety.clone_from(&self.immediate_safety);
        new.language = language(&self.language).to_owned();
        new.interpreter = self.interpreter.as_deref().map(language).unwrap_or_default().to_owned();
        new.direct_referral = self.copy_of_direct_referral;
        new.territory = here.known.territories.get(&here.story.territory).copied();
        new.reporter = self.reporter.noted(here)?;
        for holder in &self.holders {
            new.holders.push(holder.noted(here)?);
        }
        for child in &self.child {
            new.children.push(minor(here, child, door).await?);
        }
        for child in &self.others_in_home {
            new.home.push(minor(here, child, door).await?);
        }
        let receipt = concerns::receive(&here.cx, &new).await?;
        let named = self.child.iter().zip(&receipt.children);
        for (child, (minor, person)) in named.chain(self.others_in_home.iter().zip(&receipt.home)) {
            remember(here, receipt.report, child, *minor, *person);
        }
        here.known.report_at.insert(receipt.report, institution);
        let mut hidden = vec![self.reporter.name.clone(), self.reporter.phone.clone()];
        hidden.retain(|words| !words.is_empty());
        here.known.reporters.insert((receipt.report, self.reporter.id.clone()), hidden);
        Ok(Made::Report(receipt.report))
    }
}

fn id_of(child: &Child) -> Option<&str> {
    match child {
        Child::Person { person } => Some(person),
        Child::Unborn { unborn, .. } => Some(unborn),
        Child::Described { .. } => None,
    }
}

fn remember(here: &mut Here<'_>, report: ReportId, child: &Child, minor: MinorId, person: Option<PersonId>) {
    if let Some(id) = id_of(child) {
        note_minor(here, report, id, minor, person);
    }
}

fn note_minor(here: &mut Here<'_>, report: ReportId, id: &str, minor: MinorId, person: Option<PersonId>) {
    here.known.minors.insert((report, id.to_owned()), minor);
    if let Some(person) = person {
        here.known.minor_persons.insert((report, id.to_owned()), person);
    }
}

/// A minor as the form takes it. The service that types what it was told names somebody of its register whom it may read;
/// everybody else tells a name, and the service finds out who it is.
async fn minor(here: &Here<'_>, child: &Child, door: Door) -> Result<NewMinor, Halt> {
    match child {
        Child::Described { description } => {
            Ok(NewMinor { who: Who::Described, description: description.clone(), number_unknown: false })
        }
        Child::Person { person } => {
            let who = match known(here, person, door).await? {
                Some(id) => Who::Known(id),
                None => Who::New(Box::new(named(here, person)?)),
            };
            Ok(NewMinor { who, description: String::new(), number_unknown: false })
        }
        Child::Unborn { unborn, expected_on, number } => {
            let new = NewPerson { expected_on: Some(*expected_on), ..named(here, unborn)? };
            Ok(NewMinor {
                who: Who::New(Box::new(new)),
                description: String::new(),
                number_unknown: number == "unknown",
            })
        }
    }
}

fn named(here: &Here<'_>, id: &str) -> Result<NewPerson, Halt> {
    match here.story.person(id) {
        Some(person) => Ok(as_first_known(here.story, person)),
        None => Halt::wrong(format!("`{id}` is not in the story")),
    }
}

async fn known(here: &Here<'_>, id: &str, door: Door) -> Result<Option<PersonId>, Halt> {
    if door != Door::Phone {
        return Ok(None);
    }
    let institution = here.cx.actor()?.institution;
    let key = (here.story.id.clone(), id.to_owned(), institution);
    let Some(person) = here.known.people.get(&key) else { return Ok(None) };
    let mut conn = here.cx.read().await?;
    Ok(people::readable(&here.cx, &mut conn, *person).await.is_ok().then_some(*person))
}

/// `report.acknowledge`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Acknowledge {
    report: String,
}

impl Acknowledge {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        concerns::acknowledge(&here.cx, here.report(&self.report)?, THANKS).await?;
        Ok(Made::Nothing)
    }
}

/// `report.triage`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Triage {
    report: String,
    outcome: String,
    danger: u8,
    gravity: u8,
    urgency: u8,
    reason: String,
    second: String,
    redirect_to: Option<String>,
    #[serde(default)]
    repetitive: bool,
    #[serde(default)]
    repeats: Vec<String>,
}

impl Triage {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Some(outcome) = Outcome::parse(&self.outcome) else {
            return Halt::wrong(format!("`{}` is no outcome", self.outcome));
        };
        let levels = Levels::of(self.danger, self.gravity, self.urgency);
        let new = NewTriage {
            outcome,
            levels,
            explanation: explained(here, levels, &self.reason)?,
            reason: self.reason.clone(),
            second: Some(here.practitioner(&self.second)?),
            alone_reason: String::new(),
            redirected_to: self.redirect_to.as_deref().map(|id| here.institution(id)).transpose()?,
            repeats: self.repeats.iter().map(|l| here.report(l)).collect::<Result<_, _>>()?,
            repetitive: self.repetitive,
            instead_of: None,
        };
        concerns::triage(&here.cx, here.report(&self.report)?, &new).await?;
        Ok(Made::Nothing)
    }
}

/// What explains levels that rarely go together: the reason, where the pack asks.
pub(super) fn explained(here: &Here<'_>, levels: Levels, reason: &str) -> Result<String, Halt> {
    let pack = here.pack(&here.cx.actor()?.pack)?;
    let asked = pack.scales.questions(levels.danger, levels.gravity, levels.urgency).next().is_some();
    Ok(if asked { reason.to_owned() } else { String::new() })
}

/// `report.add_minor`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AddMinor {
    report: String,
    person: String,
    why: String,
}

impl AddMinor {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.report(&self.report)?;
        let why = match self.why.as_str() {
            "second_twin" => "Second enfant d’une naissance multiple",
            _ => "Autre enfant du foyer",
        };
        let who = match here.known.minor_persons.get(&(report, self.person.clone())) {
            Some(id) => Who::Known(*id),
            None => Who::New(Box::new(named(here, &self.person)?)),
        };
        let new = NewMinor { who, description: String::new(), number_unknown: false };
        let (minor, person) = concerns::add_minor(&here.cx, report, &new, why, Mention::NotSaid).await?;
        note_minor(here, report, &self.person, minor, person);
        Ok(Made::Nothing)
    }
}

/// `report.merge`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Merge {
    into: String,
    reports: Vec<String>,
    reason: String,
}

impl Merge {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let into = here.report(&self.into)?;
        for label in &self.reports {
            let duplicate = here.report(label)?;
            // Whoever joins two reports looks at the proposal of who is who, and takes it.
            let same = concerns::likely_same(&here.cx, duplicate, into).await?;
            let found: Vec<_> = same.into_iter().filter(|(_, other)| other.is_some()).collect();
            concerns::merge(&here.cx, duplicate, into, &found, &self.reason).await?;
        }
        Ok(Made::Nothing)
    }
}

/// `report.transfer`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Transfer {
    report: String,
    to: String,
    reason: String,
    commune: Option<String>,
    #[serde(default)]
    minimal: Vec<String>,
}

impl Transfer {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.report(&self.report)?;
        let to = here.institution(&self.to)?;
        let territory = match &self.commune {
            Some(id) => Some(here.territory(id)?),
            None => None,
        };
        let minimum = self.minimal.join(" ; ");
        let transfer =
            concerns::propose_transfer(&here.cx, report, to, territory, &self.reason, &minimum).await?;
        Ok(Made::ReportTransfer { report, transfer })
    }
}

/// `report.transfer_accept`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Accept {
    transfer: String,
}

impl Accept {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (_, transfer) = here.report_transfer(&self.transfer)?;
        let new = concerns::accept_transfer(&here.cx, transfer).await?;
        here.known.report_at.insert(new, here.cx.actor()?.institution);
        // The other service has records of its own: found again by name and birth, as its people would.
        let concern = here.concern(new).await?;
        let ids: Vec<PersonId> = concern.minors.iter().filter_map(|m| m.person).collect();
        let recorded = {
            let mut conn = here.cx.read().await?;
            people::persons(&mut conn, &ids).await?
        };
        for person in &here.story.persons {
            let known = as_first_known(here.story, person);
            let found = recorded.iter().find(|p| p.given == known.given && p.family == known.family);
            let minor = concern.minors.iter().find(|m| m.person.is_some() && m.person == found.map(|p| p.id));
            if let Some(minor) = minor {
                note_minor(here, new, &person.id, minor.id, minor.person);
            }
        }
        Ok(Made::Report(new))
    }
}

/// `report.transfer_reject`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Reject {
    transfer: String,
    reason: String,
    #[serde(default)]
    explanation: String,
}

impl Reject {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (_, transfer) = here.report_transfer(&self.transfer)?;
        concerns::refuse_transfer(&here.cx, transfer, &self.reason, &self.explanation).await?;
        Ok(Made::Nothing)
    }
}

/// `report.decide`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Decide {
    report: String,
    decision: String,
    reason: String,
    #[serde(default)]
    children: Vec<String>,
    #[serde(default)]
    closure_reason: String,
    /// For a referral: to which authority, the day of the step.
    #[serde(default)]
    authority: String,
}

impl Decide {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.report(&self.report)?;
        let new = NewDecision {
            outcome: outcome(&self.decision)?,
            minors: self.children.iter().map(|id| here.minor(report, id)).collect::<Result<_, _>>()?,
            reason: self.reason.clone(),
            closure_reason: self.closure_reason.clone(),
            referral: (!self.authority.is_empty()).then(|| Referral {
                authority: self.authority.clone(),
                on: here.step.on.day,
                copied_on: Some(here.step.on.day),
            }),
        };
        concerns::decide(&here.cx, report, &new).await?;
        Ok(Made::Nothing)
    }
}

pub(super) fn outcome(code: &str) -> Result<DecisionOutcome, Halt> {
    match DecisionOutcome::parse(code) {
        Some(outcome) => Ok(outcome),
        None => Halt::wrong(format!("`{code}` is no decision")),
    }
}

/// `report.feedback`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Feedback {
    report: String,
    reporter: String,
    kind: String,
    content: String,
}

impl Feedback {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.report(&self.report)?;
        if !here.known.reporters.contains_key(&(report, self.reporter.clone())) {
            return Halt::wrong(format!("`{}` did not make this report", self.reporter));
        }
        // Without a way to write, they are called.
        concerns::feedback(&here.cx, report, &self.kind, &self.content, "phone").await?;
        Ok(Made::Answer { report })
    }
}

/// `report.request_outcome`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct RequestOutcome {
    report: String,
    #[serde(rename = "reporter")]
    _reporter: String,
    channel: String,
    #[serde(default)]
    words: String,
}

impl RequestOutcome {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let report = here.report(&self.report)?;
        concerns::note_request(&here.cx, report, here.step.on.day, &self.channel, &self.words).await?;
        Ok(Made::Nothing)
    }
}

/// `report.archive`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Archive {
    report: String,
}

impl Archive {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        concerns::archive(&here.cx, here.report(&self.report)?, RETENTION).await?;
        Ok(Made::Nothing)
    }
}
