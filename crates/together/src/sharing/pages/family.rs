// SPDX-License-Identifier: EUPL-1.2
//! Whether each of the family was told before: when, how, in which language, of whom; or why not.

use ::register::access::Action;
use kernel::{DisclosureId, PersonId};
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::actions;
use super::super::model::Told;
use super::{LINE, Names, Opened, TEXT, filled, headed, open, url, words};

/// A person of the address who is named in the decision.
fn person_of(cx: &Cx, opened: &Opened) -> Result<PersonId, Problem> {
    let person: PersonId = cx.id("person")?;
    let is_named = opened.disclosure.composition.family.iter().any(|f| f.person == person);
    if is_named { Ok(person) } else { Err(Problem::NotFound) }
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let opened = open(&cx, Action::Write).await?;
    let person = person_of(&cx, &opened)?;
    let told =
        opened.disclosure.composition.family.iter().find(|f| f.person == person).and_then(|f| f.told.clone());
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let form = match &told {
        None => Form::default(),
        Some(Told::On { on, how, language, words, .. }) => filled([
            field("told", "yes"),
            ("on".to_owned(), on.to_string()),
            field("how", how),
            field("language", language),
            field("words", words),
        ]),
        Some(Told::NotTold { ground, words, .. }) => filled([
            field("told", "no"),
            field("ground", ground.as_deref().unwrap_or("none")),
            field("why-not", words),
        ]),
        Some(Told::NotConcerned { words }) => {
            filled([field("told", "not-concerned"), field("why-not", words)])
        }
    };
    form_page(&cx, opened, person, &form, &FieldErrors::default()).await
}

async fn form_page(
    cx: &Cx,
    mut opened: Opened,
    person: PersonId,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let d = opened.disclosure.clone();
    let rules = actions::rule_set(cx, &d)?;
    let names = Names::of(cx, &mut opened.conn, std::slice::from_ref(&d)).await?;
    let lang = cx.lang.code();
    let told = d.composition.family.iter().find(|f| f.person == person).and_then(|f| f.told.as_ref());
    let me = opened.leave.practitioner();
    let waits_for_review = matches!(told, Some(Told::NotTold { by, reviewed_by: None, .. }) if *by != me);
    let url = url(&d);
    let who = names.person(person);
    let recipients: Vec<&str> =
        d.composition.recipients.iter().map(|r| names.practitioner(r.practitioner)).collect();
    let mut grounds: Vec<Choice> =
        rules.grounds().iter().map(|g| Choice::new(g.code(), g.words(lang))).collect();
    grounds.push(Choice::new("none", w.ground_none()));
    let yes_no = [
        Choice::new("yes", w.told_yes()).hint(w.told_yes_hint()),
        Choice::new("no", w.told_no()).hint(w.told_no_hint()),
        Choice::new("not-concerned", w.told_not_concerned()).hint(w.told_not_concerned_hint()),
    ];
    let body = html! {
        p.mg-lead { (w.family_lead(who)) }
        @if recipients.is_empty() { (ui::warning(cx, w.family_recipients_first())) }
        @else {
            p.govuk-body { (w.family_recipients(recipients.join(", "))) }
            p.mg-no-print { a.govuk-button.govuk-button--secondary href=(format!("{url}/family/{person}/letter")) { (w.letter_write()) } " " (w.letter_write_text()) }
        }
        form method="post" action=(format!("{url}/family/{person}")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "told", w.told(), None, &yes_no))
            fieldset.govuk-fieldset {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (w.told_if_yes()) }
                (ui::date_input(cx, form, errors, "on", w.told_on(), None, None))
                (ui::text_input(cx, form, errors, "how", w.told_how(), Some(w.told_how_hint())))
                (ui::text_input(cx, form, errors, "language", w.told_language(), Some(w.told_language_hint())))
                (ui::textarea(cx, form, errors, "words", w.told_words(), Some(w.told_words_hint()), 3))
            }
            fieldset.govuk-fieldset {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (w.told_if_no()) }
                @if rules.grounds().is_empty() { p.govuk-body { (w.no_grounds()) } }
                @else { (ui::radios(cx, form, errors, "ground", w.ground(), None, &grounds)) }
                (ui::textarea(cx, form, errors, "why-not", w.why_not(), Some(w.why_not_hint()), 3))
            }
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
        @if waits_for_review && opened.may(Action::Approve) {
            h3.govuk-heading-m { (w.review_ground()) }
            p.govuk-body { (w.review_ground_text()) }
            form method="post" action=(format!("{url}/family/{person}/review")) {
                (ui::form_key(cx))
                (ui::submit(w.review_ground_submit(), None))
            }
        }
    };
    Ok(headed(cx, &opened, w.family_title(), &w.step_family(who), errors, body))
}

pub(super) async fn inform(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let opened = open(&cx, Action::Write).await?;
    let person = person_of(&cx, &opened)?;
    let mut input = Input::new(cx.form(), cx.lang);
    let known = |code: &str| ["yes", "no", "not-concerned"].into_iter().find(|known| *known == code);
    let told = input.required_choice("told", known, w.told_missing());
    let said = match told {
        Some("yes") => {
            let on = input.required_date("on", w.told_on_missing());
            if on.is_some_and(|on| on > cx.today()) {
                input.errors.add("on", "in-future", w.refused_told_in_future());
            }
            let how = input.required_line("how", LINE, w.told_how_missing());
            let language = input.required_line("language", 60, w.told_language_missing());
            let said = input.text("words", TEXT);
            if opened.disclosure.composition.recipients.is_empty() {
                input.errors.add("told", "recipients-first", w.family_recipients_first());
            }
            on.map(|on| Told::On { on, how, language, words: said, of: Vec::new() })
        }
        Some("not-concerned") => Some(Told::NotConcerned {
            words: input.required_text("why-not", TEXT, w.not_concerned_missing()),
        }),
        Some(_) => {
            let ground = input.choice("ground", |c| Some(c.to_owned())).filter(|g| g != "none");
            let why = input.required_text("why-not", TEXT, w.why_not_missing());
            Some(Told::NotTold { ground, words: why, by: opened.leave.practitioner(), reviewed_by: None })
        }
        None => None,
    };
    let (Some(said), true) = (said, input.errors.is_empty()) else {
        return form_page(&cx, opened, person, cx.form(), &input.errors).await;
    };
    let id: DisclosureId = opened.disclosure.id;
    actions::inform(&cx, id, person, Some(said)).await?;
    Ok(redirect(format!("/disclosures/{id}?done=family")))
}

pub(super) async fn review(cx: Cx) -> Result<Reply, Problem> {
    let id: DisclosureId = cx.id("id")?;
    actions::review_ground(&cx, id, cx.id("person")?).await?;
    Ok(redirect(format!("/disclosures/{id}?done=reviewed")))
}
