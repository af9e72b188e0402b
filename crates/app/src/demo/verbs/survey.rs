// SPDX-License-Identifier: EUPL-1.2
//! A campaign: drawn up, opened, answered here or on paper.

use kernel::Date;
use resource_centre::surveys::{self, About, NewLine, Put, Source, SurveyId};
use serde::Deserialize;
use smart_forms::instance::Step;

use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;

fn survey(here: &Here<'_>, label: &str) -> Result<SurveyId, Halt> {
    match here.made(label)? {
        Made::Survey(id) => Ok(*id),
        _ => Halt::wrong(format!("`{label}` is no campaign")),
    }
}

/// `survey.create`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Create {
    form: String,
    title: String,
    number: String,
    issued_on: Date,
    authority: String,
    signatory: String,
    manager: String,
    keywords: String,
    purpose: String,
    help: String,
    reply_days: i64,
    asked: Vec<String>,
    informed: Vec<String>,
}

impl Create {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let about = About {
            title: self.title.clone(),
            number: self.number.clone(),
            issued_on: Some(self.issued_on),
            authority: self.authority.clone(),
            signatory: self.signatory.clone(),
            manager: self.manager.clone(),
            keywords: self.keywords.clone(),
            purpose: self.purpose.clone(),
            help: self.help.clone(),
            reply_days: self.reply_days,
            asked: self.asked.clone(),
            informed: self.informed.clone(),
        };
        Ok(Made::Survey(surveys::create_from_pack(&here.cx, &about, &self.form).await?))
    }
}

/// `survey.publish`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Publish {
    survey: String,
}

impl Publish {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        surveys::publish(&here.cx, survey(here, &self.survey)?).await?;
        Ok(Made::Nothing)
    }
}

/// `survey.invite`: institutions that are not in the directory.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Invite {
    survey: String,
    kind: String,
    name: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    division: String,
}

impl Invite {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let line = NewLine {
            name: self.name.clone(),
            division: self.division.clone(),
            number: self.number.clone(),
            service_type: self.kind.clone(),
        };
        let id = survey(here, &self.survey)?;
        Ok(Made::Respondent(surveys::invite(&here.cx, id, &line).await?))
    }
}

/// `survey.open`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Open {
    survey: String,
}

impl Open {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        surveys::open(&here.cx, survey(here, &self.survey)?).await?;
        Ok(Made::Nothing)
    }
}

/// `survey.answer`: by the institution of whoever acts, or for a respondent that is named, from paper when that is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Answer {
    survey: String,
    of: Option<String>,
    #[serde(default)]
    paper: bool,
    /// What is answered, in the order in which it is filled in: a path and a value, or `+` and the path of something repeated.
    answers: Vec<(String, String)>,
    /// Written, and not sent.
    #[serde(default)]
    draft: bool,
}

impl Answer {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let id = survey(here, &self.survey)?;
        let respondent = match &self.of {
            None => surveys::start(&here.cx, id).await?,
            Some(label) => match here.made(label)? {
                Made::Respondent(known) => *known,
                _ => return Halt::wrong(format!("`{label}` is no respondent")),
            },
        };
        let source = if self.paper { Source::Paper } else { Source::Online };
        let found = if self.paper {
            surveys::open_own(&here.cx, id, respondent).await?
        } else {
            surveys::open_by_link(&here.cx, &surveys::token_of(&here.cx, respondent).await?).await?
        };
        let step = |(path, value): &(String, String)| match path.as_str() {
            "+" => Step::Add(value.clone()),
            _ => Step::Set(path.clone(), value.clone()),
        };
        let steps: Vec<Step> = self.answers.iter().map(step).collect();
        if self.draft {
            surveys::write_steps(&here.cx, found, &steps, source).await?;
        } else {
            surveys::send_steps(&here.cx, found, &steps, source).await?;
        }
        Ok(Made::Nothing)
    }
}

/// `survey.validate`: answers that were read and count, of respondents and of institutions of the directory.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Validate {
    survey: String,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    institutions: Vec<String>,
}

impl Validate {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let id = survey(here, &self.survey)?;
        let mut all = Vec::new();
        for label in &self.of {
            match here.made(label)? {
                Made::Respondent(known) => all.push(*known),
                _ => return Halt::wrong(format!("`{label}` is no respondent")),
            }
        }
        for institution in &self.institutions {
            match surveys::line_of(&here.cx, id, here.institution(institution)?).await? {
                Some(line) => all.push(line),
                None => return Halt::wrong(format!("`{institution}` is not asked")),
            }
        }
        for one in all {
            surveys::validate(&here.cx, id, one).await?;
        }
        Ok(Made::Nothing)
    }
}

/// `survey.code`: what is named in the answers, put under kinds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Code {
    survey: String,
    /// Where in the form.
    path: String,
    /// What is written, and its kind.
    named: Vec<(String, String)>,
}

impl Code {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let put = |(words, code): &(String, String)| Put {
            path: self.path.clone(),
            folded: kernel::name::fold(words),
            code: Some(code.clone()),
        };
        let all: Vec<Put> = self.named.iter().map(put).collect();
        surveys::put(&here.cx, survey(here, &self.survey)?, &all).await?;
        Ok(Made::Nothing)
    }
}
