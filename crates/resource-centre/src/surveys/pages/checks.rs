// SPDX-License-Identifier: EUPL-1.2
//! What is verified while answers come in: whether two of them are of one institution, and how well papers are typed in.

use std::collections::BTreeMap;

use kernel::Lang;
use maud::{Markup, html};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use platform::ui;
use uuid::Uuid;

use super::super::model::{State, Survey};
use super::super::store::Alike;
use super::super::store_answers::Papers;
use super::super::{rules, store, store_answers};
use super::words;

/// The most that is shown of what looks alike, and of the papers to be typed in again.
const SHOWN: i64 = 200;

/// What was found.
pub(super) struct Checks {
    twins: Vec<Alike>,
    papers: Papers,
    /// Those that chance chose, as many as are wanted still.
    drawn: Vec<(Uuid, String)>,
}

pub(super) async fn read(conn: &mut Conn, survey: &Survey) -> Result<Checks, Problem> {
    let twins = if is_open(survey) { store::alike(conn, survey.id, SHOWN).await? } else { Vec::new() };
    let papers = store_answers::papers(conn, survey.id).await?;
    let wanted = (rules::sample(papers.papers) - papers.twice).clamp(0, SHOWN);
    let drawn = match wanted {
        0 => Vec::new(),
        _ => store_answers::drawn(conn, survey.id, wanted).await?,
    };
    Ok(Checks { twins, papers, drawn })
}

/// Once the results were given back, nothing of it would change them.
fn is_open(survey: &Survey) -> bool {
    survey.reported_at.is_none() && survey.state() != State::Designed
}

pub(super) fn show(cx: &Cx, survey: &Survey, found: &Checks) -> Markup {
    let open = is_open(survey);
    html! {
        @if open { (twins(cx, survey, &found.twins)) }
        (papers(cx, survey, found, open))
    }
}

/// Those who may be one institution: a person says which of them counts.
fn twins(cx: &Cx, survey: &Survey, found: &[Alike]) -> Markup {
    let w = words(cx);
    // Two that share their number and their name, too, are shown once.
    let mut by_key: BTreeMap<&str, Vec<&Alike>> = BTreeMap::new();
    found.iter().for_each(|one| by_key.entry(&one.key).or_default().push(one));
    let mut groups: Vec<Vec<&Alike>> = Vec::new();
    for mut group in by_key.into_values() {
        group.sort_by_key(|one| one.id);
        let ids = |group: &[&Alike]| group.iter().map(|one| one.id).collect::<Vec<_>>();
        // The last one may have been cut off.
        if group.len() > 1 && !groups.iter().any(|known| ids(known) == ids(&group)) {
            groups.push(group);
        }
    }
    html! {
        @if !groups.is_empty() {
            h2.govuk-heading-m { (w.twins_title()) }
            p.govuk-body { (w.twins_text()) }
            @for group in &groups {
                ul.govuk-list.govuk-list--bullet {
                    @for one in group {
                        li {
                            a href=(format!("/surveys/{}/respondents/{}", survey.id, one.id.simple())) { (one.name) }
                            @if !one.number.is_empty() { " (" (one.number) ")" }
                            @if !one.territory.is_empty() { " – " (one.territory) }
                        }
                    }
                }
            }
        }
    }
}

/// How many papers came back, how many of them were typed in twice, and which chance chose to be.
fn papers(cx: &Cx, survey: &Survey, found: &Checks, open: bool) -> Markup {
    let w = words(cx);
    let p = found.papers;
    let share = |of: i64, all: i64| {
        // Of a thousand, so that few errors in much are not « 0 % ».
        let thousandths = (of * 1000 + all / 2) / all.max(1);
        let comma = if cx.lang == Lang::En { '.' } else { ',' };
        format!("{}{comma}{}\u{a0}%", thousandths / 10, thousandths % 10)
    };
    html! {
        @if p.papers > 0 {
            h2.govuk-heading-m { (w.papers_title()) }
            (ui::facts(vec![
                (w.papers_typed(), html! { (p.papers) }),
                (w.papers_twice(), html! {
                    (w.papers_twice_of(p.twice, rules::sample(p.papers)))
                    @if p.same > 0 { " – " (w.papers_same(p.same)) }
                }),
                (w.papers_differing(), html! {
                    @if p.compared > 0 { (w.papers_differing_of(p.compared, p.differing, share(p.differing, p.compared))) }
                    @else { (w.papers_not_compared()) }
                }),
            ]))
            @if open && !found.drawn.is_empty() {
                p.govuk-body { (w.papers_drawn()) }
                ul.govuk-list.govuk-list--bullet {
                    @for (id, name) in &found.drawn {
                        li { a.govuk-link href=(format!("/surveys/{}/respondents/{}/second/pages/1", survey.id, id.simple())) { (name) } }
                    }
                }
            }
        }
    }
}
