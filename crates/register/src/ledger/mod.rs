// SPDX-License-Identifier: EUPL-1.2
//! The ledger: what was done, by whom, in which capacity, on what ground, when — provably.
//!
//! Invariants: one chain an institution, numbered from 1 without gaps · nothing personal in the chain: reasons and
//! details lie beside it, and the chain carries their salted digest · entries are written in the transaction they tell
//! of · opening a sensitive record is an entry too, on disk before the page is shown · no update, no delete.

mod openings;
mod store;
mod store_bulk;
mod verify;

#[cfg(test)]
mod tests;

pub use openings::Openings;
pub use store::{Entry, Keeper, REACTION, deed, entry, of_case, of_subject};
pub use store_bulk::Chains;
pub use verify::{Fault, Report, verify, verify_snapshot};

use kernel::{Capacity, Event, EventKind, Ground, Subject};
use platform::http::Cx;
use platform::problem::Problem;

/// Events of the ledger itself.
pub mod events {
    use kernel::EventKind;

    /// Somebody opened a sensitive record and read it.
    pub const RECORD_OPENED: EventKind = EventKind("record_opened");
    /// Somebody asked for a record that is not theirs; outside it looked like one that does not exist.
    pub const OPENING_REFUSED: EventKind = EventKind("opening_refused");

    /// The reason and detail of another entry of the same chain were erased by law; its detail says which: `{"seq": 12}`.
    /// An entry whose texts are gone without one of these is a fault. No command of ours erases yet.
    pub const TEXT_ERASED: EventKind = EventKind("text_erased");

    /// All of them.
    pub const ALL: &[EventKind] = &[RECORD_OPENED, OPENING_REFUSED, TEXT_ERASED];
}

/// Witnesses that a record is being opened, before it is shown. Openings of the same record by the same person within a
/// quarter of an hour are one.
pub async fn witness(cx: &Cx, subject: Subject, capacity: Capacity, ground: Ground) -> Result<(), Problem> {
    witness_event(cx, events::RECORD_OPENED, subject, Some(capacity), ground).await
}

/// Witnesses that a record was refused. On a server the answer does not wait for it: « not yours » must not take longer
/// than « does not exist ».
pub async fn witness_refusal(cx: &Cx, subject: Subject) -> Result<(), Problem> {
    match cx.app.shelf::<Openings>() {
        Ok(openings) => {
            openings.witness_later(cx.now, cx.event(events::OPENING_REFUSED, subject, None, Ground::Own)?);
            Ok(())
        }
        Err(_) => witness_event(cx, events::OPENING_REFUSED, subject, None, Ground::Own).await,
    }
}

/// Witnesses another kind of reading than opening a record: a search, an export. Each is an entry of its own: what they all
/// have for a subject is the institution, and folded together two hundred names looked up would be one.
pub async fn witness_reading(
    cx: &Cx,
    kind: EventKind,
    subject: Subject,
    ground: Ground,
) -> Result<(), Problem> {
    let event = cx.event(kind, subject, None, ground)?;
    match cx.app.shelf::<Openings>() {
        Ok(openings) => Ok(openings.witness_each(cx.now, event).await?),
        Err(_) => Ok(cx.begin_technical().await?.commit(event).await?),
    }
}

async fn witness_event(
    cx: &Cx,
    kind: EventKind,
    subject: Subject,
    capacity: Option<Capacity>,
    ground: Ground,
) -> Result<(), Problem> {
    let event: Event = cx.event(kind, subject, capacity, ground)?;
    match cx.app.shelf::<Openings>() {
        Ok(openings) => Ok(openings.witness(cx.now, event).await?),
        // Commands and stories run without the writer of openings: they write each one by itself.
        Err(_) => Ok(cx.begin_technical().await?.commit(event).await?),
    }
}
