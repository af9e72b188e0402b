// SPDX-License-Identifier: EUPL-1.2
//! What was done with a report, the last first: each fact once, with who and when.

use kernel::{Date, Instant, Layers};
use maud::{Markup, html};
use platform::http::Cx;
use platform::ui;
use rulebook::{Pack, list};

use super::{as_typed, levels, minor_name, words};
use crate::concerns::model::MinorId;
use crate::concerns::pages::Opened;

struct Item {
    at: Instant,
    on: Option<Date>,
    title: String,
    body: Markup,
    by: String,
    significant: bool,
}

/// The timeline.
pub(in crate::concerns) fn timeline(cx: &Cx, o: &Opened, pack: &Pack, layers: Layers) -> Markup {
    let mut items = items(cx, o, pack);
    if !layers.has(kernel::Layer::Institution) {
        items.clear();
    }
    items.sort_by_key(|i| std::cmp::Reverse(i.at));
    html! {
        ol.mg-timeline {
            @for item in &items {
                li.mg-timeline__item.mg-timeline__item--significant[item.significant] {
                    div.mg-timeline__when {
                        @match item.on {
                            Some(on) => {
                                time datetime=(on) { (ui::date(cx, on)) }
                                @if on != item.at.local_date(&cx.zone) {
                                    " " span.mg-timeline__late { (words(cx).recorded_on(ui::date_time(cx, item.at))) }
                                }
                            }
                            None => time datetime=(item.at.rfc3339()) { (ui::date_time(cx, item.at)) },
                        }
                    }
                    h3.mg-timeline__title { (item.title) }
                    (item.body)
                    @if !item.by.is_empty() { p.mg-timeline__meta { (item.by) } }
                }
            }
        }
    }
}

fn items(cx: &Cx, o: &Opened, pack: &Pack) -> Vec<Item> {
    let mut out = Vec::new();
    received(cx, o, pack, &mut out);
    evaluated(cx, o, pack, &mut out);
    decided(cx, o, pack, &mut out);
    out
}

fn who(cx: &Cx, o: &Opened, minor: MinorId) -> String {
    o.concern.minor(minor).map_or_else(String::new, |m| minor_name(cx, m, o.person(minor)))
}

fn received(cx: &Cx, o: &Opened, pack: &Pack, out: &mut Vec<Item>) {
    let w = words(cx);
    let c = &o.concern;
    out.push(Item {
        at: c.report.recorded_at,
        on: Some(c.report.received_on),
        title: w.event_received().to_owned(),
        body: html! { p.mg-timeline__body { (pack.word(list::RECEIVED_HOW, &c.report.received_how, cx.lang)) } },
        by: c.report.recorded_by.map(|p| o.name(p).to_owned()).unwrap_or_default(),
        significant: true,
    });
    for (i, t) in c.triages.iter().enumerate() {
        let outcome = pack.word(list::TRIAGE_OUTCOME, t.outcome.code(), cx.lang);
        let mut by = o.name(t.by).to_owned();
        if let Some(second) = t.second {
            by = w.with(by, o.name(second));
        }
        out.push(Item {
            at: t.recorded_at,
            on: Some(t.on),
            title: if i == 0 { w.event_triaged(outcome) } else { w.event_triaged_again(outcome) },
            body: html! {
                (levels(cx, pack, t.levels))
                (as_typed(&t.reason))
                @if !t.explanation.is_empty() { (as_typed(&t.explanation)) }
                @if let Some(to) = t.redirected_to { p.mg-timeline__body { (w.redirected_to(o.institution(to))) } }
                @if t.second.is_none() { p.mg-timeline__body { (w.triaged_alone(&t.alone_reason)) } }
                @if t.repetitive { p.mg-timeline__body { (w.counted_repetitive()) } }
            },
            by,
            significant: true,
        });
    }
    for j in &c.joined {
        out.push(Item {
            at: j.recorded_at,
            on: Some(j.on),
            title: w.event_joined(&j.report.reference),
            body: as_typed(&j.reason),
            by: o.name(j.by).to_owned(),
            significant: false,
        });
    }
    for t in &c.transfers {
        out.push(Item {
            at: t.proposed_at,
            on: None,
            title: w.event_transfer_proposed(o.institution(t.to)),
            body: as_typed(&t.reason),
            by: o.name(t.proposed_by).to_owned(),
            significant: true,
        });
        let Some(at) = t.answered_at else { continue };
        if let Some(reason) = &t.withdrawal {
            out.push(Item {
                at,
                on: None,
                title: w.event_transfer_withdrawn(o.institution(t.to)),
                body: as_typed(reason),
                by: String::new(),
                significant: false,
            });
            continue;
        }
        let accepted = t.accepted == Some(true);
        out.push(Item {
            at,
            on: None,
            title: if accepted { w.event_transfer_accepted(o.institution(t.to)) } else { w.event_transfer_refused(o.institution(t.to)) },
            body: html! {
                @if !accepted { p.mg-timeline__body { (pack.word(list::TRANSFER_REFUSAL, &t.refusal, cx.lang)) } }
                @if !t.explanation.is_empty() { (as_typed(&t.explanation)) }
            },
            by: String::new(),
            significant: accepted,
        });
    }
}

