// SPDX-License-Identifier: EUPL-1.2
//! The rulebook: what each country says, as data, with its source and how sure we are of it.
//!
//! A *pack* is a folder of TOML files for one legal order (`packs/be-fwb`, `packs/fr`); `packs/common`
//! holds the words every country shares. This crate loads them, refuses what does not hold together,
//! naming file and line, and answers questions by date: which service type is « SAIE » in 2015, which
//! term applies to a report received on a day about a child of that age, when does it fall.
//!
//! Pure: the caller reads the files (or takes the [`shipped_files`]), gives the dates, and knows the clock.
//! Nothing here is legal advice; nothing here knows a country by name.

mod calendar;
mod clock;
mod duties;
mod error;
mod forms;
mod letters;
mod lists;
mod pack;
mod reader;
mod required;
mod rule_sets;
mod scales;
mod services;
mod terms;
mod words;

use std::collections::BTreeMap;

pub use calendar::{Calendar, Holiday, HolidayRule, easter_sunday};
pub use clock::{Due, Moment, State, Tally};
pub use duties::{Caseload, JudicialReferral, SeenAlone};
pub use error::{PackError, Place};
pub use letters::{Body, Letter};
pub use lists::{Entry, List};
pub use pack::{Ages, OwnAgreement, Pack, TerritoryLevel};
pub use required::{letter, list, term};
pub use rule_sets::{day, duty};
pub use scales::{Bounds, Contradiction, Effect, Level, Scale, Scales};
pub use services::{Alias, DefaultSecrecy, Existence, Named, Sector, ServiceType};
pub use terms::{
    Basis, Circumstances, Counts, Duration, EndsOn, Fact, ReceivedAs, ReporterGroup, Term, When,
    WorkingDayRule,
};
pub use words::{Certainty, Footing, Text, Validity};

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The packs that were in the repository when this binary was built, by path (`packs/fr/terms.toml`).
pub fn shipped_files() -> BTreeMap<String, String> {
    SHIPPED.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// All packs of an installation.
#[derive(Clone, Debug)]
pub struct Rulebook {
    packs: BTreeMap<String, Pack>,
}

impl Rulebook {
    /// Loads every pack found among the files. A pack is a folder that holds a `pack.toml`; a folder
    /// `common` beside them gives shared words and facts.
    ///
    /// # Errors
    /// Everything that is wrong in any of them, each with file and line, sorted.
    pub fn load(files: &BTreeMap<String, String>) -> Result<Rulebook, Vec<PackError>> {
        let (rulebook, mut errors) = Rulebook::read(files);
        errors.extend(rulebook.packs().flat_map(|pack| pack.rule_sets.faults()));
        errors.extend(rulebook.packs().flat_map(|pack| pack.forms.faults()));
        errors.sort();
        errors.dedup();
        if errors.is_empty() { Ok(rulebook) } else { Err(errors) }
    }

    /// Everything apart from rules of secrecy, which are read when they are asked for, and from what forms say.
    fn read(files: &BTreeMap<String, String>) -> (Rulebook, Vec<PackError>) {
        let (packs, mut errors) = pack::load_all(files);
        let mut covered: BTreeMap<&str, &Pack> = BTreeMap::new();
        for pack in packs.values() {
            for jurisdiction in &pack.jurisdictions {
                if let Some(other) = covered.insert(jurisdiction, pack) {
                    errors.push(
                        pack.place.error(format!("{jurisdiction} is covered by pack {} already", other.code)),
                    );
                }
            }
        }
        if packs.is_empty() && errors.is_empty() {
            errors.push(Place::new("packs", 0).error("no folder with a pack.toml was given".to_owned()));
        }
        (Rulebook { packs }, errors)
    }

    /// The packs of the repository, as built into the binary. Their rules of secrecy and their forms are read when they
    /// are first asked for: the tests of this crate make sure that they hold together.
    ///
    /// # Errors
    /// As [`Rulebook::load`], apart from rules of secrecy and forms.
    pub fn shipped() -> Result<Rulebook, Vec<PackError>> {
        let (rulebook, errors) = Rulebook::read(&shipped_files());
        if errors.is_empty() { Ok(rulebook) } else { Err(errors) }
    }

    /// A pack by its code (`be-fwb`, `fr`).
    pub fn pack(&self, code: &str) -> Option<&Pack> {
        self.packs.get(code)
    }

    /// The pack that covers a jurisdiction (`be_fwb_wallonie`); `None` for one nobody wrote down, such as
    /// bilingual Brussels: a neighbour's law is not a default.
    pub fn covering(&self, jurisdiction: &str) -> Option<&Pack> {
        self.packs.values().find(|p| p.jurisdictions.iter().any(|j| j == jurisdiction))
    }

    /// All packs, by code.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.values()
    }
}
