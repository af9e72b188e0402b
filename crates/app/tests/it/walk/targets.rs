// SPDX-License-Identifier: EUPL-1.2
//! What the routes are walked over: every id that a path takes, filled in with something real of the demo world.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Date;
use platform::args;
use platform::db::{Conn, Db, Reader};
use platform::http::{Method, Route, Who};
use uuid::Uuid;

use super::Walker;

/// How many real fillings of what stands inside a case or a report are walked.
const INNER: usize = 2;

/// How many things with an address of their own are walked at most, spread over all there are.
const ALONE: usize = 24;

/// Whose a thing is.
#[derive(Clone, Debug, PartialEq)]
pub enum Whose {
    /// Of those who sit on a case or a report.
    Seated(Uuid),
    /// Of those who sit on one of these: an exchange, or the case in which it was begun.
    SeatedOnOne(Vec<Uuid>),
    /// Of one of those who sit there: their own note.
    Own(Uuid, Uuid),
    /// Of one practitioner.
    Of(Uuid),
    /// Of those who act for one of these institutions.
    At(BTreeSet<Uuid>),
    /// Of nobody in particular: the table of routes says who may.
    Anybodys,
}

/// A path with its ids.
#[derive(Clone, Debug)]
pub struct Target {
    pub path: String,
    pub whose: Whose,
    /// Whether every id in it is that of something that is there.
    pub is_real: bool,
}

