// SPDX-License-Identifier: EUPL-1.2
//! Deadlines in SQL.

use std::collections::HashMap;

use kernel::{CaseId, Date, Holder, Instant, InstitutionId, PractitionerId};
use platform::db::{Conn, Sql, StoreError};
use platform::{args, from_row};
use rulebook::Due;
use uuid::Uuid;

use super::NewDeadline;
use crate::access::Scope;

/// A running or finished clock.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// Which one.
    pub id: Uuid,
    /// Whose term.
    pub institution: InstitutionId,
    /// What kind of thing it is about.
    pub subject_kind: String,
    /// Which one.
    pub subject: Uuid,
    /// The case, when there is one.
    pub case: Option<CaseId>,
    /// The part of the subject.
    pub about: Option<Uuid>,
    /// The term, an id of the pack.
    pub term: String,
    /// The pack.
    pub pack: String,
    /// The day of the fact that started it.
    pub started_on: Date,
    /// The last day.
    pub due_on: Date,
    /// Who must act.
    pub owner: Uuid,
    /// When it was done.
    pub done_on: Option<Date>,
    /// Whether it stopped running before its day: neither kept nor missed.
    pub dropped: bool,
    /// When the matter ended although the day had passed: nothing to do any more, and missed for good.
    pub ended_on: Option<Date>,
    /// The conditions of the wording that started it; not kept for the oldest ones.
    pub wording: Option<String>,
}

impl Deadline {
    /// Whether somebody still has to act.
    pub fn is_open(&self) -> bool {
        self.done_on.is_none() && !self.dropped && self.ended_on.is_none()
    }
}

from_row!(Deadline {
    id,
    institution,
    subject_kind,
    subject,
    case,
    about,
    term,
    pack,
    started_on,
    due_on,
    owner,
    done_on,
    dropped,
    ended_on,
    wording
});

const COLUMNS: &str =
    "SELECT d.id, d.institution_id, d.subject_kind, d.subject_id, d.case_id, d.about_id, d.term, d.pack, d.started_on,
    d.due_on, d.owner_id, d.done_on, d.dropped, d.ended_on, d.wording FROM deadlines d ";

/// Which open deadlines.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// Of one of these terms; of all when there is none.
    pub terms: &'a [&'a str],
    /// Who must act is this holder; in the lists of an institution only.
    pub owner: Option<Uuid>,
    /// Due before this day.
    pub before: Option<Date>,
    /// Due on this day or later.
    pub from: Option<Date>,
    /// After this one: the last of the page before (its day and id).
    pub after: Option<(Date, Uuid)>,
}

