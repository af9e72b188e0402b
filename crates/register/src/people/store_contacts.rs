// SPDX-License-Identifier: EUPL-1.2
//! Addresses and numbers in SQL. The callers have shown a grant on the case the person is read through.

use kernel::{Instant, PartialDate, PersonId};
use platform::args;
use platform::db::{Conn, FromRow, Row, Sql, StoreError};
use uuid::Uuid;

use super::model::{Contact, ContactChange, NewContact, mask_same};

const COLUMNS: &str =
    "SELECT person_id, id, kind, value, secret, protected_from, source, from_date, until_date,
    ended_reason, version FROM person_contacts ";

/// A contact, and whose it is.
type Owned = (PersonId, Contact);

fn owned(mut row: Row) -> Result<Owned, StoreError> {
    Ok((row.take()?, Contact::from_row(&mut row)?))
}

/// Addresses and numbers of some people, with whose they are; those that ended too.
pub async fn contacts_of(conn: &mut Conn, ids: &[PersonId]) -> Result<Vec<Owned>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE person_id IN ", args![]).list(ids).push(" ORDER BY recorded_at, id LIMIT 500", args![]);
    let rows: Vec<Row> = conn.all_of(sql).await?;
    let mut contacts: Vec<Owned> = rows.into_iter().map(owned).collect::<Result<_, _>>()?;
    mask_same(&mut contacts);
    Ok(contacts)
}

/// How addresses and numbers were noted before they were corrected, with the moment of the correction, the newest first. What
/// is kept secret today was the same words before: it is masked there too.
pub async fn former_contacts_of(
    conn: &mut Conn,
    ids: &[PersonId],
) -> Result<Vec<(PersonId, Contact, Instant)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT f.corrected_at, f.person_id, f.contact_id, c.kind, f.value, (f.secret OR c.secret), f.protected_from,
           f.source, f.from_date, c.until_date, c.ended_reason, f.version
         FROM person_contact_formers f JOIN person_contacts c ON c.id = f.contact_id WHERE f.person_id IN ",
        args![],
    );
    sql.list(ids).push(" ORDER BY f.corrected_at DESC, f.contact_id, f.version DESC LIMIT 200", args![]);
    let rows: Vec<Row> = conn.all_of(sql).await?;
    rows.into_iter()
        .map(|mut row| {
            let at: Instant = row.take()?;
            let (person, contact) = owned(row)?;
            Ok((person, contact, at))
        })
        .collect()
}

/// One contact of a person.
pub async fn contact(conn: &mut Conn, person: PersonId, id: Uuid) -> Result<Contact, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE id = $ AND person_id = $", args![id, person]);
    let (text, values) = sql.done();
    let row: Row = conn.one(text, values).await?;
    owned(row).map(|(_, contact)| contact)
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
    person: PersonId,
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
            before.id, person, before.version, value, change.secret, change.protected_from, change.source,
            change.from_date
        ],
    )
    .await?;
    conn.run(
        "INSERT INTO person_contact_formers (contact_id, version, person_id, value, secret, protected_from, source,
           from_date, corrected_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            before.id, before.version, person, before.value(), before.secret, before.protected_from, before.source,
            before.from_date, now
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn end(
    conn: &mut Conn,
    person: PersonId,
    before: &Contact,
    until: Option<PartialDate>,
    reason: &str,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE person_contacts SET until_date = $4, ended_reason = $5, version = version + 1
         WHERE id = $1 AND person_id = $2 AND version = $3 AND ended_reason IS NULL",
        args![before.id, person, before.version, until, reason],
    )
    .await
}

/// Holds the record of a person until the end of the transaction: of two who would both find that no case of theirs is
/// open, the second waits, and sees what the first has done.
pub async fn hold(conn: &mut Conn, person: PersonId) -> Result<(), StoreError> {
    let _: Option<(PersonId,)> = conn.hold("SELECT id FROM persons WHERE id = $1", args![person]).await?;
    Ok(())
}
