// SPDX-License-Identifier: EUPL-1.2
//! For lists that gather from many cases: what cases are called, and the closures that wait for somebody.

use std::collections::HashMap;

use kernel::{CaseId, Instant, PersonId, PractitionerId};
use platform::db::{Conn, Sql, StoreError};
use platform::{args, from_row};

use crate::access::Scope;
use crate::people;

/// What a case is called inside a page. Never in a title, an address or a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// Its number.
    pub reference: String,
    /// The child's given name; empty when unknown.
    pub given: String,
}

/// What some cases are called. The caller's list was made in a scope.
// trusts its caller: names in a list that was made in a scope
pub async fn called(conn: &mut Conn, ids: &[CaseId]) -> Result<HashMap<CaseId, Called>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new("SELECT id, reference, child_id FROM cases WHERE id IN ", args![]);
    sql.list(ids);
    let found: Vec<(CaseId, String, PersonId)> = conn.all_of(sql).await?;
    let children: Vec<PersonId> = found.iter().map(|(_, _, child)| *child).collect();
    let given: HashMap<PersonId, String> =
        people::persons(conn, &children).await?.into_iter().map(|p| (p.id, p.given)).collect();
    let named = |child| given.get(&child).cloned().unwrap_or_default();
    Ok(found
        .into_iter()
        .map(|(id, reference, child)| (id, Called { reference, given: named(child) }))
        .collect())
}

/// Who led some closed cases last. The caller's list was made in a scope.
pub(super) async fn last_leads(
    conn: &mut Conn,
    ids: &[CaseId],
) -> Result<HashMap<CaseId, PractitionerId>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new(
        "SELECT subject_id, holder_id FROM circle_seats WHERE capacity = 'lead' AND subject_id IN ",
        args![],
    );
    sql.list(ids).push(" ORDER BY held_until LIMIT 10000", args![]);
    let seats: Vec<(CaseId, PractitionerId)> = conn.all_of(sql).await?;
    // The last comes last and takes the place.
    Ok(seats.into_iter().collect())
}

/// A closure that waits for somebody else than who proposed it.
#[derive(Clone, Debug)]
pub struct ClosureWaiting {
    /// Of which case.
    pub case: CaseId,
    /// Who proposed it.
    pub proposed_by: PractitionerId,
    /// When.
    pub proposed_at: Instant,
}

from_row!(ClosureWaiting { case, proposed_by, proposed_at });

/// Closures that wait for whoever asks: in the scope of what they may approve, not proposed by themselves, the oldest first.
pub async fn closures_waiting(
    conn: &mut Conn,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<ClosureWaiting>, StoreError> {
    let mut sql = Sql::new(
        "SELECT x.case_id, x.proposed_by, x.proposed_at FROM closures x
         WHERE x.institution_id = $ AND x.decided_at IS NULL AND x.proposed_by <> $",
        args![scope.actor().institution, scope.actor().practitioner],
    );
    scope.narrow(&mut sql, "x.case_id");
    sql.push(" ORDER BY x.proposed_at, x.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}
