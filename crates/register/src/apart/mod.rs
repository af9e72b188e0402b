// SPDX-License-Identifier: EUPL-1.2
//! Words that stay where they were written: a record kept apart by law, such as that of a consultation, is not copied into a
//! file, a plan or a disclosure.
//!
//! Whoever keeps such a record leaves the marks of its words here ([`marks`], [`keep`]); whoever writes elsewhere asks first
//! ([`refuse_copies`]). Only the records on which the writer sits or once sat are compared: nobody learns from a refusal that a
//! record exists of which they did not know.
//!
//! Invariants: marks give no words back · a refusal says where the words belong and what can be done instead, and stands in the
//! ledger · what somebody says again in other words is not seen here: that is between them and the secret.

pub mod rules;
mod store;

#[cfg(test)]
mod tests;

/// Words of this slice. Generated from `words/*.ftl`.
#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_apart.rs"));
}

use std::collections::HashSet;

use kernel::{Ground, MinuteId, Refusal, SubjectKind};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;

use crate::access::{self, Grant, Subject};
use crate::ledger;

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// Somebody wrote words of a record that is kept apart into something else, and was refused.
    pub const COPY_REFUSED: EventKind = EventKind("copy_refused");

    /// All of them.
    pub const ALL: &[EventKind] = &[COPY_REFUSED];
}

/// The secret with which marks are made.
const KEY: &str = "kept-apart";

/// The marks of a text, made before a transaction begins: the secret they are made with may have to be written first.
#[derive(Clone, Debug)]
pub struct Marks(Vec<u8>);

/// The marks of a text that will stay where it is.
pub async fn marks(cx: &Cx, text: &str) -> Result<Marks, Problem> {
    Ok(Marks(rules::marks_of(&cx.app.key(KEY).await?, text).concat()))
}

/// Remembers the marks of a text in the record of a subject.
pub async fn keep<S: Subject>(
    tx: &mut Tx,
    grant: &Grant<S>,
    id: MinuteId,
    marks: &Marks,
) -> Result<(), Problem> {
    if !marks.0.is_empty() {
        store::insert(tx, grant, id, &marks.0).await?;
    }
    Ok(())
}

/// Refuses texts in which words of a record stand that is kept apart, and on which whoever acts sits or once sat.
pub async fn refuse_copies(cx: &Cx, texts: &[&str]) -> Result<(), Problem> {
    if cx.actor.is_none() || texts.iter().all(|t| t.trim().is_empty()) {
        return Ok(());
    }
    let mut conn = cx.read().await?;
    let known = access::ever_held(cx, &mut conn, SubjectKind::CONSULTATION).await?;
    if known.is_empty() {
        return Ok(());
    }
    let kept = store::marks(&mut conn, &known).await?;
    drop(conn);
    if kept.is_empty() {
        return Ok(());
    }
    let key = cx.app.key(KEY).await?;
    let written: HashSet<rules::Mark> = texts.iter().flat_map(|t| rules::marks_in(&key, t)).collect();
    let copied = kept.iter().find(|(_, marks)| rules::is_among(marks, &written));
    let Some((record, _)) = copied else { return Ok(()) };
    let record = kernel::Subject { kind: SubjectKind::CONSULTATION, id: *record };
    ledger::witness_reading(cx, events::COPY_REFUSED, record, Ground::Consultation).await?;
    let w = words::Words(cx.lang);
    let way = w.by_key("refused-separate-store.way").map(str::to_owned);
    Err(Problem::refused(Refusal::new("separate-store"), w.refused_separate_store(), way))
}
