// SPDX-License-Identifier: EUPL-1.2
//! Practitioners: recorded, bound, appointed, and gone.

use kernel::{
    AppointmentId, Date, Event, FunctionKind, InstitutionId, JobId, PractitionerId, Refusal, SecrecyStatus,
    SubjectKind,
};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::{Conflict, ConflictField, Problem};
use serde_json::json;

use super::super::model::{Held, InstitutionFields, Practitioner, PractitionerFields};
use super::super::rules::{self, Asked};
use super::super::store_keeping::WrittenOver;
use super::super::{events, refused, store, store_keeping, store_people, words};
use super::institutions::{event_at, record_in};
use super::keeping::{kept_at, tell_appointed};

/// Writes down a practitioner, known from then on in all institutions. `at` is where: its ledger tells of it.
pub async fn record_practitioner(
    cx: &Cx,
    at: InstitutionId,
    fields: PractitionerFields,
) -> Result<PractitionerId, Problem> {
    let mut tx = cx.begin().await?;
    let (id, event) = record_person_in(cx, &mut tx, at, fields).await?;
    tx.commit(event).await?;
    Ok(id)
}

async fn record_person_in(
    cx: &Cx,
    tx: &mut Tx,
    at: InstitutionId,
    mut fields: PractitionerFields,
) -> Result<(PractitionerId, Event), Problem> {
    fields.email = fields.email.to_lowercase();
    if fields.family.is_empty() {
        return Err(refused(cx, Refusal::new("name-missing")));
    }
    if !fields.email.is_empty() && store_people::practitioner_by_email(tx, &fields.email).await?.is_some() {
        return Err(refused(cx, Refusal::new("known-already")));
    }
    let id: PractitionerId = cx.new_id()?;
    if fields.code.is_empty() {
        fields.code = id.to_string();
    }
    let now = tx.now();
    store_people::insert_practitioner(tx, id, &fields, now).await?;
    let event = event_at(cx, at, events::PRACTITIONER_RECORDED, SubjectKind::PRACTITIONER.of(id))?;
    Ok((id, event))
}

/// Changes what is known of a practitioner, if it is still as it was at `version`. Only the institution that
/// keeps their line may. The address by which they sign in does not move by it: an invitation moves it, once the person
/// has taken it up.
pub async fn amend_practitioner(
    cx: &Cx,
    id: PractitionerId,
    version: i64,
    fields: PractitionerFields,
) -> Result<(), Problem> {
    let fields = PractitionerFields { email: fields.email.to_lowercase(), ..fields };
    let mut tx = cx.begin().await?;
    let before = store_people::practitioner(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    let at = kept_at(cx, &mut tx, id).await?;
    if before.version != version {
        return Err(conflict(cx, &before, &fields));
    }
    let taken = store_people::practitioner_by_email(&mut tx, &fields.email).await?;
    if !fields.email.is_empty() && taken.is_some_and(|other| other.id != id) {
        return Err(refused(cx, Refusal::new("known-already")));
    }
    store_people::update_practitioner(&mut tx, id, version, &fields).await?;
    let event = event_at(cx, at, events::PRACTITIONER_AMENDED, SubjectKind::PRACTITIONER.of(id))?;
    Ok(tx.commit(event).await?)
}

fn conflict(cx: &Cx, stored: &Practitioner, mine: &PractitionerFields) -> Problem {
    let w = words::Words(cx.lang);
    let theirs = &stored.fields;
    let field = |name, label: &str, theirs: &str, mine: &str| ConflictField {
        name,
        label: label.to_owned(),
        theirs: theirs.to_owned(),
        mine: mine.to_owned(),
    };
    Problem::Conflict(Box::new(Conflict {
        resend_to: format!("/practitioners/{}/edit", stored.id),
        version: stored.version,
        fields: vec![
            field("given", w.given_name(), &theirs.given, &mine.given),
            field("family", w.family_name(), &theirs.family, &mine.family),
            field("title", w.job_title(), &theirs.title, &mine.title),
            field("email", w.work_email(), &theirs.email, &mine.email),
            field("phone", w.work_phone(), &theirs.phone, &mine.phone),
            field("languages", w.languages(), &theirs.languages, &mine.languages),
        ],
    }))
}

/// Writes by what secrecy a practitioner is bound from a day on, with its evidence. What held before is kept until the
/// day before; what is written over stays readable, with when and by whom.
pub async fn set_secrecy(
    cx: &Cx,
    id: PractitionerId,
    status: SecrecyStatus,
    from_on: Date,
    evidence: &str,
) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    store_people::hold_practitioner(&mut tx, id).await?;
    rules::secrecy(cx.actor.as_deref(), id, evidence).map_err(|r| refused(cx, r))?;
    let at = kept_at(cx, &mut tx, id).await?;
    let event = put_secrecy_in(cx, &mut tx, at, id, status, from_on, evidence).await?;
    Ok(tx.commit(event).await?)
}

