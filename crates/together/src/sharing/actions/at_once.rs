// SPDX-License-Identifier: EUPL-1.2
//! Deciding and telling in one deed, in no case: for a danger that does not wait.

use kernel::{
    Capacity, Date, DisclosureId, Event, EventKind, ExchangeId, Ground, Holder, InstitutionId, Layer, Layers,
    PractitionerId, Refusal, SubjectKind,
};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, NewSeat};
use secrecy::{Decision, Facts, Outcome, RuleSet};
use serde_json::json;

use super::super::model::{Channel, Composition};
use super::super::{events, facts, rules, store};
use super::decide::open_to_recipients;
use super::{event, held, known, refused, tell_in};

/// What the rules answer to something that was composed whole and lies nowhere yet, told by somebody.
pub(crate) async fn foresee(
    cx: &Cx,
    conn: &mut Conn,
    rules: &RuleSet,
    (by, composition): (PractitionerId, &Composition),
) -> Result<(Facts, Decision), Problem> {
    let known = known(cx, conn, by, composition).await?;
    let today = cx.today();
    let facts = facts(composition, (by, Capacity::Lead.code()), &known, today, Some(today));
    let decision = rules.decide(&facts);
    Ok((facts, decision))
}

/// Decides, and tells what is permitted, inside a transaction; the event that is due is handed back. Nobody but whoever tells and
/// those who are told reads it: where the law knows one addressee, one’s own supervision is none.
pub(crate) async fn tell_at_once(
    cx: &Cx,
    tx: &mut Tx,
    rule_set: &RuleSet,
    composition: &Composition,
    until_on: Date,
) -> Result<(DisclosureId, Event), Problem> {
    let actor = cx.actor()?;
    let id: DisclosureId = cx.new_id()?;
    rules::composed(composition, cx.today()).map_err(|r| refused(cx, r))?;
    let seat = NewSeat {
        layers: Layers::of(&[Layer::Institution]),
        ..NewSeat::usual(
            Holder::Practitioner(actor.practitioner),
            actor.institution,
            Capacity::Lead,
            Ground::Opening,
        )
    };
    access::open_seat(cx, tx, id, &seat).await?;
    let new = store::New {
        id,
        case: None,
        exchange: None,
        institution: actor.institution,
        by: actor.practitioner,
        pack: &actor.pack,
        rule_set: rule_set.code(),
        composition,
    };
    store::insert(tx, &new, cx.now).await?;
    let about = SubjectKind::DISCLOSURE.of(id);
    let prepared = cx.event(events::DISCLOSURE_PREPARED, about, Some(Capacity::Lead), Ground::Opening)?;
    tx.note(prepared.with_detail(json!({ "rule_set": rule_set.code() }).to_string()));
    let (facts, decision) = foresee(cx, tx, rule_set, (actor.practitioner, composition)).await?;
    let (leave, before) = held(cx, tx, Action::Write, id).await?;
    rules::deciding(&before, decision.outcome, "", "").map_err(|r| refused(cx, r))?;
    let verdict =
        store::Verdict { facts: &facts, decision: &decision, reason: "", alternatives: &[], alternative: "" };
    store::decide(tx, &before, &verdict, leave.practitioner(), cx.now).await?;
    let detail =
        json!({ "rule_set": decision.rule_set, "edition": decision.edition, "outcome": decision.outcome });
    tx.note(event(cx, &leave, events::DISCLOSURE_DECIDED, id)?.with_detail(detail.to_string()));
    let (leave, decided) = held(cx, tx, Action::Write, id).await?;
    let told = tell_in(cx, tx, &leave, &decided, Channel::Written, until_on).await?;
    Ok((id, told))
}

/// Somebody without an account, who answers an exchange through a link: for whom, and by which law.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outsider<'a> {
    /// Who.
    pub(crate) practitioner: PractitionerId,
    /// For which institution.
    pub(crate) institution: InstitutionId,
    /// The pack of that institution.
    pub(crate) pack: &'a str,
    /// What they answer.
    pub(crate) exchange: ExchangeId,
}

/// As [`tell_at_once`], by somebody without an account: what they tell of anybody is decided by the rules of their own service, or is
/// not told. Nobody but those who are told reads it.
pub(crate) async fn tell_from_outside(
    cx: &Cx,
    tx: &mut Tx,
    by: Outsider<'_>,
    (rule_set, composition): (&RuleSet, &Composition),
    until_on: Date,
) -> Result<DisclosureId, Problem> {
    let id: DisclosureId = cx.new_id()?;
    rules::composed(composition, cx.today()).map_err(|r| refused(cx, r))?;
    let new = store::New {
        id,
        case: None,
        exchange: Some(by.exchange),
        institution: by.institution,
        by: by.practitioner,
        pack: by.pack,
        rule_set: rule_set.code(),
        composition,
    };
    store::insert(tx, &new, cx.now).await?;
    let about = SubjectKind::DISCLOSURE.of(id);
    let happened = |kind: EventKind| cx.event_without_actor(by.institution, kind, about, Ground::Public);
    let detail = json!({ "rule_set": rule_set.code(), "by": by.practitioner.to_string() });
    tx.note(happened(events::DISCLOSURE_PREPARED).with_detail(detail.to_string()));
    let (facts, decision) = foresee(cx, tx, rule_set, (by.practitioner, composition)).await?;
    if decision.outcome != Outcome::Permitted {
        return Err(refused(cx, Refusal::new("outsider-not-permitted")));
    }
    let of = async |tx: &mut Tx| {
        let found = store::of_exchange(tx, by.exchange, by.institution).await?;
        found.into_iter().find(|d| d.id == id).ok_or(Problem::NotFound)
    };
    let before = of(tx).await?;
    rules::deciding(&before, decision.outcome, "", "").map_err(|r| refused(cx, r))?;
    let verdict =
        store::Verdict { facts: &facts, decision: &decision, reason: "", alternatives: &[], alternative: "" };
    store::decide(tx, &before, &verdict, by.practitioner, cx.now).await?;
    let detail =
        json!({ "rule_set": decision.rule_set, "edition": decision.edition, "outcome": decision.outcome });
    tx.note(happened(events::DISCLOSURE_DECIDED).with_detail(detail.to_string()));
    let decided = of(tx).await?;
    rules::telling(&decided, rule_set.kind(), until_on, cx.today()).map_err(|r| refused(cx, r))?;
    store::execute(tx, &decided, Channel::Written, until_on, by.practitioner, cx.now).await?;
    open_to_recipients(cx, tx, &decided, until_on).await?;
    let detail = json!({ "channel": Channel::Written.code(), "until": until_on.to_string() });
    tx.note(happened(events::DISCLOSURE_MADE).with_detail(detail.to_string()));
    Ok(id)
}
