// SPDX-License-Identifier: EUPL-1.2
//! Sending a list of institutions, looking at what it would do, and taking it over.

use kernel::PractitionerId;
use maud::{Markup, html};
use platform::db::{StoreError, Technical};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply, attachment, redirect};
use platform::problem::Problem;
use platform::ui::{self, Column as Heading, Page};

use super::super::import::{self, Column, Fate, LARGEST_BYTES, MOST_ROWS, Plan, Taken, Unreadable};
use super::super::model::ImportId;
use super::super::store;
use super::words;

/// How many rows of a kind are shown one by one.
const SHOWN: usize = 500;

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    Ok(form_page(&cx, &FieldErrors::default()))
}

fn form_page(cx: &Cx, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let limits = w.import_limits((LARGEST_BYTES / (1024 * 1024)).to_string(), MOST_ROWS.to_string());
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.directory_import()) }
        p.mg-lead { (w.import_lead()) }
        ul.govuk-list.govuk-list--bullet {
            li { (w.import_rule_empty()) }
            li { (w.import_rule_code()) }
            li { (w.import_rule_whole()) }
            li { (limits) }
        }
        p.govuk-body { a.govuk-link href="/institutions/import/template" { (w.import_template()) } }
        form method="post" action="/institutions/import" enctype="multipart/form-data" {
            (ui::form_key(cx))
            (ui::file_input(cx, errors, "file", w.import_file(), Some(w.import_file_hint())))
            (ui::submit(w.import_look(), Some((w.cancel(), "/institutions"))))
        }
        (ui::details(w.import_columns(), html! {
            ul.govuk-list { @for column in Column::ALL { li { (column.heading(cx.lang)) } } }
        }))
    };
    let page = Page::new(w.directory_import()).narrow().errors(errors);
    page.crumb(w.directory_title(), Some("/institutions".into())).show(cx, body)
}

pub(super) async fn template(cx: Cx) -> Result<Reply, Problem> {
    let name = format!("{}.csv", words(&cx).import_template_file());
    Ok(attachment("text/csv; charset=utf-8", &name, import::template(cx.lang)))
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let upload = cx.form().files("file").next().map(|f| (f.name.clone(), f.bytes.clone()));
    let (name, bytes) = upload.unwrap_or_default();
    let read = if bytes.is_empty() { Err(Unreadable::Missing) } else { import::read(bytes.clone()).await? };
    if let Err(why) = read {
        let mut errors = FieldErrors::default();
        errors.add("file", why.code(), import::words_for(&cx, why));
        return Ok(form_page(&cx, &errors));
    }
    let id: ImportId = cx.new_id()?;
    let by = cx.actor()?.practitioner;
    let mut tx = cx.begin_technical().await?;
    let name: String = kernel::text::clean_line(&name).chars().take(200).collect();
    store::insert_import(&mut tx, id, by, &name, &bytes, cx.now).await?;
    // Nothing has been said yet: it is a draft until it is taken over.
    tx.commit_technical(Technical::Draft).await?;
    Ok(redirect(format!("/institutions/import/{id}")))
}

/// The list that was sent, read again.
async fn sent(cx: &Cx, by: PractitionerId) -> Result<(ImportId, String, import::Sheet), Problem> {
    let id: ImportId = cx.id("id")?;
    let found = {
        let mut conn = cx.read().await?;
        store::import(&mut conn, id, by).await?
    };
    let (name, bytes) = found.ok_or(Problem::NotFound)?;
    let sheet = import::read(bytes).await?.map_err(|_| Problem::Unreadable)?;
    Ok((id, name, sheet))
}

pub(super) async fn preview(cx: Cx) -> Result<Reply, Problem> {
    let (id, name, sheet) = sent(&cx, cx.actor()?.practitioner).await?;
    let mut conn = cx.read().await?;
    let plan = import::look(&cx, &mut conn, &sheet).await?;
    drop(conn);
    Ok(preview_page(&cx, id, &name, &plan))
}

pub(super) async fn confirm(cx: Cx) -> Result<Reply, Problem> {
    let done = || redirect("/institutions?done=imported");
    let (id, name, sheet) = match sent(&cx, cx.actor()?.practitioner).await {
        // The list was taken over and is gone. A second click of the same form says what the first did.
        Err(Problem::NotFound) => {
            return match cx.begin().await {
                Err(Problem::Store(StoreError::Replayed(_))) => Ok(done()),
                Ok(_) => Err(Problem::NotFound),
                Err(other) => Err(other),
            };
        }
        sent => sent?,
    };
    match import::take_over(&cx, &sheet).await {
        Err(Problem::Store(StoreError::Replayed(_))) => Ok(done()),
        Err(other) => Err(other),
        Ok(Taken::Refused(plan)) => Ok(preview_page(&cx, id, &name, &plan)),
        Ok(Taken::Over { .. }) => {
            let mut tx = cx.begin_technical().await?;
            store::delete_import(&mut tx, id).await?;
            tx.commit_technical(Technical::Draft).await?;
            Ok(done())
        }
    }
}

