// SPDX-License-Identifier: EUPL-1.2
//! Somebody is oriented towards another service, and accompanied on the way.

use kernel::{Date, OrientationId, PersonId};
use serde::Deserialize;
use together::orientation::{
    self, Accepted, Agreed, Appointment, Beginning, Companion, Contacted, Delegation, Destination, Given,
    HandingOver, Means, Met, Outcome,
};

use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;
use crate::demo::story::When;

fn known(here: &Here<'_>, label: &str) -> Result<(kernel::CaseId, OrientationId), Halt> {
    match *here.made(label)? {
        Made::Orientation { case, orientation } => Ok((case, orientation)),
        _ => Halt::wrong(format!("`{label}` is no orientation")),
    }
}

async fn people(here: &Here<'_>, case: kernel::CaseId, names: &[String]) -> Result<Vec<PersonId>, Halt> {
    let mut out = Vec::new();
    for name in names {
        out.push(here.person_of_case(case, name).await?);
    }
    Ok(out)
}

fn given(here: &Here<'_>, words: &str, own_words: Option<&String>) -> Given {
    Given { on: here.step.on.day, words: words.to_owned(), own_words: own_words.cloned().unwrap_or_default() }
}

fn code<T>(parse: impl Fn(&str) -> Option<T>, written: &str) -> Result<T, Halt> {
    parse(written).ok_or_else(|| Halt::Wrong(format!("`{written}` is no code")))
}

/// `orientation.propose`: thought of, and proposed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Propose {
    case: String,
    users: Vec<String>,
    recipient: Option<String>,
    /// Where the directory does not know it.
    recipient_name: Option<String>,
    reason: String,
    words: Option<String>,
}

impl Propose {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let users = people(here, case, &self.users).await?;
        let beginning =
            Beginning { reason: self.reason.clone(), own_words: String::new(), users, draft: None };
        let id = orientation::begin(&here.cx, case, &beginning).await?;
        let to = match (&self.recipient, &self.recipient_name) {
            (Some(code), _) => Destination::Known(here.institution(code)?),
            (None, Some(name)) => Destination::Named(name.clone()),
            (None, None) => return Halt::wrong("an orientation towards nobody"),
        };
        orientation::add_choice(&here.cx, id, &to).await?;
        orientation::propose(&here.cx, id, &given(here, "", self.words.as_ref())).await?;
        Ok(Made::Orientation { case, orientation: id })
    }
}

/// `orientation.accept`: the person wants to go there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Accept {
    orientation: String,
    words: Option<String>,
}

impl Accept {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (_, id) = known(here, &self.orientation)?;
        let mut conn = here.cx.read().await?;
        let action = register::access::Action::Write;
        let (_, course) = orientation::course(&here.cx, &mut conn, action, id).await?;
        drop(conn);
        let accepted = Accepted {
            on: here.step.on.day,
            own_words: self.words.clone().unwrap_or_default(),
            to: course.choices.first().map(|c| c.destination()),
        };
        orientation::accept(&here.cx, id, &accepted).await?;
        Ok(Made::Nothing)
    }
}

/// `orientation.refuse`: the person does not want it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Refuse {
    orientation: String,
    words: Option<String>,
}

impl Refuse {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (_, id) = known(here, &self.orientation)?;
        orientation::refuse(&here.cx, id, &given(here, "", self.words.as_ref())).await?;
        Ok(Made::Nothing)
    }
}

/// `orientation.agree_content`: a story tells both in one text; what will not be said begins with these words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AgreeContent {
    orientation: String,
    with: Vec<String>,
    content: String,
}

/// How a story begins what will not be said.
const UNSAID: &str = "Ne sera pas dit\u{a0}:";
/// How a story begins what will be.
const SAID: &str = "Sera dit\u{a0}:";

