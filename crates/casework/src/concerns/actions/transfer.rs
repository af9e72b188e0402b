// SPDX-License-Identifier: EUPL-1.2
//! Transferring a report to the service that is competent. The sender stays responsible until it is accepted; the other
//! service then opens a report of its own, which keeps the first date. Whoever reported is answered by the sender, who
//! alone knows them.

use kernel::{Capacity, Event, FunctionKind, Ground, InstitutionId, ReportId, SubjectKind, TransferId};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, InReport, NewSeat};
use register::attachments;
use register::deadlines::{self, NewDeadline};
use register::directory::{self, TerritoryId};
use register::people::{self, NewPerson};
use rulebook::{Circumstances, Moment, term};
use serde_json::json;

use super::receive::{Came, write};
use super::{Deed, OrRefuse, begin, event, function, pack, pack_named};
use crate::concerns::model::{Concern, Door, Minor, NewHolder, NewMinor, NewReport, Told, Who};
use crate::concerns::rules::hand_on;
use crate::concerns::{events, store};

/// Proposes a report to another service. Until it answers, it sees the minimal set: who, since when, which language, why.
pub async fn propose_transfer(
    cx: &Cx,
    report: ReportId,
    to: InstitutionId,
    territory: Option<TerritoryId>,
    reason: &str,
    minimum: &str,
) -> Result<TransferId, Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Triage, report).await?;
    let other = directory::institution(&mut tx, to).await?.ok_or(Problem::NotFound)?;
    let receives = other.fields.receives_reports && other.is_open_on(cx.today());
    hand_on::propose(&concern, to, receives, reason, pack).or_refuse(cx)?;
    let id: TransferId = cx.new_id()?;
    let row = store::TransferRow {
        id,
        report,
        from: concern.report.institution,
        to,
        territory,
        reason,
        minimum,
        by: grant.practitioner(),
        now: cx.now,
    };
    store::insert_transfer(&mut tx, &row).await?;
    let intake = function(&mut tx, to, FunctionKind::Intake).await?;
    let seat = NewSeat::usual(intake, to, Capacity::TransferCandidate, Ground::Transfer);
    access::open_seat(cx, &mut tx, report, &seat).await?;
    let clock = NewDeadline {
        institution: to,
        pack: &pack_named(cx, &other.fields.pack)?.code,
        kind: SubjectKind::REPORT,
        subject: report.0,
        case: None,
        about: Some(id.0),
        term: term::TRANSFER_ANSWER,
        started: Moment { on: cx.today(), at: Some(cx.now) },
        circumstances: Circumstances::default(),
        owner: intake,
    };
    deadlines::start(cx, &mut tx, &clock).await?;
    let detail = json!({ "to": to.to_string(), "transfer": id.to_string() });
    note_at(cx, &mut tx, &grant, to, events::REPORT_TRANSFER_PROPOSED)?;
    let event =
        event(cx, &grant, events::REPORT_TRANSFER_PROPOSED)?.because(reason).with_detail(detail.to_string());
    tx.commit(event).await?;
    Ok(id)
}

/// The same event in the ledger of the other institution, so that each has its own account of it.
fn note_at(
    cx: &Cx,
    tx: &mut Tx,
    grant: &InReport,
    at: InstitutionId,
    kind: kernel::EventKind,
) -> Result<(), Problem> {
    let own = event(cx, grant, kind)?;
    tx.note(Event { institution: at, ..own });
    Ok(())
}

/// Why the seats of a receiver ended: by it they are found again, to be told.
pub const WITHDRAWN: &str = "transfer-withdrawn";

/// Takes a proposal back before it is answered, with the reason. Nothing changes for the sender; what the other service was
/// shown is closed to it, and its term is neither kept nor missed.
pub async fn withdraw_transfer(
    cx: &Cx,
    report: ReportId,
    transfer: TransferId,
    reason: &str,
) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, .. } = begin(cx, Action::Triage, report).await?;
    hand_on::withdraw(&concern, transfer, reason).or_refuse(cx)?;
    let to = waiting(&concern, transfer).ok_or(Problem::NotFound)?;
    store::set_withdrawn(&mut tx, transfer, reason, grant.practitioner(), cx.now).await?;
    for seat in access::holders_of(&mut tx, report, Capacity::TransferCandidate, cx.now).await? {
        access::close_seat(cx, &mut tx, report, seat.id, WITHDRAWN).await?;
    }
    deadlines::drop_open(&mut tx, report.0, Some(term::TRANSFER_ANSWER), cx.today()).await?;
    note_at(cx, &mut tx, &grant, to, events::REPORT_TRANSFER_WITHDRAWN)?;
    let detail = json!({ "to": to.to_string(), "transfer": transfer.to_string() });
    let event = event(cx, &grant, events::REPORT_TRANSFER_WITHDRAWN)?.because(reason);
    Ok(tx.commit(event.with_detail(detail.to_string())).await?)
}

