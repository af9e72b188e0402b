// SPDX-License-Identifier: EUPL-1.2
//! Answering whoever reported, and putting a report away.

use kernel::{Capacity, Date, Layer, ReportId};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action};
use register::{deadlines, people};
use rulebook::{Circumstances, Moment, ReceivedAs, ReporterGroup, list, term};
use serde_json::json;

use super::{Deed, OrRefuse, begin, event, function};
use crate::concerns::model::{Answer, Request};
use crate::concerns::rules::{No, answer};
use crate::concerns::{events, store};

/// The longest message, in characters.
pub(super) const LONGEST_MESSAGE: usize = 10_000;

/// Acknowledges receipt, with a word to whoever reported where there is a way to say it.
pub async fn acknowledge(cx: &Cx, report: ReportId, words: &str) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, .. } = begin(cx, Action::Triage, report).await?;
    answer::acknowledge(&concern).or_refuse(cx)?;
    store::set_acknowledged(&mut tx, report, cx.today(), grant.practitioner()).await?;
    let reachable = store::duty(&mut tx, &grant).await?.is_some_and(|d| d.has_channel);
    if reachable && !words.is_empty() {
        store::insert_message(&mut tx, store::row_id(cx)?, report, words, Some(grant.practitioner()), cx.now)
            .await?;
    }
    deadlines::done(&mut tx, report.0, term::ACKNOWLEDGEMENT, None, cx.today()).await?;
    Ok(tx.commit(event(cx, &grant, events::CONCERN_ACKNOWLEDGED)?).await?)
}

/// Notes that what was told by voice was confirmed in writing.
pub async fn confirm_in_writing(cx: &Cx, report: ReportId, on: Date) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Triage, report).await?;
    let how = pack.entry(list::RECEIVED_HOW, &concern.report.received_how).and_then(|e| e.group.as_deref());
    answer::confirm(&concern, how.and_then(ReceivedAs::parse) == Some(ReceivedAs::Oral)).or_refuse(cx)?;
    if on > cx.today() {
        return Err(super::refused(cx, No::Rule(kernel::Refusal::new("in-the-future"))));
    }
    store::set_confirmed(&mut tx, report, on).await?;
    deadlines::done(&mut tx, report.0, term::ORAL_CONFIRMATION, None, on).await?;
    Ok(tx.commit(event(cx, &grant, events::ORAL_REPORT_CONFIRMED)?).await?)
}

/// Answers whoever reported, within what the pack allows to their kind, also after the report was put away. Says nothing of
/// who else reported. What is said before the outcome is known acknowledges, and leaves the answer owed.
pub async fn feedback(
    cx: &Cx,
    report: ReportId,
    kind: &str,
    content: &str,
    how: &str,
) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, .. } = begin(cx, Action::Write, report).await?;
    let duty = store::duty(&mut tx, &grant).await?;
    let others = store::other_reporters(&mut tx, &grant, concern.report.merged_into).await?;
    let people: Vec<_> = concern.minors.iter().filter_map(|m| m.person).collect();
    let children: Vec<String> = people::persons(&mut tx, &people)
        .await?
        .into_iter()
        .map(|p| p.given)
        .filter(|g| !g.is_empty())
        .collect();
    answer::feedback(&concern, duty, kind, content, &others, &children).or_refuse(cx)?;
    // What became of a report that was joined to another is known there.
    let tells_outcome = match concern.report.merged_into {
        Some(kept) => store::has_outcome(&mut tx, kept).await?,
        None => concern.has_outcome(),
    };
    let by_channel = duty.is_some_and(|d| d.has_channel);
    let how = if by_channel { "return_channel" } else { how };
    if by_channel {
        store::insert_message(
            &mut tx,
            store::row_id(cx)?,
            report,
            content,
            Some(grant.practitioner()),
            cx.now,
        )
        .await?;
    }
    let given = Answer {
        kind: kind.to_owned(),
        content: content.to_owned(),
        how: how.to_owned(),
        on: cx.today(),
        by: grant.practitioner(),
        recorded_at: cx.now,
        tells_outcome,
    };
    store::insert_answer(&mut tx, store::row_id(cx)?, report, &given).await?;
    deadlines::done(&mut tx, report.0, term::ACKNOWLEDGEMENT, None, cx.today()).await?;
    if tells_outcome {
        for answered in [term::FEEDBACK, term::FEEDBACK_ON_REQUEST] {
            deadlines::done(&mut tx, report.0, answered, None, cx.today()).await?;
        }
    }
    // Neither the words nor to whom: the kind only.
    let detail = json!({ "kind": kind, "how": how, "tells_outcome": tells_outcome });
    Ok(tx.commit(event(cx, &grant, events::FEEDBACK_GIVEN)?.with_detail(detail.to_string())).await?)
}

