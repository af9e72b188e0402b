// SPDX-License-Identifier: EUPL-1.2
//! Problems: the only place where failures become status codes and pages.

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use kernel::Refusal;
use maud::{Markup, html};

use crate::db::StoreError;
use crate::http::{Cx, Reply};
use crate::ui;

/// What a handler answers when it cannot do what was asked.
#[derive(Debug)]
pub enum Problem {
    /// Nobody is signed in, or not fully.
    SignIn,
    /// There is no such thing, or it is not yours: from outside the two look the same.
    NotFound,
    /// A rule said no. The words are those of the slice: title and way forward, in the reader's language.
    Refused(Refused),
    /// Somebody else changed the same thing meanwhile: both texts, so that none is lost.
    Conflict(Box<Conflict>),
    /// The request cannot be read: not UTF-8, not a form.
    Unreadable,
    /// The request is larger than what this page takes.
    TooLarge,
    /// The form lacks its key or comes from another site: shown with what was typed and a way to send it again.
    Forged,
    /// Too many tries; so many seconds to wait.
    Wait(i64),
    /// Many people write at once, or somebody floods: so many seconds to wait. What was typed is on the page.
    Crowded(i64),
    /// Storage failed.
    Store(StoreError),
    /// Something that should not be possible. The text goes to the log, without personal data.
    Fault(String),
}

/// A refusal with its words.
#[derive(Debug)]
pub struct Refused {
    /// Code of the rule.
    pub code: &'static str,
    /// Why not, in the reader's language.
    pub why: String,
    /// What can be done instead.
    pub way: Option<String>,
}

/// Two versions of the same thing.
#[derive(Debug)]
pub struct Conflict {
    /// Where the form is sent again.
    pub resend_to: String,
    /// The version that is stored now, to be sent along.
    pub version: i64,
    /// For every field: its name, its label, what is stored now, and what was just typed.
    pub fields: Vec<ConflictField>,
}

/// One field of a conflict.
#[derive(Debug)]
pub struct ConflictField {
    /// Name of the field in the form.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// What is stored now.
    pub theirs: String,
    /// What was just typed.
    pub mine: String,
}

impl Problem {
    /// Something that should not be possible.
    pub fn fault(what: impl Into<String>) -> Problem {
        Problem::Fault(what.into())
    }

    /// A refusal with its words.
    pub fn refused(refusal: Refusal, why: impl Into<String>, way: Option<String>) -> Problem {
        Problem::Refused(Refused { code: refusal.code, why: why.into(), way })
    }

