// SPDX-License-Identifier: EUPL-1.2
//! Deadlines as lists: one's own, the team's, those that wait for a lead. All filters stand in the address.

use std::collections::HashMap;

use kernel::{
    CaseId, Date, ExchangeId, FunctionKind, Instant, Layer, PractitionerId, ReportId, Subject, SubjectKind,
};
use maud::{Markup, html};
use platform::db::Conn;
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column};
use register::access::{self, Action, Scope};
use register::cases::{self, Called, ListFilter, ListState};
use register::deadlines::{self, Deadline, Filter};
use register::directory;
use rulebook::term;
use uuid::Uuid;

use super::views;
use super::words::Words;

/// Lines of a page.
const PAGE: i64 = 25;

/// Which deadlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Their day has passed.
    Overdue,
    /// Today is their day.
    Today,
    /// Their day is one of the next seven.
    Week,
    /// All that are open.
    All,
}

kernel::codes!(When { Overdue = "overdue", Today = "today", Week = "week", All = "all" });

impl When {
    /// As a filter, seen from a day.
    pub(super) fn filter(self, today: Date) -> Filter<'static> {
        let tomorrow = today.plus_days(1);
        match self {
            When::Overdue => Filter { before: Some(today), ..Filter::default() },
            When::Today => Filter { from: Some(today), before: Some(tomorrow), ..Filter::default() },
            When::Week => {
                Filter { from: Some(tomorrow), before: Some(today.plus_days(8)), ..Filter::default() }
            }
            When::All => Filter::default(),
        }
    }
}

/// A deadline with what a line says of it.
pub(super) struct Line {
    pub(super) deadline: Deadline,
    /// What the case or report is called.
    called: Called,
    /// Who must act, in the list of a team.
    owner: Option<String>,
}

/// What one may read at all: deadlines are shown through the seats that open their subject.
pub(super) fn scope(cx: &Cx) -> Result<Scope, Problem> {
    access::scope_of_all(cx, Action::Read)
}

/// Fetches what lines say, in a few questions for all of them.
pub(super) async fn lines(
    cx: &Cx,
    conn: &mut Conn,
    found: Vec<Deadline>,
    of_team: OfTeam,
) -> Result<Vec<Line>, Problem> {
    let case_of = |d: &Deadline| {
        d.case.or_else(|| (d.subject_kind == SubjectKind::CASE.0).then_some(CaseId(d.subject)))
    };
    let ids: Vec<CaseId> = found.iter().filter_map(case_of).collect();
    let reports: Vec<ReportId> = found
        .iter()
        .filter(|d| d.subject_kind == SubjectKind::REPORT.0)
        .map(|d| ReportId(d.subject))
        .collect();
    let called = cases::called(conn, &ids).await?;
    let references = casework::concerns::references_of(conn, &reports).await?;
    let owners = match of_team {
        OfTeam::No => HashMap::new(),
        OfTeam::Yes => owners(cx, conn, &found).await?,
    };
    let line = |d: Deadline| {
        let report = references
            .get(&ReportId(d.subject))
            .map(|r| Called { reference: r.clone(), given: String::new() });
        let exchange = (d.subject_kind == SubjectKind::EXCHANGE.0).then(|| Called {
            reference: together::exchange::reference(ExchangeId(d.subject)),
            given: String::new(),
        });
        let called = report.or(exchange).or_else(|| called.get(&case_of(&d)?).cloned());
        let called = called.unwrap_or(Called { reference: String::new(), given: String::new() });
        Line { called, owner: owners.get(&d.owner).cloned(), deadline: d }
    };
    Ok(found.into_iter().map(line).collect())
}

/// Whether the list is that of a team, and says who must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfTeam {
    Yes,
    No,
}

