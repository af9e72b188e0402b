// SPDX-License-Identifier: EUPL-1.2
//! The overview of a case: where it stands, what comes next, who is there, what happened last, and what can be done.

use kernel::{Capacity, CaseId, Layer, PractitionerId, ReportId};
use maud::{Markup, html};
use platform::db::Conn;
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui;
use register::access::{self, Action, InCase};
use register::cases::{self, Candidate, CaseFrame, CaseState, Linked, TimelineFilter};
use register::{deadlines, directory, people};

use super::{enter, panels, words};

/// As many entries as fit on the first page.
const LAST: i64 = 5;

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (mut conn, grant, frame) = enter(&cx, Action::Read, "").await?;
    let content = if grant.opens(Layer::Institution) {
        file(&cx, &mut conn, &grant, &frame).await?
    } else {
        outside(&cx, &mut conn, &frame).await?
    };
    drop(conn);
    Ok(frame.show(&cx, w.overview_title(), content))
}

/// What those see to whom the institution's file is not open: the receiver of a proposed transfer sees the minimum that
/// was written for them; others, who the case is about.
async fn outside(cx: &Cx, conn: &mut Conn, frame: &CaseFrame) -> Result<Markup, Problem> {
    let w = words(cx);
    let here = cx.actor()?.institution;
    let waiting = frame.facts.standing.transfer.as_ref().filter(|t| t.to == here);
    let (Some(transfer), Some(child), Capacity::TransferCandidate) =
        (waiting, &frame.child, frame.capacity())
    else {
        return Ok(html! { div.govuk-inset-text { (w.outside_identity_only()) } });
    };
    let from = directory::institution_name(conn, transfer.from).await?;
    let clocks = deadlines::of_subject(conn, frame.id().0).await?;
    let answer = clocks.iter().find(|d| d.about == Some(transfer.id.0) && d.is_open());
    let seen = Candidate {
        reference: frame.reference(),
        child,
        from: &from,
        reason: &transfer.reason,
        minimum: &transfer.minimum,
        proposed_at: transfer.proposed_at,
    };
    Ok(html! {
        h2.govuk-heading-m { (w.transfer_to_you()) }
        p.mg-lead {
            (w.transfer_to_you_text(&from))
            @if let Some(answer) = answer { " " (deadlines::stand(cx, answer)) (deadlines::rule(cx, answer)) }
        }
        (cases::candidate(cx, &seen))
        @if frame.may(Action::AnswerTransfer) {
            div.govuk-button-group {
                a.govuk-button href=(format!("{}/transfer/acceptance", frame.url())) { (w.transfer_accept()) }
                a.govuk-button.govuk-button--secondary href=(format!("{}/transfer/rejection", frame.url())) { (w.transfer_reject()) }
            }
        }
    })
}

async fn file(cx: &Cx, conn: &mut Conn, grant: &InCase, frame: &CaseFrame) -> Result<Markup, Problem> {
    let w = words(cx);
    let clocks = deadlines::of_subject(conn, frame.id().0).await?;
    let around = people::around(conn, frame.facts.case.child).await?;
    let (merges, mut last) =
        cases::timeline_with_merges(conn, grant, &TimelineFilter::default(), LAST).await?;
    let duplicates: Vec<CaseId> = merges.iter().map(|m| m.duplicate).collect();
    let called = cases::called(conn, &duplicates).await?;
    super::timeline::hide(&cases::secrets_of(conn, grant).await?, &mut last);
    let mut names = frame.names.clone();
    let missing: Vec<PractitionerId> =
        last.iter().filter_map(|e| e.author).filter(|a| !names.contains_key(a)).collect();
    if !missing.is_empty() {
        names.extend(directory::practitioner_names(conn, missing).await?);
    }
    let here = cx.actor()?;
    let owner = frame.facts.case.institution;
    let service = if owner == here.institution {
        here.institution_name.clone()
    } else {
        directory::institution_name(conn, owner).await?
    };
    let receiver = match &frame.facts.standing.transfer {
        Some(transfer) => directory::institution_name(conn, transfer.to).await?,
        None => String::new(),
    };
    let linked = linked(cx, conn, frame).await?;
    let reports = reports(cx, conn, grant).await?;
    Ok(html! {
        (banners(cx, frame, &receiver, &linked))
        div.mg-case {
            div.mg-case__main {
                (panels::summary(cx, frame, &service))
                (panels::next(cx, &clocks))
                (panels::last(cx, frame, &last, &names))
            }
            aside.mg-case__aside aria-label=(w.aside_label()) {
                (panels::around(cx, frame, &around))
                (panels::circle(cx, frame, &receiver))
                (panels::reports(cx, &reports))
                (panels::linked(cx, &linked))
                (panels::merged(cx, frame, &merges, &called))
                (panels::deeds(cx, frame))
            }
        }
    })
}

