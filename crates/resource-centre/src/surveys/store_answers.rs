// SPDX-License-Identifier: EUPL-1.2
//! Answers to campaigns in SQL.

use kernel::{Instant, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::model::{Answers, Source, SurveyId};

const ANSWERS: &str = "SELECT a.id, a.survey_id, a.respondent_id, a.source, a.draft, a.version, a.begun_at, a.changed_at, a.keyed_by,
    a.second_of, a.corrects, a.reason, a.submitted_at, a.document, a.validated_at FROM survey_answers a ";

/// What was neither typed a second time nor corrected since.
pub(super) const STANDING: &str = " a.second_of IS NULL AND NOT EXISTS
    (SELECT 1 FROM survey_answers c WHERE c.corrects = a.id AND c.submitted_at IS NOT NULL)";

/// What a respondent answers: the newest that counts, be it a draft.
// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn answers_of(conn: &mut Conn, respondent: Uuid) -> Result<Option<Answers>, StoreError> {
    let mut sql = Sql::new(ANSWERS, args![]);
    sql.push("WHERE a.respondent_id = $ AND", args![respondent]);
    sql.push(STANDING, args![]);
    // A draft is newer than what it corrects.
    sql.push(
        " ORDER BY CASE WHEN a.submitted_at IS NULL THEN 0 ELSE 1 END, a.begun_at DESC LIMIT 1",
        args![],
    );
    Ok(conn.all_of(sql).await?.pop())
}

/// The newest that a respondent sent.
// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn sent_of(conn: &mut Conn, respondent: Uuid) -> Result<Option<Answers>, StoreError> {
    let mut sql = Sql::new(ANSWERS, args![]);
    sql.push("WHERE a.respondent_id = $ AND a.submitted_at IS NOT NULL AND", args![respondent]);
    sql.push(STANDING, args![]);
    sql.push(" ORDER BY a.begun_at DESC LIMIT 1", args![]);
    Ok(conn.all_of(sql).await?.pop())
}

/// Everything that a respondent sent, and what was typed a second time, the oldest first.
// trusts its caller: answers for the institution that asks
pub(super) async fn versions_of(conn: &mut Conn, respondent: Uuid) -> Result<Vec<Answers>, StoreError> {
    let mut sql = Sql::new(ANSWERS, args![]);
    sql.push("WHERE a.respondent_id = $ ORDER BY a.begun_at, a.id LIMIT 100", args![respondent]);
    conn.all_of(sql).await
}

/// What some respondents answered or are writing, in no order.
// trusts its caller: answers for the institution that asks
pub(super) async fn answers_of_all(
    conn: &mut Conn,
    respondents: &[Uuid],
) -> Result<Vec<Answers>, StoreError> {
    if respondents.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(ANSWERS, args![]);
    sql.push("WHERE", args![]);
    sql.push(STANDING, args![]);
    sql.push(" AND a.respondent_id IN ", args![]).list(respondents);
    sql.push(" ORDER BY a.begun_at, a.id LIMIT 2000", args![]);
    conn.all_of(sql).await
}

/// A draft that begins.
pub(super) struct Begun<'a> {
    pub(super) id: Uuid,
    pub(super) survey: SurveyId,
    pub(super) respondent: Uuid,
    pub(super) source: Source,
    pub(super) draft: &'a str,
    pub(super) keyed_by: Option<PractitionerId>,
    pub(super) second_of: Option<Uuid>,
    pub(super) corrects: Option<Uuid>,
    pub(super) reason: &'a str,
}

// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn begin_answers(conn: &mut Conn, new: &Begun<'_>, now: Instant) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO survey_answers (id, survey_id, respondent_id, source, draft, version, begun_at, changed_at, keyed_by, second_of,
           corrects, reason)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7, $8, $9, $10)",
        args![
            new.id, new.survey, new.respondent, new.source, new.draft, now, new.keyed_by, new.second_of, new.corrects, new.reason
        ],
    )
    .await
    .map(drop)
}

/// Keeps what was written, over what was read.
// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn keep(
    conn: &mut Conn,
    before: &Answers,
    draft: &str,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_answers SET draft = $3, changed_at = $4, version = version + 1
         WHERE id = $1 AND version = $2 AND submitted_at IS NULL",
        args![before.id, before.version, draft, now],
    )
    .await
}

// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn submit(
    conn: &mut Conn,
    before: &Answers,
    document: &str,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_answers SET document = $3, submitted_at = $4, version = version + 1
         WHERE id = $1 AND version = $2 AND submitted_at IS NULL",
        args![before.id, before.version, document, now],
    )
    .await
}

/// How two typings of one paper came out: how many answers were compared, and how many of them differ.
// trusts its caller: answers for the institution that asks
pub(super) async fn compared(conn: &mut Conn, id: Uuid, all: i64, differing: i64) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_answers SET compared = $2, differing = $3 WHERE id = $1",
        args![id, all, differing],
    )
    .await
}

/// As [`submit`], of what was just begun.
// trusts its caller: answers for the institution that asks
pub(super) async fn submit_new(
    conn: &mut Conn,
    id: Uuid,
    document: &str,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_answers SET document = $2, submitted_at = $3 WHERE id = $1 AND submitted_at IS NULL",
        args![id, document, now],
    )
    .await
}

