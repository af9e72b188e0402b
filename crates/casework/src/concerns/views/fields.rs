// SPDX-License-Identifier: EUPL-1.2
//! Fields that several doors share: what was seen, heard and thought, children, holders of authority, levels.

use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form};
use platform::ui::{self, Choice};
use rulebook::{Pack, Scale, list};

use super::{choices, words};
use crate::concerns::model::Told;

/// What is typed on and what is wrong with it.
#[derive(Clone, Copy)]
pub(in crate::concerns) struct Typed<'a> {
    pub form: &'a Form,
    pub errors: &'a FieldErrors,
}

/// Something that most people leave out: folded, and open when there is something in it.
pub(in crate::concerns) fn folded(title: &str, is_used: bool, body: Markup) -> Markup {
    html! {
        details.govuk-details open[is_used] {
            summary.govuk-details__summary { span.govuk-details__summary-text { (title) } }
            div.govuk-details__text { (body) }
        }
    }
}

/// The three texts, one under the other, for somebody who is no professional.
pub(in crate::concerns) fn three_plain(cx: &Cx, t: Typed<'_>) -> Markup {
    let w = words(cx);
    html! {
        (ui::textarea(cx, t.form, t.errors, "observed", w.public_observed(), Some(w.observed_hint()), 6))
        (ui::textarea(cx, t.form, t.errors, "heard", w.public_heard(), Some(w.heard_hint()), 4))
        (ui::textarea(cx, t.form, t.errors, "thought", w.public_thought(), Some(w.thought_hint()), 4))
        (occurred(cx, t))
    }
}

fn occurred(cx: &Cx, t: Typed<'_>) -> Markup {
    let w = words(cx);
    ui::date_input(cx, t.form, t.errors, "occurred", w.occurred(), Some(w.occurred_hint()), Some(()))
}

/// The three texts, side by side where there is room.
pub(in crate::concerns) fn three(cx: &Cx, t: Typed<'_>) -> Markup {
    let w = words(cx);
    html! {
        div.mg-three {
            div.mg-three__part {
                (ui::textarea(cx, t.form, t.errors, "observed", w.observed(), Some(w.observed_hint()), 8))
            }
            div.mg-three__part.mg-three__part--heard {
                (ui::textarea(cx, t.form, t.errors, "heard", w.heard(), Some(w.heard_hint()), 8))
            }
            div.mg-three__part.mg-three__part--thought {
                (ui::textarea(cx, t.form, t.errors, "thought", w.thought(), Some(w.thought_hint()), 6))
            }
        }
        (occurred(cx, t))
    }
}

/// One child: name, birth or age, or a birth to come.
pub(in crate::concerns) fn child(cx: &Cx, t: Typed<'_>, n: usize) -> Markup {
    let w = words(cx);
    let f = |part: &str| format!("child-{n}-{part}");
    let unborn = f("unborn");
    html! {
        fieldset.govuk-fieldset {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (w.child_legend(n as i64)) }
            (ui::text_input(cx, t.form, t.errors, &f("given"), w.given(), Some(w.given_hint())))
            (ui::text_input(cx, t.form, t.errors, &f("family"), w.family(), None))
            (ui::date_input(cx, t.form, t.errors, &f("birth"), w.birth(), Some(w.birth_hint()), Some(())))
            (ui::number_input(cx, t.form, t.errors, &f("age"), w.age(), Some(w.age_hint())))
            (ui::details(w.unborn_title(), html! {
                (ui::checkbox(t.form, &unborn, w.unborn()))
                (ui::date_input(cx, t.form, t.errors, &f("expected"), w.expected(), Some(w.expected_hint()), None))
                (ui::checkbox(t.form, &f("several"), w.several()))
            }))
            (ui::textarea(cx, t.form, t.errors, &f("description"), w.description(), Some(w.description_hint()), 2))
        }
    }
}

