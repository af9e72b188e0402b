// SPDX-License-Identifier: EUPL-1.2
//! What those do who read a practice, and the agreement of the direction of its institution.

use kernel::{DraftId, PracticeId, Refusal};
use platform::http::Cx;
use platform::problem::Problem;
use register::drafts;
use serde_json::json;

use super::super::card::Outcome;
use super::super::rules::{self, Answer};
use super::super::steps::{Review, Step, StepKind};
use super::super::{events, store_write};
use super::{Deed, detail, open, refused, step};

/// Opens one that whoever acts was asked to read, with their reading.
async fn reading(cx: &Cx, id: PracticeId) -> Result<(Deed, Review), Problem> {
    let deed = open(cx, id).await?;
    let actor = cx.actor()?;
    let found = deed.card.reading_of(actor.practitioner, actor.institution).cloned();
    let mine = found.ok_or(Problem::NotFound)?;
    if mine.answered_at.is_some() {
        return Err(refused(cx, Refusal::new("answered-already")));
    }
    Ok((deed, mine))
}

/// Keeps a reading in hand, too, so that what both come to follows from it.
fn replace(deed: &mut Deed, changed: &Review) {
    if let Some(place) = deed.card.reviews.iter_mut().find(|r| r.id == changed.id) {
        place.clone_from(changed);
    }
}

/// A reader declares that nothing ties them to it: they do not work with its service, and have no part in it.
pub async fn declare(cx: &Cx, id: PracticeId) -> Result<(), Problem> {
    let (mut deed, mine) = reading(cx, id).await?;
    let changed = Review { declared_at: Some(cx.now), ..mine };
    store_write::change_review(&mut deed.tx, &changed).await?;
    let event = deed.event(cx, events::PRACTICE_INTEREST_DECLARED)?;
    Ok(deed.tx.commit(event).await?)
}

/// A reader steps back: something ties them to it, or they cannot read it. The editors name somebody else.
pub async fn step_back(cx: &Cx, id: PracticeId, words: &str) -> Result<(), Problem> {
    let (mut deed, mine) = reading(cx, id).await?;
    if words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-words")));
    }
    let changed = Review { recused_at: Some(cx.now), words: words.trim().to_owned(), ..mine };
    store_write::change_review(&mut deed.tx, &changed).await?;
    replace(&mut deed, &changed);
    let kept = deed.card.kept(cx.today());
    store_write::keep(&mut deed.tx, id, &kept, cx.now).await?;
    let event = deed.event(cx, events::PRACTICE_REVIEWER_STEPPED_BACK)?;
    Ok(deed.tx.commit(event).await?)
}

/// A reader answers, alone. When the other has answered too, what both come to follows at once: back to its institution, or the
/// lower of the two levels.
pub async fn answer(cx: &Cx, id: PracticeId, answer: &Answer, draft: Option<DraftId>) -> Result<(), Problem> {
    let (mut deed, mine) = reading(cx, id).await?;
    let actor = cx.actor()?;
    rules::answering(&deed.card, actor.practitioner, actor.institution, answer)
        .map_err(|r| refused(cx, r))?;
    let rates = answer.finding == super::super::steps::Finding::Rate;
    let changed = Review {
        answered_at: Some(cx.now),
        finding: Some(answer.finding),
        level: answer.level.filter(|_| rates),
        source: answer.source.filter(|_| rates),
        words: answer.words.trim().to_owned(),
        ..mine
    };
    store_write::change_review(&mut deed.tx, &changed).await?;
    replace(&mut deed, &changed);
    drafts::sent(cx, &mut deed.tx, draft).await?;
    let reviewed = deed.event(cx, events::PRACTICE_REVIEWED)?.with_detail(
        json!({ "finding": answer.finding.code(), "level": changed.level.map(|l| l.code()) }).to_string(),
    );
    let (kind, level, harmful, event) = match deed.card.outcome() {
        None => return Ok(deed.tx.commit(reviewed).await?),
        Some(Outcome::Rated(level)) => (StepKind::Rated, Some(level), false, events::PRACTICE_RATED),
        Some(Outcome::Returned { harmful }) => (StepKind::Returned, None, harmful, events::PRACTICE_RETURNED),
    };
    deed.tx.note(reviewed);
    let new = Step { by: None, level, harmful, ..step(cx, kind)? };
    deed.add(cx, new.clone()).await?;
    let event = deed.event(cx, event)?.with_detail(detail(&new));
    Ok(deed.tx.commit(event).await?)
}

async fn directed(cx: &Cx, id: PracticeId) -> Result<Deed, Problem> {
    let deed = open(cx, id).await?;
    if !deed.standing.directs {
        return Err(Problem::NotFound);
    }
    rules::agreeing(&deed.card, cx.today()).map_err(|r| refused(cx, r))?;
    Ok(deed)
}

/// The direction of its institution agrees that it is published, once it has a level.
pub async fn agree(cx: &Cx, id: PracticeId) -> Result<(), Problem> {
    let deed = directed(cx, id).await?;
    if deed.card.is_agreed() {
        return Err(refused(cx, Refusal::new("agreed-already")));
    }
    let new = step(cx, StepKind::Agreed)?;
    deed.take(cx, events::PRACTICE_AGREED, new).await
}

/// The direction does not agree, or not any more, and may say why.
pub async fn withhold(cx: &Cx, id: PracticeId, words: &str) -> Result<(), Problem> {
    let deed = directed(cx, id).await?;
    let mut new = step(cx, StepKind::Withheld)?;
    words.trim().clone_into(&mut new.words);
    deed.take(cx, events::PRACTICE_WITHHELD, new).await
}
