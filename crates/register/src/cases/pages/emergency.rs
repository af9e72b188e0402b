// SPDX-License-Identifier: EUPL-1.2
//! Opening a case in an emergency: one page that stops, says what it is, and asks why. And the review by somebody else.

use kernel::{CaseId, FunctionKind, Instant, SeatId};
use maud::html;
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Column, Page};
use rulebook::{Circumstances, Moment, list, term};

use super::super::{actions, event_title, frame, store, words as cases_words};
use super::{choices, offered, paragraphs, reason, words};
use crate::access::{self, Action, EmergencyReview};
use crate::{directory, ledger};

/// How many reviews are listed.
const LISTED: i64 = 200;

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    if let Some(already) = already(&cx, case).await? {
        return Ok(already);
    }
    page(&cx, case, &Form::default(), &FieldErrors::default())
}

/// Whoever reads the case anyway is led there: the loud door is for those who stand outside.
async fn already(cx: &Cx, case: CaseId) -> Result<Option<Reply>, Problem> {
    access::may_open_emergency(cx).map_err(|r| actions::refused(cx, r))?;
    let mut conn = cx.read().await?;
    let reads = access::may(cx, &mut conn, Action::Read, case).await?.is_some();
    Ok(reads.then(|| redirect(format!("/cases/{case}"))))
}

/// How long such an access lasts, as the reader's pack says; the case may be kept elsewhere, where it says another length.
fn lasts(cx: &Cx) -> Result<i64, Problem> {
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let term = pack.term(term::EMERGENCY_ACCESS, cx.today(), &Circumstances::default());
    let ends = term.and_then(|t| t.due(Moment::instant(cx.now, &pack.calendar), &pack.calendar).at);
    Ok(ends.map_or(access::EMERGENCY_LASTS, |at| at.since(cx.now)))
}

/// Nothing of the case stands on this page: it opens before anybody has said why.
fn page(cx: &Cx, case: CaseId, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let reasons = choices(cx, list::EMERGENCY_ACCESS_REASON)?;
    let numbers = directory::pack(cx, &cx.actor()?.pack)?.emergency_numbers.join(", ");
    let hours = lasts(cx)? / Instant::HOUR;
    let body = html! {
        (ui::error_summary(cx, errors))
        div.moj-interruption-card {
            div.moj-interruption-card__content {
                h1.govuk-heading-l.moj-interruption-card__heading { (w.emergency_title()) }
                div.moj-interruption-card__body {
                    p.govuk-body { (w.emergency_what()) }
                    ul.govuk-list.govuk-list--bullet {
                        li { (w.emergency_recorded()) }
                        li { (w.emergency_reviewed()) }
                        li { (w.emergency_hours(hours)) }
                        li { (w.emergency_first_call()) }
                    }
                    p.govuk-body { (w.emergency_numbers(numbers)) }
                }
            }
        }
        form method="post" action=(format!("/cases/{case}/emergency-access")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "reason", w.emergency_reason(), None, &reasons))
            (ui::textarea(cx, form, errors, "explanation", w.emergency_explanation(), Some(w.emergency_explanation_hint()), 4))
            div.govuk-button-group {
                button.govuk-button.govuk-button--warning type="submit" { (w.emergency_submit()) }
                a.govuk-link href="/search" { (w.emergency_cancel()) }
            }
        }
    };
    Ok(Page::new(w.emergency_title()).narrow().errors(errors).show(cx, body))
}

pub(super) async fn open(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    if let Some(already) = already(&cx, case).await? {
        return Ok(already);
    }
    let reasons = choices(&cx, list::EMERGENCY_ACCESS_REASON)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let code = input.required_choice("reason", offered(&reasons), w.reason_missing());
    let text = input.required_text("explanation", 2_000, w.emergency_explanation_missing());
    if !text.is_empty() && text.chars().count() < 10 {
        input.errors.add("explanation", "too-short", w.emergency_explanation_missing());
    }
    if !input.errors.is_empty() {
        return page(&cx, case, cx.form(), &input.errors);
    }
    actions::open_emergency(&cx, case, &reason(&reasons, code.as_deref(), &text)).await?;
    Ok(redirect(format!("/cases/{case}?done=emergency-opened")))
}

async fn waiting(cx: &Cx, conn: &mut Conn) -> Result<Vec<EmergencyReview>, Problem> {
    let institution = access::require_function(cx, &[FunctionKind::Supervisor, FunctionKind::Direction])?;
    Ok(access::reviews_due(conn, institution, LISTED).await?)
}