async fn put_secrecy_in(
    cx: &Cx,
    tx: &mut Tx,
    at: InstitutionId,
    id: PractitionerId,
    status: SecrecyStatus,
    from_on: Date,
    evidence: &str,
) -> Result<Event, Problem> {
    let before = store_people::secrecy_of(tx, id).await?;
    for status in &rules::written_over(&before, from_on, cx.today()) {
        let by = cx.actor.as_ref().map(|a| a.practitioner);
        let over = WrittenOver { of: id, status, at: tx.now(), by, institution: at };
        let new: JobId = cx.new_id()?;
        store_keeping::keep_replaced(tx, new.0, &over).await?;
    }
    store_keeping::clear_from(tx, id, from_on).await?;
    store_keeping::insert_secrecy(tx, id, status, from_on, evidence).await?;
    let detail = json!({"status": status.code(), "from": from_on.to_string(), "evidence": evidence});
    let event = event_at(cx, at, events::SECRECY_SET, SubjectKind::PRACTITIONER.of(id))?;
    Ok(event.with_detail(detail.to_string()))
}

/// An appointment to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewAppointment {
    /// Who.
    pub practitioner: PractitionerId,
    /// Where.
    pub institution: InstitutionId,
    /// To what.
    pub kind: FunctionKind,
    /// First day.
    pub from_on: Date,
    /// Last day, when it is known.
    pub until_on: Option<Date>,
}

/// Appoints a practitioner to a function of an institution. Somebody who works elsewhere may be appointed here too: they are
/// told, the ledgers of both tell it, and it gives no power over their line or their account.
pub async fn appoint(cx: &Cx, new: NewAppointment) -> Result<AppointmentId, Problem> {
    let mut tx = cx.begin().await?;
    store_people::hold_practitioner(&mut tx, new.practitioner).await?;
    let before = store_people::appointments_of(&mut tx, new.practitioner).await?;
    let (id, event) = appoint_in(cx, &mut tx, new).await?;
    tell_appointed(cx, &mut tx, new.practitioner, new.institution, &before).await?;
    tx.commit(event).await?;
    Ok(id)
}

async fn appoint_in(cx: &Cx, tx: &mut Tx, new: NewAppointment) -> Result<(AppointmentId, Event), Problem> {
    let NewAppointment { practitioner, institution, kind, from_on, until_on } = new;
    let held = store_people::appointments_of(tx, practitioner).await?;
    let asked = Asked { practitioner, institution, kind, from_on, until_on };
    rules::appointment(cx.actor.as_deref(), &asked, &held).map_err(|r| refused(cx, r))?;
    let function = store::function(tx, institution, kind).await?;
    let id: AppointmentId = cx.new_id()?;
    store_people::insert_appointment(
        tx,
        &Held { id, practitioner, institution, function, kind, from_on, until_on },
    )
    .await?;
    let until = until_on.map(|d| d.to_string());
    let detail = json!({"function": kind.code(), "from": from_on.to_string(), "until": until});
    let event = event_at(
        cx,
        institution,
        events::PRACTITIONER_APPOINTED,
        SubjectKind::PRACTITIONER.of(practitioner),
    )?;
    Ok((id, event.with_detail(detail.to_string())))
}

