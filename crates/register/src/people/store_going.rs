// SPDX-License-Identifier: EUPL-1.2
//! What goes along with a case to another institution, in SQL. The caller answers a transfer and has shown its grant.

use kernel::{Instant, InstitutionId, PartialDate, PersonId, RelationshipId, name};
use platform::args;
use platform::db::{Conn, FromRow, Row, Sql, StoreError};
use platform::http::Cx;
use platform::problem::Problem;
use uuid::Uuid;

use super::model::Sex;
use super::store;

/// More than anybody was ever told of one family.
const MOST: i64 = 2_000;

/// The record of a person and those it took over, the first one first.
pub(super) async fn records_of(conn: &mut Conn, id: PersonId) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(PersonId,)> = conn
        .all("SELECT id FROM persons WHERE merged_into = $1 ORDER BY id LIMIT $2", args![id, MOST])
        .await?;
    Ok(std::iter::once(id).chain(rows.into_iter().map(|(id,)| id)).collect())
}

/// The record that speaks for somebody, and whose it is.
pub(super) async fn speaks_for(
    conn: &mut Conn,
    id: PersonId,
) -> Result<(PersonId, InstitutionId), StoreError> {
    conn.one(
        "SELECT p.id, p.institution_id FROM persons t JOIN persons p ON p.id = COALESCE(t.merged_into, t.id)
         WHERE t.id = $1",
        args![id],
    )
    .await
}

/// A relationship as it lies in the register, with the ends it was noted of.
pub(super) struct Tie {
    pub id: RelationshipId,
    pub person: PersonId,
    pub other: PersonId,
}

platform::from_row!(Tie { id, person, other });

/// All relationships of some records.
pub(super) async fn ties_of(conn: &mut Conn, records: &[PersonId]) -> Result<Vec<Tie>, StoreError> {
    let mut sql =
        Sql::new("SELECT r.id, r.person_id, r.other_id FROM relationships r WHERE r.person_id IN ", args![]);
    sql.list(records).push(
        " UNION SELECT r.id, r.person_id, r.other_id FROM relationships r WHERE r.other_id IN ",
        args![],
    );
    sql.list(records).push(" ORDER BY 1 LIMIT $", args![MOST]);
    conn.all_of(sql).await
}

/// Whether some records are known through anything but these subjects.
pub(super) async fn is_linked_elsewhere(
    conn: &mut Conn,
    records: &[PersonId],
    subjects: &[Uuid],
) -> Result<bool, StoreError> {
    let mut sql = Sql::new("SELECT CAST(1 AS BIGINT) FROM person_links l WHERE l.person_id IN ", args![]);
    sql.list(records).push(" AND l.subject_id NOT IN ", args![]).list(subjects).push(" LIMIT 1", args![]);
    let (text, values) = sql.done();
    Ok(conn.value::<i64>(text, values).await?.is_some())
}

/// Whether one of some records is a child of anything but these subjects.
pub(super) async fn is_child_elsewhere(
    conn: &mut Conn,
    records: &[PersonId],
    subjects: &[Uuid],
) -> Result<bool, StoreError> {
    if records.is_empty() {
        return Ok(false);
    }
    let mut sql = Sql::new(
        "SELECT CAST(1 AS BIGINT) FROM person_links l WHERE l.role = 'child' AND l.person_id IN ",
        args![],
    );
    sql.list(records).push(" AND l.subject_id NOT IN ", args![]).list(subjects).push(" LIMIT 1", args![]);
    let (text, values) = sql.done();
    Ok(conn.value::<i64>(text, values).await?.is_some())
}

/// A record and those it took over are another institution's from now on.
pub(super) async fn give(conn: &mut Conn, records: &[PersonId], to: InstitutionId) -> Result<(), StoreError> {
    let mut sql =
        Sql::new("UPDATE persons SET institution_id = $, version = version + 1 WHERE id IN ", args![to]);
    sql.list(records);
    let (text, values) = sql.done();
    conn.run(text, values).await.map(drop)
}

