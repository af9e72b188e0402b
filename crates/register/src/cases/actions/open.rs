// SPDX-License-Identifier: EUPL-1.2
//! Opening a case.

use kernel::{
    Capacity, CaseId, Date, EpisodeId, FunctionKind, Ground, Holder, InstitutionId, Layer, Layers, PersonId,
    Refusal, ReportId, SecrecyStatus, SubjectKind,
};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::{Circumstances, Moment};

use super::super::frame::reopening_until;
use super::super::{events, rules, store, store_reports, store_write};
use super::{Entry, event, publish, refused};
use crate::access::{self, Action, NewSeat};
use crate::cases::model::Frame;
use crate::people::NewPerson;
use crate::{deadlines, directory, people};

/// A case to be opened.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// The child, in the institution's register.
    pub child: PersonId,
    /// On which day the work begins.
    pub opened_on: Date,
    /// Why, in words: « aide demandée par la mère », « suite au signalement du 22 septembre ».
    pub reason: String,
    /// The legal frame, a code of the pack.
    pub frame: String,
    /// On what the frame rests.
    pub frame_source: String,
    /// What the child and the holders of authority were told, by whom and when.
    pub information: String,
}

/// Who may open a case: whoever receives, works or supervises in an institution that leads cases.
pub const OPENERS: &[FunctionKind] =
    &[FunctionKind::Intake, FunctionKind::Caseworker, FunctionKind::Supervisor];

/// Opens a case in the institution one acts for. Its supervision gets a seat and must name a lead; whoever opens it keeps it
/// in sight until then.
pub async fn open(cx: &Cx, new: &NewCase) -> Result<CaseId, Problem> {
    let institution = access::require_function(cx, OPENERS)?;
    open_in(cx, cx.begin().await?, institution, new, None, None).await
}

/// Opens a case upon a concern report, for one of its children, by somebody who may read the report. The case remembers it.
pub async fn open_from_report(cx: &Cx, new: &NewCase, report: ReportId) -> Result<CaseId, Problem> {
    let institution = access::require_function(cx, OPENERS)?;
    let (mut tx, grant) = access::begin(cx, Action::Read, report).await?;
    let children = people::linked_to(&mut tx, report.0).await?;
    // Somebody to whom only the existence of the report is told learns nothing of who is in it.
    if !grant.opens(Layer::Institution) || !children.iter().any(|(person, _)| *person == new.child) {
        return Err(Problem::NotFound);
    }
    open_in(cx, tx, institution, new, Some(report), None).await
}

/// Links a later report to the open case of one of its children, by somebody who may read the report and write in the case. Those
/// who follow the child learn of it by the timeline; who may read the report stays as it was.
pub async fn link_report(cx: &Cx, report: ReportId, child: PersonId, case: CaseId) -> Result<(), Problem> {
    let here = access::require_function(cx, OPENERS)?;
    let (mut tx, seen, grant) = access::begin_both(cx, (Action::Read, report), (Action::Write, case)).await?;
    let children = people::linked_to(&mut tx, report.0).await?;
    if !seen.opens(Layer::Institution) || !children.iter().any(|(person, _)| *person == child) {
        return Err(Problem::NotFound);
    }
    let open = store::open_of_child(&mut tx, child, here).await?;
    let linked = store_reports::reports_of(&mut tx, &grant).await?;
    rules::linking(case, &open, linked.contains(&report).then_some(())).map_err(|r| refused(cx, r))?;
    store_reports::insert_report(&mut tx, case, report, grant.practitioner(), cx.now).await?;
    publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "report_linked", "")).await?;
    let detail = serde_json::json!({ "report": report.to_string() });
    Ok(tx.commit(event(cx, &grant, events::REPORT_LINKED)?.with_detail(detail.to_string())).await?)
}

