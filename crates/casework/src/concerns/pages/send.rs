// SPDX-License-Identifier: EUPL-1.2
//! The doors of those who are signed in: sending a report to a service, and typing what one's own service was told.

use kernel::{Id, InstitutionId, SubjectKind, name};
use platform::db::StoreError;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use register::directory::{self, Receiving};
use register::drafts;
use register::people::{self, Found};
use rulebook::Pack;
use uuid::Uuid;

use super::{WORKERS, errors_of, read};
use crate::concerns::actions::{self, Draft};
use crate::concerns::model::{Door, NewReport};
use crate::concerns::words::Words;
use crate::concerns::{FORM_SENT, FORM_TAKEN, REPORTER, views};

/// One of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::concerns) enum Writing {
    /// Sent to another service.
    Sent,
    /// Typed by the service that was told.
    Taken,
}

impl Writing {
    /// Its page.
    pub fn path(self) -> &'static str {
        match self {
            Writing::Sent => "/reports/new",
            Writing::Taken => "/reports/take",
        }
    }

    /// Its name among drafts.
    pub fn form(self) -> &'static str {
        match self {
            Writing::Sent => FORM_SENT,
            Writing::Taken => FORM_TAKEN,
        }
    }
}

/// What a search found for one of the children, to be looked at before somebody new is recorded.
pub(in crate::concerns) struct Looked {
    pub row: usize,
    pub key: String,
    pub found: Found,
}

/// What the form stands on besides what was typed.
pub(in crate::concerns) struct Around<'a> {
    pub writing: Writing,
    pub services: Vec<Receiving>,
    pub pack: &'a Pack,
    pub looked: Vec<Looked>,
    pub draft: Option<platform::drafts::Draft>,
    pub more_children: usize,
    pub more_holders: usize,
}

/// The form to send a report, as it was left.
pub(super) async fn new(cx: Cx) -> Result<Reply, Problem> {
    blank(&cx, Writing::Sent).await
}

/// The form to type what was told, as it was left.
pub(super) async fn take(cx: Cx) -> Result<Reply, Problem> {
    blank(&cx, Writing::Taken).await
}

/// Sends it.
pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    answer(&cx, Writing::Sent).await
}

/// Receives what was typed.
pub(super) async fn taken(cx: Cx) -> Result<Reply, Problem> {
    answer(&cx, Writing::Taken).await
}

async fn around<'a>(cx: &'a Cx, writing: Writing, form: &Form) -> Result<Around<'a>, Problem> {
    let mut conn = cx.read().await?;
    let services = match writing {
        Writing::Sent => directory::receiving(&mut conn, None, cx.today()).await?,
        Writing::Taken => Vec::new(),
    };
    let chosen = services.iter().find(|s| s.id.0.simple().to_string() == form.raw("institution"));
    let pack = match chosen {
        Some(service) => actions::pack_named(cx, &service.pack)?,
        None => actions::pack(cx)?,
    };
    let draft = drafts::resume(cx, &mut conn, writing.form(), None).await?;
    Ok(Around { writing, services, pack, looked: Vec::new(), draft, more_children: 0, more_holders: 0 })
}

async fn blank(cx: &Cx, writing: Writing) -> Result<Reply, Problem> {
    let mut around = around(cx, writing, &Form::default()).await?;
    let form = match &around.draft {
        Some(draft) => Form::from_fields(draft.fields.clone()),
        None => Form::from_fields(vec![("received_on".into(), cx.today().to_string())]),
    };
    let draft = around.draft.take();
    Ok(views::send::form(cx, &around, draft.as_ref(), &form, &FieldErrors::default()))
}

async fn answer(cx: &Cx, writing: Writing) -> Result<Reply, Problem> {
    let form = cx.form();
    let mut around = around(cx, writing, form).await?;
    around.draft = None;
    match form.raw("then") {
        "add-child" => around.more_children = 1,
        "add-holder" => around.more_holders = 1,
        _ => return submitted(cx, around).await,
    }
    Ok(views::send::form(cx, &around, None, form, &FieldErrors::default()))
}

async fn submitted(cx: &Cx, mut around: Around<'_>) -> Result<Reply, Problem> {
    let form = cx.form();
    let (new, errors) = assembled(cx, &around).await?;
    if !errors.is_empty() {
        return Ok(views::send::form(cx, &around, None, form, &errors));
    }
    around.looked = look(cx, form, &new).await?;
    if !around.looked.is_empty() {
        let mut errors = FieldErrors::default();
        errors.add("known-children", "look-first", Words(cx.lang).look_first());
        return Ok(views::send::form(cx, &around, None, form, &errors));
    }
    let draft = drafts::id_of(cx, around.writing.form(), None)?;
    match actions::receive_draft(cx, &new, Some(Draft::Account(draft))).await {
        Ok(receipt) if around.writing == Writing::Taken => {
            Ok(redirect(format!("{}?done=taken", cx.page_of(SubjectKind::REPORT, receipt.report))))
        }
        Ok(receipt) => Ok(redirect(format!("{}?done=sent", cx.page_of(REPORTER, receipt.reporter)))),
        Err(Problem::Store(StoreError::Replayed(before))) => {
            Err(Problem::Store(StoreError::Replayed(before)))
        }
        Err(other) => Err(other),
    }
}

