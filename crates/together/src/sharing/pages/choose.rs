// SPDX-License-Identifier: EUPL-1.2
//! Choosing somebody by name: first the institution, found by a word of its name, then the person. A name of a service is no
//! personal data, and may stand in an address.

use ::register::directory::{self, Colleague};
use kernel::{FunctionKind, InstitutionId, PractitionerId, SecrecyStatus};
use maud::{Markup, html};
use platform::db::Conn;
use platform::form::FieldErrors;
use platform::http::{Cx, Form};
use platform::problem::Problem;
use platform::ui;

use super::words;

/// Where and among whom one chooses.
pub(crate) struct Choosing<'a> {
    /// The page on which one chooses; what is looked for comes back to it.
    pub(crate) page: &'a str,
    /// Where the choice is sent: `who` and `institution`.
    pub(crate) send_to: &'a str,
    /// An institution of which nobody is offered.
    pub(crate) but: Option<InstitutionId>,
    /// The institutions of those who were chosen so far.
    pub(crate) places: Vec<InstitutionId>,
    /// The types of service that are offered, with their pack; they are then listed at once. Empty: all.
    pub(crate) types: Vec<(String, String)>,
}

/// By which secrecy somebody is bound, beside their name.
pub(crate) fn duty(cx: &Cx, status: Option<SecrecyStatus>) -> Markup {
    let duty = rulebook::duty(status);
    html! { span.mg-people__role { (words(cx).by_key(&format!("duty-{}", duty.code())).unwrap_or_default()) } }
}

/// The search, what it found, and the people of the institution that was chosen.
pub(crate) async fn choose(cx: &Cx, conn: &mut Conn, among: Choosing<'_>) -> Result<Markup, Problem> {
    let w = words(cx);
    let asked = Form::from_fields(cx.request.query.clone());
    let q = asked.line("q");
    let chosen: Option<InstitutionId> = cx.query("institution").parse().ok();
    let looks = chosen.is_none() && (!q.is_empty() || !among.types.is_empty());
    let mut found = match looks {
        true => {
            let search = directory::Search {
                words: q.clone(),
                types: among.types.clone(),
                ..directory::Search::default()
            };
            directory::search(conn, &search, None, 20).await?
        }
        false => Vec::new(),
    };
    found.retain(|i| Some(i.id) != among.but && i.closed_on.is_none_or(|day| day >= cx.today()));
    let staff = match chosen {
        Some(id) => directory::practitioners_of(conn, id, None, cx.today()).await?,
        None => Vec::new(),
    };
    let mut places = among.places;
    places.sort();
    places.dedup();
    let names = directory::institution_names(conn, places.iter().copied().chain(chosen)).await?;
    let name = |id: InstitutionId| names.get(&id).map_or("", String::as_str);
    let ids: Vec<PractitionerId> = staff.iter().map(|s| s.id).collect();
    let secrecy = directory::secrecy_on_day(conn, &ids, cx.today()).await?;
    // Whoever holds two functions is one person; whoever administers the service works with nobody's family.
    let mut workers: Vec<&Colleague> = Vec::new();
    for one in staff.iter().filter(|c| c.kind != FunctionKind::Administrator) {
        if !workers.iter().any(|w| w.id == one.id) {
            workers.push(one);
        }
    }
    let to = |id: InstitutionId| ui::with_query(among.page, [("institution", id.to_string().as_str())]);
    Ok(html! {
        @if chosen.is_none() && q.is_empty() {
            @for place in places { p { a.govuk-link href=(to(place)) { (w.recipients_same(name(place))) } } }
        }
        form method="get" action=(among.page) {
            (ui::text_input(cx, &asked, &FieldErrors::default(), "q", w.recipients_search(), Some(w.recipients_search_hint())))
            (ui::submit(w.search(), None))
        }
        @if looks {
            @if found.is_empty() { (ui::empty(w.recipients_none(), w.recipients_none_text(), None)) }
            ul.mg-people {
                @for one in &found {
                    li.mg-people__item {
                        span.mg-people__name { a href=(to(one.id)) { (one.name) } }
                        span.mg-people__role { (directory::type_name(cx, &one.pack, &one.service_type)) @if let Some(t) = &one.territory { " – " (t) } }
                    }
                }
            }
        }
        @if let Some(institution) = chosen {
            h3.govuk-heading-s { (name(institution)) }
            @if workers.is_empty() { (ui::empty(w.staff_none(), w.staff_none_text(), None)) }
            ul.mg-people {
                @for one in workers {
                    li.mg-people__item {
                        span.mg-people__name { (one.name()) @if !one.title.is_empty() { ", " (one.title) } }
                        (duty(cx, secrecy.get(&one.id).copied()))
                        form method="post" action=(among.send_to) {
                            (ui::form_key(cx))
                            (ui::hidden("who", one.id)) (ui::hidden("institution", institution))
                            button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" {
                                (w.choose()) span.govuk-visually-hidden { " " (one.name()) }
                            }
                        }
                    }
                }
            }
        }
    })
}
