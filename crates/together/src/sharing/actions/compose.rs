// SPDX-License-Identifier: EUPL-1.2
//! Preparing a decision: why, to whom, what, who was told, and the questions of the law.

use kernel::{
    AttachmentId, Capacity, CaseId, DisclosureId, EntryId, Event, EventKind, ExchangeId, FunctionKind,
    Ground, Holder, InstitutionId, Layer, Layers, PersonId, PieceId, PractitionerId, Refusal, SubjectKind,
};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, Grant, InCase, NewSeat};
use register::{apart, attachments, cases, directory, people};
use secrecy::{Answers, Origin};
use serde_json::json;

use super::super::look::Look;
use super::super::model::{Composition, Disclosure, Informed, Need, Piece, Recipient, Told};
use super::super::{events, rules, store, store_look};
use super::{begin, event, opens_file, refused, secrets_of};

/// Who of a family is told before: the child, its parents, those who hold authority over it, its guardian.
const FAMILY: &[&str] = &["parent", "authority_holder", "guardian"];

/// What a decision begins with.
#[derive(Clone, Debug, Default)]
pub struct Begun<'a> {
    /// Which rule set is asked.
    pub rule_set: &'a str,
    /// To what end, by a code of the rule set; empty where it is not said yet.
    pub purpose: &'a str,
    /// Why.
    pub why: &'a str,
    /// With which exchange it will be told.
    pub exchange: Option<ExchangeId>,
    /// Who would learn it.
    pub recipients: Vec<(PractitionerId, InstitutionId)>,
    /// What they would learn.
    pub pieces: Vec<NewPiece>,
}

/// Begins a decision in a case: which rule is to be asked, to what end, why.
pub async fn open_disclosure(
    cx: &Cx,
    case: CaseId,
    rule_set: &str,
    purpose: &str,
    why: &str,
) -> Result<DisclosureId, Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    let begun = Begun { rule_set, purpose, why, ..Begun::default() };
    let (id, event) = prepare(cx, &mut tx, Some(&grant), begun).await?;
    tx.commit(event).await?;
    Ok(id)
}

/// Begins a decision that lies in no case: of a service that is asked, or learns of something, and has no file of the child.
pub async fn open_alone(cx: &Cx, begun: Begun<'_>) -> Result<DisclosureId, Problem> {
    let mut tx = cx.begin().await?;
    let (id, event) = prepare(cx, &mut tx, None, begun).await?;
    tx.commit(event).await?;
    Ok(id)
}

/// Begins a decision inside a transaction that does more; the event that is due is handed back.
pub(crate) async fn prepare(
    cx: &Cx,
    tx: &mut Tx,
    case: Option<&InCase>,
    begun: Begun<'_>,
) -> Result<(DisclosureId, Event), Problem> {
    let actor = cx.actor()?;
    let rules = directory::pack(cx, &actor.pack)?
        .rule_set(begun.rule_set, cx.today())
        .ok_or_else(|| refused(cx, Refusal::new("rule-set-not-in-force")))?;
    if !begun.purpose.is_empty() && !rules.purposes().iter().any(|p| p.code() == begun.purpose) {
        return Err(refused(cx, Refusal::new("unknown-code")));
    }
    let id: DisclosureId = cx.new_id()?;
    let (family, secrets) = match case {
        Some(grant) => {
            opens_file(grant)?;
            let facts = cases::facts(tx, grant.subject(), cx.now).await?;
            cases::rules::work(&facts.standing).map_err(|r| refused(cx, r))?;
            (family_of(tx, facts.case.child).await?, cases::secrets_of(tx, grant).await?)
        }
        None => {
            open_circle(cx, tx, id).await?;
            (Vec::new(), people::Secrets::default())
        }
    };
    let mut pieces = Vec::new();
    for new in begun.pieces {
        let masked = NewPiece { title: secrets.mask(&new.title), words: secrets.mask(&new.words), ..new };
        pieces.push(piece(cx.new_id()?, masked).map_err(|r| refused(cx, r))?);
    }
    let named =
        |(practitioner, institution)| Recipient { practitioner, institution, answers: Answers::new() };
    let composition = Composition {
        why: begun.why.to_owned(),
        purpose: begun.purpose.to_owned(),
        family,
        recipients: begun.recipients.into_iter().map(named).collect(),
        pieces,
        ..Composition::default()
    };
    let new = store::New {
        id,
        case: case.map(Grant::subject),
        exchange: begun.exchange,
        institution: actor.institution,
        by: actor.practitioner,
        pack: &actor.pack,
        rule_set: begun.rule_set,
        composition: &composition,
    };
    store::insert(tx, &new, cx.now).await?;
    let detail = json!({ "rule_set": begun.rule_set, "purpose": begun.purpose });
    let about = SubjectKind::DISCLOSURE.of(id);
    let event = match case {
        Some(grant) => cx
            .event(events::DISCLOSURE_PREPARED, about, Some(grant.capacity()), grant.ground())?
            .in_case(grant.subject()),
        None => cx.event(events::DISCLOSURE_PREPARED, about, Some(Capacity::Lead), Ground::Opening)?,
    };
    Ok((id, event.with_detail(detail.to_string())))
}

