// SPDX-License-Identifier: EUPL-1.2
//! Institutions, territories, practitioners, and what practitioners hold.

use kernel::stored::{FromValue, ToValue, Unreadable, Value};
use kernel::{
    AppointmentId, Date, FunctionId, FunctionKind, Id, Instant, InstitutionId, Lang, PractitionerId,
    SecrecyStatus, SubjectKind,
};
use platform::db::{FromRow, Row, StoreError};
use platform::from_row;
use uuid::Uuid;

/// Territories as subjects of events.
pub const TERRITORY: SubjectKind = SubjectKind("territory");

/// The ledger of the installation itself: what belongs to no institution, such as territories and the first import.
pub const INSTALLATION: InstitutionId = InstitutionId(Uuid::nil());

macro_rules! own_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);

        impl Id for $name {
            fn from_uuid(raw: Uuid) -> Self { Self(raw) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl ToValue for $name {
            fn to_value(&self) -> Value { Value::Uuid(self.0) }
        }
        impl FromValue for $name {
            fn from_value(value: Value) -> Result<Self, Unreadable> { Uuid::from_value(value).map(Self) }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.simple().fmt(f) }
        }
    )*};
}

own_ids! {
    /// A territory: a commune, a judicial division, a department.
    TerritoryId;
    /// A contact point of an institution.
    ContactPointId;
    /// A list of institutions that was sent and is being looked at.
    ImportId;
}

/// A territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// Which one.
    pub id: TerritoryId,
    /// The pack whose law holds there.
    pub pack: String,
    /// Short stable code, unique in the pack.
    pub code: String,
    /// Code of its level (`territory_level` of the pack): `commune`, `division`…
    pub level: String,
    /// Its name.
    pub name: String,
    /// The territory it lies in.
    pub parent: Option<TerritoryId>,
    /// Residents under 18: a denominator, not a secret.
    pub minors: Option<i64>,
}

from_row!(Territory { id, pack, code, level, name, parent, minors });

/// A territory to be recorded.
#[derive(Clone, Debug, Default)]
pub struct NewTerritory {
    /// The pack whose law holds there.
    pub pack: String,
    /// Short stable code, unique in the pack.
    pub code: String,
    /// Code of its level.
    pub level: String,
    /// Its name.
    pub name: String,
    /// The territory it lies in.
    pub parent: Option<TerritoryId>,
    /// Residents under 18.
    pub minors: Option<i64>,
}

/// What an institution says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct InstitutionFields {
    /// Short stable code, unique; made from the name when empty.
    pub code: String,
    /// The pack that applies to it.
    pub pack: String,
    /// Code of its service type in that pack.
    pub service_type: String,
    /// Its name today.
    pub name: String,
    /// The territory it serves.
    pub territory: Option<TerritoryId>,
    /// Where it is.
    pub address: String,
    /// Its general number.
    pub phone: String,
    /// Its general address for letters without personal data.
    pub email: String,
    /// How it works.
    pub functioning: String,
    /// What is particular to it.
    pub specificities: String,
    /// What it does not do: what the others must know first.
    pub limits: String,
    /// Whether it receives concern reports here.
    pub receives_reports: bool,
    /// First day of activity.
    pub opened_on: Option<Date>,
    /// Last day of activity.
    pub closed_on: Option<Date>,
    /// The day on which somebody last said that all this is right.
    pub verified_on: Option<Date>,
}

/// An institution or service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Which one.
    pub id: InstitutionId,
    /// Counts its changes, so that two people cannot overwrite each other.
    pub version: i64,
    /// What it says of itself.
    pub fields: InstitutionFields,
}

impl Institution {
    /// Whether it was at work on a day.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.fields.opened_on.is_none_or(|d| d <= day) && self.fields.closed_on.is_none_or(|d| d >= day)
    }
}

