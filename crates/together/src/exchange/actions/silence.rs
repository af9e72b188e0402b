// SPDX-License-Identifier: EUPL-1.2
//! Agreeing with another institution on what silence is worth; and the silence itself, once its day has passed.

use kernel::{
    Capacity, Date, Event, EventKind, ExchangeId, Ground, Holder, Instant, InstitutionId, Refusal,
    SubjectKind,
};
use platform::db::{Conn, Technical, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::deadlines::{self, NewDeadline};
use register::{access, accounts, directory};
use rulebook::{Circumstances, Moment};
use serde_json::json;
use uuid::Uuid;

use super::super::model::{Exchange, Kind, Party, Turn, TurnKind};
use super::super::silence::{self, Clause, Silence, Standing};
use super::super::{events, store, store_silence};
use super::{ANSWERABLE, ANSWERED, publish, refused};
use crate::sharing::{self, Channel};

/// The term whose end means that silence counts.
pub const SILENCE: &str = "exchange_silence";

/// What is proposed to another institution.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Whose silence it would be.
    pub asked: InstitutionId,
    /// For which kind of request.
    pub kind: Kind,
    /// After how many days.
    pub days: i64,
    /// What it would mean.
    pub meaning: Silence,
    /// The protocol that says so.
    pub protocol: String,
    /// When that was signed.
    pub signed_on: Date,
    /// Its last day, where it has one.
    pub until_on: Option<Date>,
}

/// Proposes a clause to the institution whose silence it is about.
pub async fn propose_silence(cx: &Cx, new: &Proposal) -> Result<Uuid, Problem> {
    let asking = access::require_function(cx, ANSWERABLE)?;
    let clause = Clause {
        id: cx.new_id::<ExchangeId>()?.0,
        asking,
        asked: new.asked,
        kind: new.kind,
        days: new.days,
        meaning: new.meaning,
        protocol: new.protocol.clone(),
        signed_on: new.signed_on,
        until_on: new.until_on,
        proposed_by: cx.actor()?.practitioner,
        proposed_at: cx.now,
        agreed_by: None,
        agreed_at: None,
        ended_by: None,
        ended_at: None,
    };
    silence::proposing(&clause, cx.today()).map_err(|r| refused(cx, r))?;
    let mut tx = cx.begin().await?;
    let there = directory::institution(&mut tx, new.asked).await?.ok_or(Problem::NotFound)?;
    if !there.is_open_on(cx.today()) {
        return Err(refused(cx, Refusal::new("partner-closed")));
    }
    // Two who propose at once come one after the other.
    access::hold_all(&mut tx, vec![asking.0]).await?;
    match store_silence::live(&mut tx, asking, new.asked, new.kind).await? {
        Some(before) if before.standing(cx.today()) != Standing::Ended => {
            return Err(refused(cx, Refusal::new("clause-exists")));
        }
        // Its protocol ran out without anybody saying so.
        Some(before) => store_silence::end(&mut tx, before.id, clause.proposed_by, cx.now).await?,
        None => {}
    }
    store_silence::insert(&mut tx, &clause).await?;
    tx.commit(of_clause(cx, &clause, events::SILENCE_PROPOSED)?).await?;
    Ok(clause.id)
}

/// Agrees that one's own silence will count.
pub async fn agree_to_silence(cx: &Cx, id: Uuid) -> Result<Clause, Problem> {
    let institution = access::require_function(cx, ANSWERABLE)?;
    let mut tx = cx.begin().await?;
    let clause = ours(&mut tx, id, institution).await?;
    silence::agreeing(&clause, institution, cx.today()).map_err(|r| refused(cx, r))?;
    store_silence::agree(&mut tx, id, cx.actor()?.practitioner, cx.now).await?;
    tx.commit(of_clause(cx, &clause, events::SILENCE_AGREED)?).await?;
    Ok(clause)
}

/// Ends a clause, or refuses one that was proposed: either of the two may, at any time. What was sent before keeps it.
pub async fn end_silence(cx: &Cx, id: Uuid) -> Result<Clause, Problem> {
    let institution = access::require_function(cx, ANSWERABLE)?;
    let mut tx = cx.begin().await?;
    let clause = ours(&mut tx, id, institution).await?;
    if clause.ended_at.is_some() {
        return Err(refused(cx, Refusal::new("clause-ended")));
    }
    store_silence::end(&mut tx, id, cx.actor()?.practitioner, cx.now).await?;
    tx.commit(of_clause(cx, &clause, events::SILENCE_ENDED)?).await?;
    Ok(clause)
}

async fn ours(tx: &mut Tx, id: Uuid, institution: InstitutionId) -> Result<Clause, Problem> {
    let found = store_silence::clause(tx, id).await?;
    found.filter(|c| c.asking == institution || c.asked == institution).ok_or(Problem::NotFound)
}

fn of_clause(cx: &Cx, clause: &Clause, kind: EventKind) -> Result<Event, Problem> {
    // About the other institution: that is whom it is told to.
    let here = cx.actor()?.institution;
    let other = if clause.asking == here { clause.asked } else { clause.asking };
    let about = SubjectKind::INSTITUTION.of(other);
    let detail = json!({
        "clause": clause.id.to_string(), "kind": clause.kind.code(), "days": clause.days, "meaning": clause.meaning.code(),
        "asking": clause.asking.to_string(), "protocol": clause.protocol,
    });
    Ok(cx.event(kind, about, None::<Capacity>, Ground::Function)?.with_detail(detail.to_string()))
}

