// SPDX-License-Identifier: EUPL-1.2
//! What happens in a thread after it was sent.

use kernel::{
    Capacity, Date, DisclosureId, ExchangeId, Ground, Holder, Instant, InstitutionId, PractitionerId, Refusal,
};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, NewSeat};
use register::{apart, deadlines, directory};
use serde_json::json;

use super::super::model::{Reason, Side, Thread, Turn, TurnKind};
use super::super::{events, rules, store};
use super::compose::{cover, listeners};
use super::send::told_with;
use super::{ANSWERED, Leave, begin, event, names_of, publish, refused, turn};
use crate::sharing::Channel;

/// How something is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All that was asked.
    Full,
    /// A part of it.
    Part,
}

kernel::codes!(Outcome { Full = "full", Part = "partial" });

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// All or a part.
    pub outcome: Outcome,
    /// In writing, or by word of mouth.
    pub channel: Channel,
    /// When it was said, for what was said by word of mouth.
    pub occurred_at: Option<Instant>,
    /// What is answered.
    pub words: String,
    /// Whether it says anything of somebody who can be recognised: then by the decision that was taken for it.
    pub nominal: bool,
    /// Until when whoever asked reads what it tells of somebody.
    pub until_on: Date,
    /// How many weeks one waits, where there is a waiting list.
    pub weeks: Option<i64>,
}

/// What a kind of turn means for the clocks, the ledger and the case of whoever asked.
async fn taken(
    cx: &Cx,
    mut tx: Tx,
    leave: &Leave,
    thread: &Thread,
    new: Turn,
    published: Option<&'static str>,
) -> Result<(), Problem> {
    store::add_turn(&mut tx, &new).await?;
    let id = thread.exchange.id.0;
    let today = cx.today();
    use TurnKind as T;
    match new.kind {
        T::Acknowledged | T::Assigned => {
            deadlines::done(&mut tx, id, "exchange_acknowledgement", None, today).await?;
        }
        T::Answered | T::AnsweredInPart | T::Declined | T::Redirected => {
            for term in ANSWERED {
                deadlines::done(&mut tx, id, term, None, today).await?;
            }
        }
        T::Confirmed => deadlines::done(&mut tx, id, "oral_exchange_confirmation", None, today).await?,
        T::Withdrawn | T::Closed => deadlines::drop_open(&mut tx, id, None, today).await?,
        _ => {}
    }
    if let Some(kind) = published {
        publish(cx, &mut tx, thread, kind, new.occurred_at, new.institution).await?;
    }
    let kind = match new.kind {
        T::Acknowledged => events::EXCHANGE_ACKNOWLEDGED,
        T::Assigned => events::EXCHANGE_ASSIGNED,
        T::Answered | T::AnsweredInPart => events::EXCHANGE_ANSWERED,
        T::Declined => events::EXCHANGE_DECLINED,
        T::Redirected => events::EXCHANGE_REDIRECTED,
        T::Withdrawn => events::EXCHANGE_WITHDRAWN,
        T::Reminded => events::EXCHANGE_REMINDED,
        T::Closed => events::EXCHANGE_CLOSED,
        _ => events::EXCHANGE_FOLLOWED,
    };
    let detail = json!({
        "turn": new.kind.code(), "reason": new.reason, "channel": new.channel.code(),
        "disclosure": new.disclosure.map(|d| d.to_string()),
        "to": new.to_practitioner.map(|p| p.to_string()),
    });
    tx.commit(event(cx, leave, kind, thread)?.with_detail(detail.to_string())).await.map_err(Problem::from)
}

async fn open(
    cx: &Cx,
    id: ExchangeId,
    kind: TurnKind,
    action: Action,
) -> Result<(Tx, Leave, Side, Thread), Problem> {
    let (tx, leave, side, thread) = begin(cx, action, id).await?;
    rules::taking_turn(&thread, side, kind).map_err(|r| refused(cx, r))?;
    Ok((tx, leave, side, thread))
}

/// Says that it arrived.
pub async fn acknowledge(cx: &Cx, id: ExchangeId) -> Result<(), Problem> {
    let (tx, leave, _, thread) = open(cx, id, TurnKind::Acknowledged, Action::Write).await?;
    let new = turn(cx, &thread, TurnKind::Acknowledged, "")?;
    taken(cx, tx, &leave, &thread, new, None).await
}

