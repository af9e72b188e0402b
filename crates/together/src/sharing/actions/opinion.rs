// SPDX-License-Identifier: EUPL-1.2
//! Asking a body of appeal or of ethics what it thinks of what an objection raises: without a name, so that no decision is needed.

use kernel::{CaseId, Date, ObjectionId, OpinionId, Refusal};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, InCase};
use register::{apart, cases};
use rulebook::Body;
use serde_json::json;

use super::super::model::{OBJECTION, Objection, Opinion};
use super::super::{events, rules, store, store_follow};
use super::{names_around, opens_file, refused};

/// Those whom one may ask, by the law of one's own jurisdiction.
pub fn bodies(cx: &Cx) -> Result<Vec<&Body>, Problem> {
    let pack = register::directory::pack(cx, &cx.actor()?.pack)?;
    Ok(pack.appeal().iter().filter(|body| body.validity.holds_on(cx.today())).collect())
}

/// Notes that a body was asked. The question leaves the service: it names neither the child nor anybody around.
pub async fn ask_opinion(
    cx: &Cx,
    objection: ObjectionId,
    body: &str,
    question: &str,
    on: Date,
) -> Result<OpinionId, Problem> {
    apart::refuse_copies(cx, &[question]).await?;
    let mut conn = cx.read().await?;
    let case = store::case_of_objection(&mut conn, objection).await?.ok_or(Problem::NotFound)?;
    drop(conn);
    let (mut tx, grant, objection) = begin(cx, case, |o| o.id == objection).await?;
    if !bodies(cx)?.iter().any(|known| known.code == body) {
        return Err(refused(cx, Refusal::new("unknown-code")));
    }
    let names = names_around(cx, &mut tx, case).await?;
    rules::asking(question, &names, on, objection.said_on, cx.today()).map_err(|r| refused(cx, r))?;
    let id: OpinionId = cx.new_id()?;
    let new = store_follow::NewOpinion {
        id,
        objection: objection.id,
        body,
        question: question.trim(),
        asked_on: on,
    };
    store_follow::insert_opinion(&mut tx, &grant, &new, cx.now).await?;
    let detail = json!({ "opinion": id.to_string(), "body": body });
    commit(cx, tx, &grant, events::OPINION_ASKED, objection.id, &detail).await?;
    Ok(id)
}

/// Writes down what was answered.
pub async fn answer_opinion(cx: &Cx, id: OpinionId, on: Date, answer: &str) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[answer]).await?;
    let mut conn = cx.read().await?;
    let case = store_follow::case_of_opinion(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    drop(conn);
    let (mut tx, grant, all) = objections(cx, case).await?;
    let ids: Vec<ObjectionId> = all.iter().map(|o| o.id).collect();
    let found: Vec<Opinion> = store_follow::opinions(&mut tx, &grant, &ids).await?;
    let opinion = found.into_iter().find(|o| o.id == id).ok_or(Problem::NotFound)?;
    rules::answering(&opinion, answer, on, cx.today()).map_err(|r| refused(cx, r))?;
    store_follow::answer_opinion(&mut tx, id, on, answer.trim(), grant.practitioner()).await?;
    let detail = json!({ "opinion": id.to_string() });
    commit(cx, tx, &grant, events::OPINION_RECORDED, opinion.objection, &detail).await
}

async fn objections(cx: &Cx, case: CaseId) -> Result<(Tx, InCase, Vec<Objection>), Problem> {
    let mut conn = cx.read().await?;
    let home = cases::home_of(&mut conn, case).await?;
    drop(conn);
    let (mut tx, grant) = access::begin(cx, Action::Write, home).await?;
    opens_file(&grant)?;
    let all = cases::with_merged(&mut tx, &grant).await?;
    let found = store::objections(&mut tx, &grant, &all).await?;
    Ok((tx, grant, found))
}

async fn begin(
    cx: &Cx,
    case: CaseId,
    which: impl Fn(&Objection) -> bool,
) -> Result<(Tx, InCase, Objection), Problem> {
    let (tx, grant, found) = objections(cx, case).await?;
    let objection = found.into_iter().find(which).ok_or(Problem::NotFound)?;
    Ok((tx, grant, objection))
}

async fn commit(
    cx: &Cx,
    tx: Tx,
    grant: &InCase,
    kind: kernel::EventKind,
    objection: ObjectionId,
    detail: &serde_json::Value,
) -> Result<(), Problem> {
    let event = cx
        .event(kind, OBJECTION.of(objection), Some(grant.capacity()), grant.ground())?
        .in_case(grant.subject());
    tx.commit(event.with_detail(detail.to_string())).await.map_err(Problem::from)
}
