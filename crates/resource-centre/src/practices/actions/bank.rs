// SPDX-License-Identifier: EUPL-1.2
//! What the editors of the bank do, and who they are.

use std::collections::BTreeSet;

use kernel::event::By;
use kernel::{Date, Event, Ground, Id, InstitutionId, PracticeId, PractitionerId, Refusal, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;
use register::directory;
use serde_json::json;

use super::super::model::{Heading, Level};
use super::super::rules::{self, Again, Candidate};
use super::super::steps::{Review, StepKind};
use super::super::store_people::Trained;
use super::super::{events, store_people, store_write};
use super::{Deed, again_on, edited, edits, handles, open, refused, step};

/// No personal data in it: it may be read by others.
pub async fn screen(cx: &Cx, id: PracticeId) -> Result<(), Problem> {
    let deed = edited(cx, id).await?;
    rules::screening(&deed.card, cx.today()).map_err(|r| refused(cx, r))?;
    let new = step(cx, StepKind::Screened)?;
    deed.take(cx, events::PRACTICE_SCREENED, new).await
}

/// Somebody could be recognised, or something is not clear enough to be read by others: back, with words.
pub async fn return_screened(cx: &Cx, id: PracticeId, words: &str) -> Result<(), Problem> {
    let deed = edited(cx, id).await?;
    rules::screening(&deed.card, cx.today()).map_err(|r| refused(cx, r))?;
    if words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-words")));
    }
    let mut new = step(cx, StepKind::Returned)?;
    words.trim().clone_into(&mut new.words);
    deed.take(cx, events::PRACTICE_RETURNED, new).await
}

/// Names those who read it, each for an institution.
pub async fn name_reviewers(
    cx: &Cx,
    id: PracticeId,
    named: &[(PractitionerId, InstitutionId)],
) -> Result<(), Problem> {
    let mut deed = edited(cx, id).await?;
    let today = cx.today();
    let ids: Vec<PractitionerId> = named.iter().map(|(who, _)| *who).collect();
    let appointed: BTreeSet<(PractitionerId, InstitutionId)> = match ids.is_empty() {
        true => BTreeSet::new(),
        false => directory::appointed_on(&mut deed.tx, &ids, today).await?,
    };
    let mut readers = Vec::new();
    for &(who, institution) in named {
        let trained = store_people::is_trained(&mut deed.tx, who, institution).await?
            && appointed.contains(&(who, institution));
        let works_at = appointed.iter().filter(|(w, _)| *w == who).map(|(_, at)| *at).collect();
        readers.push((Candidate { who, institution, trained }, works_at));
    }
    rules::naming(&deed.card, &readers, today).map_err(|r| refused(cx, r))?;
    for (reader, _) in &readers {
        let review = Review {
            id: cx.new_id::<PracticeId>()?.uuid(),
            round: deed.card.round(),
            reviewer: reader.who,
            institution: reader.institution,
            named_at: cx.now,
            declared_at: None,
            recused_at: None,
            answered_at: None,
            finding: None,
            level: None,
            source: None,
            words: String::new(),
        };
        store_write::add_review(&mut deed.tx, id, &review).await?;
        deed.card.reviews.push(review);
    }
    let new = step(cx, StepKind::ReviewersNamed)?;
    deed.take(cx, events::PRACTICE_REVIEWERS_NAMED, new).await
}

/// Publishes it, with the day on which it is looked at again.
pub async fn publish(cx: &Cx, id: PracticeId) -> Result<(), Problem> {
    let mut deed = edited(cx, id).await?;
    rules::publishing(&deed.card, cx.today()).map_err(|r| refused(cx, r))?;
    deed.schedule(cx).await?;
    let said: Vec<&str> = deed.card.texts.iter().map(|(_, words)| words).collect();
    let mut words = kernel::name::tokens(&said.join("\n"));
    words.retain(|w| w.chars().count() > 1);
    store_write::index(&mut deed.tx, id, &words).await?;
    let mut new = step(cx, StepKind::Published)?;
    new.level = deed.card.level();
    deed.take(cx, events::PRACTICE_PUBLISHED, new).await
}

impl Deed {
    /// Sets the day on which it is looked at again, counted from today.
    async fn schedule(&mut self, cx: &Cx) -> Result<(), Problem> {
        let day = again_on(cx, &mut self.tx, &self.card, cx.today()).await?;
        self.card.practice.re_review_on = Some(day);
        Ok(())
    }
}