pub(super) async fn insert(
    conn: &mut Conn,
    id: Uuid,
    new: &NewDeadline<'_>,
    wording: &str,
    due: &Due,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO deadlines (id, institution_id, subject_kind, subject_id, case_id, about_id, term, pack, started_on,
           due_on, due_at, owner_id, dropped, wording)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            id, new.institution, new.kind.0, new.subject, new.case, new.about, new.term, new.pack, new.started.on,
            due.on, due.at, new.owner, false, wording
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn done(
    conn: &mut Conn,
    subject: Uuid,
    term: &str,
    about: Option<Uuid>,
    on: Date,
) -> Result<(), StoreError> {
    let done = Sql::new("UPDATE deadlines SET done_on = $ WHERE subject_id = $", args![on, subject]);
    end(conn, done, Some(term), about).await
}

pub(super) async fn drop_open(
    conn: &mut Conn,
    subject: Uuid,
    term: Option<&str>,
    about: Option<Uuid>,
    today: Date,
) -> Result<(), StoreError> {
    // Late ones first: afterwards only those are open that still had time.
    let late = Sql::new(
        "UPDATE deadlines SET ended_on = $ WHERE due_on < $ AND subject_id = $",
        args![today, today, subject],
    );
    let running = Sql::new("UPDATE deadlines SET dropped = $ WHERE subject_id = $", args![true, subject]);
    end(conn, late, term, about).await?;
    end(conn, running, term, about).await
}

/// Ends the clocks that `sql` changes, as far as they are open: of one term, about one part of the subject, or all.
async fn end(
    conn: &mut Conn,
    mut sql: Sql,
    term: Option<&str>,
    about: Option<Uuid>,
) -> Result<(), StoreError> {
    sql.push(" AND done_on IS NULL AND NOT dropped AND ended_on IS NULL", args![]);
    if let Some(term) = term {
        sql.push(" AND term = $", args![term]);
    }
    if let Some(about) = about {
        sql.push(" AND about_id = $", args![about]);
    }
    let (text, values) = sql.done();
    conn.run(text, values).await.map(drop)
}

pub(super) async fn replace(
    conn: &mut Conn,
    subject: Uuid,
    term: &str,
    about: Option<Uuid>,
) -> Result<(), StoreError> {
    let replaced = Sql::new("UPDATE deadlines SET dropped = $ WHERE subject_id = $", args![true, subject]);
    end(conn, replaced, Some(term), about).await
}

pub(super) async fn give_to_lead(
    conn: &mut Conn,
    subject: Uuid,
    before: &[PractitionerId],
    lead: Holder,
    now: Instant,
) -> Result<(), StoreError> {
    let mut sql = Sql::new(
        "UPDATE deadlines SET owner_id = $ WHERE subject_id = $ AND done_on IS NULL AND NOT dropped AND ended_on IS NULL
         AND (NOT EXISTS (SELECT 1 FROM circle_seats s WHERE s.subject_id = deadlines.subject_id
           AND s.held_until > $ AND s.holder_id = deadlines.owner_id)",
        args![lead, subject, now],
    );
    if !before.is_empty() {
        sql.push(" OR owner_id IN ", args![]).list(before);
    }
    sql.push(")", args![]);
    let (text, values) = sql.done();
    conn.run(text, values).await.map(drop)
}

pub(super) async fn pass_on(
    conn: &mut Conn,
    subject: Uuid,
    from: Holder,
    to: Holder,
) -> Result<(), StoreError> {
    conn.run(
        "UPDATE deadlines SET owner_id = $3
         WHERE subject_id = $1 AND owner_id = $2 AND done_on IS NULL AND NOT dropped AND ended_on IS NULL",
        args![subject, from, to],
    )
    .await
    .map(drop)
}

pub(super) async fn give_to_case(conn: &mut Conn, from: CaseId, into: CaseId) -> Result<(), StoreError> {
    conn.run(
        "UPDATE deadlines SET subject_id = $2, case_id = $2 WHERE subject_id = $1 AND done_on IS NULL AND NOT dropped AND ended_on IS NULL",
        args![from, into],
    )
    .await
    .map(drop)
}

pub(super) async fn give_back(
    conn: &mut Conn,
    clock: Uuid,
    to: CaseId,
    owner: Uuid,
) -> Result<(), StoreError> {
    conn.run(
        "UPDATE deadlines SET subject_id = $2, case_id = $2, owner_id = $3, dropped = $4, ended_on = NULL
         WHERE id = $1 AND done_on IS NULL",
        args![clock, to, owner, false],
    )
    .await
    .map(drop)
}

fn filtered(sql: &mut Sql, filter: &Filter<'_>) {
    sql.push(" AND d.done_on IS NULL AND NOT d.dropped AND d.ended_on IS NULL", args![]);
    if !filter.terms.is_empty() {
        sql.push(" AND d.term IN ", args![]).list(filter.terms);
    }
    if let Some(owner) = filter.owner {
        sql.push(" AND d.owner_id = $", args![owner]);
    }
    if let Some(before) = filter.before {
        sql.push(" AND d.due_on < $", args![before]);
    }
    if let Some(from) = filter.from {
        sql.push(" AND d.due_on >= $", args![from]);
    }
    if let Some((on, id)) = filter.after {
        sql.push(" AND (d.due_on, d.id) > ($, $)", args![on, id]);
    }
}

/// Open deadlines on which somebody in the scope must act, the most urgent first.
///
/// Each holder is one leg that follows the index in the order of the list and stops when the page is full: a function may
/// have to act on thousands.
pub async fn open(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter<'_>,
    limit: i64,
) -> Result<Vec<Deadline>, StoreError> {
    let mut sql = Sql::new("SELECT * FROM (", args![]);
    for (i, holder) in scope.holders().iter().enumerate() {
        sql.push(if i > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" }, args![]);
        sql.push(COLUMNS, args![]).push("WHERE d.owner_id = $", args![holder]);
        filtered(&mut sql, filter);
        scope.narrow(&mut sql, "d.subject_id");
        sql.push(" ORDER BY d.due_on, d.id LIMIT $) AS leg", args![limit]);
    }
    sql.push(") AS d ORDER BY d.due_on, d.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// How many there are, counted up to `most`.
pub async fn count_open(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter<'_>,
    most: i64,
) -> Result<i64, StoreError> {
    let mut sql =
        Sql::new("SELECT COUNT(*) FROM (SELECT d.id FROM deadlines d WHERE d.owner_id IN ", args![]);
    sql.list(scope.holders());
    filtered(&mut sql, filter);
    scope.narrow(&mut sql, "d.subject_id");
    sql.push(" LIMIT $) AS counted", args![most]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// Open deadlines of a whole institution that the scope reaches, the most urgent first: for its supervisors.
pub async fn open_in(
    conn: &mut Conn,
    institution: InstitutionId,
    scope: &Scope,
    filter: &Filter<'_>,
    limit: i64,
) -> Result<Vec<Deadline>, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE d.institution_id = $", args![institution]);
    filtered(&mut sql, filter);
    scope.narrow(&mut sql, "d.subject_id");
    sql.push(" ORDER BY d.due_on, d.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// How many of an institution the scope reaches, counted up to `most`.
pub async fn count_open_in(
    conn: &mut Conn,
    institution: InstitutionId,
    scope: &Scope,
    filter: &Filter<'_>,
    most: i64,
) -> Result<i64, StoreError> {
    let mut sql = Sql::new(
        "SELECT COUNT(*) FROM (SELECT d.id FROM deadlines d WHERE d.institution_id = $",
        args![institution],
    );
    filtered(&mut sql, filter);
    scope.narrow(&mut sql, "d.subject_id");
    sql.push(" LIMIT $) AS counted", args![most]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// How many open deadlines of an institution each holder has let pass, as far as the scope reaches: for its supervisors.
/// Beyond `most` of them, only those are counted.
pub async fn overdue_by_owner(
    conn: &mut Conn,
    institution: InstitutionId,
    scope: &Scope,
    today: Date,
    most: i64,
) -> Result<HashMap<Uuid, i64>, StoreError> {
    let mut sql = Sql::new(
        "SELECT late.owner_id, COUNT(*) FROM (SELECT d.owner_id FROM deadlines d WHERE d.institution_id = $",
        args![institution],
    );
    filtered(&mut sql, &Filter { before: Some(today), ..Filter::default() });
    scope.narrow(&mut sql, "d.subject_id");
    sql.push(" LIMIT $) AS late GROUP BY late.owner_id LIMIT 2000", args![most]);
    let found: Vec<(Uuid, i64)> = conn.all_of(sql).await?;
    Ok(found.into_iter().collect())
}

/// All clocks of one subject. The caller has shown a grant on it.
// trusts its caller: a page or an action with a grant on the subject
pub async fn of_subject(conn: &mut Conn, subject: Uuid) -> Result<Vec<Deadline>, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE d.subject_id = $ ORDER BY d.due_on, d.id LIMIT 200", args![subject]);
    conn.all_of(sql).await
}

/// The next open clock of each of some subjects: for a list. The caller's list was made in a scope.
// trusts its caller: clocks beside a list that was made in a scope
pub async fn next_of(conn: &mut Conn, subjects: &[Uuid]) -> Result<HashMap<Uuid, Deadline>, StoreError> {
    if subjects.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE d.subject_id IN ", args![]).list(subjects);
    sql.push(" AND d.done_on IS NULL AND NOT d.dropped AND d.ended_on IS NULL ORDER BY d.due_on DESC, d.id LIMIT 1000", args![]);
    let open: Vec<Deadline> = conn.all_of(sql).await?;
    // The most urgent comes last and takes the place.
    Ok(open.into_iter().map(|d| (d.subject, d)).collect())
}

/// The open clocks of each of some subjects, the most urgent first: for a list.
// trusts its caller: the list was made in a scope
pub async fn open_of(conn: &mut Conn, subjects: &[Uuid]) -> Result<Vec<Deadline>, StoreError> {
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE d.subject_id IN ", args![]).list(subjects);
    filtered(&mut sql, &Filter::default());
    sql.push(" ORDER BY d.due_on, d.id LIMIT 1000", args![]);
    conn.all_of(sql).await
}

/// One clock; nothing when it is gone.
pub(super) async fn one(conn: &mut Conn, id: Uuid) -> Result<Option<Deadline>, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE d.id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}
