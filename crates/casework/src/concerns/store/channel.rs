// SPDX-License-Identifier: EUPL-1.2
//! Who reported, answers, and the return channel. A table and a layer apart.

use kernel::{Date, Instant, Layer, PractitionerId, ReportId, ReporterId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use register::access::InReport;
use uuid::Uuid;

use crate::concerns::model::{Answer, Message, Reporter, Request, Sent};
use crate::concerns::rules::answer::Duty;

/// Who reported; nobody for a grant that does not open the layer of the reporter.
pub(in crate::concerns) async fn reporter(
    conn: &mut Conn,
    grant: &InReport,
) -> Result<Option<Reporter>, StoreError> {
    if !grant.opens(Layer::Reporter) {
        return Ok(None);
    }
    conn.maybe(
        "SELECT id, is_known, name, capacity, relation, workplace, phone, email,
           safe_contact, wants_unknown, alleged_author, return_digest IS NOT NULL
         FROM report_reporters WHERE report_id = $1",
        args![grant.subject()],
    )
    .await
}

pub(super) async fn owes_feedback(conn: &mut Conn, report: ReportId) -> Result<bool, StoreError> {
    let found: Option<bool> = conn
        .value("SELECT is_professional FROM report_reporters WHERE report_id = $1", args![report])
        .await?;
    Ok(found.unwrap_or(false))
}

/// What may be said to whoever reported, without saying who they are.
pub(in crate::concerns) async fn duty(conn: &mut Conn, grant: &InReport) -> Result<Option<Duty>, StoreError> {
    // The one relation that means a conflict about the child is a code that every pack must have.
    conn.maybe(
        "SELECT is_professional, alleged_author OR relation = 'separated_parent',
           return_digest IS NOT NULL OR practitioner_id IS NOT NULL, phone <> '' OR email <> ''
         FROM report_reporters WHERE report_id = $1",
        args![grant.subject()],
    )
    .await
}

/// The names of those who reported and were joined together: only to be kept out of what is answered to another.
pub(in crate::concerns) async fn other_reporters(
    conn: &mut Conn,
    grant: &InReport,
    merged_into: Option<ReportId>,
) -> Result<Vec<String>, StoreError> {
    let head = merged_into.unwrap_or(grant.subject());
    let found: Vec<(String,)> = conn
        .all(
            "SELECT p.name FROM report_reporters p JOIN reports r ON r.id = p.report_id
             WHERE (r.id = $1 OR r.merged_into = $1) AND r.id <> $2 AND p.name <> '' LIMIT 100",
            args![head, grant.subject()],
        )
        .await?;
    Ok(found.into_iter().map(|(name,)| name).collect())
}

pub(in crate::concerns) async fn answers(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<Answer>, StoreError> {
    conn.all(
        "SELECT kind, content, how, given_on, given_by, recorded_at, tells_outcome FROM report_feedback
         WHERE report_id = $1 ORDER BY recorded_at, id LIMIT 50",
        args![report],
    )
    .await
}

pub(in crate::concerns) async fn insert_answer(
    conn: &mut Conn,
    id: Uuid,
    report: ReportId,
    a: &Answer,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO report_feedback (id, report_id, kind, content, how, given_on, given_by, recorded_at, tells_outcome)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![id, report, a.kind, a.content, a.how, a.on, a.by, a.recorded_at, a.tells_outcome],
    )
    .await
    .map(drop)
}

pub(in crate::concerns) async fn requests(
    conn: &mut Conn,
    report: ReportId,
) -> Result<Vec<Request>, StoreError> {
    conn.all(
        "SELECT asked_on, how, words, recorded_at FROM report_feedback_requests WHERE report_id = $1
         ORDER BY recorded_at, id LIMIT 50",
        args![report],
    )
    .await
}

pub(in crate::concerns) async fn insert_request(
    conn: &mut Conn,
    id: Uuid,
    report: ReportId,
    r: &Request,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO report_feedback_requests (id, report_id, asked_on, how, words, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, report, r.on, r.how, r.words, r.recorded_at],
    )
    .await
    .map(drop)
}

/// Whether a request waits for its answer.
pub(in crate::concerns) async fn is_asked(conn: &mut Conn, report: ReportId) -> Result<bool, StoreError> {
    let found: Option<i64> = conn
        .value(
            "SELECT COUNT(*) FROM report_feedback_requests q WHERE q.report_id = $1 AND NOT EXISTS
               (SELECT 1 FROM report_feedback f WHERE f.report_id = q.report_id AND f.tells_outcome
                 AND f.recorded_at >= q.recorded_at)",
            args![report],
        )
        .await?;
    Ok(found.unwrap_or(0) > 0)
}

