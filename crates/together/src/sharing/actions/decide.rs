// SPDX-License-Identifier: EUPL-1.2
//! Deciding, telling, taking back.

use kernel::{
    Capacity, Date, DisclosureId, Event, Ground, Holder, Instant, Layer, Layers, Refusal, SubjectKind,
};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, NewSeat};
use register::cases::{self, Entry};
use register::directory;
use secrecy::Outcome;
use serde_json::json;

use super::super::model::{Channel, Disclosure};
use super::super::{events, look, rules, store};
use super::{Leave, asked, begin, event, look_wanted, refused, rule_set, secrets_of};

/// What the discloser says of a decision.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Why; asked where something is refused.
    pub reason: String,
    /// What is done instead; asked where something is refused.
    pub alternative: String,
}

/// What the rules answer to a decision as it stands now: for the page, before anything is decided.
pub async fn assess(
    cx: &Cx,
    conn: &mut Conn,
    leave: &Leave,
    disclosure: &Disclosure,
) -> Result<secrecy::Decision, Problem> {
    Ok(asked(cx, conn, leave, disclosure, Some(cx.today())).await?.1)
}

/// Decides: what the rules were asked and what they answered is kept for good. The outcome is theirs alone.
pub async fn decide(cx: &Cx, id: DisclosureId, verdict: &Verdict) -> Result<Outcome, Problem> {
    decide_instead(cx, id, verdict, &[]).await
}

/// As [`decide`], naming what is done instead by the codes of what the rules offer.
pub async fn decide_instead(
    cx: &Cx,
    id: DisclosureId,
    verdict: &Verdict,
    alternatives: &[String],
) -> Result<Outcome, Problem> {
    let (mut tx, leave, before) = begin(cx, Action::Write, id).await?;
    let (facts, decision) = asked(cx, &mut tx, &leave, &before, Some(cx.today())).await?;
    let offered = rule_set(cx, &before)?.alternatives_for(&decision);
    if alternatives.iter().any(|code| !offered.iter().any(|known| known.code() == code)) {
        return Err(refused(cx, Refusal::new("unknown-code")));
    }
    let instead = format!("{} {}", alternatives.join(" "), verdict.alternative);
    rules::deciding(&before, decision.outcome, &verdict.reason, &instead).map_err(|r| refused(cx, r))?;
    let wanted = look_wanted(cx, &mut tx, &before).await?;
    look::deciding(&before, decision.outcome, wanted, leave.practitioner()).map_err(|r| refused(cx, r))?;
    let kept = store::Verdict {
        facts: &facts,
        decision: &decision,
        reason: verdict.reason.trim(),
        alternative: verdict.alternative.trim(),
        alternatives,
    };
    store::decide(&mut tx, &before, &kept, leave.practitioner(), cx.now).await?;
    let unmet: Vec<&str> = decision.unmet().map(|f| f.condition.as_str()).collect();
    let detail = json!({ "rule_set": decision.rule_set, "edition": decision.edition, "outcome": decision.outcome, "unmet": unmet });
    let outcome = decision.outcome;
    let event = event(cx, &leave, events::DISCLOSURE_DECIDED, id)?.with_detail(detail.to_string());
    tx.commit(if verdict.reason.trim().is_empty() { event } else { event.because(verdict.reason.trim()) })
        .await?;
    Ok(outcome)
}

/// Tells what was permitted: from now on each recipient reads what is open to them, and nothing else, until the day set. The
/// rules are asked once more: what changed since the decision (a status, an appointment) counts.
pub async fn tell(cx: &Cx, id: DisclosureId, channel: Channel, until_on: Date) -> Result<(), Problem> {
    let (mut tx, leave, before) = begin(cx, Action::Write, id).await?;
    // What is told with a request or its answer leaves with it, or not at all.
    if before.exchange.is_some() {
        return Err(refused(cx, Refusal::new("told-with-its-exchange")));
    }
    let event = tell_in(cx, &mut tx, &leave, &before, channel, until_on).await?;
    tx.commit(event).await.map_err(Problem::from)
}

