// SPDX-License-Identifier: EUPL-1.2
//! The return channel, and what a professional sent.

use std::collections::HashMap;

use kernel::InstitutionId;
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Page};

use super::attachments::upload;
use super::fields::form;
use super::{as_typed, words};
use crate::concerns::model::{Message, Sent};

/// Asks for the code. What was typed is not shown again.
pub(in crate::concerns) fn code(cx: &Cx, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let blank = Form::default();
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.channel_title()) }
        p.govuk-body { (w.channel_text()) }
        (form(cx, "/report/return", html! {
            (ui::text_input(cx, &blank, errors, "receipt", w.channel_code(), Some(w.channel_code_hint())))
            (ui::submit(w.channel_open(), Some((w.public_back(), "/report"))))
        }))
        (ui::details(w.channel_lost(), html! { p.govuk-body { (w.channel_lost_text()) } }))
    };
    Page::new(w.channel_title()).errors(errors).narrow().exit().show(cx, body)
}

fn done(cx: &Cx) -> Markup {
    let w = words(cx);
    html! {
        @match cx.query("done") {
            "written" => (ui::success(cx, w.channel_written())),
            "asked" => (ui::success(cx, w.channel_asked())),
            "sent" => (ui::success(cx, w.sent_done())),
            "attached" => (ui::success(cx, w.sent_attached())),
            _ => {}
        }
    }
}

/// The conversation, oldest first.
pub(in crate::concerns) fn talk(
    cx: &Cx,
    messages: &[Message],
    from_service: &str,
    from_reporter: &str,
) -> Markup {
    html! {
        @if !messages.is_empty() {
            ol.mg-timeline {
                @for message in messages {
                    li.mg-timeline__item {
                        div.mg-timeline__when { time datetime=(message.sent_at.rfc3339()) { (ui::date_time(cx, message.sent_at)) } }
                        h2.mg-timeline__title { @if message.from_reporter { (from_reporter) } @else { (from_service) } }
                        (as_typed(&message.text))
                    }
                }
            }
        }
    }
}

fn status(cx: &Cx, sent: &Sent, service: &str) -> Markup {
    let w = words(cx);
    html! {
        (ui::facts(vec![
            (w.sent_service(), html! { (service) }),
            (w.sent_on(), html! { (ui::date_time(cx, sent.sent_at)) }),
            (w.sent_acknowledged(), html! {
                @match sent.acknowledged_on {
                    Some(on) => (ui::date(cx, on)),
                    None => span.mg-unknown { (w.sent_not_yet()) },
                }
            }),
            (w.sent_asked_on(), html! { @if let Some(on) = sent.asked_on { (ui::date(cx, on)) } }),
        ]))
    }
}

fn write(cx: &Cx, base: &str, sent: &Sent) -> Markup {
    let w = words(cx);
    let blank = Form::default();
    let none = FieldErrors::default();
    html! {
        (form(cx, &format!("{base}/message"), html! {
            (ui::textarea(cx, &blank, &none, "words", w.channel_write(), Some(w.channel_write_hint()), 5))
            (ui::submit(w.channel_send(), None))
        }))
        h2.govuk-heading-m { (w.channel_outcome()) }
        p.govuk-body { @if sent.is_professional { (w.channel_outcome_professional()) } @else { (w.channel_outcome_text()) } }
        (form(cx, &format!("{base}/outcome"), html! {
            button.govuk-button.govuk-button--secondary type="submit" { (w.channel_ask()) }
        }))
    }
}

/// The channel as somebody without an account sees it. Nothing of what they wrote is shown again: the screen may be seen.
pub(in crate::concerns) fn conversation(cx: &Cx, sent: &Sent, messages: &[Message], service: &str) -> Reply {
    let w = words(cx);
    let body = html! {
        (done(cx))
        h1.govuk-heading-l { (w.channel_title()) }
        (status(cx, sent, service))
        (talk(cx, messages, service, w.channel_you()))
        (write(cx, "/report/return", sent))
        (form(cx, "/report/return/closure", html! {
            button.mg-linkbutton type="submit" { (w.channel_close()) }
        }))
    };
    Page::new(w.channel_title()).narrow().exit().show(cx, body)
}

/// What a professional sent, the last first.
pub(in crate::concerns) fn sent_list(
    cx: &Cx,
    sent: &[Sent],
    names: &HashMap<InstitutionId, String>,
) -> Reply {
    let w = words(cx);
    let columns = [
        ui::Column { label: w.sent_on(), sort: None },
        ui::Column { label: w.sent_service(), sort: None },
        ui::Column { label: w.sent_acknowledged(), sort: None },
    ];
    let rows = html! {
        @for one in sent {
            tr {
                th scope="row" { a href=(format!("/reports/sent/{}", one.reporter)) { (ui::date_time(cx, one.sent_at)) } }
                td data-label=(w.sent_service()) { (names.get(&one.institution).map_or("", String::as_str)) }
                td data-label=(w.sent_acknowledged()) {
                    @match one.acknowledged_on {
                        Some(on) => (ui::date(cx, on)),
                        None => span.mg-unknown { (w.sent_not_yet()) },
                    }
                }
            }
        }
    };
    let body = html! {
        div.mg-split {
            h1.govuk-heading-l { (w.sent_title()) }
            a.govuk-button href="/reports/new" { (w.send_title()) }
        }
        @if sent.is_empty() { (ui::empty(w.sent_none(), w.sent_none_text(), Some((w.send_title(), "/reports/new")))) }
        @else { (ui::table(w.sent_title(), &columns, rows)) }
    };
    Page::new(w.sent_title()).show(cx, body)
}

/// One of them: that it arrived, what was answered, what oneself wrote. Nothing of what the service did.
pub(in crate::concerns) fn sent(
    cx: &Cx,
    sent: &Sent,
    messages: &[Message],
    service: &str,
    typed: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = words(cx);
    let base = format!("/reports/sent/{}", sent.reporter);
    let question = (w.shows_you(), w.shows_you_hint());
    let body = html! {
        (done(cx))
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.sent_one(&sent.reference)) }
        p.govuk-body { (w.sent_text()) }
        (status(cx, sent, service))
        (talk(cx, messages, service, w.channel_you()))
        (write(cx, &base, sent))
        h2.govuk-heading-m { (w.attachments_add()) }
        p.govuk-body { (w.sent_attach_text()) }
        (upload(cx, &format!("{base}/attachments"), typed, errors, Some(question), w.sent_attach_submit()))
        (ui::details(w.sent_words(), html! {
            h3.govuk-heading-s { (w.observed()) } (as_typed(&sent.observed))
            h3.govuk-heading-s { (w.heard()) } (as_typed(&sent.heard))
            h3.govuk-heading-s { (w.thought()) } (as_typed(&sent.thought))
        }))
    };
    Page::new(w.sent_page())
        .errors(errors)
        .crumb(w.sent_title(), Some("/reports/sent".into()))
        .crumb(sent.reference.clone(), None)
        .narrow()
        .show(cx, body)
}
