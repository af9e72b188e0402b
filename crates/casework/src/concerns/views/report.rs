// SPDX-License-Identifier: EUPL-1.2
//! The page of a report. Who reported stands in a panel of its own, for those whose seat opens it, and nowhere else.

use maud::{Markup, html};
use platform::http::{Cx, Reply};
use platform::ui::{self, Page};
use register::access::Action;
use register::deadlines;
use register::deadlines::Deadline;
use rulebook::{Pack, list};

use super::{as_typed, is_immediate, levels, minor_age, minor_name, state_mark, tasks, timeline, words};
use crate::concerns::model::{Door, Minor, Place, Reporter, State};
use crate::concerns::pages::{Beside, Opened};

/// The page.
pub(in crate::concerns) fn show(cx: &Cx, o: &Opened, b: &Beside, pack: &Pack) -> Reply {
    let w = words(cx);
    let body = html! {
        (done(cx))
        (notices(cx, o, b))
        div.mg-case {
            div.mg-case__main {
                (tasks::tasks(cx, o, b, pack))
                (facts(cx, o, pack))
                (minors(cx, o, b, pack))
                (holders(cx, o, pack))
                (joined(cx, o))
                section.mg-section {
                    h2.govuk-heading-m { (w.timeline_title()) }
                    (timeline::timeline(cx, o, pack, o.grant.layers()))
                }
            }
            aside.mg-case__aside aria-label=(w.aside()) {
                (terms(cx, o, &b.deadlines))
                (attachments(cx, o, b))
                // A paper goes from hand to hand: who reported is not on it.
                div.mg-no-print { (reporter(cx, o, b, pack)) }
                (more(cx, o, b))
            }
        }
    };
    frame(cx, o, b, w.page_title(&o.concern.report.reference)).show(cx, body)
}

fn frame(cx: &Cx, o: &Opened, b: &Beside, title: String) -> Page {
    let w = words(cx);
    Page::new(title)
        .crumb(w.list_title(), Some("/reports".into()))
        .crumb(o.concern.report.reference.clone(), None)
        .before(bar(cx, o, b))
}

fn bar(cx: &Cx, o: &Opened, b: &Beside) -> Markup {
    let w = words(cx);
    let c = &o.concern;
    let minors: Vec<&Minor> =
        c.minors.iter().filter(|m| m.same_as.is_none() && m.set_aside.is_none()).collect();
    let due = b.deadlines.iter().filter(|d| d.is_open()).min_by_key(|d| d.due_on);
    html! {
        section.mg-identity aria-label=(w.bar()) {
            div.mg-width.mg-identity__inner {
                div.mg-identity__who {
                    h1.mg-identity__name {
                        @for (i, m) in minors.iter().take(3).enumerate() { @if i > 0 { ", " } (minor_name(cx, m, o.person(m.id))) }
                        @if minors.len() > 3 { " " (w.and_more(minors.len() as i64 - 3)) }
                    }
                    span.mg-identity__age {
                        @for (i, m) in minors.iter().take(3).filter(|m| !minor_age(cx, o.person(m.id)).is_empty()).enumerate() {
                            @if i > 0 { ", " } (minor_age(cx, o.person(m.id)))
                        }
                    }
                    span.mg-identity__ref { (w.bar_reference(&c.report.reference)) }
                    @if is_immediate(c) || c.reports_counted() > 1 {
                        ul.mg-identity__attention aria-label=(w.attention()) {
                            @if is_immediate(c) { li.mg-attention.mg-attention--danger { (w.danger_mark()) } }
                            @if c.reports_counted() > 1 { li.mg-attention { (w.reports_counted(c.reports_counted() as i64)) } }
                        }
                    }
                }
                dl.mg-identity__facts {
                    div { dt { (w.bar_state()) } dd { (state_mark(cx, c.state())) } }
                    div {
                        dt { (w.bar_received()) }
                        dd {
                            (ui::date(cx, c.report.received_on))
                            @if c.report.first_received_on != c.report.received_on {
                                br; (w.bar_first(ui::date(cx, c.report.first_received_on)))
                            }
                        }
                    }
                    div {
                        dt { (w.bar_lead()) }
                        dd { @match c.lead() { Some(lead) => (o.name(lead)), None => span.mg-unknown { (w.nobody_yet()) } } }
                    }
                    @if let Some(due) = due {
                        div {
                            dt { (w.bar_due()) }
                            dd { (deadlines::term_name(cx, due)) br; (deadlines::stand(cx, due)) (deadlines::rule(cx, due)) }
                        }
                    }
                }
            }
        }
    }
}

