// SPDX-License-Identifier: EUPL-1.2
//! Accounts: invitations, passwords, the second factor, signing in and out, one's own sessions.
//!
//! Invariants: nobody sets a password for somebody else · a password alone opens nothing · nobody alone takes a second
//! factor away from somebody else · one institution keeps an account, and another comes to keep it by an open deed only
//! (decision 14) · every code serves once · an
//! unknown address is answered like a wrong password, and takes as long · guessing is slowed down, nobody is shut out for
//! ever, and no service is shut out as a whole · what a person holds is asked anew at every request, so that the day after
//! an appointment ends nothing is left of it · links, passwords and codes are kept as digests and shown once · no secret
//! in an address that stays, no personal data in addresses or logs.

mod actions;
mod identity;
mod known;
mod model;
mod pages;
mod passwords;
mod rules;
mod second_factor;
mod store;
mod store_addresses;

#[cfg(test)]
mod tests;

/// Words of accounts. Generated from `words/*.ftl`.
#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_accounts.rs"));
}

pub use actions::{
    Delivery, Invitation, Opening, Renewal, ask_renewal, close_account, confirm_renewal, decline_renewal,
    end_all_sessions, invite, open_account, reopen_account, set_language, take_over_account,
};
pub use identity::{Identity, actor_for};
pub use model::{Account, ShownOnce, Standing};
pub use passwords::hash as password_hash;
pub use rules::{LONGEST_PASSWORD, SHORTEST_PASSWORD};
pub use second_factor::{SECRET_BYTES, STEP_SECONDS, base32, code_at};
pub use store_addresses::{Address, addresses, found_by_address, with_account};

use kernel::Refusal;
use platform::http::{Cx, Routes};
use platform::problem::Problem;

/// Events of accounts.
pub mod events {
    use kernel::EventKind;

    /// Somebody was invited to open (or to open again) their account.
    pub const ACCOUNT_INVITED: EventKind = EventKind("account_invited");
    /// An account was opened by the operator's command.
    pub const ACCOUNT_OPENED: EventKind = EventKind("account_opened");
    /// Somebody asked that a person may link another telephone, having lost the first and their recovery codes.
    pub const RENEWAL_ASKED: EventKind = EventKind("second_factor_renewal_asked");
    /// Somebody else confirmed it.
    pub const RENEWAL_CONFIRMED: EventKind = EventKind("second_factor_renewal_confirmed");
    /// It was refused, or taken back.
    pub const RENEWAL_DECLINED: EventKind = EventKind("second_factor_renewal_declined");
    /// A password was chosen through an invitation.
    pub const INVITATION_TAKEN_UP: EventKind = EventKind("invitation_taken_up");
    /// A second factor was confirmed.
    pub const SECOND_FACTOR_CONFIRMED: EventKind = EventKind("second_factor_confirmed");
    /// Somebody signed in.
    pub const SIGNED_IN: EventKind = EventKind("signed_in");
    /// Somebody signed in with a recovery code.
    pub const RECOVERY_CODE_USED: EventKind = EventKind("recovery_code_used");
    /// Somebody signed out.
    pub const SIGNED_OUT: EventKind = EventKind("signed_out");
    /// A password was changed.
    pub const PASSWORD_CHANGED: EventKind = EventKind("password_changed");
    /// Recovery codes were drawn anew.
    pub const RECOVERY_CODES_RENEWED: EventKind = EventKind("recovery_codes_renewed");
    /// Sessions were ended from another one, or by an administrator.
    pub const SESSIONS_ENDED: EventKind = EventKind("sessions_ended");
    /// Somebody chose the institution they act for.
    pub const INSTITUTION_CHOSEN: EventKind = EventKind("institution_chosen");
    /// The language of an account was changed.
    pub const LANGUAGE_CHOSEN: EventKind = EventKind("language_chosen");
    /// An account was closed.
    pub const ACCOUNT_CLOSED: EventKind = EventKind("account_closed");
    /// A closed account was opened again.
    pub const ACCOUNT_REOPENED: EventKind = EventKind("account_reopened");
    /// The keeping of an account passed to another institution, which employs the person.
    pub const ACCOUNT_TAKEN_OVER: EventKind = EventKind("account_taken_over");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        ACCOUNT_INVITED,
        ACCOUNT_OPENED,
        RENEWAL_ASKED,
        RENEWAL_CONFIRMED,
        RENEWAL_DECLINED,
        INVITATION_TAKEN_UP,
        SECOND_FACTOR_CONFIRMED,
        SIGNED_IN,
        RECOVERY_CODE_USED,
        SIGNED_OUT,
        PASSWORD_CHANGED,
        RECOVERY_CODES_RENEWED,
        SESSIONS_ENDED,
        INSTITUTION_CHOSEN,
        LANGUAGE_CHOSEN,
        ACCOUNT_CLOSED,
        ACCOUNT_REOPENED,
        ACCOUNT_TAKEN_OVER,
    ];
}

/// The routes of this slice.
pub fn routes() -> Routes {
    pages::routes()
}

/// A refusal of this slice, in the reader's words.
fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = words::Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}-way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}
