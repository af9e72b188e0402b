// SPDX-License-Identifier: EUPL-1.2
//! How contacts and visits are shown and recorded.

use kernel::{CaseId, PersonId};
use maud::{Markup, html};
use platform::drafts::Draft;
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply};
use platform::ui::{self, Choice};
use register::cases::CaseFrame;
use register::drafts;
use register::people::Person;
use rulebook::{Entry, list};
use uuid::Uuid;

use super::super::FORM_CONTACT;
use super::super::model::{ChildSeen, Contact};
use super::super::rules::KindGroup;
use super::super::store::{Became, ContactFilter};
use super::super::words::Words;
use super::{Names, as_typed, filter_links, form_page, late, name, whole_on_paper};

/// Somebody who can be chosen in a contact.
pub(in super::super) struct Around {
    pub person: Person,
    pub is_child: bool,
    /// What they are to the child, where it is established: a code of the pack's list `relationship`.
    pub kind: Option<String>,
}

/// A page of contacts.
pub(in super::super) struct ContactList<'a> {
    pub case: CaseId,
    pub contacts: &'a [Contact],
    pub people: &'a [Person],
    pub met: &'a [(Uuid, PersonId)],
    pub names: &'a Names,
    pub filter: &'a ContactFilter,
    pub next: Option<&'a str>,
    pub may_write: bool,
}

/// The code itself, when it may be chosen today.
pub(in super::super) fn known(cx: &Cx, list: &str, code: &str) -> Option<String> {
    offered(cx, list).into_iter().find(|e| e.code == code).map(|e| e.code.clone())
}

fn offered<'a>(cx: &'a Cx, list: &str) -> Vec<&'a Entry> {
    let pack = cx.actor().ok().and_then(|a| register::rulebook(cx).ok()?.pack(&a.pack));
    let today = cx.today();
    pack.and_then(|p| p.list(list)).map(|l| l.on(today).collect()).unwrap_or_default()
}

fn label(cx: &Cx, list: &str, code: &str) -> String {
    let pack = cx.actor().ok().and_then(|a| register::rulebook(cx).ok()?.pack(&a.pack));
    pack.and_then(|p| p.entry(list, code)).map_or_else(|| code.to_owned(), |e| e.in_lang(cx.lang).to_owned())
}

/// With a capital: the pack writes its words as they stand in a sentence.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn called(cx: &Cx, person: &Person) -> String {
    let name = person.name();
    if name.is_empty() { Words(cx.lang).person_unnamed().to_owned() } else { name }
}

pub(in super::super) fn contacts(cx: &Cx, frame: &CaseFrame, list: &ContactList<'_>) -> Reply {
    let w = Words(cx.lang);
    let new = format!("/cases/{}/contacts/new", list.case);
    let choices = [
        ("", w.contacts_filter_all()),
        (Became::Held.code(), w.contacts_filter_held()),
        (Became::Attempted.code(), w.contacts_filter_attempted()),
    ];
    let body = html! {
        div.mg-split {
            h2.govuk-heading-l { (w.contacts_title()) }
            @if list.may_write { a.govuk-button.mg-no-print href=(new) { (w.contacts_new()) } }
        }
        (filter_links(cx, w.contacts_filter(), "became", &choices))
        @if list.contacts.is_empty() {
            @if list.filter.result.is_some() { (ui::empty(w.contacts_none_filtered(), "", None)) }
            @else {
                (ui::empty(w.contacts_none(), w.contacts_none_text(), list.may_write.then_some((w.contacts_new(), new.as_str()))))
            }
        } @else {
            ol.mg-timeline { @for contact in list.contacts { (item(cx, contact, list)) } }
        }
        (ui::paging(cx, list.next))
        (whole_on_paper(cx, list.contacts.len(), list.next))
    };
    frame.show(cx, w.contacts_title(), body)
}

pub(in super::super) fn contact_page(cx: &Cx, frame: &CaseFrame, list: &ContactList<'_>) -> Reply {
    let w = Words(cx.lang);
    let body = html! {
        @match cx.query("done") {
            "recorded" => (ui::success(cx, w.contact_saved())),
            "attempted" => (ui::success(cx, w.contact_attempt_saved())),
            _ => {}
        }
        h2.govuk-heading-l { (w.contact_title()) }
        ol.mg-timeline { @for contact in list.contacts { (item(cx, contact, list)) } }
        p.mg-no-print { a.govuk-link href=(format!("/cases/{}/contacts", list.case)) { (w.contacts_back()) } }
    };
    frame.show(cx, w.contact_title(), body)
}

