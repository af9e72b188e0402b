// SPDX-License-Identifier: EUPL-1.2
//! What a campaign is made of, and where it stands.

use kernel::{Date, Id, Instant, InstitutionId, PractitionerId};
use platform::db::{FromRow, Row, StoreError};
use uuid::Uuid;

/// Which campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SurveyId(pub Uuid);

impl Id for SurveyId {
    fn from_uuid(raw: Uuid) -> Self {
        SurveyId(raw)
    }

    fn uuid(self) -> Uuid {
        self.0
    }
}

impl kernel::stored::ToValue for SurveyId {
    fn to_value(&self) -> kernel::stored::Value {
        kernel::stored::Value::Uuid(self.0)
    }
}

impl kernel::stored::FromValue for SurveyId {
    fn from_value(value: kernel::stored::Value) -> Result<Self, kernel::stored::Unreadable> {
        Uuid::from_value(value).map(SurveyId)
    }
}

impl std::fmt::Display for SurveyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.simple().fmt(f)
    }
}

/// What a campaign says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: String,
    /// The number of its circular; empty without one.
    pub number: String,
    /// The day of its circular.
    pub issued_on: Option<Date>,
    /// In whose name it asks.
    pub authority: String,
    /// Who signs.
    pub signatory: String,
    /// Who looks after it.
    pub manager: String,
    /// What it is found by, separated by commas.
    pub keywords: String,
    /// What the answers are for, as respondents read it.
    pub purpose: String,
    /// Whom to ask for help, as respondents read it.
    pub help: String,
    /// Days to answer in, from receipt.
    pub reply_days: i64,
    /// The kinds of institutions that are asked: codes of service types.
    pub asked: Vec<String>,
    /// Those that are only told of it.
    pub informed: Vec<String>,
}

/// A campaign.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Which one.
    pub id: SurveyId,
    /// Whose.
    pub institution: InstitutionId,
    /// Which version of which form.
    pub form_version: Uuid,
    /// What it says of itself.
    pub about: About,
    /// When it was drawn up.
    pub created_at: Instant,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// Since when answers are taken.
    pub opened_at: Option<Instant>,
    /// When those who had not answered were last asked once more.
    pub reminded_at: Option<Instant>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// When its results were given back to those who were asked.
    pub reported_at: Option<Instant>,
    /// When what names people was erased from its answers.
    pub archived_at: Option<Instant>,
    /// For a change that nobody else's comes under.
    pub version: i64,
}

/// Where a campaign stands. Never kept: it follows from what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Being drawn up.
    Designed,
    /// Frozen, not open yet.
    Published,
    /// Answers are taken.
    Open,
    /// No answer is taken any more.
    Closed,
    /// Its results were given back: nothing changes any more.
    Reported,
    /// What names people was erased from its answers: results are read, and no link leads to it any more.
    Archived,
}

kernel::codes!(State {
    Designed = "designed",
    Published = "published",
    Open = "open",
    Closed = "closed",
    Reported = "reported",
    Archived = "archived",
});

impl Survey {
    /// Where it stands.
    pub fn state(&self) -> State {
        match (self.published_at, self.opened_at, self.closed_at) {
            _ if self.archived_at.is_some() => State::Archived,
            _ if self.reported_at.is_some() => State::Reported,
            (_, _, Some(_)) => State::Closed,
            (_, Some(_), None) => State::Open,
            (Some(_), None, None) => State::Published,
            (None, None, None) => State::Designed,
        }
    }
}

/// Why somebody is among the respondents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// They are asked.
    Asked,
    /// Nobody asked them; they answer all the same, and are counted apart.
    Volunteer,
    /// They are told of it, and not asked.
    Informed,
}

kernel::codes!(Role { Asked = "asked", Volunteer = "volunteer", Informed = "informed" });

/// How far a respondent is, as lists are narrowed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was written, of those who are asked.
    Silent,
    /// Something was written, and nothing sent.
    Begun,
    /// Nothing was sent, and the last day is past.
    Overdue,
    /// Something was sent.
    Sent,
    /// What was sent waits to be validated.
    ToValidate,
    /// It came back on paper.
    Paper,
    /// Set aside.
    Aside,
}

kernel::codes!(Standing {
    Silent = "silent",
    Begun = "begun",
    Overdue = "overdue",
    Sent = "sent",
    ToValidate = "to-validate",
    Paper = "paper",
    Aside = "aside",
});

/// Why a respondent does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetAside {
    /// Somebody answered twice for one institution.
    Duplicate,
    /// They are not of those who are asked.
    NotAsked,
}

kernel::codes!(SetAside { Duplicate = "duplicate", NotAsked = "not-asked" });

