// SPDX-License-Identifier: EUPL-1.2
//! What tests of the register, and of every crate above it, stand on: an application over a database of its own, served on
//! a port of its own, with institutions and people who sign in. Time moves by hand, chance comes from a seed.
//!
//! ```ignore
//! let t = TestApp::new().await;
//! let saj = t.institution("saj", "SAJ de Valmourne").await;
//! let nour = t.person(saj, "Nour", "Haddad", &[FunctionKind::Caseworker]).await;
//! let browser = t.sign_in(&nour).await;
//! let page = browser.get("/account").await;
//! assert_eq!(page.status, 200);
//! ```

// A test that cannot set itself up has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod browser;

use std::sync::Arc;
use std::time::Duration;

use kernel::{
    AccountId, Actor, FunctionKind, Instant, InstitutionId, Lang, PractitionerId, SecrecyStatus, SessionId,
};
use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::Technical;
use platform::http::{App, AppParts, Cx, Routes};
use platform::session::{self, NewSession};
use platform::testing::TestDb;
use rulebook::Rulebook;
use tokio::net::TcpListener;
use tokio::sync::OnceCell;

pub use browser::{Browser, Page};
pub use platform::testing::run;

use crate::accounts::{self, Opening};
use crate::directory::{self, InstitutionFields, NewAppointment, PractitionerFields};
use crate::ledger::Keeper;

/// The pass phrase of everybody in a test.
pub const PASS_PHRASE: &str = "quatre saisons sous le tilleul";

/// An application under test.
pub struct TestApp {
    /// The application.
    pub app: Arc<App>,
    address: std::net::SocketAddr,
    server: tokio::task::JoinHandle<()>,
    // Last, so that everything that uses it is gone before.
    _db: Option<TestDb>,
}

/// Somebody in a test, with an account.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub practitioner: PractitionerId,
    /// Where they work.
    pub institution: InstitutionId,
    /// Their account.
    pub account: AccountId,
    /// The address by which they sign in.
    pub email: String,
    /// The secret of their second factor.
    pub secret: [u8; accounts::SECRET_BYTES],
}

impl TestApp {
    /// The register alone, on 15 September 2026 at eight in the morning, Brussels time.
    pub async fn new() -> TestApp {
        TestApp::with(crate::routes(), |app| app).await
    }

    /// With these routes and whatever else is put on the shelf: for the crates above.
    pub async fn with(routes: Routes, shelve: impl FnOnce(App) -> App) -> TestApp {
        let clock = Clock::manual(Instant::parse_rfc3339("2026-09-15T06:00:00Z").expect("an instant"));
        let chance = Chance::seeded(2026);
        let db = TestDb::new().await.with_journal(Arc::new(Keeper::new(chance.clone())));
        let rulebook = Rulebook::shipped().expect("the packs hold together");
        let parts = AppParts { identify: Arc::new(accounts::Identity), nav: |_| Vec::new() };
        let app =
            App::new(db.db(), clock, chance, Config::default(), parts).with(rulebook).with_routes(&routes);
        TestApp::around(Arc::new(shelve(app)), Some(db), routes).await
    }

    /// Around an application that was put together elsewhere, with the database that must outlive it.
    pub async fn around(app: Arc<App>, db: Option<TestDb>, routes: Routes) -> TestApp {
        let router = platform::http::router(app.clone(), routes);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let server = tokio::spawn(async move {
            let _ = platform::http::serve(listener, router, std::future::pending(), Duration::ZERO).await;
        });
        TestApp { app, address, server, _db: db }
    }

    /// Where it is served, for real browsers: `http://127.0.0.1:…`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Moves the clock by so many microseconds.
    pub fn pass(&self, micros: i64) {
        self.app.clock.set(self.app.clock.now().plus(micros));
    }

    /// A context in which the system acts: commands of the operator.
    pub fn system(&self) -> Cx {
        let zone = directory::zone_of(&self.app, "be-fwb");
        Cx::quiet(self.app.clone(), None, zone)
    }

    /// A context in which somebody acts, with what they hold at this moment. Stops the test when that is nothing.
    pub async fn acting(&self, person: &Person) -> Cx {
        self.acting_at(person, person.institution).await
    }

    /// As [`TestApp::acting`], for another of their institutions.
    pub async fn acting_at(&self, person: &Person, institution: InstitutionId) -> Cx {
        let (actor, zone) =
            self.actor(person.practitioner, institution).await.expect("they hold something there");
        Cx::quiet(self.app.clone(), Some(actor), zone)
    }

