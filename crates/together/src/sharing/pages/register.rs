// SPDX-License-Identifier: EUPL-1.2
//! The register of a case: what was told to whom, what was refused, who objected; and the list that child and family read.

use ::register::access::Action;
use ::register::cases;
use kernel::Instant;
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use platform::ui;
use uuid::Uuid;

use super::super::model::{Disclosure, Finding, Objection};
use super::super::{actions, masking, store, store_follow};
use super::{Names, done, open_case, opinion, stand_tag, words};

/// How many decisions a page holds.
const PAGE: i64 = 25;
/// How many the list for the family holds.
const PRINT: i64 = 500;

/// Where a page of the list goes on: the moment and the id of its last line.
pub(super) fn after(cx: &Cx) -> Option<(Instant, Uuid)> {
    let (at, id) = cx.query("after").split_once('_')?;
    Some((Instant(at.parse().ok()?), Uuid::parse_str(id).ok()?))
}

pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (mut conn, grant, frame) = open_case(&cx, Action::Read, "disclosures").await?;
    let all = cases::with_merged(&mut conn, &grant).await?;
    let mut found = store::of_cases(&mut conn, &grant, &all, after(&cx), PAGE + 1).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|d| format!("{}_{}", d.drafted_at.0, d.id.0.simple()));
    let told = store::count_told(&mut conn, &grant, &all).await?;
    let mut objections = store::objections(&mut conn, &grant, &all).await?;
    let secrets = cases::secrets_of(&mut conn, &grant).await?;
    found.iter_mut().for_each(|d| masking::disclosure(d, &secrets));
    objections.iter_mut().for_each(|o| masking::objection(o, &secrets));
    let ids: Vec<kernel::ObjectionId> = objections.iter().map(|o| o.id).collect();
    let mut opinions = store_follow::opinions(&mut conn, &grant, &ids).await?;
    opinions.iter_mut().for_each(|o| masking::opinion(o, &secrets));
    let names = Names::of(&cx, &mut conn, &found).await?;
    let people =
        ::register::people::persons(&mut conn, &objections.iter().map(|o| o.person).collect::<Vec<_>>())
            .await?;
    let reviews = actions::may_review(&cx, &mut conn, grant.subject()).await?;
    drop(conn);
    let writes = frame.may(Action::Write) && frame.state().is_at_work();
    let new = format!("{}/disclosures/new", frame.url());
    let today = cx.today();
    let body = html! {
        (done(&cx))
        div.mg-split {
            h2.govuk-heading-l { (w.register_title()) }
            @if writes { a.govuk-button.mg-no-print href=(new) { (w.register_new()) } }
        }
        p.mg-lead { (w.register_lead(told)) }
        @if found.is_empty() { (ui::empty(w.register_none(), w.register_none_text(), writes.then_some((w.register_new(), new.as_str())))) }
        @else {
            (ui::table(w.register_title(), &[
                ui::Column { label: w.register_when(), sort: None },
                ui::Column { label: w.why(), sort: None },
                ui::Column { label: w.step_recipients(), sort: None },
                ui::Column { label: w.register_stand(), sort: None },
            ], html! {
                @for d in &found {
                    tr {
                        td data-label=(w.register_when()) { (ui::date(&cx, d.drafted_at.local_date(&cx.zone))) }
                        th scope="row" { a href=(format!("/disclosures/{}", d.id)) { (short(&d.composition.why)) } }
                        td data-label=(w.step_recipients()) { (recipients(d, &names)) }
                        td data-label=(w.register_stand()) { (stand_tag(&cx, d.stand(today))) }
                    }
                }
            }))
            (ui::paging(&cx, next.as_deref()))
        }
        h3.govuk-heading-m { (w.objections_title()) }
        @if objections.is_empty() { p.govuk-body { (w.objections_none()) } }
        @for objection in &objections {
            @let person = people.iter().find(|p| p.id == objection.person).map(|p| cases::child_name(&cx, p)).unwrap_or_default();
            (one_objection(&cx, objection, &person, reviews, opinion::below(&cx, objection, &opinions, writes)))
        }
        div.govuk-button-group.mg-no-print {
            @if writes { a.govuk-button.govuk-button--secondary href=(format!("{}/objections/new", frame.url())) { (w.objection_new()) } }
            a.govuk-link href=(format!("{}/disclosures/told", frame.url())) { (w.told_list_link()) }
        }
    };
    Ok(frame.show_form(&cx, w.register_title(), &FieldErrors::default(), body))
}

