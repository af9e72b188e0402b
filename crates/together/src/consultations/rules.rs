// SPDX-License-Identifier: EUPL-1.2
//! What may be done with a consultation, apart from what the law says of it. Pure.

use kernel::{Actor, Date, FunctionKind, PractitionerId, Refusal};

use super::model::{Basis, Composition, Consultation, Frame};

/// How many take part at most: more is a conference.
pub const MOST_PARTICIPANTS: usize = 20;

/// The longest time, in days, in which its record can be read.
pub const LONGEST_DAYS: i32 = 366;

/// Whether what the text or the authorisation fixes is all there.
pub fn fixing(frame: &Frame, today: Date) -> Result<(), Refusal> {
    let is_missing = |text: &str| text.trim().is_empty();
    if is_missing(&frame.source) {
        return Err(Refusal::new("basis-without-source"));
    }
    if frame.basis == Basis::Authorisation && (frame.authorised_on.is_none() || is_missing(&frame.reasons)) {
        return Err(Refusal::new("authorisation-without-reasons"));
    }
    if frame.authorised_on.is_some_and(|on| on > today) {
        return Err(Refusal::new("authorised-in-future"));
    }
    if is_missing(&frame.about) {
        return Err(Refusal::new("about-nobody"));
    }
    if is_missing(&frame.purpose) {
        return Err(Refusal::new("without-purpose"));
    }
    if is_missing(&frame.modalities) {
        return Err(Refusal::new("without-modalities"));
    }
    if frame.until_on < today {
        return Err(Refusal::new("until-in-past"));
    }
    if frame.until_on.days_since(today) > LONGEST_DAYS {
        return Err(Refusal::new("until-too-far"));
    }
    Ok(())
}

/// Whether it can still be prepared: what was decided is frozen, and a correction is another consultation.
pub fn composing(consultation: &Consultation) -> Result<(), Refusal> {
    if consultation.decided.is_some() { Err(Refusal::new("consultation-frozen")) } else { Ok(()) }
}

/// Naming participants: not without measure, and never without whoever convenes.
pub fn composed(composition: &Composition, convened_by: PractitionerId) -> Result<(), Refusal> {
    if composition.participants.len() > MOST_PARTICIPANTS {
        return Err(Refusal::new("too-many-participants"));
    }
    match composition.participant(convened_by) {
        None => Err(Refusal::new("convener-takes-part")),
        Some(_) => Ok(()),
    }
}

/// Asking the rules: of a consultation between several, fixed as it would be today.
pub fn deciding(consultation: &Consultation, today: Date) -> Result<(), Refusal> {
    composing(consultation)?;
    fixing(&consultation.composition.frame, today)?;
    if consultation.composition.participants.len() < 2 {
        return Err(Refusal::new("nobody-to-consult"));
    }
    Ok(())
}

/// Noting that it was held: after it was opened, once, with those who were there.
pub fn holding(
    consultation: &Consultation,
    on: Date,
    attended: &[PractitionerId],
    (opened_on, today): (Date, Date),
) -> Result<(), Refusal> {
    if !consultation.is_open() {
        return Err(Refusal::new("consultation-not-open"));
    }
    if consultation.held.is_some() {
        return Err(Refusal::new("already-held"));
    }
    if on > today {
        return Err(Refusal::new("held-in-future"));
    }
    if on < opened_on {
        return Err(Refusal::new("held-before-opening"));
    }
    if attended.is_empty() {
        return Err(Refusal::new("nobody-attended"));
    }
    if attended.iter().any(|who| consultation.composition.participant(*who).is_none()) {
        return Err(Refusal::new("not-a-participant"));
    }
    Ok(())
}

/// Writing minutes: of what was held.
pub fn minuting(consultation: &Consultation, text: &str) -> Result<(), Refusal> {
    if consultation.held.is_none() {
        return Err(Refusal::new("not-held"));
    }
    if text.trim().is_empty() { Err(Refusal::new("minutes-without-words")) } else { Ok(()) }
}

/// Adding a word about oneself. That one was there without speaking can be said without a word; about another, by nobody.
pub fn saying(
    consultation: &Consultation,
    who: PractitionerId,
    text: &str,
    kept_silent: bool,
) -> Result<(), Refusal> {
    if !consultation.is_open() {
        return Err(Refusal::new("consultation-not-open"));
    }
    if text.trim().is_empty() && !kept_silent {
        return Err(Refusal::new("word-without-words"));
    }
    let was_there = consultation.held.as_ref().is_some_and(|held| held.attended.contains(&who));
    if kept_silent && !was_there { Err(Refusal::new("silent-but-not-there")) } else { Ok(()) }
}

/// Whether somebody still takes part: named, acting for the institution for which they were, in one of the functions for which
/// they were; and as long as its record can be read.
pub fn takes_part(consultation: &Consultation, actor: &Actor, today: Date) -> bool {
    let Some(named) = consultation.composition.participant(actor.practitioner) else { return false };
    let still_holds = |a: &kernel::actor::Appointment| {
        a.kind != FunctionKind::Administrator && named.functions.contains(&a.function)
    };
    named.institution == actor.institution
        && actor.appointments.iter().any(still_holds)
        && (!consultation.is_open() || today <= consultation.composition.frame.until_on)
}
