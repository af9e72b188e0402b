// SPDX-License-Identifier: EUPL-1.2
//! What hangs from a practice: the services it is done with and the sectors it concerns, what results rest on, whom to turn to.

use ::register::directory;
use kernel::{InstitutionId, PracticeId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::model::{NewContact, NewSource, Shown, SourceKind};
use super::super::{actions, rules};
use super::{At, LINE, Names, Opened, choices, done, open, sectors, told_in, word, words};

/// Institutions of a search, at most.
const FOUND: i64 = 20;

/// The button that takes something out of a list.
fn removal(cx: &Cx, action: &str, what: &str) -> Markup {
    html! {
        form method="post" action=(action) {
            (ui::form_key(cx))
            button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" {
                (words(cx).remove()) span.govuk-visually-hidden { " " (what) }
            }
        }
    }
}

/// The way back to the card, under what was added.
fn finished(cx: &Cx, opened: &Opened) -> Markup {
    html! { p { a.govuk-button.govuk-button--secondary href=(opened.url()) { (words(cx).finished()) } } }
}

// ── Partners and sectors ─────────────────────────────────────────────────────

pub(super) async fn partners_form(cx: Cx) -> Result<Reply, Problem> {
    partners_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn partners_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open(cx, |s| s.ours).await?;
    opened.allows(cx, rules::writing(&opened.card, cx.today()))?;
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&opened.card)).await?;
    let asked = Form::from_fields(cx.request.query.clone());
    let q = asked.line("q");
    let found = if q.is_empty() { Vec::new() } else { search(cx, &mut opened, &q).await? };
    let here = format!("{}/partners", opened.url());
    let action = ui::with_query(&here, [("q", q.as_str())].into_iter().filter(|(_, q)| !q.is_empty()));
    let ticked: Vec<(String, String)> =
        opened.card.sectors.iter().map(|s| ("sectors".to_owned(), s.clone())).collect();
    let body = html! {
        (done(cx))
        p.mg-lead { (w.partners_lead()) }
        @if !opened.card.partners.is_empty() {
            h2.govuk-heading-s { (w.partners()) }
            ul.mg-people {
                @for id in &opened.card.partners {
                    li.mg-people__item {
                        span.mg-people__name { (names.institution(*id)) }
                        (removal(cx, &format!("{here}/{id}/removal"), names.institution(*id)))
                    }
                }
            }
        }
        form.mg-no-print method="get" action=(here) {
            (ui::text_input(cx, &asked, &FieldErrors::default(), "q", w.partner_search(), Some(w.partner_search_hint())))
            div.govuk-button-group { button.govuk-button.govuk-button--secondary type="submit" { (w.search()) } }
        }
        @if !q.is_empty() {
            @if found.is_empty() { (ui::empty(w.partner_none(), w.partner_none_text(), None)) }
            @else {
                form method="post" action=(action) novalidate {
                    (ui::form_key(cx))
                    (ui::radios(cx, form, errors, "partner", w.partner_which(), None, &found))
                    (ui::submit(w.add(), None))
                }
            }
        }
        form method="post" action=(format!("{}/sectors", opened.url())) novalidate {
            (ui::form_key(cx))
            (ui::checkboxes(cx, &Form::from_fields(ticked), errors, "sectors", w.sectors_title(), Some(w.sectors_hint()), &sectors(cx)?))
            (ui::submit(w.save_sectors(), None))
        }
        (finished(cx, &opened))
    };
    Ok(opened.form(cx, w.partners_title(), errors, body))
}

/// Services at work today whose names hold the words, one's own left out.
async fn search(cx: &Cx, opened: &mut Opened, q: &str) -> Result<Vec<Choice>, Problem> {
    let search = directory::Search { words: q.to_owned(), ..directory::Search::default() };
    let all = directory::search(&mut opened.conn, &search, None, FOUND).await?;
    let here = opened.card.practice.institution;
    let offered = all.into_iter().filter(|i| i.id != here && i.closed_on.is_none_or(|day| day >= cx.today()));
    let choice = |i: directory::Listed| {
        let kind = directory::type_name(cx, &i.pack, &i.service_type);
        Choice::new(i.id.to_string(), i.name).hint(kind)
    };
    Ok(offered.map(choice).collect())
}

