// SPDX-License-Identifier: EUPL-1.2
//! Starting: database, packs, ledger, application. The same for the server, the commands and the tests.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kernel::instant::Zone;
use kernel::{Actor, CaseId, Id, ReportId, Subject, SubjectKind};
use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::{Address, Conn, Db, StoreError};
use platform::http::{App, AppParts, Cx};
use register::ledger::{Keeper, Openings};
use rulebook::{PackError, Rulebook};
use uuid::Uuid;

use crate::{desk, routes};

/// Why the product does not start, in words for the operator.
#[derive(Debug)]
pub enum StartError {
    /// The packs do not hold together: every reason, with file and line.
    Packs(Vec<PackError>),
    /// The packs cannot be read from disk.
    Folder(String),
    /// The database cannot be used.
    Store(StoreError),
    /// There is no embedded database at this place, and the command does not make one.
    NoDatabase(PathBuf),
    /// The schema is older than the program; `maillage migrate` brings it up to date.
    NotMigrated,
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::Packs(errors) => {
                writeln!(f, "the packs cannot be used:")?;
                errors.iter().try_for_each(|e| writeln!(f, "  {e}"))
            }
            StartError::Folder(what) => write!(f, "the packs cannot be read: {what}"),
            StartError::Store(e) => e.fmt(f),
            StartError::NoDatabase(path) => write!(f, "there is no database at {}", path.display()),
            StartError::NotMigrated => {
                f.write_str("the database is not up to date: run `maillage migrate` first")
            }
        }
    }
}

impl std::error::Error for StartError {}

impl From<StoreError> for StartError {
    fn from(e: StoreError) -> Self {
        StartError::Store(e)
    }
}

/// Loads the packs: those in the program, or those of a folder that the operator names.
pub fn packs(folder: Option<&Path>) -> Result<Rulebook, StartError> {
    let files = match folder {
        None => rulebook::shipped_files(),
        Some(folder) => {
            read_folder(folder).map_err(|e| StartError::Folder(format!("{}: {e}", folder.display())))?
        }
    };
    Rulebook::load(&files).map_err(StartError::Packs)
}

fn read_folder(folder: &Path) -> std::io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for pack in std::fs::read_dir(folder)? {
        let pack = pack?.path();
        if pack.is_dir() {
            read_pack(folder, &pack, &mut files)?;
        }
    }
    Ok(files)
}

/// What packs are made of, in a folder of one and below.
fn read_pack(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> std::io::Result<()> {
    for file in std::fs::read_dir(folder)? {
        let file = file?.path();
        if file.is_dir() {
            read_pack(root, &file, files)?;
        } else if file.extension().is_some_and(|e| e == "toml" || e == "cedar" || e == "typ" || e == "md") {
            let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            files.insert(format!("packs/{name}"), std::fs::read_to_string(&file)?);
        }
    }
    Ok(())
}

/// Opens the database with its ledger. `migrates` tells whether a missing schema is made.
pub async fn database(
    config: &Config,
    clock: &Clock,
    chance: &Chance,
    migrates: Migrates,
) -> Result<Db, StartError> {
    let keeper = Keeper::new(chance.clone()).asking_reactions_to(crate::reactions::REACTS_TO);
    match (&config.database, migrates) {
        // A slip in a path must not leave an empty database behind.
        (Address::File(path), Migrates::No) if !path.exists() => {
            return Err(StartError::NoDatabase(path.clone()));
        }
        _ => {}
    }
    let db = Db::open(&config.database).await?.with_journal(Arc::new(keeper));
    match migrates {
        Migrates::Yes => {
            db.migrate(clock.now()).await?;
        }
        Migrates::No if !db.is_current().await? => return Err(StartError::NotMigrated),
        Migrates::No => {}
    }
    Ok(db)
}

/// Whether the schema is brought up to date at start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Migrates {
    /// It is: the embedded engine, the demo, the tests.
    Yes,
    /// It must be already: several copies on PostgreSQL do not migrate by surprise.
    No,
}

