// SPDX-License-Identifier: EUPL-1.2
//! What a campaign says: charts with the same figures as a table, and the same as files.

use maud::{Markup, PreEscaped, html};
use platform::http::{Cx, Reply, attachment};
use platform::problem::Problem;
use platform::ui::{self, Page};
use survey_results::{Sheet, Value, chart, ods, question_sheet, repeat_sheet, response_sheet};

use super::super::actions::{self, Said, View};
use super::super::words::Words;
use super::{survey_id, words};

/// Which answers count, in the address: all that were sent unless it says otherwise.
fn view(cx: &Cx) -> View {
    View::parse(cx.query("count")).unwrap_or(View::Sent)
}

/// The words of tables and charts.
fn said(w: &Words) -> survey_results::Words<'static> {
    survey_results::Words {
        all: w.results_all(),
        rest: w.results_rest(),
        hidden: w.results_hidden(),
        too_few: w.results_too_few(),
        depends: w.results_depends(),
        invited: w.rate_asked(),
        counted: w.results_counted(),
        rate: w.rate(),
        late: w.stand_late(),
        paper: w.stand_paper(),
        waiting: w.results_waiting(),
        started: w.stand_begun(),
        silent_invited: w.stand_silent(),
        set_aside: w.stand_aside(),
        respondents: w.results_respondents(),
        entries: w.results_entries(),
        asked: w.results_asked(),
        answered: w.results_answered(),
        silent: w.results_silent(),
        unanswered: w.results_unanswered(),
        declined: w.results_declined(),
        unknown: w.results_unknown(),
        not_put: w.results_not_put(),
        not_relevant: w.results_not_relevant(),
        not_asked: w.results_not_asked(),
        at_least_one: w.results_at_least_one(),
        base: w.results_base(),
        several: w.results_several(),
        share: w.results_share(),
        median: w.results_median(),
        lower_quartile: w.results_lower_quartile(),
        upper_quartile: w.results_upper_quartile(),
        least: w.results_least(),
        most: w.results_most(),
        none: w.results_none(),
        one_or_more: w.results_one_or_more(),
        colon: w.results_colon(),
        percent: |share| format!("{:.0}\u{a0}%", share * 100.0),
        number: |number| format!("{number}"),
    }
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let view = view(&cx);
    let Said { survey, results } = actions::results(&cx, survey_id(&cx)?, view).await?;
    let t = said(&w);
    let url = format!("/surveys/{}/results", survey.id);
    let population = &results.population;
    let tab = |view: View| ui::with_query(&url, [("count", view.code())]);
    let tabs = [
        (w.results_of_all().to_owned(), tab(View::Sent)),
        (w.results_of_validated().to_owned(), tab(View::Validated)),
        (w.results_of_whole().to_owned(), tab(View::Whole)),
    ];
    let mut section = String::new();
    let body = html! {
        h1.govuk-heading-l { (w.results_title()) }
        p.mg-lead { (w.results_lead()) }
        (ui::tabs(w.results_title(), &tabs, &tab(view)))
        div.govuk-button-group.mg-no-print {
            @for (kind, label) in [("xlsx", "XLSX"), ("ods", "ODS"), ("csv", "CSV")] {
                a.govuk-button.govuk-button--secondary href=(ui::with_query(&format!("{url}/table.{kind}"), [("count", view.code())])) { (label) }
            }
        }
        @if view == View::Whole { (ui::warning(&cx, w.results_whole_text())) } @else { p.govuk-body-s { (w.results_method()) } }
        h2.govuk-heading-m { (w.rate_title()) }
        (table(&response_sheet(&population.response, w.rate_title(), &t)))
        @for (place, question) in population.questions.iter().enumerate() {
            @let above = question.section.first().cloned().unwrap_or_default();
            @if above != section { h2.govuk-heading-m { (above) } }
            @let id = format!("q{place}");
            section.mg-panel {
                h3.govuk-heading-s { (question.label) }
                @if let Some(drawn) = chart::overall(question, &id, &t) { (PreEscaped(drawn)) }
                (ui::details(w.results_table(), table(&question_sheet(question, &t))))
            }
            @let _ = std::mem::replace(&mut section, above);
        }
        @for (place, matrix) in population.matrices.iter().enumerate() {
            @if let Some(drawn) = chart::matrix(population, place, None, &format!("m{place}"), &t) {
                section.mg-panel { h3.govuk-heading-s { (matrix.label) } (PreEscaped(drawn)) }
            }
        }
        @for repeat in &population.repeats {
            section.mg-panel { h3.govuk-heading-s { (repeat.label) } (table(&repeat_sheet(repeat, &t))) }
        }
        @if results.outside.response.counted.iter().any(|cell| cell.count() != Some(0)) {
            h2.govuk-heading-m { (w.results_outside()) }
            p.govuk-body { (w.results_outside_text()) }
            (table(&response_sheet(&results.outside.response, w.results_outside(), &t)))
        }
    };
    let page = Page::new(w.results_title()).crumb(w.list_title(), Some("/surveys".into()));
    Ok(page.crumb(&survey.about.title, Some(format!("/surveys/{}", survey.id))).show(&cx, body))
}

