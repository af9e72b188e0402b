// SPDX-License-Identifier: EUPL-1.2
//! The page of a thread: what was asked, told and answered, by when, what the family was told; and what can be done next.

use ::register::access::{self, Action};
use ::register::cases;
use kernel::{DisclosureId, PractitionerId};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui;

use super::super::actions;
use super::super::model::{Side, State, Thread, Turn, TurnKind};
use super::super::rules::{self, Cover};
use super::super::silence::Clause;
use super::{
    Names, Opened, channel_name, kind_name, open, page, paragraphs, silence, state_tag, url, without_account,
    words,
};
use crate::sharing::{self, Channel, Disclosure, Documents, Stand, Told};

/// What of the decisions of a thread the reader may see.
struct Seen {
    /// Those by which the reader was told something, that hold.
    told_me: Vec<Disclosure>,
    /// Those of the reader's own institution.
    ours: Vec<Disclosure>,
    me: PractitionerId,
    /// What was agreed about silence, where it counts.
    silence: Option<Clause>,
}

impl Seen {
    async fn of(cx: &Cx, opened: &mut Opened) -> Result<Seen, Problem> {
        let ids: Vec<DisclosureId> = actions::decisions(&opened.thread);
        let actor = cx.actor()?;
        let (me, here) = (actor.practitioner, actor.institution);
        let told_me = sharing::open_to_reader(cx, &mut opened.conn, &ids).await?;
        let ours = sharing::of_exchange(&mut opened.conn, opened.thread.exchange.id, here).await?;
        let silence = silence::clause_of(&mut opened.conn, &opened.thread.exchange).await?;
        Ok(Seen { told_me, ours, me, silence })
    }

    fn told(&self, id: DisclosureId) -> Option<&Disclosure> {
        self.told_me.iter().find(|d| d.id == id)
    }
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut opened = open(&cx, Action::Read).await?;
    if opened.thread.state() == State::Draft {
        return draft(&cx, opened).await;
    }
    let seen = Seen::of(&cx, &mut opened).await?;
    let t = opened.thread.clone();
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&t)).await?;
    let content = actions::content_of(&cx, &mut opened.conn, &t).await?;
    let outside = match opened.side {
        Side::From => without_account(&mut opened.conn, &t).await?,
        Side::To => Vec::new(),
    };
    let e = &t.exchange;
    let case = match (opened.side, e.case) {
        (Side::From, Some(case)) => {
            let home = cases::home_of(&mut opened.conn, case).await?;
            let called = cases::called(&mut opened.conn, &[home]).await?;
            called.get(&home).map(|c| (home, c.reference.clone()))
        }
        _ => None,
    };
    let may_write = match &opened.leave {
        actions::Leave::Seat(grant) => {
            access::allows(grant.capacity(), Action::Write, kernel::SubjectKind::EXCHANGE)
        }
        actions::Leave::Case(grant) => {
            access::allows(grant.capacity(), Action::Write, kernel::SubjectKind::CASE)
        }
    };
    let body = html! {
        p { (state_tag(&cx, &t)) " " strong { (kind_name(&w, e.kind)) } ", " (channel_name(&w, e.channel)) }
        (ui::facts(vec![
            (w.reference(), html! { (t.reference()) }),
            (w.from(), html! { (names.practitioner(e.drafted_by)) ", " (names.institution(e.institution)) }),
            (w.to(), names.parties(&t)),
            (w.in_charge(), html! {
                @for p in &t.parties { @if let Some(who) = t.in_charge(p.institution).filter(|who| *who != p.practitioner) { p.govuk-body { (names.practitioner(who)) } } }
            }),
            (w.answer_by(), html! { @if let Some(day) = e.answer_by { (ui::date(&cx, day)) } }),
            (w.case(), html! { @if let Some((case, reference)) = &case { a.govuk-link href=(format!("/cases/{case}/exchanges")) { (reference) } } }),
            (w.continues(), html! { @if let Some(before) = e.continues.filter(|_| opened.side == Side::From) { a.govuk-link href=(format!("/exchanges/{before}")) { (super::super::model::reference(before)) } } }),
        ]))
        (silence::agreed(&cx, &t, seen.silence.as_ref()))
        @for turn in &t.turns { (one_turn(&cx, &t, turn, &names, &seen)) }
        @if opened.side == Side::From { (family(&cx, &seen)) }
        @if may_write { (next(&cx, &opened, &t, content.as_ref(), &outside, &names)) }
    };
    Ok(page(&cx, &t, w.thread_title(), &FieldErrors::default(), body))
}

