// SPDX-License-Identifier: EUPL-1.2
//! How notes are shown and written.

use kernel::CaseId;
use maud::{Markup, html};
use platform::drafts::Draft;
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice};
use register::cases::CaseFrame;
use register::drafts;

use super::super::model::{Former, Note, NoteLayer, Texts};
use super::super::store::NoteFilter;
use super::super::words::Words;
use super::super::{FORM_CORRECTION, FORM_NOTE};
use super::{Names, as_typed, filter_links, form_page, late, name, whole_on_paper};

/// A page of notes.
pub(in super::super) struct NoteList<'a> {
    pub case: CaseId,
    pub notes: &'a [Note],
    pub names: &'a Names,
    pub filter: &'a NoteFilter,
    pub next: Option<&'a str>,
    pub may_write: bool,
}

pub(in super::super) fn notes(cx: &Cx, frame: &CaseFrame, list: &NoteList<'_>) -> Reply {
    let w = Words(cx.lang);
    let new = format!("/cases/{}/notes/new", list.case);
    let choices = [
        ("", w.notes_filter_all()),
        (NoteLayer::Own.code(), w.notes_filter_own()),
        (NoteLayer::Institution.code(), w.notes_filter_institution()),
    ];
    let body = html! {
        div.mg-split {
            h2.govuk-heading-l { (w.notes_title()) }
            @if list.may_write { a.govuk-button.mg-no-print href=(new) { (w.notes_new()) } }
        }
        (filter_links(cx, w.notes_filter(), "layer", &choices))
        @if list.notes.is_empty() {
            @if list.filter.layer.is_some() { (ui::empty(w.notes_none_filtered(), "", None)) }
            @else { (ui::empty(w.notes_none(), w.notes_none_text(), list.may_write.then_some((w.notes_new(), new.as_str())))) }
        }
        @for note in list.notes { (article(cx, note, list.names, Some(list.case))) }
        (ui::paging(cx, list.next))
        (whole_on_paper(cx, list.notes.len(), list.next))
    };
    frame.show(cx, w.notes_title(), body)
}

fn layer(cx: &Cx, layer: NoteLayer) -> Markup {
    let w = Words(cx.lang);
    let (class, text) = match layer {
        NoteLayer::Own => ("mine", w.note_layer_own()),
        NoteLayer::Institution => ("institution", w.note_layer_institution()),
    };
    html! { span class=(format!("mg-layer mg-layer--{class}")) { (text) } }
}

/// A note. Its title leads to it in a list, which is that of `case`.
fn article(cx: &Cx, note: &Note, names: &Names, case: Option<CaseId>) -> Markup {
    let w = Words(cx.lang);
    let class =
        if note.layer == NoteLayer::Own { "mg-note mg-note--mine" } else { "mg-note mg-note--institution" };
    let day = ui::day(cx, note.occurred_on);
    let when = ui::date_time(cx, note.recorded_at);
    let author = name(names, note.author);
    html! {
        article class=(class) {
            div.mg-note__head {
                h3.mg-note__title {
                    @if case.is_some() { a href=(format!("/notes/{}", note.id)) { (day) } } @else { (day) }
                }
                (layer(cx, note.layer))
            }
            (parts(cx, &note.texts()))
            p.mg-note__foot {
                @if note.layer == NoteLayer::Own { (w.note_own_foot(author, when)) } @else { (w.note_foot(author, when)) }
                " " (late(cx, note.occurred_on, note.recorded_at))
                @if note.version > 1 { br; (corrected(cx, note, names)) }
                @if case.is_some_and(|case| case != note.case) { br; (w.note_from_merged()) }
            }
        }
    }
}

fn corrected(cx: &Cx, note: &Note, names: &Names) -> String {
    let w = Words(cx.lang);
    let (by, when) = (name(names, note.written_by), ui::date_time(cx, note.written_at));
    if note.reason.is_empty() {
        w.note_corrected(by, when)
    } else {
        w.note_corrected_because(by, &note.reason, when)
    }
}

fn parts(cx: &Cx, texts: &Texts) -> Markup {
    let w = Words(cx.lang);
    let part = |class: &str, kind: &str, text: &str| {
        html! { @if !text.is_empty() { div class=(class) { span.mg-note__kind { (kind) } (as_typed(text)) } } }
    };
    html! {
        (part("mg-note__part", w.note_observed(), &texts.observed))
        (part("mg-note__part mg-note__part--heard", w.note_heard(), &texts.heard))
        (part("mg-note__part mg-note__part--thought", w.note_thought(), &texts.thought))
    }
}

