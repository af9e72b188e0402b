// SPDX-License-Identifier: EUPL-1.2
//! What a disclosure is made of, and where it stands.

use kernel::{
    AttachmentId, CaseId, Date, DisclosureId, EntryId, ExchangeId, Instant, InstitutionId, LetterId,
    ObjectionId, OpinionId, PersonId, PieceId, PractitionerId, SubjectKind,
};
use platform::db::{FromRow, Row, StoreError};
use platform::from_row;
use secrecy::{Answers, Consent, Decision, Facts, Origin};
use serde::{Deserialize, Serialize};

use super::look::Look;

/// An objection, as events and entries name it.
pub const OBJECTION: SubjectKind = SubjectKind("objection");

/// What is being decided, as it was composed so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Composition {
    /// What it is for, in the discloser's words.
    pub why: String,
    /// The purpose, by a code of the rule set; empty where it names none.
    pub purpose: String,
    /// Whether what is not known yet would be told too: « all partners, for a year ».
    pub open_ended: bool,
    /// Whether somebody's consent is put forward.
    pub consent_invoked: bool,
    /// Who would learn it.
    pub recipients: Vec<Recipient>,
    /// What they would learn.
    pub pieces: Vec<Piece>,
    /// What each recipient needs each piece for.
    pub needs: Vec<Need>,
    /// What child and family were told before.
    pub family: Vec<Informed>,
    /// Answers to the questions of the rule set about the whole.
    pub answers: Answers,
    /// Of what each of the family was told, and by which letter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub announced_to: Vec<AnnouncedTo>,
    /// Who wrote into it, besides whoever began it: none of them is the second person who looks at it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<PractitionerId>,
}

/// Of what somebody of the family was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedTo {
    /// Who.
    pub person: PersonId,
    /// Who would learn what, as they were told it.
    pub shares: Vec<Share>,
    /// The letter that says so; nothing when it was said.
    pub letter: Option<LetterId>,
}

/// What somebody learns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Share {
    /// Who.
    pub to: PractitionerId,
    /// Which pieces.
    pub pieces: Vec<PieceId>,
}

/// A named person who would learn something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Who.
    pub practitioner: PractitionerId,
    /// For which institution.
    pub institution: InstitutionId,
    /// Answers about them.
    pub answers: Answers,
}

/// A piece of information.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Which one.
    pub id: PieceId,
    /// What it is, in a line.
    pub title: String,
    /// What would be read; empty when it is an entry of the file alone.
    pub words: String,
    /// The entry of the file that it points at.
    pub entry: Option<EntryId>,
    /// The document of the file that goes with it, as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<AttachmentId>,
    /// Its class of sensitivity, by a code of the rule set; empty: none of those it names.
    pub class: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Answers about it.
    pub answers: Answers,
}

/// Why somebody needs a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Who.
    pub recipient: PractitionerId,
    /// Which piece.
    pub piece: PieceId,
    /// Answers about the two of them.
    pub answers: Answers,
    /// What for, in words.
    pub what_for: String,
}

/// Somebody of the family who is to be told before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Informed {
    /// Who.
    pub person: PersonId,
    /// Their name, where the decision lies in no case and they are nobody's record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Whether they were told; nothing while nobody has said.
    pub told: Option<Told>,
}

/// Whether somebody was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// They were.
    On {
        /// When.
        on: Date,
        /// How: in person, by letter.
        how: String,
        /// In which language.
        language: String,
        /// What they were told.
        words: String,
        /// The recipients whose names they were given.
        of: Vec<PractitionerId>,
    },
    /// They were not.
    NotTold {
        /// Why, by a code of the rule set; nothing when it is none of those.
        ground: Option<String>,
        /// Why, in words.
        words: String,
        /// Who wrote that.
        by: PractitionerId,
        /// Who looked at that reason, besides whoever wrote it.
        reviewed_by: Option<PractitionerId>,
    },
    /// What would be told neither comes from them nor is about them: they are not among those who must be told.
    NotConcerned {
        /// Why not.
        words: String,
    },
}

impl Composition {
    /// Whether a consent is put forward, as the rules know it.
    pub fn consent(&self) -> Consent {
        if self.consent_invoked { Consent::Invoked } else { Consent::NotInvoked }
    }

    /// The reasons for not telling somebody that nobody but their author has looked at: by whom each was written.
    pub fn grounds_waiting(&self) -> impl Iterator<Item = PractitionerId> {
        self.family.iter().filter_map(|f| match &f.told {
            Some(Told::NotTold { by, reviewed_by: None, .. }) => Some(*by),
            _ => None,
        })
    }

