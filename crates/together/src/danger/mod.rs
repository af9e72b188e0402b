// SPDX-License-Identifier: EUPL-1.2
//! Danger that does not wait: somebody who is bound by secrecy tells one authority, under a rule made for it.
//!
//! Invariants: it needs no case · one addressee, named, of those whom the rule set knows · every condition is asked as a plain
//! question and decided by the rules; what is not permitted is sent to nobody and says why, and what can be done instead · what was tried
//! to protect is kept with its day, for whoever tried alone · nobody but the addressee is told: not one’s own supervision either.

mod actions;
mod pages;
mod store;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_danger.rs"));
}

pub use actions::{Attempt, Came, Notice, attempt_protection, notify};
pub use pages::routes;

/// Events of this slice. None says about whom.
pub mod events {
    use kernel::EventKind;

    /// Somebody noted what they tried to protect a child.
    pub const PROTECTION_ATTEMPTED: EventKind = EventKind("protection_attempted");

    /// All of them.
    pub const ALL: &[EventKind] = &[PROTECTION_ATTEMPTED];
}
