// SPDX-License-Identifier: EUPL-1.2
//! A second pair of eyes before something is decided: asked for by a rule set, by an institution, or by whoever is in doubt.

use kernel::{DisclosureId, FunctionKind, Refusal, SubjectKind};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::Action;
use register::apart;
use secrecy::{Kind, RuleSet};
use serde_json::json;

use super::super::look::{self, View, Wanted};
use super::super::model::Disclosure;
use super::super::{events, store_look};
use super::{asked, begin, event, refused, rule_set};

/// Who wants a second person to look before this is decided; nothing when nobody does.
pub async fn look_wanted(cx: &Cx, conn: &mut Conn, d: &Disclosure) -> Result<Option<Wanted>, Problem> {
    if rule_set(cx, d)?.asks_second_look() {
        return Ok(Some(Wanted::ByRule));
    }
    let wants = store_look::is_wanted(conn, d.institution, &d.rule_set).await?;
    Ok(wants.then_some(Wanted::ByInstitution))
}

/// Asks somebody else to look, whether or not anybody wants it.
pub async fn ask_look(cx: &Cx, id: DisclosureId) -> Result<(), Problem> {
    let (mut tx, leave, before) = begin(cx, Action::Write, id).await?;
    let (_, decision) = asked(cx, &mut tx, &leave, &before, Some(cx.today())).await?;
    look::asking(&before, decision.outcome).map_err(|r| refused(cx, r))?;
    store_look::ask(&mut tx, &before, leave.practitioner(), cx.now).await?;
    tx.commit(event(cx, &leave, events::SECOND_LOOK_ASKED, id)?).await.map_err(Problem::from)
}

/// Looks, as somebody who had no hand in it. `seen` is the version that was shown: what was changed meanwhile is looked at anew.
pub async fn look(cx: &Cx, id: DisclosureId, seen: i64, view: View, words: &str) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[words]).await?;
    let (mut tx, leave, before) = begin(cx, Action::Approve, id).await?;
    let by = leave.practitioner();
    look::looking(&before, by, seen, view, words).map_err(|r| refused(cx, r))?;
    store_look::give(&mut tx, &before, view, words.trim(), by, cx.now).await?;
    let event = event(cx, &leave, events::SECOND_LOOK_GIVEN, id)?
        .with_detail(json!({ "view": view.code() }).to_string());
    let event = if words.trim().is_empty() { event } else { event.because(words.trim()) };
    tx.commit(event).await.map_err(Problem::from)
}

/// The rule sets by which an institution can want a second look: those of its pack that are in force and decide something.
pub fn look_offered(cx: &Cx) -> Result<Vec<&RuleSet>, Problem> {
    let pack = register::directory::pack(cx, &cx.actor()?.pack)?;
    Ok(pack.rule_sets_on(cx.today()).filter(|set| set.kind() != Kind::Consultation).collect())
}

/// By which rule sets the institution of whoever asks wants it.
pub async fn looks_wanted(cx: &Cx, conn: &mut Conn) -> Result<Vec<String>, Problem> {
    store_look::wanted(conn, cx.actor()?.institution).await.map_err(Problem::from)
}

/// Says by which rule sets nothing is decided in one's institution before a second person has looked. What was decided stays
/// decided; what is being prepared is looked at.
pub async fn want_looks(cx: &Cx, rule_sets: &[&str]) -> Result<(), Problem> {
    let actor = cx.actor()?;
    if !actor.holds(FunctionKind::Direction) {
        return Err(Problem::NotFound);
    }
    let offered = look_offered(cx)?;
    if rule_sets.iter().any(|code| !offered.iter().any(|set| set.code() == *code)) {
        return Err(refused(cx, Refusal::new("unknown-code")));
    }
    let mut tx = cx.begin().await?;
    store_look::want(&mut tx, actor.institution, rule_sets, actor.practitioner, cx.now).await?;
    let about = SubjectKind::INSTITUTION.of(actor.institution);
    let event = cx.event(events::SECOND_LOOKS_WANTED, about, None, kernel::Ground::Function)?;
    tx.commit(event.with_detail(json!({ "rule_sets": rule_sets }).to_string())).await.map_err(Problem::from)
}
