// SPDX-License-Identifier: EUPL-1.2
//! Seats in SQL.

use kernel::{Capacity, Ground, Instant, InstitutionId, Layers, PractitionerId, SeatId, SubjectKind};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::seats::{NewSeat, OPEN_END, Seat};

const COLUMNS: &str = "SELECT id, holder_id, holder_kind, institution_id, capacity, layers, ground, reason, held_from, held_until FROM seats s ";

/// The seats through which some holders sit on some subjects now, for an institution: on which one, in which capacity, which
/// layers it opens, on what ground.
pub(super) async fn seats_for(
    conn: &mut Conn,
    subjects: &[Uuid],
    holders: &[Uuid],
    institution: InstitutionId,
    now: Instant,
) -> Result<Vec<(Uuid, Capacity, Layers, Ground)>, StoreError> {
    let mut sql =
        Sql::new("SELECT subject_id, capacity, layers, ground FROM seats WHERE subject_id IN ", args![]);
    sql.list(subjects).push(
        " AND institution_id = $ AND held_until > $ AND held_from <= $ AND holder_id IN ",
        args![institution, now, now],
    );
    let most = i64::try_from(subjects.len()).unwrap_or(i64::MAX).saturating_mul(20);
    sql.list(holders).push(" LIMIT $", args![most]);
    conn.all_of(sql).await
}

/// Whether anybody ever sat on this subject: whether it exists.
pub(super) async fn exists(conn: &mut Conn, subject: Uuid) -> Result<bool, StoreError> {
    let found: Option<i64> = conn
        .value("SELECT CAST(1 AS BIGINT) FROM seats WHERE subject_id = $1 LIMIT 1", args![subject])
        .await?;
    Ok(found.is_some())
}

/// The seat a new one would repeat: of the same holder, in the same capacity, for the same institution.
pub(super) async fn held(
    conn: &mut Conn,
    subject: Uuid,
    new: &NewSeat,
    now: Instant,
) -> Result<Option<SeatId>, StoreError> {
    conn.value(
        "SELECT id FROM seats WHERE subject_id = $1 AND held_until > $2 AND holder_id = $3 AND capacity = $4
           AND institution_id = $5",
        args![subject, now, new.holder, new.capacity, new.institution],
    )
    .await
}

pub(super) async fn insert(
    conn: &mut Conn,
    id: SeatId,
    kind: SubjectKind,
    subject: Uuid,
    new: &NewSeat,
    now: Instant,
    by: Option<PractitionerId>,
) -> Result<(), StoreError> {
    let holder_kind = match new.holder {
        kernel::Holder::Practitioner(_) => "practitioner",
        kernel::Holder::Function(_) => "function",
    };
    conn.run(
        "INSERT INTO seats (id, subject_kind, subject_id, holder_id, holder_kind, institution_id, capacity, layers,
           ground, reason, held_from, held_until, opened_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            id, kind.0, subject, new.holder, holder_kind, new.institution, new.capacity, new.layers, new.ground,
            new.reason, now, new.until.unwrap_or(OPEN_END), by
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn close(
    conn: &mut Conn,
    subject: Uuid,
    seat: SeatId,
    now: Instant,
    by: Option<PractitionerId>,
    reason: &str,
) -> Result<u64, StoreError> {
    conn.run(
        "UPDATE seats SET held_until = $3, closed_by = $4, closing_reason = $5
         WHERE subject_id = $1 AND id = $2 AND held_until > $3",
        args![subject, seat, now, by, reason],
    )
    .await
}

pub(super) async fn close_all(
    conn: &mut Conn,
    subject: Uuid,
    institution: Option<InstitutionId>,
    now: Instant,
    by: Option<PractitionerId>,
    reason: &str,
) -> Result<u64, StoreError> {
    let mut sql = Sql::new(
        "UPDATE seats SET held_until = $, closed_by = $, closing_reason = $ WHERE subject_id = $ AND held_until > $",
        args![now, by, reason, subject, now],
    );
    if let Some(institution) = institution {
        sql.push(" AND institution_id = $", args![institution]);
    }
    let (text, values) = sql.done();
    conn.run(text, values).await
}

pub(super) async fn circle(conn: &mut Conn, subject: Uuid, limit: i64) -> Result<Vec<Seat>, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE subject_id = $ ORDER BY held_until DESC, held_from DESC LIMIT $", args![subject, limit]);
    conn.all_of(sql).await
}

pub(super) async fn ended_by(
    conn: &mut Conn,
    subject: Uuid,
    reason: &str,
    since: Instant,
) -> Result<Vec<Seat>, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push(
        "WHERE subject_id = $ AND held_until >= $ AND closing_reason = $ ORDER BY held_from LIMIT 200",
        args![subject, since, reason],
    );
    conn.all_of(sql).await
}

