// SPDX-License-Identifier: EUPL-1.2
//! Handing all cases of somebody who leaves over to a colleague: seen before it is done, with the count.

use kernel::{Capacity, FunctionKind, InstitutionId, PractitionerId, SubjectKind};
use maud::html;
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};

use super::super::{actions, frame};
use super::{colleagues, offered, words};
use crate::{access, directory};

/// As many as one hand-over moves.
const MOVED: i64 = 500;

/// What would change hands.
struct Preview {
    leads: usize,
    works: usize,
    opened: usize,
    /// Reports whose evaluation they carry or carried: those that still run change hands in the moments that follow.
    evaluates: usize,
    leaver: PractitionerId,
    /// Whoever hands over is who receives.
    oneself: bool,
    from: String,
    to: String,
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    page(&cx, cx.form(), &FieldErrors::default(), None).await
}

fn institution(cx: &Cx) -> Result<InstitutionId, Problem> {
    access::require_function(cx, &[FunctionKind::Supervisor, FunctionKind::Direction])
}

/// Everybody who is or was there: a leaver may be gone already.
async fn staff(conn: &mut Conn, institution: InstitutionId) -> Result<Vec<Choice>, Problem> {
    let mut out: Vec<Choice> = Vec::new();
    for one in directory::staff_of(conn, institution).await? {
        let code = one.id.to_string();
        if one.kind != FunctionKind::Administrator && !out.iter().any(|c| c.code == code) {
            out.push(Choice::new(code, one.name()));
        }
    }
    Ok(out)
}

async fn team(cx: &Cx, conn: &mut Conn, institution: InstitutionId) -> Result<Vec<Choice>, Problem> {
    let team = colleagues(cx, conn, institution).await?;
    Ok(team.iter().map(|c| Choice::new(c.id.to_string(), c.name())).collect())
}

async fn page(
    cx: &Cx,
    form: &Form,
    errors: &FieldErrors,
    preview: Option<&Preview>,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let here = institution(cx)?;
    let mut conn = cx.read().await?;
    let (staff, team) = (staff(&mut conn, here).await?, team(cx, &mut conn, here).await?);
    drop(conn);
    let body = html! {
        (frame::done(cx))
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.hand_over_title()) }
        p.mg-lead { (w.hand_over_lead()) }
        @match preview {
            None => form method="post" action="/hand-overs" novalidate {
                (ui::form_key(cx))
                (ui::hidden("go", "check"))
                (ui::select(cx, form, errors, "from", w.hand_over_from(), None, &staff))
                (ui::select(cx, form, errors, "to", w.hand_over_to(), None, &team))
                (ui::textarea(cx, form, errors, "reason", w.reason(), Some(w.hand_over_reason_hint()), 3))
                (ui::submit(w.hand_over_check(), Some((w.cancel(), "/cases"))))
            },
            Some(p) => {
                div.govuk-inset-text {
                    p.govuk-body { strong { (w.hand_over_from_to(&p.from, &p.to)) } }
                    ul.govuk-list.govuk-list--bullet {
                        @if p.leads > 0 { li { (w.hand_over_leads(p.leads as i64)) } }
                        @if p.works > 0 { li { (w.hand_over_works(p.works as i64)) } }
                        @if p.opened > 0 { li { (w.hand_over_opened(p.opened as i64)) } }
                        @if p.evaluates > 0 {
                            @let list = ui::with_query("/reports", [("evaluator", p.leaver.to_string().as_str())]);
                            li {
                                (w.hand_over_evaluates(p.evaluates as i64)) " "
                                a.govuk-link href=(list) { (w.hand_over_evaluates_list()) }
                            }
                        }
                    }
                }
                @if p.leads + p.works + p.opened + p.evaluates == 0 { p.govuk-body { (w.hand_over_nothing()) } a.govuk-link href="/hand-overs" { (w.cancel()) } }
                @else {
                    (ui::warning(cx, w.hand_over_warning()))
                    @if p.oneself { p.govuk-body { (w.hand_over_oneself()) } }
                    form method="post" action="/hand-overs" {
                        (ui::form_key(cx))
                        (ui::hidden("go", "do"))
                        @for name in ["from", "to", "reason"] { (ui::hidden(name, form.raw(name))) }
                        (ui::submit(w.hand_over_submit(), Some((w.cancel(), "/hand-overs"))))
                    }
                }
            }
        }
    };
    Ok(Page::new(w.hand_over_title()).narrow().errors(errors).show(cx, body))
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let here = institution(&cx)?;
    let mut conn = cx.read().await?;
    let (staff, team) = (staff(&mut conn, here).await?, team(&cx, &mut conn, here).await?);
    let mut input = Input::new(cx.form(), cx.lang);
    let from = input.required_choice("from", offered(&staff), w.hand_over_from_missing());
    let to = input.required_choice("to", offered(&team), w.hand_over_to_missing());
    let reason = input.required_text("reason", 2_000, w.reason_missing());
    if from.is_some() && from == to {
        input.errors.add("to", "same", w.hand_over_same());
    }
    let who = |code: Option<String>| code.and_then(|c| c.parse::<PractitionerId>().ok());
    let (Some(from), Some(to), true) = (who(from), who(to), input.errors.is_empty()) else {
        drop(conn);
        return page(&cx, cx.form(), &input.errors, None).await;
    };
    if cx.form().raw("go") == "do" {
        drop(conn);
        let (_, more) = actions::hand_over(&cx, from, to, &reason).await?;
        let code = if more { "handed-over-more" } else { "handed-over" };
        return Ok(redirect(ui::with_query("/hand-overs", [("done", code)])));
    }
    let seats = access::seats_of_holder(&mut conn, from, here, SubjectKind::CASE, cx.now, MOVED).await?;
    let reports = access::seats_of_holder(&mut conn, from, here, SubjectKind::REPORT, cx.now, MOVED).await?;
    for (_, subject, held) in &seats {
        if matches!(held, Capacity::Lead | Capacity::CoWorker) {
            actions::receives(&cx, &mut conn, to, kernel::CaseId(*subject)).await?;
        }
    }
    drop(conn);
    let count = |capacity| seats.iter().filter(|(_, _, c)| *c == capacity).count();
    let name = |id: PractitionerId, among: &[Choice]| {
        among.iter().find(|c| c.code == id.to_string()).map(|c| c.label.clone()).unwrap_or_default()
    };
    let preview = Preview {
        leads: count(Capacity::Lead),
        works: count(Capacity::CoWorker),
        opened: count(Capacity::Intake),
        evaluates: reports.iter().filter(|(_, _, c)| *c == Capacity::Evaluator).count(),
        leaver: from,
        oneself: to == cx.actor()?.practitioner,
        from: name(from, &staff),
        to: name(to, &team),
    };
    page(&cx, cx.form(), &FieldErrors::default(), Some(&preview)).await
}