/// As [`tell`], inside a transaction that does more; the event that is due is handed back.
pub(crate) async fn tell_in(
    cx: &Cx,
    tx: &mut Tx,
    leave: &Leave,
    before: &Disclosure,
    channel: Channel,
    until_on: Date,
) -> Result<Event, Problem> {
    let kind = rule_set(cx, before)?.kind();
    rules::telling(before, kind, until_on, cx.today()).map_err(|r| refused(cx, r))?;
    let (_, again) = asked(cx, tx, leave, before, Some(cx.today())).await?;
    let decided = before.decided.as_ref().ok_or(Problem::NotFound)?;
    if decided.decision.permitted().any(|p| !again.permits(&p.recipient, &p.item)) {
        return Err(refused(cx, Refusal::new("no-longer-permitted")));
    }
    // An address that was put under protection after the piece was written.
    let secrets = secrets_of(tx, leave).await?;
    let leaks = |text: &str| secrets.mask(text) != text;
    let c = &before.composition;
    if leaks(&c.why)
        || c.pieces.iter().any(|p| leaks(&p.title) || leaks(&p.words))
        || c.needs.iter().any(|n| leaks(&n.what_for))
    {
        return Err(refused(cx, Refusal::new("secret-address")));
    }
    store::execute(tx, before, channel, until_on, leave.practitioner(), cx.now).await?;
    open_to_recipients(cx, tx, before, until_on).await?;
    publish(cx, tx, leave, before, "disclosure_made").await?;
    let recipients: Vec<String> = before.open_recipients().map(|r| r.practitioner.to_string()).collect();
    let pieces = decided.decision.permitted().count();
    let detail = json!({ "channel": channel.code(), "recipients": recipients, "pairs": pieces, "until": until_on.to_string() });
    Ok(event(cx, leave, events::DISCLOSURE_MADE, before.id)?.with_detail(detail.to_string()))
}

/// From now on each recipient reads what is open to them, until the day set.
pub(super) async fn open_to_recipients(
    cx: &Cx,
    tx: &mut Tx,
    before: &Disclosure,
    until_on: Date,
) -> Result<(), Problem> {
    let until = end_of(cx, until_on);
    for recipient in before.open_recipients() {
        let seat = NewSeat {
            holder: Holder::Practitioner(recipient.practitioner),
            institution: recipient.institution,
            capacity: Capacity::Guest,
            layers: Layers::NONE,
            ground: Ground::Disclosure,
            reason: None,
            until: Some(until),
        };
        access::open_seat(cx, tx, before.id, &seat).await?;
    }
    Ok(())
}

/// Says in the case, when it lies in one, to whom something was told or from whom it was taken back.
async fn publish(
    cx: &Cx,
    tx: &mut Tx,
    leave: &Leave,
    before: &Disclosure,
    kind: &'static str,
) -> Result<(), Problem> {
    let Some(grant) = leave.in_case() else { return Ok(()) };
    let names = names_of(tx, before).await?;
    let entry = Entry::now(cx, grant.subject(), Layer::Institution, kind, &names)
        .about(SubjectKind::DISCLOSURE.of(before.id));
    cases::publish(cx, tx, &entry).await.map(drop)
}

/// The conditions that were not met in a decision, by id, for whoever reads its case.
pub async fn unmet_of(cx: &Cx, id: DisclosureId) -> Result<Vec<String>, Problem> {
    let mut conn = cx.read().await?;
    let (_, found) = super::disclosure(cx, &mut conn, Action::Read, id).await?;
    let decided = found.decided.ok_or(Problem::NotFound)?;
    let mut unmet: Vec<String> = decided.decision.unmet().map(|f| f.condition.clone()).collect();
    unmet.dedup();
    Ok(unmet)
}

/// The first moment of the day after.
pub(crate) fn end_of(cx: &Cx, day: Date) -> Instant {
    Instant::from_local(day.plus_days(1), 0, 0, &cx.zone).unwrap_or(cx.now.plus(Instant::DAY))
}

async fn names_of(conn: &mut Conn, disclosure: &Disclosure) -> Result<String, Problem> {
    let ids: Vec<_> = disclosure.open_recipients().map(|r| r.practitioner).collect();
    let names = directory::practitioner_names(conn, ids.clone()).await?;
    Ok(ids.iter().filter_map(|id| names.get(id).map(String::as_str)).collect::<Vec<_>>().join(", "))
}

/// Takes back: nobody reads it any more, from this moment. What was read cannot be unread; the page says so.
pub async fn withdraw(cx: &Cx, id: DisclosureId, why: &str) -> Result<(), Problem> {
    let (mut tx, leave, before) = begin(cx, Action::Write, id).await?;
    rules::withdrawing(&before, why).map_err(|r| refused(cx, r))?;
    store::withdraw(&mut tx, &before, why.trim(), leave.practitioner(), cx.now).await?;
    close_to_recipients(cx, &mut tx, id, why.trim()).await?;
    if before.executed.is_some() {
        publish(cx, &mut tx, &leave, &before, "disclosure_withdrawn").await?;
    }
    tx.commit(event(cx, &leave, events::DISCLOSURE_WITHDRAWN, id)?.because(why.trim()))
        .await
        .map_err(Problem::from)
}

/// Nobody to whom it was told reads it any more; whoever prepared it still does.
pub(super) async fn close_to_recipients(
    cx: &Cx,
    tx: &mut Tx,
    id: DisclosureId,
    why: &str,
) -> Result<(), Problem> {
    for seat in access::holders_of(tx, id, Capacity::Guest, cx.now).await? {
        access::close_seat(cx, tx, id, seat.id, why).await?;
    }
    Ok(())
}
