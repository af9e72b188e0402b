// SPDX-License-Identifier: EUPL-1.2
//! The decisions of a whole institution in SQL: for whoever answers for it, who is shown nothing of what was said of whom.

use kernel::{Date, DisclosureId, Instant, InstitutionId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::model::{Disclosure, Finding};
use super::store::DISCLOSURE;

/// What an institution decided between two moments, the oldest first, after a place in that order.
// trusts its caller: somebody who answers for the institution; of what comes back no word and no name of a family is shown
pub(super) async fn decided(
    conn: &mut Conn,
    institution: InstitutionId,
    between: (Instant, Instant),
    after: Option<(Instant, Uuid)>,
    limit: i64,
) -> Result<Vec<Disclosure>, StoreError> {
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push(
        "WHERE d.institution_id = $ AND d.decided_at >= $ AND d.decided_at < $",
        args![institution, between.0, between.1],
    );
    if let Some((at, id)) = after {
        sql.push(" AND (d.decided_at, d.id) > ($, $)", args![at, id]);
    }
    sql.push(" ORDER BY d.decided_at, d.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// That somebody objected to some decisions: to which, when, what was found.
// trusts its caller: somebody who answers for the institution; no word of it is read
pub(super) async fn objected(
    conn: &mut Conn,
    ids: &[DisclosureId],
) -> Result<Vec<(DisclosureId, Date, Option<Finding>)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT o.disclosure_id, o.said_on, o.finding FROM disclosure_objections o WHERE o.disclosure_id IN ",
        args![],
    );
    sql.list(ids).push(" ORDER BY o.said_on, o.id LIMIT 2000", args![]);
    conn.all_of(sql).await
}
