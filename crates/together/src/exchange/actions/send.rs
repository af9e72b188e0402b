// SPDX-License-Identifier: EUPL-1.2
//! Sending: the exchange and what it tells of somebody leave together, or not at all.

use kernel::{
    Capacity, Date, DisclosureId, ExchangeId, FunctionKind, Ground, Holder, Instant, InstitutionId,
    SubjectKind,
};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, NewSeat};
use register::deadlines::{self, NewDeadline};
use register::directory;
use rulebook::{Circumstances, Moment};
use serde_json::json;

use super::super::model::{Party, Side, Thread, TurnKind};
use super::super::{events, rules, store};
use super::compose::{content_of, cover, listeners};
use super::{begin, event, names_of, publish, refused, silence, turn};
use crate::sharing::{self, Channel, Stand};

/// How it leaves.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    /// When it was said, for what was said by word of mouth.
    pub occurred_at: Option<Instant>,
    /// Until when those addressed read what it tells of somebody.
    pub until_on: Date,
}

/// Sends it: each person addressed gets a seat on the thread, their clocks start, and what the decision permits is told.
pub async fn send(cx: &Cx, id: ExchangeId, sending: &Sending) -> Result<(), Problem> {
    let (mut tx, leave, _, thread) = begin(cx, Action::Write, id).await?;
    let (decision, held) =
        told_with(cx, &mut tx, &thread, Side::From, (thread.exchange.channel, sending.until_on), true)
            .await?;
    let names = names_of(cx, &mut tx, thread.exchange.case).await?;
    let named = rules::named(&thread.exchange.words, &names);
    let nominal = if thread.exchange.nominal { decision } else { None };
    rules::sending(&thread, held, named, sending.occurred_at, cx.now).map_err(|r| refused(cx, r))?;
    // Whoever was named may have left since.
    let people: Vec<_> = thread.parties.iter().map(|p| p.practitioner).collect();
    let appointed = directory::appointed_on(&mut tx, &people, cx.today()).await?;
    if thread.parties.iter().any(|p| !appointed.contains(&(p.practitioner, p.institution))) {
        return Err(refused(cx, kernel::Refusal::new("party-not-there")));
    }
    store::sent(&mut tx, &thread.exchange, sending.occurred_at, cx.now).await?;
    let occurred_at = sending.occurred_at.unwrap_or(cx.now);
    let mut sent = turn(cx, &thread, TurnKind::Sent, "")?;
    sent.occurred_at = occurred_at;
    sent.channel = thread.exchange.channel;
    sent.disclosure = nominal;
    store::add_turn(&mut tx, &sent).await?;
    for party in &thread.parties {
        let holder = Holder::Practitioner(party.practitioner);
        let seat = NewSeat::usual(holder, party.institution, Capacity::Lead, Ground::Exchange);
        access::open_seat(cx, &mut tx, id, &seat).await?;
        supervision(cx, &mut tx, id, party.institution).await?;
        start_clocks(cx, &mut tx, &thread, party, occurred_at).await?;
        publish(cx, &mut tx, &thread, "exchange_sent", occurred_at, party.institution).await?;
    }
    supervision(cx, &mut tx, id, thread.exchange.institution).await?;
    let detail = json!({
        "kind": thread.exchange.kind.code(), "channel": thread.exchange.channel.code(),
        "parties": people.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "disclosure": nominal.map(|d| d.to_string()),
    });
    tx.commit(event(cx, &leave, events::EXCHANGE_SENT, &thread)?.with_detail(detail.to_string()))
        .await
        .map_err(Problem::from)
}

/// Tells, inside the transaction of a turn, what the decision that belongs to it permits; with how it stood. The decision is the
/// one being taken for this turn, else the one that was attached and was told before.
pub(super) async fn told_with(
    cx: &Cx,
    tx: &mut Tx,
    thread: &Thread,
    side: Side,
    (channel, until_on): (Channel, Date),
    nominal: bool,
) -> Result<(Option<DisclosureId>, rules::Cover), Problem> {
    if !nominal || (side == Side::From && !thread.exchange.nominal) {
        return Ok((None, rules::Cover::None));
    }
    let to = listeners(thread, side);
    if let Some(pending) = content_of(cx, tx, thread).await? {
        let (leave, before) = sharing::held(cx, tx, Action::Write, pending.id).await?;
        let held = cover(Some(&before), &to, cx.today());
        if held == rules::Cover::Permits {
            let event = sharing::tell_in(cx, tx, &leave, &before, channel, until_on).await?;
            tx.note(event);
        }
        return Ok((Some(pending.id), held));
    }
    let Some(attached) = thread.exchange.disclosure.filter(|_| side == Side::From) else {
        return Ok((None, rules::Cover::None));
    };
    let (_, found) = sharing::disclosure(cx, tx, Action::Read, attached).await?;
    let held = match found.stand(cx.today()) {
        Stand::Told => cover(Some(&found), &to, cx.today()),
        _ => rules::Cover::None,
    };
    Ok((Some(attached), held))
}

/// Who answers for an institution hands on what nobody deals with; they see whom it is with, not what is said.
async fn supervision(
    cx: &Cx,
    tx: &mut Tx,
    id: ExchangeId,
    institution: InstitutionId,
) -> Result<(), Problem> {
    let function = directory::function(tx, institution, FunctionKind::Supervisor).await?;
    let seat =
        NewSeat::usual(Holder::Function(function), institution, Capacity::Supervisor, Ground::Function);
    access::open_seat(cx, tx, id, &seat).await.map(drop)
}

/// The clocks of whoever is addressed, by the terms of their own pack, and of whoever spoke by word of mouth.
async fn start_clocks(
    cx: &Cx,
    tx: &mut Tx,
    thread: &Thread,
    party: &Party,
    occurred_at: Instant,
) -> Result<(), Problem> {
    let exchange = &thread.exchange;
    let (holder, institution) = (Holder::Practitioner(party.practitioner), party.institution);
    let there = directory::institution(tx, institution).await?.ok_or(Problem::NotFound)?;
    let clock = |institution, pack, term, owner, case| NewDeadline {
        institution,
        pack,
        kind: SubjectKind::EXCHANGE,
        subject: exchange.id.0,
        case,
        about: None,
        term,
        started: Moment { on: occurred_at.local_date(&cx.zone), at: Some(occurred_at) },
        circumstances: Circumstances::default(),
        owner,
    };
    if exchange.kind.wants_answer() {
        for term in ["exchange_acknowledgement", "exchange_answer"] {
            deadlines::start(cx, tx, &clock(institution, there.fields.pack.as_str(), term, holder, None))
                .await?;
        }
        silence::bind(cx, tx, exchange, party, there.fields.pack.as_str()).await?;
    }
    if exchange.channel == Channel::Oral && exchange.confirmation {
        let own = Holder::Practitioner(exchange.drafted_by);
        let term = "oral_exchange_confirmation";
        deadlines::start(cx, tx, &clock(exchange.institution, &exchange.pack, term, own, None)).await?;
    }
    Ok(())
}

/// Throws away what was not sent.
pub async fn discard(cx: &Cx, id: ExchangeId) -> Result<(), Problem> {
    let (mut tx, leave, _, thread) = begin(cx, Action::Write, id).await?;
    rules::drafting(&thread).map_err(|r| refused(cx, r))?;
    store::add_turn(&mut tx, &turn(cx, &thread, TurnKind::Withdrawn, "")?).await?;
    tx.commit(event(cx, &leave, events::EXCHANGE_WITHDRAWN, &thread)?).await.map_err(Problem::from)
}
