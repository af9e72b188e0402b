// SPDX-License-Identifier: EUPL-1.2
//! What respondents named, each with a list of kinds beside it.

use maud::{Markup, html};
use platform::http::{Cx, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Page};

use super::super::actions::{self, Coding, Kinds, Put, Written};
use super::{done, survey_id, words};

/// What is put under kinds at a time.
const PAGE: i64 = 25;
/// What stands between a path and what was written: in no path.
const BETWEEN: char = '|';

fn open(cx: &Cx) -> bool {
    cx.query("which") != "all"
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let after = cx.query("after").split_once(BETWEEN).map(|(path, name)| (path.to_owned(), name.to_owned()));
    let found = actions::coding(&cx, survey_id(&cx)?, open(&cx), after, PAGE).await?;
    let Coding { survey, kinds, written, next, progress: (all, done_already) } = &found;
    let url = format!("/surveys/{}/coding", survey.id);
    let tabs = [
        (w.coding_open(all - done_already), url.clone()),
        (w.coding_all(*all), ui::with_query(&url, [("which", "all")])),
    ];
    let here = if open(&cx) { &tabs[0].1 } else { &tabs[1].1 };
    let results = format!("/surveys/{}/results", survey.id);
    let next = next.as_ref().map(|(path, name)| format!("{path}{BETWEEN}{name}"));
    let body = html! {
        (done(&cx))
        h1.govuk-heading-l { (w.coding_title()) }
        p.mg-lead { (w.coding_lead()) }
        (ui::tabs(w.coding_title(), &tabs, here))
        @if written.is_empty() {
            @if *all == 0 { (ui::empty(w.coding_nothing(), w.coding_nothing_text(), None)) }
            @else { (ui::empty(w.coding_finished(), w.coding_finished_text(), Some((w.results(), &results)))) }
        } @else {
            form method="post" action=(url) {
                (ui::form_key(&cx))
                (ui::hidden("which", if open(&cx) { "open" } else { "all" }))
                (table(&cx, kinds, written))
                (ui::submit(w.coding_save(), None))
            }
            (ui::paging(&cx, next.as_deref()))
        }
    };
    let page = Page::new(w.coding_title()).crumb(w.list_title(), Some("/surveys".into()));
    Ok(page.crumb(&survey.about.title, Some(format!("/surveys/{}", survey.id))).show(&cx, body))
}

fn table(cx: &Cx, kinds: &[Kinds], written: &[Written]) -> Markup {
    let w = words(cx);
    let labels = [w.coding_written(), w.coding_times(), w.coding_kind()];
    let columns: Vec<ui::Column<'_>> = labels.iter().map(|label| ui::Column { label, sort: None }).collect();
    ui::table(
        w.coding_title(),
        &columns,
        html! {
            @for (place, one) in written.iter().enumerate() {
                tr {
                    th scope="row" { (ui::paragraphs(&one.words)) }
                    td.mg-cell-number data-label=(w.coding_times()) { (one.times) }
                    td data-label=(w.coding_kind()) {
                        (ui::hidden(&format!("of-{place}"), format!("{}{BETWEEN}{}", one.path, one.folded)))
                        (ui::hidden(&format!("was-{place}"), one.code.as_deref().unwrap_or_default()))
                        (choice(cx, kinds, one, place))
                        @if one.proposed.is_some() { p.govuk-body-s { (w.coding_proposed()) } }
                    }
                }
            }
        },
    )
}

fn choice(cx: &Cx, kinds: &[Kinds], one: &Written, place: usize) -> Markup {
    let w = words(cx);
    let chosen = one.code.as_deref().or(one.proposed.as_deref());
    let own =
        kinds.iter().find(|kinds| kinds.path == one.path).map(|k| k.kinds.as_slice()).unwrap_or_default();
    html! {
        select.govuk-select.mg-select-wide name=(format!("code-{place}")) aria-label=(w.coding_kind_of(&one.words)) {
            option value="" { (w.coding_none()) }
            @for (code, label) in own { option value=(code) selected[chosen == Some(code)] { (label) } }
        }
    }
}

pub(super) async fn save(cx: Cx) -> Result<Reply, Problem> {
    let id = survey_id(&cx)?;
    let form = cx.form();
    let mut put = Vec::new();
    for place in 0..PAGE {
        let Some((path, folded)) = form.raw(&format!("of-{place}")).split_once(BETWEEN) else { continue };
        let code = form.raw(&format!("code-{place}"));
        if code != form.raw(&format!("was-{place}")) {
            let code = Some(code.to_owned()).filter(|code| !code.is_empty());
            put.push(Put { path: path.to_owned(), folded: folded.to_owned(), code });
        }
    }
    actions::put(&cx, id, &put).await?;
    let which = if form.raw("which") == "all" { "&which=all" } else { "" };
    Ok(redirect(format!("/surveys/{id}/coding?done=coded{which}")))
}