    /// The child: the first of the family.
    pub fn child(&self) -> Option<PersonId> {
        self.family.first().map(|f| f.person)
    }

    /// A piece of it.
    pub fn piece(&self, id: PieceId) -> Option<&Piece> {
        self.pieces.iter().find(|p| p.id == id)
    }

    /// Everything to everybody, as it is composed now.
    pub fn all_shares(&self) -> Vec<Share> {
        let pieces: Vec<PieceId> = self.pieces.iter().map(|p| p.id).collect();
        self.recipients.iter().map(|r| Share { to: r.practitioner, pieces: pieces.clone() }).collect()
    }

    /// Keeps of what somebody was told; nothing, when they were not.
    pub fn announce(&mut self, person: PersonId, shares: Option<Vec<Share>>, letter: Option<LetterId>) {
        self.announced_to.retain(|known| known.person != person);
        self.announced_to.extend(shares.map(|shares| AnnouncedTo { person, shares, letter }));
    }

    /// What is kept of a recipient and a piece.
    pub fn need(&self, recipient: PractitionerId, piece: PieceId) -> Option<&Need> {
        self.needs.iter().find(|n| n.recipient == recipient && n.piece == piece)
    }
}

/// A decision to tell something to somebody, or not to.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// Which one.
    pub id: DisclosureId,
    /// In which case; nothing for one of a service that has no file of its own.
    pub case: Option<CaseId>,
    /// With which exchange it is told, when it is made for one.
    pub exchange: Option<ExchangeId>,
    /// Whose decision.
    pub institution: InstitutionId,
    /// By the law of which jurisdiction.
    pub pack: String,
    /// By which rule set.
    pub rule_set: String,
    /// What is decided.
    pub composition: Composition,
    /// Who prepares it.
    pub drafted_by: PractitionerId,
    /// Since when.
    pub drafted_at: Instant,
    /// For a change that nobody else's comes under.
    pub version: i64,
    /// The second pair of eyes, once it was asked for.
    pub look: Option<Look>,
    /// What was decided, once it was.
    pub decided: Option<Decided>,
    /// When and how it was told, once it was.
    pub executed: Option<Executed>,
    /// That it was taken back.
    pub withdrawn: Option<Withdrawn>,
}

/// What was decided.
#[derive(Clone, Debug)]
pub struct Decided {
    /// By whom.
    pub by: PractitionerId,
    /// When.
    pub at: Instant,
    /// What the rules were asked.
    pub facts: Facts,
    /// What they answered.
    pub decision: Decision,
    /// What the discloser says of it; asked where something is refused.
    pub reason: String,
    /// What is done instead, where something is refused.
    pub alternative: String,
    /// The same, of what the rule set names, by its codes.
    pub alternatives: Vec<String>,
}

/// When and how it was told.
#[derive(Clone, Debug)]
pub struct Executed {
    /// By whom.
    pub by: PractitionerId,
    /// When.
    pub at: Instant,
    /// How.
    pub channel: Channel,
    /// Last day on which the recipients can read it here.
    pub until_on: Date,
}

/// That it was taken back.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// By whom.
    pub by: PractitionerId,
    /// When.
    pub at: Instant,
    /// Why.
    pub why: String,
}

/// How something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// In writing, read here.
    Written,
    /// By word of mouth; what was said stands here.
    Oral,
}

kernel::codes!(Channel { Written = "written", Oral = "oral" });

/// Where a disclosure stands. Never kept: it follows from what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Being prepared.
    Prepared,
    /// Nothing of it may be told.
    Refused,
    /// May be told, and was not yet.
    Permitted,
    /// Told; the recipients can read it.
    Told,
    /// Told; the time in which they could read it is over.
    Ended,
    /// Taken back: nobody can read it any more.
    Withdrawn,
}

kernel::codes!(Stand {
    Prepared = "prepared",
    Refused = "refused",
    Permitted = "permitted",
    Told = "told",
    Ended = "ended",
    Withdrawn = "withdrawn",
});

impl Disclosure {
    /// Where it stands on a day.
    pub fn stand(&self, today: Date) -> Stand {
        let Some(decided) = &self.decided else {
            return if self.withdrawn.is_some() { Stand::Withdrawn } else { Stand::Prepared };
        };
        match &self.executed {
            _ if decided.decision.outcome == secrecy::Outcome::Refused => Stand::Refused,
            _ if self.withdrawn.is_some() => Stand::Withdrawn,
            None => Stand::Permitted,
            Some(told) if told.until_on < today => Stand::Ended,
            Some(_) => Stand::Told,
        }
    }

