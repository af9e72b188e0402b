// SPDX-License-Identifier: EUPL-1.2
//! The list of cases, and the same list for a spreadsheet.

use std::collections::HashMap;

use kernel::{Capacity, CaseId, Ground, Instant, Layer, PractitionerId, SubjectKind};
use maud::{Markup, html};
use platform::db::Conn;
use platform::http::{Cx, Form, Reply, attachment};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column, Page};
use uuid::Uuid;

use super::super::model::{CaseState, Listed};
use super::super::store_list::{ListFilter, ListState, count_list, list as read_list};
use super::super::store_named::last_leads;
use super::super::{events, words as cases_words};
use super::{frame, words};
use crate::access::{self, Action, Scope};
use crate::deadlines::{self, Deadline};
use crate::{directory, ledger};

/// Lines of a page.
const PAGE: i64 = 25;
/// Beyond, a list says « 300+ »: nobody reads the three hundredth line, and counting on costs everybody.
const COUNTED: i64 = 300;
/// Lines of an export: what a spreadsheet of one's own cases can need.
const EXPORTED: usize = 10_000;

struct Asked {
    scope: Scope,
    filter: ListFilter,
    form: Form,
    narrowed: bool,
}

/// What the address asks for. What is not understood narrows nothing.
fn asked(cx: &Cx) -> Result<Asked, Problem> {
    let mut scope = access::scope(cx, SubjectKind::CASE, Action::Read)?;
    let who = cx.query("who");
    if who == "mine" {
        scope = scope.in_person();
    }
    let capacity = Capacity::parse(cx.query("capacity"));
    if let Some(capacity) = capacity {
        scope = scope.only(&[capacity]);
    }
    let state = ListState::parse(cx.query("state")).unwrap_or_default();
    let lead: Option<PractitionerId> = cx.query("lead").parse().ok();
    let after = cx
        .query("after")
        .split_once('-')
        .and_then(|(at, id)| Some((Instant(at.parse().ok()?), Uuid::parse_str(id).ok()?)));
    let form = super::filled([
        ("who", if who == "mine" { "mine" } else { "all" }.to_owned()),
        ("state", state.code().to_owned()),
        ("capacity", capacity.map_or("", Capacity::code).to_owned()),
        ("lead", lead.map(|l| l.to_string()).unwrap_or_default()),
    ]);
    let narrowed = who == "mine" || capacity.is_some() || state != ListState::Open || lead.is_some();
    Ok(Asked { scope, filter: ListFilter { state, lead, after }, form, narrowed })
}

/// What the lines need besides themselves, each in one question for all.
struct Beside {
    due: HashMap<Uuid, Deadline>,
    names: HashMap<PractitionerId, String>,
    /// Who led the closed ones last.
    led: HashMap<CaseId, PractitionerId>,
}

impl Beside {
    /// The name of whoever leads a case, or led it until it was closed.
    fn lead(&self, line: &Listed) -> Option<&String> {
        let gone = line.lead_gone.map(|(who, _)| who);
        self.names.get(&line.lead.or(gone).or_else(|| self.led.get(&line.id).copied())?)
    }
}

async fn beside(conn: &mut Conn, lines: &[Listed], also: Option<PractitionerId>) -> Result<Beside, Problem> {
    let ids: Vec<Uuid> = lines.iter().map(|l| l.id.0).collect();
    let due = deadlines::next_of(conn, &ids).await?;
    let closed: Vec<CaseId> = lines.iter().filter(|l| l.closed_on.is_some()).map(|l| l.id).collect();
    let led = last_leads(conn, &closed).await?;
    let leads: Vec<PractitionerId> = lines
        .iter()
        .filter_map(|l| l.lead.or(l.lead_gone.map(|(who, _)| who)))
        .chain(led.values().copied())
        .chain(also)
        .collect();
    let names =
        if leads.is_empty() { HashMap::new() } else { directory::practitioner_names(conn, leads).await? };
    Ok(Beside { due, names, led })
}

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let asked = asked(&cx)?;
    let mut conn = cx.read().await?;
    let mut lines = read_list(&mut conn, &asked.scope, &asked.filter, PAGE + 1).await?;
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let count = count_list(&mut conn, &asked.scope, &asked.filter, COUNTED + 1).await?;
    let beside = beside(&mut conn, &lines, asked.filter.lead).await?;
    drop(conn);
    let next = lines.last().filter(|_| more).map(|l| format!("{}-{}", l.since.0, l.id));
    let export = ui::with_query(
        "/cases/export.csv",
        cx.request.query.iter().filter(|(n, _)| n != "after").map(|(n, v)| (n.as_str(), v.as_str())),
    );
    let opens = access::require_function(&cx, super::super::actions::OPENERS).is_ok();
    let body = html! {
        (frame::done(&cx))
        div.mg-split {
            h1.govuk-heading-l { (w.cases_title()) }
            @if opens { a.govuk-button href="/cases/new" { (w.cases_open()) } }
        }
        div.mg-filtered {
            (filters(&cx, &asked, &beside))
            div.mg-filtered__results {
                @if lines.is_empty() { (nothing(&cx, &asked)) }
                @else {
                    div.mg-results {
                        p { strong { @if count > COUNTED { (w.cases_count_more(COUNTED)) } @else { (w.cases_count(count)) } } }
                        p { a.govuk-link href=(export) { (w.cases_export()) } }
                    }
                    (table(&cx, &lines, &beside))
                    (ui::paging(&cx, next.as_deref()))
                }
            }
        }
    };
    Ok(Page::new(w.cases_title()).show(&cx, body))
}

