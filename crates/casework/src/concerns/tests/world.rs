// SPDX-License-Identifier: EUPL-1.2
//! A service that receives reports, another one, and the people who work there.

use kernel::{FunctionKind, ReportId};
use platform::http::Cx;
use register::deadlines::Deadline;
use register::people::NewPerson;
use register::testing::{Browser, Page, Person, TestApp};

use crate::concerns::model::{Door, Levels, NewMinor, NewReport, NewReporter, Receipt, Who};
use crate::concerns::rules::triage::{NewTriage, Outcome};
use crate::concerns::{actions, store};

/// The name that must never be seen by those whose seat does not open it.
pub const WHO: &str = "Josiane Barrat";

pub struct World {
    pub t: TestApp,
    pub saj: kernel::InstitutionId,
    pub other: kernel::InstitutionId,
    pub school: kernel::InstitutionId,
    /// Receives and triages.
    pub intake: Person,
    /// Triages with her.
    pub second: Person,
    /// Assigns.
    pub supervisor: Person,
    /// Evaluates.
    pub evaluator: Person,
    /// Works there; evaluates other children.
    pub colleague: Person,
    /// Decides.
    pub director: Person,
    /// Keeps the accounts.
    pub administrator: Person,
    /// Receives reports in another service.
    pub elsewhere: Person,
    /// Teaches.
    pub teacher: Person,
}

impl World {
    pub async fn new() -> World {
        let t = TestApp::with([register::routes(), crate::concerns::routes()].concat(), |app| app).await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let other = t.institution("sos_enfants", "SOS Enfants Les Aubépines").await;
        let school = t.institution("school", "École des Tilleuls").await;
        use FunctionKind as F;
        World {
            intake: t.person(saj, "Nour", "Nkulu", &[F::Intake]).await,
            second: t.person(saj, "Iris", "Dubuisson", &[F::Intake, F::Caseworker]).await,
            supervisor: t.person(saj, "Anne", "Wouters", &[F::Supervisor]).await,
            evaluator: t.person(saj, "Claire", "Haddad", &[F::Caseworker]).await,
            colleague: t.person(saj, "Samir", "Yildiz", &[F::Caseworker]).await,
            director: t.person(saj, "Marie", "Lemaire", &[F::Direction]).await,
            administrator: t.person(saj, "Luc", "Adam", &[F::Administrator]).await,
            elsewhere: t.person(other, "Noor", "Peeters", &[F::Intake]).await,
            teacher: t.person(school, "Laura", "Crespin", &[F::Caseworker]).await,
            saj,
            other,
            school,
            t,
        }
    }

    pub async fn browser(&self, who: &Person) -> Browser {
        self.t.sign_in(who).await
    }

    pub async fn cx(&self, who: &Person) -> Cx {
        self.t.acting(who).await
    }

    /// A report of a neighbour by phone, about these children (given name, family name, birth).
    pub async fn phoned(&self, children: &[(&str, &str, &str)]) -> Receipt {
        let cx = self.cx(&self.intake).await;
        let mut new = NewReport::to(self.saj, Door::Phone, cx.today(), cx.now);
        new.observed = "Des pleurs le soir, plus d’une heure.".into();
        new.heard = "« Maman dort encore. »".into();
        new.thought = "Elle s’inquiète pour le bébé.".into();
        new.children = children.iter().map(|(g, f, b)| child(g, f, b)).collect();
        new.reporter = NewReporter {
            is_known: true,
            name: WHO.into(),
            capacity: "neighbour".into(),
            relation: "acquaintance".into(),
            phone: "000 00 90 21".into(),
            wants_unknown: true,
            ..NewReporter::default()
        };
        actions::receive(&cx, &new).await.unwrap()
    }

    pub async fn triaged(&self, report: ReportId, outcome: Outcome, levels: Levels) {
        let cx = self.cx(&self.intake).await;
        actions::triage(&cx, report, &self.triage(outcome, levels)).await.unwrap();
    }

    pub fn triage(&self, outcome: Outcome, levels: Levels) -> NewTriage {
        NewTriage {
            outcome,
            levels,
            explanation: String::new(),
            reason: "Des faits précis et répétés.".into(),
            second: Some(self.second.practitioner),
            alone_reason: String::new(),
            redirected_to: (outcome == Outcome::Redirected).then_some(self.other),
            repeats: vec![],
            repetitive: false,
            instead_of: None,
        }
    }

    /// A report that is being evaluated by Claire Haddad.
    pub async fn evaluating(&self, children: &[(&str, &str, &str)]) -> Receipt {
        let receipt = self.phoned(children).await;
        self.triaged(receipt.report, Outcome::Qualified, Levels::of(2, 2, 1)).await;
        let cx = self.cx(&self.supervisor).await;
        actions::assign(&cx, receipt.report, self.evaluator.practitioner, &[]).await.unwrap();
        receipt
    }

    /// The report that was made last.
    pub async fn last_report(&self) -> ReportId {
        let mut conn = self.t.app.db.read().await.unwrap();
        let sql = "SELECT id FROM reports ORDER BY recorded_at DESC, id DESC LIMIT 1";
        conn.value(sql, vec![]).await.unwrap().unwrap()
    }

    pub async fn concern(&self, who: &Person, report: ReportId) -> crate::concerns::model::Concern {
        let cx = self.cx(who).await;
        let mut conn = cx.read().await.unwrap();
        let grant =
            register::access::require(&cx, &mut conn, register::access::Action::Read, report).await.unwrap();
        store::concern(&mut conn, &grant).await.unwrap()
    }

    /// The clocks of a report that still count: term, about, due, done.
    pub async fn clocks(&self, report: ReportId) -> Vec<Deadline> {
        let mut conn = self.t.app.db.read().await.unwrap();
        let all = register::deadlines::of_subject(&mut conn, report.0).await.unwrap();
        all.into_iter().filter(|d| !d.dropped).collect()
    }

    pub async fn clock(&self, report: ReportId, term: &str) -> Option<Deadline> {
        self.clocks(report).await.into_iter().find(|d| d.term == term)
    }
}

pub fn child(given: &str, family: &str, birth: &str) -> NewMinor {
    let person = NewPerson {
        given: given.into(),
        family: family.into(),
        birth: birth.parse().ok(),
        ..NewPerson::default()
    };
    NewMinor { who: Who::New(Box::new(person)), ..NewMinor::default() }
}

/// The page that a redirection leads to.
pub async fn follow(browser: &Browser, page: &Page) -> Page {
    assert_eq!(page.status, 303, "{}", page.body);
    browser.get(&page.location).await
}
