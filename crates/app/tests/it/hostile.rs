// SPDX-License-Identifier: EUPL-1.2
//! What somebody hostile sends: scripts, formulas and characters that cannot be seen into every field of every form that
//! people of each kind can reach; floods; bytes that are no text; ids that are nobody's; the same form twice.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use kernel::{AccountId, Instant, SessionId};
use maillage::demo::{self, Checking};
use platform::args;
use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::{Db, Technical};
use platform::http::{Method, Route, router};
use platform::session::{self, NewSession};
use platform::testing::{TestDb, run};
use register::ledger::{Keeper, Openings};
use rulebook::Rulebook;
use tower::ServiceExt;
use uuid::Uuid;

use crate::forms;
use crate::forms::kind_of;

mod typed;

/// A formula, a way out of an attribute, a script, a text turned around, a bell and an end.
const TYPED: &str = "=1\"'><script>hostile()</script>\u{202E}\u{7}\0";
/// What of it a page may never hold as it is.
const RAW: &[&str] = &["<script>hostile", "=1\"'"];
/// What a page shows of it when all is well.
const SHOWN: &str = "&lt;script&gt;hostile()";
/// The end of one's own visit, and deeds of administrators that end the visit of the others.
const LEFT_ALONE: &[&str] =
    &["/sign-out", "/account/sessions", "/account/closure", "/sessions/end", "/leave"];

/// Those who come: nobody known, somebody whose second factor is still to be given, and people of the demo world.
const VISITORS: &[&str] = &[
    "",
    "p-saj-nkulu",
    "p-saj-peeters",
    "p-saj-wouters",
    "p-crip-dumas",
    "p-cpms-boulanger",
    "p-saj-delcourt",
    "p-saj-charlier",
    "half:p-saj-nkulu",
    "p-saj-lemaire",
];

struct World {
    _test: TestDb,
    db: Db,
    today: (i16, u8, u8),
    visitors: Vec<Visitor>,
    /// One of the institutions.
    institution: String,
    /// Pages to which few links lead, of every case and report.
    doors: Vec<String>,
}

struct Visitor {
    label: &'static str,
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    csrf: String,
}

struct Page {
    status: u16,
    location: String,
    kind: String,
    body: String,
}

async fn world() -> World {
    world_of(None, VISITORS).await
}

