// SPDX-License-Identifier: EUPL-1.2
//! Who is behind a session: asked anew at every request, in two questions, so that whatever ends, ends at once.

use kernel::instant::Zone;
use kernel::{
    AccountId, Actor, Appointment, Date, Instant, InstitutionId, PractitionerId, SecrecyStatus, SessionId,
};
use platform::db::{Boxed, Conn, StoreError};
use platform::http::{App, Identify};
use platform::session::Session;
use uuid::Uuid;

use super::model::HeldHere;
use super::{rules, store};
use crate::directory;

/// Finds the actor behind a session.
#[derive(Clone, Copy, Debug, Default)]
pub struct Identity;

impl Identify for Identity {
    fn actor<'a>(
        &'a self,
        app: &'a App,
        session: &'a Session,
    ) -> Boxed<'a, Result<Option<(Actor, Zone)>, StoreError>> {
        Box::pin(async move {
            let now = app.clock.now();
            let mut conn = app.db.read().await?;
            let held = held_today(app, &mut conn, session.account, now).await?;
            let Some(institution) = rules::acting_for(session.institution, &held) else { return Ok(None) };
            let Some((zone, appointments, here)) = standing(app, institution, held) else { return Ok(None) };
            let today = now.local_date(&zone);
            let Some(behind) = store::behind(&mut conn, session.account, today).await? else {
                return Ok(None);
            };
            let actor = Actor {
                account: session.account,
                session: session.id,
                practitioner: behind.practitioner,
                name: directory::full_name(&behind.given, &behind.family),
                lang: behind.lang,
                // Nothing known: discretion only, so that nobody is trusted with a secret by an oversight.
                secrecy: behind.secrecy.unwrap_or(SecrecyStatus::DiscretionOnly),
                institution,
                institution_name: here.institution_name,
                pack: here.pack,
                appointments,
            };
            Ok(Some((actor, zone)))
        })
    }
}

/// Today is one of these three days, wherever one is.
fn days_around(now: Instant) -> (Date, Date) {
    let day = now.local_date(&Zone::utc());
    (day.plus_days(-1), day.plus_days(1))
}

/// The functions that an account holds today.
pub(super) async fn held_today(
    app: &App,
    conn: &mut Conn,
    account: AccountId,
    now: Instant,
) -> Result<Vec<HeldHere>, StoreError> {
    let (first, last) = days_around(now);
    let held = store::held(conn, account, first, last).await?;
    Ok(rules::in_force(held, now, |pack| directory::zone_of(app, pack)))
}

fn standing(
    app: &App,
    institution: InstitutionId,
    held: Vec<HeldHere>,
) -> Option<(Zone, Vec<Appointment>, HeldHere)> {
    let here: Vec<HeldHere> = held.into_iter().filter(|h| h.institution == institution).collect();
    let appointments =
        here.iter().map(|h| Appointment { institution, function: h.function, kind: h.kind }).collect();
    let first = here.into_iter().next()?;
    Some((directory::zone_of(app, &first.pack), appointments, first))
}

/// A practitioner as an actor, without a session: for stories, tests and commands. With the day's appointments, exactly as
/// a session would give them; `None` when they hold nothing in that institution on that day.
pub async fn actor_for(
    app: &App,
    conn: &mut Conn,
    practitioner: PractitionerId,
    institution: InstitutionId,
    now: Instant,
) -> Result<Option<(Actor, Zone)>, StoreError> {
    let (first, last) = days_around(now);
    let held = store::held_by(conn, practitioner, first, last).await?;
    let held = rules::in_force(held, now, |pack| directory::zone_of(app, pack));
    let Some((zone, appointments, here)) = standing(app, institution, held) else { return Ok(None) };
    let account = store::account_of(conn, practitioner).await?;
    let statuses = directory::secrecy_of(conn, practitioner).await?;
    let actor = Actor {
        account: account.as_ref().map_or(AccountId(Uuid::nil()), |a| a.id),
        session: SessionId(Uuid::nil()),
        practitioner,
        name: directory::practitioner_name(conn, practitioner).await?,
        lang: account.map(|a| a.lang).unwrap_or_default(),
        secrecy: directory::secrecy_on(&statuses, now.local_date(&zone)),
        institution,
        institution_name: here.institution_name,
        pack: here.pack,
        appointments,
    };
    Ok(Some((actor, zone)))
}
