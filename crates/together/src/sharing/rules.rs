// SPDX-License-Identifier: EUPL-1.2
//! What may be done with a disclosure, apart from what the law says of it. Pure.

use kernel::{AttachmentId, Date, PractitionerId, Refusal, name};
use secrecy::{Kind, Outcome};

use super::model::{Composition, Disclosure, Objection, Opinion, Told};

/// How many recipients and pieces a decision has at most: more is « everything to everybody ».
pub const MOST_RECIPIENTS: usize = 12;
/// As above.
pub const MOST_PIECES: usize = 30;

/// The longest time, in days, in which recipients can read what they were told.
pub const LONGEST_DAYS: i32 = 366;

/// Whether it can still be composed.
pub fn composing(disclosure: &Disclosure) -> Result<(), Refusal> {
    if disclosure.withdrawn.is_some() {
        return Err(Refusal::new("disclosure-withdrawn"));
    }
    if disclosure.decided.is_some() { Err(Refusal::new("disclosure-decided")) } else { Ok(()) }
}

/// Whether what was composed has a measure.
pub fn composed(composition: &Composition, today: Date) -> Result<(), Refusal> {
    if composition.recipients.len() > MOST_RECIPIENTS {
        return Err(Refusal::new("too-many-recipients"));
    }
    if composition.pieces.len() > MOST_PIECES {
        return Err(Refusal::new("too-many-pieces"));
    }
    let later = |told: &Option<Told>| matches!(told, Some(Told::On { on, .. }) if *on > today);
    if composition.family.iter().any(|f| later(&f.told)) {
        return Err(Refusal::new("told-in-future"));
    }
    Ok(())
}

/// How many documents a file has at least for « all of them » to be the whole file.
const A_FILE: usize = 3;

/// Joining a document: one of the file, once; all of them would be the file itself, whatever each is needed for.
pub fn documents(
    of_the_file: &[AttachmentId],
    joined: impl Iterator<Item = AttachmentId>,
    new: AttachmentId,
) -> Result<(), Refusal> {
    if !of_the_file.contains(&new) {
        return Err(Refusal::new("document-not-there"));
    }
    let joined: Vec<AttachmentId> = joined.collect();
    if joined.contains(&new) {
        return Err(Refusal::new("document-joined-already"));
    }
    let left = of_the_file.iter().any(|one| *one != new && !joined.contains(one));
    if !left && of_the_file.len() >= A_FILE { Err(Refusal::new("whole-file")) } else { Ok(()) }
}

/// A reason for which somebody of the family was not told is looked at by a second person.
pub fn reviewing(
    disclosure: &Disclosure,
    ground_by: PractitionerId,
    by: PractitionerId,
) -> Result<(), Refusal> {
    composing(disclosure)?;
    if ground_by == by { Err(Refusal::new("review-by-author")) } else { Ok(()) }
}

/// Whether there is somebody and something to decide about.
pub fn complete(disclosure: &Disclosure) -> Result<(), Refusal> {
    if disclosure.composition.recipients.is_empty() {
        return Err(Refusal::new("no-recipient"));
    }
    if disclosure.composition.pieces.is_empty() { Err(Refusal::new("no-piece")) } else { Ok(()) }
}

/// Deciding: with somebody and something to decide about; what is refused is refused with a reason and with what is done
/// instead.
pub fn deciding(
    disclosure: &Disclosure,
    outcome: Outcome,
    reason: &str,
    alternative: &str,
) -> Result<(), Refusal> {
    composing(disclosure)?;
    complete(disclosure)?;
    if outcome != Outcome::Permitted && reason.trim().is_empty() {
        return Err(Refusal::new("refusal-without-reason"));
    }
    if outcome != Outcome::Permitted && alternative.trim().is_empty() {
        return Err(Refusal::new("refusal-without-alternative"));
    }
    Ok(())
}

