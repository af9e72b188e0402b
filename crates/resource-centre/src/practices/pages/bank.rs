// SPDX-License-Identifier: EUPL-1.2
//! The bank as anybody reads it: what is looked for is kept in the address, pages are bounded, and all of it can be taken as a table.

use ::register::directory::TerritoryId;
use maud::{Markup, html};
use platform::db::Conn;
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply, attachment};
use platform::problem::Problem;
use platform::table::{self, Cell, Sheet};
use platform::ui::{self, Choice, Page};
use uuid::Uuid;

use super::super::actions;
use super::super::card::Card;
use super::super::model::{Heading, Level};
use super::super::store::{self, Search, Stands};
use super::{
    Names, done, level_name, level_tag, place, sectors, state_tag, territory_choices, url, word, words,
};

/// Practices of a page.
const A_PAGE: usize = 20;
/// Practices of a table, at most: each has a sheet of texts.
const IN_A_TABLE: i64 = 2_000;

fn asked(cx: &Cx) -> Search {
    Search {
        words: cx.query("q").chars().take(100).collect(),
        level: Level::parse(cx.query("level")),
        sector: cx.query("sector").chars().take(60).collect(),
        territory: Uuid::parse_str(cx.query("territory")).ok().map(TerritoryId),
        stands: Stands::parse(cx.query("stands")).unwrap_or_default(),
    }
}

fn filters(cx: &Cx, names: &Names) -> Result<Markup, Problem> {
    let w = words(cx);
    let form = Form::from_fields(cx.request.query.clone());
    let levels: Vec<Choice> = Level::ALL.iter().map(|l| Choice::new(l.code(), level_name(&w, *l))).collect();
    let stands: Vec<Choice> = Stands::ALL
        .iter()
        .filter(|s| **s != Stands::Published)
        .map(|s| Choice::new(s.code(), word(&w, "stands", s.code())))
        .collect();
    Ok(ui::filters(
        cx,
        html! {
            (ui::text_input(cx, &form, &FieldErrors::default(), "q", w.search_words(), Some(w.search_words_hint())))
            (ui::filter_select(cx, &form, "level", w.level(), &levels))
            (ui::filter_select(cx, &form, "sector", w.sector(), &sectors(cx)?))
            (ui::filter_select(cx, &form, "territory", w.territory(), &territory_choices(&names.territories)))
            div.govuk-form-group {
                label.govuk-label for="stands" { (w.stands()) }
                select.govuk-select id="stands" name="stands" {
                    option value="" { (w.stands_published()) }
                    @for choice in &stands { option value=(choice.code) selected[form.raw("stands") == choice.code] { (choice.label) } }
                }
            }
        },
    ))
}

/// The address of the whole that is looked for, as a table.
fn table_url(cx: &Cx, path: &str) -> String {
    let kept = cx.request.query.iter().filter(|(n, v)| n != "after" && n != "lang" && !v.is_empty());
    ui::with_query(path, kept.map(|(n, v)| (n.as_str(), v.as_str())))
}

/// One practice of the list.
fn line(cx: &Cx, card: &Card, names: &Names) -> Markup {
    let w = words(cx);
    let p = &card.practice;
    let territory = names.territory(p.territory);
    html! {
        li.mg-panel {
            h2.govuk-heading-m { a.govuk-link href=(url(card)) lang=(p.lang) { (p.title) } }
            p { (level_tag(cx, card)) " " @if p.withdrawn_on.is_some() || p.re_review_on.is_some_and(|d| d <= cx.today()) { (state_tag(cx, card)) } }
            p.govuk-body lang=(p.lang) { (p.summary) }
            p.govuk-body-s {
                (names.institution(p.institution))
                @if !territory.is_empty() { " · " (territory) }
                @if let Some(day) = p.published_on { " · " (w.published_on(ui::date(cx, day))) }
            }
        }
    }
}

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let search = asked(&cx);
    let mut conn = cx.read().await?;
    let after = place(cx.query("after"));
    let mut found = store::search(&mut conn, &search, cx.today(), after, A_PAGE as i64 + 1).await?;
    let more = found.len() > A_PAGE;
    found.truncate(A_PAGE);
    let names = Names::of(&mut conn, &found).await?;
    let edits = actions::edits(&cx, &mut conn).await?;
    drop(conn);
    let next = found.last().filter(|_| more).and_then(|c| Some((c.practice.published_on?, c.practice.id)));
    let next = next.map(|(day, id)| format!("{day}~{id}"));
    let filtered =
        cx.request.query.iter().any(|(n, v)| n != "after" && n != "lang" && n != "done" && !v.is_empty());
    let body = html! {
        (done(&cx))
        div.mg-split {
            h1.govuk-heading-l { (w.bank()) }
            @if cx.actor.is_some() { a.govuk-button.mg-no-print href="/practices/new" { (w.begin_title()) } }
        }
        p.mg-lead { (w.bank_lead()) }
        @if cx.actor.is_some() {
            p.mg-no-print {
                a.govuk-link href="/practices/work" { (w.work_title()) } " · "
                a.govuk-link href="/surveys" { (w.to_surveys()) }
                @if edits { " · " a.govuk-link href="/practices/work?which=editors" { (w.to_editors()) } }
            }
        }
        (super::levels_explained(&cx))
        div.mg-filtered {
            (filters(&cx, &names)?)
            div.mg-filtered__results {
                @if found.is_empty() {
                    @if filtered { (ui::empty(w.none_found(), w.none_found_text(), Some((w.all(), "/practices")))) }
                    @else { (ui::empty(w.none(), w.none_text(), cx.actor.is_some().then_some((w.begin_title(), "/practices/new")))) }
                } @else {
                    ul.govuk-list { @for card in &found { (line(&cx, card, &names)) } }
                    (ui::paging(&cx, next.as_deref()))
                    p.mg-no-print {
                        (w.table()) " "
                        a.govuk-link href=(table_url(&cx, "/practices/table.csv")) { "CSV" } " · "
                        a.govuk-link href=(table_url(&cx, "/practices/table.xlsx")) { "XLSX" }
                    }
                }
            }
        }
    };
    Ok(Page::new(w.bank()).show(&cx, body))
}