pub(super) async fn reviews(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut conn = cx.read().await?;
    let waiting = waiting(&cx, &mut conn).await?;
    let who = waiting.iter().map(|r| r.practitioner);
    let names = directory::practitioner_names(&mut conn, who).await?;
    drop(conn);
    let headings =
        [w.review_who(), w.review_when(), w.reason(), w.actions()].map(|label| Column { label, sort: None });
    let rows = html! {
        @for one in &waiting {
            tr {
                th scope="row" { (names.get(&one.practitioner).map_or("", String::as_str)) }
                td data-label=(w.review_when()) { (ui::date_time(&cx, one.opened_at)) }
                td data-label=(w.reason()) { (one.reason.as_deref().unwrap_or("")) }
                td data-label=(w.actions()) {
                    a.govuk-link href=(format!("/emergency-reviews/{}", one.seat)) { (w.review_do()) }
                }
            }
        }
    };
    let body = html! {
        (frame::done(&cx))
        h1.govuk-heading-l { (w.reviews_title()) }
        p.mg-lead { (w.reviews_lead()) }
        @if waiting.is_empty() { (ui::empty(w.reviews_none(), "", None)) }
        @else { (ui::table(w.reviews_title(), &headings, rows)) }
    };
    Ok(Page::new(w.reviews_title()).show(&cx, body))
}

pub(super) async fn review_form(cx: Cx) -> Result<Reply, Problem> {
    review_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn review_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let seat: SeatId = cx.id("seat")?;
    let mut conn = cx.read().await?;
    let waiting = waiting(cx, &mut conn).await?;
    let review = waiting.into_iter().find(|r| r.seat == seat).ok_or(Problem::NotFound)?;
    let who = directory::practitioner_name(&mut conn, review.practitioner).await?;
    let facts = store::facts(&mut conn, review.case, cx.now).await?;
    // What was done during the access, as the ledger tells it.
    let after = Some((review.ends_at.plus(Instant::MINUTE), i64::MAX));
    let trace = ledger::of_case(&mut conn, review.case, &[], after, 100).await?;
    drop(conn);
    let trace: Vec<_> = trace
        .into_iter()
        .filter(|e| e.practitioner == Some(review.practitioner) && e.recorded_at >= review.opened_at)
        .collect();
    let c = cases_words::Words(cx.lang);
    let answers = [Choice::new("yes", w.review_justified()), Choice::new("no", w.review_unjustified())];
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.review_title()) }
        (ui::facts(vec![
            (w.review_who(), html! { (who) }),
            (w.transfer_reference(), html! { a href=(format!("/cases/{}", review.case)) { (facts.case.reference) } }),
            (w.review_when(), html! { (w.review_from_until(ui::date_time(cx, review.opened_at), ui::date_time(cx, review.ends_at))) }),
            (w.reason(), paragraphs(review.reason.as_deref().unwrap_or(""))),
        ]))
        h2.govuk-heading-m { (w.review_trace()) }
        ul.govuk-list.govuk-list--bullet {
            @for entry in &trace {
                li { (ui::date_time(cx, entry.recorded_at)) " – " (event_title(cx.lang, &entry.kind).unwrap_or(c.event_other())) }
            }
        }
        form method="post" action=(format!("/emergency-reviews/{seat}")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "justified", w.review_question(), None, &answers))
            (ui::textarea(cx, form, errors, "finding", w.review_finding(), Some(w.review_finding_hint()), 5))
            (ui::submit(w.review_submit(), Some((w.cancel(), "/emergency-reviews"))))
        }
    };
    Ok(Page::new(w.review_title())
        .narrow()
        .errors(errors)
        .crumb(w.reviews_title(), Some("/emergency-reviews".into()))
        .crumb(w.review_title(), None)
        .show(cx, body))
}

pub(super) async fn review(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let seat: SeatId = cx.id("seat")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let justified = input.required_choice(
        "justified",
        |c| match c {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        w.review_question_missing(),
    );
    let finding = input.required_text("finding", 5_000, w.review_finding_missing());
    let (Some(justified), true) = (justified, input.errors.is_empty()) else {
        return review_page(&cx, cx.form(), &input.errors).await;
    };
    actions::review_emergency(&cx, seat, justified, &finding).await?;
    Ok(redirect("/emergency-reviews?done=emergency-reviewed"))
}
