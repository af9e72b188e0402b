// SPDX-License-Identifier: EUPL-1.2
//! Evaluations: who does them, what was seen and said, how they end.

use kernel::{
    Capacity, EvaluationId, FunctionKind, Ground, Holder, PractitionerId, ReportId, SecrecyStatus,
    SubjectKind,
};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, NewSeat};
use register::{deadlines, directory};
use rulebook::{Circumstances, Moment, Pack, term};
use serde_json::json;

use super::{Deed, OrRefuse, begin, event, function, start_evaluation_clock, work_here};
use crate::concerns::model::{Concern, MinorId, NewConclusion, NewMeeting, NewView, NewVisit};
use crate::concerns::rules::{No, evaluate};
use crate::concerns::{events, store};

/// Names who evaluates, or names others later. The first time, one evaluation is opened for each minor of the home.
pub async fn assign(
    cx: &Cx,
    report: ReportId,
    lead: PractitionerId,
    team: &[PractitionerId],
) -> Result<Vec<(MinorId, EvaluationId)>, Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Assign, report).await?;
    let at = concern.report.institution;
    let here = work_here(cx, &mut tx, at).await?;
    evaluate::assign(&concern, lead, team, &here).or_refuse(cx)?;
    for who in std::iter::once(&lead).chain(team) {
        bound(cx, &mut tx, *who).await?;
    }
    store::set_team(&mut tx, report, lead, team, cx.today()).await?;
    for seat in access::holders_of(&mut tx, report, Capacity::Evaluator, cx.now).await? {
        let stays = seat.practitioner().is_some_and(|p| p == lead || team.contains(&p));
        if !stays {
            access::close_seat(cx, &mut tx, report, seat.id, "evaluation-team").await?;
        }
    }
    for practitioner in std::iter::once(&lead).chain(team) {
        let holder = Holder::Practitioner(*practitioner);
        let seat = NewSeat::usual(holder, at, Capacity::Evaluator, Ground::Evaluation);
        access::open_seat(cx, &mut tx, report, &seat).await?;
    }
    let first = concern.evaluations.is_empty();
    let mut opened: Vec<(MinorId, EvaluationId)> =
        concern.evaluations.iter().map(|e| (e.minor, e.id)).collect();
    // The clocks go to the lead.
    deadlines::replace(&mut tx, report.0, term::EVALUATION, None).await?;
    for minor in concern.evaluated() {
        if first {
            let id: EvaluationId = cx.new_id()?;
            store::insert_evaluation(
                &mut tx,
                id,
                report,
                minor.id,
                cx.today(),
                Some(grant.practitioner()),
                cx.now,
            )
            .await?;
            opened.push((minor.id, id));
        }
        if concern.evaluation(minor.id).is_none_or(|e| e.is_open()) {
            let owner = Holder::Practitioner(lead);
            start_evaluation_clock(cx, &mut tx, &concern, minor, owner, pack).await?;
        }
    }
    let kind = if first { events::EVALUATION_STARTED } else { events::EVALUATORS_CHANGED };
    let detail = json!({ "lead": lead.to_string(), "team": team.len(), "minors": opened.len() });
    tx.commit(event(cx, &grant, kind)?.with_detail(detail.to_string())).await?;
    Ok(opened)
}

/// As many evaluations as one hand-over moves.
const HANDED_OVER: i64 = 500;

/// Puts a colleague in the place of somebody who leaves, in each evaluation that still runs here and that whoever acts may assign:
/// how many. What cannot change hands, such as an evaluation that was concluded, stays. Done twice, it moves nothing more.
pub async fn hand_over_evaluations(
    cx: &Cx,
    from: PractitionerId,
    to: PractitionerId,
) -> Result<usize, Problem> {
    let here = cx.actor()?.institution;
    let mut conn = cx.read().await?;
    let seats =
        access::seats_of_holder(&mut conn, from, here, SubjectKind::REPORT, cx.now, HANDED_OVER).await?;
    let mut wanted = Vec::new();
    for (_, report, _) in seats.into_iter().filter(|(_, _, capacity)| *capacity == Capacity::Evaluator) {
        let Some(grant) = access::may(cx, &mut conn, Action::Assign, ReportId(report)).await? else {
            continue;
        };
        let concern = store::concern(&mut conn, &grant).await?;
        wanted.extend(
            evaluate::replacing(&concern, from, to).map(|(lead, team)| (ReportId(report), lead, team)),
        );
    }
    drop(conn);
    let mut moved = 0;
    for (report, lead, team) in wanted {
        match assign(cx, report, lead, &team).await {
            Ok(_) => moved += 1,
            Err(Problem::Refused(_) | Problem::NotFound) => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(moved)
}

/// Whoever gets a seat is bound by professional secrecy today, in person: their institution's default does not count.
async fn bound(cx: &Cx, tx: &mut platform::db::Tx, who: PractitionerId) -> Result<(), Problem> {
    let statuses = directory::secrecy_of(tx, who).await?;
    match directory::secrecy_on(&statuses, cx.today()) {
        SecrecyStatus::Bound => Ok(()),
        _ => Err(super::refused(cx, No::Rule(kernel::Refusal::new("evaluator-not-bound")))),
    }
}

/// Notes a visit, also one that found nobody.
pub async fn note_visit(cx: &Cx, report: ReportId, new: &NewVisit) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, .. } = begin(cx, Action::Evaluate, report).await?;
    evaluate::visit(&concern, new, cx.today()).or_refuse(cx)?;
    store::insert_visit(&mut tx, store::row_id(cx)?, report, new, grant.practitioner(), cx.now).await?;
    let detail =
        json!({ "minors": new.minors.len(), "found_nobody": new.found_nobody, "on": new.on.to_string() });
    Ok(tx.commit(event(cx, &grant, events::VISIT_NOTED)?.with_detail(detail.to_string())).await?)
}

