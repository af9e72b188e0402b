// SPDX-License-Identifier: EUPL-1.2
//! How attachments are shown.

use std::collections::HashMap;

use kernel::{AttachmentId, Layer, PractitionerId};
use maud::{Markup, html};
use platform::files::{Mime, Stored};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice, Column, Page};
use rulebook::list;

use super::model::Attachment;
use super::rules;
use super::words::Words;
use crate::cases::{self, CaseFrame};

/// The attachments of something, as one reader sees them.
pub(super) struct Pane {
    pub attachments: Vec<Attachment>,
    pub files: HashMap<AttachmentId, Stored>,
    pub names: HashMap<PractitionerId, String>,
    pub next: Option<String>,
    pub may_write: bool,
    pub may_attach: bool,
    pub layers: Vec<Layer>,
}

pub(super) fn pane(cx: &Cx, frame: &CaseFrame, pane: &Pane, form: &Form, errors: &FieldErrors) -> Reply {
    let w = Words(cx.lang);
    let body = html! {
        (frame.tabs(cx))
        (done(cx))
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (w.title()) }
        (table(cx, pane, w.none_text()))
        @if pane.may_attach { (upload(cx, frame, pane, form, errors)) }
    };
    frame.page(cx, w.title()).errors(errors).show(cx, body)
}

fn done(cx: &Cx) -> Markup {
    let w = Words(cx.lang);
    html! {
        @match cx.query("done") {
            "attached" => (ui::success(cx, w.attached())),
            "withdrawn" => (ui::success(cx, w.withdrawn())),
            _ => {}
        }
    }
}

/// The files with what can be done with each, or what could be here.
pub(super) fn table(cx: &Cx, pane: &Pane, nothing: &str) -> Markup {
    let w = Words(cx.lang);
    let columns =
        [w.column_document(), w.column_added(), w.column_actions()].map(|label| Column { label, sort: None });
    html! {
        @if pane.attachments.is_empty() { (ui::empty(w.none(), nothing, None)) }
        @else { (ui::table(w.title(), &columns, html! { @for a in &pane.attachments { (row(cx, a, pane)) } })) }
        (ui::paging(cx, pane.next.as_deref()))
    }
}

fn row(cx: &Cx, attachment: &Attachment, pane: &Pane) -> Markup {
    let w = Words(cx.lang);
    let who = |id: Option<PractitionerId>| id.and_then(|id| pane.names.get(&id)).map_or("", String::as_str);
    let file = pane.files.get(&attachment.id);
    let url = format!("/attachments/{}", attachment.id);
    html! {
        tr {
            th scope="row" {
                @match (attachment.withdrawn_at, file) {
                    (Some(at), _) => {
                        s { (attachment.label) } " " (ui::tag("warn", w.withdrawn_mark()))
                        span.mg-table__second {
                            (w.withdrawn_by(ui::date(cx, at.local_date(&cx.zone)), who(attachment.withdrawn_by)))
                            @if let Some(reason) = &attachment.withdrawn_because { " " (reason) }
                        }
                    }
                    (None, Some(file)) => {
                        a href=(url) { (attachment.label) }
                        span.mg-table__second { (kind(cx, file)) ", " (size(cx, file.size_bytes)) }
                    }
                    (None, None) => (attachment.label),
                }
                @if attachment.layer != Layer::Institution {
                    " " (ui::layer_mark(attachment.layer, &cases::word(cx, list::LAYER, attachment.layer.code())))
                }
            }
            td data-label=(w.column_added()) {
                (ui::date(cx, attachment.recorded_at.local_date(&cx.zone)))
                span.mg-table__second {
                    @if attachment.added_by.is_none() { (w.came_with()) } @else { (who(attachment.added_by)) }
                }
            }
            td.mg-no-print data-label=(w.column_actions()) {
                @if attachment.withdrawn_at.is_none() {
                    @if file.is_some_and(|f| rules::is_previewable(f.mime)) {
                        a href=(format!("{url}/preview")) target="_blank" rel="noopener noreferrer" {
                            (w.look()) span.govuk-visually-hidden { " " (attachment.label) " " (w.new_tab()) }
                        }
                        " · "
                    }
                    a href=(url) { (w.download()) span.govuk-visually-hidden { " " (attachment.label) } }
                    @if pane.may_write {
                        " · "
                        a href=(format!("{url}/withdrawal")) { (w.withdraw()) span.govuk-visually-hidden { " " (attachment.label) } }
                    }
                }
            }
        }
    }
}

