// SPDX-License-Identifier: EUPL-1.2
//! Parts of pages: tables, tiles, deadlines, filters, marks.

use kernel::{Date, Layer};
use maud::{Markup, html};

use crate::http::Cx;

/// An address with a query.
pub fn with_query<'a>(path: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut any = false;
    for (name, value) in pairs.into_iter().filter(|(_, v)| !v.is_empty()) {
        query.append_pair(name, value);
        any = true;
    }
    if any { format!("{path}?{}", query.finish()) } else { path.to_owned() }
}

/// A count that leads to exactly what it counts.
pub struct Tile {
    /// How many.
    pub count: i64,
    /// Whether there are more than were counted.
    pub or_more: bool,
    /// Of what.
    pub label: String,
    /// One detail, such as the age of the oldest.
    pub detail: Option<String>,
    /// Where they are listed.
    pub href: String,
    /// `overdue`, `today` or nothing.
    pub tone: &'static str,
}

/// Tiles in a row.
pub fn tiles(tiles: &[Tile]) -> Markup {
    html! {
        ul.mg-tiles {
            @for tile in tiles {
                @let tone = if tile.count == 0 { " mg-tile--none".to_owned() } else if tile.tone.is_empty() { String::new() } else { format!(" mg-tile--{}", tile.tone) };
                li {
                    a class=(format!("mg-tile{tone}")) href=(tile.href) {
                        span.mg-tile__count { (tile.count) @if tile.or_more { "+" } }
                        span.mg-tile__label { (tile.label) }
                        @if let Some(detail) = &tile.detail { span.mg-tile__detail { (detail) } }
                    }
                }
            }
        }
    }
}

/// Where a term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// Still open, due on this day.
    Open(Date),
    /// Done on the first day, due on the second.
    Done(Date, Date),
}

/// A term in words: overdue, today, soon, on time, done. Never by colour alone.
pub fn deadline(cx: &Cx, deadline: Deadline) -> Markup {
    let w = super::words(cx);
    let (tone, text) = match deadline {
        Deadline::Done(on, due) if on > due => {
            ("late", w.deadline_done_late(super::date(cx, on), on.days_since(due).into()))
        }
        Deadline::Done(on, _) => ("done", w.deadline_done(super::date(cx, on))),
        Deadline::Open(due) => match due.days_since(cx.today()) {
            n if n < 0 => ("overdue", w.deadline_overdue((-n).into())),
            0 => ("today", w.deadline_today().to_owned()),
            n if n <= 7 => ("soon", w.deadline_soon(n.into())),
            _ => ("ontime", w.deadline_on(super::date(cx, due))),
        },
    };
    html! { span class=(format!("mg-deadline mg-deadline--{tone}")) { (text) } }
}

/// A column of a table.
pub struct Column<'a> {
    /// Its heading.
    pub label: &'a str,
    /// Its heading as a link that sorts by it, with the present direction (`ascending`, `descending`, `none`).
    pub sort: Option<(String, &'static str)>,
}

/// A heading that sorts: the link and its present direction. The order is kept in the address.
pub fn sort_link(cx: &Cx, key: &str, current: &str) -> (String, &'static str) {
    let down = format!("-{key}");
    let (next, state) = match current {
        c if c == key => (down.as_str(), "ascending"),
        c if c == down => (key, "descending"),
        _ => (key, "none"),
    };
    let kept = cx.request.query.iter().filter(|(n, _)| n != "sort" && n != "after" && n != "lang");
    let pairs = kept.map(|(n, v)| (n.as_str(), v.as_str())).chain([("sort", next)]);
    (with_query(&cx.request.path, pairs), state)
}

