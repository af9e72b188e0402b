// SPDX-License-Identifier: EUPL-1.2
//! Deciding, telling, taking back: each after its consequences were shown.

use ::register::access::Action;
use kernel::DisclosureId;
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use secrecy::Outcome;

use super::super::actions::{self, Verdict};
use super::super::model::{Channel, Stand};
use super::{Names, Opened, TEXT, explain, filled, letter, open, page, paragraphs, url, words};

/// How long, in days, recipients can read what they were told unless another day is chosen.
const USUAL_DAYS: i32 = 90;

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let opened = open(&cx, Action::Write).await?;
    decision_page(&cx, opened, cx.form(), &FieldErrors::default()).await
}

async fn decision_page(
    cx: &Cx,
    mut opened: Opened,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let d = opened.disclosure.clone();
    let leave = opened.leave.clone();
    super::super::rules::composing(&d).map_err(|r| actions::refused(cx, r))?;
    let rules = actions::rule_set(cx, &d)?;
    let names = Names::of(cx, &mut opened.conn, std::slice::from_ref(&d)).await?;
    let answer = actions::assess(cx, &mut opened.conn, &leave, &d).await?;
    let offered: Vec<Choice> = rules
        .alternatives_for(&answer)
        .iter()
        .map(|one| Choice::new(one.code(), one.words(cx.lang.code())))
        .collect();
    let url = url(&d);
    let wanted = actions::look_wanted(cx, &mut opened.conn, &d).await?;
    super::super::look::deciding(&d, answer.outcome, wanted, leave.practitioner())
        .map_err(|r| actions::refused(cx, r))?;
    let is_ready = super::super::rules::complete(&d).is_ok();
    let body = html! {
        (explain::answer(cx, rules, &answer, &d, &names))
        @if is_ready {
            form method="post" action=(format!("{url}/decision")) novalidate {
                (ui::form_key(cx))
                @if answer.outcome == Outcome::Permitted {
                    p.govuk-body { (w.decide_permitted()) }
                    (ui::textarea(cx, form, errors, "reason", w.reason_optional(), None, 3))
                } @else {
                    p.govuk-body { (w.decide_refused()) }
                    (ui::textarea(cx, form, errors, "reason", w.reason(), Some(w.reason_hint()), 3))
                    @if offered.is_empty() { (ui::textarea(cx, form, errors, "alternative", w.alternative(), Some(w.alternative_hint()), 3)) }
                    @else {
                        (ui::checkboxes(cx, form, errors, "alternatives", w.alternative(), Some(w.alternatives_hint()), &offered))
                        (ui::textarea(cx, form, errors, "alternative", w.alternative_words(), Some(w.alternative_hint()), 3))
                    }
                }
                (ui::submit(match answer.outcome {
                    Outcome::Permitted => w.decide_submit(),
                    Outcome::PermittedInPart => w.decide_submit_in_part(),
                    Outcome::Refused => w.decide_submit_refused(),
                }, Some((w.cancel(), &url))))
            }
        }
    };
    Ok(page(cx, &opened, w.decide_title(), errors, body))
}

pub(super) async fn decide(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut opened = open(&cx, Action::Write).await?;
    let (leave, d) = (opened.leave.clone(), opened.disclosure.clone());
    let answer = actions::assess(&cx, &mut opened.conn, &leave, &d).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let offered = actions::rule_set(&cx, &d)?.alternatives_for(&answer);
    let chosen: Vec<String> = offered
        .iter()
        .map(|one| one.code().to_owned())
        .filter(|code| cx.form().all("alternatives").contains(&code.as_str()))
        .collect();
    let verdict = match answer.outcome {
        Outcome::Permitted => Verdict { reason: input.text("reason", TEXT), alternative: String::new() },
        _ => Verdict {
            reason: input.required_text("reason", TEXT, w.refused_refusal_without_reason()),
            alternative: input.text("alternative", TEXT),
        },
    };
    if answer.outcome != Outcome::Permitted && chosen.is_empty() && verdict.alternative.is_empty() {
        let field = if offered.is_empty() { "alternative" } else { "alternatives" };
        input.errors.add(field, "required", w.refused_refusal_without_alternative());
    }
    if !input.errors.is_empty() {
        return decision_page(&cx, opened, cx.form(), &input.errors).await;
    }
    let id: DisclosureId = d.id;
    drop(opened);
    let chosen = if answer.outcome == Outcome::Permitted { Vec::new() } else { chosen };
    let code = match actions::decide_instead(&cx, id, &verdict, &chosen).await? {
        Outcome::Refused => "refused",
        _ => "decided",
    };
    Ok(redirect(format!("/disclosures/{id}?done={code}")))
}

