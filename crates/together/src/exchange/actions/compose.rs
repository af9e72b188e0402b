// SPDX-License-Identifier: EUPL-1.2
//! Writing an exchange before it leaves, and deciding what of somebody may be told with it or with its answer.

use kernel::{
    Capacity, CaseId, Date, DisclosureId, ExchangeId, FunctionKind, Ground, Holder, InstitutionId,
    PractitionerId, Refusal, SubjectKind,
};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, NewSeat};
use register::{apart, cases, directory};
use serde_json::json;

use super::super::model::{Kind, Party, Side, State, Thread};
use super::super::rules::{self, Cover};
use super::super::{events, store};
use super::{begin, event, refused};
use crate::sharing::{self, Begun, Channel, Disclosure, NewPiece, Stand};

/// What an exchange begins with.
#[derive(Clone, Debug)]
pub struct NewExchange {
    /// What kind.
    pub kind: Kind,
    /// In which case of one's own institution, if in any.
    pub case: Option<CaseId>,
    /// The one from which it goes on: somebody there named whom to ask.
    pub continues: Option<ExchangeId>,
}

/// Begins an exchange. Nobody else sees it before it is sent.
pub async fn open_exchange(cx: &Cx, new: &NewExchange) -> Result<ExchangeId, Problem> {
    let actor = cx.actor()?.clone();
    // To administer a service is no work with families.
    if actor.appointments.iter().all(|a| a.kind == FunctionKind::Administrator) {
        return Err(Problem::NotFound);
    }
    if let Some(before) = new.continues {
        let mut conn = cx.read().await?;
        let (_, side, thread) = super::thread(cx, &mut conn, Action::Write, before).await?;
        if side != Side::From || thread.state() != State::Redirected {
            return Err(refused(cx, Refusal::new("not-redirected")));
        }
    }
    let id: ExchangeId = cx.new_id()?;
    let (mut tx, leave) = match new.case {
        Some(case) => {
            let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
            if !grant.opens(kernel::Layer::Institution) {
                return Err(Problem::NotFound);
            }
            let facts = cases::facts(&mut tx, case, cx.now).await?;
            cases::rules::work(&facts.standing).map_err(|r| refused(cx, r))?;
            (tx, Some(grant))
        }
        None => (cx.begin().await?, None),
    };
    let row = store::New {
        id,
        kind: new.kind,
        institution: actor.institution,
        pack: &actor.pack,
        case: new.case,
        by: actor.practitioner,
        continues: new.continues,
    };
    store::insert(&mut tx, &row, cx.now).await?;
    let seat = NewSeat::usual(
        Holder::Practitioner(actor.practitioner),
        actor.institution,
        Capacity::Lead,
        Ground::Exchange,
    );
    access::open_seat(cx, &mut tx, id, &seat).await?;
    let about = SubjectKind::EXCHANGE.of(id);
    let event = match &leave {
        Some(grant) => cx
            .event(events::EXCHANGE_PREPARED, about, Some(grant.capacity()), grant.ground())?
            .in_case(grant.subject()),
        None => cx.event(events::EXCHANGE_PREPARED, about, Some(Capacity::Lead), Ground::Exchange)?,
    };
    tx.commit(event.with_detail(json!({ "kind": new.kind.code() }).to_string())).await?;
    Ok(id)
}

/// What is written.
#[derive(Clone, Debug)]
pub struct Writing {
    /// In writing, or by word of mouth.
    pub channel: Channel,
    /// What is asked or told.
    pub words: String,
    /// Whether it says anything of somebody who can be recognised.
    pub nominal: bool,
    /// By when an answer is hoped for.
    pub answer_by: Option<Date>,
    /// Whether what was said is to be confirmed in writing.
    pub confirmation: bool,
    /// How often those who act together look at it, by a code; empty otherwise.
    pub rhythm: String,
}

/// Writes what is asked or told.
pub async fn write(cx: &Cx, id: ExchangeId, writing: &Writing) -> Result<(), Problem> {
    apart::refuse_copies(cx, &[&writing.words]).await?;
    let (mut tx, leave, _, thread) = begin(cx, Action::Write, id).await?;
    rules::drafting(&thread).map_err(|r| refused(cx, r))?;
    rules::hoping(writing.answer_by, cx.today()).map_err(|r| refused(cx, r))?;
    let written = store::Written {
        channel: writing.channel,
        words: writing.words.trim(),
        nominal: writing.nominal,
        answer_by: writing.answer_by.filter(|_| thread.exchange.kind.wants_answer()),
        confirmation: writing.confirmation && writing.channel == Channel::Oral,
        rhythm: &writing.rhythm,
        disclosure: thread.exchange.disclosure.filter(|_| writing.nominal),
    };
    store::write(&mut tx, &thread.exchange, &written, cx.now).await?;
    tx.commit(event(cx, &leave, events::EXCHANGE_COMPOSED, &thread)?).await.map_err(Problem::from)
}

/// Says by which decision that was taken before the words may be told; nothing takes it out again.
pub async fn attach(cx: &Cx, id: ExchangeId, decision: Option<DisclosureId>) -> Result<(), Problem> {
    let (mut tx, leave, _, thread) = begin(cx, Action::Write, id).await?;
    rules::drafting(&thread).map_err(|r| refused(cx, r))?;
    if let Some(decision) = decision {
        let (_, found) = sharing::disclosure(cx, &mut tx, Action::Read, decision).await?;
        if found.stand(cx.today()) != Stand::Told || found.institution != thread.exchange.institution {
            return Err(refused(cx, Refusal::new("decision-does-not-hold")));
        }
    }
    let e = &thread.exchange;
    let written = store::Written {
        channel: e.channel,
        words: &e.words,
        nominal: e.nominal || decision.is_some(),
        answer_by: e.answer_by,
        confirmation: e.confirmation,
        rhythm: &e.rhythm,
        disclosure: decision,
    };
    store::write(&mut tx, e, &written, cx.now).await?;
    tx.commit(event(cx, &leave, events::EXCHANGE_COMPOSED, &thread)?).await.map_err(Problem::from)
}

