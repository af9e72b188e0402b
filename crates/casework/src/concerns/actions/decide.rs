// SPDX-License-Identifier: EUPL-1.2
//! The decision.

use kernel::ReportId;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::Action;
use serde_json::json;

use super::{Deed, OrRefuse, begin, event};
use crate::concerns::model::NewDecision;
use crate::concerns::rules::decide as rules;
use crate::concerns::{events, store};

/// Decides what follows. A referral to the judicial authority may come at once; the evaluation then goes on.
pub async fn decide(cx: &Cx, report: ReportId, new: &NewDecision) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Decide, report).await?;
    rules::check(&concern, new, pack, cx.today()).or_refuse(cx)?;
    let minors = rules::minors(&concern, new);
    let when = (cx.today(), cx.now);
    store::insert_decision(&mut tx, store::row_id(cx)?, report, new, &minors, grant.practitioner(), when)
        .await?;
    let at_once = concern.evaluations.is_empty() || concern.evaluations.iter().any(|e| e.is_open());
    let detail = json!({ "outcome": new.outcome.code(), "minors": minors.len(), "at_once": at_once });
    let event = event(cx, &grant, events::CONCERN_DECIDED)?.because(new.reason.clone());
    Ok(tx.commit(event.with_detail(detail.to_string())).await?)
}
