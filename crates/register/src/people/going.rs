// SPDX-License-Identifier: EUPL-1.2
//! A case goes to another institution, and with it what is known of the people in it.
//!
//! Each institution keeps its own record of a person (docs/adr/0010-own-record-of-a-person.md). A record that the sender
//! uses for nothing else goes along; of any other the receiver gets one of its own, with names, addresses (the secret ones
//! kept secret) and what the person is to the child. What either notes from then on stays on its side.

use std::collections::HashMap;

use kernel::{Ground, InstitutionId, PersonId, RelationshipId, SubjectKind};
use platform::db::{Conn, StoreError, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;
use uuid::Uuid;

use super::{events, store, store_going as rows};

/// A case that goes to another institution.
pub struct Going<'a> {
    /// The case, and those that were merged into it.
    pub subjects: &'a [Uuid],
    /// The child of the case.
    pub child: PersonId,
    /// The institution that lets it go.
    pub from: InstitutionId,
    /// The one that receives it.
    pub to: InstitutionId,
}

/// Takes along what the receiver must know of the people of a case. The child's record for the receiver: the same one, or
/// a new one when the sender still needs its own.
pub async fn go_along(cx: &Cx, tx: &mut Tx, going: &Going<'_>) -> Result<PersonId, Problem> {
    let child = rows::records_of(tx, going.child).await?;
    let ties = rows::ties_of(tx, &child).await?;
    // Who is around the child: those related to it, and those known through the case.
    let mut ends: Vec<PersonId> = ties.iter().flat_map(|t| [t.person, t.other]).collect();
    for subject in going.subjects {
        ends.extend(store::linked_to(tx, *subject).await?.into_iter().map(|(person, _)| person));
    }
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|id| !child.contains(id));
    // Each record stands for whoever speaks for it.
    let mut speaks: HashMap<PersonId, PersonId> = HashMap::new();
    let mut around: Vec<(PersonId, InstitutionId, Vec<PersonId>)> = Vec::new();
    for end in ends {
        let (person, institution) = rows::speaks_for(tx, end).await?;
        speaks.insert(end, person);
        if !around.iter().any(|(id, _, _)| *id == person) && !child.contains(&person) {
            around.push((person, institution, rows::records_of(tx, person).await?));
        }
    }
    let everybody: Vec<PersonId> =
        around.iter().flat_map(|(_, _, records)| records.iter().copied()).collect();
    let child_stays = rows::is_linked_elsewhere(tx, &child, going.subjects).await?
        || rows::is_child_elsewhere(tx, &everybody, going.subjects).await?;
    // Whom each record is from now on, for the receiver.
    let mut own: HashMap<PersonId, PersonId> = HashMap::new();
    let child_then = take(cx, tx, going, &child, child_stays).await?;
    own.extend(child.iter().map(|id| (*id, child_then)));
    for (person, institution, records) in &around {
        let stays = child_stays
            || *institution != going.from
            || rows::is_linked_elsewhere(tx, records, going.subjects).await?
            || is_tied_to_others(tx, records, &child).await?;
        let then = take(cx, tx, going, records, stays).await?;
        own.insert(*person, then);
        own.extend(records.iter().map(|id| (*id, then)));
    }
    for tie in ties {
        let then = |end: PersonId| own.get(speaks.get(&end).unwrap_or(&end)).copied();
        let is_copied = |end: PersonId, then: PersonId| !child.contains(&end) && then != speaks[&end];
        let (Some(person), Some(other)) = (then(tie.person), then(tie.other)) else { continue };
        if child.contains(&tie.person) && child.contains(&tie.other) {
            continue;
        }
        if child_stays {
            rows::copy_tie(tx, cx.new_id::<RelationshipId>()?, tie.id, person, other).await?;
        } else {
            // The end that goes along stays as it was noted: of a record that was taken over, perhaps.
            let person = if is_copied(tie.person, person) { person } else { tie.person };
            let other = if is_copied(tie.other, other) { other } else { tie.other };
            rows::retie(tx, tie.id, person, other).await?;
        }
    }
    for subject in going.subjects {
        store::move_links(tx, *subject, going.to).await?;
    }
    Ok(child_then)
}

/// By which record an institution knows somebody already, because a case of theirs, or of somebody around them, came or went.
// trusts its caller: whoever answers a transfer to that institution
pub async fn known_in(
    conn: &mut Conn,
    person: PersonId,
    there: InstitutionId,
) -> Result<Option<PersonId>, StoreError> {
    let records = rows::records_of(conn, person).await?;
    rows::known_there(conn, &records, there).await
}

/// Whether somebody is anything to anybody but the child.
async fn is_tied_to_others(tx: &mut Tx, records: &[PersonId], child: &[PersonId]) -> Result<bool, Problem> {
    let ties = rows::ties_of(tx, records).await?;
    let others = ties.iter().flat_map(|t| [t.person, t.other]);
    Ok(others.filter(|id| !records.contains(id)).any(|id| !child.contains(&id)))
}

/// Lets a record go, or makes one for the receiver. The one that is the receiver's.
async fn take(
    cx: &Cx,
    tx: &mut Tx,
    going: &Going<'_>,
    records: &[PersonId],
    stays: bool,
) -> Result<PersonId, Problem> {
    let Some(first) = records.first() else { return Err(Problem::NotFound) };
    // A brother's case went before, or the case comes back: the receiver knows the person, by one record and no more.
    if let Some(there) = rows::known_there(tx, records, going.to).await? {
        if stays {
            rows::absorb(cx, tx, records, there).await?;
        } else {
            rows::give(tx, records, going.to).await?;
            rows::take_in(cx, tx, records, there).await?;
        }
        rows::speak_of(tx, going.subjects, records, there, going.to).await?;
        return Ok(there);
    }
    if !stays {
        rows::give(tx, records, going.to).await?;
        return Ok(*first);
    }
    let copy = rows::copy(cx, tx, records, going.to).await?;
    rows::speak_of(tx, going.subjects, records, copy, going.to).await?;
    let about = SubjectKind::PERSON.of(copy);
    let event = cx.event(events::PERSON_RECORDED, about, None, Ground::Transfer)?;
    tx.note(event.with_detail(json!({ "came_with_a_case": true }).to_string()));
    Ok(copy)
}
