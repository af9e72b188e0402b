// SPDX-License-Identifier: EUPL-1.2
//! What the rules answered, in words: who may learn what, what is missing and why, what would change it, what it rests on.

use kernel::PractitionerId;
use maud::{Markup, html};
use platform::http::Cx;
use platform::ui;
use secrecy::{
    About, Certainty, Change, Condition, Decision, Fact, Finding, Obstacle, Outcome, RuleSet, State, Used,
    Way,
};

use super::super::model::{Decided, Disclosure};
use super::{Names, paragraphs, words};

/// Whom and what an explanation speaks of: the references that the rules know, with the names that the reader does.
#[derive(Default)]
pub(crate) struct Shown {
    /// Those who would learn something.
    pub(crate) recipients: Vec<(String, String)>,
    /// What they would learn.
    pub(crate) pieces: Vec<(String, String)>,
    /// Those who must be told before.
    pub(crate) persons: Vec<(String, String)>,
}

impl Shown {
    fn of(d: &Disclosure, names: &Names) -> Shown {
        let c = &d.composition;
        let name = |id: PractitionerId| (id.to_string(), names.practitioner(id).to_owned());
        Shown {
            recipients: c.recipients.iter().map(|r| name(r.practitioner)).collect(),
            pieces: c.pieces.iter().map(|p| (p.id.to_string(), p.title.clone())).collect(),
            persons: c
                .family
                .iter()
                .map(|f| (f.person.to_string(), names.person(f.person).to_owned()))
                .collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.recipients.is_empty() || self.pieces.is_empty()
    }
}

fn named<'a>(among: &'a [(String, String)], id: &str) -> &'a str {
    among.iter().find(|(known, _)| known == id).map_or("", |(_, name)| name.as_str())
}

/// The answer to a decision, as it stands or as it was kept.
pub(super) fn answer(cx: &Cx, rules: &RuleSet, answer: &Decision, d: &Disclosure, names: &Names) -> Markup {
    let w = words(cx);
    let s = Shown::of(d, names);
    html! {
        @if s.is_empty() { div.govuk-inset-text { p { (w.outcome_nothing_yet()) } } } @else { (outcome(cx, answer.outcome)) }
        (reasons(cx, rules, answer, &s))
    }
}

/// What the rules answered, condition by condition: what is missing and why, what would change it, what is met and by which law.
pub(crate) fn reasons(cx: &Cx, rules: &RuleSet, answer: &Decision, s: &Shown) -> Markup {
    let w = words(cx);
    let lang = cx.lang.code();
    let unmet: Vec<&Finding> = answer.unmet().collect();
    let met: Vec<&Finding> = answer.findings.iter().filter(|f| f.state == State::Met).collect();
    let enough: Vec<&Change> =
        answer.changes.iter().filter(|c| c.is_enough() && c.way != Way::ChoosingOtherwise).collect();
    let is_empty = s.is_empty();
    html! {
        @if rules.certainty() == Certainty::Uncertain { (ui::warning(cx, w.rule_set_uncertain())) }
        @for obstacle in &answer.obstacles {
            @if let Some(text) = obstacle_text(cx, obstacle) { p.govuk-body { (text) } }
        }
        @if !is_empty { (pairs(cx, answer, s)) }
        @if !unmet.is_empty() && !is_empty {
            h3.govuk-heading-s { (w.unmet_title()) }
            ol.mg-conditions {
                @for finding in &unmet {
                    @if let Some(condition) = rules.condition(&finding.condition) {
                        li { (unmet_condition(cx, rules, condition, finding, s)) }
                    }
                }
            }
        }
        @if !enough.is_empty() && answer.outcome != Outcome::Permitted {
            h3.govuk-heading-s { (w.changes_title()) }
            p.govuk-body-s { (w.changes_text()) }
            ul.govuk-list.govuk-list--bullet {
                @for change in enough {
                    li { (w.fact_is(fact_name(cx, rules, &change.fact), value_name(cx, &change.to))) " " (about(cx, &change.about, s)) }
                }
            }
        }
        @if !met.is_empty() && !is_empty {
            (ui::details(w.met_title(), html! {
                ul.govuk-list {
                    @for finding in &met {
                        @if let Some(condition) = rules.condition(&finding.condition) {
                            li { (condition.says(lang)) " " (about(cx, &finding.about, s)) " " (laws(cx, condition, answer)) }
                        }
                    }
                }
            }))
        }
        @for note in rules.notes(lang) { p.govuk-body-s { (note) } }
        p.govuk-body-s { (w.no_legal_advice()) }
    }
}

