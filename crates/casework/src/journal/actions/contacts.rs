// SPDX-License-Identifier: EUPL-1.2
//! Recording contacts and visits.

use kernel::{CaseId, EntryId, Instant, Layer, PersonId, Refusal};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, InCase};
use register::cases::{self, Entry};
use register::{apart, deadlines, drafts, people};
use rulebook::{list, term};
use serde_json::json;
use uuid::Uuid;

use super::super::model::{CONTACT, Contact, NewContact, Recorded};
use super::super::rules::KindGroup;
use super::super::{events, rules, store};
use super::{opens_file, refused};

/// Records a contact or a visit, held or attempted. The first that is held ends the term of the first contact, on the day
/// it took place.
pub async fn record_contact(cx: &Cx, case: CaseId, new: &NewContact) -> Result<Recorded<Uuid>, Problem> {
    apart::refuse_copies(cx, &[&new.summary, &new.others]).await?;
    let group = group_of(cx, new)?;
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    opens_file(&grant)?;
    let facts = cases::facts(&mut tx, case, cx.now).await?;
    let around = around(&mut tx, &grant, facts.case.child).await?;
    rules::contacting(&facts.standing, new, &around, cx.today()).map_err(|r| refused(cx, r))?;
    let child_seen = rules::child_seen(new, group, facts.case.child);
    let new = NewContact { child_seen, ..new.clone() };
    let at = match new.time {
        None => None,
        Some((hour, minute)) => {
            let at = Instant::from_local(new.occurred_on, hour, minute, &cx.zone);
            Some(at.filter(|at| *at <= cx.now).ok_or_else(|| refused(cx, Refusal::new("date-in-future")))?)
        }
    };
    let id = cx.new_id::<EntryId>()?.0;
    store::insert_contact(&mut tx, id, &grant, cx.actor()?.institution, &new, at, cx.now).await?;
    if rules::is_first_contact(&new, child_seen) {
        end_first_contact(&mut tx, case, &new).await?;
    }
    let kind = rules::entry_kind(&new.result, group);
    let summary = rules::shortened(&new.summary);
    let mut entry = Entry::now(cx, case, Layer::Institution, kind, &summary).on(cx, new.occurred_on);
    entry.occurred_at = at.unwrap_or(entry.occurred_at);
    entry.subject = kernel::Subject { kind: CONTACT, id };
    let entry = cases::publish(cx, &mut tx, &entry).await?;
    drafts::sent(cx, &mut tx, new.draft).await?;
    let subject = kernel::Subject { kind: CONTACT, id };
    let detail = json!({ "kind": new.kind, "result": new.result, "child_seen": new.child_seen.code() });
    let event = cx
        .event(events::CONTACT_RECORDED, subject, Some(grant.capacity()), grant.ground())?
        .in_case(case)
        .with_detail(detail.to_string());
    tx.commit(match at {
        Some(at) => event.occurred_at(at),
        None => event,
    })
    .await?;
    Ok(Recorded { id, entry: Some(entry) })
}

/// The group of the kind, when kind and result may be chosen on that day.
fn group_of(cx: &Cx, new: &NewContact) -> Result<KindGroup, Problem> {
    let unknown = || refused(cx, Refusal::new("unknown-code"));
    let actor = cx.actor()?;
    let pack = register::rulebook(cx)?.pack(&actor.pack).ok_or_else(unknown)?;
    pack.entry(list::CONTACT_RESULT, &new.result).ok_or_else(unknown)?;
    let kind = pack.entry(list::CONTACT_KIND, &new.kind).ok_or_else(unknown)?;
    kind.group.as_deref().and_then(KindGroup::parse).ok_or_else(unknown)
}

/// The clock starts when the case is given to somebody: what happened before that day is not its first contact.
async fn end_first_contact(tx: &mut Tx, case: CaseId, new: &NewContact) -> Result<(), Problem> {
    let clocks = deadlines::of_subject(tx, case.0).await?;
    let runs = clocks
        .iter()
        .any(|c| c.term == term::FIRST_CONTACT && c.is_open() && c.started_on <= new.occurred_on);
    if runs {
        deadlines::done(tx, case.0, term::FIRST_CONTACT, None, new.occurred_on).await?;
    }
    Ok(())
}

/// The people who can be named in a contact: the child, those known through the case, those who are or were related to the
/// child. Not those who were by mistake.
pub async fn around(conn: &mut Conn, grant: &InCase, child: PersonId) -> Result<Vec<PersonId>, Problem> {
    let mut out = vec![child];
    let linked = people::linked_to(conn, grant.subject().0).await?.into_iter().map(|(person, _)| person);
    let told = people::told(conn, child).await?;
    let (mistaken, related): (Vec<_>, Vec<_>) = told.iter().partition(|(link, _)| link.was_a_mistake());
    let related: Vec<PersonId> = related.into_iter().map(|(_, person)| person.id).collect();
    let never = |id: &PersonId| !related.contains(id) && mistaken.iter().any(|(_, person)| person.id == *id);
    for person in linked.filter(|id| !never(id)).chain(related.iter().copied()) {
        if !out.contains(&person) {
            out.push(person);
        }
    }
    Ok(out)
}

/// A contact with the people met or sought, for somebody who may read it.
pub async fn contact(
    cx: &Cx,
    conn: &mut Conn,
    id: Uuid,
) -> Result<(InCase, Contact, Vec<PersonId>), Problem> {
    let case = store::case_of_contact(conn, id).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(conn, case).await?;
    let grant = access::require(cx, conn, Action::Read, home).await?;
    let all = cases::with_merged(conn, &grant).await?;
    let contact = store::contact(conn, &grant, &all, id).await?.ok_or(Problem::NotFound)?;
    let with = store::people_of(conn, [id]).await?.into_iter().map(|(_, person)| person).collect();
    Ok((grant, contact, with))
}
