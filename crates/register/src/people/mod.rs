// SPDX-License-Identifier: EUPL-1.2
//! People: children, parents, carers and others around them, with the names they go by and how they are related.
//!
//! Invariants: each institution keeps its own record of a person · a name found in any spelling is found (accents,
//! hyphens, order, former names) · of people one may not read, a search tells that somebody is known and whom to ask,
//! never more · what is alleged is never shown as a fact · an address or number that was noted is corrected or ended,
//! never lost · a secret one is masked everywhere; having it written out is a deed, with its own event.

mod actions;
mod going;
mod model;
mod pages;
mod rules;
mod search;
mod secrets;
mod store;
mod store_contacts;
mod store_going;
mod views;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_people.rs"));
}

pub use actions::{
    amend, correct_contact, end_contact, end_relationship, link, merge, note_contact, record, relate, spell,
    unmerge,
};
pub use going::{Going, go_along, known_in};
pub use model::{
    Contact, ContactChange, Name, NewContact, NewPerson, NewRelationship, Person, PersonChange, Relationship,
    Sex, Shown,
};
pub use rules::{is_mutual, says_the_same};
pub use search::{Found, Known, Match, Numbered, Numbers, Query, alike, readable, search};
pub use secrets::Secrets;
pub use store::{around, linked_to, names_of, person, persons, told};
pub use store_contacts::{contact, contacts_and_formers_of, contacts_of, hold, secrets_through};
pub use store_going::known_as;
pub use views::{birth_line, results};

use kernel::FunctionKind;
use platform::http::{Route, Routes, Who};

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// A person was recorded.
    pub const PERSON_RECORDED: EventKind = EventKind("person_recorded");
    /// What is known of a person was amended.
    pub const PERSON_AMENDED: EventKind = EventKind("person_amended");
    /// Another spelling or name was noted.
    pub const NAME_NOTED: EventKind = EventKind("name_noted");
    /// Two people were related.
    pub const RELATIONSHIP_NOTED: EventKind = EventKind("relationship_noted");
    /// A relationship ended or was found wrong.
    pub const RELATIONSHIP_ENDED: EventKind = EventKind("relationship_ended");
    /// An address or number was noted.
    pub const CONTACT_NOTED: EventKind = EventKind("contact_noted");
    /// An address or number was corrected; how it was noted before is kept.
    pub const CONTACT_CORRECTED: EventKind = EventKind("contact_corrected");
    /// An address or number ended, or was noted by mistake.
    pub const CONTACT_ENDED: EventKind = EventKind("contact_ended");
    /// Two records of one person became one.
    pub const PERSONS_MERGED: EventKind = EventKind("persons_merged");
    /// Somebody searched for a person.
    pub const PEOPLE_SEARCHED: EventKind = EventKind("people_searched");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        PERSON_RECORDED,
        PERSON_AMENDED,
        NAME_NOTED,
        RELATIONSHIP_NOTED,
        RELATIONSHIP_ENDED,
        CONTACT_NOTED,
        CONTACT_CORRECTED,
        CONTACT_ENDED,
        PERSONS_MERGED,
        PEOPLE_SEARCHED,
    ];
}

const SEARCHERS: &[FunctionKind] =
    &[FunctionKind::Intake, FunctionKind::Caseworker, FunctionKind::Supervisor, FunctionKind::Direction];

/// The routes of this slice.
pub fn routes() -> Routes {
    vec![Route::get("/search", Who::Holders(SEARCHERS), "search", "person", pages::search)]
}
