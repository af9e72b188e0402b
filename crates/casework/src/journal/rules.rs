// SPDX-License-Identifier: EUPL-1.2
//! What may be noted. Pure: facts in, a refusal or nothing out.

use kernel::{Date, PersonId, PractitionerId, Refusal};
use register::cases::rules::{self as case_rules, Standing};

use super::model::{ChildSeen, Correction, HELD, NewContact, NewNote, Note, NoteLayer, Texts};

/// The longest summary that goes into the timeline, in characters.
const SUMMARY: usize = 280;

fn happened(on: Date, today: Date) -> Result<(), Refusal> {
    if on > today { Err(Refusal::new("date-in-future")) } else { Ok(()) }
}

/// Writing a note: in an open case, about a day that has come, saying something.
pub fn writing(standing: &Standing, new: &NewNote, today: Date) -> Result<(), Refusal> {
    case_rules::work(standing)?;
    happened(new.occurred_on, today)?;
    if new.texts.is_empty() { Err(Refusal::new("note-empty")) } else { Ok(()) }
}

/// Correcting a note: one's own, or one of the institution's file with the reason why. A note that is somebody else's own
/// is not refused here: for others it does not exist.
pub fn correcting(
    standing: &Standing,
    note: &Note,
    correction: &Correction,
    by: PractitionerId,
    today: Date,
) -> Result<(), Refusal> {
    case_rules::work(standing)?;
    happened(correction.occurred_on, today)?;
    if correction.texts.is_empty() {
        return Err(Refusal::new("note-empty"));
    }
    if correction.texts == note.texts() && correction.occurred_on == note.occurred_on {
        return Err(Refusal::new("note-unchanged"));
    }
    if note.author != by && correction.reason.is_empty() {
        return Err(Refusal::new("correction-without-reason"));
    }
    Ok(())
}

/// Whether somebody reads a note, among those whose seat opens the institution's file.
pub fn reads(layer: NoteLayer, author: PractitionerId, reader: PractitionerId) -> bool {
    match layer {
        NoteLayer::Own => author == reader,
        NoteLayer::Institution => true,
    }
}

/// The groups of the pack's list `contact_kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindGroup {
    /// Where the child or the family lives.
    Visit,
    /// Face to face elsewhere.
    Meeting,
    /// By telephone, video, letter, message.
    Distant,
}

kernel::codes!(KindGroup { Visit = "visit", Meeting = "meeting", Distant = "distant" });

/// Recording a contact: in an open case, on a day that has come, with people around the child.
pub fn contacting(
    standing: &Standing,
    new: &NewContact,
    around: &[PersonId],
    today: Date,
) -> Result<(), Refusal> {
    case_rules::work(standing)?;
    happened(new.occurred_on, today)?;
    if new.with.iter().any(|p| !around.contains(p)) {
        return Err(Refusal::new("person-not-around-child"));
    }
    let is_held = new.result == HELD;
    if is_held && new.summary.is_empty() {
        return Err(Refusal::new("contact-without-summary"));
    }
    if is_held && new.with.is_empty() && new.others.is_empty() && new.child_seen == ChildSeen::No {
        return Err(Refusal::new("contact-with-nobody"));
    }
    if !is_held && new.child_seen != ChildSeen::No {
        Err(Refusal::new("seen-without-contact"))
    } else {
        Ok(())
    }
}

/// Whether the child was seen, as far as the rest of the form already says it: a child met face to face was seen.
pub fn child_seen(new: &NewContact, group: KindGroup, child: PersonId) -> ChildSeen {
    let face_to_face = new.result == HELD && group != KindGroup::Distant && new.with.contains(&child);
    if face_to_face && new.child_seen == ChildSeen::No { ChildSeen::Yes } else { new.child_seen }
}

/// What the timeline calls a contact. An attempt is never called a contact.
pub fn entry_kind(result: &str, group: KindGroup) -> &'static str {
    match (result == HELD, group) {
        (false, _) => "contact_attempted",
        (true, KindGroup::Visit) => "visit_held",
        (true, _) => "contact_held",
    }
}

/// Whether a contact ends the term of the first contact with the family: it took place, and somebody of the family was
/// there. A meeting among professionals does not; an attempt does not.
pub fn is_first_contact(new: &NewContact, seen: ChildSeen) -> bool {
    new.result == HELD && (!new.with.is_empty() || seen != ChildSeen::No)
}

/// Days between the fact and its recording, when it was recorded on a later day.
pub fn late_days(occurred_on: Date, recorded_on: Date) -> Option<i32> {
    Some(recorded_on.days_since(occurred_on)).filter(|days| *days > 0)
}

/// The beginning of a note, for the timeline: what was observed first, then heard, then thought.
pub fn summary(texts: &Texts) -> String {
    let said = [&texts.observed, &texts.heard, &texts.thought].into_iter().find(|t| !t.is_empty());
    shortened(said.map_or("", String::as_str))
}

/// The beginning of a text, cut at a word.
pub fn shortened(text: &str) -> String {
    let Some((at, _)) = text.char_indices().nth(SUMMARY) else { return text.to_owned() };
    let cut = &text[..at];
    let cut = cut.rsplit_once(char::is_whitespace).map_or(cut, |(before, _)| before);
    format!("{}…", cut.trim_end())
}

/// An hour as people write it: `14:30`, `14 h 30`, `14h`, `14.30`, `14`.
pub fn wall_time(text: &str) -> Option<(u8, u8)> {
    let text = text.to_lowercase();
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty());
    let (hour, minute) = (parts.next()?, parts.next().unwrap_or("0"));
    let is_hour_word = |c: char| matches!(c, ':' | '.' | 'h' | 'u' | 'r') || c.is_whitespace();
    if parts.next().is_some() || text.chars().any(|c| !c.is_ascii_digit() && !is_hour_word(c)) {
        return None;
    }
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}
