// SPDX-License-Identifier: EUPL-1.2
//! Objections of the child and the family, and their review.

use kernel::{CaseId, Date, DisclosureId, FunctionKind, Holder, ObjectionId, PersonId, Refusal, SubjectKind};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action};
use register::cases;
use register::deadlines::{self, NewDeadline};
use register::directory;
use rulebook::{Circumstances, Moment};
use serde_json::json;

use super::super::model::{Disclosure, Finding, OBJECTION};
use super::super::{events, rules, store};
use super::decide::close_to_recipients;
use super::{opens_file, refused};

/// The term within which whoever objects is answered: about an objection, in its case.
pub const OBJECTION_REVIEW: &str = "objection_review";

/// As many decisions of a case as are looked through for whoever took part.
const MOST: i64 = 500;

/// Writes down that somebody objects, to one decision or to what they believe was told.
pub async fn object(
    cx: &Cx,
    case: CaseId,
    about: Option<DisclosureId>,
    person: PersonId,
    said_on: Date,
    words: &str,
) -> Result<ObjectionId, Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    opens_file(&grant)?;
    if words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("objection-without-words")));
    }
    if said_on > cx.today() {
        return Err(refused(cx, Refusal::new("date-in-future")));
    }
    let all = cases::with_merged(&mut tx, &grant).await?;
    if let Some(about) = about {
        store::disclosure(&mut tx, &grant, &all, about).await?.ok_or(Problem::NotFound)?;
    }
    let id: ObjectionId = cx.new_id()?;
    let new = store::NewObjection { id, disclosure: about, person, said_on, words: words.trim() };
    store::insert_objection(&mut tx, &grant, &new, cx.now).await?;
    start_clock(cx, &mut tx, case, id, said_on).await?;
    let detail = json!({ "disclosure": about.map(|d| d.to_string()) });
    let event = cx
        .event(events::OBJECTION_RECORDED, OBJECTION.of(id), Some(grant.capacity()), grant.ground())?
        .in_case(case);
    tx.commit(event.with_detail(detail.to_string())).await?;
    Ok(id)
}

/// Whoever objects waits for an answer: the clock runs from the day on which they said so, and stands with the supervision.
async fn start_clock(
    cx: &Cx,
    tx: &mut Tx,
    case: CaseId,
    objection: ObjectionId,
    said_on: Date,
) -> Result<(), Problem> {
    let actor = cx.actor()?;
    let function = directory::function(tx, actor.institution, FunctionKind::Supervisor).await?;
    let clock = NewDeadline {
        institution: actor.institution,
        pack: &actor.pack,
        kind: SubjectKind::CASE,
        subject: case.0,
        case: Some(case),
        about: Some(objection.0),
        term: OBJECTION_REVIEW,
        started: Moment { on: said_on, at: None },
        circumstances: Circumstances::default(),
        owner: Holder::Function(function),
    };
    deadlines::start(cx, tx, &clock).await.map(drop)
}

/// Whether somebody may review objections in a case that they read: a supervision of it, or whoever answers for the service.
pub async fn may_review(cx: &Cx, conn: &mut Conn, case: CaseId) -> Result<bool, Problem> {
    let directs = cx.actor()?.holds(FunctionKind::Direction);
    Ok(directs || access::may(cx, conn, Action::Approve, case).await?.is_some())
}

/// Reviews an objection, as somebody who took no part in what it is about. Overturned: what can still be read is closed at
/// once.
pub async fn find(cx: &Cx, id: ObjectionId, finding: Finding, reason: &str) -> Result<(), Problem> {
    let mut conn = cx.read().await?;
    let case = store::case_of_objection(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(&mut conn, case).await?;
    drop(conn);
    let (mut tx, grant) = access::begin(cx, Action::Read, home).await?;
    opens_file(&grant)?;
    if !may_review(cx, &mut tx, home).await? {
        return Err(refused(cx, Refusal::new("review-by-supervision")));
    }
    let all = cases::with_merged(&mut tx, &grant).await?;
    let found = store::objections(&mut tx, &grant, &all).await?;
    let objection = found.into_iter().find(|o| o.id == id).ok_or(Problem::NotFound)?;
    // An objection that names no decision may be about any of the case.
    let about: Vec<Disclosure> = match objection.disclosure {
        Some(about) => store::disclosure(&mut tx, &grant, &all, about).await?.into_iter().collect(),
        None => store::of_cases(&mut tx, &grant, &all, None, MOST).await?,
    };
    rules::finding(&objection, &about, grant.practitioner(), reason).map_err(|r| refused(cx, r))?;
    store::find(&mut tx, &grant, id, finding, reason.trim(), cx.now).await?;
    deadlines::done(&mut tx, home.0, OBJECTION_REVIEW, Some(id.0), cx.today()).await?;
    if let (Finding::Overturned, Some(_), Some(about)) = (finding, objection.disclosure, about.first()) {
        if about.withdrawn.is_none() {
            store::withdraw(&mut tx, about, reason.trim(), grant.practitioner(), cx.now).await?;
        }
        close_to_recipients(cx, &mut tx, about.id, reason.trim()).await?;
    }
    let detail = json!({ "finding": finding.code() });
    let event = cx
        .event(events::OBJECTION_REVIEWED, OBJECTION.of(id), Some(grant.capacity()), grant.ground())?
        .in_case(home);
    tx.commit(event.with_detail(detail.to_string()).because(reason.trim())).await.map_err(Problem::from)
}
