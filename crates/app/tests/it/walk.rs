// SPDX-License-Identifier: EUPL-1.2
//! Every route, walked as every kind of person over the whole demo world. Who holds no seat sees nothing: not on the page of
//! the thing, not in a list, a count, a search, an export; and what is theirs they see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST};
use kernel::{AccountId, Instant, PractitionerId, SessionId};
use maillage::demo::{self, Checking};
use platform::args;
use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::{Db, Technical};
use platform::http::{Method, Route, Who, router};
use platform::session::{self, NewSession};
use platform::testing::{TestDb, run, statements};
use register::ledger::{Keeper, Openings};
use rulebook::Rulebook;
use tower::ServiceExt;
use uuid::Uuid;

use crate::generated::paper;
use crate::plans;

/// The people who walk: an id of `demo/practitioners.toml`, and what they stand for.
const WALKERS: &[&str] = &[
    "p-saj-nkulu",
    "p-saj-peeters",
    "p-saj-wouters",
    "p-cpms-boulanger",
    "p-amo-bertrand",
    "p-crip-dumas",
    "p-saj-charlier",
    "p-saj-delcourt",
];

pub struct Walker {
    pub label: String,
    token: String,
    csrf: String,
    /// The cases and reports on which they, or a function of theirs, sit now, with what was merged into those.
    pub seats: BTreeSet<Uuid>,
    /// Names of the people known through those seats.
    knows: BTreeSet<String>,
}

pub struct Thing {
    pub id: Uuid,
    /// Words that only whoever may read the thing should ever see.
    secrets: Vec<String>,
}

pub struct World {
    _test: TestDb,
    pub db: Db,
    router: Router,
    pub walkers: Vec<Walker>,
    pub cases: Vec<Thing>,
    pub reports: Vec<Thing>,
    reporters: Vec<(Uuid, String)>,
}

pub async fn world() -> World {
    let test = TestDb::new().await;
    let chance = demo::chance();
    let db = test.db().with_journal(Arc::new(Keeper::new(chance.clone())));
    let config = Config::default();
    let made =
        demo::make(db.clone(), chance, &config, Rulebook::shipped().unwrap(), Checking::StepsAlone).await;
    let made = made.unwrap_or_else(|why| panic!("{why}"));
    let clock = Clock::manual(made.ends_at);
    let openings = Openings::start(db.clone());
    let rulebook = Rulebook::shipped().unwrap();
    let app =
        maillage::start::application(db.clone(), clock, Chance::System, config, rulebook, Some(openings));
    let router = router(app, maillage::routes());
    let mut walkers = vec![Walker {
        label: "anonymous".into(),
        token: String::new(),
        csrf: String::new(),
        seats: BTreeSet::new(),
        knows: BTreeSet::new(),
    }];
    for code in WALKERS {
        walkers.push(walker(&db, code, made.ends_at).await);
    }
    let (cases, reports) = things(&db).await;
    let mut conn = db.read().await.unwrap();
    // A parent who reports stands in the file as a parent too: only the others can be told from what a page shows.
    let reporters: Vec<(Uuid, String)> = conn
        .all(
            "SELECT r.report_id, r.name FROM report_reporters r WHERE r.name <> '' AND r.practitioner_id IS NULL
               AND NOT EXISTS (SELECT 1 FROM persons p WHERE p.given || ' ' || p.family = r.name) LIMIT 500",
            args![],
        )
        .await
        .unwrap();
    drop(conn);
    World { _test: test, db, router, walkers, cases, reports, reporters }
}

/// An id that was not used before.
pub fn fresh() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u128(u128::from(NEXT.fetch_add(1, Ordering::Relaxed)) << 64 | 0x77)
}

