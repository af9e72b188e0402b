// SPDX-License-Identifier: EUPL-1.2
//! What was told, for those to whom it was.

use kernel::{Capacity, DisclosureId, PractitionerId, SecrecyStatus, SubjectKind};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action};
use register::{directory, ledger};
use secrecy::Kind;

use super::super::model::{Disclosure, Stand};
use super::super::{masking, store};
use super::rule_set;

/// Shared secrecy holds between those who are bound: whoever is no longer, reads no longer.
pub fn still_reads(cx: &Cx, d: &Disclosure) -> Result<bool, Problem> {
    let is_shared = rule_set(cx, d)?.kind() == Kind::Shared;
    Ok(!is_shared || cx.actor()?.secrecy == SecrecyStatus::Bound)
}

/// Of some decisions, those by which whoever asks reads something now. Each leaves its trace, as if it were opened on its own.
pub(crate) async fn open_to_reader(
    cx: &Cx,
    conn: &mut Conn,
    ids: &[DisclosureId],
) -> Result<Vec<Disclosure>, Problem> {
    let grants = access::may_each(cx, conn, Action::Read, ids).await?;
    let guest: Vec<_> = grants.into_iter().filter(|g| g.capacity() == Capacity::Guest).collect();
    let ids: Vec<DisclosureId> = guest.iter().map(access::Grant::subject).collect();
    let mut found = store::told_of(conn, &ids).await?;
    found.retain(|d| still_reads(cx, d).unwrap_or(false));
    masking::for_readers(conn, &mut found).await?;
    for grant in guest.iter().filter(|g| found.iter().any(|d| d.id == g.subject())) {
        let about = SubjectKind::DISCLOSURE.of(grant.subject());
        ledger::witness(cx, about, grant.capacity(), grant.ground()).await?;
    }
    Ok(found)
}

/// Of some decisions, those by which somebody without an account reads something now: through a link and its code.
pub(crate) async fn open_by_link(
    cx: &Cx,
    conn: &mut Conn,
    ids: &[DisclosureId],
    who: PractitionerId,
) -> Result<Vec<Disclosure>, Problem> {
    let mut found = store::told_of(conn, ids).await?;
    let status = directory::secrecy_on_day(conn, &[who], cx.today()).await?.get(&who).copied();
    let is_bound = status == Some(SecrecyStatus::Bound);
    found.retain(|d| {
        let shared = rule_set(cx, d).map_or(true, |rules| rules.kind() == Kind::Shared);
        d.stand(cx.today()) == Stand::Told && !d.open_to(who).is_empty() && (is_bound || !shared)
    });
    masking::for_readers(conn, &mut found).await?;
    Ok(found)
}