/// A table of cells as it is read.
fn table(sheet: &Sheet) -> Markup {
    let Some((head, rows)) = sheet.rows.split_first() else { return html! {} };
    let labels: Vec<String> = head.iter().map(plain).collect();
    let columns: Vec<ui::Column<'_>> = labels.iter().map(|label| ui::Column { label, sort: None }).collect();
    html! {
        (ui::table(&sheet.title, &columns, html! {
            @for row in rows {
                tr {
                    @for (place, value) in row.iter().enumerate() {
                        @if place == 0 { th scope="row" { (plain(value)) } }
                        @else { td.mg-cell-number data-label=(labels.get(place).map(String::as_str).unwrap_or_default()) { (plain(value)) } }
                    }
                }
            }
        }))
        @for note in &sheet.notes { p.govuk-body-s { (note) } }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) | Value::Hidden(text) => text.clone(),
        Value::Count(count) => count.to_string(),
        Value::Share(share) => format!("{:.0}\u{a0}%", share * 100.0),
        Value::Number(number) => number.to_string(),
    }
}

/// Every table, in the order of the form.
async fn sheets(cx: &Cx) -> Result<Vec<Sheet>, Problem> {
    let w = words(cx);
    let t = said(&w);
    let Said { results, .. } = actions::results(cx, survey_id(cx)?, view(cx)).await?;
    let p = &results.population;
    let mut out = vec![response_sheet(&p.response, w.rate_title(), &t)];
    out.extend(p.questions.iter().map(|question| question_sheet(question, &t)));
    out.extend(p.repeats.iter().map(|repeat| repeat_sheet(repeat, &t)));
    out.push(response_sheet(&results.outside.response, w.results_outside(), &t));
    Ok(out)
}

pub(super) async fn as_csv(cx: Cx) -> Result<Reply, Problem> {
    let mut text = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let lost = |_| Problem::fault("a table could not be written");
    for sheet in sheets(&cx).await? {
        text.write_record([ui::inert(&sheet.title)]).map_err(lost)?;
        for row in &sheet.rows {
            text.write_record(row.iter().map(|value| ui::inert(&plain(value)))).map_err(lost)?;
        }
        text.write_record([""]).map_err(lost)?;
    }
    let bytes = text.into_inner().map_err(|_| Problem::fault("a table could not be written"))?;
    Ok(attachment("text/csv; charset=utf-8", &format!("{}.csv", words(&cx).results_file()), bytes))
}

pub(super) async fn as_ods(cx: Cx) -> Result<Reply, Problem> {
    let bytes =
        ods::write(&sheets(&cx).await?).map_err(|_| Problem::fault("a table could not be written"))?;
    let name = format!("{}.ods", words(&cx).results_file());
    Ok(attachment("application/vnd.oasis.opendocument.spreadsheet", &name, bytes))
}

pub(super) async fn as_xlsx(cx: Cx) -> Result<Reply, Problem> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let sheets = sheets(&cx).await?;
    let bytes = workbook(&sheets).map_err(|_| Problem::fault("a table could not be written"))?;
    Ok(attachment(KIND, &format!("{}.xlsx", words(&cx).results_file()), bytes))
}

fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (number, sheet) in (1..).zip(sheets) {
        let page = book.add_worksheet();
        page.set_name(format!("{number}"))?;
        page.write_string(0, 0, &sheet.title)?;
        for (row, values) in (2_u32..).zip(&sheet.rows) {
            for (column, value) in (0_u16..).zip(values) {
                match value {
                    Value::Empty => continue,
                    Value::Text(text) | Value::Hidden(text) => page.write_string(row, column, text)?,
                    Value::Count(count) => page.write_number(row, column, *count as f64)?,
                    Value::Share(number) | Value::Number(number) => {
                        page.write_number(row, column, *number)?
                    }
                };
            }
        }
        let below = sheet.rows.len() as u32 + 3;
        for (row, note) in (below..).zip(&sheet.notes) {
            page.write_string(row, 0, note)?;
        }
    }
    book.save_to_buffer()
}
