// SPDX-License-Identifier: EUPL-1.2
//! The public door: calm, one thing a page, the way out always in sight.

use kernel::Date;
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice, Page};
use rulebook::{Pack, list};

use super::fields::{self, Typed, form};
use super::{choices, numbers, words};
use crate::concerns::model::{NewMinor, NewReport, Told, Who};
use crate::concerns::pages::{Step, Where, child_rows, holder_rows};

/// The page before the first question.
pub(in crate::concerns) fn start(cx: &Cx, emergency: &[(String, Vec<String>)], has_draft: bool) -> Reply {
    let w = words(cx);
    let body = html! {
        @if cx.query("done") == "discarded" { (ui::success(cx, w.public_discarded())) }
        h1.govuk-heading-l { (w.public_title()) }
        p.mg-lead { (w.public_lead()) }
        div.govuk-warning-text {
            span.govuk-warning-text__icon aria-hidden="true" { "!" }
            strong.govuk-warning-text__text {
                span.govuk-visually-hidden { (w.public_now()) " " }
                (w.public_emergency())
                @for (country, found) in emergency { br; (country) " : " (numbers(found)) }
            }
        }
        h2.govuk-heading-m { (w.public_who_reads()) }
        p.govuk-body { (w.public_who_reads_text()) }
        h2.govuk-heading-m { (w.public_what_happens()) }
        p.govuk-body { (w.public_what_happens_text()) }
        p.govuk-body { (w.public_not_to_expect()) }
        h2.govuk-heading-m { (w.public_unknown()) }
        p.govuk-body { (w.public_unknown_text()) }
        h2.govuk-heading-m { (w.public_exit()) }
        p.govuk-body { (w.public_exit_text()) }
        p.govuk-body { (w.public_draft_text()) }
        div.govuk-button-group {
            a.govuk-button href=(Step::Place.path()) role="button" {
                @if has_draft { (w.public_go_on()) } @else { (w.public_begin()) }
            }
            a.govuk-link href="/report/return" { (w.public_have_code()) }
        }
        @if has_draft { (discard(cx)) }
    };
    Page::new(w.public_title()).narrow().exit().show(cx, body)
}

fn discard(cx: &Cx) -> Markup {
    form(
        cx,
        "/report/discard",
        html! {
            button.mg-linkbutton type="submit" { (words(cx).public_discard()) }
        },
    )
}

/// A step of the form.
pub(in crate::concerns) fn step(
    cx: &Cx,
    step: Step,
    typed: &Form,
    errors: &FieldErrors,
    pack: Option<&Pack>,
    places: Option<&Where>,
) -> Reply {
    let w = words(cx);
    let t = Typed { form: typed, errors };
    let title = match step {
        Step::Place => w.step_place(),
        Step::Service => w.step_service(),
        Step::Facts => w.step_facts(),
        Step::Children => w.step_children(),
        Step::Holders => w.step_holders(),
        Step::Danger => w.step_danger(),
        Step::You => w.step_you(),
    };
    let fields = match (step, places, pack) {
        (Step::Place, Some(places), _) => place(cx, t, places),
        (Step::Service, Some(places), _) => service(cx, t, places),
        (Step::Facts, _, Some(pack)) => html! {
            (fields::three_plain(cx, t))
            p.govuk-body.mg-soft { (w.public_no_files()) }
            (fields::about(cx, t, pack))
        },
        (Step::Children, ..) => children(cx, t),
        (Step::Holders, _, Some(pack)) => html! {
            p.govuk-body { (w.public_holders_text()) }
            @for n in 1..=holder_rows(typed).max(2) { (fields::holder(cx, t, pack, n, None)) }
        },
        (Step::Danger, ..) => fields::danger_now(cx, t),
        (Step::You, _, Some(pack)) => you(cx, t, pack),
        _ => html! {},
    };
    let body = html! {
        (ui::error_summary(cx, errors))
        (emergency_reminder(cx, typed, pack, step))
        p.mg-soft { (w.step_of(step.number(), Step::ALL.len() as i64)) }
        h1.govuk-heading-l { (title) }
        form method="post" action=(step.path()) novalidate
            data-draft-url=(format!("/report/draft/{}", step.code())) data-draft-saved=(w.draft_saved("{time}"))
            data-draft-failed=(w.draft_failed()) {
            (ui::form_key(cx))
            (fields)
            div.govuk-button-group {
                button.govuk-button type="submit" { (w.go_on()) }
                @if cx.query("back") == "check" {
                    button.govuk-button.govuk-button--secondary type="submit" name="then" value="check" { (w.back_to_check()) }
                }
                a.govuk-link href=(step.previous()) { (w.go_back()) }
            }
            p.mg-draft role="status" aria-live="polite" {}
        }
        (discard(cx))
    };
    Page::new(title).errors(errors).narrow().exit().show(cx, body)
}

