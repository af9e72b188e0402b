// SPDX-License-Identifier: EUPL-1.2
//! One orientation: where it stands, the next step, the path with what was done on it, and everything that was written down.

use ::register::access::Action;
use maud::{Markup, html};
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui::{self, paragraphs};

use super::super::course::Now;
use super::super::model::{Delegation, State, Step, StepKind, Voice, reference};
use super::super::rules;
use super::{Names, Opened, companion_words, deed, done, open, state_tag, url, words};

/// What an assisted referral is, where the word stands.
pub(super) fn definition(cx: &Cx) -> Markup {
    let w = words(cx);
    ui::details(
        w.definition_open(),
        html! {
            p.govuk-body { (w.definition_what()) }
            p.govuk-body { (w.definition_why()) }
            p.govuk-body-s { (w.definition_source()) }
        },
    )
}

/// What was agreed: what will be said, and what will not.
pub(super) fn agreement(cx: &Cx, step: &Step) -> Markup {
    let w = words(cx);
    html! {
        section.mg-panel {
            h3.govuk-heading-s { (w.content_said()) }
            (paragraphs(&step.words))
            @if !step.others.is_empty() {
                h3.govuk-heading-s { (w.content_unsaid()) }
                (paragraphs(&step.others))
            }
        }
    }
}

/// A part of the path: its name, the step that says it is done, and the deed by which it is done.
struct Part<'a> {
    title: &'static str,
    step: Option<&'a Step>,
    deed: StepKind,
}

fn path<'a>(cx: &Cx, now: &Now<'a>) -> Vec<Part<'a>> {
    use StepKind as K;
    let w = words(cx);
    let part = |title, step, deed| Part { title, step, deed };
    vec![
        part(w.part_proposal(), now.proposed, K::Proposed),
        part(w.part_answer(), now.refused.or(now.accepted), K::Accepted),
        part(w.part_recipient(), now.recipient, K::RecipientChosen),
        part(w.part_content(), now.content, K::ContentAgreed),
        part(w.part_contact(), now.contact, K::ContactMade),
        part(w.part_appointment(), now.appointment, K::AppointmentSet),
        part(w.part_first(), now.outcome, K::Attended),
        part(w.part_hand_over(), now.handed_over, K::HandedOver),
        part(w.part_follow_up(), now.followed_up, K::FollowedUp),
        part(w.part_feedback(), now.feedback, K::Feedback),
        part(w.part_end(), now.over, K::Ended),
    ]
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let opened = open(&cx, Action::Read).await?;
    let course = &opened.course;
    let now = course.now();
    let to = opened.names.recipient(course);
    let title = if to.is_empty() { w.orientation().to_owned() } else { w.orientation_to(&to) };
    let has_sheet = now.content.is_some() || now.appointment.is_some();
    let url = opened.url();
    let body = html! {
        (done(&cx))
        (opened.frame.tabs(&cx))
        p.mg-no-print { a.govuk-back-link href=(format!("{}/orientations", opened.frame.url())) { (w.back_to_list()) } }
        div.mg-split {
            h2.govuk-heading-l { (title) }
            (state_tag(&cx, course))
        }
        (definition(&cx))
        (next(&cx, &opened))
        (ui::facts(vec![
            (w.column_users(), html! { (opened.names.persons(&cx, &course.users())) }),
            (w.reason(), html! { (course.reason()) }),
            (w.choices(), html! {
                @for (i, choice) in course.choices.iter().enumerate() {
                    @if i > 0 { br; }
                    @match choice.to_institution {
                        Some(id) => a.govuk-link href=(format!("/institutions/{id}")) { (opened.names.institution(id)) },
                        None => (choice.to_name),
                    }
                }
            }),
            (w.reference(), html! { (reference(course.orientation.id)) }),
        ]))
        h3.govuk-heading-m { (w.path_title()) }
        ol.mg-timeline {
            // What is over has nothing to come.
            @for part in path(&cx, &now).iter().filter(|p| p.step.is_some() || !course.state().is_over()) {
                (one_part(&cx, &opened, part))
            }
        }
        (others(&cx, &opened))
        @if has_sheet { p.mg-no-print { a.govuk-link href=(format!("{url}/sheet")) { (w.sheet_title()) } } }
        (all_steps(&cx, &opened))
    };
    Ok(opened.frame.page(&cx, w.orientation()).show(&cx, body))
}

