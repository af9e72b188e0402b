// SPDX-License-Identifier: EUPL-1.2
//! What is done with consultations: one function a verb. Pages and stories call the same.

use std::collections::BTreeSet;

use kernel::{
    Capacity, ConsultationId, Date, EventKind, FunctionId, FunctionKind, Ground, Holder, InstitutionId,
    Layer, Layers, MinuteId, PractitionerId, Refusal, SubjectKind,
};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, Grant, NewSeat};
use register::{apart, directory, ledger};
use rulebook::{day, duty};
use secrecy::{
    Answers, Consent, Discloser, Facts, Item, Kind, Origin, Outcome, PairAnswers, Recipient, RuleSet,
};
use serde_json::json;

use super::model::{Composition, Consultation, Frame, Minute, MinuteKind, Participant};
use super::words::Words;
use super::{events, rules, store};
use crate::sharing;

/// Those who may convene one: whoever works with children and families.
pub(super) const CONVENERS: &[FunctionKind] =
    &[FunctionKind::Intake, FunctionKind::Caseworker, FunctionKind::Supervisor, FunctionKind::Direction];

/// What is decided about, as the rules know it: what will be said for the purpose that was fixed.
pub(super) const SAID: &str = "said";

type OnOne = Grant<ConsultationId>;

/// A rule's refusal in the words of this slice.
pub(super) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}.way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}

/// Whoever does not take part any more is told what everybody else is: that there is no such thing.
async fn still(cx: &Cx, found: Option<Consultation>, id: ConsultationId) -> Result<Consultation, Problem> {
    match found {
        Some(found) if rules::takes_part(&found, cx.actor()?, cx.today()) => Ok(found),
        _ => {
            ledger::witness_refusal(cx, SubjectKind::CONSULTATION.of(id)).await?;
            Err(Problem::NotFound)
        }
    }
}

/// A consultation, for somebody who takes part and may do this in it.
pub async fn consultation(
    cx: &Cx,
    conn: &mut Conn,
    action: Action,
    id: ConsultationId,
) -> Result<(OnOne, Consultation), Problem> {
    let grant = access::require(cx, conn, action, id).await?;
    let found = store::consultation(conn, &grant).await?;
    Ok((grant, still(cx, found, id).await?))
}

/// Everything in its record, for whoever was shown it.
pub(super) async fn minutes(conn: &mut Conn, grant: &OnOne) -> Result<Vec<Minute>, Problem> {
    Ok(store::minutes(conn, grant).await?)
}

/// The consultations in which whoever acts still takes part.
pub(super) async fn list(cx: &Cx, conn: &mut Conn, most: i64) -> Result<Vec<Consultation>, Problem> {
    let scope = access::scope(cx, SubjectKind::CONSULTATION, Action::Read)?;
    let mut found = store::list(conn, &scope, most).await?;
    let actor = cx.actor()?;
    // A list never shows more than the page would.
    found.retain(|c| rules::takes_part(c, actor, cx.today()));
    Ok(found)
}

async fn begin(cx: &Cx, action: Action, id: ConsultationId) -> Result<(Tx, OnOne, Consultation), Problem> {
    let mut conn = cx.read().await?;
    consultation(cx, &mut conn, action, id).await?;
    drop(conn);
    let (mut tx, grant) = access::begin(cx, action, id).await?;
    let found = store::consultation(&mut tx, &grant).await?.ok_or(Problem::NotFound)?;
    Ok((tx, grant, found))
}

fn event(cx: &Cx, grant: &OnOne, kind: EventKind) -> Result<kernel::Event, Problem> {
    let about = SubjectKind::CONSULTATION.of(grant.subject());
    cx.event(kind, about, Some(grant.capacity()), grant.ground())
}

/// The rule set by which consultations are decided where whoever acts works; none where the law knows none.
pub(super) fn rule_set_here(cx: &Cx) -> Result<Option<&RuleSet>, Problem> {
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    Ok(pack.rule_sets_on(cx.today()).find(|r| r.kind() == Kind::Consultation))
}

/// The rule set of a consultation: of the edition that decided, else the one in force today.
pub(super) fn rule_set<'a>(cx: &'a Cx, consultation: &Consultation) -> Result<&'a RuleSet, Problem> {
    let pack = directory::pack(cx, &consultation.pack)?;
    let found = match &consultation.decided {
        Some(decided) => pack.rule_set_edition(&consultation.rule_set, &decided.decision.edition),
        None => pack.rule_set(&consultation.rule_set, cx.today()),
    };
    found.ok_or_else(|| refused(cx, Refusal::new("no-rules-here")))
}

