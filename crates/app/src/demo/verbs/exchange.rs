// SPDX-License-Identifier: EUPL-1.2
//! What services ask of one another and tell each other, with the answers.

use kernel::{CaseId, Date, ExchangeId, Instant, InstitutionId, PractitionerId};
use serde::Deserialize;
use together::exchange::silence::Silence;
use together::exchange::{
    self, Answer, Kind, NewExchange, Outcome, Proposal, Reason, Rhythm, Sending, Writing,
};
use together::sharing::Channel;

use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;

/// Until when, in days, what is told of somebody is read, where a story does not say.
const USUAL_DAYS: i32 = 90;

fn channel(code: &str) -> Result<Channel, Halt> {
    Channel::parse(code).ok_or_else(|| Halt::Wrong(format!("channel `{code}`")))
}

fn address(here: &Here<'_>, code: &str) -> Result<(PractitionerId, InstitutionId), Halt> {
    let at = here.world.practitioner(code).map(|p| p.institution.clone()).unwrap_or_default();
    Ok((here.practitioner(code)?, here.institution(&at)?))
}

fn thread(here: &Here<'_>, label: &str) -> Result<ExchangeId, Halt> {
    match *here.made(label)? {
        Made::Exchange(id) => Ok(id),
        _ => Halt::wrong(format!("`{label}` is no exchange")),
    }
}

/// M1, a request for information, or M3, for intervention.
fn requested(code: &str) -> Result<Kind, Halt> {
    match code {
        "M1" => Ok(Kind::InformationRequest),
        "M3" => Ok(Kind::InterventionRequest),
        other => Halt::wrong(format!("kind `{other}`")),
    }
}

/// The case in which an exchange is begun: the one that is named, or the one of whoever writes.
fn case_of(here: &Here<'_>, label: Option<&String>) -> Result<Option<CaseId>, Halt> {
    label.map(|l| here.case(l)).transpose()
}

/// `exchange.request`: M1, a request for information, or M3, for intervention.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Request {
    kind: String,
    /// To whom; a draft may be addressed to nobody yet.
    to: Option<String>,
    channel: String,
    case: Option<String>,
    #[serde(rename = "about")]
    _about: Option<String>,
    /// The decision by which what it says of somebody was told.
    decision: Option<String>,
    subject: String,
    /// What was said, for what was said by word of mouth.
    minute: Option<String>,
    #[serde(default)]
    written_confirmation: bool,
    answer_by: Option<Date>,
    #[serde(default, rename = "told")]
    _told: Vec<toml::Value>,
    /// It is sent, unless it is left as a `draft`.
    left: Option<String>,
}

impl Request {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let kind = requested(&self.kind)?;
        let oral = channel(&self.channel)? == Channel::Oral;
        let said = self.minute.as_deref().filter(|_| oral);
        let words = said.map_or_else(|| self.subject.clone(), |said| format!("{}\n{said}", self.subject));
        let case = case_of(here, self.case.as_ref())?;
        let id = exchange::open_exchange(&here.cx, &NewExchange { kind, case, continues: None }).await?;
        if let Some(to) = &self.to {
            let (who, at) = address(here, to)?;
            exchange::add_party(&here.cx, id, who, at, "").await?;
        }
        let writing = Writing {
            channel: channel(&self.channel)?,
            words,
            nominal: self.decision.is_some(),
            answer_by: self.answer_by.or(Some(here.cx.today().plus_days(15))),
            confirmation: self.written_confirmation,
            rhythm: String::new(),
        };
        exchange::write(&here.cx, id, &writing).await?;
        if let Some(label) = &self.decision {
            let Made::Disclosures(decisions) = here.made(label)?.clone() else {
                return Halt::wrong(format!("`{label}` is no decision"));
            };
            let decision = decisions.first().copied();
            exchange::attach(&here.cx, id, decision).await?;
        }
        if self.left.as_deref() == Some("draft") {
            return Ok(Made::Exchange(id));
        }
        let sending = Sending {
            occurred_at: oral.then_some(here.cx.now),
            until_on: here.cx.today().plus_days(USUAL_DAYS),
        };
        exchange::send(&here.cx, id, &sending).await?;
        Ok(Made::Exchange(id))
    }
}

/// `exchange.reply`: M2 or M4.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Reply {
    #[serde(rename = "kind")]
    _kind: String,
    request: String,
    channel: String,
    result: String,
    /// The decision that was taken for it: what it permits is told with the answer.
    decision: Option<String>,
    content: String,
    waiting_list_weeks: Option<i64>,
    until: Option<Date>,
}

