// SPDX-License-Identifier: EUPL-1.2
//! What is done about people. Each note their event; the verb that called them ends the transaction.

use kernel::{Ground, InstitutionId, PartialDate, PersonId, Refusal, RelationshipId, Subject, SubjectKind};
use platform::db::{StoreError, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;
use uuid::Uuid;

use super::model::{
    Contact, ContactChange, Name, NewContact, NewPerson, NewRelationship, Person, PersonChange,
};
use super::{events, store, store_contacts};

fn event(
    cx: &Cx,
    institution: InstitutionId,
    kind: kernel::EventKind,
    person: PersonId,
) -> Result<kernel::Event, Problem> {
    let about = SubjectKind::PERSON.of(person);
    match &cx.actor {
        Some(_) => cx.event(kind, about, None, Ground::Assignment),
        None => Ok(cx.event_without_actor(institution, kind, about, Ground::Public)),
    }
}

/// Records a person in an institution's register.
pub async fn record(
    cx: &Cx,
    tx: &mut Tx,
    institution: InstitutionId,
    new: &NewPerson,
) -> Result<PersonId, Problem> {
    let id: PersonId = cx.new_id()?;
    store::insert(tx, id, institution, new, cx.now).await?;
    if !new.other_names.is_empty() {
        let person = store::person(tx, id).await?;
        for name in &new.other_names {
            store::insert_name(tx, cx.new_id::<PersonId>()?.0, &person, name, cx.now).await?;
        }
    }
    tx.note(event(cx, institution, events::PERSON_RECORDED, id)?);
    Ok(id)
}

/// Says through which case or report a person is known, and in which role (`child`, `around`).
pub async fn link(
    _cx: &Cx,
    tx: &mut Tx,
    person: PersonId,
    subject: Subject,
    role: &str,
    institution: InstitutionId,
) -> Result<(), Problem> {
    Ok(store::insert_link(tx, person, subject, role, institution).await?)
}

/// Amends what is known of a person, as it was shown at `version`.
pub async fn amend(
    cx: &Cx,
    tx: &mut Tx,
    id: PersonId,
    change: &PersonChange,
    version: i64,
) -> Result<(), Problem> {
    let before = store::person(tx, id).await?;
    if before.version != version {
        return Err(StoreError::Changed.into());
    }
    store::update(tx, &before, change, version).await?;
    // A name that was in use stays one under which the person is found.
    let renamed = change.given.as_ref().is_some_and(|g| *g != before.given)
        || change.family.as_ref().is_some_and(|f| *f != before.family);
    if renamed && !before.name().is_empty() {
        let former = Name {
            kind: "former".into(),
            given: before.given.clone(),
            family: before.family.clone(),
            source: String::new(),
        };
        store::insert_name(tx, cx.new_id::<PersonId>()?.0, &before, &former, cx.now).await?;
    }
    let detail = json!({
        "birth": [before.birth.map(|b| b.to_string()), change.birth.map(|b| b.to_string())],
        "renamed": renamed,
    });
    tx.note(event(cx, before.institution, events::PERSON_AMENDED, id)?.with_detail(detail.to_string()));
    Ok(())
}

/// Notes another name or spelling.
pub async fn spell(cx: &Cx, tx: &mut Tx, id: PersonId, name: &Name) -> Result<(), Problem> {
    let person: Person = store::person(tx, id).await?;
    store::insert_name(tx, cx.new_id::<PersonId>()?.0, &person, name, cx.now).await?;
    tx.note(event(cx, person.institution, events::NAME_NOTED, id)?);
    Ok(())
}

/// Notes an address or number.
pub async fn note_contact(cx: &Cx, tx: &mut Tx, id: PersonId, contact: &NewContact) -> Result<(), Problem> {
    let person: Person = store::person(tx, id).await?;
    store_contacts::insert(tx, cx.new_id::<PersonId>()?.0, id, contact, cx.now).await?;
    let detail = json!({ "kind": contact.kind, "secret": contact.secret });
    tx.note(event(cx, person.institution, events::CONTACT_NOTED, id)?.with_detail(detail.to_string()));
    Ok(())
}

/// An address or number as it was shown at `version`, and still is.
///
/// With the record it stands in: what is corrected of a record that was taken over goes with it when that is taken back.
async fn unchanged(
    tx: &mut Tx,
    person: PersonId,
    contact: Uuid,
    version: i64,
) -> Result<(PersonId, Contact), Problem> {
    let (record, before) = store_contacts::with_record(tx, person, contact).await?;
    if before.version != version || before.ended_reason.is_some() {
        return Err(StoreError::Changed.into());
    }
    Ok((record, before))
}

/// Corrects an address or number, as it was shown at `version`. How it was noted before is kept.
///
/// What was kept secret is opened by whoever writes it again, and by nobody else: unticking a box must not be a way to read it
/// without the deed that reveals it.
pub async fn correct_contact(
    cx: &Cx,
    tx: &mut Tx,
    id: PersonId,
    contact: Uuid,
    change: &ContactChange,
    version: i64,
) -> Result<(), Problem> {
    let person: Person = store::person(tx, id).await?;
    let (record, before) = unchanged(tx, id, contact, version).await?;
    if before.secret && !change.secret && change.value.is_none() {
        let why = super::words::Words(cx.lang).refused_secret_lifted_blind();
        return Err(Problem::refused(Refusal::new("secret-lifted-blind"), why, None));
    }
    store_contacts::correct(tx, record, &before, change, cx.now).await?;
    let detail = json!({
        "contact": contact.simple().to_string(),
        "kind": before.kind,
        "value_changed": change.value.as_deref().is_some_and(|v| v != before.value()),
        "secret": [before.secret, change.secret],
    });
    tx.note(event(cx, person.institution, events::CONTACT_CORRECTED, id)?.with_detail(detail.to_string()));
    Ok(())
}

/// Ends an address or number, as it was shown at `version`: they moved, changed numbers, or it was never theirs.
pub async fn end_contact(
    cx: &Cx,
    tx: &mut Tx,
    id: PersonId,
    contact: Uuid,
    until: Option<PartialDate>,
    reason: &str,
    version: i64,
) -> Result<(), Problem> {
    let person: Person = store::person(tx, id).await?;
    let (record, before) = unchanged(tx, id, contact, version).await?;
    store_contacts::end(tx, record, &before, until, reason).await?;
    let detail = json!({ "contact": contact.simple().to_string(), "kind": before.kind });
    let event = event(cx, person.institution, events::CONTACT_ENDED, id)?;
    tx.note(event.because(reason).with_detail(detail.to_string()));
    Ok(())
}

/// Relates two people.
pub async fn relate(cx: &Cx, tx: &mut Tx, new: &NewRelationship) -> Result<RelationshipId, Problem> {
    let person: Person = store::person(tx, new.person).await?;
    let id: RelationshipId = cx.new_id()?;
    store::insert_relationship(tx, id, new, cx.now).await?;
    let detail = json!({ "kind": new.kind, "alleged": new.alleged, "other": new.other.to_string() });
    tx.note(
        event(cx, person.institution, events::RELATIONSHIP_NOTED, new.person)?
            .with_detail(detail.to_string()),
    );
    Ok(id)
}

/// Ends a relationship that was told of a person, or says that it was wrong.
pub async fn end_relationship(
    cx: &Cx,
    tx: &mut Tx,
    person: PersonId,
    id: RelationshipId,
    until: Option<PartialDate>,
    reason: &str,
) -> Result<(), Problem> {
    let known: Person = store::person(tx, person).await?;
    store::end_relationship(tx, id, until, reason).await?;
    tx.note(event(cx, known.institution, events::RELATIONSHIP_ENDED, person)?.because(reason));
    Ok(())
}

/// Says that two records are one person: searches find the second only, under the names of both. Nothing is deleted, so it
/// can be undone.
pub async fn merge(cx: &Cx, tx: &mut Tx, from: PersonId, into: PersonId) -> Result<(), Problem> {
    let person: Person = store::person(tx, from).await?;
    store::set_merged(tx, from, Some(into)).await?;
    store::reindex(tx, into).await?;
    let detail = json!({ "into": into.to_string() });
    tx.note(event(cx, person.institution, events::PERSONS_MERGED, from)?.with_detail(detail.to_string()));
    Ok(())
}

/// Takes back a merge: `from` is a person again, and speaks for `before`, for whom it spoke before the merge.
pub async fn unmerge(cx: &Cx, tx: &mut Tx, from: PersonId, before: &[PersonId]) -> Result<(), Problem> {
    let person: Person = store::person(tx, from).await?;
    store::set_merged(tx, from, None).await?;
    for record in before {
        store::set_merged(tx, *record, Some(from)).await?;
    }
    store::reindex(tx, from).await?;
    if let Some(into) = person.merged_into {
        store::reindex(tx, into).await?;
    }
    let detail = json!({ "into": null });
    tx.note(event(cx, person.institution, events::PERSONS_MERGED, from)?.with_detail(detail.to_string()));
    Ok(())
}
