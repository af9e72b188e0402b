// SPDX-License-Identifier: EUPL-1.2
//! Writing entries and reading them.

use kernel::event::By;
use kernel::stored::Value;
use kernel::{CaseId, Event, EventKind, Instant, InstitutionId, PractitionerId};
use platform::clock::Chance;
use platform::db::{Boxed, Conn, Journal, Sql, StoreError};
use platform::jobs::{self, JobKind};
use platform::{args, from_row};
use serde_json::json;
use tamper_log::{Hash, Head, StreamId, salted_digest};
use uuid::Uuid;

/// Keeps the ledger: given once to the database, it writes the events of every transaction.
pub struct Keeper {
    chance: Chance,
    reacts_to: &'static [EventKind],
}

/// The job asked for by an event that somebody reacts to; its payload names the entry: `institution` and `seq`.
pub const REACTION: JobKind = JobKind("reaction");

impl Keeper {
    /// A keeper; `chance` gives the salts.
    pub fn new(chance: Chance) -> Keeper {
        Keeper { chance, reacts_to: &[] }
    }

    /// Asks, in the same transaction, for a [`REACTION`] to each event of these kinds: the ledger is the outbox.
    pub fn asking_reactions_to(self, kinds: &'static [EventKind]) -> Keeper {
        Keeper { reacts_to: kinds, ..self }
    }

    async fn ask_reaction(
        &self,
        conn: &mut Conn,
        now: Instant,
        event: &Event,
        seq: u64,
    ) -> Result<(), StoreError> {
        if !self.reacts_to.contains(&event.kind) {
            return Ok(());
        }
        let id = self.chance.id(now).ok_or_else(|| StoreError::Engine("no randomness".into()))?;
        let payload = json!({ "institution": event.institution.to_string(), "seq": seq });
        jobs::enqueue_in(conn, id, REACTION, &payload, now, now).await
    }
}

impl Journal for Keeper {
    fn write<'a>(
        &'a self,
        conn: &'a mut Conn,
        now: Instant,
        events: &'a [Event],
    ) -> Boxed<'a, Result<(), StoreError>> {
        Box::pin(async move {
            // Chains are held in the order of their ids, so that two transactions never wait for each other.
            let mut order: Vec<InstitutionId> = events.iter().map(|e| e.institution).collect();
            order.sort();
            order.dedup();
            for institution in order {
                let mut head = hold_head(conn, institution).await?;
                for event in events.iter().filter(|e| e.institution == institution) {
                    let salt =
                        self.chance.uuid().ok_or_else(|| StoreError::Engine("no randomness".into()))?;
                    head = append(conn, head, now, event, salt).await?;
                    self.ask_reaction(conn, now, event, head.size).await?;
                }
                conn.run(
                    "UPDATE ledger_heads SET seq = $2, hash = $3 WHERE institution_id = $1",
                    args![institution, head.size as i64, head.hash.0],
                )
                .await?;
            }
            Ok(())
        })
    }
}

async fn hold_head(conn: &mut Conn, institution: InstitutionId) -> Result<Head, StoreError> {
    const HEAD: &str = "SELECT seq, hash FROM ledger_heads WHERE institution_id = $1";
    let stream = StreamId(institution.0.into_bytes());
    let mut held: Option<(i64, [u8; 32])> = conn.hold(HEAD, args![institution]).await?;
    if held.is_none() {
        conn.run(
            "INSERT INTO ledger_heads (institution_id, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING",
            args![institution, Hash::ZERO.0],
        )
        .await?;
        held = conn.hold(HEAD, args![institution]).await?;
    }
    let (seq, hash) = held.ok_or(StoreError::Missing)?;
    Ok(Head { stream, size: u64::try_from(seq).unwrap_or(0), hash: Hash(hash) })
}

async fn append(
    conn: &mut Conn,
    head: Head,
    now: Instant,
    event: &Event,
    salt: Uuid,
) -> Result<Head, StoreError> {
    let (row, head) = chained(head, now, event, salt);
    conn.run(
        "INSERT INTO ledger (institution_id, seq, recorded_at, occurred_at, kind, subject_kind, subject_id, case_id,
           practitioner_id, actor_kind, capacity, ground, salt, digest, reason, detail, prev_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        row.values(event.institution),
    )
    .await?;
    Ok(head)
}

