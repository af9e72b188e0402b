// SPDX-License-Identifier: EUPL-1.2
//! Who edits the bank and who is trained to review, and what readers say of harm.

use std::collections::HashMap;

use kernel::{Date, Instant, InstitutionId, PracticeId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::steps::Harm;
use super::store::MOST;

const HARM: &str = "SELECT h.id, h.practice_id, h.recorded_at, h.said_as, h.words, h.answered_at, h.answer FROM practice_harms h ";

// trusts its caller: anybody may say it, of what is published
pub(super) async fn add_harm(
    conn: &mut Conn,
    harm: &Harm,
    by: Option<PractitionerId>,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO practice_harms (id, practice_id, recorded_at, by_id, said_as, words, answer)
         VALUES ($1, $2, $3, $4, $5, $6, '')",
        args![harm.id, harm.practice, harm.recorded_at, by, harm.said_as, harm.words.as_str()],
    )
    .await
    .map(drop)
}

/// What readers said of a practice, the newest first.
// trusts its caller: an editor of the bank, or somebody of its institution
pub(super) async fn harms(conn: &mut Conn, id: PracticeId) -> Result<Vec<Harm>, StoreError> {
    let mut sql = Sql::new(HARM, args![]);
    sql.push("WHERE h.practice_id = $ ORDER BY h.recorded_at DESC, h.id DESC LIMIT $", args![id, MOST]);
    conn.all_of(sql).await
}

/// What readers said and nobody answered yet, the oldest first.
// trusts its caller: an editor of the bank
pub(super) async fn open_harms(conn: &mut Conn, now: Instant) -> Result<Vec<Harm>, StoreError> {
    let mut sql = Sql::new(HARM, args![]);
    sql.push(
        "WHERE h.answered_at IS NULL AND h.recorded_at <= $ ORDER BY h.recorded_at, h.id LIMIT $",
        args![now, MOST],
    );
    conn.all_of(sql).await
}

/// Writes the answer of the editors down; `false` when there is no such thing, or it was answered.
// trusts its caller: an editor of the bank
pub(super) async fn answer_harm(
    conn: &mut Conn,
    practice: PracticeId,
    id: Uuid,
    by: PractitionerId,
    words: &str,
    now: Instant,
) -> Result<bool, StoreError> {
    let changed = conn
        .run(
            "UPDATE practice_harms SET answered_at = $3, answered_by = $4, answer = $5
             WHERE id = $1 AND practice_id = $2 AND answered_at IS NULL",
            args![id, practice, now, by, words],
        )
        .await?;
    Ok(changed > 0)
}

/// The titles of some practices.
// trusts its caller: an editor of the bank
pub(super) async fn titles(
    conn: &mut Conn,
    ids: &[PracticeId],
) -> Result<HashMap<PracticeId, String>, StoreError> {
    let mut sql = Sql::new("SELECT id, title FROM practices WHERE id IN ", args![]);
    sql.list(ids);
    Ok(conn.all_of::<(PracticeId, String)>(sql).await?.into_iter().collect())
}

/// Whether an institution keeps the bank.
// trusts its caller: no secret
pub(super) async fn keeps_bank(conn: &mut Conn, at: InstitutionId) -> Result<bool, StoreError> {
    let found: Option<InstitutionId> = conn
        .value("SELECT institution_id FROM practice_bank_keepers WHERE institution_id = $1", args![at])
        .await?;
    Ok(found.is_some())
}

// trusts its caller: the operator of the installation
pub(super) async fn entrust(
    conn: &mut Conn,
    at: InstitutionId,
    on: Date,
    now: Instant,
) -> Result<u64, StoreError> {
    conn.run(
        "INSERT INTO practice_bank_keepers (institution_id, since_on, recorded_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        args![at, on, now],
    )
    .await
}

/// Somebody trained to review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trained {
    pub who: PractitionerId,
    pub institution: InstitutionId,
    pub on: Date,
    pub training: String,
}

platform::from_row!(Trained { who, institution, on, training });

/// More people than are ever trained at once.
const READERS: i64 = 500;

/// Those who are trained to review.
// trusts its caller: an editor of the bank
pub(super) async fn trained(conn: &mut Conn, today: Date) -> Result<Vec<Trained>, StoreError> {
    conn.all(
        "SELECT practitioner_id, institution_id, trained_on, training FROM practice_reviewers
         WHERE ended_at IS NULL AND trained_on <= $1 ORDER BY trained_on, practitioner_id LIMIT $2",
        args![today, READERS],
    )
    .await
}

/// Whether somebody is, for an institution.
// trusts its caller: an editor of the bank
pub(super) async fn is_trained(
    conn: &mut Conn,
    who: PractitionerId,
    at: InstitutionId,
) -> Result<bool, StoreError> {
    let found: Option<Date> = conn
        .value(
            "SELECT trained_on FROM practice_reviewers WHERE practitioner_id = $1 AND institution_id = $2 AND ended_at IS NULL",
            args![who, at],
        )
        .await?;
    Ok(found.is_some())
}

// trusts its caller: an editor of the bank
pub(super) async fn train(
    conn: &mut Conn,
    new: &Trained,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO practice_reviewers (practitioner_id, institution_id, trained_on, training, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (practitioner_id, institution_id) DO UPDATE SET trained_on = excluded.trained_on,
           training = excluded.training, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at, ended_at = NULL",
        args![new.who, new.institution, new.on, new.training.as_str(), by, now],
    )
    .await
    .map(drop)
}

// trusts its caller: an editor of the bank
pub(super) async fn end_reviewer(
    conn: &mut Conn,
    who: PractitionerId,
    at: InstitutionId,
    now: Instant,
) -> Result<u64, StoreError> {
    conn.run(
        "UPDATE practice_reviewers SET ended_at = $3
         WHERE practitioner_id = $1 AND institution_id = $2 AND ended_at IS NULL",
        args![who, at, now],
    )
    .await
}

/// The institutions that keep the bank.
// trusts its caller: no secret
pub(super) async fn keepers(conn: &mut Conn) -> Result<Vec<InstitutionId>, StoreError> {
    let found: Vec<(InstitutionId,)> = conn
        .all("SELECT institution_id FROM practice_bank_keepers ORDER BY institution_id LIMIT $1", args![MOST])
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
