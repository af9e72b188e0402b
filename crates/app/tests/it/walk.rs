// SPDX-License-Identifier: EUPL-1.2
//! Every route, walked as every kind of person over the whole demo world. Who holds no seat sees nothing: not on the page of
//! the thing, not in a list, a count, a search, an export; and what is theirs they see.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION};
use kernel::{AccountId, Date, Instant, PractitionerId, SessionId};
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
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tower::ServiceExt;
use uuid::Uuid;

use crate::generated::paper;
use crate::plans;

mod filled;
mod known;
mod targets;

use filled::Forms;
use known::Secrets;
use targets::{Target, Targets, Whose, is_theirs};

/// The people who walk: an id of `demo/practitioners.toml`, and what they stand for.
const WALKERS: &[&str] = &[
    "p-saj-nkulu",
    "p-saj-peeters",
    "p-saj-wouters",
    // Is addressed by an exchange that was not sent yet.
    "p-cpms-boulanger",
    "p-amo-bertrand",
    "p-amo-ouedraogo",
    "p-crip-dumas",
    "p-saj-charlier",
    "p-saj-delcourt",
    // Was told something by another service, which keeps the case.
    "p-hirondelles-rahmani",
    // Was told something whose end has passed; was to be told something, which was refused.
    "p-pse-lejeune",
    "p-pssp-dumortier",
    // Takes part in a consultation; the lead and the supervision of the cases it is about do not all.
    "p-cpms-mansouri",
];

pub struct Walker {
    pub label: String,
    token: String,
    csrf: String,
    practitioner: Option<Uuid>,
    /// Where they act, while they hold a function there.
    institution: Option<Uuid>,
    /// The functions they hold today.
    functions: BTreeSet<String>,
    /// The cases and reports on which they, or a function of theirs, sit now, with what was merged into those.
    pub seats: BTreeSet<Uuid>,
    /// The reports that they sent themselves.
    sent: BTreeSet<Uuid>,
    /// Names of the people known through those seats.
    knows: BTreeSet<String>,
}

pub struct Thing {
    pub id: Uuid,
}

pub struct World {
    _test: TestDb,
    pub db: Db,
    router: Router,
    pub walkers: Vec<Walker>,
    pub cases: Vec<Thing>,
    pub reports: Vec<Thing>,
    reporters: Vec<(Uuid, String)>,
    today: Date,
}

/// What came back.
pub struct Shown {
    pub status: u16,
    pub location: String,
    pub body: String,
}

