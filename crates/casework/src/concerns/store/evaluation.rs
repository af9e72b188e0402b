// SPDX-License-Identifier: EUPL-1.2
//! Evaluations and decisions.

use kernel::{Date, EvaluationId, Instant, PractitionerId, ReportId};
use platform::args;
use platform::db::{Conn, StoreError};
use uuid::Uuid;

use crate::concerns::model::{
    Decision, Evaluation, Evaluator, Levels, Meeting, MinorId, NewConclusion, NewDecision, NewMeeting,
    NewView, NewVisit, View, Visit,
};

pub(in crate::concerns) async fn evaluations(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<Evaluation>, StoreError> {
    conn.all(
        "SELECT id, minor_id, started_on, concluded_on, concluded_at, concluded_by, outcome, danger, gravity, urgency,
           explanation, reason, no_visit_reason, no_view_reason, impossible_reason
         FROM evaluations WHERE report_id = $1 ORDER BY recorded_at, id LIMIT 60",
        args![report],
    )
    .await
}

pub(in crate::concerns) async fn insert_evaluation(
    conn: &mut Conn,
    id: EvaluationId,
    report: ReportId,
    minor: MinorId,
    on: Date,
    by: Option<PractitionerId>,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO evaluations (id, report_id, minor_id, started_on, started_by, explanation, reason, no_visit_reason,
           no_view_reason, recorded_at)
         VALUES ($1, $2, $3, $4, $5, '', '', '', '', $6)",
        args![id, report, minor, on, by, now],
    )
    .await
    .map(drop)
}

pub(in crate::concerns) async fn set_concluded(
    conn: &mut Conn,
    report: ReportId,
    c: &NewConclusion,
    by: PractitionerId,
    on: Date,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE evaluations SET concluded_on = $3, concluded_by = $4, concluded_at = $5, outcome = $6, danger = $7,
           gravity = $8, urgency = $9, explanation = $10, reason = $11, no_visit_reason = $12, no_view_reason = $13
         WHERE report_id = $1 AND minor_id = $2 AND concluded_on IS NULL",
        args![
            report, c.minor, on, by, now, c.outcome, Levels::column(c.levels.danger), Levels::column(c.levels.gravity),
            Levels::column(c.levels.urgency), c.explanation, c.reason, c.no_visit_reason, c.no_view_reason
        ],
    )
    .await
}

pub(in crate::concerns) async fn set_impossible(
    conn: &mut Conn,
    report: ReportId,
    minor: MinorId,
    reason: &str,
    explanation: &str,
    by: PractitionerId,
    (on, now): (Date, Instant),
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE evaluations SET concluded_on = $3, concluded_by = $4, concluded_at = $5, impossible_reason = $6, reason = $7
         WHERE report_id = $1 AND minor_id = $2 AND concluded_on IS NULL",
        args![report, minor, on, by, now, reason, explanation],
    )
    .await
}

/// Ends the evaluation of somebody who turned out not to be a child of the home: neither concluded nor impossible.
pub(in crate::concerns) async fn end_evaluation(
    conn: &mut Conn,
    report: ReportId,
    minor: MinorId,
    reason: &str,
    by: PractitionerId,
    (on, now): (Date, Instant),
) -> Result<(), StoreError> {
    conn.run(
        "UPDATE evaluations SET concluded_on = $3, concluded_by = $4, concluded_at = $5, reason = $6
         WHERE report_id = $1 AND minor_id = $2 AND concluded_on IS NULL",
        args![report, minor, on, by, now, reason],
    )
    .await
    .map(drop)
}

