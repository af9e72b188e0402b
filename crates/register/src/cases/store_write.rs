// SPDX-License-Identifier: EUPL-1.2
//! Cases in SQL: writing. Called by the actions only, which have shown their grants.

use kernel::{
    CaseId, Date, EntryId, EpisodeId, Instant, InstitutionId, Layers, PersonId, PractitionerId, SeatId,
    TransferId,
};
use platform::args;
use platform::db::{Conn, StoreError};
use uuid::Uuid;

use super::actions::{Closing, Entry, NewCase};
use super::model::ChosenEvent;

/// The next number of an institution's year. Held until the end of the transaction, so that no number is given twice.
pub(super) async fn next_number(
    conn: &mut Conn,
    institution: InstitutionId,
    year: i16,
) -> Result<i64, StoreError> {
    let next: Option<i64> = conn
        .value(
            "INSERT INTO case_numbers (institution_id, year, last) VALUES ($1, $2, 1)
             ON CONFLICT (institution_id, year) DO UPDATE SET last = case_numbers.last + 1 RETURNING last",
            args![institution, i64::from(year)],
        )
        .await?;
    next.ok_or(StoreError::Missing)
}

pub(super) async fn insert_case(
    conn: &mut Conn,
    id: CaseId,
    institution: InstitutionId,
    reference: &str,
    new: &NewCase,
    continues: Option<CaseId>,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO cases (id, institution_id, reference, child_id, opened_on, continues_id, version, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, 1, $7)",
        args![id, institution, reference, new.child, new.opened_on, continues, now],
    )
    .await
    .map(drop)
}

/// Settles who leads a case at work, or that nobody does: after every change of its seats, its episodes, its institution.
pub(super) async fn settle_lead(conn: &mut Conn, case: CaseId, now: Instant) -> Result<(), StoreError> {
    conn.run("DELETE FROM case_leads WHERE case_id = $1", args![case]).await?;
    conn.run(
        "INSERT INTO case_leads (case_id, institution_id, lead_id)
         SELECT c.id, c.institution_id,
           (SELECT s.holder_id FROM circle_seats s WHERE s.subject_id = c.id AND s.capacity = 'lead' AND s.held_until > $2
            ORDER BY s.held_from DESC LIMIT 1)
         FROM cases c WHERE c.id = $1 AND c.merged_into IS NULL
           AND EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = c.id AND e.closed_on IS NULL)",
        args![case, now],
    )
    .await
    .map(drop)
}

pub(super) async fn insert_episode(
    conn: &mut Conn,
    id: EpisodeId,
    case: CaseId,
    number: i64,
    opened_on: Date,
    reason: &str,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO episodes (id, case_id, number, opened_on, opening_reason) VALUES ($1, $2, $3, $4, $5)",
        args![id, case, number, opened_on, reason],
    )
    .await
    .map(drop)
}

pub(super) async fn close_episode(
    conn: &mut Conn,
    id: EpisodeId,
    on: Date,
    reason: &str,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE episodes SET closed_on = $2, closing_reason = $3 WHERE id = $1 AND closed_on IS NULL",
        args![id, on, reason],
    )
    .await
}

/// A new frame ends the one before on its eve; one that began the same day was replaced before it held.
pub(super) async fn insert_frame(
    conn: &mut Conn,
    id: Uuid,
    case: CaseId,
    frame: &super::model::Frame,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "UPDATE case_frames SET until_on = $2 WHERE case_id = $1 AND from_on <= $3 AND (until_on IS NULL OR until_on >= $3)",
        args![case, frame.from_on.plus_days(-1), frame.from_on],
    )
    .await?;
    conn.run(
        "INSERT INTO case_frames (id, case_id, frame, from_on, until_on, source, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![id, case, frame.frame, frame.from_on, frame.until_on, frame.source, now],
    )
    .await
    .map(drop)
}

pub(super) async fn insert_attention(
    conn: &mut Conn,
    id: Uuid,
    case: CaseId,
    kind: &str,
    text: &str,
    from_on: Date,
    by: PractitionerId,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO attention_notes (id, case_id, kind, text, from_on, written_by) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, case, kind, text, from_on, by],
    )
    .await
    .map(drop)
}

pub(super) async fn end_attention(
    conn: &mut Conn,
    id: Uuid,
    case: CaseId,
    on: Date,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE attention_notes SET until_on = $3 WHERE id = $1 AND until_on IS NULL
           AND case_id IN (SELECT c.id FROM cases c WHERE c.id = $2
             UNION ALL SELECT c.id FROM cases c WHERE c.merged_into = $2)",
        args![id, case, on],
    )
    .await
}

