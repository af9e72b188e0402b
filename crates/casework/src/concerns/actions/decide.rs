// SPDX-License-Identifier: EUPL-1.2
//! The decision.

use kernel::ReportId;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::Action;
use serde_json::json;

use super::{Deed, OrRefuse, begin, event};
use crate::concerns::model::{Concern, NewDecision};
use crate::concerns::rules::decide as rules;
use crate::concerns::{events, store};
use platform::db::Tx;
use register::deadlines;
use rulebook::term;

/// Decides what follows. A referral to the judicial authority may come at once; the evaluation then goes on.
pub async fn decide(cx: &Cx, report: ReportId, new: &NewDecision) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Decide, report).await?;
    rules::check(&concern, new, pack, cx.today()).or_refuse(cx)?;
    let minors = rules::minors(&concern, new);
    let when = (cx.today(), cx.now);
    store::insert_decision(&mut tx, store::row_id(cx)?, report, new, &minors, grant.practitioner(), when)
        .await?;
    let now = store::concern(&mut tx, &grant).await?;
    close_decision_clock(cx, &mut tx, &now).await?;
    let at_once = concern.evaluations.is_empty() || concern.evaluations.iter().any(|e| e.is_open());
    let detail = json!({
        "outcome": new.outcome.code(), "minors": minors.len(), "at_once": at_once,
        "referred_on": new.referral.as_ref().map(|r| r.on.to_string()),
        "copied_on": new.referral.as_ref().and_then(|r| r.copied_on).map(|on| on.to_string()),
    });
    let event = event(cx, &grant, events::CONCERN_DECIDED)?.because(new.reason.clone());
    Ok(tx.commit(event.with_detail(detail.to_string())).await?)
}

/// Once every child of the home was decided on, the clock of the decision has done its work; once those who are left are
/// still being evaluated, too: the last of their conclusions starts another. `now` is the report as it has just become.
pub(super) async fn close_decision_clock(cx: &Cx, tx: &mut Tx, now: &Concern) -> Result<(), Problem> {
    if !now.has_undecided() || now.awaits_evaluations_only() {
        deadlines::done(tx, now.report.id.0, term::DECISION, None, cx.today()).await?;
    }
    Ok(())
}