pub(in super::super) fn note_page(
    cx: &Cx,
    frame: &CaseFrame,
    case: CaseId,
    note: &Note,
    former: &[Former],
    names: &Names,
    may_correct: bool,
) -> Reply {
    let w = Words(cx.lang);
    let body = html! {
        @match cx.query("done") {
            "written" => (ui::success(cx, w.note_saved())),
            "corrected" => (ui::success(cx, w.correction_saved())),
            _ => {}
        }
        h2.govuk-heading-l { (w.note_title()) }
        (article(cx, note, names, None))
        p.mg-no-print {
            @if may_correct { a.govuk-link href=(format!("/notes/{}/correction", note.id)) { (w.note_correct()) } " · " }
            a.govuk-link href=(format!("/cases/{case}/notes")) { (w.notes_back()) }
        }
        @if !former.is_empty() {
            h3.govuk-heading-m { (w.note_versions()) }
            @for version in former { (former_version(cx, version, names)) }
        }
    };
    frame.show(cx, w.note_title(), body)
}

fn former_version(cx: &Cx, former: &Former, names: &Names) -> Markup {
    let w = Words(cx.lang);
    let by = name(names, former.written_by);
    let title = w.note_version(by, former.version, ui::date_time(cx, former.written_at));
    ui::details(
        &title,
        html! {
            p.govuk-body { (ui::day(cx, former.occurred_on)) }
            (parts(cx, &former.texts()))
            @if !former.reason.is_empty() { p.mg-soft { (former.reason) } }
        },
    )
}

fn three(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = Words(cx.lang);
    html! {
        div.govuk-form-group { fieldset.govuk-fieldset {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (w.note_texts()) }
            div.govuk-hint { (w.note_texts_hint()) }
            div.mg-three {
                div.mg-three__part {
                    (ui::textarea(cx, form, errors, "observed", w.note_observed(), Some(w.note_observed_hint()), 8))
                }
                div.mg-three__part.mg-three__part--heard {
                    (ui::textarea(cx, form, errors, "heard", w.note_heard(), Some(w.note_heard_hint()), 8))
                }
                div.mg-three__part.mg-three__part--thought {
                    (ui::textarea(cx, form, errors, "thought", w.note_thought(), Some(w.note_thought_hint()), 8))
                }
            }
        } }
    }
}

fn occurred(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = Words(cx.lang);
    ui::date_input(cx, form, errors, "occurred", w.note_occurred(), Some(w.note_occurred_hint()), None)
}

pub(in super::super) fn note_form(
    cx: &Cx,
    frame: &CaseFrame,
    case: CaseId,
    form: &Form,
    draft: Option<&Draft>,
    errors: &FieldErrors,
) -> Reply {
    let w = Words(cx.lang);
    let action = format!("/cases/{case}/notes");
    let here = format!("/cases/{case}/notes/new");
    let layers = [
        Choice::new(NoteLayer::Institution.code(), w.note_layer_institution())
            .hint(w.note_layer_institution_hint()),
        Choice::new(NoteLayer::Own.code(), w.note_layer_own()).hint(w.note_layer_own_hint()),
    ];
    let body = html! {
        (drafts::notice(cx, draft, &here))
        (drafts::writing(cx, &action, &here, FORM_NOTE, Some(case.0), html! {
            (occurred(cx, form, errors))
            (three(cx, form, errors))
            (ui::radios(cx, form, errors, "layer", w.note_layer(), Some(w.note_layer_hint()), &layers))
            (ui::submit(w.note_submit(), Some((w.submit_cancel(), &action))))
        }))
    };
    form_page(cx, frame, w.note_new_title(), errors, body)
}

pub(in super::super) fn correction_form(
    cx: &Cx,
    frame: &CaseFrame,
    note: &Note,
    form: &Form,
    draft: Option<&Draft>,
    errors: &FieldErrors,
) -> Reply {
    let w = Words(cx.lang);
    let here = format!("/notes/{}/correction", note.id);
    let page = format!("/notes/{}", note.id);
    let body = html! {
        p.govuk-body { (w.correction_text()) }
        (drafts::notice(cx, draft, &here))
        (drafts::writing(cx, &here, &here, FORM_CORRECTION, Some(note.id.0), html! {
            (ui::hidden("version", form.raw("version")))
            (occurred(cx, form, errors))
            (three(cx, form, errors))
            (ui::textarea(cx, form, errors, "reason", w.correction_reason(), Some(w.correction_reason_hint()), 3))
            (ui::submit(w.correction_submit(), Some((w.submit_cancel(), &page))))
        }))
    };
    form_page(cx, frame, w.correction_title(), errors, body)
}
