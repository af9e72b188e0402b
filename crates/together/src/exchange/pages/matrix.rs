// SPDX-License-Identifier: EUPL-1.2
//! With whom an institution works, how and how often: the matrix of the inventory of good practices, computed from what happened.

use std::collections::BTreeMap;

use ::register::{access, directory};
use kernel::{Date, Instant, InstitutionId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, attachment};
use platform::problem::Problem;
use platform::ui::{self, Column, Page};

use super::super::model::Kind;
use super::super::store::{self, Cell};
use super::super::store_declared;
use super::super::words::Words;
use super::{ANSWERABLE, channel_name, kind_name, words};
use crate::sharing::Channel;

/// The period of the address; the twelve months until today when it names none.
fn period(cx: &Cx) -> (Date, Date) {
    let asked = Form::from_fields(cx.request.query.clone());
    let day = |name: &str| Input::new(&asked, cx.lang).date(name);
    let until = day("until").unwrap_or(cx.today());
    (day("from").unwrap_or(until.plus_days(-365)), until)
}

/// With one partner, of one kind.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    /// How often each way by each channel, and how many of them are settled.
    counts: [[i64; 3]; 2],
    /// How many had no answer by the day that was hoped for: of those one's own institution asked, and of those it was asked.
    late: [i64; 2],
    /// Whether it is declared, by each channel.
    declared: [bool; 2],
}

impl Line {
    /// How often by a channel, whoever asked.
    fn by(&self, channel: usize) -> i64 {
        self.counts.iter().map(|way| way[channel]).sum()
    }
}

/// Lines, by partner and the place of the kind.
type Lines = BTreeMap<(String, InstitutionId, usize), Line>;

async fn counted(cx: &Cx) -> Result<(Date, Date, Lines), Problem> {
    let institution = access::require_function(cx, ANSWERABLE)?;
    let (from, until) = period(cx);
    let start = Instant::from_local(from, 0, 0, &cx.zone).unwrap_or(cx.now);
    let end = Instant::from_local(until.plus_days(1), 0, 0, &cx.zone).unwrap_or(cx.now);
    let mut conn = cx.read().await?;
    let today = cx.today();
    let begins = Instant::from_local(today, 0, 0, &cx.zone).unwrap_or(cx.now);
    let cells: Vec<Cell> = store::matrix(&mut conn, institution, start, end, (today, begins)).await?;
    let declared = store_declared::declared(&mut conn, institution).await?;
    let partners = cells.iter().map(|c| c.partner).chain(declared.iter().map(|d| d.partner));
    let names = directory::institution_names(&mut conn, partners.collect::<Vec<InstitutionId>>()).await?;
    let mut lines = Lines::new();
    let key = |partner: &InstitutionId, kind: Kind| {
        let kind = Kind::ALL.iter().position(|k| *k == kind).unwrap_or_default();
        (names.get(partner).cloned().unwrap_or_default(), *partner, kind)
    };
    for cell in cells {
        let line = lines.entry(key(&cell.partner, cell.kind)).or_default();
        let way = &mut line.counts[usize::from(!cell.asked)];
        way[usize::from(cell.channel == Channel::Oral)] += cell.count;
        way[2] += cell.settled;
        line.late[usize::from(!cell.asked)] += cell.late;
    }
    for one in declared {
        let line = lines.entry(key(&one.partner, one.kind)).or_default();
        line.declared[usize::from(one.channel == Channel::Oral)] = true;
    }
    Ok((from, until, lines))
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (from, until, lines) = counted(&cx).await?;
    let shown = Form::from_fields(
        [("from".to_owned(), from.to_string()), ("until".to_owned(), until.to_string())].into(),
    );
    let heads = heads(&w);
    let labels = heads.iter().map(String::as_str).chain([w.matrix_late(), w.matrix_declared_column()]);
    let columns: Vec<Column<'_>> = labels.map(|label| Column { label, sort: None }).collect();
    let csv = ui::with_query(
        "/exchanges/matrix.csv",
        [("from", from.to_string().as_str()), ("until", until.to_string().as_str())],
    );
    // Where nothing was ever declared, « not declared » on every line would say nothing.
    let any = lines.values().any(|line| line.declared != [false; 2]);
    let body = html! {
        (super::done(&cx))
        h1.govuk-heading-l { (w.matrix_title()) }
        p.mg-lead { (w.matrix_lead()) }
        form.mg-no-print method="get" action="/exchanges/matrix" {
            (ui::date_input(&cx, &shown, &FieldErrors::default(), "from", w.matrix_from(), None, None))
            (ui::date_input(&cx, &shown, &FieldErrors::default(), "until", w.matrix_until(), None, None))
            (ui::submit(w.matrix_submit(), None))
        }
        @if lines.is_empty() { (ui::empty(w.none(), w.matrix_none_text(), None)) }
        @else {
            (ui::table(w.matrix_title(), &columns, html! {
                @for ((partner, id, kind), line) in &lines {
                    tr {
                        th scope="row" { a href=(format!("/exchanges/declared/{id}")) { (partner) } }
                        td data-label=(w.kind()) { (Kind::ALL.get(*kind).map_or("", |k| kind_name(&w, *k))) }
                        @for (way, count) in line.counts.iter().enumerate() {
                            @for channel in 0..2 {
                                td.mg-cell-number data-label=(heads[2 + way * 2 + channel]) { (count[channel]) }
                            }
                        }
                        td.mg-cell-number data-label=(w.matrix_settled()) { (line.counts[0][2] + line.counts[1][2]) }
                        td.mg-cell-number data-label=(w.matrix_late()) {
                            @match line.late {
                                [0, 0] => "0",
                                [theirs, ours] => {
                                    @if theirs > 0 { p.govuk-body-s { (w.matrix_late_theirs(theirs)) } }
                                    @if ours > 0 { p.govuk-body-s { (w.matrix_late_ours(ours)) } }
                                }
                            }
                        }
                        td data-label=(w.matrix_declared_column()) { (compared(&w, line, any)) }
                    }
                }
            }))
            p.mg-no-print { a.govuk-link href=(csv) { (w.matrix_csv()) } }
        }
        p.govuk-body-s { (w.matrix_late_text()) }
        p.govuk-body-s { (w.matrix_declared()) }
        p.mg-no-print { a.govuk-link href="/exchanges/declared" { (w.declared_title()) } }
    };
    Ok(Page::new(w.matrix_title()).crumb(w.exchanges(), Some("/exchanges".into())).show(&cx, body))
}