/// A table whose rows become cards on a narrow screen: `rows` are `tr`s whose cells carry `data-label`.
pub fn table(caption: &str, columns: &[Column<'_>], rows: Markup) -> Markup {
    html! {
        div.mg-table-frame tabindex="0" role="region" aria-label=(caption) {
            table.mg-table.mg-table--cards {
                caption.govuk-visually-hidden { (caption) }
                thead { tr {
                    @for column in columns {
                        @match &column.sort {
                            Some((href, state)) => th scope="col" aria-sort=(state) { a.mg-sort href=(href) { (column.label) } },
                            None => th scope="col" { (column.label) },
                        }
                    }
                } }
                tbody { (rows) }
            }
        }
    }
}

/// The way to the next page of a list; nothing when this is the last.
pub fn paging(cx: &Cx, next: Option<&str>) -> Markup {
    let w = super::words(cx);
    let here = !cx.query("after").is_empty();
    let link = |after: &str| {
        let kept = cx.request.query.iter().filter(|(n, _)| n != "after" && n != "lang");
        with_query(&cx.request.path, kept.map(|(n, v)| (n.as_str(), v.as_str())).chain([("after", after)]))
    };
    html! {
        @if here || next.is_some() {
            nav.mg-paging aria-label=(w.paging()) {
                @if here { a href=(link("")) { (w.paging_first()) } }
                @if let Some(next) = next { a href=(link(next)) rel="next" { (w.paging_next()) } }
            }
        }
    }
}

/// The filters of a list, beside it on a wide screen. They are kept in the address.
pub fn filters(cx: &Cx, fields: Markup) -> Markup {
    filters_of(cx, &[], fields)
}

/// The filters of one pane of a list: which pane it is stays, also when the filters are cleared.
pub fn filters_of(cx: &Cx, pane: &[(&str, &str)], fields: Markup) -> Markup {
    let w = super::words(cx);
    html! {
        details.mg-filters open {
            summary.mg-filters__summary { (w.filters()) }
            form.mg-filters__form method="get" action=(cx.request.path) {
                @for (name, value) in pane { (super::hidden(name, value)) }
                (fields)
                button.govuk-button.govuk-button--small type="submit" { (w.filters_apply()) }
                p { a.govuk-link href=(with_query(&cx.request.path, pane.iter().copied())) { (w.filters_clear()) } }
            }
        }
    }
}

/// Nothing to show: what it means and what can be done.
pub fn empty(title: &str, text: &str, action: Option<(&str, &str)>) -> Markup {
    html! {
        div.mg-empty {
            p.mg-empty__title { (title) }
            @if !text.is_empty() { p.mg-empty__text { (text) } }
            @if let Some((label, href)) = action { p { a.govuk-button.govuk-button--secondary href=(href) { (label) } } }
        }
    }
}

/// A mark: `brand`, `accent`, `ok`, `warn`, `danger` or nothing.
pub fn tag(tone: &str, text: &str) -> Markup {
    let class = if tone.is_empty() { "mg-tag".to_owned() } else { format!("mg-tag mg-tag--{tone}") };
    html! { span class=(class) { (text) } }
}

/// The mark of a layer.
pub fn layer_mark(layer: Layer, text: &str) -> Markup {
    html! { span class=(format!("mg-layer mg-layer--{}", layer.code())) { (text) } }
}

/// A sheet: a title, perhaps a link beside it, and what it holds.
pub fn panel(title: &str, link: Option<(&str, &str)>, body: Markup) -> Markup {
    html! {
        section.mg-panel {
            div.mg-panel__head {
                h2.mg-panel__title { (title) }
                @if let Some((label, href)) = link { a href=(href) { (label) } }
            }
            (body)
        }
    }
}

/// Facts: a list of labels and values; empty values are left out.
pub fn facts(rows: Vec<(&str, Markup)>) -> Markup {
    html! {
        dl.govuk-summary-list {
            @for (label, value) in rows {
                @if !value.0.is_empty() {
                    div.govuk-summary-list__row {
                        dt.govuk-summary-list__key { (label) }
                        dd.govuk-summary-list__value { (value) }
                    }
                }
            }
        }
    }
}

/// Panes of one thing: label, address, and whether it is the present one.
pub fn tabs(label: &str, tabs: &[(String, String)], here: &str) -> Markup {
    html! {
        nav.mg-tabs aria-label=(label) {
            ul.mg-tabs__list {
                @for (text, href) in tabs {
                    li { a.mg-tabs__link href=(href) aria-current=[(href == here).then_some("page")] { (text) } }
                }
            }
        }
    }
}

/// Lines as paragraphs.
pub fn paragraphs(text: &str) -> Markup {
    html! { @for line in text.lines().filter(|l| !l.trim().is_empty()) { p.govuk-body { (line) } } }
}

/// Something was done, when there are words for it.
pub fn done(cx: &Cx, text: Option<&str>) -> Markup {
    html! { @if let Some(text) = text { (success(cx, text)) } }
}

/// Something was done.
pub fn success(cx: &Cx, text: &str) -> Markup {
    html! {
        div.govuk-notification-banner.govuk-notification-banner--success role="alert" {
            div.govuk-notification-banner__header { h2.govuk-notification-banner__title { (super::words(cx).done()) } }
            div.govuk-notification-banner__content { p.govuk-notification-banner__heading { (text) } }
        }
    }
}

/// Something to mind before going on.
pub fn warning(cx: &Cx, text: &str) -> Markup {
    html! {
        div.govuk-warning-text {
            span.govuk-warning-text__icon aria-hidden="true" { "!" }
            strong.govuk-warning-text__text {
                span.govuk-visually-hidden { (super::words(cx).warning()) " " } (text)
            }
        }
    }
}

/// Help that opens where the term stands.
pub fn details(summary: &str, body: Markup) -> Markup {
    html! {
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { (summary) } }
            div.govuk-details__text { (body) }
        }
    }
}

/// A cell that no spreadsheet takes for a formula.
pub fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_is_computed() {
        for text in ["=1+1", "+32", "-1", "@x", "\tx"] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        assert_eq!(inert("Lina"), "Lina");
    }
}
