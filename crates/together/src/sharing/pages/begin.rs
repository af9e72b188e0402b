// SPDX-License-Identifier: EUPL-1.2
//! Beginning a decision, in a case or in none; and, where there is no case, who is to be told before.

use ::register::access::{self, Action};
use ::register::directory;
use kernel::{Capacity, CaseId, Date, DisclosureId, SubjectKind};
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};
use rulebook::Pack;
use secrecy::{Kind, RuleSet};

use super::super::actions::{self, Begun};
use super::super::store;
use super::register::{after, short};
use super::{LINE, TEXT, open as open_one, open_case, page, stand_tag, url, words};

/// How many decisions a page holds.
const PAGE: i64 = 25;

/// The rule sets that a worker may ask, those of shared secrecy first. What is said in a consultation has a record of its own:
/// nothing of it is told from anywhere else.
pub(crate) fn rules_offered(pack: &Pack, on: Date) -> Vec<&RuleSet> {
    let mut offered: Vec<&RuleSet> =
        pack.rule_sets_on(on).filter(|r| r.kind() != Kind::Consultation).collect();
    offered.sort_by_key(|r| match r.kind() {
        Kind::Shared => 0,
        Kind::Mandated => 1,
        _ => 2,
    });
    offered
}

/// Why, and which rule is to be asked.
fn fields(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Markup, Problem> {
    let w = words(cx);
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let lang = cx.lang.code();
    let offered = rules_offered(pack, cx.today());
    let rules: Vec<Choice> =
        offered.iter().map(|r| Choice::new(r.code(), r.title(lang)).hint(r.summary(lang))).collect();
    Ok(html! {
        (ui::textarea(cx, form, errors, "why", w.why(), Some(w.why_hint()), 3))
        (ui::radios(cx, form, errors, "rule-set", w.rule_set(), Some(w.rule_set_hint()), &rules))
        p.govuk-body-s { (w.no_legal_advice()) }
    })
}

/// Why, and the code of the rule set; nothing when something is missing.
fn read(cx: &Cx, input: &mut Input<'_>) -> Result<Option<(String, String)>, Problem> {
    let w = words(cx);
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let why = input.required_text("why", TEXT, w.why_missing());
    let known = |code: &str| pack.rule_set(code, cx.today()).map(|r| r.code().to_owned());
    let rules = input.required_choice("rule-set", known, w.rule_set_missing());
    Ok(rules.filter(|_| input.errors.is_empty()).map(|rules| (why, rules)))
}

// ── In a case ────────────────────────────────────────────────────────────────

pub(super) async fn new_form(cx: Cx) -> Result<Reply, Problem> {
    new_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn new_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let (_, _, frame) = open_case(cx, Action::Write, "disclosures").await?;
    let body = html! {
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (w.new_title()) }
        p.mg-lead { (w.new_lead()) }
        form method="post" action=(format!("{}/disclosures/new", frame.url())) novalidate {
            (ui::form_key(cx))
            (fields(cx, form, errors)?)
            (ui::submit(w.new_submit(), Some((w.cancel(), &format!("{}/disclosures", frame.url())))))
        }
    };
    Ok(frame.page(cx, w.new_title()).narrow().errors(errors).show(cx, body))
}

pub(super) async fn open(cx: Cx) -> Result<Reply, Problem> {
    let case: CaseId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let Some((why, rules)) = read(&cx, &mut input)? else {
        return new_page(&cx, cx.form(), &input.errors).await;
    };
    let id = actions::open_disclosure(&cx, case, &rules, "", &why).await?;
    Ok(redirect(format!("/disclosures/{id}")))
}

// ── In no case ───────────────────────────────────────────────────────────────