/// The answer while a decision is prepared: where it stands, and the conditions that are still missing, in a line each. The
/// whole explanation comes before deciding.
pub(super) fn so_far(cx: &Cx, rules: &RuleSet, answer: &Decision, d: &Disclosure, names: &Names) -> Markup {
    let w = words(cx);
    let lang = cx.lang.code();
    let s = &Shown::of(d, names);
    if s.is_empty() {
        return html! { div.govuk-inset-text { p { (w.outcome_nothing_yet()) } } };
    }
    html! {
        (outcome(cx, answer.outcome))
        (pairs(cx, answer, s))
        ul.govuk-list {
            @for finding in answer.unmet() {
                @if let Some(condition) = rules.condition(&finding.condition) {
                    li {
                        @if finding.state == State::Open { (ui::tag("warn", w.state_open())) } @else { (ui::tag("danger", w.state_not_met())) }
                        " " (condition.says(lang)) " " (about(cx, &finding.about, s))
                    }
                }
            }
        }
    }
}

/// What is done instead of what was refused: what was chosen of what the rules offer, and what was added in words.
pub(super) fn instead(rules: &RuleSet, decided: &Decided, lang: &str) -> Markup {
    let offered = rules.alternatives_for(&decided.decision);
    let chosen: Vec<&str> = offered
        .iter()
        .filter(|one| decided.alternatives.iter().any(|code| code == one.code()))
        .map(|one| one.words(lang))
        .collect();
    html! {
        @if !chosen.is_empty() { ul.govuk-list.govuk-list--bullet { @for one in chosen { li { (one) } } } }
        (paragraphs(&decided.alternative))
    }
}

fn outcome(cx: &Cx, outcome: Outcome) -> Markup {
    let w = words(cx);
    let (class, text) = match outcome {
        Outcome::Permitted => ("mg-answer mg-answer--yes", w.outcome_permitted()),
        Outcome::PermittedInPart => ("mg-answer mg-answer--part", w.outcome_in_part()),
        Outcome::Refused => ("mg-answer mg-answer--no", w.outcome_refused()),
    };
    html! { p class=(class) { strong { (text) } } }
}

/// Who may learn what: one line a piece, one column a recipient.
fn pairs(cx: &Cx, answer: &Decision, s: &Shown) -> Markup {
    let w = words(cx);
    let mut columns = vec![ui::Column { label: w.pairs_piece(), sort: None }];
    columns.extend(s.recipients.iter().map(|(_, name)| ui::Column { label: name, sort: None }));
    ui::table(
        w.pairs_caption(),
        &columns,
        html! {
            @for (piece, title) in &s.pieces {
                tr {
                    th scope="row" { (title) }
                    @for (who, name) in &s.recipients {
                        td data-label=(name) {
                            @if answer.permits(who, piece) { (ui::tag("ok", w.pair_yes())) }
                            @else { (ui::tag("danger", w.pair_no())) }
                        }
                    }
                }
            }
        },
    )
}