fn filters(cx: &Cx, asked: &Asked, beside: &Beside) -> Markup {
    let w = words(cx);
    let who = [Choice::new("all", w.filter_who_all()), Choice::new("mine", w.filter_who_mine())];
    let state =
        ListState::ALL.iter().map(|s| Choice::new(s.code(), w.filter_state(s.code()))).collect::<Vec<_>>();
    let capacity = [
        Capacity::Lead,
        Capacity::CoWorker,
        Capacity::Intake,
        Capacity::Supervisor,
        Capacity::Emergency,
        Capacity::TransferCandidate,
    ]
    .iter()
    .map(|c| Choice::new(c.code(), cases_words::Words(cx.lang).capacity(c.code())))
    .collect::<Vec<_>>();
    let lead = asked.filter.lead.and_then(|l| beside.names.get(&l));
    ui::filters(
        cx,
        html! {
            (ui::small_radios(cx, &asked.form, "who", w.filter_who(), &who))
            (ui::small_radios(cx, &asked.form, "state", w.filter_state_label(), &state))
            (ui::filter_select(cx, &asked.form, "capacity", w.filter_capacity(), &capacity))
            @if let Some(lead) = lead {
                div.govuk-checkboxes.govuk-checkboxes--small {
                    div.govuk-checkboxes__item {
                        input.govuk-checkboxes__input #lead name="lead" type="checkbox" value=(asked.form.raw("lead")) checked;
                        label.govuk-label.govuk-checkboxes__label for="lead" { (w.filter_led_by(lead)) }
                    }
                }
            }
        },
    )
}

fn nothing(cx: &Cx, asked: &Asked) -> Markup {
    let w = words(cx);
    if asked.filter.state == ListState::Closed {
        // Closing ends the circle: whoever led the case is told whom to ask, instead of wondering where it went.
        return ui::empty(
            w.cases_none_closed(),
            w.cases_none_closed_text(),
            Some((w.cases_show_all(), "/cases?state=all")),
        );
    }
    if asked.narrowed {
        ui::empty(
            w.cases_none_filtered(),
            w.cases_none_filtered_text(),
            Some((w.cases_show_all(), "/cases?state=all")),
        )
    } else {
        ui::empty(w.cases_none(), w.cases_none_text(), None)
    }
}

fn table(cx: &Cx, lines: &[Listed], beside: &Beside) -> Markup {
    let w = words(cx);
    let c = cases_words::Words(cx.lang);
    let headings = [w.column_child(), w.column_state(), w.column_lead(), w.column_capacity(), w.column_due()]
        .map(|label| Column { label, sort: None });
    let rows = html! {
        @for line in lines {
            @let due = beside.due.get(&line.id.0);
            @let overdue = due.is_some_and(|d| d.due_on < cx.today());
            tr.mg-table__row--overdue[overdue] {
                th scope="row" {
                    a href=(format!("/cases/{}", line.id)) { (name(cx, line)) }
                    span.mg-table__second {
                        @let age = age(cx, line);
                        @if !age.is_empty() { (age) " – " } (line.reference)
                    }
                }
                td data-label=(w.column_state()) { (state_tag(cx, line.state())) }
                td data-label=(w.column_lead()) {
                    @match beside.lead(line) {
                        Some(lead) if line.lead_gone.is_some() => span.mg-unknown {
                            @let on = line.lead_gone.map(|(_, on)| ui::date(cx, on)).unwrap_or_default();
                            (c.frame_lead_gone(lead, on))
                        },
                        Some(lead) if line.lead.is_none() => span.mg-soft { (w.cases_led_by(lead)) },
                        Some(lead) => (lead),
                        None if line.closed_on.is_some() => span.mg-soft { "–" },
                        None => span.mg-unknown { (c.frame_no_lead()) },
                    }
                }
                td data-label=(w.column_capacity()) { (c.capacity(line.capacity.code())) }
                td data-label=(w.column_due()) {
                    @if let Some(due) = due {
                        (ui::deadline(cx, ui::Deadline::Open(due.due_on)))
                        span.mg-table__second { (deadlines::term_name(cx, due)) }
                        (deadlines::rule(cx, due))
                    } @else { span.mg-soft { (w.no_deadline()) } }
                }
            }
        }
    };
    ui::table(w.cases_title(), &headings, rows)
}

