// SPDX-License-Identifier: EUPL-1.2
//! Legal frame, attention notes, hold and resumption.

use kernel::{CaseId, Layer};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Column};
use rulebook::list;
use uuid::Uuid;

use super::super::{actions, frame, model::Frame, store};
use super::{after, back, choices, contacts, deed, enter, filled, offered, paragraphs, reason, words};
use crate::access::Action;

pub(super) async fn frame_form(cx: Cx) -> Result<Reply, Problem> {
    let form = filled([("from_on", cx.today().to_string())]);
    frame_page(&cx, &form, &FieldErrors::default()).await
}

async fn frame_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, grant, f) = enter(cx, Action::Steer, "frame").await?;
    let known = store::frames_of(&mut conn, &grant).await?;
    drop(conn);
    let frames = choices(cx, list::FRAME)?;
    let headings = [w.legal_frame(), w.dates(), w.legal_source()].map(|label| Column { label, sort: None });
    let rows = html! {
        @for one in &known {
            tr {
                th scope="row" { (frame::word(cx, list::FRAME, &one.frame)) }
                td data-label=(w.dates()) {
                    (w.since(ui::date(cx, one.from_on)))
                    @match one.until_on {
                        Some(until) if until < one.from_on => span.mg-table__second { (w.legal_replaced()) },
                        Some(until) => { " " (w.until(ui::date(cx, until))) }
                        None => {}
                    }
                }
                td data-label=(w.legal_source()) { (one.source) }
            }
        }
    };
    let content = html! {
        p.mg-lead { (w.legal_lead()) }
        @if !known.is_empty() { (ui::table(w.legal_known(), &headings, rows)) }
        h3.govuk-heading-m { (w.legal_new()) }
        form method="post" action=(format!("{}/frame", f.url())) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "frame", w.legal_frame(), None, &frames))
            (ui::date_input(cx, form, errors, "from_on", w.from_on(), None, None))
            (ui::date_input(cx, form, errors, "until_on", w.until_on(), Some(w.until_on_hint()), None))
            (ui::textarea(cx, form, errors, "source", w.legal_source(), Some(w.legal_source_hint()), 2))
            (ui::submit(w.save(), Some((w.cancel(), &f.url()))))
        }
    };
    Ok(deed(cx, &f, w.legal_title(), errors, content))
}

pub(super) async fn set_frame(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let frames = choices(&cx, list::FRAME)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let code = input.required_choice("frame", offered(&frames), w.new_frame_missing());
    let from_on = input.required_date("from_on", w.from_on_missing());
    let until_on = input.date("until_on");
    if let (Some(from), Some(until)) = (from_on, until_on)
        && until < from
    {
        input.errors.add("until_on", "before-begin", w.ends_before_it_begins());
    }
    let source = input.required_text("source", 2_000, w.legal_source_missing());
    let (Some(code), Some(from_on), true) = (code, from_on, input.errors.is_empty()) else {
        return frame_page(&cx, cx.form(), &input.errors).await;
    };
    actions::set_frame(&cx, case, &Frame { frame: code, from_on, until_on, source }).await?;
    after(&cx, case, "frame-changed").await
}

pub(super) async fn attention_form(cx: Cx) -> Result<Reply, Problem> {
    let form = filled([("from_on", cx.today().to_string())]);
    attention_page(&cx, &form, &FieldErrors::default()).await
}

async fn attention_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (_, grant, f) = enter(cx, Action::Write, "attention").await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let kinds = choices(cx, list::ATTENTION)?;
    let url = format!("{}/attention", f.url());
    let content = html! {
        p.mg-lead { (w.attention_lead()) }
        @for note in &f.attention {
            section.mg-panel {
                div.mg-panel__head {
                    h3.mg-panel__title { (frame::word(cx, list::ATTENTION, &note.kind)) }
                    span.mg-soft { (w.since(ui::date(cx, note.from_on))) }
                }
                @if note.is_masked() && !note.text.is_empty() {
                    @let kind = format!(" – {}", frame::word(cx, list::ATTENTION, &note.kind));
                    p.govuk-body { span.mg-masked { (w.contact_masked()) } }
                    @if f.may(Action::Reveal) {
                        (contacts::reveal_button(cx, &f, &format!("{url}/{}/reveal", note.id.simple()), &kind))
                    }
                } @else { (paragraphs(&note.text)) }
                form method="post" action=(format!("{url}/{}/end", note.id.simple())) {
                    (ui::form_key(cx))
                    button.mg-linkbutton type="submit" {
                        (w.attention_end())
                        span.govuk-visually-hidden { " – " (frame::word(cx, list::ATTENTION, &note.kind)) }
                    }
                }
            }
        }
        @if f.attention.is_empty() { p.govuk-body.mg-soft { (w.attention_none()) } }
        h3.govuk-heading-m { (w.attention_new()) }
        form method="post" action=(url) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "kind", w.attention_kind(), None, &kinds))
            (ui::textarea(cx, form, errors, "text", w.attention_text(), Some(w.attention_text_hint()), 3))
            (ui::date_input(cx, form, errors, "from_on", w.from_on(), None, None))
            (ui::submit(w.save(), Some((w.cancel(), &f.url()))))
        }
    };
    Ok(deed(cx, &f, w.attention_title(), errors, content))
}

