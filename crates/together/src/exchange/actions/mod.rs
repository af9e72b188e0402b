// SPDX-License-Identifier: EUPL-1.2
//! What is done with exchanges: one function a verb. Pages and stories call the same.

mod compose;
mod declare;
mod links;
mod outside;
mod send;
mod silence;
mod turns;

pub use compose::{
    NewExchange, Writing, add_party, attach, begin_content, content_of, open_exchange, remove_party, write,
};
pub use declare::declare;
pub use links::{
    Door, Made, REMEMBERED, Said, answer_by_link, enter, inside, make_link, open_link, recorded_answer,
    revoke_links,
};
pub use outside::{Spoken, foresee_outside, rules_outside};
pub use send::{Sending, discard, send};
pub use silence::{
    Proposal, SILENCE, agree_to_silence, end_silence, keep_silence, proposals, propose_silence,
    silence_foreseen,
};
pub use turns::{
    Answer, Outcome, acknowledge, answer, assign, close, confirm, covers, decisions, decline, follow, minute,
    redirect, remind, withdraw,
};

use kernel::{
    Capacity, CaseId, Event, EventKind, ExchangeId, FunctionKind, Ground, Instant, InstitutionId, Layer,
    PractitionerId, Refusal, SubjectKind,
};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, Grant, InCase};
use register::cases::{self, Entry};

use super::model::{Side, Thread, Turn, TurnKind};
use super::store;
use super::words::Words;
use crate::sharing::Channel;

/// A rule's refusal in the words of this slice.
pub(super) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}.way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}

/// Leave to work on an exchange: through a seat on it, or through the case in which it was begun.
#[derive(Clone, Debug)]
pub enum Leave {
    /// A seat on the exchange.
    Seat(Grant<ExchangeId>),
    /// A seat in the case in which it was begun.
    Case(InCase),
}

impl Leave {
    /// Who was given it.
    pub fn practitioner(&self) -> PractitionerId {
        match self {
            Leave::Seat(grant) => grant.practitioner(),
            Leave::Case(grant) => grant.practitioner(),
        }
    }

    /// In which capacity.
    pub fn capacity(&self) -> Capacity {
        match self {
            Leave::Seat(grant) => grant.capacity(),
            Leave::Case(grant) => grant.capacity(),
        }
    }

    /// On what ground.
    pub fn ground(&self) -> Ground {
        match self {
            Leave::Seat(grant) => grant.ground(),
            Leave::Case(grant) => grant.ground(),
        }
    }
}

/// A thread, for somebody who may do this in it, and the side on which they stand.
pub async fn thread(
    cx: &Cx,
    conn: &mut Conn,
    action: Action,
    id: ExchangeId,
) -> Result<(Leave, Side, Thread), Problem> {
    let (case, home) = store::home_of(conn, id).await?.ok_or(Problem::NotFound)?;
    let leave = match (access::may(cx, conn, action, id).await?, case) {
        (Some(grant), _) => Leave::Seat(grant),
        // Those who work the case work its exchanges; of the other side there is no case here.
        (None, Some(case)) if cx.actor()?.institution == home => {
            let case = cases::home_of(conn, case).await?;
            let grant = access::require(cx, conn, action, case).await?;
            if !grant.opens(Layer::Institution) {
                return Err(Problem::NotFound);
            }
            Leave::Case(grant)
        }
        _ => Leave::Seat(access::require(cx, conn, action, id).await?),
    };
    let (side, thread) = read(cx, conn, id).await?;
    Ok((leave, side, thread))
}

async fn read(cx: &Cx, conn: &mut Conn, id: ExchangeId) -> Result<(Side, Thread), Problem> {
    let thread = store::thread(conn, id).await?.ok_or(Problem::NotFound)?;
    let side = thread.side(cx.actor()?.institution).ok_or(Problem::NotFound)?;
    // What is not sent yet is not there for anybody else.
    if side == Side::To && thread.exchange.sent_at.is_none() {
        return Err(Problem::NotFound);
    }
    Ok((side, thread))
}

/// A thread to be changed, with the transaction to do it in. Two deeds on one thread follow each other.
async fn begin(cx: &Cx, action: Action, id: ExchangeId) -> Result<(Tx, Leave, Side, Thread), Problem> {
    let mut conn = cx.read().await?;
    thread(cx, &mut conn, action, id).await?;
    drop(conn);
    let mut tx = cx.begin().await?;
    access::hold_all(&mut tx, vec![id.0]).await?;
    let (leave, side, thread) = thread(cx, &mut tx, action, id).await?;
    Ok((tx, leave, side, thread))
}

fn event(cx: &Cx, leave: &Leave, kind: EventKind, thread: &Thread) -> Result<Event, Problem> {
    let about = SubjectKind::EXCHANGE.of(thread.exchange.id);
    let event = cx.event(kind, about, Some(leave.capacity()), leave.ground())?;
    Ok(match thread.exchange.case.filter(|_| thread.exchange.institution == event.institution) {
        Some(case) => event.in_case(case),
        None => event,
    })
}

/// A turn of whoever acts, to be completed.
fn turn(cx: &Cx, thread: &Thread, kind: TurnKind, words: &str) -> Result<Turn, Problem> {
    let actor = cx.actor()?;
    Ok(Turn {
        id: cx.new_id::<ExchangeId>()?.0,
        exchange: thread.exchange.id,
        kind,
        institution: actor.institution,
        by: actor.practitioner,
        by_link: false,
        at: cx.now,
        occurred_at: cx.now,
        channel: Channel::Written,
        words: words.trim().to_owned(),
        reason: String::new(),
        disclosure: None,
        to_institution: None,
        to_practitioner: None,
        weeks: None,
    })
}

/// What the case in which an exchange was begun is told of what happened: whose turn, never what was said.
async fn publish(
    cx: &Cx,
    tx: &mut Tx,
    thread: &Thread,
    kind: &'static str,
    occurred_at: Instant,
    who: InstitutionId,
) -> Result<(), Problem> {
    let Some(case) = thread.exchange.case else { return Ok(()) };
    let home = cases::home_of(tx, case).await?;
    let name = register::directory::institution_name(tx, who).await?;
    let summary = format!("{name} ({})", thread.reference());
    let mut entry = Entry::now(cx, home, Layer::Institution, kind, &summary)
        .about(SubjectKind::EXCHANGE.of(thread.exchange.id));
    entry.occurred_at = occurred_at;
    cases::publish(cx, tx, &entry).await.map(drop)
}

/// The clocks that an answer stops.
const ANSWERED: [&str; 3] = ["exchange_acknowledgement", "exchange_answer", SILENCE];

/// Those who answer for what an institution does.
pub const ANSWERABLE: &[FunctionKind] = &[FunctionKind::Supervisor, FunctionKind::Direction];

/// The names of the child of a case and of those around, where there is a case.
async fn names_of(cx: &Cx, conn: &mut Conn, case: Option<CaseId>) -> Result<Vec<String>, Problem> {
    match case {
        Some(case) => crate::sharing::names_around(cx, conn, case).await,
        None => Ok(Vec::new()),
    }
}