impl FromRow for Institution {
    fn from_row(row: &mut Row) -> Result<Institution, StoreError> {
        Ok(Institution {
            id: row.take()?,
            version: row.take()?,
            fields: InstitutionFields {
                code: row.take()?,
                pack: row.take()?,
                service_type: row.take()?,
                name: row.take()?,
                territory: row.take()?,
                address: row.take()?,
                phone: row.take()?,
                email: row.take()?,
                functioning: row.take()?,
                specificities: row.take()?,
                limits: row.take()?,
                receives_reports: row.take()?,
                opened_on: row.take()?,
                closed_on: row.take()?,
                verified_on: row.take()?,
            },
        })
    }
}

/// One line of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which institution.
    pub id: InstitutionId,
    /// Its name.
    pub name: String,
    /// Its name folded: where the next page begins.
    pub folded: String,
    /// The pack that applies to it.
    pub pack: String,
    /// Code of its service type.
    pub service_type: String,
    /// Name of its territory.
    pub territory: Option<String>,
    /// Its general number.
    pub phone: String,
    /// Last day of activity.
    pub closed_on: Option<Date>,
    /// Whether it receives concern reports.
    pub receives_reports: bool,
}

from_row!(Listed { id, name, folded, pack, service_type, territory, phone, closed_on, receives_reports });

/// What is looked for in the directory. Empty texts and `None` mean: any.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Words of a name, today's or a former one; the beginning of a word is enough.
    pub words: String,
    /// Service types: pack and code. Empty means any.
    pub types: Vec<(String, String)>,
    /// This territory and those within it.
    pub territory: Option<TerritoryId>,
    /// Only those that receive concern reports, and are at work on this day.
    pub receiving_on: Option<Date>,
}

/// A name or a type that an institution had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The type it was under that name, as people wrote it.
    pub service_type: Option<String>,
    /// First day of use.
    pub from_on: Option<Date>,
    /// Last day of use.
    pub until_on: Option<Date>,
}

from_row!(FormerName { name, service_type, from_on, until_on });

/// Where to knock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPoint {
    /// Which one.
    pub id: ContactPointId,
    /// What it is: « Permanence d’accueil ».
    pub label: String,
    /// Who holds it, when it is a person.
    pub practitioner: Option<PractitionerId>,
    /// Direct number.
    pub phone: String,
    /// Direct address.
    pub email: String,
    /// When it answers.
    pub hours: String,
}

from_row!(ContactPoint { id, label, practitioner, phone, email, hours });

/// How to reach an institution, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRoute {
    /// Which institution.
    pub institution: InstitutionId,
    /// Its name.
    pub name: String,
    /// Whom to ask for, at which number, when.
    pub route: String,
    /// The pack it works under.
    pub pack: String,
    /// Its type.
    pub service_type: String,
}

/// A contact point to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewContactPoint {
    /// What it is.
    pub label: String,
    /// Who holds it, when it is a person.
    pub practitioner: Option<PractitionerId>,
    /// Direct number.
    pub phone: String,
    /// Direct address.
    pub email: String,
    /// When it answers.
    pub hours: String,
}

/// A function of an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Which one.
    pub id: FunctionId,
    /// What it entitles to.
    pub kind: FunctionKind,
}

from_row!(Function { id, kind });

/// What is known of a practitioner.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PractitionerFields {
    /// Short stable code, unique; made from the id when empty.
    pub code: String,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// What they are called at work: « déléguée de l’aide à la jeunesse ».
    pub title: String,
    /// Their address at work, by which they sign in.
    pub email: String,
    /// Their number at work.
    pub phone: String,
    /// Languages they can work in, codes separated by commas.
    pub languages: String,
}

/// A practitioner: a person who acts for institutions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practitioner {
    /// Which one.
    pub id: PractitionerId,
    /// Counts the changes.
    pub version: i64,
    /// What is known.
    pub fields: PractitionerFields,
}

impl Practitioner {
    /// Given name and family name.
    pub fn name(&self) -> String {
        full_name(&self.fields.given, &self.fields.family)
    }
}

impl FromRow for Practitioner {
    fn from_row(row: &mut Row) -> Result<Practitioner, StoreError> {
        Ok(Practitioner {
            id: row.take()?,
            version: row.take()?,
            fields: PractitionerFields {
                code: row.take()?,
                given: row.take()?,
                family: row.take()?,
                title: row.take()?,
                email: row.take()?,
                phone: row.take()?,
                languages: row.take()?,
            },
        })
    }
}

