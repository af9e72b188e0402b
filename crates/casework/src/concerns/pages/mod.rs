// SPDX-License-Identifier: EUPL-1.2
//! Pages of concern reports: the public door, the professionals' doors, the list, the report, one page for each deed.

mod attachments;
mod channel;
mod decide;
mod evaluate;
mod hand_on;
mod list;
mod minors;
mod public;
mod read;
mod report;
mod send;
mod steps;
mod triage;

use std::collections::HashMap;

pub(in crate::concerns) use public::Where;
pub(in crate::concerns) use report::Beside;
pub(in crate::concerns) use send::{Around, Looked, Writing};
pub(in crate::concerns) use steps::Step;

use kernel::{FunctionKind, InstitutionId, Layer, PractitionerId, ReportId, SubjectKind};
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Reply, Route, Routes, Who, redirect};
use platform::problem::Problem;
use register::access::{self, Action, InReport};
use register::people::Person;
use register::{directory, ledger};
use rulebook::Pack;

use super::model::{Concern, MinorId};
use super::{REPORTER, actions, store};

const DESK: &[FunctionKind] = &[FunctionKind::Intake, FunctionKind::Supervisor];
const WORKERS: &[FunctionKind] =
    &[FunctionKind::Intake, FunctionKind::Caseworker, FunctionKind::Supervisor, FunctionKind::Direction];

/// The routes of this slice.
pub fn routes() -> Routes {
    [public_routes(), own_routes(), deed_routes()].concat()
}

fn public_routes() -> Routes {
    use Route as R;
    vec![
        R::get("/report", Who::Anyone, "read", "report form", public::start),
        R::get("/report/step/{step}", Who::Anyone, "write", "report form", public::step),
        R::post("/report/step/{step}", Who::Anyone, "write", "report form", public::keep_step),
        R::post("/report/draft/{step}", Who::Anyone, "keep", "report form", public::keep_draft),
        R::post("/report/discard", Who::Anyone, "discard", "report form", public::discard),
        R::get("/report/check", Who::Anyone, "write", "report form", public::check),
        R::post("/report/send", Who::Anyone, "send", "report form", public::send),
        R::get("/report/receipt", Who::Anyone, "read", "receipt", public::receipt),
        R::get("/report/return", Who::Anyone, "read", "return channel", channel::code),
        R::post("/report/return", Who::Anyone, "open", "return channel", channel::enter),
        R::post("/report/return/message", Who::Anyone, "write", "return channel", channel::write),
        R::post("/report/return/outcome", Who::Anyone, "ask", "return channel", channel::ask),
        R::post("/report/return/closure", Who::Anyone, "close", "return channel", channel::close),
    ]
}

fn own_routes() -> Routes {
    use Route as R;
    vec![
        R::get("/reports", Who::Holders(WORKERS), "list", "report", list::list),
        R::get("/reports/export", Who::Holders(WORKERS), "export", "report", list::export),
        R::get("/reports/new", Who::SignedIn, "write", "report form", send::new),
        R::post("/reports/new", Who::SignedIn, "send", "report form", send::send),
        R::get("/reports/take", Who::Holders(DESK), "write", "report form", send::take),
        R::post("/reports/take", Who::Holders(DESK), "receive", "report", send::taken),
        R::get("/reports/sent", Who::SignedIn, "list", "own report", channel::sent_list),
        R::get("/reports/sent/{id}", Who::SignedIn, "read", "own report", channel::sent).shows(REPORTER),
        R::post("/reports/sent/{id}/message", Who::SignedIn, "write", "own report", channel::sent_message),
        R::post("/reports/sent/{id}/outcome", Who::SignedIn, "ask", "own report", channel::sent_outcome),
        R::post("/reports/sent/{id}/attachments", Who::SignedIn, "write", "own report", attachments::send)
            .with_uploads(),
        R::get("/reports/{id}", Who::Seat, "read", "report", report::show).shows(SubjectKind::REPORT),
        R::get("/reports/{id}/access", Who::Seat, "read-access-log", "report", report::access_log),
        R::get("/reports/{id}/attachments", Who::Seat, "read", "report", attachments::list),
        R::post("/reports/{id}/attachments", Who::Seat, "write", "report", attachments::attach)
            .with_uploads(),
        R::get("/reports/{id}/messages", Who::Seat, "triage", "report", decide::messages),
        R::post("/reports/{id}/messages", Who::Seat, "triage", "report", decide::reply),
        R::post("/reports/{id}/messages/reading", Who::Seat, "triage", "report", decide::read_messages),
    ]
}

