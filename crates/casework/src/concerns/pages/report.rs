// SPDX-License-Identifier: EUPL-1.2
//! One report: what it says, where it stands, what comes next.

use kernel::{CaseId, PersonId, ReportId, SubjectKind};
use platform::http::{Cx, Reply};
use platform::problem::Problem;
use register::access::{self, Action, InReport};
use register::{cases, deadlines, directory, ledger};

use super::{Opened, opened, pack};
use crate::concerns::model::Reporter;
use crate::concerns::{receipt, store, views};
use platform::db::Conn;

/// What the page of a report shows besides its facts.
pub(in crate::concerns) struct Beside {
    pub deadlines: Vec<deadlines::Deadline>,
    /// Who reported; only for those whose seat opens that layer.
    pub reporter: Option<Reporter>,
    /// The receipt code of somebody who told the service by voice, to be given to them.
    pub code: Option<String>,
    pub unread: usize,
    /// How many files the reader may open.
    pub files: i64,
    /// The service by which it was transferred here.
    pub sender: Option<String>,
    /// What the reader may do.
    pub may: Vec<Action>,
    /// Whether the reader may open cases in this service.
    pub opens_cases: bool,
    /// The cases that were opened upon this report, or to which it was linked.
    pub cases: Vec<CaseOf>,
    /// The children of this report who have an open case in the reader's service.
    pub followed: Vec<PersonId>,
}

/// A case that was opened upon a report.
pub(in crate::concerns) struct CaseOf {
    pub id: CaseId,
    pub child: PersonId,
    /// Its number; only for those who may read it.
    pub reference: Option<String>,
}

/// The page of a report; for a service to which it is proposed, the minimal set.
pub(super) async fn show(cx: Cx) -> Result<Reply, Problem> {
    let id: ReportId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let grant = access::require(&cx, &mut conn, Action::Read, id).await?;
    if !grant.opens(kernel::Layer::Institution) {
        return candidate(&cx, &mut conn, grant).await;
    }
    let mut opened = opened(&cx, &mut conn, grant).await?;
    let secrets = register::people::secrets_through(&mut conn, &[id.0]).await?;
    opened.concern.hide(&secrets);
    let beside = beside(&cx, &mut conn, &opened).await?;
    Ok(views::report::show(&cx, &opened, &beside, pack(&cx)?))
}

async fn beside(cx: &Cx, conn: &mut Conn, opened: &Opened) -> Result<Beside, Problem> {
    let report = &opened.concern.report;
    let reporter = store::reporter(conn, &opened.grant).await?;
    let unread = store::messages(conn, &opened.grant).await?;
    let unread = unread.iter().filter(|m| m.from_reporter && m.read_at.is_none()).count();
    let sender = match report.came_by {
        Some(transfer) => match store::sender_of_transfer(conn, transfer).await? {
            Some(id) => Some(directory::institution_name(conn, id).await?),
            None => None,
        },
        None => None,
    };
    let told_by_voice = report.door == crate::concerns::model::Door::Phone;
    let code = match &reporter {
        Some(r) if r.has_code && told_by_voice => Some(receipt::code(&receipt::key(cx).await?, r.id)),
        _ => None,
    };
    let mut may = Vec::new();
    for action in [
        Action::Write,
        Action::Triage,
        Action::Evaluate,
        Action::Decide,
        Action::Assign,
        Action::ReadAccessLog,
    ] {
        if access::may(cx, conn, action, report.id).await?.is_some() {
            may.push(action);
        }
    }
    let children: Vec<PersonId> = opened.concern.evaluated().filter_map(|m| m.person).collect();
    let followed = match report.institution == cx.actor()?.institution {
        true => cases::open_of_children(conn, &children, report.institution).await?,
        false => Vec::new(),
    };
    Ok(Beside {
        followed: followed.into_iter().map(|(child, _)| child).collect(),
        deadlines: deadlines::of_subject(conn, report.id.0).await?,
        reporter,
        code,
        unread,
        files: register::attachments::count_of_report(conn, &opened.grant).await?,
        sender,
        may,
        opens_cases: report.institution == cx.actor()?.institution
            && access::require_function(cx, cases::OPENERS).is_ok(),
        cases: cases_of(cx, conn, &opened.grant).await?,
    })
}

/// The cases that were opened upon a report. Of those that the reader may not open it is only told that they are there.
async fn cases_of(cx: &Cx, conn: &mut Conn, grant: &InReport) -> Result<Vec<CaseOf>, Problem> {
    let mut out = Vec::new();
    for found in cases::of_report(conn, grant).await? {
        let opens = access::may(cx, conn, Action::Read, found.id).await?.is_some();
        out.push(CaseOf { id: found.id, child: found.child, reference: opens.then_some(found.reference) });
    }
    Ok(out)
}

/// What a service sees of a report that is proposed to it: who, since when, which language, why. Nothing else.
async fn candidate(cx: &Cx, conn: &mut Conn, grant: InReport) -> Result<Reply, Problem> {
    ledger::witness(cx, SubjectKind::REPORT.of(grant.subject()), grant.capacity(), grant.ground()).await?;
    let minimum = store::minimum(conn, &grant, cx.actor()?.institution).await?.ok_or(Problem::NotFound)?;
    let minors = store::minors(conn, grant.subject()).await?;
    let people = store::minor_names(conn, &minors).await?;
    let sender = directory::institution_name(conn, minimum.transfer.from).await?;
    Ok(views::candidate::candidate(cx, grant.subject(), &minimum, &minors, &people, &sender, pack(cx)?))
}

/// Who opened this report, when, and why. Who reported is nowhere in it.
pub(super) async fn access_log(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let opened = super::open(&cx, &mut conn, Action::ReadAccessLog).await?;
    let mut entries = ledger::of_subject(&mut conn, opened.grant.subject().0, 200).await?;
    // Each institution reads its own ledger.
    entries.retain(|e| e.institution == opened.concern.report.institution);
    let names =
        directory::practitioner_names(&mut conn, entries.iter().filter_map(|e| e.practitioner)).await?;
    Ok(views::candidate::access_log(&cx, &opened, &entries, &names, pack(&cx)?))
}