fn kind(cx: &Cx, file: &Stored) -> &'static str {
    let w = Words(cx.lang);
    match file.mime {
        Mime::Pdf => w.kind_pdf(),
        Mime::Jpeg | Mime::Png | Mime::Gif | Mime::Webp | Mime::Heic => w.kind_picture(),
        Mime::Text | Mime::Docx | Mime::Odt => w.kind_text(),
        Mime::Csv | Mime::Xlsx | Mime::Ods => w.kind_table(),
        Mime::Mp3 | Mime::M4a | Mime::Ogg | Mime::Wav => w.kind_sound(),
        Mime::Mp4 | Mime::Webm => w.kind_film(),
    }
}

/// A size as people say it. Thousands, not 1024s: what a disk or a message says.
fn size(cx: &Cx, bytes: i64) -> String {
    let w = Words(cx.lang);
    match bytes {
        b if b < 1_000 => w.size_bytes(b),
        b if b < 1_000_000 => w.size_kilobytes((b + 500) / 1_000),
        b => w.size_megabytes((b + 500_000) / 1_000_000),
    }
}

fn upload(cx: &Cx, frame: &CaseFrame, pane: &Pane, form: &Form, errors: &FieldErrors) -> Markup {
    let w = Words(cx.lang);
    let layers: Vec<Choice> = pane
        .layers
        .iter()
        .map(|l| Choice::new(l.code(), capital(&cases::word(cx, list::LAYER, l.code()))))
        .collect();
    // Nothing chosen yet: the service's own file.
    let chosen = Form::from_fields(vec![(
        "layer".into(),
        if form.raw("layer").is_empty() {
            Layer::Institution.code().into()
        } else {
            form.raw("layer").into()
        },
    )]);
    html! {
        div.mg-no-print { (ui::panel(w.attach_title(), None, html! {
            form method="post" action=(format!("{}/attachments", frame.url())) enctype="multipart/form-data" novalidate {
                (ui::form_key(cx))
                (file_field(cx, form, errors))
                @if layers.len() > 1 { (ui::radios(cx, &chosen, errors, "layer", w.layer(), None, &layers)) }
                (ui::submit(w.attach(), None))
            }
        })) }
    }
}

/// The field for one file, and that for what it is.
pub fn file_field(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = Words(cx.lang);
    let limit = i64::try_from(cx.app.config.upload_limit_bytes / (1024 * 1024)).unwrap_or(i64::MAX);
    html! {
        (ui::file_input(cx, errors, "file", w.file(), Some(&w.file_hint(limit))))
        (ui::text_input(cx, form, errors, "label", w.label(), Some(w.label_hint())))
    }
}

/// With a capital: the pack writes its words as they stand in a sentence.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

pub(super) fn withdrawal(
    cx: &Cx,
    frame: &CaseFrame,
    list: &str,
    attachment: &Attachment,
    form: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = Words(cx.lang);
    let body = html! {
        (frame.tabs(cx))
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (w.withdrawal_title()) }
        (withdrawal_form(cx, list, attachment, form, errors))
    };
    frame.page(cx, w.withdrawal_title()).errors(errors).show(cx, body)
}

pub(super) fn withdrawal_from_report(
    cx: &Cx,
    list: &str,
    attachment: &Attachment,
    form: &Form,
    errors: &FieldErrors,
) -> Reply {
    let w = Words(cx.lang);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.withdrawal_title()) }
        (withdrawal_form(cx, list, attachment, form, errors))
    };
    Page::new(w.withdrawal_title())
        .errors(errors)
        .narrow()
        .crumb(w.title(), Some(list.to_owned()))
        .crumb(w.withdrawal_title(), None)
        .show(cx, body)
}

fn withdrawal_form(
    cx: &Cx,
    list: &str,
    attachment: &Attachment,
    form: &Form,
    errors: &FieldErrors,
) -> Markup {
    let w = Words(cx.lang);
    html! {
        (ui::facts(vec![(w.column_document(), html! { (attachment.label) })]))
        p.govuk-body { (w.withdrawal_text()) }
        form method="post" action=(format!("/attachments/{}/withdrawal", attachment.id)) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "reason", w.withdrawal_reason(), Some(w.withdrawal_reason_hint()), 3))
            (ui::submit(w.withdrawal_submit(), Some((w.cancel(), list))))
        }
    }
}
