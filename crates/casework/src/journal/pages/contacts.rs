// SPDX-License-Identifier: EUPL-1.2
//! Pages of contacts and visits.

use kernel::PersonId;
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use register::access::Action;
use register::people::Person;
use register::{cases, directory, drafts, people};
use uuid::Uuid;

use super::super::FORM_CONTACT;
use super::super::actions;
use super::super::model::{ChildSeen, HELD, NewContact};
use super::super::rules;
use super::super::store::{self, Became, ContactFilter};
use super::super::views::{self, Around};
use super::super::words::Words;
use super::{Opened, PAGE, PRINT, after, cursor, is_print, open, opened};

/// The longest summary, in characters.
const LONGEST: usize = 20_000;

/// All contacts of a case, the newest first.
pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let here = open(&cx, &mut conn, Action::Read, "contacts").await?;
    let read = cases::with_merged(&mut conn, &here.grant).await?;
    let filter = ContactFilter { result: Became::parse(cx.query("became")), before: after(&cx) };
    let limit = if is_print(&cx) { PRINT } else { PAGE };
    let mut contacts = store::contacts(&mut conn, &here.grant, &read, &filter, limit + 1).await?;
    let more = contacts.len() as i64 > limit;
    contacts.truncate(limit as usize);
    let secrets = cases::secrets_of(&mut conn, &here.grant).await?;
    for contact in &mut contacts {
        contact.summary = secrets.mask(&contact.summary);
        contact.others = secrets.mask(&contact.others);
    }
    let next = contacts.last().filter(|_| more).map(|c| cursor(c.occurred_on, c.id));
    let ids: Vec<Uuid> = contacts.iter().map(|c| c.id).collect();
    let met = store::people_of(&mut conn, ids).await?;
    let by: Vec<_> = contacts.iter().map(|c| c.recorded_by).collect();
    let list = views::ContactList {
        case: here.grant.subject(),
        contacts: &contacts,
        people: &persons(&mut conn, met.iter().map(|(_, p)| *p).collect()).await?,
        met: &met,
        names: &directory::practitioner_names(&mut conn, by).await?,
        filter: &filter,
        next: next.as_deref(),
        may_write: here.may_write,
    };
    Ok(views::contacts(&cx, &here.frame, &list))
}

async fn persons(conn: &mut Conn, mut ids: Vec<PersonId>) -> Result<Vec<Person>, Problem> {
    ids.sort_unstable();
    ids.dedup();
    Ok(people::persons(conn, &ids).await?)
}

/// One contact.
pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let (grant, contact, with) = actions::contact(&cx, &mut conn, cx.id::<kernel::EntryId>("id")?.0).await?;
    let here = opened(&cx, &mut conn, grant, "contacts").await?;
    let met: Vec<(Uuid, PersonId)> = with.iter().map(|p| (contact.id, *p)).collect();
    let list = views::ContactList {
        case: here.grant.subject(),
        contacts: std::slice::from_ref(&contact),
        people: &persons(&mut conn, with.clone()).await?,
        met: &met,
        names: &directory::practitioner_names(&mut conn, [contact.recorded_by]).await?,
        filter: &ContactFilter::default(),
        next: None,
        may_write: here.may_write,
    };
    Ok(views::contact_page(&cx, &here.frame, &list))
}

/// The people who can be chosen, the child first, with what they are to the child.
async fn around(conn: &mut Conn, here: &Opened) -> Result<Vec<Around>, Problem> {
    let child = here.frame.facts.case.child;
    let ids = actions::around(conn, &here.grant, child).await?;
    let related = people::around(conn, child).await?;
    let people = people::persons(conn, &ids).await?;
    let mut out: Vec<Around> = people
        .into_iter()
        .map(|person| {
            let established = |(r, _): &&(people::Relationship, Person)| {
                r.person == person.id && r.other == child && !r.alleged && r.ended_reason.is_none()
            };
            let kind = related.iter().find(established).map(|(r, _)| r.kind.clone());
            Around { is_child: person.id == child, kind, person }
        })
        .collect();
    out.sort_by_key(|a| (!a.is_child, ids.iter().position(|id| *id == a.person.id)));
    Ok(out)
}

