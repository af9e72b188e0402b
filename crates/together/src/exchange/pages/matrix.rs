// SPDX-License-Identifier: EUPL-1.2
//! With whom an institution works, how and how often: the matrix of the inventory of good practices, computed from what happened.

use std::collections::BTreeMap;

use ::register::{access, directory};
use kernel::{Date, Instant, InstitutionId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, attachment};
use platform::problem::Problem;
use platform::ui::{self, Column, Page};

use super::super::model::Kind;
use super::super::store::{self, Cell};
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

/// Lines: partner and the place of the kind, then how often each way by each channel, and how many of them are settled.
type Lines = BTreeMap<(String, usize), [[i64; 3]; 2]>;

async fn counted(cx: &Cx) -> Result<(Date, Date, Lines), Problem> {
    let institution = access::require_function(cx, ANSWERABLE)?;
    let (from, until) = period(cx);
    let start = Instant::from_local(from, 0, 0, &cx.zone).unwrap_or(cx.now);
    let end = Instant::from_local(until.plus_days(1), 0, 0, &cx.zone).unwrap_or(cx.now);
    let mut conn = cx.read().await?;
    let cells: Vec<Cell> = store::matrix(&mut conn, institution, start, end).await?;
    let names = directory::institution_names(
        &mut conn,
        cells.iter().map(|c| c.partner).collect::<Vec<InstitutionId>>(),
    )
    .await?;
    let mut lines = Lines::new();
    for cell in cells {
        let name = names.get(&cell.partner).cloned().unwrap_or_default();
        let kind = Kind::ALL.iter().position(|k| *k == cell.kind).unwrap_or_default();
        let counts = lines.entry((name, kind)).or_default();
        let way = &mut counts[usize::from(!cell.asked)];
        way[usize::from(cell.channel == Channel::Oral)] += cell.count;
        way[2] += cell.settled;
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
    let columns: Vec<Column<'_>> = heads.iter().map(|label| Column { label, sort: None }).collect();
    let csv = ui::with_query(
        "/exchanges/matrix.csv",
        [("from", from.to_string().as_str()), ("until", until.to_string().as_str())],
    );
    let body = html! {
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
                @for ((partner, kind), counts) in &lines {
                    tr {
                        th scope="row" { (partner) }
                        td data-label=(w.kind()) { (Kind::ALL.get(*kind).map_or("", |k| kind_name(&w, *k))) }
                        @for (way, count) in counts.iter().enumerate() {
                            @for channel in 0..2 {
                                td.govuk-table__cell--numeric data-label=(heads[2 + way * 2 + channel]) { (count[channel]) }
                            }
                        }
                        td.govuk-table__cell--numeric data-label=(w.matrix_settled()) { (counts[0][2] + counts[1][2]) }
                    }
                }
            }))
            p.mg-no-print { a.govuk-link href=(csv) { (w.matrix_csv()) } }
        }
        p.govuk-body-s { (w.matrix_declared()) }
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
    out.write_record(heads(&w)).map_err(broken)?;
    for ((partner, kind), c) in &lines {
        let kind = Kind::ALL.get(*kind).map_or("", |k| kind_name(&w, *k));
        let numbers = [c[0][0], c[0][1], c[1][0], c[1][1], c[0][2] + c[1][2]].map(|n| n.to_string());
        let cells = [ui::inert(partner), kind.to_owned()].into_iter().chain(numbers);
        out.write_record(cells).map_err(broken)?;
    }
    let bytes = out.into_inner().map_err(|_| Problem::fault("a table could not be written as CSV"))?;
    Ok(attachment("text/csv; charset=utf-8", &w.matrix_file(cx.today().to_string()), bytes))
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
