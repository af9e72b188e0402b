// SPDX-License-Identifier: EUPL-1.2
//! Cases in SQL: reading. What is written is in `store_write.rs`.

use kernel::{CaseId, Date, EntryId, EpisodeId, Instant, InstitutionId, Layer, PersonId, PractitionerId};
use platform::args;
use platform::db::{Conn, FromRow, Row, Sql, StoreError};
use uuid::Uuid;

use super::model::{
    AttentionNote, Case, ChosenEvent, Closure, Episode, Frame, Hold, Linked, Merge, TimelineEntry, Transfer,
};
use super::rules::{self, Standing};
pub(super) use super::store_merged::{came_through, clocks_taken, merged_into, seats_taken, taken_over_by};
pub use super::store_merged::{home_of, merged_cases, secrets_in, secrets_of, with_merged};
use crate::access::{InCase, Scope};

/// Stands for the last day of an appointment that has none: the last day of the year 9999.
pub(super) const NO_LAST_DAY: i64 = 2_932_896;

/// The day of a moment, for the question whether somebody is still appointed: an hour or two late after midnight, never
/// early.
pub(super) fn day_of(now: Instant) -> Date {
    now.local_date(&kernel::instant::Zone::utc())
}

/// Everything a rule needs to know of a case.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The case.
    pub case: Case,
    /// What its state is derived from.
    pub standing: Standing,
    /// When something last happened that was published in it. Told to those only to whom the file is open.
    pub last_entry_at: Option<Instant>,
}

/// The case and its standing. The caller has a grant on it (or is the action that is about to make one).
// trusts its caller: a page or an action that has, or is about to make, the grant
pub async fn facts(conn: &mut Conn, id: CaseId, now: Instant) -> Result<Facts, StoreError> {
    // One question for what every page needs; a closure or a transfer is read when there is one.
    let mut row: Row = conn
        .one(
            "SELECT c.id, c.institution_id, c.reference, c.child_id, c.opened_on, c.merged_into, c.continues_id, c.version,
               (SELECT s.holder_id FROM circle_seats s
                WHERE s.subject_id = c.id AND s.held_until > $2 AND s.capacity = 'lead' LIMIT 1),
               (SELECT MAX(COALESCE(a.until_on, $3)) FROM circle_seats s JOIN appointments_until a
                ON a.practitioner_id = s.holder_id AND a.institution_id = s.institution_id
                WHERE s.subject_id = c.id AND s.held_until > $2 AND s.capacity = 'lead'),
               (SELECT h.from_on FROM holds h WHERE h.case_id = c.id AND h.until_on IS NULL LIMIT 1),
               EXISTS (SELECT 1 FROM closures l WHERE l.case_id = c.id AND l.decided_at IS NULL),
               EXISTS (SELECT 1 FROM transfers t WHERE t.subject_id = c.id AND t.decided_at IS NULL),
               (SELECT MAX(y.occurred_at) FROM case_entries y WHERE y.case_id = c.id),
               e.id, e.number, e.opened_on, e.opening_reason, e.closed_on, e.closing_reason
             FROM cases c LEFT JOIN episodes e
               ON e.case_id = c.id AND e.number = (SELECT MAX(n.number) FROM episodes n WHERE n.case_id = c.id)
             WHERE c.id = $1",
            args![id, now, NO_LAST_DAY],
        )
        .await?;
    let case = Case::from_row(&mut row)?;
    let (lead, last_day) = rules::still_leading(row.take()?, row.take()?, day_of(now));
    let on_hold = row.take()?;
    let (closing, leaving): (bool, bool) = (row.take()?, row.take()?);
    let last_entry_at = row.take()?;
    let episode = match row.take::<Option<EpisodeId>>()? {
        Some(id) => Some(Episode {
            id,
            number: row.take()?,
            opened_on: row.take()?,
            opening_reason: row.take()?,
            closed_on: row.take()?,
            closing_reason: row.take()?,
        }),
        None => None,
    };
    let closure = if closing { open_closure(conn, id).await? } else { None };
    let transfer = if leaving { open_transfer(conn, id).await? } else { None };
    let standing = Standing {
        merged_into: case.merged_into,
        episode,
        closure,
        transfer,
        lead,
        lead_gone: last_day,
        on_hold,
    };
    Ok(Facts { case, standing, last_entry_at })
}

/// The case and its standing, for whoever holds any seat on it.
pub async fn identity_of(conn: &mut Conn, grant: &InCase, now: Instant) -> Result<Facts, StoreError> {
    facts(conn, grant.subject(), now).await
}

