// SPDX-License-Identifier: EUPL-1.2
//! Lists and counts, always within the scope that the seats of the reader make. Never anything about who reported.

use kernel::{Capacity, Date, Instant, InstitutionId, PersonId, PractitionerId, ReportId, TransferId};
use platform::db::{Conn, FromRow, Row, Sql, StoreError};
use platform::{args, from_row};
use register::access::Scope;

use crate::concerns::model::{Door, Levels, MinorId, Standing, State, Told};
use crate::concerns::rules::triage::Outcome;

/// Which reports.
#[derive(Clone, Debug, Default)]
pub struct ReportFilter {
    /// Where they stand. `Decided` includes those that were answered.
    pub state: Option<State>,
    /// What came of the triage that counts.
    pub outcome: Option<Outcome>,
    /// Only those reported or triaged as immediate danger about which something is still to be done here.
    pub danger_now: bool,
    /// Only those with an answer still owed.
    pub owes_answer: bool,
    /// Only those on which one sits in person.
    pub mine: bool,
    /// Only those that this practitioner evaluates today.
    pub evaluator: Option<PractitionerId>,
    /// Received on this day or later.
    pub from: Option<Date>,
    /// Received on this day or earlier.
    pub to: Option<Date>,
    /// The oldest first.
    pub oldest_first: bool,
    /// After this one: the last of the page before (its day and id).
    pub after: Option<(Date, ReportId)>,
}

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which report.
    pub id: ReportId,
    /// Its number.
    pub reference: String,
    /// When it was received.
    pub received_on: Date,
    /// Through which door.
    pub door: Door,
    /// In danger right now, as told.
    pub danger_now: Told,
    /// The levels of the triage that counts.
    pub levels: Levels,
    /// How many minors are meant.
    pub minors: i64,
    /// From which it follows where it stands.
    pub standing: Standing,
}

impl FromRow for Line {
    fn from_row(row: &mut Row) -> Result<Line, StoreError> {
        Ok(Line {
            id: row.take()?,
            reference: row.take()?,
            received_on: row.take()?,
            door: row.take()?,
            danger_now: row.take()?,
            minors: row.take()?,
            levels: Levels::take(row)?,
            standing: Standing {
                outcome: row.take()?,
                is_archived: row.take()?,
                is_joined: row.take()?,
                is_taken_over: row.take()?,
                has_evaluation: row.take()?,
                has_open_evaluation: row.take()?,
                has_answer: row.take()?,
                owes_answer: row.take()?,
                has_undecided: row.take()?,
            },
        })
    }
}

const LINES: &str = "SELECT r.id, r.reference, r.received_on, r.door, r.danger_now,
  (SELECT COUNT(*) FROM report_minors m WHERE m.report_id = r.id AND m.same_as IS NULL AND m.set_aside IS NULL),
  t.danger, t.gravity, t.urgency, t.outcome, r.archived_at IS NOT NULL, r.merged_into IS NOT NULL,
  EXISTS (SELECT 1 FROM report_transfers x WHERE x.report_id = r.id AND x.accepted),
  EXISTS (SELECT 1 FROM evaluations e WHERE e.report_id = r.id),
  EXISTS (SELECT 1 FROM evaluations e WHERE e.report_id = r.id AND e.concluded_on IS NULL),
  EXISTS (SELECT 1 FROM report_feedback f WHERE f.report_id = r.id AND f.tells_outcome), ";
const OWES: &str =
    "((EXISTS (SELECT 1 FROM report_reporters p WHERE p.report_id = r.id AND p.is_professional)
    AND NOT EXISTS (SELECT 1 FROM report_feedback f WHERE f.report_id = r.id AND f.tells_outcome))
  OR EXISTS (SELECT 1 FROM report_feedback_requests q WHERE q.report_id = r.id AND NOT EXISTS
    (SELECT 1 FROM report_feedback f WHERE f.report_id = r.id AND f.tells_outcome AND f.recorded_at >= q.recorded_at)))";
const FROM: &str = " FROM reports r LEFT JOIN report_triages t ON t.id =
    (SELECT l.id FROM report_triages l WHERE l.report_id = r.id ORDER BY l.recorded_at DESC, l.id DESC LIMIT 1)
  WHERE r.institution_id = $";

/// Those that still live here: neither put away, nor joined, nor taken over.
const LIVE: &str = " AND r.archived_at IS NULL AND r.merged_into IS NULL
  AND NOT EXISTS (SELECT 1 FROM report_transfers x WHERE x.report_id = r.id AND x.accepted)";
