// SPDX-License-Identifier: EUPL-1.2
//! What somebody has to do with practices: those of their institution, those they are asked to read, and, for the editors of the
//! bank, what waits for them.

use kernel::PracticeId;
use maud::{Markup, html};
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui::{self, Column, Page};

use super::super::card::Card;
use super::super::steps::Harm;
use super::super::store::{self, Waiting};
use super::super::store_people;
use super::super::{actions, rules};
use super::{Names, done, level_tag, state_tag, url, word, words};

/// Which pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pane {
    Ours,
    Reading,
    Editors,
    Readers,
    Again,
    Harms,
}

kernel::codes!(Pane {
    Ours = "ours",
    Reading = "reading",
    Editors = "editors",
    Readers = "readers",
    Again = "again",
    Harms = "harms",
});

impl Pane {
    fn is_for_editors(self) -> bool {
        !matches!(self, Pane::Ours | Pane::Reading)
    }
}

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut conn = cx.read().await?;
    let edits = actions::edits(&cx, &mut conn).await?;
    let pane = Pane::parse(cx.query("which")).filter(|p| edits || !p.is_for_editors()).unwrap_or(Pane::Ours);
    let actor = cx.actor()?;
    let (today, now) = (cx.today(), cx.now);
    let found = match pane {
        Pane::Ours => store::of_institution(&mut conn, actor.institution).await?,
        Pane::Reading => store::to_read(&mut conn, actor.practitioner, actor.institution).await?,
        Pane::Editors => store::waiting(&mut conn, Waiting::Editors, now, today).await?,
        Pane::Readers => store::waiting(&mut conn, Waiting::Readers, now, today).await?,
        Pane::Again => store::waiting(&mut conn, Waiting::Again, now, today).await?,
        Pane::Harms => Vec::new(),
    };
    let names = Names::of(&mut conn, &found).await?;
    let harms =
        if pane == Pane::Harms { store_people::open_harms(&mut conn, now).await? } else { Vec::new() };
    let ids: Vec<PracticeId> = harms.iter().map(|h| h.practice).collect();
    let titles =
        if ids.is_empty() { Default::default() } else { store_people::titles(&mut conn, &ids).await? };
    drop(conn);
    let tabs: Vec<(String, String)> = Pane::ALL
        .iter()
        .filter(|p| edits || !p.is_for_editors())
        .map(|p| (word(&w, "pane", p.code()).to_owned(), format!("/practices/work?which={}", p.code())))
        .collect();
    let body = html! {
        (done(&cx))
        div.mg-split {
            h1.govuk-heading-l { (w.work_title()) }
            a.govuk-button.mg-no-print href="/practices/new" { (w.begin_title()) }
        }
        p.mg-lead { (w.by_key(&format!("pane-{}.hint", pane.code())).unwrap_or_default()) }
        (ui::tabs(w.work_title(), &tabs, &format!("/practices/work?which={}", pane.code())))
        @if pane == Pane::Harms { (harms_table(&cx, &harms, &titles)) }
        @else if found.is_empty() { (empty(&cx, pane)) }
        @else { (table(&cx, pane, &found, &names)) }
        @if edits { p.mg-no-print { a.govuk-link href="/practices/reviewers" { (w.trained_title()) } } }
        p.mg-no-print { a.govuk-link href="/practices" { (w.to_bank()) } }
    };
    Ok(Page::new(w.work_title()).crumb(w.bank(), Some("/practices".into())).show(&cx, body))
}

fn empty(cx: &Cx, pane: Pane) -> Markup {
    let w = words(cx);
    let title = word(&w, "empty", pane.code());
    let text = w.by_key(&format!("empty-{}.hint", pane.code())).unwrap_or_default();
    let action =
        if pane == Pane::Ours { (w.begin_title(), "/practices/new") } else { (w.to_bank(), "/practices") };
    ui::empty(title, text, Some(action))
}

/// What is to be done with one of them, in a few words.
fn to_do(cx: &Cx, card: &Card, pane: Pane) -> Markup {
    let w = words(cx);
    let state = card.state(cx.today());
    let p = &card.practice;
    let since = |at: Option<kernel::Instant>| html! { @if let Some(at) = at { " " (w.since(ui::date(cx, at.local_date(&cx.zone)))) } };
    html! {
        @match pane {
            Pane::Reading => { (w.to_read()) (since(p.review_since)) }
            Pane::Editors if card.readings().len() < rules::REVIEWERS && p.review_since.is_some() => { (w.readers_title()) (since(p.editor_since)) }
            Pane::Editors => { (word(&w, "todo", state.code())) (since(p.editor_since)) }
            Pane::Readers => {
                @let answered = card.readings().iter().filter(|r| r.answered_at.is_some()).count();
                (w.answered_of(answered as i64)) (since(p.review_since))
            }
            Pane::Again => { @if let Some(day) = p.re_review_on { (ui::deadline(cx, ui::Deadline::Open(day))) } }
            _ if state.is_being_written() => (word(&w, "todo", state.code())),
            _ if rules::agreeing(card, cx.today()).is_ok() && !card.is_agreed() => (w.agreement_to_give()),
            _ => (w.nothing_to_do()),
        }
    }
}

fn table(cx: &Cx, pane: Pane, found: &[Card], names: &Names) -> Markup {
    let w = words(cx);
    let columns = [w.practice(), w.institution(), w.column_to_do(), w.column_state()];
    let columns: Vec<Column<'_>> = columns.into_iter().map(|label| Column { label, sort: None }).collect();
    ui::table(
        word(&w, "pane", pane.code()),
        &columns,
        html! {
            @for card in found {
                tr {
                    th scope="row" {
                        a.govuk-link href=(url(card)) lang=(card.practice.lang) { (card.practice.title) }
                        br; span.govuk-body-s { (super::show::reference(card.practice.id)) }
                    }
                    td data-label=(w.institution()) { (names.institution(card.practice.institution)) }
                    td data-label=(w.column_to_do()) { (to_do(cx, card, pane)) }
                    td data-label=(w.column_state()) { (state_tag(cx, card)) " " (level_tag(cx, card)) }
                }
            }
        },
    )
}

fn harms_table(cx: &Cx, harms: &[Harm], titles: &std::collections::HashMap<PracticeId, String>) -> Markup {
    let w = words(cx);
    if harms.is_empty() {
        return empty(cx, Pane::Harms);
    }
    let columns = [w.practice(), w.said_as(), w.harm_words()];
    let columns: Vec<Column<'_>> = columns.into_iter().map(|label| Column { label, sort: None }).collect();
    ui::table(
        w.harms_told(),
        &columns,
        html! {
            @for harm in harms {
                tr {
                    th scope="row" {
                        a.govuk-link href=(format!("/practices/{}/harms/{}", harm.practice, harm.id.simple())) {
                            (titles.get(&harm.practice).map_or("", String::as_str))
                        }
                        br; span.govuk-body-s { (ui::date_time(cx, harm.recorded_at)) }
                    }
                    td data-label=(w.said_as()) { (word(&w, "said-as", harm.said_as.code())) }
                    td data-label=(w.harm_words()) { (harm.words.chars().take(200).collect::<String>()) }
                }
            }
        },
    )
}