/// The home: other children, and where it is.
pub(in crate::concerns) fn home(cx: &Cx, t: Typed<'_>) -> Markup {
    let w = words(cx);
    html! {
        (ui::textarea(cx, t.form, t.errors, "home", w.home(), Some(w.home_hint()), 3))
        (ui::textarea(cx, t.form, t.errors, "address", w.address(), Some(w.address_hint()), 2))
    }
}

fn told(cx: &Cx) -> Vec<Choice> {
    let w = words(cx);
    vec![
        Choice::new(Told::Yes.code(), w.yes()),
        Choice::new(Told::No.code(), w.no()),
        Choice::new(Told::Unknown.code(), w.not_known()),
    ]
}

/// One holder of authority. Members of the public are asked for less.
pub(in crate::concerns) fn holder(cx: &Cx, t: Typed<'_>, pack: &Pack, n: usize, full: Option<()>) -> Markup {
    let w = words(cx);
    let f = |part: &str| format!("holder-{n}-{part}");
    html! {
        fieldset.govuk-fieldset {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (w.holder_legend(n as i64)) }
            (ui::text_input(cx, t.form, t.errors, &f("who"), w.holder_who(), (n == 1).then_some(w.holder_who_hint())))
            (ui::radios(cx, t.form, t.errors, &f("told"), w.holder_told(), None, &told(cx)))
            @if full.is_some() {
                (ui::date_input(cx, t.form, t.errors, &f("told_on"), w.holder_told_on(), None, None))
            }
            (ui::select(cx, t.form, t.errors, &f("reason"), w.holder_reason(), None, &choices(cx, pack, list::NOT_TOLD_REASON)))
            @if full.is_some() {
                (ui::text_input(cx, t.form, t.errors, &f("note"), w.holder_note(), None))
            }
        }
    }
}

/// Danger now, and where the child is.
pub(in crate::concerns) fn danger_now(cx: &Cx, t: Typed<'_>) -> Markup {
    let w = words(cx);
    html! {
        (ui::radios(cx, t.form, t.errors, "danger_now", w.danger_now(), Some(w.danger_now_hint()), &told(cx)))
        (ui::textarea(cx, t.form, t.errors, "safety", w.safety(), Some(w.safety_hint()), 3))
    }
}

/// What the worry is about.
pub(in crate::concerns) fn about(cx: &Cx, t: Typed<'_>, pack: &Pack) -> Markup {
    let w = words(cx);
    let boxes = choices(cx, pack, list::MALTREATMENT);
    folded(
        w.about_fold(),
        !t.form.all("about").is_empty() || t.errors.of("about").is_some(),
        html! {
            (ui::checkboxes(cx, t.form, t.errors, "about", w.about(), Some(w.about_hint()), &boxes))
        },
    )
}

/// The shared scales, each level with its sign-post in words.
pub(in crate::concerns) fn scales(cx: &Cx, t: Typed<'_>, pack: &Pack) -> Markup {
    html! {
        @for (name, scale) in
            [("danger", &pack.scales.danger), ("gravity", &pack.scales.gravity), ("urgency", &pack.scales.urgency)]
        {
            (scale_field(cx, t, name, scale))
        }
    }
}

fn scale_field(cx: &Cx, t: Typed<'_>, name: &str, scale: &Scale) -> Markup {
    let levels: Vec<Choice> = scale
        .levels
        .iter()
        .map(|l| {
            Choice::new(l.value.to_string(), format!("{}{} – {}", scale.letter, l.value, l.name.get(cx.lang)))
                .hint(l.anchor.get(cx.lang))
        })
        .collect();
    let legend = scale.name.get(cx.lang);
    ui::radios(cx, t.form, t.errors, name, legend, Some(scale.question.get(cx.lang)), &levels)
}

/// A form that posts to its own address.
pub(in crate::concerns) fn form(cx: &Cx, action: &str, fields: Markup) -> Markup {
    html! {
        form method="post" action=(action) novalidate {
            (ui::form_key(cx))
            (fields)
        }
    }
}