pub(super) async fn csv(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (_, _, lines) = counted(&cx).await?;
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    let broken = |_| Problem::fault("a table could not be written as CSV");
    let channels = [Channel::Written, Channel::Oral]
        .map(|channel| format!("{} – {}", w.matrix_declared_column(), channel_name(&w, channel)));
    let late = [w.matrix_late_them(), w.matrix_late_us()].map(str::to_owned);
    out.write_record(heads(&w).iter().chain(&late).chain(&channels)).map_err(broken)?;
    for ((partner, _, kind), line) in &lines {
        let c = line.counts;
        let kind = Kind::ALL.get(*kind).map_or("", |k| kind_name(&w, *k));
        let numbers = [c[0][0], c[0][1], c[1][0], c[1][1], c[0][2] + c[1][2], line.late[0], line.late[1]];
        let numbers = numbers.map(|n| n.to_string());
        let declared = line.declared.map(|yes| if yes { w.yes() } else { w.no() }.to_owned());
        let cells = [ui::inert(partner), kind.to_owned()].into_iter().chain(numbers).chain(declared);
        out.write_record(cells).map_err(broken)?;
    }
    let bytes = out.into_inner().map_err(|_| Problem::fault("a table could not be written as CSV"))?;
    Ok(attachment("text/csv; charset=utf-8", &w.matrix_file(cx.today().to_string()), bytes))
}

/// What is declared beside what happened, by each channel: what of the two is missing.
fn compared(w: &Words, line: &Line, any: bool) -> Markup {
    html! {
        @for (place, channel) in [Channel::Written, Channel::Oral].into_iter().enumerate() {
            @let (says, does) = (line.declared[place], line.by(place) > 0);
            @if says { p.govuk-body-s { (channel_name(w, channel)) @if !does { " " (ui::tag("", w.matrix_not_seen())) } } }
            @if does && !says && any { p.govuk-body-s { (channel_name(w, channel)) " " (ui::tag("warn", w.matrix_not_declared())) } }
        }
    }
}

/// The headings: both ways, by both channels.
fn heads(w: &Words) -> [String; 7] {
    let (written, oral) = (channel_name(w, Channel::Written), channel_name(w, Channel::Oral));
    [
        w.matrix_partner().to_owned(),
        w.kind().to_owned(),
        format!("{} – {written}", w.matrix_asked()),
        format!("{} – {oral}", w.matrix_asked()),
        format!("{} – {written}", w.matrix_was_asked()),
        format!("{} – {oral}", w.matrix_was_asked()),
        w.matrix_settled().to_owned(),
    ]
}
