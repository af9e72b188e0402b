// SPDX-License-Identifier: EUPL-1.2
//! Cases in SQL: reading. What is written is in `store_write.rs`.

use kernel::{CaseId, Date, InstitutionId, Instant, Layer, PersonId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::model::{
    AttentionNote, Case, ChosenEvent, Closure, Episode, Frame, Hold, Listed, Merge, TimelineEntry, Transfer,
};
use super::rules::Standing;
use crate::access::{InCase, Scope};

const CASE: &str = "SELECT id, institution_id, reference, child_id, opened_on, merged_into, version FROM cases ";

/// Everything a rule needs to know of a case.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The case.
    pub case: Case,
    /// What its state is derived from.
    pub standing: Standing,
}

pub(super) async fn case(conn: &mut Conn, id: CaseId) -> Result<Case, StoreError> {
    let mut sql = Sql::new(CASE, args![]);
    sql.push("WHERE id = $", args![id]);
    let (text, values) = sql.done();
    conn.one(text, values).await
}

/// The case and its standing. The caller has a grant on it (or is the action that is about to make one).
pub async fn facts(conn: &mut Conn, id: CaseId, now: Instant) -> Result<Facts, StoreError> {
    let case = case(conn, id).await?;
    let episode = conn
        .maybe(
            "SELECT id, number, opened_on, opening_reason, closed_on, closing_reason FROM episodes
             WHERE case_id = $1 ORDER BY number DESC LIMIT 1",
            args![id],
        )
        .await?;
    let closure = open_closure(conn, id).await?;
    let transfer = open_transfer(conn, id).await?;
    let lead: Option<PractitionerId> = conn
        .value(
            "SELECT holder_id FROM seats WHERE subject_id = $1 AND held_until > $2 AND capacity = 'lead' LIMIT 1",
            args![id, now],
        )
        .await?;
    let on_hold: Option<Date> =
        conn.value("SELECT from_on FROM holds WHERE case_id = $1 AND until_on IS NULL LIMIT 1", args![id]).await?;
    let standing = Standing { merged_into: case.merged_into, episode, closure, transfer, lead, on_hold };
    Ok(Facts { case, standing })
}

/// The case and its standing, for whoever holds any seat on it.
pub async fn identity_of(conn: &mut Conn, grant: &InCase, now: Instant) -> Result<Facts, StoreError> {
    facts(conn, grant.subject(), now).await
}

async fn open_closure(conn: &mut Conn, case: CaseId) -> Result<Option<Closure>, StoreError> {
    conn.maybe(
        "SELECT id, episode_id, reason, explanation, child_view, partners_told, retention, proposed_by, proposed_at,
           decided_by, decided_at, approved, refusal
         FROM closures WHERE case_id = $1 AND decided_at IS NULL ORDER BY proposed_at DESC LIMIT 1",
        args![case],
    )
    .await
}

async fn open_transfer(conn: &mut Conn, case: CaseId) -> Result<Option<Transfer>, StoreError> {
    conn.maybe(
        "SELECT id, subject_id, from_id, to_id, reason, minimum, proposed_by, proposed_at, decided_at, accepted, refusal
         FROM transfers WHERE subject_id = $1 AND decided_at IS NULL ORDER BY proposed_at DESC LIMIT 1",
        args![case],
    )
    .await
}

