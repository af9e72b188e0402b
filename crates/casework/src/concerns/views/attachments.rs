// SPDX-License-Identifier: EUPL-1.2
//! The files of a report.

use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice};
use register::attachments;

use super::deeds::frame;
use super::words;
use crate::concerns::pages::Opened;

/// What the page holds.
pub(in crate::concerns) struct Page {
    pub files: Markup,
    pub may_attach: bool,
    /// Whether the reader knows who reported, and can tell whether a file shows it.
    pub asks_whether_shown: bool,
}

pub(in crate::concerns) fn list(
    cx: &Cx,
    o: &Opened,
    page: &Page,
    form: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let question = (w.shows_reporter(), w.shows_reporter_hint());
    let body = html! {
        @match cx.query("done") {
            "attached" => (ui::success(cx, w.attachments_added())),
            "withdrawn" => (ui::success(cx, w.attachments_withdrawn())),
            _ => {}
        }
        (page.files)
        @if page.may_attach {
            div.mg-no-print {
                (ui::panel(w.attachments_add(), None, upload(
                    cx, &format!("{}/attachments", o.url()), form, errors,
                    page.asks_whether_shown.then_some(question), w.attachments_submit(),
                )))
            }
        }
    };
    frame(cx, o, w.attachments_title(), errors, body)
}

/// The form that adds one file; the question is whether it shows who reported.
pub(in crate::concerns) fn upload(
    cx: &Cx,
    action: &str,
    form: &Form,
    errors: &FieldErrors,
    question: Option<(&str, &str)>,
    submit: &str,
) -> Markup {
    let w = words(cx);
    let shown = [Choice::new("yes", w.shows_reporter_yes()), Choice::new("no", w.shows_reporter_no())];
    html! {
        form method="post" action=(action) enctype="multipart/form-data" novalidate {
            (ui::form_key(cx))
            (attachments::file_field(cx, form, errors))
            @if let Some((question, hint)) = question {
                (ui::radios(cx, form, errors, "shows_reporter", question, Some(hint), &shown))
            }
            (ui::submit(submit, None))
        }
    }
}