/// The form of a new contact, as it was left.
pub(super) async fn new(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let here = open(&cx, &mut conn, Action::Write, "contacts").await?;
    let case = here.grant.subject();
    let around = around(&mut conn, &here).await?;
    let draft = drafts::resume(&cx, &mut conn, FORM_CONTACT, Some(case.0)).await?;
    let form = match &draft {
        Some(draft) => Form::from_fields(draft.fields.clone()),
        None => Form::from_fields(vec![
            ("occurred".into(), cx.today().to_string()),
            ("child-seen".into(), ChildSeen::No.code().into()),
        ]),
    };
    Ok(views::contact_form(&cx, &here.frame, case, &around, &form, draft.as_ref(), &FieldErrors::default()))
}

/// Records a contact.
pub(super) async fn record(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let here = open(&cx, &mut conn, Action::Write, "contacts").await?;
    let case = here.grant.subject();
    let around = around(&mut conn, &here).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let new = read(&cx, &mut input, &around);
    let (Some(mut new), true) = (new, input.errors.is_empty()) else {
        return Ok(views::contact_form(&cx, &here.frame, case, &around, cx.form(), None, &input.errors));
    };
    drop(conn);
    new.draft = Some(drafts::id_of(&cx, FORM_CONTACT, Some(case.0))?);
    let recorded = actions::record_contact(&cx, case, &new).await?;
    let done = if new.result == HELD { "recorded" } else { "attempted" };
    Ok(redirect(format!("/contacts/{}?done={done}", recorded.id.simple())))
}

fn read(cx: &Cx, input: &mut Input<'_>, around: &[Around]) -> Option<NewContact> {
    let w = Words(cx.lang);
    let kind = input.required_choice(
        "kind",
        |c| views::known(cx, rulebook::list::CONTACT_KIND, c),
        w.contact_kind_missing(),
    );
    let occurred_on = input.required_date("occurred", w.contact_occurred_missing());
    if occurred_on.is_some_and(|on| on > cx.today()) {
        input.errors.add("occurred", "in-future", w.refused_date_in_future());
    }
    let time = input.line("time", 20);
    let time = (!time.is_empty()).then(|| {
        let read = rules::wall_time(&time);
        if read.is_none() {
            input.errors.add("time", "not-a-time", w.contact_time_wrong());
        }
        read
    });
    let form = input.form();
    let with: Vec<PersonId> = around
        .iter()
        .map(|a| a.person.id)
        .filter(|id| form.all("with").contains(&id.to_string().as_str()))
        .collect();
    let others = input.line("others", 500);
    let result = input.required_choice(
        "result",
        |c| views::known(cx, rulebook::list::CONTACT_RESULT, c),
        w.contact_result_missing(),
    );
    let child_seen = input.choice("child-seen", ChildSeen::parse).unwrap_or_default();
    let summary = input.text("summary", LONGEST);
    let is_held = result.as_deref() == Some(HELD);
    if is_held && summary.is_empty() {
        input.errors.add("summary", "required", w.refused_contact_without_summary());
    }
    if is_held && with.is_empty() && others.is_empty() && child_seen == ChildSeen::No {
        input.errors.add("with", "required", w.refused_contact_with_nobody());
    }
    if !is_held && child_seen != ChildSeen::No && result.is_some() {
        input.errors.add("child-seen", "contradiction", w.refused_seen_without_contact());
    }
    Some(NewContact {
        kind: kind?,
        result: result?,
        occurred_on: occurred_on?,
        time: time.flatten(),
        with,
        others,
        child_seen,
        summary,
        draft: None,
    })
}