/// The conversation with whoever reported; nothing for a grant that does not open their layer.
pub(in crate::concerns) async fn messages(
    conn: &mut Conn,
    grant: &InReport,
) -> Result<Vec<Message>, StoreError> {
    if !grant.opens(Layer::Reporter) {
        return Ok(Vec::new());
    }
    messages_of(conn, grant.subject()).await
}

async fn messages_of(conn: &mut Conn, report: ReportId) -> Result<Vec<Message>, StoreError> {
    conn.all(
        "SELECT from_reporter, text, written_by, sent_at, read_at FROM report_messages
         WHERE report_id = $1 ORDER BY sent_at, id LIMIT 500",
        args![report],
    )
    .await
}

/// How many messages somebody wrote so far: a conversation is not a place to fill.
pub(in crate::concerns) async fn count_messages(
    conn: &mut Conn,
    report: ReportId,
) -> Result<i64, StoreError> {
    let found: Option<i64> = conn
        .value("SELECT COUNT(*) FROM report_messages WHERE report_id = $1 AND from_reporter", args![report])
        .await?;
    Ok(found.unwrap_or(0))
}

pub(in crate::concerns) async fn insert_message(
    conn: &mut Conn,
    id: Uuid,
    report: ReportId,
    text: &str,
    by: Option<PractitionerId>,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO report_messages (id, report_id, from_reporter, text, written_by, sent_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, report, by.is_none(), text, by, now],
    )
    .await
    .map(drop)
}

pub(in crate::concerns) async fn set_read(
    conn: &mut Conn,
    report: ReportId,
    by: PractitionerId,
    now: Instant,
) -> Result<u64, StoreError> {
    conn.run(
        "UPDATE report_messages SET read_at = $2, read_by = $3 WHERE report_id = $1 AND from_reporter AND read_at IS NULL",
        args![report, now, by],
    )
    .await
}

const SENT: &str = "SELECT p.id, r.id, r.reference, r.institution_id, p.sent_at, r.received_on, r.acknowledged_on,
  r.observed, r.heard, r.thought, (SELECT MAX(q.asked_on) FROM report_feedback_requests q WHERE q.report_id = r.id),
  p.is_professional
  FROM report_reporters p JOIN reports r ON r.id = p.report_id ";

/// Who asks for what they sent themselves: the only reading of a report without a seat.
pub(in crate::concerns) enum Sender<'a> {
    /// Somebody signed in.
    Practitioner(PractitionerId),
    /// Whoever holds the receipt code.
    Code(&'a [u8; 32]),
}

/// What a practitioner sent, the last first.
pub(in crate::concerns) async fn sent_by(
    conn: &mut Conn,
    practitioner: PractitionerId,
    limit: i64,
) -> Result<Vec<Sent>, StoreError> {
    let mut sql = Sql::new(SENT, args![]);
    sql.push("WHERE p.practitioner_id = $ ORDER BY p.sent_at DESC, p.id LIMIT $", args![practitioner, limit]);
    conn.all_of(sql).await
}

/// One report as its sender sees it, with the conversation.
pub(in crate::concerns) async fn sent(
    conn: &mut Conn,
    sender: &Sender<'_>,
    which: Option<ReporterId>,
) -> Result<Option<(Sent, Vec<Message>)>, StoreError> {
    let mut sql = Sql::new(SENT, args![]);
    match sender {
        Sender::Practitioner(id) => sql.push("WHERE p.practitioner_id = $", args![id]),
        Sender::Code(digest) => sql.push("WHERE p.return_digest = $", args![digest.to_vec()]),
    };
    if let Some(which) = which {
        sql.push(" AND p.id = $", args![which]);
    }
    sql.push(" LIMIT 1", args![]);
    let Some(sent) = conn.all_of::<Sent>(sql).await?.pop() else { return Ok(None) };
    let messages = messages_of(conn, sent.report).await?;
    Ok(Some((sent, messages)))
}

/// What a browser sent since a moment: for showing the receipt code again after a second click.
pub(in crate::concerns) async fn sent_from(
    conn: &mut Conn,
    browser: &[u8; 32],
    since: Instant,
) -> Result<Option<(ReporterId, String, Date)>, StoreError> {
    conn.maybe(
        "SELECT p.id, r.reference, r.received_on FROM report_reporters p JOIN reports r ON r.id = p.report_id
         WHERE p.browser_digest = $1 AND p.sent_at >= $2 ORDER BY p.sent_at DESC LIMIT 1",
        args![browser.to_vec(), since],
    )
    .await
}
