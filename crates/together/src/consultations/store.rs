// SPDX-License-Identifier: EUPL-1.2
//! Consultations in SQL.

use kernel::{ConsultationId, Date, Instant, InstitutionId, Layer, MinuteId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use register::access::{Grant, Scope};
use secrecy::{Decision, Facts};

use super::model::{Composition, Consultation, Minute, MinuteKind};

const CONSULTATION: &str = "SELECT c.id, c.institution_id, c.pack, c.rule_set, c.composition, c.convened_by, c.convened_at, c.version,
    c.decided_at, c.facts, c.decision, c.held_on, c.attended FROM consultations c ";

/// The consultation of a grant.
pub(super) async fn consultation(
    conn: &mut Conn,
    grant: &Grant<ConsultationId>,
) -> Result<Option<Consultation>, StoreError> {
    if !grant.opens(Layer::Consultation) {
        return Ok(None);
    }
    let mut sql = Sql::new(CONSULTATION, args![]);
    sql.push("WHERE c.id = $", args![grant.subject()]);
    Ok(conn.all_of(sql).await?.pop())
}

/// Those on which whoever asks sits, the newest first: driven by their own seats.
pub(super) async fn list(
    conn: &mut Conn,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<Consultation>, StoreError> {
    let mut sql = Sql::new(CONSULTATION, args![]);
    sql.push("JOIN circle_seats s ON s.subject_id = c.id WHERE", args![]);
    scope.drive(&mut sql);
    sql.push(" ORDER BY c.convened_at DESC, c.id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// What a new one begins with.
pub(super) struct New<'a> {
    pub(super) id: ConsultationId,
    pub(super) institution: InstitutionId,
    pub(super) pack: &'a str,
    pub(super) rule_set: &'a str,
    pub(super) composition: &'a Composition,
}

fn text<T: serde::Serialize>(of: &T) -> Result<String, StoreError> {
    serde_json::to_string(of)
        .map_err(|e| StoreError::Engine(format!("a consultation cannot be written: {e}")))
}

// trusts its caller: opens the first seat on it in the same transaction
pub(super) async fn insert(
    conn: &mut Conn,
    new: &New<'_>,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    let composition = text(new.composition)?;
    conn.run(
        "INSERT INTO consultations (id, institution_id, pack, rule_set, composition, convened_by, convened_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1)",
        args![new.id, new.institution, new.pack, new.rule_set, composition, by, now],
    )
    .await
    .map(drop)
}

/// Writes what was composed over what was read, unless somebody else did so meanwhile or it was decided.
pub(super) async fn compose(
    conn: &mut Conn,
    grant: &Grant<ConsultationId>,
    before: &Consultation,
    composition: &Composition,
) -> Result<(), StoreError> {
    let composition = text(composition)?;
    conn.change(
        "UPDATE consultations SET composition = $3, version = version + 1
         WHERE id = $1 AND version = $2 AND decided_at IS NULL",
        args![grant.subject(), before.version, composition],
    )
    .await
}

pub(super) async fn decide(
    conn: &mut Conn,
    grant: &Grant<ConsultationId>,
    before: &Consultation,
    (facts, decision): (&Facts, &Decision),
    now: Instant,
) -> Result<(), StoreError> {
    let (facts, decision) = (text(facts)?, text(decision)?);
    conn.change(
        "UPDATE consultations SET decided_at = $3, facts = $4, decision = $5, version = version + 1
         WHERE id = $1 AND version = $2 AND decided_at IS NULL",
        args![grant.subject(), before.version, now, facts, decision],
    )
    .await
}

pub(super) async fn hold(
    conn: &mut Conn,
    grant: &Grant<ConsultationId>,
    on: Date,
    attended: &[PractitionerId],
    now: Instant,
) -> Result<(), StoreError> {
    let attended = text(&attended)?;
    conn.change(
        "UPDATE consultations SET held_on = $2, attended = $3, held_recorded_at = $4, version = version + 1
         WHERE id = $1 AND held_on IS NULL",
        args![grant.subject(), on, attended, now],
    )
    .await
}

pub(super) async fn add(
    conn: &mut Conn,
    grant: &Grant<ConsultationId>,
    id: MinuteId,
    kind: MinuteKind,
    text: &str,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO consultation_minutes (consultation_id, id, author_id, kind, text, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![grant.subject(), id, grant.practitioner(), kind, text, now],
    )
    .await
    .map(drop)
}

/// Everything in the record, in the order in which it was written.
pub(super) async fn minutes(
    conn: &mut Conn,
    grant: &Grant<ConsultationId>,
) -> Result<Vec<Minute>, StoreError> {
    if !grant.opens(Layer::Consultation) {
        return Ok(Vec::new());
    }
    conn.all(
        "SELECT id, author_id, kind, text, recorded_at FROM consultation_minutes
         WHERE consultation_id = $1 ORDER BY id LIMIT 500",
        args![grant.subject()],
    )
    .await
}
