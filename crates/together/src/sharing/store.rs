// SPDX-License-Identifier: EUPL-1.2
//! Disclosures in SQL.

use kernel::{
    Capacity, CaseId, Date, DisclosureId, ExchangeId, Instant, InstitutionId, Layer, ObjectionId, PersonId,
    PractitionerId,
};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use register::access::{Grant, InCase, Scope};
use secrecy::{Decision, Facts, Outcome};

use super::model::{Channel, Composition, Disclosure, Finding, Objection};

pub(super) const DISCLOSURE: &str = "SELECT d.id, d.case_id, d.exchange_id, d.institution_id, d.pack, d.rule_set, d.composition, d.drafted_by, d.drafted_at,
    d.version, d.look_asked_by, d.look_asked_at, d.looked_by, d.looked_at, d.look_finding, d.look_words, d.decided_by, d.decided_at, d.facts, d.decision, d.reason, d.alternative, d.alternatives, d.executed_by, d.executed_at, d.channel,
    d.until_on, d.withdrawn_by, d.withdrawn_at, d.withdrawal FROM disclosures d ";

/// In which case a decision lies, if in any; nothing when there is no such decision.
// trusts its caller: asks for the grant of that case, or of the decision, next
pub(super) async fn case_of(conn: &mut Conn, id: DisclosureId) -> Result<Option<Option<CaseId>>, StoreError> {
    conn.value("SELECT case_id FROM disclosures WHERE id = $1", args![id]).await
}

/// A decision that lies in no case, through a seat on itself.
pub(super) async fn alone(
    conn: &mut Conn,
    grant: &Grant<DisclosureId>,
) -> Result<Option<Disclosure>, StoreError> {
    // Whoever was told something reads what they were told, not how it was decided.
    if grant.capacity() == Capacity::Guest {
        return Ok(None);
    }
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push("WHERE d.id = $ AND d.case_id IS NULL", args![grant.subject()]);
    Ok(conn.all_of(sql).await?.pop())
}

/// A decision of one of these cases: that of the grant and those merged into it.
pub(super) async fn disclosure(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    id: DisclosureId,
) -> Result<Option<Disclosure>, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(None);
    }
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push("WHERE d.id = $ AND d.case_id IN ", args![id]).list(cases);
    Ok(conn.all_of(sql).await?.pop())
}

/// The decisions of some cases, the newest first.
pub(super) async fn of_cases(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    before: Option<(Instant, uuid::Uuid)>,
    limit: i64,
) -> Result<Vec<Disclosure>, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push("WHERE d.case_id IN ", args![]).list(cases);
    if let Some((at, id)) = before {
        sql.push(" AND (d.drafted_at, d.id) < ($, $)", args![at, id]);
    }
    sql.push(" ORDER BY d.drafted_at DESC, d.id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// The decisions that an institution took, or takes, for an exchange, the newest first.
// trusts its caller: was granted the exchange, for that institution
pub async fn of_exchange(
    conn: &mut Conn,
    exchange: ExchangeId,
    institution: InstitutionId,
) -> Result<Vec<Disclosure>, StoreError> {
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push(
        "WHERE d.exchange_id = $ AND d.institution_id = $ ORDER BY d.drafted_at DESC, d.id DESC LIMIT 50",
        args![exchange, institution],
    );
    conn.all_of(sql).await
}

/// Of some decisions, those that were told and not taken back.
// trusts its caller: has a seat on each, or a link and its code
pub(super) async fn told_of(conn: &mut Conn, ids: &[DisclosureId]) -> Result<Vec<Disclosure>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push("WHERE d.executed_at IS NOT NULL AND d.withdrawn_at IS NULL AND d.id IN ", args![]).list(ids);
    sql.push(" ORDER BY d.executed_at, d.id LIMIT 100", args![]);
    conn.all_of(sql).await
}

/// What was told from some cases and can still be read, the newest first.
pub(crate) async fn told_from(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    today: Date,
) -> Result<Vec<Disclosure>, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push(
        "WHERE d.executed_at IS NOT NULL AND d.withdrawn_at IS NULL AND d.until_on >= $ AND d.case_id IN ",
        args![today],
    );
    sql.list(cases).push(" ORDER BY d.drafted_at DESC, d.id DESC LIMIT 50", args![]);
    conn.all_of(sql).await
}

