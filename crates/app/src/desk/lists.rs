// SPDX-License-Identifier: EUPL-1.2
//! What the tiles of the day lead to: news, what waits for an answer, drafts.

use std::collections::HashMap;

use kernel::{
    Actor, CaseId, EntryId, FunctionKind, Instant, InstitutionId, Lang, PractitionerId, ReportId,
    SubjectKind, codes,
};
use maud::{Markup, html};
use platform::db::Conn;
use platform::drafts::{self, Summary};
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui;
use register::access::{self, Action, Scope};
use register::cases::{self, Called};
use register::{directory, people};
use together::sharing::{self, Disclosure};
use uuid::Uuid;

use super::day::NEWS;
use super::words::Words;
use super::{MOST, views};

/// Lines of a page.
const PAGE: i64 = 50;
/// Proposals and messages of one kind that are listed, a page at a time: as many as are counted. They are answered, not
/// collected; what waits beyond comes up as those before are answered.
const LISTED: i64 = MOST;

/// A kind of thing that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    /// Reports to be triaged.
    Triage,
    /// Messages of people who reported.
    Messages,
    /// Transfers of reports that other services propose.
    Reports,
    /// Transfers of cases that other services propose.
    Cases,
    /// Closures to be approved.
    Closures,
    /// Reasons for not telling somebody of a family, to be looked at by a second person.
    Grounds,
    /// Decisions that a second person is asked to look at.
    Looks,
    /// What a second person has looked at for oneself: to be decided, or changed.
    Looked,
    /// What one decided, was permitted and was not told yet.
    ToTell,
}

codes!(Waits {
    Triage = "triage",
    Messages = "messages",
    Reports = "reports",
    Cases = "cases",
    Closures = "closures",
    Grounds = "grounds",
    Looks = "looks",
    Looked = "looked",
    ToTell = "to-tell",
});

impl Waits {
    /// What can wait for somebody, by what they hold.
    pub(super) fn of(actor: &Actor) -> Vec<Waits> {
        let receives = actor.holds(FunctionKind::Intake);
        let supervises = actor.holds(FunctionKind::Supervisor);
        let all = [
            (Waits::Triage, receives || supervises),
            (Waits::Messages, receives),
            (Waits::Reports, receives || supervises),
            (Waits::Cases, receives || supervises),
            (Waits::Closures, supervises),
            (Waits::Grounds, supervises),
            (Waits::Looks, supervises),
            (Waits::Looked, true),
            (Waits::ToTell, true),
        ];
        all.into_iter().filter(|(_, waits)| *waits).map(|(kind, _)| kind).collect()
    }

    /// Whether it is told only where there is some: most days have none.
    pub(super) fn is_rare(self) -> bool {
        matches!(self, Waits::Grounds | Waits::Looks | Waits::Looked | Waits::ToTell)
    }

    fn scope(self, cx: &Cx) -> Result<Scope, Problem> {
        match self {
            Waits::Triage => access::scope(cx, SubjectKind::REPORT, Action::Triage),
            Waits::Messages => access::scope(cx, SubjectKind::REPORT, Action::Read),
            Waits::Reports => access::scope(cx, SubjectKind::REPORT, Action::AnswerTransfer),
            Waits::Cases => access::scope(cx, SubjectKind::CASE, Action::AnswerTransfer),
            Waits::Closures => access::scope(cx, SubjectKind::CASE, Action::Approve),
            // A decision that lies in no case has a circle of its own.
            Waits::Grounds | Waits::Looks => {
                access::scope_with(cx, Action::Approve, &[SubjectKind::DISCLOSURE])
            }
            Waits::Looked | Waits::ToTell => {
                access::scope_with(cx, Action::Write, &[SubjectKind::DISCLOSURE])
            }
        }
    }

