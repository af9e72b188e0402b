// SPDX-License-Identifier: EUPL-1.2
//! What an exchange is made of, and where it stands.

use kernel::{CaseId, Date, DisclosureId, ExchangeId, Instant, InstitutionId, PractitionerId};
use platform::from_row;
use uuid::Uuid;

use crate::sharing::Channel;

/// What one institution asks of another, or tells it. The first three are those of the Belgian inventory of good practices (2007)
/// at schools and services; an answer is a turn of what it answers, never an exchange of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// « What do you know? »
    InformationRequest,
    /// « Can you do something? »
    InterventionRequest,
    /// Something done together, by at least two institutions, followed together.
    JointAction,
    /// Told without having been asked.
    Spontaneous,
    /// Advice on a situation, without saying whose.
    Advice,
}

kernel::codes!(Kind {
    InformationRequest = "information_request",
    InterventionRequest = "intervention_request",
    JointAction = "joint_action",
    Spontaneous = "spontaneous",
    Advice = "advice",
});

impl Kind {
    /// Whether an answer is awaited.
    pub fn wants_answer(self) -> bool {
        matches!(self, Kind::InformationRequest | Kind::InterventionRequest | Kind::Advice)
    }

    /// How many may be addressed: a request « for information to all » is none.
    pub fn most_parties(self) -> usize {
        if self == Kind::JointAction { 8 } else { 1 }
    }
}

/// Why a request is declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Professional secrecy forbids it.
    Secrecy,
    /// It is not their business.
    NotCompetent,
    /// There is no room or nobody free.
    Capacity,
    /// They may act on a mandate only, and have none.
    NoMandate,
}

kernel::codes!(Reason {
    Secrecy = "secrecy",
    NotCompetent = "not_competent",
    Capacity = "capacity",
    NoMandate = "no_mandate",
});

/// One thing that happens in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnKind {
    /// It left.
    Sent,
    /// Somebody over there says that it arrived.
    Acknowledged,
    /// Somebody over there is to deal with it.
    Assigned,
    /// All that was asked is answered.
    Answered,
    /// A part of it is.
    AnsweredInPart,
    /// It is declined, with a reason.
    Declined,
    /// Somebody else is the right one to ask.
    Redirected,
    /// Whoever asked asks no more.
    Withdrawn,
    /// Nobody answered, which two institutions had agreed to take for an answer.
    Silent,
    /// What was said by word of mouth, in summary.
    Minuted,
    /// It was confirmed in writing.
    Confirmed,
    /// An answer is asked for once more.
    Reminded,
    /// How something done together goes on.
    Followed,
    /// Nothing more is to come.
    Closed,
}

kernel::codes!(TurnKind {
    Sent = "sent",
    Acknowledged = "acknowledged",
    Assigned = "assigned",
    Answered = "answered",
    AnsweredInPart = "answered_in_part",
    Declined = "declined",
    Redirected = "redirected",
    Withdrawn = "withdrawn",
    Silent = "silent",
    Minuted = "minuted",
    Confirmed = "confirmed",
    Reminded = "reminded",
    Followed = "followed",
    Closed = "closed",
});

impl TurnKind {
    /// Whether nobody waits for an answer after it.
    pub fn settles(self) -> bool {
        use TurnKind as T;
        matches!(
            self,
            T::Answered
                | T::AnsweredInPart
                | T::Declined
                | T::Redirected
                | T::Withdrawn
                | T::Silent
                | T::Closed
        )
    }
}

/// Where an exchange stands. Never kept: it follows from its turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Being written.
    Draft,
    /// Sent; nobody said yet that it arrived.
    Sent,
    /// It arrived.
    Acknowledged,
    /// It goes on: something done together.
    UnderWay,
    /// Answered.
    Answered,
    /// Answered in part.
    AnsweredInPart,
    /// Declined.
    Declined,
    /// Somebody else was named.
    Redirected,
    /// Taken back.
    Withdrawn,
    /// Nobody answered, which counts as an answer here.
    Tacit,
    /// Nothing more is to come.
    Closed,
}

