// SPDX-License-Identifier: EUPL-1.2
//! Joining reports about the same facts: one evaluation, and every reporter kept apart with the answer owed to them.

use kernel::{ReportId, SubjectKind};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action};
use register::{deadlines, people};
use rulebook::term;
use serde_json::json;

use super::minors::{evaluate_too, restart_clock};
use super::{OrRefuse, event, pack};
use crate::concerns::model::{Concern, Minor, MinorId, Place};
use crate::concerns::rules::hand_on;
use crate::concerns::rules::minors::{Compared, is_free, same_child};
use crate::concerns::rules::triage::NewTriage;
use crate::concerns::{events, store};

/// What a minor of the report that is joined turns out to be: a minor of the kept report, or somebody who is added to it.
pub type Same = (MinorId, Option<MinorId>);

/// Joins a report to another one. `same` says who is who, where somebody looked; the rest is compared by person, name and
/// birth, and a mere description joins nobody to the evaluation.
pub async fn merge(
    cx: &Cx,
    duplicate: ReportId,
    into: ReportId,
    same: &[Same],
    reason: &str,
) -> Result<(), Problem> {
    let (mut tx, grant, kept_grant) =
        access::begin_both(cx, (Action::Triage, duplicate), (Action::Triage, into)).await?;
    let concern = store::concern(&mut tx, &grant).await?;
    let kept = store::concern(&mut tx, &kept_grant).await?;
    let pack = pack(cx)?;
    hand_on::merge(&concern, &kept, reason).or_refuse(cx)?;
    let likely = pairs(&mut tx, &concern.minors, &kept.minors).await?;
    let mut added = 0;
    for minor in concern.minors.iter().filter(|m| m.same_as.is_none() && m.set_aside.is_none()) {
        let said = same.iter().find(|(m, _)| *m == minor.id).map(|(_, s)| *s);
        let found = said.unwrap_or_else(|| likely.iter().find(|(m, _)| *m == minor.id).and_then(|(_, s)| *s));
        match found {
            Some(other) => {
                let theirs = kept.minor(other).ok_or(Problem::NotFound)?;
                if let (Some(person), None) = (minor.person, theirs.person) {
                    is_free(&kept, other, Some(person)).or_refuse(cx)?;
                    people::link(
                        cx,
                        &mut tx,
                        person,
                        SubjectKind::REPORT.of(into),
                        "child",
                        kept.report.institution,
                    )
                    .await?;
                    store::set_person(&mut tx, into, other, person).await?;
                    restart_clock(cx, &mut tx, &kept, theirs, person, pack).await?;
                }
            }
            None if said.is_some() || minor.person.is_some() => {
                let id: MinorId = cx.new_id()?;
                if let Some(person) = minor.person {
                    people::link(
                        cx,
                        &mut tx,
                        person,
                        SubjectKind::REPORT.of(into),
                        "child",
                        kept.report.institution,
                    )
                    .await?;
                }
                let row = store::MinorRow {
                    id,
                    place: if minor.place == Place::Mentioned { Place::Mentioned } else { Place::Added },
                    person: minor.person,
                    description: &minor.description,
                    is_unborn: minor.is_unborn,
                    number_unknown: minor.number_unknown,
                    why: "joined",
                };
                store::insert_minor(&mut tx, into, &row, cx.now).await?;
                let now = store::minors(&mut tx, into).await?;
                if let Some(minor) = now.iter().find(|m| m.id == id && m.is_evaluated()) {
                    evaluate_too(cx, &mut tx, &kept, minor, pack).await?;
                }
                added += 1;
            }
            None => {}
        }
    }
    store::insert_merge(&mut tx, duplicate, into, reason, grant.practitioner(), (cx.today(), cx.now)).await?;
    let raised = raise(cx, &mut tx, &concern, &kept).await?;
    // One evaluation: its clock runs on the kept report. What is owed to whoever reported goes on here.
    for ended in [term::EVALUATION, term::TRIAGE] {
        deadlines::drop_open(&mut tx, duplicate.0, Some(ended), cx.today()).await?;
    }
    let detail = json!({ "into": into.to_string(), "minors_added": added });
    tx.note(event(cx, &grant, events::REPORT_JOINED)?.because(reason).with_detail(detail.to_string()));
    let detail = json!({ "joined": duplicate.to_string(), "raised": raised });
    let last =
        event(cx, &kept_grant, events::REPORTS_MERGED)?.because(reason).with_detail(detail.to_string());
    Ok(tx.commit(last).await?)
}

/// Danger that was found in the joined report counts for the kept one, as it was found: by whom, when and why.
async fn raise(
    cx: &Cx,
    tx: &mut Tx,
    joined: &Concern,
    kept: &Concern,
) -> Result<Option<&'static str>, Problem> {
    let (Some((outcome, levels)), Some(theirs)) = (hand_on::raised(joined, kept), joined.triage()) else {
        return Ok(None);
    };
    let new = NewTriage {
        outcome,
        levels,
        explanation: theirs.explanation.clone(),
        reason: format!("{} – {}", joined.report.reference, theirs.reason),
        second: theirs.second,
        alone_reason: theirs.alone_reason.clone(),
        redirected_to: None,
        repeats: Vec::new(),
        repetitive: false,
        instead_of: kept.triage().map(|t| t.id),
    };
    store::insert_triage(tx, store::row_id(cx)?, kept.report.id, &new, theirs.by, theirs.on, cx.now).await?;
    Ok(Some(outcome.code()))
}

/// Who is most likely who when two reports are joined, for the page that asks.
pub async fn likely_same(cx: &Cx, duplicate: ReportId, into: ReportId) -> Result<Vec<Same>, Problem> {
    let mut conn = cx.read().await?;
    let one = access::require(cx, &mut conn, Action::Triage, duplicate).await?;
    let other = access::require(cx, &mut conn, Action::Triage, into).await?;
    let one = store::concern(&mut conn, &one).await?;
    let other = store::concern(&mut conn, &other).await?;
    pairs(&mut conn, &one.minors, &other.minors).await
}

async fn pairs(conn: &mut Conn, ones: &[Minor], others: &[Minor]) -> Result<Vec<Same>, Problem> {
    let ones = compared(conn, ones).await?;
    let others = compared(conn, others).await?;
    Ok(ones.iter().map(|one| (one.id, same_child(one, &others))).collect())
}

async fn compared(conn: &mut Conn, minors: &[Minor]) -> Result<Vec<Compared>, Problem> {
    let live: Vec<Minor> =
        minors.iter().filter(|m| m.same_as.is_none() && m.set_aside.is_none()).cloned().collect();
    let people = store::minor_names(conn, &live).await?;
    Ok(live
        .iter()
        .map(|m| {
            let person = people.iter().find(|(id, _)| *id == m.id).map(|(_, p)| p);
            Compared {
                id: m.id,
                person: m.person,
                name: person.map(people::Person::name).unwrap_or_default(),
                birth: person.and_then(|p| p.birth),
            }
        })
        .collect())
}