// trusts its caller: answers for the institution that asks
pub(super) async fn validate(
    conn: &mut Conn,
    id: Uuid,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_answers SET validated_by = $2, validated_at = $3
         WHERE id = $1 AND submitted_at IS NOT NULL AND validated_at IS NULL",
        args![id, by, now],
    )
    .await
}

/// Of some answers those that wait to be validated in a campaign, with whose they are.
// trusts its caller: answers for the institution that asks
pub(super) async fn waiting(
    conn: &mut Conn,
    survey: SurveyId,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let mut sql = Sql::new(
        "SELECT a.id, a.respondent_id FROM survey_answers a
         WHERE a.survey_id = $ AND a.submitted_at IS NOT NULL AND a.validated_at IS NULL AND",
        args![survey],
    );
    sql.push(STANDING, args![]).push(" AND a.id IN ", args![]).list(ids);
    sql.push(" ORDER BY a.id LIMIT 1000", args![]);
    conn.all_of(sql).await
}

/// Validates what waits for it.
// trusts its caller: answers for the institution that asks
pub(super) async fn validate_all(
    conn: &mut Conn,
    ids: &[Uuid],
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    let mut sql =
        Sql::new("UPDATE survey_answers SET validated_by = $, validated_at = $ WHERE id IN ", args![by, now]);
    sql.list(ids);
    let (text, values) = sql.done();
    conn.run(text, values).await.map(drop)
}

/// What came back on paper: how many, how many of them were typed in twice, and how the typings came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Papers {
    pub(super) papers: i64,
    pub(super) twice: i64,
    /// Of these, by whoever typed them first.
    pub(super) same: i64,
    pub(super) compared: i64,
    pub(super) differing: i64,
}

platform::from_row!(Papers { papers, twice, same, compared, differing });

/// What was typed in from paper first, of respondents that count.
const TYPED: &str = " FROM survey_answers a JOIN survey_respondents r ON r.id = a.respondent_id
    LEFT JOIN survey_answers b ON b.second_of = a.id AND b.submitted_at IS NOT NULL
    WHERE a.survey_id = $ AND a.source = 'paper' AND a.submitted_at IS NOT NULL AND a.second_of IS NULL AND a.corrects IS NULL
      AND r.set_aside IS NULL";

// trusts its caller: answers for the institution that asks
pub(super) async fn papers(conn: &mut Conn, survey: SurveyId) -> Result<Papers, StoreError> {
    let mut sql = Sql::new(
        "SELECT COUNT(*), COUNT(b.id), CAST(COALESCE(SUM(CASE WHEN b.keyed_by = a.keyed_by THEN 1 ELSE 0 END), 0) AS BIGINT),
           CAST(COALESCE(SUM(b.compared), 0) AS BIGINT),
           CAST(COALESCE(SUM(b.differing), 0) AS BIGINT)",
        args![],
    );
    sql.push(TYPED, args![survey]);
    let found: Vec<Papers> = conn.all_of(sql).await?;
    Ok(found.first().copied().unwrap_or(Papers { papers: 0, twice: 0, same: 0, compared: 0, differing: 0 }))
}

/// Papers that were typed in once, drawn by lot: their ids are chance.
// trusts its caller: answers for the institution that asks
pub(super) async fn drawn(
    conn: &mut Conn,
    survey: SurveyId,
    limit: i64,
) -> Result<Vec<(Uuid, String)>, StoreError> {
    let mut sql = Sql::new("SELECT r.id, r.name", args![]);
    sql.push(TYPED, args![survey]);
    sql.push(" AND b.id IS NULL ORDER BY a.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// What was sent, a page at a time in the order in which it was.
// trusts its caller: answers for the institution that asks
pub(super) async fn documents(
    conn: &mut Conn,
    survey: SurveyId,
    after: Option<(Instant, Uuid)>,
    limit: i64,
) -> Result<Vec<(Instant, Uuid, String)>, StoreError> {
    let mut sql = Sql::new(
        "SELECT submitted_at, id, document FROM survey_answers
         WHERE survey_id = $ AND submitted_at IS NOT NULL AND document IS NOT NULL",
        args![survey],
    );
    if let Some(after) = after {
        sql.push(" AND (submitted_at, id) > ($, $)", args![after.0, after.1]);
    }
    sql.push(" ORDER BY submitted_at, id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// Puts what is left of an answer in its place.
// trusts its caller: answers for the institution that asks
pub(super) async fn replace_document(conn: &mut Conn, id: Uuid, document: &str) -> Result<(), StoreError> {
    conn.change("UPDATE survey_answers SET document = $2 WHERE id = $1", args![id, document]).await
}

/// Empties what was written while it was being written, sent or not.
// trusts its caller: answers for the institution that asks
pub(super) async fn empty_drafts(conn: &mut Conn, survey: SurveyId, empty: &str) -> Result<(), StoreError> {
    conn.run(
        "UPDATE survey_answers SET draft = $2, version = version + 1 WHERE survey_id = $1",
        args![survey, empty],
    )
    .await
    .map(drop)
}
