// SPDX-License-Identifier: EUPL-1.2
//! What is done in the directory, one function a verb. Each loads, asks the rules, and saves with its event. Pages, imports,
//! commands and stories call the same ones.

mod institutions;
mod keeping;
mod people;

pub use institutions::{
    add_alias, add_contact_point, amend_institution, record_institution, record_territory,
    remove_contact_point, verify_institution,
};
pub(super) use institutions::{amend_in, event_at, record_in};
pub use keeping::keeper_of;
pub use people::{
    Founded, NewAppointment, amend_practitioner, appoint, end_appointment, found, record_practitioner,
    set_secrecy, welcome,
};