    /// How many wait, counted a little beyond what a screen tells.
    pub(super) async fn count(self, cx: &Cx, conn: &mut Conn) -> Result<i64, Problem> {
        use casework::concerns;
        let scope = self.scope(cx)?;
        let most = MOST + 1;
        Ok(match self {
            Waits::Triage => concerns::count_to_triage(conn, &scope, most).await?,
            Waits::Messages => concerns::count_waiting_messages(conn, &scope, most).await?,
            Waits::Reports => concerns::transfers_waiting(conn, &scope, most).await?.len() as i64,
            Waits::Cases => {
                cases::transfers_waiting(conn, scope.actor().institution, most).await?.len() as i64
            }
            Waits::Closures => cases::closures_waiting(conn, &scope, most).await?.len() as i64,
            Waits::Grounds => sharing::grounds_waiting(conn, &scope, most).await?.len() as i64,
            Waits::Looks => sharing::looks_waiting(conn, &scope, most).await?.len() as i64,
            Waits::Looked => sharing::looked_at(conn, &scope, most).await?.len() as i64,
            Waits::ToTell => sharing::waiting_to_be_told(conn, &scope, most).await?.len() as i64,
        })
    }

    pub(super) fn label(self, w: &Words, count: i64) -> String {
        match self {
            Waits::Triage => w.tile_triage(count),
            Waits::Messages => w.tile_messages(count),
            Waits::Reports => w.tile_report_transfers(count),
            Waits::Cases => w.tile_case_transfers(count),
            Waits::Closures => w.tile_closures(count),
            Waits::Grounds => w.tile_grounds(count),
            Waits::Looks => w.tile_looks(count),
            Waits::Looked => w.tile_looked(count),
            Waits::ToTell => w.tile_to_tell(count),
        }
    }

    pub(super) fn href(self) -> String {
        ui::with_query("/desk/waiting", [("what", self.code())])
    }
}

/// One thing that waits: what, where, from whom, since when.
struct Item {
    /// In danger right now, as told.
    mark: Option<&'static str>,
    href: String,
    name: String,
    second: String,
    from: String,
    since: String,
}

/// `GET /desk/waiting?what=…`
pub(super) async fn waiting(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    let kinds = Waits::of(cx.actor()?);
    let asked = Waits::parse(cx.query("what")).filter(|k| kinds.contains(k));
    let shown = asked.or_else(|| kinds.first().copied());
    let mut conn = cx.read().await?;
    let (items, next) = match shown {
        Some(kind) => items(&cx, &mut conn, kind).await?,
        None => (Vec::new(), None),
    };
    let withdrawn = match shown {
        Some(kind @ (Waits::Cases | Waits::Reports)) => withdrawn(&cx, &mut conn, kind).await?,
        _ => html! {},
    };
    let tabs: Vec<(String, String)> = kinds.iter().map(|k| (w.waits(k.code()), k.href())).collect();
    let body = html! {
        h1.govuk-heading-l { (w.waiting_title()) }
        @if kinds.len() > 1 { (ui::tabs(w.waiting_title(), &tabs, &shown.map(Waits::href).unwrap_or_default())) }
        @if items.is_empty() {
            (ui::empty(w.waiting_none(), w.waiting_none_text(), Some((w.back_to_day(), "/desk"))))
        } @else {
            ul.mg-people {
                @for item in &items {
                    li.mg-people__item {
                        span.mg-people__name {
                            a href=(item.href) { (item.name) }
                            @if !item.second.is_empty() { " " (item.second) }
                            @if let Some(mark) = item.mark { " " (ui::tag("danger", mark)) }
                        }
                        span.mg-people__role { (item.from) }
                        span.mg-people__until { (item.since) }
                    }
                }
            }
        }
        (ui::paging(&cx, next.as_deref()))
        (withdrawn)
    };
    let page = ui::Page::new(w.waiting_title()).crumb(w.day_title(), Some("/desk".into()));
    Ok(page.crumb(w.waiting_title(), None).show(&cx, body))
}

