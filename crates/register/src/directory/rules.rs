// SPDX-License-Identifier: EUPL-1.2
//! Pure decisions of the directory: who keeps which page, what an institution may say of itself, who may be appointed.

use kernel::{Actor, Date, FunctionKind, InstitutionId, PractitionerId, Refusal, SecrecyStatus};
use rulebook::Pack;

use super::model::{Held, InstitutionFields, Secrecy};

/// A person holds at most so many functions at once: more is a slip, and every request loads them.
pub const FUNCTIONS_AT_ONCE: usize = 7;

/// What an institution says of itself must hold together, and its type must exist in the pack.
pub fn institution(fields: &InstitutionFields, pack: Option<&Pack>) -> Result<(), Refusal> {
    let pack = pack.ok_or(Refusal::new("unknown-pack"))?;
    let service_type = pack.service_type(&fields.service_type).ok_or(Refusal::new("unknown-type"))?;
    if fields.name.trim().is_empty() {
        return Err(Refusal::new("name-missing"));
    }
    if fields.receives_reports && !service_type.receives_concerns {
        return Err(Refusal::new("type-receives-no-reports"));
    }
    if let (Some(opened), Some(closed)) = (fields.opened_on, fields.closed_on)
        && closed < opened
    {
        return Err(Refusal::new("closed-before-opened"));
    }
    Ok(())
}

/// Whether the page of an institution may be changed: by its own administrators and direction; by another administrator
/// while it has no administrator of its own; by the operator's commands (no actor).
pub fn keeping(
    actor: Option<&Actor>,
    institution: InstitutionId,
    has_own_administrator: Kept,
) -> Result<(), Refusal> {
    let Some(actor) = actor else { return Ok(()) };
    let keeps = actor.holds(FunctionKind::Administrator) || actor.holds(FunctionKind::Direction);
    let own = actor.institution == institution;
    let orphan = has_own_administrator == Kept::ByNobody && actor.holds(FunctionKind::Administrator);
    if (own && keeps) || orphan { Ok(()) } else { Err(Refusal::new("kept-by-another")) }
}

/// Who keeps an institution's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// An administrator of its own, in force today.
    ByItself,
    /// Nobody yet.
    ByNobody,
}

/// Whether an address is shown: to anybody for services that receive the public with a worry; of the others only to
/// professionals, because some of them shelter people who are being looked for.
pub fn shows_address(fields: &InstitutionFields, reader: Option<&Actor>) -> Result<(), Refusal> {
    if reader.is_some() || fields.receives_reports {
        Ok(())
    } else {
        Err(Refusal::new("address-for-professionals"))
    }
}

/// An appointment that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Who is to be appointed.
    pub practitioner: PractitionerId,
    /// Where.
    pub institution: InstitutionId,
    /// To what.
    pub kind: FunctionKind,
    /// First day.
    pub from_on: Date,
    /// Last day.
    pub until_on: Option<Date>,
}

/// Whether somebody may be appointed, given all that they hold, past and future.
pub fn appointment(actor: Option<&Actor>, asked: &Asked, held: &[Held]) -> Result<(), Refusal> {
    staffing(actor, asked.practitioner, asked.institution)?;
    if asked.until_on.is_some_and(|until| until < asked.from_on) {
        return Err(Refusal::new("ends-before-it-begins"));
    }
    let meets = |h: &&Held| {
        asked.until_on.is_none_or(|until| h.from_on <= until)
            && h.until_on.is_none_or(|until| asked.from_on <= until)
    };
    let same = |h: &Held| h.institution == asked.institution && h.kind == asked.kind;
    if held.iter().filter(meets).any(same) {
        return Err(Refusal::new("holds-it-already"));
    }
    if held.iter().filter(meets).count() >= FUNCTIONS_AT_ONCE {
        return Err(Refusal::new("too-many-functions"));
    }
    Ok(())
}

/// Who may change what a person holds in an institution: its administrators and direction, never for themselves.
pub fn staffing(
    actor: Option<&Actor>,
    practitioner: PractitionerId,
    institution: InstitutionId,
) -> Result<(), Refusal> {
    let Some(actor) = actor else { return Ok(()) };
    let keeps = actor.holds(FunctionKind::Administrator) || actor.holds(FunctionKind::Direction);
    if actor.institution != institution || !keeps {
        return Err(Refusal::new("staff-of-another"));
    }
    if actor.practitioner == practitioner {
        return Err(Refusal::new("own-appointment"));
    }
    Ok(())
}

/// Whether an appointment may end on a day, its last one. `administrators` are the appointments of administrators of the
/// same institution: the last one cannot be left without a successor, or nobody could let anybody in.
pub fn ending(held: &Held, last_day: Date, administrators: &[Held]) -> Result<(), Refusal> {
    // An appointment may be taken back as if it had never been: its last day is then the day before it began.
    if last_day < held.from_on.plus_days(-1) {
        return Err(Refusal::new("ends-before-it-begins"));
    }
    if held.until_on.is_some_and(|until| until < last_day) {
        return Err(Refusal::new("ended-already"));
    }
    let after = last_day.plus_days(1);
    let somebody_stays = administrators.iter().any(|a| a.id != held.id && a.is_in_force_on(after));
    if held.kind == FunctionKind::Administrator && !somebody_stays {
        return Err(Refusal::new("last-administrator"));
    }
    Ok(())
}

/// The secrecy that binds on a day. Nothing known means the duty of discretion only: nobody is trusted with a secret by
/// an oversight.
pub fn secrecy_on(statuses: &[Secrecy], day: Date) -> SecrecyStatus {
    statuses
        .iter()
        .filter(|s| s.from_on <= day && s.until_on.is_none_or(|until| day <= until))
        .max_by_key(|s| s.from_on)
        .map_or(SecrecyStatus::DiscretionOnly, |s| s.status)
}

/// Whether a secrecy status may be written: it needs its evidence, and nobody writes their own.
pub fn secrecy(actor: Option<&Actor>, practitioner: PractitionerId, evidence: &str) -> Result<(), Refusal> {
    if actor.is_some_and(|a| a.practitioner == practitioner) {
        return Err(Refusal::new("own-secrecy"));
    }
    if evidence.trim().is_empty() { Err(Refusal::new("evidence-missing")) } else { Ok(()) }
}

/// A code made from a name: `SAJ de Valmourne` becomes `saj-de-valmourne`.
pub fn code_from(name: &str) -> String {
    kernel::name::fold(name).replace(' ', "-").chars().take(60).collect()
}