/// Makes a record of its own for another institution: what is known of the person, whichever of the records says it.
pub(super) async fn copy(
    cx: &Cx,
    conn: &mut Conn,
    records: &[PersonId],
    to: InstitutionId,
) -> Result<PersonId, Problem> {
    let Some(first) = records.first() else { return Err(Problem::NotFound) };
    let known = store::person(conn, *first).await?;
    let id: PersonId = cx.new_id()?;
    let folded = name::fold(&format!("{} {}", known.family, known.given));
    conn.run(
        "INSERT INTO persons (id, institution_id, given, family, folded, birth, expected_on, sex, languages, interpreter,
           died_on, version, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)",
        args![
            id, to, known.given, known.family, folded, known.birth, known.expected_on, known.sex, known.languages,
            known.interpreter, known.died_on, cx.now
        ],
    )
    .await?;
    absorb(cx, conn, records, id).await?;
    Ok(id)
}

/// The record that an institution already has of somebody of whom another has these: it went one way or the other with a
/// case before.
pub(super) async fn known_there(
    conn: &mut Conn,
    records: &[PersonId],
    there: InstitutionId,
) -> Result<Option<PersonId>, StoreError> {
    let mut sql = Sql::new(
        "SELECT p.id FROM person_copies k JOIN persons t ON t.id = k.copy_id
           JOIN persons p ON p.id = COALESCE(t.merged_into, t.id)
         WHERE p.institution_id = $ AND k.original_id IN ",
        args![there],
    );
    sql.list(records).push(
        " UNION SELECT p.id FROM person_copies k JOIN persons t ON t.id = k.original_id
           JOIN persons p ON p.id = COALESCE(t.merged_into, t.id)
         WHERE p.institution_id = $ AND k.copy_id IN ",
        args![there],
    );
    sql.list(records).push(" ORDER BY 1 LIMIT 1", args![]);
    let (text, values) = sql.done();
    conn.value(text, values).await
}

/// Adds to a record what these say and it does not: names, addresses and numbers, what was not known of the person.
pub(super) async fn absorb(
    cx: &Cx,
    conn: &mut Conn,
    records: &[PersonId],
    into: PersonId,
) -> Result<(), Problem> {
    let own = records_of(conn, into).await?;
    let mut names = names_of(conn, records).await?;
    names.extend(called(cx, conn, records).await?);
    copy_names(cx, conn, names, into, &own).await?;
    copy_contacts(cx, conn, records, into, &own).await?;
    for record in records {
        complete(conn, into, *record).await?;
    }
    Ok(store::reindex(conn, into).await?)
}

/// Lets a record that has become an institution's own speak through the one it already has of that person.
pub(super) async fn take_in(
    cx: &Cx,
    conn: &mut Conn,
    records: &[PersonId],
    into: PersonId,
) -> Result<(), Problem> {
    let Some(first) = records.first() else { return Ok(()) };
    let own = records_of(conn, into).await?;
    let names = called(cx, conn, records).await?;
    copy_names(cx, conn, names, into, &own).await?;
    complete(conn, into, *first).await?;
    store::set_merged(conn, *first, Some(into)).await?;
    Ok(store::reindex(conn, into).await?)
}

/// What some records are called: another spelling, in another record.
async fn called(cx: &Cx, conn: &mut Conn, records: &[PersonId]) -> Result<Vec<Called>, StoreError> {
    let people = store::persons(conn, records).await?;
    Ok(people
        .into_iter()
        .map(|p| (cx.now, "spelling".to_owned(), p.given, p.family, String::new()))
        .collect())
}

/// What a record does not say of a person, another one may.
pub(super) async fn complete(conn: &mut Conn, into: PersonId, from: PersonId) -> Result<(), StoreError> {
    let (known, other) = (store::person(conn, into).await?, store::person(conn, from).await?);
    let or = |own: String, other: String| if own.is_empty() { other } else { own };
    let birth = known.birth.or(other.birth);
    conn.run(
        "UPDATE persons SET birth = $2, expected_on = $3, sex = $4, languages = $5, interpreter = $6, died_on = $7
         WHERE id = $1",
        args![
            into, birth, known.expected_on.or(other.expected_on).filter(|_| birth.is_none()),
            if known.sex == Sex::Unknown { other.sex } else { known.sex }, or(known.languages, other.languages),
            or(known.interpreter, other.interpreter), known.died_on.or(other.died_on)
        ],
    )
    .await
    .map(drop)
}

