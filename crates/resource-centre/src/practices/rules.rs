// SPDX-License-Identifier: EUPL-1.2
//! What may be done with a practice, by whom, and what a level asks for. Pure: facts in, a refusal or nothing out.

use std::collections::BTreeSet;

use kernel::{Date, InstitutionId, PractitionerId, Refusal};

use super::card::Card;
use super::model::{Heading, Level, Source};
use super::steps::{Finding, State, StepKind};

/// How many read a practice, each alone (domain §4(i)).
pub const REVIEWERS: usize = 2;
/// As many sources, reference persons, partners of one practice at most.
pub const MOST_OF_A_KIND: usize = 30;

fn no(code: &'static str) -> Result<(), Refusal> {
    Err(Refusal::new(code))
}

/// What is said may change while it is being written; never under the eyes of those who read it.
pub fn writing(card: &Card, today: Date) -> Result<(), Refusal> {
    match card.state(today) {
        state if state.is_being_written() => Ok(()),
        State::Withdrawn => no("withdrawn-already"),
        state if state.is_public() => no("published-already"),
        _ => no("being-read"),
    }
}

/// Reference persons come and go: they are kept up to date for as long as the practice stands in the bank.
pub fn keeping_contacts(card: &Card, today: Date) -> Result<(), Refusal> {
    if card.state(today) == State::Withdrawn { no("withdrawn-already") } else { Ok(()) }
}

/// Whether a situation of a family is told in it, and what they say to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// No situation is told.
    NotDrawn,
    /// One is, and those whom it concerns agreed.
    Given,
    /// One is, and they were not asked, or said no.
    Missing,
}

kernel::codes!(Leave { NotDrawn = "not_drawn", Given = "given", Missing = "missing" });

/// The headings without which a practice is not sent, and under which nothing is said.
pub fn missing(card: &Card) -> Vec<Heading> {
    Heading::ALL.iter().copied().filter(|h| h.is_needed() && card.texts.get(*h).is_empty()).collect()
}

/// Sending it to the bank.
pub fn submitting(card: &Card, unrecognisable: bool, leave: Leave, today: Date) -> Result<(), Refusal> {
    match card.state(today) {
        State::Draft | State::Returned => {}
        _ => return no("sent-already"),
    }
    if !missing(card).is_empty() {
        return no("incomplete");
    }
    if card.contacts.is_empty() {
        return no("nobody-to-turn-to");
    }
    if leave == Leave::Missing {
        return no("without-leave");
    }
    if unrecognisable { Ok(()) } else { no("somebody-recognisable") }
}

/// Who edits the bank handles nothing that their own service wrote or has a part in, nor what they wrote elsewhere.
pub fn handling(card: &Card, editor: PractitionerId, at: InstitutionId) -> Result<(), Refusal> {
    let sent = card.last(&[StepKind::Submitted]).and_then(|s| s.by);
    let wrote = card.practice.drafted_by == Some(editor) || sent == Some(editor);
    if wrote || ties(card).contains(&at) { no("own-practice") } else { Ok(()) }
}

/// The editors say whether personal data stand in it.
pub fn screening(card: &Card, today: Date) -> Result<(), Refusal> {
    match card.state(today) {
        State::Submitted => Ok(()),
        State::Draft | State::Returned => no("not-sent"),
        _ => no("screened-already"),
    }
}

/// Somebody who was trained to review, for an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub who: PractitionerId,
    /// For which institution they read.
    pub institution: InstitutionId,
    /// Whether they are trained, today.
    pub trained: bool,
}

/// Whom a practice ties to its institution: where somebody works or worked with it.
pub fn ties(card: &Card) -> BTreeSet<InstitutionId> {
    card.partners.iter().copied().chain([card.practice.institution]).collect()
}

/// Whether somebody may read a practice: trained, and nothing ties an institution of theirs to it. `works_at` holds all those where
/// they hold something today.
pub fn may_read(card: &Card, reader: &Candidate, works_at: &[InstitutionId]) -> Result<(), Refusal> {
    let ties = ties(card);
    if !reader.trained {
        return no("not-trained");
    }
    if reader.institution == card.practice.institution || works_at.contains(&card.practice.institution) {
        return no("own-institution");
    }
    if works_at.iter().chain([&reader.institution]).any(|at| ties.contains(at)) {
        return no("partner-institution");
    }
    let before = card.reviews.iter().any(|r| r.reviewer == reader.who && r.recused_at.is_some());
    if before { no("stepped-back-before") } else { Ok(()) }
}

