// SPDX-License-Identifier: EUPL-1.2
//! Notes and contacts in SQL. Every statement that reads notes names its reader: what is somebody's own is read by them.

use kernel::{CaseId, Date, InstitutionId, NoteId, PersonId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use register::access::InCase;
use uuid::Uuid;

use super::model::{Contact, Correction, Former, NewContact, NewNote, Note, NoteLayer};
use super::rules;
use kernel::{Instant, Layer};

const NOTE: &str =
    "SELECT n.id, n.case_id, n.institution_id, n.layer, n.author_id, n.occurred_on, n.observed, n.heard,
    n.thought, n.version, n.recorded_at, n.written_by, n.written_at, n.reason FROM notes n WHERE ";

/// Adds « and this reader may read it », whatever else the statement asks.
fn readable(sql: &mut Sql, reader: PractitionerId) {
    sql.push(" AND (n.layer = 'institution' OR (n.layer = 'own' AND n.author_id = $))", args![reader]);
}

/// In which case a note lies; nothing for somebody else's own note.
pub(super) async fn case_of_note(
    conn: &mut Conn,
    id: NoteId,
    reader: PractitionerId,
) -> Result<Option<CaseId>, StoreError> {
    let mut sql = Sql::new("SELECT n.case_id FROM notes n WHERE n.id = $", args![id]);
    readable(&mut sql, reader);
    let (text, values) = sql.done();
    conn.value(text, values).await
}

/// A note of one of these cases: that of the grant and those merged into it.
pub(super) async fn note(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    id: NoteId,
) -> Result<Option<Note>, StoreError> {
    let mut sql = Sql::new(NOTE, args![]);
    sql.push("n.id = $ AND n.case_id IN ", args![id]).list(cases);
    readable(&mut sql, grant.practitioner());
    let found: Option<Note> = conn.all_of(sql).await?.pop();
    let opens = |note: &Note| note.layer == NoteLayer::Own || grant.opens(Layer::Institution);
    Ok(found.filter(|note| opens(note) && rules::reads(note.layer, note.author, grant.practitioner())))
}

/// Which notes.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoteFilter {
    /// Of this layer only.
    pub layer: Option<NoteLayer>,
    /// Before this one: the last of the page before (its day and id).
    pub before: Option<(Date, Uuid)>,
}

/// The notes that the grant's holder may read, the newest first.
pub(super) async fn notes(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    filter: &NoteFilter,
    limit: i64,
) -> Result<Vec<Note>, StoreError> {
    let mut sql = Sql::new(NOTE, args![]);
    sql.push("n.case_id IN ", args![]).list(cases);
    readable(&mut sql, grant.practitioner());
    if !grant.opens(Layer::Institution) {
        sql.push(" AND n.layer = 'own'", args![]);
    }
    if let Some(layer) = filter.layer {
        sql.push(" AND n.layer = $", args![layer]);
    }
    if let Some((on, id)) = filter.before {
        sql.push(" AND (n.occurred_on, n.id) < ($, $)", args![on, id]);
    }
    sql.push(" ORDER BY n.occurred_on DESC, n.id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// The former versions of a note that was read, the newest first.
pub(super) async fn former(conn: &mut Conn, note: &Note) -> Result<Vec<Former>, StoreError> {
    conn.all(
        "SELECT version, occurred_on, observed, heard, thought, written_by, written_at, reason FROM note_versions
         WHERE note_id = $1 ORDER BY version DESC LIMIT 100",
        args![note.id],
    )
    .await
}

pub(super) async fn insert_note(
    conn: &mut Conn,
    id: NoteId,
    grant: &InCase,
    institution: InstitutionId,
    new: &NewNote,
    now: Instant,
) -> Result<(), StoreError> {
    let texts = &new.texts;
    conn.run(
        "INSERT INTO notes (id, case_id, institution_id, layer, author_id, occurred_on, observed, heard, thought, version,
           recorded_at, written_by, written_at, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $5, $10, '')",
        args![
            id, grant.subject(), institution, new.layer, grant.practitioner(), new.occurred_on, texts.observed,
            texts.heard, texts.thought, now
        ],
    )
    .await
    .map(drop)
}

/// Keeps the version that was read, then writes the new one over it.
pub(super) async fn correct(
    conn: &mut Conn,
    before: &Note,
    correction: &Correction,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO note_versions (note_id, version, occurred_on, observed, heard, thought, written_by, written_at, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            before.id, before.version, before.occurred_on, before.observed, before.heard, before.thought,
            before.written_by, before.written_at, before.reason
        ],
    )
    .await?;
    let texts = &correction.texts;
    conn.change(
        "UPDATE notes SET occurred_on = $3, observed = $4, heard = $5, thought = $6, version = version + 1, written_by = $7,
           written_at = $8, reason = $9
         WHERE id = $1 AND version = $2",
        args![
            before.id, before.version, correction.occurred_on, texts.observed, texts.heard, texts.thought, by, now,
            correction.reason
        ],
    )
    .await
}