fn item(cx: &Cx, contact: &Contact, list: &ContactList<'_>) -> Markup {
    let w = Words(cx.lang);
    let day = ui::day(cx, contact.occurred_on);
    let when = match contact.occurred_at {
        Some(at) => w.contact_when(day, ui::time(cx, at)),
        None => day,
    };
    let with: Vec<String> = list
        .met
        .iter()
        .filter(|(of, _)| *of == contact.id)
        .filter_map(|(_, id)| list.people.iter().find(|p| p.id == *id))
        .map(|p| called(cx, p))
        .chain((!contact.others.is_empty()).then(|| contact.others.clone()))
        .collect();
    html! {
        li.mg-timeline__item {
            div.mg-timeline__when {
                time datetime=(contact.occurred_on) { (when) } " "
                (late(cx, contact.occurred_on, contact.recorded_at))
            }
            h3.mg-timeline__title {
                a href=(format!("/contacts/{}", contact.id.simple())) { (capital(&label(cx, list::CONTACT_KIND, &contact.kind))) }
                " "
                @if !contact.is_held() {
                    (ui::tag("warn", &format!("{} – {}", w.contact_attempt_mark(), label(cx, list::CONTACT_RESULT, &contact.result))))
                }
                @match contact.child_seen {
                    ChildSeen::No => {}
                    ChildSeen::Yes => (ui::tag("ok", w.contact_child_seen_mark())),
                    ChildSeen::Alone => (ui::tag("ok", w.contact_child_seen_alone_mark())),
                }
            }
            @if !contact.summary.is_empty() { (as_typed(&contact.summary)) }
            p.mg-timeline__meta {
                @if !with.is_empty() { (w.contact_present()) " " (with.join(", ")) " · " }
                (w.contact_foot(name(list.names, contact.recorded_by), ui::date_time(cx, contact.recorded_at)))
                @if contact.case != list.case { " · " (w.note_from_merged()) }
            }
        }
    }
}

/// The kinds, gathered by group: a list of fourteen is read faster in three parts.
fn kinds(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = Words(cx.lang);
    let groups = [
        (KindGroup::Visit, w.contact_kind_visits()),
        (KindGroup::Meeting, w.contact_kind_meetings()),
        (KindGroup::Distant, w.contact_kind_distant()),
    ];
    let offered = offered(cx, list::CONTACT_KIND);
    ui::field(cx, "kind", w.contact_kind(), None, errors, |described| {
        html! {
            select.govuk-select.govuk-select--error[errors.of("kind").is_some()] id="kind" name="kind" aria-describedby=[described] {
                option value="" { (ui::words(cx).field_choose()) }
                @for (group, text) in groups {
                    optgroup label=(text) {
                        @for kind in offered.iter().filter(|k| k.group.as_deref() == Some(group.code())) {
                            option value=(kind.code) selected[form.raw("kind") == kind.code] { (capital(kind.in_lang(cx.lang))) }
                        }
                    }
                }
            }
        }
    })
}

pub(in super::super) fn contact_form(
    cx: &Cx,
    frame: &CaseFrame,
    case: CaseId,
    around: &[Around],
    form: &Form,
    draft: Option<&Draft>,
    errors: &FieldErrors,
) -> Reply {
    let w = Words(cx.lang);
    let action = format!("/cases/{case}/contacts");
    let here = format!("/cases/{case}/contacts/new");
    let people: Vec<Choice> = around
        .iter()
        .map(|a| {
            let choice = Choice::new(a.person.id.to_string(), called(cx, &a.person));
            match &a.kind {
                Some(kind) => choice.hint(label(cx, list::RELATIONSHIP, kind)),
                None => choice,
            }
        })
        .collect();
    let results: Vec<Choice> = offered(cx, list::CONTACT_RESULT)
        .into_iter()
        .map(|e| Choice::new(&e.code, capital(e.in_lang(cx.lang))))
        .collect();
    let seen = [
        Choice::new(ChildSeen::No.code(), w.contact_child_seen_no()),
        Choice::new(ChildSeen::Yes.code(), w.contact_child_seen_yes()),
        Choice::new(ChildSeen::Alone.code(), w.contact_child_seen_alone()),
    ];
    let body = html! {
        (drafts::notice(cx, draft, &here))
        (drafts::writing(cx, &action, &here, FORM_CONTACT, Some(case.0), html! {
            (kinds(cx, form, errors))
            (ui::date_input(cx, form, errors, "occurred", w.contact_occurred(), None, None))
            (ui::text_input(cx, form, errors, "time", w.contact_time(), Some(w.contact_time_hint())))
            (ui::radios(cx, form, errors, "result", w.contact_result(), Some(w.contact_result_hint()), &results))
            (ui::checkboxes(cx, form, errors, "with", w.contact_with(), Some(w.contact_with_hint()), &people))
            (ui::text_input(cx, form, errors, "others", w.contact_others(), Some(w.contact_others_hint())))
            (ui::radios(cx, form, errors, "child-seen", w.contact_child_seen(), None, &seen))
            (ui::textarea(cx, form, errors, "summary", w.contact_summary(), Some(w.contact_summary_hint()), 8))
            (ui::submit(w.contact_submit(), Some((w.submit_cancel(), &action))))
        }))
    };
    form_page(cx, frame, w.contact_new_title(), errors, body)
}