/// The one next step, said plainly, with its button; when it is over, that it may be proposed anew.
fn next(cx: &Cx, opened: &Opened) -> Markup {
    let w = words(cx);
    let course = &opened.course;
    let state = course.state();
    let text = w.by_key(&format!("next-{}", state.code().replace('_', "-"))).unwrap_or_default();
    let kind = rules::next(course).or_else(|| state.is_over().then_some(StepKind::Proposed));
    let to_come = course.orientation.appointment_at.filter(|at| *at > cx.now);
    let url = opened.url();
    html! {
        section.mg-panel aria-labelledby="next" {
            h3.govuk-heading-m id="next" { (w.next_title()) }
            @match (state, to_come) {
                (State::AppointmentSet, Some(at)) => p.govuk-body { (w.next_appointment_to_come(ui::date_time(cx, at))) },
                _ => p.govuk-body { (text) },
            }
            @if let Some(day) = course.orientation.follow_up_on { p.govuk-body { (w.follow_up_on()) " " (ui::deadline(cx, ui::Deadline::Open(day))) } }
            @if opened.may_write {
                div.govuk-button-group.mg-no-print {
                    @if let Some(kind) = kind.filter(|kind| rules::taking(course, *kind).is_ok()) {
                        @let (label, path) = deed(cx, kind);
                        @let quiet = state.is_over() || to_come.is_some();
                        a.govuk-button.govuk-button--secondary[quiet] href=(format!("{url}/{path}")) {
                            (if state.is_over() { w.propose_again() } else { label })
                        }
                    }
                    @if to_come.is_some() { a.govuk-link href=(format!("{url}/sheet")) { (w.sheet_title()) } }
                    @if state == State::Considered { a.govuk-link href=(format!("{url}/choices")) { (w.choices_title()) } }
                }
            }
        }
    }
}

fn one_part(cx: &Cx, opened: &Opened, part: &Part<'_>) -> Markup {
    let w = words(cx);
    let course = &opened.course;
    let is_now = rules::next(course) == Some(part.deed) && !course.state().is_over();
    let is_again = is_now && part.step.is_some();
    html! {
        li.mg-timeline__item {
            div.mg-timeline__when {
                @match part.step {
                    Some(step) => time datetime=(step.occurred_on) { (ui::date(cx, step.occurred_on)) },
                    None if is_now => (ui::tag("warn", w.path_now())),
                    None => (w.path_later()),
                }
            }
            h4.mg-timeline__title {
                (part.title) " "
                @if let Some(step) = part.step { (ui::tag(tone(step.kind), w.by_key(&format!("step-{}", step.kind.code().replace('_', "-"))).unwrap_or_default())) }
                @if is_again { " " (ui::tag("warn", w.path_again())) }
            }
            @if let Some(step) = part.step { (said(cx, opened, step)) }
        }
    }
}

fn tone(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Refused | StepKind::Ended => "",
        StepKind::NoShow | StepKind::RecipientRefused | StepKind::WaitingList | StepKind::Returned => "warn",
        _ => "ok",
    }
}

