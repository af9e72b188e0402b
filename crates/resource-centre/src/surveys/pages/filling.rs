// SPDX-License-Identifier: EUPL-1.2
//! Filling a questionnaire in, a page at a time: by a link, without an account; or for somebody who answered on paper.

use ::register::directory;
use knowledge::forms::{self, Deed};
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply, attachment, redirect, text};
use platform::problem::Problem;
use platform::ui::{self, Page};
use smart_forms::answers::Document;

use super::super::actions::{self, Filled, Sending};
use super::super::model::Source;
use super::{survey_id, who, words};

/// Where a questionnaire is filled in, and by whom.
struct Place {
    /// What comes before `/pages/1`.
    base: String,
    /// Where one comes from.
    back: String,
    source: Source,
}

fn token(cx: &Cx) -> String {
    cx.request.params.get("token").cloned().unwrap_or_default()
}

async fn by_link(cx: &Cx) -> Result<(Filled, Place), Problem> {
    let (found, place) = at_the_door(cx).await?;
    match found.survey.archived_at {
        Some(_) => Err(actions::refused(cx, kernel::Refusal::new("survey-archived"))),
        None => Ok((found, place)),
    }
}

/// What the link opens first, also when nothing else is open any more.
async fn at_the_door(cx: &Cx) -> Result<(Filled, Place), Problem> {
    let token = token(cx);
    let found = actions::open_by_link(cx, &token).await?;
    let base = format!("/questionnaire/{token}");
    Ok((found, Place { back: base.clone(), base, source: Source::Online }))
}

async fn from_paper(cx: &Cx) -> Result<(Filled, Place), Problem> {
    let (survey, respondent) = (survey_id(cx)?, who(cx)?);
    let base = format!("/surveys/{survey}/respondents/{}", respondent.simple());
    let second = format!("{base}/second");
    if cx.request.path.starts_with(&second) {
        let found = actions::open_second(cx, survey, respondent).await?;
        return Ok((found, Place { base: second, back: base, source: Source::Paper }));
    }
    let found = actions::open_own(cx, survey, respondent).await?;
    Ok((found, Place { back: base.clone(), base, source: Source::Paper }))
}

/// The page in the address, from 0.
fn page_number(cx: &Cx, found: &Filled) -> Result<usize, Problem> {
    let given: usize = cx.request.params.get("page").and_then(|n| n.parse().ok()).ok_or(Problem::NotFound)?;
    let at = given.checked_sub(1).ok_or(Problem::NotFound)?;
    if at < forms::pages(&found.ready.form).len() { Ok(at) } else { Err(Problem::NotFound) }
}

fn framed(cx: &Cx, found: &Filled, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        p.govuk-caption-l { (found.survey.about.title) }
        h1.govuk-heading-l { (title) }
        (body)
    };
    Page::new(w.fill_title()).narrow().errors(errors).show(cx, body)
}

// ── The first page ───────────────────────────────────────────────────────────