/// Naming those who read: two together, or one in the place of somebody who stepped back; of two institutions.
pub fn naming(card: &Card, readers: &[(Candidate, Vec<InstitutionId>)], today: Date) -> Result<(), Refusal> {
    let there = card.readings();
    let wanted = match card.state(today) {
        State::Screened => REVIEWERS,
        State::InReview if there.len() < REVIEWERS => REVIEWERS - there.len(),
        State::InReview => return no("named-already"),
        _ => return no("not-screened"),
    };
    if readers.len() != wanted {
        return no("two-readers");
    }
    for (reader, works_at) in readers {
        may_read(card, reader, works_at)?;
    }
    let people: BTreeSet<PractitionerId> =
        readers.iter().map(|(r, _)| r.who).chain(there.iter().map(|r| r.reviewer)).collect();
    let places: BTreeSet<InstitutionId> =
        readers.iter().map(|(r, _)| r.institution).chain(there.iter().map(|r| r.institution)).collect();
    if people.len() < REVIEWERS || places.len() < REVIEWERS {
        no("readers-of-one-institution")
    } else {
        Ok(())
    }
}

/// What a reviewer answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What they find.
    pub finding: Finding,
    /// The level they give.
    pub level: Option<Level>,
    /// The source on which they rest it.
    pub source: Option<uuid::Uuid>,
    /// What they say.
    pub words: String,
}

/// Answering: once, after having declared that nothing ties one to it, with words, and a level that its source carries.
pub fn answering(
    card: &Card,
    who: PractitionerId,
    at: InstitutionId,
    answer: &Answer,
) -> Result<(), Refusal> {
    let Some(reading) = card.reading_of(who, at) else { return no("not-asked") };
    if reading.answered_at.is_some() {
        return no("answered-already");
    }
    if reading.declared_at.is_none() {
        return no("not-declared");
    }
    if answer.words.trim().is_empty() {
        return no("no-words");
    }
    if answer.finding != Finding::Rate {
        return Ok(());
    }
    let Some(level) = answer.level else { return no("no-level") };
    let source = answer.source.and_then(|id| card.source(id));
    resting(level, source)
}

/// A level above « described » rests on a source, and on one that carries it: opinion carries E1 and no more (domain §4(i)).
pub fn resting(level: Level, source: Option<&Source>) -> Result<(), Refusal> {
    match source {
        _ if level == Level::E0 => Ok(()),
        None => no("level-without-source"),
        Some(source) if level > source.kind.ceiling() => match source.kind {
            super::model::SourceKind::Opinion => no("opinion-above-ceiling"),
            _ => no("level-above-source"),
        },
        Some(_) => Ok(()),
    }
}

/// The direction of its institution agrees, or does not: of what was sent, until it is published.
pub fn agreeing(card: &Card, today: Date) -> Result<(), Refusal> {
    match card.state(today) {
        State::Draft | State::Returned => no("not-sent"),
        State::Withdrawn => no("withdrawn-already"),
        state if state.is_recommended() => no("published-already"),
        _ => Ok(()),
    }
}

/// Publishing: rated, and agreed to by the direction of its institution.
pub fn publishing(card: &Card, today: Date) -> Result<(), Refusal> {
    match card.state(today) {
        State::Rated if card.is_agreed() => Ok(()),
        State::Rated => no("not-agreed"),
        State::Withdrawn => no("withdrawn-already"),
        state if state.is_public() => no("published-already"),
        _ => no("not-rated"),
    }
}

/// What comes of looking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// It stays as it is.
    Confirmed,
    /// Its level is lower.
    Downgraded(Level),
}

/// Looking again: with a reason, any time while it is published; never higher without a new round of readers.
pub fn looking_again(card: &Card, again: Again, reason: &str, today: Date) -> Result<(), Refusal> {
    if !card.state(today).is_recommended() {
        return no("not-published");
    }
    if reason.trim().is_empty() {
        return no("no-reason");
    }
    match again {
        Again::Confirmed => Ok(()),
        Again::Downgraded(level) if card.level().is_some_and(|now| level < now) => Ok(()),
        Again::Downgraded(_) => no("not-lower"),
    }
}

/// Withdrawing what is published, with a reason that stays readable.
pub fn withdrawing(card: &Card, reason: &str, today: Date) -> Result<(), Refusal> {
    match card.state(today) {
        State::Withdrawn => no("withdrawn-already"),
        state if !state.is_recommended() => no("not-published"),
        _ if reason.trim().is_empty() => no("no-reason"),
        _ => Ok(()),
    }
}

/// Saying that it does harm: of what can be read.
pub fn reporting_harm(card: &Card, words: &str, today: Date) -> Result<(), Refusal> {
    match card.state(today) {
        state if !state.is_public() => no("not-published"),
        _ if words.trim().is_empty() => no("no-words"),
        _ => Ok(()),
    }
}
