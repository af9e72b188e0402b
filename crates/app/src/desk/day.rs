// SPDX-License-Identifier: EUPL-1.2
//! The day of whoever signed in.

use kernel::{FunctionKind, Instant, SubjectKind};
use maud::{Markup, html};
use platform::db::Conn;
use platform::drafts;
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui::{self, Tile};
use register::access::{self, Action, Scope};
use register::{cases, deadlines, directory};

use super::deadlines::{OfTeam, When, answers, answers_href, href, lines, scope, table};
use super::lists::Waits;
use super::words::Words;
use super::{KEEPERS, MOST, WORKERS, holds_any, team};

/// Deadlines shown on the desk itself, the most urgent first.
const SHOWN: i64 = 8;
/// News are those of the last days.
pub(super) const NEWS: i64 = 7 * Instant::DAY;
/// Appointments that end within so many days are told to those who keep them.
const ENDING_DAYS: i32 = 30;

/// A count that is told as « 300+ » beyond what is counted.
fn tile(count: i64, label: String, href: String, tone: &'static str) -> Tile {
    Tile { count: count.min(MOST), or_more: count > MOST, label, detail: None, href, tone }
}

/// `GET /desk`
pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    let actor = cx.actor()?.clone();
    let mut conn = cx.read().await?;
    let drafts = drafts_count(&cx, &mut conn).await?;
    let body = if holds_any(&actor, WORKERS) {
        worker(&cx, &mut conn, drafts).await?
    } else {
        html! {
            h1.govuk-heading-l { (w.day_title()) }
            p.mg-lead { (w.day_hello(&actor.name)) }
            (ui::tiles(&[draft_tile(&w, drafts)]))
        }
    };
    let keeping = if holds_any(&actor, KEEPERS) {
        keeper(&cx, &mut conn).await?
    } else {
        html! {}
    };
    let works = actor.appointments.iter().any(|a| a.kind != FunctionKind::Administrator);
    let danger = html! {
        @if works { p.mg-no-print { a.govuk-link href="/danger" { (w.danger()) } } }
    };
    Ok(ui::Page::new(w.day_title()).show(&cx, html! { (body) (danger) (keeping) }))
}

async fn drafts_count(cx: &Cx, conn: &mut Conn) -> Result<i64, Problem> {
    let mine = register::drafts::my_drafts(cx, conn, drafts::MOST).await?;
    Ok(mine.len() as i64)
}

fn draft_tile(w: &Words, drafts: i64) -> Tile {
    tile(drafts, w.tile_drafts(drafts), "/desk/drafts".into(), "")
}

/// How many deadlines stand in each part of the days to come.
struct Due {
    overdue: i64,
    today: i64,
    week: i64,
}

async fn due(cx: &Cx, conn: &mut Conn, scope: &Scope) -> Result<Due, Problem> {
    let mut counts = [0; 3];
    for (count, when) in counts.iter_mut().zip([When::Overdue, When::Today, When::Week]) {
        *count = deadlines::count_open(conn, scope, &when.filter(cx.today()), MOST + 1).await?;
    }
    let [overdue, today, week] = counts;
    Ok(Due { overdue, today, week })
}

