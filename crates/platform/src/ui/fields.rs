// SPDX-License-Identifier: EUPL-1.2
//! Fields of forms. Each shows what was typed and, beside it, what is wrong with it.

use maud::{Markup, html};

use crate::form::FieldErrors;
use crate::http::{Cx, Form};

/// One choice of radios, boxes or a list.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The code that is sent.
    pub code: String,
    /// What it is called.
    pub label: String,
    /// What it means, where the name is not enough.
    pub hint: Option<String>,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { code: code.into(), label: label.into(), hint: None }
    }

    /// Adds what it means.
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = Some(hint.into());
        self
    }
}

/// Where a form keeps its draft while it is being written.
pub struct Draft<'a> {
    /// The address that keeps it.
    pub url: &'a str,
}

/// What every form sends along: the key that makes it happen once, and the session's own mark.
pub fn form_key(cx: &Cx) -> Markup {
    // A form that comes back keeps its key only if nothing was written under it: a refused POST wrote nothing.
    let sent = cx.form().raw("_key");
    let key = if sent.is_empty() {
        cx.app.chance.uuid().map(|k| k.simple().to_string()).unwrap_or_default()
    } else {
        sent.to_owned()
    };
    html! {
        input type="hidden" name="_key" value=(key);
        @if let Some(session) = &cx.session { input type="hidden" name="_csrf" value=(session.csrf); }
    }
}

/// A value that goes along unseen.
pub fn hidden(name: &str, value: impl std::fmt::Display) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The frame of a field: label, hint, error, and the control itself, which is given the ids that describe it.
pub fn field(
    cx: &Cx,
    name: &str,
    label: &str,
    hint: Option<&str>,
    errors: &FieldErrors,
    control: impl FnOnce(Option<String>) -> Markup,
) -> Markup {
    let error = errors.of(name);
    let described: Vec<String> =
        [hint.map(|_| format!("{name}-hint")), error.map(|_| format!("{name}-error"))]
            .into_iter()
            .flatten()
            .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    html! {
        div.govuk-form-group.govuk-form-group--error[error.is_some()] {
            label.govuk-label for=(name) { (label) }
            (hint_and_error(cx, name, hint, error))
            (control(described))
        }
    }
}

fn hint_and_error(cx: &Cx, name: &str, hint: Option<&str>, error: Option<&str>) -> Markup {
    html! {
        @if let Some(hint) = hint { div.govuk-hint id=(format!("{name}-hint")) { (hint) } }
        @if let Some(error) = error {
            p.govuk-error-message id=(format!("{name}-error")) {
                span.govuk-visually-hidden { (super::words(cx).field_error()) " " } (error)
            }
        }
    }
}

/// A line of text.
pub fn text_input(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    name: &str,
    label: &str,
    hint: Option<&str>,
) -> Markup {
    typed_input(cx, form, errors, name, label, hint, "text", None)
}

/// A whole number in digits.
pub fn number_input(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    name: &str,
    label: &str,
    hint: Option<&str>,
) -> Markup {
    typed_input(cx, form, errors, name, label, hint, "text", Some("numeric"))
}

#[allow(clippy::too_many_arguments)] // One control, two callers; the arguments are the attributes of an input.
fn typed_input(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    name: &str,
    label: &str,
    hint: Option<&str>,
    kind: &str,
    mode: Option<&str>,
) -> Markup {
    field(cx, name, label, hint, errors, |described| {
        html! {
            input.govuk-input.govuk-input--error[errors.of(name).is_some()] id=(name) name=(name) type=(kind)
                inputmode=[mode] value=(form.raw(name)) aria-describedby=[described] autocomplete="off";
        }
    })
}

/// A text of several lines.
pub fn textarea(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    name: &str,
    label: &str,
    hint: Option<&str>,
    rows: u8,
) -> Markup {
    field(cx, name, label, hint, errors, |described| {
        html! {
            textarea.govuk-textarea.govuk-textarea--error[errors.of(name).is_some()] id=(name) name=(name) rows=(rows)
                aria-describedby=[described] { (form.raw(name)) }
        }
    })
}

