// SPDX-License-Identifier: EUPL-1.2
//! Where the people of a case can be reached: noted, corrected, ended; and revealed, when it is kept secret.

use kernel::{CaseId, Layer, PartialDate, PersonId};
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;
use uuid::Uuid;

use super::super::{events, rules, store};
use super::people::{begin, event, of_the_case};
use super::refused;
use crate::access::{self, Action};
use crate::people::{self, Contact, ContactChange, NewContact};

/// Notes an address or number.
pub async fn note_contact(
    cx: &Cx,
    case: CaseId,
    person: PersonId,
    contact: &NewContact,
) -> Result<(), Problem> {
    let (mut tx, grant, facts) = begin(cx, case).await?;
    of_the_case(&mut tx, &facts.case, person).await?;
    people::note_contact(cx, &mut tx, person, contact).await?;
    Ok(tx.commit(event(cx, &grant, person)?).await?)
}

/// Corrects an address or number, as it was shown at `version`.
pub async fn correct_contact(
    cx: &Cx,
    case: CaseId,
    person: PersonId,
    contact: Uuid,
    change: &ContactChange,
    version: i64,
) -> Result<(), Problem> {
    let (mut tx, grant, facts) = begin(cx, case).await?;
    of_the_case(&mut tx, &facts.case, person).await?;
    people::correct_contact(cx, &mut tx, person, contact, change, version).await?;
    Ok(tx.commit(event(cx, &grant, person)?).await?)
}

/// Ends an address or number, as it was shown at `version`.
pub async fn end_contact(
    cx: &Cx,
    case: CaseId,
    person: PersonId,
    contact: Uuid,
    until: Option<PartialDate>,
    reason: &str,
    version: i64,
) -> Result<(), Problem> {
    let (mut tx, grant, facts) = begin(cx, case).await?;
    of_the_case(&mut tx, &facts.case, person).await?;
    people::end_contact(cx, &mut tx, person, contact, until, reason, version).await?;
    Ok(tx.commit(event(cx, &grant, person)?.because(reason)).await?)
}

/// Has an address or number written out that is kept secret: the contact, and its value. The event is on disk first.
///
/// A closed case can be read, and so can this: a child may have to be found.
pub async fn reveal_contact(
    cx: &Cx,
    case: CaseId,
    person: PersonId,
    contact: Uuid,
    reason: &str,
) -> Result<(Contact, String), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Reveal, case).await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let known = store::facts(&mut tx, case, cx.now).await?.case;
    of_the_case(&mut tx, &known, person).await?;
    let contact = people::contact(&mut tx, person, contact).await?;
    rules::revealing(grant.capacity(), reason).map_err(|r| refused(cx, r))?;
    let value = contact.inside().reveal(grant.layers()).map(|v| (*v).to_owned()).ok_or(Problem::NotFound)?;
    let detail = json!({
        "person": person.to_string(), "contact": contact.id.simple().to_string(), "kind": contact.kind,
    });
    let mut event = super::event(cx, &grant, events::SECRET_REVEALED)?.with_detail(detail.to_string());
    if !reason.is_empty() {
        event = event.because(reason);
    }
    tx.commit(event).await?;
    Ok((contact, value))
}
