// SPDX-License-Identifier: EUPL-1.2
//! Reports joined to another, and transfers to another service.

use kernel::{Date, Instant, InstitutionId, Layer, PractitionerId, ReportId, TransferId};
use platform::args;
use platform::db::{Conn, StoreError};
use platform::from_row;
use register::access::InReport;
use register::directory::TerritoryId;

use crate::concerns::model::Transfer;

pub(in crate::concerns) async fn insert_merge(
    conn: &mut Conn,
    duplicate: ReportId,
    into: ReportId,
    reason: &str,
    by: PractitionerId,
    (on, now): (Date, Instant),
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO report_merges (duplicate_id, into_id, reason, merged_by, merged_on, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![duplicate, into, reason, by, on, now],
    )
    .await?;
    // What was joined to the duplicate before goes along.
    conn.run("UPDATE reports SET merged_into = $2 WHERE merged_into = $1", args![duplicate, into]).await?;
    conn.run("UPDATE report_merges SET into_id = $2 WHERE into_id = $1", args![duplicate, into]).await?;
    conn.change(
        "UPDATE reports SET merged_into = $2 WHERE id = $1 AND merged_into IS NULL",
        args![duplicate, into],
    )
    .await
}

/// Proposed transfers of a report, the first one first.
pub(in crate::concerns) async fn transfers(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<Transfer>, StoreError> {
    conn.all(
        "SELECT id, from_id, to_id, reason, minimum, proposed_by, proposed_at, answered_at, accepted, refusal, explanation,
           new_report_id, withdrawal
         FROM report_transfers WHERE report_id = $1 ORDER BY proposed_at, id LIMIT 50",
        args![report],
    )
    .await
}

/// A transfer to be proposed.
pub(in crate::concerns) struct TransferRow<'a> {
    pub id: TransferId,
    pub report: ReportId,
    pub from: InstitutionId,
    pub to: InstitutionId,
    pub territory: Option<TerritoryId>,
    pub reason: &'a str,
    pub minimum: &'a str,
    pub by: PractitionerId,
    pub now: Instant,
}

pub(in crate::concerns) async fn insert_transfer(
    conn: &mut Conn,
    t: &TransferRow<'_>,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO report_transfers (id, report_id, from_id, to_id, territory_id, reason, minimum, proposed_by,
           proposed_at, refusal, explanation)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '')",
        args![t.id, t.report, t.from, t.to, t.territory, t.reason, t.minimum, t.by, t.now],
    )
    .await
    .map(drop)
}

/// Which report a transfer is about: the seat on that report decides what may be seen of it.
pub(in crate::concerns) async fn report_of_transfer(
    conn: &mut Conn,
    id: TransferId,
) -> Result<Option<ReportId>, StoreError> {
    conn.value("SELECT report_id FROM report_transfers WHERE id = $1", args![id]).await
}

/// How a transfer was answered.
pub(in crate::concerns) struct TransferAnswer<'a> {
    pub id: TransferId,
    pub accepted: bool,
    pub refusal: &'a str,
    pub explanation: &'a str,
    pub new_report: Option<ReportId>,
    pub by: PractitionerId,
    pub now: Instant,
}

pub(in crate::concerns) async fn set_answered(
    conn: &mut Conn,
    a: &TransferAnswer<'_>,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE report_transfers SET answered_by = $2, answered_at = $3, accepted = $4, refusal = $5, explanation = $6,
           new_report_id = $7
         WHERE id = $1 AND answered_at IS NULL",
        args![a.id, a.by, a.now, a.accepted, a.refusal, a.explanation, a.new_report],
    )
    .await
}

/// Takes a proposal back, with the reason.
pub(in crate::concerns) async fn set_withdrawn(
    conn: &mut Conn,
    id: TransferId,
    reason: &str,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE report_transfers SET answered_by = $2, answered_at = $3, withdrawal = $4 WHERE id = $1 AND answered_at IS NULL",
        args![id, by, now, reason],
    )
    .await
}

/// What a service sees of a proposed transfer before it answers: the minimal set, and nothing of the report's texts.
#[derive(Clone, Debug)]
pub struct Minimum {
    /// The transfer.
    pub transfer: Transfer,
    /// When the first service received the report.
    pub first_received_on: Date,
    /// The language of the family.
    pub language: String,
    /// The interpreter they need.
    pub interpreter: String,
}

struct Little {
    first_received_on: Date,
    language: String,
    interpreter: String,
}

from_row!(Little { first_received_on, language, interpreter });

/// The minimal set of a transfer that waits for this institution.
pub(in crate::concerns) async fn minimum(
    conn: &mut Conn,
    grant: &InReport,
    to: InstitutionId,
) -> Result<Option<Minimum>, StoreError> {
    if !grant.opens(Layer::Identity) {
        return Ok(None);
    }
    let all = transfers(conn, grant.subject()).await?;
    let Some(transfer) = all.into_iter().find(|t| t.to == to && t.answered_at.is_none()) else {
        return Ok(None);
    };
    let little: Little = conn
        .one(
            "SELECT first_received_on, language, interpreter FROM reports WHERE id = $1",
            args![grant.subject()],
        )
        .await?;
    Ok(Some(Minimum {
        transfer,
        first_received_on: little.first_received_on,
        language: little.language,
        interpreter: little.interpreter,
    }))
}

/// The report as the other service takes it over. Only for the action that accepts.
pub(in crate::concerns) async fn taken(
    conn: &mut Conn,
    grant: &InReport,
) -> Result<crate::concerns::model::Concern, StoreError> {
    super::load(conn, grant.subject()).await
}

/// Whether it is known what became of a report: of the one that others were joined to, for those who reported those.
pub(in crate::concerns) async fn has_outcome(conn: &mut Conn, report: ReportId) -> Result<bool, StoreError> {
    Ok(super::load(conn, report).await?.has_outcome())
}

/// Whether immediate danger was found and nobody decided anything since.
pub(in crate::concerns) async fn awaits_referral(
    conn: &mut Conn,
    report: ReportId,
) -> Result<bool, StoreError> {
    Ok(super::load(conn, report).await?.awaits_referral())
}

/// From whom a transferred report came.
pub(in crate::concerns) async fn sender_of_transfer(
    conn: &mut Conn,
    id: TransferId,
) -> Result<Option<InstitutionId>, StoreError> {
    conn.value("SELECT from_id FROM report_transfers WHERE id = $1", args![id]).await
}