/// The decisions that lie in no case, of whoever prepared them or looks at their reasons.
pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut conn = cx.read().await?;
    let scope = access::scope(&cx, SubjectKind::DISCLOSURE, Action::Read)?
        .only(&[Capacity::Lead, Capacity::Supervisor]);
    let mut found = store::list_alone(&mut conn, &scope, after(&cx), PAGE + 1).await?;
    drop(conn);
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|d| format!("{}_{}", d.drafted_at.0, d.id.0.simple()));
    let lang = cx.lang.code();
    let new = "/disclosures/new";
    let body = html! {
        div.mg-split {
            h1.govuk-heading-l { (w.alone_title()) }
            a.govuk-button.mg-no-print href=(new) { (w.register_new()) }
        }
        (super::rooms(&cx, "/disclosures"))
        p.mg-lead { (w.alone_lead()) }
        (super::for_direction(&cx)?)
        @if found.is_empty() { (ui::empty(w.alone_none(), w.alone_none_text(), Some((w.register_new(), new)))) }
        @else {
            (ui::table(w.alone_title(), &[
                ui::Column { label: w.register_when(), sort: None },
                ui::Column { label: w.why(), sort: None },
                ui::Column { label: w.rule(), sort: None },
                ui::Column { label: w.register_stand(), sort: None },
            ], html! {
                @for d in &found {
                    tr {
                        td data-label=(w.register_when()) { (ui::date(&cx, d.drafted_at.local_date(&cx.zone))) }
                        th scope="row" { a href=(url(d)) { (short(&d.composition.why)) } }
                        td data-label=(w.rule()) { (actions::rule_set(&cx, d).map(|r| r.title(lang)).unwrap_or_default()) }
                        td data-label=(w.register_stand()) { (stand_tag(&cx, d.stand(cx.today()))) }
                    }
                }
            }))
            (ui::paging(&cx, next.as_deref()))
        }
    };
    Ok(Page::new(w.alone_title()).show(&cx, body))
}

pub(super) async fn new_alone_form(cx: Cx) -> Result<Reply, Problem> {
    new_alone_page(&cx, cx.form(), &FieldErrors::default())
}

fn new_alone_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.new_title()) }
        p.mg-lead { (w.new_alone_lead()) }
        form method="post" action="/disclosures/new" novalidate {
            (ui::form_key(cx))
            (fields(cx, form, errors)?)
            (ui::submit(w.new_submit(), Some((w.cancel(), "/disclosures"))))
        }
    };
    let page = Page::new(w.new_title()).crumb(w.alone_title(), Some("/disclosures".into()));
    Ok(page.narrow().errors(errors).show(cx, body))
}

pub(super) async fn open_alone(cx: Cx) -> Result<Reply, Problem> {
    let mut input = Input::new(cx.form(), cx.lang);
    let Some((why, rule_set)) = read(&cx, &mut input)? else {
        return new_alone_page(&cx, cx.form(), &input.errors);
    };
    let begun = Begun { rule_set: &rule_set, why: &why, ..Begun::default() };
    let id = actions::open_alone(&cx, begun).await?;
    Ok(redirect(format!("/disclosures/{id}")))
}

pub(super) async fn family_form(cx: Cx) -> Result<Reply, Problem> {
    family_page(&cx, cx.form(), &FieldErrors::default()).await
}

async fn family_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open_one(cx, Action::Write).await?;
    // In a case the family is that of its child.
    if opened.leave.in_case().is_some() {
        return Err(Problem::NotFound);
    }
    let url = url(&opened.disclosure);
    let (label, lead) = match opened.disclosure.composition.family.is_empty() {
        true => (w.family_child_name(), w.family_child_lead()),
        false => (w.family_holder_name(), w.family_holder_lead()),
    };
    let body = html! {
        p.mg-lead { (lead) }
        form method="post" action=(format!("{url}/family")) novalidate {
            (ui::form_key(cx))
            (ui::text_input(cx, form, errors, "name", label, Some(w.family_name_hint())))
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(cx, &opened, w.step_family_name(), errors, body))
}

pub(super) async fn add_family(cx: Cx) -> Result<Reply, Problem> {
    let id: DisclosureId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let name = input.required_line("name", LINE, words(&cx).refused_family_without_name());
    if !input.errors.is_empty() {
        return family_page(&cx, cx.form(), &input.errors).await;
    }
    let person = actions::add_family(&cx, id, &name).await?;
    Ok(redirect(format!("/disclosures/{id}/family/{person}")))
}