/// Addresses it to a named person, for an institution at which they work today. A generic mailbox is nobody.
pub async fn add_party(
    cx: &Cx,
    id: ExchangeId,
    practitioner: PractitionerId,
    institution: InstitutionId,
    contact: &str,
) -> Result<(), Problem> {
    let (mut tx, leave, _, thread) = begin(cx, Action::Write, id).await?;
    rules::addressing(&thread).map_err(|r| refused(cx, r))?;
    if institution == thread.exchange.institution {
        return Err(refused(cx, Refusal::new("party-is-here")));
    }
    let appointed = directory::appointed_on(&mut tx, &[practitioner], cx.today()).await?;
    if !appointed.contains(&(practitioner, institution)) {
        return Err(refused(cx, Refusal::new("party-not-there")));
    }
    if thread.parties.iter().any(|p| p.practitioner == practitioner) {
        return Err(refused(cx, Refusal::new("party-twice")));
    }
    let party = Party { exchange: id, practitioner, institution, contact: contact.to_owned() };
    store::add_party(&mut tx, &party).await?;
    let detail = json!({ "party": practitioner.to_string() });
    tx.commit(event(cx, &leave, events::EXCHANGE_COMPOSED, &thread)?.with_detail(detail.to_string()))
        .await
        .map_err(Problem::from)
}

/// Takes somebody out again.
pub async fn remove_party(cx: &Cx, id: ExchangeId, who: PractitionerId) -> Result<(), Problem> {
    let (mut tx, leave, _, thread) = begin(cx, Action::Write, id).await?;
    rules::drafting(&thread).map_err(|r| refused(cx, r))?;
    store::remove_party(&mut tx, id, who).await?;
    let detail = json!({ "party_removed": who.to_string() });
    tx.commit(event(cx, &leave, events::EXCHANGE_COMPOSED, &thread)?.with_detail(detail.to_string()))
        .await
        .map_err(Problem::from)
}

/// Begins the decision by which something of somebody may be told with an exchange, or with an answer to it: by the same rules and
/// on the same pages as any other, its recipients and its first piece filled in. In a case of one's own where one is named or
/// the exchange lies in it; else in none. One at a time: where one is under way it is that one.
pub async fn begin_content(
    cx: &Cx,
    id: ExchangeId,
    rule_set: &str,
    case: Option<CaseId>,
    why: &str,
    piece: Option<NewPiece>,
) -> Result<DisclosureId, Problem> {
    if let Some(piece) = &piece {
        apart::refuse_copies(cx, &[&piece.title, &piece.words]).await?;
    }
    let mut conn = cx.read().await?;
    let (_, side, thread) = super::thread(cx, &mut conn, Action::Write, id).await?;
    let under_way = content_of(cx, &mut conn, &thread).await?;
    drop(conn);
    if let Some(d) = under_way.filter(|d| d.stand(cx.today()) != Stand::Refused) {
        return Ok(d.id);
    }
    if matches!(thread.state(), State::Withdrawn | State::Closed) {
        return Err(refused(cx, Refusal::new("exchange-closed")));
    }
    let case = match side {
        Side::From => thread.exchange.case,
        Side::To => case,
    };
    let begun = Begun {
        rule_set,
        purpose: "",
        why,
        exchange: Some(id),
        recipients: listeners(&thread, side),
        pieces: piece.into_iter().collect(),
    };
    match case {
        None => sharing::open_alone(cx, begun).await,
        Some(case) => {
            let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
            let (decision, event) = sharing::prepare(cx, &mut tx, Some(&grant), begun).await?;
            tx.commit(event).await?;
            Ok(decision)
        }
    }
}

/// Those who would learn what somebody says on a side: of the side that asked, whoever wrote it; of the other, all addressed.
pub(super) fn listeners(thread: &Thread, side: Side) -> Vec<(PractitionerId, InstitutionId)> {
    match side {
        Side::From => thread.parties.iter().map(|p| (p.practitioner, p.institution)).collect(),
        Side::To => vec![(thread.exchange.drafted_by, thread.exchange.institution)],
    }
}

/// The decision that one's own institution took, or is taking, for the next thing that it says in a thread.
pub async fn content_of(cx: &Cx, conn: &mut Conn, thread: &Thread) -> Result<Option<Disclosure>, Problem> {
    let here = cx.actor()?.institution;
    let found = sharing::of_exchange(conn, thread.exchange.id, here).await?;
    Ok(found.into_iter().find(|d| d.executed.is_none() && d.withdrawn.is_none()))
}

/// Whether a decision permits what is to be told to all who would learn it.
pub(super) fn cover(
    decision: Option<&Disclosure>,
    to: &[(PractitionerId, InstitutionId)],
    today: Date,
) -> Cover {
    let Some(d) = decision else { return Cover::None };
    match d.stand(today) {
        Stand::Prepared => Cover::Prepared,
        Stand::Refused => Cover::Refused,
        Stand::Ended | Stand::Withdrawn => Cover::None,
        Stand::Permitted | Stand::Told => match to.iter().all(|(who, _)| !d.open_to(*who).is_empty()) {
            true => Cover::Permits,
            false => Cover::PermitsOthers,
        },
    }
}