/// One turn. What it tells of somebody is read by whoever said it, and by those to whom it was told as long as that holds.
fn one_turn(cx: &Cx, t: &Thread, turn: &Turn, names: &Names, seen: &Seen) -> Markup {
    let w = words(cx);
    let here = cx.actor().ok().map(|a| a.institution);
    let is_ours = here == Some(turn.institution);
    let title = w.by_key(&format!("turn-{}", turn.kind.code().replace('_', "-"))).unwrap_or_default();
    let said = if turn.kind == TurnKind::Sent { t.exchange.words.as_str() } else { turn.words.as_str() };
    let readable = is_ours || turn.disclosure.is_none_or(|d| seen.told(d).is_some());
    html! {
        article.mg-note.mg-note--institution {
            div.mg-note__head {
                h2.mg-note__title { (title) }
                span.mg-note__when {
                    // Nobody spoke.
                    @if turn.kind != TurnKind::Silent { (names.practitioner(turn.by)) ", " }
                    (names.institution(turn.institution)) " – "
                    @if turn.kind == TurnKind::Silent { (ui::date(cx, turn.occurred_at.local_date(&cx.zone))) } @else { (ui::date_time(cx, turn.occurred_at)) }
                    @if turn.channel == Channel::Oral { ", " (channel_name(&w, turn.channel)) }
                    @if turn.by_link { ", " (w.by_link()) }
                }
            }
            @if readable { (paragraphs(said)) } @else { p.govuk-body { (w.not_readable()) } }
            @if !turn.reason.is_empty() {
                p.govuk-body { strong { (w.by_key(&format!("reason-{}", turn.reason.replace('_', "-"))).unwrap_or_default()) } }
            }
            @if turn.kind == TurnKind::Silent { @if let Some(clause) = &seen.silence { p.mg-note__foot { (silence::by_protocol(cx, clause)) } } }
            @if turn.kind == TurnKind::Assigned { @if let Some(to) = turn.to_practitioner { p.govuk-body { (w.assigned_to(names.practitioner(to))) } } }
            @if turn.kind != TurnKind::Assigned {
                @if let Some(to) = turn.to_institution {
                    p.govuk-body {
                        (w.turn_to()) " " @if let Some(who) = turn.to_practitioner { (names.practitioner(who)) ", " }
                        a.govuk-link href=(format!("/institutions/{to}")) { (names.institution(to)) }
                    }
                }
            }
            @if let Some(weeks) = turn.weeks { p.govuk-body { (w.waiting(weeks)) } }
            @if let Some(id) = turn.disclosure {
                @if let Some(d) = seen.told(id) {
                    (sharing::pieces(cx, d, seen.me, Documents::Received))
                    @if let Some(told) = &d.executed { p.mg-note__foot { (w.readable_until(ui::date(cx, told.until_on))) } }
                } @else if is_ours {
                    p.mg-note__foot { a.govuk-link href=(format!("/disclosures/{id}")) { (w.decision_link()) } }
                }
            }
        }
    }
}

/// What was asked, for somebody of those who were asked: as on the page of the thread, what it tells of somebody is read by those
/// whom the decision names.
pub(super) fn question(cx: &Cx, t: &Thread, told: &[Disclosure]) -> Markup {
    let by = t.last(|kind| kind == TurnKind::Sent).and_then(|turn| turn.disclosure);
    match by.is_none_or(|decision| told.iter().any(|one| one.id == decision)) {
        true => paragraphs(&t.exchange.words),
        false => html! { p.govuk-body { (words(cx).not_readable()) } },
    }
}

