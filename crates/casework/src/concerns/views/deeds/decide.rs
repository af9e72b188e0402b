// SPDX-License-Identifier: EUPL-1.2
//! Forms of the evaluators' names, the decision, the answer and the conversation.

use kernel::PractitionerId;
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice};
use register::directory::Colleague;
use rulebook::{Pack, list};

use super::super::channel::talk;
use super::super::fields::form;
use super::super::{choices, function_name, levels, minor_name, words};
use super::{frame, outcome};
use crate::concerns::model::{DecisionOutcome, Message};
use crate::concerns::pages::Opened;
use crate::concerns::rules::answer::Duty;

/// Who evaluates, with the workload in view.
pub(in crate::concerns) fn evaluators(
    cx: &Cx,
    o: &Opened,
    colleagues: &[Colleague],
    load: &[(PractitionerId, i64)],
    pack: &Pack,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let cases = |id: PractitionerId| load.iter().find(|(p, _)| *p == id).map_or(0, |(_, n)| *n);
    let lead: Vec<Choice> = colleagues
        .iter()
        .map(|c| {
            let hint = format!("{} – {}", function_name(pack, c.kind, cx.lang), w.workload(cases(c.id)));
            Choice::new(c.id.to_string(), c.name()).hint(hint)
        })
        .collect();
    let team: Vec<Choice> = colleagues.iter().map(|c| Choice::new(c.id.to_string(), c.name())).collect();
    let mut shown = typed.fields().map(|(n, v)| (n.to_owned(), v.to_owned())).collect::<Vec<_>>();
    if typed.is_empty() {
        for e in o.concern.evaluators.iter().filter(|e| e.until_on.is_none()) {
            shown.push((if e.is_lead { "lead" } else { "team" }.to_owned(), e.practitioner.to_string()));
        }
    }
    let shown = Form::from_fields(shown);
    frame(
        cx,
        o,
        w.task_assign(),
        errors,
        html! {
            p.mg-lead { (w.assign_lead(o.concern.evaluated().count() as i64)) }
            (form(cx, &format!("{}/evaluators", o.url()), html! {
                (ui::radios(cx, &shown, errors, "lead", w.assign_who_leads(), Some(w.assign_who_leads_hint()), &lead))
                (ui::checkboxes(cx, &shown, errors, "team", w.assign_team(), None, &team))
                (ui::submit(w.task_assign(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

pub(in crate::concerns) fn decision(
    cx: &Cx,
    o: &Opened,
    pack: &Pack,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let c = &o.concern;
    let minors: Vec<Choice> = c
        .evaluated()
        .map(|m| Choice::new(m.id.0.simple().to_string(), minor_name(cx, m, o.person(m.id))))
        .collect();
    let mut shown = typed.fields().map(|(n, v)| (n.to_owned(), v.to_owned())).collect::<Vec<_>>();
    if !typed.has("reason") {
        shown.extend(
            c.evaluated()
                .filter(|m| !c.is_decided_for(m.id))
                .map(|m| ("minors".to_owned(), m.id.0.simple().to_string())),
        );
    }
    let shown = Form::from_fields(shown);
    let mut closures = choices(cx, pack, list::CLOSURE_REASON);
    if let Some(found) = pack.list(list::CLOSURE_REASON) {
        closures.retain(|c| found.entry(&c.code).is_some_and(|e| e.group.as_deref() == Some("moved")));
    }
    let open = c.evaluations.iter().any(|e| e.is_open()) || c.evaluations.is_empty();
    let gone = c.taken_over().is_some();
    // Only what may be decided now is offered: closing when the family is gone, justice while evaluations run.
    let mut outcomes = choices(cx, pack, list::DECISION_OUTCOME);
    outcomes.retain(|o| match (gone, open) {
        (true, _) => o.code == DecisionOutcome::Closed.code(),
        (false, true) => o.code == DecisionOutcome::JudicialReferral.code(),
        (false, false) => true,
    });
    if gone {
        // Nothing is concluded about danger of somebody who left.
        outcomes.iter_mut().for_each(|o| w.decide_close().clone_into(&mut o.label));
    }
    frame(
        cx,
        o,
        w.task_decide(),
        errors,
        html! {
            p.mg-lead { @if gone { (w.decide_moved()) } @else if open { (w.decide_at_once()) } @else { (w.decide_lead()) } }
            @for m in c.evaluated() {
                @if let Some(conclusion) = c.evaluation(m.id).and_then(|e| e.conclusion.as_ref()) {
                    div.govuk-inset-text {
                        p.govuk-body { strong { (minor_name(cx, m, o.person(m.id))) } " – " (pack.word(list::DECISION_OUTCOME, conclusion.outcome.code(), cx.lang)) }
                        (levels(cx, pack, conclusion.levels))
                    }
                }
            }
            (form(cx, &format!("{}/decision", o.url()), html! {
                (ui::checkboxes(cx, &shown, errors, "minors", w.decide_minors(), None, &minors))
                (outcome(cx, &shown, errors, w.decide_outcome(), &outcomes))
                @if gone { (ui::select(cx, &shown, errors, "closure_reason", w.decide_closure(), None, &closures)) }
                (ui::textarea(cx, &shown, errors, "reason", w.decide_reason(), None, 5))
                @if !gone { (referral(cx, pack, &shown, errors, open)) }
                (ui::submit(w.task_decide(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

/// To whom a referral goes, and when: for that outcome only, or where no other can be decided.
fn referral(cx: &Cx, pack: &Pack, shown: &Form, errors: &FieldErrors, only: bool) -> Markup {
    let w = words(cx);
    let rule = pack.judicial_referral.as_ref();
    html! {
        h2.govuk-heading-m { (w.referral_title()) }
        p.govuk-body {
            @if !only { (w.referral_when()) " " }
            (w.referral_text())
            @if let Some(rule) = rule { span.mg-source { (rule.footing.source.get(cx.lang)) } }
        }
        (ui::text_input(cx, shown, errors, "authority", w.referral_authority(), Some(w.referral_authority_hint())))
        (ui::date_input(cx, shown, errors, "referred_on", w.referral_on(), None, None))
        @if let Some(to) = rule.and_then(|r| r.copy_to.as_ref()) {
            (ui::date_input(cx, shown, errors, "copied_on", &w.referral_copied(to.get(cx.lang)), None, None))
        }
    }
}

pub(in crate::concerns) fn feedback(
    cx: &Cx,
    o: &Opened,
    duty: Option<Duty>,
    pack: &Pack,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let kinds: Vec<Choice> = duty
        .map(Duty::kinds)
        .unwrap_or_default()
        .into_iter()
        .map(|k| Choice::new(k, pack.word(list::FEEDBACK_CONTENT, k, cx.lang)))
        .collect();
    let hows = choices(cx, pack, list::RECEIVED_HOW);
    frame(
        cx,
        o,
        w.task_feedback(),
        errors,
        html! {
            p.mg-lead { (w.feedback_lead()) }
            @if o.concern.report.merged_into.is_none() && !o.concern.has_outcome() { div.govuk-inset-text { (w.feedback_early()) } }
            (duty_line(cx, duty))
            @if !kinds.is_empty() {
                (form(cx, &format!("{}/feedback", o.url()), html! {
                    (ui::radios(cx, typed, errors, "kind", w.feedback_kind(), Some(w.feedback_kind_hint()), &kinds))
                    (ui::textarea(cx, typed, errors, "content", w.feedback_content(), Some(w.feedback_content_hint()), 5))
                    @if !duty.is_some_and(|d| d.has_channel) { (ui::select(cx, typed, errors, "how", w.feedback_how(), None, &hows)) }
                    (ui::submit(w.feedback_submit(), Some((w.cancel(), &o.url()))))
                }))
            }
        },
    )
}

pub(in crate::concerns) fn request(
    cx: &Cx,
    o: &Opened,
    pack: &Pack,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    frame(
        cx,
        o,
        w.request_title(),
        errors,
        html! {
            p.mg-lead { (w.request_lead()) }
            (form(cx, &format!("{}/feedback-request", o.url()), html! {
                (ui::date_input(cx, typed, errors, "on", w.request_on(), None, None))
                (ui::select(cx, typed, errors, "how", w.request_how(), None, &choices(cx, pack, list::RECEIVED_HOW)))
                (ui::textarea(cx, typed, errors, "words", w.request_words(), Some(w.request_words_hint()), 3))
                (ui::submit(w.save(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

/// The conversation with whoever reported.
pub(in crate::concerns) fn messages(
    cx: &Cx,
    o: &Opened,
    messages: &[Message],
    duty: Option<Duty>,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let unread = messages.iter().any(|m| m.from_reporter && m.read_at.is_none());
    let url = format!("{}/messages", o.url());
    frame(
        cx,
        o,
        w.messages_title(),
        errors,
        html! {
            @if cx.query("done") == "sent" { (ui::success(cx, w.message_sent())) }
            p.govuk-body { span.mg-layer.mg-layer--mine { (w.reporter_layer()) } " " (w.messages_text()) }
            @if messages.is_empty() { (ui::empty(w.messages_none(), "", None)) }
            (talk(cx, messages, w.messages_service(), w.messages_reporter()))
            @if unread {
                (form(cx, &format!("{url}/reading"), html! {
                    button.govuk-button.govuk-button--secondary type="submit" { (w.messages_read()) }
                }))
            }
            @if duty.is_some_and(|d| d.has_channel) {
                (form(cx, &url, html! {
                    (ui::textarea(cx, typed, errors, "words", w.message_write(), Some(w.message_write_hint()), 5))
                    (ui::submit(w.message_send(), Some((w.cancel(), &o.url()))))
                }))
            } @else { (duty_line(cx, duty)) }
        },
    )
}

/// What may be said to whoever reported, for the page that answers them.
fn duty_line(cx: &Cx, duty: Option<Duty>) -> Markup {
    let w = words(cx);
    html! {
        p.govuk-body {
            @match duty {
                None => (w.duty_nobody()),
                Some(d) if d.has_channel => (w.duty_channel()),
                Some(d) if d.has_contact => (w.duty_contact()),
                Some(_) => (w.duty_nobody()),
            }
        }
    }
}