async fn walker(db: &Db, code: &str, now: Instant) -> Walker {
    let mut tx = db.begin(now).await.unwrap();
    let (account, practitioner): (AccountId, PractitionerId) = tx
        .one(
            "SELECT a.id, p.id FROM accounts a JOIN practitioners p ON p.id = a.practitioner_id WHERE p.code = $1",
            args![code],
        )
        .await
        .unwrap();
    let id = SessionId(fresh());
    let new = NewSession { account, institution: None, agent: "test".into(), lasts: 10 * Instant::HOUR };
    let seed = |salt: u8| {
        let mut bytes = [salt; 48];
        bytes[..code.len()].copy_from_slice(code.as_bytes());
        bytes
    };
    session::start(&mut tx, id, &new, seed(1), now).await.unwrap();
    let token = session::rotate(&mut tx, id, seed(2), now).await.unwrap();
    let csrf: Option<String> = tx.value("SELECT csrf FROM sessions WHERE id = $1", args![id]).await.unwrap();
    let day = now.local_date(&kernel::instant::Zone::utc());
    let seats: Vec<(Uuid,)> = tx
        .all(
            "SELECT DISTINCT s.subject_id FROM seats s WHERE s.held_from <= $2 AND s.held_until > $2 AND (s.holder_id = $1
               OR s.holder_id IN (SELECT function_id FROM appointments WHERE practitioner_id = $1 AND from_on <= $3
                 AND (until_on IS NULL OR until_on >= $3))) LIMIT 5000",
            args![practitioner, now, day],
        )
        .await
        .unwrap();
    let mut seats: BTreeSet<Uuid> = seats.into_iter().map(|(id,)| id).collect();
    let merges: Vec<(Uuid, Uuid)> = tx
        .all(
            "SELECT into_id, duplicate_id FROM report_merges
             UNION ALL SELECT into_id, duplicate_id FROM case_merges WHERE undone_at IS NULL LIMIT 5000",
            args![],
        )
        .await
        .unwrap();
    let merged: Vec<Uuid> =
        merges.into_iter().filter(|(into, _)| seats.contains(into)).map(|(_, d)| d).collect();
    seats.extend(merged);
    let known: Vec<(Uuid, String)> = tx
        .all(
            "SELECT l.subject_id, p.given || ' ' || p.family FROM person_links l JOIN persons p ON p.id = l.person_id
             UNION ALL
             SELECT m.report_id, p.given || ' ' || p.family FROM report_minors m JOIN persons p ON p.id = m.person_id LIMIT 50000",
            args![],
        )
        .await
        .unwrap();
    tx.commit_technical(Technical::Session).await.unwrap();
    let knows = known.into_iter().filter(|(s, _)| seats.contains(s)).map(|(_, name)| name).collect();
    Walker { label: code.to_owned(), token, csrf: csrf.unwrap(), seats, knows }
}

async fn things(db: &Db) -> (Vec<Thing>, Vec<Thing>) {
    let mut conn = db.read().await.unwrap();
    let cases: Vec<(Uuid, String, String, String)> = conn
        .all(
            "SELECT c.id, c.reference, p.given, p.family FROM cases c JOIN persons p ON p.id = c.child_id ORDER BY c.id LIMIT 500",
            args![],
        )
        .await
        .unwrap();
    // Numbers of reports are each institution's own, and appear in hints as examples: their words are what counts.
    let reports: Vec<(Uuid, String)> =
        conn.all("SELECT id, observed FROM reports ORDER BY id LIMIT 500", args![]).await.unwrap();
    let cases = cases
        .into_iter()
        .map(|(id, reference, given, family)| {
            let mut secrets = vec![reference];
            if !given.is_empty() && !family.is_empty() {
                secrets.push(format!("{given} {family}"));
            }
            Thing { id, secrets }
        })
        .collect();
    let reports = reports
        .into_iter()
        .map(|(id, observed)| {
            let beginning: String = observed.chars().take(40).filter(|c| !"<>&\"'".contains(*c)).collect();
            let secrets = Some(beginning).filter(|s| s.chars().count() > 8).into_iter().collect();
            Thing { id, secrets }
        })
        .collect();
    (cases, reports)
}

impl World {
    pub async fn ask(&self, walker: &Walker, method: Method, path: &str, body: &str) -> (u16, String) {
        let mut request = Request::builder().method(method.code()).uri(path).header(HOST, "localhost");
        if !walker.token.is_empty() {
            request = request.header(COOKIE, format!("maillage={}", walker.token));
        }
        let mut sent = String::new();
        if method == Method::Post {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            sent = format!("_key={}&_csrf={}&{body}", fresh().simple(), walker.csrf);
        }
        let reply = self.router.clone().oneshot(request.body(Body::from(sent)).unwrap()).await.unwrap();
        let status = reply.status().as_u16();
        let bytes = to_bytes(reply.into_body(), 32 * 1024 * 1024).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What of other people's things stands in a body that this person was shown.
    fn leaks(&self, walker: &Walker, body: &str) -> Vec<String> {
        let mine: BTreeSet<&String> = self
            .cases
            .iter()
            .chain(&self.reports)
            .filter(|t| walker.seats.contains(&t.id))
            .flat_map(|t| &t.secrets)
            .collect();
        self.cases
            .iter()
            .chain(&self.reports)
            .filter(|t| !walker.seats.contains(&t.id))
            .flat_map(|t| &t.secrets)
            .filter(|s| !mine.contains(s) && !walker.knows.contains(*s) && body.contains(s.as_str()))
            .cloned()
            .collect()
    }
}

/// The subjects a route is walked over: ids for `{id}`; other parts of the path get an id that nothing has.
fn paths<'a>(world: &'a World, route: &Route) -> Vec<(String, Option<&'a Thing>)> {
    let stranger = Uuid::from_u128(0xDEAD_BEEF).simple().to_string();
    let filled = |id: &str| {
        let mut path = route.path.replace("{id}", id);
        while let (Some(open), Some(close)) = (path.find('{'), path.find('}')) {
            path.replace_range(open..=close, &stranger);
        }
        path
    };
    let things = if route.path.starts_with("/cases/{id}") {
        &world.cases
    } else if route.path.starts_with("/reports/{id}") {
        &world.reports
    } else {
        return vec![(filled(&stranger), None)];
    };
    things.iter().map(|t| (filled(&t.id.simple().to_string()), Some(t))).collect()
}

