// SPDX-License-Identifier: EUPL-1.2
//! What a consultation is made of, and where it stands.

use kernel::{ConsultationId, Date, FunctionId, Instant, InstitutionId, MinuteId, PractitionerId};
use platform::db::{FromRow, Row, StoreError};
use platform::from_row;
use secrecy::{Answers, Decision, Facts, Outcome};
use serde::{Deserialize, Serialize};

/// On what a consultation rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A law, a decree or an ordinance organises it.
    Law,
    /// A prosecutor authorised it, with reasons.
    Authorisation,
}

kernel::codes!(Basis { Law = "law", Authorisation = "authorisation" });

/// What the text or the authorisation fixes, as it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// On what it rests.
    pub basis: Basis,
    /// The text; or who authorised it, and as what.
    pub source: String,
    /// The day of the authorisation.
    pub authorised_on: Option<Date>,
    /// The reasons of the authorisation.
    pub reasons: String,
    /// Whom it is about, in words: it stands in no case.
    pub about: String,
    /// Its purpose, and no other.
    pub purpose: String,
    /// How it is held.
    pub modalities: String,
    /// Last day on which the participants can read its record.
    pub until_on: Date,
}

/// What is prepared; frozen from the decision on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composition {
    /// What was fixed.
    pub frame: Frame,
    /// The closed list, whoever convenes first.
    pub participants: Vec<Participant>,
    /// Answers to the questions of the rule set about the whole.
    pub answers: Answers,
}

/// Somebody named among the participants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub practitioner: PractitionerId,
    /// For which institution.
    pub institution: InstitutionId,
    /// As what, in words.
    pub as_what: String,
    /// The functions for which they were named: whoever holds none of them any more takes part no more.
    pub functions: Vec<FunctionId>,
    /// Answers about them.
    pub answers: Answers,
    /// Answers about them and what will be said.
    pub needs: Answers,
}

impl Composition {
    /// Somebody among the participants.
    pub fn participant(&self, who: PractitionerId) -> Option<&Participant> {
        self.participants.iter().find(|p| p.practitioner == who)
    }
}

/// A consultation.
#[derive(Clone, Debug)]
pub struct Consultation {
    /// Which one.
    pub id: ConsultationId,
    /// Whose institution convenes it.
    pub institution: InstitutionId,
    /// By the law of which jurisdiction.
    pub pack: String,
    /// By which rule set.
    pub rule_set: String,
    /// What is fixed.
    pub composition: Composition,
    /// Who convenes it and keeps its record.
    pub convened_by: PractitionerId,
    /// Since when.
    pub convened_at: Instant,
    /// For a change that nobody else's comes under.
    pub version: i64,
    /// What the rules were asked and answered, once they were.
    pub decided: Option<Decided>,
    /// That it was held, once it was.
    pub held: Option<Held>,
}

/// What the rules were asked and answered, before it was opened to anybody.
#[derive(Clone, Debug)]
pub struct Decided {
    /// When.
    pub at: Instant,
    /// What they were asked.
    pub facts: Facts,
    /// What they answered.
    pub decision: Decision,
}

/// That it was held.
#[derive(Clone, Debug)]
pub struct Held {
    /// On which day.
    pub on: Date,
    /// Who was there. Of whoever was not, nothing is written: nobody has to come, nor to say why not.
    pub attended: Vec<PractitionerId>,
}

/// Where a consultation stands. Never kept: it follows from what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Being prepared; only whoever convenes knows of it.
    Prepared,
    /// The rules refused: it opened to nobody.
    Refused,
    /// Open to its participants.
    Open,
    /// Held.
    Held,
}

kernel::codes!(Stand { Prepared = "prepared", Refused = "refused", Open = "open", Held = "held" });

impl Consultation {
    /// Where it stands.
    pub fn stand(&self) -> Stand {
        match (&self.decided, &self.held) {
            (None, _) => Stand::Prepared,
            (Some(d), _) if d.decision.outcome != Outcome::Permitted => Stand::Refused,
            (Some(_), None) => Stand::Open,
            (Some(_), Some(_)) => Stand::Held,
        }
    }

    /// Whether it was opened to its participants.
    pub fn is_open(&self) -> bool {
        matches!(self.stand(), Stand::Open | Stand::Held)
    }
}

/// What a text in the record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinuteKind {
    /// Minutes, by whoever convened it.
    Minutes,
    /// A word of a participant about themselves.
    Own,
    /// That a participant was there and did not speak: said by themselves, and by nobody else.
    Silent,
}

kernel::codes!(MinuteKind { Minutes = "minutes", Own = "own", Silent = "silent" });

/// A text in the record.
#[derive(Clone, Debug)]
pub struct Minute {
    /// Which one.
    pub id: MinuteId,
    /// Who wrote it.
    pub author: PractitionerId,
    /// What it is.
    pub kind: MinuteKind,
    /// The words.
    pub text: String,
    /// When.
    pub recorded_at: Instant,
}

from_row!(Minute { id, author, kind, text, recorded_at });

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Engine(format!("a consultation cannot be read: {e}")))
}

impl FromRow for Consultation {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        let (id, institution) = (row.take()?, row.take()?);
        let (pack, rule_set) = (row.take()?, row.take()?);
        let composition = read(&row.take::<String>()?)?;
        let (convened_by, convened_at, version) = (row.take()?, row.take()?, row.take()?);
        let decided: (Option<Instant>, Option<String>, Option<String>) =
            (row.take()?, row.take()?, row.take()?);
        let held: (Option<Date>, Option<String>) = (row.take()?, row.take()?);
        let decided = match decided {
            (Some(at), Some(facts), Some(decision)) => {
                Some(Decided { at, facts: read(&facts)?, decision: read(&decision)? })
            }
            _ => None,
        };
        let held = match held {
            (Some(on), Some(attended)) => Some(Held { on, attended: read(&attended)? }),
            _ => None,
        };
        Ok(Consultation {
            id,
            institution,
            pack,
            rule_set,
            composition,
            convened_by,
            convened_at,
            version,
            decided,
            held,
        })
    }
}
