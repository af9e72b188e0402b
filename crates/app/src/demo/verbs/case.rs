// SPDX-License-Identifier: EUPL-1.2
//! Cases while they are followed: opened, given to somebody, noted in, framed.

use casework::journal::{self, ChildSeen, HELD, NewContact, NewNote, NoteLayer, Texts};
use kernel::{Capacity, CaseId, Date, PartialDate};
use register::cases::{self, NewCase};
use register::{access, access::Action};
use rulebook::list;
use serde::Deserialize;

use super::person::{as_first_known, note_address, relate_all};
use super::told::{Holder, lower};
use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;
use crate::demo::story::When;

/// `case.open`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Open {
    report: Option<String>,
    child: String,
    frame: String,
    information_given: String,
    holders_informed: Vec<Holder>,
    #[serde(default)]
    no_holder_known: bool,
    #[serde(default)]
    search_seen: Vec<String>,
    not_the_same_because: Option<String>,
}

impl Open {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let actor = here.cx.actor()?.clone();
        let pack = here.pack(&actor.pack)?;
        let mut information = vec![self.information_given.clone()];
        for holder in &self.holders_informed {
            information.push(holder.in_words(here, pack)?);
        }
        if self.no_holder_known {
            information.push("Aucun titulaire de l’autorité parentale n’est connu à ce jour.".to_owned());
        }
        if let Some(why) = &self.not_the_same_because {
            let seen: Vec<String> =
                self.search_seen.iter().map(|id| here.name_of(id)).collect::<Result<_, _>>()?;
            information.push(format!("Recherche faite avant l’ouverture\u{a0}: {}. {why}", seen.join(", ")));
        }
        let story = here.story;
        let Some(person) = story.person(&self.child) else {
            return Halt::wrong(format!("`{}` is not in the story", self.child));
        };
        let mut from = None;
        let mut reason = "Demande reçue par le service.".to_owned();
        let mut child =
            here.known.people.get(&(story.id.clone(), self.child.clone(), actor.institution)).copied();
        if let Some(label) = &self.report {
            let report = here.report(label)?;
            let told = here.report_told(report).await?;
            reason = match told.institution == actor.institution {
                true => format!("Suite au signalement {}.", told.reference),
                // Another service evaluated: its report stays there, the child is recorded here anew.
                false => format!(
                    "Suite à l’information {} évaluée par\u{a0}: {}.",
                    told.reference, told.institution_name
                ),
            };
            let minor = here.known.minor_persons.get(&(report, self.child.clone())).copied();
            if told.institution == actor.institution {
                child = minor.or(child);
                // Whoever may read the report opens the case from its page; the others look the child up.
                let mut conn = here.cx.read().await?;
                let reads = access::may(&here.cx, &mut conn, Action::Read, report).await?.is_some();
                from = reads.then_some(report).filter(|_| minor.is_some());
            }
        }
        let new = |child| NewCase {
            child,
            opened_on: here.step.on.day,
            reason: reason.clone(),
            frame: self.frame.clone(),
            // What the frame rests on is told by the step that changes it.
            frame_source: String::new(),
            information: information.join("\n"),
        };
        let case = match child {
            Some(child) => match from {
                Some(report) => cases::open_from_report(&here.cx, &new(child), report).await?,
                None => cases::open(&here.cx, &new(child)).await?,
            },
            None => cases::open_for_new_child(&here.cx, &as_first_known(story, person), "", new).await?,
        };
        let facts = here.facts(case).await?;
        let key = (story.id.clone(), self.child.clone(), actor.institution);
        here.known.people.insert(key, facts.case.child);
        here.known.around.insert((case, self.child.clone()), facts.case.child);
        here.known.child_of.insert(case, (story.id.clone(), self.child.clone()));
        here.known.reference_of.insert(case, facts.case.reference);
        Ok(Made::Case(case))
    }
}

