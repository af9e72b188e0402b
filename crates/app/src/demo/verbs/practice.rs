// SPDX-License-Identifier: EUPL-1.2
//! The practice bank: who keeps it, what services describe, who reads it and what readers say.

use std::collections::BTreeMap;

use kernel::PracticeId;
use resource_centre::practices::{
    self, Answer, Finding, HarmTold, Heading, Leave, Level, NewContact, NewPractice, NewSource, SaidAs,
    Sending, Shown, SourceKind,
};
use serde::Deserialize;

use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;

fn known(here: &Here<'_>, label: &str) -> Result<PracticeId, Halt> {
    match *here.made(label)? {
        Made::Practice(id) => Ok(id),
        _ => Halt::wrong(format!("`{label}` is no practice")),
    }
}

fn code<T>(parse: impl Fn(&str) -> Option<T>, written: &str) -> Result<T, Halt> {
    parse(written).ok_or_else(|| Halt::Wrong(format!("`{written}` is no code")))
}

/// `practice.entrust`: the operator gives the bank to an institution.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Entrust {
    institution: String,
}

impl Entrust {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        practices::entrust(&here.cx, here.institution(&self.institution)?).await?;
        Ok(Made::Nothing)
    }
}

/// `practice.train`: people who may review from now on, each for the service where they work.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Train {
    who: Vec<String>,
    training: String,
}

impl Train {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        for one in &self.who {
            let (who, at) = (here.practitioner(one)?, here.institution(works_at(here, one)?)?);
            practices::train(&here.cx, who, at, here.step.on.day, &self.training).await?;
        }
        Ok(Made::Nothing)
    }
}

fn works_at<'a>(here: &'a Here<'_>, who: &str) -> Result<&'a str, Halt> {
    match here.world.practitioner(who) {
        Some(person) => Ok(&person.institution),
        None => Halt::wrong(format!("`{who}`")),
    }
}

/// Something that results rest on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    kind: String,
    citation: String,
    place: String,
}

/// Whom one may turn to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contact {
    name: String,
    role: String,
    address: String,
    phone: String,
    email: String,
    shows: Vec<String>,
}

/// `practice.describe`: a service describes what it does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Describe {
    title: String,
    summary: String,
    territory: Option<String>,
    /// Partners of the directory.
    institutions: Option<Vec<String>>,
    sectors: Vec<String>,
    sources: Option<Vec<Source>>,
    contacts: Vec<Contact>,
    /// By heading.
    texts: BTreeMap<String, String>,
}

impl Describe {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let mut new = NewPractice::titled(here.cx.actor()?.institution, "fr", &self.title);
        new.texts.set(Heading::Summary, &self.summary);
        for (heading, words) in &self.texts {
            new.texts.set(
                code(Heading::parse, heading)?,
                &words.replace(" :", "\u{a0}:").replace(" ;", "\u{a0};"),
            );
        }
        new.territory = self.territory.as_ref().map(|code| here.territory(code)).transpose()?;
        new.sectors.clone_from(&self.sectors);
        for c in &self.contacts {
            let shows = |what: &str| c.shows.iter().any(|s| s == what);
            new.contacts.push(NewContact {
                name: c.name.clone(),
                role: c.role.clone(),
                address: c.address.clone(),
                phone: c.phone.clone(),
                email: c.email.clone(),
                shows: Shown {
                    name: shows("name"),
                    address: shows("address"),
                    phone: shows("phone"),
                    email: shows("email"),
                },
            });
        }
        let id = practices::draft(&here.cx, &new, None).await?;
        for partner in self.institutions.iter().flatten() {
            practices::add_partner(&here.cx, id, here.institution(partner)?).await?;
        }
        for source in self.sources.iter().flatten() {
            let kind = code(SourceKind::parse, &source.kind)?;
            let (citation, place) = (source.citation.clone(), source.place.clone());
            practices::add_source(&here.cx, id, &NewSource { kind, citation, place }).await?;
        }
        Ok(Made::Practice(id))
    }
}

/// `practice.submit`: sent to the bank, after it was read again.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Submit {
    practice: String,
    /// Whether those agreed whose situation it tells; left out when it tells none.
    parents_leave: Option<bool>,
}