fn done(cx: &Cx) -> Markup {
    let key = format!("done-{}", cx.query("done"));
    html! { @if let Some(text) = words(cx).by_key(&key) { (ui::success(cx, text)) } }
}

fn notices(cx: &Cx, o: &Opened, b: &Beside) -> Markup {
    let w = words(cx);
    let c = &o.concern;
    html! {
        @if let Some(into) = c.report.merged_into {
            (ui::warning(cx, w.notice_joined()))
            p { a.govuk-link href=(format!("/reports/{into}")) { (w.notice_joined_link()) } }
        }
        @if let Some(t) = c.taken_over() { (ui::warning(cx, &w.notice_taken_over(o.institution(t.to)))) }
        @if let Some(t) = c.proposed_transfer() {
            (ui::warning(cx, &w.notice_proposed(o.institution(t.to))))
            @if b.may.contains(&Action::Triage) { p.mg-no-print { a.govuk-link href=(format!("{}/withdrawal", o.url())) { (w.withdraw_title()) } } }
        }
        @if let Some(sender) = &b.sender { div.govuk-inset-text { (w.notice_came(sender, ui::date(cx, c.report.first_received_on))) } }
        @if let Some(rule) = &c.report.retention { div.govuk-inset-text { (w.notice_kept(rule)) } }
        @if c.report.direct_referral { div.govuk-inset-text { (w.notice_direct()) } }
        @if is_immediate(c) && c.state() == State::Received { (ui::warning(cx, w.notice_immediate())) }
    }
}

fn part(kind: &str, class: &str, text: &str, empty: &str) -> Markup {
    html! {
        div class=(format!("mg-note__part{class}")) {
            span.mg-note__kind { (kind) }
            @if text.is_empty() { p { span.mg-unknown { (empty) } } } @else { (as_typed(text)) }
        }
    }
}

fn facts(cx: &Cx, o: &Opened, pack: &Pack) -> Markup {
    let w = words(cx);
    let r = &o.concern.report;
    let about: Vec<&str> = r.about.iter().map(|code| pack.word(list::MALTREATMENT, code, cx.lang)).collect();
    html! {
        section.mg-section {
            h2.govuk-heading-m { (w.facts_title()) }
            article.mg-note.mg-note--institution {
                div.mg-three {
                    (part(w.observed(), "", &r.observed, w.unsaid()))
                    (part(w.heard(), " mg-note__part--heard", &r.heard, w.unsaid()))
                    (part(w.thought(), " mg-note__part--thought", &r.thought, w.unsaid()))
                }
            }
            (ui::facts(vec![
                (w.occurred(), html! { @if let Some(on) = r.occurred { (ui::partial_date(cx, on)) } @else { span.mg-unknown { (w.unsaid()) } } }),
                (w.about(), html! { (about.join(", ")) }),
                (w.danger_now(), html! { (w.danger_told(r.danger_now.code())) }),
                (w.safety(), html! { (r.safety) }),
                (w.address(), html! { (r.address) }),
                (w.language(), html! { (r.language) }),
                (w.interpreter(), html! { (r.interpreter) }),
                (w.received_how(), html! { (pack.word(list::RECEIVED_HOW, &r.received_how, cx.lang)) }),
                (w.reported_levels(), html! { @if r.levels != crate::concerns::model::Levels::default() { (levels(cx, pack, r.levels)) } }),
            ]))
        }
    }
}