/// The child and those of its family who are told before: both ways, what a parent is to the child may have been written from
/// either side.
async fn family_of(tx: &mut Tx, child: PersonId) -> Result<Vec<Informed>, Problem> {
    let mut family = vec![child];
    for (link, person) in people::around(tx, child).await? {
        let is_open = !link.alleged && link.ended_reason.is_none();
        if is_open
            && link.other == child
            && FAMILY.contains(&link.kind.as_str())
            && !family.contains(&person.id)
        {
            family.push(person.id);
        }
    }
    Ok(family.into_iter().map(|person| Informed { person, name: String::new(), told: None }).collect())
}

/// The circle of a decision that lies in no case: whoever prepares it, and their supervision, who looks at what needs a second
/// person. To administer a service is no work with families.
async fn open_circle(cx: &Cx, tx: &mut Tx, id: DisclosureId) -> Result<(), Problem> {
    let actor = cx.actor()?;
    if actor.appointments.iter().all(|a| a.kind == FunctionKind::Administrator) {
        return Err(Problem::NotFound);
    }
    let own = Holder::Practitioner(actor.practitioner);
    let supervision =
        Holder::Function(directory::function(tx, actor.institution, FunctionKind::Supervisor).await?);
    for (holder, capacity) in [(own, Capacity::Lead), (supervision, Capacity::Supervisor)] {
        let seat = NewSeat {
            layers: Layers::of(&[Layer::Institution]),
            ..NewSeat::usual(holder, actor.institution, capacity, Ground::Opening)
        };
        access::open_seat(cx, tx, id, &seat).await?;
    }
    Ok(())
}

/// Changes what was composed. One event for each change: a decision is also how one came to it.
async fn change(
    cx: &Cx,
    id: DisclosureId,
    kind: EventKind,
    detail: serde_json::Value,
    how: impl FnOnce(&mut Composition) -> Result<(), Refusal>,
) -> Result<(), Problem> {
    let (mut tx, leave, before) = begin(cx, Action::Write, id).await?;
    rules::composing(&before).map_err(|r| refused(cx, r))?;
    let mut composition = before.composition.clone();
    how(&mut composition).map_err(|r| refused(cx, r))?;
    rules::composed(&composition, cx.today()).map_err(|r| refused(cx, r))?;
    keep(cx, &mut tx, &before, composition).await?;
    tx.commit(event(cx, &leave, kind, id)?.with_detail(detail.to_string())).await.map_err(Problem::from)
}

/// Keeps what was changed, with whose hand it was; what a second person agreed to before is no more what they agreed to.
pub(super) async fn keep(
    cx: &Cx,
    tx: &mut Tx,
    before: &Disclosure,
    mut composition: Composition,
) -> Result<(), Problem> {
    let by = cx.actor()?.practitioner;
    if by != before.drafted_by && !composition.hands.contains(&by) {
        composition.hands.push(by);
    }
    store::compose(tx, before, &composition, cx.now).await?;
    if before.look.as_ref().is_some_and(Look::is_agreed) {
        store_look::void(tx, before.id).await?;
    }
    Ok(())
}

/// Says again why, and to what end.
pub async fn set_purpose(
    cx: &Cx,
    id: DisclosureId,
    purpose: &str,
    why: &str,
    consent_invoked: bool,
    open_ended: bool,
) -> Result<(), Problem> {
    let detail = json!({ "purpose": purpose, "consent": consent_invoked, "open_ended": open_ended });
    change(cx, id, events::DISCLOSURE_COMPOSED, detail, |c| {
        c.purpose = purpose.to_owned();
        c.why = why.to_owned();
        c.consent_invoked = consent_invoked;
        c.open_ended = open_ended;
        Ok(())
    })
    .await
}