impl AgreeContent {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (case, id) = known(here, &self.orientation)?;
        let content = self.content.replace(" :", "\u{a0}:");
        let (said, unsaid) = content.split_once(UNSAID).unwrap_or((&content, ""));
        let agreed = Agreed {
            on: here.step.on.day,
            with: people(here, case, &self.with).await?,
            said: capital(said.trim().trim_start_matches(SAID)),
            unsaid: capital(unsaid),
        };
        orientation::agree_content(&here.cx, id, &agreed).await?;
        Ok(Made::Nothing)
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.trim().chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `orientation.set_appointment`: contact was made, and this is when and with whom.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct SetAppointment {
    orientation: String,
    with: Option<String>,
    appointment: When,
    /// By whom; another appointment after one that was missed needs no other contact.
    contact_made: Option<String>,
    accompanied_by: Option<String>,
}

impl SetAppointment {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (_, id) = known(here, &self.orientation)?;
        let on = here.step.on.day;
        let with = self.with.as_ref().map(|code| here.practitioner(code)).transpose()?;
        if let Some(means) = &self.contact_made {
            let means = code(Means::parse, means)?;
            let contacted = Contacted { on, means, nominal: false, words: String::new() };
            orientation::make_contact(&here.cx, id, &contacted).await?;
        }
        let Some(at) = self.appointment.at(&here.cx.zone) else {
            return Halt::wrong("an appointment without an hour");
        };
        let (companion, companion_name) = companion(here, self.accompanied_by.as_ref())?;
        let appointment = Appointment {
            agreed_on: on,
            at,
            place: String::new(),
            with,
            with_name: String::new(),
            companion,
            companion_name,
        };
        orientation::set_appointment(&here.cx, id, &appointment).await?;
        Ok(Made::Nothing)
    }
}

/// Whoever acts, or somebody else by name; nothing where the story does not say.
fn companion(here: &Here<'_>, who: Option<&String>) -> Result<(Option<Companion>, String), Halt> {
    let Some(code) = who else { return Ok((None, String::new())) };
    let id = here.practitioner(code)?;
    if here.cx.actor()?.practitioner == id {
        return Ok((Some(Companion::Worker), String::new()));
    }
    let Some(person) = here.world.practitioner(code) else { return Halt::wrong(format!("`{code}`")) };
    Ok((Some(Companion::Other), format!("{} {}", person.given, person.family)))
}

/// `orientation.attend`: what came of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Attend {
    orientation: String,
    result: String,
    accompanied_by: Option<String>,
    summary: String,
    waiting_list_weeks: Option<i64>,
}

impl Attend {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (_, id) = known(here, &self.orientation)?;
        let (companion, companion_name) = companion(here, self.accompanied_by.as_ref())?;
        let met = Met {
            outcome: code(Outcome::parse, &self.result)?,
            on: here.step.on.day,
            words: self.summary.clone(),
            own_words: String::new(),
            companion,
            companion_name,
            weeks: self.waiting_list_weeks,
        };
        orientation::record_outcome(&here.cx, id, &met).await?;
        Ok(Made::Nothing)
    }
}

/// `orientation.hand_over`: the role of helper passes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct HandOver {
    orientation: String,
    delegation: String,
    follow_up_on: Option<Date>,
}

impl HandOver {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (_, id) = known(here, &self.orientation)?;
        let handing = HandingOver {
            on: here.step.on.day,
            delegation: code(Delegation::parse, &self.delegation)?,
            until_on: None,
            follow_up_on: self.follow_up_on,
            words: String::new(),
        };
        orientation::hand_over(&here.cx, id, &handing).await?;
        Ok(Made::Nothing)
    }
}

/// `orientation.follow_up`: contact is taken up again.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct FollowUp {
    orientation: String,
    summary: String,
    words: Option<String>,
    next_on: Option<Date>,
}

impl FollowUp {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (_, id) = known(here, &self.orientation)?;
        let said = given(here, &self.summary, self.words.as_ref());
        orientation::follow_up(&here.cx, id, &said, self.next_on).await?;
        Ok(Made::Nothing)
    }
}

/// `orientation.contact`: the other service was contacted, and nothing is set yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Contact {
    orientation: String,
    contact_made: String,
    summary: String,
}

impl Contact {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let (_, id) = known(here, &self.orientation)?;
        let contacted = Contacted {
            on: here.step.on.day,
            means: code(Means::parse, &self.contact_made)?,
            nominal: false,
            words: self.summary.clone(),
        };
        orientation::make_contact(&here.cx, id, &contacted).await?;
        Ok(Made::Nothing)
    }
}