    /// Somebody as an actor, or nothing when they hold nothing there today.
    pub async fn actor(
        &self,
        practitioner: PractitionerId,
        institution: InstitutionId,
    ) -> Option<(Actor, kernel::instant::Zone)> {
        let mut conn = self.app.db.read().await.expect("a connection");
        let now = self.app.clock.now();
        accounts::actor_for(&self.app, &mut conn, practitioner, institution, now).await.expect("a reading")
    }

    /// Enters an institution of a type of the pack `be-fwb` into the directory.
    pub async fn institution(&self, service_type: &str, name: &str) -> InstitutionId {
        let receives_reports = {
            let cx = self.system();
            let pack = directory::pack(&cx, "be-fwb").expect("the pack");
            pack.service_type(service_type).expect("a type of the pack").receives_concerns
        };
        let fields = InstitutionFields {
            pack: "be-fwb".into(),
            service_type: service_type.into(),
            name: name.into(),
            phone: "000 00 00 00".into(),
            receives_reports,
            ..InstitutionFields::default()
        };
        directory::record_institution(&self.system(), fields).await.expect("an institution")
    }

    /// Somebody who is bound by secrecy, holds these functions since the first of the year, and has an account.
    pub async fn person(
        &self,
        institution: InstitutionId,
        given: &str,
        family: &str,
        kinds: &[FunctionKind],
    ) -> Person {
        let cx = self.system();
        let folded = kernel::name::fold(&format!("{given} {family}")).replace(' ', ".");
        let email = format!("{folded}@{}.example", &institution.to_string()[24..]);
        let fields = PractitionerFields {
            given: given.into(),
            family: family.into(),
            email: email.clone(),
            ..PractitionerFields::default()
        };
        let start = kernel::Date::from_ymd(2026, 1, 1).expect("a day");
        let practitioner = directory::welcome(
            &cx,
            institution,
            fields,
            (SecrecyStatus::Bound, "test"),
            kinds,
            (start, None),
        )
        .await
        .expect("a person");
        let secret: [u8; accounts::SECRET_BYTES] = cx.random().expect("chance");
        let opening =
            Opening { password_hash: pass_phrase_hash(&cx).await, totp_secret: secret, lang: Lang::Fr };
        let account = accounts::open_account(&cx, practitioner, opening).await.expect("an account");
        Person { practitioner, institution, account, email, secret }
    }

    /// Appoints somebody to another function.
    pub async fn appoint(&self, person: &Person, institution: InstitutionId, kind: FunctionKind) {
        let from_on = kernel::Date::from_ymd(2026, 1, 1).expect("a day");
        let new =
            NewAppointment { practitioner: person.practitioner, institution, kind, from_on, until_on: None };
        directory::appoint(&self.system(), new).await.expect("an appointment");
    }

    /// A browser in which nobody is signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(self.app.clone(), self.address)
    }

    /// A browser in which somebody is signed in for their institution, password and code given.
    pub async fn sign_in(&self, person: &Person) -> Browser {
        let cx = self.system();
        let mut tx = cx.begin_technical().await.expect("a transaction");
        let id: SessionId = cx.new_id().expect("chance");
        let new = NewSession {
            account: person.account,
            institution: Some(person.institution),
            agent: "Test".into(),
            lasts: self.app.config.session_hours * Instant::HOUR,
        };
        session::start(&mut tx, id, &new, cx.random().expect("chance"), cx.now).await.expect("a session");
        let token =
            session::rotate(&mut tx, id, cx.random().expect("chance"), cx.now).await.expect("a session");
        tx.commit_technical(Technical::Session).await.expect("a commit");
        let browser = self.browser();
        browser.keep_cookie("maillage", &token);
        browser
    }

    /// The code that the person's telephone shows now.
    pub fn code(&self, person: &Person) -> String {
        accounts::code_at(&person.secret, self.app.clock.outside())
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Hashing is slow on purpose: once a process is enough.
async fn pass_phrase_hash(cx: &Cx) -> String {
    static HASH: OnceCell<String> = OnceCell::const_new();
    let hash = HASH.get_or_init(|| async { accounts::password_hash(cx, PASS_PHRASE).await.expect("a hash") });
    hash.await.clone()
}
