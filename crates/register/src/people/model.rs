// SPDX-License-Identifier: EUPL-1.2
//! People as they are known.

use kernel::{
    Date, Instant, InstitutionId, Layer, PartialDate, PersonId, RelationshipId, Sensitive, codes, name,
};
use platform::db::{FromRow, Row, StoreError};
use platform::from_row;
use uuid::Uuid;

/// Sex as written in the person's papers, for letters and statistics; not how they see themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither, or not binary.
    Other,
    /// Not known, not asked, or not born.
    #[default]
    Unknown,
}

codes!(Sex { Female = "female", Male = "male", Other = "other", Unknown = "unknown" });

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Which one.
    pub id: PersonId,
    /// Whose record it is.
    pub institution: InstitutionId,
    /// Given name, usual spelling; empty when unknown.
    pub given: String,
    /// Family name, usual spelling; empty when unknown.
    pub family: String,
    /// Birth, as far as known.
    pub birth: Option<PartialDate>,
    /// Expected birth of an unborn child.
    pub expected_on: Option<Date>,
    /// Sex in the papers.
    pub sex: Sex,
    /// Languages they speak, as noted.
    pub languages: String,
    /// Interpreter needed, as noted.
    pub interpreter: String,
    /// Death.
    pub died_on: Option<Date>,
    /// The record that took this one over.
    pub merged_into: Option<PersonId>,
    /// Version, for changes made at the same time.
    pub version: i64,
}

from_row!(Person {
    id,
    institution,
    given,
    family,
    birth,
    expected_on,
    sex,
    languages,
    interpreter,
    died_on,
    merged_into,
    version
});

impl Person {
    /// Given and family name; empty when neither is known.
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }

    /// Whether the person is under an age on a day, as far as known: an unborn child is, an unknown birth is not said.
    pub fn is_under(&self, years: i16, day: Date) -> Option<bool> {
        match (self.birth, self.expected_on) {
            (Some(birth), _) => Some(birth.age_on(day).0 < years),
            (None, Some(_)) => Some(true),
            _ => None,
        }
    }
}

/// A person to be recorded.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// Given name, or empty.
    pub given: String,
    /// Family name, or empty.
    pub family: String,
    /// Birth, as far as known.
    pub birth: Option<PartialDate>,
    /// Expected birth.
    pub expected_on: Option<Date>,
    /// Sex in the papers.
    pub sex: Sex,
    /// Languages.
    pub languages: String,
    /// Interpreter needed.
    pub interpreter: String,
    /// Other names and spellings.
    pub other_names: Vec<Name>,
}

/// What is amended of a person; `None` leaves a thing as it is.
#[derive(Clone, Debug, Default)]
pub struct PersonChange {
    /// Given name.
    pub given: Option<String>,
    /// Family name.
    pub family: Option<String>,
    /// Birth; it takes the place of an expected birth.
    pub birth: Option<PartialDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Languages.
    pub languages: Option<String>,
    /// Interpreter.
    pub interpreter: Option<String>,
    /// Death.
    pub died_on: Option<Date>,
}

/// Another name or spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// `spelling`, `birth`, `former`, `called`.
    pub kind: String,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Where it comes from.
    pub source: String,
}

from_row!(Name { kind, given, family, source });

/// An address or number.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Which one.
    pub id: Uuid,
    /// Which kind: `address`, `phone`, `email`.
    pub kind: String,
    value: String,
    /// Whether it must be kept from somebody.
    pub secret: bool,
    /// From whom, as noted.
    pub protected_from: String,
    /// Who says so.
    pub source: String,
    /// From when.
    pub from_date: Option<PartialDate>,
    /// Until when.
    pub until_date: Option<PartialDate>,
    /// Why it ended, or that it was noted by mistake.
    pub ended_reason: Option<String>,
    /// Version, for changes made at the same time.
    pub version: i64,
    same_as_secret: bool,
}

impl FromRow for Contact {
    fn from_row(row: &mut Row) -> Result<Contact, StoreError> {
        Ok(Contact {
            id: row.take()?,
            kind: row.take()?,
            value: row.take()?,
            secret: row.take()?,
            protected_from: row.take()?,
            source: row.take()?,
            from_date: row.take()?,
            until_date: row.take()?,
            ended_reason: row.take()?,
            version: row.take()?,
            same_as_secret: false,
        })
    }
}

/// What a screen, a print or an export may show of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// The value itself.
    Value(&'a str),
    /// That there is one, kept secret.
    Masked,
}

