// SPDX-License-Identifier: EUPL-1.2
//! Seeing the register as somebody of the demo world does, on the day on which the clock stands.

use std::sync::Arc;

use axum::body::to_bytes;

use casework::concerns::{self, Concern};
use kernel::{CaseId, FunctionKind, InstitutionId, Lang, ReportId};
use platform::db::Reader;
use platform::http::{App, Cx, Method, Request, Route, Who};
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
    pub(super) async fn insiders(&self, at: InstitutionId, kinds: &[FunctionKind]) -> Result<Vec<Cx>, Halt> {
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

    /// A page as somebody sees it; `None` when it is not shown to them.
    pub async fn page(&self, cx: &Cx, path: &str) -> Result<Option<String>, Halt> {
        let (place, query) = path.split_once('?').unwrap_or((path, ""));
        let routes = crate::routes();
        let found = routes.iter().filter(|r| r.method == Method::Get);
        let found = found.filter_map(|r| Some((parts(r, place)?, r))).min_by_key(|(params, _)| params.len());
        let Some((params, route)) = found else { return Halt::wrong(format!("there is no page {place}")) };
        let holds =
            |kinds: &[FunctionKind]| cx.actor.as_deref().is_some_and(|a| kinds.iter().any(|k| a.holds(*k)));
        if matches!(route.who, Who::Holders(kinds) if !holds(kinds)) {
            return Ok(None);
        }
        let query = query.split('&').filter_map(|pair| pair.split_once('='));
        let request = Request {
            path: place.to_owned(),
            params,
            query: query.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            ..Request::default()
        };
        let mut asking = cx.clone();
        asking.request = Arc::new(request);
        let reply = match (route.handler)(asking).await {
            Ok(reply) if reply.status().is_success() => reply,
            Ok(_) => return Ok(None),
            Err(problem) if matches!(problem.code(), "not-found" | "sign-in") => return Ok(None),
            Err(problem) => return Err(problem.into()),
        };
        match to_bytes(reply.into_body(), LARGEST).await {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(_) => Halt::wrong(format!("{place} cannot be read")),
        }
    }
}

/// The largest page that is read.
const LARGEST: usize = 32 * 1024 * 1024;

/// What stands in the braces of a route, when it leads to this place.
fn parts(route: &Route, place: &str) -> Option<std::collections::HashMap<String, String>> {
    let (told, asked): (Vec<&str>, Vec<&str>) = (route.path.split('/').collect(), place.split('/').collect());
    if told.len() != asked.len() {
        return None;
    }
    let mut params = std::collections::HashMap::new();
    for (told, asked) in told.into_iter().zip(asked) {
        match told.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
            Some(name) => {
                params.insert(name.to_owned(), asked.to_owned());
            }
            None if told != asked => return None,
            None => {}
        }
    }
    Some(params)
}
