// SPDX-License-Identifier: EUPL-1.2
//! The consultations in which the reader takes part.

use maud::html;
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui::{self, Page};

use super::super::actions;
use super::{Names, stand_tag, words};
use crate::sharing;

/// As many as a page shows: each has an end, the list stays short.
const MOST: i64 = 100;

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut conn = cx.read().await?;
    let found = actions::list(&cx, &mut conn, MOST).await?;
    let names = Names::of(&mut conn, &found).await?;
    drop(conn);
    let actor = cx.actor()?;
    let convenes = actions::CONVENERS.iter().any(|kind| actor.holds(*kind));
    let known = actions::rule_set_here(&cx)?;
    let may_prepare = convenes && known.is_some();
    let new = may_prepare.then_some((w.prepare(), "/consultations/new"));
    let body = html! {
        div.mg-split {
            h1.govuk-heading-l { (w.list_title()) }
            @if let (Some((label, href)), false) = (new, found.is_empty()) { a.govuk-button.mg-no-print href=(href) { (label) } }
        }
        (sharing::rooms(&cx, "/consultations"))
        p.mg-lead { (w.list_lead()) }
        @if found.is_empty() {
            (ui::empty(w.list_none(), if known.is_some() { w.list_none_text() } else { w.list_none_here() }, new))
        } @else {
            (ui::table(w.list_title(), &[
                ui::Column { label: w.about(), sort: None },
                ui::Column { label: w.convened_by(), sort: None },
                ui::Column { label: w.stand(), sort: None },
                ui::Column { label: w.until(), sort: None },
            ], html! {
                @for c in &found {
                    @let convener = c.composition.participant(c.convened_by);
                    tr {
                        th scope="row" { a href=(super::url(c)) { (c.composition.frame.about) } }
                        td data-label=(w.convened_by()) {
                            (names.practitioner(c.convened_by)) ", " (convener.map_or("", |p| names.institution(p.institution)))
                        }
                        td data-label=(w.stand()) {
                            (stand_tag(&cx, c.stand()))
                            @if let Some(held) = &c.held { " " (ui::date(&cx, held.on)) }
                        }
                        td data-label=(w.until()) { (ui::date(&cx, c.composition.frame.until_on)) }
                    }
                }
            }))
        }
    };
    Ok(Page::new(w.list_title()).show(&cx, body))
}
