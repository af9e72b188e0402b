// SPDX-License-Identifier: EUPL-1.2
//! Forms of the evaluation.

use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice};
use rulebook::{Pack, list};

use super::deeds::{frame, frame_of};
use super::fields::{self, Typed, form};
use super::{as_typed, choices, minor_name, words};
use crate::concerns::model::{Medium, MinorId};
use crate::concerns::pages::Opened;
use crate::concerns::rules::evaluate;

fn name(cx: &Cx, o: &Opened, minor: MinorId) -> String {
    o.concern.minor(minor).map_or_else(String::new, |m| minor_name(cx, m, o.person(minor)))
}

pub(in crate::concerns) fn visit(cx: &Cx, o: &Opened, typed: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let open = o.concern.evaluated().filter(|m| o.concern.evaluation(m.id).is_some_and(|e| e.is_open()));
    let minors: Vec<Choice> =
        open.map(|m| Choice::new(m.id.0.simple().to_string(), minor_name(cx, m, o.person(m.id)))).collect();
    frame(
        cx,
        o,
        w.visit_title(),
        errors,
        html! {
            p.mg-lead { (w.visit_lead()) }
            (form(cx, &format!("{}/visits", o.url()), html! {
                (ui::checkboxes(cx, typed, errors, "minors", w.visit_minors(), None, &minors))
                (ui::date_input(cx, typed, errors, "on", w.visit_on(), None, None))
                (ui::text_input(cx, typed, errors, "hour", w.visit_hour(), Some(w.visit_hour_hint())))
                (ui::text_input(cx, typed, errors, "place", w.visit_place(), None))
                (ui::checkbox(typed, "found_nobody", w.visit_nobody()))
                (ui::textarea(cx, typed, errors, "present", w.visit_who(), Some(w.visit_who_hint()), 2))
                (ui::checkboxes(cx, typed, errors, "alone", w.visit_seen_alone(), Some(w.visit_seen_alone_hint()), &minors))
                (ui::text_input(cx, typed, errors, "interpreter", w.interpreter_there(), Some(w.interpreter_there_hint())))
                (ui::textarea(cx, typed, errors, "notes", w.visit_notes(), Some(w.visit_notes_hint()), 8))
                (ui::submit(w.save(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

pub(in crate::concerns) fn meeting(
    cx: &Cx,
    o: &Opened,
    minor: MinorId,
    pack: &Pack,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let met = [Choice::new("yes", w.met_yes()), Choice::new("no", w.met_no())];
    frame_of(
        cx,
        o,
        minor,
        w.meeting_title(),
        errors,
        html! {
            (form(cx, &format!("{}/minors/{minor}/meeting", o.url()), html! {
                (ui::radios(cx, typed, errors, "met", &w.meeting_lead(name(cx, o, minor)), None, &met))
                (ui::date_input(cx, typed, errors, "on", w.met_on(), None, None))
                (ui::text_input(cx, typed, errors, "place", w.met_place(), None))
                (ui::checkbox(typed, "alone", w.met_alone()))
                @match &pack.seen_alone {
                    Some(asked) => {
                        @let hint = w.met_agreed_asked(asked.agreed_by.get(cx.lang), asked.footing.source.get(cx.lang));
                        (ui::text_input(cx, typed, errors, "agreed_by", w.met_agreed_by(), Some(&hint)))
                        (ui::text_input(cx, typed, errors, "not_agreed_reason", w.met_not_agreed(), Some(w.met_not_agreed_hint())))
                    }
                    None => (ui::text_input(cx, typed, errors, "agreed_by", w.met_agreed_by(), Some(w.met_agreed_by_hint()))),
                }
                (ui::select(cx, typed, errors, "reason", w.not_met_reason(), Some(w.not_met_reason_hint()), &choices(cx, pack, list::CHILD_NOT_MET_REASON)))
                (ui::submit(w.save(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

pub(in crate::concerns) fn view(
    cx: &Cx,
    o: &Opened,
    minor: MinorId,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let media: Vec<Choice> = Medium::ALL.iter().map(|m| Choice::new(m.code(), w.medium(m.code()))).collect();
    frame_of(
        cx,
        o,
        minor,
        w.view_title(),
        errors,
        html! {
            p.mg-lead { (w.view_lead(name(cx, o, minor))) }
            (form(cx, &format!("{}/minors/{minor}/view", o.url()), html! {
                (ui::radios(cx, typed, errors, "medium", w.view_medium(), None, &media))
                (ui::textarea(cx, typed, errors, "words", w.view_words(), Some(w.view_words_hint()), 6))
                (ui::text_input(cx, typed, errors, "told_by", w.view_told(), Some(w.view_told_hint())))
                (ui::text_input(cx, typed, errors, "audience", w.view_for(), Some(w.view_for_hint())))
                (ui::text_input(cx, typed, errors, "interpreter", w.interpreter_there(), Some(w.interpreter_there_hint())))
                (ui::date_input(cx, typed, errors, "on", w.view_on(), None, None))
                (ui::submit(w.save(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

/// What was gathered for one child, in sight of whoever concludes. As long as nothing is typed, what is missing leads to
/// where it is noted; afterwards nothing leads away from what was typed.
fn gathered(cx: &Cx, o: &Opened, minor: MinorId, typed: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    let missing = evaluate::missing(&o.concern, minor);
    let of_minor = |page: &str| format!("{}/minors/{minor}/{page}", o.url());
    let line = |met: bool, text: &str, label: &str, page: String| {
        html! {
            li class=(if met { "mg-conditions__item mg-conditions__item--met" } else { "mg-conditions__item mg-conditions__item--unmet" }) {
                span.mg-conditions__result { (if met { w.condition_met() } else { w.condition_unmet() }) } " " (text)
                @if !met && typed.is_empty() { br; a.govuk-link href=(page) { (label) } }
            }
        }
    };
    let meeting = match (missing.meeting, evaluate::was_met(&o.concern, minor)) {
        (true, _) => w.gathered_not_met(),
        (false, true) => w.gathered_met(),
        (false, false) => w.gathered_away(),
    };
    let visit = if missing.visit { w.gathered_no_visit() } else { w.gathered_visit() };
    let view = if missing.view { w.gathered_no_view() } else { w.gathered_view() };
    let error = errors.of("gathered");
    html! {
        div.govuk-form-group.govuk-form-group--error[error.is_some()] id="gathered" tabindex="-1" {
            @if let Some(error) = error { p.govuk-error-message id="gathered-error" { (error) } }
            ul.mg-conditions {
                (line(!missing.meeting, meeting, w.gathered_note_meeting(), of_minor("meeting")))
                (line(!missing.visit, visit, w.visit_title(), format!("{}/visits?minor={minor}", o.url())))
                (line(!missing.view, view, w.gathered_note_view(), of_minor("view")))
            }
        }
        @for v in o.concern.views.iter().filter(|v| v.minor == minor) {
            blockquote.mg-voice { p.mg-voice__words { (v.words) } p.mg-voice__by { (w.medium(v.medium.code())) } }
        }
        @for v in o.concern.visits.iter().filter(|v| v.minors.iter().any(|(m, _)| *m == minor)) {
            (ui::details(&w.gathered_visit_on(ui::date(cx, v.on)), as_typed(&v.notes)))
        }
    }
}

pub(in crate::concerns) fn conclusion(
    cx: &Cx,
    o: &Opened,
    minor: MinorId,
    pack: &Pack,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let missing = evaluate::missing(&o.concern, minor);
    frame_of(
        cx,
        o,
        minor,
        w.conclusion_title(),
        errors,
        html! {
            p.mg-lead { (w.conclusion_lead(name(cx, o, minor))) }
            (gathered(cx, o, minor, typed, errors))
            (form(cx, &format!("{}/minors/{minor}/conclusion", o.url()), html! {
                (fields::scales(cx, Typed { form: typed, errors }, pack))
                (ui::textarea(cx, typed, errors, "explanation", w.levels_explanation(), Some(w.levels_explanation_hint()), 2))
                @if missing.visit { (ui::select(cx, typed, errors, "no_visit_reason", w.conclusion_no_visit(), None, &choices(cx, pack, list::NO_VISIT_REASON))) }
                @if missing.view { (ui::select(cx, typed, errors, "no_view_reason", w.conclusion_no_view(), None, &choices(cx, pack, list::NO_VIEW_REASON))) }
                (ui::radios(cx, typed, errors, "outcome", w.conclusion_outcome(), None, &choices(cx, pack, list::DECISION_OUTCOME)))
                (ui::textarea(cx, typed, errors, "reason", w.conclusion_reason(), Some(w.conclusion_reason_hint()), 8))
                (ui::submit(w.conclusion_submit(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}

pub(in crate::concerns) fn impossible(
    cx: &Cx,
    o: &Opened,
    minor: MinorId,
    pack: &Pack,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    frame_of(
        cx,
        o,
        minor,
        w.impossible_title(),
        errors,
        html! {
            p.mg-lead { (w.impossible_lead(name(cx, o, minor))) }
            (ui::warning(cx, w.impossible_follows()))
            (form(cx, &format!("{}/minors/{minor}/impossibility", o.url()), html! {
                (ui::radios(cx, typed, errors, "reason", w.impossible_reason(), None, &choices(cx, pack, list::IMPOSSIBLE_REASON)))
                (ui::textarea(cx, typed, errors, "explanation", w.impossible_tried(), Some(w.impossible_tried_hint()), 5))
                (ui::submit(w.save(), Some((w.cancel(), &o.url()))))
            }))
        },
    )
}