pub(super) async fn of_holder(
    conn: &mut Conn,
    holder: PractitionerId,
    institution: InstitutionId,
    kind: SubjectKind,
    now: Instant,
    limit: i64,
) -> Result<Vec<(SeatId, Uuid, Capacity)>, StoreError> {
    conn.all(
        "SELECT id, subject_id, capacity FROM seats
         WHERE holder_id = $1 AND subject_kind = $2 AND held_until > $3 AND institution_id = $4
         ORDER BY held_from, id LIMIT $5",
        args![holder, kind.0, now, institution, limit],
    )
    .await
}

/// The subjects of a kind on which somebody sits or once sat in person, wherever they worked: the latest first.
pub(super) async fn ever_held(
    conn: &mut Conn,
    holder: PractitionerId,
    kind: SubjectKind,
) -> Result<Vec<Uuid>, StoreError> {
    let found: Vec<(Uuid, Instant)> = conn
        .all(
            "SELECT subject_id, MAX(held_from) FROM seats WHERE holder_id = $1 AND subject_kind = $2
             GROUP BY subject_id ORDER BY MAX(held_from) DESC LIMIT 200",
            args![holder, kind.0],
        )
        .await?;
    Ok(found.into_iter().map(|(id, _)| id).collect())
}

/// How many cases each practitioner of an institution leads: what a supervisor looks at before assigning.
// trusts its caller: how many, never which; asked with the grant of an assignment
pub async fn workload(
    conn: &mut Conn,
    institution: InstitutionId,
    now: Instant,
) -> Result<Vec<(PractitionerId, i64)>, StoreError> {
    conn.all(
        "SELECT holder_id, COUNT(*) FROM seats
         WHERE institution_id = $1 AND subject_kind = 'case' AND capacity = 'lead' AND held_until > $2
         GROUP BY holder_id ORDER BY holder_id LIMIT 2000",
        args![institution, now],
    )
    .await
}

/// An emergency access that waits for its review.
pub(super) async fn insert_review(
    conn: &mut Conn,
    seat: SeatId,
    case: Uuid,
    institution: InstitutionId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO emergency_reviews (seat_id, case_id, institution_id, opened_at) VALUES ($1, $2, $3, $4)",
        args![seat, case, institution, now],
    )
    .await
    .map(drop)
}

pub(super) async fn reviews_due(
    conn: &mut Conn,
    institution: InstitutionId,
    limit: i64,
) -> Result<Vec<super::EmergencyReview>, StoreError> {
    conn.all(
        "SELECT r.seat_id, r.case_id, r.opened_at, s.held_until, s.holder_id, s.reason
         FROM emergency_reviews r JOIN seats s ON s.id = r.seat_id
         WHERE r.institution_id = $1 AND r.reviewed_at IS NULL ORDER BY r.opened_at LIMIT $2",
        args![institution, limit],
    )
    .await
}

pub(super) async fn review(
    conn: &mut Conn,
    seat: SeatId,
) -> Result<Option<(Uuid, InstitutionId, Uuid, Option<Instant>)>, StoreError> {
    conn.hold(
        "SELECT r.case_id, r.institution_id, s.holder_id, r.reviewed_at
         FROM emergency_reviews r JOIN seats s ON s.id = r.seat_id WHERE r.seat_id = $1",
        args![seat],
    )
    .await
}

pub(super) async fn set_review(
    conn: &mut Conn,
    seat: SeatId,
    now: Instant,
    by: PractitionerId,
    justified: bool,
    finding: &str,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE emergency_reviews SET reviewed_at = $2, reviewed_by = $3, justified = $4, finding = $5
         WHERE seat_id = $1 AND reviewed_at IS NULL",
        args![seat, now, by, justified, finding],
    )
    .await
}

/// Holds a subject until the end of the transaction, by its oldest seat: seats are never removed. Both engines then do one
/// deed on it after the other.
pub(super) async fn hold(conn: &mut Conn, subject: Uuid) -> Result<(), StoreError> {
    conn.hold::<(Uuid,)>("SELECT id FROM seats WHERE subject_id = $1 ORDER BY id LIMIT 1", args![subject])
        .await
        .map(drop)
}
