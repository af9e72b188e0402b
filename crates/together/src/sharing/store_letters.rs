// SPDX-License-Identifier: EUPL-1.2
//! Letters in SQL. They belong to a decision: whoever asks holds it, through its case.

use kernel::{AttachmentId, Date, Instant, Lang, LetterId, PersonId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};

use super::letter::{Announced, Delivered, Letter};
use super::model::Disclosure;

const LETTER: &str = "SELECT l.id, l.disclosure_id, l.person_id, l.language, l.interpreter, l.announces, l.comes_after,
    l.telling_on, l.file_id, l.written_by, l.written_at, l.delivery, l.delivered_on, l.explained, l.explained_with,
    l.delivered_by, l.noted_at FROM disclosure_letters l WHERE l.disclosure_id = ";

/// The letters of a decision, the newest first.
// trusts its caller: has read the decision through a grant
pub(super) async fn of(conn: &mut Conn, disclosure: &Disclosure) -> Result<Vec<Letter>, StoreError> {
    let mut sql = Sql::new(LETTER, args![]);
    sql.push("$ ORDER BY l.written_at DESC, l.id DESC LIMIT 200", args![disclosure.id]);
    conn.all_of(sql).await
}

/// One letter of a decision.
// trusts its caller: has read the decision through a grant
pub(super) async fn one(
    conn: &mut Conn,
    disclosure: &Disclosure,
    id: LetterId,
) -> Result<Option<Letter>, StoreError> {
    let mut sql = Sql::new(LETTER, args![]);
    sql.push("$ AND l.id = $", args![disclosure.id, id]);
    Ok(conn.all_of(sql).await?.pop())
}

/// What a letter was given to be set.
// trusts its caller: has read the decision through a grant
pub(super) async fn facts(conn: &mut Conn, letter: &Letter) -> Result<String, StoreError> {
    let found: Option<String> =
        conn.value("SELECT facts FROM disclosure_letters WHERE id = $1", args![letter.id]).await?;
    Ok(found.unwrap_or_default())
}

/// What a letter begins with.
pub(super) struct New<'a> {
    pub(super) id: LetterId,
    pub(super) person: PersonId,
    pub(super) language: Lang,
    pub(super) interpreter: &'a str,
    pub(super) announced: &'a Announced,
    pub(super) comes_after: bool,
    pub(super) telling_on: Date,
    pub(super) file: AttachmentId,
    pub(super) facts: &'a str,
    pub(super) by: PractitionerId,
}

// trusts its caller: holds the decision with the grant to write
pub(super) async fn insert(
    conn: &mut Conn,
    disclosure: &Disclosure,
    new: &New<'_>,
    now: Instant,
) -> Result<(), StoreError> {
    let announces = serde_json::to_string(new.announced)
        .map_err(|e| StoreError::Engine(format!("a letter cannot be written: {e}")))?;
    conn.run(
        "INSERT INTO disclosure_letters (id, disclosure_id, person_id, language, interpreter, announces, comes_after,
           telling_on, file_id, facts, written_by, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            new.id, disclosure.id, new.person, new.language.code(), new.interpreter, announces, new.comes_after,
            new.telling_on, new.file, new.facts, new.by, now
        ],
    )
    .await
    .map(drop)
}

// trusts its caller: holds the decision with the grant to write
pub(super) async fn deliver(
    conn: &mut Conn,
    letter: &Letter,
    delivered: &Delivered,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE disclosure_letters SET delivery = $2, delivered_on = $3, explained = $4, explained_with = $5,
           delivered_by = $6, noted_at = $7
         WHERE id = $1 AND noted_at IS NULL",
        args![
            letter.id,
            delivered.way,
            delivered.on,
            delivered.explained,
            delivered.with,
            delivered.by,
            delivered.at
        ],
    )
    .await
}
