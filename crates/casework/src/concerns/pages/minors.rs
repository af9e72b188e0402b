// SPDX-License-Identifier: EUPL-1.2
//! Pages about the minors of the home.

use kernel::{CaseId, Id, PersonId, ReportId};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui;
use register::access::Action;
use register::cases;
use register::people::{self, Found, NewPerson};
use uuid::Uuid;

use super::{Opened, done, errors_of, open, read, told};
use crate::concerns::model::{MinorId, NewMinor, Who};
use crate::concerns::rules::minors::Mention;
use crate::concerns::views::deeds;
use crate::concerns::words::Words;
use crate::concerns::{actions, minors_for_case};

async fn ready(cx: &Cx) -> Result<Opened, Problem> {
    let mut conn = cx.read().await?;
    open(cx, &mut conn, Action::Write).await
}

/// The form that adds a minor; `?mention=` says which mention it settles.
pub(super) async fn adding(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    let form = Form::from_fields(vec![("mention".into(), cx.query("mention").to_owned())]);
    Ok(deeds::adding(&cx, &o, None, &form, &FieldErrors::default()))
}

/// Who a form means: somebody who is known, somebody new, or only a description.
fn who(cx: &Cx, input: &mut Input<'_>, prefix: &str) -> Who {
    if let Ok(known) = Uuid::parse_str(input.form().raw(&format!("{prefix}-person"))) {
        return Who::Known(PersonId::from_uuid(known));
    }
    let person: NewPerson = read::person(cx, input, prefix, cx.today());
    let blank = person.given.is_empty() && person.family.is_empty() && person.birth.is_none();
    if blank && person.expected_on.is_none() { Who::Described } else { Who::New(Box::new(person)) }
}

/// What the search finds by the name that was typed, unless it was looked at already.
async fn look(cx: &Cx, who: &Who, prefix: &str) -> Result<Option<Found>, Problem> {
    let Who::New(person) = who else { return Ok(None) };
    let text = format!("{} {}", person.given, person.family);
    let folded = kernel::name::fold(&text);
    if folded.is_empty() || cx.form().raw(&format!("{prefix}-searched")) == folded {
        return Ok(None);
    }
    let mut conn = cx.read().await?;
    let found = people::search(cx, &mut conn, &people::Query { text, birth: person.birth }).await?;
    Ok((!found.readable.is_empty() || !found.elsewhere.is_empty()).then_some(found))
}

/// Adds a minor, after a look at who is known already.
pub(super) async fn add(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let who = who(&cx, &mut input, "child-1");
    let description = input.text("child-1-description", 5_000);
    let why = input.required_line("why", 300, Words(cx.lang).why_missing());
    let mention = match Uuid::parse_str(cx.form().raw("mention")) {
        Ok(mention) => Mention::Is(MinorId::from_uuid(mention)),
        Err(_) => Mention::Another,
    };
    let mut errors = errors_of(&mut input);
    if errors.is_empty() {
        if let Some(found) = look(&cx, &who, "child-1").await? {
            errors.add("known-children", "look-first", Words(cx.lang).look_first());
            return Ok(deeds::adding(&cx, &ready(&cx).await?, Some(&found), cx.form(), &errors));
        }
        let number_unknown = !cx.form().raw("child-1-several").is_empty();
        let new = NewMinor { who, description, number_unknown };
        match actions::add_minor(&cx, id, &new, &why, mention).await {
            Ok(_) => return Ok(done(id, "minor-added")),
            Err(problem) => errors = told(problem, field_of)?,
        }
    }
    Ok(deeds::adding(&cx, &ready(&cx).await?, None, cx.form(), &errors))
}

fn field_of(code: &str) -> &'static str {
    match code {
        "adult" | "born-in-the-future" => "child-1-birth",
        _ => "child-1-given",
    }
}

fn minor(cx: &Cx) -> Result<MinorId, Problem> {
    cx.id("minor")
}

/// The way from a report to the case of one of its children: to the one that is open already, or the opening of a case, with that
/// child chosen and the report remembered. Who the child is stands in no address that somebody could type.
pub(super) async fn case(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let o = open(&cx, &mut conn, Action::Read).await?;
    let wanted = minor(&cx)?;
    let ready = minors_for_case(&mut conn, &o.grant).await?;
    let known = ready.iter().find(|m| m.minor == wanted).ok_or(Problem::NotFound)?;
    if let Some(there) = cases::followed(&cx, &mut conn, known.person, Action::Write).await? {
        let linked = cases::of_report(&mut conn, &o.grant).await?;
        return Ok(match linked.iter().any(|one| one.id == there.id) {
            true => redirect(o.url()),
            false => deeds::linking(&cx, &o, wanted, &there),
        });
    }
    let (person, report) = (known.person.to_string(), o.concern.report.id.to_string());
    let query = [("person", person.as_str()), ("report", report.as_str())];
    Ok(redirect(ui::with_query("/cases/new", query)))
}

/// Links the report to the open case of one of its children.
pub(super) async fn link_case(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let case: CaseId = cx.form().raw("case").parse().map_err(|_| Problem::NotFound)?;
    let mut conn = cx.read().await?;
    let o = open(&cx, &mut conn, Action::Read).await?;
    let wanted = minor(&cx)?;
    let ready = minors_for_case(&mut conn, &o.grant).await?;
    let child = ready.iter().find(|m| m.minor == wanted).ok_or(Problem::NotFound)?.person;
    drop(conn);
    cases::link_report(&cx, id, child, case).await?;
    Ok(done(id, "case-linked"))
}

/// The form that says who a minor is.
pub(super) async fn identity(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    deeds::identity(&cx, &o, minor(&cx)?, None, &Form::default(), &FieldErrors::default())
}

/// Says who a minor is.
pub(super) async fn identify(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let minor = minor(&cx)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let who = who(&cx, &mut input, "child-1");
    let mut errors = errors_of(&mut input);
    if errors.is_empty() {
        if let Some(found) = look(&cx, &who, "child-1").await? {
            errors.add("known-children", "look-first", Words(cx.lang).look_first());
            return deeds::identity(&cx, &ready(&cx).await?, minor, Some(&found), cx.form(), &errors);
        }
        match actions::identify(&cx, id, minor, &who).await {
            Ok(_) => return Ok(done(id, "minor-identified")),
            Err(problem) => errors = told(problem, field_of)?,
        }
    }
    deeds::identity(&cx, &ready(&cx).await?, minor, None, cx.form(), &errors)
}

/// The form that sets a mention aside.
pub(super) async fn setting_aside(cx: Cx) -> Result<Reply, Problem> {
    let o = ready(&cx).await?;
    deeds::setting_aside(&cx, &o, minor(&cx)?, &Form::default(), &FieldErrors::default())
}

/// Sets a mention aside, with the reason.
pub(super) async fn set_aside(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let reason = input.required_text("reason", 2_000, Words(cx.lang).reason_missing());
    let mut errors = errors_of(&mut input);
    if errors.is_empty() {
        match actions::set_aside(&cx, id, minor(&cx)?, &reason).await {
            Ok(()) => return Ok(done(id, "minor-set-aside")),
            Err(problem) => errors = told(problem, |_| "reason")?,
        }
    }
    deeds::setting_aside(&cx, &ready(&cx).await?, minor(&cx)?, cx.form(), &errors)
}