pub(super) async fn attend(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let kinds = choices(&cx, list::ATTENTION)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let kind = input.required_choice("kind", offered(&kinds), w.attention_kind_missing());
    let text = input.text("text", 500);
    let from_on = input.required_date("from_on", w.from_on_missing());
    let (Some(kind), Some(from_on), true) = (kind, from_on, input.errors.is_empty()) else {
        return attention_page(&cx, cx.form(), &input.errors).await;
    };
    actions::attend(&cx, case, &kind, &text, from_on).await?;
    Ok(back(case, "attention", "attention-noted"))
}

pub(super) async fn end_attention(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    let note =
        cx.request.params.get("note").and_then(|n| Uuid::parse_str(n).ok()).ok_or(Problem::NotFound)?;
    actions::end_attention(&cx, case, note).await?;
    Ok(back(case, "attention", "attention-ended"))
}

pub(super) async fn hold_form(cx: Cx) -> Result<Reply, Problem> {
    hold_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn hold_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (_, _, f) = enter(cx, Action::Steer, "hold").await?;
    let reasons = choices(cx, list::HOLD_REASON)?;
    let content = html! {
        p.mg-lead { (w.hold_lead()) }
        form method="post" action=(format!("{}/hold", f.url())) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "reason", w.reason(), None, &reasons))
            (explanation(cx, form, errors))
            (ui::submit(w.hold_submit(), Some((w.cancel(), &f.url()))))
        }
    };
    Ok(deed(cx, &f, w.hold_title(), errors, content))
}

/// Words of one's own beside a reason that was chosen.
pub(super) fn explanation(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    ui::textarea(cx, form, errors, "explanation", w.explanation(), Some(w.explanation_hint()), 4)
}

pub(super) async fn hold(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let reasons = choices(&cx, list::HOLD_REASON)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let code = input.required_choice("reason", offered(&reasons), w.reason_missing());
    let text = input.text("explanation", 2_000);
    if !input.errors.is_empty() {
        return hold_page(&cx, cx.form(), &input.errors).await;
    }
    actions::hold(&cx, case, &reason(&reasons, code.as_deref(), &text)).await?;
    after(&cx, case, "on-hold").await
}

pub(super) async fn resumption_form(cx: Cx) -> Result<Reply, Problem> {
    resumption_page(&cx, cx.form(), &FieldErrors::default()).await
}

/// Work resumes, or somebody says why it does not yet: what the reminder of a hold asks for.
async fn resumption_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, grant, f) = enter(cx, Action::Steer, "resumption").await?;
    let hold = store::hold_of(&mut conn, &grant).await?;
    let reviews = match &hold {
        Some(hold) => store::hold_reviews_of(&mut conn, &grant, hold.from_on).await?,
        None => Vec::new(),
    };
    drop(conn);
    let content = html! {
        @match hold {
            Some(hold) => {
                p.mg-lead { (w.resume_lead(ui::date(cx, hold.from_on))) }
                (paragraphs(&hold.reason))
                @for (on, why) in &reviews {
                    p.govuk-body { strong { (w.hold_goes_on_since(ui::date(cx, *on))) } " " (why) }
                }
                form method="post" action=(format!("{}/resumption", f.url())) {
                    (ui::form_key(cx))
                    (ui::submit(w.resume_submit(), Some((w.cancel(), &f.url()))))
                }
                h3.govuk-heading-m { (w.hold_goes_on()) }
                p.govuk-body { (w.hold_goes_on_text()) }
                form method="post" action=(format!("{}/hold/reviews", f.url())) novalidate {
                    (ui::form_key(cx))
                    (ui::textarea(cx, form, errors, "reason", w.hold_goes_on_why(), Some(w.hold_goes_on_why_hint()), 3))
                    button.govuk-button.govuk-button--secondary type="submit" { (w.hold_goes_on_submit()) }
                }
            }
            None => p.govuk-body { (w.resume_not_on_hold()) },
        }
    };
    Ok(deed(cx, &f, w.resume_title(), errors, content))
}

pub(super) async fn review_hold(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let why = input.required_text("reason", 2_000, w.hold_goes_on_missing());
    if !input.errors.is_empty() {
        return resumption_page(&cx, cx.form(), &input.errors).await;
    }
    actions::review_hold(&cx, case, &why).await?;
    after(&cx, case, "hold-reviewed").await
}

pub(super) async fn resume(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    actions::resume(&cx, case).await?;
    after(&cx, case, "resumed").await
}