/// The names of those who must act: people, and the functions of the institution.
async fn owners(cx: &Cx, conn: &mut Conn, found: &[Deadline]) -> Result<HashMap<Uuid, String>, Problem> {
    let ids = found.iter().map(|d| PractitionerId(d.owner));
    let mut names: HashMap<Uuid, String> =
        directory::practitioner_names(conn, ids).await?.into_iter().map(|(id, name)| (id.0, name)).collect();
    for function in directory::functions_of(conn, cx.actor()?.institution).await? {
        names.insert(function.id.0, directory::function_name(cx.lang, function.kind));
    }
    Ok(names)
}

fn page_of(cx: &Cx, d: &Deadline) -> Option<String> {
    if let Some(objection) = d.about.filter(|_| d.term == together::sharing::OBJECTION_REVIEW) {
        return Some(format!("/objections/{}/review", objection.simple()));
    }
    let kinds = [SubjectKind::CASE, SubjectKind::REPORT, SubjectKind::EXCHANGE];
    let kind = kinds.into_iter().find(|k| k.0 == d.subject_kind);
    let own = kind.and_then(|kind| cx.app.page_of(Subject { kind, id: d.subject }));
    own.or_else(|| Some(cx.page_of(SubjectKind::CASE, d.case?)))
}

/// The table of some deadlines.
pub(super) fn table(cx: &Cx, caption: &str, lines: &[Line], of_team: OfTeam) -> Result<Markup, Problem> {
    let w = Words(cx.lang);
    let mut columns = vec![w.column_what(), w.column_whom(), w.column_due(), w.column_rule()];
    if of_team == OfTeam::Yes {
        columns.push(w.column_who());
    }
    let columns: Vec<Column<'_>> = columns.into_iter().map(|label| Column { label, sort: None }).collect();
    let rows = html! {
        @for line in lines {
            @let d = &line.deadline;
            @let name = deadlines::term_name(cx, d);
            tr.mg-table__row--overdue[d.due_on < cx.today()] {
                th scope="row" {
                    @match page_of(cx, d) {
                        Some(href) => a href=(href) { (name) },
                        None => (name),
                    }
                }
                td data-label=(w.column_whom()) {
                    (line.called.reference)
                    @if !line.called.given.is_empty() { span.mg-table__second { (line.called.given) } }
                }
                td data-label=(w.column_due()) { (deadlines::stand(cx, d)) }
                td data-label=(w.column_rule()) { (deadlines::rule(cx, d)) }
                @if of_team == OfTeam::Yes { td data-label=(w.column_who()) { (line.owner.as_deref().unwrap_or("")) } }
            }
        }
    };
    Ok(ui::table(caption, &columns, rows))
}

/// The place after a line, as it stands in the address.
fn place(d: &Deadline) -> String {
    format!("{}.{}", d.due_on, d.id.simple())
}

fn after(cx: &Cx) -> Option<(Date, Uuid)> {
    let (day, id) = cx.query("after").split_once('.')?;
    Some((day.parse().ok()?, Uuid::parse_str(id).ok()?))
}

/// What is owed to those who reported: an answer, whether they asked for it or are owed it without asking.
pub(super) const ANSWERS: &[&str] = &[term::FEEDBACK, term::FEEDBACK_ON_REQUEST];
/// By this the address asks for [`ANSWERS`].
const ANSWERS_ASKED: &str = "answers";

/// Where the answers stand that are owed.
pub(super) fn answers() -> Filter<'static> {
    Filter { terms: ANSWERS, ..Filter::default() }
}

/// The list of the answers that are owed.
pub(super) fn answers_href() -> String {
    ui::with_query("/desk/deadlines", [("term", ANSWERS_ASKED)])
}

