// SPDX-License-Identifier: EUPL-1.2
//! What is received: through which door, what was seen, heard and thought, about whom, by whom.

use kernel::{
    Date, Instant, InstitutionId, PartialDate, PersonId, PractitionerId, ReportId, ReporterId, TransferId,
    codes,
};
use platform::db::{FromRow, Row, StoreError};
use register::directory::TerritoryId;
use register::people::NewPerson;

use super::MinorId;

/// Through which door a report comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The public page: anyone, without an account.
    Public,
    /// A professional signed in.
    Professional,
    /// Told by voice, letter or message, and typed by the service.
    Phone,
    /// Transferred by another service.
    Transfer,
}

codes!(Door { Public = "public", Professional = "professional", Phone = "phone", Transfer = "transfer" });

/// Yes, no, or nobody knows. An empty answer is none of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Told {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known.
    #[default]
    Unknown,
}

codes!(Told { Yes = "yes", No = "no", Unknown = "unknown" });

/// Levels of danger, gravity and urgency, each from 0 to 3; `None` when nobody rated it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Levels {
    /// Is safety or development threatened?
    pub danger: Option<u8>,
    /// How serious is the harm?
    pub gravity: Option<u8>,
    /// How soon must somebody act?
    pub urgency: Option<u8>,
}

impl Levels {
    /// All three given.
    pub const fn of(danger: u8, gravity: u8, urgency: u8) -> Levels {
        Levels { danger: Some(danger), gravity: Some(gravity), urgency: Some(urgency) }
    }

    /// Whether all three are given.
    pub fn are_complete(self) -> bool {
        self.danger.is_some() && self.gravity.is_some() && self.urgency.is_some()
    }

    /// For a column.
    pub(crate) fn column(level: Option<u8>) -> Option<i64> {
        level.map(i64::from)
    }

    pub(crate) fn take(row: &mut Row) -> Result<Levels, StoreError> {
        let mut one = || -> Result<Option<u8>, StoreError> {
            Ok(row.take::<Option<i64>>()?.and_then(|n| u8::try_from(n).ok()))
        };
        Ok(Levels { danger: one()?, gravity: one()?, urgency: one()? })
    }
}

/// A report as it lies in the register.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which one.
    pub id: ReportId,
    /// The institution that received it.
    pub institution: InstitutionId,
    /// Its number, for people to cite: `S-2026-0012`.
    pub reference: String,
    /// Through which door it came.
    pub door: Door,
    /// How: a code of the list `received_how`.
    pub received_how: String,
    /// The day on which this institution received it.
    pub received_on: Date,
    /// The moment, when known.
    pub received_at: Option<Instant>,
    /// The day on which the first institution received it.
    pub first_received_on: Date,
    /// When the facts happened, as far as known.
    pub occurred: Option<PartialDate>,
    /// What was seen.
    pub observed: String,
    /// What was heard.
    pub heard: String,
    /// What the reporter thinks of it.
    pub thought: String,
    /// What the worry is about: codes of the list `maltreatment`.
    pub about: Vec<String>,
    /// Whether the child is in danger right now, as told.
    pub danger_now: Told,
    /// Where the child is now and with whom.
    pub safety: String,
    /// Where the home is, as told.
    pub address: String,
    /// As the reporter rated it.
    pub levels: Levels,
    /// Language of the family, as noted.
    pub language: String,
    /// Interpreter needed, as noted.
    pub interpreter: String,
    /// A copy of what was sent to the judicial authority directly.
    pub direct_referral: bool,
    /// The transfer by which it came.
    pub came_by: Option<TransferId>,
    /// Who typed it, for what was told by voice.
    pub recorded_by: Option<PractitionerId>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// When receipt was acknowledged.
    pub acknowledged_on: Option<Date>,
    /// When an oral report was confirmed in writing.
    pub confirmed_on: Option<Date>,
    /// The report it was joined to.
    pub merged_into: Option<ReportId>,
    /// When it was archived.
    pub archived_at: Option<Instant>,
    /// By which rule it is kept from then on, in words.
    pub retention: Option<String>,
}

impl FromRow for Report {
    fn from_row(row: &mut Row) -> Result<Report, StoreError> {
        Ok(Report {
            id: row.take()?,
            institution: row.take()?,
            reference: row.take()?,
            door: row.take()?,
            received_how: row.take()?,
            received_on: row.take()?,
            received_at: row.take()?,
            first_received_on: row.take()?,
            occurred: row.take()?,
            observed: row.take()?,
            heard: row.take()?,
            thought: row.take()?,
            about: row.take::<String>()?.split(',').filter(|c| !c.is_empty()).map(str::to_owned).collect(),
            danger_now: row.take()?,
            safety: row.take()?,
            address: row.take()?,
            levels: Levels::take(row)?,
            language: row.take()?,
            interpreter: row.take()?,
            direct_referral: row.take()?,
            came_by: row.take()?,
            recorded_by: row.take()?,
            recorded_at: row.take()?,
            acknowledged_on: row.take()?,
            confirmed_on: row.take()?,
            merged_into: row.take()?,
            archived_at: row.take()?,
            retention: row.take()?,
        })
    }
}

/// Who a minor or somebody else in the home is.
#[derive(Clone, Debug, Default)]
pub enum Who {
    /// Somebody in the receiving institution's register, found by searching first.
    Known(PersonId),
    /// Somebody to be recorded.
    New(Box<NewPerson>),
    /// Nobody knows a name or an age: only a description.
    #[default]
    Described,
}

