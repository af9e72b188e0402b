// SPDX-License-Identifier: EUPL-1.2
//! The return channel as seen by whoever reported: by receipt code, or by the account of a professional.

use kernel::{Ground, Instant, ReporterId, SubjectKind};
use platform::db::{StoreError, Technical};
use platform::http::Cx;
use platform::problem::Problem;
use platform::throttle::{self, Answer};
use register::directory;

use super::OrRefuse;
use super::answer::{LONGEST_MESSAGE, start_request_clock};
use crate::concerns::model::{Message, Request, Sent};
use crate::concerns::rules::{No, answer};
use crate::concerns::store::Sender;
use crate::concerns::{events, receipt, store};

/// For how long a browser shows its receipt code again, in microseconds.
const SHOWN: i64 = 30 * Instant::MINUTE;
/// The most messages somebody may write about one report.
pub(super) const MOST_MESSAGES: i64 = 100;

/// How somebody comes back to what they reported.
#[derive(Clone, Copy, Debug)]
pub enum ComesBack<'a> {
    /// With the receipt code, as typed.
    Code(&'a str),
    /// Signed in, to this one of the reports they sent.
    Account(ReporterId),
}

/// The receipt code of what a browser has just sent, with the report's number and the day of receipt. Shown for half an
/// hour, also after a second click; never found again by address.
pub async fn code_shown(cx: &Cx, browser: &str) -> Result<Option<(String, String, kernel::Date)>, Problem> {
    let key = receipt::key(cx).await?;
    let mut conn = cx.read().await?;
    let found = store::sent_from(&mut conn, &receipt::browser(browser), cx.now.plus(-SHOWN)).await?;
    Ok(found.map(|(reporter, reference, on)| (receipt::code(&key, reporter), reference, on)))
}

/// Opens the return channel with a code that was just typed. Guessing is slowed down by the address it comes from.
pub async fn open_channel(cx: &Cx, typed: &str) -> Result<Option<(Sent, Vec<Message>)>, Problem> {
    let key = receipt::key(cx).await?;
    let subjects = [throttle::Subject::address(&key, &cx.request.client)];
    let mut tx = cx.begin_technical().await?;
    let answer = throttle::ask(&mut tx, &subjects).await?;
    tx.commit_technical(Technical::Throttle).await?;
    if let Answer::Wait { until } = answer {
        return Err(Problem::Wait(until.since(cx.now) / Instant::SECOND + 1));
    }
    let found = sent_one(cx, ComesBack::Code(typed)).await?;
    if found.is_some() {
        let mut tx = cx.begin_technical().await?;
        throttle::succeeded(&mut tx, &subjects).await?;
        tx.commit_technical(Technical::Throttle).await?;
    }
    Ok(found)
}

/// What somebody sent, with the conversation about it.
pub async fn sent_one(cx: &Cx, comes: ComesBack<'_>) -> Result<Option<(Sent, Vec<Message>)>, Problem> {
    let mut conn = cx.read().await?;
    match comes {
        ComesBack::Account(which) => {
            let sender = Sender::Practitioner(cx.actor()?.practitioner);
            Ok(store::sent(&mut conn, &sender, Some(which)).await?)
        }
        ComesBack::Code(typed) => match receipt::digest(typed) {
            Some(digest) => Ok(store::sent(&mut conn, &Sender::Code(&digest), None).await?),
            None => Ok(None),
        },
    }
}

/// What whoever acts sent, the last first.
pub async fn sent_by_actor(cx: &Cx, limit: i64) -> Result<Vec<Sent>, Problem> {
    let mut conn = cx.read().await?;
    Ok(store::sent_by(&mut conn, cx.actor()?.practitioner, limit).await?)
}

/// Writes a message to the service.
pub async fn write_back(cx: &Cx, comes: ComesBack<'_>, words: &str) -> Result<(), Problem> {
    let (sent, _) = sent_one(cx, comes).await?.ok_or(Problem::NotFound)?;
    if words.is_empty() || words.chars().count() > LONGEST_MESSAGE {
        return Err(super::refused(cx, No::Rule(kernel::Refusal::new("message-without-words"))));
    }
    let mut tx = cx.begin().await?;
    if store::count_messages(&mut tx, sent.report).await? >= MOST_MESSAGES {
        return Err(super::refused(cx, No::Rule(kernel::Refusal::new("too-many-messages"))));
    }
    store::insert_message(&mut tx, store::row_id(cx)?, sent.report, words, None, cx.now).await?;
    let about = SubjectKind::REPORT.of(sent.report);
    let event = cx.event_without_actor(sent.institution, events::MESSAGE_RECEIVED, about, Ground::Public);
    Ok(tx.commit(event).await?)
}

/// Asks what became of it, once until there is an answer. Professionals are answered without asking; the others when they ask.
pub async fn ask_outcome(cx: &Cx, comes: ComesBack<'_>, words: &str) -> Result<(), Problem> {
    let (sent, _) = sent_one(cx, comes).await?.ok_or(Problem::NotFound)?;
    let mut tx = cx.begin().await?;
    answer::ask(store::is_asked(&mut tx, sent.report).await?).or_refuse(cx)?;
    let institution = directory::institution(&mut tx, sent.institution).await?.ok_or(StoreError::Missing)?;
    let request = Request {
        on: cx.today(),
        how: "return_channel".to_owned(),
        words: words.chars().take(LONGEST_MESSAGE).collect(),
        recorded_at: cx.now,
    };
    store::insert_request(&mut tx, store::row_id(cx)?, sent.report, &request).await?;
    start_request_clock(cx, &mut tx, sent.report, sent.institution, &institution.fields.pack, cx.today())
        .await?;
    let about = SubjectKind::REPORT.of(sent.report);
    let event = cx.event_without_actor(sent.institution, events::FEEDBACK_REQUESTED, about, Ground::Public);
    Ok(tx.commit(event).await?)
}
