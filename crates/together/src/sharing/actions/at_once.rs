// SPDX-License-Identifier: EUPL-1.2
//! Deciding and telling in one deed, in no case: for a danger that does not wait.

use kernel::{Capacity, Date, DisclosureId, Event, Ground, Holder, Layer, Layers, SubjectKind};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, NewSeat};
use secrecy::{Decision, Facts, RuleSet};
use serde_json::json;

use super::super::model::{Channel, Composition};
use super::super::{events, facts, rules, store};
use super::{event, held, known, refused, tell_in};

/// What the rules answer to something that was composed whole and lies nowhere yet.
pub(crate) async fn foresee(
    cx: &Cx,
    conn: &mut Conn,
    rules: &RuleSet,
    composition: &Composition,
) -> Result<(Facts, Decision), Problem> {
    let me = cx.actor()?.practitioner;
    let known = known(cx, conn, me, composition).await?;
    let today = cx.today();
    let facts = facts(composition, (me, Capacity::Lead.code()), &known, today, Some(today));
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
    let (facts, decision) = foresee(cx, tx, rule_set, composition).await?;
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