/// A minor of a report to be received.
#[derive(Clone, Debug, Default)]
pub struct NewMinor {
    /// Who it is.
    pub who: Who,
    /// How they are described.
    pub description: String,
    /// Nobody knows how many children are meant.
    pub number_unknown: bool,
}

impl NewMinor {
    /// The birth, when it is told.
    pub fn birth(&self) -> Option<PartialDate> {
        match &self.who {
            Who::New(person) => person.birth,
            _ => None,
        }
    }

    /// The expected birth, when it is told.
    pub fn expected_on(&self) -> Option<Date> {
        match &self.who {
            Who::New(person) => person.expected_on,
            _ => None,
        }
    }

    /// Whether nothing at all was said of them.
    pub fn is_blank(&self) -> bool {
        let nobody = match &self.who {
            Who::Known(_) => false,
            Who::New(p) => {
                p.given.is_empty() && p.family.is_empty() && p.birth.is_none() && p.expected_on.is_none()
            }
            Who::Described => true,
        };
        nobody && self.description.is_empty()
    }
}

/// A holder of parental authority to be noted.
#[derive(Clone, Debug, Default)]
pub struct NewHolder {
    /// Who, in words: a name, « la mère ».
    pub who: String,
    /// Whether they were told.
    pub told: Told,
    /// When.
    pub told_on: Option<Date>,
    /// Why not: a code of `not_told_reason`.
    pub not_told_reason: String,
    /// What there is to add.
    pub note: String,
}

/// Who reports.
#[derive(Clone, Debug, Default)]
pub struct NewReporter {
    /// Whether they said who they are.
    pub is_known: bool,
    /// Their name.
    pub name: String,
    /// In which capacity: a code of `reporter_capacity`; empty when not said.
    pub capacity: String,
    /// What the child is to them: a code of `relation_to_child`; empty when not said.
    pub relation: String,
    /// The practitioner, when it is one of the register.
    pub practitioner: Option<PractitionerId>,
    /// Where they work.
    pub workplace: String,
    /// Number.
    pub phone: String,
    /// Address for messages.
    pub email: String,
    /// When and how they may be contacted without danger.
    pub safe_contact: String,
    /// They wish to stay unknown to the family.
    pub wants_unknown: bool,
    /// They are named in the facts themselves.
    pub alleged_author: bool,
}

/// A report to be received.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// The institution that receives it.
    pub institution: InstitutionId,
    /// Through which door.
    pub door: Door,
    /// How: a code of `received_how`.
    pub received_how: String,
    /// The day it was received; may lie in the past when it is typed later.
    pub received_on: Date,
    /// The moment, when known.
    pub received_at: Option<Instant>,
    /// When the facts happened.
    pub occurred: Option<PartialDate>,
    /// What was seen.
    pub observed: String,
    /// What was heard.
    pub heard: String,
    /// What the reporter thinks of it.
    pub thought: String,
    /// What it is about: codes of `maltreatment`.
    pub about: Vec<String>,
    /// The minors whom the worry is about.
    pub children: Vec<NewMinor>,
    /// Other minors of the home.
    pub home: Vec<NewMinor>,
    /// Holders of parental authority.
    pub holders: Vec<NewHolder>,
    /// In danger right now?
    pub danger_now: Told,
    /// Where the child is now and with whom.
    pub safety: String,
    /// Where the home is: an address, or the way to find it.
    pub address: String,
    /// As the reporter rates it.
    pub levels: Levels,
    /// Language of the family.
    pub language: String,
    /// Interpreter needed.
    pub interpreter: String,
    /// A copy of what was sent to the judicial authority directly.
    pub direct_referral: bool,
    /// Where the child lives.
    pub territory: Option<TerritoryId>,
    /// Who reports.
    pub reporter: NewReporter,
    /// The token of the browser that sent a public form, so that a second click shows the same receipt.
    pub browser: Option<String>,
}

impl NewReport {
    /// An empty report to an institution through a door, received at this moment.
    pub fn to(institution: InstitutionId, door: Door, on: Date, at: Instant) -> NewReport {
        let received_how = match door {
            Door::Public => "public_form",
            Door::Professional => "professional_form",
            Door::Phone => "phone",
            Door::Transfer => "transferred",
        };
        NewReport {
            institution,
            door,
            received_how: received_how.to_owned(),
            received_on: on,
            received_at: Some(at),
            occurred: None,
            observed: String::new(),
            heard: String::new(),
            thought: String::new(),
            about: Vec::new(),
            children: Vec::new(),
            home: Vec::new(),
            holders: Vec::new(),
            danger_now: Told::Unknown,
            safety: String::new(),
            address: String::new(),
            levels: Levels::default(),
            language: String::new(),
            interpreter: String::new(),
            direct_referral: false,
            territory: None,
            reporter: NewReporter::default(),
            browser: None,
        }
    }
}

/// What was received: to be told to whoever reported, or to the story that is being replayed.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The report.
    pub report: ReportId,
    /// The reporter's part in it.
    pub reporter: ReporterId,
    /// Its number.
    pub reference: String,
    /// The minors reported, in the order given.
    pub children: Vec<(MinorId, Option<PersonId>)>,
    /// The minors only mentioned, in the order given.
    pub home: Vec<(MinorId, Option<PersonId>)>,
    /// The code that opens the return channel, where there is one.
    pub code: Option<String>,
}