pub(super) async fn insert_hold(
    conn: &mut Conn,
    id: Uuid,
    case: CaseId,
    from_on: Date,
    reason: &str,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO holds (id, case_id, from_on, reason) VALUES ($1, $2, $3, $4)",
        args![id, case, from_on, reason],
    )
    .await
    .map(drop)
}

pub(super) async fn insert_hold_review(
    conn: &mut Conn,
    id: Uuid,
    case: CaseId,
    on: Date,
    reason: &str,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO hold_reviews (id, case_id, reviewed_on, reason, reviewed_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, case, on, reason, by, now],
    )
    .await
    .map(drop)
}

pub(super) async fn end_hold(conn: &mut Conn, case: CaseId, on: Date) -> Result<(), StoreError> {
    conn.run("UPDATE holds SET until_on = $2 WHERE case_id = $1 AND until_on IS NULL", args![case, on])
        .await
        .map(drop)
}

pub(super) async fn insert_entry(
    conn: &mut Conn,
    id: EntryId,
    entry: &Entry<'_>,
    author: Option<PractitionerId>,
    institution: InstitutionId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO case_entries (id, case_id, layer, kind, occurred_at, recorded_at, author_id, institution_id,
           subject_kind, subject_id, summary)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            id, entry.case, entry.layer, entry.kind, entry.occurred_at, now, author, institution, entry.subject.kind.0,
            entry.subject.id, entry.summary
        ],
    )
    .await
    .map(drop)
}

/// Delivers an entry to those who follow the case: its lead and co-workers, and whoever opened it until it is led. Not to
/// its author, nor to those whose seat does not open the layer in which it stands.
pub(super) async fn deliver(
    conn: &mut Conn,
    id: EntryId,
    entry: &Entry<'_>,
    author: Option<PractitionerId>,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO case_news (holder_id, recorded_at, entry_id, case_id)
         SELECT DISTINCT s.holder_id, CAST($2 AS BIGINT), e.id, e.case_id
         FROM case_entries e JOIN circle_seats s ON s.subject_id = e.case_id
         WHERE e.id = $1 AND s.held_until > $2 AND s.capacity IN ('lead', 'co_worker', 'intake') AND s.holder_id <> $3
           AND (s.layers & CAST($4 AS BIGINT)) <> 0
         ON CONFLICT DO NOTHING",
        args![id, now, author.map_or(entry.case.0, |a| a.0), Layers::of(&[entry.layer])],
    )
    .await
    .map(drop)
}

pub(super) async fn insert_chosen(
    conn: &mut Conn,
    case: CaseId,
    event: &ChosenEvent,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO chronology (id, case_id, entry_id, occurred, event, meaning, source, chosen_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            event.id, case, event.entry, event.occurred, event.event, event.meaning, event.source, event.chosen_by,
            event.recorded_at
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn withdraw_chosen(
    conn: &mut Conn,
    case: CaseId,
    id: Uuid,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE chronology SET withdrawn_at = $3 WHERE id = $1 AND withdrawn_at IS NULL
           AND case_id IN (SELECT c.id FROM cases c WHERE c.id = $2
             UNION ALL SELECT c.id FROM cases c WHERE c.merged_into = $2)",
        args![id, case, now],
    )
    .await
}

pub(super) async fn insert_closure(
    conn: &mut Conn,
    id: Uuid,
    (case, institution): (CaseId, InstitutionId),
    episode: EpisodeId,
    closing: &Closing,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO closures (id, case_id, institution_id, episode_id, reason, explanation, child_view, partners_told,
           retention, retention_code, proposed_by, proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            id, case, institution, episode, closing.reason, closing.explanation, closing.child_view, closing.partners_told,
            closing.retention, closing.retention_code, by, now
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn insert_statement(
    conn: &mut Conn,
    closure: Uuid,
    code: &str,
    words: &str,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO closure_statements (closure_id, code, words) VALUES ($1, $2, $3)",
        args![closure, code, words],
    )
    .await
    .map(drop)
}

pub(super) async fn decide_closure(
    conn: &mut Conn,
    id: Uuid,
    by: PractitionerId,
    now: Instant,
    refusal: Option<&str>,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE closures SET decided_by = $2, decided_at = $3, approved = $4, refusal = $5
         WHERE id = $1 AND decided_at IS NULL",
        args![id, by, now, refusal.is_none(), refusal],
    )
    .await
}

pub(super) async fn insert_transfer(
    conn: &mut Conn,
    id: TransferId,
    case: CaseId,
    from: InstitutionId,
    proposal: &super::actions::TransferProposal,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO transfers (id, subject_kind, subject_id, from_id, to_id, reason, minimum, proposed_by, proposed_at)
         VALUES ($1, 'case', $2, $3, $4, $5, $6, $7, $8)",
        args![id, case, from, proposal.to, proposal.reason, proposal.minimum, by, now],
    )
    .await
    .map(drop)
}

