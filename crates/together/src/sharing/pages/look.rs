// SPDX-License-Identifier: EUPL-1.2
//! A second pair of eyes: asking for it, looking, and where an institution says when it wants it.

use ::register::access::Action;
use kernel::DisclosureId;
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};
use secrecy::Outcome;

use super::super::actions;
use super::super::look::{Look, View, Wanted, took_part};
use super::super::model::{Disclosure, Told};
use super::{Documents, Names, Opened, TEXT, explain, filled, open, page, paragraphs, url, words};

/// Where it stands, on the page of a decision that is being prepared; nothing where nobody asked and nobody wants it.
pub(super) fn section(
    cx: &Cx,
    opened: &Opened,
    names: &Names,
    wanted: Option<Wanted>,
    outcome: Outcome,
) -> Result<Markup, Problem> {
    let w = words(cx);
    let d = &opened.disclosure;
    let wanted_words = wanted.map(|by| match by {
        Wanted::ByRule => w.look_wanted_by_rule(),
        Wanted::ByInstitution => w.look_wanted_by_institution(),
    });
    let me = cx.actor()?.practitioner;
    let Some(look) = &d.look else {
        let Some(text) = wanted_words else { return Ok(html! {}) };
        return Ok(html! {
            h3.govuk-heading-m { (w.look_title()) }
            p.govuk-body { (text) " " @if outcome == Outcome::Refused { (w.look_not_yet()) } }
        });
    };
    Ok(html! {
        h3.govuk-heading-m { (w.look_title()) }
        @match &look.given {
            None => {
                p.govuk-body { (ui::tag("warn", w.look_waits())) " " (w.look_asked_by(names.practitioner(look.asked_by), ui::date_time(cx, look.asked_at))) }
                @if opened.may(Action::Approve) && !took_part(d, me) {
                    p.mg-no-print { a.govuk-button href=(format!("{}/look", url(d))) { (w.look_open()) } }
                } @else { p.govuk-body { (w.look_by_whom()) } }
            }
            Some(given) => {
                p.govuk-body {
                    @match given.view { View::Agreed => (ui::tag("ok", w.look_agreed())), View::SentBack => (ui::tag("danger", w.look_sent_back())) }
                    " " (w.look_given_by(names.practitioner(given.by), ui::date_time(cx, given.at)))
                }
                (paragraphs(&given.words))
                @if given.view == View::SentBack { p.govuk-body { (w.look_sent_back_text()) } }
            }
        }
    })
}

/// Who looked before it was decided, and what they said; nothing where nobody did.
pub(super) fn given(cx: &Cx, d: &Disclosure, names: &Names) -> Markup {
    let given = d.look.as_ref().and_then(|look| look.given.as_ref());
    html! {
        @if let Some(given) = given {
            (words(cx).look_given_by(names.practitioner(given.by), ui::date_time(cx, given.at)))
            (paragraphs(&given.words))
        }
    }
}

/// The deeds of whoever prepares: to ask for a look first where it is wanted, else to decide.
pub(super) fn deeds(cx: &Cx, opened: &Opened, wanted: Option<Wanted>, outcome: Outcome) -> Markup {
    let w = words(cx);
    let d = &opened.disclosure;
    let url = url(d);
    let look = d.look.as_ref();
    let blocks = wanted.is_some() && outcome != Outcome::Refused && !look.is_some_and(|l| l.is_agreed());
    // Whoever sent it back waits for what becomes of it.
    let gave = |l: &Look| l.given.as_ref().is_some_and(|given| given.by == opened.leave.practitioner());
    let can_ask = outcome != Outcome::Refused && !look.is_some_and(|l| l.waits() || l.is_agreed() || gave(l));
    let ask = |class: &str| {
        html! {
            form method="post" action=(format!("{url}/look/request")) {
                (ui::form_key(cx))
                button.govuk-button class=(class) type="submit" { (w.look_ask()) }
            }
        }
    };
    html! {
        @if blocks && can_ask { (ask("")) }
        @if !blocks { a.govuk-button href=(format!("{url}/decision")) { (w.deed_decide()) } }
        @if !blocks && can_ask { (ask("govuk-button--secondary")) }
        a.govuk-link href=(format!("{url}/withdrawal")) { (w.deed_abandon()) }
    }
}

pub(super) async fn ask(cx: Cx) -> Result<Reply, Problem> {
    let id: DisclosureId = cx.id("id")?;
    actions::ask_look(&cx, id).await?;
    Ok(redirect(format!("/disclosures/{id}?done=look-asked")))
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let opened = open(&cx, Action::Approve).await?;
    look_page(&cx, opened, cx.form(), &FieldErrors::default()).await
}