fn minors(cx: &Cx, o: &Opened, b: &Beside, pack: &Pack) -> Markup {
    let w = words(cx);
    let c = &o.concern;
    let writes = b.may.contains(&Action::Write)
        && !matches!(c.state(), State::Archived | State::Joined | State::Transferred);
    // Whoever took the report over opens the cases.
    let upheld = c.triage().is_some_and(|t| t.outcome.is_evaluated()) && c.state() != State::Transferred;
    let columns = [
        ui::Column { label: w.column_child(), sort: None },
        ui::Column { label: w.column_evaluation(), sort: None },
        ui::Column { label: w.column_levels(), sort: None },
        ui::Column { label: w.column_deeds(), sort: None },
    ];
    let rows = html! {
        @for m in c.minors.iter().filter(|m| m.same_as.is_none()) {
            @let person = o.person(m.id);
            @let evaluation = c.evaluation(m.id);
            tr {
                th scope="row" {
                    (minor_name(cx, m, person))
                    @let several = if m.number_unknown { w.several_mark() } else { "" };
                    @let place = match m.place {
                        Place::Mentioned => w.minor_mentioned(),
                        Place::Added => w.minor_added(),
                        Place::Named => "",
                    };
                    @let who = format!("{} {several}", minor_age(cx, person));
                    @let known: Vec<&str> = [who.trim(), place].into_iter().filter(|k| !k.is_empty()).collect();
                    @if !known.is_empty() { span.mg-table__second { (known.join(" – ")) } }
                    @if !m.description.is_empty() && person.is_some() { span.mg-table__second { (m.description) } }
                }
                td data-label=(w.column_evaluation()) {
                    @match (evaluation, &m.set_aside) {
                        (_, Some(reason)) => (w.minor_set_aside(reason)),
                        (Some(e), _) if e.is_open() => (w.evaluation_runs()),
                        (Some(e), _) if e.impossible.is_some() => (w.evaluation_impossible()),
                        (Some(_), _) => (w.evaluation_done()),
                        (None, _) => span.mg-unknown { (w.evaluation_none()) },
                    }
                }
                td.mg-cell-wide data-label=(w.column_levels()) {
                    @match evaluation.and_then(|e| e.conclusion.as_ref()) {
                        Some(conclusion) => (levels(cx, pack, conclusion.levels)),
                        None => span.mg-unknown { (w.levels_none()) },
                    }
                }
                @let deeds = deeds(cx, o, b, m, writes, upheld);
                td data-label=[(!deeds.0.is_empty()).then_some(w.column_deeds())] { (deeds) }
            }
        }
    };
    html! {
        section.mg-section {
            div.mg-split {
                h2.govuk-heading-m { (w.minors_title()) }
                @if writes { a.govuk-link.mg-no-print href=(format!("{}/minors", o.url())) { (w.minor_add()) } }
            }
            (ui::table(w.minors_title(), &columns, rows))
        }
    }
}

fn deeds(cx: &Cx, o: &Opened, b: &Beside, m: &Minor, writes: bool, upheld: bool) -> Markup {
    let w = words(cx);
    let url = o.url();
    let open = o.concern.evaluation(m.id).is_some_and(|e| e.is_open());
    let unknown = writes && m.person.is_none() && m.set_aside.is_none();
    let impossible = open && b.may.contains(&Action::Evaluate);
    let held = b.cases.iter().filter(|one| Some(one.child) == m.person).collect::<Vec<_>>();
    let case = upheld && m.person.is_some() && m.is_evaluated() && b.opens_cases && held.is_empty();
    let followed = m.person.is_some_and(|p| b.followed.contains(&p));
    let aside = writes && m.set_aside.is_none() && o.concern.evaluation(m.id).is_none_or(|e| e.is_open());
    if !(unknown || impossible || case || aside || !held.is_empty()) {
        return html! {};
    }
    html! {
        ul.govuk-list.mg-no-print {
            @if unknown {
                li { a.govuk-link href=(format!("{url}/minors/{}/identity", m.id)) { (w.minor_identify()) } }
            }
            @if writes && m.is_unsettled() {
                li { a.govuk-link href=(format!("{url}/minors?mention={}", m.id)) { (w.minor_recognise()) } }
            }
            @if aside { li { a.govuk-link href=(format!("{url}/minors/{}/set-aside", m.id)) { (w.minor_set_aside_deed()) } } }
            @if impossible {
                li { a.govuk-link href=(format!("{url}/minors/{}/impossibility", m.id)) { (w.evaluation_impossible_deed()) } }
            }
            @if case {
                li { a.govuk-link href=(format!("{url}/minors/{}/case", m.id)) { @if followed { (w.link_case()) } @else { (w.open_case()) } } }
            }
            @for one in held {
                li {
                    @match &one.reference {
                        Some(reference) => { (w.case_of_child()) " " a.govuk-link href=(format!("/cases/{}", one.id)) { (reference) } }
                        None => (w.case_of_child_shut()),
                    }
                }
            }
        }
    }
}