/// The application over a database. With `openings`, reading leaves its trace through the batch writer (servers);
/// without, each by itself (commands, stories).
pub fn application(
    db: Db,
    clock: Clock,
    chance: Chance,
    config: Config,
    rulebook: Rulebook,
    openings: Option<Openings>,
) -> Arc<App> {
    let parts = AppParts { identify: Arc::new(register::accounts::Identity), nav: desk::nav };
    let app = App::new(db, clock, chance, config, parts).with(rulebook).with_routes(&routes());
    let mut app = with_numbers(app).with(register::cases::Awaited(|conn, grant, cases| {
        Box::pin(async move { together::exchange::count_awaited(conn, grant, &cases).await })
    }));
    app = app.with(knowledge::forms::Library::default()).with(resource_centre::surveys::Counted::default());
    // The typefaces are in the program and tested there; without them nothing is printed, and everything else works.
    match documents::Engine::new(ui_assets::PRINT_FONTS) {
        Ok(engine) => app = app.with(engine),
        Err(fault) => tracing::error!(%fault, "no letter can be printed"),
    }
    if let Some(openings) = openings {
        app = app.with(openings);
    }
    Arc::new(app)
}

/// Puts on the shelf whom a search asks for numbers.
pub(crate) fn with_numbers(app: App) -> App {
    app.with(register::people::Numbers(|conn, subjects| Box::pin(numbers(conn, subjects))))
}

/// What cases and reports are numbered, for what a search found in the scope of whoever asks.
async fn numbers(conn: &mut Conn, subjects: Vec<Subject>) -> Result<HashMap<Uuid, String>, StoreError> {
    let of = |kind| subjects.iter().filter(move |s| s.kind == kind).map(|s| s.id);
    let cases: Vec<CaseId> = of(SubjectKind::CASE).map(CaseId::from_uuid).collect();
    let reports: Vec<ReportId> = of(SubjectKind::REPORT).map(ReportId::from_uuid).collect();
    let cases = register::cases::called(conn, &cases).await?;
    let reports = casework::concerns::references_of(conn, &reports).await?;
    let cases = cases.into_iter().map(|(id, called)| (id.uuid(), called.reference));
    Ok(cases.chain(reports.into_iter().map(|(id, reference)| (id.uuid(), reference))).collect())
}

/// A context for a command: the system acts, or somebody.
pub fn quiet(app: &Arc<App>, actor: Option<Actor>) -> Cx {
    let zone = Zone::named(&app.config.zone).unwrap_or_else(Zone::utc);
    Cx::quiet(app.clone(), actor, zone)
}

/// Forgets, once an hour, what has no reason to be kept: ended sessions, old counters, abandoned drafts of the public,
/// finished jobs, keys of requests that nobody will repeat.
pub async fn sweep_now_and_then(app: Arc<App>) {
    let mut every = tokio::time::interval(std::time::Duration::from_secs(3_600));
    loop {
        every.tick().await;
        if let Err(e) = sweep(&app).await {
            tracing::warn!(problem = %e, "sweeping failed");
        }
    }
}

/// Forgets it once.
pub async fn sweep(app: &App) -> Result<(), StoreError> {
    use kernel::Instant;
    use platform::db::Technical;
    let now = app.clock.now();
    let mut tx = app.db.begin(now).await?;
    platform::session::sweep(&mut tx, now).await?;
    platform::throttle::sweep(&mut tx, now).await?;
    platform::drafts::sweep(&mut tx, now.plus(-90 * Instant::DAY)).await?;
    // What somebody wrote and did not send cannot be opened again after that time: it has no reason to stay.
    let public = now.plus(-casework::concerns::PUBLIC_DRAFT_LASTS);
    platform::drafts::sweep_form(&mut tx, casework::concerns::FORM_PUBLIC, public).await?;
    register::directory::sweep_imports(&mut tx, now).await?;
    platform::jobs::sweep(&mut tx, now.plus(-30 * Instant::DAY)).await?;
    tx.forget_requests(now.plus(-7 * Instant::DAY)).await?;
    tx.commit_technical(Technical::Session).await
}

#[cfg(test)]
mod tests {
    use kernel::{FunctionKind, Instant};
    use register::testing::{TestApp, run};
    use rulebook::Rulebook;

