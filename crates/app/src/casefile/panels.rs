// SPDX-License-Identifier: EUPL-1.2
//! The panels of the overview.

use std::collections::HashMap;

use kernel::{CaseId, PractitionerId, ReportId, SubjectKind};
use maud::{Markup, html};
use platform::http::Cx;
use platform::ui::{self, paragraphs};
use register::access::{Action, Seat};
use register::cases::{self, Called, CaseFrame, Merge, TimelineEntry};
use register::deadlines::{self, Deadline};
use register::people::{self, Person, Relationship};
use rulebook::list;

use super::overview::{Around, Neighbour};
use super::{entry_page, entry_title, words};

/// How many deadlines, and how many people, fit beside the rest.
const SHOWN: usize = 6;

/// Where the case stands, in a few lines.
pub(super) fn summary(cx: &Cx, frame: &CaseFrame, service: &str) -> Markup {
    let w = words(cx);
    let episode = frame.facts.standing.episode.as_ref();
    ui::panel(
        w.summary_title(),
        None,
        ui::facts(vec![
            (w.summary_state(), cases::state_tag(cx, frame.state())),
            (w.summary_service(), html! { (service) }),
            (
                w.summary_episode(),
                html! {
                    @if let Some(episode) = episode {
                        @if episode.number > 1 { (w.episode_again(episode.number, ui::date(cx, episode.opened_on))) }
                        @else { (w.episode_first(ui::date(cx, episode.opened_on))) }
                        @if let Some(on) = episode.closed_on { ", " (w.episode_closed(ui::date(cx, on))) }
                    }
                },
            ),
            (
                w.summary_reason(),
                html! { @if let Some(episode) = episode { (paragraphs(&episode.opening_reason)) } },
            ),
            (
                w.summary_legal(),
                html! {
                    @if let Some(legal) = &frame.legal {
                        (cases::legal_line(cx, legal))
                        @if !legal.source.is_empty() { span.mg-source { (legal.source) } }
                    }
                },
            ),
        ]),
    )
}

/// What must be done next, the most urgent first.
pub(super) fn next(cx: &Cx, clocks: &[Deadline]) -> Markup {
    let w = words(cx);
    let open: Vec<&Deadline> = clocks.iter().filter(|d| d.is_open()).collect();
    ui::panel(
        w.next_title(),
        None,
        html! {
            @if open.is_empty() { p.govuk-body.mg-soft { (w.next_none()) } }
            @else {
                dl.govuk-summary-list {
                    @for one in open.iter().take(SHOWN) {
                        div.govuk-summary-list__row {
                            dt.govuk-summary-list__key { (deadlines::term_name(cx, one)) }
                            dd.govuk-summary-list__value { (deadlines::stand(cx, one)) (deadlines::rule(cx, one)) }
                        }
                    }
                }
            }
        },
    )
}

/// What happened last.
pub(super) fn last(
    cx: &Cx,
    frame: &CaseFrame,
    entries: &[TimelineEntry],
    names: &HashMap<PractitionerId, String>,
) -> Markup {
    let w = words(cx);
    let timeline = format!("{}/timeline", frame.url());
    ui::panel(
        w.last_title(),
        Some((w.last_all(), &timeline)),
        html! {
            @if entries.is_empty() { p.govuk-body.mg-soft { (w.last_none()) } }
            @else { ol.mg-timeline { @for entry in entries { (item(cx, entry, names, false, html! {})) } } }
        },
    )
}

/// One entry of a timeline. `beside` stands beside its author: what one can do with it.
pub(super) fn item(
    cx: &Cx,
    entry: &TimelineEntry,
    names: &HashMap<PractitionerId, String>,
    significant: bool,
    beside: Markup,
) -> Markup {
    let w = words(cx);
    let occurred = entry.occurred_at.local_date(&cx.zone);
    let recorded = entry.recorded_at.local_date(&cx.zone);
    // Written down the next day is on time; later is said.
    let late = recorded.days_since(occurred) > 1;
    let title = entry_title(cx, &entry.kind);
    html! {
        li.mg-timeline__item.mg-timeline__item--significant[significant] {
            div.mg-timeline__when {
                time datetime=(occurred) { (ui::day(cx, occurred)) }
                @if late { span.mg-timeline__late { (w.recorded_late(ui::date(cx, recorded))) } }
            }
            h3.mg-timeline__title {
                @match entry_page(cx, entry) {
                    Some(href) => a href=(href) { (title) },
                    None => (title),
                }
            }
            @for line in entry.summary.lines().filter(|l| !l.trim().is_empty()) { p.mg-timeline__body { (line) } }
            p.mg-timeline__meta {
                @if let Some(name) = entry.author.and_then(|a| names.get(&a)) { (name) " " }
                (ui::layer_mark(entry.layer, &cases::word(cx, list::LAYER, entry.layer.code())))
                @if significant { " · " (w.in_chronology()) }
                (beside)
            }
        }
    }
}

