// SPDX-License-Identifier: EUPL-1.2
//! Sectors, service types, and the names services had before.

use kernel::name::fold;
use kernel::{Date, SecrecyStatus, codes};

use crate::error::Place;
use crate::reader::{Problems, Table};
use crate::words::{Footing, Text, Validity, codes_of};

/// A sector: education, youth aid, health…
#[derive(Clone, Debug)]
pub struct Sector {
    /// What is stored.
    pub code: String,
    /// What is shown.
    pub name: Text,
}

/// The secrecy a service type usually implies. The practitioner's own status is what counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultSecrecy {
    /// Bound by professional secrecy.
    Bound,
    /// A duty of discretion only.
    Discretion,
    /// Secrecy of the investigation or of the bench: never a partner of shared secrecy.
    Judicial,
    /// Depends on the person: must be asked.
    Mixed,
}

codes!(DefaultSecrecy { Bound = "bound", Discretion = "discretion", Judicial = "judicial", Mixed = "mixed" });

impl DefaultSecrecy {
    /// The status to propose for a practitioner; `None` when it must be asked.
    pub fn status(self) -> Option<SecrecyStatus> {
        match self {
            DefaultSecrecy::Bound => Some(SecrecyStatus::Bound),
            DefaultSecrecy::Discretion => Some(SecrecyStatus::DiscretionOnly),
            DefaultSecrecy::Judicial => Some(SecrecyStatus::Judicial),
            DefaultSecrecy::Mixed => None,
        }
    }
}

/// Whether the files of a type of service answer, from outside the institution, the question « is this person known? ».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Existence {
    /// Whether they do.
    pub answers: bool,
    /// What that rests on.
    pub footing: Footing,
}

impl Existence {
    fn read(table: &Table<'_>) -> Existence {
        if !table.has("answers") {
            table.refuse("answers", "answers is missing: true or false".to_owned());
        }
        Existence { answers: table.flag("answers"), footing: Footing::read(table) }
    }
}

/// A type of service.
#[derive(Clone, Debug)]
pub struct ServiceType {
    /// What is stored.
    pub code: String,
    /// The short name people use (SAJ, CRIP), where there is one.
    pub acronym: Option<String>,
    /// The full name.
    pub name: Text,
    /// Code of its sector.
    pub sector: String,
    /// The secrecy it usually implies.
    pub secrecy: DefaultSecrecy,
    /// Whether it may receive and triage concern reports.
    pub receives_concerns: bool,
    /// Whether it may hold the lead of a case.
    pub leads_cases: bool,
    /// Whether it may mandate another service.
    pub mandates: bool,
    /// Whether its files answer a search from outside, where the pack says so.
    pub existence: Option<Existence>,
    /// Row of the partner grid of circular 1785, in packs that have one.
    pub grid_row: Option<String>,
    /// Its mission in a sentence.
    pub role: Text,
    /// Something a user should know, shown beside it.
    pub note: Option<Text>,
    /// What mission and secrecy rest on.
    pub footing: Footing,
    /// When institutions of this type exist.
    pub validity: Validity,
    /// Where it is written.
    pub place: Place,
}

impl ServiceType {
    /// Whether its files tell those of other institutions, bound by secrecy, that somebody is known, and whom to ask. They do
    /// unless the pack says otherwise: to be found is what a child who moves needs.
    pub fn answers_searches(&self) -> bool {
        self.existence.as_ref().is_none_or(|e| e.answers)
    }
}

/// A name a service had, and the type it is today.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The acronym or words people wrote.
    pub old: String,
    /// The full old name.
    pub name: Text,
    /// Code of the type today.
    pub new: String,
    /// When the old name was in use.
    pub validity: Validity,
    /// What the correspondence rests on.
    pub footing: Footing,
    /// Where it is written.
    pub place: Place,
}

/// A service type found by what somebody wrote.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The type today.
    pub service_type: &'a ServiceType,
    /// The old name by which it was found, if it was.
    pub alias: Option<&'a Alias>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Services {
    pub(crate) sectors: Vec<Sector>,
    pub(crate) types: Vec<ServiceType>,
    pub(crate) aliases: Vec<Alias>,
}

