// SPDX-License-Identifier: EUPL-1.2
//! Exchanges in SQL.

use kernel::{CaseId, Date, DisclosureId, ExchangeId, Instant, InstitutionId, Layer, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use platform::from_row;
use register::access::{InCase, Scope};
use uuid::Uuid;

use super::model::{Exchange, Kind, Link, Party, Thread, Turn, TurnKind};
use crate::sharing::Channel;

const EXCHANGE: &str = "SELECT e.id, e.kind, e.institution_id, e.pack, e.case_id, e.drafted_by, e.drafted_at, e.version, e.channel,
    e.words, e.nominal, e.answer_by, e.confirmation, e.continues, e.disclosure_id, e.rhythm, e.sent_at, e.occurred_at,
    e.settled_at, e.last_at, e.silence_clause, e.silent_on FROM exchanges e ";
const PARTY: &str =
    "SELECT p.exchange_id, p.practitioner_id, p.institution_id, p.contact FROM exchange_parties p ";
const TURN: &str = "SELECT t.id, t.exchange_id, t.kind, t.institution_id, t.by_id, t.by_link, t.at, t.occurred_at, t.channel,
    t.words, t.reason, t.disclosure_id, t.to_institution, t.to_practitioner, t.weeks FROM exchange_turns t ";
/// As many turns as a thread shows: those of a request are a handful, those of what is done together one a month.
const TURNS: i64 = 500;

/// In which case an exchange was begun, and whose it is; nothing when there is none.
// trusts its caller: asks for a grant next
pub(super) async fn home_of(
    conn: &mut Conn,
    id: ExchangeId,
) -> Result<Option<(Option<CaseId>, InstitutionId)>, StoreError> {
    conn.maybe("SELECT case_id, institution_id FROM exchanges WHERE id = $1", args![id]).await
}

/// A thread.
// trusts its caller: was granted something in it, or in its case
pub(super) async fn thread(conn: &mut Conn, id: ExchangeId) -> Result<Option<Thread>, StoreError> {
    let mut sql = Sql::new(EXCHANGE, args![]);
    sql.push("WHERE e.id = $", args![id]);
    let found: Vec<Exchange> = conn.all_of(sql).await?;
    Ok(threads(conn, found).await?.pop())
}

/// Exchanges with those whom they are addressed to and what happened, in their order: two questions for all of them.
async fn threads(conn: &mut Conn, found: Vec<Exchange>) -> Result<Vec<Thread>, StoreError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ExchangeId> = found.iter().map(|e| e.id).collect();
    let mut sql = Sql::new(PARTY, args![]);
    sql.push("WHERE p.exchange_id IN ", args![]).list(&ids);
    sql.push(" ORDER BY p.exchange_id, p.institution_id, p.practitioner_id LIMIT 1000", args![]);
    let parties: Vec<Party> = conn.all_of(sql).await?;
    let mut sql = Sql::new(TURN, args![]);
    sql.push("WHERE t.exchange_id IN ", args![]).list(&ids);
    sql.push(" ORDER BY t.at DESC, t.id DESC LIMIT $", args![TURNS]);
    let mut turns: Vec<Turn> = conn.all_of(sql).await?;
    turns.reverse();
    let thread = |exchange: Exchange| Thread {
        parties: parties.iter().filter(|p| p.exchange == exchange.id).cloned().collect(),
        turns: turns.iter().filter(|t| t.exchange == exchange.id).cloned().collect(),
        exchange,
    };
    Ok(found.into_iter().map(thread).collect())
}

/// Where a page goes on: the moment and the id of its last line.
pub(super) type After = Option<(Instant, Uuid)>;

/// Which exchanges of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those addressed to one's institution on which an answer is awaited.
    ToAnswer,
    /// All those addressed to one's institution.
    Received,
    /// Those one's institution sent, or is writing.
    Sent,
    /// Those one's institution sent on which an answer is awaited.
    Awaited,
}

kernel::codes!(Which {
    ToAnswer = "to-answer",
    Received = "received",
    Sent = "sent",
    Awaited = "awaited",
});