/// What stands inside a case or a report: the names of the parts of a path, and what fills them together.
type Fill = Vec<(&'static str, Uuid)>;

/// Everything there is to ask for.
#[derive(Default)]
pub struct Targets {
    /// Cases and reports, each with what is inside.
    inside: BTreeMap<&'static str, Vec<(Uuid, Vec<Fill>)>>,
    /// Things with an address of their own: by the beginning of their route.
    alone: BTreeMap<&'static str, Vec<(Fill, Whose)>>,
}

async fn pairs(conn: &mut Reader, sql: &'static str) -> Vec<(Uuid, Uuid)> {
    conn.all(sql, args![]).await.unwrap()
}

impl Targets {
    pub async fn of(db: &Db, today: Date) -> Targets {
        let mut conn = db.read().await.unwrap();
        let conn = &mut conn;
        let mut inside: BTreeMap<&'static str, BTreeMap<Uuid, Vec<Fill>>> = BTreeMap::new();
        for (root, sql) in [
            ("/cases/{id}", "SELECT id FROM cases ORDER BY id LIMIT 500"),
            ("/reports/{id}", "SELECT id FROM reports ORDER BY id LIMIT 500"),
        ] {
            let all: Vec<(Uuid,)> = conn.all(sql, args![]).await.unwrap();
            inside.insert(root, all.into_iter().map(|(id,)| (id, Vec::new())).collect());
        }
        const ONE: &[(&str, &str, &str)] = &[
            ("/cases/{id}", "seat", "SELECT subject_id, id FROM seats WHERE subject_kind = 'case' ORDER BY id LIMIT 5000"),
            ("/cases/{id}", "note", "SELECT case_id, id FROM attention_notes ORDER BY id LIMIT 5000"),
            ("/cases/{id}", "event", "SELECT case_id, id FROM chronology ORDER BY id LIMIT 5000"),
            ("/cases/{id}", "duplicate", "SELECT into_id, duplicate_id FROM case_merges ORDER BY id LIMIT 5000"),
            ("/cases/{id}", "person", "SELECT subject_id, person_id FROM person_links WHERE subject_kind = 'case' ORDER BY subject_id, person_id LIMIT 5000"),
            (
                "/cases/{id}",
                "relationship",
                "SELECT l.subject_id, r.id FROM relationships r JOIN person_links l ON l.person_id = r.person_id
                 WHERE l.subject_kind = 'case' ORDER BY r.id LIMIT 5000",
            ),
            ("/reports/{id}", "minor", "SELECT report_id, id FROM report_minors ORDER BY id LIMIT 5000"),
            ("/reports/{id}", "transfer", "SELECT report_id, id FROM report_transfers ORDER BY id LIMIT 5000"),
        ];
        for (root, name, sql) in ONE {
            for (of, id) in pairs(conn, sql).await {
                inside
                    .get_mut(root)
                    .and_then(|all| all.get_mut(&of))
                    .into_iter()
                    .for_each(|f| f.push(vec![(*name, id)]));
            }
        }
        let contacts: Vec<(Uuid, Uuid, Uuid)> = conn
            .all(
                "SELECT l.subject_id, c.person_id, c.id FROM person_contacts c JOIN person_links l ON l.person_id = c.person_id
                 WHERE l.subject_kind = 'case' ORDER BY c.secret DESC, c.id LIMIT 5000",
                args![],
            )
            .await
            .unwrap();
        for (of, person, contact) in contacts {
            let all = inside.get_mut("/cases/{id}").and_then(|all| all.get_mut(&of));
            all.into_iter().for_each(|f| f.push(vec![("person", person), ("contact", contact)]));
        }
        let inside = inside.into_iter().map(|(root, all)| (root, all.into_iter().collect())).collect();
        Targets { inside, alone: alone(conn, today).await }
    }

    /// Everything that a route is asked for. A part of a path that nothing fills gets an id that nothing has.
    pub fn of_route(&self, route: &Route) -> Vec<Target> {
        if let Some((_, things)) = self.inside.iter().find(|(root, _)| route.path.starts_with(**root)) {
            return things.iter().flat_map(|(id, fills)| within(route, *id, fills)).collect();
        }
        let longest =
            self.alone.iter().filter(|(root, _)| route.path.starts_with(**root)).max_by_key(|(r, _)| r.len());
        let mut out = Vec::new();
        let things = longest.map(|(_, things)| things.as_slice()).unwrap_or_default();
        for (fill, whose) in things.iter().step_by(things.len().div_ceil(ALONE).max(1)) {
            let (path, is_real) = filled(route.path, fill);
            if is_real {
                out.push(Target { path, whose: whose.clone(), is_real });
            }
        }
        if out.is_empty() {
            let (path, is_real) = filled(route.path, &[]);
            out.push(Target { path, whose: Whose::Anybodys, is_real });
        }
        out
    }
}

/// Things with an address of their own.
async fn alone(conn: &mut Reader, today: Date) -> BTreeMap<&'static str, Vec<(Fill, Whose)>> {
    let mut out: BTreeMap<&'static str, Vec<(Fill, Whose)>> = BTreeMap::new();
    let notes: Vec<(Uuid, Uuid, Uuid, String)> = conn
        .all("SELECT id, case_id, author_id, layer FROM notes ORDER BY id LIMIT 500", args![])
        .await
        .unwrap();
    let whose = |case, author, own: bool| if own { Whose::Own(case, author) } else { Whose::Seated(case) };
    let notes = notes
        .into_iter()
        .map(|(id, case, author, layer)| (vec![("id", id)], whose(case, author, layer == "own")));
    out.insert("/notes/{id}", notes.collect());
    for (root, sql) in [
        ("/contacts/{id}", "SELECT id, case_id FROM contacts ORDER BY id LIMIT 500"),
        ("/attachments/{id}", "SELECT id, parent_id FROM attachments ORDER BY id LIMIT 500"),
        ("/objections/{id}", "SELECT id, case_id FROM disclosure_objections ORDER BY id LIMIT 500"),
        ("/opinions/{id}", "SELECT id, case_id FROM disclosure_opinions ORDER BY id LIMIT 500"),
        // Told to somebody: theirs through a seat on the disclosure, and through nothing else.
        ("/received/{id}", "SELECT id, id FROM disclosures ORDER BY id LIMIT 500"),
    ] {
        let all = pairs(conn, sql).await;
        out.insert(root, all.into_iter().map(|(id, of)| (vec![("id", id)], Whose::Seated(of))).collect());
    }
    for (root, sql) in [
        (
            "/reports/sent/{id}",
            "SELECT id, practitioner_id FROM report_reporters WHERE practitioner_id IS NOT NULL ORDER BY id LIMIT 500",
        ),
        (
            "/institutions/import/{id}",
            "SELECT id, practitioner_id FROM directory_imports ORDER BY id LIMIT 500",
        ),
        (
            "/account/sessions/{id}",
            "SELECT s.id, a.practitioner_id FROM sessions s JOIN accounts a ON a.id = s.account_id ORDER BY s.id LIMIT 500",
        ),
    ] {
        let all = pairs(conn, sql).await;
        out.insert(root, all.into_iter().map(|(id, of)| (vec![("id", id)], Whose::Of(of))).collect());
    }
    out.insert("/disclosures/{id}", disclosures(conn).await);
    out.insert("/exchanges/{id}", exchanges(conn).await);
    out.insert("/orientations/{id}", orientations(conn).await);
    // Whoever answers for a service opens the page of any other: what stands there is between the two.
    let partners = pairs(conn, "SELECT asking_id, asked_id FROM silence_clauses ORDER BY id LIMIT 20").await;
    let partners = partners.into_iter().flat_map(|(asking, asked)| [asking, asked]).collect::<BTreeSet<_>>();
    let partner = |id| (vec![("partner", id)], Whose::Anybodys);
    out.insert("/exchanges/declared/{partner}", partners.into_iter().map(partner).collect());
    out.insert("/consultations/{id}", consultations(conn).await);
    practices(conn, &mut out).await;
    let reviews =
        pairs(conn, "SELECT seat_id, institution_id FROM emergency_reviews ORDER BY seat_id LIMIT 500").await;
    let at = |id: Uuid| Whose::At(BTreeSet::from([id]));
    out.insert(
        "/emergency-reviews/{seat}",
        reviews.into_iter().map(|(seat, i)| (vec![("seat", seat)], at(i))).collect(),
    );
    // Those who have an administrator of their own: of the others, any administrator keeps the page.
    let kept: Vec<(Uuid, Uuid)> = conn
        .all(
            "SELECT p.institution_id, p.id FROM contact_points p WHERE EXISTS (SELECT 1 FROM appointments a
               JOIN functions f ON f.id = a.function_id WHERE a.institution_id = p.institution_id
                 AND f.kind = 'administrator' AND a.from_on <= $1 AND (a.until_on IS NULL OR a.until_on >= $1))
             ORDER BY p.id LIMIT 500",
            args![today],
        )
        .await
        .unwrap();
    let kept = kept.into_iter().map(|(id, point)| (vec![("id", id), ("point", point)], at(id)));
    out.insert("/institutions/{id}", kept.collect());
    let appointed: Vec<(Uuid, Uuid, Uuid)> = conn
        .all("SELECT practitioner_id, id, institution_id FROM appointments ORDER BY id LIMIT 500", args![])
        .await
        .unwrap();
    let mut of: BTreeMap<Uuid, (Uuid, BTreeSet<Uuid>)> = BTreeMap::new();
    for (person, appointment, institution) in appointed {
        of.entry(person).or_insert((appointment, BTreeSet::new())).1.insert(institution);
    }
    let people = of.into_iter().map(|(id, (a, at))| (vec![("id", id), ("appointment", a)], Whose::At(at)));
    out.insert("/practitioners/{id}", people.collect());
    out
}