async fn open_closure(conn: &mut Conn, case: CaseId) -> Result<Option<Closure>, StoreError> {
    conn.maybe(
        "SELECT id, episode_id, reason, explanation, child_view, partners_told, retention, retention_code, proposed_by, proposed_at,
           decided_by, decided_at, approved, refusal
         FROM closures WHERE case_id = $1 AND decided_at IS NULL ORDER BY proposed_at DESC LIMIT 1",
        args![case],
    )
    .await
}

async fn open_transfer(conn: &mut Conn, case: CaseId) -> Result<Option<Transfer>, StoreError> {
    conn.maybe(
        "SELECT id, subject_id, from_id, to_id, reason, minimum, proposed_by, proposed_at, decided_at, accepted, refusal,
           withdrawal
         FROM transfers WHERE subject_id = $1 AND decided_at IS NULL ORDER BY proposed_at DESC LIMIT 1",
        args![case],
    )
    .await
}

/// The open cases of a child in an institution.
// trusts its caller: an action that opens, reopens or takes over, and only says « there is one »
pub async fn open_of_child(
    conn: &mut Conn,
    child: PersonId,
    institution: InstitutionId,
) -> Result<Vec<CaseId>, StoreError> {
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

/// Legal frames, the newest first; those of cases merged into this one follow its own.
pub async fn frames_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<Frame>, StoreError> {
    conn.all(
        "SELECT frame, from_on, until_on, source FROM case_frames
         WHERE case_id IN (SELECT c.id FROM cases c WHERE c.id = $1
           UNION ALL SELECT c.id FROM cases c WHERE c.merged_into = $1)
         ORDER BY CASE WHEN case_id = $1 THEN 0 ELSE 1 END, from_on DESC, recorded_at DESC LIMIT 50",
        args![grant.subject()],
    )
    .await
}

/// Attention notes in force on a day, those of cases merged into this one among them.
pub async fn attention_of(
    conn: &mut Conn,
    grant: &InCase,
    day: Date,
) -> Result<Vec<AttentionNote>, StoreError> {
    conn.all(
        "SELECT id, kind, text, from_on, until_on FROM attention_notes
         WHERE case_id IN (SELECT c.id FROM cases c WHERE c.id = $1
           UNION ALL SELECT c.id FROM cases c WHERE c.merged_into = $1)
           AND from_on <= $2 AND (until_on IS NULL OR until_on >= $2) ORDER BY from_on, id LIMIT 100",
        args![grant.subject(), day],
    )
    .await
}

/// Closures, the newest first; those of cases merged into this one follow its own.
pub async fn closures_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<Closure>, StoreError> {
    conn.all(
        "SELECT id, episode_id, reason, explanation, child_view, partners_told, retention, retention_code, proposed_by, proposed_at,
           decided_by, decided_at, approved, refusal
         FROM closures WHERE case_id IN (SELECT c.id FROM cases c WHERE c.id = $1
           UNION ALL SELECT c.id FROM cases c WHERE c.merged_into = $1)
         ORDER BY CASE WHEN case_id = $1 THEN 0 ELSE 1 END, proposed_at DESC LIMIT 50",
        args![grant.subject()],
    )
    .await
}

/// What the reason of a closure asked to be said, and was: each with its code.
// trusts its caller: a closure is read through a grant on its case
pub async fn statements_of(conn: &mut Conn, closure: &Closure) -> Result<Vec<(String, String)>, StoreError> {
    conn.all(
        "SELECT code, words FROM closure_statements WHERE closure_id = $1 ORDER BY code LIMIT 50",
        args![closure.id],
    )
    .await
}

/// Transfers, the newest first.
pub async fn transfers_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<Transfer>, StoreError> {
    conn.all(
        "SELECT id, subject_id, from_id, to_id, reason, minimum, proposed_by, proposed_at, decided_at, accepted, refusal,
           withdrawal
         FROM transfers WHERE subject_id = $1 ORDER BY proposed_at DESC LIMIT 50",
        args![grant.subject()],
    )
    .await
}

/// Transfers that wait for an institution's answer, the oldest first.
// trusts its caller: who holds a function at the institution that was asked
pub async fn transfers_waiting(
    conn: &mut Conn,
    to: InstitutionId,
    limit: i64,
) -> Result<Vec<Transfer>, StoreError> {
    conn.all(
        "SELECT id, subject_id, from_id, to_id, reason, minimum, proposed_by, proposed_at, decided_at, accepted, refusal,
           withdrawal
         FROM transfers WHERE to_id = $1 AND decided_at IS NULL AND subject_kind = 'case' ORDER BY proposed_at LIMIT $2",
        args![to, limit],
    )
    .await
}

/// Proposals to an institution that were taken back since a moment before it answered, the newest first.
// trusts its caller: who holds a function at the institution that was asked
pub async fn transfers_withdrawn(
    conn: &mut Conn,
    to: InstitutionId,
    since: Instant,
    limit: i64,
) -> Result<Vec<Transfer>, StoreError> {
    conn.all(
        "SELECT id, subject_id, from_id, to_id, reason, minimum, proposed_by, proposed_at, decided_at, accepted, refusal,
           withdrawal
         FROM transfers WHERE to_id = $1 AND withdrawal IS NOT NULL AND decided_at >= $2 AND subject_kind = 'case'
         ORDER BY decided_at DESC LIMIT $3",
        args![to, since, limit],
    )
    .await
}

/// The last closed case of a child in an institution: what a new one follows.
pub(super) async fn last_closed_of_child(
    conn: &mut Conn,
    child: PersonId,
    institution: InstitutionId,
) -> Result<Option<CaseId>, StoreError> {
    conn.value(
        "SELECT c.id FROM cases c JOIN episodes e ON e.case_id = c.id
         WHERE c.child_id = $1 AND c.institution_id = $2 AND c.merged_into IS NULL
           AND NOT EXISTS (SELECT 1 FROM episodes o WHERE o.case_id = c.id AND o.closed_on IS NULL)
         ORDER BY e.closed_on DESC, c.id DESC LIMIT 1",
        args![child, institution],
    )
    .await
}

/// The case that one follows, and the one that follows it. Whether the reader may open them is asked of each.
// trusts its caller: each of the two is asked of a grant before it is shown
pub async fn linked_cases(
    conn: &mut Conn,
    case: &Case,
) -> Result<(Option<Linked>, Option<Linked>), StoreError> {
    let before = match case.continues {
        Some(before) => {
            conn.maybe("SELECT id, reference, opened_on FROM cases WHERE id = $1", args![before]).await?
        }
        None => None,
    };
    let after = conn
        .maybe(
            "SELECT id, reference, opened_on FROM cases WHERE continues_id = $1 ORDER BY opened_on, id LIMIT 1",
            args![case.id],
        )
        .await?;
    Ok((before, after))
}

/// The hold of a case, if it is on hold.
pub async fn hold_of(conn: &mut Conn, grant: &InCase) -> Result<Option<Hold>, StoreError> {
    open_hold(conn, grant.subject()).await
}

/// The last hold, if it is not over.
pub(super) async fn open_hold(conn: &mut Conn, case: CaseId) -> Result<Option<Hold>, StoreError> {
    conn.maybe(
        "SELECT from_on, until_on, reason FROM holds WHERE case_id = $1 AND until_on IS NULL LIMIT 1",
        args![case],
    )
    .await
}

/// Why the wait of a case went on, since the day on which it began: each time with its day.
pub async fn hold_reviews_of(
    conn: &mut Conn,
    grant: &InCase,
    since: Date,
) -> Result<Vec<(Date, String)>, StoreError> {
    conn.all(
        "SELECT reviewed_on, reason FROM hold_reviews WHERE case_id = $1 AND reviewed_on >= $2
         ORDER BY recorded_at LIMIT 100",
        args![grant.subject(), since],
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
    Ok(timeline_with_merges(conn, grant, filter, limit).await?.1)
}

/// As [`timeline`], with the merges that it had to look up: the first page of a case shows both.
pub async fn timeline_with_merges(
    conn: &mut Conn,
    grant: &InCase,
    filter: &TimelineFilter,
    limit: i64,
) -> Result<(Vec<Merge>, Vec<TimelineEntry>), StoreError> {
    let merges = merged_into(conn, grant.subject()).await?;
    let cases: Vec<CaseId> =
        std::iter::once(grant.subject()).chain(merges.iter().map(|m| m.duplicate)).collect();
    let mut sql = Sql::new(
        "SELECT id, case_id, layer, kind, occurred_at, recorded_at, author_id, institution_id, subject_kind, subject_id, summary
         FROM case_entries WHERE case_id IN ",
        args![],
    );
    sql.list(&cases).push(" AND layer IN ", args![]);
    sql.list(open_layers(grant));
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
    Ok((merges, conn.all_of(sql).await?))
}

/// The chronology, with those of cases merged into this one, the oldest first.
pub async fn chronology_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<ChosenEvent>, StoreError> {
    conn.all(
        "SELECT id, entry_id, occurred, event, meaning, source, chosen_by, recorded_at FROM chronology
         WHERE case_id IN (SELECT c.id FROM cases c WHERE c.id = $1
           UNION ALL SELECT c.id FROM cases c WHERE c.merged_into = $1)
           AND withdrawn_at IS NULL ORDER BY occurred, recorded_at LIMIT 500",
        args![grant.subject()],
    )
    .await
}

/// An entry of the timeline, if it is in this case (or one merged into it) and in a layer of the grant.
pub async fn entry(
    conn: &mut Conn,
    grant: &InCase,
    id: EntryId,
) -> Result<Option<TimelineEntry>, StoreError> {
    let mut sql = Sql::new(
        "SELECT id, case_id, layer, kind, occurred_at, recorded_at, author_id, institution_id, subject_kind, subject_id, summary
         FROM case_entries WHERE id = $ AND case_id IN ",
        args![id],
    );
    sql.list(&with_merged(conn, grant).await?).push(" AND layer IN ", args![]);
    sql.list(open_layers(grant));
    Ok(conn.all_of(sql).await?.pop())
}

/// What the filters of a timeline can choose from: the kinds of its entries, and who wrote them.
pub async fn timeline_choices(
    conn: &mut Conn,
    grant: &InCase,
) -> Result<Vec<(String, Option<PractitionerId>)>, StoreError> {
    let mut sql = Sql::new("SELECT DISTINCT kind, author_id FROM case_entries WHERE case_id IN ", args![]);
    sql.list(&with_merged(conn, grant).await?).push(" AND layer IN ", args![]);
    sql.list(open_layers(grant)).push(" ORDER BY kind LIMIT 1000", args![]);
    conn.all_of(sql).await
}

/// A case by the number people say. Whether the reader may know of it is asked afterwards, by a grant.
pub(super) async fn by_reference(conn: &mut Conn, reference: &str) -> Result<Option<CaseId>, StoreError> {
    conn.value("SELECT id FROM cases WHERE reference = $1", args![reference]).await
}

/// The open cases of some children in an institution: who has one, and which.
// trusts its caller: a page about those children, which only says « there is one »
pub async fn open_of_children(
    conn: &mut Conn,
    children: &[PersonId],
    institution: InstitutionId,
) -> Result<Vec<(PersonId, CaseId)>, StoreError> {
    if children.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT c.child_id, c.id FROM cases c WHERE c.child_id IN ", args![]);
    sql.list(children).push(
        " AND c.institution_id = $ AND c.merged_into IS NULL
         AND EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = c.id AND e.closed_on IS NULL) ORDER BY c.id LIMIT 200",
        args![institution],
    );
    conn.all_of(sql).await
}

fn open_layers(grant: &InCase) -> impl Iterator<Item = String> + '_ {
    Layer::ALL.iter().filter(|l| grant.opens(**l)).map(|l| l.code().to_owned())
}