impl Contact {
    /// The value for every page, list, print and export. Secret ones are masked.
    pub fn outside(&self) -> Shown<'_> {
        if self.is_masked() { Shown::Masked } else { Shown::Value(&self.value) }
    }

    /// Whether it is kept secret, or reads the same as something that is.
    pub fn is_masked(&self) -> bool {
        self.secret || self.same_as_secret
    }

    /// The value as a sensitive one, which only the institution's layer opens: for the deed that reveals it, and for nothing
    /// else.
    pub fn inside(&self) -> Sensitive<&str> {
        Sensitive::new(Layer::Institution, self.value.as_str())
    }

    pub(super) fn value(&self) -> &str {
        &self.value
    }
}

/// A contact, and whose it is.
pub(super) type Owned = (PersonId, Contact);

/// A contact as it was noted before a correction, whose it is, and when it was corrected.
pub(super) type Former = (PersonId, Contact, Instant);

/// Masks what is noted openly, or was, and yet reads the same as something kept secret: the address of a child gives away that
/// of the mother it lives with, and so does the address at which the child was noted before.
///
/// What a secret contact was before it was corrected is a secret too. One that was opened since gives nothing away.
pub(super) fn mask_same(contacts: &mut [Owned], formers: &mut [Former]) {
    let folded = |c: &Contact| name::fold(&c.value);
    let kept: Vec<Uuid> = contacts.iter().filter(|(_, c)| c.secret).map(|(_, c)| c.id).collect();
    let now = contacts.iter().map(|(_, c)| c);
    let before = formers.iter().map(|(_, c, _)| c);
    let secrets: Vec<String> = now.chain(before).filter(|c| kept.contains(&c.id)).map(folded).collect();
    let now = contacts.iter_mut().map(|(_, c)| c);
    let before = formers.iter_mut().map(|(_, c, _)| c);
    for contact in now.chain(before).filter(|c| !c.secret) {
        contact.same_as_secret = secrets.contains(&folded(contact));
    }
}

/// A contact to be noted.
#[derive(Clone, Debug, Default)]
pub struct NewContact {
    /// `address`, `phone`, `email`.
    pub kind: String,
    /// The address or number.
    pub value: String,
    /// Whether it must be kept from somebody.
    pub secret: bool,
    /// From whom.
    pub protected_from: String,
    /// Who says so.
    pub source: String,
    /// From when, when that is known.
    pub from_date: Option<PartialDate>,
}

/// What is corrected of a contact.
#[derive(Clone, Debug, Default)]
pub struct ContactChange {
    /// The address or number; `None` leaves it as it is: whoever corrects need not see what is kept secret.
    pub value: Option<String>,
    /// Whether it must be kept from somebody.
    pub secret: bool,
    /// From whom.
    pub protected_from: String,
    /// Who says so.
    pub source: String,
    /// From when.
    pub from_date: Option<PartialDate>,
}

/// How one person is related to another.
#[derive(Clone, Debug)]
pub struct Relationship {
    /// Which one.
    pub id: RelationshipId,
    /// The person…
    pub person: PersonId,
    /// …who is, to this other…
    pub other: PersonId,
    /// …this: a code of the pack's list `relationship` (`parent`, `sibling`…).
    pub kind: String,
    /// Since when.
    pub from_date: Option<PartialDate>,
    /// Until when.
    pub until_date: Option<PartialDate>,
    /// Who says so.
    pub source: String,
    /// Whether it is said but not established.
    pub alleged: bool,
    /// When it was noted.
    pub recorded_at: Instant,
    /// Why it ended, or that it was found wrong.
    pub ended_reason: Option<String>,
}

from_row!(Relationship {
    id,
    person,
    other,
    kind,
    from_date,
    until_date,
    source,
    alleged,
    recorded_at,
    ended_reason
});

impl Relationship {
    /// Whether it was noted by mistake: it ended, and on no day. What ended on a day was true until then.
    pub fn was_a_mistake(&self) -> bool {
        self.ended_reason.is_some() && self.until_date.is_none()
    }
}

/// A relationship to be noted.
#[derive(Clone, Debug)]
pub struct NewRelationship {
    /// Who.
    pub person: PersonId,
    /// To whom.
    pub other: PersonId,
    /// What: a code of the pack's list.
    pub kind: String,
    /// Since when.
    pub from_date: Option<PartialDate>,
    /// Until when.
    pub until_date: Option<PartialDate>,
    /// Who says so.
    pub source: String,
    /// Whether it is said but not established.
    pub alleged: bool,
}