/// Decisions to tell something, each with one person, one recipient, one piece and one letter of it.
async fn disclosures(conn: &mut Reader) -> Vec<(Fill, Whose)> {
    let sql = "SELECT id, case_id, composition FROM disclosures ORDER BY id LIMIT 500";
    let all: Vec<(Uuid, Option<Uuid>, String)> = conn.all(sql, args![]).await.unwrap();
    let letters =
        pairs(conn, "SELECT disclosure_id, id FROM disclosure_letters ORDER BY disclosure_id, id LIMIT 500")
            .await;
    let letters: BTreeMap<Uuid, Uuid> = letters.into_iter().collect();
    let fill = |(id, case, composition): (Uuid, Option<Uuid>, String)| {
        let composition: serde_json::Value = serde_json::from_str(&composition).unwrap();
        let inner = [
            ("person", "/family/0/person"),
            ("who", "/recipients/0/practitioner"),
            ("piece", "/pieces/0/id"),
        ];
        let found = inner
            .into_iter()
            .filter_map(|(name, at)| Some((name, composition.pointer(at)?.as_str()?.parse().ok()?)));
        // One that lies in no case has a circle of its own.
        let letter = letters.get(&id).map(|letter| ("letter", *letter));
        (std::iter::once(("id", id)).chain(found).chain(letter).collect(), Whose::Seated(case.unwrap_or(id)))
    };
    all.into_iter().map(fill).collect()
}

