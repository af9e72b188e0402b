// SPDX-License-Identifier: EUPL-1.2
//! A service at work over a real database, and the program beside it as an operator runs it: processes of its own, each at
//! an address of its own, killed when dropped.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use kernel::{CaseId, FunctionKind, SubjectKind};
use maillage::start::{self, Migrates};
use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::{Address, Db};
use platform::testing::TestDb;
use register::cases::{self, NewCase};
use register::people::{self, NewPerson};
use register::testing::{Browser, PASS_PHRASE, Person, TestApp};
use tempfile::TempDir;

/// How long anything may take before the test is given up.
pub const PATIENCE: Duration = Duration::from_secs(50);

/// A service, its people, and a folder for everything that a test leaves on disk.
pub struct House {
    pub t: TestApp,
    pub address: Address,
    pub db: Db,
    pub folder: TempDir,
    /// Supervises.
    pub hanae: Person,
    /// Lead a case each, in the same order.
    pub leads: Vec<Person>,
    pub cases: Vec<CaseId>,
}

/// The program's own application over a database, in this process.
pub async fn application(address: &Address, holder: Option<TestDb>) -> TestApp {
    let mut config = Config::default();
    config.database = address.clone();
    let db = start::database(&config, &Clock::System, &Chance::System, Migrates::No).await.unwrap();
    let rulebook = rulebook::Rulebook::shipped().unwrap();
    let app = start::application(db, Clock::System, Chance::System, config, rulebook, None);
    TestApp::around(app, holder, maillage::routes()).await
}

impl House {
    /// With so many people who lead a case each.
    pub async fn new(leads: usize) -> House {
        let test = TestDb::new().await;
        let address = test.address().clone();
        let t = application(&address, Some(test)).await;
        let saj = t.institution("saj", "SAJ d’Ormelle").await;
        let hanae = t.person(saj, "Hanae", "Verbeke", &[FunctionKind::Supervisor]).await;
        let mut house = House {
            db: t.app.db.clone(),
            t,
            address,
            folder: tempfile::Builder::new().prefix("maillage-it-").tempdir().unwrap(),
            hanae,
            leads: Vec::new(),
            cases: Vec::new(),
        };
        let names = ["Claire", "Samir", "Noor", "Luc", "Ines", "Tom"];
        for given in names.iter().take(leads) {
            let who = house.t.person(saj, given, "Essai", &[FunctionKind::Caseworker]).await;
            house.cases.push(house.case_of(&who).await);
            house.leads.push(who);
        }
        house
    }

    /// A case that somebody leads.
    pub async fn case_of(&self, lead: &Person) -> CaseId {
        let cx = self.t.acting(lead).await;
        let mut tx = cx.begin().await.unwrap();
        let child = NewPerson { given: "Lina".into(), family: "Maes".into(), ..NewPerson::default() };
        let child = people::record(&cx, &mut tx, lead.institution, &child).await.unwrap();
        let (kind, ground) = (people::events::PERSON_RECORDED, kernel::Ground::Function);
        tx.commit(cx.event(kind, SubjectKind::PERSON.of(child), None, ground).unwrap()).await.unwrap();
        let new = NewCase {
            child,
            opened_on: cx.today(),
            reason: "aide demandée".into(),
            frame: "consented".into(),
            frame_source: "accord oral".into(),
            information: String::new(),
        };
        let case = cases::open(&cx, &new).await.unwrap();
        cases::assign(&self.t.acting(&self.hanae).await, case, lead.practitioner).await.unwrap();
        case
    }

    /// A command of the program over a database, with nothing of the surroundings of this test.
    pub fn command(&self, database: &Address, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillage"));
        self.quiet(&mut command);
        command.args(words).args(["--database", &place(database)]);
        command
    }

    /// Keeps the settings of whoever runs the tests away from a command.
    pub fn quiet(&self, command: &mut Command) {
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MAILLAGE_")) {
            command.env_remove(name);
        }
        command.env("MAILLAGE_MAIL_OUTBOX", self.outbox()).current_dir(self.folder.path());
    }

    /// Runs a command to its end.
    pub fn run(&self, database: &Address, words: &[&str]) -> Output {
        self.command(database, words).output().unwrap()
    }

    /// Where all copies put their messages.
    pub fn outbox(&self) -> PathBuf {
        self.folder.path().join("outbox")
    }

    /// One more copy of the server.
    pub fn server(&self) -> Server {
        self.server_over(&self.address)
    }

    /// A server over a database.
    pub fn server_over(&self, database: &Address) -> Server {
        Server::start(self.command(database, &["serve", "--listen", "127.0.0.1:0"]), self.folder.path())
    }

    /// Says whether the ledger is sound, as the operator asks.
    pub fn verify_ledger(&self, database: &Address) {
        let said = self.run(database, &["ledger", "verify"]);
        assert!(said.status.success(), "{}{}", text(&said.stdout), text(&said.stderr));
    }
}

/// As a flag says where a database is.
pub fn place(address: &Address) -> String {
    match address {
        Address::File(path) => path.display().to_string(),
        Address::Url(url) => url.clone(),
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Signs in as people do, with pass phrase and code.
pub async fn sign_in(t: &TestApp, at: SocketAddr, who: &Person) -> Browser {
    let browser = t.browser().at(at);
    let begun = browser.post("/sign-in", &[("email", who.email.as_str()), ("password", PASS_PHRASE)]).await;
    assert_eq!((begun.status, begun.location.as_str()), (303, "/sign-in/code"), "{}", begun.body);
    let done = browser.post("/sign-in/code", &[("code", t.code(who).as_str())]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    browser
}

/// The fields of a note of the institution's file.
pub fn note<'a>(today: &'a str, observed: &'a str) -> [(&'a str, &'a str); 3] {
    [("layer", "institution"), ("occurred", today), ("observed", observed)]
}

/// A process that serves.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    log: PathBuf,
}

impl Server {
    fn start(mut command: Command, folder: &Path) -> Server {
        let log = tempfile::Builder::new().prefix("log-").tempfile_in(folder).unwrap().keep().unwrap().1;
        let mut process = command.stdout(Stdio::piped()).stderr(File::create(&log).unwrap()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = lines.next().and_then(Result::ok).unwrap_or_default();
        let Some(address) = first.strip_prefix("Listening on http://").and_then(|a| a.parse().ok()) else {
            let _ = process.kill();
            panic!("the server says {first:?}\n{}", std::fs::read_to_string(&log).unwrap_or_default());
        };
        Server { process, address, log }
    }

    /// Ends it between two instructions, as a power cut would.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks it to stop, as `systemctl stop` does.
    pub fn ask_to_stop(&self) {
        let asked = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(asked.success());
    }

    /// Waits for its end.
    pub fn ended(mut self) -> (ExitStatus, Duration) {
        let began = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return (status, began.elapsed());
            }
            if began.elapsed() > PATIENCE {
                panic!("the server does not end\n{}", self.log());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What it logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