const CONTACT: &str =
    "SELECT c.id, c.case_id, c.institution_id, c.kind, c.result, c.occurred_on, c.occurred_at, c.others,
    c.child_seen, c.summary, c.recorded_by, c.recorded_at FROM contacts c WHERE ";

/// In which case a contact lies.
pub(super) async fn case_of_contact(conn: &mut Conn, id: Uuid) -> Result<Option<CaseId>, StoreError> {
    conn.value("SELECT case_id FROM contacts WHERE id = $1", args![id]).await
}

/// A contact of one of these cases, for somebody whose seat opens the institution's file.
pub(super) async fn contact(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    id: Uuid,
) -> Result<Option<Contact>, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(None);
    }
    let mut sql = Sql::new(CONTACT, args![]);
    sql.push("c.id = $ AND c.case_id IN ", args![id]).list(cases);
    Ok(conn.all_of(sql).await?.pop())
}

/// Which contacts.
#[derive(Clone, Debug, Default)]
pub struct ContactFilter {
    /// With this result only: `held`, or anything else for attempts.
    pub result: Option<Became>,
    /// Before this one: the last of the page before (its day and id).
    pub before: Option<(Date, Uuid)>,
}

/// What became of contacts, as a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// Those that took place.
    Held,
    /// Those that were only tried.
    Attempted,
}

kernel::codes!(Became { Held = "held", Attempted = "attempted" });

/// The contacts of some cases, the newest first; none for somebody whose seat does not open the institution's file.
pub(super) async fn contacts(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    filter: &ContactFilter,
    limit: i64,
) -> Result<Vec<Contact>, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(CONTACT, args![]);
    sql.push("c.case_id IN ", args![]).list(cases);
    match filter.result {
        Some(Became::Held) => drop(sql.push(" AND c.result = 'held'", args![])),
        Some(Became::Attempted) => drop(sql.push(" AND c.result <> 'held'", args![])),
        None => {}
    }
    if let Some((on, id)) = filter.before {
        sql.push(" AND (c.occurred_on, c.id) < ($, $)", args![on, id]);
    }
    sql.push(" ORDER BY c.occurred_on DESC, c.id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// Who was met or sought in some contacts that were read.
pub(super) async fn people_of(
    conn: &mut Conn,
    contacts: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, PersonId)>, StoreError> {
    // In a case that went to another institution, what was noted of somebody speaks of the record that it has of them.
    let mut sql = Sql::new(
        "SELECT w.contact_id, COALESCE(k.copy_id, w.person_id)
         FROM contact_people w JOIN contacts c ON c.id = w.contact_id
         LEFT JOIN people_known_as k ON k.subject_id = c.case_id AND k.original_id = w.person_id
         WHERE w.contact_id IN ",
        args![],
    );
    sql.list(contacts).push(" ORDER BY 1, 2 LIMIT 1000", args![]);
    conn.all_of(sql).await
}

pub(super) async fn insert_contact(
    conn: &mut Conn,
    id: Uuid,
    grant: &InCase,
    institution: InstitutionId,
    new: &NewContact,
    at: Option<Instant>,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO contacts (id, case_id, institution_id, kind, result, occurred_on, occurred_at, others, child_seen,
           summary, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            id, grant.subject(), institution, new.kind, new.result, new.occurred_on, at, new.others, new.child_seen,
            new.summary, grant.practitioner(), now
        ],
    )
    .await?;
    for person in &new.with {
        conn.run(
            "INSERT INTO contact_people (contact_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            args![id, person],
        )
        .await?;
    }
    Ok(())
}