fn deed_routes() -> Routes {
    use Route as R;
    vec![
        R::get("/reports/{id}/acknowledgement", Who::Seat, "triage", "report", triage::acknowledgement),
        R::post("/reports/{id}/acknowledgement", Who::Seat, "triage", "report", triage::acknowledge),
        R::get("/reports/{id}/confirmation", Who::Seat, "triage", "report", triage::confirmation),
        R::post("/reports/{id}/confirmation", Who::Seat, "triage", "report", triage::confirm),
        R::get("/reports/{id}/triage", Who::Seat, "triage", "report", triage::form),
        R::post("/reports/{id}/triage", Who::Seat, "triage", "report", triage::triage),
        R::get("/reports/{id}/archive", Who::Seat, "triage", "report", triage::archiving),
        R::post("/reports/{id}/archive", Who::Seat, "triage", "report", triage::archive),
        R::get("/reports/{id}/minors", Who::Seat, "write", "report", minors::adding),
        R::post("/reports/{id}/minors", Who::Seat, "write", "report", minors::add),
        R::get("/reports/{id}/minors/{minor}/identity", Who::Seat, "write", "report", minors::identity),
        R::post("/reports/{id}/minors/{minor}/identity", Who::Seat, "write", "report", minors::identify),
        R::get("/reports/{id}/minors/{minor}/set-aside", Who::Seat, "write", "report", minors::setting_aside),
        R::post("/reports/{id}/minors/{minor}/set-aside", Who::Seat, "write", "report", minors::set_aside),
        R::get("/reports/{id}/minors/{minor}/case", Who::Seat, "read", "report", minors::case),
        R::post("/reports/{id}/minors/{minor}/case", Who::Seat, "read", "report", minors::link_case),
        R::get("/reports/{id}/danger", Who::Seat, "evaluate", "report", triage::alarm),
        R::post("/reports/{id}/danger", Who::Seat, "evaluate", "report", triage::raise),
        R::get("/reports/{id}/joining", Who::Seat, "triage", "report", hand_on::joining),
        R::post("/reports/{id}/joining", Who::Seat, "triage", "report", hand_on::join),
        R::get("/reports/{id}/transfer", Who::Seat, "triage", "report", hand_on::proposing),
        R::post("/reports/{id}/transfer", Who::Seat, "triage", "report", hand_on::propose),
        R::get("/reports/{id}/withdrawal", Who::Seat, "triage", "report", hand_on::withdrawing),
        R::post("/reports/{id}/withdrawal", Who::Seat, "triage", "report", hand_on::withdraw),
        R::get("/reports/{id}/evaluators", Who::Seat, "assign", "report", evaluate::evaluators),
        R::post("/reports/{id}/evaluators", Who::Seat, "assign", "report", evaluate::assign),
        R::get("/reports/{id}/visits", Who::Seat, "evaluate", "report", evaluate::visiting),
        R::post("/reports/{id}/visits", Who::Seat, "evaluate", "report", evaluate::visit),
        R::get("/reports/{id}/minors/{minor}/meeting", Who::Seat, "evaluate", "report", evaluate::meeting),
        R::post("/reports/{id}/minors/{minor}/meeting", Who::Seat, "evaluate", "report", evaluate::meet),
        R::get("/reports/{id}/minors/{minor}/view", Who::Seat, "evaluate", "report", evaluate::viewing),
        R::post("/reports/{id}/minors/{minor}/view", Who::Seat, "evaluate", "report", evaluate::view),
        R::get(
            "/reports/{id}/minors/{minor}/conclusion",
            Who::Seat,
            "evaluate",
            "report",
            evaluate::concluding,
        ),
        R::post(
            "/reports/{id}/minors/{minor}/conclusion",
            Who::Seat,
            "evaluate",
            "report",
            evaluate::conclude,
        ),
        R::get(
            "/reports/{id}/minors/{minor}/impossibility",
            Who::Seat,
            "evaluate",
            "report",
            evaluate::giving_up,
        ),
        R::post(
            "/reports/{id}/minors/{minor}/impossibility",
            Who::Seat,
            "evaluate",
            "report",
            evaluate::give_up,
        ),
        R::get("/reports/{id}/decision", Who::Seat, "decide", "report", decide::deciding),
        R::post("/reports/{id}/decision", Who::Seat, "decide", "report", decide::decide),
        R::get("/reports/{id}/feedback", Who::Seat, "write", "report", decide::answering),
        R::post("/reports/{id}/feedback", Who::Seat, "write", "report", decide::feedback),
        R::get("/reports/{id}/feedback-request", Who::Seat, "write", "report", decide::requesting),
        R::post("/reports/{id}/feedback-request", Who::Seat, "write", "report", decide::note_request),
        R::post(
            "/reports/{id}/transfer/{transfer}/acceptance",
            Who::Seat,
            "answer-transfer",
            "report",
            hand_on::accept,
        ),
        R::post(
            "/reports/{id}/transfer/{transfer}/refusal",
            Who::Seat,
            "answer-transfer",
            "report",
            hand_on::refuse,
        ),
    ]
}

