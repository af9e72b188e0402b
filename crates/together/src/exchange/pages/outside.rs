// SPDX-License-Identifier: EUPL-1.2
//! What is asked of somebody without an account whose answer speaks of somebody: the questions of their rule, and who was told.

use kernel::PractitionerId;
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use secrecy::{Answer, Answers, Asked, Decision, Question, RuleSet};

use super::super::actions::{self, Door, Spoken};
use super::words;
use crate::sharing::{self, Composition, Shown, Told};

/// The longest line of a field.
const LINE: usize = 300;
/// The child, then those who hold authority over it: as many as most have.
const FAMILY: [&str; 3] = ["child", "holder", "other"];

/// Whether the answer speaks of somebody; and, for then, what the rule asks. Without scripts all of it stands there from the start.
pub(super) fn form(
    cx: &Cx,
    rules: Option<&RuleSet>,
    form: &Form,
    errors: &FieldErrors,
    asker: &str,
) -> Markup {
    let w = words(cx);
    let lang = cx.lang.code();
    let yes_no =
        [Choice::new("no", w.outside_no()).hint(w.outside_no_hint()), Choice::new("yes", w.outside_yes())];
    let Some(rules) = rules else {
        return html! {
            (ui::radios(cx, form, errors, "nominal", w.outside_nominal(), Some(w.outside_nominal_hint()), &yes_no[..1]))
            p.govuk-body { (w.outside_no_rule()) }
        };
    };
    let of = |asked: Asked| rules.questions().iter().filter(move |q| q.asked() == asked);
    let ask = |q: &Question, letter: &str, about: Option<&str>| {
        sharing::question(cx, form, q, &format!("{letter}-{}", q.code()), about)
    };
    let purposes: Vec<Choice> =
        rules.purposes().iter().map(|p| Choice::new(p.code(), p.words(lang))).collect();
    html! {
        (ui::radios(cx, form, errors, "nominal", w.outside_nominal(), Some(w.outside_nominal_hint()), &yes_no))
        section.mg-panel {
            h3.govuk-heading-m { (w.outside_title()) }
            p.govuk-body { (w.outside_lead()) }
            p.govuk-body { strong { (rules.title(lang)) } " – " (rules.summary(lang)) }
            (sharing::text_of_law(cx, rules))
            @if !purposes.is_empty() { (ui::radios(cx, form, errors, "purpose", sharing::words::Words(cx.lang).purpose(), None, &purposes)) }
            @for q in of(Asked::Decision) { (ask(q, "q", None)) }
            @for q in of(Asked::Recipient) { (ask(q, "r", Some(asker))) }
            @for q in of(Asked::Item) { (ask(q, "p", None)) }
            @for q in of(Asked::Pair) { (ask(q, "n", Some(asker))) }
            h3.govuk-heading-m { (w.outside_family()) }
            p.govuk-body { (w.outside_family_lead()) }
            @for who in FAMILY { (one_of_family(cx, form, errors, who)) }
        }
    }
}

fn one_of_family(cx: &Cx, form: &Form, errors: &FieldErrors, who: &str) -> Markup {
    let (w, s) = (words(cx), sharing::words::Words(cx.lang));
    let label = match who {
        "child" => w.outside_child(),
        "holder" => w.outside_holder(),
        _ => w.outside_other(),
    };
    let told = [
        Choice::new("yes", w.outside_told_yes()),
        Choice::new("no", w.outside_told_no()),
        Choice::new("apart", w.outside_told_apart()),
    ];
    let field = |what: &str| format!("{who}-{what}");
    html! {
        fieldset.govuk-fieldset {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (label) }
            (ui::text_input(cx, form, errors, who, w.outside_name(), None))
            (ui::radios(cx, form, errors, &field("told"), w.outside_told(), None, &told))
            (ui::date_input(cx, form, errors, &field("on"), s.told_on(), None, None))
            (ui::text_input(cx, form, errors, &field("how"), s.told_how(), Some(s.told_how_hint())))
            (ui::text_input(cx, form, errors, &field("language"), s.told_language(), Some(s.told_language_hint())))
        }
    }
}