/// All that is about to be decided, as a stranger to it reads it: why, to whom, what in its words, who was told, what the rules say.
async fn look_page(cx: &Cx, mut opened: Opened, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (leave, d) = (opened.leave.clone(), opened.disclosure.clone());
    let me = cx.actor()?.practitioner;
    let seen = d.version;
    if let Err(refusal) = super::super::look::looking(&d, me, seen, View::Agreed, "") {
        return Err(actions::refused(cx, refusal));
    }
    let rules = actions::rule_set(cx, &d)?;
    let lang = cx.lang.code();
    let names = Names::of(cx, &mut opened.conn, std::slice::from_ref(&d)).await?;
    let answer = actions::assess(cx, &mut opened.conn, &leave, &d).await?;
    let c = &d.composition;
    let url = url(&d);
    let views = [
        Choice::new(View::Agreed.code(), w.look_agree()).hint(w.look_agree_hint()),
        Choice::new(View::SentBack.code(), w.look_send_back()).hint(w.look_send_back_hint()),
    ];
    let asked_by = d.look.as_ref().map_or("", |look| names.practitioner(look.asked_by));
    let body = html! {
        p.mg-lead { (w.look_lead(asked_by)) }
        (ui::facts(vec![
            (w.rule(), html! { (rules.title(lang)) }),
            (w.why(), paragraphs(&c.why)),
            (w.step_recipients(), html! {
                ul.govuk-list { @for r in &c.recipients { li { (names.practitioner(r.practitioner)) ", " (names.institution(r.institution)) } } }
            }),
        ]))
        h3.govuk-heading-m { (w.step_pieces()) }
        @for piece in &c.pieces {
            section.mg-panel {
                h4.govuk-heading-s { (piece.title) }
                (paragraphs(&piece.words))
                (super::document(cx, &d, piece, Documents::OfFile))
                @for need in c.needs.iter().filter(|n| n.piece == piece.id && !n.what_for.is_empty()) {
                    p.govuk-body-s { strong { (names.practitioner(need.recipient)) } " – " (w.needed_for(&need.what_for)) }
                }
            }
        }
        h3.govuk-heading-m { (w.family_title()) }
        (ui::facts(c.family.iter().map(|one| (names.person(one.person), told(cx, one.told.as_ref()))).collect()))
        h3.govuk-heading-m { (w.answer_so_far()) }
        (explain::answer(cx, rules, &answer, &d, &names))
        form method="post" action=(format!("{url}/look")) novalidate {
            (ui::form_key(cx))
            input type="hidden" name="seen" value=(seen);
            (ui::radios(cx, form, errors, "view", w.look_view(), None, &views))
            (ui::textarea(cx, form, errors, "words", w.look_words(), Some(w.look_words_hint()), 4))
            (ui::submit(w.look_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, &opened, w.look_title(), errors, body))
}

/// What somebody of the family knows of it.
fn told(cx: &Cx, told: Option<&Told>) -> Markup {
    let w = words(cx);
    let (state, said) = match told {
        None => (w.step_to_do().to_owned(), ""),
        Some(Told::On { on, words, .. }) => (w.family_told_on(ui::date(cx, *on)), words.as_str()),
        Some(Told::NotTold { words, .. }) => (w.family_not_told().to_owned(), words.as_str()),
        Some(Told::NotConcerned { words }) => (w.family_not_concerned().to_owned(), words.as_str()),
    };
    html! { p.govuk-body { (state) } (paragraphs(said)) }
}

pub(super) async fn give(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let opened = open(&cx, Action::Approve).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let view = input.required_choice("view", View::parse, w.look_view_missing());
    let said = match view {
        Some(View::SentBack) => input.required_text("words", TEXT, w.refused_sent_back_without_words()),
        _ => input.text("words", TEXT),
    };
    let seen = cx.form().text("seen").parse::<i64>().unwrap_or_default();
    if view.is_some()
        && seen != opened.disclosure.version
        && opened.disclosure.look.as_ref().is_some_and(|l| l.waits())
    {
        // What they wrote stays; what they read is shown again as it is now.
        input.errors.add("view", "changed-since-shown", w.refused_changed_since_shown());
    }
    let (Some(view), true) = (view, input.errors.is_empty()) else {
        return look_page(&cx, opened, cx.form(), &input.errors).await;
    };
    let id: DisclosureId = opened.disclosure.id;
    drop(opened);
    actions::look(&cx, id, seen, view, &said).await?;
    Ok(redirect(format!("/disclosures/{id}?done=look-{}", view.code())))
}

// ── Where an institution says when it wants it ───────────────────────────────

pub(super) async fn wanted_form(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let wanted = actions::looks_wanted(&cx, &mut conn).await?;
    drop(conn);
    let form = filled(wanted.into_iter().map(|code| ("rules".to_owned(), code)));
    wanted_page(&cx, &form)
}

fn wanted_page(cx: &Cx, form: &Form) -> Result<Reply, Problem> {
    let w = words(cx);
    let lang = cx.lang.code();
    let offered = actions::look_offered(cx)?;
    let by_rule: Vec<&str> =
        offered.iter().filter(|set| set.asks_second_look()).map(|set| set.title(lang)).collect();
    let choices: Vec<Choice> = offered
        .iter()
        .filter(|set| !set.asks_second_look())
        .map(|set| Choice::new(set.code(), set.title(lang)).hint(set.summary(lang)))
        .collect();
    let errors = FieldErrors::default();
    let body = html! {
        (super::done(cx))
        h1.govuk-heading-l { (w.looks_title()) }
        p.mg-lead { (w.looks_lead()) }
        @if !by_rule.is_empty() {
            p.govuk-body { (w.looks_by_rule()) }
            ul.govuk-list.govuk-list--bullet { @for title in by_rule { li { (title) } } }
        }
        form method="post" action="/disclosures/second-looks" novalidate {
            (ui::form_key(cx))
            (ui::checkboxes(cx, form, &errors, "rules", w.looks_choice(), Some(w.looks_choice_hint()), &choices))
            p.govuk-body { (w.looks_danger()) }
            (ui::submit(w.save(), Some((w.cancel(), "/disclosures"))))
        }
    };
    let page = Page::new(w.looks_title()).crumb(w.alone_title(), Some("/disclosures".into()));
    Ok(page.narrow().show(cx, body))
}

pub(super) async fn want(cx: Cx) -> Result<Reply, Problem> {
    let chosen = cx.form().all("rules");
    actions::want_looks(&cx, &chosen).await?;
    Ok(redirect("/disclosures/second-looks?done=looks"))
}
