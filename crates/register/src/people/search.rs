// SPDX-License-Identifier: EUPL-1.2
//! Is this person known? Of what one may not read, the answer is that somebody is known and whom to ask. Services to which
//! somebody comes by themselves do not even say that, to other institutions: the pack names them.
//!
//! The seam for a better engine: whatever proposes candidates replaces [`store::candidates`]; who may see what stays here.

use std::collections::HashMap;

use kernel::{InstitutionId, PartialDate, PersonId, SecrecyStatus, Subject, SubjectKind, name};
use platform::db::{Boxed, Conn, StoreError};
use platform::http::Cx;
use platform::problem::Problem;
use uuid::Uuid;

use super::model::{NewPerson, Person};
use super::{events, store};
use crate::access::{self, Action};
use crate::{directory, ledger};

/// How many people a search shows.
const MOST: i64 = 25;

/// How many it looks at, when most of them were born another day.
const LOOKED_AT: i64 = 400;

/// What is searched for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Names, in any order and spelling.
    pub text: String,
    /// Birth, as far as known.
    pub birth: Option<PartialDate>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// People one may read something of, the likeliest first.
    pub readable: Vec<Match>,
    /// People who are known elsewhere: how many, and whom to ask.
    pub elsewhere: Vec<Known>,
    /// Whether the words were too few to look for.
    pub too_little: bool,
    /// Whether there was more than was looked at.
    pub too_wide: bool,
    /// The numbers of the cases and reports through which one may read, by their ids.
    pub numbers: HashMap<Uuid, String>,
}

/// What cases and reports are numbered. Slices that come after this one know it: the program puts on the shelf whom to ask.
/// Asked only for what was found in a scope.
#[derive(Clone, Copy)]
pub struct Numbers(pub for<'a> fn(&'a mut Conn, Vec<Subject>) -> Boxed<'a, Numbered>);

/// The numbers of some cases and reports, by their ids.
pub type Numbered = Result<HashMap<Uuid, String>, StoreError>;

/// A person one may read something of.
#[derive(Clone, Debug)]
pub struct Match {
    /// The person.
    pub person: Person,
    /// The cases and reports through which one may.
    pub through: Vec<Subject>,
}

/// That somebody by that name is known to an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Where.
    pub institution: InstitutionId,
    /// Its name.
    pub name: String,
    /// Whom to ask there.
    pub route: String,
    /// How many people.
    pub people: i64,
    /// The cases behind, for the emergency route only: never shown as such.
    pub cases: Vec<kernel::CaseId>,
}

/// Searches. Every search is witnessed.
pub async fn search(cx: &Cx, conn: &mut Conn, query: &Query) -> Result<Found, Problem> {
    let actor = cx.actor()?;
    let mut words = name::tokens(&query.text);
    words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
    words.truncate(6);
    let letters: usize = words.iter().map(|w| w.chars().count()).sum();
    if letters < 3 {
        return Ok(Found { too_little: !query.text.is_empty() || query.birth.is_some(), ..Found::default() });
    }
    ledger::witness_reading(
        cx,
        events::PEOPLE_SEARCHED,
        SubjectKind::INSTITUTION.of(actor.institution),
        kernel::Ground::Function,
    )
    .await?;
    // A year on either side: an estimated birth, a slip of the pen.
    let years = query.birth.map(|b| (i64::from(b.year()) - 1, i64::from(b.year()) + 1));
    let (people, too_wide) = born_then(conn, &words, years, query.birth).await?;
    let ids: Vec<_> = people.iter().map(|p| p.id).collect();
    if ids.is_empty() {
        return Ok(Found { too_wide, ..Found::default() });
    }
    let links = store::links_of(conn, &ids, &access::scope_of_all(cx, Action::Read)?).await?;
    let mut found = Found { too_wide, ..Found::default() };
    let mut hidden = Vec::new();
    for person in people {
        let through: Vec<Subject> = links
            .iter()
            .filter(|l| l.is_open && l.person == person.id)
            .filter_map(|l| Some(Subject { kind: kind_named(&l.subject_kind)?, id: l.subject }))
            .collect();
        if through.is_empty() {
            hidden.push(person.id);
        } else {
            found.readable.push(Match { person, through });
        }
    }
    if let Ok(Numbers(ask)) = cx.app.shelf::<Numbers>() {
        found.numbers = ask(conn, found.readable.iter().flat_map(|m| m.through.clone()).collect()).await?;
    }
    // That somebody is known to a service is itself a secret: it is told to those whom secrecy binds.
    if actor.secrecy == SecrecyStatus::Bound && !hidden.is_empty() {
        let links: Vec<store::Link> = links.into_iter().filter(|l| hidden.contains(&l.person)).collect();
        found.elsewhere = known(cx, conn, actor.institution, &links).await?;
    }
    Ok(found)
}