/// The state of a case as a mark.
pub fn state_tag(cx: &Cx, state: CaseState) -> Markup {
    let tone = match state {
        CaseState::Unassigned | CaseState::TransferProposed | CaseState::ClosureProposed => "warn",
        CaseState::InProgress => "brand",
        CaseState::OnHold => "accent",
        CaseState::Closed | CaseState::Merged => "",
    };
    ui::tag(tone, &cases_words::Words(cx.lang).state(state.code()))
}

fn name(cx: &Cx, line: &Listed) -> String {
    let c = cases_words::Words(cx.lang);
    if !line.layers.has(Layer::Identity) {
        return line.reference.clone();
    }
    let name = format!("{} {}", line.given, line.family).trim().to_owned();
    match (name.is_empty(), line.birth, line.expected_on) {
        (false, _, _) => name,
        (true, None, Some(_)) => c.child_unborn().to_owned(),
        _ => c.child_unnamed().to_owned(),
    }
}

fn age(cx: &Cx, line: &Listed) -> String {
    match (line.layers.has(Layer::Identity), line.birth, line.expected_on) {
        (true, Some(birth), _) => ui::age(cx, birth, cx.today()),
        (true, None, Some(on)) => cases_words::Words(cx.lang).child_expected(ui::date(cx, on)),
        _ => String::new(),
    }
}

/// The list as a file for a spreadsheet: no address, no number, nothing that a spreadsheet would compute. It leaves its
/// trace.
pub(super) async fn export(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let c = cases_words::Words(cx.lang);
    let asked = asked(&cx)?;
    let institution = SubjectKind::INSTITUTION.of(cx.actor()?.institution);
    ledger::witness_reading(&cx, events::CASES_EXPORTED, institution, Ground::Function).await?;
    let mut filter = ListFilter { after: None, ..asked.filter };
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    let broken = |_| Problem::fault("a list could not be written as CSV");
    let headings = [
        w.csv_reference(),
        w.csv_given(),
        w.csv_family(),
        w.csv_birth(),
        w.column_state(),
        w.column_lead(),
        w.column_capacity(),
        w.csv_since(),
        w.csv_term(),
        w.csv_due(),
    ];
    out.write_record(headings).map_err(broken)?;
    let mut conn = cx.read().await?;
    let mut written = 0;
    loop {
        let lines = read_list(&mut conn, &asked.scope, &filter, 500).await?;
        let beside = beside(&mut conn, &lines, None).await?;
        for line in &lines {
            let open = line.layers.has(Layer::Identity);
            let due = beside.due.get(&line.id.0);
            let cells = [
                line.reference.clone(),
                if open { line.given.clone() } else { String::new() },
                if open { line.family.clone() } else { String::new() },
                line.birth.filter(|_| open).map(|b| b.to_string()).unwrap_or_default(),
                c.state(line.state().code()),
                beside.lead(line).cloned().unwrap_or_default(),
                c.capacity(line.capacity.code()),
                line.since.local_date(&cx.zone).to_string(),
                due.map(|d| deadlines::term_name(&cx, d)).unwrap_or_default(),
                due.map(|d| d.due_on.to_string()).unwrap_or_default(),
            ];
            out.write_record(cells.map(|cell| ui::inert(&cell))).map_err(broken)?;
        }
        written += lines.len();
        filter.after = lines.last().map(|l| (l.since, l.id.0));
        if lines.len() < 500 || written >= EXPORTED {
            break;
        }
    }
    let bytes = out.into_inner().map_err(|_| Problem::fault("a list could not be written as CSV"))?;
    Ok(attachment("text/csv; charset=utf-8", &w.csv_file(cx.today().to_string()), bytes))
}