impl Shown {
    /// Whether it looks as if nothing were there, or asks who one is. Whoever is not signed in is shown what they sent, so
    /// that it is not lost, before anything looks at what they asked for.
    fn is_refused(&self, walker: &Walker) -> bool {
        let is_asked_who = self.status == 303 && self.location.starts_with("/sign-in");
        self.status == 404 || is_asked_who || (self.status == 403 && walker.institution.is_none())
    }
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
        practitioner: None,
        institution: None,
        functions: BTreeSet::new(),
        seats: BTreeSet::new(),
        sent: BTreeSet::new(),
        knows: BTreeSet::new(),
    }];
    for code in WALKERS {
        walkers.push(walker(&db, code, made.ends_at).await);
    }
    let cases = things(&db, "SELECT id FROM cases ORDER BY id LIMIT 500").await;
    let reports = things(&db, "SELECT id FROM reports ORDER BY id LIMIT 500").await;
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
    let today = made.ends_at.local_date(&kernel::instant::Zone::utc());
    let world = World { _test: test, db, router, walkers, cases, reports, reporters, today };
    world.furnish(made.ends_at).await;
    world
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
    seats.extend(targets::practices_of(&mut tx, practitioner.0, day).await);
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
             SELECT d.id, p.given || ' ' || p.family FROM disclosures d JOIN cases c ON c.id = d.case_id
             JOIN persons p ON p.id = c.child_id
             UNION ALL
             SELECT e.id, p.given || ' ' || p.family FROM exchanges e JOIN cases c ON c.id = e.case_id
             JOIN persons p ON p.id = c.child_id
             UNION ALL
             SELECT c.id, p.given || ' ' || p.family FROM consultations c JOIN persons p
             ON p.given <> '' AND p.family <> '' AND c.composition LIKE '%' || p.given || ' ' || p.family || '%'
             UNION ALL
             SELECT m.report_id, p.given || ' ' || p.family FROM report_minors m JOIN persons p ON p.id = m.person_id LIMIT 50000",
            args![],
        )
        .await
        .unwrap();
    // Of a decision that lies in no case, whoever prepared it named the family.
    let typed: Vec<(Uuid, String)> = tx
        .all("SELECT id, composition FROM disclosures WHERE case_id IS NULL ORDER BY id LIMIT 500", args![])
        .await
        .unwrap();
    let typed = typed.into_iter().flat_map(|(id, composition)| {
        let composition: serde_json::Value = serde_json::from_str(&composition).unwrap();
        let family = composition["family"].as_array().cloned().unwrap_or_default();
        family.into_iter().filter_map(move |f| Some((id, f["name"].as_str()?.to_owned())))
    });
    let sent: Vec<(Uuid,)> = tx
        .all(
            "SELECT report_id FROM report_reporters WHERE practitioner_id = $1 LIMIT 500",
            args![practitioner],
        )
        .await
        .unwrap();
    let held: Vec<(String, Uuid)> = tx
        .all(
            "SELECT f.kind, a.institution_id FROM appointments a JOIN functions f ON f.id = a.function_id
             WHERE a.practitioner_id = $1 AND a.from_on <= $2 AND (a.until_on IS NULL OR a.until_on >= $2) LIMIT 100",
            args![practitioner, day],
        )
        .await
        .unwrap();
    tx.commit_technical(Technical::Session).await.unwrap();
    let knows =
        known.into_iter().chain(typed).filter(|(s, _)| seats.contains(s)).map(|(_, name)| name).collect();
    Walker {
        label: code.to_owned(),
        token,
        csrf: csrf.unwrap(),
        practitioner: Some(practitioner.0),
        institution: held.first().map(|(_, at)| *at),
        functions: held.into_iter().map(|(kind, _)| kind).collect(),
        seats,
        sent: sent.into_iter().map(|(id,)| id).collect(),
        knows,
    }
}

async fn things(db: &Db, sql: &'static str) -> Vec<Thing> {
    let mut conn = db.read().await.unwrap();
    let all: Vec<(Uuid,)> = conn.all(sql, args![]).await.unwrap();
    all.into_iter().map(|(id,)| Thing { id }).collect()
}

impl World {
    fn walker(&self, label: &str) -> &Walker {
        self.walkers.iter().find(|w| w.label == label).unwrap()
    }

    /// What the stories leave out, so that every kind of address leads somewhere: a file in a case, one in a report, a list
    /// of institutions that is being looked at.
    async fn furnish(&self, now: Instant) {
        for (label, list) in [("p-saj-peeters", "/cases"), ("p-saj-nkulu", "/reports")] {
            let who = self.walker(label);
            let page = self.send(who, Method::Get, list, "", Vec::new()).await;
            let all = crate::forms::links(&page.body);
            let one = all.iter().find(|l| l.len() > list.len() + 30 && l.split('/').count() == 3).unwrap();
            let page = self.send(who, Method::Get, &format!("{one}/attachments"), "", Vec::new()).await;
            let mut forms =
                crate::forms::forms(&page.body, "Bulletin de la fin mai", (2026, 9, 15)).into_iter();
            let form = forms.find(|f| f.action.ends_with("/attachments")).unwrap();
            let taken = self.submit(who, &form).await;
            assert_eq!(taken.status, 303, "{}", taken.body);
        }
        let mut tx = self.db.begin(now).await.unwrap();
        tx.run(
            "INSERT INTO directory_imports (id, practitioner_id, name, bytes, recorded_at) VALUES ($1, $2, $3, $4, $5)",
            args![fresh(), self.walker("p-saj-charlier").practitioner, "liste.csv", b"code;name\n".to_vec(), now],
        )
        .await
        .unwrap();
        tx.commit_technical(Technical::Session).await.unwrap();
    }

    pub async fn ask(&self, walker: &Walker, method: Method, path: &str, body: &str) -> (u16, String) {
        let mut sent = String::new();
        if method == Method::Post {
            sent = format!("_key={}&_csrf={}&{body}", fresh().simple(), walker.csrf);
        }
        let shown =
            self.send(walker, method, path, "application/x-www-form-urlencoded", sent.into_bytes()).await;
        (shown.status, shown.body)
    }