/// What is known of a name, to be compared.
fn folded(given: &str, family: &str) -> String {
    name::fold(&format!("{given} {family}"))
}

async fn copy_names(
    cx: &Cx,
    conn: &mut Conn,
    names: Vec<Called>,
    to: PersonId,
    own: &[PersonId],
) -> Result<(), Problem> {
    let mut known: Vec<String> =
        store::persons(conn, own).await?.iter().map(|p| folded(&p.given, &p.family)).collect();
    known.extend(names_of(conn, own).await?.iter().map(|(_, _, given, family, _)| folded(given, family)));
    for (at, kind, given, family, source) in names {
        let said = folded(&given, &family);
        if said.is_empty() || known.contains(&said) {
            continue;
        }
        known.push(said);
        conn.run(
            "INSERT INTO person_names (id, person_id, kind, given, family, source, recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![cx.new_id::<PersonId>()?, to, kind, given, family, source, at],
        )
        .await?;
    }
    Ok(())
}

/// A name: when it was noted, its kind, given and family name, where it comes from.
type Called = (Instant, String, String, String, String);

async fn names_of(conn: &mut Conn, records: &[PersonId]) -> Result<Vec<Called>, StoreError> {
    let mut sql = Sql::new(
        "SELECT recorded_at, kind, given, family, source FROM person_names WHERE person_id IN ",
        args![],
    );
    sql.list(records).push(" ORDER BY recorded_at, id LIMIT $", args![MOST]);
    conn.all_of(sql).await
}

/// A contact, or how it was noted before: value, secret, from whom, source, since when.
type Noted = (String, bool, String, String, Option<PartialDate>);
/// A contact: which one, its kind, until when, when it was recorded, its version, why it ended.
type Held = (Uuid, String, Option<PartialDate>, Instant, i64, Option<String>);

async fn copy_contacts(
    cx: &Cx,
    conn: &mut Conn,
    records: &[PersonId],
    to: PersonId,
    own: &[PersonId],
) -> Result<(), Problem> {
    let mut sql = Sql::new("SELECT kind, value FROM person_contacts WHERE person_id IN ", args![]);
    sql.list(own).push(" ORDER BY id LIMIT $", args![MOST]);
    let known: Vec<(String, String)> = conn.all_of(sql).await?;
    let known: Vec<(String, String)> = known.into_iter().map(|(kind, v)| (kind, name::fold(&v))).collect();
    let mut sql = Sql::new(
        "SELECT id, kind, until_date, recorded_at, version, ended_reason, value, secret, protected_from, source, from_date
         FROM person_contacts WHERE person_id IN ",
        args![],
    );
    sql.list(records).push(" ORDER BY recorded_at, id LIMIT $", args![MOST]);
    let rows: Vec<Row> = conn.all_of(sql).await?;
    for mut row in rows {
        let (contact, kind, until, at, version, ended) = Held::from_row(&mut row)?;
        let (value, secret, from_whom, source, from) = Noted::from_row(&mut row)?;
        if known.contains(&(kind.clone(), name::fold(&value))) {
            continue;
        }
        let own: PersonId = cx.new_id()?;
        conn.run(
            "INSERT INTO person_contacts (id, person_id, kind, value, secret, protected_from, source, from_date, until_date,
               recorded_at, version, ended_reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            args![own, to, kind, value, secret, from_whom, source, from, until, at, version, ended],
        )
        .await?;
        let formers: Vec<Row> = conn
            .all(
                "SELECT version, corrected_at, value, secret, protected_from, source, from_date FROM person_contact_formers
                 WHERE contact_id = $1 ORDER BY version LIMIT $2",
                args![contact, MOST],
            )
            .await?;
        for mut row in formers {
            let (version, at) = <(i64, Instant)>::from_row(&mut row)?;
            let (value, secret, from_whom, source, from) = Noted::from_row(&mut row)?;
            conn.run(
                "INSERT INTO person_contact_formers (contact_id, version, person_id, value, secret, protected_from, source,
                   from_date, corrected_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                args![own, version, to, value, secret, from_whom, source, from, at],
            )
            .await?;
        }
    }
    Ok(())
}

