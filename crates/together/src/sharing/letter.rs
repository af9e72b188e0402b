// SPDX-License-Identifier: EUPL-1.2
//! Letters by which the child and the family learn what is told of them: what each says, whether it still says what would be
//! told today, that it was handed over and explained.

use kernel::{
    AttachmentId, Date, DisclosureId, Instant, Lang, LetterId, PersonId, PieceId, PractitionerId, Refusal,
    name,
};
use platform::db::{FromRow, Row, StoreError};
use secrecy::Decision;
use serde::{Deserialize, Serialize};

use super::model::{Composition, Disclosure, Share, Told};

/// What a letter says of a decision: who learns what, what is kept back, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Announced {
    /// Who learns what.
    pub shares: Vec<Share>,
    /// What nobody learns.
    pub withheld: Vec<PieceId>,
    /// What it is for, in the discloser's words.
    pub why: String,
}

/// How a letter differs from what would be told today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Others would learn it, or not all of them.
    Recipients,
    /// Something else would be told, or kept back.
    Pieces,
    /// The purpose is put in other words.
    Why,
}

kernel::codes!(Difference { Recipients = "recipients", Pieces = "pieces", Why = "why" });

impl Announced {
    /// What there is to announce of a composition, by an answer of the rules.
    pub fn of(composition: &Composition, answer: &Decision) -> Announced {
        let share = |who: PractitionerId| {
            let name = who.to_string();
            let learns = |piece: &PieceId| answer.permits(&name, &piece.to_string());
            Share { to: who, pieces: composition.pieces.iter().map(|p| p.id).filter(learns).collect() }
        };
        let shares: Vec<Share> = composition
            .recipients
            .iter()
            .map(|r| share(r.practitioner))
            .filter(|share| !share.pieces.is_empty())
            .collect();
        let is_told = |piece: &PieceId| shares.iter().any(|share| share.pieces.contains(piece));
        let withheld = composition.pieces.iter().map(|p| p.id).filter(|piece| !is_told(piece)).collect();
        Announced { shares, withheld, why: composition.why.clone() }
    }

    /// Who learns something.
    pub fn recipients(&self) -> impl Iterator<Item = PractitionerId> {
        self.shares.iter().map(|share| share.to)
    }

    /// Whether somebody learns a piece.
    pub fn tells(&self, piece: PieceId) -> bool {
        self.shares.iter().any(|share| share.pieces.contains(&piece))
    }

    /// Where it says something else than would be told now.
    pub fn differences(&self, now: &Announced) -> Vec<Difference> {
        fn sorted<T: Ord + Clone>(all: &[T]) -> Vec<T> {
            let mut all = all.to_vec();
            all.sort_unstable();
            all
        }
        let who = |of: &Announced| sorted(&of.recipients().collect::<Vec<_>>());
        let what = |of: &Announced| {
            let mut pieces: Vec<PieceId> = of.shares.iter().flat_map(|share| share.pieces.clone()).collect();
            pieces.sort_unstable();
            pieces.dedup();
            (pieces, sorted(&of.withheld))
        };
        let each = |of: &Announced| sorted(&of.shares);
        let same_people = who(self) == who(now);
        // The same people and the same pieces, dealt otherwise, is something else, too.
        let same_pieces = what(self) == what(now) && (!same_people || each(self) == each(now));
        let found = [
            (Difference::Recipients, same_people),
            (Difference::Pieces, same_pieces),
            (Difference::Why, self.why == now.why),
        ];
        found.into_iter().filter(|(_, is_same)| !is_same).map(|(what, _)| what).collect()
    }
}

/// A letter that was written.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Which one.
    pub id: LetterId,
    /// Of which decision.
    pub disclosure: DisclosureId,
    /// To whom.
    pub person: PersonId,
    /// In which language.
    pub language: Lang,
    /// In which language an interpreter explains it; empty without one.
    pub interpreter: String,
    /// What it says.
    pub announced: Announced,
    /// Whether it tells what has been told, not what will be.
    pub comes_after: bool,
    /// The day on which it was told, or before which nothing will be.
    pub telling_on: Date,
    /// The file.
    pub file: AttachmentId,
    /// Who wrote it.
    pub written_by: PractitionerId,
    /// When.
    pub written_at: Instant,
    /// How it reached the person, once it did.
    pub delivered: Option<Delivered>,
}

/// That a letter reached somebody.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// How.
    pub way: Way,
    /// On which day.
    pub on: Date,
    /// Whether it was explained.
    pub explained: bool,
    /// With which interpreter; empty without one.
    pub with: String,
    /// Who handed it over or sent it.
    pub by: PractitionerId,
    /// When that was noted.
    pub at: Instant,
}

/// How a letter reaches somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Handed over.
    InPerson,
    /// By post.
    Post,
    /// As a file through a channel that nobody else reads.
    SecureMail,
}

kernel::codes!(Way { InPerson = "in_person", Post = "post", SecureMail = "secure_mail" });

