// SPDX-License-Identifier: EUPL-1.2
//! Practitioners, their secrecy and their appointments in the database.

use std::collections::{BTreeSet, HashMap};

use kernel::{
    AppointmentId, Date, FunctionId, FunctionKind, Instant, InstitutionId, PractitionerId, SecrecyStatus,
};
use platform::args;
use platform::db::{Conn, Sql, StoreError};

use super::model::{Colleague, Held, Practitioner, PractitionerFields, Secrecy, full_name};

pub(super) async fn insert_practitioner(
    conn: &mut Conn,
    id: PractitionerId,
    f: &PractitionerFields,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO practitioners (id, code, given, family, folded, title, email, phone, languages, version, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)",
        args![id, f.code, f.given, f.family, folded(f), f.title, f.email, f.phone, f.languages, now],
    )
    .await
    .map(drop)
}

pub(super) async fn update_practitioner(
    conn: &mut Conn,
    id: PractitionerId,
    version: i64,
    f: &PractitionerFields,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE practitioners SET given = $3, family = $4, folded = $5, title = $6, email = $7, phone = $8,
           languages = $9, version = version + 1 WHERE id = $1 AND version = $2",
        args![id, version, f.given, f.family, folded(f), f.title, f.email, f.phone, f.languages],
    )
    .await
}

/// Family name first: lists are in that order.
fn folded(f: &PractitionerFields) -> String {
    kernel::name::fold(&format!("{} {}", f.family, f.given))
}

const PRACTITIONER: &str =
    "SELECT id, version, code, given, family, title, email, phone, languages FROM practitioners";

/// A practitioner.
pub async fn practitioner(conn: &mut Conn, id: PractitionerId) -> Result<Option<Practitioner>, StoreError> {
    let mut sql = Sql::new(PRACTITIONER, args![]);
    sql.push(" WHERE id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}

/// Several practitioners, in one question.
pub async fn practitioners(
    conn: &mut Conn,
    ids: impl IntoIterator<Item = PractitionerId>,
) -> Result<HashMap<PractitionerId, Practitioner>, StoreError> {
    let mut sql = Sql::new(PRACTITIONER, args![]);
    sql.push(" WHERE id IN ", args![]).list(ids);
    let found: Vec<Practitioner> = conn.all_of(sql).await?;
    Ok(found.into_iter().map(|one| (one.id, one)).collect())
}

/// A practitioner by their code.
pub async fn practitioner_by_code(conn: &mut Conn, code: &str) -> Result<Option<Practitioner>, StoreError> {
    let mut sql = Sql::new(PRACTITIONER, args![]);
    sql.push(" WHERE code = $", args![code]);
    Ok(conn.all_of(sql).await?.pop())
}

/// A practitioner by their address at work.
pub async fn practitioner_by_email(conn: &mut Conn, email: &str) -> Result<Option<Practitioner>, StoreError> {
    let mut sql = Sql::new(PRACTITIONER, args![]);
    sql.push(" WHERE email = $ ORDER BY id LIMIT 1", args![email]);
    Ok(conn.all_of(sql).await?.pop())
}

/// The name of a practitioner; the empty text when there is none.
pub async fn practitioner_name(conn: &mut Conn, id: PractitionerId) -> Result<String, StoreError> {
    let found: Option<(String, String)> =
        conn.maybe("SELECT given, family FROM practitioners WHERE id = $1", args![id]).await?;
    Ok(found.map(|(given, family)| full_name(&given, &family)).unwrap_or_default())
}

/// The names of several practitioners, in one question.
pub async fn practitioner_names(
    conn: &mut Conn,
    ids: impl IntoIterator<Item = PractitionerId>,
) -> Result<HashMap<PractitionerId, String>, StoreError> {
    let mut sql = Sql::new("SELECT id, given, family FROM practitioners WHERE id IN ", args![]);
    sql.list(ids);
    let found: Vec<(PractitionerId, String, String)> = conn.all_of(sql).await?;
    Ok(found.into_iter().map(|(id, given, family)| (id, full_name(&given, &family))).collect())
}

/// By what secrecy a practitioner was and is bound, the latest first.
pub async fn secrecy_of(conn: &mut Conn, id: PractitionerId) -> Result<Vec<Secrecy>, StoreError> {
    conn.all(
        "SELECT status, from_on, until_on, evidence FROM secrecy_statuses WHERE practitioner_id = $1
         ORDER BY from_on DESC LIMIT 100",
        args![id],
    )
    .await
}

/// By which secrecy each of some practitioners is bound on a day, in one question. Those of whom nothing is known are missing.
pub async fn secrecy_on_day(
    conn: &mut Conn,
    ids: &[PractitionerId],
    day: Date,
) -> Result<HashMap<PractitionerId, SecrecyStatus>, StoreError> {
    let mut sql = Sql::new(
        "SELECT practitioner_id, status FROM secrecy_statuses
         WHERE from_on <= $ AND (until_on IS NULL OR until_on >= $) AND practitioner_id IN ",
        args![day, day],
    );
    sql.list(ids).push(" ORDER BY from_on LIMIT 1000", args![]);
    Ok(conn.all_of::<(PractitionerId, SecrecyStatus)>(sql).await?.into_iter().collect())
}

/// For which institutions some practitioners work on a day; to administer a service is not to work with its families.
pub async fn appointed_on(
    conn: &mut Conn,
    ids: &[PractitionerId],
    day: Date,
) -> Result<BTreeSet<(PractitionerId, InstitutionId)>, StoreError> {
    let mut sql = Sql::new(
        "SELECT a.practitioner_id, a.institution_id FROM appointments a JOIN functions f ON f.id = a.function_id
         WHERE f.kind <> 'administrator' AND a.from_on <= $ AND (a.until_on IS NULL OR a.until_on >= $)
           AND a.practitioner_id IN ",
        args![day, day],
    );
    sql.list(ids).push(" LIMIT 1000", args![]);
    Ok(conn.all_of::<(PractitionerId, InstitutionId)>(sql).await?.into_iter().collect())
}

pub(super) async fn insert_appointment(conn: &mut Conn, held: &Held) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO appointments (id, practitioner_id, function_id, institution_id, from_on, until_on)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![held.id, held.practitioner, held.function, held.institution, held.from_on, held.until_on],
    )
    .await
    .map(drop)
}