/// What a step says, in words.
fn said(cx: &Cx, opened: &Opened, step: &Step) -> Markup {
    let w = words(cx);
    let names: &Names = &opened.names;
    let with = names.persons(cx, &opened.course.named_in(step));
    let means = w.by_key(&format!("means-{}", step.code.replace('_', "-")));
    use StepKind as K;
    html! {
        @match step.kind {
            K::RecipientChosen => p.govuk-body {
                @match step.to_institution {
                    Some(id) => a.govuk-link href=(format!("/institutions/{id}")) { (names.institution(id)) },
                    None => { (step.to_name) " (" (w.not_in_directory()) ")" }
                }
                @if let Some(who) = step.to_practitioner { ", " (names.practitioner(who)) }
            },
            K::ContentAgreed => {
                @if !with.is_empty() { p.govuk-body { (w.agreed_with(&with)) } }
                (agreement(cx, step))
            }
            K::TellingPrepared => p.govuk-body {
                @if let Some(id) = step.disclosure { a.govuk-link href=(format!("/disclosures/{id}")) { (w.telling_open()) } }
                @if let Some(id) = step.exchange { a.govuk-link href=(format!("/exchanges/{id}")) { (w.telling_exchange()) } }
            },
            K::ContactMade => p.govuk-body {
                (means.unwrap_or_default())
                @if let Some(id) = step.disclosure { " – " a.govuk-link href=(format!("/disclosures/{id}")) { (w.telling_open()) } }
            },
            K::AppointmentSet => {
                @if let Some(at) = step.at { p.govuk-body { strong { (ui::date_time(cx, at)) } @if !step.place.is_empty() { ", " (step.place) } } }
                @if let Some(who) = step.to_practitioner { p.govuk-body { (w.appointment_is_with(names.practitioner(who))) } }
                @else if !step.to_name.is_empty() { p.govuk-body { (w.appointment_is_with(&step.to_name)) } }
            }
            K::WaitingList => p.govuk-body { @match step.weeks { Some(weeks) => (w.weeks_said(weeks)), None => (w.weeks_unknown()) } },
            K::HandedOver => p.govuk-body {
                @match Delegation::parse(&step.code) {
                    Some(Delegation::Temporary) => {
                        (w.delegation_temporary())
                        @if let Some(day) = step.until_on { ", " (w.until_day(ui::date(cx, day))) }
                    }
                    _ => (w.delegation_definitive()),
                }
                @if let Some(day) = step.follow_up_on { ". " (w.follow_up_day(ui::date(cx, day))) }
            },
            K::FollowedUp => { @if let Some(day) = step.follow_up_on { p.govuk-body { (w.follow_up_day(ui::date(cx, day))) } } }
            K::Feedback => p.govuk-body { (if Voice::parse(&step.code) == Some(Voice::Recipient) { w.voice_recipient() } else { w.voice_user() }) },
            _ => {}
        }
        @let companion = companion_words(&w, step, names);
        @if !companion.is_empty() { p.govuk-body { (companion) } }
        @if step.kind != K::ContentAgreed && step.kind != K::Considered && !step.words.is_empty() { (paragraphs(&step.words)) }
        @if !step.own_words.is_empty() { p.govuk-body { (w.own_words_said(&step.own_words)) } }
    }
}

/// What else can be done: putting a step right by a later one, what the other service answers, the end.
fn others(cx: &Cx, opened: &Opened) -> Markup {
    let w = words(cx);
    let next = rules::next(&opened.course);
    let mut links: Vec<(&str, &str)> = Vec::new();
    for kind in rules::possible(&opened.course) {
        let (label, path) = deed(cx, kind);
        let is_next = next.is_some_and(|n| deed(cx, n).1 == path);
        let state = opened.course.state();
        // What the panel above offers, and an answer that has a form of its own.
        let is_there = (state.is_over() && kind == StepKind::Proposed)
            || (state == State::Proposed && kind == StepKind::Refused);
        if !is_next && !is_there && links.iter().all(|(_, p)| *p != path) {
            links.push((label, path));
        }
    }
    let url = url(&opened.course);
    html! {
        @if opened.may_write && !links.is_empty() {
            section.mg-no-print {
                h3.govuk-heading-s { (w.others_title()) }
                p.govuk-body-s { (w.others_hint()) }
                ul.govuk-list { @for (label, path) in &links { li { a.govuk-link href=(format!("{url}/{path}")) { (label) } } } }
            }
        }
    }
}

/// Everything that was written down, in its order.
fn all_steps(cx: &Cx, opened: &Opened) -> Markup {
    let w = words(cx);
    ui::details(
        w.history_title(),
        html! {
            ol.mg-timeline {
                @for step in &opened.course.steps {
                    li.mg-timeline__item {
                        div.mg-timeline__when { time datetime=(step.occurred_on) { (ui::date(cx, step.occurred_on)) } }
                        h4.mg-timeline__title { (w.by_key(&format!("step-{}", step.kind.code().replace('_', "-"))).unwrap_or_default()) }
                        @if step.kind == StepKind::Considered { (paragraphs(&step.words)) }
                        (said(cx, opened, step))
                        p.mg-timeline__meta { (w.written_by(ui::date_time(cx, step.recorded_at), opened.names.practitioner(step.by))) }
                    }
                }
            }
        },
    )
}