impl Submit {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let leave = match self.parents_leave {
            None => Leave::NotDrawn,
            Some(true) => Leave::Given,
            Some(false) => Leave::Missing,
        };
        let id = known(here, &self.practice)?;
        practices::submit(&here.cx, id, Sending { unrecognisable: true, leave }).await?;
        Ok(Made::Nothing)
    }
}

/// `practice.screen`: no personal data in it; with words, it goes back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Screen {
    practice: String,
    words: Option<String>,
}

impl Screen {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let id = known(here, &self.practice)?;
        match &self.words {
            None => practices::screen(&here.cx, id).await?,
            Some(words) => practices::return_screened(&here.cx, id, words).await?,
        }
        Ok(Made::Nothing)
    }
}

/// `practice.name_readers`: who reads it, each for the service where they work.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct NameReaders {
    practice: String,
    readers: Vec<String>,
}

impl NameReaders {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let mut named = Vec::new();
        for one in &self.readers {
            named.push((here.practitioner(one)?, here.institution(works_at(here, one)?)?));
        }
        practices::name_reviewers(&here.cx, known(here, &self.practice)?, &named).await?;
        Ok(Made::Nothing)
    }
}

/// `practice.declare`: nothing ties whoever reads it to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Declare {
    practice: String,
}

impl Declare {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        practices::declare(&here.cx, known(here, &self.practice)?).await?;
        Ok(Made::Nothing)
    }
}

/// `practice.review`: what whoever reads it finds; they declare first, where they did not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Review {
    practice: String,
    finding: String,
    level: Option<String>,
    /// The source on which it rests, by its kind.
    source: Option<String>,
    words: String,
}

impl Review {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let id = known(here, &self.practice)?;
        let actor = here.cx.actor()?.clone();
        let mut conn = here.cx.read().await?;
        let (card, _) = practices::card(&here.cx, &mut conn, id).await?;
        drop(conn);
        let mine = card.reading_of(actor.practitioner, actor.institution);
        if mine.is_some_and(|r| r.declared_at.is_none()) {
            practices::declare(&here.cx, id).await?;
        }
        let kind = self.source.as_ref().map(|kind| code(SourceKind::parse, kind)).transpose()?;
        let source = card.sources.iter().find(|s| Some(s.kind) == kind).map(|s| s.id);
        let answer = Answer {
            finding: code(Finding::parse, &self.finding)?,
            level: self.level.as_ref().map(|l| code(Level::parse, l)).transpose()?,
            source,
            words: self.words.clone(),
        };
        practices::answer(&here.cx, id, &answer, None).await?;
        Ok(Made::Nothing)
    }
}

/// `practice.agree`: the direction agrees that it is published.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Agree {
    practice: String,
}

impl Agree {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        practices::agree(&here.cx, known(here, &self.practice)?).await?;
        Ok(Made::Nothing)
    }
}

/// `practice.publish`: anybody may read it from now on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Publish {
    practice: String,
}

impl Publish {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        practices::publish(&here.cx, known(here, &self.practice)?).await?;
        Ok(Made::Nothing)
    }
}

/// `practice.report_harm`: a reader says that it does harm.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ReportHarm {
    practice: String,
    said_as: String,
    words: String,
}

impl ReportHarm {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let practice = known(here, &self.practice)?;
        let told = HarmTold { said_as: code(SaidAs::parse, &self.said_as)?, words: self.words.clone() };
        let harm = practices::report_harm(&here.cx, practice, &told).await?;
        Ok(Made::Harm { practice, harm })
    }
}

/// `practice.answer_harm`: the editors answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AnswerHarm {
    harm: String,
    words: String,
}

impl AnswerHarm {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Made::Harm { practice, harm } = *here.made(&self.harm)? else {
            return Halt::wrong(format!("`{}` tells of no harm", self.harm));
        };
        practices::answer_harm(&here.cx, practice, harm, &self.words).await?;
        Ok(Made::Nothing)
    }
}

/// `practice.withdraw`: not recommended any more.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Withdraw {
    practice: String,
    harmful: bool,
    reason: String,
}

impl Withdraw {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        practices::withdraw(&here.cx, known(here, &self.practice)?, self.harmful, &self.reason).await?;
        Ok(Made::Nothing)
    }
}