    async fn send(&self, walker: &Walker, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Shown {
        let mut request = Request::builder().method(method.code()).uri(path).header(HOST, "localhost");
        if !walker.token.is_empty() {
            request = request.header(COOKIE, format!("maillage={}", walker.token));
        }
        if method == Method::Post {
            request = request.header(CONTENT_TYPE, kind);
        }
        let reply = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let status = reply.status().as_u16();
        let location = reply.headers().get(LOCATION).and_then(|v| v.to_str().ok()).unwrap_or("").to_owned();
        let bytes = to_bytes(reply.into_body(), 32 * 1024 * 1024).await.unwrap();
        Shown { status, location, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// A route whose page is shown to whoever may justify an emergency: it tells nothing of the case.
fn is_emergency_door(route: &Route) -> bool {
    route.path.ends_with("/emergency-access")
}

/// A route that nobody without a right to it was refused on: either it is open to all, or it is not watched here.
fn unwatched(routes: &[&Route], refused: &BTreeMap<&str, u32>) -> Vec<String> {
    let watched = |r: &&&Route| r.who == Who::Anyone || is_emergency_door(r) || refused.contains_key(r.path);
    let missing = routes.iter().filter(|r| !watched(r));
    missing
        .map(|r| format!("{} {}: nobody without a right to it was refused", r.method.code(), r.path))
        .collect()
}

/// Whether a refusal here says something of the route: somebody signed in who asks for a thing that is there; or, where
/// nothing stands behind the path, anybody to whom the route is not open.
fn counts(walker: &Walker, target: &Target) -> bool {
    target.whose == Whose::Anybodys || (target.is_real && walker.institution.is_some())
}

#[test]
fn nobody_sees_what_is_not_theirs() {
    run(async {
        let world = world().await;
        assert!(
            world.cases.len() > 15 && world.reports.len() > 15,
            "the demo world is too small to mean anything"
        );
        let (targets, secrets) = (Targets::of(&world.db, world.today).await, Secrets::of(&world.db).await);
        assert!(secrets.len() > 200, "only {} secrets: too few to mean anything", secrets.len());
        statements::watch();
        let (mut wrong, mut refused) = (Vec::new(), BTreeMap::new());
        let mut cells = 0_u32;
        let mut matrix: BTreeMap<String, BTreeMap<String, BTreeMap<u16, u32>>> = BTreeMap::new();
        let routes = maillage::routes();
        let routes: Vec<&Route> = routes.iter().filter(|r| r.method == Method::Get).collect();
        for route in &routes {
            let of_route = targets.of_route(route);
            for walker in &world.walkers {
                for target in &of_route {
                    let shown = world.send(walker, Method::Get, &target.path, "", Vec::new()).await;
                    cells += 1;
                    let row = matrix.entry(format!("GET  {}", route.path)).or_default();
                    *row.entry(walker.label.clone()).or_default().entry(shown.status).or_default() += 1;
                    let who = &walker.label;
                    if shown.status >= 500 {
                        wrong.push(format!("{who}: GET {} answered {}", target.path, shown.status));
                    }
                    if !is_theirs(walker, route, target) && !is_emergency_door(route) {
                        if !shown.is_refused(walker) {
                            wrong.push(format!(
                                "{who}: GET {} answered {} for what is not theirs",
                                route.path, shown.status
                            ));
                        } else if counts(walker, target) {
                            *refused.entry(route.path).or_default() += 1;
                        }
                    }
                    for leak in secrets.leaks(walker, &shown.body) {
                        wrong.push(format!("{who}: GET {} leaked « {leak} »", route.path));
                    }
                }
            }
        }
        wrong.extend(unwatched(&routes, &refused));
        wrong.sort();
        wrong.dedup();
        assert!(wrong.is_empty(), "{} wrong cells of {cells}:\n{}", wrong.len(), wrong.join("\n"));
        let slow = plans::complaints(&world.db, statements::seen()).await;
        assert!(slow.is_empty(), "{}", slow.join("\n"));
        let mut out = format!(
            "Every page of the product, asked by thirteen kinds of people over the demo world ({cells} cells).
For each: how many subjects were answered with which status. 404: not theirs, or not there.\n"
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

/// To how many things that are not theirs somebody sends each form, spread over all there are.
const SENT_TO: usize = 6;

#[test]
fn nobody_does_anything_to_what_is_not_theirs() {
    run(async {
        let world = world().await;
        let (targets, secrets) = (Targets::of(&world.db, world.today).await, Secrets::of(&world.db).await);
        let forms = Forms::met(&world).await;
        let (mut wrong, mut refused) = (Vec::new(), BTreeMap::new());
        let routes = maillage::routes();
        let routes: Vec<&Route> = routes.iter().filter(|r| r.method == Method::Post).collect();
        for route in routes.iter().filter(|r| !is_emergency_door(r)) {
            let of_route = targets.of_route(route);
            let before = tally(&world.db).await;
            for walker in &world.walkers {
                let others: Vec<&Target> = of_route.iter().filter(|t| !is_theirs(walker, route, t)).collect();
                for target in others.iter().step_by(others.len().div_ceil(SENT_TO).max(1)) {
                    let shown = world.submit(walker, &forms.for_path(route.path, &target.path)).await;
                    let who = &walker.label;
                    // That an institution is there is no secret: whoever does not keep it is told who does.
                    let is_told = shown.status == 422 && route.path.starts_with("/institutions/{id}/");
                    if !shown.is_refused(walker) && !is_told {
                        wrong.push(format!("{who}: POST {} answered {}", route.path, shown.status));
                    } else if counts(walker, target) {
                        *refused.entry(route.path).or_default() += 1;
                    }
                    for leak in secrets.leaks(walker, &shown.body) {
                        wrong.push(format!("{who}: POST {} leaked « {leak} »", route.path));
                    }
                }
            }
            let after = tally(&world.db).await;
            for (what, _) in after.iter().filter(|(what, n)| before.get(*what) != Some(n)) {
                wrong.push(format!("POST {}: {what} is not what it was", route.path));
            }
        }
        wrong.extend(unwatched(&routes, &refused));
        wrong.sort();
        wrong.dedup();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        // The same forms, sent by those who met them, are taken: what was refused above was refused to the person.
        let met = routes.iter().filter(|r| forms.is_met(r.path)).count();
        let taken = forms.taken(&world).await;
        assert!(met > 60 && taken > 35, "{met} forms met and {taken} taken: too few to mean anything");
    });
}

/// How many rows each table holds, and where each chain of the ledger stands; refusals and readings do not count.
async fn tally(db: &Db) -> BTreeMap<String, i64> {
    let lines = platform::db::MIGRATIONS.iter().flat_map(|m| m.text.lines());
    let tables =
        lines.filter_map(|line| line.strip_prefix("CREATE TABLE ")).map(|t| t.trim_end_matches(" ("));
    let mut conn = db.read().await.unwrap();
    let mut out = BTreeMap::new();
    for table in tables.filter(|t| !t.starts_with("ledger")) {
        let mut sql = platform::db::Sql::new("SELECT COUNT(*) FROM ", args![]);
        sql.push(table, args![]);
        let (sql, args) = sql.done();
        out.insert(table.to_owned(), conn.value(sql, args).await.unwrap().unwrap_or(0));
    }
    let sql = "SELECT institution_id, COUNT(*) FROM ledger
               WHERE kind NOT IN ('opening_refused', 'record_opened', 'file_opened', 'people_searched')
               GROUP BY institution_id ORDER BY institution_id LIMIT 500";
    let chains: Vec<(Uuid, i64)> = conn.all(sql, args![]).await.unwrap();
    out.extend(chains.into_iter().map(|(at, n)| (format!("the chain of {}", at.simple()), n)));
    out
}

#[test]
fn who_reported_stays_with_those_who_received() {
    run(async {
        let world = world().await;
        assert!(!world.reporters.is_empty(), "the demo world has no reporter to protect");
        let mut wrong = Vec::new();
        let targets = Targets::of(&world.db, world.today).await;
        let receives = |w: &Walker| w.label == "p-saj-nkulu" || w.label == "p-crip-dumas";
        for walker in world.walkers.iter().filter(|w| !receives(w)) {
            for route in maillage::routes().iter().filter(|r| r.method == Method::Get) {
                for target in targets.of_route(route) {
                    let (_, body) = world.ask(walker, Method::Get, &target.path, "").await;
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