pub(super) async fn add_partner(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let partner = input.required_choice("partner", |c| c.parse::<InstitutionId>().ok(), w.partner_missing());
    let (Some(partner), true) = (partner, input.errors.is_empty()) else {
        return partners_page(&cx, cx.form(), &input.errors).await;
    };
    const AT: At = &[("partner-is-here", "partner"), ("too-many", "partner")];
    match actions::add_partner(&cx, id, partner).await {
        Ok(()) => Ok(redirect(format!("/practices/{id}/partners?done=added"))),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            partners_page(&cx, cx.form(), &input.errors).await
        }
    }
}

pub(super) async fn remove_partner(cx: Cx) -> Result<Reply, Problem> {
    let id: PracticeId = cx.id("id")?;
    actions::remove_partner(&cx, id, cx.id("partner")?).await?;
    Ok(redirect(format!("/practices/{id}/partners?done=removed")))
}

pub(super) async fn set_sectors(cx: Cx) -> Result<Reply, Problem> {
    let id: PracticeId = cx.id("id")?;
    let known = sectors(&cx)?;
    let chosen = cx.form().all("sectors");
    let chosen: Vec<String> =
        known.into_iter().map(|s| s.code).filter(|code| chosen.iter().any(|c| *c == code)).collect();
    actions::set_sectors(&cx, id, &chosen).await?;
    Ok(redirect(format!("/practices/{id}/partners?done=sectors")))
}

// ── Sources ──────────────────────────────────────────────────────────────────

pub(super) async fn sources_form(cx: Cx) -> Result<Reply, Problem> {
    sources_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn sources_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, |s| s.ours).await?;
    opened.allows(cx, rules::writing(&opened.card, cx.today()))?;
    let here = format!("{}/sources", opened.url());
    let kinds = choices(&w, "source", SourceKind::ALL.iter().map(|k| k.code()));
    let body = html! {
        (done(cx))
        p.mg-lead { (w.sources_lead()) }
        (super::levels_explained(cx))
        @if !opened.card.sources.is_empty() {
            ul.mg-people {
                @for source in &opened.card.sources {
                    li.mg-people__item {
                        span.mg-people__name { (source.citation) }
                        span.mg-people__role { (word(&w, "source", source.kind.code())) }
                        (removal(cx, &format!("{here}/{}/removal", source.id.simple()), &source.citation))
                    }
                }
            }
        }
        form method="post" action=(here) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "kind", w.source_kind(), None, &kinds))
            (ui::textarea(cx, form, errors, "citation", w.citation(), Some(w.citation_hint()), 3))
            (ui::text_input(cx, form, errors, "place", w.source_place(), Some(w.source_place_hint())))
            (ui::submit(w.source_add(), None))
        }
        (finished(cx, &opened))
    };
    Ok(opened.form(cx, w.sources(), errors, body))
}

pub(super) async fn add_source(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let kind = input.required_choice("kind", SourceKind::parse, w.source_kind_missing());
    let citation = input.required_text("citation", 1_000, w.refused_no_citation());
    let place = input.line("place", LINE);
    let (Some(kind), true) = (kind, input.errors.is_empty()) else {
        return sources_page(&cx, cx.form(), &input.errors).await;
    };
    const AT: At = &[("no-citation", "citation"), ("too-many", "kind")];
    match actions::add_source(&cx, id, &NewSource { kind, citation, place }).await {
        Ok(()) => Ok(redirect(format!("/practices/{id}/sources?done=added"))),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            sources_page(&cx, cx.form(), &input.errors).await
        }
    }
}

