// SPDX-License-Identifier: EUPL-1.2
//! The team of a supervisor: who leads how many cases, and how many of their terms have passed.

use std::collections::HashMap;

use kernel::{FunctionKind, PractitionerId};
use maud::{Markup, html};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use platform::ui::{self, Column};
use register::{access, deadlines, directory};
use rulebook::Caseload;

use super::deadlines::{OfTeam, When, href, overdue_of, scope};
use super::words::Words;

/// Late terms counted at most, over the whole team.
const LATE: i64 = 5_000;

/// Somebody of the team.
pub(super) struct Member {
    id: PractitionerId,
    name: String,
    cases: i64,
    overdue: i64,
}

/// Reads the team of whoever supervises: those who work with families, and whoever else leads a case.
pub(super) async fn read(cx: &Cx, conn: &mut Conn) -> Result<Vec<Member>, Problem> {
    let institution = cx.actor()?.institution;
    let load: HashMap<PractitionerId, i64> =
        access::workload(conn, institution, cx.now).await?.into_iter().collect();
    let late = deadlines::overdue_by_owner(conn, institution, &scope(cx)?, cx.today(), LATE).await?;
    let colleagues =
        directory::practitioners_of(conn, institution, FunctionKind::Caseworker, cx.today()).await?;
    let mut names: HashMap<PractitionerId, String> = colleagues.iter().map(|c| (c.id, c.name())).collect();
    let others: Vec<PractitionerId> = load.keys().copied().filter(|id| !names.contains_key(id)).collect();
    if !others.is_empty() {
        names.extend(directory::practitioner_names(conn, others).await?);
    }
    let member = |(id, name): (PractitionerId, String)| Member {
        id,
        name,
        cases: load.get(&id).copied().unwrap_or(0),
        overdue: late.get(&id.0).copied().unwrap_or(0),
    };
    let mut team: Vec<Member> = names.into_iter().map(member).collect();
    team.sort_by(|a, b| b.cases.cmp(&a.cases).then_with(|| a.name.cmp(&b.name)));
    Ok(team)
}

/// From how many cases a load deserves a look: what the pack of the reader says, with what it rests on. Nothing in law
/// fixes it, so nothing is refused: it is a mark on a scale.
fn mark(cx: &Cx) -> Option<&Caseload> {
    directory::pack(cx, &cx.actor().ok()?.pack).ok()?.caseload.as_ref()
}

/// The team, the most loaded first.
pub(super) fn section(cx: &Cx, team: &[Member]) -> Markup {
    let w = Words(cx.lang);
    let mark = mark(cx);
    let from = mark.map(|m| i64::from(m.watch_from));
    let most = team.iter().map(|m| m.cases).max().unwrap_or(0);
    // Room beyond the mark, so that a load above it does not fill the bar at once.
    let scale = most.max(from.map_or(1, |from| from + from / 3));
    let columns = [w.team_who(), w.team_cases(), w.team_overdue()].map(|label| Column { label, sort: None });
    let rows = html! {
        @for member in team {
            tr {
                th scope="row" { (member.name) }
                td data-label=(w.team_cases()) {
                    span.mg-load {
                        span.mg-load__number {
                            a.govuk-link href=(ui::with_query("/cases", [("lead", member.id.to_string().as_str())])) {
                                (member.cases) span.govuk-visually-hidden { " " (w.team_cases_of(&member.name)) }
                            }
                        }
                        meter min="0" max=(scale) high=[from] value=(member.cases) aria-label=(w.team_load(member.cases)) {
                            (member.cases)
                        }
                    }
                    @if from.is_some_and(|from| member.cases >= from) { " " (ui::tag("warn", w.team_watch())) }
                }
                td data-label=(w.team_overdue()) {
                    a.govuk-link href=(overdue_of(member.id)) {
                        (member.overdue) span.govuk-visually-hidden { " " (w.team_overdue_of(&member.name)) }
                    }
                }
            }
        }
    };
    html! {
        section.mg-section {
            div.mg-split {
                h2.govuk-heading-m { (w.team_title()) }
                a.govuk-link href=(href(When::Overdue, OfTeam::Yes)) { (w.team_overdue_list()) }
            }
            @if team.is_empty() {
                (ui::empty(w.team_none(), w.team_none_text(), None))
            } @else {
                (ui::table(w.team_title(), &columns, rows))
                @if let Some(mark) = mark {
                    p.govuk-body.mg-soft {
                        (w.team_mark(i64::from(mark.watch_from)))
                        span.mg-source { (mark.footing.source.get(cx.lang)) " – " (w.certainty(mark.footing.certainty.code())) }
                    }
                }
            }
        }
    }
}
