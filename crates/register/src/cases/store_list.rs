// SPDX-License-Identifier: EUPL-1.2
//! The list of cases in SQL. It holds exactly what a grant would open: it is driven by the reader's own seats.
//!
//! A supervision sits on tens of thousands of cases. Each holder is therefore one leg that follows the index of seats in
//! the order of the list and stops when the page is full; seats with an end are few and make a leg of their own.

use kernel::{Date, Instant, PractitionerId};
use platform::args;
use platform::db::{Conn, Row, Sql, StoreError};
use uuid::Uuid;

use super::model::Listed;
use super::rules;
use super::store::{NO_LAST_DAY, day_of};
use crate::access::{OPEN_END, Scope};

/// Which cases of a scope.
#[derive(Clone, Debug, Default)]
pub struct ListFilter {
    /// In which state.
    pub state: ListState,
    /// Led by this practitioner.
    pub lead: Option<PractitionerId>,
    /// After this one in the list: the beginning of the reader's seat and the case, of the last line of the page before.
    pub after: Option<(Instant, Uuid)>,
}

/// Cases of which state are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ListState {
    /// Those at work.
    #[default]
    Open,
    /// Those at work that nobody leads.
    Unassigned,
    /// Those whose last episode has ended.
    Closed,
    /// All of them.
    All,
}

kernel::codes!(ListState { Open = "open", Unassigned = "unassigned", Closed = "closed", All = "all" });

/// A page of the cases in a scope, those in which the reader's seat is the newest first.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &ListFilter,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    // A case has a line in `case_leads` as long as it is at work.
    let mut sql = Sql::new(
        "SELECT c.id, c.reference, c.child_id, p.given, p.family, p.birth, p.expected_on, l.held_from, l.capacity, l.layers,
           CASE WHEN g.case_id IS NULL
             THEN (SELECT e.closed_on FROM episodes e WHERE e.case_id = c.id ORDER BY e.number DESC LIMIT 1) END,
           g.lead_id,
           (SELECT MAX(COALESCE(a.until_on, $)) FROM appointments_until a
            WHERE a.practitioner_id = g.lead_id AND a.institution_id = g.institution_id),
           EXISTS (SELECT 1 FROM transfers t WHERE t.subject_id = c.id AND t.decided_at IS NULL),
           EXISTS (SELECT 1 FROM closures x WHERE x.case_id = c.id AND x.decided_at IS NULL),
           EXISTS (SELECT 1 FROM holds h WHERE h.case_id = c.id AND h.until_on IS NULL)
         FROM (",
        args![NO_LAST_DAY],
    );
    legs(&mut sql, Wanted::Lines, scope, filter, limit);
    sql.push(
        ") AS l JOIN cases c ON c.id = l.subject_id JOIN people_named p ON p.id = c.child_id
         LEFT JOIN case_leads g ON g.case_id = c.id
         ORDER BY l.held_from DESC, l.subject_id DESC LIMIT $",
        args![limit],
    );
    let rows: Vec<Row> = conn.all_of(sql).await?;
    rows.into_iter().map(|row| listed(row, day_of(scope.now()))).collect()
}

fn listed(mut row: Row, today: Date) -> Result<Listed, StoreError> {
    let (id, reference, child) = (row.take()?, row.take()?, row.take()?);
    let (given, family, birth, expected_on) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let (since, capacity, layers, closed_on) = (row.take()?, row.take()?, row.take()?, row.take()?);
    let (lead, lead_gone) = rules::still_leading(row.take()?, row.take()?, today);
    let (transfer_waits, closure_waits, on_hold) = (row.take()?, row.take()?, row.take()?);
    Ok(Listed {
        id,
        reference,
        child,
        given,
        family,
        birth,
        expected_on,
        since,
        capacity,
        layers,
        closed_on,
        lead,
        lead_gone,
        transfer_waits,
        closure_waits,
        on_hold,
    })
}

/// How many a list holds, counted up to `most`.
pub async fn count_list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &ListFilter,
    most: i64,
) -> Result<i64, StoreError> {
    let mut sql = Sql::new("SELECT COUNT(DISTINCT subject_id) FROM (", args![]);
    legs(&mut sql, Wanted::Count, scope, &ListFilter { after: None, ..filter.clone() }, most);
    sql.push(") AS counted", args![]);
    let (text, values) = sql.done();
    Ok(conn.value::<i64>(text, values).await?.unwrap_or(0).min(most))
}

/// What the legs are asked for. A count needs no more of a seat than its index holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Lines,
    Count,
}

impl Wanted {
    fn columns(self) -> &'static str {
        match self {
            Wanted::Lines => "SELECT * FROM (SELECT s.subject_id, s.held_from, s.capacity, s.layers",
            Wanted::Count => "SELECT * FROM (SELECT s.subject_id",
        }
    }
}