pub(super) async fn start(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (found, place) = at_the_door(&cx).await?;
    let s = &found.survey;
    let sent = found.answers.as_ref().filter(|a| a.submitted_at.is_some());
    let begun = found.answers.is_some();
    let pages = forms::pages(&found.ready.form);
    let label = |page: &forms::Page<'_>| forms::title(&found.ready, &found.instance, page);
    let body = html! {
        (ui::done(&cx, w.by_key(&format!("done-{}", cx.query("done")))))
        p.mg-lead { (w.fill_lead(&found.respondent.name)) }
        (ui::facts(vec![
            (w.about_number(), html! { (s.about.number) }),
            (w.about_authority(), html! { (s.about.authority) }),
            (w.about_purpose(), ui::paragraphs(&s.about.purpose)),
            (w.due(), html! { @if let (Some(due), None) = (found.respondent.due_on, s.closed_at) { (ui::date(&cx, due)) " – " (w.due_soft()) } }),
            (w.about_help(), ui::paragraphs(&s.about.help)),
        ]))
        @if s.reported_at.is_some() { p { a.govuk-button href=(format!("{}/findings", place.base)) { (w.findings()) } } }
        @if s.archived_at.is_some() { (ui::warning(&cx, w.refused_survey_archived())) }
        @else if let Some(at) = sent.and_then(|a| a.submitted_at) {
            (ui::success(&cx, &w.fill_sent(ui::date_time(&cx, at))))
            p.mg-no-print { a.govuk-button.govuk-button--secondary href=(format!("{}/paper.pdf", place.base)) { (w.receipt()) } }
            @if let Some(document) = sent.and_then(|a| a.document.as_ref()).and_then(|d| Document::read(d).ok()) {
                (given(&cx, &document))
            }
        } @else if s.closed_at.is_some() {
            (ui::warning(&cx, w.refused_survey_closed()))
        } @else {
            p.govuk-body { (w.fill_how()) }
            ul.govuk-list {
                @for page in &pages { li { a.govuk-link href=(format!("{}/pages/{}", place.base, page.at + 1)) { (label(page)) } } }
            }
            div.govuk-button-group {
                a.govuk-button href=(format!("{}/pages/1", place.base)) { @if begun { (w.fill_go_on()) } @else { (w.fill_begin()) } }
                @if begun { a.govuk-link href=(format!("{}/check", place.base)) { (w.check_title()) } }
                a.govuk-link href=(format!("{}/paper.pdf", place.base)) { (w.paper()) }
            }
        }
    };
    Ok(framed(&cx, &found, w.fill_title(), &FieldErrors::default(), body))
}

/// What was sent, as it was shown.
fn given(cx: &Cx, document: &Document) -> Markup {
    html! {
        @for item in &document.items {
            @if let Some(text) = &item.text { h2.govuk-heading-m { (text) } }
            (forms::answers(cx, if item.items.is_empty() { std::slice::from_ref(item) } else { &item.items }))
        }
    }
}

// ── A page of questions ──────────────────────────────────────────────────────

pub(super) async fn page(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = by_link(&cx).await?;
    questions(&cx, &found, &place)
}

pub(super) async fn keying_page(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = from_paper(&cx).await?;
    questions(&cx, &found, &place)
}

fn questions(cx: &Cx, found: &Filled, place: &Place) -> Result<Reply, Problem> {
    let at = page_number(cx, found)?;
    super::super::rules::answering(&found.survey, found.answers.as_ref())
        .map_err(|r| actions::refused(cx, r))?;
    Ok(question_page(cx, found, place, at, &FieldErrors::default()))
}

fn question_page(cx: &Cx, found: &Filled, place: &Place, at: usize, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let pages = forms::pages(&found.ready.form);
    let count = pages.len();
    let title =
        pages.get(at).map(|page| forms::title(&found.ready, &found.instance, page)).unwrap_or_default();
    let here = format!("{}/pages/{}", place.base, at + 1);
    let before = if at == 0 { place.back.clone() } else { format!("{}/pages/{}", place.base, at) };
    let body = html! {
        p.govuk-body { (w.page_of((at + 1) as i64, count as i64)) }
        @if place.source == Source::Paper { (ui::warning(cx, w.key_lead())) }
        p { a.govuk-back-link href=(before) { (w.page_before()) } }
        form method="post" action=(here) novalidate data-draft-url=(format!("{here}/draft"))
            data-draft-saved=(w.draft_saved("{time}")) data-draft-failed=(w.draft_failed()) data-draft-conflict=(w.draft_conflict()) {
            (ui::form_key(cx))
            (forms::show(cx, &found.ready, &found.instance, at, errors))
            p.mg-draft role="status" {}
            (ui::submit(if at + 1 == count { w.page_last() } else { w.page_next() }, None))
        }
    };
    framed(cx, found, &title, errors, body)
}

pub(super) async fn save(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = by_link(&cx).await?;
    kept(&cx, found, &place).await
}

pub(super) async fn keying_save(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = from_paper(&cx).await?;
    kept(&cx, found, &place).await
}

async fn kept(cx: &Cx, found: Filled, place: &Place) -> Result<Reply, Problem> {
    let at = page_number(cx, &found)?;
    let count = forms::pages(&found.ready.form).len();
    let (found, deed, errors) = actions::save_page(cx, found, at, place.source, Sending::Pressed).await?;
    if let Deed::Stay(field) = deed {
        return Ok(redirect(format!("{}/pages/{}#{field}", place.base, at + 1)));
    }
    if !errors.is_empty() {
        return Ok(question_page(cx, &found, place, at, &errors));
    }
    Ok(redirect(match at + 1 < count {
        true => format!("{}/pages/{}", place.base, at + 2),
        false => format!("{}/check", place.base),
    }))
}

