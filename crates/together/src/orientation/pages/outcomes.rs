// SPDX-License-Identifier: EUPL-1.2
//! What became of the orientations that people accepted, towards each service: for those who answer for the institution.

use ::register::{access, directory};
use kernel::{Date, InstitutionId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, attachment};
use platform::problem::Problem;
use platform::ui::{self, Column, Page};

use super::super::rules::{self, Tally};
use super::super::store;
use super::super::words::Words;
use super::{ANSWERABLE, words};

/// The period of the address; the twelve months until today when it names none.
fn period(cx: &Cx) -> (Date, Date) {
    let asked = Form::from_fields(cx.request.query.clone());
    let day = |name: &str| Input::new(&asked, cx.lang).date(name);
    let until = day("until").unwrap_or(cx.today());
    (day("from").unwrap_or(until.plus_days(-365)), until)
}

/// Services in the order of their names, with what became of it; those that are not chosen yet last.
async fn counted(cx: &Cx) -> Result<(Date, Date, Vec<(String, Tally)>), Problem> {
    let institution = access::require_function(cx, ANSWERABLE)?;
    let (from, until) = period(cx);
    let mut conn = cx.read().await?;
    let courses = store::accepted_in(&mut conn, institution, from, until).await?;
    let tallies = rules::tallies(&courses);
    let ids: Vec<InstitutionId> = tallies.keys().filter_map(|(id, _)| *id).collect();
    let names = directory::institution_names(&mut conn, ids).await?;
    drop(conn);
    let w = words(cx);
    let mut lines: Vec<(bool, String, Tally)> = tallies
        .into_iter()
        .map(|((id, name), tally)| match id {
            Some(id) => (false, names.get(&id).cloned().unwrap_or_default(), tally),
            None if name.is_empty() => (true, w.no_recipient_yet().to_owned(), tally),
            None => (false, name, tally),
        })
        .collect();
    lines.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    Ok((from, until, lines.into_iter().map(|(_, name, tally)| (name, tally)).collect()))
}

fn numbers(t: &Tally) -> [u32; 8] {
    [t.accepted, t.attended, t.after_missed, t.missed, t.refused, t.stopped, t.waiting, t.open]
}

fn heads(w: &Words) -> [&'static str; 8] {
    [
        w.outcomes_accepted(),
        w.outcomes_attended(),
        w.outcomes_after_missed(),
        w.outcomes_missed(),
        w.outcomes_refused(),
        w.outcomes_stopped(),
        w.outcomes_waiting(),
        w.outcomes_open(),
    ]
}

/// A share with its basis: « 3 sur 4 (75 %) ».
fn share(w: &Words, part: u32, whole: u32, hundredths: Option<u32>) -> String {
    match hundredths {
        Some(share) => w.outcomes_share(i64::from(part), i64::from(share), i64::from(whole)),
        None => w.outcomes_no_share().to_owned(),
    }
}

fn row(w: &Words, name: &str, t: &Tally) -> Markup {
    html! {
        tr {
            th scope="row" { (name) }
            @for (head, number) in heads(w).iter().zip(numbers(t)) {
                td.govuk-table__cell--numeric data-label=(head) { (number) }
            }
            td data-label=(w.outcomes_of_accepted()) { (share(w, t.attended, t.accepted, t.of_accepted())) }
            td data-label=(w.outcomes_of_known()) { (share(w, t.attended, t.known(), t.of_known())) }
        }
    }
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (from, until, lines) = counted(&cx).await?;
    let shown = Form::from_fields(
        [("from".to_owned(), from.to_string()), ("until".to_owned(), until.to_string())].into(),
    );
    let heads: Vec<&str> = std::iter::once(w.outcomes_towards())
        .chain(heads(&w))
        .chain([w.outcomes_of_accepted(), w.outcomes_of_known()])
        .collect();
    let columns: Vec<Column<'_>> = heads.iter().map(|label| Column { label, sort: None }).collect();
    let (first, last) = (from.to_string(), until.to_string());
    let csv =
        ui::with_query("/orientations/outcomes.csv", [("from", first.as_str()), ("until", last.as_str())]);
    let whole = lines.iter().fold(Tally::default(), |sum, (_, t)| sum.and(t));
    let body = html! {
        h1.govuk-heading-l { (w.outcomes_title()) }
        p.mg-lead { (w.outcomes_lead()) }
        form.mg-no-print method="get" action="/orientations/outcomes" {
            (ui::date_input(&cx, &shown, &FieldErrors::default(), "from", w.outcomes_from(), None, None))
            (ui::date_input(&cx, &shown, &FieldErrors::default(), "until", w.outcomes_until(), None, None))
            (ui::submit(w.outcomes_submit(), None))
        }
        @if lines.is_empty() { (ui::empty(w.outcomes_none(), w.outcomes_none_text(), None)) }
        @else {
            (ui::table(w.outcomes_title(), &columns, html! {
                @for (name, tally) in &lines { (row(&w, name, tally)) }
                @if lines.len() > 1 { (row(&w, w.outcomes_all(), &whole)) }
            }))
            p.mg-no-print { a.govuk-link href=(csv) { (w.outcomes_csv()) } }
        }
        h2.govuk-heading-s { (w.outcomes_how()) }
        ul.govuk-list.govuk-list--bullet {
            li { (w.outcomes_how_once()) }
            li { (w.outcomes_how_open()) }
            li { (w.outcomes_how_few()) }
        }
    };
    Ok(Page::new(w.outcomes_title()).crumb(w.orientations(), Some("/orientations".into())).show(&cx, body))
}

pub(super) async fn csv(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (_, _, lines) = counted(&cx).await?;
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![0xEF, 0xBB, 0xBF]);
    let broken = |_| Problem::fault("a table could not be written as CSV");
    let head = std::iter::once(w.outcomes_towards()).chain(heads(&w)).chain([w.outcomes_known()]);
    out.write_record(head).map_err(broken)?;
    for (name, tally) in &lines {
        let numbers = numbers(tally).into_iter().chain([tally.known()]).map(|n| n.to_string());
        out.write_record(std::iter::once(ui::inert(name)).chain(numbers)).map_err(broken)?;
    }
    let bytes = out.into_inner().map_err(|_| Problem::fault("a table could not be written as CSV"))?;
    Ok(attachment("text/csv; charset=utf-8", &w.outcomes_file(cx.today().to_string()), bytes))
}