/// A choice among a few, all in sight.
pub fn radios(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    name: &str,
    legend: &str,
    hint: Option<&str>,
    choices: &[Choice],
) -> Markup {
    boxes(cx, form, errors, name, legend, hint, choices, "radio", "")
}

/// A choice among a few in the filters of a list: small circles, close together.
pub fn small_radios(cx: &Cx, form: &Form, name: &str, legend: &str, choices: &[Choice]) -> Markup {
    boxes(cx, form, &FieldErrors::default(), name, legend, None, choices, "radio", " govuk-radios--small")
}

/// Several choices among a few.
pub fn checkboxes(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    name: &str,
    legend: &str,
    hint: Option<&str>,
    choices: &[Choice],
) -> Markup {
    boxes(cx, form, errors, name, legend, hint, choices, "checkbox", "")
}

#[allow(clippy::too_many_arguments)] // One control, three callers.
fn boxes(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    name: &str,
    legend: &str,
    hint: Option<&str>,
    choices: &[Choice],
    kind: &str,
    size: &str,
) -> Markup {
    let error = errors.of(name);
    let described: Vec<String> =
        [hint.map(|_| format!("{name}-hint")), error.map(|_| format!("{name}-error"))]
            .into_iter()
            .flatten()
            .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let chosen = form.all(name);
    let block = if kind == "radio" { "govuk-radios" } else { "govuk-checkboxes" };
    html! {
        div.govuk-form-group.govuk-form-group--error[error.is_some()] {
            fieldset.govuk-fieldset aria-describedby=[described] {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (legend) }
                (hint_and_error(cx, name, hint, error))
                div class=(format!("{block}{size}")) data-module=(block) {
                    @for (i, choice) in choices.iter().enumerate() {
                        // The first box carries the field's own id, so that the error summary leads to it.
                        @let id = if i == 0 { name.to_owned() } else { format!("{name}-{}", choice.code) };
                        div class=(format!("{block}__item")) {
                            input class=(format!("{block}__input")) id=(id) name=(name) type=(kind) value=(choice.code)
                                checked[chosen.contains(&choice.code.as_str())]
                                aria-describedby=[choice.hint.as_ref().map(|_| format!("{id}-what"))];
                            label class=(format!("govuk-label {block}__label")) for=(id) { (choice.label) }
                            @if let Some(hint) = &choice.hint {
                                div class=(format!("govuk-hint {block}__hint")) id=(format!("{id}-what")) { (hint) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A form's fields, filled in by the program.
pub fn filled<N: Into<String>>(fields: impl IntoIterator<Item = (N, String)>) -> Form {
    Form::from_fields(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

/// One box to tick.
pub fn checkbox(form: &Form, name: &str, label: &str) -> Markup {
    html! {
        div.govuk-form-group {
            div.govuk-checkboxes data-module="govuk-checkboxes" {
                div.govuk-checkboxes__item {
                    input.govuk-checkboxes__input id=(name) name=(name) type="checkbox" value="1" checked[!form.raw(name).is_empty()];
                    label.govuk-label.govuk-checkboxes__label for=(name) { (label) }
                }
            }
        }
    }
}

/// A choice among many. The first, empty one says that nothing is chosen yet.
pub fn select(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    name: &str,
    label: &str,
    hint: Option<&str>,
    choices: &[Choice],
) -> Markup {
    field(cx, name, label, hint, errors, |described| {
        html! {
            select.govuk-select.govuk-select--error[errors.of(name).is_some()] id=(name) name=(name) aria-describedby=[described] {
                option value="" { (super::words(cx).field_choose()) }
                @for choice in choices {
                    option value=(choice.code) selected[form.raw(name) == choice.code] { (choice.label) }
                }
            }
        }
    })
}

/// A choice among many in the filters of a list: the first one leaves everything in.
pub fn filter_select(cx: &Cx, form: &Form, name: &str, label: &str, choices: &[Choice]) -> Markup {
    html! {
        div.govuk-form-group {
            label.govuk-label for=(name) { (label) }
            select.govuk-select id=(name) name=(name) {
                option value="" { (super::words(cx).filters_any()) }
                @for choice in choices {
                    option value=(choice.code) selected[form.raw(name) == choice.code] { (choice.label) }
                }
            }
        }
    }
}

/// A date in three boxes. When `partial`, day and month may stay empty and the date may be an estimate.
#[allow(clippy::fn_params_excessive_bools, clippy::too_many_arguments)]
pub fn date_input(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    name: &str,
    legend: &str,
    hint: Option<&str>,
    may_be_partial: Option<()>,
) -> Markup {
    let w = super::words(cx);
    let error = errors.of(name);
    // A value that comes from storage lies in one field, as written down: it is taken apart here.
    let stored = form.raw(name).trim_end_matches('~').to_owned();
    let mut stored_parts = stored.split('-');
    let (year, month, day) = (stored_parts.next(), stored_parts.next(), stored_parts.next());
    let part = |suffix: &str, stored: Option<&str>| -> String {
        let typed = form.raw(&format!("{name}-{suffix}"));
        if typed.is_empty() { stored.unwrap_or("").to_owned() } else { typed.to_owned() }
    };
    let wrong = if error.is_some() { " govuk-input--error" } else { "" };
    let one = |suffix: &str, label: &str, width: u8, value: String, first: bool| {
        // The day, the first box, carries the field's own id: the error summary leads to it.
        let id = if first { name.to_owned() } else { format!("{name}-{suffix}") };
        html! {
            div.govuk-date-input__item {
                div.govuk-form-group {
                    label.govuk-label.govuk-date-input__label for=(id) { (label) }
                    input class=(format!("govuk-input govuk-date-input__input govuk-input--width-{width}{wrong}")) id=(id) name=(format!("{name}-{suffix}"))
                        type="text" inputmode="numeric" value=(value) autocomplete="off";
                }
            }
        }
    };
    html! {
        div.govuk-form-group.govuk-form-group--error[error.is_some()] {
            fieldset.govuk-fieldset role="group" {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (legend) }
                (hint_and_error(cx, name, hint, error))
                div.govuk-date-input {
                    (one("day", w.date_day(), 2, part("day", day), true))
                    (one("month", w.date_month(), 2, part("month", month), false))
                    (one("year", w.date_year(), 4, part("year", Some(year.unwrap_or(""))), false))
                }
                @if may_be_partial.is_some() {
                    @let estimated = format!("{name}-estimated");
                    div.govuk-checkboxes.govuk-checkboxes--small data-module="govuk-checkboxes" {
                        div.govuk-checkboxes__item {
                            input.govuk-checkboxes__input id=(estimated) name=(estimated) type="checkbox" value="1"
                                checked[!form.raw(&estimated).is_empty() || form.raw(name).ends_with('~')];
                            label.govuk-label.govuk-checkboxes__label for=(estimated) { (w.date_estimated()) }
                        }
                    }
                }
            }
        }
    }
}

/// A file to send.
pub fn file_input(cx: &Cx, errors: &FieldErrors, name: &str, label: &str, hint: Option<&str>) -> Markup {
    field(cx, name, label, hint, errors, |described| {
        html! {
            input.govuk-file-upload.govuk-file-upload--error[errors.of(name).is_some()] id=(name) name=(name) type="file"
                aria-describedby=[described];
        }
    })
}

/// The button that sends, and where one goes without sending.
pub fn submit(label: &str, cancel: Option<(&str, &str)>) -> Markup {
    html! {
        div.govuk-button-group {
            button.govuk-button type="submit" { (label) }
            @if let Some((label, href)) = cancel { a.govuk-link href=(href) { (label) } }
        }
    }
}

/// All errors of a form, above it, each leading to its field.
pub fn error_summary(cx: &Cx, errors: &FieldErrors) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.govuk-error-summary data-module="govuk-error-summary" {
                div role="alert" {
                    h2.govuk-error-summary__title { (super::words(cx).errors_title()) }
                    div.govuk-error-summary__body {
                        ul.govuk-list.govuk-error-summary__list {
                            @for error in errors.iter() { li { a href=(format!("#{}", error.field)) { (error.message) } } }
                        }
                    }
                }
            }
        }
    }
}