/// How many things were told from some cases: refusals and what waits are not among them.
pub async fn count_told(conn: &mut Conn, grant: &InCase, cases: &[CaseId]) -> Result<i64, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(0);
    }
    let mut sql = Sql::new(
        "SELECT COUNT(*) FROM disclosures d WHERE d.executed_at IS NOT NULL AND d.case_id IN ",
        args![],
    );
    sql.list(cases);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// What was told to somebody, through their seat on it.
pub(super) async fn received(
    conn: &mut Conn,
    grant: &Grant<DisclosureId>,
) -> Result<Option<Disclosure>, StoreError> {
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push(
        "WHERE d.id = $ AND d.executed_at IS NOT NULL AND d.withdrawn_at IS NULL",
        args![grant.subject()],
    );
    Ok(conn.all_of(sql).await?.pop())
}

/// What was told to whoever asks, the newest first: driven by their own seats.
pub(super) async fn list_received(
    conn: &mut Conn,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<Disclosure>, StoreError> {
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push("JOIN circle_seats s ON s.subject_id = d.id WHERE", args![]);
    scope.drive(&mut sql);
    sql.push(
        " AND d.executed_at IS NOT NULL AND d.withdrawn_at IS NULL ORDER BY d.executed_at DESC, d.id DESC LIMIT $",
        args![limit],
    );
    conn.all_of(sql).await
}

/// The decisions that lie in no case of whoever asks, the newest first: driven by their own seats.
pub(super) async fn list_alone(
    conn: &mut Conn,
    scope: &Scope,
    before: Option<(Instant, uuid::Uuid)>,
    limit: i64,
) -> Result<Vec<Disclosure>, StoreError> {
    let mut sql = Sql::new(DISCLOSURE, args![]);
    sql.push("JOIN circle_seats s ON s.subject_id = d.id WHERE", args![]);
    scope.drive(&mut sql);
    sql.push(" AND d.case_id IS NULL", args![]);
    if let Some((at, id)) = before {
        sql.push(" AND (d.drafted_at, d.id) < ($, $)", args![at, id]);
    }
    sql.push(" ORDER BY d.drafted_at DESC, d.id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// What a new decision begins with.
pub(super) struct New<'a> {
    pub(super) id: DisclosureId,
    pub(super) case: Option<CaseId>,
    pub(super) exchange: Option<ExchangeId>,
    pub(super) institution: InstitutionId,
    pub(super) by: PractitionerId,
    pub(super) pack: &'a str,
    pub(super) rule_set: &'a str,
    pub(super) composition: &'a Composition,
}

fn text<T: serde::Serialize>(of: &T) -> Result<String, StoreError> {
    serde_json::to_string(of).map_err(|e| StoreError::Engine(format!("a disclosure cannot be written: {e}")))
}

// trusts its caller: holds the case with the grant to write, or opens the circle of the decision in the same transaction
pub(super) async fn insert(conn: &mut Conn, new: &New<'_>, now: Instant) -> Result<(), StoreError> {
    let composition = text(new.composition)?;
    conn.run(
        "INSERT INTO disclosures (id, case_id, exchange_id, institution_id, pack, rule_set, composition, drafted_by, drafted_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
        args![
            new.id, new.case, new.exchange, new.institution, new.pack, new.rule_set, composition, new.by, now
        ],
    )
    .await
    .map(drop)
}

/// Writes what was composed over what was read, unless somebody else did so meanwhile or it was decided.
// trusts its caller: holds the case with the grant to write
pub(super) async fn compose(
    conn: &mut Conn,
    before: &Disclosure,
    composition: &Composition,
    now: Instant,
) -> Result<(), StoreError> {
    let waits = composition.grounds_waiting().next().map(|_| now);
    let composition = text(composition)?;
    conn.change(
        "UPDATE disclosures SET composition = $3, version = version + 1,
           ground_waits_at = CASE WHEN CAST($4 AS BIGINT) IS NULL THEN NULL ELSE COALESCE(ground_waits_at, $4) END
         WHERE id = $1 AND version = $2 AND decided_at IS NULL AND withdrawn_at IS NULL",
        args![before.id, before.version, composition, waits],
    )
    .await
}

/// What was decided, and how it is told to those who ask why.
pub(super) struct Verdict<'a> {
    pub(super) facts: &'a Facts,
    pub(super) decision: &'a Decision,
    pub(super) reason: &'a str,
    pub(super) alternative: &'a str,
    pub(super) alternatives: &'a [String],
}

// trusts its caller: holds the case with the grant to write
pub(super) async fn decide(
    conn: &mut Conn,
    before: &Disclosure,
    verdict: &Verdict<'_>,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    let (facts, decision) = (text(verdict.facts)?, text(verdict.decision)?);
    let permitted_at = (verdict.decision.outcome != Outcome::Refused).then_some(now);
    conn.change(
        "UPDATE disclosures SET decided_by = $3, decided_at = $4, facts = $5, decision = $6, reason = $7,
           alternative = $8, alternatives = $9, permitted_at = $10, ground_waits_at = NULL, version = version + 1
         WHERE id = $1 AND version = $2 AND decided_at IS NULL AND withdrawn_at IS NULL",
        args![
            before.id,
            before.version,
            by,
            now,
            facts,
            decision,
            verdict.reason,
            verdict.alternative,
            verdict.alternatives.join(" "),
            permitted_at
        ],
    )
    .await
}

// trusts its caller: holds the case with the grant to write
pub(super) async fn execute(
    conn: &mut Conn,
    before: &Disclosure,
    channel: Channel,
    until_on: Date,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE disclosures SET executed_by = $3, executed_at = $4, channel = $5, until_on = $6, permitted_at = NULL,
           version = version + 1
         WHERE id = $1 AND version = $2 AND decided_at IS NOT NULL AND executed_at IS NULL AND withdrawn_at IS NULL",
        args![before.id, before.version, by, now, channel, until_on],
    )
    .await
}