/// `case.assign`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Assign {
    case: String,
    lead: String,
}

impl Assign {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let lead = here.practitioner(&self.lead)?;
        cases::assign(&here.cx, case, lead).await?;
        begun(here, case, &self.lead).await?;
        Ok(Made::Nothing)
    }
}

/// Whoever takes a case up begins by noting who is around the child and where they live, as the story tells it.
pub(super) async fn begun(here: &mut Here<'_>, case: CaseId, lead: &str) -> Result<(), Halt> {
    let before = here.cx.clone();
    here.act_as(lead).await?;
    let addressed = here.known.related.iter().any(|(known, _)| *known == case);
    relate_all(here, case, Some(&before)).await?;
    let child = here.known.child_of.get(&case).cloned();
    if let (false, Some((story, child))) = (addressed, child) {
        let story = here.world.stories.iter().find(|s| s.id == story);
        let id = here.known.around.get(&(case, child.clone())).copied();
        if let (Some(person), Some(id)) = (story.and_then(|s| s.person(&child)), id) {
            note_address(here, case, id, person).await?;
        }
    }
    here.cx = before;
    Ok(())
}

/// `case.add_to_circle`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AddToCircle {
    case: String,
    practitioner: String,
    capacity: String,
    #[serde(rename = "ground")]
    _ground: String,
    until: Option<Date>,
}

impl AddToCircle {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        if Capacity::parse(&self.capacity) != Some(Capacity::CoWorker) {
            return Halt::wrong(format!("nobody is invited as `{}` yet", self.capacity));
        }
        let case = here.case(&self.case)?;
        let who = here.practitioner(&self.practitioner)?;
        // The last day is still theirs.
        let until =
            self.until.and_then(|day| kernel::Instant::from_local(day.plus_days(1), 0, 0, &here.cx.zone));
        cases::add_to_circle(&here.cx, case, who, "", until).await?;
        Ok(Made::Nothing)
    }
}

/// `case.leave_circle`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct LeaveCircle {
    case: String,
    practitioner: String,
    #[serde(default)]
    reason: String,
}

impl LeaveCircle {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let who = here.practitioner(&self.practitioner)?;
        let mut conn = here.cx.read().await?;
        let grant = access::require(&here.cx, &mut conn, Action::Read, case).await?;
        let circle = access::circle_of(&mut conn, &grant).await?;
        drop(conn);
        let held = circle.iter().find(|s| s.practitioner() == Some(who) && s.is_held(here.cx.now));
        let Some(seat) = held else { return Halt::wrong(format!("`{}` holds no seat", self.practitioner)) };
        cases::leave_circle(&here.cx, case, seat.id, &self.reason).await?;
        Ok(Made::Nothing)
    }
}

/// `case.note`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Note {
    case: String,
    layer: String,
    #[serde(default)]
    observed: String,
    #[serde(default)]
    heard: String,
    #[serde(default)]
    interpreted: String,
}

impl Note {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let Some(layer) = NoteLayer::parse(&self.layer) else {
            return Halt::wrong(format!("`{}` is no layer of notes", self.layer));
        };
        let texts = Texts {
            observed: self.observed.clone(),
            heard: self.heard.clone(),
            thought: self.interpreted.clone(),
        };
        let new = NewNote { layer, occurred_on: here.step.on.day, texts, draft: None };
        let recorded = journal::write_note(&here.cx, case, &new).await?;
        Ok(Made::Entry { case, entry: recorded.entry, note: Some(recorded.id), words: self.observed.clone() })
    }
}

/// `case.contact`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Contact {
    case: String,
    kind: String,
    occurred: When,
    with: Vec<String>,
    summary: String,
    attempted_only: bool,
}

