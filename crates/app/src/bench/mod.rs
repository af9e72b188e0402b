// SPDX-License-Identifier: EUPL-1.2
//! Measuring the product as it is used: through HTTP, signed in, screen by screen. A command, so that anybody can repeat
//! on their own machine what is said of it; not a test, because machines differ.

pub mod client;
mod load;
pub mod page;
mod people;
mod screens;
pub mod secrecy;

use std::sync::Arc;
use std::time::Duration;

use kernel::instant::Zone;
use kernel::{CaseId, FunctionKind, InstitutionId, PractitionerId};
use platform::args;
use platform::clock::Stopwatch;
use platform::db::{Db, StoreError};
use platform::http::{App, Cx};
use register::access::{self, Action};
use register::accounts;
use serde_json::{Value, json};
use uuid::Uuid;

use load::Outcome;
use people::Person;
use screens::{Material, Screen};

/// How it is measured.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Requests a second in the open load of each reading screen; a tenth of it where something is written.
    pub rate: f64,
    /// Seconds of open load a screen.
    pub seconds: f64,
    /// How many practitioners are signed in.
    pub sessions: usize,
    /// Connections of the closed load.
    pub connections: usize,
    /// Only these screens; empty for all.
    pub only: Vec<String>,
}

/// What was measured of a screen.
pub struct Measured {
    screen: Screen,
    rate: f64,
    open: Outcome,
    peak: Outcome,
}

/// What was measured of all of them.
pub struct Report {
    /// Screen by screen.
    pub measured: Vec<Measured>,
    /// A case at work of each who signed in.
    pub cases: Vec<String>,
    /// Microseconds of a whole case page, asked for one after the other, in the mean; nothing when it was not measured.
    pub page_us: Option<f64>,
}

/// What is known of the region before anybody asks for a page.
pub struct Region {
    /// How many cases.
    pub cases: i64,
    emails: Vec<String>,
    searches: Vec<String>,
}

/// The most requests of one load.
const MOST: usize = 200_000;
/// The number from which the closed load counts its requests, so that it does not open the same records.
const PEAK_FROM: usize = 10_000_000;

/// Looks at the database: how many cases, who can sign in, which names can be searched for.
pub async fn look(db: &Db, sessions: usize) -> Result<Region, String> {
    let mut conn = db.read().await.map_err(|e| e.to_string())?;
    let failed = |e: StoreError| e.to_string();
    let cases: Option<i64> = conn.value("SELECT COUNT(*) FROM cases", args![]).await.map_err(failed)?;
    let working: Vec<(String,)> = conn
        .all(
            "SELECT DISTINCT a.email FROM accounts a JOIN appointments_held h ON h.practitioner_id = a.practitioner_id
             WHERE a.email LIKE 'praticien-%@region.exemple' AND a.closed_at IS NULL AND h.kind IN ($1, $2)
             ORDER BY a.email LIMIT 100000",
            args![FunctionKind::Caseworker, FunctionKind::Supervisor],
        )
        .await
        .map_err(failed)?;
    if working.is_empty() {
        return Err("no synthetic practitioner: fill a database with `maillage generate` first".to_owned());
    }
    let count = sessions.min(working.len());
    let emails = (0..count).map(|n| working[n * working.len() / count].0.clone()).collect();
    // People spread over the whole table: ids are ordered by time.
    let ends: Option<(Uuid, Uuid)> = conn
        .maybe(
            "SELECT (SELECT id FROM persons ORDER BY id LIMIT 1), (SELECT id FROM persons ORDER BY id DESC LIMIT 1)",
            args![],
        )
        .await
        .map_err(failed)?;
    let (first, last) = ends.map_or((0, 0), |(a, b)| (a.as_u128(), b.as_u128()));
    let mut searches = Vec::new();
    for n in 0..700u128 {
        let at = Uuid::from_u128(first + (last - first) / 700 * n);
        let found: Option<(String, String)> = conn
            .maybe("SELECT given, family FROM persons WHERE id >= $1 ORDER BY id LIMIT 1", args![at])
            .await
            .map_err(failed)?;
        let Some((given, family)) = found else { continue };
        // As people search: mostly both names, often inverted, sometimes one name or its beginning.
        searches.push(match n % 10 {
            0..4 => format!("{given} {family}"),
            4..7 => format!("{family} {given}"),
            7 => family,
            8 => format!("{family} {}", given.chars().take(3).collect::<String>()),
            _ => family.chars().take(5).collect(),
        });
    }
    Ok(Region { cases: cases.unwrap_or(0), emails, searches })
}

/// Signs people in and measures screen after screen. Runs on its own runtime, beside that of the server.
pub async fn screens(
    address: &str,
    region: Region,
    plan: &Plan,
    zone: &Zone,
    mut tell: impl FnMut(&str),
) -> Result<Report, String> {
    tell(&format!("{} practitioners sign in…", region.emails.len()));
    let mut people = Vec::new();
    for few in region.emails.chunks(4) {
        let arriving: Vec<_> = few.iter().map(|email| Person::arrive(address, email)).collect();
        for person in together(arriving).await {
            people.push(person?);
        }
    }
    let cases = people.iter().filter_map(|p| p.cases.first().cloned()).collect();
    let readable: usize = people.iter().map(|p| p.cases.len()).sum();
    tell(&format!("They may open {readable} cases at work from their lists."));
    let today = platform::clock::Clock::System.now().local_date(zone);
    let material = Arc::new(Material { people, searches: region.searches, today });
    let mut measured = Vec::new();
    let mut page_us = None;
    for &screen in Screen::ALL {
        if !plan.only.is_empty() && !plan.only.iter().any(|name| name == screen.code()) {
            continue;
        }
        let rate = if screen == Screen::Write { plan.rate / 10.0 } else { plan.rate };
        let count = ((rate * plan.seconds) as usize).clamp(1, MOST);
        load::open(address, screen, &material, rate, (count / 5).max(1), 5 * PEAK_FROM).await?;
        let open = load::open(address, screen, &material, rate, count, 0).await?;
        let lasts = Duration::from_secs_f64(plan.seconds / 2.0);
        let peak = load::closed(address, screen, &material, plan.connections, lasts, PEAK_FROM).await?;
        tell(&line(screen, &open, &peak));
        measured.push(Measured { screen, rate, open, peak });
        if screen == Screen::Case {
            let alone = load::closed(address, screen, &material, 1, Duration::from_secs(1), 0).await?;
            page_us = Some(1e6 / alone.rate().max(1e-9));
        }
    }
    Ok(Report { measured, cases, page_us })
}

