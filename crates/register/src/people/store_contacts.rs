// SPDX-License-Identifier: EUPL-1.2
//! Addresses and numbers in SQL. The callers have shown a grant on the case the person is read through.

use kernel::{Instant, PartialDate, PersonId};
use platform::args;
use platform::db::{Conn, FromRow, Row, Sql, StoreError};
use uuid::Uuid;

use super::model::{Contact, ContactChange, Former, NewContact, Owned, mask_same};

const COLUMNS: &str =
    "SELECT m.id, m.merged_into, c.id, c.kind, c.value, c.secret, c.protected_from, c.source,
    c.from_date, c.until_date, c.ended_reason, c.version
    FROM person_contacts c JOIN persons m ON m.id = c.person_id WHERE ";

const FORMERS: &str = "SELECT f.corrected_at, m.id, m.merged_into, f.contact_id, c.kind, f.value, (f.secret OR c.secret),
    f.protected_from, f.source, f.from_date, c.until_date, c.ended_reason, f.version
    FROM person_contact_formers f JOIN person_contacts c ON c.id = f.contact_id JOIN persons m ON m.id = f.person_id
    WHERE ";

/// A contact with the record it stands in; of one of `ids`, or of a record that one of them took over.
fn owned(ids: &[PersonId], mut row: Row) -> Result<Owned, StoreError> {
    let (record, taken_over_by): (PersonId, Option<PersonId>) = (row.take()?, row.take()?);
    let whose = if ids.contains(&record) { record } else { taken_over_by.unwrap_or(record) };
    Ok((whose, Contact::from_row(&mut row)?))
}

/// The records of some people, and those they took over.
fn records(sql: &mut Sql, column: &'static str, ids: &[PersonId]) {
    sql.push(column, args![]).push(" IN (SELECT r.id FROM persons r WHERE r.id IN ", args![]).list(ids);
    sql.push(" OR r.merged_into IN ", args![]).list(ids).push(")", args![]);
}

/// Addresses and numbers of some people, with whose they are; those that ended too.
// trusts its caller: a page with a grant on a case of each; what is secret comes out masked
pub async fn contacts_of(conn: &mut Conn, ids: &[PersonId]) -> Result<Vec<Owned>, StoreError> {
    Ok(contacts_and_formers_of(conn, ids).await?.0)
}

/// Addresses and numbers of some people, with whose they are, those that ended too; and how they were noted before they were
/// corrected, with the moment of the correction, the newest first.
///
/// What a record that was taken over says belongs to the person it was taken over by. What is kept secret today was the same
/// words before: it is masked there too, and wherever else the same is noted.
// trusts its caller: a page with a grant on a case of each; what is secret comes out masked
pub async fn contacts_and_formers_of(
    conn: &mut Conn,
    ids: &[PersonId],
) -> Result<(Vec<Owned>, Vec<Former>), StoreError> {
    if ids.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let mut sql = Sql::new(COLUMNS, args![]);
    records(&mut sql, "c.person_id", ids);
    sql.push(" ORDER BY c.recorded_at, c.id LIMIT 500", args![]);
    let rows: Vec<Row> = conn.all_of(sql).await?;
    let mut contacts: Vec<Owned> =
        rows.into_iter().map(|row| owned(ids, row)).collect::<Result<_, StoreError>>()?;
    let mut sql = Sql::new(FORMERS, args![]);
    records(&mut sql, "f.person_id", ids);
    sql.push(" ORDER BY f.corrected_at DESC, f.contact_id, f.version DESC LIMIT 200", args![]);
    let rows: Vec<Row> = conn.all_of(sql).await?;
    let former = |mut row: Row| {
        let at: Instant = row.take()?;
        let (person, contact) = owned(ids, row)?;
        Ok((person, contact, at))
    };
    let mut formers: Vec<Former> = rows.into_iter().map(former).collect::<Result<_, StoreError>>()?;
    mask_same(&mut contacts, &mut formers);
    Ok((contacts, formers))
}

/// One contact of a person.
// trusts its caller: an action with a grant on a case of the person; what is secret comes out masked
pub async fn contact(conn: &mut Conn, person: PersonId, id: Uuid) -> Result<Contact, StoreError> {
    Ok(with_record(conn, person, id).await?.1)
}

/// One contact of a person, with the record it stands in: theirs, or one that was taken over.
pub(super) async fn with_record(conn: &mut Conn, person: PersonId, id: Uuid) -> Result<Owned, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("c.id = $ AND (m.id = $ OR m.merged_into = $)", args![id, person, person]);
    let (text, values) = sql.done();
    let mut row: Row = conn.one(text, values).await?;
    let (record, _): (PersonId, Option<PersonId>) = (row.take()?, row.take()?);
    Ok((record, Contact::from_row(&mut row)?))
}

pub(super) async fn insert(
    conn: &mut Conn,
    row: Uuid,
    person: PersonId,
    new: &NewContact,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO person_contacts (id, person_id, kind, value, secret, protected_from, source, from_date, recorded_at,
           version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
        args![
            row, person, new.kind, new.value, new.secret, new.protected_from, new.source, new.from_date, now
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn correct(
    conn: &mut Conn,
    record: PersonId,
    before: &Contact,
    change: &ContactChange,
    now: Instant,
) -> Result<(), StoreError> {
    let value = change.value.as_deref().unwrap_or(before.value());
    conn.change(
        "UPDATE person_contacts SET value = $4, secret = $5, protected_from = $6, source = $7, from_date = $8,
           version = version + 1
         WHERE id = $1 AND person_id = $2 AND version = $3 AND ended_reason IS NULL",
        args![
            before.id, record, before.version, value, change.secret, change.protected_from, change.source,
            change.from_date
        ],
    )
    .await?;
    conn.run(
        "INSERT INTO person_contact_formers (contact_id, version, person_id, value, secret, protected_from, source,
           from_date, corrected_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            before.id, before.version, record, before.value(), before.secret, before.protected_from, before.source,
            before.from_date, now
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn end(
    conn: &mut Conn,
    record: PersonId,
    before: &Contact,
    until: Option<PartialDate>,
    reason: &str,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE person_contacts SET until_date = $4, ended_reason = $5, version = version + 1
         WHERE id = $1 AND person_id = $2 AND version = $3 AND ended_reason IS NULL",
        args![before.id, record, before.version, until, reason],
    )
    .await
}

/// Holds the record of a person until the end of the transaction: of two who would both find that no case of theirs is
/// open, the second waits, and sees what the first has done.
// trusts its caller: holds a record and reads nothing of it
pub async fn hold(conn: &mut Conn, person: PersonId) -> Result<(), StoreError> {
    let _: Option<(PersonId,)> = conn.hold("SELECT id FROM persons WHERE id = $1", args![person]).await?;
    Ok(())
}
