// SPDX-License-Identifier: EUPL-1.2
//! Consultations with a closed list of participants: authorised, held, minuted, and not copied anywhere.

use std::collections::BTreeMap;

use kernel::{ConsultationId, Date};
use rulebook::Pack;
use secrecy::{Answer, Answers, Asked, Kind, Outcome, RuleSet};
use serde::Deserialize;
use together::consultations::{self, Answered, Basis, Frame, Word};

use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;
use crate::demo::story::{Role, When};

/// How long its record can be read, in days, unless the story says it.
const USUAL_DAYS: i32 = 365;

/// The consultation behind a label.
fn of(here: &Here<'_>, label: &str) -> Result<ConsultationId, Halt> {
    match here.made(label)? {
        Made::Consultation(id) => Ok(*id),
        _ => Halt::wrong(format!("`{label}` is no consultation")),
    }
}

/// `consultation.authorise`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Authorise {
    #[serde(rename = "case")]
    _case: String,
    authorised_by: String,
    reasons: String,
    purpose: String,
    participants: Vec<String>,
    modalities: String,
    answers: BTreeMap<String, String>,
    until: Option<Date>,
    /// How far it goes: opened unless it is left `prepared`.
    left: Option<String>,
}

impl Authorise {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Some(by) = here.world.practitioner(&self.authorised_by) else {
            return Halt::wrong(format!("`{}` is no practitioner", self.authorised_by));
        };
        let children = here.story.persons.iter().filter(|p| p.role == Role::Child);
        let about: Vec<String> = children.map(|p| format!("{} {}", p.given, p.family)).collect();
        let today = here.cx.today();
        let frame = Frame {
            basis: Basis::Authorisation,
            source: format!("{} {}, {}", by.given, by.family, by.title),
            authorised_on: Some(today),
            reasons: self.reasons.clone(),
            about: about.join(", "),
            purpose: self.purpose.clone(),
            modalities: self.modalities.clone(),
            until_on: self.until.unwrap_or_else(|| today.plus_days(USUAL_DAYS)),
        };
        let id = consultations::prepare(&here.cx, &frame).await?;
        let rules = self.rules(here)?;
        let of = |asked: Asked| self.answered(&rules, asked);
        let (mut participants, mut needs) = (Vec::new(), Vec::new());
        for code in &self.participants {
            let who = here.practitioner(code)?;
            let at = here.world.practitioner(code).map(|p| p.institution.clone()).unwrap_or_default();
            consultations::name_participant(&here.cx, id, who, here.institution(&at)?).await?;
            participants.push((who, of(Asked::Recipient)?));
            needs.push((who, of(Asked::Pair)?));
        }
        let answered = Answered { whole: of(Asked::Decision)?, participants, needs };
        consultations::answer(&here.cx, id, answered).await?;
        if self.left.as_deref() == Some("prepared") {
            return Ok(Made::Consultation(id));
        }
        match consultations::open_to_participants(&here.cx, id).await? {
            Outcome::Permitted => Ok(Made::Consultation(id)),
            other => Halt::wrong(format!("the rules answered {other:?}")),
        }
    }

    fn rules(&self, here: &Here<'_>) -> Result<RuleSet, Halt> {
        let pack: &Pack = here.pack(&here.cx.actor()?.pack)?;
        let found = pack.rule_sets_on(here.cx.today()).find(|r| r.kind() == Kind::Consultation).cloned();
        found.ok_or_else(|| Halt::Wrong("this law knows no consultation".into()))
    }

    fn answered(&self, rules: &RuleSet, asked: Asked) -> Result<Answers, Halt> {
        let mut out = Answers::new();
        for (code, answer) in &self.answers {
            let (Some(question), Some(answer)) = (rules.question(code), Answer::parse(answer)) else {
                return Halt::wrong(format!("`{code} = {answer}` answers nothing that is asked"));
            };
            if question.asked() == asked {
                out.insert(code.clone(), answer);
            }
        }
        Ok(out)
    }
}

/// `consultation.hold`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Hold {
    authorisation: String,
    occurred: When,
    present: Vec<String>,
    #[serde(default)]
    silent: Vec<String>,
}

impl Hold {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let id = of(here, &self.authorisation)?;
        let present = self.present.iter().map(|p| here.practitioner(p)).collect::<Result<Vec<_>, _>>()?;
        consultations::hold(&here.cx, id, self.occurred.day, &present).await?;
        // Nobody writes of another that they kept silent: whoever did says so themselves.
        let convener = here.cx.clone();
        for who in &self.silent {
            here.act_as(who).await?;
            consultations::say(&here.cx, id, Word { kept_silent: true, text: "" }).await?;
        }
        here.cx = convener;
        Ok(Made::Consultation(id))
    }
}

/// `consultation.minute`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Minute {
    consultation: String,
    #[serde(rename = "store")]
    _store: String,
    text: String,
}

impl Minute {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let consultation = of(here, &self.consultation)?;
        consultations::minute(&here.cx, consultation, &self.text).await?;
        Ok(Made::Minutes { consultation, words: self.text.clone() })
    }
}

/// `consultation.copy_extract`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct CopyExtract {
    from: String,
    #[serde(rename = "into")]
    _into: String,
    #[serde(rename = "expect_result")]
    _expect_result: String,
}

impl CopyExtract {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Made::Minutes { words, .. } = here.made(&self.from)? else {
            return Halt::wrong(format!("`{}` is no minutes", self.from));
        };
        let extract: Vec<&str> = words.split_inclusive(',').take(3).collect();
        // What every file, plan and disclosure asks before it takes a text.
        register::apart::refuse_copies(&here.cx, &[&extract.concat()]).await?;
        Ok(Made::Nothing)
    }
}