    /// The pieces that a recipient may learn, of what was decided.
    pub fn open_to(&self, who: PractitionerId) -> Vec<&Piece> {
        let Some(decided) = &self.decided else { return Vec::new() };
        let who = who.to_string();
        let may = |p: &&Piece| decided.decision.permits(&who, &p.id.to_string());
        self.composition.pieces.iter().filter(may).collect()
    }

    /// The recipients who may learn something, of what was decided.
    pub fn open_recipients(&self) -> impl Iterator<Item = &Recipient> {
        self.composition.recipients.iter().filter(|r| !self.open_to(r.practitioner).is_empty())
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Engine(format!("a disclosure cannot be read: {e}")))
}

impl FromRow for Disclosure {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        let (id, case, exchange, institution) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let (pack, rule_set) = (row.take()?, row.take()?);
        let composition = read(&row.take::<String>()?)?;
        let (drafted_by, drafted_at, version) = (row.take()?, row.take()?, row.take()?);
        let look = Look::from_row(row)?;
        let decided: (Option<PractitionerId>, Option<Instant>) = (row.take()?, row.take()?);
        let texts: [Option<String>; 5] = [row.take()?, row.take()?, row.take()?, row.take()?, row.take()?];
        let executed: (Option<PractitionerId>, Option<Instant>) = (row.take()?, row.take()?);
        let (channel, until_on): (Option<Channel>, Option<Date>) = (row.take()?, row.take()?);
        let withdrawn: (Option<PractitionerId>, Option<Instant>) = (row.take()?, row.take()?);
        let withdrawal: Option<String> = row.take()?;
        let decided = match (decided, texts) {
            ((Some(by), Some(at)), [Some(facts), Some(decision), reason, alternative, codes]) => {
                Some(Decided {
                    by,
                    at,
                    facts: read(&facts)?,
                    decision: read(&decision)?,
                    reason: reason.unwrap_or_default(),
                    alternative: alternative.unwrap_or_default(),
                    alternatives: codes.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
                })
            }
            _ => None,
        };
        let executed = match (executed, channel, until_on) {
            ((Some(by), Some(at)), Some(channel), Some(until_on)) => {
                Some(Executed { by, at, channel, until_on })
            }
            _ => None,
        };
        let withdrawn = match withdrawn {
            (Some(by), Some(at)) => Some(Withdrawn { by, at, why: withdrawal.unwrap_or_default() }),
            _ => None,
        };
        Ok(Disclosure {
            id,
            case,
            exchange,
            institution,
            pack,
            rule_set,
            composition,
            drafted_by,
            drafted_at,
            version,
            look,
            decided,
            executed,
            withdrawn,
        })
    }
}

/// That somebody objects to what was told, or was not.
#[derive(Clone, Debug)]
pub struct Objection {
    /// Which one.
    pub id: ObjectionId,
    /// In which case.
    pub case: CaseId,
    /// To which decision, when it is about one.
    pub disclosure: Option<DisclosureId>,
    /// Who objects.
    pub person: PersonId,
    /// When they said so.
    pub said_on: Date,
    /// In their words.
    pub words: String,
    /// Who wrote it down.
    pub recorded_by: PractitionerId,
    /// When.
    pub recorded_at: Instant,
    /// What a second person found.
    pub finding: Option<Finding>,
    /// Why.
    pub finding_reason: Option<String>,
    /// Who.
    pub found_by: Option<PractitionerId>,
    /// When.
    pub found_at: Option<Instant>,
}

from_row!(Objection {
    id,
    case,
    disclosure,
    person,
    said_on,
    words,
    recorded_by,
    recorded_at,
    finding,
    finding_reason,
    found_by,
    found_at
});

/// What the review of an objection found about the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The decision stands.
    Upheld,
    /// It does not: what can still be closed is closed.
    Overturned,
}

kernel::codes!(Finding { Upheld = "upheld", Overturned = "overturned" });

/// That a body of appeal or of ethics was asked about what an objection raises, without a name.
#[derive(Clone, Debug)]
pub struct Opinion {
    /// Which one.
    pub id: OpinionId,
    /// About which objection.
    pub objection: ObjectionId,
    /// Which body, by its code in the pack.
    pub body: String,
    /// What was asked.
    pub question: String,
    /// When it was asked.
    pub asked_on: Date,
    /// Who asked.
    pub asked_by: PractitionerId,
    /// When that was written down.
    pub recorded_at: Instant,
    /// When the answer came.
    pub answered_on: Option<Date>,
    /// What it says.
    pub answer: Option<String>,
    /// Who wrote it down.
    pub answered_by: Option<PractitionerId>,
}

from_row!(Opinion {
    id,
    objection,
    body,
    question,
    asked_on,
    asked_by,
    recorded_at,
    answered_on,
    answer,
    answered_by
});
