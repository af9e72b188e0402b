// SPDX-License-Identifier: EUPL-1.2
//! One form for each deed. Each says what it is about, what it needs, and what will follow.

mod decide;
mod desk;
mod hand_on;
mod minors;

pub(in crate::concerns) use decide::{decision, evaluators, feedback, messages, request};
pub(in crate::concerns) use desk::{acknowledgement, archiving, confirmation, triage};
pub(in crate::concerns) use hand_on::{joining, proposing, withdrawing};
pub(in crate::concerns) use minors::{adding, identity, linking, setting_aside};

use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice, Page};

use super::{minor_name, words};
use crate::concerns::model::MinorId;
use crate::concerns::pages::Opened;

/// The frame of a deed: where one is, errors, title, and the children it is about.
pub(in crate::concerns) fn frame(
    cx: &Cx,
    o: &Opened,
    title: &str,
    errors: &FieldErrors,
    body: Markup,
) -> Reply {
    let minors = o.concern.minors.iter().filter(|m| m.same_as.is_none() && m.set_aside.is_none());
    let names: Vec<String> = minors.map(|m| minor_name(cx, m, o.person(m.id))).collect();
    captioned(cx, o, &names.join(", "), title, errors, body)
}

/// As [`frame`], for a deed about one child: the others are not named.
pub(in crate::concerns) fn frame_of(
    cx: &Cx,
    o: &Opened,
    minor: MinorId,
    title: &str,
    errors: &FieldErrors,
    body: Markup,
) -> Reply {
    let name = o.concern.minor(minor).map_or_else(String::new, |m| minor_name(cx, m, o.person(minor)));
    captioned(cx, o, &name, title, errors, body)
}

/// What will be recorded, where there is a choice; where only one thing can be, that one, said instead of asked.
pub(in crate::concerns) fn outcome(
    cx: &Cx,
    typed: &Form,
    errors: &FieldErrors,
    legend: &str,
    outcomes: &[Choice],
) -> Markup {
    let [only] = outcomes else {
        return ui::radios(cx, typed, errors, "outcome", legend, None, outcomes);
    };
    html! {
        div.govuk-inset-text id="outcome" tabindex="-1" {
            (ui::hidden("outcome", &only.code))
            @if let Some(error) = errors.of("outcome") { p.govuk-error-message { (error) } }
            p.govuk-body { strong { (only.label) } }
            @if let Some(hint) = &only.hint { p.govuk-hint { (hint) } }
        }
    }
}

fn captioned(cx: &Cx, o: &Opened, caption: &str, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        span.govuk-caption-l { (caption) }
        h1.govuk-heading-l { (title) }
        (body)
    };
    Page::new(title)
        .errors(errors)
        .narrow()
        .crumb(w.list_title(), Some("/reports".into()))
        .crumb(o.concern.report.reference.clone(), Some(o.url()))
        .crumb(title, None)
        .show(cx, body)
}
