// SPDX-License-Identifier: EUPL-1.2
//! The list of reports: dense, for somebody who works in it all day.

use std::collections::HashMap;

use kernel::{InstitutionId, ReportId};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice, Column, Page};
use register::deadlines::{self, Deadline};
use register::people::Person;
use rulebook::{Pack, list as lists};

use super::{short_levels, state_mark, words};
use crate::concerns::model::{State, Told};
use crate::concerns::rules::triage::Outcome;
use crate::concerns::store::{Child, Line, Proposal, ReportFilter, Talk};

/// Everything the list shows.
pub(in crate::concerns) struct Shown<'a> {
    pub lines: &'a [Line],
    pub minors: &'a [Child],
    pub people: &'a [Person],
    /// The open clocks of the reports of the page.
    pub clocks: &'a [Deadline],
    pub proposals: &'a [Proposal],
    pub senders: &'a HashMap<InstitutionId, String>,
    pub talks: &'a [Talk],
    pub filter: &'a ReportFilter,
    pub asked: &'a Form,
    pub count: i64,
    pub counted: i64,
    pub next: Option<&'a str>,
    pub pack: &'a Pack,
}

/// The page.
pub(in crate::concerns) fn list(cx: &Cx, s: &Shown<'_>) -> Reply {
    let w = words(cx);
    let body = html! {
        div.mg-split {
            h1.govuk-heading-l { (w.list_title()) }
            p.mg-no-print {
                @if takes(cx) { a.govuk-button href="/reports/take" { (w.take_title()) } " " }
                a.govuk-button.govuk-button--secondary href="/reports/new" { (w.send_title()) }
            }
        }
        p.mg-no-print { a.govuk-link href="/reports/sent" { (w.sent_title()) } }
        (waiting(cx, s))
        div.mg-filtered {
            (ui::filters(cx, filters(cx, s)))
            div.mg-filtered__results {
                div.mg-results {
                    p { (w.list_count(s.count)) @if s.count >= s.counted { " " (w.list_or_more()) } }
                    @if !s.lines.is_empty() { p.mg-no-print { a.govuk-link href=(export_link(cx)) { (w.list_export()) } } }
                }
                @if s.lines.is_empty() { (ui::empty(w.list_none(), w.list_none_text(), Some((w.list_clear(), "/reports")))) }
                @else { (table(cx, s)) }
                (ui::paging(cx, s.next))
            }
        }
    };
    Page::new(w.list_title()).show(cx, body)
}

fn takes(cx: &Cx) -> bool {
    cx.actor
        .as_ref()
        .is_some_and(|a| a.holds(kernel::FunctionKind::Intake) || a.holds(kernel::FunctionKind::Supervisor))
}

fn export_link(cx: &Cx) -> String {
    let kept = cx.request.query.iter().filter(|(n, _)| n != "after" && n != "lang");
    ui::with_query("/reports/export", kept.map(|(n, v)| (n.as_str(), v.as_str())))
}

/// Transfers that wait for an answer, and messages that wait to be read.
fn waiting(cx: &Cx, s: &Shown<'_>) -> Markup {
    let w = words(cx);
    html! {
        @if !s.proposals.is_empty() {
            (ui::panel(w.proposals_title(), None, html! {
                ul.govuk-list {
                    @for p in s.proposals {
                        li {
                            a.govuk-link href=(format!("/reports/{}", p.report)) {
                                (w.proposal_from(s.senders.get(&p.from).map_or("", String::as_str), ui::date_time(cx, p.proposed_at)))
                            }
                        }
                    }
                }
            }))
        }
        @if !s.talks.is_empty() {
            (ui::panel(w.talks_title(), None, html! {
                ul.govuk-list {
                    @for talk in s.talks {
                        li {
                            a.govuk-link href=(format!("/reports/{}/messages", talk.id)) { (talk.reference) }
                            " – " (w.talk_unread(talk.unread, ui::date_time(cx, talk.since)))
                        }
                    }
                }
            }))
        }
    }
}