pub(super) async fn end_appointment(
    conn: &mut Conn,
    id: AppointmentId,
    last_day: Date,
) -> Result<(), StoreError> {
    conn.change("UPDATE appointments SET until_on = $2 WHERE id = $1", args![id, last_day]).await
}

const HELD: &str =
    "SELECT a.id, a.practitioner_id, a.institution_id, a.function_id, f.kind, a.from_on, a.until_on
  FROM appointments a JOIN functions f ON f.id = a.function_id";

/// An appointment.
pub async fn appointment(conn: &mut Conn, id: AppointmentId) -> Result<Option<Held>, StoreError> {
    let mut sql = Sql::new(HELD, args![]);
    sql.push(" WHERE a.id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}

/// All appointments of a practitioner, past and future, the latest first.
pub async fn appointments_of(conn: &mut Conn, id: PractitionerId) -> Result<Vec<Held>, StoreError> {
    let mut sql = Sql::new(HELD, args![]);
    sql.push(" WHERE a.practitioner_id = $ ORDER BY a.from_on DESC, a.id LIMIT 200", args![id]);
    conn.all_of(sql).await
}

/// Holds the person's line until the end of the transaction, so that two appointments at once are counted one after the
/// other.
pub async fn hold_practitioner(conn: &mut Conn, id: PractitionerId) -> Result<(), StoreError> {
    let held: Option<(PractitionerId,)> =
        conn.hold("SELECT id FROM practitioners WHERE id = $1", args![id]).await?;
    held.map(drop).ok_or(StoreError::Missing)
}

/// Those appointed to the functions of a kind of an institution on that day or later.
pub(super) async fn appointments_to(
    conn: &mut Conn,
    institution: InstitutionId,
    kind: FunctionKind,
    from: Date,
) -> Result<Vec<Held>, StoreError> {
    let mut sql = Sql::new(HELD, args![]);
    sql.push(
        " WHERE a.institution_id = $ AND f.kind = $ AND (a.until_on IS NULL OR a.until_on >= $) LIMIT 500",
        args![institution, kind, from],
    );
    conn.all_of(sql).await
}

/// Who holds which function of an institution on a day, by name: all functions, or those of one kind.
pub async fn practitioners_of(
    conn: &mut Conn,
    institution: InstitutionId,
    kind: impl Into<Option<FunctionKind>>,
    day: Date,
) -> Result<Vec<Colleague>, StoreError> {
    let mut sql = Sql::new(
        "SELECT p.id, p.given, p.family, p.title, a.function_id, f.kind, a.from_on, a.until_on
         FROM appointments a JOIN functions f ON f.id = a.function_id JOIN practitioners p ON p.id = a.practitioner_id
         WHERE a.institution_id = $ AND a.from_on <= $ AND (a.until_on IS NULL OR a.until_on >= $)",
        args![institution, day, day],
    );
    if let Some(kind) = kind.into() {
        sql.push(" AND f.kind = $", args![kind]);
    }
    sql.push(" ORDER BY p.folded, p.id, f.kind LIMIT 2000", args![]);
    conn.all_of(sql).await
}

/// Everybody who was, is or will be appointed in an institution, by name: for its administrator.
pub async fn staff_of(conn: &mut Conn, institution: InstitutionId) -> Result<Vec<Colleague>, StoreError> {
    conn.all(
        "SELECT p.id, p.given, p.family, p.title, a.function_id, f.kind, a.from_on, a.until_on
         FROM appointments a JOIN functions f ON f.id = a.function_id JOIN practitioners p ON p.id = a.practitioner_id
         WHERE a.institution_id = $1 ORDER BY p.folded, p.id, f.kind, a.from_on LIMIT 5000",
        args![institution],
    )
    .await
}

/// Which of these institutions have an administrator of their own on a day.
pub(super) async fn with_administrator(
    conn: &mut Conn,
    day: Date,
) -> Result<std::collections::HashSet<InstitutionId>, StoreError> {
    let found: Vec<(InstitutionId,)> = conn
        .all(
            "SELECT DISTINCT a.institution_id FROM appointments a JOIN functions f ON f.id = a.function_id
             WHERE f.kind = $1 AND a.from_on <= $2 AND (a.until_on IS NULL OR a.until_on >= $2) LIMIT 50000",
            args![FunctionKind::Administrator, day],
        )
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Who holds the functions given, on a day: for seats that are held by a function.
pub async fn holders_of_functions(
    conn: &mut Conn,
    functions: impl IntoIterator<Item = FunctionId>,
    day: Date,
) -> Result<Vec<Colleague>, StoreError> {
    let mut sql = Sql::new(
        "SELECT p.id, p.given, p.family, p.title, a.function_id, f.kind, a.from_on, a.until_on
         FROM appointments a JOIN functions f ON f.id = a.function_id JOIN practitioners p ON p.id = a.practitioner_id
         WHERE a.from_on <= $ AND (a.until_on IS NULL OR a.until_on >= $) AND a.function_id IN ",
        args![day, day],
    );
    sql.list(functions).push(" ORDER BY p.folded, p.id LIMIT 2000", args![]);
    conn.all_of(sql).await
}
