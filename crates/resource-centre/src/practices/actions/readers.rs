// SPDX-License-Identifier: EUPL-1.2
//! What readers say of harm, and what the editors answer.

use kernel::{Ground, Id, PracticeId, Refusal};
use platform::db::Technical;
use platform::http::Cx;
use platform::problem::Problem;
use platform::throttle::{self, Answer, Budget};
use uuid::Uuid;

use super::super::model::PRACTICE;
use super::super::steps::{Harm, SaidAs};
use super::super::{events, rules, store, store_people};
use super::{edits, handles, refused};

/// What somebody says of harm.
#[derive(Clone, Debug)]
pub struct HarmTold {
    /// As what they speak.
    pub said_as: SaidAs,
    /// What they say.
    pub words: String,
}

/// Saying it is never refused; it is slowed down for whoever floods.
const SAYING: Budget = Budget {
    free: 10,
    first_wait: 2 * kernel::Instant::SECOND,
    longest_wait: kernel::Instant::MINUTE,
    forgets_one_in: 5 * kernel::Instant::MINUTE,
};
/// The name of the key under which addresses are counted.
const KEY: &str = "practice-harm";

/// Slows down an address from which much is said, before anything else is looked at. For pages: stories have no address.
pub(in crate::practices) async fn slow_down(cx: &Cx) -> Result<(), Problem> {
    let key = cx.app.key(KEY).await?;
    let subject = throttle::Subject::from_address(&key, KEY, &cx.request.client, SAYING);
    let mut tx = cx.begin_technical().await?;
    let answer = throttle::ask(&mut tx, &[subject]).await?;
    tx.commit_technical(Technical::Throttle).await?;
    match answer {
        Answer::Free => Ok(()),
        Answer::Wait { until } => Err(Problem::Wait(until.since(cx.now) / kernel::Instant::SECOND + 1)),
    }
}

/// A reader says that a published practice does harm, or could.
pub async fn report_harm(cx: &Cx, id: PracticeId, told: &HarmTold) -> Result<Uuid, Problem> {
    let mut tx = cx.begin().await?;
    let card = store::card(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    if !card.state(cx.today()).is_public() {
        return Err(Problem::NotFound);
    }
    rules::reporting_harm(&card, &told.words, cx.today()).map_err(|r| refused(cx, r))?;
    let harm = Harm {
        id: cx.new_id::<PracticeId>()?.uuid(),
        practice: id,
        recorded_at: cx.now,
        said_as: told.said_as,
        words: told.words.trim().to_owned(),
        answered_at: None,
        answer: String::new(),
    };
    store_people::add_harm(&mut tx, &harm, cx.actor.as_ref().map(|a| a.practitioner)).await?;
    let (kind, about) = (events::PRACTICE_HARM_REPORTED, PRACTICE.of(id));
    let event = match &cx.actor {
        Some(_) => cx.event(kind, about, None, Ground::Own)?,
        None => cx.event_without_actor(card.practice.institution, kind, about, Ground::Public),
    };
    tx.commit(event).await?;
    Ok(harm.id)
}

/// The editors answer what a reader said: what was looked at, what follows.
pub async fn answer_harm(cx: &Cx, id: PracticeId, harm: Uuid, words: &str) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    if !edits(cx, &mut tx).await? {
        return Err(Problem::NotFound);
    }
    if words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-words")));
    }
    let card = store::card(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    handles(cx, &card)?;
    let by = cx.actor()?.practitioner;
    if !store_people::answer_harm(&mut tx, id, harm, by, words.trim(), cx.now).await? {
        return Err(Problem::NotFound);
    }
    let event = cx.event(events::PRACTICE_HARM_ANSWERED, PRACTICE.of(id), None, Ground::Function)?;
    Ok(tx.commit(event).await?)
}
