// SPDX-License-Identifier: EUPL-1.2
//! One practice: as anybody reads it once it is published; before, with what is to be done next, for those whose business it is.

use kernel::{Id, PracticeId};
use maud::{Markup, html};
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui::{self, Page, paragraphs};

use super::super::actions::{self, Standing};
use super::super::card::Card;
use super::super::model::{Heading, NewContact, Part};
use super::super::steps::{Review, State, Step, StepKind};
use super::super::{rules, store_people};
use super::{
    Names, Opened, done, level_name, level_tag, levels_explained, open, sectors, state_tag, word, words,
};

/// The number by which people speak of a practice: the end of its id.
pub(in crate::practices) fn reference(id: PracticeId) -> String {
    let text = id.uuid().simple().to_string();
    format!("BP-{}", text[text.len() - 8..].to_uppercase())
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut opened = open(&cx, |_| true).await?;
    let card = opened.card.clone();
    let names = Names::of(&mut opened.conn, std::slice::from_ref(&card)).await?;
    let is_inside = opened.standing.ours || opened.standing.edits;
    let harms =
        if is_inside { store_people::harms(&mut opened.conn, card.practice.id).await? } else { Vec::new() };
    let public = card.state(cx.today()).is_public();
    let p = &card.practice;
    let body = html! {
        (done(&cx))
        span.govuk-caption-l { (w.practice()) " " (reference(p.id)) }
        h1.govuk-heading-l lang=(p.lang) { (p.title) }
        p { (level_tag(&cx, &card)) " " (state_tag(&cx, &card)) }
        (withdrawn(&cx, &card))
        @if opened.standing.is_any() { (next(&cx, &opened)) }
        @if !p.summary.is_empty() { p.mg-lead lang=(p.lang) { (p.summary) } }
        div.mg-case {
            div.mg-case__main {
                (texts(&cx, &card, &[Part::About, Part::How]))
                // What is still being begun has no list of all that nobody said yet.
                @if is_begun(&cx, &card, Part::Means) { (means(&cx, &card)) }
                @if is_begun(&cx, &card, Part::Results) { (results(&cx, &card)) (sources(&cx, &card)) }
                (analysis(&cx, &card, opened.standing, public))
            }
            aside.mg-case__aside aria-label=(w.in_short()) {
                (in_short(&cx, &card, &names)?)
                (contacts(&cx, &card, is_inside))
                (levels_explained(&cx))
                @if public {
                    section.mg-panel.mg-no-print {
                        h2.govuk-heading-s { (w.harm_title()) }
                        p.govuk-body { (w.harm_lead()) }
                        p { a.govuk-link href=(format!("{}/harms", opened.url())) { (w.harm_open()) } }
                    }
                }
            }
        }
        (told_of_harm(&cx, &card, &harms, opened.standing.edits && actions::handles(&cx, &card).is_ok()))
        (history(&cx, &card, &names, is_inside))
    };
    let title = if public { p.title.clone() } else { w.practice().to_owned() };
    Ok(Page::new(title).crumb(w.bank(), Some("/practices".into())).show(&cx, body))
}

/// Why it is not recommended any more, before anything else is read.
fn withdrawn(cx: &Cx, card: &Card) -> Markup {
    let w = words(cx);
    let Some(step) = card.last(&[StepKind::Withdrawn]) else { return html! {} };
    html! {
        section.mg-panel aria-labelledby="withdrawn" {
            h2.govuk-heading-m id="withdrawn" { (w.withdrawn_title(ui::date(cx, step.on))) }
            @if step.harmful { (ui::warning(cx, w.level_x_hint())) }
            (paragraphs(&step.words))
            p.govuk-body-s { (w.withdrawn_readable()) }
        }
    }
}

/// The texts of some parts, each under its heading; of what is not said, nothing is shown but where it matters.
fn texts(cx: &Cx, card: &Card, parts: &[Part]) -> Markup {
    let w = words(cx);
    let shown =
        parts.iter().flat_map(|p| p.headings()).filter(|h| !matches!(h, Heading::Title | Heading::Summary));
    html! {
        @for heading in shown.filter(|h| !card.texts.get(**h).is_empty()) {
            section.mg-section {
                h2.govuk-heading-m { (word(&w, "heading", heading.code())) }
                div lang=(card.practice.lang) { (paragraphs(card.texts.get(*heading))) }
            }
        }
    }
}

/// Whether a part is shown also where nothing is said in it: once it was sent, or when something is.
fn is_begun(cx: &Cx, card: &Card, part: Part) -> bool {
    card.state(cx.today()) != State::Draft || part.headings().iter().any(|h| !card.texts.get(*h).is_empty())
}