/// Proposals that other services took back, for as long as news are told: whoever was about to answer learns why there is
/// nothing left to answer. Their seats have ended: neither the child nor the number of the case is told.
async fn withdrawn(cx: &Cx, conn: &mut Conn, kind: Waits) -> Result<Markup, Problem> {
    let w = Words(cx.lang);
    let (here, since) = (cx.actor()?.institution, cx.now.plus(-NEWS));
    // From whom, proposed when, taken back when, and why.
    let found: Vec<(InstitutionId, Instant, Option<Instant>, String)> = match kind {
        Waits::Reports => {
            let found = casework::concerns::transfers_withdrawn(conn, here, since, LISTED).await?;
            found.into_iter().map(|t| (t.from, t.proposed_at, Some(t.withdrawn_at), t.reason)).collect()
        }
        _ => {
            let found = cases::transfers_withdrawn(conn, here, since, LISTED).await?;
            let line =
                |t: cases::Transfer| (t.from, t.proposed_at, t.decided_at, t.withdrawal.unwrap_or_default());
            found.into_iter().map(line).collect()
        }
    };
    if found.is_empty() {
        return Ok(html! {});
    }
    let from = directory::institution_names(conn, found.iter().map(|(from, ..)| *from)).await?;
    let day = |at: Instant| ui::date(cx, at.local_date(&cx.zone));
    Ok(html! {
        section.mg-section {
            h2.govuk-heading-m { (w.withdrawn_title()) }
            ul.govuk-list {
                @for (service, proposed_at, withdrawn_at, reason) in &found {
                    @let service = from.get(service).map_or("", String::as_str);
                    @let on = withdrawn_at.map(day).unwrap_or_default();
                    li {
                        (w.withdrawn_line(on, day(*proposed_at), service))
                        span.mg-source { (reason) }
                    }
                }
            }
        }
    })
}

/// The page that the address asks for, of things that are counted whole; and where the next one begins.
fn paged<T>(cx: &Cx, found: Vec<T>) -> (Vec<T>, Option<String>) {
    let page = PAGE as usize;
    let start = cx.query("after").parse::<usize>().unwrap_or(0).min(found.len());
    let next = (found.len() > start + page).then(|| (start + page).to_string());
    (found.into_iter().skip(start).take(page).collect(), next)
}

async fn items(cx: &Cx, conn: &mut Conn, kind: Waits) -> Result<(Vec<Item>, Option<String>), Problem> {
    use casework::concerns;
    let w = Words(cx.lang);
    let scope = kind.scope(cx)?;
    let report = |id: ReportId| cx.page_of(SubjectKind::REPORT, id);
    let since = |at: Instant| w.since(ui::date(cx, at.local_date(&cx.zone)));
    match kind {
        Waits::Triage => {
            let after = cx
                .query("after")
                .split_once('.')
                .and_then(|(day, id)| Some((day.parse().ok()?, id.parse().ok()?)));
            let mut found = concerns::to_triage(conn, &scope, after, PAGE + 1).await?;
            let next = views::cut(&mut found, PAGE).map(|last| format!("{}.{}", last.received_on, last.id));
            let items = found.into_iter().map(|one| Item {
                mark: (one.danger_now == concerns::Told::Yes).then(|| w.danger_now()),
                href: report(one.id),
                name: one.reference,
                second: String::new(),
                from: w.waiting_minors(one.minors),
                since: w.received(ui::date(cx, one.received_on)),
            });
            Ok((items.collect(), next))
        }
        Waits::Messages => {
            let (found, next) = paged(cx, concerns::waiting_messages(conn, &scope, LISTED).await?);
            let items = found.into_iter().map(|one| Item {
                mark: None,
                href: report(one.id),
                name: one.reference,
                second: String::new(),
                from: w.waiting_unread(one.unread),
                since: since(one.since),
            });
            Ok((items.collect(), next))
        }
        Waits::Reports => {
            let (found, next) = paged(cx, concerns::transfers_waiting(conn, &scope, LISTED).await?);
            let ids: Vec<ReportId> = found.iter().map(|t| t.report).collect();
            let references = concerns::references_of(conn, &ids).await?;
            let from = directory::institution_names(conn, found.iter().map(|t| t.from)).await?;
            let items = found.into_iter().map(|one| Item {
                mark: None,
                href: report(one.report),
                name: references.get(&one.report).cloned().unwrap_or_default(),
                second: String::new(),
                from: from.get(&one.from).cloned().unwrap_or_default(),
                since: since(one.proposed_at),
            });
            Ok((items.collect(), next))
        }
        Waits::Cases => {
            let (found, next) =
                paged(cx, cases::transfers_waiting(conn, scope.actor().institution, LISTED).await?);
            let ids: Vec<CaseId> = found.iter().map(|t| t.case).collect();
            let called = cases::called(conn, &ids).await?;
            let from = directory::institution_names(conn, found.iter().map(|t| t.from)).await?;
            let items = found.into_iter().map(|one| {
                let called = called.get(&one.case);
                Item {
                    mark: None,
                    href: cx.page_of(SubjectKind::CASE, one.case),
                    name: called.map(|c| c.reference.clone()).unwrap_or_default(),
                    second: called.map(|c| c.given.clone()).unwrap_or_default(),
                    from: from.get(&one.from).cloned().unwrap_or_default(),
                    since: since(one.proposed_at),
                }
            });
            Ok((items.collect(), next))
        }
        Waits::Grounds => {
            let (found, next) = paged(cx, sharing::grounds_waiting(conn, &scope, LISTED).await?);
            Ok((decisions(cx, conn, found).await?, next))
        }
        Waits::Looks => {
            let (found, next) = paged(cx, sharing::looks_waiting(conn, &scope, LISTED).await?);
            Ok((decisions(cx, conn, found).await?, next))
        }
        Waits::Looked => {
            let (found, next) = paged(cx, sharing::looked_at(conn, &scope, LISTED).await?);
            Ok((decisions(cx, conn, found).await?, next))
        }
        Waits::ToTell => {
            let (found, next) = paged(cx, sharing::waiting_to_be_told(conn, &scope, LISTED).await?);
            Ok((decisions(cx, conn, found).await?, next))
        }
        Waits::Closures => {
            let (found, next) = paged(cx, cases::closures_waiting(conn, &scope, LISTED).await?);
            let ids: Vec<CaseId> = found.iter().map(|c| c.case).collect();
            let called = cases::called(conn, &ids).await?;
            let by = directory::practitioner_names(conn, found.iter().map(|c| c.proposed_by)).await?;
            let items = found.into_iter().map(|one| {
                let called = called.get(&one.case);
                Item {
                    mark: None,
                    href: format!("/cases/{}/closure", one.case),
                    name: called.map(|c| c.reference.clone()).unwrap_or_default(),
                    second: called.map(|c| c.given.clone()).unwrap_or_default(),
                    from: by.get(&one.proposed_by).cloned().unwrap_or_default(),
                    since: since(one.proposed_at),
                }
            });
            Ok((items.collect(), next))
        }
    }
}

