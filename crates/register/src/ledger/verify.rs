// SPDX-License-Identifier: EUPL-1.2
//! Reading the whole ledger through and naming every fault.

use std::collections::BTreeSet;

use kernel::InstitutionId;
use platform::db::{Db, Snapshot, StoreError};
use tamper_log::{Entry, Hash, Head, Options, StreamId, Verifier};

use super::{events, store};

/// How many entries are read at once.
const PAGE: i64 = 5_000;

/// What a verification found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many chains were read.
    pub chains: u64,
    /// How many entries were read.
    pub entries: u64,
    /// Of how many the reason and detail were erased, and the erasure is told by an entry of its own.
    pub erased: u64,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// One fault: in which chain, at which entry, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whose chain.
    pub institution: InstitutionId,
    /// The first entry concerned.
    pub seq: u64,
    /// What is wrong, in English for the operator.
    pub what: String,
}

/// Verifies every chain against itself, against its head, and every text beside it against its digest. Others may go on
/// writing meanwhile: what is verified is the ledger of the instant at which this began.
pub async fn verify(db: &Db) -> Result<Report, StoreError> {
    verify_snapshot(&mut db.snapshot().await?).await
}

/// As [`verify`], through a snapshot that the caller holds: what a copy of the same instant contains.
pub async fn verify_snapshot(conn: &mut Snapshot) -> Result<Report, StoreError> {
    let heads = store::heads(conn).await?;
    let mut report = Report::default();
    let mut institutions: Vec<InstitutionId> = heads.iter().map(|(id, ..)| *id).collect();
    institutions.extend(store::streams(conn).await?.into_iter().map(|(id,)| id));
    institutions.sort();
    institutions.dedup();
    for institution in institutions {
        let stream = StreamId(institution.0.into_bytes());
        let known = heads.iter().find(|(id, ..)| *id == institution).map(|(_, seq, hash)| Head {
            stream,
            size: u64::try_from(*seq).unwrap_or(0),
            hash: Hash(*hash),
        });
        let mut fault = |seq: u64, what: String| report.faults.push(Fault { institution, seq, what });
        if known.is_none() {
            fault(0, "the chain has entries but no head".into());
        }
        let options = Options { known: known.into_iter().collect(), ..Options::default() };
        let mut verifier = Verifier::new(stream, options);
        let mut after = i64::MIN;
        let mut furthest = 0;
        let (mut erased, mut told): (BTreeSet<u64>, BTreeSet<u64>) = Default::default();
        loop {
            let rows = store::page(conn, institution, after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = last.seq;
            for row in &rows {
                let seq = u64::try_from(row.seq).unwrap_or(0);
                furthest = furthest.max(seq);
                report.entries += 1;
                verifier.push(&Entry {
                    stream,
                    seq,
                    prev: Hash(row.prev_hash),
                    hash: Hash(row.hash),
                    payload: row.payload(),
                });
                // The digest is also that of « no reason, no detail »: where there was a text and none is left, it
                // differs. A text that was erased by law is gone with its detail, and an entry tells that it is.
                let (reason, detail) = (row.reason.as_deref(), row.detail.as_deref());
                let is_recorded = store::beside(row.salt, reason, detail).0 == row.digest;
                if is_recorded && row.kind == events::TEXT_ERASED.0 {
                    told.extend(detail.and_then(erased_entry));
                }
                if !is_recorded && reason.is_none() && detail.is_none() {
                    erased.insert(seq);
                } else if !is_recorded {
                    fault(seq, format!("the reason or detail of entry {seq} is not the one recorded"));
                }
            }
        }
        for seq in &erased {
            if told.contains(seq) {
                report.erased += 1;
            } else {
                let what =
                    format!("the reason or detail of entry {seq} is gone, and no entry tells of an erasure");
                report.faults.push(Fault { institution, seq: *seq, what });
            }
        }
        let mut fault = |seq: u64, what: String| report.faults.push(Fault { institution, seq, what });
        if known.is_some_and(|head| head.size < furthest) {
            fault(furthest, format!("entries up to {furthest} lie beyond the head of the chain"));
        }
        if let Err(faults) = verifier.finish() {
            for f in faults {
                fault(f.seq, f.to_string());
            }
        }
        report.chains += 1;
    }
    Ok(report)
}

/// The entry whose texts an erasure took away, as its detail says: `{"seq": 12}`.
fn erased_entry(detail: &str) -> Option<u64> {
    serde_json::from_str::<serde_json::Value>(detail).ok()?.get("seq")?.as_u64()
}