/// The open cases of a child in an institution.
pub async fn open_of_child(conn: &mut Conn, child: PersonId, institution: InstitutionId) -> Result<Vec<CaseId>, StoreError> {
    let rows: Vec<(CaseId,)> = conn
        .all(
            "SELECT c.id FROM cases c WHERE c.child_id = $1 AND c.institution_id = $2 AND c.merged_into IS NULL
               AND EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = c.id AND e.closed_on IS NULL)
             ORDER BY c.id LIMIT 10",
            args![child, institution],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Episodes, the newest first.
pub async fn episodes_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<Episode>, StoreError> {
    conn.all(
        "SELECT id, number, opened_on, opening_reason, closed_on, closing_reason FROM episodes
         WHERE case_id = $1 ORDER BY number DESC LIMIT 50",
        args![grant.subject()],
    )
    .await
}

/// Legal frames, the newest first.
pub async fn frames_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<Frame>, StoreError> {
    conn.all(
        "SELECT frame, from_on, until_on, source FROM case_frames WHERE case_id = $1
         ORDER BY from_on DESC, recorded_at DESC LIMIT 50",
        args![grant.subject()],
    )
    .await
}

/// Attention notes in force on a day.
pub async fn attention_of(conn: &mut Conn, grant: &InCase, day: Date) -> Result<Vec<AttentionNote>, StoreError> {
    conn.all(
        "SELECT id, kind, text, from_on, until_on FROM attention_notes
         WHERE case_id = $1 AND from_on <= $2 AND (until_on IS NULL OR until_on >= $2) ORDER BY from_on LIMIT 20",
        args![grant.subject(), day],
    )
    .await
}

/// Closures, the newest first.
pub async fn closures_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<Closure>, StoreError> {
    conn.all(
        "SELECT id, episode_id, reason, explanation, child_view, partners_told, retention, proposed_by, proposed_at,
           decided_by, decided_at, approved, refusal
         FROM closures WHERE case_id = $1 ORDER BY proposed_at DESC LIMIT 50",
        args![grant.subject()],
    )
    .await
}

/// Transfers, the newest first.
pub async fn transfers_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<Transfer>, StoreError> {
    conn.all(
        "SELECT id, subject_id, from_id, to_id, reason, minimum, proposed_by, proposed_at, decided_at, accepted, refusal
         FROM transfers WHERE subject_id = $1 ORDER BY proposed_at DESC LIMIT 50",
        args![grant.subject()],
    )
    .await
}

/// Transfers that wait for an institution's answer, the oldest first.
pub async fn transfers_waiting(conn: &mut Conn, to: InstitutionId, limit: i64) -> Result<Vec<Transfer>, StoreError> {
    conn.all(
        "SELECT id, subject_id, from_id, to_id, reason, minimum, proposed_by, proposed_at, decided_at, accepted, refusal
         FROM transfers WHERE to_id = $1 AND decided_at IS NULL AND subject_kind = 'case' ORDER BY proposed_at LIMIT $2",
        args![to, limit],
    )
    .await
}

/// Merges into a case that were not undone.
pub async fn merged_cases(conn: &mut Conn, grant: &InCase) -> Result<Vec<Merge>, StoreError> {
    merged_into(conn, grant.subject()).await
}

pub(super) async fn merged_into(conn: &mut Conn, case: CaseId) -> Result<Vec<Merge>, StoreError> {
    conn.all(
        "SELECT id, duplicate_id, reason, merged_at FROM case_merges WHERE into_id = $1 AND undone_at IS NULL
         ORDER BY merged_at LIMIT 20",
        args![case],
    )
    .await
}

/// The last hold, if it is not over.
pub(super) async fn open_hold(conn: &mut Conn, case: CaseId) -> Result<Option<Hold>, StoreError> {
    conn.maybe(
        "SELECT from_on, until_on, reason FROM holds WHERE case_id = $1 AND until_on IS NULL LIMIT 1",
        args![case],
    )
    .await
}

/// Which entries of a timeline.
#[derive(Clone, Debug, Default)]
pub struct TimelineFilter {
    /// Of these kinds; empty for all.
    pub kinds: Vec<String>,
    /// By this author.
    pub author: Option<PractitionerId>,
    /// That happened at this moment or later.
    pub from: Option<Instant>,
    /// That happened before this moment.
    pub until: Option<Instant>,
    /// Before this one: the last of the page before.
    pub before: Option<(Instant, Uuid)>,
}

/// The timeline of a case and of those merged into it, the newest first, through the layers of the grant.
pub async fn timeline(
    conn: &mut Conn,
    grant: &InCase,
    filter: &TimelineFilter,
    limit: i64,
) -> Result<Vec<TimelineEntry>, StoreError> {
    let mut cases = vec![grant.subject()];
    cases.extend(merged_into(conn, grant.subject()).await?.into_iter().map(|m| m.duplicate));
    let mut sql = Sql::new(
        "SELECT id, case_id, layer, kind, occurred_at, recorded_at, author_id, institution_id, subject_kind, subject_id, summary
         FROM case_entries WHERE case_id IN ",
        args![],
    );
    sql.list(&cases).push(" AND layer IN ", args![]);
    sql.list(Layer::ALL.iter().filter(|l| grant.opens(**l)).map(|l| l.code().to_owned()));
    if !filter.kinds.is_empty() {
        sql.push(" AND kind IN ", args![]).list(&filter.kinds);
    }
    if let Some(author) = filter.author {
        sql.push(" AND author_id = $", args![author]);
    }
    if let Some(from) = filter.from {
        sql.push(" AND occurred_at >= $", args![from]);
    }
    if let Some(until) = filter.until {
        sql.push(" AND occurred_at < $", args![until]);
    }
    if let Some((at, id)) = filter.before {
        sql.push(" AND (occurred_at, id) < ($, $)", args![at, id]);
    }
    sql.push(" ORDER BY occurred_at DESC, id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// When something was last published in a case: the last contact, the last note.
pub async fn last_entry_at(conn: &mut Conn, grant: &InCase) -> Result<Option<Instant>, StoreError> {
    conn.value(
        "SELECT occurred_at FROM case_entries WHERE case_id = $1 ORDER BY occurred_at DESC, id DESC LIMIT 1",
        args![grant.subject()],
    )
    .await
}

/// The chronology, the oldest first.
pub async fn chronology_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<ChosenEvent>, StoreError> {
    conn.all(
        "SELECT id, entry_id, occurred, event, meaning, source, chosen_by, recorded_at FROM chronology
         WHERE case_id = $1 AND withdrawn_at IS NULL ORDER BY occurred, recorded_at LIMIT 500",
        args![grant.subject()],
    )
    .await
}

/// A page of the cases in a scope, by the beginning of the reader's seat, the newest first.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    closed: Option<bool>,
    before: Option<(Instant, Uuid)>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let mut sql = Sql::new(
        "SELECT c.id, c.reference, c.child_id, p.given, p.family, p.birth, p.expected_on, s.held_from, s.capacity,
           (SELECT e.closed_on FROM episodes e WHERE e.case_id = c.id ORDER BY e.number DESC LIMIT 1)
         FROM seats s JOIN cases c ON c.id = s.subject_id JOIN persons p ON p.id = c.child_id WHERE",
        args![],
    );
    listed(&mut sql, scope, closed);
    if let Some((at, id)) = before {
        sql.push(" AND (s.held_from, s.subject_id) < ($, $)", args![at, id]);
    }
    sql.push(" ORDER BY s.held_from DESC, s.subject_id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// How many a list holds, counted up to `most`.
pub async fn count_list(
    conn: &mut Conn,
    scope: &Scope,
    closed: Option<bool>,
    most: i64,
) -> Result<i64, StoreError> {
    let mut sql = Sql::new(
        "SELECT COUNT(*) FROM (SELECT c.id FROM seats s JOIN cases c ON c.id = s.subject_id WHERE",
        args![],
    );
    listed(&mut sql, scope, closed);
    sql.push(" LIMIT $) AS counted", args![most]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

fn listed(sql: &mut Sql, scope: &Scope, closed: Option<bool>) {
    scope.drive(sql);
    sql.push(" AND c.merged_into IS NULL", args![]);
    match closed {
        Some(true) => {
            sql.push(" AND NOT EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = c.id AND e.closed_on IS NULL)", args![]);
        }
        Some(false) => {
            sql.push(" AND EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = c.id AND e.closed_on IS NULL)", args![]);
        }
        None => {}
    }
}

/// News in somebody's cases since a moment, the newest first.
pub async fn news_of(
    conn: &mut Conn,
    scope: &Scope,
    since: Instant,
    limit: i64,
) -> Result<Vec<TimelineEntry>, StoreError> {
    let mut sql = Sql::new(
        "SELECT e.id, e.case_id, e.layer, e.kind, e.occurred_at, e.recorded_at, e.author_id, e.institution_id,
           e.subject_kind, e.subject_id, e.summary
         FROM case_news n JOIN case_entries e ON e.id = n.entry_id WHERE n.holder_id IN ",
        args![],
    );
    sql.list(scope.holders()).push(" AND n.recorded_at >= $", args![since]);
    scope.narrow(&mut sql, "n.case_id");
    sql.push(" ORDER BY n.recorded_at DESC, e.id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// How many news, counted up to `most`.
pub async fn news_count(conn: &mut Conn, scope: &Scope, since: Instant, most: i64) -> Result<i64, StoreError> {
    let mut sql = Sql::new(
        "SELECT COUNT(*) FROM (SELECT n.entry_id FROM case_news n WHERE n.holder_id IN ",
        args![],
    );
    sql.list(scope.holders()).push(" AND n.recorded_at >= $", args![since]);
    scope.narrow(&mut sql, "n.case_id");
    sql.push(" LIMIT $) AS counted", args![most]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}
