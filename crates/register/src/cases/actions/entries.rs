// SPDX-License-Identifier: EUPL-1.2
//! What is published about a case, and what a worker chooses from it for the chronology.

use kernel::{CaseId, Date, EntryId, Instant, Layer, PartialDate, Subject, SubjectKind};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use uuid::Uuid;

use super::super::model::ChosenEvent;
use super::super::{events, rules, store, store_write};
use super::{event, refused};
use crate::access::{self, Action};

/// An entry to be published.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// In which case.
    pub case: CaseId,
    /// In which layer.
    pub layer: Layer,
    /// What it is; the publishing slice has words for it.
    pub kind: &'a str,
    /// When it happened.
    pub occurred_at: Instant,
    /// The record behind.
    pub subject: Subject,
    /// In a sentence.
    pub summary: &'a str,
}

impl<'a> Entry<'a> {
    /// An entry about the case itself, that happens now.
    pub fn now(cx: &Cx, case: CaseId, layer: Layer, kind: &'a str, summary: &'a str) -> Entry<'a> {
        Entry { case, layer, kind, occurred_at: cx.now, subject: SubjectKind::CASE.of(case), summary }
    }

    /// That happened on a day; today keeps its hour.
    pub fn on(mut self, cx: &Cx, day: Date) -> Entry<'a> {
        if day != cx.today() {
            self.occurred_at = Instant::from_local(day, 12, 0, &cx.zone).unwrap_or(cx.now);
        }
        self
    }

    /// About another record.
    pub fn about(mut self, subject: Subject) -> Entry<'a> {
        self.subject = subject;
        self
    }
}

/// Publishes an entry and delivers it to those who follow the case. In the transaction of what it tells of.
pub async fn publish(cx: &Cx, tx: &mut Tx, entry: &Entry<'_>) -> Result<EntryId, Problem> {
    let id: EntryId = cx.new_id()?;
    // Somebody without an account answers: it is the institution of the case that keeps what came.
    let (by, at) = match &cx.actor {
        Some(actor) => (Some(actor.practitioner), actor.institution),
        None => (None, store::facts(tx, entry.case, cx.now).await?.case.institution),
    };
    store_write::insert_entry(tx, id, entry, by, at, cx.now).await?;
    store_write::deliver(tx, id, entry, by, cx.now).await?;
    Ok(id)
}

/// Chooses a significant event for the chronology.
pub async fn choose_event(
    cx: &Cx,
    case: CaseId,
    entry: Option<EntryId>,
    occurred: PartialDate,
    what: &str,
    meaning: &str,
    source: &str,
) -> Result<Uuid, Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    let facts = store::facts(&mut tx, case, cx.now).await?;
    rules::work(&facts.standing).map_err(|r| refused(cx, r))?;
    let chosen = ChosenEvent {
        id: cx.new_id::<EntryId>()?.0,
        entry,
        occurred,
        event: what.to_owned(),
        meaning: meaning.to_owned(),
        source: source.to_owned(),
        chosen_by: grant.practitioner(),
        recorded_at: cx.now,
    };
    store_write::insert_chosen(&mut tx, case, &chosen).await?;
    tx.commit(event(cx, &grant, events::EVENT_CHOSEN)?).await?;
    Ok(chosen.id)
}

/// Withdraws an event from the chronology; it stays in the timeline.
pub async fn withdraw_event(cx: &Cx, case: CaseId, chosen: Uuid) -> Result<(), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    store_write::withdraw_chosen(&mut tx, case, chosen, cx.now).await?;
    Ok(tx.commit(event(cx, &grant, events::EVENT_WITHDRAWN)?).await?)
}