fn narrowed(sql: &mut Sql, which: Which, institution: InstitutionId) {
    let (sign, open) = match which {
        Which::ToAnswer => (" AND e.institution_id <> $ AND e.sent_at IS NOT NULL", true),
        Which::Received => (" AND e.institution_id <> $ AND e.sent_at IS NOT NULL", false),
        Which::Sent => (" AND e.institution_id = $", false),
        Which::Awaited => (" AND e.institution_id = $ AND e.sent_at IS NOT NULL", true),
    };
    sql.push(sign, args![institution]);
    if open {
        sql.push(" AND e.settled_at IS NULL AND e.kind IN ", args![]);
        sql.list(Kind::ALL.iter().filter(|k| k.wants_answer()).map(|k| k.code().to_owned()));
    }
}

/// The exchanges of whoever asks, those in which something happened last first: driven by their own seats.
pub(super) async fn list(
    conn: &mut Conn,
    scope: &Scope,
    which: Which,
    kind: Option<Kind>,
    after: After,
    limit: i64,
) -> Result<Vec<Thread>, StoreError> {
    let mut sql = Sql::new(EXCHANGE, args![]);
    sql.push("JOIN circle_seats s ON s.subject_id = e.id WHERE", args![]);
    scope.drive(&mut sql);
    narrowed(&mut sql, which, scope.actor().institution);
    if let Some(kind) = kind {
        sql.push(" AND e.kind = $", args![kind]);
    }
    if let Some((at, id)) = after {
        sql.push(" AND (e.last_at, e.id) < ($, $)", args![at, id]);
    }
    sql.push(" ORDER BY e.last_at DESC, e.id DESC LIMIT $", args![limit]);
    let mut found: Vec<Exchange> = conn.all_of(sql).await?;
    // Whoever sits there twice, in person and through a function, sees it once.
    found.dedup_by_key(|e| e.id);
    threads(conn, found).await
}

/// How many exchanges wait for an answer of whoever asks, up to a limit.
pub async fn count_to_answer(conn: &mut Conn, scope: &Scope, limit: i64) -> Result<i64, StoreError> {
    let mut sql = Sql::new(
        "SELECT COUNT(*) FROM (SELECT DISTINCT e.id FROM exchanges e JOIN circle_seats s ON s.subject_id = e.id WHERE",
        args![],
    );
    scope.drive(&mut sql);
    narrowed(&mut sql, Which::ToAnswer, scope.actor().institution);
    sql.push(" LIMIT $) counted", args![limit]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// The exchanges begun in some cases, those in which something happened last first.
pub(super) async fn of_cases(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    after: After,
    limit: i64,
) -> Result<Vec<Thread>, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(EXCHANGE, args![]);
    sql.push("WHERE e.case_id IN ", args![]).list(cases);
    if let Some((at, id)) = after {
        sql.push(" AND (e.last_at, e.id) < ($, $)", args![at, id]);
    }
    sql.push(" ORDER BY e.last_at DESC, e.id DESC LIMIT $", args![limit]);
    let found = conn.all_of(sql).await?;
    threads(conn, found).await
}

/// How many exchanges of some cases wait for an answer: what must be settled before a case is closed.
pub async fn count_awaited(conn: &mut Conn, grant: &InCase, cases: &[CaseId]) -> Result<i64, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(0);
    }
    let mut sql = Sql::new(
        "SELECT COUNT(*) FROM exchanges e WHERE e.sent_at IS NOT NULL AND e.settled_at IS NULL AND e.case_id IN ",
        args![],
    );
    sql.list(cases).push(" AND e.kind IN ", args![]);
    sql.list(Kind::ALL.iter().filter(|k| k.wants_answer()).map(|k| k.code().to_owned()));
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// What a new exchange begins with.
pub(super) struct New<'a> {
    pub(super) id: ExchangeId,
    pub(super) kind: Kind,
    pub(super) institution: InstitutionId,
    pub(super) pack: &'a str,
    pub(super) case: Option<CaseId>,
    pub(super) by: PractitionerId,
    pub(super) continues: Option<ExchangeId>,
}

// trusts its caller: holds the case with the grant to write, or opens the circle of the exchange in the same transaction
pub(super) async fn insert(conn: &mut Conn, new: &New<'_>, now: Instant) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO exchanges (id, kind, institution_id, pack, case_id, drafted_by, drafted_at, version, channel, words, nominal,
           confirmation, continues, rhythm, last_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $14)",
        args![
            new.id, new.kind, new.institution, new.pack, new.case, new.by, now, Channel::Written, "", false, false,
            new.continues, "", now
        ],
    )
    .await
    .map(drop)
}

