// SPDX-License-Identifier: EUPL-1.2
//! Pure decisions of the directory: who keeps which page, what an institution may say of itself, who may be appointed.

use kernel::instant::Zone;
use kernel::{Actor, Date, FunctionKind, Id, Instant, InstitutionId, PractitionerId, Refusal, SecrecyStatus};
use rulebook::Pack;

use super::model::{Held, InstitutionFields, Keeper, KeptAccount, Secrecy};

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

/// Who keeps the line, the secrecy and the account of a person, by all that they ever held (decision 14).
///
/// With an account: the institution stored with it, while nobody else employs the person, or while it has itself employed
/// them without a gap since the first of the others came (or is still to, when it invited a newcomer). Otherwise nobody,
/// until the institution whose appointment of today was recorded first takes it over. Without an account: the institution
/// of the first recorded appointment that goes on; when that one is still to come and somebody else employs the person
/// meanwhile, nobody. What is recorded later, begins later or is dated back never gives power over what is there.
pub fn keeper(account: Option<&KeptAccount>, held: &[Held], today: Date) -> Keeper {
    let first_today = |but: Option<InstitutionId>| {
        let others = held.iter().filter(|h| h.is_in_force_on(today) && Some(h.institution) != but);
        others.min_by_key(|h| h.id)
    };
    let Some(account) = account else {
        let goes_on = |h: &&Held| h.until_on.is_none_or(|last| last >= today && last >= h.from_on);
        let Some(first) = held.iter().filter(goes_on).min_by_key(|h| h.id) else { return Keeper::Nobody };
        let here = |h: &Held| h.institution == first.institution && h.is_in_force_on(today);
        let undisputed = first_today(None).is_none() || held.iter().any(here);
        return if undisputed { Keeper::Is(first.institution) } else { Keeper::Nobody };
    };
    match (account.keeper, first_today(account.keeper)) {
        (None, None) => Keeper::Nobody,
        (Some(keeper), None) => Keeper::Is(keeper),
        (Some(keeper), Some(other)) if employs_since(keeper, counts_from(other), held, today) => {
            Keeper::Is(keeper)
        }
        (_, Some(other)) => Keeper::MayBecome(first_today(None).unwrap_or(other).institution),
    }
}

/// From when an appointment counts in questions of precedence: never from long before it was recorded. One day is let
/// through, since « today » differs between territories.
fn counts_from(held: &Held) -> Date {
    let recorded = held.id.uuid().get_timestamp().map(|at| {
        let seconds = i64::try_from(at.to_unix().0).unwrap_or(i64::MAX / Instant::SECOND);
        Instant(seconds * Instant::SECOND).local_date(&Zone::utc()).plus_days(-1)
    });
    recorded.map_or(held.from_on, |recorded| held.from_on.max(recorded))
}

/// Whether an institution has employed somebody on every day from one on (or from its own first one) until today.
fn employs_since(institution: InstitutionId, since: Date, held: &[Held], today: Date) -> bool {
    // One that was taken back before it began is as if it had never been.
    let real = |h: &&Held| h.institution == institution && h.until_on.is_none_or(|last| last >= h.from_on);
    let spans: Vec<(Date, Option<Date>)> =
        held.iter().filter(real).map(|h| (counts_from(h), h.until_on)).collect();
    let Some(first) = spans.iter().map(|(from, _)| *from).min() else { return false };
    let mut day = since.max(first);
    while day <= today {
        let here = spans.iter().filter(|(from, until)| *from <= day && until.is_none_or(|last| day <= last));
        match here.map(|(_, until)| *until).max_by_key(|until| until.unwrap_or(today)) {
            None => return false,
            Some(None) => return true,
            Some(Some(last)) => day = last.plus_days(1),
        }
    }
    true
}

/// Whether somebody keeps a person's line: only those of the institution that does, and the operator's commands.
pub fn keeping_person(actor: Option<&Actor>, keeper: Keeper) -> Result<(), Refusal> {
    match (actor, keeper) {
        (None, _) => Ok(()),
        (Some(actor), Keeper::Is(institution)) if actor.institution == institution => Ok(()),
        _ => Err(Refusal::new("kept-elsewhere")),
    }
}

/// Those of these appointments that others should read of: the institutions that employ the person on a day, and their
/// keeper, but for one.
pub fn concerned(
    keeper: Option<InstitutionId>,
    held: &[Held],
    today: Date,
    but: InstitutionId,
) -> Vec<InstitutionId> {
    let employers = held.iter().filter(|h| h.is_in_force_on(today)).map(|h| h.institution);
    let mut all: Vec<InstitutionId> = employers.chain(keeper).filter(|i| *i != but).collect();
    all.sort();
    all.dedup();
    all
}

/// Of the secrecy statuses of a person, those that another one from a day on writes over: all that begin then or later,
/// and, when that day has passed, what was held meanwhile.
pub fn written_over(statuses: &[Secrecy], from_on: Date, today: Date) -> Vec<Secrecy> {
    let reaches = |s: &&Secrecy| s.until_on.is_none_or(|until| until >= from_on);
    statuses.iter().filter(reaches).filter(|s| s.from_on >= from_on || from_on < today).cloned().collect()
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
