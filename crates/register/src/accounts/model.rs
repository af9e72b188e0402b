// SPDX-License-Identifier: EUPL-1.2
//! Accounts, invitations, and what is shown of them.

use kernel::{
    AccountId, FunctionId, FunctionKind, Instant, InstitutionId, Lang, PractitionerId, SecrecyStatus,
};
use platform::from_row;

/// An account: how a practitioner signs in. Its secrets never leave the store but to be compared.
#[derive(Clone)]
pub struct Account {
    /// Which one.
    pub id: AccountId,
    /// Whose.
    pub practitioner: PractitionerId,
    /// The institution that keeps it: that made it, or took it over.
    pub keeper: Option<InstitutionId>,
    /// The address by which one signs in, in small letters.
    pub email: String,
    /// The digest of the password, in the form of the PHC; nothing before the invitation was taken up.
    pub password_hash: Option<String>,
    /// The secret of the second factor, once it was confirmed by a code.
    pub totp_secret: Option<Vec<u8>>,
    /// A secret that waits for its confirmation.
    pub totp_pending: Option<Vec<u8>>,
    /// When the second factor was confirmed.
    pub totp_confirmed_at: Option<Instant>,
    /// The last step of which a code was accepted: a code serves once.
    pub totp_last_step: Option<i64>,
    /// The language they chose.
    pub lang: Lang,
    /// When the account was made.
    pub created_at: Instant,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.id)
    }
}

from_row!(Account {
    id,
    practitioner,
    keeper,
    email,
    password_hash,
    totp_secret,
    totp_pending,
    totp_confirmed_at,
    totp_last_step,
    lang,
    created_at,
    closed_at,
});

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Made, and waiting for its invitation to be taken up.
    Invited,
    /// A password was chosen; the second factor is still to be set up.
    Begun,
    /// In use.
    Open,
    /// Closed: nothing opens.
    Closed,
}

kernel::codes!(Standing { Invited = "invited", Begun = "begun", Open = "open", Closed = "closed" });

impl Account {
    /// Where it stands, by what is known of it.
    pub fn standing(&self) -> Standing {
        match (self.closed_at, &self.password_hash, self.totp_confirmed_at) {
            (Some(_), _, _) => Standing::Closed,
            (None, None, _) => Standing::Invited,
            (None, Some(_), None) => Standing::Begun,
            (None, Some(_), Some(_)) => Standing::Open,
        }
    }
}

/// That somebody may link another telephone, as one person asked and another may confirm.
#[derive(Clone, Debug)]
pub(super) struct AskedRenewal {
    /// Who asked; nobody when the operator's command did.
    pub asked_by: Option<PractitionerId>,
    /// When.
    pub asked_at: Instant,
    /// Until when it can be confirmed.
    pub ends_at: Instant,
    /// Why.
    pub reason: String,
    /// The invitation that carries it, once it was confirmed.
    pub invitation: Option<uuid::Uuid>,
}

from_row!(AskedRenewal { asked_by, asked_at, ends_at, reason, invitation });

/// A function held, with where and until when, as signing in needs it.
#[derive(Clone, Debug)]
pub struct HeldHere {
    /// Where.
    pub institution: InstitutionId,
    /// The function.
    pub function: FunctionId,
    /// What it entitles to.
    pub kind: FunctionKind,
    /// The name of the institution.
    pub institution_name: String,
    /// The pack that applies to it.
    pub pack: String,
    /// First day.
    pub from_on: kernel::Date,
    /// Last day, still in force.
    pub until_on: Option<kernel::Date>,
}

from_row!(HeldHere { institution, function, kind, institution_name, pack, from_on, until_on });

/// Who is behind an account, as every request needs it.
#[derive(Clone, Debug)]
pub(super) struct Behind {
    pub practitioner: PractitionerId,
    pub lang: Lang,
    pub given: String,
    pub family: String,
    pub secrecy: Option<SecrecyStatus>,
}

from_row!(Behind { practitioner, lang, given, family, secrecy });

/// Something secret that is shown once and kept nowhere: the path of an invitation, recovery codes.
#[derive(Clone)]
pub struct ShownOnce<T>(T);

impl<T> ShownOnce<T> {
    /// Wraps it, so that no log prints it by accident.
    pub fn new(value: T) -> ShownOnce<T> {
        ShownOnce(value)
    }

    /// Shows it.
    pub fn show(&self) -> &T {
        &self.0
    }
}

impl<T> std::fmt::Debug for ShownOnce<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ShownOnce(…)")
    }
}