/// The record that somebody who was noted through a subject has there now.
// trusts its caller: whoever asks has shown a grant on the subject
pub async fn known_as(conn: &mut Conn, subject: Uuid, noted: PersonId) -> Result<PersonId, StoreError> {
    let copy: Option<PersonId> = conn
        .value(
            "SELECT copy_id FROM person_copies WHERE subject_id = $1 AND original_id = $2",
            args![subject, noted],
        )
        .await?;
    Ok(copy.unwrap_or(noted))
}

/// A relationship that goes along: its ends are these from now on.
pub(super) async fn retie(
    conn: &mut Conn,
    tie: RelationshipId,
    person: PersonId,
    other: PersonId,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE relationships SET person_id = $2, other_id = $3 WHERE id = $1",
        args![tie, person, other],
    )
    .await
}

/// A relationship that stays, and is said again of two other records.
pub(super) async fn copy_tie(
    conn: &mut Conn,
    id: RelationshipId,
    tie: RelationshipId,
    person: PersonId,
    other: PersonId,
) -> Result<(), StoreError> {
    let said: Said = conn
        .one(
            "SELECT kind, from_date, until_date, source, alleged, recorded_at, ended_reason FROM relationships WHERE id = $1",
            args![tie],
        )
        .await?;
    let (kind, from, until, source, alleged, at, ended) = said;
    // Said there already, by a case of the same family that went before.
    let known: Option<i64> = conn
        .value(
            "SELECT COUNT(*) FROM relationships WHERE person_id = $1 AND other_id = $2 AND kind = $3 AND source = $4
               AND recorded_at = $5",
            args![person, other, kind, source, at],
        )
        .await?;
    if known.unwrap_or(0) > 0 {
        return Ok(());
    }
    conn.run(
        "INSERT INTO relationships (id, person_id, other_id, kind, from_date, until_date, source, alleged, recorded_at,
           ended_reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![id, person, other, kind, from, until, source, alleged, at, ended],
    )
    .await
    .map(drop)
}

/// What a relationship says, without whom it says it of.
type Said = (String, Option<PartialDate>, Option<PartialDate>, String, bool, Instant, Option<String>);

/// What was noted through these subjects of some records speaks of a copy from now on.
pub(super) async fn speak_of(
    conn: &mut Conn,
    subjects: &[Uuid],
    records: &[PersonId],
    copy: PersonId,
    institution: InstitutionId,
) -> Result<(), StoreError> {
    for subject in subjects {
        for record in records {
            // Of a copy of a copy the first words speak, too.
            conn.run(
                "UPDATE person_copies SET copy_id = $3 WHERE subject_id = $1 AND copy_id = $2",
                args![subject, record, copy],
            )
            .await?;
            conn.run(
                "INSERT INTO person_copies (subject_id, original_id, copy_id) VALUES ($1, $2, $3)
                 ON CONFLICT (subject_id, original_id) DO UPDATE SET copy_id = excluded.copy_id",
                args![subject, record, copy],
            )
            .await?;
            let link: Option<(String, String)> = conn
                .maybe(
                    "SELECT subject_kind, role FROM person_links WHERE person_id = $2 AND subject_id = $1",
                    args![subject, record],
                )
                .await?;
            let Some((kind, role)) = link else { continue };
            conn.run(
                "INSERT INTO person_links (person_id, subject_id, subject_kind, role, institution_id)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                args![copy, subject, kind, role, institution],
            )
            .await?;
            conn.run(
                "DELETE FROM person_links WHERE person_id = $2 AND subject_id = $1",
                args![subject, record],
            )
            .await?;
        }
    }
    Ok(())
}