/// A route whose page is shown to whoever may justify an emergency: it tells nothing of the case.
fn is_emergency_door(route: &Route) -> bool {
    route.path.ends_with("/emergency-access")
}

#[test]
fn nobody_sees_what_is_not_theirs() {
    run(async {
        let world = world().await;
        assert!(
            world.cases.len() > 15 && world.reports.len() > 15,
            "the demo world is too small to mean anything"
        );
        statements::watch();
        let mut wrong = Vec::new();
        let mut cells = 0_u32;
        let mut matrix: BTreeMap<String, BTreeMap<String, BTreeMap<u16, u32>>> = BTreeMap::new();
        for route in maillage::routes().iter().filter(|r| r.method == Method::Get) {
            for walker in &world.walkers {
                for (path, thing) in paths(&world, route) {
                    let (status, body) = world.ask(walker, Method::Get, &path, "").await;
                    cells += 1;
                    let row = matrix.entry(format!("GET  {}", route.path)).or_default();
                    *row.entry(walker.label.clone()).or_default().entry(status).or_default() += 1;
                    let who = &walker.label;
                    if status >= 500 {
                        wrong.push(format!("{who}: GET {path} answered {status}"));
                    }
                    let theirs = thing.is_none_or(|t| walker.seats.contains(&t.id));
                    if !theirs && status < 300 && !is_emergency_door(route) {
                        wrong.push(format!(
                            "{who}: GET {} showed something of a subject without a seat",
                            route.path
                        ));
                    }
                    for leak in world.leaks(walker, &body) {
                        wrong.push(format!("{who}: GET {} leaked « {leak} »", route.path));
                    }
                    if walker.label == "anonymous" && route.who != Who::Anyone && status == 200 {
                        wrong.push(format!("anonymous: GET {} answered 200", route.path));
                    }
                }
            }
        }
        wrong.sort();
        wrong.dedup();
        assert!(wrong.is_empty(), "{} wrong cells of {cells}:\n{}", wrong.len(), wrong.join("\n"));
        let slow = plans::complaints(&world.db, statements::seen()).await;
        assert!(slow.is_empty(), "{}", slow.join("\n"));
        let mut out = format!(
            "Every page of the product, asked by nine kinds of people over the demo world ({cells} cells).\n"
        );
        out.push_str(
            "For each: how many subjects were answered with which status. 404: not theirs, or not there.\n",
        );
        for (route, walkers) in matrix {
            out.push_str(&format!("\n{route}\n"));
            for (walker, statuses) in walkers {
                let counts: Vec<String> = statuses.iter().map(|(s, n)| format!("{s}×{n}")).collect();
                out.push_str(&format!("  {walker:<18} {}\n", counts.join("  ")));
            }
        }
        paper("access-walk.txt", &out);
    });
}

#[test]
fn nobody_does_anything_to_what_is_not_theirs() {
    run(async {
        let world = world().await;
        let mut wrong = Vec::new();
        for route in maillage::routes().iter().filter(|r| r.method == Method::Post) {
            for walker in &world.walkers {
                for (path, thing) in paths(&world, route) {
                    let Some(thing) = thing.filter(|t| !walker.seats.contains(&t.id)) else { continue };
                    if is_emergency_door(route) {
                        continue;
                    }
                    let before = events(&world.db, thing.id).await;
                    let (status, body) =
                        world.ask(walker, Method::Post, &path, "reason=x&finding=x&text=x").await;
                    if !matches!(status, 303 | 403 | 404 | 422) || !world.leaks(walker, &body).is_empty() {
                        wrong.push(format!("{}: POST {} answered {status}", walker.label, route.path));
                    }
                    if events(&world.db, thing.id).await != before {
                        wrong.push(format!("{}: POST {} did something", walker.label, route.path));
                    }
                }
            }
        }
        wrong.sort();
        wrong.dedup();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}

/// The deeds in the ledger about a thing; refusals do not count.
async fn events(db: &Db, subject: Uuid) -> i64 {
    let mut conn = db.read().await.unwrap();
    let sql = "SELECT COUNT(*) FROM ledger WHERE subject_id = $1 AND kind <> 'opening_refused'";
    conn.value(sql, args![subject]).await.unwrap().unwrap_or(0)
}

#[test]
fn who_reported_stays_with_those_who_received() {
    run(async {
        let world = world().await;
        assert!(!world.reporters.is_empty(), "the demo world has no reporter to protect");
        let mut wrong = Vec::new();
        let receives = |w: &Walker| w.label == "p-saj-nkulu" || w.label == "p-crip-dumas";
        for walker in world.walkers.iter().filter(|w| !receives(w)) {
            for route in maillage::routes().iter().filter(|r| r.method == Method::Get) {
                for (path, _) in paths(&world, route) {
                    let (_, body) = world.ask(walker, Method::Get, &path, "").await;
                    for (_, name) in
                        world.reporters.iter().filter(|(_, n)| n.len() > 5 && body.contains(n.as_str()))
                    {
                        wrong.push(format!("{}: GET {} shows a reporter ({name})", walker.label, route.path));
                    }
                }
            }
        }
        wrong.sort();
        wrong.dedup();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}