/// What it takes, as a list: what nothing is said about says so.
fn means(cx: &Cx, card: &Card) -> Markup {
    let w = words(cx);
    let rows = Part::Means.headings().iter().map(|h| {
        let said = card.texts.get(*h);
        let value = match said {
            "" => html! { (w.not_said()) },
            said => html! {
                span lang=(card.practice.lang) { @for (n, line) in said.lines().enumerate() { @if n > 0 { br; } (line) } }
            },
        };
        (word(&w, "heading", h.code()), value)
    });
    html! {
        section.mg-section {
            h2.govuk-heading-m { (w.part_means()) }
            (ui::facts(rows.collect()))
        }
    }
}

/// Results, in three columns that are never one; and harms, also when nothing is known of them.
fn results(cx: &Cx, card: &Card) -> Markup {
    let w = words(cx);
    let said = |h: Heading| {
        let words = card.texts.get(h).to_owned();
        html! {
            @if words.is_empty() { p.govuk-body { (w.not_said()) } }
            @else { div lang=(card.practice.lang) { (paragraphs(&words)) } }
        }
    };
    html! {
        section.mg-section {
            h2.govuk-heading-m { (w.part_results()) }
            p.govuk-body-s { (w.results_apart()) }
            @for heading in [Heading::Claimed, Heading::Perceived, Heading::Measured, Heading::Harms] {
                section.mg-panel {
                    h3.govuk-heading-s { (word(&w, "heading", heading.code())) }
                    (said(heading))
                }
            }
        }
    }
}

fn sources(cx: &Cx, card: &Card) -> Markup {
    let w = words(cx);
    html! {
        section.mg-section {
            h2.govuk-heading-m { (w.sources()) }
            @if card.sources.is_empty() { p.govuk-body { (w.sources_none()) } }
            @else {
                ul.govuk-list.govuk-list--bullet {
                    @for source in &card.sources {
                        li {
                            (source.citation) " " (ui::tag("", word(&w, "source", source.kind.code())))
                            @if !source.place.is_empty() { br; span.govuk-body-s { (source.place) } }
                        }
                    }
                }
            }
        }
    }
}

/// What both readers said, without their names: the analysis that goes with a practice (R201). Before both have answered, each
/// reads their own alone.
fn analysis(cx: &Cx, card: &Card, standing: Standing, public: bool) -> Markup {
    let w = words(cx);
    let mine = cx.actor.as_ref().and_then(|a| card.reading_of(a.practitioner, a.institution)).map(|r| r.id);
    let is_read = card.is_read() && (public || standing.is_any());
    let shown: Vec<&Review> = card
        .readings()
        .into_iter()
        .filter(|r| r.answered_at.is_some() && (is_read || Some(r.id) == mine))
        .collect();
    html! {
        @if !shown.is_empty() {
            section.mg-section {
                h2.govuk-heading-m { (w.analysis()) }
                @if is_read { p.govuk-body-s { (w.analysis_how()) } } @else { p.govuk-body-s { (w.analysis_alone()) } }
                @for (n, review) in (1_i64..).zip(&shown) {
                    section.mg-panel {
                        h3.govuk-heading-s {
                            @if is_read { (w.reading_nth(n)) } @else { (w.reading_mine()) }
                            @if let Some(finding) = review.finding { " – " (finding_words(cx, review, finding)) }
                        }
                        (paragraphs(&review.words))
                        @if let Some(source) = review.source.and_then(|id| card.source(id)) { p.govuk-body-s { (w.rests_on(&source.citation)) } }
                    }
                }
            }
        }
    }
}

fn finding_words(cx: &Cx, review: &Review, finding: super::super::steps::Finding) -> String {
    let w = words(cx);
    match review.level {
        Some(level) => level_name(&w, level),
        None => word(&w, "finding", finding.code()).to_owned(),
    }
}

fn in_short(cx: &Cx, card: &Card, names: &Names) -> Result<Markup, Problem> {
    let w = words(cx);
    let p = &card.practice;
    let all = sectors(cx)?;
    let of = |code: &String| all.iter().find(|s| s.code == *code).map_or(code.clone(), |s| s.label.clone());
    let sectors = card.sectors.iter().map(of).collect::<Vec<_>>().join(", ");
    let day = |d: Option<kernel::Date>| html! { @if let Some(d) = d { (ui::date(cx, d)) } };
    let service =
        |id| html! { a.govuk-link href=(format!("/institutions/{id}")) { (names.institution(id)) } };
    Ok(ui::panel(
        w.in_short(),
        None,
        ui::facts(vec![
            (w.institution(), service(p.institution)),
            (
                w.partners(),
                html! { @for (n, id) in card.partners.iter().enumerate() { @if n > 0 { br; } (service(*id)) } },
            ),
            (w.sector(), html! { (sectors) }),
            (w.territory(), html! { (names.territory(p.territory)) }),
            (w.column_published(), day(p.published_on)),
            (w.column_again(), day(p.re_review_on.filter(|_| p.withdrawn_on.is_none()))),
            (
                w.taken_from(),
                html! {
                    @if let Some(at) = p.source_institution { (w.taken_from_survey(names.institution(at))) }
                },
            ),
        ]),
    ))
}

