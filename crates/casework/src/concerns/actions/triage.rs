// SPDX-License-Identifier: EUPL-1.2
//! Triage.

use kernel::{FunctionKind, ReportId};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action};
use register::deadlines;
use rulebook::term;
use serde_json::json;

use super::{Deed, OrRefuse, begin, event, function, start_evaluation_clock, work_here};
use crate::concerns::rules::No;
use crate::concerns::rules::triage::{self, Around, NewTriage, Outcome};
use crate::concerns::{events, store};

/// Records a triage. What is upheld, or immediate danger, starts the clock of every minor's evaluation.
pub async fn triage(cx: &Cx, report: ReportId, new: &NewTriage) -> Result<(), Problem> {
    record(cx, begin(cx, Action::Triage, report).await?, new).await
}

/// Says, as somebody who evaluates, that the children are in immediate danger: at whichever moment, and nothing else.
pub async fn raise_danger(cx: &Cx, report: ReportId, new: &NewTriage) -> Result<(), Problem> {
    if new.outcome != Outcome::ImmediateDanger {
        return Err(super::refused(cx, No::Rule(kernel::Refusal::new("evaluation-has-begun"))));
    }
    record(cx, begin(cx, Action::Evaluate, report).await?, new).await
}

async fn record(cx: &Cx, deed: Deed<'_>, new: &NewTriage) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, pack } = deed;
    let report = concern.report.id;
    let here = work_here(cx, &mut tx, concern.report.institution).await?;
    let around = Around {
        by: grant.practitioner(),
        second_works_here: new.second.is_some_and(|s| here.contains(&s)),
        today: cx.today(),
    };
    triage::check(&concern, new, around, pack).or_refuse(cx)?;
    store::insert_triage(&mut tx, store::row_id(cx)?, report, new, grant.practitioner(), cx.today(), cx.now)
        .await?;
    for earlier in &new.repeats {
        // Only what one may read can be counted; anything else is as if it did not exist.
        if *earlier == report || access::may(cx, &mut tx, Action::Read, *earlier).await?.is_none() {
            return Err(Problem::NotFound);
        }
        store::insert_repeat(&mut tx, report, *earlier).await?;
    }
    deadlines::done(&mut tx, report.0, term::TRIAGE, None, cx.today()).await?;
    if new.outcome.is_evaluated() && !concern.evaluations.is_empty() {
        // The evaluations go on, with the clocks they have.
    } else if new.outcome.is_evaluated() {
        deadlines::replace(&mut tx, report.0, term::EVALUATION, None).await?;
        let owner = function(&mut tx, concern.report.institution, FunctionKind::Supervisor).await?;
        for minor in concern.evaluated() {
            start_evaluation_clock(cx, &mut tx, &concern, minor, owner, pack).await?;
        }
    } else {
        deadlines::drop_open(&mut tx, report.0, Some(term::EVALUATION), cx.today()).await?;
    }
    let detail = json!({
        "outcome": new.outcome.code(), "danger": new.levels.danger, "gravity": new.levels.gravity,
        "urgency": new.levels.urgency, "second": new.second.map(|s| s.to_string()), "repeats": new.repeats.len(),
        "instead_of": new.instead_of.map(|t| t.simple().to_string()),
    });
    let event = event(cx, &grant, events::CONCERN_TRIAGED)?.because(new.reason.clone());
    Ok(tx.commit(event.with_detail(detail.to_string())).await?)
}