kernel::codes!(State {
    Draft = "draft",
    Sent = "sent",
    Acknowledged = "acknowledged",
    UnderWay = "under_way",
    Answered = "answered",
    AnsweredInPart = "answered_in_part",
    Declined = "declined",
    Redirected = "redirected",
    Withdrawn = "withdrawn",
    Tacit = "tacit",
    Closed = "closed",
});

/// How often those who act together look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Every week.
    Weekly,
    /// Every two weeks.
    Fortnightly,
    /// Every month.
    Monthly,
    /// Every three months.
    Quarterly,
}

kernel::codes!(Rhythm {
    Weekly = "weekly",
    Fortnightly = "fortnightly",
    Monthly = "monthly",
    Quarterly = "quarterly",
});

/// An exchange, as it was written.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Which one.
    pub id: ExchangeId,
    /// What kind.
    pub kind: Kind,
    /// Whose.
    pub institution: InstitutionId,
    /// The pack of that institution.
    pub pack: String,
    /// In which of its cases.
    pub case: Option<CaseId>,
    /// Who writes it.
    pub drafted_by: PractitionerId,
    /// Since when.
    pub drafted_at: Instant,
    /// For a change that nobody else's comes under.
    pub version: i64,
    /// In writing, or by word of mouth.
    pub channel: Channel,
    /// What is asked or told.
    pub words: String,
    /// Whether it says anything of somebody who can be recognised.
    pub nominal: bool,
    /// By when an answer is hoped for.
    pub answer_by: Option<Date>,
    /// Whether what was said is to be confirmed in writing.
    pub confirmation: bool,
    /// The exchange that it goes on from: somebody there named whom to ask.
    pub continues: Option<ExchangeId>,
    /// The decision by which what it says may be told; where it says something of somebody.
    pub disclosure: Option<DisclosureId>,
    /// How often those who act together look at it; empty otherwise.
    pub rhythm: String,
    /// When it left.
    pub sent_at: Option<Instant>,
    /// When it was said, for what was said by word of mouth.
    pub occurred_at: Option<Instant>,
    /// When nobody waited any more.
    pub settled_at: Option<Instant>,
    /// When something last happened.
    pub last_at: Instant,
    /// The clause by which silence counts as an answer, where there is one.
    pub silence_clause: Option<Uuid>,
    /// The last day on which silence can be broken.
    pub silent_on: Option<Date>,
}

from_row!(Exchange {
    id,
    kind,
    institution,
    pack,
    case,
    drafted_by,
    drafted_at,
    version,
    channel,
    words,
    nominal,
    answer_by,
    confirmation,
    continues,
    disclosure,
    rhythm,
    sent_at,
    occurred_at,
    settled_at,
    last_at,
    silence_clause,
    silent_on
});

/// Somebody to whom it is addressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Which exchange.
    pub exchange: ExchangeId,
    /// Who.
    pub practitioner: PractitionerId,
    /// For which institution.
    pub institution: InstitutionId,
    /// The contact point that they hold, when it was chosen.
    pub contact: String,
}

from_row!(Party { exchange, practitioner, institution, contact });

/// Something that happened in a thread.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Which one.
    pub id: Uuid,
    /// Of which exchange.
    pub exchange: ExchangeId,
    /// What.
    pub kind: TurnKind,
    /// For which institution.
    pub institution: InstitutionId,
    /// By whom.
    pub by: PractitionerId,
    /// Whether through a link, or on paper: somebody without an account.
    pub by_link: bool,
    /// When it was written down.
    pub at: Instant,
    /// When it happened.
    pub occurred_at: Instant,
    /// In writing, or by word of mouth.
    pub channel: Channel,
    /// What was said.
    pub words: String,
    /// Why, by a code; for what is declined.
    pub reason: String,
    /// The decision by which its words may be told.
    pub disclosure: Option<DisclosureId>,
    /// The institution that was named, or whose answer it is.
    pub to_institution: Option<InstitutionId>,
    /// Who is to deal with it, or was named.
    pub to_practitioner: Option<PractitionerId>,
    /// How many weeks one waits, where there is a waiting list.
    pub weeks: Option<i64>,
}

from_row!(Turn {
    id,
    exchange,
    kind,
    institution,
    by,
    by_link,
    at,
    occurred_at,
    channel,
    words,
    reason,
    disclosure,
    to_institution,
    to_practitioner,
    weeks
});