/// Given name and family name, as colleagues see them.
pub fn full_name(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}

/// By what secrecy a practitioner is bound, from when to when, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secrecy {
    /// The status.
    pub status: SecrecyStatus,
    /// First day.
    pub from_on: Date,
    /// Last day; open while it holds.
    pub until_on: Option<Date>,
    /// How it is known: diploma, order, contract.
    pub evidence: String,
}

from_row!(Secrecy { status, from_on, until_on, evidence });

/// An appointment with its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which appointment.
    pub id: AppointmentId,
    /// Of whom.
    pub practitioner: PractitionerId,
    /// Where.
    pub institution: InstitutionId,
    /// To which function.
    pub function: FunctionId,
    /// What it entitles to.
    pub kind: FunctionKind,
    /// First day.
    pub from_on: Date,
    /// Last day, on which it is still in force; open when not known.
    pub until_on: Option<Date>,
}

from_row!(Held { id, practitioner, institution, function, kind, from_on, until_on });

impl Held {
    /// Whether it is in force on a day. Both ends are included: the day after the last one, nothing is left.
    pub fn is_in_force_on(&self, day: Date) -> bool {
        self.from_on <= day && self.until_on.is_none_or(|last| day <= last)
    }
}

/// The account of somebody, as far as those must know of it who keep their line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAccount {
    /// The institution that made it, or took it over; nobody when it was made for somebody who worked nowhere.
    pub keeper: Option<InstitutionId>,
    /// The address by which they sign in.
    pub email: String,
    /// The language they chose.
    pub lang: Lang,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}

/// Who keeps the line, the secrecy status and the account of a person: one institution, and never two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeper {
    /// This one.
    Is(InstitutionId),
    /// Nobody: the keeper does not employ the person any more. This one, which was the first of those that do, may take
    /// it over by a deed of its own.
    MayBecome(InstitutionId),
    /// Nobody.
    Nobody,
}

/// A secrecy status that was written over, as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// What was written.
    pub was: Secrecy,
    /// When it was written over.
    pub at: Instant,
    /// The name of whoever did it; the empty text for the operator's command.
    pub by: String,
    /// For which institution.
    pub institution: String,
}

impl FromRow for Replaced {
    fn from_row(row: &mut Row) -> Result<Replaced, StoreError> {
        let was = Secrecy {
            status: row.take()?,
            from_on: row.take()?,
            until_on: row.take()?,
            evidence: row.take()?,
        };
        let at = row.take()?;
        let (given, family): (Option<String>, Option<String>) = (row.take()?, row.take()?);
        let institution: Option<String> = row.take()?;
        let by = full_name(&given.unwrap_or_default(), &family.unwrap_or_default());
        Ok(Replaced { was, at, by, institution: institution.unwrap_or_default() })
    }
}

/// Somebody who holds a function of an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: PractitionerId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// What they are called at work.
    pub title: String,
    /// The function.
    pub function: FunctionId,
    /// What it entitles to.
    pub kind: FunctionKind,
    /// First day.
    pub from_on: Date,
    /// Last day.
    pub until_on: Option<Date>,
}

from_row!(Colleague { id, given, family, title, function, kind, from_on, until_on });

impl Colleague {
    /// Given name and family name.
    pub fn name(&self) -> String {
        full_name(&self.given, &self.family)
    }
}

/// An institution that receives concern reports: what the public is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiving {
    /// Which institution.
    pub id: InstitutionId,
    /// Its name.
    pub name: String,
    /// The pack that applies to it.
    pub pack: String,
    /// Code of its service type.
    pub service_type: String,
    /// The territory it serves.
    pub territory: Option<TerritoryId>,
    /// Its name.
    pub territory_name: Option<String>,
    /// Its general number.
    pub phone: String,
}

from_row!(Receiving { id, name, pack, service_type, territory, territory_name, phone });