/// A report that was opened, with the names that its pages show. Who reported is not among them.
pub(in crate::concerns) struct Opened {
    pub grant: InReport,
    pub concern: Concern,
    pub practitioners: HashMap<PractitionerId, String>,
    pub institutions: HashMap<InstitutionId, String>,
    pub people: Vec<(MinorId, Person)>,
}

impl Opened {
    /// The page of the report.
    pub fn url(&self) -> String {
        format!("/reports/{}", self.concern.report.id)
    }

    /// The name of a practitioner; the empty text for somebody who is not in the directory any more.
    pub fn name(&self, id: PractitionerId) -> &str {
        self.practitioners.get(&id).map_or("", String::as_str)
    }

    /// The name of an institution.
    pub fn institution(&self, id: InstitutionId) -> &str {
        self.institutions.get(&id).map_or("", String::as_str)
    }

    /// Who a minor is, once known.
    pub fn person(&self, id: MinorId) -> Option<&Person> {
        self.people.iter().find(|(minor, _)| *minor == id).map(|(_, p)| p)
    }
}

/// Opens the report of the address for an action, and witnesses it before anything is shown.
pub(super) async fn open(cx: &Cx, conn: &mut Conn, action: Action) -> Result<Opened, Problem> {
    let grant = access::require(cx, conn, action, cx.id::<ReportId>("id")?).await?;
    opened(cx, conn, grant).await
}

pub(super) async fn opened(cx: &Cx, conn: &mut Conn, grant: InReport) -> Result<Opened, Problem> {
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    ledger::witness(cx, SubjectKind::REPORT.of(grant.subject()), grant.capacity(), grant.ground()).await?;
    let concern = store::concern(conn, &grant).await?;
    let practitioners = directory::practitioner_names(conn, concern.practitioners()).await?;
    let institutions = directory::institution_names(conn, concern.institutions()).await?;
    let people = store::minor_names(conn, &concern.minors).await?;
    Ok(Opened { grant, concern, practitioners, institutions, people })
}

/// What a rule refused, beside the field that it is about; anything else goes on as a problem.
pub(super) fn told(
    problem: Problem,
    field: impl FnOnce(&str) -> &'static str,
) -> Result<FieldErrors, Problem> {
    let Problem::Refused(refused) = problem else { return Err(problem) };
    let mut errors = FieldErrors::default();
    let message = match refused.way {
        Some(way) => format!("{} {way}", refused.why),
        None => refused.why,
    };
    errors.add(field(refused.code), refused.code, message);
    Ok(errors)
}

/// Back to the report, with what was done.
pub(super) fn done(report: ReportId, what: &str) -> Reply {
    redirect(format!("/reports/{report}?done={what}"))
}

/// The errors of an input, taken out of it.
pub(super) fn errors_of(input: &mut Input<'_>) -> FieldErrors {
    std::mem::take(&mut input.errors)
}

/// The pack of whoever acts.
pub(super) fn pack(cx: &Cx) -> Result<&Pack, Problem> {
    actions::pack(cx)
}

/// How many children a form speaks of.
pub(in crate::concerns) fn child_rows(form: &platform::http::Form) -> usize {
    read::rows(form, "child").last().copied().unwrap_or(0)
}

/// How many holders of authority a form speaks of.
pub(in crate::concerns) fn holder_rows(form: &platform::http::Form) -> usize {
    read::rows(form, "holder").last().copied().unwrap_or(0)
}
