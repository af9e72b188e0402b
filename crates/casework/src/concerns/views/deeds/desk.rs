// SPDX-License-Identifier: EUPL-1.2
//! Forms of the intake desk.

use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use register::directory::{Colleague, Receiving};
use rulebook::{Pack, list};

use super::super::fields::{self, Typed, form};
use super::super::{as_typed, choices, function_name, levels, words};
use super::{frame, outcome};
use crate::concerns::pages::Opened;
use crate::concerns::rules::triage::Outcome;

pub(in crate::concerns) fn acknowledgement(cx: &Cx, o: &Opened, typed: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    frame(
        cx,
        o,
        w.task_acknowledge(),
        errors,
        html! {
            p.govuk-body { (w.acknowledge_text()) }
            (form(cx, &format!("{}/acknowledgement", o.url()), html! {
                (ui::textarea(cx, typed, errors, "words", w.acknowledge_words(), Some(w.acknowledge_words_hint()), 4))
                (ui::submit(w.task_acknowledge(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

pub(in crate::concerns) fn confirmation(cx: &Cx, o: &Opened, typed: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    frame(
        cx,
        o,
        w.confirm_title(),
        errors,
        html! {
            p.govuk-body { (w.confirm_text()) }
            (form(cx, &format!("{}/confirmation", o.url()), html! {
                (ui::date_input(cx, typed, errors, "on", w.confirm_on(), None, None))
                (ui::submit(w.save(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

/// What was reported, once more in sight of whoever rates it.
fn reminder(cx: &Cx, o: &Opened) -> Markup {
    let w = words(cx);
    let r = &o.concern.report;
    ui::details(
        w.triage_reminder(),
        html! {
            h3.govuk-heading-s { (w.observed()) } (as_typed(&r.observed))
            h3.govuk-heading-s { (w.heard()) } (as_typed(&r.heard))
            h3.govuk-heading-s { (w.thought()) } (as_typed(&r.thought))
            h3.govuk-heading-s { (w.safety()) } (as_typed(&r.safety))
        },
    )
}

#[allow(clippy::too_many_arguments)] // What the form stands on; each is shown.
pub(in crate::concerns) fn triage(
    cx: &Cx,
    o: &Opened,
    path: &str,
    colleagues: &[Colleague],
    services: &[Receiving],
    pack: &Pack,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let t = Typed { form: typed, errors };
    let people: Vec<Choice> = colleagues
        .iter()
        .map(|c| {
            Choice::new(c.id.to_string(), format!("{} – {}", c.name(), function_name(pack, c.kind, cx.lang)))
        })
        .collect();
    let elsewhere: Vec<Choice> = services
        .iter()
        .filter(|s| s.id != o.concern.report.institution)
        .map(|s| Choice::new(s.id.to_string(), s.name.clone()))
        .collect();
    // While children are evaluated, only new danger is said here.
    let evaluating = !o.concern.evaluations.is_empty() && o.concern.evaluated().next().is_some();
    let mut outcomes = choices(cx, pack, list::TRIAGE_OUTCOME);
    let danger = evaluating || path == "danger";
    if danger {
        outcomes.retain(|c| c.code == Outcome::ImmediateDanger.code());
    }
    frame(
        cx,
        o,
        if danger { w.danger_new() } else { w.task_triage() },
        errors,
        html! {
            p.mg-lead { (if danger { w.danger_new_lead() } else { w.triage_lead() }) }
            @if let Some(before) = o.concern.triage() {
                div.govuk-inset-text {
                    (w.triage_again(pack.word(list::TRIAGE_OUTCOME, before.outcome.code(), cx.lang), ui::date(cx, before.on)))
                    (levels(cx, pack, before.levels))
                }
            }
            (reminder(cx, o))
            (form(cx, &format!("{}/{path}", o.url()), html! {
                @if let Some(before) = o.concern.triage() { (ui::hidden("instead_of", before.id.simple())) }
                (outcome(cx, typed, errors, w.triage_outcome(), &outcomes))
                @if !danger { (ui::select(cx, typed, errors, "redirected_to", w.triage_redirected_to(), Some(w.triage_redirected_hint()), &elsewhere)) }
                h2.govuk-heading-m { (w.triage_levels()) }
                p.govuk-body { (if danger { w.danger_new_levels() } else { w.triage_levels_text() }) }
                (fields::scales(cx, t, pack))
                (ui::textarea(cx, typed, errors, "explanation", w.levels_explanation(), Some(w.levels_explanation_hint()), 2))
                (ui::textarea(cx, typed, errors, "reason", w.triage_reason(), Some(w.triage_reason_hint()), 5))
                h2.govuk-heading-m { (w.triage_two()) }
                (ui::select(cx, typed, errors, "second", w.triage_second(), Some(w.triage_second_hint()), &people))
                (ui::textarea(cx, typed, errors, "alone_reason", w.triage_alone(), None, 2))
                @if !danger { (ui::text_input(cx, typed, errors, "repeats", w.triage_repeats(), Some(w.triage_repeats_hint()))) }
                (ui::submit(if danger { w.danger_new() } else { w.triage_submit() }, Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

pub(in crate::concerns) fn archiving(
    cx: &Cx,
    o: &Opened,
    typed: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let retention = register::cases::retention_fields(cx, typed, errors)?;
    Ok(frame(
        cx,
        o,
        w.task_archive(),
        errors,
        html! {
            p.govuk-body { (w.archive_text()) }
            (form(cx, &format!("{}/archive", o.url()), html! {
                (retention)
                (ui::submit(w.task_archive(), Some((w.cancel(), &o.url()))))
            }))
        },
    ))
}