/// Whom one may turn to: what they agreed to have published; their own service and the editors see all.
fn contacts(cx: &Cx, card: &Card, is_inside: bool) -> Markup {
    let w = words(cx);
    let shown: Vec<NewContact> =
        card.contacts.iter().map(|c| if is_inside { c.who.clone() } else { c.published() }).collect();
    html! {
        @if !shown.is_empty() {
            section.mg-panel {
                h2.govuk-heading-s { (w.contacts()) }
                @for c in &shown {
                    p.govuk-body {
                        @if c.name.is_empty() { strong { (w.contact_unnamed()) } } @else { strong { (c.name) } }
                        @if !c.role.is_empty() { br; (c.role) }
                        @if !c.address.is_empty() { br; (c.address) }
                        @if !c.phone.is_empty() { br; (c.phone) }
                        @if !c.email.is_empty() { br; (c.email) }
                    }
                }
                @if is_inside { p.govuk-body-s { (w.contacts_inside()) } }
            }
        }
    }
}

/// What comes next for whoever looks, said plainly, with its button.
fn next(cx: &Cx, opened: &Opened) -> Markup {
    let w = words(cx);
    let (card, state) = (&opened.card, opened.state(cx));
    let handles = actions::handles(cx, card).is_ok();
    let standing = Standing { edits: opened.standing.edits && handles, ..opened.standing };
    let url = opened.url();
    let me = cx.actor.as_ref().map(|a| (a.practitioner, a.institution));
    let reading = me.and_then(|(who, at)| card.reading_of(who, at));
    let mut links: Vec<(&'static str, String, bool)> = Vec::new();
    let mut link = |label, path: &str, first: bool| links.push((label, format!("{url}/{path}"), first));
    if standing.ours && state.is_being_written() {
        link(w.submit_title(), "submission", rules::missing(card).is_empty());
    }
    if standing.directs && rules::agreeing(card, cx.today()).is_ok() {
        link(w.agreement_title(), "agreement", !card.is_agreed());
    }
    if let Some(reading) = reading.filter(|r| r.answered_at.is_none() && state == State::InReview) {
        match reading.declared_at {
            None => link(w.interest_title(), "interest", true),
            Some(_) => link(w.review_title(), "review", true),
        }
    }
    if standing.edits {
        match state {
            State::Submitted => link(w.screening_title(), "screening", true),
            State::Screened => link(w.readers_title(), "readers", true),
            State::InReview if card.readings().len() < rules::REVIEWERS => {
                link(w.readers_title(), "readers", true)
            }
            State::Rated => link(w.publication_title(), "publication", card.is_agreed()),
            _ => {}
        }
        if state.is_recommended() {
            link(w.again_title(), "re-review", state == State::ReReviewDue);
        }
    }
    if state.is_recommended() && (standing.edits || standing.directs) {
        link(w.withdrawal_title(), "withdrawal", false);
    }
    if standing.ours && state != State::Withdrawn && !state.is_being_written() {
        link(w.contacts_keep(), "contacts", false);
    }
    let returned = card.steps.last().filter(|s| s.kind == StepKind::Returned);
    html! {
        section.mg-panel.mg-no-print aria-labelledby="next" {
            h2.govuk-heading-m id="next" { (w.next_title()) }
            p.govuk-body { (word(&w, "next", state.code())) }
            @if let Some(step) = returned.filter(|s| !s.words.is_empty()) {
                div.govuk-inset-text { p.govuk-body { strong { (w.returned_because()) } } (paragraphs(&step.words)) }
            }
            @if let Some(step) = returned.filter(|s| s.words.is_empty()) {
                div.govuk-inset-text {
                    p.govuk-body { (if step.harmful { w.returned_harmful() } else { w.returned_by_readers() }) }
                }
            }
            @if state == State::Rated && !card.is_agreed() { p.govuk-body { (w.next_agreement_missing()) } }
            @if standing.ours && state.is_being_written() { (tasks(cx, card, &url)) }
            div.govuk-button-group {
                @for (label, href, first) in &links {
                    a.govuk-button.govuk-button--secondary[!*first] href=(href) { (label) }
                }
            }
        }
    }
}

/// The parts to be written, and which of them ask for more.
fn tasks(cx: &Cx, card: &Card, url: &str) -> Markup {
    let w = words(cx);
    let missing = rules::missing(card);
    let of_part = |part: Part| part.headings().iter().any(|h| missing.contains(h));
    let begun = |part: Part| part.headings().iter().any(|h| !card.texts.get(*h).is_empty());
    let part = |part: Part| {
        let stand = match (of_part(part), begun(part)) {
            (true, _) => Some(w.task_to_complete()),
            (false, true) => None,
            (false, false) => Some(w.task_optional()),
        };
        (word(&w, "part", part.code()), part.code(), stand)
    };
    let some = |any: bool, otherwise| if any { None } else { Some(otherwise) };
    let rows = [
        part(Part::About),
        part(Part::How),
        (
            w.partners_title(),
            "partners",
            some(!card.sectors.is_empty() || !card.partners.is_empty(), w.task_optional()),
        ),
        part(Part::Means),
        part(Part::Results),
        (w.sources(), "sources", some(!card.sources.is_empty(), w.task_optional())),
        (w.contacts(), "contacts", some(!card.contacts.is_empty(), w.task_to_complete())),
    ];
    html! {
        ul.govuk-task-list {
            @for (title, path, stand) in rows {
                li.govuk-task-list__item.govuk-task-list__item--with-link {
                    div.govuk-task-list__name-and-hint {
                        a.govuk-link.govuk-task-list__link href=(format!("{url}/{path}")) aria-describedby=(format!("task-{path}")) { (title) }
                    }
                    div.govuk-task-list__status id=(format!("task-{path}")) {
                        @match stand {
                            Some(stand) if stand == w.task_to_complete() => (ui::tag("warn", stand)),
                            Some(stand) => (stand),
                            None => (w.task_done()),
                        }
                    }
                }
            }
        }
    }
}

/// What readers said of harm, and what the editors answered: for its service and the editors.
fn told_of_harm(cx: &Cx, card: &Card, harms: &[super::super::steps::Harm], answers: bool) -> Markup {
    let w = words(cx);
    html! {
        @if !harms.is_empty() {
            section.mg-section {
                h2.govuk-heading-m { (w.harms_told()) }
                @for harm in harms {
                    section.mg-panel {
                        p.govuk-body-s { (ui::date_time(cx, harm.recorded_at)) " · " (word(&w, "said-as", harm.said_as.code())) }
                        (paragraphs(&harm.words))
                        @if harm.answered_at.is_some() {
                            div.govuk-inset-text { p.govuk-body { strong { (w.harm_answer()) } } (paragraphs(&harm.answer)) }
                        } @else if answers {
                            p { a.govuk-button.govuk-button--secondary href=(format!("/practices/{}/harms/{}", card.practice.id, harm.id.simple())) { (w.harm_answer_title()) } }
                        } @else { p.govuk-body-s { (w.harm_not_answered()) } }
                    }
                }
            }
        }
    }
}

/// What anybody may know of how it came to stand where it stands.
fn is_for_all(step: &Step) -> bool {
    use StepKind as K;
    matches!(step.kind, K::Rated | K::Agreed | K::Published | K::Confirmed | K::Downgraded | K::Withdrawn)
}

fn history(cx: &Cx, card: &Card, names: &Names, is_inside: bool) -> Markup {
    let w = words(cx);
    let from = card.steps.iter().rposition(|s| s.kind == StepKind::Submitted).unwrap_or(0);
    let shown: Vec<&Step> = card
        .steps
        .iter()
        .enumerate()
        .filter(|(n, s)| is_inside || (*n >= from && is_for_all(s)))
        .map(|(_, s)| s)
        .collect();
    html! {
        @if !shown.is_empty() {
            (ui::details(w.history(), html! {
                ol.mg-timeline {
                    @for step in &shown {
                        li.mg-timeline__item {
                            div.mg-timeline__when { time datetime=(step.on) { (ui::date(cx, step.on)) } }
                            h3.mg-timeline__title {
                                (word(&w, "step", step.kind.code()))
                                @if let Some(level) = step.level { " – " (level_name(&w, level)) }
                            }
                            // What was said of the family’s leave when it was sent is a code.
                            @if step.kind == StepKind::Submitted {
                                @if is_inside { p.govuk-body-s { (word(&w, "leave", &step.words)) } }
                            } @else if !step.words.is_empty() { (paragraphs(&step.words)) }
                            @if is_inside {
                                @if let Some(by) = step.by { p.mg-timeline__meta { (names.practitioner(by)) ", " (names.institution(step.institution)) } }
                            }
                        }
                    }
                }
            }))
        }
    }
}