    use super::{packs, sweep};

    async fn drafts(t: &TestApp) -> Vec<String> {
        let mut conn = t.app.db.read().await.unwrap();
        let found: Vec<(String,)> =
            conn.all("SELECT form FROM drafts ORDER BY form LIMIT 10", vec![]).await.unwrap();
        found.into_iter().map(|(form,)| form).collect()
    }

    #[test]
    fn whoever_begins_report_after_report_is_slowed_down_and_loses_nothing() {
        run(async {
            let t = TestApp::with(crate::routes(), |app| app).await;
            let saj = t.institution("saj", "SAJ d’Ormelle").await;
            let fields =
                [("institution", saj.to_string()), ("observed", "Il a froid depuis lundi.".to_owned())];
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let school = t.browser();
            assert_eq!(school.post("/report/step/service", &fields).await.status, 303);
            let mut begun = 1;
            let slowed = loop {
                let page = t.browser().post("/report/step/service", &fields).await;
                if page.status != 303 {
                    break page;
                }
                begun += 1;
            };
            assert!(begun >= 60, "a school behind one address begins {begun}");
            assert_eq!(slowed.status, 429);
            assert!(slowed.has("n’est perdu") && slowed.has("Il a froid depuis lundi."), "{}", slowed.body);
            assert!(!slowed.header("retry-after").is_empty());
            assert_eq!(
                school.post("/report/step/facts", &fields[1..]).await.status,
                303,
                "what is begun goes on"
            );
            t.pass(Instant::MINUTE);
            assert_eq!(t.browser().post("/report/step/service", &fields).await.status, 303);
        });
    }

    #[test]
    fn the_queue_is_in_the_metrics() {
        run(async {
            let t = TestApp::with(crate::routes(), |app| app).await;
            let page = t.browser().get("/metrics").await;
            for gauge in
                ["maillage_jobs_due 0", "maillage_jobs_oldest_seconds 0.000000", "maillage_jobs_given_up 0"]
            {
                assert!(page.body.lines().any(|line| line == gauge), "{}", page.body);
            }
        });
    }

    #[test]
    fn what_the_public_did_not_send_goes_when_it_can_be_opened_no_more() {
        run(async {
            let t = TestApp::with(crate::routes(), |app| app).await;
            let saj = t.institution("saj", "SAJ d’Ormelle").await;
            let claire = t.person(saj, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
            let (public, hers) = (t.browser(), t.sign_in(&claire).await);
            public.post("/report/step/service", &[("institution", &saj.to_string())]).await;
            public.post("/report/step/facts", &[("observed", "Il a froid.")]).await;
            hers.post("/drafts/concern-report/new", &[("_window", "1"), ("observed", "Elle a froid.")]).await;
            let (both, one) = (["concern-report", "public-report"], ["concern-report"]);
            let table: &[(i64, bool, &[&str])] = &[
                (4 * Instant::HOUR - Instant::MINUTE, true, &both),
                (2 * Instant::MINUTE, false, &one),
                (89 * Instant::DAY, false, &one),
                (2 * Instant::DAY, false, &[]),
            ];
            for (n, (passed, is_read, left)) in table.iter().enumerate() {
                t.pass(*passed);
                sweep(&t.app).await.unwrap();
                assert_eq!(drafts(&t).await, *left, "{n}");
                assert_eq!(public.get("/report/step/facts").await.has("Il a froid."), *is_read, "{n}");
            }
        });
    }

    #[test]
    fn packs_of_a_folder_are_read_with_their_rules_of_secrecy() {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in rulebook::shipped_files() {
            let file = folder.path().join(path.strip_prefix("packs/").unwrap());
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let codes = |book: &Rulebook| {
            let sets = book.packs().flat_map(|pack| pack.rule_sets());
            sets.map(|set| set.code().to_owned()).collect::<Vec<_>>()
        };
        let read = packs(Some(folder.path())).unwrap();
        assert!(codes(&read).len() > 5);
        assert_eq!(codes(&read), codes(&Rulebook::shipped().unwrap()));
    }
}