/// Exchanges, each with one of those whom it is addressed to.
async fn exchanges(conn: &mut Reader) -> Vec<(Fill, Whose)> {
    let all: Vec<(Uuid, Option<Uuid>, Uuid)> = conn
        .all(
            "SELECT e.id, e.case_id, p.practitioner_id FROM exchanges e JOIN exchange_parties p ON p.exchange_id = e.id
             ORDER BY e.id LIMIT 500",
            args![],
        )
        .await
        .unwrap();
    let fill = |(id, case, who): (Uuid, Option<Uuid>, Uuid)| {
        (vec![("id", id), ("who", who)], Whose::SeatedOnOne(std::iter::once(id).chain(case).collect()))
    };
    all.into_iter().map(fill).collect()
}

/// Orientations, each with one of the services that can be proposed: of those who sit in the case.
async fn orientations(conn: &mut Reader) -> Vec<(Fill, Whose)> {
    let all: Vec<(Uuid, Uuid, Uuid)> = conn
        .all(
            "SELECT o.id, o.case_id, c.id FROM orientations o JOIN orientation_choices c ON c.orientation_id = o.id
             ORDER BY o.id LIMIT 500",
            args![],
        )
        .await
        .unwrap();
    let fill =
        |(id, case, choice): (Uuid, Uuid, Uuid)| (vec![("id", id), ("choice", choice)], Whose::Seated(case));
    all.into_iter().map(fill).collect()
}

/// Practices have no seats: they are their institution’s, their readers’, and the editors’ of the bank.
pub async fn practices_of(conn: &mut Conn, practitioner: Uuid, day: Date) -> Vec<Uuid> {
    let theirs: Vec<(Uuid,)> = conn
        .all(
            "SELECT DISTINCT p.id FROM practices p JOIN appointments a ON a.practitioner_id = $1 AND a.from_on <= $2
               AND (a.until_on IS NULL OR a.until_on >= $2) JOIN functions f ON f.id = a.function_id
             WHERE p.institution_id = a.institution_id OR EXISTS (SELECT 1 FROM practice_reviews r
                 WHERE r.practice_id = p.id AND r.reviewer_id = $1 AND r.institution_id = a.institution_id)
               OR (f.kind IN ('supervisor', 'direction') AND EXISTS (SELECT 1 FROM practice_bank_keepers k
                 WHERE k.institution_id = a.institution_id)) ORDER BY p.id LIMIT 500",
            args![practitioner, day],
        )
        .await
        .unwrap();
    theirs.into_iter().map(|(id,)| id).collect()
}

/// Practices: their pages are anybody’s once they are published; everything else is theirs whose business it is, see `practices_of`.
async fn practices(conn: &mut Reader, out: &mut BTreeMap<&'static str, Vec<(Fill, Whose)>>) {
    let all: Vec<(Uuid, Option<Date>)> =
        conn.all("SELECT id, published_on FROM practices ORDER BY id LIMIT 500", args![]).await.unwrap();
    let mut inner: BTreeMap<Uuid, Fill> = BTreeMap::new();
    for (name, sql) in [
        ("source", "SELECT practice_id, id FROM practice_sources ORDER BY id LIMIT 500"),
        ("contact", "SELECT practice_id, id FROM practice_contacts ORDER BY id LIMIT 500"),
        ("harm", "SELECT practice_id, id FROM practice_harms ORDER BY id LIMIT 500"),
        (
            "partner",
            "SELECT practice_id, institution_id FROM practice_partners ORDER BY practice_id LIMIT 500",
        ),
    ] {
        for (practice, id) in pairs(conn, sql).await {
            inner.entry(practice).or_default().push((name, id));
        }
    }
    for (id, published) in all {
        let open = if published.is_some() { Whose::Anybodys } else { Whose::Seated(id) };
        for root in ["/practices/{id}", "/practices/{id}/harms"] {
            out.entry(root).or_default().push((vec![("id", id)], open.clone()));
        }
        let fill: Fill = std::iter::once(("id", id)).chain(inner.remove(&id).unwrap_or_default()).collect();
        for root in ["/practices/{id}/", "/practices/{id}/harms/"] {
            out.entry(root).or_default().push((fill.clone(), Whose::Seated(id)));
        }
    }
    let readers = pairs(
        conn,
        "SELECT practitioner_id, institution_id FROM practice_reviewers ORDER BY practitioner_id LIMIT 50",
    )
    .await;
    let keepers: Vec<(Uuid,)> = conn
        .all("SELECT institution_id FROM practice_bank_keepers ORDER BY institution_id LIMIT 50", args![])
        .await
        .unwrap();
    let keepers: BTreeSet<Uuid> = keepers.into_iter().map(|(at,)| at).collect();
    let fill =
        |(who, at): (Uuid, Uuid)| (vec![("reviewer", who), ("institution", at)], Whose::At(keepers.clone()));
    out.insert("/practices/reviewers", readers.into_iter().map(fill).collect());
}