fn preview_page(cx: &Cx, id: ImportId, name: &str, plan: &Plan) -> Reply {
    let w = words(cx);
    let count = |wanted: fn(&Fate) -> bool| plan.rows.iter().filter(|r| wanted(&r.fate)).count();
    let new = count(|f| matches!(f, Fate::New { .. }));
    let changed = count(|f| matches!(f, Fate::Changed { .. }));
    let unchanged = count(|f| matches!(f, Fate::Unchanged));
    let wrong = count(|f| matches!(f, Fate::Wrong(_)));
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let body = html! {
        h1.govuk-heading-l { (w.import_preview()) }
        p.mg-lead { (w.import_preview_of(name)) }
        @if let Some(why) = &plan.headings_wrong { (ui::warning(cx, why)) }
        @if wrong > 0 { (ui::warning(cx, &w.import_wrong_rows(number(wrong)))) }
        @if !plan.unknown.is_empty() {
            div.govuk-inset-text { p.govuk-body { (w.import_unknown_columns(plan.unknown.join(", "))) } }
        }
        ul.govuk-list {
            li { (w.import_new_rows(number(new))) }
            li { (w.import_changed_rows(number(changed))) }
            li { (w.import_unchanged_rows(number(unchanged))) }
        }
        @if !plan.is_wrong() && new + changed > 0 {
            form method="post" action=(format!("/institutions/import/{id}")) {
                (ui::form_key(cx))
                (ui::submit(w.import_confirm(), Some((w.cancel(), "/institutions/import"))))
            }
        } @else {
            p { a.govuk-button.govuk-button--secondary href="/institutions/import" { (w.import_another()) } }
        }
        @if !plan.rows.is_empty() { (rows(cx, plan)) }
    };
    Page::new(w.import_preview())
        .crumb(w.directory_title(), Some("/institutions".into()))
        .crumb(w.directory_import(), Some("/institutions/import".into()))
        .show(cx, body)
}

fn rows(cx: &Cx, plan: &Plan) -> Markup {
    let w = words(cx);
    // What is wrong comes first: it is what must be worked on.
    let mut rows: Vec<_> = plan.rows.iter().collect();
    rows.sort_by_key(|r| !matches!(r.fate, Fate::Wrong(_)));
    let hidden = rows.len().saturating_sub(SHOWN);
    let headings = [w.import_row(), w.name(), w.import_fate(), w.import_what()]
        .map(|label| Heading { label, sort: None });
    let body = html! {
        @for row in rows.into_iter().take(SHOWN) {
            tr {
                th scope="row" { (row.line) }
                td data-label=(w.name()) { (row.name) }
                td data-label=(w.import_fate()) { (fate(cx, &row.fate)) }
                td data-label=(w.import_what()) { (what(cx, &row.fate)) }
            }
        }
    };
    html! {
        (ui::table(w.import_rows(), &headings, body))
        @if hidden > 0 { p.govuk-body.mg-soft { (w.import_more_rows(i64::try_from(hidden).unwrap_or(i64::MAX))) } }
    }
}

fn fate(cx: &Cx, fate: &Fate) -> Markup {
    let w = words(cx);
    match fate {
        Fate::New { .. } => ui::tag("ok", w.import_fate_new()),
        Fate::Changed { .. } => ui::tag("brand", w.import_fate_changed()),
        Fate::Unchanged => ui::tag("", w.import_fate_unchanged()),
        Fate::Wrong(_) => ui::tag("danger", w.import_fate_wrong()),
    }
}

fn what(cx: &Cx, fate: &Fate) -> Markup {
    match fate {
        Fate::Changed { columns, extras, .. } => {
            let mut names: Vec<&str> = columns.iter().map(|c| c.heading(cx.lang)).collect();
            if extras.contact.is_some() {
                names.push(Column::ContactLabel.heading(cx.lang));
            }
            html! { (names.join(", ")) }
        }
        Fate::Wrong(all) => html! {
            ul.govuk-list { @for wrong in all { li { strong { (wrong.column.heading(cx.lang)) } " – " (wrong.message) } } }
        },
        Fate::New { .. } | Fate::Unchanged => html! {},
    }
}