/// `GET /desk/deadlines?when=…&team=1&term=…&owner=…`
pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    let actor = cx.actor()?;
    let supervises = actor.holds(FunctionKind::Supervisor);
    let of_team = if supervises && cx.query("team") == "1" { OfTeam::Yes } else { OfTeam::No };
    let when = When::parse(cx.query("when")).unwrap_or(When::All);
    let asked = cx.query("term");
    let one = [asked];
    let asked_terms: &[&str] = match asked {
        "" => &[],
        ANSWERS_ASKED => ANSWERS,
        _ => &one,
    };
    // One member of a team, from the page that counts what they let pass.
    let owner = match of_team {
        OfTeam::Yes => Uuid::parse_str(cx.query("owner")).ok(),
        OfTeam::No => None,
    };
    let filter = Filter { after: after(&cx), terms: asked_terms, owner, ..when.filter(cx.today()) };
    let scope = scope(&cx)?;
    let mut conn = cx.read().await?;
    let mut found = match of_team {
        OfTeam::Yes => deadlines::open_in(&mut conn, actor.institution, &scope, &filter, PAGE + 1).await?,
        OfTeam::No => deadlines::open(&mut conn, &scope, &filter, PAGE + 1).await?,
    };
    let next = views::cut(&mut found, PAGE).map(place);
    let lines = lines(&cx, &mut conn, found, of_team).await?;
    let title = match of_team {
        OfTeam::Yes => w.deadlines_team(),
        OfTeam::No => w.deadlines_title(),
    };
    let whens: Vec<Choice> =
        When::ALL.iter().map(|one| Choice::new(one.code(), w.when(one.code()))).collect();
    let filters = html! {
        (views::choose("when", w.filter_when(), &whens, when.code()))
        (views::choose("term", w.filter_term(), &terms(&cx)?, asked))
        @if owner.is_some() { (ui::hidden("owner", cx.query("owner"))) }
        @if supervises {
            (views::choose("team", w.filter_whose(), &[Choice::new("", w.whose_mine()), Choice::new("1", w.whose_team())],
                if of_team == OfTeam::Yes { "1" } else { "" }))
        }
    };
    let body = html! {
        h1.govuk-heading-l { (title) }
        div.mg-filtered {
            (ui::filters(&cx, filters))
            div.mg-filtered__results {
                @if lines.is_empty() {
                    (ui::empty(w.deadlines_none(), w.deadlines_none_text(), Some((w.back_to_day(), "/desk"))))
                } @else {
                    (table(&cx, title, &lines, of_team)?)
                }
                (ui::paging(&cx, next.as_deref()))
            }
        }
    };
    Ok(ui::Page::new(title).crumb(w.day_title(), Some("/desk".into())).crumb(title, None).show(&cx, body))
}

/// The terms one can filter by: those of the actor's pack, each once, by name.
fn terms(cx: &Cx) -> Result<Vec<Choice>, Problem> {
    let pack = register::rulebook(cx)?.pack(&cx.actor()?.pack);
    let w = Words(cx.lang);
    let mut out = vec![Choice::new("", w.any_term()), Choice::new(ANSWERS_ASKED, w.term_answers())];
    for term in pack.into_iter().flat_map(|p| p.terms()) {
        if out.iter().all(|c| c.code != term.id) {
            out.push(Choice::new(&term.id, term.name.get(cx.lang)));
        }
    }
    Ok(out)
}

/// The cases that wait for a lead: those that never had one, and those whose lead has left the service.
pub(super) fn without_lead(cx: &Cx) -> Result<(Scope, ListFilter), Problem> {
    let filter = ListFilter { state: ListState::Unassigned, ..ListFilter::default() };
    Ok((access::scope(cx, SubjectKind::CASE, Action::Assign)?, filter))
}

fn after_case(cx: &Cx) -> Option<(Instant, Uuid)> {
    let (at, id) = cx.query("after").split_once('.')?;
    Some((Instant(at.parse().ok()?), Uuid::parse_str(id).ok()?))
}