pub(super) async fn telling_form(cx: Cx) -> Result<Reply, Problem> {
    let opened = open(&cx, Action::Write).await?;
    let form = filled([("until".to_owned(), cx.today().plus_days(USUAL_DAYS).to_string())]);
    telling_page(&cx, opened, &form, &FieldErrors::default()).await
}

/// What each recipient will read, before it leaves.
async fn telling_page(
    cx: &Cx,
    mut opened: Opened,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let d = opened.disclosure.clone();
    if d.stand(cx.today()) != Stand::Permitted {
        return Err(Problem::NotFound);
    }
    let names = Names::of(cx, &mut opened.conn, std::slice::from_ref(&d)).await?;
    let letters = actions::letters_of(&mut opened.conn, &d).await?;
    let early = letter::announced_for_later(cx, &letters, &names);
    let url = url(&d);
    let channels = [
        Choice::new(Channel::Written.code(), w.channel_written()).hint(w.channel_written_hint()),
        Choice::new(Channel::Oral.code(), w.channel_oral()).hint(w.channel_oral_hint()),
    ];
    let body = html! {
        p.mg-lead { (w.telling_lead()) }
        @if let Some(early) = early { (ui::warning(cx, &early)) }
        @for r in d.open_recipients() {
            section.mg-panel {
                h3.govuk-heading-s { (names.practitioner(r.practitioner)) ", " (names.institution(r.institution)) }
                @for piece in d.open_to(r.practitioner) {
                    h4.govuk-heading-s { (piece.title) }
                    (paragraphs(&piece.words))
                    (super::document(cx, &d, piece, super::Documents::OfFile))
                }
            }
        }
        form method="post" action=(format!("{url}/telling")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "channel", w.channel(), None, &channels))
            (ui::date_input(cx, form, errors, "until", w.readable_until(), Some(w.readable_until_hint()), None))
            (ui::submit(w.telling_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, &opened, w.telling_title(), errors, body))
}

pub(super) async fn tell(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let opened = open(&cx, Action::Write).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let channel = input.required_choice("channel", Channel::parse, w.channel_missing());
    let until = input.required_date("until", w.readable_until_missing());
    if until.is_some_and(|day| day < cx.today()) {
        input.errors.add("until", "in-past", w.refused_until_in_past());
    }
    if until.is_some_and(|day| day.days_since(cx.today()) > super::super::rules::LONGEST_DAYS) {
        input.errors.add("until", "too-far", w.refused_until_too_far());
    }
    let (Some(channel), Some(until), true) = (channel, until, input.errors.is_empty()) else {
        return telling_page(&cx, opened, cx.form(), &input.errors).await;
    };
    let id: DisclosureId = opened.disclosure.id;
    drop(opened);
    actions::tell(&cx, id, channel, until).await?;
    Ok(redirect(format!("/disclosures/{id}?done=told")))
}

pub(super) async fn withdrawal_form(cx: Cx) -> Result<Reply, Problem> {
    let opened = open(&cx, Action::Write).await?;
    withdrawal_page(&cx, &opened, cx.form(), &FieldErrors::default())
}

fn withdrawal_page(cx: &Cx, opened: &Opened, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let d = &opened.disclosure;
    if d.withdrawn.is_some() || d.stand(cx.today()) == Stand::Refused {
        return Err(Problem::NotFound);
    }
    let url = url(d);
    let was_told = d.executed.is_some();
    let (title, submit) = if was_told {
        (w.withdraw_title(), w.deed_withdraw())
    } else {
        (w.abandon_title(), w.deed_abandon())
    };
    let body = html! {
        @if was_told { p.govuk-body { (w.withdraw_text()) } (ui::warning(cx, w.cannot_be_undone())) }
        @else { p.govuk-body { (w.abandon_text()) } }
        form method="post" action=(format!("{url}/withdrawal")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "reason", w.reason(), None, 3))
            (ui::submit(submit, Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, opened, title, errors, body))
}

pub(super) async fn withdraw(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let opened = open(&cx, Action::Write).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let why = input.required_text("reason", TEXT, w.refused_withdrawal_without_reason());
    if !input.errors.is_empty() {
        return withdrawal_page(&cx, &opened, cx.form(), &input.errors);
    }
    let id: DisclosureId = opened.disclosure.id;
    drop(opened);
    actions::withdraw(&cx, id, &why).await?;
    Ok(redirect(format!("/disclosures/{id}?done=withdrawn")))
}