fn holders(cx: &Cx, o: &Opened, pack: &Pack) -> Markup {
    let w = words(cx);
    html! {
        section.mg-section {
            h2.govuk-heading-m { (w.holders_title()) }
            @if o.concern.holders.is_empty() { p { span.mg-unknown { (w.holders_none()) } } }
            @else {
                ul.mg-people {
                    @for h in &o.concern.holders {
                        li.mg-people__item {
                            span.mg-people__name { (h.who) }
                            span.mg-people__role {
                                (w.holder_was_told(h.told.code()))
                                @if let Some(on) = h.told_on { " – " (ui::date(cx, on)) }
                                @if !h.not_told_reason.is_empty() { " – " (pack.word(list::NOT_TOLD_REASON, &h.not_told_reason, cx.lang)) }
                                @if !h.note.is_empty() { " – " (h.note) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn joined(cx: &Cx, o: &Opened) -> Markup {
    let w = words(cx);
    let c = &o.concern;
    html! {
        @if !c.joined.is_empty() {
            section.mg-section {
                h2.govuk-heading-m { (w.joined_title(c.joined.len() as i64)) }
                p.govuk-body { (w.joined_text()) }
                @for j in &c.joined {
                    @let title = w.joined_one(ui::date(cx, j.report.received_on), &j.report.reference);
                    (ui::details(&title, html! {
                        (part(w.observed(), "", &j.report.observed, w.unsaid()))
                        (part(w.heard(), " mg-note__part--heard", &j.report.heard, w.unsaid()))
                        (part(w.thought(), " mg-note__part--thought", &j.report.thought, w.unsaid()))
                        @if j.owes_answer { p { (ui::tag("warn", w.answer_owed())) } }
                        p { a.govuk-link href=(format!("/reports/{}", j.report.id)) { (w.joined_open()) } }
                    }))
                }
            }
        }
        @if !c.repeats.is_empty() || !c.repeated_by.is_empty() {
            section.mg-section {
                h2.govuk-heading-m { (w.repeats_title()) }
                ul.govuk-list {
                    @for (id, reference) in c.repeats.iter().chain(&c.repeated_by) {
                        li { a.govuk-link href=(format!("/reports/{id}")) { (reference) } }
                    }
                }
            }
        }
    }
}

fn terms(cx: &Cx, o: &Opened, all: &[Deadline]) -> Markup {
    let w = words(cx);
    let live: Vec<&Deadline> = all.iter().filter(|d| !d.dropped).collect();
    // A term that runs for each child says for which.
    let child = |d: &Deadline| {
        let minor = o.concern.minors.iter().find(|m| d.about == Some(m.id.0));
        minor.map(|m| minor_name(cx, m, o.person(m.id)))
    };
    html! {
        @if !live.is_empty() {
            (ui::panel(w.terms_title(), None, html! {
                ul.govuk-list {
                    @for d in live {
                        li {
                            (deadlines::term_name(cx, d)) @if let Some(name) = child(d) { " – " (name) }
                            br;
                            (deadlines::stand(cx, d))
                            (deadlines::rule(cx, d))
                        }
                    }
                }
            }))
        }
    }
}

/// The way to the files.
fn attachments(cx: &Cx, o: &Opened, b: &Beside) -> Markup {
    let w = words(cx);
    html! {
        (ui::panel(w.attachments_title(), None, html! {
            p {
                @if b.files == 0 { span.mg-unknown { (w.attachments_none()) } } @else { (w.attachments_count(b.files)) }
                span.mg-no-print { br; a.govuk-link href=(format!("{}/attachments", o.url())) { (w.attachments_see()) } }
            }
        }))
    }
}

/// Who reported: a layer of its own.
fn reporter(cx: &Cx, o: &Opened, b: &Beside, pack: &Pack) -> Markup {
    let w = words(cx);
    html! {
        @match (&b.reporter, o.concern.report.door) {
            (_, Door::Transfer) => {}
            (None, _) => (ui::panel(w.reporter_title(), None, html! { p { span.mg-masked { (w.reporter_masked()) } } })),
            (Some(r), _) => (ui::panel(w.reporter_title(), None, html! {
                p.mg-soft { (w.reporter_apart()) }
                (identity(cx, r, pack))
                @if let Some(code) = &b.code { p { (w.reporter_code()) br; span.mg-code { (code) } } }
                p.mg-no-print {
                    a.govuk-link href=(format!("{}/messages", o.url())) { (w.messages_title()) }
                    @if b.unread > 0 { " " (ui::tag("warn", &w.messages_unread(b.unread as i64))) }
                }
            })),
        }
    }
}

fn identity(cx: &Cx, r: &Reporter, pack: &Pack) -> Markup {
    let w = words(cx);
    let word = |list: &str, code: &str| {
        if code.is_empty() { String::new() } else { pack.word(list, code, cx.lang).to_owned() }
    };
    html! {
        (ui::facts(vec![
            (w.reporter_name(), html! { @if r.is_known { (r.name) } @else { span.mg-unknown { (w.reporter_anonymous()) } } }),
            (w.reporter_capacity(), html! { (word(list::REPORTER_CAPACITY, &r.capacity)) }),
            (w.reporter_relation(), html! { (word(list::RELATION_TO_CHILD, &r.relation)) }),
            (w.reporter_workplace(), html! { (r.workplace) }),
            (w.reporter_phone(), html! { (r.phone) }),
            (w.reporter_email(), html! { (r.email) }),
            (w.reporter_safe_contact(), html! { (r.safe_contact) }),
        ]))
        @if r.wants_unknown { p { (ui::tag("danger", w.reporter_unknown_mark())) } }
        @if r.alleged_author { p { (ui::tag("danger", w.reporter_alleged_mark())) } }
    }
}

fn more(cx: &Cx, o: &Opened, b: &Beside) -> Markup {
    let w = words(cx);
    let url = o.url();
    let c = &o.concern;
    let live = !matches!(c.state(), State::Archived | State::Joined | State::Transferred);
    let may = |a: Action| b.may.contains(&a);
    html! {
        (ui::panel(w.more_title(), None, html! {
            ul.govuk-list.mg-no-print {
                @if live && may(Action::Triage) {
                    @if c.triage().is_some() && c.evaluations.is_empty() { li { a.govuk-link href=(format!("{url}/joining")) { (w.join_title()) } } }
                    @if c.proposed_transfer().is_none() { li { a.govuk-link href=(format!("{url}/transfer")) { (w.transfer_title()) } } }
                    @if c.report.confirmed_on.is_none() && c.report.door == Door::Phone { li { a.govuk-link href=(format!("{url}/confirmation")) { (w.confirm_title()) } } }
                }
                @if live && may(Action::Assign) && !c.evaluations.is_empty() { li { a.govuk-link href=(format!("{url}/evaluators")) { (w.evaluators_change()) } } }
                @if may(Action::Decide) && c.triage().is_some_and(|t| t.outcome.is_evaluated()) && c.report.archived_at.is_none() { li { a.govuk-link href=(format!("{url}/decision")) { (w.task_decide()) } } }
                @if live && c.triage().is_some() {
                    @let label = if c.evaluations.is_empty() { w.triage_redo() } else { w.danger_new() };
                    @if may(Action::Triage) { li { a.govuk-link href=(format!("{url}/triage")) { (label) } } }
                    @else if may(Action::Evaluate) && !c.evaluations.is_empty() { li { a.govuk-link href=(format!("{url}/danger")) { (label) } } }
                }
                @if may(Action::Write) && c.report.door != Door::Transfer {
                    li { a.govuk-link href=(format!("{url}/feedback")) { (w.task_feedback()) } }
                    li { a.govuk-link href=(format!("{url}/feedback-request")) { (w.request_title()) } }
                }
                @if may(Action::ReadAccessLog) { li { a.govuk-link href=(format!("{url}/access")) { (w.access_title()) } } }
            }
            p.mg-no-print.mg-soft { (w.report_prints()) }
        }))
    }
}