/// `GET /desk/to-assign`
pub(super) async fn to_assign(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    let mut conn = cx.read().await?;
    let (scope, filter) = without_lead(&cx)?;
    let filter = ListFilter { after: after_case(&cx), ..filter };
    let mut found = cases::list(&mut conn, &scope, &filter, PAGE + 1).await?;
    let next = views::cut(&mut found, PAGE).map(|l| format!("{}.{}", l.since.0, l.id.0.simple()));
    let ids: Vec<Uuid> = found.iter().map(|l| l.id.0).collect();
    let clocks = deadlines::open_of(&mut conn, &ids).await?;
    let clock = |case: CaseId| clocks.iter().find(|d| d.subject == case.0 && d.term == "assignment");
    let gone = found.iter().filter_map(|l| l.lead_gone.map(|(who, _)| who));
    let gone = directory::practitioner_names(&mut conn, gone).await?;
    let team = super::team::read(&cx, &mut conn).await?;
    let columns = [w.column_whom(), w.column_since(), w.column_due(), w.column_do()]
        .map(|label| Column { label, sort: None });
    let rows = html! {
        @for line in &found {
            @let clock = clock(line.id);
            tr.mg-table__row--overdue[clock.is_some_and(|d| d.due_on < cx.today())] {
                th scope="row" {
                    a href=(cx.page_of(SubjectKind::CASE, line.id)) { (line.reference) }
                    @if line.layers.has(Layer::Identity) { span.mg-table__second { (line.given) } }
                }
                td data-label=(w.column_since()) {
                    @match (line.lead_gone, clock) {
                        (Some((who, on)), _) => (w.assign_lead_gone(gone.get(&who).map_or("", String::as_str), ui::date(&cx, on))),
                        (None, Some(d)) => (ui::date(&cx, d.started_on)),
                        (None, None) => (ui::date(&cx, line.since.local_date(&cx.zone))),
                    }
                }
                td data-label=(w.column_due()) {
                    @if let Some(d) = clock { (deadlines::stand(&cx, d)) (deadlines::rule(&cx, d)) }
                }
                td data-label=(w.column_do()) {
                    a.govuk-link href=(format!("/cases/{}/assignment", line.id)) {
                        (w.assign()) span.govuk-visually-hidden { " " (line.reference) }
                    }
                }
            }
        }
    };
    let body = html! {
        h1.govuk-heading-l { (w.assign_title()) }
        p.mg-lead { (w.assign_lead()) }
        @if found.is_empty() {
            (ui::empty(w.assign_none(), w.assign_none_text(), Some((w.back_to_day(), "/desk"))))
        } @else {
            (ui::table(w.assign_title(), &columns, rows))
        }
        (ui::paging(&cx, next.as_deref()))
        (super::team::section(&cx, &team))
    };
    Ok(ui::Page::new(w.assign_title())
        .crumb(w.day_title(), Some("/desk".into()))
        .crumb(w.assign_title(), None)
        .show(&cx, body))
}

/// For links from elsewhere on the desk.
pub(super) fn href(when: When, of_team: OfTeam) -> String {
    let team = if of_team == OfTeam::Yes { "1" } else { "" };
    ui::with_query("/desk/deadlines", [("when", when.code()), ("team", team)])
}

/// What one member of a team let pass.
pub(super) fn overdue_of(owner: PractitionerId) -> String {
    let query = [("when", When::Overdue.code()), ("team", "1"), ("owner", &owner.to_string())];
    ui::with_query("/desk/deadlines", query)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_in_one_part_only() {
        let today = Date::from_ymd(2026, 9, 15).unwrap();
        for offset in -30..30 {
            let day = today.plus_days(offset);
            let holds = |when: When| {
                let f = when.filter(today);
                f.from.is_none_or(|from| day >= from) && f.before.is_none_or(|before| day < before)
            };
            let parts = [When::Overdue, When::Today, When::Week].into_iter().filter(|w| holds(*w)).count();
            assert_eq!(parts, usize::from(offset <= 7), "{day}");
            assert!(holds(When::All));
        }
        assert_eq!(href(When::Overdue, OfTeam::Yes), "/desk/deadlines?when=overdue&team=1");
    }
}