async fn worker(cx: &Cx, conn: &mut Conn, drafts: i64) -> Result<Markup, Problem> {
    let w = Words(cx.lang);
    let actor = cx.actor()?;
    let scope = scope(cx)?;
    let due = due(cx, conn, &scope).await?;
    let news_scope = access::scope(cx, SubjectKind::CASE, Action::Read)?;
    let news = cases::news_count(conn, &news_scope, cx.now.plus(-NEWS), MOST + 1).await?;
    let mut tiles = vec![
        tile(due.overdue, w.tile_overdue(due.overdue), href(When::Overdue, OfTeam::No), "overdue"),
        tile(due.today, w.tile_today(due.today), href(When::Today, OfTeam::No), "today"),
        tile(due.week, w.tile_week(due.week), href(When::Week, OfTeam::No), ""),
    ];
    for waits in Waits::of(actor) {
        let count = waits.count(cx, conn).await?;
        if count == 0 && waits.is_rare() {
            continue;
        }
        tiles.push(tile(count, waits.label(&w, count), waits.href(), ""));
    }
    let asked = access::scope(cx, SubjectKind::EXCHANGE, Action::Read)?;
    let asked = together::exchange::count_to_answer(conn, &asked, MOST + 1).await?;
    tiles.push(tile(asked, w.tile_exchanges(asked), "/exchanges?which=to-answer".into(), ""));
    if holds_any(actor, together::exchange::ANSWERABLE) {
        let proposed = together::exchange::proposals(cx, conn, MOST + 1).await?.len() as i64;
        if proposed > 0 {
            tiles.push(tile(proposed, w.tile_silences(proposed), "/exchanges/declared".into(), ""));
        }
    }
    let seats = access::scope(cx, SubjectKind::CASE, Action::Read)?;
    let oriented = together::orientation::count_to_follow(conn, &seats, cx.today(), cx.now, MOST + 1).await?;
    tiles.push(tile(oriented, w.tile_orientations(oriented), "/orientations".into(), ""));
    let (to_read, to_edit) = resource_centre::practices::count_waiting(conn, actor, cx.now, MOST + 1).await?;
    for (count, label, which) in [
        (to_read, w.tile_practices_to_read(to_read), "reading"),
        (to_edit, w.tile_practices_to_edit(to_edit), "editors"),
    ] {
        if count > 0 {
            tiles.push(tile(count, label, format!("/practices/work?which={which}"), ""));
        }
    }
    if actor.holds(FunctionKind::Direction) {
        let asked = resource_centre::surveys::count_asked(conn, actor.institution, MOST + 1).await?;
        if asked > 0 {
            tiles.push(tile(asked, w.tile_surveys(asked), "/surveys".into(), ""));
        }
    }
    tiles.extend(report_tiles(cx, conn, &scope).await?);
    tiles.push(tile(news, w.tile_news(news), "/desk/news".into(), ""));
    tiles.push(draft_tile(&w, drafts));
    let urgent = deadlines::open(conn, &scope, &When::All.filter(cx.today()), SHOWN).await?;
    let urgent = lines(cx, conn, urgent, OfTeam::No).await?;
    let given = actor.name.split_whitespace().next().unwrap_or("");
    let (supervision, late_in_team) = if actor.holds(FunctionKind::Supervisor) {
        supervision(cx, conn, &scope).await?
    } else {
        (html! {}, 0)
    };
    // To whoever answers for a team, « nothing is pressing » would be false while the team is late.
    let pressing = match (due.overdue, due.today, late_in_team) {
        (0, 0, 0) => w.day_calm().to_owned(),
        (0, 0, late) => w.day_calm_team(late),
        (late, today, _) => format!("{} {}", w.day_overdue(late), w.day_today(today)),
    };
    let reviews = if holds_any(actor, &[FunctionKind::Supervisor, FunctionKind::Direction]) {
        reviews(cx, conn).await?
    } else {
        html! {}
    };
    Ok(html! {
        h1.govuk-heading-l { (w.day_title()) }
        p.mg-lead { (w.day_hello(given)) " " (pressing) }
        (ui::tiles(&tiles))
        section.mg-section {
            div.mg-split {
                h2.govuk-heading-m { (w.due_title()) }
                a.govuk-link href="/desk/deadlines" { (w.due_all()) }
            }
            @if urgent.is_empty() {
                (ui::empty(w.due_none(), w.due_none_text(), Some((w.due_none_action(), "/cases"))))
            } @else {
                (table(cx, w.due_title(), &urgent, OfTeam::No)?)
            }
        }
        (supervision)
        (reviews)
    })
}

/// Where reports stand, for those who hold them in hand: in immediate danger, without an evaluator, without a decision, without
/// an answer. Each tile leads to the list of reports, or of deadlines, with the same filter.
async fn report_tiles(cx: &Cx, conn: &mut Conn, deadlines_scope: &Scope) -> Result<Vec<Tile>, Problem> {
    use FunctionKind as F;
    use casework::concerns::{self, ReportFilter, State};
    let w = Words(cx.lang);
    let actor = cx.actor()?;
    let mut tiles = Vec::new();
    if !holds_any(actor, &[F::Intake, F::Supervisor, F::Direction]) {
        return Ok(tiles);
    }
    // The scope of the list to which the tiles lead.
    let scope = access::scope(cx, SubjectKind::REPORT, Action::Write)?;
    let mut asked = vec![(ReportFilter { danger_now: true, ..ReportFilter::default() }, "danger", "1")];
    if holds_any(actor, &[F::Supervisor, F::Direction]) {
        for state in [State::ToAssign, State::Evaluated] {
            let filter = ReportFilter { state: Some(state), ..ReportFilter::default() };
            asked.push((filter, "state", state.code()));
        }
    }
    for (filter, name, value) in asked {
        let count = concerns::count(conn, actor.institution, &scope, &filter, MOST + 1).await?;
        let (label, tone) = match filter.state {
            None => (w.tile_danger(count), "overdue"),
            Some(State::ToAssign) => (w.tile_reports_to_assign(count), ""),
            Some(_) => (w.tile_to_decide(count), ""),
        };
        tiles.push(tile(count, label, ui::with_query("/reports", [(name, value)]), tone));
    }
    if actor.holds(F::Intake) {
        let owed = deadlines::count_open(conn, deadlines_scope, &answers(), MOST + 1).await?;
        tiles.push(tile(owed, w.tile_answers(owed), answers_href(), ""));
    }
    Ok(tiles)
}

