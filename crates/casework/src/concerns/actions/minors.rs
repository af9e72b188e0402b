// SPDX-License-Identifier: EUPL-1.2
//! The minors of the home.

use kernel::{EvaluationId, FunctionKind, Holder, PartialDate, PersonId, ReportId, SubjectKind};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::Action;
use register::deadlines;
use register::people::{self, NewPerson};

use super::decide::close_decision_clock;
use super::evaluate::start_decision_clock;
use super::receive::{is_readable, write_minor};
use super::{Deed, OrRefuse, begin, event, function, start_evaluation_clock};
use crate::concerns::model::{Concern, Evaluation, Minor, MinorId, NewMinor, Place, Who};
use crate::concerns::rules::No;
use crate::concerns::rules::minors::{self, Mention};
use crate::concerns::{events, store};
use rulebook::{Pack, term};

/// Adds a minor of the home: a brother, a sister, a second twin. When the report is evaluated, they are too.
/// Somebody who is in the report already is not added twice: their id comes back.
pub async fn add_minor(
    cx: &Cx,
    report: ReportId,
    new: &NewMinor,
    why: &str,
    mention: Mention,
) -> Result<(MinorId, Option<PersonId>), Problem> {
    only_readable(cx, &new.who).await?;
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Write, report).await?;
    let (who, birth) = known(&mut tx, &new.who).await?;
    let settles = match minors::add(&concern, who, new, birth, mention, pack, cx.today()).or_refuse(cx)? {
        Ok(settles) => settles,
        Err(there) => return Ok((there, concern.minor(there).and_then(|m| m.person))),
    };
    let added = write_minor(cx, &mut tx, concern.report.institution, report, new, Place::Added, why).await?;
    if let Some(mention) = settles {
        store::set_same(&mut tx, report, mention, added.0).await?;
    }
    let minors = store::minors(&mut tx, report).await?;
    if let Some(minor) = minors.iter().find(|m| m.id == added.0) {
        evaluate_too(cx, &mut tx, &concern, minor, pack).await?;
    }
    tx.commit(event(cx, &grant, events::MINOR_ADDED)?.because(why)).await?;
    Ok(added)
}

/// Somebody of the register is chosen only by those who may read something of them.
async fn only_readable(cx: &Cx, who: &Who) -> Result<(), Problem> {
    match who {
        Who::Known(id) if !is_readable(cx, cx.actor()?.institution, *id).await? => Err(Problem::NotFound),
        _ => Ok(()),
    }
}

/// Who is meant, when it is somebody of the register, and the birth as far as it is known.
async fn known(
    tx: &mut platform::db::Tx,
    who: &Who,
) -> Result<(Option<PersonId>, Option<PartialDate>), Problem> {
    Ok(match who {
        Who::Known(id) => (Some(*id), people::person(tx, *id).await?.birth),
        Who::New(person) => (None, person.birth),
        Who::Described => (None, None),
    })
}

/// Now that it is known who a minor is, their age counts: the clock of their evaluation runs by the term of that age, from
/// where it ran.
pub(super) async fn restart_clock(
    cx: &Cx,
    tx: &mut platform::db::Tx,
    concern: &Concern,
    minor: &Minor,
    person: PersonId,
    pack: &Pack,
) -> Result<(), Problem> {
    let upheld = concern.triage().is_some_and(|t| t.outcome.is_evaluated());
    let ended = concern.evaluation(minor.id).is_some_and(|e| !e.is_open());
    if !upheld || ended || !minor.is_evaluated() {
        return Ok(());
    }
    let owner = evaluating(tx, concern).await?;
    deadlines::replace(tx, concern.report.id.0, term::EVALUATION, Some(minor.id.0)).await?;
    let known = Minor { person: Some(person), ..minor.clone() };
    start_evaluation_clock(cx, tx, concern, &known, owner, pack).await
}

/// Whoever leads the evaluation; as long as nobody does, the supervision.
async fn evaluating(tx: &mut platform::db::Tx, concern: &Concern) -> Result<Holder, Problem> {
    match concern.lead() {
        Some(lead) => Ok(Holder::Practitioner(lead)),
        None => function(tx, concern.report.institution, FunctionKind::Supervisor).await,
    }
}

/// A minor who came later is evaluated like the others: with their own evaluation when it has begun, and their own clock.
pub(super) async fn evaluate_too(
    cx: &Cx,
    tx: &mut platform::db::Tx,
    concern: &Concern,
    minor: &Minor,
    pack: &Pack,
) -> Result<(), Problem> {
    if !concern.triage().is_some_and(|t| t.outcome.is_evaluated()) {
        return Ok(());
    }
    let owner = evaluating(tx, concern).await?;
    if !concern.evaluations.is_empty() {
        let id: EvaluationId = cx.new_id()?;
        let by = cx.actor.as_ref().map(|a| a.practitioner);
        store::insert_evaluation(tx, id, concern.report.id, minor.id, cx.today(), by, cx.now).await?;
    }
    start_evaluation_clock(cx, tx, concern, minor, owner, pack).await
}

/// Says who a minor is of whom there was only a description.
pub async fn identify(cx: &Cx, report: ReportId, minor: MinorId, who: &Who) -> Result<PersonId, Problem> {
    only_readable(cx, who).await?;
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Write, report).await?;
    let (id, birth) = known(&mut tx, who).await?;
    let described = concern.minor(minor).ok_or(Problem::NotFound)?;
    minors::identify(&concern, minor, id, birth, pack, cx.today()).or_refuse(cx)?;
    let blank = |p: &NewPerson| p.given.is_empty() && p.family.is_empty() && p.birth.is_none();
    let at = concern.report.institution;
    let person = match who {
        Who::Known(id) => *id,
        Who::New(new) if !blank(new) => people::record(cx, &mut tx, at, new).await?,
        _ => return Err(super::refused(cx, No::Rule(kernel::Refusal::new("blank-minor")))),
    };
    people::link(cx, &mut tx, person, SubjectKind::REPORT.of(report), "child", at).await?;
    store::set_person(&mut tx, report, minor, person).await?;
    restart_clock(cx, &mut tx, &concern, described, person, pack).await?;
    tx.commit(event(cx, &grant, events::MINOR_IDENTIFIED)?).await?;
    Ok(person)
}

/// Says why a minor is not evaluated: no such child, grown up, lives elsewhere, named twice.
pub async fn set_aside(cx: &Cx, report: ReportId, minor: MinorId, reason: &str) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Write, report).await?;
    minors::set_aside(&concern, minor, reason).or_refuse(cx)?;
    store::set_aside(&mut tx, report, minor, reason).await?;
    store::end_evaluation(&mut tx, report, minor, reason, grant.practitioner(), (cx.today(), cx.now)).await?;
    deadlines::drop_about(&mut tx, report.0, term::EVALUATION, minor.0, cx.today()).await?;
    let now = store::concern(&mut tx, &grant).await?;
    if concern.evaluation(minor).is_some_and(Evaluation::is_open) && now.awaits_decision() {
        start_decision_clock(cx, &mut tx, &now, pack).await?;
    }
    close_decision_clock(cx, &mut tx, &now).await?;
    Ok(tx.commit(event(cx, &grant, events::MINOR_SET_ASIDE)?.because(reason)).await?)
}
