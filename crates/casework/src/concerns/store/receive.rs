// SPDX-License-Identifier: EUPL-1.2
//! Writing down what was received.

use kernel::{Date, Instant, InstitutionId, PersonId, PractitionerId, ReportId, ReporterId, TransferId};
use platform::args;
use platform::db::{Conn, StoreError};
use uuid::Uuid;

use crate::concerns::model::{Levels, MinorId, NewHolder, NewReport, Place};

/// What a report is given besides what was said.
pub(in crate::concerns) struct Registered<'a> {
    pub id: ReportId,
    pub reference: &'a str,
    pub first_received_on: Date,
    pub came_by: Option<TransferId>,
    pub recorded_by: Option<PractitionerId>,
    pub now: Instant,
}

/// The next number of an institution in a year: `S-2026-0012`.
pub(in crate::concerns) async fn next_reference(
    conn: &mut Conn,
    institution: InstitutionId,
    year: i16,
) -> Result<String, StoreError> {
    let next: (i64,) = conn
        .one(
            "INSERT INTO report_numbers (institution_id, year, last) VALUES ($1, $2, 1)
             ON CONFLICT (institution_id, year) DO UPDATE SET last = report_numbers.last + 1 RETURNING last",
            args![institution, i64::from(year)],
        )
        .await?;
    Ok(format!("S-{year}-{:04}", next.0))
}

pub(in crate::concerns) async fn insert_report(
    conn: &mut Conn,
    new: &NewReport,
    r: &Registered<'_>,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO reports (id, institution_id, reference, door, received_how, received_on, received_at,
           first_received_on, occurred, observed, heard, thought, about, danger_now, safety, address, danger, gravity, urgency,
           language, interpreter, direct_referral, territory_id, came_by, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
           $24, $25, $26)",
        args![
            r.id, new.institution, r.reference, new.door, new.received_how, new.received_on, new.received_at,
            r.first_received_on, new.occurred, new.observed, new.heard, new.thought, new.about.join(","), new.danger_now,
            new.safety, new.address, Levels::column(new.levels.danger), Levels::column(new.levels.gravity),
            Levels::column(new.levels.urgency), new.language, new.interpreter, new.direct_referral, new.territory,
            r.came_by, r.recorded_by, r.now
        ],
    )
    .await
    .map(drop)
}

/// A minor to be written down.
pub(in crate::concerns) struct MinorRow<'a> {
    pub id: MinorId,
    pub place: Place,
    pub person: Option<PersonId>,
    pub description: &'a str,
    pub is_unborn: bool,
    pub number_unknown: bool,
    pub why: &'a str,
}

pub(in crate::concerns) async fn insert_minor(
    conn: &mut Conn,
    report: ReportId,
    m: &MinorRow<'_>,
    now: Instant,
) -> Result<(), StoreError> {
    let position: Option<i64> =
        conn.value("SELECT COUNT(*) FROM report_minors WHERE report_id = $1", args![report]).await?;
    conn.run(
        "INSERT INTO report_minors (id, report_id, position, place, person_id, description, is_unborn, number_unknown, why,
           recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            m.id, report, position.unwrap_or(0), m.place, m.person, m.description, m.is_unborn, m.number_unknown, m.why,
            now
        ],
    )
    .await
    .map(drop)
}

/// Says who a minor is.
pub(in crate::concerns) async fn set_person(
    conn: &mut Conn,
    report: ReportId,
    minor: MinorId,
    person: PersonId,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE report_minors SET person_id = $3 WHERE report_id = $1 AND id = $2 AND person_id IS NULL",
        args![report, minor, person],
    )
    .await
}

/// Says that a mentioned minor is another one of this report.
pub(in crate::concerns) async fn set_same(
    conn: &mut Conn,
    report: ReportId,
    minor: MinorId,
    same: MinorId,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE report_minors SET same_as = $3 WHERE report_id = $1 AND id = $2",
        args![report, minor, same],
    )
    .await
}

/// Says why a mentioned minor is not evaluated.
pub(in crate::concerns) async fn set_aside(
    conn: &mut Conn,
    report: ReportId,
    minor: MinorId,
    reason: &str,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE report_minors SET set_aside = $3 WHERE report_id = $1 AND id = $2",
        args![report, minor, reason],
    )
    .await
}

pub(in crate::concerns) async fn insert_holder(
    conn: &mut Conn,
    id: Uuid,
    report: ReportId,
    position: i64,
    h: &NewHolder,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO report_holders (id, report_id, position, who, told, told_on, not_told_reason, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![id, report, position, h.who, h.told, h.told_on, h.not_told_reason, h.note],
    )
    .await
    .map(drop)
}

/// Who reported, as it is written down.
pub(in crate::concerns) struct ReporterRow<'a> {
    pub id: ReporterId,
    pub report: ReportId,
    pub is_professional: bool,
    pub return_digest: Option<[u8; 32]>,
    pub browser_digest: Option<[u8; 32]>,
    pub new: &'a crate::concerns::model::NewReporter,
    pub now: Instant,
}

pub(in crate::concerns) async fn insert_reporter(
    conn: &mut Conn,
    r: &ReporterRow<'_>,
) -> Result<(), StoreError> {
    let n = r.new;
    conn.run(
        "INSERT INTO report_reporters (id, report_id, is_known, name, capacity, relation, is_professional, practitioner_id,
           workplace, phone, email, safe_contact, wants_unknown, alleged_author, return_digest, browser_digest, sent_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        args![
            r.id, r.report, n.is_known, n.name, n.capacity, n.relation, r.is_professional, n.practitioner, n.workplace,
            n.phone, n.email, n.safe_contact, n.wants_unknown, n.alleged_author, r.return_digest, r.browser_digest, r.now
        ],
    )
    .await
    .map(drop)
}