pub(super) async fn remove_source(cx: Cx) -> Result<Reply, Problem> {
    let id: PracticeId = cx.id("id")?;
    let source: kernel::EntryId = cx.id("source")?;
    actions::remove_source(&cx, id, source.0).await?;
    Ok(redirect(format!("/practices/{id}/sources?done=removed")))
}

// ── Reference persons ────────────────────────────────────────────────────────

pub(super) async fn contacts_form(cx: Cx) -> Result<Reply, Problem> {
    contacts_page(&cx, cx.form(), &FieldErrors::default()).await
}

const SHOWN: &[&str] = &["name", "address", "phone", "email"];

async fn contacts_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, |s| s.ours).await?;
    opened.allows(cx, rules::keeping_contacts(&opened.card, cx.today()))?;
    let here = format!("{}/contacts", opened.url());
    let shows = choices(&w, "shows", SHOWN.iter().copied());
    let agreed = |s: &Shown| {
        let all = [(s.name, "name"), (s.address, "address"), (s.phone, "phone"), (s.email, "email")];
        all.iter()
            .filter(|(on, _)| *on)
            .map(|(_, code)| word(&w, "shows", code))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let body = html! {
        (done(cx))
        p.mg-lead { (w.contacts_lead()) }
        @if !opened.card.contacts.is_empty() {
            ul.mg-people {
                @for contact in &opened.card.contacts {
                    @let shown = agreed(&contact.who.shows);
                    li.mg-people__item {
                        span.mg-people__name { (contact.who.name) }
                        span.mg-people__role {
                            @if shown.is_empty() { (w.shows_nothing()) } @else { (w.shows_these(&shown)) }
                        }
                        (removal(cx, &format!("{here}/{}/removal", contact.id.simple()), &contact.who.name))
                    }
                }
            }
        }
        form method="post" action=(here) novalidate {
            (ui::form_key(cx))
            (ui::text_input(cx, form, errors, "name", w.contact_name(), None))
            (ui::text_input(cx, form, errors, "role", w.contact_role(), Some(w.contact_role_hint())))
            (ui::text_input(cx, form, errors, "address", w.contact_address(), Some(w.contact_address_hint())))
            (ui::text_input(cx, form, errors, "phone", w.contact_phone(), None))
            (ui::text_input(cx, form, errors, "email", w.contact_email(), None))
            (ui::checkboxes(cx, form, errors, "shows", w.contact_shows(), Some(w.contact_shows_hint()), &shows))
            (ui::submit(w.contact_add(), None))
        }
        (finished(cx, &opened))
    };
    Ok(opened.form(cx, w.contacts(), errors, body))
}

pub(super) async fn add_contact(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let name = input.required_line("name", LINE, w.refused_no_name());
    let role = input.line("role", LINE);
    let address = input.line("address", LINE);
    let phone = input.line("phone", 60);
    let email = input.line("email", LINE);
    if phone.is_empty() && email.is_empty() && address.is_empty() {
        input.errors.add("phone", "required", w.contact_unreachable());
    }
    let shows = cx.form().all("shows");
    let on = |code: &str| shows.contains(&code);
    let shows = Shown { name: on("name"), address: on("address"), phone: on("phone"), email: on("email") };
    if !input.errors.is_empty() {
        return contacts_page(&cx, cx.form(), &input.errors).await;
    }
    const AT: At = &[("no-name", "name"), ("too-many", "name")];
    let new = NewContact { name, role, address, phone, email, shows };
    match actions::add_contact(&cx, id, &new).await {
        Ok(()) => Ok(redirect(format!("/practices/{id}/contacts?done=added"))),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            contacts_page(&cx, cx.form(), &input.errors).await
        }
    }
}

pub(super) async fn remove_contact(cx: Cx) -> Result<Reply, Problem> {
    let id: PracticeId = cx.id("id")?;
    let contact: kernel::EntryId = cx.id("contact")?;
    actions::remove_contact(&cx, id, contact.0).await?;
    Ok(redirect(format!("/practices/{id}/contacts?done=removed")))
}