/// The row of an event after a head, and the head that follows.
pub(super) fn chained(head: Head, now: Instant, event: &Event, salt: Uuid) -> (Stored, Head) {
    let (practitioner, actor_kind, capacity) = match event.by {
        By::Practitioner(id, capacity) => (Some(id), "practitioner", capacity),
        By::Public => (None, "public", None),
        By::System => (None, "system", None),
    };
    let mut row = Stored {
        seq: i64::try_from(head.size + 1).unwrap_or(i64::MAX),
        recorded_at: now,
        occurred_at: event.occurred,
        kind: event.kind.0.to_owned(),
        subject_kind: event.subject.kind.0.to_owned(),
        subject_id: event.subject.id,
        case_id: event.case,
        practitioner_id: practitioner,
        actor_kind: actor_kind.to_owned(),
        capacity: capacity.map(|c| c.code().to_owned()),
        ground: event.ground.code().to_owned(),
        salt,
        digest: beside(salt, event.reason.as_deref(), event.detail.as_deref()).0,
        reason: event.reason.clone(),
        detail: event.detail.clone(),
        prev_hash: head.hash.0,
        hash: [0; 32],
    };
    let entry = head.append(row.payload());
    row.hash = entry.hash.0;
    (row, entry.head())
}

/// The digest of what lies beside the chain.
pub(super) fn beside(salt: Uuid, reason: Option<&str>, detail: Option<&str>) -> Hash {
    salted_digest(salt.into_bytes(), json!([reason, detail]).to_string().as_bytes())
}

/// A row as it is stored.
pub(super) struct Stored {
    pub seq: i64,
    pub recorded_at: Instant,
    pub occurred_at: Option<Instant>,
    pub kind: String,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub case_id: Option<CaseId>,
    pub practitioner_id: Option<PractitionerId>,
    pub actor_kind: String,
    pub capacity: Option<String>,
    pub ground: String,
    pub salt: Uuid,
    pub digest: [u8; 32],
    pub reason: Option<String>,
    pub detail: Option<String>,
    pub prev_hash: [u8; 32],
    pub hash: [u8; 32],
}

from_row!(Stored {
    seq,
    recorded_at,
    occurred_at,
    kind,
    subject_kind,
    subject_id,
    case_id,
    practitioner_id,
    actor_kind,
    capacity,
    ground,
    salt,
    digest,
    reason,
    detail,
    prev_hash,
    hash
});

impl Stored {
    /// The values of the row, in the order of the columns of the statement that inserts one.
    pub(super) fn values(&self, institution: InstitutionId) -> Vec<Value> {
        args![
            institution,
            self.seq,
            self.recorded_at,
            self.occurred_at,
            self.kind,
            self.subject_kind,
            self.subject_id,
            self.case_id,
            self.practitioner_id,
            self.actor_kind,
            self.capacity,
            self.ground,
            self.salt,
            self.digest,
            self.reason,
            self.detail,
            self.prev_hash,
            self.hash
        ]
    }

    /// What the chain is made over: a JSON array without spaces, ids as 32 hexadecimal digits, instants in microseconds.
    pub(super) fn payload(&self) -> Vec<u8> {
        let hex: String = self.digest.iter().map(|b| format!("{b:02x}")).collect();
        json!([
            self.recorded_at.0,
            self.occurred_at.map(|i| i.0),
            self.kind,
            self.subject_kind,
            self.subject_id.simple().to_string(),
            self.case_id.map(|c| c.to_string()),
            self.practitioner_id.map(|p| p.to_string()),
            self.actor_kind,
            self.capacity,
            self.ground,
            hex,
        ])
        .to_string()
        .into_bytes()
    }
}

/// All institutions that have a chain, with the head each should have.
pub(super) async fn heads(conn: &mut Conn) -> Result<Vec<(InstitutionId, i64, [u8; 32])>, StoreError> {
    conn.all(
        "SELECT institution_id, seq, hash FROM ledger_heads ORDER BY institution_id LIMIT 100000",
        args![],
    )
    .await
}