/// Somebody who said « danger now » is told again whom to call, on every page that follows.
fn emergency_reminder(cx: &Cx, typed: &Form, pack: Option<&Pack>, step: Step) -> Markup {
    let now = typed.raw("danger_now") == Told::Yes.code() && step != Step::Danger;
    html! {
        @if let (true, Some(pack)) = (now, pack) {
            div.govuk-warning-text {
                span.govuk-warning-text__icon aria-hidden="true" { "!" }
                strong.govuk-warning-text__text {
                    span.govuk-visually-hidden { (words(cx).public_now()) " " }
                    (words(cx).public_call_now()) " " (numbers(&pack.emergency_numbers))
                }
            }
        }
    }
}

fn place(cx: &Cx, t: Typed<'_>, places: &Where) -> Markup {
    let w = words(cx);
    let choices: Vec<Choice> =
        places.territories.iter().map(|p| Choice::new(p.id.0.simple().to_string(), p.name.clone())).collect();
    html! {
        p.govuk-body { (w.public_place_text()) }
        (ui::select(cx, t.form, t.errors, "territory", w.public_place(), Some(w.public_place_hint()), &choices))
    }
}

fn service(cx: &Cx, t: Typed<'_>, places: &Where) -> Markup {
    let w = words(cx);
    let choices: Vec<Choice> = places
        .services
        .iter()
        .map(|s| {
            let choice = Choice::new(s.id.0.simple().to_string(), s.name.clone());
            let hint = [s.territory_name.clone().unwrap_or_default(), s.phone.clone()];
            choice.hint(hint.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" – "))
        })
        .collect();
    html! {
        @if choices.is_empty() { (ui::warning(cx, w.public_no_service())) }
        @else { (ui::radios(cx, t.form, t.errors, "institution", w.public_service(), Some(w.public_service_hint()), &choices)) }
    }
}

fn children(cx: &Cx, t: Typed<'_>) -> Markup {
    let w = words(cx);
    let filled = child_rows(t.form);
    let shown = if cx.query("add").is_empty() { filled.max(1) } else { filled + 1 };
    html! {
        p.govuk-body { (w.public_children_text()) }
        @for n in 1..=shown {
            (fields::child(cx, t, n))
            @if n <= filled && filled > 1 {
                p { button.mg-linkbutton type="submit" name="then" value=(format!("remove-{n}")) { (w.child_remove(n as i64)) } }
            }
        }
        p { button.govuk-button.govuk-button--secondary type="submit" name="then" value="add" { (w.child_add()) } }
        (fields::home(cx, t))
    }
}

fn you(cx: &Cx, t: Typed<'_>, pack: &Pack) -> Markup {
    let w = words(cx);
    let known = [
        Choice::new("yes", w.known_yes()).hint(w.known_yes_hint()),
        Choice::new("no", w.known_no()).hint(w.known_no_hint()),
    ];
    html! {
        (ui::radios(cx, t.form, t.errors, "known", w.known(), None, &known))
        (ui::text_input(cx, t.form, t.errors, "name", w.your_name(), Some(w.your_name_hint())))
        (ui::select(cx, t.form, t.errors, "relation", w.your_relation(), None, &choices(cx, pack, list::RELATION_TO_CHILD)))
        (ui::select(cx, t.form, t.errors, "capacity", w.your_capacity(), Some(w.optional()), &choices(cx, pack, list::REPORTER_CAPACITY)))
        (ui::text_input(cx, t.form, t.errors, "phone", w.your_phone(), Some(w.optional())))
        (ui::text_input(cx, t.form, t.errors, "email", w.your_email(), Some(w.optional())))
        (ui::textarea(cx, t.form, t.errors, "safe_contact", w.your_safe_contact(), Some(w.your_safe_contact_hint()), 2))
        (ui::checkbox(t.form, "wants_unknown", w.your_wants_unknown()))
        p.govuk-body.mg-soft { (w.your_wants_unknown_hint()) }
    }
}

