// SPDX-License-Identifier: EUPL-1.2
//! The demo world as it is written in `demo/`: places, services, people, stories. Meaning of every key: `demo/README.md`.

use std::fmt;

use kernel::instant::Zone;
use kernel::{Date, FunctionKind, Instant, PartialDate, SecrecyStatus};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use toml::Table;

use super::expect::Check;
use super::verbs::Verb;

/// A day, and the time of day where it is told: `2026-03-02` or `2026-03-02T22:40`, as the people there read a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct When {
    /// The day.
    pub day: Date,
    /// Hours and minutes.
    pub time: Option<(u8, u8)>,
}

impl When {
    /// The instant, where the time is told.
    pub fn at(self, zone: &Zone) -> Option<Instant> {
        let (hour, minute) = self.time?;
        Instant::from_local(self.day, hour, minute, zone)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some((hour, minute)) => write!(f, "{}T{hour:02}:{minute:02}", self.day),
            None => self.day.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<When, D::Error> {
        let text = String::deserialize(from)?;
        let wrong =
            || D::Error::custom(format!("`{text}` is no date and time (2026-03-02 or 2026-03-02T22:40)"));
        let (day, time) = match text.split_once('T') {
            None => (text.as_str(), None),
            Some((day, time)) => {
                let (hour, minute) = time.split_once(':').ok_or_else(wrong)?;
                (day, Some((hour.parse().map_err(|_| wrong())?, minute.parse().map_err(|_| wrong())?)))
            }
        };
        Ok(When { day: day.parse().map_err(|_| wrong())?, time })
    }
}

/// A territory.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Territory {
    pub id: String,
    pub kind: String,
    pub within: Option<String>,
    pub name: String,
    pub pack: Option<String>,
    pub minors: Option<i64>,
    #[serde(rename = "jurisdiction")]
    _jurisdiction: Option<String>,
    #[serde(rename = "time_zone")]
    _time_zone: Option<String>,
    #[serde(rename = "postal_code")]
    _postal_code: Option<String>,
}

/// An institution with what it says of itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Institution {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub service_type: String,
    pub pack: String,
    pub territory: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub contact_point: ContactPoint,
    pub functioning: String,
    pub specificities: String,
    pub limits: String,
    #[serde(default)]
    pub alias: Vec<Alias>,
    #[serde(rename = "secrecy")]
    _secrecy: String,
    #[serde(rename = "grid_1785")]
    _grid_1785: Option<String>,
    #[serde(rename = "convention")]
    _convention: Option<Table>,
}

impl Institution {
    /// The short code: the house's own word in its addresses, which its people know (`saj-valmourne`), with the word of the
    /// service where several share a house (`crip-haute-lisse`).
    pub fn code(&self, all: &[Institution]) -> String {
        let house =
            |i: &Institution| i.email.split('@').nth(1).and_then(|d| d.split('.').next()).map(str::to_owned);
        match (house(self), self.email.split('@').next()) {
            (Some(code), Some(desk))
                if all.iter().filter(|i| house(i).as_ref() == Some(&code)).count() > 1 =>
            {
                format!("{desk}-{code}")
            }
            (Some(code), _) => code,
            (None, _) => self.id.clone(),
        }
    }
}

/// Where to knock.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactPoint {
    pub label: String,
    pub holder: Option<String>,
    pub phone: String,
    pub hours: String,
}

/// A former name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alias {
    pub name: String,
    #[serde(rename = "type")]
    pub service_type: String,
    pub from: Option<PartialDate>,
    pub until: Option<PartialDate>,
    #[serde(rename = "certainty")]
    _certainty: String,
}

/// A practitioner.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Practitioner {
    pub id: String,
    pub institution: String,
    pub given: String,
    pub family: String,
    pub title: String,
    #[serde(deserialize_with = "secrecy")]
    pub secrecy: SecrecyStatus,
    #[serde(deserialize_with = "functions")]
    pub functions: Vec<FunctionKind>,
    pub languages: Vec<String>,
    pub from: Date,
    pub until: Option<Date>,
    pub email: String,
    pub account: bool,
    #[serde(rename = "password_note")]
    _password_note: Option<String>,
}