/// What the family was told of what was told here, for the side that told it.
fn family(cx: &Cx, seen: &Seen) -> Markup {
    let w = words(cx);
    let told: Vec<&Disclosure> = seen.ours.iter().filter(|d| d.executed.is_some()).collect();
    html! {
        @if !told.is_empty() {
            h2.govuk-heading-m { (w.family_title()) }
            @for d in told {
                @let informed = d.composition.family.iter().filter(|f| matches!(f.told, Some(Told::On { .. }))).count();
                p.govuk-body {
                    (w.family_told(informed as i64, d.composition.family.len() as i64)) " "
                    a.govuk-link href=(format!("/disclosures/{}", d.id)) { (w.decision_link()) }
                }
            }
        }
    }
}

/// What can be done next, on either side.
fn next(
    cx: &Cx,
    opened: &Opened,
    t: &Thread,
    content: Option<&Disclosure>,
    outside: &[PractitionerId],
    names: &Names,
) -> Markup {
    let w = words(cx);
    let url = url(t);
    let may = |turn: TurnKind| rules::taking_turn(t, opened.side, turn).is_ok();
    let post = |deed: &str, label: &str| {
        html! {
            form.mg-inline method="post" action=(format!("{url}/{deed}")) {
                (ui::form_key(cx))
                button.govuk-button.govuk-button--secondary type="submit" { (label) }
            }
        }
    };
    let link = |deed: &str, label: &str| html! { a.govuk-link href=(format!("{url}/{deed}")) { (label) } };
    let wants_link = t.waits() && !outside.is_empty();
    html! {
        div.mg-no-print {
            h2.govuk-heading-m { (w.next_title()) }
            @if let Some(d) = content.filter(|d| d.stand(cx.today()) != Stand::Refused) {
                p.govuk-body {
                    (w.content_under_way()) " " a.govuk-link href=(format!("/disclosures/{}", d.id)) { (w.content_open()) }
                }
            }
            @if wants_link {
                p.govuk-body { (w.no_account(outside.iter().map(|who| names.practitioner(*who)).collect::<Vec<_>>().join(", "))) }
            }
            div.govuk-button-group {
                @if may(TurnKind::Answered) { a.govuk-button href=(format!("{url}/answer")) { (w.deed_answer()) } }
                @if may(TurnKind::Acknowledged) { (post("acknowledgement", w.deed_acknowledge())) }
                @if may(TurnKind::Answered) && opened.side == Side::To { (link("assignment", w.deed_assign())) }
                @if may(TurnKind::Declined) { (link("decline", w.deed_decline())) (link("redirection", w.deed_redirect())) }
                @if wants_link { a.govuk-button href=(format!("{url}/link")) { (w.deed_link()) } (link("recorded-answer", w.deed_record())) }
                @if may(TurnKind::Followed) { a.govuk-button href=(format!("{url}/follow-up")) { (w.deed_follow()) } (link("content", w.step_content())) }
                @if may(TurnKind::Reminded) && !wants_link { (post("reminder", w.deed_remind())) }
                @if opened.side == Side::From && t.exchange.confirmation && t.last(|k| k == TurnKind::Confirmed).is_none() { (post("confirmation", w.deed_confirm())) }
                @if opened.side == Side::From && t.state() == State::Redirected {
                    a.govuk-button href=(ui::with_query("/exchanges/new", [("continues", t.exchange.id.to_string().as_str())])) { (w.deed_continue()) }
                }
                @if !matches!(t.state(), State::Withdrawn | State::Closed) { (link("minute", w.deed_minute())) }
                @if may(TurnKind::Closed) { (link("closure", w.deed_close())) }
                @if may(TurnKind::Withdrawn) && opened.side == Side::From && t.waits() { (link("withdrawal", w.deed_withdraw())) }
            }
        }
    }
}

// ── Before it is sent ────────────────────────────────────────────────────────