fn unmet_condition(cx: &Cx, rules: &RuleSet, condition: &Condition, finding: &Finding, s: &Shown) -> Markup {
    let w = words(cx);
    let lang = cx.lang.code();
    html! {
        p.govuk-body {
            strong { (condition.says(lang)) } " " (about(cx, &finding.about, s)) " "
            @if finding.state == State::Open { (ui::tag("warn", w.state_open())) } @else { (ui::tag("danger", w.state_not_met())) }
        }
        p.govuk-body-s { (w.used()) " " (used(cx, rules, &finding.used, s)) }
        p.govuk-body { (condition.remedy(lang)) }
        @if !condition.alternatives().is_empty() {
            ul.govuk-list.govuk-list--bullet { @for other in condition.alternatives() { li { (other.words(lang)) } } }
        }
        (ui::details(w.law(), html! {
            @for law in condition.laws() {
                p.govuk-body-s { strong { (law.name(lang)) } }
                ul.govuk-list {
                    @for number in law.numbers() {
                        li {
                            (number.cite(lang))
                            @if number.certainty() == Certainty::Uncertain { " " (ui::tag("warn", w.uncertain())) }
                        }
                    }
                }
            }
            @if condition.certainty() == Certainty::Uncertain { p.govuk-body-s { (w.condition_uncertain()) } }
        }))
    }
}

/// What a rule set rests on, one click away: each law with its numbers of the day, and which of them are not certain.
pub(crate) fn text_of_law(cx: &Cx, rules: &RuleSet) -> Markup {
    let w = words(cx);
    let (lang, day) = (cx.lang.code(), rulebook::day(cx.today()));
    ui::details(
        w.law(),
        html! {
            @for law in rules.laws() {
                p.govuk-body-s { strong { (law.name(lang)) } }
                ul.govuk-list {
                    @for number in law.numbers_on(day) {
                        li {
                            (number.cite(lang))
                            @if number.certainty() == Certainty::Uncertain { " " (ui::tag("warn", w.uncertain())) }
                        }
                    }
                }
            }
            @for note in rules.notes(lang) { p.govuk-body-s { (note) } }
        },
    )
}

fn laws(cx: &Cx, condition: &Condition, answer: &Decision) -> Markup {
    let lang = cx.lang.code();
    let cited: Vec<&str> =
        condition.laws().iter().flat_map(|law| law.numbers_on(answer.on)).map(|n| n.cite(lang)).collect();
    html! { @if !cited.is_empty() { span.mg-unknown { "(" (cited.join(" · ")) ")" } } }
}

/// What a condition or a change is about, when it is not the whole.
fn about(cx: &Cx, of: &About, s: &Shown) -> String {
    let w = words(cx);
    let who = |id: &str| named(&s.recipients, id);
    let what = |id: &str| named(&s.pieces, id);
    match of {
        About::Decision => String::new(),
        About::Recipient(id) => w.about_recipient(who(id)),
        About::Item(id) => w.about_piece(what(id)),
        About::Pair { recipient, item } => w.about_pair(what(item), who(recipient)),
    }
}

fn used(cx: &Cx, rules: &RuleSet, used: &[Used], s: &Shown) -> String {
    let w = words(cx);
    let one = |u: &Used| {
        let said = w.fact_is(fact_name(cx, rules, &u.fact), value_name(cx, &u.value));
        let untold: Vec<&str> = u.untold.iter().map(|id| named(&s.persons, id)).collect();
        if untold.is_empty() { said } else { format!("{said} ({})", untold.join(", ")) }
    };
    used.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn fact_name(cx: &Cx, rules: &RuleSet, fact: &Fact) -> String {
    if let Fact::Answer(code) = fact {
        let asked = rules.question(code).map(|q| q.ask(cx.lang.code()));
        return asked.unwrap_or(code).trim_end_matches(['?', '\u{a0}', ' ']).to_owned();
    }
    let key = format!("fact-{}", fact.code().replace('_', "-"));
    words(cx).by_key(&key).unwrap_or(fact.code()).to_owned()
}

fn value_name(cx: &Cx, value: &str) -> String {
    let key = format!("value-{}", value.replace('_', "-"));
    words(cx).by_key(&key).unwrap_or(value).to_owned()
}

fn obstacle_text(cx: &Cx, obstacle: &Obstacle) -> Option<&'static str> {
    let w = words(cx);
    match obstacle {
        Obstacle::NotInForce => Some(w.obstacle_not_in_force()),
        Obstacle::Failed(_) => Some(w.obstacle_failed()),
        // Said where it is composed.
        Obstacle::NoRecipient | Obstacle::NoItem => None,
        Obstacle::Twice(_) | Obstacle::Stranger(_) => Some(w.obstacle_facts()),
    }
}
