// SPDX-License-Identifier: EUPL-1.2
//! The page of a consultation: what was fixed, who takes part, its record; and, for whoever convenes it, what comes next.

use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui;
use register::access::Action;
use register::directory;
use secrecy::{Answer, Answers, Asked, Certainty, Outcome, RuleSet};

use super::super::actions::{self, SAID};
use super::super::model::{Basis, Consultation, Minute, MinuteKind, Participant, Stand};
use super::super::rules;
use super::{Names, Opened, page, stand_tag, url, words};
use crate::sharing::{self, Shown};

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let Opened { mut conn, grant, c } = super::open(&cx, Action::Read).await?;
    let steers = actions_of(&cx, &c);
    let rules = actions::rule_set(&cx, &c)?;
    let names = Names::of(&mut conn, std::slice::from_ref(&c)).await?;
    let answer = match &c.decided {
        Some(decided) => decided.decision.clone(),
        None => actions::assess(&cx, &mut conn, &c).await?.1,
    };
    let minutes = actions::minutes(&mut conn, &grant).await?;
    let who: Vec<_> = c.composition.participants.iter().map(|p| p.practitioner).collect();
    let secrecy = directory::secrecy_on_day(&mut conn, &who, cx.today()).await?;
    drop(conn);
    let stand = c.stand();
    let body = html! {
        p { (stand_tag(&cx, stand)) " " strong { (rules.title(cx.lang.code())) } }
        @if c.is_open() && !steers { p.govuk-inset-text { (w.nobody_has_to()) } }
        @if stand == Stand::Prepared {
            p.govuk-body { (w.prepared_text()) }
            (steps(&cx, &c, rules))
        }
        @if let Some(held) = &c.held { (record(&cx, &c, held, &minutes, &names)) }
        @else if !minutes.is_empty() { (texts(&cx, &minutes, &names)) }
        (deeds(&cx, &c, steers))
        h2.govuk-heading-m { (w.fixed_title()) }
        (fixed(&cx, &c))
        h2.govuk-heading-m { (w.participants_title()) }
        ul.mg-people {
            @for p in &c.composition.participants {
                li.mg-people__item {
                    span.mg-people__name { (names.practitioner(p.practitioner)) ", " (names.institution(p.institution)) }
                    span.mg-people__role {
                        (p.as_what)
                        @if p.practitioner == c.convened_by { " – " (w.convenes()) }
                    }
                    (sharing::duty(&cx, secrecy.get(&p.practitioner).copied()))
                }
            }
        }
        @if c.decided.is_some() { p.govuk-body-s { (w.frozen()) } }
        @if stand == Stand::Prepared || stand == Stand::Refused {
            h2.govuk-heading-m { @if stand == Stand::Refused { (w.answer_kept()) } @else { (w.answer_so_far()) } }
            (outcome(&cx, &c, answer.outcome))
            (sharing::reasons(&cx, rules, &answer, &shown(&cx, &c, &names)))
        } @else {
            (ui::details(w.rule_said(), html! {
                (outcome(&cx, &c, answer.outcome))
                (sharing::reasons(&cx, rules, &answer, &shown(&cx, &c, &names)))
            }))
            (what_is_uncertain(&cx, rules))
        }
    };
    Ok(page(&cx, Some(&c), w.title(), &FieldErrors::default(), body))
}

/// Whether the reader convenes it.
fn actions_of(cx: &Cx, c: &Consultation) -> bool {
    cx.actor.as_ref().is_some_and(|a| a.practitioner == c.convened_by)
}

/// The names behind the references that the rules know.
pub(super) fn shown(cx: &Cx, c: &Consultation, names: &Names) -> Shown {
    let others = c.composition.participants.iter().filter(|p| p.practitioner != c.convened_by);
    let name = |p: &Participant| (p.practitioner.to_string(), names.practitioner(p.practitioner).to_owned());
    Shown {
        recipients: others.map(name).collect(),
        pieces: vec![(SAID.to_owned(), words(cx).what_will_be_said().to_owned())],
        persons: Vec::new(),
    }
}

/// The answer in a sentence. Part of it is none: the list is opened as a whole, or not at all.
pub(super) fn outcome(cx: &Cx, c: &Consultation, outcome: Outcome) -> Markup {
    let w = words(cx);
    if c.composition.participants.len() < 2 {
        return html! { div.govuk-inset-text { p { (w.outcome_nobody_yet()) } } };
    }
    match outcome {
        Outcome::Permitted => html! { p.mg-answer.mg-answer--yes { strong { (w.outcome_permitted()) } } },
        Outcome::PermittedInPart => {
            html! { p.mg-answer.mg-answer--no { strong { (w.outcome_in_part()) } } }
        }
        Outcome::Refused => html! { p.mg-answer.mg-answer--no { strong { (w.outcome_refused()) } } },
    }
}

/// What the law is not certain about, in sight of whoever relies on it.
fn what_is_uncertain(cx: &Cx, rules: &RuleSet) -> Markup {
    let w = words(cx);
    let lang = cx.lang.code();
    let day = rulebook::day(cx.today());
    let laws = rules.laws();
    let uncertain: Vec<&str> = laws
        .iter()
        .flat_map(|law| law.numbers_on(day))
        .filter(|n| n.certainty() == Certainty::Uncertain)
        .map(|n| n.cite(lang))
        .collect();
    html! {
        div.govuk-inset-text {
            p.govuk-body { (ui::tag("warn", w.to_be_checked())) " " (w.uncertain_text()) }
            @if !uncertain.is_empty() { ul.govuk-list.govuk-list--bullet { @for cite in uncertain { li { (cite) } } } }
            @for note in rules.notes(lang) { p.govuk-body-s { (note) } }
        }
    }
}

