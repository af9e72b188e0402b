// SPDX-License-Identifier: EUPL-1.2
//! The second pair of eyes, in SQL.

use kernel::{DisclosureId, Instant, InstitutionId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use register::access::Scope;

use super::look::{View, took_part};
use super::model::Disclosure;
use super::store::DISCLOSURE;

/// Whether an institution wants a second person to look before it decides by a rule set.
// trusts its caller: was granted a decision of that institution
pub(super) async fn is_wanted(
    conn: &mut Conn,
    institution: InstitutionId,
    rule_set: &str,
) -> Result<bool, StoreError> {
    let found: Option<i64> = conn
        .value(
            "SELECT wanted_at FROM second_looks_wanted WHERE institution_id = $1 AND rule_set = $2",
            args![institution, rule_set],
        )
        .await?;
    Ok(found.is_some())
}

/// By which rule sets an institution wants it.
// trusts its caller: works there
pub(super) async fn wanted(conn: &mut Conn, institution: InstitutionId) -> Result<Vec<String>, StoreError> {
    let mut sql = Sql::new("SELECT rule_set FROM second_looks_wanted WHERE", args![]);
    sql.push(" institution_id = $ ORDER BY rule_set LIMIT 100", args![institution]);
    let found: Vec<(String,)> = conn.all_of(sql).await?;
    Ok(found.into_iter().map(|(code,)| code).collect())
}

/// From now on, an institution wants it by these rule sets and by no other.
// trusts its caller: answers for the institution
pub(super) async fn want(
    conn: &mut Conn,
    institution: InstitutionId,
    rule_sets: &[&str],
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    let known = wanted(conn, institution).await?;
    for gone in known.iter().filter(|code| !rule_sets.contains(&code.as_str())) {
        conn.run(
            "DELETE FROM second_looks_wanted WHERE institution_id = $1 AND rule_set = $2",
            args![institution, gone],
        )
        .await?;
    }
    for new in rule_sets.iter().filter(|code| !known.iter().any(|one| one == *code)) {
        conn.run(
            "INSERT INTO second_looks_wanted (institution_id, rule_set, wanted_by, wanted_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (institution_id, rule_set) DO NOTHING",
            args![institution, new, by, now],
        )
        .await?;
    }
    Ok(())
}

/// Somebody is asked to look, at what it is now.
// trusts its caller: holds the decision with the grant to write
pub(super) async fn ask(
    conn: &mut Conn,
    before: &Disclosure,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE disclosures SET look_asked_by = $3, look_asked_at = $4, looked_by = NULL, looked_at = NULL,
           look_finding = NULL, look_words = NULL, version = version + 1
         WHERE id = $1 AND version = $2 AND decided_at IS NULL AND withdrawn_at IS NULL",
        args![before.id, before.version, by, now],
    )
    .await
}

/// What a second person found, once.
// trusts its caller: holds the decision with the grant to approve
pub(super) async fn give(
    conn: &mut Conn,
    before: &Disclosure,
    view: View,
    words: &str,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE disclosures SET looked_by = $3, looked_at = $4, look_finding = $5, look_words = $6, version = version + 1
         WHERE id = $1 AND version = $2 AND look_asked_at IS NOT NULL AND looked_at IS NULL AND decided_at IS NULL
           AND withdrawn_at IS NULL",
        args![before.id, before.version, by, now, view, words],
    )
    .await
}

/// What a second person agreed to is no more: it was changed.
// trusts its caller: holds the decision with the grant to write
pub(super) async fn void(conn: &mut Conn, id: DisclosureId) -> Result<(), StoreError> {
    conn.run(
        "UPDATE disclosures SET look_asked_by = NULL, look_asked_at = NULL, looked_by = NULL, looked_at = NULL,
           look_finding = NULL, look_words = NULL
         WHERE id = $1 AND decided_at IS NULL",
        args![id],
    )
    .await
    .map(drop)
}

/// The decisions of one's institution that wait for a second person, the oldest first: those that whoever asks may look at, and
/// had no hand in.
pub async fn looks_waiting(
    conn: &mut Conn,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<Disclosure>, StoreError> {
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push(
        "WHERE d.institution_id = $ AND d.look_asked_at IS NOT NULL AND d.looked_at IS NULL AND d.decided_at IS NULL
           AND d.withdrawn_at IS NULL",
        args![scope.actor().institution],
    );
    // One that lies in no case has a circle of its own.
    scope.narrow(&mut sql, "COALESCE(d.case_id, d.id)");
    sql.push(" ORDER BY d.look_asked_at, d.id LIMIT $", args![limit]);
    let mut found: Vec<Disclosure> = conn.all_of(sql).await?;
    let me = scope.actor().practitioner;
    found.retain(|d| !took_part(d, me));
    Ok(found)
}

/// What a second person has looked at for whoever asks, and that waits to be decided or changed, the oldest first.
pub async fn looked_at(conn: &mut Conn, scope: &Scope, limit: i64) -> Result<Vec<Disclosure>, StoreError> {
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push(
        "WHERE d.look_asked_by = $ AND d.looked_at IS NOT NULL AND d.decided_at IS NULL AND d.withdrawn_at IS NULL",
        args![scope.actor().practitioner],
    );
    scope.narrow(&mut sql, "COALESCE(d.case_id, d.id)");
    sql.push(" ORDER BY d.looked_at, d.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}