pub(super) async fn decide_transfer(
    conn: &mut Conn,
    id: TransferId,
    by: PractitionerId,
    now: Instant,
    refusal: Option<&str>,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE transfers SET decided_by = $2, decided_at = $3, accepted = $4, refusal = $5
         WHERE id = $1 AND decided_at IS NULL",
        args![id, by, now, refusal.is_none(), refusal],
    )
    .await
}

/// What a sender took back was never answered: `accepted` stays empty, and the reason stands apart from a refusal's.
pub(super) async fn withdraw_transfer(
    conn: &mut Conn,
    id: TransferId,
    by: PractitionerId,
    now: Instant,
    reason: &str,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE transfers SET decided_by = $2, decided_at = $3, withdrawal = $4 WHERE id = $1 AND decided_at IS NULL",
        args![id, by, now, reason],
    )
    .await
}

/// The case goes to another institution, with those that were merged into it.
pub(super) async fn move_case(
    conn: &mut Conn,
    case: CaseId,
    from: InstitutionId,
    to: InstitutionId,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE cases SET institution_id = $3, version = version + 1 WHERE id = $1 AND institution_id = $2",
        args![case, from, to],
    )
    .await?;
    conn.run(
        "UPDATE cases SET institution_id = $2, version = version + 1 WHERE merged_into = $1",
        args![case, to],
    )
    .await?;
    // A closure that waits to be decided waits where the case is.
    conn.run(
        "UPDATE closures SET institution_id = $2 WHERE case_id = $1 AND decided_at IS NULL",
        args![case, to],
    )
    .await
    .map(drop)
}

/// The record of the child that the receiver has: of the case, and of those merged into it.
pub(super) async fn set_child(conn: &mut Conn, case: CaseId, child: PersonId) -> Result<(), StoreError> {
    conn.run("UPDATE cases SET child_id = $2 WHERE id = $1 OR merged_into = $1", args![case, child])
        .await
        .map(drop)
}

/// The case that takes another over speaks for all that this one spoke for: never a chain.
pub(super) async fn set_merged(
    conn: &mut Conn,
    duplicate: CaseId,
    into: Option<CaseId>,
) -> Result<(), StoreError> {
    if let Some(into) = into {
        conn.run(
            "UPDATE cases SET merged_into = $2, version = version + 1 WHERE merged_into = $1",
            args![duplicate, into],
        )
        .await?;
    }
    conn.change(
        "UPDATE cases SET merged_into = $2, version = version + 1 WHERE id = $1",
        args![duplicate, into],
    )
    .await
}

pub(super) async fn insert_merge(
    conn: &mut Conn,
    id: Uuid,
    into: CaseId,
    duplicate: CaseId,
    reason: &str,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO case_merges (id, into_id, duplicate_id, reason, merged_by, merged_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, into, duplicate, reason, by, now],
    )
    .await
    .map(drop)
}

/// Remembers a seat that a merge ends, with the end it had.
pub(super) async fn remember_seat(
    conn: &mut Conn,
    merge: Uuid,
    seat: SeatId,
    held_until: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO case_merge_seats (merge_id, seat_id, held_until) VALUES ($1, $2, $3)",
        args![merge, seat, held_until],
    )
    .await
    .map(drop)
}

/// Remembers a clock that a merge takes over, with whoever had to act.
pub(super) async fn remember_clock(
    conn: &mut Conn,
    merge: Uuid,
    clock: Uuid,
    owner: Uuid,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO case_merge_clocks (merge_id, deadline_id, owner_id) VALUES ($1, $2, $3)",
        args![merge, clock, owner],
    )
    .await
    .map(drop)
}

pub(super) async fn undo_merge(
    conn: &mut Conn,
    id: Uuid,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE case_merges SET undone_by = $2, undone_at = $3 WHERE id = $1 AND undone_at IS NULL",
        args![id, by, now],
    )
    .await
}
