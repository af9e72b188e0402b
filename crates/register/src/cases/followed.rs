// SPDX-License-Identifier: EUPL-1.2
//! That a child has an open case here already: for the pages that lead to it instead of to a second one.

use kernel::{CaseId, PersonId};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;

use super::store;
use crate::access::{self, Action};
use crate::directory;

/// The open case of a child in the service of whoever reads.
#[derive(Clone, Debug)]
pub struct Followed {
    /// Which one.
    pub id: CaseId,
    /// Its number; only for those who may read it.
    pub reference: Option<String>,
    /// What the reader may do there, of what the page offers.
    pub may: bool,
    /// Whom to ask in the service, in its own words; empty when it says nothing.
    pub route: String,
}

/// The open case of a child here, if there is one, and whether the reader may do this to it. Whoever may not read it learns that
/// it is there, and whom to ask.
// trusts its caller: a page about somebody who is that child, for whoever reads of them
pub async fn followed(
    cx: &Cx,
    conn: &mut Conn,
    child: PersonId,
    offers: Action,
) -> Result<Option<Followed>, Problem> {
    let here = cx.actor()?.institution;
    let Some(id) = store::open_of_child(conn, child, here).await?.into_iter().next() else {
        return Ok(None);
    };
    let reference = match access::may(cx, conn, Action::Read, id).await? {
        Some(grant) => Some(store::identity_of(conn, &grant, cx.now).await?.case.reference),
        None => None,
    };
    let may = access::may(cx, conn, offers, id).await?.is_some();
    let routes = directory::contact_routes(conn, &[here]).await?;
    let route = routes.into_iter().map(|r| r.route).find(|r| !r.is_empty()).unwrap_or_default();
    Ok(Some(Followed { id, reference, may, route }))
}
