// SPDX-License-Identifier: EUPL-1.2
//! Who acts: practitioners, the functions they hold, and the secrecy that binds them.

use crate::{AccountId, FunctionId, InstitutionId, Lang, PractitionerId, SessionId};

/// By what secrecy a person is bound. The practitioner's own status counts, not their institution's default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SecrecyStatus {
    /// Bound by professional secrecy (BE: Code pénal 458; FR: Code pénal 226-13).
    Bound,
    /// A duty of discretion only, of a disciplinary kind: teachers, hosts.
    DiscretionOnly,
    /// Secrecy of the investigation or of the bench: police, prosecutors, judges. Never a partner of shared secrecy.
    Judicial,
}

/// What a function entitles to inside its institution. Few on purpose; seats say the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FunctionKind {
    /// Receives and triages concern reports.
    Intake,
    /// Works with children and families.
    Caseworker,
    /// Assigns, supports, reviews and approves.
    Supervisor,
    /// Answers for the institution.
    Direction,
    /// Keeps accounts, appointments and the institution's page. Sees no case.
    Administrator,
}

crate::codes!(SecrecyStatus { Bound = "bound", DiscretionOnly = "discretion", Judicial = "judicial" });
crate::codes!(FunctionKind {
    Intake = "intake",
    Caseworker = "caseworker",
    Supervisor = "supervisor",
    Direction = "direction",
    Administrator = "administrator",
});

/// An appointment in force: this practitioner holds this function of this institution today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Where.
    pub institution: InstitutionId,
    /// The function held.
    pub function: FunctionId,
    /// What the function entitles to.
    pub kind: FunctionKind,
}

/// Somebody signed in, with what they hold at this moment. Built anew for every request.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The account that signed in.
    pub account: AccountId,
    /// The session through which they act.
    pub session: SessionId,
    /// The practitioner behind the account.
    pub practitioner: PractitionerId,
    /// How colleagues see them: given name and family name.
    pub name: String,
    /// The language they chose.
    pub lang: Lang,
    /// By what secrecy they are bound today.
    pub secrecy: SecrecyStatus,
    /// The institution they act for in this session.
    pub institution: InstitutionId,
    /// Its name, for the page header.
    pub institution_name: String,
    /// The jurisdiction of that institution: the pack that applies (`be-fwb`, `fr`).
    pub pack: String,
    /// Appointments in force today, in the institution they act for.
    pub appointments: Vec<Appointment>,
}

impl Actor {
    /// Whether they hold such a function in the institution they act for.
    pub fn holds(&self, kind: FunctionKind) -> bool {
        self.appointments.iter().any(|a| a.kind == kind)
    }
}