/// The functions that somebody holds in an institution today, but for keeping its accounts.
async fn functions_of(
    conn: &mut Conn,
    who: PractitionerId,
    at: InstitutionId,
    today: Date,
) -> Result<Vec<FunctionId>, Problem> {
    let held = directory::appointments_of(conn, who).await?;
    let counts = |h: &&directory::Held| {
        h.institution == at && h.kind != FunctionKind::Administrator && h.is_in_force_on(today)
    };
    let functions: BTreeSet<FunctionId> = held.iter().filter(counts).map(|h| h.function).collect();
    Ok(functions.into_iter().collect())
}

async fn participant(
    cx: &Cx,
    conn: &mut Conn,
    who: PractitionerId,
    at: InstitutionId,
) -> Result<Participant, Problem> {
    let functions = functions_of(conn, who, at, cx.today()).await?;
    if functions.is_empty() {
        return Err(refused(cx, Refusal::new("participant-not-there")));
    }
    let title = directory::practitioner(conn, who).await?.map(|p| p.fields.title).unwrap_or_default();
    Ok(Participant {
        practitioner: who,
        institution: at,
        as_what: title,
        functions,
        answers: Answers::new(),
        needs: Answers::new(),
    })
}

/// Begins one: what it rests on, and what that fixes. Whoever convenes it takes part.
pub async fn prepare(cx: &Cx, frame: &Frame) -> Result<ConsultationId, Problem> {
    let institution = access::require_function(cx, CONVENERS)?;
    let rules = rule_set_here(cx)?.ok_or_else(|| refused(cx, Refusal::new("no-rules-here")))?;
    rules::fixing(frame, cx.today()).map_err(|r| refused(cx, r))?;
    let actor = cx.actor()?;
    let me = actor.practitioner;
    let mut tx = cx.begin().await?;
    let convener = participant(cx, &mut tx, me, institution).await?;
    let composition =
        Composition { frame: frame.clone(), participants: vec![convener], answers: Answers::new() };
    let id: ConsultationId = cx.new_id()?;
    let new =
        store::New { id, institution, pack: &actor.pack, rule_set: rules.code(), composition: &composition };
    store::insert(&mut tx, &new, me, cx.now).await?;
    let seat = seat_of(me, institution, Capacity::Lead, Ground::Opening, None);
    access::open_seat(cx, &mut tx, id, &seat).await?;
    let about = SubjectKind::CONSULTATION.of(id);
    let event = cx.event(events::CONSULTATION_PREPARED, about, Some(Capacity::Lead), Ground::Opening)?;
    let detail = json!({ "rule_set": rules.code(), "basis": frame.basis.code() });
    tx.commit(event.with_detail(detail.to_string())).await?;
    Ok(id)
}

fn seat_of(
    who: PractitionerId,
    institution: InstitutionId,
    capacity: Capacity,
    ground: Ground,
    until: Option<kernel::Instant>,
) -> NewSeat {
    let layers = Layers::of(&[Layer::Consultation]);
    NewSeat { holder: Holder::Practitioner(who), institution, capacity, layers, ground, reason: None, until }
}

/// Changes what is prepared. One event for each change.
async fn change(
    cx: &Cx,
    id: ConsultationId,
    detail: serde_json::Value,
    how: impl FnOnce(&mut Composition) -> Result<(), Refusal>,
) -> Result<(), Problem> {
    let (mut tx, grant, before) = begin(cx, Action::Steer, id).await?;
    rules::composing(&before).map_err(|r| refused(cx, r))?;
    let mut composition = before.composition.clone();
    how(&mut composition).map_err(|r| refused(cx, r))?;
    rules::composed(&composition, before.convened_by).map_err(|r| refused(cx, r))?;
    store::compose(&mut tx, &grant, &before, &composition).await?;
    let event = event(cx, &grant, events::CONSULTATION_COMPOSED)?.with_detail(detail.to_string());
    tx.commit(event).await.map_err(Problem::from)
}

/// Says again what it rests on and what that fixes, while it is prepared.
pub async fn refix(cx: &Cx, id: ConsultationId, frame: &Frame) -> Result<(), Problem> {
    let today = cx.today();
    change(cx, id, json!({ "basis": frame.basis.code() }), |c| {
        rules::fixing(frame, today)?;
        c.frame = frame.clone();
        Ok(())
    })
    .await
}