    /// The code by which tests, stories and the API know it.
    pub fn code(&self) -> &str {
        match self {
            Problem::SignIn => "sign-in",
            Problem::NotFound => "not-found",
            Problem::Refused(r) => r.code,
            Problem::Conflict(_) => "conflict",
            Problem::Unreadable => "unreadable",
            Problem::TooLarge => "too-large",
            Problem::Forged => "forged",
            Problem::Wait(_) => "wait",
            Problem::Crowded(_) => "crowded",
            Problem::Store(StoreError::Missing) => "not-found",
            Problem::Store(StoreError::Changed) => "conflict",
            Problem::Store(StoreError::Full(_)) => "storage-full",
            Problem::Store(StoreError::Unavailable(_)) => "unavailable",
            Problem::Store(_) | Problem::Fault(_) => "fault",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Problem::SignIn => StatusCode::SEE_OTHER,
            Problem::NotFound | Problem::Store(StoreError::Missing) => StatusCode::NOT_FOUND,
            Problem::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::Conflict(_) | Problem::Store(StoreError::Changed | StoreError::Unique(_)) => {
                StatusCode::CONFLICT
            }
            Problem::Unreadable => StatusCode::BAD_REQUEST,
            Problem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::Forged => StatusCode::FORBIDDEN,
            Problem::Wait(_) | Problem::Crowded(_) => StatusCode::TOO_MANY_REQUESTS,
            Problem::Store(StoreError::Full(_)) => StatusCode::INSUFFICIENT_STORAGE,
            Problem::Store(StoreError::Unavailable(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Problem::Store(_) | Problem::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page of the problem. What was typed is kept in it, and can be sent again or copied.
    pub fn page(&self, cx: &Cx) -> Reply {
        let w = ui::words(cx);
        let status = self.status();
        if status.is_server_error() {
            // The Debug form of a StoreError names statements and constraints, never values.
            tracing::error!(reference = cx.request.reference, problem = ?self, "request failed");
        }
        let (title, text): (&str, String) = match self {
            Problem::SignIn => (w.problem_sign_in(), w.problem_sign_in_text().to_owned()),
            Problem::NotFound | Problem::Store(StoreError::Missing) => {
                (w.problem_not_found(), w.problem_not_found_text().to_owned())
            }
            Problem::Refused(r) => (w.problem_refused(), r.why.clone()),
            Problem::Conflict(_) | Problem::Store(StoreError::Changed | StoreError::Unique(_)) => {
                (w.problem_conflict(), w.problem_conflict_text().to_owned())
            }
            Problem::Unreadable => (w.problem_unreadable(), w.problem_unreadable_text().to_owned()),
            Problem::TooLarge => (w.problem_too_large(), w.problem_too_large_text().to_owned()),
            Problem::Forged => (w.problem_forged(), w.problem_forged_text().to_owned()),
            Problem::Wait(seconds) => (w.problem_wait(), w.problem_wait_text(*seconds)),
            Problem::Crowded(seconds) => (w.problem_crowded(), w.problem_crowded_text(*seconds)),
            Problem::Store(StoreError::Full(_)) => (w.problem_full(), w.problem_full_text().to_owned()),
            Problem::Store(StoreError::Unavailable(_)) => {
                (w.problem_busy(), w.problem_busy_text().to_owned())
            }
            Problem::Store(_) | Problem::Fault(_) => (w.problem_fault(), w.problem_fault_text().to_owned()),
        };
        let body = html! {
            h1.govuk-heading-l { (title) }
            @for paragraph in text.split("\n\n") { p.govuk-body { (paragraph) } }
            @if let Problem::Refused(r) = self {
                @if let Some(way) = &r.way {
                    div.govuk-inset-text { p.govuk-body { strong { (w.problem_way()) } } p.govuk-body { (way) } }
                }
            }
            @if let Problem::Conflict(conflict) = self { (conflict_form(cx, conflict)) }
            @else if !cx.form().is_empty() { (kept(cx)) }
            @if status.is_server_error() {
                p.govuk-body { (w.problem_reference(&cx.request.reference)) }
            }
            p.govuk-body { a.govuk-link href="/" { (w.problem_home()) } }
        };
        let mut reply = ui::Page::new(title).status(status).show(cx, body);
        if let Problem::Wait(seconds) | Problem::Crowded(seconds) = self {
            reply.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*seconds));
        }
        reply
    }
}

/// What was typed, never lost: shown, and ready to be sent again.
fn kept(cx: &Cx) -> Markup {
    let w = ui::words(cx);
    // Passwords and codes are not shown back. By their exact names: a field that were left out for a likeness (« secret » of
    // an address, « code » of an institution) would be sent again as if it had not been ticked or written.
    let signs_in = cx.request.path.starts_with("/sign-in") || cx.request.path.starts_with("/account");
    let hides = |name: &str| name.starts_with("password") || (name == "code" && signs_in);
    let fields: Vec<(&str, &str)> =
        cx.form().fields().filter(|(n, v)| !v.trim().is_empty() && !hides(n)).take(2_000).collect();
    if fields.is_empty() {
        return html! {};
    }
    html! {
        h2.govuk-heading-m { (w.problem_kept()) }
        form method="post" action=(cx.request.path) {
            (ui::form_key(cx))
            @for (i, (name, value)) in fields.iter().enumerate() {
                @if value.chars().count() > 60 || value.contains('\n') {
                    div.govuk-form-group {
                        label.govuk-label for=(format!("kept-{i}")) { (w.problem_kept_text()) }
                        textarea.govuk-textarea id=(format!("kept-{i}")) name=(name) rows="6" { (value) }
                    }
                } @else { input type="hidden" name=(name) value=(value); }
            }
            button.govuk-button { (w.problem_send_again()) }
        }
    }
}

fn conflict_form(cx: &Cx, conflict: &Conflict) -> Markup {
    let w = ui::words(cx);
    html! {
        form method="post" action=(conflict.resend_to) {
            (ui::form_key(cx))
            input type="hidden" name="version" value=(conflict.version);
            @for field in &conflict.fields {
                fieldset.govuk-fieldset {
                    legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (field.label) }
                    @if field.theirs == field.mine {
                        input type="hidden" name=(field.name) value=(field.mine);
                        p.govuk-body { (field.mine) }
                    } @else {
                        h3.govuk-heading-s { (w.conflict_theirs()) }
                        div.govuk-inset-text { @for line in field.theirs.lines() { p.govuk-body { (line) } } }
                        div.govuk-form-group {
                            label.govuk-label.govuk-label--s for=(field.name) { (w.conflict_mine()) }
                            textarea.govuk-textarea id=(field.name) name=(field.name) rows="8" { (field.mine) }
                        }
                    }
                }
            }
            button.govuk-button { (w.conflict_save()) }
        }
    }
}

impl From<StoreError> for Problem {
    fn from(e: StoreError) -> Problem {
        Problem::Store(e)
    }
}
