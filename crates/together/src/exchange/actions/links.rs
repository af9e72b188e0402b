// SPDX-License-Identifier: EUPL-1.2
//! Those without an account: a link and a code, one use, an end; or paper, with the same record.
//!
//! Neither half opens anything alone: the link is sent, the code is said on the telephone to somebody whose voice or number
//! is known. Both are made of the link's id under a key of the installation. Five wrong codes shut the link for good.

use kernel::{Event, ExchangeId, Ground, Id, Instant, PractitionerId, Refusal, SubjectKind};
use platform::db::Technical;
use platform::http::Cx;
use platform::problem::Problem;
use platform::throttle::{self, Budget};
use register::access::Action;
use register::{accounts, apart, deadlines};
use serde_json::json;
use uuid::Uuid;

use super::super::model::{Link, Reason, Side, State, Thread, Turn, TurnKind};
use super::super::{events, rules, store};
use super::outside::{Spoken, composed, rules_outside};
use super::turns::Outcome;
use super::{ANSWERED, begin, event, publish, refused, turn};
use crate::sharing::{self, Channel, Outsider};

/// How long a link opens.
const LASTS: i64 = 15 * Instant::DAY;
/// How long a browser that gave the code is remembered, in seconds.
pub const REMEMBERED: i64 = 3_600;
/// Codes from one address, whoever's links they are for.
const FROM_ADDRESS: Budget = Budget {
    free: 20,
    first_wait: Instant::MINUTE,
    longest_wait: Instant::HOUR,
    forgets_one_in: Instant::HOUR,
};

/// A link as it is sent and said.
#[derive(Clone, Debug)]
pub struct Made {
    /// For whom.
    pub practitioner: PractitionerId,
    /// The half that is sent: what follows `/answer/`.
    pub token: String,
    /// The half that is said.
    pub code: String,
    /// Until when.
    pub until: Instant,
    /// When it was opened for the first time.
    pub opened_at: Option<Instant>,
}

