// SPDX-License-Identifier: EUPL-1.2
//! What respondents named in their own words, and under which kind it was put.

use kernel::{Instant, PractitionerId};
use platform::db::{Conn, Sql, StoreError};
use platform::{args, from_row};
use uuid::Uuid;

use super::model::SurveyId;
use super::store_answers::STANDING;

/// A turn of something repeated, in an answer that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) turn: i64,
    pub(super) words: String,
    pub(super) folded: String,
}

/// Notes what an answer names. What reads like something that was put under a kind already is put there, too.
// trusts its caller: sends the answer in the same transaction
pub(super) async fn insert(
    conn: &mut Conn,
    survey: SurveyId,
    answers: Uuid,
    entries: &[Entry],
) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new(
        "INSERT INTO survey_entries (answers_id, path, turn, survey_id, words, folded) VALUES ",
        args![],
    );
    for (place, one) in entries.iter().enumerate() {
        let values = args![answers, one.path, one.turn, survey, one.words, one.folded];
        sql.push(if place == 0 { "($, $, $, $, $, $)" } else { ", ($, $, $, $, $, $)" }, values);
    }
    let (text, values) = sql.done();
    conn.run(text, values).await?;
    conn.run(
        "UPDATE survey_entries SET (code, coded_by, coded_at) = (SELECT o.code, o.coded_by, o.coded_at FROM survey_entries o
           WHERE o.survey_id = survey_entries.survey_id AND o.path = survey_entries.path AND o.folded = survey_entries.folded
             AND o.code IS NOT NULL ORDER BY o.coded_at DESC, o.answers_id, o.turn LIMIT 1)
         WHERE answers_id = $1",
        args![answers],
    )
    .await
    .map(drop)
}

/// What was written alike, with the kind under which it was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) path: String,
    pub(super) folded: String,
    pub(super) words: String,
    pub(super) times: i64,
    pub(super) code: Option<String>,
}

from_row!(Named { path, folded, words, times, code });

/// What the answers to a campaign name, each once; only what has no kind yet, if that is wanted.
// trusts its caller: answers for the institution that asks
pub(super) async fn named(
    conn: &mut Conn,
    survey: SurveyId,
    open: bool,
    after: Option<(String, String)>,
    limit: i64,
) -> Result<Vec<Named>, StoreError> {
    let mut sql = Sql::new(
        "SELECT e.path, e.folded, MIN(e.words), COUNT(*), MIN(e.code) FROM survey_entries e
         JOIN survey_answers a ON a.id = e.answers_id WHERE e.survey_id = $ AND",
        args![survey],
    );
    sql.push(STANDING, args![]);
    if open {
        sql.push(" AND e.code IS NULL", args![]);
    }
    if let Some((path, folded)) = after {
        sql.push(" AND (e.path, e.folded) > ($, $)", args![path, folded]);
    }
    sql.push(" GROUP BY e.path, e.folded ORDER BY e.path, e.folded LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// How many different things are named, and how many of them have a kind.
// trusts its caller: answers for the institution that asks
pub(super) async fn how_many(conn: &mut Conn, survey: SurveyId) -> Result<(i64, i64), StoreError> {
    let mut sql = Sql::new(
        "SELECT COUNT(*), COUNT(n.code) FROM (SELECT MIN(e.code) AS code FROM survey_entries e
         JOIN survey_answers a ON a.id = e.answers_id WHERE e.survey_id = $ AND",
        args![survey],
    );
    sql.push(STANDING, args![]);
    sql.push(" GROUP BY e.path, e.folded) n", args![]);
    Ok(conn.all_of(sql).await?.pop().unwrap_or_default())
}

/// Puts what reads so under a kind; under none, if nothing is given.
// trusts its caller: answers for the institution that asks
pub(super) async fn code(
    conn: &mut Conn,
    survey: SurveyId,
    path: &str,
    folded: &[&str],
    code: Option<&str>,
    (by, now): (PractitionerId, Instant),
) -> Result<(), StoreError> {
    let mut sql = Sql::new(
        "UPDATE survey_entries SET code = $, coded_by = $, coded_at = $ WHERE survey_id = $ AND path = $ AND folded IN ",
        args![code, by, now, survey, path],
    );
    sql.list(folded);
    let (text, values) = sql.done();
    conn.run(text, values).await.map(drop)
}

/// A turn with the kind under which it was put.
#[derive(Clone, Debug)]
pub(super) struct Coded {
    pub(super) answers: Uuid,
    pub(super) path: String,
    pub(super) turn: i64,
    pub(super) code: String,
}

from_row!(Coded { answers, path, turn, code });

/// What some answers name, as far as it has a kind.
// trusts its caller: answers for the institution that asks
pub(super) async fn coded(conn: &mut Conn, answers: &[Uuid]) -> Result<Vec<Coded>, StoreError> {
    if answers.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT answers_id, path, turn, code FROM survey_entries WHERE code IS NOT NULL AND answers_id IN ",
        args![],
    );
    sql.list(answers);
    conn.all_of(sql).await
}

/// Forgets the words that were named, and keeps the kinds under which they were put.
// trusts its caller: answers for the institution that asks
pub(super) async fn forget_words(
    conn: &mut Conn,
    survey: SurveyId,
    paths: impl IntoIterator<Item = &str>,
) -> Result<(), StoreError> {
    let mut sql = Sql::new(
        "UPDATE survey_entries SET words = '', folded = '' WHERE survey_id = $ AND path IN ",
        args![survey],
    );
    sql.list(paths);
    let (text, values) = sql.done();
    conn.run(text, values).await.map(drop)
}
