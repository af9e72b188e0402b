// SPDX-License-Identifier: EUPL-1.2
//! One function a verb. Each shows its grant, loads, asks the rules, and writes with its event.

mod answer;
mod attach;
mod channel;
mod decide;
mod evaluate;
mod merge;
mod minors;
mod receive;
mod transfer;
mod triage;

pub use answer::{acknowledge, archive, confirm_in_writing, feedback, note_request, read_messages, reply};
pub use attach::{attach, attach_to_sent};
pub use channel::{ComesBack, ask_outcome, code_shown, open_channel, sent_by_actor, sent_one, write_back};
pub use decide::decide;
pub use evaluate::{assign, conclude, give_up, hand_over_evaluations, note_meeting, note_view, note_visit};
pub use merge::{likely_same, merge};
pub use minors::{add_minor, identify, set_aside};
pub(super) use receive::{Draft, moment_of, receive_draft};
pub use receive::{faults, receive};
pub use transfer::{WITHDRAWN, accept_transfer, propose_transfer, refuse_transfer, withdraw_transfer};
pub use triage::{raise_danger, triage};

use kernel::{Event, EventKind, FunctionKind, Holder, InstitutionId, PractitionerId, ReportId, SubjectKind};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, InReport};
use register::directory;
use rulebook::{Circumstances, Moment, Pack, term};

use super::model::{Concern, Minor};
use super::rules::No;
use super::{store, words};

/// What an action has in its hands once it may begin.
pub(super) struct Deed<'a> {
    pub grant: InReport,
    pub tx: Tx,
    pub concern: Concern,
    pub pack: &'a Pack,
}

/// Shows the grant, begins the write, looks at the grant once more inside, holds the report and loads it.
pub(super) async fn begin<'a>(cx: &'a Cx, action: Action, report: ReportId) -> Result<Deed<'a>, Problem> {
    let (mut tx, grant) = access::begin(cx, action, report).await?;
    store::hold(&mut tx, &grant).await?;
    let concern = store::concern(&mut tx, &grant).await?;
    Ok(Deed { grant, tx, concern, pack: pack(cx)? })
}

/// The pack of the institution one acts for.
pub(super) fn pack(cx: &Cx) -> Result<&Pack, Problem> {
    pack_named(cx, &cx.actor()?.pack)
}

pub(super) fn pack_named<'a>(cx: &'a Cx, code: &str) -> Result<&'a Pack, Problem> {
    register::rulebook(cx)?
        .pack(code)
        .ok_or_else(|| Problem::fault("an institution names a pack that is not loaded"))
}

/// An event about a report, by whoever acts, in the capacity of the grant.
pub(super) fn event(cx: &Cx, grant: &InReport, kind: EventKind) -> Result<Event, Problem> {
    cx.event(kind, SubjectKind::REPORT.of(grant.subject()), Some(grant.capacity()), grant.ground())
}

/// A refusal in the reader's words.
pub(super) fn refused(cx: &Cx, no: No<'_>) -> Problem {
    let code = no.code();
    match no {
        No::Contradiction(c) | No::Unexplained(c) => Problem::refused(
            kernel::Refusal::new(code),
            c.reason.get(cx.lang),
            Some(c.way_out.get(cx.lang).to_owned()),
        ),
        No::Rule(refusal) => {
            let w = words::Words(cx.lang);
            let why = w.by_key(&format!("refused-{code}")).unwrap_or(code);
            let way = w.by_key(&format!("refused-{code}-way")).map(str::to_owned);
            Problem::refused(refusal, why, way)
        }
    }
}

/// Says « no » as the page of a problem.
pub(super) trait OrRefuse<T> {
    /// The value, or the refusal in the reader's words.
    fn or_refuse(self, cx: &Cx) -> Result<T, Problem>;
}

impl<T> OrRefuse<T> for Result<T, No<'_>> {
    fn or_refuse(self, cx: &Cx) -> Result<T, Problem> {
        self.map_err(|no| refused(cx, no))
    }
}

impl<T> OrRefuse<T> for Result<T, kernel::Refusal> {
    fn or_refuse(self, cx: &Cx) -> Result<T, Problem> {
        self.map_err(|refusal| refused(cx, No::Rule(refusal)))
    }
}

/// The function of an institution that a seat or a deadline goes to.
pub(super) async fn function(
    conn: &mut Conn,
    at: InstitutionId,
    kind: FunctionKind,
) -> Result<Holder, Problem> {
    Ok(Holder::Function(directory::function(conn, at, kind).await?))
}

/// Those who work with children in an institution today: everybody but the administrators of the system.
pub(super) async fn work_here(
    cx: &Cx,
    conn: &mut Conn,
    at: InstitutionId,
) -> Result<Vec<PractitionerId>, Problem> {
    let all = directory::practitioners_of(conn, at, None, cx.today()).await?;
    Ok(all.into_iter().filter(|c| c.kind != FunctionKind::Administrator).map(|c| c.id).collect())
}

/// Starts the clock of one minor's evaluation. It runs from the receipt; for a report that another service of the same
/// legal order had first, from that first receipt (another order has terms of its own: the first date is then shown, and
/// does not count).
pub(super) async fn start_evaluation_clock(
    cx: &Cx,
    tx: &mut Tx,
    concern: &Concern,
    minor: &Minor,
    owner: Holder,
    pack: &Pack,
) -> Result<(), Problem> {
    let report = &concern.report;
    let mut from = report.received_on;
    if let Some(transfer) = report.came_by {
        let sender = store::sender_of_transfer(tx, transfer).await?;
        let theirs = match sender {
            Some(id) => directory::institution(tx, id).await?,
            None => None,
        };
        if theirs.is_some_and(|i| i.fields.pack == pack.code) {
            from = report.first_received_on;
        }
    }
    let mut age = None;
    if let Some(id) = minor.person {
        let person = register::people::person(tx, id).await?;
        age = person.birth.map(|b| b.age_on(from).0.max(0));
        if age.is_none() && person.expected_on.is_some() {
            age = Some(0);
        }
    }
    let child_age_years = age.map(|a| u8::try_from(a).unwrap_or(u8::MAX)).or(minor.is_unborn.then_some(0));
    let new = register::deadlines::NewDeadline {
        institution: report.institution,
        pack: &pack.code,
        kind: SubjectKind::REPORT,
        subject: report.id.0,
        case: None,
        about: Some(minor.id.0),
        term: term::EVALUATION,
        started: Moment::day(from),
        circumstances: Circumstances { child_age_years, ..Circumstances::default() },
        owner,
    };
    register::deadlines::start(cx, tx, &new).await.map(drop)
}