pub(in crate::concerns) async fn evaluators(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<Evaluator>, StoreError> {
    conn.all(
        "SELECT practitioner_id, is_lead, from_on, until_on FROM evaluators WHERE report_id = $1
         ORDER BY is_lead DESC, from_on, practitioner_id LIMIT 60",
        args![report],
    )
    .await
}

/// Ends the present team and writes down the new one.
pub(in crate::concerns) async fn set_team(
    conn: &mut Conn,
    report: ReportId,
    lead: PractitionerId,
    team: &[PractitionerId],
    on: Date,
) -> Result<(), StoreError> {
    conn.run(
        "UPDATE evaluators SET until_on = $2 WHERE report_id = $1 AND until_on IS NULL",
        args![report, on],
    )
    .await?;
    let everybody =
        std::iter::once((lead, true)).chain(team.iter().filter(|p| **p != lead).map(|p| (*p, false)));
    for (practitioner, is_lead) in everybody {
        conn.run(
            "INSERT INTO evaluators (report_id, practitioner_id, is_lead, from_on) VALUES ($1, $2, $3, $4)
             ON CONFLICT (report_id, practitioner_id, from_on) DO UPDATE SET is_lead = excluded.is_lead, until_on = NULL",
            args![report, practitioner, is_lead, on],
        )
        .await?;
    }
    Ok(())
}

pub(in crate::concerns) async fn visits(conn: &mut Conn, report: ReportId) -> Result<Vec<Visit>, StoreError> {
    let mut visits: Vec<Visit> = conn
        .all(
            "SELECT id, visited_on, visited_at, place, present, notes, interpreter, found_nobody, noted_by, recorded_at
             FROM evaluation_visits WHERE report_id = $1 ORDER BY visited_on, recorded_at LIMIT 200",
            args![report],
        )
        .await?;
    if visits.is_empty() {
        return Ok(visits);
    }
    let minors: Vec<(Uuid, MinorId, bool)> = conn
        .all(
            "SELECT visit_id, minor_id, seen_alone FROM evaluation_visit_minors WHERE report_id = $1 LIMIT 2000",
            args![report],
        )
        .await?;
    for visit in &mut visits {
        visit.minors =
            minors.iter().filter(|(v, ..)| *v == visit.id).map(|(_, m, alone)| (*m, *alone)).collect();
    }
    Ok(visits)
}

pub(in crate::concerns) async fn insert_visit(
    conn: &mut Conn,
    id: Uuid,
    report: ReportId,
    v: &NewVisit,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO evaluation_visits (id, report_id, visited_on, visited_at, place, present, notes, interpreter,
           found_nobody, noted_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![id, report, v.on, v.at, v.place, v.present, v.notes, v.interpreter, v.found_nobody, by, now],
    )
    .await?;
    for minor in &v.minors {
        conn.run(
            "INSERT INTO evaluation_visit_minors (visit_id, minor_id, report_id, seen_alone) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            args![id, minor, report, v.seen_alone.contains(minor)],
        )
        .await?;
    }
    Ok(())
}

pub(in crate::concerns) async fn meetings(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<Meeting>, StoreError> {
    conn.all(
        "SELECT minor_id, met, met_on, alone, place, agreed_by, reason, noted_by, recorded_at, not_agreed_reason
         FROM evaluation_meetings WHERE report_id = $1 ORDER BY recorded_at, id LIMIT 200",
        args![report],
    )
    .await
}

pub(in crate::concerns) async fn insert_meeting(
    conn: &mut Conn,
    id: Uuid,
    report: ReportId,
    m: &NewMeeting,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO evaluation_meetings (id, report_id, minor_id, met, met_on, alone, place, agreed_by, reason, noted_by,
           recorded_at, not_agreed_reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            id, report, m.minor, m.not_met.is_none(), m.on, m.alone, m.place, m.agreed_by,
            m.not_met.clone().unwrap_or_default(), by, now,
            Some(m.not_agreed_reason.clone()).filter(|r| !r.is_empty())
        ],
    )
    .await
    .map(drop)
}

pub(in crate::concerns) async fn views(conn: &mut Conn, report: ReportId) -> Result<Vec<View>, StoreError> {
    conn.all(
        "SELECT id, minor_id, medium, words, told_by, audience, interpreter, said_on, noted_by, recorded_at
         FROM evaluation_views WHERE report_id = $1 ORDER BY said_on, recorded_at, id LIMIT 200",
        args![report],
    )
    .await
}

pub(in crate::concerns) async fn insert_view(
    conn: &mut Conn,
    id: Uuid,
    report: ReportId,
    v: &NewView,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO evaluation_views (id, report_id, minor_id, medium, words, told_by, audience, interpreter, said_on,
           noted_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![id, report, v.minor, v.medium, v.words, v.told_by, v.audience, v.interpreter, v.on, by, now],
    )
    .await
    .map(drop)
}

pub(in crate::concerns) async fn decisions(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<Decision>, StoreError> {
    let mut decisions: Vec<Decision> = conn
        .all(
            "SELECT id, outcome, reason, closure_reason, decided_on, decided_by, recorded_at, authority, referred_on, copied_on
             FROM report_decisions WHERE report_id = $1 ORDER BY recorded_at, id LIMIT 50",
            args![report],
        )
        .await?;
    if decisions.is_empty() {
        return Ok(decisions);
    }
    let minors: Vec<(Uuid, MinorId)> = conn
        .all(
            "SELECT decision_id, minor_id FROM report_decision_minors WHERE report_id = $1 LIMIT 1000",
            args![report],
        )
        .await?;
    for decision in &mut decisions {
        decision.minors = minors.iter().filter(|(d, _)| *d == decision.id).map(|(_, m)| *m).collect();
    }
    Ok(decisions)
}

pub(in crate::concerns) async fn insert_decision(
    conn: &mut Conn,
    id: Uuid,
    report: ReportId,
    d: &NewDecision,
    minors: &[MinorId],
    by: PractitionerId,
    (on, now): (Date, Instant),
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO report_decisions (id, report_id, outcome, reason, closure_reason, decided_on, decided_by, recorded_at,
           authority, referred_on, copied_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            id, report, d.outcome, d.reason, d.closure_reason, on, by, now,
            d.referral.as_ref().map(|r| r.authority.clone()), d.referral.as_ref().map(|r| r.on),
            d.referral.as_ref().and_then(|r| r.copied_on)
        ],
    )
    .await?;
    for minor in minors {
        conn.run(
            "INSERT INTO report_decision_minors (decision_id, minor_id, report_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            args![id, minor, report],
        )
        .await?;
    }
    Ok(())
}