/// Returns when the server answers.
pub async fn first_answer(address: &str) -> Result<(), String> {
    let mut wire = client::Wire::to(address);
    let asked =
        wire.ask(&client::Ask::get("/health"), &mut client::Cookies::default(), client::Want::Plain).await?;
    if asked.status == 200 {
        Ok(())
    } else {
        Err(format!("the server answers {} when asked how it is", asked.status))
    }
}

async fn together<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut pending: Vec<_> = futures.into_iter().map(|f| (Box::pin(f), None)).collect();
    std::future::poll_fn(|context| {
        let mut all = true;
        for (future, done) in &mut pending {
            if done.is_none() {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *done = Some(value),
                    std::task::Poll::Pending => all = false,
                }
            }
        }
        if all { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    pending.into_iter().filter_map(|(_, done)| done).collect()
}

fn line(screen: Screen, open: &Outcome, peak: &Outcome) -> String {
    let errors = open.failed() + peak.failed();
    let said = if errors == 0 {
        String::new()
    } else {
        format!("  {errors} ERRORS {:?} {:?}", open.errors, peak.errors)
    };
    format!(
        "{:<10} p50 {:>7.2} ms  p95 {:>7.2} ms  p99 {:>7.2} ms  longest {:>7.2} ms  peak {:>6.0}/s  server {:>5.0} µs{said}",
        screen.code(),
        open.quantile_ms(500),
        open.quantile_ms(950),
        open.quantile_ms(990),
        open.quantile_ms(1_000),
        peak.rate(),
        peak.server_us().unwrap_or(0.0),
    )
}

/// What a screen's figures are for machines.
pub fn as_json(measured: &[Measured]) -> Vec<Value> {
    let milli = |n: f64| (n * 1_000.0).round() / 1_000.0;
    let one = |m: &Measured| {
        let bytes = m.open.bytes / m.open.micros.len().max(1);
        json!({
            "name": m.screen.code(),
            "p50_ms": milli(m.open.quantile_ms(500)),
            "p95_ms": milli(m.open.quantile_ms(950)),
            "p99_ms": milli(m.open.quantile_ms(990)),
            "peak_rps": m.peak.rate().round(),
            "max_ms": milli(m.open.quantile_ms(1_000)),
            "rate": m.rate,
            "requests": m.open.micros.len(),
            "bytes": bytes,
            "server_us": m.peak.server_us().map(f64::round),
            "errors": m.open.failed() + m.peak.failed(),
        })
    };
    measured.iter().map(one).collect()
}

/// How many requests failed, over all screens.
pub fn failures(measured: &[Measured]) -> u64 {
    measured.iter().map(|m| m.open.failed() + m.peak.failed()).sum()
}

/// How long it takes to decide whether a case may be read, in microseconds, in the mean: asked in the process of the
/// server, by the leads of some cases.
pub async fn decision_us(app: &Arc<App>, cases: &[String]) -> Result<Option<f64>, String> {
    const ROUNDS: usize = 2_000;
    let failed = |e: StoreError| e.to_string();
    let mut conn = app.db.read().await.map_err(failed)?;
    let mut known: Vec<(Cx, CaseId)> = Vec::new();
    for case in cases.iter().take(20) {
        let Ok(id) = case.parse::<CaseId>() else { continue };
        let lead: Option<(PractitionerId, InstitutionId)> = conn
            .maybe(
                "SELECT holder_id, institution_id FROM seats WHERE subject_id = $1 AND capacity = 'lead'
                 ORDER BY held_until DESC LIMIT 1",
                args![id],
            )
            .await
            .map_err(failed)?;
        let Some((lead, institution)) = lead else { continue };
        let now = app.clock.now();
        let found = accounts::actor_for(app, &mut conn, lead, institution, now).await.map_err(failed)?;
        if let Some((actor, zone)) = found {
            known.push((Cx::quiet(app.clone(), Some(actor), zone), id));
        }
    }
    if known.is_empty() {
        return Ok(None);
    }
    drop(conn);
    let watch = Stopwatch::start();
    for n in 0..ROUNDS {
        let (cx, id) = &known[n % known.len()];
        let mut conn = app.db.read().await.map_err(failed)?;
        let granted = access::may(cx, &mut conn, Action::Read, *id).await;
        if !matches!(granted, Ok(Some(_))) {
            return Err("a lead was not granted their own case".to_owned());
        }
    }
    Ok(Some(watch.elapsed().as_secs_f64() * 1e6 / ROUNDS as f64))
}

/// Resident memory of this process now and at its highest, in megabytes; `None` where the system does not tell.
pub fn memory_mb() -> (Option<u64>, Option<u64>) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let read = |name: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(name))?;
        let kilobytes: u64 = line.trim_start_matches(':').split_whitespace().next()?.parse().ok()?;
        Some(kilobytes / 1_024)
    };
    (read("VmRSS"), read("VmHWM"))
}