/// What is written, by which channel, by when.
pub(super) struct Written<'a> {
    pub(super) channel: Channel,
    pub(super) words: &'a str,
    pub(super) nominal: bool,
    pub(super) answer_by: Option<Date>,
    pub(super) confirmation: bool,
    pub(super) rhythm: &'a str,
    pub(super) disclosure: Option<DisclosureId>,
}

// trusts its caller: holds the exchange with the grant to write
pub(super) async fn write(
    conn: &mut Conn,
    before: &Exchange,
    written: &Written<'_>,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE exchanges SET channel = $3, words = $4, nominal = $5, answer_by = $6, confirmation = $7, rhythm = $8,
           disclosure_id = $9, last_at = $10, version = version + 1
         WHERE id = $1 AND version = $2 AND sent_at IS NULL",
        args![
            before.id, before.version, written.channel, written.words, written.nominal, written.answer_by,
            written.confirmation, written.rhythm, written.disclosure, now
        ],
    )
    .await
}

// trusts its caller: holds the exchange with the grant to write
pub(super) async fn add_party(conn: &mut Conn, party: &Party) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO exchange_parties (exchange_id, practitioner_id, institution_id, contact) VALUES ($1, $2, $3, $4)",
        args![party.exchange, party.practitioner, party.institution, party.contact.as_str()],
    )
    .await
    .map(drop)
}

// trusts its caller: holds the exchange with the grant to write
pub(super) async fn remove_party(
    conn: &mut Conn,
    exchange: ExchangeId,
    who: PractitionerId,
) -> Result<(), StoreError> {
    conn.run(
        "DELETE FROM exchange_parties WHERE exchange_id = $1 AND practitioner_id = $2",
        args![exchange, who],
    )
    .await
    .map(drop)
}

// trusts its caller: holds the exchange with the grant to write
pub(super) async fn sent(
    conn: &mut Conn,
    before: &Exchange,
    occurred_at: Option<Instant>,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE exchanges SET sent_at = $3, occurred_at = $4, version = version + 1
         WHERE id = $1 AND version = $2 AND sent_at IS NULL",
        args![before.id, before.version, now, occurred_at],
    )
    .await
}

/// Writes what happened, and when nobody waits any more because of it.
// trusts its caller: holds the exchange with the grant to do it, or the link that stands for one
pub(super) async fn add_turn(conn: &mut Conn, turn: &Turn) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO exchange_turns (id, exchange_id, kind, institution_id, by_id, by_link, at, occurred_at, channel, words,
           reason, disclosure_id, to_institution, to_practitioner, weeks)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        args![
            turn.id, turn.exchange, turn.kind, turn.institution, turn.by, turn.by_link, turn.at, turn.occurred_at,
            turn.channel, turn.words.as_str(), turn.reason.as_str(), turn.disclosure, turn.to_institution,
            turn.to_practitioner, turn.weeks
        ],
    )
    .await?;
    let settled = turn.kind.settles().then_some(turn.at);
    conn.run(
        "UPDATE exchanges SET last_at = $2, settled_at = COALESCE(settled_at, $3), version = version + 1 WHERE id = $1",
        args![turn.exchange, turn.at, settled],
    )
    .await
    .map(drop)
}

/// A line of the matrix: with whom, of what kind, by which channel, how often, how often it was answered.
#[derive(Clone, Debug)]
pub struct Cell {
    /// With whom.
    pub partner: InstitutionId,
    /// Of what kind.
    pub kind: Kind,
    /// By which channel.
    pub channel: Channel,
    /// Whether one's own institution asked, or was asked.
    pub asked: bool,
    /// How many.
    pub count: i64,
    /// How many of them nobody waits for any more.
    pub settled: i64,
    /// How many had no answer by the day that was hoped for, whether one came later or none yet.
    pub late: i64,
}

from_row!(Cell { partner, kind, channel, asked, count, settled, late });

/// As many lines as a matrix has at most.
const CELLS: i64 = 5_000;