// trusts its caller: holds the case with the grant to write
pub(super) async fn withdraw(
    conn: &mut Conn,
    before: &Disclosure,
    why: &str,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE disclosures SET withdrawn_by = $3, withdrawn_at = $4, withdrawal = $5, permitted_at = NULL,
           ground_waits_at = NULL, version = version + 1
         WHERE id = $1 AND version = $2 AND withdrawn_at IS NULL",
        args![before.id, before.version, by, now, why],
    )
    .await
}

const OBJECTION: &str =
    "SELECT o.id, o.case_id, o.disclosure_id, o.person_id, o.said_on, o.words, o.recorded_by, o.recorded_at,
    o.finding, o.finding_reason, o.found_by, o.found_at FROM disclosure_objections o ";

/// In which case an objection lies.
// trusts its caller: asks for the grant of that case next
pub(super) async fn case_of_objection(
    conn: &mut Conn,
    id: ObjectionId,
) -> Result<Option<CaseId>, StoreError> {
    conn.value("SELECT case_id FROM disclosure_objections WHERE id = $1", args![id]).await
}

/// The objections in some cases, the newest first.
pub(super) async fn objections(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
) -> Result<Vec<Objection>, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(OBJECTION, args![]);
    sql.push("WHERE o.case_id IN ", args![]).list(cases);
    sql.push(" ORDER BY o.recorded_at DESC, o.id DESC LIMIT 100", args![]);
    conn.all_of(sql).await
}

/// What an objection begins with.
pub(super) struct NewObjection<'a> {
    pub(super) id: ObjectionId,
    pub(super) disclosure: Option<DisclosureId>,
    pub(super) person: PersonId,
    pub(super) said_on: Date,
    pub(super) words: &'a str,
}

pub(super) async fn insert_objection(
    conn: &mut Conn,
    grant: &InCase,
    new: &NewObjection<'_>,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO disclosure_objections (id, case_id, disclosure_id, person_id, said_on, words, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            new.id, grant.subject(), new.disclosure, new.person, new.said_on, new.words, grant.practitioner(), now
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn find(
    conn: &mut Conn,
    grant: &InCase,
    id: ObjectionId,
    finding: Finding,
    reason: &str,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE disclosure_objections SET finding = $2, finding_reason = $3, found_by = $4, found_at = $5
         WHERE id = $1 AND found_at IS NULL",
        args![id, finding, reason, grant.practitioner(), now],
    )
    .await
}
