// SPDX-License-Identifier: EUPL-1.2
//! Two typings of one paper, side by side: where they differ, and what the paper says.

use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};

use super::super::actions::{self, Difference, Filled};
use super::{TEXT, survey_id, who, words};

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    compare_page(&cx, cx.form(), &FieldErrors::default()).await
}

/// What differs, of what was typed twice; refused as long as the second typing was not sent.
async fn found(cx: &Cx) -> Result<(Filled, Vec<Difference>), Problem> {
    let second = actions::open_second(cx, survey_id(cx)?, who(cx)?).await?;
    let typed = second.answers.as_ref().filter(|a| a.submitted_at.is_some());
    let sent = second.sent.as_ref().ok_or(Problem::NotFound)?;
    if typed.is_none() {
        return Err(actions::refused(cx, kernel::Refusal::new("second-not-sent")));
    }
    let lost = |_| Problem::fault("answers that were kept cannot be taken up again");
    let first = second.ready.resume(cx, &sent.draft).map_err(lost)?;
    let differences = actions::differences(&first, &second.instance);
    Ok((second, differences))
}

fn field(place: usize) -> String {
    format!("d-{place}")
}

async fn compare_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (second, differences) = found(cx).await?;
    let url = format!("/surveys/{}/respondents/{}", second.survey.id, second.respondent.id.simple());
    let shown = |text: &str| if text.is_empty() { w.nothing_typed().to_owned() } else { text.to_owned() };
    let one = |place: usize, d: &Difference| -> Markup {
        let label = second.instance.label(&d.path).unwrap_or_else(|_| d.path.clone());
        let choices = [Choice::new("first", shown(&d.first)), Choice::new("second", shown(&d.second))];
        ui::radios(cx, form, errors, &field(place), &label, Some(&d.path), &choices)
    };
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.compare_title()) }
        p.mg-lead { (w.compare_lead(&second.respondent.name)) }
        @if differences.is_empty() { (ui::empty(w.compare_none(), w.compare_none_text(), Some((w.compare_back(), &url)))) }
        @else {
            form method="post" action=(format!("{url}/differences")) novalidate {
                (ui::form_key(cx))
                @for (place, d) in differences.iter().enumerate() { (one(place, d)) }
                (ui::textarea(cx, form, errors, "reason", w.compare_reason(), Some(w.compare_reason_hint()), 2))
                (ui::submit(w.compare_submit(), Some((w.cancel(), &url))))
            }
        }
    };
    let page = Page::new(w.compare_title()).crumb(w.list_title(), Some("/surveys".into()));
    let page = page.crumb(&second.survey.about.title, Some(format!("/surveys/{}", second.survey.id)));
    Ok(page.narrow().errors(errors).show(cx, body))
}

pub(super) async fn settle(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (second, differences) = found(&cx).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let known = |code: &str| ["first", "second"].into_iter().find(|known| *known == code);
    let mut right = Vec::new();
    for (place, difference) in differences.iter().enumerate() {
        if input.required_choice(&field(place), known, w.compare_missing()) == Some("second") {
            right.push(difference.path.clone());
        }
    }
    let reason = input.required_text("reason", TEXT, w.refused_correction_without_reason());
    if !input.errors.is_empty() {
        return compare_page(&cx, cx.form(), &input.errors).await;
    }
    actions::settle(&cx, second.survey.id, second.respondent.id, &right, &reason).await?;
    let url = format!("/surveys/{}/respondents/{}", second.survey.id, second.respondent.id.simple());
    Ok(redirect(format!("{url}?done=settled")))
}