impl FromRow for Letter {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        let (id, disclosure, person) = (row.take()?, row.take()?, row.take()?);
        let language: String = row.take()?;
        let interpreter = row.take()?;
        let announced: String = row.take()?;
        let announced = serde_json::from_str(&announced)
            .map_err(|e| StoreError::Engine(format!("a letter cannot be read: {e}")))?;
        let (comes_after, telling_on, file) = (row.take()?, row.take()?, row.take()?);
        let (written_by, written_at) = (row.take()?, row.take()?);
        let (way, on): (Option<Way>, Option<Date>) = (row.take()?, row.take()?);
        let (explained, with): (Option<bool>, Option<String>) = (row.take()?, row.take()?);
        let (by, at): (Option<PractitionerId>, Option<Instant>) = (row.take()?, row.take()?);
        let delivered = match (way, on, explained, by, at) {
            (Some(way), Some(on), Some(explained), Some(by), Some(at)) => {
                Some(Delivered { way, on, explained, with: with.unwrap_or_default(), by, at })
            }
            _ => None,
        };
        Ok(Letter {
            id,
            disclosure,
            person,
            language: Lang::parse(&language).unwrap_or_default(),
            interpreter,
            announced,
            comes_after,
            telling_on,
            file,
            written_by,
            written_at,
            delivered,
        })
    }
}

/// Whether somebody was told of all that would be told now, and of all who would learn it.
pub fn knows_all(composition: &Composition, person: PersonId, now: &Announced) -> bool {
    let told = composition.family.iter().find(|f| f.person == person).and_then(|f| f.told.as_ref());
    let Some(Told::On { of, .. }) = told else { return false };
    let known = composition.announced_to.iter().find(|a| a.person == person);
    let knows = |share: &Share| match known {
        // Noted before it was kept of what somebody was told.
        None => true,
        Some(known) => {
            let told = known.shares.iter().find(|s| s.to == share.to);
            told.is_some_and(|told| share.pieces.iter().all(|p| told.pieces.contains(p)))
        }
    };
    now.shares.iter().all(|share| of.contains(&share.to) && knows(share))
}

/// Writing a letter: while there is something to announce, or once something was told. What was refused is told to nobody, and
/// so announced to nobody.
pub fn writing(disclosure: &Disclosure, person: PersonId, announced: &Announced) -> Result<(), Refusal> {
    if disclosure.withdrawn.is_some() && disclosure.executed.is_none() {
        return Err(Refusal::new("disclosure-withdrawn"));
    }
    if disclosure.composition.recipients.is_empty() {
        return Err(Refusal::new("no-recipient"));
    }
    if disclosure.composition.pieces.is_empty() {
        return Err(Refusal::new("no-piece"));
    }
    let informed = disclosure.composition.family.iter().find(|f| f.person == person);
    if matches!(informed.and_then(|f| f.told.as_ref()), Some(Told::NotConcerned { .. })) {
        return Err(Refusal::new("letter-not-concerned"));
    }
    if announced.shares.is_empty() { Err(Refusal::new("letter-nothing-to-announce")) } else { Ok(()) }
}

/// The day that a letter names: for what is still to be told, it is not over.
pub fn naming_day(comes_after: bool, telling_on: Date, today: Date) -> Result<(), Refusal> {
    if !comes_after && telling_on < today { Err(Refusal::new("telling-in-past")) } else { Ok(()) }
}

/// Noting that a letter reached somebody. One that announces what is to come cannot have come after it.
pub fn delivering(
    letter: &Letter,
    written_on: Date,
    executed_on: Option<Date>,
    on: Date,
    today: Date,
) -> Result<(), Refusal> {
    if letter.delivered.is_some() {
        return Err(Refusal::new("letter-delivered"));
    }
    if on > today {
        return Err(Refusal::new("delivered-in-future"));
    }
    if on < written_on {
        return Err(Refusal::new("delivered-before-written"));
    }
    if !letter.comes_after && executed_on.is_some_and(|executed| on > executed) {
        return Err(Refusal::new("delivered-after-telling"));
    }
    Ok(())
}

/// What languages are called, in the languages of the letters.
const CALLED: [(Lang, &[&str]); 3] = [
    (Lang::Fr, &["fr", "francais", "frans", "french", "franzosisch"]),
    (Lang::Nl, &["nl", "neerlandais", "nederlands", "dutch", "flamand", "vlaams", "niederlandisch"]),
    (Lang::En, &["en", "anglais", "engels", "english", "englisch"]),
];

/// The first of the languages that somebody speaks, as noted, in which there are letters.
pub fn letter_language(spoken: &str) -> Option<Lang> {
    spoken.split([',', ';', '/', '\n', '(', ')']).find_map(|one| {
        let folded = name::fold(one);
        let said = folded.split(' ').next().unwrap_or_default();
        CALLED.iter().find(|(_, names)| names.contains(&said)).map(|(lang, _)| *lang)
    })
}