impl Reply {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let id = thread(here, &self.request)?;
        let outcome =
            Outcome::parse(&self.result).ok_or_else(|| Halt::Wrong(format!("result `{}`", self.result)))?;
        let channel = channel(&self.channel)?;
        let answer = Answer {
            outcome,
            channel,
            occurred_at: (channel == Channel::Oral).then_some(here.cx.now),
            words: self.content.clone(),
            nominal: self.decision.is_some(),
            until_on: self.until.unwrap_or(here.cx.today().plus_days(USUAL_DAYS)),
            weeks: self.waiting_list_weeks,
        };
        exchange::answer(&here.cx, id, &answer).await?;
        Ok(Made::Nothing)
    }
}

/// `exchange.decline`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Decline {
    request: String,
    reason: String,
    redirected_to: Option<String>,
    content: String,
}

impl Decline {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let id = thread(here, &self.request)?;
        let reason =
            Reason::parse(&self.reason).ok_or_else(|| Halt::Wrong(format!("reason `{}`", self.reason)))?;
        let to = self.redirected_to.as_ref().map(|code| address(here, code)).transpose()?;
        exchange::decline(&here.cx, id, reason, &self.content, to).await?;
        Ok(Made::Nothing)
    }
}

/// `exchange.ask_anonymous_advice`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AskAdvice {
    to: String,
    channel: String,
    question: String,
    /// What was answered, as whoever asked noted it.
    minute: String,
    #[serde(default, rename = "re_identification_warning")]
    _warned: bool,
}

impl AskAdvice {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let new = NewExchange { kind: Kind::Advice, case: None, continues: None };
        let id = exchange::open_exchange(&here.cx, &new).await?;
        let (who, at) = address(here, &self.to)?;
        exchange::add_party(&here.cx, id, who, at, "").await?;
        let channel = channel(&self.channel)?;
        let writing = Writing {
            channel,
            words: self.question.clone(),
            nominal: false,
            answer_by: None,
            confirmation: false,
            rhythm: String::new(),
        };
        exchange::write(&here.cx, id, &writing).await?;
        let occurred_at = (channel == Channel::Oral).then_some(here.cx.now);
        exchange::send(&here.cx, id, &Sending { occurred_at, until_on: here.cx.today() }).await?;
        let now: Instant = here.cx.now;
        exchange::minute(&here.cx, id, now, &self.minute, false, here.cx.today()).await?;
        Ok(Made::Exchange(id))
    }
}

/// `exchange.propose_silence`: what the silence of another service would be worth.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ProposeSilence {
    with: String,
    kind: String,
    days: i64,
    meaning: String,
    protocol: String,
    signed_on: Date,
    until: Option<Date>,
}

impl ProposeSilence {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let meaning = Silence::parse(&self.meaning);
        let new = Proposal {
            asked: here.institution(&self.with)?,
            kind: requested(&self.kind)?,
            days: self.days,
            meaning: meaning.ok_or_else(|| Halt::Wrong(format!("meaning `{}`", self.meaning)))?,
            protocol: self.protocol.clone(),
            signed_on: self.signed_on,
            until_on: self.until,
        };
        Ok(Made::Silence(exchange::propose_silence(&here.cx, &new).await?))
    }
}

/// `exchange.agree_silence`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AgreeSilence {
    proposal: String,
}

impl AgreeSilence {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Made::Silence(clause) = *here.made(&self.proposal)? else {
            return Halt::wrong(format!("`{}` is no proposal about silence", self.proposal));
        };
        exchange::agree_to_silence(&here.cx, clause).await?;
        Ok(Made::Nothing)
    }
}

/// `exchange.joint_action`: M5.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct JointAction {
    #[serde(rename = "kind")]
    _kind: String,
    cases: Vec<String>,
    institutions: Vec<String>,
    with: Vec<String>,
    rhythm: String,
    channel: String,
    minute: String,
}

impl JointAction {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Some(case) = self.cases.first() else { return Halt::wrong("an action without a case") };
        let case = Some(here.case(case)?);
        let new = NewExchange { kind: Kind::JointAction, case, continues: None };
        let id = exchange::open_exchange(&here.cx, &new).await?;
        for code in &self.with {
            let (who, at) = address(here, code)?;
            exchange::add_party(&here.cx, id, who, at, "").await?;
        }
        if self.institutions.len() < 2 {
            return Halt::wrong("something done together is done by two at least");
        }
        let rhythm = Rhythm::parse(&self.rhythm);
        let rhythm = rhythm.ok_or_else(|| Halt::Wrong(format!("rhythm `{}`", self.rhythm)))?;
        let channel = channel(&self.channel)?;
        let writing = Writing {
            channel,
            words: self.minute.clone(),
            nominal: false,
            answer_by: None,
            confirmation: false,
            rhythm: rhythm.code().to_owned(),
        };
        exchange::write(&here.cx, id, &writing).await?;
        let occurred_at = (channel == Channel::Oral).then_some(here.cx.now);
        exchange::send(&here.cx, id, &Sending { occurred_at, until_on: here.cx.today() }).await?;
        Ok(Made::Exchange(id))
    }
}