/// Records a child and opens their case, as one deed: a child without a case would be on file for no reason.
///
/// Where the institution already has, or just had, a case of a child of that name, `despite` says why this is another child:
/// two open cases of one child must be hard to make by accident.
pub async fn open_for_new_child(
    cx: &Cx,
    child: &NewPerson,
    despite: &str,
    case: impl FnOnce(PersonId) -> NewCase,
) -> Result<CaseId, Problem> {
    let institution = access::require_function(cx, OPENERS)?;
    let mut tx = cx.begin().await?;
    let alike = followed_alike(cx, &mut tx, institution, child).await?;
    rules::recording_anew(alike, despite).map_err(|r| refused(cx, r))?;
    let child = people::record(cx, &mut tx, institution, child).await?;
    let despite = (alike > 0).then(|| despite.trim());
    open_in(cx, tx, institution, &case(child), None, despite).await
}

/// How many children whom somebody may be have an open case in an institution, or one that may still be reopened.
async fn followed_alike(
    cx: &Cx,
    tx: &mut Tx,
    institution: InstitutionId,
    child: &NewPerson,
) -> Result<usize, Problem> {
    let alike = people::alike(tx, institution, child).await?;
    let open = store::open_of_children(tx, &alike, institution).await?;
    let mut followed = 0;
    for child in alike {
        let now = open.iter().any(|(id, _)| *id == child);
        if now || reopens_until(cx, tx, child, institution).await?.is_some_and(|end| cx.today() <= end) {
            followed += 1;
        }
    }
    Ok(followed)
}

/// Until when the last closed case of a child in an institution may be reopened.
async fn reopens_until(
    cx: &Cx,
    tx: &mut Tx,
    child: PersonId,
    institution: InstitutionId,
) -> Result<Option<Date>, Problem> {
    let Some(closed) = store::last_closed_of_child(tx, child, institution).await? else { return Ok(None) };
    Ok(reopening_until(cx, &store::facts(tx, closed, cx.now).await?))
}

/// Whoever opened a case has just spoken with the family, and is the one whom they call back tomorrow: until somebody leads
/// it, they read it and note what they are told. A seat like any other: in person, for those bound by secrecy, with an end,
/// which is the naming of the lead (or whatever ends the circle before). Supervisors sit there already, by their function.
/// What layers were opened to those who receive reports is not: nothing of a reporter, nothing judicial.
async fn opener_stays(cx: &Cx, tx: &mut Tx, case: CaseId, institution: InstitutionId) -> Result<(), Problem> {
    let actor = cx.actor()?;
    if actor.holds(FunctionKind::Supervisor) || actor.secrecy != SecrecyStatus::Bound {
        return Ok(());
    }
    let seat = NewSeat {
        layers: Layers::of(&[Layer::Identity, Layer::Institution]),
        ..NewSeat::usual(
            Holder::Practitioner(actor.practitioner),
            institution,
            Capacity::Intake,
            Ground::Opening,
        )
    };
    access::open_seat(cx, tx, case, &seat).await.map(drop)
}