/// Those who carry the words and may have been born that day, as many as are shown; and whether there may be more. A day is
/// part of a text: the cut comes after the days were compared, never before.
async fn born_then(
    conn: &mut Conn,
    words: &[String],
    years: Option<(i64, i64)>,
    birth: Option<PartialDate>,
) -> Result<(Vec<Person>, bool), Problem> {
    let may_be = |p: &Person| match (birth, p.birth) {
        (Some(asked), Some(known)) => known.could_equal(asked) || differs_by_a_slip(known, asked),
        _ => true,
    };
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut limit = MOST;
    loop {
        let mut people = store::candidates(conn, words, years, limit).await?;
        let is_cut = count(people.len()) >= limit;
        people.retain(may_be);
        if !is_cut || count(people.len()) >= MOST || limit >= LOOKED_AT {
            let too_wide = is_cut || count(people.len()) > MOST;
            people.truncate(MOST as usize);
            return Ok((people, too_wide));
        }
        limit *= 4;
    }
}

/// Those of an institution whom somebody who is about to be recorded may be: they carry all the words of the name, and may
/// have been born that day.
pub async fn alike(
    conn: &mut Conn,
    institution: InstitutionId,
    new: &NewPerson,
) -> Result<Vec<PersonId>, StoreError> {
    let mut words = name::tokens(&format!("{} {}", new.given, new.family));
    words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
    words.truncate(6);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let years = new.birth.map(|b| (i64::from(b.year()) - 1, i64::from(b.year()) + 1));
    let mut people = store::candidates(conn, &words, years, LOOKED_AT).await?;
    people.retain(|p| p.institution == institution);
    people.retain(|p| match (p.birth, new.birth) {
        (Some(known), Some(said)) => known.could_equal(said),
        _ => true,
    });
    Ok(people.into_iter().take(MOST as usize).map(|p| p.id).collect())
}

/// A person one may read something of: linked to a case or report in which one holds a seat. All others look as if they
/// did not exist.
pub async fn readable(cx: &Cx, conn: &mut Conn, id: PersonId) -> Result<Person, Problem> {
    let links = store::links_of(conn, &[id], &access::scope_of_all(cx, Action::Read)?).await?;
    if links.iter().any(|l| l.is_open) { Ok(store::person(conn, id).await?) } else { Err(Problem::NotFound) }
}

fn kind_named(kind: &str) -> Option<SubjectKind> {
    [SubjectKind::CASE, SubjectKind::REPORT].into_iter().find(|k| k.0 == kind)
}

/// Day and month exchanged, or the same day and month in a neighbouring year.
fn differs_by_a_slip(a: PartialDate, b: PartialDate) -> bool {
    let exchanged = a.year() == b.year() && a.day().is_some() && a.day() == b.month() && a.month() == b.day();
    let neighbour = a.day().is_some() && (a.day(), a.month()) == (b.day(), b.month());
    exchanged || neighbour
}

/// The names of the service types that do not answer, as people call them, in all packs that are installed.
pub(super) fn silent_types(cx: &Cx) -> Vec<String> {
    let Ok(rulebook) = crate::rulebook(cx) else { return Vec::new() };
    let silent =
        rulebook.packs().flat_map(|p| p.service_types_on(cx.today())).filter(|t| !t.answers_searches());
    let mut names: Vec<String> =
        silent.map(|t| t.acronym.clone().unwrap_or_else(|| t.name.get(cx.lang).to_owned())).collect();
    names.sort();
    names.dedup();
    names
}

/// Whether the files of an institution tell those who ask from another one that somebody is known.
fn answers(cx: &Cx, asker: InstitutionId, route: &directory::ContactRoute) -> bool {
    let service_type = crate::rulebook(cx)
        .ok()
        .and_then(|r| r.pack(&route.pack))
        .and_then(|p| p.service_type(&route.service_type));
    route.institution == asker || service_type.is_none_or(rulebook::ServiceType::answers_searches)
}

async fn known(
    cx: &Cx,
    conn: &mut Conn,
    asker: InstitutionId,
    hidden: &[store::Link],
) -> Result<Vec<Known>, Problem> {
    let mut out: Vec<Known> = Vec::new();
    let mut ids: Vec<InstitutionId> = hidden.iter().map(|l| l.institution).collect();
    ids.sort();
    ids.dedup();
    let routes = directory::contact_routes(conn, &ids).await?;
    ids.retain(|id| routes.iter().any(|r| r.institution == *id && answers(cx, asker, r)));
    for institution in ids {
        let mut people: Vec<_> =
            hidden.iter().filter(|l| l.institution == institution).map(|l| l.person).collect();
        people.sort();
        people.dedup();
        let cases = hidden
            .iter()
            .filter(|l| l.institution == institution && l.subject_kind == SubjectKind::CASE.0)
            .map(|l| kernel::CaseId(l.subject))
            .collect();
        let (name, route) = routes
            .iter()
            .find(|r| r.institution == institution)
            .map(|r| (r.name.clone(), r.route.clone()))
            .unwrap_or_default();
        out.push(Known { institution, name, route, people: people.len() as i64, cases });
    }
    Ok(out)
}