fn fixed(cx: &Cx, c: &Consultation) -> Markup {
    let w = words(cx);
    let f = &c.composition.frame;
    let basis = match f.basis {
        Basis::Law => w.basis_law(),
        Basis::Authorisation => w.basis_authorisation(),
    };
    ui::facts(vec![
        (w.about(), html! { (f.about) }),
        (w.purpose(), ui::paragraphs(&f.purpose)),
        (w.modalities(), ui::paragraphs(&f.modalities)),
        (
            w.rests_on(),
            html! { (basis) br; (f.source) @if let Some(on) = f.authorised_on { ", " (ui::date(cx, on)) } },
        ),
        (w.reasons(), ui::paragraphs(&f.reasons)),
        (w.until(), html! { (ui::date(cx, f.until_on)) }),
    ])
}

fn record(cx: &Cx, c: &Consultation, held: &super::super::Held, minutes: &[Minute], names: &Names) -> Markup {
    let w = words(cx);
    html! {
        h2.govuk-heading-m { (w.record_title()) }
        (ui::facts(vec![
            (w.held_on(), html! { (ui::date(cx, held.on)) }),
            (w.were_there(), html! {
                @for who in &held.attended { p.govuk-body { (names.practitioner(*who)) @if let Some(p) = c.composition.participant(*who) { ", " (names.institution(p.institution)) } } }
            }),
        ]))
        (texts(cx, minutes, names))
        (ui::warning(cx, w.stays_here()))
    }
}

fn texts(cx: &Cx, minutes: &[Minute], names: &Names) -> Markup {
    let w = words(cx);
    html! {
        @for minute in minutes {
            @let name = names.practitioner(minute.author);
            article.mg-note.mg-note--consultation {
                div.mg-note__head {
                    h3.mg-note__title {
                        @match minute.kind {
                            MinuteKind::Minutes => (w.minutes()),
                            MinuteKind::Own => (w.own_word(name)),
                            MinuteKind::Silent => (w.own_silence(name)),
                        }
                    }
                }
                (ui::paragraphs(&minute.text))
                p.mg-note__foot { (name) ", " (ui::date_time(cx, minute.recorded_at)) }
            }
        }
    }
}

/// The steps of whoever prepares, with what each still lacks.
fn steps(cx: &Cx, c: &Consultation, rules: &RuleSet) -> Markup {
    let w = words(cx);
    let url = url(c);
    let (given, asked) = answered(c, rules);
    let others = c.composition.participants.len() as i64 - 1;
    let step = |label: &str, href: String, done: bool, state: String| {
        html! {
            li.govuk-task-list__item.govuk-task-list__item--with-link {
                div.govuk-task-list__name-and-hint { a.govuk-link.govuk-task-list__link href=(href) { (label) } }
                div.govuk-task-list__status { @if done { (state) } @else { (ui::tag("warn", &state)) } }
            }
        }
    };
    html! {
        ul.govuk-task-list {
            (step(w.step_basis(), format!("{url}/basis"), true, w.step_done().to_owned()))
            (step(w.step_participants(), format!("{url}/participants"), others > 0, w.step_participants_count(others)))
            (step(w.step_questions(), format!("{url}/questions"), asked > 0 && given == asked, w.step_questions_count(given, asked)))
        }
    }
}

/// How many of the questions that are asked now have an answer.
fn answered(c: &Consultation, rules: &RuleSet) -> (i64, i64) {
    let (mut given, mut asked) = (0, 0);
    let mut one = |answers: &Answers, code: &str| {
        asked += 1;
        given += i64::from(answers.get(code).is_some_and(|a| *a != Answer::Unanswered));
    };
    let others = || c.composition.participants.iter().filter(|p| p.practitioner != c.convened_by);
    for question in rules.questions() {
        match question.asked() {
            Asked::Decision => one(&c.composition.answers, question.code()),
            Asked::Recipient => others().for_each(|p| one(&p.answers, question.code())),
            Asked::Pair => others().for_each(|p| one(&p.needs, question.code())),
            Asked::Item => {}
        }
    }
    (given, asked)
}

/// What can be done next.
fn deeds(cx: &Cx, c: &Consultation, steers: bool) -> Markup {
    let w = words(cx);
    let url = url(c);
    let is_alone = c.composition.participants.len() < 2;
    let may_prepare = rules::composing(c).is_ok();
    html! {
        div.govuk-button-group.mg-no-print {
            @if steers && may_prepare && !is_alone { a.govuk-button href=(format!("{url}/opening")) { (w.deed_open()) } }
            @if steers && c.stand() == Stand::Open { a.govuk-button href=(format!("{url}/session")) { (w.deed_hold()) } }
            @if steers && c.stand() == Stand::Held { a.govuk-button href=(format!("{url}/minutes")) { (w.deed_minute()) } }
            @if c.is_open() { a.govuk-button.govuk-button--secondary href=(format!("{url}/word")) { (w.deed_word()) } }
        }
    }
}