/// The beginning of a text, for a line.
pub(crate) fn short(text: &str) -> String {
    let line: String = text.chars().take(120).collect();
    if line.chars().count() < text.chars().count() { format!("{}…", line.trim_end()) } else { line }
}

fn recipients(d: &Disclosure, names: &Names) -> Markup {
    html! {
        @for (i, r) in d.composition.recipients.iter().enumerate() {
            @if i > 0 { br; }
            (names.practitioner(r.practitioner)) ", " (names.institution(r.institution))
        }
    }
}

fn one_objection(cx: &Cx, objection: &Objection, person: &str, may_review: bool, below: Markup) -> Markup {
    let w = words(cx);
    html! {
        article.mg-note.mg-note--institution {
            div.mg-note__head { h4.mg-note__title { (w.objection_of(person, ui::date(cx, objection.said_on))) } }
            (super::paragraphs(&objection.words))
            @match (objection.finding, &objection.finding_reason) {
                (Some(Finding::Upheld), Some(reason)) => p.mg-note__foot { strong { (w.finding_upheld()) } " – " (reason) },
                (Some(Finding::Overturned), Some(reason)) => p.mg-note__foot { strong { (w.finding_overturned()) } " – " (reason) },
                _ => p.mg-note__foot {
                    (w.objection_waits())
                    @if may_review { " " a.govuk-link href=(format!("/objections/{}/review", objection.id)) { (w.review_title()) } }
                },
            }
            (below)
        }
    }
}

/// Who was told what, when and why: as child and family read it, on paper or together at a table. What was refused is not
/// there, and no word of what was said.
pub(super) async fn told(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let (mut conn, grant, frame) = open_case(&cx, Action::Read, "disclosures").await?;
    let all = cases::with_merged(&mut conn, &grant).await?;
    let mut found = store::of_cases(&mut conn, &grant, &all, None, PRINT).await?;
    found.retain(|d| d.executed.is_some());
    let secrets = cases::secrets_of(&mut conn, &grant).await?;
    found.iter_mut().for_each(|d| masking::disclosure(d, &secrets));
    let names = Names::of(&cx, &mut conn, &found).await?;
    drop(conn);
    let lang = cx.lang.code();
    let body = html! {
        h2.govuk-heading-l { (w.told_list_title()) }
        p.mg-lead { (w.told_list_lead()) }
        @if found.is_empty() { (ui::empty(w.told_list_none(), "", None)) }
        @for d in &found {
            @if let Some(told) = &d.executed {
                section.mg-panel {
                    h3.govuk-heading-s { (ui::date(&cx, told.at.local_date(&cx.zone))) }
                    (ui::facts(vec![
                        (w.told_list_by(), html! { (names.practitioner(told.by)) ", " (names.institution(d.institution)) }),
                        (w.told_list_to(), html! { @for r in d.open_recipients() { p.govuk-body { (names.practitioner(r.practitioner)) ", " (names.institution(r.institution)) } } }),
                        (w.told_list_what(), html! {
                            @for piece in &d.composition.pieces {
                                @if d.open_recipients().any(|r| d.open_to(r.practitioner).iter().any(|p| p.id == piece.id)) { p.govuk-body { (piece.title) } }
                            }
                        }),
                        (w.told_list_why(), super::paragraphs(&d.composition.why)),
                        (w.rule(), html! { (actions::rule_set(&cx, d).map(|r| r.title(lang)).unwrap_or_default()) }),
                        (w.readable_until(), html! {
                            @match &d.withdrawn { Some(back) => (w.told_list_withdrawn(ui::date(&cx, back.at.local_date(&cx.zone)))), None => (ui::date(&cx, told.until_on)) }
                        }),
                    ]))
                }
            }
        }
        p.govuk-body { (w.told_list_object()) }
        div.govuk-button-group.mg-no-print {
            a.govuk-button.govuk-button--secondary href=(format!("{}/disclosures/told.pdf", frame.url())) { (w.printed()) }
            a.govuk-link href=(format!("{}/disclosures", frame.url())) { (w.register_title()) }
        }
    };
    Ok(frame.show_form(&cx, w.told_list_title(), &FieldErrors::default(), body))
}