impl Services {
    pub(crate) fn read_sectors(&mut self, top: &Table<'_>) {
        for (code, table) in top.named("sector") {
            self.sectors.push(Sector { name: Text::read(&table), code });
            table.finish();
        }
    }

    pub(crate) fn read_types(&mut self, top: &Table<'_>, problems: &Problems) {
        for (code, table) in top.named("service_type") {
            let nested = |key| {
                table.table_if_any(key).map(|t| {
                    let text = Text::read(&t);
                    t.finish();
                    text
                })
            };
            if !table.has("role") {
                table.refuse("role", "role is missing".to_owned());
            }
            let service_type = ServiceType {
                acronym: table.text_if_any("acronym"),
                name: Text::read(&table),
                sector: table.text("sector"),
                secrecy: table
                    .choice("secrecy", &codes_of(DefaultSecrecy::ALL, DefaultSecrecy::code))
                    .and_then(|c| DefaultSecrecy::parse(&c))
                    .unwrap_or(DefaultSecrecy::Mixed),
                receives_concerns: table.flag("receives_concerns"),
                leads_cases: table.flag("leads_cases"),
                mandates: table.flag("mandates"),
                existence: table.table_if_any("existence").map(|t| {
                    let existence = Existence::read(&t);
                    t.finish();
                    existence
                }),
                grid_row: table.text_if_any("grid_row"),
                role: nested("role").unwrap_or_default(),
                note: nested("note"),
                footing: Footing::read(&table),
                validity: Validity::read(&table, "valid_from", "valid_to"),
                place: table.place(),
                code,
            };
            if !service_type.sector.is_empty() && !self.sectors.iter().any(|s| s.code == service_type.sector)
            {
                table.refuse("sector", format!("unknown sector « {} »", service_type.sector));
            }
            table.finish();
            if let Some(first) = self.types.iter().find(|t| t.code == service_type.code) {
                problems.add(service_type.place.error(format!(
                    "the service type « {} » is written already, at {}",
                    service_type.code, first.place
                )));
            }
            self.types.push(service_type);
        }
    }

    pub(crate) fn read_aliases(&mut self, top: &Table<'_>, problems: &Problems) {
        for table in top.blocks("alias") {
            let alias = Alias {
                old: table.text("old"),
                name: Text::read(&table),
                new: table.text("new"),
                validity: Validity::read(&table, "from", "to"),
                footing: Footing::read(&table),
                place: table.place(),
            };
            if !self.types.iter().any(|t| t.code == alias.new) {
                table.refuse("new", format!("unknown service type « {} »", alias.new));
            }
            table.finish();
            let same_word = |word: &str| fold(word) == fold(&alias.old);
            for other in &self.aliases {
                if same_word(&other.old) && other.validity.overlaps(alias.validity) {
                    problems.add(alias.place.error(format!(
                        "« {} » means two services on the same day: see {}",
                        alias.old, other.place
                    )));
                }
            }
            for other in &self.types {
                let own_word = same_word(&other.code) || other.acronym.as_deref().is_some_and(same_word);
                if own_word && other.code != alias.new && other.validity.overlaps(alias.validity) {
                    problems.add(alias.place.error(format!(
                        "« {} » is also today’s name of « {} »: see {}",
                        alias.old, other.code, other.place
                    )));
                }
            }
            self.aliases.push(alias);
        }
    }

    /// By code, acronym, full name in any language, or old name in use on that day; spelling, case and
    /// accents do not matter.
    pub(crate) fn named(&self, word: &str, on: Date) -> Option<Named<'_>> {
        let word = fold(word);
        let is = |text: &str| fold(text) == word;
        let is_name = |text: &Text| kernel::Lang::ALL.iter().any(|&l| is(text.get(l)));
        let current = |t: &&ServiceType| {
            t.validity.holds_on(on)
                && (is(&t.code) || t.acronym.as_deref().is_some_and(is) || is_name(&t.name))
        };
        if let Some(service_type) = self.types.iter().find(current) {
            return Some(Named { service_type, alias: None });
        }
        let alias =
            self.aliases.iter().find(|a| a.validity.holds_on(on) && (is(&a.old) || is_name(&a.name)))?;
        let service_type = self.types.iter().find(|t| t.code == alias.new)?;
        Some(Named { service_type, alias: Some(alias) })
    }
}
