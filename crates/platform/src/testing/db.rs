// SPDX-License-Identifier: EUPL-1.2
//! A database for one test.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use kernel::Instant;
use tempfile::TempDir;
use tokio_postgres::{Client, Config, NoTls};
use uuid::Uuid;

use crate::db::{Address, Db, Engine, Journal, fingerprint};

/// The environment variable that names a PostgreSQL server for the tests; without it they run on the embedded engine.
pub const ADDRESS_VARIABLE: &str = "MAILLAGE_TEST_DATABASE";

/// A number of our own for PostgreSQL's advisory lock: one process makes the template, the others wait for it.
const LOCK: &str = "SELECT pg_advisory_lock(7245567)";

/// A database of its own, migrated and empty, gone when dropped.
pub struct TestDb {
    db: Db,
    address: Address,
    home: Home,
}

enum Home {
    Folder(TempDir),
    Server { config: Box<Config>, name: String },
}

impl TestDb {
    /// A migrated, empty database on the engine under test.
    pub async fn new() -> TestDb {
        let test = TestDb::make(true).await;
        debug_assert!(test.is_current().await.unwrap_or(false), "the template is out of date");
        test
    }

    /// A database without any table: for tests of migrations and of restoring.
    pub async fn blank() -> TestDb {
        TestDb::make(false).await
    }

    async fn make(migrated: bool) -> TestDb {
        let (address, home) = match std::env::var(ADDRESS_VARIABLE) {
            Ok(url) if !url.is_empty() => on_server(&url, migrated).await,
            _ => in_folder(migrated).await,
        };
        let db = Db::open(&address).await.expect("the test's database opens");
        TestDb { db, address, home }
    }

    /// The same, writing its ledger through a journal.
    pub fn with_journal(self, journal: Arc<dyn Journal>) -> TestDb {
        let _ = self.db.clone().with_journal(journal);
        self
    }

    /// The database. Cheap to clone.
    pub fn db(&self) -> Db {
        self.db.clone()
    }

    /// Where it is: for commands that open it themselves.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// A folder that lives as long as the test, when the database has one (the embedded engine).
    pub fn folder(&self) -> Option<&Path> {
        match &self.home {
            Home::Folder(folder) => Some(folder.path()),
            Home::Server { .. } => None,
        }
    }

    /// The database opened a second time, as another copy of the server or a command beside it would.
    pub async fn opened_again(&self) -> Db {
        Db::open(&self.address).await.expect("the test's database opens again")
    }
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

async fn in_folder(migrated: bool) -> (Address, Home) {
    let folder = tempfile::Builder::new().prefix("maillage-test-").tempdir().expect("a temporary folder");
    let path = folder.path().join("maillage.sqlite");
    if migrated {
        std::fs::copy(template_file().await, &path).expect("the template is copied");
    }
    (Address::File(path), Home::Folder(folder))
}

/// A migrated file, made by the first test that needs it and used by all that come after, in whatever process.
async fn template_file() -> PathBuf {
    let name = format!("maillage-template-{}.sqlite", &fingerprint(Engine::Sqlite)[..16]);
    let target = std::env::temp_dir().join(name);
    if !target.exists() {
        let folder =
            tempfile::Builder::new().prefix("maillage-template-").tempdir().expect("a temporary folder");
        let draft = folder.path().join("template.sqlite");
        let compact = folder.path().join("compact.sqlite");
        let db = Db::open(&Address::File(draft.clone())).await.expect("the template opens");
        db.migrate(Instant(0)).await.expect("the migrations apply");
        crate::db::copies::make(&Address::File(draft), &compact).expect("the template is written");
        // Whoever comes second puts the same content in the same place.
        std::fs::rename(&compact, &target).expect("the template is put in place");
    }
    target
}

async fn on_server(url: &str, migrated: bool) -> (Address, Home) {
    let config = Config::from_str(url).expect("the variable holds a PostgreSQL URL");
    let client = connect(&config).await;
    let name = format!("maillage_test_{}", random());
    let template = if migrated { template_database(url, &client).await } else { "template0".to_owned() };
    let create = format!("CREATE DATABASE {name} TEMPLATE {template}");
    client.batch_execute(&create).await.expect("the test's database is made");
    (Address::Url(with_database(url, &name)), Home::Server { config: Box::new(config), name })
}

/// A migrated database that the others are copied from.
async fn template_database(url: &str, client: &Client) -> String {
    let name = format!("maillage_template_{}", &fingerprint(Engine::Postgres)[..16]);
    client.batch_execute(LOCK).await.expect("the lock of the template");
    let known =
        client.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).await.expect("a list");
    if known.is_none() {
        let draft = format!("maillage_draft_{}", random());
        client.batch_execute(&format!("CREATE DATABASE {draft} TEMPLATE template0")).await.expect("a draft");
        let db = Db::open(&Address::Url(with_database(url, &draft))).await.expect("the template opens");
        db.migrate(Instant(0)).await.expect("the migrations apply");
        drop(db);
        // The server waits a few seconds by itself for the connections to go.
        let rename = format!("ALTER DATABASE {draft} RENAME TO {name}");
        client.batch_execute(&rename).await.expect("the template is put in place");
    }
    client.batch_execute("SELECT pg_advisory_unlock_all()").await.expect("the lock is given back");
    name
}

/// The same URL for another database of the same server.
fn with_database(url: &str, name: &str) -> String {
    let (before, query) = url.split_once('?').map_or((url, String::new()), |(b, q)| (b, format!("?{q}")));
    let authority = before.find("://").map_or(0, |at| at + 3);
    let end = before[authority..].find('/').map_or(before.len(), |at| authority + at);
    format!("{}/{name}{query}", &before[..end])
}

async fn connect(config: &Config) -> Client {
    let (client, connection) = config.connect(NoTls).await.expect("the PostgreSQL server answers");
    tokio::spawn(connection);
    client
}

fn random() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("chance");
    Uuid::from_bytes(bytes).simple().to_string()
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Home::Server { config, name } = &self.home else { return };
        let (config, name) = (config.clone(), name.clone());
        // The runtime of the test may be ending: a thread of our own, with its own.
        let dropping = std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
                return;
            };
            runtime.block_on(async {
                let Ok((client, connection)) = config.connect(NoTls).await else { return };
                tokio::spawn(connection);
                let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            });
        });
        let _ = dropping.join();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_keeps_its_options_when_the_database_changes() {
        let cases = [
            ("postgres://u:p@h:5/a?x=1", "postgres://u:p@h:5/b?x=1"),
            ("postgres://h", "postgres://h/b"),
            ("postgres://h/?host=/run/pg", "postgres://h/b?host=/run/pg"),
        ];
        for (given, expected) in cases {
            assert_eq!(with_database(given, "b"), expected);
        }
    }
}