async fn assembled(cx: &Cx, around: &Around<'_>) -> Result<(NewReport, FieldErrors), Problem> {
    let w = Words(cx.lang);
    let form = cx.form();
    let mut input = Input::new(form, cx.lang);
    let new = match around.writing {
        Writing::Sent => {
            let chosen =
                around.services.iter().find(|s| s.id.0.simple().to_string() == form.raw("institution"));
            if chosen.is_none() {
                input.errors.add("institution", "required", w.public_service_missing());
            }
            let to = chosen.map_or(InstitutionId::from_uuid(Uuid::nil()), |s| s.id);
            NewReport::to(to, Door::Professional, cx.today(), cx.now)
        }
        Writing::Taken => {
            let on = input.required_date("received_on", w.received_on_missing()).unwrap_or(cx.today());
            let mut new = NewReport::to(cx.actor()?.institution, Door::Phone, on, cx.now);
            new.received_at = actions::moment_of(cx, on);
            let how = input.required_choice("received_how", |c| Some(c.to_owned()), w.received_how_missing());
            new.received_how = how.unwrap_or_default();
            if form.raw("known").is_empty() {
                input.errors.add("known", "required", w.take_known_missing());
            }
            new
        }
    };
    let new = read::report(cx, &mut input, new);
    let mut errors = errors_of(&mut input);
    if errors.of("institution").is_none() {
        let faults = actions::faults(cx, &new).await?;
        read::tell(cx, around.pack, &faults, &mut errors);
    }
    Ok((new, in_page_order(&errors)))
}

/// Fields as they stand on the page, from top to bottom. Those of one child, or of one holder of authority, stand together.
const ON_PAGE: &[&str] = &[
    "known-children",
    "institution",
    "received_how",
    "received_on",
    "observed",
    "heard",
    "thought",
    "occurred",
    "about",
    "child",
    "home",
    "address",
    "language",
    "interpreter",
    "holder",
    "danger_now",
    "safety",
    "danger",
    "gravity",
    "urgency",
    "direct_referral",
    "known",
    "name",
    "capacity",
    "relation",
    "workplace",
    "phone",
    "email",
    "safe_contact",
    "alleged_author",
    "wants_unknown",
];

/// What is wrong, in the order in which somebody meets it on the page: rules and readers find it in theirs.
fn in_page_order(errors: &FieldErrors) -> FieldErrors {
    let place = |field: &str| {
        let row = |group: &str| {
            let n = field.strip_prefix(group)?.strip_prefix('-')?.split('-').next()?.parse::<usize>().ok()?;
            Some((group.to_owned(), n))
        };
        let (name, n) =
            row("child").or_else(|| row("holder")).or_else(|| row("home")).unwrap_or((field.to_owned(), 0));
        (ON_PAGE.iter().position(|f| *f == name).unwrap_or(ON_PAGE.len()), n)
    };
    let mut all: Vec<_> = errors.iter().collect();
    all.sort_by_key(|e| place(&e.field));
    let mut out = FieldErrors::default();
    for e in all {
        out.add(e.field.clone(), e.code, e.message.clone());
    }
    out
}

/// Search before create: every child with a name is looked for once, by those who may search.
async fn look(cx: &Cx, form: &Form, new: &NewReport) -> Result<Vec<Looked>, Problem> {
    let actor = cx.actor()?;
    if !WORKERS.iter().any(|k| actor.holds(*k)) {
        return Ok(Vec::new());
    }
    let rows: Vec<usize> = read::rows(form, "child");
    let mut out = Vec::new();
    let mut conn = cx.read().await?;
    for row in rows {
        if !form.raw(&format!("child-{row}-person")).is_empty() {
            continue;
        }
        let person =
            read::person(cx, &mut Input::new(form, cx.lang), &format!("child-{row}"), new.received_on);
        let text = format!("{} {}", person.given, person.family);
        let birth = person.birth.map(|b| b.to_string()).unwrap_or_default();
        let key = format!("{} {birth}", name::fold(&text)).trim().to_owned();
        if name::fold(&text).is_empty() || form.raw(&format!("child-{row}-searched")) == key {
            continue;
        }
        let found = people::search(cx, &mut conn, &people::Query { text, birth: person.birth }).await?;
        if !found.readable.is_empty() || !found.elsewhere.is_empty() {
            out.push(Looked { row, key, found });
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stand_in_the_order_of_the_page() {
        let mut errors = FieldErrors::default();
        for field in
            ["known", "child-2-given", "received_on", "danger", "child-1-birth", "holder-1-who", "observed"]
        {
            errors.add(field, "required", "");
        }
        let sorted = in_page_order(&errors);
        let order: Vec<&str> = sorted.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(
            order,
            ["received_on", "observed", "child-1-birth", "child-2-given", "holder-1-who", "danger", "known"]
        );
    }
}
