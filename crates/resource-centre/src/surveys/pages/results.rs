// SPDX-License-Identifier: EUPL-1.2
//! What a campaign says: charts with the same figures as a table, and the same as files.

use maud::{Markup, PreEscaped, html};
use platform::http::{Cx, Reply, attachment};
use platform::problem::Problem;
use platform::ui::{self, Page};
use survey_results::{
    Cell, Kind, Matrix, Over, Population, Question, Sheet, Standing, Value, chart, ods, question_sheet,
    repeat_sheet, response_sheet,
};

use super::super::actions::{self, DIMENSIONS, Said, View};
use super::super::model::{State, Survey};
use super::super::words::Words;
use super::{survey_id, words};

/// Which answers count, in the address: those that were validated unless it says otherwise. Only these are published: whoever has
/// two counts of nearly the same answers can take one from the other.
fn view(cx: &Cx) -> View {
    View::parse(cx.query("count")).unwrap_or(View::Validated)
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
    let Said { survey, results, to_code } = actions::results(&cx, survey_id(&cx)?, view).await?;
    let t = said(&w);
    let url = format!("/surveys/{}/results", survey.id);
    let population = &results.population;
    let tab = |view: View| ui::with_query(&url, [("count", view.code())]);
    let tabs = [
        (w.results_of_validated().to_owned(), tab(View::Validated)),
        (w.results_of_all().to_owned(), tab(View::Sent)),
        (w.results_of_whole().to_owned(), tab(View::Whole)),
    ];
    let body = html! {
        h1.govuk-heading-l { (w.results_title()) }
        p.mg-lead { (w.results_lead()) }
        (ui::tabs(w.results_title(), &tabs, &tab(view)))
        @if let Some(text) = caution(&w, view, &survey) { (ui::warning(&cx, text)) }
        @if view != View::Whole { p.govuk-body-s { (w.results_method()) } }
        div.govuk-button-group.mg-no-print {
            @for (kind, label) in [("xlsx", "XLSX"), ("ods", "ODS"), ("csv", "CSV")] {
                a.govuk-button.govuk-button--secondary href=(ui::with_query(&format!("{url}/table.{kind}"), [("count", view.code())])) { (label) }
            }
            @if to_code > 0 { a.govuk-link href=(format!("/surveys/{}/coding", survey.id)) { (w.coding_title()) " (" (to_code) ")" } }
        }
        h2.govuk-heading-m { (w.rate_title()) }
        (table(&w, &response_sheet(&population.response, w.rate_title(), &t), &[]))
        (contents(&w, population, "q"))
        (questions(&w, &t, population, "q"))
        @if results.outside.response.counted.iter().any(|cell| cell.count() != Some(0)) {
            h2.govuk-heading-m { (w.results_outside()) }
            p.govuk-body { (w.results_outside_text()) }
            (table(&w, &response_sheet(&results.outside.response, w.results_outside(), &t), &[]))
            @if results.outside.questions.iter().any(|one| one.standing == Standing::Shown) {
                (ui::details(w.results_outside_answers(), questions(&w, &t, &results.outside, "o")))
            }
        }
    };
    let page = Page::new(w.results_title()).crumb(w.list_title(), Some("/surveys".into()));
    Ok(page.crumb(&survey.about.title, Some(format!("/surveys/{}", survey.id))).show(&cx, body))
}

/// Why results are not, or not yet, to be published.
fn caution(w: &Words, view: View, survey: &Survey) -> Option<&'static str> {
    match view {
        View::Whole => Some(w.results_whole_text()),
        View::Sent => Some(w.results_sent_text()),
        View::Validated => (survey.state() == State::Open).then(|| w.results_open_text()),
    }
}

/// What was given back, for those who were asked.
pub(super) async fn findings(cx: Cx) -> Result<Reply, Problem> {
    let said = actions::findings(&cx, survey_id(&cx)?).await?;
    let page = Page::new(words(&cx).results_title()).crumb(words(&cx).list_title(), Some("/surveys".into()));
    Ok(page.show(&cx, given_back(&cx, &said)))
}

/// The same, by the link of a respondent.
pub(super) async fn by_link(cx: Cx) -> Result<Reply, Problem> {
    let token = cx.request.params.get("token").cloned().unwrap_or_default();
    let said = actions::findings_by_link(&cx, &token).await?;
    Ok(Page::new(words(&cx).results_title()).show(&cx, given_back(&cx, &said)))
}

fn given_back(cx: &Cx, said: &Said) -> Markup {
    let w = words(cx);
    let t = self::said(&w);
    let about = &said.survey.about;
    html! {
        p.govuk-caption-l { (about.title) @if !about.number.is_empty() { " – " (w.circular(&about.number)) } }
        h1.govuk-heading-l { (w.results_title()) }
        p.mg-lead { (w.results_lead()) }
        (ui::paragraphs(&about.purpose))
        p.govuk-body-s { (w.results_method()) }
        h2.govuk-heading-m { (w.rate_title()) }
        (table(&w, &response_sheet(&said.results.population.response, w.rate_title(), &t), &[]))
        (contents(&w, &said.results.population, "q"))
        (questions(&w, &t, &said.results.population, "q"))
    }
}

/// The parts of the form, to go to.
fn contents(w: &Words, population: &Population, ids: &str) -> Markup {
    let parts = parts(population);
    html! {
        @if parts.len() > 1 {
            nav.mg-no-print aria-label=(w.results_contents()) {
                ul.govuk-list {
                    @for (place, name) in &parts { li { a.govuk-link href=(format!("#{ids}-part-{place}")) { (name) } } }
                }
            }
        }
    }
}