fn evaluated(cx: &Cx, o: &Opened, pack: &Pack, out: &mut Vec<Item>) {
    let w = words(cx);
    let c = &o.concern;
    for v in &c.visits {
        let minors: Vec<String> = v.minors.iter().map(|(m, _)| who(cx, o, *m)).collect();
        let alone: Vec<String> =
            v.minors.iter().filter(|(_, alone)| *alone).map(|(m, _)| who(cx, o, *m)).collect();
        out.push(Item {
            at: v.recorded_at,
            on: Some(v.on),
            title: if v.found_nobody { w.event_visit_nobody().to_owned() } else { w.event_visit(minors.join(", ")) },
            body: html! {
                p.mg-timeline__body { (v.place) @if !v.present.is_empty() { " – " (w.visit_present(&v.present)) } }
                @if !alone.is_empty() { p.mg-timeline__body { (w.visit_alone(alone.join(", "))) } }
                @if !v.interpreter.is_empty() { p.mg-timeline__body { (w.with_interpreter(&v.interpreter)) } }
                (as_typed(&v.notes))
            },
            by: o.name(v.by).to_owned(),
            significant: false,
        });
    }
    for m in &c.meetings {
        let name = who(cx, o, m.minor);
        out.push(Item {
            at: m.recorded_at,
            on: Some(m.on),
            title: if m.met { w.event_met(name) } else { w.event_not_met(name) },
            body: html! {
                p.mg-timeline__body {
                    @if m.met {
                        (m.place) @if m.alone { " – " (w.met_alone()) }
                        @if !m.agreed_by.is_empty() { " – " (w.met_agreed(&m.agreed_by)) }
                        @if let Some(why) = &m.not_agreed_reason { " – " (w.met_without_agreement(why)) }
                    } @else { (pack.word(list::CHILD_NOT_MET_REASON, &m.reason, cx.lang)) }
                }
            },
            by: o.name(m.by).to_owned(),
            significant: false,
        });
    }
    for v in &c.views {
        out.push(Item {
            at: v.recorded_at,
            on: Some(v.on),
            title: w.event_view(who(cx, o, v.minor)),
            body: html! {
                blockquote.mg-voice {
                    p.mg-voice__words { (v.words) }
                    p.mg-voice__by {
                        (w.medium(v.medium.code()))
                        @if !v.told_by.is_empty() { " – " (w.view_told_by(&v.told_by)) }
                        @if !v.audience.is_empty() { " – " (w.view_audience(&v.audience)) }
                    }
                }
            },
            by: o.name(v.by).to_owned(),
            significant: false,
        });
    }
    for e in &c.evaluations {
        let (Some(at), Some(on)) = (e.ended_at, e.ended_on) else { continue };
        let name = who(cx, o, e.minor);
        let title = match (&e.conclusion, &e.impossible) {
            (Some(c), _) => {
                w.event_concluded(name, pack.word(list::DECISION_OUTCOME, c.outcome.code(), cx.lang))
            }
            (None, Some(_)) => w.event_impossible(name),
            (None, None) => w.event_set_aside(name),
        };
        out.push(Item {
            at,
            on: Some(on),
            title,
            body: html! {
                @if let Some(reason) = &e.impossible { p.mg-timeline__body { (pack.word(list::IMPOSSIBLE_REASON, reason, cx.lang)) } }
                @if let Some(c) = &e.conclusion {
                    (levels(cx, pack, c.levels))
                    @if !c.explanation.is_empty() { (as_typed(&c.explanation)) }
                    @if !c.no_visit_reason.is_empty() { p.mg-timeline__body { (w.no_visit(pack.word(list::NO_VISIT_REASON, &c.no_visit_reason, cx.lang))) } }
                    @if !c.no_view_reason.is_empty() { p.mg-timeline__body { (w.no_view(pack.word(list::NO_VIEW_REASON, &c.no_view_reason, cx.lang))) } }
                }
                (as_typed(&e.reason))
            },
            by: e.ended_by.map(|p| o.name(p).to_owned()).unwrap_or_default(),
            significant: true,
        });
    }
}

fn decided(cx: &Cx, o: &Opened, pack: &Pack, out: &mut Vec<Item>) {
    let w = words(cx);
    let c = &o.concern;
    for d in &c.decisions {
        let minors: Vec<String> = d.minors.iter().map(|m| who(cx, o, *m)).collect();
        // A closure because the family moved says so, and nothing about danger.
        let what = if d.closure_reason.is_empty() {
            pack.word(list::DECISION_OUTCOME, d.outcome.code(), cx.lang)
        } else {
            pack.word(list::CLOSURE_REASON, &d.closure_reason, cx.lang)
        };
        out.push(Item {
            at: d.recorded_at,
            on: Some(d.on),
            title: w.event_decided(what),
            body: html! {
                p.mg-timeline__body { (minors.join(", ")) }
                @if let (Some(to), Some(on)) = (&d.authority, d.referred_on) {
                    p.mg-timeline__body {
                        (w.referred_to(to, ui::date(cx, on)))
                        @if let Some(copied) = d.copied_on { " – " (w.referral_was_copied(ui::date(cx, copied))) }
                    }
                }
                (as_typed(&d.reason))
            },
            by: o.name(d.by).to_owned(),
            significant: true,
        });
    }
    for a in &c.answers {
        out.push(Item {
            at: a.recorded_at,
            on: Some(a.on),
            title: if a.tells_outcome { w.event_answered() } else { w.event_answered_early() }.to_owned(),
            body: html! { p.mg-timeline__body { (pack.word(list::FEEDBACK_CONTENT, &a.kind, cx.lang)) } (as_typed(&a.content)) },
            by: o.name(a.by).to_owned(),
            significant: false,
        });
    }
    for r in &c.requests {
        out.push(Item {
            at: r.recorded_at,
            on: Some(r.on),
            title: w.event_asked().to_owned(),
            body: html! {},
            by: String::new(),
            significant: false,
        });
    }
    if let Some(at) = c.report.archived_at {
        out.push(Item {
            at,
            on: None,
            title: w.event_archived().to_owned(),
            body: html! {},
            by: String::new(),
            significant: false,
        });
    }
}
