// SPDX-License-Identifier: EUPL-1.2
//! Triages, repeated reports, acknowledgement, archive.

use kernel::{Date, Instant, PractitionerId, ReportId};
use platform::args;
use platform::db::{Conn, StoreError};
use uuid::Uuid;

use crate::concerns::model::{Levels, Triage};
use crate::concerns::rules::triage::NewTriage;

pub(in crate::concerns) async fn triages(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<Triage>, StoreError> {
    conn.all(
        "SELECT id, outcome, danger, gravity, urgency, explanation, reason, redirected_to, repetitive, triaged_by,
           second_id, alone_reason, triaged_on, recorded_at
         FROM report_triages WHERE report_id = $1 ORDER BY recorded_at, id LIMIT 50",
        args![report],
    )
    .await
}

pub(in crate::concerns) async fn insert_triage(
    conn: &mut Conn,
    id: Uuid,
    report: ReportId,
    t: &NewTriage,
    by: PractitionerId,
    on: Date,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO report_triages (id, report_id, outcome, danger, gravity, urgency, explanation, reason, redirected_to,
           repetitive, triaged_by, second_id, alone_reason, triaged_on, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        args![
            id, report, t.outcome, Levels::column(t.levels.danger), Levels::column(t.levels.gravity),
            Levels::column(t.levels.urgency), t.explanation, t.reason, t.redirected_to, t.repetitive, by, t.second,
            t.alone_reason, on, now
        ],
    )
    .await?;
    conn.run("UPDATE reports SET triaged_at = $2 WHERE id = $1 AND triaged_at IS NULL", args![report, now])
        .await
        .map(drop)
}

pub(in crate::concerns) async fn insert_repeat(
    conn: &mut Conn,
    report: ReportId,
    earlier: ReportId,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO report_repeats (report_id, earlier_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        args![report, earlier],
    )
    .await
    .map(drop)
}

/// The earlier reports that one repeats, by number.
pub(in crate::concerns) async fn repeats(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<(ReportId, String)>, StoreError> {
    conn.all(
        "SELECT r.id, r.reference FROM report_repeats p JOIN reports r ON r.id = p.earlier_id
         WHERE p.report_id = $1 ORDER BY r.received_on, r.id LIMIT 100",
        args![report],
    )
    .await
}

/// The later reports that repeat one, by number.
pub(in crate::concerns) async fn repeated_by(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<(ReportId, String)>, StoreError> {
    conn.all(
        "SELECT r.id, r.reference FROM report_repeats p JOIN reports r ON r.id = p.report_id
         WHERE p.earlier_id = $1 ORDER BY r.received_on, r.id LIMIT 100",
        args![report],
    )
    .await
}

/// A report of the same institution by its number: for saying which earlier one is repeated or joined.
pub(in crate::concerns) async fn by_reference(
    conn: &mut Conn,
    institution: kernel::InstitutionId,
    reference: &str,
) -> Result<Option<ReportId>, StoreError> {
    conn.value(
        "SELECT id FROM reports WHERE institution_id = $1 AND reference = $2",
        args![institution, reference.trim().to_uppercase()],
    )
    .await
}

pub(in crate::concerns) async fn set_acknowledged(
    conn: &mut Conn,
    report: ReportId,
    on: Date,
    by: PractitionerId,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE reports SET acknowledged_on = $2, acknowledged_by = $3 WHERE id = $1 AND acknowledged_on IS NULL",
        args![report, on, by],
    )
    .await
}

pub(in crate::concerns) async fn set_confirmed(
    conn: &mut Conn,
    report: ReportId,
    on: Date,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE reports SET confirmed_on = $2 WHERE id = $1 AND confirmed_on IS NULL",
        args![report, on],
    )
    .await
}

pub(in crate::concerns) async fn set_archived(
    conn: &mut Conn,
    report: ReportId,
    now: Instant,
    by: PractitionerId,
    retention: &str,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE reports SET archived_at = $2, archived_by = $3, retention = $4 WHERE id = $1 AND archived_at IS NULL",
        args![report, now, by, retention],
    )
    .await
}