/// The people around the child.
pub(super) fn around(cx: &Cx, frame: &CaseFrame, around: &[(Relationship, Person)]) -> Markup {
    let w = words(cx);
    let all = format!("{}/people", frame.url());
    // Somebody who is several things to the child stands once, with all of them.
    let mut now: Vec<(&Person, Vec<&Relationship>)> = Vec::new();
    for (link, person) in around.iter().filter(|(r, _)| r.ended_reason.is_none()) {
        match now.iter_mut().find(|(p, _)| p.id == person.id) {
            // What two records that became one both said is said once.
            Some((_, links)) if links.iter().any(|l| says_as(l, link)) => {}
            Some((_, links)) => links.push(link),
            None => now.push((person, vec![link])),
        }
    }
    let role = |link: &Relationship| {
        let kind = cases::word(cx, list::RELATIONSHIP, &link.kind);
        let inverse = link.person == frame.facts.case.child && !people::is_mutual(&link.kind);
        if inverse { w.child_is_to_them(kind) } else { kind }
    };
    ui::panel(
        w.around_title(),
        Some((w.around_all(), &all)),
        html! {
            @if now.is_empty() { p.govuk-body.mg-soft { (w.around_none()) } }
            @else {
                ul.mg-people {
                    @for (person, links) in now.iter().take(SHOWN) {
                        li.mg-people__item.mg-people__item--guest[links.iter().all(|l| l.alleged)] {
                            span.mg-people__name { @if person.name().is_empty() { (w.name_unknown()) } @else { (person.name()) } }
                            span.mg-people__role {
                                @for (i, link) in links.iter().enumerate() {
                                    @if i > 0 { ", " }
                                    (role(link))
                                    @if link.alleged { " " span.mg-alleged { (w.alleged()) } }
                                }
                            }
                            span.mg-people__until { (people::birth_line(cx, person)) }
                        }
                    }
                }
                @if now.len() > SHOWN { p.govuk-body { a.govuk-link href=(all) { (w.around_more((now.len() - SHOWN) as i64)) } } }
            }
        },
    )
}

/// Who has access now. `receiver` is the service to which a transfer is proposed: several of its functions may answer, it
/// stands here once.
pub(super) fn circle(cx: &Cx, frame: &CaseFrame, receiver: &str) -> Markup {
    let w = words(cx);
    let all = format!("{}/circle", frame.url());
    let held: Vec<&Seat> = frame.circle.iter().filter(|s| s.is_held(cx.now)).collect();
    let lead = |seat: &Seat| seat.capacity == kernel::Capacity::Lead;
    let passing = |seat: &Seat| {
        matches!(
            seat.capacity,
            kernel::Capacity::Guest | kernel::Capacity::Emergency | kernel::Capacity::TransferCandidate
        )
    };
    let mut ordered = held;
    ordered.sort_by_key(|s| s.capacity);
    let asked = |seat: &Seat| {
        !receiver.is_empty()
            && seat.practitioner().is_none()
            && seat.capacity == kernel::Capacity::TransferCandidate
    };
    ordered.dedup_by(|a, b| asked(a) && asked(b));
    let c = cases::words::Words(cx.lang);
    ui::panel(
        w.circle_title(),
        Some((w.circle_all(), &all)),
        html! {
            ul.mg-people {
                @for seat in ordered {
                    li.mg-people__item.mg-people__item--lead[lead(seat)].mg-people__item--guest[passing(seat)] {
                        @match seat.practitioner() {
                            Some(who) => {
                                span.mg-people__name { (frame.name_of(who)) }
                                span.mg-people__role { (c.capacity(seat.capacity.code())) }
                            }
                            None if asked(seat) => {
                                span.mg-people__name { (receiver) }
                                span.mg-people__role { (c.capacity(seat.capacity.code())) }
                            }
                            None => {
                                span.mg-people__name { (c.capacity(seat.capacity.code())) }
                                span.mg-people__role { (w.circle_function()) }
                            }
                        }
                        @if let Some(end) = seat.end() { span.mg-people__until { (w.until(ui::date_time(cx, end))) } }
                    }
                }
            }
            @if frame.may(Action::ReadAccessLog) {
                p.govuk-body { a.govuk-link href=(format!("{}/access-log", frame.url())) { (w.circle_log()) } }
            }
        },
    )
}