/// Telling what was permitted: once, for a time that ends.
pub fn telling(disclosure: &Disclosure, kind: Kind, until_on: Date, today: Date) -> Result<(), Refusal> {
    if disclosure.withdrawn.is_some() {
        return Err(Refusal::new("disclosure-withdrawn"));
    }
    let Some(decided) = &disclosure.decided else { return Err(Refusal::new("not-decided")) };
    if decided.decision.outcome == Outcome::Refused {
        return Err(Refusal::new("disclosure-refused"));
    }
    if disclosure.executed.is_some() {
        return Err(Refusal::new("already-told"));
    }
    // What was said in a consultation stays in its own record: it is not told from a case file.
    if kind == Kind::Consultation {
        return Err(Refusal::new("consultation-has-its-own-record"));
    }
    if until_on < today {
        return Err(Refusal::new("until-in-past"));
    }
    if until_on.days_since(today) > LONGEST_DAYS {
        return Err(Refusal::new("until-too-far"));
    }
    Ok(())
}

/// Taking back: what is prepared, waits or can still be read.
pub fn withdrawing(disclosure: &Disclosure, why: &str) -> Result<(), Refusal> {
    if disclosure.withdrawn.is_some() {
        return Err(Refusal::new("disclosure-withdrawn"));
    }
    if why.trim().is_empty() { Err(Refusal::new("withdrawal-without-reason")) } else { Ok(()) }
}

/// Reviewing an objection: by somebody who neither decided nor told what it is about.
pub fn finding(
    objection: &Objection,
    about: &[Disclosure],
    by: PractitionerId,
    reason: &str,
) -> Result<(), Refusal> {
    if objection.found_at.is_some() {
        return Err(Refusal::new("already-reviewed"));
    }
    let took_part = about.iter().any(|d| {
        d.drafted_by == by
            || d.decided.as_ref().is_some_and(|x| x.by == by)
            || d.executed.as_ref().is_some_and(|x| x.by == by)
    });
    if took_part {
        return Err(Refusal::new("review-by-decider"));
    }
    if reason.trim().is_empty() { Err(Refusal::new("finding-without-reason")) } else { Ok(()) }
}

/// Asking somebody outside for an opinion: a question that can be answered without knowing of whom one speaks.
pub fn asking(question: &str, names: &[String], on: Date, said_on: Date, today: Date) -> Result<(), Refusal> {
    if question.trim().is_empty() {
        return Err(Refusal::new("opinion-without-question"));
    }
    if on > today {
        return Err(Refusal::new("date-in-future"));
    }
    if on < said_on {
        return Err(Refusal::new("opinion-before-objection"));
    }
    if named(question, names).is_some() { Err(Refusal::new("opinion-names-somebody")) } else { Ok(()) }
}

/// Writing down what was answered: once, not before it was asked.
pub fn answering(opinion: &Opinion, answer: &str, on: Date, today: Date) -> Result<(), Refusal> {
    if opinion.answered_on.is_some() {
        return Err(Refusal::new("opinion-answered"));
    }
    if answer.trim().is_empty() {
        return Err(Refusal::new("opinion-without-answer"));
    }
    if on > today {
        return Err(Refusal::new("date-in-future"));
    }
    if on < opinion.asked_on { Err(Refusal::new("answer-before-question")) } else { Ok(()) }
}

/// The first of some names that a text holds, as a word with a capital: « Petit » is a name, « petit » is not.
pub fn named<'a>(text: &str, names: &'a [String]) -> Option<&'a str> {
    let spoken: Vec<String> = text
        .split(|c: char| !(c.is_alphabetic() || c == '-' || c == '’' || c == '\''))
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() > 1)
        .map(name::fold)
        .collect();
    names.iter().map(String::as_str).find(|one| {
        let parts: Vec<String> = one.split_whitespace().map(name::fold).filter(|p| !p.is_empty()).collect();
        !parts.is_empty() && parts.iter().all(|part| spoken.iter().any(|word| word == part))
    })
}