/// Notes that a child was met, or why not.
pub async fn note_meeting(cx: &Cx, report: ReportId, new: &NewMeeting) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Evaluate, report).await?;
    evaluate::meeting(&concern, new, pack, cx.today()).or_refuse(cx)?;
    store::insert_meeting(&mut tx, store::row_id(cx)?, report, new, grant.practitioner(), cx.now).await?;
    let kind = if new.not_met.is_none() { events::CHILD_MET } else { events::CHILD_NOT_MET };
    let detail = json!({ "minor": new.minor.to_string(), "alone": new.alone, "reason": new.not_met });
    Ok(tx.commit(event(cx, &grant, kind)?.with_detail(detail.to_string())).await?)
}

/// Notes what a child says, in their words or as somebody told it.
pub async fn note_view(cx: &Cx, report: ReportId, new: &NewView) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, .. } = begin(cx, Action::Evaluate, report).await?;
    evaluate::view(&concern, new, cx.today()).or_refuse(cx)?;
    store::insert_view(&mut tx, store::row_id(cx)?, report, new, grant.practitioner(), cx.now).await?;
    let detail = json!({ "minor": new.minor.to_string(), "medium": new.medium.code(), "verbatim": new.told_by.is_empty() });
    Ok(tx.commit(event(cx, &grant, events::CHILD_VIEW_NOTED)?.with_detail(detail.to_string())).await?)
}

/// Concludes one minor's evaluation.
pub async fn conclude(cx: &Cx, report: ReportId, new: &NewConclusion) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Evaluate, report).await?;
    evaluate::conclude(&concern, new, pack, cx.today()).or_refuse(cx)?;
    store::set_concluded(&mut tx, report, new, grant.practitioner(), cx.today(), cx.now).await?;
    end_clock(&mut tx, &concern, new.minor, cx, pack).await?;
    let detail = json!({
        "minor": new.minor.to_string(), "outcome": new.outcome.code(), "danger": new.levels.danger,
        "gravity": new.levels.gravity, "urgency": new.levels.urgency,
    });
    let event = event(cx, &grant, events::EVALUATION_CONCLUDED)?.because(new.reason.clone());
    Ok(tx.commit(event.with_detail(detail.to_string())).await?)
}

/// Says that an evaluation cannot be done, and why: it then goes to the judicial authority or to the service of the place
/// where the child lives now, never to « no danger ».
pub async fn give_up(
    cx: &Cx,
    report: ReportId,
    minor: MinorId,
    reason: &str,
    explanation: &str,
) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Evaluate, report).await?;
    evaluate::impossible(&concern, minor, reason, explanation, pack, cx.today()).or_refuse(cx)?;
    let when = (cx.today(), cx.now);
    store::set_impossible(&mut tx, report, minor, reason, explanation, grant.practitioner(), when).await?;
    end_clock(&mut tx, &concern, minor, cx, pack).await?;
    let detail = json!({ "minor": minor.to_string(), "reason": reason });
    let event = event(cx, &grant, events::EVALUATION_IMPOSSIBLE)?.because(explanation);
    Ok(tx.commit(event.with_detail(detail.to_string())).await?)
}

async fn end_clock(
    tx: &mut platform::db::Tx,
    concern: &Concern,
    minor: MinorId,
    cx: &Cx,
    pack: &Pack,
) -> Result<(), Problem> {
    deadlines::done(tx, concern.report.id.0, term::EVALUATION, Some(minor.0), cx.today()).await?;
    if concern.evaluations.iter().any(|e| e.is_open() && e.minor != minor) {
        return Ok(());
    }
    start_decision_clock(cx, tx, concern, pack).await
}

/// After the last evaluation it is for whoever decides to act: a clock of its own, so that nothing rests there unseen. One that
/// runs already goes on: a child who came later, or by mistake, gives whoever decides on the others no more time.
pub(super) async fn start_decision_clock(
    cx: &Cx,
    tx: &mut platform::db::Tx,
    concern: &Concern,
    pack: &Pack,
) -> Result<(), Problem> {
    let report = &concern.report;
    let clocks = deadlines::of_subject(tx, report.id.0).await?;
    if clocks.iter().any(|d| d.term == term::DECISION && d.is_open()) {
        return Ok(());
    }
    let owner = function(tx, report.institution, FunctionKind::Supervisor).await?;
    let clock = deadlines::NewDeadline {
        institution: report.institution,
        pack: &pack.code,
        kind: SubjectKind::REPORT,
        subject: report.id.0,
        case: None,
        about: None,
        term: term::DECISION,
        started: Moment::day(cx.today()),
        circumstances: Circumstances::default(),
        owner,
    };
    deadlines::start(cx, tx, &clock).await.map(drop)
}
