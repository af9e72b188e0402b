// SPDX-License-Identifier: EUPL-1.2
//! Opening a case: look first whether the child is known, then open.
//!
//! The names travel in the body of the form, never in the address.

use kernel::{Date, PartialDate, PersonId, ReportId};
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui;
use rulebook::list;

use super::super::{NewCase, actions, store};
use super::{choices, filled, new_views as views, offered, words};
use crate::access::{self, Action};
use crate::people::{self, Found, NewPerson, Person, Query, Sex};

/// The longest name kept.
const NAME: usize = 120;
/// The longest text of a field.
const TEXT: usize = 10_000;

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    if cx.query("person").is_empty() {
        return Ok(views::search(&cx, &Form::default(), &FieldErrors::default(), None));
    }
    let child: PersonId = cx.query("person").parse().map_err(|_| Problem::NotFound)?;
    let known = own(&cx, child).await?;
    let report = report(&cx, cx.query("report")).await?;
    let form = filled([
        ("person", known.child.id.to_string()),
        ("report", report.map(|r| r.to_string()).unwrap_or_default()),
        ("opened_on", cx.today().to_string()),
    ]);
    views::opening(&cx, &form, &FieldErrors::default(), Some(&known))
}

/// The report that one comes from, when there is one: only for those who may read it.
async fn report(cx: &Cx, asked: &str) -> Result<Option<ReportId>, Problem> {
    if asked.is_empty() {
        return Ok(None);
    }
    let id: ReportId = asked.parse().map_err(|_| Problem::NotFound)?;
    let mut conn = cx.read().await?;
    access::require(cx, &mut conn, Action::Read, id).await?;
    Ok(Some(id))
}

/// A child of the institution's register.
pub(super) struct Known {
    pub(super) child: Person,
    /// The closed case that a new one would follow, when the reader may read it.
    pub(super) before: Option<Before>,
}

/// A closed case of the child.
pub(super) struct Before {
    pub(super) facts: store::Facts,
    /// Whether the reader may reopen it instead.
    pub(super) reopens: bool,
}

/// A child of the institution's register of whom the reader may read, and who has no open case there.
async fn own(cx: &Cx, id: PersonId) -> Result<Known, Problem> {
    let mut conn = cx.read().await?;
    let child = people::readable(cx, &mut conn, id).await?;
    let institution = cx.actor()?.institution;
    if child.institution != institution {
        return Err(Problem::NotFound);
    }
    let already = store::open_of_child(&mut conn, id, institution).await?;
    if !already.is_empty() {
        return Err(actions::refused(cx, kernel::Refusal::new("child-has-open-case")));
    }
    let mut before = None;
    if let Some(closed) = store::last_closed_of_child(&mut conn, id, institution).await?
        && let Some(grant) = access::may(cx, &mut conn, Action::Read, closed).await?
    {
        let facts = store::identity_of(&mut conn, &grant, cx.now).await?;
        let reopens = access::may(cx, &mut conn, Action::Approve, closed).await?.is_some();
        before = Some(Before { facts, reopens });
    }
    Ok(Known { child, before })
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    match cx.form().raw("go") {
        "search" => look(&cx).await,
        "child" => {
            // Nobody is found: the names that were searched for are those of the new child.
            let form = cx.form();
            let kept = ["given", "family", "birth-day", "birth-month", "birth-year"];
            let mut fields: Vec<(String, String)> =
                kept.iter().map(|n| ((*n).to_owned(), form.raw(n).to_owned())).collect();
            fields.push(("searched".into(), "1".into()));
            fields.push(("opened_on".into(), cx.today().to_string()));
            views::opening(&cx, &Form::from_fields(fields), &FieldErrors::default(), None)
        }
        _ => open(&cx).await,
    }
}

fn names(input: &mut Input<'_>) -> (String, String, Option<PartialDate>) {
    (input.line("given", NAME), input.line("family", NAME), input.partial_date("birth"))
}

async fn look(cx: &Cx) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let (given, family, birth) = names(&mut input);
    let text = format!("{given} {family}").trim().to_owned();
    if text.is_empty() {
        input.errors.add("family", "required", w.new_name_missing());
    }
    if !input.errors.is_empty() {
        return Ok(views::search(cx, cx.form(), &input.errors, None));
    }
    let mut conn = cx.read().await?;
    let found = people::search(cx, &mut conn, &Query { text, birth }).await?;
    let candidates = candidates(cx, &mut conn, &found).await?;
    Ok(views::search(cx, cx.form(), &input.errors, Some((&found, &candidates))))
}

