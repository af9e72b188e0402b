// SPDX-License-Identifier: EUPL-1.2
//! Concern reports in SQL. Everything that is read of one report is asked for with the grant that opens it.

mod channel;
mod evaluation;
mod hand_on;
mod list;
mod receive;
mod triage;

pub(super) use channel::*;
pub(super) use evaluation::*;
pub(super) use hand_on::*;
pub use list::{
    Child, Line, Proposal, ReportFilter, TakenBack, Talk, Waiting, children_of, count, count_to_triage,
    count_waiting_messages, list, references_of, to_triage, transfers_waiting, transfers_withdrawn,
    waiting_messages,
};
pub(super) use receive::*;
pub(super) use triage::*;

use kernel::{Layer, ReportId};
use platform::args;
use platform::db::{Conn, StoreError};
use register::access::InReport;
use uuid::Uuid;

use super::model::{AuthorityHolder, Concern, Joined, Minor, MinorId, Report};

pub(super) const REPORT: &str = "SELECT r.id, r.institution_id, r.reference, r.door, r.received_how, r.received_on,
  r.received_at, r.first_received_on, r.occurred, r.observed, r.heard, r.thought, r.about, r.danger_now, r.safety,
  r.address, r.danger, r.gravity, r.urgency, r.language, r.interpreter, r.direct_referral, r.came_by, r.recorded_by, r.recorded_at,
  r.acknowledged_on, r.confirmed_on, r.merged_into, r.archived_at, r.retention FROM reports r ";

async fn report(conn: &mut Conn, id: ReportId) -> Result<Report, StoreError> {
    let mut sql = platform::db::Sql::new(REPORT, args![]);
    sql.push("WHERE r.id = $", args![id]);
    conn.all_of(sql).await?.pop().ok_or(StoreError::Missing)
}

/// Holds a report until the end of the transaction, so that two people decide about it one after the other.
pub(super) async fn hold(conn: &mut Conn, grant: &InReport) -> Result<(), StoreError> {
    let held: Option<(ReportId,)> =
        conn.hold("SELECT id FROM reports WHERE id = $1", args![grant.subject()]).await?;
    held.map(drop).ok_or(StoreError::Missing)
}

/// A report with everything that happened to it. Asks for the institution's layer: somebody who only sees that the report
/// exists is answered as if it did not.
pub(super) async fn concern(conn: &mut Conn, grant: &InReport) -> Result<Concern, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Err(StoreError::Missing);
    }
    load(conn, grant.subject()).await
}

async fn load(conn: &mut Conn, id: ReportId) -> Result<Concern, StoreError> {
    let report = report(conn, id).await?;
    let owes_feedback = owes_feedback(conn, id).await?;
    Ok(Concern {
        minors: minors(conn, id).await?,
        holders: holders(conn, id).await?,
        triages: triages(conn, id).await?,
        evaluations: evaluations(conn, id).await?,
        evaluators: evaluators(conn, id).await?,
        visits: visits(conn, id).await?,
        meetings: meetings(conn, id).await?,
        views: views(conn, id).await?,
        decisions: decisions(conn, id).await?,
        answers: answers(conn, id).await?,
        requests: requests(conn, id).await?,
        transfers: transfers(conn, id).await?,
        joined: joined(conn, id).await?,
        repeats: repeats(conn, id).await?,
        repeated_by: repeated_by(conn, id).await?,
        report,
        owes_feedback,
    })
}

pub(super) async fn minors(conn: &mut Conn, report: ReportId) -> Result<Vec<Minor>, StoreError> {
    conn.all(
        "SELECT id, place, person_id, description, is_unborn, number_unknown, why, same_as, set_aside
         FROM report_minors WHERE report_id = $1 ORDER BY position, id LIMIT 60",
        args![report],
    )
    .await
}

async fn holders(conn: &mut Conn, report: ReportId) -> Result<Vec<AuthorityHolder>, StoreError> {
    conn.all(
        "SELECT who, told, told_on, not_told_reason, note FROM report_holders WHERE report_id = $1 ORDER BY position, id LIMIT 40",
        args![report],
    )
    .await
}

/// The reports joined to one, the first received first.
async fn joined(conn: &mut Conn, into: ReportId) -> Result<Vec<Joined>, StoreError> {
    let found: Vec<(ReportId, String, kernel::Date, kernel::PractitionerId, kernel::Instant)> = conn
        .all(
            "SELECT duplicate_id, reason, merged_on, merged_by, recorded_at FROM report_merges
             WHERE into_id = $1 ORDER BY recorded_at LIMIT 100",
            args![into],
        )
        .await?;
    let mut out = Vec::with_capacity(found.len());
    for (id, reason, on, by, recorded_at) in found {
        let report = report(conn, id).await?;
        let owed = owes_feedback(conn, id).await?;
        let answered = answers(conn, id).await?;
        let asked = requests(conn, id).await?;
        let last = answered.iter().filter(|a| a.tells_outcome).map(|a| a.recorded_at).max();
        let owes_answer =
            (owed && last.is_none()) || asked.iter().any(|r| last.is_none_or(|a| a < r.recorded_at));
        out.push(Joined { report, reason, on, by, recorded_at, owes_answer });
    }
    Ok(out)
}

/// The kind of thing that was asked for by a bare id is never known outside: only that a minor belongs to the report.
pub(super) async fn minor_names(
    conn: &mut Conn,
    minors: &[Minor],
) -> Result<Vec<(MinorId, register::people::Person)>, StoreError> {
    let ids: Vec<_> = minors.iter().filter_map(|m| m.person).collect();
    let people = register::people::persons(conn, &ids).await?;
    let mut out = Vec::new();
    for minor in minors {
        if let Some(person) = people.iter().find(|p| Some(p.id) == minor.person) {
            out.push((minor.id, person.clone()));
        }
    }
    Ok(out)
}

/// A fresh row id of a table that nobody asks for by id.
pub(super) fn row_id(cx: &platform::http::Cx) -> Result<Uuid, platform::problem::Problem> {
    Ok(cx.new_id::<kernel::EvaluationId>()?.0)
}