/// What a supervisor looks at besides: cases without a lead, the team, what the team let pass; and how many
/// deadlines that is.
async fn supervision(cx: &Cx, conn: &mut Conn, scope: &Scope) -> Result<(Markup, i64), Problem> {
    let w = Words(cx.lang);
    let institution = cx.actor()?.institution;
    let (unled, filter) = super::deadlines::without_lead(cx)?;
    let to_assign = cases::count_list(conn, &unled, &filter, MOST + 1).await?;
    let late =
        deadlines::count_open_in(conn, institution, scope, &When::Overdue.filter(cx.today()), MOST + 1)
            .await?;
    let members = team::read(cx, conn).await?;
    let tiles = [
        tile(to_assign, w.tile_to_assign(to_assign), "/desk/to-assign".into(), ""),
        tile(late, w.tile_team_overdue(late), href(When::Overdue, OfTeam::Yes), "overdue"),
    ];
    let body = html! {
        h2.govuk-heading-m { (w.supervision_title()) }
        (ui::tiles(&tiles))
        (team::section(cx, &members))
    };
    Ok((body, late))
}

/// Emergency accesses that wait to be looked at by somebody else.
async fn reviews(cx: &Cx, conn: &mut Conn) -> Result<Markup, Problem> {
    let w = Words(cx.lang);
    let due = access::reviews_due(conn, cx.actor()?.institution, MOST + 1).await?;
    Ok(html! {
        @if let Some(oldest) = due.first() {
            (ui::panel(w.reviews_title(), None, html! {
                p.govuk-body { (w.reviews_text(due.len() as i64, ui::date(cx, oldest.opened_at.local_date(&cx.zone)))) }
                p { a.govuk-button.govuk-button--secondary href="/emergency-reviews" { (w.reviews_do()) } }
            }))
        }
    })
}

/// What whoever keeps accounts and appointments looks at. No case, no count of cases.
async fn keeper(cx: &Cx, conn: &mut Conn) -> Result<Markup, Problem> {
    let w = Words(cx.lang);
    let institution = cx.actor()?.institution;
    let until = cx.today().plus_days(ENDING_DAYS);
    let staff = directory::staff_of(conn, institution).await?;
    let mut ending: Vec<_> = staff
        .iter()
        .filter_map(|c| Some((c.until_on.filter(|d| (cx.today()..=until).contains(d))?, c)))
        .collect();
    ending.sort_by_key(|(day, c)| (*day, c.id));
    Ok(html! {
        section.mg-section aria-labelledby="keeping" {
            h2.govuk-heading-m id="keeping" { (w.keeping_title()) }
            p.govuk-body { (w.keeping_text()) }
            ul.govuk-list {
                li { a.govuk-link href="/practitioners" { (w.keeping_people()) } }
                li { a.govuk-link href=(cx.page_of(SubjectKind::INSTITUTION, institution)) { (w.keeping_page()) } }
            }
            @if ending.is_empty() {
                (ui::empty(w.ending_none(), w.ending_none_text(), None))
            } @else {
                h3.govuk-heading-s { (w.ending_title()) }
                ul.mg-people {
                    @for (day, colleague) in &ending {
                        li.mg-people__item {
                            span.mg-people__name { (colleague.name()) }
                            span.mg-people__role { (directory::function_name(cx.lang, colleague.kind)) }
                            span.mg-people__until { (w.ending_on(ui::date(cx, *day))) }
                        }
                    }
                }
            }
        }
    })
}
