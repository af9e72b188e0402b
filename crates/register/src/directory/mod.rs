// SPDX-License-Identifier: EUPL-1.2
//! The directory: territories, institutions, practitioners, and who is appointed where.
//!
//! Invariants: an institution says what it does **and what it does not** · nothing historic is rewritten: former names and
//! types are kept with their dates · the secrecy that counts is the practitioner's own, dated, with its evidence; nothing
//! known means discretion only, and what is written over is kept · one institution keeps a person's line (decision 14),
//! and an appointment elsewhere gives no power over it · an appointment has dates, and the day after its end nothing is left of it · nobody
//! appoints themselves · an institution's page is kept by the institution · a list is imported whole or not at all.

mod actions;
pub mod import;
mod model;
mod pages;
mod rules;
mod store;
mod store_keeping;
mod store_people;

#[cfg(test)]
mod tests;

/// Words of the directory. Generated from `words/*.ftl`.
#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_directory.rs"));
}

pub use actions::{
    Founded, NewAppointment, add_alias, add_contact_point, amend_institution, amend_practitioner, appoint,
    end_appointment, found, keeper_of, record_institution, record_practitioner, record_territory,
    remove_contact_point, set_secrecy, verify_institution, welcome,
};
pub use model::{
    Colleague, ContactPoint, ContactPointId, ContactRoute, FormerName, Function, Held, INSTALLATION,
    ImportId, Institution, InstitutionFields, Keeper, KeptAccount, Listed, NewContactPoint, NewTerritory,
    Practitioner, PractitionerFields, Receiving, Search, Secrecy, TERRITORY, Territory, TerritoryId,
    full_name,
};
pub use rules::{FUNCTIONS_AT_ONCE, concerned, keeper, secrecy_on};
pub use store::{
    contact_points, contact_routes, former_names, function, functions_of, institution, institution_by_code,
    institution_name, institution_names, institutions, institutions_after, institutions_of_types, receiving,
    search, service_types_of, sweep_imports, territories, territory, territory_by_code,
};
pub use store_keeping::territories_within;
pub use store_people::{
    appointed_on, appointment, appointments_of, hold_practitioner, holders_of_functions, practitioner,
    practitioner_by_code, practitioner_by_email, practitioner_name, practitioner_names, practitioners,
    practitioners_of, secrecy_of, secrecy_on_day, staff_of,
};

use kernel::instant::Zone;
use kernel::{Lang, Refusal};
use platform::http::{App, Cx, Routes};
use platform::problem::Problem;
use rulebook::{Pack, Rulebook};

/// Events of the directory.
pub mod events {
    use kernel::EventKind;

    /// A territory was written down.
    pub const TERRITORY_RECORDED: EventKind = EventKind("territory_recorded");
    /// An institution entered the directory.
    pub const INSTITUTION_RECORDED: EventKind = EventKind("institution_recorded");
    /// An institution's page was changed.
    pub const INSTITUTION_AMENDED: EventKind = EventKind("institution_amended");
    /// Somebody said that an institution's page is right.
    pub const INSTITUTION_VERIFIED: EventKind = EventKind("institution_verified");
    /// A former name or type was added.
    pub const ALIAS_ADDED: EventKind = EventKind("alias_added");
    /// A contact point was added.
    pub const CONTACT_POINT_ADDED: EventKind = EventKind("contact_point_added");
    /// A contact point was taken away.
    pub const CONTACT_POINT_REMOVED: EventKind = EventKind("contact_point_removed");
    /// A practitioner was written down.
    pub const PRACTITIONER_RECORDED: EventKind = EventKind("practitioner_recorded");
    /// What is known of a practitioner was changed.
    pub const PRACTITIONER_AMENDED: EventKind = EventKind("practitioner_amended");
    /// A practitioner's secrecy status was written.
    pub const SECRECY_SET: EventKind = EventKind("secrecy_set");
    /// A practitioner was appointed to a function.
    pub const PRACTITIONER_APPOINTED: EventKind = EventKind("practitioner_appointed");
    /// Somebody who works here was appointed in another institution as well: in the ledger of those that employ them.
    pub const PRACTITIONER_APPOINTED_ELSEWHERE: EventKind = EventKind("practitioner_appointed_elsewhere");
    /// An appointment was given its last day.
    pub const APPOINTMENT_ENDED: EventKind = EventKind("appointment_ended");
    /// A list of institutions was taken over.
    pub const DIRECTORY_IMPORTED: EventKind = EventKind("directory_imported");
    /// The directory was exported as a list.
    pub const DIRECTORY_EXPORTED: EventKind = EventKind("directory_exported");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        TERRITORY_RECORDED,
        INSTITUTION_RECORDED,
        INSTITUTION_AMENDED,
        INSTITUTION_VERIFIED,
        ALIAS_ADDED,
        CONTACT_POINT_ADDED,
        CONTACT_POINT_REMOVED,
        PRACTITIONER_RECORDED,
        PRACTITIONER_AMENDED,
        SECRECY_SET,
        PRACTITIONER_APPOINTED,
        PRACTITIONER_APPOINTED_ELSEWHERE,
        APPOINTMENT_ENDED,
        DIRECTORY_IMPORTED,
        DIRECTORY_EXPORTED,
    ];
}

/// The routes of this slice.
pub fn routes() -> Routes {
    pages::routes()
}

/// The pack of a code; a fault when the installation does not have it.
pub fn pack<'a>(cx: &'a Cx, code: &str) -> Result<&'a Pack, Problem> {
    crate::rulebook(cx)?
        .pack(code)
        .ok_or_else(|| Problem::fault("an institution names a pack that is not installed"))
}

/// The zone in which the days of a pack begin and end; that of the installation when the pack is not there.
pub fn zone_of(app: &App, pack: &str) -> Zone {
    let zone = app.shelf::<Rulebook>().ok().and_then(|r| r.pack(pack)).map(|p| p.calendar.zone.clone());
    zone.or_else(|| Zone::named(&app.config.zone)).unwrap_or_else(Zone::utc)
}

/// What a service type is called: its acronym where people use one, else its full name; the code when the pack does not
/// know it any more.
pub fn type_name(cx: &Cx, pack: &str, code: &str) -> String {
    let found = crate::rulebook(cx).ok().and_then(|r| r.pack(pack)).and_then(|p| p.service_type(code));
    found.map_or_else(|| code.to_owned(), |t| t.name.get(cx.lang).to_owned())
}

/// What a function is called.
pub fn function_name(lang: Lang, kind: kernel::FunctionKind) -> String {
    words::Words(lang).function_name(kind.code())
}

/// A refusal of this slice, in the reader's words.
pub(crate) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = words::Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}-way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}