/// Those who answer for an institution, for what is proposed to it.
pub async fn proposals(cx: &Cx, conn: &mut Conn, limit: i64) -> Result<Vec<Clause>, Problem> {
    let institution = access::require_function(cx, ANSWERABLE)?;
    Ok(store_silence::proposed_to(conn, institution, cx.today(), limit).await?)
}

/// The clause that would count for a request sent today, and the last day on which silence could be broken. It is counted from
/// the sending, however long before something was said by word of mouth, by the working days of whoever is asked. Somebody without
/// an account may not have received it: their silence is none.
pub async fn silence_foreseen(
    cx: &Cx,
    conn: &mut Conn,
    e: &Exchange,
    party: &Party,
) -> Result<Option<(Clause, Date)>, Problem> {
    let today = cx.today();
    let live = store_silence::live(conn, e.institution, party.institution, e.kind).await?;
    let Some(clause) = live.filter(|c| c.standing(today) == Standing::InForce) else { return Ok(None) };
    if accounts::with_account(conn, &[party.practitioner]).await?.is_empty() {
        return Ok(None);
    }
    let there = directory::institution(conn, party.institution).await?.ok_or(Problem::NotFound)?;
    let on = clause.silent_on(today, &directory::pack(cx, there.fields.pack.as_str())?.calendar);
    Ok(Some((clause, on)))
}

/// Where a clause holds between the two for this kind of request, the silence of whoever is asked will count.
pub(super) async fn bind(
    cx: &Cx,
    tx: &mut Tx,
    e: &Exchange,
    party: &Party,
    pack: &str,
) -> Result<(), Problem> {
    let Some((clause, on)) = silence_foreseen(cx, tx, e, party).await? else { return Ok(()) };
    let clock = NewDeadline {
        institution: party.institution,
        pack,
        kind: SubjectKind::EXCHANGE,
        subject: e.id.0,
        case: None,
        about: None,
        term: SILENCE,
        started: Moment { on: cx.today(), at: Some(cx.now) },
        circumstances: Circumstances::default(),
        owner: Holder::Practitioner(party.practitioner),
    };
    // Without a clock nobody would be told that it counts: then it does not.
    if deadlines::start_until(cx, tx, &clock, on).await?.is_some() {
        store_silence::bind(tx, e.id, clause.id, on).await?;
    }
    Ok(())
}

/// The day has passed and nobody answered: the silence is written down as the answer that both agreed it would be. Nothing when
/// somebody answered meanwhile, or it was taken back; nor when what was asked could not be read to the end, because the account of
/// whoever is asked was closed or the decision by which it was told no longer holds: then it goes on waiting for an answer. Safe to
/// call again.
pub async fn keep_silence(cx: &Cx, id: ExchangeId) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    access::hold_all(&mut tx, vec![id.0]).await?;
    let Some(thread) = store::thread(&mut tx, id).await? else { return Ok(()) };
    let e = &thread.exchange;
    let (Some(clause), Some(on)) = (e.silence_clause, e.silent_on) else { return Ok(()) };
    let clause = store_silence::clause(&mut tx, clause).await?;
    let (Some(clause), Some(party)) = (clause, thread.parties.first()) else { return Ok(()) };
    if !thread.waits() || cx.today() <= on {
        return Ok(());
    }
    let told_by = thread.last(|kind| kind == TurnKind::Sent).and_then(|sent| sent.disclosure);
    let readable = sharing::read_by(cx, &mut tx, told_by.as_slice(), party.practitioner).await?;
    let received = !accounts::with_account(&mut tx, &[party.practitioner]).await?.is_empty();
    if !received || (told_by.is_some() && readable.is_empty()) {
        deadlines::drop_open(&mut tx, id.0, Some(SILENCE), cx.today()).await?;
        return tx.commit_technical(Technical::Job).await.map_err(Problem::from);
    }
    // It is there with the end of the day, whenever the machine comes to write it.
    let occurred_at = Instant::from_local(on.plus_days(1), 0, 0, &cx.zone).unwrap_or(cx.now);
    let turn = Turn {
        id: cx.new_id::<ExchangeId>()?.0,
        exchange: id,
        kind: TurnKind::Silent,
        institution: party.institution,
        by: party.practitioner,
        by_link: false,
        at: cx.now,
        occurred_at,
        channel: Channel::Written,
        words: String::new(),
        reason: clause.meaning.code().to_owned(),
        disclosure: None,
        to_institution: None,
        to_practitioner: None,
        weeks: None,
    };
    store::add_turn(&mut tx, &turn).await?;
    // What whoever asked owes, such as to confirm in writing what was said, stays theirs.
    for term in ANSWERED {
        deadlines::drop_open(&mut tx, id.0, Some(term), cx.today()).await?;
    }
    publish(cx, &mut tx, &thread, "exchange_silent", occurred_at, party.institution).await?;
    let about = SubjectKind::EXCHANGE.of(id);
    let event = cx.event_without_actor(e.institution, events::EXCHANGE_SILENT, about, Ground::Exchange);
    let detail = json!({ "clause": clause.id.to_string(), "meaning": clause.meaning.code() });
    let event = event.with_detail(detail.to_string());
    let event = match e.case {
        Some(case) => event.in_case(case),
        None => event,
    };
    tx.commit(event).await.map_err(Problem::from)
}