/// The key of this installation for links. Never inside a transaction: it may have to be drawn and written.
async fn key(cx: &Cx) -> Result<[u8; 32], Problem> {
    Ok(cx.app.key(platform::secrets::DOOR).await?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn token(key: &[u8; 32], link: Uuid) -> String {
    let proof = throttle::known(key, "exchange-link", link.as_bytes());
    format!("{}{}", link.simple(), hex(&proof[..16]))
}

/// Eight digits, in two groups as they are said.
fn code(key: &[u8; 32], link: Uuid) -> String {
    let proof = throttle::known(key, "exchange-code", link.as_bytes());
    let drawn = u32::from_be_bytes([proof[0], proof[1], proof[2], proof[3]]) % 100_000_000;
    format!("{:04} {:04}", drawn / 10_000, drawn % 10_000)
}

/// A code as it is compared: digits only.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_digit).collect()
}

/// The link that is open on an exchange, for whoever works it on the side that sent it.
pub async fn open_link(cx: &Cx, thread: &Thread) -> Result<Option<Made>, Problem> {
    let key = key(cx).await?;
    let mut conn = cx.read().await?;
    let links = store::links(&mut conn, thread.exchange.id).await?;
    Ok(links.into_iter().find(|l| is_open(l, cx.now)).map(|l| made(&key, &l)))
}

fn made(key: &[u8; 32], link: &Link) -> Made {
    Made {
        practitioner: link.practitioner,
        token: token(key, link.id),
        code: code(key, link.id),
        until: link.until_at,
        opened_at: link.opened_at,
    }
}

/// Makes a link for somebody addressed who has no account. Those made before are shut.
pub async fn make_link(cx: &Cx, id: ExchangeId, who: PractitionerId) -> Result<Made, Problem> {
    let key = key(cx).await?;
    let (mut tx, leave, side, thread) = begin(cx, Action::Write, id).await?;
    let party = thread.parties.iter().find(|p| p.practitioner == who).cloned().ok_or(Problem::NotFound)?;
    if side != Side::From {
        return Err(refused(cx, Refusal::new("not-own-request")));
    }
    if matches!(thread.state(), State::Draft | State::Withdrawn | State::Closed) {
        return Err(refused(cx, Refusal::new("exchange-not-open")));
    }
    if !accounts::addresses(&mut tx, &[who]).await?.is_empty() {
        return Err(refused(cx, Refusal::new("party-has-account")));
    }
    let link = Link {
        id: cx.new_id::<ExchangeId>()?.0,
        exchange: id,
        practitioner: who,
        institution: party.institution,
        made_by: leave.practitioner(),
        made_at: cx.now,
        until_at: cx.now.plus(LASTS),
        tries: 0,
        opened_at: None,
        used_at: None,
        revoked_at: None,
    };
    store::revoke_links(&mut tx, id, cx.now).await?;
    store::insert_link(&mut tx, &link).await?;
    let detail = json!({ "for": who.to_string() });
    tx.commit(event(cx, &leave, events::EXCHANGE_LINK_MADE, &thread)?.with_detail(detail.to_string()))
        .await?;
    Ok(made(&key, &link))
}

/// Shuts what was made and not used.
pub async fn revoke_links(cx: &Cx, id: ExchangeId) -> Result<(), Problem> {
    let (mut tx, leave, _, thread) = begin(cx, Action::Write, id).await?;
    if store::revoke_links(&mut tx, id, cx.now).await? == 0 {
        return Err(refused(cx, Refusal::new("no-open-link")));
    }
    tx.commit(event(cx, &leave, events::EXCHANGE_LINK_SHUT, &thread)?).await.map_err(Problem::from)
}

/// An open door: what somebody without an account reads, and for whom they answer.
#[derive(Clone, Debug)]
pub struct Door {
    /// The link.
    pub link: Link,
    /// What is behind.
    pub thread: Thread,
    /// What the browser keeps for an hour, so that the code is not asked on every page.
    pub pass: String,
}

fn is_open(link: &Link, now: Instant) -> bool {
    link.revoked_at.is_none()
        && link.used_at.is_none()
        && now < link.until_at
        && link.tries < rules::MOST_TRIES
}

async fn link_of(cx: &Cx, key: &[u8; 32], given: &str) -> Result<Link, Problem> {
    let id = given.get(..32).and_then(|id| Uuid::parse_str(id).ok()).ok_or(Problem::NotFound)?;
    if token(key, id) != given {
        return Err(Problem::NotFound);
    }
    let mut conn = cx.read().await?;
    let found = store::link(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    // A link that is shut, used, or over is a link that never was.
    if is_open(&found, cx.now) { Ok(found) } else { Err(Problem::NotFound) }
}

fn pass(key: &[u8; 32], link: &Link, until: Instant) -> String {
    let mut what = link.id.as_bytes().to_vec();
    what.extend_from_slice(&until.0.to_be_bytes());
    format!("{}.{}", until.0, hex(&throttle::known(key, "exchange-pass", &what)))
}

fn passes(key: &[u8; 32], link: &Link, given: &str, now: Instant) -> bool {
    let Some((until, _)) = given.split_once('.') else { return false };
    let Ok(until) = until.parse().map(Instant) else { return false };
    now < until && given == pass(key, link, until)
}

/// Opens the door, with a code or with what a code left in the browser. `Ok(None)`: the link is one, the code is still asked.
pub async fn enter(cx: &Cx, given: &str, typed: Option<&str>, kept: &str) -> Result<Option<Door>, Problem> {
    let key = key(cx).await?;
    let link = link_of(cx, &key, given).await?;
    let knows = match typed {
        None => passes(&key, &link, kept, cx.now),
        Some(typed) => {
            let from = throttle::Subject::from_address(&key, "exchange", &cx.request.client, FROM_ADDRESS);
            let mut tx = cx.begin_technical().await?;
            let free = throttle::ask(&mut tx, &[from]).await?;
            let right = plain(typed) == plain(&code(&key, link.id));
            if free == throttle::Answer::Free && !right {
                store::tried(&mut tx, link.id).await?;
            }
            tx.commit_technical(Technical::Throttle).await?;
            if let throttle::Answer::Wait { until } = free {
                return Err(Problem::Wait(until.since(cx.now) / Instant::SECOND + 1));
            }
            if !right {
                return Err(refused(cx, Refusal::new("wrong-code")));
            }
            true
        }
    };
    if !knows {
        return Ok(None);
    }
    let thread = {
        let mut conn = cx.read().await?;
        store::thread(&mut conn, link.exchange).await?.ok_or(Problem::NotFound)?
    };
    // Each opening leaves its trace in the ledger of whoever sent it.
    let mut tx = cx.begin().await?;
    store::opened(&mut tx, link.id, cx.now).await?;
    tx.commit(of_link(cx, &thread, &link, events::EXCHANGE_LINK_OPENED)).await?;
    let until = cx.now.plus(REMEMBERED * Instant::SECOND);
    let pass = pass(&key, &link, until);
    Ok(Some(Door { link, thread, pass }))
}

/// What is behind a door that was opened in this browser before, while an answer is on its way: no opening of its own.
pub async fn inside(cx: &Cx, given: &str, kept: &str) -> Result<Door, Problem> {
    let key = key(cx).await?;
    let link = link_of(cx, &key, given).await?;
    if !passes(&key, &link, kept, cx.now) {
        return Err(Problem::NotFound);
    }
    let mut conn = cx.read().await?;
    let thread = store::thread(&mut conn, link.exchange).await?.ok_or(Problem::NotFound)?;
    Ok(Door { link, thread, pass: kept.to_owned() })
}

fn of_link(cx: &Cx, thread: &Thread, link: &Link, kind: kernel::EventKind) -> Event {
    let about = SubjectKind::EXCHANGE.of(thread.exchange.id);
    let detail = json!({ "for": link.practitioner.to_string(), "link": link.id.to_string() });
    let event = cx
        .event_without_actor(thread.exchange.institution, kind, about, Ground::Public)
        .with_detail(detail.to_string());
    match thread.exchange.case {
        Some(case) => event.in_case(case),
        None => event,
    }
}

/// What somebody without an account answers.
#[derive(Clone, Debug)]
pub enum Said {
    /// All, or a part of what was asked.
    Answer(Outcome, String),
    /// Declined.
    Decline(Reason, String),
}

impl Said {
    fn turn(&self) -> (TurnKind, &str, &str) {
        match self {
            Said::Answer(Outcome::Full, words) => (TurnKind::Answered, words, ""),
            Said::Answer(Outcome::Part, words) => (TurnKind::AnsweredInPart, words, ""),
            Said::Decline(reason, words) => (TurnKind::Declined, words, reason.code()),
        }
    }
}

/// How long, in days, whoever asked reads an answer that speaks of somebody.
const READABLE_DAYS: i32 = 90;

/// Answers through a link, which is shut with it. An answer that speaks of somebody is told by a decision, to whoever asked alone.
pub async fn answer_by_link(
    cx: &Cx,
    given: &str,
    kept: &str,
    said: &Said,
    spoken: Option<&Spoken>,
) -> Result<(), Problem> {
    let key = key(cx).await?;
    let link = link_of(cx, &key, given).await?;
    if !passes(&key, &link, kept, cx.now) {
        return Err(Problem::NotFound);
    }
    let (kind, words, reason) = said.turn();
    if words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-words")));
    }
    let mut tx = cx.begin().await?;
    register::access::hold_all(&mut tx, vec![link.exchange.0]).await?;
    let thread = store::thread(&mut tx, link.exchange).await?.ok_or(Problem::NotFound)?;
    rules::taking_turn(&thread, Side::To, kind).map_err(|r| refused(cx, r))?;
    store::used(&mut tx, link.id, cx.now).await?;
    let disclosure = match spoken {
        None => None,
        Some(spoken) => {
            let (pack, rules) = rules_outside(cx, &mut tx, &link)
                .await?
                .ok_or_else(|| refused(cx, Refusal::new("no-rule-outside")))?;
            let composition = composed(cx, &thread, words, spoken)?;
            let by = Outsider {
                practitioner: link.practitioner,
                institution: link.institution,
                pack: &pack,
                exchange: thread.exchange.id,
            };
            let until_on = cx.today().plus_days(READABLE_DAYS);
            Some(sharing::tell_from_outside(cx, &mut tx, by, (rules, &composition), until_on).await?)
        }
    };
    let new = Turn {
        id: cx.new_id::<ExchangeId>()?.0,
        exchange: thread.exchange.id,
        kind,
        institution: link.institution,
        by: link.practitioner,
        by_link: true,
        at: cx.now,
        occurred_at: cx.now,
        channel: Channel::Written,
        words: words.trim().to_owned(),
        reason: reason.to_owned(),
        disclosure,
        to_institution: None,
        to_practitioner: None,
        weeks: None,
    };
    store::add_turn(&mut tx, &new).await?;
    for term in ANSWERED {
        deadlines::done(&mut tx, thread.exchange.id.uuid(), term, None, cx.today()).await?;
    }
    publish(cx, &mut tx, &thread, published(kind), cx.now, link.institution).await?;
    tx.commit(of_link(cx, &thread, &link, events::EXCHANGE_ANSWERED_BY_LINK)).await.map_err(Problem::from)
}

fn published(kind: TurnKind) -> &'static str {
    if kind == TurnKind::Declined { "exchange_declined" } else { "exchange_answered" }
}