/// What a browser sends while somebody is writing.
pub(super) async fn draft(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = by_link(&cx).await?;
    let at = page_number(&cx, &found)?;
    actions::save_page(&cx, found, at, place.source, Sending::Meanwhile).await?;
    Ok(text(""))
}

pub(super) async fn keying_draft(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = from_paper(&cx).await?;
    let at = page_number(&cx, &found)?;
    actions::save_page(&cx, found, at, place.source, Sending::Meanwhile).await?;
    Ok(text(""))
}

// ── Before it is sent ────────────────────────────────────────────────────────

pub(super) async fn check(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = by_link(&cx).await?;
    check_page(&cx, &found, &place)
}

pub(super) async fn keying_check(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = from_paper(&cx).await?;
    check_page(&cx, &found, &place)
}

fn check_page(cx: &Cx, found: &Filled, place: &Place) -> Result<Reply, Problem> {
    let w = words(cx);
    super::super::rules::answering(&found.survey, found.answers.as_ref())
        .map_err(|r| actions::refused(cx, r))?;
    let back = |at: usize| format!("{}/pages/{}", place.base, at + 1);
    let wrong: Vec<(usize, String)> = forms::pages(&found.ready.form)
        .iter()
        .filter_map(|page| {
            let start = format!("/{}/{}", found.ready.form.root.name, page.node.name);
            let below = format!("{start}/");
            let is_wrong = found.instance.state().iter().any(|node| {
                node.relevant && !node.valid && (node.path == start || node.path.starts_with(&below))
            });
            is_wrong.then(|| (page.at, forms::title(&found.ready, &found.instance, page)))
        })
        .collect();
    let body = html! {
        p.mg-lead { (w.check_lead()) }
        @if !wrong.is_empty() {
            (ui::warning(cx, w.check_wrong()))
            ul.govuk-list { @for (at, title) in &wrong { li { a.govuk-link href=(back(*at)) { (title) } } } }
        }
        (forms::summary(cx, &found.ready, &found.instance, &back))
        @if wrong.is_empty() {
            form.mg-no-print method="post" action=(format!("{}/submission", place.base)) {
                (ui::form_key(cx))
                p.govuk-body { (w.send_text()) }
                (ui::submit(w.send(), None))
            }
        }
    };
    Ok(framed(cx, found, w.check_title(), &FieldErrors::default(), body))
}

pub(super) async fn submit(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = by_link(&cx).await?;
    actions::submit(&cx, found).await?;
    Ok(redirect(format!("{}?done=sent", place.base)))
}

pub(super) async fn keying_submit(cx: Cx) -> Result<Reply, Problem> {
    let (found, place) = from_paper(&cx).await?;
    actions::submit(&cx, found).await?;
    Ok(redirect(format!("{}?done=keyed", place.back)))
}

// ── On paper ─────────────────────────────────────────────────────────────────

/// The questions, before anything is sent; what was sent, after.
pub(super) async fn paper(cx: Cx) -> Result<Reply, Problem> {
    let (found, _) = by_link(&cx).await?;
    let mut conn = cx.read().await?;
    let asker =
        directory::institution(&mut conn, found.survey.institution).await?.ok_or(Problem::NotFound)?;
    drop(conn);
    let pack = directory::pack(&cx, &asker.fields.pack)?;
    let sent =
        found.sent.as_ref().and_then(|a| Some((a.submitted_at?, Document::read(a.document.as_ref()?).ok()?)));
    let (bytes, name) = match sent {
        Some((at, document)) => {
            let day = ui::date_time(&cx, at).to_string();
            let about = (found.survey.about.title.as_str(), found.respondent.name.as_str(), day);
            (forms::printing::receipt(&cx, pack, &document, about).await?, words(&cx).receipt_file())
        }
        None => (forms::printing::paper(&cx, pack, &found.ready.form).await?, words(&cx).paper_file()),
    };
    Ok(attachment("application/pdf", name, bytes))
}
