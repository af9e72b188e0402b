// SPDX-License-Identifier: EUPL-1.2
//! The fast route, for a telephone: which rule, one page of plain questions, and the answer. Nothing in an address says about whom.

use std::collections::HashMap;

use kernel::{FunctionKind, InstitutionId, PractitionerId, SubjectKind};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, Route, Routes, Who, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};
use register::directory::{self, Search};
use secrecy::{Answer, Answers, Asked, Decision, Origin, Outcome, Question, RuleSet};

use super::actions::{self, Attempt, Came, Notice};
use super::words::Words;
use crate::sharing::{self, Shown};

/// The longest text of a field.
const TEXT: usize = 20_000;
/// The longest line of a field.
const LINE: usize = 300;
/// As many institutions as are offered at most.
const MOST: i64 = 12;

/// The routes of this slice.
pub fn routes() -> Routes {
    use Route as R;
    let kind = "notice of danger";
    vec![
        R::get("/danger", Who::SignedIn, "tell", kind, form),
        R::post("/danger", Who::SignedIn, "tell", kind, send),
        R::get("/danger/attempt", Who::SignedIn, "note", kind, attempt_form),
        R::post("/danger/attempt", Who::SignedIn, "note", kind, attempt),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

fn page(cx: &Cx, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
    let w = words(cx);
    let body = html! {
        (ui::done(cx, w.by_key(&format!("done-{}", cx.query("done")))))
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (title) }
        (body)
    };
    Page::new(title).narrow().errors(errors).show(cx, body)
}

/// Whom to call when it cannot wait for any page.
fn call_first(cx: &Cx) -> Result<Markup, Problem> {
    let w = words(cx);
    let numbers = &directory::pack(cx, &cx.actor()?.pack)?.emergency_numbers;
    Ok(ui::warning(cx, &w.call_first(numbers.join(", "))))
}

async fn form(cx: Cx) -> Result<Reply, Problem> {
    actions::works(&cx)?;
    let code = cx.query("rule").to_owned();
    if code.is_empty() {
        return choose_rule(&cx).await;
    }
    let w = words(&cx);
    let rules = actions::rule_set(&cx, &code)?;
    let tried: Vec<String> = actions::tried(&cx)
        .await?
        .into_iter()
        .filter(|(_, _, came, _)| *came == Came::Failed)
        .map(|(on, with, _, notes)| {
            let with = if with.is_empty() { w.alone().to_owned() } else { with };
            w.tried_line(ui::date(&cx, on), with, notes)
        })
        .collect();
    let form = ui::filled([("tried", tried.join("\n"))]);
    notice_page(&cx, rules, &form, &FieldErrors::default(), None).await
}

/// Which rule: each in a few lines, and what was tried before.
async fn choose_rule(cx: &Cx) -> Result<Reply, Problem> {
    let w = words(cx);
    let lang = cx.lang.code();
    let offered = actions::rule_sets(cx)?;
    let tried = actions::tried(cx).await?;
    let body = html! {
        (call_first(cx)?)
        p.mg-lead { (w.lead()) }
        @if offered.is_empty() { (ui::empty(w.no_rules(), w.no_rules_text(), None)) }
        @for rules in &offered {
            section.mg-panel {
                h2.govuk-heading-m { a.govuk-link href=(ui::with_query("/danger", [("rule", rules.code())])) { (rules.title(lang)) } }
                p.govuk-body { (rules.summary(lang)) }
            }
        }
        p { a.govuk-link href="/disclosures/new" { (w.other_route()) } }
        h2.govuk-heading-m { (w.tried_title()) }
        p.govuk-body { (w.tried_text()) }
        @for (on, with, came, notes) in &tried {
            article.mg-note.mg-note--mine {
                div.mg-note__head { h3.mg-note__title { (ui::date(cx, *on)) " – " @if with.is_empty() { (w.alone()) } @else { (with) } } }
                (ui::paragraphs(notes))
                p.mg-note__foot { @match came { Came::Succeeded => (w.came_succeeded()), Came::Failed => (w.came_failed()) } }
            }
        }
        p { a.govuk-button.govuk-button--secondary href="/danger/attempt" { (w.attempt_title()) } }
    };
    Ok(page(cx, w.title(), &FieldErrors::default(), body))
}

/// The service that is looked for: asked in an address, then carried along by the form. A name of a service is no personal data.
fn looked_for(cx: &Cx) -> String {
    let asked = Form::from_fields(cx.request.query.clone()).line("q");
    if asked.is_empty() { cx.form().line("q") } else { asked }
}

/// Those who can be told under a rule set: people of the services that it names; where it names none, of those that are looked for.
async fn addressees(cx: &Cx, rules: &RuleSet) -> Result<Vec<Choice>, Problem> {
    let pack = &cx.actor()?.pack;
    let roles = rules.addressees().iter().flat_map(|a| a.roles());
    let types: Vec<(String, String)> = roles.map(|role| (pack.clone(), role.clone())).collect();
    let words = looked_for(cx);
    if types.is_empty() && words.is_empty() {
        return Ok(Vec::new());
    }
    let mut conn = cx.read().await?;
    let search = Search { words, types, ..Search::default() };
    let found = directory::search(&mut conn, &search, None, MOST).await?;
    let mut out: Vec<Choice> = Vec::new();
    for place in found.iter().filter(|i| i.closed_on.is_none_or(|day| day >= cx.today())) {
        let mut seen: HashMap<PractitionerId, ()> = HashMap::new();
        for one in directory::practitioners_of(&mut conn, place.id, None, cx.today()).await? {
            if one.kind == FunctionKind::Administrator || seen.insert(one.id, ()).is_some() {
                continue;
            }
            let title = if one.title.is_empty() { String::new() } else { format!(", {}", one.title) };
            let code = format!("{}:{}", one.id, place.id);
            out.push(Choice::new(code, format!("{}{title}", one.name())).hint(place.name.clone()));
        }
    }
    Ok(out)
}

async fn notice_page(
    cx: &Cx,
    rules: &RuleSet,
    form: &Form,
    errors: &FieldErrors,
    answered: Option<(&Decision, Shown)>,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let lang = cx.lang.code();
    let to = addressees(cx, rules).await?;
    let looked = looked_for(cx);
    let origins: Vec<Choice> = [Origin::Confided, Origin::OwnWork, Origin::Received, Origin::Consultation]
        .iter()
        .map(|o| {
            let key = format!("origin-{}", o.code().replace('_', "-"));
            Choice::new(o.code(), w.by_key(&key).unwrap_or(o.code()))
        })
        .collect();
    let of = |asked: Asked| rules.questions().iter().filter(move |q| q.asked() == asked);
    let ask =
        |q: &Question, letter: &str| sharing::question(cx, form, q, &format!("{letter}-{}", q.code()), None);
    let body = html! {
        @if let Some((decision, shown)) = &answered {
            h2.govuk-heading-m id="answer" tabindex="-1" { (w.outcome_title()) }
            p.mg-answer.mg-answer--no { strong { (w.outcome_refused()) } }
            (sharing::reasons(cx, rules, decision, shown))
            hr.govuk-section-break.govuk-section-break--l.govuk-section-break--visible;
        } @else { (call_first(cx)?) }
        p.mg-lead { (rules.summary(lang)) }
        (sharing::text_of_law(cx, rules))
        @if rules.addressees().is_empty() {
            form method="get" action="/danger" {
                (ui::hidden("rule", rules.code()))
                (ui::text_input(cx, &ui::filled([("q", looked.clone())]), &FieldErrors::default(), "q", w.search_service(), None))
                (ui::submit(w.search(), None))
            }
        }
        form method="post" action="/danger" novalidate {
            (ui::form_key(cx))
            (ui::hidden("rule", rules.code())) (ui::hidden("q", &looked))
            (ui::text_input(cx, form, errors, "about", w.about(), Some(w.about_hint())))
            (ui::textarea(cx, form, errors, "words", w.facts(), Some(w.facts_hint()), 5))
            (ui::radios(cx, form, errors, "origin", w.origin(), None, &origins))
            @for q in of(Asked::Decision) { (ask(q, "q")) }
            (ui::textarea(cx, form, errors, "tried", w.tried(), Some(w.tried_hint()), 4))
            @if !to.is_empty() { (ui::radios(cx, form, errors, "to", w.to(), Some(w.to_hint()), &to)) }
            @else { (ui::empty(w.nobody_to_tell(), w.nobody_to_tell_text(), None)) }
            @for q in of(Asked::Recipient) { (ask(q, "r")) }
            @for q in of(Asked::Pair) { (ask(q, "n")) }
            p.govuk-body { (w.send_text()) }
            (ui::submit(w.send(), Some((w.cancel(), "/danger"))))
        }
    };
    Ok(page(cx, rules.title(lang), errors, body))
}

async fn send(cx: Cx) -> Result<Reply, Problem> {
    actions::works(&cx)?;
    let w = words(&cx);
    let rules = actions::rule_set(&cx, cx.form().raw("rule"))?;
    let form = cx.form();
    let mut input = Input::new(form, cx.lang);
    let about = input.required_line("about", LINE, w.about_missing());
    let said = input.required_text("words", TEXT, w.facts_missing());
    let tried = input.required_text("tried", TEXT, w.tried_missing());
    let origin = input.required_choice("origin", Origin::parse, w.origin_missing());
    let read_to = |code: &str| -> Option<(PractitionerId, InstitutionId)> {
        let (who, at) = code.split_once(':')?;
        Some((who.parse().ok()?, at.parse().ok()?))
    };
    let to = input.required_choice("to", read_to, w.to_missing());
    let read = |letter: &str, asked: Asked| -> Answers {
        let given = |q: &Question| {
            let answer = Answer::parse(form.raw(&format!("{letter}-{}", q.code())))?;
            Some((q.code().to_owned(), answer))
        };
        rules.questions().iter().filter(|q| q.asked() == asked).filter_map(given).collect()
    };
    let (Some(origin), Some(to), true) = (origin, to, input.errors.is_empty()) else {
        let errors = input.errors;
        return notice_page(&cx, rules, form, &errors, None).await;
    };
    let notice = Notice {
        rule_set: rules.code().to_owned(),
        to,
        about,
        words: said,
        tried,
        origin,
        whole: read("q", Asked::Decision),
        addressee: read("r", Asked::Recipient),
        pair: read("n", Asked::Pair),
    };
    let (decision, piece) = actions::foresee(&cx, &notice).await?;
    if decision.outcome != Outcome::Permitted {
        let mut conn = cx.read().await?;
        let name = directory::practitioner_name(&mut conn, to.0).await?;
        drop(conn);
        let shown = Shown {
            recipients: vec![(to.0.to_string(), name)],
            pieces: vec![(piece, notice.about.clone())],
            persons: Vec::new(),
        };
        let mut errors = FieldErrors::default();
        errors.add("answer", "refused", w.outcome_refused());
        return notice_page(&cx, rules, form, &errors, Some((&decision, shown))).await;
    }
    let id = actions::notify(&cx, &notice).await?;
    Ok(redirect(ui::with_query(&cx.page_of(SubjectKind::DISCLOSURE, id), [("done", "told")])))
}

async fn attempt_form(cx: Cx) -> Result<Reply, Problem> {
    actions::works(&cx)?;
    let form = ui::filled([("on", cx.today().to_string())]);
    Ok(attempt_page(&cx, &form, &FieldErrors::default()))
}

fn attempt_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Reply {
    let w = words(cx);
    let came = [
        Choice::new(Came::Failed.code(), w.came_failed()),
        Choice::new(Came::Succeeded.code(), w.came_succeeded()),
    ];
    let body = html! {
        p.mg-lead { (w.attempt_lead()) }
        form method="post" action="/danger/attempt" novalidate {
            (ui::form_key(cx))
            (ui::date_input(cx, form, errors, "on", w.attempt_on(), None, None))
            (ui::text_input(cx, form, errors, "with", w.attempt_with(), Some(w.attempt_with_hint())))
            (ui::textarea(cx, form, errors, "notes", w.attempt_notes(), None, 4))
            (ui::radios(cx, form, errors, "came", w.attempt_came(), None, &came))
            (ui::submit(w.attempt_submit(), Some((w.cancel(), "/danger"))))
        }
    };
    page(cx, w.attempt_title(), errors, body)
}

async fn attempt(cx: Cx) -> Result<Reply, Problem> {
    actions::works(&cx)?;
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let on = input.required_date("on", w.attempt_on_missing());
    if on.is_some_and(|on| on > cx.today()) {
        input.errors.add("on", "in-future", w.refused_attempted_in_future());
    }
    let with_whom = input.line("with", LINE);
    let notes = input.required_text("notes", TEXT, w.refused_attempt_without_words());
    let came = input.required_choice("came", Came::parse, w.attempt_came_missing());
    let (Some(occurred_on), Some(came), true) = (on, came, input.errors.is_empty()) else {
        let errors = input.errors;
        return Ok(attempt_page(&cx, cx.form(), &errors));
    };
    actions::attempt_protection(&cx, &Attempt { occurred_on, with_whom, came, notes }).await?;
    Ok(redirect("/danger?done=attempt"))
}