fn secrecy<'de, D: Deserializer<'de>>(from: D) -> Result<SecrecyStatus, D::Error> {
    let code = String::deserialize(from)?;
    SecrecyStatus::parse(&code).ok_or_else(|| D::Error::custom(format!("`{code}` is no secrecy status")))
}

fn functions<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<FunctionKind>, D::Error> {
    let codes = Vec::<String>::deserialize(from)?;
    let parse =
        |c: &String| FunctionKind::parse(c).ok_or_else(|| D::Error::custom(format!("`{c}` is no function")));
    codes.iter().map(parse).collect()
}

/// An account to show first, with what it shows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Showcase {
    pub practitioner: String,
    pub fr: String,
    #[serde(rename = "role")]
    _role: String,
    #[serde(rename = "nl")]
    _nl: String,
    #[serde(rename = "en")]
    _en: String,
}

/// Somebody of a story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub id: String,
    pub role: Role,
    pub given: String,
    pub family: String,
    pub birth: Option<PartialDate>,
    pub expected_on: Option<Date>,
    pub sex: String,
    pub language: String,
    pub interpreter: Option<String>,
    #[serde(default)]
    pub spellings: Vec<Spelling>,
    pub address: Option<String>,
    #[serde(default, rename = "secret_address")]
    _secret_address: bool,
    // Only the step that protects it tells it to the program.
    #[serde(rename = "address_secret")]
    _address_secret: Option<String>,
    #[serde(rename = "birth_administrative")]
    _birth_administrative: Option<PartialDate>,
}

/// Child or adult.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    Child,
    Adult,
}

/// A spelling.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spelling {
    pub given: String,
    pub family: String,
    #[serde(default)]
    pub source: String,
}

/// How two people of a story are related.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Relationship {
    pub from: String,
    pub to: String,
    pub kind: String,
    pub from_date: Option<PartialDate>,
    pub until: Option<PartialDate>,
    pub source: String,
    #[serde(rename = "source_note")]
    _source_note: Option<String>,
    pub alleged: bool,
    pub recorded_at: Option<String>,
}

/// The header of a story.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub id: String,
    #[serde(rename = "title")]
    _title: String,
    pub territory: String,
    #[serde(rename = "processes")]
    _processes: Vec<String>,
}

/// One story.
#[derive(Debug)]
pub(super) struct Story {
    pub file: String,
    pub id: String,
    pub territory: String,
    pub persons: Vec<Person>,
    pub relationships: Vec<Relationship>,
    pub steps: Vec<Step>,
    pub expects: Vec<Expect>,
}

impl Story {
    /// Somebody of the story.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.persons.iter().find(|p| p.id == id)
    }
}

/// One thing that somebody does on a day.
#[derive(Debug)]
pub(super) struct Step {
    /// Line in the file.
    pub line: usize,
    /// Its label, and that of what it makes.
    pub label: String,
    /// When it is recorded.
    pub on: When,
    /// Who does it; `public` for somebody without an account.
    pub by: String,
    /// The verb by name.
    pub name: String,
    /// The verb with its parameters; `None` while the program cannot do it yet.
    pub verb: Option<Verb>,
    /// The parameters as written.
    pub written: Table,
}

/// When an expectation is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// Before the first step of the story.
    Start,
    /// Right after a step.
    Step(String),
    /// On the day on which the demo world stops.
    End,
}

/// Something that must hold.
#[derive(Debug)]
pub(super) struct Expect {
    /// Line in the file.
    pub line: usize,
    /// When.
    pub after: After,
    /// Its kind by name.
    pub kind: String,
    /// What.
    pub check: Check,
    /// As written.
    pub written: Table,
}