/// Everything on one page, each part with a way back to it.
pub(in crate::concerns) fn check(
    cx: &Cx,
    typed: &Form,
    new: &NewReport,
    service: &str,
    pack: &Pack,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let body = html! {
        @if !errors.is_empty() { (missing(cx, errors)) }
        (emergency_reminder(cx, typed, Some(pack), Step::You))
        h1.govuk-heading-l { (w.check_title()) }
        p.govuk-body { (w.check_text(service)) }
        dl.govuk-summary-list {
            (row(cx, w.step_service(), Step::Service, html! { (service) }))
            (row(cx, w.observed(), Step::Facts, text(cx, &new.observed)))
            (row(cx, w.heard(), Step::Facts, text(cx, &new.heard)))
            (row(cx, w.thought(), Step::Facts, text(cx, &new.thought)))
            (row(cx, w.occurred(), Step::Facts, match new.occurred {
                Some(on) => html! { (ui::partial_date(cx, on)) },
                None => unsaid(cx),
            }))
            (row(cx, w.about(), Step::Facts, text(cx, &about(cx, new, pack))))
            (row(cx, w.step_children(), Step::Children, html! {
                @for child in &new.children { p.govuk-body { (minor(cx, child)) } }
                @if new.children.is_empty() { (unsaid(cx)) }
            }))
            (row(cx, w.home(), Step::Children, html! {
                @for child in &new.home { p.govuk-body { (child.description) } }
                @if new.home.is_empty() { (unsaid(cx)) }
            }))
            (row(cx, w.address(), Step::Children, text(cx, &new.address)))
            (row(cx, w.step_holders(), Step::Holders, html! {
                @for holder in &new.holders { p.govuk-body { (holder.who) " – " (w.holder_was_told(holder.told.code())) } }
                @if new.holders.is_empty() { (unsaid(cx)) }
            }))
            (row(cx, w.step_danger(), Step::Danger, html! {
                (w.danger_told(new.danger_now.code()))
                @if !new.safety.is_empty() { br; (new.safety) }
            }))
            (row(cx, w.step_you(), Step::You, html! {
                @if new.reporter.is_known { (new.reporter.name) } @else { (w.known_no()) }
                @if !new.reporter.phone.is_empty() { br; (new.reporter.phone) }
                @if !new.reporter.email.is_empty() { br; (new.reporter.email) }
                @if new.reporter.wants_unknown { br; (w.your_wants_unknown()) }
            }))
        }
        (form(cx, "/report/send", html! {
            p.govuk-body { (w.check_promise()) }
            button.govuk-button type="submit" { (w.check_send()) }
        }))
        (discard(cx))
    };
    Page::new(w.check_title()).errors(errors).narrow().exit().show(cx, body)
}

fn missing(cx: &Cx, errors: &FieldErrors) -> Markup {
    html! {
        div.govuk-error-summary {
            div role="alert" {
                h2.govuk-error-summary__title { (words(cx).check_missing()) }
                ul.govuk-list.govuk-error-summary__list {
                    @for error in errors.iter() {
                        @let step = Step::of_field(&error.field).unwrap_or(Step::Facts);
                        li { a href=(format!("{}?back=check#{}", step.path(), error.field)) { (error.message) } }
                    }
                }
            }
        }
    }
}

fn row(cx: &Cx, label: &str, step: Step, value: Markup) -> Markup {
    html! {
        div.govuk-summary-list__row {
            dt.govuk-summary-list__key { (label) }
            dd.govuk-summary-list__value { (value) }
            dd.govuk-summary-list__actions {
                a.govuk-link href=(format!("{}?back=check", step.path())) {
                    (words(cx).change()) span.govuk-visually-hidden { " " (label) }
                }
            }
        }
    }
}

fn unsaid(cx: &Cx) -> Markup {
    html! { span.mg-unknown { (words(cx).unsaid()) } }
}

fn text(cx: &Cx, text: &str) -> Markup {
    if text.is_empty() { unsaid(cx) } else { super::as_typed(text) }
}

fn about(cx: &Cx, new: &NewReport, pack: &Pack) -> String {
    new.about.iter().map(|code| pack.word(list::MALTREATMENT, code, cx.lang)).collect::<Vec<_>>().join(", ")
}

fn minor(cx: &Cx, minor: &NewMinor) -> Markup {
    let w = words(cx);
    html! {
        @match &minor.who {
            Who::New(p) => {
                (format!("{} {}", p.given, p.family).trim())
                @if let Some(birth) = p.birth { " – " (ui::age(cx, birth, cx.today())) }
                @if let Some(on) = p.expected_on { " – " (w.minor_expected(ui::date(cx, on))) }
                @if !minor.description.is_empty() { br; (minor.description) }
            }
            _ => (minor.description),
        }
        @if minor.number_unknown { " (" (w.several()) ")" }
    }
}

/// The receipt with its code. Shown for half an hour in the browser that sent it.
pub(in crate::concerns) fn receipt(cx: &Cx, found: Option<&(String, String, Date)>) -> Reply {
    let w = words(cx);
    let body = html! {
        @match found {
            Some((code, _, on)) => {
                div.govuk-panel.govuk-panel--confirmation {
                    h1.govuk-panel__title { (w.receipt_title()) }
                    div.govuk-panel__body { (w.receipt_received(ui::date(cx, *on))) }
                }
                h2.govuk-heading-m { (w.receipt_code()) }
                p { span.mg-code { (code) } }
                p.govuk-body { (w.receipt_code_text()) }
                (ui::warning(cx, w.receipt_keep()))
                h2.govuk-heading-m { (w.receipt_next()) }
                p.govuk-body { (w.receipt_next_text()) }
                p { a.govuk-link href="/report/return" { (w.public_have_code()) } }
            }
            None => {
                h1.govuk-heading-l { (w.receipt_gone()) }
                p.govuk-body { (w.receipt_gone_text()) }
                p { a.govuk-button.govuk-button--secondary href="/report/return" { (w.public_have_code()) } }
            }
        }
    };
    Page::new(w.receipt_page()).narrow().exit().show(cx, body)
}
