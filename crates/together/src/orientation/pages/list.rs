// SPDX-License-Identifier: EUPL-1.2
//! Orientations as lists: those of a case, and what asks for something soon in one's own cases.

use ::register::access::{self, Action};
use ::register::cases;
use kernel::{CaseId, SubjectKind};
use maud::{Markup, html};
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui::{self, Column, Page};

use super::super::course::Course;
use super::super::model::reference;
use super::super::store::{self, Which};
use super::{ANSWERABLE, Names, done, headline, in_case, state_tag, url, words};

/// Lines of a list at most.
const MOST: i64 = 200;

/// What comes next in one of them, with its day.
fn coming(cx: &Cx, course: &Course) -> Markup {
    let w = words(cx);
    let o = &course.orientation;
    html! {
        @if let Some(at) = o.appointment_at {
            (w.coming_appointment(ui::date_time(cx, at)))
            @if at < cx.now { " " (ui::tag("warn", w.coming_outcome())) }
        } @else if let Some(day) = o.follow_up_on {
            (w.coming_follow_up()) " " (ui::deadline(cx, ui::Deadline::Open(day)))
        } @else if let Some(day) = o.waits_since {
            (w.coming_waiting(ui::date(cx, day)))
            @if let Some(weeks) = course.now().outcome.and_then(|s| s.weeks) { br; (w.weeks_said(weeks)) }
        } @else if let Some(kind) = super::super::rules::next(course) { (super::deed(cx, kind).0) }
    }
}

pub(super) async fn of_case(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (mut conn, grant, frame) = in_case(&cx, Action::Read).await?;
    let all = cases::with_merged(&mut conn, &grant).await?;
    let found = store::of_cases(&mut conn, &grant, &all, MOST).await?;
    let names = Names::of(&mut conn, &found).await?;
    let secrets = cases::secrets_of(&mut conn, &grant).await?;
    drop(conn);
    let writes = frame.may(Action::Write) && frame.state().is_at_work();
    let new = format!("{}/orientations/new", frame.url());
    let columns = [w.column_orientation(), w.column_users(), w.column_next(), w.column_state()];
    let columns: Vec<Column<'_>> = columns.into_iter().map(|label| Column { label, sort: None }).collect();
    let body = html! {
        (done(&cx))
        div.mg-split {
            h2.govuk-heading-l { (w.orientations()) }
            @if writes { a.govuk-button.mg-no-print href=(new) { (w.begin_title()) } }
        }
        @if found.is_empty() {
            (ui::empty(w.none(), w.none_text(), writes.then_some((w.begin_title(), new.as_str()))))
            (super::show::definition(&cx))
        } @else {
            (ui::table(w.orientations(), &columns, html! {
                @for course in &found {
                    tr {
                        th scope="row" {
                            a.govuk-link href=(url(course)) {
                                (secrets.mask(&headline(&cx, course, &names)))
                            }
                            br; span.govuk-body-s { (reference(course.orientation.id)) }
                        }
                        td data-label=(w.column_users()) { (names.persons(&cx, &course.users())) }
                        td data-label=(w.column_next()) { (coming(&cx, course)) }
                        td data-label=(w.column_state()) { (state_tag(&cx, course)) }
                    }
                }
            }))
        }
    };
    Ok(frame.show(&cx, w.orientations(), body))
}

/// What asks for something in the cases of whoever looks.
pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let which = Which::parse(cx.query("which")).unwrap_or(Which::Soon);
    let mut conn = cx.read().await?;
    let scope = access::scope(&cx, SubjectKind::CASE, Action::Read)?;
    let soon = store::soon(cx.today(), cx.now);
    let found = store::list(&mut conn, &scope, which, soon, MOST).await?;
    let ids: Vec<CaseId> = found.iter().map(|c| c.orientation.worked_in).collect();
    let called = cases::called(&mut conn, &ids).await?;
    let names = Names::of(&mut conn, &found).await?;
    drop(conn);
    let tabs: Vec<(String, String)> = Which::ALL
        .iter()
        .map(|one| {
            let label = w.by_key(&format!("which-{}", one.code())).unwrap_or_default().to_owned();
            (label, format!("/orientations?which={}", one.code()))
        })
        .collect();
    let answers_for = ANSWERABLE.iter().any(|f| cx.actor().is_ok_and(|a| a.holds(*f)));
    let columns = [w.column_orientation(), w.column_case(), w.column_next(), w.column_state()];
    let columns: Vec<Column<'_>> = columns.into_iter().map(|label| Column { label, sort: None }).collect();
    let title = w.by_key(&format!("which-{}", which.code())).unwrap_or_default();
    let body = html! {
        h1.govuk-heading-l { (w.orientations()) }
        p.mg-lead { (w.list_lead()) }
        (ui::tabs(w.orientations(), &tabs, &format!("/orientations?which={}", which.code())))
        @if found.is_empty() { (ui::empty(w.none_here(), w.none_here_text(), Some((w.to_cases(), "/cases")))) }
        @else {
            (ui::table(title, &columns, html! {
                @for course in &found {
                    tr {
                        th scope="row" {
                            a.govuk-link href=(url(course)) {
                                (headline(&cx, course, &names))
                            }
                            br; span.govuk-body-s { (reference(course.orientation.id)) }
                        }
                        td data-label=(w.column_case()) {
                            @if let Some(c) = called.get(&course.orientation.worked_in) {
                                a.govuk-link href=(format!("/cases/{}/orientations", course.orientation.worked_in)) { (c.given) }
                                br; span.govuk-body-s { (c.reference) }
                            }
                        }
                        td data-label=(w.column_next()) { (coming(&cx, course)) }
                        td data-label=(w.column_state()) { (state_tag(&cx, course)) }
                    }
                }
            }))
        }
        @if answers_for { p.mg-no-print { a.govuk-link href="/orientations/outcomes" { (w.outcomes_title()) } } }
    };
    Ok(Page::new(w.orientations()).show(&cx, body))
}
