// SPDX-License-Identifier: EUPL-1.2
//! Closing and reopening a case. Who proposes a closure does not approve it: the page says who can.

use kernel::{CaseId, Layer};
use maud::{Markup, html};
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui;
use rulebook::{Entry, list};

use super::super::awaited::awaited;
use super::super::{actions, frame, frame::CaseFrame, model::Closure, rules, store};
use super::legal::explanation;
use super::retention::{read_retention_rule, retention_fields};
use super::{after, choices, deed, enter, offered, paragraphs, reason, words};
use crate::access::Action;
use crate::directory;

/// The longest text of a field.
const TEXT: usize = 10_000;

/// The proposal that waits, for whoever reads the file; the form to propose one, for whoever may.
pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, grant, f) = enter(cx, Action::Read, "closure").await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    if let Some(closure) = &f.facts.standing.closure {
        let proposal = proposal(cx, &mut conn, closure).await?;
        let decides = rules::deciding_closure(&f.facts.standing, grant.practitioner());
        let content = html! {
            (proposal)
            @if f.may(Action::Approve) && decides.is_ok() {
                div.govuk-button-group {
                    a.govuk-button href=(format!("{}/closure/approval", f.url())) { (w.closure_approve()) }
                    a.govuk-button.govuk-button--secondary href=(format!("{}/closure/refusal", f.url())) { (w.closure_refuse()) }
                }
            } @else { div.govuk-inset-text { (w.closure_waits_for_other()) } }
        };
        return Ok(deed(cx, &f, w.closure_proposed(), errors, content));
    }
    if !f.may(Action::Steer) || !f.state().is_at_work() {
        let past = store::closures_of(&mut conn, &grant).await?;
        let Some(last) = past.first() else { return Err(Problem::NotFound) };
        let content = proposal(cx, &mut conn, last).await?;
        return Ok(deed(cx, &f, w.closure_last(), errors, content));
    }
    let awaited = awaited(cx, &mut conn, &grant).await?;
    drop(conn);
    if awaited > 0 {
        // Said before a long form is filled in, not after it was sent.
        let content = html! {
            (ui::warning(cx, &w.closure_answers_awaited(awaited)))
            p.govuk-body { (w.closure_awaited_way()) }
            p { a.govuk-button href=(format!("{}/exchanges", f.url())) { (w.closure_see_exchanges()) } }
        };
        return Ok(deed(cx, &f, w.closure_title(), errors, content));
    }
    let mut reasons = choices(cx, list::CLOSURE_REASON)?;
    for reason in &mut reasons {
        // What the reason will ask for is said before it is chosen, not after the form was sent.
        let asks: Vec<String> =
            asked(cx, &reason.code)?.iter().map(|a| a.in_lang(cx.lang)).map(uncapital).collect();
        if !asks.is_empty() {
            let asks = w.closure_will_ask(asks.join(" · "));
            reason.hint =
                Some(reason.hint.take().map_or_else(|| asks.clone(), |hint| format!("{hint} {asks}")));
        }
    }
    let retention = retention_fields(cx, form, errors)?;
    let content = html! {
        p.mg-lead { (w.closure_lead()) }
        form method="post" action=(format!("{}/closure", f.url())) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "reason", w.closure_reason(), None, &reasons))
            @for ask in asked(cx, form.raw("reason"))? {
                @let hint = ask.explanation.as_ref().map(|e| e.get(cx.lang));
                (ui::textarea(cx, form, errors, &field_of(&ask.code), ask.in_lang(cx.lang), hint, 3))
            }
            (ui::textarea(cx, form, errors, "explanation", w.closure_explanation(), Some(w.closure_explanation_hint()), 5))
            (ui::textarea(cx, form, errors, "child_view", w.closure_child_view(), Some(w.closure_child_view_hint()), 4))
            (ui::textarea(cx, form, errors, "partners_told", w.closure_partners(), Some(w.closure_partners_hint()), 4))
            (retention)
            (ui::submit(w.closure_submit(), Some((w.cancel(), &f.url()))))
        }
    };
    Ok(deed(cx, &f, w.closure_title(), errors, content))
}

/// What the pack asks to be said by whoever gives this reason.
fn asked<'a>(cx: &'a Cx, reason: &str) -> Result<Vec<&'a Entry>, Problem> {
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let asks = pack.entry(list::CLOSURE_REASON, reason).map(|e| e.asks.as_slice()).unwrap_or_default();
    Ok(asks.iter().filter_map(|ask| pack.entry(list::CLOSURE_ASK, ask)).collect())
}

fn field_of(ask: &str) -> String {
    format!("ask-{ask}")
}

async fn proposal(cx: &Cx, conn: &mut Conn, closure: &Closure) -> Result<Markup, Problem> {
    let w = words(cx);
    let who = [Some(closure.proposed_by), closure.decided_by];
    let names = directory::practitioner_names(conn, who.into_iter().flatten()).await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let decided = match (closure.decided_by, closure.decided_at, closure.approved) {
        (Some(by), Some(at), Some(true)) => w.closure_approved_by(name(by), ui::date_time(cx, at)),
        (Some(by), Some(at), _) => w.closure_refused_by(name(by), ui::date_time(cx, at)),
        _ => String::new(),
    };
    let statements = store::statements_of(conn, closure).await?;
    let labels: Vec<String> =
        statements.iter().map(|(code, _)| capital(&frame::word(cx, list::CLOSURE_ASK, code))).collect();
    let said = labels.iter().zip(&statements).map(|(label, (_, text))| (label.as_str(), paragraphs(text)));
    let mut facts = vec![
        (
            w.proposed_by(),
            html! { (name(closure.proposed_by)) ", " (ui::date_time(cx, closure.proposed_at)) },
        ),
        (w.closure_reason(), html! { (frame::word(cx, list::CLOSURE_REASON, &closure.reason)) }),
    ];
    facts.extend(said);
    facts.extend([
        (w.closure_explanation(), paragraphs(&closure.explanation)),
        (w.closure_child_view(), paragraphs(&closure.child_view)),
        (w.closure_partners(), paragraphs(&closure.partners_told)),
        (w.closure_retention(), paragraphs(&closure.retention)),
        (w.closure_decision(), html! { (decided) }),
        (w.closure_refusal_reason(), paragraphs(closure.refusal.as_deref().unwrap_or(""))),
    ]);
    Ok(ui::facts(facts))
}

fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

pub(super) async fn propose(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let reasons = choices(&cx, list::CLOSURE_REASON)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let code = input.required_choice("reason", offered(&reasons), w.closure_reason_missing());
    let mut statements = Vec::new();
    for ask in asked(&cx, code.as_deref().unwrap_or_default())? {
        let missing = w.closure_ask_missing(ask.in_lang(cx.lang));
        statements.push((ask.code.clone(), input.required_text(&field_of(&ask.code), TEXT, &missing)));
    }
    let retention = read_retention_rule(&cx, &mut input)?;
    let closing = actions::Closing {
        reason: code.unwrap_or_default(),
        explanation: input.required_text("explanation", TEXT, w.closure_explanation_missing()),
        child_view: input.required_text("child_view", TEXT, w.closure_child_view_missing()),
        partners_told: input.required_text("partners_told", TEXT, w.closure_partners_missing()),
        retention: retention.words,
        retention_code: retention.code,
        statements,
    };
    if !input.errors.is_empty() {
        return page(&cx, cx.form(), &input.errors).await;
    }
    actions::propose_closure(&cx, case, &closing).await?;
    after(&cx, case, "closure-proposed").await
}

/// The frame of a decision about a closure, with the proposal in full.
async fn deciding(cx: &Cx, pane: &str) -> Result<(CaseFrame, Markup), Problem> {
    let (mut conn, grant, f) = enter(cx, Action::Approve, pane).await?;
    let closure = rules::deciding_closure(&f.facts.standing, grant.practitioner())
        .map_err(|r| actions::refused(cx, r))?;
    let proposal = proposal(cx, &mut conn, closure).await?;
    drop(conn);
    Ok((f, proposal))
}

pub(super) async fn approval_form(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (f, proposal) = deciding(&cx, "closure/approval").await?;
    let content = html! {
        (proposal)
        (ui::warning(&cx, w.closure_approval_warning()))
        form method="post" action=(format!("{}/closure/approval", f.url())) {
            (ui::form_key(&cx))
            (ui::submit(w.closure_approve(), Some((w.cancel(), &format!("{}/closure", f.url())))))
        }
    };
    Ok(deed(&cx, &f, w.closure_approval_title(), &FieldErrors::default(), content))
}

pub(super) async fn approve(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    actions::approve_closure(&cx, case).await?;
    after(&cx, case, "closed").await
}

pub(super) async fn refusal_form(cx: Cx) -> Result<Reply, Problem> {
    refusal_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn refusal_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (f, proposal) = deciding(cx, "closure/refusal").await?;
    let content = html! {
        (proposal)
        form method="post" action=(format!("{}/closure/refusal", f.url())) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "reason", w.closure_refusal_reason(), Some(w.closure_refusal_hint()), 4))
            (ui::submit(w.closure_refuse(), Some((w.cancel(), &format!("{}/closure", f.url())))))
        }
    };
    Ok(deed(cx, &f, w.closure_refusal_title(), errors, content))
}

pub(super) async fn refuse(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let why = input.required_text("reason", TEXT, w.reason_missing());
    if !input.errors.is_empty() {
        return refusal_page(&cx, cx.form(), &input.errors).await;
    }
    actions::refuse_closure(&cx, case, &why).await?;
    after(&cx, case, "closure-refused").await
}

pub(super) async fn reopening_form(cx: Cx) -> Result<Reply, Problem> {
    reopening_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn reopening_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (mut conn, _, f) = enter(cx, Action::Approve, "reopening").await?;
    let window = frame::reopening_until(cx, &f.facts);
    let already = store::open_of_child(&mut conn, f.facts.case.child, f.facts.case.institution).await?;
    drop(conn);
    rules::reopening(&f.facts.standing, &already, window, cx.today()).map_err(|r| actions::refused(cx, r))?;
    let reasons = choices(cx, list::REOPENING_REASON)?;
    let content = html! {
        p.mg-lead { (w.reopen_lead()) }
        @if let Some(end) = window { p.govuk-body { (w.reopen_until(ui::date(cx, end))) } }
        form method="post" action=(format!("{}/reopening", f.url())) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "reason", w.reason(), None, &reasons))
            (explanation(cx, form, errors))
            (ui::submit(w.reopen_submit(), Some((w.cancel(), &f.url()))))
        }
    };
    Ok(deed(cx, &f, w.reopen_title(), errors, content))
}

pub(super) async fn reopen(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let case: CaseId = cx.id("id")?;
    let reasons = choices(&cx, list::REOPENING_REASON)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let code = input.required_choice("reason", offered(&reasons), w.reason_missing());
    let text = input.text("explanation", TEXT);
    if !input.errors.is_empty() {
        return reopening_page(&cx, cx.form(), &input.errors).await;
    }
    actions::reopen(&cx, case, &reason(&reasons, code.as_deref(), &text)).await?;
    after(&cx, case, "reopened").await
}