/// A thread: what was asked, of whom, and what happened since.
#[derive(Clone, Debug)]
pub struct Thread {
    /// What was asked or told.
    pub exchange: Exchange,
    /// Of whom.
    pub parties: Vec<Party>,
    /// What happened, the oldest first.
    pub turns: Vec<Turn>,
}

/// On which side of an exchange somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Of those who asked or told.
    From,
    /// Of those who were asked or told.
    To,
}

impl Thread {
    /// Where it stands.
    pub fn state(&self) -> State {
        if self.exchange.sent_at.is_none() {
            return match self.last(|t| t == TurnKind::Withdrawn) {
                Some(_) => State::Withdrawn,
                None => State::Draft,
            };
        }
        match self.last(TurnKind::settles).map(|t| t.kind) {
            Some(TurnKind::Answered) => State::Answered,
            Some(TurnKind::AnsweredInPart) => State::AnsweredInPart,
            Some(TurnKind::Declined) => State::Declined,
            Some(TurnKind::Redirected) => State::Redirected,
            Some(TurnKind::Withdrawn) => State::Withdrawn,
            Some(TurnKind::Silent) => State::Tacit,
            Some(_) => State::Closed,
            None if self.exchange.kind == Kind::JointAction => State::UnderWay,
            None if self.last(|t| matches!(t, TurnKind::Acknowledged | TurnKind::Assigned)).is_some() => {
                State::Acknowledged
            }
            None => State::Sent,
        }
    }

    /// Whether an answer is still awaited.
    pub fn waits(&self) -> bool {
        self.exchange.kind.wants_answer() && matches!(self.state(), State::Sent | State::Acknowledged)
    }

    /// Whether the day by which an answer was hoped for has passed while it is awaited, or was kept waiting beyond it.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.waits() && self.exchange.answer_by.is_some_and(|day| day < today)
    }

    /// The last turn of some kinds.
    pub fn last(&self, of: impl Fn(TurnKind) -> bool) -> Option<&Turn> {
        self.turns.iter().rev().find(|t| of(t.kind))
    }

    /// Who deals with it over there, for an institution: whoever it was given to last, else those whom it was addressed to.
    pub fn in_charge(&self, institution: InstitutionId) -> Option<PractitionerId> {
        let given =
            self.turns.iter().rev().find(|t| t.kind == TurnKind::Assigned && t.institution == institution);
        given
            .and_then(|t| t.to_practitioner)
            .or_else(|| self.parties.iter().find(|p| p.institution == institution).map(|p| p.practitioner))
    }

    /// On which side an institution stands; nothing when it is none of those named.
    pub fn side(&self, institution: InstitutionId) -> Option<Side> {
        if self.exchange.institution == institution {
            return Some(Side::From);
        }
        self.parties.iter().any(|p| p.institution == institution).then_some(Side::To)
    }

    /// What it is called in letters and on the telephone: no name in it, and the same for both sides.
    pub fn reference(&self) -> String {
        reference(self.exchange.id)
    }
}

/// What an exchange is called in letters and on the telephone.
pub fn reference(id: ExchangeId) -> String {
    let text = id.0.simple().to_string().to_uppercase();
    format!("E-{}-{}", &text[24..28], &text[28..32])
}

/// A door for somebody without an account.
#[derive(Clone, Debug)]
pub struct Link {
    /// Which one.
    pub id: Uuid,
    /// To which exchange.
    pub exchange: ExchangeId,
    /// For whom.
    pub practitioner: PractitionerId,
    /// Of which institution.
    pub institution: InstitutionId,
    /// Who made it.
    pub made_by: PractitionerId,
    /// When.
    pub made_at: Instant,
    /// Until when it opens.
    pub until_at: Instant,
    /// How often the code was wrong.
    pub tries: i64,
    /// When the code was given rightly for the first time.
    pub opened_at: Option<Instant>,
    /// When it was answered through it.
    pub used_at: Option<Instant>,
    /// When it was shut.
    pub revoked_at: Option<Instant>,
}

from_row!(Link {
    id,
    exchange,
    practitioner,
    institution,
    made_by,
    made_at,
    until_at,
    tries,
    opened_at,
    used_at,
    revoked_at
});