/// Institutions that have entries, whether or not they have a head.
pub(super) async fn streams(conn: &mut Conn) -> Result<Vec<(InstitutionId,)>, StoreError> {
    conn.all("SELECT DISTINCT institution_id FROM ledger ORDER BY institution_id LIMIT 100000", args![]).await
}

/// A page of a chain after a sequence.
pub(super) async fn page(
    conn: &mut Conn,
    institution: InstitutionId,
    after: i64,
    limit: i64,
) -> Result<Vec<Stored>, StoreError> {
    conn.all(
        "SELECT seq, recorded_at, occurred_at, kind, subject_kind, subject_id, case_id, practitioner_id, actor_kind,
           capacity, ground, salt, digest, reason, detail, prev_hash, hash
         FROM ledger WHERE institution_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        args![institution, after, limit],
    )
    .await
}

/// An entry as people read it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Whose chain.
    pub institution: InstitutionId,
    /// Its number there.
    pub seq: i64,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// What happened.
    pub kind: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// By whom, when by a practitioner.
    pub practitioner: Option<PractitionerId>,
    /// `practitioner`, `public` or `system`.
    pub actor_kind: String,
    /// In which capacity.
    pub capacity: Option<String>,
    /// On what ground.
    pub ground: String,
    /// Why.
    pub reason: Option<String>,
}

from_row!(Entry {
    institution,
    seq,
    recorded_at,
    kind,
    subject_kind,
    practitioner,
    actor_kind,
    capacity,
    ground,
    reason
});

/// The entries of a case, the newest first: what the access log shows; of these kinds only, unless none is named. `before`
/// is the last one of the page before: when it was recorded, and its number.
// trusts its caller: the access log, which asks for a grant to read it
pub async fn of_case(
    conn: &mut Conn,
    case: CaseId,
    kinds: &[&str],
    before: Option<(Instant, i64)>,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let (at, seq) = before.unwrap_or((Instant(i64::MAX), i64::MAX));
    let mut sql = Sql::new(
        "SELECT institution_id, seq, recorded_at, kind, subject_kind, practitioner_id, actor_kind, capacity, ground, reason
         FROM ledger WHERE case_id = $ AND recorded_at <= $ AND (recorded_at, seq) < ($, $)",
        args![case, at, at, seq],
    );
    if !kinds.is_empty() {
        sql.push(" AND kind IN ", args![]).list(kinds.iter().map(|k| (*k).to_owned()));
    }
    sql.push(" ORDER BY recorded_at DESC, seq DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// The entries about one thing, the newest first.
// trusts its caller: the access log of a report, which asks for a grant to read it
pub async fn of_subject(conn: &mut Conn, subject: Uuid, limit: i64) -> Result<Vec<Entry>, StoreError> {
    conn.all(
        "SELECT institution_id, seq, recorded_at, kind, subject_kind, practitioner_id, actor_kind, capacity, ground, reason
         FROM ledger WHERE subject_id = $1 ORDER BY recorded_at DESC, seq DESC LIMIT $2",
        args![subject, limit],
    )
    .await
}

/// What a reaction is told of an entry: its kind, its subject and its case.
// trusts its caller: reactions, which tell people only that something waits
pub async fn entry(
    conn: &mut Conn,
    institution: InstitutionId,
    seq: i64,
) -> Result<Option<(String, Uuid, Option<CaseId>)>, StoreError> {
    conn.maybe(
        "SELECT kind, subject_id, case_id FROM ledger WHERE institution_id = $1 AND seq = $2",
        args![institution, seq],
    )
    .await
}

/// What a reaction is told of a deed: by whom, on what, and what was noted beside the chain.
// trusts its caller: reactions that go on with the deed as whoever did it, and ask for their grants again
pub async fn deed(
    conn: &mut Conn,
    institution: InstitutionId,
    seq: i64,
) -> Result<Option<(PractitionerId, Uuid, Option<String>)>, StoreError> {
    conn.maybe(
        "SELECT practitioner_id, subject_id, detail FROM ledger
         WHERE institution_id = $1 AND seq = $2 AND practitioner_id IS NOT NULL",
        args![institution, seq],
    )
    .await
}