/// Consultations, each with one participant: theirs through a seat on it, and through nothing else.
async fn consultations(conn: &mut Reader) -> Vec<(Fill, Whose)> {
    let sql = "SELECT id, composition FROM consultations ORDER BY id LIMIT 500";
    let all: Vec<(Uuid, String)> = conn.all(sql, args![]).await.unwrap();
    let fill = |(id, composition): (Uuid, String)| {
        let composition: serde_json::Value = serde_json::from_str(&composition).unwrap();
        let who = composition.pointer("/participants/1/practitioner").and_then(|v| v.as_str()?.parse().ok());
        (std::iter::once(("id", id)).chain(who.map(|who| ("who", who))).collect(), Whose::Seated(id))
    };
    all.into_iter().map(fill).collect()
}

/// A path inside a case or a report, with what is really there.
fn within(route: &Route, id: Uuid, fills: &[Fill]) -> Vec<Target> {
    let needed: Vec<&str> = names(route.path).into_iter().filter(|name| *name != "id").collect();
    let fits =
        |fill: &&Fill| fill.len() == needed.len() && fill.iter().all(|(name, _)| needed.contains(name));
    let mut chosen: Vec<Fill> = fills.iter().filter(fits).take(INNER).cloned().collect();
    if chosen.is_empty() {
        chosen.push(Vec::new());
    }
    let targets = chosen.into_iter().map(|mut fill| {
        fill.push(("id", id));
        let (path, is_real) = filled(route.path, &fill);
        Target { path, whose: Whose::Seated(id), is_real }
    });
    targets.collect()
}

/// The names in braces.
fn names(path: &str) -> Vec<&str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
}

/// The path with its ids, and whether each was given.
fn filled(path: &str, fill: &[(&str, Uuid)]) -> (String, bool) {
    let mut is_real = true;
    let parts = path.split('/').map(|part| match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
        None => part.to_owned(),
        Some(name) => {
            let found = fill.iter().find(|(n, _)| *n == name).map(|(_, id)| *id);
            is_real &= found.is_some();
            found.unwrap_or(Uuid::from_u128(0xDEAD_BEEF)).simple().to_string()
        }
    });
    let path = parts.collect::<Vec<_>>().join("/");
    (path, is_real)
}

/// Who keeps people appoints somebody who works elsewhere too: they find them, and say from when. Nothing more.
const OF_ANY_INSTITUTION: &[&str] =
    &["/practitioners/{id}", "/practitioners/{id}/appointments/new", "/practitioners/{id}/appointments"];

/// Whether the route is open to somebody at all, and the thing theirs. What is theirs may still be refused, by capacity.
pub fn is_theirs(walker: &Walker, route: &Route, target: &Target) -> bool {
    let is_open = match route.who {
        Who::Anyone => true,
        Who::HalfSignedIn => !walker.token.is_empty(),
        Who::SignedIn | Who::Seat => walker.institution.is_some(),
        Who::Holders(kinds) => kinds.iter().any(|kind| walker.functions.contains(kind.code())),
    };
    // What an institution is may be read by all.
    let is_public =
        (route.who == Who::Anyone && route.method == Method::Get) || OF_ANY_INSTITUTION.contains(&route.path);
    let is_own = match &target.whose {
        Whose::Seated(id) => walker.seats.contains(id),
        Whose::SeatedOnOne(ids) => ids.iter().any(|id| walker.seats.contains(id)),
        Whose::Own(case, author) => walker.practitioner == Some(*author) && walker.seats.contains(case),
        Whose::Of(practitioner) => walker.practitioner == Some(*practitioner),
        Whose::At(institutions) => {
            is_public || walker.institution.is_some_and(|at| institutions.contains(&at))
        }
        Whose::Anybodys => true,
    };
    is_open && is_own
}
