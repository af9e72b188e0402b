// SPDX-License-Identifier: EUPL-1.2
//! Many entries at once, for synthetic data: the same chain and the same payload, with the heads kept in memory. For a
//! database that nobody else writes to meanwhile.

use std::collections::BTreeMap;

use kernel::{Event, Instant, InstitutionId};
use platform::args;
use platform::db::{Conn, Rows, StoreError};
use tamper_log::{Hash, Head, StreamId};
use uuid::Uuid;

use super::store;

/// The chains of a database, being appended to.
pub struct Chains {
    heads: BTreeMap<InstitutionId, Head>,
    rows: Rows,
}

impl Chains {
    /// Chains that go on where those of the database end.
    // trusts its caller: synthetic data for measuring, where nobody reads
    pub async fn load(conn: &mut Conn) -> Result<Chains, StoreError> {
        let known = store::heads(conn).await?;
        let heads = known.into_iter().map(|(institution, seq, hash)| {
            let stream = StreamId(institution.0.into_bytes());
            (institution, Head { stream, size: u64::try_from(seq).unwrap_or(0), hash: Hash(hash) })
        });
        Ok(Chains { heads: heads.collect(), rows: Rows::new("ledger", COLUMNS) })
    }

    /// Appends an event recorded at a moment.
    pub fn append(&mut self, recorded: Instant, event: &Event, salt: Uuid) {
        let head = self
            .heads
            .entry(event.institution)
            .or_insert_with(|| Head::empty(StreamId(event.institution.0.into_bytes())));
        let (row, next) = store::chained(*head, recorded, event, salt);
        *head = next;
        self.rows.push(row.values(event.institution));
    }

    /// The rows that wait, to be written in the order in which they were appended.
    pub fn take_rows(&mut self) -> Rows {
        let empty = self.rows.emptied();
        std::mem::replace(&mut self.rows, empty)
    }

    /// Writes where each chain ends now: in the transaction of the last rows.
    // trusts its caller: synthetic data for measuring, where nobody reads
    pub async fn write_heads(&self, conn: &mut Conn) -> Result<(), StoreError> {
        for (institution, head) in &self.heads {
            conn.run(
                "INSERT INTO ledger_heads (institution_id, seq, hash) VALUES ($1, $2, $3)
                 ON CONFLICT (institution_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
                args![institution, i64::try_from(head.size).unwrap_or(i64::MAX), head.hash.0],
            )
            .await?;
        }
        Ok(())
    }
}

const COLUMNS: &[&str] = &[
    "institution_id",
    "seq",
    "recorded_at",
    "occurred_at",
    "kind",
    "subject_kind",
    "subject_id",
    "case_id",
    "practitioner_id",
    "actor_kind",
    "capacity",
    "ground",
    "salt",
    "digest",
    "reason",
    "detail",
    "prev_hash",
    "hash",
];