/// What was answered; nothing when the answer speaks of nobody. What is missing is told beside its field.
pub(super) async fn read(cx: &Cx, door: &Door, input: &mut Input<'_>) -> Result<Option<Spoken>, Problem> {
    let w = words(cx);
    let known = |code: &str| ["yes", "no"].into_iter().find(|known| *known == code);
    if input.required_choice("nominal", known, w.outside_missing()) != Some("yes") {
        return Ok(None);
    }
    let mut conn = cx.read().await?;
    let Some((_, rules)) = actions::rules_outside(cx, &mut conn, &door.link).await? else {
        input.errors.add("nominal", "no-rule", w.outside_no_rule());
        return Ok(None);
    };
    drop(conn);
    let form = cx.form();
    let answers = |letter: &str, asked: Asked| -> Answers {
        let given = |q: &Question| {
            let answer = Answer::parse(form.raw(&format!("{letter}-{}", q.code())))?;
            Some((q.code().to_owned(), answer))
        };
        rules.questions().iter().filter(|q| q.asked() == asked).filter_map(given).collect()
    };
    let mut family = Vec::new();
    for who in FAMILY {
        let name = input.line(who, LINE);
        if name.is_empty() && who == "child" {
            input.errors.add(who, "required", w.outside_child_missing());
        }
        if !name.is_empty()
            && let Some(told) = told(cx, input, who, door.link.practitioner)
        {
            family.push((name, told));
        }
    }
    let purpose = form.raw("purpose");
    let purpose = rules.purposes().iter().find(|p| p.code() == purpose).map(|p| p.code().to_owned());
    Ok(Some(Spoken {
        purpose: purpose.unwrap_or_default(),
        whole: answers("q", Asked::Decision),
        recipient: answers("r", Asked::Recipient),
        item: answers("p", Asked::Item),
        pair: answers("n", Asked::Pair),
        family,
    }))
}

fn told(cx: &Cx, input: &mut Input<'_>, who: &str, by: PractitionerId) -> Option<Told> {
    let (w, s) = (words(cx), sharing::words::Words(cx.lang));
    let field = |what: &str| format!("{who}-{what}");
    let known = |code: &str| ["yes", "no", "apart"].into_iter().find(|known| *known == code);
    match input.required_choice(&field("told"), known, w.outside_told_missing())? {
        "yes" => {
            let on = input.required_date(&field("on"), s.told_on_missing());
            if on.is_some_and(|on| on > cx.today()) {
                input.errors.add(field("on"), "in-future", s.refused_told_in_future());
            }
            let how = input.required_line(&field("how"), LINE, s.told_how_missing());
            let language = input.required_line(&field("language"), 60, s.told_language_missing());
            on.map(|on| Told::On { on, how, language, words: String::new(), of: Vec::new() })
        }
        "apart" => Some(Told::NotConcerned { words: w.outside_told_apart().to_owned() }),
        // No ground is offered here: it would want a second person, and nobody else is behind this door.
        _ => Some(Told::NotTold { ground: None, words: String::new(), by, reviewed_by: None }),
    }
}

/// Why the answer did not leave.
pub(super) fn refused(
    cx: &Cx,
    rules: &RuleSet,
    decision: &Decision,
    composition: &Composition,
    asker: &str,
) -> Markup {
    let w = words(cx);
    let shown = Shown {
        recipients: composition
            .recipients
            .iter()
            .map(|r| (r.practitioner.to_string(), asker.to_owned()))
            .collect(),
        pieces: composition.pieces.iter().map(|p| (p.id.to_string(), p.title.clone())).collect(),
        persons: composition.family.iter().map(|f| (f.person.to_string(), f.name.clone())).collect(),
    };
    html! {
        h2.govuk-heading-m { (w.outside_refused_title()) }
        p.mg-answer.mg-answer--no { strong { (w.outside_refused()) } }
        (sharing::reasons(cx, rules, decision, &shown))
        hr.govuk-section-break.govuk-section-break--l.govuk-section-break--visible;
    }
}
