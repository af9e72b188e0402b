// SPDX-License-Identifier: EUPL-1.2
//! The form of professionals, and that of a service which was told.

use maud::{Markup, html};
use platform::drafts::Draft;
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice, Page};
use register::{drafts, people};
use rulebook::list;

use super::fields::{self, Typed};
use super::{choices, words};
use crate::concerns::pages::{Around, Looked, Writing, child_rows, holder_rows};

/// How it arrived, for what a service was told: every way but the two forms and the transfer.
const OWN_WAYS: [&str; 3] = ["public_form", "professional_form", "transferred"];

/// The whole form.
pub(in crate::concerns) fn form(
    cx: &Cx,
    around: &Around<'_>,
    draft: Option<&Draft>,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let t = Typed { form: typed, errors };
    let path = around.writing.path();
    let title = if around.writing == Writing::Sent { w.send_title() } else { w.take_title() };
    let parts = html! {
        @if !around.looked.is_empty() { (looked(cx, around)) }
        div.mg-reading { (head(cx, t, around)) }
        section.mg-section { h2.govuk-heading-m { (w.step_facts()) } (fields::three(cx, t)) (fields::about(cx, t, around.pack)) }
        (section(w.step_children(), children(cx, t, around)))
        (section(w.step_holders(), holders(cx, t, around)))
        (section(w.step_danger(), html! {
            (fields::danger_now(cx, t))
            (fields::folded(w.send_scales_fold(), is_rated(t), html! {
                p.govuk-body { (w.send_scales()) }
                (fields::scales(cx, t, around.pack))
            }))
            (ui::checkbox(typed, "direct_referral", w.direct_referral()))
        }))
        (section(if around.writing == Writing::Sent { w.send_you() } else { w.take_reporter() }, reporter(cx, t, around)))
        p.govuk-body { (w.send_files_later()) }
        (ui::submit(if around.writing == Writing::Sent { w.send_submit() } else { w.take_submit() }, Some((w.cancel(), "/reports"))))
    };
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (title) }
        p.mg-lead { @if around.writing == Writing::Sent { (w.send_lead()) } @else { (w.take_lead()) } }
        (drafts::notice(cx, draft, path))
        (drafts::writing(cx, path, path, around.writing.form(), None, parts))
    };
    Page::new(title)
        .errors(errors)
        .crumb(w.list_title(), Some("/reports".into()))
        .crumb(title, None)
        .show(cx, body)
}

fn section(title: &str, body: Markup) -> Markup {
    html! { section.mg-section { h2.govuk-heading-m { (title) } div.mg-reading { (body) } } }
}

fn is_rated(t: Typed<'_>) -> bool {
    ["danger", "gravity", "urgency"].iter().any(|s| !t.form.raw(s).is_empty() || t.errors.of(s).is_some())
}

fn head(cx: &Cx, t: Typed<'_>, around: &Around<'_>) -> Markup {
    let w = words(cx);
    match around.writing {
        Writing::Sent => {
            let services: Vec<Choice> = around
                .services
                .iter()
                .map(|s| Choice::new(s.id.0.simple().to_string(), s.name.clone()))
                .collect();
            ui::select(cx, t.form, t.errors, "institution", w.send_to(), Some(w.send_to_hint()), &services)
        }
        Writing::Taken => {
            let mut ways = choices(cx, around.pack, list::RECEIVED_HOW);
            ways.retain(|c| !OWN_WAYS.contains(&c.code.as_str()));
            html! {
                (ui::radios(cx, t.form, t.errors, "received_how", w.received_how(), None, &ways))
                (ui::date_input(cx, t.form, t.errors, "received_on", w.received_on(), Some(w.received_on_hint()), None))
            }
        }
    }
}

fn children(cx: &Cx, t: Typed<'_>, around: &Around<'_>) -> Markup {
    let w = words(cx);
    let shown = child_rows(t.form).max(1) + around.more_children;
    html! {
        @for n in 1..=shown {
            (fields::child(cx, t, n))
            // What was already looked for is not looked for again; whoever was recognised stays recognised.
            @if around.looked.iter().all(|l| l.row != n) {
                @for part in ["searched", "person"] {
                    @let name = format!("child-{n}-{part}");
                    @if !t.form.raw(&name).is_empty() { (ui::hidden(&name, t.form.raw(&name))) }
                }
            }
        }
        p { button.govuk-button.govuk-button--secondary type="submit" name="then" value="add-child" { (w.child_add()) } }
        (fields::home(cx, t))
        (ui::text_input(cx, t.form, t.errors, "language", w.language(), None))
        (ui::text_input(cx, t.form, t.errors, "interpreter", w.interpreter(), Some(w.optional())))
    }
}