/// The cases at work of an institution that nobody leads, or whose lead's appointment there has ended: few, and found
/// without looking at all the others.
fn unled(sql: &mut Sql, wanted: Wanted, scope: &Scope, filter: &ListFilter, limit: i64) {
    let here = scope.actor().institution;
    sql.push(wanted.columns(), args![]).push(
        " FROM (SELECT n.case_id FROM case_leads n WHERE n.institution_id = $ AND n.lead_id IS NULL
           UNION ALL SELECT g.case_id FROM case_leads g WHERE g.institution_id = $ AND g.lead_id IN
           (SELECT a.practitioner_id FROM appointments_until a WHERE a.institution_id = $
            GROUP BY a.practitioner_id HAVING MAX(COALESCE(a.until_on, $)) < $)) AS u
         JOIN circle_seats s ON s.subject_id = u.case_id",
        args![here, here, here, NO_LAST_DAY, day_of(scope.now())],
    );
    sql.push(" WHERE s.subject_kind = 'case' AND s.institution_id = $ AND s.holder_id IN ", args![here]);
    sql.list(scope.holders());
    sql.push(" AND s.held_until > $", args![scope.now()]);
    ended(sql, wanted, scope, filter, limit);
}

/// What every leg ends with: the seats that count, narrowed as asked, in the order of the list.
fn ended(sql: &mut Sql, wanted: Wanted, scope: &Scope, filter: &ListFilter, limit: i64) {
    sql.push(" AND s.held_from <= $ AND s.capacity IN ", args![scope.now()]);
    sql.list(codes(scope));
    narrowed(sql, scope, filter);
    if wanted == Wanted::Lines {
        once(sql, scope);
    }
    sql.push(" ORDER BY s.held_from DESC, s.subject_id DESC LIMIT $) AS leg", args![limit]);
}

fn legs(sql: &mut Sql, wanted: Wanted, scope: &Scope, filter: &ListFilter, limit: i64) {
    if filter.state == ListState::Unassigned {
        return unled(sql, wanted, scope, filter, limit);
    }
    for (i, holder) in scope.holders().iter().enumerate() {
        for with_end in [false, true] {
            sql.push(if i > 0 || with_end { " UNION ALL " } else { "" }, args![]);
            sql.push(wanted.columns(), args![]).push(
                " FROM circle_seats s WHERE s.holder_id = $ AND s.subject_kind = 'case' AND s.institution_id = $",
                args![holder, scope.actor().institution],
            );
            if with_end {
                sql.push(" AND s.held_until > $ AND s.held_until < $", args![scope.now(), OPEN_END]);
            } else {
                sql.push(" AND s.held_until = $", args![OPEN_END]);
            }
            ended(sql, wanted, scope, filter, limit);
        }
    }
}

fn codes(scope: &Scope) -> impl Iterator<Item = String> + '_ {
    scope.capacities().iter().map(|c| c.code().to_owned())
}

fn narrowed(sql: &mut Sql, scope: &Scope, filter: &ListFilter) {
    if let Some((at, id)) = filter.after {
        sql.push(" AND (s.held_from, s.subject_id) < ($, $)", args![at, id]);
    }
    // A merged case has no seats left: it needs no condition of its own.
    const OPEN: &str =
        "EXISTS (SELECT 1 FROM episodes e WHERE e.case_id = s.subject_id AND e.closed_on IS NULL)";
    const LED: &str =
        " AND EXISTS (SELECT 1 FROM circle_seats k WHERE k.subject_id = s.subject_id AND k.held_until > $
        AND k.capacity = 'lead' AND k.holder_id = $)";
    const ONCE_LED: &str =
        " AND EXISTS (SELECT 1 FROM circle_seats k WHERE k.subject_id = s.subject_id AND k.capacity = 'lead'
        AND k.holder_id = $)";
    match filter.state {
        ListState::All => {}
        ListState::Closed => {
            sql.push(" AND NOT ", args![]).push(OPEN, args![]);
        }
        ListState::Open => {
            sql.push(" AND ", args![]).push(OPEN, args![]);
        }
        // They were found among those at work.
        ListState::Unassigned => {}
    }
    match filter.lead {
        // Closing ends every lead's seat: « led by » then asks for whoever led the case at any time.
        Some(lead) if filter.state == ListState::Closed => {
            sql.push(ONCE_LED, args![lead]);
        }
        Some(lead) => {
            sql.push(LED, args![scope.now(), lead]);
        }
        None => {}
    }
}

/// Whoever sits twice on a case (by name and by function) sees it once: by the newest seat.
fn once(sql: &mut Sql, scope: &Scope) {
    sql.push(
        " AND NOT EXISTS (SELECT 1 FROM circle_seats o WHERE o.subject_id = s.subject_id AND o.held_until > $
           AND o.held_from <= $ AND o.institution_id = $ AND (o.held_from, o.id) > (s.held_from, s.id)
           AND o.holder_id IN ",
        args![scope.now(), scope.now(), scope.actor().institution],
    );
    sql.list(scope.holders()).push(" AND o.capacity IN ", args![]);
    sql.list(codes(scope)).push(")", args![]);
}
