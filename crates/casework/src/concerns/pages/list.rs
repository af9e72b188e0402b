// SPDX-License-Identifier: EUPL-1.2
//! The list of reports, with its filters in the address, and its export.

use kernel::{Date, Ground, Id, ReportId, SubjectKind};
use platform::form::Input;
use platform::http::{Cx, Form, Reply, attachment};
use platform::problem::Problem;
use register::access::{self, Action, Scope};
use register::{deadlines, directory, ledger, people};
use uuid::Uuid;

use super::pack;
use crate::concerns::model::State;
use crate::concerns::rules::triage::Outcome;
use crate::concerns::store::{self, Line, ReportFilter};
use crate::concerns::{events, views};

/// How many a page holds.
const PAGE: i64 = 25;
/// How many are counted at most.
const COUNTED: i64 = 1_000;
/// How many an export holds at most.
const EXPORTED: i64 = 5_000;

/// The filter that the address asks for. What cannot be read narrows nothing.
fn filter(cx: &Cx) -> (ReportFilter, Form) {
    let asked = Form::from_fields(cx.request.query.clone());
    let mut input = Input::new(&asked, cx.lang);
    let filter = ReportFilter {
        state: State::parse(asked.raw("state")),
        outcome: Outcome::parse(asked.raw("outcome")),
        danger_now: !asked.raw("danger").is_empty(),
        owes_answer: !asked.raw("answer").is_empty(),
        mine: !asked.raw("mine").is_empty(),
        evaluator: asked.raw("evaluator").parse().ok(),
        from: input.date("from"),
        to: input.date("to"),
        oldest_first: asked.raw("sort") == "received",
        after: after(cx),
    };
    (filter, asked)
}

fn after(cx: &Cx) -> Option<(Date, ReportId)> {
    let (on, id) = cx.query("after").split_once('_')?;
    Some((on.parse().ok()?, ReportId::from_uuid(Uuid::parse_str(id).ok()?)))
}

fn scope(cx: &Cx) -> Result<Scope, Problem> {
    access::scope(cx, SubjectKind::REPORT, Action::Write)
}

/// The list.
pub(super) async fn list(cx: Cx) -> Result<Reply, Problem> {
    let (filter, asked) = filter(&cx);
    let at = cx.actor()?.institution;
    let scope = scope(&cx)?;
    let mut conn = cx.read().await?;
    let mut lines = store::list(&mut conn, at, &scope, &filter, PAGE + 1).await?;
    let more = lines.len() as i64 > PAGE;
    lines.truncate(PAGE as usize);
    let next = lines.last().filter(|_| more).map(|l| format!("{}_{}", l.received_on, l.id));
    let whole = ReportFilter { after: None, ..filter.clone() };
    let count = store::count(&mut conn, at, &scope, &whole, COUNTED).await?;
    let ids: Vec<ReportId> = lines.iter().map(|l| l.id).collect();
    let minors = store::children_of(&mut conn, &ids).await?;
    let known: Vec<_> = minors.iter().filter_map(|m| m.person).collect();
    let subjects: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let clocks = deadlines::open_of(&mut conn, &subjects).await?;
    let people = people::persons(&mut conn, &known).await?;
    let answering = access::scope(&cx, SubjectKind::REPORT, Action::AnswerTransfer)?;
    let proposals = store::transfers_waiting(&mut conn, &answering, 50).await?;
    let senders = directory::institution_names(&mut conn, proposals.iter().map(|p| p.from)).await?;
    let talks = store::waiting_messages(&mut conn, &scope, 50).await?;
    let shown = views::list::Shown {
        lines: &lines,
        minors: &minors,
        people: &people,
        clocks: &clocks,
        proposals: &proposals,
        senders: &senders,
        talks: &talks,
        filter: &filter,
        asked: &asked,
        count,
        counted: COUNTED,
        next: next.as_deref(),
        pack: pack(&cx)?,
    };
    Ok(views::list::list(&cx, &shown))
}

/// The list as a table for a spreadsheet: no name, no text, nothing about who reported.
pub(super) async fn export(cx: Cx) -> Result<Reply, Problem> {
    let (filter, _) = filter(&cx);
    let actor = cx.actor()?;
    let mut conn = cx.read().await?;
    let filter = ReportFilter { after: None, ..filter };
    let lines = store::list(&mut conn, actor.institution, &scope(&cx)?, &filter, EXPORTED).await?;
    let about = SubjectKind::INSTITUTION.of(actor.institution);
    ledger::witness_reading(&cx, events::REPORTS_EXPORTED, about, Ground::Function).await?;
    let bytes = table(&cx, &lines).map_err(|_| Problem::fault("a table could not be written"))?;
    Ok(attachment(
        "text/csv; charset=utf-8",
        &format!("{}-{}.csv", views::words(&cx).export_name(), cx.today()),
        bytes,
    ))
}

fn table(cx: &Cx, lines: &[Line]) -> Result<Vec<u8>, csv::Error> {
    let w = views::words(cx);
    // The mark tells spreadsheets that this is UTF-8.
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    out.write_record([
        w.column_reference(),
        w.column_received(),
        w.column_state(),
        w.column_outcome(),
        w.column_levels(),
        w.column_minors(),
        w.column_answer(),
    ])?;
    let pack = pack(cx).ok();
    for line in lines {
        let outcome = line.standing.outcome.map(Outcome::code).unwrap_or_default();
        let outcome = pack.map_or(outcome, |p| p.word(rulebook::list::TRIAGE_OUTCOME, outcome, cx.lang));
        out.write_record([
            harmless(&line.reference),
            line.received_on.to_string(),
            harmless(&w.state(line.standing.state().code())),
            harmless(outcome),
            views::short_levels(line.levels),
            line.minors.to_string(),
            harmless(if line.standing.owes_answer { w.answer_owed() } else { "" }),
        ])?;
    }
    out.into_inner().map_err(|e| csv::Error::from(std::io::Error::other(e.to_string())))
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert!(harmless(formula).starts_with('\''), "{formula}");
        }
        assert_eq!(harmless("S-2026-0001"), "S-2026-0001");
    }
}