impl Contact {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let (mut with, mut others) = (Vec::new(), Vec::new());
        for id in &self.with {
            match here.known.around.get(&(case, id.clone())) {
                Some(person) => with.push(*person),
                // Not related to this child in the register: named in words.
                None => others.push(here.name_of(id)?),
            }
        }
        let alone = self.kind == "child_alone";
        let new = NewContact {
            kind: self.kind.clone(),
            result: if self.attempted_only { "no_show".into() } else { HELD.into() },
            occurred_on: self.occurred.day,
            time: self.occurred.time,
            with,
            others: others.join(", "),
            child_seen: if alone { ChildSeen::Alone } else { ChildSeen::No },
            summary: self.summary.clone(),
            draft: None,
        };
        let recorded = journal::record_contact(&here.cx, case, &new).await?;
        Ok(Made::Entry { case, entry: recorded.entry, note: None, words: self.summary.clone() })
    }
}

/// `case.attention_note`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Attention {
    case: String,
    kind: String,
    text: String,
}

impl Attention {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        cases::attend(&here.cx, case, &self.kind, &self.text, here.step.on.day).await?;
        Ok(Made::Nothing)
    }
}

/// `case.significant`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Significant {
    case: String,
    event: String,
    why: String,
}

impl Significant {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let Some(step) = here.story.steps.iter().find(|s| s.label == self.event) else {
            return Halt::wrong(format!("there is no step `{}`", self.event));
        };
        let said = |key: &str| step.written.get(key).and_then(toml::Value::as_str);
        // A step of a capability that does not exist yet is chosen in words, without an entry behind it.
        let what = ["summary", "content", "observed"].iter().find_map(|k| said(k)).unwrap_or_default();
        let entry = match here.made(&self.event)? {
            Made::Entry { entry, .. } => *entry,
            _ => None,
        };
        let occurred = said("occurred").and_then(|day| day.get(..10)).and_then(|day| day.parse().ok());
        let occurred = PartialDate::exact(occurred.unwrap_or(step.on.day));
        let by = here
            .world
            .practitioner(&step.by)
            .map(|p| format!("{} {}", p.given, p.family))
            .unwrap_or_default();
        cases::choose_event(&here.cx, case, entry, occurred, what, &self.why, &by).await?;
        Ok(Made::Nothing)
    }
}

/// `case.frame`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct SetFrame {
    case: String,
    frame: String,
    from: Date,
    until: Option<Date>,
    source: String,
}

impl SetFrame {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let frame = cases::Frame {
            frame: self.frame.clone(),
            from_on: self.from,
            until_on: self.until,
            source: self.source.clone(),
        };
        cases::set_frame(&here.cx, case, &frame).await?;
        Ok(Made::Nothing)
    }
}

/// `case.emergency_access`. How long it lasts is the register's rule, not the story's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct EmergencyAccess {
    case: String,
    reason: String,
    explanation: String,
    #[serde(rename = "until")]
    _until: When,
}

impl EmergencyAccess {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let reason = here.word(list::EMERGENCY_ACCESS_REASON, &self.reason)?;
        let seat = cases::open_emergency(&here.cx, case, &format!("{reason}. {}", self.explanation)).await?;
        Ok(Made::Emergency(seat))
    }
}

/// `case.review_emergency`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ReviewEmergency {
    #[serde(rename = "case")]
    _case: String,
    access: String,
    finding: String,
    explanation: String,
}

impl ReviewEmergency {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Made::Emergency(seat) = *here.made(&self.access)? else {
            return Halt::wrong(format!("`{}` is no emergency access", self.access));
        };
        cases::review_emergency(&here.cx, seat, self.finding == "justified", &self.explanation).await?;
        Ok(Made::Nothing)
    }
}

/// A code of a list and an explanation, in one sentence.
pub(super) fn reason_in_words(
    here: &Here<'_>,
    list: &str,
    code: &str,
    explanation: &str,
) -> Result<String, Halt> {
    let word = here.word(list, code)?;
    Ok(if explanation.is_empty() { word } else { format!("{word}\u{a0}: {}", lower(explanation)) })
}