fn holders(cx: &Cx, t: Typed<'_>, around: &Around<'_>) -> Markup {
    let w = words(cx);
    let shown = holder_rows(t.form).max(1) + around.more_holders;
    html! {
        p.govuk-body { (w.send_holders()) }
        @for n in 1..=shown { (fields::holder(cx, t, around.pack, n, Some(()))) }
        p { button.govuk-button.govuk-button--secondary type="submit" name="then" value="add-holder" { (w.holder_add()) } }
    }
}

fn reporter(cx: &Cx, t: Typed<'_>, around: &Around<'_>) -> Markup {
    let w = words(cx);
    let capacities = choices(cx, around.pack, list::REPORTER_CAPACITY);
    let relations = choices(cx, around.pack, list::RELATION_TO_CHILD);
    let mut professional = capacities.clone();
    if let Some(found) = around.pack.list(list::REPORTER_CAPACITY) {
        professional
            .retain(|c| found.entry(&c.code).is_some_and(|e| e.group.as_deref() == Some("professional")));
    }
    html! {
        p.govuk-body { span.mg-layer.mg-layer--mine { (w.reporter_layer()) } " " (w.reporter_apart()) }
        @if around.writing == Writing::Sent {
            (ui::select(cx, t.form, t.errors, "capacity", w.your_capacity(), None, &professional))
            (ui::select(cx, t.form, t.errors, "relation", w.your_relation(), None, &relations))
            (ui::text_input(cx, t.form, t.errors, "phone", w.your_phone(), Some(w.optional())))
        } @else {
            @let known = [Choice::new("yes", w.take_known_yes()), Choice::new("no", w.take_known_no())];
            (ui::radios(cx, t.form, t.errors, "known", w.take_known(), None, &known))
            (ui::text_input(cx, t.form, t.errors, "name", w.reporter_name(), None))
            (ui::select(cx, t.form, t.errors, "capacity", w.reporter_capacity(), None, &capacities))
            (ui::select(cx, t.form, t.errors, "relation", w.reporter_relation(), None, &relations))
            (ui::text_input(cx, t.form, t.errors, "workplace", w.reporter_workplace(), Some(w.optional())))
            (ui::text_input(cx, t.form, t.errors, "phone", w.reporter_phone(), Some(w.optional())))
            (ui::text_input(cx, t.form, t.errors, "email", w.reporter_email(), Some(w.optional())))
            (ui::textarea(cx, t.form, t.errors, "safe_contact", w.reporter_safe_contact(), None, 2))
            (ui::checkbox(t.form, "alleged_author", w.reporter_alleged()))
        }
        (ui::checkbox(t.form, "wants_unknown", w.reporter_wants_unknown()))
    }
}

/// Who may already be known, before somebody new is recorded.
fn looked(cx: &Cx, around: &Around<'_>) -> Markup {
    let w = words(cx);
    html! {
        section.mg-panel id="known-children" {
            h2.mg-panel__title { (w.look_title()) }
            p.govuk-body { (w.look_text()) }
            @for one in &around.looked { (candidates(cx, around, one)) }
        }
    }
}

fn candidates(cx: &Cx, around: &Around<'_>, one: &Looked) -> Markup {
    let w = words(cx);
    let name = format!("child-{}-person", one.row);
    html! {
        h3.govuk-heading-s { (w.child_legend(one.row as i64)) }
        (ui::hidden(&format!("child-{}-searched", one.row), &one.key))
        (people::results(cx, &one.found))
        @if around.writing == Writing::Taken && !one.found.readable.is_empty() {
            fieldset.govuk-fieldset {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (w.look_which()) }
                div.govuk-radios {
                    @for (i, hit) in one.found.readable.iter().enumerate() {
                        @let id = format!("{name}-{i}");
                        div.govuk-radios__item {
                            input.govuk-radios__input id=(id) name=(name) type="radio" value=(hit.person.id);
                            label.govuk-label.govuk-radios__label for=(id) {
                                (w.look_same(hit.person.name())) " – " (people::birth_line(cx, &hit.person))
                            }
                        }
                    }
                    div.govuk-radios__item {
                        @let id = format!("{name}-new");
                        input.govuk-radios__input id=(id) name=(name) type="radio" value="" checked;
                        label.govuk-label.govuk-radios__label for=(id) { (w.look_new()) }
                    }
                }
            }
        }
    }
}