/// Names somebody who would learn it. They hold a function there today: nobody else can be named.
pub async fn add_recipient(
    cx: &Cx,
    id: DisclosureId,
    practitioner: PractitionerId,
    institution: InstitutionId,
) -> Result<(), Problem> {
    let mut conn = cx.read().await?;
    // First whether this is theirs at all: who works where is told to nobody through a refusal.
    super::disclosure(cx, &mut conn, Action::Write, id).await?;
    let appointed = directory::appointed_on(&mut conn, &[practitioner], cx.today()).await?;
    drop(conn);
    if !appointed.contains(&(practitioner, institution)) {
        return Err(refused(cx, Refusal::new("recipient-not-there")));
    }
    if institution == cx.actor()?.institution {
        return Err(refused(cx, Refusal::new("recipient-is-here")));
    }
    let detail = json!({ "recipient": practitioner.to_string() });
    change(cx, id, events::DISCLOSURE_COMPOSED, detail, |c| {
        if c.recipients.iter().any(|r| r.practitioner == practitioner && r.institution == institution) {
            return Ok(());
        }
        // One person is one recipient, whichever of their institutions they are named for.
        c.recipients.retain(|r| r.practitioner != practitioner);
        c.recipients.push(Recipient { practitioner, institution, answers: Answers::new() });
        Ok(())
    })
    .await
}

/// Takes somebody out again.
pub async fn remove_recipient(cx: &Cx, id: DisclosureId, who: PractitionerId) -> Result<(), Problem> {
    let detail = json!({ "recipient_removed": who.to_string() });
    change(cx, id, events::DISCLOSURE_COMPOSED, detail, |c| {
        c.recipients.retain(|r| r.practitioner != who);
        c.needs.retain(|n| n.recipient != who);
        Ok(())
    })
    .await
}

