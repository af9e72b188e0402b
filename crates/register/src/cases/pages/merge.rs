// SPDX-License-Identifier: EUPL-1.2
//! Bringing two cases of one child together, and taking that back while it is fresh.

use kernel::{CaseId, Instant, Layer};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Column};

use super::super::frame::{CaseFrame, child_name};
use super::super::{actions, rules, store};
use super::{after, deed, enter, words};
use crate::access::{self, Action};
use crate::people::{self, Person};

/// A case that was found by its number, with its child.
struct Duplicate {
    facts: store::Facts,
    child: Person,
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let (_, _, f) = enter(&cx, Action::Approve, "merge").await?;
    Ok(page(&cx, &f, cx.form(), &FieldErrors::default(), None))
}

fn page(cx: &Cx, f: &CaseFrame, form: &Form, errors: &FieldErrors, found: Option<&Duplicate>) -> Reply {
    let w = words(cx);
    let url = format!("{}/merge", f.url());
    let content = html! {
        p.mg-lead { (w.merge_lead()) }
        @match found {
            None => form method="post" action=(url) novalidate {
                (ui::form_key(cx))
                (ui::text_input(cx, form, errors, "reference", w.merge_reference(), Some(w.merge_reference_hint())))
                (ui::submit(w.merge_look(), Some((w.cancel(), &f.url()))))
            },
            Some(other) => {
                (side_by_side(cx, f, other))
                @if f.child.as_ref().is_some_and(|ours| differ(ours, &other.child)) {
                    div.govuk-inset-text { p.govuk-body { (w.merge_differs_text()) } }
                }
                form method="post" action=(url) novalidate {
                    (ui::form_key(cx))
                    (ui::hidden("go", "merge"))
                    (ui::hidden("reference", &other.facts.case.reference))
                    (ui::textarea(cx, form, errors, "reason", w.merge_reason(), Some(w.merge_reason_hint()), 3))
                    (ui::warning(cx, w.merge_warning()))
                    (ui::submit(w.merge_submit(), Some((w.cancel(), &url))))
                }
            }
        }
    };
    deed(cx, f, w.merge_title(), errors, content)
}

/// Whether the records of the two children tell another name or another birth.
fn differ(ours: &Person, theirs: &Person) -> bool {
    ours.name() != theirs.name() || ours.birth != theirs.birth
}

fn side_by_side(cx: &Cx, f: &CaseFrame, other: &Duplicate) -> Markup {
    let w = words(cx);
    let headings = [w.merge_what(), w.merge_kept(), w.merge_gone()].map(|label| Column { label, sort: None });
    let ours = f.child.as_ref();
    let row = |label: &str, kept: String, gone: String| {
        html! {
            tr {
                th scope="row" { (label) }
                td data-label=(w.merge_kept()) { (kept) }
                td data-label=(w.merge_gone()) {
                    (gone) @if kept != gone { " " (ui::tag("warn", w.merge_differs())) }
                }
            }
        }
    };
    let rows = html! {
        tr {
            th scope="row" { (w.csv_reference()) }
            td data-label=(w.merge_kept()) { (f.reference()) }
            td data-label=(w.merge_gone()) { (other.facts.case.reference) }
        }
        (row(w.transfer_child(), ours.map(|c| child_name(cx, c)).unwrap_or_default(), child_name(cx, &other.child)))
        (row(w.birth(), ours.map(|c| people::birth_line(cx, c)).unwrap_or_default(), people::birth_line(cx, &other.child)))
        tr {
            th scope="row" { (w.opened_on()) }
            td data-label=(w.merge_kept()) { (ui::date(cx, f.facts.case.opened_on)) }
            td data-label=(w.merge_gone()) { (ui::date(cx, other.facts.case.opened_on)) }
        }
    };
    ui::table(w.merge_compare(), &headings, rows)
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let (mut conn, _, f) = enter(&cx, Action::Approve, "merge").await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let reference = input.required_line("reference", 80, w.merge_reference_missing()).to_uppercase();
    let mut found = None;
    if input.errors.is_empty() {
        // A number that exists but is not the reader's is answered like one that does not exist.
        if let Some(id) = store::by_reference(&mut conn, &reference).await?
            && let Some(grant) = access::may(&cx, &mut conn, Action::Approve, id).await?
            && grant.opens(Layer::Identity)
        {
            let facts = store::identity_of(&mut conn, &grant, cx.now).await?;
            let child = people::person(&mut conn, facts.case.child).await?;
            found = Some(Duplicate { facts, child });
        }
        if found.is_none() {
            input.errors.add("reference", "not-found", w.merge_reference_unknown());
        }
    }
    drop(conn);
    let Some(other) = found else { return Ok(page(&cx, &f, cx.form(), &input.errors, None)) };
    let (a, b) = (&f.facts, &other.facts);
    rules::merging(
        (a.case.id, a.case.institution, &a.standing),
        (b.case.id, b.case.institution, &b.standing),
    )
    .map_err(|r| actions::refused(&cx, r))?;
    if cx.form().raw("go") != "merge" {
        return Ok(page(&cx, &f, cx.form(), &FieldErrors::default(), Some(&other)));
    }
    let reason = input.required_text("reason", 2_000, w.merge_reason_missing());
    if !input.errors.is_empty() {
        return Ok(page(&cx, &f, cx.form(), &input.errors, Some(&other)));
    }
    actions::merge(&cx, case, other.facts.case.id, &reason).await?;
    after(&cx, case, "merged").await
}

pub(super) async fn undoing_form(cx: Cx) -> Result<Reply, Problem> {
    undoing_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn undoing_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let duplicate: CaseId = cx.id("duplicate")?;
    let (mut conn, grant, f) = enter(cx, Action::Approve, "merge").await?;
    let merges = store::merged_cases(&mut conn, &grant).await?;
    let merge = merges.iter().find(|m| m.duplicate == duplicate).ok_or(Problem::NotFound)?;
    rules::unmerging(merge, f.id(), cx.now).map_err(|r| actions::refused(cx, r))?;
    let called = super::super::called(&mut conn, &[duplicate]).await?;
    drop(conn);
    let number = called.get(&duplicate).map(|c| c.reference.clone()).unwrap_or_default();
    let until: Instant = merge.merged_at.plus(rules::UNMERGE_WITHIN);
    let content = html! {
        p.mg-lead { (w.unmerge_lead()) }
        p.govuk-body { (w.unmerge_until(ui::date(cx, until.local_date(&cx.zone)))) }
        (ui::facts(vec![
            (w.transfer_reference(), html! { (number) }),
            (w.merge_reason(), super::paragraphs(&merge.reason)),
        ]))
        form method="post" action=(format!("{}/merge/{duplicate}/undoing", f.url())) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "reason", w.unmerge_reason(), None, 3))
            (ui::submit(w.unmerge_submit(), Some((w.cancel(), &f.url()))))
        }
    };
    Ok(deed(cx, &f, w.unmerge_title(), errors, content))
}

pub(super) async fn undo(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (case, duplicate): (CaseId, CaseId) = (cx.id("id")?, cx.id("duplicate")?);
    let mut input = Input::new(cx.form(), cx.lang);
    let reason = input.required_text("reason", 2_000, w.reason_missing());
    if !input.errors.is_empty() {
        return undoing_page(&cx, cx.form(), &input.errors).await;
    }
    actions::unmerge(&cx, case, duplicate, &reason).await?;
    after(&cx, case, "unmerged").await
}
