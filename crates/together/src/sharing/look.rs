// SPDX-License-Identifier: EUPL-1.2
//! A second pair of eyes on what is about to be decided: what it is, and what goes before what. Pure.

use kernel::{Instant, PractitionerId, Refusal};
use platform::db::{Row, StoreError};
use secrecy::Outcome;

use super::model::{Composition, Disclosure};
use super::rules;

/// That somebody else is asked to look, and what they found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Who asked.
    pub asked_by: PractitionerId,
    /// Since when.
    pub asked_at: Instant,
    /// What was found, once somebody looked.
    pub given: Option<Given>,
}

/// What a second person found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Who looked.
    pub by: PractitionerId,
    /// When.
    pub at: Instant,
    /// What they found.
    pub view: View,
    /// What they said of it; asked where it is sent back.
    pub words: String,
}

/// What a second person makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// It can be decided as it stands.
    Agreed,
    /// Something has to be changed first.
    SentBack,
}

kernel::codes!(View { Agreed = "agreed", SentBack = "sent-back" });

/// Who wants a second person to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The rule set itself.
    ByRule,
    /// The institution that decides.
    ByInstitution,
}

impl Look {
    /// The columns `look_asked_by, look_asked_at, looked_by, looked_at, look_finding, look_words`.
    pub(super) fn from_row(row: &mut Row) -> Result<Option<Look>, StoreError> {
        let asked: (Option<PractitionerId>, Option<Instant>) = (row.take()?, row.take()?);
        let given: (Option<PractitionerId>, Option<Instant>, Option<View>) =
            (row.take()?, row.take()?, row.take()?);
        let words: Option<String> = row.take()?;
        let given = match given {
            (Some(by), Some(at), Some(view)) => {
                Some(Given { by, at, view, words: words.unwrap_or_default() })
            }
            _ => None,
        };
        Ok(match asked {
            (Some(asked_by), Some(asked_at)) => Some(Look { asked_by, asked_at, given }),
            _ => None,
        })
    }

    /// Whether somebody is still to look.
    pub fn waits(&self) -> bool {
        self.given.is_none()
    }

    /// Whether a second person agreed.
    pub fn is_agreed(&self) -> bool {
        self.given.as_ref().is_some_and(|given| given.view == View::Agreed)
    }
}

/// Whether somebody had a hand in what is to be looked at.
pub fn took_part(disclosure: &Disclosure, who: PractitionerId) -> bool {
    let Composition { hands, .. } = &disclosure.composition;
    disclosure.drafted_by == who
        || hands.contains(&who)
        || disclosure.look.as_ref().is_some_and(|look| look.asked_by == who)
}

/// Asking somebody to look: at what the rules permit as it stands, once.
pub fn asking(disclosure: &Disclosure, outcome: Outcome) -> Result<(), Refusal> {
    rules::composing(disclosure)?;
    rules::complete(disclosure)?;
    if outcome == Outcome::Refused {
        return Err(Refusal::new("look-at-refusal"));
    }
    match &disclosure.look {
        Some(look) if look.waits() => Err(Refusal::new("look-asked-already")),
        Some(look) if look.is_agreed() => Err(Refusal::new("look-given-already")),
        _ => Ok(()),
    }
}

/// Looking: by somebody who had no hand in it, at what it is now; what is sent back is sent back with words.
pub fn looking(
    disclosure: &Disclosure,
    by: PractitionerId,
    seen: i64,
    view: View,
    words: &str,
) -> Result<(), Refusal> {
    rules::composing(disclosure)?;
    if !disclosure.look.as_ref().is_some_and(Look::waits) {
        return Err(Refusal::new("nothing-to-look-at"));
    }
    if took_part(disclosure, by) {
        return Err(Refusal::new("look-by-author"));
    }
    if disclosure.version != seen {
        return Err(Refusal::new("changed-since-shown"));
    }
    if view == View::SentBack && words.trim().is_empty() {
        return Err(Refusal::new("sent-back-without-words"));
    }
    Ok(())
}

/// Deciding where a second person has to look: after they agreed, and not by them. What is refused needs nobody.
pub fn deciding(
    disclosure: &Disclosure,
    outcome: Outcome,
    wanted: Option<Wanted>,
    by: PractitionerId,
) -> Result<(), Refusal> {
    if wanted.is_none() || outcome == Outcome::Refused {
        return Ok(());
    }
    match disclosure.look.as_ref().and_then(|look| look.given.as_ref()) {
        Some(given) if given.view == View::Agreed && given.by == by => Err(Refusal::new("decided-by-looker")),
        Some(given) if given.view == View::Agreed => Ok(()),
        Some(_) => Err(Refusal::new("look-sent-back")),
        None => Err(Refusal::new("look-missing")),
    }
}