/// Gives it to somebody of one's own institution to deal with. What was told of somebody stays with those to whom it was told:
/// a decision names its recipients.
pub async fn assign(cx: &Cx, id: ExchangeId, to: PractitionerId) -> Result<(), Problem> {
    let (mut tx, leave, _, thread) = open(cx, id, TurnKind::Assigned, Action::Assign).await?;
    let here = cx.actor()?.institution;
    let appointed = directory::appointed_on(&mut tx, &[to], cx.today()).await?;
    if !appointed.contains(&(to, here)) {
        return Err(refused(cx, Refusal::new("assignee-not-here")));
    }
    let seat = NewSeat::usual(Holder::Practitioner(to), here, Capacity::Lead, Ground::Exchange);
    access::open_seat(cx, &mut tx, id, &seat).await?;
    if let Some(before) = thread.in_charge(here).filter(|before| *before != to) {
        let (from, to) = (Holder::Practitioner(before), Holder::Practitioner(to));
        deadlines::pass_on(&mut tx, id.0, from, to).await?;
    }
    let mut new = turn(cx, &thread, TurnKind::Assigned, "")?;
    (new.to_practitioner, new.to_institution) = (Some(to), Some(here));
    taken(cx, tx, &leave, &thread, new, None).await
}

/// The words of a turn may be said: they name nobody, or a decision permits what they say, which is told with them.
async fn said(
    cx: &Cx,
    tx: &mut Tx,
    thread: &Thread,
    side: Side,
    new: &mut Turn,
    nominal: bool,
    until_on: Date,
) -> Result<(), Problem> {
    if new.words.is_empty() {
        return Err(refused(cx, Refusal::new("no-words")));
    }
    let (decision, held) = told_with(cx, tx, thread, side, (new.channel, until_on), nominal).await?;
    let case = thread.exchange.case.filter(|_| side == Side::From);
    let names = names_of(cx, tx, case).await?;
    rules::covered(nominal, held, rules::named(&new.words, &names)).map_err(|r| refused(cx, r))?;
    new.disclosure = if nominal { decision } else { None };
    Ok(())
}

fn moment(cx: &Cx, channel: Channel, occurred_at: Option<Instant>) -> Result<Instant, Problem> {
    match (channel, occurred_at) {
        (Channel::Oral, None) => Err(refused(cx, Refusal::new("no-moment"))),
        (_, Some(at)) if at > cx.now => Err(refused(cx, Refusal::new("moment-in-future"))),
        (Channel::Oral, Some(at)) => Ok(at),
        (Channel::Written, _) => Ok(cx.now),
    }
}

/// Answers. What it tells of somebody is told in the same transaction, by the decision that was taken for it.
pub async fn answer(cx: &Cx, id: ExchangeId, answer: &Answer) -> Result<(), Problem> {
    let kind = match answer.outcome {
        Outcome::Full => TurnKind::Answered,
        Outcome::Part => TurnKind::AnsweredInPart,
    };
    apart::refuse_copies(cx, &[&answer.words]).await?;
    let (mut tx, leave, side, thread) = open(cx, id, kind, Action::Write).await?;
    let mut new = turn(cx, &thread, kind, &answer.words)?;
    new.channel = answer.channel;
    new.occurred_at = moment(cx, answer.channel, answer.occurred_at)?;
    new.weeks = answer.weeks;
    said(cx, &mut tx, &thread, side, &mut new, answer.nominal, answer.until_on).await?;
    taken(cx, tx, &leave, &thread, new, Some("exchange_answered")).await
}

/// Declines, with a reason that whoever asked reads; and with whom to turn to, where one knows.
pub async fn decline(
    cx: &Cx,
    id: ExchangeId,
    reason: Reason,
    words: &str,
    turn_to: Option<(PractitionerId, InstitutionId)>,
) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[words]).await?;
    let (mut tx, leave, side, thread) = open(cx, id, TurnKind::Declined, Action::Write).await?;
    let mut new = turn(cx, &thread, TurnKind::Declined, words)?;
    reason.code().clone_into(&mut new.reason);
    if let Some((who, at)) = turn_to {
        (new.to_practitioner, new.to_institution) = (Some(who), Some(at));
    }
    said(cx, &mut tx, &thread, side, &mut new, false, cx.today()).await?;
    taken(cx, tx, &leave, &thread, new, Some("exchange_declined")).await
}

/// Names the institution that is the right one to ask. Nothing goes there by itself: whoever asked decides, for another decision is
/// needed for other recipients.
pub async fn redirect(cx: &Cx, id: ExchangeId, to: InstitutionId, words: &str) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[words]).await?;
    let (mut tx, leave, side, thread) = open(cx, id, TurnKind::Redirected, Action::Write).await?;
    if thread.side(to).is_some() {
        return Err(refused(cx, Refusal::new("redirected-to-party")));
    }
    directory::institution(&mut tx, to).await?.ok_or(Problem::NotFound)?;
    let mut new = turn(cx, &thread, TurnKind::Redirected, words)?;
    new.to_institution = Some(to);
    said(cx, &mut tx, &thread, side, &mut new, false, cx.today()).await?;
    taken(cx, tx, &leave, &thread, new, Some("exchange_redirected")).await
}