/// The steps of what is being written, with what each still lacks.
async fn draft(cx: &Cx, mut opened: Opened) -> Result<Reply, Problem> {
    let w = words(cx);
    let t = opened.thread.clone();
    let e = &t.exchange;
    let url = url(&t);
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&t)).await?;
    let content = actions::content_of(cx, &mut opened.conn, &t).await?;
    let attached = e.disclosure.is_some() && content.is_none();
    let held = actions::covers(&t, Side::From, content.as_ref(), cx.today());
    let ready =
        !t.parties.is_empty() && !e.words.is_empty() && (!e.nominal || attached || held == Cover::Permits);
    let step = |label: &str, href: String, done: bool, state: &str| {
        html! {
            li.govuk-task-list__item.govuk-task-list__item--with-link {
                div.govuk-task-list__name-and-hint { a.govuk-link.govuk-task-list__link href=(href) { (label) } }
                div.govuk-task-list__status { @if done { (state) } @else { (ui::tag("warn", state)) } }
            }
        }
    };
    let body = html! {
        p { (state_tag(cx, &t)) " " strong { (kind_name(&w, e.kind)) } }
        p.mg-lead { (w.draft_lead()) }
        ul.govuk-task-list {
            (step(w.step_parties(), format!("{url}/parties"), !t.parties.is_empty(), &if t.parties.is_empty() { w.to_do().to_owned() } else { t.parties.iter().map(|p| names.practitioner(p.practitioner)).collect::<Vec<_>>().join(", ") }))
            (step(w.step_writing(), format!("{url}/writing"), !e.words.is_empty(), if e.words.is_empty() { w.to_do() } else { w.written() }))
            @if e.nominal {
                (step(w.step_content(), content.as_ref().map_or_else(|| format!("{url}/content"), |d| format!("/disclosures/{}", d.id)), attached || held == Cover::Permits, match held {
                    _ if attached => w.cover_attached(),
                    Cover::None => w.to_do(),
                    Cover::Prepared => w.cover_prepared(),
                    Cover::Refused => w.cover_refused(),
                    Cover::Permits => w.cover_permits(),
                    Cover::PermitsOthers => w.cover_permits_others(),
                }))
            }
        }
        div.govuk-button-group.mg-no-print {
            @if ready { a.govuk-button href=(format!("{url}/sending")) { (w.sending_title()) } }
            a.govuk-link href=(format!("{url}/preview")) { (w.preview_title()) }
        }
        form.mg-no-print method="post" action=(format!("{url}/discarding")) {
            (ui::form_key(cx))
            button.govuk-button.govuk-button--secondary type="submit" { (w.deed_discard()) }
        }
    };
    Ok(page(cx, &t, w.draft_title(), &FieldErrors::default(), body))
}

/// A thread as those addressed will see it: what is written, and the pieces that the decision opens to each.
pub(super) fn as_partner(cx: &Cx, t: &Thread, names: &Names, content: Option<&Disclosure>) -> Markup {
    let w = words(cx);
    let e = &t.exchange;
    html! {
        section.mg-panel {
            p { strong { (kind_name(&w, e.kind)) } ", " (channel_name(&w, e.channel)) }
            (ui::facts(vec![
                (w.reference(), html! { (t.reference()) }),
                (w.from(), html! { (names.practitioner(e.drafted_by)) ", " (names.institution(e.institution)) }),
                (w.answer_by(), html! { @if let Some(day) = e.answer_by { (ui::date(cx, day)) } }),
            ]))
            (paragraphs(&e.words))
            @for p in &t.parties {
                @if let Some(d) = content.filter(|d| !d.open_to(p.practitioner).is_empty()) {
                    h2.govuk-heading-s { (w.reads(names.practitioner(p.practitioner))) }
                    (sharing::pieces(cx, d, p.practitioner, Documents::OfFile))
                } @else { p.govuk-body { (w.reads_no_more(names.practitioner(p.practitioner))) } }
            }
        }
    }
}

pub(super) async fn preview(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut opened = open(&cx, Action::Write).await?;
    if opened.side != Side::From {
        return Err(Problem::NotFound);
    }
    let t = opened.thread.clone();
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&t)).await?;
    let content = actions::content_of(&cx, &mut opened.conn, &t).await?;
    let silence = silence::foreseen(&cx, &mut opened.conn, &t).await?;
    let body = html! {
        p.mg-lead { (w.preview_lead()) }
        (as_partner(&cx, &t, &names, content.as_ref()))
        (silence)
        p.mg-no-print { a.govuk-link href=(url(&t)) { (w.back()) } }
    };
    Ok(page(&cx, &t, w.preview_title(), &FieldErrors::default(), body))
}
