// SPDX-License-Identifier: EUPL-1.2
//! The reports that led to cases, in SQL.

use kernel::{CaseId, Instant, PersonId, PractitionerId, ReportId};
use platform::db::{Conn, StoreError};
use platform::{args, from_row};

use crate::access::{InCase, InReport};

/// A case that was opened upon a report.
#[derive(Clone, Debug)]
pub struct CaseOfReport {
    /// Which one.
    pub id: CaseId,
    /// Its number.
    pub reference: String,
    /// Of which child.
    pub child: PersonId,
}

from_row!(CaseOfReport { id, reference, child });

pub(super) async fn insert_report(
    conn: &mut Conn,
    case: CaseId,
    report: ReportId,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO case_reports (case_id, report_id, linked_by, recorded_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        args![case, report, by, now],
    )
    .await
    .map(drop)
}

/// The reports that led to a case, or to one that was merged into it. Whoever shows them asks whether the reader may read them.
pub async fn reports_of(conn: &mut Conn, grant: &InCase) -> Result<Vec<ReportId>, StoreError> {
    let found: Vec<(ReportId,)> = conn
        .all(
            "SELECT report_id FROM case_reports WHERE case_id IN (SELECT c.id FROM cases c WHERE c.id = $1
               UNION ALL SELECT c.id FROM cases c WHERE c.merged_into = $1)
             ORDER BY recorded_at, report_id LIMIT 50",
            args![grant.subject()],
        )
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The cases that were opened upon a report, or that took those over. Whoever shows them asks whether the reader may read them.
pub async fn of_report(conn: &mut Conn, grant: &InReport) -> Result<Vec<CaseOfReport>, StoreError> {
    conn.all(
        "SELECT t.id, t.reference, c.child_id FROM case_reports r JOIN cases c ON c.id = r.case_id
         JOIN cases t ON t.id = COALESCE(c.merged_into, c.id)
         WHERE r.report_id = $1 ORDER BY r.recorded_at, c.id LIMIT 50",
        args![grant.subject()],
    )
    .await
}
