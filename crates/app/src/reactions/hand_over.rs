// SPDX-License-Identifier: EUPL-1.2
//! Somebody’s cases were handed over: the evaluations that they carry go to the same colleague.

use std::sync::Arc;

use casework::concerns;
use kernel::{InstitutionId, PractitionerId};
use platform::http::{App, Cx};
use platform::jobs::JobError;
use platform::problem::Problem;
use register::{accounts, ledger};
use serde_json::Value;

/// Goes on as whoever handed over, by their own grants: each evaluation changes hands by the deed that names evaluators. Nothing
/// when they hold no function there any more.
pub(super) async fn evaluations(
    app: &Arc<App>,
    institution: InstitutionId,
    seq: i64,
) -> Result<(), JobError> {
    let mut conn = app.db.read().await?;
    let Some((by, from, detail)) = ledger::deed(&mut conn, institution, seq).await? else { return Ok(()) };
    let detail: Value = serde_json::from_str(&detail.unwrap_or_default()).unwrap_or_default();
    let Some(to) = detail["to"].as_str().and_then(|s| s.parse::<PractitionerId>().ok()) else {
        return Ok(());
    };
    let actor = accounts::actor_for(app, &mut conn, by, institution, app.clock.now()).await?;
    drop(conn);
    let Some((actor, zone)) = actor else { return Ok(()) };
    let cx = Cx::quiet(app.clone(), Some(actor), zone);
    match concerns::hand_over_evaluations(&cx, PractitionerId(from), to).await {
        Ok(_) => Ok(()),
        Err(Problem::Store(e)) => Err(e.into()),
        Err(_) => Err(JobError::Later("evaluations")),
    }
}