/// What somebody who answers has in hand.
async fn begin_answer(cx: &Cx, transfer: TransferId) -> Result<(InReport, Tx, Concern), Problem> {
    let report = {
        let mut conn = cx.read().await?;
        store::report_of_transfer(&mut conn, transfer).await?.ok_or(Problem::NotFound)?
    };
    // The transaction first: the answer ends one's own seat, and a second click must find what the first one did.
    let mut tx = cx.begin().await?;
    let Some(grant) = access::may(cx, &mut tx, Action::AnswerTransfer, report).await? else {
        drop(tx);
        let mut conn = cx.read().await?;
        access::require(cx, &mut conn, Action::AnswerTransfer, report).await?;
        return Err(Problem::NotFound);
    };
    store::hold(&mut tx, &grant).await?;
    let concern = store::taken(&mut tx, &grant).await?;
    Ok((grant, tx, concern))
}

fn waiting(concern: &Concern, transfer: TransferId) -> Option<InstitutionId> {
    concern.proposed_transfer().filter(|t| t.id == transfer).map(|t| t.to)
}

/// Refuses a proposed transfer, with its reason. The sender stays responsible.
pub async fn refuse_transfer(
    cx: &Cx,
    transfer: TransferId,
    reason: &str,
    explanation: &str,
) -> Result<(), Problem> {
    let (grant, mut tx, concern) = begin_answer(cx, transfer).await?;
    let at = cx.actor()?.institution;
    hand_on::answer(waiting(&concern, transfer), at, Some(reason), pack(cx)?, cx.today()).or_refuse(cx)?;
    let answer = store::TransferAnswer {
        id: transfer,
        accepted: false,
        refusal: reason,
        explanation,
        new_report: None,
        by: grant.practitioner(),
        now: cx.now,
    };
    store::set_answered(&mut tx, &answer).await?;
    close_candidates(cx, &mut tx, &grant, &concern, transfer).await?;
    note_at(cx, &mut tx, &grant, concern.report.institution, events::REPORT_TRANSFER_REFUSED)?;
    let event = event(cx, &grant, events::REPORT_TRANSFER_REFUSED)?.because(explanation);
    Ok(tx.commit(event.with_detail(json!({ "reason": reason }).to_string())).await?)
}

/// Accepts a proposed transfer: opens a report of one's own with what was reported and who the minors are.
pub async fn accept_transfer(cx: &Cx, transfer: TransferId) -> Result<ReportId, Problem> {
    let (grant, mut tx, concern) = begin_answer(cx, transfer).await?;
    let actor = cx.actor()?;
    hand_on::answer(waiting(&concern, transfer), actor.institution, None, pack(cx)?, cx.today())
        .or_refuse(cx)?;
    let new = copied(cx, &mut tx, &concern, actor.institution).await?;
    let came = Came { by: transfer, first_received_on: concern.report.first_received_on };
    let written = write(cx, &mut tx, &new, pack(cx)?, Some(came)).await?;
    let all = concern.joined.iter().map(|j| j.report.id).chain([concern.report.id]);
    for from in all {
        attachments::hand_on(cx, &mut tx, from, written.report, actor.institution).await?;
    }
    store::set_acknowledged(&mut tx, written.report, cx.today(), actor.practitioner).await?;
    let answer = store::TransferAnswer {
        id: transfer,
        accepted: true,
        refusal: "",
        explanation: "",
        new_report: Some(written.report),
        by: actor.practitioner,
        now: cx.now,
    };
    store::set_answered(&mut tx, &answer).await?;
    close_candidates(cx, &mut tx, &grant, &concern, transfer).await?;
    for seat in access::holders_of(&mut tx, concern.report.id, Capacity::Evaluator, cx.now).await? {
        access::close_seat(cx, &mut tx, concern.report.id, seat.id, "transferred").await?;
    }
    for ended in [term::TRIAGE, term::EVALUATION, term::DECISION, term::ORAL_CONFIRMATION] {
        deadlines::drop_open(&mut tx, concern.report.id.0, Some(ended), cx.today()).await?;
    }
    note_at(cx, &mut tx, &grant, concern.report.institution, events::REPORT_TRANSFER_ACCEPTED)?;
    let about = SubjectKind::REPORT.of(written.report);
    let event =
        cx.event(events::REPORT_TRANSFER_ACCEPTED, about, Some(Capacity::Intake), Ground::Transfer)?;
    let detail = json!({ "from": concern.report.institution.to_string(), "transfer": transfer.to_string() });
    tx.commit(event.with_detail(detail.to_string())).await?;
    Ok(written.report)
}