fn filters(cx: &Cx, s: &Shown<'_>) -> Markup {
    let w = words(cx);
    let none = FieldErrors::default();
    let states: Vec<Choice> =
        State::ALL.iter().map(|state| Choice::new(state.code(), w.state(state.code()))).collect();
    let outcomes: Vec<Choice> = Outcome::ALL
        .iter()
        .map(|o| Choice::new(o.code(), s.pack.word(lists::TRIAGE_OUTCOME, o.code(), cx.lang)))
        .collect();
    html! {
        (ui::filter_select(cx, s.asked, "state", w.filter_state(), &states))
        (ui::filter_select(cx, s.asked, "outcome", w.filter_outcome(), &outcomes))
        (ui::checkbox(s.asked, "danger", w.filter_danger_now()))
        (ui::checkbox(s.asked, "answer", w.answer_owed()))
        (ui::checkbox(s.asked, "mine", w.filter_only_mine()))
        (ui::date_input(cx, s.asked, &none, "from", w.filter_from(), None, None))
        (ui::date_input(cx, s.asked, &none, "to", w.filter_to(), None, None))
        @if s.filter.evaluator.is_some() { (ui::hidden("evaluator", s.asked.raw("evaluator"))) }
        @if s.filter.oldest_first { (ui::hidden("sort", "received")) }
    }
}

fn table(cx: &Cx, s: &Shown<'_>) -> Markup {
    let w = words(cx);
    let current = if s.filter.oldest_first { "received" } else { "-received" };
    let columns = [
        Column { label: w.column_children(), sort: None },
        Column { label: w.column_received(), sort: Some(ui::sort_link(cx, "received", current)) },
        Column { label: w.column_state(), sort: None },
        Column { label: w.column_levels(), sort: None },
        Column { label: w.column_due(), sort: None },
    ];
    let rows = html! {
        @for line in s.lines {
            tr {
                th scope="row" {
                    a href=(format!("/reports/{}", line.id)) { (names(cx, s, line.id)) }
                    span.mg-table__second { (line.reference) }
                }
                td.mg-nowrap data-label=(w.column_received()) { (ui::date(cx, line.received_on)) }
                td data-label=(w.column_state()) {
                    (state_mark(cx, line.standing.state()))
                    @if is_immediate(line) { " " (ui::tag("danger", w.danger_mark())) }
                    @if line.standing.owes_answer { span.mg-table__second { (w.answer_owed()) } }
                }
                td.mg-nowrap data-label=(w.column_levels()) {
                    @let levels = short_levels(line.levels);
                    @if levels.is_empty() { span.mg-unknown { (w.levels_none()) } } @else { (levels) }
                }
                td data-label=(w.column_due()) { (due(cx, s, line.id)) }
            }
        }
    };
    ui::table(w.list_title(), &columns, rows)
}

/// What is due next. Where several children are evaluated, for each of them by name; anything else when it comes before.
fn due(cx: &Cx, s: &Shown<'_>, report: ReportId) -> Markup {
    let of: Vec<&Deadline> = s.clocks.iter().filter(|d| d.subject == report.0).collect();
    let children = s.minors.iter().filter(|m| m.report == report);
    let each: Vec<(String, &Deadline)> = children
        .filter_map(|m| Some((name(cx, s, m), *of.iter().find(|d| d.about == Some(m.minor.0))?)))
        .collect();
    let first = of.iter().min_by_key(|d| (d.due_on, d.id)).copied();
    let several = if each.len() > 1 { each } else { Vec::new() };
    let first = first.filter(|d| several.iter().all(|(_, of_child)| of_child.id != d.id));
    html! {
        ul.govuk-list {
            @if let Some(clock) = first { li { (deadlines::term_name(cx, clock)) br; (deadlines::stand(cx, clock)) } }
            @for (name, clock) in &several { li { (name) br; (deadlines::stand(cx, clock)) } }
        }
    }
}

/// What a child of a line is called.
fn name(cx: &Cx, s: &Shown<'_>, child: &Child) -> String {
    let known = child.person.and_then(|id| s.people.iter().find(|p| p.id == id)).map(Person::name);
    match (known.filter(|name| !name.is_empty()), child.description.is_empty()) {
        (Some(name), _) => name,
        (None, false) => child.description.chars().take(60).collect(),
        (None, true) => words(cx).minor_unnamed().to_owned(),
    }
}

fn is_immediate(line: &Line) -> bool {
    let pending = [State::Received, State::ToAssign, State::UnderEvaluation, State::Evaluated];
    let danger = match line.standing.outcome {
        Some(outcome) => outcome == Outcome::ImmediateDanger,
        None => line.danger_now == Told::Yes,
    };
    danger && pending.contains(&line.standing.state())
}

/// The children of a line: the first two by name, and how many more.
fn names(cx: &Cx, s: &Shown<'_>, report: ReportId) -> String {
    let w = words(cx);
    let of: Vec<String> = s.minors.iter().filter(|m| m.report == report).map(|m| name(cx, s, m)).collect();
    match of.as_slice() {
        [] => w.minor_unnamed().to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one}, {two}"),
        [one, two, rest @ ..] => format!("{one}, {two} {}", w.and_more(rest.len() as i64)),
    }
}