const UPHELD: &str = " AND t.outcome IN ('qualified', 'immediate_danger')";
const BEGUN: &str = " AND EXISTS (SELECT 1 FROM evaluations e WHERE e.report_id = r.id)";
const NONE_OPEN: &str =
    " AND NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.report_id = r.id AND e.concluded_on IS NULL)";
/// A child whom nobody decided on, a mention that nobody settled, or nobody left to evaluate and nothing decided. A referral
/// that did not wait for the end of an evaluation decides nothing else.
const UNDECIDED: &str =
    "(EXISTS (SELECT 1 FROM report_minors m WHERE m.report_id = r.id AND m.same_as IS NULL
    AND m.set_aside IS NULL AND (m.place = 'mentioned' OR NOT EXISTS
      (SELECT 1 FROM report_decision_minors d JOIN report_decisions x ON x.id = d.decision_id
        LEFT JOIN evaluations e ON e.report_id = d.report_id AND e.minor_id = d.minor_id
        WHERE d.report_id = r.id AND d.minor_id = m.id AND (x.outcome <> 'judicial_referral'
          OR (e.concluded_on IS NOT NULL AND COALESCE(e.concluded_at, 0) <= x.recorded_at)))))
  OR (NOT EXISTS (SELECT 1 FROM report_decisions x WHERE x.report_id = r.id)
    AND NOT EXISTS (SELECT 1 FROM report_minors m WHERE m.report_id = r.id AND m.same_as IS NULL
      AND m.set_aside IS NULL AND m.place <> 'mentioned')))";

fn narrow(sql: &mut Sql, scope: &Scope, filter: &ReportFilter) {
    if filter.mine {
        scope.clone().in_person().narrow(sql, "r.id");
    } else {
        scope.narrow(sql, "r.id");
    }
    if let Some(state) = filter.state {
        by_state(sql, state);
    }
    if let Some(outcome) = filter.outcome {
        sql.push(" AND t.outcome = $", args![outcome]);
    }
    if filter.danger_now {
        // As long as something is still to be done about it here.
        sql.push(LIVE, args![])
            .push(" AND ((r.triaged_at IS NULL AND r.danger_now = 'yes') OR (t.outcome = 'immediate_danger' AND ", args![])
            .push(UNDECIDED, args![])
            .push("))", args![]);
    }
    if filter.owes_answer {
        sql.push(" AND r.triaged_at IS NOT NULL AND ", args![]).push(OWES, args![]);
    }
    if let Some(evaluator) = filter.evaluator {
        sql.push(
            " AND EXISTS (SELECT 1 FROM circle_seats v WHERE v.subject_id = r.id AND v.holder_id = $
               AND v.capacity = 'evaluator' AND v.held_until > $)",
            args![evaluator, scope.now()],
        );
    }
    if let Some(from) = filter.from {
        sql.push(" AND r.received_on >= $", args![from]);
    }
    if let Some(to) = filter.to {
        sql.push(" AND r.received_on <= $", args![to]);
    }
    if let Some((on, id)) = filter.after {
        let fragment = if filter.oldest_first {
            " AND (r.received_on, r.id) > ($, $)"
        } else {
            " AND (r.received_on, r.id) < ($, $)"
        };
        sql.push(fragment, args![on, id]);
    }
}

/// The same rules as [`Standing::state`], for the database; a test holds the two together.
fn by_state(sql: &mut Sql, state: State) {
    match state {
        State::Archived => {
            sql.push(" AND r.archived_at IS NOT NULL", args![]);
        }
        State::Joined => {
            sql.push(" AND r.archived_at IS NULL AND r.merged_into IS NOT NULL", args![]);
        }
        State::Transferred => {
            sql.push(
                " AND r.archived_at IS NULL AND r.merged_into IS NULL
                  AND EXISTS (SELECT 1 FROM report_transfers x WHERE x.report_id = r.id AND x.accepted)",
                args![],
            );
        }
        State::Received => {
            sql.push(LIVE, args![]).push(" AND r.triaged_at IS NULL", args![]);
        }
        State::NotConcern | State::AdviceOnly | State::Redirected => {
            sql.push(LIVE, args![]).push(" AND t.outcome = $", args![state.code()]);
        }
        State::ToAssign => {
            sql.push(LIVE, args![])
                .push(UPHELD, args![])
                .push(" AND NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.report_id = r.id) AND ", args![])
                .push(UNDECIDED, args![]);
        }
        State::UnderEvaluation => {
            sql.push(LIVE, args![]).push(UPHELD, args![]).push(
                " AND EXISTS (SELECT 1 FROM evaluations e WHERE e.report_id = r.id AND e.concluded_on IS NULL)",
                args![],
            );
        }
        State::Evaluated => {
            sql.push(LIVE, args![]).push(UPHELD, args![]).push(BEGUN, args![]).push(NONE_OPEN, args![]);
            sql.push(" AND ", args![]).push(UNDECIDED, args![]);
        }
        State::Decided | State::FeedbackGiven => {
            sql.push(LIVE, args![]).push(UPHELD, args![]).push(NONE_OPEN, args![]);
            sql.push(" AND NOT ", args![]).push(UNDECIDED, args![]);
            if state == State::FeedbackGiven {
                sql.push(
                    " AND EXISTS (SELECT 1 FROM report_feedback f WHERE f.report_id = r.id AND f.tells_outcome) AND NOT ",
                    args![],
                )
                .push(OWES, args![]);
            }
        }
    }
}