async fn look_again(cx: &Cx, id: PracticeId, again: Again, reason: &str) -> Result<(), Problem> {
    let mut deed = edited(cx, id).await?;
    rules::looking_again(&deed.card, again, reason, cx.today()).map_err(|r| refused(cx, r))?;
    let (kind, event, level) = match again {
        Again::Confirmed => (StepKind::Confirmed, events::PRACTICE_CONFIRMED, deed.card.level()),
        Again::Downgraded(level) => (StepKind::Downgraded, events::PRACTICE_DOWNGRADED, Some(level)),
    };
    deed.schedule(cx).await?;
    let mut new = step(cx, kind)?;
    new.level = level;
    reason.trim().clone_into(&mut new.words);
    deed.take(cx, event, new).await
}

/// Looked at again: it stays as it is, for a reason.
pub async fn confirm(cx: &Cx, id: PracticeId, reason: &str) -> Result<(), Problem> {
    look_again(cx, id, Again::Confirmed, reason).await
}

/// Looked at again: its level is lower, for a reason.
pub async fn downgrade(cx: &Cx, id: PracticeId, level: Level, reason: &str) -> Result<(), Problem> {
    look_again(cx, id, Again::Downgraded(level), reason).await
}

/// Not recommended any more, for a reason that stays readable: by the editors, or by the direction of its institution.
pub async fn withdraw(cx: &Cx, id: PracticeId, harmful: bool, reason: &str) -> Result<(), Problem> {
    let deed = open(cx, id).await?;
    if !deed.standing.edits && !deed.standing.directs {
        return Err(Problem::NotFound);
    }
    if !deed.standing.directs {
        handles(cx, &deed.card)?;
    }
    rules::withdrawing(&deed.card, reason, cx.today()).map_err(|r| refused(cx, r))?;
    let mut new = step(cx, StepKind::Withdrawn)?;
    (new.level, new.harmful) = (deed.card.level(), harmful);
    reason.trim().clone_into(&mut new.words);
    deed.take(cx, events::PRACTICE_WITHDRAWN, new).await
}

/// Writes down that somebody was trained to review, and reads for an institution of theirs.
pub async fn train(
    cx: &Cx,
    who: PractitionerId,
    institution: InstitutionId,
    on: Date,
    training: &str,
) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    if !edits(cx, &mut tx).await? {
        return Err(Problem::NotFound);
    }
    let refusal = |code| Err(refused(cx, Refusal::new(code)));
    if on > cx.today() {
        return refusal("day-to-come");
    }
    if training.trim().is_empty() {
        return refusal("no-training");
    }
    if !directory::appointed_on(&mut tx, &[who], cx.today()).await?.contains(&(who, institution)) {
        return refusal("not-there");
    }
    let new = Trained { who, institution, on, training: training.trim().to_owned() };
    let by = cx.actor()?.practitioner;
    store_people::train(&mut tx, &new, by, cx.now).await?;
    let about = SubjectKind::PRACTITIONER.of(who);
    tx.commit(cx.event(events::PRACTICE_REVIEWER_TRAINED, about, None, Ground::Function)?).await?;
    Ok(())
}

/// Somebody reviews no more. What they were asked for already stays theirs.
pub async fn end_reviewer(cx: &Cx, who: PractitionerId, institution: InstitutionId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    if !edits(cx, &mut tx).await? || store_people::end_reviewer(&mut tx, who, institution, cx.now).await? == 0
    {
        return Err(Problem::NotFound);
    }
    let about = SubjectKind::PRACTITIONER.of(who);
    tx.commit(cx.event(events::PRACTICE_REVIEWER_ENDED, about, None, Ground::Function)?).await?;
    Ok(())
}

/// Entrusts an institution with the bank: the operator's deed.
pub async fn entrust(cx: &Cx, institution: InstitutionId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    directory::institution(&mut tx, institution).await?.ok_or(Problem::NotFound)?;
    if store_people::entrust(&mut tx, institution, cx.today(), cx.now).await? == 0 {
        return Ok(());
    }
    let about = SubjectKind::INSTITUTION.of(institution);
    let event =
        Event::new(institution, events::PRACTICE_BANK_ENTRUSTED, about, By::System, Ground::Administration);
    Ok(tx.commit(event.with_detail(json!({ "on": cx.today().to_string() }).to_string())).await?)
}

/// All that is said of a practice, heading by heading, for whoever looks for traces of people in it.
pub(in crate::practices) fn traces(
    card: &super::Card,
) -> Vec<(Heading, Vec<super::super::screening::Trace>)> {
    let found = card.texts.iter().map(|(heading, words)| (heading, super::super::screening::traces(words)));
    found.filter(|(_, traces)| !traces.is_empty()).collect()
}