/// Those found for whom a case can be opened here: children of this register without an open case.
async fn candidates(cx: &Cx, conn: &mut Conn, found: &Found) -> Result<Vec<PersonId>, Problem> {
    let institution = cx.actor()?.institution;
    let ours: Vec<PersonId> =
        found.readable.iter().filter(|m| m.person.institution == institution).map(|m| m.person.id).collect();
    let open = store::open_of_children(conn, &ours, institution).await?;
    Ok(ours.into_iter().filter(|id| !open.iter().any(|(child, _)| child == id)).collect())
}

async fn open(cx: &Cx) -> Result<Reply, Problem> {
    let w = words(cx);
    let known: Option<PersonId> = cx.form().raw("person").parse().ok();
    let child = match known {
        Some(id) => Some(own(cx, id).await?),
        // Nobody is recorded before somebody looked whether they are known.
        None if cx.form().raw("searched").is_empty() => return look(cx).await,
        None => None,
    };
    let report = report(cx, cx.form().raw("report")).await?;
    let frames = choices(cx, list::FRAME)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let new_child = if child.is_none() { Some(read_child(cx, &mut input)) } else { None };
    let opened_on = input.required_date("opened_on", w.new_opened_on_missing());
    if opened_on.is_some_and(|on| on > cx.today()) {
        input.errors.add("opened_on", "in-future", w.date_in_future());
    }
    let reason = input.required_text("reason", TEXT, w.new_reason_missing());
    let frame = input.required_choice("frame", offered(&frames), w.new_frame_missing());
    let frame_source = input.line("frame_source", 300);
    let information = input.required_text("information", TEXT, w.new_information_missing());
    let despite = input.text("despite", TEXT);
    if !input.errors.is_empty() {
        return views::opening(cx, cx.form(), &input.errors, child.as_ref());
    }
    let case = |child: PersonId| NewCase {
        child,
        opened_on: opened_on.unwrap_or(cx.today()),
        reason: reason.clone(),
        frame: frame.clone().unwrap_or_default(),
        frame_source: frame_source.clone(),
        information: information.clone(),
    };
    let id = match (child, new_child) {
        (Some(known), _) => match report {
            Some(report) => actions::open_from_report(cx, &case(known.child.id), report).await?,
            None => actions::open(cx, &case(known.child.id)).await?,
        },
        (None, Some(new)) => {
            match actions::open_for_new_child(cx, &new, &despite, case).await {
                // Somebody of that name is followed here: one more question, and nothing typed is lost.
                Err(Problem::Refused(refused)) if refused.code == "child-may-be-known" => {
                    input.errors.add("despite", refused.code, &refused.why);
                    return views::opening(cx, cx.form(), &input.errors, None);
                }
                opened => opened?,
            }
        }
        (None, None) => return Err(Problem::NotFound),
    };
    // Whoever opened it reads on until a lead is named, unless they are not bound by secrecy in person.
    let mut conn = cx.read().await?;
    let reads = access::may(cx, &mut conn, Action::Read, id).await?.is_some();
    let to = if reads { format!("/cases/{id}") } else { "/cases".to_owned() };
    Ok(redirect(ui::with_query(&to, [("done", "opened")])))
}

/// Reads a person who is being recorded: used for children and for those around them.
pub(super) fn read_person(cx: &Cx, input: &mut Input<'_>) -> NewPerson {
    let w = words(cx);
    let (given, family, birth) = names(input);
    if birth.is_some_and(|b| b.earliest() > cx.today()) {
        input.errors.add("birth", "in-future", w.date_in_future());
    }
    NewPerson {
        given,
        family,
        birth,
        expected_on: None,
        sex: input.choice("sex", Sex::parse).unwrap_or_default(),
        languages: input.line("languages", 200),
        interpreter: input.line("interpreter", 200),
        other_names: Vec::new(),
    }
}

fn read_child(cx: &Cx, input: &mut Input<'_>) -> NewPerson {
    let w = words(cx);
    let mut child = read_person(cx, input);
    let expected: Option<Date> = input.date("expected_on");
    match (child.birth, expected) {
        (Some(_), Some(_)) => input.errors.add("expected_on", "born-and-expected", w.new_born_and_expected()),
        (None, None) if child.given.is_empty() && child.family.is_empty() => {
            input.errors.add("family", "required", w.new_name_missing());
        }
        _ => {}
    }
    if let Some(birth) = child.birth
        && let Ok(actor) = cx.actor()
        && let Ok(pack) = crate::directory::pack(cx, &actor.pack)
        && birth.age_on(cx.today()).0 >= i16::from(pack.ages.young_adult_under)
    {
        input.errors.add("birth", "not-a-child", w.new_not_a_child());
    }
    child.expected_on = expected;
    child
}