/// Reports of an institution within a scope, the last received first unless asked otherwise.
pub async fn list(
    conn: &mut Conn,
    institution: InstitutionId,
    scope: &Scope,
    filter: &ReportFilter,
    limit: i64,
) -> Result<Vec<Line>, StoreError> {
    let mut sql = Sql::new(LINES, args![]);
    sql.push(OWES, args![]).push(", ", args![]).push(UNDECIDED, args![]).push(FROM, args![institution]);
    narrow(&mut sql, scope, filter);
    let order = if filter.oldest_first {
        " ORDER BY r.received_on, r.id LIMIT $"
    } else {
        " ORDER BY r.received_on DESC, r.id DESC LIMIT $"
    };
    sql.push(order, args![limit]);
    conn.all_of(sql).await
}

/// How many there are, counted up to `most`.
pub async fn count(
    conn: &mut Conn,
    institution: InstitutionId,
    scope: &Scope,
    filter: &ReportFilter,
    most: i64,
) -> Result<i64, StoreError> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM (SELECT r.id", args![]);
    sql.push(FROM, args![institution]);
    narrow(&mut sql, scope, filter);
    sql.push(" LIMIT $) AS counted", args![most]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// A report that waits for triage.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Which one.
    pub id: ReportId,
    /// Its number.
    pub reference: String,
    /// When it was received.
    pub received_on: Date,
    /// In danger right now, as told.
    pub danger_now: Told,
    /// How many minors are meant.
    pub minors: i64,
}

from_row!(Waiting { id, reference, received_on, danger_now, minors });

const TO_TRIAGE: &str = " FROM reports r WHERE r.institution_id = $ AND r.triaged_at IS NULL AND r.archived_at IS NULL
  AND r.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM report_transfers x WHERE x.report_id = r.id AND x.accepted)";