/// Decisions to tell something, each in its case where it lies in one, with who works on it.
async fn decisions(cx: &Cx, conn: &mut Conn, found: Vec<Disclosure>) -> Result<Vec<Item>, Problem> {
    let w = Words(cx.lang);
    let ids: Vec<CaseId> = found.iter().filter_map(|d| d.case).collect();
    let called = cases::called(conn, &ids).await?;
    let by = directory::practitioner_names(conn, found.iter().map(|d| d.drafted_by)).await?;
    let item = |d: Disclosure| {
        let called = d.case.and_then(|case| called.get(&case));
        let at = d.decided.as_ref().map_or(d.drafted_at, |decided| decided.at);
        Item {
            mark: None,
            href: match d.exchange {
                // It leaves with its request or answer.
                Some(exchange) if d.decided.is_some() => cx.page_of(SubjectKind::EXCHANGE, exchange),
                _ => cx.page_of(SubjectKind::DISCLOSURE, d.id),
            },
            name: called.map_or_else(|| w.without_case().to_owned(), |c| c.reference.clone()),
            second: called.map(|c| c.given.clone()).unwrap_or_default(),
            from: by.get(&d.drafted_by).cloned().unwrap_or_default(),
            since: w.since(ui::date(cx, at.local_date(&cx.zone))),
        }
    };
    Ok(found.into_iter().map(item).collect())
}

/// What an entry of the timeline is called, by whichever slice published it.
fn entry_title(lang: Lang, kind: &str) -> &'static str {
    let published = cases::entry_title(lang, kind)
        .or_else(|| casework::journal::entry_title(lang, kind))
        .or_else(|| sharing::entry_title(lang, kind))
        .or_else(|| together::exchange::entry_title(lang, kind))
        .or_else(|| together::orientation::entry_title(lang, kind));
    published.unwrap_or(Words(lang).entry_other())
}

