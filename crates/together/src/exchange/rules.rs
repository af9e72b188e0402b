// SPDX-License-Identifier: EUPL-1.2
//! What may be done in an exchange. Pure.

use kernel::{Date, Instant, Refusal};

use super::model::{Kind, Side, State, Thread, TurnKind};
use crate::sharing::Channel;

pub use crate::sharing::rules::named;

/// How often a wrong code may be given before a link is shut for good.
pub const MOST_TRIES: i64 = 5;

/// Whether it is still being written.
pub fn drafting(thread: &Thread) -> Result<(), Refusal> {
    match thread.state() {
        State::Draft => Ok(()),
        State::Withdrawn => Err(Refusal::new("exchange-withdrawn")),
        _ => Err(Refusal::new("exchange-sent")),
    }
}

/// Whether one more may be addressed. « For information to all » is refused: whoever is asked is asked for a reason.
pub fn addressing(thread: &Thread) -> Result<(), Refusal> {
    drafting(thread)?;
    if thread.parties.len() < thread.exchange.kind.most_parties() {
        return Ok(());
    }
    Err(Refusal::new(match thread.exchange.kind {
        Kind::JointAction => "too-many-parties",
        _ => "one-party",
    }))
}

/// How the decision stands by which the words may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// There is none.
    None,
    /// It is being prepared.
    Prepared,
    /// It was refused.
    Refused,
    /// It permits what is to be told to all who are addressed.
    Permits,
    /// It permits it to some of them only.
    PermitsOthers,
}

/// Sending.
pub fn sending(
    thread: &Thread,
    cover: Cover,
    names: Option<&str>,
    occurred_at: Option<Instant>,
    now: Instant,
) -> Result<(), Refusal> {
    drafting(thread)?;
    let exchange = &thread.exchange;
    if thread.parties.is_empty() {
        return Err(Refusal::new("no-party"));
    }
    if exchange.words.trim().is_empty() {
        return Err(Refusal::new("no-words"));
    }
    match (exchange.channel, occurred_at) {
        (Channel::Oral, None) => return Err(Refusal::new("no-moment")),
        (Channel::Oral, Some(at)) if at > now => return Err(Refusal::new("moment-in-future")),
        _ => {}
    }
    if exchange.kind == Kind::Advice && exchange.nominal {
        return Err(Refusal::new("advice-is-anonymous"));
    }
    covered(exchange.nominal, cover, names)
}

/// What is said of somebody who can be recognised needs a decision that permits it.
pub fn covered(nominal: bool, cover: Cover, names: Option<&str>) -> Result<(), Refusal> {
    match (nominal, cover) {
        (true, Cover::Permits) => Ok(()),
        (true, Cover::None) => Err(Refusal::new("nominal-without-decision")),
        (true, Cover::Prepared) => Err(Refusal::new("decision-not-taken")),
        (true, Cover::Refused) => Err(Refusal::new("decision-refuses")),
        (true, Cover::PermitsOthers) => Err(Refusal::new("decision-permits-others")),
        (false, _) if names.is_some() => Err(Refusal::new("words-name-somebody")),
        (false, _) => Ok(()),
    }
}

/// What somebody wants to do in a thread that was sent.
pub fn taking_turn(thread: &Thread, side: Side, turn: TurnKind) -> Result<(), Refusal> {
    use TurnKind as T;
    let state = thread.state();
    if state == State::Draft {
        return Err(Refusal::new("exchange-not-sent"));
    }
    let kind = thread.exchange.kind;
    let waits = thread.waits();
    match turn {
        T::Acknowledged | T::Answered | T::AnsweredInPart | T::Declined | T::Redirected => {
            if side == Side::From {
                return Err(Refusal::new("own-request"));
            }
            if turn == T::Acknowledged && kind == Kind::Spontaneous && state == State::Sent {
                return Ok(());
            }
            if !kind.wants_answer() {
                return Err(Refusal::new("no-answer-awaited"));
            }
            if turn == T::Acknowledged && state == State::Acknowledged {
                return Err(Refusal::new("already-acknowledged"));
            }
            // Who answered in part can answer the rest; who kept silent can still speak.
            if waits || (matches!(state, State::AnsweredInPart | State::Tacit) && turn != T::Acknowledged) {
                return Ok(());
            }
            Err(Refusal::new(settled(state)))
        }
        T::Assigned if side == Side::From => Err(Refusal::new("own-request")),
        T::Assigned if matches!(state, State::Withdrawn | State::Closed) => Err(Refusal::new(settled(state))),
        T::Reminded if side == Side::To => Err(Refusal::new("not-own-request")),
        T::Reminded if !waits => Err(Refusal::new(settled(state))),
        T::Withdrawn if side == Side::To => Err(Refusal::new("not-own-request")),
        T::Withdrawn if matches!(state, State::Withdrawn | State::Closed) => {
            Err(Refusal::new(settled(state)))
        }
        T::Closed if waits => Err(Refusal::new("still-awaited")),
        T::Closed if matches!(state, State::Withdrawn | State::Closed) => Err(Refusal::new(settled(state))),
        T::Closed if side == Side::To && kind != Kind::JointAction => Err(Refusal::new("not-own-request")),
        T::Followed if kind != Kind::JointAction => Err(Refusal::new("no-joint-action")),
        T::Followed if state != State::UnderWay => Err(Refusal::new(settled(state))),
        T::Sent | T::Silent => Err(Refusal::new("exchange-sent")),
        _ => Ok(()),
    }
}

fn settled(state: State) -> &'static str {
    match state {
        State::Withdrawn => "exchange-withdrawn",
        State::Closed => "exchange-closed",
        State::Declined => "already-declined",
        State::Redirected => "already-redirected",
        _ => "already-answered",
    }
}

/// By when an answer may be asked for.
pub fn hoping(answer_by: Option<Date>, today: Date) -> Result<(), Refusal> {
    match answer_by {
        Some(day) if day < today => Err(Refusal::new("answer-by-in-past")),
        _ => Ok(()),
    }
}