/// Names somebody: for an institution in which they hold a function today, and for that function.
pub async fn name_participant(
    cx: &Cx,
    id: ConsultationId,
    who: PractitionerId,
    institution: InstitutionId,
) -> Result<(), Problem> {
    let mut conn = cx.read().await?;
    // First whether this is theirs at all: who works where is told to nobody through a refusal.
    let (_, found) = consultation(cx, &mut conn, Action::Steer, id).await?;
    if who == found.convened_by {
        return Ok(());
    }
    let named = participant(cx, &mut conn, who, institution).await?;
    drop(conn);
    change(cx, id, json!({ "participant": who.to_string() }), |c| {
        c.participants.retain(|p| p.practitioner != who);
        c.participants.push(named);
        Ok(())
    })
    .await
}

/// Takes somebody out again, while it is prepared.
pub async fn remove_participant(cx: &Cx, id: ConsultationId, who: PractitionerId) -> Result<(), Problem> {
    change(cx, id, json!({ "participant_removed": who.to_string() }), |c| {
        c.participants.retain(|p| p.practitioner != who);
        Ok(())
    })
    .await
}

/// Answers to the questions of the rule set.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// About the whole.
    pub whole: Answers,
    /// About participants.
    pub participants: Vec<(PractitionerId, Answers)>,
    /// About participants and what will be said.
    pub needs: Vec<(PractitionerId, Answers)>,
}

/// Keeps answers. What is about somebody who is not named is left out.
pub async fn answer(cx: &Cx, id: ConsultationId, answered: Answered) -> Result<(), Problem> {
    change(cx, id, json!({ "answers": answered.whole }), |c| {
        c.answers.extend(answered.whole);
        for (who, answers) in answered.participants {
            if let Some(p) = c.participants.iter_mut().find(|p| p.practitioner == who) {
                p.answers.extend(answers);
            }
        }
        for (who, answers) in answered.needs {
            if let Some(p) = c.participants.iter_mut().find(|p| p.practitioner == who) {
                p.needs.extend(answers);
            }
        }
        Ok(())
    })
    .await
}

/// What the rules are asked, and what they answer, as it stands now.
pub(super) async fn assess(
    cx: &Cx,
    conn: &mut Conn,
    consultation: &Consultation,
) -> Result<(Facts, secrecy::Decision), Problem> {
    let rules = rule_set(cx, consultation)?;
    let c = &consultation.composition;
    let people: Vec<PractitionerId> = c.participants.iter().map(|p| p.practitioner).collect();
    let places: Vec<InstitutionId> = c.participants.iter().map(|p| p.institution).collect();
    let today = cx.today();
    let secrecy = directory::secrecy_on_day(conn, &people, today).await?;
    let types = directory::service_types_of(conn, &places).await?;
    let appointed = directory::appointed_on(conn, &people, today).await?;
    let status = |who: &PractitionerId| duty(secrecy.get(who).copied());
    let others: Vec<&Participant> =
        c.participants.iter().filter(|p| p.practitioner != consultation.convened_by).collect();
    let facts = Facts {
        on: day(today),
        executed_on: Some(day(today)),
        discloser: Discloser {
            id: consultation.convened_by.to_string(),
            capacity: Capacity::Lead.code().to_owned(),
            duty: status(&consultation.convened_by),
        },
        recipients: others
            .iter()
            .map(|p| Recipient {
                id: p.practitioner.to_string(),
                named: appointed.contains(&(p.practitioner, p.institution)),
                role: types.get(&p.institution).cloned().unwrap_or_default(),
                duty: status(&p.practitioner),
                answers: p.answers.clone(),
            })
            .collect(),
        items: vec![Item {
            id: SAID.to_owned(),
            single: true,
            class: String::new(),
            origin: Origin::OwnWork,
            answers: Answers::new(),
        }],
        pairs: others
            .iter()
            .map(|p| PairAnswers {
                recipient: p.practitioner.to_string(),
                item: SAID.to_owned(),
                answers: p.needs.clone(),
            })
            .collect(),
        purpose: String::new(),
        open_ended: false,
        consent: Consent::NotInvoked,
        information: Vec::new(),
        consultation: Some(secrecy::Consultation {
            participants: people.iter().map(ToString::to_string).collect(),
        }),
        answers: c.answers.clone(),
    };
    let decision = rules.decide(&facts);
    Ok((facts, decision))
}

