// SPDX-License-Identifier: EUPL-1.2
//! Minors of the home: added, recognised, set aside. Every one of them is evaluated, also the one nobody named.

use kernel::{Date, PartialDate, PersonId, name};
use rulebook::Pack;

use super::{No, is_live, no};
use crate::concerns::model::{Concern, Minor, MinorId, NewMinor};

/// Which mentioned minor somebody added turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    /// This one.
    Is(MinorId),
    /// None of them.
    Another,
    /// Not said: when just one mention is open, it is that one.
    NotSaid,
}

/// Whether a minor may be added, and which mention that settles. `Ok(Err(minor))` when they are in the report already.
pub fn add<'p>(
    concern: &Concern,
    who: Option<PersonId>,
    new: &NewMinor,
    birth: Option<PartialDate>,
    mention: Mention,
    pack: &'p Pack,
    today: Date,
) -> Result<Result<Option<MinorId>, MinorId>, No<'p>> {
    is_live(concern)?;
    if let Some(known) = concern.minors.iter().find(|m| who.is_some() && m.person == who && m.is_evaluated())
    {
        return Ok(Err(known.id));
    }
    if new.is_blank() {
        return no("blank-minor");
    }
    is_child(concern, birth, pack, today)?;
    let open: Vec<&Minor> = concern.minors.iter().filter(|m| m.is_unsettled()).collect();
    let same_person = open.iter().find(|m| who.is_some() && m.person == who);
    let settles = match (mention, same_person) {
        (_, Some(same)) => Some(same.id),
        (Mention::Is(id), None) => match open.iter().find(|m| m.id == id) {
            Some(_) => Some(id),
            None => return no("no-such-mention"),
        },
        (Mention::NotSaid, None) if open.len() == 1 && open.iter().all(|m| m.person.is_none()) => {
            open.first().map(|m| m.id)
        }
        _ => None,
    };
    Ok(Ok(settles))
}

/// Somebody who could be a child when the report was received.
fn is_child<'p>(
    concern: &Concern,
    birth: Option<PartialDate>,
    pack: &Pack,
    today: Date,
) -> Result<(), No<'p>> {
    let Some(birth) = birth else { return Ok(()) };
    if birth.earliest() > today {
        return no("born-in-the-future");
    }
    if birth.age_on(concern.report.received_on).0 >= i16::from(pack.ages.child_under) {
        return no("adult");
    }
    Ok(())
}

/// Whether it may be said who a minor is. `who` is somebody of the register, `birth` theirs, or that of whoever is recorded.
pub fn identify<'p>(
    concern: &Concern,
    minor: MinorId,
    who: Option<PersonId>,
    birth: Option<PartialDate>,
    pack: &Pack,
    today: Date,
) -> Result<(), No<'p>> {
    is_live(concern)?;
    match concern.minor(minor) {
        Some(known) if known.person.is_some() => return no("identified-already"),
        Some(_) => {}
        None => return no("no-such-mention"),
    }
    is_free(concern, minor, who)?;
    is_child(concern, birth, pack, today)
}

/// A child stands in a report once: whoever is there already is not somebody else too, and is evaluated once.
pub fn is_free<'p>(concern: &Concern, minor: MinorId, who: Option<PersonId>) -> Result<(), No<'p>> {
    let there = |m: &Minor| m.id != minor && m.person == who && m.same_as.is_none() && m.set_aside.is_none();
    if who.is_some() && concern.minors.iter().any(there) { no("already-in-report") } else { Ok(()) }
}

/// Whether a minor may be set aside: no such child, grown up, lives elsewhere, named twice. Also one who was named, as long as
/// nothing was concluded about them.
pub fn set_aside<'p>(concern: &Concern, minor: MinorId, reason: &str) -> Result<(), No<'p>> {
    is_live(concern)?;
    match concern.minor(minor) {
        Some(m) if m.same_as.is_none() && m.set_aside.is_none() => {}
        _ => return no("not-there-any-more"),
    }
    if concern.evaluation(minor).is_some_and(|e| !e.is_open()) {
        return no("evaluation-ended");
    }
    if reason.trim().is_empty() { no("set-aside-without-reason") } else { Ok(()) }
}

/// A minor as compared when reports are joined.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Which one.
    pub id: MinorId,
    /// Who, once known.
    pub person: Option<PersonId>,
    /// Given and family name; empty when unknown.
    pub name: String,
    /// Birth, as far as known.
    pub birth: Option<PartialDate>,
}

/// The minor of the other report who is most likely the same child, and nobody when in doubt. Somebody may say otherwise.
pub fn same_child(minor: &Compared, others: &[Compared]) -> Option<MinorId> {
    if let Some(same) = others.iter().find(|o| minor.person.is_some() && o.person == minor.person) {
        return Some(same.id);
    }
    let mut words = name::tokens(&minor.name);
    words.sort();
    if words.is_empty() {
        return None;
    }
    let alike = |other: &&Compared| {
        let mut theirs = name::tokens(&other.name);
        theirs.sort();
        let births = match (minor.birth, other.birth) {
            (Some(a), Some(b)) => a.could_equal(b),
            _ => true,
        };
        theirs == words && births
    };
    let mut found = others.iter().filter(alike);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.id),
        _ => None,
    }
}