/// Notes that whoever reported asked what became of it, by phone or letter.
pub async fn note_request(cx: &Cx, report: ReportId, on: Date, how: &str, said: &str) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, pack } = begin(cx, Action::Write, report).await?;
    if on > cx.today() {
        return Err(super::refused(cx, No::Rule(kernel::Refusal::new("in-the-future"))));
    }
    if store::duty(&mut tx, &grant).await?.is_none() {
        return Err(super::refused(cx, No::Rule(kernel::Refusal::new("nobody-to-answer"))));
    }
    answer::ask(concern.is_asked()).or_refuse(cx)?;
    let request = Request { on, how: how.to_owned(), words: said.to_owned(), recorded_at: cx.now };
    store::insert_request(&mut tx, store::row_id(cx)?, report, &request).await?;
    start_request_clock(cx, &mut tx, report, concern.report.institution, &pack.code, on).await?;
    Ok(tx.commit(event(cx, &grant, events::FEEDBACK_REQUESTED)?).await?)
}

/// Those who did not report as part of their work are answered when they ask.
pub(super) async fn start_request_clock(
    cx: &Cx,
    tx: &mut platform::db::Tx,
    report: ReportId,
    at: kernel::InstitutionId,
    pack: &str,
    on: Date,
) -> Result<(), Problem> {
    let owner = function(tx, at, kernel::FunctionKind::Intake).await?;
    let clock = deadlines::NewDeadline {
        institution: at,
        pack,
        kind: kernel::SubjectKind::REPORT,
        subject: report.0,
        case: None,
        about: None,
        term: term::FEEDBACK_ON_REQUEST,
        started: Moment::day(on),
        circumstances: Circumstances { reporter: Some(ReporterGroup::Other), ..Circumstances::default() },
        owner,
    };
    deadlines::start(cx, tx, &clock).await.map(drop)
}

/// Writes to whoever reported, in the return channel, also after the report was put away. For those whose seat opens the layer of the reporter.
pub async fn reply(cx: &Cx, report: ReportId, words: &str) -> Result<(), Problem> {
    let Deed { grant, mut tx, .. } = begin(cx, Action::Triage, report).await?;
    if !grant.opens(Layer::Reporter) {
        return Err(Problem::NotFound);
    }
    let says_no = |code| Err(super::refused(cx, No::Rule(kernel::Refusal::new(code))));
    if words.is_empty() || words.chars().count() > LONGEST_MESSAGE {
        return says_no("message-without-words");
    }
    if !store::duty(&mut tx, &grant).await?.is_some_and(|d| d.has_channel) {
        return says_no("nobody-to-answer");
    }
    store::insert_message(&mut tx, store::row_id(cx)?, report, words, Some(grant.practitioner()), cx.now)
        .await?;
    Ok(tx.commit(event(cx, &grant, events::MESSAGE_SENT)?).await?)
}

/// Says that the messages of whoever reported were read.
pub async fn read_messages(cx: &Cx, report: ReportId) -> Result<(), Problem> {
    let Deed { grant, mut tx, .. } = begin(cx, Action::Triage, report).await?;
    if !grant.opens(Layer::Reporter) {
        return Err(Problem::NotFound);
    }
    store::set_read(&mut tx, report, grant.practitioner(), cx.now).await?;
    Ok(tx.commit(event(cx, &grant, events::MESSAGES_READ)?).await?)
}

/// Puts a report away, once everything that follows was done and everybody who is owed an answer has it. By which rule it is
/// kept from then on is said in words.
pub async fn archive(cx: &Cx, report: ReportId, retention: &str) -> Result<(), Problem> {
    let Deed { grant, mut tx, concern, .. } = begin(cx, Action::Triage, report).await?;
    answer::archive(&concern).or_refuse(cx)?;
    if retention.is_empty() {
        return Err(super::refused(cx, No::Rule(kernel::Refusal::new("archive-without-retention"))));
    }
    store::set_archived(&mut tx, report, cx.now, grant.practitioner(), retention).await?;
    for seat in access::holders_of(&mut tx, report, Capacity::Evaluator, cx.now).await? {
        access::close_seat(cx, &mut tx, report, seat.id, "archived").await?;
    }
    // Whatever was left undone ends with the matter; answers are asked for and given as before.
    for ended in
        [term::ACKNOWLEDGEMENT, term::ORAL_CONFIRMATION, term::TRIAGE, term::EVALUATION, term::DECISION]
    {
        deadlines::drop_open(&mut tx, report.0, Some(ended), cx.today()).await?;
    }
    Ok(tx.commit(event(cx, &grant, events::REPORT_ARCHIVED)?).await?)
}