/// An institution that is asked, asks to be heard, or is told of it.
#[derive(Clone, Debug)]
pub struct Respondent {
    /// Which one.
    pub id: Uuid,
    /// In which campaign.
    pub survey: SurveyId,
    /// Which institution of the directory; nothing when it is not in it.
    pub institution: Option<InstitutionId>,
    /// Its name on the day it was asked.
    pub name: String,
    /// Its judicial division, where it has one.
    pub division: String,
    /// Its number in an administration of schools, where it has one.
    pub number: String,
    /// Its kind, by a code of its pack.
    pub service_type: String,
    /// Its sector, by a code of its pack.
    pub sector: String,
    /// Its territory, in words.
    pub territory: String,
    /// Why it is here.
    pub role: Role,
    /// Since when.
    pub invited_at: Instant,
    /// The day on which it received the questions.
    pub received_on: Option<Date>,
    /// Its last day to answer.
    pub due_on: Option<Date>,
    /// When it was last asked once more.
    pub reminded_at: Option<Instant>,
    /// When its link was opened for the first time.
    pub opened_at: Option<Instant>,
    /// That it does not count, and why.
    pub set_aside: Option<SetAside>,
    /// In words.
    pub set_aside_reason: String,
}

/// Where answers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Filled in here by the respondent.
    Online,
    /// Returned on paper and typed in.
    Paper,
}

kernel::codes!(Source { Online = "online", Paper = "paper" });

/// What a respondent answers.
#[derive(Clone, Debug)]
pub struct Answers {
    /// Which ones.
    pub id: Uuid,
    /// In which campaign.
    pub survey: SurveyId,
    /// Whose.
    pub respondent: Uuid,
    /// Where they come from.
    pub source: Source,
    /// As they stand while they are written.
    pub draft: serde_json::Value,
    /// For a change that nobody else's comes under.
    pub version: i64,
    /// Since when.
    pub begun_at: Instant,
    /// When something was last written.
    pub changed_at: Instant,
    /// Who typed them in from paper.
    pub keyed_by: Option<PractitionerId>,
    /// Those that were typed first, when these are the second time.
    pub second_of: Option<Uuid>,
    /// Those that they correct.
    pub corrects: Option<Uuid>,
    /// Why they correct them.
    pub reason: String,
    /// When they were sent.
    pub submitted_at: Option<Instant>,
    /// What was sent, as it was shown.
    pub document: Option<serde_json::Value>,
    /// When they were found fit to be counted.
    pub validated_at: Option<Instant>,
}

fn codes_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn json(text: &str) -> Result<serde_json::Value, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Engine(format!("answers cannot be read: {e}")))
}

impl FromRow for Survey {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        let (id, institution, form_version) = (row.take()?, row.take()?, row.take()?);
        let (title, number, issued_on) = (row.take()?, row.take()?, row.take()?);
        let (authority, signatory, manager) = (row.take()?, row.take()?, row.take()?);
        let (keywords, purpose, help) = (row.take()?, row.take()?, row.take()?);
        let reply_days = row.take()?;
        let lists: [String; 2] = [row.take()?, row.take()?];
        let [asked, informed] = lists.map(|text| codes_of(&text));
        Ok(Survey {
            id,
            institution,
            form_version,
            about: About {
                title,
                number,
                issued_on,
                authority,
                signatory,
                manager,
                keywords,
                purpose,
                help,
                reply_days,
                asked,
                informed,
            },
            created_at: row.take()?,
            published_at: row.take()?,
            opened_at: row.take()?,
            reminded_at: row.take()?,
            closed_at: row.take()?,
            reported_at: row.take()?,
            archived_at: row.take()?,
            version: row.take()?,
        })
    }
}

impl FromRow for Respondent {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        Ok(Respondent {
            id: row.take()?,
            survey: row.take()?,
            institution: row.take()?,
            name: row.take()?,
            division: row.take()?,
            number: row.take()?,
            service_type: row.take()?,
            sector: row.take()?,
            territory: row.take()?,
            role: row.take()?,
            invited_at: row.take()?,
            received_on: row.take()?,
            due_on: row.take()?,
            reminded_at: row.take()?,
            opened_at: row.take()?,
            set_aside: row.take()?,
            set_aside_reason: row.take::<Option<String>>()?.unwrap_or_default(),
        })
    }
}

impl FromRow for Answers {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        let (id, survey, respondent, source) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let draft = json(&row.take::<String>()?)?;
        let (version, begun_at, changed_at) = (row.take()?, row.take()?, row.take()?);
        let (keyed_by, second_of, corrects) = (row.take()?, row.take()?, row.take()?);
        let reason: Option<String> = row.take()?;
        let submitted_at = row.take()?;
        let document: Option<String> = row.take()?;
        Ok(Answers {
            id,
            survey,
            respondent,
            source,
            draft,
            version,
            begun_at,
            changed_at,
            keyed_by,
            second_of,
            corrects,
            reason: reason.unwrap_or_default(),
            submitted_at,
            document: document.as_deref().map(json).transpose()?,
            validated_at: row.take()?,
        })
    }
}

impl Respondent {
    /// Whether answers sent at this moment come after its last day.
    pub fn is_late(&self, sent_on: Date) -> bool {
        self.due_on.is_some_and(|due| sent_on > due)
    }

    /// Whether it counts among those who were asked.
    pub fn counts(&self) -> bool {
        self.role == Role::Asked && self.set_aside.is_none()
    }
}