/// Gives an appointment its last day. The day after, the person holds nothing by it any more: what they may read is asked
/// anew at every request.
pub async fn end_appointment(cx: &Cx, id: AppointmentId, last_day: Date) -> Result<(), Problem> {
    let mut tx = cx.begin().await?;
    let held = store_people::appointment(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    rules::staffing(cx.actor.as_deref(), held.practitioner, held.institution).map_err(|r| refused(cx, r))?;
    // Two who end each other's administration at once are counted one after the other: one of them stays.
    store::hold_institution(&mut tx, held.institution).await?;
    let held = store_people::appointment(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    let administrators =
        store_people::appointments_to(&mut tx, held.institution, FunctionKind::Administrator, last_day)
            .await?;
    match rules::ending(&held, last_day, &administrators) {
        // The operator may take the last administrator away: it is how an installation is put right.
        Err(refusal) if !(cx.actor.is_none() && refusal.code == "last-administrator") => {
            return Err(refused(cx, refusal));
        }
        _ => {}
    }
    store_people::end_appointment(&mut tx, id, last_day).await?;
    let detail = json!({"function": held.kind.code(), "last_day": last_day.to_string()});
    let subject = SubjectKind::PRACTITIONER.of(held.practitioner);
    let event = event_at(cx, held.institution, events::APPOINTMENT_ENDED, subject)?;
    Ok(tx.commit(event.with_detail(detail.to_string())).await?)
}

/// Welcomes somebody new in an institution, in one stroke: who they are, by what secrecy they are bound (and how that is
/// known), and the functions they hold from a day on.
pub async fn welcome(
    cx: &Cx,
    institution: InstitutionId,
    fields: PractitionerFields,
    (status, evidence): (SecrecyStatus, &str),
    kinds: &[FunctionKind],
    (from_on, until_on): (Date, Option<Date>),
) -> Result<PractitionerId, Problem> {
    let mut tx = cx.begin().await?;
    let (practitioner, known) = record_person_in(cx, &mut tx, institution, fields).await?;
    rules::secrecy(cx.actor.as_deref(), practitioner, evidence).map_err(|r| refused(cx, r))?;
    for &kind in kinds {
        let new = NewAppointment { practitioner, institution, kind, from_on, until_on };
        let (_, event) = appoint_in(cx, &mut tx, new).await?;
        tx.note(event);
    }
    let bound = put_secrecy_in(cx, &mut tx, institution, practitioner, status, from_on, evidence).await?;
    tx.note(bound);
    tell_appointed(cx, &mut tx, practitioner, institution, &[]).await?;
    tx.commit(known).await?;
    Ok(practitioner)
}

/// What a fresh installation begins with.
#[derive(Clone, Copy, Debug)]
pub struct Founded {
    /// The first institution.
    pub institution: InstitutionId,
    /// Its first administrator, who has no account yet.
    pub administrator: PractitionerId,
}

/// Founds: an institution and its first administrator, in one stroke. Only the operator's commands do this: nobody who is
/// signed in can make themselves an institution.
pub async fn found(
    cx: &Cx,
    institution: InstitutionFields,
    administrator: PractitionerFields,
    secrecy: SecrecyStatus,
) -> Result<Founded, Problem> {
    if cx.actor.is_some() {
        return Err(Problem::NotFound);
    }
    let mut tx = cx.begin().await?;
    let (institution, recorded) = record_in(cx, &mut tx, institution).await?;
    tx.note(recorded);
    let (administrator, known) = record_person_in(cx, &mut tx, institution, administrator).await?;
    tx.note(known);
    let today = cx.today();
    let evidence = words::Words(cx.lang).evidence_at_founding();
    let bound = put_secrecy_in(cx, &mut tx, institution, administrator, secrecy, today, evidence).await?;
    tx.note(bound);
    let new = NewAppointment {
        practitioner: administrator,
        institution,
        kind: FunctionKind::Administrator,
        from_on: today,
        until_on: None,
    };
    let (_, appointed) = appoint_in(cx, &mut tx, new).await?;
    tx.commit(appointed).await?;
    Ok(Founded { institution, administrator })
}