async fn open_in(
    cx: &Cx,
    mut tx: Tx,
    institution: InstitutionId,
    new: &NewCase,
    report: Option<ReportId>,
    despite: Option<&str>,
) -> Result<CaseId, Problem> {
    let actor = cx.actor()?.clone();
    people::hold(&mut tx, new.child).await?;
    let child = people::person(&mut tx, new.child).await?;
    // Somebody else's record is somebody else's: it looks as if it did not exist.
    if child.institution != institution {
        return Err(Problem::NotFound);
    }
    let already = store::open_of_child(&mut tx, new.child, institution).await?;
    let reopens = reopens_until(cx, &mut tx, new.child, institution).await?;
    if let Err(refusal) = rules::opening(&already, reopens, new.opened_on, cx.today()) {
        return Err(with_route(cx, &mut tx, institution, refusal).await?);
    }
    let home = directory::institution(&mut tx, institution).await?.ok_or(Problem::NotFound)?;
    let id: CaseId = cx.new_id()?;
    let year = new.opened_on.year();
    let number = store_write::next_number(&mut tx, institution, year).await?;
    let reference = format!("{}-{year}-{number:04}", home.fields.code.to_uppercase());
    let continues = store::last_closed_of_child(&mut tx, new.child, institution).await?;
    store_write::insert_case(&mut tx, id, institution, &reference, new, continues, cx.now).await?;
    store_write::insert_episode(&mut tx, cx.new_id::<EpisodeId>()?, id, 1, new.opened_on, &new.reason)
        .await?;
    if let Some(report) = report {
        store_reports::insert_report(&mut tx, id, report, actor.practitioner, cx.now).await?;
    }
    people::link(cx, &mut tx, new.child, SubjectKind::CASE.of(id), "child", institution).await?;
    let supervision =
        Holder::Function(directory::function(&mut tx, institution, FunctionKind::Supervisor).await?);
    let seat = NewSeat::usual(supervision, institution, Capacity::Supervisor, Ground::Function);
    access::open_seat(cx, &mut tx, id, &seat).await?;
    opener_stays(cx, &mut tx, id, institution).await?;
    store_write::settle_lead(&mut tx, id, cx.now).await?;
    if !new.frame.is_empty() {
        let frame = Frame {
            frame: new.frame.clone(),
            from_on: new.opened_on,
            until_on: None,
            source: new.frame_source.clone(),
        };
        store_write::insert_frame(&mut tx, cx.new_id::<CaseId>()?.0, id, &frame, cx.now).await?;
    }
    deadlines::start(
        cx,
        &mut tx,
        &deadlines::NewDeadline {
            institution,
            pack: &actor.pack,
            kind: SubjectKind::CASE,
            subject: id.0,
            case: Some(id),
            about: None,
            term: "assignment",
            started: Moment::day(new.opened_on),
            circumstances: Circumstances::default(),
            owner: supervision,
        },
    )
    .await?;
    let summary = [new.reason.as_str(), new.information.as_str()].join("\n").trim().to_owned();
    let entry = Entry::now(cx, id, Layer::Institution, "case_opened", &summary).on(cx, new.opened_on);
    publish(cx, &mut tx, &entry).await?;
    if let Some(before) = continues {
        // Told in the old case without a word of the new one: whoever reads the one may not read the other.
        publish(cx, &mut tx, &Entry::now(cx, before, Layer::Institution, "case_continued", "")).await?;
        let detail = serde_json::json!({ "by": id.to_string() });
        let about = SubjectKind::CASE.of(before);
        let event = cx.event(events::CASE_CONTINUED, about, None, Ground::Function)?.in_case(before);
        tx.note(event.with_detail(detail.to_string()));
    }
    let detail = serde_json::json!({
        "reference": reference, "frame": new.frame, "report": report.map(|r| r.to_string()),
    });
    let event = cx
        .event(events::CASE_OPENED, SubjectKind::CASE.of(id), None, Ground::Function)?
        .with_detail(detail.to_string());
    tx.commit(match despite {
        Some(despite) => event.because(despite),
        None => event,
    })
    .await?;
    Ok(id)
}

/// A refusal with whom to ask: whoever may not read the case that stands in the way learns that it is there, and no more.
pub(super) async fn with_route(
    cx: &Cx,
    tx: &mut Tx,
    institution: InstitutionId,
    refusal: Refusal,
) -> Result<Problem, Problem> {
    let mut problem = refused(cx, refusal);
    let routes = directory::contact_routes(tx, &[institution]).await?;
    let route = routes.into_iter().map(|r| r.route).find(|r| !r.is_empty());
    if let (Problem::Refused(refused), Some(route)) = (&mut problem, route) {
        let way = refused.way.take().unwrap_or_default();
        refused.way = Some(format!("{way} {route}").trim().to_owned());
    }
    Ok(problem)
}