/// Has the rules decide. Permitted for every participant, it opens to them, as it was fixed; otherwise it opens to nobody. What was
/// asked and answered is kept and changes no more.
pub async fn open_to_participants(cx: &Cx, id: ConsultationId) -> Result<Outcome, Problem> {
    let (mut tx, grant, before) = begin(cx, Action::Steer, id).await?;
    rules::deciding(&before, cx.today()).map_err(|r| refused(cx, r))?;
    let (facts, decision) = assess(cx, &mut tx, &before).await?;
    store::decide(&mut tx, &grant, &before, (&facts, &decision), cx.now).await?;
    let c = &before.composition;
    if decision.outcome == Outcome::Permitted {
        let until = Some(sharing::end_of(cx, c.frame.until_on));
        for p in c.participants.iter().filter(|p| p.practitioner != before.convened_by) {
            let seat =
                seat_of(p.practitioner, p.institution, Capacity::Participant, Ground::Consultation, until);
            access::open_seat(cx, &mut tx, id, &seat).await?;
        }
    }
    let unmet: BTreeSet<&str> = decision.unmet().map(|f| f.condition.as_str()).collect();
    let participants: Vec<String> = c.participants.iter().map(|p| p.practitioner.to_string()).collect();
    let detail = json!({
        "rule_set": decision.rule_set, "edition": decision.edition, "outcome": decision.outcome,
        "unmet": unmet, "participants": participants, "until": c.frame.until_on.to_string(),
    });
    let event = event(cx, &grant, events::CONSULTATION_DECIDED)?.with_detail(detail.to_string());
    tx.commit(event).await?;
    Ok(decision.outcome)
}

/// Notes that it was held, on which day, and who was there.
pub async fn hold(cx: &Cx, id: ConsultationId, on: Date, attended: &[PractitionerId]) -> Result<(), Problem> {
    let (mut tx, grant, before) = begin(cx, Action::Steer, id).await?;
    let opened_on = before.decided.as_ref().map_or(cx.today(), |d| d.at.local_date(&cx.zone));
    rules::holding(&before, on, attended, (opened_on, cx.today())).map_err(|r| refused(cx, r))?;
    store::hold(&mut tx, &grant, on, attended, cx.now).await?;
    let detail = json!({ "on": on.to_string(), "attended": attended.len() });
    let event = event(cx, &grant, events::CONSULTATION_HELD)?.with_detail(detail.to_string());
    tx.commit(event).await.map_err(Problem::from)
}

/// Writes minutes into its record. They are added to, never changed, and stay there.
pub async fn minute(cx: &Cx, id: ConsultationId, text: &str) -> Result<MinuteId, Problem> {
    let marks = apart::marks(cx, text).await?;
    let (mut tx, grant, before) = begin(cx, Action::Steer, id).await?;
    rules::minuting(&before, text).map_err(|r| refused(cx, r))?;
    let minute: MinuteId = cx.new_id()?;
    store::add(&mut tx, &grant, minute, MinuteKind::Minutes, text.trim(), cx.now).await?;
    apart::keep(&mut tx, &grant, minute, &marks).await?;
    tx.commit(event(cx, &grant, events::MINUTES_WRITTEN)?).await?;
    Ok(minute)
}

/// What a participant says about themselves.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// That they were there and did not speak.
    pub kept_silent: bool,
    /// In their words; may be empty when they kept silent.
    pub text: &'a str,
}

/// Adds a word of whoever acts about themselves.
pub async fn say(cx: &Cx, id: ConsultationId, word: Word<'_>) -> Result<MinuteId, Problem> {
    let text = word.text.trim();
    let marks = apart::marks(cx, text).await?;
    let (mut tx, grant, before) = begin(cx, Action::Write, id).await?;
    rules::saying(&before, grant.practitioner(), text, word.kept_silent).map_err(|r| refused(cx, r))?;
    let minute: MinuteId = cx.new_id()?;
    let kind = if word.kept_silent { MinuteKind::Silent } else { MinuteKind::Own };
    store::add(&mut tx, &grant, minute, kind, text, cx.now).await?;
    // Others’ words stay there too. Whoever wrote this one may say it again elsewhere only by writing it anew.
    apart::keep(&mut tx, &grant, minute, &marks).await?;
    // Not which kind: that somebody kept silent stands in the record alone.
    tx.commit(event(cx, &grant, events::OWN_WORD_ADDED)?).await?;
    Ok(minute)
}