/// Asks no more. What was told of somebody with it is taken back on its own page: that is another decision.
pub async fn withdraw(cx: &Cx, id: ExchangeId, why: &str) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[why]).await?;
    let (mut tx, leave, side, thread) = open(cx, id, TurnKind::Withdrawn, Action::Write).await?;
    let mut new = turn(cx, &thread, TurnKind::Withdrawn, why)?;
    said(cx, &mut tx, &thread, side, &mut new, false, cx.today()).await?;
    store::revoke_links(&mut tx, id, cx.now).await?;
    taken(cx, tx, &leave, &thread, new, Some("exchange_withdrawn")).await
}

/// Asks for the answer once more.
pub async fn remind(cx: &Cx, id: ExchangeId) -> Result<(), Problem> {
    let (tx, leave, _, thread) = open(cx, id, TurnKind::Reminded, Action::Write).await?;
    let again = thread.last(|t| t == TurnKind::Reminded).is_some_and(|t| cx.now.0 - t.at.0 < Instant::DAY);
    if again {
        return Err(refused(cx, Refusal::new("reminded-today")));
    }
    let new = turn(cx, &thread, TurnKind::Reminded, "")?;
    taken(cx, tx, &leave, &thread, new, None).await
}

/// What was said by word of mouth, in summary.
pub async fn minute(
    cx: &Cx,
    id: ExchangeId,
    occurred_at: Instant,
    words: &str,
    nominal: bool,
    until_on: Date,
) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[words]).await?;
    let (mut tx, leave, side, thread) = open(cx, id, TurnKind::Minuted, Action::Write).await?;
    let mut new = turn(cx, &thread, TurnKind::Minuted, words)?;
    new.channel = Channel::Oral;
    new.occurred_at = moment(cx, Channel::Oral, Some(occurred_at))?;
    said(cx, &mut tx, &thread, side, &mut new, nominal, until_on).await?;
    taken(cx, tx, &leave, &thread, new, Some("exchange_minuted")).await
}

/// What was said was confirmed in writing.
pub async fn confirm(cx: &Cx, id: ExchangeId) -> Result<(), Problem> {
    let (tx, leave, _, thread) = open(cx, id, TurnKind::Confirmed, Action::Write).await?;
    if !thread.exchange.confirmation || store::happened(&thread, TurnKind::Confirmed) {
        return Err(refused(cx, Refusal::new("nothing-to-confirm")));
    }
    let new = turn(cx, &thread, TurnKind::Confirmed, "")?;
    taken(cx, tx, &leave, &thread, new, None).await
}

/// How something done together goes on: what was agreed, who does what.
pub async fn follow(
    cx: &Cx,
    id: ExchangeId,
    words: &str,
    nominal: bool,
    until_on: Date,
) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[words]).await?;
    let (mut tx, leave, side, thread) = open(cx, id, TurnKind::Followed, Action::Write).await?;
    let mut new = turn(cx, &thread, TurnKind::Followed, words)?;
    said(cx, &mut tx, &thread, side, &mut new, nominal, until_on).await?;
    taken(cx, tx, &leave, &thread, new, Some("exchange_followed")).await
}

/// Nothing more is to come.
pub async fn close(cx: &Cx, id: ExchangeId, words: &str) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[words]).await?;
    let (mut tx, leave, side, thread) = open(cx, id, TurnKind::Closed, Action::Write).await?;
    let mut new = turn(cx, &thread, TurnKind::Closed, words)?;
    // The last word may be left out; said, it names nobody.
    if !new.words.is_empty() {
        said(cx, &mut tx, &thread, side, &mut new, false, cx.today()).await?;
    }
    store::revoke_links(&mut tx, id, cx.now).await?;
    taken(cx, tx, &leave, &thread, new, Some("exchange_closed")).await
}

/// Whether a decision covers what somebody is about to say on a side: for the page, before it is sent.
pub fn covers(
    thread: &Thread,
    side: Side,
    decision: Option<&crate::sharing::Disclosure>,
    today: Date,
) -> rules::Cover {
    cover(decision, &listeners(thread, side), today)
}

/// The decisions that some turns of a thread rest on.
pub fn decisions(thread: &Thread) -> Vec<DisclosureId> {
    let mut out: Vec<DisclosureId> = thread.turns.iter().filter_map(|t| t.disclosure).collect();
    out.dedup();
    out
}
