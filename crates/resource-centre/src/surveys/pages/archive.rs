// SPDX-License-Identifier: EUPL-1.2
//! Before what names people is erased: what it is, and that nothing brings it back.

use maud::html;
use platform::http::{Cx, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Page};

use super::super::actions;
use super::{survey_id, words};

pub(super) async fn ask(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (survey, labels) = actions::erasable(&cx, survey_id(&cx)?).await?;
    let url = format!("/surveys/{}", survey.id);
    let body = html! {
        h1.govuk-heading-l { (w.archive_title()) }
        p.mg-lead { (w.archive_lead()) }
        @if labels.is_empty() { p.govuk-body { (w.archive_nothing()) } }
        @else {
            h2.govuk-heading-m { (w.archive_erased()) }
            ul.govuk-list.govuk-list--bullet { @for label in &labels { li { (label) } } }
        }
        h2.govuk-heading-m { (w.archive_also()) }
        ul.govuk-list.govuk-list--bullet { li { (w.archive_drafts()) } li { (w.archive_links()) } }
        h2.govuk-heading-m { (w.archive_kept()) }
        ul.govuk-list.govuk-list--bullet { li { (w.archive_results()) } li { (w.archive_answers()) } }
        (ui::warning(&cx, w.archive_for_ever()))
        form method="post" action=(format!("{url}/archiving")) {
            (ui::form_key(&cx))
            div.govuk-button-group {
                button.govuk-button.govuk-button--warning type="submit" { (w.archive_submit()) }
                a.govuk-link href=(url) { (w.cancel()) }
            }
        }
    };
    let page = Page::new(w.archive_title()).crumb(w.list_title(), Some("/surveys".into()));
    Ok(page.crumb(&survey.about.title, Some(url)).narrow().show(&cx, body))
}

pub(super) async fn archive(cx: Cx) -> Result<Reply, Problem> {
    let id = survey_id(&cx)?;
    actions::archive(&cx, id).await?;
    Ok(redirect(format!("/surveys/{id}?done=archived")))
}
