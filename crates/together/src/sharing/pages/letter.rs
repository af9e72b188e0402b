// SPDX-License-Identifier: EUPL-1.2
//! Letters to the child and the family: what one would say, the letter that was written, and that it was handed over.

use ::register::access::Action;
use kernel::{DisclosureId, Lang, LetterId, PersonId};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, attachment, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::actions::{self, Handed, NewLetter, Outlook};
use super::super::letter::{Announced, Difference, Letter, Way, letter_language};
use super::super::model::{Disclosure, Told};
use super::super::printing::Address;
use super::super::rules;
use super::{LINE, Names, Opened, TEXT, filled, headed, open, paragraphs, url, words};

/// How many days ahead a letter announces, unless another day is chosen: time to read, to ask and to answer.
const USUAL_DAYS: i32 = 7;

// ── Writing ──────────────────────────────────────────────────────────────────

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let mut opened = open(&cx, Action::Write).await?;
    let person: PersonId = cx.id("person")?;
    let ahead = outlook(&cx, &mut opened, person).await?;
    let language = letter_language(&ahead.languages).unwrap_or(cx.lang);
    let needs = !ahead.interpreter.is_empty()
        || (!ahead.languages.is_empty() && letter_language(&ahead.languages).is_none());
    let with = match (ahead.interpreter.as_str(), needs) {
        ("", true) => ahead.languages.split([',', ';']).next().unwrap_or_default().trim().to_owned(),
        (interpreter, _) => interpreter.to_owned(),
    };
    let form = filled([
        ("language".to_owned(), language.code().to_owned()),
        ("interpreter".to_owned(), with),
        ("telling".to_owned(), cx.today().plus_days(USUAL_DAYS).to_string()),
    ]);
    form_page(&cx, opened, person, &ahead, &form, &FieldErrors::default()).await
}

async fn outlook(cx: &Cx, opened: &mut Opened, person: PersonId) -> Result<Outlook, Problem> {
    let (leave, d) = (opened.leave.clone(), opened.disclosure.clone());
    actions::outlook(cx, &mut opened.conn, &leave, &d, person).await
}