/// The reports upon which the case was opened.
pub(super) fn reports(cx: &Cx, reports: &[(ReportId, String)]) -> Markup {
    let w = words(cx);
    html! {
        @if !reports.is_empty() {
            (ui::panel(w.reports_title(), None, html! {
                ul.govuk-list {
                    @for (id, reference) in reports {
                        li { a.govuk-link href=(cx.page_of(SubjectKind::REPORT, *id)) { (reference) } }
                    }
                }
            }))
        }
    }
}

/// The cases of the same child before and after this one.
pub(super) fn linked(cx: &Cx, linked: &Around) -> Markup {
    let w = words(cx);
    let line = |one: &Neighbour, text: &str, shut: &str| {
        html! {
            li {
                @match one {
                    Neighbour::Open(case) => {
                        (text) " " a.govuk-link href=(format!("/cases/{}", case.id)) { (case.reference) }
                        span.mg-source { (w.linked_opened(ui::date(cx, case.opened_on))) }
                    }
                    Neighbour::Closed => (shut),
                }
            }
        }
    };
    html! {
        @if linked.before.is_some() || linked.after.is_some() {
            (ui::panel(w.linked_title(), None, html! {
                ul.govuk-list {
                    @if let Some(before) = &linked.before { (line(before, w.linked_before(), w.linked_before_shut())) }
                    @if let Some(after) = &linked.after { (line(after, w.linked_after(), w.linked_after_shut())) }
                }
            }))
        }
    }
}

/// Whether two links of the same person say the same of them.
fn says_as(a: &Relationship, b: &Relationship) -> bool {
    (&a.kind, a.person, a.alleged) == (&b.kind, b.person, b.alleged)
}

/// Cases that were merged into this one.
pub(super) fn merged(
    cx: &Cx,
    frame: &CaseFrame,
    merges: &[Merge],
    called: &HashMap<CaseId, Called>,
) -> Markup {
    let w = words(cx);
    html! {
        @if !merges.is_empty() {
            (ui::panel(w.merged_title(), None, html! {
                ul.govuk-list {
                    @for merge in merges {
                        @let number = called.get(&merge.duplicate).map_or("", |c| c.reference.as_str());
                        li {
                            (w.merged_on(ui::date(cx, merge.merged_at.local_date(&cx.zone)), number)) " – " (merge.reason)
                            @if frame.may(Action::Approve) && cases::rules::unmerging(merge, frame.id(), cx.now).is_ok() {
                                " " a.govuk-link href=(format!("{}/merge/{}/undoing", frame.url(), merge.duplicate)) { (w.merged_undo(number)) }
                            }
                        }
                    }
                }
            }))
        }
    }
}

/// What the reader can do to the case.
pub(super) fn deeds(cx: &Cx, frame: &CaseFrame) -> Markup {
    let w = words(cx);
    let work = frame.state().is_at_work();
    let standing = &frame.facts.standing;
    let quiet = standing.transfer.is_none() && standing.closure.is_none();
    let deeds: Vec<(&str, &str)> = [
        (work && frame.may(Action::Assign), w.deed_assign(), "assignment"),
        (work && frame.may(Action::Invite), w.deed_invite(), "circle"),
        (work && frame.may(Action::Write), w.deed_attention(), "attention"),
        (work && frame.may(Action::Write), w.deed_chronology(), "chronology/new"),
        (work && frame.may(Action::Steer), w.deed_frame(), "frame"),
        (work && frame.may(Action::Steer) && standing.on_hold.is_none(), w.deed_hold(), "hold"),
        (work && frame.may(Action::Steer) && quiet, w.deed_transfer(), "transfer"),
        (work && frame.may(Action::Steer) && quiet, w.deed_close(), "closure"),
        (work && frame.may(Action::Approve), w.deed_merge(), "merge"),
    ]
    .into_iter()
    .filter(|(open, _, _)| *open)
    .map(|(_, label, path)| (label, path))
    .collect();
    html! {
        @if !deeds.is_empty() {
            div.mg-no-print {
                (ui::panel(w.deeds_title(), None, html! {
                    ul.govuk-list {
                        @for (label, path) in deeds { li { a.govuk-link href=(format!("{}/{path}", frame.url())) { (label) } } }
                        @if frame.may(Action::Write) { li { a.govuk-link href="/danger" { (w.deed_danger()) } } }
                    }
                }))
            }
        }
    }
}
