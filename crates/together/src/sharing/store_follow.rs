// SPDX-License-Identifier: EUPL-1.2
//! What waits after a decision, in SQL: a second person, being told, the opinion of somebody outside.

use kernel::{CaseId, Date, Instant, Layer, ObjectionId, OpinionId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use register::access::{InCase, Scope};

use super::model::{Disclosure, Opinion};
use super::store::DISCLOSURE;

/// The decisions of one's institution in which a reason for not telling somebody waits for a second person, the oldest first:
/// those that whoever asks may look at, and did not write themselves.
pub async fn grounds_waiting(
    conn: &mut Conn,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<Disclosure>, StoreError> {
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push(
        "WHERE d.institution_id = $ AND d.ground_waits_at IS NOT NULL",
        args![scope.actor().institution],
    );
    // One that lies in no case has a circle of its own.
    scope.narrow(&mut sql, "COALESCE(d.case_id, d.id)");
    sql.push(" ORDER BY d.ground_waits_at, d.id LIMIT $", args![limit]);
    let mut found: Vec<Disclosure> = conn.all_of(sql).await?;
    let me = scope.actor().practitioner;
    found.retain(|d| d.composition.grounds_waiting().any(|by| by != me));
    Ok(found)
}

/// What whoever asks decided, was permitted and was not told yet, the oldest first.
pub async fn waiting_to_be_told(
    conn: &mut Conn,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<Disclosure>, StoreError> {
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push("WHERE d.decided_by = $ AND d.permitted_at IS NOT NULL", args![scope.actor().practitioner]);
    scope.narrow(&mut sql, "COALESCE(d.case_id, d.id)");
    sql.push(" ORDER BY d.permitted_at, d.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// In which case a request for an opinion lies.
// trusts its caller: asks for the grant of that case next
pub(super) async fn case_of_opinion(conn: &mut Conn, id: OpinionId) -> Result<Option<CaseId>, StoreError> {
    conn.value("SELECT case_id FROM disclosure_opinions WHERE id = $1", args![id]).await
}

/// The opinions that were asked for about some objections, the oldest first.
pub(super) async fn opinions(
    conn: &mut Conn,
    grant: &InCase,
    objections: &[ObjectionId],
) -> Result<Vec<Opinion>, StoreError> {
    if !grant.opens(Layer::Institution) || objections.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT o.id, o.objection_id, o.body, o.question, o.asked_on, o.asked_by, o.recorded_at, o.answered_on,
         o.answer, o.answered_by FROM disclosure_opinions o WHERE o.objection_id IN ",
        args![],
    );
    sql.list(objections).push(" ORDER BY o.recorded_at, o.id LIMIT 200", args![]);
    conn.all_of(sql).await
}

/// A question to be put to somebody outside.
pub(super) struct NewOpinion<'a> {
    pub(super) id: OpinionId,
    pub(super) objection: ObjectionId,
    pub(super) body: &'a str,
    pub(super) question: &'a str,
    pub(super) asked_on: Date,
}

pub(super) async fn insert_opinion(
    conn: &mut Conn,
    grant: &InCase,
    new: &NewOpinion<'_>,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO disclosure_opinions (id, case_id, objection_id, body, question, asked_on, asked_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            new.id,
            grant.subject(),
            new.objection,
            new.body,
            new.question,
            new.asked_on,
            grant.practitioner(),
            now
        ],
    )
    .await
    .map(drop)
}

/// Keeps what was answered, once.
// trusts its caller: holds the case with the grant to write
pub(super) async fn answer_opinion(
    conn: &mut Conn,
    id: OpinionId,
    on: Date,
    answer: &str,
    by: PractitionerId,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE disclosure_opinions SET answered_on = $2, answer = $3, answered_by = $4
         WHERE id = $1 AND answered_on IS NULL",
        args![id, on, answer, by],
    )
    .await
}