async fn close_candidates(
    cx: &Cx,
    tx: &mut Tx,
    grant: &InReport,
    concern: &Concern,
    transfer: TransferId,
) -> Result<(), Problem> {
    for seat in access::holders_of(tx, grant.subject(), Capacity::TransferCandidate, cx.now).await? {
        access::close_seat(cx, tx, grant.subject(), seat.id, "transfer-answered").await?;
    }
    let report = concern.report.id.0;
    Ok(deadlines::done(tx, report, term::TRANSFER_ANSWER, Some(transfer.0), cx.today()).await?)
}

/// The words of a joined report go along under its number and day, after those of the report that was kept.
fn add_words(kept: &mut String, joined: &str, heading: &str) {
    if joined.trim().is_empty() {
        return;
    }
    if !kept.is_empty() {
        kept.push_str("\n\n");
    }
    kept.push_str(heading);
    kept.push('\n');
    kept.push_str(joined);
}

/// What goes along: what was reported, in this report and in those that were joined to it, and who the minors are, as records of the new institution's own. Not who reported,
/// nor what the first service saw and noted.
async fn copied(cx: &Cx, tx: &mut Tx, concern: &Concern, to: InstitutionId) -> Result<NewReport, Problem> {
    let old = &concern.report;
    let mut new = NewReport::to(to, Door::Transfer, cx.today(), cx.now);
    new.occurred = old.occurred;
    new.observed.clone_from(&old.observed);
    new.heard.clone_from(&old.heard);
    new.thought.clone_from(&old.thought);
    new.about.clone_from(&old.about);
    new.danger_now = old.danger_now;
    new.safety.clone_from(&old.safety);
    new.address.clone_from(&old.address);
    new.levels = concern.levels();
    new.language.clone_from(&old.language);
    new.interpreter.clone_from(&old.interpreter);
    new.direct_referral = old.direct_referral;
    for one in concern.joined.iter().map(|j| &j.report) {
        let heading = format!("{} – {}", one.reference, one.received_on);
        add_words(&mut new.observed, &one.observed, &heading);
        add_words(&mut new.heard, &one.heard, &heading);
        add_words(&mut new.thought, &one.thought, &heading);
        add_words(&mut new.safety, &one.safety, &heading);
        new.about.extend(one.about.iter().filter(|code| !old.about.contains(code)).cloned());
        if one.danger_now == Told::Yes {
            new.danger_now = Told::Yes;
        }
        new.direct_referral |= one.direct_referral;
        for text in [
            (&mut new.address, &one.address),
            (&mut new.language, &one.language),
            (&mut new.interpreter, &one.interpreter),
        ] {
            if text.0.is_empty() {
                text.0.clone_from(text.1);
            }
        }
    }
    new.about.sort();
    new.about.dedup();
    for holder in &concern.holders {
        new.holders.push(NewHolder {
            who: holder.who.clone(),
            told: holder.told,
            told_on: holder.told_on,
            not_told_reason: holder.not_told_reason.clone(),
            note: holder.note.clone(),
        });
    }
    for minor in &concern.minors {
        if minor.is_evaluated() {
            new.children.push(copied_minor(tx, minor).await?);
        } else if minor.is_unsettled() {
            new.home.push(copied_minor(tx, minor).await?);
        }
    }
    Ok(new)
}

async fn copied_minor(tx: &mut Tx, minor: &Minor) -> Result<NewMinor, Problem> {
    let who = match minor.person {
        None => Who::Described,
        Some(id) => {
            let person = people::person(tx, id).await?;
            let other_names = people::names_of(tx, id).await?;
            Who::New(Box::new(NewPerson {
                given: person.given,
                family: person.family,
                birth: person.birth,
                expected_on: person.expected_on,
                sex: person.sex,
                languages: person.languages,
                interpreter: person.interpreter,
                other_names,
            }))
        }
    };
    Ok(NewMinor { who, description: minor.description.clone(), number_unknown: minor.number_unknown })
}