/// The reports upon which the case was opened, by number: those that the reader may read, and no word of the others.
async fn reports(cx: &Cx, conn: &mut Conn, grant: &InCase) -> Result<Vec<(ReportId, String)>, Problem> {
    let all = cases::reports_of(conn, grant).await?;
    let open = access::may_each(cx, conn, Action::Read, &all).await?;
    let readable: Vec<ReportId> = open.iter().map(access::InReport::subject).collect();
    let mut references = casework::concerns::references_of(conn, &readable).await?;
    Ok(readable.into_iter().filter_map(|id| Some((id, references.remove(&id)?))).collect())
}

/// The cases of the child before and after this one. Only of those that the reader may open is more than their being there
/// told.
pub(super) struct Around {
    pub(super) before: Option<Neighbour>,
    pub(super) after: Option<Neighbour>,
}

/// A case before or after.
pub(super) enum Neighbour {
    /// The reader may open it.
    Open(Linked),
    /// It is there; the reader has no seat in it.
    Closed,
}

async fn linked(cx: &Cx, conn: &mut Conn, frame: &CaseFrame) -> Result<Around, Problem> {
    let case = &frame.facts.case;
    // A case that another follows is closed: of those at work nothing more is asked.
    if case.continues.is_none() && frame.state() != CaseState::Closed {
        return Ok(Around { before: None, after: None });
    }
    let (before, after) = cases::linked_cases(conn, case).await?;
    Ok(Around { before: neighbour(cx, conn, before).await?, after: neighbour(cx, conn, after).await? })
}

async fn neighbour(cx: &Cx, conn: &mut Conn, found: Option<Linked>) -> Result<Option<Neighbour>, Problem> {
    let Some(found) = found else { return Ok(None) };
    let opens = access::may(cx, conn, Action::Read, found.id).await?.is_some();
    Ok(Some(if opens { Neighbour::Open(found) } else { Neighbour::Closed }))
}

/// What a supervision can do with a closed case: reopen it in time; later, open another that follows it.
fn after_closure(cx: &Cx, frame: &CaseFrame, linked: &Around) -> Option<(&'static str, String)> {
    let w = words(cx);
    if !frame.may(Action::Approve) || linked.after.is_some() {
        return None;
    }
    Some(match cases::reopening_until(cx, &frame.facts) {
        Some(end) if cx.today() > end => {
            let child = frame.facts.case.child.to_string();
            (w.deed_continue(), ui::with_query("/cases/new", [("person", child.as_str())]))
        }
        _ => (w.deed_reopen(), format!("{}/reopening", frame.url())),
    })
}

/// What waits, with the next deed beside it.
fn banners(cx: &Cx, frame: &CaseFrame, receiver: &str, linked: &Around) -> Markup {
    let w = words(cx);
    let url = frame.url();
    let standing = &frame.facts.standing;
    let banner = |text: String, deed: Option<(&str, String)>| {
        html! {
            div.govuk-inset-text {
                p.govuk-body { (text) }
                @if let Some((label, href)) = deed { p.mg-no-print { a.govuk-link href=(href) { (label) } } }
            }
        }
    };
    html! {
        @match frame.state() {
            CaseState::Closed => {
                @let on = standing.episode.as_ref().and_then(|e| e.closed_on);
                @let deed = after_closure(cx, frame, linked);
                (banner(on.map_or_else(|| w.banner_closed().to_owned(), |on| w.banner_closed_on(ui::date(cx, on))), deed))
            }
            CaseState::Merged => (banner(w.banner_merged().to_owned(), None)),
            CaseState::TransferProposed => {
                @let deed = frame.may(Action::Steer).then(|| (w.deed_transfer_waiting(), format!("{url}/transfer")));
                (banner(w.banner_transfer(receiver), deed))
            }
            CaseState::ClosureProposed => {
                @let label = if frame.may(Action::Approve) { w.deed_decide_closure() } else { w.deed_read_closure() };
                (banner(w.banner_closure().to_owned(), Some((label, format!("{url}/closure")))))
            }
            CaseState::Unassigned => {
                @let deed = frame.may(Action::Assign).then(|| (w.deed_assign(), format!("{url}/assignment")));
                (banner(w.banner_unassigned().to_owned(), deed))
            }
            CaseState::OnHold | CaseState::InProgress => {}
        }
        @if let Some(since) = standing.on_hold {
            @let deed = frame.may(Action::Steer).then(|| (w.deed_resume(), format!("{url}/resumption")));
            (banner(w.banner_hold(ui::date(cx, since)), deed))
        }
    }
}
