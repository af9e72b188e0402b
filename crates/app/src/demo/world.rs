// SPDX-License-Identifier: EUPL-1.2
//! The directory of the demo world: territories, institutions, practitioners, and the accounts that can sign in.

use std::sync::Arc;

use kernel::{Lang, PartialDate};
use platform::clock::Chance;
use platform::http::{App, Cx};
use platform::problem::Problem;
use register::accounts::{self, Opening};
use register::directory::{
    self, FormerName, InstitutionFields, NewContactPoint, NewTerritory, PractitionerFields,
};

use super::accounts::{Account, PASSWORD};
use super::known::{Halt, Known};
use super::load::World;
use super::verbs::language;

/// Says of which step of the making a problem came.
trait During<T> {
    fn during(self, what: &str) -> Result<T, Halt>;
}

impl<T> During<T> for Result<T, Problem> {
    fn during(self, what: &str) -> Result<T, Halt> {
        self.map_err(|p| Halt::Wrong(format!("{what}: {} ({p:?})", p.code())))
    }
}

/// Records the directory, as the operator of a new installation would.
pub(super) async fn record(app: &Arc<App>, world: &World, known: &mut Known) -> Result<(), Halt> {
    let cx = crate::start::quiet(app, None);
    territories(&cx, world, known).await?;
    institutions(&cx, world, known).await?;
    practitioners(&cx, world, known).await?;
    for told in &world.institutions {
        let point = NewContactPoint {
            label: told.contact_point.label.clone(),
            practitioner: told
                .contact_point
                .holder
                .as_ref()
                .and_then(|h| known.practitioners.get(h))
                .copied(),
            phone: told.contact_point.phone.clone(),
            email: told.email.clone(),
            hours: told.contact_point.hours.clone(),
        };
        if let Some(id) = known.institutions.get(&told.id) {
            directory::add_contact_point(&cx, *id, point).await.during(&told.id)?;
        }
    }
    Ok(())
}

async fn territories(cx: &Cx, world: &World, known: &mut Known) -> Result<(), Halt> {
    for told in &world.territories {
        // « Abroad » lies under no pack: it is where nobody here is competent.
        let within = told.within.as_ref().and_then(|w| world.territories.iter().find(|t| t.id == *w));
        let Some(pack) = told.pack.as_ref().or_else(|| within.and_then(|t| t.pack.as_ref())) else {
            continue;
        };
        let new = NewTerritory {
            pack: pack.clone(),
            code: told.id.clone(),
            level: told.kind.clone(),
            name: told.name.clone(),
            parent: told.within.as_ref().and_then(|w| known.territories.get(w)).copied(),
            minors: told.minors,
        };
        let id = directory::record_territory(cx, new).await.during(&told.id)?;
        known.territories.insert(told.id.clone(), id);
    }
    Ok(())
}

async fn institutions(cx: &Cx, world: &World, known: &mut Known) -> Result<(), Halt> {
    let rulebook = cx.app.shelf::<rulebook::Rulebook>()?;
    for told in &world.institutions {
        let service_type = rulebook.pack(&told.pack).and_then(|p| p.service_type(&told.service_type));
        let fields = InstitutionFields {
            code: told.code(&world.institutions),
            pack: told.pack.clone(),
            service_type: told.service_type.clone(),
            name: told.name.clone(),
            territory: known.territories.get(&told.territory).copied(),
            address: told.address.clone(),
            phone: told.phone.clone(),
            email: told.email.clone(),
            functioning: told.functioning.clone(),
            specificities: told.specificities.clone(),
            limits: told.limits.clone(),
            receives_reports: service_type.is_some_and(|t| t.receives_concerns),
            opened_on: None,
            closed_on: None,
            verified_on: Some(cx.today()),
        };
        let id = directory::record_institution(cx, fields).await.during(&told.id)?;
        for alias in &told.alias {
            let former = FormerName {
                name: alias.name.clone(),
                service_type: Some(alias.service_type.clone()),
                from_on: alias.from.map(PartialDate::earliest),
                until_on: alias.until.map(PartialDate::latest),
            };
            directory::add_alias(cx, id, former).await.during(&told.id)?;
        }
        known.institutions.insert(told.id.clone(), id);
    }
    Ok(())
}

async fn practitioners(cx: &Cx, world: &World, known: &mut Known) -> Result<(), Halt> {
    for told in &world.practitioners {
        let Some(at) = known.institutions.get(&told.institution).copied() else { continue };
        let fields = PractitionerFields {
            code: told.id.clone(),
            given: told.given.clone(),
            family: told.family.clone(),
            title: told.title.clone(),
            email: told.email.clone(),
            phone: String::new(),
            languages: told.languages.iter().map(|code| language(code)).collect::<Vec<_>>().join(", "),
        };
        let secrecy = (told.secrecy, "Contrat et fonction, vus par l’institution");
        let dates = (told.from, told.until);
        let id =
            directory::welcome(cx, at, fields, secrecy, &told.functions, dates).await.during(&told.id)?;
        known.practitioners.insert(told.id.clone(), id);
    }
    Ok(())
}

/// Opens the accounts, all with the same pass phrase, each with a second factor of its own.
pub(super) async fn open_accounts(
    app: &Arc<App>,
    world: &World,
    known: &Known,
) -> Result<Vec<Account>, Halt> {
    let cx = crate::start::quiet(app, None);
    let hash = accounts::password_hash(&cx, PASSWORD).await?;
    // A stream of its own: the secrets stay the same whatever the stories draw.
    let chance = Chance::seeded(super::SECRETS);
    let mut out = Vec::new();
    for told in world.practitioners.iter().filter(|p| p.account) {
        let Some(id) = known.practitioners.get(&told.id) else { continue };
        let Some(totp_secret) = chance.bytes() else { return Halt::wrong("no randomness") };
        let opening = Opening { password_hash: hash.clone(), totp_secret, lang: Lang::Fr };
        accounts::open_account(&cx, *id, opening).await.during(&told.id)?;
        let showcase = world.showcase.iter().position(|a| a.practitioner == told.id);
        out.push(Account {
            email: told.email.clone(),
            totp_secret: accounts::base32(&totp_secret),
            code: accounts::code_at(&totp_secret, platform::clock::Clock::System.now()),
            practitioner: told.id.clone(),
            name: format!("{} {}", told.given, told.family),
            institution: world.institution(&told.institution).map(|i| i.name.clone()).unwrap_or_default(),
            functions: told.functions.iter().map(|f| f.code()).collect(),
            journey: showcase.and_then(|i| world.showcase.get(i)).map(|a| a.fr.clone()),
            place: showcase,
        });
    }
    // Those to show first come first, in the order in which they are written down.
    out.sort_by_key(|a| a.place.unwrap_or(usize::MAX));
    Ok(out)
}
