// SPDX-License-Identifier: EUPL-1.2
//! What silence is worth: a clause that two institutions agreed on, and the rules of it. Pure.
//!
//! Silence tells nothing of anybody and permits nothing to be told: it only ends a wait, in the sense that both agreed on before.

use kernel::{Date, Instant, InstitutionId, PractitionerId, Refusal};
use platform::from_row;
use rulebook::Calendar;
use uuid::Uuid;

use super::model::Kind;

/// What it means that nobody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// What is asked is agreed to.
    Agrees,
    /// What is asked is not taken on: whoever asks turns elsewhere at once.
    Declines,
    /// There is nothing to say about what was asked.
    NothingToSay,
}

kernel::codes!(Silence { Agrees = "agrees", Declines = "declines", NothingToSay = "nothing_to_say" });

impl Silence {
    /// What silence can mean for a kind of request; nothing where it can mean nothing.
    pub fn of(kind: Kind) -> &'static [Silence] {
        match kind {
            Kind::InterventionRequest => &[Silence::Agrees, Silence::Declines],
            Kind::InformationRequest => &[Silence::NothingToSay, Silence::Declines],
            _ => &[],
        }
    }
}

/// The fewest days a clause gives: a week-end with a holiday must not be enough to be bound.
pub const FEWEST_DAYS: i64 = 5;
/// The most.
pub const MOST_DAYS: i64 = 90;

/// That the silence of one institution, asked by another, counts as an answer after some days.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Which one.
    pub id: Uuid,
    /// Who asks.
    pub asking: InstitutionId,
    /// Whose silence counts.
    pub asked: InstitutionId,
    /// For which kind of request.
    pub kind: Kind,
    /// After how many days from the sending; moved to a working day.
    pub days: i64,
    /// What it means.
    pub meaning: Silence,
    /// The protocol that says so, as both know it.
    pub protocol: String,
    /// When that was signed.
    pub signed_on: Date,
    /// Its last day, where it has one.
    pub until_on: Option<Date>,
    /// Who proposed it.
    pub proposed_by: PractitionerId,
    /// When.
    pub proposed_at: Instant,
    /// Who agreed, for the institution that is asked.
    pub agreed_by: Option<PractitionerId>,
    /// When.
    pub agreed_at: Option<Instant>,
    /// Who ended it, or refused it.
    pub ended_by: Option<PractitionerId>,
    /// When.
    pub ended_at: Option<Instant>,
}

from_row!(Clause {
    id,
    asking,
    asked,
    kind,
    days,
    meaning,
    protocol,
    signed_on,
    until_on,
    proposed_by,
    proposed_at,
    agreed_by,
    agreed_at,
    ended_by,
    ended_at
});

/// Where a clause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The institution that is asked has not agreed yet.
    Proposed,
    /// It counts for what is sent now.
    InForce,
    /// Its protocol has ended, or one of the two ended it.
    Ended,
}

kernel::codes!(Standing { Proposed = "proposed", InForce = "in_force", Ended = "ended" });

impl Clause {
    /// Where it stands on a day.
    pub fn standing(&self, today: Date) -> Standing {
        match (self.ended_at, self.agreed_at) {
            (Some(_), _) => Standing::Ended,
            _ if self.until_on.is_some_and(|day| day < today) => Standing::Ended,
            (None, None) => Standing::Proposed,
            (None, Some(_)) => Standing::InForce,
        }
    }

    /// The last day on which whoever is asked can still answer before their silence counts, for what reached them on a day.
    pub fn silent_on(&self, sent_on: Date, calendar: &Calendar) -> Date {
        calendar.working_day_from(sent_on.plus_days(self.days as i32))
    }
}

/// Proposing a clause.
pub fn proposing(new: &Clause, today: Date) -> Result<(), Refusal> {
    let refuse = |code| Err(Refusal::new(code));
    if new.asking == new.asked {
        return refuse("party-is-here");
    }
    if !Silence::of(new.kind).contains(&new.meaning) {
        return refuse("silence-means-nothing");
    }
    if !(FEWEST_DAYS..=MOST_DAYS).contains(&new.days) {
        return refuse("silence-days");
    }
    if new.protocol.trim().is_empty() {
        return refuse("no-protocol");
    }
    if new.signed_on > today {
        return refuse("protocol-not-signed");
    }
    if new.until_on.is_some_and(|day| day < today) {
        return refuse("protocol-ended");
    }
    Ok(())
}

/// Agreeing to a clause: those whose silence it is about, once.
pub fn agreeing(clause: &Clause, institution: InstitutionId, today: Date) -> Result<(), Refusal> {
    match clause.standing(today) {
        _ if clause.asked != institution => Err(Refusal::new("clause-of-others")),
        Standing::Proposed => Ok(()),
        Standing::InForce => Err(Refusal::new("clause-agreed")),
        Standing::Ended => Err(Refusal::new("clause-ended")),
    }
}