/// Writes down an answer that came on paper or by telephone from somebody without an account.
pub async fn recorded_answer(
    cx: &Cx,
    id: ExchangeId,
    who: PractitionerId,
    channel: Channel,
    occurred_at: Instant,
    said: &Said,
) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[said.turn().1]).await?;
    let (mut tx, leave, side, thread) = begin(cx, Action::Write, id).await?;
    let party = thread.parties.iter().find(|p| p.practitioner == who).cloned().ok_or(Problem::NotFound)?;
    if side != Side::From {
        return Err(refused(cx, Refusal::new("not-own-request")));
    }
    if !accounts::addresses(&mut tx, &[who]).await?.is_empty() {
        return Err(refused(cx, Refusal::new("party-has-account")));
    }
    let (kind, words, reason) = said.turn();
    rules::taking_turn(&thread, Side::To, kind).map_err(|r| refused(cx, r))?;
    if words.trim().is_empty() {
        return Err(refused(cx, Refusal::new("no-words")));
    }
    if occurred_at > cx.now {
        return Err(refused(cx, Refusal::new("moment-in-future")));
    }
    let mut new = turn(cx, &thread, kind, words)?;
    (new.institution, new.by, new.by_link) = (party.institution, who, true);
    (new.channel, new.occurred_at) = (channel, occurred_at);
    reason.clone_into(&mut new.reason);
    store::add_turn(&mut tx, &new).await?;
    store::revoke_links(&mut tx, id, cx.now).await?;
    for term in ANSWERED {
        deadlines::done(&mut tx, id.0, term, None, cx.today()).await?;
    }
    publish(cx, &mut tx, &thread, published(kind), occurred_at, party.institution).await?;
    let detail = json!({ "turn": kind.code(), "of": who.to_string(), "channel": channel.code() });
    tx.commit(event(cx, &leave, events::EXCHANGE_ANSWER_RECORDED, &thread)?.with_detail(detail.to_string()))
        .await
        .map_err(Problem::from)
}