/// The exchanges of an institution in a period, counted: those it sent and those it was sent. `today` begins at a moment: by it
/// days are told from moments, an hour off on the other side of a change of the clocks.
// trusts its caller: holds a function that answers for the institution; numbers only
pub(super) async fn matrix(
    conn: &mut Conn,
    institution: InstitutionId,
    from: Instant,
    until: Instant,
    (today, begins): (Date, Instant),
) -> Result<Vec<Cell>, StoreError> {
    // What is due on a day and settled after the midnight that ends it, or not at all.
    let shift = begins.0 - i64::from(today.0) * Instant::DAY;
    conn.all(
        "SELECT p.institution_id, e.kind, e.channel, TRUE, COUNT(*), COUNT(e.settled_at), SUM(CASE WHEN e.answer_by < $4
                AND (e.settled_at IS NULL OR e.settled_at >= (e.answer_by + 1) * 86400000000 + $5) THEN 1 ELSE 0 END)
           FROM exchanges e JOIN exchange_parties p ON p.exchange_id = e.id
          WHERE e.institution_id = $1 AND e.sent_at >= $2 AND e.sent_at < $3
          GROUP BY p.institution_id, e.kind, e.channel
         UNION ALL
         SELECT e.institution_id, e.kind, e.channel, FALSE, COUNT(*), COUNT(e.settled_at), SUM(CASE WHEN e.answer_by < $4
                AND (e.settled_at IS NULL OR e.settled_at >= (e.answer_by + 1) * 86400000000 + $5) THEN 1 ELSE 0 END)
           FROM exchange_parties p JOIN exchanges e ON e.id = p.exchange_id
          WHERE p.institution_id = $1 AND e.sent_at >= $2 AND e.sent_at < $3
          GROUP BY e.institution_id, e.kind, e.channel
          LIMIT $6",
        args![institution, from, until, today, shift, CELLS],
    )
    .await
}

const LINK: &str =
    "SELECT l.id, l.exchange_id, l.practitioner_id, l.institution_id, l.made_by, l.made_at, l.until_at,
    l.tries, l.opened_at, l.used_at, l.revoked_at FROM exchange_links l ";

// trusts its caller: holds the exchange with the grant to write
pub(super) async fn insert_link(conn: &mut Conn, link: &Link) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO exchange_links (id, exchange_id, practitioner_id, institution_id, made_by, made_at, until_at, tries)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
        args![
            link.id, link.exchange, link.practitioner, link.institution, link.made_by, link.made_at, link.until_at
        ],
    )
    .await
    .map(drop)
}

/// A link.
// trusts its caller: has the address that only this installation can make; the code is asked next
pub(super) async fn link(conn: &mut Conn, id: Uuid) -> Result<Option<Link>, StoreError> {
    let mut sql = Sql::new(LINK, args![]);
    sql.push("WHERE l.id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}

/// The links of an exchange, the newest first.
// trusts its caller: was granted to write in the exchange
pub(super) async fn links(conn: &mut Conn, exchange: ExchangeId) -> Result<Vec<Link>, StoreError> {
    let mut sql = Sql::new(LINK, args![]);
    sql.push("WHERE l.exchange_id = $ ORDER BY l.made_at DESC, l.id DESC LIMIT 20", args![exchange]);
    conn.all_of(sql).await
}

/// A wrong code was given.
// trusts its caller: has the token
pub(super) async fn tried(conn: &mut Conn, link: Uuid) -> Result<(), StoreError> {
    conn.run("UPDATE exchange_links SET tries = tries + 1 WHERE id = $1", args![link]).await.map(drop)
}

/// The right code was given.
// trusts its caller: has the token and the code
pub(super) async fn opened(conn: &mut Conn, link: Uuid, now: Instant) -> Result<(), StoreError> {
    conn.run(
        "UPDATE exchange_links SET opened_at = COALESCE(opened_at, $2), tries = 0 WHERE id = $1",
        args![link, now],
    )
    .await
    .map(drop)
}

/// It was answered through a link.
// trusts its caller: has the token and the code
pub(super) async fn used(conn: &mut Conn, link: Uuid, now: Instant) -> Result<(), StoreError> {
    conn.change("UPDATE exchange_links SET used_at = $2 WHERE id = $1 AND used_at IS NULL", args![link, now])
        .await
}

/// Shuts the links of an exchange that are still open.
// trusts its caller: holds the exchange with the grant to write
pub(super) async fn revoke_links(
    conn: &mut Conn,
    exchange: ExchangeId,
    now: Instant,
) -> Result<u64, StoreError> {
    conn.run(
        "UPDATE exchange_links SET revoked_at = $2 WHERE exchange_id = $1 AND revoked_at IS NULL AND used_at IS NULL",
        args![exchange, now],
    )
    .await
}

/// Whether something happened of a kind in a thread.
pub(super) fn happened(thread: &Thread, kind: TurnKind) -> bool {
    thread.turns.iter().any(|t| t.kind == kind)
}