/// The demo world at its end, or as it stood on an evening.
async fn world_of(evening: Option<&str>, who: &[&'static str]) -> World {
    let test = TestDb::new().await;
    let chance = demo::chance();
    let db = test.db().with_journal(Arc::new(Keeper::new(chance.clone())));
    let config = Config::default();
    let rulebook = || Rulebook::shipped().unwrap();
    let made = match evening {
        None => demo::make(db.clone(), chance, &config, rulebook(), Checking::StepsAlone).await,
        Some(day) => demo::make_until(db.clone(), chance, &config, rulebook(), day.parse().unwrap()).await,
    };
    let made = made.unwrap_or_else(|why| panic!("{why}"));
    assert!(made.report.failures.is_empty(), "{}", made.report.failures.join("\n"));
    let now = made.ends_at;
    let clock = Clock::manual(now);
    let openings = Openings::start(db.clone());
    let app =
        maillage::start::application(db.clone(), clock, Chance::System, config, rulebook(), Some(openings));
    let router = router(app, maillage::routes());
    let mut visitors = Vec::new();
    for (n, code) in who.iter().enumerate() {
        visitors.push(visitor(&db, &router, n, code, now).await);
    }
    let day = now.local_date(&kernel::instant::Zone::utc()).to_string();
    let part = |from: usize, to: usize| day[from..to].parse::<i16>().unwrap();
    let today = (part(0, 4), part(5, 7) as u8, part(8, 10) as u8);
    let doors = doors(&db).await;
    let sql = "SELECT id FROM institutions ORDER BY id LIMIT 1";
    let institution: Option<Uuid> = db.read().await.unwrap().value(sql, args![]).await.unwrap();
    let institution = institution.unwrap().simple().to_string();
    World { _test: test, db, today, visitors, institution, doors }
}

async fn doors(db: &Db) -> Vec<String> {
    let mut conn = db.read().await.unwrap();
    let cases: Vec<(Uuid,)> = conn.all("SELECT id FROM cases ORDER BY id LIMIT 500", args![]).await.unwrap();
    let minors: Vec<(Uuid, Uuid)> =
        conn.all("SELECT report_id, id FROM report_minors ORDER BY id LIMIT 500", args![]).await.unwrap();
    let of_case = |(id,): (Uuid,)| {
        let pages = ["emergency-access", "reopening", "transfer", "transfer/withdrawal", "people"];
        pages.map(|page| format!("/cases/{}/{page}", id.simple()))
    };
    let of_report = |(report, minor): (Uuid, Uuid)| {
        let (report, minor) = (report.simple(), minor.simple());
        [format!("/reports/{report}/joining"), format!("/reports/{report}/minors/{minor}/set-aside")]
    };
    let mut out: Vec<String> =
        cases.into_iter().flat_map(of_case).chain(minors.into_iter().flat_map(of_report)).collect();
    // What stands behind a search, or hangs from somebody who has no account.
    let elsewhere: Option<Uuid> = conn
        .value("SELECT institution_id FROM exchange_parties ORDER BY exchange_id LIMIT 1", args![])
        .await
        .unwrap();
    let drafts: Vec<(Uuid,)> = conn
        .all("SELECT id FROM exchanges WHERE sent_at IS NULL ORDER BY id LIMIT 50", args![])
        .await
        .unwrap();
    let asked: Vec<(Uuid,)> = conn
        .all(
            "SELECT e.id FROM exchanges e WHERE e.sent_at IS NOT NULL AND e.settled_at IS NULL ORDER BY e.id DESC LIMIT 50",
            args![],
        )
        .await
        .unwrap();
    let looks: Vec<(Uuid,)> = conn
        .all(
            "SELECT id FROM disclosures WHERE look_asked_at IS NOT NULL AND looked_at IS NULL LIMIT 50",
            args![],
        )
        .await
        .unwrap();
    let practices: Vec<(Uuid,)> = conn
        .all("SELECT id FROM practices WHERE published_on IS NULL ORDER BY id LIMIT 50", args![])
        .await
        .unwrap();
    out.extend(practices.into_iter().flat_map(|(id,)| {
        ["partners?q=PSE", "agreement"].map(|page| format!("/practices/{}/{page}", id.simple()))
    }));
    out.push(format!("/practices/reviewers?institution={}", elsewhere.unwrap_or_default()));
    out.extend(looks.into_iter().map(|(id,)| format!("/disclosures/{}/look", id.simple())));
    let permitted: Vec<(Uuid,)> = conn
        .all("SELECT id FROM disclosures WHERE permitted_at IS NOT NULL LIMIT 50", args![])
        .await
        .unwrap();
    out.extend(permitted.into_iter().map(|(id,)| format!("/disclosures/{}/telling", id.simple())));
    let letters: Vec<(Uuid, Uuid)> = conn
        .all("SELECT disclosure_id, id FROM disclosure_letters WHERE delivered_on IS NULL LIMIT 50", args![])
        .await
        .unwrap();
    out.extend(
        letters.into_iter().map(|(d, l)| format!("/disclosures/{}/letters/{}", d.simple(), l.simple())),
    );
    let surveys: Vec<(Uuid, Uuid)> = conn
        .all("SELECT survey_id, id FROM survey_respondents ORDER BY id LIMIT 100", args![])
        .await
        .unwrap();
    for (survey, who) in surveys {
        let line = format!("/surveys/{}/respondents/{}", survey.simple(), who.simple());
        out.extend(
            ["pages/1", "second/pages/1", "second/check", "differences"].map(|page| format!("{line}/{page}")),
        );
    }
    let drawn_up: Vec<(Uuid,)> = conn.all("SELECT id FROM surveys LIMIT 50", args![]).await.unwrap();
    out.extend(
        drawn_up
            .into_iter()
            .flat_map(|(id,)| ["", "/edit"].map(|page| format!("/surveys/{}{page}", id.simple()))),
    );
    let at = elsewhere.unwrap_or_default();
    out.extend(
        drafts.into_iter().map(|(id,)| format!("/exchanges/{}/parties?institution={at}", id.simple())),
    );
    for (id,) in asked {
        let id = id.simple();
        out.extend(
            ["link", "recorded-answer", "redirection?q=CPMS"].map(|page| format!("/exchanges/{id}/{page}")),
        );
    }
    out
}

async fn visitor(db: &Db, router: &Router, n: usize, code: &'static str, now: Instant) -> Visitor {
    let mut cookies = BTreeMap::new();
    let mut csrf = String::new();
    if !code.is_empty() {
        let mut tx = db.begin(now).await.unwrap();
        let account: Option<AccountId> = tx
            .value(
                "SELECT a.id FROM accounts a JOIN practitioners p ON p.id = a.practitioner_id WHERE p.code = $1",
                args![code.trim_start_matches("half:")],
            )
            .await
            .unwrap();
        let new = NewSession {
            account: account.unwrap(),
            institution: None,
            agent: "test".into(),
            lasts: 10 * Instant::HOUR,
        };
        let id = SessionId(Uuid::from_u128(((n as u128) << 64) | 0xA77AC));
        let mut token = session::start(&mut tx, id, &new, [n as u8; 48], now).await.unwrap();
        if !code.starts_with("half:") {
            token = session::rotate(&mut tx, id, [n as u8 ^ 0x80; 48], now).await.unwrap();
        }
        csrf = tx.value("SELECT csrf FROM sessions WHERE id = $1", args![id]).await.unwrap().unwrap();
        tx.commit_technical(Technical::Session).await.unwrap();
        cookies.insert("maillage".to_owned(), token);
    }
    Visitor { label: code, router: router.clone(), cookies: Mutex::new(cookies), csrf }
}

impl Visitor {
    async fn get(&self, path: &str) -> Page {
        self.send(Method::Get, path, "", Vec::new()).await
    }

    async fn send(&self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Page {
        let mut request = Request::builder().method(method.code()).uri(path).header(HOST, "localhost");
        let jar: Vec<String> = self.cookies.lock().unwrap().iter().map(|(n, v)| format!("{n}={v}")).collect();
        if !jar.is_empty() {
            request = request.header(COOKIE, jar.join("; "));
        }
        if method == Method::Post {
            request = request.header(CONTENT_TYPE, kind);
        }
        let Ok(request) = request.body(Body::from(body)) else {
            return Page { status: 400, location: String::new(), kind: String::new(), body: String::new() };
        };
        let reply = self.router.clone().oneshot(request).await.unwrap();
        let header = |name| reply.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or("").to_owned();
        for set in reply.headers().get_all(SET_COOKIE) {
            let pair = set.to_str().unwrap_or("").split(';').next().unwrap_or("").to_owned();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, location, kind) = (reply.status().as_u16(), header(LOCATION), header(CONTENT_TYPE));
        let bytes = to_bytes(reply.into_body(), 64 * 1024 * 1024).await.unwrap();
        Page { status, location, kind, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// A form as a browser sends it.
    async fn submit(&self, form: &forms::Form) -> Page {
        let (kind, body) = form.sent(("<script>hostile()<script>.pdf", b"%PDF-1.7\n%"));
        self.send(Method::Post, &form.action, kind, body).await
    }

    /// The pages that links lead to, so many of each kind at most.
    async fn crawl(&self, most: u32, doors: &[String]) -> Vec<(String, Page)> {
        let start =
            ["/", "/desk", "/cases", "/reports", "/reports/new", "/reports/take", "/report", "/account"];
        let more = [
            "/institutions",
            "/institutions/import",
            "/practitioners",
            "/hand-overs",
            "/emergency-reviews",
            "/search?q=script",
            "/reports/sent",
            "/desk/waiting",
            "/desk/to-assign",
            "/desk/drafts",
            "/sign-in/code",
            "/sign-in/recovery",
            "/report/check",
        ];
        let begin = start.iter().chain(&more).map(|p| (*p).to_owned());
        let mut queue: VecDeque<String> = begin.chain(doors.iter().cloned()).collect();
        let (mut known, mut met) = (BTreeSet::new(), BTreeMap::<String, u32>::new());
        let mut out = Vec::new();
        while let Some(path) = queue.pop_front() {
            let count = met.entry(kind_of(&path)).or_default();
            if is_left_alone(&path) || *count >= most || !known.insert(path.clone()) {
                continue;
            }
            let page = self.get(&path).await;
            // What leads nowhere is no page of its kind.
            *count += u32::from(page.status != 404);
            queue.extend(forms::links(&page.body));
            if page.status == 303 {
                queue.push_back(page.location.clone());
            }
            out.push((path, page));
        }
        out
    }
}

fn is_left_alone(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or("");
    LEFT_ALONE.iter().any(|p| path.contains(p))
}

/// What is wrong with a page that may hold what was typed.
fn wrong_with(page: &Page) -> Option<String> {
    if page.status >= 500 {
        return Some(format!("answered {}", page.status));
    }
    if page.kind.starts_with("text/html") {
        return RAW.iter().find(|raw| page.body.contains(**raw)).map(|raw| format!("holds {raw:?}"));
    }
    // A table: no cell begins as a formula.
    let is_table = page.kind.starts_with("text/csv");
    let begins = |at: usize| at == 0 || page.body[..at].ends_with([';', ',', '\n', '"', '\t']);
    let formula = is_table && page.body.match_indices("=1").any(|(at, _)| begins(at));
    formula.then(|| "holds a formula".to_owned())
}

/// What was done, by the ledger: reading leaves entries too, and they do not count.
async fn deeds(db: &Db) -> i64 {
    let mut conn = db.read().await.unwrap();
    let sql = "SELECT COUNT(*) FROM ledger WHERE kind NOT IN
        ('record_opened', 'opening_refused', 'file_opened', 'people_searched')";
    conn.value(sql, args![]).await.unwrap().unwrap_or(0)
}

/// The address of a route with something in place of every id.
fn filled(route: &Route, with: &str) -> String {
    let parts: Vec<&str> =
        route.path.split('/').map(|part| if part.starts_with('{') { with } else { part }).collect();
    parts.join("/")
}

fn marks(visitor: &Visitor) -> String {
    format!("_key={}&_csrf={}", Uuid::from_u128(rand()).simple(), visitor.csrf)
}

/// A number that was not used before.
fn rand() -> u128 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    u128::from(NEXT.fetch_add(1, Ordering::Relaxed)) << 64 | 0x55
}

#[test]
fn floods_bytes_that_are_no_text_and_ids_that_are_nobodys_are_refused_everywhere() {
    run(async {
        let world = world().await;
        let mut wrong = BTreeSet::new();
        let (urlencoded, multipart) =
            ("application/x-www-form-urlencoded", "multipart/form-data; boundary=edge");
        let before = deeds(&world.db).await;
        for route in maillage::routes().iter().filter(|r| r.method == Method::Post) {
            let path = filled(route, &Uuid::from_u128(0xDEAD).simple().to_string());
            let (mut too_large, mut unreadable) = (false, false);
            for visitor in &world.visitors {
                let (kind, flood) = if route.uploads {
                    let head =
                        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
                    (
                        multipart,
                        [head.as_bytes(), &vec![b'x'; 40 * 1024 * 1024], b"\r\n--edge--\r\n"].concat(),
                    )
                } else {
                    (urlencoded, [b"reason=".as_slice(), &vec![b'x'; 10 * 1024 * 1024]].concat())
                };
                let large = visitor.send(Method::Post, &path, kind, flood).await.status;
                too_large |= large == 413;
                let bytes = format!("{}&reason=%FF%FE&text=%C3%28", marks(visitor)).into_bytes();
                let odd = visitor.send(Method::Post, &path, urlencoded, bytes).await.status;
                unreadable |= odd == 400;
                if !matches!(large, 303 | 403 | 404 | 413) || !matches!(odd, 303 | 400 | 403 | 404) {
                    wrong.insert(format!("{}: POST {} answered {large}, {odd}", visitor.label, route.path));
                }
                if too_large && unreadable {
                    break;
                }
            }
            if !(too_large && unreadable) {
                wrong
                    .insert(format!("POST {}: nobody was told that it is too large, or no text", route.path));
            }
        }
        assert_eq!(deeds(&world.db).await, before);
        for route in maillage::routes().iter().filter(|r| r.path.contains('{')) {
            for id in [
                "zzz",
                "0",
                "%00",
                "..%2F..%2Fetc",
                "00000000000000000000000000000000",
                "%F0%9F%A7%B6",
                "%FF",
            ] {
                for visitor in [&world.visitors[1], &world.visitors[3], &world.visitors[7]] {
                    let path = filled(route, id);
                    let body = format!("{}&reason=x&text=x", marks(visitor)).into_bytes();
                    let status = visitor.send(route.method, &path, urlencoded, body).await.status;
                    if !matches!(status, 400 | 404) && !is_open(route, status) {
                        wrong.insert(format!("{} {path} answered {status}", route.method.code()));
                    }
                }
            }
        }
        assert_eq!(deeds(&world.db).await, before, "something was done to nothing");
        let wrong: Vec<String> = wrong.into_iter().collect();
        assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    });
}

/// Routes whose last part is no id of something, and the door of an emergency, which looks alike for every case there is or
/// is not: whatever it is, the answer tells nothing.
fn is_open(route: &Route, status: u16) -> bool {
    let odd = [
        "/drafts/{form}/{about}",
        "/drafts/{form}/{about}/removal",
        "/invitation/{token}",
        "/cases/{id}/emergency-access",
    ];
    odd.contains(&route.path) && status < 500
}