/// Reports that wait for triage, the oldest first: for « Ma journée ».
pub async fn to_triage(
    conn: &mut Conn,
    scope: &Scope,
    after: Option<(Date, ReportId)>,
    limit: i64,
) -> Result<Vec<Waiting>, StoreError> {
    let mut sql = Sql::new(
        "SELECT r.id, r.reference, r.received_on, r.danger_now,
           (SELECT COUNT(*) FROM report_minors m WHERE m.report_id = r.id)",
        args![],
    );
    sql.push(TO_TRIAGE, args![scope.actor().institution]);
    scope.narrow(&mut sql, "r.id");
    if let Some((on, id)) = after {
        sql.push(" AND (r.received_on, r.id) > ($, $)", args![on, id]);
    }
    sql.push(" ORDER BY r.received_on, r.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// How many wait for triage, counted up to `most`.
pub async fn count_to_triage(conn: &mut Conn, scope: &Scope, most: i64) -> Result<i64, StoreError> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM (SELECT r.id", args![]);
    sql.push(TO_TRIAGE, args![scope.actor().institution]);
    scope.narrow(&mut sql, "r.id");
    sql.push(" LIMIT $) AS counted", args![most]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// A report in whose return channel something waits to be read.
#[derive(Clone, Debug)]
pub struct Talk {
    /// Which report.
    pub id: ReportId,
    /// Its number.
    pub reference: String,
    /// How many messages wait.
    pub unread: i64,
    /// Since when the oldest waits.
    pub since: Instant,
}

from_row!(Talk { id, reference, unread, since });

const TALKS: &str = " FROM report_messages m JOIN reports r ON r.id = m.report_id
  WHERE m.from_reporter AND m.read_at IS NULL AND r.institution_id = $";

/// Reports with messages that nobody of the service has read: for those whose seat opens the layer of the reporter.
pub async fn waiting_messages(conn: &mut Conn, scope: &Scope, limit: i64) -> Result<Vec<Talk>, StoreError> {
    let mut sql = Sql::new("SELECT r.id, r.reference, COUNT(*), MIN(m.sent_at)", args![]);
    sql.push(TALKS, args![scope.actor().institution]);
    scope.clone().only(&[Capacity::Intake]).narrow(&mut sql, "r.id");
    sql.push(" GROUP BY r.id, r.reference ORDER BY MIN(m.sent_at) LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// How many such reports, counted up to `most`.
pub async fn count_waiting_messages(conn: &mut Conn, scope: &Scope, most: i64) -> Result<i64, StoreError> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM (SELECT DISTINCT r.id", args![]);
    sql.push(TALKS, args![scope.actor().institution]);
    scope.clone().only(&[Capacity::Intake]).narrow(&mut sql, "r.id");
    sql.push(" LIMIT $) AS counted", args![most]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// A transfer that another service proposes.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Which one.
    pub id: TransferId,
    /// Of which report.
    pub report: ReportId,
    /// From whom.
    pub from: InstitutionId,
    /// When.
    pub proposed_at: Instant,
}

from_row!(Proposal { id, report, from, proposed_at });

/// Transfers that wait for an answer of the actor's institution, the oldest first.
pub async fn transfers_waiting(
    conn: &mut Conn,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<Proposal>, StoreError> {
    let mut sql = Sql::new(
        "SELECT t.id, t.report_id, t.from_id, t.proposed_at FROM report_transfers t WHERE t.to_id = $ AND t.answered_at IS NULL",
        args![scope.actor().institution],
    );
    scope.clone().only(&[Capacity::TransferCandidate]).narrow(&mut sql, "t.report_id");
    sql.push(" ORDER BY t.proposed_at, t.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// A proposal that another service took back before it was answered.
#[derive(Clone, Debug)]
pub struct TakenBack {
    /// By whom.
    pub from: InstitutionId,
    /// When it had been proposed.
    pub proposed_at: Instant,
    /// When it was taken back.
    pub withdrawn_at: Instant,
    /// Why.
    pub reason: String,
}

from_row!(TakenBack { from, proposed_at, withdrawn_at, reason });

/// Proposals to an institution that were taken back since a moment, the newest first. Neither the report nor the children are
/// told: whoever was asked holds no seat there any more.
// trusts its caller: who holds a function at the institution that was asked; it learns no more than from whom and why
pub async fn transfers_withdrawn(
    conn: &mut Conn,
    to: InstitutionId,
    since: Instant,
    limit: i64,
) -> Result<Vec<TakenBack>, StoreError> {
    conn.all(
        "SELECT from_id, proposed_at, answered_at, withdrawal FROM report_transfers
         WHERE to_id = $1 AND withdrawal IS NOT NULL AND answered_at >= $2 ORDER BY answered_at DESC LIMIT $3",
        args![to, since, limit],
    )
    .await
}

/// A minor of a report of a list.
#[derive(Clone, Debug)]
pub struct Child {
    /// Of which report.
    pub report: ReportId,
    /// In it.
    pub minor: MinorId,
    /// Who, once known.
    pub person: Option<PersonId>,
    /// How they were described.
    pub description: String,
}

from_row!(Child { report, minor, person, description });

/// The minors of some reports of a list.
// trusts its caller: names of children in a list that was made in a scope
pub async fn children_of(conn: &mut Conn, reports: &[ReportId]) -> Result<Vec<Child>, StoreError> {
    if reports.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT report_id, id, person_id, description FROM report_minors WHERE same_as IS NULL AND set_aside IS NULL AND report_id IN ",
        args![],
    );
    sql.list(reports).push(" ORDER BY report_id, position LIMIT 2000", args![]);
    conn.all_of(sql).await
}

/// The numbers of some reports. The caller's list was made in a scope.
// trusts its caller: numbers in a list that was made in a scope, or of reports just searched in one
pub async fn references_of(
    conn: &mut Conn,
    reports: &[ReportId],
) -> Result<std::collections::HashMap<ReportId, String>, StoreError> {
    if reports.is_empty() {
        return Ok(std::collections::HashMap::new());
    }
    let mut sql = Sql::new("SELECT id, reference FROM reports WHERE id IN ", args![]);
    sql.list(reports);
    let found: Vec<(ReportId, String)> = conn.all_of(sql).await?;
    Ok(found.into_iter().collect())
}