/// A piece of information to be told.
#[derive(Clone, Debug)]
pub struct NewPiece {
    /// What it is, in a line.
    pub title: String,
    /// What would be read.
    pub words: String,
    /// The entry of the file that it points at.
    pub entry: Option<EntryId>,
    /// The document of the file that goes with it.
    pub file: Option<AttachmentId>,
    /// Its class of sensitivity, by a code of the rule set.
    pub class: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Adds a piece. An entry of the file is one of this case, or there is no such entry; what it says now is what would be
/// told, without the addresses that are kept secret: a later correction is not told by itself.
pub async fn add_piece(cx: &Cx, id: DisclosureId, mut new: NewPiece) -> Result<PieceId, Problem> {
    apart::refuse_copies(cx, &[&new.title, &new.words]).await?;
    let id_of_piece: PieceId = cx.new_id()?;
    let mut conn = cx.read().await?;
    let (leave, before) = super::disclosure(cx, &mut conn, Action::Write, id).await?;
    let secrets = secrets_of(&mut conn, &leave).await?;
    if let Some(entry) = new.entry {
        let grant = leave.in_case().ok_or(Problem::NotFound)?;
        let entry = cases::entry(&mut conn, grant, entry).await?.ok_or(Problem::NotFound)?;
        let typed = new.words.trim();
        new.words = if typed.is_empty() { entry.summary } else { format!("{typed}\n\n{}", entry.summary) };
    }
    if let Some(file) = new.file {
        let grant = leave.in_case().ok_or(Problem::NotFound)?;
        let all = cases::with_merged(&mut conn, grant).await?;
        let known: Vec<_> =
            attachments::documents_of(&mut conn, grant, &all).await?.into_iter().map(|f| f.id).collect();
        let taken = before.composition.pieces.iter().filter_map(|p| p.file);
        rules::documents(&known, taken, file).map_err(|r| refused(cx, r))?;
    }
    drop(conn);
    (new.title, new.words) = (secrets.mask(&new.title), secrets.mask(&new.words));
    let detail = json!({ "piece": id_of_piece.to_string(), "origin": new.origin.code(), "class": new.class });
    change(cx, id, events::DISCLOSURE_COMPOSED, detail, |c| {
        c.pieces.push(piece(id_of_piece, new)?);
        Ok(())
    })
    .await?;
    Ok(id_of_piece)
}

fn piece(id: PieceId, new: NewPiece) -> Result<Piece, Refusal> {
    if new.title.trim().is_empty() {
        return Err(Refusal::new("piece-without-title"));
    }
    if new.words.trim().is_empty() && new.file.is_none() {
        return Err(Refusal::new("piece-without-words"));
    }
    let NewPiece { title, words, entry, file, class, origin } = new;
    Ok(Piece { id, title, words, entry, file, class, origin, answers: Answers::new() })
}

/// Takes a piece out again.
pub async fn remove_piece(cx: &Cx, id: DisclosureId, piece: PieceId) -> Result<(), Problem> {
    let detail = json!({ "piece_removed": piece.to_string() });
    change(cx, id, events::DISCLOSURE_COMPOSED, detail, |c| {
        c.pieces.retain(|p| p.id != piece);
        c.needs.retain(|n| n.piece != piece);
        Ok(())
    })
    .await
}

/// Says whether somebody of the family was told. Who was told was told of the recipients and the pieces that are named now.
pub async fn inform(cx: &Cx, id: DisclosureId, person: PersonId, told: Option<Told>) -> Result<(), Problem> {
    let kind = match &told {
        Some(Told::On { .. }) => "told",
        Some(Told::NotTold { .. }) => "not_told",
        Some(Told::NotConcerned { .. }) => "not_concerned",
        None => "unanswered",
    };
    let detail = json!({ "person": person.to_string(), "information": kind });
    let by = cx.actor()?.practitioner;
    change(cx, id, events::FAMILY_INFORMED, detail, |c| {
        let told = told.map(|told| match told {
            Told::On { on, how, language, words, of } => {
                let of =
                    if of.is_empty() { c.recipients.iter().map(|r| r.practitioner).collect() } else { of };
                Told::On { on, how, language, words, of }
            }
            // A reason that was changed has been looked at by nobody.
            Told::NotTold { ground, words, .. } => Told::NotTold { ground, words, by, reviewed_by: None },
            not_concerned @ Told::NotConcerned { .. } => not_concerned,
        });
        let shares = matches!(told, Some(Told::On { .. })).then(|| c.all_shares());
        c.announce(person, shares, None);
        match c.family.iter_mut().find(|f| f.person == person) {
            Some(known) => known.told = told,
            None => c.family.push(Informed { person, name: String::new(), told }),
        }
        Ok(())
    })
    .await
}

/// Names somebody who is to be told before, where there is no case that says who belongs to the family. The first is the child.
pub async fn add_family(cx: &Cx, id: DisclosureId, name: &str) -> Result<PersonId, Problem> {
    let person: PersonId = cx.new_id()?;
    let mut conn = cx.read().await?;
    let (leave, _) = super::disclosure(cx, &mut conn, Action::Write, id).await?;
    drop(conn);
    // In a case the family is that of its child: whoever is missing is written there.
    if leave.in_case().is_some() {
        return Err(Problem::NotFound);
    }
    change(cx, id, events::FAMILY_INFORMED, json!({ "person_named": person.to_string() }), |c| {
        if name.trim().is_empty() {
            return Err(Refusal::new("family-without-name"));
        }
        c.family.push(Informed { person, name: name.trim().to_owned(), told: None });
        Ok(())
    })
    .await?;
    Ok(person)
}

/// Looks, as a second person, at the reason for which somebody was not told.
pub async fn review_ground(cx: &Cx, id: DisclosureId, person: PersonId) -> Result<(), Problem> {
    let (mut tx, leave, before) = begin(cx, Action::Approve, id).await?;
    let mut composition = before.composition.clone();
    let not_told =
        composition.family.iter_mut().find(|f| f.person == person).and_then(|f| match &mut f.told {
            Some(Told::NotTold { by, reviewed_by, .. }) => Some((*by, reviewed_by)),
            _ => None,
        });
    let (written_by, reviewed_by) = not_told.ok_or_else(|| refused(cx, Refusal::new("nothing-to-review")))?;
    rules::reviewing(&before, written_by, leave.practitioner()).map_err(|r| refused(cx, r))?;
    *reviewed_by = Some(leave.practitioner());
    store::compose(&mut tx, &before, &composition, cx.now).await?;
    let detail = json!({ "person": person.to_string() });
    tx.commit(event(cx, &leave, events::GROUND_REVIEWED, id)?.with_detail(detail.to_string()))
        .await
        .map_err(Problem::from)
}

/// Answers questions of the law: about the whole, a recipient, a piece, or one recipient and one piece.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// About the whole.
    pub whole: Answers,
    /// About recipients.
    pub recipients: Vec<(PractitionerId, Answers)>,
    /// About pieces.
    pub pieces: Vec<(PieceId, Answers)>,
    /// About one recipient and one piece.
    pub needs: Vec<Need>,
}

/// Keeps answers. What is about nobody and nothing that is named is left out.
pub async fn answer(cx: &Cx, id: DisclosureId, answered: Answered) -> Result<(), Problem> {
    let detail = json!({ "answers": answered.whole });
    change(cx, id, events::DISCLOSURE_COMPOSED, detail, |c| {
        c.answers.extend(answered.whole);
        for (who, answers) in answered.recipients {
            if let Some(r) = c.recipients.iter_mut().find(|r| r.practitioner == who) {
                r.answers.extend(answers);
            }
        }
        for (which, answers) in answered.pieces {
            if let Some(p) = c.pieces.iter_mut().find(|p| p.id == which) {
                p.answers.extend(answers);
            }
        }
        for need in answered.needs {
            let is_named = c.recipients.iter().any(|r| r.practitioner == need.recipient)
                && c.piece(need.piece).is_some();
            if !is_named {
                continue;
            }
            match c.needs.iter_mut().find(|n| n.recipient == need.recipient && n.piece == need.piece) {
                Some(known) => *known = need,
                None => c.needs.push(need),
            }
        }
        Ok(())
    })
    .await
}