/// Where each part of the form begins, and what it is called.
fn parts(population: &Population) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (place, question) in population.questions.iter().enumerate() {
        let name = question.section.first().map(String::as_str).unwrap_or_default();
        if !name.is_empty() && found.last().is_none_or(|(_, last)| *last != name) {
            found.push((place, name));
        }
    }
    found
}

/// What each question says: a chart over all, charts by sector and territory, the figures; then the tables of the form, and what
/// could be said several times. `ids` begins the names of the charts.
fn questions(w: &Words, t: &survey_results::Words<'_>, population: &Population, ids: &str) -> Markup {
    let parts = parts(population);
    html! {
        @for (place, question) in population.questions.iter().enumerate() {
            @if let Some((_, name)) = parts.iter().find(|(begins, _)| *begins == place) {
                h2.govuk-heading-m id=(format!("{ids}-part-{place}")) { (name) }
            }
            @let id = format!("{ids}{place}");
            @if question.kind == Kind::Text { (written(w, question)) } @else { section.mg-panel {
                h3.govuk-heading-s { (question.label) }
                @if let Some(drawn) = chart::overall(question, &id, t) { (PreEscaped(drawn)) }
                @for (dimension, label) in [w.rate_by_sector(), w.rate_by_territory()].into_iter().enumerate() {
                    @if let Some(drawn) = chart::by_group(question, dimension, &format!("{id}-{dimension}"), t) {
                        (ui::details(label, PreEscaped(drawn)))
                    }
                }
                @if question.standing == Standing::Shown { (ui::details(w.results_table(), table(w, &question_sheet(question, t), &question.section))) }
                @else { @for note in &question_sheet(question, t).notes { p.govuk-body { (note) } } }
            } }
        }
        @for (place, matrix) in population.matrices.iter().enumerate() { (self::matrix(w, t, population, place, matrix, ids)) }
        @if !population.repeats.is_empty() {
            h2.govuk-heading-m { (w.results_repeats()) }
            @for repeat in &population.repeats {
                @let named = repeat.section.iter().rev().map(String::as_str).collect::<Vec<_>>().join(", ");
                (ui::details(&format!("{} – {named}", repeat.label), table(w, &repeat_sheet(repeat, t), &repeat.section)))
            }
        }
    }
}

/// A question that is answered in words: how many did. The words stand with each answer, for those who may read them.
fn written(w: &Words, question: &Question) -> Markup {
    let told = |cell: Option<&Cell>| match cell.copied().and_then(Cell::count) {
        Some(count) => count.to_string(),
        None => w.results_hidden().to_owned(),
    };
    let (answered, silent) = (told(question.bases.answered.first()), told(question.bases.silent.first()));
    html! {
        p.govuk-body {
            strong { (question.label) } br;
            (w.results_answered()) (w.results_colon()) (answered) " · " (w.results_silent()) (w.results_colon()) (silent)
        }
    }
}

/// A table of the form: over all, and for each kind of what is named there.
fn matrix(
    w: &Words,
    t: &survey_results::Words<'_>,
    population: &Population,
    place: usize,
    matrix: &Matrix,
    ids: &str,
) -> Markup {
    let drawn = |of, id: String| chart::matrix(population, place, of, &id, t).map(PreEscaped);
    let kinds: Vec<PreEscaped<String>> = matrix
        .questions
        .first()
        .and_then(|at| population.questions.get(*at))
        .map(|line| line.columns.as_slice())
        .unwrap_or_default()
        .iter()
        .filter_map(|column| match column.over {
            Over::Group { dimension, group } if column.shown && dimension >= DIMENSIONS => {
                drawn(Some((dimension, group)), format!("{ids}m{place}-{group}"))
            }
            _ => None,
        })
        .collect();
    html! {
        @if let Some(whole) = drawn(None, format!("{ids}m{place}")) {
            section.mg-panel {
                h3.govuk-heading-s { (matrix.label) }
                (whole)
                @if !kinds.is_empty() { (ui::details(w.results_by_kind(), html! { @for one in &kinds { (one) } })) }
            }
        }
    }
}

/// A table of cells as it is read. `section` is what it stands under in the form: several tables may have one name.
fn table(w: &Words, sheet: &Sheet, section: &[String]) -> Markup {
    let Some((head, rows)) = sheet.rows.split_first() else { return html! {} };
    let mut labels: Vec<String> = head.iter().map(plain).collect();
    if let Some(first) = labels.first_mut().filter(|first| first.is_empty()) {
        w.results_what().clone_into(first);
    }
    let title =
        section.iter().map(String::as_str).chain([sheet.title.as_str()]).collect::<Vec<_>>().join(" – ");
    let columns: Vec<ui::Column<'_>> = labels.iter().map(|label| ui::Column { label, sort: None }).collect();
    html! {
        (ui::table(&title, &columns, html! {
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
    let view = view(cx);
    let Said { survey, results, .. } = actions::results(cx, survey_id(cx)?, view).await?;
    let p = &results.population;
    let mut first = response_sheet(&p.response, w.rate_title(), &t);
    // A file goes further than the page: what must not be published says so itself.
    first.notes.extend(caution(&w, view, &survey).map(str::to_owned));
    let mut out = vec![first];
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
        for note in &sheet.notes {
            text.write_record([ui::inert(note)]).map_err(lost)?;
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