/// News in somebody's cases since a moment, the newest first; `before` is the last one of the page before (when it was
/// recorded, and its id).
pub async fn news_of(
    conn: &mut Conn,
    scope: &Scope,
    since: Instant,
    before: Option<(Instant, EntryId)>,
    limit: i64,
) -> Result<Vec<TimelineEntry>, StoreError> {
    let mut sql = Sql::new(
        "SELECT e.id, e.case_id, e.layer, e.kind, e.occurred_at, e.recorded_at, e.author_id, e.institution_id,
           e.subject_kind, e.subject_id, e.summary
         FROM case_news n JOIN case_entries e ON e.id = n.entry_id WHERE n.holder_id IN ",
        args![],
    );
    sql.list(scope.holders()).push(" AND n.recorded_at >= $", args![since]);
    if let Some((at, id)) = before {
        sql.push(" AND (n.recorded_at, n.entry_id) < ($, $)", args![at, id]);
    }
    scope.narrow(&mut sql, "n.case_id");
    sql.push(" ORDER BY n.recorded_at DESC, n.entry_id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// How many news, counted up to `most`.
pub async fn news_count(
    conn: &mut Conn,
    scope: &Scope,
    since: Instant,
    most: i64,
) -> Result<i64, StoreError> {
    let mut sql =
        Sql::new("SELECT COUNT(*) FROM (SELECT n.entry_id FROM case_news n WHERE n.holder_id IN ", args![]);
    sql.list(scope.holders()).push(" AND n.recorded_at >= $", args![since]);
    scope.narrow(&mut sql, "n.case_id");
    sql.push(" LIMIT $) AS counted", args![most]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}
