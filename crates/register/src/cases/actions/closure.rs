// SPDX-License-Identifier: EUPL-1.2
//! Closing and reopening. Who proposes does not approve.

use kernel::{Capacity, CaseId, EpisodeId, Layer, Refusal, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::{Circumstances, Moment, list};
use serde_json::json;

use super::super::awaited::refuse_while_awaited;
use super::super::rules::ClosureWords;
use super::super::{events, frame, rules, store, store_write};
use super::frame::end_hold;
use super::{Entry, event, publish, refused};
use crate::access::{self, Action};
use crate::deadlines;

/// What a closure proposal says.
#[derive(Clone, Debug, Default)]
pub struct Closing {
    /// A code of the pack's list `closure_reason`.
    pub reason: String,
    /// In words.
    pub explanation: String,
    /// What the child thinks of it, or why that is not known.
    pub child_view: String,
    /// What partners are told.
    pub partners_told: String,
    /// The retention rule that applies, in words.
    pub retention: String,
    /// Its code, when one of the pack was chosen.
    pub retention_code: Option<String>,
    /// What the reason asks to be said: a code of the pack's list `closure_ask`, and the words.
    pub statements: Vec<(String, String)>,
}

/// Proposes to close a case.
pub async fn propose_closure(cx: &Cx, case: CaseId, closing: &Closing) -> Result<(), Problem> {
    let pack = cx.actor()?.pack.clone();
    let rulebook = crate::rulebook(cx)?;
    let Some(chosen) = rulebook.pack(&pack).and_then(|p| p.entry(list::CLOSURE_REASON, &closing.reason))
    else {
        return Err(refused(cx, Refusal::new("unknown-code")));
    };
    let (mut tx, grant) = access::begin(cx, Action::Steer, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let words = ClosureWords {
        child_view: &closing.child_view,
        explanation: &closing.explanation,
        partners_told: &closing.partners_told,
        retention: &closing.retention,
    };
    rules::proposing_closure(&facts.standing, &words).map_err(|r| refused(cx, r))?;
    rules::closure_says(&chosen.asks, &closing.statements).map_err(|r| refused(cx, r))?;
    refuse_while_awaited(cx, &mut tx, &grant).await?;
    let episode = facts.standing.episode.ok_or(Problem::NotFound)?;
    let id = cx.new_id::<CaseId>()?.0;
    let here = (case, facts.case.institution);
    store_write::insert_closure(&mut tx, id, here, episode.id, closing, grant.practitioner(), cx.now).await?;
    for (code, words) in closing.statements.iter().filter(|(code, _)| chosen.asks.contains(code)) {
        store_write::insert_statement(&mut tx, id, code, words).await?;
    }
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "closure_proposed", &closing.explanation))
        .await?;
    let detail = json!({ "reason": closing.reason });
    Ok(tx.commit(event(cx, &grant, events::CLOSURE_PROPOSED)?.with_detail(detail.to_string())).await?)
}

/// Approves a closure: the episode ends, the circle but for the supervision leaves.
///
/// A seat is what work on a case asks for (docs/adr/0007-seats.md); once nobody works on it, only those who answer for it
/// still read it. A closed case is therefore in no list of whoever led it: they ask the supervision, which finds it by its
/// state and by its last lead, and which can reopen it. The page of approval says so before it happens.
pub async fn approve_closure(cx: &Cx, case: CaseId) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Approve, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let closure =
        rules::deciding_closure(&facts.standing, grant.practitioner()).map_err(|r| refused(cx, r))?.clone();
    refuse_while_awaited(cx, &mut tx, &grant).await?;
    store_write::decide_closure(&mut tx, closure.id, grant.practitioner(), cx.now, None).await?;
    store_write::close_episode(&mut tx, closure.episode, cx.today(), &closure.reason).await?;
    end_hold(cx, &mut tx, &facts).await?;
    deadlines::drop_open(&mut tx, case.0, None, cx.today()).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "case_closed", &closure.explanation))
        .await?;
    for seat in access::circle_of(&mut tx, &grant).await? {
        if seat.is_held(cx.now) && seat.capacity != Capacity::Supervisor {
            access::close_seat(cx, &mut tx, case, seat.id, "case closed").await?;
        }
    }
    store_write::settle_lead(&mut tx, case, cx.now).await?;
    let detail = json!({ "reason": closure.reason });
    Ok(tx.commit(event(cx, &grant, events::CASE_CLOSED)?.with_detail(detail.to_string())).await?)
}

/// Refuses a closure, with a reason; the case goes on.
pub async fn refuse_closure(cx: &Cx, case: CaseId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Approve, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let closure =
        rules::deciding_closure(&facts.standing, grant.practitioner()).map_err(|r| refused(cx, r))?.clone();
    if reason.is_empty() {
        return Err(refused(cx, Refusal::new("refusal-without-reason")));
    }
    store_write::decide_closure(&mut tx, closure.id, grant.practitioner(), cx.now, Some(reason)).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "closure_refused", reason)).await?;
    Ok(tx.commit(event(cx, &grant, events::CLOSURE_REFUSED)?.because(reason)).await?)
}

/// Reopens a closed case as a new episode, within the window of the pack. A lead must be named again.
pub async fn reopen(cx: &Cx, case: CaseId, reason: &str) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Approve, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    let pack = cx.actor()?.pack.clone();
    let window_ends = frame::reopening_until(cx, &facts);
    let (child, here) = (facts.case.child, facts.case.institution);
    crate::people::hold(&mut tx, child).await?;
    let already = store::open_of_child(&mut tx, child, here).await?;
    rules::reopening(&facts.standing, &already, window_ends, cx.today()).map_err(|r| refused(cx, r))?;
    if reason.is_empty() {
        return Err(refused(cx, Refusal::new("reopening-without-reason")));
    }
    let number = facts.standing.episode.as_ref().map_or(1, |e| e.number + 1);
    store_write::insert_episode(&mut tx, cx.new_id::<EpisodeId>()?, case, number, cx.today(), reason).await?;
    store_write::settle_lead(&mut tx, case, cx.now).await?;
    let supervision =
        crate::directory::function(&mut tx, facts.case.institution, kernel::FunctionKind::Supervisor).await?;
    deadlines::start(
        cx,
        &mut tx,
        &deadlines::NewDeadline {
            institution: facts.case.institution,
            pack: &pack,
            kind: SubjectKind::CASE,
            subject: case.0,
            case: Some(case),
            about: None,
            term: "assignment",
            started: Moment::day(cx.today()),
            circumstances: Circumstances::default(),
            owner: kernel::Holder::Function(supervision),
        },
    )
    .await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "case_reopened", reason)).await?;
    Ok(tx.commit(event(cx, &grant, events::CASE_REOPENED)?.because(reason)).await?)
}