/// The table: a row for each practice, with all that is published of it, and nothing else.
async fn rows(cx: &Cx, conn: &mut Conn) -> Result<(Vec<&'static str>, Vec<Vec<Cell>>), Problem> {
    let w = words(cx);
    let found = store::search(conn, &asked(cx), cx.today(), None, IN_A_TABLE).await?;
    let names = Names::of(conn, &found).await?;
    let sectors = sectors(cx)?;
    let mut heads = vec![w.number(), w.institution(), w.level(), w.column_state()];
    heads.extend(Heading::ALL.iter().map(|h| word(&w, "heading", h.code())));
    heads.extend([w.territory(), w.sector(), w.partners(), w.sources(), w.contacts()]);
    heads.extend([w.column_published(), w.column_again(), w.column_withdrawn(), w.column_why()]);
    let row = |card: &Card| {
        let p = &card.practice;
        let day = |d: Option<kernel::Date>| d.map(|d| d.to_string()).unwrap_or_default();
        let level = match card.level() {
            _ if card.is_harmful() => "X".to_owned(),
            Some(level) => level.code().to_owned(),
            None => String::new(),
        };
        let sector = |code: &String| {
            sectors.iter().find(|s| s.code == *code).map_or(code.clone(), |s| s.label.clone())
        };
        let contact = |c: &super::super::model::Contact| {
            let c = c.published();
            let parts = [c.name, c.role, c.address, c.phone, c.email];
            parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
        };
        let why = card.steps.last().filter(|_| p.withdrawn_on.is_some()).map(|s| s.words.clone());
        let mut out = vec![
            super::show::reference(p.id),
            names.institution(p.institution).to_owned(),
            level,
            word(&w, "state", card.state(cx.today()).code()).to_owned(),
        ];
        out.extend(Heading::ALL.iter().map(|h| card.texts.get(*h).to_owned()));
        out.push(names.territory(p.territory).to_owned());
        out.push(card.sectors.iter().map(sector).collect::<Vec<_>>().join(", "));
        let partners = card.partners.iter().map(|id| names.institution(*id));
        out.push(partners.collect::<Vec<_>>().join(", "));
        out.push(card.sources.iter().map(|s| s.citation.as_str()).collect::<Vec<_>>().join(" | "));
        out.push(card.contacts.iter().map(contact).collect::<Vec<_>>().join(" | "));
        out.extend([day(p.published_on), day(p.re_review_on), day(p.withdrawn_on), why.unwrap_or_default()]);
        out
    };
    let texts = |card: &Card| row(card).into_iter().map(Cell::Text).collect();
    Ok((heads, found.iter().map(texts).collect()))
}

pub(super) async fn as_csv(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let (heads, rows) = rows(&cx, &mut conn).await?;
    drop(conn);
    let bytes =
        table::csv(&heads, &rows).map_err(|_| Problem::fault("a table could not be written as CSV"))?;
    let name = format!("{}.csv", words(&cx).file(cx.today().to_string()));
    Ok(attachment("text/csv; charset=utf-8", &name, bytes))
}

pub(super) async fn as_xlsx(cx: Cx) -> Result<Reply, Problem> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut conn = cx.read().await?;
    let (heads, rows) = rows(&cx, &mut conn).await?;
    drop(conn);
    let (sheet, today) = (words(&cx).sheet(), cx.today());
    let written = tokio::task::spawn_blocking(move || {
        table::xlsx(&[Sheet { name: sheet, headings: &heads, rows: &rows }], today)
    })
    .await;
    let bytes = written.map_err(|_| Problem::fault("a table could not be written as XLSX"))?;
    let bytes = bytes.map_err(|_| Problem::fault("a table could not be written as XLSX"))?;
    Ok(attachment(KIND, &format!("{}.xlsx", words(&cx).file(cx.today().to_string())), bytes))
}
