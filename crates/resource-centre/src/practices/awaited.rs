// SPDX-License-Identifier: EUPL-1.2
//! For whom something waits after something happened to a practice: they are told that something does, never what.

use kernel::{Date, FunctionId, FunctionKind, InstitutionId, PracticeId, PractitionerId};
use platform::db::{Conn, StoreError};
use register::directory;

use super::card::Card;
use super::steps::{State, StepKind};
use super::{events, store, store_people};

/// The events after which something waits for somebody.
pub const TOLD: &[kernel::EventKind] = &[
    events::PRACTICE_SUBMITTED,
    events::PRACTICE_REVIEWERS_NAMED,
    events::PRACTICE_REVIEWER_STEPPED_BACK,
    events::PRACTICE_RETURNED,
    events::PRACTICE_RATED,
    events::PRACTICE_AGREED,
    events::PRACTICE_HARM_REPORTED,
];

/// Who is told: people, and functions held by whoever is appointed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Awaited {
    /// People.
    pub people: Vec<PractitionerId>,
    /// Functions.
    pub functions: Vec<FunctionId>,
}

/// For whom something waits after an event, as the practice stands now.
// trusts its caller: reacts to an event, and tells nobody what it is about
pub async fn awaited(
    conn: &mut Conn,
    id: PracticeId,
    kind: &str,
    today: Date,
) -> Result<Awaited, StoreError> {
    let Some(card) = store::card(conn, id).await? else { return Ok(Awaited::default()) };
    let is = |event: kernel::EventKind| event.0 == kind;
    if is(events::PRACTICE_REVIEWERS_NAMED) {
        let waiting = card.readings().into_iter().filter(|r| r.answered_at.is_none());
        return Ok(Awaited { people: waiting.map(|r| r.reviewer).collect(), functions: Vec::new() });
    }
    if is(events::PRACTICE_RETURNED) {
        return Ok(Awaited { people: writers(&card), functions: Vec::new() });
    }
    let is_rated = card.state(today) == State::Rated;
    let functions = if is(events::PRACTICE_RATED) && !card.is_agreed() {
        held(conn, &[card.practice.institution], &[FunctionKind::Direction]).await?
    } else if is(events::PRACTICE_AGREED) && !is_rated {
        Vec::new()
    } else {
        let keepers = store_people::keepers(conn).await?;
        held(conn, &keepers, store::EDITORS).await?
    };
    Ok(Awaited { people: Vec::new(), functions })
}

/// Whoever wrote it and whoever sent it last.
fn writers(card: &Card) -> Vec<PractitionerId> {
    let sent = card.last(&[StepKind::Submitted]).and_then(|s| s.by);
    let mut out: Vec<PractitionerId> = card.practice.drafted_by.into_iter().chain(sent).collect();
    out.dedup();
    out
}

async fn held(
    conn: &mut Conn,
    at: &[InstitutionId],
    kinds: &[FunctionKind],
) -> Result<Vec<FunctionId>, StoreError> {
    let mut out = Vec::new();
    for institution in at {
        for kind in kinds {
            out.push(directory::function(conn, *institution, *kind).await?);
        }
    }
    Ok(out)
}