/// `GET /desk/news`
pub(super) async fn news(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    let scope = access::scope(&cx, SubjectKind::CASE, Action::Read)?;
    let mut conn = cx.read().await?;
    let before = cx
        .query("after")
        .split_once('.')
        .and_then(|(at, id)| Some((Instant(at.parse().ok()?), EntryId(Uuid::parse_str(id).ok()?))));
    let mut found = cases::news_of(&mut conn, &scope, cx.now.plus(-NEWS), before, PAGE + 1).await?;
    let next = views::cut(&mut found, PAGE).map(|last| format!("{}.{}", last.recorded_at.0, last.id));
    let mut ids: Vec<CaseId> = found.iter().map(|e| e.case).collect();
    ids.sort();
    ids.dedup();
    let called = cases::called(&mut conn, &ids).await?;
    // What an entry says is read through the layers that one's seat opens in that very case.
    let found_open = access::may_each(&cx, &mut conn, Action::Read, &ids).await?;
    let grants: HashMap<CaseId, access::InCase> = found_open.into_iter().map(|g| (g.subject(), g)).collect();
    // What is kept secret stays so in what colleagues write of it.
    let through: Vec<Uuid> = grants.keys().map(|id: &CaseId| id.0).collect();
    let secrets = people::secrets_through(&mut conn, &through).await?;
    let authors = found.iter().filter_map(|e| e.author);
    let names: HashMap<PractitionerId, String> = directory::practitioner_names(&mut conn, authors).await?;
    let nobody = Called { reference: String::new(), given: String::new() };
    let body = html! {
        h1.govuk-heading-l { (w.news_title()) }
        p.mg-lead { (w.news_lead()) }
        @if found.is_empty() {
            (ui::empty(w.news_none(), w.news_none_text(), Some((w.back_to_day(), "/desk"))))
        } @else {
            ol.mg-timeline {
                @for entry in &found {
                    @let case = called.get(&entry.case).unwrap_or(&nobody);
                    @let opens = grants.get(&entry.case).is_some_and(|g| g.opens(entry.layer));
                    li.mg-timeline__item {
                        div.mg-timeline__when { (ui::date_time(&cx, entry.recorded_at)) }
                        h2.mg-timeline__title {
                            a href=(cx.page_of(SubjectKind::CASE, entry.case)) { (entry_title(cx.lang, &entry.kind)) }
                        }
                        @if opens && !entry.summary.is_empty() { p.mg-timeline__body { (secrets.mask(&entry.summary)) } }
                        p.mg-timeline__meta {
                            (case.reference) @if !case.given.is_empty() { " · " (case.given) }
                            @if let Some(name) = entry.author.and_then(|a| names.get(&a)) { " · " (name) }
                        }
                    }
                }
            }
        }
        (ui::paging(&cx, next.as_deref()))
    };
    let page = ui::Page::new(w.news_title()).crumb(w.day_title(), Some("/desk".into()));
    Ok(page.crumb(w.news_title(), None).show(&cx, body))
}

/// `GET /desk/drafts`
pub(super) async fn drafts(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    let mut conn = cx.read().await?;
    let found = register::drafts::my_drafts(&cx, &mut conn, drafts::MOST).await?;
    let body = html! {
        h1.govuk-heading-l { (w.drafts_title()) }
        p.mg-lead { (w.drafts_lead()) }
        @if found.is_empty() {
            (ui::empty(w.drafts_none(), w.drafts_none_text(), Some((w.back_to_day(), "/desk"))))
        } @else {
            ul.mg-people { @for draft in &found { (draft_line(&cx, draft)) } }
        }
    };
    let page = ui::Page::new(w.drafts_title()).crumb(w.day_title(), Some("/desk".into()));
    Ok(page.crumb(w.drafts_title(), None).show(&cx, body))
}

fn draft_line(cx: &Cx, draft: &Summary) -> Markup {
    let w = Words(cx.lang);
    let named = casework::journal::draft_page(cx.lang, draft)
        .or_else(|| casework::concerns::draft_page(cx.lang, draft))
        .or_else(|| together::orientation::draft_page(cx.lang, draft))
        .or_else(|| resource_centre::practices::draft_page(cx.lang, draft));
    html! {
        li.mg-people__item {
            span.mg-people__name {
                @match named {
                    Some((name, href)) => a href=(href) { (name) },
                    None => (w.draft_other()),
                }
            }
            span.mg-people__until { (w.draft_kept(ui::date_time(cx, draft.saved_at))) }
        }
    }
}