async fn form_page(
    cx: &Cx,
    mut opened: Opened,
    person: PersonId,
    ahead: &Outlook,
    form: &Form,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let d = opened.disclosure.clone();
    let names = Names::of(cx, &mut opened.conn, std::slice::from_ref(&d)).await?;
    let rules = actions::rule_set(cx, &d)?;
    let who = names.person(person);
    let url = url(&d);
    let speaks_none = !ahead.languages.is_empty() && letter_language(&ahead.languages).is_none();
    let languages: Vec<Choice> = Lang::ALL.iter().map(|l| Choice::new(l.code(), l.own_name())).collect();
    let address = match &ahead.address {
        Address::Known(text) => html! { (text) },
        Address::Secret => html! { (w.letter_address_secret()) },
        Address::Unknown => html! { (w.letter_address_unknown()) },
    };
    let spoken = (!ahead.languages.is_empty()).then(|| w.letter_speaks(&ahead.languages));
    let body = html! {
        p.mg-lead { (w.letter_lead(who)) }
        section.mg-panel {
            h3.govuk-heading-s { (w.letter_says()) }
            (said(cx, &d, &ahead.announced, &names))
            (ui::facts(vec![
                (w.rule(), html! { (rules.for_family(cx.lang.code())) }),
                (w.letter_address(), address),
            ]))
        }
        form method="post" action=(format!("{url}/family/{person}/letter")) novalidate {
            (ui::form_key(cx))
            @if speaks_none { (ui::warning(cx, &w.letter_no_language(&ahead.languages))) }
            (ui::radios(cx, form, errors, "language", w.letter_language(), spoken.as_deref(), &languages))
            (ui::text_input(cx, form, errors, "interpreter", w.letter_interpreter(), Some(w.letter_interpreter_hint())))
            @match ahead.told_on {
                None => (ui::date_input(cx, form, errors, "telling", w.letter_telling(), Some(w.letter_telling_hint()), None)),
                Some(on) => p.govuk-body { (w.letter_after(ui::date(cx, on))) },
            }
            @if ahead.is_late { (ui::textarea(cx, form, errors, "late", w.letter_late(), Some(w.letter_late_hint()), 3)) }
            (ui::submit(w.letter_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(headed(cx, &opened, w.letter_title(), &w.letter_to(who), errors, body))
}

/// What a letter says, in the order in which it says it.
fn said(cx: &Cx, d: &Disclosure, announced: &Announced, names: &Names) -> Markup {
    let w = words(cx);
    let titles = |shown: &dyn Fn(&super::super::model::Piece) -> bool| {
        html! {
            @for piece in d.composition.pieces.iter().filter(|p| shown(p)) { p.govuk-body { (piece.title) } }
        }
    };
    let at = |who| d.composition.recipients.iter().find(|r| r.practitioner == who).map(|r| r.institution);
    let recipients = html! {
        @for who in announced.recipients() {
            p.govuk-body { (names.practitioner(who)) @if let Some(at) = at(who) { ", " (names.institution(at)) } }
        }
    };
    let mut rows =
        vec![(w.told_list_to(), recipients), (w.told_list_what(), titles(&|p| announced.tells(p.id)))];
    if !announced.withheld.is_empty() {
        rows.push((w.letter_withheld(), titles(&|p| announced.withheld.contains(&p.id))));
    }
    rows.push((w.why(), paragraphs(&announced.why)));
    ui::facts(rows)
}

pub(super) async fn write(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut opened = open(&cx, Action::Write).await?;
    let person: PersonId = cx.id("person")?;
    let ahead = outlook(&cx, &mut opened, person).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let language = input.required_choice("language", Lang::parse, w.letter_language_missing());
    let interpreter = input.line("interpreter", LINE);
    let telling_on = match ahead.told_on {
        Some(_) => None,
        None => input.required_date("telling", w.refused_telling_without_day()),
    };
    if telling_on.is_some_and(|day| day < cx.today()) {
        input.errors.add("telling", "in-past", w.refused_telling_in_past());
    }
    let late_reason = match ahead.is_late {
        true => input.required_text("late", TEXT, w.refused_late_without_reason()),
        false => String::new(),
    };
    let (Some(language), true) = (language, input.errors.is_empty()) else {
        return form_page(&cx, opened, person, &ahead, cx.form(), &input.errors).await;
    };
    let id: DisclosureId = opened.disclosure.id;
    drop(opened);
    let new = NewLetter { person, language, interpreter, telling_on, late_reason };
    let letter = actions::write_letter(&cx, id, &new).await?;
    Ok(redirect(format!("/disclosures/{id}/letters/{letter}?done=letter")))
}

// ── One letter ───────────────────────────────────────────────────────────────

struct Shown {
    opened: Opened,
    letter: Letter,
    names: Names,
    now: Announced,
}

async fn one(cx: &Cx, action: Action) -> Result<Shown, Problem> {
    let mut opened = open(cx, action).await?;
    let (leave, d) = (opened.leave.clone(), opened.disclosure.clone());
    let (_, _, letter) = actions::letter_of(cx, &mut opened.conn, action, d.id, cx.id("letter")?).await?;
    let mut names = Names::of(cx, &mut opened.conn, std::slice::from_ref(&d)).await?;
    names.add(&mut opened.conn, &letters_by(std::slice::from_ref(&letter))).await?;
    let now = actions::announced(cx, &mut opened.conn, &leave, &d).await?;
    Ok(Shown { opened, letter, names, now })
}

/// Who wrote letters and who handed them over.
fn letters_by(letters: &[Letter]) -> Vec<kernel::PractitionerId> {
    letters.iter().flat_map(|l| [Some(l.written_by), l.delivered.as_ref().map(|d| d.by)]).flatten().collect()
}

pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let shown = one(&cx, Action::Read).await?;
    let form = filled([
        ("on".to_owned(), cx.today().to_string()),
        ("with".to_owned(), shown.letter.interpreter.clone()),
    ]);
    Ok(letter_page(&cx, &shown, &form, &FieldErrors::default()))
}

fn letter_page(cx: &Cx, shown: &Shown, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let Shown { opened, letter, names, now } = shown;
    let d = &opened.disclosure;
    let here = format!("{}/letters/{}", url(d), letter.id);
    let who = names.person(letter.person);
    let ways: Vec<Choice> = Way::ALL
        .iter()
        .map(|way| {
            Choice::new(
                way.code(),
                w.by_key(&format!("letter-way-{}", dashed(way.code()))).unwrap_or_default(),
            )
        })
        .collect();
    let explained =
        [Choice::new("yes", w.letter_explained_yes()), Choice::new("no", w.letter_explained_no())];
    let writes = opened.may(Action::Write) && opened.at_work();
    let stale = outdated(d, letter, now);
    let body = html! {
        @if !stale.is_empty() {
            (ui::warning(cx, &w.letter_outdated(stale.iter().filter_map(|d| difference(cx, *d)).collect::<Vec<_>>().join(", "))))
            @if letter.delivered.is_some() { p.govuk-body { (w.letter_outdated_given()) } }
            @if writes { p { a.govuk-link href=(format!("{}/family/{}/letter", url(d), letter.person)) { (w.letter_again()) } } }
        }
        (ui::facts(vec![
            (w.letter_language(), html! { (letter.language.own_name()) @if !letter.interpreter.is_empty() { ", " (w.letter_interpreted(&letter.interpreter)) } }),
            (w.letter_written(), html! { (names.practitioner(letter.written_by)) ", " (ui::date_time(cx, letter.written_at)) }),
            (if letter.comes_after { w.letter_told_on() } else { w.letter_telling() }, html! { (ui::date(cx, letter.telling_on)) }),
        ]))
        section.mg-panel { h3.govuk-heading-s { (w.letter_says()) } (said(cx, d, &letter.announced, names)) }
        p.mg-no-print { a.govuk-button href=(format!("{here}/letter.pdf")) { (w.letter_open()) } }
        @match &letter.delivered {
            Some(given) => {
                h3.govuk-heading-m { (w.letter_delivered()) }
                (ui::facts(vec![
                    (w.letter_way(), html! { (w.by_key(&format!("letter-way-{}", dashed(given.way.code()))).unwrap_or_default()) }),
                    (w.told_on(), html! { (ui::date(cx, given.on)) }),
                    (w.letter_explained(), html! { (if given.explained { w.letter_explained_yes() } else { w.letter_explained_no() }) @if !given.with.is_empty() { ", " (w.letter_interpreted(&given.with)) } }),
                    (w.letter_delivered_by(), html! { (names.practitioner(given.by)) ", " (ui::date_time(cx, given.at)) }),
                ]))
            }
            None if writes => {
                h3.govuk-heading-m { (w.letter_deliver()) }
                p.govuk-body { (if letter.comes_after || rules::composing(d).is_err() { w.letter_deliver_text_after() } else { w.letter_deliver_text() }) }
                form method="post" action=(format!("{here}/delivery")) novalidate {
                    (ui::form_key(cx))
                    (ui::radios(cx, form, errors, "way", w.letter_way(), None, &ways))
                    (ui::date_input(cx, form, errors, "on", w.told_on(), None, None))
                    (ui::radios(cx, form, errors, "explained", w.letter_explained(), Some(w.letter_explained_hint()), &explained))
                    (ui::text_input(cx, form, errors, "with", w.letter_with(), Some(w.letter_with_hint())))
                    (ui::submit(w.letter_deliver_submit(), Some((w.cancel(), &url(d)))))
                }
            }
            None => {}
        }
    };
    headed(cx, opened, w.letter_title(), &w.letter_to(who), errors, body)
}

fn dashed(code: &str) -> String {
    code.replace('_', "-")
}

/// How a letter differs from what would be told today; of what was told nothing changes any more.
fn outdated(d: &Disclosure, letter: &Letter, now: &Announced) -> Vec<Difference> {
    if d.executed.is_some() { Vec::new() } else { letter.announced.differences(now) }
}

fn difference(cx: &Cx, difference: Difference) -> Option<&'static str> {
    words(cx).by_key(&format!("letter-differs-{}", difference.code()))
}

pub(super) async fn deliver(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let shown = one(&cx, Action::Write).await?;
    let mut input = Input::new(cx.form(), cx.lang);
    let way = input.required_choice("way", Way::parse, w.letter_way_missing());
    let on = input.required_date("on", w.letter_on_missing());
    let yes_no = |code: &str| match code {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let explained = input.required_choice("explained", yes_no, w.letter_explained_missing());
    let with = input.line("with", LINE);
    if let Some(on) = on {
        let (letter, d) = (&shown.letter, &shown.opened.disclosure);
        let written_on = letter.written_at.local_date(&cx.zone);
        let executed_on = d.executed.as_ref().map(|told| told.at.local_date(&cx.zone));
        let looked = super::super::letter::delivering(letter, written_on, executed_on, on, cx.today());
        if let Err(refusal) = looked {
            let why = w.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
            input.errors.add("on", refusal.code, why);
        }
    }
    let (Some(way), Some(on), Some(explained), true) = (way, on, explained, input.errors.is_empty()) else {
        return Ok(letter_page(&cx, &shown, cx.form(), &input.errors));
    };
    let (id, letter): (DisclosureId, LetterId) = (shown.opened.disclosure.id, shown.letter.id);
    drop(shown);
    actions::deliver(&cx, id, letter, &Handed { way, on, explained, with }).await?;
    Ok(redirect(format!("/disclosures/{id}?done=letter-delivered")))
}

/// The file. Its name says nothing of anybody.
pub(super) async fn paper(cx: Cx) -> Result<Reply, Problem> {
    let (letter, bytes) = actions::open_letter(&cx, cx.id("id")?, cx.id("letter")?).await?;
    let name = super::super::words::Words(letter.language).letter_file();
    Ok(attachment("application/pdf", name, bytes))
}

// ── On the page of a decision ────────────────────────────────────────────────

/// The letters of a decision, and to whom one may be written.
pub(super) async fn section(
    cx: &Cx,
    opened: &mut Opened,
    now: &Announced,
    names: &mut Names,
) -> Result<Markup, Problem> {
    let w = words(cx);
    let d = opened.disclosure.clone();
    let letters = actions::letters_of(&mut opened.conn, &d).await?;
    names.add(&mut opened.conn, &letters_by(&letters)).await?;
    let writes = opened.may(Action::Write) && opened.at_work();
    let to: Vec<PersonId> = d
        .composition
        .family
        .iter()
        .filter(|f| !matches!(f.told, Some(Told::NotConcerned { .. })))
        .map(|f| f.person)
        .filter(|who| {
            !letters.iter().any(|l| {
                l.person == *who && outdated(&d, l, now).is_empty() && (l.comes_after || d.executed.is_none())
            })
        })
        .filter(|person| super::super::letter::writing(&d, *person, now).is_ok())
        .collect();
    if letters.is_empty() && (to.is_empty() || !writes) {
        return Ok(html! {});
    }
    Ok(html! {
        h3.govuk-heading-m { (w.letters_title()) }
        @if letters.is_empty() { p.govuk-body { (w.letters_none()) } }
        @else {
            (ui::table(w.letters_title(), &[
                ui::Column { label: w.letter_for(), sort: None },
                ui::Column { label: w.letter_language(), sort: None },
                ui::Column { label: w.letter_written_on(), sort: None },
                ui::Column { label: w.register_stand(), sort: None },
            ], html! {
                @for letter in &letters {
                    tr {
                        th scope="row" { a href=(format!("{}/letters/{}", url(&d), letter.id)) { (names.person(letter.person)) } }
                        td data-label=(w.letter_language()) { (letter.language.own_name()) }
                        td data-label=(w.letter_written_on()) { (ui::date(cx, letter.written_at.local_date(&cx.zone))) }
                        td data-label=(w.register_stand()) { (stand(cx, &d, letter, now)) }
                    }
                }
            }))
        }
        @if writes && !to.is_empty() {
            ul.govuk-list.mg-no-print {
                @for person in to {
                    li { a.govuk-link href=(format!("{}/family/{person}/letter", url(&d))) { (w.letter_write_to(names.person(person))) } }
                }
            }
        }
    })
}

fn stand(cx: &Cx, d: &Disclosure, letter: &Letter, now: &Announced) -> Markup {
    let w = words(cx);
    html! {
        @match &letter.delivered {
            Some(given) => (ui::tag("ok", &w.letter_given_on(ui::date(cx, given.on)))),
            None => (ui::tag("warn", w.letter_not_given())),
        }
        @if !outdated(d, letter, now).is_empty() { " " (ui::tag("danger", w.letter_is_outdated())) }
    }
}

/// Who was promised that nothing would leave before a day that is still to come, and which.
pub(super) fn announced_for_later(cx: &Cx, letters: &[Letter], names: &Names) -> Option<String> {
    let given = |l: &&Letter| l.delivered.is_some() && !l.comes_after && l.telling_on > cx.today();
    let day = letters.iter().filter(given).map(|l| l.telling_on).max()?;
    let mut who: Vec<&str> = letters.iter().filter(given).map(|l| names.person(l.person)).collect();
    who.sort_unstable();
    who.dedup();
    Some(words(cx).telling_announced(who.join(", "), ui::date(cx, day)))
}
