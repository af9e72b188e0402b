// SPDX-License-Identifier: EUPL-1.2
//! Seeing the register as somebody of the demo world does, on the day on which the clock stands.

use std::sync::Arc;

use casework::concerns::{self, Concern};
use kernel::{CaseId, FunctionKind, InstitutionId, Lang, ReportId};
use platform::db::Reader;
use platform::http::{App, Cx};
use register::access::{self, Action, InCase};
use register::accounts;

use super::known::{Halt, Known};
use super::load::World;

/// The register, the world it was made from, and the ids behind its names.
#[derive(Clone, Copy)]
pub(super) struct Eyes<'a> {
    pub app: &'a Arc<App>,
    pub world: &'a World,
    pub known: &'a Known,
}

impl Eyes<'_> {
    /// A context in which a practitioner acts; `None` when they hold nothing that day.
    pub async fn of(&self, practitioner: &str) -> Result<Option<Cx>, Halt> {
        let Some(told) = self.world.practitioner(practitioner) else {
            return Halt::wrong(format!("`{practitioner}` is no practitioner"));
        };
        let (Some(id), Some(at)) =
            (self.known.practitioners.get(practitioner), self.known.institutions.get(&told.institution))
        else {
            return Halt::wrong(format!("`{practitioner}` was not recorded"));
        };
        let mut conn = self.app.db.read().await?;
        let found = accounts::actor_for(self.app, &mut conn, *id, *at, self.app.clock.now()).await?;
        // Stories are told in French, whatever language the person chose for their pages.
        Ok(found.map(|(mut actor, zone)| {
            actor.lang = Lang::Fr;
            Cx::quiet(self.app.clone(), Some(actor), zone)
        }))
    }

    /// Everybody of an institution who holds one of these functions that day.
    async fn insiders(&self, at: InstitutionId, kinds: &[FunctionKind]) -> Result<Vec<Cx>, Halt> {
        let mut out = Vec::new();
        for told in &self.world.practitioners {
            let here = self.known.institutions.get(&told.institution) == Some(&at);
            if here
                && told.functions.iter().any(|f| kinds.contains(f))
                && let Some(cx) = self.of(&told.id).await?
            {
                out.push(cx);
            }
        }
        Ok(out)
    }

    /// A report, as the service that received it reads it.
    pub async fn concern(&self, report: ReportId) -> Result<Concern, Halt> {
        let Some(at) = self.known.report_at.get(&report) else { return Halt::wrong("a report of nobody") };
        for cx in self
            .insiders(*at, &[FunctionKind::Intake, FunctionKind::Supervisor, FunctionKind::Direction])
            .await?
        {
            let mut conn = cx.read().await?;
            if let Some(grant) = access::may(&cx, &mut conn, Action::Read, report).await? {
                return Ok(concerns::concern(&mut conn, &grant).await?);
            }
        }
        Halt::wrong("nobody of the service reads its report")
    }

    /// A case, as the supervision of the institution that answers for it reads it.
    pub async fn case(&self, case: CaseId) -> Result<(Cx, Reader, InCase), Halt> {
        let mut conn = self.app.db.read().await?;
        let facts = register::cases::facts(&mut conn, case, self.app.clock.now()).await?;
        drop(conn);
        let kinds = [FunctionKind::Supervisor, FunctionKind::Direction];
        for cx in self.insiders(facts.case.institution, &kinds).await? {
            let mut conn = cx.read().await?;
            if let Some(grant) = access::may(&cx, &mut conn, Action::Read, case).await? {
                return Ok((cx, conn, grant));
            }
        }
        Halt::wrong("nobody of the supervision reads the case")
    }
}
